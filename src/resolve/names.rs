//! First pass: every name of the package, its versions in time, and name clashes.

use super::link::Linked;
use super::problem::{ReservedColumn, StructureProblem};
use super::program::{FieldId, NameId, by_longest};
use super::units::Unit;
use crate::program::measure::Worked;
use crate::source::Span;
use crate::syntax::ast::{ClauseKind, Combination, Head, Item, Word, Years};
use crate::syntax::words::{Block, reserved};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What the later passes know of names before any definition is read.
#[derive(Debug, Default)]
pub struct Names {
    /// Things that have a value.
    pub values: Vec<Entry>,
    /// Their ids by text.
    pub by_code: BTreeMap<String, NameId>,
    /// `aturan capaian` and `aturan predikat` by kind and name.
    pub rules: BTreeMap<(RuleKind, String), Vec<Version>>,
    /// Extra data columns.
    pub fields: Vec<FieldEntry>,
    /// Their ids by name.
    pub by_field: BTreeMap<String, FieldId>,
    /// Years of each definition after later versions ended earlier ones, by the place of its head.
    pub in_force: BTreeMap<Span, Years>,
    /// The index of each definition among the versions of its name, by the place of its head.
    pub places: HashMap<Span, usize>,
    /// Whether the package declares no `besaran` and no `indikator`: unknown names are then taken as inputs.
    pub is_sketch: bool,
    /// Words of lines that could not be read.
    pub lost: BTreeSet<String>,
    /// The versions of every `umum`, by prefix.
    pub generals: BTreeMap<String, Vec<Version>>,
    /// Achievement rules every version of which has only the formula for `rentang`.
    pub range_rules: BTreeSet<String>,
    /// Names with `urutan` in some version.
    pub worded: BTreeSet<String>,
    /// Conversions every version of which certainly gives percent.
    pub percent_conversions: BTreeSet<String>,
}

/// A named value.
#[derive(Debug)]
pub struct Entry {
    /// Its text.
    pub code: String,
    /// Versions in order of time.
    pub versions: Vec<Version>,
}

/// One version of a name.
#[derive(Debug, Clone)]
pub struct Version {
    /// Kind of definition.
    pub block: Block,
    pub label: Option<String>,
    /// Years in which it is in force.
    pub years: Years,
    /// `satuan`, or the unit of its formula ([`super::inferred_units`]).
    pub unit: Unit,
    /// What its formula stands for, if it has no stated unit.
    pub worked: Option<Arc<Worked>>,
    /// Whether the value is a formula.
    pub is_computed: bool,
    /// Whether the target is a formula.
    pub computes_target: Option<Span>,
    /// `anggota`, as written.
    pub members: Vec<String>,
    /// The name in the head line.
    pub span: Span,
    /// The head line.
    pub head: Span,
    /// The whole block.
    pub item: Span,
    /// Its `berlaku`.
    pub years_at: Option<Span>,
    /// Whether one of its lines could not be read, perhaps the one with its years.
    pub is_unclear: bool,
}

/// An extra data column.
#[derive(Debug)]
pub struct FieldEntry {
    /// The name rules use.
    pub name: String,
    /// Whether it holds text instead of numbers.
    pub is_text: bool,
    /// The unit it states; without one it has that of its row.
    pub unit: Option<Unit>,
    /// How its quarters are combined into a year.
    pub quarters: Option<Combination>,
    /// The place of its first declaration.
    pub span: Span,
}

/// The kinds of rule; each has its own names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// `aturan capaian`
    Achievement,
    /// `aturan predikat`
    Band,
    /// `aturan konversi`
    Conversion,
}

impl Names {
    pub fn versions(&self, name: NameId) -> &[Version] {
        &self.values[name.0 as usize].versions
    }

    /// The index of a definition among the versions of its name.
    pub fn place(&self, name: NameId, head: Span) -> Option<usize> {
        let is_it = |at: &usize| self.versions(name).get(*at).is_some_and(|version| version.head == head);
        self.places.get(&head).copied().filter(is_it)
    }

