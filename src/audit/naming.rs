//! What the title of a printed column says beside its own words: a year, the end of a plan, a quarter; and how much it differs
//! from a title of the rules.

use super::model::LEVELS;
use super::money_words::{PLANNED, of_money};
use super::quarters::is_part_of_year;
use super::signs;
use super::whose::is_of_other;
use super::words::{beyond, tokens};

/// The time that a title names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// None.
    Nothing,
    /// This year.
    Year(i32),
    /// A time that no single year stands for: a quarter, several years, up to a month.
    Apart,
    /// This year's held against another time: `Tingkat kemajuan`, `Capaian terhadap target akhir Renstra`.
    Against,
}

/// The year of an audit, and the last one of the plan of the package.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now {
    pub year: i32,
    pub last: Option<i32>,
}

/// Whether a text is a year.
pub(super) fn is_year(cell: &str) -> bool {
    year(cell).is_some()
}

/// The year that a word is.
pub(super) fn year(word: &str) -> Option<i32> {
    let is_one = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    word.parse().ok().filter(|_| is_one && word.bytes().all(|c| c.is_ascii_digit()))
}

/// The year of a text that says no more: `2023`, `Tahun 2023`, `TA 2023:`.
pub(super) fn only_year(text: &str) -> Option<i32> {
    const AROUND: [&str; 10] =
        ["tahun", "ta", "t", "a", "anggaran", "kinerja", "capaian", "realisasi", "pengukuran", "data"];
    let words = tokens(text);
    let years: Vec<i32> = words.iter().filter_map(|word| year(word)).collect();
    let is_all = words.iter().all(|word| is_year(word) || AROUND.contains(&word.as_str()));
    match years.as_slice() {
        [only] if is_all && words.len() <= 5 => Some(*only),
        _ => None,
    }
}

/// A name as words, without its year: `IKM Tahun 2024` is `IKM`. One that is only a year keeps it.
pub(super) fn without_year(name: &str, own: i32) -> String {
    let words = tokens(name);
    let is_own = |at: usize| words.get(at).is_some_and(|word| year(word) == Some(own));
    let before = |at: usize| matches!(words[at].as_str(), "tahun" | "thn" | "ta" | "anggaran");
    // The words of a year stand before it, one behind the other.
    let goes = |at: usize| {
        let next = (at..words.len()).find(|next| !before(*next)).unwrap_or(at);
        is_own(next)
    };
    let rest: Vec<&str> = (0..words.len()).filter(|at| !goes(*at)).map(|at| words[at].as_str()).collect();
    if rest.is_empty() { words.join(" ") } else { rest.join(" ") }
}

/// The year that a name has, and the name without it; none where it has none or several.
pub(super) fn with_year(name: &str) -> Option<(i32, String)> {
    let mut years: Vec<i32> = tokens(name).iter().filter_map(|word| year(word)).collect();
    years.dedup();
    match years.as_slice() {
        [only] if only_year(name).is_none() => Some((*only, without_year(name, *only))),
        _ => None,
    }
}

/// Words of a part of a year, or of more than one.
const PARTS: [&str; 10] =
    ["triwulan", "semester", "smt", "kuartal", "kumulatif", "sampai", "sd", "rentang", "bulanan", "caturwulan"];

/// Words of a plan over several years.
pub(super) const PLANS: [&str; 8] = ["renstra", "rpjmd", "rpjmn", "rpjpd", "rpd", "periode", "rencana", "rpjm"];

/// Whether words name a plan over several years, or its end.
pub(super) fn names_plan(words: &[String]) -> bool {
    words.iter().any(|word| word == "akhir" || PLANS.contains(&word.as_str()))
}

/// Whether a text is made of words that titles of such tables have.
pub(super) fn is_title(cell: &str) -> bool {
    let words = tokens(cell);
    !words.is_empty() && words.iter().all(|word| TITLES.contains(&word.as_str()) || is_year(word))
}

