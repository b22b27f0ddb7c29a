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

/// The same below a heading, no wider than a screen: where that is too narrow, each row stands alone, every value behind its
/// heading.
pub fn within(rows: &[Vec<String>], width: usize) -> String {
    let table = aligned(rows, true);
    let Some((heading, below)) = rows.split_first().filter(|_| !fits(&table, width)) else { return table };
    let mut text = String::new();
    for row in below {
        text.push_str(&format!("  {}\n", row.first().map_or("", String::as_str)));
        let pairs = heading.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty());
        let mut line = String::new();
        // What a cell lists may go on below, piece by piece.
        let pieces = pairs.flat_map(|(head, cell)| {
            let mut parts = cell.split("; ");
            let first = parts.next().map(|part| format!("{head} {part}"));
            first.into_iter().chain(parts.map(String::from))
        });
        for pair in pieces {
            if !line.is_empty() && 4 + line.width() + 2 + pair.width() > width {
                text.push_str(&format!("    {line}\n"));
                line.clear();
            }
            line.push_str(&format!("{}{pair}", if line.is_empty() { "" } else { "; " }));
        }
        text.push_str(&format!("    {line}\n"));
    }
    text
}

/// What was and what is, `→` between: with no space to spare these two stay together.
pub fn changes(rows: &[[String; 3]], width: usize) -> String {
    let apart = |[what, before, after]: &[String; 3]| vec![what.clone(), before.clone(), "→".into(), after.clone()];
    let table = aligned(&rows.iter().map(apart).collect::<Vec<_>>(), false);
    if fits(&table, width) {
        return table;
    }
    let together = |[what, before, after]: &[String; 3]| vec![what.clone(), format!("{before} → {after}")];
    aligned(&rows.iter().map(together).collect::<Vec<_>>(), false)
}

/// Whether no line is wider than a screen.
pub fn fits(text: &str, width: usize) -> bool {
    text.lines().all(|line| line.width() <= width)
}

fn is_number(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['+', '−', '≈', '-']);
    digits.starts_with(|c: char| c.is_ascii_digit()) && !cell.contains('"')
}

/// Sentences no wider than a screen: what is too long goes on below, a little further in.
pub fn wrapped(text: &str, width: usize) -> String {
    let mut result = String::new();
    for line in text.lines() {
        if shown_width(line) <= width {
            result.push_str(line);
            result.push('\n');
            continue;
        }
        if line.trim_start().contains("  ") {
            result.push_str(&columns_below(line, width));
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

/// The columns of a line without its colours.
fn shown_width(line: &str) -> usize {
    let mut pieces = line.split("\x1b[");
    let first = pieces.next().unwrap_or_default().width();
    first + pieces.map(|piece| piece.split_once('m').map_or(piece, |(_, shown)| shown).width()).sum::<usize>()
}

/// A line of columns that a screen is too narrow for: a column that does not fit goes below, whole where it can.
fn columns_below(line: &str, width: usize) -> String {
    let body = line.trim_start();
    let indent = line.len() - body.len();
    let below = " ".repeat(indent + 4);
    let (mut lines, mut current) = (Vec::new(), " ".repeat(indent));
    let mut rest = body;
    while !rest.is_empty() {
        let end = rest.find("  ").unwrap_or(rest.len());
        let (cell, after) = rest.split_at(end);
        rest = after.trim_start();
        let gap = &after[..after.len() - rest.len()];
        if current.trim().is_empty() || current.width() + cell.width() <= width {
            current.push_str(cell);
        } else {
            lines.push(std::mem::replace(&mut current, format!("{below}{cell}")));
        }
        // One column alone may be a sentence.
        while current.width() > width {
            let fits = |at: &usize| *at > below.len() && current[..*at].width() <= width;
            let Some(cut) = current.rmatch_indices(' ').map(|(at, _)| at).find(fits) else { break };
            let more = format!("{below}{}", current[cut..].trim_start());
            current.truncate(cut);
            lines.push(std::mem::replace(&mut current, more));
        }
        current.push_str(gap);
    }
    lines.push(current);
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}
