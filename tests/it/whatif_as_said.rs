//! What planners ask at the prompt: what can mean one thing is answered below the line that it was read as; of what may mean several
//! each line that is proposed can be carried out.

use super::whatif::{session, transcript};
use super::whatif_parts::{of_year, on_screen};
use takar::whatif::{Kept, Screen, Session};

const RULES: &str = "paket \"P\"\n  tahun 2025\naturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"target nol\"\n  \
     makin tinggi : realisasi / target * 100\n  makin rendah : (2*target - realisasi) / target * 100\n  batas 0..120\n\
     indikator IKM \"Indeks kepuasan\"\n  skala 0..100\n  arah makin tinggi\n  capaian Baku\n\
     indikator LAMA \"Lama pelayanan izin\"\n  satuan hari\n  skala 0..60\n  arah makin rendah\n  capaian Baku\n\
     indikator SURAT \"Surat dilayani\"\n  satuan surat\n  skala 0..5_000\n  arah makin tinggi\n  capaian Baku\n  triwulan jumlah\n\
     kelompok IKU \"Kinerja utama\"\n  anggota IKM; LAMA; SURAT\n  bobot IKM 40%; LAMA 30%; SURAT 30%\n  \
     capaian rata_rata_tertimbang(capaian anggota)\ndata \"d.csv\"\n";
const DATA: &str = "kode;tahun;triwulan;target;realisasi\nIKM;2025;;82;80\nLAMA;2024;;6;7\nLAMA;2025;;5;6\nSURAT;2025;1;300;312\n\
     SURAT;2025;2;300;287\n";

fn shelf() -> Kept {
    let mut shelf = Kept::default();
    shelf.0.insert("rapat".into(), "skenario \"rapat\"\n  tahun 2025\n  diketahui IKM = 90\n".into());
    shelf
}

fn asked() -> Session {
    of_year(RULES, DATA, 2025)
}

#[test]
fn what_means_one_thing_is_answered() {
    for (line, read) in [
        ("dari mana capaian IKM", "jelaskan capaian IKM"),
        ("dari mana angka capaian IKU itu?", "jelaskan capaian IKU"),
        ("IKU dari mana", "jelaskan IKU"),
        ("dari mana Indeks kepuasan", "jelaskan IKM"),
        ("yang paling berpengaruh terhadap IKU", "kepekaan IKU"),
        ("apa yang paling memengaruhi IKU?", "kepekaan IKU"),
        ("indikator mana yang paling besar pengaruhnya pada IKU", "kepekaan IKU"),
        ("berapa capaian SURAT sampai triwulan 2", "capaian SURAT[triwulan 2]"),
        ("SURAT sampai dengan TW II", "SURAT[triwulan 2]"),
        ("dari mana LAMA 2024", "jelaskan LAMA[2024]"),
        ("batalkan", "batal"),
        ("urungkan", "batal"),
        ("batal semua", "awal"),
        ("batalkan semua andaian", "awal"),
        ("selisih LAMA 2025 dan 2024", "LAMA[2025] - LAMA[2024]"),
        ("berapa selisih LAMA 2024 dengan 2025?", "LAMA[2025] - LAMA[2024]"),
        ("selisih LAMA 2024 dan 2025", "LAMA[2025] - LAMA[2024]"),
    ] {
        let reply = asked().answer(line, &mut shelf());
        let own = asked().answer(read, &mut shelf());
        assert!(!own.failed && !reply.failed, "{line}: {}", reply.text);
        assert_eq!(reply.text, format!("dibaca sebagai  {read}\n{}", own.text), "{line}");
    }
}

