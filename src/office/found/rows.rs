//! The rows below a heading: things, headings among them, totals, and where the table ends.

mod signed;

use super::band::{Band, band_at, line, numbers_columns};
use super::grid::{Grid, filled, one_line, said};
use super::words::{Looks, is_code_head, is_note, is_numbering, is_total, looks, sums_up};
use super::{Choice, Found, FoundRow, Head, Remark, RowIs};
use crate::office::model::{Content, Row};
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
    again: Vec<u32>,
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
}

/// Reads the rows of a table; gives it with the index of the row behind it.
pub(super) fn read(
    grid: &Grid,
    band: &Band,
    heads: Vec<Head>,
    above: Vec<crate::office::model::Line>,
    choice: &Choice,
) -> (Found, usize) {
    let found = Found { above, ..Found::default() };
    let (again, hidden, struck, untitled) = Default::default();
    let mut reader = Reader { grid, choice, band, heads, rows: Vec::new(), found, again, hidden, struck, untitled };
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
            if self.repeats_heading(at) {
                at = self.skip_heading(at);
                last = rows[at - 1].number;
                continue;
            }
            if is_apart && self.begins_another(at) {
                return at;
            }
            if self.is_signed(row, is_apart) {
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

    /// Whether the heading stands here again, as on the next page.
    fn repeats_heading(&self, at: usize) -> bool {
        let row = &self.grid.sheet.rows[at];
        let first = self.band.rows.iter().find_map(|row| self.grid.sheet.row(*row));
        let is_same = first.is_some_and(|first| {
            let says = |row: &Row| -> Vec<(u32, String)> {
                filled(row).map(|(column, content)| (column, said(content).to_lowercase())).collect()
            };
            filled(row).count() > 1 && filled(row).count() == filled(first).count() && says(row) == says(first)
        });
        is_same || (self.band.numbers.is_some() && numbers_columns(row) && self.same_numbers(row))
    }

    fn same_numbers(&self, row: &Row) -> bool {
        let numbers = self.band.numbers.and_then(|numbers| self.grid.sheet.row(numbers));
        numbers.is_some_and(|numbers| {
            filled(numbers).map(|(column, content)| (column, said(content))).eq(filled(row).map(|(c, s)| (c, said(s))))
        })
    }

    /// Passes over a heading that stands again; gives the index of the row behind it.
    fn skip_heading(&mut self, at: usize) -> usize {
        let rows = &self.grid.sheet.rows;
        self.again.push(rows[at].number);
        let height = match numbers_columns(&rows[at]) {
            true => 1,
            false => band_at(self.grid, at, self.choice).map_or(1, |band| band.last - rows[at].number + 1),
        };
        rows.partition_point(|row| row.number < rows[at].number + height)
    }

    /// Whether another table begins here, perhaps below a title of its own.
    fn begins_another(&self, at: usize) -> bool {
        let rows = &self.grid.sheet.rows;
        for (ahead, row) in rows[at..].iter().enumerate().take(8) {
            if self.repeats_heading(at + ahead) {
                return false;
            }
            let is_last = rows.get(at + ahead + 1).is_none();
            if !is_last && super::is_strong(self.grid, at + ahead, self.choice) {
                return true;
            }
            if filled(row).count() > 1 {
                return false;
            }
        }
        false
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
        let mut raw =
            Raw { number: row.number, hidden: row.hidden, cells: Vec::new(), from: Vec::new(), own: 0, is_apart };
        for head in &self.heads {
            let own = joined(row, head);
            raw.own += usize::from(own.is_some());
            let above = if own.is_none() { self.merged_from(row.number, head.column) } else { None };
            raw.from.push(above.as_ref().map_or(row.number, |(_, row)| *row));
            raw.cells.push(own.or(above.map(|(content, _)| content)));
        }
        for (column, content) in filled(row) {
            let is_known = self.heads.iter().any(|head| (head.column..head.column + head.width).contains(&column));
            let is_figure = !matches!(content, Content::Text(_)) || looks(content) == Looks::Figure;
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

    fn finish(mut self) -> Found {
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
        self.found.below.reverse();
        self.fill_down(&kinds, &is);
        let rows = std::mem::take(&mut self.rows).into_iter().zip(is);
        self.found.rows = rows
            .map(|(raw, is)| FoundRow { number: raw.number, hidden: raw.hidden, is, cells: raw.cells, from: raw.from })
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
                    above = None;
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

/// The cells of a row under one head; several are put together.
fn joined(row: &Row, head: &Head) -> Option<Content> {
    let cells = || {
        let columns = head.column..head.column + head.width;
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

/// Which heads are what.
struct Kinds {
    /// What is measured.
    indicator: Option<usize>,
    unit: Option<usize>,
    target: Option<usize>,
    realised: Option<usize>,
    /// Heads that hold figures in some row.
    figures: Vec<bool>,
    /// Heads of numbers of rows.
    numbering: Vec<bool>,
    /// Heads of what things belong to, left of the indicator.
    groups: Vec<usize>,
}

impl Kinds {
    fn of(heads: &[Head], rows: &[Raw]) -> Kinds {
        let begins = |head: &Head, word: &str| head.levels.iter().any(|level| level.to_lowercase().starts_with(word));
        let indicator = heads.iter().position(|head| begins(head, "indikator") || begins(head, "nama indikator"));
        let unit =
            heads.iter().position(|head| head.levels.last().is_some_and(|last| last.eq_ignore_ascii_case("satuan")));
        let target = heads.iter().position(|head| begins(head, "target"));
        let realised = heads.iter().position(|head| begins(head, "realisasi"));
        let last = |head: &Head| head.levels.last().cloned().unwrap_or_default();
        let numbering: Vec<bool> = heads.iter().map(|head| is_numbering(&last(head))).collect();
        let codes: Vec<bool> =
            heads.iter().map(|head| is_code_head(&last(head)) || is_numbering(&last(head))).collect();
        let is_figure = |cell: &Option<Content>| cell.as_ref().is_some_and(|cell| looks(cell) == Looks::Figure);
        let figures: Vec<bool> =
            (0..heads.len()).map(|at| !codes[at] && rows.iter().any(|row| is_figure(&row.cells[at]))).collect();
        let groups = match indicator {
            Some(indicator) => (0..indicator).filter(|at| !codes[*at] && !figures[*at]).collect(),
            None => Vec::new(),
        };
        Kinds { indicator, unit, target, realised, figures, numbering, groups }
    }

    fn row_is(&self, raw: &Raw, is_last: bool) -> RowIs {
        let text = |at: usize| match &raw.cells[at] {
            Some(Content::Text(text)) if raw.from[at] == raw.number => Some(one_line(text)),
            _ => None,
        };
        let has_unit = self.unit.is_some_and(|at| raw.cells[at].is_some());
        let figures = (0..raw.cells.len()).filter(|at| self.figures[*at]);
        let measured =
            figures.filter(|at| raw.cells[*at].as_ref().is_some_and(|one| looks(one) == Looks::Figure)).count();
        let names = (0..raw.cells.len()).filter(|at| !self.numbering[*at]).filter_map(text);
        let first = names
            .map(|text| text.into_owned())
            .find(|text| matches!(looks(&Content::Text(Arc::from(text.as_str()))), Looks::Word));
        let is_named = self.indicator.is_some_and(|at| raw.cells[at].is_some());
        match &first {
            Some(first) if raw.own == 1 && (raw.is_apart || is_note(first)) => return RowIs::Level,
            Some(first) => {
                let stands_there = || self.indicator.and_then(text).as_deref() == Some(first);
                // `Jumlah Program` is a total beside a blank indicator, or behind all others without a target of its own.
                let has_target = self.target.is_some_and(|at| raw.cells[at].is_some());
                let can_name = match self.indicator {
                    Some(_) => !is_named || (is_last && self.target.is_some() && !has_target),
                    None => is_last,
                };
                let has = |at: usize| raw.cells[at].is_some() && raw.from[at] == raw.number;
                let is_bare = || {
                    let has_own = [self.target, self.realised].into_iter().flatten().any(has);
                    let is_numbered = (0..raw.cells.len()).any(|at| self.numbering[at] && has(at));
                    self.target.is_some() && measured > 0 && !has_unit && !has_own && !is_numbered
                };
                let is_total = is_total(first, can_name && !has_unit) || sums_up(first) && is_bare();
                if is_total && (!is_named || stands_there()) {
                    return RowIs::Total;
                }
            }
            None => {
                let says = |at: &usize| !self.figures[*at] && !self.numbering[*at] && raw.cells[*at].is_some();
                if measured > 0 && is_last && !is_named && !(0..raw.cells.len()).any(|at| says(&at)) {
                    return RowIs::Total;
                }
            }
        }
        match self.indicator {
            Some(_) if is_named => RowIs::Thing,
            Some(_) => RowIs::Level,
            None if measured > 0 => RowIs::Thing,
            // A table of words: grades, answers.
            None if raw.own > 1 && !self.figures.contains(&true) => RowIs::Thing,
            None => RowIs::Level,
        }
    }
}
