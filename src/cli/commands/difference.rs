//! What differs between two texts, line by line, as a person reads it.

use crate::report::visible;
use similar::{ChangeTag, TextDiff};
use std::borrow::Cow;

/// The lines that only one of two texts has, the old ones behind `-`, the new ones behind `+`.
pub fn changed_lines(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let changes = diff.iter_all_changes().filter_map(|change| Some((sign(change.tag())?, change)));
    changes.map(|(sign, change)| indented(sign, change.value())).collect()
}

/// The same under the numbers of the old lines, and with the space at their ends made visible.
pub fn numbered_lines(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let (mut text, mut at, mut inside) = (String::new(), 1, false);
    for change in diff.iter_all_changes() {
        let Some(sign) = sign(change.tag()) else {
            (at, inside) = (at + 1, false);
            continue;
        };
        if !inside {
            text.push_str(&format!("  baris {at}\n"));
        }
        inside = true;
        at += usize::from(sign == '-');
        let line = shown(change.value().trim_end_matches('\n'));
        let bare = line.trim_end();
        let shown = format!("    {sign} {bare}{}", "·".repeat(line[bare.len()..].chars().count()));
        text.push_str(shown.trim_end());
        text.push('\n');
    }
    text
}

/// Each line behind a sign.
pub fn indented(sign: char, lines: &str) -> String {
    lines.lines().map(|line| format!("  {sign} {}\n", shown(line))).collect()
}

/// A line or a name of a file, with nothing that could steer a terminal.
pub fn shown(line: &str) -> Cow<'_, str> {
    match line.contains(|c| seen(c) != c) {
        true => Cow::Owned(line.chars().map(seen).collect()),
        false => Cow::Borrowed(line),
    }
}

fn seen(c: char) -> char {
    if c == '\t' { c } else { visible(c) }
}

fn sign(tag: ChangeTag) -> Option<char> {
    match tag {
        ChangeTag::Equal => None,
        ChangeTag::Delete => Some('-'),
        ChangeTag::Insert => Some('+'),
    }
}
