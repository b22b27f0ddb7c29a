// The page: what lies on the desk, and how the core is asked about it.
'use strict';
const $ = id => document.getElementById(id);
const PRISTINE = '<!doctype html>\n' + document.documentElement.outerHTML;

const PACKED = $('inti').textContent.trim();
let ask;      // one request to the core
let pending = 0;
async function begin() {
  const send = machine(PACKED, $('mesin').textContent);
  ask = request => {
    pending++;
    document.body.classList.add('sibuk');
    return send(request).finally(() => { if (!--pending) document.body.classList.remove('sibuk'); });
  };
}

const state = { judul: 'paket', berkas: [], tahun: null, unit: null, aktif: 0 };
let asBefore = new Map();   // words of cells before anything was assumed
let knobs = [], chosen = [];
const KEY = 'takar:' + ($('isi').dataset.id || 'umum');
function store() {
  try { localStorage.setItem(KEY, JSON.stringify({ ...state, chosen })); }
  catch { $('tersimpan').textContent = 'peramban ini tidak menyimpan; pakai Bagikan'; return; }
  $('tersimpan').textContent = 'tersimpan di peramban ini';
}
function restored() {
  try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
}
function columns() {
  const wide = $('pesan').clientWidth || 640;
  const probe = $('ukur').getBoundingClientRect().width / 10;
  return Math.max(40, Math.min(100, Math.floor((wide - 26) / (probe || 8))));
}

let latest = 0;
async function open(keep) {
  const mine = ++latest;
  const answer = await ask({ minta: 'buka', judul: state.judul, berkas: state.berkas, tahun: state.tahun, unit: state.unit, lebar: columns() });
  if (mine !== latest) return;
  if (answer.macet) return stuck(answer.macet);
  showMessages(answer);
  const session = answer.sesi;
  $('hasil').classList.toggle('lama', !session);
  $('hasil').inert = !session;
  $('lama').hidden = !!session || !$('tabel').children.length;
  if (session) {
    asBefore = new Map();
    state.unit = session.unit;
    if (!keep) chosen = [];
    showSession(session);
    $('andaian').textContent = '';
    $('jawab').textContent = '';
    $('semula').hidden = true;
  }
  store();
  document.body.dataset.siap = ++opened;
}
let opened = 0;
function stuck(why) {
  $('pesan-isi').replaceChildren(el('p', { class: 'galat', role: 'alert' }, 'Takar berhenti di tengah jalan dan sudah dimulai lagi. Isi halaman ini tidak hilang. Bila terulang, kirim berkasnya lewat Bagikan kepada pembuat Takar.'), el('pre', {}, why));
  $('ringkas').textContent = 'terhenti';
  document.body.dataset.siap = ++opened;
}
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== false && value != null) made.setAttribute(key, value === true ? '' : value);
  made.append(...children.filter(child => child != null));
  return made;
}
