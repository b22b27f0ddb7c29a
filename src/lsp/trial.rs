//! A package under another name of a thing: it has to say what it said before.

use super::desk::Desk;
use super::findings::{Told, told};
use super::package::{Checked, Home, Job, Whole};
use super::printed;
use super::rename::{Piece, Texts, called, refused};
use super::shown::Shown;
use super::things::{Thing, meant};
use super::wire::Failure;
use crate::audit;
use crate::folder::files;
use std::path::Path;
use std::sync::Arc;

/// A package in which a new name is tried, as it is before.
pub struct Tried {
    pub home: Home,
    pub checked: Arc<Checked>,
    pub before: Arc<Whole>,
}

impl Tried {
    /// A package that uses the one at hand.
    pub fn beside(checked: Arc<Checked>) -> Tried {
        let home = Home::Folder(checked.folder.root.clone());
        let before = Job { home: home.clone(), stamp: 0, checked: Arc::clone(&checked) }.run();
        Tried { home, checked, before: Arc::new(before) }
    }

    /// Tries it with the texts that hold the new name.
    pub fn under(
        &self,
        desk: &mut Desk,
        uri: &str,
        (thing, new): (&Thing, &str),
        pieces: &Texts,
    ) -> Result<(), Failure> {
        let Tried { home, checked, before } = self;
        let old = thing.name.as_str();
        let changed = pieces.iter().map(|(path, (text, pieces))| (path.clone(), Arc::from(applied(text, pieces))));
        let unsaved = desk.unsaved().with(changed);
        let alone = desk.document(uri).and_then(|document| pieces.get(Path::new(&document.uri)));
        let alone = alone.map(|(text, pieces)| applied(text, pieces));
        let tried = Checked::open(home, &unsaved, alone.as_deref())
            .map_err(|_| refused("paket dengan nama baru tidak terbaca"))?;
        let of_rules = |checked: &Checked| told(&checked.folder, checked.folder.package.diagnostics());
        let (old_rules, new_rules) = (of_rules(checked), of_rules(&tried));
        if said(&old_rules, (old, new)) != said(&new_rules, (old, new)) {
            let why = new_rules.iter().find(|one| !old_rules.iter().any(|other| other.code == one.code));
            let why = why.map(|one| format!(": {}", title(one))).unwrap_or_default();
            return Err(refused(format!("dengan nama {new} aturannya tidak lagi berarti sama{why}")));
        }
        let named = |checked: &Checked, name: &str| meant(checked, thing.kind, name).count();
        let tried = Arc::new(tried);
        if named(checked, old) != named(&tried, new) {
            return Err(refused(format!("tidak semua {old} dapat diganti menjadi {new}")));
        }
        let after = Job { home: home.clone(), stamp: 0, checked: Arc::clone(&tried) }.run();
        let (old_shown, new_shown) = (Shown::of(checked, before, (old, new)), Shown::of(&tried, &after, (new, new)));
        let lost = old_shown.differs(&new_shown, (old, new));
        let told = (said(&before.told, (old, new)), said(&after.told, (old, new)));
        if lost.is_some() || told.0 != told.1 {
            let other = told.0.iter().find(|one| !told.1.contains(one));
            let other = other.or_else(|| told.1.iter().find(|one| !told.0.contains(one)));
            let place = lost.or_else(|| other.map(|(_, _, code, _)| format!("temuan {code}"))).unwrap_or_default();
            let place = if place.is_empty() { place } else { format!(": {place}") };
            return Err(refused(format!("dengan nama {new} hasil hitungannya menjadi lain{place}")));
        }
        let old_print = printed::verdicts(checked, before, &desk.unsaved());
        let new_print = printed::verdicts(&tried, &after, &unsaved);
        if old_print == new_print {
            return Ok(());
        }
        let of_one = |one: &'_ printed::Verdicts, other: &printed::Verdicts| {
            let mut files = one.iter().filter(|figure| !other.contains(figure)).map(|(file, _)| file.clone());
            files.find(|file| !file.is_empty())
        };
        let file = of_one(&old_print, &new_print).or_else(|| of_one(&new_print, &old_print));
        let file = file.unwrap_or_else(|| audit::FOLDER.to_string());
        let package = called(checked);
        Err(refused(match files::is_rule_file(&file) {
            true => {
                format!("dengan nama {new} klaim di {file} ({package}) berbunyi lain: teks di sana tidak ikut berganti")
            }
            false => format!(
                "dengan nama {new} {file} ({package}) tidak lagi terbaca sama: di sana tercetak {old}, dan salinan cetakan tidak ikut berganti"
            ),
        }))
    }
}

/// What is told, in the order of its places, with figures: the two names are one, and both may stand in it.
fn said<'t>(told: &'t [Told], (old, new): (&str, &str)) -> Vec<(&'t Path, u32, &'static str, Vec<&'t str>)> {
    let words = |one: &'t Told| -> Vec<&'t str> {
        let is_part = |c: char| c.is_alphanumeric() || "_.,-".contains(c);
        let words = title(one).split(|c| !is_part(c)).map(|word| word.trim_end_matches(['.', ',', '-']));
        // Long words are cut, and a new name cuts elsewhere.
        words.filter(|word| word.contains(|c: char| c.is_ascii_digit()) && *word != old && *word != new).collect()
    };
    let mut said: Vec<_> =
        told.iter().map(|one| (one.path.as_path(), one.range.start.line, one.code, words(one))).collect();
    said.sort();
    said
}

fn title(told: &Told) -> &str {
    told.message.lines().next().unwrap_or_default()
}

fn applied(text: &str, pieces: &[Piece]) -> String {
    let mut pieces: Vec<&Piece> = pieces.iter().collect();
    pieces.sort_by_key(|(bytes, _)| std::cmp::Reverse(bytes.start));
    let mut whole = text.to_string();
    pieces.into_iter().for_each(|(bytes, new)| whole.replace_range(bytes.clone(), new));
    whole
}
