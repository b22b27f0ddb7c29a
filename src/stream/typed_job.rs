//! A table in memory as a job: what its columns are, and which results of which kind it gives.

use super::problem::{Elsewhere, Refused, of_prefix_alone};
use super::wide::Wide;
use super::{Job, Options, Shape, Signs, layout, wide_twice};
use crate::columns::{self, Decimals, Wanted};
use crate::data::schema::Schema;
use crate::data::shares;
use crate::data::wide::{WideColumn, place};
use crate::diagnostic::Diagnostic;
use crate::number::{NumberFormat, Places};
use crate::plan::{self, Input, Op, Plan, SlotId};
use crate::program::Program;
use crate::report::CsvStyle;
use crate::source::SourceId;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The columns of a table, and the requested results.
#[derive(Debug, Clone)]
pub struct Table {
    /// The table as a source.
    pub source: SourceId,
    /// Its name in messages.
    pub name: String,
    /// The headers of its columns, and whether each already holds numbers.
    pub columns: Vec<(String, bool)>,
    /// How numbers are written in columns of text.
    pub format: Option<NumberFormat>,
    /// The year of rows, if no column gives it.
    pub year: Option<i32>,
    /// The requested results; all if none.
    pub results: Vec<String>,
    /// The decimals of every number; none for those that the rules show.
    pub places: Option<Places>,
}

/// Why a table cannot be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unfit {
    /// It has a row for each value: this column says what a row is about.
    Long(String),
    /// Neither a column nor the caller gives the year.
    NoYear,
    /// The rules know none of its columns; the first header that nearly matches, and what it was perhaps meant to be.
    NothingKnown(Option<(String, String)>),
    /// Two columns for one thing; their headers.
    Twice(String),
    /// The rules compute nothing from a single row; what needs other years.
    NothingToCompute(Vec<Elsewhere>),
    /// There is no such result; the one that was perhaps meant, and all there are.
    NoSuchResult(String, Option<String>, Vec<String>),
    /// Problems of the rules, or of its headers.
    Findings(Vec<Diagnostic>),
}

/// What results need and a table does not have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lacking {
    /// Columns, by their headers.
    pub columns: Vec<String>,
    /// Values of codes that only an `umum` covers: no header of a table names them.
    pub nowhere: Vec<String>,
    /// The results that depend on those.
    pub resting: Vec<String>,
}

/// The kind of values of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Numbers with at most so many decimals.
    Number(u32),
    /// Words.
    Word,
    /// Conditions.
    Truth,
}

impl<'p> Job<'p> {
    pub fn of_table(program: &'p Program, schema: Schema, table: Table) -> Result<Job<'p>, Unfit> {
        let Table { source, name, columns, format, year, results, places } = table;
        let schema = Schema { default_year: year.or(program.package.year), ..schema };
        let (headers, typed): (Vec<String>, Vec<bool>) =
            columns.into_iter().map(|(header, typed)| (header.trim().to_string(), typed)).unzip();
        let read = Wide::of((headers.clone(), b';'), &schema, &name, source).map_err(unfit)?;
        let Some((wide, warnings)) = read else { return Err(Unfit::Long(long(&headers, &schema))) };
        let style = CsvStyle::En;
        let options = Options { source, name, below: String::new(), format, style, year, results, places };
        Job::of((program, schema), (Shape::Wide(wide), warnings), typed, options).map_err(unfit)
    }

    /// How the numbers of a column are written. Typed numbers are passed to the reader as people write them here.
    pub(super) fn format_of(&self, column: usize) -> Option<NumberFormat> {
        match self.typed.get(column) {
            Some(true) => Some(NumberFormat::Indonesian),
            Some(false) | None => self.format,
        }
    }

    /// The unknown columns, each with the header that was perhaps meant.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let wide = if let Shape::Wide(wide) = &self.shape { Some(wide) } else { None };
        wide.into_iter().flat_map(|wide| wide.headers.iter().zip(&wide.columns)).filter_map(|(header, column)| {
            match column {
                WideColumn::Unknown(near) => Some((header.as_str(), near.as_deref())),
                WideColumn::Unit | WideColumn::Year | WideColumn::Value(..) => None,
            }
        })
    }

    /// The columns that results of a year are made of, or compared with, by index: those that have to be read.
    pub fn used_in(&self, year: i32) -> BTreeSet<usize> {
        let Some(planned) = self.in_year(year) else { return BTreeSet::new() };
        let read = planned.readers.iter().flatten().map(|(at, _)| *at);
        let looked = planned.looked.iter().flat_map(wide_twice::Looked::columns);
        read.chain(looked).chain(self.keys().into_iter().flatten()).collect()
    }

    /// The same for all years that rows may be about.
    pub fn used(&self) -> BTreeSet<usize> {
        self.years_of_rows().into_iter().flat_map(|year| self.used_in(year)).collect()
    }

