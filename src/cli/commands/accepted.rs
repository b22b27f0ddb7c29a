//! Accepted copies of tables under `acuan/`: compared while the tables are made, shown where they differ, and renewed when asked.

mod copy;
pub mod differ;

use super::super::write::{self, Inputs, Print, Renewals, Rewritten};
use super::Stop;
use super::arrange::changed_meanwhile;
use super::difference;
use crate::data::State;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine::Planned;
use crate::folder::{door, files};
use crate::report::markdown;
use crate::report::table::{Cell, Table};
use copy::Copy;
use differ::{Differ, Shown, Tables};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder of accepted copies, inside the package.
pub const FOLDER: &str = "acuan";

/// What comparing gave.
pub struct Compared {
    /// The differences, as a person reads them.
    pub text: String,
    /// The names of tables with a wrong cell.
    faulty: Vec<String>,
    equal: usize,
    /// The files whose tables are not as accepted, and what was read of them.
    differing: Vec<(String, Option<Print>)>,
    orphans: usize,
    /// The years of the tables and of an accepted copy, where these are not the same.
    years: Option<(i32, i32)>,
}

impl Compared {
    /// Whether every table equals its accepted copy, or was accepted now.
    pub fn is_same(&self, accepted: bool) -> bool {
        (self.differing.is_empty() || accepted) && self.orphans == 0
    }

    /// Whether some table is not as accepted.
    pub fn differs(&self) -> bool {
        !self.differing.is_empty()
    }

    /// One line that counts; `accepted` are those accepted now.
    pub fn summary(&self, accepted: Option<usize>) -> String {
        let equal = self.equal;
        let mut summary = match (self.differing.len(), accepted) {
            (0, _) => format!("{equal} tabel sama dengan acuan"),
            (_, Some(accepted)) => format!("{equal} tabel sama dengan acuan, {accepted} diterima sebagai acuan baru"),
            (differing, None) => format!("{equal} tabel sama dengan acuan, {differing} berbeda"),
        };
        if self.orphans > 0 {
            summary.push_str(&format!(", {} acuan tanpa tabel", self.orphans));
        }
        summary
    }
}

/// Writes the tables that differ as the new copies, computed once more; tells how many, and which somebody else changed
/// meanwhile. None takes its place before every table is there.
pub fn accept(
    (root, inputs): (&Path, &Inputs),
    planned: &Planned,
    compared: &Compared,
) -> Result<(usize, Vec<Diagnostic>), Stop> {
    let (mut renewals, mut numbers) = (Renewals::default(), BTreeMap::new());
    for (file, _) in &compared.differing {
        let place = write::place(root, FOLDER, &format!("{file}.md"), inputs)?;
        numbers.insert(file.as_str(), (renewals.begin(&place, &root.join(path_of(file)))?, String::new()));
    }
    for run in planned.groups() {
        for table in (0..run.evaluation().lanes()).flat_map(|lane| run.tables_of(lane)) {
            let Some((number, parted)) = numbers.get_mut(file_of(&table).as_str()) else { continue };
            renewals.add(*number, (parted.clone() + &markdown(&table)).as_bytes())?;
            *parted = "\n".to_string();
        }
    }
    let became = renewals.finish(|number, path| {
        let (_, print) = &compared.differing[number];
        print.as_ref().map(|print| Print::of(path).is_ok_and(|now| now == *print))
    })?;
    let changed = compared.differing.iter().zip(became).filter(|(_, became)| *became == Rewritten::Changed);
    let skipped: Vec<Diagnostic> = changed.map(|((file, _), _)| changed_meanwhile(&path_of(file))).collect();
    Ok((compared.differing.len() - skipped.len(), skipped))
}

