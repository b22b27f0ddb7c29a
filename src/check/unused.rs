//! Definitions that nothing shows or uses (warnings).

use super::program::*;
use super::structure::Problem;
use crate::source::Span;
use std::collections::BTreeSet;

/// One warning for each definition or rule without a use.
///
/// Without a `tabel` everything with a value is shown by the default table, so only inputs and rules can be unused.
pub fn find(
    program: &Program,
    used: &BTreeSet<NameId>,
    conversions: &BTreeSet<String>,
    is_own: impl Fn(Span) -> bool,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for definition in &program.definitions {
        let shown_anyway =
            program.tables.is_empty() && (definition.formula.is_some() || !matches!(definition.kind, Kind::Quantity));
        if !is_own(definition.span)
            || shown_anyway
            || used.contains(&definition.name)
            || shows_everything(program, definition)
        {
            continue;
        }
        problems.push(Problem::Unused {
            span: definition.span,
            block: definition.block,
            kind: definition.kind.word(),
            name: program.code(definition.name).to_string(),
        });
    }
    // Rules without data or a table around them are there for others to use.
    if program.tables.is_empty() && program.data.is_empty() {
        return problems;
    }
    for rule in &program.achievement_rules {
        let uses = |definition: &Definition| {
            definition.kind.indicator().is_some_and(|indicator| indicator.rule.0 == rule.name)
                && definition.in_force.overlaps(rule.in_force)
        };
        let default =
            program.generals.iter().any(|general| general.rule.as_ref().is_some_and(|(name, _)| *name == rule.name));
        if is_own(rule.span) && !default && !program.definitions.iter().any(uses) {
            let name = rule.name.clone();
            problems.push(Problem::Unused { span: rule.span, block: rule.block, kind: "aturan capaian", name });
        }
    }
    for rule in &program.band_rules {
        let uses = |definition: &Definition| {
            definition.band.as_ref().is_some_and(|(name, _)| *name == rule.name)
                && definition.in_force.overlaps(rule.in_force)
        };
        let default =
            program.generals.iter().any(|general| general.band.as_ref().is_some_and(|(name, _)| *name == rule.name));
        if is_own(rule.span) && !default && !program.definitions.iter().any(uses) {
            let name = rule.name.clone();
            problems.push(Problem::Unused { span: rule.span, block: rule.block, kind: "aturan predikat", name });
        }
    }
    for rule in program.conversions.iter().filter(|rule| is_own(rule.span) && !conversions.contains(&rule.name)) {
        let name = rule.name.clone();
        problems.push(Problem::Unused { span: rule.span, block: rule.block, kind: "aturan konversi", name });
    }
    problems
}

/// A table of classes without a set runs over every indicator.
fn shows_everything(program: &Program, definition: &Definition) -> bool {
    let classes = |block: &Block| matches!(block.rows, Rows::Classes { set: None, .. });
    definition.kind.indicator().is_some() && program.tables.iter().any(|table| table.blocks.iter().any(classes))
}

/// Indicators whose rule has no formula for their direction.
pub fn directions(program: &Program) -> Vec<Problem> {
    let mut problems = Vec::new();
    for definition in &program.definitions {
        let Some(indicator) = definition.kind.indicator() else { continue };
        for rule in program.achievement_rules.iter().filter(|rule| rule.name == indicator.rule.0) {
            let formula = rule.formula(indicator.direction);
            let direction = indicator.direction.words();
            // A rule without any formula has its own finding.
            let has_any = rule.higher.is_some() || rule.lower.is_some() || rule.range.is_some();
            if formula.is_none() && has_any && rule.in_force.overlaps(definition.in_force) {
                problems.push(Problem::NoFormulaForDirection {
                    span: definition.span,
                    rule: rule.span,
                    name: rule.name.clone(),
                    direction,
                    indicator: program.code(definition.name).to_string(),
                });
            }
        }
    }
    problems
}

/// Members that two groups share which are members of one group: they would count twice.
pub fn shared_members(program: &Program) -> Vec<Problem> {
    let mut problems = Vec::new();
    for definition in &program.definitions {
        let Some(whole) = definition.kind.group() else { continue };
        let groups: Vec<(NameId, &Group)> = whole
            .members
            .iter()
            .filter_map(|(name, _)| {
                let versions = program.versions(*name).filter(|version| version.in_force.overlaps(definition.in_force));
                versions.filter_map(|version| version.kind.group()).map(|group| (*name, group)).next()
            })
            .collect();
        for (at, (second_name, second)) in groups.iter().enumerate() {
            for (first_name, first) in &groups[..at] {
                for (name, span) in &second.members {
                    let Some((_, other)) = first.members.iter().find(|(known, _)| known == name) else { continue };
                    problems.push(Problem::SharedMember {
                        span: *span,
                        other: *other,
                        name: program.code(*name).to_string(),
                        first: program.code(*first_name).to_string(),
                        second: program.code(*second_name).to_string(),
                    });
                }
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
