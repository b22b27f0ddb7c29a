//! A footer without a column: whatever its message proposes sums up the cells that are shown above it.

use crate::packages::{Files, check, mended};
use takar::engine::Package;
use takar::number::Exact;
use takar::report::table::Table;

const RULES: &str = "\
paket \"P\"
  tahun 2025
aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"nol\"
  makin tinggi : realisasi / target * 100
indikator A \"Alfa\"
  sasaran \"Satu\"
  arah makin tinggi
  capaian Baku
indikator B \"Beta\"
  sasaran \"Satu\"
  arah makin tinggi
  capaian Baku
indikator C \"Gama\"
  sasaran \"Dua\"
  arah makin tinggi
  capaian Baku
kelompok IKU
  anggota A; B; C
  bobot A 20%; B 35%; C 45%
  capaian rata_rata(capaian anggota)
data \"d.csv\"
";

const DATA: &str = "\
kode;tahun;target;realisasi;pagu;serapan
A;2024;80;40;1000000;900000
B;2024;50;30;3500000;1400000
C;2024;10;8;500000;450000
A;2025;80;76;2000000;1900000
B;2025;50;55;3250000;1300000
C;2025;20;9;750000;300000
";

const COLUMNS: [&str; 21] = [
    "capaian",
    "capaian_asli",
    "capaian[tahun-1]",
    "capaian[2024]",
    "capaian / 100",
    "capaian * bobot",
    "selisih(capaian; capaian[tahun-1])",
    "capaian - capaian[tahun-1]",
    "bulat(capaian; 1)",
    "bobot",
    "target",
    "realisasi",
    "realisasi[tahun-1]",
    "pagu",
    "pagu[tahun-1]",
    "pagu / 1_000_000",
    "bulat(pagu / 1_000; 1)",
    "serapan",
    "serapan / pagu * 100%",
    "pagu - serapan",
    "1_000 * pagu[tahun-1]",
];

const SUMMED: [&str; 9] = [
    "capaian",
    "capaian[tahun-1]",
    "capaian_asli",
    "capaian / 100",
    "realisasi",
    "pagu",
    "pagu / 1_000_000",
    "serapan",
    "pagu[tahun-1]",
];

const FUNCTIONS: [&str; 3] = ["jumlah", "rata_rata", "median"];

/// Values that are no aggregate of one thing, each with what it is of a column.
const OTHERS: [(&str, &str); 8] = [
    ("IKU", "rata_rata"),
    ("IKU[2024]", "rata_rata"),
    ("capaian IKU[tahun-1]", "rata_rata"),
    ("jumlah(pagu) / 1_000_000", "jumlah"),
    ("jumlah(pagu) - jumlah(serapan)", "jumlah"),
    ("rata_rata(capaian) - rata_rata(capaian[tahun-1])", "rata_rata"),
    ("persentil(50%; capaian)", "median"),
    ("bulat(terbesar(pagu); 0)", "terbesar"),
];

fn told(columns: &[&str], footer: &str) -> (Files, Package) {
    let columns: String = columns.iter().map(|column| format!("  kolom {column}\n")).collect();
    let rules = format!("{RULES}tabel T1\n  baris anggota IKU\n  kolom nama\n{columns}  penutup {footer} \"Semua\"\n");
    let files = vec![("t.takar".to_string(), rules)];
    let package = check(&files);
    (files, package)
}

/// The cells above a footer, and the one of the footer.
fn under(table: &Table) -> (Vec<Exact>, Exact) {
    let footer = &table.footers[0];
    let at = footer.cells.iter().position(|cell| cell.value.is_some()).expect("a footer with a value");
    let cells = table.rows.iter().filter_map(|row| row[at].value.clone()).collect();
    (cells, footer.cells[at].value.clone().expect("a value"))
}

fn summary(function: &str, mut cells: Vec<Exact>) -> Exact {
    let sum = cells.iter().fold(Exact::ZERO, |sum, one| &sum + one);
    let many = Exact::from(cells.len() as i64);
    cells.sort();
    match function {
        "jumlah" => sum,
        "rata_rata" => sum.checked_div(&many).expect("rows"),
        "terbesar" => cells.last().cloned().expect("rows"),
        "median" => cells[cells.len() / 2].clone(),
        "banyaknya" => many,
        other => panic!("{other}"),
    }
}

