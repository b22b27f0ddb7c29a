//! Tables as GitHub-flavoured Markdown, also read by Pandoc.

use super::table::{Cell, Footer, Note, Table};
use super::terminal::{REPORTED, mark};
use super::text::{one_line, visible};

/// One section: heading, pipe table, notes as a list.
pub fn markdown(table: &Table) -> String {
    let mut text = format!("### {}\n\n", escape(&one_line(&table.heading())));
    if !table.columns.is_empty() {
        let titles = table.columns.iter().map(|column| escape_cell(&column.title));
        text += &pipe_row(titles);
        let sides = table.columns.iter();
        text += &pipe_row(sides.map(|column| if column.numeric { "---:" } else { "---" }.to_string()));
        for row in &table.rows {
            text += &pipe_row(row.iter().map(cell_text));
        }
        for footer in &table.footers {
            text += &pipe_row(footer_cells(footer).into_iter());
        }
    }
    if table.has_reported() {
        text += &format!("\n\\* {REPORTED}\n");
    }
    for (index, Note { text: note, .. }) in table.notes.iter().enumerate() {
        let gap = if index == 0 { "\n" } else { "" };
        text += &format!("{gap}{}. {}\n", index + 1, escape_cell(note));
    }
    for remark in &table.remarks {
        text += &format!("\nCatatan: {}\n", escape_cell(remark));
    }
    text
}

fn pipe_row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |\n", cells.join(" | "))
}

fn cell_text(cell: &Cell) -> String {
    // A note reference in brackets is plain text, as long as no link is defined for it.
    escape_cell(cell.words()) + &mark(cell).replace('*', "\\*")
}

/// The label is in the first column of its side, beside its value if the footer leaves no room for it.
fn footer_cells(footer: &Footer) -> Vec<String> {
    let mut cells: Vec<String> = footer.cells.iter().map(|cell| bold(&cell_text(cell))).collect();
    let label = bold(&escape_cell(&footer.label));
    match cells.get_mut(footer.from) {
        Some(first) if first.is_empty() => *first = label,
        Some(first) => *first = format!("{label} {first}"),
        None => cells.push(label),
    }
    cells
}

/// Bold line by line: emphasis does not extend over a line break.
fn bold(text: &str) -> String {
    let lines = text.split(BREAK).map(str::trim);
    let line = |line: &str| {
        if line.is_empty() { String::new() } else { format!("**{line}**") }
    };
    lines.map(line).collect::<Vec<_>>().join(BREAK)
}

const BREAK: &str = "<br>";

/// One cell on one line of Markdown.
fn escape_cell(text: &str) -> String {
    let lines = text.trim().split('\n').map(|line| escape(line.trim()));
    lines.collect::<Vec<_>>().join(BREAK)
}

/// Escapes every character that has a meaning in Markdown.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '~' | '&' | '$' | '#') {
            escaped.push('\\');
        }
        escaped.push(if c == '\t' { ' ' } else { visible(c) });
    }
    escaped
}
