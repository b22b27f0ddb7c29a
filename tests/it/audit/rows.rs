//! Which printed row and column is which of the rules: near names are said, and names of other things are none.

use super::{DATA, RULES, T1, audited, is_clean, lines};
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
