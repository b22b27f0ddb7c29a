//! What two sets of rules mean differently, one thing at a time.

use super::joined::Joined;
use crate::program::{
    AchievementRule, BandRule, ConversionRule, Definition, Group, Indicator, Kind, NameId, Outcome, Program, Step,
    StepKind,
};
use crate::source::Sources;
use crate::syntax::ast::Precision;

/// One difference.
#[derive(Debug, Clone)]
pub struct Change {
    /// Where it is.
    pub of: Thing,
    /// What of it.
    pub part: Part,
    /// How the thing is called: `kelompok IKU`, `aturan predikat Ordinal`.
    pub called: String,
    /// As it was; empty where there was nothing.
    pub before: String,
    /// As it is.
    pub after: String,
    /// The regulation that the rules of now name for it.
    pub basis: Option<String>,
}

/// What has a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// Something with a value.
    Name(NameId),
    /// `aturan capaian`
    Achievement(String),
    /// `aturan predikat`
    Bands(String),
    /// `aturan konversi`
    Conversion(String),
}

/// What of a thing is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is called otherwise.
    Renamed,
    /// It is another kind of thing.
    Kind,
    /// Its formula, or the formulas and cases of a rule.
    Formula,
    /// Its target by a formula.
    Target,
    /// Which way is better.
    Direction,
    /// The rule of its achievement.
    Rule,
    /// Caps alone.
    Cap,
    /// Caps and roundings.
    Steps,
    /// The rule of its grades.
    BandRule,
    /// Its unit.
    Unit,
    /// Its scale.
    Scale,
    /// The step of its values.
    Step,
    /// The words it may be.
    Order,
    /// How quarters become a year.
    Quarters,
    /// Members of a group.
    Members,
    /// Weights.
    Weights,
    /// Whether blanks are passed over.
    Blanks,
    /// The bands, or the pieces of a conversion.
    Rows,
    /// The rounding before a band is looked up.
    RowRounding,
}

impl Part {
    /// What is said of it.
    pub fn words(self) -> &'static str {
        match self {
            Part::Added => "baru",
            Part::Removed => "dihapus",
            Part::Renamed => "nama",
            Part::Kind => "jenis",
            Part::Formula => "rumus",
            Part::Target => "target",
            Part::Direction => "arah",
            Part::Rule => "aturan capaian",
            Part::Cap => "batas",
            Part::Steps => "batas dan pembulatan",
            Part::BandRule => "aturan predikat",
            Part::Unit => "satuan",
            Part::Scale => "skala",
            Part::Step => "langkah",
            Part::Order => "urutan",
            Part::Quarters => "triwulan",
            Part::Members => "anggota",
            Part::Weights => "bobot",
            Part::Blanks => "isian kosong",
            Part::Rows => "rentang",
            Part::RowRounding => "pembulatan sebelum rentang",
        }
    }

    /// Whether making it can move a value.
    pub fn can_be_made(self) -> bool {
        !matches!(self, Part::Added | Part::Removed | Part::Renamed | Part::Step)
    }
}

/// Collects the changes of one thing.
struct Found<'f> {
    all: &'f mut Vec<Change>,
    of: Thing,
    called: String,
    basis: Option<String>,
}

impl Found<'_> {
    fn add(&mut self, part: Part, differs: bool, before: impl FnOnce() -> String, after: impl FnOnce() -> String) {
        if differs {
            let (of, called, basis) = (self.of.clone(), self.called.clone(), self.basis.clone());
            self.all.push(Change { of, part, called, before: before(), after: after(), basis });
        }
    }

    /// What is only on one side is new or gone; of what is on both, `both` tells the differences.
    fn beside<T>(&mut self, before: Option<&T>, after: Option<&T>, both: impl FnOnce(&mut Self, &T, &T)) {
        match (before, after) {
            (Some(before), Some(after)) => both(self, before, after),
            (Some(_), None) => self.add(Part::Removed, true, String::new, String::new),
            (None, _) => self.add(Part::Added, true, String::new, String::new),
        }
    }

    /// The caps and roundings behind a formula.
    fn steps(&mut self, (before, old): (&[Step], &Sources), (after, new): (&[Step], &Sources)) {
        let differs = kinds(before) != kinds(after);
        self.add(steps_part(before, after), differs, || say_steps(before, old), || say_steps(after, new));
    }
}

