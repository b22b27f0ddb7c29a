//! A quarter whose year is another one than that of the quarters beside it: D0063 names it, a history it leaves alone.

use super::desk::Desk;

/// What a command says of a package with such data.
fn said(command: &str, rules: &str, head: &str, rows: &str) -> String {
    let desk = Desk::new();
    desk.put("p/aturan.takar", rules);
    desk.put("p/d.csv", format!("{head}\n{rows}"));
    desk.run(command)
}

#[test]
fn a_quarter_of_another_year() {
    const RULES: &str = "paket \"P\"\n  tahun 2025\ndata \"d.csv\"\nbesaran AIR\n  satuan orang\n  triwulan jumlah\n";
    for (rows, wanted) in [
        ("AIR;2025;1;;4\nAIR;2024;2;;5\nAIR;2025;3;;6\nAIR;2025;4;;7\n", true),
        ("AIR;2025;1;;4\nAIR;2025;2;;5\nAIR;2025;3;;6\nAIR;2042;4;;7\n", true),
        ("AIR;2025;1;;4\nAIR;2025;2;;5\nAIR;2025;3;;6\nAIR;2025;4;;7\n", false),
        // The year before, whole or by its quarters.
        ("AIR;2024;;;20\nAIR;2025;1;;4\nAIR;2025;2;;5\n", false),
        ("AIR;2024;1;;3\nAIR;2024;2;;4\nAIR;2025;1;;4\nAIR;2025;2;;5\n", false),
        ("AIR;2024;1;;3\nAIR;2025;1;;4\nAIR;2025;2;;5\n", false),
        ("AIR;2024;4;;3\nAIR;2025;1;;4\n", false),
    ] {
        let run = said("hitung p", RULES, "kode;tahun;triwulan;target;nilai", rows);
        assert_eq!(run.contains("D0063"), wanted, "{rows}{run}");
    }
}

/// 2052 for 2025: it has not happened.
#[test]
fn a_realisation_far_ahead() {
    const RULES: &str = "paket \"P\"\n  tahun 2025\ndata \"d.csv\"\nbesaran AIR\nbesaran UDARA\n";
    for (rows, wanted) in [
        ("AIR;2052;4\nUDARA;2025;5\n", true),
        ("AIR;2035;4\nUDARA;2025;5\n", false),
        ("AIR;2025;3\nAIR;2045;4\nUDARA;2025;5\n", false),
        ("AIR;2024;4\nUDARA;2025;5\n", false),
    ] {
        let run = said("hitung p", RULES, "kode;tahun;nilai", rows);
        assert_eq!(run.contains("realisasi AIR bertahun 2052"), wanted, "{rows}{run}");
        assert_eq!(run.contains("D0063"), wanted, "{rows}{run}");
    }
}

/// Money of another year that the package's year lacks, alone of its kind.
#[test]
fn money_of_another_year() {
    const RULES: &str = "paket \"P\"\n  tahun 2025\ndata \"d.csv\"\nbesaran P1\nbesaran P2\n";
    for (rows, wanted) in [
        ("P1;2024;;100;\nP1;2025;1;;10\nP2;2025;;50;\nP2;2025;1;;20\n", Some("pagu P1")),
        ("P1;2025;;100;\nP1;2024;1;;10\nP1;2025;2;;20\nP2;2025;;50;\nP2;2025;1;;20\n", Some("serapan triwulan I P1")),
        ("P1;2025;;100;\nP1;2025;1;;10\nP2;2025;;50;\nP2;2025;1;;20\n", None),
        // The budget of the year before.
        ("P1;2024;;90;\nP1;2025;;100;\nP1;2025;1;;10\nP2;2025;;50;\n", None),
        ("P1;2024;;90;\nP2;2024;;50;\nP1;2025;1;;10\n", None),
    ] {
        let run = said("periksa p", RULES, "kode;tahun;triwulan;pagu;serapan", rows);
        assert_eq!(run.contains("D0063"), wanted.is_some(), "{rows}{run}");
        assert!(wanted.is_none_or(|wanted| run.contains(wanted)), "{rows}{run}");
    }
}
