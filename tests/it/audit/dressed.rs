//! Figures as offices dress them: arrows, marks of footnotes, bounds, units that the rules do not name.

use super::{audited, lines};
use std::fmt::Write;
use takar::audit::Verdict;

const DATA: &str = "kode;tahun;target;realisasi
A;2024;90;80
B;2024;70;69
C;2024;1250000;1200000
A;2023;90;82,5
B;2023;70;66,5
C;2023;1250000;1199997,5
";

/// Rules over some of three indicators, with their units and the columns of the table.
fn rules(units: [&str; 3], rows: &str, columns: &[&str]) -> String {
    let names = ["A \"Angka melek huruf\"", "B \"Indeks kepuasan\"", "C \"Jumlah wisatawan\""];
    let mut text = String::from(
        "paket \"Dinas\"\n  tahun 2024\naturan capaian Baku\n  makin tinggi : realisasi / target * 100\ndata \"d.csv\" angka id\n",
    );
    for (name, unit) in names.iter().zip(units) {
        let unit = if unit.is_empty() { String::new() } else { format!("  satuan {unit}\n") };
        write!(text, "indikator {name}\n{unit}  arah makin tinggi\n  capaian Baku\n").expect("text");
    }
    let columns: String = columns.iter().map(|column| format!("  kolom {column}\n")).collect();
    format!("{text}tabel T1 \"Capaian\"\n  baris {rows}\n  kolom nama \"Indikator\"\n{columns}")
}

/// Printed tables, each with what is said of it.
fn told(rules: &str, texts: &[String]) -> String {
    let mut out = String::new();
    for text in texts {
        let (audit, problems) = audited(rules, DATA, &[("cetakan/T1.csv", text)]);
        writeln!(out, "{text}→ {} cocok, {} dilewati", audit.count(Verdict::Agrees), audit.unmatched).expect("text");
        let said = problems.iter().map(|one| format!("{}: {}", one.code, one.title)).chain(lines(&audit));
        said.for_each(|line| writeln!(out, "→ {line}").expect("text"));
        let unjudged = audit.judged.iter().filter(|one| one.verdict == Verdict::Unjudged);
        unjudged.for_each(|one| writeln!(out, "→ tidak diperiksa: {}", one.why).expect("text"));
        out.push('\n');
    }
    out
}

/// A column with the title of the rules is that column whatever figures stand in it: visitors beside a share.
#[test]
fn shares_beside_millions() {
    let rules = rules(
        ["persen", "nilai", "orang"],
        "A; C",
        &["target \"Target\"", "realisasi \"Realisasi\"", "capaian \"Capaian (%)\" tampil 2"],
    );
    let text = |value: &str, visitors: &str| {
        format!(
            "Indikator;Target;Realisasi;Capaian (%)\nAngka melek huruf;90;{value};88,89\nJumlah wisatawan;1.250.000;{visitors};96,00\n"
        )
    };
    let texts = [
        text("80", "1.200.000"),
        text("60", "1.200.000"),
        text("80%", "1.020.000 orang"),
        text("1.000.000", "1.200.000"),
    ];
    insta::assert_snapshot!(told(&rules, &texts));
}

/// Rules that name no unit are not contradicted by a printed one; inhabitants are people.
#[test]
fn units_that_the_rules_do_not_name() {
    let text =
        |unit: &str| format!("Indikator;Satuan;Realisasi\nAngka melek huruf;{unit};80\nIndeks kepuasan;Nilai;69\n");
    let of = |unit: &str, printed: &[&str]| {
        let rules = rules([unit, "", ""], "A; B", &["satuan \"Satuan\"", "realisasi \"Realisasi\""]);
        told(&rules, &printed.iter().map(|one| text(one)).collect::<Vec<_>>())
    };
    insta::assert_snapshot!(of("", &["Persen", "%", "Orang", "WTP"]) + &of("orang", &["Jiwa", "Dokumen"]));
}

