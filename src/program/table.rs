//! Tables of a checked program.

use super::ends::Ends;
use super::{Expr, NameId, Role, SetRef, Sources};
use crate::number::Exact;
use crate::source::Span;
use crate::syntax::ast::{Comparison, Period, Precision};

/// `tabel`
#[derive(Debug, Clone)]
pub struct Table {
    /// Short name; empty for the default table.
    pub name: String,
    /// Heading.
    pub title: String,
    /// Blocks side by side; the second and further begin with `sanding`.
    pub blocks: Vec<Block>,
    /// Footers in the order written.
    pub footers: Vec<Footer>,
    /// `tampil`
    pub show: Option<Precision>,
    /// Regulation and remarks.
    pub sources: Sources,
    /// The head line.
    pub span: Span,
}

/// Rows with their columns: a table of its own, whatever stands beside it.
#[derive(Debug, Clone)]
pub struct Block {
    /// What the rows are.
    pub rows: Rows,
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// `kelompokkan`: the words by which rows stand together.
    pub grouping: Option<Role>,
    /// `subtotal`, below each group of rows; columns are counted within the block.
    pub subtotals: Vec<Footer>,
    /// `saring`: rows where it does not hold are left out and counted.
    pub filter: Option<Expr>,
    /// `urut`, and whether the greatest comes first.
    pub sort: Option<(Expr, bool)>,
}

impl Table {
    /// Its footers, and the subtotals of its blocks.
    pub fn all_footers(&self) -> impl Iterator<Item = &Footer> {
        self.footers.iter().chain(self.blocks.iter().flat_map(|block| &block.subtotals))
    }
}

impl Block {
    /// All its rows in the order named.
    pub fn new(rows: Rows, columns: Vec<Column>) -> Block {
        Block { rows, columns, grouping: None, subtotals: Vec::new(), filter: None, sort: None }
    }
}

/// What the rows are.
#[derive(Debug, Clone)]
pub enum Rows {
    /// Names and the members of groups, in order, each once.
    Items(Vec<RowItem>),
    /// Years, first and last.
    Years(i32, i32),
    /// Classes of the members of a set.
    Classes {
        /// The members; every indicator when none.
        set: Option<SetRef>,
        /// What is compared, for each member.
        value: Expr,
        /// The classes, as they are shown from top to bottom.
        classes: Vec<Class>,
        /// What their numbers say of percent.
        ends: Ends,
    },
}

/// A row or several.
#[derive(Debug, Clone)]
pub enum RowItem {
    /// One name, with the year its attributes are taken from when it is not the year asked for.
    Name(NameId, Option<Period>),
    /// The members of a group.
    Members(SetRef),
}

/// A class of members.
#[derive(Debug, Clone)]
pub struct Class {
    /// How the value compares.
    pub comparison: Comparison,
    /// The number that a value of the class is compared with.
    pub value: Exact,
    /// The upper end of a class between two numbers.
    pub upper: Option<(Comparison, Exact)>,
    /// The row's heading.
    pub label: String,
    /// Its text in the rules.
    pub span: Span,
}

/// `kolom`
#[derive(Debug, Clone)]
pub struct Column {
    /// The value of each row.
    pub value: Expr,
    /// Heading, as written; see [`Block::title_of`].
    pub title: String,
    /// Whether the rules write no heading, so that it is the words of the value.
    pub untitled: bool,
    /// `tampil`
    pub show: Option<Precision>,
    /// Words instead of numbers.
    pub is_text: bool,
}

/// `penutup`
#[derive(Debug, Clone)]
pub struct Footer {
    /// Its words.
    pub label: String,
    /// Values, each with the index of the column it stands under, counted over all blocks.
    pub values: Vec<(Expr, usize)>,
    /// `tampil`
    pub show: Option<Precision>,
    /// The whole line.
    pub span: Span,
}
