//! Second pass: definitions and rules, clause by clause, from syntax to [`super::program`].

use super::expressions::{Here, Resolver};
use super::formula_units::unit_at;
use super::names::RuleKind;
use super::problem::StructureProblem;
use super::program::*;
use super::units::Unit;
use crate::number::{Bound, Exact, Interval};
use crate::source::Span;
use crate::syntax::ast::{self, Clause, ClauseKind, Direction, Item, Range, Word, Years};
use crate::syntax::words::Block;
use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// Builds definitions; collects the findings about structure.
pub struct Definer<'r, 'a> {
    /// Resolves their expressions.
    pub resolver: &'r mut Resolver<'a>,
    /// The findings.
    pub problems: Vec<StructureProblem>,
    /// The finding of each rule that is unknown, or not in force in some year of its users.
    pub missing_rules: HashMap<(RuleKind, String), usize>,
    /// The rules that are named by a definition.
    pub used_rules: HashSet<(RuleKind, String)>,
    /// The `umum` of the package.
    pub generals: Vec<General>,
    /// The first mention of each data file.
    pub data_files: HashMap<(String, Option<String>), Span>,
}

/// The clauses of one item, at most one of each kind where only one counts.
pub struct Clauses<'i> {
    item: &'i Item,
}

/// The first clause of each word.
type Firsts<'i> = HashMap<&'static str, &'i Clause>;

impl<'i> Clauses<'i> {
    /// Collects the clauses of an item and reports those given twice.
    pub fn new(item: &'i Item, problems: &mut Vec<StructureProblem>) -> Self {
        // The first clause of each word, in the whole item and in the current block of a table.
        let (mut of_item, mut of_block): (Firsts, Firsts) = Default::default();
        for clause in &item.clauses {
            if matches!(clause.kind, ClauseKind::Beside(_)) {
                of_block.clear();
            }
            let Some(word) = single_word(&clause.kind) else { continue };
            // Each block of a table has its own rows, and so its own filter, order and groups.
            let firsts = if let ClauseKind::Filter(_) | ClauseKind::Sort { .. } | ClauseKind::Grouping(_) = &clause.kind
            {
                &mut of_block
            } else {
                &mut of_item
            };
            // The two policies for blanks exclude each other.
            let key = if matches!(clause.kind, ClauseKind::Complete(_)) { "kosong" } else { word };
            let first = match firsts.entry(key) {
                Entry::Occupied(first) => *first.get(),
                Entry::Vacant(place) => {
                    place.insert(clause);
                    continue;
                }
            };
            let (span, first_span) = (clause.span, first.span);
            problems.push(match (&clause.kind, &first.kind) {
                (ClauseKind::Complete(a), ClauseKind::Complete(b)) if a != b => {
                    StructureProblem::TwoPolicies { span, first: first_span }
                }
                _ => StructureProblem::RepeatedClause { span, first: first_span, word },
            });
        }
        Clauses { item }
    }

