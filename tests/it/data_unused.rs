//! Columns of the data that nothing reads: which are told, and the lines that are proposed for them.

use super::desk::Desk;
use super::paths::{by_pieces, told};
use super::sample;

const RULES: &str = "paket \"P\"\n  tahun 2024\nbesaran A\nbesaran ket\nF = A * 1\ndata \"x.csv\" angka id\n";

/// Every line that a message proposes is one that the language takes, and with it the message is gone: under whatever header.
#[test]
fn a_proposed_line_works() {
    let desk = Desk::new();
    let words = takar::syntax::words::reserved().map(str::to_string);
    let other = [
        "Jumlah",
        "Rata-rata",
        "Selisih",
        "Peringkat",
        "Persentil",
        "Min",
        "Akar",
        "Dan",
        "Atau",
        "Tidak",
        "Naik",
        "Turun",
        "Teks",
        "Jika",
        "Maka",
        "Selain",
        "Pada",
        "Tampil",
        "Rumus",
        "Satuan Kerja",
        "besaran",
        "paket",
        "data",
        "kolom",
        "Hasil \"x\"",
        "Anggaran \"A\"",
        "2023",
        "A",
        "ket",
        "Ket",
        "Ket.",
        "№",
        "---",
        "Penanggung Jawab",
        "Pembanding",
        "PEMBANDING 2",
        "Nilai Tahun Lalu",
        "capaian_asli",
        "Realisasi Keuangan",
        "Pagu Anggaran",
        "Sumber Data dan Cara Menghitung yang Dipakai",
        "Kolom 1",
        "kolom_1",
        "Ångström",
        "%",
        "Rp",
        "Kode Lama",
        "Tahun Lalu",
        "Unit Kerja",
        "Catatan Kaki",
    ];
    let headers: Vec<String> = words.chain(other.map(str::to_string)).collect();
    let mut mends = 0;
    for rules in
        [RULES.to_string(), RULES.to_string() + "  kolom realisasi = \"Hasil\"\n  kolom sandingan \"Pembanding\"\n"]
    {
        for (at, header) in headers.iter().enumerate() {
            // Two processes each: of a header one of four ways, not the same for each.
            let ways = ["7", "kata saja"].into_iter().filter(|cells| {
                let way = 2 * usize::from(rules.contains("Hasil")) + usize::from(*cells == "7");
                sample::is_long() || way == at % 4
            });
            for cells in ways {
                let value = if rules.contains("Hasil") { "Hasil" } else { "realisasi" };
                let quoted = header.replace('"', "\"\"");
                desk.put("p/a.takar", &rules);
                desk.put("p/x.csv", format!("kode;{value};\"{quoted}\"\nA;5;{cells}\n"));
                let shown = desk.run("hitung p");
                let Some(line) = proposed(&shown) else { continue };
                desk.put("p/a.takar", format!("{rules}  {line}\n"));
                let mended = desk.run("hitung p");
                // What the column is taken for then has findings of its own.
                let left = told(&mended);
                let is_gone = !left.contains('K') && told(&shown).split(' ').skip(1).all(|code| !left.contains(code));
                assert!(is_gone, "{header}: {line}\n{mended}");
                mends += 1;
            }
        }
    }
    assert!(mends > sample::of(35, 150), "{mends}");
}

/// The line behind the hint, which may be broken.
fn proposed(shown: &str) -> Option<String> {
    let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, rest) = flat.split_once("nyatakan di bawah data : ")?;
    let end = rest.find(" = ").filter(|at| rest[..*at].split(' ').count() == 2).map_or(0, |at| at + 3);
    let text = match rest[end..].find('"') {
        Some(open) if rest[end..end + open].split(' ').count() <= 3 => {
            let close = rest[end + open + 1..].find('"').expect("a quote");
            end + open + 1 + close + 1
        }
        _ => rest.find(" 1 peringatan").expect("the end"),
    };
    let is_text = rest[text..].starts_with(" teks");
    Some(format!("{}{}", &rest[..text], if is_text { " teks" } else { "" }))
}

/// An ordinary export gives no word: numbers of rows and remarks are passed over by name. Figures in them are told, in pieces
/// of a file too.
#[test]
fn numbers_of_rows_and_remarks() {
    let desk = Desk::new();
    let quiet = [
        "No;1",
        "No.;1.",
        "Nomor;I",
        "No. Urut;1.1",
        "Status;tercapai",
        "Keterangan;naik 5 orang",
        "Ket.;",
        "Predikat;Baik",
    ];
    let loud = [
        "No;5.000.000",
        "Status;85,2",
        "Keterangan;Rp 5.000",
        "Ket;90%",
        "Predikat;3",
        "Sumber;survei",
        "Status Akhir;x",
    ];
    for (columns, code) in [(&quiet[..], "0"), (&loud[..], "0 D0056")] {
        for column in columns {
            let (header, cell) = column.split_once(';').expect("two parts");
            desk.put("p/a.takar", RULES);
            desk.put("p/x.csv", format!("kode;tahun;nilai;{header}\nA;2024;5;{cell}\n"));
            assert_eq!(told(&desk.run("hitung p")), code, "{column}");
            assert_eq!(by_pieces(&desk, "p", "p/x.csv"), format!("2024,5 · {code}"), "{column}");
        }
    }
}

/// A heading that begins with a word of the language says why it is not read, and what would have it read.
#[test]
fn parts_of_a_year_and_second_columns() {
    let desk = Desk::new();
    let mut shown = String::new();
    for file in [
        "kode;tahun;realisasi;Realisasi s.d. TW II\nA;2024;5;3\n",
        "kode;tahun;Realisasi s.d. TW II\nA;2024;3\n",
        "kode;tahun;nilai;Target s.d. TW II;Serapan s/d Juni\nA;2024;5;3;2\n",
        "kode;tahun;realisasi;realisasi (M)\nA;2024;5;3\n",
        "kode;tahun;Realisasi Semester I\nA;2024;3\n",
    ] {
        desk.put("p/a.takar", RULES);
        desk.put("p/x.csv", file);
        shown += &format!("{file}{}\n", desk.run("periksa p"));
    }
    insta::assert_snapshot!(shown);
}
