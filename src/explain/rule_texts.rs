//! Which rule a text belongs to, and the basis of that rule.

use super::{Explainer, years};
use crate::program::{Definition, Expr, ExprKind, Kind, Outcome, Role, Sources};
use crate::report::explanation::Rule;
use crate::source::Span;
use crate::syntax::ast::Years;

/// A rule found by a place inside it.
struct Found<'p> {
    name: String,
    span: Span,
    in_force: Years,
    sources: &'p Sources,
}

impl Explainer<'_> {
    /// The name of the rule around a place; the rule is added to the list of rules used.
    pub(super) fn rule_of(&mut self, span: Span) -> Option<String> {
        let found = self.found(span)?;
        let (name, at) = (found.name.clone(), found.span);
        let rule = Rule {
            place: self.sources.place(at),
            in_force: years(found.in_force),
            basis: found.sources.basis.clone(),
            notes: found.sources.notes.clone(),
            name: found.name,
        };
        if self.noted.insert(at) {
            self.rules.push(rule);
        }
        Some(name)
    }

    /// Records the definition, or the `umum` behind a code of the data.
    pub(super) fn rule_of_definition(&mut self, definition: &Definition) {
        let program = self.results.program;
        let year = definition.in_force.from.or(definition.in_force.to).unwrap_or(self.results.plan.year);
        let general = program.general(program.code(definition.name), year).filter(|_| definition.from_data);
        self.rule_of(general.map_or(definition.span, |general| general.span));
    }

    fn found(&self, span: Span) -> Option<Found<'_>> {
        let program = self.results.program;
        let around = |block: Span| block.source == span.source && block.start <= span.start && span.end <= block.end;
        if let Some(rule) = program.achievement_rules.iter().find(|rule| around(rule.block)) {
            let name = format!("aturan capaian {}", rule.name);
            return Some(Found { name, span: rule.span, in_force: rule.in_force, sources: &rule.sources });
        }
        if let Some(rule) = program.band_rules.iter().find(|rule| around(rule.block)) {
            let name = format!("aturan predikat {}", rule.name);
            return Some(Found { name, span: rule.span, in_force: rule.in_force, sources: &rule.sources });
        }
        if let Some(rule) = program.conversions.iter().find(|rule| around(rule.block)) {
            let name = format!("aturan konversi {}", rule.name);
            return Some(Found { name, span: rule.span, in_force: rule.in_force, sources: &rule.sources });
        }
        // A definition from an `umum` has the place of that, so these are searched first.
        if let Some(rule) = program.generals.iter().find(|rule| around(rule.block)) {
            let prefix = rule.prefix.as_ref().map(|prefix| format!(" \"{prefix}\"")).unwrap_or_default();
            let name = format!("umum{prefix}");
            return Some(Found { name, span: rule.span, in_force: rule.in_force, sources: &rule.sources });
        }
        let one = program.definitions.iter().find(|one| around(one.block))?;
        Some(Found { name: self.head(one), span: one.span, in_force: one.in_force, sources: &one.sources })
    }

    /// `kelompok IKU`
    fn head(&self, definition: &Definition) -> String {
        let code = self.results.program.code(definition.name);
        match &definition.kind {
            Kind::Quantity => format!("besaran {code}"),
            Kind::Indicator(_) => format!("indikator {code}"),
            Kind::Group(_) => format!("kelompok {code}"),
        }
    }

    /// Rule text on one line, without comments and alignment spaces.
    pub(super) fn text(&self, span: Span) -> String {
        let (mut text, mut quoted, mut remark) = (String::new(), false, false);
        for c in self.sources.slice(span).chars() {
            match c {
                '\n' => (quoted, remark) = (false, false),
                '"' if !remark => quoted = !quoted,
                '#' if !quoted => remark = true,
                _ => {}
            }
            match c {
                _ if remark => {}
                c if c.is_whitespace() && !quoted => {
                    if !text.is_empty() && !text.ends_with(' ') {
                        text.push(' ');
                    }
                }
                c => text.push(c),
            }
        }
        text.trim_end().to_string()
    }

    /// The rule texts of the two branches of a choice in a formula.
    pub(super) fn branches(&self, choice: Option<Span>) -> Option<[Span; 2]> {
        let choice = choice?;
        let mut found = None;
        self.results.program.each_expression(&mut |expr| found = found.or_else(|| branches(expr, choice)));
        found
    }

    /// The rule text that gives a value, if there is one.
    pub(super) fn formula_span(&self, (name, role, when): super::Key) -> Option<Span> {
        let program = self.results.program;
        let definition = program.version(name, when.year)?;
        let formula = match (role, &definition.kind) {
            (Role::Value, _) => definition.formula.as_ref(),
            (Role::Target, Kind::Indicator(indicator)) => indicator.target.as_ref(),
            (role, Kind::Group(group)) if role.is_achievement() => Some(&group.achievement),
            (role, Kind::Indicator(indicator)) if role.is_achievement() => {
                let rule = program.achievement_rule(&indicator.rule.0, when.year)?;
                return rule.formulas_for(indicator.direction).next().map(Outcome::span);
            }
            _ => None,
        };
        formula.map(|formula| formula.span)
    }
}

/// Depth is bounded by the parser.
fn branches(expr: &Expr, choice: Span) -> Option<[Span; 2]> {
    if let ExprKind::If { then, otherwise, .. } = &expr.kind
        && expr.span == choice
    {
        return Some([then.span, otherwise.span]);
    }
    expr.children().find_map(|child| branches(child, choice))
}
