//! What people type at the prompt out of habit: the line and what is said of it.

use super::whatif::{answered, session};
use takar::whatif::{Kept, Session};

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
    insta::assert_snapshot!(transcript(&mut session, &lines));
}

/// A line that moves nothing names what is assumed in the place of what it would move, for money as for figures; nothing else.
#[test]
fn what_keeps_a_line_from_counting() {
    let rules = RULES.replace("data \"d.csv\"", "umum \"7\"\nF = serapan \"7.1\" * 2\nbesaran M\ndata \"d.csv\"");
    let data = "kode;tahun;triwulan;target;realisasi;pagu;serapan\nA;2024;3;;4;;\nX;2024;;10;8;;\nM;2024;;;1;;\n7.1;2024;;;;;\n7.1.1;2024;;;;5;4\n7.1.2;2024;;;;6;3\n";
    let mut session = session(&rules, data);
    let lines = [
        "target X = 9",
        "A[triwulan 1] = 5",
        "M = 1",
        "serapan \"7.1\" = 1",
        "serapan \"7.1.1\" = 3",
        "pagu \"7.1\"[triwulan 1] = 9",
        "pagu \"7.1.1\" = 4",
        "serapan \"7.1.1\"[triwulan 2] = 8",
    ];
    insta::assert_snapshot!(transcript(&mut session, &lines));
}

/// The word `tahun` before a sign is the number of the year, not the way to another one.
#[test]
fn the_year_as_a_number() {
    let mut session = session(RULES, DATA);
    for (line, answer) in
        [("tahun - 2000", "24"), ("tahun / 2", "1.012"), ("tahun * 2 - tahun", "2.024"), ("tahun > 2000", "ya")]
    {
        let reply = session.answer(line, &mut Kept::default());
        assert!(reply.text.trim_end().ends_with(answer), "{line}: {}", reply.text);
    }
    assert!(session.answer("tahun lalu", &mut Kept::default()).text.contains("T0001"));
}

/// Money that is not filled is that of the year, with its cell, where nobody has quarters of it.
#[test]
fn money_without_quarters() {
    let rules = "paket \"P\"\n  tahun 2024\numum \"7\"\nB = pagu \"7.1\" + serapan \"7.1\"\ndata \"d.csv\"\n";
    let data = "kode;tahun;nilai;pagu;serapan\n7.1;2024;;;\n7.1.1;2024;3;;2\n";
    let mut session = session(rules, data);
    let lines = [
        "B",
        "cari pagu \"7.1.1\"[triwulan 2] agar B >= 5",
        "pagu \"7.1.1\"[triwulan 4] = 8",
        "serapan \"7.1.1\"[triwulan 1] = 1",
        "serapan \"7.1\"",
    ];
    insta::assert_snapshot!(transcript(&mut session, &lines));
}

/// Of two ways to another grade, the one that is known is told where the other leads too far to be searched.
#[test]
fn a_way_to_another_grade_that_is_known() {
    let rules = "paket \"P\"\n  tahun 2024\naturan predikat Q\n  0 .. < 90 : \"B\"\n  >= 90 : \"A\"\naturan capaian R\n  jika target = 0 : tidak terdefinisi \"nol\"\n  \
         makin rendah : (2*target - realisasi) / target * 100\n  batas 0..120\nindikator J\n  satuan orang\n  arah makin rendah\n  capaian R\n  predikat Q\n\
         data \"d.csv\"\n";
    let mut session = session(rules, "kode;tahun;target;realisasi\nJ;2024;20;20\n");
    insta::assert_snapshot!(transcript(&mut session, &["kepekaan capaian J"]));
}

fn transcript(session: &mut Session, lines: &[&str]) -> String {
    let mut transcript = String::new();
    for line in lines {
        let reply = answered(session, &mut Kept::default(), line);
        transcript += &format!("> {line}\n{}\n", reply.text.trim_end());
    }
    transcript
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
        "L = 3 maka G",
        "L jadi nol",
        "simpan sebagai optimis",
        "kembali ke awal",
    ];
    insta::assert_snapshot!(transcript(&mut session, &lines));
}

