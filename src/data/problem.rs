//! What can be wrong with a data file. The kinds and their codes stand here, the words in `problem/words.rs`.

mod about;
mod cells;
mod factor_words;
mod header_unit;
mod header_words;
mod near_numbers;
mod number_words;
mod places;
mod several_words;
mod texts;
mod words;

pub use about::{About, What};
use cells::typed;
pub use cells::{as_typed, quoted};
pub(super) use header_words::lines_above;
pub use near_numbers::{names_sum, row_beside};
pub use texts::PIPED;

use super::cell_error::CellError;
use super::header::Above;
use super::schema::{Heading, NumberFormat};
use crate::diagnostic::{CellPlace, Code, Diagnostic, Edit, Severity, Suggestion};
use crate::number::Interval;
use crate::source::Span;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A cell that a problem is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Where people find it.
    pub place: CellPlace,
    /// What it holds, trimmed.
    pub text: String,
    /// Its bytes in the file with any quotes, and what parts cells there; none if it cannot be edited.
    pub bytes: Option<(Span, char)>,
}

/// Which key of a row is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKey {
    /// `kode`
    Code,
    /// `tahun`
    Year,
    /// `unit`
    Unit,
}

/// A known code or label near an unknown one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// What the cell should say.
    pub text: String,
    /// The descriptive name, when `text` is a code that has one.
    pub label: Option<String>,
}

/// What the cell of one office says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfOffice {
    /// Where people find it.
    pub place: CellPlace,
    /// What it says.
    pub text: Arc<str>,
    /// The office.
    pub unit: Arc<str>,
}

/// What a line above a header says of the figures below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// As it is written there: `(dalam juta rupiah)`.
    pub words: String,
    /// The same behind a header: `juta rupiah`.
    pub unit: String,
    /// What it counts for: figures in `rupiah`.
    pub of: String,
    /// The headers whose figures are all in it.
    pub whole: Vec<String>,
    /// Those of which some are.
    pub parts: Vec<String>,
}

impl Stated {
    /// Of a line, before it is known what stands below.
    pub(super) fn of(above: &Above) -> Stated {
        let (words, unit) = (above.words.clone(), above.said.words.clone());
        Stated { words, unit, of: above.of().to_string(), whole: Vec::new(), parts: Vec::new() }
    }
}

/// Where a factor stands that is read for no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// In a row that is none of the data; the columns of which some figures may be in it.
    Note { parts: Vec<String> },
    /// In the column `satuan` of a row that has money alone.
    Unit,
    /// In another header, of figures that are of the same size as those below the cell; whether the rules name that of the cell,
    /// and the unit without the factor.
    Header { name: String, is_named: bool, unit: Option<String> },
}

