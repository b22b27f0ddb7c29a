//! Fields put into a paragraph: the runs around them stay as they are, those they were typed in are cut.

use super::kept::{id_of_mark, number, trace};
use super::line::{At, Line};
use super::old::Filled;
use super::text::{escaped, is_text, run_like};
use super::tree::{Element, Node};
use std::ops::Range;

/// What is put where.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    /// The list of nodes, by its number in the line.
    pub list: usize,
    /// What it takes the place of; else its letters.
    pub old: Option<Filled>,
    pub letters: Range<usize>,
    pub id: String,
    pub says: String,
    pub words: String,
}

/// Makes the changes in a paragraph.
pub(super) fn edit(paragraph: &mut Element, line: &Line, edits: &[Edit]) {
    // Inner lists first: the way to them leads through the outer ones.
    for (list, way) in line.lists.iter().enumerate().rev() {
        let own: Vec<&Edit> = edits.iter().filter(|edit| edit.list == list).collect();
        if own.is_empty() {
            continue;
        }
        if let Some(nodes) = nodes_at(paragraph, way) {
            *nodes = changed(std::mem::take(nodes), line, list, &own);
        }
    }
}

fn nodes_at<'a, 'x>(paragraph: &'a mut Element<'x>, way: &[usize]) -> Option<&'a mut Vec<Node<'x>>> {
    let mut nodes = &mut paragraph.kids;
    for at in way {
        nodes = &mut nodes.get_mut(*at)?.element_mut()?.kids;
    }
    Some(nodes)
}

fn changed<'x>(nodes: Vec<Node<'x>>, line: &Line, list: usize, edits: &[&Edit]) -> Vec<Node<'x>> {
    let mut out = Vec::with_capacity(nodes.len() + 2 * edits.len());
    // How far in the line.
    let mut letter = 0;
    let mut skip_to = 0;
    // Marks of copies, which have names of others.
    let olds = edits.iter().filter_map(|edit| edit.old.as_ref());
    let stale: Vec<String> = olds.filter(|old| old.is_copy).flat_map(|old| old.marks.clone()).collect();
    for (at, node) in nodes.iter().enumerate() {
        if at < skip_to {
            continue;
        }
        let old =
            edits.iter().find_map(|edit| edit.old.as_ref().filter(|old| old.nodes.start == at).map(|old| (edit, old)));
        if let Some((edit, old)) = old {
            out.push(Node::new(refilled(edit, old, &nodes[old.nodes.clone()])));
            skip_to = old.nodes.end;
            continue;
        }
        let is_stale =
            |name: &str| node.named(name).and_then(|mark| mark.get("w:id")).is_some_and(|id| stale.contains(&id));
        if is_stale("w:bookmarkStart") || is_stale("w:bookmarkEnd") {
            continue;
        }
        let kids: Vec<(usize, Range<usize>)> = line
            .pieces
            .iter()
            .filter_map(|piece| match piece.at {
                At::Run { list: of, run, kid } if (of, run) == (list, at) => Some((kid, piece.letters.clone())),
                At::Run { .. } | At::Kept(_) => None,
            })
            .collect();
        letter = kids.last().map_or(letter, |(_, letters)| letters.end);
        let new = || edits.iter().filter(|edit| edit.old.is_none());
        let overlaps = |letters: &Range<usize>| {
            new().any(|edit| edit.letters.start < letters.end && letters.start < edit.letters.end)
        };
        let is_inside = new().any(|edit| edit.letters.start < letter && letter < edit.letters.end);
        match node.element() {
            Some(run) if kids.iter().any(|(_, letters)| overlaps(letters)) => {
                let new: Vec<&Edit> = new().copied().collect();
                cut(run, line, &kids, &new, &mut out);
            }
            // Where a checker of spelling found fault with the field.
            Some(mark) if mark.name == "w:proofErr" && is_inside => {}
            Some(_) | None => out.push(node.clone()),
        }
    }
    out
}

/// A run with what was typed in it of fields taken out.
fn cut<'x>(run: &Element<'x>, line: &Line, kids: &[(usize, Range<usize>)], new: &[&Edit], out: &mut Vec<Node<'x>>) {
    let properties = run.kids.iter().find(|kid| kid.named("w:rPr").is_some()).map(Node::markup).unwrap_or_default();
    let mut rest = String::new();
    let flush = |rest: &mut String, out: &mut Vec<Node<'x>>| {
        if !rest.is_empty() {
            out.push(Node::new(format!("{}{properties}{rest}{}", run.open, run.close)));
            rest.clear();
        }
    };
    let text = |letters: Range<usize>| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(&line.text[letters]));
    let mut letter = kids.first().map_or(0, |(_, letters)| letters.start);
    for (kid, node) in run.kids.iter().enumerate() {
        if node.named("w:rPr").is_some() {
            continue;
        }
        let Some((_, letters)) = kids.iter().find(|(own, _)| *own == kid) else {
            let is_inside = new.iter().any(|edit| edit.letters.start < letter && letter < edit.letters.end);
            if !is_inside {
                rest += &node.markup();
            }
            continue;
        };
        letter = letters.end;
        let own: Vec<&&Edit> =
            new.iter().filter(|edit| edit.letters.start < letters.end && letters.start < edit.letters.end).collect();
        if own.is_empty() {
            rest += &node.markup();
            continue;
        }
        let mut at = letters.start;
        for edit in own {
            if edit.letters.start >= letters.start {
                if edit.letters.start > at {
                    rest += &text(at..edit.letters.start);
                }
                flush(&mut rest, out);
                out.push(Node::new(marked(edit, &control(edit, &properties))));
            }
            at = edit.letters.end.min(letters.end);
        }
        if at < letters.end {
            rest += &text(at..letters.end);
        }
    }
    flush(&mut rest, out);
}

