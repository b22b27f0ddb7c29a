//! Shares of one thing in another, weighted, taken from one, in halves: written with names, weights and divisors of every
//! kind, in every place. What is shown is what the formula means in plain fractions, or it is refused; and so it stays when
//! what a message proposes is done.

use crate::dice::Dice;
use crate::hundreds::shown;
use crate::sample;
use std::collections::BTreeMap;
use takar::diagnostic::apply_edits;
use takar::number::Exact;
use takar::program::Role;

/// A formula, the share that is meant by it, and how many times that its terms come to in plain fractions, `60%` being 0,6.
#[derive(Debug, Clone)]
struct Part {
    text: String,
    share: Exact,
    times: Vec<Exact>,
    /// A sum outside brackets.
    is_open: bool,
}

/// What stands before the formula, and in the data.
#[derive(Debug, Default, Clone)]
struct Around {
    rules: String,
    data: String,
    names: usize,
}

const REALISED: i64 = 30;
const TARGET: i64 = 50;
/// Quotients of what is declared: 20 of 80, 9 of 12.
const THINGS: [(&str, i64); 3] = [("P", 20), ("Q", 80), ("B", 9)];

impl Part {
    fn new(text: impl Into<String>, share: Exact, times: Exact) -> Part {
        Part { text: text.into(), share, times: vec![times], is_open: false }
    }

    /// The same, written otherwise.
    fn written(&self, text: impl Into<String>) -> Part {
        Part { text: text.into(), is_open: false, ..self.clone() }
    }

    /// So many times more, by what is written behind or before it.
    fn times(&self, text: impl Into<String>, by: &Exact) -> Part {
        Part { times: self.times.iter().map(|one| one * by).collect(), ..self.written(text) }
    }

    /// Terms of one formula, which come to this share.
    fn joined(text: impl Into<String>, share: Exact, terms: &[&Part]) -> Part {
        let times = terms.iter().flat_map(|one| one.times.clone()).collect();
        Part { text: text.into(), share, times, is_open: true }
    }

    /// In brackets where a sign behind it would take only its end.
    fn closed(&self) -> String {
        if self.is_open { format!("({})", self.text) } else { self.text.clone() }
    }
}

fn exact(value: i64) -> Exact {
    Exact::from(value)
}

fn over(value: &Exact, by: &Exact) -> Exact {
    value.checked_div(by).expect("no zero")
}

impl Around {
    /// A number of a hundred as planners keep it: written, named, with a unit, in the data.
    fn number(&mut self, value: i64, how: u64) -> Part {
        self.names += 1;
        let name = format!("W{}", self.names);
        let (rules, data, times) = match how {
            0 => (None, value.to_string(), 100),
            1 => (None, format!("{value}%"), 1),
            2 => (None, format!("{}", value as f64 / 100.0).replace('.', ","), 1),
            3 => (Some(format!("{name} = {value}\n")), String::new(), 100),
            4 => (Some(format!("{name} = {value}%\n")), String::new(), 1),
            5 => (Some(format!("{name} = {value} / 100\n")), String::new(), 1),
            6 => (Some(format!("besaran {name}\n  satuan nilai\n  rumus {value}\n")), String::new(), 100),
            7 => (Some(format!("besaran {name}\n  satuan persen\n  rumus {value}%\n")), String::new(), 1),
            8 => (Some(format!("besaran {name}\n")), value.to_string(), 100),
            9 => (Some(format!("besaran {name}\n  satuan nilai\n")), value.to_string(), 100),
            _ => (Some(format!("besaran {name}\n  satuan persen\n")), format!("{value}%"), 1),
        };
        let share = over(&exact(value), &Exact::HUNDRED);
        let Some(rules) = rules else { return Part::new(data, share, exact(times)) };
        self.rules += &rules;
        if !data.is_empty() {
            self.data += &format!("{name};;{data}\n");
        }
        Part::new(name, share, exact(times))
    }

    /// A formula under a name of its own.
    fn named(&mut self, part: &Part, unit: Option<&str>) -> Part {
        self.names += 1;
        let name = format!("N{}", self.names);
        self.rules += &match unit {
            None => format!("{name} = {}\n", part.text),
            Some(unit) => format!("besaran {name}\n  satuan {unit}\n  rumus {}\n", part.text),
        };
        part.written(name)
    }

