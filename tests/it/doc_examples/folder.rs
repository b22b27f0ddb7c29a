//! The folder that belongs to a page: its files, and the commands that are run there.

use super::page::Block;
use super::{WIDTH, root};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A folder with a copy of `rules/` in it.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder for commands"));
        copy(&root().join("rules"), &folder.path().join("rules"));
        // Files of office programs, which no page can hold as text.
        copy(&root().join("tests/office/fixtures/panduan"), folder.path());
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// A block that is a file: `tulis=…` writes it, `tambah=…` goes on with it, `isi=…` shows it. None for other blocks.
    pub fn file(&self, block: &Block) -> Option<Result<String, String>> {
        let (way, name) = ["tulis", "tambah", "isi"].iter().find_map(|way| Some((*way, block.value(way)?)))?;
        let path = self.path().join(name);
        let there = fs::read_to_string(&path);
        Some(match (way, there) {
            ("tulis", _) => {
                fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
                fs::write(&path, &block.body).expect("a writable file");
                Ok(block.body.clone())
            }
            ("isi", _) if name.ends_with(".docx") => said(&path).ok_or(format!("there is no {name}")),
            (_, Err(_)) => Err(format!("there is no {name}")),
            ("tambah", Ok(there)) => {
                fs::write(&path, format!("{there}\n{}", block.body)).expect("a writable file");
                Ok(block.body.clone())
            }
            (_, Ok(there)) => Ok(there.trim_start_matches('\u{FEFF}').replace("\r\n", "\n")),
        })
    }

    /// Runs a command line, if it is one of ours, and gives all that it prints.
    pub fn command(&self, line: &str) -> Option<String> {
        let words = words(line);
        let arguments = match words.first()?.as_str() {
            "takar" => &words[1..],
            "cargo" => &words[words.iter().position(|word| word == "--")? + 1..],
            _ => return None,
        };
        let output = Command::new(env!("CARGO_BIN_EXE_takar"))
            .args(arguments)
            .current_dir(self.path())
            .env("COLUMNS", WIDTH.to_string())
            .env_remove("NO_COLOR")
            .env_remove("TERM")
            .env("LC_ALL", "id_ID.UTF-8")
            .env("XDG_STATE_HOME", self.path().join(".keadaan"))
            .env("LOCALAPPDATA", self.path().join(".keadaan"))
            .output()
            .expect("the command runs");
        let mut text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        match output.status.code() {
            Some(0) => {}
            code => text += &format!("(status {})\n", code.unwrap_or(-1)),
        }
        Some(text)
    }
}

/// What a document of Word says: a line for each paragraph, and for each row of a table.
fn said(path: &Path) -> Option<String> {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).ok()?).ok()?;
    let mut markup = String::new();
    zip.by_name("word/document.xml").ok()?.read_to_string(&mut markup).ok()?;
    let markup = markup.replace("</w:p></w:tc></w:tr>", "<w:t>\n</w:t>").replace("</w:p></w:tc>", "<w:t> | </w:t>");
    let markup = markup.replace("</w:p>", "<w:t>\n</w:t>");
    let texts = markup.split("<w:t").skip(1).filter(|text| text.starts_with([' ', '>']));
    let words: String =
        texts.filter_map(|text| text.split_once('>')?.1.split_once("</w:t>").map(|(words, _)| words)).collect();
    let words = words.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
    let lines = words.lines().map(str::trim_end).filter(|line| !line.is_empty());
    Some(lines.map(|line| format!("{line}\n")).collect())
}

/// The words of a command line; what stands in quotes is one word.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Copies a folder with everything in it.
fn copy(from: &Path, to: &Path) {
    let mut folders: Vec<(PathBuf, PathBuf)> = vec![(from.to_path_buf(), to.to_path_buf())];
    while let Some((from, to)) = folders.pop() {
        fs::create_dir_all(&to).expect("a new folder");
        for entry in fs::read_dir(&from).expect("a readable folder") {
            let entry = entry.expect("an entry");
            let target = to.join(entry.file_name());
            match entry.file_type().expect("a kind").is_dir() {
                true => folders.push((entry.path(), target)),
                false => drop(fs::copy(entry.path(), target).expect("a copy")),
            }
        }
    }
}
