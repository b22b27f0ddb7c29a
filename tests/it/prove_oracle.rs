//! Whatever the check passes, no run leaves: random rules and random data with every state. Every value lies in its proved
//! range; a scale without a finding holds, bands without a finding leave nobody without a grade, divisors without a finding
//! are not 0, directions without a finding are followed, by numbers and by words, and two realisations that are shown to
//! break one do so in a run.
//!
//! `tests/prove_oracle/full.sh` runs many; a sample runs with the other tests. What a run gives is the evaluator's word, which
//! `eval_oracle` holds against another language.

use crate::dice::{Dice, sign};
use std::collections::BTreeSet;
use takar::engine::Package;
use takar::eval::{self, Value};
use takar::number::{Exact, Interval};
use takar::plan::{self, Op, Reason};
use takar::program::{Definition, Kind, NameId, Program, Role, When};
use takar::prove;
use takar::syntax::ast::Direction;

const YEAR: i32 = 2024;
/// Rows of data for each package.
const DATA: usize = 6;

#[test]
fn a_sample_stays_where_it_is_proved() {
    let told = run(1, 500);
    println!("{told:?}");
    assert!(told.passed >= 40 && told.values >= 2_000, "too little was proved: {told:?}");
    assert!(told.banded >= 100 && told.scaled >= 100 && told.followed >= 100, "the sample is lopsided: {told:?}");
    assert!(told.inside >= 100 && told.worded >= 50 && told.broken >= 20, "the sample is lopsided: {told:?}");
}

#[test]
#[ignore = "long; run by tests/prove_oracle/full.sh"]
fn many_stay_where_they_are_proved() {
    let many = std::env::var("TAKAR_PROVE_ORACLE").ok().and_then(|many| many.parse().ok()).unwrap_or(100_000);
    println!("{:?}", run(1_000_000, many));
}

/// What was looked at.
#[derive(Debug, Default)]
struct Told {
    packages: usize,
    /// Sound, perhaps with warnings.
    passed: usize,
    values: usize,
    /// Runs with a finding about what is reported.
    reported: usize,
    banded: usize,
    scaled: usize,
    divided: usize,
    followed: usize,
    /// Realisations outside of a range beside those inside.
    inside: usize,
    /// Words beside the next.
    worded: usize,
    /// Breaks that a run confirms.
    broken: usize,
    /// Directions of which nothing could be said.
    open: usize,
}

