//! A choice whose condition is not known: the worst state of what it may rest on, in every construct, cell by cell and in
//! columns.

use crate::columns::agrees;
use crate::package::Texts;
use takar::columns::{self, Decimals, Wanted};
use takar::data::State;
use takar::number::{Places, Rounding};
use takar::program::{Role, When};
use takar::syntax::ast::Precision;

const RULES: &str = r#"
paket "Uji"
  tahun 2024
aturan capaian Baku
  jika target = 0 dan realisasi = 0 : 100
  jika target = 0 : tidak terdefinisi "target nol"
  makin tinggi : realisasi / target * 100
  batas 0..120
  bulat 2 biasa
aturan predikat Warna
  < 90 : "kurang"
  >= 90 : "baik"
aturan konversi Skor
  < 90 : 1
  >= 90 : 2
  terima loncatan "menurut aturan"
indikator C
  arah makin tinggi
  capaian Baku
  predikat Warna
indikator D
  arah makin tinggi
  capaian Baku
kelompok G
  anggota C; D
  capaian rata_rata(capaian anggota)
besaran X
besaran Y
besaran DUA
  rumus jika X > 10 maka Y selain itu jika Y > 5 maka 1 selain itu 2
besaran SYARAT
  rumus jika ada(X) maka X selain itu 0
besaran TURUNAN
  rumus Skor(capaian C)
besaran LALU
  rumus jika X[2023] > 0 maka Y selain itu 0
besaran PAKAI
  rumus jika X > 0 maka serapan C selain itu 1
besaran TW
  triwulan jumlah
besaran DARI_TW
  rumus jika X > 0 maka TW selain itu 1
data "d.csv" angka id
"#;

/// The state of each value, told by its name, for the data lines of the case.
fn holds(lines: &str, wanted: &[(&str, Role, Option<State>)]) {
    let head = "kode;tahun;triwulan;target;realisasi;serapan\nD;2024;;10;10;\n";
    let texts = Texts::new(RULES, &format!("{head}{lines}"));
    texts.run(Some(2024), |seen| {
        let (plan, program) = (seen.run.plan(), seen.package.program().expect("sound rules"));
        let two = Precision { places: Places::new(2).expect("2"), mode: Rounding::HalfAway };
        for (name, role, state) in wanted {
            let slot = plan.value(program.by_code[*name], *role, When::year(2024)).expect("a value");
            let cell = seen.run.evaluation().cell(slot, 0);
            assert_eq!(cell.as_ref().err().map(|fault| fault.state), *state, "{name} {role:?} of\n{lines}{cell:?}");
            let one = Wanted { slot, decimals: Decimals::Declared(two) };
            columns::evaluate(plan, seen.data, &[one], |_, results| {
                let found = results.get(0, 0);
                assert!(agrees(cell, found, one.decimals), "{name} {role:?} of\n{lines}{cell:?} but {found:?}");
            });
        }
    });
}

#[test]
fn the_worst_of_what_may_be_chosen() {
    use Role::{Achievement, Band, CappedAchievement, RawAchievement, Value};
    let wrong = Some(State::Faulty);
    let blank = Some(State::NotFilled);
    let not_here = Some(State::NotApplicable);
    // The target does not apply, and the realisation is no number.
    let all = |state| {
        [("C", RawAchievement, state), ("C", CappedAchievement, state), ("C", Achievement, state), ("C", Band, state)]
    };
    for (line, state) in [
        ("C;2024;;n/a;abc;\n", wrong),
        ("C;2024;;;abc;\n", wrong),
        ("C;2024;;n/a;;\n", blank),
        ("C;2024;;n/a;n/a;\n", not_here),
        ("C;2024;;n/a;5;\n", not_here),
        ("C;2024;;abc;5;\n", wrong),
        // One deciding side is enough; what a rule states counts only where it is chosen.
        ("C;2024;;0;abc;\n", wrong),
        ("C;2024;;0;;\n", blank),
        ("C;2024;;0;5;\n", Some(State::Undefined)),
        ("C;2024;;5;abc;\n", wrong),
    ] {
        holds(line, &all(state));
        holds(line, &[("TURUNAN", Value, state)]);
        // A group leaves out what does not apply, and nothing else.
        holds(line, &[("G", Achievement, state.filter(|state| *state != State::NotApplicable))]);
    }
    holds("X;2024;;;abc;\n", &[("SYARAT", Value, wrong)]);
    holds("X;2024;;;n/a;\nY;2024;;;abc;\n", &[("DUA", Value, wrong), ("LALU", Value, wrong)]);
    holds("X;2024;;;n/a;\nY;2024;;;;\n", &[("DUA", Value, blank), ("SYARAT", Value, None)]);
    holds("X;2024;;;n/a;\nY;2024;;;3;\n", &[("DUA", Value, not_here), ("LALU", Value, blank)]);
    // What is surely not chosen counts nothing.
    holds("X;2024;;;3;\nY;2024;;;7;\nX;2023;;;0;\n", &[("DUA", Value, None), ("LALU", Value, None)]);
    holds("X;2024;;;3;\nY;2024;;;abc;\nX;2023;;;0;\n", &[("DUA", Value, wrong), ("LALU", Value, None)]);
    holds("X;2024;;;n/a;\nC;2024;;5;5;abc\n", &[("PAKAI", Value, wrong)]);
    holds("X;2024;;;n/a;\nTW;2024;1;;3;\nTW;2024;2;;abc;\n", &[("DARI_TW", Value, wrong)]);
    holds("X;2024;;;n/a;\nTW;2024;1;;;\nTW;2024;2;;4;\n", &[("DARI_TW", Value, blank)]);
}
