//! All shapes of the tables in one folder: computed once, and written together or not at all.

use super::super::compute::{Taker, Wanted, computed, csv_style};
use super::super::explain::lane;
use super::super::made::{Made, Of};
use super::super::{Loaded, Stop, load_data, load_rules, say_findings};
#[cfg(feature = "docx")]
use super::report;
use crate::cli::args::{ComposeArgs, Format, SetArgs};
use crate::cli::console::{self, Console, Stream};
use crate::cli::packages::Asked;
use crate::cli::write::{self, Became, Guard, Inputs, Memory, Over, Several, Together};
use crate::diagnostic::Diagnostic;
use crate::engine::{self, Planned};
use crate::folder::{Folder, files};
use crate::report::table::Table;
use crate::source::Sources;
use std::path::{Path, PathBuf};

/// A set as it was asked for.
pub(super) struct Order<'a> {
    pub args: &'a ComposeArgs,
    pub of: &'a SetArgs,
    pub asked: Asked,
    /// The folder that takes it.
    pub folder: PathBuf,
    /// What its files are called, before their endings: what is assumed never takes the place of a report.
    name: String,
}

impl<'a> Order<'a> {
    pub fn of(args: &'a ComposeArgs, of: &'a SetArgs) -> Order<'a> {
        let asked = Asked::alone(&args.package);
        let under = of
            .scenario
            .as_ref()
            .map(|scenario| format!("-skenario-{}", files::safe_name(scenario)))
            .unwrap_or_default();
        let name = format!("{}{under}", asked.result);
        let folder = of.folder.clone().unwrap_or_else(|| beside(&asked, &name));
        Order { args, of, asked, folder, name }
    }

    /// The folder as it is told.
    pub fn shown(&self) -> String {
        format!("{}/", files::slashed(&self.folder).trim_end_matches('/'))
    }

    /// The command that makes it again.
    fn again(&self) -> String {
        let ComposeArgs { package, what: _, over, year, unit } = self.args;
        let SetArgs { manuscript, folder, tables, scenario, watch: _ } = self.of;
        let words = |words: &String| format!("\"{words}\"");
        let path = |path: &PathBuf| words(&files::slashed(path).to_string());
        let options = [("tahun", year.map(|year| year.to_string())), ("unit", unit.as_ref().map(words))].into_iter();
        let options = options.chain(tables.iter().map(|table| ("tabel", Some(words(table)))));
        let options =
            options.chain([("skenario", scenario.as_ref().map(words)), ("naskah", manuscript.as_ref().map(path))]);
        let options = options.chain([("keluar", folder.as_ref().map(path))]);
        let options = options.filter_map(|(option, value)| Some(format!(" --{option} {}", value?)));
        let over = if *over { " --timpa" } else { "" };
        format!("takar susun {}{}{over}", path(package), options.collect::<String>())
    }

    /// What its files are together.
    fn together(&self) -> Together {
        Together { folder: self.folder.clone(), name: self.name.clone(), again: self.again() }
    }

    /// The file by which an open page knows that there is a newer one.
    pub fn signal(&self) -> PathBuf {
        self.folder.join(format!("{}.pantau.js", self.name))
    }

    /// Whether the page that stands there is this one, looking for newer ones.
    pub fn is_watched(&self, name: &str, page: &[u8]) -> bool {
        let signal = self.signal().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let watching = looking(page, &signal).map_or_else(|| page.to_vec(), |(watching, _)| watching);
        std::fs::read(self.folder.join(name)).is_ok_and(|there| there == watching)
    }

    pub fn guard<'i>(&self, inputs: &'i Inputs) -> Guard<'i> {
        let over = if self.args.over { Over::Anything } else { Over::Results };
        Guard { inputs, over, memory: Memory::of_person(), of: Some(self.asked.origin(self.of.scenario.as_deref())) }
    }
}

/// Where a set goes when nobody says it: beside the package, never in it.
fn beside(asked: &Asked, name: &str) -> PathBuf {
    let name = format!("{name}-hasil");
    match asked.path.file_name() {
        Some(_) => asked.path.with_file_name(name),
        // `.` and `..` have no name of their own.
        None if asked.path == Path::new(".") => Path::new("..").join(name),
        None => asked.path.join("..").join(name),
    }
}

