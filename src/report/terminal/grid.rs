//! The grid: a line of headings, rows below, footers under a rule.

use super::columns::{Columns, arrange, least};
use super::{NO_ROWS, cell_style, mark, painted, style};
use crate::report::table::{Cell, Footer, Table};
use crate::report::text::{paint, room, width, wrap};
use anstyle::Style;

/// The lines of the grid, or `None` if the columns do not fit side by side in `width`.
pub(super) fn grid(table: &Table, width: usize, colour: bool) -> Option<Vec<String>> {
    let columns = arrange(table, width)?;
    let bold = style(colour, Style::new().bold());
    let headings = table.columns.iter().zip(&columns.widths);
    let header = headings.map(|(column, &width)| Face { lines: wrap(&column.title, width), style: bold });
    let mut rows: Vec<Vec<Face>> = vec![header.collect()];
    rows.extend(table.rows.iter().map(|row| faces(row, 0, &columns, colour)));
    let mut drawn = draw(&rows, true, &columns);
    if table.rows.is_empty() {
        drawn.push(NO_ROWS.to_string());
    }
    if !table.footers.is_empty() {
        drawn.push("─".repeat(columns.across(columns.widths.len())));
    }
    for footer in &table.footers {
        drawn.extend(footer_lines(footer, &columns, colour));
    }
    Some(drawn)
}

/// A footer: its label across the columns before the first value, or on a line of its own where those are too narrow.
fn footer_lines(footer: &Footer, columns: &Columns, colour: bool) -> Vec<String> {
    let bold = style(colour, Style::new().bold());
    let all = columns.widths.len();
    let until = footer.until().min(all);
    let from = footer.from.min(until);
    let merged = columns.merged(from..until);
    if until > from && merged.widths[from] >= least(&footer.label) {
        let mut row = faces(&footer.cells[..from], 0, columns, colour);
        row.push(Face { lines: wrap(&footer.label, merged.widths[from]), style: bold });
        row.extend(faces(&footer.cells, until, columns, colour));
        return draw(&[row], false, &merged);
    }
    // Below the block that it belongs to.
    let indent = if from > 0 { columns.across(from) + columns.gap } else { 0 };
    let words = painted(&footer.label, columns.across(all).saturating_sub(indent).max(1), bold);
    let mut lines: Vec<String> = words.into_iter().map(|line| " ".repeat(indent) + &line).collect();
    lines.extend(draw(&[faces(&footer.cells, 0, columns, colour)], false, columns));
    lines
}

/// The appearance of a cell: its lines, none wider than the column, and their style.
struct Face {
    lines: Vec<String>,
    style: Style,
}

/// The cells of a row from column `start` on, ready to draw.
fn faces(row: &[Cell], start: usize, columns: &Columns, colour: bool) -> Vec<Face> {
    let cells = row.iter().enumerate().take(columns.widths.len()).skip(start);
    cells.map(|(column, cell)| face(cell, column, columns, colour)).collect()
}

/// A cell with its mark. Marks of numbers are in a strip of their own, so that the digits are aligned.
fn face(cell: &Cell, column: usize, columns: &Columns, colour: bool) -> Face {
    let mark = mark(cell);
    let mut lines = wrap(&format!("{}{mark}", cell.words()), columns.widths[column]);
    if let [line] = lines.as_mut_slice()
        && columns.rights[column]
        && cell.plain.is_some()
    {
        line.push_str(&" ".repeat(columns.marks[column].saturating_sub(room(&mark))));
    }
    Face { lines, style: cell_style(cell, colour) }
}

/// Puts cells side by side; the first row is the header if there is one. A thin line separates rows if a cell has
/// several lines.
fn draw(rows: &[Vec<Face>], header: bool, columns: &Columns) -> Vec<String> {
    let across = columns.across(columns.widths.len());
    let body = usize::from(header);
    let wrapped = rows.iter().skip(body).flatten().any(|face| face.lines.len() > 1);
    let mut drawn = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if index > body && wrapped {
            drawn.push("╌".repeat(across));
        }
        let height = row.iter().map(|face| face.lines.len()).max().unwrap_or(0);
        drawn.extend((0..height).map(|line| side_by_side(row, line, columns)));
        if index < body {
            drawn.push("─".repeat(across));
        }
    }
    drawn
}

/// One line of every cell of a row; shorter cells are padded below. Styled cell by cell, so that no colour runs into
/// the next column.
fn side_by_side(row: &[Face], line: usize, columns: &Columns) -> String {
    let mut drawn = String::new();
    for (column, face) in row.iter().enumerate() {
        let text = face.lines.get(line).map_or("", String::as_str);
        let free = " ".repeat(columns.widths[column].saturating_sub(width(text)));
        let text = paint(face.style, text);
        let gap = if column == 0 { 0 } else { columns.gap };
        drawn.push_str(&" ".repeat(gap));
        drawn.push_str(&if columns.rights[column] { free + &text } else { text + &free });
    }
    drawn.trim_end().to_string()
}
