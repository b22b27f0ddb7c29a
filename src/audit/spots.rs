//! Printed cells laid over the cells of the plan.

use super::crossed;
use super::exchanged;
use super::figure::Printed;
use super::footers::{self, Sums};
use super::grouped;
use super::held::Held;
use super::lines::{Known, Rows};
use super::model::PrintedTable;
use super::passed;
use super::read;
use super::remaining;
use super::remark::Remark;
use super::same_row;
use super::same_title;
use super::sheet::Sheet;
use super::spread::{self, Spread};
use super::titles::{Columns, Titles, Wanted};
use super::tried::{self, Tried};
use super::wanted::in_print;
use super::weigh;
use super::world::{Position, World, cell_at};
use super::years;
use crate::eval::Value;
use crate::plan::{Frame, PlannedCell, PlannedTable, SlotId};
use crate::program::Role;
use crate::program::units::Unit;
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// A printed cell with the cell of the rules that it prints.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// The printed table, its row and column.
    pub table: usize,
    pub row: usize,
    pub column: usize,
    /// The cell of the rules.
    pub position: Position,
    pub cell: PlannedCell,
    /// The slot that stands for its value.
    pub key: SlotId,
    /// What is printed.
    pub printed: Printed,
    /// What of its row its column shows, where it computes nothing.
    pub role: Option<Role>,
    /// Whether it names the unit of its row.
    pub names_unit: bool,
    /// What its row is called.
    pub who: String,
}

/// The printed tables laid over the plan.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub spots: Vec<Spot>,
    /// What is to be said of the tables themselves.
    pub remarks: Vec<Remark>,
    /// Rows that are printed twice: table, row, the first one, what it is called.
    pub again: Vec<(usize, usize, usize, String)>,
    /// Pairs of columns with each other's figures: table, one, other.
    pub exchanged: Vec<(usize, usize, usize)>,
    /// Columns that were taken for one of the rules whose figures all are other ones.
    pub tried: Vec<Tried>,
    /// Cells with figures that belong to no cell of the rules.
    pub unmatched: usize,
}

/// Lays every printed table over the plan.
pub(super) fn lay(world: &World, sources: &Sources, printed: &[PrintedTable]) -> Laid {
    let mut laid = Laid::default();
    for (at, table) in printed.iter().enumerate() {
        let planned = world.plan().tables.iter().position(|planned| planned.name.eq_ignore_ascii_case(&table.table));
        match planned {
            Some(planned) => lay_table(world, sources, (at, table), planned, &mut laid),
            None => {
                laid.unmatched += passed::figures(table);
                let known = world.plan().tables.iter().map(|planned| planned.name.as_str());
                laid.remarks.push(Remark::UnknownTable {
                    file: table.file.clone(),
                    table: table.table.clone(),
                    near: crate::diagnostic::nearest(&table.table, known).map(str::to_string),
                });
            }
        }
    }
    laid
}