/// Why tables are not accepted: what stands in them is not sound.
pub fn refusal(has_errors: bool, compared: &Compared) -> Option<Diagnostic> {
    let faulty = &compared.faulty;
    if let (Some((now, accepted)), false) = (compared.years, has_errors) {
        let title = format!("acuan tahun {accepted} akan tertimpa angka tahun {now}, jadi tidak diperbarui");
        let base = Diagnostic::new(Code::B0212, Severity::Error, title);
        return Some(base.advise(format!(
            "simpan dahulu yang lama: ganti nama folder {FOLDER}, misalnya menjadi {FOLDER}-{accepted}; lalu jalankan  takar uji --terima  sekali lagi"
        )));
    }
    let base = Diagnostic::new(Code::B0211, Severity::Error, "acuan tidak diperbarui");
    let base = match (has_errors, faulty.is_empty()) {
        (false, true) => return None,
        (true, true) => base.because("masih ada kesalahan"),
        (_, false) => base.because(format!("ada nilai keliru dalam {}", faulty.join(", "))),
    };
    Some(base.advise("perbaiki dahulu, lalu jalankan  takar uji --terima  sekali lagi"))
}

/// Tables on their way to their accepted copies; those of several units share the file of their name.
pub struct Copies<'a> {
    root: &'a Path,
    /// What the names of copies are told below.
    folder: &'a str,
    /// The names in the folder; none where only some rules of the package were read.
    found: Vec<String>,
    all: Vec<Accepted>,
    /// Which of them a file is, by its name in small letters: on Windows names that differ only in case are one.
    known: BTreeMap<String, usize>,
    /// The names of the copies that are there, by what they are on disk.
    real: BTreeMap<PathBuf, String>,
}

struct Accepted {
    /// Of the table.
    name: String,
    /// The name of the file, without its ending.
    file: String,
    /// What was accepted, as far as it is not compared yet; none when nothing was.
    old: Option<Copy>,
    differ: Differ,
    /// What is new altogether.
    shown: Shown,
    /// The last table, which may not be the last of its file.
    last: String,
    /// Whether a cell of it is wrong.
    faulty: bool,
    /// The years of the table and of what was accepted, where these are not the same.
    years: Option<(i32, i32)>,
}

impl Tables for Copy {
    type Failure = Box<Diagnostic>;

    fn next(&mut self) -> Result<Option<String>, Self::Failure> {
        self.next_table()
    }

    fn refuse_without_room(&self, bytes: usize) -> Result<(), Self::Failure> {
        Copy::refuse_without_room(self, bytes)
    }
}

