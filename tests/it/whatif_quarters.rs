//! A quarter that is read is all up to it, one that is assumed or sought is itself: each answer tells of the other.

use super::whatif::session;
use super::whatif_parts::of_year;
use takar::whatif::Kept;

const RULES: &str = "paket \"P\"\n  tahun 2024\nbesaran SURAT\n  satuan surat\n  triwulan jumlah\nbesaran TAMU\n  \
     satuan surat\n  triwulan terakhir\nbesaran NILAI\n  triwulan rata_rata\nIKU = SURAT / 100\ndata \"d.csv\"\n";
const DATA: &str = "kode;tahun;triwulan;realisasi;serapan\nSURAT;2024;1;280;10\nSURAT;2024;2;310;20\n\
     SURAT;2024;3;305;30\nSURAT;2024;4;299;40\nTAMU;2024;1;5;\nTAMU;2024;2;6;\nNILAI;2024;1;60;\nNILAI;2024;2;80;\n";

#[test]
fn a_quarter_read_and_a_quarter_assumed() {
    let mut session = session(RULES, DATA);
    let lines = [
        "SURAT[triwulan 2]",
        "SURAT[triwulan 1]",
        "TAMU[triwulan 2]",
        "NILAI[triwulan 2]",
        "serapan SURAT[triwulan 2]",
        "SURAT[triwulan 2] + TAMU[triwulan 2]",
        "SURAT[triwulan 2] = SURAT[triwulan 2] + 10",
        "SURAT[triwulan 2] = SURAT[triwulan 2] * 0,9",
        "SURAT[triwulan 3] = SURAT[triwulan 2] + 10",
        "NILAI[triwulan 2] = NILAI[triwulan 2] - 5",
        "serapan SURAT[triwulan 2] = serapan SURAT[triwulan 2] + 5",
        "SURAT[triwulan 1] = SURAT[triwulan 1] + 10",
        "TAMU[triwulan 2] = TAMU[triwulan 2] + 1",
        "awal",
        "SURAT[triwulan 2] naik 10",
        "SURAT[triwulan 2] = 590",
        "awal",
        "cari SURAT[triwulan 2] agar SURAT[triwulan 2] = 600",
        "cari SURAT[triwulan 2] agar IKU >= 12",
    ];
    let mut transcript = String::new();
    for line in lines {
        let reply = session.answer(line, &mut Kept::default());
        transcript += &format!("> {line}\n{}\n", reply.text.trim_end());
    }
    insta::assert_snapshot!(transcript);
}

const OTHERS: &str = "paket \"P\"\n  tahun 2025\naturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  \
     makin tinggi : realisasi / target * 100\naturan predikat Q\n  < 100 : \"Kurang\"\n  >= 100 : \"Baik\"\n\
     indikator S\n  arah makin tinggi\n  capaian C\n  predikat Q\n  triwulan jumlah\nbesaran N\n  triwulan rata_rata\n\
     besaran L\n  triwulan terakhir\nbesaran X\nS2 = S * 2\numum \"7\"\n  triwulan jumlah\n  triwulan pagu jumlah\n\
     pastikan jumlah(serapan turunan \"7\") >= 0 \"ada\"\ndata \"d.csv\"\n";
const OTHER_DATA: &str = "kode;tahun;triwulan;target;realisasi;pagu;serapan\nS;2024;1;270;280;;\nS;2024;2;400;310;;\n\
     S;2025;1;250;290;;\nS;2025;2;300;;;\nN;2024;1;;60;;\nN;2024;2;;80;;\nL;2025;1;;5;;\nX;2025;;;7;;\n\
     7.1;2025;1;;3;100;10\n7.1;2025;2;;4;100;20\n7.2;2025;1;;5;50;5\n7.2;2025;2;;6;50;6\n";

/// What the right side of an assumption reads of a quarter is never taken for the figure of that quarter: of another year,
/// a target, money, members of a set, other things it is refused, with what the quarter has added; what cannot be meant
/// otherwise is told.
#[test]
fn a_quarter_is_not_made_of_what_has_come_together() {
    let mut shelf = Kept::default();
    let mut session = of_year(OTHERS, OTHER_DATA, 2025);
    let lines = [
        "S[triwulan 2] = S[2024 triwulan 2] + 10",
        "S[triwulan 2] = (S[2024 triwulan 2] - S[2024 triwulan 1]) + 10",
        "awal",
        "S[triwulan 2] = S[2024 triwulan 2]",
        "S[triwulan 2] = S[2024 triwulan 1] + 10",
        "awal",
        "S[triwulan 2] = target S[triwulan 2]",
        "S[triwulan 2] = target S[triwulan 2] * 2",
        "target S[triwulan 2] = 2 * S[2024 triwulan 2] - S[2024 triwulan 2]",
        "S[triwulan 2] = N[2024 triwulan 2]",
        "S[triwulan 2] = maks(N[2024 triwulan 2]; S[2024 triwulan 2])",
        "S[2024 triwulan 1] = S[2024 triwulan 2]",
        "serapan \"7.1\"[triwulan 2] = pagu \"7.1\"[triwulan 2] / 2",
        "\"7.1\"[triwulan 2] = jumlah(nilai turunan \"7\"[triwulan 2])",
        // What is left to reach a target, what lies between, and figures that have no other reading.
        "S[2024 triwulan 3] = target S[2024] - S[2024 triwulan 2]",
        "S[2024 triwulan 2] = target S[2024 triwulan 2] + 5",
        "awal",
        "S[triwulan 2] = S2[2024 triwulan 2] / 2",
        "X = S[2024 triwulan 2] + 10",
        "L[triwulan 2] = S[2024 triwulan 2]",
        "skenario simpan s",
        "awal",
        "skenario buka s",
        "bandingkan sekarang; dasar",
        "S2[2024 triwulan 2]",
        "cari S[triwulan 2] agar S[triwulan 2] >= S[2024 triwulan 2]",
        "cari X agar X >= S[2024 triwulan 2]",
        "kepekaan S[triwulan 2]",
        "jelaskan S[triwulan 2]",
    ];
    let mut transcript = String::new();
    for line in lines {
        let reply = session.answer(line, &mut shelf);
        assert!(reply.text.contains(&reply.read), "{}", reply.read);
        transcript += &format!("> {line}\n{}\n", reply.text.trim_end());
    }
    insta::assert_snapshot!(transcript);
}

/// What is read of quarters up to them has one name, the cell of a quarter another; an assumed cell says so.
#[test]
fn explanations_call_a_quarter_by_its_own_name() {
    let mut session = session(RULES, DATA);
    let lines = [
        "jelaskan SURAT[triwulan 2]",
        "SURAT[triwulan 1] = 60",
        "jelaskan SURAT[triwulan 1]",
        "bandingkan sekarang; dasar",
        "SURAT[triwulan 2] = 530",
        "bandingkan sekarang; dasar",
    ];
    let mut transcript = String::new();
    for line in lines {
        let reply = session.answer(line, &mut Kept::default());
        transcript += &format!("> {line}\n{}\n", reply.text.trim_end());
    }
    insta::assert_snapshot!(transcript);
}
