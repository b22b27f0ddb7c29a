//! What is said where nothing comes out: data that were not read, a column that no row has, questions of two lines.

use super::desk::{Desk, command};

const RATE: &str = "paket \"P\"\n  tahun 2024\naturan capaian R\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";

/// The answers of a session to some lines.
fn asked(desk: &Desk, package: &str, lines: &str) -> String {
    desk.put("tanya.txt", lines);
    let input = std::fs::File::open(desk.path("tanya.txt")).expect("the questions");
    let output = command(desk.folder.path(), "").args(["coba", package]).stdin(input).output().expect("it runs");
    String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
}

#[test]
fn data_that_were_not_read() {
    let desk = Desk::new();
    desk.put("p/d.csv", "kode;tahun;nilai\nA;2024;x\n");
    desk.put("p/a.takar", "besaran A\nF = A *\ndata \"d.csv\"\n");
    assert!(desk.run("periksa p").contains("data belum diperiksa: betulkan aturannya dulu"));
    desk.put("p/a.takar", "besaran A\nF = A *\n");
    assert!(!desk.run("periksa p").contains("data belum diperiksa"));
}

/// A column of values that only groups stand under says why it has none; beside things that have values it stays blank.
#[test]
fn values_of_groups() {
    let desk = Desk::new();
    let rules = |rows: &str| {
        format!(
            "{RATE}indikator A\n  arah makin tinggi\n  capaian R\nkelompok G\n  anggota A\n  capaian rata_rata(capaian anggota)\ntabel T \"t\"\n  baris {rows}\n  kolom kode\n  kolom nilai\ndata \"d.csv\"\n"
        )
    };
    desk.put("p/d.csv", "kode;target;realisasi\nA;10;5\n");
    desk.put("p/a.takar", rules("G"));
    assert!(desk.run("hitung p").contains("[1] G tidak punya realisasi"));
    desk.put("p/a.takar", rules("A; G"));
    assert!(!desk.run("hitung p").contains("tidak punya"));
}

/// A range has its unit and its marks of thousands, with quarters and without.
#[test]
fn ranges_are_shown_as_numbers_are() {
    let desk = Desk::new();
    for clause in ["", "  triwulan terakhir\n"] {
        let rules = |unit: &str| {
            format!(
                "paket \"P\"\n  tahun 2024\naturan capaian X\n  rentang : 100\nindikator I\n  satuan {unit}\n  arah rentang\n  capaian X\n{clause}data \"d.csv\" angka id\n"
            )
        };
        desk.put("p/a.takar", rules("persen"));
        desk.put("p/d.csv", "kode;target;realisasi\nI;40%-60%;50%\n");
        assert!(desk.run("hitung p").contains("40–60%"), "{clause}");
        assert!(desk.run("hitung p --format csv").contains("Target: persen"), "{clause}");
        desk.put("p/a.takar", rules("dokumen"));
        desk.put("p/d.csv", "kode;target;realisasi\nI;1069,1-1269,5;1150\n");
        assert!(desk.run("hitung p").contains("1.069,1–1.269,5 dokumen"), "{clause}");
        assert!(desk.run("hitung p --format csv --angka en").contains("1069.1–1269.5"), "{clause}");
    }
}

#[test]
fn questions_at_the_prompt() {
    let desk = Desk::new();
    let bands = "aturan predikat O\n  > 90 : \"Baik\"\n  <= 90 : \"Kurang\"\n";
    desk.put("p/a.takar", format!("{RATE}{bands}indikator A\n  arah makin tinggi\n  capaian R\n  skala 0..1000\n  triwulan jumlah\n  predikat O\nbesaran B\nH = min(B; 10)\ndata \"d.csv\"\n"));
    desk.put("p/d.csv", "kode;triwulan;target;realisasi\nA;1;100;50\nA;2;100;40\nA;3;;\n");
    let shown = asked(&desk, "p", "jika A turun 5 berapa capaian A?");
    assert!(
        shown.contains("T0001")
            && shown.contains("apakah maksud Anda  A turun 5 ?")
            && shown.contains("lalu:  capaian A\n"),
        "{shown}"
    );
    // The reason that holds whatever is filled in, not that of the largest number.
    let shown = asked(&desk, "p", "cari A[triwulan 3] agar capaian A >= 100");
    assert!(shown.contains("target A triwulan 3 tahun 2024"), "{shown}");
    // The place where the rule holds it, not where the search came by.
    assert!(asked(&desk, "p", "cari B agar H >= 20").contains("misalnya dengan B = 10\n"));
    for (line, meant) in
        [("ubah O > 95 : \"Baik\"", "tulis lagi seluruh aturannya"), ("ubah A > 95 : \"Baik\"", "tulis lagi seluruh")]
    {
        let shown = asked(&desk, "p", line);
        assert!(shown.contains("K0163") && shown.contains(meant), "{shown}");
    }
}

/// `ke` and the like stand before the name of the file, and are no part of it unless it is in quotes.
#[test]
fn what_a_workbook_is_called() {
    let desk = Desk::new();
    for (typed, file, states) in [
        ("simpan ke a.xlsx", "a.xlsx", "sekarang, dasar"),
        ("simpan sebagai b.xlsx", "b.xlsx", "sekarang, dasar"),
        ("simpan dengan nama c.xlsx", "c.xlsx", "sekarang, dasar"),
        ("simpan di berkas d.xlsx", "d.xlsx", "sekarang, dasar"),
        ("simpan \"ke e.xlsx\"", "ke e.xlsx", "sekarang, dasar"),
        ("simpan dasar sebagai f.xlsx", "f.xlsx", "dasar"),
        ("simpan sekarang dan dasar ke g.xlsx", "g.xlsx", "sekarang, dasar"),
    ] {
        let told = asked(&desk, "contoh", &format!("SKM = 85\n{typed}\n"));
        assert!(told.contains(&format!("tersimpan di {file}: {states}\n")), "{typed}: {told}");
        assert!(desk.path(file).is_file(), "{typed}");
    }
}
