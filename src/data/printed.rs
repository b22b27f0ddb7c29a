//! Columns of exports that say what is computed here: achievements and weights. They are held against the rules, and no
//! result rests on them.

use super::header::split_year;
use super::{Content, Dataset, Field};
use crate::source::sheet::BELOW;
use rust_decimal::Decimal;

/// The achievement.
pub const ACHIEVEMENT: &str = "capaian";

/// The weight in a group.
pub const WEIGHT: &str = "bobot";

/// Words beside these that say nothing else: `Tingkat Capaian Kinerja (%)`.
const BESIDE: [&str; 6] = ["kinerja", "persen", "persentase", "tingkat", "dalam", "indikator"];

/// Which of the two a header says.
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

/// Words over the columns of what is measured.
pub(super) const MEASURED: [&str; 4] = ["kinerja", "fisik", "output", "keluaran"];

/// `% di bawah Fisik`: beside target and realisation the percent are what was achieved.
pub(super) fn is_share(header: &str) -> bool {
    let Some((own, group)) = header.split_once(BELOW) else { return false };
    let letters = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    MEASURED.contains(&&*letters(group)) && matches!((own.trim(), &*letters(own)), ("%" | "(%)", _) | (_, "persen"))
}

/// The same of a header that also says of which year, or stands below the word for a group.
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
    /// Whether its cell has the sign of percent: then it is no ratio.
    pub in_percent: bool,
}

/// The figure as the dataset keeps it: a number, with its sign a text.
pub(super) fn kept(number: Decimal, in_percent: bool) -> Content {
    if in_percent { Content::Text(format!("{number}%").into()) } else { Content::Number(number) }
}

/// The figure that a cell of such a column says, where it says one.
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
