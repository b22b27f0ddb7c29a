//! What a wide file states twice, row by row: targets beside those of the rules, money beside that of its parts.

use super::wide::Wide;
use super::{Job, Year, twice};
use crate::data::wide::{CellReader, place};
use crate::data::{CellOrigin, Content, DataFile, Dataset, Datum, Key};
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::{Input, Plan};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The checks of a year, and the cells they need.
pub(super) struct Looked {
    plan: Plan,
    readers: Vec<(Input, usize, CellReader)>,
}

/// The plan of a year with these checks; none if the file has nothing to check.
pub(super) fn looked(job: &Job, plan: &Plan) -> Option<Looked> {
    if plan.targets.is_empty() && plan.parts.is_empty() {
        return None;
    }
    let plan = twice::looked_at(plan)?;
    let targets = plan.targets.iter().flat_map(|one| [one.cell, one.stated]);
    let asked: Vec<_> = targets.chain(plan.parts.iter().flat_map(|one| [one.own, one.parts])).collect();
    let of_year = plan.inputs_of(asked.into_iter()).filter(|input| input.when.year == plan.year);
    let reader = |input: &Input| {
        let at = job.column_of(input)?;
        let format = job.format_of(at);
        Some((input.clone(), at, CellReader::new(&job.schema, &input.code, &input.field, plan.year, format)))
    };
    let readers: Vec<_> = of_year.filter_map(reader).collect();
    let cell_at = |slot| plan.inputs_of(std::iter::once(slot)).any(|input| job.column_of(input).is_some());
    let is_given = plan.targets.iter().map(|one| one.cell).chain(plan.parts.iter().map(|one| one.cell)).any(cell_at);
    is_given.then_some(Looked { plan, readers })
}

impl Looked {
    /// The columns that they read, by index.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.readers.iter().map(|(_, at, _)| *at)
    }
}

/// The rows of a chunk as data for the checks.
#[derive(Default)]
pub(super) struct Rows {
    data: Dataset,
}

impl Rows {
    /// Adds a row of a year with checks; `written` gives its cells.
    pub fn add<'c>(
        &mut self,
        (job, wide): (&Job, &Wide),
        year: &Year,
        (unit, line): (&str, u32),
        written: impl Fn(usize) -> Cow<'c, str>,
    ) {
        let Some(looked) = &year.looked else { return };
        if self.data.files().is_empty() {
            let headers = wide.headers.clone();
            self.data.add_file(DataFile {
                source: Some(job.source),
                name: job.name.clone(),
                headers,
                factors: Default::default(),
                sheet: None,
            });
        }
        // A unit may have two rows; each is checked.
        let known = self.data.units().len();
        let lane = match self.data.lane(unit) {
            lane if lane < known => self.data.lane(&format!("{unit} (baris {line})")),
            lane => lane,
        };
        for (input, at, reader) in &looked.readers {
            let written = written(*at);
            let here = place(job.source, line, &wide.headers[*at]);
            // An unreadable cell has its finding where the row is computed.
            let Ok(content) = reader.read(&written, looked.plan.year, here, &job.name) else { continue };
            if matches!(content, Content::Missing(..)) {
                continue;
            }
            let origin = CellOrigin { file: 0, column: u16::try_from(*at).unwrap_or(u16::MAX), row: line };
            let key =
                Key { code: input.code.clone(), field: input.field.clone(), year: input.when.year, quarter: None };
            self.data.set(lane, key, Datum { content, origin: Some(origin) });
        }
    }

    /// What the rows state twice; the rows are then cleared.
    pub fn findings(&mut self, job: &Job, year: &Year) -> Vec<Diagnostic> {
        let data = std::mem::take(&mut self.data);
        year.looked.as_ref().map(|looked| job.said_twice(&looked.plan, &data)).unwrap_or_default()
    }
}

/// How many rows have a fault among findings.
pub(super) fn faulty_rows(findings: &[Diagnostic]) -> u64 {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.filter_map(super::long::row_of).collect::<BTreeSet<u32>>().len() as u64
}
