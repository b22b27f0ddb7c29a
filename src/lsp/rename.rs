//! Another name for a thing everywhere it is named: rules, scenarios, rows of the data. It is tried before it is proposed, and
//! refused where anything would come out otherwise.

use super::cells::Cells;
use super::commands::whole;
use super::desk::Desk;
use super::findings::Told;
use super::lines::Lines;
use super::mends;
use super::mentions::{Kind, Mention};
use super::package::{Checked, Home, path};
use super::printed;
use super::protocol::{Position, Range};
use super::server::Client;
use super::things::{Thing, definitions, meant, neighbours, thing_at};
use super::trial::{Texts, Tried, called, refused};
use super::wire::Failure;
use crate::data::coded::CodeColumns;
use crate::data::segments;
use crate::diagnostic::{Code, Severity};
use crate::folder::files;
use crate::folder::unsaved::{Unsaved, real};
use crate::program::written_name;
use crate::source::Sources;
use crate::syntax;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Whether what stands at a place can be called otherwise, and what it is called.
pub fn prepare(desk: &mut Desk, uri: &str, position: Position) -> Result<Value, Failure> {
    let (thing, checked) = thing(desk, uri, position)?;
    refuse_kind(&thing, &checked)?;
    Ok(json!({ "range": thing.range, "placeholder": thing.name }))
}

/// The edits that call it otherwise.
pub fn rename(desk: &mut Desk, uri: &str, position: Position, new: &str, can: Client) -> Result<Value, Failure> {
    let (thing, checked) = thing(desk, uri, position)?;
    refuse_kind(&thing, &checked)?;
    let new = new.trim();
    let new = new.strip_prefix('"').and_then(|new| new.strip_suffix('"')).unwrap_or(new).trim();
    refuse_name(new, &thing, &checked)?;
    let before = whole(desk, uri)?;
    let home = desk.document(uri).and_then(|document| document.home.clone());
    let home = home.ok_or_else(|| refused("berkas ini tidak terletak dalam paket aturan yang terbaca"))?;
    // Packages that use this one have data and readings of their own: it is tried in them too.
    let given = definitions(&checked, &thing);
    let mut tried = vec![Tried { home, checked, before }];
    tried.extend(neighbours(desk, &tried[0].checked, &given).into_iter().map(Tried::beside));
    tried.iter().try_for_each(|one| refuse_broken(&thing.name, one, &tried[0].home))?;
    tried.iter().try_for_each(|one| refuse_parts(&thing.name, new, one))?;
    tried.iter().try_for_each(|one| refuse_texts(&thing.name, new, one))?;
    let places = Places::of(&thing, &tried, &given, &desk.unsaved())?;
    let pieces = places.pieces(&thing.name, new, desk);
    for one in &tried {
        one.under(desk, uri, (&thing, new), &pieces)?;
    }
    let mut edits: Vec<(PathBuf, Range, String)> = Vec::new();
    for (path, (text, pieces)) in &pieces {
        let lines = Lines::of(text);
        edits.extend(pieces.iter().map(|(bytes, new)| (path.clone(), lines.range(text, bytes.clone()), new.clone())));
    }
    Ok(mends::edit(desk, &edits, can))
}

fn thing(desk: &mut Desk, uri: &str, position: Position) -> Result<(Thing, Arc<Checked>), Failure> {
    let view = desk.view(uri).ok_or_else(|| refused("berkas ini tidak terletak dalam paket aturan yang terbaca"))?;
    let thing = thing_at(&view, position).ok_or_else(|| refused("di sini tidak ada nama yang dapat diganti"))?;
    Ok((thing, view.checked))
}

/// What is no name of this package alone stays as it is.
fn refuse_kind(thing: &Thing, checked: &Checked) -> Result<(), Failure> {
    let name = &thing.name;
    match thing.kind {
        Kind::Value | Kind::Changed | Kind::Achievement | Kind::Band | Kind::Conversion => {}
        Kind::Text => return Err(refused("di sini tidak ada nama yang dapat diganti")),
        Kind::Column => return Err(refused("nama kolom data tidak diganti di sini: judulnya tertulis di berkas data")),
        Kind::Table => {
            return Err(refused(format!(
                "nama tabel {name} tidak diganti di sini: naskah laporan dan salinan acuan menyebutnya"
            )));
        }
        Kind::Package | Kind::File => return Err(refused("nama berkas dan paket tidak diganti di sini")),
        Kind::Prefix => {
            return Err(refused(format!("{name} di sini awalan kode, bukan nama: ubah langsung di baris ini")));
        }
    }
    if checked.program().is_none() {
        return Err(refused("betulkan dulu kesalahan dalam aturan, agar penggantian nama dapat diperiksa"));
    }
    let of_column = meant(checked, thing.kind, name).any(|(_, one)| one.defines && one.kind == Kind::Column);
    let own = checked.modules().filter(|parsed| parsed.package.is_none()).map(|parsed| parsed.module.source);
    let own: BTreeSet<_> = own.collect();
    let mut given = meant(checked, thing.kind, name).filter(|(_, one)| one.defines).peekable();
    if of_column {
        return Err(refused("nama kolom data tidak diganti di sini: judulnya tertulis di berkas data"));
    }
    if given.peek().is_none() {
        return Err(refused(format!("kode {name} datang dari data: ganti di berkas datanya")));
    }
    match given.find(|(source, _)| !own.contains(source)) {
        Some((source, _)) => {
            let file = checked.folder.package.sources().called(source).into_owned();
            Err(refused(format!("{name} ditulis dalam paket lain ({file}): ganti di sana")))
        }
        None => Ok(()),
    }
}

