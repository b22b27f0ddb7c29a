//! Which values a person may enter for an unknown: the step and the range, each with where it comes from.

use super::state::{Given, Target, View};
use crate::check;
use crate::data::{Content, Dataset, Field};
use crate::eval;
use crate::number::{Bound, Exact, Interval};
use crate::plan::{Op, SlotId};
use crate::program::intervals::say;
use crate::program::units::Unit;
use crate::program::{Definition, Program, Role};
use crate::seek::Grid;
use rust_decimal::Decimal;

/// Decimals where neither rules nor data say any.
const USUAL_DECIMALS: u32 = 2;
/// As the value itself is written in the data.
const AS_DATA: &str = "seperti dalam data";
/// Nobody enters more.
const MOST_DECIMALS: u32 = 6;

/// The values of an unknown.
#[derive(Debug, Clone)]
pub struct Entries {
    /// On a grid.
    pub grid: Grid,
    /// The range the grid lies in.
    pub range: Interval,
    /// `25 sampai 100, langkah 0,01 (menurut data)`
    pub words: String,
}

/// The values that may be entered for a target; the reason when there are none.
///
/// Without `langkah` the grid is the finest that the figures at hand have: those of the data, of the scale, and of
/// `question` (the decimals of the question and of the rules that answer it, each with its words). Where nothing is sought
/// there is none, and the data of the value alone count.
pub fn entries(view: &View, target: &Target, question: Option<&[(u32, &'static str)]>) -> Result<Entries, String> {
    entries_within(view, target, question, &beside_other_end(view, target))
}

/// The same for values that lie in a range, whatever stands beside them.
pub fn entries_within(
    view: &View,
    target: &Target,
    question: Option<&[(u32, &'static str)]>,
    within: &Interval,
) -> Result<Entries, String> {
    let name = view.program().by_code.get(&target.code);
    let version = name.and_then(|name| view.program().version(*name, target.when.year));
    let Some(version) = version else {
        return Err(format!("{} tidak berlaku tahun {}", target.code, target.when.year));
    };
    let is_money = matches!(target.role, Role::Budget | Role::Spent);
    if !version.order.is_empty() && matches!(target.role, Role::Main | Role::Target) {
        return Err(format!(
            "{} berisi kata ({}), yang dapat dicari hanya angka",
            target.code,
            version.order.join(", ")
        ));
    }
    let column = if let Role::Field(field) = target.role { view.program().fields.get(field.0 as usize) } else { None };
    if let Some(column) = column.filter(|column| column.is_text) {
        return Err(format!("kolom {} berisi teks, yang dapat dicari hanya angka", column.name));
    }
    // Nothing bounds a further column.
    let range = match (column.is_some(), is_money) {
        (true, _) => Interval::ALL,
        (false, true) => Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded),
        (false, false) => version.data_range().intersect(within),
    };
    let unit = &column.and_then(|column| column.unit.clone()).unwrap_or_else(|| version.unit_of_row());
    let (step, source) = match version.step.filter(|_| column.is_none()) {
        _ if is_money => (Decimal::ONE, "rupiah penuh"),
        Some(step) => (step, "menurut aturan"),
        None => {
            let mut own = own_decimals(view, target, version);
            own.retain(|(_, source)| question.is_some() || *source == AS_DATA);
            // What is counted in whole ones is entered in whole ones, whatever the figures beside it.
            let is_counted = own.iter().all(|(decimals, _)| *decimals == 0) && is_count(unit);
            if is_counted && own.is_empty() && question.is_some() {
                own.push((0, "satuan utuh"));
            }
            let asked = question.unwrap_or_default().iter().copied().filter(|_| !is_counted);
            // Of equals the first says most.
            let finest = own.into_iter().chain(asked).rev().max_by_key(|(decimals, _)| *decimals);
            let (decimals, source) = finest.unwrap_or((USUAL_DECIMALS, "dua desimal"));
            (Decimal::new(1, decimals.min(MOST_DECIMALS)), source)
        }
    };
    let step = Exact::from(step);
    let words = format!("{}, langkah {} ({source})", say(&range), super::show::number(&step));
    match Grid::new(step, &range) {
        Some(grid) => Ok(Entries { grid, range, words }),
        None => Err(format!("tidak ada angka yang dapat diisikan untuk {} ({words})", target.code)),
    }
}

impl View {
    /// The ends of a range target, each where it is a number: of a quarter its own, of a year those that count.
    pub fn ends(&self, of: &Target) -> [Option<Exact>; 2] {
        [Role::TargetLow, Role::TargetHigh].map(|role| {
            let end = Target { role, ..of.clone() };
            let slot = match of.when.quarter {
                Some(_) => self.slots_of(&end).first().copied(),
                None => self.program().by_code.get(&of.code).and_then(|name| self.plan.value(*name, role, of.when)),
            };
            slot.and_then(|slot| eval::rational(self.evaluation.cell(slot, 0)).cloned())
        })
    }
}

/// Where an end of a range target may lie, as the other end is now: it never passes it.
fn beside_other_end(view: &View, target: &Target) -> Interval {
    if !target.role.is_target_end() {
        return Interval::ALL;
    }
    let is_low = target.role == Role::TargetLow;
    let [low, high] = view.ends(target);
    match if is_low { high } else { low } {
        Some(end) if is_low => Interval::new(Bound::Unbounded, Bound::Included(end)),
        Some(end) => Interval::new(Bound::Included(end), Bound::Unbounded),
        None => Interval::ALL,
    }
}

/// The most decimals that the figures of a value have: in its data, beside it (target and realisation), in its scale.
fn own_decimals(view: &View, target: &Target, version: &Definition) -> Vec<(u32, &'static str)> {
    let data = &view.base;
    if let (Role::Field(_), Some(field)) = (target.role, view.program().field_of(target.role)) {
        return in_data(data, target, &[field]).map(|decimals| (decimals, AS_DATA)).into_iter().collect();
    }
    let (own, beside): (&[Field], &[Field]) = match target.role {
        Role::Main => (&[Field::Value], &TARGETS),
        Role::Target | Role::TargetLow | Role::TargetHigh => (&TARGETS, &[Field::Value]),
        Role::Value
        | Role::RawAchievement
        | Role::CappedAchievement
        | Role::Achievement
        | Role::Band
        | Role::BandWords
        | Role::Label
        | Role::Code
        | Role::Goal
        | Role::UnitName
        | Role::Parent
        | Role::ScaleLow
        | Role::ScaleHigh
        | Role::Weight
        | Role::Budget
        | Role::Spent
        | Role::Field(_) => return Vec::new(),
    };
    let scale = version.scale.iter().flat_map(|(scale, _)| [scale.lo(), scale.hi()]).filter_map(|end| match end {
        Bound::Included(number) | Bound::Excluded(number) => decimals_of(number),
        Bound::Unbounded => None,
    });
    let of_data = in_data(data, target, own).map(|decimals| (decimals, AS_DATA));
    let as_beside = if target.role == Role::Main { "seperti targetnya" } else { "seperti realisasinya" };
    let of_beside = in_data(data, target, beside).map(|decimals| (decimals, as_beside));
    let of_scale = scale.max().map(|decimals| (decimals, "seperti skalanya"));
    // A scale of whole ends says nothing of what lies between them.
    let of_scale = of_scale.filter(|(decimals, _)| *decimals > 0);
    [of_data, of_beside, of_scale].into_iter().flatten().collect()
}

const TARGETS: [Field; 3] = [Field::Target, Field::TargetLow, Field::TargetHigh];

/// The most decimals that the data have in some fields of a thing.
fn in_data(data: &Dataset, target: &Target, fields: &[Field]) -> Option<u32> {
    let columns = data.columns().filter(|(key, _)| *key.code == *target.code && fields.contains(&key.field));
    let cells = columns.flat_map(|(_, column)| column.iter());
    let in_data = cells.filter_map(|(_, datum)| match datum.content {
        Content::Number(number) => Some(number.scale()),
        Content::Text(_) | Content::Missing(..) => None,
    });
    in_data.max()
}

/// The decimals of a number that ends.
fn decimals_of(number: &Exact) -> Option<u32> {
    number.to_decimal().map(|decimal| decimal.normalize().scale())
}

/// Units of what is measured and not counted: figures of it may have decimals though none are there yet.
const MEASURES: [&str; 16] = [
    "detik", "menit", "jam", "hari", "minggu", "bulan", "tahun", "kg", "ton", "kuintal", "m", "km", "ha", "hektare",
    "liter", "meter",
];

/// Whether a unit counts things: people, documents, not points of a score.
pub fn is_count(unit: &Unit) -> bool {
    match unit {
        Unit::Any | Unit::Percent | Unit::Points => false,
        Unit::Named(_) => {
            let is_measure = unit.word().is_some_and(|word| MEASURES.contains(&word.to_lowercase().as_str()));
            !unit.suffix().is_empty() && !is_measure
        }
    }
}

/// The decimals of the figures in a question and in the rules behind `answers`, for a grid that can meet them.
pub fn asked_decimals(view: &View, written: &str, answers: &[SlotId]) -> Vec<(u32, &'static str)> {
    let needed = view.plan.needed(answers.iter().copied(), &view.pins);
    let slots = (0..view.plan.slots.len() as u32).map(SlotId).filter(|slot| needed[slot.0 as usize]);
    let in_rules = slots.flat_map(|slot| figures(&view.plan.slot(slot).op)).filter_map(|number| decimals_of(&number));
    let question = written_decimals(written).map(|decimals| (decimals, "menurut angka yang dicari"));
    let rules = in_rules.max().map(|decimals| (decimals, "menurut angka dalam aturan"));
    // Whole figures say nothing of what lies between them.
    [question, rules].into_iter().flatten().filter(|(decimals, _)| *decimals > 0).collect()
}

/// The figures that a rule states: numbers of formulas, caps, edges of bands and of the pieces of conversions.
fn figures(op: &Op) -> Vec<Exact> {
    let ends = |range: &Interval| {
        let end = |bound: &Bound<Exact>| match bound {
            Bound::Included(number) | Bound::Excluded(number) => Some(number.clone()),
            Bound::Unbounded => None,
        };
        [end(range.lo()), end(range.hi())].into_iter().flatten().collect::<Vec<_>>()
    };
    // Other operations state no figure of their own.
    if let Op::Number(number) = op {
        vec![number.clone()]
    } else if let Op::Clamp(_, range) | Op::Within(_, range) = op {
        ends(range)
    } else if let Op::Band(_, table) = op {
        table.bands.iter().flat_map(|(range, _)| ends(range)).collect()
    } else {
        Vec::new()
    }
}

/// The most decimals of a number in a text, outside its quotes.
fn written_decimals(text: &str) -> Option<u32> {
    let outside = text.split(crate::syntax::is_quote).step_by(2);
    let numbers = outside.flat_map(|part| part.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.'));
    let decimals = numbers.filter_map(|number| {
        let (whole, decimals) = number.split_once([',', '.'])?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        (digits(whole) && digits(decimals)).then_some(decimals.len() as u32)
    });
    decimals.max()
}

/// Why a value cannot stand for a target: outside of its scale, no word of its order; with the regulations behind it.
pub fn refused(program: &Program, target: &Target, value: &Given) -> Option<(String, Vec<String>)> {
    let name = program.by_code.get(&target.code)?;
    let Some(version) = program.version(*name, target.when.year) else {
        return Some((
            format!("tidak dapat dipakai: {} tidak berlaku tahun {}", target.code, target.when.year),
            Vec::new(),
        ));
    };
    // What a formula computes has no cell of its own: its result up to the quarter is held.
    if super::overlay::field(program, target).is_some()
        && let Some(reason) = check::no_quarters(program, version, target.role, target.when)
    {
        return Some((format!("tidak dapat dipakai, {reason}"), Vec::new()));
    }
    let content = match value {
        Given::Number(number) => Content::Number(*number),
        Given::Word(word) => Content::Text(word.as_str().into()),
        // Of anything data may say that there is nothing.
        Given::Missing(_) => return None,
    };
    if let Role::Field(field) = target.role {
        let is_text = program.fields.get(field.0 as usize).is_some_and(|field| field.is_text);
        let reason = match (value, is_text) {
            (Given::Word(word), true) if !super::scenario::can_be_written(word) => {
                "memuat tanda kutip, tidak dapat ditulis dalam skenario"
            }
            (Given::Word(_), true) | (Given::Number(_), false) | (Given::Missing(_), _) => return None,
            (Given::Word(_), false) => "bukan angka",
            (Given::Number(_), true) => "bukan teks",
        };
        return Some((reason.to_string(), Vec::new()));
    }
    check::stated_refused(program, version, target.role, &content)
}
