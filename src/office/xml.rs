//! XML as it comes, one piece after the other, within bounds of depth and of length.

use super::refused::Refusal;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// Elements within elements; a document with tables in tables in text boxes has some sixty.
const MOST_DEPTH: u32 = 400;
/// The longest piece: one text, or one element with its attributes, which hold whole drawings in old documents.
const LONGEST_PIECE: usize = 16 << 20;

/// A part that is read.
pub(super) struct Xml<R> {
    reader: Reader<Piecewise<R>>,
    buffer: Vec<u8>,
    depth: u32,
}

/// What comes next. Names are without the prefix of their namespace: programs differ in it.
pub(super) enum Step<'a> {
    /// An element begins; of an empty one the end follows at once.
    Open(Tag<'a>),
    /// An element ends.
    Close(End<'a>),
    /// Text, or a part of it.
    Text(Cow<'a, str>),
    /// The part ends.
    Finish,
}

/// The beginning of an element.
pub(super) struct Tag<'a>(BytesStart<'a>);

/// The beginning of an element, kept.
pub(super) struct OwnTag {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl OwnTag {
    /// One of its attributes.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find_map(|(known, value)| (known == name).then_some(value.as_str()))
    }
}

/// The end of an element.
pub(super) struct End<'a>(BytesEnd<'a>);

impl Tag<'_> {
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Its attributes, names without prefix and values without references. One that is badly written ends them.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut all = self.0.attributes();
        all.with_checks(false);
        all.map_while(Result::ok).map(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or(Cow::Borrowed(""));
            (attribute.key.local_name().into_inner(), value)
        })
    }

    /// One of them.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        self.attributes().find_map(|(known, value)| (known == name).then_some(value))
    }

    /// The same to keep while what stands within is read.
    pub(super) fn own(&self) -> OwnTag {
        let attributes = self.attributes().map(|(name, value)| (name.to_string(), value.into_owned()));
        OwnTag { name: self.name().to_string(), attributes: attributes.collect() }
    }

    /// Whether one of them says yes.
    pub(super) fn says(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| is_yes(&value))
    }
}

impl End<'_> {
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// Whether the value of an attribute says yes.
pub(super) fn is_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(inner: R) -> Xml<R> {
        let mut reader = Reader::from_reader(Piecewise { inner, left: LONGEST_PIECE });
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml { reader, buffer: Vec::new(), depth: 0 }
    }

    /// What comes next. Comments and the like come as an empty text.
    pub(super) fn next(&mut self) -> Result<Step<'_>, Refusal> {
        self.buffer.clear();
        self.reader.get_mut().left = LONGEST_PIECE;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| Refusal::Damaged)?;
        Ok(match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > MOST_DEPTH {
                    return Err(Refusal::Deep);
                }
                Step::Open(Tag(tag))
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Step::Close(End(end))
            }
            Event::Text(text) => Step::Text(text.into_inner()),
            Event::CData(text) => Step::Text(text.into_inner()),
            Event::GeneralRef(reference) => Step::Text(Cow::Borrowed(match &*reference {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                "apos" => "'",
                _ => return Ok(Step::Text(numbered(reference.resolve_char_ref()))),
            })),
            // An element that is left open: the part is cut.
            Event::Eof if self.depth > 0 => return Err(Refusal::Damaged),
            Event::Eof => Step::Finish,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                Step::Text(Cow::Borrowed(""))
            }
        })
    }

    /// Passes over what stands within the element that has just begun, its end too.
    pub(super) fn skip(&mut self) -> Result<(), Refusal> {
        self.within(|_| ())
    }

    /// The text within the element that has just begun, behind what stands in `text`; its end too.
    pub(super) fn text_into(&mut self, text: &mut String) -> Result<(), Refusal> {
        self.within(|piece| text.push_str(piece))
    }

    /// Looks at every element within the one that has just begun, its end too; passes over those that `passes` names.
    pub(super) fn each(&mut self, passes: impl Fn(&Tag) -> bool, mut look: impl FnMut(&Tag)) -> Result<(), Refusal> {
        let outside = self.depth.saturating_sub(1);
        loop {
            match self.next()? {
                Step::Open(tag) if passes(&tag) => self.skip()?,
                Step::Open(tag) => look(&tag),
                Step::Close(_) => {
                    if self.depth == outside {
                        return Ok(());
                    }
                }
                Step::Finish => return Err(Refusal::Damaged),
                Step::Text(_) => {}
            }
        }
    }

    fn within(&mut self, mut take: impl FnMut(&str)) -> Result<(), Refusal> {
        let outside = self.depth.saturating_sub(1);
        loop {
            match self.next()? {
                Step::Open(_) => {}
                Step::Text(piece) => take(&piece),
                Step::Close(_) => {
                    if self.depth == outside {
                        return Ok(());
                    }
                }
                Step::Finish => return Err(Refusal::Damaged),
            }
        }
    }
}

/// A sign by its number; one that does not exist is none.
fn numbered(sign: quick_xml::Result<Option<char>>) -> Cow<'static, str> {
    sign.ok().flatten().map_or(Cow::Borrowed(""), |sign| Cow::Owned(sign.to_string()))
}

/// Gives out so many bytes, then an error, so that no single piece fills the memory.
struct Piecewise<R> {
    inner: R,
    left: usize,
}

impl<R: BufRead> BufRead for Piecewise<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.left {
            0 => Err(io::Error::from(io::ErrorKind::OutOfMemory)),
            _ => self.inner.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.inner.consume(amount);
    }
}

impl<R: BufRead> Read for Piecewise<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.inner.read(into)
    }
}
