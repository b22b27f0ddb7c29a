//! The words in which headers and cells say what figures are in: units, currencies, thousandths, factors.

use super::measure::Said;
use crate::data::row_values::unit_word;
use crate::number;

/// Words for units that are nothing else, whatever the rules know.
const UNITS: [&str; 30] = [
    "persen", "rupiah", "mm", "cm", "m", "km", "m2", "m²", "m3", "m³", "km2", "km²", "ha", "hektar", "hektare", "mg",
    "g", "gram", "kg", "kuintal", "kwintal", "ton", "l", "liter", "kwh", "jam", "menit", "hari", "orang", "jiwa",
];

/// Money that is no rupiah.
const CURRENCIES: [&str; 16] =
    ["usd", "us$", "$", "s$", "sgd", "dolar", "dollar", "eur", "euro", "€", "yen", "jpy", "¥", "gbp", "£", "aud"];

/// Words for thousandths.
const THOUSANDTHS: [&str; 8] = ["permil", "‰", "per mil", "per mille", "permille", "promil", "promille", "%o"];

/// The marks that stand between the words of a unit: `Rp.Jt`, `juta-an`, `'000`.
const MARKS: [char; 10] = ['.', ',', '-', '/', '*', '\'', '’', '‘', ':', ';'];

/// Whether a word is money of another country.
pub(in crate::data) fn is_currency(word: &str) -> bool {
    CURRENCIES.contains(&&*word.trim().trim_end_matches('.').to_lowercase())
}

/// Whether a word is that of thousandths.
pub(in crate::data) fn is_permil(word: &str) -> bool {
    THOUSANDTHS.contains(&&*word.trim().to_lowercase())
}

/// Whether a unit is no part of another: thousandths, and points of a scale.
pub(super) fn is_part(unit: &str) -> bool {
    unit == "poin" || is_permil(unit)
}

/// Whether a word is a unit whatever the rules know.
pub(super) fn is_unit(unit: &str) -> bool {
    UNITS.contains(&unit) || is_part(unit) || is_currency(unit)
}

/// What a text that stands for a unit says; none where it says something else. `knows` tells units of the rules.
pub(super) fn said(text: &str, knows: &dyn Fn(&str) -> bool) -> Option<Said> {
    if let Some(said) = letter_of_money(text) {
        return Some(said);
    }
    let text = text.trim().to_lowercase();
    if let Some(said) = written_out(&text) {
        return Some(said);
    }
    let is_lead = |word: &&str| matches!(*word, "dalam" | "dlm" | "satuan" | "x" | "×" | "");
    let mut words: Vec<&str> = words_of(&text).into_iter().skip_while(is_lead).collect();
    // `x Rp 1 juta`.
    if let Some(one) = words.iter().position(|word| *word == "1")
        && words.get(one + 1).is_some_and(|next| number::zeros(next).is_some())
    {
        words.remove(one);
    }
    let (mut zeros, mut rest) = (None, Vec::new());
    for word in &words {
        match number::zeros(word) {
            Some(found) if zeros.is_none() => zeros = Some(found),
            Some(_) => return None,
            None => rest.push(*word),
        }
    }
    let unit = unit_word(&rest.join(" "));
    let is_unit = is_unit(&unit) || knows(&unit);
    let is_word = unit.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '/' | '²' | '³'));
    let is_said = match (zeros, unit.is_empty()) {
        (None, true) => false,
        (None, false) => is_unit,
        (Some(_), _) => is_unit || is_word,
    };
    let words = words.join(" ");
    is_said.then(|| Said { zeros: zeros.unwrap_or(0), unit: Some(unit).filter(|unit| !unit.is_empty()), words })
}

/// The words of a text in small letters; a mark parts two of them only where they are factors and rupiah: not in `km/jam`.
fn words_of(text: &str) -> Vec<&str> {
    let is_money = |piece: &str| {
        matches!(piece, "" | "an" | "rp" | "rupiah" | "idr" | "dalam" | "x") || number::zeros(piece).is_some()
    };
    let split = |word| -> Vec<&str> {
        let word: &str = word;
        match word.split(MARKS).all(is_money) {
            true => word.split(MARKS).filter(|piece| !matches!(*piece, "" | "an")).collect(),
            false => vec![word.trim_matches([',', ':', ';'])],
        }
    };
    text.split_whitespace().flat_map(split).collect()
}

/// Zeros written out, with a currency or without: `Rp000`, `x Rp1.000`, `10^6`.
fn written_out(text: &str) -> Option<Said> {
    if !text.contains('0') && !text.starts_with("10") {
        return None;
    }
    let text = text.trim_start_matches("dalam").trim_start_matches("dlm");
    let is_between = |c: char| MARKS.contains(&c) || c.is_whitespace() || matches!(c, 'x' | '×');
    let joined: String = text.chars().filter(|c| !is_between(*c)).collect();
    let bare = ["rp", "idr"].iter().find_map(|mark| joined.strip_prefix(mark).or_else(|| joined.strip_suffix(mark)));
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
    let word = match zeros {
        3 => "ribu",
        6 => "juta",
        9 => "miliar",
        12 => "triliun",
        _ => return None,
    };
    let (unit, words) = match bare {
        Some(_) => (Some("rupiah".into()), format!("{word} rupiah")),
        None => (None, word.to_string()),
    };
    Some(Said { zeros: zeros as u32, unit, words })
}

/// The zeros of a capital letter that stands for a factor.
pub(super) fn capital(letter: &str) -> Option<u32> {
    let is_capital = letter.chars().all(char::is_uppercase);
    number::letter_zeros(&letter.to_lowercase()).filter(|_| is_capital)
}

/// `Rp M`, `dalam T`, `M Rp`: a currency, or what leads on to a unit, leaves no doubt that a letter is a factor of money.
fn letter_of_money(text: &str) -> Option<Said> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_money = |word: &str| matches!(&*word.to_lowercase(), "rp" | "rp." | "rupiah" | "idr");
    let is_lead = |word: &str| is_money(word) || matches!(&*word.to_lowercase(), "dalam" | "dlm");
    let zeros = match words.as_slice() {
        [letter, behind] if is_money(behind) => capital(letter),
        [before @ .., letter] if matches!(before.len(), 1 | 2) && before.iter().all(|word| is_lead(word)) => {
            capital(letter)
        }
        _ => None,
    }?;
    Some(Said { zeros, unit: Some("rupiah".into()), words: text.trim().into() })
}
