//! What is near to a row or a column of the rules, and what is theirs: names and titles that are the same decide alone, near ones by
//! figures that one wrong figure does not outvote, and what a row is a part of decides nothing.

use super::{Audit, audited, lines};
use takar::audit;

const RULES: &str = r#"
paket "Dinas"
  tahun 2024
aturan capaian Baku
  makin tinggi : realisasi / target * 100
aturan predikat Skala
  bulat 2 biasa
  >= 90 : "Baik"
  .. < 90 : "Kurang"
umum
  arah makin tinggi
  capaian Baku
  predikat Skala
indikator A "Persentase difabel terlayani"
  sasaran "Sehat"
indikator B "Indeks kepuasan"
  sasaran "Sehat"
indikator C "Produksi padi"
  satuan ton
  sasaran "Maju"
indikator D "Rasio guru"
  sasaran "Cerdas"
kelompok IKU
  anggota A; B; C; D
  capaian rata_rata(capaian anggota)
  predikat Skala
data "d.csv" angka id
tabel T1 "Capaian"
  baris anggota IKU
  kolom kode "Kode"
  kolom sasaran "Sasaran"
  kolom nama "Indikator Kinerja"
  kolom target "Target"
  kolom realisasi "Realisasi"
  kolom capaian "% Capaian"
  kolom realisasi / target * 100% "Tingkat Kemajuan" tampil 2
  kolom predikat "Predikat"
  penutup rata_rata(capaian) pada capaian "Rata-rata tertimbang" tampil 2
  penutup predikat IKU pada capaian "Predikat"
"#;

const DATA: &str = "kode;tahun;target;realisasi
A;2024;80;78
B;2024;70;60
C;2024;59;52
D;2024;40;31
";

/// With the notes that the terminal shows, each on one line.
fn of(text: &str) -> (Audit, Vec<String>) {
    let (audit, problems) = audited(RULES, DATA, &[("cetakan/T1.csv", text)]);
    (audit, problems.iter().map(|one| format!("{}: {}", one.code, one.title)).collect())
}

const ROWS: [&str; 6] = [
    "Sehat;Persentase difabel terlayani;80;78;97,50;Baik",
    "Sehat;Indeks kepuasan;70;60;85,71;Kurang",
    "Maju;Produksi padi;59;52;88,14;Kurang",
    "Cerdas;Rasio guru;40;31;77,50;Kurang",
    ";Rata-rata tertimbang;;;87,21;",
    ";Predikat;;;Kurang;",
];

fn printed(title: &str, change: impl Fn(&str) -> String) -> String {
    let rows: Vec<String> = ROWS.iter().map(|row| change(row)).collect();
    format!("Sasaran;Indikator Kinerja;Target;Realisasi;{title};Predikat\n{}\n", rows.join("\n"))
}

#[test]
fn another_indicator_of_the_same_objective_is_not_accused() {
    let (audit, said) = of(&printed("% Capaian", str::to_string));
    assert_eq!((lines(&audit), said), (vec![], vec![]));
    let others = [
        "Jumlah difabel terlayani;500;450;90,00;Baik",
        "Persentase difabel terlayani perempuan;500;450;90,00;Baik",
        "Sanitasi;500;450;90,00;Baik",
    ];
    for other in others {
        // Beside the row, and in its place.
        let beside = |row: &str| {
            if row.contains("difabel") { format!("{row}\nSehat;{other}") } else { row.to_string() }
        };
        let instead = |row: &str| if row.contains("difabel") { format!("Sehat;{other}") } else { row.to_string() };
        for text in [printed("% Capaian", beside), printed("% Capaian", instead)] {
            let (audit, said) = of(&text);
            assert_eq!(lines(&audit), Vec::<String>::new(), "{text}");
            assert!(said.iter().any(|one| one.starts_with("C0003: ")), "{text}{said:?}");
        }
    }
}

