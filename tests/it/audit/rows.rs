//! Which printed row and column is which of the rules: near names are said, and names of other things are none.

use super::{DATA, DATA_OF_FOUR, FOUR, RULES, RULES_OF_FOUR, T1, audited, is_clean, lines};
use takar::audit::{self, Audit, Verdict};
use takar::diagnostic::Diagnostic;

fn of(text: &str) -> (Audit, Vec<String>) {
    let (audit, problems) = audited(RULES, DATA, &[("cetakan/T1.csv", text)]);
    (audit, problems.iter().map(|one: &Diagnostic| format!("{}: {}", one.code, one.title)).collect())
}

#[test]
fn a_near_name_is_said() {
    let (audit, said) = of(&T1.replace("Nilai Evaluasi AKIP;", "Nilai Evaluasi AKIP Kecamatan;"));
    assert!(is_clean(&audit) && said.is_empty(), "{said:?}");
    let note = "baris 1 di bawah judul, \"Nilai Evaluasi AKIP Kecamatan\", dibaca sebagai \"AKIP Nilai Evaluasi AKIP\"";
    assert!(audit::terminal(&audit).contains(note), "{}", audit::terminal(&audit));
}

#[test]
fn the_name_of_another_thing_is_none() {
    let others = [
        ("Surat yang dibalas;130;121;93,08;Baik", "Surat yang ditolak;5;4;80,00;Kurang"),
        ("Surat yang dibalas;130;121;93,08;Baik", "Surat yang tidak dibalas;130;9;6,92;Kurang"),
        ("Surat yang dibalas;130;121;93,08;Baik", "Surat yang belum dibalas;130;121;93,08;Baik"),
        ("Nilai Evaluasi AKIP;73,5;73,48;99,97;Baik", "Rata-rata Nilai Evaluasi AKIP;70;60;85,71;Kurang"),
    ];
    for (own, other) in others {
        let (audit, said) = of(&T1.replace(own, other));
        assert_eq!(lines(&audit), Vec::<String>::new(), "{other}");
        assert!(said.len() == 1 && said[0].starts_with("C0003"), "{other}: {said:?}");
    }
}

#[test]
fn another_word_for_the_same_is_said_where_the_figures_agree() {
    let (audit, said) = of(&T1.replace("Surat yang dibalas;", "Surat yang dijawab;"));
    assert!(is_clean(&audit) && said.is_empty(), "{said:?}");
    assert!(audit::terminal(&audit).contains("dibaca sebagai \"SURAT Surat yang dibalas\""));
    // One slip in the row is found all the same.
    let (audit, _) = of(&T1.replace("Surat yang dibalas;130;121;93,08", "Surat yang dijawab;130;121;39,08"));
    assert_eq!(lines(&audit), ["ketik: SURAT Surat yang dibalas / Capaian (%): dua angka tertukar: 93,08"]);
}

#[test]
fn headings_of_several_lines() {
    let rows = T1.split_once('\n').expect("a heading").1;
    let heads = [
        "Indikator;Tahun 2024;;;\n;Target;Realisasi;Capaian (%);Predikat\n",
        "No;Indikator;Tahun 2024;;;\n;;Target;Realisasi;Capaian (%);Predikat\n",
        ";Tahun 2024;;;\nIndikator;Target;Realisasi;Capaian (%);Predikat\n",
        "Indikator;Target;Realisasi;Capaian;Predikat\n;2024;2024;(%);\n",
        "Indikator;Target;Realisasi;Capaian (%);Predikat\n(1);(2);(3);(4);(5)\n",
    ];
    for head in heads {
        let rows =
            if head.starts_with("No") { format!(";{}", rows.trim_end().replace('\n', "\n;")) } else { rows.into() };
        let (audit, said) = of(&format!("{head}{rows}\n"));
        assert!(said.is_empty() && is_clean(&audit), "{head}{said:?} {:?}", lines(&audit));
        assert_eq!(audit.count(Verdict::Agrees), 17, "{head}");
        let (audit, _) = of(&format!("{head}{}\n", rows.replace("93,08", "39,08")));
        assert!(lines(&audit)[0].starts_with("ketik: SURAT"), "{head}{:?}", lines(&audit));
    }
    // Under two years each its own.
    let text = "Indikator;Tahun 2023;;Tahun 2024;\n;Target;Realisasi;Target;Realisasi\nSurat yang dibalas;120;118;130;121\nPengaduan;12;11;12;14\n";
    let (audit, _) = of(text);
    assert!(is_clean(&audit) && audit.count(Verdict::Agrees) == 8, "{:?}", lines(&audit));
}

