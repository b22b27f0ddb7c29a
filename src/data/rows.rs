//! Rows -> dataset: determines the code, unit and year of each row, reads its values and checks them.

use super::column_format::ColumnFormats;
use super::csv::{Row, Rows, Sheet};
use super::factor_notes::Note;
use super::file::factors;
use super::found::Found;
use super::header::{Above, HeaderColumn, Lines, Role, ValueKind, looks_like_header, read_header, second_row};
use super::in_units::InUnits;
use super::keys::{Codes, RowId};
use super::problem::{DataProblem, Stated};
use super::range_target::set_ends;
use super::row_values::Reading;
use super::schema::{PrefixSchema, Schema, VersionSchema};
use super::seen::Seen;
use super::shares::Shares;
use super::stated_units::StatedUnits;
use super::twins::Twin;
use super::unused::Unused;
use super::{CellOrigin, Content, DataFile, Dataset, Datum, Field, Key, Remark, Room, State};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// How far down a header line is searched.
const HEADER_ROWS: usize = 20;

/// Reads all rows of a file, the header line among them.
pub(super) fn read_rows(
    mut rows: Rows,
    schema: &Schema,
    (into, room): (&mut Dataset, Room),
    problems: &mut Found,
) -> Shares {
    let sheet = rows.sheet();
    // One more than can be the header, to see whether anything is below it.
    let mut begin: VecDeque<Row> = rows.by_ref().take(HEADER_ROWS + 1).collect();
    problems.extend(rows.unclosed.take().map(|row| DataProblem::UnclosedQuote { row }));
    let candidates = begin.iter().take(HEADER_ROWS);
    let above = candidates.enumerate().find(|(_, row)| looks_like_header(row, schema)).map_or(0, |(above, _)| above);
    let mut top: Vec<Row> = begin.drain(..(above + 1).min(begin.len())).collect();
    let Some(header) = top.pop() else {
        if problems.is_empty() {
            let file = sheet.file.name.to_string();
            problems.push(DataProblem::EmptyFile { file });
        }
        return Shares::default();
    };
    let start = if sheet.file.text.starts_with('\u{feff}') { 3 } else { 0 };
    let lines = Lines::of(&top, &schema.above, &|unit| schema.has_unit(unit));
    let first = (!top.is_empty()).then(|| sheet.span(start..header.bytes.start));
    let not_first = |above| DataProblem::HeaderNotFirst {
        header: sheet.place(&header, None),
        above,
        stated: lines.stated.iter().map(Stated::of).collect(),
        unread: lines.unread.clone(),
        mend: None,
    };
    // A piece of a file may begin anywhere in it.
    let below = begin.front().filter(|_| sheet.is_whole());
    if let Some(problem) = below.and_then(|below| second_row(sheet, &header, below, schema)) {
        problems.extend(first.map(not_first));
        problems.push(problem);
        return Shares::default();
    }
    let mut about_header = Vec::new();
    let columns = read_header(sheet, &header, schema, &mut about_header);
    let told = first.map(|above| {
        problems.push(not_first(above));
        problems.len() - 1
    });
    problems.extend(about_header);
    let Some(columns) = columns else { return Shares::default() };
    if begin.is_empty() && problems.is_empty() {
        let header = sheet.place(&header, None);
        problems.push(DataProblem::HeaderOnly { header });
    }
    let file = into.add_file(DataFile {
        source: Some(sheet.file.source),
        name: sheet.file.name.to_string(),
        headers: columns.iter().map(|column| column.name.to_string()).collect(),
        factors: factors(&columns, &lines.stated),
        sheet: None,
    });
    let below = header.line.saturating_add(1);
    let mut reader = RowReader {
        sheet,
        heading: &header,
        schema,
        codes: Codes::new(schema),
        formats: ColumnFormats::new(sheet.is_whole().then_some((header.next, below)), columns.len()),
        file,
        seen: Seen::default(),
        telling: telling(&columns),
        untitled: BTreeSet::new(),
        is_over: false,
        unused_quarters: BTreeSet::new(),
        ambiguous: None,
        followed: RefCell::default(),
        doubted: RefCell::default(),
        shares: RefCell::default(),
        stated: StatedUnits::default(),
        reasons: Reasons::default(),
        unused: Unused::of(&columns),
        in_quarters: columns.iter().any(|column| column.quarter.is_some()),
        above: lines.stated,
        in_units: InUnits::default(),
        notes: Vec::new(),
        columns,
        problems,
    };
    let is_bare = begin.is_empty();
    for row in begin.iter() {
        reader.read(row, into);
    }
    drop(begin);
    for (count, row) in rows.by_ref().enumerate() {
        if count % LOOK_EVERY == LOOK_EVERY - 1 {
            into.look(room);
        }
        if into.is_full() {
            break;
        }
        reader.read(&row, into);
    }
    let (followed, doubted) = (reader.followed.take(), reader.doubted.take());
    reader.problems.extend(followed.into_values().chain(doubted.into_values()));
    reader.tell_stated();
    let unused = reader.unused.told((sheet, &header), schema, &reader.columns, is_bare);
    reader.problems.extend(unused);
    reader.tell_spending();
    reader.tell_unlike_factors(into);
    reader.tell_notes();
    reader.tell_above(told);
    reader.problems.extend(rows.unclosed.map(|row| DataProblem::UnclosedQuote { row }));
    reader.shares.take()
}

