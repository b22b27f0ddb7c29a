//! What a value needs: the references inside an expression, and the values a definition's facet is computed from.

use super::*;
use crate::syntax::ast::Period;

/// The parts of a definition that are computed one from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The realisation.
    Value,
    /// The target.
    Target,
    /// The achievement in its three readings, and the grade on it.
    Achievement,
    /// The grade of a value that is no achievement.
    ValueBand,
    /// The budget.
    Budget,
    /// What was spent.
    Spent,
}

/// Something an expression needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Need {
    /// Of what; none for the thing at hand.
    pub name: Option<NameId>,
    /// Which part.
    pub facet: Facet,
    /// Of another year.
    pub period: Option<Period>,
}

/// The facet that a role reads of a kind of definition; none for words and data columns, which nothing computes.
pub fn facet(role: Role, kind: &Kind) -> Option<Facet> {
    match (role, kind) {
        (Role::Main, Kind::Group(_)) => Some(Facet::Achievement),
        (Role::Main | Role::Value, _) => Some(Facet::Value),
        (Role::Target | Role::TargetLow | Role::TargetHigh, _) => Some(Facet::Target),
        (Role::Budget, _) => Some(Facet::Budget),
        (Role::Spent, _) => Some(Facet::Spent),
        (Role::Band | Role::BandWords, Kind::Quantity) => Some(Facet::ValueBand),
        (Role::Band | Role::BandWords, _) => Some(Facet::Achievement),
        (Role::RawAchievement | Role::CappedAchievement | Role::Achievement, _) => Some(Facet::Achievement),
        (Role::Label | Role::Code | Role::Goal | Role::UnitName | Role::Parent, _) => None,
        (Role::ScaleLow | Role::ScaleHigh | Role::Weight | Role::Field(_), _) => None,
    }
}

/// Everything the facet of a definition needs, each with the place that says so.
pub fn needs(program: &Program, definition: &Definition, facet: Facet) -> Vec<(Need, crate::source::Span)> {
    Found::new(program, definition).facet(facet)
}

/// The conversions that the facet of a definition is computed with, by its own expressions or by another conversion.
pub fn conversions_of(program: &Program, definition: &Definition, facet: Facet) -> Vec<String> {
    Found::new(program, definition).through(facet).called
}

/// The same with what only says what sort of number it is: a target, an extra column, or an end of the scale of something
/// that is computed and has no unit is of the sort of what its formula gives.
pub fn needs_to_plan(program: &Program, definition: &Definition, facet: Facet) -> Vec<(Need, crate::source::Span)> {
    let mut found = Found::new(program, definition);
    found.with_sorts = true;
    if facet == Facet::Target && has_sort_of_formula(definition) {
        found.own(Facet::Value, definition);
    }
    found.facet(facet)
}

/// Everything an expression outside of definitions needs to be planned.
pub fn needs_of(program: &Program, own: &Definition, expr: &Expr) -> Vec<(Need, crate::source::Span)> {
    let mut found = Found::new(program, own);
    found.with_sorts = true;
    found.expr(expr);
    found.finished().list
}

/// Whether only its formula says what sort of number a thing is.
fn has_sort_of_formula(definition: &Definition) -> bool {
    definition.unit == Unit::Any && definition.formula.is_some()
}

/// Whether a role is of the sort of the realisation beside it.
fn is_beside_value(role: Role) -> bool {
    match role {
        Role::Target | Role::TargetLow | Role::TargetHigh | Role::ScaleLow | Role::ScaleHigh | Role::Field(_) => true,
        Role::Main | Role::Value | Role::RawAchievement | Role::CappedAchievement | Role::Achievement => false,
        Role::Band | Role::BandWords | Role::Budget | Role::Spent | Role::Weight => false,
        Role::Label | Role::Goal | Role::UnitName | Role::Parent | Role::Code => false,
    }
}

struct Found<'p> {
    program: &'p Program,
    own: &'p Definition,
    list: Vec<(Need, crate::source::Span)>,
    /// Conversions called, each once.
    called: Vec<String>,
    /// With what only says what sort of number something is.
    with_sorts: bool,
}

