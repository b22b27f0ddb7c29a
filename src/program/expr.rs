//! Expressions of a checked program: every name found, every role known.

use super::units::Unit;
use super::{FieldId, NameId};
use crate::diagnostic::Edit;
use crate::number::Exact;
use crate::source::Span;
use crate::syntax::ast::{Comparison, Operator, Period, Precision, YearOf};
pub use crate::syntax::functions::{Aggregate, Function, Share, UnitOf};
use crate::syntax::words::is_word;

/// A resolved expression with its place.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its text in the rules.
    pub span: Span,
}

/// Equal where they say the same, wherever they stand.
impl PartialEq for Expr {
    fn eq(&self, other: &Expr) -> bool {
        self.kind == other.kind
    }
}

/// What a resolved expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// A literal, with the unit it is written in (`100%`).
    Number(Exact, Unit),
    /// A literal.
    Text(String),
    /// `tahun`
    Year,
    /// `nilai` inside a conversion: the value that is converted.
    Argument,
    /// A conversion of a value, by the name of its rule.
    Convert(String, Box<Expr>),
    /// `selisih(a; b)`: in points.
    Difference(Box<Expr>, Box<Expr>),
    /// `pertumbuhan(a; b)`: (a − b)/b in percent.
    Growth(Box<Expr>, Box<Expr>),
    /// A value of something.
    Value(ValueRef),
    /// `-x`
    Negate(Box<Expr>),
    /// `tidak x`
    Not(Box<Expr>),
    /// `a + b`, `a = b`, `a dan b`; a power has a whole literal on its right
    Binary { operator: Operator, left: Box<Expr>, right: Box<Expr> },
    /// `jika c maka a selain itu b`
    If { condition: Box<Expr>, then: Box<Expr>, otherwise: Box<Expr> },
    /// `min(a; b)`
    Least(Vec<Expr>),
    /// `maks(a; b)`
    Greatest(Vec<Expr>),
    /// `bulat(a; 2)`
    Round(Box<Expr>, Precision),
    /// `abs(a)`
    Absolute(Box<Expr>),
    /// `akar(a)`
    Root(Box<Expr>),
    /// `ada(a)`
    Present(Box<Expr>),
    /// `rata_rata(…)`
    Aggregate { aggregate: Aggregate, over: Over },
}

/// What an aggregate runs over.
#[derive(Debug, Clone, PartialEq)]
pub enum Over {
    /// Values side by side.
    List(Vec<Expr>),
    /// An expression for each member of a set.
    Members(SetRef, Box<Expr>),
    /// An expression for each row of the table's block, in a footer.
    Rows(Box<Expr>),
}

/// Several things: the members of a group, or the parts of a thing.
#[derive(Debug, Clone)]
pub struct SetRef {
    /// Which things of it.
    pub kind: SetKind,
    /// Of what; none for the group, class or row that the expression belongs to.
    pub of: Option<NameId>,
    /// The year whose members are meant, when it is not the year asked for.
    pub period: Option<Period>,
    /// Its text in the rules.
    pub span: Span,
}

/// Equal where they mean the same things, wherever they stand.
impl PartialEq for SetRef {
    fn eq(&self, other: &SetRef) -> bool {
        (self.kind, self.of, self.period) == (other.kind, other.of, other.period)
    }
}

/// Which things a set holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SetKind {
    /// `anggota`
    Members,
    /// `rincian`: the direct parts
    Parts,
    /// `turunan`: the parts, their parts, and so on
    Descendants,
}

/// A year, and up to which quarter of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// Calendar year.
    pub year: i32,
    /// The quarter up to which data count, 1 to 4; the whole year when none.
    pub quarter: Option<u8>,
}

/// A value of something: `capaian AKIP[2023]`.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueRef {
    /// Which of its values.
    pub role: Role,
    /// The thing whose value it is.
    pub subject: Subject,
    /// Of another year.
    pub period: Option<Period>,
}

/// The thing whose value is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The indicator a rule is applied to, or the row of a table.
    This,
    /// The member or row an aggregate is at.
    Each,
    /// A named thing.
    Name(NameId),
}

/// Which of the values of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The name alone: the realisation, or the achievement of a group.
    Main,
    /// `realisasi`, `nilai`
    Value,
    /// `target`
    Target,
    /// `capaian_asli`
    RawAchievement,
    /// `capaian_terbatas`
    CappedAchievement,
    /// `capaian`
    Achievement,
    /// `predikat`
    Band,
    /// `sebutan`, the words of a grade
    BandWords,
    /// `nama`
    Label,
    /// `kode`
    Code,
    /// `sasaran`
    Goal,
    /// `satuan`
    UnitName,
    /// `induk`, the label of what it is a part of
    Parent,
    /// `target_bawah`, the lower end of a range target
    TargetLow,
    /// `target_atas`, the upper end of a range target
    TargetHigh,
    /// `skala_bawah`
    ScaleLow,
    /// `skala_atas`, the most that can be attained
    ScaleHigh,
    /// `bobot` in the group at hand
    Weight,
    /// `pagu`, the budget: its own, else the sum of its parts
    Budget,
    /// `serapan`, what was spent of it
    Spent,
    /// An extra data column
    Field(FieldId),
}

