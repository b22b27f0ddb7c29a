//! Everything that can be wrong with the writing of a line, with its words.

use super::lines::{MAX_DEPTH, MAX_OPERATORS};
use super::words::Block;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::source::Span;

/// One mistake in writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A line whose first word begins neither a definition nor a clause.
    UnknownLine { span: Span, word: String, block: Option<Block>, nearest: Option<&'static str> },
    /// A clause before the first definition.
    ClauseOutside { span: Span, word: &'static str, blocks: &'static [Block] },
    /// A clause in a definition that has no such clause.
    ClauseMisplaced { span: Span, line: Span, word: &'static str, block: Block },
    /// A text that is not closed on its line.
    UnclosedQuote { span: Span },
    /// A bracket that is not closed on its line.
    UnclosedBracket { span: Span, line: Span, missing: String },
    /// A closing bracket without an opening one.
    UnexpectedClose { span: Span },
    /// Brackets too deep.
    TooDeep { span: Span },
    /// Too many operators.
    TooLong { span: Span },
    /// Something else was expected.
    Expected { span: Span, found: String, expected: Vec<&'static str> },
    /// A complete line goes on.
    ExtraText { span: Span, found: String },
    /// Two operands side by side.
    MissingOperator { span: Span, left: String, right: String },
    /// `1.250.000`
    GroupedNumber { span: Span, written: String, plain: String },
    /// `1.250`
    AmbiguousNumber { span: Span, written: String },
    /// `IKM x 25`
    LoneX { span: Span },
    /// `min(a, b)`
    CommaSeparator { span: Span },
    /// `==`, `&&`, `and`, …
    ForeignOperator { span: Span, found: String, instead: &'static str },
    /// `dasar PermenPANRB 14/2017`
    UnquotedText { span: Span, text: String },
    /// `rumus = …`
    EqualsAfterClause { span: Span, word: String },
    /// `skala 25-100`
    RangeSign { span: Span, found: String },
    /// `indikator "Nilai AKIP"`
    MissingName { span: Span, block: &'static str, proposal: String },
    /// `aturan Baku`
    MissingRuleKind { span: Span },
    /// A sign or word between two parts is missing.
    MissingSign { span: Span, sign: &'static str, before: String },
    /// `jika … maka …` without `selain itu`
    MissingOtherwise { span: Span },
    /// `rumus 1,25 *`
    Unfinished { span: Span, sign: String },
    /// More digits than can be kept exactly.
    LongNumber { span: Span },
    /// `// catatan`
    SlashComment { span: Span },
    /// `batas 100..0`
    ReversedRange { span: Span, lower: String, upper: String, swapped: String },
    /// `bulat 2,5`
    BadPlaces { span: Span, written: String },
    /// A year outside 1900..2999.
    BadYear { span: Span, written: String },
}

impl Problem {
    /// The stable code.
    pub fn code(&self) -> Code {
        Code(match self {
            Problem::UnknownLine { .. } => "K0001",
            Problem::ClauseOutside { .. } => "K0002",
            Problem::ClauseMisplaced { .. } => "K0003",
            Problem::UnclosedQuote { .. } => "K0004",
            Problem::UnclosedBracket { .. } => "K0005",
            Problem::UnexpectedClose { .. } => "K0006",
            Problem::TooDeep { .. } => "K0007",
            Problem::TooLong { .. } => "K0008",
            Problem::Expected { .. } => "K0009",
            Problem::ExtraText { .. } => "K0010",
            Problem::MissingOperator { .. } => "K0011",
            Problem::GroupedNumber { .. } => "K0012",
            Problem::AmbiguousNumber { .. } => "K0013",
            Problem::LoneX { .. } => "K0014",
            Problem::CommaSeparator { .. } => "K0015",
            Problem::ForeignOperator { .. } => "K0016",
            Problem::UnquotedText { .. } => "K0017",
            Problem::EqualsAfterClause { .. } => "K0018",
            Problem::RangeSign { .. } => "K0019",
            Problem::MissingName { .. } => "K0020",
            Problem::MissingSign { .. } => "K0021",
            Problem::MissingOtherwise { .. } => "K0022",
            Problem::Unfinished { .. } => "K0023",
            Problem::LongNumber { .. } => "K0024",
            Problem::SlashComment { .. } => "K0025",
            Problem::ReversedRange { .. } => "K0026",
            Problem::BadPlaces { .. } => "K0027",
            Problem::BadYear { .. } => "K0028",
            Problem::MissingRuleKind { .. } => "K0029",
        })
    }

    /// Only a doubtful number is a warning; everything else leaves the line unread.
    pub fn severity(&self) -> Severity {
        match self {
            Problem::AmbiguousNumber { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The place.
    pub fn span(&self) -> Span {
        match self {
            Problem::UnknownLine { span, .. }
            | Problem::ClauseOutside { span, .. }
            | Problem::ClauseMisplaced { span, .. }
            | Problem::UnclosedQuote { span }
            | Problem::UnclosedBracket { span, .. }
            | Problem::UnexpectedClose { span }
            | Problem::TooDeep { span }
            | Problem::TooLong { span }
            | Problem::Expected { span, .. }
            | Problem::ExtraText { span, .. }
            | Problem::MissingOperator { span, .. }
            | Problem::GroupedNumber { span, .. }
            | Problem::AmbiguousNumber { span, .. }
            | Problem::LoneX { span }
            | Problem::CommaSeparator { span }
            | Problem::ForeignOperator { span, .. }
            | Problem::UnquotedText { span, .. }
            | Problem::EqualsAfterClause { span, .. }
            | Problem::RangeSign { span, .. }
            | Problem::MissingName { span, .. }
            | Problem::MissingSign { span, .. }
            | Problem::MissingOtherwise { span }
            | Problem::Unfinished { span, .. }
            | Problem::LongNumber { span }
            | Problem::SlashComment { span }
            | Problem::ReversedRange { span, .. }
            | Problem::BadPlaces { span, .. }
            | Problem::BadYear { span, .. }
            | Problem::MissingRuleKind { span } => *span,
        }
    }

    /// The problem in a sentence.
    pub fn title(&self) -> String {
        match self {
            Problem::UnknownLine { word, .. } => format!("baris tidak dapat diawali \"{word}\""),
            Problem::ClauseOutside { word, .. } => format!("\"{word}\" berdiri sendiri, belum ada yang diterangkannya"),
            Problem::ClauseMisplaced { word, block, .. } => {
                format!("\"{word}\" tidak berlaku di dalam {}", block.word())
            }
            Problem::UnclosedQuote { .. } => "tanda kutip belum ditutup".into(),
            Problem::UnclosedBracket { .. } => "tanda kurung belum ditutup".into(),
            Problem::UnexpectedClose { .. } => "tanda kurung tutup tanpa kurung buka".into(),
            Problem::TooDeep { .. } => format!("tanda kurung atau \"jika\" bertumpuk lebih dari {MAX_DEPTH}"),
            Problem::TooLong { .. } => format!("satu baris memuat lebih dari {MAX_OPERATORS} tanda hitung"),
            Problem::Expected { found, expected, .. } => {
                format!("di sini diharapkan {}, bukan {found}", choices(expected))
            }
            Problem::ExtraText { found, .. } => format!("{found} berlebih: baris ini sudah lengkap sebelumnya"),
            Problem::MissingOperator { left, right, .. } => {
                format!("antara \"{left}\" dan \"{right}\" tidak ada tanda hitung")
            }
            Problem::GroupedNumber { written, .. } => format!("\"{written}\" memakai titik pemisah ribuan"),
            Problem::AmbiguousNumber { written, .. } => {
                format!("\"{written}\" dihitung sebagai {}, tetapi dapat terbaca sebagai ribuan", as_decimal(written))
            }
            Problem::LoneX { .. } => "huruf x tidak dipakai untuk mengalikan".into(),
            Problem::CommaSeparator { .. } => "koma hanya untuk desimal; pemisah daftar adalah titik koma".into(),
            Problem::ForeignOperator { found, instead, .. } => format!("\"{found}\" ditulis \"{instead}\""),
            Problem::UnquotedText { .. } => "teks harus diapit tanda kutip".into(),
            Problem::EqualsAfterClause { word, .. } => format!("sesudah \"{word}\" tidak perlu tanda ="),
            Problem::RangeSign { found, .. } => format!("rentang ditulis dengan dua titik (..), bukan \"{found}\""),
            Problem::MissingName { block, .. } => format!("{block} ini belum punya nama singkat"),
            Problem::MissingRuleKind { .. } => "jenis aturan belum disebut".into(),
            Problem::MissingSign { sign, before, .. } => format!("kurang \"{sign}\" sebelum {before}"),
            Problem::MissingOtherwise { .. } => {
                "\"jika … maka …\" belum menyebut nilainya bila syarat tidak terpenuhi".into()
            }
            Problem::Unfinished { sign, .. } => format!("sesudah \"{sign}\" belum ada apa-apa"),
            Problem::LongNumber { .. } => "angka lebih panjang dari 28 angka tidak dapat disimpan tepat".into(),
            Problem::SlashComment { .. } => "keterangan diawali tanda #, bukan //".into(),
            Problem::ReversedRange { lower, upper, .. } => {
                format!("rentang terbalik: {lower} lebih besar dari {upper}")
            }
            Problem::BadPlaces { written, .. } => {
                format!("jumlah desimal harus bilangan bulat −15 sampai 28, bukan {written}")
            }
            Problem::BadYear { written, .. } => format!("tahun harus empat angka, 1900 sampai 2999, bukan {written}"),
        }
    }

    /// The whole message.
    pub fn into_diagnostic(self) -> Diagnostic {
        let base = Diagnostic::new(self.code(), self.severity(), self.title());
        let span = self.span();
        match self {
            Problem::UnknownLine { block, nearest, .. } => {
                let base = base.at(span, "");
                let base = match nearest {
                    Some(near) => {
                        base.suggest(format!("apakah maksud Anda \"{near}\"?"), vec![Edit::replace(span, near)])
                    }
                    None => base,
                };
                match block {
                    Some(block) => base.advise(format!(
                        "isi {} diawali salah satu dari: {}",
                        block.word(),
                        block.clauses().collect::<Vec<_>>().join(", ")
                    )),
                    None => base.advise(format!(
                        "definisi diawali salah satu dari: {}; atau NAMA = rumus",
                        super::words::HEADS.iter().map(|(w, _)| *w).collect::<Vec<_>>().join(", ")
                    )),
                }
            }
            Problem::ClauseOutside { blocks, .. } => {
                let heads: Vec<&str> = blocks.iter().map(|block| block.word()).collect();
                base.at(span, "").advise(format!("tulis di bawah salah satu dari: {}", heads.join(", ")))
            }
            Problem::ClauseMisplaced { line, block, .. } => {
                base.at(span, "").suggest("hapus baris ini", vec![Edit::replace(line, "")]).advise(format!(
                    "yang berlaku di dalam {}: {}",
                    block.word(),
                    block.clauses().collect::<Vec<_>>().join(", ")
                ))
            }
            Problem::UnclosedQuote { .. } => base
                .at(span, "dibuka di sini")
                .suggest("tambahkan \" di akhir teks", vec![Edit::insert_after(span, "\"")]),
            Problem::UnclosedBracket { line, missing, .. } => {
                let edit = Edit::insert_after(line, missing.clone());
                base.at(span, "dibuka di sini")
                    .suggest(format!("tambahkan \"{missing}\" di akhir baris"), vec![edit])
                    .advise("letakkan kurung tutup lebih awal bila hanya sebagian yang dimaksud")
            }
            Problem::UnexpectedClose { .. } => {
                base.at(span, "").suggest("hapus tanda ini", vec![Edit::replace(span, "")])
            }
            Problem::TooDeep { .. } => base.at(span, "").advise("beri nama bagian-bagiannya, lalu pakai nama itu"),
            Problem::TooLong { .. } => {
                base.at(span, "").advise("pakai jumlah(a; b; …) atau beri nama bagian-bagiannya")
            }
            Problem::Expected { .. } => base.at(span, ""),
            Problem::ExtraText { .. } => base.at(span, "").suggest("hapus bagian ini", vec![Edit::replace(span, "")]),
            Problem::MissingOperator { left, right, .. } => base.at(span, "").suggest(
                format!("tulis {left} * {right} bila maksudnya dikalikan"),
                vec![Edit::insert_before(span, "* ")],
            ),
            Problem::GroupedNumber { plain, .. } => {
                base.at(span, "").suggest(format!("tulis {plain}"), vec![Edit::replace(span, plain)])
            }
            Problem::AmbiguousNumber { written, .. } => {
                let (decimal, thousand) = (as_decimal(&written), written.replace('.', "_"));
                base.at(span, "")
                    .suggest(format!("tulis {decimal} bila maksudnya pecahan"), vec![Edit::replace(span, decimal)])
                    .suggest(format!("tulis {thousand} bila maksudnya ribuan"), vec![Edit::replace(span, thousand)])
            }
            Problem::LoneX { .. } => base.at(span, "").suggest("pakai tanda *", vec![Edit::replace(span, "*")]),
            Problem::CommaSeparator { .. } => {
                base.at(span, "").suggest("ganti koma dengan titik koma", vec![Edit::replace(span, ";")])
            }
            Problem::ForeignOperator { instead, .. } => {
                base.at(span, "").suggest(format!("tulis {instead}"), vec![Edit::replace(span, instead)])
            }
            Problem::UnquotedText { text, .. } => {
                base.at(span, "").suggest(format!("tulis \"{text}\""), vec![Edit::replace(span, format!("\"{text}\""))])
            }
            Problem::EqualsAfterClause { .. } => {
                base.at(span, "").suggest("hapus tanda =", vec![Edit::replace(span, "")])
            }
            Problem::RangeSign { .. } => base.at(span, "").suggest("tulis ..", vec![Edit::replace(span, "..")]),
            Problem::MissingName { proposal, .. } => base
                .at(span, "nama singkat ditulis sebelum ini")
                .suggest(format!("misalnya {proposal}"), vec![Edit::insert_before(span, format!("{proposal} "))]),
            Problem::MissingRuleKind { .. } => base
                .at(span, "")
                .suggest("tulis  aturan capaian …", vec![Edit::insert_before(span, "capaian ")])
                .suggest("tulis  aturan predikat …", vec![Edit::insert_before(span, "predikat ")]),
            Problem::MissingSign { sign, .. } => base
                .at(span, "")
                .suggest(format!("tambahkan \"{sign}\""), vec![Edit::insert_before(span, format!("{sign} "))]),
            Problem::MissingOtherwise { .. } => {
                base.at(span, "").advise("tulis  jika SYARAT maka NILAI selain itu NILAI")
            }
            Problem::Unfinished { sign, .. } => base
                .at(span, "")
                .suggest(format!("lengkapi rumusnya, atau hapus \"{sign}\""), vec![Edit::replace(span, "")]),
            Problem::LongNumber { .. } => base.at(span, "").advise("pakai angka yang lebih pendek"),
            Problem::SlashComment { .. } => base.at(span, "").suggest("tulis #", vec![Edit::replace(span, "#")]),
            Problem::ReversedRange { swapped, .. } => {
                base.at(span, "").suggest(format!("tulis {swapped}"), vec![Edit::replace(span, swapped)])
            }
            Problem::BadPlaces { .. } | Problem::BadYear { .. } => base.at(span, ""),
        }
    }
}

/// `a, b atau c`, at most five.
fn choices(expected: &[&'static str]) -> String {
    let shown = &expected[..expected.len().min(5)];
    match shown {
        [] => "lanjutan baris".into(),
        [one] => (*one).into(),
        [first @ .., last] => format!("{} atau {last}", first.join(", ")),
    }
}

fn as_decimal(written: &str) -> String {
    written.replace('.', ",")
}
