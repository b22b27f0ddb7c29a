//! Distinguishes names in a chart: in a table a row is known by its position, in a chart only by its label.

use crate::report::text::one_line;
use std::collections::{BTreeMap, BTreeSet};

/// A name in a chart, and what distinguishes it from the same name elsewhere in it.
#[derive(Debug, Clone)]
pub struct Named {
    /// The name.
    pub words: String,
    /// The index of its table among those side by side, and its column heading there.
    pub side: (usize, String),
    /// The heading above its rows.
    pub group: String,
    /// The code of its thing.
    pub code: Option<String>,
}

/// The same names, each with a suffix if necessary to distinguish it from all others: the side, the group, the code,
/// else a number.
pub fn told_apart(all: &[Named]) -> Vec<String> {
    let sides = sides(all);
    let side = |one: &Named| Some(format!(", {}", sides[one.side.0]));
    let group = |one: &Named| (!one.group.is_empty()).then(|| format!(", {}", one.group));
    let code = |one: &Named| one.code.as_ref().map(|code| format!(" ({code})"));
    let mut words: Vec<String> = all.iter().map(|one| one.words.clone()).collect();
    for behind in [&side as &dyn Fn(&Named) -> Option<String>, &group, &code] {
        let told = |at: usize| {
            let mut alike = (0..all.len()).filter(|other| words[*other] == words[at]);
            let own = behind(&all[at])?;
            alike.any(|other| behind(&all[other]).as_ref() != Some(&own)).then(|| format!("{}{own}", words[at]))
        };
        words = (0..all.len()).map(|at| told(at).unwrap_or_else(|| words[at].clone())).collect();
    }
    let numbered = |at: usize| {
        let is_same = |other: &usize| words[*other] == words[at];
        let before = (0..at).filter(is_same).count();
        let is_alone = before == 0 && !(at + 1..all.len()).any(|other| is_same(&other));
        if is_alone { words[at].clone() } else { format!("{} ({})", words[at], before + 1) }
    };
    (0..all.len()).map(numbered).collect()
}

/// The name of each side: its heading if no other side has that, else its position.
fn sides(all: &[Named]) -> Vec<String> {
    let known: BTreeMap<usize, String> = all.iter().map(|one| (one.side.0, one_line(one.side.1.trim()))).collect();
    let most = known.keys().next_back().map_or(0, |last| last + 1);
    let heading = |side: usize| known.get(&side).map_or("", |heading| heading);
    let headings: BTreeSet<&str> = known.values().map(String::as_str).filter(|heading| !heading.is_empty()).collect();
    let is_told = headings.len() == known.len();
    let place = |side: usize| match (most, side) {
        (2, 0) => "kiri".to_string(),
        (2, _) => "kanan".to_string(),
        _ => format!("sisi {}", side + 1),
    };
    (0..most).map(|side| if is_told { heading(side).to_string() } else { place(side) }).collect()
}
