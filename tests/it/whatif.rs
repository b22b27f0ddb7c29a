//! Sessions as transcripts: each statement with its answer.

use takar::engine::Package;
use takar::whatif::complete::Vocabulary;
use takar::whatif::{Kept, Screen, Session};

pub use super::answered::{answered, transcript};

pub const RULES: &str = "\
paket \"Kecamatan Contoh\"
  tahun 2024

data \"data/iku.csv\" angka id

aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100
  makin rendah : (2*target - realisasi) / target * 100
  batas 0..120
  tampil 2 biasa

aturan predikat Ordinal
  bulat 2 biasa
  < 70 : \"Kurang\"
  70 .. < 100 : \"Baik\"
  >= 100 : \"Istimewa\"

indikator SAKIP \"Nilai SAKIP\"
  skala 0..100
  langkah 0,01
  arah makin tinggi
  capaian Baku
  predikat Ordinal

indikator Aduan \"Waktu tanggapan aduan\"
  satuan hari
  skala 0..60
  langkah 1
  arah makin rendah
  capaian Baku
  predikat Ordinal

indikator Opini \"Opini BPK\"
  urutan \"TMP\"; \"WDP\"; \"WTP\"
  arah makin tinggi
  capaian ByWord

aturan capaian ByWord
  makin tinggi : jika realisasi >= target maka 100 selain itu 50

kelompok IKU \"Indikator Kinerja Utama\"
  anggota SAKIP; Aduan
  capaian rata_rata(capaian anggota)
  predikat Ordinal
  tampil 2 biasa

tabel T1 \"Capaian IKU\"
  baris anggota IKU; Opini
  kolom nama \"Indikator\"
  kolom target
  kolom realisasi
  kolom capaian
  penutup rata_rata(capaian) \"Rata-rata\"
";

pub const DATA: &str = "\
unit;kode;tahun;target;realisasi
Mojoagung;SAKIP;2024;72,5;70
Mojoagung;Aduan;2024;10;12
Mojoagung;Opini;2024;WTP;WDP
Mojoagung;SAKIP;2023;70;69
Sumobito;SAKIP;2024;60;66,6
Sumobito;Aduan;2024;10;
";

pub fn session(rules: &str, data: &str) -> Session {
    super::whatif_parts::of_year(rules, data, 2024)
}

fn talk(statements: &[&str]) -> String {
    transcript(&mut session(RULES, DATA), &mut Kept::default(), statements)
}

#[test]
fn questions() {
    insta::assert_snapshot!(talk(&[
        "SAKIP",
        "Aduan",
        "Opini",
        "IKU",
        "capaian SAKIP",
        "sebutan SAKIP",
        "target Aduan - Aduan",
        "SAKIP > 70 dan IKU >= 90",
        "SAKIP[2023]",
        "rata_rata(capaian anggota IKU)",
        "100/3",
        "bulat(SAKIP / 3; 1)",
        "bulat (SAKIP; 0) - bulat(Aduan; 0)",
        "jika SAKIP > 70 maka SAKIP selain itu 0",
        "tabel",
        "tabel T1",
        "tahun",
        "tahun 2023",
        "SAKIP",
        "unit",
        "unit Sumobito",
        "tahun 2024",
        "IKU",
        "# catatan saja",
    ]));
}

#[test]
fn assumptions_and_what_they_move() {
    insta::assert_snapshot!(talk(&[
        "SAKIP = 80",
        "target SAKIP = 75; Aduan = 9",
        "realisasi Opini = \"WTP\"",
        "andaian",
        "IKU",
        "tabel T1",
        "batal",
        "batal",
        "maju lagi",
        "maju",
        "maju",
        "awal",
        "batal",
        "SAKIP[2023] = 70",
        "SAKIP[2023]",
        "SAKIP = SAKIP + 2,5",
        "Aduan = 12/2",
        "Aduan = 5,5",
        "Aduan",
        "batal Aduan",
        "batal Aduan",
        "IKU",
    ]));
}

#[test]
fn changed_rules() {
    insta::assert_snapshot!(talk(&[
        "ubah Baku batas 0..100",
        "ubah IKU capaian terkecil(capaian anggota)",
        "ubah Ordinal bulat 0 biasa",
        "andaian",
        "batal",
        "ganti aturan predikat Ordinal \"Ketat\"\n  < 90 : \"Kurang\"\n  >= 90 : \"Baik\"\n",
        "Selisih = target SAKIP - SAKIP",
        "Selisih",
        "target SAKIP = SAKIP * 2",
        "target SAKIP",
    ]));
}