#[test]
fn a_heading_repeated_in_another_order() {
    let text = "Indikator;Target;Realisasi\nNilai Evaluasi AKIP;73,5;73,48\nIndikator;Realisasi;Target\nSurat yang dibalas;121;130\nIndikator;Target;Realisasi\nPengaduan;12;14\n";
    let (audit, said) = of(text);
    assert!(said.iter().all(|one| one.starts_with("C0014")) && is_clean(&audit), "{said:?} {:?}", lines(&audit));
    assert_eq!(audit.count(Verdict::Agrees), 6);
    let (audit, _) = of(&text.replace("121;130", "112;130"));
    let place = &audit.findings[0].cell.place;
    assert_eq!((place.line, place.column.as_str()), (4, "Realisasi"));
}

/// A name with words more is another thing's where no figure agrees; in its place a target or a result that does tells it.
#[test]
fn a_longer_name_needs_a_figure_that_agrees() {
    let row = "Surat yang dibalas;130;121;93,08;Baik";
    for other in ["Surat yang dibalas pimpinan;110;99;90,00;Kurang", "Surat yang dibalas tepat waktu;90;9;10,00;Kurang"]
    {
        let (audit, said) = of(&T1.replace(row, other));
        assert_eq!(lines(&audit), Vec::<String>::new(), "{other}");
        assert!(said.len() == 1 && said[0].starts_with("C0003"), "{other}: {said:?}");
    }
    let (audit, said) = of(&T1.replace(row, "Surat yang dibalas pimpinan;130;121;39,08;Baik"));
    assert_eq!(lines(&audit), ["ketik: SURAT Surat yang dibalas / Capaian (%): dua angka tertukar: 93,08"]);
    assert!(said.is_empty(), "{said:?}");
    // Initials are no word more.
    let (audit, _) =
        of(&T1.replace("Indeks Kepuasan Masyarakat;92;81,5;88,59;", "Indeks Kepuasan Masyarakat (IKM);92;18,5;8,59;"));
    assert_eq!(audit.count(Verdict::Typed), 2, "{:?}", lines(&audit));
}

/// A total where the rules have a mean is no mean, wherever it stands; with the figure of the mean it is that under another label.
#[test]
fn a_total_is_no_mean() {
    let (audit, said) = of(&T1.replace("Rata-rata;;;91,24", "Jumlah;;;364,97"));
    assert!(is_clean(&audit) && said.len() == 1 && said[0].starts_with("C0003"), "{said:?} {:?}", lines(&audit));
    let (audit, said) = of(&T1.replace("Rata-rata;", "Jumlah;"));
    assert!(said.is_empty() && audit.count(Verdict::Agrees) == 17, "{said:?}");
    let (audit, _) = of(&T1.replace("Rata-rata;;;91,24", "Rerata capaian;;;92,14"));
    assert_eq!(lines(&audit), ["ketik: Rata-rata / Capaian (%): dua angka tertukar: 91,24"]);
}

