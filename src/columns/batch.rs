//! The inputs of a chunk of units: whole numbers with a number of decimals per column, and a mark where there is none.

use crate::data::{Content, Dataset, Datum, State};
use crate::plan::Input;
use rust_decimal::Decimal;

/// The most units of one chunk: its columns stay in the L1 cache.
pub const LANES: usize = 512;

/// Beyond this, not every whole number is a float.
pub const EXACT: f64 = 9_007_199_254_740_992.0;

/// The most decimals a column may have here.
pub const MOST_DECIMALS: u32 = 9;

/// A chunk of units.
#[derive(Debug, Clone)]
pub struct Batch {
    /// One per input of the plan, in the order of [`super::inputs`].
    pub columns: Vec<Column>,
    lanes: usize,
}

/// One input of a chunk.
#[derive(Debug, Clone)]
pub struct Column {
    /// In steps of the last decimal; 0 where there is no number.
    pub(super) values: Vec<f64>,
    /// 0, or the number of the state.
    pub(super) marks: Vec<u8>,
    /// Decimals of every value.
    pub(super) scale: u32,
    /// The bound of the values, as of the last [`Column::measure`].
    pub(super) bound: f64,
    /// Whether any lane has a mark.
    pub(super) marked: bool,
    /// Whether no unit ever has a value.
    pub(super) absent: bool,
    /// Contents that no column of numbers holds: texts, and numbers too long. Each lane at most once.
    pub(super) odd: Vec<(usize, Content)>,
}

/// The mark of a state; the worst of several states has the greatest mark.
pub(super) fn mark(state: State) -> u8 {
    state as u8 + 1
}

/// The state of a mark; none for 0.
pub(super) fn state(mark: u8) -> Option<State> {
    match mark {
        0 => None,
        1 => Some(State::NotApplicable),
        2 => Some(State::NotFilled),
        3 => Some(State::Undefined),
        _ => Some(State::Faulty),
    }
}

impl Batch {
    /// A chunk of `lanes` units with nothing filled.
    pub fn new(inputs: usize) -> Batch {
        Batch { columns: vec![Column::new(); inputs], lanes: 0 }
    }

    /// Reads the units `from..` of a dataset, up to [`LANES`].
    pub fn read(inputs: &[Input], data: &Dataset, from: usize) -> Batch {
        let mut batch = Batch::new(inputs.len());
        let all = data.units().len().max(1);
        batch.clear(LANES.min(all.saturating_sub(from)));
        for (column, input) in batch.columns.iter_mut().zip(inputs) {
            let found = data.column(&input.key());
            for lane in 0..batch.lanes {
                match found.and_then(|found| found.get(from + lane)) {
                    Some(Datum { content, .. }) => column.put(lane, content),
                    None => column.miss(lane, State::NotFilled),
                }
            }
        }
        batch
    }

    /// Sets for each input whether it is ever given; if not, every unit is *belum diisi*.
    pub fn given(&mut self, given: impl Fn(usize) -> bool) {
        for (at, column) in self.columns.iter_mut().enumerate() {
            column.absent = !given(at);
        }
        self.clear(0);
    }

    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// Keeps only the first of the filled lanes.
    pub fn keep(&mut self, lanes: usize) {
        self.lanes = lanes.min(LANES);
    }

    /// Starts over with `lanes` units (at most [`LANES`]), each column to be filled lane by lane.
    pub fn clear(&mut self, lanes: usize) {
        self.lanes = lanes.min(LANES);
        for column in &mut self.columns {
            column.clear();
        }
    }

    /// The same units as a dataset, with their numbers as names.
    pub(super) fn dataset(&self, inputs: &[Input], lanes: &[usize]) -> Dataset {
        let mut data = Dataset::new();
        for lane in lanes {
            data.lane(&lane.to_string());
        }
        for (column, input) in self.columns.iter().zip(inputs) {
            let key = input.key();
            for (to, &lane) in lanes.iter().enumerate() {
                let datum = Datum { content: column.content(lane), origin: None };
                data.set(to, key.clone(), datum);
            }
        }
        data
    }
}

impl Column {
    fn new() -> Column {
        Column {
            values: vec![0.0; LANES],
            marks: vec![0; LANES],
            scale: 0,
            bound: 0.0,
            marked: false,
            absent: false,
            odd: Vec::new(),
        }
    }

    fn clear(&mut self) {
        self.odd.clear();
        self.bound = 0.0;
        self.marked = self.absent;
        // Lanes beyond the last are computed and never used; they still have to be numbers.
        if self.absent {
            self.marks.fill(mark(State::NotFilled));
            return;
        }
        self.values.fill(0.0);
        self.marks.fill(0);
    }

