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
    proposals_are_taken(&exit.text);
    options_are_taken(words, &exit.text);
    let expected = if exit.status == 0 { Stream::Out } else { Stream::Err };
    assert_eq!(exit.stream, expected);
    let typed = words
        .iter()
        .map(|word| if word.contains(' ') || word.is_empty() { format!("\"{word}\"") } else { word.to_string() });
    let typed = typed.collect::<Vec<_>>().join(" ");
    format!("$ takar {typed}\n[{}]\n{}", exit.status, exit.text)
}

/// The same of every snapshot of the command line.
#[test]
fn command_lines_in_snapshots_are_taken() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots");
    for entry in std::fs::read_dir(folder).expect("the snapshots") {
        let path = entry.expect("a snapshot").path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("it__cli_")) {
            proposals_are_taken(&std::fs::read_to_string(&path).expect("a text"));
        }
    }
}

/// Every command line that a mend or hint shows in full is one that the program takes.
fn proposals_are_taken(shown: &str) {
    let lines: Vec<&str> = shown.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        // What goes on below is not the whole line.
        let goes_on = lines.get(at + 1).is_some_and(|next| next.starts_with("      "));
        if goes_on || !line.contains("= saran:") && !line.contains("= petunjuk:") {
            continue;
        }
        // Which command an option belongs to is no line to type.
        let Some((_, proposed)) = line.split_once("  takar ") else { continue };
        let proposed = proposed.split("  ").next().unwrap_or_default().trim_end_matches([' ', '?', ',', '.', ';']);
        if !proposed.contains('…') && !line.contains(" milik ") {
            taken(&parted(proposed), line);
        }
    }
}

fn taken(words: &[String], why: &str) {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let Err(exit) = read(&words) {
        assert_eq!(exit.status, 0, "{why}\n{words:?}\n{}", exit.text);
    }
}

/// Every option that a mend shows stands in the place of the one that is wrong, or behind the others.
fn options_are_taken(typed: &[&str], shown: &str) {
    let title = shown.lines().next().unwrap_or_default();
    let options = typed.iter().filter_map(|word| word.split('=').next());
    let wrong = options
        .filter(|word| word.starts_with(['-', '–']) && !word.starts_with("-2"))
        .find(|word| title.contains(word));
    for line in shown.lines().filter(|line| line.contains("= saran:")) {
        let proposed: Vec<Vec<String>> = match (line.split_once("  --"), line.split_once("pilih salah satu: ")) {
            (_, Some((_, values))) => {
                values.split(", ").map(|value| vec![wrong.unwrap_or_default().into(), value.into()]).collect()
            }
            (Some((_, option)), _) if !option.contains('…') => {
                let option = option.split("  ").next().unwrap_or_default().trim_end_matches([' ', '?']);
                vec![parted(&format!("--{option}"))]
            }
            _ => continue,
        };
        for option in proposed {
            let at = typed.iter().position(|word| wrong.is_some_and(|wrong| word.split('=').next() == Some(wrong)));
            let own = typed.iter().position(|word| word.split('=').next() == Some(option[0].as_str()));
            let mut words: Vec<String> = typed.iter().map(|word| word.to_string()).collect();
            match at.or(own) {
                Some(at) => {
                    let has_value =
                        words.get(at + 1).is_some_and(|word| !word.starts_with("--")) && !words[at].contains('=');
                    let kept =
                        words[at].split_once('=').map(|(_, value)| value.to_string()).filter(|_| option.len() == 1);
                    let end = if option.len() > 1 && has_value { at + 2 } else { at + 1 };
                    let is_bare = line.contains("saja");
                    let new = option.iter().cloned().chain(kept.filter(|_| !is_bare));
                    words.splice(at..end, new.collect::<Vec<_>>());
                }
                None => words.extend(option),
            }
            taken(&words, line);
        }
    }
}

/// Words as a shell parts them.
fn parted(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), None::<String>, false);
    for c in line.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
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
        &["lsp", "kecamatan"],
    ]));
}

#[test]
fn outputs_that_would_harm_or_mislead() {
    insta::assert_snapshot!(transcript(&[
        &["hitung", "--keluar", "skala.takar"],
        &["hitung", "--keluar", "hasil iku.pdf"],
        &["hitung", "--format", "xlsx"],
        &["hitung", "--format", "csv", "--keluar", "hasil.xlsx"],
        &["bandingkan", "lama", "baru", "--format", "xlsx"],
        &["hitung", "--keluar", "hasil.docx", "--format", "csv"],
        &["hitung", "--keluar", "hasil.docx", "--data", "besar.csv"],
        &["hitung", "--format", "docx"],
        &["bandingkan", "a", "b", "--format", "docx"],
        &["bandingkan", "a", "b", "--keluar", "beda.docx"],
        &["susun", "a", "--keluar", "jadi.docx"],
        &["susun", "a", "--keluar", "hasil.xlsx"],
        &["susun", "a", "--naskah", "laporan.docx", "--keluar", "jadi.docx", "--pantau"],
        &["susun", "a", "--naskah", "laporan.docx", "--keluar", "jadi.pdf"],
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
