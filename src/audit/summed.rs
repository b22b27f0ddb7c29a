//! Figures that are right where they stand for several rows: money added up in one cell and the share that was spent of it,
//! percents added up below where the rules have their mean.

use super::case::{Case, First};
use super::extents;
use super::figure::{Figure, Printed};
use super::footers::{self, Sums};
use super::joint::{self, How, Kind, Whole};
use super::ladder::Told;
use super::lower;
use super::outcome::Verdict;
use super::over_page;
use super::slips;
use super::spanned::{self, goes_on};
use super::world::Position;
use crate::eval;
use crate::number::{Exact, Rounding};
use crate::plan::SlotId;
use std::collections::BTreeMap;

/// The prints of a column of the rules, top down, each with the row of the rules: of one table, also where it goes on as another one.
type Pieces = Vec<Vec<(usize, usize)>>;

/// Says of such figures what they are.
pub(super) fn hold(case: &mut Case) {
    let money = columns(case, &|slot| joint::kind(case, slot) == Kind::Money);
    let shares = columns(case, &|slot| joint::quotient(case.world, slot).is_some());
    let achievements = columns(case, &|slot| joint::kind(case, slot) == Kind::Achievement);
    let all: Vec<Vec<usize>> = money.into_iter().chain(shares).chain(achievements).collect();
    for prints in &all {
        (0..prints.len()).for_each(|place| right(case, &prints[place..]));
        lower::hold(case, prints);
        lower::over_strangers(case, prints);
        (0..prints.len()).for_each(|place| wrong(case, prints, place));
    }
    for prints in columns(case, &|slot| lower::is_measured(case, slot)) {
        (0..prints.len()).for_each(|place| lower::above_blanks(case, &prints[place..]));
        lower::hold(case, &prints);
        lower::again(case, &prints);
    }
    all.iter().for_each(|prints| lower::again(case, prints));
    shares_of_sums(case);
    own_beside_sums(case);
    over_page::cut_off(case);
    let added: Vec<usize> = (0..case.spots.len()).filter(|at| is_added_up(case, *at)).collect();
    for at in added {
        case.first[at] = First::Plain(Verdict::Unjudged, "jumlah angka di atasnya, bukan rata-ratanya".into());
    }
}

fn columns(case: &Case, holds: &dyn Fn(SlotId) -> bool) -> Vec<Vec<usize>> {
    let mut columns: BTreeMap<(usize, usize, usize), Pieces> = BTreeMap::new();
    for (at, spot) in case.spots.iter().enumerate() {
        let Position::Body(table, block, row, column) = spot.position else { continue };
        if !holds(spot.cell.slot) {
            continue;
        }
        let pieces = columns.entry((table, block, column)).or_default();
        let Some(piece) = pieces.last_mut() else {
            pieces.push(vec![(row, at)]);
            continue;
        };
        let place = |other: usize| (case.spots[other].table, case.spots[other].row);
        match piece.iter_mut().find(|(own, _)| *own == row) {
            // Under several headings a row is blank in the columns of the others.
            Some((_, other)) if place(*other) == (spot.table, spot.row) => {
                if spot.printed != Printed::Blank {
                    *other = at;
                }
            }
            // Printed again it is another table.
            Some(_) => pieces.push(vec![(row, at)]),
            None => piece.push((row, at)),
        }
    }
    let pieces = columns.into_values().flatten();
    pieces.map(|piece| piece.into_iter().map(|(_, at)| at).collect()).collect()
}

/// What is said of a figure of several rows, where it is or may be one.
fn of_several(case: &Case, own: &Figure, prints: &[usize]) -> Option<First> {
    let how = joint::fits(case, own, prints).filter(|how| !spanned::may_be_cut(case, own, prints, *how));
    how.map(First::Together).or_else(|| joint::is_nearly(case, own, prints).then(spanned::unjudged))
}

