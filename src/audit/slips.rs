//! Slips of the keyboard: two digits swapped, one dropped or doubled, one changed that is not the last.

use super::figure::Figure;
use crate::eval::{Cell, Value};
use crate::number::{Exact, NumberStyle, Places, Rounding, format};

/// A slip that makes one written number of another, in words; none where it takes more than one.
pub(super) fn slip(right: &str, printed: &str) -> Option<&'static str> {
    let (a, b): (Vec<char>, Vec<char>) = (right.chars().collect(), printed.chars().collect());
    let (signs, digits) = (|c: &[char]| c.iter().position(|c| *c == '.'), |c: &char| c.is_ascii_digit());
    if a.len() == b.len() {
        if signs(&a) != signs(&b) {
            return None;
        }
        let differ: Vec<usize> = (0..a.len()).filter(|at| a[*at] != b[*at]).collect();
        return match differ.as_slice() {
            [one] if digits(&a[*one]) && one + 1 < a.len() => Some("satu angka berubah"),
            [one, other] if a[*one] == b[*other] && a[*other] == b[*one] && digits(&a[*one]) && digits(&a[*other]) => {
                Some("dua angka tertukar")
            }
            _ => None,
        };
    }
    if a.len() == b.len() + 1 {
        // The last digit of decimals is not dropped but cut, which is a convention.
        let has_decimals = signs(&a).is_some();
        let last = if has_decimals { a.len() - 1 } else { a.len() };
        return (0..last).any(|at| digits(&a[at]) && without(&a, at) == b).then_some("satu angka hilang");
    }
    if b.len() == a.len() + 1 {
        let doubled = |at: &usize| *at > 0 && digits(&b[*at]) && b[*at] == b[*at - 1];
        let more = (0..b.len()).filter(doubled).any(|at| without(&b, at) == a);
        return more.then_some("satu angka berganda");
    }
    None
}

fn without(letters: &[char], at: usize) -> Vec<char> {
    letters.iter().enumerate().filter(|(own, _)| *own != at).map(|(_, letter)| *letter).collect()
}

/// The slip that makes the printed figure of a value, looking at as many decimals as are printed and one more or less.
pub(super) fn of(figure: &Figure, right: &Exact) -> Option<(&'static str, String)> {
    let printed = figure.scaled(&figure.value).to_plain(figure.printed_places(), Rounding::HalfAway);
    let right = figure.scaled(right);
    for by in [0, 1, -1] {
        let Some(places) = Places::new(figure.printed_places().get() + by).filter(|places| *places >= Places::WHOLE)
        else {
            continue;
        };
        let plain = right.to_plain(places, figure.mode);
        if let Some(words) = slip(&plain, &printed) {
            return Some((words, plain));
        }
    }
    None
}

/// Whether a figure differs from the right one in its last digit alone: half of all small errors do, whatever was done.
pub(super) fn only_last(figure: &Figure, right: &Exact) -> bool {
    let plain = |value: &Exact| figure.scaled(value).to_plain(figure.printed_places(), figure.mode);
    let (mut printed, mut right) = (plain(&figure.value), plain(right));
    printed.len() == right.len() && printed.pop() != right.pop() && printed == right
}

/// How many figures one slip makes of another, at most.
pub(super) fn count(right: &str) -> usize {
    let digits = right.chars().filter(char::is_ascii_digit).count();
    // Swaps, drops, doublings, and nine changes of each digit but the last.
    digits * digits.saturating_sub(1) / 2 + 2 * digits + 9 * digits.saturating_sub(1)
}

/// Every number that one slip makes of a plain decimal.
pub(super) fn variants(plain: &str) -> Vec<String> {
    let letters: Vec<char> = plain.chars().collect();
    let digits: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_ascii_digit()).collect();
    let mut all = Vec::new();
    for (order, &at) in digits.iter().enumerate() {
        for &other in &digits[order + 1..] {
            let mut own = letters.clone();
            own.swap(at, other);
            all.push(own);
        }
        all.push(without(&letters, at));
        let mut twice = letters.clone();
        twice.insert(at, letters[at]);
        all.push(twice);
        // A last digit that was changed is no evidence.
        for digit in ('0'..='9').filter(|_| order + 1 < digits.len()) {
            let mut own = letters.clone();
            own[at] = digit;
            all.push(own);
        }
    }
    let mut all: Vec<String> = all.into_iter().map(String::from_iter).collect();
    all.retain(|one| one != plain && one.starts_with(|c: char| c.is_ascii_digit()) && !one.ends_with('.'));
    all.sort();
    all.dedup();
    all
}

/// What torn digits may have been.
pub(super) fn torn(printed: &str, right: &Cell) -> String {
    let Ok(Value::Number(right)) = right else { return String::new() };
    // `9O`: a letter that looks like a digit, between digits or behind them.
    let mut before = ' ';
    let read = printed.chars().map(|letter| {
        let digit = match letter {
            'O' | 'o' if before.is_ascii_digit() => '0',
            'I' | 'l' if before.is_ascii_digit() => '1',
            other => other,
        };
        before = digit;
        digit
    });
    let read: String = read.collect();
    let has_letters = read != printed;
    let digits: String = read.chars().filter(char::is_ascii_digit).collect();
    let whole = right.to_plain(Places::WHOLE, Rounding::HalfAway);
    // As many decimals as stand behind the last sign, first.
    let last = printed.rsplit([',', '.']).next().map_or(0, |part| part.chars().filter(char::is_ascii_digit).count());
    let own = i32::try_from(last.min(4)).unwrap_or(0);
    let grids = std::iter::once(own).chain((0..=4).filter(|places| *places != own)).filter_map(Places::new);
    let plains: Vec<String> =
        grids.map(|grid| right.to_plain(grid, Rounding::HalfAway).replace(['.', '-'], "")).collect();
    let may_be = || format!("mungkin {}", format(&whole, NumberStyle::Indonesian));
    if has_letters {
        let is_it = plains.contains(&digits);
        return if is_it { format!("huruf di tempat angka; {}", may_be()) } else { "huruf di tempat angka".into() };
    }
    for plain in &plains {
        if *plain == digits {
            return "angkanya sendiri benar, tanda pemisahnya salah letak".into();
        }
        if let Some(words) = slip(plain, &digits) {
            return format!("{words}; {}", may_be());
        }
    }
    String::new()
}
