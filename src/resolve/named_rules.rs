//! Second pass: `aturan capaian` and `aturan predikat`, and the names by which definitions refer to them.

use super::definitions::{Clauses, Definer, interval};
use super::expressions::{Here, Scope};
use super::names::{RuleKind, Version};
use super::problem::{Begun, StructureProblem};
use super::program::*;
use super::range_signs::ends;
use super::units::Unit;
use crate::diagnostic::nearest;
use crate::source::Span;
use crate::syntax::ast::{self, ClauseKind, Direction, Item, Word, Years};

impl Definer<'_, '_> {
    /// `aturan capaian`
    pub fn achievement_rule(&mut self, item: &Item, name: &Word) -> AchievementRule {
        let clauses = Clauses::new(item, &mut self.problems);
        let mut by_direction = |wanted, of_ranges| {
            let outcome = clauses.find(|kind| {
                if let ClauseKind::ByDirection { direction, ranged, outcome } = kind
                    && *direction == wanted
                    && *ranged == of_ranges
                {
                    Some(outcome)
                } else {
                    None
                }
            });
            outcome.map(|outcome| self.outcome(outcome))
        };
        let (higher, lower) = (by_direction(Direction::Higher, false), by_direction(Direction::Lower, false));
        let range = by_direction(Direction::Range, false);
        let (higher_range, lower_range) = (by_direction(Direction::Higher, true), by_direction(Direction::Lower, true));
        let cases = clauses.all(|clause| {
            if let ClauseKind::Case { condition, outcome } = &clause.kind { Some((condition, outcome)) } else { None }
        });
        self.single_numbers(item);
        self.signs_of_limits(item, &Unit::Percent);
        if [&higher, &lower, &range, &higher_range, &lower_range].iter().all(|outcome| outcome.is_none()) {
            self.missing(item, "rumus", &["makin tinggi : realisasi / target * 100"], "");
        }
        let cases = cases
            .into_iter()
            .map(|(condition, outcome)| {
                let scope = Scope::of(Here::Indicator);
                (self.resolver.condition(condition, scope, "sesudah \"jika\""), self.outcome(outcome))
            })
            .collect();
        AchievementRule {
            name: name.text.clone(),
            in_force: self.resolver.names.in_force.get(&item.head_span).copied().unwrap_or(Years::ALWAYS),
            cases,
            higher,
            lower,
            range,
            higher_range,
            lower_range,
            steps: clauses.steps(),
            show: clauses.show(),
            backwards: item.clauses.iter().find_map(|clause| {
                if let ClauseKind::AcceptBackwards { reason } = &clause.kind {
                    Some((reason.text.clone(), clause.span))
                } else {
                    None
                }
            }),
            sources: clauses.sources(),
            span: item.head_span,
            block: item.span,
        }
    }

    fn outcome(&mut self, outcome: &ast::Outcome) -> Outcome {
        match outcome {
            ast::Outcome::Undefined(reason) => Outcome::Undefined(reason.text.clone(), reason.span),
            ast::Outcome::Value(expr) => {
                Outcome::Value(self.resolver.number(expr, Scope::of(Here::Indicator), "hasil aturan").0)
            }
        }
    }

    /// `aturan predikat`
    pub fn band_rule(&mut self, item: &Item, name: &Word) -> BandRule {
        let clauses = Clauses::new(item, &mut self.problems);
        let bands = clauses.all(|clause| {
            if let ClauseKind::BandRow { range, grade, words } = &clause.kind {
                Some(Band {
                    range: interval(range),
                    grade: grade.text.clone(),
                    words: words.as_ref().map(|words| words.text.clone()),
                    range_span: range.span,
                    span: clause.span,
                })
            } else {
                None
            }
        });
        if bands.is_empty() {
            self.missing(item, "rentang", &["0 .. 100 : \"…\""], "");
        }
        // A single text is the reason for every grade, unless it is a grade.
        let is_grade = |text: &String| bands.iter().any(|band| band.grade == *text);
        let accepted = clauses.all(|clause| {
            if let ClauseKind::AcceptUnreachable { grade, reason } = &clause.kind {
                let grade = grade.as_ref().map(|grade| grade.text.clone());
                Some((grade.or_else(|| Some(reason.text.clone()).filter(is_grade)), clause.span))
            } else {
                None
            }
        });
        let ranges = clauses.all(|clause| {
            if let ClauseKind::BandRow { range, .. } | ClauseKind::NoBand { range, .. } = &clause.kind {
                Some(range)
            } else {
                None
            }
        });
        let ends = ends(self.resolver.sources, ranges);
        let unit = self.band_unit(&clauses);
        if let Some((unit, _)) = unit.as_ref().filter(|(unit, _)| !unit.is_percent()) {
            self.foreign(ends.signs.clone(), "rentang", unit);
        }
        BandRule {
            unit,
            ends,
            name: name.text.clone(),
            in_force: self.resolver.names.in_force.get(&item.head_span).copied().unwrap_or(Years::ALWAYS),
            round: clauses.find(|kind| if let ClauseKind::Round(round) = kind { Some(*round) } else { None }),
            bands,
            uncovered: clauses.all(|clause| {
                if let ClauseKind::NoBand { range, reason } = &clause.kind {
                    Some(Uncovered {
                        range: interval(range),
                        reason: reason.text.clone(),
                        range_span: range.span,
                        span: clause.span,
                    })
                } else {
                    None
                }
            }),
            accepted,
            sources: clauses.sources(),
            span: item.head_span,
            block: item.span,
        }
    }