/// Words that titles of such tables are made of.
const TITLES: [&str; 31] = [
    "no",
    "nomor",
    "urut",
    "kode",
    "uraian",
    "indikator",
    "sasaran",
    "strategis",
    "program",
    "kegiatan",
    "sub",
    "satuan",
    "target",
    "realisasi",
    "capaian",
    "persen",
    "predikat",
    "kategori",
    "keterangan",
    "pagu",
    "anggaran",
    "serapan",
    "bobot",
    "kinerja",
    "utama",
    "tahun",
    "nilai",
    "rp",
    "hasil",
    "pengukuran",
    "ket",
];

/// The time that a title names, of its levels the lowest that names one.
pub(super) fn said(title: &str, now: Now) -> Said {
    let levels: Vec<Said> = title.rsplit(LEVELS).map(|level| said_by(level, now)).collect();
    if let Some(said) = levels.iter().find(|said| matches!(said, Said::Apart | Said::Against)) {
        return *said;
    }
    levels.into_iter().find(|said| *said != Said::Nothing).unwrap_or(Said::Nothing)
}

fn said_by(level: &str, now: Now) -> Said {
    let mut words = tokens(level);
    // Up to December is the whole year, and so is up to the last quarter.
    let is_until = words.iter().any(|word| matches!(word.as_str(), "sampai" | "sd" | "s"));
    if is_until && words.iter().any(|word| word == "triwulan4") || words.iter().any(|word| word == "desember") {
        const UNTIL: [&str; 9] = ["sampai", "dengan", "sd", "s", "d", "bulan", "desember", "31", "triwulan4"];
        words.retain(|word| !UNTIL.contains(&word.as_str()));
    }
    let has = |word: &str| words.iter().any(|own| own == word);
    let pair = |one: &str, other: &str| words.windows(2).any(|pair| pair[0] == one && pair[1] == other);
    if words.iter().any(|word| PARTS.contains(&word.as_str()) || is_part_of_year(word)) || pair("s", "d") {
        return Said::Apart;
    }
    let mut years: Vec<i32> = words.iter().filter_map(|word| year(word)).collect();
    years.dedup();
    match years.as_slice() {
        [only] => return Said::Year(*only),
        [] => {}
        [..] => return Said::Apart,
    }
    let bare: String = level.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.replace(['–', '−', '—'], "-");
    if has("lalu") || has("sebelumnya") || bare.contains("n-1") {
        return Said::Year(now.year - 1);
    }
    if bare.contains("n+1") || has("berikutnya") {
        return Said::Year(now.year + 1);
    }
    let is_plan = words.iter().any(|word| PLANS.contains(&word.as_str()));
    let is_end = has("akhir") && (has("target") || is_plan);
    if has("kemajuan") || has("terhadap") && (is_end || is_plan || pair("jangka", "menengah")) {
        return Said::Against;
    }
    let is_start = has("awal") && (is_plan || has("kondisi"));
    match now.last {
        // What was attained at the end of a plan may be what is attained so far.
        Some(last) if is_end && has("target") && (has("renstra") || has("periode") || words.len() == 2) => {
            Said::Year(last)
        }
        _ if is_end || is_start || pair("jangka", "menengah") => Said::Apart,
        _ => Said::Nothing,
    }
}

/// How a printed title differs from one of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Differs {
    /// In nothing that names another thing: `Target Kinerja 2024`, `Target`.
    Little,
    /// That of the rules has words more: it is printed shorter.
    Less,
    /// It has words more, which may name another thing as well as not.
    More,
    /// It has words in the place of others, or one that names another thing: `Realisasi Provinsi`.
    Much,
}

/// Words that say nothing of which column it is.
const HARMLESS: [&str; 28] = [
    "indikator",
    "iku",
    "utama",
    "kinerja",
    "perjanjian",
    "pk",
    "satuan",
    "tahun",
    "thn",
    "th",
    "ini",
    "berjalan",
    "nilai",
    "besaran",
    "angka",
    "tingkat",
    "hasil",
    "rp",
    "rupiah",
    "dalam",
    "ribu",
    "ribuan",
    "juta",
    "jutaan",
    "miliar",
    "ta",
    "n",
    "laporan",
];

