//! What a page shows of `takar coba`: behind each prompt a statement, below it its answer.

use super::WIDTH;
use std::path::Path;
use takar::cli::shelf::Folder;
use takar::data::Dataset;
use takar::engine::Package;
use takar::folder::files;
use takar::program::EXAMPLE_YEAR;
use takar::whatif::blocks::wants_more;
use takar::whatif::{Screen, Session};

/// Asks again what a block asks; gives the block as it would look at a terminal.
pub fn replay(body: &str, package: Package, data: Dataset, root: &Path) -> Result<String, String> {
    let year = package.year(None, &data).unwrap_or(EXAMPLE_YEAR);
    let screen = Screen { width: WIDTH, colour: false };
    let mut session = Session::new(package, data, year, screen).ok_or("the rules have errors")?;
    let mut shelf = Folder::of(root);
    let mut shown = String::new();
    for statement in statements(body) {
        shown.push_str(&session.prompt());
        shown.push_str(&statement);
        shown.push('\n');
        shown.push_str(&session.answer(&statement, &mut shelf).text);
    }
    // A person has gone to the folder around the package before.
    let around = root.parent().unwrap_or(root);
    Ok(shown.replace(&format!("{}/", around.display()), ""))
}

/// The package in a folder, as the command reads it.
pub fn load(folder: &Path) -> Result<(Package, Dataset), String> {
    let read = files::read_package(folder).map_err(|_| format!("no package in {}", folder.display()))?;
    let texts =
        read.files.iter().map(|file| (file.name.clone(), files::decode(&file.name, &file.bytes).expect("text")));
    let title = folder.file_name().unwrap_or_default().to_string_lossy();
    let mut package = Package::with_library(&title, texts, |_| None);
    let (data, _) = package.read_data(|name| files::decode(name, &files::read_data(&read.root, name)?.bytes));
    Ok((package, data))
}

/// What stands behind the prompts (`2024> `); a block of rules goes on to its empty line.
fn statements(body: &str) -> Vec<String> {
    let mut statements: Vec<String> = Vec::new();
    let mut open = false;
    for line in body.lines() {
        if let Some(statement) = behind_prompt(line) {
            statements.push(statement.to_string());
            open = wants_more(statement);
        } else if let (true, Some(last)) = (open, statements.last_mut()) {
            last.push('\n');
            last.push_str(line);
            open = !line.is_empty();
        }
    }
    statements
}

fn behind_prompt(line: &str) -> Option<&str> {
    let (prompt, statement) = line.split_once("> ")?;
    let year = prompt.strip_suffix('*').unwrap_or(prompt);
    (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())).then_some(statement)
}
