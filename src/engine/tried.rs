//! The mends of formulas that cannot be meant, tried: one that leaves its message, leads to another at that place, or makes another
//! number of the formula (`readings.rs`), is none.

use super::edited;
use super::judged::judged_with_units;
use super::readings;
use crate::check::Checked;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity, apply_edits};
use crate::plan::{Judged, Mend, Refused};
use crate::program::Program;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::Parsed;
use std::collections::{BTreeMap, BTreeSet};

/// So often the rules are checked with a mend in each definition, and so often with a single one: of a text this long once.
const MOST_ROUNDS: usize = 6;
const MOST_ALONE: usize = 10;
const LONGEST: usize = 3_000_000;

/// A mend: of which message, and which of its mends.
type One = (usize, usize);

/// A definition: the file, and which of its definitions.
type Place = (SourceId, usize);

/// What is wrong at a place in a definition.
type Told = BTreeMap<Place, Vec<(Code, String, Span)>>;

struct Tries<'a> {
    modules: &'a [Parsed],
    sources: &'a Sources,
    title: &'a str,
    program: &'a Program,
    /// Files whose text is all that their rules are made of.
    whole: BTreeSet<SourceId>,
}

/// Leaves the mends that work.
pub(super) fn keep_working(
    refused: &mut [Refused],
    checked: &Checked,
    modules: &[Parsed],
    sources: &Sources,
    title: &str,
) {
    for edit in refused.iter_mut().flat_map(|one| &mut one.mends).flat_map(|(_, edits)| edits) {
        let text = sources.get(edit.span.source).text();
        inside_brackets(edit, text);
    }
    let of_mends = refused.iter().flat_map(|one| &one.mends).flat_map(|(_, edits)| edits);
    let mut whole: BTreeSet<SourceId> = of_mends.map(|edit| edit.span.source).collect();
    if whole.is_empty() {
        return;
    }
    whole.retain(|source| edited::is_whole(*source, modules, sources));
    let tries = Tries { modules, sources, title, program: &checked.program, whole };
    let before = told(modules, checked, refused);
    // One of each definition at a time.
    let mut waiting: BTreeMap<Place, Vec<One>> = BTreeMap::new();
    for (at, one) in refused.iter().enumerate() {
        for (which, (_, edits)) in one.mends.iter().enumerate() {
            if let Some(place) = edits.first().and_then(|edit| place_of(modules, edit.span)) {
                waiting.entry(place).or_default().push((at, which));
            }
        }
    }
    let (mut failed, mut rounds) = (Vec::new(), 0);
    let length: usize = sources.iter().map(|(_, source)| source.text().len()).sum::<usize>().max(1);
    while rounds < MOST_ROUNDS.min(1 + LONGEST / length) {
        let round: Vec<One> = waiting.values_mut().filter_map(|own| (!own.is_empty()).then(|| own.remove(0))).collect();
        let round: Vec<One> = round.into_iter().filter(|one| tries.can_be_tried(refused, one)).collect();
        if waiting.values().all(Vec::is_empty) && round.is_empty() {
            break;
        }
        failed.extend(tries.failing(refused, &round, &before));
        rounds += 1;
    }
    // What another mend made fail works alone.
    let mut left = MOST_ALONE.min(1 + LONGEST / length);
    let mut longer: Vec<(One, (Mend, Vec<Edit>))> = Vec::new();
    failed.retain(|one| match tries.alone(refused, one, &before, &mut left) {
        Alone::Works => false,
        Alone::Fails => true,
        Alone::Leads(to) => {
            let is_new = |(other, (_, edits)): &(One, (Mend, Vec<Edit>))| other.0 != one.0 || *edits != to.1;
            if longer.iter().all(is_new) {
                longer.push((*one, to));
                return false;
            }
            true
        }
    });
    for ((at, which), mend) in longer {
        refused[at].mends[which] = mend;
    }
    for (at, one) in refused.iter_mut().enumerate() {
        let (mut which, before) = (0.., one.mends.len());
        one.mends.retain(|_| which.next().is_none_or(|which| !failed.contains(&(at, which))));
        one.is_left = one.mends.len() < before;
    }
}

