//! Text in a header that is written like a unit or a factor and is unknown: `(puluh juta)`, `, M`, `(Rp jutra)`. It is
//! reported, and the figures are not used: they may be off by a factor of a thousand.
//!
//! Labels (`(K)`, `(n)`, `(5)`), years, scales (`(0-100)`), formulas (`(4/3*100)`) and names (`(IKU)`, `(DAK)`) are not
//! units.

use super::measure::{Said, bracketed};
use super::unit_words::{capital, is_count, is_currency, is_part_of_one, is_permil, is_unit, known_words, said};
use super::{HeaderColumn, Role, ValueKind, money_of};
use crate::calendar::printed_year;
use crate::data::csv::{Row, Sheet};
use crate::data::problem::DataProblem;
use crate::data::schema::Schema;
use crate::diagnostic::nearest::one_slip;
use crate::number;
use crate::source::sheet::BELOW;

/// A part of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread {
    /// The rest of the header.
    pub bare: String,
    pub words: String,
    /// Whether the figures may well differ from what they seem; else it is only pointed out.
    pub is_sure: bool,
}

/// No unit has more words, or is longer.
const MOST_WORDS: usize = 5;
const LONGEST: usize = 40;

/// The part of a header that looks like a unit and is not understood. Only text in brackets counts if the words around
/// it are the office's own. If nothing else says whether the column holds money, its words do.
pub(super) fn unread_of(header: &str, is_money: Option<bool>, in_brackets: bool) -> Option<Unread> {
    if header.len() > 200 {
        return None;
    }
    let of_words = || {
        let lower = header.to_lowercase();
        money_of(header).is_some() || ["pagu", "serapan"].iter().any(|word| lower.contains(word))
    };
    let is_money = is_money.unwrap_or_else(of_words);
    let one = |bare: &str, words: &str, is_sure: bool| {
        let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = bare.trim_end_matches([',', ':', '-', ' ']).to_string();
        (!bare.is_empty()).then(|| Unread { bare, words: words.trim().to_string(), is_sure })
    };
    let mut weak = None;
    for (at, inside) in bracketed(header) {
        let Some(is_sure) = grade(inside, is_money) else { continue };
        let found = one(&format!("{} {}", &header[..at], &header[at + inside.len() + 2..]), inside, is_sure);
        match is_sure {
            true => return found,
            false => weak = weak.or(found),
        }
    }
    if weak.is_some() || in_brackets || header.contains(BELOW) {
        return weak;
    }
    let behind = |(before, words): (&str, &str)| one(before, words, grade(words, is_money)?);
    let led = || {
        let lower = header.to_ascii_lowercase();
        let leads = [" dalam ", " dlm ", " dlm. ", " satuan "];
        let at = leads.iter().filter_map(|lead| lower.find(lead)).min()?;
        header.split_at_checked(at)
    };
    // `Kasus/ribu`: a rate, or a factor.
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>();
    let names_factor = |text: &str| words(text).iter().any(|word| number::zeros(word).is_some() || word == "000");
    let stroke = || header.rsplit_once('/').filter(|(_, rest)| names_factor(rest));
    let marked = || header.rsplit_once(',').and_then(behind).or_else(|| stroke().and_then(behind));
    marked().or_else(|| led().and_then(behind)).or_else(|| {
        let starts = header.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
        starts
            .filter_map(|at| header.split_at_checked(at))
            .find(|(_, rest)| is_bare_unit(rest, is_money))
            .and_then(behind)
    })
}

/// Whether a text would be a unit or a factor if it were known, and says more than that figures are in rupiah.
pub(in crate::data) fn looks_like_unit(text: &str) -> bool {
    said(text, &|_| false).is_none() && grade(text, false) == Some(true)
}

/// The same, or may be.
pub(super) fn may_be_unit(text: &str) -> bool {
    said(text, &|_| false).is_none() && grade(text, false).is_some()
}

/// Whether a text beside a number changes its value: `000`, `jutra`, `puluh orang`.
pub(in crate::data) fn is_factor(text: &str) -> bool {
    is_bare_unit(text, false) && text.to_lowercase().split_whitespace().any(multiplies)
}

/// Whether a unit changes the value of figures: `ribu orang`, `puluh ton`, `desimal`.
pub(in crate::data) fn says_factor(text: &str) -> bool {
    let is_other = |said: Said| said.zeros > 0 || said.unit.as_deref().is_some_and(is_part_of_one);
    said(text, &|_| false).is_some_and(is_other) || is_factor(text)
}

/// Whether every word of a text belongs to a unit, without brackets or punctuation: `100 ribu`, `Rp 1 M`.
fn is_bare_unit(text: &str, is_money: bool) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_it = |word: &&str| {
        let lower = word.to_lowercase();
        let lower = lower.trim_end_matches(['.', ',']);
        let is_money = is_money && capital(word.trim_end_matches('.')).is_some();
        let is_number = !lower.is_empty() && lower.bytes().all(|b| b.is_ascii_digit()) && printed_year(lower).is_none();
        is_money || is_number || is_rupiah(lower) || multiplies(lower) || is_unit(lower)
    };
    !words.is_empty() && words.len() <= 4 && words.iter().all(is_it)
}

fn is_rupiah(word: &str) -> bool {
    matches!(word, "rp" | "rupiah" | "idr")
}

