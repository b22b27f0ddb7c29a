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
//!   `rules/`, the page's folder; ```` ```keluaran ```` shows what the commands print, then `(status 1)` if it is not 0.
//!   Other commands are not run.
//! - ```` ```coba kecamatan ```` is a session of `takar coba` with the package of that name in the page's folder: what stands
//!   behind a prompt (`2024> `) is asked, and the answers are compared. Without a name it is about the rules above.
//! - Behind any language, `tulis=PATH` writes the block into the page's folder, `tambah=PATH` adds it to a file there,
//!   and `isi=PATH` shows what a file holds, of a document of Word what it says. Such files lie in the folder from the start
//!   (`tests/office/fixtures/panduan`).
//! - ```` ```text ```` and ```` ```rust ```` are left alone (the README's Rust runs as a doctest, the
//!   workflow of `ci.md` in `ci_page.rs`).
//!
//! `TAKAR_PERBARUI=1 cargo test doc_examples` writes what came out into the pages.

mod folder;
mod page;
mod session;

use folder::Folder;
use page::{Block, Page};
use similar::TextDiff;
use std::fs;
use std::path::PathBuf;
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
        complaints.extend(run(&name, &mut page, &Folder::new()));
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
fn run(name: &str, page: &mut Page, folder: &Folder) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut example = Example::default();
    let mut printed = None;
    for at in 0..page.blocks.len() {
        let block = page.blocks[at].clone();
        let place = format!("{name}:{}", block.line);
        if let Some(file) = folder.file(&block) {
            match file {
                Ok(text) => page.blocks[at].body = text,
                Err(found) => complaints.push(format!("{place}: {found}")),
            }
            continue;
        }
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
                let outputs: Vec<String> = lines.iter().filter_map(|line| folder.command(line)).collect();
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
            "coba" => match example.session(&block, folder) {
                Ok(session) => page.blocks[at].body = session,
                Err(found) => complaints.push(format!("{place}: {found}")),
            },
            "text" | "rust" | "toml" | "yaml" => {}
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
        let found = [package.diagnostics().to_vec(), package.examples(), package.prove_promises().findings].concat();
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
        let mut found =
            [package.diagnostics().to_vec(), package.examples(), package.prove_promises().findings].concat();
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

    /// A session as it looks with the package of a folder, or with this one.
    fn session(&self, block: &Block, folder: &Folder) -> Result<String, String> {
        match block.words.first() {
            Some(name) => {
                let (package, data) = session::load(&folder.path().join(name))?;
                session::replay(&block.body, package, data, &folder.path().join(name))
            }
            None => {
                let mut package = self.package();
                let (data, _) = self.read(&mut package);
                session::replay(&block.body, package, data, folder.path())
            }
        }
    }

    fn read(&self, package: &mut Package) -> (takar::data::Dataset, Vec<Diagnostic>) {
        package.read_data(|name| {
            let file = self.data.iter().find(|(known, _)| known == name);
            Ok(file.unwrap_or_else(|| panic!("no ```csv nama={name} behind this example")).1.clone())
        })
    }
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
