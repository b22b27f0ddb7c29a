//! What the command line says: every help page and every message, as a planner would see it.

use std::ffi::OsString;
use std::path::PathBuf;
use takar::cli::args::{CheckFormat, Command, Exit, Format, Numbers, parse};
use takar::cli::console::Stream;

const ENGLISH: [&str; 6] = ["error:", "Usage:", "Options", "default", "possible", "alias"];

fn read(words: &[&str]) -> Result<Command, Exit> {
    let words = std::iter::once("takar").chain(words.iter().copied());
    parse(words.map(OsString::from))
}

/// Each command line with what it shows, one after the other.
fn transcript(lines: &[&[&str]]) -> String {
    lines.iter().map(|words| shown(words)).collect::<Vec<_>>().join("\n")
}

fn shown(words: &[&str]) -> String {
    let exit = read(words).expect_err("these lines end in a text");
    for word in ENGLISH {
        assert!(!exit.text.contains(word), "{words:?} shows {word:?}:\n{}", exit.text);
    }
    assert!(exit.text.ends_with('\n'));
    for line in exit.text.lines() {
        assert!(line.chars().count() <= if exit.status == 0 { 80 } else { 100 }, "too wide: {line}");
        assert_eq!(line, line.trim_end(), "{words:?}");
    }
    let expected = if exit.status == 0 { Stream::Out } else { Stream::Err };
    assert_eq!(exit.stream, expected);
    let typed = words
        .iter()
        .map(|word| if word.contains(' ') || word.is_empty() { format!("\"{word}\"") } else { word.to_string() });
    let typed = typed.collect::<Vec<_>>().join(" ");
    format!("$ takar {typed}\n[{}]\n{}", exit.status, exit.text)
}

#[test]
fn help_pages() {
    insta::assert_snapshot!(transcript(&[
        &["bantuan"],
        &["bantuan", "hitung"],
        &["bantuan", "jelaskan"],
        &["bantuan", "periksa"],
        &["bantuan", "audit"],
        &["bantuan", "uji"],
        &["bantuan", "rapikan"],
        &["bantuan", "baru"],
        &["bantuan", "bantuan"],
        &["--versi"],
    ]));
}

#[test]
fn every_way_to_ask_for_help_gives_the_same_page() {
    let page = |words: &[&str]| read(words).expect_err("a page").text;
    for words in [["hitung", "-h"], ["hitung", "--help"], ["run", "--bantuan"], ["help", "run"], ["hitung", "/?"]] {
        assert_eq!(page(&words), page(&["bantuan", "hitung"]), "{words:?}");
    }
    for words in [["-h"], ["--help"], ["--bantuan"], ["help"], ["/?"]] {
        assert_eq!(page(&words), page(&["bantuan"]), "{words:?}");
    }
    assert_eq!(page(&["-V"]), page(&["--version"]));
}

#[test]
fn no_command_shows_the_commands_as_a_message() {
    let exit = read(&[]).expect_err("a page");
    assert_eq!((exit.status, exit.stream), (2, Stream::Err));
    assert_eq!(exit.text, read(&["bantuan"]).expect_err("a page").text);
    assert_eq!(read(&["--"]).expect_err("a page"), exit);
}

#[test]
fn unknown_commands() {
    insta::assert_snapshot!(transcript(&[
        &["hitng"],
        &["chek"],
        &["jelas"],
        &["jelaskan"],
        &["skala.takar"],
        &["Data Kecamatan/"],
        &["bantuan", "perksa"],
    ]));
}

#[test]
fn unknown_options() {
    insta::assert_snapshot!(transcript(&[
        &["hitung", "--thun", "2023"],
        &["hitung", "--thun=2023"],
        &["hitung", "-tahun", "2023"],
        &["hitung", "-x"],
        &["hitung", "--xyzzy"],
        &["periksa", "--tahun", "2023"],
        &["uji", "--yaer", "2023"],
        &["hitung", "--yaer", "2023"],
        &["uji", "--output", "x"],
        &["--tahun", "2023"],
        &["hitung", "–tahun", "2023"],
    ]));
}

#[test]
fn missing_and_wrong_values() {
    insta::assert_snapshot!(transcript(&[
        &["hitung", "--tahun"],
        &["hitung", "--tahun="],
        &["hitung", "--tabel", "--format", "csv"],
        &["hitung", "--keluar", ""],
        &["hitung", "--format"],
        &["hitung", ""],
        &["hitung", "--format", "xlsx"],
        &["periksa", "--format", "csv"],
        &["hitung", "--angka", "ind"],
        &["hitung", "--tahun", "dua ribu"],
        &["hitung", "--tahun", "23"],
        &["hitung", "--tahun", "-2023"],
        &["hitung", "--tahun", "99999999999"],
    ]));
}