    /// A share: one thing over another, in one of the ways that make percent of it or leave that to what is behind it.
    fn share(&mut self, dice: &mut Dice, at: &Setting) -> Part {
        let is_own = at.place == Place::Rule && dice.one_in(2);
        let is_of_twelve = at.is_of_twelve && !if is_own { at.is_own_percent } else { at.is_percent };
        let (above, below, share) = match (is_own, is_of_twelve) {
            (false, false) => ("P", "Q".to_string(), over(&exact(20), &exact(80))),
            (false, true) => ("B", self.twelve(dice), over(&exact(9), &exact(12))),
            (true, false) => ("realisasi", "target".into(), over(&exact(REALISED), &exact(TARGET))),
            (true, true) => ("realisasi", self.twelve(dice), over(&exact(REALISED), &exact(12))),
        };
        let (text, times) = match at.way {
            0..=2 => (format!("{above} / {below}"), 1),
            3 => (format!("{above} / {below} * 100"), 100),
            4 => (format!("{above} / {below} * 100%"), 1),
            5 => (format!("100 * {above} / {below}"), 100),
            6 => (format!("{above} * 100 / {below}"), 100),
            _ => (format!("{above} * 100% / {below}"), 1),
        };
        let part = Part::new(text, share, exact(times));
        match dice.below(8) {
            0 | 1 if !is_own => self.named(&part, None),
            2 if !is_own && times == 1 && part.text.contains('%') => self.named(&part, Some("persen")),
            // One weight of `nilai` times another such value is in no unit that has a word.
            3 if !is_own && times == 100 && !at.has_weights => self.named(&part, Some("nilai")),
            4 => part.written(format!("({})", part.text)),
            _ => part,
        }
    }

    /// Twelve, of which something is counted.
    fn twelve(&mut self, dice: &mut Dice) -> String {
        match dice.below(5) {
            1 => {
                self.names += 1;
                self.rules += &format!("C{} = 12\n", self.names);
                format!("C{}", self.names)
            }
            2 => "(3 * 4)".into(),
            _ => "12".into(),
        }
    }

    /// A share taken times a weight.
    fn weighted(&mut self, dice: &mut Dice, weight: &Part, share: &Part) -> Part {
        let product = Part { share: &weight.share * &share.share, ..share.clone() };
        let (text, of, own) = (&weight.text, share.closed(), &weight.times[0]);
        let part = match dice.below(if *own == Exact::ONE { 5 } else { 8 }) {
            0..=2 => product.times(format!("{text} * {of}"), own),
            3 | 4 => product.times(format!("{of} * {text}"), own),
            5 => product.times(format!("{text} / 100 * {of}"), &(own * &Exact::HUNDREDTH)),
            6 => product.times(format!("{of} * {text} / 100"), &(own * &Exact::HUNDREDTH)),
            _ => product.times(format!("{of} / 100 * {text}"), &(own * &Exact::HUNDREDTH)),
        };
        if dice.one_in(8) && !part.text.contains("realisasi") { self.named(&part, None) } else { part }
    }

    /// A mean of two shares by weights of one kind.
    fn mean(&mut self, dice: &mut Dice, at: &Setting) -> Part {
        let (how, first) = (dice.below(11), dice.pick(&[60, 50, 30]));
        let at = &Setting { has_weights: true, ..*at };
        let weights = [self.number(first, how), self.number(100 - first, how)];
        let shares = [self.share(dice, at), self.share(dice, at)];
        let way = dice.0;
        let terms = [0, 1].map(|at| {
            // Both terms are written alike.
            dice.0 = way;
            self.weighted(dice, &weights[at], &shares[at])
        });
        let [a, b] = &terms;
        let text = match dice.one_in(6) {
            true => format!("(jumlah({}; {}))", a.text, b.text),
            false => format!("{} + {}", a.text, b.text),
        };
        let sum = Part::joined(text, &a.share + &b.share, &[a, b]);
        if !dice.one_in(4) {
            return sum;
        }
        let total = over(&Exact::ONE, &weights[0].times[0]);
        sum.times(format!("{} / ({} + {})", sum.closed(), weights[0].text, weights[1].text), &total)
    }

