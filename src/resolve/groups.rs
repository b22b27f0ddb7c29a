//! `kelompok`: members, weights, and what the achievement of a group reads of them.

use super::definitions::{Clauses, Definer};
use super::expressions::{Here, Scope, Type};
use super::problem::{ExpressionProblem, Lack, StructureProblem};
use super::program::*;
use super::references::supports;
use super::units::Unit;
use super::written_weights::{WrittenWeight, written_weight};
use crate::diagnostic::{Edit, nearest};
use crate::number::Exact;
use crate::source::Span;
use crate::syntax::ast::{self, ClauseKind, Item, Years};
use crate::syntax::words::Block;
use std::collections::{HashMap, HashSet};

impl Definer<'_, '_> {
    pub(super) fn group(&mut self, item: &Item, clauses: &Clauses, own: NameId, code: &str) -> Option<Group> {
        self.problems.extend(item.clauses.iter().find_map(|clause| {
            if let ClauseKind::Unit(word) = &clause.kind
                && !Unit::from_word(&word.text).is_percent()
            {
                Some(StructureProblem::UnitOfGroup { span: clause.span, unit: word.text.clone() })
            } else {
                None
            }
        }));
        let references = clauses.find(|kind| if let ClauseKind::Members(list) = kind { Some(list) } else { None });
        // Undefined members have findings of their own: their weights are not judged again.
        let names = &self.resolver.names.by_code;
        // Nor are those that stand side by side: their sign was lost.
        let words =
            references.into_iter().flatten().flat_map(|one| one.words.iter().map(|word| (one.words.len(), word)));
        let unknown: HashSet<&str> = words
            .filter(|(many, word)| *many > 1 || !names.contains_key(&word.text))
            .map(|(_, word)| word.text.as_str())
            .collect();
        let members = match references {
            Some(list) => {
                // A member is an indicator, so an unknown one should not be declared as an input.
                let declare_at = self.resolver.declare_at.take();
                let members = self.members(list, own);
                self.resolver.declare_at = declare_at;
                members
            }
            None => {
                self.missing(item, "anggota", &[], "sebut indikatornya:  anggota NAMA; NAMA");
                Vec::new()
            }
        };
        let achievement = clauses.find(|kind| if let ClauseKind::Achievement(expr) = kind { Some(expr) } else { None });
        let Some(achievement) = achievement else {
            self.missing(item, "capaian", &["capaian rata_rata(capaian anggota)"], "");
            return None;
        };
        self.resolver.members = members.iter().map(|(name, _)| *name).collect();
        let before = self.resolver.problems.len();
        let achievement = self.resolver.number(achievement, Scope::of(Here::Group), "capaian kelompok").0;
        let has_weights = clauses.find(|kind| matches!(kind, ClauseKind::Weights(_)).then_some(())).is_some();
        for problem in &mut self.resolver.problems[before..] {
            if let ExpressionProblem::SetAsValue { is_weighted, .. } = problem {
                *is_weighted = has_weights;
            }
        }
        let years = self.resolver.names.in_force.get(&item.head_span).copied().unwrap_or(Years::ALWAYS);
        self.member_roles(&achievement, &members, years);
        let weights = self.weights(item, clauses, &members, &unknown, code);
        if weights.is_empty()
            && unknown.is_empty()
            && !item.incomplete
            && super::depend::weighs_own_members(&achievement)
        {
            self.problems.push(StructureProblem::NoWeights { span: achievement.span, group: code.to_string() });
        }
        Some(Group {
            weights,
            weights_admitted: clauses
                .find(|kind| matches!(kind, ClauseKind::AcceptWeights { .. }).then_some(()))
                .is_some(),
            other_members: clauses.find(|kind| {
                if let ClauseKind::AcceptOtherMembers { reason } = kind { Some(reason.text.clone()) } else { None }
            }),
            twice_admitted: clauses
                .all(|clause| matches!(clause.kind, ClauseKind::AcceptTwice { .. }).then_some(clause.span))
                .first()
                .copied(),
            members,
            achievement,
            steps: clauses.steps(),
            complete: clauses.complete(),
            says_complete: clauses.find(|kind| matches!(kind, ClauseKind::Complete(_)).then_some(())).is_some(),
        })
    }

