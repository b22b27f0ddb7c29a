//! Findings with several fixes: what the author most likely meant comes first.

use super::structure::{Begun, Lack};
use super::structure_words::SHOWN;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity, Suggestion};
use crate::program::written_name;
use crate::resolve::said::say_years;
use crate::source::{Sources, Span};
use crate::syntax::ast::Years;

/// A rule that is not in force in some year of its users.
pub(super) fn not_in_force(
    spans: &[Span],
    (kind, name): (&str, &str),
    years: Years,
    known: &[Years],
    begun: Option<Begun>,
) -> Diagnostic {
    let title = format!("aturan {kind} {name} tidak berlaku sepanjang tahun pemakainya");
    let base = Diagnostic::new(Code::K0118, Severity::Error, title);
    let base = spans.iter().take(SHOWN).fold(base, |base, span| base.at(*span, ""));
    let known: Vec<String> = known.iter().copied().map(say_years).collect();
    let base = base.because(format!("pemakainya: {}; aturan itu: {}", say_years(years), known.join(", ")));
    let base = match spans.len() {
        0..=SHOWN => base,
        more => base.because(format!("aturan ini disebut di {} tempat lain juga", more - SHOWN)),
    };
    match begun {
        Some(Begun { at, year, is_enough: true }) => base
            .propose(
                format!("apakah maksud Anda  berlaku mulai {year} ?"),
                vec![Edit::replace(at, format!("berlaku mulai {year}"))],
            )
            .advise(format!(
                "bila memang hanya {year}, batasi tahun pemakainya, atau tulis aturan {name} untuk tahun lain"
            )),
        Some(Begun { at, year, is_enough: false }) => base
            .suggest(format!("bila untuk semua tahun, hapus  berlaku {year}"), vec![Edit::replace(at, "")])
            .advise(format!("bila mulai {year}, tulis  berlaku mulai {year}  pada aturan {name} dan pada pemakainya")),
        None => base.advise(format!("perpanjang  berlaku  pada aturan {kind} {name}, atau batasi tahun pemakainya")),
    }
}

/// Weights that do not add up to the whole: one of few is mistyped, or a percent sign is missing, before it may be
/// intended.
pub(super) fn weight_sum(
    span: Span,
    sum: &str,
    whole: &str,
    percent: Option<Vec<Edit>>,
    lack: Option<Lack>,
) -> Diagnostic {
    let accept = "terima jumlah bobot \"…\"";
    let meant = format!("bila memang demikian menurut aturannya, tulis  {accept}");
    let base = Diagnostic::new(Code::K0134, Severity::Error, format!("bobot berjumlah {sum}, seharusnya {whole}"));
    let Lack { words, members } = lack.unwrap_or_else(|| Lack { words: String::new(), members: Vec::new() });
    let base = base.at(span, words);
    let is_mended = percent.is_some() || !members.is_empty();
    let base = match percent {
        Some(edits) => base.suggest("tulis tanda persennya pada tiap bobot", edits),
        None => base,
    };
    let base = members.into_iter().fold(base, |base, (name, weight, edit)| {
        base.suggest(format!("bila yang keliru bobot {name}, tulis  {name} {weight}"), vec![edit])
    });
    match is_mended {
        true => base.suggest(meant, vec![Edit::insert_after(span, format!("\n  {accept}"))]),
        false => base.advise("cocokkan tiap bobot dengan pedomannya, lalu perbaiki yang keliru").advise(meant),
    }
}

