// Keeping, sharing, choosing; and the beginning of it all.
function download(name, text, type) {
  const link = el('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
const safe = name => name.replace(/[^\p{L}\p{N}._ -]+/gu, '-').slice(0, 60) || 'takar';
function sharedPage() {
  const { judul, berkas, tahun, unit } = state;
  const text = JSON.stringify({ judul, berkas, tahun, unit, chosen }).replace(/</g, '\\u003c');
  const id = Date.now().toString(36);
  return PRISTINE.replace(/<script id="isi"[^>]*>[\s\S]*?<\/script>/, () => `<script id="isi" type="application/json" data-id="${id}">${text}<\/script>`);
}
$('bagikan').addEventListener('click', () => download(safe(state.judul) + '.html', sharedPage(), 'text/html'));
$('unduh-berkas').addEventListener('click', () => { const now = state.berkas[state.aktif]; if (now) download(now[0].split('/').pop(), now[1], 'text/plain'); });
for (const [id, form, ending, type] of [['unduh-csv', 'csv', 'csv', 'text/csv'], ['unduh-json', 'json', 'json', 'application/json']])
  $(id).addEventListener('click', async () => { const answer = await ask({ minta: 'tulis', bentuk: form }); if (!answer.gagal) download(`${safe(state.judul)}.${ending}`, (form === 'csv' ? '\uFEFF' : '') + answer.teks, type); else say(answer.teks); });
$('uji').addEventListener('click', async () => {
  const answer = await ask({ minta: 'uji' });
  $('uji-hasil').textContent = answer.semua === 0 ? 'belum ada contoh dalam aturan' : `${answer.sah} dari ${answer.semua} contoh sesuai`;
  $('uji-pesan').textContent = answer.pesan || '';
  $('uji-pesan').hidden = !answer.pesan;
});
$('tahun').addEventListener('change', () => { state.tahun = /^\d{4}$/.test($('tahun').value.trim()) ? +$('tahun').value : null; open(true); });
$('unit').addEventListener('change', async () => {
  const answer = await ask({ minta: 'unit', nama: $('unit').value });
  if (answer.sesi) { asBefore = new Map(); state.unit = answer.sesi.unit; showSession(answer.sesi); store(); }
});
$('pilih-tabel').addEventListener('change', event => {
  const section = $('tabel').children[event.target.value];
  event.target.value = '';
  section?.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  section?.querySelector('.gulir').focus({ preventScroll: true });
});
let width;
addEventListener('resize', () => { clearTimeout(width); width = setTimeout(() => { if (columns() !== lastWidth) { lastWidth = columns(); if (!document.body.classList.contains('sibuk') && $('semula').hidden) open(true); } }, 400); });
let lastWidth = columns();

const began = begin().then(async () => {
  const own = $('isi').textContent.trim() ? JSON.parse($('isi').textContent) : null;
  await lay(restored() || own || [...EXAMPLES.values()][0]);
  document.body.dataset.pertama = Math.round(performance.now());
}).catch(trouble => {
  $('pesan-isi').replaceChildren(el('p', { class: 'galat', role: 'alert' }, 'Peramban ini belum dapat menjalankan Takar. Perlu Chrome atau Edge 80, Firefox 113, Safari 16.4, atau yang lebih baru.'), el('pre', {}, String(trouble)));
});