impl<'p> Found<'p> {
    fn new(program: &'p Program, own: &'p Definition) -> Self {
        Found { program, own, list: Vec::new(), called: Vec::new(), with_sorts: false }
    }

    fn facet(self, facet: Facet) -> Vec<(Need, crate::source::Span)> {
        self.through(facet).list
    }

    fn through(self, facet: Facet) -> Self {
        let (program, definition) = (self.program, self.own);
        let mut found = self;
        match (facet, &definition.kind) {
            (Facet::Value, _) => found.optional(&definition.formula),
            (Facet::ValueBand, _) => found.own(Facet::Value, definition),
            (Facet::Target, Kind::Indicator(indicator)) => found.optional(&indicator.target),
            (Facet::Achievement, Kind::Indicator(indicator)) => {
                let rules = program.achievement_rules.called(&indicator.rule.0);
                for rule in rules.filter(|rule| rule.in_force.overlaps(definition.in_force)) {
                    let formulas = rule.formulas_for(indicator.direction);
                    let outcomes = rule.cases.iter().map(|(_, outcome)| outcome).chain(formulas);
                    rule.cases.iter().for_each(|(condition, _)| found.expr(condition));
                    outcomes.for_each(|outcome| {
                        if let Outcome::Value(expr) = outcome {
                            found.expr(expr)
                        }
                    });
                }
            }
            (Facet::Achievement, Kind::Group(group)) => {
                found.expr(&group.achievement);
                group.weights.iter().for_each(|(_, weight)| found.expr(weight));
            }
            (Facet::Budget | Facet::Spent, _) => {
                for part in program.parts(definition.name) {
                    let need = Need { name: Some(part), facet, period: None };
                    found.list.push((need, definition.span));
                }
            }
            (Facet::Target, Kind::Quantity | Kind::Group(_)) | (Facet::Achievement, Kind::Quantity) => {}
        }
        found.finished()
    }

    /// Everything found, with what the called conversions need; one may call the next.
    fn finished(mut self) -> Self {
        let program = self.program;
        let mut at = 0;
        while let Some(name) = self.called.get(at).cloned() {
            let rules = program.conversions.called(&name);
            rules.flat_map(|rule| &rule.pieces).for_each(|piece| self.expr(&piece.value));
            at += 1;
        }
        self
    }

    fn optional(&mut self, expr: &Option<Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn own(&mut self, facet: Facet, definition: &Definition) {
        self.list.push((Need { name: None, facet, period: None }, definition.span));
    }

    fn expr(&mut self, expr: &Expr) {
        if let ExprKind::Convert(name, _) = &expr.kind
            && !self.called.contains(name)
        {
            self.called.push(name.clone());
        }
        if let ExprKind::Value(reference) = &expr.kind {
            self.value(reference, expr.span);
        }
        if let ExprKind::Aggregate { over: Over::Members(set, body), .. } = &expr.kind {
            self.members(set, body, expr.span);
        }
        for child in expr.children() {
            self.expr(child);
        }
    }

    fn value(&mut self, reference: &ValueRef, span: crate::source::Span) {
        match reference.subject {
            // Members are found by their set.
            Subject::Each => {}
            Subject::This => {
                for facet in self.facets(reference.role, self.own) {
                    self.list.push((Need { name: None, facet, period: reference.period }, span));
                }
            }
            Subject::Name(name) => self.named(name, reference.role, reference.period, span),
        }
    }

    fn facets(&self, role: Role, version: &Definition) -> Vec<Facet> {
        let has_sort = self.with_sorts && is_beside_value(role) && has_sort_of_formula(version);
        has_sort.then_some(Facet::Value).into_iter().chain(facet(role, &version.kind)).collect()
    }

    fn named(&mut self, name: NameId, role: Role, period: Option<Period>, span: crate::source::Span) {
        let mut facets: Vec<Facet> =
            self.program.versions(name).flat_map(|version| self.facets(role, version)).collect();
        facets.dedup();
        self.list.extend(facets.into_iter().map(|facet| (Need { name: Some(name), facet, period }, span)));
    }

    fn members(&mut self, set: &SetRef, body: &Expr, span: crate::source::Span) {
        let roles: Vec<(Role, Option<Period>)> = of_each(body).map(|value| (value.role, value.period)).collect();
        let members: Vec<NameId> = match set.kind {
            SetKind::Members => {
                let groups: Vec<&Group> = match set.of {
                    Some(name) => self.program.versions(name).filter_map(|version| version.kind.group()).collect(),
                    None => self.own.kind.group().into_iter().collect(),
                };
                groups.iter().flat_map(|group| group.members.iter().map(|(name, _)| *name)).collect()
            }
            SetKind::Parts => self.program.parts(set.of.unwrap_or(self.own.name)),
            SetKind::Descendants => self.program.descendants(set.of.unwrap_or(self.own.name)),
        };
        for name in members {
            for (role, period) in &roles {
                self.named(name, *role, period.or(set.period), span);
            }
        }
    }
}

/// Whether an expression takes the weighted mean of the members of its own group.
pub fn weighs_own_members(expr: &Expr) -> bool {
    let own = |over: &Over| matches!(over, Over::Members(SetRef { kind: SetKind::Members, of: None, .. }, _));
    matches!(&expr.kind, ExprKind::Aggregate { aggregate, over } if aggregate.is_weighted() && own(over))
        || expr.children().any(weighs_own_members)
}

/// The conversions that an expression calls.
pub fn conversions<'e>(expr: &'e Expr, called: &mut Vec<&'e str>) {
    if let ExprKind::Convert(name, _) = &expr.kind {
        called.push(name);
    }
    expr.children().for_each(|child| conversions(child, called));
}

