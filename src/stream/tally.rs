//! What is counted during a run, and how it is reported at the end.

use super::long::row_of;
use crate::data::problem::DataProblem;
use crate::data::shares::Shares;
use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use crate::number::{NumberStyle, format};
use crate::source::SourceId;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many faults are reported in full.
const TOLD: usize = 20;

/// What is wrong with a cell.
pub(super) enum Wrong {
    /// Its finding.
    Found(Box<DataProblem>),
    /// Its kind, of which no more are reported.
    Counted(Code),
}

/// The result of a block, or of a whole run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Rows computed, including faulty ones.
    pub rows: u64,
    pub faulty_rows: u64,
    /// Faults by kind: the code of the finding, and the message of the first.
    pub faults: BTreeMap<String, (u64, String)>,
    /// The first faults, in order of line.
    pub told: Vec<Diagnostic>,
    /// Results without a value because the arithmetic has none.
    pub undefined: u64,
    /// Results without a value because a cell is faulty.
    pub faulty: u64,
    /// What a person should look at although it is not a fault; one of each kind.
    pub warnings: BTreeMap<String, Diagnostic>,
    /// The units of a long file in this block, each with its first line.
    pub units: Vec<(Arc<str>, u32)>,
    /// Why nothing more can be computed.
    pub stop: Option<Box<Diagnostic>>,
    /// Whether a number without a percent sign was used before one with a sign made it ambiguous.
    pub is_doubtful: bool,
    /// The percent signs of cells, by column of a long file and code of a wide one.
    pub shares: Shares,
    /// Units by grade, per column of grades.
    pub grades: BTreeMap<(usize, String), BTreeMap<String, u64>>,
}

impl Report {
    /// Records a fault.
    pub(super) fn fault(&mut self, problem: Diagnostic) {
        let entry = self.faults.entry(problem.code.to_string()).or_insert_with(|| (0, problem.title.clone()));
        entry.0 += 1;
        if self.told.len() < TOLD {
            self.told.push(problem);
        }
    }

    /// Records a fault of a kind; `problem` is called only if it will be reported.
    pub(super) fn fault_of(&mut self, kind: Code, problem: impl FnOnce() -> Diagnostic) {
        match self.faults.get_mut(kind.as_str()).filter(|_| self.told.len() >= TOLD) {
            Some((count, _)) => *count += 1,
            None => self.fault(problem()),
        }
    }

    /// The same where faults come column by column: those of the first rows are reported, whichever column comes first.
    pub(super) fn fault_in(&mut self, line: u32, kind: Code, problem: impl FnOnce() -> Diagnostic) {
        if self.is_past(line) {
            return self.fault_of(kind, problem);
        }
        let problem = problem();
        self.faults.entry(kind.to_string()).or_insert_with(|| (0, problem.title.clone())).0 += 1;
        let behind = self.told.partition_point(|told| row_of(told).is_none_or(|told| told <= line));
        self.told.insert(behind, problem);
        self.told.truncate(TOLD);
    }

    /// Whether enough faults of earlier lines are reported that those of this one will not be.
    pub(super) fn is_past(&self, line: u32) -> bool {
        self.is_full() && self.told.last().and_then(row_of).is_none_or(|last| last <= line)
    }

    /// Records a faulty cell.
    pub(super) fn wrong(&mut self, wrong: Wrong) {
        match wrong {
            Wrong::Found(problem) => self.fault_of(problem.code(), || problem.into_diagnostic()),
            Wrong::Counted(kind) => self.more_faults(kind, 1),
        }
    }

    /// Records a result that the caller cannot represent.
    pub fn unheld(&mut self, (source, result): (SourceId, &str), row: u32, why: &str) {
        self.fault_in(row, Code::D0019, || {
            let here = CellPlace { source, row, column: Some(result.to_string()) };
            Diagnostic::new(Code::D0019, Severity::Error, format!("{result}: {why}")).at_place(Place::Cell(here), "")
        });
    }

