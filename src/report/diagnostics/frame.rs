//! The frame of a message: places, source lines, carets.

use super::excerpt::excerpt;
use super::marks::{Frame, Mark};
use super::style::Palette;
use crate::report::text::{one_line, paint, width, wrap};
use crate::source::{SourceId, Sources};

/// Text below carets is at most this many columns wide, if it does not fit to the right of where they begin.
const BELOW: usize = 60;

/// Text beside carets gets at least this many columns, else it goes below them.
const BESIDE: usize = 32;

/// What drawing needs to know besides the frame.
pub(super) struct Canvas<'a> {
    pub sources: &'a Sources,
    /// Columns for line numbers.
    pub gutter: usize,
    /// Columns of the screen.
    pub width: usize,
    pub palette: Palette,
}

/// The lines of a frame, `┌` first.
pub(super) fn draw(frame: &Frame, canvas: &Canvas) -> Vec<String> {
    match frame {
        Frame::Bare { place, text } => {
            let mut lines = vec![canvas.corner(place)];
            if !text.is_empty() {
                let text = wrap(text, canvas.room());
                lines.extend(text.iter().map(|line| canvas.row("", line)));
            }
            lines
        }
        Frame::Lines { source, marks } => draw_marks(*source, marks, canvas),
    }
}

fn draw_marks(source: SourceId, marks: &[Mark], canvas: &Canvas) -> Vec<String> {
    let name = one_line(&canvas.sources.called(source));
    let source = canvas.sources.get(source);
    let first = marks.first().map_or(1, |mark| mark.line);
    let place = if source.is_single() { name } else { format!("{name}:{first}") };
    let mut lines = vec![canvas.corner(&place)];
    let (mut last, mut last_shown) = (first, None);
    for mark in marks {
        match mark.line.saturating_sub(last) {
            // A single line between two marked ones is shown as well.
            2 => {
                let between = excerpt(source.line(last + 1).1, 0..0, canvas.room());
                lines.push(canvas.row(&(last + 1).to_string(), &between.shown));
            }
            3.. if mark.goes_on => lines.push(canvas.row("…", "")),
            _ => {}
        }
        let excerpt = excerpt(source.line(mark.line).1, mark.range.clone(), canvas.room());
        if mark.line != last || last_shown.as_ref() != Some(&excerpt.shown) {
            lines.push(canvas.row(&mark.line.to_string(), &excerpt.shown));
        }
        if mark.carets {
            let below = carets(excerpt.before, excerpt.under, mark.text, canvas);
            lines.extend(below.iter().map(|line| canvas.row("", line)));
        }
        (last, last_shown) = (mark.line, Some(excerpt.shown));
    }
    lines
}

impl Canvas<'_> {
    /// Columns right of the bar.
    fn room(&self) -> usize {
        self.width.saturating_sub(self.gutter + 3)
    }

    fn corner(&self, place: &str) -> String {
        let gutter = self.gutter;
        format!("{:gutter$} {} {place}", "", paint(self.palette.frame, "┌"))
    }

    fn row(&self, head: &str, text: &str) -> String {
        let pad = self.gutter.saturating_sub(width(head));
        let head = paint(self.palette.frame, head);
        format!("{:pad$}{head} {} {text}", "", paint(self.palette.frame, "│"))
    }
}

/// The carets and their text: beside them, or below them where there is too little room.
fn carets(before: usize, under: usize, text: &str, canvas: &Canvas) -> Vec<String> {
    let room = canvas.room();
    let carets = format!("{:before$}{}", "", paint(canvas.palette.caret, &"^".repeat(under)));
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
    let block = width(&one_line(text)).min(BELOW);
    let indent = before.min(room.saturating_sub(block));
    let lines = wrap(text, room.saturating_sub(indent)).into_iter();
    let below = lines.map(|line| format!("{:indent$}{line}", ""));
    std::iter::once(carets).chain(below).collect()
}
