//! The words of the problems of files, headers and rows.

use super::{Cell, Problem, RowKey, number_words};
use crate::diagnostic::Edit;
use crate::number;

impl Problem {
    /// The problem in the planner's words, with the figures.
    pub fn message(&self) -> String {
        match self {
            Problem::EmptyFile { .. } => "berkas data ini kosong".into(),
            Problem::HeaderOnly { .. } => "belum ada data di bawah judul kolom".into(),
            Problem::NoCodeColumn { .. } => "tidak ada kolom \"kode\"".into(),
            Problem::NoYearColumn { .. } => "tahun data ini tidak diketahui".into(),
            Problem::NearHeader { cell, meant, typo, .. } => match typo {
                true => format!("judul kolom \"{}\" tidak dikenal", short(&cell.text)),
                false => format!("kolom \"{}\" tidak dibaca sebagai {meant}", short(&cell.text)),
            },
            Problem::DuplicateHeader { cell, first, .. } if *first == cell.text => {
                format!("judul kolom \"{}\" dipakai dua kali", short(first))
            }
            Problem::DuplicateHeader { cell, first, .. } => {
                format!("kolom \"{}\" dan \"{}\" berarti sama", short(first), short(&cell.text))
            }
            Problem::BothFilled { cell, first } => {
                let name = |cell: &Cell| short(cell.place.column.as_deref().unwrap_or_default());
                format!(
                    "kolom \"{}\" ({}) dan \"{}\" ({}) berarti sama, isinya berbeda",
                    name(first),
                    short(&first.text),
                    name(cell),
                    short(&cell.text)
                )
            }
            Problem::HeaderNotFirst { header, .. } => {
                format!("judul kolom baru ada di baris {}", header.row)
            }
            Problem::TooManyColumns { columns, limit, .. } => {
                format!("berkas ini punya {columns} kolom, paling banyak {limit}")
            }
            Problem::UntitledColumn { column, .. } => {
                format!("kolom ke-{column} berisi tetapi tidak berjudul")
            }
            Problem::FieldCount { found, expected, .. } => {
                format!("baris ini punya {found} sel, padahal ada {expected} judul kolom")
            }
            Problem::UnclosedQuote { .. } => "tanda petik (\") belum ditutup".into(),
            Problem::EmptyKey { key, .. } => format!("{} baris ini belum diisi", key.word()),
            Problem::UnknownCode { cell, is_label, .. } => {
                let what = if *is_label { "indikator" } else { "kode" };
                format!("{what} \"{}\" tidak dikenal", short(&cell.text))
            }
            Problem::AmbiguousLabel { cell, codes } => {
                format!("nama \"{}\" dipakai {} kode: {}", short(&cell.text), codes.len(), codes.join(", "))
            }
            Problem::BadYear { cell, .. } => format!("\"{}\" bukan tahun", short(&cell.text)),
            Problem::YearNotCovered { code, year, .. } => {
                format!("belum ada aturan {code} untuk tahun {year}")
            }
            Problem::Duplicate { code, year, quarter, unit, .. } => {
                let office = if unit.is_empty() { String::new() } else { format!(" untuk unit {unit}") };
                match quarter {
                    Some(quarter) => format!("{code} tahun {year}{office}: triwulan {quarter} tertulis dua kali"),
                    None => format!("{code} tahun {year}{office} tertulis dua kali"),
                }
            }
            Problem::BadQuarter { cell, .. } => format!("\"{}\" bukan triwulan", short(&cell.text)),
            Problem::QuarterUnused { about, .. } => {
                format!("{} terisi per triwulan, padahal aturannya tidak menyebut triwulan", about.code)
            }
            Problem::AttributeDiffers { name, code, year, .. } => {
                format!("{name} {code} tahun {year} ditulis berbeda")
            }
            Problem::NoParent { code, .. } => format!("{code} tidak punya induk"),
            Problem::ParentCircle { codes, .. } => match codes.as_slice() {
                [only] => format!("{only} menjadi induk dirinya sendiri"),
                [first, second] => format!("{first} dan {second} saling menjadi induk"),
                codes => format!(
                    "induk berputar: {}",
                    codes.iter().chain(codes.first()).cloned().collect::<Vec<_>>().join(" → ")
                ),
            },
            Problem::UnknownParent { code, parent, .. } => format!("induk {code}, \"{}\", tidak ada", short(parent)),
            Problem::More { count, .. } => {
                format!(
                    "… dan {} lagi seperti ini",
                    number::format(&count.to_string(), number::NumberStyle::Indonesian)
                )
            }
            Problem::Value { .. }
            | Problem::Followed { .. }
            | Problem::OutOfScale { .. }
            | Problem::NotInOrder { .. } => number_words::message(self),
        }
    }

