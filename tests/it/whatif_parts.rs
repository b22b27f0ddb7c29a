//! Sessions where an assumption stands in one cell of several: quarters of a year, ends of a range.

use super::whatif::session;
use takar::engine::{Package, has_errors};
use takar::whatif::{Kept, Screen, Session};

/// The answer to a line that has to be understood.
fn answer(session: &mut Session, line: &str) -> String {
    let reply = session.answer(line, &mut Kept::default());
    assert!(!reply.failed, "{line}\n{}", reply.text);
    reply.text
}

/// A session over rules and data in a year.
pub fn of_year(rules: &str, data: &str, year: i32) -> Session {
    on_screen(rules, data, year, Screen { width: 80, colour: false })
}

pub fn on_screen(rules: &str, data: &str, year: i32, screen: Screen) -> Session {
    let mut package = Package::new("contoh", [("aturan.takar", rules)]);
    assert!(!has_errors(package.diagnostics()), "{:#?}", package.diagnostics());
    let (data, findings) = package.read_data(|_| Ok(data.into()));
    assert!(findings.is_empty(), "{findings:#?}");
    Session::new(package, data, year, screen).expect("a session")
}

pub fn refusal(session: &mut Session, line: &str) -> String {
    let reply = session.answer(line, &mut Kept::default());
    assert!(reply.failed, "{line}\n{}", reply.text);
    reply.text
}

pub fn holds(session: &mut Session, line: &str, part: &str) {
    let text = answer(session, line);
    assert!(text.contains(part), "{line}\n{text}");
}

const QUARTERS: &str = "paket \"P\"\n  tahun 2024\nbesaran I\n  triwulan jumlah\nbesaran H\n  rumus I * 2\n\
     besaran K\n  satuan persen\ndata \"d.csv\"\n  kolom kab \"Kab\" satuan persen\n\naturan capaian R\n  \
     jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n\nindikator S\n  \
     arah makin tinggi\n  capaian R\n  triwulan jumlah\n  triwulan serapan jumlah\n";
const QUARTERS_DATA: &str = "kode;tahun;triwulan;target;realisasi;serapan;Kab\nI;2024;1;;8;;\nI;2024;2;;30;;\n\
     I;2023;1;;1;;\nI;2023;2;;2;;\nK;2024;;;50;40;20\nS;2024;1;20;8;8;\nS;2024;2;20;30;30;\nH;2024;;;;;50\n";

/// `naik` and `turun` of a quarter begin at the quarter's own figure, which is what the answer says was there.
#[test]
fn a_quarter_moves_from_its_own_figure() {
    let mut session = session(QUARTERS, QUARTERS_DATA);
    for (line, part) in [
        ("I[triwulan 2] turun 3", "I[triwulan 2] = 27 (andaian; tadinya 30)"),
        ("I", "I = 35"),
        ("I[triwulan 2] naik 10%", "I[triwulan 2] = 29,7 (andaian; tadinya 27, naik 10%)"),
        ("awal", "37,7  →  38"),
        ("target S[triwulan 2] naik 10%", "= 22 (andaian; tadinya 20"),
        ("serapan S[triwulan 2] naik 10%", "= 33 (andaian; tadinya 30"),
        ("I[2023 triwulan 2] naik 1", "= 3 (andaian; tadinya 2"),
        ("I[2023] naik 1", "I[2023] = 5 (andaian; tadinya 4"),
        ("I naik 1", "I = 39 (andaian; tadinya 38"),
        // Of a thing in percent so many points, of what has another unit a share, whatever the thing has.
        ("K naik 5%", "K = 55 (andaian; tadinya 50"),
        ("K turun 5", "K = 50 (andaian; tadinya 55"),
        ("kab H naik 5%", "kab H = 55 (andaian; tadinya 50"),
        ("serapan K naik 10%", "serapan K = 44 (andaian; tadinya 40"),
        ("H naik 1", "H = 79 (andaian; tadinya 78"),
        // The unit may stand behind the number, points behind one of a thing in percent.
        ("K naik 5 poin", "K = 55 (andaian; tadinya 50"),
        ("K turun 5", "K = 50 (andaian; tadinya 55"),
        ("skenario daftar", "belum ada"),
    ] {
        holds(&mut session, line, part);
    }
    assert!(refusal(&mut session, "I[triwulan 3] naik 1").contains("belum diisi"));
    assert!(refusal(&mut session, "capaian S naik 1").contains("tidak dapat diandaikan"));
    refusal(&mut session, "K naik 5 orang");
    let refused = refusal(
        &mut super::whatif::session(ENDS, "kode;tahun;target;realisasi\nI;2024;20-30;6\n"),
        "target I naik 10%",
    );
    assert!(refused.contains("target I berupa rentang: 20–30") && refused.contains("target_bawah I naik"), "{refused}");
}

