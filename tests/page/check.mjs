// One page held against the tables of the same run: check.mjs TOOLS BROWSER PAGE, where PAGE.html and PAGE.json are.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";

const [tools, executablePath, page] = process.argv.slice(2);
const require = createRequire(`${tools}/node_modules/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const address = `file://${page}.html`;
const tables = JSON.parse(readFileSync(`${page}.json`, "utf8")).tabel;
const wrong = [];
const hold = (what, is) => is || wrong.push(what);

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const opened = await context.newPage();
  opened.on("console", (message) => wrong.push(`console: ${message.text()}`));
  opened.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  opened.on("request", (request) => hold(`a request leaves: ${request.url()}`, request.url().split("#")[0] === address));
  await opened.goto(address);
  return opened;
}

// What is shown, cells that are joined taken apart.
const shown = (opened) =>
  opened.evaluate(() =>
    [...document.querySelectorAll("section.tabel table")].map((table) => {
      const rows = (part) => {
        const grid = [];
        [...(part ? part.rows : [])].forEach((row, at) => {
          grid[at] ??= [];
          let column = 0;
          for (const cell of row.cells) {
            while (grid[at][column] !== undefined) column += 1;
            for (let down = 0; down < cell.rowSpan; down += 1) {
              grid[at + down] ??= [];
              for (let across = 0; across < cell.colSpan; across += 1) {
                grid[at + down][column + across] = across === 0 ? cell.textContent : "";
              }
            }
            column += cell.colSpan;
          }
        });
        return grid;
      };
      return { body: rows(table.tBodies[0]), foot: rows(table.tFoot) };
    }),
  );

const words = (cell) => {
  const missing = cell.tampil || cell.kosong?.keadaan || "";
  const notes = cell.catatan ? ` [${cell.catatan.join(", ")}]` : "";
  return missing + (cell.dilaporkan ? "*" : "") + notes;
};

function compare(found, how) {
  let figures = 0;
  const wanted = tables.filter((table) => table.kolom.length > 0);
  hold(`${how}: ${found.length} tables, not ${wanted.length}`, found.length === wanted.length);
  wanted.forEach((table, at) => {
    const { body, foot } = found[at] ?? { body: [], foot: [] };
    table.baris.forEach((row, line) =>
      row.forEach((cell, column) => {
        figures += 1;
        hold(`${how}: ${table.nama} row ${line + 1}: "${body[line]?.[column]}" is not "${words(cell)}"`, body[line]?.[column] === words(cell));
      }),
    );
    table.penutup.forEach((row, line) => {
      const text = foot[line].join("|");
      hold(`${how}: ${table.nama}: "${text}" lacks "${row.label}"`, text.includes(row.label));
      row.sel.forEach((cell) => {
        figures += words(cell) ? 1 : 0;
        hold(`${how}: ${table.nama}: "${text}" lacks "${words(cell)}"`, text.includes(words(cell)));
      });
    });
  });
  return figures;
}

const isOpen = (opened) => opened.evaluate(() => [...document.querySelectorAll(".panel")].filter((one) => one.checkVisibility()).length);

async function accessible(opened, how) {
  await opened.evaluate(axe);
  const found = await opened.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  for (const one of found.violations) {
    wrong.push(`${how}: ${one.id}: ${one.help}: ${one.nodes.length}, ${one.nodes[0].html.slice(0, 160)} ${one.nodes[0].failureSummary?.slice(0, 200)}`);
  }
}

// With the script.
const opened = await open();
const figures = compare(await shown(opened), "figures");
const links = await opened.evaluate(() => [...document.querySelectorAll("section.tabel a, .batang a, .tren a")].filter((one) => one.checkVisibility()).length);
const dead = await opened.evaluate(() => [...document.querySelectorAll("a[href]")].filter((one) => !document.getElementById(one.hash.slice(1))).map((one) => one.outerHTML));
hold(`links that lead nowhere: ${dead.slice(0, 3)}`, dead.length === 0);
const twice = await opened.evaluate(() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return ids.filter((one, at) => ids.indexOf(one) !== at);
});
hold(`ids that stand twice: ${twice.slice(0, 3)}`, twice.length === 0);

