//! What the codes of messages mean: every code has an entry, every example draws its message, every mend ends it.

use super::desk::{Desk, status};
use std::collections::BTreeSet;
use takar::data::Dataset;
use takar::diagnostic::registry;
use takar::engine::Package;
use takar::explain::codes;
use takar::report::explanation::meaning::{Meaning, Text};
use takar::whatif::blocks::statements;
use takar::whatif::{Kept, Screen, Session};

/// The files of a package, by name.
type Files = Vec<(String, String)>;

const BAKU: &str = "
aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100
";

const INDICATORS: &str = "
indikator AKIP
  arah makin tinggi
  capaian Baku

indikator IKPP
  arah makin tinggi
  capaian Baku
";

/// The rules that examples about data are read under, unless they bring their own.
const DATA_RULES: &str = "
paket \"Kantor\"
  tahun 2024

data \"data/iku.csv\"

umum \"7.01\"
  arah makin tinggi
  satuan dokumen
  triwulan jumlah
  capaian Baku

aturan capaian Selang
  rentang : jika realisasi < target_bawah maka 50 selain itu 100

besaran IKM \"Indeks Kepuasan Masyarakat\"
  satuan nilai
  skala 25..100

besaran IPP
  skala 0..5

indikator AKIP
  berlaku mulai 2022
  skala 0..100
  arah makin tinggi
  capaian Baku

indikator GINI
  skala 0..100
  arah rentang
  capaian Selang

besaran DANA
  satuan rupiah

besaran PORSI
  satuan persen

besaran PEG \"Jumlah Pegawai\"
  satuan orang

besaran PNS \"Jumlah Pegawai\"
  satuan orang

besaran SURAT
  satuan dokumen
  triwulan jumlah

besaran OPINI
  urutan \"TMP\"; \"WDP\"; \"WTP\"

besaran TUMBUH
  skala -100..100

tabel S
  baris IKM; IPP; AKIP; GINI; DANA; PORSI; PEG; PNS; SURAT; OPINI; TUMBUH
  kolom nilai
";

/// The rules that questions are asked of.
const ASKED_RULES: &str = "
besaran IKM
  berlaku mulai 2020
  skala 25..100
besaran IPP
  berlaku mulai 2020
  skala 0..5
IKPP = 1,25*(IKM/25) + IPP
  berlaku mulai 2020
besaran OPINI
  berlaku mulai 2020
  urutan \"TMP\"; \"WTP\"
indikator AKIP
  berlaku mulai 2020
  arah makin tinggi
  capaian Baku
tabel T1
  baris AKIP; GINI
  kolom capaian
besaran SURAT
  berlaku mulai 2020
  satuan dokumen
  triwulan jumlah
pastikan IKPP >= 0 dan ada(OPINI) dan ada(SURAT) \"tidak negatif\"
  berlaku mulai 2020
aturan capaian Selang
  berlaku mulai 2020
  rentang : jika realisasi < target_bawah maka 50 selain itu 100
indikator GINI
  berlaku mulai 2020
  skala 0..100
  arah rentang
  capaian Selang
";

#[test]
fn every_code_has_an_entry_and_every_entry_a_code() {
    let written: BTreeSet<String> = registry::ALL.iter().map(|(code, _)| code.to_string()).collect();
    assert_eq!(written.len(), registry::ALL.len(), "a code is registered twice");
    let explained: Vec<String> = codes::all().map(|entry| entry.code.to_string()).collect();
    let set: BTreeSet<String> = explained.iter().cloned().collect();
    assert_eq!(set.len(), explained.len(), "a code stands there twice");
    assert_eq!(written.difference(&set).collect::<Vec<_>>(), Vec::<&String>::new(), "codes without an entry");
    assert_eq!(set.difference(&written).collect::<Vec<_>>(), Vec::<&String>::new(), "entries without a code");
}

