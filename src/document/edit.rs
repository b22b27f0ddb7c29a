//! Fields put into a paragraph: the runs around them stay as they are, those they were typed in are cut.

use super::kept::number;
use super::line::{At, Line};
use super::text::{escaped, run_like};
use super::tree::{Element, Node};
use std::ops::Range;

/// What is put where.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    /// The list of nodes, by its number in the line.
    pub list: usize,
    /// The nodes that it takes the place of; else its letters.
    pub nodes: Option<Range<usize>>,
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
    for (at, node) in nodes.iter().enumerate() {
        if at < skip_to {
            continue;
        }
        let old = edits
            .iter()
            .find_map(|edit| edit.nodes.clone().filter(|nodes| nodes.start == at).map(|nodes| (edit, nodes)));
        if let Some((edit, range)) = old {
            out.push(Node::new(control(edit, &properties_within(&nodes[range.clone()]))));
            skip_to = range.end;
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
        let new = || edits.iter().filter(|edit| edit.nodes.is_none());
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
                out.push(Node::new(control(edit, &properties)));
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
fn properties_within(nodes: &[Node]) -> String {
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

/// The number that marks of values begin with, far from those of other programs.
const MARKS: u32 = 71_000_000;

/// Longer names of controls are not opened by Word.
const NAME: usize = 60;

/// A value with what finds it again.
fn control(edit: &Edit, properties: &str) -> String {
    let (id, mark) = (&edit.id, MARKS + number(&edit.id));
    let name: String = edit.says.chars().take(NAME).collect();
    let run = run_like(properties, &edit.words);
    format!(
        "<w:bookmarkStart w:id=\"{mark}\" w:name=\"{id}\"/><w:sdt><w:sdtPr>{properties}<w:alias w:val=\"{}\"/>\
         <w:tag w:val=\"{id}\"/><w:id w:val=\"{mark}\"/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>\
         <w:bookmarkEnd w:id=\"{mark}\"/>",
        escaped(&name)
    )
}
