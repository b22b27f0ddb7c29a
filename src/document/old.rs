//! What was filled before, found again in a list of runs: by the tag of its control, else by the marks around it. Only the words of
//! a control are ours to replace; where there is none any more, only words that are still those that were written.

use super::kept::{id_of_mark, is_copied};
use super::line::GAP;
use super::text::is_text;
use super::tree::{Element, Node};
use super::trouble::{Keeper, Trouble};
use std::collections::BTreeSet;
use std::ops::Range;

/// What was filled before.
#[derive(Debug, Clone)]
pub(super) struct Filled {
    pub list: usize,
    /// The nodes it takes: its control, or the marks with what stands between them.
    pub nodes: Range<usize>,
    pub is_control: bool,
    /// What it says now, and where that is in the line.
    pub words: String,
    pub letters: Range<usize>,
    /// By which it is known what stands here.
    pub id: String,
    /// The title of its control, which says what was asked when it was written.
    pub title: Option<String>,
    /// A copy of a field, which needs an id of its own.
    pub is_copy: bool,
    /// It is told by a name that others may have, too: its words must be those that were written.
    pub is_unsure: bool,
    /// The numbers of its own marks.
    pub marks: Vec<String>,
    /// What keeps it from being filled again.
    pub trouble: Option<Trouble>,
    /// All of its words are deleted, or moved away: it is no longer in the report.
    pub is_gone: bool,
}

impl Filled {
    /// What it says, none of it a field; a sign where that is nothing.
    pub fn shown(&self) -> String {
        let words = self.words.replace(['{', '}'], " ");
        if words.is_empty() { GAP.to_string() } else { words }
    }
}

/// What was filled before and begins at a node; `controls` are the fields that have a control somewhere in the story.
pub(super) fn filled(nodes: &[Node], list: usize, at: usize, controls: &BTreeSet<String>) -> Option<Filled> {
    let element = nodes[at].element()?;
    if element.name == "w:sdt" {
        return control(nodes, list, at);
    }
    let mark = Mark::of(element)?;
    let end = nodes[at..].iter().position(|node| mark.ends(node)).map(|length| at + length);
    let behind = &nodes[at + 1..end.unwrap_or(nodes.len())];
    let has_control = (at + 1..at + 1 + behind.len())
        .any(|other| control(nodes, list, other).is_some_and(|control| control.id == mark.id));
    if has_control {
        return None;
    }
    let found = Filled {
        list,
        nodes: at..end.map_or(at + 1, |end| end + 1),
        is_control: false,
        words: String::new(),
        letters: 0..0,
        id: mark.id.clone(),
        title: None,
        is_copy: mark.is_copied,
        is_unsure: true,
        marks: vec![mark.number.clone()],
        trouble: None,
        is_gone: false,
    };
    let is_elsewhere = controls.contains(&mark.id) && !mark.is_copied;
    match end {
        Some(_) => {
            let words = words(behind, "w:t");
            let trouble = foreign(behind).map(Trouble::Within);
            let is_empty = words.is_empty();
            // What a mark says beside the control of the same name is a copy of it, or the office's own.
            let is_copy = mark.is_copied || is_elsewhere;
            let found = Filled { is_copy, words, trouble, is_gone: is_gone(behind), ..found };
            Some(found).filter(|_| !(is_empty && is_elsewhere))
        }
        None if is_elsewhere => None,
        None => Some(Filled { trouble: Some(Trouble::Torn), ..found }),
    }
}

