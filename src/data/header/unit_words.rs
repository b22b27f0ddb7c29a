//! The words for units in headers and cells: units, currencies, thousandths, factors.

use super::measure::Said;
use super::near::money_of;
use crate::data::row_values::unit_word;
use crate::number;

/// Words that are always units, whatever the rules know.
const UNITS: [&str; 33] = [
    "persen", "rupiah", "mm", "cm", "m", "km", "m2", "m²", "m3", "m³", "km2", "km²", "ha", "hektar", "hektare", "mg",
    "g", "gram", "kg", "kuintal", "kwintal", "kw", "ton", "l", "liter", "kwh", "jam", "menit", "hari", "orang", "org",
    "jiwa", "meter",
];

/// Units that are equal.
const ALIKE: [&[&str]; 9] = [
    &["orang", "org", "jiwa"],
    &["m", "meter"],
    &["km", "kilometer"],
    &["cm", "sentimeter"],
    &["mm", "milimeter"],
    &["kg", "kilogram"],
    &["g", "gram"],
    &["ha", "hektar", "hektare"],
    &["l", "liter"],
];

/// Currencies other than rupiah.
const CURRENCIES: [&str; 16] =
    ["usd", "us$", "$", "s$", "sgd", "dolar", "dollar", "eur", "euro", "€", "yen", "jpy", "¥", "gbp", "£", "aud"];

/// Words for thousandths.
const THOUSANDTHS: [&str; 12] =
    ["permil", "‰", "per mil", "per mille", "permille", "promil", "promille", "%o", "o/oo", "0/00", "o/00", "0/oo"];

/// Words for figures that are fractions of one: 0,95, not 95.
const PARTS_OF_ONE: [&str; 9] =
    ["rasio", "ratio", "desimal", "pecahan", "nisbah", "proporsi", "0-1", "/100", "per 100"];

/// Numerals that modify a factor, or are one that is never used with figures.
const COUNTS: [&str; 14] = [
    "puluh",
    "puluhan",
    "ratus",
    "ratusan",
    "sepuluh",
    "seratus",
    "seribu",
    "sejuta",
    "semiliar",
    "setriliun",
    "lusin",
    "kodi",
    "gros",
    "belas",
];

/// The punctuation between the words of a unit: `Rp.Jt`, `juta-an`, `'000`.
const MARKS: [char; 16] = ['.', ',', '-', '/', '*', '\'', '’', '‘', '"', '“', '”', ':', ';', '_', '–', '—'];

/// Whether a word is a foreign currency.
pub(in crate::data) fn is_currency(word: &str) -> bool {
    CURRENCIES.contains(&&*word.trim().trim_end_matches('.').to_lowercase())
}

/// Whether a word means thousandths.
pub(in crate::data) fn is_permil(word: &str) -> bool {
    THOUSANDTHS.contains(&&*word.trim().to_lowercase())
}

/// Whether a word says that figures are fractions of one.
pub(in crate::data) fn is_part_of_one(word: &str) -> bool {
    PARTS_OF_ONE.contains(&word)
}

/// Whether a word is a numeral: `puluh`, `ratus`, `kodi`.
pub(super) fn is_count(word: &str) -> bool {
    COUNTS.contains(&word)
}

/// Whether a unit cannot be combined with another: thousandths, points of a scale, fractions of one.
pub(super) fn is_part(unit: &str) -> bool {
    unit == "poin" || is_permil(unit) || is_part_of_one(unit)
}

/// Whether a word is a unit whatever the rules know.
pub(super) fn is_unit(unit: &str) -> bool {
    let is_other_word = || ALIKE.iter().any(|all| all.contains(&unit));
    UNITS.contains(&unit) || is_other_word() || is_part(unit) || is_currency(unit)
}

/// Whether two units are equal: `m` and `meter`.
pub(crate) fn is_alike(unit: &str, other: &str) -> bool {
    unit == other || ALIKE.iter().any(|all| all.contains(&unit) && all.contains(&other))
}

/// The words for units and factors that are tested for misspellings; shorter ones resemble too many others.
pub(super) fn known_words() -> impl Iterator<Item = &'static str> {
    const FACTORS: [&str; 9] =
        ["ribu", "ribuan", "juta", "jutaan", "miliar", "milyar", "miliaran", "triliun", "triliunan"];
    UNITS.into_iter().filter(|unit| unit.len() > 4).chain(FACTORS)
}

