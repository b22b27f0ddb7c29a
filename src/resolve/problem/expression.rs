//! Findings about expressions: unknown words, wrong kinds, incompatible units; with their wording.

use super::Look;
use super::footer_words::{
    over_columns, parts_in_footer, subtotal_alone, subtotal_of_all, under_heading, without_column,
};
use super::no_such_role::{Undeclared, no_such_role};
use super::small_percent::{foreign_signs, small_ends, small_percent, without};
use super::unlike_units::{InUnit, formula_unit, mixed, unlike};
use super::{column_words, counted, mends};
use crate::data::problem::{About, as_typed};
use crate::diagnostic::{Code, Diagnostic, Edit, Severity, Suggestion, nearest};
use crate::number::{Exact, Rounding};
use crate::source::Span;

/// The name of a condition in messages.
pub const SYARAT: &str = "syarat (benar atau salah)";

/// What is wrong with an expression.
#[derive(Debug, Clone)]
pub enum ExpressionProblem {
    /// An undefined name, with every place that uses it.
    UnknownName {
        spans: Vec<Span>,
        name: String,
        nearest: Option<(String, String)>,
        /// Further names that are as near.
        rivals: Vec<(String, String)>,
        declare: Option<Span>,
        /// Whether it is alone as a column of a table.
        is_column: bool,
        /// The prefixes of every `umum`, if it is a numeric code that none covers.
        beginnings: Vec<String>,
        look: Look,
    },
    /// A grade without its quotes, compared with a text.
    UnquotedText { span: Span, word: String },
    /// Adjacent words without a meaning, and what they most likely mean.
    UnknownPhrase { span: Span, phrase: String, mends: Vec<String> },
    /// A function that does not exist.
    UnknownFunction { span: Span, name: String, mend: Option<Suggestion> },
    /// Too few or too many arguments.
    ArgumentCount { span: Span, name: &'static str, wanted: &'static str, found: usize, comma: Option<(Span, String)> },
    /// A role that the named thing does not have.
    NoSuchRole { span: Span, role: &'static str, name: String, what: &'static str, declare: Option<Undeclared> },
    /// A role without a name where no row or indicator is meant; in a group its members are.
    NoSubject { span: Span, role: String, example: Option<String>, in_group: bool },
    /// `jumlah(pagu rincian)` as a footer, which runs over no rows; `role` is what is summed.
    PartsInFooter { span: Span, set: String, role: String },
    /// `anggota` outside an aggregate.
    SetAsValue { span: Span, written: String, is_weighted: bool },
    /// `anggota AKIP` where AKIP is not a group.
    NotAGroup { span: Span, name: String },
    /// Two sets in one aggregate.
    TwoSets { span: Span },
    /// A formula where the name of a rule belongs.
    FormulaForRule { span: Span, rules: Vec<String>, gap: Option<Span> },
    /// A number where a text belongs, and so on.
    WrongKind { span: Span, found: &'static str, wanted: &'static str, place: String },
    /// A condition where an aggregate takes values; whether `banyaknya_bila` is meant instead of that word.
    ConditionCounted { span: Span, place: String, function: Span, is_meant: bool },
    /// `ada` of a condition.
    ConditionGiven { span: Span, whole: Span, meant: String },
    /// A member whose value is a word, where numbers are combined.
    WordMember { span: Span, aggregate: &'static str, member: String, mend: Option<Edit> },
    /// A weighted mean of things without weights; the word that weighs.
    NoWeights { span: Span, mend: Option<Span> },
    /// A quoted code alone, which reads as a text.
    CodeAsText { span: Span, code: String },
    /// A comparison of a text with a number.
    UnlikeKinds { span: Span, left: &'static str, right: &'static str, mend: Option<(String, Vec<Edit>)> },
    /// A choice between a text and a number.
    UnlikeBranches { span: Span, first: &'static str, second: &'static str },
    /// `<` between texts.
    TextOrder { span: Span, sign: &'static str },
    /// `a < b < c`
    ChainedComparison { span: Span, mend: String },
    /// Incompatible units, and an extra column among the operands that states none.
    UnlikeUnits { span: Span, left: InUnit, right: InUnit, verb: &'static str, column: Option<String> },
    /// An aggregate over things with incompatible units: two of them, each with its unit.
    MixedUnits {
        span: Span,
        aggregate: &'static str,
        first: InUnit,
        second: InUnit,
        mend: Option<Edit>,
        column: Option<String>,
    },
    /// The unit of a formula is not that of its quantity.
    FormulaUnit {
        span: Span,
        found: String,
        declared: String,
        what: String,
        column: Option<String>,
        mend: Option<Edit>,
    },
    /// An exponent that is not a whole literal.
    Exponent { span: Span, sign: Option<Span> },
    /// A rounding place that is not a whole literal.
    RoundPlaces { span: Span, sign: Option<Span> },
    /// A way of rounding that does not exist.
    RoundMode { span: Span, word: String },
    /// An invalid share, perhaps a percentage without its sign.
    PercentileShare { span: Span, lacks_sign: bool },
    /// A rank of the item of an enclosing aggregate.
    PlaceInside { span: Span },
    /// Division by the literal 0.
    ByZero { span: Span },
    /// A year before or after every version of a name.
    NoVersion { span: Span, name: String, year: i32, years: String },
    /// A computed value assigned in an example.
    NotGivable { span: Span, written: String, target: Option<Span> },
    /// An unknown that no data can hold.
    NotSought { span: Span, written: String },
    /// A computed value that is to move by itself.
    NotMoved { span: Span, written: String },
    /// A given value that is not a plain literal.
    GivenNotLiteral { span: Span, range: Option<String> },
    /// Something given twice in one example.
    GivenTwice { span: Span, first: Span, written: String },
    /// A given percentage for a value that is not one.
    ForeignPercent { span: Span, written: String, about: About, unit: Option<String> },
    /// A small number given for a percentage without its sign.
    SmallPercent { span: Span, number: Exact },
    /// Ends of a range of percentages that may as well be fractions.
    SmallEnds { ends: Vec<(Exact, Span)> },
    /// Percent signs at a range or step of something in another unit.
    ForeignSigns { signs: Vec<Span>, what: &'static str, unit: Option<String> },
    /// `≈` before something that is not a figure.
    AboutNoFigure { sign: Span, span: Span },
    /// A footer over several columns at once; `parts` says them one by one.
    FooterOverColumns { span: Span, argument: String, parts: String },
    /// A subtotal of a table without groups.
    SubtotalAlone { line: Span },
    /// A subtotal that runs over no rows; `line` is the whole, `meant` what would sum up its column.
    SubtotalOfAll { value: Span, line: Span, meant: Option<String> },
    /// A footer without a column; what sums up a column that there is, and the column that lacks.
    FooterWithoutColumn { span: Span, argument: String, mends: Vec<Suggestion>, column: Option<String> },
    /// `pada` with a text, as a heading; the content of the column with that heading, and of its own one.
    FooterUnderHeading { span: Span, heading: String, meant: Option<String>, own: Option<String> },
    /// Two values of one footer under the same column.
    TwoUnderColumn { span: Span, column: String },
    /// Classes that leave values out or overlap.
    Classes { span: Span, gap: Option<String>, overlap: Option<String> },
    /// A class reading that needs members.
    ClassWithoutSet { span: Span, role: String },
}

impl ExpressionProblem {
    /// The whole message.
    pub fn into_diagnostic(self) -> Diagnostic {
        let error = |code: Code, title: String| Diagnostic::new(code, Severity::Error, title);
        match self {
            ExpressionProblem::UnknownName { spans, name, nearest, rivals, declare, is_column, beginnings, look } => {
                if name == "terdefinisi" {
                    return column_words::undefined(spans);
                }
                let base = column_words::unknown_in(&name, &spans);
                let base = match look.is_heading {
                    true => column_words::as_heading(base, &name, &spans),
                    false => base,
                };
                match (nearest, declare) {
                    (None, _) if look.is_heading && name.contains(char::is_lowercase) => base,
                    (Some(near), _) if !rivals.is_empty() => column_words::equally_near(base, &spans, near, rivals),
                    (Some(near), declare) => column_words::near(base, (&name, &spans), near, (look, declare)),
                    (None, _) if !beginnings.is_empty() => column_words::uncovered(base, &name, &beginnings),
                    (None, declare) => column_words::unknown(base, &name, is_column, declare.filter(|_| !look.is_cell)),
                }
            }
            ExpressionProblem::UnquotedText { span, word } => {
                error(Code::K0129, format!("\"{word}\" ditulis tanpa tanda kutip"))
                    .at(span, "")
                    .suggest(format!("tulis \"{word}\""), vec![Edit::replace(span, format!("\"{word}\""))])
            }
            ExpressionProblem::UnknownPhrase { span, phrase, mends } => mends::phrase(span, &phrase, mends),
            ExpressionProblem::UnknownFunction { span, name, mend } => {
                let base = error(Code::K0111, format!("fungsi \"{name}\" tidak ada")).at(span, "");
                match mend {
                    Some(mend) => base.mend(mend),
                    None => column_words::unknown_function(base, &name),
                }
            }
            ExpressionProblem::ArgumentCount { span, name, wanted, found, comma } => {
                let base = error(Code::K0112, format!("{name} memerlukan {wanted}, di sini ada {found}")).at(span, "");
                match comma {
                    Some((at, split)) => {
                        base.suggest(format!("pemisahnya titik koma:  {split}"), vec![Edit::replace(at, split)])
                    }
                    None if found == 1 => base.advise("pemisah antarbagian adalah titik koma"),
                    None => base,
                }
            }
            ExpressionProblem::NoSuchRole { span, role, name, what, declare } => {
                no_such_role(span, (role, what), &name, declare)
            }
            ExpressionProblem::NoSubject { span, role, example, in_group } => {
                let base = error(Code::K0113, format!("\"{role}\" di sini belum jelas milik siapa")).at(span, "");
                match example {
                    _ if in_group => base.suggest(
                        format!("tulis  {role} anggota  bila yang dimaksud anggota kelompok ini"),
                        vec![Edit::insert_after(span, " anggota")],
                    ),
                    Some(example) => base.advise(format!("sebut namanya, misalnya {example}")),
                    None => base.advise("sebut nama pemiliknya sesudah kata itu"),
                }
            }
            ExpressionProblem::PartsInFooter { span, set, role } => parts_in_footer(span, &set, role),
            ExpressionProblem::SetAsValue { span, written, is_weighted } => {
                mends::set_as_value(span, &written, is_weighted)
            }
            ExpressionProblem::NotAGroup { span, name } => {
                error(Code::K0121, format!("{name} bukan kelompok, jadi tidak punya anggota"))
                    .at(span, "")
                    .advise(format!("tulis {name} tanpa kata \"anggota\", atau sebut sebuah kelompok"))
            }
            ExpressionProblem::TwoSets { span } => {
                error(Code::K0119, "satu hitungan hanya dapat memakai satu himpunan anggota".into())
                    .at(span, "")
                    .advise("hitung masing-masing, lalu gabungkan hasilnya")
            }
            ExpressionProblem::FormulaForRule { span, rules, gap } => {
                let base = error(Code::K0153, "capaian indikator diisi nama aturan, bukan rumus".into()).at(span, "");
                if let Some(gap) = gap {
                    return base.suggest("pindahkan ke baris baru", vec![Edit::replace(gap, "\n  ")]);
                }
                let base = rules.into_iter().fold(base, |base, rule| {
                    base.propose(format!("pakai  capaian {rule}"), vec![Edit::replace(span, rule)])
                });
                base.advise("rumusnya ditulis di bawah  aturan capaian NAMA")
            }
            ExpressionProblem::WrongKind { span, found, wanted, place } => {
                counted::wrong_kind(span, &place, wanted, found)
            }
            ExpressionProblem::ConditionCounted { span, place, function, is_meant } => {
                counted::condition_counted(span, place, function, is_meant)
            }
            ExpressionProblem::ConditionGiven { span, whole, meant } => counted::condition_given(span, whole, meant),
            ExpressionProblem::NoWeights { span, mend } => counted::no_weights(span, mend),
            ExpressionProblem::WordMember { span, aggregate, member, mend } => {
                let title = format!("isi {aggregate} harus angka, sedangkan nilai {member} berupa teks");
                let base = error(Code::K0303, title).at(span, "");
                match mend {
                    Some(edit) => base.suggest("gabungkan capaiannya", vec![edit]),
                    None => base,
                }
            }
            ExpressionProblem::CodeAsText { span, code } => {
                error(Code::K0313, format!("\"{code}\" di sini terbaca sebagai teks, bukan nilai kode itu"))
                    .at(span, "")
                    .suggest(format!("tulis  nilai \"{code}\""), vec![Edit::insert_before(span, "nilai ")])
                    .advise(format!("peran lain juga dapat: target \"{code}\", capaian \"{code}\", pagu \"{code}\""))
            }
            ExpressionProblem::UnlikeKinds { span, left, right, mend } => {
                let base = error(Code::K0304, format!("{left} tidak dapat dibandingkan dengan {right}")).at(span, "");
                mend.into_iter().fold(base, |base, (text, edits)| base.suggest(text, edits))
            }
            ExpressionProblem::UnlikeBranches { span, first, second } => error(
                Code::K0320,
                format!(
                    "kedua pilihan harus sejenis, bukan {first} sesudah \"maka\" dan {second} sesudah \"selain itu\""
                ),
            )
            .at(span, ""),
            ExpressionProblem::TextOrder { span, sign } => {
                error(Code::K0305, format!("teks hanya dapat dibandingkan dengan = atau <>, bukan {sign}"))
                    .at(span, "")
                    .propose("pakai =", vec![Edit::replace(span, "=")])
            }
            ExpressionProblem::ChainedComparison { span, mend } => {
                error(Code::K0309, "dua pembanding berurutan harus dihubungkan dengan \"dan\"".into())
                    .at(span, "")
                    .suggest(format!("tulis  {mend}"), vec![Edit::replace(span, mend)])
            }
            ExpressionProblem::UnlikeUnits { span, left, right, verb, column } => {
                unlike(span, left, right, verb, column)
            }
            ExpressionProblem::MixedUnits { span, aggregate, first, second, mend, column } => {
                mixed(span, aggregate, first, second, mend, column)
            }
            ExpressionProblem::FormulaUnit { span, found, declared, what, column, mend } => {
                formula_unit(span, (&what, &found, &declared), column, mend)
            }
            ExpressionProblem::Exponent { span, sign } => {
                let title = "pangkat harus bilangan bulat yang ditulis langsung, misalnya ^2";
                without(sign, error(Code::K0306, title.into()).at(span, ""))
            }
            ExpressionProblem::RoundPlaces { span, sign } => {
                let title = "jumlah desimal harus bilangan bulat dari -15 sampai 28";
                without(sign, error(Code::K0308, title.into()).at(span, ""))
                    .advise("tulis angkanya langsung, misalnya  bulat(IKM; 2)")
            }
            ExpressionProblem::PercentileShare { span, lacks_sign } => counted::percentile_share(span, lacks_sign),
            ExpressionProblem::PlaceInside { span } => counted::place_inside(span),
            ExpressionProblem::RoundMode { span, word } => {
                let ours = Rounding::ALL.map(Rounding::word);
                let base = error(Code::K0321, format!("cara membulatkan \"{word}\" tidak ada")).at(span, "");
                match nearest(&word, ours) {
                    Some(near) => base.suggest(format!("pakai {near}"), vec![Edit::replace(span, near)]),
                    None => base.advise(format!("yang ada: {}", ours.join(", "))),
                }
            }
            ExpressionProblem::ByZero { span } => {
                error(Code::K0307, "pembagian dengan nol tidak pernah ada hasilnya".into()).at(span, "")
            }
            ExpressionProblem::NoVersion { span, name, year, years } => {
                error(Code::K0127, format!("{name} tidak punya aturan untuk tahun {year}"))
                    .at(span, "")
                    .because(format!("definisinya berlaku {years}"))
                    .advise(format!(
                        "sebut tahun lain, atau tulis satu definisi {name} lagi dengan  berlaku  yang mencakup {year}"
                    ))
            }
            ExpressionProblem::NotGivable { span, written, target: Some(target) } => {
                let title = format!("\"{written}\" sudah ditetapkan dalam aturannya, jadi tidak diketahui dari data");
                error(Code::K0405, title)
                    .at(span, "")
                    .at(target, "ditetapkan di sini")
                    .advise("bila targetnya dari data, hapus baris itu; bila tetap, hapus dari  diketahui")
            }
            ExpressionProblem::NotGivable { span, written, target: None } => {
                error(Code::K0405, format!("\"{written}\" adalah hasil hitungan, tidak dapat diketahui lebih dulu"))
                    .at(span, "")
                    .advise("yang dapat ditulis: NAMA = …, target NAMA = …")
            }
            ExpressionProblem::NotSought { span, written } => {
                error(Code::K0409, format!("\"{written}\" adalah hasil hitungan, yang dapat dicari hanya masukan"))
                    .at(span, "")
                    .advise("contoh:  cari realisasi AKIP agar capaian IKU >= 100")
            }
            ExpressionProblem::NotMoved { span, written } => counted::not_moved(span, &written),
            ExpressionProblem::GivenNotLiteral { span, range: Some(range) } => {
                error(Code::K0406, "rentang ditulis dengan dua titik (..)".into())
                    .at(span, "")
                    .suggest(format!("tulis {range}"), vec![Edit::replace(span, range)])
            }
            ExpressionProblem::GivenNotLiteral { span, range: None } => {
                error(Code::K0406, "yang diketahui harus angka atau teks langsung".into())
                    .at(span, "")
                    .advise("hitung lebih dulu, lalu tulis angkanya")
            }
            ExpressionProblem::GivenTwice { span, first, written } => {
                error(Code::K0408, format!("\"{written}\" diberi nilai dua kali"))
                    .at(span, "")
                    .at(first, "yang pertama di sini")
                    .advise("hapus salah satunya")
            }
            ExpressionProblem::ForeignPercent { span, written, about, unit } => as_typed(span, written, about, unit),
            ExpressionProblem::SmallPercent { span, number } => small_percent(span, &number),
            ExpressionProblem::SmallEnds { ends } => small_ends(&ends),
            ExpressionProblem::ForeignSigns { signs, what, unit } => foreign_signs(&signs, what, unit),
            ExpressionProblem::AboutNoFigure { sign, span } => {
                error(Code::K0410, "sesudah ≈ ditulis angka seperti yang tercetak".into())
                    .at(span, "")
                    .suggest("bandingkan dengan =", vec![Edit::replace(sign, "=")])
                    .advise("contoh:  hasil capaian IKM ≈ 107,81")
            }
            ExpressionProblem::FooterWithoutColumn { span, argument, mends, column } => {
                without_column(span, &argument, mends, column)
            }
            ExpressionProblem::SubtotalAlone { line } => subtotal_alone(line),
            ExpressionProblem::SubtotalOfAll { value, line, meant } => subtotal_of_all((value, line), meant),
            ExpressionProblem::FooterOverColumns { span, argument, parts } => over_columns(span, &argument, parts),
            ExpressionProblem::FooterUnderHeading { span, heading, meant, own } => {
                under_heading(span, &heading, meant, own)
            }
            ExpressionProblem::TwoUnderColumn { span, column } => {
                error(Code::K0412, format!("kolom \"{column}\" sudah berisi nilai lain dalam penutup ini"))
                    .at(span, "")
                    .advise("tulis sebagai penutup sendiri, atau sebut kolom lain dengan  pada")
            }
            ExpressionProblem::Classes { span, gap, overlap } => {
                let title = match (&gap, &overlap) {
                    (Some(gap), _) => format!("kelas-kelas ini tidak mencakup nilai {gap}"),
                    (None, Some(overlap)) => format!("nilai {overlap} termasuk dua kelas"),
                    (None, None) => "kelas-kelas ini tidak lengkap".into(),
                };
                error(Code::K0404, title)
                    .at(span, "")
                    .advise("setiap nilai harus masuk tepat satu kelas, misalnya > 100; = 100; < 100")
            }
            ExpressionProblem::ClassWithoutSet { span, role } => {
                error(Code::K0407, format!("\"{role}\" berganti menurut anggota, sedangkan baris ini sebuah kelas"))
                    .at(span, "")
                    .propose(
                        format!("tulis  rata_rata({role} anggota)"),
                        vec![Edit::insert_before(span, "rata_rata("), Edit::insert_after(span, " anggota)")],
                    )
            }
        }
    }
}
