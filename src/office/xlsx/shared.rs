//! Texts that cells share, and texts within cells.

use super::super::bounds::Bounds;
use super::super::pack::Pack;
use super::super::raised::{Line, all_struck};
use super::super::refused::Refusal;
use super::super::xml::{Step, Tag, Xml, is_yes};
use std::borrow::Cow;
use std::io::BufRead;
use std::sync::Arc;

/// The list of shared texts; a workbook may have none.
pub(super) fn read(pack: &mut Pack, part: &str, bounds: &mut Bounds) -> Result<Vec<Option<Arc<str>>>, Refusal> {
    let (mut all, mut text) = (Vec::new(), String::new());
    if !pack.has(part) {
        return Ok(all);
    }
    let mut xml = pack.xml(part)?;
    loop {
        match xml.next()? {
            Step::Open(tag) if tag.name() == "si" => {
                text.clear();
                rich(&mut xml, "si", &mut text)?;
                let plain = plain(&text);
                // Even an empty one takes room.
                let kept = bounds.own_words(&plain)?;
                all.push(Some(kept).filter(|text| !text.is_empty()));
            }
            Step::Finish => {
                all.shrink_to_fit();
                return Ok(all);
            }
            Step::Open(_) | Step::Close(_) | Step::Text(_) => {}
        }
    }
}

/// The text of an element that has begun: its runs joined; how the signs of a name are spoken is not said twice.
pub(super) fn rich<R: BufRead>(xml: &mut Xml<R>, outer: &str, text: &mut String) -> Result<(), Refusal> {
    let (mut line, mut piece, mut raised, mut struck) = (Line::default(), String::new(), false, false);
    loop {
        match xml.next()? {
            Step::Open(tag) => match tag.name() {
                "t" => {
                    piece.clear();
                    xml.text_into(&mut piece)?;
                    match (struck, raised) {
                        (true, _) => line.struck(&piece),
                        (false, true) => line.raised(&piece),
                        (false, false) => line.plain(&piece),
                    }
                }
                "r" => (raised, struck) = (false, false),
                "rPr" => xml.each(
                    |_| false,
                    |tag| {
                        raised |= tag.name() == "vertAlign" && tag.get("val").as_deref() == Some("superscript");
                        struck |= tag.name() == "strike" && is_on(tag);
                    },
                )?,
                "rPh" => xml.skip()?,
                _ => {}
            },
            Step::Close(end) if end.name() == outer => {
                match line.take_struck() {
                    Some(struck) if line.text.trim().is_empty() => text.push_str(&all_struck(&struck)),
                    _ => text.push_str(&line.text),
                }
                return Ok(());
            }
            Step::Finish => return Err(Refusal::Damaged),
            Step::Close(_) | Step::Text(_) => {}
        }
    }
}

/// A look holds where it stands, unless it says no.
pub(super) fn is_on(tag: &Tag) -> bool {
    tag.get("val").is_none_or(|value| is_yes(&value))
}

/// A text as a person typed it: `_x000D_` is a sign that XML cannot hold, and every line break is `\n`.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') && !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match escaped(rest) {
            Some(sign) => {
                plain.push(sign);
                rest = &rest[7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(if plain.contains('\r') { plain.replace("\r\n", "\n").replace('\r', "\n") } else { plain })
}

/// `_x000D_` at the beginning.
fn escaped(text: &str) -> Option<char> {
    let inside = text.get(..7)?.strip_prefix("_x")?.strip_suffix('_')?;
    let is_hex = inside.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(inside, 16).ok()).flatten().and_then(char::from_u32)
}