/// The unit or factor in a text; none if it is something else. `knows` returns whether the rules have a unit.
pub(in crate::data) fn said(text: &str, knows: &dyn Fn(&str) -> bool) -> Option<Said> {
    if let Some(said) = letter_of_money(text) {
        return Some(said);
    }
    // An exception to the unit is not part of it: `(ribu rupiah, kecuali %)`.
    let lower = text.to_lowercase();
    let lower = lower.split("kecuali").next().unwrap_or_default();
    let text = lower.replace(['(', ')', '[', ']', '{', '}'], " ");
    let text = text.trim().trim_end_matches(',');
    let leads = ["dalam ", "dlm. ", "dlm ", "satuan: ", "satuan "];
    let text = leads.iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(text).trim();
    if let Some(part) = part_of_one(text).filter(|part| !knows(part)) {
        return Some(Said { zeros: 0, unit: Some(part.into()), words: text.to_string() });
    }
    if is_permil(text) {
        return Some(Said { zeros: 0, unit: Some(text.into()), words: text.to_string() });
    }
    if let Some(said) = written_out(text) {
        return Some(said);
    }
    let is_lead = |word: &&str| matches!(*word, "dalam" | "dlm" | "dlm." | "satuan" | "satuan:" | ":" | "x" | "×" | "");
    let mut words: Vec<&str> = words_of(text).into_iter().skip_while(is_lead).collect();
    // `x Rp 1 juta`.
    if let Some(one) = words.iter().position(|word| *word == "1")
        && words.get(one + 1).is_some_and(|next| number::zeros(next).is_some())
    {
        words.remove(one);
    }
    let (mut zeros, mut rest) = (None, Vec::new());
    for word in &words {
        match number::zeros(word).or_else(|| number::written_zeros(word)) {
            Some(found) if zeros.is_none() => zeros = Some(found),
            Some(_) => return None,
            None => rest.push(*word),
        }
    }
    // `Rp dalam juta`
    let is_money = |word: &&str| matches!(*word, "rp" | "rp." | "rupiah" | "idr");
    if zeros.is_some() && rest.iter().all(|word| is_money(word) || is_lead(word)) {
        rest.retain(is_money);
    }
    let unit = unit_word(&rest.join(" "));
    // `ratus ribu` is neither thousands nor a unit.
    if rest.iter().any(|word| is_count(word)) && !knows(&unit) {
        return None;
    }
    let is_unit = is_unit(&unit) || knows(&unit);
    let is_word = unit.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '/' | '²' | '³'));
    let is_said = match (zeros, unit.is_empty()) {
        (None, true) => false,
        (None, false) => is_unit,
        // `juta pohon`; a factor after its unit counts only if that is known: `Anggaran, juta` is not.
        (Some(_), _) => is_unit || is_word && (unit.is_empty() || begins_with_factor(&words)),
    };
    let words = words.join(" ");
    is_said.then(|| Said { zeros: zeros.unwrap_or(0), unit: Some(unit).filter(|unit| !unit.is_empty()), words })
}

fn begins_with_factor(words: &[&str]) -> bool {
    words.first().is_some_and(|word| number::zeros(word).or_else(|| number::written_zeros(word)).is_some())
}

/// `Pagu/juta`, `Pagu_juta`, `Pagu/Rp`: money or a factor after a separator, and the words before it. After a slash a
/// factor alone is one of money: `Kasus/ribu` is a rate.
pub(super) fn factor_behind(header: &str) -> Option<(String, Said)> {
    let marks = header.char_indices().filter(|(_, c)| !c.is_alphanumeric() && !c.is_whitespace());
    let found = |(at, mark): (usize, char)| {
        let (bare, rest) = (header[..at].trim_end(), header[at + mark.len_utf8()..].trim());
        let said = said(rest, &|_| false).filter(|_| rest.starts_with(char::is_alphabetic))?;
        let is_money = || money_of(bare).is_some() || ["pagu", "serapan"].contains(&&*bare.to_lowercase());
        let is_meant = match said.unit.as_deref() {
            Some(unit) => unit == "rupiah",
            None => said.zeros > 0 && (mark != '/' || is_money()),
        };
        (is_meant && !bare.is_empty()).then(|| (bare.to_string(), said))
    };
    marks.filter_map(found).next()
}