/// The same at a package of its own: questions, searches, several changes, other names for commands.
#[test]
fn what_planners_type_in_their_first_hour() {
    let rules = RULES.to_string()
        + "besaran IKM \"Indeks Kepuasan Masyarakat\"\nNILAI = IKM / 2\nindikator L\n  satuan hari\n  arah makin tinggi\n  capaian Baku\n\
           kelompok G\n  anggota X; L\n  bobot X 60%; L 40%\n  capaian rata_rata_tertimbang(capaian anggota)\n  predikat Ordinal\n\
           umum \"7.01\"\ntabel T1 \"Capaian\"\n  baris anggota G\n  kolom kode\n  kolom capaian\n";
    let data = DATA.to_string() + "IKM;2024;;;80\nL;2024;;5;4\n7.01;2024;;;\n7.01.01;2024;;;\n";
    let mut session = session(&rules, &data);
    let lines = [
        "L naik 2 hari",
        "kalau X turun jadi 6 bagaimana",
        "kalau X turun jadi 6, bagaimana G",
        "jika X = 9 berapa capaian G",
        "X 9; IKM 90",
        "x jadi 9 dan ikm 90",
        "berapa X supaya capaian G 100",
        "berapa x supaya capaian 100",
        "cari X agar G baik",
        "supaya capaian G 90 X harus berapa",
        "semua target naik 10%",
        "naikkan semua target 10%",
        "bobot L = 50%",
        "pagu(\"7.01\")",
        "pagu 7,01",
        "JIKA(X > 8; 1; 0)",
        "total(capaian anggota G)",
        "lihat tabel T1",
        "tampilkan IKM",
        "hitung",
        "data",
        "daftar indikator",
        "buka optimis-2025",
        "skenario hapus optimis",
        "L = nihil",
        "bantuan triwulan",
        "capaian X tahun lalu",
        "X[tahun lalu]",
        "A[triwulan II]",
        "Indeks Kepuasan Masyarakat",
        "grafik X per bulan",
        "tolong prediksi X",
        "kepekaan X",
        "NILAI = 50",
        "IKM naik 10%",
        "capaian X naik 5%",
        "150 juta",
        "X naik",
    ];
    insta::assert_snapshot!(transcript(&mut session, &lines));
}

/// Codes without quotes, amounts with a word, quarters and years without brackets, and commands of the terminal.
#[test]
fn lines_in_the_words_of_a_sheet() {
    let rules = RULES.to_string() + "umum \"7.01\"\nbesaran SURAT\n  triwulan jumlah\n";
    let data = "kode;tahun;triwulan;target;nilai;pagu\nX;2024;;8;7,5;\n7.01.01;2024;;;;1000\nSURAT;2024;2;;5;\n";
    let mut session = session(&rules, data);
    let lines = [
        "pagu 7.01.01 = 1200 juta",
        "pagu 7.01.01 = 1200000000",
        "pagu \"7.01.01\" = 1,2 M",
        "pagu \"7.01.01\" = 1.200 juta",
        "target X 2024 = 9",
        "SURAT TW 2",
        "hitung contoh",
    ];
    insta::assert_snapshot!(transcript(&mut session, &lines));
}

/// A line that is proposed says all that was typed; one that would drop a number, a name, a share or a year is not proposed.
#[test]
fn nothing_that_was_typed_is_dropped() {
    let rules = "paket \"P\"\n  tahun 2024\nbesaran X\nbesaran Y\nF = X + Y\ndata \"d.csv\"\n";
    let mut session = session(rules, "kode;tahun;nilai\nX;2024;12\nY;2024;500\nX;2025;20\nY;2025;600\n");
    for line in [
        "X; Y naik 5",
        "X; Y naik 10%",
        "Y naik ke 510",
        "Y naik dari 500 ke 510",
        "Y turun ke 490 dari 500",
        "Y naik 2 kali",
        "Y naik 5 tahun 2025",
        "Y naik 10% - 5",
        "kenapa F tahun 2025",
        "cari X tahun 2025 agar F = 700",
        "kalau Y = 3 berapa X agar F = 520",
        "X = 3; cari Y agar F = 520",
        "cari X agar F naik 20",
        "kalau X naik 5 F jadi berapa",
        "jika Y = 3 maka X = 4",
    ] {
        let told = super::whatif_parts::refusal(&mut session, line);
        assert!(!told.contains("apakah maksud Anda"), "{line}\n{told}");
    }
    super::whatif_parts::holds(&mut session, "F", "F = 512");
    for (line, meant) in [
        ("naikkan Y 5", "Y naik 5"),
        ("naikkan Y 5 persen", "Y naik 5%"),
        ("Y naik 10 ribu", "Y naik 10000"),
        ("Y naik jadi 510", "Y = 510"),
        ("kalau X turun jadi 6 bagaimana", "X = 6"),
    ] {
        let told = super::whatif_parts::refusal(&mut session, line);
        assert!(told.contains(&format!("apakah maksud Anda  {meant} ?")), "{line}\n{told}");
    }
}

