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
    /// Which of the tables the report has.
    tables: Vec<usize>,
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
        let mut tables: Vec<usize> = tables.filter_map(|at| usize::try_from(at).ok()).collect();
        let all = session.tables();
        // One without columns is not shown.
        tables.retain(|at| all.get(*at).is_some_and(|table| !table.columns.is_empty()));
        let printed = of_report(all.into_iter().map(Some).collect(), &tables, &scenario);
        let shown = Shown::of(session.results(), &printed.into_iter().flatten().collect::<Vec<_>>(), number);
        Some(Report { base: session.clone(), session, before: None, kept, scenario, tables, shown })
    }

    /// A knob on its way: the line takes the place of the one before. Let go of, it is one change.
    pub fn assume(&mut self, knob: &str, line: &str, is_over: bool) -> Value {
        let before = match self.before.take() {
            Some((known, before)) if known == knob => before,
            _ => self.session.clone(),
        };
        let now = std::mem::replace(&mut self.session, before.clone());
        let reply = self.session.answer(line, &mut self.kept);
        self.before = (!is_over).then(|| (knob.to_string(), before));
        let moved = match reply.failed {
            true => {
                self.session = now;
                json!([])
            }
            false => self.moved_since(&now),
        };
        json!({ "teks": reply.text, "gagal": reply.failed, "ganti": moved })
    }

    /// Back to what was printed.
    pub fn printed(&mut self) -> Value {
        self.before = None;
        let now = std::mem::replace(&mut self.session, self.base.clone());
        json!({ "ganti": self.moved_since(&now), "geser": self.session.knobs() })
    }

    fn moved_since(&mut self, shown: &Session) -> Value {
        let moved = self.session.moved_since(shown);
        let tables = self.session.tables_where(|at| moved[at]);
        let tables = of_report(tables, &self.tables, &self.scenario);
        self.shown.take_over(self.session.results(), &tables)
    }

    /// How the value came about that a figure leads to.
    pub fn derivation(&self, link: &str) -> Value {
        let tables = self.session.tables().into_iter().map(Some).collect();
        let tables: Vec<Table> = of_report(tables, &self.tables, &self.scenario).into_iter().flatten().collect();
        self.session.explained(|results, sources| json!({ "uraian": derivation(results, sources, &tables, link) }))
    }
}

/// Those of all tables that the report has, under its scenario.
fn of_report(mut all: Vec<Option<Table>>, which: &[usize], scenario: &Option<String>) -> Vec<Option<Table>> {
    let under = |table| Table { scenario: scenario.clone(), ..table };
    which.iter().map(|at| all.get_mut(*at)?.take().map(under)).collect()
}