    /// The unit that all versions of a name share; unknown if they differ or there are none.
    pub fn unit(&self, name: Option<NameId>) -> Unit {
        let mut units = name.map(|name| self.versions(name)).unwrap_or_default().iter().map(|version| &version.unit);
        let first = units.next().cloned().unwrap_or_default();
        if units.all(|unit| *unit == first) { first } else { Unit::Any }
    }

    /// The field of this name.
    pub fn field(&self, word: &str) -> Option<FieldId> {
        self.by_field.get(word).copied()
    }

    /// The members of each version of a group; unknown ones have findings of their own.
    pub fn members(&self, group: NameId) -> Vec<Vec<NameId>> {
        let known = |code: &String| self.by_code.get(code).copied();
        self.versions(group).iter().map(|version| version.members.iter().filter_map(known).collect()).collect()
    }

    /// Whether an unreadable line may define this name: that of an `umum` may cover all codes with its prefix.
    pub fn is_lost(&self, name: &str) -> bool {
        let is_code = |lost: &str| lost.starts_with(|c: char| c.is_ascii_digit());
        let is_above = |lost: &String| is_code(lost) && crate::data::segments::begins_with(name, lost);
        self.lost.contains(name) || self.lost.iter().any(is_above)
    }

    /// The versions of a code of the data, one for each `umum` that covers it, in the years in which none with a longer
    /// prefix does.
    pub fn covered(&self, code: &str) -> Vec<Version> {
        let covering = self.generals.iter().filter(|(prefix, _)| crate::data::segments::begins_with(code, prefix));
        let versions =
            covering.flat_map(|(prefix, versions)| versions.iter().map(|one| (prefix.len(), one.years, one)));
        let left = by_longest(versions.collect()).into_iter();
        let mut found: Vec<Version> = left.map(|(years, version)| Version { years, ..version.clone() }).collect();
        found.sort_by_key(|version| version.years.from);
        found
    }

    /// Whether an `umum` covers a code.
    pub fn is_covered(&self, code: &str) -> bool {
        self.generals.keys().any(|prefix| crate::data::segments::begins_with(code, prefix))
    }

    /// Adds an undeclared input (sketches).
    pub fn assume(&mut self, word: &Word) -> NameId {
        let version = Version {
            block: Block::Quantity,
            label: None,
            years: Years::ALWAYS,
            unit: Unit::Any,
            worked: None,
            is_computed: false,
            computes_target: None,
            members: Vec::new(),
            span: word.span,
            head: word.span,
            item: word.span,
            years_at: None,
            is_unclear: false,
        };
        self.add(&word.text, version)
    }

    /// Adds a code that an `umum` covers; none if none does. Its unit is left open, as its rows may have another.
    pub fn assume_covered(&mut self, word: &Word) -> Option<NameId> {
        let versions = self.covered(&word.text).into_iter();
        let at = Version {
            unit: Unit::Any,
            worked: None,
            span: word.span,
            head: word.span,
            item: word.span,
            ..versions.as_slice().first()?.clone()
        };
        let versions = versions.map(|version| Version { block: version.block, years: version.years, ..at.clone() });
        versions.map(|version| self.add(&word.text, version)).last()
    }

    fn add(&mut self, code: &str, version: Version) -> NameId {
        let next = NameId(self.values.len() as u32);
        let id = *self.by_code.entry(code.to_string()).or_insert(next);
        if id == next {
            self.values.push(Entry { code: code.to_string(), versions: Vec::new() });
        }
        self.values[id.0 as usize].versions.push(version);
        id
    }
}

