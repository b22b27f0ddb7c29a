//! Why a cell is not a number, and which number was probably meant.

use super::cell::{MINUS, read_bare, strip_rupiah, trim, undress};
use super::header::{is_currency, is_factor, is_part_of_one, is_permil};
use super::misread::letters_as_digits;
use super::schema::NumberFormat;
use super::tens::Tens;
use crate::calendar::SPREADSHEET_MONTHS;
use crate::number;
use crate::source::sheet::figures_apart;
use rust_decimal::Decimal;

/// Why a cell holds no usable value. The texts in `mend` and `number` are suggestions that read as a number in the
/// format of the file; they are never used as values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellError {
    /// `1.250` without a declared format; both readings as plain decimals.
    Ambiguous {
        /// If the separator is that of thousands.
        thousands: String,
        /// If the separator is the decimal one.
        decimal: String,
    },
    /// `1.25.000`, or `12.50` where the format is Indonesian.
    Grouping {
        /// What was probably meant.
        mend: Option<String>,
    },
    /// Words in place of a number.
    Words,
    /// No number can be recognised.
    Malformed {
        /// What was probably meant.
        mend: Option<String>,
    },
    /// `85%`, `Rp 5.000` or `18 orang` where another unit is declared, or none.
    WrongUnit {
        /// The unit as the cell writes it.
        found: String,
        /// The number alone.
        number: String,
    },
    /// `3,2 miliar`: the number is not written in full.
    Magnitude {
        /// The word.
        word: String,
        /// The number in full, if the cell has no other content.
        number: Option<String>,
    },
    /// `Rp120.000.000` or `120 juta` under a heading that says millions: it is unknown whether the heading multiplies
    /// it again.
    Twice {
        /// The unit in the heading: `juta rupiah`.
        words: String,
        /// The number according to the cell, and according to the heading.
        readings: Option<(String, String)>,
        /// The figure in the unit of the column, if cell and heading have the same word.
        mend: Option<String>,
        /// Whether the cell has a word for a factor, not only a unit.
        is_amount: bool,
    },
    /// `73,50 (BB)`, `38% (Evaluasi Semester I)`.
    Note {
        /// The number alone.
        number: String,
        /// The text beside it.
        note: String,
    },
    /// `69,1-69,5`.
    Range,
    /// `130; 150`, on two lines or on one.
    Many,
    /// `69,5-69,1` where a range is expected.
    Reversed {
        /// The reverse.
        mend: String,
    },
    /// `(5)`.
    Parentheses {
        /// As a negative number.
        number: String,
    },
    /// More digits than can be stored exactly.
    TooManyDigits {
        /// How many.
        digits: usize,
    },
    /// `=(D2+F2)/2`: a formula without a stored value, as written by a script.
    Formula,
    /// `#dicoret 78`: all of the content is struck through.
    Struck,
    /// `#tampil 80.000 #isi 80`: the format shows another number than the cell holds.
    Seen,
    /// The format leaves out other thousands than the heading names, or the unit of the row.
    OtherTens(Box<Tens>),
    /// Shown in full below a heading that names a factor, beside cells whose format leaves out as much.
    InFull(Box<Tens>),
    /// `#DIV/0!` and its like, or `####` of a narrow column.
    Spreadsheet,
    /// `3,01E+12`: the spreadsheet shortened the number.
    Scientific,
    /// `Mar-68`: the spreadsheet took the number for a date.
    Date,
}

const RANGE_MARKS: [&str; 8] = ["-", "–", "—", "..", "s.d.", "s/d", "sd", "sampai"];

/// Why a text with digits does not read as a bare number.
pub(super) fn explain(text: &str, format: Option<NumberFormat>, unit: Option<&str>) -> CellError {
    let reads = |candidate: &str| undress(candidate, unit).is_some_and(|bare| read_bare(&bare, format).is_ok());
    if is_scientific(text) {
        return CellError::Scientific;
    }
    if is_date(text) || is_iso_day(text) || is_day_of_month(text) {
        return CellError::Date;
    }
    if let Some(inside) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        let number = format!("-{}", trim(inside));
        if reads(&number) {
            return CellError::Parentheses { number };
        }
    }
    if is_range(text) {
        return CellError::Range;
    }
    if is_many(text) {
        return CellError::Many;
    }
    let together: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let spaced = |c: char| c.is_whitespace() || c.is_ascii_digit() || ".,-−–+".contains(c);
    if text.chars().all(spaced) {
        let mend = together.trim_start_matches('+').to_string();
        return CellError::Malformed { mend: Some(mend).filter(|mend| reads(mend)) };
    }
    // Which separator is that of thousands is another question, asked about the corrected cell.
    let is_figure = |candidate: &str| {
        let read = undress(candidate, unit).map(|bare| read_bare(&bare, format));
        matches!(read, Some(Ok(_) | Err(CellError::Ambiguous { .. })))
    };
    if let Some(mend) = letters_as_digits(text).filter(|mend| is_figure(mend)) {
        return CellError::Malformed { mend: Some(mend) };
    }
    // `1.3O5 orang`: both the number and the word beside it need a fix, or the word is the unit.
    if let Some((number, word)) = number_and_word(text)
        && let Some(number) = letters_as_digits(number).filter(|number| is_figure(number))
    {
        let mend = format!("{number} {word}");
        return match is_figure(&mend) {
            true => CellError::Malformed { mend: Some(mend) },
            false => explain(&mend, format, unit),
        };
    }
    beside_number(text, format, unit, &reads).unwrap_or(CellError::Malformed { mend: None })
}

