//! Blanks, codes, rows of others and signs among the figures of a table: a title that is the rules' own stays its column, a total is
//! held against what stands above it, and what is read against its column is told.

use super::{audited, lines};
use std::fmt::Write;
use takar::audit::{self, Verdict};

const HEAD: &str = r#"
paket "Dinas"
  tahun 2024
aturan capaian Baku
  jika target = 0 : tidak terdefinisi "target nol"
  makin tinggi : realisasi / target * 100
aturan predikat Skala
  bulat 2 biasa
  >= 90 : "Tinggi"
  .. < 90 : "Rendah"
umum
  arah makin tinggi
  capaian Baku
  predikat Skala
indikator A "Angka melek huruf"
  sasaran "Sehat"
indikator B "Indeks kepuasan"
  sasaran "Maju"
indikator C "Panjang jalan mantap"
  sasaran "Maju"
indikator D "Produksi padi"
  sasaran "Maju"
data "d.csv" angka id
tabel T1 "Capaian"
  baris A; B; C; D
"#;

const DATA: &str = "kode;tahun;target;realisasi;pagu;serapan
A;2024;90;80;1000000;900000
B;2024;70;69;2000000;1500000
C;2024;50;40;3000000;2700000
D;2024;60;58;;
";

const ACHIEVED: [&str; 5] = [
    "nama \"Indikator Kinerja\"",
    "target \"Target\"",
    "realisasi \"Realisasi\"",
    "capaian \"% Capaian\" tampil 2",
    "predikat \"Predikat\"",
];

fn rules(columns: &[&str], below: &str) -> String {
    let columns: String = columns.iter().map(|column| format!("  kolom {column}\n")).collect();
    format!("{HEAD}{columns}{below}")
}

/// The printed table with what is found, noted and said of it.
fn told(rules: &str, data: &str, text: &str) -> String {
    let (audit, problems) = audited(rules, data, &[("cetakan/T1.csv", text)]);
    let mut out = format!("{text}→ {} cocok, {} dilewati\n", audit.count(Verdict::Agrees), audit.unmatched);
    let terminal = audit::terminal(&audit);
    let notes = terminal.lines().filter(|line| line.starts_with("catatan: ")).map(str::to_string);
    let said = problems.iter().map(|one| format!("{}: {}", one.code, one.title)).chain(lines(&audit)).chain(notes);
    said.for_each(|line| writeln!(out, "→ {line}").expect("text"));
    out
}

fn all(rules: &str, data: &str, texts: &[&str]) -> String {
    texts.iter().map(|text| told(rules, data, text)).collect::<Vec<_>>().join("\n")
}

/// Codes beside rows that have none and leave a cell blank: grades and targets are those of their titles.
#[test]
fn a_title_of_the_rules_is_its_column_beside_codes() {
    insta::assert_snapshot!(all(
        &rules(&ACHIEVED, ""),
        DATA,
        &[
            "Kode;Indikator Kinerja;Target;Realisasi;% Capaian;Predikat\nA;Angka melek huruf;90;80;88,89%;Rendah\n;Program penunjang;100;100;100%;\nB;Indeks kepuasan;70;69;98,57%;Tinggi\nC;Panjang jalan mantap;50;40;80,00%;Tinggi\nD;Produksi padi;60;58;96,67%;Tinggi\n",
            "Kode;Indikator Kinerja;Target;Realisasi;% Capaian;Predikat\nA;Angka melek huruf;90;80;88,89%;Rendah\n;Program penunjang;;100;100%;\nB;Indeks kepuasan;71;69;98,57%;Tinggi\nC;Panjang jalan mantap;50;40;80,00%;Rendah\nD;Produksi padi;60;58;96,67%;Tinggi\n",
            "No;Kode;Indikator Kinerja;Target;Realisasi;% Capaian;Predikat\nI;;Meningkatnya pelayanan;;;;\n1;A;Angka melek huruf;90;80;88,89%;Rendah\n2;B;Indeks kepuasan;70;96;98,57%;Tinggi\n3;C;Panjang jalan mantap;50;40;80,00%;Rendah\n4;D;Produksi padi;60;58;96,67%;Tinggi\n",
        ]
    ));
}

fn with_goals() -> String {
    rules(&[&["sasaran \"Sasaran Strategis\""], &ACHIEVED[..4]].concat(), "")
}

