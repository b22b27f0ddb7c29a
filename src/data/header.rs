//! The header line: which column holds what.

use super::Field;
use super::csv::{Row, Sheet};
use super::nearest::{fold, nearest};
use super::problem::Problem;
use super::schema::Schema;
use std::sync::Arc;

/// More columns than any table of indicators has; it keeps a broken file from costing memory.
const MOST_COLUMNS: usize = 256;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Code,
    Label,
    Year,
    Unit,
    Remark,
    /// A value; for a declared extra column whether it is text.
    Value(Field, ValueKind),
    Untitled,
    /// The second of two columns for the same thing.
    Ignored,
}

/// How the cells of a value column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    /// `target` and `realisasi`: checked against the scale.
    Scaled,
    /// A declared column of numbers.
    Number,
    /// A declared column of text.
    Text,
    /// A column nobody declared: kept as text where filled.
    Undeclared,
}

/// One column.
#[derive(Debug, Clone)]
pub(super) struct HeaderColumn {
    pub name: Arc<str>,
    pub role: Role,
    /// Why its values cannot be used, if there are two columns of this role.
    pub disputed: Option<Arc<str>>,
}

const KNOWN: [(&str, Role); 8] = [
    ("kode", Role::Code),
    ("indikator", Role::Label),
    ("tahun", Role::Year),
    ("unit", Role::Unit),
    ("target", Role::Value(Field::Target, ValueKind::Scaled)),
    ("realisasi", Role::Value(Field::Value, ValueKind::Scaled)),
    ("nilai", Role::Value(Field::Value, ValueKind::Scaled)),
    ("catatan", Role::Remark),
];

/// Whether a header is one of the language or of the rules.
pub(super) fn is_known(header: &str, schema: &Schema) -> bool {
    !matches!(role_of(header, schema), Role::Value(_, ValueKind::Undeclared) | Role::Untitled)
}

/// Whether a row looks like the header line: it says what rows are about, and one thing more.
pub(super) fn looks_like_header(row: &Row, schema: &Schema) -> bool {
    let roles: Vec<Role> = (0..row.len().min(MOST_COLUMNS))
        .map(|column| role_of(row.get(column), schema))
        .filter(|role| !matches!(role, Role::Untitled | Role::Value(_, ValueKind::Undeclared)))
        .collect();
    roles.len() > 1 && roles.iter().any(|role| matches!(role, Role::Code | Role::Label))
}

/// Reads the header line; `None` if the rows below cannot be understood.
pub(super) fn read_header(
    sheet: &Sheet,
    row: &Row,
    schema: &Schema,
    problems: &mut Vec<Problem>,
) -> Option<Vec<HeaderColumn>> {
    let header = sheet.place(row, None);
    if row.len() > MOST_COLUMNS {
        problems.push(Problem::TooManyColumns { header, columns: row.len(), limit: MOST_COLUMNS });
        return None;
    }
    let mut columns: Vec<HeaderColumn> = (0..row.len())
        .map(|column| HeaderColumn {
            name: row.get(column).into(),
            role: role_of(row.get(column), schema),
            disputed: None,
        })
        .collect();
    let readable = settle_duplicates(sheet, row, &mut columns, problems);
    let near = find_near(sheet, row, schema, &columns, problems);
    let has = |role: &Role| columns.iter().any(|column| column.role == *role);
    let keyed = has(&Role::Code) || has(&Role::Label);
    let dated = has(&Role::Year) || schema.default_year.is_some();
    if !keyed && !near.contains(&Role::Code) && !near.contains(&Role::Label) {
        let names = columns.iter().map(|column| column.name.to_string()).collect();
        problems.push(Problem::NoCodeColumn { header, names });
    } else if !dated && !near.contains(&Role::Year) {
        problems.push(Problem::NoYearColumn { header });
    }
    // A year column whose header has a slip must not fall back to the default year.
    let readable = readable && !near.contains(&Role::Year) && !near.contains(&Role::Unit);
    (readable && keyed && dated).then_some(columns)
}

fn role_of(header: &str, schema: &Schema) -> Role {
    let folded = fold(header);
    if folded.is_empty() {
        return Role::Untitled;
    }
    let declared = schema.fields.iter().find(|field| fold(&field.header) == folded || fold(&field.name) == folded);
    if let Some(field) = declared {
        let kind = if field.is_text { ValueKind::Text } else { ValueKind::Number };
        return Role::Value(Field::Extra(field.name.as_str().into()), kind);
    }
    match KNOWN.into_iter().find(|(known, _)| *known == folded) {
        Some((_, role)) => role,
        None => Role::Value(Field::Extra(header.into()), ValueKind::Undeclared),
    }
}

/// Of two columns for the same thing neither is used. Gives whether the rows can still be told apart.
fn settle_duplicates(sheet: &Sheet, row: &Row, columns: &mut [HeaderColumn], problems: &mut Vec<Problem>) -> bool {
    let mut readable = true;
    for second in 1..columns.len() {
        let (before, rest) = columns.split_at_mut(second);
        let Some(column) = rest.first_mut().filter(|column| column.role != Role::Untitled) else {
            continue;
        };
        let Some(first) = before.iter().position(|other| same(&other.role, &column.role)) else {
            continue;
        };
        let Some(other) = before.get_mut(first) else {
            continue;
        };
        let problem = Problem::DuplicateHeader {
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
        (Role::Value(Field::Extra(a), _), Role::Value(Field::Extra(b), _)) => fold(a) == fold(b),
        (a, b) => a == b,
    }
}

/// Undeclared headers that are nearly one the file lacks. Gives the roles that were probably meant.
fn find_near(
    sheet: &Sheet,
    row: &Row,
    schema: &Schema,
    columns: &[HeaderColumn],
    problems: &mut Vec<Problem>,
) -> Vec<Role> {
    let mut taken: Vec<Role> = columns.iter().map(|column| column.role.clone()).collect();
    let mut found = Vec::new();
    if columns.len() == 1 {
        return found; // the delimiter was not found, and the header is a whole line
    }
    if taken.contains(&Role::Code) {
        taken.push(Role::Label);
    }
    for (index, column) in columns.iter().enumerate() {
        if !matches!(column.role, Role::Value(_, ValueKind::Undeclared)) {
            continue;
        }
        let missing = || {
            let declared = schema.fields.iter().map(|field| field.header.as_str());
            let known = KNOWN.iter().map(|(known, _)| *known);
            known.chain(declared).filter(|header| !taken.contains(&role_of(header, schema)))
        };
        let words = column.name.to_lowercase();
        let has_word = |known: &&str| words.split(|c: char| !c.is_alphanumeric()).any(|w| w == *known);
        let slip = nearest(&column.name, missing());
        let Some(meant) = slip.or_else(|| missing().filter(|known| *known != "catatan").find(has_word)) else {
            continue;
        };
        let role = role_of(meant, schema);
        // "Unit Kerja" is often a mere remark; without a unit column the rows are still told apart.
        let keys = matches!(role, Role::Code | Role::Label | Role::Year) || (role == Role::Unit && slip.is_some());
        problems.push(Problem::NearHeader {
            cell: sheet.cell(row, index, &column.name),
            meant: meant.to_string(),
            typo: slip.is_some(),
            keys,
        });
        taken.push(role.clone());
        if keys {
            found.push(role);
        }
    }
    found
}
