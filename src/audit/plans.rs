//! Titles of the end of a plan, `Target Akhir RPJMD`, and of its last year, `Target 2026`: the same in other words.

use super::naming::{Differs, PLANS, differ, is_year, names_plan, year};
use super::words::tokens;

/// How much a title differs from one of the end of a plan, where it names the last year: with the plan, `Target RPJMD 2026`, it is that; a mere
/// `Target 2026` may be as well that of the year.
pub(super) fn differs(printed: &str, wanted: &str, end: i32) -> Option<Differs> {
    let plain = |title: &str| -> String {
        let mut words = tokens(title);
        words.retain(|word| word != "akhir" && !PLANS.contains(&word.as_str()) && year(word) != Some(end));
        words.join(" ")
    };
    let words = tokens(printed);
    let has_plan = words.iter().any(|word| PLANS.contains(&word.as_str()));
    let names_end = words.iter().any(|word| year(word) == Some(end));
    let is_same = names_end && differ(&plain(printed), &plain(wanted)) == Differs::Little;
    is_same.then_some(if has_plan { Differs::Little } else { Differs::Less })
}

/// Whether a title says that the figures below it are of the end of a plan, and not of which year that is.
pub(super) fn is_of_end(title: &str) -> bool {
    let words = tokens(title);
    names_plan(&words) && !words.iter().any(|word| is_year(word))
}
