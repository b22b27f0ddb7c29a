//! What differs between two texts, line by line, as a person reads it.

use crate::report::visible;
use similar::DiffTag;
use similar::algorithms::{Capture, Compact, Replace, myers};
use std::borrow::Cow;

/// The lines that only one of two texts has, the old ones behind `-`, the new ones behind `+`.
pub fn changed_lines(old: &str, new: &str) -> String {
    let changes = compared(old, new);
    changes.into_iter().filter_map(|(sign, line)| Some(indented(sign?, line))).collect()
}

/// The same under the numbers of the old lines, and with the space at their ends made visible.
pub fn numbered_lines(old: &str, new: &str) -> String {
    let (mut text, mut at, mut inside) = (String::new(), 1, false);
    for (sign, line) in compared(old, new) {
        let Some(sign) = sign else {
            (at, inside) = (at + 1, false);
            continue;
        };
        if !inside {
            text.push_str(&format!("  baris {at}\n"));
        }
        inside = true;
        at += usize::from(sign == '-');
        let line = shown(line.trim_end_matches('\n'));
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

/// Every line of both texts, with the sign of the text that alone has it. The algorithm is called by its name: the library's own
/// entrance for texts brings all of its algorithms into the program, a third of a megabyte.
fn compared<'a>(old: &'a str, new: &'a str) -> Vec<(Option<char>, &'a str)> {
    let lines = |text: &'a str| text.split_inclusive('\n').collect::<Vec<_>>();
    let (old, new) = (lines(old), lines(new));
    let mut found = Compact::new(Replace::new(Capture::new()), &old[..], &new[..]);
    let Ok(()) = myers::diff(&mut found, &old[..], 0..old.len(), &new[..], 0..new.len());
    let mut compared = Vec::new();
    for (tag, was, is) in found.into_inner().into_inner().ops().iter().map(|op| op.as_tag_tuple()) {
        if tag == DiffTag::Equal {
            compared.extend(old[was].iter().map(|line| (None, *line)));
        } else {
            compared.extend(old[was].iter().map(|line| (Some('-'), *line)));
            compared.extend(new[is].iter().map(|line| (Some('+'), *line)));
        }
    }
    compared
}
