//! Slips of whom writes as people speak: `A dan B` in a list, `realisasi 2024`, `rata rata(…)`, `mulai 1 Juli 2025`.

use super::Refused;
use crate::diagnostic::Edit;
use crate::source::Span;
use crate::syntax::functions;
use crate::syntax::lines::{is_name_char, leading_word};
use crate::syntax::parser::Rule;
use crate::syntax::problem::WritingProblem;

/// `anggota A; B dan C`
pub fn list_with_and(refused: &Refused) -> Option<WritingProblem> {
    let word = leading_word(refused.rest());
    let joins = ["dan", "serta"].iter().any(|known| word.eq_ignore_ascii_case(known)) || refused.token() == "&";
    if !joins || !refused.wants(Rule::semicolon) {
        return None;
    }
    let found = refused.token();
    let gap = refused.before().len();
    let place = refused.span(gap, refused.mismatch.at + found.len() - gap);
    Some(instead(refused.here(), found, ";", vec![Edit::replace(place, ";")]))
}

/// `realisasi 2024`: another year stands in brackets.
pub fn bare_year(refused: &Refused) -> Option<WritingProblem> {
    let (name, year) = (refused.last_token(), refused.token());
    let is_year = year.len() == 4 && year.parse().is_ok_and(|year: u16| (1900..2200).contains(&year));
    let is_word = name.starts_with(char::is_alphabetic) && refused.before().ends_with(is_name_char);
    if !is_year || !is_word || !refused.after_operand() {
        return None;
    }
    let gap = refused.before().len();
    let place = refused.span(gap, refused.mismatch.at + year.len() - gap);
    let written = format!("{name}[{year}]");
    let edits = vec![Edit::replace(place, format!("[{year}]"))];
    Some(instead(refused.here(), &format!("{name} {year}"), written, edits))
}

/// `rata rata(…)`
pub fn apart(refused: &Refused) -> Option<WritingProblem> {
    if refused.token() != "(" {
        return None;
    }
    let before = refused.before();
    let is_part = |c: char| is_name_char(c) || c == ' ';
    let start = before.char_indices().rev().take_while(|(_, c)| is_part(*c)).last().map_or(before.len(), |(at, _)| at);
    let words: Vec<&str> = before[start..].split_whitespace().collect();
    // The fewest words that make a function: what stands before them is no part of its name.
    let (from, written) = (2..=words.len()).find_map(|count| {
        let last = words.get(words.len() - count..)?;
        Some((before.rfind(&last.join(" "))?, functions::joined(last)?))
    })?;
    let place = refused.span(from, before.len() - from);
    Some(instead(place, &before[from..], written, vec![Edit::replace(place, written)]))
}

/// `berlaku mulai 1 Juli 2025`: rules change with the year.
pub fn part_of_a_year(refused: &Refused) -> Option<WritingProblem> {
    if refused.rule != Rule::in_force_line || !refused.wants(Rule::EOI) {
        return None;
    }
    let months = [
        "januari",
        "februari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus",
        "september",
        "oktober",
        "november",
        "desember",
        "triwulan",
        "tw",
        "semester",
        "bulan",
        "tanggal",
    ];
    let rest = refused.rest().trim_end();
    let word = leading_word(rest);
    if !months.iter().any(|known| word.eq_ignore_ascii_case(known)) {
        return None;
    }
    let number = refused.last_token();
    let from = refused.before().len() - number.len();
    let is_year = |text: &&str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let year = [number].into_iter().chain(rest.split_whitespace()).find(is_year)?;
    let place = refused.span(from, refused.mismatch.at + rest.len() - from);
    let found = &refused.line[from..refused.mismatch.at + rest.len()];
    Some(WritingProblem::PartOfYear { span: place, found: found.to_string(), year: year.to_string() })
}

fn instead(
    span: Span,
    found: &str,
    instead: impl Into<std::borrow::Cow<'static, str>>,
    edits: Vec<Edit>,
) -> WritingProblem {
    WritingProblem::ForeignOperator { span, found: found.to_string(), instead: instead.into(), edits }
}
