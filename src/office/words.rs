//! Refusals in words: what the file is, and how it becomes one that can be read.

use super::refused::{Foreign, Refusal, Refused};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

impl Refused {
    /// The message to a person, about the file of this name.
    pub fn into_diagnostic(self, name: &str) -> Diagnostic {
        let place = match (&self.sheet, self.row) {
            (Some(sheet), Some(row)) => format!("lembar \"{sheet}\", baris {row}"),
            (Some(sheet), None) => format!("lembar \"{sheet}\""),
            (None, _) => String::new(),
        };
        let code = match self.why {
            Refusal::Bomb | Refusal::ManyCells | Refusal::ManyParagraphs | Refusal::MuchText => Code::B0122,
            Refusal::Letters => Code::B0105,
            Refusal::Empty
            | Refusal::Password
            | Refusal::OldExcel
            | Refusal::OldWord
            | Refusal::OldOther
            | Refusal::Binary
            | Refusal::Cut
            | Refusal::Damaged
            | Refusal::Deep
            | Refusal::NoTable
            | Refusal::Foreign(_) => Code::B0121,
        };
        let title = title(self.why, name);
        let finding = Diagnostic::new(code, Severity::Error, title).at_place(Place::File(name.to_string()), place);
        finding.advise(mend(self.why))
    }
}

fn title(why: Refusal, name: &str) -> String {
    match why {
        Refusal::Empty => format!("\"{name}\" kosong"),
        Refusal::Password => format!("\"{name}\" dikunci dengan kata sandi"),
        Refusal::OldExcel => format!("\"{name}\" tersimpan dalam bentuk Excel lama (.xls)"),
        Refusal::OldWord => format!("\"{name}\" tersimpan dalam bentuk Word lama (.doc)"),
        Refusal::OldOther => format!("\"{name}\" berkas Office lama yang bukan tabel Excel atau dokumen Word"),
        Refusal::Binary => format!("\"{name}\" tersimpan dalam bentuk biner Excel (.xlsb)"),
        Refusal::Cut => format!("\"{name}\" terpotong: bagian akhirnya tidak ada"),
        Refusal::Damaged => format!("isi \"{name}\" rusak"),
        Refusal::Deep => format!("isi \"{name}\" rusak: terlalu banyak bagian di dalam bagian"),
        Refusal::Bomb => format!("isi \"{name}\" lebih dari 512 MB setelah dibuka"),
        Refusal::ManyCells => format!("\"{name}\" memuat lebih dari 4.000.000 sel"),
        Refusal::ManyParagraphs => format!("\"{name}\" memuat lebih dari 1.000.000 paragraf"),
        Refusal::MuchText => format!("\"{name}\" memuat lebih dari 128 MB tulisan"),
        Refusal::NoTable => format!("tidak ada tabel di \"{name}\""),
        Refusal::Foreign(kind) => format!("\"{name}\" sebenarnya {}", kind_of(kind)),
        Refusal::Letters => format!("\"{name}\" tidak tersimpan sebagai UTF-8"),
    }
}

fn kind_of(kind: Foreign) -> &'static str {
    match kind {
        Foreign::Pdf => "berkas PDF",
        Foreign::Rtf => "dokumen RTF",
        Foreign::WebArchive => "halaman web yang disimpan menjadi satu berkas (.mht)",
        Foreign::OldXml => "lembar XML Excel 2003",
        Foreign::Odt => "dokumen LibreOffice Writer (.odt)",
        Foreign::Slides => "berkas presentasi",
        Foreign::Archive => "berkas ZIP",
        Foreign::Picture => "gambar",
        Foreign::Unknown => "berkas yang bukan tabel atau dokumen",
    }
}

fn mend(why: Refusal) -> &'static str {
    const AS_XLSX: &str = "buka di Excel, lalu Simpan Sebagai (Save As), jenis \"Excel Workbook (*.xlsx)\"";
    const AS_DOCX: &str = "buka di Word, lalu Simpan Sebagai (Save As), jenis \"Word Document (*.docx)\"";
    match why {
        Refusal::Password => {
            "buka dengan kata sandinya, lalu Berkas (File), Info, Proteksi (Protect), Enkripsi dengan Kata Sandi \
             (Encrypt with Password), kosongkan, dan simpan"
        }
        Refusal::OldExcel | Refusal::Binary | Refusal::Foreign(Foreign::WebArchive | Foreign::OldXml) => AS_XLSX,
        Refusal::OldWord | Refusal::Foreign(Foreign::Rtf | Foreign::Odt) => AS_DOCX,
        Refusal::Empty | Refusal::Cut => "salin atau unduh lagi berkas itu dari asalnya",
        Refusal::Damaged | Refusal::Deep => {
            "buka di Excel atau Word; bila terbuka, simpan dengan nama baru dan pakai yang baru itu"
        }
        Refusal::Bomb | Refusal::ManyParagraphs | Refusal::MuchText => {
            "pindahkan lembar atau tabel yang dipakai ke berkas baru"
        }
        Refusal::ManyCells => {
            "pindahkan lembar yang dipakai ke berkas baru; data sebesar itu disimpan sebagai CSV dan dihitung dengan  --data"
        }
        Refusal::NoTable => "pakai berkas yang memuat tabel, bukan gambar tabel",
        Refusal::Letters => "simpan lagi sebagai UTF-8, atau sebagai .xlsx",
        Refusal::OldOther
        | Refusal::Foreign(Foreign::Pdf | Foreign::Slides | Foreign::Archive | Foreign::Picture | Foreign::Unknown) => {
            "pakai berkas aslinya: .xlsx, .ods, .docx atau .csv"
        }
    }
}
