//! One cell of a spreadsheet.

use super::super::bounds::Bounds;
use super::super::day::{iso, span};
use super::super::figure::{figure, is_number};
use super::super::model::{Content, Shown};
use super::super::raised::{Line, all_struck, struck_content};
use super::super::refused::Refusal;
use super::super::xml::{Step, Tag, Xml};
use super::styles::{Looks, Styles};
use std::io::BufRead;

/// The longest run of spaces that is written as a number of them.
const MOST_SPACES: usize = 1000;

/// A cell as it is written. One is filled again and again.
#[derive(Default)]
pub(super) struct Written {
    kind: String,
    value: String,
    has_value: bool,
    formula: Option<String>,
    is_error: bool,
    text: Line,
    /// Its style strikes it through.
    strikes: bool,
    /// There is a paragraph, if an empty one.
    has_text: bool,
}

impl Written {
    /// Takes what the beginning of the cell says.
    pub(super) fn begin(&mut self, tag: &Tag, styles: &Styles) {
        self.kind.clear();
        self.value.clear();
        self.text.clear();
        (self.has_value, self.formula, self.is_error, self.has_text) = (false, None, false, false);
        self.strikes = tag.get("style-name").is_some_and(|name| styles.strikes(&name));
        for (name, value) in tag.attributes() {
            match name {
                // Once of the standard, once of the program, which knows errors.
                "value-type" if value == "error" => self.is_error = true,
                "value-type" if self.kind.is_empty() => self.kind.push_str(&value),
                "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                    self.has_value = true;
                    self.value.push_str(&value);
                }
                "formula" => {
                    let from = value.find('=').unwrap_or(0);
                    self.formula = Some(value[from..].to_string());
                }
                _ => {}
            }
        }
    }

    /// Reads the paragraphs of the cell, to its end.
    pub(super) fn fill<R: BufRead>(&mut self, xml: &mut Xml<R>, styles: &Styles) -> Result<(), Refusal> {
        let mut depth = 0u32;
        // How deep the text begins that stands above the line.
        let mut raised: Option<u32> = None;
        // And that is struck through.
        let mut struck: Option<u32> = None;
        loop {
            match xml.next()? {
                Step::Open(tag) => match (depth, tag.name()) {
                    (0, "p" | "h") => {
                        depth += 1;
                        if std::mem::replace(&mut self.has_text, true) {
                            self.text.plain("\n");
                        }
                    }
                    // Remarks, pictures, tables within.
                    (0, _) | (_, "annotation" | "note" | "frame" | "ruby-text") => xml.skip()?,
                    (_, name) => {
                        match name {
                            "s" => {
                                let count = tag.get("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                                self.text.plain(&" ".repeat(count.min(MOST_SPACES)));
                            }
                            "tab" => self.text.plain(" "),
                            "line-break" => self.text.plain("\n"),
                            _ => {
                                let has = |is: fn(&Styles, &str) -> bool| {
                                    tag.get("style-name").is_some_and(|name| is(styles, &name))
                                };
                                raised = raised.or(Some(depth).filter(|_| has(Styles::raises)));
                                struck = struck.or(Some(depth).filter(|_| has(Styles::strikes)));
                            }
                        }
                        depth += 1;
                    }
                },
                Step::Close(_) if depth == 0 => return Ok(()),
                Step::Close(_) => {
                    depth -= 1;
                    raised = raised.filter(|from| *from < depth);
                    struck = struck.filter(|from| *from < depth);
                }
                Step::Text(text) if struck.is_some() => self.text.struck(&text),
                Step::Text(text) if raised.is_some() => self.text.raised(&text),
                Step::Text(text) if depth > 0 => self.text.plain(&text),
                Step::Text(_) => {}
                Step::Finish => return Err(Refusal::Damaged),
            }
        }
    }

    /// What it means; none where it holds nothing.
    pub(super) fn content(&mut self, looks: Option<Looks>, bounds: &mut Bounds) -> Result<Option<Content>, Refusal> {
        let struck = self.text.take_struck().filter(|_| self.text.text.trim().is_empty());
        let content = match &struck {
            Some(_) => None,
            None => self.standing(looks, bounds)?,
        };
        let whole = || content.as_ref().filter(|_| self.strikes).and_then(struck_content);
        Ok(match struck.map(|struck| all_struck(&struck)).or_else(whole) {
            Some(struck) => Some(Content::Error(bounds.words(&struck)?)),
            None => content,
        })
    }

    fn standing(&self, looks: Option<Looks>, bounds: &mut Bounds) -> Result<Option<Content>, Refusal> {
        if let Some(formula) = &self.formula {
            if self.is_error || is_error(&self.text.text) {
                return Ok(Some(Content::Error(bounds.words(self.text.text.trim())?)));
            }
            // Of an empty text the kind is not written.
            if self.kind.is_empty() && !self.has_text {
                return Ok(Some(Content::Uncomputed(bounds.words(formula)?)));
            }
        }
        Ok(match &*self.kind {
            "float" | "percentage" | "currency" => Some(self.number(looks, bounds)?),
            "date" => Some(Content::Date(bounds.words(&iso(&self.value))?)),
            "time" => Some(Content::Date(bounds.words(&span(&self.value))?)),
            "boolean" => Some(Content::Truth(self.value == "true")),
            _ => {
                let text = if self.has_value && !self.value.is_empty() { &self.value } else { &self.text.text };
                if text.is_empty() { None } else { Some(Content::Text(bounds.words(text)?)) }
            }
        })
    }

    fn number(&self, looks: Option<Looks>, bounds: &mut Bounds) -> Result<Content, Refusal> {
        let Some(number) = figure(&self.value, 0) else {
            let words = bounds.words(self.value.trim())?;
            return Ok(if is_number(&self.value) { Content::Vast(words) } else { Content::Text(words) });
        };
        let look = looks.map(|looks| looks.of(number));
        let is_percent = self.kind == "percentage" || look.is_some_and(|(look, _)| look.is_percent());
        let number = match figure(&self.value, if is_percent { 2 } else { 0 }) {
            Some(number) => number,
            None => return Ok(Content::Vast(bounds.words(self.value.trim())?)),
        };
        let content = match look {
            Some((look, signed)) if look.is_percent() == is_percent => look.content(number, signed),
            _ if is_percent => Content::Number(number, Shown::Percent(self.decimals_shown())),
            _ => Content::Number(number, Shown::General),
        };
        Ok(match content {
            Content::Number(number, Shown::Decimals(decimals)) if self.kind == "currency" => {
                Content::Number(number, Shown::Money(decimals))
            }
            Content::Number(number, Shown::General | Shown::Padded(_)) if self.kind == "currency" => {
                Content::Number(number, Shown::Money(0))
            }
            Content::Worded(worded) => {
                bounds.spend(worded.size())?;
                Content::Worded(worded)
            }
            content => content,
        })
    }

    /// The decimals of `97,69%` as it is shown.
    fn decimals_shown(&self) -> u8 {
        let digits = self.text.text.trim_end_matches(|sign: char| !sign.is_ascii_digit());
        digits.rsplit_once([',', '.']).map_or(0, |(_, decimals)| decimals.len().min(20) as u8)
    }
}

/// `#DIV/0!`, `Err:502`.
fn is_error(text: &str) -> bool {
    let text = text.trim();
    let named = text.starts_with('#') && (text.ends_with(['!', '?']) || text == "#N/A");
    named || text.strip_prefix("Err:").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}
