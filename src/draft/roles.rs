//! What each column of a found table holds, by the words of its heading.

use crate::audit::words::plain_tokens as tokens;
use crate::calendar::{MONTHS, SHORT_MONTHS, printed_year, quarter};
use crate::number;
use crate::office::Head;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Numbers of rows.
    Counter,
    /// Codes.
    Code,
    /// Names of indicators.
    Name,
    /// Objectives.
    Objective,
    /// Programmes and the like: names where there are no others.
    Level,
    /// Units.
    Unit,
    /// Which way is better.
    Way,
    /// Targets.
    Target,
    /// Realisations.
    Real,
    /// Achievements.
    Achieved,
    /// Grades.
    Grade,
    /// Budgets.
    Budget,
    /// Money spent.
    Spent,
    /// Money spent of the budget, in percent.
    Absorbed,
    /// Remarks and the like.
    Note,
    /// Numbers of persons.
    Person,
    /// Its heading does not say.
    Unknown,
}

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// What the column holds.
    pub role: Role,
    /// The year it names.
    pub year: Option<i32>,
    /// The quarter it names, 1 to 4; a month counts as one that is not known.
    pub part: Option<u8>,
    /// The quarter at whose end it stands, from the beginning of the year: `s.d. TW II`, `s.d. Juni`.
    pub until: Option<u8>,
    /// Whether it names a place that is not the office: a province, the nation; or a plan of several years.
    pub elsewhere: bool,
}

/// A part of a year that is no quarter.
pub const OTHER_PART: u8 = 0;

/// What a heading says, from its lowest words up.
pub fn said(head: &Head) -> Said {
    let levels: Vec<Vec<String>> = head.levels.iter().map(|level| tokens(level)).collect();
    let all: Vec<&String> = levels.iter().flatten().collect();
    let years: Vec<i32> = all.iter().filter_map(|word| printed_year(word)).collect();
    let part = levels.iter().rev().find_map(|level| part(level));
    // `Realisasi s.d. TW IV` is that of the year.
    let part = part.filter(|part| !(levels.iter().any(|level| is_up_to(level)) && (*part == 4 || has_now(&levels))));
    let has = |known: &[&str]| all.iter().any(|word| known.contains(&word.as_str()));
    let until = levels.iter().any(|level| is_up_to(level)).then(|| levels.iter().rev().find_map(|level| end(level)));
    let elsewhere = has(&["provinsi", "nasional", "renstra", "rpjmd", "lalu", "sebelumnya", "periode"]);
    Said { role: role(&levels), year: years.last().copied(), part, until: until.flatten(), elsewhere }
}

fn role(levels: &[Vec<String>]) -> Role {
    let mut money = None;
    let mut percent = false;
    for level in levels.iter().rev() {
        let found = by_words(level);
        match found {
            // `Realisasi · Anggaran (Rp)`: what was realised of it.
            Word::Is(Role::Budget) if !is_planned(level) && is_of_measured(levels) => money = money.or(Some(true)),
            // `Anggaran` over `Pagu | Realisasi | %`
            Word::Is(Role::Budget) if percent && !is_planned(level) => return Role::Absorbed,
            Word::Is(Role::Spent) if percent => return Role::Absorbed,
            Word::Is(role) => return with(role, money.unwrap_or_else(|| above_is_money(levels)), percent),
            Word::Money => money = money.or(Some(true)),
            Word::Physical => money = money.or(Some(false)),
            Word::Percent => percent = true,
            Word::Nothing => {}
        }
    }
    // `Jenis Belanja` sorts it, and is none; `Pegawai (51)` below it is no figure.
    let first = levels.last().and_then(|level| level.first()).map_or("", String::as_str);
    if money.is_none() && above_is_money(levels) && matches!(first, "jenis" | "kelompok" | "golongan") {
        return Role::Note;
    }
    match (percent, money.unwrap_or_else(|| above_is_money(levels))) {
        (true, true) => Role::Absorbed,
        (true, false) => Role::Achieved,
        (false, true) => Role::Budget,
        (false, false) => Role::Unknown,
    }
}

/// A role that words of money or percent around it turn into another.
fn with(role: Role, money: bool, percent: bool) -> Role {
    match role {
        Role::Target | Role::Real | Role::Achieved if percent && money => Role::Absorbed,
        Role::Target | Role::Real if percent => Role::Achieved,
        Role::Target if money => Role::Budget,
        Role::Real if money => Role::Spent,
        Role::Achieved if money => Role::Absorbed,
        role => role,
    }
}

