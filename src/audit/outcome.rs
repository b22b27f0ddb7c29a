//! What an audit finds, as plain values: every format prints the same.

use super::remark::Remark;
use crate::diagnostic::Diagnostic;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// What was said of a printed figure, from harmless to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// Equal at the printed decimals.
    Agrees,
    /// Right for the printed figures it rests on, one of which is wrong.
    Follows,
    /// Some inputs inside the rounding of the printed ones give it.
    WithinRounding,
    /// Equal under another named convention.
    OtherWay,
    /// Another unit: points as percent, a slip of the point.
    Unit,
    /// The figure of a neighbouring cell.
    Copied,
    /// A slip of the keyboard.
    Typed,
    /// The result is right and an input is misprinted.
    Input,
    /// Nothing explains it.
    Wrong,
    /// A whole column read otherwise.
    Column,
    /// One quantity printed differently in two places.
    Contradicts,
    /// A row printed twice.
    Repeated,
    /// A grade that is not that of its number.
    Grade,
    /// A sentence that the figures contradict.
    Claim,
    /// A sum that its parts do not make up.
    Sum,
    /// Something printed as a number that has no value.
    Undefined,
    /// `#DIV/0!`
    Fault,
    /// Digits that are no number.
    Torn,
    /// Nothing is printed where a value is due.
    Blank,
    /// There is nothing to hold it against.
    Unjudged,
}

impl Verdict {
    /// Every verdict in the order of the closing summary.
    pub const ALL: [Verdict; 20] = [
        Verdict::Agrees,
        Verdict::Follows,
        Verdict::WithinRounding,
        Verdict::OtherWay,
        Verdict::Unit,
        Verdict::Copied,
        Verdict::Typed,
        Verdict::Input,
        Verdict::Wrong,
        Verdict::Column,
        Verdict::Contradicts,
        Verdict::Repeated,
        Verdict::Grade,
        Verdict::Sum,
        Verdict::Claim,
        Verdict::Undefined,
        Verdict::Fault,
        Verdict::Torn,
        Verdict::Blank,
        Verdict::Unjudged,
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Agrees => "cocok",
            Verdict::Follows => "mengikuti",
            Verdict::WithinRounding => "dalam pembulatan masukan",
            Verdict::OtherWay => "cara lain",
            Verdict::Unit => "satuan",
            Verdict::Copied => "salin",
            Verdict::Typed => "ketik",
            Verdict::Input => "masukan",
            Verdict::Wrong => "salah",
            Verdict::Column => "kolom",
            Verdict::Contradicts => "bertentangan",
            Verdict::Repeated => "berulang",
            Verdict::Grade => "predikat",
            Verdict::Sum => "jumlah",
            Verdict::Claim => "klaim",
            Verdict::Undefined => "tidak terdefinisi",
            Verdict::Fault => "galat",
            Verdict::Torn => "tidak terbaca",
            Verdict::Blank => "kosong",
            Verdict::Unjudged => "tidak diperiksa",
        }
    }

    /// Whether a reviewer has to act: worse than *dalam pembulatan masukan*. A figure that merely follows is no finding of
    /// its own, and where nothing is printed nothing wrong is.
    pub fn is_grave(self) -> bool {
        match self {
            Verdict::Agrees | Verdict::Follows | Verdict::WithinRounding | Verdict::Blank | Verdict::Unjudged => false,
            Verdict::OtherWay | Verdict::Unit | Verdict::Copied | Verdict::Typed | Verdict::Input => true,
            Verdict::Wrong | Verdict::Column | Verdict::Contradicts | Verdict::Repeated | Verdict::Grade => true,
            Verdict::Sum | Verdict::Claim | Verdict::Undefined | Verdict::Fault | Verdict::Torn => true,
        }
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// A place in a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Where {
    /// The file that holds it.
    #[serde(rename = "berkas")]
    pub file: String,
    /// Its line there, from 1; 0 for the file as a whole.
    #[serde(rename = "baris")]
    pub line: u32,
    /// The printed table.
    #[serde(rename = "tabel")]
    pub table: String,
    /// The page of the report.
    #[serde(rename = "halaman", skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// What the row is called.
    #[serde(rename = "nama")]
    pub row: String,
    /// The title of the column.
    #[serde(rename = "kolom")]
    pub column: String,
    /// The sheet of a workbook, or the table of a document: `tabel 3`.
    #[serde(rename = "lembar", skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell of a workbook: `D7`.
    #[serde(rename = "sel", skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// A printed figure and what it should be.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Cell {
    /// Where it stands.
    #[serde(rename = "tempat")]
    pub place: Where,
    /// The printed text.
    #[serde(rename = "tercetak")]
    pub printed: String,
    /// What is right, at the printed decimals.
    #[serde(rename = "seharusnya")]
    pub right: String,
    /// Printed less right; empty where one of them is no number.
    #[serde(rename = "selisih")]
    pub difference: String,
}

