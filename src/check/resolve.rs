//! Expressions from words to meaning: names found, kinds and units settled. Collects findings, never stops.

use super::meaning::Problem;
use super::names::{Names, Version};
use super::program::*;
use super::units::{self, Unit};
use crate::diagnostic::nearest;
use crate::number::Exact;
use crate::source::{Sources, Span};
use crate::syntax::ast::{self, Comparison, Operator, Reference, Word};
use crate::syntax::words::Block;
use std::collections::BTreeSet;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A number in a unit.
    Number(Unit),
    /// A text.
    Text,
    /// A condition.
    Truth,
    /// Unknown after a mistake; goes with everything, so that one mistake gives one message.
    Unknown,
}

/// What a role without a name means at this place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// Nothing: a formula of the package.
    Nothing,
    /// The indicator that a rule is applied to, with its unit unknown.
    Indicator,
    /// A row of a table.
    Row,
    /// A class of members in a table.
    Class,
    /// A year in a table.
    Year,
    /// A group, whose `anggota` may be used.
    Group,
}

/// Where an expression stands.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    /// What a role without a name means.
    pub here: Here,
    /// Aggregates may run over the rows of the table (footers).
    pub over_rows: bool,
    /// What an aggregate around this place runs over.
    pub each: Each,
}

/// What an aggregate runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// No aggregate around.
    Nothing,
    /// Rows: a role without a name is the row's.
    Row,
    /// Members: `ROLE anggota …` is the member's.
    Member,
}

/// Resolves expressions against the names of the package.
pub struct Resolver<'a> {
    /// The names; grows in a sketch.
    pub names: Names,
    /// The texts, for quoting.
    pub sources: &'a Sources,
    /// What was found wrong.
    pub problems: Vec<Problem>,
    /// Names that something refers to.
    pub used: BTreeSet<NameId>,
    /// Inputs assumed in a sketch.
    pub assumed: Vec<Word>,
    /// Where a missing `besaran` would be declared: the head being resolved.
    pub declare_at: Option<Span>,
}

impl Scope {
    /// A place with this meaning of roles and no rows.
    pub fn of(here: Here) -> Scope {
        Scope { here, over_rows: false, each: Each::Nothing }
    }
}