fn below_goals(figures: [&str; 4], targets: [&str; 4], values: [&str; 4]) -> String {
    let names = ["Sehat;Angka melek huruf", "Maju;Indeks kepuasan", ";Panjang jalan mantap", ";Produksi padi"];
    let rows = (0..4).map(|at| format!("{};{};{};{}\n", names[at], targets[at], values[at], figures[at]));
    format!("Sasaran Strategis;Indikator Kinerja;Target;Realisasi;% Capaian\n{}", rows.collect::<String>())
}

/// Blank cells below a figure: a slip is the row's own, a mean is of its objective, a row that nobody has measured is of nobody.
#[test]
fn blanks_below_figures() {
    let (targets, values) = (["90", "70", "50", "60"], ["80", "69", "40", "58"]);
    let texts = [
        below_goals(["88,98%", "98,57%", "", ""], targets, values),
        below_goals(["88,98%", "", "98,57%", ""], targets, values),
        below_goals(["88,98%", "", "", ""], targets, ["80", "", "", ""]),
        below_goals(["88,89%", "98,57%", "80,00%", "96,67%"], ["90", "77", "", ""], values),
        below_goals(["88,89%", "91,75%", "", ""], targets, values),
        below_goals(["88,98%", "91,75%", "", ""], targets, values),
        below_goals(["88,89%", "89,57%", "", ""], targets, values),
        below_goals(["88,89%", "85,20%", "", ""], targets, values),
    ];
    insta::assert_snapshot!(all(&with_goals(), DATA, &texts.each_ref().map(String::as_str)));
}

/// A grade that is merged over the rows of an objective is that of their mean.
#[test]
fn merged_grades() {
    let printed = |grade: &str| {
        format!(
            "Indikator Kinerja;Target;Realisasi;% Capaian;Predikat\nAngka melek huruf;90;80;88,89%;{grade}\nIndeks kepuasan;70;69;98,57%;\nPanjang jalan mantap;50;40;80,00%;\nProduksi padi;60;58;96,67%;\n"
        )
    };
    insta::assert_snapshot!(all(&rules(&ACHIEVED, ""), DATA, &[&printed("Tinggi"), &printed("Rendah")]));
}

const MONEY: [&str; 4] = [
    "nama \"Indikator Kinerja\"",
    "pagu \"Anggaran\"",
    "serapan \"Realisasi\"",
    "serapan / pagu * 100% \"%\" tampil 2",
];

/// A total over rows that the rules do not have is held against all that stands above it, and so is a mean.
#[test]
fn rows_of_others_within_totals() {
    let below = "  penutup jumlah(pagu); jumlah(serapan); jumlah(serapan) / jumlah(pagu) * 100% pada serapan / pagu * 100% \"Jumlah\" tampil 2\n";
    let rules = rules(&MONEY, below).replace("baris A; B; C; D", "baris A; B; C");
    let printed = |total: &str| {
        format!(
            "Indikator Kinerja;Anggaran;Realisasi;%\nAngka melek huruf;1.000.000;900.000;90,00\nIndeks kepuasan;2.000.000;1.500.000;75,00\nPanjang jalan mantap;3.000.000;2.700.000;90,00\nProgram penunjang urusan;4.000.000;3.000.000;75,00\n{total}\n"
        )
    };
    let totals = [
        "Jumlah;10.000.000;8.100.000;81,00",
        "Jumlah;10.000.000;8.010.000;81,00",
        "Jumlah;6.000.000;5.100.000;85,00",
        "Jumlah;6.000.000;5.010.000;85,00",
    ];
    insta::assert_snapshot!(all(&rules, DATA, &totals.map(printed).each_ref().map(String::as_str)));
}

/// In a column where `1.234,5` proves what the comma is, `5,949` is five; where nothing proves it, the reading is told.
#[test]
fn signs_against_those_of_the_column() {
    let data =
        "kode;tahun;target;realisasi\nA;2024;90,5;82,9\nB;2024;72,3;60,4\nC;2024;5949;5125\nD;2024;1234,5;1100,5\n";
    let rows = |third: &str, last: &str| {
        format!(
            "Indikator Kinerja;Target;Realisasi;% Capaian\nAngka melek huruf;90,5;82,9;91,60\nIndeks kepuasan;72,3;60,4;83,54\nPanjang jalan mantap;{third};5.125;86,15\n{last}"
        )
    };
    let last = "Produksi padi;1.234,5;1.100,5;89,15\n";
    let texts = [rows("5,949", last), rows("5.949", last), rows("5,949", "")];
    insta::assert_snapshot!(all(&rules_of_four(), data, &texts.each_ref().map(String::as_str)));
}