/// The new name has to be one, and nobody else's.
fn refuse_name(new: &str, thing: &Thing, checked: &Checked) -> Result<(), Failure> {
    if new == thing.name {
        return Err(refused("nama barunya sama dengan yang lama"));
    }
    let line = match thing.kind {
        Kind::Achievement => format!("aturan capaian {}\n", written_name(new)),
        Kind::Band => format!("aturan predikat {}\n", written_name(new)),
        Kind::Conversion => format!("aturan konversi {}\n", written_name(new)),
        Kind::Value
        | Kind::Column
        | Kind::Changed
        | Kind::Table
        | Kind::Package
        | Kind::File
        | Kind::Prefix
        | Kind::Text => {
            format!("besaran {}\n", written_name(new))
        }
    };
    let source = Sources::default().add_rules("", line.as_str());
    let parsed = syntax::parse(source, &line);
    let is_name = parsed.module.items.first().and_then(|item| item.name()).is_some_and(|name| name.text == new);
    if !is_name || parsed.diagnostics.iter().any(|one| one.severity == Severity::Error) {
        return Err(refused(format!("\"{new}\" tidak dapat menjadi nama")));
    }
    let in_data = checked.program().is_some_and(|program| program.by_code.contains_key(new));
    let is_taken = checked.mentions().iter().flat_map(|(_, found)| found).any(|one| one.text == new && one.defines);
    match is_taken || in_data {
        true => Err(refused(format!("nama {new} sudah dipakai"))),
        false => Ok(()),
    }
}

/// Whether data are not there, or cannot be read.
fn is_unread(told: &Told) -> bool {
    told.severity == Severity::Error && (told.code.starts_with("B01") || told.code == Code::D0003.as_str())
}

/// What cannot be read names a thing perhaps, and what is not computed cannot be compared.
fn refuse_broken(old: &str, Tried { home, checked, before }: &Tried, own: &Home) -> Result<(), Failure> {
    if checked.program().is_none() {
        let what = "agar penggantian nama dapat diperiksa";
        return Err(refused(match home == own {
            true => format!("betulkan dulu kesalahan dalam aturan, {what}"),
            false => format!("{} memakai paket ini: betulkan dulu kesalahan aturannya, {what}", called(checked)),
        }));
    }
    // What the data lack, and what of them cannot be read, leaves nothing to compare, and may name the thing.
    if let Some(missing) = before.told.iter().find(|told| is_unread(told)) {
        let what = missing.message.lines().next().unwrap_or_default();
        return Err(refused(format!("betulkan dulu {}: {what} ({})", missing.code, called(checked))));
    }
    let is_wrong = |parsed: &&syntax::Parsed| parsed.diagnostics.iter().any(|one| one.severity == Severity::Error);
    let names_it = |parsed: &&syntax::Parsed| checked.text(parsed.module.source).contains(old);
    match checked.modules().filter(is_wrong).find(names_it) {
        Some(parsed) => {
            let file = checked.folder.package.sources().called(parsed.module.source).into_owned();
            Err(refused(format!("betulkan dulu kesalahan di {file} ({}): {old} tertulis di sana", called(checked))))
        }
        None => Ok(()),
    }
}

/// Codes hang on one another by their points: the old name would lose its parts, and the new one take what is not its own or be one.
fn refuse_parts(old: &str, new: &str, Tried { checked, before, .. }: &Tried) -> Result<(), Failure> {
    let Some(program) = before.program.as_ref().or_else(|| checked.program()) else { return Ok(()) };
    let codes = &program.by_code;
    let part_of = |name: &str| {
        let part = codes.keys().find(|code| segments::above(code).any(|whole| whole == name));
        part.map(|code| (code.clone(), name.to_string()))
    };
    let whole_of = |name: &str| segments::above(name).find(|part| codes.contains_key(*part)).map(str::to_string);
    let moved =
        whole_of(new).filter(|whole| Some(whole) != whole_of(old).as_ref()).map(|whole| (new.to_string(), whole));
    match part_of(old).or_else(|| part_of(new)).or(moved) {
        Some((part, whole)) => {
            Err(refused(format!("menurut titiknya kode {part} adalah rincian {whole}, sehingga tabel dapat berubah")))
        }
        None => Ok(()),
    }
}

