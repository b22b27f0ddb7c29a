//! Why a value is what it is, as a plain value: every output format prints exactly this.
//!
//! Each thing is explained once, followed by what it is made of, and only named wherever else it is used. The `serde`
//! names are the JSON format.

mod markdown;
pub mod meaning;
mod text;

use super::json::{VERSION, document};
use super::table::Cell;
use serde::Serialize;

pub use markdown::markdown;
pub use text::text;

/// The derivation of one value, or of the values of one thing.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The question, `capaian AKIP 2024`.
    #[serde(rename = "pertanyaan")]
    pub question: String,
    /// Title of the package.
    #[serde(rename = "paket")]
    pub package: String,
    /// The year.
    #[serde(rename = "tahun")]
    pub year: i32,
    /// The unit (office), when the data name one.
    pub unit: Option<String>,
    /// What was asked for, then what it is made of.
    #[serde(rename = "hal")]
    pub things: Vec<Thing>,
    /// Further values of the thing, not explained here.
    #[serde(rename = "juga")]
    pub others: Vec<Part>,
    /// The rules used.
    #[serde(rename = "aturan")]
    pub rules: Vec<Rule>,
}

/// Which value of which thing, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Subject {
    /// Code.
    #[serde(rename = "kode")]
    pub code: String,
    /// The word for it in rules, `capaian`.
    #[serde(rename = "peran")]
    pub role: String,
    /// Year.
    #[serde(rename = "tahun")]
    pub year: i32,
    /// The quarter up to which data count, if not the whole year.
    #[serde(rename = "triwulan", skip_serializing_if = "Option::is_none")]
    pub quarter: Option<u8>,
}

/// A value and its derivation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Thing {
    /// `capaian AKIP 2024`
    #[serde(rename = "nama")]
    pub name: String,
    /// The thing and which of its values.
    #[serde(flatten)]
    pub subject: Subject,
    /// The label of the thing.
    pub label: Option<String>,
    /// The value.
    #[serde(rename = "nilai")]
    pub value: Reading,
    /// How far its year has come, if it is not over: `baru sampai triwulan 2`.
    #[serde(rename = "sampai", skip_serializing_if = "Option::is_none")]
    pub to_date: Option<String>,
    /// From the formula to the final value.
    #[serde(rename = "langkah")]
    pub steps: Vec<Step>,
    /// What it is computed from, except what a step lists.
    #[serde(rename = "dari")]
    pub parts: Vec<Part>,
}

/// A value as shown, and in full.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct Reading {
    /// As a table shows it, and exact.
    #[serde(flatten)]
    pub cell: Cell,
    /// All its decimals, or the first ones and `…` if they never end.
    #[serde(rename = "teliti")]
    pub full: String,
}

/// One step on the way to a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// What the step does.
    #[serde(rename = "jenis")]
    pub kind: StepKind,
    /// The rule text, or a short form of it.
    #[serde(rename = "teks")]
    pub text: String,
    /// The rule that contains the text, `aturan capaian Baku`.
    #[serde(rename = "aturan", skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The place in the rules, or in the data.
    #[serde(rename = "tempat", skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The same with numbers put in, and further remarks.
    #[serde(rename = "uraian", skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// The input, if it is a single value.
    #[serde(rename = "sebelum", skip_serializing_if = "Option::is_none")]
    pub before: Option<Reading>,
    /// The result.
    #[serde(rename = "sesudah", skip_serializing_if = "Option::is_none")]
    pub after: Option<Reading>,
    /// The values an aggregate runs over.
    #[serde(rename = "anggota", skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum StepKind {
    /// Computes a formula.
    #[serde(rename = "rumus")]
    Formula,
    /// Tests a condition.
    #[serde(rename = "jika")]
    Case,
    /// Limits to a range.
    #[serde(rename = "batas")]
    Cap,
    /// Rounds.
    #[serde(rename = "bulat")]
    Round,
    /// Looks up a number or a word in a conversion.
    #[serde(rename = "konversi")]
    Piece,
    /// Looks up the grade.
    #[serde(rename = "predikat")]
    Band,
    /// Chooses between a reported and a computed value, or between two sources.
    #[serde(rename = "dipakai")]
    Choice,
    /// Reads a data cell.
    #[serde(rename = "data")]
    Data,
    /// Says why there is no value.
    #[serde(rename = "sebab")]
    Missing,
}

/// A value that another one is made of.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Part {
    /// `target AKIP 2024`
    #[serde(rename = "nama")]
    pub name: String,
    /// Which value, if it is a named one.
    #[serde(flatten)]
    pub subject: Option<Subject>,
    /// The value.
    #[serde(rename = "nilai")]
    pub value: Reading,
    /// The data cell, if it is one.
    #[serde(rename = "sel", skip_serializing_if = "Option::is_none")]
    pub data: Option<DataPlace>,
    /// Whether it is explained separately.
    #[serde(rename = "diuraikan")]
    pub explained: bool,
    /// Its weight in a weighted mean.
    #[serde(rename = "bobot", skip_serializing_if = "Option::is_none")]
    pub weight: Option<Reading>,
    /// Why an aggregate does not count it.
    #[serde(rename = "tidak_ikut", skip_serializing_if = "Option::is_none")]
    pub left_out: Option<String>,
    /// The remark on its data row.
    #[serde(rename = "catatan", skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// A data cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DataPlace {
    /// The file.
    #[serde(rename = "berkas")]
    pub file: String,
    /// Line in the file, from 1.
    #[serde(rename = "baris")]
    pub row: u32,
    /// The header of the column.
    #[serde(rename = "kolom")]
    pub column: Option<String>,
    /// The sheet of a workbook, or the table of a document: `tabel 3`.
    #[serde(rename = "lembar", skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell of a workbook: `D7`.
    #[serde(rename = "sel", skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// What its number was multiplied by, and the source of the factor: `120 × 1.000.000 (judul "Pagu (juta rupiah)")`.
    #[serde(rename = "pengali", skip_serializing_if = "Option::is_none")]
    pub factor: Option<String>,
    /// How people refer to a place on a sheet: `iku.xlsx, lembar "IKU", sel D7`.
    #[serde(skip)]
    pub called: Option<String>,
}

