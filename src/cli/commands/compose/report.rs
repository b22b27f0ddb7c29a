//! A report with its fields filled: alone, or as one of a set.

use super::super::compute::{Taker, Wanted, computed};
use super::super::explain::lane;
use super::super::made::Of;
use super::super::{Loaded, Stop, load, say_findings};
use crate::cli::args::ComposeArgs;
use crate::cli::console::{self, Stream};
use crate::cli::packages::Asked;
use crate::cli::write::{Fresh, Guard, Memory, Over};
use crate::diagnostic::Diagnostic;
use crate::document::Manuscript;
use crate::engine::Planned;
use crate::finding::Finding;
use crate::folder::files;
use crate::report::table::Table;
use crate::source::Sources;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// A report that is open.
pub(super) type Open = Manuscript<BufReader<File>>;

/// Opens a report; `name` is how messages call it.
pub(super) fn open(path: &Path, name: &str) -> Result<Open, Stop> {
    let (file, _) = files::open_data(path)?;
    Ok(Manuscript::open(BufReader::new(file), name)?)
}

/// Fills a report; nothing is written where a field is not understood. What a run finds out is told of a report as of tables.
pub(super) fn compose(args: &ComposeArgs, from: &Path, output: &Path) -> Result<u8, Stop> {
    let loaded = load(&Asked::alone(&args.package))?;
    let name = from.display().to_string();
    let manuscript = open(from, &name)?;
    let is_kept = args.year.is_none() && manuscript.year.is_some();
    let lane = lane(&loaded, args.unit.as_deref()).map_err(|problem| loaded.stop_with(vec![*problem]))?;
    // A year that was named goes on to count when the report is filled again.
    let year = args.year.or(manuscript.year);
    let wanted = Wanted { year, tables: &[], scenario: None, lane: Some(lane), is_told: false };
    let mut alone = Alone { loaded: &loaded, lane, named: args.year, manuscript: Some(manuscript), filled: None };
    let mut done = computed(&wanted, &loaded, &mut alone)?;
    let Some(filled) = alone.filled else { return Err(loaded.stop(Finding::NoYear)) };
    let mut inputs = loaded.inputs.clone();
    inputs.add(from, &name);
    let over = if args.over { Over::Anything } else { Over::Results };
    let mut fresh =
        Fresh::result(output, Guard { inputs: &inputs, over, memory: Memory::of_person(), of: None }, None)?;
    fresh.add(&filled.bytes)?;
    fresh.finish()?;
    let year = if is_kept { format!("{} (seperti isian sebelumnya)", done.year) } else { done.year.to_string() };
    console::say(Stream::Out, &format!("{}: {} isian terisi, tahun {year}\n", output.display(), filled.fields))?;
    done.findings.splice(0..0, filled.findings);
    say_findings(&filled.sources, &done.findings);
    // A field that has no answer is told; cells of tables that are not in the report may be the reason as well.
    if let Some(words) = done.unsaid().filter(|_| !filled.is_faulty) {
        // Nothing is left to say it with when the error stream itself fails.
        let _ = console::write(Stream::Err, &words);
    }
    Ok(done.status().max(u8::from(filled.is_faulty)))
}

/// A report that is filled alone.
struct Alone<'a> {
    loaded: &'a Loaded,
    lane: usize,
    named: Option<i32>,
    manuscript: Option<Open>,
    filled: Option<Filled>,
}

impl Taker for Alone<'_> {
    fn planned(&mut self, planned: &Planned) -> Result<(), Stop> {
        let Some(manuscript) = self.manuscript.take() else { return Ok(()) };
        self.filled = Some(fill(manuscript, self.loaded, (planned, self.lane), self.named)?);
        Ok(())
    }

    fn take(&mut self, _of: &Of, _tables: &[Table]) -> Result<(), Stop> {
        Ok(())
    }
}

/// A report filled, alone or as one of a set.
pub(super) struct Filled {
    pub bytes: Vec<u8>,
    pub fields: usize,
    pub findings: Vec<Diagnostic>,
    /// The texts of the package and those that the findings point into.
    pub sources: Sources,
    pub is_faulty: bool,
}

/// Fills one with the values of a unit. `named` is the year that was asked for.
pub(super) fn fill(
    mut manuscript: Open,
    loaded: &Loaded,
    (planned, lane): (&Planned, usize),
    named: Option<i32>,
) -> Result<Filled, Stop> {
    manuscript.year = named.or(manuscript.year);
    let mut sources = loaded.package.sources().clone();
    let filled = manuscript.fill(planned, lane, &mut sources);
    let mut filled = filled.map_err(|findings| Stop { sources: sources.clone(), findings, status: 1 })?;
    let (findings, fields, is_faulty) = (std::mem::take(&mut filled.findings), filled.fields, filled.is_faulty);
    let mut bytes = Vec::new();
    manuscript.write(filled, &mut bytes).map_err(|error| files::broken_off("naskah", &error))?;
    Ok(Filled { bytes, fields, findings, sources, is_faulty })
}
