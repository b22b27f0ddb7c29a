//! `takar hitung` and `takar hitung --data` read the same file alike: what either takes, the other takes; what is refused
//! is refused in words.

use super::desk::Desk;

/// What `--data` gives of a file: its lines without the header, then its status and the codes it names.
pub fn by_pieces(desk: &Desk, package: &str, file: &str) -> String {
    let output = desk.path("hasil.csv");
    let _ = std::fs::remove_file(&output);
    let shown = desk.run(&format!("hitung {package} --data {file} --keluar hasil.csv --angka en"));
    let lines = std::fs::read_to_string(output).unwrap_or_default();
    let lines: Vec<&str> = lines.lines().skip(1).collect();
    format!("{} · {}", lines.join(" / "), told(&shown))
}

/// The status of a run and the codes that it names.
pub fn told(shown: &str) -> String {
    let mut codes: Vec<&str> = shown
        .lines()
        .filter_map(|line| line.strip_prefix("kesalahan ").or(line.strip_prefix("peringatan ")))
        .filter_map(|line| line.split(':').next())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let status = shown.rsplit("── status ").next().and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    format!("{status} {}", codes.join(" ")).trim().to_string()
}

/// A quote within a bare cell is a letter: it joins no lines.
#[test]
fn quotes_in_bare_cells() {
    let desk = Desk::new();
    desk.put("p.takar", "besaran A\nF = A * 1\n");
    desk.put("lebar.csv", "unit;tahun;A;ket\nU1;2024;5;pipa 5\"\nU2;2024;6;pipa 6\"\n\"U3\";2024;\"7\" ;\n");
    desk.put("satuan.csv", "unit;tahun;A\nKantor 5\";2024;1\nKantor 6\";2024;2\n");
    desk.put("panjang.csv", "unit;kode;tahun;nilai\nKantor 5\";A;2024;1\nKantor 6\";A;2024;2\n");
    desk.put("terbuka.csv", "unit;tahun;A;ket\nU1;2024;5;\nU2;2024;6;\"pipa\nU3;2024;7;\n");
    assert_eq!(by_pieces(&desk, "p.takar", "lebar.csv"), "U1,2024,5 / U2,2024,6 / U3,2024,7 · 0 D0107");
    let offices = "\"Kantor 5\"\"\",2024,1 / \"Kantor 6\"\"\",2024,2 · 0";
    assert_eq!(by_pieces(&desk, "p.takar", "satuan.csv"), offices);
    assert_eq!(by_pieces(&desk, "p.takar", "panjang.csv"), offices);
    assert_eq!(by_pieces(&desk, "p.takar", "terbuka.csv"), "U1,2024,5 · 1 D0009 D0107");
}

/// Every way to end a line, in the header too, and a line break inside a header.
#[test]
fn ends_of_lines() {
    let desk = Desk::new();
    desk.put("p.takar", "besaran A\nF = A * 1\n");
    for (at, end) in ["\n", "\r\n", "\r"].into_iter().enumerate() {
        let ended = |text: &str| text.replace('\n', end);
        desk.put("lebar.csv", ended("unit;tahun;A\nU;2024;5\n\nV;2024;6\n"));
        desk.put("panjang.csv", ended("unit;kode;tahun;nilai\nU;A;2024;5\nV;A;2024;6\n"));
        assert_eq!(by_pieces(&desk, "p.takar", "lebar.csv"), "U,2024,5 / V,2024,6 · 0", "{at}");
        assert_eq!(by_pieces(&desk, "p.takar", "panjang.csv"), "U,2024,5 / V,2024,6 · 0", "{at}");
    }
    desk.put("judul.csv", "\"unit\";tahun;\"A\";\"nama\nkantor\"\nU;2024;5;x\nV;2024;salah;\n");
    assert_eq!(by_pieces(&desk, "p.takar", "judul.csv"), "U,2024,5 / V,2024,keliru · 1 D0041 D0107");
    let shown = desk.run("hitung p.takar --data judul.csv --keluar hasil.csv --timpa");
    assert!(shown.contains("judul.csv, baris 4"), "{shown}");
}

