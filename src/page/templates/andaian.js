// Laporan yang menjawab: angka masukan digeser, dan salinan tabelnya dihitung oleh inti Takar di halaman ini juga. Yang tercetak
// tidak pernah diubah: selama ada andaian ia disembunyikan di layar saja, dan dialah yang keluar di kertas.
(() => {
  const $ = (id) => document.getElementById(id);
  const what = JSON.parse($("paket").textContent);
  const [report, core] = [$("isi"), $("inti")];
  const units = [...report.querySelectorAll(".unit")];
  const told = units.map((unit) => [...unit.querySelectorAll(".tabel")].map(essence));
  const level = what.unit.length > 1 ? 3 : 2;
  const KNOBS = 4;
  let ask = null;
  let unit = 0;
  let first = [];
  let drawn = [];
  let knobs = [];
  let chosen = [];
  const moved = new Map();

  const opener = el("button", { type: "button", id: "andai-buka" }, "Bagaimana kalau …");
  document.querySelector(".petunjuk").after(el("p", { class: "andai-buka" }, opener));
  // Ia yang pertama terlihat, juga di awal halaman.
  document.querySelector(".lompat").after($("pita"));
  const copy = el("main", { id: "andaian", tabindex: -1, "aria-label": "Tabel dengan andaian" });
  const say = (text, failed = false) => {
    $("andai-kabar").textContent = text;
    $("andai-kabar").classList.toggle("gagal", failed);
  };

  // Bilangan bulat kali sepuluh pangkat desimal, seperti inti mengirimnya.
  const plain = (number, decimals) => {
    const text = `${Math.abs(number)}`.padStart(decimals + 1, "0");
    const whole = decimals ? `${text.slice(0, -decimals)},${text.slice(-decimals)}` : text;
    return (number < 0 ? "-" : "") + whole.replace(/(,\d*?)0+$/, "$1").replace(/,$/, "");
  };
  const grouped = (text) => text.replace(/^(-?)(\d+)/, (_, sign, digits) => sign.replace("-", "−") + digits.replace(/\B(?=(\d{3})+$)/g, "."));
  const stands = (knob) => (knob.nilai === null ? "" : plain(knob.nilai, knob.desimal));
  const named = (knob) => (knob.nama && knob.nama !== knob.hal ? `${knob.hal} · ${knob.nama}` : knob.hal);

  // Selama ada andaian, halaman ini bukan laporan, dan mengatakannya.
  const mark = () => {
    const is = moved.size > 0;
    document.body.classList.toggle("berandai", is);
    $("pita").hidden = !is;
    document.title = (is ? "ANDAIAN · " : "") + title;
    if (!is) return copy.remove();
    if (!copy.isConnected) report.after(copy);
    const all = [...moved].map(([name, value]) => {
      const knob = knobs.find((one) => one.hal === name);
      return `${named(knob)}: ${grouped(value)}${knob.satuan} (laporan ${knob.nilai === null ? "kosong" : grouped(stands(knob)) + knob.satuan})`;
    });
    $("pita-isi").textContent = all.join("; ");
    return undefined;
  };
  const { title } = document;
  new ResizeObserver(() => document.documentElement.style.setProperty("--tinggi-pita", `${$("pita").offsetHeight}px`)).observe($("pita"));

  const show = (tables) => {
    drawn = tables.map((one, at) => table(one, first[at], level));
    const name = what.unit.length > 1 ? el("h2", {}, what.unit[unit]) : null;
    copy.replaceChildren(...[name, ...drawn.map((one) => one.section)].filter(Boolean));
  };
  const take = (changes) => changes.forEach(({ ke, utuh, potong }) => {
    if (potong) return redraw(drawn[ke], potong);
    const whole = table(utuh, first[ke], level);
    drawn[ke].section.replaceWith(whole.section);
    drawn[ke] = whole;
    return undefined;
  });

  // Penggeser. Tuas dan kotaknya menunjukkan yang berlaku, juga sesudah ketikan yang ditolak; di luar ujung tuas, ujungnya ikut.
  const put = (knob, slider, box) => {
    const now = moved.has(knob.hal) ? moved.get(knob.hal) : stands(knob);
    const number = Math.round(Number(now.replace(/\./g, "").replace(",", ".")) * 10 ** knob.desimal);
    if (now && Number.isFinite(number)) {
      slider.min = Math.min(slider.min, number);
      slider.max = Math.max(slider.max, number);
    }
    if (!now || Number.isFinite(number)) slider.value = now ? number : knob.dari;
    box.value = grouped(now);
    slider.setAttribute("aria-valuetext", box.value ? box.value + knob.satuan : "belum diisi");
  };
  const putBack = (knob) => {
    const row = [...$("andai-tuas").children].find((one) => one.querySelector("input").dataset.hal === knob.hal);
    if (row) put(knob, row.querySelector("[type=range]"), row.querySelector("[type=text]"));
  };
  const turn = (knob) => {
    const id = `tuas-${knobs.indexOf(knob)}`;
    const attributes = { type: "range", id, min: knob.dari, max: knob.sampai, step: knob.langkah, "data-hal": knob.hal, "aria-label": named(knob) };
    const slider = el("input", attributes);
    const box = el("input", { type: "text", inputmode: "decimal", "data-hal": knob.hal, "aria-label": `${knob.hal}, ketik angka`, placeholder: "belum diisi" });
    put(knob, slider, box);
    const label = el("label", { for: id }, el("b", {}, knob.hal), " ", el("span", {}, knob.nama));
    return el("div", { class: "tuas" }, label, slider, el("span", { class: "isian" }, box, el("span", { class: "satuan" }, knob.satuan.trim())));
  };
  const showKnobs = () => {
    const rank = (knob) => (/^("[^"]*"|\S+)$/.test(knob.hal) ? 0 : knob.hal.startsWith("target") ? 1 : 2) + (knob.nilai === null ? 3 : 0);
    if (!chosen.length) chosen = [...knobs].sort((one, other) => rank(one) - rank(other)).slice(0, KNOBS);
    $("andai-tuas").replaceChildren(...chosen.map(turn));
    const rest = knobs.filter((knob) => !chosen.includes(knob));
    $("andai-tambah").replaceChildren(el("option", { value: "" }, "Tambah penggeser …"), ...rest.map((knob) => el("option", { value: knob.hal }, named(knob))));
    $("andai-tambah").hidden = rest.length === 0;
  };

  const times = [];
  document.body.waktu = times;
  let sending = false;
  // Yang terakhir dari tiap tuas berlaku; tuas lain menunggu gilirannya.
  const wanted = [];
  const assume = async (knob, typed, over) => {
    if (wanted.length && wanted[wanted.length - 1].knob === knob) wanted.pop();
    wanted.push({ knob, typed, over, since: performance.now() });
    if (sending) return;
    sending = true;
    while (wanted.length) {
      const { knob: one, typed: text, over: isOver, since } = wanted.shift();
      // Dikosongkan berarti seperti laporan lagi.
      const value = text || stands(one);
      const answer = await ask({ minta: "andai", hal: one.hal, baris: value ? `${one.hal} = ${value}` : `batal ${one.hal}`, lepas: isOver });
      if (answer.macet) {
        wanted.length = 0;
        await open(unit);
        say("Penghitung terhenti dan sudah dimulai lagi; andaiannya hilang.", true);
        break;
      }
      if (!answer.gagal && value === stands(one)) moved.delete(one.hal);
      else if (!answer.gagal) moved.set(one.hal, value);
      take(answer.ganti);
      if (isOver && !wanted.some((other) => other.knob === one)) putBack(one);
      say(answer.teks, answer.gagal);
      mark();
      times.push(performance.now() - since);
    }
    sending = false;
    document.body.dataset.siap = `${times.length}`;
  };
  $("andai-tuas").addEventListener("input", ({ target }) => {
    if (target.type !== "range") return;
    const knob = knobs.find((one) => one.hal === target.dataset.hal);
    const text = plain(Number(target.value), knob.desimal);
    const box = target.closest(".tuas").querySelector("[type=text]");
    box.value = grouped(text);
    target.setAttribute("aria-valuetext", box.value + knob.satuan);
    assume(knob, text, false);
  });
  $("andai-tuas").addEventListener("change", ({ target }) => {
    const knob = knobs.find((one) => one.hal === target.dataset.hal);
    if (target.type === "range") return assume(knob, plain(Number(target.value), knob.desimal), true);
    return assume(knob, target.value.trim().replace("−", "-"), true);
  });
  $("andai-tambah").addEventListener("change", ({ target }) => {
    if (!target.value) return;
    chosen.push(knobs.find((knob) => knob.hal === target.value));
    showKnobs();
    $("andai-tuas").lastElementChild.querySelector("input").focus();
  });

  const printedAgain = async () => {
    const answer = await ask({ minta: "tercetak" });
    if (answer.macet) return open(unit);
    moved.clear();
    take(answer.ganti);
    showKnobs();
    say("");
    mark();
    opener.focus({ preventScroll: true });
    return undefined;
  };

  // Sebuah unit laporan dibuka; yang dihitung harus sama dengan yang tercetak, kalau tidak halaman ini tidak menjawab.
  const open = async (number) => {
    unit = number;
    moved.clear();
    chosen = [];
    mark();
    const answer = await ask({ minta: "laporan", isi: what, unit: unit + 1 });
    first = answer.tabel ?? [];
    knobs = answer.geser ?? [];
    if (first.length) show(first);
    const same = core.dataset.sumber === answer.sumber && first.length === told[unit].length
      && drawn.every((one, at) => essence(one.section) === told[unit][at]);
    document.body.dataset.sama = same ? "ya" : "tidak";
    if (!same) knobs = [];
    say(same ? "" : "Angka laporan ini tidak dapat dihitung ulang persis sama di peramban ini, jadi andaian tidak dilayani.", !same);
    if (same && !knobs.length) say("Laporan ini tidak punya angka masukan yang dapat diandaikan.");
    showKnobs();
  };
  const begin = async () => {
    $("andai").hidden = false;
    document.body.classList.add("bertuas");
    if (!ask) {
      say("menyiapkan penghitung …");
      const since = performance.now();
      ask = machine(core.textContent.trim(), $("mesin").textContent);
      $("andai-unit").replaceChildren(...what.unit.map((name, at) => el("option", { value: at }, name)));
      $("andai-unit").hidden = what.unit.length < 2;
      try {
        await open(0);
      } catch (trouble) {
        ask = null;
        say(`Peramban ini belum dapat menghitung. Perlu Chrome atau Edge 80, Firefox 113, Safari 16.4, atau yang lebih baru. (${trouble})`, true);
      }
      document.body.dataset.pertama = `${Math.round(performance.now() - since)}`;
    }
    $("andai-tuas").querySelector("input")?.focus({ preventScroll: true });
  };
  opener.addEventListener("click", begin);
  $("semula").addEventListener("click", printedAgain);
  // Yang berikutnya di bawah pita; sesudah yang terakhir, yang pertama lagi.
  $("ke-bergeser").addEventListener("click", () => {
    const all = [...copy.querySelectorAll("td.bergeser, th.bergeser, li.bergeser, figure.bergeser")].filter((one) => one.checkVisibility());
    const next = all.find((one) => one.getBoundingClientRect().top > innerHeight * 0.4) ?? all[0];
    next?.scrollIntoView();
  });
  $("andai-unit").addEventListener("change", ({ target }) => open(Number(target.value)));
  $("andai-tutup").addEventListener("click", async () => {
    if (moved.size) await printedAgain();
    $("andai").hidden = true;
    document.body.classList.remove("bertuas");
    opener.focus({ preventScroll: true });
  });

  // Asal sebuah angka dengan andaian, dan daftar isi selama ada andaian.
  let panels = [];
  const derive = (panel) => panel && $("asal-isi").replaceChildren(...derived(panel, level).filter(Boolean));
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (link.dataset.uraian) {
      event.preventDefault();
      derive(panels.find((panel) => panel.id === link.dataset.uraian));
      $("asal").scrollTop = 0;
    } else if (link.dataset.angka) {
      panels = (await ask({ minta: "asal", angka: link.dataset.angka })).uraian ?? [];
      derive(panels[0]);
    } else if (moved.size && link.closest("nav")) {
      const there = $(`andaian-${link.hash.slice(1)}`);
      if (!there) return;
      event.preventDefault();
      there.scrollIntoView();
      there.focus({ preventScroll: true });
    }
  });
})();
