//! Why a value is what it is: walks the plan from a value down to the data cells.
//!
//! Nothing is computed here. Every number comes from the evaluator; the rules give the text it comes from, the data the
//! cell. The result is [`Explanation`], a plain value that `report` prints.

#![deny(clippy::wildcard_enum_match_arm)]

mod all;
mod choices;
pub mod codes;
mod formula;
mod members;
mod period;
mod question;
mod rule_texts;
mod steps;

pub use all::{Asked, Derivations, Derived, explain_all};
pub use period::{earlier, wanted};
pub use question::{Question, Unclear, question};

use crate::data::Field;
use crate::eval::{Leavings, Results, Value};
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::plan::{self, Input, Op, PlannedCell, Show, SlotId};
use crate::program::{Kind, NameId, Role, When};
use crate::report::build;
use crate::report::explanation::{DataPlace, Explanation, Part, Reading, Rule, Subject, Thing};
use crate::resolve::say_years;
use crate::source::{Sources, Span};
use std::collections::HashSet;

/// A value of a name at a time.
type Key = (NameId, Role, When);

/// How many decimals of a number without a finite decimal form are shown.
const DIGITS: i32 = 6;

/// A number with at most this many decimals is shown in full.
const WHOLE: usize = 10;

/// The derivation of a value for one unit.
pub fn explain(results: Results, sources: &Sources, question: &Question, lane: usize) -> Explanation {
    let mut explainer = Explainer::new(results, sources, lane);
    let mut things = Vec::new();
    let mut waiting = question.roots(results.program, results.plan);
    waiting.reverse();
    // Depth first, so that the parts of a thing follow right after it; with a stack, since chains may be long.
    while let Some(key) = waiting.pop() {
        if !explainer.known.insert(key) {
            continue;
        }
        things.extend(explainer.thing(key));
        waiting.extend(explainer.next.drain(..).rev());
    }
    let others = question.others(results.program, results.plan);
    let others = others.into_iter().filter_map(|key| explainer.other(key)).collect();
    let units = results.data.units();
    Explanation {
        question: question.words(results.program),
        package: results.program.package.title.clone(),
        year: question.when.year,
        unit: units.get(lane).filter(|unit| !unit.is_empty()).map(|unit| unit.to_string()),
        things,
        others,
        rules: explainer.rules,
    }
}

struct Explainer<'r> {
    results: Results<'r>,
    sources: &'r Sources,
    lane: usize,
    /// What the values depend on that is still to come.
    leavings: Leavings,
    /// What is already explained.
    known: HashSet<Key>,
    /// The parts of the current thing, to be explained after it.
    next: Vec<Key>,
    /// The rules used, each once.
    rules: Vec<Rule>,
    /// Their places.
    noted: HashSet<Span>,
}

impl<'r> Explainer<'r> {
    fn new(results: Results<'r>, sources: &'r Sources, lane: usize) -> Self {
        let leavings = results.evaluation.leavings(results.plan, lane);
        let (known, noted) = (HashSet::new(), HashSet::new());
        Explainer { results, sources, lane, leavings, known, next: Vec::new(), rules: Vec::new(), noted }
    }
}

