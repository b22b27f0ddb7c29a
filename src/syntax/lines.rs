//! Cuts a text into logical lines, so that every later mistake stays inside one line.
//!
//! A line goes on while a bracket is open, after a trailing operator or `;`, or when the next line begins with an
//! operator that cannot begin a line of its own. A line that begins with a head or clause word, with `NAME =`, or with a
//! band ends whatever was open; only a role name (`target`, `capaian`) can be part of a formula: with a sign behind it, or
//! where a value has to come inside a bracket (`Open::awaits_value`).

use super::limits::TooMuch;
use super::open::{Bracket, Last, Open, own_words};
use super::problem::WritingProblem;
use super::ways::{self, Way};
use super::words;
use crate::source::{SourceId, Span};

/// One logical line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// From its first to its last significant character.
    pub span: Span,
    /// Its first word, empty when it begins with a sign or a digit.
    pub word: Span,
    /// `NAMA =` at the start.
    pub defines: bool,
    /// Already reported here, so not worth parsing.
    pub broken: bool,
}

/// The lines of a text, its comments, and the mistakes that can be seen without a grammar.
#[derive(Debug, Default)]
pub struct Lines {
    /// The lines, from the top of the file.
    pub lines: Vec<Line>,
    /// Every comment, from `#` to before the line break.
    pub comments: Vec<Span>,
    /// Unclosed quotes and brackets, too deep, too long.
    pub problems: Vec<WritingProblem>,
}

/// Cuts `text`; linear in its length.
pub fn cut(source: SourceId, text: &str) -> Lines {
    let mut cutter = Cutter { source, text, result: Lines::default(), open: None };
    let mut start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    while start < text.len() {
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        cutter.physical_line(start, end);
        start = end + 1;
    }
    cutter.close();
    cutter.result
}

struct Cutter<'t> {
    source: SourceId,
    text: &'t str,
    result: Lines,
    open: Option<Open>,
}

