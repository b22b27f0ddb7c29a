// Messages, with the way to their places and the mends that can be applied.
let findings = [];
function showMessages(answer) {
  findings = answer.temuan || [];
  const list = (answer.pesan || []).map((text, at) => {
    const finding = findings[at] || {}, place = (finding.tempat || []).find(p => fileAt(p.berkas) >= 0);
    const mends = (finding.saran || []).map((mend, k) => ({ mend, k })).filter(({ mend }) => mend.suntingan.every(edit => fileAt(edit.berkas) >= 0));
    const buttons = [
      place ? el('button', { type: 'button', 'data-ke': at }, `Ke ${place.berkas}${place.baris ? ':' + place.baris : ''}`) : null,
      ...mends.map(({ mend, k }) => el('button', { type: 'button', 'data-ke': at, 'data-saran': k }, 'Terapkan: ' + mend.teks.replace(/^atau /, ''))),
    ].filter(x => x);
    return el('li', { class: finding.tingkat }, el('pre', {}, text), buttons.length ? el('div', { class: 'tombol' }, ...buttons) : null);
  });
  $('pesan-isi').replaceChildren(list.length ? el('ul', {}, ...list) : el('p', {}, 'Tidak ada kesalahan.'));
  const parts = [['kesalahan', answer.kesalahan], ['peringatan', answer.peringatan]].filter(([, n]) => n).map(([word, n]) => `${n} ${word}`);
  $('ringkas').textContent = parts.join(', ') || 'beres';
  $('ringkas').className = answer.kesalahan ? 'galat' : answer.peringatan ? 'awas' : 'baik';
  $('pesan').dataset.utuh = answer.pesan_utuh || '';
  markLines();
}
const fileAt = name => state.berkas.findIndex(([known]) => known === name);
$('pesan-isi').addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  const finding = findings[button.dataset.ke];
  if (button.dataset.saran != null) return mend(finding.saran[button.dataset.saran]);
  const place = finding.tempat.find(p => fileAt(p.berkas) >= 0);
  goTo(place);
});
function mend({ suntingan }) {
  const edits = [...suntingan].sort((a, b) => b.awal - a.awal);
  for (const edit of edits) {
    const at = fileAt(edit.berkas), bytes = new TextEncoder().encode(state.berkas[at][1]);
    const part = (from, to) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(from, to));
    state.berkas[at][1] = part(0, edit.awal) + edit.ganti + part(edit.akhir, bytes.length);
  }
  state.aktif = fileAt(edits[0].berkas);
  showFiles();
  open(true);
}
function goTo(place) {
  state.aktif = fileAt(place.berkas);
  showFiles();
  const area = $('teks'), lines = area.value.split('\n'), line = Math.min(place.baris || 1, lines.length);
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const from = place.kolom ? [...lines[line - 1]].slice(0, place.kolom - 1).join('').length : 0;
  const end = place.baris_akhir === line && place.kolom_akhir ? [...lines[line - 1]].slice(0, place.kolom_akhir - 1).join('').length : lines[line - 1].length;
  document.querySelector('#sumber').scrollIntoView({ block: 'nearest' });
  area.focus();
  area.setSelectionRange(start + from, start + Math.max(end, from));
  area.scrollTop = Math.max(0, (line - 4) * lineHeight());
}
const lineHeight = () => parseFloat(getComputedStyle($('teks')).lineHeight);
