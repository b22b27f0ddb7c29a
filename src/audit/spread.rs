//! The figure of an objective, programme or group that is written out in each of its rows, under a title of the rows' own.

use super::figure::{Figure, Printed};
use super::held::Held;
use super::lines::Rows;
use super::slips;
use super::spanned;
use super::titles::Columns;
use super::wholes::{self, Part};
use super::words::folded;
use super::world::{Position, cell_at};
use crate::eval::{self, Value};
use crate::number::Exact;
use crate::program::Role;
use std::borrow::Cow;

/// A printed column that is none of the rows' own, and the column of the rules that it would be.
#[derive(Debug, Clone)]
pub(super) struct Spread {
    pub column: usize,
    pub of: usize,
    /// The printed rows where it is none of theirs; of the others they are few.
    pub among: Option<Vec<usize>>,
    /// Whether it has their means, and not only something between.
    pub is_sure: bool,
}

impl Spread {
    /// Whether a printed cell is one of them.
    pub fn holds(&self, row: usize, column: usize) -> bool {
        self.column == column && self.among.as_ref().is_none_or(|rows| rows.contains(&row))
    }
}

/// Lines that stand together, with those of several rows.
struct Parts {
    all: Vec<Vec<usize>>,
    of_several: Vec<usize>,
    /// Whether the column is of wholes from top to bottom.
    is_whole: bool,
    /// Whether it has their means.
    is_sure: bool,
}

/// A row of the rules as it is printed in a column.
struct Line<'h> {
    row: usize,
    printed: Cow<'h, Printed>,
    /// What is right for the row itself.
    right: Option<&'h Exact>,
}

impl Line<'_> {
    fn figure(&self) -> Option<&Figure> {
        self.printed.figures().first()
    }

    fn is_own(&self) -> bool {
        self.right.is_some_and(|right| self.printed.figures().iter().any(|one| one.is(right)))
    }

    fn is_blank(&self) -> bool {
        *self.printed == Printed::Blank
    }
}

/// Takes the columns of achievements, and of grades beside them, that say the same for several rows at once off those of the
/// rules. Held against the rows each of their figures would be wrong.
pub(super) fn leave(held: &Held, rows: &[Rows], columns: &mut Columns) -> Vec<Spread> {
    let mut found = Vec::new();
    for column in 0..columns.len() {
        let Some((of, _)) = columns[column].filter(|_| !held.titles.is_declared(column)) else { continue };
        if !held.wanted[of].numeric || !held.wanted[of].role.as_ref().is_some_and(|role| role.is_achievement()) {
            continue;
        }
        // Merged cells say themselves which rows they are of (`extents.rs`).
        if held.sheet.table.is_merged(column) {
            continue;
        }
        let lines = lines(held, rows, columns, (column, of));
        let Some(parts) = parts(held, columns, &lines) else { continue };
        let rows_of = |lines_of: &[usize]| lines_of.iter().map(|at| lines[*at].row).collect::<Vec<_>>();
        // Of what is below them nobody knows whose mean it is.
        let below = || (0..held.sheet.table.rows.len()).filter(|row| is_below(held, rows, *row, of));
        let among =
            (!parts.is_whole).then(|| rows_of(&parts.of_several).into_iter().chain(below()).collect::<Vec<_>>());
        // Where each figure is exactly the mean of its rows it is held against that (`summed.rs`).
        let is_exact = parts.is_whole && held.planned.blocks.len() == 1 && are_exact(&lines, &parts.all);
        let left = if is_exact { Some(below().collect()) } else { among.clone() };
        if left.as_ref().is_none_or(|rows: &Vec<usize>| !rows.is_empty()) {
            found.push(Spread { column, of, among: left, is_sure: parts.is_sure });
        }
        let together: Vec<Vec<usize>> = parts.all.iter().map(|part| rows_of(part)).collect();
        for (other, of) in columns.iter().enumerate() {
            let Some((of, _)) = of.filter(|_| !held.titles.is_declared(other)) else { continue };
            if matches!(held.wanted[of].role, Some(Role::Band | Role::BandWords))
                && are_grades(held, rows, (other, of), &together)
            {
                found.push(Spread { column: other, of, among: among.clone(), is_sure: parts.is_sure });
            }
        }
    }
    // Under a title further down the column goes on: what is below it there is of the same objectives.
    let is_left = |column: usize| found.iter().any(|spread| spread.column == column);
    let goes_on = (0..columns.len()).filter(|column| !is_left(*column) && !held.titles.is_declared(*column));
    let goes_on: Vec<Spread> = goes_on
        .filter_map(|column| {
            let (of, _) = columns[column]?;
            let one = found.iter().find(|spread| spread.of == of && spread.among.is_none())?;
            let below = (0..held.sheet.table.rows.len()).filter(|row| is_below(held, rows, *row, of));
            Some(Spread { column, of, among: Some(below.collect()), is_sure: one.is_sure })
        })
        .collect();
    found.extend(goes_on);
    let whole = found.iter().filter(|spread| spread.among.is_none());
    whole.for_each(|spread| columns[spread.column] = None);
    found
}

