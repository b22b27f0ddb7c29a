//! Second pass: definitions and rules, clause by clause, from syntax to [`super::program`].

use super::names::RuleKind;
use super::program::*;
use super::resolve::{Here, Resolver, Scope, Type};
use super::structure::Problem;
use super::units::Unit;
use crate::number::{Bound, Exact, Interval};
use crate::source::Span;
use crate::syntax::ast::{self, Clause, ClauseKind, Direction, Item, Range, Word, Years};
use crate::syntax::words::Block;

/// Builds definitions; keeps the findings about structure.
pub struct Definer<'r, 'a> {
    /// Resolves their expressions.
    pub resolver: &'r mut Resolver<'a>,
    /// What was found wrong.
    pub problems: Vec<Problem>,
}

/// The clauses of one item, each kind at most once where only one counts.
pub struct Clauses<'i> {
    item: &'i Item,
}

impl<'i> Clauses<'i> {
    /// Looks at the clauses of an item and reports those given twice.
    pub fn new(item: &'i Item, problems: &mut Vec<Problem>) -> Self {
        for (at, clause) in item.clauses.iter().enumerate() {
            let Some(word) = single_word(&clause.kind) else { continue };
            let first = item.clauses[..at].iter().find(|earlier| single_word(&earlier.kind) == Some(word));
            if let Some(first) = first {
                problems.push(Problem::RepeatedClause { span: clause.span, first: first.span, word });
            }
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

    /// Regulation and remarks.
    pub fn sources(&self) -> Sources {
        let text = |word: &Word| word.text.clone();
        Sources {
            basis: self.all(|c| if let ClauseKind::Basis(word) = &c.kind { Some(text(word)) } else { None }),
            notes: self.all(|c| if let ClauseKind::Note(word) = &c.kind { Some(text(word)) } else { None }),
        }
    }

    /// `tampil`
    pub fn show(&self) -> Option<ast::Precision> {
        self.find(|kind| if let ClauseKind::Show(precision) = kind { Some(*precision) } else { None })
    }

    /// Cap and rounding in the order written.
    pub fn steps(&self) -> Vec<Step> {
        self.all(|clause| {
            let kind = match &clause.kind {
                ClauseKind::Cap(range) => StepKind::Cap(interval(range)),
                ClauseKind::Round(precision) => StepKind::Round(*precision),
                _ => return None,
            };
            Some(Step { kind, span: clause.span })
        })
    }
}

/// The word of a clause that counts only once.
fn single_word(kind: &ClauseKind) -> Option<&'static str> {
    Some(match kind {
        ClauseKind::Year(_) => "tahun",
        ClauseKind::Unit(_) => "satuan",
        ClauseKind::Scale(_) => "skala",
        ClauseKind::Step(_) => "langkah",
        ClauseKind::Formula(_) => "rumus",
        ClauseKind::Target(_) => "target",
        ClauseKind::Goal(_) => "sasaran",
        ClauseKind::Direction(_) => "arah",
        ClauseKind::Achievement(_) => "capaian",
        ClauseKind::Band(_) => "predikat",
        ClauseKind::Cap(_) => "batas",
        ClauseKind::Round(_) => "bulat",
        ClauseKind::Show(_) => "tampil",
        ClauseKind::InForce(_) => "berlaku",
        ClauseKind::ByDirection { direction: Direction::Higher, .. } => "makin tinggi",
        ClauseKind::ByDirection { direction: Direction::Lower, .. } => "makin rendah",
        ClauseKind::Members(_) => "anggota",
        ClauseKind::Complete(_) => "wajib lengkap",
        ClauseKind::Rows(_) => "baris",
        _ => return None,
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

impl Definer<'_, '_> {
    /// A named value: `besaran`, `NAMA =`, `indikator`, `kelompok`. None when its name could not be taken.
    pub fn definition(&mut self, item: &Item) -> Option<Definition> {
        let (word, label, block) = match &item.head {
            ast::Head::Named { block, name, label } => (name, label.as_ref(), *block),
            ast::Head::Formula { name, .. } => (name, None, Block::Formula),
            _ => return None,
        };
        let name = *self.resolver.names.by_code.get(&word.text)?;
        let clauses = Clauses::new(item, &mut self.problems);
        let unit = clauses.find(|kind| match kind {
            ClauseKind::Unit(word) => Some(Unit::from_word(&word.text)),
            _ => None,
        });
        let unit = unit.unwrap_or_default();
        let formula = match &item.head {
            ast::Head::Formula { formula, .. } => Some(formula),
            _ => clauses.find(|kind| if let ClauseKind::Formula(expr) = kind { Some(expr) } else { None }),
        };
        let here = if block == Block::Indicator { Here::Indicator } else { Here::Nothing };
        let formula = formula.map(|expr| self.formula(expr, here, &unit, &word.text));
        let kind = match block {
            Block::Indicator => Kind::Indicator(self.indicator(item, &clauses)),
            Block::Group => Kind::Group(self.group(item, &clauses)?),
            _ => Kind::Quantity,
        };
        let in_force = self.resolver.names.in_force.get(&item.head_span).copied().unwrap_or(Years::ALWAYS);
        let band = clauses.find(|kind| if let ClauseKind::Band(word) = kind { Some(word) } else { None });
        let band = band.and_then(|word| self.rule_name(RuleKind::Band, word, in_force));
        Some(Definition {
            name,
            label: label.map(|word| word.text.clone()),
            in_force,
            unit,
            scale: clauses.find(|kind| match kind {
                ClauseKind::Scale(range) => Some((interval(range), range.span)),
                _ => None,
            }),
            step: clauses.find(|kind| if let ClauseKind::Step(step) = kind { Some(*step) } else { None }),
            goal: clauses.find(|kind| if let ClauseKind::Goal(goal) = kind { Some(goal.text.clone()) } else { None }),
            show: clauses.show(),
            formula,
            band,
            kind,
            sources: clauses.sources(),
            span: item.head_span,
            block: item.span,
        })
    }

    fn formula(&mut self, expr: &ast::Expr, here: Here, unit: &Unit, name: &str) -> Expr {
        let (expr, found) = self.resolver.number(expr, Scope::of(here), "rumus");
        if found.same(unit).is_none() {
            let word = |unit: &Unit| unit.word().unwrap_or("angka").to_string();
            self.resolver.problems.push(super::meaning::Problem::FormulaUnit {
                span: expr.span,
                found: word(&found),
                declared: word(unit),
                name: name.to_string(),
            });
        }
        expr
    }

    fn indicator(&mut self, item: &Item, clauses: &Clauses) -> Indicator {
        let direction = clauses.find(|kind| if let ClauseKind::Direction(way) = kind { Some(*way) } else { None });
        if direction.is_none() {
            self.missing(item, "arah", &["arah makin tinggi", "arah makin rendah"]);
        }
        let achievement = clauses.find(|kind| if let ClauseKind::Achievement(expr) = kind { Some(expr) } else { None });
        let years = self.resolver.names.in_force.get(&item.head_span).copied().unwrap_or(Years::ALWAYS);
        let rule = match achievement {
            None => {
                let known: Vec<String> =
                    self.rule_names(RuleKind::Achievement).map(|name| format!("capaian {name}")).collect();
                self.missing(item, "aturan capaian", &known.iter().map(String::as_str).collect::<Vec<_>>());
                None
            }
            Some(expr) => match as_name(expr) {
                Some(word) => self.rule_name(RuleKind::Achievement, word, years),
                None => {
                    self.resolver.problems.push(super::meaning::Problem::WrongKind {
                        span: expr.span,
                        found: "rumus",
                        wanted: "nama aturan capaian",
                        place: "capaian indikator".into(),
                    });
                    None
                }
            },
        };
        let target = clauses.find(|kind| if let ClauseKind::Target(expr) = kind { Some(expr) } else { None });
        Indicator {
            direction: direction.unwrap_or(Direction::Higher),
            rule: rule.unwrap_or((String::new(), item.head_span)),
            target: target.map(|expr| self.resolver.number(expr, Scope::of(Here::Indicator), "target").0),
            steps: clauses.steps(),
        }
    }

    fn group(&mut self, item: &Item, clauses: &Clauses) -> Option<Group> {
        let references = clauses.find(|kind| if let ClauseKind::Members(list) = kind { Some(list) } else { None });
        let members = match references {
            Some(list) => self.members(list),
            None => {
                self.missing(item, "anggota", &[]);
                Vec::new()
            }
        };
        let achievement = clauses.find(|kind| if let ClauseKind::Achievement(expr) = kind { Some(expr) } else { None });
        let Some(achievement) = achievement else {
            self.missing(item, "capaian", &["capaian rata_rata(capaian anggota)"]);
            return None;
        };
        Some(Group {
            members,
            achievement: self.resolver.number(achievement, Scope::of(Here::Group), "capaian kelompok").0,
            steps: clauses.steps(),
            complete: clauses
                .find(|kind| if let ClauseKind::Complete(complete) = kind { Some(*complete) } else { None })
                .unwrap_or(true),
        })
    }

    fn members(&mut self, list: &[ast::Reference]) -> Vec<(NameId, Span)> {
        let mut members: Vec<(NameId, Span)> = Vec::new();
        for reference in list {
            let [word] = reference.words.as_slice() else {
                self.resolver.phrase(reference);
                continue;
            };
            if let (ExprKind::Value(ValueRef { subject: Subject::Name(name), .. }), Type::Number(_)) =
                self.resolver.reference(reference, Scope::of(Here::Nothing))
            {
                if let Some((_, before)) = members.iter().find(|(known, _)| *known == name) {
                    let previous = list.iter().map(|other| other.span).take_while(|span| *span != word.span).last();
                    let rest = Span { start: previous.unwrap_or(*before).end, ..word.span };
                    self.problems.push(Problem::RepeatedMember { span: word.span, name: word.text.clone(), rest });
                    continue;
                }
                members.push((name, word.span));
            }
        }
        members
    }

    /// Reports a clause that is not there; a block with an unreadable line may have had it there.
    pub fn missing(&mut self, item: &Item, what: &'static str, inserts: &[&str]) {
        if !item.incomplete {
            let inserts = inserts.iter().map(|line| line.to_string()).collect();
            self.problems.push(Problem::MissingClause { span: item.head_span, block: item.block(), what, inserts });
        }
    }
}

/// A bare name, as in `capaian Baku`.
fn as_name(expr: &ast::Expr) -> Option<&Word> {
    match &expr.kind {
        ast::ExprKind::Reference(reference) if reference.period.is_none() => match reference.words.as_slice() {
            [word] => Some(word),
            _ => None,
        },
        _ => None,
    }
}
