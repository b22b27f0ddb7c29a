//! What lies on the desk: a package with its data, and a session over them.

use crate::report::Report;
use crate::tables::{self, Shown};
use serde_json::{Value, json};
use takar::data::Dataset;
use takar::diagnostic::{Code, Diagnostic, Place, Severity};
use takar::engine::Package;
use takar::report::{self, CsvStyle, diagnostics};
use takar::seek::{Ended, Patience};
use takar::whatif::{Kept, Reply, Screen, Session};

#[link(wasm_import_module = "env")]
unsafe extern "C" {
    /// Milliseconds on the clock of the page, from its beginning.
    safe fn now() -> u32;
}

/// How long a search goes on, as at the command line.
const PATIENCE: u32 = 5000;

/// The year of rules that know none: that of their examples.
const EXAMPLE_YEAR: i32 = takar::program::EXAMPLE_YEAR;

/// What a person has on the desk.
#[derive(Default)]
pub struct Desk {
    opened: Option<(Package, Dataset)>,
    width: usize,
    session: Option<Session>,
    /// The session before the knob at hand was touched: a knob turned far is one change, not a hundred.
    before: Option<(String, Session)>,
    kept: Kept,
    /// The tables as the page has them.
    shown: Vec<Shown>,
    /// A report that answers, in the place of all that.
    pub report: Option<Report>,
}

/// A package as the page hands it over.
pub struct Opened {
    /// Stands in where the rules have no `paket`.
    pub title: String,
    /// Names and texts, of rules and data.
    pub files: Vec<(String, String)>,
    /// The year asked for.
    pub year: Option<i32>,
    /// The unit at hand.
    pub unit: Option<String>,
    /// Columns of messages.
    pub width: usize,
}

impl Desk {
    /// Checks and computes a package: every message as the command line tells it, and the tables.
    pub fn open(&mut self, opened: Opened) -> Value {
        let Opened { title, mut files, year, unit, width } = opened;
        files.sort_by_cached_key(|(name, _)| (name.to_lowercase(), name.clone()));
        let (rules, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| is_rules(name));
        let mut package = Package::new(&title, rules);
        let (data, of_data) = package.read_data(|name| {
            let plain = |name: &str| name.replace('\\', "/").trim_start_matches("./").to_string();
            let found = others.iter().find(|(known, _)| plain(known) == plain(name));
            found.map(|(_, text)| text.clone()).ok_or_else(|| Box::new(missing(name, &others)))
        });
        let said = package.said(year, &data, &of_data);
        let sources = package.sources();
        let (each, all) = (
            diagnostics::each(sources, &said.findings, width, false).collect::<Vec<_>>(),
            diagnostics::render_within(sources, &said.findings, width, false),
        );
        let places: Value = serde_json::from_str(&diagnostics::json(sources, &said.findings)).unwrap_or_default();
        let year = said.year.or(year).or(package.year(None, &data)).unwrap_or(EXAMPLE_YEAR);
        let screen = Screen { width, colour: false };
        (self.width, self.before, self.kept) = (width, None, Kept::default());
        let session = (!takar::engine::has_errors(package.diagnostics()))
            .then(|| Session::new(package.clone(), data.clone(), year, screen))
            .flatten();
        self.session = session;
        if let (Some(session), Some(unit)) = (&mut self.session, unit) {
            session.answer(&format!("unit \"{unit}\""), &mut self.kept);
        }
        self.opened = Some((package, data));
        let mut answer = json!({
            "pesan": each,
            "pesan_utuh": all,
            "temuan": places["temuan"],
            "kesalahan": places["kesalahan"],
            "peringatan": places["peringatan"],
            "dihitung": said.year,
        });
        self.add_session(&mut answer);
        answer
    }

    /// Everything that a screen shows of the session.
    fn add_session(&mut self, answer: &mut Value) {
        let Some(session) = &self.session else { return };
        self.shown = tables::of(session);
        answer["sesi"] = json!({
            "judul": session.heading(),
            "tahun": session.year(),
            "unit": session.unit().as_deref(),
            "unit_ada": session.units(),
            "geser": session.knobs(),
            "hasil": session.outcomes(),
            "tabel": tables::whole(session, &self.shown),
        });
    }

