//! What tables do not show although it seems meant, in words.

use crate::diagnostic::{CellPlace, Code, Diagnostic, Edit, Place, Severity};
use crate::source::{Sources, Span};

/// Codes of one file that are indicators and stand in no table.
#[derive(Debug, Clone)]
pub struct Unshown {
    /// In the order of the data.
    pub codes: Vec<String>,
    /// The first of them.
    pub cell: CellPlace,
    /// One that a table shows.
    pub beside: String,
    /// What the first is a part of, if that is why it is not shown.
    pub whole: Option<String>,
}

/// A filter by a word that no row has.
#[derive(Debug, Clone)]
pub struct Unmatched {
    /// `sasaran`
    pub word: &'static str,
    /// What is sought.
    pub text: String,
    /// Its place.
    pub span: Span,
    /// The word that comes nearest.
    pub near: Option<String>,
    /// Some that there are.
    pub known: Vec<String>,
}

/// A formula over a target that is a range.
#[derive(Debug, Clone)]
pub struct RangeInFormula {
    /// Where the target is read.
    pub span: Span,
    /// The row.
    pub row: String,
    /// The range as it is shown.
    pub range: String,
}

impl Unshown {
    /// The whole message.
    pub fn into_diagnostic(self) -> Diagnostic {
        const MOST: usize = 4;
        let Unshown { codes, cell, beside, whole } = self;
        let more = codes.len().saturating_sub(MOST);
        let named = codes.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
        let named = if more > 0 { format!("{named}, dan {more} lagi") } else { named };
        let first = codes.first().cloned().unwrap_or_default();
        let title = format!("indikator {named} tidak tampil di tabel mana pun");
        let base = Diagnostic::new(Code::H0029, Severity::Warning, title).at_place(Place::Cell(cell), "");
        let base = match whole {
            Some(whole) => base.because(format!("{beside} tampil, dan {first} terbaca sebagai rincian {whole}")),
            None => base.because(format!("{beside}, yang setingkat, tampil")),
        };
        base.advise("bila bukan rincian, betulkan kodenya di data")
            .advise("bila rinciannya memang ditampilkan, tulis  turunan  sebagai ganti  rincian  pada  baris")
    }
}

impl Unmatched {
    /// The whole message.
    pub fn into_diagnostic(self) -> Diagnostic {
        let Unmatched { word, text, span, near, known } = self;
        let title = format!("tidak ada baris yang {word}nya \"{text}\"");
        let base = Diagnostic::new(Code::H0030, Severity::Warning, title).at(span, "");
        match near {
            Some(near) => base
                .suggest(format!("apakah maksud Anda \"{near}\"?"), vec![Edit::replace(span, format!("\"{near}\""))]),
            None if known.is_empty() => base.advise(format!("baris tabel ini tidak punya {word}")),
            None => {
                let known: Vec<String> = known.iter().map(|word| format!("\"{word}\"")).collect();
                base.advise(format!("yang ada: {}", known.join(", ")))
            }
        }
    }
}

impl RangeInFormula {
    /// The whole message.
    pub fn into_diagnostic(self, sources: &Sources) -> Diagnostic {
        const WORD: &str = "target";
        let RangeInFormula { span, row, range } = self;
        let title = format!("target {row} adalah rentang {range}, tidak dapat dihitung sebagai satu angka");
        let base = Diagnostic::new(Code::H0031, Severity::Warning, title).at(span, "");
        if !sources.slice(span).starts_with(WORD) {
            return base.advise("sebut ujungnya:  target_bawah  atau  target_atas");
        }
        let word = Span { end: span.start + WORD.len() as u32, ..span };
        ["target_bawah", "target_atas"]
            .into_iter()
            .fold(base, |base, end| base.suggest(format!("pakai ujungnya:  {end}"), vec![Edit::replace(word, end)]))
    }
}
