//! Groups of columns under headings of several lines, beside those of other offices; the end of a plan under its year; tables that are not
//! read.

use super::super::desk::Desk;
use super::{audited, lines};
use takar::audit::Verdict;

const RULES: &str = r#"
paket "LKjIP Kabupaten Sumberjo Tahun 2024"
  tahun 2024
  periode 2022..2026
aturan capaian Baku
  makin tinggi : realisasi / target * 100
umum
  arah makin tinggi
  capaian Baku
indikator A "Angka melek huruf"
  sasaran "Sehat"
indikator B "Indeks kepuasan"
  sasaran "Maju"
indikator C "Panjang jalan mantap"
  sasaran "Maju"
indikator D "Produksi padi"
  sasaran "Maju"
data "d.csv" angka id
tabel T1 "Capaian"
  baris A; B; C; D
"#;

const DATA: &str = "kode;tahun;target;realisasi;pagu;serapan
A;2024;90;80;1000000;900000
B;2024;70;69;2000000;1500000
C;2024;50;40;3000000;2700000
D;2024;60;58;4000000;3900000
A;2026;95;;;
B;2026;81;;;
C;2026;77;;;
D;2026;64;;;
";

const OWN: [[&str; 3]; 4] =
    [["90", "80", "88,89%"], ["70", "69", "98,57%"], ["50", "40", "80,00%"], ["60", "58", "96,67%"]];
const NAMES: [&str; 4] = ["Angka melek huruf", "Indeks kepuasan", "Panjang jalan mantap", "Produksi padi"];
const COLUMNS: &str = "  kolom nama \"Indikator\"\n  kolom target \"Target\"\n  kolom realisasi \"Realisasi\"\n  kolom capaian \"% Capaian\" tampil 2\n";

/// A heading over rows of the own figures and others beside them.
fn printed(head: &str, others: [&str; 4]) -> String {
    let rows =
        NAMES.iter().zip(OWN).zip(others).map(|((name, own), other)| format!("{name};{};{other}\n", own.join(";")));
    format!("{head}\n{}", rows.collect::<String>())
}

/// How many figures agree, how many belong to nobody, and what is found.
fn told(columns: &str, text: &str) -> (usize, usize, Vec<String>) {
    let (audit, _) = audited(&format!("{RULES}{columns}"), DATA, &[("cetakan/T1.csv", text)]);
    (audit.count(Verdict::Agrees), audit.unmatched, lines(&audit))
}

/// A line below the first continues the heading also where some groups have one column and others several: no second heading.
#[test]
fn groups_of_one_stand_beside_groups_of_several() {
    let others = ["70;69;69", "84;80;80", "41;40;40", "60;58;61"];
    let heads = [
        "Indikator;Target;Realisasi;% Capaian;Provinsi;;Nasional\n;;;;Target;Realisasi;Realisasi",
        "Indikator;Target;Realisasi;% Capaian;Provinsi;;Nasional\n;;;;Target;Realisasi;Rata-rata",
        "Indikator;Target;Realisasi;% Capaian;Nasional;Provinsi;\n;;;;Target;Target;Realisasi",
        "Indikator;Kabupaten Sumberjo;;;Provinsi;;Nasional\n;Target;Realisasi;% Capaian;Target;Realisasi;Realisasi",
        "Indikator;Tahun 2024;;;;;\n;Kabupaten Sumberjo;;;Kabupaten Lembayung;;Nasional\n;Target;Realisasi;% Capaian;Target;Realisasi;Realisasi",
    ];
    for head in heads {
        assert_eq!(told(COLUMNS, &printed(head, others)), (12, 12, Vec::new()), "{head}");
    }
    let years = "  kolom nama \"Indikator\"\n  kolom target \"Target\"\n  kolom realisasi \"Realisasi\"\n  kolom realisasi[2023] \"Realisasi 2023\"\n";
    let text = "Indikator;Tahun 2024;;Tahun 2023;;Provinsi\n;Target;Realisasi;Target;Realisasi;Realisasi\nAngka melek huruf;90;80;88;80;80\nIndeks kepuasan;70;69;66;69;69\nPanjang jalan mantap;50;40;48;40;40\nProduksi padi;60;85;60;58;58\n";
    let (agree, _, found) = told(years, text);
    assert_eq!(
        (agree, &*found),
        (7, &["ketik: D Produksi padi / Tahun 2024 · Realisasi: dua angka tertukar: 58".to_string()][..])
    );
}

/// Of groups of several offices that of the package is read, with what is wrong in it.
#[test]
fn the_group_of_the_office_itself_is_read() {
    let others = ["90;80;88,89%", "77;69;89,61%", "50;45;90,00%", "60;58;96,67%"];
    for (office, other) in [("Kabupaten Sumberjo", "Kabupaten Lembayung"), ("Kab. Sumberjo", "Kota Mentari")] {
        let head = format!("Indikator;{office};;;{other};;\n;Target;Realisasi;% Capaian;Target;Realisasi;% Capaian");
        let text = printed(&head, others).replacen("88,89%", "889%", 1);
        let (agree, unmatched, found) = told(COLUMNS, &text);
        assert_eq!((agree, unmatched, found.len()), (11, 12, 1), "{text}{found:?}");
        assert!(found[0].starts_with(&format!("satuan: A Angka melek huruf / {office} · % Capaian")), "{found:?}");
    }
}

