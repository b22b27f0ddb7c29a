//! The wording of findings about columns of the language with headers of a data file.

use super::super::calls::function_meant;
use super::super::foreign_calls::looks_up;
use super::structure::ReservedColumn;
use super::structure_words::SHOWN;
use crate::data::schema::HEADINGS;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::source::Span;
use crate::syntax::short;

/// What tells more of a name that nobody knows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// It looks like a cell of a spreadsheet, and nothing else is called so.
    pub is_cell: bool,
    /// The near one is what is being defined here: through another year it may be meant, else it is another name.
    pub is_own: bool,
    /// The near one stands in the same line already.
    pub is_beside: bool,
    /// The near one is no spelling of it: what is said for a role elsewhere, or with its year behind a `_`.
    pub is_said: bool,
    /// It stands behind a role as the heading of a column does.
    pub is_heading: bool,
    /// What is known of the definition of the near one.
    pub defined: Defined,
}

/// Of a definition with nearly an unknown name: which of the two spellings may be the wrong one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Defined {
    /// That of the unknown name: others use the definition, or its words spell its name.
    #[default]
    Rightly,
    /// Either: nothing else uses it. Where its name stands.
    Unused(Span),
    /// That of the definition: nothing else uses it, and its words spell the unknown name.
    Wrongly(Span),
}

/// `kolom kodee = "Kode IKP"`
pub(super) fn unknown_heading(
    (word, line): (Span, Span),
    name: &str,
    header: &str,
    near: Option<&'static str>,
) -> Diagnostic {
    let base = Diagnostic::new(Code::K0173, Severity::Error, format!("\"{name}\" bukan kolom bawaan")).at(word, "");
    let base = match near {
        Some(near) => base.suggest(format!("apakah maksud Anda {near}?"), vec![Edit::replace(word, near)]),
        None => {
            let mended = format!("kolom {name} \"{header}\"");
            base.suggest(format!("kolom tambahan ditulis tanpa =:  {mended}"), vec![Edit::replace(line, mended)])
        }
    };
    base.advise(format!("kolom bawaan: {}", HEADINGS.join(", ")))
}

/// `kolom target "…"`, `kolom sasaran teks`: a word of the language as the name of a further column.
pub(super) fn reserved(word: Span, name: &str, column: ReservedColumn) -> Diagnostic {
    let ReservedColumn { line, header, is_measured } = column;
    let title = format!("\"{name}\" sudah dipakai bahasa ini, tidak dapat menjadi nama");
    let base = Diagnostic::new(Code::K0107, Severity::Error, title).at(word, "");
    let is_known = !is_measured && HEADINGS.iter().any(|known| name.eq_ignore_ascii_case(known));
    let base = match header {
        Some(header) if is_known => base.suggest(
            format!("bila \"{header}\" judul kolom {name}, tulis  kolom {name} = \"{header}\""),
            vec![Edit::replace(line, format!("kolom {name} = \"{header}\""))],
        ),
        None if is_known => {
            base.suggest(format!("kolom {name} dibaca tanpa disebut: hapus baris ini"), vec![Edit::replace(line, "")])
        }
        _ => base,
    };
    base.suggest(format!("pakai nama lain, misalnya {name}_1"), vec![Edit::insert_after(word, "_1")])
}

/// A column, or a header, that is named twice.
pub(super) fn repeated_heading((line, first): (Span, Span), role: &str, header: Option<String>) -> Diagnostic {
    let title = match header {
        Some(header) => format!("judul \"{header}\" dinyatakan untuk dua kolom"),
        None => format!("kolom {role} dinyatakan dua kali"),
    };
    Diagnostic::new(Code::K0174, Severity::Error, title)
        .at(line, "")
        .at(first, "yang pertama di sini")
        .suggest("hapus yang kedua", vec![Edit::replace(line, "")])
}

/// `maka tidak terdefinisi`: allowed only in achievement rules.
pub(super) fn undefined(spans: Vec<Span>) -> Diagnostic {
    let title = "\"tidak terdefinisi\" hanya dapat ditulis dalam aturan capaian, bukan dalam rumus";
    let base = Diagnostic::new(Code::K0102, Severity::Error, title);
    let base = spans.into_iter().fold(base, |base, span| base.at(span, ""));
    base.because("hasil bagi dengan nol sudah dilaporkan tidak dapat dihitung")
        .advise("tulis rumusnya langsung, tanpa  jika … = 0 maka …")
}

/// A code as in formulas: a numeric one in quotes.
pub(super) fn as_code(name: &str) -> String {
    let is_bare = name.contains('.') && name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_bare { format!("\"{name}\"") } else { name.to_string() }
}

/// A numeric code that no `umum` covers: one of the two has another prefix than intended.
pub(super) fn uncovered(base: Diagnostic, name: &str, beginnings: &[String]) -> Diagnostic {
    let all: Vec<String> = beginnings.iter().map(|prefix| format!("umum \"{prefix}\"")).collect();
    base.advise(format!("{} tidak berawalan seperti  {} : periksa yang mana yang benar", short(name), all.join(", ")))
}

/// A name that nobody knows, with the first of its places.
pub(super) fn unknown_in(name: &str, spans: &[Span]) -> Diagnostic {
    let base = Diagnostic::new(Code::K0102, Severity::Error, format!("nama \"{}\" tidak dikenal", short(name)));
    let base = spans.iter().take(SHOWN).fold(base, |base, span| base.at(*span, ""));
    match spans.len() {
        0..=SHOWN => base,
        more => base.because(format!("nama ini dipakai di {} tempat lain juga", more - SHOWN)),
    }
}