/// `skala 0 – 1` as `0-1`, if a text says that its figures are fractions of one.
fn part_of_one(text: &str) -> Option<&'static str> {
    let text = text.strip_prefix("skala ").unwrap_or(text).trim();
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let joined = joined.replace(['–', '—'], "-").replace("s.d.", "-").replace("s/d", "-").replace("..", "-");
    PARTS_OF_ONE.into_iter().find(|part| *part == text || *part == joined)
}

/// The words of a text in lower case; punctuation separates two of them only if they are factors and rupiah: not in
/// `km/jam`.
fn words_of(text: &str) -> Vec<&str> {
    let is_money = |piece: &str| {
        matches!(piece, "" | "an" | "rp" | "rupiah" | "idr" | "dalam" | "x") || number::zeros(piece).is_some()
    };
    let split = |word| -> Vec<&str> {
        let word: &str = word;
        match word.split(MARKS).all(is_money) {
            _ if number::written_zeros(word).is_some() => vec![word],
            true => word.split(MARKS).filter(|piece| !matches!(*piece, "" | "an")).collect(),
            false => vec![word.trim_matches([',', ':', ';'])],
        }
    };
    text.split_whitespace().flat_map(split).collect()
}

/// A factor written with zeros, with or without a currency: `Rp000`, `x Rp1.000`, `10^6`.
fn written_out(text: &str) -> Option<Said> {
    // `X, 0/00` is not a thousand.
    if (!text.contains('0') && !text.starts_with("10")) || text.split_whitespace().any(is_permil) {
        return None;
    }
    let leads = ["dalam", "dlm", "satuan", "x"];
    let text = leads.iter().fold(text, |text, lead| text.trim_start_matches(lead).trim_start_matches(['.', ' ', ':']));
    let is_between = |c: char| MARKS.contains(&c) || c.is_whitespace() || matches!(c, 'x' | '×');
    let joined: String = text.chars().filter(|c| !is_between(*c)).collect();
    let bare =
        ["rupiah", "rp", "idr"].iter().find_map(|mark| joined.strip_prefix(mark).or_else(|| joined.strip_suffix(mark)));
    let digits = bare.unwrap_or(&joined);
    let behind_one = digits.strip_prefix('1').unwrap_or(digits);
    let zeros = match digits {
        "10^3" | "10³" => 3,
        "10^6" | "10⁶" => 6,
        "10^9" | "10⁹" => 9,
        "10^12" | "10¹²" => 12,
        _ if behind_one.bytes().all(|byte| byte == b'0') => behind_one.len(),
        _ => return None,
    };
    let word = number::word(u32::try_from(zeros).ok()?)?;
    let (unit, words) = match bare {
        Some(_) => (Some("rupiah".into()), format!("{word} rupiah")),
        None => (None, word.to_string()),
    };
    Some(Said { zeros: zeros as u32, unit, words })
}

/// The zeros of a capital letter used as a factor.
pub(super) fn capital(letter: &str) -> Option<u32> {
    let is_capital = letter.chars().all(char::is_uppercase);
    number::letter_zeros(&letter.to_lowercase()).filter(|_| is_capital)
}

/// `Rp M`, `dalam T`, `M Rp`: with a currency, or a word that introduces a unit, a letter is certainly a factor of
/// money.
fn letter_of_money(text: &str) -> Option<Said> {
    let is_mark = |c: char| c.is_whitespace() || MARKS.contains(&c) || matches!(c, '(' | ')');
    let words: Vec<&str> = text.split(is_mark).filter(|word| !word.is_empty()).collect();
    let is_money = |word: &str| matches!(&*word.to_lowercase(), "rp" | "rupiah" | "idr");
    let is_lead = |word: &str| is_money(word) || matches!(&*word.to_lowercase(), "dalam" | "dlm" | "1" | "x");
    let zeros = match words.as_slice() {
        [letter, behind] if is_money(behind) => capital(letter),
        [before @ .., letter] if matches!(before.len(), 1..=3) && before.iter().all(|word| is_lead(word)) => {
            capital(letter)
        }
        _ => None,
    }?;
    // `1 M` and `x M` alone do not say what they are about.
    let is_said = words.iter().any(|word| is_money(word) || word.to_lowercase().starts_with('d'));
    is_said.then(|| Said { zeros, unit: Some("rupiah".into()), words: text.trim().into() })
}

/// A letter alone in a column of money: `M`, `M.`, `1 M`.
pub(super) fn letter_alone(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches(['.', ',', '-']).trim_start_matches(['x', '×', ' ']);
    capital(text.strip_prefix("1 ").unwrap_or(text).trim())
}