    /// The used text columns that may contain `%`, by index: those of percent.
    pub fn may_sign(&self) -> BTreeSet<usize> {
        let years = self.years_of_rows();
        let planned = years.into_iter().filter_map(|year| self.in_year(year));
        let readers = planned.flat_map(|planned| planned.readers.iter().flatten());
        let texts = readers.filter(|(at, reader)| reader.is_percent() && self.typed.get(*at) == Some(&false));
        texts.map(|(at, _)| *at).collect()
    }

    /// The same for rows that come in pieces: it is unknown whether cells of another piece have a sign, so a column
    /// that may have one is treated as having one. Then findings about a cell depend on no other row.
    pub fn in_pieces(self) -> Job<'p> {
        let mut signs = Signs::new();
        if let Shape::Wide(wide) = &self.shape {
            for at in self.may_sign() {
                if let WideColumn::Value(code, _) = &wide.columns[at] {
                    signs.insert(shares::of_code(code), shares::unseen(place(self.source, 0, &wide.headers[at])));
                }
            }
        }
        self.knowing(signs)
    }

    /// The table as a source.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// The year of rows, if no column gives it.
    pub fn year(&self) -> Option<i32> {
        self.default_year
    }

    /// The columns of unit and year.
    pub fn keys(&self) -> [Option<usize>; 2] {
        match &self.shape {
            Shape::Wide(wide) => [wide.unit, wide.year],
            Shape::Long(_) => [None, None],
        }
    }

    /// The columns that results of a year need and the table does not have, by header, with those that no table can
    /// have listed separately: without them some results are *belum diisi* in every row.
    pub fn lacking(&self, year: i32) -> Lacking {
        let Some(planned) = self.in_year(year) else { return Lacking::default() };
        let has = |input: &Input| self.column_of(input).is_some();
        let (found, resting) = lacking((&planned.plan, &planned.wanted), (&self.schema, false), has);
        let rests = |place: &Option<usize>| place.is_some_and(|place| resting.contains(&place));
        let columns = self.out.iter().zip(&planned.places).filter(|(_, place)| rests(place));
        Lacking { resting: columns.map(|(column, _)| column.title.clone()).collect(), ..found }
    }

    /// A finding about results of a year that depend on codes for which no table has a column.
    pub fn resting(&self, lacking: &Lacking, year: i32) -> Option<Diagnostic> {
        let Lacking { nowhere, resting, .. } = lacking;
        (!resting.is_empty()).then(|| of_prefix_alone(resting, nowhere, year, &self.name))
    }

    /// The year of rows if no column gives it, else the years that represent all.
    fn years_of_rows(&self) -> Vec<i32> {
        match (self.keys(), self.default_year) {
            ([_, None], Some(year)) => vec![year],
            _ => self.standing_years().into_iter().collect(),
        }
    }

    /// The output results, in order.
    pub fn results(&self) -> Vec<(String, Kind)> {
        let mut kinds = vec![None; self.out.len()];
        for planned in self.years_of_rows().into_iter().filter_map(|year| self.in_year(year)) {
            for (kind, place) in kinds.iter_mut().zip(&planned.places) {
                let Some(wanted) = place.map(|place| planned.wanted[place]) else { continue };
                let decimals = match wanted.decimals {
                    Decimals::Declared(precision) => precision.places.max(Places::WHOLE).get().unsigned_abs(),
                    // As many as needed, up to four.
                    Decimals::Automatic => 4,
                };
                let found = kind_of(&self.schema, &planned.plan, wanted.slot).map(|kind| match kind {
                    Kind::Number(_) => Kind::Number(decimals),
                    Kind::Word | Kind::Truth => kind,
                });
                *kind = match (*kind, found) {
                    (Some(Kind::Number(one)), Some(Kind::Number(other))) => Some(Kind::Number(one.max(other))),
                    (known, found) => known.or(found),
                };
            }
        }
        let kinds = kinds.into_iter().map(|kind| kind.unwrap_or(Kind::Number(0)));
        self.out.iter().map(|column| column.title.clone()).zip(kinds).collect()
    }
}

/// The columns that results of a year depend on, by header; all results if none is requested.
pub fn columns(program: &Program, schema: &Schema, year: i32, results: &[String]) -> Result<Vec<String>, Unfit> {
    let plan = plan::plan(program, year);
    let chosen = layout::chosen(layout::columns(program), results).map_err(unfit)?;
    let wanted: Vec<Wanted> = chosen.iter().filter_map(|column| column.wanted(program, &plan, None)).collect();
    Ok(lacking((&plan, &wanted), (schema, true), |_| false).0.columns)
}