    /// The unit of a band rule, declared or from the notation of its ranges.
    fn band_unit(&self, clauses: &Clauses) -> Option<(Unit, Span)> {
        let declared = clauses.all(|clause| {
            if let ClauseKind::Unit(word) = &clause.kind {
                Some((Unit::from_word(&word.text), clause.span))
            } else {
                None
            }
        });
        let in_percent = clauses.all(|clause| {
            if let ClauseKind::BandRow { range, .. } = &clause.kind
                && self.resolver.sources.slice(range.span).contains('%')
            {
                Some((Unit::Percent, range.span))
            } else {
                None
            }
        });
        declared.into_iter().chain(in_percent).next()
    }

    /// `aturan konversi`
    pub fn conversion(&mut self, item: &Item, name: &Word) -> ConversionRule {
        let clauses = Clauses::new(item, &mut self.problems);
        let pieces = clauses.all(|clause| {
            if let ClauseKind::Piece { from, value } = &clause.kind { Some((from, value, clause.span)) } else { None }
        });
        if pieces.is_empty() {
            self.missing(item, "bagian", &["0 .. 100 : nilai"], "");
        }
        let ranges = pieces.iter().filter_map(|(from, ..)| match from {
            ast::PieceFrom::Range(range) => Some(range),
            ast::PieceFrom::Text(_) => None,
        });
        let ends = ends(self.resolver.sources, ranges);
        let pieces = pieces
            .into_iter()
            .map(|(from, value, span)| Piece {
                from: match from {
                    ast::PieceFrom::Range(range) => PieceFrom::Range(interval(range)),
                    ast::PieceFrom::Text(word) => PieceFrom::Text(word.text.clone()),
                },
                value: self.resolver.number(value, Scope::of(Here::Conversion), "hasil konversi").0,
                from_span: match from {
                    ast::PieceFrom::Range(range) => range.span,
                    ast::PieceFrom::Text(word) => word.span,
                },
                span,
            })
            .collect();
        ConversionRule {
            name: name.text.clone(),
            in_force: self.resolver.names.in_force.get(&item.head_span).copied().unwrap_or(Years::ALWAYS),
            round: clauses.find(|kind| if let ClauseKind::Round(round) = kind { Some(*round) } else { None }),
            pieces,
            ends,
            jump: item.clauses.iter().find_map(|clause| {
                if let ClauseKind::AcceptJump { reason } = &clause.kind {
                    Some((reason.text.clone(), clause.span))
                } else {
                    None
                }
            }),
            sources: clauses.sources(),
            span: item.head_span,
            block: item.span,
        }
    }

    /// A rule named by a definition that is in force for `years`.
    pub(super) fn rule_name(&mut self, kind: RuleKind, word: &Word, years: Years) -> Option<(String, Span)> {
        let versions = self.resolver.names.rules.get(&(kind, word.text.clone()));
        let Some(versions) = versions else {
            self.resolver.unclear.push(word.span);
            if !self.resolver.names.lost.contains(&word.text) {
                self.unknown_rule(kind, word);
            }
            return None;
        };
        if !covers_all(versions, years) {
            self.not_in_force(kind, word, years);
        }
        self.used_rules.insert((kind, word.text.clone()));
        Some((word.text.clone(), word.span))
    }

