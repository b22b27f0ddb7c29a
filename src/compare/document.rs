//! A comparison as JSON, for programs; `docs/skema/bandingkan.json` describes it.

use super::causes::Cause;
use super::changes::Change;
use super::effects::{Effect, Effects, Gravity, Of, RowOf};
use super::joined::Joined;
use super::tables::{difference, role, what};
use crate::report::json::{VERSION, document};
use crate::report::table::Cell;
use serde::Serialize;

#[derive(Serialize)]
struct Document {
    versi: u32,
    paket: String,
    tahun: Sides<i32>,
    perubahan: Vec<Difference>,
    akibat: Vec<Moved>,
    dilihat: usize,
}

#[derive(Serialize)]
struct Sides<T> {
    lama: T,
    baru: T,
}

#[derive(Serialize)]
struct Difference {
    nomor: usize,
    pada: String,
    bagian: &'static str,
    lama: String,
    baru: String,
    dasar: Option<String>,
}

#[derive(Serialize)]
struct Moved {
    unit: Option<String>,
    nilai: String,
    kode: String,
    peran: &'static str,
    triwulan: Option<u8>,
    berat: &'static str,
    lama: Cell,
    baru: Cell,
    selisih: Option<Cell>,
    sebab: Option<Why>,
    predikat: Option<Grade>,
}

#[derive(Serialize)]
struct Grade {
    lama: Cell,
    baru: Cell,
    sebab: Option<Why>,
}

#[derive(Serialize)]
struct Why {
    gabungan: Vec<Vec<usize>>,
    terkecil: bool,
}

/// The whole document, ending in a line break.
pub fn json(joined: &Joined, changes: &[Change], effects: &Effects, [before, after]: [i32; 2]) -> String {
    let differences = changes.iter().enumerate().map(|(at, change)| Difference {
        nomor: at + 1,
        pada: change.called.clone(),
        bagian: change.part.words(),
        lama: change.before.clone(),
        baru: change.after.clone(),
        dasar: change.basis.clone(),
    });
    document(&Document {
        versi: VERSION,
        paket: joined.host.package.title.clone(),
        tahun: Sides { lama: before, baru: after },
        perubahan: differences.collect(),
        akibat: effects.all.iter().map(|effect| moved(joined, effect)).collect(),
        dilihat: effects.looked_at,
    })
}

fn moved(joined: &Joined, effect: &Effect) -> Moved {
    let plain = |cell: &Cell| Cell { notes: Vec::new(), ..cell.clone() };
    let [lama, baru] = [0, 1].map(|side| plain(&effect.values[side]));
    let [before, after] = [0, 1].map(|side| plain(&effect.grades[side]));
    let has_grade = [&before, &after].iter().any(|grade| !grade.shown.is_empty());
    let (kode, peran, triwulan) = match &effect.of {
        Of::Value(name, of, quarter) => {
            let role = role(*of);
            (joined.host.code(*name).to_string(), if role.is_empty() { "nilai" } else { role }, *quarter)
        }
        Of::Cell { table, row, .. } => {
            let word = match row {
                RowOf::Thing(_) => "sel",
                RowOf::Subtotal(..) => "subtotal",
                RowOf::Footer(_) => "penutup",
            };
            (table.clone(), word, None)
        }
    };
    Moved {
        unit: Some(effect.unit.clone()).filter(|unit| !unit.is_empty()),
        nilai: what(joined, effect),
        kode,
        peran,
        triwulan,
        berat: match effect.gravity {
            Gravity::Grade => "predikat",
            Gravity::State => "keadaan",
            Gravity::Number => "angka",
        },
        lama,
        baru,
        selisih: Some(difference(effect)).filter(|cell| !cell.shown.is_empty()),
        sebab: effect.cause.as_ref().map(why),
        predikat: has_grade.then(|| Grade { lama: before, baru: after, sebab: effect.grade_cause.as_ref().map(why) }),
    }
}

/// Sets of changes by their numbers; none if they were not searched.
fn why(cause: &Cause) -> Why {
    let numbers = |made: &Vec<usize>| made.iter().map(|at| at + 1).collect();
    match cause {
        Cause::Least(sets) => Why { gabungan: sets.iter().map(numbers).collect(), terkecil: true },
        Cause::Enough(made) => Why { gabungan: vec![numbers(made)], terkecil: false },
        Cause::Unknown => Why { gabungan: Vec::new(), terkecil: false },
    }
}