/// A text in a formula may be compared with the codes of rows, and the report of a package names things in its fields: neither
/// would follow.
fn refuse_texts(old: &str, new: &str, Tried { checked, .. }: &Tried) -> Result<(), Failure> {
    let compares = |one: &&Mention| one.kind == Kind::Text && (one.text == old || one.text == new);
    let mut texts = checked.mentions().iter().flat_map(|(_, found)| found.iter().filter(compares));
    if let Some(text) = texts.next() {
        let place = checked.place(text.span).map(|(path, range)| {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!(" ({file} baris {})", range.start.line + 1)
        });
        let place = place.unwrap_or_default();
        return Err(refused(format!("teks \"{}\"{place} dapat berarti kode ini dan tidak ikut berganti", text.text)));
    }
    match printed::report_naming(&checked.folder.root, old) {
        Some(file) => {
            let package = called(checked);
            Err(refused(format!(
                "{old} disebut isian di {file} ({package}), yang tidak dapat diubah dari sini: ganti dulu di sana"
            )))
        }
        None => Ok(()),
    }
}

/// Where a thing is named.
struct Places {
    /// In rules and scenarios: the file, its text, the words.
    rules: BTreeMap<PathBuf, (String, Vec<Mention>)>,
    /// The files of data that name it, with the columns where they do.
    cells: BTreeMap<PathBuf, CodeColumns>,
    /// Beside printed tables.
    printed: BTreeMap<PathBuf, (String, Vec<std::ops::Range<usize>>)>,
}

impl Places {
    fn of(thing: &Thing, tried: &[Tried], given: &[PathBuf], unsaved: &Unsaved) -> Result<Places, Failure> {
        let mut found = Places { rules: BTreeMap::new(), cells: BTreeMap::new(), printed: BTreeMap::new() };
        for Tried { checked, before, .. } in tried {
            if !definitions(checked, thing).iter().any(|path| given.contains(path)) {
                continue;
            }
            for (source, mention) in meant(checked, thing.kind, &thing.name) {
                let Some(path) = path(&checked.folder, source) else { continue };
                if path.starts_with(super::address::BUILT_IN) {
                    continue;
                }
                let entry =
                    found.rules.entry(real(&path)).or_insert_with(|| (checked.text(source).to_string(), Vec::new()));
                if !entry.1.contains(mention) && !entry.1.iter().any(|known| known.span.range() == mention.span.range())
                {
                    entry.1.push(mention.clone());
                }
            }
            if matches!(thing.kind, Kind::Value | Kind::Changed) {
                found.cells.extend(before.naming(&thing.name));
                found.printed.extend(printed::named(checked, unsaved, &thing.name));
                if let Some(book) = before.workbook(&thing.name) {
                    let package = called(checked);
                    return Err(refused(format!(
                        "{} disebut di {book} ({package}), yang tidak dapat diubah dari sini: ganti dulu di sana",
                        thing.name
                    )));
                }
            }
        }
        Ok(found)
    }

    /// What is put where, with the text of each file as it is now.
    fn pieces(&self, old: &str, new: &str, desk: &Desk) -> Texts {
        let written = written_name(new);
        let unsaved = desk.unsaved();
        let now = |path: &Path| unsaved.get(path).map(|text| text.to_string()).or_else(|| files::text_of(path));
        let of_rules = self.rules.iter().map(|(path, (text, mentions))| {
            let pieces = mentions.iter().map(|one| (one.span.range(), written.clone())).collect();
            // Of a file beside printed tables only the claims were read.
            (path.clone(), (now(path).unwrap_or_else(|| text.clone()), pieces))
        });
        let mut all: Texts = of_rules.collect();
        for (path, columns) in &self.cells {
            let Some(text) = now(path) else { continue };
            let cells = Cells::of(&text).naming(old, columns).into_iter();
            let pieces = cells.map(|bytes| (bytes, new.to_string())).collect();
            all.insert(real(path), (text, pieces));
        }
        for (path, (text, places)) in &self.printed {
            // A column is written as in the rules, a row without quotes.
            let is_column = |at: usize| {
                let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
                text[line..at].trim_start().starts_with("kolom") && !text[..at].ends_with('"')
            };
            let name = |at: usize| if is_column(at) { written.clone() } else { new.to_string() };
            let pieces = places.iter().map(|bytes| (bytes.clone(), name(bytes.start)));
            all.entry(path.clone()).or_insert_with(|| (text.clone(), Vec::new())).1.extend(pieces);
        }
        all
    }
}