impl Tries<'_> {
    fn can_be_tried(&self, refused: &[Refused], (at, which): &One) -> bool {
        let mut files = refused[*at].mends[*which].1.iter().map(|edit| edit.span.source);
        files.next().is_some_and(|first| self.whole.contains(&first) && files.all(|file| file == first))
    }

    /// The mends of these that do not work when all of them are made.
    fn failing(&self, refused: &[Refused], all: &[One], before: &Told) -> Vec<One> {
        if all.is_empty() {
            return Vec::new();
        }
        let edits = edited::by_file(all.iter().flat_map(|(at, which)| &refused[*at].mends[*which].1));
        let texts = edits.iter().map(|(source, edits)| (*source, apply_edits(self.sources.get(*source).text(), edits)));
        let after = self.judged(texts);
        let has_failed = |(at, which): &&One| {
            let one = &refused[*at];
            let region = edits.get(&one.span.source).map_or(one.span, |edits| moved(one.span, edits));
            let own = &one.mends[*which].1;
            let source = own[0].span.source;
            !self.is_mended(one, source, region, before, &after) || !self.is_kept(own, &edits[&source], &after)
        };
        all.iter().filter(has_failed).copied().collect()
    }

    /// What becomes of a single mend.
    fn alone(&self, refused: &[Refused], (at, which): &One, before: &Told, left: &mut usize) -> Alone {
        let Some(less) = left.checked_sub(1) else { return Alone::Fails };
        *left = less;
        let one = &refused[*at];
        let (mend, edits) = &one.mends[*which];
        let source = edits[0].span.source;
        let old = self.sources.get(source).text();
        let text = apply_edits(old, edits);
        let after = self.judged([(source, text.clone())]);
        let region = moved(one.span, edits);
        if self.is_mended(one, source, region, before, &after) {
            return if self.is_kept(edits, edits, &after) { Alone::Works } else { Alone::Fails };
        }
        // A plain number, a small part, is the end that this one is for.
        if matches!(mend, Mend::OverHundredPercent | Mend::TimesDecimal) {
            return Alone::Fails;
        }
        // Another message behind it may say the next step.
        let is_there = |next: &&Refused| next.place.source == source && touches(next.place, region);
        for (_, more) in after.refused.iter().filter(is_there).flat_map(|next| &next.mends).take(2) {
            let Some(less) = left.checked_sub(1) else { return Alone::Fails };
            *left = less;
            let mut more = more.clone();
            more.iter_mut().for_each(|edit| inside_brackets(edit, &text));
            let last = apply_edits(&text, &more);
            let after = self.judged([(source, last.clone())]);
            let is_other = |(_, other): &(Mend, Vec<Edit>)| apply_edits(old, other) != last;
            if self.is_mended(one, source, moved(region, &more), before, &after) && one.mends.iter().all(is_other) {
                let (edit, line) = difference(source, old, &last);
                let edits = vec![edit];
                if self.is_kept(&edits, &edits, &after) {
                    return Alone::Leads((Mend::Becoming(Box::new(mend.clone()), line), edits));
                }
            }
        }
        Alone::Fails
    }

    /// The rules with these texts.
    fn judged(&self, texts: impl IntoIterator<Item = (SourceId, String)>) -> After {
        let (modules, sources) = edited::with_texts(self.modules, self.sources, texts);
        let (checked, Judged { refused, .. }) = judged_with_units(&modules, &sources, self.title);
        After { told: told(&modules, &checked, &refused), program: checked.program, modules, refused }
    }

    /// Whether a formula still says one of the numbers that it may have said, when these edits are made with others of the file. A sign
    /// of percent that was forgotten makes a number of it that its message asks about.
    fn is_kept(&self, own: &[Edit], all: &[Edit], after: &After) -> bool {
        let is_sign = |edit: &Edit| edit.text == "%" && edit.span.range().is_empty();
        let ends = own.iter().map(|edit| edit.span).reduce(|one, other| Span {
            start: one.start.min(other.start),
            end: one.end.max(other.end),
            ..one
        });
        let Some(place) = ends.filter(|_| !own.iter().all(is_sign)) else { return true };
        readings::is_kept((self.program, place), (&after.program, moved(place, all)))
    }

    /// Whether a message is gone, and no other stands where its formula is now.
    fn is_mended(&self, one: &Refused, source: SourceId, region: Span, before: &Told, after: &After) -> bool {
        let count = |modules: &[Parsed]| {
            modules.iter().find(|one| one.module.source == source).map(|one| one.module.items.len())
        };
        let Some(place) = place_of(self.modules, one.place) else { return true };
        if count(self.modules) != count(&after.modules) {
            return false;
        }
        let mut known = before.get(&place).cloned().unwrap_or_default();
        let own = one.clone().into_diagnostic();
        let is_own = |(code, title, _): &(Code, String, Span)| *code == own.code && *title == own.title;
        if let Some(own) = known.iter().position(is_own) {
            known.remove(own);
        }
        let mut found = after.told.get(&place).into_iter().flatten();
        !found.any(|(code, title, span)| {
            let at = known.iter().position(|(other, words, _)| other == code && words == title);
            let is_known = at.map(|at| known.remove(at)).is_some();
            !is_known && (span.source != region.source || touches(*span, region))
        })
    }
}