#[test]
fn changes_that_are_refused() {
    insta::assert_snapshot!(talk(&[
        "SAKIP = 101",
        "SAKIP = \"banyak\"",
        "SAKIP = 9.815",
        "Opini = \"WWW\"",
        "capaian SAKIP = 100",
        "SAKOP = 1",
        "SAKIP = 1; SAKIP = 2",
        "SAKIP[2030] = 1",
        "SAKIP = Aduan +",
        "ubah SAKIP bobot SAKIP 50%",
        "ubah SAKOP batas 0..1",
        "ubah Baku batas 0..",
        "ubah SAKIP",
        "batas 0..100",
        "capaian SAKIP = Aduan * 2",
        "SAKIP = 200/3",
        "SAKIP = SAKIP[2022]",
        "Opini = WTP",
        "pastikan SAKIP > 99 \"tinggi\"",
        "paket \"Lain\"",
        "umum\n  langkah 1",
        "andaian",
    ]));
}

#[test]
fn seeking() {
    insta::assert_snapshot!(talk(&[
        "cari SAKIP agar capaian SAKIP >= 100",
        "cari SAKIP agar capaian SAKIP = 100",
        "cari SAKIP agar capaian SAKIP = 99",
        "cari Aduan agar capaian Aduan >= 100",
        "cari target SAKIP agar predikat SAKIP = \"Baik\"",
        "cari SAKIP agar predikat IKU = \"Istimewa\"",
        "cari SAKIP agar predikat IKU >= \"Baik\"",
        "cari SAKIP agar predikat IKU > \"Istimewa\"",
        "cari SAKIP; Aduan agar predikat IKU >= \"Baik\"",
        "cari SAKIP agar IKU > 101",
        "cari SAKIP agar IKU < 30",
        "cari SAKIP agar SAKIP > 100",
        "cari SAKIP agar capaian Aduan > 50",
        "cari SAKIP agar abs(SAKIP - 50) > 40",
        "cari SAKIP agar SAKIP >= 0",
        "cari SAKIP; Aduan agar IKU >= 100",
        "cari SAKIP; Aduan agar IKU >= 200",
        "cari SAKIP; Aduan agar capaian IKU = 95",
        "unit Sumobito",
        "cari SAKIP agar IKU >= 100",
        "Aduan = 8",
        "cari SAKIP agar IKU >= 100",
    ]));
}

#[test]
fn seeking_that_cannot_be_asked() {
    insta::assert_snapshot!(talk(&[
        "cari",
        "cari SAKIP",
        "cari SAKIP agar",
        "cari agar IKU > 1",
        "cari IKU agar IKU > 1",
        "cari capaian SAKIP agar IKU > 1",
        "cari Opini agar capaian Opini = 100",
        "cari SAKIP agar IKU",
        "cari SAKIP; SAKIP agar IKU > 100",
        "cari SAKIP; Aduan; Opini agar IKU > 1",
        "cari SAKIP agar predikat IKU = Istimewa",
        "cari SAKIP agar predikat IKU = \"Sempurna\"",
        "cari SAKIP agar predikat IKU >= \"Sempurna\"",
        "kepekaan",
        "kepekaan SAKOP",
    ]));
}

#[test]
fn sensitivity_of_a_result() {
    insta::assert_snapshot!(talk(&[
        "kepekaan IKU",
        "kepekaan capaian Aduan",
        "kepekaan 5",
        "SAKIP = 80",
        "kepekaan IKU"
    ]));
}

#[test]
fn help() {
    let topics: Vec<String> = takar::whatif::COMMANDS
        .iter()
        .map(|(word, _)| format!("bantuan {word}"))
        .chain(["bantuan SAKIP".into()])
        .collect();
    let topics: Vec<&str> = ["bantuan"].into_iter().chain(topics.iter().map(String::as_str)).collect();
    insta::assert_snapshot!(talk(&topics));
}

#[test]
fn slips_in_commands() {
    insta::assert_snapshot!(talk(&[
        "tabel T9",
        "tabel T2",
        "tahun 1800",
        "tahun kemarin",
        "unit Sumabito",
        "bantuan keluar sekarang",
        "cri SAKIP agar IKU > 1",
        "skenario",
        "jelaskan",
        "SAKIP IKU",
        "(SAKIP",
        "\"SAKIP",
        "SAKIP 92",
        "SAKIP: 92",
        "SAKIP : 2",
        "target SAKIP 92",
        "pagu 4.01",
        "capaian SAKIP tahun 2023",
        "SAKIP triwulan 3 = 92",
        "SAKIP 2023",
        "help",
        "?",
        "undo",
    ]));
}

