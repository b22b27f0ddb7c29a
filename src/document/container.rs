//! A document on the disk: a packed file whose parts are found by their relations. What is not filled is copied as it is packed.

use super::tree::{Element, Node, parse};
use super::trouble::Unreadable;
use crate::office::{Parts, Refusal, compound, target};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

/// So much text of all parts that are filled is taken into memory.
const MOST_TEXT: u64 = 48 << 20;
/// So much of an old file is looked at for what it is.
const MOST_OLD: u64 = 32 << 20;
/// More parts than any document has.
const MOST_PARTS: usize = 20_000;

/// A document, open.
pub(super) struct Container<R> {
    parts: Parts<R>,
    /// The part with the body.
    main: String,
}

/// What a part of the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Body,
    Header,
    Footer,
    Footnotes,
    Endnotes,
    /// Read, and never filled, as are those that follow.
    Comments,
    Chart,
    Diagram,
    Properties,
}

impl Kind {
    /// Whether fields in it are filled.
    pub fn is_filled(self) -> bool {
        match self {
            Kind::Body | Kind::Header | Kind::Footer | Kind::Footnotes | Kind::Endnotes => true,
            Kind::Comments | Kind::Chart | Kind::Diagram | Kind::Properties => false,
        }
    }
}

impl<R: Read + Seek> Container<R> {
    /// Opens a document of Word; what else it is, is told.
    pub fn open(mut file: R) -> Result<Container<R>, Unreadable> {
        let mut head = [0; 8];
        let read = fill(&mut file, &mut head)?;
        match &head[..read] {
            [] => return Err(Unreadable::Empty),
            [b'P', b'K', ..] => {}
            [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(old(&mut file)?),
            _ => return Err(Unreadable::Foreign),
        }
        let parts = Parts::open(file, MOST_TEXT).map_err(unreadable)?;
        if parts.count() > MOST_PARTS {
            return Err(Unreadable::TooLarge);
        }
        let mut container = Container { parts, main: String::new() };
        if container.has("mimetype") && container.has("content.xml") {
            return Err(Unreadable::OpenDocument);
        }
        let types = container.text("[Content_Types].xml")?.ok_or(Unreadable::NotWord)?;
        let links = container.text("_rels/.rels")?.ok_or(Unreadable::NotWord)?;
        let main = related(&links, "/officeDocument")?.into_iter().next().map(|link| target("", &link));
        container.main = main.filter(|main| container.has(main)).ok_or(Unreadable::NotWord)?;
        match main_type(&types, &container.main)?.as_deref() {
            Some(kind) if kind.contains("macroEnabled") => Err(Unreadable::Macros),
            Some(kind) if kind.contains("wordprocessingml.template") => Err(Unreadable::Template),
            Some(kind) if kind.contains("wordprocessingml.document") => Ok(container),
            Some(_) | None => Err(Unreadable::NotWord),
        }
    }

    /// The texts of the document that are read by people, the body first.
    pub fn stories(&mut self) -> Result<Vec<(Kind, String, String)>, Unreadable> {
        let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
        let file = self.main.rsplit('/').next().unwrap_or_default();
        let links = self.text(&target(&folder, &format!("_rels/{file}.rels")))?.unwrap_or_default();
        let mut names = vec![(Kind::Body, self.main.clone())];
        let kinds = [
            (Kind::Header, "/header"),
            (Kind::Footer, "/footer"),
            (Kind::Footnotes, "/footnotes"),
            (Kind::Endnotes, "/endnotes"),
            (Kind::Comments, "/comments"),
            (Kind::Chart, "/chart"),
            (Kind::Chart, "/chartEx"),
            (Kind::Diagram, "/diagramData"),
        ];
        for (kind, ending) in kinds {
            let mut found: Vec<String> = related(&links, ending)?.iter().map(|link| target(&folder, link)).collect();
            found.sort();
            found.dedup();
            names.extend(found.into_iter().map(|name| (kind, name)));
        }
        let links = self.text("_rels/.rels")?.unwrap_or_default();
        let about = related(&links, "/core-properties")?;
        names.extend(about.into_iter().map(|link| (Kind::Properties, target("", &link))));
        let mut stories = Vec::new();
        for (kind, name) in names {
            match (kind, self.text(&name)) {
                (_, Ok(Some(text))) => stories.push((kind, name, text)),
                (_, Ok(None)) => {}
                // What is read for its fields alone keeps nothing from being filled.
                (Kind::Chart | Kind::Diagram | Kind::Properties, Err(_)) => {}
                (_, Err(why)) => return Err(why),
            }
        }
        Ok(stories)
    }

    /// The name of the style that captions have, by what every program calls it.
    pub fn caption_style(&mut self) -> Result<Option<String>, Unreadable> {
        let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
        let Some(text) = self.text(&target(&folder, "styles.xml"))? else { return Ok(None) };
        let mut found = None;
        for node in parse(&text)? {
            let Some(styles) = node.element() else { continue };
            let is_it = |style: &&Element| {
                let called = style.kid("w:name").and_then(Element::value);
                called.is_some_and(|name| name.eq_ignore_ascii_case("caption"))
            };
            found = found.or(styles
                .kids
                .iter()
                .filter_map(Node::element)
                .find(is_it)
                .and_then(|style| style.get("w:styleId")));
        }
        Ok(found)
    }

    /// Where the properties of one's own lie, if there are any.
    pub fn properties(&mut self) -> Result<Option<(String, String)>, Unreadable> {
        let links = self.text("_rels/.rels")?.unwrap_or_default();
        let Some(name) = related(&links, "/custom-properties")?.first().map(|link| target("", link)) else {
            return Ok(None);
        };
        Ok(self.text(&name)?.map(|text| (name, text)))
    }

    /// A part as text; none where there is none.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        self.parts.text(name).map_err(unreadable)
    }

