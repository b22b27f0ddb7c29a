//! The rows below a heading: things, headings among them, totals, and where the table ends.

mod again;
mod kinds;
mod periods;
mod signed;

use super::band::{Band, line};
use super::grid::{Grid, filled, said};
use super::titled::Titled;
use super::words::{Looks, is_caption, is_code_head, is_numbering, looks};
use super::{Choice, Found, FoundRow, Head, Remark, RowIs};
use crate::office::model::{Content, Line, Row};
use kinds::Kinds;
use signed::Below;
use std::sync::Arc;

/// What is known while the rows of a table are read.
pub(super) struct Reader<'g, 's> {
    grid: &'g Grid<'s>,
    choice: &'g Choice,
    band: &'g Band,
    heads: Vec<Head>,
    rows: Vec<Raw>,
    found: Found,
    /// Where the columns stand below a heading that stands again in another order.
    turned: Option<Arc<[Turned]>>,
    again: Vec<u32>,
    turns: Vec<u32>,
    merged: Vec<(u32, u32, u32)>,
    hidden: Vec<u32>,
    struck: Vec<u32>,
    untitled: Vec<u32>,
}

/// A row as it stands, and what stands beside it.
struct Raw {
    number: u32,
    hidden: bool,
    cells: Vec<Option<Content>>,
    /// Where merged cells reach down from: their rows.
    from: Vec<u32>,
    /// How many cells the row itself fills.
    own: usize,
    /// Whether blank rows stand above it.
    is_apart: bool,
    /// Where its cells stand, where that is not below the heads.
    turned: Option<Arc<[Turned]>>,
}

/// Reads the rows of a table; gives it with the index of the row behind it.
pub(super) fn read(grid: &Grid, band: &Band, heads: Vec<Head>, above: Vec<Line>, choice: &Choice) -> (Found, usize) {
    let found = Found { above, ..Found::default() };
    let (again, turns, merged, hidden, struck, untitled) = Default::default();
    let (rows, turned) = (Vec::new(), None);
    let mut reader =
        Reader { grid, choice, band, heads, rows, found, turned, again, turns, merged, hidden, struck, untitled };
    let next = reader.take_rows();
    (reader.finish(), next)
}

impl Reader<'_, '_> {
    /// Takes rows up to the end of the table; gives the index of the row behind it.
    fn take_rows(&mut self) -> usize {
        let rows = &self.grid.sheet.rows;
        let begin = self.choice.first.unwrap_or(0).max(self.band.last + 1);
        let mut at = rows.partition_point(|row| row.number < begin);
        let mut last = begin - 1;
        while let Some(row) = rows.get(at) {
            if filled(row).next().is_none() {
                at += 1;
                continue;
            }
            let is_apart = row.number > last + 1 && !self.is_merged_over(last + 1, row.number);
            if !self.rows.is_empty() && self.is_of_another(at) {
                return at;
            }
            if let Some(behind) = self.pass_heading(at) {
                at = behind;
                last = rows[at - 1].number;
                continue;
            }
            let is_alone = filled(row).nth(1).is_none();
            let is_led = is_apart || is_alone && is_caption(&line(row).text);
            let is_signed = self.is_signed(row, is_apart);
            if (is_led || is_alone) && !is_signed && self.begins_another(at, is_led) {
                return at;
            }
            if is_signed {
                match self.skip_signatures(at) {
                    Below::Nothing => return rows.len(),
                    Below::Other(next) => return next,
                    Below::More(next) => (at, last) = (next, rows[next].number),
                }
                continue;
            }
            self.take(row, is_apart);
            last = row.number;
            at += 1;
        }
        at
    }

    /// Whether merged cells bridge rows that hold nothing themselves.
    fn is_merged_over(&self, from: u32, to: u32) -> bool {
        (from..to).all(|row| self.heads.iter().any(|head| self.grid.covering(row, head.column).is_some()))
    }

    /// Whether another table begins here, perhaps below a title of its own: below a blank row or a caption with any heading, else
    /// with the heading of this one below a title of another time or office.
    fn begins_another(&self, at: usize, is_led: bool) -> bool {
        let rows = &self.grid.sheet.rows;
        for (ahead, row) in rows[at..].iter().enumerate().take(8) {
            if self.is_of_another(at + ahead) {
                return true;
            }
            if self.is_heading_again(at + ahead) {
                return self.says_other(at, at + ahead);
            }
            let is_last = rows.get(at + ahead + 1).is_none();
            if is_led && !is_last && super::is_strong(self.grid, at + ahead, self.choice) {
                return true;
            }
            // `Tahun | : | 2023`
            let is_line = filled(row).nth(1).is_none() || filled(row).any(|(_, content)| said(content) == ":");
            if !is_line {
                return false;
            }
        }
        false
    }

