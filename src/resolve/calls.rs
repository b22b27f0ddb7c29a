//! Functions and aggregates: their arguments, and what they run over.

use super::expressions::{Each, Here, Resolver, Scope, Type, of_unit, whole_literal};
use super::foreign_calls::Called;
use super::inferred_units::At;
use super::names::RuleKind;
use super::problem::ExpressionProblem;
use super::program::*;
use super::range_signs::needless_sign;
use super::references::set_kind;
use super::sets::{set_words, sets_in};
use super::units::Unit;
use crate::diagnostic::{Edit, Suggestion, nearest};
use crate::number::{Exact, Places, Rounding};
use crate::program::level::{Among, level};
use crate::program::measure::{Measure, Sort};
use crate::source::Span;
use crate::syntax::ast::{self, Precision, Word};
use crate::syntax::functions::{self, Arity};

/// Functions of other programs and their names here.
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
    ("sqrt", "akar"),
    ("rank", "peringkat"),
    ("percentile", "persentil"),
    ("countif", "banyaknya_bila"),
    ("total", "jumlah"),
    ("jumlahkan", "jumlah"),
    ("penjumlahan", "jumlah"),
    ("rata2", "rata_rata"),
    ("rerata", "rata_rata"),
    ("minimum", "min"),
    ("minimal", "min"),
    ("maksimum", "maks"),
    ("maksimal", "maks"),
    ("maximum", "maks"),
    ("pembulatan", "bulat"),
    ("bulatkan", "bulat"),
    ("mutlak", "abs"),
    ("rangking", "peringkat"),
    ("ranking", "peringkat"),
];

impl Resolver<'_> {
    /// The words of a phrase after the first, each corrected to the name it resembles.
    pub(super) fn mended_rest(&self, reference: &ast::Reference) -> String {
        let names = || self.names.values.iter().map(|entry| entry.code.as_str()).chain(["anggota"]);
        let text = |span| self.sources.slice(span).trim().to_string();
        let words = reference.words.iter().skip(1);
        let mended = words.map(|word| nearest(&word.text, names()).map_or_else(|| text(word.span), str::to_string));
        let end = reference.words.last().map_or(reference.span.end, |word| word.span.end);
        mended.collect::<Vec<_>>().join(" ") + &text(Span { start: end, ..reference.span })
    }
}

