//! The frame of a message: places, source lines, carets.

use super::excerpt::excerpt;
use super::style::Palette;
use crate::diagnostic::{Label, Place};
use crate::report::text::{one_line, paint, width, wrap};
use crate::source::{SourceId, Sources, Span};
use std::ops::Range;

/// Lines this near to each other share a frame.
const NEAR: u32 = 2;

/// Text beside carets gets at least this many columns, else it goes below them.
const BESIDE: usize = 32;

/// One block under a `┌`.
pub(super) enum Frame<'a> {
    /// A place without source lines, and what to say of it.
    Bare { place: String, text: &'a str },
    /// Marked lines of a rule file.
    Lines {
        source: SourceId,
        marks: Vec<Mark<'a>>,
    },
}

/// A piece of one line.
pub(super) struct Mark<'a> {
    /// From 1.
    line: u32,
    /// Bytes within the line.
    range: Range<usize>,
    text: &'a str,
    /// A line that is shown for its own sake has no carets.
    carets: bool,
    /// Lines between this and the mark before belong to the same span and are left out.
    goes_on: bool,
}

/// The frames of a message, in the order of its labels.
pub(super) fn frames<'a>(sources: &Sources, labels: &'a [Label]) -> Vec<Frame<'a>> {
    let mut frames: Vec<Frame> = Vec::new();
    for label in labels {
        let text = label.text.as_str();
        match &label.place {
            Place::File(name) => frames.push(Frame::Bare {
                place: one_line(name),
                text,
            }),
            Place::Cell(cell) => {
                let name = sources.get(cell.source).name();
                let column = cell
                    .column
                    .iter()
                    .map(|column| format!(", kolom \"{column}\""));
                let column: String = column.collect();
                frames.push(Frame::Bare {
                    place: one_line(&format!("{name}, baris {}{column}", cell.row)),
                    text,
                });
            }
            Place::Text(span) => {
                let marks = marks(sources, *span, text, labels.len() > 1);
                match frames
                    .iter_mut()
                    .find_map(|frame| neighbour(frame, span.source, &marks))
                {
                    Some(known) => known.extend(marks),
                    None => frames.push(Frame::Lines {
                        source: span.source,
                        marks,
                    }),
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

/// The marks of a frame that is near enough to take these in.
fn neighbour<'f, 'a>(
    frame: &'f mut Frame<'a>,
    source: SourceId,
    marks: &[Mark],
) -> Option<&'f mut Vec<Mark<'a>>> {
    let Frame::Lines {
        source: own,
        marks: known,
    } = frame
    else {
        return None;
    };
    let near = |mark: &Mark| {
        known
            .iter()
            .any(|known| known.line.abs_diff(mark.line) <= NEAR)
    };
    (*own == source && marks.iter().any(near)).then_some(known)
}

/// One mark, or two for the first and last line of a longer span.
fn marks<'a>(sources: &Sources, span: Span, text: &'a str, several: bool) -> Vec<Mark<'a>> {
    let source = sources.get(span.source);
    let range = span.range();
    // A span that ends with a line break ends on the line it breaks.
    let last_byte = range.end.saturating_sub(1).max(range.start);
    let (first, last) = (
        source.position(range.start).line,
        source.position(last_byte).line,
    );
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
        let whole = line
            .get(range.clone())
            .is_some_and(|part| part.trim() == line.trim());
        let mark = mark(first, range, text, false);
        return vec![Mark {
            carets: !(several && whole && text.is_empty()),
            ..mark
        }];
    }
    let (last_start, last_line) = source.line(last);
    let indent = last_line.len() - last_line.trim_start().len();
    let end = within(last_start, range.end);
    vec![
        mark(first, within(start, range.start)..line.len(), "", false),
        mark(last, indent.min(end)..end, text, true),
    ]
}

impl Frame<'_> {
    /// The highest line number, for the width of the gutter.
    pub(super) fn last_line(&self) -> u32 {
        match self {
            Frame::Bare { .. } => 0,
            Frame::Lines { marks, .. } => marks.iter().map(|mark| mark.line).max().unwrap_or(0),
        }
    }

    /// Draws the frame after a gutter of `gutter` columns.
    pub(super) fn draw(
        &self,
        sources: &Sources,
        gutter: usize,
        limit: usize,
        palette: &Palette,
        out: &mut Vec<String>,
    ) {
        let corner = paint(palette.frame, "┌");
        let bar = paint(palette.frame, "│");
        match self {
            Frame::Bare { place, text } => {
                out.push(format!("{:gutter$} {corner} {place}", ""));
                if !text.is_empty() {
                    let lines = wrap(text, limit.saturating_sub(gutter + 3)).into_iter();
                    out.extend(lines.map(|line| format!("{:gutter$} {bar} {line}", "")));
                }
            }
            Frame::Lines { source, marks } => {
                let first = marks.first().map_or(1, |mark| mark.line);
                let name = one_line(sources.get(*source).name());
                out.push(format!("{:gutter$} {corner} {name}:{first}", ""));
                let room = limit.saturating_sub(gutter + 3);
                let row = |head: &str, text: &str| {
                    format!(
                        "{} {bar} {text}",
                        paint(palette.frame, &format!("{head:>gutter$}"))
                    )
                };
                let (mut shown_line, mut shown_text) = (first, None);
                for mark in marks {
                    let gap = mark.line.saturating_sub(shown_line);
                    if gap == 2 {
                        let between = sources.get(*source).line(mark.line - 1).1;
                        let between = excerpt(between, 0..0, room).shown;
                        out.push(row(&(mark.line - 1).to_string(), &between));
                    } else if gap > 2 && mark.goes_on {
                        out.push(row("…", ""));
                    }
                    let line = sources.get(*source).line(mark.line).1;
                    let excerpt = excerpt(line, mark.range.clone(), room);
                    let same =
                        mark.line == shown_line && shown_text.as_ref() == Some(&excerpt.shown);
                    if !same {
                        out.push(row(&mark.line.to_string(), &excerpt.shown));
                    }
                    if mark.carets {
                        let below = carets(excerpt.before, excerpt.under, mark.text, room, palette);
                        out.extend(below.iter().map(|line| row("", line)));
                    } else if !mark.text.is_empty() {
                        out.extend(wrap(mark.text, room).iter().map(|line| row("", line)));
                    }
                    (shown_line, shown_text) = (mark.line, Some(excerpt.shown));
                }
            }
        }
    }
}

/// The carets and their text: beside them, or below them where there is too little room.
fn carets(before: usize, under: usize, text: &str, room: usize, palette: &Palette) -> Vec<String> {
    let carets = format!("{:before$}{}", "", paint(palette.caret, &"^".repeat(under)));
    if text.is_empty() {
        return vec![carets];
    }
    let beside = before + under + 1;
    let left = room.saturating_sub(beside);
    if left >= BESIDE || left >= width(&one_line(text)) {
        let lines = wrap(text, left).into_iter().enumerate();
        let line = |(index, line): (usize, String)| match index {
            0 => format!("{carets} {line}"),
            _ => format!("{:beside$}{line}", ""),
        };
        return lines.map(line).collect();
    }
    let indent = before.min(room.saturating_sub(BESIDE));
    let lines = wrap(text, room.saturating_sub(indent)).into_iter();
    let below = lines.map(|line| format!("{:indent$}{line}", ""));
    std::iter::once(carets).chain(below).collect()
}