/// The first figure of some prints that is what they together have: its own row and those below, which are left open or all have
/// that figure, up to slips in single ones.
fn right(case: &mut Case, prints: &[usize]) {
    let at = prints[0];
    let First::Off(_) = &case.first[at] else { return };
    let figures = case.spots[at].printed.figures();
    let is_of = |case: &Case, prints: &[usize]| figures.iter().find_map(|own| of_several(case, own, prints));
    let rest = &prints[1..];
    let open = open(case, prints);
    if let Some((count, first)) = (1..=open).find_map(|count| Some((count, is_of(case, &prints[..=count])?))) {
        stand(case, &prints[..=count], &first);
        return;
    }
    // On both pages of a cell that is broken it is no figure of their first rows.
    let is_again = |at: &usize| !goes_on(case, *at) && matches!(case.first[*at], First::Off(_));
    if rest[..open].iter().any(is_again) {
        stand(case, &prints[..=open], &spanned::unjudged());
        return;
    }
    let same = &prints[..=rest.iter().take_while(|other| is_same(case, at, **other)).count()];
    // The rows below may have as much together.
    let found = (2..=same.len()).map(|count| &same[..count]).find_map(|group| {
        let first = (are_any(case, group) && !are_cut(case, group)).then(|| is_of(case, group))??;
        Some((group, first))
    });
    if let Some((group, first)) = found {
        let group = group.to_vec();
        stand(case, &group, &first);
        return;
    }
    copies(case, prints);
}

/// How many prints behind the first say nothing of their own, or its figure again below a heading that stands again.
fn open(case: &Case, prints: &[usize]) -> usize {
    let is_open = |pair: &&[usize]| {
        let is_again = || over_page::is_between(case, pair[0], pair[1]) && over_page::is_same(case, prints[0], pair[1]);
        goes_on(case, pair[1]) || is_again()
    };
    prints.windows(2).take_while(is_open).count()
}

/// Says of a figure of several rows what it is, and of the cells in which it is not written out that it is theirs.
pub(super) fn stand(case: &mut Case, prints: &[usize], first: &First) {
    for at in prints {
        let is_written = matches!(case.spots[*at].printed, Printed::Number(_) | Printed::Words(_));
        if is_written {
            case.first[*at] = first.clone();
        }
        if let (true, First::Together(_)) = (is_written, first) {
            case.groups.insert(*at, prints.to_vec());
        }
    }
    if let First::Together(_) = first {
        case.covered.extend(prints);
    }
}

/// Whether two wrong figures of a column are the same.
fn is_same(case: &Case, one: usize, other: usize) -> bool {
    matches!(case.first[other], First::Off(_)) && over_page::is_same(case, one, other)
}

/// Whether all of some rows have something: of a copied figure and of nothing the sum is that figure.
fn are_any(case: &Case, prints: &[usize]) -> bool {
    prints.iter().all(|at| eval::rational(case.right(*at)).is_some_and(|right| !right.is_zero()))
}

/// Whether the figure of each of some rows is its own one, cut.
fn are_cut(case: &Case, prints: &[usize]) -> bool {
    let is_cut = |at: &usize| {
        let right = eval::rational(case.right(*at));
        let is_it = |figure: &Figure, right: &Exact| right.round(figure.places, Rounding::Truncate) == figure.value;
        case.figure(*at).zip(right).is_some_and(|(figure, right)| is_it(&figure, right))
    };
    prints.iter().all(is_cut)
}

/// A figure of several rows that is written out in each of them, in some wrong: of two in one by a slip, of more none
/// stands oftener.
fn copies(case: &mut Case, prints: &[usize]) {
    let off: Vec<Figure> = prints
        .iter()
        .map_while(|at| if let First::Off(figure) = &case.first[*at] { Some(figure.clone()) } else { None })
        .collect();
    for count in 2..=off.len() {
        let group = &off[..count];
        let times = |own: &Figure| group.iter().filter(|other| other.value == own.value).count();
        let is_slip = |other: &Figure, own: &Figure| slips::of(other, &own.value).is_some();
        let is_meant = |own: &&Figure| {
            let others = || group.iter().filter(|other| other.value != own.value);
            let is_known = times(own) > 1 && others().all(|other| times(other) <= times(own))
                || others().count() == 1 && others().all(|other| is_slip(other, own));
            own.digits().len() >= 3 && is_known
        };
        let own = group.iter().filter(is_meant).find_map(|own| {
            let how = joint::fits(case, own, &prints[..count]).filter(|_| are_any(case, &prints[..count]))?;
            let is_vague = spanned::may_be_cut(case, own, &prints[..count], how);
            (!is_vague).then(|| (own.clone(), how))
        });
        let Some((own, how)) = own else { continue };
        let joint = joint::of(case, &prints[..count]).into_iter().find(|joint| joint.how == how);
        for (at, figure) in prints.iter().zip(group) {
            if figure.value == own.value {
                case.first[*at] = First::Together(how);
                case.groups.insert(*at, prints[..count].to_vec());
            } else if let Some(joint) = joint.clone() {
                let slip = joint::slip(std::slice::from_ref(figure), &own.value).map(|(_, told)| told);
                let beside = || Told::plain(Verdict::Wrong, "lain dari angka yang sama di sekitarnya");
                let whole = Whole { figure: figure.clone(), joint, prints: prints[..count].to_vec() };
                joint::accuse(case, *at, slip.unwrap_or_else(beside), whole);
            }
        }
        return;
    }
}