    /// What is meant, in every way that it is worked out.
    fn formula(&mut self, dice: &mut Dice, at: &Setting) -> Part {
        let part = match dice.below(8) {
            0..=3 => self.mean(dice, at),
            4 => {
                let share = self.share(dice, at);
                let (text, value, times) =
                    dice.pick(&[("1", 1, 1), ("100", 1, 100), ("100%", 1, 1), ("200", 2, 100), ("200%", 2, 1)]);
                let one = Part::new(text, exact(value), exact(times));
                let is_off = dice.one_in(2);
                let sum = if is_off { &one.share - &share.share } else { &one.share + &share.share };
                Part::joined(format!("{text} {} {}", if is_off { "-" } else { "+" }, share.text), sum, &[&one, &share])
            }
            5 => {
                let (above, below, values) = match at.place {
                    Place::Rule => ("realisasi", "target", [REALISED, TARGET]),
                    _ => ("P", "Q", [20, 80]),
                };
                let share = &exact(2) - &over(&exact(values[0]), &exact(values[1]));
                let (text, times) = match dice.below(4) {
                    0 => (format!("((2 * {below} - {above}) / {below})"), 1),
                    1 => (format!("1 + ({below} - {above}) / {below}"), 1),
                    2 => (format!("100 - ({above} - {below}) / {below} * 100"), 100),
                    _ => (format!("(({below} - ({above} - {below})) / {below})"), 1),
                };
                Part { is_open: true, ..Part::new(text, share, exact(times)) }
            }
            6 => {
                let [a, b] = [self.share(dice, at), self.share(dice, at)];
                let text = match dice.below(3) {
                    0 => format!("({} + {}) / 2", a.text, b.text),
                    1 => format!("rata_rata({}; {})", a.text, b.text),
                    _ => format!("0,5 * ({} + {})", a.text, b.text),
                };
                Part { is_open: false, ..Part::joined(text, over(&(&a.share + &b.share), &exact(2)), &[&a, &b]) }
            }
            _ => self.share(dice, at),
        };
        let behind = |text: &str, by: &Exact| part.times(format!("{}{text}", part.closed()), by);
        let part = match dice.below(16) {
            0..=5 => part,
            6 | 7 => behind(" / 100", &Exact::HUNDREDTH),
            8 | 9 => behind(" * 100", &Exact::HUNDRED),
            10 | 11 => behind(" * 100%", &Exact::ONE),
            12 => behind(" / 100 * 100", &Exact::ONE),
            13 => behind(" * 1%", &Exact::HUNDREDTH),
            14 => behind(" / 1%", &Exact::HUNDRED),
            _ => {
                // What the data say of a number without a unit nobody knows before.
                let how = dice.pick(&[0, 1, 3, 4, 5, 6, 7, 9, 10]);
                let whole = self.number(100, how);
                match dice.one_in(2) {
                    true => behind(&format!(" * {}", whole.text), &whole.times[0]),
                    false => behind(&format!(" / {}", whole.text), &over(&Exact::ONE, &whole.times[0])),
                }
            }
        };
        if at.place != Place::Rule && dice.one_in(6) { self.named(&part, None) } else { part }
    }
}

/// Where the formula stands.
struct Setting {
    place: Place,
    /// The things are in percent.
    is_percent: bool,
    /// What the rule speaks of is.
    is_own_percent: bool,
    /// Something is counted of twelve.
    is_of_twelve: bool,
    /// How a share is written.
    way: u64,
    /// It is weighted.
    has_weights: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A rule of achievement.
    Rule,
    /// The achievement of a group.
    Group,
    /// A quantity in percent.
    Quantity,
    /// What a rule of conversion takes, beside bands in percent.
    Converted,
}

/// A package, the formula in it, what it means in percent, and the number that is to be shown.
struct Case {
    rules: String,
    data: String,
    wanted: Exact,
    role: Role,
}

