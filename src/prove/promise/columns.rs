//! The data that a promise is about: each column with everything it may hold, and the parts it is divided into.

use super::years::StandsFor;
use crate::data::{Field, State};
use crate::eval::Value;
use crate::number::{Bound, Exact, Interval, Places, Rounding};
use crate::plan::{Input, Plan, SlotId};
use crate::program::grids::usual_step;
use crate::program::units::Unit;
use crate::program::{Definition, NameId, Program};
use crate::prove::ground::{is_endless, possible_input};
use crate::prove::occurs::Held;
use crate::range::{Lacks, Possible};
use crate::seek::{FARTHEST, Grid, Stretch};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// A data column, or the three cells of a target.
#[derive(Debug)]
pub struct Column {
    pub of: Input,
    pub unit: Unit,
    /// The cell; for a target, that of the whole, if anything reads it.
    pub whole: Option<SlotId>,
    /// The ends of a target, as far as anything reads them.
    pub ends: [Option<SlotId>; 2],
    /// Whether it is a target that may be a range.
    pub may_be_range: bool,
    /// What it may hold.
    pub holds: Holds,
}

/// What a column may hold besides nothing.
#[derive(Debug)]
pub enum Holds {
    /// Numbers, and ranges of them in a target.
    Numbers(Entry),
    /// One of some words.
    Words(Vec<Arc<str>>),
    /// Not distinguished; and what it holds in made-up data.
    Any(Possible, Held),
}

/// The numbers that a column may hold.
#[derive(Debug)]
pub struct Entry {
    pub scale: Interval,
    /// The values of made-up data; all possible ones if the rules state a `langkah`.
    pub grid: Grid,
    /// Whether other values lie between those of the grid.
    pub dense: bool,
}

/// A part of what a column may hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    All,
    Numbers(Stretch),
    /// Targets that are ranges, by their two ends.
    Range(Stretch, Stretch),
    /// Words, by their ranks.
    Words(usize, usize),
    /// *belum diisi*
    Blank,
    /// *tidak berlaku*
    Absent,
}

/// What a column holds in made-up data.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// A multiple of the step.
    Number(i64),
    /// A range target.
    Range(i64, i64),
    /// A word, by its rank.
    Word(usize),
    /// Nothing.
    Missing(State),
    /// Not distinguished.
    Fixed,
}

/// The columns that a goal depends on, in plan order. `stands` says what the years of the plan represent.
pub fn columns(
    program: &Program,
    plan: &Plan,
    goal: SlotId,
    endless: &HashSet<NameId>,
    stands: &StandsFor,
) -> Vec<Column> {
    let mut found: BTreeMap<(SlotId, Arc<str>), Column> = BTreeMap::new();
    let mut targets: BTreeMap<(Arc<str>, crate::program::When), (SlotId, Arc<str>)> = BTreeMap::new();
    for slot in plan.under(&[goal], &[]) {
        let Some(of) = plan.slot(slot).op.input() else { continue };
        let end = match of.field {
            Field::TargetLow => Some(0),
            Field::TargetHigh => Some(1),
            Field::Value | Field::Target | Field::Budget | Field::Spent | Field::Extra(_) => None,
        };
        let mut key = (slot, of.code.clone());
        if end.is_some() || of.field == Field::Target {
            key = targets.entry((of.code.clone(), of.when)).or_insert(key).clone();
        }
        let column = found.entry(key).or_insert_with(|| Column {
            of: if end.is_some() { Input { field: Field::Target, ..of.clone() } } else { of.clone() },
            unit: plan.slot(slot).unit.clone(),
            whole: None,
            ends: [None, None],
            may_be_range: may_be_range(program, of),
            holds: holds(program, plan.year, of, endless, stands),
        });
        match end {
            Some(at) => column.ends[at] = Some(slot),
            None => column.whole = Some(slot),
        }
    }
    found.into_values().collect()
}

fn may_be_range(program: &Program, of: &Input) -> bool {
    let name = program.by_code.get(&*of.code);
    let definition = name.and_then(|name| program.version(*name, of.when.year));
    definition.is_some_and(|definition| program.has_range_target(definition))
}

/// Whether rules compute what a cell would hold: what is reported in its place is not part of what is proved about the
/// rules.
fn is_computed(definition: &Definition, field: &Field) -> bool {
    match field {
        Field::Value => definition.formula.is_some(),
        Field::Target | Field::TargetLow | Field::TargetHigh => {
            definition.kind.indicator().is_some_and(|indicator| indicator.target.is_some())
        }
        Field::Budget | Field::Spent | Field::Extra(_) => false,
    }
}

