// Reports that answer, in Chromium beside the program: node answers.cjs TAKAR.html TAKAR [PICTURES]
// With TAKAR_SHARE one report alone.
const { chromium } = require('playwright-core');
const { spawnSync } = require('child_process');
const fs = require('fs'), os = require('os'), path = require('path');
const [core, takar, pictures] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const failed = [];
let passed = 0;
const holds = (what, is) => { if (is) return void passed++; failed.push(what); console.log('FAILED: ' + what); };
const run = (...args) => spawnSync(takar, args, { encoding: 'utf8', maxBuffer: 1 << 28 });

// A derivation names the exact figure: a column may show noughts behind it.
const exact = text => text.replace(/(,\d*?)0+(?!\d)/g, '$1').replace(/,(?!\d)/g, '');

// What stands in a part of the page, joined cells taken apart; what the report had instead is no part of it.
const GRID = `(root => [...root.querySelectorAll('.tabel table')].map(table => {
  const grid = [];
  const rows = [...table.tBodies[0].rows, ...(table.tFoot ? table.tFoot.rows : [])];
  rows.forEach((row, at) => {
    grid[at] ??= [];
    let column = 0;
    for (const cell of row.cells) {
      while (grid[at][column] !== undefined) column++;
      const own = cell.cloneNode(true);
      own.querySelectorAll('.tadinya').forEach(one => one.remove());
      for (let down = 0; down < cell.rowSpan; down++) for (let across = 0; across < cell.colSpan; across++) (grid[at + down] ??= [])[column + across] = across ? '' : own.textContent;
      column += cell.colSpan;
    }
  });
  return grid;
}))`;
const words = cell => (cell.tampil || cell.kosong?.keadaan || '') + (cell.dilaporkan ? '*' : '') + (cell.catatan ? ` [${cell.catatan.join(', ')}]` : '');
function compare(name, found, tables) {
  const shown = tables.filter(table => table.kolom.length);
  holds(`${name}: ${found.length} tables of ${shown.length}`, found.length === shown.length);
  shown.forEach((table, at) => {
    table.baris.forEach((row, line) => row.forEach((cell, column) => {
      const is = found[at]?.[line]?.[column];
      holds(`${name}: ${table.nama}, row ${line + 1}: "${is}" is not "${words(cell)}"`, is === words(cell));
    }));
    table.penutup.forEach((row, line) => {
      const text = (found[at]?.[table.baris.length + line] ?? []).join('|');
      row.sel.forEach(cell => holds(`${name}: ${table.nama}: "${text}" lacks "${words(cell)}"`, text.includes(words(cell))));
    });
  });
}

