//! The words after `takar`, read into one typed command or into a text to show instead.

mod asked;
mod context;
mod definition;
mod message;
mod office;
mod problem;
mod shapes;

pub use asked::{
    AuditArgs, CheckArgs, Command, CompareArgs, ComposeArgs, Composed, ExplainArgs, FormatArgs, NewArgs, RunArgs,
    SeekArgs, SetArgs, StreamArgs, TestArgs, TryArgs,
};
pub(super) use definition::{CHECK, FORMAT, RUN, TEST};
pub use shapes::{AuditFormat, CheckFormat, ExplainFormat, Format, Numbers, Template};

use super::commands::is_folder;
use super::console::Stream;
use crate::program::Role;
use clap::ArgMatches;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A text to show instead of doing anything: help, the version, or what is wrong with the command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exit {
    /// Ends with a line break.
    pub text: String,
    /// Help that was asked for is a result, the rest are messages.
    pub stream: Stream,
    /// The exit status: 0, or 2 for a command that cannot be understood.
    pub status: u8,
}

/// Every command and option, for what is made of them: completions of shells, pages of a manual.
pub fn definition() -> clap::Command {
    definition::takar()
}

/// Reads a command line; the first word is the program's own name, as `std::env::args_os` gives it.
pub fn parse(args: impl Iterator<Item = OsString>) -> Result<Command, Exit> {
    let words = problem::legible(args.skip(1))?;
    // `/?` is how a Windows command is asked for help.
    let typed = words.iter().map(|word| if word == "/?" { "-h" } else { word });
    let matches = definition::takar()
        .try_get_matches_from(std::iter::once("takar").chain(typed))
        .map_err(|error| problem::reword(&error, &words))?;
    match matches.subcommand() {
        Some((definition::RUN, found)) => run(found).map(Command::Run),
        Some((definition::EXPLAIN, found)) => explain(found).map(Command::Explain),
        Some((definition::CHECK, found)) => Ok(Command::Check(CheckArgs {
            packages: packages(found)?,
            format: choice(found, "format").unwrap_or(CheckFormat::Terminal),
            without_data: found.get_flag("tanpa-data"),
        })),
        Some((definition::AUDIT, found)) => audit(found).map(Command::Audit),
        Some((definition::TEST, found)) => {
            Ok(Command::Test(TestArgs { packages: packages(found)?, accept: found.get_flag("terima") }))
        }
        Some((definition::COMPOSE, found)) => compose(found).map(Command::Compose),
        Some((definition::COMPARE, found)) => compare(found).map(Command::Compare),
        Some((definition::FORMAT, found)) => {
            Ok(Command::Format(FormatArgs { packages: packages(found)?, check: found.get_flag("periksa") }))
        }
        Some((definition::NEW, found)) => new(found).map(Command::New),
        #[cfg(feature = "lsp")]
        Some((definition::SERVE, _)) => Ok(Command::Serve),
        Some((definition::TRY, found)) => {
            Ok(Command::Try(TryArgs { package: package(found), year: choice(found, "tahun") }))
        }
        Some((definition::SEEK, found)) => Ok(Command::Seek(SeekArgs {
            question: problem::in_order(choice(found, "pertanyaan").unwrap_or_default(), &package(found))?,
            package: package(found),
            year: choice(found, "tahun"),
            unit: choice(found, "unit"),
            assumed: found.get_many("andaikan").into_iter().flatten().cloned().collect(),
            seconds: choice::<u16>(found, "waktu").map(u64::from),
        })),
        Some((_, found)) => Err(help_on(found.get_one::<String>("perintah"))),
        None => Err(problem::no_command()),
    }
}

fn new(found: &ArgMatches) -> Result<NewArgs, Exit> {
    let (from, sheet, year) = (choice(found, "dari"), choice(found, "lembar"), choice(found, "tahun"));
    let template = choice(found, "templat");
    office::refuse_template(template, from.as_deref())?;
    if from.is_none() && (sheet.is_some() || year.is_some() && template.is_none()) {
        return Err(problem::only_with_source(sheet.is_some()));
    }
    Ok(NewArgs { folder: folder(found, "folder"), title: choice(found, "judul"), from, sheet, template, year })
}

fn audit(found: &ArgMatches) -> Result<AuditArgs, Exit> {
    let output: Option<PathBuf> = choice(found, "keluar");
    output.as_deref().map_or(Ok(()), problem::refuse_output)?;
    let over = found.get_flag("timpa");
    if over && output.is_none() {
        return Err(problem::only_with_output());
    }
    let format = choice(found, "format").or_else(|| output.as_deref().and_then(AuditFormat::of_file));
    Ok(AuditArgs {
        package: package(found),
        year: choice(found, "tahun"),
        unit: choice(found, "unit"),
        format: format.unwrap_or(AuditFormat::Terminal),
        output,
        over,
    })
}

