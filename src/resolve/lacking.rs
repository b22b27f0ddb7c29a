//! Missing clauses of a definition, and the lines that would supply them.

use super::definitions::{Definer, as_name};
use super::link::{Space, named};
use super::names::{Names, RuleKind};
use super::problem::StructureProblem;
use crate::source::Span;
use crate::syntax::ast::{self, ClauseKind, Direction, Head, Item};
use crate::syntax::words::Block;
use std::collections::BTreeSet;

impl Definer<'_, '_> {
    /// The lines that may state the direction for this rule.
    pub(super) fn directions_for(&self, rule: Option<&ast::Expr>) -> &'static [&'static str] {
        let is_range = rule.and_then(as_name).is_some_and(|word| self.resolver.names.range_rules.contains(&word.text));
        if is_range { &["arah rentang"] } else { &["arah makin tinggi", "arah makin rendah"] }
    }

    /// The lines that may state the rule for this direction.
    pub(super) fn rules_for(&self, direction: Option<Direction>) -> Vec<String> {
        let is_range = direction.is_none_or(|way| way == Direction::Range);
        let ranges = &self.resolver.names.range_rules;
        let known = self.rule_names(RuleKind::Achievement).filter(|name| is_range || !ranges.contains(*name));
        known.take(3).map(|name| format!("capaian {name}")).collect()
    }

    /// Reports a missing clause; it may have been in an unreadable line of the block.
    pub fn missing(&mut self, item: &Item, what: &'static str, lines: &[&str], advice: &str) {
        self.missing_after(item, item.head_span, what, lines, advice);
    }

    /// The same, if the lines belong further down than right below the head.
    pub fn missing_after(&mut self, item: &Item, after: Span, what: &'static str, lines: &[&str], advice: &str) {
        if !item.incomplete {
            let earlier = self.earlier_version(item);
            // The version before reports everything that this one lacks, too.
            let is_told = |problem: &StructureProblem| matches!(problem, StructureProblem::MissingClause { span, earlier: Some(_), .. } if *span == after);
            if earlier.is_some() && self.problems.iter().any(is_told) {
                return;
            }
            let lines = lines.iter().filter(|_| earlier.is_none()).map(|line| line.to_string()).collect();
            let (span, block, advice) = (after, item.block(), advice.to_string());
            self.problems.push(StructureProblem::MissingClause { span, block, what, after, lines, advice, earlier });
        }
    }

    /// The head of the version before this one.
    fn earlier_version(&self, item: &Item) -> Option<Span> {
        let (space, name) = named(item)?;
        let names = &self.resolver.names;
        let versions = match space {
            Space::Rule(kind) => names.rules.get(&(kind, name.text.clone()))?.as_slice(),
            Space::Value => names.versions(*names.by_code.get(&name.text)?),
        };
        let at = versions.iter().position(|version| version.head == item.head_span)?;
        versions.get(at.checked_sub(1)?).map(|version| version.head)
    }
}

/// Achievement rules every version of which has only the formula for `rentang`.
pub(super) fn range_rules(items: &[&Item]) -> BTreeSet<String> {
    let (mut ranged, mut others) = (BTreeSet::new(), BTreeSet::new());
    for item in items.iter().copied().filter(|item| item.block() == Block::AchievementRule) {
        let Head::Named { name, .. } = &item.head else { continue };
        let ways = item.clauses.iter().filter_map(|clause| {
            if let ClauseKind::ByDirection { direction, .. } = &clause.kind {
                Some(*direction == Direction::Range)
            } else {
                None
            }
        });
        let ways: Vec<bool> = ways.collect();
        let only_ranged = !ways.is_empty() && ways.iter().all(|is_range| *is_range);
        if only_ranged { &mut ranged } else { &mut others }.insert(name.text.clone());
    }
    &ranged - &others
}

impl Names {
    /// The prefixes of every `umum`, to be suggested for a numeric code that none covers.
    pub(super) fn beginnings_beside(&self, code: &str) -> Vec<String> {
        let is_code = code.contains('.') && code.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let prefixes = self.generals.keys().filter(|prefix| is_code && !prefix.is_empty());
        prefixes.take(3).cloned().collect()
    }
}
