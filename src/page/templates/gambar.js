// Tabel, batang, dan tren dari nilainya, sama dengan yang tercetak. Semua teks masuk sebagai teks, tidak pernah sebagai markah.
"use strict";
const SVG = "http://www.w3.org/2000/svg";
const made = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false && value !== "") element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
};
const el = (name, attributes = {}, ...children) => made(document.createElement(name), attributes, children);
const svg = (name, attributes = {}, ...children) => made(document.createElementNS(SVG, name), attributes, children);

// Angka yang dapat ditanya; yang berbeda dari laporan menyebut isi laporan.
const asked = (words, link) => (link === null || !words ? words : el("a", { href: "#asal", "data-angka": link }, words));
const printed = (words) => el("span", { class: "tadinya" }, `laporan ${words || "kosong"}`);
const figure = (now, was) => [asked(now.words, now.link), was && was.words !== now.words ? printed(was.words) : null];

const cell = (now, was) => {
  const moved = was && was.words !== now.words;
  const classes = [now.numeric && "n", now.state, moved && "bergeser"].filter(Boolean).join(" ");
  return el(
    now.heads ? "th" : "td",
    { scope: now.heads && "row", colspan: now.across > 1 && now.across, rowspan: now.down > 1 && now.down, class: classes, "data-n": now.plain },
    now.label === null ? null : now.label + (now.words ? " " : ""),
    figure(now, was),
    now.mark ? el("span", { class: "tanda" }, now.mark) : null,
  );
};
const row = (now, was) => {
  const alike = was && was.cells.length === now.cells.length;
  return el("tr", { class: now.kind }, now.cells.map((one, at) => cell(one, alike ? was.cells[at] : null)));
};

const tanda = (text) => el("span", { class: "tanda" }, text);
const notes = (table) => {
  const all = [];
  if (table.reported !== null) all.push(el("p", {}, tanda("*"), ` ${table.reported}`));
  table.notes.forEach((note, at) => all.push(el("p", {}, tanda(`[${at + 1}]`), ` ${note}`)));
  table.remarks.forEach((remark) => all.push(el("p", {}, `Catatan: ${remark}`)));
  return el("div", { class: "catatan", hidden: all.length === 0 && "hidden" }, all);
};

const upright = (kind, at) => svg("line", { class: kind, x1: `${at}%`, x2: `${at}%`, y1: 0, y2: 18 });
const stretch = (kind, { from, width }) => svg("rect", { class: kind, x: `${from}%`, y: 3, height: 12, width: `${width}%` });
const bar = (now, was, ticks) => {
  const same = was && was.full === now.full && was.end !== null && was.end !== now.end;
  const figures = now.figures.flatMap((one, at) => [
    at ? [" ", el("span", { class: "kata" }, now.between), " "] : [],
    figure(one, was && was.figures[at]),
  ]);
  const moved = was && (was.behind !== now.behind || was.figures.map((one) => one.words).join() !== now.figures.map((one) => one.words).join());
  return el(
    "li",
    { class: [now.strong && "jumlah", moved && "bergeser"].filter(Boolean).join(" ") },
    el("span", { class: "nama" }, now.label),
    svg(
      "svg",
      { role: "img", "aria-label": now.alt, width: "100%", height: 18 },
      ticks.map((tick) => upright("kisi", tick.at)),
      now.beyond === null ? null : stretch("lebih", now.beyond),
      now.fill === null ? null : stretch("isi", now.fill),
      now.zero === null ? null : upright("nol", now.zero),
      upright("penuh", now.full),
      now.cap === null ? null : upright("batas", now.cap),
      now.cut === null ? null : svg("text", { class: "potong", x: `${now.cut.at}%`, y: 14, "text-anchor": now.cut.anchor }, now.cut.sign),
      same ? upright("lama", was.end) : null,
    ),
    el("span", { class: "angka" }, figures, now.behind === null ? null : [" ", el("span", { class: "kata" }, now.behind)]),
  );
};
const folded = (long, words, inside) => (long ? el("details", {}, el("summary", {}, words), inside) : inside);
const bars = (now, was, level) => {
  const alike = was && was.rows.length === now.rows.length;
  const list = el("ul", {}, now.rows.map((one, at) => bar(one, alike ? was.rows[at] : null, now.ticks)));
  const scale = el("span", { class: "skala" }, now.ticks.map((tick) => el("span", { style: `left:${tick.at}%` }, tick.words)));
  return el(
    "figure",
    { class: "batang" },
    el("figcaption", {}, el(`h${level + 1}`, {}, now.title), el("p", {}, now.legend)),
    folded(now.long, `Tampilkan ${now.rows.length} batang`, [el("div", { class: "sumbu", "aria-hidden": "true" }, el("span"), scale, el("span")), list]),
  );
};

const trend = (now, was) => {
  const drawn = svg("svg", { role: "img", "aria-label": now.alt, viewBox: "0 0 320 140" }, svg("rect", { class: "bidang", x: 14, y: 12, width: 200, height: 106 }));
  for (const band of now.bands) {
    drawn.append(svg("rect", { class: `pita ${band.even ? "genap" : "ganjil"}`, x: 14, y: band.top, width: 200, height: band.height }, svg("title", {}, band.words)));
    if (band.middle !== null) drawn.append(svg("text", { class: "sebutan", x: 220, y: band.middle }, band.short));
  }
  if (now.full !== null) drawn.append(svg("line", { class: "penuh", x1: 14, x2: 214, y1: now.full, y2: now.full }));
  now.runs.forEach((points) => drawn.append(svg("polyline", { class: "garis-tren", points })));
  now.dots.forEach((dot) => drawn.append(svg("circle", { class: "titik", cx: dot.x, cy: dot.y, r: 4 })));
  now.points.forEach((point) => drawn.append(svg("text", { class: "tahun", x: point.x, y: 133 }, `${point.year}`)));
  const before = (year) => was && was.points.find((point) => point.year === year)?.figure;
  const values = now.points.flatMap((point, at) => [at ? " " : "", el("span", {}, `${point.year} `, figure(point.figure, before(point.year)))]);
  return el(
    "figure",
    { class: was && was.alt !== now.alt && "bergeser" },
    el("figcaption", {}, el("b", {}, now.label), `, ${now.what}`),
    drawn,
    el("p", { class: "nilai" }, values),
  );
};