const ENDS: &str = "paket \"P\"\n  tahun 2024\naturan capaian R\n  jika target_bawah = 0 : tidak terdefinisi \"nol\"\n  \
     makin tinggi : realisasi / target * 100\n  \
     rentang makin tinggi : jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu 100\n\
     indikator I\n  skala > 0 .. 100\n  arah makin tinggi\n  capaian R\ndata \"d.csv\"\n";

/// Two equal ends are one number, and as good an answer as any other.
#[test]
fn equal_ends_are_searched_too() {
    let mut range = session(ENDS, "kode;tahun;target;realisasi\nI;2024;20-30;6\n");
    for (line, part) in [
        ("cari target_bawah I agar capaian I <= 20", "target_bawah I = 30\n"),
        ("cari target_bawah I agar capaian I < 50", "target_bawah I paling rendah 13\n"),
        ("cari target_bawah I agar ada(capaian I)", "target_bawah I boleh berapa saja"),
        ("cari target_bawah I agar tidak ada(capaian I)", "mustahil"),
        ("cari target_atas I agar capaian I <= 30", "target_atas I boleh berapa saja"),
        ("cari target_atas I agar ada(target I)", "target_atas I boleh berapa saja"),
        ("target_bawah I = 30", "30,00%   →  20,00%"),
    ] {
        holds(&mut range, line, part);
    }
    let mut single = session(ENDS, "kode;tahun;target;realisasi\nI;2024;30;6\n");
    for (line, part) in [
        ("cari target_bawah I agar capaian I <= 25", "target_bawah I paling rendah 24\n"),
        ("cari target_atas I agar capaian I <= 20", "target_atas I boleh berapa saja"),
        ("cari target_bawah I; target_atas I agar capaian I <= 20", "30              paling rendah 30"),
    ] {
        holds(&mut single, line, part);
    }
}

/// What `kepekaan` says of an input: what it is now, and what a step up and a step down change.
fn moved(session: &mut Session, of: &str, input: &str) -> Vec<String> {
    let text = answer(session, &format!("kepekaan {of}"));
    let line = text.lines().find_map(|line| line.trim_start().strip_prefix(&format!("{input}  ")));
    let cells = line.unwrap_or_else(|| panic!("{text}")).split_whitespace();
    cells.enumerate().filter(|(at, _)| *at != 1).map(|(_, cell)| cell.to_string()).collect()
}

/// A target that is one number is an input like any other, whatever the direction: of a year, a quarter, a range with equal
/// ends, an assumption.
#[test]
fn a_single_target_of_a_range_is_moved() {
    let data = "kode;tahun;triwulan;target;realisasi\n";
    let year = |target: &str| session(TURNED, &format!("{data}I;2024;;{target};30\n"));
    for target in ["40", "40..40"] {
        let mut session = year(target);
        assert_eq!(moved(&mut session, "capaian I", "target I"), ["40", "−1,8292…", "+1,9230…"]);
        assert_eq!(moved(&mut session, "capaian I", "I"), ["30", "+2,5", "−2,5"]);
        holds(&mut session, "cari target I agar capaian I >= 100", "target I = 30\n");
        holds(&mut session, "target I = 30", "75,00%  →  100,00%");
    }
    let mut range = year("39..40");
    assert_eq!(moved(&mut range, "capaian I", "target_bawah I"), ["39", "−1,9230…", "+2,0242…"]);
    for equal in ["target I = 40", "target_bawah I = 40"] {
        holds(&mut range, equal, "→  75,00%");
        assert_eq!(moved(&mut range, "capaian I", "target I"), ["40", "−1,8292…", "+1,9230…"]);
        holds(&mut range, "awal", "75,00%");
    }
    // One number may take the place of a range; a target and its end are not sought at once.
    holds(&mut year("39..40"), "cari target I agar capaian I >= 100", "target I = 30\n");
    let refused = refusal(&mut year("40"), "cari target I; target_bawah I agar capaian I >= 100");
    assert!(refused.contains("satu masukan"), "{refused}");
    // Of quarters each that is one number, and of a range its ends.
    let mut quarters = session(TURNED, &format!("{data}I;2024;1;20-30;50\nI;2024;2;45;70\n"));
    for part in ["target_atas I[triwulan 1]", "target_bawah I[triwulan 1]", "target I[triwulan 2]"] {
        moved(&mut quarters, "capaian I", part);
    }
    holds(&mut quarters, "cari target I[triwulan 2] agar capaian I >= 70", "target I[triwulan 2] paling rendah 54\n");
}