fn rules_of_four() -> String {
    rules(&ACHIEVED[..4], "")
}

/// What the rules cut is right when it is cut, and rounded it is another convention.
#[test]
fn cut_display() {
    let rules = rules(&ACHIEVED[..4], "").replace("tampil 2", "tampil 2 pangkas");
    let data = "kode;tahun;target;realisasi\nA;2024;130;121\nB;2024;164;57\nC;2024;70;60\nD;2024;60;58\n";
    let printed = |figures: [&str; 4]| {
        let rows = [
            "Angka melek huruf;130;121",
            "Indeks kepuasan;164;57",
            "Panjang jalan mantap;70;60",
            "Produksi padi;60;58",
        ];
        let rows: String = rows.iter().zip(figures).map(|(row, figure)| format!("{row};{figure}\n")).collect();
        format!("Indikator Kinerja;Target;Realisasi;% Capaian\n{rows}")
    };
    let texts = [printed(["93,07", "34,75", "85,71", "96,66"]), printed(["93,08", "34,75", "85,71", "96,66"])];
    insta::assert_snapshot!(all(&rules, data, &texts.each_ref().map(String::as_str)));
}

/// The mark of a footnote may stand between a number and its unit.
#[test]
fn marks_before_units() {
    insta::assert_snapshot!(all(
        &rules_of_four(),
        DATA,
        &[
            "Indikator Kinerja;Target;Realisasi;% Capaian\nAngka melek huruf;90;80¹ persen;88,89² persen\nIndeks kepuasan;70;69;98,57¹ %\nPanjang jalan mantap;50;40;80,00*) persen\nProduksi padi;60;85³ persen;96,67\n"
        ]
    ));
}

/// Rupiah under a title that says millions, in the rules as in print.
#[test]
fn millions_in_both_titles() {
    let rules = rules(&["nama \"Indikator\"", "pagu \"Pagu (juta rupiah)\"", "serapan \"Serapan (juta rupiah)\""], "")
        .replace("baris A; B; C; D", "baris A; B; C");
    let data =
        "kode;tahun;pagu;serapan\nA;2024;187500000;100125000\nB;2024;90250000;88100000\nC;2024;33000000;30000000\n";
    let printed = |a: &str| {
        format!(
            "Indikator;Pagu (juta rupiah);Serapan (juta rupiah)\nAngka melek huruf;187,500;{a}\nIndeks kepuasan;90,250;88,100\nPanjang jalan mantap;33,000;30,000\n"
        )
    };
    insta::assert_snapshot!(all(&rules, data, &[&printed("100,125"), &printed("110,025")]));
}

/// Rules that have divided money by what the title says are in it, and so is the print: another thousand is wrong, however it rounds.
#[test]
fn money_that_the_rules_have_divided() {
    for (by, word, decimals) in [(1000, "ribu", 3), (1_000_000, "juta", 6), (1_000_000_000, "miliar", 9)] {
        let title = |what: &str| format!("{what} ({word} rupiah)");
        let money = |what: &str| format!("{what} / {by} \"{}\" tampil 2", title(what));
        let rules = rules(
            &["nama \"Indikator\"", &money("pagu"), &money("serapan")],
            "  penutup jumlah(pagu / BY) pada pagu / BY \"Jumlah\"\n",
        )
        .replace("BY", &by.to_string())
        .replace("baris A; B; C; D", "baris A; B; C");
        let zeros = "0".repeat(decimals);
        let data = format!(
            "kode;tahun;pagu;serapan\nA;2024;187{zeros};100{zeros}\nB;2024;90{zeros};88{zeros}\nC;2024;33{zeros};30{zeros}\n"
        );
        for (a, sum, agree) in [
            ("187,00", "310,00", 7),
            ("0,19", "310,00", 6),
            ("0,00", "310,00", 6),
            ("187.000,00", "310,00", 6),
            ("187,00", "0,31", 6),
        ] {
            let text = format!(
                "Indikator;{};{}\nAngka melek huruf;{a};100,00\nIndeks kepuasan;90,00;88,00\nPanjang jalan mantap;33,00;30,00\nJumlah;{sum};\n",
                title("Pagu"),
                title("Serapan")
            );
            let (audit, _) = audited(&rules, &data, &[("cetakan/T1.csv", &text)]);
            assert_eq!(audit.count(Verdict::Agrees), agree, "{text}\n{}", audit::terminal(&audit));
            assert_eq!(audit.findings.is_empty(), agree == 7, "{text}\n{}", audit::terminal(&audit));
        }
    }
}

