//! A report gone through from its beginning to its end, twice in the same order: once to find what is asked, once to fill it in.

use super::block;
use super::caption::Counted;
use super::container::Kind;
use super::edit::{Edit, edit};
use super::field::{fields, says, table};
use super::kept::{Kept, id_of_table, number, table_id, value_id};
use super::line::{GAP, Line, OpenFields};
use super::tree::{Element, Node};
use super::trouble::Trouble;
use crate::report::table::Table;
use std::ops::Range;

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub kind: Kind,
    pub in_box: bool,
    /// Its number in its part, from 1.
    pub paragraph: usize,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub spot: Spot,
    /// The line before it, its words, the line behind it.
    pub before: String,
    pub says: String,
    pub behind: String,
    /// It is asked elsewhere already, for other programs.
    pub is_again: bool,
    /// Its place among all that is asked and all that is wrong.
    pub order: usize,
}

/// What is wrong with a paragraph, and where in its line.
#[derive(Debug, Clone)]
pub(super) struct Wrong {
    pub spot: Spot,
    pub line: String,
    pub letters: Range<usize>,
    pub trouble: Trouble,
    pub order: usize,
}

/// What is filled in.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    Words(String),
    Table(Box<Table>),
}

/// The state of a walk.
pub(super) struct Walk<'w> {
    /// What fields that were filled before say.
    pub kept: &'w Kept,
    /// What is filled in, in the order asked; none while it is looked for.
    pub answers: Option<std::vec::IntoIter<Answer>>,
    pub asked: Vec<Asked>,
    pub wrong: Vec<Wrong>,
    /// What all fields say now.
    pub now: Kept,
    /// The style of captions.
    pub style: Option<&'w str>,
    /// The last numbers given to values and to tables.
    pub last: (u32, u32),
    pub spot: Spot,
    /// Room of the last section.
    pub room: u32,
    counted: Counted,
    open: OpenFields,
    /// Within what is only for programs that cannot show the other.
    silent: bool,
}

