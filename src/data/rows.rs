//! Rows -> dataset: finds the code, unit and year of each row, reads its values and checks them.

use super::cell::{read_text, read_value};
use super::cell_error::CellError;
use super::csv::{Row, Sheet};
use super::header::{HeaderColumn, Role, ValueKind, looks_like_header, read_header};
use super::keys::{Codes, RowId, read_id};
use super::problem::Problem;
use super::scale::check_scale;
use super::schema::{Schema, VersionSchema};
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
        ambiguous: None,
        problems,
    };
    for row in below {
        reader.read(row, into);
    }
}

/// What is remembered from row to row.
pub(super) struct RowReader<'a> {
    pub sheet: &'a Sheet<'a>,
    pub schema: &'a Schema,
    pub codes: Codes<'a>,
    pub columns: Vec<HeaderColumn>,
    pub file: u16,
    pub seen: HashMap<(usize, Arc<str>, i32), &'a Row>,
    pub untitled: BTreeSet<usize>,
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
    pub fault: Option<Arc<str>>,
    /// A duplicate within the file: the values of the earlier row go too.
    pub again: bool,
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
        let mut current = Current { row, id, lane, version: None, fault: broken, again: false };
        self.find_version(&mut current);
        self.find_earlier(&mut current);
        if current.fault.is_none() || current.again {
            self.read_remark(&current, into);
        }
        self.read_values(&current, into);
    }

    fn read_values(&mut self, current: &Current, into: &mut Dataset) {
        let mut clash_reported = current.again;
        for index in 0..self.columns.len() {
            let Some((field, kind, disputed)) = self.value_column(index) else {
                continue;
            };
            let read = self.read_cell(current, index, kind, field == Field::Target);
            let key = Key { code: Arc::clone(&current.id.code), field, year: current.id.year, quarter: None };
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
            into.set(current.lane, key, Datum { content, origin });
        }
    }

    fn value_column(&self, index: usize) -> Option<(Field, ValueKind, Option<Arc<str>>)> {
        let column = self.columns.get(index)?;
        match &column.role {
            Role::Value(field, kind) => Some((field.clone(), *kind, column.disputed.clone())),
            _ => None,
        }
    }

    /// What a cell holds; findings are told unless the whole row is wrong in a way that explains them.
    fn read_cell(&mut self, current: &Current, index: usize, kind: ValueKind, is_target: bool) -> Content {
        let text = current.row.get(index);
        if let Some(reason) = current.fault.as_ref().filter(|_| !current.again) {
            return match text.is_empty() && index < current.row.len() {
                true => Content::Missing(State::NotFilled, "".into()),
                false => faulty(&**reason),
            };
        }
        if matches!(kind, ValueKind::Text | ValueKind::Undeclared) {
            return read_text(text);
        }
        let unit = current.version.and_then(|version| version.unit.as_deref());
        let problem = match read_value(text, self.sheet.file.format, unit) {
            Err(error) => self.value_problem(current, index, error),
            Ok(Content::Number(number)) if kind == ValueKind::Scaled => {
                let cell = || self.sheet.cell(current.row, index, self.header(index));
                let format = self.sheet.file.format;
                match check_scale(number, &current.id.code, is_target, current.version, format, cell) {
                    None => return Content::Number(number),
                    Some(problem) => problem,
                }
            }
            Ok(content) => return content,
        };
        let reason = problem.message();
        self.tell(problem);
        faulty(reason)
    }

    fn value_problem(&self, current: &Current, index: usize, error: CellError) -> Problem {
        Problem::Value {
            cell: self.sheet.cell(current.row, index, self.header(index)),
            code: Arc::clone(&current.id.code),
            unit: current.version.and_then(|version| version.unit.clone()),
            format: self.sheet.file.format,
            file: self.sheet.file.name.to_string(),
            alike: 0,
            error,
        }
    }

    /// Adds a finding; ambiguous numbers share one, since one declaration mends them all.
    fn tell(&mut self, problem: Problem) {
        if let Problem::Value { error: CellError::Ambiguous { .. }, .. } = &problem {
            let first = self.ambiguous.and_then(|at| self.problems.get_mut(at));
            if let Some(Problem::Value { alike, .. }) = first {
                *alike += 1;
                return;
            }
            self.ambiguous = Some(self.problems.len());
        }
        self.problems.push(problem);
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

    fn origin(&self, row: &Row, index: usize) -> CellOrigin {
        CellOrigin { file: self.file, column: u16::try_from(index).unwrap_or(u16::MAX), row: row.line }
    }
}

fn is_filled(content: &Content) -> bool {
    !matches!(content, Content::Missing(State::NotFilled, _))
}

fn faulty(reason: impl Into<Arc<str>>) -> Content {
    Content::Missing(State::Faulty, reason.into())
}
