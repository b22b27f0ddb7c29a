//! The built program from its words to its streams: each snapshot shows what was typed, both streams and the status.

use super::desk::{DATA, Desk, RULES, command, status};
use std::fs;
use std::path::Path;

#[test]
fn a_run_in_every_format() {
    let desk = Desk::new();
    let lines = [
        "hitung contoh",
        "hitung contoh --format md",
        "hitung contoh --format csv",
        "hitung contoh --format csv --angka id",
        "hitung contoh --format json --tabel T2",
    ];
    insta::assert_snapshot!(desk.runs(&lines));
}

#[test]
fn english_words_do_the_same() {
    let desk = Desk::new();
    let pairs = [
        ("hitung contoh --tahun 2023 --tabel t1", "run contoh --year 2023 --table T1"),
        ("hitung contoh --format csv --angka id", "run contoh --format csv --numbers id"),
        ("periksa contoh", "check contoh"),
        ("uji contoh", "test contoh"),
    ];
    for (ours, english) in pairs {
        let shown = |line: &str| desk.run(line).split_once('\n').expect("lines").1.to_string();
        assert_eq!(shown(ours), shown(english));
    }
    desk.run("run contoh --output hasil.md");
    assert!(desk.get("hasil.md").starts_with("### T1"));
    desk.run("test contoh --accept");
    assert_eq!(status(&desk.run("test contoh")), Some("0"));
}

#[test]
fn another_year() {
    insta::assert_snapshot!(Desk::new().run("hitung contoh --tahun 2023"));
}

#[test]
fn tables_by_name() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.runs(&[
        "hitung contoh --tabel T2 --tabel T1 --format md",
        "hitung contoh --tabel T3",
        "hitung contoh --tabel Capaian",
    ]));
}

#[test]
fn a_check_in_both_formats() {
    let desk = Desk::new();
    let sound = desk.runs(&["periksa contoh", "periksa contoh --format json"]);
    desk.edit("contoh/aturan.takar", "anggota SAKIP; SKM", "anggota SAKIP; SMK");
    insta::assert_snapshot!(format!("{sound}\n{}", desk.runs(&["periksa contoh", "periksa contoh --format json"])));
}

#[test]
fn a_package_that_is_not_there() {
    let desk = Desk::new();
    desk.put("kosong/catatan.txt", "");
    let lines = ["hitung conto", "periksa conto", "uji conto", "hitung kosong", "hitung contoh/data/iku.csv"];
    insta::assert_snapshot!(desk.runs(&lines));
}

#[test]
fn the_folder_at_hand_is_the_package() {
    let desk = Desk::new();
    let output = command(&desk.path("contoh"), "hitung --tabel T2 --format csv --angka en").output().expect("it runs");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "tabel,unit,tahun,bagian,Kelompok,% Capaian,satuan,catatan\n\
         T2,,2024,baris,Indikator Kinerja Utama,95.31,% Capaian: persen,\n"
    );
}

#[test]
fn broken_rules_compute_nothing() {
    let desk = Desk::new();
    desk.edit("contoh/aturan.takar", "realisasi / target * 100", "(realisasi / target * 100");
    desk.edit("contoh/aturan.takar", "anggota SAKIP; SKM", "anggota SAKIP; SMK");
    let shown = desk.runs(&["hitung contoh", "uji contoh", "hitung contoh --keluar hasil.md"]);
    assert!(!desk.path("hasil.md").exists());
    insta::assert_snapshot!(shown);
}

#[test]
fn bytes_that_are_no_text() {
    let desk = Desk::new();
    desk.put("contoh/lama.takar", b"# Keputusan \x93baru\x94\n");
    let rules = desk.runs(&["hitung contoh", "periksa contoh"]);
    fs::remove_file(desk.path("contoh/lama.takar")).expect("it was there");
    desk.put("contoh/data/iku.csv", b"kode;tahun;target;realisasi\nSAKIP;2024;72,5;73,12\xa0\n");
    insta::assert_snapshot!(format!("{rules}\n{}", desk.run("hitung contoh")));
}

#[test]
fn data_that_are_not_there() {
    let desk = Desk::new();
    fs::rename(desk.path("contoh/data/iku.csv"), desk.path("contoh/data/IKU-2024.csv")).expect("renamed");
    insta::assert_snapshot!(desk.run("hitung contoh"));
}

