//! What titles call money: what may be spent and what was spent have several names each.

/// Titles of money in one word each: what may be spent is `pagu`, what was spent `serapan`.
pub(super) fn of_money(mut words: Vec<String>) -> Vec<String> {
    let is_one = |word: &str, all: &[&str]| all.contains(&word);
    let has = |all: &[&str]| words.iter().any(|word| is_one(word, all));
    const PLANNED: [&str; 5] = ["pagu", "anggaran", "alokasi", "dpa", "plafon"];
    const SPENT: [&str; 5] = ["realisasi", "serapan", "penyerapan", "terserap", "penggunaan"];
    let (is_planned, is_spent) = (has(&PLANNED), has(&SPENT));
    let own = match (is_planned, is_spent) {
        (true, true) => "serapan",
        (true, false) => "pagu",
        (false, _) => return words,
    };
    words.retain(|word| !is_one(word, &PLANNED) && !is_one(word, &SPENT));
    words.insert(0, own.to_string());
    words
}