/// The same row once more under another objective, with the same figures and with others.
#[test]
fn rows_again_under_another_objective() {
    let printed = |figure: &str| {
        format!(
            "{}Subur;Angka melek huruf;90;80;{figure}\n",
            below_goals(["88,89%", "98,57%", "80,00%", "96,67%"], ["90", "70", "50", "60"], ["80", "69", "40", "58"])
        )
    };
    insta::assert_snapshot!(all(&with_goals(), DATA, &[&printed("88,89%"), &printed("98,89%")]));
}

/// The year of the report in a name that is broken or joined, and a row of others called by its own name.
#[test]
fn names_with_the_year_of_the_report() {
    let names = [
        "Produk si padi",
        "Produk si padi Tahun 2024",
        "Produksipadi 2024",
        "Produksi padi Tahun 2024",
        "Hasil tambak",
    ];
    let printed = names.map(|name| {
        format!("Sasaran Strategis;Indikator Kinerja;Target;Realisasi;% Capaian\nSehat;Angka melek huruf;90;80;88,89\nMaju;Indeks kepuasan;70;69;98,57\nMaju;{name};60;58;96,76\n")
    });
    insta::assert_snapshot!(all(&with_goals(), DATA, &printed.each_ref().map(String::as_str)));
}

/// A finding that fails nothing is told in each form, and so is why something was not judged.
#[test]
fn every_form_tells_what_fails_nothing() {
    let text = super::T1.replace("88,59", "88,55").replace("121;93,08", "banyak;93,08");
    let (audit, _) = audited(super::RULES, super::DATA, &[("cetakan/T1.csv", &text)]);
    assert_eq!(audit.findings.iter().map(|one| one.verdict).collect::<Vec<_>>(), [Verdict::WithinRounding]);
    for form in [audit::terminal, audit::markdown, audit::csv, audit::json, audit::junit, audit::github] {
        let said = form(&audit).replace("\n  ", " ");
        assert!(said.contains("cocok bila realisasi IKM") && said.contains("kata di tempat angka"), "{said}");
    }
    insta::assert_snapshot!(audit::junit(&audit));
}

/// An objective above its indicators, under whose names nothing is measured yet.
#[test]
fn objectives_above_indicators_without_figures() {
    let text = "Sasaran Strategis;Indikator Kinerja;Target;Realisasi;% Capaian\nSehat;;;;88,89%\nSehat;1. Angka melek huruf;;;\nMaju;;;;91,75%\nMaju;2. Indeks kepuasan;70;69;98,57%\n;3. Panjang jalan mantap;50;40;80,00%\n;4. Produksi padi;60;58;96,67%\n";
    insta::assert_snapshot!(all(&with_goals(), DATA, &[text]));
}

/// Years that are written in two ways over their columns.
#[test]
fn years_over_columns_in_two_ways() {
    let columns = [
        "nama \"Indikator\"",
        "target[2023] \"Target 2023\"",
        "realisasi[2023] \"Realisasi 2023\"",
        "target \"Target 2024\"",
        "realisasi \"Realisasi 2024\"",
    ];
    let data = format!("{DATA}A;2023;80;75;;\nB;2023;60;55;;\nC;2023;40;38;;\nD;2023;50;47;;\n");
    let text = "Indikator;2023;Tahun 2023;Tahun 2024;\n;Target;Realisasi;Target;Realisasi\nAngka melek huruf;80;75;90;80\nIndeks kepuasan;60;55;70;96\nPanjang jalan mantap;40;38;50;40\nProduksi padi;50;47;60;58\n";
    insta::assert_snapshot!(all(
        &rules(&columns, "").replace("tahun 2024", "tahun 2024\n  periode 2024..2026"),
        &data,
        &[text]
    ));
}