impl Cutter<'_> {
    fn physical_line(&mut self, start: usize, end: usize) {
        let content = self.text[start..end].trim_start_matches(is_space);
        let from = end - content.len();
        if content.trim_end().is_empty() {
            return;
        }
        if content.starts_with('#') {
            self.comment(from, end);
            return;
        }
        if !self.goes_on(content) {
            self.close();
        }
        let mut open = self.open.take().unwrap_or(Open {
            start: from,
            end: from,
            brackets: Vec::new(),
            last: Last::Other,
            nested: 0,
            operators: 0,
            semicolons: 0,
            broken: false,
        });
        self.scan(&mut open, from, end);
        self.open = Some(open);
    }

    /// Whether a physical line with this content belongs to the line still open.
    fn goes_on(&self, content: &str) -> bool {
        let Some(open) = &self.open else { return false };
        let word = leading_word(content);
        if words::begins_a_line(word) && !defines(content, word) {
            let rest = &content[word.len()..];
            return open.is_unfinished()
                && (is_operand(rest, word) || open.awaits_value(content) && words::begins_a_value(word, rest));
        }
        if open.last == Last::Semicolon && !is_band(content) {
            return true;
        }
        if defines(content, word) || is_band(content) || content.starts_with("//") {
            return false;
        }
        if open.is_unfinished() {
            return true;
        }
        content.starts_with(['+', '*', '×', '/', '÷', '^']) || is_one_of(word, &["dan", "atau", "maka", "selain"])
    }

    fn scan(&mut self, open: &mut Open, from: usize, end: usize) {
        let mut at = from;
        while at < end {
            let rest = &self.text[at..end];
            let Some(first) = rest.chars().next() else { break };
            let width = if is_space(first) {
                at += first.len_utf8();
                continue;
            } else if first == '#' {
                self.comment(at, end);
                break;
            } else if rest.starts_with("//") {
                // Meant as a comment: whatever follows is not worth looking at, and the line is reported later.
                open.last = Last::Other;
                self.text[at..end].trim_end().len()
            } else if is_quote(first) {
                self.quoted(open, at, end)
            } else if is_name_start(first) {
                let word = leading_word(rest);
                open.nested += usize::from(is_one_of(word, &["jika"]));
                let is_name = words::in_capitals(word) && self.awaits_name(open, at);
                let operator = is_one_of(word, &["dan", "atau", "tidak"]) && !is_name;
                open.operators += usize::from(operator);
                let selain = open.last == Last::Selain && is_one_of(word, &["itu"]);
                open.last = match word {
                    _ if is_name => Last::Other,
                    _ if selain || is_one_of(word, &["maka"]) => Last::Branch,
                    _ if operator => Last::Operator,
                    _ if is_one_of(word, &["selain"]) => Last::Selain,
                    _ => Last::Other,
                };
                word.len()
            } else {
                self.sign(open, at, first)
            };
            self.measure(open, at, first);
            at += width;
            open.end = at;
        }
    }

    /// Whether a value or a name has to come at this place, so that a word in capitals is one.
    fn awaits_name(&self, open: &Open, at: usize) -> bool {
        let before = self.text[open.start..at].trim_end_matches(is_space);
        let awaits = matches!(open.last, Last::Operator | Last::Branch | Last::Semicolon);
        awaits || before.ends_with(['(', '[']) || words::head(before).is_some()
    }

    /// Reports a line that grows deeper or longer than can be read safely.
    fn measure(&mut self, open: &mut Open, at: usize, first: char) {
        let depth = open.brackets.len() + open.nested;
        let too_much = TooMuch::of(depth, open.operators, open.semicolons);
        let Some(of) = too_much.filter(|_| !open.broken) else { return };
        let span = Span::new(self.source, at, at + first.len_utf8());
        self.result.problems.push(WritingProblem::TooMuch { span, of });
        open.broken = true;
    }

    fn sign(&mut self, open: &mut Open, at: usize, first: char) -> usize {
        open.last = Last::Other;
        match first {
            '(' | '[' => {
                let closing = if first == '(' { ')' } else { ']' };
                open.brackets.push(Bracket { at, closing, nested: open.nested });
            }
            ')' | ']' => self.closing(open, at, first),
            ';' => {
                open.last = Last::Semicolon;
                open.semicolons += 1;
                open.nested = open.brackets.last().map_or(0, |bracket| bracket.nested);
            }
            '+' | '-' | '–' | '−' | '*' | '×' | '/' | '÷' | '^' | '=' | '≈' | '<' | '>' | ':' => {
                open.operators += usize::from(first != ':');
                open.last = Last::Operator;
            }
            _ => {}
        }
        first.len_utf8()
    }

    fn closing(&mut self, open: &mut Open, at: usize, found: char) {
        let bracket = open.brackets.pop();
        let wanted = bracket.as_ref().map(|bracket| bracket.closing);
        open.nested = bracket.map_or(open.nested, |bracket| bracket.nested);
        if wanted != Some(found) && !open.broken {
            let span = Span::new(self.source, at, at + 1);
            let mends = Vec::new();
            self.result.problems.push(WritingProblem::UnexpectedClose { span, found, instead: wanted, mends });
            open.broken = true;
        }
    }

    /// A text between quotes; it never spans lines.
    fn quoted(&mut self, open: &mut Open, at: usize, end: usize) -> usize {
        open.last = Last::Other;
        let opening = self.text[at..].chars().next().map_or(1, char::len_utf8);
        let body = &self.text[at + opening..end];
        if let Some(close) = body.find(is_quote) {
            let closing = body[close..].chars().next().map_or(1, char::len_utf8);
            self.hidden_break(at + opening, at + opening + close, true);
            return opening + close + closing;
        }
        // Where a comment may stand behind it, the text ends before or goes on.
        let comment = body.match_indices('#').map(|(at, _)| at).find(|at| body[..*at].ends_with(is_space));
        let length = opening + own_words(trim_end(&body[..comment.unwrap_or(body.len())])).len();
        if !open.broken {
            let span = Span::new(self.source, at, at + length);
            let whole = Way(opening + trim_end(body).len(), opening + trim_end(body).len(), "\"");
            let ways = [Way(length, length, "\""), whole].into_iter().filter(|_| comment.is_some() && length > opening);
            let ways: Vec<Way> = ways.collect();
            let mends = ways::mends(self.source, at, &self.text[at..end], &ways, |_| String::new());
            self.result.problems.push(WritingProblem::UnclosedQuote {
                span,
                empty: length == opening,
                is_stray: false,
                mends,
            });
            open.broken = true;
        }
        end - at
    }

    fn comment(&mut self, start: usize, end: usize) {
        let length = trim_end(&self.text[start..end]).len();
        self.result.comments.push(Span::new(self.source, start, start + length));
        self.hidden_break(start, start + length, false);
    }

    /// Reports the first sign in a comment or a text behind which some programs show another line: whoever reads it
    /// there takes that for a line of its own.
    fn hidden_break(&mut self, start: usize, end: usize, quoted: bool) {
        let part = &self.text[start..end];
        // None of them is looked for in plain letters.
        if part.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t')) {
            return;
        }
        if let Some((at, found)) = part.char_indices().find(|(_, c)| ends_a_line_elsewhere(*c)) {
            let below = part[at..].trim_start_matches(|c: char| c.is_whitespace());
            let word = leading_word(below);
            let line = !quoted && (below.starts_with('#') || words::begins_a_line(word) || defines(below, word));
            let span = Span::new(self.source, start + at, start + at + found.len_utf8());
            self.result.problems.push(WritingProblem::HiddenBreak { span, found, line });
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let end = open.start + self.text[open.start..open.end].trim_end_matches(is_space).trim_end().len();
        let content = &self.text[open.start..end];
        let word = leading_word(content);
        let mut broken = open.broken;
        if let (Some(bracket), false) = (open.brackets.last(), broken) {
            let span = Span::new(self.source, bracket.at, bracket.at + 1);
            let missing = open.brackets.iter().rev().map(|bracket| bracket.closing).collect();
            let unfinished = open.last != Last::Other || bracket.at + 1 == end;
            self.result.problems.push(WritingProblem::UnclosedBracket { span, missing, unfinished, mends: Vec::new() });
            broken = true;
        }
        self.result.lines.push(Line {
            span: Span::new(self.source, open.start, end),
            word: Span::new(self.source, open.start, open.start + word.len()),
            defines: defines(content, word),
            broken,
        });
    }
}

