//! The words of every mistake in writing: its title, its mends, its advice.

use super::misplaced::misplaced;
use super::numbers::{are_thousands, as_decimal, in_other_words, one_decimal_sign, separators};
use super::pieces::{choices, list, short, to_type};
use super::unknown_line::unknown_line;
use super::{Extra, Hints, Missing, WritingProblem};
use crate::diagnostic::{Diagnostic, Edit, Severity, Suggestion};
use crate::source::Span;
use crate::syntax::build::is_ambiguous;
use crate::syntax::lines::is_quote;
use crate::syntax::lost_heads::is_invisible;

impl WritingProblem {
    /// The problem in a sentence.
    pub fn title(&self) -> String {
        match self {
            WritingProblem::UnknownLine { word, .. } if word.starts_with(is_quote) => {
                format!("baris tidak dapat diawali teks {}", short(word))
            }
            WritingProblem::UnknownLine { word, .. } if word.chars().all(is_invisible) && !word.is_empty() => {
                "di awal baris ini ada tanda yang tidak tampak, terbawa dari teks yang disalin".into()
            }
            WritingProblem::UnknownLine { word, .. } => format!("baris tidak dapat diawali \"{}\"", short(word)),
            WritingProblem::ClauseOutside { word, .. } => {
                format!("\"{word}\" berdiri sendiri, belum ada yang diterangkannya")
            }
            WritingProblem::ClauseMisplaced { word, block, .. } => {
                format!("\"{word}\" tidak dipakai di dalam {}", block.word())
            }
            WritingProblem::UnclosedQuote { .. } => "tanda kutip belum ditutup".into(),
            WritingProblem::UnclosedBracket { .. } => "tanda kurung belum ditutup".into(),
            WritingProblem::UnexpectedClose { found, instead: None, .. } => {
                format!("\"{found}\" tidak punya tanda kurung buka")
            }
            WritingProblem::UnexpectedClose { found, instead: Some(instead), .. } => {
                format!("kurung ini ditutup dengan \"{instead}\", bukan \"{found}\"")
            }
            WritingProblem::TooMuch { of, .. } => of.title(),
            WritingProblem::Expected { missing, expected, .. } => expectation(missing, expected),
            WritingProblem::ExtraText { found, extra: Extra::Line(_), .. } => {
                format!("{found} harus di baris tersendiri")
            }
            WritingProblem::ExtraText { found, extra: Extra::Twice, .. } => format!("{found} tertulis dua kali"),
            WritingProblem::ExtraText { found, extra: Extra::Currency | Extra::Unit { .. }, .. } => {
                format!("{found} tidak ditulis pada angka")
            }
            WritingProblem::ExtraText { found, extra: Extra::Magnitude { .. }, .. } => {
                format!("{found} belum ditulis lengkap dengan angka")
            }
            WritingProblem::ExtraText { extra: Extra::RangeInRules { .. }, .. } => {
                "isian \"target\" dalam aturan hanya satu angka atau rumus, bukan rentang".into()
            }
            WritingProblem::ExtraText { extra: Extra::Apart { word, .. }, .. } => {
                let what = if word == "kolom" { "menyebut satu kolom" } else { "memuat satu isi" };
                format!("satu baris \"{}\" {what} saja", short(word))
            }
            WritingProblem::ExtraText { found, extra: Extra::Unparted, .. } => {
                format!("{found} tidak dapat dimengerti di tempat ini")
            }
            WritingProblem::ExtraText { extra: Extra::Elsewhere { what, .. }, .. } => what.clone(),
            WritingProblem::ExtraText { found, extra: Extra::Saying, .. } => {
                format!("baris ini sudah lengkap sebelum {found}")
            }
            WritingProblem::ExtraText { found, .. } => format!("{found} berlebih: baris ini sudah lengkap tanpa itu"),
            WritingProblem::Unmended(problem) => problem.title(),
            WritingProblem::MissingOperator { right, sign: "tidak", .. } => {
                format!("\"{right} bila\" tidak dapat dinyatakan, hanya \"tidak turun bila\" dan \"tidak naik bila\"")
            }
            WritingProblem::MissingOperator { left, right, sign, .. } => {
                let kind = match *sign {
                    "*" => "tanda hitung",
                    ";" => "titik koma",
                    _ => "penghubung",
                };
                format!("antara \"{}\" dan \"{}\" tidak ada {kind}", short(left), short(right))
            }
            WritingProblem::GroupedNumber { written, .. } if !are_thousands(written) => {
                format!("\"{}\" memuat lebih dari satu tanda desimal", short(written))
            }
            WritingProblem::GroupedNumber { written, .. } => {
                format!("\"{}\" memakai {} sebagai pemisah ribuan", short(written), separators(written))
            }
            WritingProblem::LetterInNumber { written, .. } => {
                format!("\"{}\" memakai huruf di tempat angka", short(written))
            }
            WritingProblem::AmbiguousNumber { written, .. } => {
                let thousands = written.replace('.', "");
                format!("\"{written}\" dapat terbaca {thousands} atau {}", as_decimal(written))
            }
            WritingProblem::LoneX { .. } => "huruf x bukan tanda kali".into(),
            WritingProblem::CommaSeparator { .. } => "koma hanya untuk desimal; isi daftar dipisah titik koma".into(),
            WritingProblem::PartOfYear { found, .. } => {
                format!("aturan berganti per tahun, bukan pada {}", short(found))
            }
            WritingProblem::ForeignOperator { found, .. } if found == "**" => {
                "\"**\" bukan tanda hitung: dikali, atau dipangkatkan?".into()
            }
            WritingProblem::ForeignOperator { found, instead, .. } if found.contains('"') => {
                format!("{} di sini ditulis  {instead}", short(found))
            }
            WritingProblem::ForeignOperator { found, instead, .. } => {
                format!("\"{}\" di sini ditulis \"{instead}\"", short(found))
            }
            WritingProblem::ColonInList { .. } => "\":\" bukan tanda bagi dan bukan pemisah isi daftar".into(),
            WritingProblem::DoubledMinus { .. } => "tanda - berdiri dua kali".into(),
            WritingProblem::UnquotedText { text, .. } => format!("teks {} belum diapit tanda kutip", short(text)),
            WritingProblem::EqualsAfterClause { word, sign, .. } => {
                format!("sesudah \"{word}\" tidak perlu tanda {sign}")
            }
            WritingProblem::RangeSign { found, .. } => {
                format!("rentang ditulis dengan dua titik (..), bukan \"{found}\"")
            }
            WritingProblem::MissingName { block, .. } => format!("{block} ini belum punya nama singkat"),
            WritingProblem::MissingSign { sign, before, .. } => format!("kurang \"{sign}\" sebelum {before}"),
            WritingProblem::MissingOtherwise { .. } => {
                "\"jika … maka …\" belum menyebut nilainya bila syarat tidak terpenuhi".into()
            }
            WritingProblem::Unfinished { sign, .. } => format!("sesudah \"{sign}\" belum ada apa-apa"),
            WritingProblem::LongNumber { written, .. } => {
                format!("{} terlalu panjang: paling banyak 28 angka yang disimpan tepat", short(written))
            }
            WritingProblem::SlashComment { divides: true, .. } => "tanda / berdiri dua kali".into(),
            WritingProblem::SlashComment { .. } => "keterangan diawali tanda #, bukan //".into(),
            WritingProblem::HiddenBreak { found, .. } => {
                format!("ada akhir baris tersembunyi (U+{:04X}) di tengah baris", u32::from(*found))
            }
            WritingProblem::ReversedRange { lower, upper, .. } => {
                format!("rentang terbalik: {} lebih besar dari {}", short(lower), short(upper))
            }
            WritingProblem::RangeOfValue { .. } => "hanya target yang dapat berupa rentang".into(),
            WritingProblem::BadPlaces { written, .. } => {
                format!("banyaknya desimal harus bilangan bulat −15 sampai 28, bukan {}", short(written))
            }
            WritingProblem::BadQuarter { written, .. } => format!("triwulan harus 1 sampai 4, bukan {written}"),
            WritingProblem::BadYear { written, .. } => {
                format!("tahun ditulis empat angka, 1900 sampai 2999, bukan {}", short(written))
            }
            WritingProblem::MissingRuleKind { .. } => {
                "sesudah \"aturan\" perlu \"capaian\", \"predikat\" atau \"konversi\"".into()
            }
            WritingProblem::BadName { written, proposal: Some(proposal), .. } if is_quoted(proposal) => {
                format!("kode {} belum diapit tanda kutip", short(written))
            }
            WritingProblem::BadName { written, proposal: Some(proposal), .. } if written.starts_with(is_quote) => {
                format!("nama {} ditulis tanpa tanda kutip", short(proposal))
            }
            WritingProblem::BadName { written, .. } => format!("\"{}\" tidak dapat menjadi nama", short(written)),
            WritingProblem::NestedQuotes { .. } => "tanda kutip di dalam teks memutus teks itu".into(),
            WritingProblem::DoubledQuotes { .. } => "tanda kutip ditulis dua kali".into(),
            WritingProblem::More { count, .. } => format!("masih ada {count} kesalahan penulisan lain di berkas ini"),
        }
    }

