//! Why a line does not fit its rule, in the planner's terms: known slips first, else what was expected.

mod answers;
mod branch;
mod expected;
mod kinds;
mod letters;
mod listed;
mod meant;
mod operands;
mod plain_words;
mod quarters;
mod results;
mod said;
mod sheets;
mod signs;
mod stuck;
mod words;

pub use answers::other_way;
pub use branch::{spreadsheet_if, words as words_of};
pub use listed::{below, first_title};
pub use meant::{begun_so, lost_first, lost_word};
pub use stuck::{joining, parted};
pub use words::{spoken, words_before_equals};

use super::lines::{is_name_char, is_quote, significant};
use super::parser::{Mismatch, Rule, parse_line};
use super::problem::{WritingProblem, short};
use crate::diagnostic::Edit;
use crate::source::{SourceId, Span};

/// A line that pest refused.
pub struct Refused<'t> {
    /// Its file.
    pub source: SourceId,
    /// Where the line starts in the file.
    pub base: usize,
    /// The text of the file.
    pub text: &'t str,
    /// The text of the line.
    pub line: &'t str,
    /// The rule it should follow.
    pub rule: Rule,
    /// What pest says.
    pub mismatch: Mismatch,
    /// The word the next line begins with, empty when it begins with a sign; none at the end of the file.
    pub next_word: Option<&'t str>,
}

/// Names the mistake. The order matters: a slip that explains more of the line comes before one that explains less. One whose
/// mend makes the line whole comes before all whose does not; a mend that leads nowhere is not proposed.
pub fn recognise(refused: &Refused) -> WritingProblem {
    let slips = [
        signs::slash_comment,
        stuck::number,
        stuck::kind,
        stuck::key_word_and_name,
        signs::behind_first_word,
        signs::lone_underscore,
        signs::comma_at_end,
        answers::way,
        branch::missing_then,
        meant::said_if,
        meant::jika,
        meant::undefined_behind_equals,
        meant::undefined,
        results::then_as_result,
        meant::list_below,
        listed::titles,
        listed::weights_of_members,
        listed::weights,
        operands::twice,
        meant::cap,
        meant::direction,
        meant::words_of_order,
        meant::currency,
        meant::fraction,
        meant::split_number,
        said::columns,
        said::range_target,
        said::about,
        said::moved,
        said::formula_at_head,
        branch::branch,
        letters::letter_for_digit,
        signs::equals_after_clause,
        signs::equals_before_range,
        signs::range_sign,
        meant::lost_dots,
        plain_words::list_with_and,
        plain_words::bare_year,
        plain_words::bare_quarter,
        plain_words::short_quarter,
        plain_words::last_year,
        plain_words::period_word,
        quarters::together,
        plain_words::apart,
        plain_words::part_of_a_year,
        sheets::colon_compares,
        signs::colon_for_divide,
        signs::colon_or_equals,
        signs::spaced_sign,
        sheets::text_joined,
        signs::foreign_sign,
        said::decimals,
        words::foreign_word,
        signs::lone_x,
        said::percent,
        said::unit,
        signs::comma,
        signs::foreign_brackets,
        words::doubled_quotes,
        words::nested_quotes,
        words::missing_name,
        words::bad_name,
        kinds::missing_rule_kind,
        stuck::without_number,
        words::turned,
        words::misspelt,
        words::missing_otherwise,
        operands::spaced_thousands,
        operands::currency,
        words::title_first,
        words::unquoted,
        operands::unfinished,
        operands::missing_sign,
        operands::missing_operator,
        operands::extra,
    ];
    let mut other = None;
    for slip in slips {
        let Some(problem) = slip(refused) else { continue };
        match refused.after(&problem) {
            After::Whole => return problem,
            After::Unknown if other.is_none() => return problem,
            After::Further => other = other.filter(|(is_mended, _)| *is_mended).or(Some((true, problem))),
            After::Unknown | After::Nowhere => other = other.or(Some((false, problem))),
        }
    }
    match other {
        Some((true, problem)) => problem,
        Some((false, problem)) => match expected::expected(refused) {
            other if matches!(refused.after(&other), After::Whole) => other,
            _ => WritingProblem::Unmended(Box::new(problem)),
        },
        None => expected::expected(refused),
    }
}

