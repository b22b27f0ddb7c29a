//! Why a line does not fit its rule, in the planner's terms: known slips first, else what was expected.

use super::lines::{is_name_char, is_quote, leading_word};
use super::parser::{Mismatch, Rule, describe};
use super::problem::Problem;
use crate::source::{SourceId, Span};

/// A line that pest refused.
pub struct Refused<'t> {
    /// Its file.
    pub source: SourceId,
    /// Where the line starts in the file.
    pub base: usize,
    /// Its text.
    pub line: &'t str,
    /// The rule it should follow.
    pub rule: Rule,
    /// What pest says.
    pub mismatch: Mismatch,
}

/// Names the mistake.
pub fn recognise(refused: &Refused) -> Problem {
    let slips = [
        slash_comment,
        comma,
        equals_after_clause,
        foreign_operator,
        lone_x,
        range_sign,
        missing_name,
        missing_rule_kind,
        missing_otherwise,
        unquoted,
        unfinished,
        missing_operator,
        missing_sign,
        extra,
    ];
    slips.iter().find_map(|slip| slip(refused)).unwrap_or_else(|| refused.expected())
}

impl Refused<'_> {
    fn rest(&self) -> &str {
        self.line.get(self.mismatch.at..).unwrap_or_default()
    }

    fn before(&self) -> &str {
        self.line.get(..self.mismatch.at).unwrap_or_default().trim_end()
    }

    fn wants(&self, rule: Rule) -> bool {
        self.mismatch.expected.contains(&rule)
    }

    fn span(&self, at: usize, length: usize) -> Span {
        Span::new(self.source, self.base + at, self.base + at + length)
    }

    /// The token at the place of the mismatch, empty at the end of the line.
    fn token(&self) -> &str {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return "" };
        let end = if is_name_char(first) {
            rest.find(|c: char| !is_name_char(c) && c != '.' && c != ',').unwrap_or(rest.len())
        } else if is_quote(first) {
            let inner = &rest[first.len_utf8()..];
            inner
                .find(is_quote)
                .map_or(rest.len(), |at| first.len_utf8() + at + inner[at..].chars().next().map_or(1, char::len_utf8))
        } else {
            first.len_utf8()
        };
        rest[..end].trim_end_matches(['.', ','])
    }

    fn here(&self) -> Span {
        let token = self.token().len();
        if token > 0 {
            return self.span(self.mismatch.at, token);
        }
        // At the end of the line: point at the last character, so that there is something to see.
        let before = self.before();
        let last = before.chars().next_back().map_or(0, char::len_utf8);
        self.span(before.len() - last, last)
    }

    fn found(&self) -> String {
        match self.token() {
            "" => "akhir baris".into(),
            token if token.starts_with(is_quote) => "teks".into(),
            token => format!("\"{token}\""),
        }
    }

    fn expected(&self) -> Problem {
        let mut expected: Vec<&'static str> = Vec::new();
        for words in self.mismatch.expected.iter().filter_map(|&rule| describe(rule)) {
            if !expected.contains(&words) {
                expected.push(words);
            }
        }
        Problem::Expected { span: self.here(), found: self.found(), expected }
    }

    fn is_operand_start(&self) -> bool {
        self.rest().starts_with(|c: char| is_name_char(c) || c == '(')
    }
}

fn slash_comment(refused: &Refused) -> Option<Problem> {
    let before = refused.before();
    if refused.rest().starts_with("//") {
        return Some(Problem::SlashComment { span: refused.span(refused.mismatch.at, 2) });
    }
    let doubled = before.ends_with('/') && refused.rest().starts_with('/');
    doubled.then(|| Problem::SlashComment { span: refused.span(before.len() - 1, 2) })
}

fn comma(refused: &Refused) -> Option<Problem> {
    let list = refused.wants(Rule::semicolon) || refused.wants(Rule::close);
    let at_comma = refused.rest().starts_with(',') && list;
    at_comma.then(|| Problem::CommaSeparator { span: refused.span(refused.mismatch.at, 1) })
}

/// `rumus = …`: the sign stands right behind the first word.
fn equals_after_clause(refused: &Refused) -> Option<Problem> {
    let word = leading_word(refused.line);
    let only_word = refused.before() == word && !word.is_empty();
    let sign = refused.rest().starts_with('=') || (refused.rest().starts_with(':') && !refused.wants(Rule::colon));
    (only_word && sign)
        .then(|| Problem::EqualsAfterClause { span: refused.span(refused.mismatch.at, 1), word: word.to_string() })
}

const FOREIGN: &[(&str, &str)] = &[
    ("==", "="),
    ("!=", "<>"),
    ("=>", ">="),
    ("=<", "<="),
    ("&&", "dan"),
    ("||", "atau"),
    ("**", "^"),
    ("!", "tidak"),
    ("and", "dan"),
    ("or", "atau"),
    ("not", "tidak"),
    ("then", "maka"),
    ("else", "selain itu"),
    ("bukan", "tidak"),
];

/// Signs and words of other languages, at the mismatch or one sign before it.
fn foreign_operator(refused: &Refused) -> Option<Problem> {
    let at = refused.mismatch.at;
    let one_back = refused.before().char_indices().next_back().map(|(at, _)| at);
    std::iter::once(at).chain(one_back).find_map(|start| {
        let text = refused.line.get(start..)?;
        FOREIGN.iter().find_map(|&(foreign, instead)| {
            let is_word = foreign.starts_with(is_name_char);
            let matches = if is_word {
                start == at && leading_word(text).eq_ignore_ascii_case(foreign)
            } else {
                text.starts_with(foreign)
            };
            let spans_mismatch = start + foreign.len() > at || start == at;
            (matches && spans_mismatch).then(|| Problem::ForeignOperator {
                span: refused.span(start, foreign.len()),
                found: foreign.to_string(),
                instead,
            })
        })
    })
}

