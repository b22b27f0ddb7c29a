//! Words that stand where the language has others or a text: results of a choice, the way of `urut`; and a comparison whose first side
//! is only said once.

use super::{Refused, branch};
use crate::diagnostic::{Edit, Suggestion};
use crate::syntax::lines::leading_word;
use crate::syntax::parser::{Rule, parse_line};
use crate::syntax::problem::{WritingProblem, short};

/// Other words for the way in which rows are sorted.
const WAYS: [(&str, &str); 5] =
    [("menurun", "turun"), ("menaik", "naik"), ("descending", "turun"), ("desc", "turun"), ("ascending", "naik")];

/// Where `urut capaian menurun` says its way in another word: the line is one of the grammar all the same.
pub fn other_way(rule: Rule, line: &str) -> Option<usize> {
    let words = branch::words(line);
    let (at, last) = *words.last().filter(|_| rule == Rule::sort_line && words.len() > 2)?;
    WAYS.iter().any(|(known, _)| last.eq_ignore_ascii_case(known)).then_some(at)
}

/// `urut capaian menurun`
pub fn way(refused: &Refused) -> Option<WritingProblem> {
    let at = other_way(refused.rule, refused.line)?;
    let word = leading_word(&refused.line[at..]);
    let (_, instead) = WAYS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known))?;
    let edits = vec![Edit::replace(refused.span(at, word.len()), *instead)];
    let span = refused.span(at, word.len());
    Some(WritingProblem::ForeignOperator { span, found: word.into(), instead: (*instead).into(), edits })
}

/// `maka naik selain itu turun`: texts without their quotes.
pub fn unquoted_results(refused: &Refused) -> Option<Suggestion> {
    let words = branch::words(refused.line);
    let is = |at: usize, known: &str| words.get(at).is_some_and(|(_, word)| word.eq_ignore_ascii_case(known));
    let behind =
        (1..words.len()).filter(|at| is(at - 1, "maka") || is(at - 1, "itu") && *at > 1 && is(at - 2, "selain"));
    let is_bare = |at: &usize| {
        let (start, word) = words[*at];
        let rest = refused.line[start + word.len()..].trim_start();
        let is_alone = rest.is_empty() || rest.starts_with(['"', '“', ')', ';']) || is(at + 1, "selain");
        word.chars().all(|c| c.is_ascii_lowercase()) && word != "jika" && is_alone
    };
    let bare: Vec<(usize, &str)> = behind.filter(is_bare).map(|at| words[at]).collect();
    bare.iter().find(|(at, _)| *at == refused.mismatch.at)?;
    let texts: Vec<String> = bare.iter().map(|(_, word)| format!("\"{word}\"")).collect();
    let edits = bare.iter().zip(&texts).map(|((at, word), text)| Edit::replace(refused.span(*at, word.len()), text));
    Some(Suggestion::new(format!("tulis {}", texts.join(" dan ")), edits.collect()))
}

/// `IKM >= 90 dan <= 100`: what is compared stands in each comparison.
pub fn compared_again(refused: &Refused) -> Option<Suggestion> {
    let (before, at) = (refused.before(), refused.mismatch.at);
    let words = branch::words(before);
    let (_, last) = words.last()?;
    let is_joined = ["dan", "atau"].iter().any(|known| last.eq_ignore_ascii_case(known));
    let is_sign = |c: char| "=<>≤≥≠".contains(c);
    if !is_joined || !before.ends_with(last) || !refused.line[..].get(..at)?.ends_with(|c: char| is_sign(c) || c == ' ')
    {
        return None;
    }
    // The sign may have been begun.
    let sign = refused.line[before.len()..].find(is_sign).map(|gap| before.len() + gap)?;
    let first = &before[..before.len() - last.len()];
    let begun = branch::words(first).into_iter().rev().find(|(_, word)| {
        ["jika", "dan", "atau", "pastikan", "saring", "maka", "tidak"]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
    });
    let start = begun.map_or(0, |(at, word)| at + word.len());
    let left = first[start..].split(is_sign).next().unwrap_or_default().rsplit('(').next().unwrap_or_default().trim();
    let whole = format!("{} {left} {}", before, &refused.line[sign..]);
    (!left.is_empty() && parse_line(refused.rule, &whole).is_ok()).then(|| {
        let signs: String = refused.line[sign..].chars().take_while(|c| is_sign(*c)).collect();
        let edits = vec![Edit::replace(refused.span(sign, 0), format!("{left} "))];
        Suggestion::new(format!("tulis {last} {} {signs} …", short(left)), edits)
    })
}

/// `baris 1.02`: a code of figures stands in quotes.
pub fn bare_code(refused: &Refused) -> Option<Suggestion> {
    let at = refused.mismatch.at;
    let end =
        refused.line[at..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(refused.line.len() - at);
    let code = &refused.line[at..at + end];
    let is_code = code.starts_with(|c: char| c.is_ascii_digit()) && code.contains('.') && !code.ends_with('.');
    let text = format!("\"{code}\"");
    let whole = format!("{}{text}{}", &refused.line[..at], &refused.line[at + end..]);
    (is_code && parse_line(refused.rule, &whole).is_ok())
        .then(|| Suggestion::new(format!("tulis {text}"), vec![Edit::replace(refused.span(at, end), &text)]))
}