    /// The first clause that a function accepts.
    pub fn find<T>(&self, accept: impl Fn(&'i ClauseKind) -> Option<T>) -> Option<T> {
        self.item.clauses.iter().find_map(|clause| accept(&clause.kind))
    }

    /// Every clause that a function accepts, with its place.
    pub fn all<T>(&self, accept: impl Fn(&'i Clause) -> Option<T>) -> Vec<T> {
        self.item.clauses.iter().filter_map(accept).collect()
    }

    /// Regulations and notes.
    pub fn sources(&self) -> Sources {
        let text = |word: &Word| word.text.clone();
        Sources {
            basis: self.all(|c| if let ClauseKind::Basis(word) = &c.kind { Some(text(word)) } else { None }),
            notes: self.all(|c| if let ClauseKind::Note(word) = &c.kind { Some(text(word)) } else { None }),
        }
    }

    /// `induk`
    pub fn parent(&self) -> Option<&'i Word> {
        self.find(|kind| if let ClauseKind::Parent(word) = kind { Some(word) } else { None })
    }

    /// `tampil`
    pub fn show(&self) -> Option<ast::Precision> {
        self.find(|kind| if let ClauseKind::Show(precision) = kind { Some(*precision) } else { None })
    }

    /// `triwulan pagu`, `triwulan serapan`
    pub fn money(&self) -> MoneyQuarters {
        let way = |wanted: ast::Money| {
            self.find(|kind| {
                if let ClauseKind::MoneyQuarters { money, how } = kind
                    && *money == wanted
                {
                    Some(*how)
                } else {
                    None
                }
            })
        };
        MoneyQuarters { budget: way(ast::Money::Budget), spent: way(ast::Money::Spent) }
    }

    /// Whether a blank leaves the whole without a value: not with `abaikan yang kosong`.
    pub fn complete(&self) -> bool {
        self.find(|kind| if let ClauseKind::Complete(complete) = kind { Some(*complete) } else { None }).unwrap_or(true)
    }

    /// Cap and rounding in the order written.
    pub fn steps(&self) -> Vec<Step> {
        self.all(|clause| {
            if let ClauseKind::Cap(range) = &clause.kind {
                return Some(Step { kind: StepKind::Cap(interval(range)), span: clause.span });
            }
            let ClauseKind::Round(precision) = &clause.kind else { return None };
            Some(Step { kind: StepKind::Round(*precision), span: clause.span })
        })
    }
}

/// The word of a clause that counts only once.
fn single_word(kind: &ClauseKind) -> Option<&'static str> {
    Some(match kind {
        ClauseKind::ByDirection { direction: Direction::Higher, ranged: true, .. } => "rentang makin tinggi",
        ClauseKind::ByDirection { direction: Direction::Lower, ranged: true, .. } => "rentang makin rendah",
        ClauseKind::ByDirection { direction, .. } => direction.words(),
        ClauseKind::MoneyQuarters { money: ast::Money::Budget, .. } => "triwulan pagu",
        ClauseKind::MoneyQuarters { money: ast::Money::Spent, .. } => "triwulan serapan",
        ClauseKind::Complete(true) => "wajib lengkap",
        ClauseKind::Complete(false) => "abaikan yang kosong",
        ClauseKind::AcceptWeights { .. } => "terima jumlah bobot",
        ClauseKind::AcceptJump { .. } => "terima loncatan",
        ClauseKind::AcceptBackwards { .. } => "terima arah terbalik",
        ClauseKind::AcceptOtherMembers { .. } => "terima anggota berbeda",
        ClauseKind::AcceptTwice { .. } => "terima anggota ganda",
        ClauseKind::Basis(_) | ClauseKind::Note(_) | ClauseKind::Case { .. } | ClauseKind::BandRow { .. } => {
            return None;
        }
        ClauseKind::Piece { .. } | ClauseKind::NoBand { .. } | ClauseKind::AcceptUnreachable { .. } => return None,
        ClauseKind::Except { .. } | ClauseKind::Subtotal { .. } | ClauseKind::Beside(_) => return None,
        ClauseKind::Column { .. }
        | ClauseKind::Field { .. }
        | ClauseKind::Heading { .. }
        | ClauseKind::FirstRow(_)
        | ClauseKind::Footer { .. } => return None,
        ClauseKind::HiddenRows(_) => return None,
        ClauseKind::Given(_) | ClauseKind::Expect(_) | ClauseKind::Claimed(_) => return None,
        ClauseKind::Year(_) | ClauseKind::Unit(_) | ClauseKind::Scale(_) | ClauseKind::Step(_) => kind.word(),
        ClauseKind::Formula(_) | ClauseKind::Target(_) | ClauseKind::Goal(_) | ClauseKind::Show(_) => kind.word(),
        ClauseKind::Direction(_) | ClauseKind::Achievement(_) | ClauseKind::Band(_) => kind.word(),
        ClauseKind::Cap(_) | ClauseKind::Round(_) | ClauseKind::InForce(_) | ClauseKind::Weights(_) => kind.word(),
        ClauseKind::Parent(_) | ClauseKind::Order(_) | ClauseKind::Quarters(_) | ClauseKind::Plan(_) => kind.word(),
        ClauseKind::Grouping(_) | ClauseKind::Filter(_) | ClauseKind::Sort { .. } => kind.word(),
        ClauseKind::Members(_) | ClauseKind::Rows(_) => kind.word(),
    })
}

/// A range as an interval.
pub fn interval(range: &Range) -> Interval {
    let bound = |edge: &Option<ast::Edge>| match edge {
        None => Bound::Unbounded,
        Some(edge) if edge.included => Bound::Included(Exact::from(edge.value)),
        Some(edge) => Bound::Excluded(Exact::from(edge.value)),
    };
    Interval::new(bound(&range.lower), bound(&range.upper))
}

impl<'r, 'a> Definer<'r, 'a> {
    /// A definer that starts with existing findings.
    pub fn new(resolver: &'r mut Resolver<'a>, problems: Vec<StructureProblem>) -> Self {
        let (missing_rules, used_rules, data_files) = (HashMap::new(), HashSet::new(), HashMap::new());
        Definer { resolver, problems, missing_rules, used_rules, generals: Vec::new(), data_files }
    }

