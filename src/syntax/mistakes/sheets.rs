//! Slips of who is at home in spreadsheets: their cells, texts that are put together, a colon that compares.

use super::{Refused, branch, signs};
use crate::syntax::lines::{is_quote, significant};
use crate::syntax::parser::{Rule, parse_line};
use crate::syntax::problem::{Extra, WritingProblem};

/// `B12`, as spreadsheets call a cell.
pub fn is_cell(name: &str) -> bool {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
    (1..=2).contains(&(name.len() - digits.len()))
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `MUTU & "%"`: texts are not put together.
pub fn text_joined(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest().strip_prefix('&')?.trim_start();
    let is_text = rest.starts_with(is_quote) || refused.before().ends_with(is_quote);
    let what = "teks tidak disambung dengan &".to_string();
    let advice = Some("satuan ditulis sekali, di baris  satuan ; judul dan keterangan ditulis sebagai teks sendiri");
    let extra = Extra::Elsewhere { what, mends: Vec::new(), advice };
    (is_text && refused.after_operand()).then(|| WritingProblem::ExtraText {
        span: refused.here(),
        found: String::new(),
        extra,
    })
}

/// `jika target = 0 dan realisasi : 0 : 100`: of two colons the first compares.
pub fn colon_compares(refused: &Refused) -> Option<WritingProblem> {
    if refused.rule != Rule::case_line || !refused.rest().starts_with(':') {
        return None;
    }
    let (at, ..) = significant(refused.before()).find(|(_, c, is_text)| *c == ':' && !is_text)?;
    let last = branch::words(&refused.line[..at]).into_iter().rev();
    let mut joins = last.filter(|(_, word)| ["dan", "atau"].iter().any(|one| word.eq_ignore_ascii_case(one)));
    let part = &refused.line[joins.next()?.0..at];
    let mended = format!("{}={}", &refused.line[..at], &refused.line[at + 1..]);
    let is_it = !part.contains(['=', '<', '>', '≤', '≥', '≠']) && parse_line(refused.rule, &mended).is_ok();
    is_it.then(|| signs::foreign(refused, at, 1, "="))
}
