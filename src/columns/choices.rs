//! Compiling conditions, choices and grades.

use super::algebra::{Builder, Num, Unfit, own_scale};
use super::bands::{Stretches, grades, within};
use super::batch::mark;
use super::compile::{Column, Compiler, What};
use super::program::{Asked, Byte, NONE, Step};
use crate::data::State;
use crate::number::{Exact, Interval};
use crate::plan::{SlotId, counts_undecided};
use crate::syntax::ast::{Comparison, Precision};

impl Compiler<'_> {
    pub fn truth(&self, slot: SlotId) -> Result<(Byte, Byte), Unfit> {
        let column = self.column(slot)?;
        match column.what {
            What::Truth(truth) => Ok((truth, column.marks)),
            What::Never => Ok((NONE, column.marks)),
            What::Number(_) | What::Word(_) => Err(Unfit("not a condition")),
        }
    }

    pub fn compare(&mut self, a: SlotId, comparison: Comparison, b: SlotId) -> Result<Column, Unfit> {
        let (left, right) = (self.column(a)?, self.column(b)?);
        let marks = self.worst(left.marks, right.marks);
        let truth = match (left.what, right.what) {
            (What::Never, _) | (_, What::Never) => NONE,
            (What::Word(_), What::Word(_)) if comparison.is_by_place() => return Err(Unfit("words without an order")),
            (What::Word(left), What::Word(right)) | (What::Truth(left), What::Truth(right)) => {
                self.builder.bytes(|to| Step::CompareBytes { to, left, comparison, right })
            }
            (What::Number(x @ Num::Whole { .. }), What::Number(y @ Num::Whole { .. }))
                if matches!(comparison, Comparison::Equal | Comparison::NotEqual) =>
            {
                self.compare_numbers((a, x), comparison, (b, y), marks)?
            }
            (What::Number(number), What::Number(_)) if self.bound_of(b).is_some() => {
                let edges = edges(comparison, self.bound_of(b).unwrap_or_default());
                self.builder.stretch(number, (edges.base, &edges.edges), (a, marks), None)?
            }
            (What::Number(_), What::Number(number)) if self.bound_of(a).is_some() => {
                let edges = edges(comparison.mirrored(), self.bound_of(a).unwrap_or_default());
                self.builder.stretch(number, (edges.base, &edges.edges), (b, marks), None)?
            }
            (What::Number(x), What::Number(y)) => self.compare_numbers((a, x), comparison, (b, y), marks)?,
            _ => return Err(Unfit("words against numbers")),
        };
        // The sum of both, so that no bound is lost; a truth value has one bit.
        Ok(Column { what: What::Truth(truth), marks, bits: 1.0 })
    }

    /// A number of the rules with a finite decimal form.
    fn bound_of(&self, slot: SlotId) -> Option<Exact> {
        self.plan.slot(slot).op.number().filter(|value| super::steps::decimal(value).is_some()).cloned()
    }

    fn compare_numbers(
        &mut self,
        a: (SlotId, Num),
        comparison: Comparison,
        b: (SlotId, Num),
        marks: Byte,
    ) -> Result<Byte, Unfit> {
        let scale = own_scale(a.1).max(own_scale(b.1));
        if let (Some((left, _)), Some((right, _))) =
            (self.builder.aligned(a.1, scale), self.builder.aligned(b.1, scale))
        {
            return Ok(self.builder.bytes(|to| Step::Compare { to, left, comparison, right, doubt: None }));
        }
        let (x, y) = self.builder.both_floats(a.1, b.1, 0)?;
        if x.scale != y.scale {
            return Err(Unfit("too many decimals"));
        }
        // A sharp float compares with whole steps as the true number does.
        let whole = |number: Num| matches!(number, Num::Whole { .. });
        let sharp = (x.sharp && y.sharp) && (whole(a.1) || whole(b.1));
        if !sharp {
            for one in [x, y] {
                let number =
                    Num::Near { val: one.val, scale: one.scale, low: one.low, high: one.high, sharp: one.sharp };
                self.builder.measure(number);
            }
        }
        // Nor do sharp lanes compared with a whole register.
        let sure = match (whole(a.1), whole(b.1)) {
            (true, _) => self.builder.sure_lanes(y.val),
            (_, true) => self.builder.sure_lanes(x.val),
            (false, false) => NONE,
        };
        let decided = if sharp { marks } else { self.worst(marks, sure) };
        let doubt = (!sharp).then_some((a.0, b.0, decided));
        Ok(self.builder.bytes(|to| Step::Compare { to, left: x.val, comparison, right: y.val, doubt }))
    }

    pub fn decide(&mut self, a: SlotId, b: SlotId, deciding: u8) -> Result<Column, Unfit> {
        let (left, right) = (self.truth(a)?, self.truth(b)?);
        let (truth, marks) = (self.builder.byte(), self.builder.byte());
        self.builder.program.steps.push(Step::Decide { truth, marks, left, right, deciding });
        Ok(Column { what: What::Truth(truth), marks, bits: 1.0 })
    }

    /// The value of the first condition that holds.
    pub fn choice(&mut self, cases: &[(SlotId, SlotId)], otherwise: SlotId) -> Result<(What, Byte), Unfit> {
        let mut now = self.column(otherwise)?;
        for (condition, value) in cases.iter().rev() {
            let (when, _) = self.truth(*condition)?;
            now = self.choose(when, self.column(*value)?, now)?;
        }
        let telling = |compiler: &Self, branch: SlotId| match counts_undecided(&compiler.plan.slot(branch).op) {
            true => compiler.column(branch).map(|column| column.marks),
            false => Ok(NONE),
        };
        let mut asked = Vec::new();
        for (condition, value) in cases {
            let (when, unknown) = self.truth(*condition)?;
            asked.push(Asked { when, unknown, value: telling(self, *value)? });
        }
        if asked.iter().all(|one| one.unknown == NONE) {
            return Ok((now.what, now.marks));
        }
        let (decided, otherwise) = (now.marks, telling(self, otherwise)?);
        let marks = self.builder.bytes(|to| Step::Undecided { to, decided, asked: asked.clone(), otherwise });
        Ok((now.what, marks))
    }

    /// `then` where `when` is 1, else `otherwise`.
    pub fn choose(&mut self, when: Byte, then: Column, otherwise: Column) -> Result<Column, Unfit> {
        let pick = |builder: &mut Builder, then: Byte, otherwise: Byte| {
            if then == otherwise {
                return then;
            }
            builder.bytes(|to| Step::SelectBytes { to, when, then, otherwise })
        };
        let marks = pick(&mut self.builder, then.marks, otherwise.marks);
        let what = match (then.what, otherwise.what) {
            (What::Never, what) | (what, What::Never) => what,
            (What::Number(a), What::Number(b)) => What::Number(self.builder.select(when, a, b)?),
            (What::Word(a), What::Word(b)) => What::Word(pick(&mut self.builder, a, b)),
            (What::Truth(a), What::Truth(b)) => What::Truth(pick(&mut self.builder, a, b)),
            _ => return Err(Unfit("words or numbers")),
        };
        Ok(Column { what, marks, bits: then.bits.max(otherwise.bits) })
    }

    pub fn fallback(&mut self, first: SlotId, second: SlotId, bits: f64) -> Result<Column, Unfit> {
        let (first, second) = (self.column(first)?, self.column(second)?);
        let (right, comparison) = (self.builder.fixed(mark(State::NotFilled)), Comparison::Equal);
        let when = self.builder.bytes(|to| Step::CompareBytes { to, left: first.marks, comparison, right });
        let chosen = self.choose(when, second, first)?;
        Ok(Column { bits, ..chosen })
    }

    pub fn band(&mut self, a: SlotId, table: &crate::plan::BandTable, bits: f64) -> Result<Column, Unfit> {
        let column = self.column(a)?;
        let number = match column.what {
            What::Never => return Ok(Column { bits, ..column }),
            What::Number(number) => number,
            What::Word(_) | What::Truth(_) => return Err(Unfit("a grade of words")),
        };
        let doubt = (a, column.marks);
        let number = match table.round {
            Some(Precision { places, mode }) => self.builder.round(number, places.get(), mode, doubt)?,
            None => number,
        };
        let (uncovered, outside) = (mark(State::NotApplicable), mark(State::Undefined));
        let (words, marks) = grades(table, |word| self.word(word), uncovered, outside);
        let word = self.builder.stretch(number, (words.base, &words.edges), doubt, table.round)?;
        let none = self.builder.stretch(number, (marks.base, &marks.edges), doubt, table.round)?;
        Ok(Column { what: What::Word(word), marks: self.first(column.marks, none), bits })
    }

    /// Whether a number lies in a range.
    pub fn inside(&mut self, a: SlotId, range: &Interval) -> Result<Column, Unfit> {
        let column = self.column(a)?;
        let what = match column.what {
            What::Never => What::Truth(NONE),
            What::Number(number) => {
                let Stretches { base, edges } = within(range);
                What::Truth(self.builder.stretch(number, (base, &edges), (a, column.marks), None)?)
            }
            What::Word(_) | What::Truth(_) => return Err(Unfit("a range of words")),
        };
        Ok(Column { what, bits: 1.0, ..column })
    }
}

/// A comparison with a number, as intervals around it.
fn edges(comparison: Comparison, at: Exact) -> Stretches {
    let (base, edges) = match comparison {
        Comparison::Less => (1, vec![(at, false, 255)]),
        Comparison::LessEqual => (1, vec![(at, true, 255)]),
        Comparison::Greater => (0, vec![(at, true, 1)]),
        Comparison::GreaterEqual => (0, vec![(at, false, 1)]),
        Comparison::Equal => (0, vec![(at.clone(), false, 1), (at, true, 255)]),
        Comparison::NotEqual => (1, vec![(at.clone(), false, 255), (at, true, 1)]),
    };
    Stretches { base, edges }
}
