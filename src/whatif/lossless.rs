//! Whether a line that is proposed says all that the typed one says: no number, no name, no share, no time is dropped.

use super::said::is_in;
use crate::program::Program;

/// Words that make another number of the one before them.
const TIMES: &[&str] = &["ribu", "juta", "miliar", "milyar", "triliun", "kali", "lipat"];
/// Words before the value that is reached, not the change.
const REACHED: &[&str] = &["jadi", "menjadi", "ke", "sampai", "hingga"];
/// Words of a change.
const MOVED: &[&str] = &["naik", "turun", "naikkan", "turunkan", "bertambah", "berkurang", "meningkat", "menurun"];
/// Marks that a proposal keeps.
const MARKS: &[&str] = &[">", "<", "..", "+", "*", "/"];

/// Whether `meant` drops something of `line` that counts in a year; `told` is said beside it.
pub(super) fn drops(line: &str, meant: &str, told: Option<&str>, program: &Program, year: i32) -> bool {
    let (typed, kept) = (words(line), words(meant));
    let has = |all: &[String], one: &str| all.iter().any(|word| word.eq_ignore_ascii_case(one));
    let told = words(told.unwrap_or_default());
    let is_number = |word: &&String| word.starts_with(|c: char| c.is_ascii_digit());
    let is_name = |word: &&String| program.by_code.keys().any(|code| code.eq_ignore_ascii_case(word));
    let number_of = |all: &[String], one: &String| all.iter().filter(|word| *word == one).count();
    // The year at hand is meant where none is written, and who asks why may say the figure that is there.
    let is_year = |one: &&String| one.len() == 4 && one.chars().all(|c| c.is_ascii_digit());
    let explains = meant.starts_with("jelaskan ");
    let counts = |one: &&String| is_number(one) && **one != year.to_string() && (!explains || is_year(one));
    let numbers = typed.iter().filter(counts).any(|one| number_of(&kept, one) < number_of(&typed, one));
    let names = typed.iter().filter(is_name).any(|one| !has(&kept, one) && !has(&told, one));
    let share = (line.contains('%') || has(&typed, "persen")) && !meant.contains('%') && !explains;
    let time = ["tahun", "triwulan"].iter().any(|word| has(&typed, word) && !has(&kept, word) && !meant.contains('['));
    let reaches = typed.windows(2).any(|pair| is_in(REACHED, &pair[0]) && is_number(&&pair[1]));
    let moves = typed.iter().any(|word| is_in(MOVED, word));
    let is_moved = has(&kept, "naik") || has(&kept, "turun");
    numbers
        || names
        || share
        || time
        || (moves && reaches && is_moved)
        || (moves && !reaches && !is_moved)
        || has(&typed, "maka")
        || typed.iter().any(|word| is_in(TIMES, word))
        || MARKS.iter().any(|mark| line.contains(mark) && !meant.contains(mark))
        || line.matches('=').count() > meant.matches('=').count()
}

/// Words and numbers: `69,5` is one, `naik 5%` is two.
fn words(line: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut word = String::new();
    let letters: Vec<char> = line.chars().collect();
    for (at, c) in letters.iter().enumerate() {
        let inside = matches!(c, '.' | ',') && at > 0 && letters[at - 1].is_ascii_digit();
        let inside = inside && letters.get(at + 1).is_some_and(char::is_ascii_digit);
        if c.is_alphanumeric() || inside {
            word.push(*c);
        } else if *c != '_' || !word.starts_with(|c: char| c.is_ascii_digit()) {
            match *c {
                '_' => word.push('_'),
                _ => found.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            }
        }
    }
    found.extend((!word.is_empty()).then_some(word));
    found
}