(async () => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'takar-'));
  const opened = async (file, options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(180000);
    const where = 'file://' + file;
    page.on('console', message => holds('console: ' + message.text(), !['error', 'warning'].includes(message.type())));
    page.on('pageerror', error => holds('page: ' + error, false));
    page.on('request', request => holds('request: ' + request.url().slice(0, 100), /^(blob|data):/.test(request.url()) || request.url().split('#')[0] === where));
    page.on('dialog', dialog => { holds('a dialog: ' + dialog.message(), false); dialog.dismiss(); });
    await page.goto(where);
    return page;
  };
  const begun = async page => { await page.click('#andai-buka'); await page.waitForSelector('body[data-pertama]', { timeout: 180000 }); };
  // A knob to a share of its way, let go; the value it has then.
  const turned = async (page, share, at = 0) => page.evaluate(async ([share, at]) => {
    const slider = document.querySelectorAll('#andai-tuas input[type=range]')[at];
    const [low, high, step, was] = [slider.min, slider.max, slider.step, slider.value].map(Number);
    const to = low + Math.round((high - low) * share / step) * step;
    slider.value = to === was ? (to + step > high ? to - step : to + step) : to;
    const before = document.body.dataset.siap;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    for (let wait = 0; document.body.dataset.siap === before && wait < 12000; wait++) await new Promise(done => setTimeout(done, 5));
    return [slider.dataset.hal, slider.closest('.tuas').querySelector('[type=text]').value.replace(/\./g, '').replace('−', '-')];
  }, [share, at]);
  const grid = (page, root) => page.evaluate(`${GRID}(document.querySelector('${root}'))`);
  const printed = page => page.evaluate(() => document.getElementById('isi').innerHTML);

  let cells = 0;
  const timings = [], firsts = [];
  const share = !!process.env.TAKAR_SHARE;
  const names = share ? ['tests/page/kecil'] : [...fs.readdirSync('rules').map(name => path.join('rules', name)), 'tests/page/kecil', 'tests/page/tepi', 'tests/page/unit'];
  for (const from of names) {
    const name = path.basename(from), own = path.join(folder, name), file = path.join(folder, name + '.html');
    fs.cpSync(from, own, { recursive: true });
    // One without a year of its own is printed for that of its examples.
    const texts = fs.readdirSync(own).filter(one => one.startsWith('contoh')).map(one => fs.readFileSync(path.join(own, one), 'utf8'));
    const year = fs.existsSync(path.join(own, 'data')) ? [] : ['--tahun', /^ *tahun (\d{4})/m.exec(texts.join('\n'))?.[1] ?? '2024'];
    const made = run('hitung', own, ...year, '--hidup=' + core, '--keluar', file);
    if (!fs.existsSync(file)) { holds(`${name}: no page: ${made.stderr.slice(0, 300)}`, false); continue; }
    const page = await opened(file);
    const before = await printed(page);
    holds(`${name}: nothing is assumed yet`, !(await page.isVisible('#andai')) && !(await page.isVisible('#pita')));
    await begun(page);
    firsts.push(await page.evaluate(() => +document.body.dataset.pertama));
    holds(`${name}: what is computed here is what was printed`, await page.evaluate(() => document.body.dataset.sama === 'ya'));
    const knobs = await page.evaluate(() => document.querySelectorAll('#andai-tuas input[type=range]').length);
    for (let at = 0; at < Math.min(knobs, 2); at++) {
      const [what, value] = await turned(page, 0.7 - at / 2, at);
      fs.mkdirSync(path.join(own, 'skenario'), { recursive: true });
      const shown = await page.evaluate(() => JSON.parse(document.getElementById('paket').textContent));
      // Both knobs stay turned: the second scenario has both.
      const lines = path.join(own, 'skenario/uji.takar');
      const known = fs.existsSync(lines) && at ? fs.readFileSync(lines, 'utf8') : `skenario "uji"\n  tahun ${shown.tahun}\n`;
      fs.writeFileSync(lines, known + `  diketahui ${what} = ${value}\n`);
      const wanted = JSON.parse(run('hitung', own, '--tahun', String(shown.tahun), '--skenario', 'uji', '--format', 'json').stdout || '{"tabel":[]}').tabel;
      const unit = wanted.filter(table => (table.unit ?? '') === (shown.unit[0] ?? '') || shown.unit.length < 2);
      const found = await grid(page, '#andaian');
      cells += found.flat(2).length;
      compare(`${name}, ${what} = ${value}`, found, unit);
      holds(`${name}: it is said that this is no report`, (await page.textContent('#pita')).includes('ANDAIAN, bukan laporan') && (await page.textContent('#pita')).includes(what) && (await page.title()).startsWith('ANDAIAN'));
      holds(`${name}: the report is not on the screen`, !(await page.isVisible('#isi')));
    }
    if (knobs) {
      const link = page.locator('#andaian td a').filter({ hasText: /\d/ }).first();
      if (await link.count()) {
        const figure = await link.evaluate(one => one.textContent);
        await link.click();
        await page.waitForFunction(() => document.querySelector('#asal dl'));
        holds(`${name}: the derivation of ${figure}`, exact(await page.textContent('#asal-judul')).includes(exact(figure.replace(/^[−-]/, ''))));
        await page.keyboard.press('Escape');
      }
      // On paper it is the report.
      await page.emulateMedia({ media: 'print' });
      holds(`${name}: paper shows the report`, await page.isVisible('#isi') && !(await page.isVisible('#andaian')) && !(await page.isVisible('#pita')) && !(await page.isVisible('#andai')));
      await page.emulateMedia({ media: 'screen' });
      await page.click('#semula');
      await page.waitForFunction(() => !document.querySelector('.berandai'));
    }
    holds(`${name}: the report is as it was printed`, await printed(page) === before && await page.isVisible('#isi') && !(await page.isVisible('#pita')));
    if (name === 'mojoagung-2024') {
      await page.evaluate(async () => {
        const slider = document.querySelector('#andai-tuas input[type=range]'), [low, high] = [+slider.min, +slider.max];
        document.body.waktu.length = 0;
        for (let k = 0; k <= 60; k++) {
          slider.value = low + (high - low) * ((k * 37) % 61) / 61;
          const before = document.body.waktu.length;
          slider.dispatchEvent(new Event('input', { bubbles: true }));
          while (document.body.waktu.length === before) await new Promise(done => setTimeout(done, 1));
        }
      });
      timings.push(...(await page.evaluate(() => document.body.waktu)).sort((a, b) => a - b));
      holds(`a knob moves the report in ${timings[30]} ms`, process.env.TAKAR_WASM_PROFILE !== 'release' || timings[30] < 10 * 16);
    }
    if (name === 'unit') {
      await page.selectOption('#andai-unit', '1');
      await page.waitForFunction(() => document.body.dataset.sama === 'ya');
      await turned(page, 0.9);
      holds('the second unit', (await page.textContent('#andaian h2')) === (await page.evaluate(() => JSON.parse(document.getElementById('paket').textContent).unit[1])));
    }
    await page.context().close();
  }

  if (!share) {
    // A scenario that was printed is what one comes back to.
    const own = path.join(folder, 'kecil'), file = path.join(folder, 'skenario.html');
    fs.writeFileSync(path.join(own, 'skenario/naik.takar'), 'skenario "naik"\n  tahun 2025\n  diketahui IKM = 90\n');
    run('hitung', own, '--skenario', 'naik', '--hidup=' + core, '--keluar', file);
    const page = await opened(file);
    await begun(page);
    holds('a scenario is computed as it was printed', await page.evaluate(() => document.body.dataset.sama === 'ya'));
    await page.context().close();

    // Looks, on a report whose texts would like to be scripts.
    const kecil = path.join(folder, 'kecil/paket.takar');
    const evil = '</script><img src=x onerror=alert(1)><script>alert(2)</script>';
    fs.writeFileSync(kecil, fs.readFileSync(kecil, 'utf8').replace(/paket "([^"]*)"/, `paket "$1 ${evil}"`));
    const nasty = path.join(folder, 'jahat.html');
    run('hitung', own, '--hidup=' + core, '--keluar', nasty);
    for (const [kind, options] of [['terang', {}], ['gelap', { colorScheme: 'dark' }], ['ponsel', { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }]]) {
      const look = await opened(kind === 'terang' ? nasty : path.join(folder, 'mojoagung-2024.html'), options);
      const snap = async name => { if (pictures) await look.screenshot({ path: path.join(pictures, `hidup-${kind}-${name}.png`) }); };
      await snap('laporan');
      await begun(look);
      await snap('tuas');
      await turned(look, 0.8);
      await snap('andaian');
      holds(`${kind}: fits`, await look.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await look.evaluate(() => document.querySelector('#andaian .bergeser')?.scrollIntoView({ block: 'center' }));
      await snap('bergeser');
      await look.evaluate(() => document.querySelector('#andaian .batang')?.scrollIntoView({ block: 'start' }));
      await snap('batang');
      await look.evaluate(axe);
      const found = async () => look.evaluate(async () => (await axe.run(document)).violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`));
      let seen = await found();
      holds(`${kind}: axe\n    ${seen.join('\n    ')}`, !seen.length);
      await look.evaluate(() => document.querySelector('#andaian td a').click());
      await look.waitForFunction(() => document.querySelector('#asal dl'));
      await snap('asal');
      seen = await found();
      holds(`${kind}, a derivation: axe\n    ${seen.join('\n    ')}`, !seen.length);
      if (kind === 'gelap' && pictures) await look.pdf({ path: path.join(pictures, 'hidup.pdf'), preferCSSPageSize: true });
      await look.context().close();
    }
    const bare = await opened(path.join(folder, 'kecil.html'), { javaScriptEnabled: false });
    holds('without a script it is the report alone', await bare.isVisible('#isi') && !(await bare.locator('#andai, #pita, #asal, #andai-buka').evaluateAll(all => all.some(one => one.checkVisibility()))));
  }
  await browser.close();
  const knob = timings.length ? `; a knob of mojoagung-2024 ${timings[30].toFixed(1)} ms, at most ${timings[58].toFixed(1)}, ${fs.statSync(path.join(folder, 'mojoagung-2024.html')).size} bytes` : '';
  fs.rmSync(folder, { recursive: true });
  console.log(`reports that answer: ${names.length} packages, ${cells} cells; ready after ${Math.max(...firsts)} ms at most${knob}`);
  console.log(`${passed} passed, ${failed.length} failed`);
  process.exit(failed.length ? 1 : 0);
})().catch(error => { console.error(error); process.exit(1); });
