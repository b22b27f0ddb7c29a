//! `takar hitung --data`: blocks of lines through threads and back into order, from file to file.

use super::super::packages::Asked;
use super::{Rules, Stop, add_data, compute, data_path, load_rules, say_findings};
use crate::cli::args::{RunArgs, StreamArgs};
use crate::cli::blocks::{Block, Blocks};
use crate::cli::console::{self, Stream};
use crate::cli::progress::bar;
use crate::cli::write::Fresh;
use crate::data::csv::is_above_header;
use crate::data::problem::PIPED;
use crate::diagnostic::Diagnostic;
use crate::engine::sheets::told;
use crate::engine::{Package, has_errors};
use crate::folder::{Folder, files, sheets};
use crate::number::{self, NumberStyle, Places};
use crate::program::{DataSource, Program};
use crate::source::sheet::{Laid, Wanted};
use crate::source::{SourceId, Sources};
use crate::stream::{Job, Known, Options, Refused, Report, Signs, Worker, summary};
use indicatif::ProgressBar;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::Builder;

/// Blocks on their way per thread: being read, computed, or waiting for an earlier one.
const UNDER_WAY: usize = 4;

/// Where the data come from.
type Source = Box<dyn Read + Send>;

/// The way to it, where the system has one.
const STANDARD_INPUT: &str = "/dev/stdin";

/// What was computed with a number that may be meant a hundredfold is no result.
const DOUBTFUL: &str = "tidak ada hasil yang disimpan: sel persen tanpa tanda di atas dapat berarti dua hal\n";

/// What became of reading a file.
enum Once {
    /// A status.
    Done(u8),
    /// Numbers were computed with that a later sign makes doubtful: it is to be read again, knowing the signs.
    Doubtful(Signs),
}

/// Computes a file of data piece by piece.
pub(super) fn compute(args: &RunArgs, package: &Asked, asked: &StreamArgs) -> Result<u8, Stop> {
    let mut rules = load_rules(package)?;
    rules.folder.findings.extend_from_slice(rules.folder.package.diagnostics());
    add_data(&mut rules.inputs, &rules.folder.root, &rules.folder.package);
    // What the shell reads from a file is that file.
    let file = if is_piped(asked) { Path::new(STANDARD_INPUT) } else { &asked.file };
    rules.inputs.add(file, &name_of(asked));
    let mut signs = Signs::new();
    loop {
        match read(args, &rules, asked, signs)? {
            Once::Done(status) => return Ok(status),
            Once::Doubtful(found) => signs = found,
        }
    }
}

fn is_piped(asked: &StreamArgs) -> bool {
    asked.file.as_os_str() == "-"
}

/// What messages call the file.
fn name_of(asked: &StreamArgs) -> String {
    if is_piped(asked) { PIPED.to_string() } else { asked.file.display().to_string() }
}

fn read(args: &RunArgs, rules: &Rules, asked: &StreamArgs, signs: Signs) -> Result<Once, Stop> {
    let Rules { folder: Folder { root, package, findings, .. }, inputs } = rules;
    let mut findings = findings.clone();
    let mut sources = package.sources().clone();
    let Some(program) = package.program() else { return Err(Stop { sources, findings, status: 1 }) };
    let known = declared(program, root, asked);
    let Opened { name, file, size, source } = opened(asked, package, known, &mut sources, &mut findings)?;
    // What comes through a pipe comes once.
    let may_again = signs.is_empty() && !is_piped(asked);
    let mut blocks = Blocks::new(file);
    let header = header_line(&mut blocks, &name)?;
    // What is no text is told with its line when its block is read.
    let below = files::decode(&name, blocks.ahead().map_err(|failure| failure.told(&name))?).unwrap_or_default();
    let options = Options {
        source,
        format: known.and_then(|known| known.format),
        name: name.clone(),
        below,
        style: compute::csv_style(args.numbers, Some(program)),
        year: args.year,
        results: asked.results.clone(),
        places: asked.places.and_then(|places| Places::new(places.into())),
    };
    let refused =
        |problem: Refused| Stop { sources: sources.clone(), findings: problem.into_diagnostics(&name), status: 2 };
    let job = Job::new(program, package.schema_of(known), &header, options).map_err(refused)?.knowing(signs);
    findings.extend_from_slice(job.warnings());
    let head = job.head();
    let mut output = Fresh::result(&asked.output, compute::guard(args, inputs, None), Some(&head))?;
    output.add(&head)?;
    let mut run = Run {
        job: &job,
        output,
        report: Report::default(),
        known: Known::default(),
        strict: asked.strict,
        bar: bar(size),
        name: &name,
        read: 0,
        size,
    };
    let threads = asked.threads.or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let done = match threads {
        0 | 1 => run.alone(blocks),
        threads => run.together(blocks, threads),
    };
    run.bar.finish_and_clear();
    let Run { output, report, .. } = run;
    findings.extend(job.about_years());
    findings.extend(report.warnings.values().chain(&report.told).cloned());
    match done {
        Ok(()) => {}
        Err(End::Strict) => {
            say_findings(&sources, &findings);
            console::write(Stream::Err, "--ketat: berhenti pada kesalahan pertama, tidak ada yang disimpan\n")?;
            return Ok(Once::Done(1));
        }
        Err(End::Unreadable(problem)) => {
            findings.push(*problem);
            return Err(Stop { sources, findings, status: 2 });
        }
    }
    if report.is_doubtful && may_again {
        return Ok(Once::Doubtful(report.shares.into_signs()));
    }
    if report.is_doubtful {
        say_findings(&sources, &findings);
        console::write(Stream::Err, DOUBTFUL)?;
        return Ok(Once::Done(1));
    }
    output.finish()?;
    say_findings(&sources, &findings);
    let more = report.fault_count().saturating_sub(report.told.len() as u64);
    if more > 0 {
        let more = number::format(&more.to_string(), NumberStyle::Indonesian);
        console::write(Stream::Err, &format!("… dan {more} kesalahan lagi\n"))?;
    }
    console::write(Stream::Out, &summary(&report, &asked.output.display().to_string()))?;
    console::write(Stream::Out, &job.not_looked_at().unwrap_or_default())?;
    console::write(Stream::Out, &job.slow(report.rows, &sources).unwrap_or_default())?;
    Ok(Once::Done(u8::from(!report.is_clean() || has_errors(&findings))))
}

