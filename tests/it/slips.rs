//! Slips that sound like another line, with the line that is proposed: it keeps every number and word, and ends the mistake.

use crate::packages::{Files, check, mended};
use takar::diagnostic::{Diagnostic, Severity};

pub const RULES: &str = "\
aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"nol\"
  makin tinggi : realisasi / target * 100

aturan predikat P
  > 50 : \"Baik\"
  <= 50 : \"Kurang\"

indikator AKIP
  skala 0..100
  arah makin tinggi
  capaian Baku

indikator IKPP
  skala 0..100
  arah makin tinggi
  capaian Baku
";

/// The line that stands in the place of one, with the line that is proposed first for it; none where nothing is.
const INSTEAD: [(&str, &str, Option<&str>); 72] = [
    ("skala 0..100", "skala0..100", Some("skala 0..100")),
    ("skala 0..100", "Skala0..100", Some("Skala 0..100")),
    ("skala 0..100", "skala_0..100", Some("skala 0..100")),
    ("skala 0..100", "skala_1,25..10", Some("skala 1,25..10")),
    ("skala 0..100", "skala0-100", Some("skala 0..100")),
    ("skala 0..100", "skala_0-100", Some("skala 0..100")),
    ("skala 0..100", "skla 0..100", Some("skala 0..100")),
    ("skala 0..100", "langkah5", Some("langkah 5")),
    ("skala 0..100", "satuanpersen", Some("satuan persen")),
    ("skala 0..100", "predikatP", Some("predikat P")),
    ("skala 0..100", "tampil_2", Some("tampil 2")),
    ("skala 0..100", "target_5", Some("target 5")),
    ("skala 0..100", "dasa \"Perpres 29\"", Some("dasar \"Perpres 29\"")),
    ("skala 0..100", "triwulan2", None),
    ("skala 0..100", "skal2 0..100", None),
    ("capaian Baku\n\nindikator IKPP", "capaianBaku\n\nindikator IKPP", Some("capaian Baku")),
    ("aturan capaian Baku", "aturan capaianBaku", Some("aturan capaian Baku")),
    ("arah makin tinggi", "arahmakin tinggi", Some("arah makin tinggi")),
    (
        "makin tinggi : realisasi / target * 100",
        "makintinggi : realisasi / target * 100",
        Some("makin tinggi : realisasi / target * 100"),
    ),
    ("makin tinggi : realisasi / target * 100", "makin tinggi : realisasi / target * 100\n  bulat2", Some("bulat 2")),
    ("makin tinggi : realisasi / target * 100", "makin tinggi : realisasi / target * 100\n  bulat_2", Some("bulat 2")),
    ("makin tinggi : realisasi / target * 100", "makin tinggi : realisasi / target * 100\n  BULAT2", Some("BULAT 2")),
    (
        "makin tinggi : realisasi / target * 100",
        "makin tinggi : realisasi / target * 100\n  batas_50..100",
        Some("batas 50..100"),
    ),
    ("jika target = 0 : tidak", "jiak target = 0 : tidak", Some("jika target = 0 : tidak terdefinisi \"nol\"")),
    ("aturan capaian Baku", "aturan achievement Baku", Some("aturan capaian Baku")),
    ("aturan capaian Baku", "aturan capain Baku", Some("aturan capaian Baku")),
    ("aturan predikat P", "aturan kategori P", Some("aturan predikat P")),
    ("indikator AKIP", "indikatorAKIP", Some("indikator AKIP")),
    ("* 100\n", "* 100\n  batas 0.. ..100\n", Some("batas 0.. 100")),
    ("* 100\n", "* 100\n  bulat 2.biasa\n", Some("bulat 2 biasa")),
    ("realisasi / target * 100", "realisasi / 2.- target", Some("makin tinggi : realisasi / 2- target")),
    ("jika target = 0", "target = 0", Some("jika target = 0 : tidak terdefinisi \"nol\"")),
    ("indikator AKIP", "indikator AKIP: \"Judul\"", Some("indikator AKIP \"Judul\"")),
    ("* 100\n", "* 100\n  bulat 2_biasa\n", Some("bulat 2 biasa")),
    ("indikator AKIP", "indikator.AKIP", Some("indikator AKIP")),
    ("aturan capaian Baku", "aturan, capaian Baku", Some("aturan capaian Baku")),
    ("skala 0..100", "skala.0..100", Some("skala 0..100")),
    ("skala 0..100", "skala=0..100", Some("skala 0..100")),
    ("skala 0..100", "target.5", Some("target 5")),
    ("arah makin tinggi", "arah makin tinggi0", Some("arah makin tinggi")),
    ("arah makin tinggi", "arah makin8 tinggi", Some("arah makin tinggi")),
    ("makin tinggi : ", "makin tinggi0 : ", Some("makin tinggi : realisasi / target * 100")),
    ("aturan capaian Baku", "aturan capaian8 Baku", Some("aturan capaian Baku")),
    ("aturan capaian Baku", "aturan capaian capaian Baku", Some("aturan capaian  Baku")),
    ("aturan predikat P", "aturan predikat predikat P", Some("aturan predikat  P")),
    ("target * 100", "target target * 100", Some("makin tinggi : realisasi / target * 100")),
    ("tidak terdefinisi", "itdak terdefinisi", Some("jika target = 0 : tidak terdefinisi \"nol\"")),
    ("jika target = 0", "jika_target = 0", Some("jika target = 0 : tidak terdefinisi \"nol\"")),
    ("> 50 : \"Baik\"", "> 50_: \"Baik\"", Some("> 50: \"Baik\"")),
    ("> 50 : \"Baik\"", "> 50 .._100 : \"Baik\"", Some("> 50 ..100 : \"Baik\"")),
    ("skala 0..100", "skala 0_..100", Some("skala 0..100")),
    ("skala 0..100", "skala\" 0..100", Some("skala 0..100")),
    ("skala 0..100", "skala 0..(100", Some("skala 0..100")),
    ("* 100\n", "* 100\n  batas (0..100\n", Some("batas 0..100")),
    ("skala 0..100", "arah5 makin tinggi", None),
    (": realisasi / target * 100", ": (2*target realisasi) / target * 100", None),
    ("jika target = 0 : tidak", "kalau target = 0 : tidak", Some("jika target = 0 : tidak terdefinisi \"nol\"")),
    ("jika target = 0 : tidak", "Bila target = 0 : tidak", Some("jika target = 0 : tidak terdefinisi \"nol\"")),
    (
        "0 : tidak terdefinisi \"nol\"",
        "0 = tidak terdefinisi \"target nol\"",
        Some("jika target = 0 : tidak terdefinisi \"target nol\""),
    ),
    ("jika target = 0 : tidak", "jika target = 0 = tidak", Some("jika target = 0 : tidak terdefinisi \"nol\"")),
    ("* 100\n", "* 100\n  batas 0.110\n", Some("batas 0..110")),
    ("makin tinggi : ", "semakin tinggi : ", Some("makin tinggi : realisasi / target * 100")),
    ("> 50 :", "> 50  100 :", Some("> 50  .. 100 : \"Baik\"")),
    ("<= 50 :", "0 50 :", Some("0 .. 50 : \"Kurang\"")),
    ("indikator AKIP", "besaranB \"Beta\"\n\nindikator AKIP", Some("besaran B \"Beta\"")),
    ("indikator AKIP", "besaranb \"Beta\"\n\nindikator AKIP", Some("besaran b \"Beta\"")),
    ("indikator AKIP", "RATA (IKPP + 2) / 2\n\nindikator AKIP", Some("RATA = (IKPP + 2) / 2")),
    ("indikator AKIP", "RATA  IKPP + AKIP\n\nindikator AKIP", Some("RATA  = IKPP + AKIP")),
    (
        "jika target = 0 : tidak",
        "jika target = 0 dan realisasi : 0 : tidak",
        Some("jika target = 0 dan realisasi = 0 : tidak terdefinisi \"nol\""),
    ),
    ("aturan predikat P", "predikat P \"Skala\"\n  bulat 2", Some("aturan predikat P \"Skala\"")),
    ("* 100\n", "* 100\n  bulat 2 angka di belakang koma\n", Some("bulat 2")),
    (
        "indikator AKIP",
        "X = bila IKPP > 0 maka 1 selain itu kalau IKPP > 3 maka 2 selain itu 0\n\nindikator AKIP",
        Some("X = jika IKPP > 0 maka 1 selain itu jika IKPP > 3 maka 2 selain itu 0"),
    ),
];

