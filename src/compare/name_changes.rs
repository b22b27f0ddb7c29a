//! Differences in the definitions of names: formulas, targets, members, weights, units and other clauses.

use super::changes::Found;
use super::joined::Joined;
use super::part::Part;
use super::rule_changes::{kinds, say_steps, steps_part};
use super::shown::say_show;
use super::stretches::at;
use crate::program::{AchievementRule, Definition, Group, Indicator, Kind, Program, Step, is_cap};
use crate::source::{Sources, Span};

/// What a kind of thing is called in the rules.
pub(super) fn kind_words(one: &Definition) -> &'static str {
    match one.kind {
        Kind::Quantity => "besaran",
        Kind::Indicator(_) => "indikator",
        Kind::Group(_) => "kelompok",
    }
}

/// The differences between two definitions of a name.
pub(super) fn definition(
    found: &mut Found,
    (before, old): (&Definition, &Sources),
    (after, new): (&Definition, &Sources),
    joined: &Joined,
) {
    let host = &joined.host;
    let year = found.years.from.or(found.years.to).unwrap_or_default();
    found.is_inherited = before.from_data && after.from_data;
    let label =
        |one: &Definition| one.label.as_ref().map_or_else(|| "tanpa uraian".into(), |label| format!("\"{label}\""));
    found.add(Part::Label, before.label != after.label, || label(before), || label(after));
    let goal =
        |one: &Definition| one.goal.as_ref().map_or_else(|| "tanpa sasaran".into(), |goal| format!("\"{goal}\""));
    found.add(Part::Goal, before.goal != after.goal, || goal(before), || goal(after));
    if std::mem::discriminant(&before.kind) != std::mem::discriminant(&after.kind) {
        found.add(Part::Kind, true, || kind_words(before).into(), || kind_words(after).into());
        return;
    }
    let formula = |one: &Definition, sources: &Sources| {
        one.formula.as_ref().map_or_else(|| "tanpa rumus".into(), |formula| sources.one_line(formula.span))
    };
    let differs = before.formula != after.formula;
    found.add(Part::Formula, differs, || formula(before, old), || formula(after, new));
    let unit = |one: &Definition| one.unit.word().unwrap_or("tanpa satuan").to_string();
    found.add(Part::Unit, before.unit != after.unit, || unit(before), || unit(after));
    let scale = |one: &Definition| one.scale.as_ref().map(|(scale, _)| scale.clone());
    let say = |one: &Definition, sources: &Sources| {
        one.scale.as_ref().map_or_else(|| "tanpa skala".into(), |(_, span)| sources.one_line(*span))
    };
    found.add(Part::Scale, scale(before) != scale(after), || say(before, old), || say(after, new));
    let step = |one: &Definition| {
        one.step.map_or_else(|| "tanpa langkah".to_string(), |step| crate::number::with_comma(step.normalize()))
    };
    found.add(Part::Step, before.step != after.step, || step(before), || step(after));
    let general = host.general(host.code(after.name), year);
    let is_inherited = found.is_inherited || general.is_some_and(|one| one.show == after.show);
    let differs = before.show != after.show;
    found.add_of(Part::Show, differs, is_inherited, || say_show(before.show), || say_show(after.show));
    let order = |one: &Definition| one.order.join("; ");
    found.add(Part::Order, before.order != after.order, || order(before), || order(after));
    let quarters = |one: &Definition| {
        let kinds = [("", one.quarters), ("pagu ", one.money.budget), ("serapan ", one.money.spent)];
        let said = kinds.into_iter().filter_map(|(of, how)| Some(format!("{of}{}", how?.word())));
        let said = said.collect::<Vec<_>>().join("; ");
        if said.is_empty() { "tidak dinyatakan".to_string() } else { said }
    };
    let differs = before.quarters != after.quarters || before.money != after.money;
    found.add(Part::Quarters, differs, || quarters(before), || quarters(after));
    let band =
        |one: &Definition| one.band.as_ref().map_or_else(|| "tanpa predikat".to_string(), |(name, _)| name.clone());
    let is_inherited = [before, after].iter().all(|one| one.band.as_ref().is_none_or(|(_, at)| !is_within(*at, one)));
    found.add_of(Part::BandRule, band(before) != band(after), is_inherited, || band(before), || band(after));
    let parent = |one: &Definition| one.parent_in(year).map_or("tanpa induk", |parent| host.code(parent)).to_string();
    found.add(Part::Parent, before.parent_in(year) != after.parent_in(year), || parent(before), || parent(after));
    if before.kind.group().is_none() {
        found.add(
            Part::Blanks,
            before.complete != after.complete,
            || blanks(before.complete),
            || blanks(after.complete),
        );
    }
    match (&before.kind, &after.kind) {
        (Kind::Indicator(one), Kind::Indicator(other)) => {
            let inside = is_within(one.rule.1, before) || is_within(other.rule.1, after);
            let rules = [(one, 0), (other, 1)]
                .map(|(one, side)| joined.achievements.get(&one.rule.0).and_then(|all| at(all, year)[side]));
            indicator(found, (one, old), (other, new), rules, !inside);
        }
        (Kind::Group(before), Kind::Group(after)) => group(found, (before, old), (after, new), host),
        (Kind::Quantity | Kind::Indicator(_) | Kind::Group(_), _) => {}
    }
}