/// A control of ours. LibreOffice takes the tag away and moves the mark of the beginning into it.
fn control(nodes: &[Node], list: usize, at: usize) -> Option<Filled> {
    let element = nodes[at].element().filter(|element| element.name == "w:sdt")?;
    let properties = element.kid("w:sdtPr");
    let tag = properties.and_then(|own| own.kid("w:tag")).and_then(Element::value);
    let content = element.kid("w:sdtContent")?;
    let (inside, outside) = (begun(&content.kids, 0), begun_before(&nodes[..at]));
    let (id, copied, mark) = match tag {
        Some(tag) => {
            let id = id_of_mark(&tag)?.to_string();
            let is_own = |mark: &&Mark| mark.id == id;
            let mark =
                inside.as_ref().map(|(_, mark)| mark).filter(is_own).or(outside.as_ref().filter(is_own)).cloned();
            (id, is_copied(&tag), mark)
        }
        // A control of the office around one of ours.
        None if content.kids.iter().any(|kid| kid.named("w:sdt").is_some()) => return None,
        None => {
            let mark = match inside {
                Some((from, mark)) => {
                    let end = content.kids[from..].iter().position(|node| mark.ends(node)).map(|length| from + length);
                    // A control of the office around it.
                    let goes_on = end.is_some_and(|end| content.kids[end..].iter().any(says));
                    Some(mark).filter(|_| !goes_on)?
                }
                None => outside.filter(|_| properties.is_none_or(|own| own.kid("w:alias").is_none()))?,
            };
            (mark.id.clone(), false, Some(mark))
        }
    };
    // A mark of it further off, with words of the office between.
    let is_marked =
        mark.is_some() || nodes.iter().filter_map(Node::element).filter_map(Mark::of).any(|one| one.id == id);
    let copied = copied || mark.as_ref().is_some_and(|mark| mark.is_copied);
    Some(Filled {
        list,
        nodes: at..at + 1,
        is_control: true,
        words: words(&content.kids, "w:t"),
        letters: 0..0,
        title: properties.and_then(|own| own.kid("w:alias")).and_then(Element::value),
        is_copy: copied || !is_marked,
        is_unsure: copied,
        marks: mark.filter(|mark| mark.is_copied).map(|mark| mark.number).into_iter().collect(),
        trouble: foreign(&content.kids).map(Trouble::Within),
        is_gone: is_gone(&content.kids),
        id,
    })
}

/// The mark that begins a field.
#[derive(Debug, Clone)]
struct Mark {
    id: String,
    is_copied: bool,
    number: String,
}

impl Mark {
    fn of(element: &Element) -> Option<Mark> {
        let name = element.get("w:name").filter(|_| element.name == "w:bookmarkStart")?;
        let id = id_of_mark(&name)?.to_string();
        Some(Mark { id, is_copied: is_copied(&name), number: element.get("w:id").unwrap_or_default() })
    }

    fn ends(&self, node: &Node) -> bool {
        node.named("w:bookmarkEnd").is_some_and(|end| end.get("w:id").as_deref() == Some(&*self.number))
    }
}

/// The fields whose marks begin in a paragraph, those of its text boxes left out.
pub(super) fn marked(paragraph: &Element) -> Vec<String> {
    let mut ids = Vec::new();
    within(paragraph, &mut |element| ids.extend(Mark::of(element).map(|mark| mark.id)));
    ids
}

/// Everything in a paragraph but what stands in its text boxes, and what is for programs that cannot show it.
pub(super) fn within<'e, 'x>(paragraph: &'e Element<'x>, see: &mut dyn FnMut(&'e Element<'x>)) {
    see(paragraph);
    let kids = paragraph.kids.iter().filter_map(Node::element);
    kids.filter(|kid| !matches!(kid.name, "w:txbxContent" | "mc:Fallback")).for_each(|kid| within(kid, see));
}

/// The mark that something begins with before anything is said.
fn begun(nodes: &[Node], from: usize) -> Option<(usize, Mark)> {
    for (at, node) in nodes.iter().enumerate().skip(from) {
        if let Some(mark) = node.element().and_then(Mark::of) {
            return Some((at, mark));
        }
        if says(node) {
            return None;
        }
    }
    None
}

/// The mark that begins right before something.
fn begun_before(nodes: &[Node]) -> Option<Mark> {
    for node in nodes.iter().rev() {
        let Some(element) = node.element() else { continue };
        if let Some(mark) = Mark::of(element) {
            return Some(mark);
        }
        if says(node) || matches!(element.name, "w:bookmarkEnd" | "w:sdt") {
            return None;
        }
    }
    None
}

/// What may not be changed, or would be lost, in the place of a figure.
pub(super) fn foreign(nodes: &[Node]) -> Option<Keeper> {
    for element in nodes.iter().filter_map(Node::element) {
        let keeper = match element.name {
            "w:ins" | "w:moveTo" => Some(Keeper::Tracked),
            "w:del" | "w:moveFrom" => Some(Keeper::Deleted),
            "w:hyperlink" => Some(Keeper::Link),
            "w:fldSimple" => Some(Keeper::WordField),
            "w:sdt" => Some(Keeper::Control),
            "w:r" => element.kid("w:fldChar").map(|_| Keeper::WordField),
            "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" | "m:oMath" | "m:oMathPara" => Some(Keeper::Other),
            _ => None,
        };
        if keeper.is_some() {
            return keeper;
        }
    }
    None
}

