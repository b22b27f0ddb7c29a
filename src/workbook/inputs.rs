//! The sheet of inputs: a row for each thing and time, a column for each figure that a printed cell rests on.

use super::double;
use super::lines::write_text;
use super::style::{self, Look};
use super::terms;
use super::translate::Kind;
use super::typed::{self, Ends, Typed, allowed, fits};
use crate::data::{Content, Dataset, Field, State};
use crate::eval::Results;
use crate::number::{Exact, Interval};
use crate::plan::{Input, Plan, SlotId};
use crate::program::units::Unit;
use crate::program::{Definition, Kind as Thing, NameId, Program};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Formula, Workbook, Worksheet, XlsxError};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;
use std::sync::Arc;

/// The name of the sheet.
pub const SHEET: &str = "Masukan";

/// Lines above the first one: title, how to fill in, header.
const ABOVE: usize = 3;

/// So many figures stand beside each other on a page.
const FIGURES_ON_A_PAGE: usize = 10;

/// A row: a thing in a year or a quarter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct At {
    unit: usize,
    code: Arc<str>,
    year: i32,
    quarter: Option<u8>,
}

/// What is written of a row.
#[derive(Debug)]
struct Row {
    at: At,
    unit: String,
    label: String,
    measure: String,
    cells: Vec<Entered>,
}

/// What is written in a cell.
#[derive(Debug, Clone)]
pub(super) struct Entered {
    /// Whether a printed cell rests on it.
    pub is_asked: bool,
    pub content: Content,
    pub kind: Kind,
    /// What it may hold, and the words of an order.
    pub range: Option<Interval>,
    pub order: Vec<String>,
    pub is_money: bool,
    /// Its figures are in percent.
    pub is_percent: bool,
}

/// All inputs.
#[derive(Debug)]
pub struct Inputs {
    unit_heading: Option<&'static str>,
    has_quarters: bool,
    columns: Vec<Field>,
    /// The codes that have quarters.
    quarterly: BTreeSet<Arc<str>>,
    rows: Vec<Row>,
    known: HashMap<At, usize>,
}

/// Where the inputs of a thing stand: its place among the definitions, its code, year and quarter.
type InOrder = (usize, Arc<str>, i32, Option<u8>);

impl Inputs {
    /// The columns that the goals of a plan ask for: of what the data say nothing at all only target and realisation.
    pub fn of(asked: &[(&Plan, &Dataset, Vec<SlotId>)], unit_heading: Option<&'static str>) -> Inputs {
        let keys = || asked.iter().flat_map(|(_, data, _)| data.columns()).map(|(key, _)| key);
        let said: BTreeSet<&Field> = keys().map(|key| &key.field).collect();
        let is_kept = |field: &Field| matches!(field, Field::Value | Field::Target) || said.contains(field);
        let inputs = || asked.iter().flat_map(|(plan, _, goals)| plan.inputs_of(goals.iter().copied()));
        let mut columns: Vec<Field> = inputs().map(|input| &input.field).filter(|f| is_kept(f)).cloned().collect();
        columns.sort();
        columns.dedup();
        // The target stands before what it is held against.
        columns.sort_by_key(|field| match field {
            Field::Target => 0,
            Field::TargetLow => 1,
            Field::TargetHigh => 2,
            Field::Value => 3,
            Field::Budget => 4,
            Field::Spent => 5,
            Field::Extra(_) => 6,
        });
        let in_quarters = keys().filter(|key| key.quarter.is_some()).map(|key| key.code.clone());
        let quarterly: BTreeSet<Arc<str>> = in_quarters.collect();
        let has_quarters = inputs().any(|input| input.when.quarter.is_some() && quarterly.contains(&input.code));
        Inputs { unit_heading, has_quarters, columns, quarterly, rows: Vec::new(), known: HashMap::new() }
    }