impl Role {
    /// The word rules use; none for a name alone and for extra columns.
    pub fn word(self) -> Option<&'static str> {
        WORDS.iter().find(|(_, role)| *role == self).map(|(word, _)| *word)
    }

    /// The role a word names; none in capitals, which only a name has.
    pub fn from_word(word: &str) -> Option<Role> {
        WORDS.iter().find(|(known, _)| is_word(word, known)).map(|(_, role)| *role)
    }

    /// Every word that names a role.
    pub fn words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(word, _)| *word)
    }

    /// Whether it is a text and not a number.
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Role::Band | Role::BandWords | Role::Label | Role::Code | Role::Goal | Role::UnitName | Role::Parent
        )
    }

    /// Whether it is a word where the thing has `urutan`.
    pub fn may_be_word(self) -> bool {
        matches!(self, Role::Main | Role::Value | Role::Target)
    }

    /// As what is given is known: `realisasi A` is `A`.
    pub fn as_given(self) -> Role {
        if self == Role::Value { Role::Main } else { self }
    }

    /// As what is read of a thing is known: `A` is `realisasi A`.
    pub fn as_read(self) -> Role {
        if self == Role::Main { Role::Value } else { self }
    }

    /// Whether it is one end of a target that is a range.
    pub fn is_target_end(self) -> bool {
        matches!(self, Role::TargetLow | Role::TargetHigh)
    }

    /// Whether it is a target, or an end of one.
    pub fn is_target(self) -> bool {
        self == Role::Target || self.is_target_end()
    }

    /// Whether it is what an office hands in of a thing: its value, its target.
    pub fn is_value_or_target(self) -> bool {
        matches!(self, Role::Main | Role::Value) || self.is_target()
    }

    /// The unit it has whatever the thing: achievements are percent, money is rupiah.
    pub fn own_unit(self) -> Option<Unit> {
        match self {
            Role::RawAchievement | Role::CappedAchievement | Role::Achievement => Some(Unit::Percent),
            Role::Budget | Role::Spent => Some(Unit::from_word("rupiah")),
            Role::Main
            | Role::Value
            | Role::Target
            | Role::TargetLow
            | Role::TargetHigh
            | Role::Band
            | Role::BandWords
            | Role::Label
            | Role::Code
            | Role::Goal
            | Role::UnitName
            | Role::Parent
            | Role::ScaleLow
            | Role::ScaleHigh
            | Role::Weight
            | Role::Field(_) => None,
        }
    }

    /// Whether it is one of the three readings of an achievement.
    pub fn is_achievement(self) -> bool {
        matches!(self, Role::RawAchievement | Role::CappedAchievement | Role::Achievement)
    }
}

const WORDS: &[(&str, Role)] = &[
    ("realisasi", Role::Value),
    ("nilai", Role::Value),
    ("target", Role::Target),
    ("capaian_asli", Role::RawAchievement),
    ("capaian_terbatas", Role::CappedAchievement),
    ("capaian", Role::Achievement),
    ("predikat", Role::Band),
    ("sebutan", Role::BandWords),
    ("nama", Role::Label),
    ("kode", Role::Code),
    ("sasaran", Role::Goal),
    ("satuan", Role::UnitName),
    ("induk", Role::Parent),
    ("target_bawah", Role::TargetLow),
    ("target_atas", Role::TargetHigh),
    ("skala_bawah", Role::ScaleLow),
    ("skala_atas", Role::ScaleHigh),
    ("bobot", Role::Weight),
    ("pagu", Role::Budget),
    ("serapan", Role::Spent),
];

impl When {
    /// A whole year.
    pub fn year(year: i32) -> When {
        When { year, quarter: None }
    }

    /// As it stands behind a name in rules of a year: `[2024 triwulan 2]`, or nothing where it is that year.
    pub fn written(self, year: i32) -> String {
        match (self.year == year, self.quarter) {
            (true, None) => String::new(),
            (true, Some(quarter)) => format!("[triwulan {quarter}]"),
            (false, None) => format!("[{}]", self.year),
            (false, Some(quarter)) => format!("[{} triwulan {quarter}]", self.year),
        }
    }

    /// The time a period means, seen from here; `plan` is the package's `periode`.
    pub fn resolve(self, period: Option<Period>, plan: Option<(i32, i32)>) -> When {
        let Some(period) = period else { return self };
        let year = match period.year {
            YearOf::Fixed(year) => year,
            YearOf::Shift(by) => self.year + by,
            YearOf::First => plan.map_or(self.year, |(first, _)| first),
            YearOf::Last => plan.map_or(self.year, |(_, last)| last),
        };
        // Seen from a quarter, last year is that quarter of last year.
        let from_here = matches!(period.year, YearOf::Shift(_));
        When { year, quarter: period.quarter.or(self.quarter.filter(|_| from_here)) }
    }
}

/// What offices type where there is no value.
const NOTHING: [&str; 8] = ["", "-", "–", "—", "n/a", "na", "kosong", "tidak ada"];

impl Expr {
    /// The mend of a comparison of this value with a text that only says that nothing is there: `target = ""`.
    pub fn lack_of(&self, (comparison, whole): (Comparison, Span), text: &str) -> Option<(String, Vec<Edit>)> {
        let word = match comparison {
            Comparison::Equal => "tidak ada",
            Comparison::NotEqual => "ada",
            Comparison::Less | Comparison::LessEqual | Comparison::Greater | Comparison::GreaterEqual => return None,
        };
        let is_nothing = NOTHING.iter().any(|known| text.trim().eq_ignore_ascii_case(known));
        let before = Span { end: self.span.start, ..whole };
        let behind = Span { start: self.span.end, ..whole };
        let edits = vec![Edit::replace(before, format!("{word}(")), Edit::replace(behind, ")")];
        (is_nothing && matches!(self.kind, ExprKind::Value(_)))
            .then(|| (format!("tulis  {word}(…) : yang kosong bukan teks"), edits))
    }
}
