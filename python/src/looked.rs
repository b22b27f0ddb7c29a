//! What the library takes by itself, for `tests/ukur.py`: rows are computed and nothing is given out.

use crate::capsule::Batch;
use crate::error::Fault;
use crate::work::{ROWS, Work};
use takar::frame::Answers;

/// A result as the library gave it.
#[expect(clippy::disallowed_types, reason = "steps of results are whole numbers below 2^53")]
#[derive(Default)]
struct Held {
    marks: Vec<u8>,
    numbers: Vec<f64>,
    words: Vec<u8>,
}

impl Held {
    fn add(&mut self, marks: &[u8], answers: Answers) {
        self.marks.extend_from_slice(marks);
        match answers {
            Answers::Numbers { steps, .. } => self.numbers.extend_from_slice(&steps[..marks.len()]),
            Answers::Words(words) => self.words.extend_from_slice(&words[..marks.len()]),
            Answers::Mixed(_) | Answers::Texts(_) | Answers::Truths(_) | Answers::Nothing => {}
        }
    }
}

impl Work<'_> {
    /// Computes a batch and counts the results that have a value; `is_held`: and holds all of them until its end, as the library
    /// gave them.
    pub fn looked_at(&mut self, batch: &Batch, is_held: bool) -> Result<u64, Fault> {
        let results = self.results.len();
        let none = vec![(); batch.rows.div_ceil(ROWS)];
        let done = self.pieces(batch, none, |computing, given, (), (rows, row)| {
            let mut values = 0;
            let mut held: Vec<Held> = (0..if is_held { results } else { 0 }).map(|_| Held::default()).collect();
            computing.rows(given, rows, row, &mut |answered| {
                for (at, (marks, answers)) in (0..results).filter_map(|at| Some((at, answered.column(at)?))) {
                    values += marks.iter().filter(|mark| **mark == 0).count() as u64;
                    let answers = std::hint::black_box(answers);
                    if let Some(held) = held.get_mut(at) {
                        held.add(marks, answers);
                    }
                }
            });
            (values, held)
        })?;
        Ok(done.into_iter().map(|(values, _)| values).sum())
    }
}
