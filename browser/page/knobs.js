// Knobs, goal seek, questions.
const KNOBS = 4;
const plain = (n, d) => { const neg = n < 0, t = String(Math.abs(n)).padStart(d + 1, '0'); const s = d ? t.slice(0, -d) + ',' + t.slice(-d) : t; return (neg ? '-' : '') + s.replace(/(,\d*?)0+$/, '$1').replace(/,$/, ''); };
const grouped = text => text.replace(/^(-?)(\d+)/, (_, s, n) => s.replace('-', '−') + n.replace(/\B(?=(\d{3})+$)/g, '.'));
function showKnobs(list) {
  knobs = list;
  const known = chosen.filter(name => knobs.some(k => k.hal === name));
  if (!known.length) {
    const full = knobs.filter(k => k.nilai != null);
    // What is measured first, then what is aimed at, money last.
    const rank = k => /^("[^"]*"|\S+)$/.test(k.hal) ? 0 : k.hal.startsWith('target') ? 1 : 2;
    const all = [...full.sort((a, b) => rank(a) - rank(b)), ...knobs.filter(k => k.nilai == null)];
    known.push(...all.slice(0, KNOBS).map(k => k.hal));
  }
  chosen = known;
  $('geser').replaceChildren(...chosen.map(name => knobRow(knobs.find(k => k.hal === name))));
  const rest = knobs.filter(k => !chosen.includes(k.hal));
  $('tambah').replaceChildren(el('option', { value: '' }, 'Tambah penggeser …'), ...rest.map(k => el('option', { value: k.hal }, named(k))));
  $('tambah').hidden = !rest.length;
}
function knobRow(knob) {
  const id = 'g-' + knobs.indexOf(knob);
  const now = knob.nilai ?? knob.dari;
  const slider = el('input', { type: 'range', id, min: knob.dari, max: knob.sampai, step: knob.langkah, 'data-hal': knob.hal, 'aria-label': named(knob) });
  slider.value = now;
  const box = el('input', { type: 'text', class: 'isi', inputmode: 'decimal', 'data-hal': knob.hal, 'aria-label': `${knob.hal}, ketik angka`, placeholder: 'belum diisi' });
  box.value = knob.nilai == null ? '' : grouped(plain(knob.nilai, knob.desimal));
  slider.setAttribute('aria-valuetext', box.value ? box.value + knob.satuan : 'belum diisi');
  const name = el('label', { for: id, title: knob.nama }, el('b', {}, knob.hal), ' ', el('span', {}, knob.nama));
  return el('div', { class: 'tuas' + (knob.nilai == null ? ' kosong' : '') }, name, slider, el('span', { class: 'angka' }, box, el('span', { class: 'satuan' }, knob.satuan.trim())));
}
let sending = false, wanted = null;
const times = [];
async function slide(request) {
  wanted = request;
  if (sending) return;
  sending = true;
  while (wanted) {
    const one = wanted; wanted = null;
    const answer = await ask(one);
    if (answer.macet) { sending = false; await open(true); return stuck(answer.macet); }
    takeOver(answer.ganti);
    after(answer);
    if (one.mulai) { times.push(performance.now() - one.mulai); if (times.length > 400) times.shift(); }
  }
  sending = false;
}
function after(answer) {
  $('andaian').textContent = answer.teks;
  $('andaian').classList.toggle('galat', !!answer.gagal);
  if (answer.andaian != null) $('semula').hidden = !answer.andaian;
}
$('geser').addEventListener('input', event => {
  const slider = event.target;
  if (slider.type !== 'range') return;
  const knob = knobs.find(k => k.hal === slider.dataset.hal), text = plain(+slider.value, knob.desimal);
  const row = slider.closest('.tuas'), box = row.querySelector('.isi');
  box.value = grouped(text);
  row.classList.remove('kosong');
  slider.setAttribute('aria-valuetext', box.value + knob.satuan);
  slide({ minta: 'geser', hal: knob.hal, baris: `${knob.hal} = ${text}`, mulai: performance.now() });
});
$('geser').addEventListener('change', event => {
  const input = event.target, name = input.dataset.hal;
  const knob = knobs.find(k => k.hal === name);
  if (input.type === 'range') return slide({ minta: 'geser', hal: name, baris: `${name} = ${plain(+input.value, knob.desimal)}`, lepas: true });
  const text = input.value.trim().replace('−', '-');
  slide({ minta: 'geser', hal: name, baris: text ? `${name} = ${text}` : `batal ${name}`, lepas: true });
  const n = Number(text.replace(/\./g, '').replace(',', '.'));
  if (text && isFinite(n)) input.closest('.tuas').querySelector('[type=range]').value = Math.round(n * 10 ** knob.desimal);
});
$('tambah').addEventListener('change', event => {
  if (!event.target.value) return;
  chosen.push(event.target.value);
  showKnobs(knobs);
  $('geser').lastElementChild.querySelector('input').focus();
  store();
});

async function question(line, into) {
  const answer = await ask({ minta: 'tanya', baris: line });
  if (answer.macet) { await open(true); return stuck(answer.macet); }
  takeOver(answer.ganti);
  if (answer.geser) showKnobs(answer.geser);
  if (answer.andaian != null) $('semula').hidden = !answer.andaian;
  if (answer.judul) $('judul').textContent = answer.judul;
  into.textContent = answer.teks || '–';
  into.classList.toggle('galat', !!answer.gagal);
  return answer;
}
$('semula').addEventListener('click', () => { $('jawab').textContent = ''; question('awal', $('andaian')); });
$('cari').addEventListener('submit', event => {
  event.preventDefault();
  const goal = $('cari-tuju').selectedOptions[0], value = $('cari-nilai').value.trim();
  if (!value) return $('cari-nilai').focus();
  const given = goal.dataset.kata === 'true' && !value.startsWith('"') ? `"${value}"` : value;
  question(`cari ${$('cari-hal').value} agar ${goal.value} ${$('cari-banding').value} ${given}`, $('jawab'));
});
$('tanya').addEventListener('submit', event => {
  event.preventDefault();
  const line = $('tanya-baris').value.trim();
  if (line) question(line, $('jawab'));
});
