// A page of `takar susun --pantau` in a browser: pantau.mjs TOOLS BROWSER TAKAR PACKAGE FOLDER. It loads itself again when data
// change, stays where it is, asks for nothing but the script beside it, and is an ordinary page at the end.
import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";

const [tools, executablePath, takar, source, folder] = process.argv.slice(2);
const { chromium } = createRequire(`${tools}/node_modules/`)("playwright-core");
const name = basename(source);
const wrong = [];
const hold = (what, is) => is || wrong.push(what);
const until = async (what, is) => {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await is()) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`waited in vain: ${what}`);
};

cpSync(source, `${folder}/${name}`, { recursive: true });
const output = `${folder}/${name}-hasil`;
const watching = spawn(takar, ["susun", `${folder}/${name}`, "--pantau"], { env: { ...process.env, XDG_STATE_HOME: `${folder}/.keadaan` } });
let said = "";
for (const stream of [watching.stdout, watching.stderr]) stream.on("data", (text) => (said += text));
const ended = new Promise((next) => watching.on("exit", (status) => next(status)));
await until("a first set", () => said.includes("Ctrl-C"));

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await (await browser.newContext({ viewport: { width: 900, height: 500 } })).newPage();
const address = `file://${output}/${name}.html`;
const asked = [];
page.on("console", (message) => wrong.push(`console: ${message.text()}`));
page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
page.on("request", (request) => asked.push(request.url()));
await page.goto(address);
await page.evaluate(() => window.scrollTo({ top: 300, behavior: "instant" }));
const before = await page.content();
await until("a look", () => asked.some((url) => url.includes(".pantau.js?")));

const data = `${folder}/${name}/data/iku.csv`;
const save = (text) => {
  writeFileSync(`${data}~`, text);
  renameSync(`${data}~`, data);
};
const text = readFileSync(data, "utf8");
const start = Date.now();
save(text.replace("80,1", "81,3"));
await until("another page", async () => (await page.content().catch(() => before)).includes("81,3"));
console.log(`${name}: loaded again ${Date.now() - start} ms after saving`);
// A browser takes the place up again once the page is laid out, which can be a moment after its text is there.
await until("the place of before", async () => (await page.evaluate(() => window.scrollY).catch(() => 0)) === 300);
hold("nothing else is asked for", asked.every((url) => url === address || url.startsWith(`file://${output}/${name}.pantau.js?`)));
// A broken file changes nothing of the page.
save("bukan data\n");
await until("a message", () => said.includes("hasil sebelumnya tetap"));
hold("the page stays", (await page.content()).includes("81,3"));
save(text);
await until("the page of before", async () => (await page.content().catch(() => "")).includes("80,1"));
await browser.close();

watching.kill("SIGINT");
hold(`ends with status 0: ${said}`, (await ended) === 0);
hold("no script is left", !existsSync(`${output}/${name}.pantau.js`));
hold("an ordinary page is left", !readFileSync(`${output}/${name}.html`, "utf8").includes("takarPantau"));
for (const line of wrong) console.log(`WRONG: ${name}: ${line}`);
process.exit(wrong.length > 0 ? 1 : 0);
