//! Cells without an answer in tables that go into files: a screen that does not show them tells why a command fails.

use crate::report::table::Table;

/// As many are told.
const TOLD: usize = 3;

/// The cells that are undefined or wrong.
#[derive(Debug, Default)]
pub(super) struct Faults {
    count: usize,
    told: Vec<String>,
}

impl Faults {
    pub fn note(&mut self, table: &Table) {
        let missing = table.cells().filter_map(|cell| cell.missing.as_ref());
        for missing in missing.filter(|missing| missing.state.is_fault()) {
            self.count += 1;
            let unit = table.unit.iter().filter(|unit| !unit.is_empty()).map(|unit| format!(", {unit}"));
            let reason =
                Some(&missing.reason).filter(|reason| !reason.is_empty()).map(|reason| format!(", karena {reason}"));
            let [unit, reason] = [unit.collect::<String>(), reason.unwrap_or_default()];
            let line = format!("  {}{unit}: {}{reason}", table.called(), missing.state.words());
            if self.told.len() < TOLD && !self.told.contains(&line) {
                self.told.push(line);
            }
        }
    }

    /// Whether there is any.
    pub fn are_there(&self) -> bool {
        self.count > 0
    }

    /// All in a few lines; none where there is nothing.
    pub fn words(&self) -> Option<String> {
        let more = if self.count > self.told.len() { "  … lihat catatan di bawah tabelnya\n" } else { "" };
        let lines: String = self.told.iter().map(|line| format!("{line}\n")).collect();
        self.are_there().then(|| format!("{} sel tabel tidak mendapat angka:\n{lines}{more}", self.count))
    }
}
