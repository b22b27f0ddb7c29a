//! Findings about definitions of used packages: names the package, and suggests the fix as an own version with `ganti`,
//! since a package that others also use cannot be edited.

use crate::diagnostic::{Diagnostic, Edit, apply_edits};
use crate::resolve;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::Parsed;
use crate::syntax::ast::{Item, Word};
use std::collections::HashMap;

/// A definition of a used package.
struct Used<'m> {
    package: &'m str,
    item: &'m Item,
    name: &'m Word,
}

impl Used<'_> {
    /// `aturan predikat Ordinal`
    fn head(&self) -> String {
        format!("{} {}", self.item.block().word(), self.name.text)
    }
}

/// Adds to each finding in a used package which package it is, and turns edits there into edits of this package.
pub(super) fn name_packages(findings: &mut [Diagnostic], modules: &[Parsed], sources: &Sources) {
    let used: HashMap<SourceId, (&str, &[Item])> = modules
        .iter()
        .filter_map(|one| Some((one.module.source, (one.package.as_deref()?, one.module.items.as_slice()))))
        .collect();
    if used.is_empty() {
        return;
    }
    let find = |span: Span| {
        let (package, items) = *used.get(&span.source)?;
        let item = items.iter().find(|item| item.span.start <= span.start && span.end <= item.span.end)?;
        Some(Used { package, item, name: resolve::replaceable(item)? })
    };
    for finding in findings {
        let edits = finding.suggestions.iter().flat_map(|one| &one.edits).map(|edit| edit.span);
        let Some(used) = edits.chain(finding.span()).find_map(&find) else { continue };
        finding.reasons.insert(0, format!("{} dari paket {}", used.head(), used.package));
        let place = own_place(finding, modules, &used, sources);
        finding.suggestions.retain_mut(|one| {
            let is_within = |edit: &Edit| {
                edit.span.source == used.item.span.source
                    && used.item.span.start <= edit.span.start
                    && edit.span.end <= used.item.span.end
            };
            if !one.edits.iter().any(|edit| modules_use(modules, edit.span.source)) {
                return true;
            }
            let Some(place) = place.filter(|_| one.edits.iter().all(is_within)) else { return false };
            one.text = format!("{} , dalam versi sendiri:  ganti {}", one.text.trim_end(), used.head());
            one.edits = vec![Edit::insert_after(place, own_version(&used, &one.edits, place, sources))];
            true
        });
        if finding.suggestions.is_empty() {
            finding.advice.push(format!("tulis versi sendiri:  ganti {}", used.head()));
        }
    }
}

fn modules_use(modules: &[Parsed], source: SourceId) -> bool {
    modules.iter().any(|one| one.package.is_some() && one.module.source == source)
}

/// The end of the file of this package that the finding is about, else of its last one; none if the package already has
/// an own version, which would clash.
fn own_place(finding: &Diagnostic, modules: &[Parsed], used: &Used, sources: &Sources) -> Option<Span> {
    let own = || modules.iter().filter(|one| one.package.is_none());
    let same = |item: &Item| {
        item.block() == used.item.block() && resolve::replaceable(item).is_some_and(|name| name.text == used.name.text)
    };
    if own().flat_map(|one| &one.module.items).any(same) {
        return None;
    }
    let told: Vec<SourceId> = finding.spans().map(|span| span.source).collect();
    let source = own().map(|one| one.module.source).find(|source| told.contains(source));
    let source = source.or(own().next_back().map(|one| one.module.source))?;
    let length = sources.get(source).text().len();
    Some(Span::new(source, length, length))
}

/// The definition from the package with the edits applied, as its replacement.
fn own_version(used: &Used, edits: &[Edit], place: Span, sources: &Sources) -> String {
    let start = used.item.span.start;
    let moved = |edit: &Edit| Edit {
        span: Span { start: edit.span.start - start, end: edit.span.end - start, ..edit.span },
        text: edit.text.clone(),
    };
    let text = apply_edits(sources.slice(used.item.span), &edits.iter().map(moved).collect::<Vec<_>>());
    let break_before = if sources.get(place.source).text().ends_with('\n') { "" } else { "\n" };
    format!("{break_before}\nganti {}\n", text.trim_end())
}