const kinds = (now) => ["bars", "money"].filter((kind) => now[kind] !== null);
const below = ({ reported, notes, remarks }) => ({ reported, notes, remarks });

// Satu tabel beserta gambarnya, sebagai potongan yang dapat diganti satu demi satu, bernomor seperti inti menyebutnya.
const table = (now, was, level) => {
  const wide = now.columns.length;
  const pieces = [];
  const piece = (value, before, draw) => {
    const node = draw(value, before);
    pieces.push({ node, draw, before });
    return node;
  };
  const at = (list, index, length) => (list && list.length === length ? list[index] : null);
  const rows = now.rows.map((one, index) => piece(one, at(was?.rows, index, now.rows.length), row));
  const feet = now.feet.map((one, index) => piece(one, at(was?.feet, index, now.feet.length), row));
  const empty = el("tr", {}, el("td", { colspan: wide }, "(tidak ada baris)"));
  const heading = el(`h${level}`, { id: `andaian-${now.id}`, tabindex: -1 }, now.heading);
  const drawn = kinds(now).map((kind) => piece(now[kind], was?.[kind], (one, before) => bars(one, before, level)));
  const trends = now.trends.map((one, index) => piece(one, at(was?.trends, index, now.trends.length), trend));
  const told = piece(below(now), null, notes);
  const section = el(
    "section",
    { class: now.wide ? "tabel lebar" : "tabel", "aria-labelledby": heading.id },
    heading,
    el(
      "div",
      { class: "gulir", role: "group", tabindex: 0, "aria-labelledby": heading.id },
      el(
        "table",
        {},
        el("thead", {}, el("tr", {}, now.columns.map((one) => el("th", { scope: "col", class: one.numeric && "n" }, one.title)))),
        el("tbody", {}, rows.length ? rows : empty),
        feet.length ? el("tfoot", {}, feet) : null,
      ),
    ),
    told,
    drawn,
    trends.length
      ? el(
          "div",
          { class: "tren" },
          el(`h${level + 1}`, {}, "Dari tahun ke tahun"),
          now.trend_legend ? el("p", {}, now.trend_legend) : null,
          folded(now.long_trends, `Tampilkan ${trends.length} gambar`, el("div", { class: "kisi-tren" }, trends)),
        )
      : null,
  );
  return { section, pieces };
};
// Potongan yang berubah digambar lagi.
const redraw = ({ pieces }, changes) => changes.forEach(([number, value]) => {
  const piece = pieces[number];
  const open = piece.node.querySelector("details")?.open;
  const node = piece.draw(value, piece.before);
  if (open) node.querySelector("details").open = true;
  piece.node.replaceWith(node);
  piece.node = node;
});

// Yang terbaca dari sebuah bagian: judul, teks sel, batang, titik. Bagian tercetak dan gambarnya harus sama.
const essence = (section) => {
  const names = ["rowspan", "colspan", "data-n", "width", "x", "x1", "y", "height", "cx", "cy", "points", "aria-label"];
  const told = [...section.querySelectorAll("h2, h3, th, td, li, rect, line, circle, polyline, text, svg, .catatan p, figcaption, .tren > p, .nilai")];
  return told.map((one) => [one.localName === "svg" ? "" : one.textContent.replace(/\s+/g, ""), ...names.map((name) => one.getAttribute(name) || "")].join("|")).join("\n");
};

// Asal sebuah angka, seperti panel yang tercetak.
const part = (one) => el(
  "li",
  {},
  one.link === null ? one.name : el("a", { href: "#asal", "data-uraian": one.link }, one.name),
  ` = ${one.value}`,
  one.remarks.map((text) => [el("br"), el("span", { class: "tempat" }, text)]),
);
const parts = (list) => (list.length ? el("ul", {}, list.map(part)) : null);
const derived = (panel, level) => {
  const list = el("dl");
  const add = (word, ...inside) => list.append(el("dt", {}, word), el("dd", {}, ...inside));
  panel.said.forEach(([word, text]) => add(word, text));
  panel.steps.forEach((step) => add(
    step.word,
    step.is_rule ? el("code", {}, step.text) : step.text,
    step.lines.map((line) => [el("br"), line]),
    step.source === null ? null : [el("br"), el("span", { class: "tempat" }, step.source)],
    parts(step.parts),
  ));
  if (panel.parts.length) add("dari", parts(panel.parts));
  panel.rules.forEach((rule) => add(
    "aturan",
    `${rule.name} `,
    el("span", { class: "tempat" }, `(${rule.place}${rule.in_force === null ? "" : `, berlaku ${rule.in_force}`})`),
    rule.basis.map((text) => [el("br"), `dasar ${text}`]),
    rule.notes.map((text) => [el("br"), `catatan ${text}`]),
  ));
  return [el(`h${level}`, { id: "asal-judul" }, `Dengan andaian: ${panel.name} = ${panel.value}`), panel.label === null ? null : el("p", { class: "sebutan" }, panel.label), list];
};
