//! What people type at the prompt out of habit: the line and what is said of it.

use super::whatif::session;
use takar::whatif::Kept;

const RULES: &str = "paket \"P\"\n  tahun 2024\naturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"target nol\"\n  \
     makin tinggi : realisasi / target * 100\naturan predikat Ordinal\n  >= 90 : \"Sangat Baik\"\n  < 90 : \"Baik\"\n\
     besaran A\n  triwulan jumlah\nindikator X \"Iks\"\n  arah makin tinggi\n  capaian Baku\n  predikat Ordinal\n\
     data \"d.csv\"\n";
const DATA: &str = "kode;tahun;triwulan;target;realisasi\nA;2024;3;;4\nX;2024;;10;8\n";

#[test]
fn each_habit_is_answered_with_the_line_that_is_meant() {
    let mut session = session(RULES, DATA);
    let lines = [
        "target X 9",
        "cari X agar capaian X 9",
        "A[3]",
        "A[tw 3]",
        "A[TW III] = 5",
        "cari X agar predikat X = Sangat Baik",
        "sensitivitas X",
        "sensitivitas",
        "simpan coba",
        "buka coba",
        "reset",
        "hapus X",
        "bandingkan optimis, dasar",
        "bandingkan optimis dasar",
    ];
    let mut transcript = String::new();
    for line in lines {
        let reply = session.answer(line, &mut Kept::default());
        transcript += &format!("> {line}\n{}\n", reply.text.trim_end());
    }
    insta::assert_snapshot!(transcript);
}

#[test]
fn what_people_say_is_answered_with_the_line_that_is_meant() {
    let rules = RULES.to_string()
        + "kelompok G\n  anggota X\n  capaian rata_rata(capaian anggota)\nindikator L\n  satuan hari\n  arah makin tinggi\n  capaian Baku\n";
    let mut session = session(&rules, DATA);
    let lines = [
        "X jadi 9",
        "X menjadi 9",
        "bagaimana kalau X 9",
        "kalau X jadi 9",
        "naikkan X 5",
        "X dinaikkan 5%",
        "X diturunkan menjadi 5",
        "mengapa X 93,75",
        "target X 26..29",
        "cari X agar capaian X minimal 90",
        "cari X agar predikat X \"Baik\"",
        "bandingkan 2023 dan 2024",
        "ubah target X 5",
        "ubah X 90",
        "2024",
        "L = 3 minggu",
        "L = 3 hari",
        "pagu L = 3 hari",
        "pagu L = 150 juta",
    ];
    let mut transcript = String::new();
    for line in lines {
        let reply = session.answer(line, &mut Kept::default());
        transcript += &format!("> {line}\n{}\n", reply.text.trim_end());
    }
    insta::assert_snapshot!(transcript);
}