#[test]
fn every_entry_says_what_it_is() {
    for entry in codes::all() {
        assert!(!entry.title.is_empty() && entry.meaning.ends_with('.'), "{}", entry.code);
        assert_eq!(entry.example.is_empty(), entry.mend.is_empty(), "{}", entry.code);
        assert_ne!(entry.example.is_empty(), entry.action.is_none(), "{}: an example or an action", entry.code);
        for line in entry.meaning.lines().chain(entry.title.lines()) {
            assert!(!line.ends_with(' '), "{}", entry.code);
        }
        // What no text of a package or a command can show is few.
        let quiet = ["K0008", "K0032", "K0036", "K0131", "D0030", "D0065", "H0023", "T0010"];
        // Wide files are too wide for an example; `cli_wide.rs` shows their messages.
        let is_wide = entry.code.starts_with("D01");
        assert!(
            !entry.example.is_empty() || entry.code.starts_with(['B', 'C']) || is_wide || quiet.contains(&entry.code),
            "{}",
            entry.code
        );
    }
}

#[test]
fn every_example_draws_its_message_and_every_mend_ends_it() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    let of_files = |entry: &Meaning| !entry.code.starts_with('B') && !is_asked(entry) && !entry.example.is_empty();
    for entry in codes::all().filter(of_files) {
        let files = files(&entry);
        let drawn = drawn(&files);
        if drawn != BTreeSet::from([entry.code]) {
            wrong.push(format!("{}: the example draws {drawn:?}", entry.code));
        }
        let left = self::drawn(&mended(&files, &entry.mend));
        if !left.is_empty() {
            wrong.push(format!("{}: the mend leaves {left:?}", entry.code));
        }
        tried += 1;
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(tried > 140, "only {tried} tried");
}