/// Whether a level of a heading says what was done, and not what was planned.
fn is_of_measured(levels: &[Vec<String>]) -> bool {
    let is_measured = |level: &&Vec<String>| match by_words(level) {
        Word::Is(Role::Real | Role::Spent) => true,
        // `Capaian Kinerja dan Anggaran` is above all of them.
        Word::Is(Role::Achieved | Role::Absorbed) => level.len() < 3,
        Word::Is(_) | Word::Money | Word::Physical | Word::Percent | Word::Nothing => false,
    };
    levels.iter().filter(is_measured).any(|level| !is_planned(level))
}

fn is_planned(level: &[String]) -> bool {
    level.iter().any(|word| matches!(word.as_str(), "target" | "rencana" | "pagu" | "alokasi"))
}

/// Whether a heading speaks of money and of nothing beside it.
fn above_is_money(levels: &[Vec<String>]) -> bool {
    let is_money = |level: &Vec<String>| {
        let has = |known: &[&str]| level.iter().any(|word| known.contains(&word.as_str()));
        has(&MONEY) && !has(&BESIDE)
    };
    levels.iter().any(is_money)
}

const MONEY: [&str; 9] = ["anggaran", "keuangan", "dana", "pagu", "belanja", "alokasi", "rp", "rupiah", "apbd"];

/// Words that say a heading speaks of more than money.
const BESIDE: [&str; 4] = ["kinerja", "fisik", "output", "keluaran"];

/// What one level of a heading says.
enum Word {
    Is(Role),
    Money,
    Physical,
    Percent,
    Nothing,
}

fn by_words(level: &[String]) -> Word {
    let has = |known: &[&str]| level.iter().any(|word| known.contains(&word.as_str()));
    let first = level.first().map_or("", String::as_str);
    let is = |known: &[&str]| level.len() == 1 && known.contains(&first);
    if is(&["no", "nomor", "nomer"]) || (level.len() == 2 && first == "no" && has(&["urut"])) {
        return Word::Is(Role::Counter);
    }
    if !level.is_empty() && level.iter().all(|word| word == "persen") {
        return Word::Percent;
    }
    if is(&["rp", "rupiah"]) {
        return Word::Money;
    }
    if is(&["k", "fisik", "kinerja", "volume"]) {
        return Word::Physical;
    }
    if is(&["keuangan", "anggaran"]) {
        return Word::Money;
    }
    if has(&PERSONS) {
        return Word::Is(Role::Person);
    }
    // What is left of a budget, or off a target, is neither.
    if matches!(first, "sisa" | "selisih" | "deviasi") {
        return Word::Is(Role::Note);
    }
    if has(&["baseline"]) || has(&["kondisi"]) && has(&["awal"]) {
        return Word::Is(Role::Note);
    }
    if is(&["t"]) {
        return Word::Is(Role::Target);
    }
    if is(&["r"]) {
        return Word::Is(Role::Real);
    }
    if has(&["kode", "id"]) {
        return Word::Is(Role::Code);
    }
    if has(&["satuan"]) && !is_in_unit(level) {
        return Word::Is(Role::Unit);
    }
    if has(&["arah", "polarisasi", "polaritas", "sifat", "tren"]) {
        return Word::Is(Role::Way);
    }
    if has(&["predikat", "kategori", "kriteria", "peringkat", "interpretasi", "kualifikasi", "sebutan"]) {
        return Word::Is(Role::Grade);
    }
    if has(&["keterangan", "catatan", "penanggung", "penanggungjawab", "sumber", "formula", "formulasi", "bobot"]) {
        return Word::Is(Role::Note);
    }
    if matches!(first, "indikator" | "nama" | "uraian") && has(&["indikator"]) {
        return Word::Is(Role::Name);
    }
    let of_money = has(&MONEY) && !has(&BESIDE);
    // `rencana hasil kerja` is planned.
    let measured = has(&["realisasi", "real", "terealisasi"]) || has(&["hasil"]) && !is_planned(level);
    let compared = has(&["persen", "tingkat", "rasio"]) || level.join(" ").contains('%');
    if has(&["serapan", "penyerapan"]) {
        return Word::Is(if compared { Role::Absorbed } else { Role::Spent });
    }
    if measured && !compared {
        return Word::Is(if of_money { Role::Spent } else { Role::Real });
    }
    if has(&["capaian", "ketercapaian", "pencapaian"]) || measured || begins(level, "capaian") {
        return Word::Is(if of_money { Role::Absorbed } else { Role::Achieved });
    }
    // `Persen di RAK (Rencana Kas)`: a part of a plan, and no plan.
    if has(&["target", "rencana"]) && matches!(first, "persen" | "rasio") {
        return Word::Nothing;
    }
    if has(&["target", "rencana"]) {
        return Word::Is(if of_money { Role::Budget } else { Role::Target });
    }
    if has(&["pagu", "alokasi", "anggaran", "dpa", "dppa"]) {
        return Word::Is(Role::Budget);
    }
    if has(&["sasaran", "tujuan"]) {
        return Word::Is(Role::Objective);
    }
    if has(&["indikator"]) {
        return Word::Is(Role::Name);
    }
    // `Keuangan (%)`
    if has(&["keuangan"]) && has(&["persen"]) && !has(&BESIDE) {
        return Word::Is(Role::Absorbed);
    }
    if is(&["nilai"]) {
        return Word::Is(Role::Real);
    }
    if has(&["program", "kegiatan", "subkegiatan", "uraian", "urusan", "nama"]) {
        return Word::Is(Role::Level);
    }
    Word::Nothing
}

