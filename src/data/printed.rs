//! Columns of exports with results that are computed here: achievements and weights. They are compared with the rules,
//! and no result depends on them.

use super::header::split_year;
use super::{Content, Dataset, Field};
use crate::source::sheet::BELOW;
use rust_decimal::Decimal;

/// The achievement.
pub const ACHIEVEMENT: &str = "capaian";

/// The weight in a group.
pub const WEIGHT: &str = "bobot";

/// Words beside these that add nothing: `Tingkat Capaian Kinerja (%)`.
const BESIDE: [&str; 6] = ["kinerja", "persen", "persentase", "tingkat", "dalam", "indikator"];

/// Which of the two a header means.
pub fn printed(header: &str) -> Option<&'static str> {
    let mut found = None;
    for word in header.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let known = [ACHIEVEMENT, WEIGHT].into_iter().find(|known| word.eq_ignore_ascii_case(known));
        match known {
            Some(known) if found.is_none() => found = Some(known),
            None if BESIDE.iter().any(|beside| word.eq_ignore_ascii_case(beside)) => {}
            Some(_) | None => return None,
        }
    }
    found
}

/// Words above the columns of measured values.
pub(super) const MEASURED: [&str; 4] = ["kinerja", "fisik", "output", "keluaran"];

/// `% di bawah Fisik`: beside target and realisation, percent means the achievement.
pub(super) fn is_share(header: &str) -> bool {
    let Some((own, group)) = header.split_once(BELOW) else { return false };
    let letters = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    MEASURED.contains(&&*letters(group)) && matches!((own.trim(), &*letters(own)), ("%" | "(%)", _) | (_, "persen"))
}

/// The same for a header that also has a year, or is below the word for a group.
fn in_any_words(header: &str) -> Option<&'static str> {
    let lowest = header.split(BELOW).next().unwrap_or_default();
    if is_share(header) {
        return Some(ACHIEVEMENT);
    }
    printed(lowest).or_else(|| printed(&split_year(lowest)?.0))
}

/// Whether a file of the data has such a column.
pub fn has_printed(data: &Dataset, name: &str) -> bool {
    data.files().iter().flat_map(|file| &file.headers).any(|header| in_any_words(header) == Some(name))
}

/// The field of such a column.
pub fn field_of(name: &str) -> Field {
    Field::Extra(name.into())
}

/// A printed figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The number, with its decimals.
    pub number: Decimal,
    /// Whether its cell has a percent sign: then it is not a ratio.
    pub in_percent: bool,
}

/// The figure as stored in the dataset: a number, or with its sign a text.
pub(super) fn kept(number: Decimal, in_percent: bool) -> Content {
    if in_percent { Content::Text(format!("{number}%").into()) } else { Content::Number(number) }
}

/// The figure in a cell of such a column, if it has one.
pub fn figure(content: &Content) -> Option<Figure> {
    match content {
        Content::Number(number) => Some(Figure { number: *number, in_percent: false }),
        Content::Text(text) => {
            let number = text.strip_suffix('%')?.parse().ok()?;
            Some(Figure { number, in_percent: true })
        }
        Content::Missing(..) => None,
    }
}