/// What is missing where only some inputs are present (for two alternatives, of the first if neither is complete), and
/// which results depend on what no header names.
fn lacking(
    (plan, wanted): (&Plan, &[Wanted]),
    (schema, with_asked): (&Schema, bool),
    has: impl Fn(&Input) -> bool,
) -> (Lacking, Vec<usize>) {
    let inputs = columns::inputs(plan, wanted);
    let goals: Vec<SlotId> = wanted.iter().map(|one| one.slot).collect();
    let is_of_row = |input: &Input| input.when.year == plan.year && input.when.quarter.is_none();
    // Rules that test whether a value is present also work without it, but give another figure with it.
    let slots = plan.slots.iter().filter(|_| !with_asked);
    let asked = slots.filter_map(|slot| if let Op::Present(of) = slot.op { Some(of) } else { None });
    let optional: HashSet<&Input> = asked.filter_map(|slot| plan.slot(plan.plain(slot)).op.input()).collect();
    // What a slot lacks, as indexes of inputs.
    let mut known: HashMap<SlotId, BTreeSet<usize>> = HashMap::new();
    for slot in plan.under(&goals, &[]) {
        let of = |slot: &SlotId| known.get(slot).cloned().unwrap_or_default();
        let lacks = match &plan.slot(slot).op {
            Op::Input(input) if (is_of_row(input) && has(input)) || optional.contains(input) => BTreeSet::new(),
            Op::Input(input) => inputs.iter().position(|known| known == input).into_iter().collect(),
            Op::Fallback(_, second) if of(second).is_empty() && !is_blank(plan, *second) => BTreeSet::new(),
            Op::Fallback(first, _) => of(first),
            op => op.operands().flat_map(|operand| of(&operand)).collect(),
        };
        known.insert(slot, lacks);
    }
    let all: BTreeSet<usize> = goals.iter().filter_map(|goal| known.get(goal)).flatten().copied().collect();
    let mut found = Lacking::default();
    for input in all.into_iter().map(|at| &inputs[at]).filter(|input| is_of_row(input)) {
        let title = input.field.of(&input.code).to_string();
        let is_named = schema.codes.contains_key(&*input.code);
        let titles = if is_named { &mut found.columns } else { &mut found.nowhere };
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    // Headers name what rules name.
    let is_nowhere = |at: &usize| is_of_row(&inputs[*at]) && !schema.codes.contains_key(&*inputs[*at].code);
    let rests = |goal: &SlotId| known.get(goal).is_some_and(|lacks| lacks.iter().any(is_nowhere));
    let resting = (0..goals.len()).filter(|at| rests(&goals[*at])).collect();
    (found, resting)
}

/// Whether a slot never has a value.
fn is_blank(plan: &Plan, slot: SlotId) -> bool {
    matches!(plan.slot(plan.plain(slot)).op, Op::Missing(..))
}

/// The kind of a slot's values; none if it never has one.
fn kind_of(schema: &Schema, plan: &Plan, slot: SlotId) -> Option<Kind> {
    match &plan.slot(slot).op {
        Op::Missing(..) => None,
        Op::Text(_) | Op::Band(..) => Some(Kind::Word),
        Op::Same(of) => kind_of(schema, plan, *of),
        Op::Fallback(one, other) => kind_of(schema, plan, *one).or_else(|| kind_of(schema, plan, *other)),
        Op::Choose { cases, otherwise } => {
            let mut values = cases.iter().map(|(_, value)| *value).chain([*otherwise]);
            values.find_map(|value| kind_of(schema, plan, value))
        }
        Op::Compare(..) | Op::And(..) | Op::Or(..) | Op::Not(_) | Op::Filled(_) | Op::Present(_) | Op::Within(..) => {
            Some(Kind::Truth)
        }
        Op::Input(input) => {
            let versions = schema.codes.get(&*input.code).map_or(&[][..], |code| &code.versions);
            let is_word = versions.iter().any(|version| version.covers(plan.year) && !version.words.is_empty());
            Some(if is_word { Kind::Word } else { Kind::Number(0) })
        }
        _ => Some(Kind::Number(0)),
    }
}

/// The header that makes a table long.
pub(super) fn long(headers: &[String], schema: &Schema) -> String {
    let about = |header: &&String| crate::data::header::says_of_what(header, schema);
    headers.iter().find(about).cloned().unwrap_or_default()
}

pub(super) fn unfit(refused: Refused) -> Unfit {
    match refused {
        Refused::Header(findings) => Unfit::Findings(findings),
        Refused::Twice { header, .. } => Unfit::Twice(header),
        Refused::Empty => Unfit::NothingKnown(None),
        Refused::NothingKnown { near, .. } => Unfit::NothingKnown(near),
        Refused::NoYear => Unfit::NoYear,
        Refused::NothingToCompute { elsewhere } => Unfit::NothingToCompute(elsewhere),
        Refused::NoSuchResult { asked, nearest, known } => Unfit::NoSuchResult(asked, nearest, known),
    }
}