/// Collects the names of all modules.
pub fn collect(linked: &Linked, lost: impl IntoIterator<Item = String>, problems: &mut Vec<StructureProblem>) -> Names {
    let mut names = Names { lost: lost.into_iter().collect(), is_sketch: true, ..Names::default() };
    for item in &linked.items {
        let block = item.block();
        names.is_sketch &= !matches!(block, Block::Quantity | Block::Indicator | Block::General | Block::Use);
        match &item.head {
            Head::Formula { name, .. } => collect_name(&mut names, item, name, None, linked, problems),
            Head::Named { name, label, .. } => collect_name(&mut names, item, name, label.as_ref(), linked, problems),
            Head::Data { .. } => collect_fields(&mut names, item, problems),
            Head::General { prefix } => {
                if let Some(prefix) = prefix {
                    let is_measured = item.clauses.iter().any(|clause| matches!(clause.kind, ClauseKind::Direction(_)));
                    let block = if is_measured { Block::Indicator } else { Block::Quantity };
                    let versions = versions_of(item, block, prefix, None, linked);
                    names.generals.entry(prefix.text.clone()).or_default().extend(versions);
                }
            }
            Head::Package { .. } | Head::Example { .. } | Head::Assert { .. } | Head::Use { .. } => {}
            Head::Prove { .. } | Head::Claim { .. } | Head::Scenario { .. } | Head::Alter { .. } => {}
        }
    }
    names.range_rules = super::lacking::range_rules(&linked.items);
    let (mut in_force, mut places) = (BTreeMap::new(), HashMap::new());
    let values = names.values.iter_mut().map(|entry| (&entry.code, &mut entry.versions));
    let rules = names.rules.iter_mut().map(|((_, name), versions)| (name, versions));
    for (code, versions) in values.chain(rules) {
        settle(code, versions, problems);
        // For one that was split in two by its replacement, the first part; see `split`.
        in_force.extend(versions.iter().rev().map(|version| (version.head, version.years)));
        places.extend(versions.iter().enumerate().rev().map(|(at, version)| (version.head, at)));
    }
    (names.in_force, names.places) = (in_force, places);
    for (prefix, versions) in &mut names.generals {
        // Overlaps have a finding as an `umum`.
        settle(prefix, versions, &mut Vec::new());
    }
    let clashes = names.fields.iter().filter_map(|field| Some((field, names.by_code.get(&field.name)?)));
    problems.extend(clashes.map(|(field, &name)| StructureProblem::FieldIsName {
        name: field.name.clone(),
        span: field.span,
        value: names.versions(name)[0].span,
    }));
    names
}

fn collect_name(
    names: &mut Names,
    item: &Item,
    name: &Word,
    label: Option<&Word>,
    linked: &Linked,
    problems: &mut Vec<StructureProblem>,
) {
    let reserved = reserved().any(|word| word == name.text);
    let block = item.block();
    let is_rule = matches!(block, Block::AchievementRule | Block::BandRule | Block::ConversionRule);
    if reserved && block != Block::Table && !(is_rule && block != Block::ConversionRule) {
        problems.push(StructureProblem::ReservedName { span: name.span, name: name.text.clone(), column: None });
        // Uses of the name mean this definition and get no message of their own.
        names.lost.insert(name.text.clone());
        return;
    }
    if item.clauses.iter().any(|clause| matches!(clause.kind, ClauseKind::Order(_))) {
        names.worded.insert(name.text.clone());
    }
    for version in versions_of(item, block, name, label, linked) {
        add_version(names, block, name, version);
    }
}

/// The versions of a name from a definition, one for each period of years left to it.
fn versions_of(item: &Item, block: Block, name: &Word, label: Option<&Word>, linked: &Linked) -> Vec<Version> {
    let years = item.in_force();
    let unit = item.clauses.iter().find_map(|clause| {
        if let ClauseKind::Unit(word) = &clause.kind { Some(Unit::from_word(&word.text)) } else { None }
    });
    let members = item
        .clauses
        .iter()
        .filter_map(|clause| if let ClauseKind::Members(list) = &clause.kind { Some(list) } else { None });
    let version = Version {
        block,
        label: label.map(|word| word.text.clone()),
        years: years.unwrap_or(Years::ALWAYS),
        unit: unit.unwrap_or_default(),
        worked: None,
        is_computed: block == Block::Formula
            || item.clauses.iter().any(|clause| matches!(clause.kind, ClauseKind::Formula(_))),
        computes_target: item.clauses.iter().find(|one| matches!(one.kind, ClauseKind::Target(_))).map(|one| one.span),
        members: members.flatten().filter_map(|reference| Some(reference.words.first()?.text.clone())).collect(),
        span: name.span,
        head: item.head_span,
        item: item.span,
        years_at: item.clauses.iter().find(|one| matches!(one.kind, ClauseKind::InForce(_))).map(|one| one.span),
        is_unclear: item.incomplete,
    };
    let left = linked.left.get(&item.head_span).map(Vec::as_slice);
    left.unwrap_or(&[version.years]).iter().map(|years| Version { years: *years, ..version.clone() }).collect()
}

