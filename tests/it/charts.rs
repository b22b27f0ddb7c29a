//! Charts of letters: bars that say no more than their figures, on screens of any width, with any signs.

use super::desk::{Desk, command};
use takar::data::Dataset;
use takar::engine::Package;
use takar::report::chart::{Pen, picture};
use takar::whatif::{Kept, Screen, Session};

const RULES: &str = "\
paket \"Kecamatan Contoh\"
  tahun 2025

aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100
  tampil 2 biasa

aturan capaian Batas
  makin tinggi : realisasi / target * 100
  batas 0..120
  tampil 2 biasa

aturan predikat Skala
  bulat 2 biasa
  > 100 : \"Sangat Baik\"
  > 90 .. 100 : \"Baik\"
  <= 90 : \"Kurang\"

indikator TEPAT \"Tepat seratus\"
  arah makin tinggi
  capaian Baku
  predikat Skala
indikator NYARIS \"Nyaris seratus persen, tetapi belum, dengan nama yang panjang sekali\"
  arah makin tinggi
  capaian Baku
  predikat Skala
indikator LEWAT \"Lewat sedikit\"
  arah makin tinggi
  capaian Baku
indikator NOL \"Tidak ada\"
  arah makin tinggi
  capaian Baku
indikator KECIL \"Hampir tidak ada\"
  arah makin tinggi
  capaian Baku
indikator DIBATASI \"Dibatasi 120\"
  arah makin tinggi
  capaian Batas
  predikat Skala
indikator KOSONG \"Belum diisi\"
  arah makin tinggi
  capaian Baku
indikator TIDAK \"Target nol\"
  arah makin tinggi
  capaian Baku
indikator MINUS \"Di bawah nol\"
  skala -1000..1000
  arah makin tinggi
  capaian Baku
indikator JAUH \"Jauh di bawah nol\"
  skala -1000..1000
  arah makin tinggi
  capaian Baku
indikator BESAR \"Seribu kali\"
  arah makin tinggi
  capaian Baku

kelompok BIASA
  anggota TEPAT; NYARIS; LEWAT; NOL; KECIL; DIBATASI; KOSONG; TIDAK
  capaian terkecil(capaian anggota)
kelompok LUAS
  anggota TEPAT; MINUS; JAUH; BESAR; DIBATASI
  capaian terkecil(capaian anggota)

tabel T1 \"Biasa\"
  baris anggota BIASA
  kolom nama \"Indikator\"
  kolom capaian
  kolom predikat
tabel T2 \"Luas\"
  baris anggota LUAS
  kolom nama \"Indikator\"
  kolom capaian
  penutup terkecil(capaian) \"Terkecil\"
tabel T3 \"Tanpa capaian\"
  baris anggota BIASA
  kolom nama \"Indikator\"
  kolom target
";

const DATA: &str = "\
kode;tahun;target;realisasi
TEPAT;2023;80;70
TEPAT;2024;80;76
TEPAT;2025;80;80
NYARIS;2024;100000;99000
NYARIS;2025;100000;99999
LEWAT;2025;100000;100001
NOL;2025;10;0
KECIL;2025;100000;1
DIBATASI;2021;10;9
DIBATASI;2023;10;10
DIBATASI;2025;10;15
KOSONG;2025;10;
TIDAK;2025;0;4
MINUS;2025;10;-4
JAUH;2025;10;-40
BESAR;2025;10;10000
";

fn package() -> (Package, Dataset) {
    let mut package = Package::new("contoh", [("aturan.takar", format!("{RULES}data \"iku.csv\" angka id\n"))]);
    let (data, findings) = package.read_data(|_| Ok(DATA.to_string()));
    assert!(findings.is_empty(), "{findings:?}");
    (package, data)
}

/// The pictures of all tables.
fn pictures(width: usize, plain: bool) -> String {
    let (package, data) = package();
    let planned = package.planned(&data, 2025).expect("sound rules");
    let run = planned.looking_back().unit(0);
    let pen = Pen { width, colour: false, plain };
    let mut told = Default::default();
    let years = [2021, 2022, 2023, 2024];
    let tables = planned.unit(0).tables_of(0);
    let each = tables.iter().map(|table| {
        let picture = picture(run.results(), 0, (table, &years), &mut told, pen);
        format!("── {} ──\n{picture}", table.name)
    });
    each.collect::<Vec<_>>().join("\n")
}

#[test]
fn on_a_screen_of_eighty() {
    insta::assert_snapshot!(pictures(80, false));
}

#[test]
fn on_a_screen_of_forty() {
    insta::assert_snapshot!(pictures(40, false));
}

#[test]
fn with_signs_that_every_screen_knows() {
    let (wide, narrow) = (pictures(80, true), pictures(40, true));
    let own = |text: &str| text.replace(['─', '–', '−'], "");
    assert!(own(&wide).is_ascii() && own(&narrow).is_ascii(), "{wide}\n{narrow}");
    insta::assert_snapshot!(format!("{wide}\n{narrow}"));
}

#[test]
fn no_line_is_wider_than_the_screen() {
    for width in (20..140).step_by(17) {
        for plain in [false, true] {
            let shown = pictures(width, plain);
            let wide = shown.lines().find(|line| line.chars().count() > width);
            assert!(wide.is_none() || width < 32, "{width}: {wide:?}");
        }
    }
}

