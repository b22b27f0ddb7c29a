//! How wide the columns of a table are: as wide as what stands in them, as far as the page goes.

use super::heads::Head;
use crate::report::mark;
use crate::report::table::{Part, Table};

/// A table laid out on a page, in twentieths of a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Widths {
    /// One for each column; together the room that was given.
    pub columns: Vec<u32>,
    /// The size of its letters, in half points.
    pub size: u32,
    /// Space at both sides of a cell.
    pub padding: u32,
    /// Whether some words do not stand in one line, however small they are.
    pub torn: bool,
}

/// Sizes that are tried, in half points: 10, 9, 8, 7 points.
const SIZES: [u32; 4] = [20, 18, 16, 14];
/// A column of words wants so much a line, where it has as much; in hundredths of the size of its letters.
const WANTED: u32 = 1_150;
/// A column of words is no narrower than this while figures need room.
const LEAST: u32 = 250;
/// More does not make a longer text wider.
const LONGEST: u32 = 6_000;

/// What a column asks for, in hundredths of the size of its letters.
#[derive(Debug, Clone, Copy, Default)]
struct Ask {
    /// Its longest word: less breaks it.
    least: u32,
    /// Its longest text that should stand in a line: of figures all, of words as much as is comfortable.
    comfort: u32,
    /// Its longest text.
    most: u32,
    /// Whether it holds figures.
    figures: bool,
}

impl Ask {
    fn of(&mut self, text: &str, bold: bool, wanted: u32, face: u32) {
        let factor = if bold { 108 } else { 100 } * face / 100;
        let width = |text: &str| text.chars().map(letter).sum::<u32>() * factor / 100;
        for word in text.split([' ', '\n', '\t']) {
            self.least = self.least.max(width(word));
        }
        let line = text.lines().map(width).max().unwrap_or(0);
        self.most = self.most.max(line.min(LONGEST));
        self.comfort = self.comfort.max(line.min(wanted)).max(self.least);
    }
}

/// How wide a letter is in a face like Arial, a little more than it is.
fn letter(c: char) -> u32 {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'j' | 'l' | 'I' | '/' | 't' | 'f' => 30,
        '(' | ')' | '[' | ']' | '-' | 'r' => 36,
        'm' | 'M' | 'W' | '—' | '@' => 90,
        '%' => 92,
        'w' => 76,
        'A'..='Z' => 74,
        _ => 58,
    }
}

/// Whether a table is comfortable in so much room at its usual size.
pub(super) fn fits(table: &Table, heads: &[Head], room: u32) -> bool {
    asks(table, heads, OWN_FACE).iter().map(|ask| wide(ask.comfort, SIZES[0])).sum::<u32>() <= room
}

/// How wide the letters of our own documents are, in hundredths of what [`letter`] says.
pub(super) const OWN_FACE: u32 = 100;
/// Those of a report whose face is not known, or is a wide one: Verdana, Bookman, what stands in for a face that is missing.
const WIDE_FACE: u32 = 113;

/// How wide the letters of a place are, by the markup of its fonts.
pub(super) fn face(fonts: &str) -> u32 {
    const NARROW: [&str; 8] =
        ["Arial", "Calibri", "Times New Roman", "Cambria", "Tahoma", "Liberation", "Carlito", "Garamond"];
    if NARROW.iter().any(|name| fonts.contains(name)) { OWN_FACE } else { WIDE_FACE }
}

/// The widths of the columns of a table in so much room, with letters of a face.
pub(super) fn widths(table: &Table, heads: &[Head], room: u32, face: u32) -> Widths {
    let asks = asks(table, heads, face);
    let size = SIZES.into_iter().find(|size| asks.iter().map(|ask| wide(ask.least, *size)).sum::<u32>() <= room);
    let size = size.unwrap_or(SIZES[SIZES.len() - 1]);
    let mut columns: Vec<u32> = asks.iter().map(|ask| wide(ask.least, size)).collect();
    let taken: u32 = columns.iter().sum();
    if taken > room || asks.is_empty() {
        let are_figures: Vec<bool> = asks.iter().map(|ask| ask.figures).collect();
        let columns = narrowed(columns, &are_figures, (room, wide(LEAST, size)));
        // In a wide face alone it is not certain.
        let sure: u32 = self::asks(table, heads, OWN_FACE).iter().map(|ask| wide(ask.least, size)).sum();
        return Widths { columns, size, padding: padding(size), torn: sure > room };
    }
    // What is left goes first to figures, which are not parted from their unit, then to words that are short of comfort,
    // then to the long texts, then to all.
    let short = |columns: &[u32], wanted: fn(&Ask) -> u32| -> Vec<u32> {
        let each = asks.iter().zip(columns);
        each.map(|(ask, now)| wide(wanted(ask), size).saturating_sub(*now)).collect()
    };
    let figures = |ask: &Ask| if ask.figures { ask.comfort } else { ask.least };
    for wanted in [figures, |ask: &Ask| ask.comfort, |ask: &Ask| ask.most] {
        let short = short(&columns, wanted);
        let rest = room - columns.iter().sum::<u32>();
        add(&mut columns, &shared(rest.min(short.iter().sum()), &short));
    }
    let rest = room - columns.iter().sum::<u32>();
    let all = columns.clone();
    add(&mut columns, &shared(rest, &all));
    Widths { columns, size, padding: padding(size), torn: false }
}

