//! Headings of columns that the rules give none: the words of the value, with the year that its figures are of.

use super::{Block, Column, ExprKind, RowItem, Rows, ValueRef, When};
use crate::syntax::ast::{Period, YearOf};

impl Block {
    /// The heading of a column in the table of a year. Of a column that has none of its own, `[tahun-1]` is the year before
    /// that of the rows; a quarter of their own year is named alone.
    pub fn title_of(&self, column: &Column, year: i32, plan: Option<(i32, i32)>) -> String {
        let (ExprKind::Value(ValueRef { period: Some(period), .. }), true) = (&column.value.kind, column.untitled)
        else {
            return column.title.clone();
        };
        let Some((words, _)) = column.title.split_once('[') else { return column.title.clone() };
        let rows = self.rows_at(year, plan);
        let when = rows.unwrap_or(When::year(year)).resolve(Some(*period), plan);
        let quarter = when.quarter.map(|quarter| format!(" triwulan {quarter}")).unwrap_or_default();
        let year = match (period.year, rows) {
            (YearOf::Shift(0), _) if when.quarter.is_some() => String::new(),
            (YearOf::Shift(by), None) => beside(by),
            _ => format!(" {}", when.year),
        };
        format!("{}{quarter}{year}", words.trim_end())
    }

    /// The time that all rows are of in the table of a year; none where they differ.
    fn rows_at(&self, year: i32, plan: Option<(i32, i32)>) -> Option<When> {
        let at = |period: Option<Period>| When::year(year).resolve(period, plan);
        let period_of = |item: &RowItem| match item {
            RowItem::Name(_, period) => *period,
            RowItem::Members(set) => set.period,
        };
        match &self.rows {
            Rows::Years(from, to) => (from == to).then(|| When::year(*from)),
            Rows::Classes { set, .. } => Some(at(set.as_ref().and_then(|set| set.period))),
            Rows::Items(items) => {
                let mut times = items.iter().map(|item| at(period_of(item)));
                let first = times.next().unwrap_or(When::year(year));
                times.all(|time| time == first).then_some(first)
            }
        }
    }
}

/// A year beside that of each row.
fn beside(by: i32) -> String {
    match by {
        0 => String::new(),
        -1 => " tahun sebelumnya".to_string(),
        1 => " tahun berikutnya".to_string(),
        ..0 => format!(" {} tahun sebelumnya", by.unsigned_abs()),
        _ => format!(" {by} tahun berikutnya"),
    }
}
