//! What of a thing can be different, and whether a value can rest on it.

/// What of a thing is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It counts in other years.
    Dates,
    /// It is called otherwise.
    Renamed,
    /// Its words are others.
    Label,
    /// Its `sasaran` is another.
    Goal,
    /// The years of the plan (`periode`).
    Period,
    /// The year that is reported on.
    Year,
    /// How a file of data is read.
    Reading,
    /// What it is a part of.
    Parent,
    /// What it admits (`terima`).
    Admitted,
    /// It is another kind of thing.
    Kind,
    /// Its formula, or the formulas and cases of a rule.
    Formula,
    /// Its target by a formula.
    Target,
    /// Which way is better.
    Direction,
    /// The rule of its achievement.
    Rule,
    /// Caps alone.
    Cap,
    /// Roundings alone.
    Rounding,
    /// Caps and roundings.
    Steps,
    /// The rule of its grades.
    BandRule,
    /// Its unit.
    Unit,
    /// Its scale.
    Scale,
    /// The step of its values.
    Step,
    /// The words it may be.
    Order,
    /// How quarters become a year.
    Quarters,
    /// Members of a group.
    Members,
    /// Weights.
    Weights,
    /// Whether blanks are passed over.
    Blanks,
    /// The bands, or the pieces of a conversion.
    Rows,
    /// The rounding before a band is looked up.
    RowRounding,
    /// The heading of a table.
    Title,
    /// How many decimals are shown.
    Show,
    /// The rows of a table.
    TableRows,
    /// A column: its value, its title, its place.
    Column,
    /// A footer.
    Footer,
    /// A subtotal.
    Subtotal,
    /// Which rows are left out.
    Filter,
    /// In which order they stand.
    Sort,
    /// By what they stand together.
    Grouping,
    /// A table beside another.
    Beside,
    /// What has to hold.
    Condition,
    /// Of what it need not hold.
    Except,
}

impl Part {
    /// What is said of it.
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

    /// Whether making it can move a value.
    pub fn can_be_made(self) -> bool {
        !matches!(self, Part::Renamed | Part::Step | Part::Label | Part::Goal | Part::Year | Part::Reading)
            && !self.is_shown()
    }

    /// Whether it is of what tables show or of what has to hold, on which no value rests.
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

    /// Whether it says that something is there or not.
    pub fn is_presence(self) -> bool {
        matches!(self, Part::Added | Part::Removed | Part::Dates)
    }
}
