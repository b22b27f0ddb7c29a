//! The fixed words of the language: which lines they begin and in which definitions they may stand.

use super::ast::{ClauseKind, Direction};
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
    /// `aturan konversi`
    ConversionRule,
    /// `umum`
    General,
    /// `gunakan`
    Use,
    /// `data`
    Data,
    /// `contoh`
    Example,
    /// `pastikan`
    Assert,
    /// `buktikan`
    Prove,
    /// `klaim`
    Claim,
    /// `skenario`
    Scenario,
    /// `ubah`, in a scenario: clauses that take the place of those of a definition
    Alter,
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
    ("umum", Rule::general_line),
    ("gunakan", Rule::use_line),
    ("data", Rule::data_line),
    ("contoh", Rule::example_line),
    ("pastikan", Rule::assert_line),
    ("buktikan", Rule::prove_line),
    ("klaim", Rule::claim_line),
    ("skenario", Rule::scenario_line),
    ("ubah", Rule::alter_line),
];

/// Where a regulation or a remark may stand.
const EVERYWHERE: &[Block] = &[
    Package,
    Quantity,
    Formula,
    Indicator,
    Group,
    Table,
    AchievementRule,
    BandRule,
    ConversionRule,
    General,
    Use,
    Data,
    Example,
    Assert,
    Prove,
    Claim,
    Scenario,
];

/// The word before a head that replaces a definition of a used package.
pub const REPLACE: &str = "ganti";

/// Clause words, the rule that reads their line, and the definitions they may stand in.
pub const CLAUSES: &[(&str, Rule, &[Block])] = &[
    ("tahun", Rule::year_line, &[Package, Example, Scenario]),
    ("periode", Rule::plan_line, &[Package]),
    ("satuan", Rule::unit_line, &[Quantity, Formula, Indicator, Group, General, BandRule]),
    ("skala", Rule::scale_line, &[Quantity, Formula, Indicator, General]),
    ("urutan", Rule::order_line, &[Quantity, Indicator]),
    ("triwulan", Rule::quarter_line, &[Quantity, Indicator, General]),
    ("induk", Rule::parent_line, &[Indicator, General]),
    ("langkah", Rule::step_line, &[Quantity, Formula, Indicator, General]),
    ("rumus", Rule::formula_clause_line, &[Quantity, Indicator]),
    ("target", Rule::target_line, &[Indicator]),
    ("sasaran", Rule::goal_line, &[Quantity, Formula, Indicator, Group, General]),
    ("arah", Rule::direction_line, &[Indicator, General]),
    ("capaian", Rule::achievement_line, &[Indicator, Group, General]),
    ("predikat", Rule::band_name_line, &[Quantity, Formula, Indicator, Group, General]),
    ("batas", Rule::cap_line, &[Indicator, Group, General, AchievementRule]),
    ("bulat", Rule::round_line, &[Indicator, Group, General, AchievementRule, BandRule, ConversionRule]),
    ("tampil", Rule::show_line, &[Package, Quantity, Formula, Indicator, Group, General, AchievementRule, Table]),
    (
        "berlaku",
        Rule::in_force_line,
        &[
            Quantity,
            Formula,
            Indicator,
            Group,
            General,
            AchievementRule,
            BandRule,
            ConversionRule,
            Assert,
            Prove,
            Claim,
        ],
    ),
    ("jika", Rule::case_line, &[AchievementRule]),
    ("makin", Rule::by_direction_line, &[AchievementRule]),
    ("rentang", Rule::by_direction_line, &[AchievementRule]),
    ("tanpa", Rule::no_band_line, &[BandRule]),
    ("terima", Rule::accept_line, &[AchievementRule, BandRule, ConversionRule, Group]),
    ("anggota", Rule::members_line, &[Group]),
    ("bobot", Rule::weights_line, &[Group]),
    ("wajib", Rule::complete_line, &[Group]),
    ("abaikan", Rule::skip_line, &[Indicator, Group, General]),
    ("baris", Rule::rows_line, &[Table, Data]),
    ("sanding", Rule::beside_line, &[Table]),
    ("kolom", Rule::column_line, &[Table, Data]),
    ("penutup", Rule::footer_line, &[Table]),
    ("subtotal", Rule::subtotal_line, &[Table]),
    ("kelompokkan", Rule::grouping_line, &[Table]),
    ("saring", Rule::filter_line, &[Table]),
    ("urut", Rule::sort_line, &[Table]),
    ("diketahui", Rule::given_line, &[Example, Scenario]),
    ("hasil", Rule::expect_line, &[Example]),
    ("kecuali", Rule::except_line, &[Assert]),
    ("dasar", Rule::basis_line, EVERYWHERE),
    ("catatan", Rule::note_line, EVERYWHERE),
];

/// Words that name a role or a set and so cannot name a definition.
const ROLES: &[&str] = &[
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
    "bobot",
    "pagu",
    "serapan",
    "rincian",
    "turunan",
    "induk",
    "target_bawah",
    "target_atas",
    "skala_bawah",
    "skala_atas",
];

/// Words that name a role or a function and so cannot name a definition; in capitals they can, see [`in_capitals`].
pub fn reserved() -> impl Iterator<Item = &'static str> {
    ROLES.iter().copied().chain(super::functions::words())
}