/// The target of the end of the plan under its year is held against that; where most of it is another figure it is none.
#[test]
fn the_end_of_a_plan_stands_under_its_year() {
    let columns = format!("{COLUMNS}  kolom target[akhir] \"Target Akhir RPJMD\"\n");
    for title in ["Target Akhir RPJMD", "Target 2026", "Target RPJMD 2026", "Target Akhir RPJMD (2026)"] {
        let text = printed(&format!("Indikator;Target;Realisasi;% Capaian;{title}"), ["95", "81", "77", "46"]);
        let found = vec![format!("ketik: D Produksi padi / {title}: dua angka tertukar: 64")];
        assert_eq!(told(&columns, &text), (15, 0, found), "{title}");
    }
    let of_year = printed("Indikator;Target;Realisasi;% Capaian;Target 2026", ["93", "80", "75", "64"]);
    assert_eq!(told(&columns, &of_year), (12, 4, Vec::new()));
}

/// `Indikator Kinerja Sasaran` names the rows, `SASARAN STRATEGIS` their objectives.
#[test]
fn rows_are_named_by_the_longer_title() {
    let columns = COLUMNS.replace("Indikator", "Indikator Kinerja");
    let columns = format!("  kolom sasaran \"Sasaran Strategis\"\n{columns}");
    let text = "SASARAN STRATEGIS;Indikator Kinerja Sasaran;Target;Realisasi;% Capaian\nSehat;Angka melek huruf Kabupaten Sumberjo;90;80;88,89%\nMaju;Indeks kepuasan Kabupaten Sumberjo;70;69;98,57%\n;Panjang jalan mantap Kabupaten Sumberjo;50;40;80,00%\n;Produksi padi Kabupaten Sumberjo;60;58;96,76%\n";
    let found = vec!["ketik: D Produksi padi / % Capaian: dua angka tertukar: 96,67".to_string()];
    assert_eq!(told(&columns, text), (11, 0, found));
}

/// Of money what was spent is `Realisasi` below `Anggaran`, also where nothing of it is right.
#[test]
fn what_was_spent_stands_below_money() {
    let columns = format!("{COLUMNS}  kolom pagu \"Pagu\"\n  kolom serapan \"Serapan\"\n");
    let head = "Indikator;Kinerja;;;Anggaran;\n;Target;Realisasi;% Capaian;Pagu;Realisasi";
    let text = printed(head, ["1000000;1500000", "2000000;2700000", "3000000;3900000", "4000000;900000"]);
    let (agree, unmatched, found) = told(&columns, &text);
    assert_eq!((agree, unmatched, found.len()), (16, 0, 1), "{found:?}");
    assert!(found[0].starts_with("kolom: A Angka melek huruf / Anggaran · Realisasi"), "{found:?}");
    let text = printed("Indikator;Target;Realisasi;% Capaian;Kode", ["7.01.01", "7.01.02", "7.01.03", "7.01.04"]);
    assert_eq!(told(COLUMNS, &text), (12, 0, Vec::new()), "codes are no figures");
}

/// Every form says how many figures stand in tables that are not read.
#[cfg(feature = "office")]
#[test]
fn figures_of_tables_that_are_not_read_are_counted() {
    let desk = Desk::new();
    desk.put("p/aturan.takar", format!("{RULES}{COLUMNS}"));
    desk.put("p/d.csv", DATA);
    let cells = |line: &str| line.split(';').map(|cell| format!("<td>{cell}</td>")).collect::<String>();
    let table = |text: &str| {
        let rows: String = text.lines().map(|line| format!("<tr>{}</tr>", cells(line))).collect();
        format!("<table>{rows}</table>")
    };
    let own = table(&printed("Indikator;Target;Realisasi;% Capaian", [""; 4]));
    let other = table("No;Kode;Desa;Laki-laki;Perempuan\n1;35.17;Sumber;1.204;1.198\n2;35.18;Rejo;995;1.011\n");
    desk.put("p/cetakan/laporan.html", format!("{own}<p>Tabel 1.2 Jumlah Penduduk</p>{other}"));
    let said = [
        ("terminal", "tidak ada temuan; 4 angka tidak diperiksa"),
        ("json", "\"tidak_dikenal\": 4"),
        ("md", "; 4 angka tidak diperiksa"),
        ("csv", "4 angka tidak diperiksa: tabelnya tidak dibaca"),
    ];
    for (form, says) in said {
        let out = desk.run(&format!("audit p --format {form}"));
        assert!(out.contains(says), "{out}");
    }
}
