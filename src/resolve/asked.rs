//! Questions about a checked program: expressions, assignments and names, resolved as in a rule file, with the same
//! messages.

use super::definitions::Definer;
use super::examples::Givens;
use super::expressions::{Here, Resolver, Scope};
use super::names::{Entry, FieldEntry, Names, RuleKind, Version};
use super::problem::{ExpressionProblem, StructureProblem};
use super::program::*;
use super::typed_values::SeenFrom;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span};
use crate::syntax::ast::{self, Assignment, Reference};
use crate::syntax::words::Block;

pub use super::expressions::Type;

/// A resolved answer, or what is wrong with the question; never an empty list.
pub type Resolved<T> = Result<T, Vec<Diagnostic>>;

/// A value given by a person: which value of what, and its place in the text.
pub type Given = (ValueRef, Wanted, Span);

/// Resolves an expression of any kind.
pub fn value(program: &Program, sources: &Sources, expr: &ast::Expr) -> Resolved<(Expr, Type)> {
    ask(program, sources, |definer| definer.resolver.expr(expr, Scope::of(Here::Nothing)))
}

pub fn condition(program: &Program, sources: &Sources, expr: &ast::Expr) -> Resolved<Expr> {
    ask(program, sources, |definer| definer.resolver.condition(expr, Scope::of(Here::Nothing), "sesudah \"agar\""))
}

/// Resolves what a person gives in a year: plain numbers and words for values that data could hold.
pub fn given(program: &Program, sources: &Sources, assignments: &[Assignment], year: i32) -> Resolved<Vec<Given>> {
    let seen = SeenFrom { year, plan: program.package.plan };
    ask(program, sources, |definer| {
        let mut given = Givens::default();
        assignments.iter().for_each(|assignment| definer.given(assignment, seen, &mut given));
        given.all
    })
}

/// Resolves the names of unknowns, which have to be values that data could hold.
pub fn unknowns(program: &Program, sources: &Sources, names: &[Reference]) -> Resolved<Vec<(ValueRef, Span)>> {
    ask(program, sources, |definer| {
        let mut found = Vec::new();
        for reference in names {
            let span = reference.span;
            match definer.resolver.reference(reference, Scope::of(Here::Nothing)) {
                (_, Type::Unknown) => {}
                (ExprKind::Value(value), _) if definer.is_given(&value) => found.push((value, span)),
                _ => {
                    let written = sources.slice(span).to_string();
                    definer.resolver.problems.push(ExpressionProblem::NotSought { span, written });
                }
            }
        }
        found
    })
}

/// Resolves a promise to be proved.
pub fn promise(program: &Program, sources: &Sources, promise: &ast::Promise, span: Span) -> Resolved<Option<Promise>> {
    ask(program, sources, |definer| {
        definer.says(promise, span).map(|says| Promise { says, in_force: ast::Years::ALWAYS, span })
    })
}

/// Resolves each `klaim` beside the printed tables: the valid ones, and the findings about the others. The names of the
/// program are set up once for all of them.
pub fn claims(program: &Program, sources: &Sources, items: &[ast::Item]) -> (Vec<Claim>, Vec<Diagnostic>) {
    let (mut claims, mut findings) = (Vec::new(), Vec::new());
    let mut resolver = resolver(program, sources);
    for item in items {
        resolver = resolver.anew();
        let mut definer = Definer::new(&mut resolver, Vec::new());
        let claim = definer.claim(item);
        let structure = definer.problems;
        let problems = problems(&mut resolver, structure);
        match problems.iter().any(|problem| problem.severity == Severity::Error) {
            true => findings.extend(problems),
            false => claims.extend(claim),
        }
    }
    (claims, findings)
}

fn resolver<'s>(program: &Program, sources: &'s Sources) -> Resolver<'s> {
    Resolver { has_plan: program.package.plan.is_some(), ..Resolver::new(names_of(program), sources) }
}

/// The findings.
fn problems(resolver: &mut Resolver, structure: Vec<StructureProblem>) -> Vec<Diagnostic> {
    let sources = resolver.sources;
    let mut problems: Vec<Diagnostic> = structure.into_iter().map(|problem| problem.into_diagnostic(sources)).collect();
    problems.extend(super::unplanned(resolver, None).into_iter().map(|problem| problem.into_diagnostic(sources)));
    let expressions = std::mem::take(&mut resolver.problems);
    problems.extend(expressions.into_iter().map(ExpressionProblem::into_diagnostic));
    problems
}

fn ask<T>(program: &Program, sources: &Sources, question: impl Fn(&mut Definer) -> T) -> Resolved<T> {
    let mut resolver = resolver(program, sources);
    let mut definer = Definer::new(&mut resolver, Vec::new());
    let answer = question(&mut definer);
    let structure = definer.problems;
    let problems = problems(&mut resolver, structure);
    match problems.iter().any(|problem| problem.severity == Severity::Error) {
        true => Err(problems),
        false => Ok(answer),
    }
}

/// The names of a program, with their ids.
fn names_of(program: &Program) -> Names {
    let values = program.names.iter().map(|name| {
        let versions = name.versions.iter().map(|id| version(program, &program.definitions[id.0 as usize]));
        Entry { code: name.code.clone(), versions: versions.collect() }
    });
    let fields = program.fields.iter().map(|field| FieldEntry {
        name: field.name.clone(),
        is_text: field.is_text,
        unit: field.unit.clone(),
        quarters: field.quarters,
        span: field.span,
    });
    let by_field = program.fields.iter().enumerate().map(|(at, field)| (field.name.clone(), FieldId(at as u32)));
    let mut names = Names {
        values: values.collect(),
        by_code: program.by_code.clone(),
        fields: fields.collect(),
        by_field: by_field.collect(),
        ..Names::default()
    };
    for (kind, rules) in [
        (RuleKind::Achievement, program.achievement_rules.iter().map(|rule| &rule.name).collect::<Vec<_>>()),
        (RuleKind::Band, program.band_rules.iter().map(|rule| &rule.name).collect()),
        (RuleKind::Conversion, program.conversions.iter().map(|rule| &rule.name).collect()),
    ] {
        names.rules.extend(rules.into_iter().map(|name| ((kind, name.clone()), Vec::new())));
    }
    for definition in &program.definitions {
        if !definition.order.is_empty() {
            names.worded.insert(program.code(definition.name).to_string());
        }
    }
    names
}

fn version(program: &Program, definition: &Definition) -> Version {
    let members = definition
        .kind
        .group()
        .map(|group| group.members.iter().map(|(name, _)| program.code(*name).to_string()).collect());
    let block = match &definition.kind {
        Kind::Quantity => Block::Quantity,
        Kind::Indicator(_) => Block::Indicator,
        Kind::Group(_) => Block::Group,
    };
    Version {
        block,
        label: definition.label.clone(),
        years: definition.in_force,
        unit: definition.unit.clone(),
        worked: None,
        is_computed: definition.formula.is_some(),
        // In a question a target may be given although a formula computes it: that is the purpose of a question.
        computes_target: None,
        members: members.unwrap_or_default(),
        span: definition.span,
        head: definition.span,
        item: definition.block,
        years_at: None,
        is_unclear: false,
    }
}