#[test]
fn surplus_words_and_values() {
    insta::assert_snapshot!(transcript(&[
        &["hitung", "--tahun", "2022", "--tahun", "2023"],
        &["uji", "--terima", "--terima"],
        &["uji", "--terima=ya"],
        &["coba", "Data", "Kecamatan", "--tahun", "2023"],
        &["coba", "“Data", "Kecamatan”"],
        &["coba", "a", "--tahun", "2023", "b"],
        &["bantuan", "hitung", "uji"],
    ]));
}

#[test]
fn words_for_layout_and_new_packages() {
    assert!(matches!(read(&["fmt", "kec", "--check"]), Ok(Command::Format(args)) if args.check));
    assert!(
        matches!(read(&["new", "kec", "--title", "K"]), Ok(Command::New(args)) if args.title.as_deref() == Some("K"))
    );
    insta::assert_snapshot!(transcript(&[
        &["baru"],
        &["baru", ""],
        &["baru", "Kecamatan", "Mojoagung"],
        &["baru", "kecamatan", "--judul"],
        &["baru", "kecamatan", "--periksa"],
        &["rapikan", "--judul", "x"],
        &["rapikn"],
    ]));
}

#[test]
fn outputs_that_would_harm_or_mislead() {
    insta::assert_snapshot!(transcript(&[
        &["hitung", "--keluar", "skala.takar"],
        &["hitung", "--keluar", "hasil iku.xlsx"],
    ]));
}

#[cfg(unix)]
#[test]
fn words_that_are_no_text() {
    use std::os::unix::ffi::OsStringExt;
    let words = [OsString::from("takar"), OsString::from("hitung"), OsString::from_vec(vec![b'a', 0xff])];
    let exit = parse(words.into_iter()).expect_err("a message");
    insta::assert_snapshot!(exit.text);
}

#[test]
fn no_pair_of_words_brings_english_out() {
    let pool = [
        "a",
        "a b",
        "",
        "-",
        "--",
        "-x",
        "-5",
        "=",
        "hitung",
        "bantuan",
        "--tahun",
        "--tahun=x",
        "--tahun=2023",
        "--tabel",
        "--tabel=T31",
        "--format",
        "--format=x",
        "--format=md",
        "--angka=x",
        "--keluar",
        "--keluar=a.takar",
        "--terima",
        "--terima=1",
        "--bantuan=1",
        "-h1",
        "-Vx",
        "--x=",
        "--é",
    ];
    for command in ["", "hitung", "periksa", "uji", "bantuan"] {
        for first in pool {
            for second in pool {
                let words: Vec<&str> =
                    [command, first, second].into_iter().skip(usize::from(command.is_empty())).collect();
                if let Err(exit) = read(&words) {
                    assert!(!ENGLISH.iter().any(|word| exit.text.contains(word)), "{words:?}: {}", exit.text);
                    let known =
                        exit.status == 0 || exit.text.starts_with("Takar ") || exit.text.starts_with("kesalahan B0");
                    assert!(known && !exit.text.contains("B0010"), "{words:?}: {}", exit.text);
                }
            }
        }
    }
}

#[test]
fn commands_are_read_into_types() {
    let Ok(Command::Run(plain)) = read(&["hitung"]) else { panic!("hitung") };
    assert_eq!(plain.packages, [PathBuf::from(".")]);
    assert_eq!((plain.year, plain.format, plain.numbers), (None, Format::Terminal, None));
    assert!(plain.tables.is_empty() && plain.output.is_none());

    let Ok(Command::Run(full)) = read(&[
        "run",
        "kecamatan",
        "--year",
        "2023",
        "--table",
        "T31",
        "--tabel",
        "T33",
        "--numbers",
        "EN",
        "--output",
        "x.CSV",
    ]) else {
        panic!("run")
    };
    assert_eq!((full.year, full.format, full.numbers), (Some(2023), Format::Csv, Some(Numbers::En)));
    assert_eq!(full.tables, ["T31", "T33"]);
    assert_eq!(full.output, Some(PathBuf::from("x.CSV")));

    let Ok(Command::Run(told)) = read(&["hitung", "--keluar", "x.md", "--format", "json"]) else { panic!("json") };
    assert_eq!(told.format, Format::Json, "a format that was asked for wins over the ending");

    let Ok(Command::Check(check)) = read(&["check", "a b"]) else { panic!("check") };
    assert_eq!((check.packages, check.format), (vec![PathBuf::from("a b")], CheckFormat::Terminal));
    let Ok(Command::Test(test)) = read(&["uji", "--accept"]) else { panic!("uji") };
    assert!(test.accept);
}
