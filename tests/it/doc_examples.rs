//! Every example in `docs/*.md` and `README.md` is run and compared with what the page shows.
//!
//! A page is read from top to bottom; what a fence says decides what happens:
//!
//! - ```` ```takar ```` is a package of its own, one file `aturan.takar`. It must be checked, and its `contoh` must come
//!   out, without any finding.
//! - ```` ```takar lanjut ```` joins the package of the block before it.
//! - ```` ```takar salah ```` must have findings: a ```` ```pesan ```` block shows them as the terminal does.
//! - ```` ```csv nama=data/iku.csv ```` behind a package is its data file; with ```` ```csv salah nama=… ```` the
//!   findings are those of the run, and again a ```` ```pesan ```` block shows them.
//! - ```` ```hasil ```` holds the tables of the last rule block, as an 80 column terminal shows them;
//!   ```` ```hasil T31 ```` only that one, ```` ```hasil 2023 ```` those of a year.
//! - ```` ```sh ```` holds commands, one a line. `takar …` (or `cargo run … -- …`) is run in a folder with a copy of
//!   `rules/`, one folder a page; ```` ```keluaran ```` shows what the commands print, then `(status 1)` if it is not 0.
//!   Other commands are not run.
//! - ```` ```text ```` and ```` ```rust ```` are left alone (the README's Rust runs as a doctest).
//!
//! `TAKAR_PERBARUI=1 cargo test doc_examples` writes what came out into the pages.

mod page;

use page::{Block, Page};
use similar::TextDiff;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use takar::diagnostic::Diagnostic;
use takar::engine::Package;
use takar::report::{diagnostics, terminal};

/// The width that tables in the pages are drawn for.
const WIDTH: usize = 80;

/// Set to anything: the pages are rewritten instead of compared.
const RENEW: &str = "TAKAR_PERBARUI";

#[test]
fn every_example_comes_out_as_shown() {
    let mut complaints = Vec::new();
    for path in pages() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a readable page");
        let mut page = Page::read(&name, &text);
        let folder = tempfile::tempdir().expect("a folder for commands");
        copy(&root().join("rules"), &folder.path().join("rules"));
        complaints.extend(run(&name, &mut page, folder.path()));
        let renewed = page.text();
        if renewed == text {
            continue;
        }
        if std::env::var_os(RENEW).is_some() {
            fs::write(&path, renewed).expect("a writable page");
        } else {
            let diff = TextDiff::from_lines(text.as_str(), renewed.as_str());
            complaints.push(diff.unified_diff().header(&name, "what comes out").to_string());
        }
    }
    let hint = format!("if what comes out is right, run {RENEW}=1 cargo test doc_examples");
    assert!(complaints.is_empty(), "\n{}\n{hint}", complaints.join("\n"));
}

/// A package in the making, as the blocks of a page add to it.
#[derive(Default)]
struct Example {
    /// Its rule text, and where the last block begins in it.
    rules: String,
    last: usize,
    data: Vec<(String, String)>,
    wrong: bool,
}

/// Runs the blocks of a page, putting what comes out into those that show it; gives what cannot be put there.
fn run(name: &str, page: &mut Page, folder: &Path) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut example = Example::default();
    let mut printed = None;
    for at in 0..page.blocks.len() {
        let block = page.blocks[at].clone();
        let place = format!("{name}:{}", block.line);
        match block.language.as_str() {
            "takar" => {
                example.add(&block);
                let shown = followed_by(page, at, "pesan", &["csv"]);
                complaints.extend(example.unshown(shown).map(|found| format!("{place}: {found}")));
            }
            "csv" => {
                example.wrong |= block.has("salah");
                match block.value("nama") {
                    Some(file) => example.data.push((file.to_string(), block.body.clone())),
                    None => complaints.push(format!("{place}: ```csv needs nama=…")),
                }
            }
            "pesan" => {
                let messages = example.messages();
                if !example.wrong {
                    complaints.push(format!("{place}: ```pesan belongs to ```takar salah or ```csv salah"));
                } else if messages.is_empty() {
                    complaints.push(format!("{place}: nothing is wrong with this example"));
                }
                page.blocks[at].body = messages;
            }
            "hasil" => match example.tables(&block) {
                Ok(tables) => page.blocks[at].body = tables,
                Err(found) => complaints.push(format!("{place}: {found}")),
            },
            "sh" => {
                let lines: Vec<&str> = block.body.lines().collect();
                let outputs: Vec<String> = lines.iter().filter_map(|line| command(line, folder)).collect();
                printed = Some(outputs.concat());
                let shown = followed_by(page, at, "keluaran", &[]);
                if !shown && printed.as_ref().is_some_and(|printed| printed.contains("\n(status ")) {
                    complaints.push(format!("{place}: {}", printed.clone().unwrap_or_default()));
                }
            }
            "keluaran" => match printed.take() {
                Some(output) => page.blocks[at].body = output,
                None => complaints.push(format!("{place}: ```keluaran belongs to ```sh")),
            },
            "text" | "rust" | "toml" => {}
            other => complaints.push(format!("{place}: nobody runs ```{other}")),
        }
    }
    complaints
}