/// Whether some program ends a line at this sign; none stands between quotes.
pub fn is_break(c: char) -> bool {
    c == '\n' || ends_a_line_elsewhere(c)
}

/// Signs that end a line in some programs and none here.
fn ends_a_line_elsewhere(c: char) -> bool {
    matches!(c, '\u{0B}' | '\u{0C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The word a text begins with, or nothing.
pub fn leading_word(text: &str) -> &str {
    match text.chars().next() {
        Some(first) if is_name_start(first) => {
            let end = text.find(|c| !is_name_char(c)).unwrap_or(text.len());
            &text[..end]
        }
        _ => "",
    }
}

/// The characters of a logical line without its comments, each with its place and whether it belongs to a text.
pub fn significant(line: &str) -> impl Iterator<Item = (usize, char, bool)> {
    let (mut quoted, mut comment) = (false, false);
    line.char_indices().filter_map(move |(at, c)| {
        let closes = quoted && is_quote(c);
        match c {
            '\n' => (quoted, comment) = (false, false),
            '#' if !quoted => comment = true,
            _ if !comment => quoted ^= is_quote(c),
            _ => {}
        }
        (!comment).then_some((at, c, quoted || closes))
    })
}

/// Whether a character opens or closes a text.
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Whether a character may stand inside a name.
pub fn is_name_char(c: char) -> bool {
    c.is_alphabetic() || c.is_ascii_digit() || c == '_'
}

fn is_name_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// Whether a character is space inside a line.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{00A0}' | '\u{202F}' | '\u{FEFF}')
}

/// A text without the space at its end, of the kinds that Rust and this language call space.
pub fn trim_end(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || is_space(c))
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// `NAMA =`, but not `NAMA ==`, and not a clause word, which is a mistake of its own unless it is in capitals.
pub fn defines(content: &str, word: &str) -> bool {
    let rest = if word.is_empty() {
        let Some(after) = content.strip_prefix(is_quote) else { return false };
        let Some(close) = after.find(is_quote) else { return false };
        after[close..].trim_start_matches(is_quote)
    } else if words::begins_a_line(word) && !words::in_capitals(word) {
        return false;
    } else {
        &content[word.len()..]
    };
    let rest = rest.trim_start_matches(is_space);
    rest.starts_with('=') && !rest.starts_with("==")
}

/// Some clause words are names of values too: whether this one, with `rest` behind it, can only be part of a formula.
pub fn is_operand(rest: &str, word: &str) -> bool {
    let rest = rest.trim_start_matches(is_space);
    if is_one_of(word, &["jika"]) {
        // A case has a colon; a choice inside a formula has none.
        return !rest.split('#').next().unwrap_or_default().contains(':');
    }
    if is_one_of(word, &["bulat"]) {
        return rest.starts_with('(');
    }
    (words::in_capitals(word) || words::is_role(word))
        && (rest.is_empty() || rest.starts_with(|c: char| "+*×/÷^<>=≤≥≠)];[#".contains(c)))
}

/// A range and a colon: such a line is a band and nothing else, whatever stands open before it.
fn is_band(content: &str) -> bool {
    let range = |c: char| c.is_ascii_digit() || is_space(c) || "<>=≤≥.,_%-–−".contains(c);
    let end = content.find(|c| !range(c)).unwrap_or(0);
    content[end..].starts_with(':') && content[..end].contains(|c: char| c.is_ascii_digit())
}
