//! The mends that messages propose, tried in the rules as they are: one that leaves its message, or leads to another where it writes
//! something, is no mend but a hint; beside one that works it is not even that.

use super::{Package, edited};
use crate::diagnostic::{Code, Diagnostic, Edit, Severity, apply_edits};
use crate::source::{SourceId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Of so many messages at most: who has more is in the middle of writing.
const MOST_MESSAGES: usize = 8;
/// So often the rules are checked at most, of a text this long once.
const MOST_CHECKS: usize = 8;
const LONGEST: usize = 400_000;

/// What is missing elsewhere, seen only now that the line can be read: it says nothing against the mend.
const ONLY_SEEN: [Code; 6] = [Code::K0104, Code::K0105, Code::K0135, Code::K0210, Code::K0301, Code::K0330];
/// The same of names, unless the mend has written them.
const OF_OTHERS: [Code; 2] = [Code::K0102, Code::K0114];

/// Messages besides those about writing whose mends are tried by the place where they write. What is asked for (`arah`) is the
/// planner's to say, whatever the other rules hold of it.
const OF_NAMES: [Code; 7] = [Code::K0102, Code::K0105, Code::K0111, Code::K0113, Code::K0114, Code::K0129, Code::K0135];
/// The same by the whole definition: nothing in it was hidden.
const OF_DEFINITIONS: [Code; 5] = [Code::K0103, Code::K0150, Code::K0153, Code::K0303, Code::K0313];

/// A mend: of which message, and which of its mends.
type One = (usize, usize);

/// What comes of a mend, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Comes {
    /// Its message stays, or another comes where it writes.
    Nothing,
    /// Something else comes to light.
    Seen,
    /// It works, or was not tried.
    Mended,
}

/// The findings of a package with the mends that work.
pub(super) fn working(package: &Package) -> Vec<Diagnostic> {
    let mut findings = package.diagnostics.clone();
    let is_tried = |one: &&Diagnostic| {
        let is_known = is_writing(one) || OF_NAMES.contains(&one.code) || OF_DEFINITIONS.contains(&one.code);
        is_known && one.severity == Severity::Error && !package.problems.contains(one)
    };
    let all = package.diagnostics.iter().filter(|one| !one.suggestions.is_empty() && is_tried(one)).count();
    let length: usize = package.sources.iter().map(|(_, source)| source.text().len()).sum::<usize>().max(1);
    if all == 0 || all > MOST_MESSAGES || length > LONGEST {
        return findings;
    }
    let edits = package.diagnostics.iter().filter(is_tried).flat_map(|one| &one.suggestions).flat_map(|one| &one.edits);
    let mut whole: BTreeSet<SourceId> = edits.map(|edit| edit.span.source).collect();
    whole.retain(|source| edited::is_whole(*source, &package.modules, &package.sources));
    let mut tries = Tries { package, whole, left: MOST_CHECKS.min(LONGEST / length) };
    let mut waiting: Vec<Vec<One>> = Vec::new();
    for (at, one) in tries.package.diagnostics.iter().enumerate().filter(|(_, one)| is_tried(one)) {
        let which = (0..one.suggestions.len()).map(|which| (at, which));
        waiting.push(which.filter(|one| tries.can_be_tried(*one)).collect());
    }
    let mut came: BTreeMap<One, Comes> = BTreeMap::new();
    while waiting.iter().any(|own| !own.is_empty()) {
        // One of each message at a time, in lines of their own.
        let mut round: Vec<One> = Vec::new();
        for own in waiting.iter_mut().filter(|own| !own.is_empty()) {
            if round.iter().all(|other| tries.are_apart(*other, own[0])) {
                round.push(own.remove(0));
            }
        }
        let Some(found) = tries.come_of(&round) else { break };
        for (one, comes) in round.iter().copied().zip(found) {
            // What another mend made fail works alone.
            let alone = (round.len() > 1 && comes != Comes::Mended).then(|| tries.come_of(&[one])).flatten();
            came.insert(one, alone.map_or(comes, |alone| alone[0]));
        }
    }
    for (at, finding) in findings.iter_mut().enumerate() {
        let comes = |which: usize| came.get(&(at, which)).copied().unwrap_or(Comes::Mended);
        let Some(best) = (0..finding.suggestions.len()).map(comes).max() else { continue };
        let (mut which, before) = (0.., finding.suggestions.len());
        let mut lost = Vec::new();
        finding.suggestions.retain(|one| {
            let kept = which.next().is_none_or(|which| comes(which) > Comes::Nothing);
            lost.extend((!kept).then(|| one.text.clone()));
            kept
        });
        // What is left of several is one of them all the same.
        if finding.suggestions.len() < before {
            finding.suggestions.iter_mut().for_each(|mend| mend.decides = true);
        }
        if best == Comes::Nothing {
            finding.advice.splice(0..0, lost);
        }
    }
    findings
}

struct Tries<'a> {
    package: &'a Package,
    /// Files whose text is all that their rules are made of.
    whole: BTreeSet<SourceId>,
    left: usize,
}

