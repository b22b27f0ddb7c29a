//! Cells merged over several rows, as workbooks and documents say: such a figure is of all of these rows and of no single one.

use super::case::{Case, First, is};
use super::figure::{Figure, Printed};
use super::footers;
use super::joint::{self, How, Kind, Whole};
use super::ladder::Told;
use super::outcome::Verdict;
use super::over_page;
use super::spots::{has_figures, is_grade};
use super::world::Position;
use crate::eval;
use crate::number::Exact;
use crate::program::Role;
use std::collections::BTreeSet;

/// What is said of a figure of several rows where nobody can say what it should be of them.
const OF_SEVERAL: &str = "milik beberapa baris sekaligus";

/// The same where the next page begins with a cell that may belong to it.
const OVER_PAGE: &str = "sel gabungan yang mungkin bersambung di halaman berikut";

/// What is said of money that all of its rows have alike, printed once for them.
pub(super) const OF_EACH: &str = "pagu atau serapan yang sama di tiap barisnya, bukan jumlahnya";

/// The rows that a merged cell stands over.
struct Extent {
    /// The prints of its column in them, its own first.
    prints: Vec<usize>,
    /// Whether rows with figures that the rules do not have are among them.
    has_strangers: bool,
    /// The prints of other columns that it stands over as well.
    beside: Vec<usize>,
    /// The prints below a heading that stands again, which it may be of as well.
    behind: Vec<usize>,
}

/// Holds merged figures against all of their rows.
pub(super) fn hold(case: &mut Case) {
    let all: Vec<Extent> = (0..case.spots.len()).filter_map(|at| extent(case, at)).collect();
    let mut open = Vec::new();
    let mut told_above: BTreeSet<usize> = BTreeSet::new();
    for extent in &all {
        let at = extent.prints[0];
        if told_above.contains(&at) {
            continue;
        }
        let mut prints = extent.prints.clone();
        match look(case, extent) {
            Seen::Own => {}
            Seen::First(first) => case.first[at] = first,
            Seen::Over(rows, first) => {
                prints.extend(&extent.behind[..rows]);
                for print in prints.iter().filter(|print| !case.spots[**print].printed.figures().is_empty()) {
                    case.first[*print] = first.clone();
                    told_above.insert(*print);
                }
            }
            Seen::Wrong(told, whole) => joint::accuse(case, at, told, whole),
            Seen::Unlike(told, whole) => open.push((at, told, whole)),
        }
        // What is merged with the cell above is not blank.
        case.covered.extend(&prints[1..]);
        for covered in prints[1..].iter().chain(&extent.beside) {
            if case.spots[*covered].printed == Printed::Blank {
                case.first[*covered] = First::Passed;
            }
        }
        if let First::Together(_) = case.first[at] {
            case.groups.insert(at, prints);
        }
    }
    // Where others of the column are the means of their rows, it should be one.
    for (at, told, whole) in open {
        let own = |other: usize| (case.spots[other].table, case.spots[other].column);
        let mut others = all.iter().map(|extent| extent.prints[0]).filter(|other| own(*other) == own(at));
        if others.any(|other| matches!(case.first[other], First::Together(How::Mean | How::Share))) {
            joint::accuse(case, at, told, whole);
        } else {
            case.first[at] = First::Plain(Verdict::Unjudged, OF_SEVERAL.into());
        }
    }
}

/// What is seen of a merged figure.
enum Seen {
    /// It says the same of each of its rows, or of the only one that has a value.
    Own,
    First(First),
    /// The same also of so many rows behind a heading that stands again.
    Over(usize, First),
    Wrong(Told, Whole),
    /// It is not what its rows have together, as far as anybody knows.
    Unlike(Told, Whole),
}

fn extent(case: &Case, at: usize) -> Option<Extent> {
    let spot = &case.spots[at];
    if case.claimed(at).is_some() {
        return None;
    }
    let table = &case.printed[spot.table];
    // Of the last row of a page what stands below on the next one says that it goes on.
    let is_again = || {
        let next = over_page::next(case, at).filter(|_| matches!(case.first[at], First::Off(_)));
        next.is_some_and(|next| over_page::is_same(case, at, next))
    };
    let own = table.rows[spot.row].reach_of(spot.column);
    let last = own.or_else(|| is_again().then_some(table.rows[spot.row].line))?;
    let below = (spot.row + 1..table.rows.len()).take_while(|row| table.rows[*row].line <= last);
    let (mut prints, mut has_strangers) = (vec![at], false);
    for row in below {
        match case.spot_at(spot.table, row, spot.column) {
            Some(print) => prints.push(print),
            None => has_strangers |= is_stranger(case, at, row),
        }
    }
    let rows = table.rows.iter().enumerate().skip(spot.row).take_while(|(_, row)| row.line <= last);
    let beside = rows.flat_map(|(row, _)| {
        let others = table.rows[spot.row].merged_with(spot.column);
        others.filter_map(move |column| case.spot_at(spot.table, row, column))
    });
    let (beside, behind) = (beside.collect(), over_page::behind(case, &prints));
    let is_one = prints.len() > 1 || has_strangers || !behind.is_empty();
    is_one.then_some(Extent { prints, has_strangers, beside, behind })
}

