//! The names of percent and money, and likely misspellings of them: figures in percent are read and computed
//! differently from all others.

use crate::diagnostic::nearest::one_slip;

/// The canonical unit, for a synonym of it.
pub fn one_name(word: &str) -> Option<&'static str> {
    match word.trim().to_lowercase().as_str() {
        "%" | "persen" | "persentase" | "prosentase" | "presentase" | "persentasi" | "prosentasi" | "prosen"
        | "persent" | "percent" | "percentage" | "pct" => Some("persen"),
        "rp" | "rp." | "rupiah" | "idr" => Some("rupiah"),
        _ => None,
    }
}

/// The unit of percent or money that a word is most likely a misspelling of: `pesen`, `rupia`.
pub fn near_unit(word: &str) -> Option<&'static str> {
    let known = [("persen", "persen"), ("persentase", "persen"), ("prosentase", "persen"), ("rupiah", "rupiah")];
    let word = word.trim();
    let may_be = |name: &str| word.len() > 3 && word.len().abs_diff(name.len()) < 3;
    let near = known.into_iter().find(|(name, _)| may_be(name) && one_slip(word, name));
    near.filter(|_| one_name(word).is_none()).map(|(_, unit)| unit)
}