    /// The whole message.
    pub fn into_diagnostic(self) -> Diagnostic {
        let span = self.span();
        let base = Diagnostic::new(self.code(), Severity::Error, self.title()).at(span, self.label());
        let replace = |text: &str| vec![Edit::replace(span, text)];
        match self {
            WritingProblem::UnknownLine { block, mend, .. } => unknown_line(base, span, block, mend),
            WritingProblem::ClauseOutside { blocks, .. } => base.advise(match blocks {
                [block] => format!("tulis di bawah {}", block.word()),
                _ => format!("tulis di bawah salah satu dari: {}", list(blocks.iter().map(|block| block.word()))),
            }),
            WritingProblem::ClauseMisplaced { word, lost, block, .. } => misplaced(base, word, span, lost, block),
            WritingProblem::Unmended(problem) => Diagnostic { suggestions: Vec::new(), ..problem.into_diagnostic() },
            WritingProblem::UnclosedQuote { is_stray: true, .. } => {
                base.suggest("hapus tanda kutip ini", vec![Edit::replace(first_sign(span), "")])
            }
            WritingProblem::UnclosedQuote { empty: true, .. } => {
                base.advise("hapus tanda kutip ini, atau periksa apakah teks sebelumnya sudah ditutup")
            }
            WritingProblem::UnclosedQuote { mends, .. } if !mends.is_empty() => with_mends(base, mends),
            WritingProblem::UnclosedQuote { .. } => {
                base.suggest("tambahkan \" di akhir teks", vec![Edit::insert_after(span, "\"")])
            }
            WritingProblem::UnclosedBracket { missing, unfinished: true, .. } => {
                base.advise(format!("lengkapi isinya, lalu tutup dengan {}", short(&missing)))
            }
            WritingProblem::UnclosedBracket { missing, mends, .. } if mends.is_empty() => {
                base.advise(format!("tulis {} di tempat yang dimaksud, atau hapus tanda kurung ini", short(&missing)))
            }
            WritingProblem::UnexpectedClose { instead: None, mends, .. } if mends.is_empty() => {
                base.advise("hapus tanda ini, atau tulis tanda kurung bukanya di tempat yang dimaksud")
            }
            WritingProblem::UnexpectedClose { instead: Some(_), ref mends, .. } if !mends.is_empty() => {
                with_mends(base, mends.clone())
            }
            WritingProblem::UnclosedBracket { mends, .. }
            | WritingProblem::UnexpectedClose { instead: None, mends, .. }
            | WritingProblem::ColonInList { mends, .. }
            | WritingProblem::DoubledMinus { mends, .. } => with_mends(base, mends),
            WritingProblem::UnexpectedClose { instead: Some(instead), .. } => {
                base.suggest(format!("ganti dengan {instead}"), replace(&instead.to_string()))
            }
            WritingProblem::TooMuch { of, .. } => base.advise(of.advice()),
            WritingProblem::Expected { hints, .. } => with_hints(base, hints),
            WritingProblem::ExtraText { extra: Extra::Line(gap), .. } => {
                base.suggest("pindahkan ke baris baru", vec![Edit::replace(gap, "\n  ")])
            }
            WritingProblem::ExtraText { extra: Extra::Currency, .. } => {
                base.suggest("hapus bagian ini", replace("")).advise("satuan disebut sekali:  satuan rupiah")
            }
            WritingProblem::ExtraText { extra: Extra::Twice, .. } => {
                base.mend(Suggestion::restoring("hapus salah satu", replace("")))
            }
            WritingProblem::ExtraText { extra: Extra::Piece(place), .. } => {
                base.suggest("hapus bagian ini", vec![Edit::replace(place, "")])
            }
            WritingProblem::ExtraText { extra: Extra::Tail, .. } => base.suggest("hapus bagian ini", replace("")),
            WritingProblem::ExtraText { extra: Extra::Between, .. } => base.suggest("ganti dengan spasi", replace(" ")),
            WritingProblem::ExtraText { extra, .. } => in_other_words(base, extra),
            // The one may be meant as well as the other, and the two say the reverse.
            WritingProblem::MissingOperator { sign: "tidak", .. } => {
                base.advise("tulis yang dimaksud; keduanya juga benar bila hasilnya tetap")
            }
            WritingProblem::MissingOperator { sign, mends, .. } => match sign {
                "*" => with_mends(base, mends).advise("tulis tanda hitung yang dimaksud: + - * atau /"),
                "=" => with_mends(base, mends).advise("tulis pembanding yang dimaksud: = < atau >"),
                _ => with_mends(base, mends),
            },
            WritingProblem::GroupedNumber { written, .. } if !are_thousands(&written) => {
                one_decimal_sign(base, span, &written)
            }
            WritingProblem::GroupedNumber { plain, .. } => base
                .because("titik dan koma di sini tanda desimal; pemisah ribuan adalah garis bawah")
                .suggest(format!("tulis {}", short(&plain)), replace(&plain)),
            WritingProblem::LetterInNumber { digits, .. } if is_ambiguous(&digits) => {
                let (decimal, thousand) = (as_decimal(&digits), digits.replace('.', "_"));
                base.suggest(format!("tulis {thousand} bila ribuan"), replace(&thousand))
                    .suggest(format!("tulis {decimal} bila pecahan"), replace(&decimal))
            }
            WritingProblem::LetterInNumber { digits, .. } => {
                base.suggest(format!("tulis {}", short(&digits)), replace(&digits))
            }
            WritingProblem::AmbiguousNumber { written, range, .. } => {
                let (decimal, thousand) = (as_decimal(&written), written.replace('.', "_"));
                let base = base
                    .suggest(format!("tulis {decimal} bila pecahan"), replace(&decimal))
                    .suggest(format!("tulis {thousand} bila ribuan"), replace(&thousand));
                match range {
                    true => {
                        let range = written.replace('.', "..");
                        base.suggest(format!("tulis {range} bila rentang"), replace(&range))
                    }
                    false => base,
                }
            }
            WritingProblem::LoneX { .. } => base.suggest("pakai tanda *", replace("*")),
            WritingProblem::CommaSeparator { commas, .. } => {
                let edits = commas.into_iter().map(|comma| Edit::replace(comma, ";")).collect();
                base.suggest("ganti koma dengan titik koma", edits)
            }
            WritingProblem::PartOfYear { year, .. } => base
                .suggest(format!("tulis tahunnya saja, {year}"), replace(&year))
                .advise("yang berlaku dalam setahun adalah aturan tahun itu"),
            // A key that was hit twice multiplies; other languages take powers so.
            WritingProblem::ForeignOperator { found, .. } if found == "**" => {
                base.suggest("tulis ^ bila dipangkatkan", replace("^")).suggest("tulis * bila dikali", replace("*"))
            }
            WritingProblem::ForeignOperator { instead, edits, .. } => base.suggest(format!("tulis {instead}"), edits),
            WritingProblem::UnquotedText { text, .. } => {
                base.suggest(format!("tulis \"{}\"", to_type(&text)), replace(&format!("\"{text}\"")))
            }
            WritingProblem::EqualsAfterClause { sign, instead, .. } => {
                base.suggest(format!("hapus tanda {sign}"), replace(instead))
            }
            WritingProblem::RangeSign { .. } => base.suggest("tulis ..", replace("..")),
            WritingProblem::MissingName { proposal, edits, .. } => base
                .suggest(format!("misalnya {proposal}"), edits)
                .advise("nama singkat dipakai dalam rumus, maka tanpa spasi"),
            WritingProblem::MissingSign { sign, edit, .. } => base.suggest(format!("tambahkan {sign}"), vec![edit]),
            WritingProblem::MissingOtherwise { .. } => base.advise("tulis  jika SYARAT maka NILAI selain itu NILAI"),
            WritingProblem::Unfinished { sign, .. } => {
                base.suggest(format!("lengkapi isinya, atau hapus tanda {sign}"), replace(""))
            }
            WritingProblem::LongNumber { .. } => base.advise("pakai angka yang lebih pendek"),
            WritingProblem::SlashComment { divides: true, .. } => {
                base.suggest("hapus satu / bila membagi", replace("/")).suggest("tulis # bila keterangan", replace("#"))
            }
            WritingProblem::SlashComment { .. } => base.suggest("tulis #", replace("#")),
            WritingProblem::HiddenBreak { line: true, .. } => {
                base.suggest("mulai baris baru di sini, dengan Enter", replace("\n"))
            }
            WritingProblem::HiddenBreak { line: false, .. } => base.suggest("ganti dengan spasi", replace(" ")),
            WritingProblem::ReversedRange { swapped, .. } => {
                base.suggest(format!("tulis {swapped}"), replace(&swapped))
            }
            WritingProblem::RangeOfValue { name: Some(name), .. } => {
                base.suggest("bila targetnya, tulis  target  di depannya", vec![Edit::insert_before(name, "target ")])
            }
            WritingProblem::RangeOfValue { name: None, .. } => base.advise("contoh:  diketahui target RASIO = 80..90"),
            WritingProblem::BadPlaces { written, .. } => match written.strip_suffix('%').map(str::trim_end) {
                Some(number) if number.parse::<i8>().is_ok() => {
                    base.suggest(format!("tulis  {number}"), replace(number))
                }
                Some(_) | None => base.advise("contoh:  bulat 2 biasa"),
            },
            WritingProblem::BadQuarter { .. } => base.advise("contoh:  IKM[triwulan 2]"),
            WritingProblem::BadYear { written, .. } => match written.len() {
                2 => base.suggest(format!("tulis 20{written}"), replace(&format!("20{written}"))),
                _ => base.advise("contoh:  2024"),
            },
            WritingProblem::MissingRuleKind { likely, .. } if likely.is_empty() => {
                base.advise("contoh:  aturan capaian Baku \"Rumus capaian baku\"")
            }
            WritingProblem::MissingRuleKind { likely, misspelt, .. } => likely.into_iter().fold(base, |base, kind| {
                let edit =
                    if misspelt { Edit::replace(span, kind) } else { Edit::insert_before(span, format!("{kind} ")) };
                base.suggest(format!("tulis  aturan {kind} …"), vec![edit])
            }),
            WritingProblem::BadName { proposal, written, .. } => {
                let signs = "nama memakai huruf, angka, dan garis bawah, dan diawali huruf";
                match proposal {
                    Some(proposal) if is_quoted(&proposal) || written.starts_with(is_quote) => {
                        base.suggest(format!("tulis {}", short(&proposal)), replace(&proposal))
                    }
                    // Words become a name that nobody gave.
                    Some(proposal) if written.contains(char::is_whitespace) => {
                        base.because(signs).propose(format!("tulis {}", short(&proposal)), replace(&proposal))
                    }
                    Some(proposal) => {
                        base.because(signs).suggest(format!("tulis {}", short(&proposal)), replace(&proposal))
                    }
                    None => base.advise(format!(
                        "pilih nama lain; kata ini sudah punya arti sendiri, kecuali dalam huruf besar: {}",
                        written.to_uppercase()
                    )),
                }
            }
            WritingProblem::NestedQuotes { edits, .. } => base.suggest("pakai kutip tunggal (') di dalam teks", edits),
            WritingProblem::DoubledQuotes { edits, .. } => {
                base.suggest("tulis satu tanda kutip di tiap ujungnya", edits)
            }
            WritingProblem::More { .. } => base.advise("perbaiki dahulu yang sudah ditunjukkan, lalu periksa lagi"),
        }
    }

