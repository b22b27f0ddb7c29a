// Saringan, urutan, dan tombol Esc. Tanpa naskah ini halaman tetap dapat dibaca seluruhnya.
"use strict";
(() => {
  const words = (cell) => (cell ? cell.textContent.trim() : "");

  // Uraian: fokus masuk, dan kembali ke angka yang membukanya.
  let opener = null;
  let place = [0, 0];
  const panelOf = (hash) => {
    const found = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    return found && found.classList.contains("panel") ? found : null;
  };
  const close = () => {
    if (!panelOf(location.hash)) return;
    const back = opener && opener.isConnected ? opener : document.querySelector(panelOf(location.hash).querySelector(".tutup a").hash);
    if (!back.id) back.id = "asal";
    const kept = [scrollX, scrollY];
    location.hash = back.id;
    if (back.id === "asal") back.removeAttribute("id");
    scrollTo({ left: kept[0], top: kept[1], behavior: "instant" });
    back.focus({ preventScroll: true });
    opener = null;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (link.parentElement.classList.contains("tutup")) {
      event.preventDefault();
      close();
    } else if (panelOf(link.hash) && !link.closest(".panel")) {
      opener = link;
      place = [scrollX, scrollY];
    }
  });
  addEventListener("hashchange", () => {
    const panel = panelOf(location.hash);
    if (!panel) return;
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
    if (opener) scrollTo({ left: place[0], top: place[1], behavior: "instant" });
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panelOf(location.hash)) {
      event.preventDefault();
      close();
    }
  });

  // Sel gabungan diisi di tiap barisnya, supaya baris dapat dipindah dan disembunyikan.
  const whole = (table) => {
    if (table.dataset.utuh) return;
    table.dataset.utuh = "ya";
    const rows = [...table.tBodies[0].rows];
    rows.forEach((row, at) => {
      [...row.cells].forEach((cell, column) => {
        const down = cell.rowSpan;
        cell.rowSpan = 1;
        for (let below = 1; below < down; below += 1) {
          const copy = cell.cloneNode(true);
          rows[at + below].insertBefore(copy, rows[at + below].cells[column] || null);
        }
      });
    });
  };

  const compare = (column, down) => (one, other) => {
    const [a, b] = [one.cells[column], other.cells[column]];
    const [x, y] = [a, b].map((cell) => (cell && cell.dataset.n !== undefined ? Number(cell.dataset.n) : null));
    let order;
    if (x !== null && y !== null) order = x - y;
    else if (x !== null || y !== null) return x === null ? 1 : -1;
    else order = words(a).localeCompare(words(b), "id", { numeric: true });
    return down ? -order : order;
  };

  // Tiap kelompok baris diurutkan sendiri; judul dan subtotalnya tetap di tempat.
  const sort = (table, column, down) => {
    whole(table);
    const body = table.tBodies[0];
    const runs = [[]];
    for (const row of body.rows) {
      if (row.className === "baris") runs[runs.length - 1].push(row);
      else runs.push([]);
    }
    for (const run of runs.filter((one) => one.length > 1)) {
      const end = run[run.length - 1].nextSibling;
      run.sort(compare(column, down)).forEach((row) => body.insertBefore(row, end));
    }
  };

  // Tabel bersanding yang berkelompok tetap: judul dan subtotal sisi yang satu berdampingan dengan baris sisi yang lain.
  for (const section of document.querySelectorAll(".tabel:not(.tetap)")) {
    const table = section.querySelector("table");
    const rows = [...table.tBodies[0].rows].filter((row) => row.className === "baris");
    if (rows.length < 3) continue;
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (!words(head)) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "urut";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table, column, down);
      });
    });
    if (rows.length < 8) continue;
    const tools = document.createElement("div");
    tools.className = "alat";
    const label = document.createElement("label");
    label.append("Saring ");
    const input = document.createElement("input");
    input.type = "search";
    label.append(input);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    tools.append(label, said);
    section.querySelector(".gulir").before(tools);
    input.addEventListener("input", () => {
      whole(table);
      const asked = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !asked.every((one) => text.includes(one));
        shown += row.hidden ? 0 : 1;
      }
      said.textContent = asked.length ? `${shown} dari ${rows.length} baris` : "";
    });
  }
})();
