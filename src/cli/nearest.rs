//! The known word closest to a mistyped one.

/// The candidate closest to `word`, if it is close enough to be worth proposing; of equals the first.
///
/// Close means at most a third of the letters wrong, or a beginning of at least two letters. Case does not count.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    let distance = |candidate: &str| {
        let candidate = candidate.to_lowercase();
        if word.chars().count() >= 2 && candidate.starts_with(&word) {
            return 1;
        }
        strsim::damerau_levenshtein(&word, &candidate)
    };
    candidates
        .into_iter()
        .map(|candidate| (distance(candidate), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}
