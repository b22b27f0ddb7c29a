//! Rules larger than anyone writes: they end in a small stack and in time that grows with their length.

use super::syntax_props::worked;
use crate::sample;
use std::fmt::Write;
use std::time::Duration;
use takar::data::Dataset;
use takar::diagnostic::few::MOST_ALIKE;
use takar::engine::Package;

const MANY: usize = 20_000;

/// So many of a kind: what takes a step for each of the others with each of them is dear with fewer, too.
fn crowd() -> usize {
    sample::of(3_000, MANY)
}

/// Fewer, where each takes more than a line.
fn some() -> usize {
    sample::of(600, 3_000)
}

/// So long a chain: a call for each link that takes two hundred bytes of the stack, which is little without optimisation, does
/// not end well with the shorter one either.
fn links() -> usize {
    sample::of(6_000, MANY)
}

/// Checks rules in a stack of 1 MiB and, when they are sound, runs them; gives the codes of the findings.
fn codes_of(text: String) -> Vec<&'static str> {
    let work = move || {
        let package = Package::new("Besar", [("besar.takar", text)]);
        let data = Dataset::new();
        package.schema();
        if let Some(run) = package.run(&data, 2024) {
            run.tables();
            run.findings();
        }
        package.diagnostics().iter().map(|one| one.code.as_str()).collect()
    };
    let small = std::thread::Builder::new().stack_size(1 << 20);
    small.spawn(work).expect("a thread").join().expect("no panic")
}

/// `lines`, each made from its number.
fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, at| {
        let _ = writeln!(text, "{}", line(at));
        text
    })
}

#[test]
fn a_long_chain() {
    let chain = many(some(), |at| format!("N{} = N{at} + 1", at + 1));
    assert_eq!(codes_of(format!("N0 = 1\n{chain}")), [""; 0]);
    let backwards = many(links(), |at| format!("N{at} = N{} + 1", at + 1));
    assert_eq!(codes_of(format!("{backwards}N{} = 1\n", links())), [""; 0]);
}

#[test]
fn a_long_cycle() {
    let next = |at: usize| at % links();
    let ring = many(links(), |at| format!("N{at} = N{} + N{}", next(at + 1), next(at + 2)));
    assert_eq!(codes_of(ring), ["K0108"]);
}

#[test]
fn a_long_chain_of_deep_formulas_with_bands() {
    let sum = " + 1".repeat(390);
    let brackets = |at| format!("besaran N{}\n  rumus {}N{at}{}{sum}", at + 1, "-(".repeat(4), ")".repeat(4));
    let deep = |at| format!("besaran N{}\n  rumus {}N{at}{}", at + 1, "(N0 * ".repeat(60), ")".repeat(60));
    let bands = "  predikat Mutu\naturan predikat Mutu\n  bulat 2\n  < 0 : \"Kurang\"\n  >= 0 : \"Baik\"\n";
    let text = format!("besaran N0\n{}{bands}", many(200, brackets));
    assert_eq!(codes_of(text), ["K0214"]);
    let text = format!("besaran N0\n{}{bands}", many(10, deep));
    assert_eq!(codes_of(text), ["K0214"]);
}

#[test]
fn a_wide_table() {
    let columns = many(5_000, |at| format!("  kolom realisasi * {at} \"K{at}\""));
    let footers = many(200, |at| format!("  penutup rata_rata(realisasi * {at}) \"F{at}\""));
    let rule = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
    let text =
        format!("{rule}indikator A\n  arah makin tinggi\n  capaian Baku\ntabel T\n  baris A\n{columns}{footers}");
    assert_eq!(codes_of(text), [""; 0]);
}

#[test]
fn many_indicators_in_one_group() {
    let rule = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n  batas 0..100\n";
    let bands = "aturan predikat Mutu\n  0 .. 60 : \"Kurang\"\n  > 60 .. 100 : \"Baik\"\n";
    let indicator =
        |at| format!("indikator I{at}\n  skala 0..{}\n  arah makin tinggi\n  capaian Baku\n  predikat Mutu", at + 1);
    let members: Vec<String> = (0..crowd()).map(|at| format!("I{at}")).collect();
    let group = format!("kelompok G\n  anggota {}\n  capaian rata_rata(capaian anggota)\n", members.join("; "));
    let table = "tabel T\n  baris anggota G\n  kolom nama\n  kolom capaian\n  penutup G pada capaian \"Rata-rata\"\n";
    assert_eq!(codes_of(format!("{rule}{bands}{}{group}{table}", many(crowd(), indicator))), [""; 0]);
}

