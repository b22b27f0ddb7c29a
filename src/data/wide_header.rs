//! The meaning of headers of wide data: `IKM`, `target IKM`, `pagu 7.01`.

use super::Field;
use super::cell::trim;
use super::header::{ambiguous_header, in_brackets, says_of_what};
use super::problem::{Cell, DataProblem};
use super::schema::Schema;
use super::segments::is_of_figures;
use super::wide::place;
use crate::diagnostic::nearest::{nearest, same};
use crate::source::SourceId;
use crate::source::sheet::BELOW;
use std::sync::Arc;

/// What a column of a wide file holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum WideColumn {
    /// `unit`
    Unit,
    /// `tahun`
    Year,
    /// A value of a code.
    Value(Arc<str>, Field),
    /// Unknown to the rules, and the header that was perhaps meant.
    Unknown(Option<String>),
}

/// Whether a header line is that of a wide file: no column says what a row is about.
pub fn is_wide(headers: &[&str], schema: &Schema) -> bool {
    !headers.iter().any(|header| says_of_what(header, schema))
}

/// The meaning of a header, even if it states the unit that its figures have anyway, or has two lines: `A2 (%)`,
/// `Target` below `I1`.
pub fn wide_column(header: &str, schema: &Schema) -> WideColumn {
    let known = |column: &WideColumn| !matches!(column, WideColumn::Unknown(_));
    let own = plain_column(header, schema);
    if known(&own) {
        return own;
    }
    let bare = without_unit(header, schema);
    let bare = bare.as_deref().unwrap_or(header);
    let columns = match bare.split_once(BELOW) {
        Some((lowest, above)) => vec![format!("{lowest} {above}"), format!("{above} {lowest}")],
        None if bare != header => vec![bare.to_string()],
        None => Vec::new(),
    };
    columns.iter().map(|header| plain_column(header, schema)).find(known).unwrap_or(own)
}

/// A header without a unit in brackets, if that is the unit of its figures without a factor.
fn without_unit(header: &str, schema: &Schema) -> Option<String> {
    let (bare, said) = in_brackets(header, schema)?;
    let flat = bare.replace(BELOW, " ");
    let turned = bare.split_once(BELOW).map(|(lowest, above)| format!("{above} {lowest}"));
    let column = [flat].into_iter().chain(turned).map(|header| plain_column(&header, schema));
    let (code, field) = column.into_iter().find_map(|column| match column {
        WideColumn::Value(code, field) => Some((code, field)),
        WideColumn::Unit | WideColumn::Year | WideColumn::Unknown(_) => None,
    })?;
    let is_unit = |unit: Option<&str>| unit.is_some() && said.zeros(unit) == Some(0);
    let versions = &schema.codes.get(&*code)?.versions;
    let fits = match &field {
        Field::Budget | Field::Spent => is_unit(Some("rupiah")),
        Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh => {
            !versions.is_empty() && versions.iter().all(|version| is_unit(version.unit.as_deref()))
        }
        Field::Extra(_) => false,
    };
    fits.then_some(bare)
}

fn plain_column(header: &str, schema: &Schema) -> WideColumn {
    let header = trim(header);
    // In capital letters it is a name, as in rules.
    let is_name = header.to_uppercase() == header && schema.codes.contains_key(header);
    let is_key = |word: &str| same(header, word) && !(is_name && is_taken(header, &Field::Value, schema));
    if is_key("unit") {
        return WideColumn::Unit;
    }
    if is_key("tahun") {
        return WideColumn::Year;
    }
    let (code, field) = match header.rsplit_once(' ') {
        None => (header, Some(Field::Value)),
        Some((words, code)) => (trim(code), field_of(words, schema)),
    };
    match field {
        Some(field) if schema.codes.contains_key(code) => match is_taken(code, &field, schema) {
            true => WideColumn::Value(code.into(), field),
            false => WideColumn::Unknown(None),
        },
        _ => {
            let near = nearest(code, schema.codes.keys().map(String::as_str)).filter(|near| *near != code);
            let near = near.filter(|_| !is_of_figures(code));
            let word = header.rsplit_once(' ').map(|(word, _)| word);
            WideColumn::Unknown(near.map(|near| word.map_or(near.to_string(), |word| format!("{word} {near}"))))
        }
    }
}

/// The finding about a header whose words before the code match several declared columns.
pub fn ambiguous(header: &str, schema: &Schema, source: SourceId, file: &str) -> Option<DataProblem> {
    let (words, code) = trim(header).rsplit_once(' ')?;
    let cell = Cell { place: place(source, 1, header), text: trim(words).to_string(), bytes: None };
    schema.codes.contains_key(trim(code)).then(|| ambiguous_header(cell, file, schema)).flatten()
}

/// Whether such values of a code are used in some year.
fn is_taken(code: &str, field: &Field, schema: &Schema) -> bool {
    let versions = schema.codes.get(code).map_or(&[][..], |code| &code.versions);
    versions.is_empty() || versions.iter().any(|version| version.takes.takes(field))
}

fn field_of(word: &str, schema: &Schema) -> Option<Field> {
    let known = [
        ("realisasi", Field::Value),
        ("nilai", Field::Value),
        ("target", Field::Target),
        ("pagu", Field::Budget),
        ("serapan", Field::Spent),
    ];
    // As in a long file: a column declared by the file takes precedence over a word of the language.
    let extra = schema.headed(word).first().map(|field| Field::Extra(field.name.as_str().into()));
    extra.or_else(|| known.into_iter().find(|(known, _)| same(known, word)).map(|(_, field)| field))
}
