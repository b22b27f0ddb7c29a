//! The words for footers of which one row holds what another has: it would count twice.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::plan::{Reason, Twice};
use crate::program::written_name;
use crate::source::{Sources, Span};
use std::sync::Arc;

/// What is told where it is so whatever the data.
pub fn certain(twice: &Twice, sources: &Sources) -> Option<Diagnostic> {
    told(twice, twice.certain.as_ref()?, sources)
}

/// What is told where a footer has no value for this reason; nothing for any other reason.
pub fn told(twice: &Twice, reason: &Reason, sources: &Sources) -> Option<Diagnostic> {
    let Reason::CountedTwice { part, whole, is_money } = reason else { return None };
    let error = |title: String| Diagnostic::new(Code::K0155, Severity::Error, title).at(twice.span, "");
    if *is_money {
        let title = format!("penutup ini menghitung uang {part} dua kali: sendiri, dan di dalam {whole}");
        return Some(error(title).advise(format!(
            "sisakan salah satunya, dalam  baris  atau dengan  saring kode <> \"{whole}\" ; jumlah(pagu) saja menghitung \
             uang sekali menurut  induk"
        )));
    }
    let title = format!("penutup ini menghitung {part} dua kali: sendiri, dan di dalam {whole}");
    let base = error(title);
    let mends = mends(twice, sources);
    Some(match mends.is_empty() {
        true => base.advise(format!(
            "sisakan salah satunya, dalam  baris  atau dengan  saring kode <> \"{whole}\" ; atau sebut yang dihitung, \
             misalnya  rata_rata(capaian anggota {}) pada capaian",
            written_name(whole)
        )),
        false => mends.into_iter().fold(base, |base, (text, edit)| base.suggest(text, vec![edit])),
    })
}

/// What the value may mean instead, where nothing else stands in the rows and it is one plain aggregate.
fn mends(twice: &Twice, sources: &Sources) -> Vec<(String, Edit)> {
    let whole = sources.slice(twice.span).trim();
    let (Some((word, _)), Some(members), Some(role)) = (whole.split_once('('), &twice.members, twice.plain) else {
        return Vec::new();
    };
    let role = sources.slice(role).trim();
    // In the middle of a formula a column is no part of it.
    if !is_alone(twice.span, sources) {
        return Vec::new();
    }
    let under = if has_column(twice.span, sources) { String::new() } else { format!(" pada {role}") };
    let before = whole.rsplit_once(';').and_then(|(before, _)| before.split_once('(')).map(|(_, share)| share);
    let before = before.map(|share| format!("{share}; ")).unwrap_or_default();
    let of_each = |names: &[Arc<str>]| {
        let each: Vec<String> = names.iter().map(|name| format!("{role} {}", written_name(name))).collect();
        match each.as_slice() {
            [only] => only.clone(),
            _ => format!("{word}({before}{})", each.join("; ")),
        }
    };
    let of_members = match twice.groups.as_slice() {
        [only] if twice.is_whole_group => format!("{word}({before}{role} anggota {})", written_name(only)),
        _ => of_each(members),
    };
    let mend = |which: &str, text: String| {
        let text = format!("{text}{under}");
        (format!("bila hanya {which}, tulis  {text}"), Edit::replace(twice.span, text))
    };
    vec![mend("anggotanya", of_members), mend("kelompoknya", of_each(&twice.groups))]
}

/// Whether `pada` follows a value already.
fn has_column(span: Span, sources: &Sources) -> bool {
    behind(span, sources).get(..5).is_some_and(|word| word.eq_ignore_ascii_case("pada "))
}

/// Whether a value is the whole of what its footer says there.
fn is_alone(span: Span, sources: &Sources) -> bool {
    let (behind, text) = (behind(span, sources), sources.get(span.source).text());
    let before = text.get(..span.start as usize).unwrap_or_default().trim_end();
    let ends = behind.is_empty() || behind.starts_with([';', '"', '#', '\n', '\r']) || has_column(span, sources);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let begins = before.ends_with(';') || ["penutup", "subtotal"].iter().any(|one| word.eq_ignore_ascii_case(one));
    ends && begins
}

fn behind(span: Span, sources: &Sources) -> &str {
    let text = sources.get(span.source).text();
    text.get(span.end as usize..).unwrap_or_default().trim_start()
}