/// Whether a row that a cell stands over is one that the rules do not have: with figures, or with a name alone, whose figures are
/// then in such cells.
fn is_stranger(case: &Case, at: usize, row: usize) -> bool {
    let spot = &case.spots[at];
    let table = &case.printed[spot.table];
    let names = case.row(spot).iter().map(|at| &case.spots[*at]).filter(|one| one.role == Some(Role::Label));
    let is_named = || names.map(|one| one.column).any(|column| !table.cell(row, column).is_empty());
    let is_total = || footers::of_row(table, row).is_some();
    match has_figures(table, row) {
        true => !is_of_name(case, at, row) && !is_total(),
        false => case.first_of_row(spot.table, row).is_none() && is_named(),
    }
}

/// Whether the name of a row is merged over another one, which then is of the same thing.
fn is_of_name(case: &Case, at: usize, row: usize) -> bool {
    let spot = &case.spots[at];
    let table = &case.printed[spot.table];
    let names = case.row(spot).iter().map(|at| &case.spots[*at]);
    let mut names = names.filter(|one| matches!(one.role, Some(Role::Label | Role::Code)));
    names.any(|one| table.rows[spot.row].reach_of(one.column).is_some_and(|last| last >= table.rows[row].line))
}

fn look(case: &Case, extent: &Extent) -> Seen {
    let Extent { prints, has_strangers, beside, behind } = extent;
    let at = prints[0];
    let unjudged = || Seen::First(First::Plain(Verdict::Unjudged, OF_SEVERAL.into()));
    if is_grade(case.world, Some(case.spots[at].cell)) {
        let is_each = prints.iter().all(|other| case.right(*other) == case.right(at));
        let is_right = matches!(case.first[at], First::Plain(Verdict::Agrees, _));
        return if is_right && !is_each && !super::grades::is_of_mean(case, at, prints) {
            unjudged()
        } else {
            Seen::Own
        };
    }
    let figures = case.spots[at].printed.figures();
    if figures.is_empty() || !matches!(case.first[at], First::Off(_) | First::Plain(..)) {
        return Seen::Own;
    }
    let is_right = |figure: &Figure, other: &usize| matches!(case.right(*other), Ok(right) if is(figure, right));
    let of = joint::kind(case, case.spots[at].cell.slot);
    // What all rows have alike is theirs, whatever else the cell stands over; but money is added up.
    if figures.iter().any(|figure| prints.iter().all(|other| is_right(figure, other))) {
        let is_any = figures.iter().any(|figure| !figure.value.is_zero());
        return match of {
            Kind::Money if prints.len() > 1 && is_any => Seen::First(First::Plain(Verdict::Unjudged, OF_EACH.into())),
            Kind::Money | Kind::Share | Kind::Achievement if *has_strangers => unjudged(),
            Kind::Money | Kind::Share | Kind::Achievement | Kind::Other => Seen::Own,
        };
    }
    // The money of a row that nobody knows should be in it.
    if *has_strangers {
        return unjudged();
    }
    let known: Vec<usize> = prints.iter().copied().filter(|other| case.right(*other).is_ok()).collect();
    let is_only = known == [at];
    if is_only && figures.iter().any(|figure| is_right(figure, &at)) {
        return Seen::Own;
    }
    let fits = |rows: &[usize]| figures.iter().find_map(|figure| joint::fits(case, figure, rows));
    if let Some(how) = fits(&known).filter(|_| known.len() > 1) {
        return Seen::First(First::Together(how));
    }
    if !behind.is_empty() {
        let over = |count: &usize| fits(&[prints, &behind[..*count]].concat());
        let found = (1..=behind.len()).find_map(|count| Some((count, over(&count)?)));
        let is_open = || behind.iter().all(|other| over_page::is_open(case, *other));
        match found {
            Some((count, how)) => return Seen::Over(count, First::Together(how)),
            None if is_open() => {
                return Seen::Over(behind.len(), First::Plain(Verdict::Unjudged, OVER_PAGE.into()));
            }
            None if prints.len() == 1 => return Seen::Own,
            None => {}
        }
    }
    let are_rows = prints.iter().all(|other| matches!(case.spots[*other].position, Position::Body(..)));
    if known.len() < prints.len() || !are_rows {
        return if is_only { Seen::Own } else { unjudged() };
    }
    let above = over_page::above(case, at);
    if let Some(how) = fits(&[&above, prints.as_slice()].concat()).filter(|_| !above.is_empty()) {
        return Seen::First(First::Together(how));
    }
    if prints.last().is_some_and(|last| over_page::is_at_end(case, *last)) {
        return Seen::First(First::Plain(Verdict::Unjudged, OVER_PAGE.into()));
    }
    // Over another column with figures as well it may be of that one.
    let columns: BTreeSet<usize> = beside.iter().map(|other| case.spots[*other].column).collect();
    let is_of = |column: usize| {
        let own = beside.iter().filter(|other| case.spots[**other].column == column);
        fits(&own.copied().collect::<Vec<_>>()).is_some()
    };
    if columns.into_iter().any(is_of) {
        return unjudged();
    }
    wrong(case, prints, figures).unwrap_or_else(unjudged)
}

