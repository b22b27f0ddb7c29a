//! Which package uses which, by `gunakan`.

use super::link::used;
use crate::syntax::Parsed;
use crate::syntax::ast::Word;
use std::collections::{BTreeMap, BTreeSet};

/// The `gunakan` of a package and of those it uses.
pub(super) struct Uses<'m> {
    own: Vec<&'m Word>,
    of_packages: BTreeMap<&'m str, Vec<&'m str>>,
}

impl<'m> Uses<'m> {
    pub(super) fn read(parsed: &'m [Parsed]) -> Self {
        let mut uses = Uses { own: Vec::new(), of_packages: BTreeMap::new() };
        for one in parsed {
            let words = one.module.items.iter().filter_map(used);
            match &one.package {
                Some(package) => {
                    uses.of_packages.entry(package).or_default().extend(words.map(|word| word.text.as_str()));
                }
                None => uses.own.extend(words),
            }
        }
        uses
    }

    /// Whether a package uses another, directly or indirectly, and is not used by it.
    pub(super) fn is_above(&self, package: &str, other: &str) -> bool {
        self.reaches(package, other) && !self.reaches(other, package)
    }

    /// Where this package names a package, or else one that uses it.
    pub(super) fn named(&self, package: &str) -> Option<&'m Word> {
        let itself = self.own.iter().find(|word| word.text == package);
        itself.or_else(|| self.own.iter().find(|word| self.reaches(&word.text, package))).copied()
    }

    fn reaches(&self, package: &str, other: &str) -> bool {
        let mut passed = BTreeSet::new();
        let mut next = vec![package];
        while let Some(one) = next.pop() {
            let used = self.of_packages.get(one).into_iter().flatten().copied();
            let fresh: Vec<&str> = used.filter(|used| passed.insert(*used)).collect();
            if fresh.contains(&other) {
                return true;
            }
            next.extend(fresh);
        }
        false
    }
}
