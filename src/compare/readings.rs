//! The data as each set of rules reads them: a scale, the words of an order, quarters and years in force determine
//! which cells count, so each side judges the cells by its own rules.

use super::changes::{Change, Thing};
use super::joined::Joined;
use super::mixed::mixed;
use super::part::Part;
use crate::data::{Dataset, Key};
use crate::program::Program;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

/// The most readings that are kept besides that of the new rules.
const MOST: usize = 48;

/// Data as read by some rules.
#[derive(Clone)]
pub enum Read<'d> {
    /// As the new rules read them.
    Now(&'d Dataset),
    /// As other rules read them.
    Other(Rc<Dataset>),
}

impl Deref for Read<'_> {
    type Target = Dataset;

    fn deref(&self) -> &Dataset {
        match self {
            Read::Now(data) => data,
            Read::Other(data) => data,
        }
    }
}

/// The data under every set of changes.
pub struct Readings<'d> {
    joined: &'d Joined,
    changes: &'d [Change],
    now: &'d Dataset,
    again: &'d dyn Fn(&Program) -> Option<Dataset>,
    /// The changes that can affect how a cell is judged; none if no cell differs.
    judging: Vec<usize>,
    known: RefCell<HashMap<Vec<usize>, Read<'d>>>,
}

impl<'d> Readings<'d> {
    pub fn new(
        joined: &'d Joined,
        changes: &'d [Change],
        now: &'d Dataset,
        again: &'d dyn Fn(&Program) -> Option<Dataset>,
    ) -> Self {
        let judging = (0..changes.len()).filter(|at| judges(&changes[*at])).collect();
        let mut found = Readings { joined, changes, now, again, judging, known: RefCell::default() };
        if found.of(&[]).is_none_or(|before| is_same(&before, now)) {
            (found.judging, found.known) = Default::default();
        }
        found
    }

    /// As the new rules read them.
    pub fn now(&self) -> Read<'d> {
        Read::Now(self.now)
    }

    /// As the old rules with some changes applied read them; none if there are too many such sets.
    pub fn of(&self, made: &[usize]) -> Option<Read<'d>> {
        let made: Vec<usize> = self.judging.iter().filter(|at| made.contains(at)).copied().collect();
        if made.len() == self.judging.len() {
            return Some(self.now());
        }
        if let Some(known) = self.known.borrow().get(&made) {
            return Some(known.clone());
        }
        if self.known.borrow().len() >= MOST {
            return None;
        }
        let read = (self.again)(&mixed(self.joined, self.changes, &made, None));
        let read = read.map_or(self.now(), |read| Read::Other(Rc::new(in_lanes(read, self.now))));
        self.known.borrow_mut().insert(made, read.clone());
        Some(read)
    }
}

/// Whether a change can affect how cells of the data are judged.
fn judges(change: &Change) -> bool {
    let is_rule = change.of.iter().any(|of| matches!(of, Thing::Name(_) | Thing::Field(_) | Thing::Achievement(_)));
    is_rule
        && match change.part {
            Part::Added | Part::Removed | Part::Dates | Part::Kind | Part::Formula | Part::Target => true,
            Part::Direction | Part::Rule | Part::Unit | Part::Scale | Part::Order | Part::Quarters => true,
            Part::Renamed | Part::Label | Part::Goal | Part::Parent | Part::Admitted | Part::Cap => false,
            Part::Rounding | Part::Steps | Part::BandRule | Part::Step | Part::Members | Part::Weights => false,
            // The data are always read in the format of the new rules.
            Part::Reading => false,
            Part::Blanks | Part::Rows | Part::RowRounding | Part::Period | Part::Year | Part::Title | Part::Show => {
                false
            }
            Part::TableRows | Part::Column | Part::Footer | Part::Subtotal | Part::Filter | Part::Sort => false,
            Part::Grouping | Part::Beside | Part::Condition | Part::Except => false,
        }
}

fn is_same(one: &Dataset, other: &Dataset) -> bool {
    let is_in = |one: &Dataset, other: &Dataset| {
        one.columns().all(|(key, column)| {
            let known = other.column(key);
            column.iter().all(|(lane, datum)| {
                known.and_then(|known| known.get(lane)).is_some_and(|known| known.content == datum.content)
            })
        })
    };
    one.units().iter().eq(other.units().iter()) && is_in(one, other) && is_in(other, one)
}

/// Data with each unit in the lane that it has in `like`.
fn in_lanes(read: Dataset, like: &Dataset) -> Dataset {
    if read.units().iter().eq(like.units().iter()) {
        return read;
    }
    let mut found = Dataset::new();
    like.units().iter().for_each(|unit| {
        found.lane(unit);
    });
    read.files().iter().for_each(|file| {
        found.add_file(file.clone());
    });
    let units: Vec<&str> = read.units().iter().collect();
    for (key, column) in read.columns() {
        for (lane, datum) in column.iter() {
            let lane = found.lane(units.get(lane).copied().unwrap_or_default());
            found.set(lane, Key::clone(key), datum);
        }
    }
    found
}
