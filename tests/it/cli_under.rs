//! `takar hitung --skenario`: tables under a scenario, marked in every form, and never mistaken for those of the data.

use super::desk::{Desk, status};

const BETTER: &str = "skenario \"baik\"\n  tahun 2024\n  diketahui SKM = 95\n\nubah Baku\n  batas 0..110\n";

const UNITS: &str = "kode;tahun;unit;target;realisasi\nSAKIP;2024;Barat;72,5;73,12\nSKM;2024;Barat;90;81,55\nSAKIP;2024;Timur;70;69\nSKM;2024;Timur;90;88\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("contoh/skenario/baik.takar", BETTER);
    desk
}

#[test]
fn marked_in_every_form() {
    let forms = ["terminal", "md", "csv", "json --tabel T2"];
    let lines = forms.map(|form| format!("hitung contoh --skenario baik --format {form}"));
    insta::assert_snapshot!(desk().runs(&lines.each_ref().map(String::as_str)));
}

#[test]
fn the_same_figures_as_in_a_session() {
    let desk = desk();
    // With nothing changed the tables are those of the data, but for their mark.
    desk.put("contoh/skenario/kosong.takar", "skenario \"kosong\"\n");
    let marked = desk.run("hitung contoh --skenario kosong");
    let plain = desk.run("hitung contoh");
    let body = |shown: &str| shown.split_once('\n').expect("lines").1.replace(" · skenario kosong", "");
    assert_eq!(body(&marked), body(&plain));
    // Under the scenario they are those that the session shows.
    desk.put("tanya.txt", "skenario buka baik\ntabel T1\n");
    let table = desk.run("hitung contoh --skenario baik --tabel T1");
    let input = std::fs::File::open(desk.path("tanya.txt")).expect("the questions");
    let asked = super::desk::command(desk.folder.path(), "").args(["coba", "contoh"]).stdin(input).output();
    let asked = String::from_utf8(asked.expect("it runs").stdout).expect("UTF-8");
    for row in table.lines().filter(|line| line.contains("SAKIP") || line.contains("Rata-rata")) {
        assert!(asked.contains(row), "{row}\n{asked}");
    }
}

/// The name of the file means the scenario in it, at the prompt and behind `--skenario` alike; a scenario of just that name
/// comes first.
#[test]
fn named_by_its_file() {
    let desk = desk();
    let ask = |desk: &Desk, typed: &str| {
        desk.put("tanya.txt", typed);
        let input = std::fs::File::open(desk.path("tanya.txt")).expect("the questions");
        let seen = super::desk::command(desk.folder.path(), "").args(["coba", "contoh"]).stdin(input).output();
        let seen = seen.expect("it runs");
        String::from_utf8([seen.stdout, seen.stderr].concat()).expect("UTF-8")
    };
    let table = |name: &str| desk.run(&format!("hitung contoh --skenario {name}"));
    let body = |shown: String| shown.split_once('\n').expect("lines").1.to_string();
    let plain = body(table("baik"));
    for name in ["baik.takar", "baik.TAKAR", "contoh/skenario/baik.takar", "./contoh/skenario/baik.takar"] {
        assert_eq!(body(table(name)), plain, "{name}");
    }
    let told = [
        table("lain/skenario/baik.takar"),
        ask(&desk, "skenario buka baik.takar\nSKM\nbandingkan baik.takar; dasar\n"),
    ];
    // Saved under the name of a file, it is not called so twice.
    let saved = ask(&desk, "SKM = 91\nskenario simpan usul.takar\nskenario simpan usul.takar\nskenario daftar\n");
    assert!(
        desk.path("contoh/skenario/usul.takar").is_file() && !desk.path("contoh/skenario/usul.takar.takar").exists()
    );
    desk.put("contoh/skenario/baik.takar.takar", BETTER.replace("95", "26"));
    let exact = table("baik.takar");
    assert_ne!(body(exact.clone()), plain);
    insta::assert_snapshot!([told.concat(), saved, exact].join("\n"));
}