    /// Adds the rows of a unit, and gives its number here.
    pub fn add_unit(&mut self, results: Results, (lane, name): (usize, &str), goals: &[SlotId]) -> usize {
        let Results { program, plan, data, .. } = results;
        let unit = self.rows.last().map_or(0, |row| row.at.unit + 1);
        let names: HashMap<&str, NameId> =
            program.in_order().into_iter().map(|name| (program.code(name), name)).collect();
        let order: HashMap<&str, usize> =
            program.in_order().into_iter().enumerate().map(|(at, name)| (program.code(name), at)).collect();
        let mut asked: BTreeMap<InOrder, Vec<&Input>> = BTreeMap::new();
        for input in plan.inputs_of(goals.iter().copied()) {
            let is_there = input.when.quarter.is_none() || self.quarterly.contains(&input.code);
            if is_there && self.columns.contains(&input.field) {
                let place = order.get(&*input.code).copied().unwrap_or(usize::MAX);
                let key = (place, input.code.clone(), input.when.year, input.when.quarter);
                asked.entry(key).or_default().push(input);
            }
        }
        for ((_, code, year, quarter), inputs) in asked {
            let definition = names.get(&*code).and_then(|name| program.version(*name, year));
            let cells = self.columns.iter().map(|field| {
                let input = inputs.iter().find(|input| input.field == *field);
                entered(program, definition, field, input.map(|input| (data, lane, *input)))
            });
            let cells: Vec<Entered> = cells.collect();
            let label = definition.and_then(|one| one.label.clone()).unwrap_or_default();
            let measure = definition.and_then(|one| one.unit_of_row().word().map(str::to_string)).unwrap_or_default();
            let at = At { unit, code, year, quarter };
            self.known.insert(at.clone(), self.rows.len());
            self.rows.push(Row { at, unit: name.to_string(), label, measure, cells });
        }
        unit
    }

    /// The cell of an input in a formula of another sheet; none where it has none.
    pub fn cell(&self, unit: usize, input: &Input) -> Option<Typed> {
        let column = self.columns.iter().position(|field| *field == input.field)?;
        let at = At { unit, code: input.code.clone(), year: input.when.year, quarter: input.when.quarter };
        let row = *self.known.get(&at)?;
        let entered = &self.rows[row].cells[column];
        let is_made = self.is_made_of_ends(&self.rows[row], column);
        let other = self.other_end(row, column).map(|(sign, at)| {
            let other = format!("{SHEET}!{}", self.name(row, at));
            // One end that may not be makes both wrong.
            let fits = fits(&self.rows[row].cells[at], None).map(|fits| format!(",{}", fits.replace('@', &other)));
            format!("OR(NOT(ISNUMBER({other})),AND(@{sign}{other}{}))", fits.unwrap_or_default())
        });
        let cell = format!("{SHEET}!{}", self.name(row, column));
        let ends = self.ends(&self.rows[row], column).filter(|_| !is_made);
        let is_range = ends.is_some()
            || (input.field == Field::Target
                && entered.order.is_empty()
                && matches!(entered.content, Content::Text(_)));
        Some(Typed {
            value: typed::value(entered, &cell),
            cell,
            kind: entered.kind,
            fits: fits(entered, other),
            ends: ends.map(|ends| self.typed_ends(row, ends, &format!("{SHEET}!"))),
            is_range,
            is_signed: typed::is_signed(entered),
        })
    }

    /// Of an end of a range how it stands to the other one, and the column of that.
    fn other_end(&self, row: usize, column: usize) -> Option<(&'static str, usize)> {
        let (sign, other, whole) = match self.columns[column] {
            Field::TargetLow => ("<=", column + 1, column.checked_sub(1)?),
            Field::TargetHigh => (">=", column.checked_sub(1)?, column.checked_sub(2)?),
            Field::Target | Field::Value | Field::Budget | Field::Spent | Field::Extra(_) => return None,
        };
        self.ends(&self.rows[row], whole).map(|_| (sign, other))
    }

    /// The cells of both ends of a target, in a formula of this sheet or, behind its name, of another.
    fn typed_ends(&self, row: usize, [low, high]: [usize; 2], sheet: &str) -> Ends {
        let name = |column| format!("{sheet}{}", self.name(row, column));
        let fits = [low, high].map(|column| fits(&self.rows[row].cells[column], None));
        Ends { low: name(low), high: name(high), fits }
    }

    fn name(&self, row: usize, column: usize) -> String {
        format!("{}{}", terms::letters(self.heads().len() + column), ABOVE + row + 1)
    }

    /// What stands left of the figures.
    fn heads(&self) -> Vec<(&'static str, f64)> {
        let unit = self.unit_heading.map(|heading| (heading, 24.0));
        let quarter = self.has_quarters.then_some(("Triwulan", 9.0));
        let fixed = [Some(("Kode", 16.0)), Some(("Uraian", 46.0)), Some(("Satuan", 12.0)), Some(("Tahun", 8.0))];
        [unit].into_iter().chain(fixed).chain([quarter]).flatten().collect()
    }

