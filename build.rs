//! A fingerprint of the sources that compute, so that a page is not given the core of another Takar (`page/core.rs`).
//!
//! The same for the program and for the core in a browser: it is told by texts, whatever the machine or its line breaks.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let mut files = Vec::new();
    for folder in ["src", "rules", "browser/src"] {
        println!("cargo:rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for path in files {
        let bytes = fs::read(&path).unwrap_or_default();
        let name = path.to_string_lossy().replace('\\', "/");
        let text = name.bytes().chain([0]).chain(bytes.into_iter().filter(|byte| *byte != b'\r')).chain([0]);
        // FNV-1a: nobody is kept out by it, only what is old.
        for byte in text {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo:rustc-env=TAKAR_SOURCES={hash:016x}");
}

/// The files below a folder, but for those of the command line, which computes nothing.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for path in entries.filter(|path| *path != Path::new("src/cli") && *path != Path::new("src/main.rs")) {
        match path.is_dir() {
            true => collect(&path, files),
            false => files.push(path),
        }
    }
}
