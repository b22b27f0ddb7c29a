//! Expressions of a checked program: every name found, every role known.

use super::{FieldId, NameId};
use crate::check::units::Unit;
use crate::number::Exact;
use crate::source::Span;
use crate::syntax::ast::{Operator, Period, Precision};

/// A resolved expression with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
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
    /// `ada(a)`
    Present(Box<Expr>),
    /// `rata_rata(…)`
    Aggregate { aggregate: Aggregate, over: Over },
}

/// How many values become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aggregate {
    /// `jumlah`
    Sum,
    /// `rata_rata`
    Mean,
    /// `terkecil`
    Least,
    /// `terbesar`
    Greatest,
    /// `banyaknya`
    Count,
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

/// The members of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct SetRef {
    /// The group; none for the group or class that the expression belongs to.
    pub group: Option<NameId>,
    /// The year whose members are meant, when it is not the year asked for.
    pub period: Option<Period>,
    /// Where.
    pub span: Span,
}

/// A value of something: `capaian AKIP[2023]`.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueRef {
    /// Which of its values.
    pub role: Role,
    /// Of what.
    pub subject: Subject,
    /// Of another year.
    pub period: Option<Period>,
}

/// Of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// An extra data column
    Field(FieldId),
}

impl Role {
    /// The word rules use; none for a name alone and for extra columns.
    pub fn word(self) -> Option<&'static str> {
        WORDS.iter().find(|(_, role)| *role == self).map(|(word, _)| *word)
    }

    /// The role a word names.
    pub fn from_word(word: &str) -> Option<Role> {
        let word = word.to_lowercase();
        WORDS.iter().find(|(known, _)| *known == word).map(|(_, role)| *role)
    }

    /// Every word that names a role.
    pub fn words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(word, _)| *word)
    }

    /// Whether it is a text and not a number.
    pub fn is_text(self) -> bool {
        matches!(self, Role::Band | Role::BandWords | Role::Label | Role::Code | Role::Goal | Role::UnitName)
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
];

impl Aggregate {
    /// The word rules use.
    pub fn word(self) -> &'static str {
        AGGREGATES.iter().find(|(_, aggregate)| *aggregate == self).map_or("", |(word, _)| word)
    }

    /// The aggregate a word names.
    pub fn from_word(word: &str) -> Option<Aggregate> {
        AGGREGATES.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, aggregate)| *aggregate)
    }

    /// Every word that names an aggregate.
    pub fn words() -> impl Iterator<Item = &'static str> {
        AGGREGATES.iter().map(|(word, _)| *word)
    }
}

const AGGREGATES: &[(&str, Aggregate)] = &[
    ("jumlah", Aggregate::Sum),
    ("rata_rata", Aggregate::Mean),
    ("terkecil", Aggregate::Least),
    ("terbesar", Aggregate::Greatest),
    ("banyaknya", Aggregate::Count),
];

impl Period {
    /// The year meant, seen from `year`.
    pub fn resolve(self, year: i32) -> i32 {
        match self {
            Period::Year(fixed) => fixed,
            Period::Shift(by) => year + by,
        }
    }
}
