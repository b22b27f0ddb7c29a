//! What can be wrong with a file of wide data as a whole, and its words.

use crate::data::wide::WideColumn;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No header line.
    Empty,
    /// One row per value, and not one per unit.
    Long,
    /// Two columns for one thing, counted from 1.
    Twice { header: String, first: usize, second: usize },
    /// No column that the rules know.
    NothingKnown { headers: Vec<String> },
    /// No column says the year, nor do the rules.
    NoYear,
    /// The rules compute nothing that one row can give.
    NothingToCompute,
}

impl Refused {
    /// The message, about a file.
    pub fn into_diagnostic(self, file: &str) -> Diagnostic {
        let error = |code, title: &str| at_file(code, Severity::Error, title, file);
        match self {
            Refused::Empty => error("D0101", "berkas ini tidak berisi baris judul"),
            Refused::Long => error("D0102", "berkas ini berbentuk panjang: satu baris untuk satu nilai")
                .because(
                    "--data membaca bentuk lebar: satu baris untuk satu unit dan tahun, satu kolom untuk satu nilai",
                )
                .advise("beri judul kolom  unit; tahun; IKM; target IKM; …")
                .advise("atau sebut berkas ini dalam aturan,  data \"berkas.csv\" , lalu hitung tanpa --data"),
            Refused::Twice { header, first, second } => {
                error("D0103", &format!("kolom \"{header}\" tertulis dua kali"))
                    .because(format!("kolom ke-{first} dan kolom ke-{second} berisi nilai yang sama"))
                    .advise("hapus salah satunya")
            }
            Refused::NothingKnown { headers } => {
                let names: Vec<String> = headers.iter().take(6).map(|header| format!("\"{header}\"")).collect();
                error("D0104", "tidak ada kolom yang dikenal aturan")
                    .because(format!("judul yang terbaca: {}", names.join(", ")))
                    .advise("pakai kode dari aturan sebagai judul, misalnya  IKM  dan  target IKM")
            }
            Refused::NoYear => {
                error("D0105", "tahun data tidak diketahui").advise("tambahkan kolom  tahun , atau tulis  --tahun 2024")
            }
            Refused::NothingToCompute => error("D0106", "tidak ada yang dapat dihitung dari satu baris")
                .advise("--data menghitung capaian, predikat, dan besaran berumus dalam tahun baris itu"),
        }
    }
}

/// Warnings about columns nobody knows.
pub(super) fn warnings(headers: &[String], columns: &[WideColumn], file: &str) -> Vec<Diagnostic> {
    let unknown = headers.iter().zip(columns).filter_map(|(header, column)| match column {
        WideColumn::Unknown(near) if !header.is_empty() => Some((header, near)),
        _ => None,
    });
    let warn = |(header, near): (&String, &Option<String>)| {
        let title = format!("kolom \"{header}\" tidak dikenal aturan, jadi tidak dipakai");
        let warning = at_file("D0107", Severity::Warning, &title, file);
        match near {
            Some(near) => warning.advise(format!("apakah maksud Anda  {near} ?")),
            None => warning,
        }
    };
    unknown.map(warn).collect()
}

/// Results that one row cannot give.
pub(super) fn other_years(names: &[String], file: &str) -> Diagnostic {
    at_file("D0108", Severity::Warning, &format!("tidak ikut dihitung: {}", names.join(", ")), file)
        .because("nilai itu memerlukan tahun lain, sedangkan satu baris memuat satu tahun")
}

fn at_file(code: &'static str, severity: Severity, title: &str, file: &str) -> Diagnostic {
    Diagnostic::new(Code(code), severity, title).at_place(Place::File(file.to_string()), "")
}
