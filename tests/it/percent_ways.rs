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
    ]);
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