/// Whether data may give it: quarters only if the rules say how they are combined into a year.
fn has_place(program: &Program, definition: &Definition, of: &Input) -> bool {
    let says_way = |column: &str| program.fields.iter().any(|one| one.name == column && one.quarters.is_some());
    of.when.quarter.is_none()
        || match &of.field {
            Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh => definition.quarters.is_some(),
            Field::Budget | Field::Spent => true,
            Field::Extra(column) => definition.quarters.is_some() || says_way(column),
        }
}

fn holds(program: &Program, year: i32, of: &Input, endless: &HashSet<NameId>, stands: &StandsFor) -> Holds {
    let blank = || Err(State::NotFilled);
    let possible = possible_input(program, endless, year, of);
    let Some(&name) = program.by_code.get(&*of.code) else {
        return match of.field {
            Field::Value => {
                let years = Possible::numbers(possible.numbers.intersect(&stands.years_of(of.when.year)));
                Holds::Any(years, Ok(Value::Number(Exact::from(i64::from(of.when.year)))))
            }
            Field::Target | Field::TargetLow | Field::TargetHigh | Field::Budget | Field::Spent | Field::Extra(_) => {
                Holds::Any(possible, blank())
            }
        };
    };
    if is_endless(program, endless, year, of) {
        return Holds::Any(possible, blank());
    }
    let definition = program.version(name, of.when.year);
    let nowhere = |definition: &Definition| is_computed(definition, &of.field) || !has_place(program, definition, of);
    if stands.is_beyond(of.when.year) || definition.is_some_and(nowhere) {
        return Holds::Any(Possible::NOTHING.lacking(Lacks { not_filled: true, ..Lacks::NONE }), blank());
    }
    if !possible.words.is_empty() && !possible.any_word {
        return Holds::Words(possible.words);
    }
    match definition.and_then(|definition| entry(definition, of, &possible.numbers)) {
        Some(entry) if possible.numbers != Interval::EMPTY => Holds::Numbers(entry),
        // No multiple of its step lies on its scale.
        _ if !possible.has_value() => {
            let nothing = Lacks { not_filled: true, not_applicable: true, ..Lacks::NONE };
            Holds::Any(Possible::NOTHING.lacking(nothing), blank())
        }
        _ => Holds::Any(possible, blank()),
    }
}

fn entry(definition: &Definition, of: &Input, scale: &Interval) -> Option<Entry> {
    let (step, dense) = match (&of.field, definition.step) {
        (Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh, Some(step)) => (Exact::from(step), false),
        (Field::Budget | Field::Spent, _) => (Exact::ONE, true),
        (Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh | Field::Extra(_), _) => {
            (usual_step(scale), true)
        }
    };
    Some(Entry { scale: scale.clone(), grid: Grid::new(step, scale)?, dense })
}

/// Whether a cell can only be this: a computed cell, which is never typed in, or the year itself.
fn is_only(possible: &Possible, held: &Held) -> bool {
    let not_filled = Lacks { not_filled: true, ..Lacks::NONE };
    match held {
        _ if possible.has_words() => false,
        Ok(Value::Number(number)) => {
            possible.numbers == Interval::point(number.clone()) && possible.lacks == Lacks::NONE
        }
        Err(State::NotFilled) => possible.numbers.is_empty() && possible.lacks == not_filled,
        Ok(_) | Err(_) => false,
    }
}

impl Column {
    pub fn is_target(&self) -> bool {
        self.of.field == Field::Target
    }

    /// All its slots.
    pub fn slots(&self) -> impl Iterator<Item = SlotId> {
        self.whole.into_iter().chain(self.ends.into_iter().flatten())
    }

    /// Its slots, in the order of [`Column::slots`], each with its value.
    fn with<T>(&self, whole: T, ends: [T; 2]) -> Vec<(SlotId, T)> {
        let ends = self.ends.into_iter().zip(ends).filter_map(|(slot, end)| Some((slot?, end)));
        self.whole.map(|slot| (slot, whole)).into_iter().chain(ends).collect()
    }

