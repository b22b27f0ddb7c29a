//! Figures from the beginning of the year to the end of a quarter: `Realisasi s.d. TW II`. They are no parts that are added up.

use super::package::Known;
use super::roles::{Role, Said};
use super::shape::Shape;

/// Settles which columns of such figures stand for the year: those to the last quarter there is. Gives that quarter, where the
/// quarters of the table are such figures and no others.
pub fn settle(heads: &mut [Said]) -> Option<u8> {
    let is_real = |head: &&Said| head.role == Role::Real && !head.elsewhere;
    let last = heads.iter().filter(is_real).filter_map(|head| head.until).max()?;
    let plain =
        |quarter: u8| heads.iter().filter(is_real).any(|head| head.part == Some(quarter) && head.until.is_none());
    let are_plain = (1..=last).all(plain);
    let has_year = heads.iter().filter(is_real).any(|head| head.part.is_none() && head.until.is_none());
    if !has_year {
        heads
            .iter_mut()
            .filter(|head| ROLES.contains(&head.role) && head.until == Some(last))
            .for_each(|head| head.part = None);
    }
    // A year beside them is that to its end; where both stand there, each keeps its place.
    for role in ROLES {
        let own = |head: &Said| head.role == role && !head.elsewhere;
        if heads.iter().any(|head| own(head) && head.part.is_none() && head.until.is_none()) {
            let to_end = heads.iter_mut().filter(|head| own(head) && head.part.is_none() && head.until == Some(4));
            to_end.for_each(|head| head.part = Some(4));
        }
    }
    let until = if has_year { 4 } else { last };
    let has_several = heads.iter().filter(is_real).any(|head| head.until.is_some_and(|own| own < until));
    (!are_plain && (until < 4 || has_several)).then_some(until)
}

/// What is said up to the end of a quarter.
const ROLES: [Role; 6] = [Role::Target, Role::Real, Role::Achieved, Role::Grade, Role::Spent, Role::Absorbed];

/// The columns of realisations to the ends of quarters before this one.
pub fn before(shape: &Shape, role: Role, last: u8) -> Vec<(usize, u8)> {
    let own = (0..shape.heads.len()).filter(|at| shape.heads[*at].role == role && !shape.heads[*at].elsewhere);
    let mut seen = Vec::new();
    let until = own.filter_map(|at| Some((at, shape.heads[at].until?)));
    until
        .filter(|(_, quarter)| {
            *quarter < last && !seen.contains(quarter) && {
                seen.push(*quarter);
                true
            }
        })
        .collect()
}

/// What is told of them.
pub fn told(known: &Known) -> Option<String> {
    let last = known.shape.cumulative?;
    Some(format!(
        "angka s.d. triwulan dihitung dari awal tahun, tidak dijumlahkan (triwulan terakhir); yang terakhir triwulan {last}"
    ))
}