/// A wrong figure over rows that are left open, or written out in each of them: by a slip in what they have together, or where other
/// figures of the column are of several rows, it is told against that.
fn wrong(case: &mut Case, prints: &[usize], place: usize) {
    let at = prints[place];
    let First::Off(own) = &case.first[at] else { return };
    let rest = &prints[place + 1..];
    let open = rest.iter().take_while(|at| goes_on(case, **at)).count();
    let same = rest.iter().take_while(|other| is_same(case, at, **other)).count();
    let is_own_slip = eval::rational(case.right(at)).is_some_and(|right| slips::of(own, right).is_some());
    if open.max(same) == 0 || is_own_slip || own.digits().len() < 3 {
        return;
    }
    let figures = case.spots[at].printed.figures().to_vec();
    let runs = (1..=open.max(same)).rev().map(|count| &prints[place..=place + count]);
    let runs: Vec<&[usize]> = runs.filter(|run| are_any(case, run)).collect();
    let slip = runs.iter().find_map(|run| {
        let (joint, (figure, told)) = joint::of(case, run)
            .into_iter()
            .find_map(|joint| Some((joint.clone(), joint::slip(&figures, &joint.right)?)))?;
        Some((told, Whole { figure, joint, prints: run.to_vec() }))
    });
    let is_of_spans = prints.iter().any(|at| matches!(case.first[*at], First::Together(_)));
    let other = || {
        let run = runs.first().filter(|_| is_of_spans)?;
        let joint = joint::of(case, run).into_iter().next()?;
        let figure = joint::nearest(&figures, &joint.right)?;
        let told = Told::plain(Verdict::Wrong, format!("lain dari {}", joint.how.of_rows(run.len())));
        Some((told, Whole { figure, joint, prints: run.to_vec() }))
    };
    let Some((told, whole)) = slip.or_else(other) else { return };
    let wrong = if same > open { &prints[place..=place + same] } else { &prints[place..=place] };
    wrong.iter().for_each(|at| joint::accuse(case, *at, told.clone(), whole.clone()));
}

/// Says of a mean of shares that stands beside the sums that it should be the share of that it is not.
fn shares_of_sums(case: &mut Case) {
    let is_sum_of = |case: &Case, at: usize, prints: &[usize]| {
        let rows = |prints: &[usize]| prints.iter().map(|at| case.spots[*at].row).collect::<Vec<_>>();
        case.first[at] == First::Together(How::Sum) && case.groups.get(&at).is_some_and(|own| rows(own) == rows(prints))
    };
    let means: Vec<(usize, Vec<usize>)> = case
        .groups
        .iter()
        .filter(|(at, _)| case.first[**at] == First::Together(How::Mean))
        .filter(|(at, prints)| {
            let sums = case.row(&case.spots[**at]).iter().filter(|other| is_sum_of(case, **other, prints));
            sums.count() >= 2
        })
        .map(|(at, prints)| (*at, prints.clone()))
        .collect();
    for (at, prints) in means {
        let share = joint::of(case, &prints).into_iter().find(|joint| joint.how == How::Share);
        let Some((joint, figure)) = share.zip(case.spots[at].printed.figures().first().cloned()) else { continue };
        let why = "rata-rata persen tiap barisnya, bukan serapan dibagi pagu dari jumlah di sampingnya";
        joint::accuse(case, at, Told::plain(Verdict::OtherWay, why), Whole { figure, joint, prints });
    }
}

