// Examples, and files from outside.
function examples() {
  const found = new Map();
  const text = new TextDecoder().decode(unpacked($('contoh-isi').textContent.trim()));
  for (const script of new DOMParser().parseFromString(text, 'text/html').querySelectorAll('script[data-paket]')) {
    const { paket, nama, tahun } = script.dataset;
    if (!found.has(paket)) found.set(paket, { judul: paket, tahun: tahun ? +tahun : null, berkas: [] });
    found.get(paket).berkas.push([nama, script.textContent]);
  }
  return found;
}
const EXAMPLES = examples();
function lay(desk) {
  Object.assign(state, { judul: 'paket', tahun: null, unit: null, aktif: 0 }, desk);
  state.berkas = desk.berkas.map(file => [...file]);
  chosen = desk.chosen || [];
  $('tahun').value = state.tahun ?? '';
  showFiles();
  return open(true);
}
$('contoh').replaceChildren(el('option', { value: '' }, 'Contoh …'), ...[...EXAMPLES.keys()].map(name => el('option', { value: name }, name)));
$('contoh').addEventListener('change', event => {
  const one = EXAMPLES.get(event.target.value);
  event.target.value = '';
  if (one && (!isTouched() || confirm('Ganti isi halaman ini dengan contoh itu?'))) lay(one);
});
const isTouched = () => {
  const known = EXAMPLES.get(state.judul);
  return state.berkas.length > 0 && JSON.stringify(known?.berkas) !== JSON.stringify(state.berkas);
};
function decoded(bytes) {
  const [a, b] = bytes;
  const kind = a === 0xFF && b === 0xFE ? 'utf-16le' : a === 0xFE && b === 0xFF ? 'utf-16be' : 'utf-8';
  try { return new TextDecoder(kind, { fatal: true, ignoreBOM: kind === 'utf-8' }).decode(bytes); } catch { return null; }
}
function say(text) { $('kabar').textContent = text; clearTimeout(say.timer); say.timer = setTimeout(() => { $('kabar').textContent = ''; }, 6000); }
/** Files by name; those of a folder keep their way from it. */
async function take(files) {
  let added = 0, refused = [];
  // Rules that come with others, or onto an example as it is, are a package of their own.
  const replaced = [...files].some(([name]) => /\.takar$/i.test(name)) && (files.length > 1 || !isTouched());
  const next = replaced ? [] : state.berkas.map(file => [...file]);
  for (const [name, file] of files) {
    if (/\.html?$/i.test(name)) { const desk = shared(await file.text()); if (desk) return lay(desk); refused.push(name); continue; }
    if (!/\.(takar|csv|txt)$/i.test(name)) { refused.push(name); continue; }
    const text = decoded(new Uint8Array(await file.arrayBuffer()));
    if (text == null) { refused.push(name); continue; }
    const own = name.split('/').pop();
    const at = next.findIndex(([known]) => known === name || known.split('/').pop() === own);
    if (at >= 0) next[at][1] = text; else next.push([placeOf(name, next), text]);
    added++;
  }
  if (refused.length) say(`tidak dapat dibaca di sini: ${refused.join(', ')}. Yang dapat: .takar, .csv (UTF-8), atau halaman Takar yang dibagikan`);
  if (!added) return;
  const last = next.findIndex(([name]) => name.split('/').pop() === files.at(-1)[0].split('/').pop());
  if (replaced) Object.assign(state, { judul: 'paket', tahun: null, unit: null }), $('tahun').value = '';
  state.berkas = next.sort((a, b) => isData(a) - isData(b));
  state.aktif = Math.max(0, replaced ? 0 : last);
  showFiles();
  if (!refused.length) say(`${added} berkas dibuka`);
  return open(!replaced);
}
const isData = ([name]) => !/\.takar$/i.test(name);
/** A file that rules name in a folder goes there, though it was dragged in without one. */
function placeOf(name, files) {
  if (name.includes('/') || /\.takar$/i.test(name)) return name;
  for (const [, text] of files.filter(file => !isData(file)))
    for (const [, path] of text.matchAll(/^\s*data\s+"([^"]+)"/gm)) if (path.replace(/\\/g, '/').split('/').pop() === name) return path.replace(/\\/g, '/');
  return name;
}
function shared(text) {
  const found = /<script id="isi"[^>]*>([\s\S]*?)<\/script>/.exec(text);
  try { const desk = JSON.parse(found[1]); return desk.berkas ? desk : null; } catch { return null; }
}
$('buka').addEventListener('change', event => { take([...event.target.files].map(file => [file.webkitRelativePath.split('/').slice(1).join('/') || file.name, file])); event.target.value = ''; });
async function dropped(items) {
  const files = [];
  const walk = async (entry, way) => {
    if (entry.isFile) files.push([way + entry.name, await new Promise((ok, no) => entry.file(ok, no))]);
    else if (entry.isDirectory) {
      const reader = entry.createReader();
      for (let some; (some = await new Promise((ok, no) => reader.readEntries(ok, no))).length;) for (const one of some) await walk(one, way + entry.name + '/');
    }
  };
  for (const item of items) {
    const entry = item.webkitGetAsEntry?.();
    // Of a folder that was dragged in its own name is no part of the names inside.
    if (entry?.isDirectory) { const before = files.length; await walk(entry, ''); for (let k = before; k < files.length; k++) files[k][0] = files[k][0].split('/').slice(1).join('/'); }
    else if (entry) await walk(entry, '');
    else if (item.getAsFile?.()) { const file = item.getAsFile(); files.push([file.name, file]); }
  }
  return files.filter(([name]) => !/(^|\/)[.~]/.test(name) && !/^(acuan|skenario|cetakan)\//.test(name));
}
addEventListener('dragover', event => { event.preventDefault(); document.body.classList.add('seret'); });
addEventListener('dragleave', event => { if (!event.relatedTarget) document.body.classList.remove('seret'); });
addEventListener('drop', async event => {
  event.preventDefault();
  document.body.classList.remove('seret');
  take(await dropped([...event.dataTransfer.items].filter(item => item.kind === 'file')));
});
