//! Every word of a rule file that gives a name or uses one, with its place: what is found, followed and renamed.

use crate::program::Role;
use crate::source::Span;
use crate::syntax::ast::{
    Assignment, Claimed, Clause, ClauseKind, Expectation, Expr, ExprKind, FooterValue, Head, Item, Module, Outcome,
    PieceFrom, Promise, Reference, Rows, Wanted, Word,
};
use crate::syntax::functions;
use crate::syntax::words::{Block, is_word};

/// What a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Something that has a value; where no such thing is known, a column of the data.
    Value,
    /// A further column of the data, where it is declared.
    Column,
    /// `aturan capaian`
    Achievement,
    /// `aturan predikat`
    Band,
    /// `aturan konversi`
    Conversion,
    /// A table.
    Table,
    /// A package that is used.
    Package,
    /// A data file.
    File,
    /// What a scenario changes: something with a value, or a rule.
    Changed,
    /// A text that values are compared with: it may be the code of a row.
    Text,
    /// How the codes begin that `umum` is about; one of them may be called so, which is another thing.
    Prefix,
}

/// A word that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// As written, without quotes.
    pub text: String,
    /// Where; quotes included.
    pub span: Span,
    /// What it names.
    pub kind: Kind,
    /// It gives the name.
    pub defines: bool,
}

/// All of a file, in the order in which they stand.
pub fn mentions(module: &Module) -> Vec<Mention> {
    let mut found = Found(Vec::new());
    module.items.iter().for_each(|item| found.item(item));
    found.0.sort_by_key(|mention| mention.span);
    found.0
}

/// What a block gives a name to.
pub fn kind_of(block: Block) -> Option<Kind> {
    match block {
        Block::Quantity | Block::Formula | Block::Indicator | Block::Group => Some(Kind::Value),
        Block::Table => Some(Kind::Table),
        Block::AchievementRule => Some(Kind::Achievement),
        Block::BandRule => Some(Kind::Band),
        Block::ConversionRule => Some(Kind::Conversion),
        Block::Package | Block::General | Block::Use | Block::Data | Block::Example | Block::Assert => None,
        Block::Prove | Block::Claim | Block::Scenario | Block::Alter => None,
    }
}

/// The words that a definition has beside its name.
pub fn label(item: &Item) -> Option<&str> {
    if let Head::Named { label, .. } = &item.head { label.as_ref().map(|label| label.text.as_str()) } else { None }
}

struct Found(Vec<Mention>);

impl Found {
    fn add(&mut self, word: &Word, kind: Kind, defines: bool) {
        self.0.push(Mention { text: word.text.clone(), span: word.span, kind, defines });
    }

    fn uses(&mut self, word: &Word, kind: Kind) {
        self.add(word, kind, false);
    }

    fn item(&mut self, item: &Item) {
        match &item.head {
            Head::Named { block, name, .. } => {
                if let Some(kind) = kind_of(*block) {
                    self.add(name, kind, true);
                }
            }
            Head::Formula { name, formula } => {
                self.add(name, Kind::Value, true);
                self.expr(formula);
            }
            Head::General { prefix } => prefix.iter().for_each(|prefix| self.uses(prefix, Kind::Prefix)),
            Head::Use { package } => self.uses(package, Kind::Package),
            Head::Data { path, .. } => self.uses(path, Kind::File),
            Head::Assert { condition, .. } => self.expr(condition),
            Head::Prove { promise } => self.promise(promise),
            Head::Alter { name } => self.uses(name, Kind::Changed),
            Head::Package { .. } | Head::Example { .. } | Head::Claim { .. } | Head::Scenario { .. } => {}
        }
        let block = item.block();
        item.clauses.iter().for_each(|clause| self.clause(clause, block));
    }

    fn clause(&mut self, clause: &Clause, block: Block) {
        match &clause.kind {
            ClauseKind::Formula(expr) | ClauseKind::Target(expr) => self.expr(expr),
            ClauseKind::Grouping(expr) | ClauseKind::Filter(expr) | ClauseKind::Sort { by: expr, .. } => {
                self.expr(expr)
            }
            ClauseKind::Achievement(expr) => match (&expr.kind, block) {
                (ExprKind::Reference(Reference { words, .. }), Block::Indicator | Block::General | Block::Alter)
                    if words.len() == 1 =>
                {
                    self.uses(&words[0], Kind::Achievement);
                }
                _ => self.expr(expr),
            },
            ClauseKind::Band(word) => self.uses(word, Kind::Band),
            ClauseKind::Case { condition, outcome } => {
                self.expr(condition);
                self.outcome(outcome);
            }
            ClauseKind::ByDirection { outcome, .. } => self.outcome(outcome),
            ClauseKind::Piece { from: PieceFrom::Range(_) | PieceFrom::Text(_), value } => self.expr(value),
            ClauseKind::Weights(weights) => weights.iter().for_each(|(name, weight)| {
                self.uses(name, Kind::Value);
                self.expr(weight);
            }),
            ClauseKind::Parent(word) | ClauseKind::Except { name: word, .. } => self.uses(word, Kind::Value),
            ClauseKind::Members(references) => references.iter().for_each(|one| self.reference(one)),
            ClauseKind::Rows(rows) | ClauseKind::Beside(rows) => self.rows(rows),
            ClauseKind::Column { value, .. } => self.expr(value),
            ClauseKind::Footer { values, .. } | ClauseKind::Subtotal { values, .. } => {
                values.iter().for_each(|FooterValue { value, under }| {
                    self.expr(value);
                    under.iter().for_each(|under| self.expr(under));
                });
            }
            ClauseKind::Field { name, .. } => self.add(name, Kind::Column, true),
            ClauseKind::Given(given) => given.iter().for_each(|Assignment { target, value }| {
                self.reference(target);
                self.wanted(value);
            }),
            ClauseKind::Expect(expected) => expected.iter().for_each(|one| self.expected(one)),
            ClauseKind::Claimed(claimed) => claimed.iter().for_each(|one| match one {
                Claimed::Is(expected) => self.expected(expected),
                Claimed::Holds(condition) => self.expr(condition),
            }),
            ClauseKind::Year(_) | ClauseKind::Unit(_) | ClauseKind::Scale(_) | ClauseKind::Step(_) => {}
            ClauseKind::Goal(_) | ClauseKind::Direction(_) | ClauseKind::Cap(_) | ClauseKind::Round(_) => {}
            ClauseKind::Show(_) | ClauseKind::InForce(_) | ClauseKind::Basis(_) | ClauseKind::Note(_) => {}
            ClauseKind::BandRow { .. } | ClauseKind::NoBand { .. } | ClauseKind::AcceptUnreachable { .. } => {}
            ClauseKind::AcceptWeights { .. } | ClauseKind::AcceptJump { .. } | ClauseKind::AcceptBackwards { .. } => {}
            ClauseKind::AcceptOtherMembers { .. } | ClauseKind::AcceptTwice { .. } | ClauseKind::Order(_) => {}
            ClauseKind::Quarters(_) | ClauseKind::MoneyQuarters { .. } | ClauseKind::Plan(_) => {}
            ClauseKind::Complete(_) | ClauseKind::Heading { .. } => {}
            ClauseKind::FirstRow(_) | ClauseKind::HiddenRows(_) => {}
        }
    }