fn lay_table(world: &World, sources: &Sources, (at, table): (usize, &PrintedTable), index: usize, laid: &mut Laid) {
    let planned = &world.plan().tables[index];
    let wanted = in_print(wanted(world, sources, index), &table.header);
    let sheet = Sheet::new(table);
    let titles = Titles { table, wanted: &wanted, now: years::now(world.program(), world.plan().year) };
    let (mut columns, mut unknown) = titles.columns();
    let offsets = offsets(planned);
    let held = Held { world, sheet: &sheet, index, planned, offsets: &offsets, wanted: &wanted, titles };
    held.figures_are_no_words(&mut columns);
    let blocks: Vec<Vec<Known>> =
        (0..planned.blocks.len()).map(|block| known(world, planned, block, offsets[block], &wanted)).collect();
    let mut all_rows: Vec<Rows> = Vec::new();
    let mut left: Vec<Spread> = Vec::new();
    for round in 0..2 {
        all_rows =
            blocks.iter().enumerate().map(|(block, known)| grouped::rows(&held, &columns, block, known)).collect();
        // Figures can tell columns only once rows are known, and columns that are known tell rows better.
        if round == 0 {
            same_title::settle(&held, &all_rows, &mut columns);
            titles.near(&mut columns, &|found, place, of| held.speaks_for(&all_rows, found, place, of));
            held.tell(&all_rows, &mut columns, &[]);
            held.exchange(&all_rows, &mut columns);
            crossed::put_right(&held, &all_rows, &mut columns);
            let anywhere = found_anywhere(&held, &columns, &blocks, &all_rows);
            weigh::decide(&held, anywhere.as_ref().unwrap_or(&all_rows), &mut columns);
            remaining::claim(&held, anywhere.as_ref().unwrap_or(&all_rows), &mut columns);
            exchanged::complete(&held, anywhere.as_ref().unwrap_or(&all_rows), &mut columns);
            same_title::settle(&held, &all_rows, &mut columns);
            left = spread::leave(&held, &all_rows, &mut columns);
            if !left.is_empty() {
                held.tell(&all_rows, &mut columns, &left);
            }
        }
    }
    // Rows that are known only now may be among those that one figure stands for.
    for more in spread::leave(&held, &all_rows, &mut columns) {
        left.retain(|one| one.column != more.column);
        left.push(more);
    }
    let mut counted: BTreeMap<(usize, usize), Spot> = BTreeMap::new();
    for (row, _) in table.rows.iter().enumerate() {
        for (column, of) in columns.iter().enumerate() {
            let Some((of, _)) = *of else { continue };
            if left.iter().any(|one| one.holds(row, column)) {
                continue;
            }
            let Some(position) = held.place(&all_rows, row, of) else { continue };
            let Some(cell) = cell_at(world.plan(), position) else { continue };
            let spot = Spot {
                table: at,
                row,
                column,
                position,
                cell,
                key: world.key(cell.slot),
                printed: sheet.under((row, column), &wanted[of], world.measure(cell.slot), cell.show).into_owned(),
                role: wanted[of].role,
                names_unit: wanted[of].is_unit(),
                who: who(world, planned, position),
            };
            counted.insert((row, column), spot);
        }
    }
    let is_strange = |code: &&String| !world.program().by_code.contains_key(code.as_str());
    unknown.extend(table.layout.exact.iter().filter(is_strange).map(|code| format!("persis {code}")));
    let exchanged = exchanged::of(&held, &columns);
    laid.exchanged.extend(exchanged.iter().map(|(one, other)| (at, *one, *other)));
    let exchanged: Vec<usize> = exchanged.into_iter().flat_map(|(one, other)| [one, other]).collect();
    passed::remark(&held, (&columns, unknown), &all_rows, (&left, &exchanged), laid);
    laid.tried.extend(tried::of(&held, &columns, &all_rows).map(|(column, unknown)| Tried {
        table: at,
        column,
        unknown,
    }));
    laid.remarks.extend(passed::other_years(&held, &columns, &all_rows, &counted));
    for (block, rows) in all_rows.iter().enumerate() {
        passed::near_rows(world, table, (index, block), rows, laid);
    }
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for (row, first) in all_rows.iter().flat_map(|rows| rows.again.iter().copied()) {
        let is_known = all_rows.iter().any(|rows| rows.found[first].is_some());
        let name = if is_known { first_words(table, row) } else { String::new() };
        if told.insert(row) {
            laid.again.push((at, row, first, name));
        }
    }
    let nothing: BTreeSet<usize> = all_rows.iter().flat_map(|rows| rows.nothing.iter().copied()).collect();
    let silent = |row: usize| nothing.contains(&row);
    laid.unmatched += held
        .judgeable()
        .filter(|place| !counted.contains_key(place) && !silent(place.0))
        .filter(|(_, column)| !passed::is_silent(table, *column))
        .count();
    laid.spots.extend(counted.into_values());
}

