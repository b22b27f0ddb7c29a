//! `takar baru --templat`: what is made can be filled in, and gives the figures that a hand computes.

use super::compose::Room;
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::fs;
use std::path::Path;

const TEMPLATES: [&str; 3] = ["lkjip", "pk", "triwulan"];

/// A package of a template, its workbook filled in by another program.
fn filled(template: &str, workbook: &str) -> Room {
    let room = Room::new();
    assert!(room.takar(&format!("baru --templat {template} kantor")).ends_with("(status 0)\n"));
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/templat").join(workbook);
    fs::copy(from, room.path("kantor/masukan.xlsx")).expect("a copy");
    room
}

/// The cells of each line of a table in Markdown, without the padding.
fn lines(room: &Room, table: &str) -> Vec<String> {
    let said = room.takar(&format!("hitung kantor --format md --tabel {table}"));
    let is_row = |line: &&str| line.starts_with('|') && !line.starts_with("| ---") && !line.starts_with("|--");
    let cells =
        |line: &str| line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" | ");
    said.lines().filter(is_row).map(cells).collect()
}

#[test]
fn each_template_is_sound_as_it_is() {
    let room = Room::new();
    let mut told = String::new();
    for name in TEMPLATES {
        told += &room.takar(&format!("baru --templat {name} {name} --judul Dinas"));
        assert!(room.takar(&format!("periksa {name}")).ends_with("(status 0)\n"));
        assert!(room.takar(&format!("rapikan {name} --periksa")).ends_with("(status 0)\n"));
        told += &room.takar(&format!("hitung {name}"));
        told += &room.takar(&format!("susun {name} --naskah {name}/naskah.docx --keluar {name}.docx"));
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_template_of_another_year() {
    let room = Room::new();
    // The last year of a plan has one target for both.
    for year in [1999, 2024, 2029, 2030] {
        assert!(room.takar(&format!("baru --templat lkjip d{year} --tahun {year}")).ends_with("(status 0)\n"));
        let said = room.takar(&format!("periksa d{year}"));
        assert!(said.starts_with("tidak ada kesalahan") || said.contains("\ntidak ada kesalahan"), "{said}");
    }
    let said = room.takar("hitung d2029 --tabel T33 --format md");
    assert!(said.contains("Target 2029") && said.contains("| Indeks Kepuasan Masyarakat"), "{said}");
    let package = fs::read_to_string(room.path("d2030/paket.takar")).expect("rules");
    assert!(package.contains("tahun 2030\n  periode 2030..2034"), "{package}");
}

#[test]
fn what_asks_for_no_template() {
    let room = Room::new();
    let lines =
        ["baru --templat lakin a", "baru --templat pk a --dari b.xlsx", "baru a --tahun 2024", "baru a --lembar B"];
    let told: String = lines.iter().map(|line| format!("> takar {line}\n{}\n", room.takar(line))).collect();
    assert!(!room.path("a").exists());
    insta::assert_snapshot!(told);
}

#[test]
fn a_report_from_an_empty_folder() {
    let room = filled("lkjip", "lkjip.xlsx");
    assert!(room.takar("periksa kantor").ends_with("(status 0)\n"));
    assert_eq!(
        lines(&room, "T31"),
        [
            "Sasaran Strategis | Indikator Kinerja | Target | Realisasi | Capaian | Predikat",
            "Pelayanan membaik | Indeks Kepuasan Masyarakat | 88 | 80 | 90,91% | Sangat Tinggi",
            "Pelayanan membaik | Layanan tepat waktu | 60% | 75% | 120,00% | Sangat Tinggi",
            "Pelayanan membaik | Dokumen yang terbit | 10 dokumen | 7 dokumen | 70,00% | Sedang",
            "Akuntabilitas membaik | Temuan berulang | 4 temuan | 5 temuan | 75,00% | Sedang",
            // (90,9090… + 120 + 70 + 75) / 4 = 88,977…
            "**Rata-rata capaian** | **88,98%** | **Tinggi**",
        ]
    );
    assert_eq!(
        lines(&room, "T33")[1..],
        [
            "Indeks Kepuasan Masyarakat | 80 | 100 | 80,00%",
            "Layanan tepat waktu | 75% | 80% | 93,75%",
            "Dokumen yang terbit | 7 dokumen | 14 dokumen | 50,00%",
        ]
    );
    // (2·3 − 5) / 3
    assert_eq!(lines(&room, "T34")[1..], ["Temuan berulang | 5 temuan | 3 temuan | 33,33%"]);
    assert_eq!(lines(&room, "T35")[1..], ["Indeks Kepuasan Masyarakat | 80 | 82 | −2 poin"]);
    // 90,9090… − 150/200
    assert_eq!(lines(&room, "T36")[1..], ["Indeks Kepuasan Masyarakat | 90,91% | 75,00% | 15,91 poin"]);
    assert_eq!(
        lines(&room, "T37")[1..],
        [
            "Program pelayanan | 1.000.000.000 | 900.000.000 | 90,00%",
            "Program penunjang | 500.000.000 | 300.000.000 | 60,00%",
            "**Jumlah** | **1.500.000.000** | **1.200.000.000** | **80,00%**",
        ]
    );
    // 82/80; 40/50; (2·5 − 6)/5; (2·8 − 8)/8
    let years = lines(&room, "T32");
    assert!(
        years[0]
            .ends_with("Realisasi 2023 | Capaian 2023 | Realisasi 2024 | Capaian 2024 | Realisasi 2025 | Capaian 2025")
    );
    assert!(years[1].contains("| 82 | 102,50% | 80 | 90,91%"), "{years:?}");
    assert!(years[2].contains("| 40% | 80,00% | 75% | 120,00%"), "{years:?}");
    assert!(years[4].ends_with("8 temuan | 100,00% | 6 temuan | 80,00% | 5 temuan | 75,00%"), "{years:?}");
    let said = room.takar("susun kantor --naskah kantor/naskah.docx --keluar bab-3.docx");
    assert!(said.ends_with("(status 0)\n"), "{said}");
    let report = fs::read(room.path("bab-3.docx")).expect("a report");
    let words = crate::manuscript::paragraphs(&crate::document::part(&report, "word/document.xml"));
    let is_said = |said: &str| assert!(words.iter().any(|line| line == said), "{said}: {words:#?}");
    is_said("Pada tahun 2025, capaian dihitung bagi 4 indikator kinerja. Rata-rata capaian: 88,98%; predikat: Tinggi.");
    is_said("Anggaran tahun 2025 dalam rupiah: pagu 1.500.000.000, realisasi 1.200.000.000, serapan 80,00%.");
    is_said("Tabel 3.1 Target dan Realisasi Kinerja Tahun 2025");
    is_said("Tabel 3.7 Realisasi Anggaran Tahun 2025");
    assert!(!words.iter().any(|line| line.contains('{')), "{words:#?}");
}

/// Done as the sheet says of the next year: all tables have their rows; what was forgotten is told.
#[test]
fn the_next_year_in_the_same_folder() {
    let room = Room::new();
    room.takar("baru --templat lkjip kantor");
    let book = |room: &Room, sheet: &str| {
        let mut book: Xlsx<_> = open_workbook(room.path("kantor/masukan.xlsx")).expect("a workbook");
        let range = book.worksheet_range(sheet).expect("a sheet");
        let line = |row: &[Data]| row.iter().map(Data::to_string).collect::<Vec<_>>().join(";");
        range.rows().map(line).filter(|line| line.chars().any(|c| c != ';')).collect::<Vec<String>>()
    };
    let (measures, money) = (book(&room, "Kinerja"), book(&room, "Anggaran"));
    let package = fs::read_to_string(room.path("kantor/paket.takar")).expect("rules");
    let package = package.replace("  tahun 2025", "  tahun 2026");
    let package = package.replace("\"masukan.xlsx\" lembar \"Kinerja\"", "\"kinerja.csv\" angka en");
    fs::write(
        room.path("kantor/paket.takar"),
        package.replace("\"masukan.xlsx\" lembar \"Anggaran\"", "\"anggaran.csv\" angka en"),
    )
    .expect("rules");
    let put = |more: &[&str]| {
        let cells = |at: usize| {
            more.iter().map(move |head| if at == 0 { format!(";{head} 2026") } else { format!(";{}", 80 + at) })
        };
        let lines = measures.iter().enumerate().map(|(at, line)| format!("{line}{}\n", cells(at).collect::<String>()));
        fs::write(room.path("kantor/kinerja.csv"), lines.collect::<String>()).expect("data");
        let next = money.iter().skip(1).map(|line| line.replace(";2025;", ";2026;"));
        let all: Vec<String> = money.iter().cloned().chain(next).collect();
        fs::write(room.path("kantor/anggaran.csv"), all.join("\n")).expect("data");
        room.takar("susun kantor --naskah kantor/naskah.docx --keluar bab-3.docx --timpa")
    };
    let said = put(&["Target", "Realisasi", "Pembanding", "Pagu", "Serapan"]);
    assert!(
        said.ends_with("bab-3.docx: 15 isian terisi, tahun 2026\n(status 0)\n") && !said.contains("B0707"),
        "{said}"
    );
    let said = put(&["Target", "Realisasi"]);
    for table in ["T35", "T36"] {
        assert!(said.contains(&format!("B0707: {{tabel {table}}} tidak memuat satu baris pun")), "{said}");
    }
    let report = fs::read(room.path("bab-3.docx")).expect("a report");
    let words = crate::manuscript::paragraphs(&crate::document::part(&report, "word/document.xml"));
    assert_eq!(words.iter().filter(|line| *line == "belum ada baris").count(), 2, "{words:#?}");
}

#[test]
fn rows_that_wait() {
    let room = filled("lkjip", "belum.xlsx");
    assert!(room.takar("periksa kantor").ends_with("(status 0)\n"));
    assert!(lines(&room, "T31")[1].contains("| – [1] | – [1] |"), "{:?}", lines(&room, "T31"));
    let said = room.takar("susun kantor --naskah kantor/naskah.docx --keluar bab-3.docx");
    assert!(said.contains("{KINERJA} diisi \"belum diisi\"") && said.contains("sel I2"), "{said}");
}

#[test]
fn indicators_of_one_direction() {
    let room = filled("lkjip", "searah.xlsx");
    assert!(room.takar("periksa kantor").ends_with("(status 0)\n"));
    // (86,1/84 + 92,5/94) / 2
    assert_eq!(lines(&room, "T31")[3], "**Rata-rata capaian** | **100,45%** | **Sangat Tinggi**");
    assert!(room.takar("susun kantor --naskah kantor/naskah.docx --keluar bab-3.docx").ends_with("(status 0)\n"));
}

/// A programme without money is a row, and its sum waits for it.
#[test]
fn programmes_without_money() {
    let room = filled("pk", "pk-belum.xlsx");
    let money = lines(&room, "ANGGARAN");
    assert_eq!(
        money[1..],
        [
            "Program pelayanan publik | 800.000.000",
            "Program mutu layanan | – [1]",
            "Program penunjang urusan pemerintahan | – [2]",
            "**Jumlah** | **– [1]**",
        ]
    );
    let said = room.takar("susun kantor --naskah kantor/naskah.docx --keluar pk.docx");
    assert!(said.contains("{pagu PROGRAM} diisi \"belum diisi\"") && said.contains("sel D3"), "{said}");
    assert!(!said.contains("tidak dibaca"), "{said}");
}

/// The mean waits for an indicator without a realisation also where it is the only one of its direction; one that does not
/// apply is left out, which is told of the sentence.
#[test]
fn the_only_indicator_of_a_direction_waits() {
    let room = filled("lkjip", "satu-belum.xlsx");
    assert_eq!(lines(&room, "T31")[4], "**Rata-rata capaian** | **– [1]** | **– [1]**");
    assert!(lines(&room, "T37")[4].starts_with("**Jumlah** | **– [1]** | **– [2]**"), "{:?}", lines(&room, "T37"));
    let said = room.takar("susun kantor --naskah kantor/naskah.docx --keluar bab-3.docx");
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("{KINERJA} diisi \"belum diisi\"") && flat.contains("sel J4"), "{said}");
    let room = filled("lkjip", "tidak-berlaku.xlsx");
    // (86,1/84 + 92,5/94) / 2
    assert_eq!(lines(&room, "T31")[4], "**Rata-rata capaian** | **100,45% [3]** | **Sangat Tinggi [3]**");
    insta::assert_snapshot!(room.takar("susun kantor --naskah kantor/naskah.docx --keluar bab-3.docx"));
}

/// What a run finds out is told of a report that is filled alone as of tables.
#[test]
fn findings_of_results_are_told_of_a_report() {
    let room = filled("lkjip", "lkjip.xlsx");
    let rules = fs::read_to_string(room.path("kantor/aturan.takar")).expect("rules");
    let more = "\npastikan KINERJA >= 95% \"rata-rata capaian paling sedikit 95\"\n";
    fs::write(room.path("kantor/aturan.takar"), rules + more).expect("a file");
    insta::assert_snapshot!(room.takar("susun kantor --naskah kantor/naskah.docx --keluar bab-3.docx"));
    assert!(room.path("bab-3.docx").exists());
}

#[test]
fn slips_in_the_workbook_are_told_by_their_cell() {
    let room = filled("lkjip", "salah.xlsx");
    insta::assert_snapshot!(room.takar("periksa kantor"));
}

#[test]
fn quarters_through_a_year() {
    let room = filled("triwulan", "triwulan.xlsx");
    assert!(room.takar("periksa kantor").ends_with("(status 0)\n"));
    assert_eq!(
        lines(&room, "TW1")[1..],
        [
            "Pelayanan membaik | Indeks Kepuasan Masyarakat | 80 | 72 | 90,00% | Tinggi",
            "Pelayanan membaik | Dokumen yang terbit | 10 dokumen | 8 dokumen | 80,00% | Tinggi",
            "Akuntabilitas membaik | Temuan berulang | 4 temuan | 2 temuan | 120,00% | Sangat Tinggi",
        ]
    );
    // 8 + 15 of 10 + 10; what has no figure yet waits.
    assert_eq!(
        lines(&room, "TW2")[1..],
        [
            "Pelayanan membaik | Indeks Kepuasan Masyarakat | 80 | 76 | 95,00% | Sangat Tinggi",
            "Pelayanan membaik | Dokumen yang terbit | 20 dokumen | 23 dokumen | 115,00% | Sangat Tinggi",
        ]
    );
    let money = lines(&room, "ANGGARAN");
    assert!(money[1].starts_with("Program pelayanan | 1.000.000.000 | 200.000.000 | 550.000.000 | – [1]"), "{money:?}");
    assert!(money[1].contains("55,00%"), "{money:?}");
    let said = room.takar("susun kantor --naskah kantor/naskah.docx --keluar jadi.docx");
    assert!(said.ends_with("(status 0)\n"), "{said}");
}

/// Another reader sees what is to be filled in, and the columns that are explained.
#[test]
fn the_workbook_as_others_read_it() {
    let room = Room::new();
    for name in TEMPLATES {
        room.takar(&format!("baru --templat {name} {name}"));
        let mut book: Xlsx<_> = open_workbook(room.path(&format!("{name}/masukan.xlsx"))).expect("a workbook");
        assert_eq!(book.sheet_names(), ["Petunjuk", "Kinerja", "Anggaran"]);
        let words = |range: &calamine::Range<Data>, column: usize| -> Vec<String> {
            range.rows().map(|row: &[Data]| row[column].to_string()).collect()
        };
        let guide = words(&book.worksheet_range("Petunjuk").expect("a sheet"), 0).join(", ");
        for sheet in ["Kinerja", "Anggaran"] {
            let range = book.worksheet_range(sheet).expect("a sheet");
            let heads: Vec<String> = range.rows().next().expect("headings").iter().map(Data::to_string).collect();
            for head in heads.iter().filter(|head| !["Tahun", "Uraian", "Indikator"].contains(&head.as_str())) {
                let first = head.split(' ').next().unwrap_or_default();
                assert!(guide.split(", ").any(|one| one == first || one == head), "{name}: {head} in {guide}");
            }
        }
    }
    let mut book: Xlsx<_> = open_workbook(room.path("lkjip/masukan.xlsx")).expect("a workbook");
    let range = book.worksheet_range("Kinerja").expect("a sheet");
    assert_eq!(range.get((1, 5)), Some(&Data::Float(81.5)));
    assert_eq!(range.get((1, 12)), Some(&Data::Float(800_000_000.0)));
    // The same template gives the same bytes.
    room.takar("baru --templat pk lagi --judul pk");
    let [one, other] = ["pk", "lagi"].map(|name| fs::read(room.path(&format!("{name}/masukan.xlsx"))).expect("bytes"));
    assert!(one == other);
}

/// A code below another one is an indicator like the others.
#[test]
fn codes_below_others_are_in_the_tables() {
    let room = Room::new();
    assert!(room.takar("baru --templat lkjip kantor --tahun 2025").ends_with("(status 0)\n"));
    let heads = "Kode;Sasaran;Indikator;Satuan;Target 2025;Realisasi 2025;Target 2029;Standar nasional";
    let text = format!(
        "{heads}\nNAIK.1;Mutu;Satu;nilai;80;60;90;\nNAIK.1.1;Mutu;Dua;nilai;80;40;90;\nTURUN.1.a;Mutu;Tiga;temuan;4;5;3;\n"
    );
    fs::write(room.path("kantor/k.csv"), text).expect("a file");
    let package = fs::read_to_string(room.path("kantor/paket.takar")).expect("rules");
    let package = package.replace("data \"masukan.xlsx\" lembar \"Kinerja\"", "data \"k.csv\"");
    fs::write(room.path("kantor/paket.takar"), package).expect("rules");
    assert_eq!(
        lines(&room, "T31")[1..],
        [
            "Mutu | Satu | 80 | 60 | 75,00% | Sedang",
            "Mutu | Dua | 80 | 40 | 50,00% | Sangat Rendah",
            "Mutu | Tiga | 4 temuan | 5 temuan | 75,00% | Sedang",
            "**Rata-rata capaian** | **66,67%** | **Sedang**",
        ]
    );
}
