//! The header line: which column holds what.

use super::Field;
use super::csv::{Row, Sheet};
use super::printed::printed;
use super::problem::{Cell, DataProblem};
use super::schema::{FieldSchema, Schema};
use crate::diagnostic::nearest::{nearest, one_slip, same as same_name};
use std::sync::Arc;

/// More columns than any table of indicators has; it keeps a broken file from costing memory.
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
    /// Not read: the second of two columns for the same thing, or of a year that nobody knows.
    Ignored,
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
    /// What a thing is called or belongs to: text, the same in every row about it.
    Attribute,
    /// What an office computed itself: only held against what is computed here.
    Printed,
    /// A column nobody declared: kept as text where filled.
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
    /// The other column for the same thing, where each row fills one of the two at most.
    pub twin: Option<usize>,
    /// Why its values cannot be used, if there are two columns of this role.
    pub disputed: Option<Arc<str>>,
    /// Whether a finding about its header tells that it is not read.
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

/// Columns that describe a thing.
const ATTRIBUTES: [&str; 4] = ["uraian", "sasaran", "satuan", "induk"];

/// Headers that other common ones resemble ("Urusan", "Harapan"): only one slip is taken for a slip.
const STRICT: [&str; 6] = ["uraian", "sasaran", "satuan", "induk", "pagu", "serapan"];

/// What sheets of offices have beside the data, and what Takar computes itself: no slips of anything.
const PASSED_OVER: [&str; 7] = ["capaian", "predikat", "status", "no", "nomor", "keterangan", "bobot"];

