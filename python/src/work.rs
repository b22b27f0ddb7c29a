//! Batches of a table through the library, on as many threads as asked.

use crate::capsule::{Batch, Batches, Header, other};
use crate::cells::{Column, From, Ways, foreign, is_number, is_whole, refused};
use crate::error::{Fault, counted, told};
use crate::mend;
use crate::results::{Columns, Rooms, Shown, fields};
use crate::table::Table;
use arrow_array::RecordBatch;
use arrow_schema::{Field, Schema, SchemaRef};
use std::sync::{Arc, Mutex, PoisonError};
use takar::data::State;
use takar::diagnostic::Diagnostic;
use takar::engine::Package;
use takar::frame::{Asked, Computing, Frame, Given, Kind, Lacking, NumberFormat, Signs, Told};
use takar::number::{NumberStyle, format};

/// Rows that one thread takes at a time: few enough that their results are looked at while they are near.
pub const ROWS: usize = 1 << 14;

/// What is asked of a table.
pub struct Options {
    /// What messages call it.
    pub name: String,
    /// The year of rows, where no column says it.
    pub year: Option<i32>,
    /// The results; all where none is named.
    pub results: Vec<String>,
    /// The decimals of every number.
    pub places: Option<u8>,
    /// How numbers are written in texts.
    pub format: Option<NumberFormat>,
    /// How columns are taken.
    pub ways: Ways,
    /// What is given out.
    pub shown: Shown,
    /// Columns that are handed through.
    pub keep: Vec<String>,
    /// Whether columns may be missing.
    pub allow_missing: bool,
    /// Whether percentages without a sign are percent as they stand, whatever stands beside them.
    pub bare_percent: bool,
    /// Whether a faulty cell ends everything.
    pub strict: bool,
    /// Threads.
    pub threads: usize,
}

/// Whether a column is what pandas hands over of the numbers of its rows.
fn is_index(header: &str) -> bool {
    let number = header.strip_prefix("__index_level_").and_then(|rest| rest.strip_suffix("__"));
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}

/// A package over the columns of a table, and what was told so far.
pub struct Work<'f> {
    frame: &'f Frame<'f>,
    options: &'f Options,
    headers: Vec<Header>,
    pub results: Vec<(String, Kind)>,
    /// The columns that are read: those that results are made of.
    read: Vec<bool>,
    /// The columns that the rules know.
    known: Vec<bool>,
    kept: Vec<usize>,
    schema: SchemaRef,
    pool: Mutex<Vec<Computing<'f>>>,
    rooms: Arc<Rooms>,
    /// Where the next batch begins.
    row: u64,
    pub told: Told,
    /// The years that were looked at for missing columns.
    years: Vec<i32>,
    /// What is to be told of results that no column can give.
    resting: Vec<Diagnostic>,
}

/// What the library is asked for a table of this schema.
pub fn frame<'p>(package: &'p Package, headers: &[Header], options: &Options) -> Result<Frame<'p>, Fault> {
    let column = |header: &Header| (header.name().to_string(), is_number(header.field.data_type()).unwrap_or(true));
    let asked = Asked {
        name: options.name.clone(),
        columns: headers.iter().map(column).collect(),
        format: options.format,
        year: options.year,
        results: options.results.clone(),
        places: options.places,
    };
    let frame = Frame::new(package, asked)
        .map_err(|unfit| Fault::unfit(unfit, package.sources(), package.program().is_none()))?;
    Ok(if options.bare_percent { frame.knowing(Signs::new()) } else { frame })
}

