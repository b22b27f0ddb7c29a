//! The fixed words of the language: which lines they begin and in which definitions they may stand.

use super::parser::Rule;
use crate::diagnostic::nearest;

/// The kinds of definition, by their head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Block {
    /// `paket`
    Package,
    /// `besaran`
    Quantity,
    /// `NAMA =`
    Formula,
    /// `indikator`
    Indicator,
    /// `kelompok`
    Group,
    /// `tabel`
    Table,
    /// `aturan capaian`
    AchievementRule,
    /// `aturan predikat`
    BandRule,
    /// `data`
    Data,
    /// `contoh`
    Example,
    /// `pastikan`
    Assert,
}

use Block::*;

/// Head words with the rule that reads their line.
pub const HEADS: &[(&str, Rule)] = &[
    ("paket", Rule::package_line),
    ("besaran", Rule::quantity_line),
    ("indikator", Rule::indicator_line),
    ("kelompok", Rule::group_line),
    ("tabel", Rule::table_line),
    ("aturan", Rule::rule_line),
    ("data", Rule::data_line),
    ("contoh", Rule::example_line),
    ("pastikan", Rule::assert_line),
];

/// Clause words, the rule that reads their line, and the definitions they may stand in.
pub const CLAUSES: &[(&str, Rule, &[Block])] = &[
    ("tahun", Rule::year_line, &[Package, Example]),
    ("satuan", Rule::unit_line, &[Quantity, Formula, Indicator, Group]),
    ("skala", Rule::scale_line, &[Quantity, Formula, Indicator]),
    ("langkah", Rule::step_line, &[Quantity, Formula, Indicator]),
    ("rumus", Rule::formula_clause_line, &[Quantity, Indicator]),
    ("target", Rule::target_line, &[Indicator]),
    ("sasaran", Rule::goal_line, &[Quantity, Formula, Indicator, Group]),
    ("arah", Rule::direction_line, &[Indicator]),
    ("capaian", Rule::achievement_line, &[Indicator, Group]),
    ("predikat", Rule::band_name_line, &[Quantity, Formula, Indicator, Group]),
    ("batas", Rule::cap_line, &[Indicator, Group, AchievementRule]),
    ("bulat", Rule::round_line, &[Indicator, Group, AchievementRule, BandRule]),
    ("tampil", Rule::show_line, &[Package, Quantity, Formula, Indicator, Group, AchievementRule, Table]),
    ("berlaku", Rule::in_force_line, &[Quantity, Formula, Indicator, Group, AchievementRule, BandRule, Assert]),
    ("jika", Rule::case_line, &[AchievementRule]),
    ("makin", Rule::by_direction_line, &[AchievementRule]),
    ("tanpa", Rule::no_band_line, &[BandRule]),
    ("terima", Rule::accept_line, &[BandRule]),
    ("anggota", Rule::members_line, &[Group]),
    ("wajib", Rule::complete_line, &[Group]),
    ("abaikan", Rule::skip_line, &[Group]),
    ("baris", Rule::rows_line, &[Table]),
    ("sanding", Rule::beside_line, &[Table]),
    ("kolom", Rule::column_line, &[Table, Data]),
    ("penutup", Rule::footer_line, &[Table]),
    ("diketahui", Rule::given_line, &[Example]),
    ("hasil", Rule::expect_line, &[Example]),
    (
        "dasar",
        Rule::basis_line,
        &[Package, Quantity, Formula, Indicator, Group, Table, AchievementRule, BandRule, Data, Example, Assert],
    ),
    (
        "catatan",
        Rule::note_line,
        &[Package, Quantity, Formula, Indicator, Group, Table, AchievementRule, BandRule, Data, Example, Assert],
    ),
];

/// Words that name a role or a function and so cannot name a definition.
pub const RESERVED: &[&str] = &[
    "target",
    "realisasi",
    "nilai",
    "capaian",
    "capaian_asli",
    "capaian_terbatas",
    "predikat",
    "nama",
    "sebutan",
    "kode",
    "sasaran",
    "satuan",
    "anggota",
    "tahun",
    "unit",
    "kelas",
    "jumlah",
    "rata_rata",
    "terkecil",
    "terbesar",
    "banyaknya",
    "min",
    "maks",
    "bulat",
    "abs",
    "ada",
];

/// The rule of a head word, whatever its case.
pub fn head(word: &str) -> Option<Rule> {
    HEADS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|&(_, rule)| rule)
}

/// The rule of the head word that a misspelt one most likely means.
pub fn near_head(word: &str) -> Option<Rule> {
    nearest(word, HEADS.iter().map(|(word, _)| *word)).and_then(head)
}

/// A clause word's canonical spelling, rule and places, whatever its case.
pub fn clause(word: &str) -> Option<&'static (&'static str, Rule, &'static [Block])> {
    CLAUSES.iter().find(|(known, ..)| word.eq_ignore_ascii_case(known))
}

/// Whether a line that begins with this word ends whatever was open.
pub fn begins_a_line(word: &str) -> bool {
    head(word).is_some() || clause(word).is_some()
}

/// The beginning of the clause that a word is the second word of, with that word.
pub fn second_word(word: &str) -> Option<&'static str> {
    let clauses = [
        ("tinggi", "makin tinggi"),
        ("rendah", "makin rendah"),
        ("mulai", "berlaku mulai"),
        ("sampai", "berlaku sampai"),
        ("tak", "terima tak"),
        ("kelas", "baris kelas"),
        ("lengkap", "wajib lengkap"),
        ("yang", "abaikan yang"),
    ];
    clauses.into_iter().find(|(second, _)| word.eq_ignore_ascii_case(second)).map(|(_, clause)| clause)
}

impl Block {
    /// How people call it.
    pub fn word(self) -> &'static str {
        match self {
            Package => "paket",
            Quantity => "besaran",
            Formula => "rumus bernama",
            Indicator => "indikator",
            Group => "kelompok",
            Table => "tabel",
            AchievementRule => "aturan capaian",
            BandRule => "aturan predikat",
            Data => "data",
            Example => "contoh",
            Assert => "pastikan",
        }
    }

    /// The clause words that may stand in it, in the order of the reference.
    pub fn clauses(self) -> impl Iterator<Item = &'static str> {
        CLAUSES.iter().filter(move |(_, _, blocks)| blocks.contains(&self)).map(|&(word, ..)| word)
    }
}
