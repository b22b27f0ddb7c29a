//! The header line: which column holds what.

mod above;
mod groups;
mod letters;
mod measure;
mod near;
mod quarters;
mod twice;
mod two_rows;
mod unit_words;
mod unread;
mod years;

pub(super) use above::{Above, Lines};
pub use above::{factor_of, factors_above, unit_above, unread_unit, without_factor};
pub(super) use groups::up_to;
pub(super) use measure::{Measure, in_brackets};
pub use measure::{Said, is_like_measure, is_measure, measure_in};
pub(super) use near::{is_share, money_of};
pub(super) use quarters::is_of_part;
pub(super) use two_rows::second_row;
pub(crate) use unit_words::is_alike;
pub(super) use unit_words::{is_currency, is_part_of_one, is_permil, said};
pub(super) use unread::{is_factor, says_factor};

use super::Field;
use super::csv::{Row, Sheet};
use super::printed::printed;
use super::problem::{Cell, DataProblem};
use super::schema::{FieldSchema, Schema};
use super::split::Heading;
use crate::diagnostic::nearest::{nearest, same as same_name};
use groups::settle_groups;
use measure::{role_without, settle_measures};
use near::find_near;
use quarters::tell_bare_quarters;
use std::sync::Arc;
use twice::{settle_duplicates, settle_printed, settle_synonyms};
use unread::tell_unread;
use years::{period_column, settle_years};
pub(super) use years::{split_year, without_years_above};

/// More columns than any table of indicators has; it keeps a broken file from using up memory.
const MOST_COLUMNS: usize = 256;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Code,
    Label,
    Year,
    Quarter,
    Unit,
    Remark,
    /// A value; for a declared extra column whether it is text.
    Value(Field, ValueKind),
    Untitled,
    /// Not read: one of two columns for the same thing, or a column for an unknown year. Reported by another finding.
    Ignored,
    /// Not read, because another column has the meaning or the text of its header. Reported if it has content.
    Unused,
}

impl Role {
    /// Whether its cells are numbers.
    pub fn holds_numbers(&self) -> bool {
        matches!(self, Role::Value(_, ValueKind::Scaled | ValueKind::Money | ValueKind::Number))
    }

    /// Whether nothing reads its cells.
    pub fn is_unread(&self) -> bool {
        matches!(self, Role::Untitled | Role::Ignored | Role::Unused)
    }

    /// Whether no result depends on it.
    pub fn says_nothing(&self) -> bool {
        self.is_unread() || matches!(self, Role::Value(_, ValueKind::Printed | ValueKind::Undeclared))
    }

    /// Whether its cells are values: numbers, or declared words.
    pub fn holds_values(&self) -> bool {
        self.holds_numbers() || matches!(self, Role::Value(_, ValueKind::Text))
    }
}

/// How the cells of a value column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    /// `target` and `realisasi`: checked against the scale.
    Scaled,
    /// `pagu` and `serapan`: rupiah.
    Money,
    /// A declared column of numbers.
    Number,
    /// A declared column of text.
    Text,
    /// The name of a thing, or what it belongs to: text, the same in every row about it.
    Attribute,
    /// Computed by the office itself: only compared with what is computed here.
    Printed,
    /// An undeclared column: kept as text where filled.
    Undeclared,
}

/// One column.
#[derive(Debug, Clone)]
pub(super) struct HeaderColumn {
    pub name: Arc<str>,
    pub role: Role,
    /// The unit it was declared with, the empty word for none.
    pub unit: Option<Arc<str>>,
    /// The year its header names, where years are columns.
    pub year: Option<i32>,
    /// The quarter its header names, where quarters are columns.
    pub quarter: Option<u8>,
    /// The unit in its header.
    pub measure: Option<Measure>,
    /// The words of its header and a trailing word that is a unit elsewhere and may be one here.
    pub doubtful: Option<(String, String)>,
    /// The other column for the same thing, if each row fills at most one of the two.
    pub twin: Option<usize>,
    /// Why its values cannot be used, if there are two columns with this role.
    pub disputed: Option<Arc<str>>,
    /// Whether a finding about its header already says that it is not read.
    pub is_told: bool,
}

