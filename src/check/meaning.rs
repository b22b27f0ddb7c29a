//! Findings about expressions: unknown words, wrong kinds, unlike units; with their words.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::source::Span;

/// What is wrong with the meaning of an expression.
#[derive(Debug, Clone)]
pub enum Problem {
    /// A name nobody defined.
    UnknownName { span: Span, name: String, nearest: Option<(String, String)>, declare: Option<Span> },
    /// Words side by side that mean nothing together.
    UnknownPhrase { span: Span, phrase: String, first: Span, nearest: Option<String> },
    /// A function that does not exist.
    UnknownFunction { span: Span, name: String, nearest: Option<String> },
    /// Too few or too many arguments.
    ArgumentCount { span: Span, name: &'static str, wanted: &'static str, found: usize, comma: Option<(Span, String)> },
    /// A role that the named thing does not have.
    NoSuchRole { span: Span, role: &'static str, name: String, what: &'static str, only: Option<Span> },
    /// A role without a name where no row or indicator is meant.
    NoSubject { span: Span, role: String, example: String },
    /// `anggota` outside an aggregate.
    SetAsValue { span: Span, written: String },
    /// `anggota AKIP` where AKIP is no group.
    NotAGroup { span: Span, name: String, whole: Span },
    /// Two sets in one aggregate.
    TwoSets { span: Span },
    /// A number where a text belongs, and so on.
    WrongKind { span: Span, found: &'static str, wanted: &'static str, place: String },
    /// A comparison of a text with a number.
    UnlikeKinds { span: Span, left: &'static str, right: &'static str },
    /// `<` between texts.
    TextOrder { span: Span, sign: &'static str },
    /// `a < b < c`
    ChainedComparison { span: Span, mend: String },
    /// Units that do not go together.
    UnlikeUnits { span: Span, left: String, left_unit: String, right: String, right_unit: String, verb: &'static str },
    /// The unit of a formula is not that of its quantity.
    FormulaUnit { span: Span, found: String, declared: String, name: String },
    /// An exponent that is not a whole literal.
    Exponent { span: Span },
    /// A rounding place that is not a whole literal.
    RoundPlaces { span: Span },
    /// Division by the literal 0.
    ByZero { span: Span },
    /// A year before or after every version of a name.
    NoVersion { span: Span, name: String, year: i32, years: String },
    /// `[2022]` on something that does not vary with time.
    PeriodOnAttribute { span: Span, role: String, period: Span },
    /// Something assigned in an example that is computed.
    NotGivable { span: Span, written: String },
    /// A given value that is not a plain literal.
    GivenNotLiteral { span: Span },
    /// A footer with no column to stand under.
    FooterWithoutColumn { span: Span, argument: String, first_column: String, insert: Span },
    /// Classes that leave values out or share them.
    Classes { span: Span, gap: Option<String>, overlap: Option<String> },
    /// A class reading that needs members.
    ClassWithoutSet { span: Span, role: String },
}

impl Problem {
    /// The whole message.
    pub fn into_diagnostic(self) -> Diagnostic {
        let error = |code, title: String| Diagnostic::new(Code(code), Severity::Error, title);
        match self {
            Problem::UnknownName { span, name, nearest, declare } => {
                let base = error("K0102", format!("nama \"{name}\" tidak dikenal")).at(span, "");
                match (nearest, declare) {
                    (Some((near, known_as)), _) => {
                        base.suggest(format!("apakah maksud Anda {near}{known_as}?"), vec![Edit::replace(span, near)])
                    }
                    (None, Some(at)) => base.suggest(
                        format!("bila {name} adalah masukan dari data, nyatakan  besaran {name}"),
                        vec![Edit::insert_before(at, format!("besaran {name}\n"))],
                    ),
                    (None, None) => base,
                }
            }
            Problem::UnknownPhrase { span, phrase, first, nearest } => {
                let base = error("K0114", format!("\"{phrase}\" tidak dapat dimengerti")).at(span, "");
                match nearest {
                    Some(near) => base.suggest(format!("apakah maksud Anda {near}?"), vec![Edit::replace(first, near)]),
                    None => base.advise("tulis satu nama, atau peran diikuti nama: target AKIP, capaian anggota IKU"),
                }
            }
            Problem::UnknownFunction { span, name, nearest } => {
                let base = error("K0111", format!("fungsi \"{name}\" tidak ada")).at(span, "");
                match nearest {
                    Some(near) => base.suggest(format!("pakai {near}"), vec![Edit::replace(span, near)]),
                    None => base.advise(
                        "yang ada: min, maks, bulat, abs, ada, selisih, pertumbuhan, jumlah, rata_rata, rata_rata_tertimbang, rata_rata_geometrik, terkecil, terbesar, terakhir, banyaknya",
                    ),
                }
            }
            Problem::ArgumentCount { span, name, wanted, found, comma } => {
                let base = error("K0112", format!("{name} memerlukan {wanted}, di sini ada {found}")).at(span, "");
                match comma {
                    Some((number, split)) => {
                        base.suggest(format!("pemisahnya titik koma:  {split}"), vec![Edit::replace(number, split)])
                    }
                    None => base.advise("pemisah antarbagian adalah titik koma"),
                }
            }
            Problem::NoSuchRole { span, role, name, what, only } => {
                let base = error("K0106", format!("{name} adalah {what}, jadi tidak punya {role}")).at(span, "");
                match only {
                    Some(name_span) => {
                        let between = Span { end: name_span.start, ..span };
                        base.suggest(format!("tulis {name} saja"), vec![Edit::replace(between, "")])
                    }
                    None => base,
                }
            }
            Problem::NoSubject { span, role, example } => {
                error("K0113", format!("\"{role}\" di sini belum jelas milik siapa"))
                    .at(span, "")
                    .advise(format!("sebut namanya, misalnya {example}"))
            }
            Problem::SetAsValue { span, written } => {
                error("K0117", format!("\"{written}\" berisi banyak nilai, bukan satu"))
                    .at(span, "")
                    .suggest(
                        "rata-ratanya:  rata_rata(…)",
                        vec![Edit::insert_before(span, "rata_rata("), Edit::insert_after(span, ")")],
                    )
                    .advise("atau jumlah(…), terkecil(…), terbesar(…), banyaknya(…)")
            }
            Problem::NotAGroup { span, name, whole } => {
                error("K0121", format!("{name} bukan kelompok, jadi tidak punya anggota"))
                    .at(span, "")
                    .suggest(format!("tulis {name} saja"), vec![Edit::replace(Span { end: span.start, ..whole }, "")])
            }
            Problem::TwoSets { span } => {
                error("K0119", "satu hitungan hanya dapat memakai satu himpunan anggota".into())
                    .at(span, "")
                    .advise("hitung masing-masing, lalu gabungkan hasilnya")
            }
            Problem::WrongKind { span, found, wanted, place } => {
                error("K0303", format!("{place} harus {wanted}, bukan {found}")).at(span, "")
            }
            Problem::UnlikeKinds { span, left, right } => {
                error("K0304", format!("{left} tidak dapat dibandingkan dengan {right}")).at(span, "")
            }
            Problem::TextOrder { span, sign } => {
                error("K0305", format!("teks hanya dapat dibandingkan dengan = atau <>, bukan {sign}"))
                    .at(span, "")
                    .suggest("pakai =", vec![Edit::replace(span, "=")])
            }
            Problem::ChainedComparison { span, mend } => {
                error("K0309", "dua pembanding berurutan harus dihubungkan dengan \"dan\"".into())
                    .at(span, "")
                    .suggest(format!("tulis  {mend}"), vec![Edit::replace(span, mend)])
            }
            Problem::UnlikeUnits { span, left, left_unit, right, right_unit, verb } => {
                error("K0302", format!("{left_unit} tidak dapat {verb} {right_unit}"))
                    .at(span, "")
                    .because(format!("{left} bersatuan {left_unit}, {right} bersatuan {right_unit}"))
                    .advise("ubah salah satunya ke satuan yang sama, misalnya dengan pembagian")
            }
            Problem::FormulaUnit { span, found, declared, name } => {
                error("K0310", format!("rumus {name} menghasilkan {found}, padahal satuannya {declared}")).at(span, "")
            }
            Problem::Exponent { span } => {
                error("K0306", "pangkat harus bilangan bulat yang ditulis langsung, misalnya ^2".into()).at(span, "")
            }
            Problem::RoundPlaces { span } => {
                error("K0308", "jumlah desimal harus bilangan bulat yang ditulis langsung, misalnya bulat(x; 2)".into())
                    .at(span, "")
            }
            Problem::ByZero { span } => {
                error("K0307", "pembagian dengan nol tidak pernah ada hasilnya".into()).at(span, "")
            }
            Problem::NoVersion { span, name, year, years } => {
                error("K0127", format!("{name} tidak punya rumus untuk tahun {year}"))
                    .at(span, "")
                    .because(format!("{name} berlaku {years}"))
            }
            Problem::PeriodOnAttribute { span, role, period } => {
                error("K0128", format!("\"{role}\" tidak berganti menurut tahun"))
                    .at(span, "")
                    .suggest("hapus tahunnya", vec![Edit::replace(period, "")])
            }
            Problem::NotGivable { span, written } => {
                error("K0405", format!("\"{written}\" adalah hasil hitungan, tidak dapat diketahui lebih dulu"))
                    .at(span, "")
                    .advise("yang dapat ditulis: NAMA = …, target NAMA = …")
            }
            Problem::GivenNotLiteral { span } => error("K0406", "yang diketahui harus angka atau teks langsung".into())
                .at(span, "")
                .advise("hitung lebih dulu, lalu tulis angkanya"),
            Problem::FooterWithoutColumn { span, argument, first_column, insert } => {
                error("K0401", format!("tidak ada kolom \"{argument}\" tempat penutup ini berdiri"))
                    .at(span, "")
                    .suggest(
                        format!("sebut kolomnya:  pada {first_column}"),
                        vec![Edit::insert_after(insert, format!(" pada {first_column}"))],
                    )
            }
            Problem::Classes { span, gap, overlap } => {
                let title = match (&gap, &overlap) {
                    (Some(gap), _) => format!("kelas-kelas ini tidak mencakup {gap}"),
                    (None, Some(overlap)) => format!("{overlap} termasuk dua kelas"),
                    (None, None) => "kelas-kelas ini tidak lengkap".into(),
                };
                error("K0404", title)
                    .at(span, "")
                    .advise("setiap nilai harus masuk tepat satu kelas, misalnya > 100; = 100; < 100")
            }
            Problem::ClassWithoutSet { span, role } => {
                error("K0407", format!("\"{role}\" berganti menurut anggota, sedangkan baris ini sebuah kelas"))
                    .at(span, "")
                    .suggest(
                        format!("tulis  rata_rata({role} anggota)"),
                        vec![Edit::insert_before(span, "rata_rata("), Edit::insert_after(span, " anggota)")],
                    )
            }
        }
    }
}
