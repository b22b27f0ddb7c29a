//! Words in columns, for answers of a few lines.

use unicode_width::UnicodeWidthStr;

/// Rows with their columns in line, indented by two; the first row is a heading when there are more columns than names.
pub fn aligned(rows: &[Vec<String>], gap: usize) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::from("  ");
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + gap));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