    /// The answer to a statement, as `takar coba` gives it, and what it moves in the tables.
    pub fn ask(&mut self, line: &str) -> Value {
        self.before = None;
        let Some(session) = &mut self.session else { return closed() };
        let shown = session.clone();
        let begin = now();
        session.be_patient(Patience::until(move || (now().wrapping_sub(begin) > PATIENCE).then_some(Ended::Late)));
        let reply = session.answer(line, &mut self.kept);
        session.be_patient(Patience::default());
        self.after(reply, &shown, true)
    }

    /// A knob on its way: the line takes the place of the one before. Let go of, it is one change.
    pub fn slide(&mut self, knob: &str, line: &str, is_over: bool) -> Value {
        let Some(session) = &mut self.session else { return closed() };
        let shown = match &self.before {
            Some((known, before)) if known == knob => std::mem::replace(session, before.clone()),
            _ => {
                self.before = Some((knob.to_string(), session.clone()));
                session.clone()
            }
        };
        let reply = session.answer(line, &mut self.kept);
        // What is refused leaves what stood there, not what stood there before.
        if reply.failed {
            *session = shown.clone();
        }
        if is_over {
            self.before = None;
        }
        self.after(reply, &shown, false)
    }

    /// `shown` is the session that the page shows.
    fn after(&mut self, reply: Reply, shown: &Session, with_knobs: bool) -> Value {
        let Some(session) = &self.session else { return closed() };
        let moved = tables::moved(session, shown, &mut self.shown);
        let mut answer = json!({
            "teks": reply.text,
            "gagal": reply.failed,
            "belum": reply.unfinished,
            "ganti": moved,
            "andaian": session.prompt().contains('*'),
        });
        if with_knobs {
            answer["geser"] = json!(session.knobs());
            answer["judul"] = json!(session.heading());
            answer["tahun"] = json!(session.year());
        }
        answer
    }

    /// Where a value comes from, as `takar jelaskan` tells it.
    pub fn explain(&mut self, what: &str) -> Value {
        let Some(session) = &mut self.session else { return closed() };
        let reply = session.answer(&format!("jelaskan {what}"), &mut self.kept);
        json!({ "teks": reply.text, "gagal": reply.failed })
    }

    /// Goes to another unit.
    pub fn unit(&mut self, name: &str) -> Value {
        let Some(session) = &mut self.session else { return closed() };
        let reply = session.answer(&format!("unit \"{name}\""), &mut self.kept);
        let mut answer = json!({ "teks": reply.text, "gagal": reply.failed });
        self.before = None;
        self.add_session(&mut answer);
        answer
    }

    /// Every `contoh`, computed.
    pub fn examples(&mut self) -> Value {
        let Some((package, _)) = &self.opened else { return closed() };
        let found = package.run_examples();
        let text = diagnostics::render_within(package.sources(), &found.findings, self.width, false);
        json!({ "semua": found.all, "sah": found.sound, "pesan": text })
    }

    /// Asks the report; one that could not be opened has said so.
    pub fn of_report(&mut self, ask: impl FnOnce(&mut Report) -> Value) -> Value {
        self.report.as_mut().map_or_else(closed, ask)
    }

    /// The tables as text: of the session for a person to keep, of all units as the command line computes them.
    pub fn written(&self, form: &str) -> Value {
        let (Some(session), Some((package, data))) = (&self.session, &self.opened) else { return closed() };
        let tables = session.tables();
        json!({ "teks": match form {
            "csv" => report::csv(&tables, CsvStyle::Id),
            "markdown" => tables.iter().map(report::markdown).collect::<Vec<_>>().join("\n"),
            "json" => report::json(&tables),
            _ => {
                let run = package.run(data, session.year());
                report::json(&run.map(|run| run.tables()).unwrap_or_default())
            }
        } })
    }
}

/// Nothing sound lies on the desk.
fn closed() -> Value {
    json!({ "gagal": true, "teks": "betulkan dahulu kesalahan dalam aturan\n" })
}

fn is_rules(name: &str) -> bool {
    name.to_lowercase().ends_with(".takar")
}

/// A data file that is not among those of the page.
fn missing(name: &str, others: &[(String, String)]) -> Diagnostic {
    let title = format!("berkas data \"{name}\" tidak ditemukan");
    let known: Vec<&str> = others.iter().map(|(name, _)| name.as_str()).collect();
    let finding = Diagnostic::new(Code::B0110, Severity::Error, title).at_place(Place::File(name.to_string()), "");
    match takar::diagnostic::nearest(name, known.iter().copied()) {
        Some(near) => finding.advise(format!("apakah maksud Anda \"{near}\"?")),
        None => finding.advise("seret berkas itu ke halaman ini"),
    }
}
