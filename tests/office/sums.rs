//! Rows of sums of a sheet held against its rows; and a sheet computed row by row.

use crate::command::Package;

const RULES: &str = "paket \"Kantor\"\n  tahun 2024\n\numum \"1\"\n  satuan ruang\n\n";

fn told(sheet: &str) -> String {
    let data = format!("{RULES}data \"jumlah.xlsx\" lembar \"{sheet}\"\n  kolom pagu = \"Pagu (Rp)\"\n");
    let package = Package::of(&[("aturan.takar", &data)]);
    package.add("tests/office/fixtures/found/jumlah.xlsx", "jumlah.xlsx");
    let (_, told) = package.run(&["periksa", "."]);
    let at = told.find("peringatan B0136");
    let words = at.map(|at| told[at..].split("\n\n").next().unwrap_or_default().to_string());
    words.unwrap_or_else(|| "tidak ada".to_string())
}

#[test]
fn sums_are_held_against_their_rows() {
    assert_eq!(told("benar"), "tidak ada");
    insta::assert_snapshot!(format!("{}\n\n{}", told("ganda"), told("salah")));
}

fn units() -> Package {
    let rules = "paket \"Kantor\"\n  tahun 2024\n\naturan capaian Baku\n  makin tinggi : realisasi / target * 100\n\nindikator IKM \"Indeks Kepuasan Masyarakat\"\n  satuan indeks\n  arah makin tinggi\n  capaian Baku\n";
    let package = Package::of(&[("aturan.takar", rules)]);
    package.add("tests/office/fixtures/found/unit.xlsx", "unit.xlsx");
    package
}

#[test]
fn a_sheet_is_computed_row_by_row() {
    let package = units();
    let shown = package.shown(&["hitung", ".", "--data", "unit.xlsx", "--lembar", "Lebar", "--keluar", "hasil.csv"]);
    insta::assert_snapshot!(format!("{shown}──\n{}", package.text("hasil.csv")));
}

#[test]
fn of_several_sheets_one_is_asked_for() {
    let package = units();
    let shown = |sheet: &[&str]| {
        let args = [&["hitung", ".", "--data", "unit.xlsx", "--keluar", "hasil.csv"], sheet].concat();
        package.shown(&args)
    };
    insta::assert_snapshot!(format!("{}\n{}", shown(&[]), shown(&["--lembar", "Leber"])));
}
