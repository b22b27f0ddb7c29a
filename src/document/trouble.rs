//! What keeps a report from being filled, in words.

use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// Why a file is no report that can be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// A password, or rights, stand before it.
    Locked,
    /// A document of programs until 2003.
    OldWord,
    /// Another office file of that time.
    OldOffice,
    /// It is packed, and holds no document of Word.
    NotWord,
    /// An OpenDocument text.
    OpenDocument,
    /// It carries programs of its own.
    Macros,
    /// A template of Word.
    Template,
    /// It is no packed file at all.
    Foreign,
    /// It broke off, or does not hold together.
    Damaged,
    /// Unpacked it is larger than any report.
    TooLarge,
}

impl Unreadable {
    /// The message; `name` is how the file is called.
    pub fn into_diagnostic(self, name: &str) -> Diagnostic {
        let (what, advice) = match self {
            Unreadable::Empty => ("kosong", SAVE),
            Unreadable::Locked => ("dilindungi kata sandi", "buka di Word, hapus kata sandinya, lalu simpan"),
            Unreadable::OldWord => {
                ("dokumen Word lama (.doc)", "buka di Word atau LibreOffice, lalu simpan sebagai .docx")
            }
            Unreadable::OldOffice => ("bukan dokumen Word", SAVE),
            Unreadable::NotWord => ("bukan dokumen Word", SAVE),
            Unreadable::OpenDocument => {
                ("dokumen LibreOffice (.odt)", "buka di LibreOffice, lalu simpan sebagai .docx")
            }
            Unreadable::Macros => ("memuat makro", "buka di Word, lalu simpan sebagai .docx tanpa makro"),
            Unreadable::Template => ("templat Word", "buka di Word, lalu simpan sebagai .docx"),
            Unreadable::Foreign => ("bukan dokumen Word", SAVE),
            Unreadable::Damaged => ("rusak atau terpotong", "salin lagi berkasnya, atau buka di Word dan simpan lagi"),
            Unreadable::TooLarge => {
                ("terlalu besar sesudah dibuka", "bagi naskahnya, atau buka di Word dan simpan lagi sebagai .docx")
            }
        };
        let title = format!("naskah \"{name}\" tidak dapat diisi: {what}");
        Diagnostic::new(Code::B0701, Severity::Error, title).at_place(Place::File(name.to_string()), "").advise(advice)
    }
}

const SAVE: &str = "naskah ditulis di Word atau LibreOffice dan disimpan sebagai .docx";

/// What is wrong with a field, wherever its words are understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// `{` without `}`.
    Open,
    /// `{}`
    Empty,
    /// It stands where nothing may be changed.
    Within(Keeper),
    /// A table in the midst of words.
    NotAlone,
    /// A table where none can stand.
    NoPlace,
    /// What was filled before has lost what it said.
    Forgotten,
    /// What was filled before was torn.
    Torn,
}

/// What keeps words as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeper {
    Tracked,
    Link,
    Picture,
    WordField,
    /// A control of Word, a footnote mark, or what else stands in a line and is no text.
    Other,
}

impl Trouble {
    /// The message without its place.
    pub fn into_diagnostic(self) -> Diagnostic {
        let error = |code, title: &str| Diagnostic::new(code, Severity::Error, title);
        match self {
            Trouble::Open => error(Code::B0702, "isian ini tidak ditutup")
                .advise("tulis  }  di akhir isian, dalam paragraf yang sama"),
            Trouble::Empty => error(Code::B0702, "isian ini kosong")
                .advise("tulis apa yang diisikan, misalnya  {capaian IKU} , atau hapus"),
            Trouble::Within(keeper) => {
                let (what, advice) = match keeper {
                    Keeper::Tracked => {
                        ("perubahan yang dilacak", "terima atau tolak perubahannya di Word (Tinjau), lalu simpan")
                    }
                    Keeper::Link => ("tautan", "hapus tautannya di Word, atau tulis isiannya di luar tautan"),
                    Keeper::Picture => ("gambar", "pindahkan gambarnya ke luar  { … }"),
                    Keeper::WordField => ("bidang Word", "tulis isiannya di luar bidang itu"),
                    Keeper::Other => {
                        ("sesuatu yang bukan teks", "tulis lagi isiannya sekaligus, tanpa sisipan di dalamnya")
                    }
                };
                let title = match keeper {
                    Keeper::Tracked | Keeper::Link | Keeper::WordField => {
                        format!("isian di dalam {what} tidak dapat diisi")
                    }
                    Keeper::Picture | Keeper::Other => format!("isian memuat {what}"),
                };
                error(Code::B0703, &title).advise(advice)
            }
            Trouble::NotAlone => error(Code::B0704, "isian tabel tidak sendirian dalam paragrafnya")
                .advise("tekan Enter sebelum dan sesudahnya, sehingga paragraf itu hanya berisi isian tabel"),
            Trouble::NoPlace => error(Code::B0704, "tabel tidak dapat diletakkan di sini").advise(
                "pindahkan isian tabel ke paragraf biasa di luar sel tabel, kepala halaman, catatan, dan kotak teks",
            ),
            Trouble::Forgotten => error(Code::B0705, "isian lama ini tidak lagi menyimpan apa yang diisikan")
                .advise("hapus isinya, lalu tulis lagi isiannya, misalnya  {capaian IKU}"),
            Trouble::Torn => error(Code::B0705, "isian lama ini terpotong")
                .advise("hapus isinya, lalu tulis lagi isiannya dalam satu paragraf, misalnya  {capaian IKU}"),
        }
    }
}

/// A table that the rules do not have.
pub(super) fn no_table(name: &str, known: &[&str]) -> Diagnostic {
    let base = Diagnostic::new(Code::B0704, Severity::Error, format!("tidak ada tabel \"{name}\""));
    let known: Vec<&str> = known.iter().copied().filter(|name| !name.is_empty()).collect();
    match crate::diagnostic::nearest(name, known.iter().copied()) {
        Some(near) => base.advise(format!("apakah maksud Anda  {{tabel {near}}} ?")),
        None if known.is_empty() => base.advise("paket ini belum punya  tabel  bernama"),
        None => base.advise(format!("yang ada: {}", known.join(", "))),
    }
}

/// A report without anything to fill.
pub(super) fn no_fields(name: &str) -> Diagnostic {
    Diagnostic::new(Code::B0706, Severity::Error, format!("naskah \"{name}\" tidak memuat isian"))
        .at_place(Place::File(name.to_string()), "")
        .advise("tulis isian di tempat angka, misalnya  {capaian IKU}  atau  {tabel T31}")
}

/// A field whose value is missing.
pub(super) fn no_value(words: &str, state: &str, reason: &str) -> Diagnostic {
    let base = Diagnostic::new(Code::B0707, Severity::Warning, format!("{{{words}}} diisi \"{state}\""));
    if reason.is_empty() { base } else { base.because(reason.to_string()) }
}
