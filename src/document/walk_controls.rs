//! Controls of ours around whole paragraphs on the way through a report.

use super::edit::{marked, named, properties_within, refreshed};
use super::kept::{id_of_mark, is_copied};
use super::line::Line;
use super::old::{Filled, foreign, is_gone, words};
use super::text::run_like;
use super::tree::{Element, Node};
use super::trouble::Trouble;
use super::walk::Walk;

impl Walk<'_> {
    /// A control of ours around a whole paragraph, as Word has it where one was copied with its line.
    pub(super) fn control(&mut self, control: &mut Element) -> bool {
        let own = control.kid("w:sdtPr");
        let Some(tag) = own.and_then(|own| own.kid("w:tag")).and_then(Element::value) else { return false };
        let Some(id) = id_of_mark(&tag).map(str::to_string) else { return false };
        let called = own.and_then(|own| own.kid("w:alias")).and_then(Element::value);
        let (mut paragraphs, mut is_marked) = (0, false);
        control.each(&mut |element| {
            paragraphs += usize::from(element.name == "w:p");
            let name = element.get("w:name").filter(|_| element.name == "w:bookmarkStart");
            is_marked |= name.as_deref().and_then(id_of_mark) == Some(&*id);
        });
        self.spot.paragraph += 1;
        let said = words(&control.kids, "w:t");
        let line = Line { text: said.clone(), ..Line::default() };
        let paragraph = only_paragraph(control).filter(|_| paragraphs == 1);
        let kids = paragraph.as_ref().map_or(&[][..], |paragraph| &paragraph.kids);
        let trouble = if paragraph.is_none() { Some(Trouble::Spread) } else { foreign(kids).map(Trouble::Within) };
        let old = Filled {
            list: 0,
            nodes: 0..1,
            is_control: true,
            words: said,
            letters: 0..line.text.len(),
            id,
            title: called,
            is_copy: !is_marked,
            is_unsure: is_copied(&tag),
            marks: Vec::new(),
            trouble: trouble.or(self.around.keeper.map(Trouble::Within)),
            is_gone: is_gone(kids),
        };
        if let Some(edit) = self.old(&line, &old)
            && let Some(paragraph) = only_paragraph(control)
        {
            let is_copy = edit.old.as_ref().is_some_and(|old| old.is_copy);
            let (look, rest): (Vec<Node>, Vec<Node>) =
                std::mem::take(&mut paragraph.kids).into_iter().partition(|kid| kid.named("w:pPr").is_some());
            let run = run_like(&properties_within(&rest), &edit.words);
            let rest = refreshed(&rest, &if is_copy { marked(&edit, &run) } else { run });
            paragraph.kids = look.into_iter().chain([Node::new(rest)]).collect();
            if is_copy {
                control.name_anew(&named(&edit, ""));
            }
        }
        true
    }
}

/// The one paragraph in an element.
fn only_paragraph<'a, 'x>(element: &'a mut Element<'x>) -> Option<&'a mut Element<'x>> {
    if element.name == "w:p" {
        return Some(element);
    }
    element.kids.iter_mut().filter_map(Node::element_mut).find_map(only_paragraph)
}

/// A list of headings or tables, which Word makes anew.
pub(super) fn is_contents(control: &Element) -> bool {
    let mut found = false;
    if let Some(properties) = control.kid("w:sdtPr") {
        properties.each(&mut |element| {
            found |=
                element.name == "w:docPartGallery" && element.value().is_some_and(|name| name.starts_with("Table of"));
        });
    }
    found
}