/// Rows that no print of a table has are told once; of one that is not known, that is told itself.
#[test]
fn rows_that_are_not_printed_are_told() {
    let without = |names: &[&str]| -> String {
        T1.lines()
            .filter(|line| !names.iter().any(|name| line.starts_with(name)))
            .map(|line| format!("{line}\n"))
            .collect()
    };
    let (audit, said) = of(&without(&["Surat", "Pengaduan"]));
    let wanted =
        "C0014: 2 baris tabel T1 tidak ada dalam \"cetakan/T1.csv\": \"SURAT Surat yang dibalas\", \"ADUAN Pengaduan\"";
    assert!(is_clean(&audit) && said == [wanted], "{said:?}");
    let (_, said) = of(&without(&["Surat"]).replace("Pengaduan;12;14;83,33", "Keluhan;12;14;83,33"));
    assert!(said.len() == 1 && said[0].starts_with("C0003"), "{said:?}");
    // Two files print one table together.
    let [first, second] = [&["Surat", "Pengaduan", "Rata"][..], &["Nilai", "Indeks"]].map(without);
    let parts = [("cetakan/T1.csv", &*first), ("cetakan/T1-2.csv", &second), ("cetakan/T1-2.takar", "cetakan T1\n")];
    let (audit, problems) = audited(RULES, DATA, &parts);
    assert!(is_clean(&audit) && problems.is_empty(), "{problems:?}");
}

/// A file of several tables or units that Takar wrote says how each gets its own.
#[test]
fn a_file_of_several_tables_says_how_each_gets_its_own() {
    let header = "tabel;unit;tahun;bagian;Indikator;Target;satuan;catatan\n";
    for (rows, part) in [
        ("T1;;2024;baris;AKIP;73,5;;\nT2;;2024;baris;AKIP;73,5;;\n", "takar hitung PAKET --keluar hasil/"),
        ("T1;A;2024;baris;AKIP;73,5;;\nT1;B;2024;baris;AKIP;73,5;;\n", "takar audit PAKET --unit \"A\""),
    ] {
        let (_, problems) = audited(RULES, DATA, &[("cetakan/hasil.csv", &format!("{header}{rows}"))]);
        assert_eq!(problems.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["C0001"]);
        assert!(problems[0].advice[0].contains(part), "{problems:?}");
    }
}

const GOALS: &str = r#"
paket "Dinas"
  tahun 2024
aturan capaian Baku
  makin tinggi : realisasi / target * 100
umum
  arah makin tinggi
  capaian Baku
indikator A "Angka melek huruf"
  sasaran "Meningkatnya pendidikan"
indikator B "Indeks kepuasan"
  sasaran "Meningkatnya pelayanan"
indikator C "Jumlah wisatawan"
  sasaran "Meningkatnya pelayanan"
data "d.csv" angka id
tabel T1 "Capaian"
  baris A; B; C
  kelompokkan sasaran
  kolom nama "Indikator"
  kolom target "Target"
  kolom realisasi "Realisasi"
  kolom capaian "Capaian (%)" tampil 2
  subtotal rata_rata(capaian) "Rata-rata sasaran" tampil 2
  penutup rata_rata(capaian) "Rata-rata" tampil 2
"#;

const OF_GOALS: &str = "kode;tahun;target;realisasi\nA;2024;90;80\nB;2024;70;69\nC;2024;1200;1100\n";

