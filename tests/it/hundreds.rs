//! A hundred in every place of a formula: in weights, above and below the line, with its sign, in a shared rule, a group, a
//! column. One weighted mean of two shares is written in all the ways that planners write it; what is shown is that mean,
//! or the formula is refused, and so it stays when what a message proposes is done. Held against exact fractions.

use crate::package::Texts;
use crate::sample;
use std::collections::BTreeMap;
use takar::diagnostic::{Diagnostic, Severity, apply_edits};
use takar::eval::Value;
use takar::number::Exact;
use takar::program::units::Unit;
use takar::program::{Role, When};

/// A way to write the mean, and how many times it comes to what the mean is.
#[derive(Debug, Clone)]
struct Form {
    text: String,
    times: i64,
}

/// What is weighted, with its weights out of a hundred and what both are divided by.
struct Mean {
    weights: [i64; 2],
    above: [&'static str; 2],
    below: Option<&'static str>,
}

/// The ways to write a mean that come to it, or to its percent number.
fn forms(mean: &Mean) -> Vec<Form> {
    let mut found = Vec::new();
    let over = |text: &str| mean.below.map_or(text.to_string(), |below| format!("{text} / {below}"));
    // Where things are divided: in each term, or the sum of both.
    let whole: Vec<(bool, &str, i64)> = match mean.below {
        None => vec![(false, "", 1)],
        Some(_) => vec![(false, "", 1), (false, " * 100", 100), (false, " * 100%", 1), (true, "", 1)],
    };
    for (is_sum_divided, inner, inner_times) in whole {
        let values =
            mean.above.map(|one| if is_sum_divided { one.to_string() } else { format!("{}{inner}", over(one)) });
        let [first, second] = mean.weights;
        let sign = if second < 0 { "-" } else { "+" };
        let second = second.abs();
        for (at, times) in [1, 1, 1, 1, 1, 100, 100].into_iter().enumerate() {
            let weighted = |weight: i64, value: &str| match at {
                0 => format!("{weight}% * {value}"),
                1 => format!("{value} * {weight}%"),
                2 => format!("{} * {value}", format!("{}", weight as f64 / 100.0).replace('.', ",")),
                3 => format!("{weight} / 100 * {value}"),
                4 => format!("{value} * {weight} / 100"),
                5 => format!("{weight} * {value}"),
                _ => format!("{value} * {weight}"),
            };
            let sum = format!("{} {sign} {}", weighted(first, &values[0]), weighted(second, &values[1]));
            let total = format!(" / ({first} {sign} {second})");
            for (behind, more) in [("", 100), (" / 100", 1), (total.as_str(), 1), (" * 100", 10_000), (" * 100%", 100)]
            {
                let divided = if is_sum_divided { over(&format!("({sum})")) } else { format!("({sum})") };
                let ends = [format!("{divided}{behind}"), over(&format!("({sum}){behind}"))];
                for text in if is_sum_divided && !behind.is_empty() { &ends[..] } else { &ends[..1] } {
                    let times = times * inner_times * more;
                    if times == 100 || times == 10_000 {
                        found.push(Form { text: text.clone(), times: times / 100 });
                    }
                }
            }
        }
    }
    found
}

/// Rules and data in which a formula stands, and the name that shows what it comes to.
struct Place {
    before: String,
    after: &'static str,
    data: &'static str,
    name: &'static str,
    role: Role,
}

fn places(unit: &str, is_percent: bool) -> Vec<(Place, Mean)> {
    let unit = if unit.is_empty() { String::new() } else { format!("  satuan {unit}\n") };
    let things = ["X", "Y", "Z"].map(|one| format!("besaran {one}\n{unit}  skala > 0\n")).concat();
    let head = format!("paket \"P\"\n  tahun 2024\ndata \"d.csv\"\n{things}");
    let data = if is_percent { "kode;nilai\nX;30%\nY;10%\nZ;50%\n" } else { "kode;nilai\nX;30\nY;10\nZ;50\n" };
    let place = |before: &str, after, role| Place { before: format!("{head}{before}"), after, data, name: "F", role };
    let mean = |weights| Mean { weights, above: ["X", "Y"], below: Some("Z") };
    let mut all = Vec::new();
    for weights in [[60, 40], [50, 50], [25, 75]] {
        all.push((place("besaran F\n  satuan persen\n  rumus ", "\n", Role::Value), mean(weights)));
        all.push((place("besaran F\n  satuan persen\n  rumus H\nH = ", "\n", Role::Value), mean(weights)));
        all.push((place("kelompok F\n  anggota X\n  capaian ", "\n", Role::Achievement), mean(weights)));
    }
    all
}

/// Units of what is divided, and whether they are percent.
fn units() -> [(&'static str, bool); 3] {
    [("", false), ("orang", false), ("persen", true)]
}

/// Groups of achievements, and rules of achievement of what is better low.
fn rules_of_achievement() -> Vec<(Place, Mean)> {
    let baku = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
    let members = ["A", "B"].map(|one| format!("indikator {one}\n  arah makin tinggi\n  capaian Baku\n")).concat();
    let mut all = Vec::new();
    for weights in [[60, 40], [50, 50], [25, 75]] {
        let before =
            format!("paket \"P\"\n  tahun 2024\ndata \"d.csv\"\n{baku}{members}kelompok F\n  anggota A; B\n  capaian ");
        let data = "kode;target;realisasi\nA;80;60\nB;50;50\n";
        let mean = Mean { weights, above: ["capaian A", "capaian B"], below: None };
        all.push((Place { before, after: "\n", data, name: "F", role: Role::Achievement }, mean));
    }
    for (unit, data) in [
        ("", "kode;target;realisasi\nF;8;10\n"),
        ("  satuan kasus\n", "kode;target;realisasi\nF;8;10\n"),
        ("  satuan persen\n", "kode;target;realisasi\nF;8%;10%\n"),
    ] {
        let before = format!(
            "paket \"P\"\n  tahun 2024\ndata \"d.csv\"\nindikator F\n{unit}  arah makin rendah\n  capaian Rendah\n\
             aturan capaian Rendah\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin rendah : "
        );
        let mean = Mean { weights: [200, -100], above: ["target", "realisasi"], below: Some("target") };
        all.push((Place { before, after: "\n", data, name: "F", role: Role::Achievement }, mean));
    }
    all
}

/// What is shown, in its unit; the mends where the rules are refused.
pub fn shown(
    rules: &str,
    data: &str,
    name: &str,
    role: Role,
) -> Result<(Exact, Unit), Vec<Vec<takar::diagnostic::Edit>>> {
    let texts = Texts::new(rules, data);
    let package = texts.package();
    if package.program().is_none() {
        let errors = package.diagnostics().iter().filter(|one| one.severity == Severity::Error);
        let mends = |one: &Diagnostic| one.suggestions.iter().map(|mend| mend.edits.clone()).collect::<Vec<_>>();
        return Err(errors.flat_map(mends).collect());
    }
    texts.run_with(package, None, |seen| {
        let id = seen.package.program().expect("sound rules").by_code[name];
        let slot = seen.run.plan().value(id, role, When::year(2024)).expect("a value");
        match seen.run.evaluation().cell(slot, 0) {
            Ok(Value::Number(value)) => Ok((value.clone(), seen.run.plan().slot(slot).unit.clone())),
            other => panic!("{other:?}\n{rules}"),
        }
    })
}

/// Holds what is shown against what is meant, and that of every mend, and of what it leads to.
fn hold(
    rules: &str,
    (place, meant): (&Place, &Exact),
    way: &mut Vec<String>,
    seen: &mut BTreeMap<&'static str, usize>,
) {
    let text = rules[place.before.len()..].trim().to_string();
    way.push(text);
    match shown(rules, place.data, place.name, place.role) {
        Ok((value, _)) => {
            *seen.entry(if way.len() == 1 { "shown" } else { "mended" }).or_default() += 1;
            assert_eq!(value, *meant, "{}{way:#?}", place.before);
        }
        Err(mends) => {
            if way.len() == 1 {
                *seen.entry(if mends.is_empty() { "without a mend" } else { "refused" }).or_default() += 1;
            }
            let further = if way.len() < 4 { mends } else { Vec::new() };
            for edits in further {
                hold(&apply_edits(rules, &edits), (place, meant), way, seen);
            }
        }
    }
    way.pop();
}

#[test]
fn a_mean_of_shares_is_itself_or_refused() {
    let mut seen = BTreeMap::new();
    let all = units().into_iter().flat_map(|(unit, is_percent)| places(unit, is_percent));
    let mut at = 0;
    for (place, mean) in all.chain(rules_of_achievement()) {
        let share = |value: i64, of: i64| Exact::from(value).checked_div(&Exact::from(of)).expect("a share");
        let values = match (mean.above[0], mean.below) {
            (_, None) => [share(60, 80), share(50, 50)],
            ("target", _) => [share(8, 8), share(10, 8)],
            _ => [share(30, 50), share(10, 50)],
        };
        let meant = &(&Exact::from(mean.weights[0]) * &values[0]) + &(&Exact::from(mean.weights[1]) * &values[1]);
        for form in forms(&mean) {
            at += 1;
            if at % sample::of(5, 1) == 0 {
                let rules = format!("{}{}{}", place.before, form.text, place.after);
                hold(&rules, (&place, &meant), &mut Vec::new(), &mut seen);
            }
        }
    }
    println!("{at} {seen:?}");
    assert!(seen["shown"] * 2 > seen["refused"] && seen["mended"] > 50, "{seen:?}");
}

/// Without a unit of its own a formula is the number that it says, and its achievement the quotient of what is printed.
#[test]
fn a_shared_rule_divides_what_is_printed() {
    const BAKU: &str = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : RUMUS\n";
    let mut held = 0;
    let further =
        ["X*60%/100", "60%*X/100", "X*100%/100", "X/100*60%", "(X*50+X*50)/100*100%", "(X)/100*100%", "X/100"];
    let further = further.into_iter().map(|text| Form { text: text.into(), times: 0 });
    for (unit, is_percent) in units() {
        let (place, mean) = places(unit, is_percent).swap_remove(0);
        let head = place.before.split("besaran F").next().expect("the things").to_string();
        for (at, form) in forms(&mean).into_iter().chain(further.clone()).enumerate() {
            let rule = ["realisasi / target * 100", "realisasi / target * 100%"][at % 2];
            if form.times > 0 && at % sample::of(5, 1) != 0 {
                continue;
            }
            let rules = format!(
                "{head}{}indikator F\n  rumus {}\n  arah makin tinggi\n  capaian Baku\ntabel T\n  baris F\n  kolom capaian\n  \
                 kolom {rule} \"C\"\n",
                BAKU.replace("RUMUS", rule),
                form.text
            );
            // `kode;realisasi;target`
            let lines = place.data.lines().skip(1).map(|line| format!("{line};\n")).collect::<String>();
            let data = |target: &str| format!("kode;realisasi;target\n{lines}F;;{target}\n");
            let Ok((value, unit)) = shown(&rules, &data(""), "F", Role::Value) else { continue };
            let data = data(if unit.is_percent() { "90%" } else { "90" });
            let get = |role| shown(&rules, &data, "F", role).expect("sound rules").0;
            let (target, achievement) = (get(Role::Target), get(Role::Achievement));
            let tables = Texts::new(&rules, &data).tables(None);
            let wanted = &value.checked_div(&target).expect("no zero") * &Exact::HUNDRED;
            assert_eq!(achievement, wanted, "{rules}");
            let cells = &tables[0].rows[0];
            assert_eq!(cells[0].value, cells[1].value, "{rules}");
            held += 1;
        }
    }
    println!("{held}");
    assert!(held > sample::of(30, 150), "{held}");
}
