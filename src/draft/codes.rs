//! Codes of indicators: as printed, else made from their names: short, readable, each its own.

use std::collections::{BTreeSet, HashMap};

/// Gives codes, none of them twice.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    taken: BTreeSet<String>,
    /// The number that comes next behind a code that was given before.
    numbers: HashMap<String, usize>,
}

/// Words that carry nothing.
const SMALL: [&str; 24] = [
    "dan", "atau", "yang", "di", "ke", "dari", "pada", "untuk", "oleh", "dengan", "atas", "dalam", "terhadap", "per",
    "para", "serta", "secara", "melalui", "tentang", "sebagai", "bagi", "antar", "kepada", "the",
];

/// In capitals too they join conditions.
const JOINING: [&str; 7] = ["DAN", "ATAU", "MAKA", "JIKA", "TIDAK", "SELAIN", "ITU"];

/// Short names that have a meaning already: of other names they are not made.
const KNOWN: [(&str, &str); 12] = [
    ("IKM", "Indeks Kepuasan Masyarakat"),
    ("IPM", "Indeks Pembangunan Manusia"),
    ("IPG", "Indeks Pembangunan Gender"),
    ("IDG", "Indeks Pemberdayaan Gender"),
    ("IPP", "Indeks Pelayanan Publik"),
    ("IRB", "Indeks Reformasi Birokrasi"),
    ("IPK", "Indeks Persepsi Korupsi"),
    ("IDM", "Indeks Desa Membangun"),
    ("IID", "Indeks Inovasi Daerah"),
    ("IKK", "Indikator Kinerja Kunci"),
    ("TPT", "Tingkat Pengangguran Terbuka"),
    ("LPE", "Laju Pertumbuhan Ekonomi"),
];

impl Codes {
    /// Codes that are none of these.
    pub fn besides(taken: impl IntoIterator<Item = String>) -> Codes {
        Codes { taken: taken.into_iter().map(|code| code.to_lowercase()).collect(), numbers: HashMap::new() }
    }

    /// The code of a thing: the printed one, with `-2` behind it the second time; else one out of its name.
    pub fn take(&mut self, printed: Option<&str>, name: &str) -> String {
        match printed.map(tidy).filter(|code| !code.is_empty()) {
            Some(code) => self.first([code.clone()].into_iter(), &format!("{code}-")),
            None => {
                let made = made(name);
                let longer = longer(name).filter(|longer| *longer != made);
                self.first(std::iter::once(made.clone()).chain(longer), &format!("{made}_"))
            }
        }
    }

    /// The first of these that is free, else one with a number behind.
    fn first(&mut self, mut codes: impl Iterator<Item = String>, numbered: &str) -> String {
        let is_free = |code: &String| !self.taken.contains(&code.to_lowercase());
        let code = codes.find(is_free).unwrap_or_else(|| {
            let next = self.numbers.get(numbered).copied().unwrap_or(2);
            let free = (next..).map(|n| (n, format!("{numbered}{n}"))).find(|(_, code)| is_free(code));
            let (number, code) = free.unwrap_or_default();
            self.numbers.insert(numbered.to_string(), number + 1);
            code
        });
        self.taken.insert(code.to_lowercase());
        code
    }
}

/// Whether a code was made of a printed one that stood there before: `5.1.02-2` of `5.1.02`.
pub fn is_again(printed: &str, code: &str) -> bool {
    let printed = tidy(printed);
    let number = code.strip_prefix(&printed).and_then(|rest| rest.strip_prefix('-'));
    !printed.is_empty() && number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a code is the one printed.
pub fn is_printed(printed: &str, code: &str) -> bool {
    tidy(printed) == code
}

/// A code as rules write it: bare where it is a name, else between quotes.
pub fn written(code: &str) -> String {
    let is_name = code.starts_with(|c: char| c.is_ascii_alphabetic())
        && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && code.chars().any(|c| c.is_ascii_uppercase())
        && code.chars().all(|c| !c.is_ascii_lowercase())
        && !JOINING.contains(&code);
    if is_name { code.to_string() } else { format!("\"{code}\"") }
}

/// A printed code without what cannot stand in one.
fn tidy(code: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | '_') { Some(c) } else { None };
    code.chars().filter_map(kept).collect::<String>().trim_matches(['.', '-', '/']).to_string()
}

/// `(IKM)` of the name, the only word in capitals, else its first letters; of a short name the words themselves.
fn made(name: &str) -> String {
    let is_short = |word: &str| (2..=8).contains(&word.len());
    let is_capital = |word: &str| {
        word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_uppercase())
    };
    let shouts = name.chars().all(|c| !c.is_lowercase());
    let bracketed = name.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inner, _)| inner.trim());
    if let Some(inner) = bracketed.filter(|inner| is_short(inner) && is_capital(inner) && !JOINING.contains(inner)) {
        return inner.to_string();
    }
    let bare = name.split(['(', '/']).next().unwrap_or(name);
    let words = words(if bare.trim().is_empty() { name } else { bare });
    let capitals: Vec<&String> = words.iter().filter(|word| is_short(word) && is_capital(word)).collect();
    if let [only] = capitals.as_slice()
        && !shouts
        && words.len() <= 4
        && !JOINING.contains(&only.as_str())
    {
        return only.to_string();
    }
    let made = match words.len() {
        0 => "INDIKATOR".to_string(),
        1 | 2 => words.iter().map(|word| cut(word, 12)).collect::<Vec<_>>().join("_"),
        _ => words.iter().take(6).filter_map(|word| word.chars().next()).collect(),
    };
    let made = made.to_uppercase();
    // Letters that everybody reads as another index.
    let folded = |text: &str| self::words(text).iter().map(|word| word.to_lowercase()).collect::<Vec<_>>();
    let is_taken = KNOWN.iter().any(|(short, long)| *short == made && folded(name) != folded(long));
    if let Some(longer) = longer(name).filter(|_| is_taken) {
        return longer;
    }
    if made.starts_with(|c: char| c.is_ascii_alphabetic()) && !JOINING.contains(&made.as_str()) {
        made
    } else {
        format!("I_{made}")
    }
}

/// The words that tell it from others of the same letters.
fn longer(name: &str) -> Option<String> {
    const MEASURES: [&str; 10] =
        ["persentase", "jumlah", "indeks", "nilai", "rasio", "tingkat", "angka", "cakupan", "capaian", "rata"];
    let own = words(name);
    let telling: Vec<String> =
        own.into_iter().filter(|word| word.len() > 3 && !MEASURES.contains(&word.to_lowercase().as_str())).collect();
    let joined = telling.iter().take(2).map(|word| cut(word, 12)).collect::<Vec<_>>().join("_").to_uppercase();
    joined.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(joined)
}

fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !SMALL.contains(&word.to_lowercase().as_str()))
        .filter(|word| word.chars().any(|c| c.is_ascii_alphabetic()))
        .map(str::to_string)
        .collect()
}

fn cut(word: &str, most: usize) -> &str {
    &word[..word.len().min(most)]
}
