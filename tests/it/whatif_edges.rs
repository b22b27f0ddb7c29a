//! Sessions at the edges of grades, codes and targets.

use super::whatif::{DATA, RULES, session, transcript};
use takar::whatif::Kept;
use takar::whatif::blocks::{indented, statements};
use takar::whatif::complete::Vocabulary;

/// A grade lost in a gap, a grade wished for on the low side, a code with a slip.
#[test]
fn what_lies_below() {
    let rules = RULES
        .replace("  >= 100 : \"Istimewa\"\n", "  >= 100 : \"Istimewa\"\n  tanpa predikat 80 .. < 90 \"belum diatur\"\n")
        .replace("  70 .. < 100 : \"Baik\"\n", "  70 .. < 80 : \"Cukup\"\n  90 .. < 100 : \"Baik\"\n");
    let told = transcript(
        &mut session(&rules, DATA),
        &mut Kept::default(),
        &["kepekaan capaian SAKIP", "cari target SAKIP agar predikat SAKIP = \"Kurang\"", "\"SAKIPP\"", "\"7.01\""],
    );
    insta::assert_snapshot!(told);
}

/// A target of two ends: assumed end by end, shown as assumed.
#[test]
fn targets_that_are_ranges() {
    let rules = format!(
        "{RULES}\naturan capaian Rentang\n  rentang : jika realisasi < target_bawah maka 50 selain itu \
         realisasi / target_atas * 100\n\nindikator EKO \"Pertumbuhan\"\n  satuan persen\n  skala 0..20\n  arah rentang\n  \
         capaian Rentang\n\ntabel T2 \"Ekonomi\"\n  baris EKO\n  kolom target\n  kolom realisasi\n  kolom capaian\n"
    );
    let data = format!("{DATA}Mojoagung;EKO;2024;4-5;5,25\n");
    let told = transcript(
        &mut session(&rules, &data),
        &mut Kept::default(),
        &[
            "EKO",
            "target EKO = 4,5-5,5",
            "target EKO = 4,5..5,5",
            "EKO",
            "tabel T2",
            "target EKO = 6..5",
            "target_bawah EKO = 6",
            "target_atas EKO = 3",
            "target_bawah EKO = 5,5",
            "target EKO = 6..7",
            "EKO = 4..5",
            // Both ends have to keep what is wished of the target.
            "target EKO = 6..7",
            "cari target_atas EKO agar target EKO <= 8",
            "cari target_bawah EKO agar target EKO >= 5",
            // An end never passes the other.
            "cari target_bawah EKO agar capaian EKO >= 70",
            "cari target_bawah EKO; target_atas EKO agar capaian EKO >= 70",
            "kepekaan capaian EKO",
            "target EKO = 6..6",
            "kepekaan capaian EKO",
        ],
    );
    insta::assert_snapshot!(told);
}

/// A small number of percent without its sign is asked about, and a scenario writes one with its sign.
#[test]
fn small_percentages() {
    let rules = "besaran K\n  satuan persen\n  skala 0..100\nSISA = 100% - K\n";
    let told = transcript(
        &mut session(rules, "unit;kode;tahun;target;realisasi\nMojoagung;K;2024;;80\n"),
        &mut Kept::default(),
        &[
            "K = 0,5",
            "K = -0,5",
            "K = 50%",
            "K = 0,5%",
            "K = 0",
            "K = K + 0,25%",
            "K = 1%; K[2023] = 0,9",
            "andaian",
            "skenario simpan kecil",
            "awal",
            "skenario buka kecil",
            "K",
            "cari K agar K = 0,5",
        ],
    );
    insta::assert_snapshot!(told);
}

/// What is changed by a rule is taken back otherwise than what is assumed; codes of data have no rules of their own.
#[test]
fn what_cannot_be_changed_or_taken_back() {
    let rules = format!("{RULES}\numum \"7.01\"\n  satuan dokumen\n  arah makin tinggi\n  capaian Baku\n");
    let data = format!("{DATA}Mojoagung;7.01;2024;10;9\n");
    let told = transcript(
        &mut session(&rules, &data),
        &mut Kept::default(),
        &[
            "\"7.01\"",
            "ubah \"7.01\" satuan hari",
            "ubah IKU capaian terkecil(capaian anggota)",
            "batal IKU",
            "batal SAKIP",
        ],
    );
    insta::assert_snapshot!(told);
}

#[test]
fn blocks_typed_line_by_line() {
    let typed = [
        "ubah IKU\ncapaian terkecil(capaian anggota)\n",
        "aturan predikat Ordinal\n< 70 : \"Kurang\"\n>= 70 : \"Baik\"",
        "ubah IKU\n  tampil 1 biasa\nIKU",
        "ubah IKU tampil 1 biasa\ncapaian IKU",
        "IKM = 92\ncapaian IKM",
    ];
    let parts = typed.map(|typed| statements(indented(typed).lines().map(String::from)).collect::<Vec<_>>());
    insta::assert_debug_snapshot!(parts);
}