const KNOWN: [(&str, Role); 12] = [
    ("kode", Role::Code),
    ("indikator", Role::Label),
    ("tahun", Role::Year),
    ("unit", Role::Unit),
    ("target", Role::Value(Field::Target, ValueKind::Scaled)),
    ("realisasi", Role::Value(Field::Value, ValueKind::Scaled)),
    ("nilai", Role::Value(Field::Value, ValueKind::Scaled)),
    ("catatan", Role::Remark),
    ("triwulan", Role::Quarter),
    ("tw", Role::Quarter),
    ("pagu", Role::Value(Field::Budget, ValueKind::Money)),
    ("serapan", Role::Value(Field::Spent, ValueKind::Money)),
];

/// Headers of exports that mean one of these and nothing else.
const SYNONYMS: [(&str, Role); 8] = [
    ("kode indikator", Role::Code),
    ("indikator kinerja", Role::Label),
    ("indikator kinerja utama", Role::Label),
    ("nama indikator", Role::Label),
    ("nama indikator kinerja", Role::Label),
    ("tahun anggaran", Role::Year),
    ("thn", Role::Year),
    ("thn.", Role::Year),
];

/// Columns that describe a thing.
const ATTRIBUTES: [&str; 4] = ["uraian", "sasaran", "satuan", "induk"];

/// Headers that other common ones resemble ("Urusan", "Harapan"): they match with at most one typing mistake.
const STRICT: [&str; 6] = ["uraian", "sasaran", "satuan", "induk", "pagu", "serapan"];

/// What sheets of offices have beside the data, and what Takar computes itself: not misspellings of anything.
const PASSED_OVER: [&str; 7] = ["capaian", "predikat", "status", "no", "nomor", "keterangan", "bobot"];

/// Headers of row numbers and of remarks, whose columns nobody misses. The words without punctuation.
const NUMBERINGS: [&str; 5] = ["no", "nomor", "nourut", "nomorurut", "nr"];
const REMARKS: [&str; 4] = ["status", "keterangan", "ket", "predikat"];

/// Whether a header is that of row numbers.
pub(super) fn is_numbering(header: &str) -> bool {
    is_one_of(header, &NUMBERINGS)
}

/// Whether a header is that of remarks, which are not read.
pub(super) fn is_remark(header: &str) -> bool {
    is_one_of(header, &REMARKS)
}

fn is_one_of(header: &str, known: &[&str]) -> bool {
    let letters = || header.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    known.iter().any(|known| known.chars().eq(letters()))
}

