//! Words of reports compared: without case, accents, signs and what scanners confuse.

use super::quarters::joined;

/// A text as words that can be compared: `IKPP (Indeks …)` and `ikpp indeks` differ in nothing that counts.
pub(crate) fn folded(text: &str) -> String {
    tokens(text).join(" ")
}

/// Its words. `%` is the word `persen`; a quarter is one word, however it is written: `TW 1`, `Triwulan Pertama`.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    joined(plain_tokens(text))
}

/// Its words, with those of a quarter apart.
pub(crate) fn plain_tokens(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        match letter {
            '%' => {
                words.push(std::mem::take(&mut word));
                words.push("persen".into());
            }
            _ if letter.is_alphanumeric() => word.extend(ascii(letter)),
            _ => words.push(std::mem::take(&mut word)),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    // `T O T A L`
    if words.len() >= 4 && words.iter().all(|word| word.len() == 1 && word.starts_with(char::is_alphabetic)) {
        words = vec![words.concat()];
    }
    words.iter_mut().for_each(|word| {
        if word == "persentase" || word == "prosentase" {
            *word = "persen".into();
        }
    });
    words
}

/// A letter as ASCII has it.
fn ascii(letter: char) -> impl Iterator<Item = char> {
    let plain = match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'Á' | 'À' | 'Â' | 'Ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'Í' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'Ó' | 'Ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'Ú' | 'Ü' => 'u',
        '²' | '₂' => '2',
        '³' | '₃' => '3',
        other => other,
    };
    plain.to_lowercase()
}

/// The same with the letters that look alike in print as one: `Iaporan` is `laporan`.
pub(super) fn same_in_print(one: &str, other: &str) -> bool {
    let plain = |text: &str| folded(text).replace(['i', '1'], "l").replace('0', "o");
    plain(one) == plain(other)
}

/// How alike two texts are, from 0 to 100: 100 for the same words; below 50 they have little in common.
pub(super) fn alike(one: &str, other: &str) -> u32 {
    let (a, b) = (tokens(one), tokens(other));
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    if a == b {
        return 100;
    }
    if a.concat() == b.concat() {
        return 98;
    }
    let common = a.iter().filter(|word| b.iter().any(|other| word_alike(word, other))).count();
    let back = b.iter().filter(|word| a.iter().any(|other| word_alike(word, other))).count();
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    let share = 100 * (common + back) / (a.len() + b.len());
    // A name within a longer one: `Nilai Evaluasi AKIP` and `Nilai Evaluasi AKIP Kecamatan Mojoagung`.
    let inside = if common.min(back) >= shorter && shorter >= 2 { 70 + 20 * shorter / longer } else { 0 };
    u32::try_from(share.max(inside).min(97)).unwrap_or(0)
}

/// Whether two words are one but for a slip in a long one; numbers have none.
fn word_alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let short = one.len().min(other.len());
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    short >= 5 && !has_digit(one) && !has_digit(other) && strsim::osa_distance(one, other) <= 1 + short / 8
}

/// Whether a word in capitals is made of the initials of a name: `TPT` of `Tingkat Pengangguran Terbuka`.
pub(super) fn is_short_for(short: &str, name: &str) -> bool {
    let short = short.trim();
    let is_one = (2..=8).contains(&short.len()) && short.bytes().all(|c| c.is_ascii_uppercase());
    let initials = |telling: bool| -> String {
        let words = tokens(name).into_iter().filter(|word| !telling || is_telling(word));
        words.filter_map(|word| word.chars().next()).collect()
    };
    is_one && [true, false].map(initials).contains(&short.to_lowercase())
}

/// Words that turn the meaning of what they stand beside.
const TURNING: [&str; 8] = ["tidak", "tak", "belum", "bukan", "non", "tanpa", "kurang", "selain"];

/// Words that say nothing of what is named.
const LINKING: [&str; 18] = [
    "yang", "dan", "di", "pada", "untuk", "dengan", "dalam", "terhadap", "oleh", "atas", "ke", "dari", "atau", "se",
    "per", "tahun", "no", "of",
];

/// Whether one of two names has a `tidak` that the other has not.
pub(super) fn is_turned(one: &str, other: &str) -> bool {
    let count = |text: &str| tokens(text).iter().filter(|word| TURNING.contains(&word.as_str())).count();
    count(one) != count(other)
}

/// Whether a word says something of what is named.
fn is_telling(word: &str) -> bool {
    !LINKING.contains(&word) && word.chars().any(char::is_alphabetic)
}

/// The words of a name that another one has not.
pub(super) fn beyond<'w>(name: &'w [String], other: &[String]) -> Vec<&'w String> {
    let joined = other.concat();
    let is_own = |word: &&String| !joined.contains(word.as_str()) && !other.iter().any(|other| word_alike(word, other));
    name.iter().filter(|word| is_telling(word)).filter(is_own).collect()
}

/// Whether two names say different things: one has a word in the place of another, or a `tidak` more.
pub(super) fn another(one: &str, other: &str) -> bool {
    let (a, b) = (tokens(one), tokens(other));
    is_turned(one, other) || !beyond(&a, &b).is_empty() && !beyond(&b, &a).is_empty()
}

/// Whether a name has words more than another, `Jumlah desa mandiri pangan`: not what is `persen`, nor its own initials.
pub(super) fn says_more(name: &str, other: &str) -> bool {
    let (own, others) = (tokens(name), tokens(other));
    let initials: String = others.iter().filter_map(|word| word.chars().next()).collect();
    beyond(&own, &others).into_iter().any(|word| word != "persen" && !initials.contains(word.as_str()))
}