fn lone_x(refused: &Refused) -> Option<Problem> {
    if !refused.wants(Rule::times) && !refused.wants(Rule::word) {
        return None;
    }
    let before = refused.before();
    let word_before = before.rsplit(|c| !is_name_char(c)).next().unwrap_or_default();
    if word_before.eq_ignore_ascii_case("x") && refused.is_operand_start() {
        return Some(Problem::LoneX { span: refused.span(before.len() - 1, 1) });
    }
    let word = leading_word(refused.rest());
    let glued = word.starts_with(['x', 'X']) && before.ends_with(|c: char| c.is_ascii_digit() || c == ')');
    (word.eq_ignore_ascii_case("x") || glued).then(|| Problem::LoneX { span: refused.span(refused.mismatch.at, 1) })
}

fn range_sign(refused: &Refused) -> Option<Problem> {
    if !refused.wants(Rule::dots) {
        return None;
    }
    let rest = refused.rest();
    let signs = ["s.d.", "s/d", "sampai dengan", "sampai", "hingga", "...", "…", "-", "–", "−", ":", "~"];
    let found = signs.iter().find(|sign| rest.to_lowercase().starts_with(*sign))?;
    let followed = rest[found.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit() || "<>-−–".contains(c));
    followed.then(|| Problem::RangeSign {
        span: refused.span(refused.mismatch.at, found.len()),
        found: (*found).to_string(),
    })
}

fn missing_name(refused: &Refused) -> Option<Problem> {
    let block = match refused.rule {
        Rule::quantity_line => "besaran",
        Rule::indicator_line => "indikator",
        Rule::group_line => "kelompok",
        Rule::table_line => "tabel",
        Rule::rule_line if refused.before().split_whitespace().count() == 2 => "aturan",
        _ => return None,
    };
    let wants = refused.wants(Rule::word) || refused.wants(Rule::name) || refused.wants(Rule::code);
    if !wants || !refused.rest().starts_with(is_quote) {
        return None;
    }
    let label = refused.token();
    let initials = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(3);
    let proposal: String = initials
        .map(|word| {
            let mut letters = word.chars();
            let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
            first + letters.as_str()
        })
        .collect();
    let proposal = if proposal.starts_with(|c: char| c.is_alphabetic()) { proposal } else { format!("N{proposal}") };
    Some(Problem::MissingName { span: refused.here(), block, proposal })
}

fn missing_rule_kind(refused: &Refused) -> Option<Problem> {
    let at_kind = refused.rule == Rule::rule_line && refused.wants(Rule::kw_predikat);
    at_kind.then(|| Problem::MissingRuleKind { span: refused.here() })
}

fn missing_otherwise(refused: &Refused) -> Option<Problem> {
    let ends = refused.rest().is_empty() || refused.rest().starts_with([')', ';']);
    (refused.wants(Rule::kw_selain) && ends).then(|| Problem::MissingOtherwise { span: refused.here() })
}

fn unquoted(refused: &Refused) -> Option<Problem> {
    let only_text = refused.mismatch.expected.iter().all(|rule| matches!(rule, Rule::text | Rule::quote));
    if !only_text || refused.mismatch.expected.is_empty() {
        return None;
    }
    let rest = refused.rest();
    let text = rest.split('#').next().unwrap_or_default().trim_end();
    let usable = !text.is_empty() && !text.contains(is_quote) && !text.contains('\n');
    usable
        .then(|| Problem::UnquotedText { span: refused.span(refused.mismatch.at, text.len()), text: text.to_string() })
}

fn unfinished(refused: &Refused) -> Option<Problem> {
    if !refused.rest().trim().is_empty() {
        return None;
    }
    let before = refused.before();
    let sign = before.chars().next_back().filter(|c| "+-–−*×/÷^;".contains(*c))?;
    let span = refused.span(before.len() - sign.len_utf8(), sign.len_utf8());
    Some(Problem::Unfinished { span, sign: sign.to_string() })
}

fn missing_operator(refused: &Refused) -> Option<Problem> {
    if !refused.wants(Rule::times) || !refused.is_operand_start() {
        return None;
    }
    let left = refused.before().rsplit([' ', '(', ';', '\t']).next().unwrap_or_default().to_string();
    let right = match refused.token() {
        "(" => "( … )".to_string(),
        token => token.to_string(),
    };
    let known = right.eq_ignore_ascii_case("maka") || right.eq_ignore_ascii_case("selain");
    (!known).then(|| Problem::MissingOperator { span: refused.here(), left, right })
}

/// One sign or word that always stands at this place.
fn missing_sign(refused: &Refused) -> Option<Problem> {
    let sign = [(Rule::colon, ":"), (Rule::kw_maka, "maka"), (Rule::dots, ".."), (Rule::equals, "=")]
        .iter()
        .find(|(rule, _)| refused.wants(*rule))
        .map(|&(_, sign)| sign)?;
    let usable = !refused.rest().is_empty() && (refused.is_operand_start() || refused.rest().starts_with(is_quote));
    usable.then(|| Problem::MissingSign { span: refused.here(), sign, before: refused.found() })
}

fn extra(refused: &Refused) -> Option<Problem> {
    let rest = refused.rest().trim_end();
    (refused.wants(Rule::EOI) && !rest.is_empty())
        .then(|| Problem::ExtraText { span: refused.span(refused.mismatch.at, rest.len()), found: refused.found() })
}
