//! What keeps a report from being filled, in words.

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::source::Span;

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
    /// Braces within a field.
    Braces,
    /// What looks like a field stands where none is looked for.
    Unread(Keeper),
    /// The title of a control says something else than what is kept: it came from another report.
    Stranger { title: String, says: String },
    /// What was filled before says something else now, and nothing tells where it ends.
    Changed,
    /// What was filled before is more than a line.
    Spread,
    /// Somebody typed over what was filled before; it is replaced.
    Retyped,
    /// A table has more or fewer rows or columns than were written: then and now.
    Grown((usize, usize), (usize, usize)),
    /// What would be lost with a table that is made anew.
    Holds(Keeper),
    /// A caption, or a line of notes, that does not stand at its table any more.
    Alone,
    /// The caption was changed; it stays.
    Titled,
    /// A line of notes was changed.
    Noted,
}

/// What keeps words as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeper {
    Tracked,
    /// Deleted, or moved away, and still there until somebody accepts that.
    Deleted,
    Link,
    Picture,
    WordField,
    /// A control that shows what Word keeps elsewhere.
    Bound,
    /// A control that holds nothing but text.
    Plain,
    Control,
    Equation,
    Comment,
    Footnote,
    Bookmark,
    PageBreak,
    Table,
    Chart,
    /// Words in shapes of SmartArt.
    Diagram,
    /// Title and the like of the document.
    Properties,
    /// What is said of a picture to those who do not see it.
    Description,
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
                let what = keeper.words();
                let title = match keeper {
                    Keeper::Picture | Keeper::Other | Keeper::Footnote | Keeper::Comment | Keeper::PageBreak => {
                        format!("isian memuat {what}")
                    }
                    Keeper::Tracked
                    | Keeper::Deleted
                    | Keeper::Link
                    | Keeper::WordField
                    | Keeper::Bound
                    | Keeper::Plain
                    | Keeper::Control
                    | Keeper::Equation
                    | Keeper::Bookmark
                    | Keeper::Chart
                    | Keeper::Diagram
                    | Keeper::Properties
                    | Keeper::Description
                    | Keeper::Table => format!("isian di dalam {what} tidak dapat diisi"),
                };
                error(Code::B0703, &title).advise(keeper.advice())
            }
            Trouble::Braces => error(Code::B0702, "isian ini memuat kurung kurawal")
                .advise("kurung kurawal sebagai teks ditulis sebagai isian teks:  {\"{\"}  dan  {\"}\"}"),
            Trouble::Unread(keeper) => Diagnostic::new(
                Code::B0709,
                Severity::Warning,
                format!("isian di dalam {} tidak diisi", keeper.words()),
            )
            .advise("bila itu isian, tulis di paragraf biasa"),
            Trouble::Stranger { title, says } => {
                error(Code::B0705, &format!("isian lama ini berjudul \"{title}\", tetapi yang tersimpan \"{says}\""))
                    .because("mungkin disalin dari naskah lain")
                    .advise(format!("hapus isinya, lalu tulis isiannya, misalnya  {{{title}}}"))
            }
            Trouble::Changed => error(Code::B0705, "isian lama ini diubah, dan batasnya tidak dikenal lagi")
                .advise("hapus isinya, lalu tulis lagi isiannya, misalnya  {capaian IKU}"),
            Trouble::Spread => error(Code::B0705, "isian lama ini lebih dari satu paragraf")
                .advise("hapus isinya, lalu tulis lagi isiannya, misalnya  {capaian IKU}"),
            Trouble::Retyped => Diagnostic::new(Code::B0709, Severity::Warning, "yang diketik di isian lama ini diganti")
                .advise("supaya tetap, tulis di luar isiannya"),
            Trouble::Grown(then, now) => error(
                Code::B0705,
                &format!(
                    "tabel isian ini kini {} baris dan {} kolom, dulu {} dan {}",
                    now.0, now.1, then.0, then.1
                ),
            )
            .because("tabel isian diganti seluruhnya, jadi baris dan kolom Anda akan hilang")
            .advise("pindahkan baris Anda ke tabel lain; bila perlu hapus tabel ini beserta judulnya dan tulis lagi isiannya"),
            Trouble::Holds(keeper) => error(Code::B0703, &format!("tabel isian ini memuat {}", keeper.words()))
                .because("tabel isian diganti seluruhnya, jadi itu akan hilang")
                .advise("pindahkan ke luar tabel, misalnya ke judulnya atau ke paragraf di bawahnya"),
            Trouble::Alone => error(Code::B0705, "judul atau catatan tabel ini terpisah dari tabelnya")
                .advise("letakkan lagi tepat di tabelnya; bila tabelnya sudah tidak ada atau disunting, hapus semuanya dan tulis lagi isiannya"),
            Trouble::Titled => Diagnostic::new(Code::B0709, Severity::Warning, "judul tabel ini diubah di naskah; dibiarkan")
                .advise("hapus judul itu bila judul dari aturan yang dipakai"),
            Trouble::Noted => error(Code::B0705, "catatan di bawah tabel ini diubah di naskah")
                .because("catatan tabel diganti seluruhnya, jadi tulisan Anda akan hilang")
                .advise("pindahkan tulisan Anda ke paragraf sendiri, lalu hapus catatan ini"),
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

