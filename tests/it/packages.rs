//! Packages in `tests/cases`: a `.takar` file, or a folder of them, is one case.

use std::fs;
use std::path::Path;
use takar::diagnostic::{Edit, apply_edits};
use takar::engine::Package;
use takar::source::Sources;

/// The rule files of a package, by name.
pub type Files = Vec<(String, String)>;

/// The cases of a folder under `tests/cases`, in order of name.
pub fn cases(folder: &str) -> Vec<(String, Files)> {
    let root = Path::new("tests/cases").join(folder);
    let entries = fs::read_dir(&root).unwrap_or_else(|problem| panic!("{}: {problem}", root.display()));
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), read(path))).collect()
}

/// The rule files of a package: the file itself, or every `.takar` file of a folder in order of name.
pub fn read(path: impl AsRef<Path>) -> Files {
    let path = path.as_ref();
    let mut paths = vec![path.to_path_buf()];
    if path.is_dir() {
        paths = fs::read_dir(path).expect("a folder").flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|end| end == "takar"));
        paths.sort();
    }
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).expect("a rule file"))).collect()
}

/// Reads and checks the rules of a case.
pub fn check(files: &Files) -> Package {
    Package::new("Kasus", files.iter().cloned())
}

/// The files after edits, which may touch several of them.
pub fn mended(sources: &Sources, files: &Files, edits: &[Edit]) -> Files {
    let ids = sources.iter().map(|(id, _)| id);
    let of = |id| edits.iter().filter(|edit| edit.span.source == id).cloned().collect::<Vec<_>>();
    files.iter().zip(ids).map(|((name, text), id)| (name.clone(), apply_edits(text, &of(id)))).collect()
}

/// The files as a snapshot shows them.
pub fn shown(files: &Files) -> String {
    match files.as_slice() {
        [(_, only)] => only.trim_end().to_string(),
        several => several.iter().map(|(name, text)| format!("# {name}\n{text}")).collect::<Vec<_>>().join("\n"),
    }
}
