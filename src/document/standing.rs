//! A table that was filled before, as it stands in the report now: what is ours of it and its lines, and what the office put there.

use super::kept::{id_of_beside, id_of_table, is_copied, trace};
use super::old::words;
use super::text::is_text;
use super::tree::{Element, Node};
use super::trouble::Keeper;

/// What was written of a table: rows and columns, and traces of its words, its caption and the lines below.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub size: (usize, usize),
    pub table: String,
    pub caption: String,
    pub below: Vec<String>,
}

impl Record {
    /// `5x6 8a… 1f… -`
    pub fn text(&self) -> String {
        let word = |trace: &String| if trace.is_empty() { "-".to_string() } else { trace.clone() };
        let traces = [&self.table, &self.caption].into_iter().chain(&self.below).map(word);
        let size = format!("{}x{}", self.size.0, self.size.1);
        [size].into_iter().chain(traces).collect::<Vec<_>>().join(" ")
    }

    pub fn read(text: &str) -> Option<Record> {
        let mut words = text.split(' ');
        let (rows, columns) = words.next()?.split_once('x')?;
        let size = (rows.parse().ok()?, columns.parse().ok()?);
        let mut traces = words.map(|word| word.trim_matches('-').to_string());
        Some(Record { size, table: traces.next()?, caption: traces.next()?, below: traces.collect() })
    }
}

/// The line above a table as the office has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Above {
    /// Its look, where it stands already.
    pub properties: Option<String>,
    pub is_on_new_page: bool,
    /// What is no words: before its number, behind it, behind its words.
    pub between: [String; 3],
}

/// By what a table is known.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub id: String,
    /// Its name is one that LibreOffice gives to copies.
    pub is_copied: bool,
    /// By its mark; else by its name only, which copies have, too.
    pub is_marked: bool,
    /// What its name says was asked.
    pub says: Option<String>,
}

/// By what a table that was filled before is known.
pub(super) fn known(table: &Element) -> Option<Known> {
    let mut found = None;
    if let Some(cell) = table.kid("w:tr").and_then(|row| row.kid("w:tc")) {
        cell.each(&mut |element| {
            if element.name == "w:bookmarkStart" && found.is_none() {
                found = element.get("w:name").filter(|name| id_of_table(name).is_some());
            }
        });
    }
    let name = table.kid("w:tblPr").and_then(|own| own.kid("w:tblDescription")).and_then(Element::value);
    let named = name.as_deref().and_then(|name| {
        let (id, says) = name.split_once(" {")?;
        Some((id_of_table(id)?.to_string(), says.strip_suffix('}')?.to_string()))
    });
    let id = match (&found, &named) {
        (Some(mark), _) => id_of_table(mark)?.to_string(),
        (None, Some((id, _))) => id.clone(),
        (None, None) => return None,
    };
    let is_copied = found.as_deref().is_some_and(is_copied);
    let says = named.filter(|(own, _)| *own == id).map(|(_, says)| says);
    Some(Known { id, is_copied, is_marked: found.is_some(), says })
}

/// The id of a table by the mark in its first cell.
pub(super) fn marked(table: &Element) -> Option<String> {
    known(table).filter(|known| known.is_marked && !known.is_copied).map(|known| known.id)
}

/// How many rows and columns a table has.
pub(super) fn size(table: &Element) -> (usize, usize) {
    let rows = table.kids.iter().filter_map(|kid| kid.named("w:tr"));
    let wide = |row: &Element| -> usize {
        let cells = row.kids.iter().filter_map(|kid| kid.named("w:tc"));
        let span = |cell: &Element| {
            let span = cell.kid("w:tcPr").and_then(|own| own.kid("w:gridSpan")).and_then(Element::value);
            span.and_then(|span| span.parse().ok()).unwrap_or(1)
        };
        cells.map(span).sum()
    };
    (rows.clone().count(), rows.map(wide).max().unwrap_or(0))
}

/// What would be lost with a block that is made anew.
pub(super) fn holds(block: &Element) -> Option<Keeper> {
    let (mut marks, mut found) = (Vec::new(), None);
    block.each(&mut |element| {
        let keeper = keeps(element, &mut marks).filter(|_| !(std::ptr::eq(element, block)));
        found = found.or(keeper);
    });
    found
}

fn keeps(element: &Element, marks: &mut Vec<String>) -> Option<Keeper> {
    match element.name {
        "w:bookmarkStart" => {
            marks.extend(element.get("w:id"));
            let name = element.get("w:name").unwrap_or_default();
            (!is_ours(&name)).then_some(Keeper::Bookmark)
        }
        "w:bookmarkEnd" => {
            let is_own = element.get("w:id").is_some_and(|id| marks.contains(&id));
            (!is_own).then_some(Keeper::Bookmark)
        }
        "w:commentRangeStart" | "w:commentRangeEnd" | "w:commentReference" => Some(Keeper::Comment),
        "w:footnoteReference" | "w:endnoteReference" => Some(Keeper::Footnote),
        "w:drawing" | "w:pict" | "w:object" | "mc:AlternateContent" => Some(Keeper::Picture),
        "w:hyperlink" => Some(Keeper::Link),
        "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" => Some(Keeper::Tracked),
        "w:fldSimple" | "w:fldChar" => Some(Keeper::WordField),
        "w:sdt" => Some(Keeper::Control),
        "w:tbl" => Some(Keeper::Table),
        "m:oMath" | "m:oMathPara" => Some(Keeper::Equation),
        "w:br" if element.get("w:type").is_some_and(|kind| kind != "textWrapping") => Some(Keeper::PageBreak),
        _ => None,
    }
}