    /// `karena`: the reason or the consequence, when it helps.
    pub fn reasons(&self) -> Vec<String> {
        match self {
            Problem::NoCodeColumn { names, .. } => vec![match names.as_slice() {
                [only] => format!("hanya satu kolom terbaca, berjudul \"{}\"", short(only)),
                names => format!("judul kolom yang terbaca: {}", list(names)),
            }],
            Problem::NoYearColumn { .. } => {
                vec!["tidak ada kolom \"tahun\", dan aturan tidak menyebut tahunnya".into()]
            }
            Problem::NearHeader { keys: true, .. } => {
                vec!["baris-baris di bawahnya tidak dibaca sampai judulnya betul".into()]
            }
            Problem::NearHeader { typo: true, .. } => {
                vec!["isi kolom ini tidak dibaca sampai judulnya betul".into()]
            }
            Problem::HeaderNotFirst { .. } => vec!["baris di atasnya tidak dibaca".into()],
            Problem::DuplicateHeader { .. } | Problem::BothFilled { .. } => {
                vec!["isi keduanya tidak dipakai sampai jelas mana yang benar".into()]
            }
            Problem::FieldCount { .. } => {
                vec!["tidak jelas sel mana milik kolom mana, maka isi baris ini tidak dipakai".into()]
            }
            Problem::UnclosedQuote { .. } => {
                vec!["semua baris sesudahnya terbaca sebagai isi satu sel".into()]
            }
            Problem::EmptyKey { .. }
            | Problem::UnknownCode { .. }
            | Problem::BadYear { .. }
            | Problem::BadQuarter { .. } => {
                vec!["baris ini tidak ikut dihitung".into()]
            }
            Problem::QuarterUnused { .. } => {
                vec!["tidak diketahui bagaimana empat triwulan menjadi satu tahun, maka isi baris-baris itu tidak dipakai".into()]
            }
            Problem::AttributeDiffers { kept, .. } => vec![format!("yang dipakai yang pertama, \"{}\"", short(kept))],
            Problem::NoParent { parent, prefix, .. } => {
                vec![format!("{parent} tidak ada, padahal kode lain dalam  umum \"{prefix}\"  mulai dari tingkat itu")]
            }
            Problem::ParentCircle { opened, .. } => {
                vec![format!("induk {opened} di sini tidak dipakai; dicari dari kodenya dan dari umum")]
            }
            Problem::UnknownParent { .. } => vec!["tidak ada baris dan aturan berkode itu".into()],
            Problem::YearNotCovered { code, versions, .. } => {
                vec![format!("aturan {code} berlaku {}", versions.join(" dan "))]
            }
            Problem::Duplicate { .. } => {
                vec!["isi keduanya tidak dipakai sampai tinggal satu".into()]
            }
            Problem::Value { .. }
            | Problem::Followed { .. }
            | Problem::OutOfScale { .. }
            | Problem::NotInOrder { .. } => number_words::reasons(self),
            _ => Vec::new(),
        }
    }

