//! What a screen with knobs shows of a session: tables, what asks for their cells, inputs that move, results to aim at.

use super::whatif::session;
use takar::engine::Package;
use takar::folder;
use takar::report::diagnostics;
use takar::whatif::{Kept, Reply, Screen, Session};

const SCREEN: Screen = Screen { width: 80, colour: false };

/// The shipped packages, each with a session in its own year or that of its examples.
fn shipped() -> Vec<(String, Session)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let folders = std::fs::read_dir(root).expect("rules").map(|entry| entry.expect("an entry").path());
    let mut sessions: Vec<(String, Session)> = folders
        .map(|path| {
            let mut folder = folder::open(&path).expect("a package");
            let data = folder.read_data().expect("its data").data;
            let year = folder.package.year(None, &data).unwrap_or(takar::program::EXAMPLE_YEAR);
            let session = Session::new(folder.package, data, year, SCREEN).expect("sound rules");
            (path.file_name().expect("a name").to_string_lossy().into_owned(), session)
        })
        .collect();
    sessions.sort_by(|one, other| one.0.cmp(&other.0));
    sessions
}

#[test]
fn every_cell_that_asks_is_answered() {
    let mut asked = 0;
    for (name, mut session) in shipped() {
        let (tables, questions) = (session.tables(), session.questions());
        assert_eq!(tables.len(), questions.len(), "{name}");
        for (table, of) in tables.iter().zip(&questions) {
            assert_eq!(table.rows.len() + table.footers.len(), of.len(), "{name}: {}", table.name);
            assert!(of.iter().all(|row| row.len() == table.columns.len()), "{name}: {}", table.name);
        }
        let mut all: Vec<String> = questions.into_iter().flatten().flatten().flatten().collect();
        all.sort();
        all.dedup();
        for question in all.iter().step_by(1 + all.len() / 60) {
            let Reply { text, failed, .. } = session.answer(&format!("jelaskan {question}"), &mut Kept::default());
            assert!(!failed, "{name}: {question}\n{text}");
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
}

/// From one end to the other: what a knob says can be put in is taken, and some table moves for most of them.
#[test]
fn every_knob_turns() {
    let (mut all, mut moving) = (0, 0);
    for (name, session) in shipped() {
        let knobs = session.knobs();
        for knob in knobs.iter().step_by(1 + knobs.len() / 20) {
            assert!(knob.least < knob.most && knob.step > 0, "{name}: {knob:?}");
            assert!((knob.most - knob.least) / knob.step <= 1000, "{name}: {knob:?}");
            let before = session.tables();
            let mut moved = false;
            for number in [knob.least, knob.most - (knob.most - knob.least) % knob.step] {
                let mut session = session.clone();
                let plain = rust_decimal::Decimal::new(number, knob.decimals).normalize().to_string().replace('.', ",");
                let line = format!("{} = {plain}", knob.name);
                let Reply { text, failed, .. } = session.answer(&line, &mut Kept::default());
                assert!(!failed, "{name}: {line}\n{text}");
                moved |= session.tables() != before;
            }
            all += 1;
            moving += usize::from(moved);
        }
    }
    assert!(all > 30 && moving * 2 > all, "{moving} of {all}");
}

#[test]
fn every_result_can_be_sought_or_says_why_not() {
    for (name, session) in shipped() {
        let Some(knob) = session.knobs().into_iter().next() else { continue };
        for result in session.outcomes().iter().take(12) {
            let wanted = if result.is_word { "\"Baik\"" } else { "50" };
            let line = format!("cari {} agar {} = {wanted}", knob.name, result.name);
            let reply = session.clone().answer(&line, &mut Kept::default());
            // A grade that is not there is the one thing that is asked for wrongly here.
            assert!(
                !reply.failed || result.is_word && reply.text.contains("\"Baik\""),
                "{name}: {line}\n{}",
                reply.text
            );
        }
    }
}

#[test]
fn knobs_know_scale_step_and_what_stands_there() {
    let rules = "\
besaran IKM
  satuan nilai
  skala 25..100
besaran JUMLAH
  satuan orang
besaran JAUH
  satuan orang
  skala 0..1000000
HASIL = IKM / 2
SEMUA = JUMLAH + JAUH
data \"d.csv\"
";
    let mut package = Package::new("contoh", [("a.takar", rules)]);
    let (data, _) = package.read_data(|_| Ok("kode;tahun;nilai\nIKM;2024;81,75\nJAUH;2024;12\n".to_string()));
    let mut session = Session::new(package, data, 2024, SCREEN).expect("sound rules");
    let shown = |session: &Session| {
        let knobs = session.knobs();
        let knob = |one: &takar::whatif::Knob| {
            format!("{} {}..{} +{} {:?} /10^{}", one.name, one.least, one.most, one.step, one.at, one.decimals)
        };
        knobs.iter().map(knob).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(shown(&session), @r"
    IKM 2500..10000 +10 Some(8175) /10^2
    JUMLAH 0..200 +1 None /10^0
    JAUH 0..50 +1 Some(12) /10^0
    ");
    session.answer("IKM = 90,5", &mut Kept::default());
    assert_eq!(session.knobs()[0].at, Some(9050));
    assert_eq!(session.outcomes().iter().map(|one| &*one.name).collect::<Vec<_>>(), ["HASIL", "SEMUA"]);
}

/// What the shell says of a package it says by this.
#[test]
fn a_year_is_said_whole() {
    let rules = "besaran A\n  skala 0..10\nB = A + 1\npastikan B > 5 \"cukup\"\ndata \"d.csv\"\n";
    let said = |text: &str, year: Option<i32>| {
        let mut package = Package::new("contoh", [("a.takar", rules)]);
        let (data, of_data) = package.read_data(|_| Ok(text.to_string()));
        let said = package.said(year, &data, &of_data);
        format!("{:?}\n{}", said.year, diagnostics::render(package.sources(), &said.findings, false))
    };
    let text = "kode;tahun;nilai\nA;2024;3\nA;2023;11\n";
    insta::assert_snapshot!(said(text, None), @r#"
    Some(2024)
    kesalahan H0002: cukup: 4 seharusnya > 5 (selisih −1)
      ┌ a.takar:4
    4 │ pastikan B > 5 "cukup"
      │ ^^^^^^^^^^^^^^^^^^^^^^

    kesalahan D0020: A = 11 di luar skala 0..10
      ┌ d.csv, baris 3, kolom "nilai"
      = saran: apakah maksud Anda 1,1?
      = petunjuk: betulkan nilainya, atau sesuaikan  skala  A

    2 kesalahan
    "#);
    insta::assert_snapshot!(said(text, Some(2030)), @r#"
    Some(2030)
    kesalahan H0003: tidak dapat dipastikan: cukup
      ┌ a.takar:4
    4 │ pastikan B > 5 "cukup"
      │ ^^^^^^^^^^^^^^^^^^^^^^
      = karena: realisasi A tahun 2030 belum diisi

    kesalahan D0020: A = 11 di luar skala 0..10
      ┌ d.csv, baris 3, kolom "nilai"
      = saran: apakah maksud Anda 1,1?
      = petunjuk: betulkan nilainya, atau sesuaikan  skala  A

    2 kesalahan
    "#);
    insta::assert_snapshot!(said("kode;tahun;nilai\n", None), @r"
    None
    peringatan D0002: belum ada data di bawah judul kolom
      ┌ d.csv, baris 1
      = petunjuk: isi satu baris untuk tiap kode dan tahun

    kesalahan H0008: tahun laporan tidak diketahui
      = petunjuk: tulis  tahun 2024  di bawah paket, atau pakai  --tahun 2024

    1 kesalahan, 1 peringatan
    ");
}

#[test]
fn messages_one_by_one_are_all_of_them_in_the_order_of_json() {
    let package = Package::new("contoh", [("a.takar", "B = A\nbesaran A\n  skala 0..x\nC = D\n")]);
    let (sources, findings) = (package.sources(), package.diagnostics());
    let each: Vec<String> = diagnostics::each(sources, findings, 80, false).collect();
    assert_eq!(
        each.iter().map(|one| format!("{one}\n")).collect::<String>(),
        diagnostics::messages(sources, findings, 80, false)
    );
    let json: serde_json::Value = serde_json::from_str(&diagnostics::json(sources, findings)).expect("JSON");
    let found = json["temuan"].as_array().expect("findings");
    assert_eq!(found.len(), each.len());
    for (one, text) in found.iter().zip(&each) {
        assert!(text.contains(one["kode"].as_str().expect("a code")), "{text}");
    }
}

/// One rupiah of thousands of millions moves nothing that anybody sees.
#[test]
fn money_moves_by_a_share_of_what_is_there() {
    let rules = "paket \"P\"\n  tahun 2024\nbesaran P\n  satuan rupiah\n  skala > 0\nbesaran S\n  satuan rupiah\n\
                 D = S / P * 100%\ndata \"d.csv\"\n";
    let data = "kode;tahun;realisasi\nP;2024;5000000000\nS;2024;4600000000\n";
    let reply = session(rules, data).answer("kepekaan D", &mut Kept::default()).text;
    assert!(reply.contains("4.600.000.000  10.000.000"), "{reply}");
}