/// What was made.
pub(super) struct Set {
    pub year: i32,
    /// Whether the year is that of an earlier filling.
    is_kept: bool,
    /// The unit, where one was chosen.
    unit: Option<String>,
    /// Name, what it is, and what came of it.
    pub files: Vec<(String, String, Became)>,
    /// What is to be said of what is not among them, and of cells without an answer.
    remark: Option<String>,
    pub sources: Sources,
    pub findings: Vec<Diagnostic>,
    pub status: u8,
    /// The name of the page, and its text where the one that was written looks for newer ones.
    pub page: Option<(String, Vec<u8>)>,
    /// What was read.
    pub inputs: Inputs,
}

impl Set {
    /// Tells the files, and what was found.
    pub fn tell(&self, order: &Order) -> Result<(), Stop> {
        console::write(Stream::Out, &self.list(order))?;
        say_findings(&self.sources, &self.findings);
        Ok(())
    }

    /// Every file with what it is.
    pub fn list(&self, order: &Order) -> String {
        let kept = if self.is_kept { " (seperti isian sebelumnya)" } else { "" };
        let unit = self.unit.as_ref().map(|unit| format!("hanya unit {unit}"));
        let tables = &order.of.tables;
        let tables = (!tables.is_empty()).then(|| format!("hanya tabel {}", tables.join(", ")));
        let scenario = order.of.scenario.as_ref().map(|name| format!("skenario {name}, bukan laporan"));
        let chosen: String = [unit, tables, scenario].into_iter().flatten().map(|one| format!(", {one}")).collect();
        let mut text = format!("tersusun di {}, tahun {}{kept}{chosen}:\n", order.shown(), self.year);
        let wide = self.files.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or_default();
        for (name, what, became) in &self.files {
            let same = if *became == Became::Same { ", tidak berubah" } else { "" };
            text.push_str(&format!("  {name:<wide$}   {what}{same}\n"));
        }
        text.extend(self.remark.iter().map(|remark| format!("{remark}\n")));
        text
    }
}

/// Makes a set. `seen` is told the package as soon as it is read, whatever comes of it. With `watched` the page looks for
/// newer ones.
pub(super) fn make(order: &Order, watched: bool, seen: impl FnOnce(&Folder)) -> Result<Set, Stop> {
    let rules = load_rules(&order.asked)?;
    seen(&rules.folder);
    let loaded = load_data(&order.asked, rules)?;
    // A screen shows what can be told of such data; what is handed in is made of data that were read.
    if engine::has_errors(&loaded.findings) {
        return Err(loaded.unfinished());
    }
    write::refuse_folder(&order.folder, &loaded.inputs)?;
    write::refuse_folder_of_inputs(&order.folder, &loaded.inputs)?;
    let lane = match &order.args.unit {
        Some(unit) => Some(lane(&loaded, Some(unit)).map_err(|problem| loaded.stop_with(vec![*problem]))?),
        None => None,
    };
    let unit = lane.and_then(|lane| loaded.data.units().get(lane)).map(|unit| unit.to_string());
    let mut inputs = loaded.inputs.clone();
    let mut shapes = Shapes::new(order, &loaded, &mut inputs)?;
    let wanted = Wanted {
        year: order.args.year.or(shapes.kept),
        tables: &order.of.tables,
        scenario: order.of.scenario.as_deref(),
        lane,
        is_told: true,
    };
    let done = computed(&wanted, &loaded, &mut shapes)?;
    let year = done.year;
    let status = done.status().max(shapes.status());
    let is_kept = order.args.year.is_none() && shapes.kept.is_some();
    let unsaid = done.unsaid().filter(|_| !engine::has_errors(&shapes.findings));
    let remarks = [shapes.remark.take(), unsaid.map(|words| words.trim_end().to_string())];
    let remark = remarks.into_iter().flatten().reduce(|one, other| format!("{one}\n{other}"));
    let sources = done.sources.or(shapes.sources.take()).unwrap_or_else(|| loaded.package.sources().clone());
    let findings = shapes.findings.drain(..).chain(done.findings).collect();
    let (mut pieces, page) = shapes.finish(order, watched)?;
    let became = written(order, &inputs, &pieces)?;
    // What tells an open page is no result.
    let files = pieces.drain(..).zip(became).filter(|(piece, _)| !piece.what.is_empty());
    let files = files.map(|(piece, became)| (piece.name, piece.what, became)).collect();
    if !watched {
        write::withdraw(&order.signal(), &Memory::of_person());
    }
    Ok(Set { year, is_kept, unit, files, remark, sources, findings, status, page, inputs })
}