#[test]
fn a_row_with_a_code_of_its_own_is_that_code() {
    let codes = ["2.16.01", "2.16.02", "2.16.03", "2.16.04"];
    let (mut rules, mut data) = (RULES.to_string(), DATA.to_string());
    for (old, new) in ["A", "B", "C", "D"].iter().zip(codes) {
        rules = rules.replace(&format!("indikator {old} "), &format!("indikator \"{new}\" "));
        data = data.replace(&format!("{old};2024"), &format!("{new};2024"));
    }
    rules = rules.replace("anggota A; B; C; D", &format!("anggota \"{}\"", codes.join("\"; \"")));
    let rows: Vec<String> = ROWS[..4].iter().zip(codes).map(|(row, code)| format!("{code};{row}\n")).collect();
    let text = format!(
        "Kode;Sasaran;Indikator Kinerja;Target;Realisasi;% Capaian;Predikat\n{}2.16.03.9;Maju;Produksi padi;11;4;36,36;Kurang\n",
        rows.concat()
    );
    let (audit, problems) = audited(&rules, &data, &[("cetakan/T1.csv", &text)]);
    assert_eq!(lines(&audit), Vec::<String>::new());
    assert!(problems.iter().any(|one| one.code.as_str() == "C0003"), "{problems:?}");
}

#[test]
fn a_title_of_the_rules_is_its_column_whatever_is_wrong_in_it() {
    let (audit, said) = of(&printed("% Capaian", |row| row.replace("97,50;Baik", "97,50;Kurang")));
    assert_eq!(lines(&audit), ["predikat: A Persentase difabel terlayani / Predikat: bukan predikat 97,5"]);
    assert_eq!(said, Vec::<String>::new());
    let (audit, _) = of(&printed("% Capaian", |row| row.replace(";80;78;", ";60;78;")));
    assert!(
        lines(&audit).iter().all(|line| line.contains("/ Target:")) && !audit.findings.is_empty(),
        "{:?}",
        lines(&audit)
    );
}

#[test]
fn a_near_title_with_one_wrong_figure_is_its_column() {
    for title in ["% Kemajuan", "Persentase Kemajuan", "Kemajuan (%)"] {
        let (audit, said) = of(&printed(title, |row| row.replace("88,14", "81,84"))
            .replace(";87,21;", ";;")
            .replace(";Kurang;\n", ";;\n"));
        assert_eq!(lines(&audit), ["ketik: C Produksi padi / ".to_string() + title + ": dua angka tertukar: 88,14"]);
        let note = format!("kolom \"{title}\" dibaca sebagai \"Tingkat Kemajuan\"");
        assert!(
            said.is_empty() && audit::terminal(&audit).replace("\n  ", " ").contains(&note),
            "{}",
            audit::terminal(&audit)
        );
    }
    for title in ["Realisasi s.d. Desember 2024", "Realisasi s/d TW IV"] {
        let text =
            printed("% Capaian", |row| row.replace(";60;85", ";66;85")).replace(";Realisasi;", &format!(";{title};"));
        let (audit, _) = of(&text);
        assert!(lines(&audit).len() == 1 && lines(&audit)[0].contains(title), "{:?}", lines(&audit));
    }
}

