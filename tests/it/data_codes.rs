//! Codes that only the data describe: the units that are sure of them all the same, and what they are in which year.

use super::desk::Desk;

/// What a command says of a package in the folder `p`.
fn said(desk: &Desk, rules: &str, rows: &str, command: &str) -> String {
    desk.put("p/aturan.takar", format!("paket \"P\"\n  tahun 2024\n{rules}"));
    desk.put("p/d.csv", rows);
    desk.run(command)
}

/// Pagu and serapan are rupiah and an achievement is percent, whichever code has them: what a formula makes of them has a
/// sure unit, so data that report it with the sign of percent are taken, and those without are no hundredth.
#[test]
fn sure_units_of_codes_of_the_data() {
    let desk = Desk::new();
    let rule =
        "aturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
    let data = "data \"d.csv\"\n  kolom kab \"Kab\" satuan persen\n";
    let general = "umum \"7\"\n  arah makin tinggi\n  capaian C\n";
    let rows = "kode;tahun;nilai;target;pagu;serapan;Kab\n7.1;2023;;;;;\n7.1;2024;8;10;100;80;80,00%\nS;2023;80%;;;;\n";
    for formula in [
        "serapan \"7.1\" / pagu \"7.1\" * 100%",
        "capaian \"7.1\"",
        "kab \"7.1\"",
        "serapan \"7.1\" / (pagu \"7.1\" + 0) * 100%",
    ] {
        let rules = format!("{rule}{general}besaran S\n  rumus {formula}\n{data}");
        let reported = said(&desk, &rules, rows, "hitung p --tahun 2023");
        assert!(reported.contains("S     persen") && reported.contains("80%*"), "{formula}\n{reported}");
        let computed = said(&desk, &rules, rows, "hitung p --tahun 2024");
        assert!(computed.contains("S     persen") && computed.contains("80,00%"), "{formula}\n{computed}");
    }
}

/// In an example a code that only the data describe has the unit that its `umum` says in that year.
#[test]
fn units_of_umum_in_examples() {
    let desk = Desk::new();
    let rules = |general: &str, given: &str| {
        let example = format!("contoh \"a\"\n  diketahui R = 1000; nilai \"7.1\" = {given}\n  hasil F = 800\n");
        format!("{general}besaran R\nF = R * nilai \"7.1\" / 100%\n{example}")
    };
    let percent = "umum \"7\"\n  satuan persen\n";
    let later = "umum \"7\"\n  satuan orang\numum \"7\"\n  berlaku mulai 2024\n  satuan persen\n";
    let whole = "umum\n  satuan persen\numum \"7\"\n";
    for general in [percent, later] {
        let run = said(&desk, &rules(general, "80%"), "", "uji p");
        assert!(run.contains("1 contoh dihitung") && !run.contains("H0004"), "{general}\n{run}");
        let run = said(&desk, &rules(general, "0,8"), "", "uji p");
        assert!(run.contains("K0334"), "{general}\n{run}");
    }
    let run = said(&desk, &rules(whole, "80%").replace("besaran R\n", "besaran R\n  satuan orang\n"), "", "uji p");
    assert!(!run.contains("D0015"), "{run}");
    let run = said(&desk, &rules("umum \"7\"\n  satuan orang\n", "80%"), "", "uji p");
    assert!(run.contains("satuan 7.1 adalah orang"), "{run}");
}

/// What an example gives of codes that only an `umum` describes stands there as rows would: as details, in sums of money and
/// in counts; and it stands in that example alone.
#[test]
fn codes_that_an_example_gives() {
    let desk = Desk::new();
    let rule =
        "aturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
    let of_rule = "  arah makin tinggi\n  capaian C\n";
    let things =
        format!("{rule}indikator L\n{of_rule}umum \"7\"\n{of_rule}  induk L\nindikator D\n  induk L\n{of_rule}");
    let asked = "N = banyaknya(nilai rincian L)\nM = banyaknya(nilai turunan L)\nK = banyaknya(nilai rincian \"7.1\")\nU = pagu L\n";
    let given = "contoh \"a\"\n  diketahui \"7.1\" = 3; \"7.1.2\" = 4; D = 5; pagu \"7.1\" = 5; pagu D = 7\n";
    let other = "contoh \"b\"\n  diketahui \"7.1.8\" = 1; pagu \"7.1.8\" = 2; \"7.1.9\" = 1; pagu \"7.1.9\" = 9\n";
    let rules = format!(
        "{things}{asked}{given}  hasil N = 2; M = 3; K = 1; pagu L = 12\n{other}  hasil K = 2; jumlah(pagu rincian \"7.1\") = 11; pagu \"7.1\" = 11; pagu L = belum diisi\n"
    );
    let run = said(&desk, &rules, "", "uji p");
    assert!(run.contains("2 contoh dihitung"), "{run}");
    let run = said(&desk, &rules.replace("pagu L = belum diisi", "pagu L = 11"), "", "uji p");
    assert!(run.contains("karena: pagu D tahun 2024 belum diisi"), "{run}");
    let rows = "kode;tahun;nilai;pagu\n7.1;2024;3;\n7.1.2;2024;4;6\nD;2024;5;7\n";
    let run = said(&desk, &format!("{rules}data \"d.csv\"\n"), rows, "hitung p");
    assert!(!run.contains("7.1.8") && !run.contains("7.1.9"), "{run}");
    assert!(run.lines().any(|line| line.starts_with("U      rupiah") && line.ends_with(" 13")), "{run}");
}

/// What a code is in a year is what the `umum` of that year makes of it, in whichever order these are written.
#[test]
fn umum_of_several_years_in_any_order() {
    let desk = Desk::new();
    let rule =
        "aturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
    let measured = "umum \"7\"\n  berlaku mulai 2024\n  arah makin tinggi\n  capaian C\n";
    let counted = "umum \"7\"\n  berlaku sampai 2023\n";
    let nearer = "umum \"7.1\"\n  berlaku sampai 2023\n";
    let always = "umum \"7\"\n  arah makin tinggi\n  capaian C\n";
    let rows = "kode;tahun;target;nilai\n7.1;2023;;9\n7.1;2024;10;8\n";
    for (one, other) in [(measured, counted), (counted, measured), (always, nearer), (nearer, always)] {
        let rules = format!("{rule}{one}{other}U = capaian \"7.1\"\ndata \"d.csv\"\n");
        let run = said(&desk, &rules, rows, "hitung p");
        assert!(run.contains("U     persen             80,00%"), "{rules}\n{run}");
        let rules = format!("{rule}{one}{other}U = capaian \"7.1\"[2023]\ndata \"d.csv\"\n");
        let run = said(&desk, &rules, rows, "periksa p");
        assert!(run.contains("K0106"), "{rules}\n{run}");
    }
}

/// The neighbour of a code of figures is another code: none is offered, nor for one whose first parts are open.
#[test]
fn no_neighbour_of_a_code_of_figures_is_offered() {
    let desk = Desk::new();
    let rules = "umum \"8\"\nU = nilai \"8.01.03.201.04\"\ndata \"d.csv\"\n";
    for code in ["X.XX.01.201.04", "7.01.03.201.04"] {
        let run = said(&desk, rules, &format!("kode;tahun;nilai\n8.01.03.201.04;2024;1\n{code};2024;2\n"), "periksa p");
        assert!(run.contains("D0011") && !run.contains("apakah maksud"), "{run}");
    }
    desk.put("w.csv", "unit;tahun;pagu 8.01.03.201.05\nA;2024;5\n");
    let run = desk.run("hitung p --data w.csv");
    assert!(!run.contains("pagu 8.01.03.201.04"), "{run}");
}