fn is_below(held: &Held, rows: &[Rows], row: usize, of: usize) -> bool {
    matches!(held.place(rows, row, of), Some(Position::Footer(..)))
}

/// The rows of the rules under the heading of a column.
fn lines<'h>(held: &'h Held, rows: &[Rows], columns: &Columns, (column, of): (usize, usize)) -> Vec<Line<'h>> {
    let table = held.sheet.table;
    let is_result = |at: &usize| {
        let role = columns[*at].and_then(|(of, _)| held.wanted[of].role.as_ref());
        matches!(role, Some(Role::Main | Role::Value)) && table.stand_together(*at, column)
    };
    let results: Vec<usize> = (0..columns.len()).filter(is_result).collect();
    let is_measured =
        |row: usize| results.is_empty() || results.iter().any(|at| *held.sheet.cell(row, *at) != Printed::Blank);
    let is_under = |row: usize| table.parts.get(table.rows[row].part).is_none_or(|part| part.contains(&column));
    let all = (0..table.rows.len()).filter(|row| is_under(*row)).filter_map(|row| {
        let cell = held.body_cell(rows, row, of)?;
        let measure = held.world.measure(cell.slot);
        let printed = held.sheet.under((row, column), &held.wanted[of], measure, cell.show);
        Some(Line { row, printed, right: eval::rational(held.world.right(cell.slot)) })
    });
    // `N/A` of a row without a value says nothing of the others, nor does a row that nobody has measured yet.
    all.filter(|line| line.right.is_some() || line.is_blank() || line.figure().is_some())
        .filter(|line| !line.is_blank() || is_measured(line.row))
        .collect()
}

/// The lines that a figure stands for, where the column has such: those with the same one, or those below the same words.
fn parts(held: &Held, columns: &Columns, lines: &[Line]) -> Option<Parts> {
    let rows: Vec<usize> = lines.iter().map(|line| line.row).collect();
    let is_of_rows = |column: usize| {
        let of = columns[column].map(|(of, _)| &held.wanted[of]);
        of.is_some_and(|of| of.role != Some(Role::Goal))
    };
    let partings = wholes::partings(held.sheet.table, &rows, &is_of_rows);
    // Over blank rows of another whole no figure is merged; one that is written out may be of more than one whole.
    let unparted = [vec![(0..lines.len()).collect::<Part>()]];
    let framed =
        partings.iter().map(|frame| (frame, true)).chain(unparted.iter().map(|all| (all, partings.is_empty())));
    for (frame, joins_blanks) in framed {
        let by_figure: Vec<Part> = frame.iter().flat_map(|part| by_figure(lines, part, joins_blanks)).collect();
        let means: Vec<bool> = by_figure.iter().map(|part| is_mean(lines, part)).collect();
        let (inside, outside) = off(lines, &by_figure, &means);
        if inside > 0 {
            let of_several = by_figure.iter().zip(&means).filter(|(_, is_mean)| **is_mean);
            let of_several: Vec<usize> = of_several.flat_map(|(part, _)| part.iter().copied()).collect();
            // Where rows of one whole have figures of their own the column is theirs.
            let is_of_rows = partings.iter().flatten().any(|part| has_own(lines, part));
            let is_whole = inside > outside && of_several.len() * 4 >= lines.len() && !is_of_rows;
            return Some(Parts { all: by_figure, of_several, is_whole, is_sure: true });
        }
    }
    let all = partings.into_iter().find(|parts| {
        let between: Vec<bool> = parts.iter().map(|part| is_between(lines, part)).collect();
        let (inside, outside) = off(lines, parts, &between);
        // What is the rows' own below the same words speaks against it.
        let own: usize = parts.iter().filter(|part| are_own(lines, part)).map(Vec::len).sum();
        inside > outside && inside > own
    })?;
    Some(Parts { all, of_several: Vec::new(), is_whole: true, is_sure: false })
}