/// Whether a word says nothing of which column it is.
pub(super) fn is_harmless(word: &str) -> bool {
    HARMLESS.contains(&word) || is_year(word) || word == "persen"
}

/// Words of what a row is a part of: of an objective with one indicator both achieve the same, of one with two they do not.
const WHOLES: [&str; 13] = [
    "sasaran",
    "program",
    "kegiatan",
    "subkegiatan",
    "tujuan",
    "misi",
    "visi",
    "kelompok",
    "perspektif",
    "urusan",
    "bidang",
    "aspek",
    "klaster",
];

/// Words that say that it is of the row itself.
const OF_ROW: [&str; 6] = ["indikator", "iku", "iki", "ikk", "ikp", "iks"];

/// Whether only one of two titles speaks of what the row is a part of; `rows` are the words for what its rows are.
pub(super) fn is_of_whole(printed: &str, wanted: &str, rows: &[String]) -> bool {
    let words = tokens(printed);
    let has = |words: &[String], all: &[&str]| words.iter().any(|word| all.contains(&word.as_str()));
    let wholes = |text: &str| -> Vec<String> {
        let words = tokens(text).into_iter();
        words.filter(|word| WHOLES.contains(&word.as_str()) && !rows.contains(word)).collect()
    };
    !has(&words, &OF_ROW) && !has(&tokens(wanted), &OF_ROW) && wholes(printed) != wholes(wanted)
}

/// How much a printed title differs from one of the rules; of two levels the lower counts where the upper has no words of its
/// own.
pub(super) fn differs(printed: &str, wanted: &str) -> Differs {
    let leaf = printed.rsplit_once(LEVELS).map_or(printed, |(_, own)| own);
    differ(printed, wanted).min(match leaf == printed {
        true => Differs::Much,
        // What stands above the words may name another thing.
        false => differ(leaf, wanted).max(if names_other(printed, wanted) { Differs::Much } else { Differs::Little }),
    })
}

/// Words for grades.
const GRADES: &str =
    "predikat kriteria kategori status kualifikasi interpretasi keterangan ket penilaian tingkat mutu huruf";

/// Whether a title says that grades stand below it, and of nothing else.
pub(super) fn names_grades(title: &str) -> bool {
    let words = bare(title);
    let is_grade = |word: &String| GRADES.split(' ').any(|grade| grade == word);
    let goes_with =
        |word: &String| is_grade(word) || matches!(word.as_str(), "capaian" | "keberhasilan" | "pencapaian");
    words.iter().any(is_grade) && words.iter().all(goes_with)
}

/// Whether two titles have a word in common that says which column it is.
pub(super) fn share(one: &str, other: &str) -> bool {
    let (own, mut others) = (bare(one), bare(other));
    // Of a column of achievements a mere `%` says which it is.
    if others.iter().any(|word| word == "capaian") {
        others.push("persen".into());
    }
    beyond(&own, &others).len() < own.iter().filter(|word| !is_year(word)).count()
}

/// Whether a title of a column of money says that it was spent, and nothing more.
pub(super) fn is_spent(title: &str) -> bool {
    let words = bare(title);
    let says = |word: &String| matches!(word.as_str(), "realisasi" | "serapan");
    words.iter().filter(|word| says(word)).count() == 1
        && words.iter().all(|word| says(word) || matches!(word.as_str(), "anggaran" | "keuangan" | "belanja"))
        && !tokens(title).iter().any(|word| matches!(word.as_str(), "kinerja" | "indikator" | "iku" | "pk"))
}

/// Whether a title below one of money says that it may be spent, and nothing more: `Target`.
pub(super) fn is_planned(title: &str) -> bool {
    let words = bare(title);
    words == ["target"] || of_money(words) == [PLANNED]
}

