//! Where a file of a package is written: through its door, and only in the place of its own kind.
//!
//! Links are followed to read whatever they lead to. To write, what they lead to has to be what is meant: a copy among the
//! copies, a scenario among the scenarios, rules in a file of rules, and nothing that the package reads as something else.

use super::inputs::{CLOSED, Inputs};
use super::{create_folder, problem};
use crate::diagnostic::Diagnostic;
use crate::folder::{door, files};
use std::path::{Path, PathBuf};

/// Where a file of a folder of the package is written: what stands there now, or a new place in the folder, which is made
/// when it is missing. `inputs` is what the package reads.
pub fn place(root: &Path, folder: &str, file: &str, inputs: &Inputs) -> Result<PathBuf, Box<Diagnostic>> {
    let name = format!("{folder}/{file}");
    if let Some(real) = place_of(root, &name, inputs)? {
        return Ok(real);
    }
    if door::find(root, folder)?.is_none() {
        create_folder(&root.join(folder))?;
    }
    match door::find(root, folder)? {
        Some(real) if real.is_dir() => allowed(root, &name, real.join(file), inputs),
        _ => Err(Box::new(door::no_folder(folder))),
    }
}

/// The same for a file that says its own name: behind a link, another would say it.
pub fn own_place(root: &Path, folder: &str, file: &str, inputs: &Inputs) -> Result<PathBuf, Box<Diagnostic>> {
    let real = place(root, folder, file, inputs)?;
    let called = real.file_name().map(|name| name.to_string_lossy().to_lowercase());
    if called.is_none_or(|called| called == file.to_lowercase()) {
        return Ok(real);
    }
    Err(Box::new(problem::another_kind(&root.join(folder).join(file), &files::slashed(&below(root, &real)), None)))
}

/// Where a file of that name is written again; none when there is none.
pub fn place_of(root: &Path, name: &str, inputs: &Inputs) -> Result<Option<PathBuf>, Box<Diagnostic>> {
    door::find(root, name)?.map(|real| allowed(root, name, real, inputs)).transpose()
}

fn allowed(root: &Path, name: &str, real: PathBuf, inputs: &Inputs) -> Result<PathBuf, Box<Diagnostic>> {
    let shown = root.join(name);
    let led = below(root, &real);
    if kind(&led) != kind(Path::new(name)) {
        let folder = name.split_once('/').map(|(folder, _)| folder);
        let folder = folder.filter(|folder| root.join(folder).is_symlink());
        return Err(Box::new(problem::another_kind(&shown, &files::slashed(&led), folder)));
    }
    match inputs.read(&real) {
        Some(input) => Err(Box::new(problem::read_by_package(&shown, input))),
        None => Ok(real),
    }
}

/// The way to a file from the root; the door has found it inside.
fn below(root: &Path, real: &Path) -> PathBuf {
    let way = root.canonicalize().ok().and_then(|root| Some(real.strip_prefix(root).ok()?.to_path_buf()));
    way.unwrap_or_else(|| real.to_path_buf())
}

/// What a file of a package is there for: the folder that is kept for its like, and its ending.
fn kind(path: &Path) -> (Option<String>, Option<String>) {
    let small = |name: &std::ffi::OsStr| name.to_string_lossy().to_lowercase();
    let mut parts = path.iter();
    let folder = parts.next().map(small).filter(|_| parts.next().is_some());
    (folder.filter(|folder| CLOSED.contains(&folder.as_str())), path.extension().map(small))
}