/// Whether figures are on separate lines, or are two of three digits each, where a space may group or separate.
fn is_many(text: &str) -> bool {
    let is_group = |part: &str| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split_whitespace().collect();
    let are_apart = text.split("; ").count() > 1 && figures_apart(&text.replace("; ", "\n")).is_some();
    are_apart || figures_apart(text).is_some() || (parts.len() == 2 && parts.iter().all(|part| is_group(part)))
}

/// A number with letters in it, followed by words without digits.
fn number_and_word(text: &str) -> Option<(&str, &str)> {
    let (number, word) = text.split_once(char::is_whitespace)?;
    let (has_digit, word) = (|text: &str| text.contains(|c: char| c.is_ascii_digit()), trim(word));
    (has_digit(number) && !word.is_empty() && !has_digit(word)).then_some((number, word))
}

/// The text beside the only number, or beside the first one if a bracket follows it.
fn beside_number(
    text: &str,
    format: Option<NumberFormat>,
    unit: Option<&str>,
    reads: &dyn Fn(&str) -> bool,
) -> Option<CellError> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let tail = text.get(start..)?;
    let length = tail.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(tail.len());
    let digits = tail.get(..length)?.trim_end_matches(['.', ',']);
    let before = text.get(..start)?;
    let after = tail.get(digits.len()..)?;
    let minus = before.ends_with(MINUS) && trim(before.trim_end_matches(MINUS)).is_empty();
    if (!minus && before.contains(MINUS)) || after.trim_start().starts_with(MINUS) {
        return None; // a suggestion must not lose a sign
    }
    let mut number = format!("{}{digits}", if minus { "-" } else { "" });
    let (mut before, mut after) = (trim(before.trim_end_matches(MINUS)), trim(after));
    if unit == Some("persen")
        && let Some(rest) = after.strip_prefix('%')
    {
        number.push('%');
        after = trim(rest);
    }
    if unit == Some("rupiah") && strip_rupiah(before) == Some("") {
        before = "";
    }
    if let Some((word, zeros, is_all)) = magnitude(before, after, unit) {
        let whole = is_all.then(|| written_out(&number, zeros, format, unit)).flatten();
        return Some(CellError::Magnitude { word, number: whole.filter(|whole| reads(whole)) });
    }
    // `S2` is a code, not two figures.
    if before.ends_with(char::is_alphabetic) && text[..start].ends_with(before) && before.chars().count() < 3 {
        return None;
    }
    let bracket = before.is_empty() && after.starts_with('(');
    let word = |part: &str| part.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '/');
    let bare = undress(&number, unit);
    let has_two_readings =
        bare.is_some_and(|bare| matches!(read_bare(&bare, format), Err(CellError::Ambiguous { .. })));
    if has_two_readings && before.is_empty() && !after.is_empty() && word(after) {
        return Some(CellError::WrongUnit { found: after.into(), number: String::new() });
    }
    if !reads(&number) || (after.contains(|c: char| c.is_ascii_digit()) && !bracket) {
        return None;
    }
    // `5 ton*`, `92 ‰ (sementara)`: the unit is removed with the note.
    let is_unit = |c: char| c.is_alphabetic() || matches!(c, ' ' | '/' | '$' | '‰' | '€' | '£' | '¥');
    let lead = trim(after.find(|c| !is_unit(c)).map_or(after, |end| &after[..end]));
    let is_behind = || is_permil(lead) || is_permil(after) || (number.ends_with('%') && after == "o");
    if (before.is_empty() && is_behind()) || (after.is_empty() && is_permil(before)) {
        // A thousandth is a tenth of a hundredth; for anything else the meaning is unknown.
        let bare = number.trim_end_matches('%');
        let tenth = unit.filter(|unit| *unit == "persen").and_then(|_| moved_left(bare, format, unit));
        return Some(CellError::WrongUnit { found: "‰".into(), number: tenth.unwrap_or_default() });
    }
    // The exchange rate is unknown.
    if let Some(money) = [before, lead, after].into_iter().find(|word| is_currency(word)) {
        return Some(CellError::WrongUnit { found: money.into(), number: String::new() });
    }
    let is_own = unit.is_some_and(|unit| lead.to_lowercase() == unit);
    let found = match (before, after) {
        ("", "%") if unit != Some("persen") => Some("%"),
        ("", after) if word(after) => Some(after),
        ("", _) if word(lead) && !lead.is_empty() && !is_own && !number.ends_with('%') => Some(lead),
        (before, "") if strip_rupiah(before) == Some("") => Some("Rp"),
        _ => None,
    };
    // `4 (000)`, `4 jutra`, `4 puluh orang`: the number alone may be only part of what is meant.
    let factor = found.map_or_else(|| format!("{before} {after}"), str::to_string);
    let factor = factor.trim().trim_start_matches('(').trim_end_matches(')');
    if is_factor(factor) {
        return Some(CellError::Magnitude { word: factor.into(), number: None });
    }
    // `4 km T`, `4 ml` of money: a word beside the unit, or one that means nothing else, may be a factor.
    let is_more = |found: &str| {
        let words: Vec<String> = found.split_whitespace().map(str::to_lowercase).collect();
        let has_unit = words.len() > 1 && words.iter().any(|word| Some(word.as_str()) == unit);
        let is_cut = unit == Some("rupiah") && found.len() < 5 && found.chars().all(char::is_alphabetic);
        let beside: Vec<String> = [before, after]
            .iter()
            .flat_map(|text| text.split(|c: char| !c.is_alphabetic()))
            .map(str::to_lowercase)
            .collect();
        let is_money = beside.iter().any(|word| matches!(word.as_str(), "rp" | "rupiah" | "idr"));
        let has_letter = is_money && beside.iter().any(|word| number::letter_zeros(word).is_some());
        let is_ratio = unit == Some("persen") && is_part_of_one(&found.to_lowercase());
        has_unit || has_letter || is_ratio || is_cut && found != "Rp"
    };
    Some(match found {
        // `12,5l`: litres, or a 1 whose decimal place would be lost.
        Some("l") if digits.len() + 1 == tail.len() => {
            CellError::WrongUnit { found: "l".into(), number: String::new() }
        }
        Some(found) if is_more(found) => CellError::WrongUnit { found: found.into(), number: String::new() },
        Some(found) => CellError::WrongUnit { found: found.into(), number },
        None => {
            // `BB (70,5)`: the brackets belong to the number.
            let bare = before.trim_end().strip_suffix('(').zip(after.trim_start().strip_prefix(')'));
            let (before, after) = bare.unwrap_or((before, after));
            CellError::Note { number, note: [before.trim(), after.trim()].join(" ").trim().into() }
        }
    })
}

