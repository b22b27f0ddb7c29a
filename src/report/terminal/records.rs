//! The fallback for tables wider than the terminal: every row as a list of headings and values.

use super::{NO_ROWS, cell_style, painted, style, with_mark};
use crate::report::table::{Cell, Part, Table};
use crate::report::text::{NARROWEST, one_line, paint, room, wrap};
use anstyle::Style;

/// Between heading and value.
const GAP: usize = 2;

/// The lines of all rows and footers, each row under a rule with its number; headings and subtotals are not numbered.
pub(super) fn records(table: &Table, width: usize, colour: bool) -> Vec<String> {
    let titles = || table.columns.iter().map(|column| column.title.as_str());
    let longest = titles().map(|title| room(&one_line(title))).max().unwrap_or(0);
    let left = longest.min(width * 2 / 5);
    let bold = style(colour, Style::new().bold());
    let titles: Vec<Vec<String>> = titles().map(|title| wrap(title, left)).collect();
    let mut lines = Vec::new();
    let mut numbers = 1..;
    for (part, row) in table.parted_rows() {
        // A group without words has no heading.
        if part == Part::Heading && row.iter().all(Cell::is_blank) {
            continue;
        }
        match part {
            Part::Row => lines.extend(numbers.next().map(|number| rule(&number.to_string(), width))),
            Part::Heading | Part::Subtotal => lines.push("─".repeat(width)),
        }
        if part == Part::Heading && row.iter().skip(1).all(Cell::is_blank) {
            let words = row.first().map(|cell| cell.words().to_string()).unwrap_or_default();
            lines.extend(painted(&words, width, bold));
            continue;
        }
        // A blank cell means that the row has no such column (blocks side by side differ in length).
        for (title, cell) in titles.iter().zip(row).filter(|(_, cell)| !cell.is_blank()) {
            lines.extend(entry(title, cell, left, width, colour));
        }
    }
    if table.rows.is_empty() {
        lines.push(NO_ROWS.to_string());
    }
    for footer in &table.footers {
        lines.push("─".repeat(width));
        lines.extend(painted(&footer.label, width, bold));
        for (title, cell) in titles.iter().zip(&footer.cells) {
            if !cell.is_blank() {
                lines.extend(entry(title, cell, left, width, colour));
            }
        }
    }
    lines
}

fn rule(name: &str, width: usize) -> String {
    let head = format!("── {name} ");
    let rest = width.saturating_sub(room(&head));
    head + &"─".repeat(rest)
}

fn entry(titles: &[String], cell: &Cell, left: usize, width: usize, colour: bool) -> Vec<String> {
    let values = wrap(&with_mark(cell), width.saturating_sub(left.max(NARROWEST) + GAP));
    let style = cell_style(cell, colour);
    let line = |index: usize| {
        let title = titles.get(index).map(String::as_str).unwrap_or_default();
        let value = values.get(index).map(|value| paint(style, value)).unwrap_or_default();
        let pad = (left.max(NARROWEST) + GAP).saturating_sub(crate::report::text::width(title));
        [title, &" ".repeat(pad), &value].concat()
    };
    (0..titles.len().max(values.len())).map(line).collect()
}
