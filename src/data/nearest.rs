//! The known name nearest to an unknown one.

/// The candidate that differs least from `name`, if it differs by a slip of the pen only. The first wins a tie.
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 80;
    if name.len() > LONGEST {
        return None;
    }
    let name = fold(name);
    candidates
        .filter(|candidate| candidate.len() <= LONGEST)
        .filter_map(|candidate| {
            let folded = fold(candidate);
            let distance = strsim::osa_distance(&name, &folded);
            (distance <= allowed(&name, &folded)).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether two names differ by one slip at most.
pub fn one_slip(name: &str, other: &str) -> bool {
    let (name, other) = (fold(name), fold(other));
    name.len().abs_diff(other.len()) < 8 && strsim::osa_distance(&name, &other) <= 1
}

/// A header or name without the differences that do not count: case, spaces, underscores.
pub fn fold(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && *c != '_' && *c != '\u{feff}').flat_map(char::to_lowercase).collect()
}

/// One slip in a short name, more in a long one; of a name of two letters one must stay.
fn allowed(name: &str, candidate: &str) -> usize {
    match name.chars().count().min(candidate.chars().count()) {
        0 | 1 => 0,
        2..=5 => 1,
        6..=11 => 2,
        longer => longer / 5,
    }
}
