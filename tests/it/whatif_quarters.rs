//! A quarter that is read is all up to it, one that is assumed or sought is itself: each answer tells of the other.

use super::whatif::session;
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