/// Every line that is proposed can be carried out.
#[test]
fn what_may_mean_several_is_proposed() {
    for (line, wanted) in [
        ("batas capaian 110", &["ubah Baku batas 0..110"] as &[&str]),
        ("batas 0..110", &["ubah Baku batas 0..110"]),
        ("batas capaian 0..110", &["ubah Baku batas 0..110"]),
        ("maksimal 110", &["ubah Baku batas 0..110"]),
        ("skenario rapat", &["skenario buka rapat"]),
        ("IKU = 98", &["cari IKM agar IKU = 98"]),
        ("IKU 98", &["cari IKM agar IKU = 98"]),
        ("IKU kurang berapa supaya 98", &["98 - IKU", "cari IKM agar IKU = 98"]),
        ("berapa IKM supaya IKU 98", &["cari IKM agar IKU = 98"]),
        ("apa yang terjadi kalau LAMA 5 hari", &["LAMA = 5 hari"]),
        ("kalau SURAT 1250 berapa capaiannya?", &["SURAT = 1250"]),
        ("berapa capaiannya kalau SURAT 1250", &["SURAT = 1250"]),
        ("target IKM 90 jadi berapa capaiannya", &["target IKM = 90"]),
        ("Lama pelayanan izin = 5", &["LAMA = 5"]),
    ] {
        let reply = asked().answer(line, &mut shelf());
        let found: Vec<&str> = reply.mends.iter().map(|mend| mend.statement.trim()).take(wanted.len()).collect();
        assert_eq!(found, wanted, "{line}: {}", reply.text);
        for mend in &reply.mends {
            let done = asked().answer(&mend.statement, &mut shelf());
            assert!(!done.failed, "{line}: {}: {}", mend.statement, done.text);
        }
        // What is asked then can be asked.
        for then in reply.text.lines().filter_map(|told| told.split_once("lalu:  ")).map(|(_, then)| then) {
            let mut session = asked();
            session.answer(&reply.mends[0].statement, &mut shelf());
            let done = session.answer(then, &mut shelf());
            assert!(!done.failed && then.starts_with("capaian "), "{line}: {then}: {}", done.text);
        }
    }
    let told = |line: &str| asked().answer(line, &mut shelf()).text;
    assert!(told("hapus skenario rapat").contains("skenario dihapus di luar Takar"));
    let weeks = told("kalau LAMA 5 minggu");
    assert!(weeks.contains("T0023") && !weeks.contains("saran"), "{weeks}");
    assert!(!told("kalau IKM 90 dan LAMA 5 berapa capaiannya").contains("lalu:"));
    assert!(told("IKM = 60; IKM = 70").contains("\"IKM\" diberi nilai dua kali"));
}

#[test]
fn names_of_states() {
    let told = |line: &str| asked().answer(line, &mut shelf()).text;
    assert!(told("bandingkan rapat dengan dasar").contains("bandingkan rapat; dasar"));
    assert!(!told("bandingkan IKM dan LAMA").contains("bandingkan IKM"));
    assert!(told("hapus IKM").contains("IKM tidak sedang diandaikan"));
    assert!(!told("hapus batas").contains("batal batas"));
    for (line, name) in [
        ("skenario simpan ke usul", Some("usul")),
        ("skenario simpan sebagai usul ganti", Some("usul")),
        ("skenario simpan dengan nama usul baru", Some("usul baru")),
        ("skenario simpan \"ke usul\"", Some("ke usul")),
        ("skenario simpan ke", None),
        ("skenario simpan ganti", None),
    ] {
        let (mut session, mut shelf) = (asked(), Kept::default());
        session.answer("IKM = 90", &mut shelf);
        session.answer(line, &mut shelf);
        assert_eq!(shelf.0.keys().map(String::as_str).next(), name, "{line}");
    }
}

/// Colours take no columns: a message beside an answer keeps its frame.
#[test]
fn colours_break_no_line() {
    for width in [42, 60, 80] {
        let mut session = on_screen(RULES, DATA, 2025, Screen { width, colour: true });
        let text = session.answer("ubah IKU\n  capaian rata_rata(capaian anggota)", &mut Kept::default()).text;
        let pieces = text.split("\x1b[").enumerate();
        let shown = |(at, piece): (usize, &'_ str)| match at {
            0 => piece.to_string(),
            _ => piece.split_once('m').map_or(String::new(), |(_, shown)| shown.to_string()),
        };
        let bare: String = pieces.map(shown).collect();
        assert!(bare.contains("K0144"), "{bare}");
        for line in bare.lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
        let mut frame = bare.lines().skip_while(|line| !line.contains('┌')).take_while(|line| !line.contains("= "));
        assert!(frame.all(|line| line.contains('┌') || line.contains('│')), "{width}:\n{bare}");
        assert!(session.greeting().lines().all(|line| line.chars().count() <= width), "{}", session.greeting());
    }
}

/// Fifty beside a share of one, and 1,2 beside a percentage, are asked about as in a rule.
#[test]
fn shares_that_are_sought() {
    let rules = "besaran R\n  satuan rupiah\nbesaran T\n  satuan rupiah\n  skala > 0\nbesaran A\n  skala 0..1\nQ = R / T\nbesaran K\n  \
                 satuan persen\n  rumus R / T * 100%\n\ndata \"data/iku.csv\" angka id\n";
    let data = "kode;tahun;nilai\nR;2024;75\nT;2024;100\nA;2024;0,75\n";
    let told = transcript(
        &mut session(rules, data),
        &mut Kept::default(),
        &[
            "cari R agar Q > 50",
            "cari A agar A > 50",
            "cari R agar K > 1,2",
            "cari R agar Q > 0,9",
            "cari R agar K > 2",
            "cari R agar K > 90",
        ],
    );
    insta::assert_snapshot!(told);
}
