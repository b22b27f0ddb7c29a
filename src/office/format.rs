//! Number formats of workbooks: what kind of number a cell shows, which its value alone does not say.

use super::day::{day, elapsed};
use super::figure::{figure, is_number};
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SectionKind {
    Number(Shown),
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
        Format { sections: vec![Section { condition: None, kind: SectionKind::Number(shown) }] }
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
        match self.of(number) {
            SectionKind::Day => match day(number, from_1904) {
                Some(day) => Content::Date(day.into()),
                None => Content::Number(number, Shown::Other),
            },
            SectionKind::Elapsed => match elapsed(number) {
                Some(time) => Content::Date(time.into()),
                None => Content::Number(number, Shown::Other),
            },
            SectionKind::Number(shown @ Shown::Percent(_)) => match figure(text, 2) {
                Some(percent) => Content::Number(percent, shown),
                None => Content::Vast(text.trim().into()),
            },
            SectionKind::Number(shown) => Content::Number(number, shown),
        }
    }

    /// Which section a number is shown by: the first whose condition holds; without conditions positive numbers by the first,
    /// negative by the second, zero by the third.
    fn of(&self, number: Decimal) -> SectionKind {
        let holds = |section: &&Section| section.condition.is_some_and(|(test, bound)| test.holds(number, bound));
        let first = self.sections.first();
        let found = if self.sections.iter().any(|section| section.condition.is_some()) {
            self.sections.iter().find(holds).or(self.sections.iter().find(|section| section.condition.is_none()))
        } else if number.is_zero() {
            self.sections.get(2).or(first)
        } else if number.is_sign_negative() {
            self.sections.get(1).or(first)
        } else {
            first
        };
        found.or(first).map_or(SectionKind::Number(Shown::General), |section| section.kind)
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
    percent: bool,
    money: bool,
    day: bool,
    /// Something that changes what is read: a fraction, a power, words between digits.
    other: bool,
    /// How often thousands are left out.
    left_out: u8,
    /// Hours beyond the day.
    elapsed: bool,
    point: bool,
    /// Digits before the point that are always shown.
    always: u8,
    decimals: u8,
    thousands: bool,
}

fn section(code: &str) -> Section {
    let (mut seen, mut condition) = (Seen::default(), None);
    if code.trim().eq_ignore_ascii_case("general") || code.trim().eq_ignore_ascii_case("standard") {
        return Section { condition, kind: SectionKind::Number(Shown::General) };
    }
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
                    None => condition = condition.or(test(inside)),
                }
            }
            // The width of a sign, a sign that fills.
            '_' | '*' => rest = rest.char_indices().nth(1).map_or("", |(at, _)| &rest[at..]),
            '\\' => {
                let next = rest.chars().next().unwrap_or_default();
                rest = &rest[next.len_utf8().min(rest.len())..];
                seen.between(next);
            }
            'G' if rest.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("eneral")) => rest = &rest[6..],
            'A' | 'a' if rest.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("m/pm")) => rest = &rest[4..],
            sign => seen.sign(sign, rest),
        }
    }
    seen.money |= ["\\R\\p", "Rp#", "Rp0", "Rp ", "Rp."].iter().any(|mark| code.contains(mark));
    Section { condition, kind: seen.kind() }
}

impl Seen {
    fn words(&mut self, words: &str) {
        let plain = words.trim().trim_end_matches('.').to_lowercase();
        if plain == "rp" || plain == "idr" || plain.starts_with("rp ") {
            self.money = true;
        } else if let Some(sign) = words.trim().chars().next() {
            self.between(sign);
        }
    }

    /// A sign that stands for itself: between digits it parts a code, around them it does not matter.
    fn between(&mut self, sign: char) {
        self.other |= self.always > 0 && !self.point && matches!(sign, '.' | '/' | '-');
    }

    fn sign(&mut self, sign: char, rest: &str) {
        match sign {
            '0' | '#' | '?' if self.point => self.decimals = self.decimals.saturating_add(1),
            '0' => self.always = self.always.saturating_add(1),
            '.' => self.point = true,
            ',' => {
                // Behind the last digit it leaves thousands out.
                let more = rest.starts_with(['0', '#', '?']);
                self.thousands |= more;
                self.left_out = self.left_out.saturating_add(u8::from(!more));
            }
            '%' => self.percent = true,
            'E' | 'e' if rest.starts_with(['+', '-']) => self.other = true,
            '/' if !self.day => self.other = true,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' | 'e' | 'b' | 'B' => self.day = true,
            _ => {}
        }
    }

    fn kind(&self) -> SectionKind {
        if self.elapsed {
            return SectionKind::Elapsed;
        }
        if self.day {
            return SectionKind::Day;
        }
        SectionKind::Number(if self.percent {
            Shown::Percent(self.decimals)
        } else if self.other {
            Shown::Other
        } else if self.left_out > 0 {
            Shown::Scaled { thousands: self.left_out, decimals: self.decimals }
        } else if self.money {
            Shown::Money(self.decimals)
        } else if self.always >= 2 && !self.point && !self.thousands {
            Shown::Padded(self.always)
        } else if self.always == 0 && !self.point && !self.thousands {
            // `@`, words alone, nothing: the number is as it is. `#` shows no decimals.
            Shown::General
        } else {
            Shown::Decimals(self.decimals)
        })
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
