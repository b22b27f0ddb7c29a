//! What a column of a data file means, and which of its cells count: by the file's own declarations, by words of the language,
//! by quarters. Each is asked of `hitung` and of `--data`.

use super::desk::Desk;
use super::paths::{by_pieces, told};

/// One line of CSV for each row of the tables, without headers and what stands around, and the codes of findings.
fn given(desk: &Desk, question: &str) -> String {
    let shown = desk.run(&format!("hitung {question} --format csv --angka en"));
    let lines = shown.lines().filter_map(|line| line.split_once(",baris,").map(|(_, cells)| cells));
    format!("{} · {}", lines.collect::<Vec<_>>().join(" / "), told(&shown))
}

/// A column that one file heads with a word of the language takes that word from no other file.
#[test]
fn words_of_the_language_in_other_files() {
    let desk = Desk::new();
    let rules = |column: &str| {
        format!(
            "paket \"P\"\n  tahun 2024\nbesaran A\nbesaran B\n  satuan orang\n  triwulan jumlah\nindikator I\n  arah makin tinggi\n  capaian R\n\
             aturan capaian R\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n\
             F = B * 1\nT = I * target I\ntabel T \"t\"\n  baris B; I\n  kolom kode\n  kolom target\n  kolom realisasi\n\
             data \"x.csv\"\n  {column}\ndata \"y.csv\"\n"
        )
    };
    let cases = [
        ("kolom prov \"Realisasi\"", "kode;tahun;realisasi\nB;2024;5\n", "B,,5,Realisasi: orang, / I,belum diisi"),
        ("kolom t \"Tahun\"", "kode;tahun;nilai\nB;2023;7\n", "B,,belum diisi"),
        ("kolom s \"Satuan\" teks", "kode;tahun;satuan;nilai\nB;2024;rupiah;7\n", "D0043"),
        ("kolom w \"Triwulan\"", "kode;tahun;triwulan;nilai\nB;2024;1;4\nB;2024;2;3\n", "B,,7,"),
        ("kolom w \"TW\"", "kode;tahun;tw;nilai\nB;2024;1;4\nB;2024;2;3\n", "B,,7,"),
        ("kolom g \"Target\"", "kode;tahun;target;nilai\nI;2024;8;4\n", "I,8,4,"),
        ("kolom g \"Target 2024\"", "kode;Target 2024;Realisasi 2024\nI;8;4\n", "I,8,4,"),
        ("kolom g \"2024\"", "kode;2024\nB;4\n", "B,,4,"),
        ("kolom k \"Kode\"", "kode;tahun;nilai\nB;2024;7\n", "B,,7,"),
    ];
    for (column, text, wanted) in cases {
        desk.put("p/aturan.takar", rules(column));
        desk.put("p/x.csv", "kode;tahun\n");
        desk.put("p/y.csv", text);
        let shown = given(&desk, "p");
        assert!(shown.contains(wanted), "{column}: {shown}");
        // Without the other declaration it is the same.
        desk.put("q/aturan.takar", rules("").replace("data \"x.csv\"\n", ""));
        desk.put("q/y.csv", text);
        assert_eq!(shown.split(" · ").next(), given(&desk, "q").split(" · ").next(), "{column}");
        if text.starts_with("kode;tahun;") {
            assert_eq!(by_pieces(&desk, "p", "p/y.csv"), by_pieces(&desk, "q", "q/y.csv"), "{column}");
        }
    }
    // The file that declares it has it, and so has a wide one of that name.
    desk.put("p/aturan.takar", "paket \"P\"\n  tahun 2024\nbesaran A\nbesaran B\nF = B * 1\nG = prov A * 1\ndata \"x.csv\"\n  kolom prov \"Realisasi\"\n");
    desk.put("p/x.csv", "kode;tahun;Realisasi\nA;2024;99\n");
    assert_eq!(by_pieces(&desk, "p", "p/x.csv"), "2024,belum diisi,99 · 0");
    desk.put("x.csv", "tahun;Realisasi A\n2024;99\n");
    assert_eq!(by_pieces(&desk, "p", "x.csv"), "2024,belum diisi,99 · 0");
    desk.put("lain.csv", "tahun;realisasi B\n2024;5\n");
    assert_eq!(by_pieces(&desk, "p", "lain.csv"), "2024,5,belum diisi · 0");
    desk.put("panjang.csv", "kode;tahun;realisasi\nB;2024;5\n");
    assert_eq!(by_pieces(&desk, "p", "panjang.csv"), "2024,5,belum diisi · 0");
}