/// Where the rows come from.
struct Opened {
    /// What messages call it.
    name: String,
    file: Source,
    size: u64,
    source: SourceId,
}

/// Opens the file; a workbook or document is laid out as text first, and held as a whole.
fn opened(
    asked: &StreamArgs,
    package: &Package,
    known: Option<&DataSource>,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Result<Opened, Box<Diagnostic>> {
    let name = name_of(asked);
    if is_piped(asked) {
        let source = sources.add(name.clone(), "");
        return Ok(Opened { name, file: Box::new(std::io::stdin()), size: 0, source });
    }
    let (file, size) = files::open_data(&asked.file)?;
    let look = |wanted: &Wanted| sheets::alone(&asked.file, &name, wanted);
    match package.looking_for(known, (&name, asked.sheet.as_deref()), true, look)? {
        Some(laid) => {
            findings.extend(told(&laid));
            let Laid { name, text, sheet, .. } = laid;
            // What says what the figures are in stands above the header, as on a sheet.
            let text = sheet.above.iter().rev().fold(text, |text, line| format!("{line}\n{text}"));
            let (size, source) = (text.len() as u64, sources.add_sheet(name.clone(), String::new(), sheet));
            Ok(Opened { name, file: Box::new(Cursor::new(text.into_bytes())), size, source })
        }
        None => {
            let source = sources.add(name.clone(), "");
            Ok(Opened { name, file: Box::new(file), size, source })
        }
    }
}

/// The header line, below blank lines and the line by which Excel says what parts cells.
fn header_line(blocks: &mut Blocks<Source>, name: &str) -> Result<String, Box<Diagnostic>> {
    loop {
        let Some(line) = blocks.first_line().map_err(|failure| failure.told(name))? else { return Ok(String::new()) };
        let text = files::decode(name, &line)?;
        if !is_above_header(&text) {
            return Ok(text);
        }
    }
}

/// The data file of the rules that a file is: the one of its place, else the one of its name. Where several of one name
/// are declared in different ways it is none of them.
fn declared<'p>(program: &'p Program, root: &Path, asked: &StreamArgs) -> Option<&'p DataSource> {
    let path = |data: &DataSource| data_path(root, data);
    let here = asked.file.canonicalize().ok();
    let is_of_sheet = |data: &&DataSource| match (&asked.sheet, &data.sheet) {
        (Some(asked), Some(own)) => asked.trim().to_lowercase() == own.trim().to_lowercase(),
        (None, _) | (Some(_), None) => true,
    };
    let only = |data: Vec<&'p DataSource>| {
        let (first, rest) = data.split_first()?;
        let is_alike = |other: &&DataSource| {
            let own = |one: &DataSource| (one.format, one.first_row, one.hidden_rows);
            own(other) == own(first) && (&other.headers, &other.sheet) == (&first.headers, &first.sheet)
        };
        rest.iter().all(is_alike).then_some(*first)
    };
    let own = program.data.iter().filter(is_of_sheet);
    let same: Vec<&DataSource> =
        own.clone().filter(|data| here.is_some() && path(data).canonicalize().ok() == here).collect();
    if !same.is_empty() {
        return only(same);
    }
    only(own.filter(|data| path(data).file_name() == asked.file.file_name()).collect())
}

/// Why a run ends early.
enum End {
    Strict,
    Unreadable(Box<Diagnostic>),
}

impl From<Box<Diagnostic>> for End {
    fn from(problem: Box<Diagnostic>) -> Self {
        End::Unreadable(problem)
    }
}

/// A computed block: how many bytes it was, its lines, and what it came to.
struct Done {
    read: u64,
    lines: Vec<u8>,
    report: Report,
}