#[test]
fn completion() {
    let session = session(RULES, DATA);
    let mut shelf = Kept::default();
    shelf.0.insert("optimis".into(), String::new());
    let words = Vocabulary::of(&session, &shelf);
    let lines = [
        "",
        "SA",
        "ca",
        "capaian ",
        "cari SAKIP a",
        "predikat IKU = \"I",
        "unit \"",
        "tabel ",
        "skenario ",
        "skenario buka ",
        "bandingkan optimis; d",
        "ubah SAKIP ba",
        "bantuan ma",
        "zzz",
    ];
    let shown = lines.map(|line| {
        let (start, found) = words.complete(line);
        let found: Vec<String> = found.into_iter().map(|one| one.text).collect();
        format!("{line:?} @{start}: {}", found.join(" "))
    });
    let hints = ["cari", "SAKIP", "skenario", "xyz"].map(|line| format!("{line:?} → {:?}", words.hint(line)));
    insta::assert_snapshot!(format!("{}\n{}", shown.join("\n"), hints.join("\n")));
}

/// What the issue asks to see, figure by figure.
#[test]
fn the_figures_of_ikpp() {
    let texts = takar::library::find("ikpp").expect("built in").files.iter().map(|(name, text)| (*name, *text));
    let package = Package::new("ikpp", texts);
    let mut session =
        Session::new(package, Default::default(), 2024, Screen { width: 80, colour: false }).expect("a session");
    let mut shelf = Kept::default();
    let mut ask = |line: &str| session.answer(line, &mut shelf).text;
    ask("IKM = 92");
    ask("IPP = 3,9");
    assert_eq!(ask("IKPP"), "IKPP = 8,5   Indeks Kualitas Pelayanan Publik\n  predikat \"A\" (Sangat Berkualitas)\n");
    ask("IPP = 3,74");
    assert!(ask("cari IKM agar IKPP = 8,7").starts_with("IKM = 99,2\n"));
    assert!(
        ask("cari IKM agar IKPP = 9").starts_with("mustahil: IKM paling tinggi 100, dan dengan itu IKPP baru 8,74")
    );
    assert!(ask("cari IKM agar IKPP = 11").starts_with("mustahil: skala IKPP berakhir di 10"));
}

/// A value that a formula gives has no cell that could be blank: the assumption is the reason.
#[test]
fn a_computed_value_that_is_assumed_to_be_missing() {
    let rules = "data \"d.csv\"\nbesaran A\nbesaran B\n  rumus 2 * A\nC = B + 1\nD = rata_rata(A; B)\n";
    let mut session = session(rules, "kode;tahun;nilai\nA;2024;5\n");
    let told = transcript(&mut session, &mut Kept::default(), &["B = belum diisi", "C", "B = n/a", "D", "jelaskan C"]);
    for part in [
        "C tidak dapat dihitung\n  karena B diandaikan belum diisi\n",
        "tidak ikut dihitung: B diandaikan tidak berlaku",
        "sebab      B diandaikan tidak berlaku",
    ] {
        assert!(told.contains(part), "{part}\n\n{told}");
    }
}

/// A code of the data is the same sort of number with data and without: `* 100%` of its ratio is percent.
#[test]
fn percent_of_codes_of_the_data() {
    let rules = "data \"d.csv\"\naturan capaian Baku\n  makin tinggi : realisasi / target * 100%\numum \"1\"\n  skala 1..4\n  \
                 arah makin tinggi\n  capaian Baku\n";
    let mut session = session(rules, "kode;tahun;target;nilai\n1.1;2024;4;3\n1.2;2024;4;3\n");
    let mut ask = |line: &str| session.answer(line, &mut Kept::default()).text;
    assert_eq!(ask("capaian \"1.1\""), "capaian \"1.1\" = 75,00%\n");
    assert!(ask("cari nilai \"1.1\" agar capaian \"1.1\" >= 50").starts_with("\"1.1\" paling rendah 2\n"));
    assert_eq!(ask("nilai \"1.1\" / nilai \"1.2\" * 100%"), "nilai \"1.1\" / nilai \"1.2\" * 100% = 100,00%\n");
}

/// Nothing a person can type ends a session.
#[test]
fn any_line_is_answered() {
    use proptest::prelude::*;
    let words = [
        "cari", "agar", "SAKIP", "IKU", "=", ";", "(", ")", "\"", "predikat", "9,5", "ubah", "batas", "0..1",
        "skenario", "buka", "[", "2023", "]", "kepekaan", "tahun", "\n", "  ", "jika", "maka", "é", "-",
    ];
    let line = prop::collection::vec(prop::sample::select(words.to_vec()), 0..9).prop_map(|words| words.join(" "));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(400));
    let ready = session(RULES, DATA);
    runner
        .run(&prop_oneof![line, ".{0,40}"], |line| {
            let mut session = ready.clone();
            let reply = session.answer(&line, &mut Kept::default());
            prop_assert!(reply.text.is_empty() || reply.text.ends_with('\n'), "{:?}", reply);
            Ok(())
        })
        .expect("every line is answered");
}