/// Whether a lower-case word is a multiplier: `000`, `juta`, `jutra`, `puluh`, `10^5`.
fn multiplies(word: &str) -> bool {
    let zeros = word.trim_start_matches('1');
    let is_zeros = zeros.len() > 1 && word.len() - zeros.len() < 2 && zeros.bytes().all(|byte| byte == b'0');
    let is_power = word.starts_with("10^") || word.starts_with(['⁰', '¹', '²', '³']);
    let is_slip = || {
        let factors = ["ribu", "ribuan", "juta", "jutaan", "miliar", "milyar", "triliun"];
        word.len() > 3 && factors.iter().any(|known| one_slip(word, known))
    };
    is_zeros
        || is_power
        || number::zeros(word).is_some()
        || number::written_zeros(word).is_some()
        || is_count(word)
        || is_slip()
}

/// Whether a text is certainly an unknown factor or unit, or may be one; none if it is something else.
fn grade(text: &str, is_money: bool) -> Option<bool> {
    let lower = text.trim().to_lowercase();
    if lower.len() > LONGEST || lower.contains('=') || is_scale(&lower) {
        return None;
    }
    if is_money && capital(text.trim().trim_end_matches(['.', ','])).is_some() {
        return Some(true);
    }
    // `(K)`, `(M)`: the symbol of the column in formulas; for money it may be a factor.
    if text.trim().chars().count() == 1 && text.trim().chars().all(char::is_uppercase) {
        return (is_money && lower == "k").then_some(false);
    }
    if is_permil(&lower) {
        return Some(true);
    }
    let is_mark =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '/' | '-' | '–' | '*' | ':' | ';' | '_');
    let words: Vec<&str> = lower.split(is_mark).map(|word| word.trim_matches(['.', ',', '\'', '’'])).collect();
    let is_lead = |word: &&&str| matches!(**word, "" | "dalam" | "dlm" | "satuan" | "x");
    let words: Vec<&str> = words.iter().skip_while(is_lead).copied().filter(|word| !word.is_empty()).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| printed_year(word).is_none()).collect();
    let is_number = |word: &&&str| word.bytes().all(|byte| byte.is_ascii_digit()) && !multiplies(word);
    if words.is_empty() || words.len() > MOST_WORDS || words.iter().filter(is_number).count() > 1 {
        return None;
    }
    if words.iter().any(|word| multiplies(word) || is_currency(word) || is_permil(word)) {
        return Some(true);
    }
    if words.iter().any(|word| is_rupiah(word)) {
        return (!is_money).then_some(false);
    }
    if words.iter().any(|word| is_unit(word)) {
        return match words.iter().any(|word| is_number(&word)) {
            true => Some(true),
            false => (words.len() < 3).then_some(false),
        };
    }
    let [word] = words.as_slice() else { return None };
    let is_slip = word.len() > 3 && known_words().any(|known| one_slip(word, known));
    // `bh`, `kk`: a short unpronounceable word is a unit, or in capitals a name.
    let is_cut = (2..5).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_lowercase() && !b"aeiou".contains(&byte))
        && !text.trim().chars().all(|c| !c.is_lowercase())
        && !matches!(
            *word,
            "tw" | "trw" | "thn" | "th" | "bln" | "smt" | "sd" | "ttl" | "tgl" | "no" | "rkpd" | "dll" | "ket"
        );
    (is_slip || is_cut).then_some(true)
}

/// `0-100`, `1 s.d. 4`: the range of figures.
fn is_scale(text: &str) -> bool {
    let text = text.strip_prefix("skala ").unwrap_or(text);
    let marks = ["s.d.", "s/d", "sampai", "..", "-", "–", "—"];
    let is_number = |text: &str| {
        let text = text.trim();
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    marks.iter().any(|mark| text.split_once(mark).is_some_and(|(low, high)| is_number(low) && is_number(high)))
}

/// Reports them, column by column; the figures below are not used if they may differ.
pub(super) fn tell_unread(
    (sheet, row): (&Sheet, &Row),
    schema: &Schema,
    (columns, problems): (&mut [HeaderColumn], &mut Vec<DataProblem>),
) {
    for at in 0..columns.len() {
        let column = &columns[at];
        if !column.role.holds_numbers() || column.disputed.is_some() {
            continue;
        }
        let is_declared = !schema.headed(&column.name).is_empty();
        let is_named = is_declared || schema.heading(&column.name).is_some();
        let is_money = matches!(column.role, Role::Value(_, ValueKind::Money));
        let rest = column.measure.as_ref().map_or(&*column.name, |measure| &measure.bare);
        let found = unread_of(rest, Some(is_money), is_declared);
        let Some(found) = found else { continue };
        if schema.has_unit(&found.words.to_lowercase()) {
            columns[at].doubtful = Some((found.bare, found.words.to_lowercase()));
            continue;
        }
        let is_same = |other: &HeaderColumn| {
            other.role == column.role && (other.year, other.quarter) == (column.year, column.quarter)
        };
        // As with known units, of two columns for one thing the plain one counts.
        if !is_named && columns.iter().enumerate().any(|(other, column)| other != at && is_same(column)) {
            columns[at].role = Role::Unused;
            continue;
        }
        let Unread { bare, words, is_sure } = found;
        let cell = sheet.cell(row, at, &column.name);
        let problem = DataProblem::UnreadUnit { cell, words, bare, is_named, is_money, is_sure };
        if is_sure {
            columns[at].disputed = Some(problem.message().into());
        }
        problems.push(problem);
    }
}