/// `Pagu (satuan juta rupiah)`: what stands behind other words says what those are in.
fn is_in_unit(level: &[String]) -> bool {
    let behind = level.iter().skip(1).skip_while(|word| *word != "satuan").nth(1);
    behind.is_some_and(|word| number::zeros(word).is_some() || matches!(word.as_str(), "rp" | "rupiah" | "persen"))
}

/// Numbers that persons have.
const PERSONS: [&str; 6] = ["nip", "nrk", "nik", "npwp", "nuptk", "nrp"];

/// `capaian1`: a word with a number behind it.
fn begins(level: &[String], word: &str) -> bool {
    matches!(level, [only] if only.strip_prefix(word).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit())))
}

/// `s.d.`, `sampai dengan`, `kumulatif`: what came together until then.
fn is_up_to(level: &[String]) -> bool {
    const UNTIL: [&str; 9] =
        ["sampai", "sd", "hingga", "kumulatif", "komulatif", "akumulatif", "akumulasi", "terakumulasi", "kum"];
    level.windows(2).any(|pair| pair[0] == "s" && pair[1] == "d")
        || level.iter().any(|word| UNTIL.contains(&word.as_str()))
}

/// `bulan ini`, `triwulan ini`
fn has_now(levels: &[Vec<String>]) -> bool {
    levels.iter().flatten().any(|word| word == "ini")
}

/// The quarter that ends with `TW II`, `Semester I`, `September`.
fn end(level: &[String]) -> Option<u8> {
    let month = level.iter().find_map(|word| MONTHS.iter().position(|month| month == word));
    let of_month = month.filter(|at| at % 3 == 2).and_then(|at| u8::try_from((at + 1) / 3).ok());
    let half = level.iter().position(|word| word == "semester").and_then(|at| quarter(level.get(at + 1)?));
    let of_half = half.filter(|half| *half < 3).map(|half| half * 2);
    of_month.or(of_half).or_else(|| part(level).filter(|part| *part != OTHER_PART))
}

/// The quarter of `II`, `TW 2`, `Triwulan III`.
fn part(level: &[String]) -> Option<u8> {
    let named = level.iter().position(|word| matches!(word.as_str(), "tw" | "triwulan" | "trw"));
    if let Some(at) = named {
        return level.get(at + 1).and_then(|word| quarter(word)).or(Some(OTHER_PART));
    }
    if let [only] = level {
        if let Some(digits) = only.strip_prefix("tw") {
            return quarter(digits);
        }
        if matches!(only.as_str(), "i" | "ii" | "iii" | "iv") {
            return quarter(only);
        }
    }
    let other = |word: &String| MONTHS.contains(&word.as_str()) || word == "semester" || word == "bulan";
    let is_short = level.len() <= 2 && level.first().is_some_and(|word| SHORT_MONTHS.contains(&word.as_str()));
    (is_short || level.iter().any(other)).then_some(OTHER_PART)
}
