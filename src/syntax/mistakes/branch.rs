//! `if` as spreadsheets and other languages write it, rewritten as `jika … maka … selain itu …`.

use super::Refused;
use crate::diagnostic::Edit;
use crate::diagnostic::nearest::one_slip;
use crate::source::Span;
use crate::syntax::lines::{is_name_char, leading_word, significant};
use crate::syntax::parser::{Rule, parse_line};
use crate::syntax::problem::WritingProblem;

const INSTEAD: &str = "jika … maka … selain itu …";
/// A longer choice is not written out in a message.
const LONGEST: usize = 80;

/// `jika A = 0 5 selain itu A`: the condition is whole, and what follows is the value.
pub fn missing_then(refused: &Refused) -> Option<WritingProblem> {
    let whole = refused.condition().is_some_and(|condition| condition.contains(|c: char| "=<>≤≥≠".contains(c)));
    if !whole || !refused.after_operand() || !refused.wants(Rule::kw_maka) || !refused.is_operand_start() {
        return None;
    }
    let rest = refused.rest();
    // `mka 1`: it stands there, but for a slip.
    if one_slip(leading_word(rest), "maka") {
        return None;
    }
    let words = words(rest);
    let last =
        words.iter().find(|(_, word)| ["maka", "selain"].iter().any(|known| word.eq_ignore_ascii_case(known)))?;
    let is_value = last.1.eq_ignore_ascii_case("selain") && !rest[..last.0].contains(|c: char| "=<>≤≥≠".contains(c));
    (is_value && last.0 > 0).then(|| WritingProblem::MissingSign {
        span: refused.here(),
        sign: "maka",
        before: refused.found(),
        edit: refused.insert("maka"),
    })
}

/// An `if` before the mismatch, `else` without `selain itu`.
pub fn branch(refused: &Refused) -> Option<WritingProblem> {
    let at = refused.mismatch.at;
    let words = words(refused.line);
    let is = |word: &(usize, &str), known: &[&str]| known.iter().any(|known| word.1.eq_ignore_ascii_case(known));
    for word in words.iter().filter(|word| word.0 <= at && word.0 > 0) {
        let text = &refused.line[word.0..];
        if is(word, &["if", "iif", "jika"])
            && text[word.1.len()..].trim_start().starts_with('(')
            && let Some(problem) = spreadsheet_if(text, refused.span(word.0, 0))
        {
            return Some(problem);
        }
    }
    let then = words.iter().find(|word| word.0 == at && is(word, &["then"]));
    let start = words.iter().rev().find(|word| word.0 < at && is(word, &["if"]));
    if let (Some(then), Some(start)) = (then, start) {
        let mut edits = vec![
            Edit::replace(refused.span(start.0, 2), "jika"),
            Edit::replace(refused.span(then.0, then.1.len()), "maka"),
        ];
        let other = words.iter().find(|word| word.0 > at && is(word, &["else"]));
        edits.extend(other.map(|other| Edit::replace(refused.span(other.0, other.1.len()), "selain itu")));
        return Some(WritingProblem::ForeignOperator {
            span: refused.span(start.0, 2),
            found: "if … then … else …".into(),
            instead: INSTEAD.into(),
            edits,
        });
    }
    other_word(refused)
}

/// `maka 1 lainnya 0`
fn other_word(refused: &Refused) -> Option<WritingProblem> {
    if !refused.wants(Rule::kw_selain) && !refused.wants(Rule::kw_maka) {
        return None;
    }
    let at = refused.mismatch.at;
    let table = [
        ("kalau tidak", Rule::kw_selain, "selain itu"),
        ("kalau bukan", Rule::kw_selain, "selain itu"),
        ("jika tidak", Rule::kw_selain, "selain itu"),
        ("jika bukan", Rule::kw_selain, "selain itu"),
        ("lain", Rule::kw_selain, "selain itu"),
        ("sebaliknya", Rule::kw_selain, "selain itu"),
        ("lainnya", Rule::kw_selain, "selain itu"),
        ("selainnya", Rule::kw_selain, "selain itu"),
        ("sisanya", Rule::kw_selain, "selain itu"),
        ("else", Rule::kw_selain, "selain itu"),
        ("then", Rule::kw_maka, "maka"),
        // `jika A maka B ; C`
        (";", Rule::kw_selain, "selain itu"),
    ];
    let rest = refused.rest();
    let there = |word: &str| {
        rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && (word == ";" || !rest[word.len()..].starts_with(is_name_char))
    };
    let is_whole = |word: &str, instead: &str| {
        word != ";" || parse_line(refused.rule, &format!("{}{instead}{}", &refused.line[..at], &rest[1..])).is_ok()
    };
    let mut found = table.iter().filter(|&&(word, rule, _)| refused.wants(rule) && there(word));
    let &(word, _, instead) = found.find(|(word, _, instead)| is_whole(word, instead))?;
    Some(WritingProblem::ForeignOperator {
        span: refused.span(at, word.len()),
        found: rest[..word.len()].to_string(),
        instead: instead.into(),
        edits: vec![refused.replace(at, word.len(), instead)],
    })
}

/// `IF(a; b; c)` at the start of `text`, which stands at `place`; none when it has other than three parts.
pub fn spreadsheet_if(text: &str, place: Span) -> Option<WritingProblem> {
    let word = leading_word(text);
    let open = text.find('(')?;
    let mut depth = 0_usize;
    let (mut semicolons, mut commas, mut close) = (Vec::new(), Vec::new(), None);
    for (at, c, quoted) in significant(text).skip_while(|&(at, ..)| at < open) {
        match c {
            _ if quoted => {}
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ';' if depth == 1 => semicolons.push(at),
            ',' if depth == 1 => commas.push(at),
            _ => {}
        }
        if depth == 0 {
            close = Some(at);
            break;
        }
    }
    let close = close?;
    let cuts = if semicolons.is_empty() { commas } else { semicolons };
    let &[first, second] = cuts.as_slice() else { return None };
    let parts = [&text[open + 1..first], &text[first + 1..second], &text[second + 1..close]].map(str::trim);
    let [condition, then, otherwise] = parts;
    if parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    // Brackets keep the parts together whatever stands around them.
    let mended = format!("(jika {condition} maka {then} selain itu {otherwise})");
    let at =
        |start: usize, end: usize| Span::new(place.source, place.start as usize + start, place.start as usize + end);
    Some(WritingProblem::ForeignOperator {
        span: at(0, word.len()),
        found: format!("{word}(…)"),
        instead: if mended.len() > LONGEST { INSTEAD.into() } else { mended[1..mended.len() - 1].to_string().into() },
        edits: vec![Edit::replace(at(0, close + 1), mended)],
    })
}

/// The words of a line outside texts and comments, with their places.
pub fn words(line: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut end = 0;
    for (at, c, quoted) in significant(line) {
        let begins = !quoted && is_name_char(c) && at >= end;
        if begins && !leading_word(&line[at..]).is_empty() {
            words.push((at, leading_word(&line[at..])));
        }
        if begins {
            end = at + line[at..].find(|c| !is_name_char(c)).unwrap_or(line.len() - at);
        }
    }
    words
}