/// A name that resembles another; it may be one that is to be declared, too.
pub(super) fn near(
    base: Diagnostic,
    (name, spans): (&str, &[Span]),
    (near, known_as): (String, String),
    (look, declare): (Look, Option<Span>),
) -> Diagnostic {
    let edits = spans.iter().map(|span| Edit::replace(*span, as_code(&near))).collect();
    let declare = declare.filter(|_| (look.is_own || look.is_beside || look.is_said) && !look.is_cell);
    let declared = |base: Diagnostic| declare.into_iter().fold(base, |base, at| as_quantity(base, name, at));
    let elsewhere =
        |place| (format!("bila {name} yang benar, ganti {near}{known_as}"), vec![Edit::replace(place, as_code(name))]);
    match look.defined {
        // In a sum it would count twice.
        _ if look.is_beside => {
            declared(base).suggest(format!("bila dimaksud {near}, yang sudah ada di baris ini, tulis {near}"), edits)
        }
        _ if look.is_said => declared(base.suggest(format!("bila dimaksud {near}, tulis {near}"), edits)),
        Defined::Wrongly(place) => {
            let (text, edits) = elsewhere(place);
            declared(base.suggest(text, edits))
        }
        // The spelling that stands in more places comes first. Names are written in capitals.
        Defined::Unused(place) if spans.len() > 1 || !near.eq_ignore_ascii_case(name) => {
            let here = (format!("bila {near} yang benar, tulis {near}"), edits);
            let both = if spans.len() > 1 { [elsewhere(place), here] } else { [here, elsewhere(place)] };
            declared(both.into_iter().fold(base, |base, (text, edits)| base.suggest(text, edits)))
        }
        Defined::Unused(_) | Defined::Rightly => {
            declared(base.suggest(format!("apakah maksud Anda {near}{known_as}?"), edits))
        }
    }
}

/// `kolom nama Indikator`: what stands behind a role may be the heading.
pub(super) fn as_heading(base: Diagnostic, name: &str, spans: &[Span]) -> Diagnostic {
    let quoted = format!("\"{name}\"");
    let edits = spans.iter().map(|span| Edit::replace(*span, quoted.clone())).collect();
    base.suggest(format!("bila itu judul kolom, tulis {quoted}"), edits)
}

/// A name that resembles nothing.
pub(super) fn unknown(base: Diagnostic, name: &str, is_column: bool, declare: Option<Span>) -> Diagnostic {
    let is_small = name.starts_with(char::is_lowercase);
    match (function_meant(name), declare) {
        (Some(word), _) if is_small => {
            base.advise(format!("bila yang dimaksud hitungan, tulis dengan tanda kurung:  {word}(…)"))
        }
        _ if is_column && is_small => undeclared(base, name),
        (_, Some(at)) => as_quantity(base, name, at),
        (_, None) if is_cell(name) => base.advise("bila itu sel Excel, tulis nama besarannya, misalnya  A / B"),
        (_, None) if ["semua", "seluruh", "indikator", "iku"].contains(&name) => {
            base.advise("semua anggota sebuah kelompok:  anggota IKU")
        }
        (_, None) => base.advise("periksa ejaannya, atau definisikan dulu"),
    }
}

/// A column of a table that no data file declares.
fn undeclared(base: Diagnostic, name: &str) -> Diagnostic {
    // Columns that reports have and data do not.
    if ["no", "no_", "nomor", "no_urut", "nomor_urut", "urutan"].contains(&name) {
        return base.advise("baris tabel tidak dinomori; hapus baris ini");
    }
    if ["status", "keterangan", "ket", "catatan"].contains(&name) {
        let declared = format!("kolom {name} \"{}\" teks", name);
        return base
            .advise("bila yang dimaksud penilaian capaiannya, tulis  kolom predikat")
            .advise(format!("bila itu kolom di berkas data, nyatakan di bawah  data :  {declared}"));
    }
    base.advise(format!("bila itu kolom di berkas data, nyatakan di bawah  data :  kolom {}", short(name)))
}

/// A name that may be an input, and where it would be declared.
fn as_quantity(base: Diagnostic, name: &str, at: Span) -> Diagnostic {
    let declared = if name.contains('.') { format!("\"{name}\"") } else { name.to_string() };
    let text = format!("bila {} adalah masukan dari data, nyatakan  besaran {}", short(name), short(&declared));
    base.suggest(text, vec![Edit::insert_before(at, format!("besaran {declared}\n"))])
}

/// `B2`, as spreadsheets call a cell.
pub(in crate::resolve) fn is_cell(name: &str) -> bool {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
    (1..=2).contains(&(name.len() - digits.len()))
        && (1..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A function that is none here and resembles none.
pub(super) fn unknown_function(base: Diagnostic, name: &str) -> Diagnostic {
    if name.eq_ignore_ascii_case("if") {
        return base.advise("pilihan ditulis  jika SYARAT maka NILAI selain itu NILAI");
    }
    if looks_up(name) {
        return base
            .advise("nilai menurut rentang ditulis sekali, sebagai  aturan konversi NAMA , lalu  NAMA(nilainya)");
    }
    let all: Vec<&str> = crate::syntax::functions::words().collect();
    base.advise(format!("yang ada: {}", all.join(", ")))
}
