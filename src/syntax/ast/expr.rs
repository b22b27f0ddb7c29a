//! Expressions as written.

use super::Word;
use crate::source::Span;
use rust_decimal::Decimal;

/// Words side by side that mean a value or a set: `IKM`, `capaian anggota IKU[2022]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// One or more.
    pub words: Vec<Word>,
    /// `[…]`
    pub period: Option<Period>,
    /// Its text in the file.
    pub span: Span,
}

/// Another year, or a quarter of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Which year.
    pub year: YearOf,
    /// Up to which quarter, 1 to 4; the whole year when none.
    pub quarter: Option<u8>,
}

/// Which year a period means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearOf {
    /// `[2022]`
    Fixed(i32),
    /// `[tahun-1]`; 0 for the year at hand
    Shift(i32),
    /// `[awal]`, the first year of the plan period
    First,
    /// `[akhir]`, the last year of the plan period
    Last,
}

/// An expression with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its text in the file.
    pub span: Span,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `1,25`, `60%`
    Number { value: Decimal, percent: bool },
    /// `"Baik"`
    Text(String),
    /// A name, a role, a role of a name.
    Reference(Reference),
    /// `bulat(x; 2)`
    Call { function: Word, arguments: Vec<Expr> },
    /// `-x`
    Negate(Box<Expr>),
    /// `tidak x`
    Not(Box<Expr>),
    /// `a + b`
    Binary { operator: Operator, left: Box<Expr>, right: Box<Expr> },
    /// `jika c maka a selain itu b`
    If { condition: Box<Expr>, then: Box<Expr>, otherwise: Box<Expr> },
}

/// Between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `^`
    Power,
    /// `=`, `<`, …
    Compare(Comparison),
    /// `dan`
    And,
    /// `atau`
    Or,
}

/// How two values compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}

impl Comparison {
    /// As written in a rule.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::NotEqual => "<>",
            Comparison::Less => "<",
            Comparison::LessEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterEqual => ">=",
        }
    }

    /// Whether it asks which comes first, not only whether both are the same.
    pub fn is_by_place(self) -> bool {
        match self {
            Comparison::Equal | Comparison::NotEqual => false,
            Comparison::Less | Comparison::LessEqual | Comparison::Greater | Comparison::GreaterEqual => true,
        }
    }

    /// The same with its sides changed over.
    pub fn mirrored(self) -> Comparison {
        match self {
            Comparison::Less => Comparison::Greater,
            Comparison::LessEqual => Comparison::GreaterEqual,
            Comparison::Greater => Comparison::Less,
            Comparison::GreaterEqual => Comparison::LessEqual,
            same @ (Comparison::Equal | Comparison::NotEqual) => same,
        }
    }

    /// What holds where it does not.
    pub fn opposite(self) -> Comparison {
        match self {
            Comparison::Equal => Comparison::NotEqual,
            Comparison::NotEqual => Comparison::Equal,
            Comparison::Less => Comparison::GreaterEqual,
            Comparison::LessEqual => Comparison::Greater,
            Comparison::Greater => Comparison::LessEqual,
            Comparison::GreaterEqual => Comparison::Less,
        }
    }

    /// Whether an ordering satisfies it.
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Comparison::Equal => ordering.is_eq(),
            Comparison::NotEqual => ordering.is_ne(),
            Comparison::Less => ordering.is_lt(),
            Comparison::LessEqual => ordering.is_le(),
            Comparison::Greater => ordering.is_gt(),
            Comparison::GreaterEqual => ordering.is_ge(),
        }
    }
}
