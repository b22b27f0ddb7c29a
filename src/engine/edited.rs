//! Rules with other texts, as mends are tried in.

use crate::diagnostic::Edit;
use crate::source::{SourceId, Sources};
use crate::syntax::{self, Parsed};
use std::collections::BTreeMap;

/// Whether the text of a file is all that its rules are made of: a scenario changes rules without it.
pub(super) fn is_whole(source: SourceId, modules: &[Parsed], sources: &Sources) -> bool {
    let own = modules.iter().find(|one| one.module.source == source);
    own.is_some_and(|own| syntax::parse(source, sources.get(source).text()).module.items == own.module.items)
}

/// Edits by the file that they are in.
pub(super) fn by_file<'a>(all: impl Iterator<Item = &'a Edit>) -> BTreeMap<SourceId, Vec<Edit>> {
    let mut edits: BTreeMap<SourceId, Vec<Edit>> = BTreeMap::new();
    for edit in all {
        edits.entry(edit.span.source).or_default().push(edit.clone());
    }
    edits
}

/// The rules with these texts in the place of those that some files have.
pub(super) fn with_texts(
    modules: &[Parsed],
    sources: &Sources,
    texts: impl IntoIterator<Item = (SourceId, String)>,
) -> (Vec<Parsed>, Sources) {
    let (mut modules, mut sources) = (modules.to_vec(), sources.clone());
    for (source, text) in texts {
        for module in modules.iter_mut().filter(|one| one.module.source == source) {
            *module = Parsed { package: module.package.take(), ..syntax::parse(source, &text) };
        }
        sources = sources.with_text(source, text);
    }
    (modules, sources)
}
