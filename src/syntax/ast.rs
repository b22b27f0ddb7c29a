//! What a rule file says, line by line: heads with their clauses, and expressions. No name is resolved here.

mod expected;
mod expr;
mod promise;
mod rows;
mod years;

pub use expected::*;
pub use expr::*;
pub use promise::*;
pub use rows::*;

use super::words::Block;
use crate::number::{Places, Rounding};
use crate::source::{SourceId, Span};
use rust_decimal::Decimal;

/// One parsed file: the good lines of it, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// The file.
    pub source: SourceId,
    /// Definitions in the order written.
    pub items: Vec<Item>,
    /// Comments in the order written; a formatter puts them back by place.
    pub comments: Vec<Span>,
}

/// A definition: its head line and the clauses that follow.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The head.
    pub head: Head,
    /// The head line.
    pub head_span: Span,
    /// Clauses in the order written.
    pub clauses: Vec<Clause>,
    /// From the head to the end of the last line of the block, mistaken lines included.
    pub span: Span,
    /// A line of this block could not be read, so what is missing may only be misspelt.
    pub incomplete: bool,
    /// `ganti`: it takes the place of a definition of a used package.
    pub replaces: Option<Span>,
}

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As written, without quotes.
    pub text: String,
    /// Where; quotes included.
    pub span: Span,
}

/// What a definition begins with.
#[derive(Debug, Clone, PartialEq)]
pub enum Head {
    /// `paket "…"`
    Package { title: Option<Word> },
    /// `besaran`, `indikator`, `kelompok`, `tabel`, `aturan …` with a name and its words.
    Named { block: Block, name: Word, label: Option<Word> },
    /// `NAMA = rumus`
    Formula { name: Word, formula: Expr },
    /// `umum` or `umum "7.01"`
    General { prefix: Option<Word> },
    /// `gunakan "skm"`
    Use { package: Word },
    /// `data "…" lembar "…" angka id`
    Data { path: Word, sheet: Option<Word>, format: Option<NumberFormat> },
    /// `contoh "…"`
    Example { title: Word },
    /// `pastikan … "…"`
    Assert { condition: Expr, message: Word },
    /// `buktikan …`
    Prove { promise: Promise },
    /// `klaim "…" halaman 41`
    Claim { words: Word, page: Option<u32> },
    /// `skenario "…"`
    Scenario { title: Word },
    /// `ubah NAMA`
    Alter { name: Word },
}

pub use crate::number::NumberFormat;

/// A clause line.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// What it says.
    pub kind: ClauseKind,
    /// The whole line.
    pub span: Span,
}

/// What a clause says.
#[derive(Debug, Clone, PartialEq)]
pub enum ClauseKind {
    /// `tahun 2024`
    Year(i32),
    /// `satuan dokumen`
    Unit(Word),
    /// `skala 25..100`
    Scale(Range),
    /// `langkah 0,01`
    Step(Decimal),
    /// `rumus …`
    Formula(Expr),
    /// `target …` as a formula
    Target(Expr),
    /// `sasaran "…"`
    Goal(Word),
    /// `arah makin tinggi`
    Direction(Direction),
    /// `capaian Baku` or `capaian rata_rata(…)`
    Achievement(Expr),
    /// `predikat Ordinal`
    Band(Word),
    /// `batas 0..100`
    Cap(Range),
    /// `bulat 2 biasa`
    Round(Precision),
    /// `tampil 2 biasa`
    Show(Precision),
    /// `berlaku 2024..2026`
    InForce(Years),
    /// `dasar "…"`
    Basis(Word),
    /// `catatan "…"`
    Note(Word),
    /// `jika … : …`
    Case { condition: Expr, outcome: Outcome },
    /// `makin tinggi : …`; `rentang makin tinggi : …` for targets that are ranges
    ByDirection { direction: Direction, ranged: bool, outcome: Outcome },
    /// `> 90 .. 110 : "Baik" "Berhasil"`
    BandRow { range: Range, grade: Word, words: Option<Word> },
    /// `tanpa predikat > 80 .. 90 "…"`
    NoBand { range: Range, reason: Word },
    /// `terima tak terjangkau "Istimewa" "…"`; without a grade it speaks of every one
    AcceptUnreachable { grade: Option<Word>, reason: Word },
    /// `terima jumlah bobot "…"`
    AcceptWeights { reason: Word },
    /// `terima loncatan "…"`
    AcceptJump { reason: Word },
    /// `terima arah terbalik "…"`
    AcceptBackwards { reason: Word },
    /// `terima anggota berbeda "…"`
    AcceptOtherMembers { reason: Word },
    /// `terima anggota ganda "…"`
    AcceptTwice { reason: Word },
    /// `80 .. 99 : rumus` or `"WTP" : rumus` of a conversion
    Piece { from: PieceFrom, value: Expr },
    /// `bobot AKIP 60%; IKPP 40%`
    Weights(Vec<(Word, Expr)>),
    /// `induk AKIP`
    Parent(Word),
    /// `urutan "TMP"; "WTP"`, the least first
    Order(Vec<Word>),
    /// `triwulan jumlah`
    Quarters(Combination),
    /// `triwulan serapan terakhir`
    MoneyQuarters { money: Money, how: Combination },
    /// `kecuali "7.01.01.2.06" "…"`
    Except { name: Word, reason: Word },
    /// `periode 2024..2026`
    Plan(Years),
    /// `kelompokkan …`
    Grouping(Expr),
    /// `saring …`
    Filter(Expr),
    /// `urut … turun`
    Sort { by: Expr, descending: bool },
    /// `subtotal … "…"`
    Subtotal { values: Vec<FooterValue>, label: Word, show: Option<Precision> },
    /// `anggota AKIP; IKPP`
    Members(Vec<Reference>),
    /// `wajib lengkap` (true) or `abaikan yang kosong` (false)
    Complete(bool),
    /// `baris …`
    Rows(Rows),
    /// `sanding …`
    Beside(Rows),
    /// `kolom …` of a table
    Column { value: Expr, title: Option<Word>, show: Option<Precision> },
    /// `penutup … "…"`
    Footer { values: Vec<FooterValue>, label: Word, show: Option<Precision> },
    /// `kolom …` of a data file; the empty word as its unit stands for `tanpa satuan`
    Field { name: Word, header: Option<Word>, is_text: bool, unit: Option<Word>, quarters: Option<Combination> },
    /// `kolom kode = "Kode IKP"` of a data file
    Heading { role: Word, header: Word },
    /// `baris mulai 5` of a sheet: the first row of its data
    FirstRow(u32),
    /// `baris tersembunyi ikut`, `tidak` of a sheet
    HiddenRows(bool),
    /// `diketahui …`
    Given(Vec<Assignment>),
    /// `hasil …`
    Expect(Vec<Expectation>),
    /// A statement of a claim
    Claimed(Vec<Claimed>),
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// `makin tinggi`
    Higher,
    /// `makin rendah`
    Lower,
    /// `rentang`: inside a range is best
    Range,
}