impl Keeper {
    /// What it is.
    fn words(self) -> &'static str {
        match self {
            Keeper::Tracked | Keeper::Deleted => "perubahan yang dilacak",
            Keeper::Link => "tautan",
            Keeper::Picture => "gambar",
            Keeper::WordField => "bidang Word",
            Keeper::Bound => "kontrol yang terikat ke properti dokumen",
            Keeper::Plain => "kontrol teks biasa, daftar, atau tanggal",
            Keeper::Control => "kontrol isi",
            Keeper::Equation => "rumus",
            Keeper::Comment => "komentar",
            Keeper::Footnote => "catatan kaki",
            Keeper::Bookmark => "penanda (bookmark)",
            Keeper::PageBreak => "pemisah halaman",
            Keeper::Table => "tabel",
            Keeper::Chart => "grafik",
            Keeper::Diagram => "diagram SmartArt",
            Keeper::Properties => "properti dokumen",
            Keeper::Description => "teks alternatif gambar",
            Keeper::Other => "sesuatu yang bukan teks",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Keeper::Tracked | Keeper::Deleted => "terima atau tolak perubahannya di Word (Tinjau), lalu simpan",
            Keeper::Link => "hapus tautannya di Word, atau tulis isiannya di luar tautan",
            Keeper::Picture => "pindahkan gambarnya ke luar  { … }",
            Keeper::WordField => "tulis isiannya di luar bidang itu",
            Keeper::Bound => "Word mengisi kontrol itu sendiri dari properti: tulis isiannya di luar kontrol",
            Keeper::Plain | Keeper::Control => "tulis isiannya di luar kontrol itu",
            Keeper::Equation => "tulis isiannya di luar rumus",
            Keeper::Comment | Keeper::Footnote | Keeper::Bookmark | Keeper::PageBreak | Keeper::Table => {
                "pindahkan ke luar  { … }"
            }
            Keeper::Chart | Keeper::Diagram | Keeper::Properties | Keeper::Description => {
                "tulis isiannya di paragraf biasa"
            }
            Keeper::Other => "tulis lagi isiannya sekaligus, tanpa sisipan di dalamnya",
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

/// A field whose value has notes, and its value.
pub(super) struct Noted {
    pub says: String,
    pub value: String,
    pub span: Span,
}

/// Fields whose values leave something out, or are of a part of the year.
pub(super) fn incomplete(fields: &[Noted], notes: &[String]) -> Diagnostic {
    let said = |field: &Noted| format!("{{{}}} diisi \"{}\"", field.says, field.value);
    let title = match fields {
        [alone] => format!("{} dengan catatan", said(alone)),
        several => format!("{} isian diisi dengan catatan yang sama", several.len()),
    };
    let base = Diagnostic::new(Code::B0710, Severity::Warning, title);
    let is_alone = fields.len() == 1;
    let base = fields.iter().fold(base, |base, field| {
        base.at(field.span, if is_alone { String::new() } else { format!("diisi \"{}\"", field.value) })
    });
    let base = notes.iter().cloned().fold(base, Diagnostic::because);
    base.advise("sebut catatannya di kalimat itu, atau isi yang belum ada")
}

/// A table without a row; `why` are its remarks.
pub(super) fn no_rows(words: &str, why: &[String]) -> Diagnostic {
    let base = Diagnostic::new(Code::B0707, Severity::Warning, format!("{{{words}}} tidak memuat satu baris pun"));
    why.iter().cloned().fold(base, Diagnostic::because)
}

/// A field whose value is missing, or whose table has a cell without one; `how` is what the field does with the state.
pub(super) fn no_value(words: &str, how: &str, state: &str, reason: &str) -> Diagnostic {
    let base = Diagnostic::new(Code::B0707, Severity::Warning, format!("{{{words}}} {how} \"{state}\""));
    if reason.is_empty() { base } else { base.because(reason.to_string()) }
}

/// A table whose words are torn: its page is too narrow.
pub(super) fn narrow(words: &str, file: &str) -> Diagnostic {
    Diagnostic::new(
        Code::B0711,
        Severity::Warning,
        format!("{{{words}}} lebih lebar dari halamannya: kata-katanya terpotong"),
    )
    .at_place(Place::File(file.to_string()), "")
    .advise("putar halaman itu menjadi lanskap, lalu susun lagi; atau kurangi kolom tabelnya")
}