/// A mean below the rows of an objective is that objective's, whatever the heading above them is called.
#[test]
fn means_below_objectives_of_other_words() {
    let printed = |heads: [&str; 2], means: [&str; 3], figure: &str| {
        format!(
            "Indikator;Target;Realisasi;Capaian (%)\n{};;;\nAngka melek huruf;90;80;88,89\n{};;;88,89\n{};;;\nIndeks kepuasan;70;69;98,57\nJumlah wisatawan;1.200;1.100;91,67\n{};;;{figure}\n{};;;93,04\n",
            heads[0], means[0], heads[1], means[1], means[2]
        )
    };
    let forms = [
        (
            ["Meningkatnya pendidikan", "Meningkatnya pelayanan"],
            ["Rata-rata sasaran", "Rata-rata sasaran", "Rata-rata"],
        ),
        (
            ["SS1. Meningkatnya pendidikan", "SS2. Meningkatnya pelayanan"],
            ["Rata-rata sasaran", "Rata-rata sasaran", "Rata-rata"],
        ),
        (["SS1", "SS2"], ["Rata-rata", "Rata-rata", "Rata-rata"]),
        (["Sasaran 1", "Sasaran 2"], ["Rata-rata Sasaran 1", "Rata-rata Sasaran 2", "Rata-rata Capaian"]),
        (
            ["Sasaran Strategis 1:", "Sasaran Strategis 2:"],
            ["Rata-rata Capaian SS1", "Rata-rata Capaian SS2", "Rata-rata Seluruh Sasaran"],
        ),
    ];
    for (heads, means) in forms {
        let of = |figure: &str| {
            let (audit, said) = audited(GOALS, OF_GOALS, &[("cetakan/T1.csv", &printed(heads, means, figure))]);
            assert!(said.is_empty(), "{heads:?} {said:?}");
            (audit.count(Verdict::Agrees), lines(&audit))
        };
        assert_eq!(of("95,12"), (12, Vec::new()), "{heads:?}");
        assert_eq!(
            of("95,21"),
            (11, vec!["ketik: Rata-rata sasaran / Capaian (%): dua angka tertukar: 95,12".into()]),
            "{heads:?}"
        );
    }
}

/// Below the last rows a mean of all that stands alone is not that of the last objective.
#[test]
fn a_mean_of_all_below_rows_of_an_objective() {
    let text = "Indikator;Target;Realisasi;Capaian (%)\nSS1;;;\nAngka melek huruf;90;80;88,89\nSS2;;;\nIndeks kepuasan;70;69;98,57\nJumlah wisatawan;1.200;1.100;91,67\nRata-rata Capaian;;;93,04\n";
    let (audit, said) = audited(GOALS, OF_GOALS, &[("cetakan/T1.csv", text)]);
    assert!(said.is_empty(), "{said:?}");
    assert_eq!((audit.count(Verdict::Agrees), lines(&audit)), (10, Vec::new()));
}

/// A column that was filled from another one is one finding, though right means stand between its rows.
#[test]
fn a_column_of_targets_between_means() {
    let text = "Indikator;Target;Realisasi;Capaian (%)\nSS1;;;\nAngka melek huruf;90;80;90,00\nRata-rata;;;88,89\nSS2;;;\nIndeks kepuasan;70;69;70,00\nJumlah wisatawan;1.200;1.100;1.200,00\nRata-rata;;;95,12\nRata-rata;;;93,04\n";
    let (audit, _) = audited(GOALS, OF_GOALS, &[("cetakan/T1.csv", text)]);
    assert_eq!(lines(&audit), ["kolom: A Angka melek huruf / Capaian (%): 3 sel: berisi kolom \"Target\""]);
}

/// A quarter is the same however a title writes it, and is no other one.
#[test]
fn quarters_in_titles() {
    let rules = GOALS
        .split_once("tabel")
        .expect("a table")
        .0
        .replace("  capaian Baku\n", "  capaian Baku\n  triwulan terakhir\n");
    let columns: String =
        (1..=4).map(|at| format!("  kolom realisasi[triwulan {at}] \"Realisasi Triwulan {at}\"\n")).collect();
    let rules = format!("{rules}tabel T1\n  baris A; B; C\n  kolom nama \"Indikator\"\n{columns}");
    let values = [
        ("A", "Angka melek huruf", [20, 22, 18, 25]),
        ("B", "Indeks kepuasan", [17, 16, 19, 12]),
        ("C", "Jumlah wisatawan", [250, 300, 275, 280]),
    ];
    let mut data = "kode;tahun;triwulan;target;realisasi\n".to_string();
    for (code, _, own) in &values {
        (1..).zip(own).for_each(|(at, one)| data += &format!("{code};2024;{at};{one};{one}\n"));
    }
    let rows = |heads: &str| {
        let row = |(_, name, own): &(&str, &str, [i32; 4])| {
            format!("{name};{}\n", own.map(|one| one.to_string()).join(";").replace("19", "91"))
        };
        format!("{heads}\n{}", values.iter().map(row).collect::<String>())
    };
    let heads = [
        "Indikator;TW 1;TW 2;TW 3;TW 4",
        "Indikator;TW-I;TW-II;TW-III;TW-IV",
        "Indikator;Tw.I;Tw.II;Tw.III;Tw.IV",
        "Indikator;TW1;TW2;TW3;TW4",
        "Indikator;Triwulan Pertama;Triwulan Kedua;Triwulan Ketiga;Triwulan Keempat",
        "Indikator;Triwulan ke-1;Triwulan ke-2;Triwulan ke-3;Triwulan ke-4",
        "Indikator;Realisasi TW I;Realisasi TW II;Realisasi TW III;Realisasi TW IV",
        "Indikator;Realisasi Triwulan;;;\n;I;II;III;IV",
        "Indikator;Realisasi;;;\n;Tw I;Tw II;Tw III;Tw IV",
    ];
    for head in heads {
        let (audit, said) = audited(&rules, &data, &[("cetakan/T1.csv", &rows(head))]);
        assert!(said.is_empty(), "{head} {said:?}");
        let found = lines(&audit);
        assert_eq!(audit.count(Verdict::Agrees), 11, "{head} {found:?}");
        assert!(found.len() == 1 && found[0].ends_with("dua angka tertukar: 19"), "{head} {found:?}");
    }
}