/// A column is the file's own, whatever another file calls so, and its numbers are written as that very file declares.
#[test]
fn what_the_very_file_declares() {
    let desk = Desk::new();
    desk.put("p/aturan.takar", "besaran A\nbesaran B\nF = A * 1\nG = B * 1\nH = prov B\ndata \"data/a/x.csv\" angka id\n  kolom kab \"Pembanding\"\ndata \"data/b/x.csv\" angka en\n  kolom prov \"Pembanding\"\n");
    desk.put("p/data/a/x.csv", "kode;tahun;nilai;Pembanding\nA;2024;1.250;\n");
    desk.put("p/data/b/x.csv", "kode;tahun;nilai;Pembanding\nB;2024;1.250;7\n");
    desk.put("x.csv", "kode;tahun;nilai\nB;2024;1.250\n");
    desk.put("y.csv", "kode;tahun;nilai;Pembanding\nB;2024;1;7\n");
    desk.put("w.csv", "tahun;B;Pembanding B\n2024;1;7\n");
    assert_eq!(by_pieces(&desk, "p", "p/data/a/x.csv"), "2024,1250,belum diisi,belum diisi · 0");
    assert_eq!(by_pieces(&desk, "p", "p/data/b/x.csv"), "2024,belum diisi,1.25,7 · 0");
    // Two files of that name are declared in different ways.
    assert_eq!(by_pieces(&desk, "p", "x.csv"), "2024,belum diisi,keliru,belum diisi · 1 D0012");
    assert_eq!(by_pieces(&desk, "p", "y.csv"), " · 2 D0055");
    assert_eq!(by_pieces(&desk, "p", "w.csv"), " · 2 D0055");
}

/// In capital letters `UNIT` and `TAHUN` are codes where the rules have them.
#[test]
fn codes_named_like_keys() {
    let desk = Desk::new();
    desk.put("p.takar", "besaran UNIT \"Banyaknya unit\"\nbesaran TAHUN\nbesaran A\nF = A + UNIT\nG = A + TAHUN\n");
    desk.put("unit.csv", "tahun;UNIT;A\n2024;12;3\n");
    desk.put("tahun.csv", "unit;tahun;TAHUN;A\nV;2020;4;3\n");
    desk.put("tanpa.csv", "unit;TAHUN;A\nV;2020;4\n");
    assert_eq!(by_pieces(&desk, "p.takar", "unit.csv"), "2024,15,belum diisi · 0");
    assert_eq!(by_pieces(&desk, "p.takar", "tahun.csv"), "V,2020,belum diisi,7 · 0");
    assert_eq!(by_pieces(&desk, "p.takar", "tanpa.csv"), " · 2 D0105");
    desk.put("q.takar", "besaran A\nF = A * 1\n");
    desk.put("judul.csv", "UNIT;TAHUN;A\nV;2020;4\n");
    assert_eq!(by_pieces(&desk, "q.takar", "judul.csv"), "V,2020,4 · 0");
}

/// What the column `induk` alone makes a part of another thing is refused; what the rules say as well is not.
#[test]
fn parts_that_only_data_make() {
    let desk = Desk::new();
    desk.put("p.takar", "besaran X\nbesaran A\nbesaran B\nindikator Y\n  arah makin tinggi\n  capaian K\nindikator Z\n  induk Y\n  arah makin tinggi\n  capaian K\naturan capaian K\n  makin tinggi : realisasi / 10 * 100\nJML = jumlah(nilai rincian Y)\n");
    let head = "kode;tahun;induk;nilai\n";
    desk.put("lain.csv", format!("{head}Y;2024;;5\nZ;2024;;6\nB;2024;Y;7\n"));
    desk.put("sama.csv", format!("{head}Y;2024;;5\nZ;2024;Y;6\nB;2024;;7\n"));
    assert_eq!(by_pieces(&desk, "p.takar", "lain.csv"), " · 2 D0116");
    assert_eq!(by_pieces(&desk, "p.takar", "sama.csv"), "2024,50.00,60.00,6 · 0");
    desk.put("putar.csv", format!("{head}Y;2024;Y;5\nZ;2024;;6\n"));
    assert_eq!(by_pieces(&desk, "p.takar", "putar.csv"), "2024,50.00,60.00,6 · 1 D0048");
}