/// Whether a header begins with one of those words.
pub(super) fn is_passed_over(header: &str) -> bool {
    let first = header.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    first.is_some_and(|word| PASSED_OVER.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Whether a header is a word of the language, which keeps its meaning unless the file declares such a column.
pub(super) fn is_word(header: &str) -> bool {
    KNOWN.iter().map(|(known, _)| *known).chain(ATTRIBUTES).any(|known| same_name(known, header))
}

/// Whether a header is one of the language or of the rules.
pub(super) fn is_known(header: &str, schema: &Schema) -> bool {
    // Most of the cells that are tested are figures or empty; no word of the language begins like that.
    match header.bytes().next() {
        None => return false,
        Some(first) if first.is_ascii_digit() => return declared(header, schema).is_some(),
        Some(_) => {}
    }
    !role_of(header, schema).says_nothing()
}

/// What a cell would be as a header: a known word, or a year if years are columns.
pub(super) fn heads(header: &str, schema: &Schema) -> Heading {
    if is_known(header, schema) {
        Heading::Word
    } else if period_column(header, schema, (true, true)).is_some() {
        Heading::Year
    } else {
        Heading::Nothing
    }
}

/// Whether a header is that of what rows are about.
pub(crate) fn says_of_what(header: &str, schema: &Schema) -> bool {
    matches!(role_of(header, schema), Role::Code | Role::Label)
}

/// Whether a header is that of the units.
pub(super) fn is_unit(header: &str, schema: &Schema) -> bool {
    role_of(header, schema) == Role::Unit
}

/// Whether a row looks like the header line: it has the column of what rows are about, and at least one other.
pub(super) fn looks_like_header(row: &Row, schema: &Schema) -> bool {
    let roles: Vec<Role> = (0..row.len().min(MOST_COLUMNS))
        .map(|column| role_of(row.get(column), schema))
        .filter(|role| !role.says_nothing())
        .collect();
    let in_period = |column| period_column(row.get(column), schema, (true, true)).is_some();
    let has_year = || (0..row.len().min(MOST_COLUMNS)).any(in_period);
    roles.iter().any(|role| matches!(role, Role::Code | Role::Label)) && (roles.len() > 1 || has_year())
}

/// Reads the header line; `None` if the rows below cannot be understood.
pub(super) fn read_header(
    sheet: &Sheet,
    row: &Row,
    schema: &Schema,
    problems: &mut Vec<DataProblem>,
) -> Option<Vec<HeaderColumn>> {
    let header = sheet.place(row, None);
    if row.len() > MOST_COLUMNS {
        problems.push(DataProblem::TooManyColumns { header, columns: row.len(), limit: MOST_COLUMNS });
        return None;
    }
    let in_rows = |role: Role| (0..row.len()).any(|column| role_of(row.get(column), schema) == role);
    let in_columns = (!in_rows(Role::Year), !in_rows(Role::Quarter));
    let read = |column: usize| {
        let name = row.get(column);
        let (role, year, quarter) = match period_column(name, schema, in_columns) {
            Some((role, period)) => (role, period.year, period.quarter),
            None => (role_of(name, schema), None, None),
        };
        let field = match &role {
            Role::Value(Field::Extra(name), _) => declared(name, schema),
            _ => None,
        };
        let unit = field.and_then(|field| field.unit.as_deref()).map(Arc::from);
        HeaderColumn {
            name: name.into(),
            role,
            unit,
            year,
            quarter,
            measure: None,
            doubtful: None,
            twin: None,
            disputed: None,
            is_told: false,
        }
    };
    let mut columns: Vec<HeaderColumn> = (0..row.len()).map(read).collect();
    for (index, column) in columns.iter_mut().enumerate().filter(|(_, column)| column.year.is_none()) {
        if let Some(problem) = ambiguous_header(sheet.cell(row, index, &column.name), sheet.file.name, schema) {
            column.disputed = Some(problem.message().into());
            problems.push(problem);
        }
    }
    let missing = missing_headings(sheet, row, schema, &mut columns, problems);
    settle_synonyms(&mut columns, schema);
    settle_groups(&mut columns, |name| schema.heading(name).is_some());
    settle_measures((sheet, row), schema, &mut columns);
    tell_unread((sheet, row), schema, (&mut columns, problems));
    settle_printed(&mut columns, schema.default_year);
    settle_years(sheet, row, schema, &mut columns, problems);
    tell_bare_quarters((sheet, row), in_columns, (&mut columns, problems));
    let readable = settle_duplicates(sheet, row, &mut columns, problems);
    let near = find_near(sheet, row, schema, &mut columns, problems);
    let has = |role: &Role| columns.iter().any(|column| column.role == *role);
    let keyed = has(&Role::Code) || has(&Role::Label);
    let dated = has(&Role::Year) || schema.default_year.is_some() || columns.iter().any(|column| column.year.is_some());
    let is_missing = |role: &Role| missing.contains(role) || near.contains(role);
    if !keyed && !is_missing(&Role::Code) && !is_missing(&Role::Label) {
        let names = columns.iter().map(|column| column.name.to_string()).collect();
        problems.push(DataProblem::NoCodeColumn { header, names });
    } else if !dated && !is_missing(&Role::Year) {
        problems.push(DataProblem::NoYearColumn { header });
    }
    // A misspelt year column must not fall back to the default year, nor a code column to the one beside it.
    let readable = readable && ![Role::Code, Role::Year, Role::Unit, Role::Quarter].iter().any(is_missing);
    (readable && keyed && dated).then_some(columns)
}

/// What a header means. What the rules say about the file takes precedence; a column that they find under another
/// header is not read here.
pub(super) fn role_of(header: &str, schema: &Schema) -> Role {
    if let Some(heading) = schema.heading(header) {
        return word_role(&heading.role);
    }
    match plain_role(header, schema) {
        unknown @ Role::Value(_, ValueKind::Undeclared) => role_without(header, schema).unwrap_or(unknown),
        role if is_elsewhere(&role, schema) => Role::Unused,
        role => role,
    }
}

/// Whether the rules find that column under a header of the file's own.
fn is_elsewhere(role: &Role, schema: &Schema) -> bool {
    schema.headings.iter().any(|heading| word_role(&heading.role) == *role)
}

/// What a word of the language means, whatever columns a file declares.
pub(super) fn word_role(word: &str) -> Role {
    if let Some(known) = ATTRIBUTES.iter().find(|known| **known == word) {
        return Role::Value(Field::Extra((*known).into()), ValueKind::Attribute);
    }
    KNOWN.into_iter().find(|(known, _)| *known == word).map_or(Role::Label, |(_, role)| role)
}

/// The same by the words alone.
fn plain_role(header: &str, schema: &Schema) -> Role {
    if same_name(header, "") {
        return Role::Untitled;
    }
    if let Some(field) = declared(header, schema) {
        let kind = match field.is_text {
            true if ATTRIBUTES.iter().any(|known| same_name(known, &field.name)) => ValueKind::Attribute,
            true => ValueKind::Text,
            false => ValueKind::Number,
        };
        return Role::Value(Field::Extra(field.name.as_str().into()), kind);
    }
    if let Some(known) = ATTRIBUTES.iter().find(|known| same_name(known, header)) {
        return Role::Value(Field::Extra((*known).into()), ValueKind::Attribute);
    }
    match KNOWN.into_iter().chain(SYNONYMS).find(|(known, _)| same_name(known, header)) {
        Some((_, role)) => role,
        None => match printed(header) {
            Some(name) => Role::Value(Field::Extra(name.into()), ValueKind::Printed),
            None => groups::role(header).unwrap_or(Role::Value(Field::Extra(header.into()), ValueKind::Undeclared)),
        },
    }
}

/// Reports headers that the rules name for this file and that it does not have, and returns their roles.
fn missing_headings(
    sheet: &Sheet,
    row: &Row,
    schema: &Schema,
    columns: &mut [HeaderColumn],
    problems: &mut Vec<DataProblem>,
) -> Vec<Role> {
    let mut missing = Vec::new();
    for heading in &schema.headings {
        let is_it = |column: &HeaderColumn| years::is_called(&column.name, &heading.header, schema);
        if columns.iter().any(is_it) {
            continue;
        }
        let names: Vec<String> = columns.iter().map(|column| column.name.to_string()).collect();
        let near = nearest(&heading.header, names.iter().filter(|name| !name.is_empty()).map(String::as_str));
        let near = near.map(str::to_string);
        columns.iter_mut().filter(|column| near.as_deref() == Some(&*column.name)).for_each(|one| one.is_told = true);
        missing.push(word_role(&heading.role));
        let (header, heading) = (sheet.place(row, None), heading.clone());
        problems.push(DataProblem::NoSuchHeading { header, heading, near, names });
    }
    missing
}

/// The declaration of an extra column.
fn declared<'s>(header: &str, schema: &'s Schema) -> Option<&'s FieldSchema> {
    schema.headed(header).first().copied()
}

/// The finding that a header matches several declared columns, none of which the file declares.
pub(super) fn ambiguous_header(cell: Cell, file: &str, schema: &Schema) -> Option<DataProblem> {
    let fields: Vec<String> = schema.headed(&cell.text).iter().map(|field| field.name.clone()).collect();
    (fields.len() > 1).then(|| DataProblem::AmbiguousHeader { cell, fields, file: file.to_string() })
}

/// Every header with a meaning, declared ones last.
fn all_headers(schema: &Schema) -> impl Iterator<Item = &str> {
    let declared =
        schema.fields.iter().flat_map(|field| std::iter::once(&field.header).chain(&field.others)).map(String::as_str);
    KNOWN.iter().map(|(known, _)| *known).chain(ATTRIBUTES).chain(declared)
}
