//! The lines and comments of a text, one below the other: how far each is indented, and where a blank line stands.

use super::bands;
use super::line::{Laid, is_alone, line_end, line_start};
use crate::source::Span;
use crate::syntax::tokens::{TokenLine, Tokens};

/// Writes a text anew. Its line breaks are `\n` only.
pub fn lay_out(text: &str, tokens: &Tokens) -> String {
    let pieces = pieces(text, tokens);
    let levels = levels(text, tokens, &pieces);
    let mut laid = laid_lines(text, tokens, &pieces);
    let mut page = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 && blank_before(tokens, &pieces, &levels, at) {
            page.push('\n');
        }
        match piece.kind {
            What::Comment(comment) => {
                page.push_str(levels[at].indent());
                page.push_str(&text[comment.range()]);
            }
            What::Line(line) => match laid.get_mut(line).and_then(Option::take) {
                Some(laid) => laid.write(levels[at].indent(), &mut page),
                None => page.push_str(&text[piece.start..piece.end]),
            },
        }
        page.push('\n');
    }
    page
}

/// What stands below each other in a file: logical lines, and comments that have a line of their own.
struct Piece {
    kind: What,
    /// From the beginning of its first line in the file to the end of its last.
    start: usize,
    end: usize,
    /// The author left a blank line before it.
    parted: bool,
    /// The logical line at hand or the next one; none behind the last.
    line: Option<usize>,
}

#[derive(Clone, Copy)]
enum What {
    /// A logical line, by its number, with the comments in it.
    Line(usize),
    /// A comment between lines.
    Comment(Span),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Head,
    Clause,
}

impl Level {
    fn indent(self) -> &'static str {
        match self {
            Level::Head => "",
            Level::Clause => "  ",
        }
    }

    fn of(line: &TokenLine) -> Level {
        if line.head { Level::Head } else { Level::Clause }
    }
}

fn pieces(text: &str, tokens: &Tokens) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut comments = tokens.comments.as_slice();
    for number in 0..=tokens.lines.len() {
        let line = tokens.lines.get(number);
        let starts = |comment: &Span| line.is_none_or(|line| comment.start < line.span.start);
        let before;
        (before, comments) = comments.split_at(comments.partition_point(starts));
        for &comment in before.iter().filter(|comment| is_alone(text, **comment)) {
            let (start, end) = (line_start(text, comment.start), line_end(text, comment.start));
            push(&mut pieces, What::Comment(comment), start, end, line.map(|_| number));
        }
        let Some(line) = line else { break };
        let end = end_of(text, line, &mut comments, tokens.lines.get(number + 1));
        push(&mut pieces, What::Line(number), line_start(text, line.span.start), end, Some(number));
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, kind: What, start: usize, end: usize, line: Option<usize>) {
    let parted = pieces.last().is_some_and(|before| before.end + 1 < start);
    pieces.push(Piece { kind, start, end, parted, line });
}

/// Where a line ends together with what stands behind it: a comment, and what only looks like space. The comments in
/// it are taken off `comments`.
fn end_of(text: &str, line: &TokenLine, comments: &mut &[Span], next: Option<&TokenLine>) -> usize {
    let limit = next.map_or(u32::MAX, |next| next.span.start);
    let near = &comments[..comments.partition_point(|comment| comment.start < limit)];
    let inside = near.iter().rposition(|comment| comment.start < line.span.end || !is_alone(text, *comment));
    let taken = inside.map_or(0, |at| at + 1);
    let last = near[..taken].last().map_or(line.span.end, |comment| comment.start.max(line.span.end));
    *comments = &comments[taken..];
    line_end(text, last)
}

/// How far each piece is indented; a comment as the line it stands before.
fn levels(text: &str, tokens: &Tokens, pieces: &[Piece]) -> Vec<Level> {
    let first_line = pieces.iter().position(|piece| matches!(piece.kind, What::Line(_))).unwrap_or(pieces.len());
    let mut levels = vec![Level::Head; pieces.len()];
    // Whether the piece below, without a blank line between, decides.
    let mut attached = false;
    for (at, piece) in pieces.iter().enumerate().rev() {
        let line = piece.line.and_then(|line| tokens.lines.get(line));
        levels[at] = match (piece.kind, line) {
            (What::Line(_), Some(line)) => Level::of(line),
            _ if attached => levels[at + 1],
            _ if at < first_line => Level::Head,
            (_, Some(line)) if !line.head => Level::Clause,
            // Before a blank line, before a line that cannot be read, at the end: where its author put it.
            _ if text[piece.start..].starts_with([' ', '\t']) => Level::Clause,
            _ => Level::Head,
        };
        let decides = match piece.kind {
            What::Comment(_) => attached,
            What::Line(number) => tokens.lines[number].tokens.is_some(),
        };
        attached = decides && !piece.parted;
    }
    levels
}

/// Whether a blank line stands before a piece that is not the first.
fn blank_before(tokens: &Tokens, pieces: &[Piece], levels: &[Level], at: usize) -> bool {
    let (before, piece) = (&pieces[at - 1], &pieces[at]);
    let line = |number: usize| &tokens.lines[number];
    let is_sound_head = |number: usize| line(number).head && line(number).tokens.is_some();
    let is_single = |number: usize| line(number).head && tokens.lines.get(number + 1).is_none_or(|next| next.head);
    if let What::Line(number) = piece.kind
        && line(number).tokens.is_none()
    {
        return piece.parted;
    }
    let What::Line(above) = before.kind else {
        // Comments above a definition begin where it begins.
        return piece.parted || (levels[at] == Level::Head && levels[at - 1] == Level::Clause);
    };
    match levels[at] {
        Level::Clause => piece.parted && !is_sound_head(above),
        Level::Head if is_single(above) => {
            let single_below = piece.line.is_none_or(is_single);
            piece.parted || !single_below
        }
        Level::Head => {
            // A comment above a line that cannot be read stays where it is.
            let mistaken =
                matches!(piece.kind, What::Comment(_)) && piece.line.is_some_and(|below| !is_sound_head(below));
            piece.parted || !mistaken
        }
    }
}

/// Every line that could be read, laid out; rows of bands in columns.
fn laid_lines<'t>(text: &'t str, tokens: &'t Tokens, pieces: &[Piece]) -> Vec<Option<Laid<'t>>> {
    let mut laid = Vec::new();
    for piece in pieces {
        if let What::Line(number) = piece.kind {
            let line = &tokens.lines[number];
            let inside = |at: usize| tokens.comments.partition_point(|comment| (comment.start as usize) < at);
            let comments = &tokens.comments[inside(line.span.start as usize)..inside(piece.end)];
            laid.push(line.tokens.as_deref().map(|tokens| Laid::new(text, tokens, comments)));
        }
    }
    for run in runs(tokens) {
        let mut rows: Vec<&mut Laid> = laid[run].iter_mut().flatten().collect();
        bands::align(&mut rows);
    }
    laid
}

/// Where rows of bands follow each other.
fn runs(tokens: &Tokens) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (number, _) in tokens.lines.iter().enumerate().filter(|(_, line)| line.band) {
        match runs.last_mut() {
            Some(run) if run.end == number => run.end += 1,
            _ => runs.push(number..number + 1),
        }
    }
    runs
}