/// Without a mean of all the last one is that of its objective, whether that is named in each row or in its first one.
#[test]
fn the_last_mean_of_an_objective() {
    let rules = GOALS
        .replace("  kelompokkan sasaran\n", "")
        .replace("  subtotal rata_rata(capaian) \"Rata-rata sasaran\" tampil 2\n", "")
        .replace("  kolom nama", "  kolom sasaran \"Sasaran\"\n  kolom nama");
    for again in ["Meningkatnya pelayanan", ""] {
        for means in [
            ["Rata-rata", "Rata-rata capaian sasaran"],
            ["Rata-rata Meningkatnya pendidikan", "Rata-rata Meningkatnya pelayanan"],
            ["Rata-rata IKU 1", "Rata-rata IKU 2-3"],
        ] {
            let printed = format!(
                "Sasaran;Indikator;Target;Realisasi;Capaian (%)\nMeningkatnya pendidikan;Angka melek huruf;90;80;88,89\n;{};;;88,89\n\
                 Meningkatnya pelayanan;Indeks kepuasan;70;69;98,57\n{again};Jumlah wisatawan;1.200;1.100;91,67\n;{};;;95,12\n",
                means[0], means[1]
            );
            let (audit, _) = audited(&rules, OF_GOALS, &[("cetakan/T1.csv", &printed)]);
            assert_eq!(lines(&audit), Vec::<String>::new(), "{printed}");
        }
    }
}

/// A heading that stands again below the words of an objective is that of the table, whatever stands in front of these.
#[test]
fn a_heading_below_an_objective_is_the_first_again() {
    let columns = "  kolom nama \"Indikator\"\n  kolom target \"Target\"\n  kolom capaian \"% Capaian\"\n";
    let rules = format!("{RULES_OF_FOUR}{FOUR}{columns}");
    for objective in ["Sasaran 2: Tata kelola", "Sasaran: Tata kelola", "Tata kelola", "Surat dijawab"] {
        for again in ["No;Indikator;Target;% Capaian", "No;Indikator Kinerja;Target 2024;Capaian (%)"] {
            let text = format!(
                "No;Indikator;Target;% Capaian\n1;Surat dijawab;80;97,50\n2;Aduan selesai;70;85,71\n;{objective};;\n{again}\n3;Jalan mantap;59;88,14\n4;Arsip tertata;40;75,70\n"
            );
            let (audit, said) = audited(&rules, DATA_OF_FOUR, &[("cetakan/T1.csv", &text)]);
            let found = lines(&audit);
            assert!(said.is_empty() && audit.judged.len() == 8, "{objective} {again} {said:?}");
            assert!(found.len() == 1 && found[0].starts_with("ketik: D"), "{objective} {again} {found:?}");
        }
    }
}
