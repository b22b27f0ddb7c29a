//! Functions and aggregates: their arguments, and what they run over.

use super::expressions::{Each, Here, Resolver, Scope, Type, of_unit, whole_literal};
use super::inferred_units::At;
use super::names::RuleKind;
use super::problem::ExpressionProblem;
use super::program::*;
use super::references::{is_set, set_kind, supports};
use super::units::Unit;
use crate::diagnostic::{Edit, nearest};
use crate::number::{Exact, Places, Rounding};
use crate::program::level::level;
use crate::program::measure::{Measure, Sort};
use crate::source::Span;
use crate::syntax::ast::{self, Precision, Reference, Word};
use crate::syntax::functions::{self, Arity};

/// Functions of other programs and what they are called here.
const FOREIGN: &[(&str, &str)] = &[
    ("max", "maks"),
    ("sum", "jumlah"),
    ("average", "rata_rata"),
    ("avg", "rata_rata"),
    ("rata", "rata_rata"),
    ("ratarata", "rata_rata"),
    ("mean", "rata_rata"),
    ("count", "banyaknya"),
    ("round", "bulat"),
    ("isblank", "ada"),
];

impl Resolver<'_> {
    /// Resolves a call.
    pub(super) fn call(
        &mut self,
        function: &Word,
        arguments: &[ast::Expr],
        span: Span,
        scope: Scope,
    ) -> (ExprKind, Type) {
        let unknown = (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown);
        if let Some(aggregate) = Aggregate::from_word(&function.text) {
            return self.aggregate(aggregate, arguments, span, scope);
        }
        if self.names.rules.contains_key(&(RuleKind::Conversion, function.text.clone())) {
            return self.convert(function, arguments, span, scope);
        }
        let word = function.text.to_lowercase();
        let Some(known) = Function::from_word(&word) else {
            let nearest = self.nearest_function(&word);
            self.problems.push(ExpressionProblem::UnknownFunction {
                span: function.span,
                name: function.text.clone(),
                nearest,
            });
            for argument in arguments {
                self.expr(argument, scope);
            }
            return unknown;
        };
        if !self.takes(known.word(), known.arity(), arguments, span) {
            return unknown;
        }
        self.function(known, arguments, scope).unwrap_or(unknown)
    }

    fn function(&mut self, function: Function, arguments: &[ast::Expr], scope: Scope) -> Option<(ExprKind, Type)> {
        if function == Function::Present {
            let (inner, _) = self.expr(&arguments[0], scope);
            return Some((ExprKind::Present(Box::new(inner)), Type::Truth));
        }
        if function == Function::Round {
            return Some(self.round(arguments, scope));
        }
        let (mut values, measure) = self.numbers(arguments, scope, function.word());
        let measure = given(function.unit(), measure);
        let kind = match function {
            Function::Least => ExprKind::Least(values),
            Function::Greatest => ExprKind::Greatest(values),
            Function::Absolute => ExprKind::Absolute(Box::new(values.pop()?)),
            Function::Difference | Function::Growth => {
                let (old, new) = (Box::new(values.pop()?), Box::new(values.pop()?));
                match function == Function::Growth {
                    true => ExprKind::Growth(new, old),
                    false => ExprKind::Difference(new, old),
                }
            }
            Function::Round | Function::Present => return None,
        };
        Some((kind, Type::Number(measure)))
    }

    /// Whether there are as many parts in the brackets as belong there. Reports it otherwise.
    fn takes(&mut self, name: &'static str, arity: Arity, arguments: &[ast::Expr], span: Span) -> bool {
        let found = arguments.len();
        let fits = (arity.least..=arity.most).contains(&found);
        if !fits {
            let comma = self.meant_two(arguments);
            self.problems.push(ExpressionProblem::ArgumentCount { span, name, wanted: arity.words, found, comma });
        }
        fits
    }

    fn nearest_function(&self, word: &str) -> Option<String> {
        let foreign = FOREIGN.iter().find(|(known, _)| *known == word).map(|(_, ours)| ours.to_string());
        let conversions = self.names.rules.keys().filter(|(kind, _)| *kind == RuleKind::Conversion);
        let ours = functions::words().map(str::to_string);
        let ours: Vec<String> = ours.chain(conversions.map(|(_, name)| name.clone())).collect();
        foreign.or_else(|| nearest(word, ours.iter().map(String::as_str)).map(str::to_string))
    }

    /// A conversion called by its name; it takes a number or one of its words.
    fn convert(&mut self, function: &Word, arguments: &[ast::Expr], span: Span, scope: Scope) -> (ExprKind, Type) {
        let [only] = arguments else {
            let (name, wanted) = ("konversi", "satu bagian");
            self.problems.push(ExpressionProblem::ArgumentCount {
                span,
                name,
                wanted,
                found: arguments.len(),
                comma: None,
            });
            return (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown);
        };
        let (value, type_) = self.expr(only, scope);
        if type_ == Type::Truth {
            let (found, wanted, place) = ("syarat", "angka atau kata", "yang dikonversi".to_string());
            self.problems.push(ExpressionProblem::WrongKind { span: only.span, found, wanted, place });
        }
        self.used_conversions.insert(function.text.clone());
        (ExprKind::Convert(function.text.clone(), Box::new(value)), Type::of(Unit::Any))
    }

    /// `min(1,2)` has one argument, the number 1,2; propose the semicolon.
    fn meant_two(&self, arguments: &[ast::Expr]) -> Option<(Span, String)> {
        let [only] = arguments else { return None };
        let written = self.sources.slice(only.span);
        let is_number = matches!(only.kind, ast::ExprKind::Number { .. });
        let (left, right) = written.split_once(',')?;
        is_number.then(|| (only.span, format!("{left}; {right}")))
    }

    fn numbers(&mut self, arguments: &[ast::Expr], scope: Scope, name: &str) -> (Vec<Expr>, Measure) {
        let mut unit = Unit::Any;
        let mut measures: Vec<Measure> = Vec::new();
        let mut values: Vec<Expr> = Vec::new();
        for argument in arguments {
            let (value, measure) = self.measured(argument, scope, &format!("isi {name}"));
            let own = measure.unit.clone();
            measures.push(measure);
            match unit.same(&own) {
                Some(both) => unit = both,
                None => {
                    let word = |unit: &Unit| unit.word().unwrap_or("angka").to_string();
                    let text = |span| self.sources.slice(span).trim().to_string();
                    let first = values.first().map_or(value.span, |first| first.span);
                    self.problems.push(ExpressionProblem::UnlikeUnits {
                        span: value.span,
                        left: text(first),
                        left_unit: word(&unit),
                        right: text(value.span),
                        right_unit: word(&own),
                        verb: "digabung dengan",
                    });
                }
            }
            values.push(value);
        }
        (values, level(&measures, false).measure)
    }

    fn round(&mut self, arguments: &[ast::Expr], scope: Scope) -> (ExprKind, Type) {
        let (value, measure) = self.measured(&arguments[0], scope, "yang dibulatkan");
        let mut precision = Precision::WHOLE;
        if let Some(places) = arguments.get(1) {
            let (literal, _) = self.number(places, scope, "jumlah desimal");
            match whole_literal(&literal).filter(|places| (-15..=28).contains(places)).and_then(Places::new) {
                Some(places) => precision.places = places,
                None => self.problems.push(ExpressionProblem::RoundPlaces { span: places.span }),
            }
        }
        if let Some(mode) = arguments.get(2) {
            let word = self.sources.slice(mode.span).trim().to_lowercase();
            match Rounding::from_word(&word) {
                Some(known) => precision.mode = known,
                None => self.problems.push(ExpressionProblem::RoundMode { span: mode.span, word }),
            }
        }
        (ExprKind::Round(Box::new(value), precision), Type::Number(measure))
    }

    fn aggregate(
        &mut self,
        aggregate: Aggregate,
        arguments: &[ast::Expr],
        span: Span,
        scope: Scope,
    ) -> (ExprKind, Type) {
        let done = |over, measure: Measure| {
            let type_ = match aggregate.only_counts() {
                true => Type::COUNT,
                false => Type::Number(given(aggregate.unit(), measure)),
            };
            (ExprKind::Aggregate { aggregate, over }, type_)
        };
        if !self.takes(aggregate.word(), aggregate.arity(), arguments, span) {
            return (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown);
        }
        if let [only] = arguments {
            let sets = sets_in(only);
            if let Some(&first) = sets.first() {
                if let Some(other) = sets.iter().find(|other| set_words(other) != set_words(first)) {
                    self.problems.push(ExpressionProblem::TwoSets { span: other.span });
                }
                let Some(set) = self.set(first, scope) else {
                    return (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown);
                };
                let member = Scope { each: Each::Member, over_rows: false, ..scope };
                let (body, measure) = self.body(aggregate, only, member);
                let measure = in_unit(measure, self.member_units(aggregate, &set, only));
                return done(Over::Members(set, Box::new(body)), measure);
            }
            if scope.over_rows {
                let row = Scope { each: Each::Row, over_rows: false, ..scope };
                let (body, measure) = self.body(aggregate, only, row);
                let rows = self.rows.clone();
                let unit = self.units_at(aggregate, &rows, only, |name| At { row: Some(name), ..At::default() });
                return done(Over::Rows(Box::new(body)), in_unit(measure, unit));
            }
        }
        let (values, measure) = self.numbers(arguments, scope, aggregate.word());
        done(Over::List(values), measure)
    }

    /// The argument of an aggregate over members or rows; `banyaknya` counts anything, the others need numbers.
    fn body(&mut self, aggregate: Aggregate, body: &ast::Expr, scope: Scope) -> (Expr, Measure) {
        if aggregate.only_counts() {
            return (self.expr(body, scope).0, Measure::plain(Sort::Count));
        }
        self.measured(body, scope, &format!("isi {}", aggregate.word()))
    }

    /// The unit that an expression has at every member of a group, where it is one and certain.
    fn member_units(&mut self, aggregate: Aggregate, set: &SetRef, body: &ast::Expr) -> Option<Unit> {
        if set.kind != SetKind::Members {
            return None;
        }
        let groups = match set.of {
            Some(name) => self.names.members(name),
            None => vec![self.members.clone()],
        };
        self.word_members(aggregate, &groups, body);
        let at = |name| At { member: Some(name), ..At::default() };
        let units: Vec<_> = groups.iter().map(|group| self.units_at(aggregate, group, body, at)).collect();
        units.into_iter().reduce(|a, b| if a == b { a } else { None }).flatten()
    }

    /// Reports the first member whose value is a word where numbers are brought together; counting takes anything.
    fn word_members(&mut self, aggregate: Aggregate, groups: &[Vec<NameId>], body: &ast::Expr) {
        if aggregate.only_counts() {
            return;
        }
        let role = |reference: &&Reference| match set_kind(&reference.words[0]) {
            Some(_) => Some(Role::Main),
            None => self.role(&reference.words[0].text),
        };
        let roles: Vec<Role> = sets_in(body).iter().filter_map(role).collect();
        let is_word = |member: &&NameId| roles.iter().any(|role| self.type_of(*role, Some(**member)) == Type::Text);
        if let Some(member) = groups.iter().flatten().find(is_word) {
            self.problems.push(ExpressionProblem::WordMember {
                span: body.span,
                aggregate: aggregate.word(),
                member: self.names.values[member.0 as usize].code.clone(),
                mend: achievement_instead(body),
            });
        }
    }

    /// The unit of an expression at each of several things; reports units that do not go together.
    fn units_at(
        &mut self,
        aggregate: Aggregate,
        things: &[NameId],
        body: &ast::Expr,
        at: impl Fn(NameId) -> At,
    ) -> Option<Unit> {
        if aggregate.only_counts() || things.is_empty() {
            return None;
        }
        let units: Vec<(NameId, Option<Unit>)> =
            things.iter().map(|&thing| (thing, self.names.unit_of(body, at(thing)))).collect();
        let mut known = units.iter().filter_map(|(thing, unit)| Some((*thing, unit.clone()?)));
        let known = known.by_ref().filter(|(_, unit)| *unit != Unit::Any).collect::<Vec<_>>();
        let (first, unit) = known.first()?;
        if let Some((other, unlike)) = known.iter().find(|(_, other)| other.same(unit).is_none()) {
            let code = |name: &NameId| self.names.values[name.0 as usize].code.clone();
            let word = |unit: &Unit| unit.word().unwrap_or("angka").to_string();
            let has_achievement = |thing: &NameId| {
                self.names.versions(*thing).iter().all(|version| supports(version.block, Role::Achievement))
            };
            let mend = things.iter().all(has_achievement).then(|| achievement_instead(body)).flatten();
            self.problems.push(ExpressionProblem::MixedUnits {
                span: body.span,
                aggregate: aggregate.word(),
                first: (code(first), word(unit)),
                second: (code(other), word(unlike)),
                mend,
            });
            return None;
        }
        let all = units.iter().map(|(_, unit)| unit.clone()).collect::<Option<Vec<_>>>()?;
        all.into_iter().try_fold(Unit::Any, |both, unit| both.same(&unit))
    }

    /// The set that words with `anggota`, `rincian` or `turunan` mean.
    pub(super) fn set(&mut self, reference: &Reference, scope: Scope) -> Option<SetRef> {
        let words: Vec<&Word> = reference.words.iter().skip_while(|word| set_kind(word).is_none()).collect();
        let kind = words.first().and_then(|word| set_kind(word))?;
        let of = match (words.as_slice(), kind) {
            ([_], SetKind::Members) if matches!(scope.here, Here::Group | Here::Class) => None,
            ([_], SetKind::Parts | SetKind::Descendants) if matches!(scope.here, Here::Row | Here::Indicator) => None,
            ([_], SetKind::Parts | SetKind::Descendants) if scope.here == Here::Node => {
                self.used_node = true;
                None
            }
            ([word], _) => {
                let role = word.text.clone();
                let example = if kind == SetKind::Members { "anggota IKU" } else { "rincian \"7.01.01\"" };
                let example = Some(example.to_string());
                self.problems.push(ExpressionProblem::NoSubject { span: word.span, role, example, in_group: false });
                return None;
            }
            ([_, name], SetKind::Members) => Some(self.group(name, reference)?),
            ([_, name], _) => Some(self.any_name(name)?),
            _ => {
                self.phrase(reference);
                return None;
            }
        };
        Some(SetRef { kind, of, period: reference.period, span: reference.span })
    }

    /// A reference such as `capaian anggota IKU` inside an aggregate: the value of the member at hand.
    pub(super) fn member_value(&mut self, reference: &Reference) -> (ExprKind, Type) {
        let first = &reference.words[0];
        let role = if set_kind(first).is_some() { Some(Role::Main) } else { self.role(&first.text) };
        let Some(role) = role else {
            self.phrase(reference);
            return (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown);
        };
        let value = ValueRef { role, subject: Subject::Each, period: reference.period };
        (ExprKind::Value(value), self.type_of(role, None))
    }
}

