//! What stands beside and below: tables side by side, rows that an indicator is counted from, levels that hold each other, years that
//! only running text or other captions name.

use super::command::Package;
use super::draft::{audited, drafted, file, holds};
use super::draft_found::refused;
use takar::draft::Lacks;
use takar::office::{Found, open, tables_of};

fn tables(text: &str) -> Vec<Found> {
    tables_of(&open(text.as_bytes(), "iku.csv").expect("a text of cells"))
}

/// The lowest words of the headings of each table.
fn heads(text: &str) -> Vec<Vec<String>> {
    let last = |found: &Found| found.heads.iter().filter_map(|head| head.levels.last().cloned()).collect();
    tables(text).iter().map(last).collect()
}

#[test]
fn tables_side_by_side() {
    let text = "Capaian Kinerja Tahun 2024;;;;;\nNo;Indikator;Target;Realisasi;;Program;Pagu\n\
                1;IKM;80;81;;Program satu;5000000\n2;Surat;5;6;;Program dua;7000000\n;;;;;Program tiga;9000000\n";
    assert_eq!(heads(text), [vec!["No", "Indikator", "Target", "Realisasi"], vec!["Program", "Pagu"]]);
    let found = tables(text);
    assert_eq!(found.iter().map(|found| found.rows.len()).collect::<Vec<_>>(), [2, 3]);
    assert!(found.iter().all(|found| found.above.iter().any(|line| line.text.contains("2024"))), "{found:#?}");
    let draft = drafted(text, None);
    assert_eq!(file(&draft, "data/iku.csv"), "kode;tahun;target;realisasi\nIKM;2024;80;81\nSURAT;2024;5;6\n");
    // Each below a title of its own.
    let years = "Tahun 2024;;;;Tahun 2023;;\nIndikator;Target;Realisasi;;Indikator;Target;Realisasi\n\
                 IKM;80;81;;IKM;78;79\nSurat;5;6;;Surat;4;4\n";
    let above: Vec<String> = tables(years).iter().map(|found| found.above[0].text.clone()).collect();
    assert_eq!(above, ["Tahun 2024", "Tahun 2023"]);
    assert_eq!(file(&drafted(years, None), "data/iku.csv").lines().nth(1), Some("IKM;2024;80;81"));
}

/// A blank column within a table parts nothing: nothing is named at its right, or a heading reaches over it, or a row has something
/// there.
#[test]
fn blank_columns_within_a_table() {
    for text in [
        "No;Indikator;Target;;Realisasi;Capaian\n1;IKM;80;;81;101\n2;Surat;5;;6;120\n",
        "No;Indikator;Target;Realisasi;;Keterangan\n1;IKM;80;81;;baik\n2;Surat;5;6;;baik\n",
        "No;Indikator;Target;Realisasi;;Program;Pagu\n1;IKM;80;81;x;Program satu;5\n2;Surat;5;6;;Program dua;7\n",
        "No;Indikator;Target;Realisasi;;Program;Penanggung Jawab\n1;IKM;80;81;;Program satu;Bidang I\n2;Surat;5;6;;Program dua;Bidang II\n",
    ] {
        assert_eq!(tables(text).len(), 1, "{text}");
    }
}

/// What a share was counted from is none of the indicators, and nothing of it is lost.
#[test]
fn rows_that_an_indicator_is_counted_from() {
    let head = "No;Indikator;Satuan;Target;Realisasi;Capaian (%)\n1;Persentase layanan tepat waktu;%;90;81;90,00\n";
    for rows in [
        ";a. Jumlah layanan tepat waktu;layanan;;81;\n;b. Jumlah layanan;layanan;;100;\n",
        ";Jumlah layanan tepat waktu;layanan;;81;\n;Jumlah layanan;layanan;;100;\n",
        "a;Layanan tepat waktu;layanan;;81;\nb;Semua layanan;layanan;;100;\n",
    ] {
        let draft = drafted(&format!("{head}{rows}2;IKM kota;nilai;80;80;100,00\n"), Some(2024));
        let rules = file(&draft, "iku.takar");
        assert_eq!((rules.matches("\nindikator ").count(), rules.matches("\nbesaran ").count()), (2, 2), "{rules}");
        holds(&draft, "data/iku.csv", ";2024;;81\n");
        assert!(file(&draft, "aturan.takar").contains("tanpa target di bawah indikatornya"), "{rows}");
        assert_eq!(draft.told[0], "2 indikator dan 2 besaran, tahun 2024");
        assert_eq!(audited(&draft), Vec::<String>::new());
    }
    // Targets of their own make indicators of them, and what stands below nothing with figures is none of its parts.
    for rows in [";a. Layanan tepat waktu;layanan;90;81;90,00\n", "2;Jumlah layanan;layanan;;100;\n"] {
        let rules = file(&drafted(&format!("{head}{rows}"), Some(2024)), "iku.takar").to_string();
        assert!(!rules.contains("besaran"), "{rules}");
    }
}