/// Lines behind the rules likewise.
const BEHIND: [(&str, Option<&str>); 101] = [
    ("contoh \"x\"\n  diketahui AKIP = 3\n  hasi AKIP = 3", Some("hasil AKIP = 3")),
    ("contoh \"x\"\n  dikethui AKIP = 3\n  hasil AKIP = 3", Some("diketahui AKIP = 3")),
    ("contoh \"x\"\n  diketahui AKIP = 3\n  hasil AKIP : 3", Some("hasil AKIP = 3")),
    ("kelompok IKU\n  anggota AKIP IKPP\n  capaian rata_rata(capaian anggota)", Some("anggota AKIP; IKPP")),
    (
        "buktikan capaian AKIP tiak turun bila realisasi AKIP naik",
        Some("buktikan capaian AKIP tidak turun bila realisasi AKIP naik"),
    ),
    ("buktikan jka AKIP > 3 maka AKIP > 2", Some("buktikan jika AKIP > 3 maka AKIP > 2")),
    (
        "X = jika AKIP > IKPP dn IKPP > 2 maka 1 selain itu 0",
        Some("X = jika AKIP > IKPP dan IKPP > 2 maka 1 selain itu 0"),
    ),
    ("X = jika AKIP > 3 dn IKPP > 2 maka 1 selain itu 0", Some("X = jika AKIP > 3 dan IKPP > 2 maka 1 selain itu 0")),
    ("X = jika AKIP > 3 d IKPP > 2 maka 1 selain itu 0", Some("X = jika AKIP > 3 dan IKPP > 2 maka 1 selain itu 0")),
    ("X = jika AKIP > 3 atu IKPP > 2 maka 1 selain itu 0", Some("X = jika AKIP > 3 atau IKPP > 2 maka 1 selain itu 0")),
    ("X = jika AKIP > 3 dann IKPP > 2 maka 1 selain itu 0", Some("X = jika AKIP > 3 dan IKPP > 2 maka 1 selain itu 0")),
    ("X = jika AKIP > 3 mka 1 selain itu 0", Some("X = jika AKIP > 3 maka 1 selain itu 0")),
    ("X = jika AKIP > 3 maka1 selain itu 0", Some("X = jika AKIP > 3 maka 1 selain itu 0")),
    ("X = jika AKIP > 3 maka 1 selain itu0", Some("X = jika AKIP > 3 maka 1 selain itu 0")),
    ("X = jka AKIP > 3 maka 1 selain itu 0", Some("X = jika AKIP > 3 maka 1 selain itu 0")),
    ("X = jika AKIP > 3 maka 1 selin itu 0", Some("X = jika AKIP > 3 maka 1 selain itu 0")),
    ("X = jika AKIP > 3 maka 1 selain 0", Some("X = jika AKIP > 3 maka 1 selain itu 0")),
    (
        "contoh \"x\"\n  diketahui AKIP = 80 target AKIP = 80\n  hasil AKIP = 80",
        Some("diketahui AKIP = 80; target AKIP = 80"),
    ),
    ("X = maks (3 AKIP)", Some("X = maks (3; AKIP)")),
    ("X = maks(AKIP 3)", Some("X = maks(AKIP; 3)")),
    ("X = maks(AKIP; IKPP 3)", None),
    ("X = (AKIP 3)", None),
    ("X = maks(AKIP, 3)", Some("X = maks(AKIP; 3)")),
    ("X = AKIP 2", None),
    ("DUA = AKIP * 2\n  tampil2", Some("tampil 2")),
    ("besaran dn\nX = jika AKIP > 3 dan dn > 2 maka 1 selain itu 0", None),
    ("X = AKIP.+ IKPP", Some("X = AKIP+ IKPP")),
    ("X = AKIP: + IKPP", Some("X = AKIP + IKPP")),
    ("X = 3.+ AKIP", Some("X = 3+ AKIP")),
    ("X = bulat bulat(AKIP; 1)", Some("X = bulat(AKIP; 1)")),
    ("X = jikaAKIP > 3 maka 1 selain itu 0", Some("X = jika AKIP > 3 maka 1 selain itu 0")),
    ("X = jika AKIP > 3 danIKPP > 2 maka 1 selain itu 0", Some("X = jika AKIP > 3 dan IKPP > 2 maka 1 selain itu 0")),
    ("X = jika AKIP > 3 maka 1 selainitu 0", Some("X = jika AKIP > 3 maka 1 selain itu 0")),
    ("pastikann AKIP >= 0 \"nol\"", Some("pastikan AKIP >= 0 \"nol\"")),
    (
        "buktikan capaian AKIP tidakturun bila realisasi AKIP naik",
        Some("buktikan capaian AKIP tidak turun bila realisasi AKIP naik"),
    ),
    ("tabel T\n  baris AKIP\n  capaian turun\n  kolom kode", Some("urut capaian turun")),
    ("tabel T\n  baris AKIP\n  kolom kode\n  capaian \"C\"", Some("kolom capaian \"C\"")),
    ("contoh \"x\"\n  diketahui AKIP = 3 IKPP = 4\n  hasil AKIP = 3", Some("diketahui AKIP = 3; IKPP = 4")),
    ("contoh \"x\"\n  diketahui AKIP (= 3; IKPP = 4\n  hasil AKIP = 3", Some("diketahui AKIP = 3; IKPP = 4")),
    ("contoh \"x\"\n  diketahui AKIP =_3\n  hasil AKIP = 3", Some("diketahui AKIP =3")),
    ("X = AKIP AKIP", Some("X = AKIP")),
    ("X = AKIP[tahu-1]", Some("X = AKIP[tahun-1]")),
    ("X = maks(AKIP IKPP)", Some("X = maks(AKIP; IKPP)")),
    ("X = min((AKIP; 3)", Some("X = min(AKIP; 3)")),
    ("X = maks(AKIP; 3;)", Some("X = maks(AKIP; 3)")),
    ("X = abs(AKIP,)", Some("X = abs(AKIP)")),
    ("X = jika AKIP > 3 dan_IKPP > 2 maka 1 selain itu 0", Some("X = jika AKIP > 3 dan IKPP > 2 maka 1 selain itu 0")),
    ("X = jika AKIP > 3 maka 1 selain itu1 maks(AKIP; 3)", Some("X = jika AKIP > 3 maka 1 selain itu maks(AKIP; 3)")),
    ("X = jika AKIP > 3 maka 1 selain iut maks(AKIP; 3)", Some("X = jika AKIP > 3 maka 1 selain itu maks(AKIP; 3)")),
    ("X = jika AKIP > 3 maka 1 itu maks(AKIP; 3)", Some("X = jika AKIP > 3 maka 1 selain itu maks(AKIP; 3)")),
    ("X = jika AKIP > 3 maka 1 selain itu\" maks(AKIP; 3)", Some("X = jika AKIP > 3 maka 1 selain itu maks(AKIP; 3)")),
    ("klaim \"k\" halaman1 3\n  AKIP > 2", Some("klaim \"k\" halaman 3")),
    ("buktikan capaianAKIP >= 0", Some("buktikan capaian AKIP >= 0")),
    (
        "kelompok G\n  anggota AKIP; IKPP\n  bobot AKIP 40%. IKPP 60%\n  capaian rata_rata_tertimbang(capaian anggota)",
        Some("bobot AKIP 40%; IKPP 60%"),
    ),
    (
        "kelompok G\n  anggota AKIP; IKPP\n  bobot AKIP 40%; IKPP (60%\n  capaian rata_rata_tertimbang(capaian anggota)",
        Some("bobot AKIP 40%; IKPP (60%)"),
    ),
    ("kelompok G\n  AKIP; IKPP\n  capaian rata_rata(capaian anggota)", Some("anggota AKIP; IKPP")),
    ("kelompok G\n  anggota AKIP AKIP; IKPP\n  capaian rata_rata(capaian anggota)", Some("anggota AKIP; IKPP")),
    ("kelompok G\n  anggota AKIP; IKPP\n  rata_rata(capaian anggota)", Some("capaian rata_rata(capaian anggota)")),
    ("tabel T\n  AKIP; IKPP\n  kolom kode", Some("baris AKIP; IKPP")),
    ("tabel T\n  baris AKIP; IKPP\n  kolom kode\n  realisasi \"R\"", Some("kolom realisasi \"R\"")),
    ("tabel T\n  baris AKIP; IKPP\n  kolom kode\n  kolom capaian capaian \"C\"", Some("kolom capaian \"C\"")),
    ("tabel T\n  baris AKIP; IKPP\n  urut capaian turnu\n  kolom kode", Some("urut capaian turun")),
    ("tabel T\n  baris AKIP; IKPP\n  urut capaian_turun\n  kolom kode", Some("urut capaian turun")),
    ("tabel T\n  baris AKIP; IKPP\n  saring\" capaian < 200\n  kolom kode", Some("saring capaian < 200")),
    ("besaran S\n  0..100\n\nX = S * 2", Some("skala 0..100")),
    ("besaran S\n  persen\n\nX = S * 2", Some("satuan persen")),
    ("besaran S\n\nbesaran X\n  S * 2", Some("rumus S * 2")),
    ("besaran S\n  \"Perpres\"\n\nX = S * 2", None),
    ("X = 1;5 * AKIP", Some("X = 1,5 * AKIP")),
    ("X = 1,5;2 * AKIP", None),
    ("X = 1.000;5 * AKIP", None),
    ("X = AKIP ^ 2;5", None),
    ("paket \"p\"\n  periode 2023..205", None),
    ("X = AKIP[tahun1]", Some("X = AKIP[tahun-1]")),
    ("X = 1,5 * AKIP + 2)", None),
    ("X = AKIP + 2)", Some("X = AKIP + 2")),
    ("X = AKIP[tahun2023]", Some("X = AKIP[2023]")),
    ("X = maks(AKIP : IKPP)", Some("X = maks(AKIP; IKPP)")),
    ("X = AKIP IKPP", None),
    ("X = bulat(AKIP - 1; 1)) * 2", Some("X = bulat(AKIP - 1; 1) * 2")),
    ("X = min(AKIP IKPP; 30)", None),
    ("X = AKIP / IKPP 100%", Some("X = AKIP / IKPP * 100%")),
    ("X = bulat[AKIP; 1)", Some("X = bulat(AKIP; 1)")),
    ("X = bulatAKIP; 1)", Some("X = bulat(AKIP; 1)")),
    ("X = selisih(AKIP; AKIP[tahun-1)", Some("X = selisih(AKIP; AKIP[tahun-1])")),
    ("X = 2**AKIP", Some("X = 2*AKIP")),
    ("X = AKIP**2", Some("X = AKIP^2")),
    ("X = VLOOKUP(AKIP;A1:B4;2)", None),
    (
        "X = jika AND(AKIP > 1; IKPP > 2) maka 1 selain itu 0",
        Some("X = jika (AKIP > 1 dan IKPP > 2) maka 1 selain itu 0"),
    ),
    ("X = IFERROR(AKIP; 0)", Some("X = (AKIP)")),
    ("X = AKIP(tahun-1)", Some("X = AKIP[tahun-1]")),
    ("tabel T\n  baris AKIP; IKPP\n  kolom kode\n  kolom capaian tampil 2 desimal", Some("kolom capaian tampil 2")),
    ("tabel T\n  baris AKIP; IKPP\n  kolom kode\n  kelompok sasaran", Some("kelompokkan sasaran")),
    ("tabel T\n  baris AKIP; IKPP\n  kolom kode\n  kelompok menurut sasaran", Some("kelompokkan sasaran")),
    (
        "tabel T\n  baris AKIP; IKPP\n  kolom capaian\n  penutup rata-rata capaian \"R\"",
        Some("penutup rata_rata(capaian) \"R\""),
    ),
    (
        "kelompok IKU\n  anggota AKIP; IKPP\n  capaian rata_rata(capaian anggota)\n\ntabel T\n  baris semua\n  kolom kode",
        Some("baris anggota IKU"),
    ),
    ("maju-mundur-cantik", None),
    ("X = AKIP - AKIPtahun-1]", Some("X = AKIP - AKIP[tahun-1]")),
    ("X = jika AKIP > 3 maak 2*AKIP selain itu 0", Some("X = jika AKIP > 3 maka 2*AKIP selain itu 0")),
    ("tabel T\n  baris AKIP\n  kolom [tahun-1]", None),
    ("tabel T\n  baris AKIP\n  kolom capaian \"C tampil 2", Some("kolom capaian \"C\" tampil 2")),
];