/// Whether a header begins with one of those words.
pub(super) fn is_passed_over(header: &str) -> bool {
    let first = header.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    first.is_some_and(|word| PASSED_OVER.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Whether a header is a word of the language, which it is in every file that does not declare a column of that header.
pub(super) fn is_word(header: &str) -> bool {
    KNOWN.iter().map(|(known, _)| *known).chain(ATTRIBUTES).any(|known| same_name(known, header))
}

/// Whether a header is one of the language or of the rules.
pub(super) fn is_known(header: &str, schema: &Schema) -> bool {
    // Most of the cells that are asked about are figures or empty; no word of the language begins so.
    match header.bytes().next() {
        None => return false,
        Some(first) if first.is_ascii_digit() => return declared(header, schema).is_some(),
        Some(_) => {}
    }
    !matches!(role_of(header, schema), Role::Value(_, ValueKind::Printed | ValueKind::Undeclared) | Role::Untitled)
}

/// Whether a header is that of the units.
pub(super) fn is_unit(header: &str, schema: &Schema) -> bool {
    role_of(header, schema) == Role::Unit
}

/// Whether a row looks like the header line: it says what rows are about, and one thing more.
pub(super) fn looks_like_header(row: &Row, schema: &Schema) -> bool {
    let roles: Vec<Role> = (0..row.len().min(MOST_COLUMNS))
        .map(|column| role_of(row.get(column), schema))
        .filter(|role| !matches!(role, Role::Untitled | Role::Value(_, ValueKind::Printed | ValueKind::Undeclared)))
        .collect();
    roles.len() > 1 && roles.iter().any(|role| matches!(role, Role::Code | Role::Label))
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
    let years_in_rows = (0..row.len()).any(|column| role_of(row.get(column), schema) == Role::Year);
    let read = |column: usize| {
        let name = row.get(column);
        let in_year = if years_in_rows { None } else { year_column(name, schema) };
        let (role, year) = match in_year {
            Some((role, year)) => (role, Some(year)),
            None => (role_of(name, schema), None),
        };
        let field = match &role {
            Role::Value(Field::Extra(name), _) => declared(name, schema),
            _ => None,
        };
        let unit = field.and_then(|field| field.unit.as_deref()).map(Arc::from);
        HeaderColumn { name: name.into(), role, unit, year, twin: None, disputed: None, is_told: false }
    };
    let mut columns: Vec<HeaderColumn> = (0..row.len()).map(read).collect();
    for (index, column) in columns.iter_mut().enumerate().filter(|(_, column)| column.year.is_none()) {
        if let Some(problem) = ambiguous_header(sheet.cell(row, index, &column.name), sheet.file.name, schema) {
            column.disputed = Some(problem.message().into());
            problems.push(problem);
        }
    }
    settle_printed(&mut columns);
    settle_years(sheet, row, schema, &mut columns, problems);
    let readable = settle_duplicates(sheet, row, &mut columns, problems);
    let near = find_near(sheet, row, schema, &mut columns, problems);
    let has = |role: &Role| columns.iter().any(|column| column.role == *role);
    let keyed = has(&Role::Code) || has(&Role::Label);
    let dated = has(&Role::Year) || schema.default_year.is_some() || columns.iter().any(|column| column.year.is_some());
    if !keyed && !near.contains(&Role::Code) && !near.contains(&Role::Label) {
        let names = columns.iter().map(|column| column.name.to_string()).collect();
        problems.push(DataProblem::NoCodeColumn { header, names });
    } else if !dated && !near.contains(&Role::Year) {
        problems.push(DataProblem::NoYearColumn { header });
    }
    // A year column whose header has a slip must not fall back to the default year.
    let readable = readable && ![Role::Year, Role::Unit, Role::Quarter].iter().any(|role| near.contains(role));
    (readable && keyed && dated).then_some(columns)
}

fn role_of(header: &str, schema: &Schema) -> Role {
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
    match KNOWN.into_iter().find(|(known, _)| same_name(known, header)) {
        Some((_, role)) => role,
        None => match printed(header) {
            Some(name) => Role::Value(Field::Extra(name.into()), ValueKind::Printed),
            None => Role::Value(Field::Extra(header.into()), ValueKind::Undeclared),
        },
    }
}

/// Of two columns that say what is computed the first counts; where years are columns, nobody knows of which year they are.
fn settle_printed(columns: &mut [HeaderColumn]) {
    let in_years = columns.iter().any(|column| column.year.is_some());
    let mut seen: Vec<Field> = Vec::new();
    for column in columns {
        let Role::Value(field, kind @ ValueKind::Printed) = &mut column.role else { continue };
        if in_years || seen.contains(field) {
            (*field, *kind) = (Field::Extra(Arc::clone(&column.name)), ValueKind::Undeclared);
        } else {
            seen.push(field.clone());
        }
    }
}

/// What a header says that names a year: `2024`, `Tahun 2024`, `Target 2024`, `Realisasi Tahun 2024`.
fn year_column(header: &str, schema: &Schema) -> Option<(Role, i32)> {
    // As any word of the language, it is that where the file itself declares no such column.
    if schema.own_headed(header).next().is_some() {
        return None;
    }
    let (words, year) = header.rsplit_once(char::is_whitespace).unwrap_or(("", header));
    let year = super::keys::read_year(year).ok()?;
    let role = match role_of(without_year_word(words), schema) {
        Role::Untitled | Role::Year => Role::Value(Field::Value, ValueKind::Scaled),
        role @ Role::Value(_, ValueKind::Scaled | ValueKind::Money | ValueKind::Number | ValueKind::Text) => role,
        Role::Value(_, ValueKind::Attribute | ValueKind::Printed | ValueKind::Undeclared) => return None,
        Role::Code | Role::Label | Role::Quarter | Role::Unit | Role::Remark | Role::Ignored => {
            return None;
        }
    };
    Some((role, year))
}

/// `Realisasi Tahun` of `Realisasi Tahun 2024`, without what only leads on to the year.
fn without_year_word(words: &str) -> &str {
    let mut words = words.trim_end();
    for year in ["anggaran", "tahun", "ta", "thn", "thn.", "th", "th."] {
        let (rest, last) = words.rsplit_once(char::is_whitespace).unwrap_or(("", words));
        if last.eq_ignore_ascii_case(year) {
            words = rest.trim_end();
        }
    }
    words
}

/// Where years are columns, a column of values that names none is about the year of the package.
fn settle_years(
    sheet: &Sheet,
    row: &Row,
    schema: &Schema,
    columns: &mut [HeaderColumn],
    problems: &mut Vec<DataProblem>,
) {
    if columns.iter().all(|column| column.year.is_none()) {
        return;
    }
    let mut cells = Vec::new();
    for (index, column) in columns.iter_mut().enumerate().filter(|(_, column)| column.year.is_none()) {
        if let Role::Value(_, ValueKind::Scaled | ValueKind::Money | ValueKind::Number | ValueKind::Text) = column.role
        {
            cells.push(sheet.cell(row, index, &column.name));
            column.year = schema.default_year;
            if column.year.is_none() {
                column.role = Role::Ignored;
            }
        }
    }
    if !cells.is_empty() {
        problems.push(DataProblem::ColumnsWithoutYear { cells, year: schema.default_year });
    }
}

/// The declaration of an extra column.
fn declared<'s>(header: &str, schema: &'s Schema) -> Option<&'s FieldSchema> {
    schema.headed(header).first().copied()
}

/// That a header stands for several declared columns, of which the file declares none.
pub(super) fn ambiguous_header(cell: Cell, file: &str, schema: &Schema) -> Option<DataProblem> {
    let fields: Vec<String> = schema.headed(&cell.text).iter().map(|field| field.name.clone()).collect();
    (fields.len() > 1).then(|| DataProblem::AmbiguousHeader { cell, fields, file: file.to_string() })
}