/// A bar below 100 ends before the mark, one at 100 touches it, one above goes on behind it, at any width.
#[test]
fn bars_keep_their_side_of_a_hundred() {
    for width in [40, 47, 59, 60, 77, 80, 119] {
        for (plain, mark) in [(false, '│'), (true, '|')] {
            let shown = pictures(width, plain);
            let first = shown.split("── T2 ──").next().expect("a table");
            // 99,999% and 100,001% are both shown as 100,00%.
            let rows = first.lines().filter(|line| line.contains("100,00%"));
            let reaches: Vec<(bool, bool)> = rows
                .filter_map(|line| line.split_once(mark))
                .map(|(before, behind)| (before.ends_with(if plain { '#' } else { '█' }), !behind.starts_with(' ')))
                .collect();
            assert_eq!(reaches, [(true, false), (false, false), (true, true)], "{width}\n{first}");
        }
    }
}

#[test]
fn at_the_command_line() {
    let desk = Desk::new();
    let shown = desk.runs(&[
        "hitung contoh --grafik",
        "hitung contoh --tabel T1 --grafik --keluar grafik.txt --format terminal",
        "hitung contoh --grafik --format md",
        "hitung contoh --grafik --keluar a.html",
        "hitung contoh --grafik --data x.csv --keluar a.csv",
    ]);
    insta::assert_snapshot!(format!("{shown}\n── grafik.txt ──\n{}", desk.get("grafik.txt")));
    // Without it a table is as it was.
    assert!(!desk.run("hitung contoh").contains('█'));
    let plain = |name: &str, value: &str| {
        let output = command(desk.folder.path(), "hitung contoh --grafik").env(name, value).output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        (!text.contains('█'), text.contains('#'))
    };
    for (name, value, is_plain) in [
        ("NO_COLOR", "1", true),
        ("TERM", "dumb", true),
        ("LC_ALL", "C", true),
        ("LC_ALL", "id_ID.ISO-8859-1", true),
        ("LC_ALL", "id_ID.UTF-8", false),
        ("LC_ALL", "C.utf8", false),
    ] {
        assert_eq!(plain(name, value), (is_plain, is_plain), "{name}={value}");
    }
}

#[test]
fn at_the_prompt() {
    let (package, data) = package();
    let mut session = Session::new(package, data, 2025, Screen { width: 80, colour: false }).expect("a session");
    let mut shelf = Kept::default();
    let lines = ["grafik T1", "TEPAT = 60", "grafik t1", "grafik T3", "grafik T9", "grafik tabel T2", "bantuan grafik"];
    let said: String =
        lines.iter().map(|line| format!("> {line}\n{}", session.answer(line, &mut shelf).text)).collect();
    insta::assert_snapshot!(said);
}

#[test]
fn of_one_thing_at_the_prompt() {
    let (package, data) = package();
    let mut session = Session::new(package, data, 2025, Screen { width: 80, colour: false }).expect("a session");
    let mut shelf = Kept::default();
    let lines = [
        "grafik DIBATASI",
        "TEPAT = 60",
        "grafik tepat",
        "grafik capaian TEPAT",
        "grafik LUAS",
        "grafik KOSONG",
        "grafik target TEPAT",
        "grafik TEPAT[2024]",
        "grafik DIBATAS",
        "grafik semua saja",
    ];
    let said: String =
        lines.iter().map(|line| format!("> {line}\n{}", session.answer(line, &mut shelf).text)).collect();
    insta::assert_snapshot!(said);
}

/// Two tables side by side, a rounding before the cap, achievements before their cap beside others, and many notes.
#[test]
fn what_a_chart_shows_is_what_its_columns_say() {
    let rules = "\
paket \"Kecamatan Contoh\"
  tahun 2025
aturan capaian Bulat
  makin tinggi : realisasi / target * 100
  bulat 0
  batas 0..110
aturan capaian Batas
  makin tinggi : realisasi / target * 100
  batas 0..100
indikator A \"Alfa\"
  arah makin tinggi
  capaian Bulat
indikator B \"Beta\"
  arah makin tinggi
  capaian Bulat
indikator C \"Cita\"
  arah makin tinggi
  capaian Bulat
indikator D \"Delta\"
  arah makin tinggi
  capaian Batas
indikator E \"Efa\"
  arah makin tinggi
  triwulan jumlah
  capaian Batas
tabel T1 \"Bersanding\"
  baris A; B
  kolom nama
  kolom capaian
  sanding C; D
  kolom nama
  kolom capaian \"Setahun\"
tabel T2 \"Sebelum dan sesudah\"
  baris D
  kolom nama
  kolom capaian_asli[2024] \"% 2024\"
  kolom capaian_asli \"% 2025\"
tabel T3 \"Triwulan di belakang\"
  baris E
  kolom nama
  kolom capaian \"Setahun\"
  kolom capaian[triwulan 1] \"TW1\"
data \"iku.csv\" angka id
";
    // Only C is cut, and by one point: of 111 after the rounding.
    let data = "kode;tahun;triwulan;target;realisasi
A;2025;;1000;904
B;2025;;1000;1104
C;2025;;1000;1106
D;2024;;100;130
D;2025;;100;110
E;2025;1;25;20
E;2025;2;25;30
";
    let mut package = Package::new("contoh", [("aturan.takar", rules)]);
    let (data, findings) = package.read_data(|_| Ok(data.to_string()));
    assert!(findings.is_empty(), "{findings:?}");
    let planned = package.planned(&data, 2025).expect("sound rules");
    let run = planned.looking_back().unit(0);
    let pen = Pen { width: 80, colour: false, plain: false };
    let mut told = Default::default();
    let tables = planned.unit(0).tables_of(0);
    let each = tables.iter().map(|table| {
        let picture = picture(run.results(), 0, (table, &[2024]), &mut told, pen);
        format!("── {} ──\n{picture}", table.title)
    });
    insta::assert_snapshot!(each.collect::<Vec<_>>().join("\n"));
}