    /// `saran`: sentences with the edits that carry them out.
    pub fn suggestions(&self) -> Vec<(String, Vec<Edit>)> {
        let one = |text: String, edit: Option<Edit>| edit.map(|edit| (text, vec![edit])).into_iter().collect();
        match self {
            Problem::NearHeader { cell, meant, typo, .. } => {
                let text = match typo {
                    true => format!("apakah maksud Anda \"{meant}\"?"),
                    false => format!("beri judul \"{meant}\" bila memang itu isinya"),
                };
                one(text, cell.replace(meant))
            }
            Problem::HeaderNotFirst { header, above } => {
                let text = match header.row {
                    2 => "hapus baris 1".into(),
                    row => format!("hapus baris 1 sampai {}", row.saturating_sub(1)),
                };
                one(text, Some(Edit::replace(*above, "")))
            }
            Problem::FieldCount { mend: Some((text, edit)), .. } => one(text.clone(), Some(edit.clone())),
            Problem::UnknownCode { cell, is_label, near: Some(near) } => {
                let text = match &near.label {
                    Some(label) => format!("apakah maksud Anda {} (\"{label}\")?", near.text),
                    None if *is_label => format!("apakah maksud Anda \"{}\"?", near.text),
                    None => format!("apakah maksud Anda {}?", near.text),
                };
                one(text, cell.replace(&near.text))
            }
            Problem::BadQuarter { cell, mend: Some(mend) } => {
                one(format!("tulis {mend}"), cell.replace(&mend.to_string()))
            }
            Problem::AttributeDiffers { cell, kept, .. } => {
                one(format!("samakan dengan yang pertama:  {}", short(kept)), cell.replace(kept))
            }
            Problem::BadYear { cell, mend: Some(mend) } => one(format!("tulis {mend}"), cell.replace(mend)),
            Problem::Duplicate { row, same, .. } => one(format!("hapus baris {}, isinya sama", row.row), same.clone()),
            Problem::Value { .. }
            | Problem::Followed { .. }
            | Problem::OutOfScale { .. }
            | Problem::NotInOrder { .. } => number_words::suggestions(self),
            _ => Vec::new(),
        }
    }