/// A clause for quarters of money lets no other quarters in.
#[test]
fn quarters_of_money_alone() {
    let desk = Desk::new();
    let rows = "kode;tahun;triwulan;target;nilai;pagu;No;ket\n";
    for clause in ["triwulan pagu terakhir", "triwulan serapan jumlah"] {
        for head in ["indikator A", "umum \"1\""] {
            let code = if head == "indikator A" { "A" } else { "1.1" };
            desk.put("p/aturan.takar", format!("paket \"P\"\n  tahun 2024\naturan capaian R\n  makin tinggi : realisasi / target * 100\n{head}\n  arah makin tinggi\n  capaian R\n  skala > 0\n  {clause}\ndata \"x.csv\"\n  kolom ket teks\n"));
            let told_of = |cells: [&str; 2]| {
                desk.put("p/x.csv", format!("{rows}{code};2024;1;{}\n{code};2024;2;{}\n", cells[0], cells[1]));
                let pieces = if head == "umum \"1\"" { None } else { Some(by_pieces(&desk, "p", "p/x.csv")) };
                let pieces = pieces.map(|found| found.contains("D0035"));
                let whole = told(&desk.run("hitung p")).contains("D0035");
                assert_eq!(pieces.unwrap_or(whole), whole);
                whole
            };
            assert!(told_of([";100;;;", ";200;;;"]), "{clause} {head}");
            assert!(told_of(["5;;;;", "6;;;;"]), "{clause} {head}");
            assert!(!told_of([";;100;3;naik", ";;200;;"]), "{clause} {head}");
        }
    }
}

/// A further column that says how its quarters become a year has quarters, whatever its thing says.
#[test]
fn quarters_of_further_columns() {
    let desk = Desk::new();
    let rules = |clause: &str| {
        format!("paket \"P\"\n  tahun 2024\nbesaran A\nF = kab A * 1\ndata \"x.csv\"\n  kolom kab \"Kab\"{clause}\n")
    };
    desk.put("p/x.csv", "kode;tahun;triwulan;nilai;Kab;No\nA;2024;;9;;1\nA;2024;1;;3;2\nA;2024;2;;4;3\n");
    desk.put("p/aturan.takar", rules(" triwulan jumlah"));
    assert_eq!(given(&desk, "p"), "A,9,, / F,7,,baru sampai triwulan 2 · 0");
    assert_eq!(by_pieces(&desk, "p", "p/x.csv"), "2024,7 · 0");
    desk.put("p/aturan.takar", rules(""));
    assert!(told(&desk.run("hitung p")).contains("D0035"));
}

/// A unit that begins as numbers do is cut off no number.
#[test]
fn units_that_begin_with_digits() {
    let desk = Desk::new();
    desk.put("p/aturan.takar", "paket \"P\"\n  tahun 2024\nbesaran A\numum \"1\"\nF = A * 1\ntabel T \"t\"\n  baris A; \"1.1\"\n  kolom kode\n  kolom nilai\ndata \"x.csv\" angka id\n");
    for (unit, text, wanted) in [
        ("5 orang", "15 orang", "keliru"),
        ("000", "125000", "125000"),
        ("0", "50", "50"),
        ("1", "31", "31"),
        (",5", "2,5", "2.5"),
        ("²", "3²", "keliru"),
        ("orang", "15 orang", "15"),
    ] {
        desk.put("p/x.csv", format!("kode;tahun;satuan;nilai\nA;2024;{unit};{text}\n1.1;2024;{unit};{text}\n"));
        let shown = given(&desk, "p");
        assert!(
            shown.starts_with(&format!("A,{wanted},")) && shown.contains(&format!("1.1,{wanted},")),
            "{unit}: {shown}"
        );
    }
}