#[test]
fn many_different_ranges_for_one_band_rule() {
    let quantity = |at| format!("besaran Q{at}\n  skala 0..{}\n  predikat Mutu", 100 + at);
    let bands = "aturan predikat Mutu\n  bulat 2\n  0 .. 60 : \"Kurang\"\n  > 60 .. 100 : \"Baik\"\n";
    let shown = many(some(), |at| format!("pastikan Q{at} > 0 \"ada\""));
    assert_eq!(codes_of(format!("{}{bands}{shown}", many(some(), quantity))), ["K0210"]);
}

#[test]
fn the_same_mistake_over_and_over() {
    let rule = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
    let indicator = |at| format!("indikator I{at}\n  arah makin tinggi\n  capaian Bakuu");
    let codes = codes_of(format!("{rule}{}", many(some(), indicator)));
    assert_eq!(codes, ["K0105"]);
    let indicator = |at| format!("indikator I{at}\n  arah makin rendah\n  capaian Baku");
    let codes = codes_of(format!("{rule}{}", many(some(), indicator)));
    assert_eq!(codes, ["K0120"]);
    let unknown = many(some(), |at| format!("Hasil{at} = Nilai{at} + masukan"));
    let codes = codes_of(format!("besaran masukan\n{unknown}"));
    assert_eq!(codes.len(), MOST_ALIKE + 1, "the others are counted");
    let same = many(some(), |at| format!("Hasil{at} = lupa + masukan"));
    assert_eq!(codes_of(format!("besaran masukan\n{same}")), ["K0102"]);
}

#[test]
fn many_rules_tables_and_members() {
    let rule = |at| {
        format!(
            "aturan capaian R{at}\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100"
        )
    };
    let indicator = |at| format!("indikator I{at}\n  arah makin tinggi\n  capaian R{at}");
    assert_eq!(codes_of(many(some(), rule) + &many(some(), indicator)), [""; 0]);
    let table = |at| format!("tabel T{at}\n  baris N\n  kolom nama");
    assert_eq!(codes_of(format!("N = 1\n{}", many(some(), table))), [""; 0]);
    let twice: Vec<&str> = vec!["N"; some()];
    let text = format!("N = 1\nkelompok G\n  anggota {}\n  capaian rata_rata(nilai anggota)\n", twice.join("; "));
    assert_eq!(codes_of(text).len(), MOST_ALIKE + 1);
    let lone = "indikator X\n  arah makin tinggi\n  rumus 5\n  capaian R\naturan capaian R\n  makin tinggi : 5\n";
    let inside = |at: usize| {
        let earlier: Vec<String> = (0..at).map(|one| format!("G{one}")).chain(["X".into()]).collect();
        format!("kelompok G{at}\n  anggota {}\n  capaian rata_rata(capaian anggota)", earlier.join("; "))
    };
    let nested = codes_of(format!("{lone}{}", many(150, inside)));
    assert_eq!(nested.iter().filter(|code| **code == "K0139").count(), MOST_ALIKE + 1);
    let same = codes_of("besaran A\n".repeat(2 * crowd()));
    assert!(same.len() <= MOST_ALIKE + 1, "{}", same.len());
    let unnamed = many(some(), |at| format!("N{at} = Masukan{at}"));
    assert_eq!(codes_of(unnamed), ["K0115"]);
}

/// What may stand but once is looked for among all that was there before.
#[test]
fn many_of_what_may_stand_once() {
    let files = many(4 * crowd(), |at| format!("data \"data/{at}.csv\""));
    assert_eq!(codes_of(format!("besaran A\n{files}")), [""; 0]);
    let words = (0..4 * crowd()).map(|at| format!("\"kata {at}\"")).collect::<Vec<_>>().join("; ");
    assert_eq!(codes_of(format!("besaran A\n  urutan {words}\n")), [""; 0]);
    let scales = many(4 * crowd(), |_| "  skala 0..1".to_string());
    assert_eq!(codes_of(format!("besaran A\n{scales}")).len(), MOST_ALIKE + 1);
    let rows = many(4 * crowd(), |_| "  baris A".to_string());
    assert!(codes_of(format!("besaran A\ntabel T \"T\"\n  baris A\n  kolom nama\n{rows}")).len() > MOST_ALIKE);
}

