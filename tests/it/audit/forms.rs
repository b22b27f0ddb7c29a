//! Printed tables in the forms that reports have: headings again in other words and order, columns and rows of other years,
//! wholly wrong columns under near titles, totals under another label, notes.

use super::{DATA, RULES, T1, audited, lines};
use std::fmt::Write;

/// The printed table, and what is said of it.
fn told(text: &str) -> String {
    told_of(DATA, text)
}

fn told_of(data: &str, text: &str) -> String {
    let (audit, problems) = audited(RULES, data, &[("cetakan/T1.csv", text)]);
    let mut out = format!("{text}→ {} cocok\n", audit.count(takar::audit::Verdict::Agrees));
    for line in problems.iter().map(|one| format!("{}: {}", one.code, one.title)).chain(lines(&audit)) {
        writeln!(out, "→ {line}").expect("text");
    }
    out
}

fn all(texts: &[&str]) -> String {
    texts.iter().map(|text| told(text)).collect::<Vec<_>>().join("\n")
}

/// Three rows with their target and realisation; a heading above them, and cells before and behind.
fn three(head: &str, before: [&str; 3], behind: [&str; 3]) -> String {
    let rows = ["Nilai Evaluasi AKIP;73,5;73,48", "Indeks Kepuasan Masyarakat;92;81,5", "Surat yang dibalas;130;121"];
    let rows = (0..3).map(|at| format!("{}{}{}\n", before[at], rows[at], behind[at]));
    rows.fold(format!("{head}\n"), |text, row| text + &row)
}

const PLAIN: [&str; 3] = [""; 3];
const GOALS: [&str; 3] = ["Meningkatnya mutu;", ";", "Tertibnya surat;"];

const HEAD: &str = "Indikator;Target;Realisasi;Capaian (%)\nNilai Evaluasi AKIP;73,5;73,48;99,97\n";

/// In another order, in other words, below a title, of two levels; in words that nobody knows it is told, not misread.
#[test]
fn a_further_heading() {
    let more = [
        "Indikator;Capaian (%);Realisasi;Target\nSurat yang dibalas;93,08;121;130\nPengaduan;83,33;14;21\n",
        "Indikator Kinerja;Capaian Kinerja (%);Target Kinerja;Realisasi 2024\nSurat yang dibalas;93,08;130;121\nPengaduan;83,33;21;14\n",
        "Lanjutan Tabel 3.1;;;\nIndikator;Tahun 2024;;\n;Capaian (%);Target;Realisasi\nSurat yang dibalas;93,08;130;121\nPengaduan;83,33;21;14\n",
        "Nama;Dicapai;Rencana;Hasil akhir\nSurat yang dibalas;121;130;93,08\nPengaduan;14;12;83,33\n",
    ];
    insta::assert_snapshot!(all(&more.map(|more| format!("{HEAD}{more}")).each_ref().map(String::as_str)));
}

/// Of two tables in one file each is held against its own year, and a row in both is no row printed twice.
#[test]
fn a_second_table_in_the_file() {
    insta::assert_snapshot!(all(&[
        "Tabel 3.1 Capaian Tahun 2024;;;\nIndikator;Target;Realisasi;Capaian (%)\nSurat yang dibalas;130;121;93,08\nPengaduan;12;14;83,33\nTabel 3.2 Capaian Tahun 2023;;;\nIndikator;Target;Realisasi;Capaian (%)\nSurat yang dibalas;120;118;98,33\nPengaduan;12;11;100,00\n",
        "Indikator;Target;Realisasi\nSurat yang dibalas;130;121\nPengaduan;12;14\nIndikator;Capaian (%);Predikat\nSurat yang dibalas;93,08;Baik\nPengaduan;38,33;Kurang\n",
    ]));
}

/// A column of another year is that year's where the package has it, else it is told that nobody looked.
#[test]
fn columns_of_other_years() {
    insta::assert_snapshot!(all(&[
        "Indikator;Realisasi 2023;Capaian 2023;Target;Realisasi\nNilai Evaluasi AKIP;73,12;100,00;73,5;73,48\nSurat yang dibalas;118;98,33;130;121\nPengaduan;11;100,00;12;14\n",
        "Indikator;Realisasi Tahun Lalu;Target;Realisasi\nNilai Evaluasi AKIP;73,12;73,5;73,48\nSurat yang dibalas;181;130;121\nPengaduan;11;12;14\n",
        "Indikator;Realisasi;;Target\n;2023;2024;2024\nNilai Evaluasi AKIP;73,12;73,48;73,5\nSurat yang dibalas;118;112;130\nPengaduan;11;14;12\n",
        "Indikator;Target 2025;Target Akhir RPJMD;Realisasi TW III;Realisasi\nNilai Evaluasi AKIP;74;75;70;73,48\nSurat yang dibalas;130;130;90;121\nPengaduan;12;12;10;14\n",
        "Indikator;Target Akhir Renstra;Realisasi 2019;Realisasi\nNilai Evaluasi AKIP;74;70;73,48\nSurat yang dibalas;140;100;121\nPengaduan;10;20;14\n",
    ]));
}