/// `capaian IKU`, of which only the place tells whether it is a field or a value.
pub fn begins_a_value(word: &str, rest: &str) -> bool {
    let is_name = |c: char| c.is_alphabetic() || matches!(c, '_' | '"' | '“' | '”' | '„');
    is_role(word) && rest.trim_start().starts_with(is_name)
}

/// Whether a clause word is one of what a value is of.
pub fn is_role(word: &str) -> bool {
    let roles = ["target", "capaian", "sasaran", "predikat", "satuan", "anggota", "tahun", "bobot", "induk"];
    roles.iter().any(|role| word.eq_ignore_ascii_case(role))
}

/// Whether a word is written in capitals: then it is a name wherever one can stand.
pub fn in_capitals(word: &str) -> bool {
    word.contains(char::is_uppercase) && !word.contains(char::is_lowercase)
}

/// Whether a word is this one of the language: in small letters or with a capital in front, not all in capitals.
pub fn is_word(word: &str, known: &str) -> bool {
    word.eq_ignore_ascii_case(known) && !in_capitals(word)
}

/// Whether a word joins others and so names nothing: the words of `reserved` in the grammar.
pub fn is_key_word(word: &str) -> bool {
    let reserved = ["dan", "atau", "tidak", "jika", "maka", "selain", "pada", "tampil", "teks", "naik", "turun"];
    reserved.iter().any(|known| is_word(word, known))
}

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
    head(word).is_some() || clause(word).is_some() || word.eq_ignore_ascii_case(REPLACE)
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
            ConversionRule => "aturan konversi",
            General => "umum",
            Use => "gunakan",
            Data => "data",
            Example => "contoh",
            Assert => "pastikan",
            Prove => "buktikan",
            Claim => "klaim",
            Scenario => "skenario",
            Alter => "ubah",
        }
    }

    /// The clause words that may stand in it, in the order of the reference.
    pub fn clauses(self) -> impl Iterator<Item = &'static str> {
        CLAUSES.iter().filter(move |(_, _, blocks)| self.takes(blocks)).map(|&(word, ..)| word)
    }

    /// Whether a clause for some blocks may stand in this one; `ubah` takes those of everything it can change.
    pub fn takes(self, blocks: &[Block]) -> bool {
        const CHANGEABLE: [Block; 7] = [Quantity, Formula, Indicator, Group, AchievementRule, BandRule, ConversionRule];
        blocks.contains(&self) || self == Alter && CHANGEABLE.iter().any(|block| blocks.contains(block))
    }
}

impl ClauseKind {
    /// The word it begins with; empty for the rows of bands and conversions, and for statements of claims.
    pub fn word(&self) -> &'static str {
        match self {
            ClauseKind::Year(_) => "tahun",
            ClauseKind::Unit(_) => "satuan",
            ClauseKind::Scale(_) => "skala",
            ClauseKind::Step(_) => "langkah",
            ClauseKind::Formula(_) => "rumus",
            ClauseKind::Target(_) => "target",
            ClauseKind::Goal(_) => "sasaran",
            ClauseKind::Direction(_) => "arah",
            ClauseKind::Achievement(_) => "capaian",
            ClauseKind::Band(_) => "predikat",
            ClauseKind::Cap(_) => "batas",
            ClauseKind::Round(_) => "bulat",
            ClauseKind::Show(_) => "tampil",
            ClauseKind::InForce(_) => "berlaku",
            ClauseKind::Basis(_) => "dasar",
            ClauseKind::Note(_) => "catatan",
            ClauseKind::Case { .. } => "jika",
            ClauseKind::ByDirection { direction: Direction::Range, .. }
            | ClauseKind::ByDirection { ranged: true, .. } => "rentang",
            ClauseKind::ByDirection { .. } => "makin",
            ClauseKind::BandRow { .. } | ClauseKind::Piece { .. } | ClauseKind::Claimed(_) => "",
            ClauseKind::NoBand { .. } => "tanpa",
            ClauseKind::AcceptUnreachable { .. }
            | ClauseKind::AcceptWeights { .. }
            | ClauseKind::AcceptJump { .. }
            | ClauseKind::AcceptBackwards { .. }
            | ClauseKind::AcceptOtherMembers { .. }
            | ClauseKind::AcceptTwice { .. } => "terima",
            ClauseKind::Weights(_) => "bobot",
            ClauseKind::Parent(_) => "induk",
            ClauseKind::Order(_) => "urutan",
            ClauseKind::Quarters(_) | ClauseKind::MoneyQuarters { .. } => "triwulan",
            ClauseKind::Except { .. } => "kecuali",
            ClauseKind::Plan(_) => "periode",
            ClauseKind::Grouping(_) => "kelompokkan",
            ClauseKind::Filter(_) => "saring",
            ClauseKind::Sort { .. } => "urut",
            ClauseKind::Subtotal { .. } => "subtotal",
            ClauseKind::Members(_) => "anggota",
            ClauseKind::Complete(true) => "wajib",
            ClauseKind::Complete(false) => "abaikan",
            ClauseKind::Rows(_) | ClauseKind::FirstRow(_) | ClauseKind::HiddenRows(_) => "baris",
            ClauseKind::Beside(_) => "sanding",
            ClauseKind::Column { .. } | ClauseKind::Field { .. } | ClauseKind::Heading { .. } => "kolom",
            ClauseKind::Footer { .. } => "penutup",
            ClauseKind::Given(_) => "diketahui",
            ClauseKind::Expect(_) => "hasil",
        }
    }
}