/// A mark of ours, or one that Word sets where somebody worked last.
fn is_ours(name: &str) -> bool {
    let beside = |what: &str| id_of_beside(name, what).is_some();
    id_of_table(name).is_some() || beside("_judul") || beside("_bawah") || name == "_GoBack" || name.starts_with("_Hlk")
}

/// What the caption of a table says without its number, and what is no words of it; none where it holds what cannot be kept.
pub(super) fn caption(paragraph: &Element) -> Result<(String, Above), Keeper> {
    let mut said = String::new();
    let mut above = Above::default();
    // Before the number, within it, behind it, behind the words.
    let (mut in_number, mut is_numbered, mut has_words) = (false, false, false);
    let mut own = Vec::new();
    for kid in &paragraph.kids {
        let Some(element) = kid.element() else { continue };
        let begins = usize::from(is_numbered && !in_number) + usize::from(is_numbered && has_words);
        let ends = 1 + usize::from(is_numbered && has_words);
        match element.name {
            "w:pPr" => above.properties = Some(kid.markup()),
            "w:r" => {
                let mut kept = String::new();
                for inside in element.kids.iter().filter_map(|kid| kid.element().map(|element| (kid, element))) {
                    match inside.1.name {
                        "w:rPr" | "w:instrText" => {}
                        "w:fldChar" => {
                            in_number = inside.1.get("w:fldCharType").is_some_and(|kind| kind != "end");
                            is_numbered = true;
                        }
                        "w:t" if in_number => {}
                        "w:t" => {
                            said += &inside.1.text();
                            has_words |= is_numbered;
                        }
                        "w:drawing" | "w:pict" | "w:object" | "mc:AlternateContent" => return Err(Keeper::Picture),
                        _ if is_text(inside.1) => {}
                        _ => kept += &inside.0.markup(),
                    }
                }
                if !kept.is_empty() {
                    let look = element.kids.iter().find(|kid| kid.named("w:rPr").is_some()).map(Node::markup);
                    let at = 1 + usize::from(is_numbered && has_words);
                    above.between[at] +=
                        &format!("{}{}{kept}{}", element.open, look.unwrap_or_default(), element.close);
                }
            }
            "w:fldSimple" if element.get("w:instr").is_some_and(|says| says.contains("SEQ ")) => is_numbered = true,
            "w:bookmarkStart" if element.get("w:name").is_some_and(|name| is_ours(&name)) => {
                own.extend(element.get("w:id"))
            }
            "w:bookmarkEnd" if element.get("w:id").is_some_and(|id| own.contains(&id)) => {}
            "w:proofErr" => {}
            "w:bookmarkStart" | "w:commentRangeStart" | "w:permStart" => above.between[begins] += &kid.markup(),
            "w:bookmarkEnd" | "w:commentRangeEnd" | "w:permEnd" => above.between[ends] += &kid.markup(),
            "w:hyperlink" => return Err(Keeper::Link),
            "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" => return Err(Keeper::Tracked),
            "w:fldSimple" => return Err(Keeper::WordField),
            "w:sdt" => return Err(Keeper::Control),
            _ => return Err(Keeper::Other),
        }
    }
    Ok((trace(&said), above))
}

/// What the paragraph of a field of a table holds beside the field; none where that has no place.
pub(super) fn surroundings(paragraph: &Element) -> Option<Above> {
    let mut above = Above::default();
    let mut is_said = false;
    let own = paragraph.kid("w:pPr");
    let breaks = own.and_then(|own| own.kid("w:pageBreakBefore"));
    above.is_on_new_page =
        breaks.is_some_and(|own| own.value().is_none_or(|on| !matches!(&*on, "0" | "false" | "off")));
    for kid in &paragraph.kids {
        let Some(element) = kid.element() else { continue };
        match element.name {
            "w:bookmarkStart" if element.get("w:name").is_some_and(|name| is_ours(&name)) => {}
            "w:bookmarkStart"
            | "w:bookmarkEnd"
            | "w:commentRangeStart"
            | "w:commentRangeEnd"
            | "w:permStart"
            | "w:permEnd" => {
                above.between[if is_said { 2 } else { 0 }] += &kid.markup();
            }
            "w:r" => {
                for inside in element.kids.iter().filter_map(Node::element) {
                    match inside.name {
                        "w:t" => is_said |= !inside.text().trim().is_empty(),
                        "w:br" if !is_text(inside) => {
                            if is_said || inside.get("w:type").as_deref() != Some("page") {
                                return None;
                            }
                            above.is_on_new_page = true;
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    Some(above)
}

/// A line below a table: whether it is still as it was written, of the office by now, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    Ours,
    Theirs,
    Both,
}

/// What a line below a table is; `wrote` is a trace of what was written there, as far as that is known.
pub(super) fn below(paragraph: &Element, wrote: Option<&String>) -> Below {
    let said = trace(&words(&paragraph.kids, "w:t"));
    let is_bare = holds(paragraph).is_none();
    match wrote {
        _ if said.is_empty() && is_bare => Below::Ours,
        Some(wrote) if *wrote == said && is_bare => Below::Ours,
        Some(wrote) if wrote.is_empty() => Below::Theirs,
        // Filled before traces were kept.
        None if is_bare => Below::Ours,
        Some(_) | None => Below::Both,
    }
}
