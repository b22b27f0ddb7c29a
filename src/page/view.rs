//! What templates are given, as plain values.

use crate::program::{NameId, Role};
use serde::Serialize;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Table {
    pub id: String,
    pub heading: String,
    /// Whether it needs a page turned sideways.
    pub wide: bool,
    /// Whether its rows have to stay where they are.
    pub fixed: bool,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub feet: Vec<Row>,
    /// What the mark of reported values means, where there is one.
    pub reported: Option<&'static str>,
    pub notes: Vec<String>,
    pub remarks: Vec<String>,
    pub bars: Option<Bars>,
    pub trends: Vec<Trend>,
    /// How they are to be read; empty where that is plain.
    pub trend_legend: String,
    /// Whether these are more than a look.
    pub long_trends: bool,
    pub money: Option<Bars>,
}

/// The heading of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Column {
    pub title: String,
    pub numeric: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    /// `baris`, `judul` or `subtotal`.
    pub kind: &'static str,
    pub cells: Vec<Cell>,
}

/// A cell that stands in a row; one that is joined to the one above stands in none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Cell {
    /// The label of a footer, before its words.
    pub label: Option<String>,
    pub words: String,
    pub mark: String,
    /// The derivation that it opens.
    pub link: Option<String>,
    pub numeric: bool,
    /// Whether it names its row.
    pub heads: bool,
    pub across: usize,
    pub down: usize,
    /// `kosong` where there is no value yet, `keliru` where a wrong one.
    pub state: Option<&'static str>,
    /// What a script sorts by.
    pub plain: Option<String>,
}

/// A figure beside a chart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Figure {
    pub words: String,
    pub link: Option<String>,
}

/// Bars below each other on one scale; places and lengths are in percent of the width.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Bars {
    /// What is drawn, so that no chart stands twice.
    #[serde(skip)]
    pub key: Vec<u32>,
    pub title: String,
    /// How it is to be read.
    pub legend: String,
    pub ticks: Vec<Tick>,
    pub rows: Vec<Bar>,
    /// Whether it is longer than a look.
    pub long: bool,
}

/// A line across all bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Tick {
    pub at: String,
    pub words: String,
}

/// A bar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Bar {
    pub label: String,
    /// What it is made of sums others up.
    pub strong: bool,
    /// Between zero and the value; none where there is no value.
    pub fill: Option<Stretch>,
    /// Where the value lies.
    pub end: Option<String>,
    /// How far it would go on without its cap.
    pub beyond: Option<Stretch>,
    /// Where zero lies, where bars go to both sides of it.
    pub zero: Option<String>,
    /// Where a hundred percent lie.
    pub full: String,
    /// Where its cap lies.
    pub cap: Option<String>,
    /// Where it is cut.
    pub cut: Option<Cut>,
    pub figures: Vec<Figure>,
    /// What stands between two figures, and behind the last.
    pub between: &'static str,
    pub behind: Option<String>,
    pub alt: String,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Stretch {
    pub from: String,
    pub width: String,
}

/// The sign at the end of a bar that is longer than drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Cut {
    pub sign: &'static str,
    pub at: &'static str,
    pub anchor: &'static str,
}

/// A value over years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Trend {
    /// What is drawn, so that it is drawn once.
    #[serde(skip)]
    pub key: (NameId, Role),
    pub label: String,
    pub what: String,
    pub bands: Vec<Band>,
    /// Runs of years without a gap, as points of a line.
    pub runs: Vec<String>,
    pub dots: Vec<Dot>,
    /// A hundred percent, where they are in sight.
    pub full: Option<String>,
    pub points: Vec<Point>,
    pub alt: String,
}

/// A band behind a trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Band {
    pub top: String,
    pub height: String,
    /// Where its words stand; none where there is no room.
    pub middle: Option<String>,
    pub short: String,
    pub words: String,
    pub even: bool,
}

/// A point of a trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Dot {
    pub x: String,
    pub y: String,
}

/// A year of a trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Point {
    pub x: String,
    pub year: i32,
    pub figure: Figure,
}

/// The derivation of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Panel {
    pub id: String,
    pub name: String,
    pub value: String,
    pub label: Option<String>,
    /// Word and text beside it.
    pub said: Vec<(&'static str, String)>,
    pub steps: Vec<Step>,
    pub parts: Vec<Part>,
    pub rules: Vec<Rule>,
    /// The place that it is closed to.
    pub back: String,
}

/// A step of a derivation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Step {
    pub word: &'static str,
    pub text: String,
    /// Whether the text is that of a rule.
    pub is_rule: bool,
    pub lines: Vec<String>,
    pub source: Option<String>,
    pub parts: Vec<Part>,
}

/// A value that another one is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Part {
    pub name: String,
    pub value: String,
    pub link: Option<String>,
    pub remarks: Vec<String>,
}

/// A rule that had a part in a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Rule {
    pub name: String,
    pub place: String,
    pub in_force: Option<String>,
    pub basis: Vec<String>,
    pub notes: Vec<String>,
}