/// Lines of a part with one figure: the same again, or blank below it.
fn by_figure(lines: &[Line], part: &[usize], joins_blanks: bool) -> Vec<Part> {
    let same = |one: &Line, next: &Line| {
        joins_blanks && next.is_blank()
            || one.figure().zip(next.figure()).is_some_and(|(one, next)| one.value == next.value)
    };
    let mut all: Vec<Part> = Vec::new();
    for &at in part {
        match all.last_mut() {
            Some(part) if same(&lines[part[0]], &lines[at]) => part.push(at),
            _ => all.push(vec![at]),
        }
    }
    all
}

/// How many figures that are not the row's own stand in the parts of a kind, and how many elsewhere.
fn off(lines: &[Line], parts: &[Vec<usize>], is_kind: &[bool]) -> (usize, usize) {
    let (mut inside, mut outside) = (0, 0);
    for (part, is_kind) in parts.iter().zip(is_kind) {
        let count = part.iter().filter(|at| lines[**at].figure().is_some() && !lines[**at].is_own()).count();
        *(if *is_kind { &mut inside } else { &mut outside }) += count;
    }
    (inside, outside)
}

/// The one figure of a part, with what is right for its rows, where these differ.
fn of_several<'l>(lines: &'l [Line], part: &[usize]) -> Option<(&'l Figure, Vec<&'l Exact>)> {
    let figure = lines[*part.first()?].figure()?;
    let is_it = |at: &usize| lines[*at].is_blank() || lines[*at].figure().is_some_and(|own| own.value == figure.value);
    let rights: Vec<&Exact> = part.iter().filter_map(|at| lines[*at].right).collect();
    // Down a column of 100 % one cell that is rounded up is no objective.
    let off = rights.iter().filter(|right| !figure.is(right)).count();
    (part.iter().all(is_it) && off >= 2 && off * 2 >= rights.len()).then_some((figure, rights))
}

/// Whether a part has the mean of its rows, of rounded ones as well.
fn is_mean(lines: &[Line], part: &[usize]) -> bool {
    of_several(lines, part).is_some_and(|(figure, rights)| {
        // Of figures that are nearly the same the mean is what each of them may be cut to.
        let far = rights.iter().max().zip(rights.iter().min()).map(|(most, least)| (*most).clone() - (*least).clone());
        if far.is_none_or(|far| far <= figure.half() * Exact::from(8)) {
            return false;
        }
        spanned::is_mean(figure, &rights)
    })
}

/// Whether each part has exactly the mean of its rows, which stand together, or is one row with its own figure. Where copies differ,
/// several parts are one: the figure that most of them have is the mean.
fn are_exact(lines: &[Line], parts: &[Part]) -> bool {
    let mut from = 0;
    while from < parts.len() {
        let mut ends = from + 1..=parts.len().min(from + MOST_COPIES);
        let Some(end) = ends.find(|end| is_exact(lines, &parts[from..*end].concat(), *end == from + 1)) else {
            return false;
        };
        from = end;
    }
    true
}

