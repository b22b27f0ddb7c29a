//! Words in columns and lines, for answers of a few lines.

use unicode_width::UnicodeWidthStr;

/// Rows with their columns in line, indented by two; columns of numbers stand right, and the first row may be a heading.
pub fn aligned(rows: &[Vec<String>], heading: bool) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
    let numeric = |at: usize| {
        let mut cells = rows.iter().skip(usize::from(heading)).filter_map(|row| row.get(at)).peekable();
        at > 0 && cells.peek().is_some() && cells.all(|cell| is_number(cell))
    };
    let shape: Vec<(usize, bool)> = (0..columns).map(|at| (width(at), numeric(at))).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::from("  ");
        for (cell, (width, numeric)) in row.iter().zip(&shape) {
            let space = " ".repeat(width - cell.width());
            line.push_str(&if *numeric { format!("{space}{cell}  ") } else { format!("{cell}{space}  ") });
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn is_number(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['+', '−', '≈', '-']);
    digits.starts_with(|c: char| c.is_ascii_digit()) && !cell.contains('"')
}

/// Sentences no wider than a screen: what is too long goes on below, a little further in.
pub fn wrapped(text: &str, width: usize) -> String {
    let mut result = String::new();
    for line in text.lines() {
        // Columns stay columns, even where a screen is too narrow for them.
        if line.width() <= width || line.trim_start().contains("  ") {
            result.push_str(line);
            result.push('\n');
            continue;
        }
        let indent = line.len() - line.trim_start().len() + 2;
        let mut current = " ".repeat(indent - 2);
        let mut fresh = true;
        for word in line.split_whitespace() {
            if !fresh && current.width() + 1 + word.width() > width {
                result.push_str(&current);
                result.push('\n');
                current = " ".repeat(indent);
                fresh = true;
            }
            if !fresh {
                current.push(' ');
            }
            current.push_str(word);
            fresh = false;
        }
        result.push_str(&current);
        result.push('\n');
    }
    result
}
