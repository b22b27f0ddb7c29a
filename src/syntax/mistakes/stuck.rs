//! What sticks to a word of the language: `skala0..100`, `capaianBaku`, `maka1`. A space parts them, and nothing is lost.

use super::Refused;
use crate::diagnostic::Edit;
use crate::syntax::lines::leading_word;
use crate::syntax::parser::{Rule, key_word, parse_line};
use crate::syntax::problem::WritingProblem;

/// A line whose first word holds one that begins a line, parted behind it, where it can be read then.
pub fn parted(word: &str, body: &str, clauses: &[(&'static str, Rule)]) -> Option<String> {
    let begins = |known: &str| {
        word.len() > known.len() && word.get(..known.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(known))
    };
    let mut known: Vec<(&str, Rule)> = clauses.iter().copied().filter(|(known, _)| begins(known)).collect();
    known.sort_by_key(|(known, _)| std::cmp::Reverse(known.len()));
    known.into_iter().find_map(|(known, rule)| {
        let (begin, rest) = body.split_at(known.len());
        let rest = rest.trim_start_matches('_');
        // `skala0-100`
        let ranges = matches!(rule, Rule::scale_line | Rule::cap_line).then(|| between_digits(rest)).flatten();
        let ways = [Some(rest.to_string()), ranges].into_iter().flatten();
        ways.into_iter().map(|rest| format!("{begin} {rest}")).find(|line| parse_line(rule, line).is_ok())
    })
}

/// The same with two points for a line between two numbers.
fn between_digits(text: &str) -> Option<String> {
    let (low, high) = text.split_once('-')?;
    let is_between = low.trim_end().ends_with(|c: char| c.is_ascii_digit())
        && high.trim_start().starts_with(|c: char| c.is_ascii_digit());
    is_between.then(|| format!("{}..{}", low.trim_end(), high.trim_start()))
}

/// `maka1`, `selain itu0`: a number at a key word.
pub fn number(refused: &Refused) -> Option<WritingProblem> {
    let word = leading_word(refused.rest());
    let key_words = refused.mismatch.expected.iter().filter_map(|&rule| key_word(rule)).flatten();
    let known = key_words.chain(refused.wants(Rule::kw_itu).then_some(&"itu")).find(|known| {
        let begins = word.get(..known.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(known));
        begins && word.len() > known.len() && word[known.len()..].bytes().all(|byte| byte.is_ascii_digit())
    })?;
    let (begin, digits) = word.split_at(known.len());
    let at = refused.mismatch.at;
    Some(WritingProblem::ForeignOperator {
        span: refused.span(at, word.len()),
        found: word.to_string(),
        instead: format!("{begin} {digits}").into(),
        edits: vec![Edit::replace(refused.span(at + begin.len(), 0), " ")],
    })
}

/// `arah makin rendah0`, `aturan capaian6 Baku`: a number at a key word that goes nowhere.
pub fn without_number(refused: &Refused) -> Option<WritingProblem> {
    let word = leading_word(refused.rest());
    let known = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut key_words = refused.mismatch.expected.iter().filter_map(|&rule| key_word(rule)).flatten();
    let is_it = key_words.any(|key| known.eq_ignore_ascii_case(key))
        || known.eq_ignore_ascii_case("itu") && refused.wants(Rule::kw_itu);
    let is_more = known.len() < word.len() && is_it;
    is_more.then(|| WritingProblem::ForeignOperator {
        span: refused.here(),
        found: word.to_string(),
        instead: known.to_string().into(),
        edits: vec![Edit::replace(refused.here(), known)],
    })
}

/// Words behind which a name or another word follows.
const LEADING: [&str; 7] = ["jika", "maka", "selain", "dan", "atau", "tidak", "bukan"];

/// `jikaAKIP > 3`, `danIKPP > 2`, `selainitu 0`: parted behind the word, the line can be read.
pub fn key_word_and_name(refused: &Refused) -> Option<WritingProblem> {
    let words = super::branch::words(refused.line);
    words.into_iter().filter(|(at, _)| *at > 0 && *at <= refused.mismatch.at).find_map(|(at, word)| {
        let known = LEADING.iter().find(|known| word.starts_with(**known) && word.len() > known.len())?;
        let (begin, rest) = word.split_at(known.len());
        let (length, rest) = (rest.len(), rest.trim_start_matches('_'));
        // `dann` is a slip of one word.
        if rest.is_empty() || rest.len() == 1 && !rest.starts_with(char::is_uppercase) {
            return None;
        }
        let signs = length - rest.len();
        let behind = &refused.line[at + known.len() + signs..];
        parse_line(refused.rule, &format!("{} {behind}", &refused.line[..at + known.len()])).ok()?;
        Some(WritingProblem::ForeignOperator {
            span: refused.span(at, word.len()),
            found: word.to_string(),
            instead: format!("{begin} {rest}").into(),
            edits: vec![Edit::replace(refused.span(at + begin.len(), signs), " ")],
        })
    })
}

/// `aturan capaianBaku`
pub fn kind(refused: &Refused) -> Option<WritingProblem> {
    let found = refused.token();
    let begins = |kind: &&str| {
        found.len() > kind.len() && found.get(..kind.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(kind))
    };
    let kind = ["capaian", "predikat", "konversi"].into_iter().find(begins)?;
    if refused.rule != Rule::rule_line || !refused.wants(Rule::kw_predikat) {
        return None;
    }
    let edits = vec![Edit::replace(refused.span(refused.mismatch.at + kind.len(), 0), " ")];
    let instead = format!("{kind} {}", &found[kind.len()..]).into();
    Some(WritingProblem::ForeignOperator { span: refused.here(), found: found.into(), instead, edits })
}

/// A word between two values that is nearly one that joins conditions: `dn`, `d`, `atu`.
pub fn joining(word: &str) -> Option<&'static str> {
    let is_small = word.chars().all(|c| c.is_ascii_lowercase());
    let is_slip = |known: &&str| word != *known && crate::diagnostic::nearest::one_slip(word, known);
    let known = if word == "d" { Some("dan") } else { ["dan", "atau"].into_iter().find(is_slip) };
    known.filter(|_| is_small && !["dan", "atau"].contains(&word))
}
