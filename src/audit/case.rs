//! Everything that a verdict on a printed figure looks at, and the first look: does it agree?

use super::claimed::{self, Claimed};
use super::figure::{Beside, Figure, Printed, Torn};
use super::joint::{How, Whole};
use super::ladder::Told;
use super::marks;
use super::model::PrintedTable;
use super::outcome::Verdict;
use super::ranges;
use super::read;
use super::spots::{Spot, is_grade};
use super::units;
use super::words::same_in_print;
use super::world::{Position, World};
use crate::data::State;
use crate::eval::{Cell, Value};
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::plan::SlotId;
use crate::source::sheet::MARK;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the first look says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum First {
    /// Nothing is said of it: names, blanks without a value.
    Passed,
    /// A verdict that needs no other figure, with its reason.
    Plain(Verdict, String),
    /// The same with how far its reason can be trusted.
    Told(Told),
    /// It is right for several rows together; of its own row it says nothing, and nothing is held against it.
    Together(How),
    /// It is another number.
    Off(Figure),
}

/// A report laid over its rules.
pub(super) struct Case<'c, 'r> {
    pub world: &'c World<'r>,
    pub printed: &'c [PrintedTable],
    pub spots: &'c [Spot],
    pub claimed: &'c [Claimed],
    pub first: Vec<First>,
    /// Right figures whose signs mean something else than those of the others in their column.
    pub signs: Vec<super::separators::Alone>,
    /// Wrong figures of several rows, with what these have together.
    pub wholes: BTreeMap<usize, Whole>,
    /// Right figures of several rows, with the prints of their column in these.
    pub groups: BTreeMap<usize, Vec<usize>>,
    /// Cells that the figure above them, or beside them, is of as well.
    pub covered: BTreeSet<usize>,
    rows: HashMap<(usize, usize), Vec<usize>>,
    keys: HashMap<SlotId, Vec<usize>>,
    /// Of each input the spots that show it, in whatever tens.
    inputs: HashMap<SlotId, Vec<usize>>,
    at: HashMap<(usize, usize, usize), usize>,
    /// Of each column, as far as somebody asked: how many figures it has, and how many of them are each value.
    values: RefCell<HashMap<(usize, usize), Counted>>,
}

type Counted = (usize, BTreeMap<Exact, usize>);

impl<'c, 'r> Case<'c, 'r> {
    pub fn new(
        world: &'c World<'r>,
        printed: &'c [PrintedTable],
        spots: &'c [Spot],
        claimed: &'c [Claimed],
    ) -> Case<'c, 'r> {
        let mut case = Case {
            world,
            printed,
            spots,
            claimed,
            first: Vec::with_capacity(spots.len()),
            signs: Vec::new(),
            wholes: BTreeMap::new(),
            groups: BTreeMap::new(),
            covered: BTreeSet::new(),
            rows: HashMap::new(),
            keys: HashMap::new(),
            inputs: HashMap::new(),
            at: HashMap::new(),
            values: RefCell::default(),
        };
        for (at, spot) in spots.iter().enumerate() {
            case.rows.entry((spot.table, spot.row)).or_default().push(at);
            case.keys.entry(spot.key).or_default().push(at);
            let shown = world.shown_input(spot.cell.slot).map_or(spot.key, |input| world.key(input));
            case.inputs.entry(shown).or_default().push(at);
            case.at.insert((spot.table, spot.row, spot.column), at);
        }
        for spot in spots {
            let first = case.look(spot);
            case.first.push(first);
        }
        for one in super::separators::alone(&case) {
            if one.misleads {
                let why = format!("terbaca {}: titik dan koma di kolom ini berarti lain", one.says);
                case.first[one.at] = First::Plain(Verdict::Torn, why);
            } else {
                case.signs.push(one);
            }
        }
        for (at, why) in super::halves::cut_in_two(&case) {
            case.first[at] = First::Plain(Verdict::Torn, why);
        }
        super::extents::hold(&mut case);
        for (at, first) in super::spanned::of_several(&case) {
            case.first[at] = first;
        }
        super::summed::hold(&mut case);
        super::above::hold(&mut case);
        case
    }

    /// The spots of a printed row.
    pub fn row(&self, spot: &Spot) -> &[usize] {
        self.rows.get(&(spot.table, spot.row)).map_or(&[], Vec::as_slice)
    }