/// Rules with a target finer than the data, a divisor that one step makes 0, and a code in quotes.
const FINE: &str = "\
paket \"Contoh\"
  tahun 2024
data \"data/iku.csv\"
aturan capaian Rentang
  rentang : jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu jika realisasi > target_atas maka target_atas / realisasi * 100 selain itu 101
indikator HIDUP \"Usia harapan hidup\"
  skala 1..100
  arah rentang
  capaian Rentang
besaran ORANG \"Peserta\"
  satuan orang
besaran \"1a1\" \"Butir satu\"
  skala 0..10
besaran PEMBAGI \"Banyaknya kelas\"
  skala 0..10
  langkah 1
RASIO = nilai \"1a1\" / PEMBAGI
LULUS = 0,125 * nilai \"1a1\"
pastikan ada(ORANG) \"terisi\"
pastikan LULUS + RASIO >= 0 \"dipakai\"
";

/// What an equality misses from above is told so, though the value now is a root.
#[test]
fn an_equality_below_every_root() {
    let rules =
        "besaran A\n  skala 1..4\nbesaran B\n  skala 1..9\nG = rata_rata_geometrik(A; B)\ndata \"data/iku.csv\"\n";
    let data = "kode;tahun;target;realisasi\nA;2024;;3\nB;2024;;8\n";
    let told = transcript(&mut session(rules, data), &mut Kept::default(), &["cari A agar G = 2", "cari A agar G = 6"]);
    assert!(told.contains("A paling rendah 1, dan dengan itu G masih ≈2,828427"), "{told}");
    assert!(told.contains("A paling tinggi 4, dan dengan itu G baru ≈5,656854"), "{told}");
}

/// Where no `langkah` is stated, the grid is as fine as the figures beside the question.
#[test]
fn the_grid_of_a_question() {
    let data = "kode;tahun;target;realisasi\nHIDUP;2024;69,1-69,5;68\nORANG;2024;;40\n1a1;2024;;4\nPEMBAGI;2024;;1\n";
    let told = transcript(
        &mut session(FINE, data),
        &mut Kept::default(),
        &[
            "cari HIDUP agar capaian HIDUP = 101",
            "cari \"1a1\" agar RASIO = 3,75",
            "cari \"1a1\" agar LULUS = 1",
            "cari \"1a1\" agar RASIO = 4",
            "cari ORANG agar ORANG / 2 = 20,5",
            "kepekaan RASIO",
            "\"1a1\" = 5",
            "andaian",
            "\"1a1\" = \"lima\"",
            "ORANG = jika 1 = 1 maka \"a\" selain itu \"b\"",
        ],
    );
    insta::assert_snapshot!(told);
}

#[test]
fn codes_are_completed_inside_quotes() {
    let session = session(FINE, "kode;tahun;realisasi\nORANG;2024;40\n");
    let words = Vocabulary::of(&session, &Kept::default());
    let texts = |line: &str| words.complete(line).1.into_iter().map(|one| one.text).collect::<Vec<_>>();
    assert_eq!(texts("nilai \"1"), ["1a1\""]);
    assert_eq!(texts("nilai "), texts("cari nilai "), "a name behind a role");
    assert!(texts("nilai ").contains(&"\"1a1\"".to_string()));
    let ranked = format!("{FINE}\numum \"1.02\"\n\naturan predikat P\n  > 50 : \"Baik\"\n  .. 50 : \"Cukup\"\n");
    let session = self::session(&ranked, "kode;tahun;realisasi;pagu\nORANG;2024;40;\n1.02.01;2024;;5\n");
    let words = Vocabulary::of(&session, &Kept::default());
    let texts = |line: &str| words.complete(line).1.into_iter().map(|one| one.text).collect::<Vec<_>>();
    assert!(!texts("pagu \"").iter().any(|text| text.starts_with("Baik")), "{:?}", texts("pagu \""));
    assert_eq!(texts("predikat ORANG = "), ["\"Baik\"", "\"Cukup\""]);
    assert_eq!(texts("predikat ORANG = \""), ["Baik\"", "Cukup\""]);
    assert_eq!(texts("pagu 1.02"), ["\"1.02.01\""]);
    assert_eq!(texts("ORANG[tri"), ["triwulan 1]", "triwulan 2]", "triwulan 3]", "triwulan 4]"]);
}