/// Whether a clause is in the definition itself, not in an `umum`.
fn is_within(place: Span, definition: &Definition) -> bool {
    let block = definition.block;
    place.source == block.source && block.start <= place.start && place.end <= block.end && !definition.from_data
}

fn blanks(complete: bool) -> String {
    (if complete { "wajib lengkap" } else { "abaikan yang kosong" }).to_string()
}

fn indicator(
    found: &mut Found,
    (before, old): (&Indicator, &Sources),
    (after, new): (&Indicator, &Sources),
    rules: [Option<&AchievementRule>; 2],
    is_rule_inherited: bool,
) {
    let target = |one: &Indicator, sources: &Sources| {
        one.target.as_ref().map_or_else(|| "menurut data".into(), |target| sources.one_line(target.span))
    };
    found.add(Part::Target, before.target != after.target, || target(before, old), || target(after, new));
    let way = |one: &Indicator| one.direction.words().to_string();
    let is_inherited = before.direction_inherited && after.direction_inherited;
    found.add_of(Part::Direction, before.direction != after.direction, is_inherited, || way(before), || way(after));
    let rule = |one: &Indicator| one.rule.0.clone();
    found.add_of(Part::Rule, rule(before) != rule(after), is_rule_inherited, || rule(before), || rule(after));
    // Those of an `umum` for the whole package apply if neither the indicator nor its rule has any.
    let both = [before, after];
    let is_nearer = |step: &Step, side: usize| {
        let mut nearer = both[side].steps.iter().chain(rules[side].into_iter().flat_map(|rule| &rule.steps));
        nearer.any(|other| is_cap(other) == is_cap(step))
    };
    let can_count = |step: &&Step| !(is_nearer(step, 0) && is_nearer(step, 1));
    let defaults = both.map(|one| one.defaults.iter().filter(can_count).map(|step| &step.kind).collect::<Vec<_>>());
    let is_own = kinds(&before.steps) != kinds(&after.steps);
    let differs = is_own || defaults[0] != defaults[1];
    let [first, second] = [0, 1].map(|side| {
        let counting = both[side].defaults.iter().filter(|step| !is_nearer(step, side));
        both[side].steps.iter().chain(counting).cloned().collect::<Vec<_>>()
    });
    let part = steps_part(&first, &second);
    let is_inherited = !is_own || found.is_inherited;
    found.add_of(part, differs, is_inherited, || say_steps(&first, old), || say_steps(&second, new));
}

fn group(found: &mut Found, (before, old): (&Group, &Sources), (after, new): (&Group, &Sources), host: &Program) {
    let members = |one: &Group| one.members.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    let say = |one: &Group| one.members.iter().map(|(name, _)| host.code(*name)).collect::<Vec<_>>().join("; ");
    let mut sorted = [members(before), members(after)];
    sorted.iter_mut().for_each(|one| one.sort());
    found.add(Part::Members, sorted[0] != sorted[1], || say(before), || say(after));
    let weights = |one: &Group| {
        let mut weights = one.weights.clone();
        weights.sort_by_key(|(name, _)| *name);
        weights
    };
    let say = |one: &Group, sources: &Sources| {
        let said =
            one.weights.iter().map(|(name, weight)| format!("{} {}", host.code(*name), sources.one_line(weight.span)));
        said.collect::<Vec<_>>().join("; ")
    };
    found.add(Part::Weights, weights(before) != weights(after), || say(before, old), || say(after, new));
    let formula = |one: &Group, sources: &Sources| sources.one_line(one.achievement.span);
    let differs = before.achievement != after.achievement;
    found.add(Part::Formula, differs, || formula(before, old), || formula(after, new));
    let differs = kinds(&before.steps) != kinds(&after.steps);
    let part = steps_part(&before.steps, &after.steps);
    found.add(part, differs, || say_steps(&before.steps, old), || say_steps(&after.steps, new));
    let complete = [before.complete, after.complete];
    found.add(Part::Blanks, complete[0] != complete[1], || blanks(complete[0]), || blanks(complete[1]));
    let admits = |one: &Group| match one.other_members.is_some() {
        true => "anggota berbeda".to_string(),
        false => "tidak ada".to_string(),
    };
    let differs = before.other_members.is_some() != after.other_members.is_some();
    found.add(Part::Admitted, differs, || admits(before), || admits(after));
}
