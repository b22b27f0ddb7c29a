//! What titles call money: what may be spent and what was spent have several names each.

use super::words::tokens;

/// What may be spent, in one word.
pub(super) const PLANNED: &str = "pagu";

/// Words for what may be spent.
const TO_SPEND: [&str; 5] = [PLANNED, "anggaran", "alokasi", "dpa", "plafon"];

/// A title of what may be spent without the purse that all of it comes from: `Anggaran (APBD)` is `Anggaran`.
pub(super) fn without_purse(title: &str) -> Option<String> {
    let rest = title.replace("(APBD)", "").replace("APBD", "");
    (rest.len() < title.len() && may_be_spent(&rest)).then(|| rest.trim().to_string())
}

/// Whether no more than one of some titles is of what may be spent: it comes from one purse, whatever that is called.
pub(super) fn of_one_purse(titles: &[String]) -> bool {
    titles.iter().filter(|title| may_be_spent(title)).count() <= 1
}

fn may_be_spent(title: &str) -> bool {
    of_money(tokens(title)).iter().any(|word| word == PLANNED)
}

/// Titles of money in one word each: what may be spent is `pagu`, what was spent `serapan`.
pub(super) fn of_money(mut words: Vec<String>) -> Vec<String> {
    let is_one = |word: &str, all: &[&str]| all.contains(&word);
    let has = |all: &[&str]| words.iter().any(|word| is_one(word, all));
    const SPENT: [&str; 5] = ["realisasi", "serapan", "penyerapan", "terserap", "penggunaan"];
    let (is_planned, is_spent) = (has(&TO_SPEND), has(&SPENT));
    let own = match (is_planned, is_spent) {
        (true, true) => "serapan",
        (true, false) => PLANNED,
        (false, _) => return words,
    };
    words.retain(|word| !is_one(word, &TO_SPEND) && !is_one(word, &SPENT));
    words.insert(0, own.to_string());
    words
}