/// Steps count in the order written, also when one of them is changed; each clause takes the place of what it replaces.
#[test]
fn a_changed_step_stays_where_it_stands() {
    let rules = "paket \"P\"\n  tahun 2024\n\ndata \"data/iku.csv\"\n\naturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  \
                 makin tinggi : realisasi / target * 100\n  batas 0..100\n  bulat 0\n\nindikator X\n  skala >= 0\n  arah makin tinggi\n  \
                 capaian C\n  triwulan serapan jumlah\n  triwulan pagu jumlah\n\nkelompok G\n  anggota X\n  \
                 capaian rata_rata(capaian anggota)\n  bulat 0\n  batas 0..100,6\n";
    let data =
        "kode;tahun;triwulan;target;realisasi;pagu;serapan\nX;2024;;100;113;;\nX;2024;1;;;100;10\nX;2024;2;;;100;20\n";
    let mut shelf = Kept::default();
    shelf.0.insert("naik".into(), "skenario \"naik\"\n\nubah C\n  batas 0..101,4\n".into());
    insta::assert_snapshot!(transcript(
        &mut session(rules, data),
        &mut shelf,
        &[
            "ubah C batas 0..101,4",
            "ubah G batas 0..100,7",
            "awal",
            "skenario buka naik",
            "ubah C\n  bulat 1\n  batas 0..101,44\n",
            "awal",
            "ubah X triwulan serapan terakhir",
            "pagu X",
            "BARU = capaian X * 2",
            "skenario simpan v",
            "bandingkan dasar; v",
            "awal",
        ],
    ));
}

/// A session knows the codes of all units, as a run does; what is assumed of a year stands beside its quarters as a row does.
#[test]
fn units_quarters_and_decimals_are_those_of_data() {
    let rules = "paket \"P\"\n  tahun 2024\n\ndata \"data/iku.csv\" angka id\n\numum \"7\"\n\naturan capaian C\n  \
                 jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n\nindikator S\n  \
                 skala >= 0\n  arah makin tinggi\n  capaian C\n  triwulan jumlah\n\nbesaran B\n\nC1 = B\n\n\
                 L = jumlah(nilai turunan \"7\")\n\ntabel T\n  baris B; C1\n  kolom kode\n  kolom nilai\n";
    let data = "unit;kode;tahun;triwulan;target;realisasi\nU1;7;2024;;;1\nU1;7.1;2024;;;5\nU1;S;2024;1;10;12\n\
                U1;S;2024;2;10;6\nU1;S;2024;3;10;\nU1;S;2024;4;10;\nU1;B;2024;;;8\nU2;7;2024;;;1\nU2;7.1;2024;;;5\nU2;7.2;2024;;;9\n";
    insta::assert_snapshot!(transcript(
        &mut session(rules, data),
        &mut Kept::default(),
        &[
            "L",
            "S = 40",
            "jelaskan capaian S",
            "S[triwulan 2] = 7",
            "awal",
            "cari S agar capaian S = 100",
            "S[triwulan 2] = 16",
            "awal",
            "B = 8,4",
            "tabel T",
            "unit U2",
            "L",
            "\"7.2\"",
            "cari \"7.2\" agar L = 20",
        ],
    ));
}

/// What people type, and what they ask for.
#[test]
fn as_people_say_it() {
    let rules = "paket \"P\"\n  tahun 2024\n\ndata \"data/iku.csv\" angka id\n\naturan capaian C\n  \
                 jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n  batas 0..100\n\n\
                 aturan predikat Q\n  < 70 : \"Kurang\"\n  >= 70 : \"Baik\"\n\nindikator A\n  satuan orang\n  skala >= 0\n  \
                 arah makin tinggi\n  capaian C\n  predikat Q\n\nindikator B\n  satuan orang\n  skala >= 0\n  arah makin tinggi\n  \
                 capaian C\n  predikat Q\n\nbesaran TEMUAN\n  satuan temuan\n\nkelompok G\n  anggota A; B\n  \
                 capaian rata_rata(capaian anggota)\n\nH = A + B\n\ntabel T1 \"Capaian\"\n  baris A; B\n  kolom kode\n  kolom capaian\n";
    let data =
        "kode;tahun;target;realisasi;pagu;serapan\nA;2024;10;8;1000000;640000000\nB;2024;;;;\nTEMUAN;2024;;5;;\n";
    insta::assert_snapshot!(transcript(
        &mut session(rules, data),
        &mut Kept::default(),
        &[
            "T1",
            "tampilkan tabel T1",
            "berapa A?",
            "berapa capaian G",
            "A naik 2",
            "A turun 1,5",
            "A turun 10%",
            "batal",
            "TEMUAN = 12 temuan",
            "B = 10 orang",
            "B = 10 temuan",
            "jelaskan capaian A",
            "tabel T1",
            "batal 2",
            "B = belum diisi",
            "A = n/a",
            "andaian",
            "skenario simpan x",
            "awal",
            "skenario buka x",
            "awal",
            "cari A agar predikat A = \"baik\"",
            "cari A agar predikat A = \"Baikk\"",
            "cari A agar predikat A = \"Sempurna\"",
            "jika predikat A = \"baik\" maka 1 selain itu 0",
            "cari B agar capaian G >= 95",
            "A = 12",
            "cari B agar capaian G >= 95",
            "cari A agar capaian A > 101",
            "kepekaan serapan A",
            "kepekaan H",
        ],
    ));
}

