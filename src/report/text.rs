//! Text for a terminal: display width, wrapping at words, and no control characters.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The display width of a text.
pub(super) fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.width() }
}

/// Whether every character is one byte, one column wide and displayed unchanged: true for most of every table.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The greatest display width of a text, however a terminal joins emoji: the sum over its characters.
pub(super) fn room(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.chars().map(char_room).sum() }
}

/// The most columns one character adds. A variation selector can widen the one before it.
pub(super) fn char_room(c: char) -> usize {
    match c {
        ' '..='~' | '\u{FE0F}' => 1,
        _ => c.width().unwrap_or(1),
    }
}

/// The character to show in place of one that would move the cursor, change the writing direction or start a control
/// sequence; other characters stay.
pub fn visible(c: char) -> char {
    match c {
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}' | '\u{61C}' | '\u{200E}' | '\u{200F}' => '\u{FFFD}',
        '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        _ => c,
    }
}

/// The lines of a text with everything invisible made visible; a tab reads as a space.
pub(super) fn lines(text: &str) -> impl Iterator<Item = impl Iterator<Item = char>> {
    let line = |line| str::strip_suffix(line, '\r').unwrap_or(line);
    text.split('\n').map(move |one| line(one).chars().map(|c| if c == '\t' { ' ' } else { visible(c) }))
}

/// The same on one line.
pub(super) fn one_line(text: &str) -> String {
    if is_plain(text) {
        return text.to_string();
    }
    lines(text).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// The least limit for wrapping: the greatest width of one character.
pub(super) const NARROWEST: usize = 3;

/// Cleans a text and breaks its lines between words so that none is wider than `limit` columns (at least
/// [`NARROWEST`]). Spaces within a line stay; a word longer than a line is split.
pub(super) fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut wrapped = Vec::new();
    if is_plain(text) {
        wrap_line(text, limit.max(NARROWEST), &mut wrapped);
        return wrapped;
    }
    for line in lines(text) {
        wrap_line(&String::from_iter(line), limit.max(NARROWEST), &mut wrapped);
    }
    wrapped
}

fn wrap_line(line: &str, limit: usize, wrapped: &mut Vec<String>) {
    if room(line) <= limit {
        return wrapped.push(line.trim_end().to_string());
    }
    let (mut current, mut used) = (String::new(), 0);
    for piece in line.split_inclusive(' ') {
        let word = piece.trim_end_matches(' ');
        let wide = room(word);
        if used > 0 && used + wide > limit {
            flush(&mut current, &mut used, wrapped);
        }
        let whole = wide + piece.len() - word.len();
        if used + whole <= limit {
            current.push_str(piece);
            used += whole;
            continue;
        }
        for c in piece.chars() {
            let more = char_room(c);
            if used + more > limit {
                if c == ' ' {
                    continue;
                }
                flush(&mut current, &mut used, wrapped);
            }
            current.push(c);
            used += more;
        }
    }
    wrapped.push(current.trim_end().to_string());
}

/// Ends a line; one consisting only of spaces is dropped.
fn flush(current: &mut String, used: &mut usize, wrapped: &mut Vec<String>) {
    let line = std::mem::take(current);
    *used = 0;
    if !line.trim_end().is_empty() {
        wrapped.push(line.trim_end().to_string());
    }
}

/// The widest word.
pub(super) fn longest_word(text: &str) -> usize {
    if is_plain(text) {
        return text.split(' ').map(str::len).max().unwrap_or(0);
    }
    let mut longest = 0;
    for line in lines(text) {
        let mut current = 0;
        for c in line {
            current = if c == ' ' { 0 } else { current + char_room(c) };
            longest = longest.max(current);
        }
    }
    longest
}

/// The widest line; at least 1.
pub(super) fn widest_line(text: &str) -> usize {
    if is_plain(text) {
        return text.len().max(1);
    }
    lines(text).map(|line| line.map(char_room).sum()).max().unwrap_or(0).max(1)
}

/// Text between the codes of a style; unchanged when the style is plain.
pub(super) fn paint(style: anstyle::Style, text: &str) -> String {
    if style == anstyle::Style::new() || text.is_empty() {
        return text.to_string();
    }
    format!("{style}{text}{style:#}")
}