/// Whether words are deleted, or moved away, and none beside them stay.
pub(super) fn is_gone(nodes: &[Node]) -> bool {
    let is_deleted = |node: &&Node| ["w:del", "w:moveFrom"].iter().any(|name| node.named(name).is_some());
    nodes.iter().any(|node| is_deleted(&node)) && !nodes.iter().filter(|node| !is_deleted(node)).any(says)
}

/// What keeps what stands in a control of the office: Word fills it from elsewhere, or lets nothing but text stand in it.
pub(super) fn bound(control: &Element) -> Option<Keeper> {
    let own = control.kid("w:sdtPr")?;
    let plain = ["w:text", "w:dropDownList", "w:comboBox", "w:date", "w:picture", "w14:checkbox"];
    let is_bound = ["w:dataBinding", "w15:dataBinding"].iter().any(|name| own.kid(name).is_some());
    let is_plain = plain.iter().any(|name| own.kid(name).is_some());
    if is_bound { Some(Keeper::Bound) } else { is_plain.then_some(Keeper::Plain) }
}

/// The words in some nodes, of elements of a name.
pub(super) fn words(nodes: &[Node], name: &str) -> String {
    let mut words = String::new();
    for node in nodes.iter().filter_map(Node::element) {
        node.each(&mut |element| {
            if element.name == name {
                words += &element.text();
            }
        });
    }
    words
}

/// Whether anything is said in a node.
fn says(node: &Node) -> bool {
    !words(std::slice::from_ref(node), "w:t").is_empty()
}

/// LibreOffice puts a control that follows right upon another into that one, with its words behind it. Taken apart, marks are left
/// around the words of each.
pub(super) fn take_apart(paragraph: &mut Element) {
    let is_nested = |node: &Node| -> bool {
        let Some(element) = node.named("w:sdt").filter(|own| is_bare(own)) else { return false };
        let content = element.kid("w:sdtContent").map_or(&[][..], |content| &content.kids);
        // Its mark stands in it, or before it where its words are driven out of it.
        let is_inner = |at: usize| {
            let control = content[at].named("w:sdt").filter(|own| is_bare(own));
            let inside = control.and_then(|own| own.kid("w:sdtContent")).map(|own| &own.kids[..]);
            inside.is_some_and(|inside| {
                let before = content[..at].iter().rev().take_while(|node| !says(node));
                let is_marked = || before.filter_map(Node::element).any(|one| Mark::of(one).is_some());
                begun(inside, 0).is_some() || !inside.iter().any(says) && is_marked()
            })
        };
        begun(content, 0).is_some() && (0..content.len()).any(is_inner)
    };
    if !paragraph.kids.iter().any(is_nested) {
        return;
    }
    let mut kids = Vec::new();
    for node in std::mem::take(&mut paragraph.kids) {
        if is_nested(&node) { unwrap(node, &mut kids) } else { kids.push(node) }
    }
    // The end of one stands behind the beginning of the next.
    for at in 1..kids.len() {
        let mut at = at;
        let is_end = kids[at].named("w:bookmarkEnd").is_some();
        while is_end && at > 0 && kids[at - 1].element().is_none_or(|one| Mark::of(one).is_some() || !has_text(one)) {
            if kids[at - 1].named("w:bookmarkEnd").is_some() {
                break;
            }
            kids.swap(at - 1, at);
            at -= 1;
        }
    }
    paragraph.kids = kids;
}

/// A control that says nothing of itself.
fn is_bare(control: &Element) -> bool {
    control
        .kid("w:sdtPr")
        .is_none_or(|own| own.kids.iter().all(|kid| kid.element().is_none_or(|one| one.name == "w:rPr")))
}

fn unwrap<'x>(node: Node<'x>, out: &mut Vec<Node<'x>>) {
    match node {
        Node::Element(element) if element.name == "w:sdt" && is_bare(&element) => {
            for kid in element.kids {
                if let Node::Element(content) = kid
                    && content.name == "w:sdtContent"
                {
                    content.kids.into_iter().for_each(|kid| unwrap(kid, out));
                }
            }
        }
        Node::Element(_) | Node::Raw(_) => out.push(node),
    }
}

fn has_text(run: &Element) -> bool {
    run.kids.iter().filter_map(Node::element).any(|kid| is_text(kid))
}
