//! Number formats of workbooks: what kind of number a cell shows, which its value alone does not say.

use super::day::{day, elapsed};
use super::figure::{figure, is_number};
use super::look::{Digits, Look};
use super::model::{Content, Shown};
use rust_decimal::Decimal;
use std::str::FromStr;

/// A number format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Format {
    sections: Vec<Section>,
}

/// What a format does with some of the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    condition: Option<(Test, Decimal)>,
    kind: SectionKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum SectionKind {
    Number(Look),
    /// A day, a time of the day.
    Day,
    /// Hours, minutes and seconds, beyond the day too.
    Elapsed,
}

/// How a number is held against a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Test {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

impl Test {
    /// Whether a number is so.
    pub(super) fn holds(self, number: Decimal, bound: Decimal) -> bool {
        match self {
            Test::Less => number < bound,
            Test::AtMost => number <= bound,
            Test::Equal => number == bound,
            Test::Unequal => number != bound,
            Test::AtLeast => number >= bound,
            Test::More => number > bound,
        }
    }
}

/// Formats are short; of a long one no more is read.
const LONGEST: usize = 500;

impl Format {
    /// Numbers as they are.
    pub(super) fn general() -> Format {
        Format::plain(Shown::General)
    }

    /// All numbers alike.
    pub(super) fn plain(shown: Shown) -> Format {
        Format { sections: vec![Section { condition: None, kind: SectionKind::Number(Look::plain(shown)) }] }
    }

    /// A format by the number that every workbook knows it by.
    pub(super) fn numbered(id: u32) -> Format {
        Format::read(match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 | 41 => "#,##0",
            4 | 39 | 40 | 43 => "#,##0.00",
            // The currency of the country where it is opened.
            5 | 6 | 42 => "\"Rp\"#,##0",
            7 | 8 | 44 => "\"Rp\"#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 | 48 => "0.00E+00",
            12 | 13 => "# ?/?",
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => "d/m/yyyy",
            _ => "General",
        })
    }

    /// A format as it is written: `[Red][<0.6]0%;0%`.
    pub(super) fn read(code: &str) -> Format {
        let code = code.char_indices().nth(LONGEST).map_or(code, |(end, _)| &code[..end]);
        let mut sections: Vec<Section> = parts(code).iter().map(|part| section(part)).collect();
        sections.truncate(4);
        Format { sections }
    }

    /// What a cell holds whose value is written so.
    pub(super) fn content(&self, text: &str, from_1904: bool) -> Content {
        let Some(number) = figure(text, 0) else {
            return if is_number(text) { Content::Vast(text.trim().into()) } else { Content::Text(text.into()) };
        };
        let Some((section, signed)) = self.of(number) else { return Content::Number(number, Shown::General) };
        match &section.kind {
            SectionKind::Day => match day(number, from_1904) {
                Some(day) => Content::Date(day.into()),
                None => Content::Number(number, Shown::Other),
            },
            SectionKind::Elapsed => match elapsed(number) {
                Some(time) => Content::Date(time.into()),
                None => Content::Number(number, Shown::Other),
            },
            SectionKind::Number(look) if look.is_percent() => match figure(text, 2) {
                Some(percent) => look.content(percent, signed),
                None => Content::Vast(text.trim().into()),
            },
            SectionKind::Number(look) => look.content(number, signed),
        }
    }

    /// Which section a number is shown by, and whether that is one of negative numbers alone: the first whose condition holds; without
    /// conditions positive numbers by the first, negative by the second, zero by the third.
    fn of(&self, number: Decimal) -> Option<(&Section, bool)> {
        let holds = |section: &&Section| section.condition.is_some_and(|(test, bound)| test.holds(number, bound));
        let first = self.sections.first().map(|first| (first, false));
        if self.sections.iter().any(|section| section.condition.is_some()) {
            let found = self.sections.iter().find(holds);
            let found = found.or(self.sections.iter().find(|section| section.condition.is_none()));
            found.map(|found| (found, found.condition.is_some())).or(first)
        } else if number.is_zero() {
            self.sections.get(2).map(|zero| (zero, false)).or(first)
        } else if number.is_sign_negative() {
            self.sections.get(1).map(|below| (below, true)).or(first)
        } else {
            first
        }
    }
}

/// The sections of a format, parted by `;` outside of quotes and brackets.
fn parts(code: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut signs = code.chars();
    let (mut quoted, mut bracketed) = (false, false);
    while let Some(sign) = signs.next() {
        let last = parts.len() - 1;
        match sign {
            ';' if !quoted && !bracketed => {
                parts.push(String::new());
                continue;
            }
            '"' if !bracketed => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            '\\' if !quoted && !bracketed => {
                parts[last].push(sign);
                parts[last].extend(signs.next());
                continue;
            }
            _ => {}
        }
        parts[last].push(sign);
    }
    parts
}

/// What a section is made of, as far as it says what kind of number it shows.
#[derive(Default)]
struct Seen {
    form: Digits,
    day: bool,
    /// A fraction, a power: the number is the same, its digits are others.
    other: bool,
    /// Hours beyond the day.
    elapsed: bool,
    point: bool,
    /// Places for digits before the point.
    places: usize,
    before: String,
    behind: String,
}