/// A total of the highest of three levels.
#[test]
fn a_total_of_rows_on_three_levels() {
    let text = "No;Uraian;Pagu;Realisasi\nA;Program satu;30;15\n1;Kegiatan satu;10;5\n1.1;Sub satu;4;2\n1.2;Sub dua;6;3\n\
                2;Kegiatan dua;20;10\n2.1;Sub tiga;20;10\nB;Program dua;7;1\n1;Kegiatan tiga;7;1\n1.1;Sub empat;7;1\n;JUMLAH;37;16\n";
    let draft = drafted(text, Some(2025));
    let table = file(&draft, "tabel.takar");
    assert!(
        table.contains("penutup pagu PROGRAM_SATU + pagu PROGRAM_DUA pada pagu; serapan PROGRAM_SATU + "),
        "{table}"
    );
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// Growth below 0 beside targets that nobody filled in: no target, no achievement, and no bound that is a figure of the table.
#[test]
fn growth_without_targets() {
    let text = "wilayah;tahun;nilai;target;satuan;nama\n1100;2020;-0,37;;%;Laju Satu\n1200;2020;-2,07;;%;Laju Dua\n1300;2020;1,5;;%;Laju Tiga\n";
    let draft = drafted(text, Some(2020));
    let rules = file(&draft, "iku.takar");
    assert_eq!((rules.matches("\nbesaran ").count(), rules.matches("skala >= -100%\n").count()), (3, 2), "{rules}");
    assert!(draft.told.iter().any(|line| line.contains("target")), "{:?}", draft.told);
    holds(&draft, "data/iku.csv", ";2020;-2,07\n");
    assert_eq!(audited(&draft), Vec::<String>::new());
}

#[test]
fn years_that_only_running_text_names() {
    let table = "Indikator;Target;Realisasi\nIKM;80;81\nSurat;5;6\n";
    let text = format!("Capaian ini naik dari tahun 2023 ke tahun 2024 pada semua indikator yang ada.\n{table}");
    assert_eq!(refused(&text, None), Some(Lacks::YearsInText(vec![2023, 2024])));
    assert_eq!(file(&drafted(&text, Some(2024)), "data/iku.csv").lines().count(), 3);
}

/// Columns of figures that no heading names are named themselves.
#[test]
fn columns_of_figures_without_a_name() {
    let text = "Kabupaten;PDRB ADHB;PDRB ADHK\nSatu;10;8\nDua;20;15\n";
    let named = vec!["B \"PDRB ADHB\"".to_string(), "C \"PDRB ADHK\"".to_string()];
    assert_eq!(refused(text, Some(2024)), Some(Lacks::Unnamed(named)));
}

/// Of tables of one form the last year is drafted, the others are told, and either can be asked for.
#[test]
fn captions_of_several_years() {
    let table = "Indikator;Target;Realisasi\nIKM;80;81\nSurat;5;6\n";
    let text = format!(
        "Tabel 3.1 Capaian Kinerja Tahun 2023\n{table}\nTabel 3.2 Capaian Kinerja Tahun 2024\n{}",
        table.replace("80", "82")
    );
    let package = Package::of(&[("iku.csv", &text)]);
    let (told, _) = package.run(&["baru", "satu", "--dari", "iku.csv"]);
    assert!(told.contains("tabel sejenis dari tahun 2023 tidak dipakai; untuk itu  --tahun 2023"), "{told}");
    assert!(package.text("satu/data/iku.csv").contains("2024;82;81"));
    package.run(&["baru", "dua", "--dari", "iku.csv", "--tahun", "2023"]);
    assert!(package.text("dua/data/iku.csv").contains("2023;80;81"));
    let beside = "Indikator;Target;Realisasi;;Program;Pagu\nIKM;80;81;;Satu;5000\nSurat;5;6;;Dua;7000\n";
    package.write("dua.csv", beside);
    let (told, _) = package.run(&["baru", "tiga", "--dari", "dua.csv", "--tahun", "2024"]);
    assert!(told.contains("judul di sel E1"), "{told}");
    package.run(&["baru", "empat", "--dari", "dua.csv", "--lembar", "dua.csv:E1", "--tahun", "2024"]);
    assert!(package.text("empat/data/iku.csv").contains("SATU;2024;;5000;"), "{}", package.text("empat/data/iku.csv"));
}

/// What each column is, below the row of numbers, as a sheet of quarters looks without its merges.
#[test]
fn labels_below_the_numbers_of_columns() {
    let text = "No;Indikator;Target;;Realisasi Triwulan;;;;\n;;;;I;;II;;\n1;2;3;;4;;5;\n;;K;Rp;K;Rp;K;Rp;\n1;IKM;80;1000;20;250;40;500;\n";
    let found = tables(text);
    let levels: Vec<String> = found[0].heads.iter().map(|head| head.levels.join(" · ")).collect();
    assert_eq!(found[0].rows.len(), 1, "{levels:?}");
    assert!(levels.contains(&"Realisasi Triwulan · II · K".to_string()), "{levels:?}");
}

/// The column that says nothing but `Target` goes before one that says more; the code of an office, which all rows have, is none of
/// their own.
#[test]
fn plain_targets_and_codes_of_activities() {
    let text = "kode_opd;kode_subkegiatan;target_indikator;uraian;target;satuan;realisasi\n1.01;1.01.01;0;Surat;12;surat;10\n\
                1.01;1.01.02;1;Rapat;4;rapat;4\n1.01;1.01.02;1;Rapat lain;5;rapat;4\n";
    let data = file(&drafted(text, Some(2023)), "data/iku.csv").to_string();
    assert_eq!(data, "kode;tahun;target;realisasi\n1.01.01;2023;12;10\n1.01.02;2023;4;4\n1.01.02-2;2023;5;4\n");
}