/// What two files say in a column that nobody declares is no clash.
#[test]
fn undeclared_columns_of_two_files() {
    let desk = Desk::new();
    let rules = "paket \"P\"\n  tahun 2024\naturan capaian R\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\nindikator A\n  arah makin tinggi\n  capaian R\ndata \"x.csv\"\ndata \"y.csv\"\n";
    for column in ["No", "capaian", "bobot", "keterangan"] {
        desk.put("p/aturan.takar", rules);
        desk.put("p/x.csv", format!("{column};kode;tahun;target\n1;A;2024;10\n"));
        desk.put("p/y.csv", format!("{column};kode;tahun;realisasi\n2;A;2024;5\n"));
        assert!(given(&desk, "p").starts_with("A,10,5,50.00,Capaian: persen, · 0"), "{column}");
    }
    // Values clash as ever.
    desk.put("p/y.csv", "kode;tahun;target\nA;2024;11\n");
    assert!(told(&desk.run("hitung p")).contains("D0021"));
}

/// What the rules find under a header of the file's own is read from no other column: also where years are columns, and
/// where the other column describes a thing.
#[test]
fn headings_replace_the_columns_of_their_words() {
    let desk = Desk::new();
    let rules = |heading: &str| {
        format!("paket \"P\"\n  tahun 2024\nbesaran A\nF = A * 1\nG = pagu A / 1\ndata \"x.csv\"\n  kolom {heading}\n")
    };
    let cases = [
        ("realisasi = \"Hasil\"", "kode;Hasil;Realisasi\nA;;7\n", "2024,belum diisi,belum diisi · 0 D0056"),
        ("realisasi = \"Hasil\"", "kode;Hasil 2024;Realisasi 2024\nA;;7\n", "2024,belum diisi,belum diisi · 0 D0056"),
        ("realisasi = \"Hasil\"", "kode;Hasil 2024;Realisasi 2024\nA;5;7\n", "2024,5,belum diisi · 0 D0056"),
        ("realisasi = \"Hasil\"", "kode;Hasil 2024;2024\nA;5;7\n", "2024,5,belum diisi · 0 D0056"),
        ("realisasi = \"Hasil\"", "kode;Hasil 2023;2024\nA;1;7\n", "2023,1,belum diisi · 0 D0056"),
        ("nilai = \"Hasil\"", "kode;Hasil 2024;2024\nA;5;7\n", "2024,5,belum diisi · 0 D0056"),
        ("pagu = \"Anggaran\"", "kode;Anggaran 2024;pagu 2024;2024\nA;5;7;9\n", "2024,9,5 · 0 D0056"),
    ];
    for (heading, text, wanted) in cases {
        desk.put("p/aturan.takar", rules(heading));
        desk.put("p/x.csv", text);
        assert_eq!(by_pieces(&desk, "p", "p/x.csv"), wanted, "{heading}: {text}");
        let by_rows = given(&desk, "p");
        let (_, codes) = wanted.split_once(" · ").expect("codes");
        let codes = if wanted.starts_with("2023") { "0 D0056 H0023" } else { codes };
        assert!(by_rows.ends_with(&format!(" · {codes}")), "{heading}: {text}: {by_rows}");
    }
    let told_of = |heading: &str, text: &str| {
        let table = "umum \"1\"\numum \"2\"\ntabel T \"t\"\n  baris \"1.1\"\n  kolom nama\n  kolom sasaran\n  kolom satuan\n  kolom nilai\n";
        desk.put("p/aturan.takar", format!("paket \"P\"\n  tahun 2024\n{table}data \"x.csv\"\n  kolom {heading}\n"));
        desk.put("p/x.csv", text);
        given(&desk, "p")
    };
    for first in ["indikator", "Indikator"] {
        let text = |name: &str| format!("kode;Nama;{first};nilai\n1.1;{name};Lain;1\n");
        assert!(told_of("nama = \"Nama\"", &text("Jalan")).starts_with("Jalan,,,1,"));
        assert!(told_of("nama = \"Nama\"", &text("")).starts_with("1.1,,,1,"));
    }
    let of = |role: &str, own: &str| {
        told_of(&format!("{role} = \"Judul\""), &format!("kode;Judul;{role};nilai\n1.1;{own};lain;1\n2;;;3\n"))
    };
    assert_eq!(of("satuan", "dokumen"), "1.1,,dokumen,1,Nilai: dokumen, · 0 D0056");
    assert_eq!(of("uraian", "Jalan"), "Jalan,Jalan,,1,, · 0 D0056");
    assert_eq!(of("sasaran", "Jalan"), "1.1,Jalan,,1,, · 0 D0056");
    assert_eq!(of("induk", "2"), "1.1,,,1,, · 0 D0056");
}