/// What a function makes of values that come to `common` together.
fn given(unit: UnitOf, common: Measure) -> Measure {
    match unit {
        UnitOf::Common => common,
        UnitOf::Plain | UnitOf::Percent | UnitOf::Points => of_unit(unit.of(common.unit)),
    }
}

/// A measure in the unit that it has at every member or row, where that is certain.
fn in_unit(measure: Measure, unit: Option<Unit>) -> Measure {
    match unit {
        Some(unit) if unit != measure.unit => of_unit(unit),
        _ => measure,
    }
}

/// Every reference to members inside an expression. Depth is bounded by the parser.
fn sets_in(expr: &ast::Expr) -> Vec<&Reference> {
    match &expr.kind {
        ast::ExprKind::Reference(reference) if is_set(reference) => vec![reference],
        ast::ExprKind::Negate(inner) | ast::ExprKind::Not(inner) => sets_in(inner),
        ast::ExprKind::Binary { left, right, .. } => [sets_in(left), sets_in(right)].concat(),
        ast::ExprKind::If { condition, then, otherwise } => {
            [sets_in(condition), sets_in(then), sets_in(otherwise)].concat()
        }
        // A set inside a nested aggregate belongs to that aggregate.
        ast::ExprKind::Call { function, arguments } if Aggregate::from_word(&function.text).is_none() => {
            arguments.iter().flat_map(sets_in).collect()
        }
        _ => Vec::new(),
    }
}

/// `capaian` in the place of a value that is taken of each member or row: `realisasi anggota`, `anggota`, `realisasi`.
fn achievement_instead(body: &ast::Expr) -> Option<Edit> {
    let ast::ExprKind::Reference(reference) = &body.kind else { return None };
    let first = reference.words.first()?;
    match set_kind(first) {
        Some(_) => Some(Edit::insert_before(first.span, "capaian ")),
        None => Some(Edit::replace(first.span, "capaian")),
    }
}

fn set_words(reference: &Reference) -> Vec<String> {
    let words = reference.words.iter().skip_while(|word| set_kind(word).is_none());
    words.map(|word| word.text.to_lowercase()).collect()
}