impl Resolver<'_> {
    /// Resolves an expression that must be a number.
    pub fn number(&mut self, expr: &ast::Expr, scope: Scope, place: &str) -> (Expr, Unit) {
        let (expr, kind) = self.expr(expr, scope);
        match kind {
            Type::Number(unit) => (expr, unit),
            Type::Unknown => (expr, Unit::Any),
            other => {
                self.wrong_kind(expr.span, &other, "angka", place);
                (expr, Unit::Any)
            }
        }
    }

    /// Resolves an expression that must be a condition.
    pub fn condition(&mut self, expr: &ast::Expr, scope: Scope, place: &str) -> Expr {
        let (expr, kind) = self.expr(expr, scope);
        if !matches!(kind, Type::Truth | Type::Unknown) {
            self.wrong_kind(expr.span, &kind, "syarat (benar atau salah)", place);
        }
        expr
    }

    /// Resolves any expression. Depth is bounded by the parser.
    pub fn expr(&mut self, expr: &ast::Expr, scope: Scope) -> (Expr, Type) {
        let span = expr.span;
        let (kind, type_) = match &expr.kind {
            ast::ExprKind::Number { value, percent } => {
                let unit = if *percent { Unit::Percent } else { Unit::Any };
                (ExprKind::Number(Exact::from(*value), unit.clone()), Type::Number(unit))
            }
            ast::ExprKind::Text(text) => (ExprKind::Text(text.clone()), Type::Text),
            ast::ExprKind::Reference(reference) => self.reference(reference, scope),
            ast::ExprKind::Call { function, arguments } => self.call(function, arguments, span, scope),
            ast::ExprKind::Negate(inner) => {
                let (inner, unit) = self.number(inner, scope, "yang dikurangkan");
                (ExprKind::Negate(Box::new(inner)), Type::Number(unit))
            }
            ast::ExprKind::Not(inner) => {
                let inner = self.condition(inner, scope, "yang disangkal");
                (ExprKind::Not(Box::new(inner)), Type::Truth)
            }
            ast::ExprKind::Binary { operator, left, right } => self.binary(*operator, left, right, span, scope),
            ast::ExprKind::If { condition, then, otherwise } => {
                let condition = self.condition(condition, scope, "sesudah \"jika\"");
                let (then, first) = self.expr(then, scope);
                let (otherwise, second) = self.expr(otherwise, scope);
                let type_ = self.branch(span, &first, &second);
                let (condition, then, otherwise) = (Box::new(condition), Box::new(then), Box::new(otherwise));
                (ExprKind::If { condition, then, otherwise }, type_)
            }
        };
        (Expr { kind, span }, type_)
    }

    fn binary(
        &mut self,
        operator: Operator,
        left: &ast::Expr,
        right: &ast::Expr,
        span: Span,
        scope: Scope,
    ) -> (ExprKind, Type) {
        let type_of = |kind| match operator {
            Operator::Compare(_) | Operator::And | Operator::Or => Type::Truth,
            _ => Type::Number(kind),
        };
        let build = |left, right| ExprKind::Binary { operator, left: Box::new(left), right: Box::new(right) };
        match operator {
            Operator::And | Operator::Or => {
                let word =
                    if operator == Operator::And { "di kiri dan kanan \"dan\"" } else { "di kiri dan kanan \"atau\"" };
                let (left, right) = (self.condition(left, scope, word), self.condition(right, scope, word));
                (build(left, right), Type::Truth)
            }
            Operator::Compare(comparison) => {
                if let ast::ExprKind::Binary { operator: Operator::Compare(_), right: middle, .. } = &left.kind {
                    let text = |span| self.sources.slice(span).trim();
                    let mend = format!(
                        "{} dan {} {} {}",
                        text(left.span),
                        text(middle.span),
                        comparison.sign(),
                        text(right.span)
                    );
                    self.problems.push(Problem::ChainedComparison { span, mend });
                    let (left, _) = self.expr(left, scope);
                    let (right, _) = self.expr(right, scope);
                    return (build(left, right), Type::Unknown);
                }
                let (left_expr, left_type) = self.expr(left, scope);
                let (right_expr, right_type) = self.expr(right, scope);
                self.compare(comparison, (&left_expr, left_type), (&right_expr, right_type), span);
                (build(left_expr, right_expr), Type::Truth)
            }
            Operator::Power => {
                let (base, _) = self.number(left, scope, "yang dipangkatkan");
                let (exponent, _) = self.number(right, scope, "pangkat");
                if whole_literal(&exponent).is_none() {
                    self.problems.push(Problem::Exponent { span: right.span });
                }
                (build(base, exponent), Type::Number(Unit::Any))
            }
            _ => {
                let place = "yang dihitung";
                let (left, left_unit) = self.number(left, scope, place);
                let (right, right_unit) = self.number(right, scope, place);
                let zero = matches!(&right.kind, ExprKind::Number(value, _) if value.is_zero());
                if operator == Operator::Divide && zero {
                    self.problems.push(Problem::ByZero { span: right.span });
                }
                let unit = units::combine(operator, &left_unit, &right_unit);
                if unit.is_none() {
                    let verb = if operator == Operator::Add { "ditambah" } else { "dikurangi" };
                    self.unlike_units(span, (&left, &left_unit), (&right, &right_unit), verb);
                }
                (build(left, right), type_of(unit.unwrap_or_default()))
            }
        }
    }

    fn compare(&mut self, comparison: Comparison, left: (&Expr, Type), right: (&Expr, Type), span: Span) {
        match (&left.1, &right.1) {
            (Type::Unknown, _) | (_, Type::Unknown) => {}
            (Type::Number(a), Type::Number(b)) => {
                if a.same(b).is_none() {
                    self.unlike_units(span, (left.0, a), (right.0, b), "dibandingkan dengan");
                }
            }
            (Type::Text, Type::Text) => {
                if !matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
                    let between = Span { start: left.0.span.end, end: right.0.span.start, ..span };
                    let sign = self.sources.slice(between);
                    let lead = sign.len() - sign.trim_start().len();
                    let start = between.start + lead as u32;
                    let span = Span { start, end: start + sign.trim().len() as u32, ..span };
                    self.problems.push(Problem::TextOrder { span, sign: comparison.sign() });
                }
            }
            (a, b) => self.problems.push(Problem::UnlikeKinds { span, left: a.words(), right: b.words() }),
        }
    }

    /// The type of a choice between two values.
    fn branch(&mut self, span: Span, first: &Type, second: &Type) -> Type {
        match (first, second) {
            (Type::Unknown, other) | (other, Type::Unknown) => other.clone(),
            (Type::Number(a), Type::Number(b)) => Type::Number(a.same(b).unwrap_or_default()),
            (a, b) if a == b => a.clone(),
            (a, b) => {
                self.problems.push(Problem::UnlikeKinds { span, left: a.words(), right: b.words() });
                Type::Unknown
            }
        }
    }

    /// Resolves words that mean a value.
    pub fn reference(&mut self, reference: &Reference, scope: Scope) -> (ExprKind, Type) {
        let unknown = (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown);
        if is_set(reference) && scope.each == Each::Member {
            return self.member_value(reference);
        }
        if is_set(reference) {
            let written = self.sources.slice(reference.span).to_string();
            self.problems.push(Problem::SetAsValue { span: reference.span, written });
            return unknown;
        }
        let found = match reference.words.as_slice() {
            [word] if word.text.eq_ignore_ascii_case("tahun") && reference.period.is_none() => {
                return (ExprKind::Year, Type::Number(Unit::Any));
            }
            [word] => self.single(word, reference, scope),
            [role, name] => self.role_of(role, name, reference),
            _ => {
                self.phrase(reference);
                None
            }
        };
        let Some((value, type_)) = found else { return unknown };
        if let Some(period) = value.period {
            self.check_period(&value, period, reference);
        }
        (ExprKind::Value(value), type_)
    }

    fn single(&mut self, word: &Word, reference: &Reference, scope: Scope) -> Option<(ValueRef, Type)> {
        if let Some(&name) = self.names.by_code.get(&word.text) {
            return Some(self.named(Role::Main, name, reference));
        }
        if let Some(role) = self.role(&word.text) {
            return self.own(role, word, reference, scope);
        }
        let name = self.unknown_name(word)?;
        Some(self.named(Role::Main, name, reference))
    }

    /// A role without a name: of the rule's indicator, the row, or the member an aggregate is at.
    fn own(&mut self, role: Role, word: &Word, reference: &Reference, scope: Scope) -> Option<(ValueRef, Type)> {
        let subject = match scope.here {
            _ if scope.each == Each::Row => Subject::Each,
            Here::Indicator | Here::Row => Subject::This,
            Here::Class | Here::Year if role == Role::Label => Subject::This,
            Here::Class => {
                self.problems.push(Problem::ClassWithoutSet { span: reference.span, role: word.text.clone() });
                return None;
            }
            Here::Nothing | Here::Group | Here::Year => {
                let example = match self.names.values.first() {
                    Some(entry) => format!("{} {}", word.text, entry.code),
                    None => format!("{} NAMA", word.text),
                };
                self.problems.push(Problem::NoSubject { span: word.span, role: word.text.clone(), example });
                return None;
            }
        };
        let type_ = self.type_of(role, None);
        Some((ValueRef { role, subject, period: reference.period }, type_))
    }

    fn role_of(&mut self, role: &Word, name: &Word, reference: &Reference) -> Option<(ValueRef, Type)> {
        let Some(known_role) = self.role(&role.text) else {
            self.phrase(reference);
            return None;
        };
        let id = match self.names.by_code.get(&name.text) {
            Some(&id) => id,
            None => self.unknown_name(name)?,
        };
        let supported = self.names.versions(id).iter().any(|version| supports(version.block, known_role));
        if !supported {
            let what = self.names.versions(id).first().map_or("nilai", |version| version.block.word());
            let role_word = known_role.word().unwrap_or("kolom itu");
            // "capaian IKM" can become "IKM", but only where the bare name is of the same kind.
            let only = (!known_role.is_text()).then_some(name.span);
            self.problems.push(Problem::NoSuchRole {
                span: reference.span,
                role: role_word,
                name: name.text.clone(),
                what,
                only,
            });
            return None;
        }
        Some(self.named(known_role, id, reference))
    }

    fn named(&mut self, role: Role, name: NameId, reference: &Reference) -> (ValueRef, Type) {
        self.used.insert(name);
        let type_ = self.type_of(role, Some(name));
        (ValueRef { role, subject: Subject::Name(name), period: reference.period }, type_)
    }

    /// The role or extra column a word names.
    pub(super) fn role(&self, word: &str) -> Option<Role> {
        Role::from_word(word).or_else(|| self.names.field(word).map(Role::Field))
    }

    pub(super) fn type_of(&self, role: Role, name: Option<NameId>) -> Type {
        let versions = name.map(|name| self.names.versions(name)).unwrap_or_default();
        let is_group = versions.iter().any(|version| version.block == Block::Group);
        match role {
            Role::Main if is_group => Type::Number(Unit::Percent),
            Role::Main | Role::Value | Role::Target => {
                // Where versions differ in unit, nothing can be said before the year is known.
                let mut units = versions.iter().map(|version| &version.unit);
                let first = units.next().cloned().unwrap_or_default();
                let one = units.all(|unit| *unit == first);
                Type::Number(if one { first } else { Unit::Any })
            }
            Role::RawAchievement | Role::CappedAchievement | Role::Achievement => Type::Number(Unit::Percent),
            Role::Field(field) => match self.names.fields.get(field.0 as usize) {
                Some(field) if field.is_text => Type::Text,
                Some(field) => Type::Number(field.unit.clone()),
                None => Type::Unknown,
            },
            _ => Type::Text,
        }
    }

    fn check_period(&mut self, value: &ValueRef, period: ast::Period, reference: &Reference) {
        if matches!(value.role, Role::Label | Role::Code | Role::Goal | Role::UnitName) {
            let last = reference.words.last().map_or(reference.span, |word| word.span);
            let role = self.sources.slice(last).to_string();
            let period = Span { start: last.end, ..reference.span };
            self.problems.push(Problem::PeriodOnAttribute { span: reference.span, role, period });
        }
        if let (ast::Period::Year(year), Subject::Name(name)) = (period, value.subject) {
            self.check_year(name, year, reference.span);
        }
    }

    fn check_year(&mut self, name: NameId, year: i32, span: Span) {
        let versions = self.names.versions(name);
        if !versions.iter().any(|version| version.years.covers(year)) {
            let years: Vec<String> = versions.iter().map(|v| super::structure::say_years(v.years)).collect();
            let name = self.names.values[name.0 as usize].code.clone();
            self.problems.push(Problem::NoVersion { span, name, year, years: years.join("; ") });
        }
    }

    /// The name a word was meant to be: assumed in a sketch, else reported.
    fn unknown_name(&mut self, word: &Word) -> Option<NameId> {
        if self.names.lost.contains(&word.text) {
            return None;
        }
        let near = nearest(&word.text, self.names.by_code.keys().map(String::as_str)).map(str::to_string);
        if self.names.is_sketch && near.is_none() {
            self.assumed.push(word.clone());
            let id = self.names.assume(word);
            self.used.insert(id);
            return Some(id);
        }
        let nearest = near.map(|near| {
            let known_as = self.known_as(&near);
            (near, known_as)
        });
        self.problems.push(Problem::UnknownName {
            span: word.span,
            name: word.text.clone(),
            nearest,
            declare: self.declare_at,
        });
        None
    }

    /// ` ("Indeks Kepuasan Masyarakat", skm.takar:3)`
    fn known_as(&self, code: &str) -> String {
        let Some(version) = self.names.by_code.get(code).and_then(|&id| self.names.versions(id).first()) else {
            return String::new();
        };
        let place = self.sources.place(version.span);
        match &version.label {
            Some(label) => format!(" (\"{label}\", {place})"),
            None => format!(" ({place})"),
        }
    }

    pub(super) fn phrase(&mut self, reference: &Reference) {
        let Some(first) = reference.words.first() else { return };
        if reference.words.iter().any(|word| self.names.lost.contains(&word.text)) {
            return;
        }
        let roles = Role::words().chain(["anggota"]);
        let near = match self.role(&first.text) {
            Some(_) => None,
            None => nearest(&first.text, roles).map(str::to_string),
        };
        let phrase = self.sources.slice(reference.span).to_string();
        self.problems.push(Problem::UnknownPhrase { span: reference.span, phrase, first: first.span, nearest: near });
    }

    /// A group named behind `anggota`.
    pub fn group(&mut self, word: &Word, reference: &Reference) -> Option<NameId> {
        let Some(&id) = self.names.by_code.get(&word.text) else {
            // An assumed input can never be a group, so a sketch gets the message too.
            if !self.names.lost.contains(&word.text) {
                let groups = self.names.values.iter().filter(|entry| entry.versions.iter().any(is_group));
                let near = nearest(&word.text, groups.map(|entry| entry.code.as_str())).map(str::to_string);
                let nearest = near.map(|near| (near.clone(), self.known_as(&near)));
                self.problems.push(Problem::UnknownName {
                    span: word.span,
                    name: word.text.clone(),
                    nearest,
                    declare: None,
                });
            }
            return None;
        };
        self.used.insert(id);
        if !self.names.versions(id).iter().any(is_group) {
            let whole = reference.span;
            self.problems.push(Problem::NotAGroup { span: word.span, name: word.text.clone(), whole });
            return None;
        }
        if let Some(ast::Period::Year(year)) = reference.period {
            self.check_year(id, year, reference.span);
        }
        Some(id)
    }

    fn wrong_kind(&mut self, span: Span, found: &Type, wanted: &'static str, place: &str) {
        self.problems.push(Problem::WrongKind { span, found: found.words(), wanted, place: place.to_string() });
    }

    fn unlike_units(&mut self, span: Span, left: (&Expr, &Unit), right: (&Expr, &Unit), verb: &'static str) {
        let text = |expr: &Expr| self.sources.slice(expr.span).trim().to_string();
        let word = |unit: &Unit| unit.word().unwrap_or("angka").to_string();
        self.problems.push(Problem::UnlikeUnits {
            span,
            left: text(left.0),
            left_unit: word(left.1),
            right: text(right.0),
            right_unit: word(right.1),
            verb,
        });
    }
}

/// Whether words mean the members of a group.
pub fn is_set(reference: &Reference) -> bool {
    reference.words.iter().any(|word| word.text.eq_ignore_ascii_case("anggota"))
}

/// A whole number written as such, with or without a minus.
pub fn whole_literal(expr: &Expr) -> Option<i32> {
    match &expr.kind {
        ExprKind::Number(value, _) if value.is_integer() => {
            value.to_decimal().and_then(|value| i32::try_from(value).ok())
        }
        ExprKind::Negate(inner) => whole_literal(inner).map(|value| -value),
        _ => None,
    }
}

fn is_group(version: &Version) -> bool {
    version.block == Block::Group
}

/// Whether a kind of definition has a value in a role.
fn supports(block: Block, role: Role) -> bool {
    match role {
        Role::Target => block == Block::Indicator,
        Role::RawAchievement | Role::CappedAchievement | Role::Achievement => {
            matches!(block, Block::Indicator | Block::Group)
        }
        Role::Value => block != Block::Group,
        _ => true,
    }
}

impl Type {
    fn words(&self) -> &'static str {
        match self {
            Type::Number(_) => "angka",
            Type::Text => "teks",
            Type::Truth => "syarat",
            Type::Unknown => "sesuatu",
        }
    }
}
