//! Tables as offices have them, drafted: names, units and money that another cell tells, and what falls away.

use super::compose::Room;
use super::draft::{drafted, file, holds};
use std::fs;
use std::path::Path;

fn tells(draft: &takar::draft::Draft, words: &str) -> bool {
    draft.told.iter().any(|line| line.contains(words))
}

/// A name that goes on in the next row is one; the figures may stand in either.
#[test]
fn a_name_of_two_rows_is_one() {
    let figures = [";%;82;83;101,22", ";;;;"];
    for at in [0, 1] {
        let text = format!(
            "No;Indikator Kinerja;Satuan;Target 2024;Realisasi 2024;Capaian (%)\n1;Persentase warga yang{}\n;puas atas layanan{}\n\
             2;Nilai AKIP;nilai;70;71;101,43\n",
            figures[at],
            figures[1 - at]
        );
        let draft = drafted(&text, None);
        let rules = file(&draft, "iku.takar");
        assert!(
            rules.starts_with("# 2 indikator") && rules.contains("\"Persentase warga yang puas atas layanan\""),
            "{rules}"
        );
        holds(&draft, "data/iku.csv", ";2024;82;83\n");
        assert!(tells(&draft, "disatukan: 2–3"), "{:?}", draft.told);
        holds(&draft, "cetakan/T1.csv", "yang puas");
    }
    // With a number of its own it is another one.
    let own = "No;Indikator;Satuan;Target;Realisasi\n1;Surat masuk;surat;5;6\n2;surat keluar;;;\n";
    assert!(file(&drafted(own, Some(2024)), "iku.takar").starts_with("# 2 indikator"));
}

#[test]
fn regions_tell_rows_of_one_name_apart() {
    let text = "wilayah;tahun;id_periode;nilai;satuan;nama_indikator\n1100;2021;202103;2,86;%;kedalaman\n1200;2021;202103;1,52;%;kedalaman\n\
                1300;2021;202103;1,04;%;kedalaman\n";
    let draft = drafted(text, None);
    let rules = file(&draft, "iku.takar");
    assert!(rules.contains("\"1100\" \"kedalaman, 1100\"") && !rules.contains("202103"), "{rules}");
    holds(&draft, "data/iku.csv", "\n1200;2021;1,52\n");
    assert!(tells(&draft, "dibedakan dengan kolom \"wilayah\""), "{:?}", draft.told);
}

#[test]
fn units_of_headings_and_of_names() {
    let below = "No;Indikator;Target;Realisasi;Capaian\n;;(%);(%);(%)\n1;Aduan selesai;80;90;112,50\n2;Surat dijawab;70;71;101,43\n";
    let beside = "No;Indikator;Target (%);Realisasi (%);Capaian (%)\n1;Aduan selesai;80;90;112,50\n2;Surat dijawab;70;71;101,43\n";
    for text in [below, beside] {
        let draft = drafted(text, Some(2024));
        let data = file(&draft, "data/iku.csv");
        assert!(data.contains(";2024;80;90\n"), "{data}");
        assert_eq!(file(&draft, "iku.takar").matches("satuan persen").count(), 2, "{}", file(&draft, "iku.takar"));
        assert!(tells(&draft, "menjelaskan 2 dari 2"), "{:?}", draft.told);
    }
    let named = "Indikator;Target;Realisasi\nCadangan pangan (Kg);80;90\nIndeks Kepuasan (IKM);70;71\nSelisih;4;-1,5\n";
    let rules = file(&drafted(named, Some(2024)), "iku.takar").to_string();
    assert!(rules.contains("satuan \"Kg\"") && rules.matches("satuan").count() == 1, "{rules}");
    let points = "Indikator;Satuan;Target;Realisasi\nSelisih;poin;4;-1,5\n";
    assert!(file(&drafted(points, Some(2024)), "iku.takar").contains("skala >= -100%"));
}

#[test]
fn money_beside_figures_is_taken_whole() {
    let below = "Indikator;Target;;Realisasi;;Capaian;\n;Kinerja;Anggaran (Rp);Kinerja;Anggaran (Rp);K;Rp\n\
                 Surat;5;1000;4;900;80;90\nRapat;10;2000;9;1000;90;50\n";
    let behind = "Indikator;Target;Realisasi;Capaian;Anggaran;Realisasi;%\nSurat;5;4;80;1000;900;90\nRapat;10;9;90;2000;1000;50\n";
    for text in [below, behind] {
        let draft = drafted(text, Some(2024));
        let data = file(&draft, "data/iku.csv");
        assert!(data.contains(";2024;5;4;1000;900\n"), "{data}");
        holds(&draft, "tabel.takar", "serapan / pagu");
    }
    let several =
        "Kegiatan;Operasi Anggaran;Operasi Realisasi;Modal Anggaran;Modal Realisasi\nSatu;10;5;20;8\nDua;30;5;20;8\n";
    assert!(tells(&drafted(several, Some(2024)), "satu dari 2 kolom uang yang mungkin"));
}

/// Sum, mean or last, as the year of each row is printed; where it fits more than one, it is asked.
#[test]
fn quarters_are_put_together_row_by_row() {
    let text = "Indikator;Satuan;Target;Realisasi TW I;Realisasi TW II;Realisasi TW III;Realisasi TW IV;Realisasi\n\
                Surat;surat;12;3;3;3;3;12\nMutu;nilai;80;81,5;82;80;83,1;81,65\nAduan;aduan;80;20;40;60;85;85\nRapat;kali;3;1;;;;1\n";
    let draft = drafted(text, Some(2024));
    let rules = file(&draft, "iku.takar");
    let ways: Vec<&str> = rules.lines().filter_map(|line| line.trim().strip_prefix("triwulan ")).collect();
    assert_eq!(ways, ["jumlah", "rata_rata", "terakhir", "jumlah"], "{rules}");
    holds(&draft, "aturan.takar", "triwulan 1 indikator tidak");
}