    fn weights(
        &mut self,
        item: &Item,
        clauses: &Clauses,
        members: &[(NameId, Span)],
        unknown: &HashSet<&str>,
        group: &str,
    ) -> Vec<(NameId, Expr)> {
        let written = clauses
            .all(|clause| if let ClauseKind::Weights(list) = &clause.kind { Some((list, clause.span)) } else { None });
        let accepted = clauses
            .all(|clause| if let ClauseKind::AcceptWeights { .. } = &clause.kind { Some(clause.span) } else { None });
        let known: HashSet<NameId> = members.iter().map(|(name, _)| *name).collect();
        let mut weights: Vec<(NameId, Expr)> = Vec::new();
        let mut places: HashMap<NameId, Span> = HashMap::new();
        let (mut repeated, mut strangers) = (false, Vec::new());
        for (word, expr) in written.iter().flat_map(|(list, _)| list.iter()) {
            let value = self.resolver.number(expr, Scope::of(Here::Nothing), "bobot").0;
            let name = self.resolver.names.by_code.get(&word.text).copied();
            match name.filter(|name| known.contains(name)) {
                Some(name) => match places.get(&name) {
                    None => {
                        places.insert(name, word.span);
                        weights.push((name, value));
                    }
                    Some(&first) => {
                        let (span, name) = (word.span, word.text.clone());
                        repeated = true;
                        self.problems.push(StructureProblem::RepeatedWeight { span, first, name });
                    }
                },
                None if unknown.contains(word.text.as_str()) => {}
                // The members are in the line that could not be read.
                None if item.incomplete && members.is_empty() => {}
                None => strangers.push(word),
            }
        }
        if let Some((_, span)) = written.first().filter(|_| !item.incomplete) {
            let without = members.iter().filter(|(member, _)| !places.contains_key(member));
            let mut names: Vec<String> =
                without.map(|(member, _)| self.resolver.names.values[member.0 as usize].code.clone()).collect();
            // Their weights are part of the sum that was meant.
            let is_all = names.is_empty() && strangers.is_empty();
            for word in strangers.drain(..) {
                // A misspelt name is one mistake: that member has its weight.
                let near = nearest(&word.text, names.iter().map(String::as_str)).map(str::to_string);
                names.retain(|name| Some(name) != near.as_ref());
                self.stranger(word, near, members, group);
            }
            if !names.is_empty() {
                let rest = rest_of(&weights).filter(|_| names.len() == 1);
                let (span, group) = (*span, group.to_string());
                self.problems.push(StructureProblem::MissingWeight { span, names, rest, group });
            } else if is_all && !repeated && unknown.is_empty() {
                self.weight_sum(&weights, *span, accepted.first().copied());
            }
        } else if let Some(span) = accepted.first().filter(|_| written.is_empty() && !item.incomplete) {
            self.problems.push(StructureProblem::NeedlessAcceptance { span: *span, words: "terima jumlah bobot" });
        }
        strangers.into_iter().for_each(|word| self.stranger(word, None, members, group));
        weights
    }

    fn stranger(&mut self, word: &ast::Word, near: Option<String>, members: &[(NameId, Span)], group: &str) {
        let (span, name, group) = (word.span, word.text.clone(), group.to_string());
        // What is declared was forgotten among the members.
        let is_known = self.resolver.names.by_code.contains_key(&word.text);
        let last = members.last().filter(|_| is_known && near.is_none());
        let member = last.map(|(_, last)| Edit::insert_after(*last, format!("; {}", written_name(&name))));
        self.problems.push(StructureProblem::WeightOfStranger { span, name, near, member, group });
    }

    /// Constant weights must add up to one, as fractions: 60 % and 0.6 alike.
    fn weight_sum(&mut self, weights: &[(NameId, Expr)], span: Span, accepted: Option<Span>) {
        let known: Option<Vec<WrittenWeight>> = weights.iter().map(|(_, expr)| written_weight(expr)).collect();
        let Some(known) = known else { return };
        let sum: Exact = known.iter().map(|weight| &weight.part).sum();
        let in_percent = known.iter().any(|weight| weight.in_percent);
        // Weights of 60 and 40 are percentages without their sign.
        let bare = !in_percent && sum > Exact::from(10);
        match (sum == Exact::ONE, accepted) {
            (false, None) if bare => {
                let sign = |(_, expr): &(NameId, Expr)| {
                    if let ExprKind::Number(..) = expr.kind {
                        vec![Edit::insert_after(expr.span, "%")]
                    } else {
                        vec![Edit::insert_before(expr.span, "("), Edit::insert_after(expr.span, ") / 100")]
                    }
                };
                let edits = weights.iter().flat_map(sign).collect();
                let sum = super::intervals::say_number(&sum);
                self.problems.push(StructureProblem::WeightSum {
                    span,
                    sum,
                    whole: "1, yaitu 100%",
                    percent: Some(edits),
                    lack: None,
                });
            }
            (false, None) => {
                // One of them has lost its sign.
                let hundredth = |weight: &WrittenWeight| match weight.in_percent {
                    true => weight.part.clone(),
                    false => &weight.part * &Exact::HUNDREDTH,
                };
                let is_lost = in_percent && known.iter().map(hundredth).sum::<Exact>() == Exact::ONE;
                let without = weights
                    .iter()
                    .zip(&known)
                    .filter(|((_, expr), weight)| !weight.in_percent && matches!(expr.kind, ExprKind::Number(..)));
                let signs = without.map(|((_, expr), _)| Edit::insert_after(expr.span, "%")).collect();
                let percent = Some(signs).filter(|signs: &Vec<Edit>| is_lost && !signs.is_empty());
                let (sum, whole) = match in_percent {
                    true => (format!("{}%", super::intervals::say_number(&(&sum * &Exact::HUNDRED))), "100%"),
                    false => (super::intervals::say_number(&sum), "1"),
                };
                let off = &Exact::ONE - &known.iter().map(|weight| &weight.part).sum();
                let amount = if in_percent { &off.abs() * &Exact::HUNDRED } else { off.abs() };
                let amount = super::intervals::say_number(&amount);
                let way = if off.is_negative() { "lebih" } else { "kurang" };
                let words = format!("{way} {amount}{}", if in_percent { "%" } else { "" });
                let members = self.alone_off(weights, &known, &off);
                let lack = Some(Lack { words, members });
                self.problems.push(StructureProblem::WeightSum { span, sum, whole, percent, lack });
            }
            (true, Some(span)) => {
                self.problems.push(StructureProblem::NeedlessAcceptance { span, words: "terima jumlah bobot" })
            }
            (false, Some(_)) | (true, None) => {}
        }
    }