/// A column of years, or rows that are only a year.
#[test]
fn rows_of_other_years() {
    insta::assert_snapshot!(all(&[
        "Indikator;Tahun;Target;Realisasi;Capaian (%)\nNilai Evaluasi AKIP;2023;72,5;73,12;100,00\n;2024;73,5;73,48;99,97\nSurat yang dibalas;2022;100;90;90,00\n;2023;120;118;98,33\n;2024;130;112;93,08\nRata-rata;;;;91,24\n",
        "No;Indikator;Target;Realisasi;Capaian (%)\n1;Tahun 2023;;;\n2;Surat yang dibalas;120;118;98,33\n3;Pengaduan;12;11;100,00\n4;Tahun 2024;;;\n5;Surat yang dibalas;130;121;93,08\n6;Pengaduan;12;14;38,33\n",
    ]));
}

/// A title that says what a column is is believed where every figure below it is wrong; one of another thing only where most
/// figures agree.
#[test]
fn a_wholly_wrong_column() {
    insta::assert_snapshot!(all(&[
        "Indikator;Target Kinerja;Realisasi;Capaian Kinerja\nNilai Evaluasi AKIP;73,5;73,48;73,5\nIndeks Kepuasan Masyarakat;92;81,5;92\nSurat yang dibalas;130;121;130\nPengaduan;12;14;12\n",
        &three(
            "Indikator;Target;Realisasi;Capaian Sasaran (%);Predikat",
            PLAIN,
            [";41,15;Baik", ";62,71;Kurang", ";55,04;Baik"],
        ),
        "Indikator;Target;Realisasi Provinsi;Capaian (%)\nNilai Evaluasi AKIP;73,5;84,19;99,97\nIndeks Kepuasan Masyarakat;92;81,5;88,59\nSurat yang dibalas;130;700;93,08\nPengaduan;12;14;83,33\n",
        &three("Indikator;Target;Realisasi;Capaian Keuangan (%)", PLAIN, [";99,97", ";97,10", ";90,00"]),
    ]));
}

/// What a row is a part of achieves something else: it is told that nobody looked, whether its title says so, or its cells are
/// merged as its words are, or another column under nearly the same title has the figures. Where all agree it is the column.
#[test]
fn columns_of_what_a_row_is_a_part_of() {
    let left = "Sasaran;Indikator;Target;Realisasi";
    let of_goal = |head: &str, behind: [&str; 3]| three(&format!("{left};{head}"), GOALS, behind);
    insta::assert_snapshot!(all(&[
        &three(
            "Indikator;Target;Realisasi;Capaian Program (%);Predikat Program",
            PLAIN,
            [";94,28;Baik", ";94,28;Baik", ";93,08;Baik"]
        ),
        &of_goal("Capaian (%)", [";94,28", ";", ";93,08"]),
        &of_goal("Capaian (%);Capaian Indikator (%)", [";94,28;99,97", ";;85,88", ";93,08;93,08"]),
        &three(
            "Indikator;Target;Realisasi;Capaian Sasaran (%);Tingkat Kemajuan (%)",
            PLAIN,
            [";99,97;80", ";88,59;70", ";93,08;60"]
        ),
    ]));
}

/// The same under the title of the rules, with no other column: one figure for several rows that is their mean, or lies between
/// them below the same words. A neighbour's figure is a mistake as before.
#[test]
fn one_figure_for_several_rows() {
    let head = "Indikator;Target;Realisasi;Capaian (%)";
    let mean = [";94,28", ";94,28", ";93,08"];
    insta::assert_snapshot!(all(&[
        &three(head, PLAIN, mean),
        &three(head, PLAIN, [";94,28", ";", ";93,08"]),
        &three(
            &format!("{head};Predikat"),
            PLAIN,
            mean.map(|cell| format!("{cell};Baik")).each_ref().map(String::as_str)
        ),
        &three(&format!("Sasaran;{head}"), GOALS, [";96,11", ";96,11", ";93,08"]),
        &three(head, PLAIN, [";99,97", ";99,97", ";93,08"]),
    ]));
}

