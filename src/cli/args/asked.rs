//! What each command is asked for.

use super::shapes::{AuditFormat, CheckFormat, ExplainFormat, Format, Numbers, Template};
use std::path::PathBuf;

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `takar hitung`
    Run(RunArgs),
    /// `takar jelaskan`
    Explain(ExplainArgs),
    /// `takar periksa`
    Check(CheckArgs),
    /// `takar audit`
    Audit(AuditArgs),
    /// `takar uji`
    Test(TestArgs),
    /// `takar bandingkan`
    Compare(CompareArgs),
    /// `takar rapikan`
    Format(FormatArgs),
    /// `takar baru`
    New(NewArgs),
    /// `takar coba`
    Try(TryArgs),
    /// `takar cari`
    Seek(SeekArgs),
    /// `takar susun`
    Compose(ComposeArgs),
    /// `takar lsp`
    #[cfg(feature = "lsp")]
    Serve,
}

/// `takar hitung`: compute and show the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunArgs {
    /// Folders of `.takar` files, single such files, or folders of packages; at least one.
    pub packages: Vec<PathBuf>,
    /// The year asked for, 1900..=2999.
    pub year: Option<i32>,
    /// The tables asked for; empty means all.
    pub tables: Vec<String>,
    /// As asked for, else by the ending of [`RunArgs::output`], else the terminal.
    pub format: Format,
    /// Whether achievements are drawn below each table.
    pub charts: bool,
    /// How numbers are written in CSV, when not as in the data of the package.
    pub numbers: Option<Numbers>,
    /// The file that takes the result; none means standard output.
    pub output: Option<PathBuf>,
    /// Whether the result takes the place of whatever stands there, but for inputs and parts of packages.
    pub over: bool,
    /// The scenario that is laid over the package.
    pub scenario: Option<String>,
    /// Whether the page answers, and the page of Takar whose core it gets; an empty path for the one beside the program.
    pub live: Option<PathBuf>,
    /// A file to compute piece by piece, in the place of the data of the package.
    pub data: Option<StreamArgs>,
}

/// `takar hitung --data`: row by row, from file to file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamArgs {
    /// The file; `-` for standard input.
    pub file: PathBuf,
    /// The sheet of a workbook, or the table of a document.
    pub sheet: Option<String>,
    /// The file that takes the result.
    pub output: PathBuf,
    /// Whether the first fault ends the run.
    pub strict: bool,
    /// How many threads compute; none means as many as the machine has.
    pub threads: Option<usize>,
    /// The results asked for, in their order; empty means all.
    pub results: Vec<String>,
    /// Decimals of every number, 0..=15; none means as the rules show them.
    pub places: Option<u8>,
}

/// `takar jelaskan`: where a value comes from, or what the code of a message means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainArgs {
    /// A name, perhaps with a role before it.
    pub question: String,
    /// A folder of `.takar` files, or one such file.
    pub package: Option<PathBuf>,
    /// The year asked for, 1900..=2999.
    pub year: Option<i32>,
    /// The unit asked for.
    pub unit: Option<String>,
    /// How it is shown.
    pub format: ExplainFormat,
}

/// `takar periksa`: check without computing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckArgs {
    /// Folders of `.takar` files, single such files, or folders of packages; at least one.
    pub packages: Vec<PathBuf>,
    /// How the findings are shown.
    pub format: CheckFormat,
    /// Whether the data are left out.
    pub without_data: bool,
}

/// `takar audit`: hold a printed report against the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditArgs {
    /// A folder of `.takar` files, with printed tables in `cetakan/`.
    pub package: PathBuf,
    /// The year of the report, 1900..=2999.
    pub year: Option<i32>,
    /// The unit that the report is of.
    pub unit: Option<String>,
    /// How the findings are shown.
    pub format: AuditFormat,
    /// The file that takes them; the screen where none is named.
    pub output: Option<PathBuf>,
    /// Whether that file may be replaced whatever it is.
    pub over: bool,
}

/// `takar uji`: run every `contoh`, compare every table with its accepted copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestArgs {
    /// Folders of `.takar` files, single such files, or folders of packages; at least one.
    pub packages: Vec<PathBuf>,
    /// Whether differing tables become the new accepted copies.
    pub accept: bool,
}

/// `takar bandingkan`: what two sets of rules mean differently, and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompareArgs {
    /// The package with the rules of before.
    pub old: PathBuf,
    /// The package with the rules of now; none for one package in two years.
    pub new: Option<PathBuf>,
    /// The years, before first.
    pub years: Vec<i32>,
    /// As asked for, else by the ending of [`CompareArgs::output`], else the terminal.
    pub format: Format,
    /// The file it goes to.
    pub output: Option<PathBuf>,
    /// Whether a file that is no result may be replaced.
    pub over: bool,
}

/// `takar rapikan`: lay the rule files out in the one canonical way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatArgs {
    /// Folders of `.takar` files, single such files, or folders of packages; at least one.
    pub packages: Vec<PathBuf>,
    /// Whether files that differ are only shown.
    pub check: bool,
}

/// `takar baru`: make a package to start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArgs {
    /// The folder to make.
    pub folder: PathBuf,
    /// The title asked for.
    pub title: Option<String>,
    /// The file with the table that it is drafted from.
    pub from: Option<PathBuf>,
    /// The sheet of that file, or the number of the table in a document.
    pub sheet: Option<String>,
    /// What it is made for, else a first example.
    pub template: Option<Template>,
    /// The year of a template, or of a table that names none.
    pub year: Option<i32>,
}

/// `takar coba`: ask what-if questions, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TryArgs {
    /// A folder of `.takar` files, or one such file.
    pub package: PathBuf,
    /// The year asked for, 1900..=2999.
    pub year: Option<i32>,
}

/// `takar cari`: one goal seek.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeekArgs {
    /// `IKM agar IKPP = 8,7`
    pub question: String,
    /// A folder of `.takar` files, or one such file.
    pub package: PathBuf,
    /// The year asked for, 1900..=2999.
    pub year: Option<i32>,
    /// The unit asked for.
    pub unit: Option<String>,
    /// Statements that hold first: `IPP = 3,74`.
    pub assumed: Vec<String>,
    /// How long may be searched, in seconds.
    pub seconds: Option<u64>,
}

/// `takar susun`: make what an office hands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComposeArgs {
    /// A folder of `.takar` files, or one such file.
    pub package: PathBuf,
    /// What is made.
    pub what: Composed,
    /// Whether a file that is no result may be replaced.
    pub over: bool,
    /// The year asked for, 1900..=2999.
    pub year: Option<i32>,
    /// The unit asked for.
    pub unit: Option<String>,
}

/// What `takar susun` makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Composed {
    /// A filled report.
    Report {
        /// The report with fields that is filled.
        manuscript: PathBuf,
        /// The file that takes the filled report.
        output: PathBuf,
    },
    /// All shapes of the tables in one folder.
    Set(SetArgs),
}

/// All shapes of the tables in one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetArgs {
    /// The report with fields that is filled; that of the package when none is named.
    pub manuscript: Option<PathBuf>,
    /// The folder that takes them; beside the package when none is named.
    pub folder: Option<PathBuf>,
    /// The tables asked for; empty means all.
    pub tables: Vec<String>,
    /// The scenario that is laid over the package.
    pub scenario: Option<String>,
    /// Whether they are made again whenever something of the package changes.
    pub watch: bool,
}
