//! Promises: what `buktikan` states, proved over all data or refuted by a counterexample.
//!
//! A statement is about the data for which it is defined: where one of its values is missing, it says nothing. Computed
//! values are taken as the rules compute them, and faulty cells are not data.

mod boxes;
mod columns;
mod given;
mod ground;
mod moving;
mod trials;
mod wholes;
mod words;
mod years;

use crate::plan::looks;
use crate::plan::{Input, OfData, OfDataIs, Op, Plan, SlotId, Unknown, plan_unknown_for};
use crate::program::{NameId, Program, Promise, Says, Subject, ValueRef, When};
use crate::resolve::with_further_parts;
use crate::seek::Patience;
use crate::source::Sources;
use boxes::{Searched, search};
use ground::Ground;
use moving::Moving;
use std::collections::HashSet;
use years::StandsFor;

pub use given::Refuted;
pub use words::{finding, told};

/// The verdict.
#[derive(Debug, Clone)]
pub enum Answer {
    /// It holds for all data.
    Proved(Speaks),
    /// It does not hold for some data.
    Refuted(Box<Refuted>),
    /// Undecided.
    Open {
        year: i32,
        /// The parts left undecided.
        left: Vec<String>,
        /// How many more parts there are.
        more: usize,
    },
    /// Undecidable: it is about what only the data determine.
    OfData {
        /// Lists, as written, whose length depends on the data.
        lists: Vec<String>,
        /// Words, as written.
        words: Vec<String>,
    },
}

/// Whether a promise that holds says anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// For some data.
    Of,
    /// For none: it is always undefined.
    OfNothing,
    /// For none: its `jika` never holds.
    NeverAsked,
    /// What moves has no influence.
    OfNoInfluence,
}

/// The most parts that are listed; more are counted.
const MOST_TOLD: usize = 3;

/// Judges a promise in every year in which the rules differ.
pub fn judge(program: &Program, sources: &Sources, promise: &Promise, patience: &Patience) -> Answer {
    let mut speaks = Speaks::OfNothing;
    let mut open = None;
    let program = &*with_further_parts(program);
    let endless = looks::endless(program);
    for (year, stands) in &years::years(program, promise, &endless) {
        match judge_in(&Asked { program, sources, promise, year: *year, endless: &endless, stands, patience }) {
            Answer::Proved(now) if speaks == Speaks::Of || now == Speaks::Of => speaks = Speaks::Of,
            Answer::Proved(now) => speaks = if now == Speaks::OfNothing { speaks } else { now },
            refuted @ Answer::Refuted(_) => return refuted,
            left @ (Answer::Open { .. } | Answer::OfData { .. }) => open = open.or(Some(left)),
        }
    }
    open.unwrap_or(Answer::Proved(speaks))
}

/// A promise in one year.
struct Asked<'p> {
    program: &'p Program,
    sources: &'p Sources,
    promise: &'p Promise,
    year: i32,
    endless: &'p HashSet<NameId>,
    /// The years that this one represents.
    stands: &'p StandsFor,
    patience: &'p Patience,
}

fn judge_in(asked: &Asked) -> Answer {
    let Asked { program, promise, year, endless, stands, .. } = *asked;
    let (Unknown { plan, sites }, goal) = plan_unknown_for(program, year, endless, promise.expression());
    let mut refuted = None;
    let (searched, columns) = match &promise.says {
        Says::Holds(_) | Says::Follows { .. } => {
            let mut ground = Ground::new(program, &plan, goal, endless, stands);
            ground.patience = asked.patience.clone();
            let searched = search(&mut ground, &mut |ground, chosen| {
                refuted = given::refuted(asked, &ground.columns, &[chosen.to_vec()]);
                refuted.is_some()
            });
            (searched, ground.columns)
        }
        Says::Keeps { along, with, .. } => {
            // A word is compared with itself; what counts is its rank in the order.
            let goal = if let Op::Compare(left, ..) = plan.slot(goal).op { left } else { goal };
            let mut ground = Ground::new(program, &plan, goal, endless, stands);
            ground.patience = asked.patience.clone();
            let column =
                input(program, with, year).and_then(|of| ground.columns.iter().position(|column| column.of == of));
            let Some(column) = column else {
                let known = ground.whole();
                ground.lay(&known);
                ground.ranges.settle(goal);
                let is_there = ground.ranges.possible(goal).has_value();
                if let Some(untold) = untold(asked, &sites.of_data, false) {
                    return untold;
                }
                return Answer::Proved(if is_there { Speaks::OfNoInfluence } else { Speaks::OfNothing });
            };
            let searched = moving::search(&mut ground, Moving { column, along: *along }, &mut |ground, pair| {
                refuted = given::refuted(asked, &ground.columns, pair);
                refuted.is_some()
            });
            (searched, ground.columns)
        }
    };
    match (searched, refuted) {
        (Searched::Fails, Some(refuted)) => Answer::Refuted(Box::new(refuted)),
        (Searched::Holds { is_idle, at_once }, _) => {
            match untold(asked, &sites.of_data, at_once && is_bare(&plan, goal)) {
                Some(untold) => untold,
                None if is_idle => Answer::Proved(Speaks::OfNothing),
                None => Answer::Proved(given::speaks(asked)),
            }
        }
        (Searched::Left(left), _) => {
            let told = left.iter().take(MOST_TOLD).map(|parts| given::say_parts(year, &columns, parts));
            Answer::Open { year, left: told.collect(), more: left.len().saturating_sub(MOST_TOLD) }
        }
        (Searched::Fails, None) => Answer::Open { year, left: Vec::new(), more: 0 },
    }
}

/// What prevents a proof: data may name more things than the rules do, and contain arbitrary words. A result between
/// the values of a list can be judged if nothing depends on which value belongs to which thing.
fn untold(asked: &Asked, of_data: &[OfData], is_of_any: bool) -> Option<Answer> {
    let (mut lists, mut words) = (Vec::new(), Vec::new());
    for one in of_data {
        let told = match one.is {
            OfDataIs::Between if is_of_any => continue,
            OfDataIs::Between | OfDataIs::List => &mut lists,
            OfDataIs::Words => &mut words,
        };
        let written = asked.sources.one_line(one.span);
        if !told.contains(&written) {
            told.push(written);
        }
    }
    let is_any = !lists.is_empty() || !words.is_empty();
    is_any.then_some(Answer::OfData { lists, words })
}

/// Whether a list is compared only with a number, so that no other value determines its members.
fn is_bare(plan: &Plan, goal: SlotId) -> bool {
    let Op::Compare(left, _, right) = plan.slot(goal).op else { return false };
    let [left, right] = [left, right].map(|side| &plan.slot(plan.plain(side)).op);
    matches!((left, right), (Op::Aggregate(_), Op::Number(_)) | (Op::Number(_), Op::Aggregate(_)))
}

/// The data column that a value is read from.
fn input(program: &Program, with: &ValueRef, year: i32) -> Option<Input> {
    let Subject::Name(name) = with.subject else { return None };
    let when = When::year(year).resolve(with.period, program.package.plan);
    Some(Input { code: program.code(name).into(), field: program.field_of(with.role)?, when })
}

/// A promise as written, without its first word and on one line.
pub fn written(sources: &Sources, promise: &Promise) -> String {
    let words = sources.one_line(promise.span);
    match words.split_once(' ') {
        Some((first, rest)) if first.eq_ignore_ascii_case("buktikan") => rest.to_string(),
        Some(_) | None => words,
    }
}
