//! Totals and means that are right for what is printed above them, rows that the rules do not have included: no slip and no other
//! convention made them.

use super::case::{Case, First};
use super::figure::Figure;
use super::footers::{self, Sums};
use super::joint;
use super::ladder::Told;
use super::model::RowIs;
use super::outcome::Verdict;
use super::read;
use super::slips;
use super::spanned::mean;
use super::spots::Spot;
use super::through::{self, Goal};
use super::world::Position;
use crate::eval;
use crate::number::Exact;
use crate::plan::Op;
use std::collections::{BTreeMap, BTreeSet};

/// A total that is another number, with what the rows above it give.
struct Total {
    at: usize,
    own: Figure,
    above: Vec<Exact>,
}

impl Total {
    fn is_it(&self) -> bool {
        self.above.iter().any(|value| self.own.is(value))
    }

    /// The figure that should stand there.
    fn should(&self) -> Option<Figure> {
        let value = self.above.first()?.round(self.own.places, self.own.mode);
        Some(Figure { value, ..self.own.clone() })
    }
}

/// Says of totals over rows that the rules do not have what they are, and of what is worked out from them in their row; and of
/// those of the rows that are printed in a part of a table.
pub(super) fn hold(case: &mut Case) {
    for at in of_parts(case) {
        let why = "cocok dengan baris yang tercetak di tabel ini saja; baris lainnya tidak di sini";
        case.first[at] = First::Plain(Verdict::Unjudged, why.into());
    }
    let mut rows: BTreeMap<(usize, usize), Vec<Total>> = BTreeMap::new();
    for (at, spot) in case.spots.iter().enumerate() {
        if let (Position::Footer(..), First::Off(own)) = (spot.position, &case.first[at]) {
            let total = Total { at, own: own.clone(), above: with_foreign(case, spot, own) };
            rows.entry((spot.table, spot.row)).or_default().push(total);
        }
    }
    // Over all rows are those of a row of which one is: so should the others be.
    for row in rows.values().filter(|row| row.iter().any(Total::is_it)) {
        for (at, first) in of_row(case, row) {
            case.first[at] = first;
        }
    }
}

/// The figures of totals that are not those of all rows, and together exactly those of the rows of their own printed table, where others
/// do not stand there.
fn of_parts(case: &Case) -> Vec<usize> {
    let mut printed: BTreeSet<(usize, usize, usize, usize)> = BTreeSet::new();
    let mut rows: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, spot) in case.spots.iter().enumerate() {
        match spot.position {
            Position::Body(table, block, row, _) => {
                printed.insert((spot.table, table, block, row));
            }
            Position::Footer(..) if case.figure(at).is_some() => {
                rows.entry((spot.table, spot.row)).or_default().push(at);
            }
            Position::Footer(..) | Position::Claim(_) => {}
        }
    }
    let lacks_some = |at: usize| {
        let spot = &case.spots[at];
        let Position::Footer(table, ..) = spot.position else { return false };
        let Some(block) = case.world.plan().tables[table].blocks.first() else { return false };
        // The others stand in another table; where nobody printed them, the total lacks them.
        let is_in_parts = printed.iter().any(|(other, of, ..)| *of == table && *other != spot.table);
        let mut things = (0..block.rows.len()).filter(|row| block.rows[*row].frame.is_none());
        is_in_parts && things.any(|row| !printed.contains(&(spot.table, table, 0, row)))
    };
    let is_of_part = |at: &usize| {
        let spot = &case.spots[*at];
        let own =
            (0..spot.row).filter_map(|row| case.spot_at(spot.table, row, spot.column)).filter(|at| is_thing(case, *at));
        let own: Vec<usize> = own.filter(|at| case.figure(*at).is_some()).collect();
        let shown: Vec<Exact> = own.iter().filter_map(|at| Some(case.figure(*at)?.value)).collect();
        let shown: Vec<&Exact> = shown.iter().collect();
        let is_shown =
            |one: &Figure| one.is(&shown.iter().copied().sum()) || mean(&shown).is_some_and(|mean| one.is(&mean));
        let mut figures = spot.printed.figures().iter();
        own.len() > 1 && figures.any(|one| joint::fits(case, one, &own).is_some() || is_shown(one))
    };
    let is_off = |at: &usize| matches!(case.first[*at], First::Off(_));
    let rows = rows.into_values().filter(|row| row.iter().any(is_off));
    let rows = rows.filter(|row| row.iter().all(|at| lacks_some(*at) && is_of_part(at)));
    rows.flatten().filter(is_off).collect()
}

/// Whether what is printed is a row of a thing of the rules, and no subtotal.
fn is_thing(case: &Case, at: usize) -> bool {
    let Position::Body(table, block, row, _) = case.spots[at].position else { return false };
    case.world.plan().tables[table].blocks[block].rows[row].frame.is_none()
}

/// Says of a sum that is exactly that of what is printed of its rows, all of it right but rounded, that it is so.
pub(super) fn of_rounded(case: &Case, at: usize, own: &Figure) -> Option<Told> {
    let why = "jumlah angka yang tercetak di atasnya, yang masing-masing sudah dibulatkan";
    is_of_rounded(case, at, own).then(|| Told::plain(Verdict::OtherWay, why))
}