// By the keyboard alone: the first sixty by Tab, all others by focus.
const reached = new Set();
await opened.evaluate(() => document.querySelectorAll("section.tabel a, .batang a, .tren a").forEach((one, at) => (one.dataset.ke = at)));
for (let step = 0; step < 400 && reached.size < Math.min(links, 60); step += 1) {
  await opened.keyboard.press("Tab");
  const at = await opened.evaluate(() => document.activeElement?.dataset?.ke ?? null);
  if (at === null || reached.has(at)) continue;
  reached.add(at);
  await opened.keyboard.press("Enter");
  await opened.waitForFunction(() => document.activeElement?.classList.contains("panel"), null, { timeout: 2000 }).catch(() => wrong.push(`figure ${at}: the derivation has no focus`));
  hold(`figure ${at}: Enter opens no derivation`, (await isOpen(opened)) === 1);
  await opened.keyboard.press("Escape");
  hold(`figure ${at}: Esc closes no derivation`, (await isOpen(opened)) === 0);
  hold(`figure ${at}: the focus does not come back`, (await opened.evaluate(() => document.activeElement?.dataset?.ke)) === at);
}
hold(`Tab reaches ${reached.size} figures`, reached.size === Math.min(links, 60));
const lost = await opened.evaluate(() => [...document.querySelectorAll("section.tabel a[href]")].filter((one) => one.tabIndex < 0 || !document.getElementById(one.hash.slice(1))?.matches(".panel")).length);
hold(`${lost} figures cannot be reached by the keyboard, or open no derivation`, lost === 0);

// Sorted and filtered.
const sorted = await opened.evaluate(() => {
  const plain = [];
  for (const table of document.querySelectorAll("section.tabel table")) {
    [...table.tHead.rows[0].cells].forEach((head) => {
      const button = head.querySelector("button");
      if (!button || !head.classList.contains("n")) return;
      button.click();
      // Between two rows that frame a group the figures rise.
      let before = null;
      for (const row of table.tBodies[0].rows) {
        const number = row.className === "baris" ? row.cells[head.cellIndex]?.dataset.n : undefined;
        if (number === undefined) { before = null; continue; }
        if (before !== null && Number(number) < before) plain.push(`${table.closest("section").querySelector("[id]").id}: ${before} before ${number}`);
        before = Number(number);
      }
    });
  }
  return plain;
});
hold(`not in order: ${sorted.slice(0, 3)}`, sorted.length === 0);
const filter = opened.locator(".alat input").first();
if (await filter.count()) {
  await filter.fill("zzz");
  hold("a filter that nothing meets leaves rows", await opened.evaluate(() => ![...document.querySelector(".alat").parentElement.querySelectorAll("tr.baris")].some((one) => one.checkVisibility())));
  // On paper all of them stand again.
  await opened.emulateMedia({ media: "print" });
  hold("a filter hides rows on paper", await opened.evaluate(() => [...document.querySelectorAll("section.tabel tbody tr")].every((one) => one.checkVisibility())));
  await opened.emulateMedia({ media: null });
  await filter.fill("");
}
// Beside a heading or a subtotal of the one side stand rows of the other.
hold("groups beside other rows can be moved", (await opened.locator(".tabel.tetap :is(.urut, .alat)").count()) === 0);

// What people who see or hear otherwise get, in both schemes, with a derivation open and all that can be unfolded.
for (const colorScheme of ["light", "dark"]) {
  const own = await open({ colorScheme });
  await own.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  await accessible(own, colorScheme);
  await own.evaluate(() => document.querySelectorAll("section.tabel a")[0]?.click());
  await accessible(own, `${colorScheme}, open`);
  await own.context().close();
}

// A telephone.
const narrow = await open({ viewport: { width: 360, height: 740 } });
hold("wider than a telephone", (await narrow.evaluate(() => document.documentElement.scrollWidth)) <= 360);

// Without the script.
const bare = await open({ javaScriptEnabled: false });
await bare.locator("section.tabel a").first().click();
hold("without the script no derivation opens", (await bare.locator(".panel:visible").count()) === 1);
await bare.locator(".panel:visible .tutup a").click();
hold("without the script no derivation closes", (await bare.locator(".panel:visible").count()) === 0);
hold("without the script there are buttons", (await bare.locator("button, input").count()) === 0);

// On paper.
const paper = await open();
await paper.emulateMedia({ media: "print" });
hold("buttons on paper", await paper.evaluate(() => ![...document.querySelectorAll("input, nav, .panel")].some((one) => one.checkVisibility())));
hold("headings do not stand on each page", await paper.evaluate(() => [...document.querySelectorAll("thead")].every((one) => getComputedStyle(one).display === "table-header-group")));
// A browser that repeats a heading leaves a button in it out.
hold("buttons in headings on paper", await paper.evaluate(() => [...document.querySelectorAll("thead button")].every((one) => getComputedStyle(one).display === "contents")));
hold("headings of what is folded on paper", await paper.evaluate(() => ![...document.querySelectorAll("h3, h4")].some((one) => one.checkVisibility() && one.closest(".batang, .tren")?.querySelector("details:not([open])"))));
hold("no paper", (await paper.pdf({ preferCSSPageSize: true })).length > 1000);

await browser.close();
const size = Math.round(readFileSync(`${page}.html`).length / 1024);
console.log(`${basename(page)}: ${tables.length} tables, ${figures} cells, ${links} figures that open, ${size} KB, ${wrong.length} wrong`);
wrong.slice(0, 20).forEach((one) => console.log(`  ${one}`));
process.exit(wrong.length ? 1 : 0);