/// A printed achievement is held against the computed one in the form in which it is printed, a weight likewise; a column
/// of which no cell is held against anything is told.
#[test]
fn printed_figures_are_held_in_their_form() {
    let desk = Desk::new();
    let rules = "paket \"P\"\n  tahun 2024\naturan capaian R\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n\
                 indikator A\n  arah makin tinggi\n  capaian R\n";
    let codes = |rules: &str, text: &str| {
        desk.put("p/aturan.takar", format!("{rules}data \"x.csv\" angka id\n"));
        desk.put("p/x.csv", text);
        told(&desk.run("hitung p"))
    };
    let cases = [
        ("49", "0", "H0022"),
        ("49", "0%", "H0022"),
        ("49", "0,49%", "H0022"),
        ("49", "0,49", ""),
        ("49", "49%", ""),
        ("149", "1", "H0022"),
        ("149", "1%", "H0022"),
        ("149", "1,49", ""),
        ("99", "1", "H0022"),
        ("51", "1", "H0022"),
        ("100", "1", ""),
        ("100", "1%", "H0022"),
        ("0", "0", ""),
        ("94", "0,9", ""),
        ("94", "94 persen", ""),
        ("94", "tercapai", "D0056"),
    ];
    for (value, printed, code) in cases {
        let found = codes(rules, &format!("kode;target;realisasi;capaian\nA;100;{value};{printed}\n"));
        assert_eq!(found, format!("0 {code}").trim(), "{value}: {printed}");
    }
    let quarters = format!("{rules}  triwulan jumlah\n");
    assert_eq!(codes(&quarters, "kode;triwulan;target;realisasi;capaian\nA;1;10;5;77\n"), "0 D0056");
    assert_eq!(codes(rules, "kode;target;realisasi;bobot\nA;10;5;77\n"), "0 D0056");
    let group = format!(
        "{rules}indikator B\n  arah makin tinggi\n  capaian R\nkelompok K\n  anggota A; B\n  bobot A 99%; B 1%\n  capaian rata_rata_tertimbang(capaian anggota)\n"
    );
    for (weight, code) in [("99%", ""), ("0,99", ""), ("99", ""), ("1%", "H0022"), ("0,99%", "H0022")] {
        let found = codes(&group, &format!("kode;target;realisasi;bobot\nA;10;5;{weight}\nB;10;5;\n"));
        assert_eq!(found, format!("0 {code}").trim(), "{weight}");
    }
}

/// Where years are columns, `kode` and a year tell what parts the cells, whatever commas stand in them.
#[test]
fn commas_below_headings_of_years() {
    let desk = Desk::new();
    desk.put("p/aturan.takar", "paket \"P\"\n  tahun 2024\nbesaran A\nF = A * 2\ndata \"x.csv\" angka en\n");
    let texts = [
        ("kode;2024\nA;1,250,000\n", "2500000"),
        ("kode;2024;Lokasi\nA;5;\"Jl. Satu, RT 2, Desa Dua, Kec. Tiga\"\n", "10"),
        ("kode\t2024\nA\t1,250,000\n", "2500000"),
        ("kode,2024,Sumber\nA,5,\"a; b; c; d; e\"\n", "10"),
        ("kode;Nilai 2023;Nilai 2024\nA;1,000;1,250,000\n", "2500000"),
    ];
    for (text, result) in texts {
        desk.put("p/x.csv", text);
        assert!(given(&desk, "p").contains(&format!("F,{result},")), "{text}");
        assert!(by_pieces(&desk, "p", "p/x.csv").contains(&format!("2024,{result}")), "{text}");
    }
}