/// Columns made narrower until all have room: those of words first, so that no figure is torn.
fn narrowed(columns: Vec<u32>, are_figures: &[bool], (room, least): (u32, u32)) -> Vec<u32> {
    let of = |figures: bool| columns.iter().zip(are_figures).filter(move |(_, own)| **own == figures);
    let figures: u32 = of(true).map(|(column, _)| *column).sum();
    let words: Vec<u32> = of(false).map(|(column, _)| *column).collect();
    let has_room = figures + least * words.len() as u32 <= room;
    if !has_room {
        return capped(columns, room);
    }
    let mut narrower = capped(words, room - figures).into_iter();
    let each = columns.iter().zip(are_figures);
    each.map(|(column, figures)| if *figures { *column } else { narrower.next().unwrap_or(*column) }).collect()
}

/// The widest columns made narrower until all have room: long words break then, short ones do not.
fn capped(columns: Vec<u32>, room: u32) -> Vec<u32> {
    let sum = |most: u32| columns.iter().map(|column| u64::from(*column).min(u64::from(most))).sum::<u64>();
    let (mut low, mut high) = (0, room);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if sum(middle) <= u64::from(room) { low = middle } else { high = middle - 1 }
    }
    let narrower: Vec<u32> = columns.iter().map(|column| (*column).min(low)).collect();
    let rest = room.saturating_sub(narrower.iter().sum());
    let more = shared(rest, &narrower);
    narrower.iter().zip(more).map(|(column, more)| column + more).collect()
}

fn add(columns: &mut [u32], more: &[u32]) {
    columns.iter_mut().zip(more).for_each(|(column, more)| *column += more);
}

/// Parts of an amount by weights; the greatest takes what rounding leaves, so that they are the whole.
fn shared(amount: u32, weights: &[u32]) -> Vec<u32> {
    let all = weights.iter().map(|one| u64::from(*one)).sum::<u64>().max(1);
    let mut parts: Vec<u32> = weights.iter().map(|one| (u64::from(amount) * u64::from(*one) / all) as u32).collect();
    let left = amount.saturating_sub(parts.iter().sum());
    if let Some(greatest) = parts.iter_mut().max() {
        *greatest += left;
    }
    parts
}

/// A text of a size with the space at both sides.
fn wide(text: u32, size: u32) -> u32 {
    text.max(120) * size / 10 + 2 * padding(size)
}

/// Small letters stand closer to the lines.
fn padding(size: u32) -> u32 {
    if size < SIZES[0] { 50 } else { 85 }
}

fn asks(table: &Table, heads: &[Head], face: u32) -> Vec<Ask> {
    let own = |numeric: bool| Ask { figures: numeric, ..Ask::default() };
    let mut asks: Vec<Ask> = table.columns.iter().map(|column| own(column.numeric)).collect();
    for (ask, head) in asks.iter_mut().zip(heads) {
        // A head goes over several lines.
        ask.of(&head.own, true, 0, face);
    }
    let wanted = |at: usize| if table.columns[at].numeric { LONGEST } else { WANTED };
    for (_, row) in table.parted_rows().filter(|(part, _)| *part != Part::Heading) {
        for (at, (ask, cell)) in asks.iter_mut().zip(row).enumerate() {
            ask.of(&format!("{}{}", cell.words(), mark(cell)), false, wanted(at), face);
        }
    }
    for footer in &table.footers {
        for (at, (ask, cell)) in asks.iter_mut().zip(&footer.cells).enumerate().skip(footer.until()) {
            ask.of(&format!("{}{}", cell.words(), mark(cell)), true, wanted(at), face);
        }
    }
    asks
}
