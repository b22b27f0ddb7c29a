//! Where the tables of `takar hitung` go: to the screen, into one file, or into a folder.

use super::{Loaded, Stop, accepted, compute};
use crate::cli::args::{Format, RunArgs};
#[cfg(feature = "xlsx")]
use crate::cli::books::no_book;
use crate::cli::console::{self, Stream};
use crate::cli::packages::Asked;
use crate::cli::write::{self, Fresh, Inputs, Several};
use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine::{self, Run};
use crate::plan::SlotId;
use crate::report::table::Table;
use crate::report::{CsvStyle, JSON_END, csv, csv_rows, json_piece, markdown, terminal};
use crate::source::Sources;
#[cfg(feature = "xlsx")]
use crate::workbook::Book;
#[cfg(feature = "html")]
use crate::{
    cli::pages::{self, no_page},
    page::{Page, core::Core},
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How much of one text is held before it is written, in bytes.
const AT_ONCE: usize = 1 << 16;

/// How much of all of them: the tables of a folder may be thousands.
const HELD: usize = 1 << 22;

/// The tables of a package on their way.
pub(super) struct Sink<'a> {
    args: &'a RunArgs,
    asked: &'a Asked,
    inputs: &'a Inputs,
    style: CsvStyle,
    parts: Vec<Part<'a>>,
    /// Which of them a file of a folder is, by its name; one without a name is for the screen and for the file that was named.
    known: BTreeMap<String, usize>,
    /// The files of a folder.
    several: Option<Several<'a>>,
    /// How much is not written yet.
    held: usize,
    /// What makes a page answer: the core, and the package with its data.
    #[cfg(feature = "html")]
    live: Option<(Core, serde_json::Value)>,
}

/// One text in the making.
struct Part<'a> {
    out: Out<'a>,
    /// The table of a part that has one alone.
    table: Option<String>,
    begun: bool,
    /// What is not written yet.
    text: Vec<u8>,
    /// The tables of a document, which is made when all of them are there.
    tables: Vec<Table>,
    /// A workbook, which is written when all of it is there.
    #[cfg(feature = "xlsx")]
    book: Option<Book>,
    /// A page, likewise.
    #[cfg(feature = "html")]
    page: Option<Page>,
}

/// The unit that tables are of.
#[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "only a workbook asks what is assumed"))]
pub(super) struct Of<'o> {
    /// What they come from; for a page it has values of earlier years besides.
    pub run: &'o Run<'o>,
    /// Its lane there.
    pub lane: usize,
    /// The slots that are assumed and not computed.
    pub held: &'o [SlotId],
    /// The texts of the rules.
    pub sources: &'o Sources,
    /// The data of all units.
    pub data: &'o Dataset,
    /// The scenario it is under: its name, where it stands, its text.
    pub under: Option<&'o [String; 3]>,
}

/// Where a text goes.
enum Out<'a> {
    Screen,
    File(Fresh<'a>),
    /// A file of a folder, by its number.
    OfFolder(usize),
}