/// The field for which every row of the file leaves a cell in the data, and nothing else does: blank years leave some,
/// too.
fn telling(columns: &[HeaderColumn]) -> Option<Field> {
    let left = columns.iter().find_map(|column| match &column.role {
        Role::Value(field, _) if column.role.holds_values() => Some(field.clone()),
        _ => None,
    });
    left.filter(|_| columns.iter().all(|column| column.year.is_none() && column.quarter.is_none()))
}

/// After this many rows the memory is checked. Fewer never fill it.
const LOOK_EVERY: usize = 1 << 10;

/// The reasons why cells are faulty, each stored once.
pub(super) type Reasons = BTreeSet<Arc<str>>;

/// How many reasons are kept; further cells are only marked as faulty. A file may have a million different faults.
const MOST_REASONS: usize = 10_000;

/// The state kept from row to row.
pub(super) struct RowReader<'a> {
    pub sheet: &'a Sheet<'a>,
    /// The header line.
    pub heading: &'a Row,
    pub schema: &'a Schema,
    pub codes: Codes<'a>,
    pub columns: Vec<HeaderColumn>,
    pub file: u16,
    pub seen: Seen,
    /// The field whose cells identify the rows that were read.
    pub telling: Option<Field>,
    pub untitled: BTreeSet<usize>,
    /// Whether another heading stands above the rows that follow.
    pub is_over: bool,
    /// Codes whose quarters were already reported as unused.
    pub unused_quarters: BTreeSet<Arc<str>>,
    /// The first ambiguous number; the others are counted there.
    pub ambiguous: Option<usize>,
    pub formats: ColumnFormats,
    /// By column, the cells that were read in the format of the others in it.
    pub followed: RefCell<BTreeMap<usize, DataProblem>>,
    /// The columns whose header ends in a unit that a number below it does not have.
    pub doubted: RefCell<BTreeMap<usize, DataProblem>>,
    /// Its percent signs.
    pub shares: RefCell<Shares>,
    /// What the cells of codes without a unit state.
    pub stated: StatedUnits,
    pub reasons: Reasons,
    /// The columns that nothing reads.
    pub unused: Unused,
    /// Whether quarters are columns.
    pub in_quarters: bool,
    /// What lines above the header state.
    pub above: Vec<Above>,
    /// The units of the numbers so far.
    pub in_units: InUnits,
    /// Rows that are not data and state the unit of figures.
    pub notes: Vec<Note>,
    pub problems: &'a mut Found,
}

/// The current row: its place in the dataset and, if all of its values are faulty, the reason.
pub(super) struct Current<'a> {
    pub row: &'a Row,
    pub id: RowId,
    pub lane: usize,
    pub version: Option<&'a VersionSchema>,
    /// The `umum` that covers the code, if no rule names it.
    pub prefix: Option<&'a PrefixSchema>,
    /// The unit its numbers may carry.
    pub unit: Option<Arc<str>>,
    pub fault: Option<Arc<str>>,
    /// Why cells of a quarter do not count if nothing says how quarters are combined into a year.
    pub idle_quarter: Option<Arc<str>>,
    /// Whether it is a duplicate within the file: the values of the earlier row are removed, too.
    pub again: bool,
    /// Whether it is the first of its quarters; cells about the year are read with that.
    pub is_first: bool,
}

impl<'a> Current<'a> {
    /// A row about which nothing is known yet except a fault of the whole row.
    pub(super) fn of(row: &'a Row, id: RowId, fault: Option<Arc<str>>, into: &mut Dataset) -> Current<'a> {
        let lane = into.lane(&id.unit);
        let (version, prefix, unit, idle_quarter) = (None, None, None, None);
        Current { row, id, lane, version, prefix, unit, fault, idle_quarter, again: false, is_first: true }
    }

    /// The key of a value of this row.
    pub fn key(&self, field: Field) -> Key {
        Key { code: Arc::clone(&self.id.code), field, year: self.id.year, quarter: self.id.quarter }
    }
}

impl<'a> RowReader<'a> {
    pub(super) fn read_year(
        &mut self,
        row: &Row,
        id: RowId,
        broken: Option<Arc<str>>,
        is_first: bool,
        into: &mut Dataset,
    ) {
        let mut current = Current { is_first, ..Current::of(row, id, broken, into) };
        self.find_version(&mut current);
        current.unit = self.row_unit(&current);
        let stated = if current.unit.is_none() { self.stated_unit(&current) } else { None };
        match &stated {
            Some((_, unit)) => current.unit = Some(Arc::clone(unit)),
            None => self.take_unit_beside(&mut current, into),
        }
        self.check_unit(&mut current);
        self.check_near_unit(&mut current);
        self.check_money_unit(&mut current);
        self.check_quarter(&mut current);
        self.find_earlier(&mut current, into);
        self.look_for_spending(&current);
        if current.fault.is_none() || current.again {
            self.read_remark(&current, into);
        }
        if current.fault.is_none() {
            self.read_attributes(&current, into);
            if let Some(stated) = stated {
                self.keep_stated(&current, stated, into);
            }
        }
        self.read_values(&current, into);
        self.note_silent(&current, into);
    }

