//! Data files in a package that no rule names: without a warning, their figures would be missing silently.

use super::files::{is_rule_file, names_in};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::program::Program;
use std::collections::BTreeSet;
use std::path::Path;

/// The folder in which packages keep their data.
pub(super) const FOLDER: &str = "data";

/// Endings of files that hold nothing but data: notes and reports may be beside them.
const ENDINGS: [&str; 5] = ["csv", "tsv", "xlsx", "xlsm", "ods"];

/// How many are named.
const MOST: usize = 6;

/// The warning about them; `names` are the contents of the package's folder.
pub(super) fn unread(root: &Path, names: &[String], program: &Program) -> Option<Diagnostic> {
    let folder = names.iter().find(|name| name.eq_ignore_ascii_case(FOLDER))?;
    let below = names_in(&root.join(folder)).ok()?;
    // With rules, it is another package.
    if below.iter().any(|name| is_rule_file(name)) {
        return None;
    }
    let as_is = |path: &str| path.replace('\\', "/").trim_start_matches("./").to_string();
    let plain = |path: &str| as_is(path).to_lowercase();
    let named: BTreeSet<String> = program.data.iter().map(|file| plain(&file.path)).collect();
    let is_data = |name: &String| {
        let ending = Path::new(name).extension().unwrap_or_default();
        ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
    };
    let paths = below.iter().filter(|name| is_data(name)).map(|name| format!("{folder}/{name}"));
    // Of names that differ only in case, only one is what the rules name.
    let exact: BTreeSet<String> = program.data.iter().map(|file| as_is(&file.path)).collect();
    let has_exact = |path: &String| {
        below
            .iter()
            .map(|name| format!("{folder}/{name}"))
            .any(|other| exact.contains(&other) && plain(&other) == plain(path))
    };
    let is_named = |path: &String| exact.contains(path) || (named.contains(&plain(path)) && !has_exact(path));
    let left: Vec<String> = paths.filter(|path| !is_named(path)).collect();
    let first = left.first()?;
    let title = match left.len() {
        1 => format!("berkas \"{first}\" tidak dibaca: tidak disebut dalam aturan"),
        count => format!("{count} berkas di folder \"{folder}\" tidak dibaca: tidak disebut dalam aturan"),
    };
    let found = Diagnostic::new(Code::B0123, Severity::Warning, title).at_place(Place::File(first.clone()), "");
    let found = match left.len() {
        1 => found,
        _ => {
            let shown: Vec<String> = left.iter().take(MOST).map(|path| format!("\"{path}\"")).collect();
            found.because(format!("{}{}", shown.join(", "), if left.len() > MOST { ", …" } else { "" }))
        }
    };
    let rules: Vec<&String> = names.iter().filter(|name| is_rule_file(name)).collect();
    let place = match rules.as_slice() {
        [only] => format!(" di {only}"),
        _ => " di berkas aturan".to_string(),
    };
    let example = if left.len() > 1 { ", misalnya" } else { "" };
    Some(
        found
            .advise(format!("bila itu datanya, tambahkan{place}{example}:  data \"{first}\""))
            .advise(format!("bila bukan, pindahkan ke luar folder \"{folder}\"")),
    )
}