#[test]
fn every_statement_of_an_example_draws_its_message() {
    let mut wrong = Vec::new();
    for entry in codes::all().filter(is_asked) {
        let drawn = asked(entry.example[0].text);
        if drawn != [entry.code] {
            wrong.push(format!("{}: the example draws {drawn:?}", entry.code));
        }
        let left = asked(entry.mend[0].text);
        if !left.is_empty() {
            wrong.push(format!("{}: the mend leaves {left:?}", entry.code));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Whether the example is typed into a session.
fn is_asked(entry: &Meaning) -> bool {
    entry.example.first().is_some_and(|text| text.file == Some("coba"))
}

/// The codes that statements draw, one after the other.
fn asked(text: &str) -> Vec<String> {
    let rules = [ASKED_RULES, BAKU].concat();
    let package = Package::new("Kasus", [("aturan.takar", rules.as_str())]);
    assert!(package.diagnostics().is_empty(), "{:#?}", package.diagnostics());
    let screen = Screen { width: 80, colour: false };
    let mut session = Session::new(package, Dataset::new(), 2024, screen).expect("sound rules");
    let mut kept = Kept::default();
    let lines = statements(text.lines().map(String::from));
    let replies = lines.map(|line| session.answer(&line, &mut kept)).filter(|reply| reply.failed).collect::<Vec<_>>();
    replies.iter().flat_map(|reply| codes_in(&reply.text)).collect()
}

#[test]
fn every_command_of_an_example_draws_its_message() {
    let mut wrong = Vec::new();
    for entry in codes::all().filter(|entry| entry.code.starts_with('B') && !entry.example.is_empty()) {
        let shown = said(&entry.example);
        if codes_in(&shown) != BTreeSet::from([entry.code.to_string()]) {
            wrong.push(format!("{}: the example shows\n{shown}", entry.code));
        }
        let shown = said(&entry.mend);
        if !codes_in(&shown).is_empty() || status(&shown) == Some("2") {
            wrong.push(format!("{}: the mend shows\n{shown}", entry.code));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn codes_at_the_prompt() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.runs(&[
        "jelaskan K0210",
        "jelaskan d0012 --format md",
        "jelaskan H0005 --format json",
        "jelaskan B0201",
        "jelaskan K0219",
        "jelaskan B9999",
    ]));
}

/// The files of an example, with the rules it needs besides.
fn files(entry: &Meaning) -> Files {
    let own = entry.example.iter().map(file);
    let has_rules = entry.example.iter().any(|text| text.file.is_some_and(|file| file.ends_with(".takar")));
    let besides = match entry.with {
        None if has_rules => String::new(),
        None => [DATA_RULES, BAKU].concat(),
        Some("Baku") => BAKU.to_string(),
        Some("indikator") => [BAKU, INDICATORS].concat(),
        Some(other) => panic!("{}: no rules named {other}", entry.code),
    };
    // Examples are parts of a package: what they define is used elsewhere.
    let used = if entry.code == "K0110" { String::new() } else { uses(&entry.example) };
    let besides = [("pendukung.takar".to_string(), besides), ("pemakai.takar".to_string(), used)];
    own.chain(besides.into_iter().filter(|(_, text)| !text.is_empty())).collect()
}

/// A rule that uses every quantity that is declared.
fn uses(texts: &[Text]) -> String {
    let lines = texts.iter().flat_map(|text| text.text.lines());
    let names = lines.filter_map(|line| line.strip_prefix("besaran ")?.split_whitespace().next());
    names.map(|name| format!("pastikan ada({name}) atau 1 = 1 \"dipakai\"\n")).collect()
}

fn file(text: &Text) -> (String, String) {
    let end = if text.text.is_empty() { "" } else { "\n" };
    (text.file.expect("a file").to_string(), format!("{}{end}", text.text))
}

fn mended(files: &Files, mend: &[Text]) -> Files {
    let better = |name: &str| mend.iter().map(file).find(|(known, _)| known == name);
    files.iter().map(|one| better(&one.0).unwrap_or_else(|| one.clone())).collect()
}

/// The codes of everything that is found about a package.
fn drawn(files: &Files) -> BTreeSet<&'static str> {
    let rules = files.iter().filter(|(name, _)| name.ends_with(".takar")).cloned();
    let mut package = Package::new("Kasus", rules);
    let mut found = package.diagnostics().to_vec();
    let given = |name: &str| files.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
    let (data, problems) = match package.program() {
        Some(_) => package.read_data(|name| Ok(given(name).unwrap_or_else(|| "kode;tahun\nX;2024\n".into()))),
        None => (Dataset::new(), Vec::new()),
    };
    // Data that an example only names say nothing.
    let named = files.iter().any(|(name, _)| name.ends_with(".csv"));
    found.extend(problems.into_iter().filter(|_| named));
    found.extend(package.examples());
    found.extend(package.prove_promises().findings);
    let mut codes: BTreeSet<&'static str> = found.iter().map(|finding| finding.code.as_str()).collect();
    let is_run = package.program().is_some_and(|program| program.package.title == "Kantor") || named;
    match package.year(None, &data).map(|year| (year, package.run(&data, year))) {
        Some((year, Some(run))) => {
            codes.extend(run.findings().iter().filter(|_| named).map(|finding| finding.code.as_str()));
            if run.plan().values.keys().all(|(_, _, when)| when.year != year) && is_run {
                codes.insert("H0009");
            }
        }
        None if is_run && codes.is_empty() => drop(codes.insert("H0008")),
        _ => {}
    }
    codes
}

/// What commands show, or the run of a package of the example's rules.
fn said(texts: &[Text]) -> String {
    let desk = Desk::new();
    match texts {
        [Text { file: None, text, .. }] => {
            let lines: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("takar ")).collect();
            desk.runs(&lines)
        }
        texts => {
            for text in texts {
                desk.put(&format!("kantor/{}", text.file.expect("a file")), format!("{}\n", text.text));
            }
            desk.put("kantor/pemakai.takar", uses(texts));
            desk.put("kantor/data/iku.csv", "kode;tahun;realisasi\nIKM;2024;85\n");
            desk.run("hitung kantor")
        }
    }
}

/// The codes in what was shown; those of an explanation itself stand in its heading.
fn codes_in(shown: &str) -> BTreeSet<String> {
    let said = |line: &str| {
        let rest = line.strip_prefix("kesalahan ").or_else(|| line.strip_prefix("peringatan "))?;
        rest.split_once(':').map(|(code, _)| code.to_string())
    };
    shown.lines().filter_map(said).collect()
}