/// The word for a factor beside a number, its zeros, and whether the text contains only it and the declared unit.
fn magnitude(before: &str, after: &str, unit: Option<&str>) -> Option<(String, u32, bool)> {
    let before = if strip_rupiah(before) == Some("") { "" } else { before };
    // `4 Rp M`, `4 IDR T`: a currency after the number means the same as before it.
    let is_of_money = matches!(unit, None | Some("rupiah"));
    let after = strip_rupiah(after).filter(|rest| is_of_money && !rest.is_empty()).unwrap_or(after);
    // `Rp 2 M,-`.
    let after = after.strip_suffix(",-").or_else(|| after.strip_suffix(",–")).unwrap_or(after);
    let words = |text: &'_ str| -> Vec<String> {
        text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (behind, all) = (words(after), words(&format!("{before} {after}")));
    let of = |word: &String| number::zeros(word);
    let letter = |word: &String| number::letter_zeros(word);
    let is_rupiah = behind.get(1).is_some_and(|word| word == "rupiah");
    // `5 t` of tons is not a trillion: a letter is a factor of money, and may be one where no unit is known.
    let is_money = unit == Some("rupiah") || is_rupiah;
    let second = after.chars().nth(1);
    let is_one_letter = after.starts_with(char::is_alphabetic)
        && second.is_none_or(|c| !c.is_alphanumeric() && (is_money || !matches!(c, '/' | '²' | '³' | ' ')));
    let alone = before.is_empty() && (is_one_letter || is_rupiah);
    // Without a number to suggest: `3k`, `2 ratus`, `M 2`.
    let in_front = before.trim_matches(['(', ')', ' ']);
    if is_money && after.is_empty() && matches!(in_front, "M" | "T") {
        return Some((in_front.to_lowercase(), number::letter_zeros(&in_front.to_lowercase())?, false));
    }
    let is_other = |word: &String| match word.as_str() {
        "k" => alone && behind.len() == 1,
        "ratus" | "ratusan" | "puluh" | "puluhan" => unit.is_some(),
        _ => false,
    };
    if let Some(word) = behind.first().filter(|word| is_other(word) && !all.iter().any(|word| of(word).is_some())) {
        return Some((word.clone(), 0, false));
    }
    let first = behind.first().filter(|_| alone && (is_money || unit.is_none()));
    let (word, zeros) = all
        .iter()
        .find_map(|word| Some((word.clone(), of(word)?)))
        .or_else(|| first.and_then(|word| Some((word.clone(), letter(word)?))))?;
    // `satuan "juta rupiah"` already counts in millions.
    let counts = unit.is_some_and(|unit| words(unit).iter().any(|word| of(word).is_some()));
    let is_known =
        |other: &String| *other == word || (is_of_money && other == "rupiah") || unit == Some(other.as_str());
    let plain = |c: char| c.is_alphabetic() || c == ' ' || c == '(' || c == ')' || c == '.';
    let is_sure = is_money || of(&word).is_some();
    let is_all =
        is_sure && before.is_empty() && after.chars().all(plain) && all.iter().all(is_known) && unit != Some("persen");
    Some((word, zeros, is_all && !counts && all.iter().filter(|word| of(word).is_some()).count() <= 1))
}