#[test]
fn of_another_year_or_unit() {
    let desk = desk();
    let year = desk.run("hitung contoh --skenario baik --tahun 2023 --tabel T1");
    desk.put("contoh/skenario/kota.takar", BETTER.replace("  diketahui", "  catatan \"unit Kota\"\n  diketahui"));
    let one = desk.run("hitung contoh --skenario kota --tabel T2");
    desk.put("contoh/data/iku.csv", UNITS);
    desk.put("contoh/skenario/timur.takar", BETTER.replace("  diketahui", "  catatan \"unit Timur\"\n  diketahui"));
    let several = desk.runs(&[
        "hitung contoh --skenario timur --tabel T1",
        "hitung contoh --skenario baik --tabel T1",
        "hitung contoh --skenario kota --tabel T1",
    ]);
    insta::assert_snapshot!([year, one, several].join("\n"));
}

#[test]
fn what_cannot_be_asked() {
    let desk = desk();
    desk.put("contoh/acuan/T1.md", "diterima");
    let shown = desk.runs(&[
        "hitung contoh --skenario bak",
        "hitung contoh --skenario a/b",
        "hitung contoh --skenario baik --data contoh/data/iku.csv --keluar hasil.csv",
        "hitung contoh contoh/aturan.takar --skenario baik",
        "hitung contoh --skenario baik --timpa --keluar contoh/acuan/T1.md",
        "hitung contoh --skenario baik --timpa --keluar contoh/skenario/baik.takar",
        "hitung contoh --skenario baik --timpa --keluar contoh/skenario/",
    ]);
    assert_eq!(
        (desk.get("contoh/acuan/T1.md").as_str(), desk.get("contoh/skenario/baik.takar").as_str()),
        ("diterima", BETTER)
    );
    assert_eq!(status(&desk.run("hitung contoh --skenario contoh/skenario/baik.takar")), Some("0"));
    insta::assert_snapshot!(shown);
}

#[test]
fn what_is_wrong_with_it_is_told_in_its_own_lines() {
    let desk = desk();
    desk.put("contoh/skenario/salah.takar", "skenario \"salah\"\n  diketahui SKM = 950; SKN = 3\n");
    desk.put("contoh/skenario/rusak.takar", "skenario \"rusak\"\n\nubah IKU\n  anggota SAKIP; ABC\n");
    insta::assert_snapshot!(desk.runs(&["hitung contoh --skenario salah", "hitung contoh --skenario rusak"]));
}

/// What is assumed is no fault of the data: only what the data alone say twice, or otherwise than the rules, is told of them,
/// and what the rules of the scenario take is told no more.
#[test]
fn assumed_figures_are_none_of_the_data() {
    let desk = Desk::new();
    let told = |rules: &str, data: &str, scenario: &str| {
        let rate = "aturan capaian R\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
        desk.put("p/aturan.takar", format!("paket \"P\"\n  tahun 2024\n{rate}indikator I\n  arah makin tinggi\n  capaian R\n  target 100\n{rules}data \"d.csv\"\n"));
        desk.put("p/d.csv", data);
        desk.put("p/skenario/s.takar", format!("skenario \"s\"\n{scenario}"));
        super::paths::told(&desk.run("hitung p --skenario s"))
    };
    let quarters = "besaran Q\n  triwulan jumlah\n";
    assert_eq!(told("", "kode;realisasi;capaian\nI;50;50\n", "  diketahui target I = 200\n"), "0");
    assert_eq!(told("", "kode;realisasi;capaian\nI;50;60\n", "  diketahui target I = 200\n"), "0 H0022");
    assert_eq!(told("", "kode;target;realisasi\nI;90;50\n", "  diketahui target I = 100\n"), "1 H0011");
    assert_eq!(told(quarters, "kode;triwulan;nilai\nQ;1;2\n", "  diketahui Q = 9\n"), "0");
    assert_eq!(told(quarters, "kode;triwulan;nilai\nQ;1;2\nQ;;2\n", "  diketahui Q[triwulan 1] = 9\n"), "0 B0506");
    assert_eq!(told(quarters, "kode;triwulan;nilai\nQ;1;3\nQ;;2\n", "  diketahui Q = 3\n"), "1 H0010");
    let scale = "besaran A\n  skala 0..10\n";
    assert_eq!(told(scale, "kode;nilai\nA;20\n", "\nubah A\n  skala 0..100\n"), "0");
    assert_eq!(told(scale, "kode;nilai\nA;2000\n", "\nubah A\n  skala 0..100\n"), "1 D0020");
    // A rule is for results: it holds or fails under the scenario.
    let rule = "besaran A\npastikan A < 10 \"kecil\"\n";
    assert!(told(rule, "kode;nilai\nA;20\n", "  diketahui A = 5\n").starts_with('0'));
    assert!(told(rule, "kode;nilai\nA;2\n", "  diketahui A = 50\n").contains('H'));
}