/// Nothing in all its forms, where something is due and where nothing is: never an accusation, nor a heading. A dash is how 0
/// is written.
#[test]
fn nothing_in_many_forms() {
    let data = DATA.replace("SURAT;2024;130;121", "SURAT;2024;130;0").replace("IKM;2024;92;81,5", "IKM;2024;92;n/a");
    let rows = |ikm: &str, zero: &str| {
        format!(
            "Indikator;Target;Realisasi;Capaian (%);Predikat\nNilai Evaluasi AKIP;73,5;-;1);Baik\nIndeks Kepuasan Masyarakat;92;{ikm};{ikm};{ikm}\nSurat yang dibalas;130;{zero};{zero};Kurang\nPengaduan;12;14;83,33;n/a\n"
        )
    };
    let two = "Indikator;Sasaran;Tahun 2024;Predikat\n;Capaian (%);Realisasi;\nIndeks Kepuasan Masyarakat;N/A;–;-\nPengaduan;;14;Kurang\nNilai Evaluasi AKIP;99,97;73,48;Baik\n";
    let strange = "Indikator;Target;Realisasi;Capaian (%)\nNilai Evaluasi AKIP;73,5;73,48;99,97\nKetepatan waktu;N/A;N/A;N/A\nMutu jalan;Belum ada;Belum ada;Belum ada\nPengaduan;12;14;38,33\n";
    let forms = [
        rows("N/A", "-"),
        rows("n.a.", "nihil"),
        rows("Belum dirilis", "–"),
        rows("", "0"),
        two.into(),
        strange.into(),
    ];
    let told: Vec<String> = forms.iter().map(|text| told_of(&data, text)).collect();
    insta::assert_snapshot!(told.join("\n"));
}

/// The year of its figures in the name of a row says no more; of two rows with one name each is of its own year.
#[test]
fn years_in_names() {
    insta::assert_snapshot!(all(&[
        "Indikator;Realisasi;Capaian (%)\nSurat yang dibalas Tahun 2024;112;93,08\nPengaduan (2024);14;83,33\n",
        "Indikator;Target;Realisasi\nPengaduan Tahun 2023;12;11\nPengaduan Tahun 2024;12;41\nSurat yang dibalas tahun 2023;120;181\nSurat yang dibalas;130;121\n",
    ]));
}

/// A total below its greatest part is none, whatever it is called; one that may be a total is not held against a mean.
#[test]
fn a_total_that_is_none() {
    let with = |label: &str, figure: &str| T1.replace("Rata-rata;;;91,24", &format!("{label};;;{figure}"));
    insta::assert_snapshot!(all(&[&with("Jumlah", "92,14"), &with("Jumlah", "364,97"), &with("TOTAL", "91,24")]));
}

/// Titles above, blank columns, numbers of columns, units, totals under another label, group rows and notes.
#[test]
fn what_stands_around_the_figures() {
    let rows = T1.split_once('\n').expect("a heading").1;
    let wide = rows.trim_end().replace('\n', "\n;").replacen("Nilai", ";Nilai", 1);
    insta::assert_snapshot!(all(&[
        &format!(
            "Tabel 3.1 Capaian, tahun 2024\nIndikator;Target;Realisasi;Capaian (%);Predikat\n(1);(2);(3);(4=3/2);(5)\n{}",
            rows.replace("Rata-rata;;;91,24", "RERATA CAPAIAN KINERJA;;;92,14")
        ),
        &format!(";Indikator;Tahun 2024;;;\n;;Target;Realisasi;Capaian;Predikat\n;;(nilai);(nilai);(%);\n{wide}\n"),
        "Indikator;;Tahun 2024;;;\n;;Target;Realisasi;;Capaian (%)\nSurat yang dibalas;;130;121;;93,08\nPengaduan;;12;41;;83,33\n",
        &T1.replace("Surat yang", "Surat yang dibalas;;;;\nSurat yang")
            .replace("91,24;\n", "91,24;\nKeterangan: Pengaduan\nSumber: Bagian Organisasi, 2024;;;;\n"),
        &T1.replace("88,59;Kurang", "88,59 / Kurang;")
            .replace("93,08;Baik", "93,08 Baik;")
            .replace("83,33;Kurang", "83,33 - Baik;"),
        &T1.replace("Rata-rata;;;91,24", "Jumlah;;;91,24")
            .replace("Surat yang dibalas;", "Surat yang dibalas tahun 2025;"),
    ]));
}