/// What a piece of a conversion speaks for.
#[derive(Debug, Clone, PartialEq)]
pub enum PieceFrom {
    /// Numbers.
    Range(Range),
    /// A word.
    Text(Word),
}

/// What of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Money {
    /// `pagu`
    Budget,
    /// `serapan`
    Spent,
}

/// How the quarters of a year become one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Combination {
    /// `jumlah`
    Sum,
    /// `terakhir`, the last that is filled
    Last,
    /// `rata_rata`
    Mean,
    /// `terbesar`
    Greatest,
    /// `terkecil`
    Least,
}

impl Combination {
    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Combination::Sum => "jumlah",
            Combination::Last => "terakhir",
            Combination::Mean => "rata_rata",
            Combination::Greatest => "terbesar",
            Combination::Least => "terkecil",
        }
    }
}

/// Decimals and how to round to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Precision {
    /// Number of decimals; negative for tens.
    pub places: Places,
    /// `biasa` when not written.
    pub mode: Rounding,
}

/// A span of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Years {
    /// First year; open when none.
    pub from: Option<i32>,
    /// Last year; open when none.
    pub to: Option<i32>,
}

/// A range of numbers as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// Lower end; open when none.
    pub lower: Option<Edge>,
    /// Upper end; open when none.
    pub upper: Option<Edge>,
    /// Its text in the file.
    pub span: Span,
}

/// One end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The number.
    pub value: Decimal,
    /// Whether the number itself belongs to the range.
    pub included: bool,
    /// The number's place, with its sign of comparison.
    pub span: Span,
}

/// What a case of an achievement rule gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A number.
    Value(Expr),
    /// `tidak terdefinisi "…"`
    Undefined(Word),
}

/// A value of a footer and, when it is not the column of its own argument, where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct FooterValue {
    /// The value.
    pub value: Expr,
    /// `pada …`
    pub under: Option<Expr>,
}

impl Item {
    /// The kind of definition.
    pub fn block(&self) -> Block {
        match &self.head {
            Head::Package { .. } => Block::Package,
            Head::Named { block, .. } => *block,
            Head::Formula { .. } => Block::Formula,
            Head::General { .. } => Block::General,
            Head::Use { .. } => Block::Use,
            Head::Data { .. } => Block::Data,
            Head::Example { .. } => Block::Example,
            Head::Assert { .. } => Block::Assert,
            Head::Prove { .. } => Block::Prove,
            Head::Claim { .. } => Block::Claim,
            Head::Scenario { .. } => Block::Scenario,
            Head::Alter { .. } => Block::Alter,
        }
    }

    /// What it gives a name to, where that is a definition.
    pub fn name(&self) -> Option<&Word> {
        match &self.head {
            Head::Formula { name, .. } | Head::Named { name, .. } => Some(name),
            Head::Package { .. }
            | Head::General { .. }
            | Head::Use { .. }
            | Head::Data { .. }
            | Head::Example { .. }
            | Head::Assert { .. }
            | Head::Prove { .. }
            | Head::Claim { .. }
            | Head::Scenario { .. }
            | Head::Alter { .. } => None,
        }
    }

    /// The years it says that it speaks for.
    pub fn in_force(&self) -> Option<Years> {
        self.clauses
            .iter()
            .find_map(|clause| if let ClauseKind::InForce(years) = clause.kind { Some(years) } else { None })
    }
}

impl Precision {
    /// No decimals, half away from zero.
    pub const WHOLE: Precision = Precision { places: Places::WHOLE, mode: Rounding::HalfAway };
}

impl Direction {
    /// As written in a rule.
    pub fn words(self) -> &'static str {
        match self {
            Direction::Higher => "makin tinggi",
            Direction::Lower => "makin rendah",
            Direction::Range => "rentang",
        }
    }
}