#[test]
fn a_near_name_with_a_misprinted_input_is_its_row() {
    for name in [
        "Produksi padi (ton)",
        "3. Produksi padi",
        "c) Produksi padi",
        "Produksi padi Kabupaten Sumberjo",
        "Jumlah produksi padi",
    ] {
        let text = printed("% Capaian", |row| {
            row.replace("Produksi padi;59;52;88,14", &format!("{name};59;25;42,37")).replace("87,21", "75,77")
        });
        let (audit, said) = of(&text);
        assert_eq!(lines(&audit).len(), 1, "{name}: {:?}", lines(&audit));
        assert!(
            lines(&audit)[0].starts_with("ketik: C Produksi padi / Realisasi:") && lines(&audit)[0].contains("← 42,37"),
            "{:?}",
            lines(&audit)
        );
        assert_eq!(said, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_grade_below_a_table_may_have_another_name() {
    let (audit, said) = of(&printed("% Capaian", |row| row.replace(";Predikat;;;Kurang", ";Kategori;;;Baik")));
    assert_eq!(lines(&audit), ["predikat: Predikat / % Capaian: bukan predikat kira-kira 87,2125"]);
    assert_eq!(said, Vec::<String>::new());
}

/// What stands below all rows is a total where its words or its figures say so.
#[test]
fn another_thing_below_a_table_is_no_total() {
    let without = |change: &dyn Fn(&str) -> String| {
        printed("% Capaian", str::to_string)
            .lines()
            .filter_map(|line| match line {
                ";Predikat;;;Kurang;" => None,
                ";Rata-rata tertimbang;;;87,21;" => Some(change(line) + "\n"),
                line => Some(format!("{line}\n")),
            })
            .collect::<String>()
    };
    for other in ["Maju;Persentase aparatur yang hadir;100;97;97,00;Baik", ";Rata-rata lama sekolah;10;9,7;97,00;Baik"]
    {
        let (audit, said) = of(&without(&|_| other.to_string()));
        assert_eq!(lines(&audit), Vec::<String>::new(), "{other}");
        assert!(said.iter().any(|one| one.starts_with("C0003: ")), "{other}: {said:?}");
    }
    // By another name, where it says that it is one, or its figure does.
    for (label, figure, found) in [("Rata-rata", "87,12", 1), ("Nilai kinerja dinas", "87,21", 0)] {
        let (audit, _) = of(&without(&|_| format!(";{label};;;{figure};")));
        assert_eq!(lines(&audit).len(), found, "{label}: {:?}", lines(&audit));
    }
}

/// An objective above its indicators may carry their mean: the rows that say their names are theirs.
#[test]
fn a_figure_of_an_objective_takes_no_row_from_its_indicator() {
    let rows = "Maju;;;;88,14;\n;Produksi padi;59;52;81,84;Kurang\nCerdas;;;;77,50;\n;Rasio guru;40;31;77,50;Kurang\n";
    let (audit, said) = of(&format!("Sasaran;Indikator Kinerja;Target;Realisasi;% Capaian;Predikat\n{rows}"));
    assert_eq!(lines(&audit), ["ketik: C Produksi padi / % Capaian: dua angka tertukar: 88,14"]);
    assert!(said.iter().any(|one| one.starts_with("C0003: ")), "{said:?}");
}

/// A code is of its row alone: beside a row that has none no column is merged over the rows.
#[test]
fn codes_are_merged_over_no_rows() {
    let codes = ["K1", "K2", "K3", "K4"];
    let mut rows: Vec<String> =
        ROWS[..4].iter().zip(codes).map(|(row, code)| format!("{code};{}\n", row.split_once(';').unwrap().1)).collect();
    rows.insert(1, ";Program penunjang;100;100;100;\n".into());
    let text = format!("Kode;Indikator Kinerja;Target;Realisasi;% Capaian;Predikat\n{}", rows.concat());
    let (audit, _) = of(&text);
    assert_eq!(lines(&audit), Vec::<String>::new());
    let (audit, said) = of(&text.replace("97,50;Baik", "97,50;Kurang"));
    assert_eq!(lines(&audit), ["predikat: A Persentase difabel terlayani / Predikat: bukan predikat 97,5"], "{said:?}");
}

/// A code may be a word that others have for their unit or their objective: no row is another's by that.
#[test]
fn a_unit_or_an_objective_that_is_a_code_takes_no_row() {
    let (mut rules, mut data) = (RULES.to_string(), DATA.to_string());
    for (old, new) in [("A", "SURAT"), ("C", "MAJU")] {
        rules = rules.replace(&format!("indikator {old} "), &format!("indikator {new} "));
        data = data.replace(&format!("{old};2024"), &format!("{new};2024"));
    }
    let rules = rules.replace("anggota A; B; C; D", "anggota SURAT; B; MAJU; D").replace("\"Sehat\"", "\"Maju\"");
    let units = ["surat", "surat", "ton", "surat"];
    let rows: Vec<String> = ROWS[..4]
        .iter()
        .zip(units)
        .map(|(row, unit)| format!("{}\n", row.replacen(';', &format!(";{unit};"), 1)))
        .collect();
    let rows = rows.concat().replace("Sehat", "Maju");
    for title in ["Satuan", "Ukuran"] {
        let text = format!("Sasaran;{title};Indikator Kinerja;Target;Realisasi;% Capaian;Predikat\n{rows}");
        let said = |text: &str| {
            let (audit, problems) = audited(&rules, &data, &[("cetakan/T1.csv", text)]);
            assert!(!problems.iter().any(|one| one.code.as_str() == "C0003"), "{problems:?}");
            lines(&audit)
        };
        assert_eq!(said(&text), Vec::<String>::new());
        let wrong = text.replace("70;60;85,71", "70;60;86,71");
        assert!(
            matches!(said(&wrong).as_slice(), [only] if only.contains("B Indeks kepuasan / % Capaian")),
            "{:?}",
            said(&wrong)
        );
    }
}

/// Titles in the words of a document or of the office: the same column where three quarters of its figures are, and a wrong one is told;
/// of another thing each figure has to be.
#[test]
fn titles_in_the_words_of_a_document() {
    let rows = ["Persentase difabel terlayani", "Indeks kepuasan", "Produksi padi", "Rasio guru"];
    let table = |target: &str, value: &str, cells: [[&str; 2]; 4]| {
        let rows = rows.iter().zip(cells).zip(1..);
        let rows = rows.map(|((name, [target, value]), at)| format!("{at};{name};{target};{value}\n"));
        let text = format!("No;Indikator Kinerja;{target};{value}\n{}", rows.collect::<String>());
        let (audit, told) = of(&text);
        format!("{text}{:#?}\n{told:#?}\n\n", lines(&audit))
    };
    let wrong_target = [["80", "78"], ["70", "60"], ["95", "52"], ["40", "31"]];
    let wrong_value = [["80", "78"], ["70", "60"], ["59", "25"], ["40", "31"]];
    let all = [
        table("Target Renja", "Realisasi", wrong_target),
        table("Target RKPD", "Realisasi", wrong_target),
        table("Target", "Realisasi OPD", wrong_value),
        table("Target", "Realisasi Provinsi", wrong_value),
        table("Target Tahun Depan", "Realisasi", wrong_target),
        table("Target", "Proyeksi Realisasi", wrong_value),
    ];
    insta::assert_snapshot!(all.concat());
}

/// Words of the office itself leave a column what it is, whatever half of it is wrong and whatever stands beside it; those of others, or
/// of nobody known, accuse nothing.
#[test]
fn titles_say_whose_figures_they_have() {
    let rules = RULES.replace("paket \"Dinas\"", "paket \"Dinas Sosial Randu\"");
    let names = ["Persentase difabel terlayani", "Indeks kepuasan", "Produksi padi", "Rasio guru"];
    let table = |heads: &str, cells: [&str; 4]| {
        let rows: String = names.iter().zip(cells).map(|(name, cell)| format!("{name};{cell}\n")).collect();
        let text = format!("Indikator Kinerja;{heads}\n{rows}");
        let (audit, problems) = audited(&rules, DATA, &[("cetakan/T1.csv", &text)]);
        let told: Vec<String> = problems.iter().map(|one| one.title.clone()).collect();
        format!("{text}{:#?}\n{told:#?}\n\n", lines(&audit))
    };
    let half = ["80;78", "70;61", "59;55", "40;31"];
    let one = ["80;78", "70;60", "59;55", "40;31"];
    let beside = ["80;78;78", "70;61;60", "59;55;52", "40;31;31"];
    let all = [
        table("Target;Realisasi OPD", half),
        table("Target;Realisasi Dinas Sosial", half),
        table("Target;Realisasi Dinas", half),
        table("Target;Realisasi OPD;Realisasi Provinsi", beside),
        table("Target;Realisasi OPD;Realisasi Randu Barat", beside),
        table("Target;Realisasi Dinas Kesehatan", one),
        table("Target;Realisasi Puskesmas", one),
        table("Target;Estimasi Realisasi", one),
        table("Target;Realisasi Randu Barat", one),
    ];
    insta::assert_snapshot!(all.concat());
}