/// What becomes of a single mend.
enum Alone {
    Works,
    Fails,
    /// To another message there, whose mend ends it: both as one.
    Leads((Mend, Vec<Edit>)),
}

/// Rules with other texts, and what is told of them.
struct After {
    modules: Vec<Parsed>,
    program: Program,
    told: Told,
    refused: Vec<Refused>,
}

fn touches(one: Span, region: Span) -> bool {
    one.start < region.end && region.start < one.end || one.start == one.end
}

/// The one edit that makes a text of another, and the line in which it is then.
fn difference(source: SourceId, old: &str, new: &str) -> (Edit, String) {
    let same = |one: &mut dyn Iterator<Item = (char, char)>| {
        one.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum::<usize>()
    };
    let start = same(&mut old.chars().zip(new.chars()));
    let end = same(&mut old[start..].chars().rev().zip(new[start..].chars().rev()));
    let edit = Edit::replace(Span::new(source, start, old.len() - end), new[start..new.len() - end].to_string());
    let line = new[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = new[new.len() - end..].find('\n').map_or(new.len(), |at| new.len() - end + at);
    // Of several lines the last one says it: the others only lost their signs.
    let line = new[line..last].trim();
    (edit, line.lines().last().unwrap_or(line).trim().to_string())
}

/// What is wrong, by the definitions in which it is told.
fn told(modules: &[Parsed], checked: &Checked, refused: &[Refused]) -> Told {
    let refused = refused.iter().cloned().map(Refused::into_diagnostic);
    let read = modules.iter().flat_map(|one| &one.diagnostics).chain(&checked.diagnostics).cloned();
    let mut found = Told::new();
    for one in read.chain(refused).filter(|one: &Diagnostic| one.severity == Severity::Error) {
        let Some(span) = one.span() else { continue };
        let Some(place) = place_of(modules, span) else { continue };
        found.entry(place).or_default().push((one.code, one.title, span));
    }
    found
}

/// The definition in which something stands.
fn place_of(modules: &[Parsed], span: Span) -> Option<Place> {
    let own = modules.iter().find(|one| one.module.source == span.source)?;
    let items = &own.module.items;
    let after = items.partition_point(|item| item.span.start <= span.start);
    Some((span.source, after.checked_sub(1)?))
}

/// Where a formula stands when edits are made, with what they write at its ends.
fn moved(span: Span, edits: &[Edit]) -> Span {
    let grown = |edit: &Edit| edit.text.len() as i64 - i64::from(edit.span.end - edit.span.start);
    let by = |is_before: &dyn Fn(&Edit) -> bool| edits.iter().filter(|one| is_before(one)).map(grown).sum::<i64>();
    let at = |place: u32, by: i64| u32::try_from(i64::from(place) + by).unwrap_or(place);
    let start = at(
        span.start,
        by(&|one| one.span.end < span.start || one.span.end == span.start && !one.span.range().is_empty()),
    );
    let end = at(span.end, by(&|one| one.span.start <= span.end));
    Span { start, end: end.max(start), ..span }
}

/// A sign of percent stands behind its number, also where that is in brackets: `(100%)`.
fn inside_brackets(edit: &mut Edit, text: &str) {
    if edit.text != "%" || edit.span.start != edit.span.end {
        return;
    }
    let before = text.get(..edit.span.start as usize).unwrap_or_default();
    let at = before.trim_end_matches(|c: char| c == ')' || c.is_whitespace()).len();
    if before.ends_with(')') {
        edit.span = Span::new(edit.span.source, at, at);
    }
}