/// The rows by figures under whatever titles, where some with figures are not known by the columns as they are.
fn found_anywhere(held: &Held, columns: &Columns, blocks: &[Vec<Known>], rows: &[Rows]) -> Option<Vec<Rows>> {
    let table = held.sheet.table;
    let has_figures = |row: usize| (0..table.header.len()).any(|at| !held.sheet.cell(row, at).figures().is_empty());
    let is_open = |row: usize| rows.iter().all(|rows| rows.found[row].is_none()) && has_figures(row);
    let count = |rows: &[Rows]| rows.iter().flat_map(|rows| &rows.found).flatten().count();
    (0..table.rows.len()).any(is_open).then_some(())?;
    let known = blocks.iter().enumerate();
    let anywhere: Vec<Rows> = known.map(|(block, known)| grouped::rows_anywhere(held, columns, block, known)).collect();
    (count(&anywhere) > count(rows)).then_some(anywhere)
}

/// The words that a printed row begins with.
pub(super) fn first_words(table: &PrintedTable, row: usize) -> String {
    let cells = table.rows.get(row).map(|row| row.cells.as_slice()).unwrap_or_default();
    let words = cells.iter().find(|cell| cell.chars().filter(|c| c.is_alphabetic()).count() >= 3);
    words.cloned().unwrap_or_default()
}

/// Whether a figure stands anywhere in a printed row.
pub(super) fn has_figures(table: &PrintedTable, row: usize) -> bool {
    table.rows[row].cells.iter().any(|cell| !read::cell(cell).figures().is_empty())
}

/// Where the first column of each block stands among all.
fn offsets(planned: &PlannedTable) -> Vec<usize> {
    let mut at = 0;
    let widths = planned.blocks.iter().map(|block| block.columns.len());
    widths.map(|width| (at, at += width).0).collect()
}

fn wanted(world: &World, sources: &Sources, index: usize) -> Vec<Wanted> {
    let planned = &world.plan().tables[index];
    let now = years::now(world.program(), world.plan().year);
    let table = world.program().tables.iter().find(|table| table.name == planned.name);
    table.map(|table| years::wanted(world.program(), sources, table, now)).unwrap_or_default()
}

/// The rows of a block, then the footers.
fn known(world: &World, planned: &PlannedTable, block: usize, offset: usize, wanted: &[Wanted]) -> Vec<Known> {
    let own = &planned.blocks[block];
    let text = |cell: PlannedCell| match world.right(cell.slot) {
        Ok(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    };
    let rows = own.rows.iter().map(|row| {
        let cells = row.cells.iter().enumerate();
        let words =
            cells.filter_map(|(at, cell)| Some((offset + at, text((*cell)?)?))).filter(|(_, words)| !words.is_empty());
        let mut words: Vec<(usize, String)> = words.collect();
        // Many rows have one unit, and it may be misprinted.
        let is_judged = |cell: Option<PlannedCell>| {
            is_grade(world, cell) || cell.is_some_and(|cell| super::ordered::words(world, cell).is_some())
        };
        words.retain(|(at, _)| !is_judged(row.cells[at - offset]) && !wanted[*at].is_unit());
        let mut names = names(world, &row.words);
        if let Some(Frame::Subtotal(words) | Frame::Heading(words)) = &row.frame {
            names.push(words.clone());
        }
        let named = words.iter().map(|(at, _)| *at).find(|at| wanted[*at].role == Some(Role::Label));
        let coded = (offset..offset + own.columns.len()).find(|at| wanted[*at].role == Some(Role::Code));
        let (is_subtotal, is_heading) = match &row.frame {
            Some(Frame::Subtotal(_)) => (true, false),
            Some(Frame::Heading(_)) => (false, true),
            None => (false, false),
        };
        let sums = match &row.frame {
            Some(Frame::Subtotal(words)) => sums(world, words, row.cells.iter().flatten()),
            Some(Frame::Heading(_)) | None => None,
        };
        let (code, year) = (row.words.to_string(), world.plan().year);
        Known { code, words, names, named, coded, is_subtotal, is_heading, sums, year, ..Known::default() }
    });
    let footers = planned.footers.iter().map(|footer| Known {
        names: vec![footer.label.clone()],
        is_footer: true,
        sums: sums(world, &footer.label, footer.cells.iter().flatten()),
        year: world.plan().year,
        office: same_row::office(&world.program().package.title),
        ..Known::default()
    });
    rows.chain(footers).collect()
}

/// What a footer makes of the figures above it, by its words or by what it computes.
fn sums<'c>(world: &World, label: &str, mut cells: impl Iterator<Item = &'c PlannedCell>) -> Option<Sums> {
    footers::of(label).or_else(|| footers::by_rule(&world.plan().slot(world.plan().plain(cells.next()?.slot)).op))
}