    /// Stores `steps` of the decimal `scale`; every lane at most once. The path of nearly every cell.
    #[inline]
    pub fn put_steps(&mut self, lane: usize, steps: i64, scale: u32) {
        const POWERS: [i64; MOST_DECIMALS as usize + 1] =
            [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];
        let power = POWERS.get(self.scale.wrapping_sub(scale) as usize).copied();
        // Below 2^53 every whole number is a float.
        match power.and_then(|power| steps.checked_mul(power)) {
            Some(steps) if steps.unsigned_abs() < 1 << 52 => {
                self.values[lane] = steps as f64;
            }
            _ => self.put_other(lane, steps, scale),
        }
    }

    /// Stores the lanes from 0 on, all of one scale, at once; false, and nothing stored, where one of them is not a
    /// float. `ends` are the least and the greatest. Lanes without a value are marked afterwards.
    pub fn put_run(&mut self, run: &[i64], scale: u32, ends: (i64, i64)) -> bool {
        if scale > self.scale && scale <= MOST_DECIMALS {
            self.rescale(scale);
        }
        let power = self.scale.checked_sub(scale).and_then(|more| 10i64.checked_pow(more));
        let Some(power) = power.filter(|_| run.len() <= self.values.len()) else { return false };
        // Below 2^52 every whole number is a float.
        let most = (1i64 << 52) / power;
        if ends.0 <= -most || ends.1 >= most {
            return false;
        }
        super::kernels::floats(&mut self.values, run, power);
        true
    }

    #[cold]
    fn put_other(&mut self, lane: usize, steps: i64, scale: u32) {
        if scale > self.scale && scale <= MOST_DECIMALS {
            self.rescale(scale);
        }
        let power = self.scale.checked_sub(scale).and_then(|more| 10i64.checked_pow(more));
        match power.and_then(|power| steps.checked_mul(power)) {
            Some(steps) if steps.unsigned_abs() < 1 << 52 => {
                self.values[lane] = steps as f64;
            }
            _ => match Decimal::try_from_i128_with_scale(steps.into(), scale) {
                Ok(number) => self.put_odd(lane, Content::Number(number)),
                Err(_) => self.miss(lane, State::Faulty),
            },
        }
    }

    /// Stores any content of a cell; every lane at most once.
    pub fn put(&mut self, lane: usize, content: Content) {
        match content {
            Content::Missing(state, _) => self.miss(lane, state),
            Content::Text(_) => self.put_odd(lane, content),
            Content::Number(number) => match i64::try_from(number.mantissa()) {
                Ok(steps) => self.put_steps(lane, steps, number.scale()),
                Err(_) => self.put_odd(lane, content),
            },
        }
    }

    /// Marks a lane as without a value.
    pub fn miss(&mut self, lane: usize, state: State) {
        self.marks[lane] = mark(state);
        self.values[lane] = 0.0;
        self.marked = true;
    }

    fn put_odd(&mut self, lane: usize, content: Content) {
        self.odd.push((lane, content));
    }

    /// Computes the bound of the values.
    pub(super) fn measure(&mut self) {
        self.bound = super::kernels::farthest(&self.values);
    }

    /// Converts all values to more decimals; with too many, [`Column::bound`] reaches [`EXACT`] and the chunk goes
    /// through the exact evaluator.
    pub(super) fn rescale(&mut self, scale: u32) {
        let more = scale.saturating_sub(self.scale);
        if more == 0 {
            return;
        }
        let power = (0..more).fold(1.0, |power, _| power * 10.0);
        self.measure();
        if self.bound * power < EXACT {
            self.values.iter_mut().for_each(|value| *value *= power);
            self.scale = scale;
            self.bound *= power;
            return;
        }
        for (lane, value) in self.values.iter_mut().enumerate() {
            let wide = (value.abs() * power) >= EXACT;
            if wide {
                let number = Decimal::try_from_i128_with_scale(*value as i128, self.scale).unwrap_or_default();
                self.odd.push((lane, Content::Number(number)));
                *value = 0.0;
            } else {
                *value *= power;
            }
        }
        self.scale = scale;
        self.bound = self.values.iter().fold(0.0, |bound, value| bound.max(value.abs()));
    }

    /// What a lane holds.
    pub(super) fn content(&self, lane: usize) -> Content {
        if let Some((_, content)) = self.odd.iter().find(|(odd, _)| *odd == lane) {
            return content.clone();
        }
        match state(self.marks[lane]) {
            Some(state) => Content::Missing(state, "".into()),
            None => {
                let number = Decimal::try_from_i128_with_scale(self.steps(lane).into(), self.scale);
                Content::Number(number.unwrap_or_default())
            }
        }
    }

    /// The whole number of a lane.
    pub(super) fn steps(&self, lane: usize) -> i64 {
        // Whole, because below 2^53.
        self.values[lane] as i64
    }
}
