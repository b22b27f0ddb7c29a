//! Tables built by hand: a real one of a district office, and a wide one.

use takar::data::State;
use takar::number::{Exact, NumberStyle, format};
use takar::report::table::{Cell, Column, Detail, Footer, Missing, Note, Table};

/// T31 of a district (*kecamatan*): a whole row, a reported value with a note, a missing value, a footer.
pub fn district() -> Table {
    let quality = "Indeks Kualitas Pelayanan Publik (IKPP) Kecamatan Mojoagung";
    let reported = |cell: Cell| Cell { reported: true, notes: vec![1], ..cell };
    let not_filled = missing(State::NotFilled, "realisasi (data/iku.csv, baris 7)", vec![2]);
    Table {
        name: "T31".into(),
        title: "Capaian Indikator Kinerja Utama".into(),
        package: "LKjIP Kecamatan Mojoagung".into(),
        year: 2023,
        unit: Some("Kecamatan Mojoagung".into()),
        scenario: None,
        columns: vec![
            column("Sasaran Strategis", false),
            column("Indikator Kinerja", false),
            column("Target", true),
            column("Realisasi", true),
            column("% Capaian", true),
        ],
        rows: vec![
            vec![
                words("Meningkatnya Akuntabilitas dan Kinerja Kecamatan Mojoagung"),
                words("Nilai Evaluasi SAKIP"),
                number("73.5", exact(735, 10), "nilai"),
                number("73.48", exact(7348, 100), "nilai"),
                number("99.97", exact(734_800, 7350), "persen"),
            ],
            vec![
                words("Meningkatnya Kualitas Layanan Publik"),
                words(quality),
                number("8.7", exact(87, 10), "nilai"),
                reported(number("8.3", exact(83, 10), "nilai")),
                number("95.40", exact(8300, 87), "persen"),
            ],
            vec![
                words("Meningkatnya Tertib Administrasi Keuangan"),
                words("Serapan Anggaran"),
                number("3012572307.5", exact(30_125_723_075, 10), "rupiah"),
                not_filled.clone(),
                missing(State::Faulty, "realisasi belum diisi", vec![2]),
            ],
        ],
        parts: Vec::new(),
        footers: vec![Footer {
            from: 0,
            label: "Rata-Rata Capaian IKU".into(),
            cells: vec![
                Cell::default(),
                Cell::default(),
                Cell::default(),
                Cell::default(),
                number("97.69", exact(9769, 100), "persen"),
            ],
        }],
        details: vec![Detail {
            code: "IKPP".into(),
            label: quality.into(),
            year: 2023,
            raw: number("95.40", exact(8300, 87), "persen"),
            capped: number("95.40", exact(8300, 87), "persen"),
            achievement: number("95.40", exact(8300, 87), "persen"),
            grade: Some(words("Berhasil")),
        }],
        notes: vec![
            note(
                "IKPP 8,3 dilaporkan Bagian Organisasi; IKM dan IPP tahun 2023 belum diisi, sehingga rumusnya tidak dapat dihitung.",
            ),
            note("Serapan Anggaran: realisasi belum diisi (data/iku.csv, baris 7)."),
            note("Sumber: PermenPANRB 14/2017."),
        ],
        remarks: vec!["Angka IKPP akan diperbarui.".into()],
    }
}

/// Fifteen columns: the achievement of twelve months.
pub fn months() -> Table {
    let months = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember";
    let mut columns = vec![column("No", true), column("Indikator Kinerja", false)];
    columns.extend(months.split(' ').map(|month| column(month, true)));
    columns.push(column("Keterangan", false));
    let row = |index: i128, name: &str, remark: &str| {
        let mut cells = vec![number(&index.to_string(), exact(index, 1), ""), words(name)];
        cells.extend((1..=12).map(|month| {
            let hundredths = 5000 * index + 417 * month;
            let plain = std::format!("{}.{:02}", hundredths / 100, hundredths % 100);
            number(&plain, exact(hundredths, 100), "persen")
        }));
        cells.push(words(remark));
        cells
    };
    let mut first = row(1, "Nilai Evaluasi SAKIP", "");
    first[7] = missing(State::NotFilled, "", vec![1]);
    Table {
        title: "Capaian per Bulan".into(),
        year: 2024,
        columns,
        rows: vec![first, row(2, "Indeks Kualitas Pelayanan Publik (IKPP)", "Sudah diverifikasi Inspektorat")],
        footers: vec![Footer {
            from: 0,
            label: "Rata-Rata".into(),
            cells: (0..15)
                .map(|at| if at == 13 { number("125.04", exact(12_504, 100), "persen") } else { Cell::default() })
                .collect(),
        }],
        notes: vec![note("Juni belum diisi.")],
        ..Table::default()
    }
}

/// A cell of words.
pub fn words(text: &str) -> Cell {
    Cell { shown: text.into(), text: Some(text.into()), ..Cell::default() }
}

/// A column.
pub fn column(title: &str, numeric: bool) -> Column {
    Column { title: title.into(), numeric }
}

/// A cell with a number, shown as a planner writes it.
pub fn number(plain: &str, value: Exact, unit: &str) -> Cell {
    let sign = if unit == "persen" { "%" } else { "" };
    Cell {
        shown: format(plain, NumberStyle::Indonesian) + sign,
        plain: Some(plain.into()),
        value: Some(value),
        unit: (!unit.is_empty()).then(|| unit.into()),
        ..Cell::default()
    }
}

fn missing(state: State, reason: &str, notes: Vec<usize>) -> Cell {
    Cell {
        shown: state.words().into(),
        missing: Some(Missing { state, reason: reason.into() }),
        notes,
        ..Cell::default()
    }
}

fn note(text: &str) -> Note {
    Note { text: text.into(), is_joined: false }
}

fn exact(num: i128, den: i128) -> Exact {
    Exact::ratio(num, den).expect("the denominator is not zero")
}