    /// One finding for each rule, however many definitions of the same years name it.
    fn not_in_force(&mut self, kind: RuleKind, word: &Word, years: Years) {
        let key = (kind, word.text.clone());
        let known = self.missing_rules.get(&key).copied();
        if let Some(StructureProblem::RuleNotInForce { spans, years: first, .. }) =
            known.and_then(|at| self.problems.get_mut(at))
            && *first == years
        {
            spans.push(word.span);
            return;
        }
        let versions = self.resolver.names.rules.get(&key).map(Vec::as_slice).unwrap_or_default();
        let known = versions.iter().map(|version| version.years).collect();
        // `berlaku 2026` instead of `berlaku mulai 2026`: the last version, if nothing else is wrong.
        let begun = versions.split_last().and_then(|(last, before)| {
            let year = last.years.from.filter(|from| last.years.to == Some(*from))?;
            let open = Version { years: Years { to: None, ..last.years }, ..last.clone() };
            let is_enough = covers_all(&[before, &[open]].concat(), years);
            let at = last.years_at.filter(|_| is_enough || before.is_empty())?;
            Some(Begun { at, year, is_enough })
        });
        self.missing_rules.insert(key, self.problems.len());
        let (kind, name, spans) = (kind.word(), word.text.clone(), vec![word.span]);
        self.problems.push(StructureProblem::RuleNotInForce { spans, kind, name, years, known, begun });
    }

    /// One finding for each unknown rule, however many definitions name it.
    fn unknown_rule(&mut self, kind: RuleKind, word: &Word) {
        let known = self.missing_rules.get(&(kind, word.text.clone())).copied();
        if let Some(StructureProblem::UnknownRule { spans, .. }) = known.and_then(|at| self.problems.get_mut(at)) {
            spans.push(word.span);
            return;
        }
        let kinds = [RuleKind::Achievement, RuleKind::Band, RuleKind::Conversion];
        let is_known = |kind: &RuleKind| self.resolver.names.rules.contains_key(&(*kind, word.text.clone()));
        let other = kinds.into_iter().filter(|other| *other != kind).find(is_known);
        // `Ordinal` for `Ord`: one is a prefix of the other.
        let begins = |known: &&str| {
            let (known, word) = (known.to_lowercase(), word.text.to_lowercase());
            known.len().min(word.len()) >= 3 && (known.starts_with(&word) || word.starts_with(&known))
        };
        let nearest = nearest(&word.text, self.rule_names(kind)).or_else(|| self.rule_names(kind).find(begins));
        let nearest = nearest.map(str::to_string);
        let mut all: Vec<String> = self.rule_names(kind).map(str::to_string).collect();
        all.sort_unstable();
        all.truncate(MOST_NAMED);
        self.missing_rules.insert((kind, word.text.clone()), self.problems.len());
        self.problems.push(StructureProblem::UnknownRule {
            spans: vec![word.span],
            kind: kind.word(),
            name: word.text.clone(),
            nearest,
            unused: None,
            other: other.map(RuleKind::word),
            all: all.join(", "),
        });
    }

    /// Notes of unknown rules that nothing names the near one: that may be the misspelt one.
    pub(super) fn note_unused_rules(&mut self) {
        for ((kind, _), at) in &self.missing_rules {
            let Some(StructureProblem::UnknownRule { nearest: Some(near), unused, .. }) = self.problems.get_mut(*at)
            else {
                continue;
            };
            let key = (*kind, near.clone());
            let versions = self.resolver.names.rules.get(&key).map(Vec::as_slice).unwrap_or_default();
            if let ([only], false) = (versions, self.used_rules.contains(&key)) {
                *unused = Some(only.span);
            }
        }
    }

    pub(super) fn rule_names(&self, kind: RuleKind) -> impl Iterator<Item = &str> {
        self.resolver.names.rules.keys().filter(move |(known, _)| *known == kind).map(|(_, name)| name.as_str())
    }
}

/// So many rules are named.
const MOST_NAMED: usize = 8;

impl RuleKind {
    /// The word after `aturan`.
    pub fn word(self) -> &'static str {
        match self {
            RuleKind::Achievement => "capaian",
            RuleKind::Band => "predikat",
            RuleKind::Conversion => "konversi",
        }
    }
}

/// Whether versions, sorted by time, cover every year of `years`.
fn covers_all(versions: &[Version], years: Years) -> bool {
    let mut next = years.from;
    for version in versions {
        let starts_in_time = match (version.years.from, next) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(from), Some(next)) => from <= next,
        };
        if !starts_in_time {
            return false;
        }
        match version.years.to {
            None => return true,
            Some(to) if years.to.is_some_and(|last| last <= to) => return true,
            Some(to) => next = Some(next.map_or(to + 1, |next| next.max(to + 1))),
        }
    }
    false
}