fn is_of_rounded(case: &Case, at: usize, own: &Figure) -> bool {
    let spot = &case.spots[at];
    let plan = case.world.plan();
    let Op::Aggregate(op) = &plan.slot(plan.plain(spot.cell.slot)).op else { return false };
    if footers::by_rule(&plan.slot(plan.plain(spot.cell.slot)).op) != Some(Sums::Total) || op.items.len() < 2 {
        return false;
    }
    let above = (0..spot.row).filter_map(|row| case.spot_at(spot.table, row, spot.column));
    let of_rows: BTreeMap<_, _> = above.filter(|at| is_thing(case, *at)).map(|at| (case.spots[at].key, at)).collect();
    let printed = op.items.iter().map(|item| {
        let at = *of_rows.get(&case.world.key(*item))?;
        let figure = case.figure(at)?;
        (matches!(case.first[at], First::Plain(Verdict::Agrees, _)) && figure.places == own.places)
            .then_some(figure.value)
    });
    printed.collect::<Option<Vec<Exact>>>().is_some_and(|all| own.is(&all.iter().sum()))
}

fn of_row(case: &mut Case, row: &[Total]) -> Vec<(usize, First)> {
    let (totals, others): (Vec<&Total>, Vec<&Total>) = row.iter().partition(|total| !total.above.is_empty());
    let mut told: Vec<(usize, First)> = Vec::new();
    // Worked out from what is printed, or from what should be.
    let mut from = |case: &Case| {
        let open: Vec<&&Total> = others.iter().filter(|one| told.iter().all(|(at, _)| *at != one.at)).collect();
        for one in open.into_iter().filter(|one| follows(case, one)) {
            let why = "dihitung dari jumlah di baris ini, yang memuat baris bukan milik tabelnya";
            told.push((one.at, First::Plain(Verdict::Unjudged, why.into())));
        }
    };
    from(case);
    for total in &totals {
        if let Some(should) = total.should() {
            case.first[total.at] = First::Off(should);
        }
    }
    from(case);
    for total in totals {
        let first = match (total.is_it(), total.above.first().zip(total.should())) {
            (false, Some((value, should))) => {
                let slip = slips::of(&total.own, value).map_or_else(String::new, |(words, _)| format!("; {words}"));
                let why = format!("semua baris tercetak di atasnya memberi {}{slip}", should.plain());
                First::Plain(Verdict::Wrong, why)
            }
            (true, _) | (_, None) => {
                let why = "cocok dengan semua baris tercetak di atasnya, juga yang bukan milik tabelnya";
                First::Plain(Verdict::Unjudged, why.into())
            }
        };
        told.push((total.at, first));
    }
    told
}

/// Whether a figure of a row of totals is right for these.
fn follows(case: &Case, one: &Total) -> bool {
    let slot = case.spots[one.at].cell.slot;
    let cone = case.world.cone(slot);
    let goal = Goal { at: one.at, figure: &one.own, slot, cone: &cone };
    through::cause(case, &goal, Vec::new()).is_some()
}

/// What the rows above a total give, with those that the rules do not have, in the ways in which these can be read; nothing where
/// there are none of those; where one of its own is printed wrong, also with what is right for that.
fn with_foreign(case: &Case, spot: &Spot, own: &Figure) -> Vec<Exact> {
    let plan = case.world.plan();
    let by_rule = footers::by_rule(&plan.slot(plan.plain(spot.cell.slot)).op);
    let Some(sums) = by_rule else { return Vec::new() };
    let table = &case.printed[spot.table];
    let is_nothing = |row: usize| table.layout.rows.iter().any(|(at, is)| *at == row + 1 && *is == RowIs::Nothing);
    let (mut known, mut right): (Vec<Exact>, Vec<Exact>) = Default::default();
    let mut foreign: Vec<Vec<Figure>> = Vec::new();
    for row in (0..spot.row).filter(|row| !is_nothing(*row)) {
        match case.spot_at(spot.table, row, spot.column) {
            Some(at) if matches!(case.spots[at].position, Position::Footer(..)) => {}
            Some(at) => {
                if let Some(figure) = case.figure(at) {
                    let value = eval::rational(case.right(at)).cloned();
                    right.push(
                        value.filter(|_| matches!(case.first[at], First::Off(_))).unwrap_or(figure.value.clone()),
                    );
                    known.push(figure.value);
                }
            }
            None => {
                let is_total = || footers::of_row(table, row).is_some();
                let read = read::cell(table.cell(row, spot.column));
                let figures: Vec<Figure> = read.figures().iter().map(|one| in_scale(one, own)).collect();
                if !figures.is_empty() && case.first_of_row(spot.table, row).is_none() && !is_total() {
                    foreign.push(figures);
                }
            }
        }
    }
    if foreign.is_empty() {
        return Vec::new();
    }
    let value = |own: &[Exact], is_last: bool| {
        let pick = |figures: &Vec<Figure>| {
            let figure = if is_last { figures.last() } else { figures.first() };
            figure.map(|figure| figure.value.clone())
        };
        let others: Vec<Exact> = foreign.iter().filter_map(pick).collect();
        let all: Vec<&Exact> = own.iter().chain(&others).collect();
        match sums {
            Sums::Total => Some(all.into_iter().sum()),
            Sums::Mean => mean(&all),
        }
    };
    let ways = [(&known, false), (&known, true), (&right, false), (&right, true)];
    ways.into_iter().filter_map(|(own, is_last)| value(own, is_last)).collect()
}

/// A figure of a column in what the total below it is read in.
fn in_scale(one: &Figure, own: &Figure) -> Figure {
    let tens = Exact::from(10).checked_pow(own.scale.tens - one.scale.tens).unwrap_or(Exact::ONE);
    Figure { value: one.value.clone() * tens, ..one.clone() }
}
