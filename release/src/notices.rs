//! What the program is made of: licences of others, and a list of parts that machines read (CycloneDX).

use crate::put;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// The systems that are handed out for; what only others need is not in the program.
const SYSTEMS: [&str; 2] = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-gnu"];

/// A crate inside the program.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    name: String,
    version: String,
    license: String,
    source: String,
    folder: PathBuf,
}

/// Writes `LISENSI-PIHAK-KETIGA.txt` and `takar.cdx.json`.
pub fn write(folder: &Path) -> io::Result<()> {
    let mut parts = BTreeSet::new();
    for system in SYSTEMS {
        parts.extend(inside(system)?);
    }
    put(&folder.join("LISENSI-PIHAK-KETIGA.txt"), licences(&parts)?)?;
    put(&folder.join("takar.cdx.json"), format!("{:#}\n", listed(&parts)))
}

/// What a program for a system is linked from: dependencies of dependencies, without those of builds and tests.
fn inside(system: &str) -> io::Result<Vec<Part>> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", system])
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let all: Value = serde_json::from_slice(&output.stdout)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let nodes = list(&all["resolve"]["nodes"]);
    let mut open = vec![text(&all["resolve"]["root"])];
    let mut known = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !known.insert(id.clone()) {
            continue;
        }
        for node in nodes.iter().filter(|node| node["id"] == id.as_str()) {
            let normal = |dep: &Value| list(&dep["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            open.extend(list(&node["deps"]).iter().filter(|dep| normal(dep)).map(|dep| text(&dep["pkg"])));
        }
    }
    let packages = list(&all["packages"]);
    let others = packages.iter().filter(|one| known.contains(&text(&one["id"])) && !one["source"].is_null());
    Ok(others
        .map(|one| Part {
            name: text(&one["name"]),
            version: text(&one["version"]),
            license: text(&one["license"]),
            source: text(&one["repository"]),
            folder: PathBuf::from(text(&one["manifest_path"])).parent().map(Path::to_path_buf).unwrap_or_default(),
        })
        .collect())
}

/// The texts of all licences; each once, with those that it stands for.
fn licences(parts: &BTreeSet<Part>) -> io::Result<String> {
    let mut texts: Vec<(String, Vec<&Part>)> = Vec::new();
    let mut bare = Vec::new();
    for part in parts {
        let own = own_texts(&part.folder)?;
        if own.is_empty() {
            bare.push(part);
        }
        for text in own {
            match texts.iter_mut().find(|(known, _)| *known == text) {
                Some((_, of)) => of.push(part),
                None => texts.push((text, vec![part])),
            }
        }
    }
    let named = |part: &Part| format!("{} {} ({})", part.name, part.version, part.license);
    let mut page = "Takar memuat karya pihak lain berikut. Lisensi Takar sendiri: MIT atau Apache-2.0.\n\n".to_string();
    page.extend(parts.iter().map(|part| format!("  {}\n", named(part))));
    if !bare.is_empty() {
        page.push_str("\nPaketnya tidak memuat teks lisensi; yang berlaku ialah lisensi yang disebut di atas:\n");
        page.extend(bare.iter().map(|part| format!("  {} {}: {}\n", part.name, part.version, part.source)));
    }
    for (text, of) in texts {
        page.push_str(&format!(
            "\n{}\n{}\n\n",
            "=".repeat(80),
            of.iter().map(|part| named(part)).collect::<Vec<_>>().join(", ")
        ));
        page.push_str(text.trim());
        page.push('\n');
    }
    Ok(page)
}

/// The files of a crate that say under which terms it may be used.
fn own_texts(folder: &Path) -> io::Result<Vec<String>> {
    let mut names: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    names.sort();
    let is_licence = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        path.is_file()
            && ["LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT", "UNLICENSE"]
                .iter()
                .any(|word| name.starts_with(word))
    };
    names
        .iter()
        .filter(is_licence)
        .map(|path| Ok(String::from_utf8_lossy(&fs::read(path)?).replace('\r', "")))
        .collect()
}

/// CycloneDX 1.5, without a time or a number of its own: the same sources give the same list.
fn listed(parts: &BTreeSet<Part>) -> Value {
    let component = |part: &Part| {
        json!({
            "type": "library",
            "bom-ref": format!("pkg:cargo/{}@{}", part.name, part.version),
            "name": part.name,
            "version": part.version,
            "purl": format!("pkg:cargo/{}@{}", part.name, part.version),
            "licenses": [{ "expression": part.license.replace('/', " OR ") }],
        })
    };
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": { "type": "application", "bom-ref": "takar", "name": "takar", "version": env!("CARGO_PKG_VERSION") } },
        "components": parts.iter().map(component).collect::<Vec<_>>(),
    })
}