    fn has(&self, name: &str) -> bool {
        self.parts.has(name)
    }

    /// Writes the document with some parts anew; the others are copied as they are packed, in their order.
    /// It is packed in memory: where the disk is full, the packer would say so in words of its own.
    pub fn write(&mut self, anew: BTreeMap<String, String>, mut out: impl Write) -> io::Result<()> {
        let mut packed = Cursor::new(Vec::new());
        self.parts.write(anew, &mut packed)?;
        out.write_all(&packed.into_inner())
    }
}

/// Why a part of a document is not read.
fn unreadable(refusal: Refusal) -> Unreadable {
    match refusal {
        Refusal::Password => Unreadable::Locked,
        Refusal::Bomb | Refusal::ManyCells | Refusal::ManyParagraphs | Refusal::MuchText => Unreadable::TooLarge,
        Refusal::Empty | Refusal::Cut | Refusal::Damaged | Refusal::Deep | Refusal::NoTable | Refusal::Letters => {
            Unreadable::Damaged
        }
        Refusal::OldExcel | Refusal::OldWord | Refusal::OldOther | Refusal::Binary | Refusal::Foreign(_) => {
            Unreadable::Foreign
        }
    }
}

/// Where the relations of a kind lead inside the file.
fn related(links: &str, ending: &str) -> Result<Vec<String>, Unreadable> {
    let mut found = Vec::new();
    for node in parse(links)? {
        let Some(all) = node.element() else { continue };
        let inside = all
            .kids
            .iter()
            .filter_map(Node::element)
            .filter(|link| link.get("TargetMode").is_none_or(|mode| mode != "External"));
        let of_kind = inside.filter(|link| link.get("Type").is_some_and(|kind| kind.ends_with(ending)));
        found.extend(of_kind.filter_map(|link| link.get("Target")));
    }
    Ok(found)
}

/// What kind of part the body is said to be.
fn main_type(types: &str, main: &str) -> Result<Option<String>, Unreadable> {
    let mut found = None;
    for node in parse(types)? {
        let Some(all) = node.element() else { continue };
        let is_it = |one: &&Element| one.get("PartName").is_some_and(|part| part.trim_start_matches('/') == main);
        found = found.or(all.kids.iter().filter_map(Node::element).find(is_it).and_then(|one| one.get("ContentType")));
    }
    Ok(found)
}

fn fill(file: &mut impl Read, into: &mut [u8]) -> Result<usize, Unreadable> {
    let mut read = 0;
    while read < into.len() {
        match file.read(&mut into[read..]) {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Err(Unreadable::Damaged),
        }
    }
    Ok(read)
}

/// What a file of the programs until 2003 is, or a newer one behind a password: told by its folder.
fn old(file: &mut (impl Read + Seek)) -> Result<Unreadable, Unreadable> {
    file.seek(SeekFrom::Start(0)).map_err(|_| Unreadable::Damaged)?;
    let mut bytes = Vec::new();
    file.take(MOST_OLD).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
    Ok(match compound(&bytes) {
        Refusal::Password => Unreadable::Locked,
        Refusal::OldWord => Unreadable::OldWord,
        _ => Unreadable::OldOffice,
    })
}