    /// Writes the sheet.
    pub fn write(&self, book: &mut Workbook, title: &str) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(SHEET)?;
        let heads = self.heads();
        let width = heads.len() + self.columns.len();
        style::page(sheet, title, ABOVE as u32 - 1, self.columns.len() > 2)?;
        // Many columns go on beside on further pages, each with what the row is about.
        let pages = self.columns.len().div_ceil(FIGURES_ON_A_PAGE).max(1);
        sheet.set_print_fit_to_pages(pages as u16, 0).set_repeat_columns(0, heads.len() as u16 - 1)?;
        sheet.write_string_with_format(0, 0, "Masukan", &style::title())?;
        let words = "Ubah sel kuning; tabel ikut berubah. Kosong atau - berarti belum diisi, n/a berarti tidak berlaku. Sel putih tidak dipakai tabel mana pun.";
        style::across(sheet, 1, (0, width.min(heads.len() + 2) as u16 - 1), words, &style::note(), 2)?;
        let titles = heads.iter().map(|(title, width)| (title.to_string(), *width));
        let figures = self.columns.iter().map(|field| (head(field), 15.0));
        for (at, (title, width)) in titles.chain(figures).enumerate() {
            sheet.write_string_with_format(ABOVE as u32 - 1, at as u16, title, &style::header())?;
            sheet.set_column_width(at as u16, width)?;
        }
        sheet.set_row_height(ABOVE as u32 - 1, style::height(2))?;
        for (at, row) in self.rows.iter().enumerate() {
            self.write_row(sheet, (ABOVE + at) as u32, row)?;
        }
        self.validate(sheet)?;
        Ok(())
    }

    fn write_row(&self, sheet: &mut Worksheet, at: u32, row: &Row) -> Result<(), XlsxError> {
        let words = style::words(Look::Plain);
        let entered = row.cells.iter().filter_map(|cell| match &cell.content {
            Content::Text(text) if cell.is_asked => Some(style::lines_of(text, 13)),
            Content::Text(_) | Content::Number(_) | Content::Missing(..) => None,
        });
        let heads = [(&*row.label, 44), (&*row.at.code, 14), (&*row.unit, 22)];
        let heads = heads.into_iter().map(|(text, letters)| style::lines_of(text, letters));
        sheet.set_row_height(at, style::height(entered.chain(heads).max().unwrap_or(1)))?;
        let mut column = 0;
        if self.unit_heading.is_some() {
            write_text(sheet, at, column, &row.unit, &words)?;
            column += 1;
        }
        for text in [&*row.at.code, &*row.label, &*row.measure] {
            write_text(sheet, at, column, text, &words)?;
            column += 1;
        }
        sheet.write_number_with_format(at, column, row.at.year, &style::year())?;
        column += 1;
        if self.has_quarters {
            match row.at.quarter {
                Some(quarter) => sheet.write_number_with_format(at, column, quarter, &style::year())?,
                None => sheet.write_blank(at, column, &style::year())?,
            };
            column += 1;
        }
        let first = column;
        for cell in &row.cells {
            match (&cell.content, cell.is_asked) {
                (_, false) => sheet.write_blank(at, column, &words)?,
                (Content::Number(number), true) => {
                    let number_format = style::input(places(*number), cell.is_percent);
                    sheet.write_number_with_format(at, column, double::near(&Exact::from(*number)), &number_format)?
                }
                (Content::Text(text), true) if self.is_made_of_ends(row, usize::from(column - first)) => {
                    // The ends are typed, each in its cell.
                    let target = usize::from(column - first);
                    let ends = self.typed_ends(at as usize - ABOVE, [target + 1, target + 2], "");
                    let (low, high) = (&ends.low, &ends.high);
                    let made = format!("IF({},\"keliru\",{})", ends.are_wrong(), ends.target());
                    let formula = format!("IF({},{made},IF(ISNUMBER({low}),{high},{low})&\"\")", ends.are_there());
                    sheet.write_formula_with_format(at, column, Formula::new(formula).set_result(&**text), &words)?
                }
                (Content::Text(text), true) => {
                    sheet.write_string_with_format(at, column, &**text, &style::input_words())?
                }
                (Content::Missing(state, _), true) => {
                    let words = match state {
                        State::NotFilled => "",
                        State::NotApplicable => "n/a",
                        State::Undefined | State::Faulty => state.words(),
                    };
                    match words.is_empty() {
                        true => sheet.write_blank(
                            at,
                            column,
                            &style::input(if cell.is_money { 0 } else { 2 }, cell.is_percent),
                        )?,
                        false => sheet.write_string_with_format(at, column, words, &style::input_words())?,
                    }
                }
            };
            column += 1;
        }
        Ok(())
    }

    /// The columns of the ends of a target, where both are asked for.
    fn ends(&self, row: &Row, column: usize) -> Option<[usize; 2]> {
        let fields = [Field::Target, Field::TargetLow, Field::TargetHigh];
        let ends = row.cells.get(column + 1..column + 3)?;
        let are_asked =
            self.columns.get(column..column + 3) == Some(&fields[..]) && ends.iter().all(|end| end.is_asked);
        are_asked.then_some([column + 1, column + 2])
    }

    /// Whether a target is a range whose ends stand in the two cells behind it, so that it is made of them.
    fn is_made_of_ends(&self, row: &Row, column: usize) -> bool {
        let is_number = |end: usize| matches!(row.cells[end].content, Content::Number(_));
        matches!(row.cells[column].content, Content::Text(_))
            && self.ends(row, column).is_some_and(|ends| ends.into_iter().all(is_number))
    }

    /// What may be typed in each cell; cells below each other that may hold the same share one rule.
    fn validate(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for column in 0..self.columns.len() {
            let mut first = 0;
            while first < self.rows.len() {
                let cell = &self.rows[first].cells[column];
                // The lower end is typed first.
                let low = |row: usize| self.other_end(row, column).filter(|(sign, _)| *sign == ">=");
                let same = |row: &usize| {
                    let other = &self.rows[*row].cells[column];
                    (allowed(other), other.is_percent, low(*row)) == (allowed(cell), cell.is_percent, low(first))
                };
                let count = (first..self.rows.len()).take_while(same).count();
                if let Some(rule) = allowed(cell) {
                    let at = (self.heads().len() + column) as u16;
                    let low = low(first).map(|(_, at)| self.name(first, at));
                    let validation = rule.validation(&self.name(first, column), low.as_deref(), cell.is_percent)?;
                    let rows = [first, first + count - 1].map(|row| (ABOVE + row) as u32);
                    sheet.add_data_validation(rows[0], at, rows[1], at, &validation)?;
                }
                first += count;
            }
        }
        Ok(())
    }
}

