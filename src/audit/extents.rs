//! Cells merged over several rows, as workbooks and documents say: such a figure is of all of these rows and of no single one.

use super::case::{Case, First, is};
use super::figure::{Figure, Printed};
use super::joint::{self, How, Kind, Whole};
use super::ladder::Told;
use super::outcome::Verdict;
use super::spots::is_grade;
use super::world::Position;
use crate::eval;
use crate::number::Exact;
use crate::program::Role;

/// What is said of a figure of several rows where nobody can say what it should be of them.
const OF_SEVERAL: &str = "milik beberapa baris sekaligus";

/// The rows that a merged cell stands over.
struct Extent {
    /// The prints of its column in them, its own first.
    prints: Vec<usize>,
    /// Whether rows with figures that the rules do not have are among them.
    has_strangers: bool,
}

/// Holds merged figures against all of their rows.
pub(super) fn hold(case: &mut Case) {
    let all: Vec<Extent> = (0..case.spots.len()).filter_map(|at| extent(case, at)).collect();
    let mut open = Vec::new();
    for extent in &all {
        let at = extent.prints[0];
        match look(case, extent) {
            Seen::Own => {}
            Seen::First(first) => case.first[at] = first,
            Seen::Wrong(told, whole) => joint::accuse(case, at, told, whole),
            Seen::Unlike(told, whole) => open.push((at, told, whole)),
        }
        // What is merged with the cell above is not blank.
        for covered in &extent.prints[1..] {
            if case.spots[*covered].printed == Printed::Blank {
                case.first[*covered] = First::Passed;
            }
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
    let last = table.rows[spot.row].reach_of(spot.column)?;
    let below = (spot.row + 1..table.rows.len()).take_while(|row| table.rows[*row].line <= last);
    let (mut prints, mut has_strangers) = (vec![at], false);
    for row in below {
        match case.spot_at(spot.table, row, spot.column) {
            Some(print) => prints.push(print),
            None => {
                let has_figure = |cell: &String| !super::read::cell(cell).figures().is_empty();
                has_strangers |= table.rows[row].cells.iter().any(has_figure) && !is_of_name(case, at, row);
            }
        }
    }
    (prints.len() > 1 || has_strangers).then_some(Extent { prints, has_strangers })
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
    let Extent { prints, has_strangers } = extent;
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
    if figures.iter().any(|figure| prints.iter().all(|other| is_right(figure, other))) {
        return Seen::Own;
    }
    let known: Vec<usize> = prints.iter().copied().filter(|other| case.right(*other).is_ok()).collect();
    let is_only = known == [at];
    if is_only && figures.iter().any(|figure| is_right(figure, &at)) {
        return Seen::Own;
    }
    if let Some(how) = figures.iter().find_map(|figure| joint::fits(case, figure, &known)).filter(|_| known.len() > 1) {
        return Seen::First(First::Together(how));
    }
    let are_rows = prints.iter().all(|other| matches!(case.spots[*other].position, Position::Body(..)));
    if *has_strangers || known.len() < prints.len() || !are_rows {
        return if is_only && !has_strangers { Seen::Own } else { unjudged() };
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
    let whole = |figure: Figure| Whole { figure, joint: joint.clone(), rows: prints.len() };
    let told = |verdict: Verdict, figure: &Figure, why: String| {
        let why = format!("{}; {why}", over(prints.len()));
        Seen::Wrong(Told::plain(verdict, why), whole(figure.clone()))
    };
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