/// One finding: a cause, with what follows from it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// What is said.
    #[serde(rename = "putusan")]
    pub verdict: Verdict,
    /// The figure, or the first of a column.
    #[serde(rename = "sel")]
    pub cell: Cell,
    /// What explains it.
    #[serde(rename = "sebab")]
    pub why: String,
    /// How the right value comes about.
    #[serde(rename = "asal", skip_serializing_if = "String::is_empty")]
    pub derivation: String,
    /// What it rests on.
    #[serde(rename = "dasar", skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<String>,
    /// Distinct explanations of this kind that were tried.
    #[serde(rename = "dicoba", skip_serializing_if = "is_zero")]
    pub tried: usize,
    /// Of a thousand random figures of this size, so many would have fitted, too.
    #[serde(rename = "kebetulan_per_seribu", skip_serializing_if = "Option::is_none")]
    pub chance: Option<u32>,
    /// The other cells of a column that is read otherwise.
    #[serde(rename = "sel_lain", skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Cell>,
    /// What follows from it.
    #[serde(rename = "ikut", skip_serializing_if = "Vec::is_empty")]
    pub followers: Vec<Cell>,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Finding {
    /// A finding that says no more than this.
    pub(super) fn new(verdict: Verdict, cell: Cell, why: String) -> Finding {
        let (derivation, basis, cells, followers) = Default::default();
        Finding { verdict, cell, why, derivation, basis, tried: 0, chance: None, cells, followers }
    }

    /// Whether the explanation may well be chance: more than one in ten figures of this size would have fitted.
    pub fn may_be_chance(&self) -> bool {
        self.chance.is_some_and(|chance| chance > 100)
    }
}

/// The verdict on one printed figure, grave or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// Where it stands.
    #[serde(rename = "tempat")]
    pub place: Where,
    /// What is said.
    #[serde(rename = "putusan")]
    pub verdict: Verdict,
    /// Why it could not be judged, or as what it agrees, where that is told; what was found has its reason in the finding.
    #[serde(rename = "sebab", skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// What came of an audit.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Audit {
    /// The title of the package.
    pub package: String,
    /// The year.
    pub year: i32,
    /// The unit, where the data name one.
    pub unit: Option<String>,
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
    /// Every printed figure with its verdict, in the order of the report.
    pub judged: Vec<Judged>,
    /// What is to be said of the tables themselves.
    pub remarks: Vec<Remark>,
    /// Figures that belong to no cell of the rules.
    pub unmatched: usize,
    /// Figures of tables that are none of the rules'.
    pub unread: usize,
    /// The sheets of workbooks and documents as remarks name them, each with its file.
    pub sheets: BTreeMap<String, String>,
    /// How many printed tables were held against the rules.
    pub tables: usize,
    /// How many claims of the running text were.
    pub claims: usize,
    /// What is wrong with claims, and what is to be said of how they are written.
    pub unclaimed: Vec<Diagnostic>,
    /// What was not read at all, each with its file ([`Audit::pass`]).
    pub passed: Vec<(String, String)>,
}

impl Audit {
    /// Whether something is worse than *dalam pembulatan masukan*.
    pub fn is_grave(&self) -> bool {
        self.findings.iter().any(|finding| finding.verdict.is_grave())
    }

    /// Whether no figure was held against the rules: then nothing was found because nothing was looked at.
    pub fn is_idle(&self) -> bool {
        self.judged.iter().all(|judged| matches!(judged.verdict, Verdict::Blank | Verdict::Unjudged))
    }

    /// How many printed figures belong to no cell of the rules: of tables, columns and rows that are not known.
    pub fn unknown(&self) -> usize {
        self.unmatched + self.unread
    }

    /// How many printed figures were not held against the rules: those, and what has nothing to hold it against.
    pub fn unexamined(&self) -> usize {
        self.unknown() + self.count(Verdict::Unjudged)
    }

    /// How many figures have a verdict; of rows that are printed twice how many they are, and of sums how many their parts do not
    /// make up: none of these is a figure of its own.
    pub fn count(&self, verdict: Verdict) -> usize {
        if matches!(verdict, Verdict::Repeated | Verdict::Sum) {
            return self.findings.iter().filter(|one| one.verdict == verdict).count();
        }
        self.judged.iter().filter(|judged| judged.verdict == verdict).count()
    }
}