/// Whether a block of this language comes next, past blocks of the others.
fn followed_by(page: &Page, at: usize, language: &str, past: &[&str]) -> bool {
    let next = page.blocks[at + 1..].iter().find(|block| !past.contains(&block.language.as_str()));
    next.is_some_and(|block| block.language == language)
}

impl Example {
    fn add(&mut self, block: &Block) {
        if !block.has("lanjut") {
            *self = Example::default();
        }
        if !self.rules.is_empty() {
            self.rules.push('\n');
        }
        self.last = self.rules.len();
        self.rules.push_str(&block.body);
        self.wrong = block.has("salah");
    }

    fn package(&self) -> Package {
        Package::new("kecamatan", [("aturan.takar", self.rules.as_str())])
    }

    /// Findings about the rules that no block of the page shows.
    fn unshown(&self, shown: bool) -> Option<String> {
        let package = self.package();
        let found = [package.diagnostics().to_vec(), package.examples()].concat();
        let rendered = diagnostics::render(package.sources(), &found, false);
        match (self.wrong, found.is_empty(), shown) {
            (false, true, _) | (true, false, true) => None,
            (false, false, _) => Some(format!("this example should be right\n{rendered}")),
            (true, true, _) => Some("this example should be wrong".into()),
            (true, false, false) => Some("the messages should follow in ```pesan".into()),
        }
    }

    /// Everything that is found, as a terminal shows it.
    fn messages(&self) -> String {
        let mut package = self.package();
        let mut found = [package.diagnostics().to_vec(), package.examples()].concat();
        let (data, problems) = self.read(&mut package);
        found.extend(problems);
        if let Some(year) = package.year(None, &data)
            && let Some(run) = package.run(&data, year)
        {
            found.extend(run.findings());
        }
        diagnostics::render_within(package.sources(), &found, WIDTH, false)
    }

    /// The tables of the last rule block, or the one asked for; an error when there is something wrong to see.
    fn tables(&self, block: &Block) -> Result<String, String> {
        let year = block.words.iter().find_map(|word| word.parse().ok());
        let name = block.words.iter().find(|word| word.parse::<i32>().is_err());
        let mut package = self.package();
        let (data, problems) = self.read(&mut package);
        let year = package.year(year, &data).ok_or("no year")?;
        let run = package.run(&data, year).ok_or("the rules have errors")?;
        let found = [problems, run.findings()].concat();
        if !found.is_empty() && !self.wrong {
            return Err(diagnostics::render(package.sources(), &found, false));
        }
        let wanted = |table: &str| match name {
            Some(name) => table == name,
            None => table.is_empty() || self.rules[self.last..].contains(&format!("tabel {table}")),
        };
        let tables = run.tables();
        let shown = tables.iter().filter(|table| wanted(&table.name)).map(|table| terminal(table, WIDTH, false));
        Ok(shown.collect::<Vec<_>>().join("\n"))
    }

    fn read(&self, package: &mut Package) -> (takar::data::Dataset, Vec<Diagnostic>) {
        package.read_data(|name| {
            let file = self.data.iter().find(|(known, _)| known == name);
            Ok(file.unwrap_or_else(|| panic!("no ```csv nama={name} behind this example")).1.clone())
        })
    }
}

/// Runs a command line, if it is one of ours, and gives all that it prints.
fn command(line: &str, folder: &Path) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let arguments = match words.as_slice() {
        ["takar", arguments @ ..] => arguments,
        ["cargo", "run", ..] => &words[words.iter().position(|word| *word == "--")? + 1..],
        _ => return None,
    };
    let output = Command::new(env!("CARGO_BIN_EXE_takar"))
        .args(arguments)
        .current_dir(folder)
        .env("COLUMNS", WIDTH.to_string())
        .env("NO_COLOR", "1")
        .output()
        .expect("the command runs");
    let mut text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    match output.status.code() {
        Some(0) => {}
        code => text += &format!("(status {})\n", code.unwrap_or(-1)),
    }
    Some(text)
}

fn pages() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("docs")).expect("the folder of pages");
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("a page").path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    pages.push(root().join("README.md"));
    pages.sort();
    pages
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Copies a folder with everything in it.
fn copy(from: &Path, to: &Path) {
    let mut folders = vec![(from.to_path_buf(), to.to_path_buf())];
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