impl<'a> Sink<'a> {
    /// Made when it is certain that there is a result.
    pub fn new(args: &'a RunArgs, asked: &'a Asked, loaded: &Loaded, inputs: &'a Inputs) -> Result<Sink<'a>, Stop> {
        let style = compute::csv_style(args, loaded.package.program());
        let mut sink = Sink {
            args,
            asked,
            inputs,
            style,
            parts: Vec::new(),
            known: BTreeMap::new(),
            several: None,
            held: 0,
            #[cfg(feature = "html")]
            live: match &args.live {
                Some(named) => Some((pages::core(named)?, loaded.package.packed())),
                None => None,
            },
        };
        match &args.output {
            Some(path) if is_folder(path) => {
                write::folder_of_results(&sink.folder(path), inputs)?;
                sink.several = Some(Several::new(compute::guard(args, inputs)));
            }
            Some(path) => {
                sink.part(String::new(), Some(path.clone()), None)?;
            }
            None => {
                sink.part(String::new(), None, None)?;
                if asked.is_one_of_several && sink.is_read() {
                    let level = if args.format == Format::Markdown { "## " } else { "" };
                    console::write(Stream::Out, &format!("{level}{}\n\n", asked.name()))?;
                }
            }
        }
        Ok(sink)
    }

    /// Takes the tables of one unit.
    pub fn add(&mut self, of: Of, tables: &[Table]) -> Result<(), Stop> {
        let Some(folder) = self.args.output.as_deref().filter(|path| is_folder(path)) else {
            return self.add_to(String::new(), None, None, (&of, tables));
        };
        let folder = self.folder(folder);
        if self.args.format != Format::Csv {
            let name = format!("{}.{}", self.asked.result, self.args.format.ending());
            return self.add_to(name.clone(), Some(folder.join(name)), None, (&of, tables));
        }
        for table in tables {
            let name = format!("{}.csv", accepted::file_of(table));
            let table_name = Some(table.name.clone());
            self.add_to(name.clone(), Some(folder.join(name)), table_name, (&of, std::slice::from_ref(table)))?;
        }
        Ok(())
    }

    /// Whether people read it as it comes: then each of several packages stands under its name.
    fn is_read(&self) -> bool {
        matches!(self.args.format, Format::Terminal | Format::Markdown)
    }

    /// Where files go that are several for each package: of several packages each has a folder of its own.
    fn folder(&self, output: &Path) -> PathBuf {
        match self.asked.is_one_of_several && self.args.format == Format::Csv {
            true => output.join(&self.asked.result),
            false => output.to_path_buf(),
        }
    }

    /// Puts everything in its place; all of it is written by then.
    pub fn finish(mut self) -> Result<(), Stop> {
        let is_json = self.args.format == Format::Json;
        for part in &mut self.parts {
            if is_json {
                part.text.extend_from_slice(JSON_END.as_bytes());
            }
            part.end(self.args.format)?;
            part.write(self.several.as_ref())?;
        }
        if self.args.output.is_none() && self.asked.is_one_of_several && self.is_read() {
            console::write(Stream::Out, "\n")?;
        }
        for part in self.parts {
            match part.out {
                Out::File(file) => file.finish()?,
                Out::Screen | Out::OfFolder(_) => {}
            }
        }
        Ok(self.several.map_or(Ok(()), Several::finish)?)
    }

    fn add_to(
        &mut self,
        name: String,
        path: Option<PathBuf>,
        table: Option<String>,
        (of, tables): (&Of, &[Table]),
    ) -> Result<(), Stop> {
        let at = self.part(name, path, table)?;
        let part = &mut self.parts[at];
        if self.args.format == Format::Workbook {
            return part.add_to_book(of, tables);
        }
        // Without pages nothing is asked to be one: the command line refuses them.
        #[cfg(feature = "html")]
        if self.args.format == Format::Page {
            return part.add_to_page(of, tables, self.live.as_ref());
        }
        if self.args.format == Format::Docx {
            part.tables.extend(tables.iter().cloned());
            return Ok(());
        }
        if tables.is_empty() && part.begun {
            return Ok(());
        }
        let text = rendered(self.args, self.style, tables, part.begun);
        part.begun = true;
        part.text.extend_from_slice(text.as_bytes());
        self.held += text.len();
        if part.text.len() >= AT_ONCE {
            self.held -= part.text.len();
            part.write(self.several.as_ref())?;
        } else if self.held >= HELD {
            self.held = 0;
            for part in &mut self.parts {
                part.write(self.several.as_ref())?;
            }
        }
        Ok(())
    }

    /// Which part a text of that name is; begun when it is the first of it.
    fn part(&mut self, name: String, path: Option<PathBuf>, table: Option<String>) -> Result<usize, Stop> {
        // On Windows names that differ only in case are one file.
        let name = name.to_lowercase();
        if let Some(at) = self.known.get(&name) {
            let part = &self.parts[*at];
            if part.table == table {
                return Ok(*at);
            }
            let [one, other] = [part.table.clone(), table].map(Option::unwrap_or_default);
            return Err(Box::new(accepted::one_file(&one, &other)).into());
        }
        let out = match (path, &mut self.several) {
            (None, _) => Out::Screen,
            (Some(path), Some(several)) => Out::OfFolder(several.begin(&path)?),
            (Some(path), None) => Out::File(Fresh::result(&path, compute::guard(self.args, self.inputs), None)?),
        };
        self.known.insert(name, self.parts.len());
        self.parts.push(Part {
            out,
            table,
            begun: false,
            text: Vec::new(),
            tables: Vec::new(),
            #[cfg(feature = "xlsx")]
            book: None,
            #[cfg(feature = "html")]
            page: None,
        });
        Ok(self.parts.len() - 1)
    }
}

impl Part<'_> {
    /// Adds the tables of a unit to the workbook that this part is.
    #[cfg(feature = "xlsx")]
    fn add_to_book(&mut self, of: &Of, tables: &[Table]) -> Result<(), Stop> {
        self.begun = true;
        let program = of.run.program();
        let book = self.book.get_or_insert_with(|| Book::new(&program.package.title, of.run.plan(), of.data, tables));
        if let Some([name, place, text]) = of.under {
            book.tried(name, place, text);
        }
        book.add(of.run, of.lane, tables, of.sources, of.held).map_err(|why| Box::new(no_book(why)).into())
    }