    /// The first spot of a row of a printed table.
    pub fn first_of_row(&self, table: usize, row: usize) -> Option<usize> {
        self.rows.get(&(table, row)).and_then(|row| row.first()).copied()
    }

    /// The spots that print the same value.
    pub fn same(&self, key: SlotId) -> &[usize] {
        self.keys.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The spots that print an input, in whatever tens.
    pub fn prints_of(&self, input: SlotId) -> &[usize] {
        self.inputs.get(&self.world.key(input)).map_or(&[], Vec::as_slice)
    }

    /// The spot at a printed place.
    pub fn spot_at(&self, table: usize, row: usize, column: usize) -> Option<usize> {
        self.at.get(&(table, row, column)).copied()
    }

    /// Of a thousand figures of its column so many are the same: of 100 % down a column a neighbour is no evidence.
    pub fn share(&self, spot: &Spot, figure: &Figure) -> u32 {
        // Each statement is a column of its own.
        if self.claimed_at(spot).is_some() {
            return 0;
        }
        let mut columns = self.values.borrow_mut();
        let count = || self.counted(spot.table, spot.column);
        let (all, values) = columns.entry((spot.table, spot.column)).or_insert_with(count);
        let (all, same) = (*all, values.get(&figure.value).copied().unwrap_or(0));
        // Its own print and the neighbour's are no evidence of either.
        let others = all.saturating_sub(2);
        u32::try_from((same.saturating_sub(2) * 1000).checked_div(others).unwrap_or(0)).unwrap_or(1000)
    }

    fn counted(&self, table: usize, column: usize) -> Counted {
        let (mut all, mut values) = (0, BTreeMap::new());
        let spots = (0..self.printed[table].rows.len()).filter_map(|row| self.spot_at(table, row, column));
        for figures in spots.map(|at| self.spots[at].printed.figures()).filter(|figures| !figures.is_empty()) {
            all += 1;
            let distinct: BTreeSet<&Exact> = figures.iter().map(|figure| &figure.value).collect();
            distinct.into_iter().for_each(|value| *values.entry(value.clone()).or_default() += 1);
        }
        (all, values)
    }

    /// What is right there.
    pub fn right(&self, at: usize) -> &'r Cell {
        self.world.right(self.spots[at].cell.slot)
    }

    /// The printed text.
    pub fn text(&self, at: usize) -> &str {
        let spot = &self.spots[at];
        match self.claimed(at) {
            Some(claimed) => &claimed.printed,
            None => self.printed[spot.table].cell(spot.row, spot.column).trim_end_matches(MARK),
        }
    }

    /// The printed number of a spot: the reading that is right, else the nearest.
    pub fn figure(&self, at: usize) -> Option<Figure> {
        if let First::Off(figure) = &self.first[at] {
            return Some(figure.clone());
        }
        if let Some(whole) = self.wholes.get(&at) {
            return Some(whole.figure.clone());
        }
        let figures = self.spots[at].printed.figures();
        let right = self.right(at).as_ref().ok();
        let is_right = |figure: &&Figure| right.is_some_and(|right| is(figure, right));
        figures.iter().find(is_right).or(figures.first()).cloned()
    }