impl Explainer<'_> {
    fn thing(&mut self, key: Key) -> Option<Thing> {
        let Results { program, plan, .. } = self.results;
        let (name, role, when) = key;
        let slot = plan.value(name, role, when)?;
        let definition = program.version(name, when.year)?;
        self.rule_of_definition(definition);
        let mut thing = Thing {
            name: self.name(key),
            subject: self.subject(key),
            label: definition.label.clone().filter(|label| label != program.code(name)),
            value: self.named(key, slot),
            to_date: build::to_date(self.results, &self.leavings, self.lane, slot),
            steps: Vec::new(),
            parts: Vec::new(),
        };
        self.steps(&mut thing, key, slot);
        let Thing { steps, parts, .. } = &mut thing;
        parts.retain(|part| !steps.iter().flat_map(|step| &step.parts).any(|member| member.name == part.name));
        // The cells of one row share its remark; it is shown once.
        let mut told: Vec<String> = Vec::new();
        for part in &mut thing.parts {
            part.remark = part.remark.take().filter(|remark| !told.contains(remark));
            told.extend(part.remark.clone());
        }
        Some(thing)
    }

    /// A value that is only named; none if nothing is filled.
    fn other(&self, key: Key) -> Option<Part> {
        let slot = self.results.plan.value(key.0, key.1, key.2)?;
        self.results.evaluation.cell(slot, self.lane).as_ref().ok()?;
        let input = self.data_place(slot);
        Some(Part { data: input, explained: self.known.contains(&self.home(key)), ..self.part_of(key, slot) })
    }

    /// The thing under which a value is explained: the three stages of an achievement belong together, and so do a
    /// grade and its description.
    fn home(&self, (name, role, when): Key) -> Key {
        let of_achievement = matches!(role, Role::RawAchievement | Role::CappedAchievement);
        let role = if role == Role::BandWords { Role::Band } else { role };
        (name, if of_achievement { Role::Achievement } else { role }, when)
    }

    /// The value of a name that a slot is.
    fn key_of(&self, slot: SlotId) -> Option<Key> {
        let plan = self.results.plan;
        let (name, role, when) = plan.slot(slot).role?;
        // Where nothing caps or rounds, all stages are one value; its plain name is enough.
        let plain = plan.value(name, Role::Achievement, when) == Some(slot);
        Some((name, if plain { Role::Achievement } else { role }, when))
    }

    fn name(&self, key: Key) -> String {
        let Subject { code, role, year, quarter } = self.subject(key);
        let quarter = quarter.map(|quarter| format!(" triwulan {quarter}")).unwrap_or_default();
        let program = self.results.program;
        let quantity = program.version(key.0, key.2.year).is_some_and(|one| matches!(one.kind, Kind::Quantity));
        match key.1 == Role::Value && quantity {
            true => format!("{code} {year}{quarter}"),
            false => format!("{role} {code} {year}{quarter}"),
        }
    }

    fn subject(&self, (name, role, when): Key) -> Subject {
        let program = self.results.program;
        let field = if let Role::Field(id) = role { Some(&program.fields[id.0 as usize].name) } else { None };
        let role = field.map_or_else(|| role.word().unwrap_or("nilai"), String::as_str);
        Subject { code: program.code(name).to_string(), role: role.to_string(), year: when.year, quarter: when.quarter }
    }

    /// A named value as a table would show it.
    fn named(&self, key: Key, slot: SlotId) -> Reading {
        let Results { program, plan, .. } = self.results;
        let (name, role, when) = key;
        let show = plan::cell(program, plan, name, role, when).map_or(Show::Automatic, |cell| cell.show);
        self.shown(slot, show)
    }

    /// Any other value.
    fn plain(&self, slot: SlotId) -> Reading {
        match self.key_of(slot) {
            Some(key) => self.named(key, slot),
            None => {
                let input = matches!(self.results.plan.slot(slot).op, Op::Input(_));
                self.shown(slot, if input { Show::AsWritten(None) } else { Show::Automatic })
            }
        }
    }

    fn shown(&self, slot: SlotId, show: Show) -> Reading {
        let (mut cell, _) = build::value(self.results, self.lane, PlannedCell { slot, show });
        cell.notes.clear();
        Reading { cell, full: self.full(slot) }
    }

    /// The value with all its decimals, or its first ones.
    fn full(&self, slot: SlotId) -> String {
        let suffix = self.results.plan.slot(slot).unit.suffix();
        match self.results.evaluation.cell(slot, self.lane) {
            Ok(Value::Number(value)) => format!("{}{suffix}", digits(value)),
            Ok(Value::Irrational(root)) => match root.to_plain(places(DIGITS), Rounding::Truncate) {
                Ok(plain) => format!("{}…{suffix}", format(&plain, NumberStyle::Indonesian)),
                Err(hard) => hard.to_string(),
            },
            Ok(Value::Text(text)) => text.to_string(),
            Ok(Value::Truth(true)) => "ya".into(),
            Ok(Value::Truth(false)) => "tidak".into(),
            Err(fault) => fault.state.words().into(),
        }
    }

    /// A slot that another one is made of; unless it is a data cell, it is explained later.
    fn part(&mut self, slot: SlotId) -> Part {
        let key = self.key_of(slot);
        match (key, self.results.plan.slot(slot).op.input()) {
            (key, Some(input)) => Part {
                name: key.map_or_else(|| self.input_name(input), |key| self.name(key)),
                subject: key.map(|key| self.subject(key)),
                value: self.plain(slot),
                data: self.data_place(slot),
                explained: false,
                weight: None,
                left_out: None,
                remark: self.remark(input).or_else(|| self.is_assumed(slot).then(|| "diandaikan".to_string())),
            },
            (Some(key), None) => {
                self.next.push(self.home(key));
                self.part_of(key, slot)
            }
            (None, None) => Part { name: String::new(), subject: None, ..self.bare(slot) },
        }
    }

    fn part_of(&self, key: Key, slot: SlotId) -> Part {
        Part { name: self.name(key), subject: Some(self.subject(key)), explained: true, ..self.bare(slot) }
    }

    fn bare(&self, slot: SlotId) -> Part {
        Part {
            name: String::new(),
            subject: None,
            value: self.plain(slot),
            data: None,
            explained: false,
            weight: None,
            left_out: None,
            remark: None,
        }
    }

    /// Whether a cell holds an assumption: then it is in no rule.
    fn is_assumed(&self, slot: SlotId) -> bool {
        let Results { plan, evaluation, .. } = self.results;
        let planned = plan.slot(slot);
        planned.op.input().is_some() && planned.span.is_none() && evaluation.cell(slot, self.lane).is_ok()
    }

    /// `serapan 7.01.01 2024`, for a data column that is not a named value itself. For a quarter that is normally read
    /// together with those before it, the cell is `S 2024 triwulan 2 sendiri`.
    fn input_name(&self, input: &Input) -> String {
        let program = self.results.program;
        let name = program.by_code.get(&*input.code);
        let role = match &input.field {
            Field::Value => Role::Value,
            Field::Target => Role::Target,
            Field::TargetLow => Role::TargetLow,
            Field::TargetHigh => Role::TargetHigh,
            Field::Budget => Role::Budget,
            Field::Spent => Role::Spent,
            Field::Extra(column) => match program.role_of(&input.field) {
                Some(role) => role,
                None => return format!("{column} {} {}", input.code, input.when.year),
            },
        };
        match name {
            Some(name) => {
                let own = if program.comes_together(*name, role, input.when) { " sendiri" } else { "" };
                format!("{}{own}", self.name((*name, role, input.when)))
            }
            None => input.words(),
        }
    }

    fn data_place(&self, slot: SlotId) -> Option<DataPlace> {
        let Results { plan, data, .. } = self.results;
        let Op::Input(input) = &plan.slot(slot).op else { return None };
        let datum = data.get(self.lane, &input.key())?;
        let origin = datum.origin?;
        let file = data.files().get(origin.file as usize)?;
        let column = file.headers.get(origin.column as usize).cloned();
        let factor = data.factor_words(origin, &datum.content);
        let (sheet, cell, called) = (None, None, None);
        let place = DataPlace { file: file.name.clone(), row: origin.row, column, sheet, cell, factor, called };
        let Some(sheet) = &file.sheet else { return Some(place) };
        Some(DataPlace {
            file: sheet.file.clone(),
            sheet: Some(sheet.name.clone()),
            cell: sheet.cell_name(origin.row, place.column.as_deref()),
            called: Some(format!("{}, {}", file.name, sheet.cell(origin.row, origin.column.into()))),
            ..place
        })
    }

    /// The remark on the data row of an input.
    fn remark(&self, input: &Input) -> Option<String> {
        let data = self.results.data;
        let origin = data.get(self.lane, &input.key())?.origin?;
        let same = |other: crate::data::CellOrigin| (other.file, other.row) == (origin.file, origin.row);
        let remark = data.remarks().iter().find(|remark| remark.lane == self.lane && remark.origin.is_some_and(same));
        remark.map(|remark| remark.text.to_string())
    }
}

/// A number with all its decimals, if they are few enough to be read.
fn digits(value: &Exact) -> String {
    let ends = value.to_exact_plain().filter(|plain| plain.split_once('.').is_none_or(|(_, part)| part.len() <= WHOLE));
    match ends {
        Some(plain) => format(&plain, NumberStyle::Indonesian),
        None => format!("{}…", format(&value.to_plain(places(DIGITS), Rounding::Truncate), NumberStyle::Indonesian)),
    }
}

fn places(count: i32) -> Places {
    Places::new(count).unwrap_or(Places::WHOLE)
}

/// The years of a rule, when they are not all.
fn years(in_force: crate::syntax::ast::Years) -> Option<String> {
    (in_force.from.is_some() || in_force.to.is_some()).then(|| say_years(in_force))
}