/// Arrows and words beside a difference are its sign, beside other figures they say nothing of them.
#[test]
fn arrows_beside_figures() {
    let rules = rules(
        ["", "", ""],
        "A; B",
        &[
            "realisasi[2023] \"Realisasi 2023\"",
            "realisasi \"Realisasi 2024\"",
            "realisasi - realisasi[2023] \"Naik/Turun\"",
        ],
    );
    let text = |value: &str, down: &str, up: &str| {
        format!(
            "Indikator;Realisasi 2023;Realisasi 2024;Naik/Turun\nAngka melek huruf;82,5;{value};{down}\nIndeks kepuasan;66,5;69;{up}\n"
        )
    };
    let right = [
        ("▼ 2,5", "▲ 2,5"),
        ("↓2,5", "↑2,5"),
        ("2,5 ▼ *)", "2,5 ▲"),
        ("2,5 (turun)", "2,5 (naik)"),
        ("▼ -2,5", "+2,5"),
        ("minus 2,5", "2,5 naik"),
    ];
    let wrong = [("▼ 5,2", "▼ 2,5"), ("5,2 (turun)", "2,5 (turun)"), ("▲ 2,5", "▲ 2,5"), ("turun 2,5", "naik 2,5")];
    let texts = right.into_iter().chain(wrong).map(|(down, up)| text("80", down, up));
    insta::assert_snapshot!(told(
        &rules,
        &texts.chain([text("↓ 80", "-2,5", "2,5"), text("↓ 08", "-2,5", "2,5")]).collect::<Vec<_>>()
    ));
}

/// Marks on both sides of a figure, letters in the place of digits, and bounds in the place of figures.
#[test]
fn marks_on_both_sides() {
    let columns = ["target \"Target\"", "realisasi \"Realisasi\"", "capaian \"Capaian (%)\" tampil 2"];
    let rules = rules(["", "", ""], "A; B", &columns);
    let text = |target: &str, value: &str, achieved: &str| {
        format!(
            "Indikator;Target;Realisasi;Capaian (%)\nAngka melek huruf;{target};{value};{achieved}\nIndeks kepuasan;70;69;98,57\n"
        )
    };
    let texts = [
        text("90#", "80+", "88,89⁽¹⁾"),
        text("[90]", "*80 *)", "↑ 88,89 *)"),
        text("9O", "80", "88,89"),
        text("9O", "8l", "88,89"),
        text("90", "80", ">100"),
        text("90", "80", "> 80"),
        text("90", "lebih dari 70", "88,89"),
    ];
    insta::assert_snapshot!(told(&rules, &texts));
}

/// A target that is printed as a bound is the number that it names.
#[test]
fn bounds_of_targets() {
    let columns = ["target \"Target\"", "realisasi \"Realisasi\"", "capaian \"Capaian (%)\" tampil 2"];
    let rules = rules(["", "", ""], "A; B", &columns);
    let text = |above: &str, first: &str, second: &str| {
        format!("Indikator;{above}\nAngka melek huruf;{first};80;88,89\nIndeks kepuasan;{second};69;98,57\n")
    };
    let one = "Target;Realisasi;Capaian (%)";
    let two = "Kinerja;;\n;Target;Realisasi;Capaian (%)";
    let texts = [
        text(one, "Min. 90", "minimal 70"),
        text(one, "Maks 90", "lebih dari 70"),
        text(two, "Min. 90", "≥ 70"),
        text(two, "Min. 60", "maksimal 70"),
        text(one, "Min. 60", "maksimal 07"),
    ];
    insta::assert_snapshot!(told(&rules, &texts));
}

/// Two groups of which the first has three digits are one figure where that is what the rules give, or near it.
#[test]
fn spaces_for_thousands() {
    let rules = rules(["", "", "orang"], "A; C", &["realisasi \"Realisasi\""]);
    let data = DATA.replace("1200000", "940238");
    let mut out = String::new();
    for printed in ["940 238", "940\u{a0}238", "940 238 orang", "940 832", "130 150", "940 238,0"] {
        for (value, other) in [("80", printed), (printed, "940238")] {
            let text = format!("Indikator;Realisasi\nAngka melek huruf;{value}\nJumlah wisatawan;{other}\n");
            let (audit, _) = audited(&rules, &data, &[("cetakan/T1.csv", &text)]);
            writeln!(out, "{value} | {other} → {} cocok", audit.count(Verdict::Agrees)).expect("text");
            lines(&audit).into_iter().for_each(|line| writeln!(out, "→ {line}").expect("text"));
        }
    }
    insta::assert_snapshot!(out);
}
