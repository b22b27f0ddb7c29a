//! A rule without its kind: what stands below tells it.

use super::Refused;
use crate::diagnostic::nearest;
use crate::syntax::parser::{Rule, parse_line};
use crate::syntax::problem::WritingProblem;

/// `aturan Baku`; what the next line begins with tells which kind is meant.
pub fn missing_rule_kind(refused: &Refused) -> Option<WritingProblem> {
    if refused.rule != Rule::rule_line || !refused.wants(Rule::kw_predikat) {
        return None;
    }
    let said = [("achievement", "capaian"), ("kategori", "predikat"), ("conversion", "konversi")];
    let said = said.into_iter().find(|(said, _)| refused.token().eq_ignore_ascii_case(said)).map(|(_, kind)| kind);
    let near = said.or_else(|| nearest(refused.token(), ["capaian", "predikat", "konversi"]));
    let likely = match (near, refused.next_word.map(str::to_lowercase).as_deref()) {
        (Some(near), _) => vec![near],
        (None, _) if let Some(kind) = kind_below(refused) => vec![kind],
        (None, Some("jika" | "makin")) => vec!["capaian"],
        (None, Some("" | "tanpa" | "terima")) => vec!["predikat"],
        _ => vec!["capaian", "predikat"],
    };
    // At the end of the line a kind alone would still leave the rule without a name.
    let likely = if refused.rest().is_empty() { Vec::new() } else { likely };
    Some(WritingProblem::MissingRuleKind { span: refused.here(), misspelt: near.is_some(), likely })
}

/// The kind of rule that the first line below tells that only one kind has.
fn kind_below(refused: &Refused) -> Option<&'static str> {
    let below = refused.text.get(refused.base + refused.line.len()..)?.lines().skip(1);
    let own = below.take_while(|line| line.trim().is_empty() || line.starts_with([' ', '\t']));
    own.map(str::trim).find_map(|line| match () {
        () if parse_line(Rule::band_line, line).is_ok() => Some("predikat"),
        () if parse_line(Rule::piece_line, line).is_ok() => Some("konversi"),
        () => None,
    })
}
