//! Modules to a [`Program`]: packages joined, names, kinds and units resolved. Collects every finding; never evaluates
//! data.

#![deny(clippy::wildcard_enum_match_arm)]

mod about;
pub mod asked;
mod calls;
pub mod claims;
mod comparisons;
mod counted;
mod data_codes;
mod data_parents;
mod defaults;
mod definitions;
mod examples;
mod expressions;
mod footer_mends;
mod footers;
mod foreign_calls;
mod formula_units;
mod further_parts;
mod groups;
mod headings;
mod inferred_units;
mod lacking;
mod link;
mod named_codes;
mod named_rules;
mod names;
mod near_units;
mod parents;
mod phrases;
pub mod problem;
mod promises;
mod range_signs;
mod references;
mod said;
mod scenario_changes;
mod sets;
mod stand_ins;
mod tables;
mod typed_values;
mod unlike_units;
mod uses;
mod worked;
mod written_weights;

pub use data_codes::{with_data, with_given, with_samples};
pub use data_parents::misplaced;
pub(crate) use expressions::whole_literal;
pub use further_parts::with_further_parts;
pub use headings::can_name_column;
pub use link::{no_such_package, replaceable, used};
pub use named_codes::{with_codes, with_data_and};
pub use names::RuleKind;
pub use said::say_years;
pub use scenario_changes::altered;
pub use stand_ins::with_stand_ins;
pub use written_weights::{WrittenWeight, written_weight};

use crate::diagnostic::Diagnostic;
use crate::program::{self, Program, depend, intervals, units};
use crate::source::{Sources, Span};
use crate::syntax::Parsed;
use crate::syntax::ast::{ClauseKind, Head, Item, Word, Years};
use crate::syntax::words::Block;
use claims::Unclaimed;
use definitions::{Clauses, Definer};
use expressions::Resolver;
use link::Linked;
use problem::{ExpressionProblem, StructureProblem};
use program::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The result: as much of a program as could be read, and the findings.
#[derive(Debug)]
pub struct Resolved {
    /// Names, kinds and units are settled wherever there is no finding.
    pub program: Program,
    /// Findings about names and about the contents of definitions.
    pub structure: Vec<StructureProblem>,
    /// Findings about expressions.
    pub expressions: Vec<ExpressionProblem>,
    /// Findings about claims.
    pub unclaimed: Unclaimed,
    /// `skenario` and `ubah` among the rules of the package.
    pub misplaced: Vec<Diagnostic>,
    /// Places where something is missing because of a finding elsewhere.
    pub unclear: Vec<Span>,
    /// Definitions with a line that could not be read.
    pub incomplete: Vec<Span>,
    /// Names that some expression, table or group reads.
    pub used: BTreeSet<NameId>,
    /// Conversions that some expression calls.
    pub used_conversions: BTreeSet<String>,
}

/// Resolves the modules of a package together. `title` is used if no `paket` gives one. `percentages` are formulas that
/// a plan of the same modules found to be percentages, by head line.
pub fn resolve(
    parsed: &[Parsed],
    sources: &Sources,
    title: &str,
    percentages: &HashMap<Span, units::Unit>,
) -> Resolved {
    let mut structure = Vec::new();
    let linked = link::link(parsed, &mut structure);
    let lost = parsed.iter().flat_map(|one| one.lost_names.iter().cloned());
    let mut names = names::collect(&linked, lost, &mut structure);
    inferred_units::complete(&mut names, &linked.items, percentages);
    let package = linked.items.iter().find(|item| matches!(item.head, Head::Package { .. }));
    let has_plan = package.is_some_and(|item| item.clauses.iter().any(|c| matches!(c.kind, ClauseKind::Plan(_))));
    let mut resolver = Resolver { has_plan, ..Resolver::new(names, sources) };
    let mut definer = Definer::new(&mut resolver, structure);
    let (mut program, unclaimed) = build(&linked, &mut definer, title);
    split(&mut program, &linked.left);
    program.replaced = linked.replaced;
    definer.note_unused_rules();
    let mut structure = definer.problems;
    resolver.note_unused();
    finish_names(&mut program, &resolver);
    structure.extend(assumed(&resolver));
    structure.extend(near_units::find(&linked.items));
    structure.extend(unplanned(&resolver, package.map(|item| item.head_span)));
    let incomplete = linked.items.iter().filter(|item| item.incomplete).map(|item| item.head_span).collect();
    Resolved {
        program,
        structure,
        expressions: resolver.problems,
        unclaimed,
        misplaced: problem::changes::outside_scenarios(&linked.items),
        unclear: resolver.unclear,
        incomplete,
        used: resolver.used,
        used_conversions: resolver.used_conversions,
    }
}

