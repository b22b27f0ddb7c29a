//! The wording about footers: parts without a whole, which run over the rows that are shown, and values without a
//! column.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity, Suggestion};
use crate::source::Span;

/// The finding about `pagu rincian` there; `role` is what is summed.
pub fn parts_in_footer(span: Span, set: &str, role: String) -> Diagnostic {
    let title = format!("\"{set}\" dalam penutup belum jelas rincian siapa");
    let base = Diagnostic::new(Code::K0113, Severity::Error, title).at(span, "");
    let base = base.because("penutup merangkum baris yang tampil");
    let base = match set.eq_ignore_ascii_case(&role) {
        true => base,
        false => {
            let words = format!("tulis  {role}  bila yang dimaksud {role} baris tabel ini");
            base.suggest(words, vec![Edit::replace(span, role)])
        }
    };
    base.advise(format!("sebut namanya, misalnya  {set} \"7.01.01\""))
}

/// The finding about a value that no column shows; `column` is the one that lacks, if that is known.
pub fn without_column(span: Span, argument: &str, mends: Vec<Suggestion>, column: Option<String>) -> Diagnostic {
    let title = format!("tidak ada kolom {} tempat penutup ini berdiri", in_quotes(argument));
    let base = Diagnostic::new(Code::K0401, Severity::Error, title).at(span, "");
    let is_mended = !mends.is_empty();
    let base = mends.into_iter().fold(base, |base, mend| base.suggest(mend.text, mend.edits));
    match column {
        _ if is_mended => base,
        Some(column) => base.advise(format!("tambahkan  kolom {column}  ke tabel ini")),
        None if argument.starts_with("predikat ") => base.advise("tambahkan  kolom predikat  ke tabel ini"),
        None => base.advise("tambahkan kolom yang isinya dirangkum penutup ini, lalu sebut kolom itu dengan  pada"),
    }
}

/// The finding about `jumlah(pagu; serapan)` where each has its own column; `parts` says them one by one.
pub fn over_columns(span: Span, argument: &str, parts: String) -> Diagnostic {
    let title = format!("{} merangkum beberapa kolom sekaligus", in_quotes(argument));
    Diagnostic::new(Code::K0401, Severity::Error, title)
        .at(span, "")
        .suggest(format!("tiap kolom satu:  {parts}"), vec![Edit::replace(span, parts)])
}

/// The finding about `pada "% Serapan"`; `meant` is the content of the column with that heading, `own` that of
/// the column of what it sums up.
pub fn under_heading(span: Span, heading: &str, meant: Option<String>, own: Option<String>) -> Diagnostic {
    let told = |title: String| Diagnostic::new(Code::K0401, Severity::Error, title).at(span, "");
    let how = "sesudah  pada  ditulis isi kolom, bukan judulnya";
    match meant {
        Some(meant) => told(format!("{heading} adalah judul kolom, bukan isinya"))
            .because(how)
            .suggest(format!("tulis  pada {meant}"), vec![Edit::replace(span, meant)]),
        None => {
            let own = own.map_or(String::new(), |own| format!(", misalnya  pada {own}"));
            told(format!("tidak ada kolom {heading} tempat penutup ini berdiri")).advise(format!("{how}{own}"))
        }
    }
}

/// The finding about `subtotal IKU pada capaian`, which is the same below every group of rows.
pub fn subtotal_of_all((value, whole): (Span, Span), meant: Option<String>) -> Diagnostic {
    let title = "subtotal ini tidak menghitung kumpulannya: isinya sama di bawah setiap kumpulan".to_string();
    let base = Diagnostic::new(Code::K0414, Severity::Warning, title).at(value, "");
    let base = match meant {
        Some(meant) => {
            base.suggest(format!("bila yang dimaksud kumpulannya:  {meant}"), vec![Edit::replace(whole, meant)])
        }
        None => base,
    };
    base.advise("nilai seluruh tabel ditulis sebagai  penutup")
}

/// The finding about a subtotal that never shows, since the rows of its table are not grouped.
pub fn subtotal_alone(line: Span) -> Diagnostic {
    const WORD: usize = "subtotal".len();
    let start = line.start as usize;
    let word = Span::new(line.source, start, start + WORD);
    Diagnostic::new(
        Code::K0414,
        Severity::Warning,
        "subtotal ini tidak tampil: baris tabelnya tidak dikumpulkan".to_string(),
    )
    .at(word, "")
    .suggest("bila untuk seluruh tabel, tulis  penutup", vec![Edit::replace(word, "penutup")])
    .advise("bila untuk tiap kumpulan, tambahkan  kelompokkan sasaran")
}

/// Code in quotes, unless it has its own.
fn in_quotes(code: &str) -> String {
    if code.starts_with('"') { code.to_string() } else { format!("\"{code}\"") }
}