fn run(found: &ArgMatches) -> Result<RunArgs, Exit> {
    let output: Option<PathBuf> = choice(found, "keluar");
    if let Some(path) = &output {
        (if office::is_of_office(path) { Ok(()) } else { problem::refuse_output(path) })?;
    }
    let scenario = choice::<String>(found, "skenario");
    let data = match choice(found, "data") {
        None => None,
        Some(_) if scenario.is_some() => return Err(problem::scenario_of_wide()),
        Some(file) => {
            let tables = found.get_many::<String>("tabel").is_some();
            let format: Option<Format> = choice(found, "format");
            let other = match (&output, format) {
                (_, Some(format)) if format != Format::Csv => Some(problem::OtherThanCsv::Asked),
                (Some(path), _) if office::is_of_office(path) || office::is_page(path) => {
                    Some(problem::OtherThanCsv::Named(path.clone()))
                }
                _ => None,
            };
            let output = output.clone().filter(|_| !tables && other.is_none());
            let output = output.ok_or_else(|| problem::wide(tables, other))?;
            let threads = choice::<u16>(found, "utas").map(usize::from);
            let asked = found.get_many::<String>("kolom").into_iter().flatten().flat_map(|one| one.split(';'));
            let results = asked.map(|one| one.trim().to_string()).filter(|one| !one.is_empty()).collect();
            let places = choice(found, "desimal");
            let (sheet, strict) = (choice(found, "lembar"), found.get_flag("ketat"));
            Some(StreamArgs { file, sheet, output, strict, threads, results, places })
        }
    };
    let only_wide = ["utas", "kolom", "desimal", "lembar"].into_iter().any(|option| found.contains_id(option));
    if data.is_none() && (found.get_flag("ketat") || only_wide) {
        return Err(problem::only_wide());
    }
    let over = found.get_flag("timpa");
    if over && output.is_none() {
        return Err(problem::only_with_output());
    }
    let implied = |path: &Path| if is_folder(path) { Some(Format::Csv) } else { format_of(path) };
    let format = choice(found, "format").or_else(|| output.as_deref().and_then(implied)).unwrap_or(Format::Terminal);
    office::refuse_workbook(format, output.as_deref())?;
    office::refuse_document(format, output.as_deref())?;
    office::refuse_page(format, output.as_deref())?;
    let live = choice::<OsString>(found, "hidup").map(PathBuf::from);
    let packages = packages(found)?;
    if live.is_some() {
        office::refuse_live(format, output.as_deref(), &packages)?;
    }
    let charts = found.get_flag("grafik");
    if charts && (format != Format::Terminal || data.is_some()) {
        return Err(office::no_charts(format, data.is_some()));
    }
    Ok(RunArgs {
        packages,
        year: choice(found, "tahun"),
        tables: found.get_many("tabel").into_iter().flatten().cloned().collect(),
        format,
        charts,
        numbers: choice(found, "angka"),
        output,
        over,
        scenario,
        live,
        data,
    })
}

/// Into a document goes the filled report alone, into a folder all of it.
fn compose(found: &ArgMatches) -> Result<ComposeArgs, Exit> {
    let (manuscript, output): (Option<PathBuf>, Option<PathBuf>) = (choice(found, "naskah"), choice(found, "keluar"));
    if manuscript.is_some() && cfg!(not(feature = "docx")) {
        office::refuse_document(Format::Docx, None)?;
    }
    let tables: Vec<String> = found.get_many("tabel").into_iter().flatten().cloned().collect();
    let (scenario, watch): (Option<String>, bool) = (choice(found, "skenario"), found.get_flag("pantau"));
    let is_file = |path: &PathBuf| path.extension().is_some() && !is_folder(path);
    let what = match (output.filter(is_file), manuscript) {
        (Some(output), manuscript) if format_of(&output) != Some(Format::Docx) => {
            return Err(if manuscript.is_some() { office::no_report(&output) } else { office::no_folder(&output) });
        }
        (Some(_), _) if watch => return Err(office::only_of_folder("--pantau")),
        (Some(_), _) if !tables.is_empty() => return Err(office::only_of_folder("--tabel")),
        (Some(_), _) if scenario.is_some() => return Err(office::only_of_folder("--skenario")),
        (Some(output), None) => return Err(office::nothing_to_compose(&output)),
        (Some(output), Some(manuscript)) => Composed::Report { manuscript, output },
        (None, Some(_)) if scenario.is_some() => return Err(office::no_report_of_scenario()),
        (None, manuscript) => {
            Composed::Set(SetArgs { manuscript, folder: choice(found, "keluar"), tables, scenario, watch })
        }
    };
    let (over, year, unit) = (found.get_flag("timpa"), choice(found, "tahun"), choice(found, "unit"));
    Ok(ComposeArgs { package: package(found), what, over, year, unit })
}