/// The words of the mean of all below each objective as well: of several below the last row the last one is it, of one alone
/// nobody knows.
#[test]
fn means_of_objectives_under_the_words_of_all() {
    let rules = rules(
        &[&["sasaran \"Sasaran Strategis\""], &ACHIEVED[..4]].concat(),
        "  penutup rata_rata(capaian) pada capaian \"Rata-rata\" tampil 2\n",
    );
    let printed = |of_part: &str, below: &str| {
        format!(
            "Sasaran Strategis;Indikator Kinerja;Target;Realisasi;% Capaian\nSehat;Angka melek huruf;90;80;88,89%\n;Rata-rata;;;88,89%\nMaju;Indeks kepuasan;70;69;98,57%\n;Panjang jalan mantap;50;40;80,00%\n;Produksi padi;60;58;96,67%\n;Rata-rata;;;{of_part}\n{below}"
        )
    };
    let texts = [
        printed("91,75%", "Rata-rata;;;;91,03%\n"),
        printed("91,75%", "Rata-rata;;;;93,01%\n"),
        printed("91,75%", "Rata-rata Capaian;;;;93,01%\n"),
        printed("97,15%", "Rata-rata;;;;91,03%\n"),
        printed("91,75%", ""),
    ];
    insta::assert_snapshot!(all(&rules, DATA, &texts.each_ref().map(String::as_str)));
}

/// Of a column of figures whose title is a mere `%` the titles above it say nothing more than what it is of.
#[test]
fn shares_below_other_titles() {
    let printed = |above: &str, below: &str| {
        format!(
            "Indikator Kinerja;{above};;\n;Target;Realisasi;{below}\nAngka melek huruf;90;80;112,50\nIndeks kepuasan;70;69;101,45\nPanjang jalan mantap;50;40;125,00\nProduksi padi;60;58;103,45\n"
        )
    };
    let texts = [printed("Kinerja", "%"), printed("2024", "(%)"), printed("Anggaran", "%"), printed("2023", "%")];
    insta::assert_snapshot!(all(&rules_of_four(), DATA, &texts.each_ref().map(String::as_str)));
}

/// A column with the title of the rules beside one that has its figures: slips and copies are its own, another thing is told.
#[test]
fn the_title_of_the_rules_beside_its_figures() {
    let printed = |title: &str, own: [&str; 4], beside: [&str; 4]| {
        let names = ["Angka melek huruf", "Indeks kepuasan", "Panjang jalan mantap", "Produksi padi"];
        let (targets, achieved) = (["90", "70", "50", "60"], ["88,89%", "98,57%", "80,00%", "96,67%"]);
        let rows = (0..4).map(|at| match title {
            "% Capaian" => {
                format!("{};{};{};{};{}\n", names[at], targets[at], ["80", "69", "40", "58"][at], own[at], beside[at])
            }
            _ => format!("{};{};{};{};{}\n", names[at], targets[at], own[at], beside[at], achieved[at]),
        });
        let head = match title {
            "% Capaian" => "Indikator Kinerja;Target;Realisasi;% Capaian;Capaian Kinerja (%)",
            _ => "Indikator Kinerja;Target;Realisasi;Hasil;% Capaian",
        };
        format!("{head}\n{}", rows.collect::<String>())
    };
    let achieved = ["88,89%", "98,57%", "80,00%", "96,67%"];
    let values = ["80", "69", "40", "58"];
    let texts = [
        printed("% Capaian", ["88,98%", "89,57%", "80,10%", "96,67%"], achieved),
        printed("% Capaian", ["66,04%", "71,12%", "93,88%", "96,67%"], achieved),
        printed("Realisasi", ["90", "70", "50", "60"], values),
        printed("Realisasi", ["71", "62", "33", "58"], values),
    ];
    insta::assert_snapshot!(all(&rules_of_four(), DATA, &texts.each_ref().map(String::as_str)));
}

/// What only a further heading of the table has is told where a reader sees it.
#[test]
fn columns_of_a_further_heading() {
    let text = "Indikator Kinerja;Target;Realisasi;% Capaian\nAngka melek huruf;90;80;88,89%\nIndeks kepuasan;70;69;98,57%\nIndikator Kinerja;Target;Realisasi Fisik;% Capaian\nPanjang jalan mantap;50;44;80,00%\nProduksi padi;60;55;96,67%\n";
    let (_, problems) = audited(&rules_of_four(), DATA, &[("cetakan/T1.csv", text)]);
    let said: Vec<String> = problems
        .iter()
        .flat_map(|one| [&one.title].into_iter().chain(&one.reasons).chain(one.advice.iter()))
        .cloned()
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}
