//! 0,87 where 90 is the target: 87 % or 0,87 %? Each reader asks, wherever the two stand: in one row, in the rules, in two files.

use super::desk::Desk;
use super::paths::told;

/// Rules of one indicator in percent, perhaps with its target.
fn rules(target: &str, files: &[&str]) -> String {
    let data: String = files.iter().map(|file| format!("data \"{file}\"\n")).collect();
    format!(
        "paket \"P\"\n  tahun 2024\n{data}aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"target nol\"\n  \
         makin tinggi : realisasi / target * 100\nindikator AIR\n  satuan persen\n  arah makin tinggi\n  capaian Baku\n{target}"
    )
}

/// Whether the question is told over files of a package.
fn asks(target: &str, files: &[(&str, &str)]) -> bool {
    let desk = Desk::new();
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    desk.put("p/aturan.takar", rules(target, &names));
    files.iter().for_each(|(name, text)| desk.put(&format!("p/{name}"), text));
    told(&desk.run("hitung p")).contains("D0061")
}

/// The same over a file named at the call.
fn asks_of_file(target: &str, text: &str) -> bool {
    let desk = Desk::new();
    desk.put("p.takar", rules(target, &[]));
    desk.put("d.csv", text);
    let run = desk.run("hitung p.takar --data d.csv --keluar hasil.csv");
    assert!(run.contains("hasil.csv"), "{run}");
    run.contains("D0061")
}

const STATED: &str = "  target 90\n";

#[test]
fn in_a_wide_file() {
    for (target, text, wanted) in [
        ("", "AIR;target AIR\n0,87;90\n", true),
        ("", "AIR;target AIR\n\"0,87\";\"90\"\n", true),
        ("", "AIR;target AIR\n87;0,9\n", true),
        ("", "unit;AIR;target AIR\nA;87;90\nB;0,87;90\n", true),
        ("", "AIR;target AIR\n0,87;3\n", false),
        ("", "AIR;target AIR\n0,87;\n", false),
        ("", "AIR;target AIR\n0;90\n", false),
        ("", "AIR;target AIR\n0,87%;90%\n", false),
        (STATED, "AIR\n0,87\n", true),
        ("  target 90%\n", "AIR\n0,87\n", true),
        (STATED, "AIR\n87\n", false),
        (STATED, "AIR\n0,87%\n", false),
        ("  target 1\n", "AIR\n0,87\n", false),
        // A cell goes before the rules.
        (STATED, "AIR;target AIR\n0,87;1\n", false),
    ] {
        assert_eq!(asks_of_file(target, text), wanted, "{target}{text}");
    }
}

#[test]
fn in_a_long_file() {
    for (target, text, wanted) in [
        ("", "kode;tahun;target;realisasi\nAIR;2024;90;0,87\n", true),
        (STATED, "kode;tahun;realisasi\nAIR;2024;0,87\n", true),
        (STATED, "kode;tahun;target;realisasi\nAIR;2024;;0,87\n", true),
        (STATED, "kode;tahun;realisasi\nAIR;2024;0,87%\n", false),
        ("", "kode;tahun;target;realisasi\nAIR;2024;;0,87\n", false),
    ] {
        assert_eq!(asks(target, &[("d.csv", text)]), wanted, "{target}{text}");
        assert_eq!(asks_of_file(target, text), wanted, "{target}{text}");
    }
}

#[test]
fn in_two_files() {
    let target = |figure: &str| format!("kode;tahun;target\nAIR;2024;{figure}\n");
    let real = |figure: &str| format!("kode;tahun;realisasi\nAIR;2024;{figure}\n");
    for (target, real, wanted) in [
        (target("90"), real("0,87"), true),
        (target("0,9"), real("87"), true),
        (target("3"), real("0,87"), false),
        (target("90"), real("0,87%"), false),
        (target("90"), real("87").replace("2024", "2023"), false),
        (target("90"), real("0,87").replace("2024", "2023"), false),
    ] {
        assert_eq!(asks("", &[("t.csv", &target), ("r.csv", &real)]), wanted, "{target}{real}");
        assert_eq!(asks("", &[("r.csv", &real), ("t.csv", &target)]), wanted, "{real}{target}");
    }
}

