//! One product in all the ways to write it: other orders of its factors, other brackets, a name for a part. It has one value, or the
//! ways that would have another one are refused.

use crate::hundreds::shown;
use takar::program::Role;

const THINGS: &str = "\
paket \"P\"
  tahun 2024
data \"d.csv\"
besaran R
  satuan surat
besaran T
  satuan surat
besaran K
  satuan persen
besaran L
  satuan persen
besaran X
besaran Y
";

const DATA: &str = "kode;tahun;nilai\nR;2024;60\nT;2024;80\nK;2024;80%\nL;2024;50%\nX;2024;7\nY;2024;4\n";

/// What a formula comes to in percent, with a name D for another; none where it is refused.
fn value(formula: &str, named: &str) -> Option<String> {
    let named = if named.is_empty() { String::new() } else { format!("D = {named}\n") };
    let rules = format!("{THINGS}{named}F = {formula}\n  satuan persen\n");
    shown(&rules, DATA, "F", Role::Value).ok().map(|(value, _)| value.to_string())
}

/// Ways to write one product, each perhaps with a name for a part of it, and what all that have a value come to.
#[test]
fn one_value() {
    let table: [(&str, &[(&str, &str)]); 8] = [
        // X is a percent number, or so many of R: brackets that hide it are refused.
        (
            "2.1",
            &[("X * R / T * 40%", ""), ("40% * (X * R) / T", ""), ("40% * D / T", "X * R"), ("D * 40% / T", "X * R")],
        ),
        (
            "2.1",
            &[
                ("40% * X * R / T", ""),
                ("40% * (X * (R / T))", ""),
                ("40% * (R / T * X)", ""),
                ("X * (R * 40%) / T", ""),
            ],
        ),
        (
            "4.5",
            &[
                ("60% * (Y * R) * 100% / T / 40%", ""),
                ("Y * R / T * 60% * 100% / 40%", ""),
                ("R * 60% * 100% * Y / T / 40%", ""),
            ],
        ),
        ("125", &[("Y / 80% / Y * 100%", ""), ("Y / 80% * (100% / Y)", ""), ("Y / 80% * D", "100% / Y")]),
        // As often as 100 stands there, it is counted, in brackets too.
        ("75", &[("R * 100 / T", ""), ("100% * R * (100 / T / 100%)", ""), ("100% * R * D", "100 / T / 100%")]),
        (
            "24",
            &[
                ("K / 100% * 30", ""),
                ("K * 30 / 100%", ""),
                ("30 / 100% * K", ""),
                ("30 * (K / 100%)", ""),
                ("D * 30", "K / 100%"),
            ],
        ),
        (
            "8",
            &[
                ("K / 100% / L * 5", ""),
                ("K * (5 / L / 100%)", ""),
                ("K * D", "5 / L / 100%"),
                ("5 * K / L / 100%", ""),
            ],
        ),
        (
            "18",
            &[
                ("30 * K * (R / T / 100%)", ""),
                ("30 * K / 100% * R / T", ""),
                ("R / T * D", "K / 100% * 30"),
                ("D * K", "30 / T * R / 100%"),
            ],
        ),
    ];
    let mut wrong = Vec::new();
    for (wanted, ways) in table {
        let found: Vec<Option<String>> = ways.iter().map(|(formula, named)| value(formula, named)).collect();
        assert!(found.iter().any(Option::is_some), "{ways:?} are all refused");
        for (way, found) in ways.iter().zip(found) {
            if found.as_deref().is_some_and(|found| found != wanted) {
                wrong.push(format!("{way:?} is {found:?}, not {wanted}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What one order refuses another does not accept.
#[test]
fn one_verdict() {
    let table: [&[&str]; 4] = [
        &["R / 100 / T * 100", "R / T / 100 * 100", "R / T * 100 / 100", "100 * (R / 100 / T)"],
        &["R / 100 / T * 100%", "R / T / 100 * 100%", "100% * R / T / 100"],
        &["K / 100% * 30", "K * 30 / 100%", "30 * K / 100%", "30 / 100% * K"],
        &["40% * (X * R) / T", "100% * (X * R) / T * 40%", "(R / T) * (40% * (X * R)) / R"],
    ];
    for ways in table {
        let found: Vec<bool> = ways.iter().map(|formula| value(formula, "").is_some()).collect();
        assert!(found.windows(2).all(|two| two[0] == two[1]), "{ways:?}: {found:?}");
    }
    // Of a value with a name a hundredth is one.
    assert_eq!(value("D / T * 100", "R / 100"), Some("0.75".to_string()));
}

/// What each formula comes to; none where it is refused.
fn each_is(table: &[(&str, Option<&str>)]) {
    let found: Vec<(&str, Option<String>)> = table.iter().map(|(formula, _)| (*formula, value(formula, ""))).collect();
    let wanted: Vec<(&str, Option<String>)> =
        table.iter().map(|(formula, wanted)| (*formula, wanted.map(str::to_string))).collect();
    assert_eq!(found, wanted);
}

/// A percentage of numbers alone that is taken a hundred times is its percent number, that of a hundred too.
#[test]
fn a_hundred_times() {
    each_is(&[
        ("50% * 100 + L", Some("100")),
        ("100% * 100 + L", Some("150")),
        ("100 * 100% + L", Some("150")),
        ("200% * 100 + L", Some("250")),
        ("100% * 100 - R / T * 100", Some("25")),
        ("100 / 40 * 100%", Some("250")),
        ("3 * 100%", Some("300")),
        ("12 * 100%", Some("1200")),
        ("60 * 100%", None),
        ("100% * 60 + 40% * L", None),
        ("200 * 100% - R / T * 100%", None),
        ("200 - R / T * 100%", Some("125")),
    ]);
}

/// So few points of a percentage may as well be the percentage, taken a few times; as many as nobody takes it are points.
#[test]
fn few_points_beside_percent() {
    each_is(&[
        ("R / T / 100% + L", Some("125")),
        ("2 * R / T / 100% + L", Some("200")),
        ("3 * R / T / 100% + L", None),
        ("L - R / T / 100% * 12", None),
        ("10% + 3 * K / 100%", None),
        ("30 * K / 100% + L", Some("74")),
        ("3 * K / 100%", Some("2.4")),
        ("min(3 * R / T / 100%; L)", None),
        ("jika K > L maka 6 * K / 100% selain itu L", None),
        ("maks(30 * K / 100%; L)", Some("50")),
    ]);
}

/// A percentage in a sum is not taken more than a hundred times.
#[test]
fn many_times_a_percentage() {
    each_is(&[
        ("60% * K + 40", Some("88")),
        ("50 + K / (20 / 100) * 50", None),
        ("50 + K / 20 * 50", Some("250")),
        ("50% + K / 20% * 50%", Some("250")),
        ("K / 40 * 100 + L", Some("250")),
    ]);
}

/// A percent number and a bare ratio stand beside each other nowhere, whatever unit is wanted.
#[test]
fn percent_numbers_beside_ratios() {
    let things = THINGS.replace("besaran L", "besaran S\n  satuan rupiah\nbesaran U\n  satuan rupiah\nbesaran L");
    let data = format!("{DATA}S;2024;30\nU;2024;50\n");
    let value = |formula: &str| {
        let rules = format!("{things}F = {formula}\n");
        shown(&rules, &data, "F", Role::Value).map_err(|mends| {
            let after = mends.first().map(|edits| takar::diagnostic::apply_edits(&rules, edits));
            after.map(|text| text[rules.len() - formula.len() - 1..].trim_end().to_string())
        })
    };
    let refused = [
        ("0,6 * (R / T) + 0,4 * (S / U) * 100", "0,6 * (R / T) * 100 + 0,4 * (S / U) * 100"),
        ("S / U * 100 + R / T", "S / U * 100 + R / T * 100"),
        ("maks(R / T * 100; S / U)", "maks(R / T * 100; S / U * 100)"),
        ("rata_rata(R / T; 100 * S / U)", "rata_rata(R / T * 100; 100 * S / U)"),
        ("jika X > 1 maka R / T * 100 selain itu S / U", "jika X > 1 maka R / T * 100 selain itu S / U * 100"),
        ("jika R / T * 100 > S / U maka 1 selain itu 2", "jika R / T * 100 > S / U * 100 maka 1 selain itu 2"),
        ("selisih(R / T * 100; S / U)", "selisih(R / T * 100; S / U * 100)"),
        // Two percent apart is 0,02, which is no number of points.
        ("selisih(R / T; S / U)", "selisih(R / T * 100%; S / U * 100%)"),
        ("selisih(S / U; 0,5)", "selisih(S / U * 100%; 50%)"),
    ];
    for (formula, wanted) in refused {
        assert_eq!(value(formula), Err(Some(wanted.to_string())), "{formula}");
    }
    let usual = [
        "R / T * 100 + 5",
        "100 - R / T * 100",
        "(R / T * 100 + S / U * 100) / 2",
        "60% * (R / T) + 40% * (S / U * 100)",
        "R / T * 100 * 0,25 + S / U * 50",
        "R / T + S / U",
        "selisih(R / T * 100; S / U * 100)",
        "selisih(R / T * 100%; K)",
        "selisih(X / Y; Y / X)",
        "maks(R / T; 1)",
        "X * 10 + R / T * 100",
    ];
    for formula in usual {
        assert!(value(formula).is_ok(), "{formula}");
    }
}

/// What `realisasi` and `target` in a rule are of a scale up to a hundred is a percent number, as the value with its name is.
#[test]
fn realisations_of_a_hundred() {
    let achieved = |scale: &str, rule: &str| {
        let head = "paket \"P\"\n  tahun 2024\ndata \"d.csv\"\naturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n";
        let rules = format!(
            "{head}  makin tinggi : {rule}\nindikator F\n  skala 0..{scale}\n  arah makin tinggi\n  capaian C\n"
        );
        let found = shown(&rules, "kode;tahun;target;realisasi\nF;2024;4;3\n", "F", Role::Achievement);
        found.ok().map(|(value, _)| value.to_string())
    };
    assert_eq!(achieved("100", "realisasi * 100"), None);
    assert_eq!(achieved("100", "realisasi / 4 * 100"), None);
    assert_eq!(achieved("4", "realisasi / 4 * 100"), Some("75".to_string()));
    assert_eq!(achieved("100", "realisasi / target * 100"), Some("75".to_string()));
    assert_eq!(achieved("100", "(2 * target - realisasi) / target * 100"), Some("125".to_string()));
    assert_eq!(achieved("100", "realisasi"), Some("3".to_string()));
}

/// A small number beside a value without a unit is none in percent where that is divided by one like it, or by a length.
#[test]
fn small_numbers_in_quotients() {
    each_is(&[
        ("X / maks(Y; 1) * 100%", Some("175")),
        ("X / maks(Y; 1) * 100", Some("175")),
        ("X / (Y + 1) * 100%", Some("140")),
        ("X / (jika Y = 0 maka 1 selain itu Y) * 100%", Some("175")),
        ("(X - 1) / (Y - 1) * 100%", Some("200")),
        ("(X - 1) / 75 * 100", Some("8")),
        ("(X - 1) / (76 - 1) * 100", Some("8")),
        // All of X, less X.
        ("(1 - X) / Y * 100%", None),
        // What 50 is taken off.
        ("(X - 0,5) / 50 * 100", None),
        ("(X + 1) / 75 * 100", None),
    ]);
}