    /// Without workbooks nothing gets here: the command line refuses them.
    #[cfg(not(feature = "xlsx"))]
    fn add_to_book(&mut self, _of: &Of, _tables: &[Table]) -> Result<(), Stop> {
        Ok(())
    }

    /// Adds the tables of a unit to the page that this part is.
    #[cfg(feature = "html")]
    fn add_to_page(&mut self, of: &Of, tables: &[Table], live: Option<&(Core, serde_json::Value)>) -> Result<(), Stop> {
        let page = match &mut self.page {
            Some(page) => page,
            none => {
                let page = Page::new(of.run.program(), of.run.plan(), of.data);
                let page = none.insert(page.map_err(|why| Box::new(no_page(why)))?);
                if let Some((core, package)) = live {
                    page.answering(core.clone(), package.clone());
                }
                page
            }
        };
        if let Some([name, place, text]) = of.under {
            page.tried(name, place, text);
        }
        page.add(of.run, of.lane, tables, of.sources).map_err(|why| Box::new(no_page(why)).into())
    }

    /// Makes what can only be made as a whole.
    fn end(&mut self, format: Format) -> Result<(), Stop> {
        if format == Format::Docx {
            let whole = document(&std::mem::take(&mut self.tables));
            self.text = whole.ok_or_else(|| Box::new(engine::no_room("hasil")))?;
        }
        #[cfg(feature = "xlsx")]
        if let Some(book) = self.book.take() {
            self.text = book.finish().map_err(|why| Box::new(no_book(why)))?;
        }
        #[cfg(feature = "html")]
        if let Some(page) = self.page.take() {
            self.text = page.finish().map_err(|why| Box::new(no_page(why)))?.into_bytes();
        }
        Ok(())
    }

    /// Writes what is held.
    fn write(&mut self, several: Option<&Several>) -> Result<(), Stop> {
        match (&mut self.out, several) {
            (Out::Screen, _) => console::write(Stream::Out, &String::from_utf8_lossy(&self.text))?,
            (Out::File(file), _) => file.add(&self.text)?,
            (Out::OfFolder(number), Some(several)) => several.add(*number, &self.text)?,
            (Out::OfFolder(_), None) => {}
        }
        self.text.clear();
        Ok(())
    }
}

/// Why several packages cannot go where the result is asked for; none where they can.
pub(super) fn refused(args: &RunArgs) -> Option<Diagnostic> {
    let machine = matches!(args.format, Format::Csv | Format::Json | Format::Workbook | Format::Docx | Format::Page);
    let (title, advice) = match (&args.output, &args.data) {
        _ if args.scenario.is_some() => ("--skenario menghitung satu paket", "tulis satu paket saja"),
        (_, Some(_)) => ("--data menghitung satu paket", "tulis satu paket saja"),
        (Some(path), None) if !is_folder(path) => (
            "beberapa paket tidak muat dalam satu berkas hasil",
            "tulis nama folder, dengan garis miring di belakangnya, misalnya  --keluar hasil/",
        ),
        (None, None) if machine => (
            "satu hasil csv, json, atau html memuat satu paket saja",
            "simpan ke sebuah folder, misalnya  --keluar hasil/",
        ),
        (_, None) => return None,
    };
    Some(Diagnostic::new(Code::B0021, Severity::Error, title).advise(advice))
}

/// The tables as a document.
#[cfg(feature = "docx")]
fn document(tables: &[Table]) -> Option<Vec<u8>> {
    crate::document::document(tables)
}

/// Without documents nothing gets here: the command line refuses them.
#[cfg(not(feature = "docx"))]
fn document(_tables: &[Table]) -> Option<Vec<u8>> {
    None
}

/// Whether a path means a folder: it is one, or ends as only folders do.
pub(in crate::cli) fn is_folder(path: &Path) -> bool {
    let name = path.as_os_str().to_string_lossy();
    path.is_dir() || name.ends_with('/') || cfg!(windows) && name.ends_with('\\')
}

fn rendered(args: &RunArgs, style: CsvStyle, tables: &[Table], begun: bool) -> String {
    let between = if begun { "\n" } else { "" };
    match args.format {
        Format::Terminal => {
            let console = console::console(Stream::Out);
            let colour = console.color && args.output.is_none();
            let shown = tables.iter().map(|table| terminal(table, console.width, colour));
            between.to_string() + &shown.collect::<Vec<_>>().join("\n")
        }
        Format::Markdown => between.to_string() + &tables.iter().map(markdown).collect::<Vec<_>>().join("\n"),
        Format::Csv if begun => csv_rows(tables, style),
        Format::Csv => csv(tables, style),
        Format::Json => json_piece(tables, !begun),
        // Made as a whole at the end.
        Format::Workbook | Format::Docx | Format::Page => String::new(),
    }
}