#[test]
fn what_falls_away_is_said() {
    let text = "Indikator;Satuan;Target;Realisasi;Capaian\nSurat;surat;≥ 80;40;50\nRapat;rapat;;7;109,76\n\
                1. Nilai mutu 2. Indeks layanan;nilai;1.200;600;50\nLama;hari;12,5;12,5;100\n";
    let draft = drafted(text, Some(2024));
    for words in [
        "di samping angka tidak dipakai: C2 \"≥ 80\"",
        "tidak dapat dihitung, target atau realisasinya kosong: E3",
        "C4 \"1.200\" = 1200",
    ] {
        assert!(tells(&draft, words), "{words}: {:?}", draft.told);
    }
    holds(&draft, "aturan.takar", "memuat lebih dari satu indikator");
    let parts = "Indikator;Satuan;Target;Realisasi\nSurat;%;0,8;0,9\nRapat;%;0,7;0,71\n";
    assert!(file(&drafted(parts, Some(2024)), "aturan.takar").contains("bersatuan persen tanpa tanda %"));
}

/// Beside numbers of persons only what is used is printed; elsewhere columns of people are not.
#[test]
fn who_checked_is_printed_nowhere() {
    let beside = "nrk;indikator;target;realisasi;capaian;diperiksa\n1987;Surat;10;9;90;Budi Contoh\n1988;Rapat;10;8;80;Ani Contoh\n";
    let alone =
        "indikator;target;realisasi;capaian;Penanggung Jawab\nSurat;10;9;90;Budi Contoh\nRapat;10;8;80;Ani Contoh\n";
    for text in [beside, alone] {
        let draft = drafted(text, Some(2024));
        let all: String = draft.files.iter().map(|(_, text)| text.as_str()).collect();
        assert!(!all.contains("Contoh"), "{all}");
    }
}

fn copied(room: &Room, name: &str) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/found").join(name);
    fs::copy(&from, room.path(name)).expect("a copy");
}

#[test]
fn a_table_is_chosen_by_the_row_of_its_heading() {
    let room = Room::new();
    copied(&room, "dua-tabel.xlsx");
    copied(&room, "tanpa-baris.xlsx");
    let mut all = String::new();
    for words in
        ["dua-tabel.xlsx", "dua-tabel.xlsx --lembar IKU:7", "dua-tabel.xlsx --lembar iku:9", "tanpa-baris.xlsx"]
    {
        let said = room.takar(&format!("baru --dari {words} kantor --tahun 2024"));
        all.push_str(&format!("$ {words}\n{said}\n"));
        let _ = fs::remove_dir_all(room.path("kantor"));
    }
    insta::assert_snapshot!(all);
}

/// `1. Indeks SPBE` names an indicator, however few its words are, and is no figure with a unit.
#[test]
fn numbered_names_are_names() {
    let names = ["Indeks Reformasi Birokrasi", "Angka harapan hidup", "Indeks SPBE"];
    for heading in ["Indikator Kinerja", "Uraian", "Kinerja Utama"] {
        for objective in [false, true] {
            for number in ["1. ", "1) ", "1.1 ", "1.1. ", "1 ", "IKU 1: ", ""] {
                // Below a heading that says nothing only a point or a bracket behind a number makes it no figure.
                if heading == "Kinerja Utama" && matches!(number, "1.1 " | "1 ") {
                    continue;
                }
                let head = if objective { "Sasaran Strategis;" } else { "" };
                let mut text = format!("No;{head}{heading};Satuan;Target;Realisasi;Capaian (%)\n");
                for (at, name) in names.iter().enumerate() {
                    let own = if objective { "Meningkatnya mutu layanan;" } else { "" };
                    let number = number.replacen('1', &(at + 1).to_string(), 1);
                    text.push_str(&format!(
                        "{};{own}{number}{name};indeks;80;{};{},00\n",
                        at + 1,
                        60 + at * 8,
                        75 + at * 10
                    ));
                }
                let draft = drafted(&text, Some(2024));
                let rules = file(&draft, "iku.takar");
                assert!(rules.starts_with("# 3 indikator"), "{text}{rules}");
                for name in names {
                    assert!(rules.contains(&format!("{name}\"")), "{text}{rules}");
                }
                assert!(!tells(&draft, "tidak dipakai"), "{text}{:?}", draft.told);
            }
        }
    }
}

/// A printed achievement beside a target that is a range has a rule, and is held against it.
#[test]
fn achievements_of_ranges() {
    let rows = |last: &str| {
        format!(
            "No;Indikator Kinerja;Satuan;Target;Realisasi;Capaian (%)\n1;Nilai AKIP kota;nilai;80;60;75,00\n\
             2;Waktu layanan izin;menit;25-30;28;100,00\n3;Waktu tunggu;menit;25-30;22;{last}\n"
        )
    };
    for (last, said) in [("88,00", "2 dari 2 angka"), ("90,00", "1 dari 2 angka; perlu dilihat: F4")] {
        let draft = drafted(&rows(last), Some(2024));
        assert!(tells(&draft, &format!("rumus target rentang yang lazim menjelaskan {said}")), "{:?}", draft.told);
        assert!(!tells(&draft, "tidak dapat dihitung"), "{:?}", draft.told);
    }
}