/// Line ends and the mark of Windows change nothing.
#[test]
fn files_from_windows() {
    let desk = Desk::new();
    let plain = desk.runs(&["hitung contoh", "uji contoh"]);
    desk.put("contoh/aturan.takar", format!("\u{feff}{}", RULES.replace('\n', "\r\n")));
    desk.put("contoh/data/iku.csv", format!("\u{feff}{}", DATA.replace('\n', "\r\n")));
    assert_eq!(desk.runs(&["hitung contoh", "uji contoh"]), plain);
    desk.run("uji contoh --terima");
    for name in ["T1", "T2"] {
        let path = format!("contoh/acuan/{name}.md");
        desk.put(&path, desk.get(&path).replace('\n', "\r\n"));
    }
    assert_eq!(status(&desk.run("uji contoh")), Some("0"));
}

#[test]
fn a_wrong_cell_hides_no_other() {
    let desk = Desk::new();
    desk.edit("contoh/data/iku.csv", "72,5;73,12", "0;73,12");
    desk.edit("contoh/data/iku.csv", "90;81,55", "90;8l,55");
    insta::assert_snapshot!(desk.run("hitung contoh"));
}

#[test]
fn empty_cells_are_no_fault() {
    let desk = Desk::new();
    desk.edit("contoh/data/iku.csv", "90;81,55", "90;-");
    insta::assert_snapshot!(desk.run("hitung contoh --format md"));
}

#[test]
fn a_year_without_rules() {
    let desk = Desk::new();
    let text = RULES.replace("satuan nilai\n", "satuan nilai\n  berlaku 2023..2024\n");
    let text = text.replace("anggota SAKIP; SKM\n", "anggota SAKIP; SKM\n  berlaku 2023..2024\n");
    desk.put("contoh/aturan.takar", text);
    insta::assert_snapshot!(desk.runs(&["hitung contoh --tahun 2020", "hitung contoh --tahun 20"]));
}

#[test]
fn a_package_without_a_year() {
    let desk = Desk::new();
    desk.edit("contoh/aturan.takar", "  tahun 2024\n", "");
    let latest = desk.run("hitung contoh --tabel T2 --format md");
    desk.put("contoh/data/iku.csv", "kode;tahun;target;realisasi\n");
    insta::assert_snapshot!(format!("{latest}\n{}", desk.run("hitung contoh")));
}

#[test]
fn a_warning_leaves_the_status() {
    let desk = Desk::new();
    desk.edit("contoh/aturan.takar", "contoh \"SAKIP", "besaran LEBIH\n\ncontoh \"SAKIP");
    insta::assert_snapshot!(desk.runs(&["periksa contoh", "hitung contoh --tabel T2 --format md"]));
}

#[test]
fn a_reported_value_that_differs() {
    let desk = Desk::new();
    desk.edit("contoh/aturan.takar", "  skala 25..100\n", "  skala 25..100\n  rumus U1 * 25\n");
    desk.put("contoh/unsur.takar", "besaran U1 \"Nilai unsur\"\n  skala 1..4\n");
    desk.put("contoh/data/iku.csv", format!("{DATA}U1;2024;;3,3\n"));
    insta::assert_snapshot!(desk.run("hitung contoh --tabel T1"));
}

#[test]
fn results_in_files() {
    let desk = Desk::new();
    let written = desk.runs(&[
        "hitung contoh --keluar hasil.md",
        "hitung contoh --keluar hasil.csv --angka id",
        "hitung contoh --keluar hasil.json",
        "hitung contoh --keluar hasil.txt",
    ]);
    let output = command(desk.folder.path(), "hitung contoh --format md").output().expect("it runs");
    assert_eq!(desk.get("hasil.md").into_bytes(), output.stdout, "file and screen are the same");
    assert!(desk.get("hasil.csv").starts_with("\u{feff}tabel;"));
    assert!(desk.get("hasil.json").starts_with("{\n"));
    assert!(desk.get("hasil.txt").starts_with("T1 · "));
    insta::assert_snapshot!(written);
}

#[test]
fn a_result_without_a_place() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.runs(&["hitung contoh --keluar laporan/hasil.md", "hitung contoh --keluar contoh"]));
}