    /// If there are few members, each that could alone have the wrong weight, with what the weight would have to be.
    fn alone_off(
        &self,
        weights: &[(NameId, Expr)],
        known: &[WrittenWeight],
        off: &Exact,
    ) -> Vec<(String, String, Edit)> {
        const FEW: usize = 3;
        let right = |((name, expr), weight): (&(NameId, Expr), &WrittenWeight)| {
            let part = &weight.part + off;
            let is_written = matches!(expr.kind, ExprKind::Number(..)) && !part.is_negative() && part != Exact::ZERO;
            let text = match weight.in_percent {
                true => format!("{}%", super::intervals::say_number(&(&part * &Exact::HUNDRED))),
                false => super::intervals::say_number(&part),
            };
            let edit = Edit::replace(expr.span, text.as_str());
            is_written.then(|| (self.resolver.names.values[name.0 as usize].code.clone(), text, edit))
        };
        match weights.len() <= FEW {
            true => weights.iter().zip(known).filter_map(right).collect(),
            false => Vec::new(),
        }
    }

    fn members(&mut self, list: &[ast::Reference], own: NameId) -> Vec<(NameId, Span)> {
        let mut members: Vec<(NameId, Span)> = Vec::new();
        let mut known = HashSet::new();
        for (at, reference) in list.iter().enumerate() {
            let [word] = reference.words.as_slice() else {
                self.resolver.phrase(reference);
                continue;
            };
            // A member whose value is a word counts like the others: it has an achievement.
            if let (ExprKind::Value(ValueRef { subject: Subject::Name(name), .. }), Type::Number(_) | Type::Text) =
                self.resolver.reference(reference, Scope::of(Here::Nothing))
            {
                let is_new = known.insert(name);
                if is_new && name != own {
                    members.push((name, word.span));
                    continue;
                }
                // Of `A; B` the part to remove is `; B`, of the first member `A; `.
                let rest = match (at.checked_sub(1), list.get(at + 1)) {
                    (Some(before), _) => Span { start: list[before].span.end, ..word.span },
                    (None, Some(after)) => Span { end: after.span.start, ..word.span },
                    (None, None) => word.span,
                };
                let (span, name) = (word.span, word.text.clone());
                self.problems.push(match is_new {
                    true => StructureProblem::OwnMember { span, name, rest: (list.len() > 1).then_some(rest) },
                    false => StructureProblem::RepeatedMember { span, name, rest },
                });
            }
        }
        members
    }

    /// Reports members that lack what the achievement of their group reads of them.
    fn member_roles(&mut self, achievement: &Expr, members: &[(NameId, Span)], years: Years) {
        let mut roles = Vec::new();
        super::depend::own_member_roles(achievement, &mut roles);
        roles.dedup();
        for (name, span) in members {
            let versions = self.resolver.names.versions(*name).iter().filter(|version| version.years.overlaps(years));
            let blocks: Vec<Block> = versions.map(|version| version.block).collect();
            let lacks = |role: &&Role| !blocks.is_empty() && !blocks.iter().any(|block| supports(*block, **role));
            if let Some(role) = roles.iter().find(lacks) {
                self.resolver.problems.push(super::problem::ExpressionProblem::NoSuchRole {
                    span: *span,
                    role: role.word().unwrap_or("kolom itu"),
                    name: self.resolver.names.values[name.0 as usize].code.clone(),
                    what: blocks[0].word(),
                    declare: None,
                });
            }
        }
    }
}

/// What is left of the whole beside weights in percent, if anything.
fn rest_of(weights: &[(NameId, Expr)]) -> Option<String> {
    let known: Vec<WrittenWeight> = weights.iter().map(|(_, expr)| written_weight(expr)).collect::<Option<_>>()?;
    let sum: Exact = known.iter().map(|weight| &weight.part).sum();
    let rest = &(&Exact::ONE - &sum) * &Exact::HUNDRED;
    let is_percent = !known.is_empty() && known.iter().all(|weight| weight.in_percent);
    let rest = rest.to_decimal().filter(|_| is_percent && rest > Exact::ZERO)?;
    Some(format!("{}%", crate::number::with_comma(rest.normalize())))
}
