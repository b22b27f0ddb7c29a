//! What lies on the desk: the texts that an editor has open, the packages they belong to, and what was told of them last.

use super::address;
use super::findings::{Told, told, unreadable};
use super::lines::Lines;
use super::package::{Checked, Home, Job, Whole};
use super::protocol::{Change, Location, Range};
use super::users;
use crate::diagnostic::Severity;
use crate::folder;
use crate::folder::files;
use crate::folder::unsaved::{Unsaved, real};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A text that is open.
#[derive(Debug)]
pub struct Document {
    /// Its address, as the editor writes it.
    pub uri: String,
    /// Its file, behind links; none for a text that lies nowhere.
    pub path: Option<PathBuf>,
    /// The version that the editor counts.
    pub version: i32,
    /// All of it.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: Lines,
    /// The package it belongs to.
    pub home: Option<Home>,
    /// It stands in the place of its file; what an editor makes of a file that nobody can read does not.
    counts: bool,
}

/// A package of which something is open.
#[derive(Debug, Default)]
struct Held {
    /// None where a text changed since.
    checked: Option<Result<Arc<Checked>, ()>>,
    /// Something changed since it was told of.
    is_untold: bool,
    /// Counts its changes.
    stamp: u64,
    /// What is wrong with the rules.
    told: Vec<Told>,
    /// The last that was computed.
    whole: Option<Arc<Whole>>,
    /// The state that was computed last, or that this was tried with.
    tried: Option<u64>,
    /// It is being computed.
    busy: bool,
    /// The files that changed since the last that was computed.
    changed: BTreeSet<PathBuf>,
    /// Where something is told of it.
    published: BTreeSet<String>,
}

/// All of it.
#[derive(Debug, Default)]
pub struct Desk {
    documents: BTreeMap<String, Document>,
    held: BTreeMap<Home, Held>,
    /// The folders that the editor works in.
    pub folders: Vec<PathBuf>,
    /// What the editor is to be told.
    outbox: Vec<Value>,
    published: BTreeMap<String, Value>,
}

/// What an answer is made of.
pub struct View<'d> {
    /// The text that is asked about.
    pub document: &'d Document,
    /// Its package, checked with the texts as they are.
    pub checked: Arc<Checked>,
    /// The last that was computed.
    pub whole: Option<Arc<Whole>>,
    /// Whether nothing changed since that.
    pub is_current: bool,
}

impl Desk {
    /// A text is opened.
    pub fn open(&mut self, uri: String, version: i32, text: String) {
        let path = address::path(&uri).map(|path| real(&path));
        let home = home(&uri, path.as_deref());
        let lines = Lines::of(&text);
        let counts = path.as_deref().is_none_or(|path| !files::is_illegible(path));
        let document =
            Document { uri: uri.clone(), path, version, text: text.into(), lines, home: home.clone(), counts };
        self.documents.insert(uri.clone(), document);
        if let Some(home) = home {
            self.held.entry(home).or_default();
        }
        self.touch(&uri);
    }

    /// A text changes; false where it is not open.
    pub fn change(&mut self, uri: &str, version: Option<i32>, changes: Vec<Change>) -> bool {
        let Some(document) = self.documents.get_mut(uri) else { return false };
        (document.version, document.counts) = (version.unwrap_or(document.version), true);
        for change in changes {
            let whole: String = match change.range {
                None => change.text,
                Some(range) => document.lines.replaced(&document.text, range, &change.text),
            };
            document.lines = Lines::of(&whole);
            document.text = whole.into();
        }
        self.touch(uri);
        true
    }

    /// A text is closed; what is told of a package of which nothing is open is taken back.
    pub fn close(&mut self, uri: &str) {
        self.touch(uri);
        let Some(Document { home: Some(home), .. }) = self.documents.remove(uri) else { return };
        if !self.documents.values().any(|other| other.home.as_ref() == Some(&home))
            && let Some(held) = self.held.remove(&home)
        {
            held.published.into_iter().for_each(|uri| self.tell(&uri, json!([]), None));
        }
    }

    /// Files changed on the disk.
    pub fn changed_on_disk(&mut self, uris: &[String]) {
        for document in self.documents.values_mut() {
            document.home = home(&document.uri, document.path.as_deref());
        }
        let homes: BTreeSet<Home> = self.documents.values().filter_map(|document| document.home.clone()).collect();
        homes.into_iter().for_each(|home| _ = self.held.entry(home).or_default());
        uris.iter().for_each(|uri| self.touch(uri));
    }

    /// Whoever reads this file is to be checked anew: its own package, and those that use it.
    fn touch(&mut self, uri: &str) {
        let path = address::path(uri).map(|path| real(&path));
        let own = self.documents.get(uri).and_then(|document| document.home.clone());
        let near = path.as_deref().and_then(folder::package_of);
        for (home, held) in &mut self.held {
            let reads = |path: &Path| match &held.checked {
                Some(Ok(checked)) => {
                    checked
                        .folder
                        .files
                        .iter()
                        .any(|file| file.path.file_name() == path.file_name() && real(&file.path) == path)
                        || checked.folder.looked_for.iter().any(|folder| path.starts_with(folder))
                }
                Some(Err(())) | None => true,
            };
            let is_near = matches!((home, &near), (Home::Folder(root), Some(near)) if real(root) == real(near));
            if own.as_ref() == Some(home) || is_near || path.as_deref().is_some_and(reads) {
                (held.checked, held.is_untold) = (None, true);
                held.stamp += 1;
                held.changed.extend(path.clone());
            }
        }
    }