/// What is said of a figure that is not that of its rows together; none where it may be another one of them.
fn wrong(case: &Case, prints: &[usize], figures: &[Figure]) -> Option<Seen> {
    let rights = joint::rights(case, prints)?;
    let joint = joint::of(case, prints).into_iter().next()?;
    let of = joint::kind(case, case.spots[prints[0]].cell.slot);
    if of == Kind::Other || figures.iter().any(|figure| joint::is_nearly(case, figure, prints)) {
        return None;
    }
    // One budget of several rows, which the data repeat in each.
    let mut distinct = rights.clone();
    distinct.dedup();
    if distinct.len() < rights.len() && figures.iter().any(|figure| figure.is(&distinct.iter().copied().sum())) {
        return None;
    }
    let whole = |figure: Figure| Whole { figure, joint: joint.clone(), prints: prints.to_vec() };
    let told = |verdict: Verdict, figure: &Figure, why: String| {
        let why = format!("{}; {why}", over(prints.len()));
        Seen::Wrong(Told::plain(verdict, why), whole(figure.clone()))
    };
    if let Some(figure) = figures.iter().find(|figure| is_of_seen(case, figure, prints)) {
        let why = "cocok tanpa baris tersembunyi; bila tidak tercetak, tulis  baris tersembunyi tidak";
        return Some(told(Verdict::Wrong, figure, why.into()));
    }
    let own = figures.iter().find_map(|figure| {
        Some((figure, prints.iter().zip(&rights).find(|(_, right)| figure.is(right)).map(|(at, _)| *at)?))
    });
    if let Some((figure, one)) = own {
        let why = format!("angka {} saja", case.spots[one].who);
        return (!is_whole(case, one, prints)).then(|| told(Verdict::Copied, figure, why));
    }
    // Of weights, or of what nobody prints, an achievement may be made otherwise.
    let seen = |told: Told, whole: Whole| match of {
        Kind::Achievement => Seen::Unlike(told, whole),
        Kind::Money | Kind::Share | Kind::Other => Seen::Wrong(told, whole),
    };
    if let Some((figure, slip)) = joint::slip(figures, &joint.right) {
        let why = format!("{}; {}", over(prints.len()), slip.why);
        return Some(seen(Told { why, ..slip }, whole(figure)));
    }
    let figure = joint::nearest(figures, &joint.right)?;
    let some = (2..prints.len()).filter(|_| of == Kind::Money).find_map(|count| {
        let is_sum = |part: &&[&Exact]| figures.iter().any(|figure| figure.is(&part.iter().copied().sum()));
        rights.windows(count).find(is_sum).map(|_| count)
    });
    Some(match some {
        Some(count) => told(Verdict::Wrong, &figure, format!("jumlah {count} baris saja")),
        None => seen(Told::plain(Verdict::Wrong, over(prints.len())), whole(figure)),
    })
}

/// Whether a figure is that of some rows without those that are hidden.
fn is_of_seen(case: &Case, figure: &Figure, prints: &[usize]) -> bool {
    let is_seen = |at: &&usize| !case.printed[case.spots[**at].table].rows[case.spots[**at].row].is_hidden;
    let seen: Vec<usize> = prints.iter().filter(is_seen).copied().collect();
    match seen.as_slice() {
        _ if seen.len() == prints.len() => false,
        [only] => matches!(case.right(*only), Ok(right) if is(figure, right)),
        several => joint::fits(case, figure, several).is_some(),
    }
}

/// Whether one of some rows is what the others are parts of: an objective over its indicators, a programme over its activities.
fn is_whole(case: &Case, one: usize, prints: &[usize]) -> bool {
    let slot = |at: usize| case.spots[at].cell.slot;
    let others: Vec<usize> = prints.iter().copied().filter(|other| *other != one).collect();
    let cone = case.world.cone(slot(one));
    let is_sum = || {
        let rights = joint::rights(case, &others)?;
        Some(eval::rational(case.right(one))? == &rights.into_iter().sum::<Exact>())
    };
    others.iter().any(|other| cone.binary_search(&slot(*other)).is_ok()) || others.len() > 1 && is_sum() == Some(true)
}

fn over(rows: usize) -> String {
    format!("sel gabungan {rows} baris")
}
