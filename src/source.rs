//! Source texts, byte spans into them, and the way from an offset to a line and column.

#[doc(hidden)]
pub mod sheet;

use sheet::OnSheet;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Identifies one text among [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(u32);

/// A range of bytes in one source; `start <= end`, both on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text it points into.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A place as people count: both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line number, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// All texts of one package, in the order they were added.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Shared: a copy of the package under other assumptions holds no text anew.
    files: Vec<Arc<Source>>,
    /// What the names of the package are told below, such as `rules/ikpp/`; nothing where one package is at hand.
    folder: String,
}

/// One named text.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    /// It belongs to a package that is used, which lies elsewhere.
    used: bool,
    /// It is one line, which its name tells already.
    single: bool,
    text: String,
    /// Where it stands, if it was laid out from a sheet.
    sheet: Option<Arc<OnSheet>>,
    /// Where each [`APART`]th line begins, the first of all among them.
    line_starts: Vec<u32>,
}

/// Data have millions of lines, and few of them are ever told of.
const APART: usize = 64;

impl Span {
    /// A span over `start..end` of `source`. Texts over 4 GiB are refused before they get here.
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { source, start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The smallest span that covers both; `other` must be of the same source.
    pub fn to(self, other: Span) -> Span {
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span just after this one.
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// Whether another lies in this one.
    pub fn holds(self, other: Span) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.source.0, self.start, self.end)
    }
}

impl Sources {
    /// Adds a text under the name that messages will show (`skala.takar`, `data/iku.csv`).
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.push(Source::new(name.into(), text.into()))
    }

    /// Adds a text that was laid out from a sheet.
    #[doc(hidden)]
    pub fn add_sheet(&mut self, name: impl Into<String>, text: String, sheet: OnSheet) -> SourceId {
        self.push(Source { sheet: Some(Arc::new(sheet)), ..Source::new(name.into(), text) })
    }

    fn push(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Arc::new(source));
        id
    }

    /// Adds a text of rules, in which a lone carriage return ends a line; see [`with_breaks`].
    pub fn add_rules(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.add(name, with_breaks(text.into()))
    }

    /// The same for a package that this one uses; its name comes with the package.
    pub fn add_used(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.push(Source { used: true, ..Source::new(name.into(), with_breaks(text.into())) })
    }

    /// Adds a line of something that has no numbered lines, under the name of its place (`laporan.docx, paragraf 3`).
    pub fn add_single(&mut self, name: impl Into<String>, line: impl Into<String>) -> SourceId {
        self.push(Source { single: true, ..Source::new(name.into(), line.into()) })
    }

    /// The same texts with another one in the place of this.
    pub fn with_text(&self, id: SourceId, text: String) -> Sources {
        let mut all = self.clone();
        if let Some(file) = all.files.get_mut(id.0 as usize) {
            let Source { name, used, single, sheet, .. } = &**file;
            *file = Arc::new(Source {
                used: *used,
                single: *single,
                sheet: sheet.clone(),
                ..Source::new(name.clone(), text)
            });
        }
        all
    }

    /// Tells the names of this package below its folder, as where several are told of: `rules/ikpp/`.
    pub fn tell_below(&mut self, folder: &str) {
        self.folder = folder.to_string();
    }

    /// How messages call a file of this package.
    pub fn below<'s>(&self, name: &'s str) -> Cow<'s, str> {
        match self.folder.as_str() {
            "" => Cow::Borrowed(name),
            folder => Cow::Owned(format!("{folder}{name}")),
        }
    }

    /// How messages call a text.
    pub fn called(&self, id: SourceId) -> Cow<'_, str> {
        let source = self.get(id);
        if source.used { Cow::Borrowed(&source.name) } else { self.below(&source.name) }
    }

    /// The source behind an id. Ids come from [`Sources::add`] of the same value.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// The text a span covers.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.range()).unwrap_or_default()
    }

    /// The text a span covers, in one line.
    pub fn one_line(&self, span: Span) -> String {
        self.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Every source with its id, in the order added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.files.iter().enumerate().map(|(index, source)| (SourceId(index as u32), &**source))
    }

    /// `berkas.takar:7`, the short form messages use for a place.
    pub fn place(&self, span: Span) -> String {
        let source = self.get(span.source);
        format!("{}:{}", source.name, source.position(span.start as usize).line)
    }
}

/// A text in which each carriage return that stands alone ends its line as old programs meant it: it becomes a line
/// feed, and every place stays where it is.
pub fn with_breaks(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut rest = text.as_str();
    let mut whole = String::with_capacity(text.len());
    while let Some(at) = rest.find('\r') {
        let run = rest[at..].len() - rest[at..].trim_start_matches('\r').len();
        let (before, after) = (&rest[..at], &rest[at + run..]);
        whole.push_str(before);
        whole.push_str(&if after.starts_with('\n') { "\r" } else { "\n" }.repeat(run));
        rest = after;
    }
    whole + rest
}

impl Source {
    fn new(name: String, text: String) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let later = breaks.skip(APART - 1).step_by(APART).map(|at| at as u32 + 1);
        let line_starts = std::iter::once(0).chain(later).collect();
        Source { name, used: false, single: false, text, sheet: None, line_starts }
    }

    /// Whether it belongs to a package that is used.
    #[doc(hidden)]
    pub fn is_used(&self) -> bool {
        self.used
    }

    /// Whether it is one line, which its name tells already.
    pub fn is_single(&self) -> bool {
        self.single
    }

    /// The name that messages show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it stands on a sheet, if it was laid out from one.
    #[doc(hidden)]
    pub fn sheet(&self) -> Option<&Arc<OnSheet>> {
        self.sheet.as_ref()
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset; an offset past the end counts as the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let before = self.line_starts.partition_point(|&start| start as usize <= offset) - 1;
        let passed = &self.text.as_bytes()[self.line_starts[before] as usize..offset];
        let line = before * APART + memchr::memchr_iter(b'\n', passed).count() + 1;
        let start = memchr::memrchr(b'\n', &self.text.as_bytes()[..offset]).map_or(0, |at| at + 1);
        let before = self.text.get(start..offset).unwrap_or_default();
        Position { line: line as u32, column: before.chars().count() as u32 + 1 }
    }

    /// The text of a line (from 1) without its line break, and the offset where it starts.
    pub fn line(&self, line: u32) -> (usize, &str) {
        let wanted = line.max(1) as usize - 1;
        let known = (wanted / APART).min(self.line_starts.len() - 1);
        let mut start = self.line_starts[known] as usize;
        let begin = |start: usize| Some(start + memchr::memchr(b'\n', &self.text.as_bytes()[start..])? + 1);
        // A line beyond the last is the last.
        for _ in known * APART..wanted {
            let Some(next) = begin(start) else { break };
            start = next;
        }
        let end = begin(start).unwrap_or(self.text.len());
        (start, self.text[start..end].trim_end_matches(['\n', '\r']))
    }
}
