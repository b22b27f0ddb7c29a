//! Pages from the command line.

use crate::place;
use std::path::Path;
use std::process::{Command, Output};

fn takar(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_takar")).current_dir(folder).args(words).output().expect("the program")
}

fn said(output: &Output) -> String {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat();
    format!("{}\n{text}", output.status.code().unwrap_or(-1))
}

#[test]
fn a_page_is_written_like_every_result() {
    let folder = tempfile::tempdir().expect("a folder");
    let package = place("kecil");
    let package = package.to_str().expect("a name");
    let at = |name: &str| folder.path().join(name);
    let screen = takar(folder.path(), &["hitung", package, "--format", "html"]);
    let wanted = String::from_utf8(screen.stdout).expect("a page");
    assert!(wanted.starts_with("<!DOCTYPE html>"), "{wanted}");
    for (file, format) in [("a.html", None), ("b.HTM", None), ("c", Some("halaman"))] {
        let mut words = vec!["hitung", package, "--keluar", file];
        words.extend(format.iter().flat_map(|format| ["--format", format]));
        let output = takar(folder.path(), &words);
        assert!(output.stdout.is_empty(), "{}", said(&output));
        assert!(std::fs::read_to_string(at(file)).expect("a page") == wanted, "{file}");
    }
    // What somebody else wrote stays.
    std::fs::write(at("d.html"), "milik saya").expect("a file");
    let output = takar(folder.path(), &["hitung", package, "--keluar", "d.html"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert_eq!(std::fs::read_to_string(at("d.html")).expect("a file"), "milik saya");
    let chosen = takar(folder.path(), &["hitung", package, "--tabel", "T2", "--format", "html"]);
    let chosen = String::from_utf8(chosen.stdout).expect("a page");
    assert!(chosen.contains("T2 · Anggaran") && !chosen.contains("T1 · Capaian"));
}

#[test]
fn a_scenario_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for file in ["paket.takar", "data/iku.csv", "data/anggaran.csv"] {
        let to = folder.path().join("kecil").join(file);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::copy(place("kecil").join(file), to).expect("a copy");
    }
    let scenario = folder.path().join("kecil/skenario");
    std::fs::create_dir_all(&scenario).expect("a folder");
    std::fs::write(scenario.join("naik.takar"), "skenario \"naik\"\n  tahun 2025\n  diketahui IKM = 90\n")
        .expect("a file");
    let output = takar(folder.path(), &["hitung", "kecil", "--skenario", "naik", "--format", "html"]);
    let page = String::from_utf8(output.stdout.clone()).expect("a page");
    assert!(page.contains(" · skenario naik"), "{}", said(&output));
    assert!(
        page.contains("diketahui IKM = 90") && page.contains("diandaikan, bukan menurut data"),
        "{}",
        said(&output)
    );
}

#[test]
fn what_cannot_be_a_page_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let package = place("kecil");
    let package = package.to_str().expect("a name");
    let other = place("unit");
    let other = other.to_str().expect("a name");
    let named = |text: String| text.replace(package, "kecil").replace(other, "unit");
    let lines: [&[&str]; 5] = [
        &["hitung", package, "--format", "html", "--keluar", "a.csv"],
        &["hitung", package, "--format", "csv", "--keluar", "a.html"],
        &["bandingkan", package, "--tahun", "2024", "--tahun", "2025", "--keluar", "a.html"],
        &["hitung", package, "--data", "x.csv", "--keluar", "a.html"],
        &["hitung", package, other, "--format", "html"],
    ];
    let told = lines.map(|words| named(format!("takar {}\n{}", words.join(" "), said(&takar(folder.path(), words)))));
    insta::assert_snapshot!("refused", told.join("\n"));
}
