//! Does the achievement follow the direction of its indicator? A higher realisation is never worth less where `makin
//! tinggi`, a lower one where `makin rendah`; nothing beats the inside of a range.
//!
//! Proved at every target over the whole scale: inside of each cell of [`super::cells`] the slope has to go the right way,
//! and at each border the two sides have to meet or step the right way. What cannot be proved is looked for among made-up
//! data.

use super::backwards::{Broken, search};
use super::direction_findings as findings;
use super::ground::Ground;
use super::stretches::{Border, Cell, Cells, Question, Right, cells, put, rises};
use crate::diagnostic::Diagnostic;
use crate::number::{Bound, Interval};
use crate::plan::SlotId;
use crate::program::{AchievementRule, Definition, Indicator, NameId, Program, Role, Step, steps_of};
use crate::range::{Possible, Ranges};
use crate::source::Span;
use crate::syntax::ast::Direction;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// Pairs of cells that are compared.
const MOST_PAIRS: usize = 20_000;

/// An indicator whose achievement is to follow its realisation.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'p> {
    /// The indicator.
    pub definition: &'p Definition,
    /// Its rule in the year at hand.
    pub rule: &'p AchievementRule,
    /// Which way is better.
    pub direction: Direction,
    /// The realisation.
    pub value: SlotId,
    /// The target.
    pub target: SlotId,
    /// The lower end of the target.
    pub low: SlotId,
    /// The upper end of the target.
    pub high: SlotId,
    /// The achievement.
    pub goal: SlotId,
}

/// What came out for an indicator.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// It follows.
    Follows,
    /// It does not: two realisations that show it.
    Broken(Box<Broken>),
    /// Neither a proof nor two such realisations were found.
    Open,
}

/// Findings about every rule, the first indicator of each speaking for all.
pub fn prove(program: &Program, grounds: &mut [Ground]) -> Vec<Diagnostic> {
    let mut known: HashMap<Key, Verdict> = HashMap::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut told: HashSet<(Span, Direction)> = HashSet::new();
    let mut needed: HashSet<Span> = HashSet::new();
    let mut used: HashSet<(Span, Direction)> = HashSet::new();
    for ground in grounds {
        for index in 0..ground.program.names.len() {
            let name = NameId(index as u32);
            let Some(subject) = subject(ground, name) else { continue };
            let rule = subject.rule;
            if told.contains(&(rule.span, subject.direction)) {
                continue;
            }
            let key = key(&subject);
            let verdict = match key.as_ref().and_then(|key| known.get(key)) {
                Some(verdict) => verdict.clone(),
                None => judge(ground, &subject, key.is_some()),
            };
            if let Some(key) = key {
                known.insert(key, verdict.clone());
            }
            used.insert((rule.span, subject.direction));
            if matches!(verdict, Verdict::Follows) {
                continue;
            }
            told.insert((rule.span, subject.direction));
            needed.insert(rule.span);
            if rule.backwards.is_none() {
                let code = ground.program.code(name);
                found.push(match &verdict {
                    Verdict::Broken(broken) => findings::broken(&subject, code, broken),
                    Verdict::Open | Verdict::Follows => findings::undecided(&subject, code),
                });
            }
        }
    }
    // What no indicator uses may be what is meant.
    let ways = [Direction::Higher, Direction::Lower, Direction::Range];
    let is_judged = |rule: &&AchievementRule| {
        ways.iter().all(|way| rule.formulas_for(*way).next().is_none() || used.contains(&(rule.span, *way)))
    };
    for rule in program.achievement_rules.iter().filter(is_judged) {
        if let Some((_, span)) = &rule.backwards
            && !needed.contains(&rule.span)
        {
            found.push(findings::needless(*span));
        }
    }
    found
}

/// What a verdict rests on where a rule looks at target and realisation alone: the same rule and the same steps.
type Key = (Span, Direction, Vec<String>, bool);

fn key(subject: &Subject) -> Option<Key> {
    let indicator = subject.definition.kind.indicator()?;
    let own = |step: &Step| format!("{:?}", step.kind);
    let steps = steps_of(subject.rule, indicator).iter().map(own).collect();
    let from_zero = rises(&subject.definition.data_range());
    (only_own(subject.rule) && indicator.target.is_none()).then_some((
        subject.rule.span,
        subject.direction,
        steps,
        from_zero,
    ))
}

