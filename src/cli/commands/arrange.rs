//! `takar rapikan`: every rule file and scenario of a package in the one canonical layout.

use super::super::args::{FORMAT, FormatArgs};
use super::super::console::{self, Stream};
use super::super::packages::Asked;
use super::super::shelf::Folder;
use super::super::write::{self, Inputs, Rewritten};
use super::difference::{numbered_lines, shown};
use super::{Stop, each_of, say_findings};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::folder::files;
use crate::format::format;
use crate::source::{Sources, with_breaks};
use crate::syntax::tokens::tokens;
use std::collections::BTreeSet;

/// A file and what becomes of it.
struct Arranged {
    name: String,
    text: String,
    arranged: String,
    /// The bytes of the file differ; a byte order mark is one that the text no longer shows.
    changed: bool,
    /// Lines that cannot be read, which stay as they are.
    mistakes: usize,
    /// Something else than its layout would have changed, so it stays as it is.
    refused: bool,
}

/// Rewrites the files that differ, or only shows them. Nothing is written unless every file can be read.
pub fn arrange(args: &FormatArgs) -> Result<u8, Stop> {
    each_of(&args.packages, FORMAT, |asked| arrange_one(asked, args.check))
}

fn arrange_one(asked: &Asked, only_check: bool) -> Result<u8, Stop> {
    let read = files::read_package(&asked.path).map_err(Stop::unusable)?;
    let mut sources = Sources::default();
    sources.tell_below(&asked.folder);
    let warnings = read.warnings();
    let mut found = read.files;
    if asked.path.is_dir() {
        found.extend(Folder::of(&read.root).files().map_err(Stop::unusable)?);
    }
    let decoded: Vec<_> = found.iter().map(|file| (file, files::decode(&file.name, &file.bytes))).collect();
    let unreadable: Vec<_> =
        decoded.iter().filter_map(|(_, text)| text.as_ref().err()).map(|p| (**p).clone()).collect();
    if !unreadable.is_empty() {
        return Err(Stop::unusable(unreadable));
    }
    say_findings(&sources, &warnings);
    let (mut changed, mut sound, mut skipped, mut arranged_now) = (0, 0, Vec::new(), BTreeSet::new());
    for (file, text) in decoded {
        let done = arranged(&file.name, text?, &file.bytes);
        match done.changed {
            false => sound += 1,
            true if only_check => {
                changed += 1;
                console::write(Stream::Out, &done.shown(&sources))?;
            }
            true => {
                let place = read.root.join(&done.name);
                // Nothing of the package is read here but what is arranged.
                let path = match write::place_of(&read.root, &done.name, &Inputs::default()) {
                    Ok(path) => path.unwrap_or_else(|| place.clone()),
                    Err(refused) => {
                        skipped.push(*refused);
                        continue;
                    }
                };
                // Behind a link it may be arranged by now, under its own name.
                if !arranged_now.insert(path.clone()) {
                    sound += 1;
                    continue;
                }
                match write::rewrite(&path, &place, Some(&file.bytes), done.arranged.as_bytes())? {
                    Rewritten::Done => {
                        changed += 1;
                        console::write(Stream::Out, &format!("{}: dirapikan\n", shown(&sources.below(&done.name))))?;
                    }
                    Rewritten::Changed => skipped.push(changed_meanwhile(&done.name)),
                }
            }
        }
        if done.refused {
            let called = sources.below(&done.name);
            let name = shown(&called);
            let told = format!("{name}: dibiarkan; merapikannya akan mengubah isinya, bukan hanya jaraknya\n");
            console::write(Stream::Out, &told)?;
        }
        if done.mistakes > 0 {
            let called = sources.below(&done.name);
            let (name, mistakes) = (shown(&called), done.mistakes);
            let told = format!("{name}: {mistakes} baris keliru dibiarkan; lihat  takar periksa\n");
            console::write(Stream::Out, &told)?;
        }
    }
    let became = if only_check { "belum rapi" } else { "dirapikan" };
    say_findings(&sources, &skipped);
    let summary = match (changed, sound) {
        (0, 0) => "tidak ada berkas yang dirapikan".to_string(),
        (0, _) => format!("{sound} berkas sudah rapi"),
        (_, 0) => format!("{changed} berkas {became}"),
        _ => format!("{changed} berkas {became}, {sound} sudah rapi"),
    };
    console::write(Stream::Out, &asked.line(&summary))?;
    if only_check && changed > 0 {
        console::write(Stream::Out, "untuk merapikannya, jalankan  takar rapikan  tanpa --periksa\n")?;
    }
    Ok(if skipped.is_empty() { u8::from(only_check && changed > 0) } else { 2 })
}

/// A file that somebody else wrote between reading and writing.
pub(super) fn changed_meanwhile(name: &str) -> Diagnostic {
    let title = format!("\"{name}\" berubah sementara perintah ini berjalan, maka tidak ditulis");
    Diagnostic::new(Code::B0209, Severity::Error, title)
        .at_place(Place::File(name.to_string()), "")
        .advise("ulangi perintahnya; perubahan itu tidak hilang")
}

fn arranged(name: &str, text: String, bytes: &[u8]) -> Arranged {
    let text = with_breaks(text);
    let source = Sources::default().add(name, text.as_str());
    let arranged = format(source, &text);
    let found = tokens(source, &text);
    Arranged {
        name: name.to_string(),
        refused: arranged.is_none(),
        changed: arranged.as_ref().is_some_and(|arranged| arranged.as_bytes() != bytes),
        mistakes: found.lines.iter().filter(|line| line.tokens.is_none()).count() + found.hidden,
        arranged: arranged.unwrap_or_default(),
        text,
    }
}

impl Arranged {
    fn shown(&self, sources: &Sources) -> String {
        let bare = |text: &str| text.replace("\r\n", "\n");
        let lines = match numbered_lines(&bare(&self.text), &bare(&self.arranged)) {
            same if same.is_empty() => "  hanya akhir barisnya, atau tanda BOM di awal berkas\n".to_string(),
            lines => lines,
        };
        format!("{}: belum rapi\n{lines}", shown(&sources.below(&self.name)))
    }
}
