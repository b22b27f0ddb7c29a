//! Pages that answer: what goes into them, and that a session shows what was printed.

use crate::place;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use takar::data::Dataset;
use takar::engine::{Contents, Package};
use takar::page::core::{Core, NoCore, SOURCES};
use takar::page::live::{Shown, derivation};
use takar::report::table::Table;
use takar::source::sheet::{Laid, OnSheet};
use takar::whatif::{Kept, Screen, Session, Under, Unit};

fn takar(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_takar")).current_dir(folder).args(words).output().expect("the program")
}

fn said(output: &Output) -> String {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat();
    format!("{}\n{text}", output.status.code().unwrap_or(-1))
}

/// A page of Takar as far as its core goes.
fn with_core(sources: &str, core: &str) -> String {
    format!("<html><script id=\"inti\" type=\"x\" data-sumber=\"{sources}\">{core}</script></html>")
}

/// Every package of these tests and of the library.
fn packages() -> Vec<String> {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let shipped = fs::read_dir(library).expect("rules").map(|entry| entry.expect("a folder").file_name());
    let shipped = shipped.map(|name| name.to_string_lossy().into_owned());
    let mut all: Vec<String> = shipped.chain(["kecil", "tepi", "unit"].map(str::to_string)).collect();
    all.sort();
    all
}

