//! Which lines belong together: a block of rules goes on over the indented lines below it.

use crate::syntax::words;

/// Whether more lines are wanted: a block of rules ends with an empty line.
pub fn wants_more(text: &str) -> bool {
    begins_block(first_word(text), text) && !text.ends_with('\n')
}

/// Statements out of lines: a block of rules goes on over the indented lines that follow.
pub fn statements(lines: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    let mut lines = lines.peekable();
    std::iter::from_fn(move || {
        let mut statement = lines.next()?;
        if begins_block(first_word(&statement), &statement) {
            while let Some(line) = lines.next_if(|line| line.starts_with([' ', '\t']) && !line.trim().is_empty()) {
                statement.push('\n');
                statement.push_str(&line);
            }
        }
        Some(statement)
    })
}

/// A block as it was typed line by line, up to an empty one: its lines belong to it without being indented too.
pub fn indented(typed: &str) -> String {
    let mut lines = typed.lines();
    let first = lines.next().unwrap_or_default();
    if !begins_block(first_word(first), first) {
        return typed.to_string();
    }
    let is_clause = |line: &str| {
        let word = first_word(line);
        word.is_empty() || words::clause(&word.to_lowercase()).is_some()
    };
    let indent = |line: &str| if is_clause(line) { format!("\n  {line}") } else { format!("\n{line}") };
    lines.fold(first.to_string(), |block, line| block + &indent(line))
}

/// The first word of a text; empty when it begins with a sign.
pub fn first_word(text: &str) -> &str {
    text.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// Whether a text begins a block that goes on over indented lines.
pub fn begins_block(first: &str, text: &str) -> bool {
    let head = words::head(first).is_some() || first.eq_ignore_ascii_case(words::REPLACE);
    // These are complete in one line.
    let short = ["tabel", "skenario", "unit", "data", "gunakan", "paket", "buktikan", "klaim"]
        .iter()
        .any(|w| first.eq_ignore_ascii_case(w));
    let one_line = first.eq_ignore_ascii_case("ubah")
        && text.trim().lines().next().is_some_and(|line| line.split_whitespace().count() > 2);
    head && !short && !one_line
}