    /// What each slot can be in a part. The ends of a target are only filled if it is a range.
    pub fn possible(&self, part: &Part) -> Vec<(SlotId, Possible)> {
        let lacks = |lacks: Lacks| Possible::NOTHING.lacking(lacks);
        let blank = Lacks { not_filled: true, ..Lacks::NONE };
        let absent = Lacks { not_applicable: true, ..Lacks::NONE };
        let with = |whole: Possible, ends: [Possible; 2]| self.with(whole, ends);
        let no_ends = || [lacks(blank), lacks(blank)];
        match (part, &self.holds) {
            (Part::Blank, _) => with(lacks(blank), no_ends()),
            (Part::Absent, _) => with(lacks(absent), no_ends()),
            (_, Holds::Any(possible, _)) => with(possible.clone(), [possible.clone(), possible.clone()]),
            (Part::Words(from, to), Holds::Words(words)) => {
                with(Possible { words: words[*from..=*to].to_vec(), ..Possible::NOTHING }, no_ends())
            }
            (_, Holds::Words(words)) => with(Possible { words: words.clone(), ..lacks(blank | absent) }, no_ends()),
            (Part::Numbers(run), Holds::Numbers(entry)) => with(Possible::numbers(entry.interval(*run)), no_ends()),
            (Part::Range(low, high), Holds::Numbers(entry)) => {
                let ends = [low, high].map(|run| Possible::numbers(entry.interval(*run)));
                with(Possible { any_word: true, ..Possible::NOTHING }, ends)
            }
            (Part::All | Part::Words(..), Holds::Numbers(entry)) => {
                let numbers = || Possible::numbers(entry.scale.clone());
                let whole =
                    Possible { any_word: self.is_target() && self.may_be_range, ..numbers() }.lacking(blank | absent);
                with(whole, [numbers().lacking(blank), numbers().lacking(blank)])
            }
        }
    }

    /// The parts that a part is split into; none if it cannot be split further.
    pub fn split(&self, part: &Part) -> Option<Vec<Part>> {
        match (part, &self.holds) {
            (_, Holds::Any(..)) | (Part::Blank | Part::Absent, _) => None,
            (Part::All, Holds::Numbers(entry)) => {
                let run = entry.run();
                let range = (self.is_target() && self.may_be_range).then_some(Part::Range(run, run));
                Some([Part::Numbers(run)].into_iter().chain(range).chain([Part::Blank, Part::Absent]).collect())
            }
            (Part::All, Holds::Words(words)) => {
                Some(vec![Part::Words(0, words.len().saturating_sub(1)), Part::Blank, Part::Absent])
            }
            (Part::Words(from, to), _) if from < to => {
                let middle = from + (to - from) / 2;
                Some(vec![Part::Words(*from, middle), Part::Words(middle + 1, *to)])
            }
            (Part::Words(..), _) => None,
            (Part::Numbers(run), Holds::Numbers(entry)) => {
                Some(entry.halves(*run)?.into_iter().map(Part::Numbers).collect())
            }
            (Part::Range(low, high), Holds::Numbers(entry)) => {
                let width = |run: Stretch| run.from.zip(run.to).map_or(i64::MAX, |(from, to)| to - from);
                let lows = || Some(entry.halves(*low)?.into_iter().map(|low| Part::Range(low, *high)).collect());
                let highs = || Some(entry.halves(*high)?.into_iter().map(|high| Part::Range(*low, high)).collect());
                if width(*low) >= width(*high) { lows().or_else(highs) } else { highs().or_else(lows) }
            }
            (Part::Numbers(_) | Part::Range(..), Holds::Words(_)) => None,
        }
    }

    /// Values of a part: all of them if they are few and none lie between (true), else some.
    pub fn some(&self, part: &Part) -> (Vec<Chosen>, bool) {
        match (part, &self.holds) {
            (_, Holds::Any(possible, value)) => (vec![Chosen::Fixed], is_only(possible, value)),
            (Part::Blank, _) => (vec![Chosen::Missing(State::NotFilled)], true),
            (Part::Absent, _) => (vec![Chosen::Missing(State::NotApplicable)], true),
            (Part::Words(from, to), _) => ((*from..=*to).map(Chosen::Word).collect(), true),
            (Part::All, Holds::Words(words)) => ((0..words.len()).map(Chosen::Word).collect(), false),
            (Part::All, Holds::Numbers(entry)) => {
                (entry.some(entry.run()).into_iter().map(Chosen::Number).collect(), false)
            }
            (Part::Numbers(run), Holds::Numbers(entry)) => {
                (entry.some(*run).into_iter().map(Chosen::Number).collect(), entry.is_one(*run))
            }
            (Part::Range(low, high), Holds::Numbers(entry)) => {
                let (lows, highs) = (entry.some(*low), entry.some(*high));
                let pairs = lows.iter().flat_map(|low| highs.iter().map(move |high| (*low, *high)));
                let pairs = pairs.filter(|(low, high)| low < high).map(|(low, high)| Chosen::Range(low, high));
                (pairs.collect(), entry.is_one(*low) && entry.is_one(*high))
            }
            (Part::Numbers(_) | Part::Range(..), Holds::Words(_)) => (Vec::new(), true),
        }
    }

