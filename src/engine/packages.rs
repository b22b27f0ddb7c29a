//! The packages that rules use.

use super::Package;
use crate::diagnostic::Diagnostic;
use crate::library;
use crate::resolve;
use crate::source::Sources;
use crate::syntax;
use std::collections::HashSet;

/// Reads the packages that rules use, and those that these use; a finding for each that is not found.
pub(super) fn use_packages(
    parsed: &mut Vec<syntax::Parsed>,
    sources: &mut Sources,
    find: impl Fn(&str) -> Option<Vec<(String, String)>>,
) -> Vec<Diagnostic> {
    let mut known: HashSet<String> = HashSet::new();
    let mut missing = Vec::new();
    let mut at = 0;
    while at < parsed.len() {
        let wanted: Vec<_> = parsed[at].module.items.iter().filter_map(resolve::used).cloned().collect();
        at += 1;
        for word in wanted {
            if !known.insert(word.text.clone()) {
                continue;
            }
            let builtin = library::find(&word.text).map(|package| {
                package.files.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect::<Vec<_>>()
            });
            let Some(files) = find(&word.text).or(builtin) else {
                missing.push(resolve::no_such_package(&word, sources));
                continue;
            };
            for (name, text) in files {
                let id = sources.add_used(format!("{}/{name}", word.text), text);
                let module = syntax::parse(id, sources.get(id).text());
                parsed.push(syntax::Parsed { package: Some(word.text.clone()), ..module });
            }
        }
    }
    missing
}

impl Package {
    /// The rule files as they were read, those of used packages after its own.
    #[doc(hidden)]
    pub fn modules(&self) -> &[syntax::Parsed] {
        &self.modules
    }
}
