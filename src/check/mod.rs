//! Modules to a [`Program`]: names, meanings, cycles. Collects every finding; never evaluates data.

mod alter;
mod alter_findings;
mod comparisons;
mod cycles;
mod define;
mod examples;
mod footers;
mod functions;
mod generals;
mod groups;
mod infer;
mod instance;
mod link;
pub mod meaning;
mod names;
mod orders;
mod parents;
pub mod question;
mod range_rules;
mod references;
mod resolve;
mod rules;
mod stated;
pub mod structure;
mod tables;
mod together;
mod unused;
mod weights;

pub use alter::altered;
pub use cycles::through_years;
pub use instance::with_data;
pub use link::{no_such_package, used};
pub use parents::circles;
pub(crate) use resolve::whole_literal;
pub use stated::{literal, refused as stated_refused};
pub use structure::say_years;

use crate::diagnostic::{Diagnostic, Severity};
use crate::program::{self, Program, depend, intervals, units};
use crate::source::{Sources, Span};
use crate::syntax::Parsed;
use crate::syntax::ast::{ClauseKind, Head, Item, Years};
use crate::syntax::words::Block;
use define::{Clauses, Definer};
use program::*;
use resolve::Resolver;
use std::collections::{BTreeMap, HashMap};
use structure::Problem;

/// What checking gives: a program, as much of it as could be read, and every finding.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Only to be planned as a whole where it is sound.
    pub program: Program,
    /// No finding is an error, and every line could be read.
    pub is_sound: bool,
    /// Places that have a finding of their own: nothing is to be concluded of the definitions they lie in.
    pub unclear: Vec<Span>,
    /// Findings of this stage, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks the modules of a package together. `title` stands in when no `paket` names it.
pub fn check(parsed: &[Parsed], sources: &Sources, title: &str) -> Checked {
    let mut structure = Vec::new();
    let linked = link::link(parsed, &mut structure);
    let lost = parsed.iter().flat_map(|one| one.lost_names.iter().cloned());
    let mut names = names::collect(&linked, lost, &mut structure);
    infer::complete(&mut names, &linked.items);
    let package = linked.items.iter().find(|item| matches!(item.head, Head::Package { .. }));
    let has_plan = package.is_some_and(|item| item.clauses.iter().any(|c| matches!(c.kind, ClauseKind::Plan(_))));
    let mut resolver = Resolver { has_plan, ..Resolver::new(names, sources) };
    let mut definer = Definer::new(&mut resolver, structure);
    let mut program = build(&linked.items, &mut definer, title);
    split(&mut program, &linked.left);
    program.replaced = linked.replaced;
    let mut structure = definer.problems;
    let repeated_weights = definer.repeated_weights;
    finish_names(&mut program, &resolver);
    generals::complete(&mut program);
    structure.extend(assumed(&resolver));
    structure.extend(unplanned(&resolver, package.map(|item| item.head_span)));
    structure.extend(unused::shared_members(&program));
    structure.extend(unused::directions(&program));
    structure.extend(cycles::find(&program));
    structure.extend(cycles::conversions(&program));
    let mut diagnostics: Vec<Diagnostic> =
        structure.into_iter().map(|problem| problem.into_diagnostic(sources)).collect();
    diagnostics.extend(repeated_weights.into_iter().map(weights::Repeated::into_diagnostic));
    diagnostics.extend(weights::unread(&program, sources));
    diagnostics.extend(weights::negative(&program));
    diagnostics.extend(orders::check(&program));
    diagnostics.extend(together::nested(&program));
    diagnostics.extend(range_rules::findings(&program, sources));
    diagnostics.extend(alter_findings::outside_scenarios(&linked.items));
    diagnostics.extend(resolver.problems.into_iter().map(meaning::Problem::into_diagnostic));
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let unread = parsed.iter().flat_map(|one| &one.diagnostics).any(|diagnostic| is_error(&diagnostic));
    let is_sound = !unread && resolver.unclear.is_empty() && !diagnostics.iter().any(|one| is_error(&one));
    // A line that could not be read may have been the one that uses a definition.
    if is_sound {
        let used_sources: Vec<_> =
            parsed.iter().filter(|one| one.package.is_some()).map(|one| one.module.source).collect();
        let is_own = |span: Span| !used_sources.contains(&span.source);
        let unused = unused::find(&program, &resolver.used, &resolver.used_conversions, is_own).into_iter();
        diagnostics.extend(unused.map(|problem| problem.into_diagnostic(sources)));
    }
    let errors = diagnostics.iter().chain(parsed.iter().flat_map(|one| &one.diagnostics)).filter(is_error);
    let mut unclear: Vec<Span> = errors.flat_map(Diagnostic::spans).collect();
    unclear.extend(&resolver.unclear);
    unclear.extend(linked.items.iter().filter(|item| item.incomplete).map(|item| item.head_span));
    diagnostics.extend(stated::prove(&program));
    diagnostics.sort_by_key(|diagnostic| diagnostic.span());
    let is_sound = is_sound && !diagnostics.iter().any(|one| is_error(&one));
    Checked { program, is_sound, unclear, diagnostics }
}