/// The lines of the first text that the second has otherwise.
pub fn changed(old: &str, new: &str) -> Vec<String> {
    let old: Vec<&str> = old.lines().collect();
    new.lines().filter(|line| !old.contains(line)).map(|line| line.trim().to_string()).collect()
}

/// Errors of a text, and the text with the first mend of the first of them.
pub fn first_mend(text: &str) -> (Vec<String>, Option<String>) {
    let files: Files = vec![("a.takar".into(), text.into())];
    let package = check(&files);
    let errors = package.diagnostics().iter().filter(|one| one.severity == Severity::Error);
    let titles = errors.clone().map(|one| one.title.clone()).collect();
    // Of several each says what it makes, and which of them is meant nobody knows.
    let is_choice = |one: &&Diagnostic| one.suggestions.iter().skip(1).any(|mend| mend.text.starts_with("menjadi: "));
    let mend = errors
        .clone()
        .next()
        .filter(|one| !is_choice(one) && one.code.as_str() != "K0114" || one.suggestions.len() == 1);
    let mend = mend.and_then(|one| one.suggestions.first());
    (titles, mend.map(|mend| mended(package.sources(), &files, &mend.edits)[0].1.clone()))
}

#[test]
fn a_slip_is_mended_with_all_that_stands_there() {
    let instead = INSTEAD.map(|(right, wrong, line)| (RULES.replacen(right, wrong, 1), line));
    let behind = BEHIND.map(|(lines, line)| (format!("{RULES}\n{lines}\n"), line));
    let mut wrong = Vec::new();
    for (text, wanted) in instead.into_iter().chain(behind) {
        let (errors, new) = first_mend(&text);
        let found = new.as_ref().map(|new| changed(&text, new));
        // The first may stand elsewhere already.
        let is_right = match (&new, wanted) {
            (Some(new), Some(wanted)) => {
                new.lines().any(|line| line.trim() == wanted) && found.as_ref().is_some_and(|found| found.len() < 2)
            }
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        let left = new.as_deref().map(first_mend).map(|(left, _)| left).unwrap_or_default();
        if !is_right || !left.is_empty() {
            wrong.push(format!("{:?}: {found:?} for {errors:?}, then {left:?}", wanted));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What says something and is not understood is told, and no mend throws it away or turns it round.
#[test]
fn nothing_that_says_something_is_thrown_away() {
    let lines = [
        "X = 3 \"a\" + AKIP",
        "X = (AKIP + IKPP)[2023] + AKIP",
        "besaran S\n  skala 0..(100)",
        "besaran S\n  skala 0",
        "aturan capaian K\n  makin tinggi : realisasi / target\n  batas 0",
        "aturan capaian K\n  jika target : 0 : tidak terdefinisi \"nol\"",
        "kelompok G\n  anggota AKIP\n  capaian rata_rata_tertimbang(capaian anggota)\n  bobot AKIP 60 60%",
        "indikator S\n  bobot 15%",
        "buktikan capaian AKIP turun bila realisasi AKIP naik",
    ];
    for line in lines {
        let (errors, mend) = first_mend(&format!("{RULES}\n{line}\n"));
        assert!(!errors.is_empty() && mend.is_none(), "{line}: {errors:?}, then {mend:?}");
    }
}

/// Lines that may mean several things, with what each of the mends makes of them.
const SEVERAL: [(&str, &[&str]); 27] = [
    ("X = (AKIP + IKPP * 2", &["X = (AKIP + IKPP * 2)", "X = (AKIP + IKPP) * 2"]),
    ("X = 2 * (AKIP + IKPP", &["X = 2 * (AKIP + IKPP)", "X = 2 * AKIP + IKPP"]),
    (
        "pastikan AKIP > 9 dan (IKPP > 1 atau AKIP < 2 \"n\"",
        &["pastikan AKIP > 9 dan (IKPP > 1 atau AKIP < 2) \"n\"", "pastikan AKIP > 9 dan IKPP > 1 atau AKIP < 2 \"n\""],
    ),
    (
        "pastikan tidak (AKIP > 0 dan IKPP > 1 \"n\"",
        &["pastikan tidak (AKIP > 0 dan IKPP > 1) \"n\"", "pastikan tidak AKIP > 0 dan IKPP > 1 \"n\""],
    ),
    (
        "X = jika AKIP > 1 maka 2 * (AKIP + IKPP selain itu 3",
        &[
            "X = jika AKIP > 1 maka 2 * (AKIP + IKPP) selain itu 3",
            "X = jika AKIP > 1 maka 2 * AKIP + IKPP selain itu 3",
        ],
    ),
    (
        "pastikan AKIP > 0 atau IKPP > 1) dan AKIP < 2 \"n\"",
        &["pastikan AKIP > 0 atau IKPP > 1 dan AKIP < 2 \"n\"", "pastikan (AKIP > 0 atau IKPP > 1) dan AKIP < 2 \"n\""],
    ),
    (
        "pastikan tidak AKIP > 0 dan IKPP > 1) \"n\"",
        &["pastikan tidak AKIP > 0 dan IKPP > 1 \"n\"", "pastikan tidak (AKIP > 0 dan IKPP > 1) \"n\""],
    ),
    (
        "X = jika AKIP > 1 maka 2 selain itu 3) * 2",
        &["X = jika AKIP > 1 maka 2 selain itu 3 * 2", "X = (jika AKIP > 1 maka 2 selain itu 3) * 2"],
    ),
    ("X = 2 * AKIP + IKPP)", &["X = 2 * AKIP + IKPP", "X = 2 * (AKIP + IKPP)"]),
    (
        "X = maks(AKIP; 2 * (IKPP + 1)",
        &["X = maks(AKIP; 2 * (IKPP + 1))", "X = maks(AKIP; 2) * (IKPP + 1)", "X = maks(AKIP; 2 * IKPP + 1)"],
    ),
    ("X = bulat(AKIP / IKPP; 2 + 3", &["X = bulat(AKIP / IKPP; 2) + 3"]),
    ("X = maks(AKIP; IKPP 3)", &["X = maks(AKIP; IKPP; 3)", "X = maks(AKIP; IKPP * 3)"]),
    ("X = bulat(AKIP 1)", &["X = bulat(AKIP; 1)", "X = bulat(AKIP * 1)"]),
    ("X = min(AKIP IKPP; 30)", &["X = min(AKIP; IKPP; 30)", "X = min(AKIP * IKPP; 30)"]),
    ("X = min(AKIP 3; IKPP)", &["X = min(AKIP; 3; IKPP)", "X = min(AKIP * 3; IKPP)"]),
    ("X = maks(AKIP : IKPP; 3)", &["X = maks(AKIP; IKPP; 3)", "X = maks(AKIP / IKPP; 3)"]),
    ("X = min(AKIP; IKPP: 2)", &["X = min(AKIP; IKPP; 2)", "X = min(AKIP; IKPP / 2)"]),
    (
        "pastikan AKIP > 2 IKPP > 3 \"n\"",
        &["pastikan AKIP > 2 dan IKPP > 3 \"n\"", "pastikan AKIP > 2 atau IKPP > 3 \"n\""],
    ),
    (
        "tabel T\n  baris AKIP\n  kolom capaian \"C tampil 2 # x",
        &["kolom capaian \"C\" tampil 2 # x", "kolom capaian \"C tampil 2 # x\""],
    ),
    ("X = (AKIP + IKPP) / (2 * AKIP", &["X = (AKIP + IKPP) / (2 * AKIP)", "X = (AKIP + IKPP) / 2 * AKIP"]),
    ("X = AKIP / IKPP * 2)", &["X = AKIP / IKPP * 2", "X = AKIP / (IKPP * 2)"]),
    ("X = AKIP - IKPP)", &["X = AKIP - IKPP"]),
    (
        "X = 2 * (AKIP + (IKPP - 4",
        &["X = 2 * (AKIP + (IKPP - 4))", "X = 2 * (AKIP) + (IKPP - 4)", "X = 2 * (AKIP + (IKPP)) - 4"],
    ),
    ("aturan predikat Q\n  > 1 250 : \"Baik\"\n  <= 1 : \"Kurang\"", &["> 1 .. 250 : \"Baik\"", "> 1_250 : \"Baik\""]),
    ("klaim \"k\"\n  (AKIP > 2\n  IKPP > 3", &["(AKIP > 2)"]),
    ("aturan predikat Q\n  >= 40 : \"Baik\"\n  40 : \"Kurang\"", &["< 40 : \"Kurang\"", "> 40 : \"Baik\""]),
    ("aturan predikat Q\n  40 : \"Baik\"\n  <= 40 : \"Kurang\"", &["< 40 : \"Kurang\"", "> 40 : \"Baik\""]),
];

#[test]
fn of_several_meanings_each_is_told_with_its_line() {
    let mut wrong = Vec::new();
    for (lines, wanted) in SEVERAL {
        let text = format!("{RULES}\n{lines}\n");
        let files: Files = vec![("a.takar".into(), text.clone())];
        let package = check(&files);
        let error = package.diagnostics().iter().find(|one| one.severity == Severity::Error);
        let mends = error.map_or(&[][..], |one| &one.suggestions);
        let made = |edits: &[_]| changed(&text, &mended(package.sources(), &files, edits)[0].1).join("\n");
        let found: Vec<String> = mends.iter().map(|mend| made(&mend.edits)).collect();
        if found != wanted {
            wrong.push(format!("{lines}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