/// So many figures are tried as copies of one.
const MOST_COPIES: usize = 5;

fn is_exact(lines: &[Line], part: &[usize], is_one: bool) -> bool {
    let stands = part.windows(2).all(|pair| lines[pair[0]].row + 1 == lines[pair[1]].row);
    let rights: Vec<&Exact> = part.iter().filter_map(|at| lines[*at].right).filter(|one| !one.is_zero()).collect();
    let figures: Vec<&Figure> = part.iter().filter_map(|at| lines[*at].figure()).collect();
    if !stands || rights.len() != part.len() {
        return false;
    }
    if let [only] = part {
        return lines[*only].is_own();
    }
    // Among copies one that is its own row's agrees for itself, and parts the others.
    if part.iter().any(|at| lines[*at].is_own()) {
        return false;
    }
    let is_right = |figure: &Figure| spanned::is_exact_mean(figure, &rights);
    let times = |own: &Figure| figures.iter().filter(|other| other.value == own.value).count();
    let others = |own: &Figure| figures.iter().filter(|other| other.value != own.value).copied().collect::<Vec<_>>();
    let is_copied = |own: &&Figure| {
        let others = others(own);
        times(own) > 1 && others.iter().all(|other| times(other) <= times(own))
            || matches!(others.as_slice(), [other] if slips::of(other, &own.value).is_some())
    };
    match is_one {
        true => is_mean(lines, part) && figures.first().copied().is_some_and(is_right),
        false => figures.len() == part.len() && figures.iter().copied().filter(is_copied).any(is_right),
    }
}

/// Whether a part has one figure between those of its rows and none of them: no copy of a neighbour, and no slip in its own.
fn is_between(lines: &[Line], part: &[usize]) -> bool {
    of_several(lines, part).is_some_and(|(figure, rights)| {
        if rights.first().is_some_and(|own| slips::of(figure, own).is_some()) {
            return false;
        }
        let least = rights.iter().min().is_some_and(|least| **least < figure.value);
        let most = rights.iter().max().is_some_and(|most| **most > figure.value);
        least && most && rights.iter().all(|right| !figure.is(right))
    })
}

/// Whether rows of a part have figures of their own.
fn are_own(lines: &[Line], part: &[usize]) -> bool {
    let own: Vec<&Figure> =
        part.iter().filter(|at| lines[**at].is_own()).filter_map(|at| lines[*at].figure()).collect();
    own.iter().any(|one| one.value != own[0].value)
}

/// Whether a row of a part has its own figure, and another one of it another.
fn has_own(lines: &[Line], part: &[usize]) -> bool {
    let figures = || part.iter().filter_map(|at| lines[*at].figure());
    let own = part.iter().filter(|at| lines[**at].is_own()).filter_map(|at| lines[*at].figure());
    own.into_iter().any(|own| figures().any(|other| other.value != own.value))
}

/// Whether a column has one grade for all rows of each part, and not their own everywhere.
fn are_grades(held: &Held, rows: &[Rows], (column, of): (usize, usize), parts: &[Vec<usize>]) -> bool {
    let said = |row: usize| folded(held.sheet.table.cell(row, column));
    let is_one = |part: &Vec<usize>| {
        let first = part.first().map(|row| said(*row)).unwrap_or_default();
        part.iter().all(|row| said(*row).is_empty() || said(*row) == first)
    };
    let is_own = |row: usize| {
        let cell = held.place(rows, row, of).and_then(|position| cell_at(held.world.plan(), position));
        let right = cell.map(|cell| held.world.right(cell.slot));
        said(row).is_empty() || !matches!(right, Some(Ok(Value::Text(own))) if folded(own) != said(row))
    };
    parts.iter().all(is_one) && !parts.iter().flatten().all(|row| is_own(*row))
}