/// Every difference, in the order of things: rules, then what has a value.
pub fn changes(joined: &Joined, old: &Sources, new: &Sources) -> Vec<Change> {
    let mut all = Vec::new();
    for (name, [before, after]) in &joined.achievements {
        let (of, called) = (Thing::Achievement(name.clone()), format!("aturan capaian {name}"));
        let basis = after.as_ref().and_then(|rule| rule.sources.basis.first().cloned());
        let mut found = Found { all: &mut all, of, called, basis };
        found.beside(before.as_ref(), after.as_ref(), |found, before, after| {
            achievement(found, before, after, old, new)
        });
    }
    for (name, [before, after]) in &joined.bands {
        let (of, called) = (Thing::Bands(name.clone()), format!("aturan predikat {name}"));
        let basis = after.as_ref().and_then(|rule| rule.sources.basis.first().cloned());
        let mut found = Found { all: &mut all, of, called, basis };
        found.beside(before.as_ref(), after.as_ref(), |found, before, after| bands(found, before, after, old, new));
    }
    for (name, [before, after]) in &joined.conversions {
        let (of, called) = (Thing::Conversion(name.clone()), format!("aturan konversi {name}"));
        let basis = after.as_ref().and_then(|rule| rule.sources.basis.first().cloned());
        let mut found = Found { all: &mut all, of, called, basis };
        found
            .beside(before.as_ref(), after.as_ref(), |found, before, after| conversion(found, before, after, old, new));
    }
    for index in 0..joined.host.names.len() as u32 {
        let name = NameId(index);
        let (before, after) = (joined.old.get(&name), joined.new.get(&name));
        let Some(one) = after.or(before) else { continue };
        let code = joined.host.code(name);
        let called = format!("{} {code}", kind_words(one));
        let basis = after.and_then(|one| one.sources.basis.first().cloned());
        let mut found = Found { all: &mut all, of: Thing::Name(name), called, basis };
        found.beside(before, after, |found, before, after| {
            if let Some(was) = joined.renamed.get(&name) {
                found.add(Part::Renamed, true, || was.clone(), || code.to_string());
            }
            definition(found, (before, old), (after, new), &joined.host);
        });
    }
    all
}

fn kind_words(one: &Definition) -> &'static str {
    match one.kind {
        Kind::Quantity => "besaran",
        Kind::Indicator(_) => "indikator",
        Kind::Group(_) => "kelompok",
    }
}

fn definition(
    found: &mut Found,
    (before, old): (&Definition, &Sources),
    (after, new): (&Definition, &Sources),
    host: &Program,
) {
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
    let order = |one: &Definition| one.order.join("; ");
    found.add(Part::Order, before.order != after.order, || order(before), || order(after));
    let quarters = |one: &Definition| match one.quarters {
        Some(how) => how.word().to_string(),
        None => "tidak dinyatakan".to_string(),
    };
    let differs = before.quarters != after.quarters || before.money != after.money;
    found.add(Part::Quarters, differs, || quarters(before), || quarters(after));
    let band = |one: &Definition| one.band.as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
    found.add(Part::BandRule, band(before) != band(after), || band(before), || band(after));
    match (&before.kind, &after.kind) {
        (Kind::Indicator(before), Kind::Indicator(after)) => indicator(found, (before, old), (after, new)),
        (Kind::Group(before), Kind::Group(after)) => group(found, (before, old), (after, new), host),
        (Kind::Quantity | Kind::Indicator(_) | Kind::Group(_), _) => {}
    }
}

fn indicator(found: &mut Found, (before, old): (&Indicator, &Sources), (after, new): (&Indicator, &Sources)) {
    let target = |one: &Indicator, sources: &Sources| {
        one.target.as_ref().map_or_else(|| "menurut data".into(), |target| sources.one_line(target.span))
    };
    found.add(Part::Target, before.target != after.target, || target(before, old), || target(after, new));
    let way = |one: &Indicator| one.direction.words().to_string();
    found.add(Part::Direction, before.direction != after.direction, || way(before), || way(after));
    let rule = |one: &Indicator| one.rule.0.clone();
    found.add(Part::Rule, rule(before) != rule(after), || rule(before), || rule(after));
    let all = |one: &Indicator| one.steps.iter().chain(&one.defaults).cloned().collect::<Vec<_>>();
    let (first, second) = (all(before), all(after));
    let differs = kinds(&before.steps) != kinds(&after.steps) || kinds(&before.defaults) != kinds(&after.defaults);
    found.add(steps_part(&first, &second), differs, || say_steps(&first, old), || say_steps(&second, new));
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
    found.steps((&before.steps, old), (&after.steps, new));
    let blanks = |one: &Group| (if one.complete { "wajib lengkap" } else { "abaikan yang kosong" }).to_string();
    found.add(Part::Blanks, before.complete != after.complete, || blanks(before), || blanks(after));
}

/// Caps alone, where the roundings and the order stay.
fn steps_part(before: &[Step], after: &[Step]) -> Part {
    let shape = |steps: &[Step]| -> Vec<Option<Precision>> {
        let of = |step: &Step| if let StepKind::Round(precision) = step.kind { Some(precision) } else { None };
        steps.iter().map(of).collect()
    };
    if shape(before) == shape(after) { Part::Cap } else { Part::Steps }
}