/// Without where figures lead: the slots of a session are others.
fn unlinked(mut shown: Value) -> Value {
    fn visit(value: &mut Value) {
        if let Some(link) = value.get_mut("link") {
            *link = json!(link.is_null());
        }
        match value {
            Value::Array(all) => all.iter_mut().for_each(visit),
            Value::Object(all) => all.values_mut().for_each(visit),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    visit(&mut shown);
    shown
}

/// Holds what a session shows of each unit against what is printed of it; how many units there are.
fn same_as_printed(package: &Package, data: &Dataset, year: i32) -> usize {
    let planned = package.planned(data, year).expect("sound rules");
    let back = planned.looking_back();
    let (carried, own) = Package::unpacked(&package.packed()).expect("a package");
    assert_eq!(carried.packed(), package.packed());
    let mut session = Session::new(carried, own, year, Screen { width: 80, colour: false }).expect("a session");
    for lane in 0..data.units().len().max(1) {
        let unit = data.units().get(lane).map(|unit| unit.to_string()).unwrap_or_default();
        if !unit.is_empty() {
            assert!(!session.answer(&format!("unit \"{unit}\""), &mut Kept::default()).failed);
        }
        session.look_back();
        let printed = Shown::of(back.unit(lane).results(), &planned.unit(lane).tables_of(0), lane + 1);
        let shown = Shown::of(session.results(), &session.tables(), lane + 1);
        assert_eq!(unlinked(shown.whole()), unlinked(printed.whole()), "unit {lane}");
        let (mut again, tables) = (shown, session.tables().into_iter().map(Some).collect::<Vec<_>>());
        assert_eq!(again.take_over(session.results(), &tables), json!([]));
    }
    data.units().len().max(1)
}

#[test]
fn a_session_shows_what_is_printed() {
    let mut units = 0;
    for name in packages() {
        let mut folder = takar::folder::open(place(&name)).expect("a package");
        let data = folder.read_data().expect("data").data;
        let year = folder.package.year(None, &data).unwrap_or(2024);
        units += same_as_printed(&folder.package, &data, year);
    }
    assert!(units >= 11, "{units}");
}

#[test]
fn under_a_scenario_each_unit_shows_what_is_printed_of_it() {
    let mut folder = takar::folder::open(place("unit")).expect("a package");
    let data = folder.read_data().expect("data").data;
    let year = folder.package.year(None, &data).expect("a year");
    let names: Vec<String> = data.units().iter().map(|unit| unit.to_string()).collect();
    assert!(names.len() > 1);
    let code = "IKM";
    let of_one = format!("  catatan \"unit {}\"\n", names[0]);
    let mut moved = Vec::new();
    for note in ["", &of_one] {
        let text = format!("skenario \"naik\"\n  tahun {year}\n{note}  diketahui {code} = 91\n");
        let shelf = Kept([("naik".to_string(), text)].into());
        let under =
            Under::open(&folder.package, &data, None, "naik", &shelf).unwrap_or_else(|(found, _)| panic!("{found:?}"));
        // What the page carries is the text it shows.
        let [name, _, told] = under.told();
        for (lane, unit) in names.iter().enumerate() {
            let screen = Screen { width: 80, colour: false };
            let mut session = Session::new(folder.package.clone(), data.clone(), year, screen).expect("a session");
            assert!(!session.answer(&format!("unit \"{unit}\""), &mut Kept::default()).failed);
            let before = session.tables();
            assert!(session.open_as_printed(&name, &told), "{told}");
            let print = |unit: Unit, tables: Vec<Table>, _| {
                let run = unit.told.expect("as assumed");
                assert!(tables.iter().all(|table| table.heading().ends_with("skenario naik")));
                Shown::of(run.results(), &tables, lane + 1).whole()
            };
            let printed = under.with_unit(lane, true, print).unwrap_or_else(|(found, _)| panic!("{found:?}"));
            let mut tables = session.tables();
            moved.push(tables != before);
            tables.iter_mut().for_each(|table| table.scenario = Some(name.clone()));
            let shown = Shown::of(session.results(), &tables, lane + 1).whole();
            assert_eq!(unlinked(shown), unlinked(printed), "{note} {unit}");
        }
    }
    assert_eq!(moved, [vec![true; names.len()], (0..names.len()).map(|lane| lane == 0).collect()].concat());
}

#[test]
fn a_sheet_is_carried_as_it_was_laid_out() {
    let rules = "paket \"A\"\n  tahun 2025\ndata \"iku.xlsx\" lembar \"IKU\"\nindikator IKM \"Kepuasan\"\n  skala 0..100\n  arah makin tinggi\n  capaian Baku\naturan capaian Baku\n  makin tinggi : realisasi / target * 100\ntabel T1 \"Capaian\"\n  baris IKM\n  kolom target\n  kolom realisasi\n  kolom capaian\n";
    let mut package = Package::new("A", [("a.takar", rules)]);
    let laid = || Laid {
        name: "iku.xlsx, lembar \"IKU\"".into(),
        text: "kode;tahun;target;realisasi\nIKM;2025;\u{F8F0}82;\u{F8F0}80,1\n".into(),
        sheet: OnSheet {
            file: "iku.xlsx".into(),
            name: "IKU".into(),
            headers: ["kode", "tahun", "target", "realisasi"].map(str::to_string).to_vec(),
            filled: [((2, 0), (1, 0))].into(),
            is_lettered: true,
            worded: Default::default(),
            above: Vec::new(),
        },
        told: Vec::new(),
        sums: Vec::new(),
    };
    let (data, findings) = package.read_sheets_while(|_| Ok(Contents::Sheet(Box::new(laid()))), &|| true);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(same_as_printed(&package, &data, 2025), 1);
}

#[test]
fn what_is_assumed_moves_tables_bars_and_derivations() {
    let mut folder = takar::folder::open(place("kecil")).expect("a package");
    let data = folder.read_data().expect("data").data;
    let screen = Screen { width: 80, colour: false };
    let mut session = Session::new(folder.package, data, 2025, screen).expect("a session");
    session.look_back();
    let mut shown = Shown::of(session.results(), &session.tables(), 1);
    let before = session.clone();
    assert!(!session.answer("IKM = 90", &mut Kept::default()).failed);
    let may = session.moved_since(&before);
    let moved = shown.take_over(session.results(), &session.tables_where(|at| may[at]));
    let text = moved.to_string();
    assert!(text.contains("\"words\":\"109,76%\"") && text.contains("\"fill\""), "{text}");
    // A figure leads to its derivation, in which the assumption is no cell of the data.
    let link = text.split("\"link\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    let tables = session.tables();
    let told = session.explained(|results, sources| derivation(results, sources, &tables, link));
    assert!(told[0]["name"].is_string(), "{told}");
    let all = session.explained(|results, sources| {
        let links = text.split("\"link\":\"").skip(1).filter_map(|rest| rest.split('"').next());
        links.map(|link| derivation(results, sources, &tables, link).to_string()).collect::<String>()
    });
    assert!(all.contains("diandaikan, bukan menurut data"), "{all}");
    let unknown = session.explained(|results, sources| derivation(results, sources, &tables, "d999999"));
    assert_eq!(unknown, Value::Null);
}

/// What a page does with what it is told of changes.
fn drawn_again(mut tables: Value, moved: &Value) -> Value {
    for change in moved.as_array().expect("changes") {
        let table = &mut tables[change["ke"].as_u64().expect("a place") as usize];
        if change.get("utuh").is_some() {
            *table = change["utuh"].clone();
            continue;
        }
        let count = |key: &str| table[key].as_array().map_or(0, Vec::len);
        let lists = ["rows", "feet"].into_iter().flat_map(|key| (0..count(key)).map(move |at| format!("/{key}/{at}")));
        let charts = ["bars", "money"].into_iter().filter(|key| !table[*key].is_null()).map(|key| format!("/{key}"));
        let trends = (0..count("trends")).map(|at| format!("/trends/{at}"));
        let places: Vec<String> = lists.chain(charts).chain(trends).collect();
        for piece in change["potong"].as_array().expect("pieces") {
            let (number, value) = (piece[0].as_u64().expect("a number") as usize, &piece[1]);
            match places.get(number) {
                Some(place) => *table.pointer_mut(place).expect("a place") = value.clone(),
                None => value.as_object().expect("below").iter().for_each(|(key, value)| table[key] = value.clone()),
            }
        }
    }
    tables
}

#[test]
fn what_is_told_of_changes_is_all_of_them_and_little_else() {
    for name in ["kecil", "mojoagung-2024"] {
        let mut folder = takar::folder::open(place(name)).expect("a package");
        let data = folder.read_data().expect("data").data;
        let year = folder.package.year(None, &data).expect("a year");
        let mut session =
            Session::new(folder.package, data, year, Screen { width: 80, colour: false }).expect("a session");
        session.look_back();
        let whole = |session: &Session| Shown::of(session.results(), &session.tables(), 1);
        let mut shown = whole(&session);
        let (mut tables, mut left) = (shown.whole(), 0);
        for knob in session.knobs().into_iter().step_by(40) {
            let before = session.clone();
            let line = format!("{} = {}", knob.name, knob.least / 10i64.pow(knob.decimals));
            session.answer(&line, &mut Kept::default());
            let may = session.moved_since(&before);
            left += may.iter().filter(|may| !**may).count();
            let moved = shown.take_over(session.results(), &session.tables_where(|at| may[at]));
            tables = drawn_again(tables, &moved);
            assert_eq!(tables, whole(&session).whole(), "{name}: {line}");
            // A row that stands as it stood is not told again.
            assert!(moved.to_string().len() < tables.to_string().len() / 2 || name == "kecil", "{name}: {line}");
        }
        assert!(left > 0 || name == "kecil", "{left}");
    }
}

#[test]
fn a_core_is_taken_from_the_page_of_the_same_takar_alone() {
    assert!(Core::of_page(&with_core(SOURCES, "12:QUJ:+(~z{]")).is_ok());
    for (sources, core, why) in [
        ("takar-sumber:0000000000000000", "12:QUJD+", NoCore::Other),
        (SOURCES, "QUJD+", NoCore::Absent),
        (SOURCES, ":QUJD+", NoCore::Absent),
        (SOURCES, "12:QU\"onload=x ", NoCore::Absent),
        (SOURCES, "12:</scr", NoCore::Absent),
        (SOURCES, "12:QUJD", NoCore::Absent),
    ] {
        assert_eq!(Core::of_page(&with_core(sources, core)), Err(why), "{core}");
    }
    assert_eq!(Core::of_page("<html>"), Err(NoCore::Absent));
}

#[test]
fn a_page_answers_where_that_was_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let package = place("kecil");
    let package = package.to_str().expect("a name");
    fs::write(folder.path().join("takar.html"), with_core(SOURCES, "3:QUJD+")).expect("a file");
    let output = takar(folder.path(), &["hitung", package, "--hidup=takar.html", "--keluar", "a.html"]);
    let page = fs::read_to_string(folder.path().join("a.html")).unwrap_or_else(|_| panic!("{}", said(&output)));
    let plain = takar(folder.path(), &["hitung", package, "--format", "html"]);
    let plain = String::from_utf8(plain.stdout).expect("a page");
    assert!(!plain.contains("andaian") && !plain.contains("id=\"inti\""));
    // Up to the scripts it is the plain report, but for what a script shows.
    let main =
        |page: &str| page[page.find("<main").expect("tables")..page.find("</footer>").expect("an end")].to_string();
    assert_eq!(main(&page), main(&plain));
    assert!(page.contains(&format!("data-sumber=\"{SOURCES}\">3:QUJD+</script>")));
    // The package has texts that would like to be scripts; the page has its own four and two that are none.
    assert_eq!(page.matches("<script").count(), 5, "{page}");
    assert_eq!(page.matches("</script").count(), 5, "{page}");
    let data = page.split("type=\"application/json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let data: Value = serde_json::from_str(data.expect("a package")).expect("JSON");
    assert_eq!(data["tahun"], 2025);
    assert!(data["paket"]["aturan"][0][2].as_str().expect("rules").contains("</script><script>"));
}

#[test]
fn what_cannot_answer_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let package = place("kecil");
    let package = package.to_str().expect("a name");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write("lain.html", &with_core("takar-sumber:0000000000000000", "3:QUJD+"));
    write("kosong.html", "<html></html>");
    let lines: [&[&str]; 8] = [
        &["hitung", package, "--hidup"],
        &["hitung", package, "--hidup", "--format", "html"],
        &["hitung", package, "--hidup", "--keluar", "a.csv"],
        &["hitung", package, "--hidup", "--keluar", "a.html"],
        &["hitung", package, "--hidup=tidak-ada.html", "--keluar", "a.html"],
        &["hitung", package, "--hidup", "kosong.html", "--keluar", "a.html"],
        &["hitung", package, "--hidup=kosong.html", "--keluar", "a.html"],
        &["hitung", package, "--hidup=lain.html", "--keluar", "a.html"],
    ];
    // Where the program lies is another place on every machine.
    let named = |text: String| {
        let text = text.replace(package, "kecil");
        let lines = text.lines().filter(|line| !line.contains("yang dicari") && !line.trim().ends_with("/takar.html"));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    let told = lines.map(|words| named(format!("takar {}\n{}", words.join(" "), said(&takar(folder.path(), words)))));
    insta::assert_snapshot!("refused_live", told.join("\n"));
    assert!(!folder.path().join("a.html").exists());
}