impl Tries<'_> {
    fn edits(&self, (at, which): One) -> &[Edit] {
        &self.package.diagnostics[at].suggestions[which].edits
    }

    fn text(&self, source: SourceId) -> &str {
        self.package.sources.get(source).text()
    }

    /// Whether a mend is one of a single file whose text is all.
    fn can_be_tried(&self, one: One) -> bool {
        let mut files = self.edits(one).iter().map(|edit| edit.span.source);
        files.next().is_some_and(|first| self.whole.contains(&first) && files.all(|file| file == first))
    }

    /// Whether two mends change nothing of a line together.
    fn are_apart(&self, one: One, other: One) -> bool {
        let lines = |one: One| {
            let edits = self.edits(one);
            let text = self.text(edits[0].span.source);
            let start = edits.iter().map(|edit| edit.span.start).min().unwrap_or_default() as usize;
            let end = edits.iter().map(|edit| edit.span.end).max().unwrap_or_default() as usize;
            (edits[0].span.source, text[..start].rfind('\n'), text[end..].find('\n').map(|at| end + at))
        };
        let ((source, start, end), (other_source, other_start, other_end)) = (lines(one), lines(other));
        source != other_source
            || end.is_some_and(|end| other_start.is_some_and(|start| end <= start))
            || other_end.is_some_and(|end| start.is_some_and(|start| end <= start))
    }

    /// What comes of mends that are made together; none where that would take too long.
    fn come_of(&mut self, all: &[One]) -> Option<Vec<Comes>> {
        self.left = self.left.checked_sub(1)?;
        let edits = edited::by_file(all.iter().flat_map(|one| self.edits(*one)));
        let texts = edits.iter().map(|(source, edits)| (*source, apply_edits(self.text(*source), edits)));
        let (modules, sources) = edited::with_texts(&self.package.modules, &self.package.sources, texts);
        let after = Package::judged(&self.package.title, sources, modules, self.package.problems.clone(), false);
        let of = |one: &One| {
            let own = self.edits(*one);
            let all = &edits[&own[0].span.source];
            self.comes(&self.package.diagnostics[one.0], &written(own, all), &after)
        };
        Some(all.iter().map(of).collect())
    }

    /// What came of a mend that wrote in these places.
    fn comes(&self, own: &Diagnostic, written: &[Span], after: &Package) -> Comes {
        let is_same = |one: &Diagnostic, other: &Diagnostic| (one.code, &one.title) == (other.code, &other.title);
        let many = |all: &[Diagnostic]| all.iter().filter(|one| is_same(one, own)).count();
        if many(&after.diagnostics) >= many(&self.package.diagnostics) {
            return Comes::Nothing;
        }
        let around = |place: &Span| match () {
            () if is_writing(own) => line_of(*place, after),
            () if OF_DEFINITIONS.contains(&own.code) => definition_of(*place, after),
            () => *place,
        };
        let around: Vec<Span> = written.iter().map(around).collect();
        let touches = |span: Span, places: &[Span]| {
            let is_at =
                |place: &Span| span.source == place.source && span.start <= place.end && place.start <= span.end;
            places.iter().any(is_at)
        };
        let mut known: Vec<&Diagnostic> = self.package.diagnostics.iter().collect();
        let mut comes = Comes::Mended;
        for one in after.diagnostics.iter().filter(|one| one.severity == Severity::Error) {
            if let Some(at) = known.iter().position(|other| is_same(one, other)) {
                known.remove(at);
                continue;
            }
            if one.spans().any(|span| touches(span, &around)) {
                // What a line says besides was hidden while it could not be read.
                let was_hidden = OF_OTHERS.contains(&one.code) || is_writing(own) && !is_writing(one);
                let is_elsewhere = was_hidden && !one.spans().any(|span| touches(span, written));
                let only_seen = is_elsewhere || ONLY_SEEN.contains(&one.code);
                comes = comes.min(if only_seen { Comes::Seen } else { Comes::Nothing });
            }
        }
        comes
    }
}

fn is_writing(finding: &Diagnostic) -> bool {
    finding.code.as_str().starts_with("K00")
}

/// Where edits have written, in the text that all of them made.
fn written(own: &[Edit], all: &[Edit]) -> Vec<Span> {
    let place = |edit: &Edit| {
        let before = all.iter().filter(|other| (other.span.start, other.span.end) < (edit.span.start, edit.span.end));
        let by: i64 = before.map(|other| other.text.len() as i64 - i64::from(other.span.end - other.span.start)).sum();
        let start = usize::try_from(i64::from(edit.span.start) + by).unwrap_or_default();
        Span::new(edit.span.source, start, start + edit.text.len())
    };
    own.iter().map(place).collect()
}

/// The lines in which a piece stands.
fn line_of(span: Span, package: &Package) -> Span {
    let text = package.sources.get(span.source).text();
    let range = span.start as usize..(span.end as usize).min(text.len());
    let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(range.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| range.end + at);
    Span::new(span.source, start, end)
}

/// The definition in which a piece stands, else its lines.
fn definition_of(span: Span, package: &Package) -> Span {
    let own = package.modules.iter().find(|one| one.module.source == span.source);
    let mut items = own.into_iter().flat_map(|own| &own.module.items).map(|item| item.span);
    items.find(|item| item.holds(span)).unwrap_or_else(|| line_of(span, package))
}