struct Run<'j> {
    job: &'j Job<'j>,
    output: Fresh<'j>,
    report: Report,
    known: Known,
    strict: bool,
    bar: ProgressBar,
    name: &'j str,
    read: u64,
    size: u64,
}

impl<'j> Run<'j> {
    fn alone(&mut self, mut blocks: Blocks<Source>) -> Result<(), End> {
        let mut worker = Worker::new(self.job);
        while let Some(block) = next(&mut blocks, self.job, self.name)? {
            self.take(computed(&mut worker, &block, self.job))?;
        }
        Ok(())
    }

    fn together(&mut self, blocks: Blocks<Source>, threads: usize) -> Result<(), End> {
        let (job, name) = (self.job, self.name);
        // A permit for each block under way: the reader waits for one, whoever writes a block gives one back.
        let (permits, permitted) = sync_channel::<()>(threads * UNDER_WAY);
        let (tasks, queue) = channel::<(u64, Block)>();
        let (results, computed_blocks) = channel::<(u64, Result<Done, Box<Diagnostic>>)>();
        let queue = Mutex::new(queue);
        // The blocks of whoever reads them, which is this thread when the system gives no other.
        let blocks = Mutex::new(Some(blocks));
        let take = || blocks.lock().unwrap_or_else(PoisonError::into_inner).take();
        std::thread::scope(|scope| {
            let worker = |_| {
                let (queue, results) = (&queue, results.clone());
                Builder::new().spawn_scoped(scope, move || work(job, queue, &results)).ok()
            };
            let workers = (0..threads).map_while(worker).count();
            let read = move || {
                if let Some(blocks) = take() {
                    read_all(blocks, (job, name), &permits, &tasks, &results);
                }
            };
            if workers == 0 || Builder::new().spawn_scoped(scope, read).is_err() {
                return take().map_or(Ok(()), |blocks| self.alone(blocks));
            }
            let done = self.in_order(&computed_blocks, &permitted);
            // Without these the other threads see that nobody waits for them any more.
            drop((computed_blocks, permitted));
            done
        })
    }

    /// Writes blocks in the order of the file, whatever order they come in.
    fn in_order(
        &mut self,
        blocks: &Receiver<(u64, Result<Done, Box<Diagnostic>>)>,
        permitted: &Receiver<()>,
    ) -> Result<(), End> {
        let (mut waiting, mut next) = (BTreeMap::new(), 0);
        for (number, block) in blocks {
            waiting.insert(number, block);
            while let Some(block) = waiting.remove(&next) {
                self.take(block)?;
                next += 1;
                let _ = permitted.recv();
            }
        }
        Ok(())
    }

    fn take(&mut self, block: Result<Done, Box<Diagnostic>>) -> Result<(), End> {
        let Done { read, lines, mut report } = block?;
        self.known.add(&mut report, self.job)?;
        let stop = report.stop.take();
        self.report.add(report);
        if let Some(stop) = stop {
            return Err(End::Unreadable(stop));
        }
        if self.strict && self.report.fault_count() > 0 {
            self.report.told.truncate(1);
            return Err(End::Strict);
        }
        self.output.add(&lines)?;
        self.read += read;
        // What is left is estimated in rows: those so far, at the share of the file they took.
        self.bar.set_length(self.report.rows.saturating_mul(self.size) / self.read.max(1));
        self.bar.set_position(self.report.rows);
        Ok(())
    }
}

fn next(blocks: &mut Blocks<Source>, job: &Job, name: &str) -> Result<Option<Block>, Box<Diagnostic>> {
    blocks.next_block(|bytes| job.cut(bytes)).map_err(|failure| failure.told(name))
}

fn read_all(
    mut blocks: Blocks<Source>,
    (job, name): (&Job, &str),
    permits: &SyncSender<()>,
    tasks: &Sender<(u64, Block)>,
    failures: &Sender<(u64, Result<Done, Box<Diagnostic>>)>,
) {
    for number in 0.. {
        match next(&mut blocks, job, name) {
            Ok(None) => return,
            Ok(Some(block)) => {
                if permits.send(()).is_err() || tasks.send((number, block)).is_err() {
                    return;
                }
            }
            Err(problem) => {
                let _ = permits.send(());
                let _ = failures.send((number, Err(problem)));
                return;
            }
        }
    }
}

fn work(job: &Job, queue: &Mutex<Receiver<(u64, Block)>>, results: &Sender<(u64, Result<Done, Box<Diagnostic>>)>) {
    let mut worker = Worker::new(job);
    loop {
        let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, block)) = task else { return };
        if results.send((number, computed(&mut worker, &block, job))).is_err() {
            return;
        }
    }
}

fn computed(worker: &mut Worker, block: &Block, job: &Job) -> Result<Done, Box<Diagnostic>> {
    let text = std::str::from_utf8(&block.bytes).map_err(|error| job.not_utf8(block.line, &block.bytes, &error))?;
    let mut lines = Vec::with_capacity(block.bytes.len() * 2);
    let report = worker.block(text, block.line, &mut lines);
    Ok(Done { read: block.bytes.len() as u64, lines, report })
}
