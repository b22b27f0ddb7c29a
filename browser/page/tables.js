// Tables, what moved in them, and where their figures come from.
function showSession(session) {
  $('judul').textContent = session.judul;
  document.title = `${session.judul} · Takar`;
  fillSelect($('unit'), session.unit_ada, session.unit);
  $('unit-label').hidden = session.unit_ada.length < 2;
  $('tahun').placeholder = session.tahun;
  showTables(session.tabel);
  showKnobs(session.geser);
  const goals = session.hasil;
  $('cari-hal').replaceChildren(...session.geser.map(k => el('option', { value: k.hal }, named(k))));
  const chosenGoal = $('cari-tuju').value;
  $('cari-tuju').replaceChildren(...goals.map(g => el('option', { value: g.hal, 'data-kata': g.kata }, named(g))));
  if (goals.some(g => g.hal === chosenGoal)) $('cari-tuju').value = chosenGoal;
  $('cari').hidden = !goals.length || !session.geser.length;
  $('andai').hidden = !session.geser.length;
}
const named = one => one.nama && one.nama !== one.hal ? `${one.hal} · ${one.nama}` : one.hal;
function fillSelect(select, values, now) {
  select.replaceChildren(...values.map(value => el('option', { value }, value)));
  if (now != null) select.value = now;
}
function showTables(tables) {
  $('tabel').replaceChildren(...tables.map(drawn));
  $('pilih-tabel').replaceChildren(el('option', { value: '' }, 'Ke tabel …'), ...tables.map((t, at) => el('option', { value: at }, t.judul)));
  $('pilih-tabel').hidden = tables.length < 2;
}
function drawn(table, at) {
  const width = table.kolom.length;
  const head = el('tr', {}, ...table.kolom.map(([title, numeric]) => el('th', { scope: 'col', class: numeric && 'angka' }, title)));
  const body = table.baris.map((row, r) => {
    if (row.jenis === 'judul') return el('tr', { class: 'judul' }, ...row.sel.map((cell, c) => drawnCell(cell, at, r, c, table)));
    return el('tr', { class: row.jenis }, ...row.sel.map((cell, c) => drawnCell(cell, at, r, c, table)));
  });
  const feet = table.penutup.map((row, k) => {
    const r = table.baris.length + k, from = row.dari, until = Math.min(row.lebar, width);
    const cells = row.sel.map((cell, c) => c < until ? null : drawnCell(cell, at, r, c, table));
    const before = from ? el('td', { class: 'lewat', colspan: from }) : null;
    const label = until > from ? el('th', { scope: 'row', colspan: until - from }, row.label) : null;
    if (!label && cells[from]) cells[from].prepend(el('strong', {}, row.label + ' '));
    return el('tr', {}, before, label, ...cells);
  });
  const notes = [];
  if (table.dilaporkan) notes.push(el('p', {}, '* dilaporkan, tidak dihitung dari rumusnya'));
  if (table.catatan.length) notes.push(el('ol', {}, ...table.catatan.map(note => el('li', {}, note))));
  table.keterangan.forEach(remark => notes.push(el('p', {}, 'Catatan: ' + remark)));
  const made = el('section', { class: 'satu', 'data-ke': at, id: 'tabel-' + at },
    el('h3', {}, table.judul),
    el('div', { class: 'gulir', tabindex: '0', role: 'region', 'aria-label': table.judul },
      el('table', {}, el('thead', {}, head), el('tbody', {}, ...body), feet.length ? el('tfoot', {}, ...feet) : null)),
    notes.length ? el('div', { class: 'bawah' }, ...notes) : null);
  const first = made.querySelector('button.sel');
  if (first) first.tabIndex = 0;
  return made;
}
function drawnCell(cell, t, r, c, table) {
  const td = el('td', { class: table.kolom[c][1] && 'angka', 'data-sel': `${t}.${r}.${c}` });
  fillCell(td, cell);
  return td;
}
function fillCell(td, cell) {
  const key = td.dataset.sel;
  if (!asBefore.has(key)) asBefore.set(key, cell.t);
  const marks = (cell.l ? '*' : '') + (cell.c ? cell.c.map(n => `[${n}]`).join('') : '');
  const shown = [cell.t, marks ? el('sup', {}, marks) : null].filter(x => x != null);
  const before = asBefore.get(key);
  const moved = before !== cell.t;
  td.classList.toggle('bergeser', moved);
  td.classList.toggle('kosong', !!cell.k);
  td.title = moved ? `tadinya ${before || 'kosong'}` : '';
  const old = td.querySelector('button'), asks = cell.h || old?.dataset.hal;
  if (asks && cell.t) {
    const button = old || el('button', { class: 'sel', type: 'button', tabindex: '-1' });
    button.dataset.hal = asks;
    button.setAttribute('aria-label', `${cell.t}${marks}, ${asks}${moved ? `, tadinya ${before}` : ''}: uraikan`);
    button.replaceChildren(...shown);
    if (!old) td.replaceChildren(button);
  } else td.replaceChildren(...shown);
}
function takeOver(change) {
  if (!change) return;
  if (change.semua) return showTables(change.semua);
  for (const one of change.tabel) {
    if (one.utuh) $('tabel').children[one.ke].replaceWith(drawn(one.utuh, one.ke));
    else for (const [r, c, cell] of one.sel) {
      const td = document.querySelector(`[data-sel="${one.ke}.${r}.${c}"]`);
      if (td) fillCell(td, cell);
    }
  }
}

const dialog = $('urai');
async function derive(what) {
  const answer = await ask({ minta: 'jelaskan', hal: what });
  if (answer.macet) { await open(true); return stuck(answer.macet); }
  $('urai-judul').textContent = what;
  $('urai-isi').textContent = answer.teks;
  if (!dialog.open) dialog.showModal();
  $('urai-isi').scrollTop = 0;
}
$('tabel').addEventListener('click', event => {
  const button = event.target.closest('button.sel');
  if (button) derive(button.dataset.hal);
});
$('tabel').addEventListener('keydown', event => {
  const button = event.target.closest('button.sel');
  const by = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  if (!button || !by) return;
  event.preventDefault();
  let [t, r, c] = button.closest('td').dataset.sel.split('.').map(Number);
  const rows = button.closest('table').rows.length, wide = 60;
  for (let step = 0; step < rows * wide; step++) {
    r += by[0]; c += by[1];
    if (r < 0 || r > rows || c < 0 || c > wide) return;
    const next = document.querySelector(`[data-sel="${t}.${r}.${c}"] button`);
    if (next) { button.tabIndex = -1; next.tabIndex = 0; return next.focus(); }
  }
});
$('urai-tutup').addEventListener('click', () => dialog.close());
dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