fn case(dice: &mut Dice) -> Option<Case> {
    let place = dice.pick(&[Place::Rule, Place::Rule, Place::Group, Place::Quantity, Place::Converted]);
    let mut around = Around::default();
    let [unit, own] = [0, 1].map(|_| dice.pick(&["", "orang", "nilai", "persen"]));
    let at = Setting {
        place,
        is_percent: unit == "persen",
        is_own_percent: own == "persen",
        is_of_twelve: dice.one_in(3),
        way: dice.below(8),
        has_weights: false,
    };
    let part = around.formula(dice, &at);
    // What comes to a hundredth of it, or a hundred times more, means nothing; nor does a share beside a percent number.
    let is_one = part.times.windows(2).all(|two| two[0] == two[1]);
    if !is_one || ![Exact::ONE, Exact::HUNDRED].contains(&part.times[0]) {
        return None;
    }
    let percent = &part.share * &Exact::HUNDRED;
    let declared = |unit: &str| if unit.is_empty() { String::new() } else { format!("  satuan {unit}\n") };
    let mut rules = "paket \"P\"\n  tahun 2024\ndata \"d.csv\"\n".to_string();
    let mut data = "kode;target;realisasi\n".to_string();
    for (name, value) in THINGS {
        rules += &format!("besaran {name}\n{}  skala > 0\n", declared(unit));
        data += &format!("{name};;{value}{}\n", if at.is_percent { "%" } else { "" });
    }
    rules += &around.rules;
    data += &around.data;
    let text = &part.text;
    let role = match place {
        Place::Rule => {
            rules += &format!("indikator F\n{}  arah makin tinggi\n  capaian C\n", declared(own));
            let sign = if at.is_own_percent { "%" } else { "" };
            data += &format!("F;{TARGET}{sign};{REALISED}{sign}\n");
            rules +=
                &format!("aturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : {text}\n");
            Role::Achievement
        }
        Place::Group => {
            rules += &format!("kelompok F\n  anggota P\n  capaian {text}\n");
            Role::Achievement
        }
        Place::Quantity => {
            rules += &format!("besaran F\n  satuan persen\n  rumus {text}\n");
            Role::Value
        }
        Place::Converted => {
            let floor = |value: Exact| value.to_big().floor().to_integer();
            let (low, high) = (floor(&percent - &Exact::ONE), floor(&percent + &exact(2)));
            rules += &format!(
                "aturan konversi Kv\n  < {low}% : 1\n  {low}% .. {high}% : 2\n  > {high}% : 3\n  terima loncatan \"ya\"\nF = Kv({text})\n"
            );
            Role::Value
        }
    };
    let wanted = if place == Place::Converted { exact(2) } else { percent };
    Some(Case { rules, data, wanted, role })
}

/// How a formula ends, by whatever mends, and after how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Right,
    /// Refused, without a mend or after too many.
    Dead,
    Wrong,
}

fn ends(rules: &str, case: &Case, steps: usize, found: &mut Vec<(End, usize)>) {
    match shown(rules, &case.data, "F", case.role) {
        Ok((value, _)) if value == case.wanted => found.push((End::Right, steps)),
        Ok(_) => found.push((End::Wrong, steps)),
        Err(mends) if mends.is_empty() || steps > 2 => found.push((End::Dead, steps)),
        Err(mends) => mends.iter().for_each(|edits| ends(&apply_edits(rules, edits), case, steps + 1, found)),
    }
}

#[test]
fn shares_with_names_are_what_they_mean_or_refused() {
    let (mut dice, mut seen) = (Dice(1_000_003), BTreeMap::new());
    for _ in 0..sample::of(300, 4000) {
        let Some(case) = case(&mut dice) else { continue };
        let mut found = Vec::new();
        ends(&case.rules, &case, 0, &mut found);
        let any = |end: End| found.iter().any(|(one, _)| *one == end);
        assert_ne!(found[0], (End::Wrong, 0), "wanted {:?}\n{}\n{}", case.wanted, case.rules, case.data);
        let kind = match () {
            () if found[0] == (End::Right, 0) => "shown",
            () if any(End::Right) => "mended",
            () if any(End::Wrong) => "mended wrong",
            () => "without a mend",
        };
        *seen.entry(kind).or_insert(0) += 1;
    }
    println!("{seen:?}");
    let count = |kind| seen.get(kind).copied().unwrap_or(0);
    assert!(count("shown") > sample::of(50, 800) && count("mended") > sample::of(30, 500), "{seen:?}");
    // Of what is refused, hardly anything is led astray.
    assert!(count("mended wrong") * 20 <= count("mended"), "{seen:?}");
}