    /// Whether the rows from one to another, which lead up to a heading, say that the table below it is another one.
    fn says_other(&self, from: usize, to: usize) -> bool {
        let lines: Vec<Line> = self.grid.sheet.rows[from..to].iter().map(line).collect();
        let sheet = Line { row: 0, text: self.grid.sheet.name.clone() };
        let above: Vec<Line> = std::iter::once(sheet).chain(self.found.above.iter().cloned()).collect();
        Titled::of(&lines).is_other_than(&Titled::of(&above).or_of_heads(&self.heads))
            || !lines.is_empty() && self.repeats_names(to)
    }

    fn take(&mut self, row: &Row, is_apart: bool) {
        let is_left_out = row.hidden && self.choice.hidden == Some(false);
        if row.hidden {
            self.hidden.push(row.number);
        }
        if is_left_out {
            return;
        }
        if row.is_struck() {
            self.struck.push(row.number);
            return;
        }
        let (cells, from, turned) = (Vec::new(), Vec::new(), self.turned.clone());
        let mut raw = Raw { number: row.number, hidden: row.hidden, cells, from, own: 0, is_apart, turned };
        for (at, head) in self.heads.iter().enumerate() {
            let place = raw.turned.as_ref().map_or((head.column, head.width), |turned| turned[at]);
            let own = joined(row, head, place);
            raw.own += usize::from(own.is_some());
            // The number of several rows is no figure of theirs.
            let is_counted = head.levels.last().is_some_and(|last| is_numbering(last));
            if own.is_none() && place.1 > 0 && !is_counted {
                self.merged.extend(self.figure_from(row.number, place.0));
            }
            let above = if own.is_none() && place.1 > 0 { self.merged_from(row.number, place.0) } else { None };
            raw.from.push(above.as_ref().map_or(row.number, |(_, row)| *row));
            raw.cells.push(own.or(above.map(|(content, _)| content)));
        }
        for (column, content) in filled(row) {
            let turned = raw.turned.iter().flat_map(|turned| turned.iter().copied());
            let mut places = self.heads.iter().map(|head| (head.column, head.width)).chain(turned);
            let is_known = places.any(|(first, width)| (first..first + width).contains(&column));
            let is_figure =
                !matches!(content, Content::Text(_) | Content::Worded(_)) || looks(content) == Looks::Figure;
            if !is_known && is_figure && !self.untitled.contains(&column) {
                self.untitled.push(column);
            }
        }
        if raw.own > 0 {
            self.rows.push(raw);
        }
    }

    /// What a merged cell that begins further up says here: words, and years. A figure counts once, where it stands.
    fn merged_from(&self, row: u32, column: u32) -> Option<(Content, u32)> {
        let (content, (from, at)) = self.grid.covering(row, column)?;
        let is_said = matches!(looks(content), Looks::Word | Looks::Year | Looks::Code);
        (from < row && at == column && is_said).then(|| (content.clone(), from))
    }

    /// The merged cell with a figure that reaches down to here from the row above, and takes several rows.
    fn figure_from(&self, row: u32, column: u32) -> Option<(u32, u32, u32)> {
        let merge = self.grid.merge(row, column)?;
        let (content, _) = self.grid.covering(row, column)?;
        let first = *merge.rows.start();
        (first + 1 == row && looks(content) == Looks::Figure)
            .then(|| (first, *merge.rows.end(), *merge.columns.start()))
    }

    fn finish(mut self) -> Found {
        self.fill_periods();
        let kinds = Kinds::of(&self.heads, &self.rows);
        let mut is: Vec<RowIs> = Vec::new();
        for (at, raw) in self.rows.iter().enumerate() {
            let is_last = self.rows[at + 1..].iter().all(|row| row.is_apart || row.own < 2);
            is.push(kinds.row_is(raw, is_last));
        }
        // What stands alone behind the last thing is a note.
        while is.last() == Some(&RowIs::Level) && self.rows.last().is_some_and(|row| row.own == 1) {
            is.pop();
            let Some(raw) = self.rows.pop() else { break };
            self.found.below.extend(self.grid.sheet.row(raw.number).map(line));
        }
        self.found.below.sort_by_key(|line| line.row);
        self.fill_down(&kinds, &is);
        let rows = std::mem::take(&mut self.rows).into_iter().zip(is);
        self.found.rows = rows
            .map(|(raw, is)| {
                let columns = raw.turned.map(|turned| turned.iter().map(|(column, _)| *column).collect());
                FoundRow { number: raw.number, hidden: raw.hidden, is, cells: raw.cells, from: raw.from, columns }
            })
            .collect();
        self.tell();
        self.found.heads = self.heads;
        self.found
    }

