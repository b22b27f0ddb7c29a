//! Conditions that are counted where a value meets itself.

use takar::engine::Package;

fn shown(rules: &str, data: &str, words: &str) -> String {
    let mut package = Package::new("contoh", [("a.takar", format!("{rules}data \"d.csv\"\n"))]);
    let text = |found: &[takar::diagnostic::Diagnostic]| found.iter().map(|one| format!("{one}\n")).collect::<String>();
    assert!(package.program().is_some(), "{}", text(package.diagnostics()));
    let (data, findings) = package.read_data(|_| Ok(data.to_string()));
    assert_eq!(text(&findings), "");
    let run = package.run(&data, 2024).expect("sound rules");
    run.value(words, "").map_or_else(|problem| problem.to_string(), |cell| cell.words().to_string())
}

/// Nothing is better than itself, but everything is as good.
#[test]
fn a_value_that_meets_itself() {
    let count = |sign: &str, data: &str| {
        let rules = format!(
            "besaran A\nbesaran B\nkelompok G\n  anggota A; B\n  abaikan yang kosong\n  capaian banyaknya(anggota)\n\
             N = banyaknya_bila(nilai anggota G {sign} nilai A)\nR = peringkat(nilai A; nilai anggota G)\n"
        );
        (shown(&rules, data, "N"), shown(&rules, data, "R"))
    };
    let both = "kode;tahun;nilai\nA;2024;1\nB;2024;2\n";
    for (sign, wanted) in [(">=", "2"), ("<=", "1"), ("=", "1"), (">", "1"), ("<", "0"), ("<>", "1")] {
        assert_eq!(count(sign, both), (wanted.into(), "2".into()), "{sign}");
    }
    let blank = "kode;tahun;nilai\nA;2024;\nB;2024;2\n";
    for sign in [">=", ">"] {
        assert_eq!(count(sign, blank), ("–".into(), "–".into()), "{sign}");
    }
}
