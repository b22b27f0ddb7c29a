//! Definitions that nothing shows or uses (warnings).

use crate::program::*;
use crate::resolve::RuleKind;
use crate::resolve::problem::StructureProblem;
use crate::source::Span;
use crate::syntax::ast::{Direction, Years};
use std::collections::{BTreeSet, HashMap};

/// One warning for each definition or rule without a use.
///
/// Without a `tabel` everything is shown by the default table, so only rules can be unused.
pub fn find(
    program: &Program,
    used: &BTreeSet<NameId>,
    conversions: &BTreeSet<String>,
    is_own: impl Fn(Span) -> bool,
) -> Vec<StructureProblem> {
    let mut problems = Vec::new();
    let every_indicator = shows_every_indicator(program);
    for definition in &program.definitions {
        let shown_anyway = program.tables.is_empty();
        let in_classes = every_indicator && definition.kind.indicator().is_some();
        if !is_own(definition.span) || shown_anyway || used.contains(&definition.name) || in_classes {
            continue;
        }
        problems.push(StructureProblem::Unused {
            span: definition.span,
            block: definition.block,
            kind: definition.kind.word(),
            name: program.code(definition.name).to_string(),
            places: places(program, definition),
        });
    }
    // Rules without data or a table around them are there for others to use.
    if program.tables.is_empty() && program.data.is_empty() {
        return problems;
    }
    let mut users: Users = HashMap::new();
    for definition in &program.definitions {
        let rule = definition.kind.indicator().map(|indicator| (RuleKind::Achievement, indicator.rule.0.as_str()));
        let band = definition.band.as_ref().map(|(name, _)| (RuleKind::Band, name.as_str()));
        for used in rule.into_iter().chain(band) {
            users.entry(used).or_default().push(definition.in_force);
        }
    }
    for general in &program.generals {
        let rule = general.rule.as_ref().map(|(name, _)| (RuleKind::Achievement, name.as_str()));
        let band = general.band.as_ref().map(|(name, _)| (RuleKind::Band, name.as_str()));
        for used in rule.into_iter().chain(band) {
            users.entry(used).or_default().push(Years::ALWAYS);
        }
    }
    let achievement =
        program.achievement_rules.iter().map(|r| (RuleKind::Achievement, &r.name, r.in_force, r.span, r.block));
    let bands = program.band_rules.iter().map(|r| (RuleKind::Band, &r.name, r.in_force, r.span, r.block));
    for (kind, name, in_force, span, block) in achievement.chain(bands) {
        let users = users.get(&(kind, name.as_str())).map(Vec::as_slice).unwrap_or_default();
        if is_own(span) && !users.iter().any(|years| years.overlaps(in_force)) {
            let kind = if kind == RuleKind::Achievement { "aturan capaian" } else { "aturan predikat" };
            let line = kind.trim_start_matches("aturan ");
            let places = vec![format!("{line} {name}")];
            problems.push(StructureProblem::Unused { span, block, kind, name: name.clone(), places });
        }
    }
    for rule in program.conversions.iter().filter(|rule| is_own(rule.span) && !conversions.contains(&rule.name)) {
        let name = rule.name.clone();
        let places = vec![format!("{name}(NILAI)")];
        let (span, block) = (rule.span, rule.block);
        problems.push(StructureProblem::Unused { span, block, kind: "aturan konversi", name, places });
    }
    problems
}

/// The lines in which a definition may have its place: members of a group, rows of a table.
fn places(program: &Program, definition: &Definition) -> Vec<String> {
    let is_member = definition.kind.indicator().is_some();
    let groups = program.definitions.iter().filter(|other| is_member && matches!(other.kind, Kind::Group(_)));
    let groups = groups.take(1).map(|group| format!("anggota  {}", program.code(group.name)));
    let is_list = |table: &&Table| table.blocks.iter().any(|block| matches!(block.rows, Rows::Items(_)));
    let tables = program.tables.iter().filter(is_list).take(1).map(|table| format!("baris  tabel {}", table.name));
    groups.chain(tables).collect()
}

/// The years of everything that uses a rule.
type Users<'p> = HashMap<(RuleKind, &'p str), Vec<Years>>;

/// A table of classes without a set runs over every indicator.
fn shows_every_indicator(program: &Program) -> bool {
    let classes = |block: &Block| matches!(block.rows, Rows::Classes { set: None, .. });
    program.tables.iter().any(|table| table.blocks.iter().any(classes))
}

/// Rules without a formula for the direction of indicators that use them, one finding for each direction. Where the
/// direction of an indicator is a guess, that has a finding of its own.
pub fn directions(program: &Program, is_guessed: impl Fn(Span) -> bool) -> Vec<StructureProblem> {
    let mut indicators: HashMap<(&str, Direction), Vec<&Definition>> = HashMap::new();
    for definition in &program.definitions {
        if let Some(indicator) = definition.kind.indicator().filter(|_| !is_guessed(definition.span)) {
            indicators.entry((&indicator.rule.0, indicator.direction)).or_default().push(definition);
        }
    }
    let mut problems = Vec::new();
    for rule in &program.achievement_rules {
        let ways = [Direction::Higher, Direction::Lower, Direction::Range];
        // A rule without any formula has its own finding, one with a line that could not be read may have it there.
        if is_guessed(rule.span) || ways.iter().all(|way| rule.formulas_for(*way).next().is_none()) {
            continue;
        }
        for way in ways.into_iter().filter(|way| rule.formulas_for(*way).next().is_none()) {
            let users = indicators.get(&(rule.name.as_str(), way)).map(Vec::as_slice).unwrap_or_default();
            let users = users.iter().filter(|definition| definition.in_force.overlaps(rule.in_force));
            let users: Vec<_> =
                users.map(|definition| (program.code(definition.name).to_string(), definition.span)).collect();
            if !users.is_empty() {
                let (span, block, name, direction) = (rule.span, rule.block, rule.name.clone(), way);
                problems.push(StructureProblem::NoFormulaForDirection { rule: span, block, name, direction, users });
            }
        }
    }
    problems
}

impl Kind {
    /// How people call it.
    pub fn word(&self) -> &'static str {
        match self {
            Kind::Quantity => "besaran",
            Kind::Indicator(_) => "indikator",
            Kind::Group(_) => "kelompok",
        }
    }
}
