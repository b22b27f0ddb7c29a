//! A part of a document as a tree that writes back byte for byte: nobody has to know what an element means to keep it.

use super::trouble::Unreadable;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use std::borrow::Cow;

/// An element, or whatever else stands between elements, as written.
#[derive(Debug, Clone)]
pub(super) enum Node<'x> {
    Element(Box<Element<'x>>),
    Raw(Cow<'x, str>),
}

/// An element, with its tags as written; one that is empty has no closing tag.
#[derive(Debug, Clone)]
pub(super) struct Element<'x> {
    pub name: &'x str,
    pub open: &'x str,
    pub kids: Vec<Node<'x>>,
    pub close: &'x str,
}

/// Deeper than any document that a program writes; whoever walks the tree goes as deep.
const MOST_DEEP: usize = 400;
/// More than the longest report has in one part; each takes a hundred bytes.
const MOST_NODES: usize = 2_000_000;

/// The nodes of a text.
pub(super) fn parse(text: &str) -> Result<Vec<Node<'_>>, Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element { name: "", open: "", kids: Vec::new(), close: "" }];
    let mut nodes = 0;
    loop {
        nodes += 1;
        if nodes > MOST_NODES {
            return Err(Unreadable::TooLarge);
        }
        let from = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|_| Unreadable::Damaged)?;
        let whole = text.get(from..reader.buffer_position() as usize).ok_or(Unreadable::Damaged)?;
        match event {
            Event::Start(_) if open.len() >= MOST_DEEP => return Err(Unreadable::Damaged),
            Event::Start(_) => open.push(Element { name: name(whole), open: whole, kids: Vec::new(), close: "" }),
            Event::End(_) => {
                let element = open.pop().filter(|_| !open.is_empty()).ok_or(Unreadable::Damaged)?;
                kids(&mut open)?.push(Node::Element(Box::new(Element { close: whole, ..element })));
            }
            Event::Empty(_) => {
                let element = Element { name: name(whole), open: whole, kids: Vec::new(), close: "" };
                kids(&mut open)?.push(Node::Element(Box::new(element)));
            }
            // Names for texts of one's own, and texts of other files.
            Event::DocType(_) => return Err(Unreadable::Damaged),
            Event::Eof => break,
            Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::GeneralRef(_) => {
                kids(&mut open)?.push(Node::Raw(Cow::Borrowed(whole)));
            }
        }
    }
    match open.pop() {
        Some(root) if open.is_empty() => Ok(root.kids),
        Some(_) | None => Err(Unreadable::Damaged),
    }
}

fn kids<'a, 'x>(open: &'a mut [Element<'x>]) -> Result<&'a mut Vec<Node<'x>>, Unreadable> {
    open.last_mut().map(|last| &mut last.kids).ok_or(Unreadable::Damaged)
}

/// `w:p` of `<w:p w:rsidR="00A1">`
fn name(tag: &str) -> &str {
    let inside = tag.trim_start_matches('<');
    let end = inside.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(inside.len());
    &inside[..end]
}

/// Writes nodes as they were written.
pub(super) fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Raw(text) => out.push_str(text),
            Node::Element(element) => {
                out.push_str(element.open);
                write(&element.kids, out);
                out.push_str(element.close);
            }
        }
    }
}

impl<'x> Node<'x> {
    /// The element of this name, if it is one.
    pub fn named(&self, name: &str) -> Option<&Element<'x>> {
        self.element().filter(|element| element.name == name)
    }

    pub fn element(&self) -> Option<&Element<'x>> {
        if let Node::Element(element) = self { Some(element) } else { None }
    }

    pub fn element_mut(&mut self) -> Option<&mut Element<'x>> {
        if let Node::Element(element) = self { Some(element) } else { None }
    }

    /// New markup.
    pub fn new(markup: String) -> Node<'x> {
        Node::Raw(Cow::Owned(markup))
    }

    pub fn markup(&self) -> String {
        let mut text = String::new();
        write(std::slice::from_ref(self), &mut text);
        text
    }
}

impl<'x> Element<'x> {
    /// The first child of a name.
    pub fn kid(&self, name: &str) -> Option<&Element<'x>> {
        self.kids.iter().find_map(|kid| kid.named(name))
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<String> {
        attribute(self.open, name)
    }

    /// `w:val`, as most elements have it.
    pub fn value(&self) -> Option<String> {
        self.get("w:val")
    }

    /// The text in it.
    pub fn text(&self) -> String {
        let raw: String =
            self.kids.iter().filter_map(|kid| if let Node::Raw(raw) = kid { Some(&**raw) } else { None }).collect();
        plain(&raw)
    }

    /// Other properties for a control.
    pub fn name_anew(&mut self, properties: &str) {
        if let Some(kid) = self.kids.iter_mut().find(|kid| kid.named("w:sdtPr").is_some()) {
            *kid = Node::new(properties.to_string());
        }
    }

    /// Every element in it, and it itself, the outer ones first.
    pub fn each(&self, see: &mut dyn FnMut(&Element<'x>)) {
        see(self);
        self.kids.iter().filter_map(Node::element).for_each(|kid| kid.each(see));
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let before = rest[..at].ends_with(char::is_whitespace);
        rest = &rest[at + name.len()..];
        let Some(value) = rest.trim_start().strip_prefix('=').filter(|_| before) else { continue };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        return value[1..].split(quote).next().map(plain);
    }
    None
}

fn plain(raw: &str) -> String {
    unescape(raw).map_or_else(|_| raw.to_string(), Cow::into_owned)
}