/// Whether a rule looks at target and realisation alone.
fn only_own(rule: &AchievementRule) -> bool {
    use crate::program::{Expr, ExprKind, Outcome, Subject as Of};
    fn plain(expr: &Expr) -> bool {
        let own = match &expr.kind {
            ExprKind::Value(reference) => {
                let role = matches!(
                    reference.role,
                    Role::Value | Role::Main | Role::Target | Role::TargetLow | Role::TargetHigh
                );
                role && reference.subject == Of::This && reference.period.is_none()
            }
            ExprKind::Aggregate { .. } | ExprKind::Convert(..) => false,
            ExprKind::Number(..) | ExprKind::Text(_) | ExprKind::Year | ExprKind::Argument => true,
            ExprKind::Negate(_) | ExprKind::Not(_) | ExprKind::Binary { .. } | ExprKind::If { .. } => true,
            ExprKind::Least(_) | ExprKind::Greatest(_) | ExprKind::Round(..) | ExprKind::Absolute(_) => true,
            ExprKind::Rank(..) | ExprKind::Difference(..) | ExprKind::Growth(..) | ExprKind::Present(_) => true,
        };
        own && expr.children().all(plain)
    }
    let formulas =
        [&rule.higher, &rule.lower, &rule.range, &rule.higher_range, &rule.lower_range].into_iter().flatten();
    let outcomes = rule.cases.iter().map(|(_, outcome)| outcome).chain(formulas);
    let values = outcomes.filter_map(|outcome| if let Outcome::Value(expr) = outcome { Some(expr) } else { None });
    values.chain(rule.cases.iter().map(|(condition, _)| condition)).all(plain)
}

fn subject<'p>(ground: &Ground<'p>, name: NameId) -> Option<Subject<'p>> {
    let program = ground.program;
    let definition = program.version(name, ground.year)?;
    let Indicator { direction, rule, .. } = definition.kind.indicator()?;
    let rule = program.achievement_rule(&rule.0, ground.year)?;
    rule.formulas_for(*direction).next()?;
    let goal = ground.slot(name, Role::Achievement)?;
    let of = |role| ground.slot(name, role);
    let (value, target) = (of(Role::Value)?, of(Role::Target)?);
    let (low, high) = (of(Role::TargetLow)?, of(Role::TargetHigh)?);
    let is_number = definition.order.is_empty() && !ground.numbers(value).is_empty();
    (ground.is_clear(goal) && ground.is_clear(value) && is_number).then_some(Subject {
        definition,
        rule,
        direction: *direction,
        value,
        target,
        low,
        high,
        goal,
    })
}

fn judge(ground: &mut Ground, subject: &Subject, general: bool) -> Verdict {
    if follows(&mut ground.ranges, subject, general) {
        return Verdict::Follows;
    }
    match search(ground, subject) {
        Some(broken) => Verdict::Broken(Box::new(broken)),
        None => Verdict::Open,
    }
}

/// Whether the achievement is proved to follow; over every scale of the same lower end where the rule asks for no scale.
fn follows(ranges: &mut Ranges, subject: &Subject, general: bool) -> bool {
    let question = Question { goal: subject.goal, root: subject.value };
    ranges.open();
    ranges.refresh();
    let scale = subject.definition.data_range();
    let domain = match (general, rises(&scale)) {
        (false, _) => scale.hull(&ranges.possible(subject.value).numbers),
        (true, true) => Interval::new(Bound::Included(crate::number::Exact::ZERO), Bound::Unbounded),
        (true, false) => Interval::ALL,
    };
    ranges.hold(subject.value, Possible::numbers(domain.clone()));
    for target in [subject.target, subject.low, subject.high] {
        let numbers = if general { domain.clone() } else { ranges.possible(target).numbers.clone() };
        ranges.hold(target, Possible::numbers(numbers));
    }
    let border = |right| (Border { left: subject.value, right: Right::Slot(right) }, true);
    let ends = match subject.direction {
        Direction::Range => vec![border(subject.low), border(subject.high)],
        Direction::Higher | Direction::Lower => Vec::new(),
    };
    let proved = match cells(ranges, question, &ends) {
        Some(found) => match subject.direction {
            Direction::Higher => keeps_rising(ranges, question, &found, true),
            Direction::Lower => keeps_rising(ranges, question, &found, false),
            Direction::Range => is_best_inside(&found),
        },
        None => false,
    };
    ranges.close();
    proved
}

/// Whether each cell goes the right way, and each step from one to the next.
fn keeps_rising(ranges: &mut Ranges, question: Question, found: &Cells, up: bool) -> bool {
    let with: Vec<&Cell> = found.cells.iter().filter(|cell| !cell.numbers.is_empty()).collect();
    let right_way = |slope: &Interval| if up { rises(slope) } else { rises(&slope.neg()) };
    if !with.iter().all(|cell| right_way(&cell.slope)) {
        return false;
    }
    if with.len() * with.len() > MOST_PAIRS {
        return false;
    }
    let pairs = with.iter().flat_map(|first| with.iter().map(move |second| (*first, *second)));
    let mut next = pairs.filter(|(first, second)| leads_to(found, first, second));
    next.all(|(first, second)| {
        let between = with.iter().any(|cell| lies_between(found, first, cell, second));
        between || not_above(&first.numbers, &second.numbers, up) || meets(ranges, question, found, [first, second], up)
    })
}

