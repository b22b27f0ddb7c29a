//! Every rule tried on every figure.

use super::rule::{Decimals, Down, Recipe, Way};
use super::zero::{WHOLE, Zero};
use super::{By, Case, Given, Inferred, Shown, Told};
use crate::number::{Exact, Places, Rounding};
use std::cmp::Ordering;

/// The rule that explains most printed achievements; none where there is no figure.
pub fn infer(cases: &[Case], given: &Given) -> Option<Inferred> {
    let figures = cases.iter().filter(|case| matches!(case.shown, Shown::Figure(..))).count();
    if figures == 0 {
        return None;
    }
    let table = Tried::of(cases, given);
    let (mut ties, mut best): (Vec<(usize, Recipe)>, usize) = (Vec::new(), 0);
    for rule in candidates(cases, given) {
        let (explained, down) = table.tell(&rule);
        if explained > best {
            (best, ties) = (explained, Vec::new());
        }
        if explained == best {
            ties.push((down, rule));
        }
    }
    // Candidates come plainest first; among them the one that turns fewest indicators round.
    let fewest = ties.iter().map(|(down, _)| *down).min()?;
    let first = ties.iter().position(|(down, _)| *down == fewest)?;
    let rule = ties.remove(first).1;
    let mut all = vec![rule];
    all.extend(ties.into_iter().map(|(_, rule)| rule));
    Some(table.settled(all, figures))
}

impl Inferred {
    /// The same with another of the rules that explain as much.
    pub fn with(&self, rule: Recipe, cases: &[Case], given: &Given) -> Inferred {
        let mut ties = vec![rule.clone()];
        ties.extend(self.ties.iter().filter(|other| **other != rule).cloned());
        Tried::of(cases, given).settled(ties, self.figures)
    }
}

/// The cases with what each formula gives for them, computed once.
struct Tried<'c> {
    cases: &'c [Case],
    given: &'c Given,
    /// The cases of each thing.
    things: Vec<Vec<usize>>,
    up: Vec<Option<Exact>>,
    mirror: Vec<Option<Exact>>,
    inverse: Vec<Option<Exact>>,
}

impl<'c> Tried<'c> {
    fn of(cases: &'c [Case], given: &'c Given) -> Tried<'c> {
        let count = cases.iter().map(|case| case.thing + 1).max().unwrap_or(0).max(given.ways.len());
        let mut things = vec![Vec::new(); count];
        for (at, case) in cases.iter().enumerate() {
            things[case.thing].push(at);
        }
        let all = |way, down| {
            let ratio = |case| Recipe::ratio(down, case, way);
            cases.iter().map(ratio).collect::<Vec<_>>()
        };
        let (up, mirror) = (all(Way::Up, Down::Mirror), all(Way::Down, Down::Mirror));
        Tried { cases, given, things, up, mirror, inverse: all(Way::Down, Down::Inverse) }
    }

    /// How many figures of a thing a rule explains one way; those that divide by zero are no part of it.
    fn counted(&self, rule: &Recipe, thing: usize, way: Way) -> usize {
        let ratios = match (way, rule.down) {
            (Way::Up, _) => &self.up,
            (Way::Down, Down::Mirror) => &self.mirror,
            (Way::Down, Down::Inverse) => &self.inverse,
        };
        let explained = |at: &usize| match (&self.cases[*at].shown, &ratios[*at]) {
            (Shown::Figure(figure, places), Some(ratio)) if !self.cases[*at].target.is_zero() => {
                rule.prints(&rule.bounded(ratio.clone()), figure, *places)
            }
            (Shown::Figure(..) | Shown::Nothing, _) => false,
        };
        self.things[thing].iter().filter(|at| explained(at)).count()
    }

    /// Which way a thing counts by a rule.
    fn way(&self, rule: &Recipe, thing: usize) -> (Told, usize) {
        if let Some(way) = self.given.ways.get(thing).copied().flatten() {
            return (Told { way, by: By::Table }, self.counted(rule, thing, way));
        }
        let (up, down) = (self.counted(rule, thing, Way::Up), self.counted(rule, thing, Way::Down));
        let told = match up.cmp(&down) {
            Ordering::Greater => Told { way: Way::Up, by: By::Figures },
            Ordering::Less => Told { way: Way::Down, by: By::Figures },
            Ordering::Equal if up == 0 => self.nearer(rule, thing),
            Ordering::Equal => Told { way: Way::Up, by: By::Nobody },
        };
        (told, up.max(down))
    }

    /// Which way comes nearer to a figure that neither gives: one that is much nearer.
    fn nearer(&self, rule: &Recipe, thing: usize) -> Told {
        let nobody = Told { way: Way::Up, by: By::Nobody };
        let off = |at: usize, way: Way| {
            let (Shown::Figure(figure, _), false) = (&self.cases[at].shown, self.cases[at].target.is_zero()) else {
                return None;
            };
            let percent = if rule.share { figure.clone() * Exact::HUNDRED } else { figure.clone() };
            Some((rule.achieved(&self.cases[at], way)? - percent).abs())
        };
        let both = |at: &usize| Some((off(*at, Way::Up)?, off(*at, Way::Down)?));
        let Some((up, down)) = self.things[thing].iter().find_map(both) else { return nobody };
        let four = Exact::from(4);
        match (up.clone() * four.clone() < down, down * four < up) {
            (true, _) => Told { way: Way::Up, by: By::Figures },
            (_, true) => Told { way: Way::Down, by: By::Figures },
            (false, false) => nobody,
        }
    }

    /// How many figures a rule explains, and how many things it takes as the lower the better.
    fn tell(&self, rule: &Recipe) -> (usize, usize) {
        let (mut explained, mut down) = (0, 0);
        for thing in 0..self.things.len() {
            let (told, count) = self.way(rule, thing);
            explained += count;
            down += usize::from(told.way == Way::Down);
        }
        (explained, down)
    }

    /// What the first of the rules comes to.
    fn settled(&self, ties: Vec<Recipe>, figures: usize) -> Inferred {
        let rule = ties[0].clone();
        let mut ways: Vec<Told> = (0..self.things.len()).map(|thing| self.way(&rule, thing).0).collect();
        let zero = Zero::of(self.cases, &|thing| ways[thing].way, &rule);
        if zero.falls() {
            // Of a target of 0 less is better, where more gives less.
            let of_zero = |thing: &usize| {
                !self.things[*thing].is_empty() && self.things[*thing].iter().all(|at| self.cases[*at].target.is_zero())
            };
            for thing in (0..ways.len()).filter(of_zero) {
                if ways[thing].by == By::Nobody {
                    ways[thing] = Told { way: Way::Down, by: By::Figures };
                }
            }
        }
        let way = |thing: usize| ways[thing].way;
        let zero_above = self.cases.iter().any(|case| case.target.is_zero() && way(case.thing) == Way::Up);
        let mut wrong = Vec::new();
        for (at, case) in self.cases.iter().enumerate() {
            let Shown::Figure(figure, places) = &case.shown else { continue };
            let is_right = zero.explains(case, way(case.thing), &rule).unwrap_or_else(|| {
                rule.achieved(case, way(case.thing)).is_some_and(|value| rule.prints(&value, figure, *places))
            });
            if !is_right {
                wrong.push(at);
            }
        }
        let telling = |case: &Case| {
            let is_zero = case.target.is_zero() || case.real.is_zero();
            matches!(case.shown, Shown::Figure(..)) && !is_zero && case.target != case.real
        };
        let telling = self.cases.iter().any(telling);
        Inferred { rule, ties, zero, ways, explained: figures - wrong.len(), figures, wrong, zero_above, telling }
    }
}

