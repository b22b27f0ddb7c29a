//! What is wrong in a file of another package, as the package shows it that uses that one: at the line that makes it so.

use super::findings::Told;
use super::package::Checked;
use crate::source::Span;
use crate::syntax::ast::{Head, Item};
use std::path::Path;

/// An error in a file outside of `root`, told where that package is used.
pub fn at_use(checked: &Checked, root: &Path, told: &Told) -> Option<Told> {
    let (path, range) = own_place(checked, root, told)?;
    let related = vec![(told.path.clone(), told.range, "kesalahannya di sini".to_string())];
    let related = related.into_iter().chain(told.related.iter().cloned()).collect();
    Some(Told { path, range, related, mends: Vec::new(), ..told.clone() })
}

/// A place in a file of the package itself: one that is told of beside, the `ganti` of what is named, else `gunakan`.
fn own_place(checked: &Checked, root: &Path, told: &Told) -> Option<(std::path::PathBuf, super::protocol::Range)> {
    if let Some((path, range, _)) = told.related.iter().find(|(path, ..)| path.starts_with(root)) {
        return Some((path.clone(), *range));
    }
    let is_own = |item: &&Item| checked.place(item.head_span).is_some_and(|(path, _)| path.starts_with(root));
    let own: Vec<&Item> = checked.modules().flat_map(|parsed| &parsed.module.items).filter(is_own).collect();
    let is_named = |name: &str| {
        let mut words = told.message.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.');
        words.any(|word| word == name)
    };
    let of = told.path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    let replaced =
        own.iter().find(|item| item.replaces.is_some() && item.name().is_some_and(|name| is_named(&name.text)));
    let used = |is_it: &dyn Fn(&str) -> bool| {
        own.iter().find(|item| matches!(&item.head, Head::Use { package } if is_it(&package.text)))
    };
    let item = replaced.or_else(|| used(&|package| package == of)).or_else(|| used(&|_| true))?;
    checked.place(head(item))
}

/// The line itself, with the word that replaces.
fn head(item: &Item) -> Span {
    item.replaces.map_or(item.head_span, |replaces| replaces.to(item.head_span))
}
