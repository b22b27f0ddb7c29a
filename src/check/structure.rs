//! Findings about names and about what a definition must contain, with their words.

use super::names::Version;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::source::{Sources, Span};
use crate::syntax::ast::Years;
use crate::syntax::words::Block;

/// What is wrong with the structure of a package.
#[derive(Debug, Clone)]
pub enum Problem {
    /// Two definitions of one name for the same years.
    SameName { name: String, first: Box<Version>, second: Box<Version> },
    /// A role or function used as a name.
    ReservedName { span: Span, name: String },
    /// An extra column called like a named value.
    FieldIsName { span: Span, name: String },
    /// The same extra column declared in two ways.
    FieldDiffers { span: Span, name: String },
    /// A clause given twice where one counts.
    RepeatedClause { span: Span, first: Span, word: &'static str },
    /// A definition without a clause it needs; the edits each end the finding.
    MissingClause { span: Span, block: Block, what: &'static str, inserts: Vec<String> },
    /// A second `paket`.
    SecondPackage { span: Span, first: Span, block: Span },
    /// A data file named twice.
    SecondData { span: Span, first: Span, block: Span, path: String },
    /// A table name used twice.
    SecondTable { span: Span, first: Span, name: String },
    /// A member named twice.
    RepeatedMember { span: Span, name: String, rest: Span },
    /// A name that is no rule.
    UnknownRule { span: Span, kind: &'static str, name: String, nearest: Option<(String, Option<String>)> },
    /// A rule without a formula for the direction of an indicator that uses it.
    NoFormulaForDirection { span: Span, rule: Span, name: String, direction: &'static str, indicator: String },
    /// A rule that does not speak for some year of its user.
    RuleNotInForce { span: Span, kind: &'static str, name: String, years: Years },
    /// Something defined and never used.
    Unused { span: Span, block: Span, kind: &'static str, name: String },
    /// Something computed from itself.
    Cycle { path: Vec<(String, Span)>, through_time: bool },
    /// The same name from two used packages.
    TwoPackages { name: String, first: String, second: String, span: Span },
    /// `ganti` of something that no used package has.
    ReplacesNothing { span: Span, name: String },
    /// A definition of a used package defined again without `ganti`.
    NeedsReplace { span: Span, head: Span, name: String, package: String, original: Span },
    /// `gunakan` of a package that is not there.
    NoSuchPackage { span: Span, name: String, nearest: Option<String>, known: Vec<String> },
    /// Weights that do not add up to the whole.
    WeightSum { span: Span, sum: String, whole: &'static str },
    /// A weight for something that is no member.
    WeightOfStranger { span: Span, name: String, group: String },
    /// A member without a weight.
    MissingWeight { span: Span, names: Vec<String>, group: String },
    /// A weighted mean in a group without weights.
    NoWeights { span: Span, group: String },
    /// An acceptance that accepts nothing.
    NeedlessAcceptance { span: Span, words: &'static str },
    /// A member of two groups that may share none.
    SharedMember { span: Span, other: Span, name: String, first: String, second: String },
    /// `[awal]` or `[akhir]` in a package without `periode`.
    NoPlanPeriod { span: Span, word: &'static str, package: Option<Span> },
    /// `urutan` with a word twice.
    RepeatedWord { span: Span, word: String },
    /// Inputs that a sketch leaves undeclared.
    Assumed { spans: Vec<Span>, names: Vec<String>, at: Span },
}

impl Problem {
    /// The whole message.
    pub fn into_diagnostic(self, sources: &Sources) -> Diagnostic {
        let error = |code, title: String| Diagnostic::new(Code(code), Severity::Error, title);
        let warning = |code, title: String| Diagnostic::new(Code(code), Severity::Warning, title);
        match self {
            Problem::SameName { name, first, second } => {
                let years = match (first.years, second.years) {
                    (Years::ALWAYS, Years::ALWAYS) => String::new(),
                    (a, b) => format!(" untuk tahun yang sama ({} dan {})", say_years(a), say_years(b)),
                };
                error("K0101", format!("nama \"{name}\" didefinisikan dua kali{years}"))
                    .at(second.span, "")
                    .at(first.span, "yang pertama di sini")
                    .suggest("hapus definisi kedua", vec![Edit::replace(second.item, "")])
                    .advise("bila rumusnya berganti pada suatu tahun, tulis  berlaku mulai TAHUN  pada yang kedua")
            }
            Problem::ReservedName { span, name } => {
                error("K0107", format!("\"{name}\" sudah dipakai bahasa ini, tidak dapat menjadi nama"))
                    .at(span, "")
                    .suggest(format!("pakai nama lain, misalnya {name}_1"), vec![Edit::insert_after(span, "_1")])
            }
            Problem::FieldIsName { span, name } => {
                error("K0123", format!("\"{name}\" menjadi nama kolom data sekaligus nama nilai"))
                    .at(span, "")
                    .suggest(format!("beri nama lain, misalnya {name}_1"), vec![Edit::insert_after(span, "_1")])
            }
            Problem::FieldDiffers { span, name } => {
                error("K0124", format!("kolom \"{name}\" dinyatakan dua kali dengan cara berbeda"))
                    .at(span, "")
                    .suggest("hapus pernyataan kedua", vec![Edit::replace(span, "")])
            }
            Problem::RepeatedClause { span, first, word } => {
                error("K0103", format!("\"{word}\" ditulis dua kali; hanya satu yang berlaku"))
                    .at(span, "")
                    .at(first, "yang pertama di sini")
                    .suggest("hapus yang kedua", vec![Edit::replace(span, "")])
            }
            Problem::MissingClause { span, block, what, inserts } => {
                let base = error("K0104", format!("{} ini belum punya {what}", block.word())).at(span, "");
                inserts.into_iter().fold(base, |base, line| {
                    let edit = Edit::insert_after(span, format!("\n  {line}"));
                    base.suggest(format!("tambahkan baris  {line}"), vec![edit])
                })
            }
            Problem::SecondPackage { span, first, block } => error("K0122", "\"paket\" hanya boleh satu".into())
                .at(span, "")
                .at(first, "yang pertama di sini")
                .suggest("hapus yang kedua", vec![Edit::replace(block, "")]),
            Problem::SecondData { span, first, block, path } => {
                error("K0125", format!("berkas data \"{path}\" disebut dua kali"))
                    .at(span, "")
                    .at(first, "yang pertama di sini")
                    .suggest("hapus yang kedua", vec![Edit::replace(block, "")])
            }
            Problem::SecondTable { span, first, name } => {
                error("K0126", format!("nama tabel \"{name}\" dipakai dua kali"))
                    .at(span, "")
                    .at(first, "yang pertama di sini")
                    .suggest(format!("beri nama lain, misalnya {name}_1"), vec![Edit::insert_after(span, "_1")])
            }
            Problem::RepeatedMember { span, name, rest } => {
                error("K0116", format!("anggota \"{name}\" disebut dua kali, jadi akan dihitung dua kali"))
                    .at(span, "")
                    .suggest("hapus yang kedua", vec![Edit::replace(rest, "")])
            }
            Problem::UnknownRule { span, kind, name, nearest } => {
                let base = error("K0105", format!("aturan {kind} \"{name}\" tidak ada")).at(span, "");
                match nearest {
                    Some((near, label)) => {
                        let words = label.map(|label| format!(" (\"{label}\")")).unwrap_or_default();
                        base.suggest(format!("apakah maksud Anda {near}{words}?"), vec![Edit::replace(span, near)])
                    }
                    None => base.advise(format!("tulis dulu  aturan {kind} {name}")),
                }
            }
            Problem::NoFormulaForDirection { span, rule, name, direction, indicator } => {
                let line = format!("{direction} : …");
                error("K0120", format!("aturan capaian {name} tidak punya rumus untuk {direction}"))
                    .at(rule, format!("tambahkan baris  {line}"))
                    .at(span, format!("dipakai oleh {indicator}, yang {direction}"))
                    .advise(match direction {
                        "makin rendah" => {
                            "rumus yang lazim: (2*target - realisasi) / target * 100 atau target / realisasi * 100"
                        }
                        _ => "rumus yang lazim: realisasi / target * 100",
                    })
            }
            Problem::RuleNotInForce { span, kind, name, years } => {
                error("K0118", format!("aturan {kind} {name} tidak berlaku untuk {}", say_years(years)))
                    .at(span, "")
                    .advise(format!("perpanjang  berlaku  pada aturan {kind} {name}, atau batasi tahun di sini"))
            }
            Problem::Unused { span, block, kind, name } => {
                warning("K0110", format!("{kind} \"{name}\" tidak dipakai di mana pun"))
                    .at(span, "")
                    .suggest("hapus bila memang tidak perlu", vec![Edit::replace(block, "")])
            }
            Problem::Cycle { path, through_time } => {
                let mut steps: Vec<String> =
                    path.iter().map(|(name, span)| format!("{name} ({})", sources.place(*span))).collect();
                let first = path.first().map(|(name, _)| name.clone()).unwrap_or_default();
                steps.push(first.clone());
                let base = error("K0108", format!("{first} dihitung dari dirinya sendiri"));
                let base = path.iter().take(1).fold(base, |base, (_, span)| base.at(*span, ""));
                let base = base.because(steps.join(" → "));
                if through_time {
                    base.advise("rumus yang memakai tahun lain dari nilai yang sama tidak berujung; pakai target atau realisasi")
                } else {
                    base.advise("putuskan salah satu langkah di atas; setiap nilai harus berujung pada data")
                }
            }
            Problem::TwoPackages { name, first, second, span } => {
                error("K0131", format!("nama \"{name}\" ada di paket {first} dan di paket {second}"))
                    .at(span, "")
                    .advise("pakai salah satu paket saja, atau tulis definisi Anda sendiri dengan  ganti")
            }
            Problem::ReplacesNothing { span, name } => {
                error("K0130", format!("tidak ada {name} dari paket lain yang dapat diganti"))
                    .at(span, "")
                    .suggest("hapus kata \"ganti\"", vec![Edit::replace(span, "")])
            }
            Problem::NeedsReplace { span, head, name, package, original } => {
                error("K0132", format!("{name} sudah ada di paket {package}"))
                    .at(span, "")
                    .at(original, "di sini")
                    .suggest(
                        "tulis \"ganti\" di depannya bila memang diganti",
                        vec![Edit::insert_before(head, "ganti ")],
                    )
            }
            Problem::NoSuchPackage { span, name, nearest, known } => {
                let base = error("K0133", format!("paket \"{name}\" tidak ada")).at(span, "");
                let base = match nearest {
                    Some(near) => {
                        let edit = Edit::replace(span, format!("\"{near}\""));
                        base.suggest(format!("apakah maksud Anda \"{near}\"?"), vec![edit])
                    }
                    None => base,
                };
                base.advise(format!("paket yang tersedia: {}", known.join(", ")))
            }
            Problem::WeightSum { span, sum, whole } => {
                let accept = "terima jumlah bobot \"…\"";
                error("K0134", format!("bobot berjumlah {sum}, seharusnya {whole}")).at(span, "").suggest(
                    format!("bila memang demikian menurut aturannya, tulis  {accept}"),
                    vec![Edit::insert_after(span, format!("\n  {accept}"))],
                )
            }
            Problem::WeightOfStranger { span, name, group } => {
                error("K0135", format!("{name} diberi bobot, tetapi bukan anggota {group}")).at(span, "")
            }
            Problem::MissingWeight { span, names, group } => {
                error("K0136", format!("anggota {group} belum diberi bobot: {}", names.join(", "))).at(span, "")
            }
            Problem::NoWeights { span, group } => error("K0137", format!("{group} belum punya bobot"))
                .at(span, "")
                .advise("tulis  bobot NAMA 60%; NAMA 40%  di dalam kelompoknya"),
            Problem::NeedlessAcceptance { span, words } => warning("K0138", format!("\"{words}\" tidak diperlukan"))
                .at(span, "")
                .suggest("hapus baris ini", vec![Edit::replace(span, "")]),
            Problem::SharedMember { span, other, name, first, second } => {
                error("K0139", format!("{name} menjadi anggota {first} dan {second}, jadi dihitung dua kali"))
                    .at(span, "")
                    .at(other, "juga di sini")
                    .advise("pindahkan ke salah satu kelompok")
            }
            Problem::NoPlanPeriod { span, word, package } => {
                let base = error("K0140", format!("[{word}] belum jelas: periode rencana belum disebut")).at(span, "");
                match package {
                    Some(package) => base.suggest(
                        "tulis  periode 2024..2026  di bawah paket",
                        vec![Edit::insert_after(package, "\n  periode 2024..2026")],
                    ),
                    None => base.advise("tulis  periode 2024..2026  di bawah paket"),
                }
            }
            Problem::RepeatedWord { span, word } => {
                error("K0141", format!("\"{word}\" disebut dua kali dalam urutan")).at(span, "")
            }
            Problem::Assumed { spans, names, at } => {
                let declarations: String = names.iter().map(|name| format!("besaran {name}\n")).collect();
                let base =
                    warning("K0115", format!("{} belum dinyatakan; dianggap masukan dari data", names.join(", ")));
                let base = spans.into_iter().take(1).fold(base, |base, span| base.at(span, ""));
                base.suggest(
                    format!("nyatakan  besaran {}", names.join("; besaran ")),
                    vec![Edit::insert_before(at, declarations)],
                )
            }
        }
    }
}

/// `2024..2026`, `mulai 2025`, `sampai 2023`, `semua tahun`.
pub fn say_years(years: Years) -> String {
    match (years.from, years.to) {
        (None, None) => "semua tahun".into(),
        (Some(from), None) => format!("mulai {from}"),
        (None, Some(to)) => format!("sampai {to}"),
        (Some(from), Some(to)) if from == to => format!("{from}"),
        (Some(from), Some(to)) => format!("{from}..{to}"),
    }
}