/// A file on its way.
struct Piece {
    name: String,
    what: String,
    bytes: Vec<u8>,
}

/// Puts all in their places. A folder that was made for them goes with them.
fn written(order: &Order, inputs: &Inputs, pieces: &[Piece]) -> Result<Vec<Became>, Stop> {
    let is_new = !order.folder.exists();
    write::create_folder(&order.folder)?;
    let several = || -> Result<Vec<Became>, Box<Diagnostic>> {
        let mut several = Several::set(order.guard(inputs), order.together());
        for piece in pieces {
            let number = several.begin(&order.folder.join(&piece.name))?;
            several.add(number, &piece.bytes)?;
        }
        several.finish()
    };
    several().map_err(|problem| {
        if is_new {
            write::remove_empty(&order.folder);
        }
        Stop::from(problem)
    })
}

/// The shapes that this program can write, with what each is; the page last, since somebody may look at it.
const SHAPES: [(Format, &str, bool); 5] = [
    (Format::Workbook, "buku kerja Excel, rumusnya hidup", cfg!(feature = "xlsx")),
    (Format::Docx, "tabel-tabelnya untuk Word", cfg!(feature = "docx")),
    (Format::Markdown, "Markdown", true),
    (Format::Json, "untuk program lain", true),
    (Format::Page, "halaman untuk dilihat", cfg!(feature = "html")),
];

/// The report of a package, by habit.
pub(super) const OWN_REPORT: &str = "naskah.docx";

/// All shapes in the making.
struct Shapes<'a> {
    loaded: &'a Loaded,
    made: Vec<(Format, &'static str, Made)>,
    #[cfg(feature = "docx")]
    report: Option<(String, report::Open)>,
    filled: Option<Piece>,
    unit: Option<&'a str>,
    /// The year that was asked for.
    named: Option<i32>,
    /// The year that the report was filled for.
    kept: Option<i32>,
    remark: Option<String>,
    sources: Option<Sources>,
    findings: Vec<Diagnostic>,
    is_faulty: bool,
}