/// The roles that an expression reads of the members of its own group.
pub fn own_member_roles(expr: &Expr, roles: &mut Vec<Role>) {
    if let ExprKind::Aggregate { over: Over::Members(SetRef { kind: SetKind::Members, of: None, .. }, body), .. } =
        &expr.kind
    {
        roles.extend(of_each(body).map(|value| value.role));
    }
    expr.children().for_each(|child| own_member_roles(child, roles));
}

/// The values that an expression reads of each member.
fn of_each(expr: &Expr) -> impl Iterator<Item = &ValueRef> {
    expr.values().into_iter().filter(|value| value.subject == Subject::Each)
}

impl Expr {
    /// The expressions directly inside.
    pub fn children(&self) -> impl Iterator<Item = &Expr> {
        let (boxed, list): (Vec<&Expr>, &[Expr]) = match &self.kind {
            ExprKind::Number(..) | ExprKind::Text(_) | ExprKind::Year | ExprKind::Value(_) | ExprKind::Argument => {
                (vec![], &[])
            }
            ExprKind::Negate(inner)
            | ExprKind::Not(inner)
            | ExprKind::Absolute(inner)
            | ExprKind::Root(inner)
            | ExprKind::Present(inner)
            | ExprKind::Convert(_, inner)
            | ExprKind::Round(inner, _) => (vec![inner], &[]),
            ExprKind::Difference(left, right) | ExprKind::Growth(left, right) => (vec![left, right], &[]),
            ExprKind::Binary { left, right, .. } => (vec![left, right], &[]),
            ExprKind::If { condition, then, otherwise } => (vec![condition, then, otherwise], &[]),
            ExprKind::Least(values) | ExprKind::Greatest(values) => (vec![], values),
            ExprKind::Aggregate { over, .. } => match over {
                Over::List(values) => (vec![], values),
                Over::Members(_, body) | Over::Rows(body) => (vec![body], &[]),
            },
        };
        boxed.into_iter().chain(list)
    }
}

impl Kind {
    /// The group, if it is one.
    pub fn group(&self) -> Option<&Group> {
        match self {
            Kind::Group(group) => Some(group),
            Kind::Quantity | Kind::Indicator(_) => None,
        }
    }

    /// The indicator, if it is one.
    pub fn indicator(&self) -> Option<&Indicator> {
        match self {
            Kind::Indicator(indicator) => Some(indicator),
            Kind::Quantity | Kind::Group(_) => None,
        }
    }
}