/// A scenario made for a unit that is not there is not laid over all the others without a word.
#[test]
fn a_unit_that_is_not_there() {
    let desk = Desk::new();
    desk.put("p/aturan.takar", "paket \"P\"\n  tahun 2024\nbesaran Q\ndata \"d.csv\"\n");
    desk.put("p/d.csv", "kode;unit;nilai\nQ;Kota A;2\nQ;Kota B;3\n");
    let shown = |name: &str| {
        desk.put("p/skenario/s.takar", format!("skenario \"s\"\n  catatan \"unit {name}\"\n  diketahui Q = 5\n"));
        desk.run("hitung p --skenario s")
    };
    assert!(shown("kota b").contains("hanya untuk unit Kota B"));
    let near = shown("Kota C");
    assert!(near.contains("T0009") && near.contains("catatan \"unit Kota A\"") && status(&near) == Some("2"), "{near}");
    assert!(desk.run("periksa p").contains("T0009"));
    let far = shown("Mojoagung");
    assert!(far.contains("semua unit (2 unit)") && far.contains("tidak ada unit \"Mojoagung\""), "{far}");
}

/// Of two units in the remarks nobody knows whose figures are meant.
#[test]
fn two_units_in_the_remarks() {
    let desk = desk();
    desk.put("contoh/data/iku.csv", UNITS);
    let both = BETTER.replace("  diketahui", "  catatan \"unit Barat\"\n  catatan \"unit Timur\"\n  diketahui");
    desk.put("contoh/skenario/dua.takar", both);
    for (line, ends) in [("hitung contoh --skenario dua", "2"), ("periksa contoh", "1")] {
        let told = desk.run(line);
        assert!(told.contains("K0103") && told.contains("menyebut dua unit"), "{line}\n{told}");
        assert_eq!(status(&told), Some(ends), "{line}\n{told}");
    }
    desk.put("contoh/skenario/dua.takar", BETTER.replace("  diketahui", "  catatan \"Unit Timur\"\n  diketahui"));
    let one = desk.run("hitung contoh --skenario dua");
    assert!(one.contains("hanya untuk unit Timur"), "{one}");
}

/// A budget of its own stands whatever is assumed of its details, and that is said.
#[test]
fn a_detail_below_a_written_whole() {
    let desk = desk();
    let rules = "paket \"P\"\n  tahun 2024\numum \"4\"\ntabel T \"t\"\n  baris turunan \"4\"; \"4\"\n  kolom kode\n  kolom pagu\ndata \"d.csv\"\n";
    desk.put("uang/a.takar", rules);
    desk.put("uang/d.csv", "kode;pagu\n4;100\n4.1;60\n4.2;40\n");
    desk.put("uang/skenario/s.takar", "skenario \"s\"\n  diketahui pagu \"4.1\" = 70\n");
    let told = desk.run("hitung uang --skenario s");
    assert!(told.contains("pagu \"4\" tetap 100, 110 menurut rinciannya yang diandaikan"), "{told}");
    assert!(told.contains("diketahui") && told.contains("pagu \"4\" = 110"), "{told}");
    assert_eq!(status(&told), Some("0"));
    // With the line that it proposes the whole follows, and nothing is said.
    desk.put("uang/skenario/s.takar", "skenario \"s\"\n  diketahui pagu \"4.1\" = 70; pagu \"4\" = 110\n");
    assert!(!desk.run("hitung uang --skenario s").contains("B0506"));
    // Without a figure of its own it always follows.
    desk.put("uang/d.csv", "kode;pagu\n4;\n4.1;60\n4.2;40\n");
    desk.put("uang/skenario/s.takar", "skenario \"s\"\n  diketahui pagu \"4.1\" = 70\n");
    let follows = desk.run("hitung uang --skenario s");
    assert!(follows.contains("110") && !follows.contains("B0506"), "{follows}");
}
