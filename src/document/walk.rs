//! A report gone through from its beginning to its end, twice in the same order: once to find what is asked, once to fill it in.

use super::block;
use super::caption::Counted;
use super::container::Kind;
use super::edit::{Edit, edit, title};
use super::field::{fields, has_brace, says, table};
use super::kept::{Held, Kept, id_of_mark, id_of_table, is_copied, number, trace, value_id};
use super::line::{Around, GAP, Line};
use super::old::{Filled, bound, marked, take_apart, within, words};
use super::standing;
use super::tree::{Element, Node};
use super::trouble::{Keeper, Trouble};
use super::walk_controls::is_contents;
use crate::report::table::Table;
use std::collections::BTreeSet;
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
    /// Tables that are too wide for their page.
    pub narrow: Vec<String>,
    /// What all fields say now.
    pub now: Kept,
    /// The style of captions.
    pub style: Option<&'w str>,
    /// The last numbers given to values and to tables.
    pub last: (u32, u32),
    pub spot: Spot,
    /// Room of the last section.
    pub room: u32,
    pub counted: Counted,
    pub(super) around: Around,
    /// What was found in the document so far, and the tables of the story that have their mark.
    pub seen: BTreeSet<String>,
    pub tables: BTreeSet<String>,
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
            narrow: Vec::new(),
            now: Kept::new(),
            style,
            last: (most(false), most(true)),
            spot: Spot { kind: Kind::Body, in_box: false, paragraph: 0 },
            room: super::pages::Lies::Upright.room(),
            counted: Counted::default(),
            around: Around::default(),
            seen: BTreeSet::new(),
            tables: BTreeSet::new(),
            silent: false,
        }
    }

    /// Goes through a part of the document.
    pub fn story(&mut self, kind: Kind, nodes: &mut Vec<Node>) {
        self.spot = Spot { kind, in_box: false, paragraph: 0 };
        self.around = Around::default();
        self.tables.clear();
        match kind {
            Kind::Body | Kind::Header | Kind::Footer | Kind::Footnotes | Kind::Endnotes => {}
            Kind::Comments => return self.unread(nodes, "w:p", "w:t", Keeper::Comment),
            Kind::Chart => return self.unread(nodes, "a:p", "a:t", Keeper::Chart),
            Kind::Diagram => return self.unread(nodes, "a:p", "a:t", Keeper::Diagram),
            Kind::Properties => {
                for name in ["dc:title", "dc:subject", "dc:description", "dc:creator", "cp:keywords", "cp:category"] {
                    self.unread(nodes, name, name, Keeper::Properties);
                }
                return;
            }
        }
        for node in nodes.iter().filter_map(Node::element) {
            node.each(&mut |element| match element.name {
                "w:sectPr" if kind == Kind::Body => self.room = block::room(element).unwrap_or(self.room),
                "w:tag" => {
                    let tag = element.value().filter(|tag| !is_copied(tag));
                    self.around.controls.extend(tag.as_deref().and_then(id_of_mark).map(str::to_string));
                }
                "w:tbl" => self.tables.extend(standing::marked(element)),
                _ => {}
            });
        }
        self.blocks(nodes, false);
    }

    /// Fields where none are filled: of comments, charts, diagrams, what is said of the document.
    fn unread(&mut self, nodes: &[Node], line: &str, words: &str, keeper: Keeper) {
        for node in nodes.iter().filter_map(Node::element) {
            node.each(&mut |element| {
                if element.name == line {
                    self.spot.paragraph += 1;
                    self.unread_text(said(element, words), keeper);
                }
            });
        }
    }

    fn unread_text(&mut self, text: String, keeper: Keeper) {
        let found = fields(&text).into_iter().filter(|letters| text[letters.clone()].ends_with('}'));
        let line = Line { text: text.clone(), ..Line::default() };
        for letters in found {
            self.wrong(&line, letters, Trouble::Unread(keeper));
        }
    }

    /// What pictures of a paragraph are said to show, to those who do not see them.
    fn described(&mut self, paragraph: &Element) {
        let mut texts = Vec::new();
        within(paragraph, &mut |element| {
            if element.name == "wp:docPr" {
                texts.extend(["descr", "title"].into_iter().filter_map(|name| element.get(name)));
            }
        });
        texts.into_iter().for_each(|text| self.unread_text(text, Keeper::Description));
    }

    /// Goes through paragraphs, tables and what holds them; tables can stand where `is_body`.
    pub fn blocks(&mut self, nodes: &mut Vec<Node>, is_body: bool) {
        let mut at = 0;
        while at < nodes.len() {
            let name = nodes[at].element().map_or("", |element| element.name);
            match name {
                "w:p" => {
                    if is_body {
                        self.beside(nodes, at);
                    }
                    if let Some(asked) = nodes[at].element_mut().and_then(|element| self.paragraph(element, is_body)) {
                        at = self.new_table(nodes, at, asked);
                        continue;
                    }
                }
                "w:tbl" => {
                    let known = nodes[at].element().filter(|_| is_body).and_then(|table| self.known(table));
                    if let Some(known) = known {
                        at = self.old_table(nodes, at, &known);
                        continue;
                    }
                    self.inside(nodes, at, false);
                }
                "w:body" => self.inside(nodes, at, true),
                "w:sdt" if nodes[at].element().is_some_and(is_contents) => {}
                "w:sdt" => {
                    if !nodes[at].element_mut().is_some_and(|control| self.control(control)) {
                        let before = self.around.keeper;
                        self.around.keeper = before.or(nodes[at].element().and_then(bound));
                        self.inside(nodes, at, is_body);
                        self.around.keeper = before;
                    }
                }
                "w:sdtContent" => self.inside(nodes, at, is_body),
                // A mark that begins between paragraphs, and finds nothing there.
                "w:bookmarkStart" => {
                    let name = nodes[at].element().and_then(|mark| mark.get("w:name"));
                    let id = name.as_deref().and_then(id_of_mark);
                    if id.is_some_and(|id| !self.around.controls.contains(id)) {
                        self.wrong(&Line::default(), 0..0, Trouble::Torn);
                    }
                }
                // The line above notes is none of them.
                "w:footnote" | "w:endnote" if nodes[at].element().is_some_and(is_line) => {}
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
            let (spot, open) = (self.spot, std::mem::take(&mut self.around.open));
            self.spot = Spot { in_box: true, ..spot };
            self.blocks(&mut element.kids, false);
            self.spot.in_box = false;
            self.around.open = open;
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
        take_apart(paragraph);
        let line = Line::of(paragraph, &mut self.around);
        let (mut edits, mut asked) = (Vec::new(), None);
        for filled in &line.filled {
            edits.extend(self.old(&line, filled));
        }
        self.described(paragraph);
        // What has its mark and is not found would keep what it says now.
        let is_found =
            |id: &String| self.around.controls.contains(id) || line.filled.iter().any(|filled| filled.id == *id);
        if marked(paragraph).iter().any(|id| !is_found(id)) {
            self.wrong(&line, 0..line.text.len(), Trouble::Torn);
        }
        for (words, keeper) in &line.unread {
            let line = Line { text: words.clone(), ..Line::default() };
            self.wrong(&line, 0..words.len(), Trouble::Unread(*keeper));
        }
        for letters in fields(&line.text) {
            let inside = &line.text[letters.clone()];
            let first = letters.start..letters.start + 1;
            let list = match (inside.strip_suffix('}'), line.list_of(&letters), line.list_of(&first)) {
                (Some(_), Ok(list), _) => Ok(list),
                (Some(_), Err(keeper), _) | (None, _, Err(keeper)) => Err(Trouble::Within(keeper)),
                (None, _, Ok(_)) => Err(Trouble::Open),
            };
            let says = says(inside.strip_suffix('}').unwrap_or(inside).strip_prefix('{').unwrap_or_default());
            let list = list.and_then(|list| match table(&says) {
                None if says.is_empty() => Err(Trouble::Empty),
                None if has_brace(&says) => Err(Trouble::Braces),
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
                asked = Some(says);
            } else if let Some(words) = self.words() {
                let id = self.new_value();
                self.now.insert(id.clone(), Held { says: says.clone(), wrote: trace(&words) });
                edits.push(Edit { list, old: None, letters, id, says, words });
            }
        }
        if !edits.is_empty() {
            edit(paragraph, &line, &edits);
        }
        asked
    }

    /// What was filled before, filled again; none while it is looked for, or where something keeps it.
    pub fn old(&mut self, line: &Line, filled: &Filled) -> Option<Edit> {
        let held = self.kept.get(&filled.id).filter(|held| !held.says.is_empty());
        if filled.is_gone {
            // Until the change is accepted it may come back.
            self.now.extend(held.map(|held| (filled.id.clone(), held.clone())));
            return None;
        }
        let same = held.is_some_and(|held| held.wrote.is_empty() || held.wrote == trace(&filled.words));
        let wrong = |held: &Held| match &filled.title {
            Some(called) if *called != title(&held.says) => {
                Some(Trouble::Stranger { title: called.clone(), says: held.says.clone() })
            }
            Some(_) | None => (filled.is_unsure && !same).then_some(Trouble::Changed),
        };
        let trouble = filled.trouble.clone().or(held.map_or(Some(Trouble::Forgotten), wrong));
        let (Some(held), None) = (held, &trouble) else {
            self.wrong(line, filled.letters.clone(), trouble.unwrap_or(Trouble::Forgotten));
            return None;
        };
        if !same {
            self.wrong(line, filled.letters.clone(), Trouble::Retyped);
        }
        let says = held.says.clone();
        let is_copy = !self.seen.insert(filled.id.clone()) || filled.is_copy;
        self.ask(&Line::default(), None, &says);
        let words = self.words()?;
        let id = if is_copy { self.new_value() } else { filled.id.clone() };
        self.now.insert(id.clone(), Held { says: says.clone(), wrote: trace(&words) });
        let old = Some(Filled { is_copy, ..filled.clone() });
        Some(Edit { list: filled.list, old, letters: 0..0, id, says, words })
    }

    fn new_value(&mut self) -> String {
        self.last.0 += 1;
        value_id(self.last.0)
    }

    pub fn ask(&mut self, line: &Line, letters: Option<&Range<usize>>, says: &str) {
        let plain = |text: &str| text.replace(GAP, " ");
        let (before, behind) = match letters {
            Some(letters) => (plain(&line.text[..letters.start + 1]), plain(&line.text[letters.end - 1..])),
            None => (String::new(), String::new()),
        };
        let order = self.order();
        let (spot, is_again) = (self.spot, self.silent);
        self.asked.push(Asked { spot, before, says: says.to_string(), behind, is_again, order });
    }

    pub fn wrong(&mut self, line: &Line, letters: Range<usize>, trouble: Trouble) {
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

    pub fn table(&mut self) -> Option<Box<Table>> {
        match self.answers.as_mut()?.next()? {
            Answer::Table(table) => Some(table),
            Answer::Words(_) => None,
        }
    }
}

/// What Word has among the notes and is none of them: the line above them.
fn is_line(note: &Element) -> bool {
    note.get("w:type").is_some_and(|kind| kind != "normal")
}

/// The words in an element, of those within it with a name, or its own.
fn said(element: &Element, name: &str) -> String {
    if element.name == name { element.text() } else { words(&element.kids, name) }
}