/// Each value is a product of the one before with itself, so that its ends would double their digits in each step.
#[test]
fn a_long_chain_of_products() {
    let inputs = many(40, |at| format!("besaran X{at}\n  skala 0..100\n  langkah 0,1"));
    let next = |at| format!("F{} = F{at} * (100 - F{at} / 50 - X{at}) / 50", at + 1);
    assert_eq!(codes_of(format!("{inputs}F0 = X0 / 3\n{}", many(39, next))), [""; 0]);
}

/// What is looked up among all of its kind: rules of one name, words, packages, footers, prefixes, columns of data.
#[test]
fn many_that_are_looked_up() {
    let same = many(crowd(), |at| format!("aturan capaian K\n  makin tinggi : realisasi / {}", at + 1));
    let codes = codes_of(format!("paket \"P\"\n  tahun 2024\n{same}"));
    assert!(codes.len() <= MOST_ALIKE + 1 && codes.contains(&"K0101"), "{codes:?}");
    let words = (0..4 * crowd()).map(|at| format!("\"kata {at}\"")).collect::<Vec<_>>().join("; ");
    let rule = "aturan capaian R\n  makin tinggi : realisasi = target\n";
    let text = format!("{rule}indikator X\n  arah makin tinggi\n  capaian R\n  urutan {words}\n");
    assert!(codes_of(text).len() < 3);
    let used = many(4 * crowd(), |at| format!("gunakan \"tiada {at}\""));
    assert_eq!(codes_of(used).len(), MOST_ALIKE + 1);
    let footers = many(crowd(), |at| format!("  penutup jumlah(nilai) \"Jumlah {at}\""));
    assert_eq!(codes_of(format!("besaran A\ntabel T\n  baris A\n  kolom nilai\n{footers}")), [""; 0]);
    let general = many(crowd(), |at| format!("umum \"{}.{}\"\n  batas 0..100", at / 100, at % 100));
    assert_eq!(codes_of(general), [""; 0]);
    let columns = many(4 * crowd(), |at| format!("  kolom k{at} \"K{at}\""));
    assert_eq!(codes_of(format!("besaran A\ndata \"d.csv\"\n{columns}")), [""; 0]);
}

/// Many words of an order, many values of an example, a long chain of fractions whose digits grow: no quadratic step.
#[test]
fn time_grows_with_the_number() {
    let words = |count: usize| {
        let list: Vec<String> = (0..count).map(|at| format!("\"w{at}\"")).collect();
        let rule = "aturan capaian K\n  makin tinggi : jika realisasi >= target maka 100 selain itu 50\n";
        format!("{rule}indikator O\n  urutan {}\n  arah makin tinggi\n  capaian K\n", list.join("; "))
    };
    let given = |count: usize| {
        let inputs = many(count, |at| format!("besaran B{at}"));
        let values = many(count, |at| format!("  diketahui B{at} = 1"));
        format!("{inputs}F = B0\ncontoh \"c\"\n{values}  hasil F = 1\n")
    };
    let same = |count: usize| {
        let values = many(count, |_| "  diketahui B = 1".to_string());
        format!("besaran B\nF = B\ncontoh \"c\"\n{values}  hasil F = 1\n")
    };
    let fractions = |count: usize| {
        let next = many(count, |at| format!("N{} = N{}/2 + N{at}/3", at + 2, at + 1));
        format!("besaran N0\n  skala 1..3\nbesaran N1\n  skala 1..3\n{next}")
    };
    let shapes: [(usize, &dyn Fn(usize) -> String); 4] =
        [(1_000, &words), (1_000, &given), (1_000, &same), (120, &fractions)];
    for (index, (count, shape)) in shapes.into_iter().enumerate() {
        let (small, large) = (shape(count), shape(count * 8));
        let ratio = || checked_in(&large, 1).as_secs_f64() / (4.0 * checked_in(&small, 2).as_secs_f64()).max(1e-9);
        assert!((0..3).any(|_| ratio() < 3.0), "shape {index} costs over 3 times as much in one piece as in 8");
    }
}

/// How long so many checks of rules take.
fn checked_in(text: &str, times: usize) -> Duration {
    let start = worked();
    for _ in 0..times {
        Package::new("Besar", [("besar.takar", text.to_string())]);
    }
    worked() - start
}
