//! How cells of a spreadsheet show numbers, by the names of their styles.

use super::super::bounds::Bounds;
use super::super::format::{Test, test};
use super::super::model::Shown;
use super::super::refused::Refusal;
use super::super::xml::{OwnTag, Step, Tag, Xml};
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};
use std::io::BufRead;

/// Styles as far as they were read.
#[derive(Default)]
pub(super) struct Styles {
    formats: HashMap<String, Format>,
    /// For each style of a cell its format, and the style that it is a kind of.
    cells: HashMap<String, (Option<String>, Option<String>)>,
    /// Styles of sheets that are hidden.
    hiding: HashSet<String>,
    /// Styles of text that stands above the line.
    raising: HashSet<String>,
    /// Styles of text, and of cells, with a line through it.
    striking: HashSet<String>,
}

/// A format: how it shows numbers, and the conditions under which another one does, `value()>=0`, with the name of that.
struct Format {
    own: Shown,
    others: Vec<(Test, Decimal, String)>,
}

/// How cells of a style show numbers.
#[derive(Clone, Copy)]
pub(super) struct Looks<'s> {
    styles: &'s Styles,
    format: &'s Format,
}

impl Looks<'_> {
    /// How a number is shown.
    pub(super) fn of(self, number: Decimal) -> Shown {
        let other = self.format.others.iter().find(|(test, bound, _)| test.holds(number, *bound));
        let other = other.and_then(|(.., name)| self.styles.formats.get(name));
        other.unwrap_or(self.format).own
    }
}

/// Styles that are a kind of a kind of others.
const MOST_STEPS: usize = 16;

/// Whether an element is a style that [`Styles::read`] knows.
pub(super) fn is_style(name: &str) -> bool {
    matches!(name, "style" | "number-style" | "percentage-style" | "currency-style" | "date-style" | "time-style")
}

impl Styles {
    /// Whether a style hides its sheet.
    pub(super) fn hides(&self, name: &str) -> bool {
        self.hiding.contains(name)
    }

    /// Whether text of a style stands above the line.
    pub(super) fn raises(&self, name: &str) -> bool {
        self.raising.contains(name)
    }

    /// Whether a line goes through what has a style.
    pub(super) fn strikes(&self, name: &str) -> bool {
        self.striking.contains(name)
    }

    /// How a cell of this style shows numbers.
    pub(super) fn looks(&self, name: &str) -> Option<Looks<'_>> {
        let mut name = name;
        for _ in 0..MOST_STEPS {
            let (format, parent) = self.cells.get(name)?;
            if let Some(format) = format {
                return self.formats.get(format).map(|format| Looks { styles: self, format });
            }
            name = parent.as_deref()?;
        }
        None
    }

    /// Reads a style that has begun, to its end.
    pub(super) fn read<R: BufRead>(
        &mut self,
        tag: &OwnTag,
        xml: &mut Xml<R>,
        bounds: &mut Bounds,
    ) -> Result<(), Refusal> {
        bounds.cell()?;
        let name = tag.get("name").unwrap_or_default().to_string();
        bounds.spend(name.len())?;
        match (&*tag.name, tag.get("family")) {
            ("style", Some("table-cell")) => {
                let of = |name| tag.get(name).map(str::to_string);
                self.cells.insert(name.clone(), (of("data-style-name"), of("parent-style-name")));
                let mut strikes = false;
                xml.each(|_| false, |tag| strikes |= is_struck(tag))?;
                if strikes {
                    self.striking.insert(name);
                }
                Ok(())
            }
            ("style", Some("table")) => {
                let mut hides = false;
                xml.each(
                    |_| false,
                    |tag| hides |= tag.name() == "table-properties" && tag.get("display").as_deref() == Some("false"),
                )?;
                if hides {
                    self.hiding.insert(name);
                }
                Ok(())
            }
            ("style", Some("text")) => {
                let (mut raises, mut strikes) = (false, false);
                xml.each(
                    |_| false,
                    |tag| {
                        raises |= tag.get("text-position").is_some_and(|position| position.starts_with("super"));
                        strikes |= is_struck(tag);
                    },
                )?;
                if strikes {
                    self.striking.insert(name.clone());
                }
                if raises {
                    self.raising.insert(name);
                }
                Ok(())
            }
            ("style", _) => xml.skip(),
            (kind, _) => {
                self.formats.insert(name, format(kind, xml, bounds)?);
                Ok(())
            }
        }
    }
}

/// Whether looks of text strike it through.
fn is_struck(tag: &Tag) -> bool {
    tag.get("text-line-through-style").is_some_and(|style| style != "none")
}

/// A format that has begun.
fn format<R: BufRead>(kind: &str, xml: &mut Xml<R>, bounds: &mut Bounds) -> Result<Format, Refusal> {
    let (mut decimals, mut always, mut plain, mut money, mut other) = (0, 0, true, kind == "currency-style", false);
    let mut thousands = Some(0_u8);
    let (mut words, mut others) = (String::new(), Vec::new());
    let mut depth = 0;
    loop {
        match xml.next()? {
            Step::Open(tag) => {
                depth += 1;
                let number = |name| tag.get(name).and_then(|digits| digits.parse::<u8>().ok()).unwrap_or(0);
                match tag.name() {
                    "number" => {
                        (decimals, always) = (number("decimal-places"), number("min-integer-digits"));
                        plain = !tag.says("grouping");
                        let factor = tag.get("display-factor");
                        let factor = factor.as_deref().unwrap_or("1");
                        thousands = match factor {
                            "1" => Some(0),
                            "1000" => Some(1),
                            "1000000" => Some(2),
                            "1000000000" => Some(3),
                            _ => None,
                        };
                    }
                    "map" => {
                        let condition = tag.get("condition");
                        let condition = condition.as_deref().and_then(|own| test(own.trim().strip_prefix("value()")?));
                        if let (Some((test, bound)), Some(name)) = (condition, tag.get("apply-style-name")) {
                            bounds.spend(name.len())?;
                            others.push((test, bound, name.to_string()));
                        }
                    }
                    "scientific-number" | "fraction" | "embedded-text" => other = true,
                    _ => {}
                }
            }
            Step::Text(text) if words.len() < 100 => words.push_str(&text),
            Step::Text(_) => {}
            Step::Close(_) if depth == 0 => break,
            Step::Close(_) => depth -= 1,
            Step::Finish => return Err(Refusal::Damaged),
        }
    }
    money =
        if money { words.is_empty() || words.contains("Rp") || words.contains("IDR") } else { words.contains("Rp") };
    let own = match (kind, thousands.filter(|_| !other)) {
        ("percentage-style", _) => Shown::Percent(decimals),
        (_, None) => Shown::Other,
        (_, Some(thousands @ 1..)) => Shown::Scaled { thousands, decimals },
        _ if money => Shown::Money(decimals),
        _ if decimals == 0 && always >= 2 && plain => Shown::Padded(always),
        _ => Shown::Decimals(decimals),
    };
    Ok(Format { own, others })
}