impl<'w> Walk<'w> {
    pub fn new(kept: &'w Kept, style: Option<&'w str>, answers: Option<Vec<Answer>>) -> Walk<'w> {
        let most = |is_table: bool| {
            kept.keys().filter(|id| id_of_table(id).is_some() == is_table).map(|id| number(id)).max().unwrap_or(0)
        };
        Walk {
            kept,
            answers: answers.map(Vec::into_iter),
            asked: Vec::new(),
            wrong: Vec::new(),
            now: Kept::new(),
            style,
            last: (most(false), most(true)),
            spot: Spot { kind: Kind::Body, in_box: false, paragraph: 0 },
            room: super::pages::Lies::Upright.room(),
            counted: Counted::default(),
            open: OpenFields::new(),
            silent: false,
        }
    }

    /// Goes through a part of the document.
    pub fn story(&mut self, kind: Kind, nodes: &mut Vec<Node>) {
        self.spot = Spot { kind, in_box: false, paragraph: 0 };
        self.open.clear();
        if kind == Kind::Body {
            for node in nodes.iter().filter_map(Node::element) {
                node.each(&mut |element| self.room = block::room(element).unwrap_or(self.room));
            }
        }
        self.blocks(nodes, false);
    }

    /// Goes through paragraphs, tables and what holds them; tables can stand where `is_body`.
    fn blocks(&mut self, nodes: &mut Vec<Node>, is_body: bool) {
        let mut at = 0;
        while at < nodes.len() {
            let name = nodes[at].element().map_or("", |element| element.name);
            match name {
                "w:p" => {
                    if let Some(asked) = nodes[at].element_mut().and_then(|element| self.paragraph(element, is_body)) {
                        at = self.new_table(nodes, at, asked);
                        continue;
                    }
                }
                "w:tbl" => {
                    let id = nodes[at].element().filter(|_| is_body).and_then(block::mark);
                    if let Some(id) = id {
                        at = self.old_table(nodes, at, &id);
                        continue;
                    }
                    self.inside(nodes, at, false);
                }
                "w:body" => self.inside(nodes, at, true),
                "w:sdt" if nodes[at].element().is_some_and(is_contents) => {}
                "w:sdt" | "w:sdtContent" => self.inside(nodes, at, is_body),
                "w:sectPr" | "w:tblPr" | "w:tblGrid" | "w:sdtPr" | "" => {}
                _ => self.inside(nodes, at, false),
            }
            at += 1;
        }
    }

    fn inside(&mut self, nodes: &mut [Node], at: usize, is_body: bool) {
        if let Some(element) = nodes[at].element_mut() {
            self.blocks(&mut element.kids, is_body);
        }
    }

    /// Text boxes within a line.
    fn boxes(&mut self, element: &mut Element) {
        if element.name == "w:txbxContent" {
            let (spot, open) = (self.spot, std::mem::take(&mut self.open));
            self.spot = Spot { in_box: true, ..spot };
            self.blocks(&mut element.kids, false);
            self.spot.in_box = false;
            self.open = open;
            return;
        }
        let silent = self.silent;
        self.silent |= element.name == "mc:Fallback";
        for kid in element.kids.iter_mut().filter_map(Node::element_mut) {
            self.boxes(kid);
        }
        self.silent = silent;
    }

    /// Fills a paragraph; the words of a table that is to take its place.
    fn paragraph(&mut self, paragraph: &mut Element, is_body: bool) -> Option<String> {
        if !self.spot.in_box {
            self.spot.paragraph += 1;
        }
        for kid in paragraph.kids.iter_mut().filter_map(Node::element_mut).filter(|kid| kid.name != "w:pPr") {
            self.boxes(kid);
        }
        let line = Line::of(paragraph, &mut self.open);
        let (mut edits, mut asked) = (Vec::new(), None);
        for filled in &line.filled {
            let says = self.kept.get(&filled.id).filter(|_| !filled.is_torn);
            let Some(says) = says.cloned() else {
                let trouble = if filled.is_torn { Trouble::Torn } else { Trouble::Forgotten };
                self.wrong(&line, filled.letters.clone(), trouble);
                continue;
            };
            self.ask(&line, None, &says);
            if let Some(words) = self.words() {
                let id = if filled.is_copy { self.new_value() } else { filled.id.clone() };
                self.now.insert(id.clone(), says.clone());
                edits.push(Edit {
                    list: filled.list,
                    nodes: Some(filled.nodes.clone()),
                    letters: 0..0,
                    id,
                    says,
                    words,
                });
            }
        }
        for letters in fields(&line.text) {
            let inside = &line.text[letters.clone()];
            let first = letters.start..letters.start + 1;
            let list = match (inside.strip_suffix('}'), line.list_of(&letters), line.list_of(&first)) {
                (Some(_), Ok(list), _) => Ok(list),
                (Some(_), Err(keeper), _) | (None, _, Err(keeper)) => Err(Trouble::Within(keeper)),
                (None, _, Ok(_)) => Err(Trouble::Open),
            };
            let says = says(inside.trim_start_matches('{').trim_end_matches('}'));
            let list = list.and_then(|list| match table(&says) {
                None if says.is_empty() => Err(Trouble::Empty),
                Some(_) if !is_body => Err(Trouble::NoPlace),
                Some(_) if line.text.trim() != inside => Err(Trouble::NotAlone),
                Some(_) | None => Ok(list),
            });
            let list = match list {
                Ok(list) => list,
                Err(trouble) => {
                    self.wrong(&line, letters, trouble);
                    continue;
                }
            };
            self.ask(&line, Some(&letters), &says);
            if table(&says).is_some() {
                asked = self.answers.is_some().then_some(says);
            } else if let Some(words) = self.words() {
                let id = self.new_value();
                self.now.insert(id.clone(), says.clone());
                edits.push(Edit { list, nodes: None, letters, id, says, words });
            }
        }
        if !edits.is_empty() {
            edit(paragraph, &line, &edits);
        }
        asked
    }

    fn new_value(&mut self) -> String {
        self.last.0 += 1;
        value_id(self.last.0)
    }

    /// A table in the place of the paragraph that asks for it; gives where to go on.
    fn new_table(&mut self, nodes: &mut [Node], at: usize, says: String) -> usize {
        let Some(table) = self.table() else { return at + 1 };
        self.last.1 += 1;
        let id = table_id(self.last.1);
        self.now.insert(id.clone(), says);
        let paragraph = nodes[at].element();
        let fonts = paragraph.and_then(block::fonts).unwrap_or_default();
        let section = paragraph.and_then(block::section).unwrap_or_default();
        let before = nodes[..at].iter().rev().find_map(Node::element);
        let captioned = before.is_some_and(|before| block::is_caption(before, self.style));
        let room = nodes[at..].iter().filter_map(Node::element).find_map(block::room_at).unwrap_or(self.room);
        let markup = block::markup(
            &table,
            &block::Place { id: &id, fonts: &fonts, room, style: self.style, captioned },
            &mut self.counted,
        );
        nodes[at] = Node::new(markup + &section);
        at + 1
    }

    /// A table that was filled before, with the lines that belong to it, made anew; gives where to go on.
    fn old_table(&mut self, nodes: &mut Vec<Node>, at: usize, id: &str) -> usize {
        let Some(says) = self.kept.get(id).cloned() else {
            let line = Line { text: String::new(), ..Line::default() };
            self.spot.paragraph += 1;
            self.wrong(&line, 0..0, Trouble::Forgotten);
            return at + 1;
        };
        self.ask(&Line::default(), None, &says);
        let belongs = |node: &Node, what: &str| match node.element() {
            Some(element) => block::beside(element, what).as_deref() == Some(id),
            // Space between elements.
            None => false,
        };
        let is_space = |node: &Node| node.element().is_none();
        let mut from = at;
        let above =
            nodes[..at].iter().rposition(|node| !is_space(node)).filter(|above| belongs(&nodes[*above], "_judul"));
        let captioned = above.is_none();
        from = above.unwrap_or(from);
        let mut to = at + 1;
        while let Some(next) = nodes[to..].iter().position(|node| !is_space(node)).map(|next| to + next) {
            if !belongs(&nodes[next], "_bawah") {
                break;
            }
            to = next + 1;
        }
        let Some(table) = self.table() else { return to };
        self.now.insert(id.to_string(), says);
        let fonts = nodes[at].element().and_then(block::fonts).unwrap_or_default();
        let room = nodes[from..].iter().filter_map(Node::element).find_map(block::room_at).unwrap_or(self.room);
        let sections: String = nodes[from..to].iter().filter_map(Node::element).filter_map(block::section).collect();
        // Another program may have a style of the same name, which looks otherwise.
        let own = above.and_then(|above| nodes[above].element()).and_then(block::style);
        let style = own.as_deref().or(self.style.filter(|_| captioned));
        let place = block::Place { id, fonts: &fonts, room, style, captioned };
        let markup = block::markup(&table, &place, &mut self.counted);
        nodes.splice(from..to, [Node::new(markup + &sections)]);
        from + 1
    }

    fn ask(&mut self, line: &Line, letters: Option<&Range<usize>>, says: &str) {
        let plain = |text: &str| text.replace(GAP, " ");
        let (before, behind) = match letters {
            Some(letters) => (plain(&line.text[..letters.start + 1]), plain(&line.text[letters.end - 1..])),
            None => (String::new(), String::new()),
        };
        let order = self.order();
        let (spot, is_again) = (self.spot, self.silent);
        self.asked.push(Asked { spot, before, says: says.to_string(), behind, is_again, order });
    }

    fn wrong(&mut self, line: &Line, letters: Range<usize>, trouble: Trouble) {
        if !self.silent {
            let order = self.order();
            self.wrong.push(Wrong { spot: self.spot, line: line.text.clone(), letters, trouble, order });
        }
    }

    fn order(&self) -> usize {
        self.asked.len() + self.wrong.len()
    }

    fn words(&mut self) -> Option<String> {
        match self.answers.as_mut()?.next()? {
            Answer::Words(words) => Some(words),
            Answer::Table(_) => None,
        }
    }

    fn table(&mut self) -> Option<Box<Table>> {
        match self.answers.as_mut()?.next()? {
            Answer::Table(table) => Some(table),
            Answer::Words(_) => None,
        }
    }
}

/// A list of headings or tables, which Word makes anew.
fn is_contents(control: &Element) -> bool {
    let mut found = false;
    if let Some(properties) = control.kid("w:sdtPr") {
        properties.each(&mut |element| {
            found |=
                element.name == "w:docPartGallery" && element.value().is_some_and(|name| name.starts_with("Table of"));
        });
    }
    found
}