fn compare(found: &ArgMatches) -> Result<CompareArgs, Exit> {
    let output: Option<PathBuf> = choice(found, "keluar");
    if let Some(path) = &output {
        problem::refuse_output(path)?;
    }
    let over = found.get_flag("timpa");
    if over && output.is_none() {
        return Err(problem::only_with_output());
    }
    let format = choice(found, "format").or_else(|| output.as_deref().and_then(format_of));
    if format == Some(Format::Docx) {
        return Err(office::no_document_of_comparison());
    }
    if format == Some(Format::Workbook) {
        return Err(office::no_workbook_of_comparison());
    }
    if format == Some(Format::Page) {
        return Err(office::no_page_of_comparison());
    }
    Ok(CompareArgs {
        old: folder(found, "lama"),
        new: choice::<String>(found, "baru").map(PathBuf::from),
        years: found.get_many::<i32>("tahun").into_iter().flatten().copied().collect(),
        format: format.unwrap_or(Format::Terminal),
        output,
        over,
    })
}

/// A role before the name belongs to the question, and so does what stands in brackets; what follows is the package.
fn explain(found: &ArgMatches) -> Result<ExplainArgs, Exit> {
    let words: Vec<&String> = found.get_many("kata").into_iter().flatten().collect();
    let is_role = words.first().is_some_and(|word| Role::from_word(&word.to_lowercase()).is_some());
    let is_open = |own: usize| {
        let signs = words.iter().take(own).flat_map(|word| word.chars());
        signs.fold(0, |open, c| open + i32::from(c == '[') - i32::from(c == ']')) > 0
    };
    let least = if words.len() >= 3 && !is_open(1) || words.len() == 2 && is_role { 2 } else { 1 };
    // What stands in brackets may be several words: `capaian A[triwulan 1]`.
    let own = (least..words.len()).find(|own| !is_open(*own)).unwrap_or(words.len().max(least));
    if let Some(word) = words.get(own + 1) {
        return Err(problem::one_package(word));
    }
    let question: Vec<&str> = words.iter().take(own).map(|word| word.as_str()).collect();
    Ok(ExplainArgs {
        question: question.join(" "),
        package: words.get(own).map(|name| folder_named(name)),
        year: choice(found, "tahun"),
        unit: choice(found, "unit"),
        format: choice(found, "format").unwrap_or(ExplainFormat::Text),
    })
}

fn choice<T: Clone + Send + Sync + 'static>(found: &ArgMatches, name: &str) -> Option<T> {
    found.get_one::<T>(name).cloned()
}

fn package(found: &ArgMatches) -> PathBuf {
    folder(found, "paket")
}

/// The packages named, or the folder at hand.
fn packages(found: &ArgMatches) -> Result<Vec<PathBuf>, Exit> {
    let named: Vec<&String> = found.get_many("paket").into_iter().flatten().collect();
    if let Some(option) = named.iter().find(|name| name.starts_with("--")) {
        return Err(problem::behind_dashes(option));
    }
    let named: Vec<PathBuf> = named.into_iter().map(|name| folder_named(name)).collect();
    Ok(if named.is_empty() { vec![PathBuf::from(".")] } else { named })
}

fn folder(found: &ArgMatches, argument: &str) -> PathBuf {
    found.get_one::<String>(argument).map_or_else(|| PathBuf::from("."), |name| folder_named(name))
}

fn folder_named(name: &str) -> PathBuf {
    // Windows shells complete a name with spaces to "Data Kecamatan\", whose end reads as an escaped quote.
    let name = if cfg!(windows) { name.trim_end_matches('"') } else { name };
    PathBuf::from(name)
}

fn format_of(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    match ending.as_str() {
        "md" => Some(Format::Markdown),
        "csv" => Some(Format::Csv),
        "json" => Some(Format::Json),
        "xlsx" => Some(Format::Workbook),
        "docx" => Some(Format::Docx),
        "html" | "htm" => Some(Format::Page),
        _ => None,
    }
}

fn help_on(command: Option<&String>) -> Exit {
    match command {
        None => Exit::help(definition::help_text(None)),
        Some(name) => match definition::command_named(name) {
            Some(command) => Exit::help(definition::help_text(Some(command))),
            None => problem::unknown_command(name, &[definition::HELP.to_string(), name.to_string()]),
        },
    }
}

impl Exit {
    fn help(text: String) -> Self {
        Exit { text, stream: Stream::Out, status: 0 }
    }
}
