//! A package under another name of a thing: it has to say what it said before.

use super::desk::Desk;
use super::findings::{Told, figures, told};
use super::package::{Checked, Home, Job, Whole};
use super::printed;
use super::shown::{Names, Shown, years};
use super::things::{Thing, meant};
use super::wire::{Failure, REQUEST_FAILED};
use crate::audit;
use crate::folder::files;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A piece of a text that gets another.
pub type Piece = (std::ops::Range<usize>, String);

/// The files that change: the text of each as it is now, with what is put where.
pub type Texts = BTreeMap<PathBuf, (String, Vec<Piece>)>;

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
        let of_rules = |checked: &Checked| told(&checked.folder, checked.folder.package.diagnostics_at_once());
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
        let years = years(checked, before);
        let old_shown = Shown::of(checked, before, &years, Names { own: old, old, new });
        let new_shown = Shown::of(&tried, &after, &years, Names { own: new, old, new });
        let lost = old_shown.differs(&new_shown, (old, new));
        let lost = lost.or_else(|| {
            // What is told of the year at hand, then what is told of each of the others.
            let pairs = std::iter::once((None, &before.told, &after.told));
            let of_years = old_shown.told.iter().zip(&new_shown.told);
            let mut pairs = pairs.chain(of_years.map(|(one, other)| (Some(one.0), &one.1, &other.1)));
            pairs.find_map(|(year, one, other)| {
                let year = year.map(|year| format!(" {year}")).unwrap_or_default();
                other_code(&said(one, (old, new)), &said(other, (old, new))).map(|code| format!("temuan {code}{year}"))
            })
        });
        if let Some(place) = lost {
            let place = if place.is_empty() { place } else { format!(": {place}") };
            return Err(refused(format!("dengan nama {new} hasil hitungannya menjadi lain{place}")));
        }
        let old_print = printed::verdicts(checked, before, &desk.unsaved(), &years);
        let new_print = printed::verdicts(&tried, &after, &unsaved, &years);
        if old_print == new_print {
            return Ok(());
        }
        let of_one = |one: &'_ printed::Verdicts, other: &printed::Verdicts| {
            let mut figures = one.iter().filter(|figure| !other.contains(figure));
            figures.find(|figure| !figure.file.is_empty()).map(|figure| (figure.file.clone(), figure.year))
        };
        let found = of_one(&old_print, &new_print).or_else(|| of_one(&new_print, &old_print));
        let (file, year) = found.unwrap_or_else(|| (audit::FOLDER.to_string(), before.year));
        let package = called(checked);
        Err(refused(match files::is_rule_file(&file) {
            true => {
                format!("dengan nama {new} klaim di {file} ({package}) menjadi lain, diperiksa untuk tahun {year}")
            }
            false => {
                let printed = printed::prints(&checked.folder.root, &unsaved, &file, [old, new]);
                let printed = printed.map(|name| format!("di sana tercetak {name}, ")).unwrap_or_default();
                format!(
                    "dengan nama {new} {file} ({package}) tidak lagi terbaca sama: {printed}barisnya dikenali dari namanya, dan salinan cetakan tidak ikut berganti"
                )
            }
        }))
    }
}

pub fn refused(why: impl Into<String>) -> Failure {
    Failure::new(REQUEST_FAILED, why)
}

/// How messages call a package: by its folder.
pub fn called(checked: &Checked) -> String {
    let name = checked.folder.root.file_name().unwrap_or_default().to_string_lossy();
    format!("paket {name}")
}

/// A finding without its words: file, line, code, the figures in its title.
type Said<'t> = (&'t Path, u32, &'static str, Vec<&'t str>);

/// What is told, in the order of its places, with figures.
fn said<'t>(told: &'t [Told], names: (&str, &str)) -> Vec<Said<'t>> {
    let one = |one: &'t Told| (one.path.as_path(), one.range.start.line, one.code, figures(title(one), names));
    let mut said: Vec<_> = told.iter().map(one).collect();
    said.sort();
    said
}

/// The code of something that is told on one side alone.
fn other_code(one: &[Said], other: &[Said]) -> Option<&'static str> {
    let alone = |one: &[Said], other: &[Said]| one.iter().find(|told| !other.contains(told)).map(|told| told.2);
    let more = || (one.len() != other.len()).then(|| one.first().or(other.first()).map_or("", |told| told.2));
    alone(one, other).or_else(|| alone(other, one)).or_else(more)
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
