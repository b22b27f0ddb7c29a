//! What a run finds out: values that differ, conditions that fail, examples that do not come out. With their words.

#![deny(clippy::wildcard_enum_match_arm)]

mod example_mends;
mod figures;
mod missing;
mod parts;
mod printed;
mod quarterly_money;
mod refused;
mod undecided;

pub mod counted_twice;
pub mod far_below;
pub mod in_tables;
pub mod twice;
pub mod without_money;

use example_mends::{example_mends, state_mend, value_mend};
use far_below::FarBelow;
use figures::{figure, say, say_short, with_sign};
use parts::with_parts;
use without_money::WithoutMoney;

pub use printed::Printed;
pub use undecided::Undecided;

use crate::data::State;
use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use crate::eval::compare::Difference;
use crate::eval::twice::{Bounded, Open, Said, Told, Twice};
use crate::eval::{Cell, Fault, Value};
use crate::number::{Exact, Interval, Places};
use crate::plan::{self, Plan, Refused};
use crate::program::intervals::{self, say_number};
use crate::source::{Sources, Span};
use crate::syntax::ast::Comparison;

/// A finding about results.
#[derive(Debug, Clone)]
pub enum Finding {
    /// A reported value is not the computed one.
    ReportedDiffers { code: String, difference: Difference, cell: Option<CellPlace> },
    /// The data say something twice and differently; `stated` is where the rules state a target.
    /// `parts` are the codes of parts, each with its figure and cell.
    Twice {
        code: String,
        twice: Twice,
        cell: Option<CellPlace>,
        stated: Option<Span>,
        parts: Vec<(String, Option<Exact>, Option<CellPlace>)>,
    },
    /// Two values are set against each other and cover different quarters.
    Uneven { first: Covered, second: Covered, span: Span },
    /// A weight that data decide is below zero.
    WeightBelowZero { group: String, member: String, weight: Value, span: Span },
    /// Weights that data decide do not add up to the whole.
    WeightSum { group: String, sum: Value, span: Span },
    /// A reported value stands where the formula has none, though the formula could never give it.
    ReportedImpossible { what: String, reported: Exact, range: Interval, span: Span },
    /// A percentage up to one beside a far greater one.
    FarBelow(FarBelow),
    /// A formula reads money that its thing has not.
    WithoutMoney(WithoutMoney),
    /// What the data print of achievements or weights is not what the rules give.
    PrintedDiffers { word: &'static str, year: i32, cells: Vec<Printed> },
    /// `pastikan` does not hold.
    AssertionFailed { accepted: Option<String>, message: String, sides: Option<(Exact, Comparison, Exact)>, span: Span },
    /// `pastikan` cannot be decided.
    AssertionUnknown { message: String, reason: String, cell: Option<CellPlace>, span: Span },
    /// `pastikan` over many things cannot be decided for some of them.
    AssertionUndecided(Undecided),
    /// An example comes out otherwise. `printed` is what comes out at the decimals of the figure it says, how many these
    /// are, and whether they are enough; `sides` are the places of the sign and of the right side.
    ExampleDiffers {
        title: String,
        found: Value,
        wanted: Value,
        printed: Option<(Value, Places, bool)>,
        span: Span,
        sides: (Span, Span),
        /// The figure is written with its sign of percent.
        in_percent: bool,
    },
    /// An example says that there is no value, and there is one or another reason.
    ExampleState { title: String, found: Cell, wanted: State, span: Span, sides: (Span, Span) },
    /// An example cannot be computed, perhaps because it does not give all it needs.
    ExampleUnknown { title: String, fault: Fault, span: Span, sides: (Span, Span) },
    /// Units that do not go together, as the data have them.
    UnlikeUnits { reason: String, span: Option<Span> },
    /// No year can be told.
    NoYear,
    /// Nothing is in force in the year asked for.
    NothingInForce { year: i32 },
    /// The data say nothing of the year asked for; `known` are the years they speak of.
    NoDataOfYear { year: i32, known: Vec<i32> },
    /// A table was asked for that is not there.
    NoSuchTable { name: String, nearest: Option<String>, known: Vec<String> },
}

/// What does not hold whatever the unit. Formulas are refused here where only the data tell their units; others were when
/// the rules were read.
pub fn about_plan(plan: &Plan) -> Vec<Diagnostic> {
    let unlike = plan
        .unlike
        .iter()
        .map(|(span, reason)| Finding::UnlikeUnits { reason: reason.to_string(), span: *span }.into_diagnostic());
    unlike.chain(plan.refused.iter().cloned().map(Refused::into_diagnostic)).collect()
}

/// What the rules say that cannot be meant, whatever the data.
pub fn about_formulas(refused: Vec<Refused>, twice: &[plan::Twice], sources: &Sources) -> Vec<Diagnostic> {
    let twice = twice.iter().filter_map(|one| counted_twice::certain(one, sources));
    refused.into_iter().map(Refused::into_diagnostic).chain(twice).collect()
}

impl Finding {
    /// The whole message.
    pub fn into_diagnostic(self) -> Diagnostic {
        let error = |code: Code, title: String| Diagnostic::new(code, Severity::Error, title);
        match self {
            Finding::ReportedDiffers { code, difference, cell } => {
                let reported = say_number(&difference.reported);
                let year = difference.pair.when.year;
                let title =
                    format!("{code} tahun {year}: dilaporkan {reported}, menurut rumus {}", said(&difference.computed));
                let base = error(Code::H0001, title);
                let base = match cell {
                    Some(cell) => base.at_place(Place::Cell(cell), ""),
                    None => base,
                };
                base.at(difference.pair.span, "rumusnya")
                    .because("yang dipakai dalam tabel adalah hasil rumus")
                    .advise("periksa angka yang dilaporkan, atau masukan rumusnya")
            }
            Finding::Twice { code, twice, cell, stated, parts } => {
                let base = said_twice(&code, &twice);
                let own = if let Said::OtherParts { own, .. } = &twice.said { say_number(own) } else { String::new() };
                let base = match cell {
                    Some(cell) => base.at_place(Place::Cell(cell), own),
                    None => base,
                };
                let base = with_parts(base, parts);
                let is_target = matches!(twice.said, Said::Target { .. } | Said::NeverTarget { .. });
                let words = if is_target { "target menurut aturan" } else { "skalanya" };
                match stated {
                    Some(span) => base.at(span, words),
                    None => base,
                }
            }
            Finding::Uneven { first, second, span } => {
                let title = format!("{} {}, {} {}", first.what, first.words(), second.what, second.words());
                let shared = first.last.into_iter().chain(second.last).min().unwrap_or(1);
                // So it is in every office until the year is over.
                Diagnostic::new(Code::H0014, Severity::Warning, title)
                    .at(span, "keduanya tidak mencakup triwulan yang sama")
                    .because("nilai dari triwulan yang berbeda tidak dibandingkan, hasilnya belum diisi")
                    .advise(format!("isi triwulan yang belum, atau sebut triwulannya, misalnya  [triwulan {shared}]"))
            }
            Finding::WeightBelowZero { group, member, weight, span } => {
                let title = format!("bobot {member} dalam {group} adalah {}, kurang dari nol", say_short(&weight));
                error(Code::H0020, title).at(span, "").advise("periksa angka yang menentukan bobot itu")
            }
            Finding::WeightSum { group, sum, span } => error(
                Code::H0021,
                format!("bobot {group} berjumlah {}, seharusnya 1", say_short(&sum)),
            )
            .at(span, "")
            .advise("periksa angka yang menentukan bobotnya; bila memang begitu, tambahkan  terima jumlah bobot \"…\""),
            Finding::ReportedImpossible { what, reported, range, span } => {
                let title = format!(
                    "{what}: dilaporkan {}, padahal rumusnya hanya dapat memberi {}",
                    say_number(&reported),
                    intervals::say(&range)
                );
                Diagnostic::new(Code::H0017, Severity::Warning, title)
                    .at(span, "rumusnya")
                    .because("masukan rumusnya belum diisi, jadi angka yang dilaporkan dipakai sebagai gantinya")
                    .advise("periksa angka yang dilaporkan, atau lengkapi masukan rumusnya")
            }
            Finding::FarBelow(found) => found.told(),
            Finding::WithoutMoney(found) => found.told(),
            Finding::PrintedDiffers { word, year, cells } => printed::differs(word, year, cells),
            Finding::AssertionFailed { accepted, message, sides, span } => {
                let title = match &sides {
                    Some((left, sign, right)) => {
                        let difference = say_number(&(left - right));
                        format!(
                            "{message}: {} seharusnya {} {} (selisih {difference})",
                            say_number(left),
                            sign.sign(),
                            say_number(right)
                        )
                    }
                    None => format!("tidak terpenuhi: {message}"),
                };
                let finding = error(Code::H0002, title).at(span, "");
                match accepted {
                    Some(reason) => Diagnostic { severity: Severity::Warning, ..finding }.because(reason),
                    None => finding,
                }
            }
            Finding::AssertionUnknown { message, reason, cell, span } => {
                let title = format!("tidak dapat dipastikan: {message}");
                let base = error(Code::H0003, title).at(span, "").because(reason);
                match cell {
                    Some(cell) => base.at_place(Place::Cell(cell), ""),
                    None => base,
                }
            }
            Finding::AssertionUndecided(undecided) => undecided.told(),
            Finding::ExampleDiffers { title, found, wanted, printed, span, sides, in_percent } => {
                let signed = |text: String| if in_percent { with_sign(&text) } else { text };
                let said = match &printed {
                    Some((_, places, true)) => figure(&wanted, *places).map(|figure| format!("≈ {figure}")),
                    Some((_, _, false)) | None => None,
                };
                let said = signed(said.unwrap_or_else(|| say(&wanted)));
                let words = format!("contoh \"{title}\" menghasilkan {}, bukan {said}", signed(say(&found)));
                example_mends(error(Code::H0004, words).at(span, ""), &found, &wanted, printed, (sides, in_percent))
            }
            Finding::ExampleState { title, found: Ok(found), wanted, span, sides: (sign, right) } => {
                let words = format!("contoh \"{title}\" menghasilkan {}, bukan {}", say(&found), wanted.words());
                let base = error(Code::H0004, words).at(span, "");
                value_mend(base, &found, (sign, right))
            }
            Finding::ExampleState { title, found: Err(fault), wanted, span, sides: (sign, right) } => {
                let state = fault.state.words();
                let words = format!("contoh \"{title}\" menghasilkan {state}, bukan {}", wanted.words());
                let base = error(Code::H0004, words).at(span, "").because(fault.reason.to_string());
                state_mend(base, &fault, (sign, right))
            }
            Finding::ExampleUnknown { title, fault, span, sides } => {
                let base = error(Code::H0005, format!("contoh \"{title}\" tidak dapat dihitung")).at(span, "");
                let base = base.because(fault.reason.to_string());
                match fault.state {
                    State::NotFilled => base.advise("lengkapi  diketahui  dengan nilai itu"),
                    State::NotApplicable | State::Undefined | State::Faulty => state_mend(base, &fault, sides),
                }
            }
            Finding::UnlikeUnits { reason, span } => {
                let base = error(Code::H0016, reason);
                let base = span.into_iter().fold(base, |base, span| base.at(span, ""));
                base.advise("hitung hanya yang sesatuan, atau perbaiki kolom satuan di data")
            }
            Finding::NoYear => error(Code::H0008, "tahun laporan tidak diketahui".into())
                .advise("tulis  tahun 2024  di bawah paket, atau pakai  --tahun 2024"),
            Finding::NothingInForce { year } => {
                error(Code::H0009, format!("tidak ada aturan yang berlaku untuk tahun {year}"))
                    .advise("periksa  berlaku  pada aturan, atau pilih tahun lain dengan  --tahun")
            }
            Finding::NoDataOfYear { year, known } => {
                let known: Vec<String> = known.iter().map(i32::to_string).collect();
                Diagnostic::new(Code::H0023, Severity::Warning, format!("belum ada data tahun {year}"))
                    .because(format!("data yang ada: tahun {}", known.join(", ")))
            }
            Finding::NoSuchTable { name, nearest, known } => {
                let base = error(Code::B0015, format!("tabel \"{name}\" tidak ada"));
                match nearest {
                    Some(near) => base.advise(format!("apakah maksud Anda {near}?")),
                    None if known.is_empty() => base.advise("paket ini belum punya tabel bernama"),
                    None => base.advise(format!("yang ada: {}", known.join(", "))),
                }
            }
        }
    }
}

/// A value and the last quarter that it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// Which value, with its year.
    pub what: String,
    /// The last quarter; none for a value without any.
    pub last: Option<u8>,
}