/// What only the run knows: what a formula gives for the other of target and realisation.
#[test]
fn beside_what_the_rules_compute() {
    let computed = "  rumus BAIK / SEMUA * 100%\nbesaran BAIK\nbesaran SEMUA\n";
    let aimed = "  target LALU\nbesaran LALU\n  satuan persen\n";
    let data =
        |row: &str| format!("kode;tahun;target;realisasi\nBAIK;2024;;46\nSEMUA;2024;;50\nLALU;2024;;90\n{row}\n");
    for (rules, row, wanted) in [
        (computed, "AIR;2024;0,95;", true),
        (computed, "AIR;2024;0,95%;", false),
        (computed, "AIR;2024;95;", false),
        (computed, "AIR;2024;1,2;", false),
        (aimed, "AIR;2024;;0,87", true),
        (aimed, "AIR;2024;;87", false),
    ] {
        assert_eq!(asks(rules, &[("d.csv", &data(row))]), wanted, "{rules}{row}");
        // What comes out of a file alone is looked at there: no target does.
        assert_eq!(asks_of_file(rules, &data(row)), wanted && rules == computed, "{rules}{row}");
    }
    for (rows, wanted) in [
        ("46;50;0,95\n", true),
        ("46;50;\"0,95\"\n", true),
        ("46;50;95\n46;50;0,95\n", true),
        ("46;50;0,95%\n", false),
        ("46;50;1,2\n", false),
        ("0;50;0,95\n", false),
        (";50;0,95\n", false),
    ] {
        assert_eq!(asks_of_file(computed, &format!("BAIK;SEMUA;target AIR\n{rows}")), wanted, "{rows}");
    }
    assert!(!asks_of_file(computed, "BAIK;SEMUA;target AIR;AIR\n46;50;0,95;0,9\n"));
}

/// The same thing in an earlier year.
#[test]
fn beside_an_earlier_year() {
    for (earlier, now, wanted) in [
        ("90;88,5", "0,92;0,934", true),
        ("90;88,5", ";0,934", true),
        ("90;88,5", "0,92%;0,934%", false),
        ("90;88,5", "3;0,934", false),
        ("0,9;0,88", "0,92;0,934", false),
        (";", "0,92;0,934", false),
    ] {
        let text = format!("kode;tahun;target;realisasi\nAIR;2023;{earlier}\nAIR;2024;{now}\n");
        assert_eq!(asks("", &[("d.csv", &text)]), wanted, "{earlier} {now}");
        assert_eq!(asks_of_file("", &text), wanted, "{earlier} {now}");
    }
    // Another unit's year tells nothing.
    for (unit, wanted) in [("A", true), ("B", false)] {
        let text = format!("unit;kode;tahun;target;realisasi\nA;AIR;2023;90;88,5\n{unit};AIR;2024;;0,93\n");
        assert_eq!(asks_of_file("", &text), wanted, "{unit}");
    }
}

#[test]
fn in_other_quarters_and_rows() {
    let quarters = |year: &str, last: &str| {
        format!(
            "kode;tahun;triwulan;target;realisasi\nAIR;2024;;{year};\nAIR;2024;1;;80\nAIR;2024;2;;82\nAIR;2024;3;;{last}\n"
        )
    };
    let rule = "  triwulan terakhir\n";
    for (year, last, wanted) in
        [("90", "0,85", true), ("0,9", "83", true), ("", "0,85", true), ("90", "0,85%", false), ("90", "83", false)]
    {
        assert_eq!(asks(rule, &[("d.csv", &quarters(year, last))]), wanted, "{year} {last}");
    }
    // Small ones alone are not strange.
    assert!(!asks(rule, &[("d.csv", "kode;tahun;triwulan;target;realisasi\nAIR;2024;;0,9;\nAIR;2024;1;;0,8\n")]));
    // Two up to one beside each other are asked about where another row of the column is, and beside the target of the year before.
    let rows = |first: &str| format!("kode;tahun;target;realisasi\n{first}\nAIR;2024;0,9;0,85\n");
    for (first, wanted) in [("AIR;2023;90;0,87", 3), ("AIR;2023;90;87", 1), ("AIR;2023;1;0,87", 0)] {
        let desk = Desk::new();
        desk.put("p/aturan.takar", rules("", &["d.csv"]));
        desk.put("p/d.csv", rows(first));
        assert_eq!(desk.run("hitung p").matches("D0061").count(), wanted, "{first}");
    }
}