fn entered(
    program: &Program,
    definition: Option<&Definition>,
    field: &Field,
    asked: Option<(&Dataset, usize, &Input)>,
) -> Entered {
    let datum = asked.and_then(|(data, lane, input)| data.get(lane, &input.key()));
    let content = datum.map_or(Content::Missing(State::NotFilled, "".into()), |datum| datum.content);
    let is_own = matches!(field, Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh);
    let order = definition.filter(|_| is_own).map(|one| one.order.clone()).unwrap_or_default();
    let is_text = match field {
        Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh | Field::Budget | Field::Spent => false,
        Field::Extra(name) => program.fields.iter().any(|field| field.name == **name && field.is_text),
    };
    let kind = match &content {
        Content::Text(_) => Kind::Word,
        Content::Number(_) => Kind::Number,
        Content::Missing(..) if is_text || !order.is_empty() => Kind::Word,
        Content::Missing(..) => Kind::Number,
    };
    let is_money = matches!(field, Field::Budget | Field::Spent);
    let range = match field {
        Field::Budget | Field::Spent => Some(Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded)),
        Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh => {
            definition.filter(|one| !matches!(one.kind, Thing::Group(_))).map(Definition::data_range)
        }
        Field::Extra(_) => None,
    };
    let is_percent = is_own && definition.is_some_and(|one| one.unit_of_row() == Unit::Percent);
    Entered { is_asked: asked.is_some(), content, kind, range, order, is_money, is_percent }
}

fn head(field: &Field) -> String {
    match field {
        Field::Target => "Target".to_string(),
        Field::TargetLow => "Target bawah".to_string(),
        Field::TargetHigh => "Target atas".to_string(),
        Field::Value => "Realisasi".to_string(),
        Field::Budget => "Pagu".to_string(),
        Field::Spent => "Serapan".to_string(),
        Field::Extra(name) => name.to_string(),
    }
}

fn places(number: Decimal) -> usize {
    number.scale() as usize
}