/// A rule that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rule {
    /// `aturan capaian Baku`
    #[serde(rename = "nama")]
    pub name: String,
    /// `capaian.takar:1`
    #[serde(rename = "tempat")]
    pub place: String,
    /// The years in which it is in force, if not all.
    #[serde(rename = "berlaku", skip_serializing_if = "Option::is_none")]
    pub in_force: Option<String>,
    /// Regulations that it is based on.
    #[serde(rename = "dasar")]
    pub basis: Vec<String>,
    /// Remarks.
    #[serde(rename = "catatan")]
    pub notes: Vec<String>,
}

/// The explanation as a JSON document, ending in a line break.
pub fn json(explanation: &Explanation) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        versi: u32,
        #[serde(flatten)]
        explanation: &'a Explanation,
    }
    document(&Document { versi: VERSION, explanation })
}

impl StepKind {
    /// The word before a step.
    pub fn word(self) -> &'static str {
        match self {
            StepKind::Formula => "rumus",
            StepKind::Case => "jika",
            StepKind::Cap => "batas",
            StepKind::Round => "bulat",
            StepKind::Piece => "konversi",
            StepKind::Band => "predikat",
            StepKind::Choice => "dipakai",
            StepKind::Data => "data",
            StepKind::Missing => "sebab",
        }
    }
}

impl Reading {
    /// The text after the `=`: the value as displayed, or its state.
    pub fn words(&self) -> String {
        match &self.cell.missing {
            Some(missing) => missing.state.words().to_string(),
            None => self.cell.words().to_string(),
        }
    }

    /// Why there is no value, if there is more to say than its state.
    pub fn why(&self) -> Option<String> {
        self.cell.missing.as_ref().map(|missing| missing.reason.clone()).filter(|reason| !reason.is_empty())
    }

    /// The exact number, if it is more than what is displayed: `99,972789…% = 14696/147`.
    pub fn exact(&self) -> Option<String> {
        let full = &self.full;
        match (&self.cell.value, &self.cell.root) {
            (Some(value), _) if full.contains('…') => {
                let (numerator, denominator) = value.fraction();
                // Longer fractions do not help a reader; JSON has them in full.
                let short = numerator.len() + denominator.len() <= 40;
                Some(if short { format!("{full} = {numerator}/{denominator}") } else { full.clone() })
            }
            (None, Some(root)) => Some(format!("{full} = {root}")),
            (Some(_), _) if self.cell.shown != *full && !self.is_padded() => Some(full.clone()),
            _ => None,
        }
    }

    /// Whether the displayed number differs from the full one only by trailing zeros.
    fn is_padded(&self) -> bool {
        let plain = self.cell.plain.as_deref().unwrap_or_default();
        let whole = match plain.contains('.') {
            true => plain.trim_end_matches('0').trim_end_matches('.'),
            false => plain,
        };
        self.cell.value.as_ref().and_then(|value| value.to_exact_plain()).is_some_and(|exact| exact == whole)
    }
}

impl DataPlace {
    /// `data/iku.csv, baris 5, kolom "Realisasi"`; `iku.xlsx, lembar "IKU", sel D7`
    pub fn words(&self) -> String {
        let place = match (&self.called, &self.column) {
            (Some(called), _) => called.clone(),
            (None, Some(column)) => format!("{}, baris {}, kolom \"{column}\"", self.file, self.row),
            (None, None) => format!("{}, baris {}", self.file, self.row),
        };
        self.factor.as_ref().map_or(place.clone(), |factor| format!("{place}: {factor}"))
    }
}

impl Step {
    /// What a cap or a rounding did: `101,15% → 100%`, or that it changed nothing.
    pub fn change(&self) -> Option<String> {
        let (before, after) = (self.before.as_ref()?, self.after.as_ref()?);
        Some(match before.full == after.full {
            true => format!("{} tidak berubah", before.full),
            false => format!("{} → {}", before.full, after.full),
        })
    }

    /// The rule and the place, as far as known.
    pub fn source(&self) -> Option<String> {
        let parts: Vec<&str> = self.rule.as_deref().into_iter().chain(self.place.as_deref()).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

impl Part {
    /// The text after name and value: weight, place, remark, why it does not count.
    pub fn remarks(&self) -> Vec<String> {
        let weight = self.weight.as_ref().map(|weight| format!("bobot {}", weight.full));
        let place = self.data.as_ref().map(DataPlace::words);
        let missing = self.value.cell.missing.as_ref().map(|missing| match missing.reason.is_empty() {
            true => missing.state.words().to_string(),
            false => missing.reason.clone(),
        });
        // Why it is not counted and why it is missing are mostly the same words.
        let left_out = match (&self.left_out, missing) {
            (Some(why), Some(reason)) if *why == reason => vec![format!("tidak ikut dihitung: {why}")],
            (Some(why), reason) => reason.into_iter().chain([format!("tidak ikut dihitung: {why}")]).collect(),
            (None, reason) => reason.into_iter().collect(),
        };
        weight.into_iter().chain(place).chain(left_out).chain(self.remark.clone()).collect()
    }
}
