//! What a double click means: the program opened like a document.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use takar::cli::window::{BEGINNING, Opened, meant};

#[test]
fn a_package_is_opened_and_anything_else_is_told_how_to_begin() {
    let package = Path::new("rules/ikpp");
    let dragged = |path: &str| meant(&[OsString::from(path)], Path::new("."));
    assert_eq!(meant(&[], package), Opened::Prompt(PathBuf::from(".")));
    assert_eq!(meant(&[], Path::new("tests")), Opened::Lost);
    assert_eq!(dragged("rules/ikpp"), Opened::Prompt(PathBuf::from("rules/ikpp")));
    let file = std::fs::read_dir(package).expect("a package").flatten().map(|entry| entry.path());
    let file =
        file.filter(|path| path.extension().is_some_and(|ending| ending == "takar")).min().expect("a file of rules");
    assert_eq!(dragged(&file.to_string_lossy()), Opened::Prompt(file));
}

#[test]
fn words_of_a_command_line_stay_what_they_are() {
    for words in [vec!["hitung"], vec!["hitung", "rules/ikpp"], vec!["README.md"], vec!["tests"]] {
        let words: Vec<OsString> = words.into_iter().map(OsString::from).collect();
        assert_eq!(meant(&words, Path::new("rules/ikpp")), Opened::Asked(words));
    }
}

#[test]
fn what_is_told_fits_the_window() {
    assert!(BEGINNING.lines().all(|line| line.chars().count() < 80));
}