    /// Counts more of those.
    pub fn more_unheld(&mut self, count: u64) {
        self.more_faults(Code::D0019, count);
    }

    /// Whether further faults of this kind are only counted.
    pub(super) fn only_counts(&self, kind: Code) -> bool {
        self.told.len() >= TOLD && self.faults.contains_key(kind.as_str())
    }

    /// Whether faults of some kind are only counted.
    pub(super) fn is_full(&self) -> bool {
        self.told.len() >= TOLD
    }

    /// Counts faults of a kind that are not reported one by one.
    pub(super) fn more_faults(&mut self, kind: Code, count: u64) {
        if let Some((number, _)) = self.faults.get_mut(kind.as_str()) {
            *number += count;
        }
    }

    /// Records a finding, a fault or not.
    pub(super) fn find(&mut self, finding: Diagnostic) {
        match finding.severity {
            Severity::Error => self.fault(finding),
            _ => drop(self.warnings.entry(finding.code.to_string()).or_insert(finding)),
        }
    }

    /// The same where faults come column by column.
    pub(super) fn find_in_order(&mut self, finding: Diagnostic) {
        match (finding.severity, row_of(&finding)) {
            (Severity::Error, Some(line)) => self.fault_in(line, finding.code, || finding),
            _ => self.find(finding),
        }
    }

    /// Whether this block already has a finding of this kind, of which one is reported.
    pub(super) fn has_told(&self, code: Code) -> bool {
        self.warnings.contains_key(code.as_str())
    }

    /// Adds the result of a later block.
    pub fn add(&mut self, later: Report) {
        self.rows += later.rows;
        self.faulty_rows += later.faulty_rows;
        self.undefined += later.undefined;
        self.is_doubtful |= later.is_doubtful;
        self.faulty += later.faulty;
        for problem in self.shares.add(later.shares) {
            self.faulty_rows += 1;
            self.is_doubtful = true;
            let problem = problem.into_diagnostic();
            // Reported whatever was reported before: no result is kept for it.
            self.told.truncate(TOLD - 1);
            self.fault(problem);
        }
        for (kind, (count, words)) in later.faults {
            self.faults.entry(kind).or_insert((0, words)).0 += count;
        }
        for (kind, warning) in later.warnings {
            self.warnings.entry(kind).or_insert(warning);
        }
        let room = TOLD.saturating_sub(self.told.len());
        self.told.extend(later.told.into_iter().take(room));
        for (column, counts) in later.grades {
            let own = self.grades.entry(column).or_default();
            for (grade, count) in counts {
                *own.entry(grade).or_default() += count;
            }
        }
    }

    /// How many faults there are.
    pub fn fault_count(&self) -> u64 {
        self.faults.values().map(|(count, _)| count).sum()
    }

    /// Whether everything has a value.
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty() && self.undefined == 0 && self.faulty == 0
    }
}

/// The run in a few lines: rows, faults by kind, units by grade.
pub fn summary(report: &Report, output: &str) -> String {
    let count = |number: u64| format(&number.to_string(), NumberStyle::Indonesian);
    let mut lines = vec![format!("{} baris dibaca, hasilnya tersimpan di {output}", count(report.rows))];
    if !report.faults.is_empty() {
        lines.push(match report.faulty_rows {
            0 => "kesalahan:".to_string(),
            rows => format!("{} baris berisi kesalahan:", count(rows)),
        });
        for (kind, (number, words)) in &report.faults {
            lines.push(format!("  {kind}  {} kali, misalnya: {words}", count(*number)));
        }
    }
    for (number, words) in [(report.undefined, "tidak terdefinisi"), (report.faulty, "keliru")] {
        if number > 0 {
            lines.push(format!("{} hasil {words}", count(number)));
        }
    }
    for ((_, title), grades) in &report.grades {
        let shown: Vec<String> = grades.iter().map(|(grade, number)| format!("{grade} {}", count(*number))).collect();
        lines.push(format!("{title}: {}", shown.join("; ")));
    }
    lines.join("\n") + "\n"
}