/// Sums in words, money as it is printed, and results that cannot be assumed: each has a line that can be typed, and is shown
/// as it was typed.
#[test]
fn sums_money_and_results_in_words() {
    let rules = RULES.to_string()
        + "besaran IKM\nindikator L\n  satuan persen\n  arah makin tinggi\n  capaian Baku\nkelompok G\n  anggota X; L\n  \
           capaian rata_rata(capaian anggota)\n  predikat Ordinal\numum \"7.01\"\nSERAP = serapan \"7.01\" / pagu \"7.01\"\n";
    let data = "kode;tahun;triwulan;target;realisasi;pagu;serapan\nA;2024;3;;4;;\nX;2024;;10;8;;\nIKM;2024;;;80;;\n\
                L;2024;;90;80;;\n7.01.01;2024;;;;210000000;190000000\n7.01.02;2024;;;;100000000;98000000\n";
    let mut session = session(&rules, data);
    let lines = [
        "target X = X naik 2%",
        "target X = (X + IKM) / 2 turun 2,5 persen",
        "target L = L naik 2%",
        "X = IKM turun 5",
        "IKM ditambah 5",
        "X tambah 5",
        "X kurang 5",
        "X kurang dari 5",
        "X ditambah IKM",
        "IKM turun 5 persen",
        "L naik 5 persen",
        "awal",
        "IKM = 5 persen",
        "rata-rata IKM dan X",
        "jumlah(IKM, X)",
        "rata-rata G",
        "berapa X minimal agar baik",
        "berapa IKM minimal agar baik",
        "berapa L agar sangat baik",
        "berapa X agar predikatnya baik",
        "serapan \"7.01.02\" = Rp97000000",
        "serapan \"7.01.02\" = Rp 96.500.000,00",
        "serapan \"7.01.02\" = Rp150.000",
        "serapan \"7.01.02\" = Rp97,5 juta",
        "serapan \"7.01.02\" naik Rp500000",
        "awal",
        "IKM = Rp50",
        "SERAP naik 5%",
        "IKM = 200/3",
        "capaian X = 100",
        "predikat G = \"Sangat Baik\"",
        "capaian X naik 5",
        "ubah Ordinal >= 95 : \"Sangat Baik\"",
        "ubah predikat Ordinal >= 95 : \"Sangat Baik\"",
        "bantuan predikat",
    ];
    insta::assert_snapshot!(transcript(&mut session, &lines));
}

/// Weights of one member, roles without a name, years and quarters behind them: each is answered with a line that works.
#[test]
fn weights_and_roles_alone() {
    let rules = RULES.to_string()
        + "indikator L\n  satuan hari\n  arah makin tinggi\n  capaian Baku\nindikator S\n  arah makin tinggi\n  capaian Baku\n  triwulan jumlah\n\
           kelompok G\n  anggota X; L; S\n  bobot X 50%; L 30%; S 20%\n  capaian rata_rata_tertimbang(capaian anggota)\n\
           kelompok H\n  anggota X; L\n  bobot X 0,6; L 0,4\n  capaian rata_rata_tertimbang(capaian anggota)\numum \"7.01\"\n";
    let data = DATA.to_string() + "L;2024;;5;4\nS;2024;1;5;4\n7.01.01;2024;;;\n";
    let mut session = session(&rules, &data);
    let lines = [
        "ubah bobot S 30%",
        "bobot X jadi 70%",
        "ubah H bobot X 0,7",
        "naikkan bobot S 10%",
        "bobot X 40% dan L 40%",
        "ubah S bobot 120%",
        "bobot X 40% tahun 2025",
        "target 2024 = 9",
        "target 2024",
        "target = 9",
        "target triwulan 1 = 9",
        "capaian tahun 2023",
        "cari target agar capaian G = 90",
        "ubah target L 2024 9",
        "kalau L 2024 jadi 9",
        "S TWII = 5",
        "L TW 2 = 5",
        "pagu \"7.01.01\" = 1.200 juta",
        "pagu 7.01.01 = Rp1.200 juta",
        "pagu \"7.01.01\" = 1.200,5 juta",
        "pagu \"7.01.01\" = 1.200.000 ribu",
        "pagu \"7.01.01\" = 8.5 miliar",
        "pagu \"7.01.01\" naik 100 juta",
        "pagu \"7.01.01\" naik 1.200 juta",
        "pagu \"7.01.01\" = Rp8.500 juta",
        "catatan = 8; X naik 1",
        "X naik 1; L turun 1",
        "target X turun 1; target L turun 1",
        "X turun 1, L naik 1",
        "X = 9; L naik 1",
        "berapa X supaya capaian 100",
        "cari pagu 7.01.01 agar capaian G >= 98",
        "X naik 2x",
        "X naik dari 2024",
        "ubah aturan Baku batas 0..120",
        "ubah indikator L batas 0..120",
        "ubah batas 0..120",
        "jelaskan 'X[2024]'",
    ];
    insta::assert_snapshot!(transcript(&mut session, &lines));
    let alone = "paket \"P\"\n  tahun 2024\naturan capaian B\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n\
                 indikator X\n  arah makin tinggi\n  capaian B\ndata \"d.csv\"\n";
    let mut session = super::whatif::session(alone, "kode;tahun;target;realisasi\nX;2024;10;8\n");
    insta::assert_snapshot!("only_one", transcript(&mut session, &["target 2024 = 9", "capaian tahun 2024"]));
}