/// Does something with the batches of a table, piece by piece.
pub fn over<R>(
    package: &Package,
    mut batches: Batches,
    options: &Options,
    run: impl FnOnce(&mut Work<'_>, &mut dyn Iterator<Item = Result<Batch, Fault>>) -> Result<R, Fault>,
) -> Result<R, Fault> {
    let frame = frame(package, batches.headers(), options)?;
    let frame = if options.bare_percent { frame } else { frame.in_pieces() };
    let mut work = Work::new(&frame, batches.headers(), options)?;
    let wanted = work.wanted();
    run(&mut work, &mut std::iter::from_fn(|| batches.next(&wanted)))
}

impl<'f> Work<'f> {
    /// Looks at the columns before any row.
    pub fn new(frame: &'f Frame<'f>, headers: &[Header], options: &'f Options) -> Result<Work<'f>, Fault> {
        let unknown = frame.unknown();
        let near = |name: &str| unknown.iter().find(|(header, _)| *header == name.trim()).and_then(|(_, near)| *near);
        let mut kept = Vec::new();
        for name in &options.keep {
            let mut found = (0..headers.len()).filter(|at| headers[*at].name() == name);
            let at = found.next().ok_or_else(|| {
                Fault::column(name, "keep names a column that the table does not have", "leave it out of keep")
            })?;
            if found.next().is_some() {
                let what = "keep names a column that stands twice in the table";
                return Err(Fault::column(name, what, "rename one of them, or leave it out of keep"));
            }
            if let Some(kind) = &headers[at].foreign {
                let what = format!("keep names a column of {kind}");
                return Err(Fault::column(name, what, "cast it, or leave it out of keep"));
            }
            kept.push(at);
        }
        for (name, _) in &options.ways.scales {
            let header = headers.iter().find(|header| header.name().trim() == name.trim()).ok_or_else(|| {
                let close = |header: &&Header| header.name().trim().to_lowercase() == name.trim().to_lowercase();
                let mend = match headers.iter().find(close) {
                    Some(header) => format!("did you mean {:?}?", header.name()),
                    None => "leave it out of scales".into(),
                };
                Fault::column(name, "scales names a column that the table does not have", mend)
            })?;
            if let (false, kind) = (is_whole(header.field.data_type()), header.kind()) {
                let what = format!("scales is for columns of whole numbers, and this one holds {kind}");
                return Err(Fault::column(
                    name,
                    what,
                    "leave it out of scales: its cells say their decimals themselves",
                ));
            }
        }
        for (header, _) in &unknown {
            let is_kept = options.keep.iter().any(|kept| kept.trim() == *header);
            if let (Some(near), false) = (near(header), is_kept) {
                return Err(Fault::column(
                    header,
                    "the rules do not know the column",
                    format!("did you mean {near:?}? If not, hand it through with keep=[{header:?}], or drop it"),
                ));
            }
        }
        let is_known = |header: &Header| unknown.iter().all(|(name, _)| *name != header.name().trim());
        let known: Vec<bool> = headers.iter().map(is_known).collect();
        let used = frame.used();
        let read: Vec<bool> = (0..headers.len()).map(|at| used.contains(&at)).collect();
        for (header, _) in headers.iter().zip(&read).filter(|(_, read)| **read) {
            let fault = match &header.foreign {
                Some(kind) => Some(foreign(header.name(), kind)),
                None => refused(header.name(), header.field.data_type(), options.ways.floats),
            };
            fault.map_or(Ok(()), Err)?;
        }
        let results = frame.results();
        let through = frame.keys().into_iter().flatten().chain(kept.iter().copied());
        let mut kept: Vec<usize> = Vec::new();
        through.for_each(|at| {
            if !kept.contains(&at) {
                kept.push(at)
            }
        });
        kept.sort_unstable();
        let mut all: Vec<Field> = kept.iter().map(|at| headers[*at].field.as_ref().clone()).collect();
        all.extend(fields(&results, &options.shown));
        if let Some(twice) = (1..all.len()).find(|at| all[..*at].iter().any(|field| field.name() == all[*at].name())) {
            let name = all[twice].name();
            return Err(Fault::column(name, "a column of keep is named like a result", "rename it, or leave it out"));
        }
        let pool = Mutex::new((0..options.threads.max(1)).map(|_| frame.computing()).collect());
        let schema = Arc::new(Schema::new(all));
        let (rooms, headers) = (Arc::new(Rooms::new(results.len())), headers.to_vec());
        let (told, years, resting) = (Told::default(), Vec::new(), Vec::new());
        let mut work = Work {
            frame,
            options,
            headers,
            results,
            read,
            known,
            kept,
            schema,
            pool,
            rooms,
            row: 0,
            told,
            years,
            resting,
        };
        if let ([_, None], Some(year)) = (frame.keys(), frame.year()) {
            work.look_at(year)?;
        }
        Ok(work)
    }

    /// The columns that are taken.
    pub fn wanted(&self) -> Vec<bool> {
        (0..self.headers.len()).map(|at| self.read[at] || self.kept.contains(&at)).collect()
    }

    /// The columns that nobody knows and nobody keeps.
    pub fn unused(&self) -> Vec<String> {
        let headers = self.headers.iter().map(Header::name).zip(&self.known);
        let is_unused = |header: &str| !self.options.keep.iter().any(|kept| kept == header) && !is_index(header);
        let unknown = headers.filter(|(header, known)| !**known && is_unused(header));
        unknown.map(|(header, _)| header.to_string()).collect()
    }

    /// A year is looked at once for columns that it wants.
    fn look_at(&mut self, year: i32) -> Result<(), Fault> {
        if self.years.contains(&year) {
            return Ok(());
        }
        self.years.push(year);
        if let Some(at) = self.frame.used_in(year).into_iter().find(|at| !self.read[*at]) {
            return Err(Fault::Other(format!(
                "column {:?} was not read, and {year} needs it",
                self.headers[at].name()
            )));
        }
        if self.options.allow_missing {
            return Ok(());
        }
        let found = self.frame.lacking(year);
        let Lacking { columns: lacking, nowhere, resting } = &found;
        if let (None, Some(first)) = (lacking.first(), nowhere.first()) {
            // Of all results some cannot be had; of none that somebody named.
            if self.options.results.is_empty() && resting.len() < self.results.len() {
                self.resting.extend(self.frame.resting(&found, year));
                return Ok(());
            }
            return Err(Fault::column(
                first,
                format!(
                    "the results of {year} rest on codes that the rules know by an \"umum\" alone: {}",
                    nowhere.join(", ")
                ),
                format!(
                    "no column can hold those: name them in the rules, ask for other results with results=[…], or pass \
                     allow_missing=True: what rests on them is then {:?}",
                    State::NotFilled.words()
                ),
            ));
        }
        let Some(first) = lacking.first() else { return Ok(()) };
        let names: Vec<String> = lacking.iter().map(|name| format!("{name:?}")).collect();
        Err(Fault::column(
            first,
            format!("the results of {year} rest on columns that the table does not have: {}", names.join(", ")),
            format!(
                "add them, ask for other results with results=[…], or pass allow_missing=True: what rests on them is then {:?}",
                State::NotFilled.words()
            ),
        ))
    }

    /// Computes a batch.
    pub fn batch(&mut self, batch: &Batch) -> Result<RecordBatch, Fault> {
        let (rows, rooms) = (batch.rows, self.rooms.clone());
        let mut into = Columns::new(&self.results, &self.options.shown, &rooms, (rows, self.row));
        let done = self.pieces(batch, into.pieces(ROWS), |computing, given, mut piece, (rows, row)| {
            let mut years = Vec::new();
            let told = computing.rows(given, rows, row, &mut |answered| {
                if years.last() != Some(&answered.year()) {
                    years.push(answered.year());
                }
                piece.take(answered);
            });
            (piece.end(rows), told, years)
        })?;
        let mut ended = Vec::new();
        for (words, told, years) in done {
            years.into_iter().try_for_each(|year| self.look_at(year))?;
            self.told.add(told);
            if let (true, Some(unheld)) = (self.options.strict && self.told.fault_count() == 0, words.unheld.first()) {
                return Err(unheld.fault());
            }
            if !self.options.strict {
                for one in &words.unheld {
                    self.told.unheld(self.frame, &one.title, one.row, one.why.said());
                }
                self.told.more_unheld(words.more);
            }
            ended.push(words);
        }
        let results = into.finish(ended, ROWS)?;
        self.row += rows as u64;
        let kept = self.kept.iter().filter_map(|at| batch.columns[*at].clone());
        let arrays = kept.chain(results).collect();
        RecordBatch::try_new(self.schema.clone(), arrays).map_err(other)
    }

    /// What comes of each piece of a batch, in order; `into` has something for each.
    pub fn pieces<T: Send, R: Send>(
        &self,
        batch: &Batch,
        into: Vec<T>,
        compute: impl Fn(&mut Computing<'f>, &[Given], T, (usize, u64)) -> R + Sync,
    ) -> Result<Vec<R>, Fault> {
        let taken = |at: usize| match &batch.columns[at] {
            Some(array) if self.read[at] => Column::of(self.headers[at].name(), array, &self.options.ways),
            Some(_) | None => Ok(Column::blank()),
        };
        let columns: Vec<Column> = (0..self.headers.len()).map(taken).collect::<Result<_, Fault>>()?;
        let (row, all) = (self.row, batch.rows);
        let one = |computing: &mut Computing<'f>, from: usize, into: T| {
            let rows = ROWS.min(all - from);
            let texts: Vec<From> = columns.iter().map(|column| column.texts(from)).collect();
            let given: Vec<Given> =
                columns.iter().zip(&texts).map(|(column, texts)| column.given(texts, rows)).collect();
            compute(computing, &given, into, (rows, row + from as u64))
        };
        let mut done: Vec<Option<R>> = into.iter().map(|_| None).collect();
        let pieces = (0..all).step_by(ROWS).zip(into).zip(&mut done);
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut pool[..] {
            [alone] => pieces.for_each(|((from, into), done)| *done = Some(one(alone, from, into))),
            pool => {
                let open = Mutex::new(pieces);
                let next = || open.lock().unwrap_or_else(PoisonError::into_inner).next();
                std::thread::scope(|scope| {
                    for computing in pool.iter_mut().take(all.div_ceil(ROWS)) {
                        let (next, one) = (&next, &one);
                        scope.spawn(move || {
                            while let Some(((from, into), done)) = next() {
                                *done = Some(one(computing, from, into));
                            }
                        });
                    }
                });
            }
        }
        let ended = || Fault::Other("a thread ended before its rows".into());
        done.into_iter().map(|done| done.ok_or_else(ended)).collect()
    }

    /// Whether the rows so far count: they do not where a faulty cell ends everything.
    pub fn faultless(&self) -> Result<(), Fault> {
        if self.options.strict && self.told.fault_count() > 0 { Err(self.faults()) } else { Ok(()) }
    }

    fn faults(&self) -> Fault {
        let (json, text) = told(self.frame.sources(), &self.mended());
        Fault::Findings { json: counted(json, &self.told), text, count: self.fault_count(), of_rules: false }
    }

    /// The faults that are told, with what to do about them in a call.
    fn mended(&self) -> Vec<Diagnostic> {
        let faults = self.told.faults().iter().cloned();
        faults.map(|fault| mend::in_call(fault, &self.headers, self.options.ways.floats)).collect()
    }

    /// What was found beside the results: faults, then what is none, as JSON and as text.
    pub fn found(&self) -> (String, String) {
        // Columns that nobody knows are told by their names.
        let unknown = |code: &str| code == "D0107";
        let warnings = self.frame.warnings().iter().filter(|one| !unknown(one.code.as_str())).cloned();
        let resting = self.resting.iter().cloned();
        let all: Vec<_> =
            self.mended().into_iter().chain(warnings).chain(resting).chain(self.told.warnings()).collect();
        let (json, text) = told(self.frame.sources(), &all);
        let more = self.fault_count() - self.told.faults().len() as u64;
        let more = if more > 0 {
            format!("… dan {} kesalahan lagi\n", format(&more.to_string(), NumberStyle::Indonesian))
        } else {
            String::new()
        };
        (counted(json, &self.told), text + &more)
    }

    /// How many faults there are, told or not.
    pub fn fault_count(&self) -> u64 {
        self.told.fault_count()
    }
}

impl Work<'_> {
    /// A table of batches, with what was found so far.
    pub fn table(&self, batches: Vec<RecordBatch>) -> Table {
        let (json, text) = self.found();
        let (schema, fault_count, unused) = (self.schema.clone(), self.fault_count(), self.unused());
        Table { schema, batches, json, text, fault_count, unused }
    }
}
