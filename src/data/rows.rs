//! Rows -> dataset: finds the code, unit and year of each row, reads its values and checks them.

use super::cells::Reading;
use super::csv::{Row, Sheet};
use super::header::{HeaderColumn, Role, ValueKind, looks_like_header, read_header};
use super::keys::{Codes, RowId, read_id};
use super::problem::Problem;
use super::range_target::Ends;
use super::schema::{PrefixSchema, Schema, VersionSchema};
use super::{CellOrigin, Content, DataFile, Dataset, Datum, Field, Key, Remark, State};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// How far down a header line is looked for.
const HEADER_ROWS: usize = 20;

/// Reads all rows of a file, the header line among them.
pub(super) fn read_rows(sheet: &Sheet, rows: &[Row], schema: &Schema, into: &mut Dataset, problems: &mut Vec<Problem>) {
    let Some(first) = rows.first() else {
        if problems.is_empty() {
            let file = sheet.file.name.to_string();
            problems.push(Problem::EmptyFile { file });
        }
        return;
    };
    let candidates = rows.iter().take(HEADER_ROWS);
    let found = candidates.enumerate().find(|(_, row)| looks_like_header(row, schema));
    let (above, header) = found.unwrap_or((0, first));
    if above > 0 {
        let start = if sheet.file.text.starts_with('\u{feff}') { 3 } else { 0 };
        problems.push(Problem::HeaderNotFirst {
            header: sheet.place(header, None),
            above: sheet.span(start..header.bytes.start),
        });
    }
    let Some(columns) = read_header(sheet, header, schema, problems) else {
        return;
    };
    let below = rows.get(above + 1..).unwrap_or_default();
    if below.is_empty() && problems.is_empty() {
        let header = sheet.place(header, None);
        problems.push(Problem::HeaderOnly { header });
    }
    let file = into.add_file(DataFile {
        source: Some(sheet.file.source),
        name: sheet.file.name.to_string(),
        headers: columns.iter().map(|column| column.name.to_string()).collect(),
    });
    let mut reader = RowReader {
        sheet,
        schema,
        codes: Codes::new(schema),
        columns,
        file,
        seen: HashMap::new(),
        untitled: BTreeSet::new(),
        unused_quarters: BTreeSet::new(),
        ambiguous: None,
        problems,
    };
    for row in below {
        reader.read(row, into);
    }
}

/// Unit, code, year and quarter: no two rows share them.
type SeenKey = (usize, Arc<str>, i32, Option<u8>);

/// What is remembered from row to row.
pub(super) struct RowReader<'a> {
    pub sheet: &'a Sheet<'a>,
    pub schema: &'a Schema,
    pub codes: Codes<'a>,
    pub columns: Vec<HeaderColumn>,
    pub file: u16,
    pub seen: HashMap<SeenKey, &'a Row>,
    pub untitled: BTreeSet<usize>,
    /// Codes whose quarters were told to be of no use.
    pub unused_quarters: BTreeSet<Arc<str>>,
    /// The first ambiguous number; the others are counted there.
    pub ambiguous: Option<usize>,
    pub problems: &'a mut Vec<Problem>,
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
    /// A duplicate within the file: the values of the earlier row go too.
    pub again: bool,
}

impl Current<'_> {
    /// Where a value of this row belongs.
    pub fn key(&self, field: Field) -> Key {
        Key { code: Arc::clone(&self.id.code), field, year: self.id.year, quarter: self.id.quarter }
    }
}

impl<'a> RowReader<'a> {
    fn read(&mut self, row: &'a Row, into: &mut Dataset) {
        self.note_untitled(row);
        let broken = self.count_cells(row);
        let id = read_id(self.sheet, row, &self.columns, self.schema, &self.codes);
        let id = match (id, &broken) {
            (Ok(id), _) => id,
            (Err(_), Some(_)) => return,
            (Err(found), None) => return self.problems.extend(found),
        };
        let lane = into.lane(&id.unit);
        let mut current =
            Current { row, id, lane, version: None, prefix: None, unit: None, fault: broken, again: false };
        self.find_version(&mut current);
        current.unit = self.row_unit(&current);
        self.check_quarter(&mut current);
        self.find_earlier(&mut current);
        if current.fault.is_none() || current.again {
            self.read_remark(&current, into);
        }
        if current.fault.is_none() {
            self.read_attributes(&current, into);
        }
        self.read_values(&current, into);
    }

    fn read_values(&mut self, current: &Current, into: &mut Dataset) {
        let mut clash_reported = current.again;
        for index in 0..self.columns.len() {
            let Some((field, kind, disputed)) = self.value_column(index) else {
                continue;
            };
            let Reading { content: read, ends } = self.read_cell(current, index, &field, kind);
            let key = current.key(field);
            let earlier = into.get(current.lane, &key);
            let was_filled = earlier.is_some_and(|datum| is_filled(&datum.content));
            if kind == ValueKind::Undeclared && !is_filled(&read) && !was_filled {
                continue;
            }
            let other_file =
                earlier.and_then(|datum| datum.origin).filter(|origin| was_filled && origin.file != self.file);
            let clash = other_file.filter(|_| is_filled(&read));
            let content = if let Some(origin) = clash {
                let problem = self.clash(current, into, origin);
                let reason = problem.message();
                if !clash_reported {
                    self.problems.push(problem);
                    clash_reported = true;
                }
                faulty(reason)
            } else if other_file.is_some() {
                continue;
            } else {
                match current.fault.as_ref().or(disputed.as_ref()) {
                    Some(reason) if is_filled(&read) || was_filled => faulty(&**reason),
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

    fn value_column(&self, index: usize) -> Option<(Field, ValueKind, Option<Arc<str>>)> {
        let column = self.columns.get(index)?;
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

    pub fn header(&self, index: usize) -> &str {
        self.columns.get(index).map_or("", |column| &column.name)
    }

    pub fn origin(&self, row: &Row, index: usize) -> CellOrigin {
        CellOrigin { file: self.file, column: u16::try_from(index).unwrap_or(u16::MAX), row: row.line }
    }
}

/// The ends of a target that is a range; those of an earlier row fall with it.
fn set_ends(current: &Current, ends: Option<Ends>, target: &Datum, into: &mut Dataset) {
    for (field, end) in [(Field::TargetLow, ends.map(|e| e.low)), (Field::TargetHigh, ends.map(|e| e.high))] {
        let key = current.key(field);
        let content = match (&target.content, end) {
            (Content::Text(_), Some(end)) => Content::Number(end),
            (Content::Missing(State::Faulty, _), _) if into.get(current.lane, &key).is_some() => target.content.clone(),
            _ => continue,
        };
        into.set(current.lane, key, Datum { content, origin: target.origin });
    }
}

fn is_filled(content: &Content) -> bool {
    !matches!(content, Content::Missing(State::NotFilled, _))
}

pub(super) fn faulty(reason: impl Into<Arc<str>>) -> Content {
    Content::Missing(State::Faulty, reason.into())
}