fn build(items: &[&Item], definer: &mut Definer, title: &str) -> Program {
    let mut program = Program {
        package: Package { title: title.to_string(), ..Package::default() },
        names: Vec::new(),
        by_code: BTreeMap::new(),
        definitions: Vec::new(),
        achievement_rules: Vec::new(),
        band_rules: Vec::new(),
        conversions: Vec::new(),
        generals: Vec::new(),
        replaced: Vec::new(),
        data_order: BTreeMap::new(),
        parts: BTreeMap::new(),
        fields: Vec::new(),
        data: Vec::new(),
        tables: Vec::new(),
        examples: Vec::new(),
        assertions: Vec::new(),
    };
    let mut package: Option<Span> = None;
    let mut tables: HashMap<&str, Span> = HashMap::new();
    // Defaults first: an indicator without `arah` or `capaian` looks for them here.
    for item in items {
        if let Head::General { prefix } = &item.head {
            definer.resolver.declare_at = Some(item.head_span);
            let general = definer.general(item, prefix.as_ref());
            definer.generals.push(general);
        }
    }
    program.generals = definer.generals.clone();
    for item in items {
        definer.resolver.declare_at = Some(item.head_span);
        match &item.head {
            Head::Package { title } => match package {
                Some(first) => {
                    let (span, block) = (item.head_span, item.span);
                    definer.problems.push(Problem::SecondPackage { span, first, block });
                }
                None => {
                    package = Some(item.head_span);
                    package_clauses(&mut program.package, item, definer);
                    if let Some(title) = title {
                        program.package.title = title.text.clone();
                    }
                }
            },
            // Each has its finding, see `outside_scenarios`.
            Head::General { .. } | Head::Scenario { .. } | Head::Alter { .. } => {}
            Head::Use { .. } => {
                Clauses::new(item, &mut definer.problems);
            }
            Head::Data { path, format } => data(&mut program, item, path, *format, definer),
            Head::Example { title } => program.examples.push(definer.example(item, title)),
            Head::Assert { condition, message } => {
                program.assertions.push(definer.assertion(item, condition, message));
            }
            Head::Named { block: Block::Table, name, label } => {
                let first = *tables.entry(&name.text).or_insert(name.span);
                if first != name.span {
                    let (span, name) = (name.span, name.text.clone());
                    definer.problems.push(Problem::SecondTable { span, first, name });
                }
                program.tables.push(definer.table(item, name, label.as_ref()));
            }
            Head::Named { block: Block::AchievementRule, name, .. } => {
                program.achievement_rules.push(definer.achievement_rule(item, name));
            }
            Head::Named { block: Block::ConversionRule, name, .. } => {
                program.conversions.push(definer.conversion(item, name));
            }
            Head::Named { block: Block::BandRule, name, .. } => program.band_rules.push(definer.band_rule(item, name)),
            Head::Named { .. } | Head::Formula { .. } => program.definitions.extend(definer.definition(item)),
        }
    }
    program
}

fn package_clauses(package: &mut Package, item: &Item, definer: &mut Definer) {
    let clauses = Clauses::new(item, &mut definer.problems);
    package.plan = clauses.find(|kind| match kind {
        ClauseKind::Plan(years) => years.from.zip(years.to),
        _ => None,
    });
    package.year = clauses.find(|kind| if let ClauseKind::Year(year) = kind { Some(*year) } else { None });
    package.show = clauses.show();
    package.sources = clauses.sources();
}

