//! The grid: a line of headings, rows below, footers under a rule.

use super::widths::{Need, widths};
use super::{NO_ROWS, cell_style, mark, painted, style};
use crate::report::table::{Cell, Footer, Table};
use crate::report::text::{longest_word, paint, room, widest_line, wrap};
use anstyle::Style;
use comfy_table::{CellAlignment, ColumnConstraint, LineStyle, TableStyle, Width};

/// Between two columns; the second is tried when the first leaves no room.
const GAPS: [usize; 2] = [2, 1];

/// A word longer than this may be broken before the grid is given up.
const LONG_WORD: usize = 24;

/// A column of sentences gets at least this.
const SENTENCE: usize = 12;

/// How the columns of one table stand.
struct Columns {
    widths: Vec<usize>,
    rights: Vec<bool>,
    /// Room for the marks behind the numbers of each column.
    marks: Vec<usize>,
    gap: usize,
}

/// The lines of the grid, or `None` if the columns do not fit side by side in `width`.
pub(super) fn grid(table: &Table, width: usize, colour: bool) -> Option<Vec<String>> {
    let columns = arrange(table, width)?;
    let bold = style(colour, Style::new().bold());
    let headings = table.columns.iter().zip(&columns.widths);
    let header = headings.map(|(column, &width)| block(wrap(&column.title, width), bold));
    let mut rows: Vec<Vec<String>> = vec![header.collect()];
    rows.extend(table.rows.iter().map(|row| columns.faces(row, 0, colour)));
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

fn arrange(table: &Table, width: usize) -> Option<Columns> {
    let count = table.columns.len();
    let marks: Vec<usize> = (0..count).map(|column| mark_room(table, column)).collect();
    let needs = marks.iter().enumerate();
    let needs: Vec<Need> = needs
        .map(|(column, &marks)| need(table, column, marks))
        .collect();
    let try_gap = |gap: usize| {
        let gaps = count.checked_sub(1)?.checked_mul(gap)?;
        Some((gap, widths(&needs, width.checked_sub(gaps)?)?))
    };
    let (gap, widths) = GAPS.into_iter().find_map(try_gap)?;
    Some(Columns {
        widths,
        rights: table.columns.iter().map(|column| column.numeric).collect(),
        marks,
        gap,
    })
}

impl Columns {
    /// What the first `count` columns take together.
    fn across(&self, count: usize) -> usize {
        self.widths[..count].iter().sum::<usize>() + self.gap * count.saturating_sub(1)
    }

    /// The cells of a row from column `start` on, ready to draw.
    fn faces(&self, row: &[Cell], start: usize, colour: bool) -> Vec<String> {
        let cells = row.iter().enumerate().take(self.widths.len()).skip(start);
        cells
            .map(|(column, cell)| face(cell, column, self, colour))
            .collect()
    }

    /// The same with the first `span` columns as one.
    fn merged(&self, span: usize) -> Columns {
        let merge = |first: usize, rest: &[usize]| [&[first], rest].concat();
        Columns {
            widths: merge(self.across(span), &self.widths[span..]),
            rights: [&[false], &self.rights[span..]].concat(),
            marks: merge(0, &self.marks[span..]),
            gap: self.gap,
        }
    }
}

/// A footer: its label across the columns before the first value, or on a line of its own where those are too narrow.
fn footer_lines(footer: &Footer, columns: &Columns, colour: bool) -> Vec<String> {
    let bold = style(colour, Style::new().bold());
    let span = footer.span().min(columns.widths.len());
    let room = columns.across(span);
    if span > 0 && room >= longest_word(&footer.label).min(LONG_WORD) {
        let label = vec![block(wrap(&footer.label, room), bold)];
        let values = columns.faces(&footer.cells, span, colour);
        return draw(&[[label, values].concat()], false, &columns.merged(span));
    }
    let mut lines = painted(&footer.label, columns.across(columns.widths.len()), bold);
    lines.extend(draw(
        &[columns.faces(&footer.cells, 0, colour)],
        false,
        columns,
    ));
    lines
}

/// The lines of one cell, painted line by line so that no colour runs into the next column.
fn block(lines: Vec<String>, style: Style) -> String {
    let lines: Vec<String> = lines.iter().map(|line| paint(style, line)).collect();
    lines.join("\n")
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

fn cells(table: &Table, column: usize) -> impl Iterator<Item = &Cell> {
    let footers = table.footers.iter().map(|footer| &footer.cells);
    table
        .rows
        .iter()
        .chain(footers)
        .filter_map(move |row| row.get(column))
}

/// The widest mark of a number in a column of numbers.
fn mark_room(table: &Table, column: usize) -> usize {
    if !table.columns[column].numeric {
        return 0;
    }
    let numbers = cells(table, column).filter(|cell| cell.plain.is_some());
    numbers.map(|cell| room(&mark(cell))).max().unwrap_or(0)
}

fn need(table: &Table, column: usize, marks: usize) -> Need {
    let heading = &table.columns[column];
    let mut need = Need {
        least: longest_word(&heading.title).clamp(1, LONG_WORD),
        natural: widest_line(&heading.title),
    };
    for cell in cells(table, column) {
        let (least, natural) = if heading.numeric && cell.plain.is_some() {
            let whole = widest_line(cell.words()) + marks;
            (whole, whole)
        } else {
            let words = format!("{}{}", cell.words(), mark(cell));
            let natural = widest_line(&words);
            let least = longest_word(&words).min(LONG_WORD);
            (least.max(natural.min(SENTENCE)), natural)
        };
        need.least = need.least.max(least);
        need.natural = need.natural.max(natural);
    }
    need
}

/// Puts wrapped cells side by side; the first row is the header if there is one.
fn draw(rows: &[Vec<String>], header: bool, columns: &Columns) -> Vec<String> {
    let (head, body) = rows.split_at(usize::from(header).min(rows.len()));
    let mut drawing = comfy_table::Table::new();
    // No junctions: with one, every line would get a column between its cells.
    let look = TableStyle::new().header_separator(LineStyle::none().fill('─'));
    let wrapped = body.iter().flatten().any(|cell| cell.contains('\n'));
    let thin = LineStyle::none().fill('╌');
    drawing.load_style(if wrapped {
        look.row_separator(thin)
    } else {
        look
    });
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
    drawing
        .lines()
        .map(|line| line.trim_end().to_string())
        .collect()
}
