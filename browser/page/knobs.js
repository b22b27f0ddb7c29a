// Knobs, goal seek, questions.
const KNOBS = 4;
const plain = (n, d) => { const neg = n < 0, t = String(Math.abs(n)).padStart(d + 1, '0'); const s = d ? t.slice(0, -d) + ',' + t.slice(-d) : t; return (neg ? '-' : '') + s.replace(/(,\d*?)0+$/, '$1').replace(/,$/, ''); };
const grouped = text => text.replace(/^(-?)(\d+)/, (_, s, n) => s.replace('-', '−') + n.replace(/\B(?=(\d{3})+$)/g, '.'));
// What each knob was set to last, as long as the list is the same.
const standing = new Map();
function showKnobs(list) {
  knobs = list;
  standing.clear();
  const known = chosen.filter(name => knobs.some(k => k.hal === name));
  if (!known.length) {
    const full = knobs.filter(k => k.nilai != null);
    // What is measured first, then what is aimed at, money last.
    const rank = k => /^("[^"]*"|\S+)$/.test(k.hal) ? 0 : k.hal.startsWith('target') ? 1 : 2;
    const all = [...full.sort((a, b) => rank(a) - rank(b)), ...knobs.filter(k => k.nilai == null)];
    known.push(...all.slice(0, KNOBS).map(k => k.hal));
  }
  chosen = known;
  const { type, dataset } = $('geser').contains(document.activeElement) ? document.activeElement : {};
  $('geser').replaceChildren(...chosen.map(name => knobRow(knobs.find(k => k.hal === name))));
  if (type) [...$('geser').querySelectorAll('input')].find(one => one.type === type && one.dataset.hal === dataset.hal)?.focus();
  const rest = knobs.filter(k => !chosen.includes(k.hal));
  $('tambah').replaceChildren(el('option', { value: '' }, 'Tambah penggeser …'), ...rest.map(k => el('option', { value: k.hal }, named(k))));
  $('tambah').hidden = !rest.length;
}
function knobRow(knob) {
  const id = 'g-' + knobs.indexOf(knob);
  const slider = el('input', { type: 'range', id, min: knob.dari, max: knob.sampai, step: knob.langkah, 'data-hal': knob.hal, 'aria-label': named(knob) });
  const box = el('input', { type: 'text', class: 'isi', inputmode: 'decimal', 'data-hal': knob.hal, 'aria-label': `${knob.hal}, ketik angka`, placeholder: 'belum diisi' });
  put(knob, slider, box, knob.nilai == null ? '' : plain(knob.nilai, knob.desimal));
  const name = el('label', { for: id, title: knob.nama }, el('b', {}, knob.hal), ' ', el('span', {}, knob.nama));
  return el('div', { class: 'tuas' + (knob.nilai == null ? ' kosong' : '') }, name, slider, el('span', { class: 'angka' }, box, el('span', { class: 'satuan' }, knob.satuan.trim())));
}
// Slider and box say the same; a value beyond the ends of the slider moves its end.
function put(knob, slider, box, text) {
  const n = Math.round(Number(text.replace(/\./g, '').replace(',', '.')) * 10 ** knob.desimal);
  if (text && isFinite(n)) { slider.min = Math.min(slider.min, n); slider.max = Math.max(slider.max, n); }
  if (!text || isFinite(n)) slider.value = text ? n : knob.dari;
  box.value = text ? grouped(text) : '';
  slider.setAttribute('aria-valuetext', box.value ? box.value + knob.satuan : 'belum diisi');
}
// What was refused is not what counts: the row shows what does.
function putBack(name) {
  const knob = knobs.find(k => k.hal === name), slider = [...document.querySelectorAll('#geser [type=range]')].find(one => one.dataset.hal === name);
  if (!knob || !slider) return;
  const row = slider.closest('.tuas'), text = standing.get(name) ?? (knob.nilai == null ? '' : plain(knob.nilai, knob.desimal));
  put(knob, slider, row.querySelector('.isi'), text);
  row.classList.toggle('kosong', !text);
}
let sending = false;
// The last of each knob counts; those of others wait their turn.
const wanted = [];
const times = [];
async function slide(request) {
  if (wanted.length && wanted[wanted.length - 1].hal === request.hal) wanted.pop();
  wanted.push(request);
  if (sending) return;
  sending = true;
  while (wanted.length) {
    const one = wanted.shift();
    const answer = await ask(one);
    if (answer.macet) { sending = false; wanted.length = 0; await open(true); return stuck(answer.macet); }
    takeOver(answer.ganti);
    after(answer);
    if (!answer.gagal && one.angka != null) standing.set(one.hal, one.angka);
    if (one.lepas && !wanted.some(other => other.hal === one.hal)) putBack(one.hal);
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
  slide({ minta: 'geser', hal: knob.hal, angka: text, baris: `${knob.hal} = ${text}`, mulai: performance.now() });
});
$('geser').addEventListener('change', event => {
  const input = event.target, name = input.dataset.hal;
  const knob = knobs.find(k => k.hal === name);
  const typed = input.type === 'range' ? plain(+input.value, knob.desimal) : input.value.trim().replace('−', '-');
  // What the data have then is what the answer tells.
  if (!typed) return question(`batal ${name}`, $('andaian'));
  slide({ minta: 'geser', hal: name, angka: typed, baris: `${name} = ${typed}`, lepas: true });
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