/// `capaian anggota` outside of a function; with weights beside it, the mean that they are for comes first.
pub(super) fn set_as_value(span: Span, written: &str, is_weighted: bool) -> Diagnostic {
    let title = format!("\"{written}\" berisi banyak nilai, bukan satu");
    let base = Diagnostic::new(Code::K0117, Severity::Error, title).at(span, "");
    let within =
        |function: &str| vec![Edit::insert_before(span, format!("{function}(")), Edit::insert_after(span, ")")];
    let plain = ("bila dimaksud rata-ratanya, tulis  rata_rata(…)", within("rata_rata"));
    let weighted = ("bila bobotnya dipakai, tulis  rata_rata_tertimbang(…)", within("rata_rata_tertimbang"));
    match is_weighted {
        true => base
            .suggest(weighted.0, weighted.1)
            .suggest("bila semua anggota sama berat, tulis  rata_rata(…)", plain.1)
            .advise("dapat juga  jumlah(…), terkecil(…), terbesar(…)"),
        false => base
            .suggest(plain.0, plain.1)
            .advise("dapat juga  jumlah(…), rata_rata_tertimbang(…) menurut bobot, terkecil(…), terbesar(…)"),
    }
}

/// Words that are neither a name nor a role and a name.
pub(super) fn phrase(span: Span, phrase: &str, mut mends: Vec<String>) -> Diagnostic {
    let title = format!("\"{phrase}\" tidak dapat dimengerti");
    let base = Diagnostic::new(Code::K0114, Severity::Error, title).at(span, "");
    let of_last_year = match of_last_year(phrase) {
        Some("") => return base.advise("tulis nilai yang dimaksud, misalnya  realisasi[tahun-1]"),
        Some(of) => Some(format!("{of}[tahun-1]")),
        None => None,
    };
    if mends.len() > 1 {
        let edit = |mend: &String| vec![Edit::replace(span, mend)];
        return mends.iter().fold(base, |base, mend| base.suggest(format!("bila yang dimaksud  {mend}"), edit(mend)));
    }
    // Nothing is suggested that is already written.
    let mend = mends.pop().or(of_last_year).filter(|mend| mend != phrase);
    match mend {
        Some(mend) if mend.contains('\n') => {
            base.suggest("tulis tiap kolom di baris tersendiri", vec![Edit::replace(span, mend)])
        }
        Some(mend) => base.suggest(format!("apakah maksud Anda {mend}?"), vec![Edit::replace(span, mend)]),
        None => {
            base.advise("tulis satu nama, peran diikuti nama (target AKIP), atau tanda hitung di antaranya (+ - * /)")
        }
    }
}

/// What precedes `tahun lalu` at the end of words.
fn of_last_year(phrase: &str) -> Option<&str> {
    let (before, last) = phrase.trim().rsplit_once(char::is_whitespace)?;
    let before = before.trim_end();
    let of = before.len().checked_sub("tahun".len()).filter(|at| before.is_char_boundary(*at))?;
    let is_last = ["lalu", "kemarin", "sebelumnya"].iter().any(|word| last.eq_ignore_ascii_case(word));
    (is_last && before[of..].eq_ignore_ascii_case("tahun")).then(|| before[..of].trim_end())
}

/// Two of what may be there once, each with its place and what goes with it: of two that say the same the second is not needed, nor is
/// one that says no more than its first line; of two that differ only the author knows which is right.
pub(super) fn either(
    base: Diagnostic,
    sources: &Sources,
    (first, first_block): (Span, Span),
    (second, second_block): (Span, Span),
) -> Diagnostic {
    let said = |span: Span| sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let (one, other) = (said(first_block), said(second_block));
    let drop = |span: Span| vec![Edit::replace(span, "")];
    let is_part = |short: &str, long: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    let is_head = |block: Span| !sources.slice(block).trim().contains('\n');
    match () {
        () if one == other => base.mend(Suggestion::restoring("hapus yang kedua, isinya sama", drop(second_block))),
        () if first != first_block && is_head(first_block) && is_part(&one, &other) => {
            base.mend(Suggestion::restoring("hapus yang pertama, yang tidak berisi", drop(first_block)))
        }
        () if first != first_block && is_head(second_block) && is_part(&other, &one) => {
            base.mend(Suggestion::restoring("hapus yang kedua, yang tidak berisi", drop(second_block)))
        }
        () => {
            // Lines are told by what they say, definitions by their places.
            let (one, other) = match first == first_block && one.len().max(other.len()) <= LONGEST_SHOWN {
                true => (one, other),
                false => (sources.place(first), sources.place(second)),
            };
            base.propose(format!("bila  {one}  yang benar, hapus yang kedua"), drop(second_block))
                .propose(format!("bila  {other}  yang benar, hapus yang pertama"), drop(first_block))
        }
    }
}

