//! One sheet: what is repeated counts as often as it says, as long as it holds something.

use super::super::bounds::{Bounds, MOST_COLUMNS, MOST_ROWS};
use super::super::model::{Cell, Merge, Row, Sheet};
use super::super::refused::{Refusal, Refused};
use super::super::xml::{Step, Tag, Xml};
use super::cell::Written;
use super::styles::{Looks, Styles};
use std::io::BufRead;

/// Where reading stands.
pub(super) struct Reading<'a> {
    pub(super) sheet: Sheet,
    styles: &'a Styles,
    bounds: &'a mut Bounds,
    /// The number of the row that comes next.
    next: u32,
    /// Columns up to this one, and how their cells show numbers that have no style of their own.
    columns: Vec<(u32, Option<Looks<'a>>)>,
    /// For each group of rows that is open, whether it is folded.
    folded: Vec<bool>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(sheet: Sheet, styles: &'a Styles, bounds: &'a mut Bounds) -> Reading<'a> {
        Reading { sheet, styles, bounds, next: 1, columns: Vec::new(), folded: Vec::new() }
    }

    /// Reads the sheet to its end.
    pub(super) fn all<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<(), Refused> {
        let mut written = Written::default();
        loop {
            let step = xml.next().map_err(|why| self.here(why))?;
            match step {
                Step::Open(tag) => match tag.name() {
                    "table-column" => self.column(&tag).map_err(|why| self.here(why))?,
                    "table-row-group" => self.folded.push(tag.get("display").as_deref() == Some("false")),
                    "table-row" => {
                        let rules = RowRules::of(&tag, self.styles);
                        self.row(xml, &rules, &mut written).map_err(|why| self.here(why))?;
                    }
                    "table-header-rows" | "table-rows" | "table-header-columns" | "table-columns" => {}
                    "table-column-group" => {}
                    _ => xml.skip().map_err(|why| self.here(why))?,
                },
                Step::Close(end) => match end.name() {
                    "table-row-group" => drop(self.folded.pop()),
                    "table" => return Ok(()),
                    _ => {}
                },
                Step::Text(_) => {}
                Step::Finish => return Err(self.here(Refusal::Damaged)),
            }
        }
    }

    fn here(&self, why: Refusal) -> Refused {
        Refused::from(why).in_row(self.next).on(&self.sheet.name)
    }

    fn column(&mut self, tag: &Tag) -> Result<(), Refusal> {
        self.bounds.cell()?;
        let first = self.columns.last().map_or(0, |(last, _)| last + 1);
        let last = first.saturating_add(times(tag, "number-columns-repeated") - 1).min(MOST_COLUMNS);
        let styles = self.styles;
        let looks = tag.get("default-cell-style-name").and_then(|name| styles.looks(&name));
        if is_hidden(tag) && first < MOST_COLUMNS {
            self.sheet.hidden_columns.push(first..=last.min(MOST_COLUMNS - 1));
        }
        if first < MOST_COLUMNS {
            self.columns.push((last, looks));
        }
        Ok(())
    }

    fn row<R: BufRead>(&mut self, xml: &mut Xml<R>, rules: &RowRules, written: &mut Written) -> Result<(), Refusal> {
        let hidden = rules.hidden || self.folded.contains(&true);
        let mut row = Row { number: self.next, hidden, cells: Vec::new() };
        let (mut column, mut merges) = (0u32, Vec::new());
        loop {
            match xml.next()? {
                Step::Open(tag) if tag.name() == "table-cell" => {
                    written.begin(&tag, self.styles);
                    let own = tag.get("style-name").and_then(|name| self.styles.looks(&name));
                    let repeated = times(&tag, "number-columns-repeated");
                    let wide = times(&tag, "number-columns-spanned");
                    let high = times(&tag, "number-rows-spanned");
                    let by_column = || {
                        let at = self.columns.partition_point(|(last, _)| *last < column);
                        self.columns.get(at).and_then(|(_, looks)| *looks)
                    };
                    let looks = own.or(rules.looks).or_else(by_column);
                    written.fill(xml, self.styles)?;
                    if wide > 1 || high > 1 {
                        self.bounds.cell()?;
                        merges.push((column, wide, high));
                    }
                    if let Some(content) = written.content(looks, self.bounds)? {
                        for column in column..column.saturating_add(repeated) {
                            if column >= MOST_COLUMNS {
                                return Err(Refusal::Damaged);
                            }
                            self.bounds.cell()?;
                            row.cells.push(Cell { column, content: content.clone() });
                        }
                    }
                    column = column.saturating_add(repeated);
                }
                Step::Open(tag) => {
                    // What a merged cell covers is not shown.
                    if tag.name() == "covered-table-cell" {
                        column = column.saturating_add(times(&tag, "number-columns-repeated"));
                    }
                    xml.skip()?;
                }
                Step::Close(_) => break,
                Step::Finish => return Err(Refusal::Damaged),
                Step::Text(_) => {}
            }
        }
        self.keep(row, &merges, rules.repeated)
    }

    /// The row as often as it is repeated, where it holds something.
    fn keep(&mut self, mut row: Row, merges: &[(u32, u32, u32)], repeated: u32) -> Result<(), Refusal> {
        let first = self.next;
        self.next = first.saturating_add(repeated);
        if row.cells.is_empty() && merges.is_empty() {
            return Ok(());
        }
        row.cells.shrink_to_fit();
        for number in first..self.next {
            if number > MOST_ROWS {
                return Err(Refusal::Damaged);
            }
            for (column, wide, high) in merges {
                self.bounds.cell()?;
                let rows = number..=number.saturating_add(high - 1).min(MOST_ROWS);
                let columns = *column..=column.saturating_add(wide - 1).min(MOST_COLUMNS - 1);
                if !columns.is_empty() {
                    self.sheet.merges.push(Merge { rows, columns });
                }
            }
            if row.cells.is_empty() {
                continue;
            }
            self.bounds.cell()?;
            // The first is paid for.
            for _ in row.cells.iter().filter(|_| number > first) {
                self.bounds.cell()?;
            }
            if number + 1 < self.next {
                self.sheet.rows.push(Row { number, ..row.clone() });
            } else {
                self.sheet.rows.push(Row { number, hidden: row.hidden, cells: std::mem::take(&mut row.cells) });
            }
        }
        Ok(())
    }
}

/// What a row says of itself.
struct RowRules<'s> {
    repeated: u32,
    hidden: bool,
    looks: Option<Looks<'s>>,
}

impl<'s> RowRules<'s> {
    fn of(tag: &Tag, styles: &'s Styles) -> RowRules<'s> {
        RowRules {
            repeated: times(tag, "number-rows-repeated"),
            hidden: is_hidden(tag),
            looks: tag.get("default-cell-style-name").and_then(|name| styles.looks(&name)),
        }
    }
}

/// Hidden by hand or by a filter.
fn is_hidden(tag: &Tag) -> bool {
    matches!(tag.get("visibility").as_deref(), Some("collapse" | "filter"))
}

/// How often, how wide: at least once.
fn times(tag: &Tag, name: &str) -> u32 {
    tag.get(name).and_then(|times| times.parse().ok()).unwrap_or(1).max(1)
}
