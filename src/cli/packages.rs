//! Several packages in one command: which are meant, each told below its own folder, and one line that counts.

use super::console::{self, Stream, Unwritten};
use super::write::Origin;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::folder::below::packages_below;
use crate::folder::files;
use crate::report::visible;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A package as a command takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// A folder of rule files, or one of them.
    pub path: PathBuf,
    /// Whether others have to be told from it.
    pub is_one_of_several: bool,
    /// What the names of its files are told below, such as `rules/ikpp/`; nothing where it is the only one, or not there.
    pub folder: String,
    /// What its results are called in a folder, beside those of the others.
    pub result: String,
}

impl Asked {
    /// The only package.
    pub fn alone(path: &Path) -> Asked {
        let result = last_name(path);
        Asked { path: path.to_path_buf(), is_one_of_several: false, folder: String::new(), result }
    }

    /// Of what its results are.
    pub fn origin(&self, scenario: Option<&str>) -> Origin {
        Origin::of(&self.path, scenario)
    }

    /// What it is called beside others.
    pub fn name(&self) -> String {
        files::slashed(&self.path).chars().map(visible).collect()
    }

    /// A line about it as a whole.
    pub fn line(&self, text: &str) -> String {
        if self.is_one_of_several { format!("{}: {text}\n", self.name()) } else { format!("{text}\n") }
    }
}

/// One of two packages that are told of together.
pub fn beside(path: &Path) -> Asked {
    Asked { is_one_of_several: true, folder: folder_of(path), ..Asked::alone(path) }
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
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for path in &paths {
        *count.entry(last_name(path).to_lowercase()).or_default() += 1;
    }
    let several = |path: &PathBuf| {
        let own = last_name(path);
        // Packages of one name lie in different folders.
        let result = match count.get(&own.to_lowercase()) {
            Some(1) => own,
            _ => files::safe_name(&files::slashed(path).replace('/', "-")),
        };
        Asked { path: path.clone(), is_one_of_several: true, folder: folder_of(path), result }
    };
    Ok(paths.iter().map(several).collect())
}

/// Two packages whose results in a folder would be called alike; on Windows names that differ only in case are one.
pub fn alike(asked: &[Asked]) -> Option<Diagnostic> {
    let mut known = BTreeMap::new();
    asked.iter().find_map(|one| {
        let other = known.insert(one.result.to_lowercase(), one)?;
        let title = format!("hasil paket {} dan {} akan menjadi satu", other.name(), one.name());
        let finding = Diagnostic::new(Code::B0210, Severity::Error, title);
        Some(finding.advise("hitung satu demi satu, masing-masing dengan  --keluar  sendiri"))
    })
}

/// The last part of its path, as the name of a file; of a single file without its ending.
fn last_name(path: &Path) -> String {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let own = if real.is_file() { real.file_stem() } else { real.file_name() };
    files::safe_name(&own.unwrap_or_default().to_string_lossy())
}

/// Runs a command for each package: `one` gives its status, none where nobody reads on. Of several a last line counts
/// them.
pub fn each(asked: &[Asked], mut one: impl FnMut(&Asked) -> Option<u8>) -> Result<u8, Unwritten> {
    let begin = Instant::now();
    let told = asked.iter().enumerate().map(|(at, asked_of)| {
        // Whoever waits longer than a second sees how far it is.
        if asked_of.is_one_of_several && begin.elapsed() > Duration::from_secs(1) {
            console::pass(&at_work(at, asked.len(), &asked_of.name(), console::console(Stream::Err).width));
        }
        one(asked_of)
    });
    let Some(statuses) = told.collect::<Option<Vec<u8>>>() else { return Ok(2) };
    if asked.iter().any(|asked| asked.is_one_of_several) {
        let of = |wanted: u8| {
            let those = asked.iter().zip(&statuses).filter(move |(_, status)| **status == wanted);
            those.map(|(asked, _)| asked.name()).collect::<Vec<_>>()
        };
        console::write(Stream::Out, &counted(asked.len(), &of(1), &of(2)))?;
    }
    Ok(statuses.into_iter().max().unwrap_or_default())
}

