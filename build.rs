//! A fingerprint of the sources that compute, so that a page is not given the core of another Takar (`page/core.rs`).
//!
//! The same for the program and, built by this very script, for the core in a browser: it is told by texts, whatever the
//! machine or its line breaks.

#![expect(clippy::disallowed_methods, reason = "what builds the program reads its sources and asks cargo")]

use std::fs;
use std::path::{Path, PathBuf};

/// What computes nothing in a browser.
const ELSEWHERE: [&str; 14] = [
    "src/audit",
    "src/cli",
    "src/columns",
    "src/compare",
    "src/document",
    "src/draft",
    "src/folder",
    "src/frame.rs",
    "src/lsp",
    "src/main.rs",
    "src/office",
    "src/page/templates",
    "src/stream",
    "src/workbook",
];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // For the core it runs one folder below, and tells it to that crate alone: the library there need not be built anew.
    let is_core = std::env::var("CARGO_PKG_NAME").is_ok_and(|name| name == "takar-browser");
    if !is_core && std::env::var_os("CARGO_FEATURE_HTML").is_none() {
        return;
    }
    let root = Path::new(if is_core { ".." } else { "" });
    let mut files = Vec::new();
    for folder in ["src", "rules", "browser/src"] {
        println!("cargo:rerun-if-changed={}", root.join(folder).display());
        collect(root, Path::new(folder), &mut files);
    }
    files.sort();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for path in files {
        let bytes = fs::read(root.join(&path)).unwrap_or_default();
        let name = path.to_string_lossy().replace('\\', "/");
        let text = name.bytes().chain([0]).chain(bytes.into_iter().filter(|byte| *byte != b'\r')).chain([0]);
        // FNV-1a: nobody is kept out by it, only what is old.
        for byte in text {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo:rustc-env=TAKAR_SOURCES={hash:016x}");
}

/// The files below a folder, named from the root.
fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
        let path = folder.join(entry.file_name());
        let name = path.to_string_lossy().replace('\\', "/");
        match entry.path().is_dir() {
            _ if ELSEWHERE.contains(&name.as_str()) => {}
            true => collect(root, &path, files),
            false => files.push(path),
        }
    }
}