/// The function meant by a word that is not a name: `total`, `rata-rata`, `selisih` without brackets.
pub(super) fn function_meant(name: &str) -> Option<&'static str> {
    let foreign = FOREIGN.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, ours)| *ours);
    foreign.or_else(|| functions::words().find(|known| name.eq_ignore_ascii_case(known)))
}

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
            let before = self.problems.len();
            let found = self.aggregate(aggregate, arguments, span, scope);
            self.conditions_inside(before, aggregate, function, arguments);
            return found;
        }
        if self.names.rules.contains_key(&(RuleKind::Conversion, function.text.clone())) {
            return self.convert(function, arguments, span, scope);
        }
        let word = function.text.to_lowercase();
        let Some(known) = Function::from_word(&word) else {
            let nearest = self.nearest_function(&word);
            let call = Called { word: &word, name: function.span, arguments, whole: span };
            let foreign = call.meant(self.sources);
            let aggregate = nearest.as_deref().and_then(Aggregate::from_word);
            let (is_period, is_anew) = (call.is_period(self.sources), foreign.is_some() && aggregate.is_some());
            let mend = foreign.or_else(|| {
                let near = nearest?;
                Some(Suggestion::new(format!("pakai {near}"), vec![Edit::replace(function.span, near)]))
            });
            self.problems.push(ExpressionProblem::UnknownFunction {
                span: function.span,
                name: function.text.clone(),
                mend,
            });
            // What is written anew is judged then.
            if is_anew {
                return unknown;
            }
            // The set it runs over is not a mistake of its own.
            if let Some(aggregate) = aggregate {
                self.aggregate(aggregate, arguments, span, scope);
                return unknown;
            }
            for argument in arguments.iter().filter(|_| !is_period) {
                self.expr(argument, scope);
            }
            return unknown;
        };
        if !self.takes(known.word(), known.arity(), arguments, span) {
            return unknown;
        }
        if let (Function::Present, [only]) = (known, arguments) {
            let (inner, type_) = self.expr(only, scope);
            if type_ == Type::Truth {
                self.condition_given(only, span);
            }
            return (ExprKind::Present(Box::new(inner)), Type::Truth);
        }
        self.function(known, arguments, scope).unwrap_or(unknown)
    }

    fn function(&mut self, function: Function, arguments: &[ast::Expr], scope: Scope) -> Option<(ExprKind, Type)> {
        if function == Function::Round {
            return Some(self.round(arguments, scope));
        }
        let (mut values, measure) = self.numbers(arguments, scope, function.word());
        let measure = given(function.unit(), measure);
        let kind = match function {
            Function::Least => ExprKind::Least(values),
            Function::Greatest => ExprKind::Greatest(values),
            Function::Absolute => ExprKind::Absolute(Box::new(values.pop()?)),
            Function::Root => ExprKind::Root(Box::new(values.pop()?)),
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

    /// Whether the number of arguments is right. Reports it otherwise.
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

    /// A conversion called by its name; its argument is a number or one of its words.
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

    /// `min(1,2)` has one argument, the number 1,2; suggests the semicolon.
    fn meant_two(&self, arguments: &[ast::Expr]) -> Option<(Span, String)> {
        let [only] = arguments else { return None };
        let written = self.sources.slice(only.span);
        if let Some(both) = self.two_names(only) {
            return Some((only.span, both));
        }
        let is_number = matches!(only.kind, ast::ExprKind::Number { .. });
        let (left, right) = written.split_once(',')?;
        is_number.then(|| (only.span, format!("{left}; {right}")))
    }

    fn numbers(&mut self, arguments: &[ast::Expr], scope: Scope, name: &str) -> (Vec<Expr>, Measure) {
        let found: Vec<(Expr, Type)> = arguments.iter().map(|argument| self.expr(argument, scope)).collect();
        self.together(found, name)
    }

    /// Numbers that are combined; reports operands that are not numbers, and incompatible units.
    pub(super) fn together(&mut self, found: Vec<(Expr, Type)>, name: &str) -> (Vec<Expr>, Measure) {
        let mut unit = Unit::Any;
        let mut measures: Vec<Measure> = Vec::new();
        let mut values: Vec<Expr> = Vec::new();
        for found in found {
            let (value, measure) = self.as_number(found, &format!("isi {name}"));
            let own = measure.unit.clone();
            measures.push(measure);
            match unit.same(&own) {
                Some(both) => unit = both,
                None => {
                    let first = values.first().unwrap_or(&value);
                    self.unlike_units(value.span, (first, &unit), (&value, &own), "digabung dengan");
                }
            }
            values.push(value);
        }
        (values, level(&measures, Among::Terms).measure)
    }

    fn round(&mut self, arguments: &[ast::Expr], scope: Scope) -> (ExprKind, Type) {
        let (value, measure) = self.measured(&arguments[0], scope, "yang dibulatkan");
        let mut precision = Precision::WHOLE;
        if let Some(places) = arguments.get(1) {
            let (literal, _) = self.number(places, scope, "jumlah desimal");
            match whole_literal(&literal).filter(|places| (-15..=28).contains(places)).and_then(Places::new) {
                Some(places) => precision.places = places,
                None => {
                    let sign = needless_sign(self.sources, &literal);
                    self.problems.push(ExpressionProblem::RoundPlaces { span: places.span, sign });
                }
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
        let done = |aggregate: Aggregate, over, measure| {
            let is_count = aggregate.only_counts();
            let type_ = if is_count { Type::COUNT } else { Type::Number(given(aggregate.unit(), measure)) };
            (ExprKind::Aggregate { aggregate, over }, type_)
        };
        let unknown = (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown);
        if !self.takes(aggregate.word(), aggregate.arity(), arguments, span) {
            return unknown;
        }
        let (aggregate, arguments) = match aggregate {
            Aggregate::CountIf => return self.count_if(arguments, scope),
            Aggregate::Place => return self.place(arguments, scope),
            Aggregate::Percentile(_) => match self.share(&arguments[0]) {
                Some(share) => (Aggregate::Percentile(share), &arguments[1..]),
                None => return unknown,
            },
            Aggregate::Sum | Aggregate::Mean | Aggregate::WeightedMean | Aggregate::GeometricMean => {
                (aggregate, arguments)
            }
            Aggregate::Median | Aggregate::Least | Aggregate::Greatest | Aggregate::Last | Aggregate::Count => {
                (aggregate, arguments)
            }
        };
        let is_weighed = |set: &&ast::Reference| set.words.iter().any(|word| set_kind(word) == Some(SetKind::Members));
        let has_set = matches!(arguments, [only] if sets_in(only).iter().any(is_weighed));
        let has_rows = scope.over_rows && scope.here == Here::Row && arguments.len() == 1;
        if aggregate.is_weighted() && !has_set && !has_rows {
            let written = self.sources.slice(span);
            let word = Span { end: span.start + aggregate.word().len() as u32, ..span };
            let mend = written.starts_with(aggregate.word()).then_some(word);
            self.problems.push(ExpressionProblem::NoWeights { span, mend });
        }
        if let [only] = arguments {
            let sets = sets_in(only);
            if let Some(&first) = sets.first() {
                let Some(set) = self.only_set(first, &sets, scope) else { return unknown };
                let member = Scope { each: Each::Member, over_rows: false, ..scope };
                let (body, measure) = self.body(aggregate, only, member);
                let are_words = measure.is_none() || self.are_words(&self.groups_of(&set).concat(), &body);
                let Some(measure) = measure.filter(|_| aggregate != Aggregate::Last || !are_words) else {
                    let over = Over::Members(set, Box::new(body));
                    return (ExprKind::Aggregate { aggregate, over }, Type::Text);
                };
                let measure = in_unit(measure, self.member_units(aggregate, &set, only));
                return done(aggregate, Over::Members(set, Box::new(body)), measure);
            }
            if scope.over_rows {
                let row = Scope { each: Each::Row, over_rows: false, ..scope };
                let (body, measure) = self.body(aggregate, only, row);
                let rows = self.rows.clone();
                let are_words = !aggregate.only_counts() && self.are_words(&rows, &body);
                if are_words && aggregate != Aggregate::Last {
                    let member = self.names.values[rows[0].0 as usize].code.clone();
                    let (span, aggregate) = (only.span, aggregate.word());
                    self.problems.push(ExpressionProblem::WordMember { span, aggregate, member, mend: None });
                }
                let Some(measure) = measure.filter(|_| !are_words) else {
                    return (ExprKind::Aggregate { aggregate, over: Over::Rows(Box::new(body)) }, Type::Text);
                };
                let unit = self.units_at(aggregate, &rows, only, |name| At { row: Some(name), ..At::default() });
                return done(aggregate, Over::Rows(Box::new(body)), in_unit(measure, unit));
            }
        }
        let found: Vec<(Expr, Type)> = arguments.iter().map(|argument| self.expr(argument, scope)).collect();
        if aggregate == Aggregate::Last && found.iter().all(|(_, type_)| *type_ == Type::Text) {
            let values = found.into_iter().map(|(value, _)| value).collect();
            return (ExprKind::Aggregate { aggregate, over: Over::List(values) }, Type::Text);
        }
        let (values, measure) = self.together(found, aggregate.word());
        done(aggregate, Over::List(values), measure)
    }

    /// The only set of an aggregate; reports a second one.
    pub(super) fn only_set(&mut self, first: &ast::Reference, all: &[&ast::Reference], scope: Scope) -> Option<SetRef> {
        if let Some(other) = all.iter().find(|other| set_words(other) != set_words(first)) {
            self.problems.push(ExpressionProblem::TwoSets { span: other.span });
        }
        self.set(first, scope)
    }

    /// Whether a value is a word at every one of several things: the last of words is a word.
    fn are_words(&self, things: &[NameId], body: &Expr) -> bool {
        let ExprKind::Value(ValueRef { role, subject: Subject::Each, .. }) = &body.kind else { return false };
        !things.is_empty() && things.iter().all(|thing| self.type_of(*role, Some(*thing)) == Type::Text)
    }

    /// The argument of an aggregate over members or rows; `banyaknya` counts anything, `terakhir` may pass words on,
    /// which have no measure, the others need numbers.
    pub(super) fn body(&mut self, aggregate: Aggregate, body: &ast::Expr, scope: Scope) -> (Expr, Option<Measure>) {
        let (body, type_) = self.expr(body, scope);
        if aggregate.only_counts() {
            if type_ == Type::Truth {
                self.wrong_kind(body.span, &type_, "nilai", &format!("isi {}", aggregate.word()));
            }
            return (body, Some(Measure::plain(Sort::Count)));
        }
        if aggregate == Aggregate::Last && type_ == Type::Text && !self.is_code(&body) {
            return (body, None);
        }
        let (body, measure) = self.as_number((body, type_), &format!("isi {}", aggregate.word()));
        (body, Some(measure))
    }
}

/// The measure of a function's result, given the common measure of its arguments.
fn given(unit: UnitOf, common: Measure) -> Measure {
    match unit {
        UnitOf::Common => common,
        UnitOf::Root => common.root().unwrap_or(Measure::plain(Sort::Unknown)),
        UnitOf::Plain | UnitOf::Percent | UnitOf::Points => of_unit(unit.of(common.unit)),
    }
}

/// A measure with the unit that it has at every member or row, if that is certain.
fn in_unit(measure: Measure, unit: Option<Unit>) -> Measure {
    match unit {
        Some(unit) if unit != measure.unit => of_unit(unit),
        _ => measure,
    }
}
