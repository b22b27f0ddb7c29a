//! A formula gives one number, or none, however it is written: with its operands swapped, with a part or the whole of it
//! given a name. Over quarters, years of groups with other members, codes of the data, money, achievements, conversions.

use crate::dice::Dice;
use crate::package::Texts;
use crate::sample;
use takar::data::State;
use takar::number::Exact;

const RULES: &str = r#"paket "Bagian bernama"
  tahun 2024
aturan capaian Baku
  jika target = 0 : tidak terdefinisi "nol"
  makin tinggi : realisasi / target * 100
aturan capaian Langsung
  jika tidak ada(target) : realisasi
  makin tinggi : realisasi / target * 100
aturan konversi Poin
  < 5 : 1
  >= 5 : 2
  terima loncatan "x"
besaran S
  triwulan jumlah
besaran T
  triwulan terakhir
besaran U
  triwulan jumlah
besaran A
besaran C
indikator I
  satuan persen
  arah makin tinggi
  capaian Baku
  triwulan jumlah
indikator J
  satuan persen
  arah makin tinggi
  capaian Langsung
  triwulan jumlah
umum "7"
  triwulan jumlah
kelompok G
  berlaku sampai 2023
  anggota A; C; S
  capaian rata_rata(nilai anggota)
kelompok G
  berlaku mulai 2024
  anggota A; C
  capaian rata_rata(nilai anggota)
kelompok K
  anggota S; T; A
  abaikan yang kosong
  capaian jumlah(nilai anggota)
data "d.csv"
"#;

const ATOMS: [&str; 22] = [
    "S",
    "S",
    "T",
    "U",
    "U",
    "A",
    "C",
    "3",
    "S[2023]",
    "U[triwulan 1]",
    "nilai \"7.1\"",
    "nilai \"7.2\"",
    "(G / 1%)",
    "(G[2023] / 1%)",
    "(K / 1%)",
    "(capaian I / 1%)",
    "(capaian J / 1%)",
    "Poin(S)",
    "jumlah(nilai anggota G + nilai anggota G[2023])",
    "jumlah(nilai anggota G[2023] + nilai anggota G)",
    "terbesar(nilai anggota K)",
    "(serapan \"7.1\" / pagu \"7.1\")",
];

