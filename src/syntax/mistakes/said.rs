//! What people say of a number beside it: its unit, that it is rounded, that it goes up; and two columns in one line.

use super::Refused;
use crate::diagnostic::Edit;
use crate::syntax::lines::{is_name_char, leading_word, significant};
use crate::syntax::parser::Rule;
use crate::syntax::problem::{Extra, WritingProblem};

/// Words before a number that is rounded.
const ABOUT: &[&str] = &["kira-kira", "kurang lebih", "sekitar", "kisaran", "hampir", "±", "+/-", "~"];

/// `TEMUAN = 12 temuan`: a number that is the whole value, and its unit.
pub fn unit(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest().split(['\n', '#', ';']).next().unwrap_or_default().trim_end();
    let is_word = |word: &str| word.chars().all(|c| is_name_char(c) || c == '/' || c == '-');
    let is_unit = !rest.is_empty()
        && rest.starts_with(char::is_lowercase)
        // What stands in capitals is a name: `2 orang TOTAL` is no unit.
        && rest.split_whitespace().all(|word| is_word(word) && word.starts_with(char::is_lowercase))
        && rest.split_whitespace().count() <= 3
        && refused.condition().is_none()
        && !super::operands::begins_line(rest);
    let number = refused.last_token();
    let value = refused.before().strip_suffix(number)?.trim_end();
    let whole = value.ends_with(['=', '≈', ';']) || value.ends_with("..") || value == "skala" || value == "langkah";
    if !is_unit || !refused.after_operand() || !whole || !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let gap = refused.before().len();
    let place = refused.span(gap, refused.mismatch.at + rest.len() - gap);
    let extra = Extra::Unit { place, unit: rest.to_string() };
    let span = refused.span(refused.mismatch.at, rest.len());
    Some(WritingProblem::ExtraText { span, found: format!("\"{rest}\""), extra })
}

/// `hasil X = kira-kira 107,81`: in an example there is a sign for it, elsewhere a number is a number.
pub fn about(refused: &Refused) -> Option<WritingProblem> {
    let before = refused.before();
    let number = refused.rest().starts_with(|c: char| c.is_ascii_digit());
    // The sign itself may be what cannot be read.
    let (start, length) = ABOUT.iter().find_map(|said| {
        let behind = number.then(|| before.len().checked_sub(said.len())).flatten();
        let here = Some(refused.mismatch.at).filter(|_| !said.starts_with(char::is_alphabetic));
        [behind, here].into_iter().flatten().find_map(|start| {
            let there = refused.line.get(start..start + said.len())?;
            let begins = !refused.line[..start].ends_with(is_name_char) || !said.starts_with(char::is_alphabetic);
            (there.eq_ignore_ascii_case(said) && begins).then_some((start, said.len()))
        })
    })?;
    let after = refused.line[start + length..].trim_start();
    let lead = refused.line[..start].trim_end();
    if !after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let found = refused.line[start..start + length].to_string();
    let span = refused.span(start, length);
    if refused.rule != Rule::expect_line {
        let end = refused.line.len() - after.len();
        let fits = lead.ends_with('=');
        let extra = Extra::Piece(refused.span(start, end - start));
        return fits.then(|| WritingProblem::ExtraText { span, found: format!("\"{found}\""), extra });
    }
    let from = lead.strip_suffix('=').map_or(start, |lead| lead.trim_end().len() + 1);
    let edits = vec![Edit::replace(refused.span(from, start + length - from), "≈")];
    Some(WritingProblem::ForeignOperator { span, found, instead: "≈".into(), edits })
}

/// `X = IKM naik 5`
pub fn moved(refused: &Refused) -> Option<WritingProblem> {
    let word = leading_word(refused.rest());
    let sign = match word.to_lowercase().as_str() {
        "naik" => "+",
        "turun" => "-",
        _ => return None,
    };
    let by = refused.rest()[word.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let at = refused.mismatch.at;
    let is_value = refused.before().ends_with(|c: char| is_name_char(c) || c == ')' || c == ']');
    (by && is_value && refused.rule != Rule::sort_line).then(|| WritingProblem::ForeignOperator {
        span: refused.span(at, word.len()),
        found: word.to_string(),
        instead: sign.into(),
        edits: vec![refused.replace(at, word.len(), sign)],
    })
}

/// `kolom nama, capaian`: a line of its own for each.
pub fn columns(refused: &Refused) -> Option<WritingProblem> {
    if refused.rule != Rule::column_line || !refused.rest().starts_with([',', ';']) {
        return None;
    }
    let apart: Vec<(usize, usize)> = significant(refused.line)
        .filter(|&(at, c, quoted)| !quoted && matches!(c, ',' | ';') && at >= refused.mismatch.at)
        .map(|(at, ..)| (at, refused.line[at + 1..].len() - refused.line[at + 1..].trim_start().len() + 1))
        .collect();
    let begins = |&(at, length): &(usize, usize)| refused.line[at + length..].starts_with(char::is_alphabetic);
    let gaps = apart.iter().map(|&(at, length)| refused.span(at, length)).collect();
    apart.iter().all(begins).then(|| WritingProblem::ExtraText {
        span: refused.here(),
        found: refused.found(),
        extra: Extra::Columns(gaps),
    })
}
