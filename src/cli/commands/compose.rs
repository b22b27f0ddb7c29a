//! `takar susun`: what an office hands in, made of its own texts and what is computed.

use super::super::packages::Asked;
use super::explain::lane;
use super::{Stop, load, say_findings};
use crate::cli::args::ComposeArgs;
use crate::cli::console::{self, Stream};
use crate::cli::write::{Fresh, Guard, Memory, Over};
use crate::document::Manuscript;
use crate::engine;
use crate::finding::Finding;
use crate::folder::files;
use std::io::BufReader;

/// Fills a report; nothing is written where a field is not understood.
pub(super) fn compose(args: &ComposeArgs) -> Result<u8, Stop> {
    let loaded = load(&Asked::alone(&args.package))?;
    let name = args.manuscript.display().to_string();
    let (file, _) = files::open_data(&args.manuscript)?;
    let mut manuscript = Manuscript::open(BufReader::new(file), &name)?;
    // A year that was named goes on to count when the report is filled again.
    let is_kept = args.year.is_none() && manuscript.year.is_some();
    manuscript.year = args.year.or(manuscript.year);
    let year = loaded.package.year(manuscript.year, &loaded.data).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    let planned = loaded.package.planned(&loaded.data, year).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    let lane = lane(&loaded, args.unit.as_deref()).map_err(|problem| loaded.stop_with(vec![*problem]))?;
    let mut inputs = loaded.inputs.clone();
    inputs.add(&args.manuscript, &name);
    let mut sources = loaded.package.sources().clone();
    let filled = manuscript.fill(&planned, lane, &mut sources);
    let mut filled = filled.map_err(|findings| Stop { sources: sources.clone(), findings, status: 1 })?;
    let over = if args.over { Over::Anything } else { Over::Results };
    let mut fresh = Fresh::result(&args.output, Guard { inputs: &inputs, over, memory: Memory::of_person() }, None)?;
    let (mut findings, fields, faulty) = (std::mem::take(&mut filled.findings), filled.fields, filled.is_faulty);
    fresh.fill(|file| manuscript.write(filled, file))?;
    fresh.finish()?;
    let year = if is_kept { format!("{year} (seperti isian sebelumnya)") } else { year.to_string() };
    console::say(Stream::Out, &format!("{}: {fields} isian terisi, tahun {year}\n", args.output.display()))?;
    findings.extend(loaded.findings.iter().cloned());
    say_findings(&sources, &findings);
    Ok(u8::from(faulty || engine::has_errors(&findings)))
}