fn data(
    program: &mut Program,
    item: &Item,
    path: &crate::syntax::ast::Word,
    format: Option<crate::syntax::ast::NumberFormat>,
    definer: &mut Definer,
) {
    Clauses::new(item, &mut definer.problems);
    if let Some(first) = program.data.iter().find(|known| known.path == path.text) {
        definer.problems.push(Problem::SecondData {
            span: path.span,
            first: first.span,
            block: item.span,
            path: path.text.clone(),
        });
        return;
    }
    program.data.push(DataSource { path: path.text.clone(), format, span: path.span });
    for clause in &item.clauses {
        let ClauseKind::Field { name, header, quarters, .. } = &clause.kind else { continue };
        let Some(id) = definer.resolver.names.field(&name.text) else { continue };
        if id.0 as usize == program.fields.len() {
            let entry = &definer.resolver.names.fields[id.0 as usize];
            program.fields.push(Field {
                name: entry.name.clone(),
                header: header.as_ref().map_or_else(|| entry.name.clone(), |header| header.text.clone()),
                is_text: entry.is_text,
                unit: entry.unit.clone(),
                quarters: *quarters,
                span: clause.span,
            });
        }
    }
}

/// A definition of a used package that is replaced in years between others speaks for those before and those after.
fn split(program: &mut Program, left: &BTreeMap<Span, Vec<Years>>) {
    let later = |head: &Span| left.get(head).and_then(|years| years.get(1..)).unwrap_or_default().to_vec();
    fn more<T: Clone>(all: &mut Vec<T>, later: impl Fn(&T) -> Vec<Years>, set: impl Fn(&mut T, Years)) {
        for at in 0..all.len() {
            for years in later(&all[at]) {
                let mut one = all[at].clone();
                set(&mut one, years);
                all.push(one);
            }
        }
    }
    more(&mut program.definitions, |one| later(&one.span), |one, years| one.in_force = years);
    more(&mut program.achievement_rules, |one| later(&one.span), |one, years| one.in_force = years);
    more(&mut program.band_rules, |one| later(&one.span), |one, years| one.in_force = years);
    more(&mut program.conversions, |one| later(&one.span), |one, years| one.in_force = years);
}

/// Settles names and versions now that every definition, and every input a sketch assumes, is known.
fn finish_names(program: &mut Program, resolver: &Resolver) {
    for word in &resolver.assumed {
        let Some(&name) = resolver.names.by_code.get(&word.text) else { continue };
        program.definitions.push(Definition {
            name,
            label: None,
            in_force: crate::syntax::ast::Years::ALWAYS,
            unit: Default::default(),
            from_data: false,
            unit_cell: None,
            scale: None,
            step: None,
            goal: None,
            order: Vec::new(),
            quarters: None,
            money: MoneyQuarters::default(),
            complete: true,
            parent: None,
            show: None,
            formula: None,
            band: None,
            kind: Kind::Quantity,
            sources: Default::default(),
            span: word.span,
            block: word.span,
        });
    }
    for word in &resolver.covered {
        let Some(&name) = resolver.names.by_code.get(&word.text) else { continue };
        let covering = program.generals.iter().filter(|general| general.prefix.is_some() && general.covers(&word.text));
        let general = covering.max_by_key(|general| general.prefix.as_ref().map_or(0, String::len));
        let definition = general.and_then(|general| generals::definition(general, name, word.span));
        program.definitions.extend(definition);
    }
    program.by_code = resolver.names.by_code.clone();
    program.names =
        resolver.names.values.iter().map(|entry| Name { code: entry.code.clone(), versions: Vec::new() }).collect();
    for (index, definition) in program.definitions.iter().enumerate() {
        program.names[definition.name.0 as usize].versions.push(DefinitionId(index as u32));
    }
    for name in &mut program.names {
        name.versions.sort_by_key(|id| program.definitions[id.0 as usize].in_force.from);
    }
    program.find_parts();
}

/// `[awal]` and `[akhir]` in a package that states no plan period.
fn unplanned(resolver: &Resolver, package: Option<Span>) -> Vec<Problem> {
    let uses = resolver.no_plan.iter();
    uses.map(|(span, word)| Problem::NoPlanPeriod { span: *span, word, package }).collect()
}

fn assumed(resolver: &Resolver) -> Option<Problem> {
    let first = resolver.assumed.first()?;
    let names = resolver.assumed.iter().map(|word| word.text.clone()).collect();
    let spans = resolver.assumed.iter().map(|word| word.span).collect();
    let start = Span { start: 0, end: 0, ..first.span };
    Some(Problem::Assumed { spans, names, at: start })
}