/// Whether a cell is a grade: words that are judged, not words that name a row.
pub(super) fn is_grade(world: &World, cell: Option<PlannedCell>) -> bool {
    let by_role = |cell: PlannedCell| matches!(world.role(cell.slot), Some((_, Role::Band | Role::BandWords, _)));
    cell.is_some_and(|cell| world.plan().graded(cell.slot).is_some() || by_role(cell))
}

/// What a thing is called in the rules, whatever its table shows.
fn names(world: &World, code: &str) -> Vec<String> {
    let Some(name) = world.program().by_code.get(code) else { return vec![code.to_string()] };
    let version = world.program().version(*name, world.plan().year);
    let version = version.or_else(|| world.program().versions(*name).next());
    let label = version.and_then(|definition| definition.label.clone());
    // `Produksi padi (ton)`
    let with_unit = version.zip(label.as_ref()).and_then(|(definition, label)| match &definition.unit {
        Unit::Named(unit) => Some(format!("{label} ({unit})")),
        Unit::Any | Unit::Percent | Unit::Points => None,
    });
    // `Nilai AKIP Kecamatan Sumberjo`
    let office = same_row::office(&world.program().package.title);
    let with_office = label.as_ref().zip(office).map(|(label, office)| format!("{label} {office}"));
    let all = label.into_iter().chain([code.to_string()]).chain(with_unit).chain(with_office);
    all.filter(|words| !words.is_empty()).collect()
}

/// The cell of the rules under a printed row and a column of the rules.
pub(super) fn place(
    planned: &PlannedTable,
    index: usize,
    offsets: &[usize],
    rows: &[Rows],
    row: usize,
    of: usize,
) -> Option<Position> {
    let block = offsets.iter().rposition(|offset| *offset <= of)?;
    let at = rows[block].found[row].or_else(|| {
        // A footer is one row whatever the block.
        let any = rows.iter().find_map(|rows| rows.found[row])?;
        let count = planned.blocks.first()?.rows.len();
        (rows.len() > 1 && any >= count).then_some(any)
    })?;
    let count = planned.blocks[block].rows.len();
    match at.checked_sub(count) {
        Some(footer) => Some(Position::Footer(index, footer, of)),
        None => Some(Position::Body(index, block, at, of - offsets[block])),
    }
}

/// What a row is called in a finding.
pub(super) fn who(world: &World, planned: &PlannedTable, position: Position) -> String {
    match position {
        Position::Footer(_, footer, _) => planned.footers[footer].label.clone(),
        Position::Claim(_) => String::new(),
        Position::Body(_, block, row, _) => {
            let row = &planned.blocks[block].rows[row];
            match &row.frame {
                Some(Frame::Subtotal(words) | Frame::Heading(words)) => words.clone(),
                None => names(world, &row.words).first().cloned().map_or_else(
                    || row.words.to_string(),
                    |name| if name == *row.words { name } else { format!("{} {name}", row.words) },
                ),
            }
        }
    }
}
