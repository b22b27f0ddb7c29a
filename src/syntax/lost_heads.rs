//! Heads of definitions that have lost their first word, or the line break before them.

use super::lines::{self, Line};
use super::parser::{self, Rule};
use super::problem::{Extra, WritingProblem};
use super::reader::{Current, Reader, head_block};
use super::words::{self, Block};
use crate::diagnostic::Edit;
use crate::source::Span;

impl Reader<'_> {
    /// Whether bands stand below.
    pub fn is_above_band(&self, line: &Line) -> bool {
        let below = self.text[line.span.end as usize..].lines().map(str::trim);
        let mut below = below.filter(|line| !line.is_empty() && !line.starts_with('#'));
        below.next().is_some_and(|next| parser::parse_line(Rule::band_line, next).is_ok())
    }

    /// `predikat Mutu "Skala"` at the margin, above what is indented.
    pub fn is_head(&self, line: &Line) -> bool {
        let rest = &self.text[line.word.end as usize..line.span.end as usize];
        let below = self.text[line.span.end as usize..].trim_start_matches(|c: char| c != '\n');
        self.indent_of(line) == 0
            && rest.contains(lines::is_quote)
            && below.trim_start_matches('\n').starts_with([' ', '\t'])
            && parser::parse_line(Rule::rule_line, &format!("aturan predikat{rest}")).is_ok()
    }

    /// `kelompok sasaran`, `kelompok menurut sasaran` in a table: its rows are grouped, which is told.
    pub fn groups_rows(&mut self, line: &Line) -> bool {
        let is_table = matches!(self.current, Current::Item(Block::Table)) && self.indent_of(line) > 0;
        let (word, body) = (&self.text[line.word.range()], &self.text[line.span.range()]);
        let rest = body[word.len()..].trim_start();
        let by = ["menurut", "berdasarkan", "per"].into_iter().find(|by| lines::leading_word(rest) == *by);
        let of = rest[by.map_or(0, str::len)..].trim_start();
        let is_role = words::reserved().any(|known| lines::leading_word(of) == known);
        let mended = format!("kelompokkan {of}");
        if !is_table
            || !["kelompok", "kelompokkan", "kelompoki"].contains(&word)
            || word == "kelompokkan" && by.is_none()
            || !is_role
            || parser::parse_line(Rule::grouping_line, &mended).is_err()
        {
            return false;
        }
        let length = body.len() - of.len();
        let span = Span::new(self.source, line.span.start as usize, line.span.start as usize + length);
        let found = body[..length].trim_end().to_string();
        let span = Span { end: span.start + found.len() as u32, ..span };
        let edits = vec![Edit::replace(span, "kelompokkan")];
        self.problems.push(WritingProblem::ForeignOperator { span, found, instead: "kelompokkan".into(), edits });
        true
    }

    /// `skala > 0 besaran P`: what follows belongs to what begins in the middle of a line.
    pub fn lose_second_head(&mut self) {
        let Some(WritingProblem::ExtraText { span, extra: Extra::Line(_), .. }) = self.problems.last() else { return };
        let rest = &self.text[span.start as usize..];
        let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let word = lines::leading_word(rest);
        if let Some(rule) = words::head(word) {
            self.lose(&rest[word.len()..], head_block(rule, rest));
        }
    }

    /// `rumus capaian Rentang` above `jika` or `makin`, or where no formula can stand.
    pub fn is_rule_head(&self, line: &Line, word: &str, blocks: &[Block]) -> bool {
        let rest = &self.text[line.word.end as usize..line.span.end as usize];
        let begins = self
            .next_word
            .is_some_and(|next| ["jika", "makin", "rentang"].iter().any(|word| next.eq_ignore_ascii_case(word)));
        let takes = matches!(self.current, Current::Item(block) | Current::Lost(Some(block)) if block.takes(blocks));
        word == "rumus"
            && !line.broken
            && (begins || !takes)
            && parser::parse_line(Rule::rule_line, &format!("aturan{rest}")).is_ok()
    }
}

/// The length of what a list in a text processor puts before a line that is good otherwise.
pub fn bullet(body: &str) -> Option<usize> {
    let is_part = |c: char| c.is_ascii_digit() || " \t-–—•·*.)@>|".contains(c) || is_invisible(c);
    let rest = body.trim_start_matches(is_part);
    let length = body.len() - rest.len();
    // `0 batas..110`: a number alone numbers nothing.
    let is_sign = body[..length].contains(|c: char| !c.is_ascii_digit() && !c.is_whitespace());
    (is_sign && words::begins_a_line(lines::leading_word(rest))).then_some(length)
}

/// What web pages and chats leave in copied text, with nothing to be seen.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}')
}