/// Money of one row, or of some, among the blank cells of several beside a sum of these: it should be their sum, too.
fn own_beside_sums(case: &mut Case) {
    let is_of_money =
        |case: &Case, at: usize| matches!(joint::kind(case, case.spots[at].cell.slot), Kind::Money | Kind::Share);
    let mut groups: Vec<(usize, Vec<usize>)> = case.groups.iter().map(|(at, prints)| (*at, prints.clone())).collect();
    groups.sort_by_key(|(_, prints)| std::cmp::Reverse(prints.len()));
    for (at, prints) in groups {
        if !is_of_money(case, at) || matches!(case.first[at], First::Told(_)) {
            continue;
        }
        let beside: Vec<usize> = case.row(&case.spots[at]).iter().copied().filter(|other| *other != at).collect();
        let beside: Vec<usize> = beside.into_iter().filter(|other| is_of_money(case, *other)).collect();
        for other in beside {
            let column = case.spots[other].column;
            let own = prints.iter().map(|at| case.spot_at(case.spots[*at].table, case.spots[*at].row, column));
            let Some(own) = own.collect::<Option<Vec<usize>>>() else { continue };
            let are_blank = own.iter().all(|print| *print == other || goes_on(case, *print));
            let is_right = matches!(case.first[other], First::Plain(Verdict::Agrees, _));
            let part = some_of(case, other, &own);
            let is_one = is_right || part.is_some();
            let figure = case.figure(other).filter(|_| is_one && are_blank && own.len() > 1);
            let joint = joint::of(case, &own).into_iter().next();
            let Some((figure, joint)) = figure.zip(joint).filter(|(figure, joint)| !figure.is(&joint.right)) else {
                continue;
            };
            if joint::rights(case, &own).is_some_and(|rights| rights.iter().all(|right| figure.is(right))) {
                case.first[other] = First::Plain(Verdict::Unjudged, extents::OF_EACH.into());
                continue;
            }
            if let Some((how, rows)) = part {
                // Of one sum beside another one nobody knows which should be of more.
                let as_many = |one: &&usize| case.groups.get(*one).is_some_and(|own| own.len() == prints.len());
                if case.row(&case.spots[at]).iter().filter(as_many).count() < 2 {
                    case.first[other] = spanned::unjudged();
                    continue;
                }
                let why = format!("{} saja, di samping {}", how.of_rows(rows), joint.how.of_rows(own.len()));
                joint::accuse(case, other, Told::plain(Verdict::Wrong, why), Whole { figure, joint, prints: own });
                continue;
            }
            let why = format!("angka {} saja, di samping {}", case.spots[other].who, joint.how.of_rows(own.len()));
            joint::accuse(case, other, Told::plain(Verdict::Copied, why), Whole { figure, joint, prints: own });
        }
    }
}

/// As what a figure is right that is of some of several rows, and of how many.
fn some_of(case: &Case, at: usize, prints: &[usize]) -> Option<(How, usize)> {
    let First::Together(how) = case.first[at] else { return None };
    let part = case.groups.get(&at)?;
    let is_part = part.len() < prints.len() && part.iter().all(|print| prints.contains(print));
    is_part.then_some((how, part.len()))
}

/// Whether a figure in a row that is called a total is the sum of those above it, where the rules have their mean.
fn is_added_up(case: &Case, at: usize) -> bool {
    let spot = &case.spots[at];
    let (Position::Footer(..), First::Off(own)) = (spot.position, &case.first[at]) else { return false };
    let plan = case.world.plan();
    let is_mean = footers::by_rule(&plan.slot(plan.plain(spot.cell.slot)).op) == Some(Sums::Mean);
    let is_called = || footers::of_row(&case.printed[spot.table], spot.row) == Some(Sums::Total);
    if !is_mean || !is_called() {
        return false;
    }
    let above = (0..spot.row).filter_map(|row| case.spot_at(spot.table, row, spot.column));
    let above = above.filter(|at| matches!(case.spots[*at].position, Position::Body(..)));
    // A dash adds nothing.
    let (above, figures): (Vec<usize>, Vec<Figure>) = above.filter_map(|at| Some((at, case.figure(at)?))).unzip();
    let printed: Exact = figures.iter().map(|figure| &figure.value).sum();
    let rights: Option<Vec<&Exact>> = above.into_iter().map(|at| eval::rational(case.right(at))).collect();
    // Of a misprint among them it is the sum of what was meant, rounded before or not.
    let meant = rights.map(|rights| {
        let as_printed = rights.iter().zip(&figures).map(|(right, figure)| right.round(figure.places, figure.mode));
        [rights.iter().copied().sum(), as_printed.sum()]
    });
    figures.len() > 1 && (own.is(&printed) || meant.is_some_and(|meant| meant.iter().any(|sum| own.is(sum))))
}