impl Covered {
    fn words(&self) -> String {
        self.last.map_or("belum terisi".to_string(), |last| format!("terisi sampai triwulan {last}"))
    }
}

/// What is told of a value.
fn said(told: &Told) -> String {
    match told {
        Told::Number(number) => say_number(number),
        Told::Word(word) => format!("\"{word}\""),
        Told::Without(state) => state.words().to_string(),
    }
}

/// What the data say twice.
fn said_twice(code: &str, twice: &Twice) -> Diagnostic {
    let Twice { field, when, .. } = twice;
    let what = format!("{} {code} tahun {}", field.word(), when.year);
    let new = |code, severity, title| Diagnostic::new(code, severity, title);
    match &twice.said {
        Said::Year { year, quarters, filled } => {
            let title = format!("{what}: {} setahun, {} menurut {}", said(year), said(quarters), listed(filled));
            new(Code::H0010, Severity::Error, title)
                .because("yang dipakai adalah angka setahun")
                .advise("periksa angka setahun itu, atau angka triwulannya")
        }
        Said::Never { year, bound, filled, blank } => {
            let title = format!("{what}: {} setahun, {} menurut {}", say_number(year), bounded(bound), listed(filled));
            new(Code::H0010, Severity::Error, title)
                .because(no_fill(blank))
                .because("yang dipakai adalah angka setahun")
                .advise("periksa angka setahun itu, atau angka triwulannya")
        }
        Said::Parts { own, sum } => {
            let title = format!("{what}: {}, {} menurut rinciannya", own.words(), say_number(sum));
            new(Code::H0018, Severity::Error, title)
                .because(format!("yang dipakai adalah isian {code} sendiri"))
                .advise(format!("kosongkan sel itu bila angkanya jumlah rinciannya, atau isi angka {code} sendiri"))
        }
        Said::OtherParts { own, sum, open, .. } => {
            let least = if open.is_some() { "paling sedikit " } else { "" };
            let title = format!("{what}: {}, {least}{} menurut rinciannya", say_number(own), say_number(sum));
            let base = new(Code::H0019, Severity::Error, title);
            let base = match open {
                Some(Open::Behind) => base.because("triwulan terakhir rinciannya belum terisi"),
                Some(Open::Undefined) => base.because("sebagian rinciannya tidak terdefinisi"),
                Some(Open::Blank(_)) | None => base,
            };
            let is_name =
                code.starts_with(char::is_alphabetic) && code.chars().all(|c| c.is_alphanumeric() || c == '_');
            let named = if is_name { code.to_string() } else { format!("\"{code}\"") };
            let money = field.word();
            base.because(format!("yang dipakai adalah isian {code} sendiri"))
                .advise(format!("kosongkan sel {code} agar rinciannya dijumlahkan, atau perbaiki angkanya"))
                .advise(format!(
                    "bila memang berbeda, tulis  pastikan jumlah({money} rincian) = {money} \"…\"  dan di bawahnya  kecuali {named} \"alasannya\""
                ))
        }
        Said::Target { ends: [low, high], filled, value, .. } => {
            let is_one = low == high;
            let ends = if is_one { say_number(low) } else { format!("{}-{}", say_number(low), say_number(high)) };
            let of_quarters = || format!("{ends} menurut {}", listed(filled));
            let of_data = if filled.is_empty() { format!("dalam data {ends}") } else { of_quarters() };
            new(Code::H0011, Severity::Error, format!("{what}: {of_data}, menurut aturan {}", say_number(value)))
                .because("yang dipakai adalah target dalam data")
                .advise("samakan keduanya, atau kosongkan salah satunya")
        }
        Said::NeverTarget { bound, filled, blank, value, .. } => {
            let ends = bound.as_ref().map_or("berupa rentang".to_string(), bounded);
            let title = format!("{what}: {ends} menurut {}, menurut aturan {}", listed(filled), say_number(value));
            new(Code::H0011, Severity::Error, title)
                .because(no_fill(blank))
                .because("yang dipakai adalah target dalam data")
                .advise("samakan keduanya, atau kosongkan salah satunya")
        }
        Said::Changed { before, after } => quarterly_money::changed(&what, code, before, after),
        Said::Outspent { filled, budget, spent } => {
            quarterly_money::outspent(&what, code, (budget, spent), &listed(filled))
        }
        Said::OutOfScale { sum, filled } => {
            let title = format!("{what}: jumlah {} adalah {}, di luar skalanya", listed(filled), say_number(sum));
            new(Code::H0015, Severity::Error, title)
                .because("tiap triwulan ada dalam skala itu, jumlahnya tidak")
                .advise("lebarkan  skala , atau pakai cara lain di  triwulan , misalnya  triwulan terakhir")
        }
        Said::Added { filled, sum } => quarterly_money::added(&what, code, sum, &listed(filled)),
    }
}

/// `paling sedikit 20`
fn bounded(bound: &Bounded) -> String {
    match bound {
        Bounded::AtLeast(least) => format!("paling sedikit {}", say_number(least)),
        Bounded::AtMost(most) => format!("paling banyak {}", say_number(most)),
    }
}

/// Why blank quarters do not help.
fn no_fill(blank: &[u8]) -> String {
    format!("{} belum diisi, dan tidak ada isi yang membuatnya cocok", listed(blank))
}

/// `triwulan 1, 2, dan 3`
fn listed(quarters: &[u8]) -> String {
    let words: Vec<String> = quarters.iter().map(u8::to_string).collect();
    let list = match words.as_slice() {
        [first, second] => format!("{first} dan {second}"),
        [rest @ .., last] if !rest.is_empty() => format!("{}, dan {last}", rest.join(", ")),
        words => words.concat(),
    };
    format!("triwulan {list}")
}
