//! Words as the markup of a document: nothing that is said can become markup, and no character is one that XML forbids.

use super::tree::Element;
use crate::report::visible;

/// How the words of a run look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look<'a> {
    /// Further properties, as markup: the fonts of the place.
    pub fonts: &'a str,
    pub bold: bool,
    /// In half points; none as the paragraph has it.
    pub size: Option<u32>,
    pub raised: bool,
}

impl Look<'_> {
    /// The properties as markup, in the order that the schema asks for.
    pub fn markup(self) -> String {
        let mut inside = self.fonts.to_string();
        if self.bold {
            inside += "<w:b/><w:bCs/>";
        }
        if let Some(size) = self.size {
            inside += &format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
        }
        if self.raised {
            inside += "<w:vertAlign w:val=\"superscript\"/>";
        }
        if inside.is_empty() { inside } else { format!("<w:rPr>{inside}</w:rPr>") }
    }
}

/// A run of words; none of no words. Line breaks and tabs are kept.
pub(super) fn run(look: Look, words: &str) -> String {
    if words.is_empty() { String::new() } else { run_like(&look.markup(), words) }
}

/// A run with properties that are markup already, of no words too.
pub(super) fn run_like(properties: &str, words: &str) -> String {
    let lines = words.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)));
    format!("<w:r>{properties}{}</w:r>", lines.collect::<Vec<_>>().join("<w:br/>"))
}

/// Words inside an element or an attribute.
pub(super) fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.trim_end_matches('\r').chars() {
        match c {
            '&' => text += "&amp;",
            '<' => text += "&lt;",
            '>' => text += "&gt;",
            '"' => text += "&quot;",
            '\t' => text.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => text.push('\u{FFFD}'),
            c => text.push(visible(c)),
        }
    }
    text
}

/// Whether an element of a run is text, or space within it: what is filled in takes its place.
pub(super) fn is_text(element: &Element) -> bool {
    match element.name {
        "w:t" | "w:tab" | "w:cr" | "w:noBreakHyphen" | "w:softHyphen" | "w:lastRenderedPageBreak" => true,
        // A break of the page is no space.
        "w:br" => element.get("w:type").is_none_or(|kind| kind == "textWrapping"),
        _ => false,
    }
}
