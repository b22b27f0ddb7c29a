//! `maka` below what an example assumes, where `hasil` is meant.

use super::Refused;
use crate::diagnostic::{Edit, Suggestion};
use crate::syntax::lines::leading_word;
use crate::syntax::parser::Rule;
use crate::syntax::problem::{Extra, WritingProblem};

/// Lines of an example that begin with `maka` look like the rest of its `diketahui`.
pub fn then_as_result(refused: &Refused) -> Option<WritingProblem> {
    let is_then = |at: usize| leading_word(&refused.line[at..]).eq_ignore_ascii_case("maka");
    let starts = refused.line.match_indices('\n').map(|(at, _)| {
        let line = &refused.line[at + 1..];
        at + 1 + line.len() - line.trim_start().len()
    });
    let found: Vec<usize> = starts.filter(|at| is_then(*at)).collect();
    let first = *found.first().filter(|at| refused.rule == Rule::given_line && **at <= refused.mismatch.at)?;
    let edits = found.iter().map(|at| Edit::replace(refused.span(*at, "maka".len()), "hasil")).collect();
    let mends = vec![Suggestion::new("tulis  hasil  di awal baris itu", edits)];
    let what = "yang diharapkan dari contoh diawali  hasil".to_string();
    let (span, found) = (refused.span(first, "maka".len()), String::new());
    Some(WritingProblem::ExtraText { span, found, extra: Extra::Elsewhere { what, mends, advice: None } })
}