    /// What a spot claims, where it is a statement of the running text.
    pub fn claimed(&self, at: usize) -> Option<&'c Claimed> {
        self.claimed_at(&self.spots[at])
    }

    fn claimed_at(&self, spot: &Spot) -> Option<&'c Claimed> {
        if let Position::Claim(which) = spot.position { self.claimed.get(which) } else { None }
    }

    /// A value in words.
    pub fn said(&self, slot: SlotId) -> Option<String> {
        let unit = self.world.plan().slot(slot).unit.suffix();
        Some(match self.world.right(slot) {
            Ok(value @ (Value::Number(_) | Value::Irrational(_))) => {
                let places = super::finding::decimals(value);
                let shown = rounded(value, places, Rounding::HalfAway)?.to_plain(places, Rounding::HalfAway);
                format!("{}{unit}", format(&shown, NumberStyle::Indonesian))
            }
            Ok(Value::Text(text)) => format!("\"{text}\""),
            Ok(Value::Truth(_)) => return None,
            Err(fault) => fault.state.words().to_string(),
        })
    }

    fn is_numeric(&self, spot: &Spot) -> bool {
        let tables = &self.world.plan().tables;
        let column = match spot.position {
            Position::Body(table, block, _, column) => tables[table].blocks[block].columns.get(column),
            Position::Footer(table, _, column) => {
                tables[table].blocks.iter().flat_map(|block| &block.columns).nth(column)
            }
            Position::Claim(_) => None,
        };
        column.is_some_and(|column| column.numeric)
    }

    fn look(&self, spot: &Spot) -> First {
        if let Position::Claim(at) = spot.position {
            return self.claimed.get(at).map_or(First::Passed, |claimed| claimed::look(self, spot, claimed));
        }
        let right = self.world.right(spot.cell.slot);
        if is_grade(self.world, Some(spot.cell)) {
            return super::grades::look(self, spot);
        }
        if let Some(order) = super::ordered::words(self.world, spot.cell) {
            return super::ordered::look(self, spot, order);
        }
        if spot.names_unit {
            return units::named(spot, right);
        }
        if !self.is_numeric(spot) {
            return First::Passed;
        }
        match (&spot.printed, right) {
            // In many reports a dash is how 0 is written.
            (Printed::Dash, Ok(Value::Number(value))) if value.is_zero() => {
                First::Plain(Verdict::Agrees, String::new())
            }
            (Printed::Blank | Printed::Dash, Ok(Value::Number(_) | Value::Irrational(_))) => {
                First::Plain(Verdict::Blank, String::new())
            }
            (Printed::Blank | Printed::Dash, _) => First::Passed,
            (Printed::Fault, _) => {
                First::Plain(Verdict::Fault, "lembar kerjanya tidak dapat menghitung sel ini".into())
            }
            (Printed::Torn(torn), right) => self.torn(spot, *torn, right),
            // Of a thing whose target is a range the ends are printed.
            (Printed::Words(words), right) if !read::pair(words).is_empty() => ranges::look(self, spot, words, right),
            (Printed::Words(words), Ok(Value::Text(right))) if same_in_print(words, right) => {
                First::Plain(Verdict::Agrees, String::new())
            }
            (Printed::Words(_), Ok(_)) => First::Plain(Verdict::Unjudged, "kata di tempat angka".into()),
            (Printed::Words(_), Err(fault)) if fault.is_range_target() => {
                First::Plain(Verdict::Unjudged, "targetnya rentang".into())
            }
            (Printed::Words(_), Err(_)) => First::Passed,
            (Printed::Number(_), Ok(Value::Text(_) | Value::Truth(_))) => {
                First::Plain(Verdict::Unjudged, "angka di tempat kata".into())
            }
            (Printed::Number(_), Err(fault)) => match fault.state {
                State::Undefined => First::Plain(Verdict::Undefined, fault.reason.to_string()),
                State::NotFilled | State::NotApplicable | State::Faulty => {
                    First::Plain(Verdict::Unjudged, fault.reason.to_string())
                }
            },
            (Printed::Number(figures), Ok(right)) => {
                super::bounds::look(self, spot, figures, right).unwrap_or_else(|| self.number(spot, figures, right))
            }
        }
    }

    /// Digits that are no number are told; what stands around them and is not known, or may be the mark of a footnote, is no fault.
    fn torn(&self, spot: &Spot, torn: Torn, right: &Cell) -> First {
        let cell = self.text_of(spot);
        let unjudged = |why: &str| First::Plain(Verdict::Unjudged, why.into());
        if torn == Torn::Marks {
            return unjudged("tanda di sekitar angkanya tidak dikenal");
        }
        // Beside no value nothing says what it should be, as with a number.
        if let Err(fault) = right
            && matches!(fault.state, State::NotFilled | State::NotApplicable)
        {
            return First::Plain(Verdict::Unjudged, fault.reason.to_string());
        }
        let is_right =
            |text: &str| matches!(right, Ok(right) if read::cell(text).figures().iter().any(|one| is(one, right)));
        match cell.rsplit_once(' ') {
            Some((own, note)) if note.len() <= 2 && is_right(own) && !is_right(&format!("{own}{note}")) => {
                unjudged("mungkin angka catatan kaki di belakangnya")
            }
            _ => First::Plain(Verdict::Torn, super::slips::torn(cell, right)),
        }
    }

    /// What stands in the cell of a spot.
    fn text_of(&self, spot: &Spot) -> &str {
        self.printed[spot.table].cell(spot.row, spot.column)
    }

    /// Whether what is right stands in brackets behind another number.
    fn is_in_brackets(&self, spot: &Spot, right: &Value) -> bool {
        self.claimed_at(spot).is_none() && read::bracketed(self.text_of(spot)).iter().any(|figure| is(figure, right))
    }

    /// Whether digits that may be two numbers, `130 150`, are hardly meant as one.
    fn is_unlikely(&self, spot: &Spot, figure: &Figure, right: &Value) -> bool {
        let cell = self.text_of(spot);
        let own = rounded(right, figure.places, Rounding::HalfAway);
        read::may_be_two(cell) && own.is_none_or(|own| is_far(&own, &figure.value))
    }

    /// The first look at a number, in the ways in which its digits can be read.
    pub fn number(&self, spot: &Spot, figures: &[Figure], right: &Value) -> First {
        match figures.iter().find(|figure| is(figure, right)) {
            Some(figure) => {
                let own = super::grades::behind(self, spot, figure);
                let figure = own.as_ref().unwrap_or(figure);
                let unit = &self.world.plan().slot(spot.cell.slot).unit;
                match units::other(&figure.unit, unit).filter(|_| !units::is_of_name(&figure.unit, unit, &spot.who)) {
                    Some(words) => match &figure.unit {
                        Beside::Word(word) if !units::is_known(word, self.world.plan()) => {
                            First::Plain(Verdict::Unjudged, format!("\"{word}\" di belakang angkanya tidak dikenal"))
                        }
                        Beside::Word(_) | Beside::Nothing | Beside::Percent | Beside::Rupiah => {
                            First::Plain(Verdict::Unit, words)
                        }
                    },
                    None => super::grades::beside(self, spot, figure)
                        .map_or(First::Plain(Verdict::Agrees, String::new()), |why| First::Plain(Verdict::Grade, why)),
                }
            }
            None => match nearest(figures, right) {
                _ if spot.role.is_some() && marks::says_change(self.text_of(spot)) => {
                    First::Plain(Verdict::Unjudged, "perubahan, bukan nilainya".into())
                }
                _ if super::quarters::is_alone(self, spot, figures) => {
                    First::Plain(Verdict::Unjudged, "angka triwulan itu saja, bukan sampai triwulan itu".into())
                }
                _ if self.is_in_brackets(spot, right) => {
                    First::Plain(Verdict::Unjudged, "dua angka dalam satu sel".into())
                }
                Some(figure) if self.is_unlikely(spot, &figure, right) => {
                    let cell = self.text_of(spot);
                    First::Plain(Verdict::Torn, super::slips::torn(cell, &Ok(right.clone())))
                }
                nearest => nearest.map_or(First::Passed, First::Off),
            },
        }
    }
}

/// Whether one number is over ten times the other.
fn is_far(one: &Exact, other: &Exact) -> bool {
    let ten = |value: &Exact| value.abs() * Exact::from(10);
    one.abs() > ten(other) || other.abs() > ten(one)
}

/// Whether a value is printed so.
pub(super) fn is(figure: &Figure, right: &Value) -> bool {
    rounded(right, figure.places, figure.mode).is_some_and(|right| right == figure.value)
}

/// A value at so many decimals.
pub(super) fn rounded(value: &Value, places: Places, mode: Rounding) -> Option<Exact> {
    match value {
        Value::Number(value) => Some(value.round(places, mode)),
        Value::Irrational(root) => root.round(places, mode).ok(),
        Value::Text(_) | Value::Truth(_) => None,
    }
}

/// Of several ways to read a number the one that lies nearest to what is right.
fn nearest(figures: &[Figure], right: &Value) -> Option<Figure> {
    let places = Places::new(8).unwrap_or(Places::WHOLE);
    let right = rounded(right, places, Rounding::HalfAway)?;
    let distance = |figure: &Figure| (figure.value.clone() - right.clone()).abs();
    figures.iter().min_by(|a, b| distance(a).cmp(&distance(b))).cloned()
}
