//! Letters typed for digits: `1.2O0`, `l,5`.

use super::super::lines::is_name_char;
use super::Refused;
use crate::syntax::problem::WritingProblem;

/// A piece around the mismatch that is a number once its letters are digits.
pub fn letter_for_digit(refused: &Refused) -> Option<WritingProblem> {
    let line = refused.line;
    let belongs = |c: char| is_name_char(c) || c == '.' || c == ',';
    let (before, after) = (line.get(..refused.mismatch.at)?, line.get(refused.mismatch.at..)?);
    let start =
        before.rfind(|c| !belongs(c)).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let end = refused.mismatch.at + after.find(|c| !belongs(c)).unwrap_or(after.len());
    let written = line[start..end].trim_end_matches(['.', ',']);
    let digits = as_digits(written)?;
    let span = refused.span(start, written.len());
    Some(WritingProblem::LetterInNumber { span, written: written.to_string(), digits })
}

/// The number that a piece is with digits in the place of letters that look like them; none where it is a name, or has no
/// such letter.
fn as_digits(written: &str) -> Option<String> {
    let characters: Vec<char> = written.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let near = |at: usize| {
        let beside = |other: Option<usize>| {
            is_digit(other) || matches!(other.and_then(|at| characters.get(at)), Some('.' | ','))
        };
        beside(at.checked_sub(1)) || beside(Some(at + 1))
    };
    let mut digits = String::new();
    for (at, c) in characters.iter().enumerate() {
        match c {
            'o' | 'O' if near(at) => digits.push('0'),
            'l' | 'I' if near(at) => digits.push('1'),
            '0'..='9' | '.' | ',' | '_' => digits.push(*c),
            _ => return None,
        }
    }
    let marks = digits.matches(['.', ',']).count();
    let is_number =
        marks <= 1 && digits.starts_with(|c: char| c.is_ascii_digit()) && characters.iter().any(char::is_ascii_digit);
    (digits != written && is_number).then_some(digits)
}
