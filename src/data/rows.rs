//! Rows -> dataset: finds the code, unit and year of each row, reads its values and checks them.

use super::cell::is_blank;
use super::column_format::ColumnFormats;
use super::csv::{Row, Rows, Sheet};
use super::found::Found;
use super::header::{HeaderColumn, Role, ValueKind, looks_like_header, read_header, second_row};
use super::keys::{Codes, RowId, read_id};
use super::problem::DataProblem;
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

/// How far down a header line is looked for.
const HEADER_ROWS: usize = 20;

/// Reads all rows of a file, the header line among them.
pub(super) fn read_rows(
    mut rows: Rows,
    schema: &Schema,
    (into, room): (&mut Dataset, Room),
    problems: &mut Found,
) -> Shares {
    let sheet = rows.sheet();
    // One more than can be the header, to tell whether anything stands below it.
    let mut begin: VecDeque<Row> = rows.by_ref().take(HEADER_ROWS + 1).collect();
    problems.extend(rows.unclosed.take().map(|row| DataProblem::UnclosedQuote { row }));
    let candidates = begin.iter().take(HEADER_ROWS);
    let above = candidates.enumerate().find(|(_, row)| looks_like_header(row, schema)).map_or(0, |(above, _)| above);
    let Some(header) = begin.drain(..(above + 1).min(begin.len())).next_back() else {
        if problems.is_empty() {
            let file = sheet.file.name.to_string();
            problems.push(DataProblem::EmptyFile { file });
        }
        return Shares::default();
    };
    if above > 0 {
        let start = if sheet.file.text.starts_with('\u{feff}') { 3 } else { 0 };
        problems.push(DataProblem::HeaderNotFirst {
            header: sheet.place(&header, None),
            above: sheet.span(start..header.bytes.start),
        });
    }
    // What a piece of a file begins with stands anywhere in it.
    let below = begin.front().filter(|_| sheet.is_whole());
    if let Some(problem) = below.and_then(|below| second_row(sheet, &header, below, schema)) {
        problems.push(problem);
        return Shares::default();
    }
    let mut about_header = Vec::new();
    let columns = read_header(sheet, &header, schema, &mut about_header);
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
        sheet: None,
    });
    let below = header.line.saturating_add(1);
    let mut reader = RowReader {
        sheet,
        schema,
        codes: Codes::new(schema),
        formats: ColumnFormats::new(sheet.is_whole().then_some((header.next, below)), columns.len()),
        file,
        seen: Seen::default(),
        telling: telling(&columns),
        untitled: BTreeSet::new(),
        unused_quarters: BTreeSet::new(),
        ambiguous: None,
        followed: RefCell::default(),
        shares: RefCell::default(),
        stated: StatedUnits::default(),
        reasons: Reasons::default(),
        unused: Unused::of(&columns),
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
    let followed = reader.followed.take();
    reader.problems.extend(followed.into_values());
    reader.tell_stated();
    let unused = reader.unused.told((sheet, &header), schema, &reader.columns, is_bare);
    reader.problems.extend(unused);
    reader.tell_spending();
    reader.problems.extend(rows.unclosed.map(|row| DataProblem::UnclosedQuote { row }));
    reader.shares.take()
}

/// What every row of the file leaves a cell of in the data, and nothing else does: a blank year leaves some, too.
fn telling(columns: &[HeaderColumn]) -> Option<Field> {
    let left = columns.iter().find_map(|column| match &column.role {
        Role::Value(field, _) if column.role.holds_values() => Some(field.clone()),
        _ => None,
    });
    left.filter(|_| columns.iter().all(|column| column.year.is_none()))
}

/// After so many rows it is asked whether there is room for more. Fewer never fill a memory.
const LOOK_EVERY: usize = 1 << 10;

/// The reasons why cells are wrong, each once however many cells have it.
pub(super) type Reasons = BTreeSet<Arc<str>>;

/// How many reasons are kept; the cells beyond are only told to be wrong. A file may be wrong in a million ways.
const MOST_REASONS: usize = 10_000;

/// What is remembered from row to row.
pub(super) struct RowReader<'a> {
    pub sheet: &'a Sheet<'a>,
    pub schema: &'a Schema,
    pub codes: Codes<'a>,
    pub columns: Vec<HeaderColumn>,
    pub file: u16,
    pub seen: Seen,
    /// What tells by its cells which rows were read.
    pub telling: Option<Field>,
    pub untitled: BTreeSet<usize>,
    /// Codes whose quarters were told to be of no use.
    pub unused_quarters: BTreeSet<Arc<str>>,
    /// The first ambiguous number; the others are counted there.
    pub ambiguous: Option<usize>,
    pub formats: ColumnFormats,
    /// By column, the cells that were read as those beside them are written.
    pub followed: RefCell<BTreeMap<usize, DataProblem>>,
    /// What its cells of percent say.
    pub shares: RefCell<Shares>,
    /// What the cells of codes without a unit state.
    pub stated: StatedUnits,
    pub reasons: Reasons,
    /// The columns that nothing reads.
    pub unused: Unused,
    pub problems: &'a mut Found,
}