/// Of two columns for the same thing neither is used. Gives whether the rows can still be told apart.
fn settle_duplicates(sheet: &Sheet, row: &Row, columns: &mut [HeaderColumn], problems: &mut Vec<DataProblem>) -> bool {
    let mut readable = true;
    for second in 1..columns.len() {
        let (before, rest) = columns.split_at_mut(second);
        let Some(column) = rest.first_mut().filter(|column| column.role != Role::Untitled) else {
            continue;
        };
        let is_same = |other: &HeaderColumn| same(&other.role, &column.role) && other.year == column.year;
        let Some(first) = before.iter().position(is_same) else {
            continue;
        };
        let Some(other) = before.get_mut(first) else {
            continue;
        };
        // A list of indicators and quantities has `realisasi` for the ones and `nilai` for the others.
        let is_value = matches!(column.role, Role::Value(Field::Value, ValueKind::Scaled));
        if is_value && other.twin.is_none() && other.disputed.is_none() && !same_name(&other.name, &column.name) {
            (other.twin, column.twin) = (Some(second), Some(first));
            continue;
        }
        let problem = DataProblem::DuplicateHeader {
            cell: sheet.cell(row, second, &column.name),
            column: second + 1,
            first: other.name.to_string(),
            first_column: first + 1,
        };
        readable &= matches!(column.role, Role::Value(..) | Role::Remark);
        other.disputed = Some(problem.message().into());
        column.role = Role::Ignored;
        problems.push(problem);
    }
    readable
}

fn same(a: &Role, b: &Role) -> bool {
    match (a, b) {
        (Role::Value(Field::Extra(a), _), Role::Value(Field::Extra(b), _)) => same_name(a, b),
        (a, b) => a == b,
    }
}

/// Undeclared headers that are nearly one the file lacks. Gives the roles that were probably meant.
fn find_near(
    sheet: &Sheet,
    row: &Row,
    schema: &Schema,
    columns: &mut [HeaderColumn],
    problems: &mut Vec<DataProblem>,
) -> Vec<Role> {
    let mut taken: Vec<Role> = columns.iter().map(|column| column.role.clone()).collect();
    let mut found = Vec::new();
    if columns.len() == 1 {
        return found; // the delimiter was not found, and the header is a whole line
    }
    let has_key = taken.iter().any(|role| matches!(role, Role::Code | Role::Label));
    let has_year = taken.contains(&Role::Year)
        || schema.default_year.is_some()
        || columns.iter().any(|column| column.year.is_some());
    if taken.contains(&Role::Code) {
        taken.push(Role::Label);
    }
    for (index, column) in columns.iter_mut().enumerate() {
        if !matches!(column.role, Role::Value(_, ValueKind::Undeclared)) {
            continue;
        }
        let missing = || all_headers(schema).filter(|header| !taken.contains(&role_of(header, schema)));
        let slip = nearest(&column.name, missing().filter(|h| !STRICT.contains(h) || one_slip(&column.name, h)));
        let words = column.name.to_lowercase();
        let has_word = |known: &&str| words.split(|c: char| !c.is_alphanumeric()).any(|w| w == *known);
        // `tercetak_target` is a name of the office's own; it counts only where rows cannot be read without it.
        if is_passed_over(&words) {
            continue;
        }
        let own = words.split_once('_').is_some_and(|(first, _)| all_headers(schema).all(|known| known != first));
        let counts = |known: &&str| match role_of(known, schema) {
            Role::Code | Role::Label => !own || !has_key,
            Role::Year => !own || !has_year,
            Role::Remark | Role::Value(_, ValueKind::Attribute) => false,
            _ => !own,
        };
        let Some(meant) = slip.or_else(|| missing().filter(counts).find(has_word)) else {
            continue;
        };
        let role = role_of(meant, schema);
        let keys = match role {
            Role::Code | Role::Label | Role::Year => true,
            // "Unit Kerja" is often a mere remark; without a unit column the rows are still told apart.
            Role::Unit => slip.is_some(),
            Role::Quarter => slip.is_some() || words.starts_with("triwulan"),
            _ => false,
        };
        problems.push(DataProblem::NearHeader {
            cell: sheet.cell(row, index, &column.name),
            meant: meant.to_string(),
            typo: slip.is_some(),
            keys,
        });
        column.is_told = true;
        taken.push(role.clone());
        if keys {
            found.push(role);
        }
    }
    found
}

/// Every header that means something, declared ones last.
fn all_headers(schema: &Schema) -> impl Iterator<Item = &str> {
    let declared =
        schema.fields.iter().flat_map(|field| std::iter::once(&field.header).chain(&field.others)).map(String::as_str);
    KNOWN.iter().map(|(known, _)| *known).chain(ATTRIBUTES).chain(declared)
}
