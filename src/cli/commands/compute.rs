//! `takar hitung`: tables to the screen or to a file, some units at a time.

use super::{Loaded, Stop, load, say_findings, stream};
use crate::cli::args::{Format, Numbers, RunArgs};
use crate::cli::console::{self, Stream};
use crate::cli::write::{Fresh, Guard, Inputs, Memory, Over};
use crate::diagnostic::few::Few;
use crate::engine;
use crate::finding::Finding;
use crate::report::table::Table;
use crate::report::{CsvStyle, JSON_END, csv, csv_rows, json_piece, markdown, terminal};

/// Computes and shows the tables asked for.
pub(super) fn compute(args: &RunArgs) -> Result<u8, Stop> {
    if let Some(data) = &args.data {
        return stream::compute(args, data);
    }
    let loaded = load(&args.package)?;
    let year = loaded.package.year(args.year, &loaded.data).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    let planned = loaded.package.planned(&loaded.data, year).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    if planned.plan().values.keys().all(|(_, _, in_force)| in_force.year != year) {
        return Err(loaded.stop(Finding::NothingInForce { year }));
    }
    let (mut few, mut faulty) = (Few::default(), false);
    let mut sink: Option<Sink> = None;
    few.extend(planned.findings());
    for run in planned.groups() {
        for lane in 0..run.evaluation().lanes() {
            few.extend(run.findings_of(lane));
            let tables = chosen(run.tables_of(lane), &args.tables).map_err(|finding| loaded.stop(*finding))?;
            faulty |= tables.iter().any(engine::has_faults);
            let sink = match &mut sink {
                Some(sink) => sink,
                // Only now is it certain that there is a result.
                none => none.insert(Sink::new(args, &loaded)?),
            };
            sink.add(&tables)?;
        }
    }
    if let Some(sink) = sink {
        sink.finish()?;
    }
    let mut findings = loaded.package.diagnostics().to_vec();
    findings.extend(loaded.findings.iter().cloned());
    findings.extend(few.into_findings());
    say_findings(loaded.package.sources(), &findings);
    Ok(u8::from(engine::has_errors(&findings) || faulty))
}

/// What the result must not take the place of.
pub(super) fn guard<'i>(args: &RunArgs, inputs: &'i Inputs) -> Guard<'i> {
    let over = if args.over { Over::Anything } else { Over::Results };
    Guard { inputs, over, memory: Memory::of_person() }
}

/// The tables of a unit in the order asked; all when none was.
fn chosen(tables: Vec<Table>, asked: &[String]) -> Result<Vec<Table>, Box<Finding>> {
    if asked.is_empty() {
        return Ok(tables);
    }
    let mut result = Vec::new();
    for name in asked {
        let before = result.len();
        result.extend(tables.iter().filter(|table| table.name.eq_ignore_ascii_case(name)).cloned());
        if result.len() == before {
            let mut known: Vec<String> = tables.iter().map(|table| table.name.clone()).collect();
            known.retain(|name| !name.is_empty());
            known.dedup();
            let nearest = crate::diagnostic::nearest(name, known.iter().map(String::as_str)).map(str::to_string);
            return Err(Box::new(Finding::NoSuchTable { name: name.clone(), nearest, known }));
        }
    }
    Ok(result)
}

/// Where tables go, in what form.
struct Sink<'a> {
    args: &'a RunArgs,
    file: Option<Fresh<'a>>,
    /// Whether there was something to write.
    begun: bool,
    /// What is not written yet.
    text: String,
}

/// How much is written at a time, in bytes.
const AT_ONCE: usize = 1 << 16;

impl<'a> Sink<'a> {
    fn new(args: &'a RunArgs, loaded: &'a Loaded) -> Result<Sink<'a>, Stop> {
        let guard = guard(args, &loaded.inputs);
        let file = args.output.as_deref().map(|path| Fresh::result(path, guard, None)).transpose()?;
        Ok(Sink { args, file, begun: false, text: String::new() })
    }

    fn add(&mut self, tables: &[Table]) -> Result<(), Stop> {
        if tables.is_empty() && self.begun {
            return Ok(());
        }
        self.text += &self.rendered(tables);
        self.begun = true;
        if self.text.len() < AT_ONCE { Ok(()) } else { self.write() }
    }

    fn finish(mut self) -> Result<(), Stop> {
        if self.args.format == Format::Json {
            self.text += JSON_END;
        }
        self.write()?;
        match self.file {
            Some(file) => Ok(file.finish()?),
            None => Ok(()),
        }
    }

    fn write(&mut self) -> Result<(), Stop> {
        match &mut self.file {
            Some(file) => file.add(self.text.as_bytes())?,
            None => console::write(Stream::Out, &self.text)?,
        }
        self.text.clear();
        Ok(())
    }

    fn rendered(&self, tables: &[Table]) -> String {
        let between = if self.begun { "\n" } else { "" };
        match self.args.format {
            Format::Terminal => {
                let console = console::console(Stream::Out);
                let colour = console.color && self.args.output.is_none();
                let shown = tables.iter().map(|table| terminal(table, console.width, colour));
                between.to_string() + &shown.collect::<Vec<_>>().join("\n")
            }
            Format::Markdown => between.to_string() + &tables.iter().map(markdown).collect::<Vec<_>>().join("\n"),
            Format::Csv => {
                let style = if self.args.numbers == Numbers::Id { CsvStyle::Id } else { CsvStyle::En };
                if self.begun { csv_rows(tables, style) } else { csv(tables, style) }
            }
            Format::Json => json_piece(tables, !self.begun),
        }
    }
}
