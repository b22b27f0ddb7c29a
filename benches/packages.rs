//! Every shipped package in columns, beside the reference work in the same run: cells a second, computed alone and text to text.
//!
//! `cargo bench --bench packages`, of one package with `-- --only NAME`. Cells are what is read and what comes out. The rows are made from the rules: within the
//! scale of each input, its step and its words; once all filled, once three of five blank. Both sides take turns; the last
//! column tells how many lanes and results the exact evaluator had to compute.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark times and reads files; only the library must not"
)]

#[path = "../tests/it/dice.rs"]
#[allow(dead_code, reason = "the dice of the tests are for much else")]
mod dice;
mod reference;

use dice::Dice;
use reference::Rows;
use reference::limit::{self, Inputs, Outputs};
use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use takar::columns::{Batch, Columns, LANES, Results};
use takar::data::schema::{Schema, VersionSchema};
use takar::data::{Content, Field, State};
use takar::engine::Package;
use takar::number::Exact;
use takar::plan::Input;
use takar::source::Sources;
use takar::stream::{Job, Options, Worker};

const YEAR: i32 = 2024;
/// Together they fit no cache but the last.
const CHUNKS: usize = 16;
const ROUNDS: usize = 15;

fn main() {
    let reference = Package::new("acuan", [("acuan.takar", reference::RULES)]);
    let own = Work::of(&reference, 0).expect("rules with results");
    by_hand(&own);
    println!(
        "{:34}{:>9}{:>9}{:>12}{:>8}{:>12}{:>8}  exact",
        "", "inputs", "results", "columns", "ratio", "text", "ratio"
    );
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let words: Vec<String> = std::env::args().collect();
    let only = words.iter().position(|word| word == "--only").and_then(|at| words.get(at + 1));
    let names: BTreeSet<_> = std::fs::read_dir(&folder).expect("rules").flatten().map(|entry| entry.path()).collect();
    for path in names {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if only.is_some_and(|only| *only != name) {
            continue;
        }
        let package = takar::folder::open(&path).map(|folder| folder.package).expect("a package");
        for (blank, word) in [(0, "filled"), (3, "mostly blank")] {
            match Work::of(&package, blank) {
                Ok(work) => compare(&format!("{name}, {word}"), &work, &own),
                Err(why) if blank == 0 => println!("{name:34} {why}"),
                Err(_) => {}
            }
        }
    }
}

/// A package with rows made for it.
struct Work<'p> {
    job: Job<'p>,
    inputs: Vec<Input>,
    batches: Vec<Batch>,
    text: String,
}