/// Explanations of another year and of a quarter; names of tables and rules, and names near to them.
#[test]
fn other_times_and_other_things() {
    let rules = RULES.replace("  satuan hari\n", "  satuan hari\n  triwulan terakhir\n");
    let data = "kode;tahun;triwulan;target;realisasi\nSAKIP;2024;;72,5;70\nSAKIP;2023;;70;63\nAduan;2024;1;10;12\n\
                Aduan;2024;2;9;11\n";
    insta::assert_snapshot!(transcript(
        &mut session(&rules, data),
        &mut Kept::default(),
        &[
            "jelaskan SAKIP[2023]",
            "jelaskan realisasi Aduan[triwulan 1]",
            "jelaskan \"Aduan[triwulan 2]\"",
            "SAKIP[tahun-1] = 65",
            "jelaskan capaian SAKIP[tahun-1]",
            "jelaskan SAKIP[lalu]",
            "jelaskan T1",
            "jelaskan predikat Ordinal",
            "Ordinal",
            "predikat Ordinal",
            "Baku",
            "T2",
            "jelaskan SAKIB[2023]",
        ],
    ));
}

/// A target of the rules beside one of the data, or an assumed one: who counts is told, once for each change.
#[test]
fn targets_of_rules_beside_those_of_data() {
    let rules = format!(
        "{RULES}\nindikator TW \"Triwulan\"\n  arah makin tinggi\n  capaian Baku\n  triwulan jumlah\n\n\
         indikator SAJA \"Hanya aturan\"\n  arah makin tinggi\n  capaian Baku\n  target 10\n"
    );
    let data = "unit;kode;tahun;triwulan;target;realisasi\nMojoagung;SAKIP;2024;;72,5;70\nMojoagung;Aduan;2024;;10;12\n\
                Mojoagung;TW;2024;1;10;9\nMojoagung;TW;2024;2;10;9\nMojoagung;SAJA;2024;;;9\n";
    let told = transcript(
        &mut session(&rules, data),
        &mut Kept::default(),
        &[
            "ubah SAKIP target 60",
            "ubah SAKIP target 65",
            "ubah TW target 50",
            "ubah SAJA target 20",
            "target SAKIP = 66",
            "ubah SAKIP target 70",
            "skenario simpan menang",
            "awal",
            "skenario buka menang",
        ],
    );
    insta::assert_snapshot!(told);
}

/// A percentage is held against the unit of the year that is meant, and of the row, where a column states none.
#[test]
fn percent_in_the_unit_of_its_year() {
    let rules = "paket \"P\"\n  tahun 2024\n\nbesaran R\n  berlaku sampai 2023\n  satuan persen\nbesaran R\n  \
                 berlaku mulai 2024\n  satuan rupiah\n\nbesaran X\n\nF = R * 2\n\ndata \"data/iku.csv\"\n  kolom kab \
                 \"Kab\"\n  kolom titik tanpa satuan\n";
    let data = "kode;tahun;nilai;Kab;titik\nR;2023;90%;90%;1\nR;2024;1000;1000;1\nX;2024;3;3;1\n";
    let told = transcript(
        &mut session(rules, data),
        &mut Kept::default(),
        &[
            "R = 90%",
            "R = 0,5",
            "R[2023] = 0,5",
            "R[2023] = 80%",
            "R[2023]",
            "kab R = 90%",
            "kab R[2023] = 90%",
            "kab R[2023] = 0,5",
            "titik R[2023] = 90%",
            "titik R[2023] = 0,5",
            "kab X = 40%",
            "F",
        ],
    );
    insta::assert_snapshot!(told);
}

/// What does not rest on the unknown and has no value is told with its cell, not as a wish that fails.
#[test]
fn an_unrelated_wish_without_a_value() {
    let data = "unit;kode;tahun;target;realisasi\nMojoagung;SAKIP;2024;;70\nMojoagung;Aduan;2024;10;12\n";
    let told = transcript(&mut session(RULES, data), &mut Kept::default(), &["cari Aduan agar capaian SAKIP >= 90"]);
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("tidak bergantung pada Aduan; sekarang tidak dapat dihitung: target SAKIP"), "{told}");
    assert!(told.contains("baris 2"), "{told}");
}
