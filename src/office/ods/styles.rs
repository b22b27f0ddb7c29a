//! How cells of a spreadsheet show numbers, by the names of their styles.

use super::super::bounds::Bounds;
use super::super::format::{Test, test};
use super::super::look::{Digits, Look};
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
    own: Look,
    others: Vec<(Test, Decimal, String)>,
}

/// How cells of a style show numbers.
#[derive(Clone, Copy)]
pub(super) struct Looks<'s> {
    styles: &'s Styles,
    format: &'s Format,
}

impl<'s> Looks<'s> {
    /// How a number is shown, and whether this is said of some numbers alone.
    pub(super) fn of(self, number: Decimal) -> (&'s Look, bool) {
        let other = self.format.others.iter().find(|(test, bound, _)| test.holds(number, *bound));
        let other = other.and_then(|(.., name)| self.styles.formats.get(name));
        // What no condition is of shows numbers as they are, or those below 0.
        let is_of_some = other.is_some() || !self.format.others.is_empty() && !self.format.own.is_general();
        (&other.unwrap_or(self.format).own, is_of_some)
    }
}

/// Styles that are a kind of a kind of others.
const MOST_STEPS: usize = 16;

/// Whether an element is a style that [`Styles::read`] knows.
pub(super) fn is_style(name: &str) -> bool {
    let is_format = name
        .strip_suffix("-style")
        .is_some_and(|kind| matches!(kind, "number" | "percentage" | "currency" | "text" | "date" | "time"));
    name == "style" || is_format
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
    let (mut form, mut plain, mut other, mut factor) = (Digits::default(), true, false, Some(0_u8));
    let (mut before, mut behind, mut others) = (String::new(), String::new(), Vec::new());
    // Where words go: those that fill a cell are none.
    let mut goes = Words::Around;
    let mut depth = 0;
    loop {
        match xml.next()? {
            Step::Open(tag) => {
                depth += 1;
                let number = |name| tag.get(name).and_then(|digits| digits.parse::<u8>().ok());
                goes = Words::Around;
                match tag.name() {
                    "number" => {
                        form.are_shown = true;
                        form.general = number("decimal-places").is_none();
                        form.decimals = number("decimal-places").unwrap_or(0);
                        form.always = number("min-integer-digits").unwrap_or(0);
                        form.always_decimals = number("min-decimal-places").unwrap_or(form.decimals);
                        form.grouped = tag.says("grouping");
                        plain = !form.grouped;
                        factor = match tag.get("display-factor").as_deref().unwrap_or("1") {
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
                    "text-content" => (form.are_shown, form.general) = (true, true),
                    "scientific-number" | "fraction" => (other, form.are_shown, form.general) = (true, true, true),
                    "embedded-text" => goes = Words::Between(usize::from(number("position").unwrap_or(0))),
                    "fill-character" => goes = Words::Nowhere,
                    _ => {}
                }
            }
            Step::Text(text) if before.len() + behind.len() < 100 => match goes {
                Words::Between(at) => form.between.push((at, text.to_string())),
                Words::Around if form.are_shown => behind.push_str(&text),
                Words::Around => before.push_str(&text),
                Words::Nowhere => {}
            },
            Step::Text(_) => {}
            Step::Close(_) if depth == 0 => break,
            Step::Close(_) => {
                depth -= 1;
                goes = Words::Around;
            }
            Step::Finish => return Err(Refusal::Damaged),
        }
    }
    if !matches!(kind, "number-style" | "percentage-style" | "currency-style" | "text-style") {
        return Ok(Format { own: Look::plain(Shown::General), others });
    }
    if kind == "percentage-style" {
        form.percent = true;
        behind = behind.replacen('%', "", 1);
    }
    form.left_out = factor.unwrap_or(0);
    let is_bare = before.trim().is_empty() && behind.trim().is_empty();
    let (said, is_other) = (form.clone(), other || factor.is_none() || !form.between.is_empty());
    let own = Look::new(before, behind, form, |money| {
        if said.percent {
            Shown::Percent(said.decimals)
        } else if is_other {
            Shown::Other
        } else if said.left_out > 0 {
            Shown::Scaled { thousands: said.left_out, decimals: said.decimals, named: false }
        } else if money || kind == "currency-style" && is_bare {
            Shown::Money(said.decimals)
        } else if said.decimals == 0 && said.always >= 2 && plain {
            Shown::Padded(said.always)
        } else if said.general {
            Shown::General
        } else {
            Shown::Decimals(said.decimals)
        }
    });
    Ok(Format { own, others })
}

/// Where the words of a format go.
enum Words {
    Around,
    /// Behind so many digits from the point.
    Between(usize),
    Nowhere,
}