    /// A named value: `besaran`, `NAMA =`, `indikator`, `kelompok`. None if its name could not be used.
    pub fn definition(&mut self, item: &Item) -> Option<Definition> {
        let (word, label, block) = match &item.head {
            ast::Head::Named { block, name, label } => (name, label.as_ref(), *block),
            ast::Head::Formula { name, .. } => (name, None, Block::Formula),
            ast::Head::Package { .. }
            | ast::Head::General { .. }
            | ast::Head::Use { .. }
            | ast::Head::Data { .. }
            | ast::Head::Example { .. }
            | ast::Head::Assert { .. }
            | ast::Head::Prove { .. }
            | ast::Head::Claim { .. }
            | ast::Head::Scenario { .. }
            | ast::Head::Alter { .. } => return None,
        };
        let name = *self.resolver.names.by_code.get(&word.text)?;
        let clauses = Clauses::new(item, &mut self.problems);
        let unit = clauses
            .find(|kind| if let ClauseKind::Unit(word) = kind { Some(Unit::from_word(&word.text)) } else { None });
        // For percentage points, the formula may know what they are points of.
        let declared = unit.filter(|unit| *unit != Unit::Points);
        let (found, is_of_formula) = self.found_unit(name, item).unwrap_or_default();
        let has_unit_of_formula = declared.is_none() && is_of_formula;
        let unit = declared.unwrap_or(found);
        let formula = if let ast::Head::Formula { formula, .. } = &item.head {
            Some(formula)
        } else {
            clauses.find(|kind| if let ClauseKind::Formula(expr) = kind { Some(expr) } else { None })
        };
        let here = if block == Block::Indicator { Here::Indicator } else { Here::Nothing };
        let formula =
            formula.map(|expr| self.formula(expr, (here, unit_at(item)), &unit, format!("rumus {}", word.text)));
        self.single_numbers(item);
        self.signs_of_limits(item, &unit);
        let kind = match block {
            Block::Indicator => Kind::Indicator(self.indicator(item, &clauses, &unit, &word.text)),
            Block::Group => Kind::Group(self.group(item, &clauses, name, &word.text)?),
            Block::Package
            | Block::Quantity
            | Block::Formula
            | Block::Table
            | Block::AchievementRule
            | Block::BandRule
            | Block::ConversionRule
            | Block::General
            | Block::Use
            | Block::Data
            | Block::Example
            | Block::Assert
            | Block::Prove
            | Block::Claim
            | Block::Scenario
            | Block::Alter => Kind::Quantity,
        };
        let in_force = self.resolver.names.in_force.get(&item.head_span).copied().unwrap_or(Years::ALWAYS);
        let band = clauses.find(|kind| if let ClauseKind::Band(word) = kind { Some(word) } else { None });
        let band = band.and_then(|word| self.rule_name(RuleKind::Band, word, in_force));
        let parent = clauses.parent().and_then(|word| self.parent(word));
        if parent.is_some() {
            // A part is used by its whole.
            self.resolver.used.insert(name);
        }
        Some(Definition {
            name,
            label: label.map(|word| word.text.clone()),
            in_force,
            unit,
            has_unit_of_formula,
            from_data: false,
            unit_cell: None,
            scale: clauses.find(|kind| {
                if let ClauseKind::Scale(range) = kind { Some((interval(range), range.span)) } else { None }
            }),
            step: clauses.find(|kind| if let ClauseKind::Step(step) = kind { Some(*step) } else { None }),
            goal: clauses.find(|kind| if let ClauseKind::Goal(goal) = kind { Some(goal.text.clone()) } else { None }),
            order: self.order(&clauses),
            quarters: clauses.find(|kind| if let ClauseKind::Quarters(how) = kind { Some(*how) } else { None }),
            money: clauses.money(),
            complete: clauses.complete(),
            parent,
            parents: Vec::new(),
            show: clauses.show(),
            formula,
            band,
            kind,
            sources: clauses.sources(),
            span: item.head_span,
            block: item.span,
        })
    }

    /// The unit of a definition that declares none, or points: that of its `umum`, else that of its formula; and which
    /// of the two.
    fn found_unit(&self, name: NameId, item: &Item) -> Option<(Unit, bool)> {
        let at = self.resolver.names.place(name, item.head_span)?;
        let version = &self.resolver.names.versions(name)[at];
        Some((version.unit.clone(), version.worked.is_some()))
    }