fn run(seed: u64, packages: u64) -> Told {
    let mut told = Told::default();
    for at in 0..packages {
        let mut dice = Dice(seed.wrapping_add(at).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let rules = rules(&mut dice);
        let mut package = Package::new("acak", [("acak.takar", rules.as_str())]);
        told.packages += 1;
        let Some(program) = package.program().cloned() else { continue };
        told.passed += 1;
        let wrong = confirmed(&mut told, &mut package, &program, &rules);
        let codes: BTreeSet<&str> = package.diagnostics().iter().map(|one| one.code.as_str()).collect();
        let codes: BTreeSet<String> = codes.into_iter().map(str::to_string).collect();
        let reach = prove::reach(&program, YEAR);
        for _ in 0..DATA {
            let data = data(&mut dice);
            look(&mut told, &mut package, &program, &reach, (&codes, &wrong), (&rules, &data));
        }
    }
    told
}

type Reach = std::collections::BTreeMap<(NameId, Role), Interval>;

fn look(
    told: &mut Told,
    package: &mut Package,
    program: &Program,
    reach: &Reach,
    (codes, wrong): (&BTreeSet<String>, &Wrong),
    (rules, text): (&str, &str),
) {
    let (data, _) = package.read_data(|_| Ok(text.to_string()));
    // What is reported in the place of a formula that could never give it has its finding.
    let run = package.run(&data, YEAR).expect("sound rules");
    if run.findings().iter().any(|finding| finding.code.as_str() == "H0017") {
        told.reported += 1;
        return;
    }
    let plan = plan::plan(program, YEAR);
    let evaluation = eval::evaluate(&plan, &data);
    let context = |what: &str| format!("{what}\n{rules}\n{text}");
    let without = |code: &str| !codes.contains(code);
    for ((name, role), range) in reach {
        let Some(slot) = plan.value(*name, *role, When::year(YEAR)) else { continue };
        let code = program.code(*name);
        let cell = evaluation.cell(slot, 0);
        if let Ok(Value::Number(number)) = cell {
            // Where a scale may be left, what rests on it is proved as if it were not.
            let holds = range.contains(number) || !without("K0301");
            assert!(holds, "{}", context(&format!("{code} {role:?}: {number:?} in {range:?}")));
            told.values += 1;
        }
        let Some(definition) = program.version(*name, YEAR) else { continue };
        if let (Ok(Value::Number(number)), Role::Value, Some((scale, _)), true) =
            (cell, role, &definition.scale, without("K0301"))
        {
            assert!(scale.contains(number), "{}", context(&format!("{code} = {number:?} leaves its scale")));
            told.scaled += 1;
        }
        let graded = match definition.kind {
            Kind::Quantity => *role == Role::Value,
            Kind::Indicator(_) | Kind::Group(_) => *role == Role::Achievement,
        };
        if let (true, Some(grade), Ok(Value::Number(_)), true) =
            (graded, plan.value(*name, Role::Band, When::year(YEAR)), cell, without("K0210") && without("K0213"))
        {
            if let Err(fault) = evaluation.cell(grade, 0) {
                assert!(
                    matches!(*fault.reason, Reason::Uncovered(_)),
                    "{}",
                    context(&format!("{code}: {}", fault.reason))
                );
            }
            told.banded += 1;
        }
        if let (Err(fault), true) = (cell, without("K0311")) {
            let by_zero = matches!(*fault.reason, Reason::DividedByZero(_));
            assert!(!by_zero, "{}", context(&format!("{code} {role:?}: {}", fault.reason)));
            told.divided += 1;
        }
    }
    directions(told, program, wrong, &data, (rules, text));
}

/// The rules and directions that have a finding.
type Wrong = BTreeSet<(String, &'static str)>;

/// Whether what is shown to break a direction does, in a run; gives the rules and directions that have a finding.
fn confirmed(told: &mut Told, package: &mut Package, program: &Program, rules: &str) -> Wrong {
    let mut wrong = Wrong::new();
    let findings: Vec<_> = package.diagnostics().to_vec();
    for finding in findings.iter().filter(|one| matches!(one.code.as_str(), "K0350" | "K0351")) {
        let code = finding.title.split("capaian ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a code");
        let name = program.by_code[code];
        let definition = program.version(name, YEAR).expect("a definition");
        let indicator = definition.kind.indicator().expect("an indicator");
        wrong.insert((indicator.rule.0.clone(), indicator.direction.words()));
        if finding.code.as_str() == "K0351" {
            told.open += 1;
            continue;
        }
        let words = &finding.reasons[0];
        let plain = |text: &str| text.replace('.', "").replace('−', "-");
        let (beside, rest) = words.split_once(", realisasi ").expect("realisations");
        let (at, beside) = beside.split_once(", A ").unwrap_or((beside, ""));
        let other = if beside == "belum diisi" { "" } else { beside };
        let target =
            plain(&at.strip_prefix("pada target ").unwrap_or_default().replace(" sampai ", "_")).replace('_', "..");
        let mut worth = Vec::new();
        for one in rest.split(" dan realisasi ") {
            let (realisation, achievement) = one.split_once(" bercapaian ").expect("an achievement");
            let row = format!("{code};2024;{target};{}", plain(realisation));
            let text = format!("kode;tahun;target;realisasi\nA;2024;;{}\n{row}\n", plain(other));
            let (data, _) = package.read_data(|_| Ok(text.clone()));
            let plan = plan::plan(program, YEAR);
            let slot = plan.value(name, Role::Achievement, When::year(YEAR)).expect("an achievement");
            let evaluation = eval::evaluate(&plan, &data);
            let Ok(Value::Number(number)) = evaluation.cell(slot, 0) else {
                panic!("{code}: {words}\n{text}{:?}\n{rules}", evaluation.cell(slot, 0))
            };
            worth.push((number.clone(), achievement.to_string()));
        }
        let [(first, _), (second, _)] = worth.as_slice() else { panic!("{words}") };
        let breaks = match indicator.direction {
            Direction::Higher => first > second,
            Direction::Lower | Direction::Range => first < second,
        };
        assert!(breaks, "{code}: {words}\nbut {first:?} and {second:?}\n{rules}");
        told.broken += 1;
    }
    wrong
}

/// Puts many realisations in the place of the one in the data, for each measured indicator.
fn directions(
    told: &mut Told,
    program: &Program,
    wrong: &Wrong,
    data: &takar::data::Dataset,
    (rules, text): (&str, &str),
) {
    for index in 0..program.names.len() {
        let name = NameId(index as u32);
        let Some(definition) = program.version(name, YEAR) else { continue };
        let Some(indicator) = definition.kind.indicator() else { continue };
        let rule = program.achievement_rule(&indicator.rule.0, YEAR).expect("a rule");
        if rule.backwards.is_some() || wrong.contains(&(rule.name.clone(), indicator.direction.words())) {
            continue;
        }
        let plan = plan::plan(program, YEAR);
        let slot = |role| plan.value(name, role, When::year(YEAR)).expect("a value");
        let (value, goal) = (slot(Role::Value), slot(Role::Achievement));
        if !matches!(plan.slot(value).op, Op::Input(_)) {
            continue;
        }
        let order = plan.between(&[value], &[goal], &[]);
        let mut evaluation = eval::evaluate(&plan, data);
        let ends = [Role::TargetLow, Role::TargetHigh].map(|role| evaluation.cell(slot(role), 0).clone().ok());
        let mut worth: Vec<(Value, Exact)> = Vec::new();
        for realisation in realisations(definition) {
            evaluation.pin(value, 0, Ok(realisation.clone()));
            evaluation.revise(&plan, data, 0, &order);
            if let Ok(Value::Number(now)) = evaluation.cell(goal, 0) {
                worth.push((realisation, now.clone()));
            }
        }
        let code = program.code(name);
        let context = |(one, was): &(Value, Exact), (other, now): &(Value, Exact)| {
            format!("{code}: {one:?} is worth {was:?}, {other:?} {now:?}\n{rules}\n{text}")
        };
        if indicator.direction == Direction::Range {
            let [Some(low), Some(high)] = ends else { continue };
            let is_inside = |(value, _): &(Value, Exact)| match (value, &low, &high) {
                (Value::Number(value), Value::Number(low), Value::Number(high)) => low <= value && value <= high,
                _ => *value == low,
            };
            let (inside, outside): (Vec<_>, Vec<_>) = worth.iter().partition(|one| is_inside(one));
            let worst = inside.iter().min_by(|a, b| a.1.cmp(&b.1));
            let best = outside.iter().max_by(|a, b| a.1.cmp(&b.1));
            if let (Some(worst), Some(best)) = (worst, best) {
                assert!(worst.1 >= best.1, "{}", context(worst, best));
                told.inside += outside.len();
            }
            continue;
        }
        for pair in worth.windows(2) {
            let right = match indicator.direction {
                Direction::Higher => pair[0].1 <= pair[1].1,
                Direction::Lower | Direction::Range => pair[0].1 >= pair[1].1,
            };
            assert!(right, "{}", context(&pair[0], &pair[1]));
            match definition.order.is_empty() {
                true => told.followed += 1,
                false => told.worded += 1,
            }
        }
    }
}

/// Realisations over the whole scale, or every word, in order.
fn realisations(definition: &Definition) -> Vec<Value> {
    if !definition.order.is_empty() {
        return definition.order.iter().map(|word| Value::Text(word.as_str().into())).collect();
    }
    let range = definition.data_range();
    let hundredths = (0..14_000).step_by(137).chain([4_000, 4_999, 5_000, 5_001, 6_000, 8_000, 10_000, 10_001]);
    let hundredths: BTreeSet<i128> = hundredths.collect();
    let numbers = hundredths.into_iter().map(|hundredth| Exact::ratio(hundredth, 100).expect("a ratio"));
    numbers.filter(|number| range.contains(number)).map(Value::Number).collect()
}

/// Rules around three columns, two indicators and a group.
fn rules(dice: &mut Dice) -> String {
    let mut text = String::from("paket \"Acak\"\n  tahun 2024\ndata \"d.csv\"\n");
    for code in ["A", "B", "C"] {
        let scale = dice.pick(&[
            "  skala 0..100\n",
            "  skala 1..5\n",
            "  skala -20..20\n",
            "  skala > 0\n",
            "",
            "  skala 50..100\n",
        ]);
        text.push_str(&format!("besaran {code}\n{scale}"));
        if dice.one_in(3) {
            text.push_str("  predikat Lebar\n");
        }
    }
    for code in ["F", "G"] {
        text.push_str(&format!("besaran {code}\n  rumus {}\n", formula(dice, 2, &["A", "B", "C", "A"])));
        text.push_str(dice.pick(&["", "", "  skala -1000..1000\n", "  skala 0..500\n", "  skala -100000..100000\n"]));
        text.push_str(dice.pick(&["", "  predikat Lebar\n", "  predikat Pita\n"]));
    }
    text.push_str("besaran H\n  rumus F + G\n");
    for code in ["I", "J"] {
        let way = dice.pick(&["makin tinggi", "makin rendah"]);
        let rule = dice.pick(&["Satu", "Satu", "Dua"]);
        text.push_str(&format!("indikator {code}\n  arah {way}\n  capaian {rule}\n"));
        text.push_str(dice.pick(&["", "  skala 0..100\n", "  skala 0..140\n"]));
        text.push_str(dice.pick(&["", "  predikat Pita\n", "  predikat Lebar\n"]));
        text.push_str(dice.pick(&["", "", "  batas 0..120\n", "  bulat 1 ke_bawah\n"]));
        if dice.one_in(5) {
            text.push_str(&format!("  target {}\n", formula(dice, 1, &["A", "B"])));
        }
    }
    for code in ["O", "P"] {
        let way = dice.pick(&["makin tinggi", "makin rendah", "makin tinggi", "makin rendah", "rentang"]);
        let order =
            dice.pick(&["\"besar\"; \"agak\"; \"cukup\"", "\"a\"; \"b\"", "\"kecil\"; \"biasa\"; \"dua\"; \"akhir\""]);
        let rule = if way == "rentang" { "KataRentang" } else { "Kata" };
        text.push_str(&format!("indikator {code}\n  arah {way}\n  capaian {rule}\n  urutan {order}\n"));
    }
    for code in ["L", "M"] {
        text.push_str(&format!("indikator {code}\n  arah rentang\n  capaian Rentang\n"));
        text.push_str(dice.pick(&["", "  skala 0..100\n", "  skala 0..140\n"]));
    }
    let mean = dice.pick(&["jumlah(capaian anggota)", "rata_rata(capaian anggota)", "terkecil(capaian anggota)"]);
    let policy = dice.pick(&["", "  abaikan yang kosong\n"]);
    text.push_str(&format!("kelompok K\n  anggota I; J\n  capaian {mean}\n{policy}  predikat Pita\n"));
    for rule in ["Satu", "Dua"] {
        text.push_str(&format!("aturan capaian {rule}\n"));
        let cases = [
            "  jika target = 0 : tidak terdefinisi \"nol\"\n",
            "  jika realisasi = 0 : tidak terdefinisi \"nol\"\n",
            "  jika target = 0 dan realisasi = 0 : 100\n",
            "  jika realisasi >= target : 100\n",
            "  jika realisasi > 2*target : 200\n",
            "  jika realisasi / target > 1,2 : 120\n",
            "  jika tidak ada(target) : 50\n",
            "  jika realisasi < 10 : 5\n",
            "  jika target_bawah = 0 : 0\n",
            "  jika target_atas = 0 : 0\n",
            "  jika target = 0 : 0\n",
            "  jika realisasi > target_atas : 90\n",
            "  jika realisasi < target_bawah atau target_atas > 60 : 40\n",
            "  jika realisasi = target atau realisasi > 2*target_atas : 110\n",
            "  jika tidak ada(target) : 100 - realisasi\n",
            "  jika ada(target) : realisasi / 2\n",
            "  jika ada(A) : realisasi\n",
            "  jika tidak ada(A) dan realisasi > 50 : 0\n",
            "  jika target_bawah = target_atas : realisasi\n",
        ];
        text.push_str(cases[0]);
        (0..dice.below(3)).for_each(|_| text.push_str(dice.pick(&cases)));
        let formulas = [
            "realisasi / target * 100",
            "(2*target - realisasi) / target * 100",
            "100 + (realisasi - target) / target * 50%",
            "target / realisasi * 100",
            "min(realisasi; target) / target * 100",
            "bulat(realisasi; 0) / target * 100",
            "100 - abs(realisasi - target) / target * 100",
            "Peta(realisasi)",
            "200 - Peta(realisasi)",
            "100",
            "realisasi / (target_bawah + target_atas) * 200",
            "jumlah(realisasi; target)",
            "terkecil(realisasi; target)",
        ];
        text.push_str(&format!("  makin tinggi : {}\n", dice.pick(&formulas)));
        text.push_str(&format!("  makin rendah : {}\n", dice.pick(&formulas)));
        if dice.one_in(3) {
            text.push_str(&format!("  rentang makin tinggi : {}\n", dice.pick(&formulas)));
        }
        text.push_str(dice.pick(&["", "  batas 0..100\n", "  batas 0..120\n  bulat 2\n", "  bulat 0 genap\n"]));
    }
    text.push_str("aturan capaian Kata\n");
    let cases = [
        "  jika tidak ada(target) : 60\n",
        "  jika realisasi >= target : 100\n",
        "  jika realisasi <= target : 80\n",
        "  jika target < realisasi dan ada(A) : 90\n",
        "  jika ada(A) : A\n",
        "  jika realisasi = target atau tidak ada(A) : 70\n",
    ];
    (0..dice.below(3)).for_each(|_| text.push_str(dice.pick(&cases)));
    let formulas = [
        "50",
        "A",
        "jika realisasi > target maka A selain itu A - 10",
        "jika realisasi < target maka 100 selain itu 75",
        "jika realisasi = target maka 100 selain itu 50",
        "jika realisasi >= target dan ada(A) maka A + 1 selain itu 0",
    ];
    for way in ["makin tinggi", "makin rendah"] {
        text.push_str(&format!("  {way} : {}\n", dice.pick(&formulas)));
    }
    text.push_str("aturan capaian KataRentang\n");
    text.push_str(dice.pick(&["", "  jika realisasi = target : 100\n", "  jika ada(A) : A\n"]));
    let formulas = ["50", "A", "jika realisasi = target_bawah maka 100 selain itu 70", "A + 1"];
    text.push_str(&format!("  rentang : {}\n", dice.pick(&formulas)));
    text.push_str("aturan capaian Rentang\n");
    let cases = [
        "  jika target_bawah = 0 : 100\n",
        "  jika target_atas = 0 : tidak terdefinisi \"nol\"\n",
        "  jika realisasi >= target_bawah dan realisasi <= target_atas : 100\n",
        "  jika realisasi > 2*target_atas : 50\n",
        "  jika realisasi < target_bawah dan ada(A) : 30\n",
        "  jika tidak ada(target) : realisasi\n",
    ];
    text.push_str(cases[0]);
    (0..dice.below(3)).for_each(|_| text.push_str(dice.pick(&cases)));
    let formulas = [
        "jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu \
         (jika realisasi > target_atas maka (2*target_atas - realisasi) / target_atas * 100 selain itu 100)",
        "jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu 100",
        "min(realisasi / target_bawah; target_atas / (realisasi + 1)) * 100",
        "100",
        "realisasi",
    ];
    text.push_str(&format!("  rentang : {}\n", dice.pick(&formulas)));
    text.push_str(dice.pick(&["", "", "  batas 0..100\n", "  bulat 0 genap\n"]));
    let (low, high) = (dice.below(40), 50 + dice.below(60));
    text.push_str("aturan predikat Pita\n");
    text.push_str(dice.pick(&["", "  bulat 0 biasa\n", "  bulat 1 pangkas\n"]));
    text.push_str(&format!("  .. < {low} : \"rendah\"\n  {low} .. < {high} : \"cukup\"\n"));
    text.push_str(&match dice.below(4) {
        0 => format!("  {high} .. 200 : \"tinggi\"\n"),
        1 => format!("  {} .. 100_000 : \"tinggi\"\n", high + 5),
        _ => format!("  >= {high} : \"tinggi\"\n"),
    });
    text.push_str("aturan predikat Lebar\n  < 0 : \"minus\"\n");
    text.push_str(dice.pick(&["  0 .. 100 : \"biasa\"\n", "  0 .. 500 : \"biasa\"\n", "  >= 0 : \"biasa\"\n"]));
    text.push_str(&format!(
        "aturan konversi Peta\n  < {low} : nilai / 2\n  {low} .. < {high} : nilai\n  >= {high} : nilai * 2\n  terima loncatan \"acak\"\n"
    ));
    text
}

fn formula(dice: &mut Dice, depth: u32, names: &[&'static str]) -> String {
    if depth == 0 {
        return match dice.below(5) {
            0 => format!("{},{}", dice.below(12), dice.below(10)),
            1 => dice.below(9).to_string(),
            _ => dice.pick(names).to_string(),
        };
    }
    let mut part = || formula(dice, depth - 1, names);
    let (a, b) = (part(), part());
    match dice.below(16) {
        0 | 1 => format!("({a} + {b})"),
        2 => format!("({a} - {b})"),
        3 => format!("({a}) * ({b})"),
        4 => format!("({a}) / ({b})"),
        5 => format!("({a}) / (abs({b}) + {})", 1 + dice.below(4)),
        6 => format!("min({a}; {b})"),
        7 => format!("bulat({a}; {})", dice.below(2)),
        8 => format!("abs({a})"),
        9 => format!("(jika {a} {} {b} maka {a} selain itu {})", sign(dice), dice.below(9)),
        10 => format!("(jika {b} {} {} maka ({a}) / ({b}) selain itu {b})", dice.pick(&[">", "<>"]), dice.below(2)),
        11 => format!("Peta({a})"),
        12 => format!("jumlah({a}; {b})"),
        13 => format!("{}({a}; {b})", dice.pick(&["rata_rata", "terkecil", "terbesar", "terakhir", "banyaknya"])),
        14 => format!("(jika ada({a}) maka {a} selain itu {b})"),
        _ => format!("({a})^2"),
    }
}

/// One row for each code: numbers on and off every scale, and every state.
fn data(dice: &mut Dice) -> String {
    let mut text = String::from("kode;tahun;target;realisasi\n");
    for code in ["A", "B", "C", "F", "G", "H", "I", "J", "L", "M"] {
        let mut cell = || match dice.below(12) {
            0 => String::new(),
            1 => "n/a".to_string(),
            2 => "tidak terdefinisi".to_string(),
            3 => "BB".to_string(),
            4 => "0".to_string(),
            5 => dice.pick(&["1", "5", "20", "50", "100", "-20"]).to_string(),
            6 => format!("{},{}", dice.below(120), dice.below(10)),
            _ => dice.below(101).to_string(),
        };
        let (target, value) = (cell(), cell());
        let is_indicator = matches!(code, "I" | "J" | "L" | "M");
        let target = match (is_indicator, dice.below(5)) {
            (false, _) => String::new(),
            (true, 0) => dice.pick(&["40-60", "0-50", "80-80"]).to_string(),
            (true, _) => target,
        };
        if is_indicator || !matches!(code, "F" | "G" | "H") || value.len() % 2 == 0 {
            text.push_str(&format!("{code};2024;{target};{value}\n"));
        }
    }
    for code in ["O", "P"] {
        let words = ["a", "b", "besar", "agak", "cukup", "kecil", "biasa", "dua", "akhir", "", "n/a"];
        text.push_str(&format!("{code};2024;{};{}\n", dice.pick(&words), dice.pick(&words)));
    }
    text
}