/// Whether a title has all words of another one: `Indikator Kinerja Sasaran` and `Indikator Kinerja`.
pub(super) fn has_all(title: &str, other: &str) -> bool {
    let (own, others) = (tokens(title), tokens(other));
    others.len() >= 2 && others.iter().all(|word| own.contains(word))
}

pub(super) fn differ(printed: &str, wanted: &str) -> Differs {
    let (own, others) = (of_money(bare(printed)), of_money(bare(wanted)));
    let says_percent = |words: &[String]| words.iter().any(|word| word == "persen");
    let is_share = |words: &[String]| words.iter().any(|word| word == "capaian" || word == "bobot");
    let (more, less) = (beyond(&own, &others), beyond(&others, &own));
    // Achievements are in percent whether their title says so or not.
    let may_lack = says_percent(&others) || is_share(&own) || is_share(&others);
    let is_more = |words: &[&String]| words.iter().any(|word| *word != "persen" || !may_lack);
    let is_other = |words: &[&String]| words.iter().any(|word| is_of_other(word));
    match (is_more(&more), is_more(&less)) {
        _ if is_other(&more) || is_other(&less) => Differs::Much,
        (false, false) => Differs::Little,
        (true, true) => Differs::Much,
        (true, false) => Differs::More,
        (false, true) => Differs::Less,
    }
}

/// Whether a level above titles says that they are of money, or that they are of performance; none where it says more.
pub(super) fn realm(above: &str) -> Option<bool> {
    let words = tokens(above);
    let is_money = |word: &String| matches!(word.as_str(), "anggaran" | "keuangan" | "belanja");
    let is_plain = |word: &String| HARMLESS.contains(&word.as_str()) || is_year(word) || word == "capaian";
    match words.iter().any(is_money) {
        _ if !words.iter().all(|word| is_money(word) || is_plain(word)) => None,
        true => Some(true),
        false => words.iter().any(|word| word == "kinerja").then_some(false),
    }
}

/// Whether a level above titles says that they are of what was done, not of money: `FISIK`, `Capaian Fisik`.
pub(super) fn is_physical(above: &str) -> bool {
    let words = tokens(above);
    let is_plain = |word: &String| HARMLESS.contains(&word.as_str()) || matches!(word.as_str(), "fisik" | "capaian");
    words.iter().any(|word| word == "fisik") && words.iter().all(is_plain)
}

pub(super) fn names_other(printed: &str, wanted: &str) -> bool {
    let (own, others) = (of_money(bare(printed)), of_money(bare(wanted)));
    beyond(&own, &others).iter().any(|word| is_of_other(word) || *word == PLANNED)
}

/// The words of a title that say which column it is.
pub(super) fn bare(title: &str) -> Vec<String> {
    let words = tokens(&signs::without_zeros(title));
    // The last year of a plan is a year like others.
    let has = |word: &str| words.iter().any(|own| own == word);
    let is_end = has("akhir") && (has("renstra") || has("periode"));
    let is_bare = |word: &&String| {
        let names_end = is_end && matches!(word.as_str(), "akhir" | "renstra" | "periode");
        !names_end && (*word == "persen" || !is_harmless(word))
    };
    let mut bare: Vec<String> = words.iter().filter(is_bare).cloned().collect();
    for (words, one) in ALIKE {
        bare.iter_mut().filter(|word| words.contains(&word.as_str())).for_each(|word| *word = one.into());
    }
    if bare.iter().all(|word| word == "persen") { words } else { bare }
}

/// Other words for what was attained, and for what was spent.
const ALIKE: [(&[&str], &str); 2] = [(&["pencapaian", "ketercapaian"], "capaian"), (&["penyerapan"], "serapan")];

/// Whether a title says that achievements stand below it, and nothing of whose.
pub(super) fn is_bare_achievement(title: &str) -> bool {
    let is_it = |word: &String| HARMLESS.contains(&word.as_str()) || matches!(word.as_str(), "capaian" | "persen");
    bare(title).iter().all(is_it)
}
