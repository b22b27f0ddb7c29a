//! Which lines a message shows, and what is marked in them.

use crate::diagnostic::{Label, Place};
use crate::report::text::one_line;
use crate::source::{SourceId, Sources, Span};
use std::ops::Range;

/// Lines this close to each other share a frame.
const NEAR: u32 = 2;

/// One block under a `┌`.
pub(super) enum Frame<'a> {
    /// A place without source lines, and the text about it.
    Bare { place: String, text: &'a str },
    /// Marked lines of a rule file.
    Lines { source: SourceId, marks: Vec<Mark<'a>> },
}

/// A marked part of one line.
pub(super) struct Mark<'a> {
    /// From 1.
    pub line: u32,
    /// Bytes within the line.
    pub range: Range<usize>,
    pub text: &'a str,
    /// A line shown only for context has no carets.
    pub carets: bool,
    /// Whether the lines between this and the previous mark belong to the same span and are left out.
    pub goes_on: bool,
}

/// The frames of a message, in the order of its labels.
pub(super) fn frames<'a>(sources: &Sources, labels: &'a [Label]) -> Vec<Frame<'a>> {
    let mut frames: Vec<Frame> = Vec::new();
    for label in labels {
        let text = label.text.as_str();
        match &label.place {
            Place::File(name) => frames.push(Frame::Bare { place: one_line(&sources.below(name)), text }),
            Place::Cell(cell) => {
                let name = sources.called(cell.source);
                if let Some(sheet) = sources.get(cell.source).sheet() {
                    let place = sheet.place(cell.row, cell.column.as_deref());
                    frames.push(Frame::Bare { place: one_line(&format!("{name}, {place}")), text });
                    continue;
                }
                let column = cell.column.iter().map(|column| format!(", kolom \"{column}\""));
                let column: String = column.collect();
                frames.push(Frame::Bare { place: one_line(&format!("{name}, baris {}{column}", cell.row)), text });
            }
            Place::Text(span) => {
                let marks = marks(sources, *span, text, labels.len() > 1);
                match frames.iter_mut().find_map(|frame| neighbour(frame, span.source, &marks)) {
                    Some(known) => known.extend(marks),
                    None => frames.push(Frame::Lines { source: span.source, marks }),
                }
            }
        }
    }
    for frame in &mut frames {
        if let Frame::Lines { marks, .. } = frame {
            marks.sort_by_key(|mark| (mark.line, mark.range.start));
        }
    }
    frames
}

/// The marks of a frame, if it is close enough to take these in.
fn neighbour<'f, 'a>(frame: &'f mut Frame<'a>, source: SourceId, marks: &[Mark]) -> Option<&'f mut Vec<Mark<'a>>> {
    let Frame::Lines { source: own, marks: known } = frame else {
        return None;
    };
    let near = |mark: &Mark| known.iter().any(|known| known.line.abs_diff(mark.line) <= NEAR);
    (*own == source && marks.iter().any(near)).then_some(known)
}

/// One mark, or two for the first and last line of a longer span.
fn marks<'a>(sources: &Sources, span: Span, text: &'a str, several: bool) -> Vec<Mark<'a>> {
    let source = sources.get(span.source);
    let range = span.range();
    // A span that ends with a line break ends on the line before it.
    let last_byte = range.end.saturating_sub(1).max(range.start);
    let (first, last) = (source.position(range.start).line, source.position(last_byte).line);
    let (start, line) = source.line(first);
    let within = |start: usize, offset: usize| offset.saturating_sub(start);
    let mark = |line: u32, range: Range<usize>, text: &'a str, goes_on: bool| Mark {
        line,
        range,
        text,
        carets: true,
        goes_on,
    };
    if first == last {
        let range = within(start, range.start)..within(start, range.end);
        let whole = line.get(range.clone()).is_some_and(|part| part.trim() == line.trim());
        let mark = mark(first, range, text, false);
        return vec![Mark { carets: !(several && whole && text.is_empty()), ..mark }];
    }
    let (last_start, last_line) = source.line(last);
    let indent = last_line.len() - last_line.trim_start().len();
    let end = within(last_start, range.end);
    vec![mark(first, within(start, range.start)..line.len(), "", false), mark(last, indent.min(end)..end, text, true)]
}

impl Frame<'_> {
    /// The highest line number, for the width of the gutter.
    pub(super) fn last_line(&self) -> u32 {
        match self {
            Frame::Bare { .. } => 0,
            Frame::Lines { marks, .. } => marks.iter().map(|mark| mark.line).max().unwrap_or(0),
        }
    }
}