/// The properties of the first run in some nodes that says something; else of the first.
pub(super) fn properties_within(nodes: &[Node]) -> String {
    let mut found: Vec<(bool, String)> = Vec::new();
    for node in nodes.iter().filter_map(Node::element) {
        node.each(&mut |element| {
            if element.name == "w:r" {
                let own =
                    element.kids.iter().find(|kid| kid.named("w:rPr").is_some()).map(Node::markup).unwrap_or_default();
                found.push((element.kid("w:t").is_some(), own));
            }
        });
    }
    let says = found.iter().find(|(says, _)| *says).or(found.first());
    says.map(|(_, own)| own.clone()).unwrap_or_default()
}

/// What was filled before with its new words: only what it said is replaced.
fn refilled(edit: &Edit, old: &Filled, nodes: &[Node]) -> String {
    let properties = properties_within(nodes);
    let run = run_like(&properties, &edit.words);
    if !old.is_control {
        // The marks at both ends.
        let (first, last) = (nodes.first(), nodes.last());
        let inside = nodes.get(1..nodes.len() - 1).unwrap_or_default();
        let inside = refreshed(inside, &control(edit, &properties));
        return match old.is_copy {
            true => marked(edit, &inside),
            false => [first.map(Node::markup), Some(inside), last.map(Node::markup)].into_iter().flatten().collect(),
        };
    }
    let Some(own) = nodes.first().and_then(Node::element) else { return String::new() };
    let text = renewed(edit, own, old.is_copy, &run);
    if old.is_copy { marked(edit, &text) } else { text }
}

/// A control of ours with the new run in it.
pub(super) fn renewed(edit: &Edit, own: &Element, is_copy: bool, run: &str) -> String {
    let is_whole =
        own.kid("w:sdtPr").is_some_and(|own| own.kid("w:tag").is_some() && own.kid("w:showingPlcHdr").is_none());
    let mut text = own.open.to_string();
    for kid in &own.kids {
        match kid.element() {
            Some(old) if old.name == "w:sdtPr" && (is_copy || !is_whole) => {
                let look = old.kids.iter().find(|kid| kid.named("w:rPr").is_some()).map(Node::markup);
                text += &named(edit, &look.unwrap_or_default());
            }
            Some(content) if content.name == "w:sdtContent" => {
                let kids: Vec<Node> = match is_copy {
                    true => content.kids.iter().filter(|kid| !is_mark(kid)).cloned().collect(),
                    false => content.kids.clone(),
                };
                text += &format!("{}{}{}", content.open, refreshed(&kids, run), content.close);
            }
            Some(_) | None => text += &kid.markup(),
        }
    }
    text + own.close
}

fn is_mark(node: &Node) -> bool {
    node.named("w:bookmarkStart").and_then(|mark| mark.get("w:name")).is_some_and(|name| id_of_mark(&name).is_some())
}

/// Some nodes with something new in the place of their text. What else stands there is of the office, and stays.
pub(super) fn refreshed(nodes: &[Node], new: &str) -> String {
    let texts = |run: &Element| run.kids.iter().filter_map(Node::element).any(is_text);
    let first = nodes.iter().position(|node| node.named("w:r").is_some_and(texts));
    // Where nothing is said it goes behind the mark of its beginning.
    let place = first.unwrap_or_else(|| nodes.iter().rposition(is_mark).map_or(0, |at| at + 1));
    let mut text = String::new();
    for (at, node) in nodes.iter().enumerate() {
        if at == place {
            text += new;
        }
        match node.element() {
            Some(run) if run.name == "w:r" => {
                let is_kept = |kid: &&Node| !kid.element().is_none_or(|one| is_text(one) || one.name == "w:rPr");
                let kept: String = run.kids.iter().filter(is_kept).map(Node::markup).collect();
                if !kept.is_empty() {
                    let look = run.kids.iter().find(|kid| kid.named("w:rPr").is_some()).map(Node::markup);
                    text += &format!("{}{}{kept}{}", run.open, look.unwrap_or_default(), run.close);
                }
            }
            Some(mark) if mark.name == "w:proofErr" => {}
            Some(_) | None => text += &node.markup(),
        }
    }
    if place >= nodes.len() { text + new } else { text }
}

/// The number that marks of values begin with, far from those of other programs.
const MARKS: u32 = 71_000_000;

/// Longer names of controls are not opened by Word.
const NAME: usize = 60;

/// The title of the control of a field; of a long one its beginning, and a trace of the whole.
pub(super) fn title(says: &str) -> String {
    match says.chars().count() > NAME {
        true => format!("{}… {}", says.chars().take(NAME - 18).collect::<String>(), trace(says)),
        false => says.to_string(),
    }
}

/// The properties of a control.
pub(super) fn named(edit: &Edit, look: &str) -> String {
    let (id, mark) = (&edit.id, MARKS + number(&edit.id));
    format!(
        "<w:sdtPr>{look}<w:alias w:val=\"{}\"/><w:tag w:val=\"{id}\"/><w:id w:val=\"{mark}\"/></w:sdtPr>",
        escaped(&title(&edit.says))
    )
}

/// A value in a control.
fn control(edit: &Edit, properties: &str) -> String {
    let run = run_like(properties, &edit.words);
    format!("<w:sdt>{}<w:sdtContent>{run}</w:sdtContent></w:sdt>", named(edit, properties))
}

/// Between the marks that find it again.
pub(super) fn marked(edit: &Edit, inside: &str) -> String {
    let (id, mark) = (&edit.id, MARKS + number(&edit.id));
    format!("<w:bookmarkStart w:id=\"{mark}\" w:name=\"{id}\"/>{inside}<w:bookmarkEnd w:id=\"{mark}\"/>")
}