/// The new content stands under the old name as a whole; a reader that had the old file open keeps the old content.
#[test]
fn an_old_result_is_replaced_in_one_step() {
    use std::io::Read;
    let desk = Desk::new();
    let before = format!("### T1 · lama\n\n| Nama |\n{}", "| lama |\n".repeat(10_000));
    desk.put("hasil.md", &before);
    let mut reader = fs::File::open(desk.path("hasil.md")).expect("open");
    desk.run("hitung contoh --keluar hasil.md --timpa");
    assert!(desk.get("hasil.md").starts_with("### T1"));
    assert!(!desk.get("hasil.md").contains("lama"));
    if cfg!(unix) {
        let mut old = String::new();
        reader.read_to_string(&mut old).expect("the old content");
        assert_eq!(old, before);
    }
    let left: Vec<_> =
        fs::read_dir(desk.folder.path()).expect("a folder").map(|entry| entry.expect("it").file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn a_failing_run_leaves_the_old_result() {
    let desk = Desk::new();
    desk.put("hasil.md", "lama\n");
    desk.edit("contoh/aturan.takar", "anggota SAKIP; SKM", "anggota SAKIP; SMK");
    assert_eq!(status(&desk.run("hitung contoh --keluar hasil.md")), Some("1"));
    assert_eq!(desk.get("hasil.md"), "lama\n");
}

#[test]
fn accepted_tables() {
    let desk = Desk::new();
    let first = desk.runs(&["uji contoh", "uji contoh --terima", "uji contoh"]);
    desk.edit("contoh/data/iku.csv", "90;81,55", "90;82");
    let changed = desk.runs(&["uji contoh", "uji contoh --terima", "uji contoh"]);
    insta::assert_snapshot!(format!("{first}\n{changed}"));
}

/// Copies of many units are compared table by table while they are computed; what differs is told up to a length.
#[test]
fn accepted_tables_of_many_units() {
    let desk = Desk::new();
    let rows = |units: &mut dyn Iterator<Item = usize>| {
        let row =
            |unit| format!("Unit {unit};SAKIP;2024;80;{}\nUnit {unit};SKM;2024;90;{}\n", unit % 90, 25 + unit % 70);
        "unit;kode;tahun;target;realisasi\n".to_string() + &units.map(row).collect::<String>()
    };
    let new = |shown: &str| shown.lines().filter(|line| line.starts_with("  + ")).count();
    desk.put("contoh/data/iku.csv", rows(&mut (0..600)));
    let first = desk.run("uji contoh --terima");
    assert_eq!((status(&first), new(&first)), (Some("0"), 2 * 1000));
    assert!(first.contains("  … dan 3.799 baris lagi\n"), "{}", first.lines().count());
    assert_eq!(desk.get("contoh/acuan/T1.md").matches("### ").count(), 600);
    // One with the line ends of Windows is the same.
    desk.put("contoh/acuan/T2.md", desk.get("contoh/acuan/T2.md").replace('\n', "\r\n"));
    let same = desk.run("uji contoh");
    // A unit more, one less, one with another value.
    desk.put("contoh/data/iku.csv", rows(&mut (0..500).chain(9999..10_000).chain(501..600)));
    desk.edit("contoh/data/iku.csv", "Unit 7;SAKIP;2024;80;7\n", "Unit 7;SAKIP;2024;80;77\n");
    let changed = desk.run("uji contoh");
    desk.run("uji contoh --terima");
    let accepted = desk.run("uji contoh");
    let text = desk.get("contoh/acuan/T1.md");
    let cut = text.find("### T1 · Capaian IKU · Unit 400 ").expect("a unit");
    desk.put("contoh/acuan/T1.md", [&text.as_bytes()[..cut], b"\xE9\n"].concat());
    let illegible = desk.run("uji contoh");
    insta::assert_snapshot!([same, changed, accepted, illegible].join("\n"));
}

/// A filter for `baris` leaves what may be summed: headings and subtotals say what they are.
#[test]
fn groups_of_rows_in_csv_and_json() {
    let desk = Desk::new();
    desk.edit(
        "contoh/aturan.takar",
        "  penutup rata_rata",
        "  kelompokkan sasaran\n  subtotal rata_rata(capaian) \"Rata-rata sasaran\"\n  penutup rata_rata",
    );
    desk.edit(
        "contoh/aturan.takar",
        "indikator SKM \"Survei Kepuasan Masyarakat\"\n",
        "indikator SKM \"Survei\"\n  sasaran \"Layanan\"\n",
    );
    let csv = desk.run("hitung contoh --tabel T1 --format csv");
    let json = desk.run("hitung contoh --tabel T1 --format json");
    let parts = json.find("\"bagian\"").map(|at| &json[at..]).expect("the kinds of rows");
    let parts = parts[..parts.find(']').expect("an end")].to_string();
    assert!(!desk.run("hitung contoh --tabel T2 --format json").contains("\"bagian\""));
    insta::assert_snapshot!(format!("{csv}\n{parts}]\n"));
}

/// A copy whose table is gone is told; what is wrong is not accepted.
#[test]
fn copies_without_a_table_and_tables_that_are_wrong() {
    let desk = Desk::new();
    desk.run("uji contoh --terima");
    desk.put("contoh/acuan/T9.md", "### T9\n");
    let gone = desk.runs(&["uji contoh", "uji contoh --terima", "uji contoh/aturan.takar"]);
    fs::remove_file(desk.folder.path().join("contoh/acuan/T9.md")).expect("the copy");
    desk.edit("contoh/data/iku.csv", "90;81,55", "90;delapan");
    let wrong = desk.runs(&["uji contoh --terima"]);
    assert!(!desk.get("contoh/acuan/T1.md").contains("keliru"));
    insta::assert_snapshot!(format!("{gone}\n{wrong}"));
}

/// Of several units `cari` says which one it answers for.
#[test]
fn the_unit_that_is_sought_for() {
    let desk = Desk::new();
    desk.put(
        "contoh/data/iku.csv",
        "unit;kode;tahun;target;realisasi\nUtara;SAKIP;2024;80;40\nSelatan;SAKIP;2024;50;40\n",
    );
    let question = "SAKIP agar capaian SAKIP = 90";
    let seek = |more: &[&str]| {
        let mut command = command(desk.folder.path(), "cari");
        let output = command.arg(question).arg("contoh").args(more).output().expect("it runs");
        String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
    };
    let told = [seek(&[]), seek(&["--unit", "selatan"]), seek(&["--unit", "Barat"])];
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn an_example_that_comes_out_otherwise() {
    let desk = Desk::new();
    desk.run("uji contoh --terima");
    desk.edit("contoh/aturan.takar", "hasil capaian SAKIP = 50", "hasil capaian SAKIP = 51");
    insta::assert_snapshot!(desk.runs(&["uji contoh", "hitung contoh --tabel T2 --format csv"]));
}

#[test]
fn words_that_are_not_understood() {
    let desk = Desk::new();
    let lines = ["", "hitng contoh", "hitung contoh --thun 2024", "hitung contoh --format pdf", "hitung a b"];
    insta::assert_snapshot!(desk.runs(&lines));
}

/// `NO_COLOR`, a narrow `COLUMNS`: a pipe takes the width it is told and never a colour.
#[test]
fn a_pipe_takes_the_width_it_is_told() {
    let desk = Desk::new();
    let mut narrow = command(desk.folder.path(), "hitung contoh --tabel T1");
    let output = narrow.env("COLUMNS", "40").env("CLICOLOR_FORCE", "1").output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.lines().all(|line| line.chars().count() <= 40), "{text}");
    assert!(!text.contains('\u{1b}'));
}

/// Every package that is shipped: no finding, its examples hold, and its tables are the accepted ones.
#[test]
fn shipped_packages_are_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut packages = 0;
    for entry in fs::read_dir(root.join("rules")).expect("rules") {
        let path = entry.expect("an entry").path();
        let name = format!("rules/{}", path.file_name().expect("a name").to_string_lossy());
        let check = command(root, &format!("periksa {name}")).output().expect("it runs");
        let said = String::from_utf8_lossy(&check.stdout);
        assert!(said.starts_with("tidak ada kesalahan\n") && check.status.success(), "{name}: {said}");
        assert!(check.stderr.is_empty() && check.status.success(), "{name}");
        let test = command(root, &format!("uji {name}")).output().expect("it runs");
        let told = [test.stdout, test.stderr].concat();
        assert!(test.status.success(), "{name}: {}", String::from_utf8_lossy(&told));
        let told = String::from_utf8_lossy(&told).into_owned();
        assert!(told.contains(" contoh dihitung") && !told.contains("berbeda"), "{name}: {told}");
        packages += 1;
    }
    assert!(packages > 0);
}

/// The ends of a range have the unit of the target.
#[test]
fn a_range_target_in_csv_has_its_unit() {
    let desk = Desk::new();
    let rules = "paket \"R\"\n  tahun 2024\ndata \"d.csv\"\naturan capaian K\n  rentang : jika realisasi < target_bawah maka 0 selain itu 100\n\
        indikator R\n  satuan persen\n  arah rentang\n  capaian K\ntabel T \"t\"\n  baris R\n  kolom kode\n  kolom target\n  kolom realisasi\n";
    desk.put("r/a.takar", rules);
    desk.put("r/d.csv", "kode;tahun;target;realisasi\nR;2024;25%-30%;27%\n");
    insta::assert_snapshot!(desk.run("hitung r --format csv"));
}