    /// A text that is open.
    pub fn document(&self, uri: &str) -> Option<&Document> {
        self.documents.get(uri)
    }

    /// Texts that stand in the place of files.
    pub fn unsaved(&self) -> Unsaved {
        let counted = self.documents.values().filter(|one| one.counts);
        let texts = counted.filter_map(|one| Some((one.path.clone()?, Arc::clone(&one.text))));
        Unsaved::new(texts)
    }

    /// A text with its package as it is now.
    pub fn view(&mut self, uri: &str) -> Option<View<'_>> {
        let home = self.documents.get(uri)?.home.clone()?;
        let checked = self.checked(&home)?;
        let (document, held) = (self.documents.get(uri)?, self.held.get(&home)?);
        let is_current = held.whole.as_ref().is_some_and(|whole| whole.stamp == held.stamp);
        Some(View { document, checked, whole: held.whole.clone(), is_current })
    }

    /// Every package at hand as it is now.
    pub fn all(&mut self) -> Vec<(Home, Arc<Checked>)> {
        let homes: Vec<Home> = self.held.keys().cloned().collect();
        homes.into_iter().filter_map(|home| Some((home.clone(), self.checked(&home)?))).collect()
    }

    /// A package as it is now.
    pub fn checked(&mut self, home: &Home) -> Option<Arc<Checked>> {
        let unsaved = self.unsaved();
        let held = self.held.get_mut(home)?;
        if held.checked.is_none() {
            let alone = if let Home::Alone(uri) = home { self.documents.get(uri).map(|one| &*one.text) } else { None };
            // Whatever happens in there, the next change is checked again.
            let opened = catch_unwind(AssertUnwindSafe(|| Checked::open(home, &unsaved, alone)));
            match opened {
                Ok(Ok(checked)) => {
                    held.told = told(&checked.folder, &checked.findings_at_once());
                    let checked = Arc::new(checked);
                    held.checked = Some(Ok(checked));
                }
                Ok(Err(findings)) => {
                    let root = if let Home::Folder(root) = home { root.clone() } else { PathBuf::new() };
                    let own = self.documents.values().find(|one| one.home.as_ref() == Some(home));
                    let instead = own.and_then(|one| one.path.clone()).unwrap_or_default();
                    held.told = unreadable(&root, &findings, &instead);
                    held.checked = Some(Err(()));
                }
                Err(_) => {
                    held.told = Vec::new();
                    held.checked = Some(Err(()));
                    self.outbox.push(super::failed());
                }
            }
        }
        held.checked.clone()?.ok()
    }

    /// Checks what changed and tells what is wrong; `changed` are the texts of which something is told in any case.
    pub fn settle(&mut self, changed: &BTreeSet<String>) {
        let untold = self.held.iter().filter(|(_, held)| held.is_untold).map(|(home, _)| home.clone());
        let untold: Vec<Home> = untold.collect();
        untold.iter().for_each(|home| _ = self.checked(home));
        untold.iter().for_each(|home| self.publish(home, changed));
    }

    /// What is to be computed next.
    pub fn next_job(&mut self) -> Option<Job> {
        let is_due = |held: &Held| !held.busy && held.tried != Some(held.stamp) && matches!(held.checked, Some(Ok(_)));
        let (home, held) = self.held.iter_mut().find(|(_, held)| is_due(held))?;
        let checked = held.checked.clone()?.ok()?;
        (held.busy, held.tried) = (true, Some(held.stamp));
        Some(Job { home: home.clone(), stamp: held.stamp, checked })
    }

    /// Something was computed; true where it is about the texts as they are now.
    pub fn finish(&mut self, whole: Whole) -> bool {
        let Some(held) = self.held.get_mut(&whole.home) else { return false };
        let (home, is_current) = (whole.home.clone(), whole.stamp == held.stamp);
        held.busy = false;
        if is_current {
            held.changed.clear();
        }
        held.whole = Some(Arc::new(whole));
        match is_current {
            true => self.weigh(&home),
            false => self.publish(&home, &BTreeSet::new()),
        }
        is_current
    }

    /// Tries what messages about rules propose, which takes longer than a key may.
    pub fn weigh(&mut self, home: &Home) {
        let Some(held) = self.held.get_mut(home) else { return };
        if let Some(Ok(checked)) = &held.checked {
            held.told = told(&checked.folder, &checked.findings());
        }
        self.publish(home, &BTreeSet::new());
    }

    /// What was being computed failed: it is not tried again before the next change.
    pub fn give_up(&mut self, home: &Home) {
        if let Some(held) = self.held.get_mut(home) {
            held.busy = false;
        }
        self.outbox.push(super::failed());
    }

    /// What is known to be wrong in a file now.
    pub fn told_in<'d>(&'d self, document: &'d Document) -> impl Iterator<Item = &'d Told> {
        let held = document.home.as_ref().and_then(|home| self.held.get(home));
        let own = move |told: &&Told| {
            document
                .path
                .as_ref()
                .map_or(told.path.as_os_str() == document.uri.as_str(), |path| real(&told.path) == *path)
        };
        held.into_iter().flat_map(Held::all_told).filter(own)
    }

    fn publish(&mut self, home: &Home, changed: &BTreeSet<String>) {
        let Some(held) = self.held.get(home) else { return };
        let mut by_file: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for uri in
            changed.iter().filter(|uri| self.documents.get(*uri).is_some_and(|one| one.home.as_ref() == Some(home)))
        {
            by_file.insert(uri.clone(), Vec::new());
        }
        for told in held.all_told() {
            for told in self.told_by(home, held, told) {
                by_file.entry(self.uri(&told.path)).or_default().push(self.diagnostic(&told));
            }
        }
        let now: BTreeSet<String> = by_file.keys().cloned().collect();
        let gone: Vec<String> = held.published.difference(&now).cloned().collect();
        let version = |desk: &Desk, uri: &str| desk.documents.get(uri).map(|document| document.version);
        gone.into_iter().for_each(|uri| self.tell(&uri, json!([]), version(self, &uri)));
        for (uri, found) in by_file {
            let version = version(self, &uri);
            let found = Value::Array(found);
            if changed.contains(&uri) || self.published.get(&uri) != Some(&found) {
                self.tell(&uri, found, version);
            }
        }
        if let Some(held) = self.held.get_mut(home) {
            (held.published, held.is_untold) = (now, false);
        }
    }

    /// What a package tells. A file of another package that is open is told of there; an error that is none to that package
    /// by itself, or of which no text is open, is told where it is used, too.
    fn told_by<'t>(&self, home: &Home, held: &Held, told: &'t Told) -> Vec<Cow<'t, Told>> {
        let of = told.path.parent().map(Path::to_path_buf).map(Home::Folder);
        let other = of.filter(|of| of != home).and_then(|of| self.held.get(&of));
        let own = other.is_none().then_some(Cow::Borrowed(told));
        let is_same = |one: &Told| (one.code, one.range, &one.message) == (told.code, told.range, &told.message);
        let is_shown = other.is_some_and(|other| other.told.iter().any(is_same));
        let used = match (home, &held.checked) {
            (Home::Folder(root), Some(Ok(checked)))
                if told.severity == Severity::Error && !is_shown && !told.path.starts_with(root) =>
            {
                users::at_use(checked, root, told)
            }
            _ => None,
        };
        own.into_iter().chain(used.map(Cow::Owned)).collect()
    }

    fn tell(&mut self, uri: &str, found: Value, version: Option<i32>) {
        let mut params = json!({ "uri": uri, "diagnostics": found });
        if let Some(version) = version {
            params["version"] = version.into();
        }
        self.published.insert(uri.to_string(), found);
        self.published.retain(|_, found| found.as_array().is_some_and(|found| !found.is_empty()));
        self.outbox.push(super::wire::notification("textDocument/publishDiagnostics", params));
    }

    /// What the editor is to be told.
    pub fn take_outbox(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.outbox)
    }

    /// Adds something that the editor is to be told.
    pub fn post(&mut self, message: Value) {
        self.outbox.push(message);
    }

    /// The address of a file, as the editor writes it where it has it open.
    pub fn uri(&self, path: &Path) -> String {
        let open = self.documents.values().find(|one| match &one.path {
            Some(known) => known == path || known.file_name() == path.file_name() && *known == real(path),
            None => path.as_os_str() == one.uri.as_str(),
        });
        match open {
            Some(document) => document.uri.clone(),
            None if path.starts_with(address::BUILT_IN) => path.to_string_lossy().into_owned(),
            None => address::uri(path),
        }
    }

    /// The same with a range.
    pub fn location(&self, path: &Path, range: Range) -> Location {
        Location { uri: self.uri(path), range }
    }
}

impl Held {
    /// What is wrong with the rules, and what was computed of texts that are as they were.
    fn all_told(&self) -> impl Iterator<Item = &Told> {
        let is_sound = matches!(&self.checked, Some(Ok(checked)) if checked.program().is_some());
        let whole = self.whole.as_ref().filter(|whole| is_sound || whole.stamp == self.stamp);
        let computed =
            whole.into_iter().flat_map(|whole| &whole.told).filter(|told| !self.changed.contains(&real(&told.path)));
        self.told.iter().chain(computed)
    }
}

/// The package that a text belongs to; a text that lies nowhere is one by itself.
fn home(uri: &str, path: Option<&Path>) -> Option<Home> {
    match path {
        Some(path) => folder::package_of(path).map(Home::Folder),
        None if uri.starts_with(address::BUILT_IN) => None,
        None => Some(Home::Alone(uri.to_string())),
    }
}
