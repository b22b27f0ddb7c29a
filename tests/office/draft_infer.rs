//! The rule behind printed achievements: what figures tell, and what they leave open.

use takar::draft::infer::{By, Case, Decimals, Down, Given, Inferred, Outcome, Recipe, Shown, Way, infer};
use takar::number::{Exact, Places, Rounding};

fn exact(text: &str) -> Exact {
    Exact::from(takar::number::parse_decimal(text).expect("a number"))
}

fn places(count: i32) -> Places {
    Places::new(count).expect("decimals")
}

fn case(thing: usize, target: &str, real: &str, shown: &str) -> Case {
    let decimals = shown.split_once('.').map_or(0, |(_, digits)| digits.len());
    let shown = match shown {
        "-" => Shown::Nothing,
        figure => Shown::Figure(exact(figure), places(i32::try_from(decimals).expect("few"))),
    };
    Case { thing, target: exact(target), real: exact(real), shown }
}

fn cases(rows: &[(&str, &str, &str)]) -> Vec<Case> {
    rows.iter().enumerate().map(|(at, (target, real, shown))| case(at, target, real, shown)).collect()
}

fn told(rows: &[(&str, &str, &str)]) -> Inferred {
    infer(&cases(rows), &Given::default()).expect("figures")
}

#[test]
fn a_figure_above_the_cap_tells_it() {
    let rule = told(&[("80", "84", "105.00"), ("10", "14", "120.00"), ("73.5", "73.48", "99.97")]);
    assert_eq!((rule.explained, rule.figures), (3, 3));
    assert_eq!(rule.rule.cap, Some(exact("120")));
    assert!(rule.others(|rule| rule.cap.clone()).is_empty(), "105 is over 100 and 110 is less than 140");
    assert_eq!(rule.rule.decimals, Decimals::Column(places(2)));
}

#[test]
fn no_figure_above_a_hundred_leaves_the_cap_open() {
    let rule = told(&[("73.5", "73.48", "99.97"), ("8.7", "8.3", "95.40")]);
    assert_eq!((rule.rule.cap.clone(), rule.wrong.len()), (None, 0));
    let open: Vec<Option<Exact>> = rule.others(|rule| rule.cap.clone());
    assert_eq!(open, ["100", "110", "120", "150"].map(|cap| Some(exact(cap))));
}

#[test]
fn both_formulas_of_the_lower_the_better() {
    let mirror = told(&[("10", "12", "80.00"), ("50", "40", "80.00"), ("8", "10", "75.00")]);
    assert_eq!(mirror.rule.down, Down::Mirror);
    let ways: Vec<(Way, By)> = mirror.ways.iter().map(|told| (told.way, told.by)).collect();
    assert_eq!(ways, [(Way::Down, By::Figures), (Way::Up, By::Figures), (Way::Down, By::Figures)]);
    let inverse = told(&[("10", "12", "83.33"), ("50", "40", "80.00"), ("8", "10", "80.00")]);
    assert_eq!(inverse.rule.down, Down::Inverse);
    assert!(inverse.others(|rule| rule.down).is_empty());
}

#[test]
fn cut_figures_are_not_rounded_ones() {
    let cut = told(&[("3", "2", "66.66"), ("7", "6", "85.71"), ("9", "5", "55.55")]);
    assert_eq!((cut.rule.rounding, cut.wrong.len()), (Rounding::Truncate, 0));
    // 1/8 = 12,5 and 3/8 = 37,5: half to even gives 12 and 38.
    let even = told(&[("8", "1", "12"), ("8", "3", "38"), ("3", "2", "67")]);
    assert_eq!((even.rule.rounding, even.wrong.len()), (Rounding::HalfEven, 0));
}

#[test]
fn decimals_of_the_column_or_of_each_figure() {
    let trimmed = told(&[("80", "76", "95"), ("3", "2", "66.67"), ("4", "3", "75")]);
    assert_eq!(trimmed.rule.decimals, Decimals::Column(places(2)));
    let own = told(&[("73.5", "73.48", "100"), ("3", "2", "66.7"), ("7", "6", "85.71")]);
    assert_eq!((own.rule.decimals, own.wrong.len()), (Decimals::Own, 0));
    let whole = told(&[("73.5", "73.48", "100.00"), ("3", "2", "67.00"), ("7", "6", "86.00")]);
    assert_eq!((whole.rule.decimals, whole.wrong.len()), (Decimals::Column(places(0)), 0));
}

#[test]
fn zeros_do_what_most_of_them_do() {
    let rule =
        told(&[("0", "0", "100.00"), ("0", "0", "100.00"), ("0", "3", "-"), ("4", "3", "75.00"), ("0", "0", "0.00")]);
    assert_eq!(rule.zero.both, Some(Outcome::Percent(exact("100"))));
    assert_eq!(rule.zero.target, Some(Outcome::Undefined));
    assert_eq!(rule.wrong, [4]);
    assert_eq!((rule.explained, rule.figures), (3, 4));
}

#[test]
fn nothing_is_told_where_targets_are_realisations() {
    let rule = told(&[("100", "100", "100.00"), ("12", "12", "100.00")]);
    assert!(!rule.telling);
    assert!(rule.ways.iter().all(|told| told.by == By::Nobody));
}