    fn tell(&mut self) {
        let mut remarks = Vec::new();
        if !self.hidden.is_empty() {
            let taken = self.choice.hidden != Some(false);
            remarks.push(Remark::HiddenRows { rows: std::mem::take(&mut self.hidden), taken });
        }
        if !self.struck.is_empty() {
            remarks.push(Remark::StruckRows(std::mem::take(&mut self.struck)));
        }
        let columns: Vec<u32> = self.heads.iter().filter(|head| head.hidden).map(|head| head.column).collect();
        if !columns.is_empty() {
            remarks.push(Remark::HiddenColumns(columns));
        }
        if !self.again.is_empty() {
            remarks.push(Remark::HeadingAgain(std::mem::take(&mut self.again)));
        }
        if !self.merged.is_empty() {
            remarks.push(Remark::MergedFigures(std::mem::take(&mut self.merged)));
        }
        if !self.turns.is_empty() {
            remarks.push(Remark::HeadingTurned(std::mem::take(&mut self.turns)));
        }
        let joins = |head: &Head| head.width > 1 && head.levels.last().is_some_and(|last| is_code_head(last));
        remarks.extend(
            self.heads.iter().enumerate().filter(|(_, head)| joins(head)).map(|(head, _)| Remark::JoinedCodes { head }),
        );
        if !self.untitled.is_empty() {
            self.untitled.sort_unstable();
            remarks.push(Remark::Untitled(std::mem::take(&mut self.untitled)));
        }
        remarks.append(&mut self.found.remarks);
        self.found.remarks = remarks;
    }

    /// Blank cells of what things belong to take what stands above them, up to the next heading among the rows.
    fn fill_down(&mut self, kinds: &Kinds, is: &[RowIs]) {
        for head in kinds.groups.iter().copied() {
            let (mut above, mut count, mut first) = (None::<(Content, u32)>, 0, 0);
            for (raw, is) in self.rows.iter_mut().zip(is) {
                if *is != RowIs::Thing {
                    // A heading among the names ends nothing that stands beside it.
                    let is_among_names = *is == RowIs::Level && kinds.is_named(raw) && raw.cells[head].is_none();
                    above = above.filter(|_| is_among_names);
                    continue;
                }
                match (&raw.cells[head], &above) {
                    (Some(content), _) => above = Some((content.clone(), raw.from[head])),
                    (None, Some((content, row))) => {
                        raw.cells[head] = Some(content.clone());
                        raw.from[head] = *row;
                        first = if count == 0 { raw.number } else { first };
                        count += 1;
                    }
                    (None, None) => {}
                }
            }
            if count > 0 {
                self.found.remarks.push(Remark::FilledDown { head, count, first });
            }
        }
    }
}

/// The column that a head's cells stand in, and how many it takes.
type Turned = (u32, u32);

/// The cells of a row under one head, where they stand; several are put together.
fn joined(row: &Row, head: &Head, (first, width): Turned) -> Option<Content> {
    let cells = || {
        let columns = first..first + width;
        filled(row).filter(move |(column, _)| columns.contains(column)).map(|(_, content)| content)
    };
    let first = cells().next()?;
    if cells().nth(1).is_none() {
        return Some(first.clone());
    }
    let is_code = head.levels.last().is_some_and(|last| is_code_head(last));
    let text = match is_code {
        true => code_of(cells().map(code_part)),
        false => cells().map(|content| said(content).into_owned()).collect::<Vec<_>>().join(" "),
    };
    Some(Content::Text(Arc::from(text)))
}

fn code_part(content: &Content) -> String {
    content.code().unwrap_or_else(|| said(content)).trim().trim_end_matches('.').to_string()
}

/// One code of the parts that stand in several columns. A part that begins with one before it holds that one already.
fn code_of(parts: impl Iterator<Item = String>) -> String {
    let (mut code, mut seen) = (String::new(), Vec::<String>::new());
    for part in parts {
        let holds = |known: &String| part.strip_prefix(known.as_str()).is_some_and(|rest| rest.starts_with('.'));
        code = match code.is_empty() || seen.iter().any(holds) {
            true => part.clone(),
            false => format!("{code}.{part}"),
        };
        seen.push(part);
    }
    code
}