impl<'a> Shapes<'a> {
    fn new(order: &Order<'a>, loaded: &'a Loaded, inputs: &mut Inputs) -> Result<Shapes<'a>, Stop> {
        let style = csv_style(None, loaded.package.program());
        let screen = Console { terminal: false, width: console::USUAL_WIDTH, color: false };
        let of = |(format, what, _): (Format, _, bool)| (format, what, Made::new(format, style, screen));
        let mut shapes = Shapes {
            loaded,
            made: SHAPES.into_iter().filter(|(.., can)| *can).map(of).collect(),
            #[cfg(feature = "docx")]
            report: None,
            filled: None,
            unit: order.args.unit.as_deref(),
            named: order.args.year,
            kept: None,
            remark: None,
            sources: None,
            findings: Vec::new(),
            is_faulty: false,
        };
        shapes.open_report(order, inputs)?;
        Ok(shapes)
    }

    /// Opens the report that was named, else that of the package.
    #[cfg(feature = "docx")]
    fn open_report(&mut self, order: &Order, inputs: &mut Inputs) -> Result<(), Stop> {
        let own = match order.asked.path.is_dir() {
            true => crate::folder::door::find(&self.loaded.root, OWN_REPORT)?,
            false => None,
        };
        let (path, shown) = match (&order.of.manuscript, own) {
            (Some(path), _) => (path.clone(), path.display().to_string()),
            (None, Some(own)) if own.is_file() => (own, OWN_REPORT.to_string()),
            (None, _) => return Ok(()),
        };
        let units = self.loaded.data.units().len();
        let is_of_one = order.of.manuscript.is_some() || self.unit.is_some() || units < 2;
        let why = match order.of.scenario {
            Some(_) => Some("naskah belum dapat diisi menurut skenario"),
            None if !is_of_one => Some("datanya memuat beberapa unit; pilih satu dengan  --unit"),
            None => None,
        };
        if let Some(why) = why {
            self.remark = Some(format!("{shown} tidak ikut: {why}"));
            return Ok(());
        }
        inputs.add(&path, &shown);
        let open = report::open(&path, &shown)?;
        self.kept = open.year;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_taken = |name: &str| name.to_lowercase() == format!("{}.docx", order.asked.result.to_lowercase());
        let name = if is_taken(&name) { format!("{}-terisi.docx", order.asked.result) } else { name };
        self.report = Some((name, open));
        Ok(())
    }

    /// Without documents there is no report.
    #[cfg(not(feature = "docx"))]
    fn open_report(&mut self, _order: &Order, _inputs: &mut Inputs) -> Result<(), Stop> {
        Ok(())
    }

    fn status(&self) -> u8 {
        u8::from(self.is_faulty || engine::has_errors(&self.findings))
    }

    /// The files, and the page as it is without anybody who watches.
    fn finish(mut self, order: &Order, watched: bool) -> Result<(Vec<Piece>, Option<NamedPage>), Stop> {
        let (mut pieces, mut page) = (Vec::new(), None);
        pieces.extend(self.filled.take());
        for (format, what, mut made) in self.made {
            made.end()?;
            let name = format!("{}.{}", order.name, format.ending());
            let mut bytes = std::mem::take(&mut made.text);
            let mut signal = None;
            if format == Format::Page && watched {
                let file = order.signal().file_name().unwrap_or_default().to_string_lossy().into_owned();
                page = Some((name.clone(), bytes.clone()));
                if let Some((watching, says)) = looking(&bytes, &file) {
                    bytes = watching;
                    signal = Some(Piece { name: file, what: String::new(), bytes: says });
                }
            }
            pieces.push(Piece { name, what: what.to_string(), bytes });
            // Behind the page: it tells that the page is there.
            pieces.extend(signal);
        }
        Ok((pieces, page))
    }
}

/// The name of a page, and its bytes.
type NamedPage = (String, Vec<u8>);

impl Taker for Shapes<'_> {
    #[cfg(feature = "docx")]
    fn planned(&mut self, planned: &Planned) -> Result<(), Stop> {
        let Some((name, open)) = self.report.take() else { return Ok(()) };
        let of = lane(self.loaded, self.unit).map_err(|problem| self.loaded.stop_with(vec![*problem]))?;
        let filled = report::fill(open, self.loaded, (planned, of), self.named)?;
        let what = format!("naskah terisi, {} isian", filled.fields);
        self.filled = Some(Piece { name, what, bytes: filled.bytes });
        self.findings = filled.findings;
        self.sources = Some(filled.sources);
        self.is_faulty = filled.is_faulty;
        Ok(())
    }

    #[cfg(not(feature = "docx"))]
    fn planned(&mut self, _planned: &Planned) -> Result<(), Stop> {
        let _ = (self.loaded, self.unit, self.named);
        Ok(())
    }

    fn take(&mut self, of: &Of, tables: &[Table]) -> Result<(), Stop> {
        self.made.iter_mut().try_for_each(|(.., made)| made.add(of, tables))
    }
}

/// The page as one that looks for newer ones, and what the file beside it says.
#[cfg(feature = "html")]
fn looking(page: &[u8], file: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let (page, says) = crate::page::looking(std::str::from_utf8(page).ok()?, file)?;
    Some((page.into_bytes(), says.into_bytes()))
}

#[cfg(not(feature = "html"))]
fn looking(_page: &[u8], _file: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    None
}