/// The mends of a footer's message, each applied and compared; how many there were.
fn compared(columns: &[&str], footer: &str, function: &str) -> usize {
    let (files, package) = told(columns, footer);
    let lone = package.diagnostics().iter().filter(|one| one.code.as_str() == "K0401").collect::<Vec<_>>();
    let mends: Vec<_> = lone.iter().flat_map(|one| one.suggestions.clone()).collect();
    for mend in &mends {
        let files = mended(package.sources(), &files, &mend.edits);
        let mut whole = check(&files);
        let (text, shown) = (&files[0].1, &mend.text);
        assert!(whole.diagnostics().iter().all(|one| one.code.as_str() != "K0401"), "{shown}\n{text}");
        if whole.program().is_none() {
            // Another message of its own: a sum of percentages is refused.
            continue;
        }
        let (data, findings) = whole.read_data(|_| Ok(DATA.to_string()));
        assert!(findings.is_empty(), "{findings:?}");
        let run = whole.run(&data, 2025).expect("sound rules");
        let tables = run.tables();
        let (cells, found) = under(&tables[0]);
        let wanted = summary(function, cells);
        assert_eq!(found, wanted, "{shown}\n{text}");
    }
    mends.len()
}

#[test]
fn every_mend_sums_up_its_column() {
    let (mut mends, mut columns) = (0, 0);
    for column in COLUMNS {
        for (summed, function) in SUMMED.iter().flat_map(|summed| FUNCTIONS.map(|function| (summed, function))) {
            mends += compared(&[column], &format!("{function}({summed})"), function);
            columns += 1;
        }
        for (other, function) in OTHERS {
            mends += compared(&[column], other, function);
            columns += 1;
        }
    }
    assert!(mends > 500 && columns > 700, "{mends} of {columns}");
}

/// The texts of the mends, and the advice where there is none.
fn words(columns: &[&str], footer: &str) -> Vec<String> {
    let (_, package) = told(columns, footer);
    let one = package.diagnostics().iter().find(|one| one.code.as_str() == "K0401").expect("K0401");
    let mends: Vec<String> = one.suggestions.iter().map(|mend| mend.text.clone()).collect();
    if mends.is_empty() { one.advice.clone() } else { mends }
}

#[test]
fn what_is_proposed() {
    let rows: [(&[&str], &str, &[&str]); 10] = [
        (
            &["capaian[tahun-1] \"Capaian 2024\""],
            "rata_rata(capaian)",
            &[
                "untuk kolom \"Capaian 2024\", tulis isinya:  rata_rata(capaian[tahun-1])",
                "tambahkan kolomnya:  kolom capaian",
            ],
        ),
        (
            &["pagu / 1_000_000 \"Juta\"", "serapan / pagu * 100% \"% Serapan\""],
            "jumlah(pagu)",
            &["untuk kolom \"Juta\", tulis isinya:  jumlah(pagu / 1_000_000)", "tambahkan kolomnya:  kolom pagu"],
        ),
        (&["serapan"], "jumlah(pagu)", &["tambahkan kolomnya:  kolom pagu"]),
        (&["capaian * bobot"], "rata_rata(capaian)", &["tambahkan kolomnya:  kolom capaian"]),
        (&["selisih(capaian; capaian[tahun-1])"], "rata_rata(capaian)", &["tambahkan kolomnya:  kolom capaian"]),
        (&["capaian[2024]", "capaian"], "IKU[2024]", &["sebut kolomnya:  pada capaian[2024]"]),
        (&["capaian"], "IKU[2024]", &["tambahkan  kolom capaian[2024]  ke tabel ini"]),
        (&["pagu", "pagu[tahun-1]"], "jumlah(serapan)", &["tambahkan kolomnya:  kolom serapan"]),
        (
            &["selisih(capaian; capaian[tahun-1])", "capaian"],
            "rata_rata(capaian) - rata_rata(capaian[tahun-1])",
            &["sebut kolomnya:  pada selisih(capaian; capaian[tahun-1])"],
        ),
        (
            &["serapan / pagu * 100%"],
            "jumlah(serapan) / jumlah(pagu) * 100%",
            &["sebut kolomnya:  pada serapan / pagu * 100%"],
        ),
    ];
    for (columns, footer, wanted) in rows {
        assert_eq!(words(columns, footer), wanted, "{columns:?} {footer}");
    }
}