impl<'a> Copies<'a> {
    /// Those of the package in a folder. A copy whose table is gone is a difference; `whole` is false where only some
    /// rules of the folder were read.
    pub fn of(root: &'a Path, folder: &'a str, whole: bool) -> Result<Copies<'a>, Stop> {
        let found = if whole { names(root)? } else { Vec::new() };
        Ok(Copies { root, folder, found, all: Vec::new(), known: BTreeMap::new(), real: BTreeMap::new() })
    }

    /// Compares a table with its accepted copy, or with the next part of it.
    pub fn add(&mut self, table: &Table) -> Result<(), Stop> {
        let file = file_of(table);
        let at = match self.known.get(&file.to_lowercase()) {
            Some(at) => *at,
            None => {
                let mut old = Copy::open(self.root, &path_of(&file))?;
                if let Some(old) = &old
                    && let Some(first) = self.real.insert(old.path().to_path_buf(), path_of(&file))
                {
                    return Err(Box::new(one_copy(&first, &path_of(&file))).into());
                }
                let heading = old.as_mut().map(Copy::heading).transpose()?;
                let accepted = heading.and_then(|heading| year_in(&heading));
                let years = accepted.filter(|year| *year != table.year).map(|year| (table.year, year));
                let (name, last) = (table.name.clone(), String::new());
                self.known.insert(file.to_lowercase(), self.all.len());
                let (differ, shown) = (Differ::default(), Shown::default());
                self.all.push(Accepted { name, file, old, differ, shown, last, faulty: false, years });
                self.all.len() - 1
            }
        };
        let copy = &mut self.all[at];
        if copy.name != table.name {
            return Err(Box::new(one_file(&copy.name, &table.name)).into());
        }
        let is_faulty = |cell: &Cell| cell.missing.as_ref().is_some_and(|missing| missing.state == State::Faulty);
        copy.faulty |= table.cells().any(is_faulty);
        if !copy.last.is_empty() {
            copy.last.push('\n');
            copy.compare_last()?;
        }
        copy.last = copy::plain(markdown(table));
        Ok(())
    }

    /// What differs.
    pub fn compared(self) -> Result<Compared, Stop> {
        let mut text = String::new();
        let orphans = self.orphans();
        for name in &orphans {
            text.push_str(&format!(
                "{}{FOLDER}/{}: tabelnya tidak ada lagi; hapus berkas ini bila memang demikian\n",
                self.folder,
                difference::shown(name)
            ));
        }
        let mut compared =
            Compared { text, faulty: Vec::new(), equal: 0, differing: Vec::new(), orphans: orphans.len(), years: None };
        for mut copy in self.all {
            copy.compare_last()?;
            let Accepted { name, file, old, differ, shown, faulty, years, .. } = copy;
            compared.years = compared.years.or(years);
            let of_years = years.map(|(now, accepted)| format!(": acuannya tahun {accepted}, tabelnya tahun {now}"));
            let of_years = of_years.unwrap_or_default();
            if faulty {
                compared.faulty.push(if name.is_empty() { "tabel".into() } else { name });
            }
            let (print, told) = match old {
                Some(mut old) => match differ.finish(&mut old)? {
                    Some(told) => (Some(old.print), format!("berbeda{of_years}\n{told}")),
                    None => {
                        compared.equal += 1;
                        continue;
                    }
                },
                None => (None, format!("belum ada acuan\n{}", shown.told())),
            };
            compared.text.push_str(&format!("{}{}: {told}", self.folder, path_of(&file)));
            compared.differing.push((file, print));
        }
        Ok(compared)
    }

    /// The accepted copies that belong to no table.
    fn orphans(&self) -> Vec<&String> {
        let is_known = |name: &str| self.known.contains_key(&name.to_lowercase());
        let mut names: Vec<&String> =
            self.found.iter().filter(|file| file.strip_suffix(".md").is_some_and(|name| !is_known(name))).collect();
        names.sort();
        names
    }
}

impl Accepted {
    fn compare_last(&mut self) -> Result<(), Box<Diagnostic>> {
        let last = std::mem::take(&mut self.last);
        match &mut self.old {
            Some(old) => self.differ.add(last, old),
            None => {
                self.shown.add_new(&last);
                Ok(())
            }
        }
    }
}

/// The year at the end of the heading of a table.
fn year_in(heading: &str) -> Option<i32> {
    heading.rsplit(" · ").next()?.trim().parse().ok()
}

/// The names in the folder of copies.
pub fn names(root: &Path) -> Result<Vec<String>, Box<Diagnostic>> {
    door::names(root, FOLDER)
}

/// The name of the file of a table, without its ending.
pub fn file_of(table: &Table) -> String {
    if table.name.is_empty() { "tabel".to_string() } else { files::safe_name(&table.name) }
}

/// The name of that file as messages show it.
fn path_of(file: &str) -> String {
    format!("{FOLDER}/{file}.md")
}

/// Two copies that a link makes one.
fn one_copy(first: &str, second: &str) -> Diagnostic {
    Diagnostic::new(Code::B0210, Severity::Error, format!("\"{first}\" dan \"{second}\" satu berkas"))
        .because("yang satu tautan ke yang lain, padahal setiap tabel mempunyai acuannya sendiri")
        .advise("hapus tautannya, lalu jalankan  takar uji --terima")
}

/// Two tables whose names are one file.
pub fn one_file(first: &str, second: &str) -> Diagnostic {
    let shown = |name: &str| if name.is_empty() { "tanpa nama".to_string() } else { format!("\"{name}\"") };
    let title = format!("tabel {} dan tabel {} akan menjadi satu berkas", shown(first), shown(second));
    Diagnostic::new(Code::B0210, Severity::Error, title)
        .because("nama tabel menjadi nama berkas, dan Windows tidak membedakan huruf besar dari huruf kecil")
        .advise(format!("beri tabel {} nama lain", shown(second)))
}
