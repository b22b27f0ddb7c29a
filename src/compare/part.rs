//! The parts of a thing that can differ, and whether a value can depend on them.

/// Which part of a thing differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It is new.
    Added,
    /// It was removed.
    Removed,
    /// It applies in other years.
    Dates,
    /// It was renamed.
    Renamed,
    Label,
    /// Its `sasaran`.
    Goal,
    /// The years of the plan (`periode`).
    Period,
    /// The reported year.
    Year,
    /// How a data file is read.
    Reading,
    /// The whole it is a part of.
    Parent,
    /// What it admits (`terima`).
    Admitted,
    Kind,
    /// Its formula, or the formulas and cases of a rule.
    Formula,
    /// Its target by a formula.
    Target,
    Direction,
    /// Its achievement rule.
    Rule,
    /// Caps only.
    Cap,
    /// Roundings only.
    Rounding,
    /// Caps and roundings.
    Steps,
    BandRule,
    Unit,
    Scale,
    /// The step of its values.
    Step,
    /// The words it may be.
    Order,
    /// How quarters are combined into a year.
    Quarters,
    /// Members of a group.
    Members,
    Weights,
    /// Whether blanks are skipped.
    Blanks,
    /// The bands, or the pieces of a conversion.
    Rows,
    /// The rounding before a band is looked up.
    RowRounding,
    /// The heading of a table.
    Title,
    /// How many decimals are shown.
    Show,
    TableRows,
    /// A column: its value, its title, its position.
    Column,
    Footer,
    Subtotal,
    /// The row filter.
    Filter,
    /// The row order.
    Sort,
    /// The row grouping.
    Grouping,
    /// A table beside another.
    Beside,
    /// An assertion's condition.
    Condition,
    /// An assertion's exceptions.
    Except,
}

impl Part {
    /// Its name in messages.
    pub fn words(self) -> &'static str {
        match self {
            Part::Added => "baru",
            Part::Removed => "dihapus",
            Part::Dates => "berlaku",
            Part::Renamed => "nama",
            Part::Label => "uraian",
            Part::Goal => "sasaran",
            Part::Period => "periode",
            Part::Year => "tahun",
            Part::Reading => "cara baca",
            Part::Parent => "induk",
            Part::Admitted => "terima",
            Part::Kind => "jenis",
            Part::Formula => "rumus",
            Part::Target => "target",
            Part::Direction => "arah",
            Part::Rule => "aturan capaian",
            Part::Cap => "batas",
            Part::Rounding => "pembulatan",
            Part::Steps => "batas dan pembulatan",
            Part::BandRule => "aturan predikat",
            Part::Unit => "satuan",
            Part::Scale => "skala",
            Part::Step => "langkah",
            Part::Order => "urutan",
            Part::Quarters => "triwulan",
            Part::Members => "anggota",
            Part::Weights => "bobot",
            Part::Blanks => "isian kosong",
            Part::Rows => "rentang",
            Part::RowRounding => "pembulatan sebelum rentang",
            Part::Title => "judul",
            Part::Show => "tampil",
            Part::TableRows => "baris",
            Part::Column => "kolom",
            Part::Footer => "penutup",
            Part::Subtotal => "subtotal",
            Part::Filter => "saring",
            Part::Sort => "urut",
            Part::Grouping => "kelompokkan",
            Part::Beside => "sanding",
            Part::Condition => "syarat",
            Part::Except => "kecuali",
        }
    }

    /// Whether applying it can change a value.
    pub fn can_be_made(self) -> bool {
        !matches!(self, Part::Renamed | Part::Step | Part::Label | Part::Goal | Part::Year | Part::Reading)
            && !self.is_shown()
    }

    /// Whether it only concerns tables or assertions, on which no value depends.
    fn is_shown(self) -> bool {
        match self {
            Part::Title | Part::Show | Part::TableRows | Part::Column | Part::Footer | Part::Subtotal => true,
            Part::Filter | Part::Sort | Part::Grouping | Part::Beside | Part::Condition | Part::Except => true,
            Part::Added | Part::Removed | Part::Dates | Part::Renamed | Part::Label | Part::Parent => false,
            Part::Admitted | Part::Kind | Part::Formula | Part::Target | Part::Direction | Part::Rule => false,
            Part::Cap | Part::Rounding | Part::Steps | Part::BandRule | Part::Unit | Part::Scale | Part::Step => false,
            Part::Goal | Part::Period | Part::Year | Part::Reading => false,
            Part::Order | Part::Quarters | Part::Members | Part::Weights | Part::Blanks => false,
            Part::Rows | Part::RowRounding => false,
        }
    }

    /// Whether it is about the presence of something.
    pub fn is_presence(self) -> bool {
        matches!(self, Part::Added | Part::Removed | Part::Dates)
    }
}