#[derive(Clone)]
enum Formula {
    Atom(&'static str),
    Joined(char, Box<Formula>, Box<Formula>),
    Negated(Box<Formula>),
    List(&'static str, Vec<Formula>),
    Choice(&'static str, Box<Formula>, Box<Formula>),
    /// A part that has a name.
    Named,
}

impl Formula {
    fn any(dice: &mut Dice, depth: u64) -> Formula {
        if depth == 0 {
            return Formula::Atom(dice.pick(&ATOMS));
        }
        let mut part = || Box::new(Formula::any(dice, depth - 1));
        let (one, other, third) = (part(), part(), part());
        match dice.below(20) {
            0..4 => Formula::Joined('+', one, other),
            4..8 => Formula::Joined('-', one, other),
            8..11 => Formula::Joined('*', one, other),
            11..13 => Formula::Joined('/', one, other),
            13..15 => Formula::Negated(one),
            15..17 => {
                let word = dice.pick(&["jumlah", "rata_rata", "terbesar", "median", "min", "maks"]);
                Formula::List(word, vec![*one, *other, *third])
            }
            17..19 => Formula::Choice(dice.pick(&["A > 3", "ada(C)", "C > 0"]), one, other),
            _ => *one,
        }
    }

    fn text(&self) -> String {
        match self {
            Formula::Atom(text) => text.to_string(),
            Formula::Joined(sign, one, other) => format!("({} {sign} {})", one.text(), other.text()),
            Formula::Negated(inner) => format!("(0 - {})", inner.text()),
            Formula::List(word, parts) => {
                format!("{word}({})", parts.iter().map(Formula::text).collect::<Vec<_>>().join("; "))
            }
            Formula::Choice(condition, one, other) => {
                format!("(jika {condition} maka {} selain itu {})", one.text(), other.text())
            }
            Formula::Named => "BAGIAN".to_string(),
        }
    }

    /// The same with operands in another order.
    fn swapped(&self) -> Formula {
        let of = |inner: &Formula| Box::new(inner.swapped());
        match self {
            Formula::Atom(_) | Formula::Named => self.clone(),
            Formula::Joined(sign @ ('+' | '*'), one, other) => Formula::Joined(*sign, of(other), of(one)),
            Formula::Joined(sign, one, other) => Formula::Joined(*sign, of(one), of(other)),
            Formula::Negated(inner) => Formula::Negated(of(inner)),
            Formula::List(word, parts) => Formula::List(word, parts.iter().rev().map(|part| *of(part)).collect()),
            Formula::Choice(condition, one, other) => Formula::Choice(condition, of(one), of(other)),
        }
    }

    fn parts(&mut self) -> Vec<&mut Formula> {
        match self {
            Formula::Atom(_) | Formula::Named => Vec::new(),
            Formula::Joined(_, one, other) | Formula::Choice(_, one, other) => vec![one, other],
            Formula::Negated(inner) => vec![inner],
            Formula::List(_, parts) => parts.iter_mut().collect(),
        }
    }

    /// Puts a name in the place of a part; tells which part that was.
    fn name_one(&mut self, dice: &mut Dice) -> Option<Formula> {
        let mut parts = self.parts();
        let at = dice.at(parts.len());
        let part = parts.get_mut(at)?;
        if dice.one_in(2)
            && let Some(deeper) = part.name_one(dice)
        {
            return Some(deeper);
        }
        Some(std::mem::replace(part, Formula::Named))
    }
}

/// A whole year, or some quarters of it.
fn data(dice: &mut Dice) -> String {
    let mut rows = "kode;tahun;triwulan;target;nilai;pagu;serapan\n".to_string();
    for code in ["S", "T", "U", "7.1", "7.2", "I", "J"] {
        for year in [2023, 2024] {
            let of_indicator = code == "I" || code == "J" && dice.one_in(2);
            let sign = if code == "I" || code == "J" { "%" } else { "" };
            let mut row = |dice: &mut Dice, quarter: &str| {
                let target = if of_indicator { format!("{}%", 1 + dice.below(9)) } else { String::new() };
                let (value, spent) = (1 + dice.below(9), 1 + dice.below(9));
                let budget = if quarter.is_empty() || quarter == "1" { "9" } else { "" };
                let money = if code.starts_with('7') { format!("{budget};{spent}") } else { ";".into() };
                rows.push_str(&format!("{code};{year};{quarter};{target};{value}{sign};{money}\n"));
            };
            match dice.one_in(3) {
                true => row(dice, ""),
                false => (1..=1 + dice.below(4)).for_each(|quarter| row(dice, &quarter.to_string())),
            }
        }
    }
    for code in ["A", "C"] {
        for year in [2023, 2024] {
            let value = if dice.one_in(8) { "n/a".to_string() } else { (1 + dice.below(9)).to_string() };
            rows.push_str(&format!("{code};{year};;;{value};;\n"));
        }
    }
    rows
}

type Found = (Option<Exact>, Option<State>);

#[test]
fn a_name_or_another_order_changes_nothing() {
    let (mut compared, mut refused) = (0, 0);
    let part = sample::of(3_u32, 1);
    for seed in 1..=240 / u64::from(part) {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let depth = 1 + dice.below(3);
        let whole = Formula::any(&mut dice, depth);
        let mut with_name = whole.clone();
        let Some(part) = with_name.name_one(&mut dice) else { continue };
        let swapped = whole.swapped().text();
        let formulas = [whole.text(), swapped, with_name.text(), "UTUH".to_string()];
        let named = format!("BAGIAN = {}\nUTUH = {}\n", part.text(), whole.text());
        let written = formulas.iter().enumerate().map(|(at, formula)| format!("F{at} = {formula}\n"));
        let rules = format!("{RULES}{named}{}", written.collect::<String>());
        let data = data(&mut dice);
        let texts = Texts::new(&rules, &data);
        let package = texts.package();
        if package.program().is_none() {
            refused += 1;
            continue;
        }
        let found: Vec<Found> = texts.run_with(package, None, |seen| {
            let value = |at| seen.run.value(&format!("F{at}"), "").expect("a value");
            let cells = (0..formulas.len()).map(value);
            cells.map(|cell| (cell.value, cell.missing.map(|missing| missing.state))).collect()
        });
        for (formula, one) in formulas.iter().zip(&found) {
            assert_eq!(*one, found[0], "seed {seed}\n{}\n{formula}\nBAGIAN = {}\n{data}", formulas[0], part.text());
        }
        compared += 1;
    }
    assert!(part * compared > 120 && part * refused < 60, "{compared} compared, {refused} refused");
}
