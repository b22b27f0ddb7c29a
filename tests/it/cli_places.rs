//! Every place that changes the disk stands in the page of the house, with what it is for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What changes a disk, as the standard library and those used here call it.
const CHANGES: [&str; 25] = [
    "write",
    "rename",
    "copy",
    "create_dir",
    "create_dir_all",
    "remove_file",
    "remove_dir",
    "remove_dir_all",
    "hard_link",
    "soft_link",
    "symlink",
    "set_permissions",
    "set_len",
    "fchown",
    "chown",
    "persist",
    "persist_noclobber",
    "tempfile_in",
    "tempdir_in",
    "tempfile",
    "tempdir",
    "save_history",
    "append_history",
    "File::create",
    "File::create_new",
];

#[test]
fn every_place_that_changes_the_disk_is_listed() {
    let page = fs::read_to_string(root().join("docs/architecture.md")).expect("the page");
    let listed: BTreeSet<(String, String)> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `cli/").filter(|line| line.contains(".rs` | ")))
        .filter_map(|line| {
            let mut cells = line.split(" | ");
            let (file, calls) = (cells.next()?.trim_end_matches('`'), cells.next()?);
            let calls = calls.split(", ").map(|call| call.trim_matches('`').to_string());
            Some(calls.map(|call| (format!("cli/{file}"), call)).collect::<Vec<_>>())
        })
        .flatten()
        .collect();
    let mut found = BTreeSet::new();
    for path in files(&root().join("src")).into_iter().filter(|path| path.extension().is_some_and(|it| it == "rs")) {
        let text = fs::read_to_string(&path).expect("a source");
        let name = path.strip_prefix(root().join("src")).expect("inside").display().to_string().replace('\\', "/");
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            found.extend(changes(line).map(|call| (name.clone(), call.to_string())));
        }
    }
    assert_eq!(found, listed, "docs/architecture.md, \"Where files are written\"");
}

/// What a line calls that changes a disk. Opening to read is `File::open`; whatever else is opened goes through options.
fn changes(line: &str) -> impl Iterator<Item = &'static str> {
    let called = |call: &str| {
        let (type_of, bare) = call.split_once("::").map_or((None, call), |(of, call)| (Some(of), call));
        let starts = match (bare, type_of) {
            (_, Some(of)) => vec![format!("{of}::{bare}(")],
            // Many things are written, and much is copied; on a disk it is `fs` that does.
            ("write" | "copy", None) => vec![format!("fs::{bare}(")],
            // Handed over, it stands without its brackets.
            (_, None) => vec![format!("fs::{bare}"), format!(".{bare}("), format!(" {bare}(")],
        };
        starts.iter().any(|start| {
            line.match_indices(start.as_str()).any(|(at, _)| {
                let next = line[at + start.len()..].chars().next();
                start.ends_with('(') || !next.is_some_and(|next| next.is_alphanumeric() || next == '_')
            })
        }) && !line.contains(&format!("fn {bare}"))
    };
    let options = line.contains("OpenOptions::new").then_some("OpenOptions");
    CHANGES.into_iter().filter(move |call| called(call)).chain(options).collect::<Vec<_>>().into_iter()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