    fn label(&self) -> &'static str {
        if let WritingProblem::UnclosedQuote { empty: true, .. } = self {
            "tidak ada pasangannya"
        } else if matches!(self, WritingProblem::UnclosedQuote { .. } | WritingProblem::UnclosedBracket { .. }) {
            "dibuka di sini"
        } else if let WritingProblem::MissingName { .. } = self {
            "nama singkat ditulis sebelum ini"
        } else if let WritingProblem::More { .. } = self {
            "yang pertama di sini"
        } else {
            ""
        }
    }
}

/// The quote that a span begins with, a plain one of one byte.
fn first_sign(span: Span) -> Span {
    Span { end: span.start + 1, ..span }
}

fn expectation(missing: &Missing, expected: &[&'static str]) -> String {
    match (missing, expected) {
        (Missing::After(before), []) => format!("sesudah \"{before}\" belum ada lanjutannya"),
        (Missing::After(before), _) => format!("sesudah \"{before}\" belum ada {}", choices(expected)),
        (Missing::Instead(found), []) => format!("{found} tidak dapat ditulis di sini"),
        (Missing::Instead(found), _) => format!("di sini perlu {}, bukan {found}", choices(expected)),
    }
}

fn with_mends(base: Diagnostic, mends: Vec<Suggestion>) -> Diagnostic {
    mends.into_iter().fold(base, Diagnostic::mend)
}

fn with_hints(base: Diagnostic, hints: Hints) -> Diagnostic {
    let base = with_mends(base, hints.mends);
    let base = hints.advice.into_iter().fold(base, Diagnostic::advise);
    hints.example.into_iter().fold(base, |base, example| base.advise(format!("contoh:  {example}")))
}

/// Whether a proposed name is a code in quotes, perhaps behind a role.
fn is_quoted(proposal: &str) -> bool {
    proposal.trim_start_matches("nilai ").starts_with('"')
}
