//! Two numbers in one printed cell: the ends of a target that is a range, right or wrong; of anything else nobody knows.

use super::case::{Case, First};
use super::figure::Figure;
use super::ladder::Told;
use super::outcome::Verdict;
use super::read;
use super::separators;
use super::slips;
use super::spots::Spot;
use crate::eval::{self, Cell, Value};
use crate::number::{Exact, NumberStyle, format};
use crate::program::Role;

/// The first look at such a cell.
pub(super) fn look(case: &Case, spot: &Spot, words: &str, right: &Cell) -> First {
    let unjudged = || First::Plain(Verdict::Unjudged, "dua angka dalam satu sel".into());
    let mut pairs = read::pair(words);
    // Where points and commas of the table are those of a spreadsheet, they are here.
    if pairs.len() > 1 && separators::is_of_points(case, spot) {
        pairs.remove(0);
    }
    let Some(([low, high], (first, last))) = target(case, spot, right).zip(pairs.into_iter().next()) else {
        return unjudged();
    };
    let wrong = match (first.is(&low), last.is(&high)) {
        (true, true) => return First::Plain(Verdict::Agrees, String::new()),
        // `38/40` may be a part of a whole as well.
        _ if read::ends(words).is_empty() => return unjudged(),
        (true, false) => slip(&last, &high),
        (false, true) => slip(&first, &low),
        (false, false) if first.is(&high) && last.is(&low) => {
            return First::Plain(Verdict::Typed, "ujung bawah dan atasnya tertukar".into());
        }
        (false, false) => None,
    };
    wrong.map_or_else(|| First::Plain(Verdict::Contradicts, "lain dengan data paket".into()), First::Told)
}

/// The ends of a target that is a range.
fn target(case: &Case, spot: &Spot, right: &Cell) -> Option<[Exact; 2]> {
    let (name, _, when) = match right {
        Ok(Value::Text(text)) => return read::range(text).map(|(low, high)| [low.value, high.value]),
        Err(fault) if fault.is_range_target() => case.world.role(spot.cell.slot)?,
        Ok(Value::Number(_) | Value::Irrational(_) | Value::Truth(_)) | Err(_) => return None,
    };
    let slot = |role: Role| case.world.plan().value(name, role, when);
    let end = |role: Role| eval::rational(case.world.right(slot(role)?)).cloned();
    Some([end(Role::TargetLow)?, end(Role::TargetHigh)?])
}

/// The slip of the keyboard in the one end that is wrong.
fn slip(printed: &Figure, right: &Exact) -> Option<Told> {
    let (words, plain) = slips::of(printed, right)?;
    let why = format!("{words}: {}", format(&plain, NumberStyle::Indonesian));
    Some(Told::of_several(Verdict::Typed, why, printed, slips::count(&plain)))
}