const TURNED: &str = "paket \"P\"\n  tahun 2024\naturan capaian R\n  \
     jika target_bawah = 0 atau target_atas = 0 : tidak terdefinisi \"nol\"\n  \
     rentang : jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu jika realisasi > target_atas \
     maka target_atas / realisasi * 100 selain itu 100\nindikator I\n  skala > 0 .. 100\n  arah rentang\n  capaian R\n  \
     triwulan rata_rata\ndata \"d.csv\"\n";

/// The target of a quarter is held against its own other end, not against what has come together by then.
#[test]
fn a_range_of_a_quarter_is_not_turned_round() {
    let mut session =
        session(TURNED, "kode;tahun;triwulan;target;realisasi\nI;2024;1;20-30;50\nI;2024;2;60-80;70\nI;2024;3;40;40\n");
    assert!(refusal(&mut session, "target_atas I[triwulan 1] = 10").contains("T0021"));
    assert!(refusal(&mut session, "target_bawah I[triwulan 1] = 35").contains("T0021"));
    // Up to the second quarter the upper end is 55, its own is 80.
    holds(&mut session, "target_bawah I[triwulan 2] = 70", "tadinya 60");
    holds(&mut session, "cari target_atas I[triwulan 1] agar capaian I <= 30", "dicari pada 20 sampai 100");
    holds(
        &mut session,
        "cari target_bawah I[triwulan 1] agar target_bawah I >= 90",
        "dicari pada lebih dari 0 sampai 30",
    );
    holds(&mut session, "target_bawah I[triwulan 3] = 30", "tadinya 40");
    holds(&mut session, "target_atas I[triwulan 3] = 50", "tadinya 40");
    holds(&mut session, "awal", "target_bawah I[triwulan 3]       30  →      40");
}

/// A code that only its parts in the data name may be asked about, as a formula may; it stays no part of the session.
#[test]
fn codes_above_those_of_the_data_are_asked_about() {
    let rules = "paket \"P\"\n  tahun 2024\numum \"7\"\ndata \"d.csv\"\n";
    let mut session = session(rules, "kode;tahun;nilai;pagu\n7.1;2024;1;10\n7.2;2024;2;20\n");
    for (line, part) in [
        ("pagu \"7\"", "= 30"),
        ("jumlah(pagu turunan \"7\")", "= 30"),
        ("cari pagu \"7.1\" agar pagu \"7\" = 50", "pagu \"7.1\" = 30\n"),
        ("kepekaan pagu \"7\"", "pagu \"7.2\""),
        ("jelaskan pagu \"7\"", "pagu 7.2 2024 = "),
        ("pagu \"7.1\" = 15", "andaian"),
        ("pagu \"7\"", "= 35"),
    ] {
        holds(&mut session, line, part);
    }
    // What has no parts there is a slip of the pen.
    assert!(refusal(&mut session, "pagu \"7.3\"").contains("K0102"));
    holds(&mut session, "jumlah(pagu turunan \"7\")", "= 35");
    holds(&mut session, "N = pagu \"7\"", "35");
}

/// Money of a whole that is written stands whatever is assumed of its details; the answer says so, and what to type.
#[test]
fn a_written_whole_stands() {
    let rules = "paket \"P\"\n  tahun 2024\numum \"4\"\ntabel T \"t\"\n  baris turunan \"4\"; \"4\"\n  kolom pagu\ndata \"d.csv\"\n";
    let mut session = session(rules, "kode;pagu\n4;100\n4.1;60\n4.2;40\n");
    for (line, part) in [
        ("pagu \"4.1\" = 70", "data menang: pagu \"4\" tetap 100"),
        ("pagu \"4.2\" = 35", "ketik  pagu \"4\" = 105"),
        ("pagu \"4\" = 120", "andaian menang: pagu \"4\" tetap 120, 105 menurut rinciannya"),
    ] {
        let text = answer(&mut session, line);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&part.replace("  ", " ")), "{line}\n{text}");
    }
    assert!(!answer(&mut session, "pagu \"4\" = 105").contains("menang"));
}
