//! A report that answers: the package that was printed, and a unit of it with knobs.

use serde_json::{Value, json};
use takar::engine::Package;
use takar::page::live::{Shown, derivation};
use takar::report::table::Table;
use takar::whatif::{Kept, Screen, Session};

/// Of which sources this core is.
const SOURCES: &str = concat!("takar-sumber:", env!("TAKAR_SOURCES"));

/// A unit of a report, as printed and as assumed.
pub struct Report {
    /// As it was printed.
    base: Session,
    /// Under everything that is assumed.
    session: Session,
    /// The session before the knob at hand was touched: a knob turned far is one change, not a hundred.
    before: Option<(String, Session)>,
    kept: Kept,
    /// The scenario that was printed.
    scenario: Option<String>,
    /// Which of the tables the report has, and the number of the unit in it.
    tables: Vec<usize>,
    number: usize,
    /// What the page shows now.
    shown: Shown,
}

impl Report {
    /// Opens a unit of the report, by its number from 1; none where what was printed cannot be computed here.
    pub fn open(request: &Value) -> (Option<Report>, Value) {
        let answer = |report: &Report| {
            let knobs = report.session.knobs();
            json!({ "sumber": SOURCES, "tabel": report.shown.whole(), "geser": knobs })
        };
        match Report::of(&request["isi"], request["unit"].as_u64().unwrap_or(1)) {
            Some(report) => {
                let answer = answer(&report);
                (Some(report), answer)
            }
            None => (None, json!({ "sumber": SOURCES, "gagal": true })),
        }
    }

    fn of(what: &Value, number: u64) -> Option<Report> {
        let (package, data) = Package::unpacked(&what["paket"])?;
        let year = i32::try_from(what["tahun"].as_i64()?).ok()?;
        let number = usize::try_from(number).ok()?;
        let screen = Screen { width: 64, colour: false };
        let mut kept = Kept::default();
        let mut session = Session::new(package, data, year, screen)?;
        let unit = what["unit"][number.checked_sub(1)?].as_str()?;
        if !unit.is_empty() && session.answer(&format!("unit \"{unit}\""), &mut kept).failed {
            return None;
        }
        let scenario = what["skenario"][0].as_str().map(str::to_string);
        if let (Some(name), Some(text)) = (&scenario, what["skenario"][1].as_str()) {
            if !session.open_as_printed(name, text) {
                return None;
            }
        } else {
            // Under a scenario the years stand that its own plan has.
            session.look_back();
        }
        let tables = what["tabel"].as_array()?.iter().filter_map(Value::as_u64);
        let tables: Vec<usize> = tables.filter_map(|at| usize::try_from(at).ok()).collect();
        let shown = Shown::default();
        let mut report = Report { base: session.clone(), session, before: None, kept, scenario, tables, number, shown };
        report.shown = report.now();
        Some(report)
    }

    /// The tables of the report.
    fn of_report(&self) -> Vec<Table> {
        let mut all: Vec<Option<Table>> = self.session.tables().into_iter().map(Some).collect();
        let printed = self.tables.iter().filter_map(|at| all.get_mut(*at)?.take());
        printed.map(|table| Table { scenario: self.scenario.clone(), ..table }).collect()
    }

    fn now(&self) -> Shown {
        Shown::of(self.session.results(), &self.of_report(), self.number)
    }

    /// A knob on its way: the line takes the place of the one before. Let go of, it is one change.
    pub fn assume(&mut self, knob: &str, line: &str, is_over: bool) -> Value {
        let before = match self.before.take() {
            Some((known, before)) if known == knob => before,
            _ => self.session.clone(),
        };
        let now = std::mem::replace(&mut self.session, before.clone());
        let reply = self.session.answer(line, &mut self.kept);
        if reply.failed {
            self.session = now;
        }
        self.before = (!is_over).then(|| (knob.to_string(), before));
        json!({ "teks": reply.text, "gagal": reply.failed, "ganti": self.moved() })
    }

    /// Back to what was printed.
    pub fn printed(&mut self) -> Value {
        (self.session, self.before) = (self.base.clone(), None);
        json!({ "ganti": self.moved(), "geser": self.session.knobs() })
    }

    fn moved(&mut self) -> Value {
        let now = self.now();
        let moved = now.moved_from(&self.shown);
        self.shown = now;
        moved
    }

    /// How the value came about that a figure leads to.
    pub fn derivation(&self, link: &str) -> Value {
        let tables = self.of_report();
        self.session.explained(|results, sources| json!({ "uraian": derivation(results, sources, &tables, link) }))
    }
}