/// A rule that is near another, which nothing uses perhaps: then either may be the misspelt one.
pub(super) fn near_rule(
    base: Diagnostic,
    name: &str,
    near: &str,
    edits: Vec<Edit>,
    unused: Option<(Span, String)>,
) -> Diagnostic {
    match unused {
        Some((at, place)) => base
            .propose(format!("bila {name} yang benar, ganti {near} ({place})"), vec![Edit::replace(at, name)])
            .propose(format!("bila {near} yang benar, tulis {near}"), edits),
        None => base.suggest(format!("apakah maksud Anda {near}?"), edits),
    }
}

/// Longer lines are told by their places.
const LONGEST_SHOWN: usize = 80;

/// Whether a file is named like a copy made beside the original: `iku - Copy.takar`, `iku (1).takar`.
pub(super) fn is_copy(name: &str) -> bool {
    let name = name.to_lowercase();
    let plain = name.strip_suffix(".takar").unwrap_or(&name);
    let numbered = plain.ends_with(')')
        && plain.rsplit('(').next().is_some_and(|rest| rest.trim_end_matches(')').parse::<u8>().is_ok());
    numbered || ["- copy", "- salin", "copy of ", "salinan "].iter().any(|mark| plain.contains(mark))
}

/// A weight for something that is not a member; a misspelt member is corrected.
pub(super) fn stranger(span: Span, name: &str, near: Option<&str>, member: Option<Edit>, group: &str) -> Diagnostic {
    let title = format!("{name} diberi bobot, tetapi bukan anggota {group}");
    let base = Diagnostic::new(Code::K0135, Severity::Error, title).at(span, "");
    match (near, member) {
        (Some(near), _) => {
            base.propose(format!("apakah maksud Anda {near}?"), vec![Edit::replace(span, written_name(near))])
        }
        (None, Some(member)) => {
            base.suggest(format!("bila memang anggota, tambahkan  {name}  pada anggota {group}"), vec![member])
        }
        (None, None) => base.advise(format!("hapus dari baris bobot, atau tambahkan pada anggota {group}")),
    }
}

/// Members without a weight.
pub(super) fn missing_weight(span: Span, names: &[String], rest: Option<String>, group: &str) -> Diagnostic {
    let title = format!("anggota {group} belum diberi bobot: {}", names.join(", "));
    let base = Diagnostic::new(Code::K0136, Severity::Error, title).at(span, "");
    match (names, rest) {
        ([only], Some(rest)) => {
            let weight = format!("; {} {rest}", written_name(only));
            base.suggest(
                format!("tambahkan  {weight}  bila sisanya memang bobotnya"),
                vec![Edit::insert_after(span, weight)],
            )
        }
        _ => base.advise("tambahkan bobot masing-masing di baris itu; bobot semua anggota berjumlah 100%"),
    }
}

/// A definition that nothing uses, and the lines that may have been meant to.
pub(super) fn unused(span: Span, block: Span, (kind, name): (&str, &str), places: &[String]) -> Diagnostic {
    let title = format!("{kind} \"{name}\" tidak dipakai di mana pun");
    let base = Diagnostic::new(Code::K0110, Severity::Warning, title).at(span, "");
    let base = base.suggest("hapus bila memang tidak perlu", vec![Edit::replace(block, "")]);
    match kind.starts_with("aturan") {
        _ if places.is_empty() => base,
        true => base.advise(format!("bila perlu, tulis pada yang memakainya:  {}", places.join(" , "))),
        false => base.advise(format!("bila perlu, tambahkan pada  {}", places.join(" , atau pada  "))),
    }
}