/// How many borders a cell has passed on the way from another: only upwards, each by a step or more; none where there is
/// no such way.
fn leads_to(found: &Cells, first: &Cell, second: &Cell) -> bool {
    let contradict = first.fixed.iter().any(|(slot, holds)| second.fixed.contains(&(*slot, !holds)));
    let mut moved = false;
    let upward = first.sides.iter().all(|(border, side)| {
        let Some((_, other)) = second.sides.iter().find(|(known, _)| known == border) else { return true };
        moved |= side != other;
        let (side, other) = if found.borders[*border].1 { (*side, *other) } else { (side.reverse(), other.reverse()) };
        side <= other
    });
    !contradict && moved && upward
}

/// Whether every way from one cell to another goes through a third, which has numbers.
fn lies_between(found: &Cells, first: &Cell, cell: &Cell, second: &Cell) -> bool {
    let sides = |cell: &Cell| cell.sides.iter().map(|(border, _)| *border).collect::<Vec<_>>();
    let alike = sides(first) == sides(cell) && sides(cell) == sides(second);
    let fixed = first.fixed == cell.fixed && cell.fixed == second.fixed;
    // The third has to be the only way: it lies on one border, which the others leave on both sides, and nowhere else.
    let differing = |a: &Cell, b: &Cell| a.sides.iter().zip(&b.sides).filter(|(x, y)| x != y).count();
    alike
        && fixed
        && differing(first, second) == 1
        && differing(first, cell) == 1
        && cell.is_certain
        && leads_to(found, first, cell)
        && leads_to(found, cell, second)
}

/// Whether the achievements of one cell end where, or before, those of the next begin, at the border between them.
fn meets(ranges: &mut Ranges, question: Question, found: &Cells, [first, second]: [&Cell; 2], up: bool) -> bool {
    ranges.open();
    ranges.refresh();
    let fixed = first.fixed.iter().chain(&second.fixed).all(|(slot, holds)| {
        ranges.settle(*slot);
        ranges.assume(*slot, *holds)
    });
    let mut possible = fixed;
    for (border, side) in &first.sides {
        let other = second.sides.iter().find(|(known, _)| known == border).map_or(*side, |(_, side)| *side);
        let side = if other == *side { other } else { Ordering::Equal };
        possible = possible && put(ranges, &found.borders[*border].0, side);
    }
    let changes_rightly = |ranges: &mut Ranges| {
        ranges.refresh();
        let change = ranges.change(question.goal, [&first.chosen, &second.chosen]);
        rises(&if up { change } else { change.neg() })
    };
    let at_border = |ranges: &mut Ranges, cell: &Cell| {
        ranges.open();
        cell.chosen.iter().for_each(|(choice, value)| ranges.choose_always(*choice, *value));
        ranges.refresh();
        ranges.settle(question.goal);
        let is_defined = ranges.is_defined_here(question.goal, question.root);
        let numbers = if is_defined { ranges.possible(question.goal).numbers.clone() } else { Interval::EMPTY };
        ranges.close();
        numbers
    };
    let holds = !possible || {
        let (first, second) = (at_border(ranges, first), at_border(ranges, second));
        !first.is_empty() && !second.is_empty() && (not_above(&first, &second, up) || changes_rightly(ranges))
    };
    ranges.close();
    holds
}

/// Whether no number of the first lies above any of the second (below, where falling is right).
fn not_above(first: &Interval, second: &Interval, up: bool) -> bool {
    let apart = if up { second.sub(first) } else { first.sub(second) };
    rises(&apart)
}

/// Whether nothing outside the target beats anything inside.
fn is_best_inside(found: &Cells) -> bool {
    let side = |cell: &Cell, at: usize| cell.sides.iter().find(|(border, _)| *border == at).map(|(_, side)| *side);
    let is_inside = |cell: &&Cell| side(cell, 0) != Some(Ordering::Less) && side(cell, 1) != Some(Ordering::Greater);
    let with = || found.cells.iter().filter(|cell| !cell.numbers.is_empty());
    let (inside, outside): (Vec<&Cell>, Vec<&Cell>) = with().partition(is_inside);
    inside.len() * outside.len() <= MOST_PAIRS
        && outside.iter().all(|out| {
            inside.iter().all(|within| {
                let contradict = out.fixed.iter().any(|(slot, holds)| within.fixed.contains(&(*slot, !holds)));
                contradict || not_above(&out.numbers, &within.numbers, true)
            })
        })
}
