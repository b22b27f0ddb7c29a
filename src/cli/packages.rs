//! Several packages in one command: which are meant, each told below its own folder, and one line that counts.

use super::console::{self, Stream, Unwritten};
use super::files;
use crate::diagnostic::{Code, Diagnostic, Severity};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A package as a command takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// A folder of rule files, or one of them.
    pub path: PathBuf,
    /// Whether others have to be told from it.
    pub is_one_of_several: bool,
    /// What the names of its files are told below, such as `rules/ikpp/`; nothing where it is the only one, or not there.
    pub folder: String,
    /// Whether another one has the same last name.
    pub has_namesake: bool,
}

impl Asked {
    /// The only package.
    pub fn alone(path: &Path) -> Asked {
        Asked { path: path.to_path_buf(), is_one_of_several: false, folder: String::new(), has_namesake: false }
    }

    /// What it is called beside others.
    pub fn name(&self) -> String {
        files::slashed(&self.path)
    }

    /// A line about it as a whole.
    pub fn line(&self, text: &str) -> String {
        if self.is_one_of_several { format!("{}: {text}\n", self.name()) } else { format!("{text}\n") }
    }
}

/// The packages that are meant: those named, each once, and in the place of a folder that only holds packages those.
/// Refused is one name that the shell tore apart at its spaces.
pub fn meant(named: &[PathBuf], command: &str) -> Result<Vec<Asked>, Box<Diagnostic>> {
    if let Some(torn) = torn(named) {
        return Err(Box::new(one_name(&torn, command)));
    }
    if let [only] = named
        && inside(only).is_none()
    {
        return Ok(vec![Asked::alone(only)]);
    }
    let mut known = BTreeSet::new();
    let paths = named.iter().flat_map(|path| inside(path).unwrap_or_else(|| vec![path.clone()]));
    let real = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
    let paths: Vec<PathBuf> = paths.filter(|path| known.insert(real(path))).collect();
    let has_namesake = |path: &PathBuf| paths.iter().filter(|other| other.file_stem() == path.file_stem()).count() > 1;
    let several = |path: &PathBuf| Asked {
        path: path.clone(),
        is_one_of_several: true,
        folder: folder_of(path),
        has_namesake: has_namesake(path),
    };
    Ok(paths.iter().map(several).collect())
}

/// Runs a command for each package. Where there are several, `one` gives the status of each, and a last line counts them.
pub fn each(asked: &[Asked], mut one: impl FnMut(&Asked) -> u8) -> Result<u8, Unwritten> {
    let statuses: Vec<u8> = asked.iter().map(&mut one).collect();
    if asked.iter().any(|asked| asked.is_one_of_several) {
        let of = |wanted: u8| {
            let those = asked.iter().zip(&statuses).filter(move |(_, status)| **status == wanted);
            those.map(|(asked, _)| asked.name()).collect::<Vec<_>>()
        };
        console::write(Stream::Out, &counted(asked.len(), &of(1), &of(2)))?;
    }
    Ok(statuses.into_iter().max().unwrap_or_default())
}

/// `9 paket: 7 beres, 1 belum (rules/ikpp), 1 tidak dapat dikerjakan (rules/lama)`
fn counted(all: usize, with_findings: &[String], unusable: &[String]) -> String {
    let sound = all - with_findings.len() - unusable.len();
    let mut parts = vec![if sound == all { "semua beres".to_string() } else { format!("{sound} beres") }];
    for (words, names) in [("belum", with_findings), ("tidak dapat dikerjakan", unusable)] {
        if !names.is_empty() {
            parts.push(format!("{} {words} ({})", names.len(), names.join("; ")));
        }
    }
    format!("{all} paket: {}\n", parts.join(", "))
}

/// The packages in a folder that has no rules of its own; none for everything else.
fn inside(path: &Path) -> Option<Vec<PathBuf>> {
    if !path.is_dir() || files::has_rules(path) {
        return None;
    }
    let names = files::names_in(path).ok()?.into_iter();
    // A folder given as `.` is not repeated before every name.
    let below = |name: String| if path == Path::new(".") { PathBuf::from(name) } else { path.join(name) };
    let packages: Vec<PathBuf> = names.map(below).filter(|path| path.is_dir() && files::has_rules(path)).collect();
    (!packages.is_empty()).then_some(packages)
}

/// What the files of a package are told below. A package that is not there has no files.
fn folder_of(path: &Path) -> String {
    let folder = match path.is_file() {
        true => path.parent().unwrap_or(Path::new("")),
        false if files::has_rules(path) => path,
        false => return String::new(),
    };
    match files::slashed(folder).as_str() {
        "" | "." => String::new(),
        name => format!("{name}/"),
    }
}

/// Words behind each other that are together the name of one package, or that name none and may be one name.
fn torn(named: &[PathBuf]) -> Option<Vec<String>> {
    let words: Vec<String> = named.iter().map(|path| files::slashed(path)).collect();
    let runs = || (2..=words.len()).rev().flat_map(|long| words.windows(long));
    let is_there = |word: &String| Path::new(word).exists();
    let is_one = |run: &&[String]| is_there(&together(run)) && !run.iter().all(is_there);
    let is_none = |run: &&[String]| !run.iter().any(is_there);
    runs().find(is_one).or_else(|| runs().find(is_none)).map(<[String]>::to_vec)
}

/// Word makes other quotation marks of those that hold a name together.
fn together(words: &[String]) -> String {
    words.join(" ").replace(['“', '”', '"'], "")
}

fn one_name(words: &[String], command: &str) -> Diagnostic {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let title = format!("{} terbaca sebagai {} paket, dan tidak ditemukan", quoted.join(", "), words.len());
    Diagnostic::new(Code::B0008, Severity::Error, title)
        .advise(format!("bila itu satu nama, apit dengan tanda petik:  takar {command} \"{}\"", together(words)))
        .advise("bila itu beberapa paket, periksa ejaannya")
}