/// A finding about a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataProblem {
    /// Nothing but blank lines.
    EmptyFile { file: String },
    /// A header line and nothing below.
    HeaderOnly { header: CellPlace },
    /// No column says which code a row is about; `names` are the headers that were read.
    NoCodeColumn { header: CellPlace, names: Vec<String> },
    /// No column says the year, nor do the rules.
    NoYearColumn { header: CellPlace },
    /// A header that is nearly a known one (`typo`) or contains one (`Realisasi 2024`).
    NearHeader {
        cell: Cell,
        /// The header it should have, with its year if it names one.
        meant: String,
        /// The same without.
        role: String,
        typo: bool,
        /// Whether rows cannot be read without it.
        keys: bool,
    },
    /// A header that the rules name and the file does not have; `names` are those it has.
    NoSuchHeading { header: CellPlace, heading: Heading, near: Option<String>, names: Vec<String> },
    /// Two columns for the same thing, counted from 1.
    DuplicateHeader { cell: Cell, column: usize, first: String, first_column: usize },
    /// One header for several declared columns, of which the file declares none.
    AmbiguousHeader { cell: Cell, fields: Vec<String>, file: String },
    /// Columns of values that name no year where others do: they are about the year of the package, if it has one.
    ColumnsWithoutYear { cells: Vec<Cell>, year: Option<i32> },
    /// A row that fills two columns for the same thing, differently.
    BothFilled { cell: Cell, first: Cell },
    /// Lines above the header line.
    HeaderNotFirst {
        header: CellPlace,
        above: Span,
        /// What they say of the figures below.
        stated: Vec<Stated>,
        /// Units that they name and nothing is read in.
        unread: Vec<String>,
        /// Edits that say so elsewhere and take the lines away, and their text.
        mend: Option<(String, Vec<Edit>)>,
    },
    /// Columns of quarters that do not say what they hold; `words` are what they may.
    BareQuarters { cells: Vec<Cell>, words: Vec<&'static str> },
    /// A number under a header that says another unit than that of the number; `bare` is the header without it.
    HeaderUnit {
        cell: Cell,
        header: Cell,
        /// None where it would take the factor from the numbers that it counts for.
        bare: Option<String>,
        /// Whether the rules name the header, which then cannot be changed alone.
        is_named: bool,
        found: String,
        unit: Option<String>,
        about: About,
    },
    /// What stands in a header as a unit does and is none that anybody knows; `bare` is the header without it. Where it is not
    /// sure to be one it is only pointed out.
    UnreadUnit { cell: Cell, words: String, bare: String, is_named: bool, is_money: bool, is_sure: bool },
    /// A word at the end of a header that is a unit elsewhere, over numbers in another one: it may be a unit, or one more word.
    UnitAsWord { cell: Cell, header: String, words: String, bare: String, unit: Option<String>, about: About },
    /// A factor somewhere about figures that it may be meant for; `mends` are edits that keep it, and their texts.
    FactorBeside { cell: Cell, words: String, beside: Beside, mends: Vec<(String, Vec<Edit>)> },
    /// A header of two rows; `names` say the same in one, as `edit` writes it.
    TwoRowHeader { header: CellPlace, names: Vec<String>, edit: Edit },
    /// More columns than a reader of tables handles.
    TooManyColumns { header: CellPlace, columns: usize, limit: usize },
    /// Columns that are filled and read for nothing, why, and lines of the rules and headers that would have some of them read.
    UnusedColumns { cells: Vec<Cell>, reasons: Vec<String>, lines: Vec<String>, titles: Vec<String> },
    /// Values of budget codes beside money that says nothing of spending; others have values there too where it is mixed.
    SpendingAsValue { cell: Cell, header: String, rows: usize, is_mixed: bool },
    /// A column without a header that has content.
    UntitledColumn { row: CellPlace, column: usize },
    /// A row with fewer or more cells than the header; `mends` are edits and the texts they show.
    FieldCount { row: CellPlace, found: usize, expected: usize, delimiter: char, mends: Vec<(String, Edit)> },
    /// A quote that opens and never closes.
    UnclosedQuote { row: CellPlace },
    /// A row that does not say its code, year or unit; `beside` says what it is, if it looks like none of the data.
    EmptyKey { row: CellPlace, key: RowKey, beside: Option<&'static str> },
    /// A code, or a name in the column `indikator`, that no rule declares; `begin` are beginnings that an `umum` takes, `dated`
    /// what it may have been before a spreadsheet made a date of it, `zeros` what it may have been before it lost them.
    UnknownCode {
        cell: Cell,
        is_label: bool,
        near: Option<Near>,
        begin: Vec<String>,
        dated: Option<Vec<String>>,
        zeros: Vec<String>,
    },
    /// A name that several codes have.
    AmbiguousLabel { cell: Cell, codes: Vec<String> },
    /// Not a year; `mend` is the year it contains.
    BadYear { cell: Cell, mend: Option<String> },
    /// No version of the rules speaks for the year; `versions` as written in rules.
    YearNotCovered { cell: Cell, code: Arc<str>, year: i32, versions: Vec<String> },
    /// The same unit, code and year again; `same` deletes the later row if both rows are equal.
    Duplicate {
        row: CellPlace,
        first: Option<CellPlace>,
        code: Arc<str>,
        year: i32,
        quarter: Option<u8>,
        unit: Arc<str>,
        same: Option<Edit>,
    },
    /// A cell of a value column that cannot be read.
    Value {
        cell: Cell,
        about: About,
        unit: Option<String>,
        format: Option<NumberFormat>,
        file: String,
        /// How many further cells of the file are written alike.
        alike: usize,
        /// Of an ambiguous number: the cells of its column that are clear and disagree, one of each.
        torn: Vec<Cell>,
        error: CellError,
    },
    /// Numbers with two readings that were read as the clear cells of their column are written; `cell` is the first.
    Followed { cell: Cell, clear: Cell, format: NumberFormat, file: String, cells: usize },
    /// A small number of percent without its sign, beside cells that have theirs; none of a range.
    BareShare { cell: Cell, about: About, clear: Cell, number: Option<Decimal> },
    /// A number outside its scale.
    OutOfScale {
        cell: Cell,
        about: About,
        /// The number as people read it.
        shown: String,
        scale: Interval,
        declared: bool,
        basis: Option<String>,
        /// What was probably meant, as the file writes it, and how that comes about.
        mend: Option<(String, String)>,
    },
    /// Not a quarter; `mend` is the one it speaks of.
    BadQuarter { cell: Cell, mend: Option<u8> },
    /// A quarter of a code whose rules say nothing of quarters.
    QuarterUnused { cell: Cell, about: About },
    /// None of the words of `urutan`; `near` is the one probably meant.
    NotInOrder { cell: Cell, about: About, words: Vec<String>, number: bool, near: Option<String> },
    /// A describing column says two things of one code and year; the first is kept.
    AttributeDiffers { cell: Cell, first: Option<CellPlace>, kept: String, name: String, code: Arc<str>, year: i32 },
    /// Two offices say two things of one code and year, which has one for all of them; that of the first is used.
    OfficesDiffer { kept: OfOffice, other: OfOffice, name: String, code: Arc<str>, year: i32 },
    /// Two offices whose names differ by large letters or spaces only.
    OfficesAlike { first: OfOffice, second: OfOffice },
    /// A row of a sum that is read as one of an office.
    OfficeOfSum { office: OfOffice },
    /// The data name another unit than the rules do.
    UnitDiffers { cell: Cell, declared: Option<String>, code: Arc<str> },
    /// The data name a unit that is most likely a slip of `near`.
    NearUnit { cell: Cell, near: &'static str, code: Arc<str> },
    /// Nobody declares a unit, and every number of a code carries the same; of `others` more codes of the block too.
    /// `is_only` tells that it is the only such unit there.
    UnitStated { cell: Cell, code: Arc<str>, others: usize, unit: String, block: String, is_only: bool },
    /// A number that nothing takes: a target of what has none, a value of what is only computed. `group` tells a group.
    NotTaken { cell: Cell, role: &'static str, group: bool, code: Arc<str> },
    /// A number between two that `langkah` lets people enter; `shown` is it as people read it.
    OffStep { cell: Cell, shown: String, step: String, code: Arc<str> },
    /// A percentage up to one beside a far greater one, neither with its sign: perhaps a part of one. `shown` is it as people read it.
    FarBelow { cell: Cell, beside: String, shown: [String; 2], code: Arc<str> },
    /// A code of an `umum` with no other code above it, though others have one.
    NoParent { place: CellPlace, code: Arc<str>, parent: String, prefix: String, year: Option<i32> },
    /// `induk` names a code that is nowhere.
    UnknownParent { place: CellPlace, code: Arc<str>, parent: String },
    /// What `induk` names is not there in the year of the row, nor anything that was above it.
    AbsentParent { place: CellPlace, code: Arc<str>, parent: String, year: i32, by_rules: bool },
    /// Codes of which each is a part of the next, and the last of the first; `cells` are those that say so.
    ParentCircle { cells: Vec<CellPlace>, codes: Vec<String>, opened: String },
    /// The same in many cells; see `several.rs`.
    Several { all: Vec<DataProblem> },
    /// How many more findings of a kind the file has than are shown, and where the next ones are.
    More { code: Code, severity: Severity, next: Vec<CellPlace>, count: usize },
}

impl DataProblem {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            DataProblem::EmptyFile { .. } => Code::D0001,
            DataProblem::HeaderOnly { .. } => Code::D0002,
            DataProblem::NoCodeColumn { .. } => Code::D0003,
            DataProblem::NoYearColumn { .. } => Code::D0004,
            DataProblem::NearHeader { .. } | DataProblem::BareQuarters { .. } => Code::D0005,
            DataProblem::DuplicateHeader { .. } | DataProblem::BothFilled { .. } => Code::D0006,
            DataProblem::HeaderNotFirst { .. } => Code::D0007,
            DataProblem::FieldCount { .. } => Code::D0008,
            DataProblem::UnclosedQuote { .. } => Code::D0009,
            DataProblem::EmptyKey { .. } => Code::D0010,
            DataProblem::UnknownCode { .. } => Code::D0011,
            DataProblem::Value { error, .. } => error.code(),
            DataProblem::HeaderUnit { .. } => Code::D0015,
            DataProblem::UnreadUnit { .. } | DataProblem::UnitAsWord { .. } | DataProblem::FactorBeside { .. } => {
                Code::D0060
            }
            DataProblem::Followed { .. } => Code::D0042,
            DataProblem::BareShare { .. } => Code::D0049,
            DataProblem::OutOfScale { .. } => Code::D0020,
            DataProblem::Duplicate { .. } => Code::D0021,
            DataProblem::BadYear { .. } => Code::D0022,
            DataProblem::YearNotCovered { .. } => Code::D0023,
            DataProblem::AmbiguousLabel { .. } => Code::D0027,
            DataProblem::UntitledColumn { .. } => Code::D0029,
            DataProblem::TooManyColumns { .. } => Code::D0030,
            DataProblem::BadQuarter { .. } => Code::D0034,
            DataProblem::QuarterUnused { .. } => Code::D0035,
            DataProblem::NotInOrder { .. } => Code::D0037,
            DataProblem::AttributeDiffers { .. } => Code::D0038,
            DataProblem::OfficesDiffer { .. } => Code::D0050,
            DataProblem::UnitDiffers { .. } => Code::D0043,
            DataProblem::NearUnit { .. } => Code::D0062,
            DataProblem::UnitStated { .. } => Code::D0051,
            DataProblem::OfficesAlike { .. } => Code::D0054,
            DataProblem::OfficeOfSum { .. } => Code::D0064,
            DataProblem::UnusedColumns { .. } | DataProblem::SpendingAsValue { .. } => Code::D0056,
            DataProblem::NoSuchHeading { .. } => Code::D0057,
            DataProblem::TwoRowHeader { .. } => Code::D0058,
            DataProblem::AmbiguousHeader { .. } => Code::D0055,
            DataProblem::ColumnsWithoutYear { .. } => Code::D0053,
            DataProblem::NotTaken { .. } => Code::D0044,
            DataProblem::OffStep { .. } => Code::D0045,
            DataProblem::FarBelow { .. } => Code::D0061,
            DataProblem::NoParent { .. } => Code::D0039,
            DataProblem::UnknownParent { .. } | DataProblem::AbsentParent { .. } => Code::D0040,
            DataProblem::ParentCircle { .. } => Code::D0048,
            DataProblem::Several { all } => all.first().map_or(Code::D0014, DataProblem::code),
            DataProblem::More { code, .. } => *code,
        }
    }

    /// How bad it is: a warning only where no value is lost without being asked for.
    pub fn severity(&self) -> Severity {
        match self {
            DataProblem::HeaderOnly { .. }
            | DataProblem::HeaderNotFirst { .. }
            | DataProblem::UntitledColumn { .. }
            | DataProblem::UnusedColumns { .. }
            | DataProblem::SpendingAsValue { .. }
            | DataProblem::Followed { .. }
            | DataProblem::NotTaken { .. }
            | DataProblem::UnitStated { .. }
            | DataProblem::OfficesAlike { .. }
            | DataProblem::OfficeOfSum { .. }
            | DataProblem::ColumnsWithoutYear { year: Some(_), .. }
            | DataProblem::OffStep { .. }
            | DataProblem::FarBelow { .. }
            | DataProblem::NoParent { .. }
            | DataProblem::UnreadUnit { is_sure: false, .. }
            | DataProblem::UnitAsWord { .. }
            | DataProblem::AbsentParent { by_rules: true, .. } => Severity::Warning,
            // Of two names either may stand in a table; a unit or a parent changes figures.
            DataProblem::AttributeDiffers { name, .. } | DataProblem::OfficesDiffer { name, .. }
                if !matches!(name.to_lowercase().as_str(), "satuan" | "induk") =>
            {
                Severity::Warning
            }
            DataProblem::NearHeader { typo, keys, .. } if !typo && !keys => Severity::Warning,
            DataProblem::Several { all } => all.first().map_or(Severity::Error, DataProblem::severity),
            DataProblem::More { severity, .. } => *severity,
            _ => Severity::Error,
        }
    }

    /// The message in the form that reports draw.
    pub fn into_diagnostic(self) -> Diagnostic {
        let suggestions = self
            .suggestions()
            .into_iter()
            .map(|(text, edits)| Suggestion { text: typed(text, &edits), edits })
            .collect();
        Diagnostic {
            code: self.code(),
            severity: self.severity(),
            title: self.message(),
            labels: self.labels(),
            reasons: self.reasons(),
            suggestions,
            advice: self.advice(),
        }
    }
}