fn add_version(names: &mut Names, block: Block, name: &Word, version: Version) {
    let kind = match block {
        Block::AchievementRule => RuleKind::Achievement,
        Block::BandRule => RuleKind::Band,
        Block::ConversionRule => RuleKind::Conversion,
        Block::Quantity | Block::Formula | Block::Indicator | Block::Group => {
            names.add(&name.text, version);
            return;
        }
        // Tables are not referred to by name, the others have no name.
        Block::Table | Block::Package | Block::General | Block::Use | Block::Data | Block::Example => return,
        Block::Assert | Block::Claim | Block::Prove | Block::Scenario | Block::Alter => return,
    };
    names.rules.entry((kind, name.text.clone())).or_default().push(version);
}

fn collect_fields(names: &mut Names, item: &Item, problems: &mut Vec<StructureProblem>) {
    for clause in &item.clauses {
        let ClauseKind::Field { name, header, is_text, unit, quarters } = &clause.kind else { continue };
        if super::headings::is_taken(&name.text) {
            let is_measured = unit.is_some() || quarters.is_some();
            let header = header.as_ref().map(|header| header.text.clone());
            problems.push(StructureProblem::ReservedName {
                span: name.span,
                name: name.text.clone(),
                column: Some(ReservedColumn { line: clause.span, header, is_measured }),
            });
            continue;
        }
        let unit = unit.as_ref().map(|word| Unit::from_word(&word.text));
        // Several files may have the same column; it is one field.
        match names.field(&name.text).map(|id| &names.fields[id.0 as usize]) {
            Some(known) if known.is_text != *is_text || known.unit != unit || known.quarters != *quarters => {
                let first = known.span;
                problems.push(StructureProblem::FieldDiffers { span: clause.span, first, name: name.text.clone() });
            }
            Some(_) => {}
            None => {
                names.by_field.insert(name.text.clone(), FieldId(names.fields.len() as u32));
                let (name, is_text, quarters, span) = (name.text.clone(), *is_text, *quarters, name.span);
                names.fields.push(FieldEntry { name, is_text, unit, quarters, span });
            }
        }
    }
}

/// Sorts versions by time; a later one with a first year ends an earlier open one. Reports remaining overlaps.
fn settle(code: &str, versions: &mut [Version], problems: &mut Vec<StructureProblem>) {
    versions.sort_by_key(|version| version.years.from);
    for at in 1..versions.len() {
        let start = versions[at].years.from;
        let earlier = &mut versions[at - 1].years;
        if let Some(start) = start
            && earlier.to.is_none()
            && earlier.from.is_none_or(|from| from < start)
        {
            earlier.to = Some(start - 1);
        }
    }
    // Each is compared with the one before it that lasts longest.
    let (mut longest, mut reported) = (0, 0);
    for at in 1..versions.len() {
        let (first, second) = (&versions[longest], &versions[at]);
        let unclear = first.is_unclear || second.is_unclear;
        if first.years.overlaps(second.years) && !unclear && reported < 20 {
            reported += 1;
            let (mut first, mut second) = (first.clone(), second.clone());
            if (second.span.source, second.span.start) < (first.span.source, first.span.start) {
                std::mem::swap(&mut first, &mut second);
            }
            problems.push(StructureProblem::SameName {
                name: code.to_string(),
                first: Box::new(first),
                second: Box::new(second),
            });
        }
        let last = |version: &Version| version.years.to.unwrap_or(i32::MAX);
        if last(&versions[at]) > last(&versions[longest]) {
            longest = at;
        }
    }
}
