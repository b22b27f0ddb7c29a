// Files as they are typed.
function showFiles() {
  state.aktif = Math.min(Math.max(0, state.aktif), state.berkas.length - 1);
  $('berkas').replaceChildren(...state.berkas.map(([name], at) => el('button', { type: 'button', role: 'tab', id: 'b-' + at, 'aria-selected': String(at === state.aktif), 'aria-controls': 'teks', tabindex: at === state.aktif ? '0' : '-1', 'data-ke': at }, name)));
  const area = $('teks'), now = state.berkas[state.aktif];
  area.value = now ? now[1] : '';
  area.setAttribute('aria-label', now ? `Isi ${now[0]}` : 'Isi berkas');
  area.scrollTop = 0;
  $('berkas').querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  markLines();
}
function markLines() {
  const name = state.berkas[state.aktif]?.[0], count = $('teks').value.split('\n').length;
  const marked = new Map();
  for (const finding of findings) for (const place of finding.tempat || [])
    if (place.berkas === name && place.baris && !marked.has(place.baris)) marked.set(place.baris, finding.tingkat);
  const numbers = [];
  for (let n = 1; n <= count; n++) numbers.push(marked.has(n) ? el('b', { class: marked.get(n) }, n + '\n') : n + '\n');
  $('nomor').replaceChildren(...numbers);
  $('nomor').scrollTop = $('teks').scrollTop;
}
$('teks').addEventListener('scroll', () => { $('nomor').scrollTop = $('teks').scrollTop; });
let typing;
$('teks').addEventListener('input', () => {
  if (!state.berkas.length) state.berkas.push(['aturan.takar', '']), showFilesKeeping();
  state.berkas[state.aktif][1] = $('teks').value;
  clearTimeout(typing);
  typing = setTimeout(() => open(true), 180);
  markLines();
});
function showFilesKeeping() { const text = $('teks').value; showFiles(); $('teks').value = text; }
$('berkas').addEventListener('click', event => {
  const tab = event.target.closest('[role=tab]');
  if (tab) { state.aktif = +tab.dataset.ke; showFiles(); store(); }
});
$('berkas').addEventListener('keydown', event => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  state.aktif = (state.aktif + by + state.berkas.length) % state.berkas.length;
  showFiles();
  $('b-' + state.aktif).focus();
});
$('baru').addEventListener('click', () => {
  const name = prompt('Nama berkas baru, berakhiran .takar atau .csv');
  if (!name || fileAt(name) >= 0) return;
  state.berkas.push([name.trim(), '']);
  state.aktif = state.berkas.length - 1;
  showFiles();
  open(true);
  $('teks').focus();
});
$('hapus').addEventListener('click', () => {
  const now = state.berkas[state.aktif];
  if (!now || !confirm(`Keluarkan ${now[0]} dari halaman ini?`)) return;
  state.berkas.splice(state.aktif, 1);
  showFiles();
  open(true);
});