/// `4,5` with nine zeros: 4500000000.
fn written_out(number: &str, zeros: u32, format: Option<NumberFormat>, unit: Option<&str>) -> Option<String> {
    let read = read_bare(&undress(number, unit)?, format).ok()?;
    let whole = number::with_zeros(read, zeros)?.to_string();
    let is_point = format == Some(NumberFormat::English) || (format.is_none() && number.contains('.'));
    Some(if is_point { whole } else { whole.replace('.', ",") })
}

/// `92` as `9,2`.
fn moved_left(number: &str, format: Option<NumberFormat>, unit: Option<&str>) -> Option<String> {
    let read = read_bare(&undress(number, unit)?, format).ok()?;
    let tenth = read.checked_div(Decimal::TEN)?.normalize().to_string();
    let is_point = format == Some(NumberFormat::English) || (format.is_none() && number.contains('.'));
    Some(if is_point { tenth } else { tenth.replace('.', ",") })
}

fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let exponent = exponent.trim_start_matches(['+', '-']);
    let number = |b: u8| b.is_ascii_digit() || b == b'.' || b == b',';
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    !mantissa.is_empty()
        && mantissa.bytes().all(number)
        && !exponent.is_empty()
        && exponent.bytes().all(|b| b.is_ascii_digit())
}

/// A month and a number joined by one separator, as spreadsheets write a number they took for a date.
fn is_date(text: &str) -> bool {
    let mut parts = text.split(['-', '/', ' ']);
    let (Some(a), Some(b), third) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let month = |part: &str| SPREADSHEET_MONTHS.as_flattened().contains(&part.to_lowercase().as_str());
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_none() && third.is_none_or(number) && ((month(a) && number(b)) || (number(a) && month(b)))
}

/// `2024-12-31`, as a date cell of a workbook is read.
fn is_iso_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split(' ').next().unwrap_or_default().split('-').collect();
    let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts.as_slice(), [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2)
        && parts.iter().all(digits)
}

/// `01/06/2025`, `1-6-25`: a day and a month, in either order, and a year.
fn is_day_of_month(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [first, second, year] = parts.as_slice() else { return false };
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten();
    let [Some(first), Some(second)] = [first, second].map(|part| number(part).filter(|_| part.len() <= 2)) else {
        return false;
    };
    let is_day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    let is_year = number(year).is_some() && (year.len() == 4 || year.len() == 2 && marks[0] != '.');
    marks[0] == marks[1] && is_year && (is_day(first, second) || is_day(second, first))
}

/// Two numbers with one separator or word for "to" between them.
fn is_range(text: &str) -> bool {
    let text = text.replace('%', "");
    let number = |part: &str| {
        let part = trim(part);
        part.starts_with(|c: char| c.is_ascii_digit())
            && part.ends_with(|c: char| c.is_ascii_digit())
            && part.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
            && !part.contains("..")
    };
    RANGE_MARKS.iter().any(|mark| text.split_once(mark).is_some_and(|(low, high)| number(low) && number(high)))
}
