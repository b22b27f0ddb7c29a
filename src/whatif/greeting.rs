//! What is said before the first line and behind the last one, and what stands before each.

use super::aligned::wrapped;
use super::session::Session;

/// On a narrower screen the greeting takes two lines.
const GREETING: [&str; 2] = ["ketik  bantuan  untuk petunjuk", "Ctrl-D untuk selesai"];

impl Session {
    /// What is said before the first line.
    pub fn greeting(&self) -> String {
        let width = self.screen.width;
        let is_narrow = GREETING.iter().map(|one| one.len()).sum::<usize>() + ", ".len() > width;
        let hint = GREETING.join(if is_narrow { "\n" } else { ", " });
        format!("{}{hint}\n", wrapped(&self.heading(), width))
    }

    /// What the session is about: package, year, unit.
    pub fn heading(&self) -> String {
        let unit = self.unit().map(|unit| format!(" · {unit}")).unwrap_or_default();
        // A year ahead has rules and no figures yet.
        let is_empty = !self.all.units().is_empty() && self.all.columns().all(|(key, _)| key.year != self.year);
        let note = if is_empty { " (belum ada data tahun ini)" } else { "" };
        format!("{} · {}{unit}{note}", self.view.program().package.title, self.year)
    }

    /// What stands before a line: the year, and a star while something is assumed.
    pub fn prompt(&self) -> String {
        format!("{}{}> ", self.year, if self.state.is_empty() { "" } else { "*" })
    }

    /// What is said at the end: what would be lost.
    pub fn farewell(&self) -> String {
        match self.is_saved() {
            true => String::new(),
            false => format!("andaian ini tidak disimpan:\n{}", self.changes()),
        }
    }
}