    fn read_values(&mut self, current: &Current, into: &mut Dataset) {
        let mut clash_reported = current.again;
        for index in 0..self.columns.len() {
            let Some((field, kind, disputed)) = self.value_column(index, &current.id) else {
                continue;
            };
            let both = match self.beside_twin(current, index) {
                Twin::Alone => None,
                Twin::Other => continue,
                Twin::Both(reason) => Some(reason),
            };
            let Reading { content: read, ends } = self.read_cell(current, index, &field, kind);
            self.check_taken(current, index, &field, &read);
            self.check_step(current, index, &field, &read);
            self.check_far_below(current, index, &field, &read);
            let fault = self.fault_of(current, &field, kind);
            let key = current.key(field);
            let earlier = into.get(current.lane, &key);
            let was_filled = earlier.as_ref().is_some_and(|datum| is_filled(&datum.content));
            let is_idle = matches!(kind, ValueKind::Undeclared | ValueKind::Printed);
            if is_idle && !is_filled(&read) && !was_filled {
                continue;
            }
            if kind == ValueKind::Printed && self.is_held(current, &key.field, &read) {
                self.unused.held(index);
            }
            let other_file =
                earlier.and_then(|datum| datum.origin).filter(|origin| was_filled && origin.file != self.file);
            if is_idle && other_file.is_some() {
                // No result depends on either.
                continue;
            }
            let clash = other_file.filter(|_| is_filled(&read));
            let content = if let Some(origin) = clash {
                let problem = self.clash(current, into, origin);
                let reason = self.reason(problem.message());
                if !clash_reported {
                    self.problems.push(problem);
                    clash_reported = true;
                }
                faulty(reason)
            } else if other_file.is_some() {
                continue;
            } else {
                match fault.or(disputed.as_ref()).or(both.as_ref()) {
                    Some(reason) if is_filled(&read) || was_filled => faulty(Arc::clone(reason)),
                    _ => read,
                }
            };
            let origin = Some(self.origin(current.row, index));
            self.note_factor(index, current, &key.field, &content, into);
            let datum = Datum { content, origin };
            if key.field == Field::Target {
                set_ends(current, ends, &datum, into);
            }
            into.set(current.lane, key, datum);
        }
    }

    pub(super) fn value_column(&self, index: usize, id: &RowId) -> Option<(Field, ValueKind, Option<Arc<str>>)> {
        let is_it = |column: &&HeaderColumn| {
            let in_quarter = !self.in_quarters || column.quarter == id.quarter;
            in_quarter && column.year.is_none_or(|own| own == id.year)
        };
        let column = self.columns.get(index).filter(is_it)?;
        match &column.role {
            Role::Value(_, ValueKind::Attribute) => None,
            Role::Value(field, kind) => Some((field.clone(), *kind, column.disputed.clone())),
            _ => None,
        }
    }

    fn read_remark(&self, current: &Current, into: &mut Dataset) {
        // If years are columns, the remark applies to each of them, but only once to their quarters.
        if self.in_quarters && !current.is_first {
            return;
        }
        for (index, column) in self.columns.iter().enumerate() {
            let text = current.row.get(index);
            if column.role == Role::Remark && !text.is_empty() {
                into.remark(Remark {
                    code: Arc::clone(&current.id.code),
                    year: current.id.year,
                    lane: current.lane,
                    text: text.into(),
                    origin: Some(self.origin(current.row, index)),
                });
            }
        }
    }

    /// A reason as cells store it: once, however many cells have it.
    pub fn reason(&mut self, words: String) -> Arc<str> {
        match self.reasons.get(words.as_str()) {
            Some(known) => Arc::clone(known),
            None => {
                let words =
                    if self.reasons.len() < MOST_REASONS { words.as_str() } else { "isi selnya tidak dapat dipakai" };
                let reason = Arc::<str>::from(words);
                self.reasons.insert(Arc::clone(&reason));
                reason
            }
        }
    }

    pub fn header(&self, index: usize) -> &str {
        self.columns.get(index).map_or("", |column| &column.name)
    }

    pub fn origin(&self, row: &Row, index: usize) -> CellOrigin {
        CellOrigin { file: self.file, column: u16::try_from(index).unwrap_or(u16::MAX), row: row.line }
    }
}

fn is_filled(content: &Content) -> bool {
    !matches!(content, Content::Missing(State::NotFilled, _))
}

pub(super) fn faulty(reason: impl Into<Arc<str>>) -> Content {
    Content::Missing(State::Faulty, reason.into())
}
