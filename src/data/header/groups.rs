//! Headers that mean the same as a word of the language, in more words: `Target di bawah Kinerja`, `Target Tahunan`,
//! `Realisasi s.d. Desember`.

use super::quarters::split_quarter;
use super::{HeaderColumn, Role, ValueKind};
use crate::data::Field;
use crate::data::printed::{ACHIEVEMENT, MEASURED, field_of, is_share, printed};
use crate::source::sheet::BELOW;

/// Words above the columns of money.
const MONEY: [&str; 3] = ["anggaran", "keuangan", "belanja"];

const TARGET: Role = Role::Value(Field::Target, ValueKind::Scaled);
const VALUE: Role = Role::Value(Field::Value, ValueKind::Scaled);

/// The meaning of such a header.
pub(super) fn role(header: &str) -> Option<Role> {
    if header.contains(BELOW)
        && let Some(role) = below(header)
    {
        return Some(role);
    }
    let words = words(header);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["target", "tahunan" | "setahun"] => Some(TARGET),
        ["realisasi", "tahunan" | "setahun"] => Some(VALUE),
        words => is_up_to(lead(words)?).then_some(VALUE),
    }
}

/// Whether a header without its quarter is that of a value up to it: `Realisasi s.d.`
pub(super) fn is_lead(header: &str) -> bool {
    let words = words(header);
    lead(&words.iter().map(String::as_str).collect::<Vec<_>>()).is_some_and(<[&str]>::is_empty)
}

/// The quarter up to which the figures of a header are, whatever they are of: `Target s.d. TW II`.
pub(in crate::data) fn up_to(header: &str) -> Option<u8> {
    let words = words(header);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (_, words) = words.split_first()?;
    let until = match words {
        ["s", "d", rest @ ..] | ["sampai", "dengan", rest @ ..] | ["sd" | "sampai" | "hingga", rest @ ..] => rest,
        _ => return None,
    };
    split_quarter(&until.join(" ")).filter(|(rest, _)| rest.is_empty()).map(|(_, quarter)| quarter)
}

/// A header below the word for a group of columns.
fn below(header: &str) -> Option<Role> {
    let (own, group) = header.split_once(BELOW)?;
    let letters = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let (word, group) = (letters(own), letters(group));
    if MEASURED.contains(&&*group) {
        return match &*word {
            "target" => Some(TARGET),
            "realisasi" | "real" => Some(VALUE),
            _ if is_share(header) => Some(achieved()),
            _ => printed(own).filter(|name| *name == ACHIEVEMENT).map(|_| achieved()),
        };
    }
    let field = match &*word {
        "pagu" | "alokasi" | "anggaran" | "target" => Field::Budget,
        "realisasi" | "real" | "serapan" => Field::Spent,
        _ => return None,
    };
    let is_percent = own.contains('%');
    (MONEY.contains(&&*group) && !is_percent).then_some(Role::Value(field, ValueKind::Money))
}

/// A printed achievement.
fn achieved() -> Role {
    Role::Value(field_of(ACHIEVEMENT), ValueKind::Printed)
}

/// The words of a header in reading order: those above first.
fn words(header: &str) -> Vec<String> {
    let words = |part: &str| -> Vec<String> {
        part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    header.rsplit(BELOW).flat_map(words).collect()
}

/// What follows `realisasi s.d.`
fn lead<'w>(words: &'w [&'w str]) -> Option<&'w [&'w str]> {
    match words {
        ["realisasi", "s", "d", rest @ ..] | ["realisasi", "sampai", "dengan", rest @ ..] => Some(rest),
        ["realisasi", "sd" | "sampai", rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Words for now, or for the end of the year: the value up to then is the value of the year.
fn is_up_to(words: &[&str]) -> bool {
    match words {
        [_, "ini"] | ["31", "desember"] | ["desember"] | ["akhir", "tahun"] => true,
        words => split_quarter(&words.join(" ")).is_some_and(|(rest, quarter)| rest.is_empty() && quarter == 4),
    }
}

/// If a column has the word of the language itself, others with the same meaning are not read; else the first is.
pub(super) fn settle_groups(columns: &mut [HeaderColumn], is_named: impl Fn(&str) -> bool) {
    let money = |field| Role::Value(field, ValueKind::Money);
    for role in [TARGET, VALUE, money(Field::Budget), money(Field::Spent)] {
        let is_it = |at: &usize| {
            let column = &columns[*at];
            column.role == role && column.year.is_none() && column.quarter.is_none()
        };
        let all = (0..columns.len()).filter(is_it);
        let (others, own): (Vec<usize>, Vec<usize>) =
            all.partition(|at| !is_named(&columns[*at].name) && self::role(&columns[*at].name).is_some());
        let kept = usize::from(own.is_empty());
        others.into_iter().skip(kept).for_each(|at| columns[at].role = Role::Unused);
    }
}