#[test]
fn a_share_is_printed_for_percent() {
    let rule = told(&[("73.5", "73.48", "1.00"), ("8.7", "8.3", "0.95"), ("4", "3", "0.75")]);
    assert!(rule.rule.share);
    assert_eq!(rule.wrong.len(), 0);
}

#[test]
fn unrounded_figures_lose_their_last_digits() {
    let rows = cases(&[("12", "10", "83.333333333333"), ("16", "14", "87.5"), ("1200", "1190", "99.166666666667")]);
    let given = Given { unrounded: true, ..Given::default() };
    let rule = infer(&rows, &given).expect("figures");
    assert_eq!((rule.rule.decimals, rule.explained), (Decimals::Unrounded, 3));
}

/// What an office would print, worked out here once more.
fn printed(rule: &Recipe, zero: &[Shown; 2], target: i128, real: i128, way: Way, decimals: i32) -> Shown {
    let (t, r) = (Exact::ratio(target, 100).expect("not 0"), Exact::ratio(real, 100).expect("not 0"));
    if target == 0 {
        return zero[usize::from(real != 0)].clone();
    }
    let hundred = Exact::from(100);
    let value = match (way, rule.down) {
        (Way::Up, _) => Exact::ratio(real, target),
        (Way::Down, Down::Mirror) => (Exact::from(2) * t.clone() - r).checked_div(&t),
        (Way::Down, Down::Inverse) => Exact::ratio(target, real),
    };
    let Some(value) = value.map(|value| value * hundred) else { return Shown::Nothing };
    let value = match &rule.cap {
        Some(cap) => value.min(cap.clone()),
        None => value,
    };
    let value = if rule.floor { value.max(Exact::ZERO) } else { value };
    Shown::Figure(value.round(places(decimals), rule.rounding), places(decimals))
}

/// Random tables of random rules: the rule drawn is found, or stands among those that explain as much.
#[test]
fn random_rules_are_found_again() {
    let mut draw = Draw(0x5eed_1e55);
    for round in 0..300 {
        let decimals = i32::try_from(draw.below(5)).expect("few");
        let caps = [None, Some(100), Some(110), Some(120), Some(150)];
        let cap = caps[draw.below(5)].map(Exact::from);
        let rule = Recipe {
            down: [Down::Mirror, Down::Inverse][draw.below(2)],
            floor: draw.below(2) == 0,
            cap,
            rounding: [Rounding::HalfAway, Rounding::HalfEven, Rounding::Truncate][draw.below(3)],
            decimals: Decimals::Column(places(decimals)),
            share: false,
        };
        let hundred = Shown::Figure(Exact::from(100), places(decimals));
        let zero = if draw.below(2) == 0 { [hundred, Shown::Nothing] } else { [Shown::Nothing, Shown::Nothing] };
        let count = 4 + draw.below(30);
        let ways: Vec<Way> = (0..count).map(|_| if draw.below(3) == 0 { Way::Down } else { Way::Up }).collect();
        let wide = draw.below(2) == 0;
        let mut cases: Vec<Case> = ways
            .iter()
            .enumerate()
            .map(|(thing, way)| {
                let target =
                    if draw.below(12) == 0 { 0 } else { 1 + draw.below(if wide { 20_000 } else { 900 }) as i128 };
                let real = (target * (20 + draw.below(170) as i128)) / 100;
                let shown = printed(&rule, &zero, target, real, *way, decimals);
                let ratio = |part| Exact::ratio(part, 100).expect("hundredths");
                Case { thing, target: ratio(target), real: ratio(real), shown }
            })
            .collect();
        let mut planted = Vec::new();
        for (at, case) in cases.iter_mut().enumerate() {
            if draw.below(100) >= 12 || planted.len() * 5 >= count {
                continue;
            }
            let Shown::Figure(value, _) = &mut case.shown else { continue };
            // Another last digit or two digits turned: never the figure that stood there.
            let step = Exact::ratio(1 + draw.below(700) as i128, 10_i128.pow(decimals as u32)).expect("a step");
            *value = value.clone() + step;
            planted.push(at);
        }
        let Some(found) = infer(&cases, &Given::default()) else { continue };
        let drawn = explained(&cases, &ways, &rule, &zero, decimals);
        assert!(found.explained >= drawn, "round {round}: {rule:?} explains {drawn}, found {found:?}");
        if found.explained == drawn {
            assert!(found.ties.contains(&rule), "round {round}: {rule:?} is not among {:#?}", found.ties);
            let wrong: Vec<usize> = planted.iter().copied().filter(|at| !found.wrong.contains(at)).collect();
            assert!(wrong.len() * 4 <= planted.len().max(4), "round {round}: {wrong:?} of {planted:?} are believed");
        }
    }
}

fn explained(cases: &[Case], ways: &[Way], rule: &Recipe, zero: &[Shown; 2], decimals: i32) -> usize {
    let is_right = |case: &&Case| {
        let (Some(target), Some(real)) = (hundredths(&case.target), hundredths(&case.real)) else { return false };
        matches!(case.shown, Shown::Figure(..))
            && printed(rule, zero, target, real, ways[case.thing], decimals) == case.shown
    };
    cases.iter().filter(is_right).count()
}

fn hundredths(value: &Exact) -> Option<i128> {
    (value.clone() * Exact::from(100)).small_ratio().map(|(whole, _)| whole)
}

/// Numbers that look random and are the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("small")
    }
}
