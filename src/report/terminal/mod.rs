//! Tables for a terminal: a grid of columns where they fit, one record per row where they do not.
//!
//! Nothing is ever cut off: text is wrapped between words, and only a word longer than its line is broken.

mod columns;
mod grid;
mod records;

use super::table::{Cell, Table};
use super::text::{paint, wrap};
use crate::data::State;
use anstyle::{AnsiColor, Style};
use std::borrow::Cow;

/// Below this many columns there is no readable layout; a narrower terminal wraps the lines itself.
pub const MIN_WIDTH: usize = 20;

/// Longer lines are not easier to read, and the layout counts columns in 16 bits.
const MAX_WIDTH: usize = 10_000;

/// The table as lines of at most `width` columns (at least [`MIN_WIDTH`]), ending in a line break. Without `colour` the
/// text has no escape codes.
pub fn terminal(table: &Table, width: usize, colour: bool) -> String {
    let width = width.clamp(MIN_WIDTH, MAX_WIDTH);
    let bold = style(colour, Style::new().bold());
    let mut lines: Vec<String> = painted(&table.heading(), width, bold);
    lines.push(String::new());
    match grid::grid(table, width, colour) {
        Some(grid) => lines.extend(grid),
        None => lines.extend(records::records(table, width, colour)),
    }
    if table.has_reported() || !table.notes.is_empty() || !table.remarks.is_empty() {
        lines.push(String::new());
    }
    if table.has_reported() {
        lines.extend(hanging("* ", REPORTED, width));
    }
    for (index, note) in table.notes.iter().enumerate() {
        lines.extend(hanging(&format!("[{}] ", index + 1), &note.text, width));
    }
    for remark in &table.remarks {
        lines.extend(hanging("Catatan: ", remark, width));
    }
    lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// The explanation of the mark for reported values.
pub const REPORTED: &str = "dilaporkan, tidak dihitung dari rumusnya";

/// Shown in place of rows.
const NO_ROWS: &str = "(tidak ada baris)";

/// What follows the words of a cell: `*` when it was reported, and the numbers of its notes.
pub fn mark(cell: &Cell) -> String {
    let star = if cell.reported { "*" } else { "" };
    if cell.notes.is_empty() {
        return star.to_string();
    }
    let notes: Vec<String> = cell.notes.iter().map(usize::to_string).collect();
    format!("{star} [{}]", notes.join(", "))
}

/// The words of a cell with its mark.
fn with_mark(cell: &Cell) -> Cow<'_, str> {
    match mark(cell) {
        mark if mark.is_empty() => Cow::Borrowed(cell.words()),
        mark => Cow::Owned(format!("{}{mark}", cell.words())),
    }
}

/// Colour for cells that need attention: yellow without a value, red if faulty.
pub(super) fn cell_style(cell: &Cell, colour: bool) -> Style {
    match &cell.missing {
        None => Style::new(),
        Some(missing) if missing.state == State::Faulty => style(colour, AnsiColor::Red.on_default()),
        Some(_) => style(colour, AnsiColor::Yellow.on_default()),
    }
}

fn style(colour: bool, style: Style) -> Style {
    if colour { style } else { Style::new() }
}

fn painted(text: &str, width: usize, style: Style) -> Vec<String> {
    let lines = wrap(text, width).into_iter();
    lines.map(|line| paint(style, &line)).collect()
}

/// Wrapped lines, the first after `head`, the others aligned with its text.
fn hanging(head: &str, text: &str, width: usize) -> Vec<String> {
    let indent = head.len();
    let lines = wrap(text, width.saturating_sub(indent)).into_iter();
    let line = |(index, line): (usize, String)| match index {
        0 => format!("{head}{line}"),
        _ => format!("{:indent$}{line}", ""),
    };
    lines.enumerate().map(line).collect()
}