/// `paket 4 dari 9, rules/ipp; Ctrl-C menghentikan`, cut where it would not fit.
pub fn at_work(done: usize, all: usize, name: &str, width: usize) -> String {
    let text = format!("paket {} dari {all}, {name}; Ctrl-C menghentikan", done + 1);
    text.chars().take(width.saturating_sub(1)).collect()
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

/// The packages in a folder that has no rules of its own; none for everything else. A folder that cannot be looked into
/// may be one, and says so when its turn comes.
fn inside(path: &Path) -> Option<Vec<PathBuf>> {
    if !path.is_dir() || files::has_rules(path) {
        return None;
    }
    let mut packages: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(path).ok()?.flatten() {
        let name = entry.file_name();
        let is_hidden = files::is_hidden(&name.to_string_lossy());
        // A folder given as `.` is not repeated before every name.
        let below = if path == Path::new(".") { PathBuf::from(name) } else { path.join(name) };
        if !is_hidden && below.is_dir() && files::holds_rules(&below).unwrap_or(true) {
            packages.push(below);
        }
    }
    packages.sort_by_cached_key(|path| (path.to_string_lossy().to_lowercase(), path.clone()));
    (!packages.is_empty()).then_some(packages)
}

/// Packages below the folders named that are none of those meant: beside rules that lie in their folder, or deeper.
pub fn left_out(named: &[PathBuf], asked: &[Asked]) -> Option<String> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let taken: BTreeSet<PathBuf> = asked.iter().map(|one| real(&one.path)).collect();
    let below = |folder: &PathBuf| packages_below(folder, MOST_DEEP).packages;
    let mut left: Vec<PathBuf> = named.iter().filter(|path| path.is_dir()).flat_map(below).collect();
    left.retain(|path| !taken.contains(&real(path)));
    left.sort_by_cached_key(|path| (path.to_string_lossy().to_lowercase(), path.clone()));
    left.dedup();
    let first = left.first()?;
    let name = |path: &PathBuf| -> String { files::slashed(path).chars().map(visible).collect() };
    let shown: Vec<String> = left.iter().take(MOST_NAMED).map(name).collect();
    let more = if left.len() > MOST_NAMED { "; …" } else { "" };
    let stray = named.iter().find(|folder| files::has_rules(folder) && first.starts_with(folder));
    let why = stray.map_or(String::new(), |folder| format!(", karena {} sendiri berisi berkas .takar", name(folder)));
    let count = left.len();
    Some(format!(
        "{count} paket tidak ikut dikerjakan{why}: {}{more}\nsebut foldernya agar ikut, misalnya  {}\n",
        shown.join("; "),
        name(first)
    ))
}

/// So deep below a folder packages are looked for, and so many are named.
const MOST_DEEP: usize = 3;
const MOST_NAMED: usize = 5;

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
    let is_there: Vec<bool> = named.iter().map(|path| path.exists()).collect();
    if is_there.iter().all(|there| *there) {
        return None;
    }
    let words: Vec<String> = named.iter().map(|path| files::slashed(path)).collect();
    let longest = words.len().min(MOST_WORDS);
    let runs = || (2..=longest).rev().flat_map(|long| (0..=words.len() - long).map(move |from| from..from + long));
    let text = |run: &Range<usize>| together(&words[run.clone()]);
    let is_one =
        |run: &Range<usize>| !is_there[run.clone()].iter().all(|there| *there) && Path::new(&text(run)).exists();
    let is_none = |run: &Range<usize>| !is_there[run.clone()].iter().any(|there| *there);
    let found = runs().find(is_one).or_else(|| runs().find(is_none))?;
    Some(words[found].to_vec())
}

/// No name has more words.
const MOST_WORDS: usize = 12;

/// Word makes other quotation marks of those that hold a name together.
fn together(words: &[String]) -> String {
    words.join(" ").replace(['“', '”', '"'], "")
}

fn one_name(words: &[String], command: &str) -> Diagnostic {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let title = format!("{} terbaca sebagai {} paket, dan tidak ditemukan", quoted.join(", "), words.len());
    let base = Diagnostic::new(Code::B0008, Severity::Error, title);
    if let [word, table] = words
        && word.eq_ignore_ascii_case("tabel")
    {
        return base.advise(format!("bila itu tabel, tulis  --tabel {table}  di belakang paketnya"));
    }
    if let [word, year] = words
        && word.eq_ignore_ascii_case("tahun")
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
    {
        return base.advise(format!("bila itu tahunnya, tulis  --tahun {year}"));
    }
    base.advise(format!("bila itu satu nama, apit dengan tanda petik:  takar {command} \"{}\"", together(words)))
        .advise("bila itu beberapa paket, periksa ejaannya")
}
