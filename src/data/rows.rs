//! Rows -> dataset: finds the code, unit and year of each row, reads its values and checks them.

use super::cell::{read_text, read_value};
use super::cell_error::CellError;
use super::csv::{Row, Sheet};
use super::header::{HeaderColumn, Role, ValueKind, looks_like_header, read_header};
use super::keys::{Codes, RowId, read_id};
use super::problem::Problem;
use super::scale::check_scale;
use super::schema::{CodeSchema, Schema, VersionSchema};
use super::{CellOrigin, Content, DataFile, Dataset, Datum, Field, Key, Remark, State};
use crate::diagnostic::{CellPlace, Edit};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// How far down a header line is looked for.
const HEADER_ROWS: usize = 20;

/// Reads all rows of a file, the header line among them.
pub(super) fn read_rows(
    sheet: &Sheet,
    rows: &[Row],
    schema: &Schema,
    into: &mut Dataset,
    problems: &mut Vec<Problem>,
) {
    let Some(first) = rows.first() else {
        if problems.is_empty() {
            let file = sheet.file.name.to_string();
            problems.push(Problem::EmptyFile { file });
        }
        return;
    };
    let candidates = rows.iter().take(HEADER_ROWS);
    let found = candidates
        .enumerate()
        .find(|(_, row)| looks_like_header(row, schema));
    let (above, header) = found.unwrap_or((0, first));
    if above > 0 {
        let start = if sheet.file.text.starts_with('\u{feff}') {
            3
        } else {
            0
        };
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
        headers: columns
            .iter()
            .map(|column| column.name.to_string())
            .collect(),
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
struct RowReader<'a> {
    sheet: &'a Sheet<'a>,
    schema: &'a Schema,
    codes: Codes<'a>,
    columns: Vec<HeaderColumn>,
    file: u16,
    seen: HashMap<(usize, Arc<str>, i32), &'a Row>,
    untitled: BTreeSet<usize>,
    /// The first ambiguous number; the others are counted there.
    ambiguous: Option<usize>,
    problems: &'a mut Vec<Problem>,
}

/// The row at hand: its place in the dataset and, if all of its values are wrong, the reason.
struct Target<'a> {
    row: &'a Row,
    id: RowId,
    lane: usize,
    version: Option<&'a VersionSchema>,
    fault: Option<Arc<str>>,
    /// A duplicate within the file: the values of the earlier row go too.
    again: bool,
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
        let mut target = Target {
            row,
            id,
            lane,
            version: None,
            fault: broken,
            again: false,
        };
        self.find_version(&mut target);
        self.find_earlier(&mut target);
        if target.fault.is_none() || target.again {
            self.read_remark(&target, into);
        }
        self.read_values(&target, into);
    }

    fn read_values(&mut self, target: &Target, into: &mut Dataset) {
        let mut clash_reported = target.again;
        for index in 0..self.columns.len() {
            let Some((field, kind, disputed)) = self.value_column(index) else {
                continue;
            };
            let read = self.read_cell(target, index, kind, field == Field::Target);
            let key = Key {
                code: Arc::clone(&target.id.code),
                field,
                year: target.id.year,
            };
            let earlier = into.get(target.lane, &key);
            let was_filled = earlier.is_some_and(|datum| is_filled(&datum.content));
            if kind == ValueKind::Undeclared && !is_filled(&read) && !was_filled {
                continue;
            }
            let other_file = earlier
                .and_then(|datum| datum.origin)
                .filter(|origin| was_filled && origin.file != self.file);
            let clash = other_file.filter(|_| is_filled(&read));
            let content = if let Some(origin) = clash {
                let problem = self.clash(target, into, origin);
                let reason = problem.message();
                if !clash_reported {
                    self.problems.push(problem);
                    clash_reported = true;
                }
                faulty(reason)
            } else if other_file.is_some() {
                continue;
            } else {
                match target.fault.as_ref().or(disputed.as_ref()) {
                    Some(reason) if is_filled(&read) || was_filled => faulty(&**reason),
                    _ => read,
                }
            };
            let origin = Some(self.origin(target.row, index));
            into.set(target.lane, key, Datum { content, origin });
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
    fn read_cell(
        &mut self,
        target: &Target,
        index: usize,
        kind: ValueKind,
        is_target: bool,
    ) -> Content {
        let text = target.row.get(index);
        if let Some(reason) = target.fault.as_ref().filter(|_| !target.again) {
            return match text.is_empty() && index < target.row.len() {
                true => Content::Missing(State::NotFilled, "".into()),
                false => faulty(&**reason),
            };
        }
        if matches!(kind, ValueKind::Text | ValueKind::Undeclared) {
            return read_text(text);
        }
        let unit = target.version.and_then(|version| version.unit.as_deref());
        let problem = match read_value(text, self.sheet.file.format, unit) {
            Err(error) => self.value_problem(target, index, error),
            Ok(Content::Number(number)) if kind == ValueKind::Scaled => {
                let cell = || self.sheet.cell(target.row, index, self.header(index));
                let format = self.sheet.file.format;
                match check_scale(
                    number,
                    &target.id.code,
                    is_target,
                    target.version,
                    format,
                    cell,
                ) {
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

    fn value_problem(&self, target: &Target, index: usize, error: CellError) -> Problem {
        Problem::Value {
            cell: self.sheet.cell(target.row, index, self.header(index)),
            code: Arc::clone(&target.id.code),
            unit: target.version.and_then(|version| version.unit.clone()),
            format: self.sheet.file.format,
            file: self.sheet.file.name.to_string(),
            alike: 0,
            error,
        }
    }

    /// Adds a finding; ambiguous numbers share one, since one declaration mends them all.
    fn tell(&mut self, problem: Problem) {
        if let Problem::Value {
            error: CellError::Ambiguous { .. },
            ..
        } = &problem
        {
            let first = self.ambiguous.and_then(|at| self.problems.get_mut(at));
            if let Some(Problem::Value { alike, .. }) = first {
                *alike += 1;
                return;
            }
            self.ambiguous = Some(self.problems.len());
        }
        self.problems.push(problem);
    }

    /// A row must have as many cells as the header; empty ones too many do no harm.
    fn count_cells(&mut self, row: &Row) -> Option<Arc<str>> {
        let expected = self.columns.len();
        if row.len() == expected || (row.len() > expected && row.is_empty_from(expected)) {
            return None;
        }
        let problem = Problem::FieldCount {
            row: self.sheet.place(row, None),
            found: row.len(),
            expected,
            delimiter: char::from(self.sheet.delimiter),
            mend: super::field_count::mend(self.sheet, row, &self.columns),
        };
        let reason = problem.message();
        self.problems.push(problem);
        Some(reason.into())
    }

    fn find_version(&mut self, target: &mut Target<'a>) {
        let Some(CodeSchema { versions, .. }) = self.schema.codes.get(&*target.id.code) else {
            return;
        };
        target.version = versions
            .iter()
            .find(|version| version.covers(target.id.year));
        if target.version.is_some() || versions.is_empty() || target.fault.is_some() {
            return;
        }
        let year = self
            .columns
            .iter()
            .position(|column| column.role == Role::Year);
        let index = year.unwrap_or(self.columns.len());
        let problem = Problem::YearNotCovered {
            cell: self.sheet.cell(target.row, index, self.header(index)),
            code: Arc::clone(&target.id.code),
            year: target.id.year,
            versions: versions.iter().map(VersionSchema::span_words).collect(),
        };
        target.fault = Some(problem.message().into());
        self.problems.push(problem);
    }

    fn find_earlier(&mut self, target: &mut Target<'a>) {
        let key = (target.lane, Arc::clone(&target.id.code), target.id.year);
        let Some(first) = self.seen.get(&key).copied() else {
            self.seen.insert(key, target.row);
            return;
        };
        let same = first.record_eq(target.row).then(|| {
            let end = self.sheet.file.text.len().min(target.row.next);
            Edit::replace(self.sheet.span(target.row.bytes.start..end), "")
        });
        let first = Some(self.sheet.place(first, None));
        let problem = self.duplicate(target, first, same);
        target.again = target.fault.is_none();
        target.fault = Some(problem.message().into());
        self.problems.push(problem);
    }

    fn duplicate(&self, target: &Target, first: Option<CellPlace>, same: Option<Edit>) -> Problem {
        Problem::Duplicate {
            row: self.sheet.place(target.row, None),
            first,
            code: Arc::clone(&target.id.code),
            year: target.id.year,
            unit: Arc::clone(&target.id.unit),
            same,
        }
    }

    /// The same value in another file.
    fn clash(&self, target: &Target, into: &Dataset, origin: CellOrigin) -> Problem {
        let file = into.files().get(usize::from(origin.file));
        let first = file.and_then(|file| {
            Some(CellPlace {
                source: file.source?,
                row: origin.row,
                column: file.headers.get(usize::from(origin.column)).cloned(),
            })
        });
        self.duplicate(target, first, None)
    }

    fn note_untitled(&mut self, row: &Row) {
        for (index, column) in self.columns.iter().enumerate() {
            if column.role == Role::Untitled
                && !row.get(index).is_empty()
                && self.untitled.insert(index)
            {
                self.problems.push(Problem::UntitledColumn {
                    row: self.sheet.place(row, None),
                    column: index + 1,
                });
            }
        }
    }

    fn read_remark(&self, target: &Target, into: &mut Dataset) {
        for (index, column) in self.columns.iter().enumerate() {
            let text = target.row.get(index);
            if column.role == Role::Remark && !text.is_empty() {
                into.remark(Remark {
                    code: Arc::clone(&target.id.code),
                    year: target.id.year,
                    lane: target.lane,
                    text: text.into(),
                    origin: Some(self.origin(target.row, index)),
                });
            }
        }
    }

    fn header(&self, index: usize) -> &str {
        self.columns.get(index).map_or("", |column| &column.name)
    }

    fn origin(&self, row: &Row, index: usize) -> CellOrigin {
        CellOrigin {
            file: self.file,
            column: u16::try_from(index).unwrap_or(u16::MAX),
            row: row.line,
        }
    }
}

fn is_filled(content: &Content) -> bool {
    !matches!(content, Content::Missing(State::NotFilled, _))
}

fn faulty(reason: impl Into<Arc<str>>) -> Content {
    Content::Missing(State::Faulty, reason.into())
}
