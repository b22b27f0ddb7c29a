//! The grid: a line of headings, rows below, footers under a rule.

use super::columns::{Columns, arrange, least};
use super::{NO_ROWS, cell_style, mark, painted, style};
use crate::report::table::{Cell, Footer, Table};
use crate::report::text::{paint, room, wrap};
use anstyle::Style;
use comfy_table::{CellAlignment, ColumnConstraint, LineStyle, TableStyle, Width};

/// The lines of the grid, or `None` if the columns do not fit side by side in `width`.
pub(super) fn grid(table: &Table, width: usize, colour: bool) -> Option<Vec<String>> {
    let columns = arrange(table, width)?;
    let bold = style(colour, Style::new().bold());
    let headings = table.columns.iter().zip(&columns.widths);
    let header = headings.map(|(column, &width)| block(wrap(&column.title, width), bold));
    let mut rows: Vec<Vec<String>> = vec![header.collect()];
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
    let span = footer.span().min(columns.widths.len());
    let room = columns.across(span);
    if span > 0 && room >= least(&footer.label) {
        let label = vec![block(wrap(&footer.label, room), bold)];
        let values = faces(&footer.cells, span, columns, colour);
        return draw(&[[label, values].concat()], false, &columns.merged(span));
    }
    let mut lines = painted(&footer.label, columns.across(columns.widths.len()), bold);
    lines.extend(draw(&[faces(&footer.cells, 0, columns, colour)], false, columns));
    lines
}

/// The lines of one cell, painted line by line so that no colour runs into the next column.
fn block(lines: Vec<String>, style: Style) -> String {
    let lines: Vec<String> = lines.iter().map(|line| paint(style, line)).collect();
    lines.join("\n")
}

/// The cells of a row from column `start` on, ready to draw.
fn faces(row: &[Cell], start: usize, columns: &Columns, colour: bool) -> Vec<String> {
    let cells = row.iter().enumerate().take(columns.widths.len()).skip(start);
    cells.map(|(column, cell)| face(cell, column, columns, colour)).collect()
}

/// A cell with its mark. Marks of numbers hang in a strip of their own, so that the digits stay in line.
fn face(cell: &Cell, column: usize, columns: &Columns, colour: bool) -> String {
    let mark = mark(cell);
    let mut lines = wrap(&format!("{}{mark}", cell.words()), columns.widths[column]);
    if let [line] = lines.as_mut_slice()
        && columns.rights[column]
        && cell.plain.is_some()
    {
        line.push_str(&" ".repeat(columns.marks[column].saturating_sub(room(&mark))));
    }
    block(lines, cell_style(cell, colour))
}

/// Puts wrapped cells side by side; the first row is the header if there is one.
fn draw(rows: &[Vec<String>], header: bool, columns: &Columns) -> Vec<String> {
    let (head, body) = rows.split_at(usize::from(header).min(rows.len()));
    let mut drawing = comfy_table::Table::new();
    // No junctions: with one, every line would get a column between its cells.
    let look = TableStyle::new().header_separator(LineStyle::none().fill('─'));
    let wrapped = body.iter().flatten().any(|cell| cell.contains('\n'));
    let thin = LineStyle::none().fill('╌');
    drawing.load_style(if wrapped { look.row_separator(thin) } else { look });
    drawing.force_no_tty();
    for row in head {
        drawing.set_header(row.iter().map(comfy_table::Cell::new));
    }
    for row in body {
        drawing.add_row(row.iter().map(comfy_table::Cell::new));
    }
    let count = columns.widths.len();
    let narrow = |width: usize| u16::try_from(width).unwrap_or(u16::MAX);
    for (index, column) in drawing.column_iter_mut().enumerate().take(count) {
        let gap = if index + 1 < count { columns.gap } else { 0 };
        let width = narrow(columns.widths[index] + gap);
        column.set_padding((0, narrow(gap)));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        if columns.rights[index] {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    drawing.lines().map(|line| line.trim_end().to_string()).collect()
}
