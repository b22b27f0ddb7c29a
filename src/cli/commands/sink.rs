//! Where the tables of `takar hitung` go: to the screen, into one file, or into a folder.

use super::made::{Made, Of};
use super::{Loaded, Stop, accepted, compute};
use crate::cli::args::{Format, RunArgs};
use crate::cli::console::{self, Console, Stream};
use crate::cli::packages::Asked;
use crate::cli::write::{self, Fresh, Inputs, Several};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::report::CsvStyle;
use crate::report::table::Table;
#[cfg(feature = "html")]
use crate::{cli::pages, page::core::Core};
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
    made: Made,
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
        let style = compute::csv_style(args.numbers, loaded.package.program());
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
                sink.several =
                    Some(Several::new(compute::guard(args, inputs, Some(asked.origin(args.scenario.as_deref())))));
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
    pub fn add(&mut self, of: &Of, tables: &[Table]) -> Result<(), Stop> {
        let Some(folder) = self.args.output.as_deref().filter(|path| is_folder(path)) else {
            return self.add_to(String::new(), None, None, (of, tables));
        };
        let folder = self.folder(folder);
        if self.args.format != Format::Csv {
            let name = format!("{}.{}", self.asked.result, self.args.format.ending());
            return self.add_to(name.clone(), Some(folder.join(name)), None, (of, tables));
        }
        for table in tables {
            let name = format!("{}.csv", accepted::file_of(table));
            let table_name = Some(table.name.clone());
            self.add_to(name.clone(), Some(folder.join(name)), table_name, (of, std::slice::from_ref(table)))?;
        }
        Ok(())
    }

    /// Whether people read it as it comes: then each of several packages stands under its name.
    fn is_read(&self) -> bool {
        matches!(self.args.format, Format::Terminal | Format::Markdown)
    }

    /// What a text is laid out for; in a file nothing has a colour.
    fn screen(&self) -> Console {
        let console = console::console(Stream::Out);
        Console { color: console.color && self.args.output.is_none(), ..console }
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
        for part in &mut self.parts {
            part.made.end()?;
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
        if let Some(several) = self.several {
            several.finish()?;
        }
        Ok(())
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
        let before = part.made.text.len();
        part.made.add(of, tables)?;
        self.held += part.made.text.len() - before;
        if part.made.text.len() >= AT_ONCE {
            self.held -= part.made.text.len();
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
            (Some(path), None) => Out::File(Fresh::result(&path, compute::guard(self.args, self.inputs, None), None)?),
        };
        self.known.insert(name, self.parts.len());
        let made = Made::new(self.args.format, self.style, self.screen());
        let made = if self.args.charts { made.with_pictures(console::is_plain()) } else { made };
        #[cfg(feature = "html")]
        let made = made.answering(self.live.clone());
        self.parts.push(Part { out, table, made });
        Ok(self.parts.len() - 1)
    }
}

impl Part<'_> {
    /// Writes what is held.
    fn write(&mut self, several: Option<&Several>) -> Result<(), Stop> {
        match (&mut self.out, several) {
            (Out::Screen, _) => console::write(Stream::Out, &String::from_utf8_lossy(&self.made.text))?,
            (Out::File(file), _) => file.add(&self.made.text)?,
            (Out::OfFolder(number), Some(several)) => several.add(*number, &self.made.text)?,
            (Out::OfFolder(_), None) => {}
        }
        self.made.text.clear();
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

/// Whether a path means a folder: it is one, or ends as only folders do.
pub(in crate::cli) fn is_folder(path: &Path) -> bool {
    let name = path.as_os_str().to_string_lossy();
    path.is_dir() || name.ends_with('/') || cfg!(windows) && name.ends_with('\\')
}