fn kinds(steps: &[Step]) -> Vec<&StepKind> {
    steps.iter().map(|step| &step.kind).collect()
}

fn say_steps(steps: &[Step], sources: &Sources) -> String {
    let said: Vec<String> = steps.iter().map(|step| sources.one_line(step.span)).collect();
    if said.is_empty() { "tanpa batas dan pembulatan".to_string() } else { said.join("; ") }
}

fn achievement(found: &mut Found, before: &AchievementRule, after: &AchievementRule, old: &Sources, new: &Sources) {
    let lines = |rule: &AchievementRule, sources: &Sources| {
        let cases = rule.cases.iter().map(|(condition, outcome)| {
            format!("jika {} : {}", sources.one_line(condition.span), sources.one_line(outcome.span()))
        });
        let formulas = ways(rule)
            .into_iter()
            .filter_map(|(way, outcome)| Some(format!("{way} : {}", sources.one_line(outcome.as_ref()?.span()))));
        cases.chain(formulas).collect::<Vec<_>>()
    };
    let (first, second) = (lines(before, old), lines(after, new));
    let differs = !same_rule(before, after);
    found.add(Part::Formula, differs, || only(&first, &second), || only(&second, &first));
    found.steps((&before.steps, old), (&after.steps, new));
}

fn ways(rule: &AchievementRule) -> [(&'static str, &Option<Outcome>); 5] {
    [
        ("makin tinggi", &rule.higher),
        ("makin rendah", &rule.lower),
        ("rentang", &rule.range),
        ("rentang makin tinggi", &rule.higher_range),
        ("rentang makin rendah", &rule.lower_range),
    ]
}

fn same_rule(before: &AchievementRule, after: &AchievementRule) -> bool {
    let same = |a: &Outcome, b: &Outcome| match (a, b) {
        (Outcome::Value(a), Outcome::Value(b)) => a == b,
        (Outcome::Undefined(a, _), Outcome::Undefined(b, _)) => a == b,
        (Outcome::Value(_), Outcome::Undefined(..)) | (Outcome::Undefined(..), Outcome::Value(_)) => false,
    };
    let cases = before.cases.len() == after.cases.len()
        && before.cases.iter().zip(&after.cases).all(|((a, x), (b, y))| a == b && same(x, y));
    let formulas = ways(before).into_iter().zip(ways(after)).all(|((_, a), (_, b))| match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    });
    cases && formulas
}

/// The lines of one that the other does not have.
fn only(lines: &[String], others: &[String]) -> String {
    let own: Vec<&str> = lines.iter().filter(|line| !others.contains(line)).map(String::as_str).collect();
    own.join("; ")
}

fn bands(found: &mut Found, before: &BandRule, after: &BandRule, old: &Sources, new: &Sources) {
    let rows = |rule: &BandRule| {
        let mut rows: Vec<_> = rule
            .bands
            .iter()
            .map(|band| (format!("{:?}", band.range), band.grade.clone(), band.words.clone()))
            .collect();
        rows.extend(rule.uncovered.iter().map(|one| (format!("{:?}", one.range), String::new(), None)));
        rows.sort();
        rows
    };
    let lines = |rule: &BandRule, sources: &Sources| -> Vec<String> {
        let bands = rule.bands.iter().map(|band| band.span);
        bands.chain(rule.uncovered.iter().map(|one| one.span)).map(|span| sources.one_line(span)).collect()
    };
    let (first, second) = (lines(before, old), lines(after, new));
    found.add(Part::Rows, rows(before) != rows(after), || only(&first, &second), || only(&second, &first));
    rounding(found, (before.round, after.round));
}

fn conversion(found: &mut Found, before: &ConversionRule, after: &ConversionRule, old: &Sources, new: &Sources) {
    let same = before.pieces.len() == after.pieces.len()
        && before.pieces.iter().zip(&after.pieces).all(|(a, b)| a.from == b.from && a.value == b.value);
    let lines = |rule: &ConversionRule, sources: &Sources| -> Vec<String> {
        rule.pieces.iter().map(|piece| sources.one_line(piece.span)).collect()
    };
    let (first, second) = (lines(before, old), lines(after, new));
    found.add(Part::Rows, !same, || only(&first, &second), || only(&second, &first));
    rounding(found, (before.round, after.round));
}

fn rounding(found: &mut Found, (before, after): (Option<Precision>, Option<Precision>)) {
    let say = |one: Option<Precision>| match one {
        Some(precision) => format!("bulat {}", precision.places.get()),
        None => "tanpa pembulatan".to_string(),
    };
    found.add(Part::RowRounding, before != after, || say(before), || say(after));
}