fn build(Linked { items, left, .. }: &Linked, definer: &mut Definer, title: &str) -> (Program, Unclaimed) {
    let mut program = Program {
        package: Package { title: title.to_string(), ..Package::default() },
        names: Vec::new(),
        by_code: BTreeMap::new(),
        definitions: Vec::new(),
        achievement_rules: Default::default(),
        band_rules: Default::default(),
        conversions: Default::default(),
        generals: Vec::new(),
        replaced: Vec::new(),
        data_order: BTreeMap::new(),
        example_codes: BTreeSet::new(),
        has_met_data: false,
        parts: BTreeMap::new(),
        fields: Vec::new(),
        data: Vec::new(),
        tables: Vec::new(),
        examples: Vec::new(),
        assertions: Vec::new(),
        promises: Vec::new(),
        claims: Vec::new(),
    };
    package_of(&mut program.package, items, definer);
    let mut tables: HashMap<&str, Span> = HashMap::new();
    // Defaults first: an indicator without `arah` or `capaian` takes them from here.
    for item in items {
        if let Head::General { prefix } = &item.head {
            definer.resolver.declare_at = Some(item.head_span);
            let left = left.get(&item.head_span).map(Vec::as_slice);
            let generals = definer.general(item, prefix.as_ref(), left);
            definer.generals.extend(generals);
        }
    }
    defaults::settle(&mut definer.generals, &mut definer.problems);
    defaults::reach(&mut definer.generals);
    program.generals = definer.generals.clone();
    for item in items {
        definer.resolver.declare_at = Some(item.head_span);
        match &item.head {
            // Read before everything else; the others have findings, see `outside_scenarios`.
            Head::Package { .. } | Head::General { .. } | Head::Scenario { .. } | Head::Alter { .. } => {}
            // Read after everything else.
            Head::Example { .. } | Head::Claim { .. } => {}
            Head::Use { .. } => {
                Clauses::new(item, &mut definer.problems);
            }
            Head::Data { path, sheet, format } => {
                data(&mut program, item, (path, sheet.as_ref()), *format, definer);
            }
            Head::Assert { condition, message } => {
                program.assertions.push(definer.assertion(item, condition, message));
            }
            Head::Prove { promise } => program.promises.extend(definer.promise(item, promise)),
            Head::Named { block: Block::Table, name, label } => {
                let first = *tables.entry(&name.text).or_insert(name.span);
                if first != name.span {
                    let (span, name) = (name.span, name.text.clone());
                    definer.problems.push(StructureProblem::SecondTable { span, first, name });
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
    let known = definer.resolver.covered.len();
    examples(&mut program, items, definer);
    let (claims, unclaimed) = claims::claims(items, definer);
    program.claims = claims;
    // Codes that only examples name are kept apart.
    let names = definer.resolver.covered[known..].iter();
    program.example_codes = names.filter_map(|word| definer.resolver.names.by_code.get(&word.text).copied()).collect();
    (program, unclaimed)
}

/// Every `contoh`.
fn examples(program: &mut Program, items: &[&Item], definer: &mut Definer) {
    for item in items {
        if let Head::Example { title } = &item.head {
            definer.resolver.declare_at = Some(item.head_span);
            program.examples.push(definer.example(item, title, &program.package));
        }
    }
}

/// The `paket` clause: values given in an example are for its year.
fn package_of(package: &mut Package, items: &[&Item], definer: &mut Definer) {
    let mut first = None;
    for item in items {
        let Head::Package { title } = &item.head else { continue };
        definer.resolver.declare_at = Some(item.head_span);
        if let Some(first) = first {
            let (span, block) = (item.head_span, item.span);
            definer.problems.push(StructureProblem::SecondPackage { span, first, block });
            continue;
        }
        first = Some(item.head_span);
        package_clauses(package, item, definer);
        if let Some(title) = title {
            package.title = title.text.clone();
            package.is_titled = true;
        }
    }
}

fn package_clauses(package: &mut Package, item: &Item, definer: &mut Definer) {
    let clauses = Clauses::new(item, &mut definer.problems);
    package.plan =
        clauses.find(|kind| if let ClauseKind::Plan(years) = kind { years.from.zip(years.to) } else { None });
    package.year = clauses.find(|kind| if let ClauseKind::Year(year) = kind { Some(*year) } else { None });
    package.show = clauses.show();
    package.sources = clauses.sources();
}

fn data(
    program: &mut Program,
    item: &Item,
    (path, sheet): (&crate::syntax::ast::Word, Option<&crate::syntax::ast::Word>),
    format: Option<crate::syntax::ast::NumberFormat>,
    definer: &mut Definer,
) {
    Clauses::new(item, &mut definer.problems);
    // A column exists even if its file is stated twice: it is available to whatever reads it.
    let mut headers = Vec::new();
    for clause in &item.clauses {
        let ClauseKind::Field { name, header, quarters, .. } = &clause.kind else { continue };
        let Some(id) = definer.resolver.names.field(&name.text) else { continue };
        headers.push((id, header.as_ref().unwrap_or(name).text.clone()));
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
    let sheet = sheet.map(|sheet| sheet.text.clone());
    let file = (path.text.clone(), sheet.clone());
    if let Some(&first) = definer.data_files.get(&file) {
        definer.problems.push(StructureProblem::SecondData {
            span: path.span,
            first,
            block: item.span,
            path: path.text.clone(),
        });
        return;
    }
    definer.data_files.insert(file, path.span);
    let headings = headings::headings(item, &mut definer.problems);
    let first_row = headings::said(item, |kind| if let ClauseKind::FirstRow(row) = kind { Some(*row) } else { None });
    let hidden_rows =
        headings::said(item, |kind| if let ClauseKind::HiddenRows(yes) = kind { Some(*yes) } else { None });
    let (path, span) = (path.text.clone(), path.span);
    program.data.push(DataSource { path, sheet, first_row, hidden_rows, format, headers, headings, span });
}

/// Splits a definition of a used package that is replaced for years in the middle: it covers those before and those
/// after.
fn split(program: &mut Program, left: &BTreeMap<Span, Vec<Years>>) {
    let later = |head: &Span| left.get(head).and_then(|years| years.get(1..)).unwrap_or_default().to_vec();
    fn more<T: Clone>(all: &[T], later: impl Fn(&T) -> Vec<Years>, set: impl Fn(&mut T, Years)) -> Vec<T> {
        let copies = all.iter().flat_map(|one| later(one).into_iter().map(move |years| (one.clone(), years)));
        copies
            .map(|(mut one, years)| {
                set(&mut one, years);
                one
            })
            .collect()
    }
    let definitions = more(&program.definitions, |one| later(&one.span), |one, years| one.in_force = years);
    program.definitions.extend(definitions);
    let rules = more(&program.achievement_rules, |one| later(&one.span), |one, years| one.in_force = years);
    rules.into_iter().for_each(|rule| program.achievement_rules.push(rule));
    let bands = more(&program.band_rules, |one| later(&one.span), |one, years| one.in_force = years);
    bands.into_iter().for_each(|rule| program.band_rules.push(rule));
    let conversions = more(&program.conversions, |one| later(&one.span), |one, years| one.in_force = years);
    conversions.into_iter().for_each(|rule| program.conversions.push(rule));
}

/// Completes names and versions once every definition, and every input that a sketch assumes, is known.
fn finish_names(program: &mut Program, resolver: &Resolver) {
    for word in &resolver.assumed {
        let Some(&name) = resolver.names.by_code.get(&word.text) else { continue };
        program.definitions.push(Definition::bare(name, Years::ALWAYS, Kind::Quantity, (word.span, word.span)));
    }
    for word in &resolver.covered {
        let Some(&name) = resolver.names.by_code.get(&word.text) else { continue };
        let generals = program.generals_of(&word.text).into_iter().filter(|(_, general)| general.prefix.is_some());
        let versions: Vec<Definition> =
            generals.filter_map(|general| defaults::definition(general, name, word.span)).collect();
        program.definitions.extend(versions);
    }
    program.by_code = resolver.names.by_code.clone();
    program.names =
        resolver.names.values.iter().map(|entry| Name { code: entry.code.clone(), versions: Vec::new() }).collect();
    defaults::complete(program);
    for (index, definition) in program.definitions.iter().enumerate() {
        program.names[definition.name.0 as usize].versions.push(DefinitionId(index as u32));
    }
    for name in &mut program.names {
        name.versions.sort_by_key(|id| program.definitions[id.0 as usize].in_force.from);
    }
    parents::settle(program, None);
}

/// `[awal]` and `[akhir]` in a package without a plan period.
fn unplanned(resolver: &Resolver, package: Option<Span>) -> Vec<StructureProblem> {
    let uses = resolver.no_plan.iter();
    uses.map(|(span, word)| StructureProblem::NoPlanPeriod { span: *span, word, package }).collect()
}

fn assumed(resolver: &Resolver) -> Option<StructureProblem> {
    // What only an indicator has is told where it is asked for.
    let is_indicator = |word: &&Word| {
        let of =
            |one: &ExpressionProblem| matches!(one, ExpressionProblem::NoSuchRole { name, .. } if *name == word.text);
        resolver.problems.iter().any(of)
    };
    let assumed: Vec<&Word> = resolver.assumed.iter().filter(|word| !is_indicator(word)).collect();
    let first = assumed.first()?;
    let names = assumed.iter().map(|word| word.text.clone()).collect();
    let spans = assumed.iter().map(|word| word.span).collect();
    let start = Span { start: 0, end: 0, ..first.span };
    Some(StructureProblem::Assumed { spans, names, at: start })
}
