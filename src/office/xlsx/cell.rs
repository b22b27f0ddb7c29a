//! One cell of a sheet.

use super::super::bounds::Bounds;
use super::super::day::iso;
use super::super::format::Format;
use super::super::model::Content;
use super::super::raised::{content, struck_content};
use super::super::refused::Refusal;
use super::super::xml::{Step, Xml};
use super::Common;
use super::shared::{plain, rich};
use std::io::BufRead;

/// What formulas were seen to have beside them.
#[derive(Default)]
pub(super) struct Formulas {
    zeros: usize,
    others: usize,
}

impl Formulas {
    /// Whether there are formulas, and 0 is the value of each.
    pub(super) fn only_zeros(&self) -> bool {
        self.zeros > 0 && self.others == 0
    }
}

/// A cell as it is written, before it is known what it means. One is filled again and again.
#[derive(Default)]
pub(super) struct Written {
    /// What kind of value it says it has.
    pub(super) kind: String,
    /// Which style.
    pub(super) style: usize,
    value: String,
    has_value: bool,
    formula: String,
    has_formula: bool,
    inline: String,
}

impl Written {
    /// Reads what stands within the cell, to its end.
    pub(super) fn fill<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<(), Refusal> {
        self.value.clear();
        self.formula.clear();
        self.inline.clear();
        (self.has_value, self.has_formula) = (false, false);
        loop {
            match xml.next()? {
                Step::Open(tag) => match tag.name() {
                    "v" => {
                        self.has_value = true;
                        xml.text_into(&mut self.value)?;
                    }
                    "f" => {
                        self.has_formula = true;
                        xml.text_into(&mut self.formula)?;
                    }
                    "is" => rich(xml, "is", &mut self.inline)?,
                    _ => xml.skip()?,
                },
                Step::Close(_) => return Ok(()),
                Step::Finish => return Err(Refusal::Damaged),
                Step::Text(_) => {}
            }
        }
    }

    /// What it means; none where it holds nothing.
    pub(super) fn content(
        &self,
        common: &Common,
        bounds: &mut Bounds,
        formulas: &mut Formulas,
    ) -> Result<Option<Content>, Refusal> {
        let content = self.standing(common, bounds, formulas)?;
        let strikes = common.styles.get(self.style).is_some_and(|style| style.strikes);
        Ok(match content.as_ref().filter(|_| strikes).and_then(struck_content) {
            Some(struck) => Some(Content::Error(bounds.words(&struck)?)),
            None => content,
        })
    }

    fn standing(
        &self,
        common: &Common,
        bounds: &mut Bounds,
        formulas: &mut Formulas,
    ) -> Result<Option<Content>, Refusal> {
        if self.has_formula {
            let zero = self.kind.is_empty() || matches!(&*self.kind, "n" | "str");
            let zero = zero && self.value == "0";
            formulas.zeros += usize::from(zero);
            formulas.others += usize::from(!zero && self.has_value && !self.value.is_empty());
            // An empty text is a value: `=IF(A1="","",1)`.
            let none = !self.has_value || (self.value.is_empty() && self.kind != "str");
            if none || common.uncomputed {
                return Ok(Some(Content::Uncomputed(bounds.words(&format!("={}", plain(&self.formula)))?)));
            }
        }
        let text = |text: &str, bounds: &mut Bounds| -> Result<Option<Content>, Refusal> {
            let text = plain(text);
            Ok(if text.is_empty() { None } else { Some(content(bounds.words(&text)?)) })
        };
        match &*self.kind {
            "s" => {
                let shared = self.value.trim();
                if shared.is_empty() {
                    return Ok(None);
                }
                let at: usize = shared.parse().map_err(|_| Refusal::Damaged)?;
                Ok(common.shared.get(at).ok_or(Refusal::Damaged)?.clone().map(content))
            }
            "inlineStr" => text(&self.inline, bounds),
            "str" => text(&self.value, bounds),
            _ if self.value.trim().is_empty() => Ok(None),
            "b" => Ok(Some(Content::Truth(matches!(self.value.trim(), "1" | "true")))),
            "e" => Ok(Some(Content::Error(bounds.words(self.value.trim())?))),
            "d" => Ok(Some(Content::Date(bounds.words(&iso(&self.value))?))),
            _ => Ok(Some(self.number(common, bounds)?)),
        }
    }

    fn number(&self, common: &Common, bounds: &mut Bounds) -> Result<Content, Refusal> {
        let format = common.styles.get(self.style).and_then(|style| common.formats.get(style.format as usize));
        let content = match format {
            Some(format) => format.content(&self.value, common.from_1904),
            None => Format::general().content(&self.value, common.from_1904),
        };
        Ok(match content {
            Content::Date(text) => Content::Date(bounds.words(&text)?),
            Content::Text(text) => Content::Text(bounds.words(&text)?),
            Content::Vast(text) => Content::Vast(bounds.words(&text)?),
            Content::Worded(worded) => {
                bounds.spend(worded.size())?;
                Content::Worded(worded)
            }
            content @ (Content::Number(..) | Content::Truth(_) | Content::Error(_) | Content::Uncomputed(_)) => content,
        })
    }
}