/// What planners ask in their own words is told as the lines that say it.
#[test]
fn in_their_own_words() {
    let rules = RULES.replace("data \"d.csv\"", "besaran B\nindikator G \"Gabungan semua\"\n  rumus X + B\n  arah makin tinggi\n  capaian Baku\n  target 20\numum \"7\"\ntabel T1 \"Capaian semua\"\n  baris X; G\n  kolom nama\n  kolom capaian\ndata \"d.csv\"");
    let data = "kode;tahun;triwulan;target;realisasi;pagu;serapan\nA;2024;3;;4;;\nX;2024;;10;8;;\nB;2024;;;3;;\n7.1;2024;;;;5;4\n7.2;2024;;;;6;3\n";
    let mut session = session(&rules, data);
    for (line, told) in [
        ("berapa G kalau X 9", &["tulis dahulu  X = 9", "lalu:  G"] as &[&str]),
        ("kalau X 9, G berapa", &["tulis dahulu  X = 9", "lalu:  G"]),
        ("X = 9, berapa G", &["tulis dahulu  X = 9", "lalu:  G"]),
        ("X jadi 9 berapa G dan B", &["tulis dahulu  X = 9", "lalu:  G", "lalu:  B"]),
        ("target X 9 jadi berapa", &["tulis dahulu  target X = 9", "lalu:  capaian X"]),
        ("apakah X tercapai", &["maksud Anda  capaian X ?"]),
        ("skor G", &["maksud Anda  G ?"]),
        ("tambah 1 pada X", &["maksud Anda  X naik 1 ?"]),
        ("tambah 1 persen pada X", &["maksud Anda  X naik 1% ?"]),
        ("kurangi 2 dari X", &["maksud Anda  X turun 2 ?"]),
        ("Capaian Gabungan Semua", &["maksud Anda  capaian G ?"]),
        ("naik 1", &["apa yang naik?", "misalnya  "]),
        ("serapan = 3", &["yang dapat disebut: \"7.1\", \"7.2\""]),
        ("tabel 1", &["maksud Anda  tabel T1 ?"]),
        ("tabel Capaian", &["maksud Anda  tabel T1 ?"]),
        ("tabel Capaian semua", &["T1 · Capaian semua"]),
    ] {
        let reply = session.answer(line, &mut Kept::default()).text;
        for told in told {
            assert!(reply.contains(told), "{line}: {reply}");
        }
    }
}

/// A search that is proposed finds something: of four quarters the last one alone counts.
#[test]
fn a_search_that_is_proposed_is_not_in_vain() {
    let rules = RULES.replace(
        "triwulan jumlah\nindikator X \"Iks\"\n",
        "triwulan jumlah\nindikator X \"Iks\"\n  triwulan terakhir\n",
    );
    let data = "kode;tahun;triwulan;target;realisasi\nX;2024;1;10;6\nX;2024;2;10;8\n";
    let mut session = session(&rules, data);
    for line in ["capaian X = 100", "predikat X = \"Sangat Baik\""] {
        let reply = session.answer(line, &mut Kept::default());
        let mend = reply.mends.first().expect("a search").statement.clone();
        let found = session.answer(&mend, &mut Kept::default()).text;
        assert!(!found.starts_with("mustahil"), "{mend}: {found}");
    }
}
