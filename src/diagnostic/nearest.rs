//! The known word that a mistyped one most likely means.

/// Words longer than this are no slip of the pen.
const LONGEST: usize = 80;

/// The candidate that differs least from `word`, if it differs by a slip of the pen only. The first wins a tie.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    distances(word, candidates).min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// The candidates that differ least, the one of [`nearest`] first: of several nobody knows which was meant.
pub fn all_nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    let all: Vec<(usize, &str)> = distances(word, candidates).collect();
    let least = all.iter().map(|(distance, _)| *distance).min();
    all.into_iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, candidate)| candidate).collect()
}

fn distances<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> impl Iterator<Item = (usize, &'c str)> {
    let is_word = word.len() <= LONGEST;
    let word = fold(word);
    let length = word.chars().count();
    candidates.into_iter().filter(move |candidate| is_word && candidate.len() <= LONGEST).filter_map(move |candidate| {
        let folded = fold(candidate);
        let other = folded.chars().count();
        let allowed = allowed(length.min(other));
        // Lengths that differ more than the words may need no closer look.
        let distance = (length.abs_diff(other) <= allowed.max(2)).then(|| strsim::osa_distance(&word, &folded))?;
        // A suffix more or less is no slip, and the same word all the same: `KELUHAN` for `KELUH`.
        let suffix = length.min(other) >= 5 && (word.starts_with(&folded) || folded.starts_with(&word));
        (distance <= allowed || suffix && distance <= 2).then_some((distance, candidate))
    })
}

/// The candidate that begins with `word`, of at least two letters, else the nearest one: for words that people shorten.
pub fn nearest_or_begun<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let begin = fold(word);
    let begun = candidates.iter().copied().find(|candidate| fold(candidate).starts_with(&begin));
    begun.filter(|_| begin.chars().count() >= 2).or_else(|| nearest(word, candidates))
}

/// Whether two names differ by one slip at most.
pub fn one_slip(name: &str, other: &str) -> bool {
    let (name, other) = (fold(name), fold(other));
    name.len().abs_diff(other.len()) < 8 && strsim::osa_distance(&name, &other) <= 1
}

/// A word without the differences that do not count: case, spaces, underscores.
pub fn fold(word: &str) -> String {
    folded(word).collect()
}

/// Whether two words differ only in what does not count. Asked of every cell near the top of every data file, so it
/// keeps nothing and mostly ends at the first character.
pub fn same(a: &str, b: &str) -> bool {
    let first =
        |word: &str| word.bytes().next().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    let differ = first(a).zip(first(b)).is_some_and(|(a, b)| a != b);
    !differ && folded(a).eq(folded(b))
}

fn folded(word: &str) -> impl Iterator<Item = char> {
    let counts = |c: &char| !c.is_whitespace() && *c != '_' && *c != '\u{feff}';
    word.chars().filter(counts).flat_map(char::to_lowercase)
}

/// How many slips a word of this length may hold: one in a short word, more in a long one; of two letters one must stay.
fn allowed(length: usize) -> usize {
    match length {
        0 | 1 => 0,
        2..=5 => 1,
        6..=8 => 2,
        longer => longer / 3,
    }
}

/// Whether a known name is another of the same kind, not what was meant: `TW1` for `TW3`, `DESA_A` for `DESA_C`. In its place
/// it would count twice, without a word.
pub fn is_sibling(known: &str, written: &str) -> bool {
    let is_figure = |c: char| c.is_ascii_digit();
    let letters = |text: &str| text.chars().filter(|c| !is_figure(*c)).collect::<String>();
    let numbers = |text: &str| {
        let all = text.split(|c| !is_figure(c)).filter(|number| !number.is_empty());
        all.map(|number| number.trim_start_matches('0').to_string()).collect::<Vec<_>>()
    };
    let is_name = known.starts_with(char::is_alphabetic);
    if is_name && letters(known) == letters(written) && numbers(known) != numbers(written) {
        return true;
    }
    let lettered = |text: &str| {
        text.rsplit_once('_').filter(|(_, last)| last.chars().count() == 1).map(|(stem, _)| stem.to_string())
    };
    lettered(known).is_some_and(|stem| lettered(written) == Some(stem))
}
