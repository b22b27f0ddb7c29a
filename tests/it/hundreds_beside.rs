//! A plain number beside a share, by + and -, in choices, under a cap: `2 - R / T * 100%`. What is shown is what is meant in
//! plain fractions, or the formula is refused with an edit for each of its readings, never a hundredfold.

use crate::hundreds::shown;
use crate::sample;
use takar::diagnostic::apply_edits;
use takar::number::Exact;
use takar::program::Role;

/// Twice all of it, as planners write it.
const NUMBERS: [&str; 4] = ["2", "200%", "200", "DUA"];

/// A share of 60 %.
const SHARES: [&str; 9] = [
    "R / T",
    "R / T * 100",
    "R / T * 100%",
    "100 * R / T",
    "R * 100% / T",
    "(R / T) * 100%",
    "NISBAH",
    "NISBAH_PERSEN",
    "BERSATUAN",
];

/// What is made of both, and of 60 %.
const FORMS: [(&str, i64); 8] = [
    ("N - S", 140),
    ("(N - S)", 140),
    ("maks(0; N - S)", 140),
    ("min(N - S; 120%)", 120),
    ("jika R > T maka 100% selain itu N - S", 140),
    ("(N - S) * 100%", 140),
    ("(N - S) * 100", 140),
    ("min(S; N)", 60),
];

/// What stands before the formula, what is behind it, and the role that shows it.
fn places(unit: &str) -> [(String, &'static str, Role, [&'static str; 2]); 3] {
    let unit = if unit.is_empty() { String::new() } else { format!("  satuan {unit}\n") };
    let things = ["R", "T"].map(|one| format!("besaran {one}\n{unit}  skala > 0\n")).concat();
    let names = "DUA = 2\nNISBAH = R / T\nNISBAH_PERSEN = R / T * 100%\nbesaran BERSATUAN\n  satuan persen\n  rumus R / T * 100%\n";
    let head = format!("paket \"P\"\n  tahun 2024\ndata \"d.csv\"\n{things}{names}");
    let rule = format!(
        "{head}indikator F\n{unit}  arah makin tinggi\n  capaian C\naturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  terima arah terbalik \"uji\"\n  makin tinggi : "
    );
    [
        (rule, "\n", Role::Achievement, ["realisasi", "target"]),
        (format!("{head}besaran F\n  satuan persen\n  rumus "), "\n", Role::Value, ["R", "T"]),
        (format!("{head}kelompok F\n  anggota R\n  capaian "), "\n", Role::Achievement, ["R", "T"]),
    ]
}

/// Each figure that is shown, of the rules or after what is proposed; none where nothing is proposed.
fn ends(rules: &str, data: &str, role: Role, left: usize) -> Vec<Option<Exact>> {
    match shown(rules, data, "F", role) {
        Ok((value, _)) => vec![Some(value)],
        Err(mends) if mends.is_empty() || left == 0 => vec![None],
        Err(mends) => mends.iter().flat_map(|edits| ends(&apply_edits(rules, edits), data, role, left - 1)).collect(),
    }
}

#[test]
fn a_number_beside_a_share() {
    let (mut at, mut refused) = (0, 0);
    for (unit, sign) in [("", ""), ("orang", ""), ("persen", "%")] {
        let data = format!("kode;target;realisasi\nR;;30{sign}\nT;;50{sign}\nF;50{sign};30{sign}\n");
        for (before, after, role, [realisation, target]) in places(unit) {
            for (form, wanted) in FORMS {
                for (number, share) in NUMBERS.iter().flat_map(|number| SHARES.map(|share| (*number, share))) {
                    at += 1;
                    if at % sample::of(7, 1) != 0 {
                        continue;
                    }
                    let text = form.replace('N', "#").replace('S', share).replace('#', number);
                    let text = in_rule(&text, realisation, target);
                    let rules = format!("{before}{text}{after}");
                    let all = ends(&rules, &data, role, 4);
                    let wanted = Exact::from(wanted);
                    let is_shown = all.len() == 1 && shown(&rules, &data, "F", role).is_ok();
                    refused += usize::from(!is_shown);
                    assert!(!is_shown || all[0].as_ref() == Some(&wanted), "{text}: {all:?}\n{rules}");
                    // A sign behind the 2 is the other reading: two percent.
                    let readings = [wanted.clone(), Exact::from(-58), Exact::from(2), Exact::ZERO];
                    let is_reading = |one: &Option<Exact>| one.as_ref().is_none_or(|value| readings.contains(value));
                    assert!(all.iter().all(is_reading), "{text}: {all:?}\n{rules}");
                    // What stands behind a name is mended there.
                    let is_mended = number == "DUA" || all.contains(&Some(wanted));
                    assert!(is_mended, "{text}: {all:?}\n{rules}");
                }
            }
        }
    }
    println!("{at} {refused}");
    assert!(refused > sample::of(30, 200), "{refused}");
}

/// With the words of a rule of achievement.
fn in_rule(text: &str, realisation: &str, target: &str) -> String {
    let words = text.split(' ').map(|word| {
        let bare = word.trim_matches(['(', ')', ';']);
        match bare {
            "R" => word.replace('R', realisation),
            "T" => word.replace('T', target),
            _ => word.to_string(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