    /// `petunjuk`: what to do where no edit of this file says it all.
    pub fn advice(&self) -> Vec<String> {
        let text: String = match self {
            Problem::EmptyFile { .. } => "mulai dengan baris judul kolom:  kode;tahun;target;realisasi".into(),
            Problem::HeaderOnly { .. } => "isi satu baris untuk tiap kode dan tahun".into(),
            Problem::NoCodeColumn { names, .. } => match names.as_slice() {
                [_] => "pisahkan kolom dengan titik koma, koma, atau tab:  kode;tahun;target;realisasi".into(),
                _ => "beri judul \"kode\" pada kolom kode, atau \"indikator\" pada kolom nama".into(),
            },
            Problem::NoYearColumn { .. } => "tambahkan kolom \"tahun\", atau nyatakan  tahun 2024  pada paket".into(),
            Problem::BothFilled { .. } => "kosongkan salah satunya di baris ini".into(),
            Problem::DuplicateHeader { .. } => "hapus salah satu, atau beri judul lain".into(),
            Problem::TooManyColumns { .. } => "pecah menjadi beberapa berkas".into(),
            Problem::UntitledColumn { .. } => "beri judul kolom itu, atau hapus isinya".into(),
            Problem::FieldCount { found, expected, delimiter: ',', .. } if found > expected => {
                "di berkas ini koma memisahkan kolom: tulis angka berkoma di antara tanda petik, \"3,68\"".into()
            }
            Problem::FieldCount { delimiter, mend: None, .. } => {
                format!("teks yang memuat {} ditulis di antara tanda petik", delimiter_word(*delimiter))
            }
            Problem::UnclosedQuote { .. } => {
                "tutup dengan tanda petik di akhir sel itu, atau hapus tanda petik pembukanya".into()
            }
            Problem::EmptyKey { key, .. } => format!(
                "isi kolom \"{}\" di setiap baris; sel gabungan Excel hanya mengisi baris pertamanya",
                key.word()
            ),
            Problem::UnknownCode { near: None, is_label: true, .. } => {
                "tulis namanya seperti dalam aturan, atau tambahkan kolom \"kode\"".into()
            }
            Problem::UnknownCode { cell, near: None, .. } if cell.text.contains('.') => format!(
                "tulis kodenya seperti dalam aturan, atau nyatakan  umum \"{}\"  untuk semua kode yang berawalan itu",
                beginning(&cell.text)
            ),
            Problem::UnknownCode { near: None, .. } => {
                "tulis kodenya seperti dalam aturan, atau nyatakan kode ini dalam aturan".into()
            }
            Problem::AmbiguousLabel { .. } => "isi kolom \"kode\" di baris ini".into(),
            Problem::BadQuarter { .. } => "tulis 1, 2, 3, atau 4; kosongkan untuk angka setahun".into(),
            Problem::QuarterUnused { about, .. } => format!(
                "nyatakan pada {}:  triwulan jumlah   (atau terakhir, rata_rata, terbesar, terkecil)",
                about.block()
            ),
            Problem::NoParent { parent, .. } => format!("tambahkan baris {parent}, atau isi kolom \"induk\""),
            Problem::ParentCircle { .. } => {
                "tulis di kolom \"induk\" kode yang memuatnya, atau kosongkan yang paling atas".into()
            }
            Problem::More { .. } => "perbaiki dahulu yang sudah ditunjukkan, lalu hitung lagi".into(),
            Problem::UnknownParent { .. } => "tulis kode induknya seperti di kolom \"kode\" atau dalam aturan".into(),
            Problem::BadYear { mend: None, .. } => "tulis empat angka, misalnya 2024".into(),
            Problem::YearNotCovered { year, .. } => {
                format!("tambahkan aturan yang berlaku tahun {year}, atau hapus baris ini bila tahunnya salah")
            }
            Problem::Duplicate { same: None, quarter: Some(_), .. } => {
                "hapus baris yang salah, atau perbaiki kode, tahun, atau triwulannya".into()
            }
            Problem::Duplicate { same: None, .. } => "hapus baris yang salah, atau perbaiki kode atau tahunnya".into(),
            Problem::Value { .. }
            | Problem::Followed { .. }
            | Problem::OutOfScale { .. }
            | Problem::NotInOrder { .. } => {
                return number_words::advice(self);
            }
            _ => return Vec::new(),
        };
        vec![text]
    }
}

impl RowKey {
    /// The header of the column.
    pub fn word(self) -> &'static str {
        match self {
            RowKey::Code => "kode",
            RowKey::Year => "tahun",
            RowKey::Unit => "unit",
        }
    }
}

/// A cell's text as it fits into a line.
pub(super) fn short(text: &str) -> String {
    const LIMIT: usize = 40;
    let flat = text.split_whitespace().take(LIMIT).collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(LIMIT) {
        Some((cut, _)) => format!("{}…", flat.get(..cut).unwrap_or_default()),
        None => flat,
    }
}

fn list(names: &[String]) -> String {
    const LIMIT: usize = 8;
    let shown: Vec<String> =
        names.iter().filter(|name| !name.is_empty()).take(LIMIT).map(|name| format!("\"{}\"", short(name))).collect();
    let more = if names.len() > LIMIT { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// The first segments of a code, as an `umum` would name them.
fn beginning(code: &str) -> String {
    let segments: Vec<&str> = code.split('.').collect();
    let count = if segments.len() > 2 { 2 } else { 1 };
    short(&segments.into_iter().take(count).collect::<Vec<_>>().join("."))
}

fn delimiter_word(delimiter: char) -> &'static str {
    match delimiter {
        ',' => "koma",
        '\t' => "tab",
        _ => "titik koma",
    }
}