/// A bound of more digits than the quick way holds is a bound all the same.
#[test]
fn scales_beyond_quick_numbers() {
    let desk = Desk::new();
    desk.put("p.takar", "besaran A\n  skala 10_000_000_000..99_999_999_999\nbesaran B\n  skala -99_999_999_999..-10_000_000_000\nF = A * 2\nG = B * 2\n");
    desk.put("lebar.csv", "tahun;A;B\n2024;5,123456789;-5,123456789\n2024;10000000000,5;-10000000000,5\n");
    assert_eq!(
        by_pieces(&desk, "p.takar", "lebar.csv"),
        "2024,keliru,keliru / 2024,20000000001,-20000000001 · 1 D0020"
    );
}

/// What a row gives does not depend on how the other rows are written.
#[test]
fn decimals_do_not_depend_on_other_rows() {
    let desk = Desk::new();
    desk.put("p.takar", "besaran A\nF = A * 1\n  tampil 3\nG = A * 1\n  satuan persen\nH = A * 1\nI = A / 3\n");
    desk.put("satu.csv", "tahun;A\n2024;75\n");
    desk.put("dua.csv", "tahun;A\n2024;75\n2024;1,5\n2024;1,23456\n2024;n/a\n");
    let line = "2024,75.000,75.00,75,25";
    assert_eq!(by_pieces(&desk, "p.takar", "satu.csv"), format!("{line} · 0"));
    assert!(by_pieces(&desk, "p.takar", "dua.csv").starts_with(&format!("{line} / 2024,1.500,1.50,1.5,0.5 / ")));
}

/// A root rounded to tens is shown in tens, as any other number.
#[test]
fn roots_in_tens() {
    let desk = Desk::new();
    let rules = "besaran A\nbesaran B\nbesaran R\n  rumus rata_rata_geometrik(A; B)\n  tampil -1\ndata \"x.csv\"\n";
    desk.put("p/aturan.takar", rules);
    desk.put("p/x.csv", "kode;tahun;nilai\nA;2024;1234\nB;2024;77\n");
    let shown = desk.run("hitung p");
    assert!(shown.contains("≈310"), "{shown}");
    assert_eq!(by_pieces(&desk, "p", "p/x.csv"), "2024,310 · 0");
}

/// A share without its sign is doubtful beside the signs of its row, of its column, and of its code in every file; in a
/// wide file, in ranges and in further columns too.
#[test]
fn shares_beside_signs() {
    let desk = Desk::new();
    desk.put("p/aturan.takar", "besaran A\n  satuan persen\nNAIK = A - A[tahun-1]\n  satuan poin\ndata \"x.csv\"\ndata \"y.csv\"\ntabel T\n  baris A; NAIK\n  kolom nilai\n");
    desk.put("p/x.csv", "kode;tahun;nilai\nA;2023;90%\n");
    desk.put("p/y.csv", "kode;tahun;nilai\nA;2024;0,95\n");
    assert_eq!(told(&desk.run("hitung p")), "1 D0049");
    desk.put("p/y.csv", "kode;tahun;nilai\nA;2024;0,95%\n");
    assert_eq!(told(&desk.run("hitung p")), "0");

    let rules = "aturan capaian R\n  makin tinggi : realisasi / target * 100\n  rentang : realisasi / target_atas * 100\n  \
        terima arah terbalik \"x\"\nindikator R\n  satuan persen\n  skala > 0 .. 100\n  arah rentang\n  capaian R\nindikator S\n  \
        satuan persen\n  arah makin tinggi\n  capaian R\nbesaran A\n  satuan persen\nB = A + kab A\n  satuan persen\ndata \"z.csv\"\n  kolom kab \"Kab\"\n";
    desk.put("q/aturan.takar", rules);
    desk.put("q/z.csv", "kode;tahun;target;realisasi;Kab\nS;2023;90%;;\nS;2024;;0,95;\n");
    assert!(told(&desk.run("hitung q")).contains("D0049"));
    assert_eq!(by_pieces(&desk, "q", "q/z.csv").split_once(" · ").expect("told").1, "1 D0049 K0311");
    let both = |wide: &str, long: &str| {
        desk.put("lebar.csv", wide);
        desk.put("panjang.csv", long);
        let found = ["lebar.csv", "panjang.csv"].map(|file| by_pieces(&desk, "q", file));
        assert_eq!(found[0], found[1]);
        found[0].clone()
    };
    let ranges = both(
        "unit;tahun;R;target R\nU1;2024;50;40%-60%\nU2;2024;50;0,4-0,6\n",
        "unit;kode;tahun;realisasi;target\nU1;R;2024;50;40%-60%\nU2;R;2024;50;0,4-0,6\n",
    );
    let none = "belum diisi";
    assert_eq!(ranges, format!("U1,2024,83.33,{none},{none} / U2,2024,keliru,{none},{none} · 1 D0049 K0311"));
    let columns = both(
        "unit;tahun;A;kab A\nU1;2024;50;90%\nU2;2024;50;0,95\n",
        "unit;kode;tahun;nilai;Kab\nU1;A;2024;50;90%\nU2;A;2024;50;0,95\n",
    );
    assert_eq!(columns, format!("U1,2024,{none},{none},140.00 / U2,2024,{none},{none},keliru · 1 D0049 K0311"));
}