/// All rules worth trying, the plainest first.
fn candidates(cases: &[Case], given: &Given) -> Vec<Recipe> {
    let figures: Vec<(&Exact, Places)> = cases.iter().filter_map(|case| figure(&case.shown)).collect();
    let shares: &[bool] =
        if figures.iter().all(|(value, _)| value.abs() <= Exact::from(5)) { &[false, true] } else { &[false] };
    let roundings: &[Rounding] = if given.unrounded { &[Rounding::HalfAway] } else { &ROUNDINGS };
    let mut rules = Vec::new();
    for &share in shares {
        let caps = caps(&figures, share);
        for decimals in decimals(&figures, given) {
            for cap in &caps {
                for &rounding in roundings {
                    for down in [Down::Mirror, Down::Inverse] {
                        for floor in [cap.is_some(), cap.is_none()] {
                            rules.push(Recipe { down, cap: cap.clone(), floor, rounding, decimals, share });
                        }
                    }
                }
            }
        }
    }
    rules
}

const ROUNDINGS: [Rounding; 3] = [Rounding::HalfAway, Rounding::HalfEven, Rounding::Truncate];

fn figure(shown: &Shown) -> Option<(&Exact, Places)> {
    match shown {
        Shown::Figure(value, places) => Some((value, *places)),
        Shown::Nothing => None,
    }
}

/// None, those that offices know, and the highest figure where it stands there more than once.
fn caps(figures: &[(&Exact, Places)], share: bool) -> Vec<Option<Exact>> {
    let mut caps: Vec<Option<Exact>> = vec![None];
    caps.extend([100, 110, 120, 150].map(|cap| Some(Exact::from(cap))));
    let highest = figures.iter().map(|(value, _)| *value).max();
    let often = highest.filter(|highest| figures.iter().filter(|(value, _)| value == highest).count() > 1);
    let often = often.map(|value| if share { value.clone() * Exact::HUNDRED } else { value.clone() });
    caps.extend(often.filter(|cap| cap.is_integer() && *cap >= Exact::HUNDRED).map(Some));
    let mut seen = Vec::new();
    caps.retain(|cap| {
        !seen.contains(cap) && {
            seen.push(cap.clone());
            true
        }
    });
    caps
}

/// The decimals of the column: as many as the longest shows; fewer where the last are all 0; else those of each.
fn decimals(figures: &[(&Exact, Places)], given: &Given) -> Vec<Decimals> {
    if given.unrounded {
        return vec![Decimals::Unrounded];
    }
    let most = figures.iter().map(|(_, places)| *places).max().unwrap_or(WHOLE);
    let holds = |places: Places| figures.iter().all(|(value, _)| value.round(places, Rounding::Truncate) == **value);
    let needed = (0..most.get()).filter_map(Places::new).find(|places| holds(*places));
    let mut all = vec![Decimals::Column(most)];
    all.extend(needed.map(Decimals::Column));
    if figures.iter().any(|(_, places)| *places != most) {
        all.push(Decimals::Own);
    }
    all
}
