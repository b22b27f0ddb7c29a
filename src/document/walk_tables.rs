//! Tables on the way through a report: put in the place of the paragraph that asks for one, and those that were filled before.

use super::block;
use super::kept::{Held, table_id, trace};
use super::line::Line;
use super::old::words;
use super::standing::{self, Above, Below, Known, Record, below, caption, holds, size, surroundings};
use super::tree::{Element, Node};
use super::trouble::Trouble;
use super::walk::Walk;

impl Walk<'_> {
    /// A table in the place of the paragraph that asks for it; gives where to go on.
    pub(super) fn new_table(&mut self, nodes: &mut [Node], at: usize, says: String) -> usize {
        let before = nodes[..at].iter().rev().find_map(Node::element);
        let captioned = before.is_some_and(|before| block::is_caption(before, self.style));
        let paragraph = nodes[at].element();
        let own = paragraph.and_then(surroundings);
        // What stands there goes with the caption.
        let has_place = |own: &Above| !captioned || !own.is_on_new_page && own.between.iter().all(String::is_empty);
        let Some(own) = own.filter(has_place) else {
            let line = Line { text: format!("{{{says}}}"), ..Line::default() };
            self.wrong(&line, 0..line.text.len(), Trouble::NotAlone);
            return at + 1;
        };
        let Some(table) = self.table() else { return at + 1 };
        self.last.1 += 1;
        let id = table_id(self.last.1);
        let fonts = paragraph.and_then(block::fonts).unwrap_or_default();
        let section = paragraph.and_then(block::section).unwrap_or_default();
        let room = nodes[at..].iter().filter_map(Node::element).find_map(block::room_at).unwrap_or(self.room);
        let place = block::Place {
            id: &id,
            says: &says,
            fonts: &fonts,
            room,
            style: self.style,
            caption: (!captioned).then_some(&own),
            parted: false,
        };
        let (markup, record, torn) = block::markup(&table, &place, &mut self.counted);
        self.narrow.extend(torn.then(|| says.clone()));
        self.now.insert(id.clone(), Held { says: says.clone(), wrote: record.text() });
        nodes[at] = Node::new(markup + &section);
        at + 1
    }

    /// By what a table is known as one that was filled before: by its mark or name, or because it says what was written.
    pub(super) fn known(&self, table: &Element) -> Option<Known> {
        standing::known(table).or_else(|| {
            let said = Some(trace(&words(&table.kids, "w:t"))).filter(|said| !said.is_empty())?;
            let is_it = |held: &Held| Record::read(&held.wrote).is_some_and(|record| record.table == said);
            let (id, _) = self.kept.iter().find(|(_, held)| is_it(held))?;
            Some(Known { id: id.clone(), is_copied: false, is_marked: false, says: None })
        })
    }

    /// A caption or a line of notes of ours must stand at its table.
    pub(super) fn beside(&mut self, nodes: &[Node], at: usize) {
        let Some(paragraph) = nodes[at].element() else { return };
        let (above, under) = (block::beside(paragraph, "_judul"), block::beside(paragraph, "_bawah"));
        let is_it = |element: Option<&Element>, id: &str| {
            let table = element.filter(|element| element.name == "w:tbl");
            table.and_then(|table| self.known(table)).is_some_and(|known| known.id == id)
        };
        let (before, after) = nodes.split_at(at);
        let next = after[1..].iter().find_map(Node::element);
        let is_alone = match (above, under) {
            (Some(id), _) => !is_it(next, &id),
            (None, Some(id)) if !words(&paragraph.kids, "w:t").trim().is_empty() => {
                let own = |element: &&Element| block::beside(element, "_bawah").as_deref() != Some(&*id);
                !is_it(before.iter().rev().filter_map(Node::element).find(own), &id)
            }
            (None, Some(_) | None) => false,
        };
        if is_alone {
            let text = words(&paragraph.kids, "w:t");
            let line = Line { text, ..Line::default() };
            self.wrong(&line, 0..line.text.len(), Trouble::Alone);
        }
    }

    /// A table that was filled before, with the lines that belong to it, made anew; gives where to go on.
    pub(super) fn old_table(&mut self, nodes: &mut Vec<Node>, at: usize, known: &Known) -> usize {
        let id = &*known.id;
        let held = self.kept.get(id).cloned().filter(|held| !held.says.is_empty());
        let line = |text: String| Line { text, ..Line::default() };
        let Some(held) = held else {
            self.spot.paragraph += 1;
            self.wrong(&line(String::new()), 0..0, Trouble::Forgotten);
            return at + 1;
        };
        let (record, asks) = (Record::read(&held.wrote), format!("{{{}}}", held.says));
        let of_table = nodes[at].element().and_then(|table| self.trouble(table, known, &held, record.as_ref()));
        if let Some(trouble) = of_table {
            self.wrong(&line(asks.clone()), 0..asks.len(), trouble);
            return at + 1;
        }
        let is_space = |node: &Node| node.element().is_none();
        // The line above, where it is ours and still says what was written.
        let above = nodes[..at].iter().rposition(|node| !is_space(node));
        let above = above.filter(|above| {
            nodes[*above].element().and_then(|one| block::beside(one, "_judul")).as_deref() == Some(id)
        });
        let read = above.and_then(|above| nodes[above].element()).map(caption);
        let (from, own) = match read {
            None => (at, None),
            Some(Err(keeper)) => {
                self.wrong(&line(asks.clone()), 0..asks.len(), Trouble::Holds(keeper));
                return at + 1;
            }
            Some(Ok((said, own))) => {
                let is_changed = record.as_ref().is_some_and(|record| record.caption != said);
                if is_changed {
                    let text = above.map(|above| words(&nodes[above..=above], "w:t")).unwrap_or_default();
                    let letters = 0..text.len();
                    self.wrong(&line(text), letters, Trouble::Titled);
                    (at, None)
                } else {
                    (above.unwrap_or(at), Some(own))
                }
            }
        };
        // The lines below, up to the first that is the office's by now.
        let (mut to, mut number, mut parted) = (at + 1, 0, false);
        while let Some(next) = nodes[to..].iter().position(|node| !is_space(node)).map(|next| to + next) {
            let Some(element) = nodes[next].element() else { break };
            if block::beside(element, "_bawah").as_deref() != Some(id) {
                parted |= number == 0 && element.name == "w:p";
                break;
            }
            match below(element, record.as_ref().and_then(|record| record.below.get(number))) {
                Below::Ours => {}
                Below::Theirs => {
                    parted = true;
                    if let Some(element) = nodes[next].element_mut() {
                        unmark(element);
                    }
                    break;
                }
                Below::Both => {
                    let text = words(&element.kids, "w:t");
                    let letters = 0..text.len();
                    self.wrong(&line(text), letters, Trouble::Noted);
                    return next + 1;
                }
            }
            (to, number) = (next + 1, number + 1);
        }
        if record.as_ref().is_some_and(|record| {
            nodes[at].element().is_some_and(|table| record.table != trace(&words(&table.kids, "w:t")))
        }) {
            self.wrong(&line(asks.clone()), 0..asks.len(), Trouble::Retyped);
        }
        let is_copy =
            !self.seen.insert(id.to_string()) || known.is_copied || !known.is_marked && self.tables.contains(id);
        self.ask(&Line::default(), None, &held.says);
        let Some(table) = self.table() else { return to };
        if is_copy {
            self.last.1 += 1;
        }
        let id = if is_copy { table_id(self.last.1) } else { id.to_string() };
        let fonts = nodes[at].element().and_then(block::fonts).unwrap_or_default();
        let room = nodes[from..].iter().filter_map(Node::element).find_map(block::room_at).unwrap_or(self.room);
        let sections: String = nodes[at..to].iter().filter_map(Node::element).filter_map(block::section).collect();
        let place = block::Place {
            id: &id,
            says: &held.says,
            fonts: &fonts,
            room,
            style: self.style,
            caption: own.as_ref(),
            parted,
        };
        let (markup, record, torn) = block::markup(&table, &place, &mut self.counted);
        self.narrow.extend(torn.then(|| held.says.clone()));
        self.now.insert(id.clone(), Held { says: held.says.clone(), wrote: record.text() });
        nodes.splice(from..to, [Node::new(markup + &sections)]);
        from + 1
    }

    /// What keeps a table from being made anew.
    fn trouble(&self, table: &Element, known: &Known, held: &Held, record: Option<&Record>) -> Option<Trouble> {
        if let Some(says) = known.says.as_ref().filter(|says| **says != held.says) {
            return Some(Trouble::Stranger { title: says.clone(), says: held.says.clone() });
        }
        if let Some(keeper) = holds(table) {
            return Some(Trouble::Holds(keeper));
        }
        let record = record?;
        if record.size != size(table) {
            return Some(Trouble::Grown(record.size, size(table)));
        }
        let said = trace(&words(&table.kids, "w:t"));
        (known.is_copied && record.table != said).then_some(Trouble::Changed)
    }
}

/// Takes our marks away from a paragraph that is the office's by now.
fn unmark(paragraph: &mut Element) {
    let is_own = |mark: &Element| {
        mark.name == "w:bookmarkStart" && block::is_mark_beside(&mark.get("w:name").unwrap_or_default())
    };
    let own = |node: &Node| node.element().filter(|element| is_own(element)).and_then(|mark| mark.get("w:id"));
    let ids: Vec<String> = paragraph.kids.iter().filter_map(own).collect();
    paragraph.kids.retain(|node| {
        let number = |name: &str| node.named(name).and_then(|mark| mark.get("w:id"));
        let id = number("w:bookmarkStart").or(number("w:bookmarkEnd"));
        !id.is_some_and(|id| ids.contains(&id))
    });
}
