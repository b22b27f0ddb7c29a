//! The visible part of a source line, and the position of a span in it.

use crate::report::text::{char_room, visible, width};
use std::ops::Range;

/// A line as displayed, and the columns of a span in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The text, tabs as spaces, with `…` where the line goes on.
    pub shown: String,
    /// Columns before the span.
    pub before: usize,
    /// Columns of the span; at least 1.
    pub under: usize,
}

/// A tab reaches to the next multiple of this.
const TAB: usize = 4;

/// The line, or the part of it around the span that fits in `room` columns. `span` is in bytes of the line; ends that
/// are past it or inside a character are moved back. The cost depends on `room`, not on the length of the line.
pub(super) fn excerpt(line: &str, span: Range<usize>, room: usize) -> Excerpt {
    let room = room.max(16);
    let start = boundary(line, span.start);
    let end = boundary(line, span.end).max(start);
    let (from, to) = window(line, start, room);
    let mut shown = String::new();
    if from > 0 {
        shown.push('…');
    }
    expand(&line[from..start], &mut shown);
    let before = width(&shown);
    expand(&line[start..end.min(to)], &mut shown);
    let mut through = width(&shown);
    expand(&line[end.min(to)..to], &mut shown);
    if to < line.len() {
        shown.push('…');
        // A span that continues is underlined to the very edge.
        through += usize::from(end > to);
    }
    Excerpt { shown, before, under: through.saturating_sub(before).max(1) }
}

/// Bytes of the line to show: all of it, or what fits around `start` and leaves room for `…` on both sides.
fn window(line: &str, start: usize, room: usize) -> (usize, usize) {
    // The caret may be after the last character, so one column stays free.
    if line.len() <= room * 4 && taken(line.chars(), room - 1) == line.len() {
        return (0, line.len());
    }
    let room = room - 3;
    let ahead = taken(line[start..].chars(), room - room / 3);
    let left = room - columns(&line[start..start + ahead]);
    let from = start - taken(line[..start].chars().rev(), left);
    let left = room - columns(&line[from..start]);
    (from, start + taken(line[start..].chars(), left))
}

/// Bytes of the characters that fit in `room` columns. Characters without width are limited in number.
fn taken(chars: impl Iterator<Item = char>, room: usize) -> usize {
    let (mut bytes, mut used) = (0, 0);
    for c in chars.take(room * 4) {
        used += columns_of(c);
        if used > room {
            break;
        }
        bytes += c.len_utf8();
    }
    bytes
}

fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

fn columns_of(c: char) -> usize {
    if c == '\t' { TAB } else { char_room(visible(c)) }
}

fn expand(text: &str, shown: &mut String) {
    for c in text.chars() {
        if c == '\t' {
            let to_stop = TAB - width(shown) % TAB;
            shown.extend(std::iter::repeat_n(' ', to_stop));
        } else {
            shown.push(visible(c));
        }
    }
}

fn boundary(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}