/// The row at hand: its place in the dataset and, if all of its values are wrong, the reason.
pub(super) struct Current<'a> {
    pub row: &'a Row,
    pub id: RowId,
    pub lane: usize,
    pub version: Option<&'a VersionSchema>,
    /// The `umum` that speaks for the code, when no rule names it.
    pub prefix: Option<&'a PrefixSchema>,
    /// The unit its numbers may carry.
    pub unit: Option<Arc<str>>,
    pub fault: Option<Arc<str>>,
    /// Why those cells do not count that have no way from quarters to a year.
    pub idle_quarter: Option<Arc<str>>,
    /// A duplicate within the file: the values of the earlier row go too.
    pub again: bool,
}

impl<'a> Current<'a> {
    /// A row of which nothing is known yet but what may be wrong with it as a whole.
    fn of(row: &'a Row, id: RowId, fault: Option<Arc<str>>, into: &mut Dataset) -> Current<'a> {
        let lane = into.lane(&id.unit);
        Current { row, id, lane, version: None, prefix: None, unit: None, fault, idle_quarter: None, again: false }
    }

    /// Where a value of this row belongs.
    pub fn key(&self, field: Field) -> Key {
        Key { code: Arc::clone(&self.id.code), field, year: self.id.year, quarter: self.id.quarter }
    }
}

impl<'a> RowReader<'a> {
    fn read(&mut self, row: &Row, into: &mut Dataset) {
        self.seen.pass(row);
        self.unused.look(row);
        self.note_untitled(row);
        self.note_signs(row);
        let broken = self.count_cells(row);
        let read = |reader: &Self, year| read_id((reader.sheet, row, &reader.columns), year, &reader.codes);
        let years: BTreeSet<i32> = self.columns.iter().filter_map(|column| column.year).collect();
        if years.is_empty() {
            match (read(self, None), &broken) {
                (Ok(id), _) => self.read_year(row, id, broken, into),
                (Err(_), Some(_)) => {}
                (Err(found), None) => self.problems.extend(found),
            }
            return;
        }
        // What a name means may be another thing in each year; what is wrong in all of them is told once.
        let mut told: Vec<DataProblem> = Vec::new();
        for year in years {
            let mut columns = self.columns.iter().enumerate().filter(|(_, column)| column.year == Some(year));
            let is_filled = columns.any(|(index, _)| !is_blank(row.get(index)));
            match (read(self, Some(year)), is_filled, &broken) {
                (Ok(id), true, _) => self.read_year(row, id, broken.clone(), into),
                (Ok(id), false, None) => self.read_blank_year(row, id, into),
                (Err(found), _, None) => {
                    told.extend(found.into_iter().filter(|one| !told.contains(one)).collect::<Vec<_>>())
                }
                (Ok(_), false, Some(_)) | (Err(_), _, Some(_)) => {}
            }
        }
        self.problems.extend(told);
    }

    /// A year that has columns of its own, none of which the row fills: it is not filled, as a blank row of that year would
    /// be, where the thing is there in it. What another row says of it counts.
    fn read_blank_year(&mut self, row: &Row, id: RowId, into: &mut Dataset) {
        let mut current = Current::of(row, id, None, into);
        let known = self.versions_of(&mut current);
        current.version = known.and_then(|versions| versions.iter().find(|one| one.covers(current.id.year)));
        if current.version.is_none() && known.is_some_and(|versions| !versions.is_empty()) {
            return;
        }
        let has_quarters = |version: &VersionSchema| version.quarters || version.quarterly_money;
        if current.id.quarter.is_some() && current.version.is_some_and(|version| !has_quarters(version)) {
            return;
        }
        self.read_attributes(&current, into);
        for index in 0..self.columns.len() {
            let Some((field, ..)) = self.value_column(index, current.id.year) else { continue };
            let key = current.key(field);
            if self.columns[index].year == Some(current.id.year) && into.get(current.lane, &key).is_none() {
                let content = Content::Missing(State::NotFilled, "".into());
                into.set(current.lane, key, Datum { content, origin: Some(self.origin(row, index)) });
            }
        }
    }

    fn read_year(&mut self, row: &Row, id: RowId, broken: Option<Arc<str>>, into: &mut Dataset) {
        let mut current = Current::of(row, id, broken, into);
        self.find_version(&mut current);
        current.unit = self.row_unit(&current);
        let stated = if current.unit.is_none() { self.stated_unit(&current) } else { None };
        match &stated {
            Some((_, unit)) => current.unit = Some(Arc::clone(unit)),
            None => self.take_unit_beside(&mut current, into),
        }
        self.check_unit(&mut current);
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
            let Some((field, kind, disputed)) = self.value_column(index, current.id.year) else {
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
                // No result rests on either.
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
            let datum = Datum { content, origin };
            if key.field == Field::Target {
                set_ends(current, ends, &datum, into);
            }
            into.set(current.lane, key, datum);
        }
    }

    pub(super) fn value_column(&self, index: usize, year: i32) -> Option<(Field, ValueKind, Option<Arc<str>>)> {
        let column = self.columns.get(index).filter(|column| column.year.is_none_or(|own| own == year))?;
        match &column.role {
            Role::Value(_, ValueKind::Attribute) => None,
            Role::Value(field, kind) => Some((field.clone(), *kind, column.disputed.clone())),
            _ => None,
        }
    }

    fn read_remark(&self, current: &Current, into: &mut Dataset) {
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

    /// A reason as cells keep it: once, however many cells have it.
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
