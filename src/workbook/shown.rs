//! The format of a shown figure: decimals, unit, marks, as tables print them.

use crate::number::Places;
use crate::report::table::Cell;
use crate::report::terminal::mark;

/// The number format of a cell with these decimals; its text part shows states with the same mark.
pub fn code(cell: &Cell, places: Option<Places>, suffix: &str, is_year: bool) -> String {
    let places = places.map_or(0, |places| places.get().max(0) as usize);
    let digits = if is_year { "0".to_string() } else { super::style::plain(places) };
    let about = if cell.root.is_some() { quoted("≈") } else { String::new() };
    // A little room to the border on the right.
    let end = format!("{}{}_-", quoted(suffix), quoted(&mark(cell)));
    let mark = format!("{}_-", quoted(&mark(cell)));
    format!("{about}{digits}{end};\"−\"{about}{digits}{end};{about}{digits}{end};@{mark}")
}

/// The format of words with their mark.
pub fn text_code(cell: &Cell) -> String {
    format!("General;General;General;@{}", quoted(&mark(cell)))
}

/// Letters that are shown as they are.
fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("\"{}\"", text.replace('"', "\"\\\"\"")) }
}