    /// What each slot holds.
    pub fn held(&self, chosen: &Chosen) -> Vec<(SlotId, Held)> {
        let blank = || Err(State::NotFilled);
        let with = |whole: Held, ends: [Held; 2]| self.with(whole, ends);
        match (chosen, &self.holds) {
            (Chosen::Fixed, Holds::Any(_, held)) => with(held.clone(), [held.clone(), held.clone()]),
            (Chosen::Number(at), Holds::Numbers(entry)) => {
                with(Ok(Value::Number(entry.grid.value(*at))), [blank(), blank()])
            }
            (Chosen::Range(low, high), Holds::Numbers(entry)) => {
                with(Ok(Value::Text("".into())), [low, high].map(|at| Ok(Value::Number(entry.grid.value(*at)))))
            }
            (Chosen::Word(at), Holds::Words(words)) => {
                with(words.get(*at).map(|word| Value::Text(word.clone())).ok_or(State::NotFilled), [blank(), blank()])
            }
            (Chosen::Missing(state), _) => with(Err(*state), [blank(), blank()]),
            (Chosen::Fixed | Chosen::Number(_) | Chosen::Range(..) | Chosen::Word(_), _) => {
                with(blank(), [blank(), blank()])
            }
        }
    }
}

impl Entry {
    /// All of it, as multiples of the step. If others lie between, the first and the last may be off the scale.
    pub fn run(&self) -> Stretch {
        if !self.dense {
            return self.grid.all();
        }
        let whole = |bound: &Bound<Exact>, mode| match bound {
            Bound::Included(end) | Bound::Excluded(end) => {
                let near = end.checked_div(&self.grid.step)?.round(Places::WHOLE, mode);
                near.to_decimal().and_then(|near| i64::try_from(near).ok())
            }
            Bound::Unbounded => None,
        };
        Stretch { from: whole(self.scale.lo(), Rounding::Floor), to: whole(self.scale.hi(), Rounding::Ceiling) }
    }

    /// The numbers of a run.
    pub fn interval(&self, run: Stretch) -> Interval {
        self.scale.intersect(&self.grid.span(run))
    }

    /// Whether a run is one number.
    fn is_one(&self, run: Stretch) -> bool {
        run.single().is_some() && !self.dense
    }

    /// Two runs that cover one; if others lie between the values of the grid, they share one value.
    fn halves(&self, Stretch { from, to }: Stretch) -> Option<[Stretch; 2]> {
        let apart = i64::from(!self.dense);
        let middle = match (from, to) {
            (Some(from), Some(to)) if to - from <= i64::from(self.dense) => return None,
            (Some(from), Some(to)) => from + (to - from) / 2,
            (Some(from), None) => from.max(0) * 2 + 1_024,
            (None, Some(to)) => to.min(0) * 2 - 1_024,
            (None, None) => 0,
        };
        (middle.abs() <= FARTHEST)
            .then_some([Stretch { from, to: Some(middle) }, Stretch { from: Some(middle + apart), to }])
    }

    /// Some multiples of a run that lie on the scale: its ends, its middle, and round ones if it is unbounded.
    fn some(&self, Stretch { from, to }: Stretch) -> Vec<i64> {
        let hundred = self.multiple(&Exact::HUNDRED).unwrap_or(100);
        let all = match (from, to) {
            (Some(from), Some(to)) => vec![from, to, from + (to - from) / 2],
            (Some(from), None) => vec![from, from + 1, from + hundred, from + 10 * hundred],
            (None, Some(to)) => vec![to, to - 1, to - hundred],
            (None, None) => vec![0, 1, hundred, -hundred],
        };
        let inside = |at: &i64| self.scale.contains(&self.grid.value(*at));
        let mut seen = BTreeSet::new();
        all.into_iter().filter(inside).filter(|at| seen.insert(*at)).collect()
    }

    /// The number as a multiple, or the one below it; none if it is too large.
    pub fn multiple(&self, number: &Exact) -> Option<i64> {
        let at = number.checked_div(&self.grid.step)?.round(Places::WHOLE, Rounding::Floor);
        at.to_decimal().and_then(|at| i64::try_from(at).ok()).filter(|at| at.abs() <= FARTHEST)
    }
}