/// A figure that belongs to another grade than it shows has its note, however many decimals it takes.
#[test]
fn figures_close_to_another_grade() {
    let desk = Desk::new();
    desk.put("p/aturan.takar", "aturan predikat M\n  < 15 : \"C\"\n  >= 15 : \"A\"\nbesaran A\nbesaran F\n  rumus A / 3\n  predikat M\ndata \"x.csv\"\n");
    for (text, note) in [
        ("44,9999999999999", "[1] lebih tepatnya 14,99999999999997; predikatnya menurut angka ini"),
        ("44,99999999999999999999999999", "[1] lebih tepatnya 14,999999999999999999999999997"),
    ] {
        desk.put("p/x.csv", format!("kode;tahun;nilai\nA;2024;{text}\n"));
        let shown = desk.run("hitung p");
        assert!(shown.contains(note), "{shown}");
    }
}

/// What `hitung` passes over above a header, `--data` passes over too, and lines keep their numbers.
#[test]
fn above_the_header() {
    let desk = Desk::new();
    desk.put("p.takar", "besaran A\nF = A * 1\n");
    for above in ["sep=;\n", "\n", "\u{feff}sep=;\r\n\r\n"] {
        let lines = above.matches('\n').count();
        for body in ["tahun;A\n2024;5\n2024;salah\n", "kode;tahun;nilai\nA;2024;5\nA;2023;salah\n"] {
            desk.put("x.csv", format!("{above}{body}"));
            let found = by_pieces(&desk, "p.takar", "x.csv");
            assert!(found.contains("2024,5") && found.ends_with("1 D0041"), "{found}");
            let shown = desk.run("hitung p.takar --data x.csv --keluar hasil.csv --timpa");
            assert!(shown.contains(&format!("x.csv, baris {}", lines + 3)), "{shown}");
        }
    }
}

/// No two columns of a CSV have one header.
#[test]
fn headers_of_tables_are_each_once() {
    let desk = Desk::new();
    let rules = "besaran A\ntabel T \"x\"\n  baris A\n  kolom nilai \"satuan\"\n  kolom nilai \"N\"\n  kolom kode \"N (2)\"\n  kolom nilai \"N\"\ndata \"x.csv\"\n";
    desk.put("p/aturan.takar", rules);
    desk.put("p/x.csv", "kode;tahun;nilai\nA;2024;5\n");
    let shown = desk.run("hitung p --format csv --angka en");
    assert!(shown.contains("tabel,unit,tahun,bagian,satuan (2),N,N (2),N (3),satuan,catatan"), "{shown}");
}