impl<'p> Work<'p> {
    fn of(package: &'p Package, blank: u64) -> Result<Work<'p>, String> {
        let program = package.program().ok_or("rules with errors")?;
        let job = |header: &str| {
            let options = Options { year: Some(YEAR), ..Options::of(Sources::default().add("d.csv", ""), "d.csv") };
            Job::new(program, package.schema(), header, options).map_err(|refused| format!("{refused:?}"))
        };
        let schema = package.schema();
        // Any input will do, but not every code is one.
        let tried = schema.codes.keys().flat_map(|code| [code.to_string(), format!("target {code}")]);
        let first = tried.filter(|code| !code.is_empty()).find_map(|code| job(&format!("unit;tahun;{code}")).ok());
        let Some(first) = first else { return Err("no inputs".into()) };
        let (plan, wanted) = first.planned(YEAR).ok_or("no year")?;
        let is_own = |input: &&Input| input.when.year == YEAR && input.when.quarter.is_none();
        let headers: Vec<String> = takar::columns::inputs(plan, wanted)
            .iter()
            .filter(is_own)
            .filter_map(header)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let job = job(&format!("unit;tahun;{}", headers.join(";")))?;
        let (plan, wanted) = job.planned(YEAR).ok_or("no year")?;
        let inputs = takar::columns::inputs(plan, wanted);
        let order: Vec<Option<usize>> =
            inputs.iter().map(|input| job.column_of(input).filter(|_| is_own(&input))).collect();
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        let (mut batches, mut text) = (Vec::new(), String::new());
        for _ in 0..CHUNKS {
            let mut batch = Batch::new(inputs.len());
            batch.given(|at| order[at].is_some());
            for lane in 0..LANES {
                let mut cells: Vec<Option<Cell>> = vec![None; headers.len()];
                for (at, input) in order.iter().zip(&inputs) {
                    let Some(at) = at.filter(|_| !matches!(input.field, Field::TargetLow | Field::TargetHigh)) else {
                        continue;
                    };
                    let is_blank = dice.below(5) < blank;
                    cells[at - 2] = (!is_blank).then(|| cell(&schema, input, &mut dice));
                }
                for ((column, at), input) in batch.columns.iter_mut().zip(&order).zip(&inputs) {
                    let Some(at) = at else { continue };
                    match &cells[at - 2] {
                        Some(Cell::Steps(steps, scale))
                            if !matches!(input.field, Field::TargetLow | Field::TargetHigh) =>
                        {
                            column.put_steps(lane, *steps, *scale)
                        }
                        Some(Cell::Range(low, high)) => {
                            let end = if input.field == Field::TargetLow { low } else { high };
                            match input.field {
                                Field::TargetLow | Field::TargetHigh => column.put_steps(lane, *end, 0),
                                _ => column.miss(lane, State::NotFilled),
                            }
                        }
                        Some(Cell::Word(word)) => column.put(lane, Content::Text(word.as_str().into())),
                        Some(Cell::Steps(..)) | None => column.miss(lane, State::NotFilled),
                    }
                }
                text += &format!("U{lane};{YEAR}");
                for cell in &cells {
                    text.push(';');
                    text += &cell.as_ref().map(Cell::written).unwrap_or_default();
                }
                text.push('\n');
            }
            batch.keep(LANES);
            batches.push(batch);
        }
        Ok(Work { job, inputs, batches, text })
    }

    fn wanted(&self) -> usize {
        self.job.planned(YEAR).map_or(0, |(_, wanted)| wanted.len())
    }

    /// Cells of all rows.
    fn cells(&self) -> f64 {
        ((self.inputs.len() + self.wanted()) * CHUNKS * LANES) as f64
    }
}

/// The reference work beside the same work written by hand.
fn by_hand(reference: &Work) {
    let mut random = Rows::new(1);
    let chunk = |random: &mut Rows| {
        let mut chunk = Inputs(vec![[0.0; LANES]; 18]);
        for lane in 0..LANES {
            random.next().iter().enumerate().for_each(|(column, steps)| chunk.0[column][lane] = *steps as f64);
        }
        chunk
    };
    let chunks: Vec<Inputs> = (0..CHUNKS).map(|_| chunk(&mut random)).collect();
    let (mut out, mut ready) = (Outputs::new(), Ready::of(reference));
    let [hand, takar] =
        take_turns(|| chunks.iter().for_each(|chunk| limit::evaluate(black_box(chunk), &mut out)), || ready.columns());
    let speed = |time: Duration| reference.cells() / time.as_secs_f64() / 1e6;
    let ratio = takar.as_secs_f64() / hand.as_secs_f64();
    println!("reference work: by hand {:.0} M cells/s, takar {:.0}; {ratio:.2} of its time", speed(hand), speed(takar));
}

/// What a cell holds.
#[derive(Debug, Clone)]
enum Cell {
    Steps(i64, u32),
    Range(i64, i64),
    Word(String),
}

impl Cell {
    fn written(&self) -> String {
        match self {
            Cell::Steps(steps, 0) => steps.to_string(),
            Cell::Steps(steps, _) => format!("{},{:02}", steps / 100, steps % 100),
            Cell::Range(low, high) => format!("{low}..{high}"),
            Cell::Word(word) => word.clone(),
        }
    }
}

/// The header of an input in a wide file.
fn header(input: &Input) -> Option<String> {
    let code = &input.code;
    match &input.field {
        Field::Value => Some(code.to_string()),
        Field::Target | Field::TargetLow | Field::TargetHigh => Some(format!("target {code}")),
        Field::Budget => Some(format!("pagu {code}")),
        Field::Spent => Some(format!("serapan {code}")),
        Field::Extra(name) => Some(format!("{name} {code}")),
        _ => None,
    }
}

/// What its rules allow an input to be.
fn cell(schema: &Schema, input: &Input, dice: &mut Dice) -> Cell {
    let versions = schema.codes.get(&*input.code).map_or(&[][..], |code| &code.versions);
    let version = versions.iter().find(|version| version.covers(YEAR));
    match input.field {
        Field::Budget | Field::Spent => return Cell::Steps(1_000_000 + dice.below(5_000_000_000) as i64, 0),
        _ => {}
    }
    let Some(version) = version else { return Cell::Steps(2000 + dice.below(8000) as i64, 2) };
    if !version.words.is_empty() {
        return Cell::Word(dice.of(&version.words).clone());
    }
    if version.range_target && input.field != Field::Value {
        let low = 1 + dice.below(50) as i64;
        return Cell::Range(low, low + dice.below(40) as i64);
    }
    number(version, dice)
}

fn number(version: &VersionSchema, dice: &mut Dice) -> Cell {
    let whole = version.step.is_some_and(|step| step.scale() == 0);
    for (low, high) in [(2000, 10_000), (100, 500), (0, 100), (0, 1), (0, 10_000_000)] {
        for _ in 0..20 {
            let steps = (low + dice.below(high - low + 1)) as i64;
            let steps = if whole { steps / 100 * 100 } else { steps };
            let is_step = version.step.is_none_or(|step| {
                rust_decimal::Decimal::new(steps, 2).checked_rem(step).is_some_and(|rest| rest.is_zero())
            });
            if is_step && Exact::ratio(steps.into(), 100).is_some_and(|number| version.scale.contains(&number)) {
                return if steps % 100 == 0 { Cell::Steps(steps / 100, 0) } else { Cell::Steps(steps, 2) };
            }
        }
    }
    Cell::Steps(0, 0)
}

fn compare(name: &str, work: &Work, reference: &Work) {
    let (mut one, mut other) = (Ready::of(work), Ready::of(reference));
    let [columns, by_reference] = take_turns(|| one.columns(), || other.columns());
    let tally = one.ready.tally;
    let [text, text_of_reference] = take_turns(|| one.text(), || other.text());
    let speed = |work: &Work, time: Duration| work.cells() / time.as_secs_f64() / 1e6;
    let (own, base) = (speed(work, columns), speed(reference, by_reference));
    let (own_text, base_text) = (speed(work, text), speed(reference, text_of_reference));
    let (inputs, wanted) = (work.inputs.len(), work.wanted());
    let exact =
        format!("{} chunks, {} parted, {} lanes, {} decisions", tally.exact, tally.parted, tally.odd, tally.lanes);
    println!(
        "{name:34}{inputs:>9}{wanted:>9}{own:>10.0} M{:>8.2}{own_text:>10.1} M{:>8.2}  {exact}",
        own / base,
        own_text / base_text
    );
}

struct Ready<'w, 'p> {
    work: &'w Work<'p>,
    ready: Columns<'w>,
    batches: Vec<Batch>,
    results: Results,
    worker: Worker<'w>,
    out: Vec<u8>,
}

impl<'w, 'p> Ready<'w, 'p> {
    fn of(work: &'w Work<'p>) -> Ready<'w, 'p> {
        let (plan, wanted) = work.job.planned(YEAR).expect("a year");
        let ready = Columns::new(plan, &work.inputs, wanted);
        let worker = Worker::new(&work.job);
        Ready { work, ready, batches: work.batches.clone(), results: Results::default(), worker, out: Vec::new() }
    }

    fn columns(&mut self) {
        self.batches.iter_mut().for_each(|batch| self.ready.run(black_box(batch), &mut self.results));
    }

    fn text(&mut self) {
        self.out.clear();
        black_box(self.worker.block(&self.work.text, 2, &mut self.out));
    }
}

/// The least time of each.
fn take_turns(mut first: impl FnMut(), mut second: impl FnMut()) -> [Duration; 2] {
    let mut least = [Duration::MAX; 2];
    for _ in 0..=ROUNDS {
        let start = Instant::now();
        first();
        let middle = Instant::now();
        second();
        least = [least[0].min(middle - start), least[1].min(middle.elapsed())];
    }
    least
}