    fn rows(&mut self, rows: &Rows) {
        match rows {
            Rows::Items(references) => references.iter().for_each(|one| self.reference(one)),
            Rows::Classes { value, .. } => self.reference(value),
            Rows::Years { .. } => {}
        }
    }

    fn outcome(&mut self, outcome: &Outcome) {
        if let Outcome::Value(expr) = outcome {
            self.expr(expr);
        }
    }

    fn promise(&mut self, promise: &Promise) {
        match promise {
            Promise::Holds(expr) => self.expr(expr),
            Promise::Follows { premise, conclusion } => {
                [premise, conclusion].into_iter().for_each(|one| self.expr(one))
            }
            Promise::Keeps { value, with, .. } => {
                self.expr(value);
                self.reference(with);
            }
        }
    }

    fn expected(&mut self, Expectation { value, wanted, .. }: &Expectation) {
        self.expr(value);
        self.wanted(wanted);
    }

    fn wanted(&mut self, wanted: &Wanted) {
        wanted.expr().into_iter().for_each(|expr| self.expr(expr));
    }

    /// Of words side by side the roles and sets come first: what is left names something.
    fn reference(&mut self, reference: &Reference) {
        let Some((last, before)) = reference.words.split_last() else { return };
        before.iter().filter(|word| !is_fixed(word)).for_each(|word| self.uses(word, Kind::Value));
        self.uses(last, Kind::Value);
    }

    /// The texts that an expression may be: compared with a code, each may be one.
    fn texts(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Text(text) => {
                self.0.push(Mention { text: text.clone(), span: expr.span, kind: Kind::Text, defines: false });
            }
            ExprKind::If { then, otherwise, .. } => [then, otherwise].into_iter().for_each(|part| self.texts(part)),
            ExprKind::Number { .. } | ExprKind::Reference(_) | ExprKind::Call { .. } => {}
            ExprKind::Negate(_) | ExprKind::Not(_) | ExprKind::Binary { .. } => {}
        }
    }

    /// No deeper than the brackets of a line may be.
    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Number { .. } | ExprKind::Text(_) => {}
            ExprKind::Reference(reference) => self.reference(reference),
            ExprKind::Call { function, arguments } => {
                if functions::help(&function.text).is_none() {
                    self.uses(function, Kind::Conversion);
                }
                arguments.iter().for_each(|argument| self.expr(argument));
            }
            ExprKind::Negate(inner) | ExprKind::Not(inner) => self.expr(inner),
            ExprKind::Binary { left, right, .. } => {
                let sides = [left, right];
                sides.into_iter().for_each(|side| self.expr(side));
                if sides.into_iter().any(|side| asks_for_code(side)) {
                    sides.into_iter().for_each(|side| self.texts(side));
                }
            }
            ExprKind::If { condition, then, otherwise } => {
                [condition, then, otherwise].into_iter().for_each(|part| self.expr(part));
            }
        }
    }
}

/// Whether an expression is the code of something, or of what it is part of.
fn asks_for_code(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Reference(Reference { words, .. }) => {
            let role = words.first().and_then(|word| Role::from_word(&word.text));
            matches!(role, Some(Role::Code | Role::Parent))
        }
        ExprKind::If { then, otherwise, .. } => asks_for_code(then) || asks_for_code(otherwise),
        ExprKind::Number { .. } | ExprKind::Text(_) | ExprKind::Call { .. } => false,
        ExprKind::Negate(_) | ExprKind::Not(_) | ExprKind::Binary { .. } => false,
    }
}

/// Whether a word is a role or a set of the language.
fn is_fixed(word: &Word) -> bool {
    let is_set = ["anggota", "rincian", "turunan"].iter().any(|known| is_word(&word.text, known));
    is_set || Role::from_word(&word.text).is_some()
}
