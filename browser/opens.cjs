// Whether a page shows a table by itself: node browser/opens.cjs PAGE
'use strict';
const { chromium } = require('playwright-core');
const { pathToFileURL } = require('url');

(async () => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
  const page = await browser.newPage();
  await page.goto(pathToFileURL(process.argv[2]).href);
  await page.waitForSelector('#tabel td', { timeout: 60000 });
  console.log(`the page shows ${await page.locator('#tabel td').count()} cells`);
  await browser.close();
})().catch(trouble => { console.error(String(trouble)); process.exit(1); });