/// What comes of a line with a mend.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum After {
    /// It stops where it stopped, or before.
    Nowhere,
    /// It can be read further.
    Further,
    /// It can be read.
    Whole,
    /// There is no mend, or one of other lines.
    Unknown,
}

impl Refused<'_> {
    /// What comes of the line with the best of the mends of a problem.
    fn after(&self, problem: &WritingProblem) -> After {
        let mends = problem.clone().into_diagnostic().suggestions;
        mends.iter().map(|mend| self.mended(&mend.edits)).max().unwrap_or(After::Unknown)
    }

    fn mended(&self, edits: &[Edit]) -> After {
        let own = self.base..self.base + self.line.len();
        let is_own = |edit: &Edit| own.start <= edit.span.start as usize && edit.span.end as usize <= own.end;
        // `maka` below `diketahui` begins a line of its own as soon as it is `hasil`.
        let begins_one = |edit: &Edit| {
            let above = self.line[..edit.span.start as usize - self.base].rsplit_once('\n');
            above.is_some_and(|(_, indent)| indent.trim().is_empty()) && operands::begins_line(&edit.text)
        };
        if !edits.iter().all(is_own) || edits.iter().any(|edit| edit.text.contains('\n') || begins_one(edit)) {
            return After::Unknown;
        }
        let mut edits: Vec<&Edit> = edits.iter().collect();
        edits.sort_by_key(|edit| edit.span.start);
        let (mut whole, mut from) = (String::new(), 0);
        for edit in &edits {
            let (start, end) = (edit.span.start as usize - self.base, edit.span.end as usize - self.base);
            whole.push_str(self.line.get(from..start).unwrap_or_default());
            whole.push_str(&edit.text);
            from = end;
        }
        // What stands there instead has to be read, or without it what stands behind.
        let says = edits.last().is_some_and(|edit| !edit.text.trim().is_empty());
        let least = if says { whole.trim_end().len() } else { whole.len() + 1 };
        let behind = &self.line[from..];
        let least = if says { least } else { least + behind.len() - behind.trim_start().len() };
        whole.push_str(behind);
        match parse_line(self.rule, &whole) {
            Ok(_) if listed::first_title(self.rule, &whole).is_none() => After::Whole,
            Ok(_) => After::Further,
            Err(mismatch) if mismatch.at >= least => After::Further,
            Err(_) => After::Nowhere,
        }
    }

    /// From the mismatch to the end.
    fn rest(&self) -> &str {
        self.line.get(self.mismatch.at..).unwrap_or_default()
    }

    /// Up to the mismatch, without the space and the comments there.
    fn before(&self) -> &str {
        let before = self.line.get(..self.mismatch.at).unwrap_or_default();
        let last = significant(before).filter(|(_, c, _)| !c.is_whitespace()).last();
        &before[..last.map_or(0, |(at, c, _)| at + c.len_utf8())]
    }

    /// Whether the line has this sign outside texts and comments.
    fn has(&self, sign: char) -> bool {
        significant(self.line).any(|(_, c, quoted)| c == sign && !quoted)
    }

    /// Whether anything is compared in the line.
    fn has_comparison(&self) -> bool {
        significant(self.line).any(|(_, c, quoted)| "=<>≤≥≠".contains(c) && !quoted)
    }

    fn wants(&self, rule: Rule) -> bool {
        self.mismatch.expected.contains(&rule)
    }

    /// An operand has just ended, so that the line could go on with a sign.
    fn after_operand(&self) -> bool {
        self.wants(Rule::times)
    }

    /// An operand could begin here.
    fn wants_operand(&self) -> bool {
        let begins = [Rule::expr, Rule::outcome, Rule::literal, Rule::open, Rule::group]
            .into_iter()
            .any(|rule| self.wants(rule));
        begins && !self.after_operand()
    }

    fn wants_name(&self) -> bool {
        [Rule::name, Rule::plain_name, Rule::word, Rule::code].into_iter().any(|rule| self.wants(rule))
    }

    fn span(&self, at: usize, length: usize) -> Span {
        Span::new(self.source, self.base + at, self.base + at + length)
    }

    fn file_span(&self, at: usize, length: usize) -> Span {
        Span::new(self.source, at, at + length)
    }

    /// The piece at the place of the mismatch: a word, a number, a text, or one sign; empty at the end of the line.
    fn token(&self) -> &str {
        token(self.rest())
    }

    /// The piece that ends before the mismatch.
    fn last_token(&self) -> &str {
        let before = self.before();
        let Some(last) = before.chars().next_back() else { return "" };
        let start = if is_name_char(last) {
            before
                .rfind(|c| !is_number_char(c))
                .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))
        } else if last == '.' {
            before.trim_end_matches('.').len()
        } else if is_quote(last) {
            before[..before.len() - last.len_utf8()].rfind(is_quote).unwrap_or(0)
        } else {
            before.len() - last.len_utf8()
        };
        match &before[start..] {
            dots if last == '.' => dots,
            // Of `0..120` the upper end.
            other => other.rsplit("..").next().unwrap_or(other).trim_start_matches(['.', ',']),
        }
    }

    /// The piece at the mismatch, or the last one at the end of the line, so that there is something to see.
    fn here(&self) -> Span {
        match self.token().len() {
            0 => self.span(self.before().len() - self.last_token().len(), self.last_token().len()),
            length => self.span(self.mismatch.at, length),
        }
    }

    /// The piece at the mismatch as a message calls it.
    fn found(&self) -> String {
        match self.token() {
            "" => "akhir baris".into(),
            token if token.starts_with(is_quote) => {
                format!("teks \"{}\"", short(token.trim_matches(is_quote)))
            }
            token => format!("\"{}\"", short(token)),
        }
    }

    /// The condition that is being written at the mismatch, since the last `jika`, `dan`, `atau` or bracket.
    fn condition(&self) -> Option<&str> {
        let before = self.before();
        let words = branch::words(before);
        let last = |known: &[&str]| {
            words.iter().rev().find(|(_, word)| known.iter().any(|known| word.eq_ignore_ascii_case(known)))
        };
        let begin = last(&["jika", "pastikan", "saring", "buktikan"])?.0;
        let ended = last(&["maka"]).is_some_and(|&(at, _)| at > begin);
        let result = self.rule == Rule::case_line && before.contains(':');
        let start = last(&["jika", "pastikan", "saring", "buktikan", "dan", "atau", "tidak"])
            .map_or(begin, |&(at, word)| at + word.len());
        (!ended && !result).then(|| before[start..].rsplit('(').next().unwrap_or_default())
    }

    fn is_operand_start(&self) -> bool {
        self.rest().starts_with(|c: char| is_name_char(c) || c == '(')
    }

    /// Puts `sign` at the mismatch, with a space where one is missing.
    fn insert(&self, sign: &str) -> Edit {
        let close = self.before().len() == self.mismatch.at && !self.before().is_empty();
        Edit::replace(self.span(self.mismatch.at, 0), format!("{}{sign} ", if close { " " } else { "" }))
    }

    /// Replaces a piece of the line by a word or sign, with spaces where words would grow together.
    fn replace(&self, at: usize, length: usize, instead: &str) -> Edit {
        let glued = |c: Option<char>| instead.ends_with(is_name_char) && c.is_some_and(is_name_char);
        let before = if glued(self.line[..at].chars().next_back()) { " " } else { "" };
        let after = if glued(self.line[at + length..].chars().next()) { " " } else { "" };
        Edit::replace(self.span(at, length), format!("{before}{instead}{after}"))
    }
}

/// The piece a text begins with.
fn token(rest: &str) -> &str {
    let Some(first) = rest.chars().next() else { return "" };
    let end = if is_name_char(first) {
        rest.find(|c: char| !is_number_char(c)).unwrap_or(rest.len())
    } else if is_quote(first) {
        let inner = &rest[first.len_utf8()..];
        let close = inner.char_indices().find(|&(_, c)| is_quote(c));
        close.map_or(rest.len(), |(at, c)| first.len_utf8() + at + c.len_utf8())
    } else {
        return &rest[..first.len_utf8()];
    };
    rest[..end].trim_end_matches(['.', ','])
}

fn is_number_char(c: char) -> bool {
    is_name_char(c) || c == '.' || c == ','
}
