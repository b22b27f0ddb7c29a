//! Slips of whom writes as people speak: `A dan B` in a list, `realisasi 2024`, `rata rata(…)`, `mulai 1 Juli 2025`.

use super::{Refused, branch};
use crate::calendar::{self, MONTHS};
use crate::diagnostic::Edit;
use crate::source::Span;
use crate::syntax::functions;
use crate::syntax::lines::{is_name_char, leading_word};
use crate::syntax::parser::{Rule, parse_line};
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
    if name.eq_ignore_ascii_case("tahun") {
        return period_behind(refused, year);
    }
    let gap = refused.before().len();
    let place = refused.span(gap, refused.mismatch.at + year.len() - gap);
    let written = format!("{name}[{year}]");
    let edits = vec![Edit::replace(place, format!("[{year}]"))];
    Some(instead(refused.here(), &format!("{name} {year}"), written, edits))
}

/// `realisasi triwulan 3`
pub fn bare_quarter(refused: &Refused) -> Option<WritingProblem> {
    let (word, quarter) = (refused.last_token(), refused.token());
    let is_quarter = word.eq_ignore_ascii_case("triwulan") && matches!(quarter, "1" | "2" | "3" | "4");
    let ends_a_name = refused.after_operand() || refused.wants(Rule::open_period) || refused.wants(Rule::period);
    if !is_quarter || !ends_a_name {
        return None;
    }
    period_behind(refused, &format!("triwulan {quarter}"))
}

/// `IKM[tw 3]`, `IKM[Q3]`, `IKM[TW III]`
pub fn short_quarter(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest();
    let is_behind = refused.wants(Rule::integer) && refused.before().to_lowercase().ends_with("triwulan");
    if !refused.wants(Rule::kw_triwulan) && !refused.wants(Rule::quarter) && !is_behind {
        return None;
    }
    let inside = &rest[..rest.find(']')?];
    let lower = inside.trim_end().to_lowercase();
    let said = ["kuartal", "quarter", "kwartal", "tw", "q"].into_iter().find_map(|word| lower.strip_prefix(word));
    // `[triwulan III]`: the word itself is right.
    let alone = refused.before().to_lowercase().ends_with("triwulan").then_some(lower.as_str());
    let quarter = calendar::quarter(said.or(alone)?.trim_start_matches([' ', '-', '.']))?;
    let (at, found) = (refused.mismatch.at, inside.trim_end());
    let written = if alone.is_some() { quarter.to_string() } else { format!("triwulan {quarter}") };
    let span = refused.span(at, found.len());
    let edits = vec![Edit::replace(span, written.clone())];
    Some(instead(span, found, written, edits))
}

/// `realisasi[tahun lalu]`
pub fn last_year(refused: &Refused) -> Option<WritingProblem> {
    let inside = &refused.rest()[..refused.rest().find(']')?];
    let word = inside.trim_end();
    let is_last = ["lalu", "kemarin", "sebelumnya"].iter().any(|known| word.eq_ignore_ascii_case(known));
    let lead = refused.before();
    let from = lead
        .len()
        .checked_sub("tahun".len())
        .filter(|from| lead.get(*from..).is_some_and(|word| word.eq_ignore_ascii_case("tahun")))?;
    let place = refused.span(from, refused.mismatch.at + word.len() - from);
    let found = format!("tahun {word}");
    is_last.then(|| instead(place, &found, "tahun-1", vec![Edit::replace(place, "tahun-1")]))
}

/// `AKIP[tahu-1]`: a slip of the word in the brackets; `AKIP[tahun1]`: a sign that was lost.
pub fn period_word(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest();
    let word = leading_word(rest);
    let shift = word.to_lowercase().strip_prefix("tahun").map(str::to_string);
    let shift = shift.filter(|shift| !shift.is_empty() && shift.bytes().all(|b| b.is_ascii_digit()));
    let near = match shift {
        // `tahun2023`
        Some(year) if year.len() == 4 => year,
        Some(shift) if shift.trim_start_matches('0').is_empty() => return None,
        Some(shift) => format!("tahun-{shift}"),
        // A number is no slip.
        None if word.contains(|c: char| c.is_ascii_digit()) => return None,
        None => crate::diagnostic::nearest(word, ["tahun", "awal", "akhir", "triwulan"])?.to_string(),
    };
    let line = format!("{}{near}{}", &refused.line[..refused.mismatch.at], &rest[word.len()..]);
    let is_whole = refused.before().ends_with('[') && word.len() > 2 && parse_line(refused.rule, &line).is_ok();
    let span = refused.span(refused.mismatch.at, word.len());
    is_whole.then(|| instead(span, word, near.clone(), vec![Edit::replace(span, near)]))
}

/// A period behind a name without its brackets: the last word before the mismatch begins it, and this is how it is written.
fn period_behind(refused: &Refused, period: &str) -> Option<WritingProblem> {
    let before = refused.before();
    let owner = before[..before.len() - refused.last_token().len()].trim_end();
    let name = owner.rsplit(|c: char| !is_name_char(c)).next().unwrap_or_default();
    if !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let from = owner.len() - name.len();
    let end = refused.mismatch.at + refused.token().len();
    let place = refused.span(owner.len(), end - owner.len());
    let found = refused.line[from..end].to_string();
    let edits = vec![Edit::replace(place, format!("[{period}]"))];
    Some(instead(refused.here(), &found, format!("{name}[{period}]"), edits))
}

/// `rata rata(…)`, `rata-rata tertimbang(…)`
pub fn apart(refused: &Refused) -> Option<WritingProblem> {
    if refused.token() != "(" {
        return None;
    }
    let before = refused.before();
    let is_part = |c: char| is_name_char(c) || c == ' ' || c == '-';
    let start = before.char_indices().rev().take_while(|(_, c)| is_part(*c)).last().map_or(before.len(), |(at, _)| at);
    let part = &before[start..];
    let words = branch::words(part);
    // The fewest words that make a function: what stands before them is no part of its name.
    let (from, written) = (2..=words.len()).find_map(|count| {
        let last = words.get(words.len() - count..)?;
        let joined: Vec<&str> = last.iter().map(|(_, word)| *word).collect();
        Some((start + last.first()?.0, functions::joined(&joined)?))
    })?;
    let place = refused.span(from, before.len() - from);
    Some(instead(place, &before[from..], written, vec![Edit::replace(place, written)]))
}

/// `berlaku mulai 1 Juli 2025`: rules change with the year.
pub fn part_of_a_year(refused: &Refused) -> Option<WritingProblem> {
    if refused.rule != Rule::in_force_line || !refused.wants(Rule::EOI) {
        return None;
    }
    let others = ["triwulan", "tw", "semester", "bulan", "tanggal"];
    let rest = refused.rest().trim_end();
    let word = leading_word(rest);
    if !MONTHS.iter().chain(&others).any(|known| word.eq_ignore_ascii_case(known)) {
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