    /// `batas 100` is meant as a cap but would make every achievement 100; `skala 100` and `langkah 0` are no better.
    pub(super) fn single_numbers(&mut self, item: &Item) {
        for clause in &item.clauses {
            if let ClauseKind::Step(step) = &clause.kind
                && (!step.is_sign_positive() || step.is_zero())
            {
                self.problems.push(StructureProblem::NoStep { span: clause.span });
            }
            let (ClauseKind::Cap(range) | ClauseKind::Scale(range)) = &clause.kind else { continue };
            let word = clause.kind.word();
            let range = interval(range);
            if let (Bound::Included(low), Bound::Included(high)) = (range.lo(), range.hi())
                && low == high
            {
                let (span, number) = (clause.span, super::intervals::say_number(high));
                let zero = Exact::ZERO;
                // With zero alone the other end is unknown.
                let mend = match high.cmp(&zero) {
                    Ordering::Greater => Some(Interval::closed(zero, high.clone())),
                    Ordering::Less => Some(Interval::closed(low.clone(), zero)),
                    Ordering::Equal => None,
                };
                let mend = mend.and_then(|mend| super::intervals::write_range(&mend));
                let ends = super::range_signs::two_numbers(self.resolver.sources.slice(span));
                let mends = ends.into_iter().chain(mend).collect();
                self.problems.push(StructureProblem::OneNumber { span, word, number, mends });
            }
        }
    }

    fn order(&mut self, clauses: &Clauses) -> Vec<String> {
        let words = clauses.find(|kind| if let ClauseKind::Order(words) = kind { Some(words) } else { None });
        let (mut order, mut known): (Vec<String>, HashSet<&str>) = Default::default();
        for word in words.into_iter().flatten() {
            if !known.insert(&word.text) {
                self.problems.push(StructureProblem::RepeatedWord { span: word.span, word: word.text.clone() });
            }
            order.push(word.text.clone());
        }
        order
    }

    fn indicator(&mut self, item: &Item, clauses: &Clauses, unit: &Unit, code: &str) -> Indicator {
        let years = self.resolver.names.in_force.get(&item.head_span).copied().unwrap_or(Years::ALWAYS);
        let general = self.general_of(code, years);
        let direction = clauses.find(|kind| if let ClauseKind::Direction(way) = kind { Some(*way) } else { None });
        let direction_inherited = direction.is_none();
        let direction = direction.or(general.as_ref().and_then(|general| general.direction));
        let achievement = clauses.find(|kind| if let ClauseKind::Achievement(expr) = kind { Some(expr) } else { None });
        if direction.is_none() {
            let lines = self.directions_for(achievement);
            self.missing(item, "arah", lines, "");
        }
        let rule = match achievement {
            None if general.as_ref().is_some_and(|general| general.rule.is_some()) => {
                general.as_ref().and_then(|general| general.rule.clone())
            }
            None => {
                let known = self.rules_for(direction);
                let advice = "tulis  capaian NAMA , dan rumusnya di bawah  aturan capaian NAMA";
                let advice = if known.is_empty() { advice } else { "" };
                self.missing(item, "aturan capaian", &known.iter().map(String::as_str).collect::<Vec<_>>(), advice);
                None
            }
            Some(expr) => self.rule_in(expr, years),
        };
        let target = clauses.find(|kind| if let ClauseKind::Target(expr) = kind { Some(expr) } else { None });
        Indicator {
            direction: direction.unwrap_or(Direction::Higher),
            direction_inherited,
            rule: rule.unwrap_or((String::new(), item.head_span)),
            target: target.map(|expr| self.formula(expr, (Here::Indicator, None), unit, format!("target {code}"))),
            steps: clauses.steps(),
            defaults: Vec::new(),
        }
    }

    /// The achievement rule that an indicator or `umum` names.
    pub(super) fn rule_in(&mut self, expr: &ast::Expr, years: Years) -> Option<(String, Span)> {
        if let Some(word) = as_name(expr) {
            return self.rule_name(RuleKind::Achievement, word, years);
        }
        let rules = self.rule_names(RuleKind::Achievement).take(3).map(str::to_string).collect();
        let gap = self.resolver.lost_break(expr, self.rule_names(RuleKind::Achievement));
        self.resolver.problems.push(super::problem::ExpressionProblem::FormulaForRule { span: expr.span, rules, gap });
        None
    }

    /// The first version of an `umum` that covers a code in some of its years.
    fn general_of(&self, code: &str, years: Years) -> Option<General> {
        let versions = generals_of(&self.generals, code).into_iter().filter(|(own, _)| own.overlaps(years));
        versions.min_by_key(|(own, _)| own.from).map(|(_, general)| general.clone())
    }
}

/// A bare name, as in `capaian Baku`.
pub(super) fn as_name(expr: &ast::Expr) -> Option<&Word> {
    let ast::ExprKind::Reference(reference) = &expr.kind else { return None };
    match reference.words.as_slice() {
        [word] if reference.period.is_none() => Some(word),
        _ => None,
    }
}
