//! How much of a long test runs with the others: something of every kind, not all there is. With `TAKAR_LONG=1` in the
//! surroundings all of it runs, which takes several times as long.

use std::collections::HashSet;

/// Whether all of it runs.
pub fn is_long() -> bool {
    std::env::var_os("TAKAR_LONG").is_some_and(|value| value != "0")
}

/// So many in a sample, or all.
pub fn of<T>(sample: T, all: T) -> T {
    if is_long() { all } else { sample }
}

/// Those of the cases of a file with something new: two words beside each other that no case before has, where names, numbers and
/// texts are all alike. Of the others every fifth, for what only comes of several things that meet.
pub fn kinds<'t>(cases: impl Iterator<Item = &'t str>) -> impl Iterator<Item = &'t str> {
    let (mut seen, mut repeated) = (HashSet::new(), 0);
    cases.filter(move |case| {
        let before = seen.len();
        for line in case.lines() {
            let words = words(line);
            seen.extend(words.windows(2).map(<[String]>::to_vec));
        }
        if is_long() || seen.len() > before {
            return true;
        }
        repeated += 1;
        repeated % 5 == 1
    })
}

/// The words and signs of a line, with `N` for each name, `0` for each number and `"` for each text.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_word = letter.is_alphanumeric() || letter == '_';
        let mut word = letter.to_string();
        if letter == '"' {
            letters.by_ref().find(|letter| *letter == '"');
        } else if is_word {
            while let Some(more) = letters.next_if(|next| next.is_alphanumeric() || "_.,".contains(*next)) {
                word.push(more);
            }
            word = match () {
                () if letter.is_uppercase() => "N".to_string(),
                () if letter.is_numeric() => "0".to_string(),
                () => word,
            };
        } else if letter == ' ' {
            continue;
        }
        words.push(word);
    }
    words
}

#[test]
fn every_kind_is_kept() {
    let cases = ["A = B + 1\n", "C = D + 2\n", "A = B - 1\n", "X = \"a b\"\n", "Y = \"c\"\n", "Z = \"d\"\n"];
    let kept: Vec<&str> = kinds(cases.into_iter()).collect();
    let wanted = of(vec![cases[0], cases[1], cases[2], cases[3]], cases.to_vec());
    assert_eq!(kept, wanted);
}