fn section(code: &str) -> Section {
    let (mut seen, mut condition) = (Seen::default(), None);
    let mut rest = code;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '"' => {
                let (words, behind) = rest.split_once('"').unwrap_or((rest, ""));
                seen.words(words);
                rest = behind;
            }
            '[' => {
                let (inside, behind) = rest.split_once(']').unwrap_or((rest, ""));
                rest = behind;
                match inside.strip_prefix('$') {
                    Some(currency) => seen.words(currency.split('-').next().unwrap_or_default()),
                    None if is_elapsed(inside) => seen.elapsed = true,
                    None => {
                        seen.form.coloured |= test(inside).is_none();
                        condition = condition.or(test(inside));
                    }
                }
            }
            // The width of a sign, a sign that fills.
            '_' | '*' => rest = rest.char_indices().nth(1).map_or("", |(at, _)| &rest[at..]),
            '\\' => {
                let next = rest.chars().next().unwrap_or_default();
                rest = &rest[next.len_utf8().min(rest.len())..];
                seen.words(next.encode_utf8(&mut [0; 4]));
            }
            'G' | 'g' if begins(rest, "eneral") => {
                rest = &rest[6..];
                (seen.form.are_shown, seen.form.general) = (true, true);
            }
            'S' | 's' if begins(rest, "tandard") => {
                rest = &rest[7..];
                (seen.form.are_shown, seen.form.general) = (true, true);
            }
            'A' | 'a' if begins(rest, "m/pm") => rest = &rest[4..],
            sign => seen.sign(sign, rest),
        }
    }
    Section { condition, kind: seen.kind() }
}

/// Whether a text begins with a word, in any case of letters.
fn begins(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
}

impl Seen {
    /// Words that stand for themselves.
    fn words(&mut self, words: &str) {
        // Whether more digits follow is not known yet.
        if self.form.are_shown { &mut self.behind } else { &mut self.before }.push_str(words);
    }

    /// A place for a digit: what was behind the digits is between them.
    fn place(&mut self, is_always: bool) {
        self.form.are_shown = true;
        let words = std::mem::take(&mut self.behind);
        if self.point {
            self.form.decimals = self.form.decimals.saturating_add(1);
            self.form.always_decimals = self.form.always_decimals.saturating_add(u8::from(is_always));
        }
        // Among the decimals, as before the point, it makes another number.
        if !words.is_empty() {
            self.form.between.push((self.places, words));
        }
        if self.point {
            return;
        }
        self.places += 1;
        self.form.always = self.form.always.saturating_add(u8::from(is_always));
    }

    fn sign(&mut self, sign: char, rest: &str) {
        match sign {
            '0' => self.place(true),
            '#' | '?' => self.place(false),
            '.' if self.point => self.words("."),
            '.' => {
                self.point = true;
                self.form.are_shown = true;
            }
            ',' => {
                // Behind the last digit it leaves thousands out.
                let more = rest.starts_with(['0', '#', '?']);
                self.form.grouped |= more;
                self.form.left_out = self.form.left_out.saturating_add(u8::from(!more && self.form.are_shown));
            }
            // Twice it shows ten thousandths, and is as if typed.
            '%' if self.form.percent => self.words("%"),
            '%' => self.form.percent = true,
            'E' | 'e' if rest.starts_with(['+', '-']) => self.other = true,
            '/' if !self.day && self.form.are_shown => self.other = true,
            // A text as it is typed, and a number too.
            '@' => (self.form.are_shown, self.form.general) = (true, true),
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' | 'e' | 'b' | 'B' => self.day = true,
            sign => self.words(sign.encode_utf8(&mut [0; 4])),
        }
    }

    fn kind(mut self) -> SectionKind {
        if self.elapsed {
            return SectionKind::Elapsed;
        }
        if self.day {
            return SectionKind::Day;
        }
        // Counted from the left until here.
        for (at, _) in &mut self.form.between {
            *at = self.places.saturating_sub(*at);
        }
        // Their signs belong to the number.
        if self.other {
            self.form.between.clear();
            self.form.general = true;
        }
        let (form, point, other) = (self.form.clone(), self.point, self.other);
        SectionKind::Number(Look::new(self.before, self.behind, self.form, |money| {
            if form.percent {
                Shown::Percent(form.decimals)
            } else if other || !form.between.is_empty() {
                Shown::Other
            } else if form.left_out > 0 {
                Shown::Scaled { thousands: form.left_out, decimals: form.decimals, named: false }
            } else if money {
                Shown::Money(form.decimals)
            } else if form.always >= 2 && !point && !form.grouped {
                Shown::Padded(form.always)
            } else if form.always == 0 && !point && !form.grouped {
                // `@`, words alone, nothing: the number is as it is. `#` shows no decimals.
                Shown::General
            } else {
                Shown::Decimals(form.decimals)
            }
        }))
    }
}

/// `[h]`, `[mm]`, `[ss]`.
fn is_elapsed(inside: &str) -> bool {
    let signs = inside.to_ascii_lowercase();
    !signs.is_empty() && ['h', 'm', 's'].iter().any(|sign| signs.chars().all(|other| other == *sign))
}

/// `[<0.6]`; colours and languages are no conditions.
pub(super) fn test(inside: &str) -> Option<(Test, Decimal)> {
    let tests = [
        ("<=", Test::AtMost),
        (">=", Test::AtLeast),
        ("<>", Test::Unequal),
        ("!=", Test::Unequal),
        ("<", Test::Less),
        (">", Test::More),
        ("=", Test::Equal),
    ];
    tests.into_iter().find_map(|(sign, test)| {
        let number = inside.trim().strip_prefix(sign)?.trim();
        Some((test, Decimal::from_str(number).ok()?))
    })
}
