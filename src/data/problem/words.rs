//! The wording of the problems of files, headers and rows.

use super::near_numbers::{WITHOUT_SUM, row_beside};
use super::texts::{beginning, delimiter_word, short, unit_clause};
use super::{DataProblem, factor_words, header_unit, header_words, number_words, several_words, share_words};
use crate::data::header::says_factor;
use crate::data::quarter::{end_of_half, is_up_to};
use crate::data::row_values::unit_word;
use crate::diagnostic::Edit;
use crate::number;

impl DataProblem {
    /// The problem in the planner's words, with the figures.
    pub fn message(&self) -> String {
        match self {
            DataProblem::EmptyFile { .. } => "berkas data ini kosong".into(),
            DataProblem::HeaderOnly { .. } => "belum ada data di bawah judul kolom".into(),
            DataProblem::FieldCount { found, expected, .. } => {
                format!("baris ini punya {found} sel, padahal ada {expected} judul kolom")
            }
            DataProblem::UnclosedQuote { .. } => "tanda petik (\") belum ditutup".into(),
            DataProblem::EmptyKey { key, .. } => format!("{} baris ini belum diisi", key.word()),
            DataProblem::UnknownCode { cell, is_label, .. } => {
                let what = if *is_label { "indikator" } else { "kode" };
                format!("{what} \"{}\" tidak dikenal", short(&cell.text))
            }
            DataProblem::AmbiguousLabel { cell, codes } => {
                format!("nama \"{}\" dipakai {} kode: {}", short(&cell.text), codes.len(), codes.join(", "))
            }
            DataProblem::BadYear { cell, .. } => format!("\"{}\" bukan tahun", short(&cell.text)),
            DataProblem::YearNotCovered { code, year, .. } => {
                format!("belum ada aturan {code} untuk tahun {year}")
            }
            DataProblem::Duplicate { code, year, quarter, unit, .. } => {
                let office = if unit.is_empty() { String::new() } else { format!(" untuk unit {unit}") };
                match quarter {
                    Some(quarter) => format!("{code} tahun {year}{office}: triwulan {quarter} tertulis dua kali"),
                    None => format!("{code} tahun {year}{office} tertulis dua kali"),
                }
            }
            DataProblem::BadQuarter { cell, .. } => format!("\"{}\" bukan triwulan", short(&cell.text)),
            DataProblem::QuarterUnused { about, .. } => {
                format!("{} terisi per triwulan, padahal aturannya tidak menyebut triwulan", about.code)
            }
            DataProblem::AttributeDiffers { name, code, year, .. } => {
                format!("{name} {code} tahun {year} ditulis berbeda")
            }
            DataProblem::OfficesDiffer { kept, other, name, code, year } => format!(
                "{name} {code} tahun {year} berbeda antarunit: \"{}\" dan \"{}\"",
                short(&kept.text),
                short(&other.text)
            ),
            DataProblem::NearUnit { cell, near, code } => {
                format!("satuan {code}, \"{}\", hampir sama dengan {near}", short(&cell.text))
            }
            DataProblem::UnitDiffers { cell, declared: None, code } => {
                format!("satuan {code} hanya disebut data: {}", short(&cell.text))
            }
            DataProblem::OfficesAlike { first, second } => format!(
                "unit \"{}\" dan \"{}\" hanya berbeda huruf besar atau spasi, dan menjadi dua tabel",
                short(&first.unit),
                short(&second.unit)
            ),
            DataProblem::OfficeOfSum { office } => format!("unit \"{}\" tampak baris jumlah", short(&office.unit)),
            DataProblem::UnitStated { cell, code, others, unit, .. } => {
                let others = if *others > 0 { format!(" dan {others} kode lain") } else { String::new() };
                let is_bare = cell.text.chars().all(|c| !c.is_alphabetic() && c != '%');
                let place = if is_bare { "judul kolomnya" } else { "selnya" };
                format!("{code}{others} dianggap bersatuan {}, seperti tertulis di {place}", short(unit))
            }
            DataProblem::UnitDiffers { cell, declared: Some(declared), code } => {
                format!("satuan {code} di data {}, di aturan {declared}", short(&cell.text))
            }
            DataProblem::NotTaken { role, code, .. } => format!("{role} {code} di data tidak dipakai"),
            DataProblem::OffStep { shown, step, code, .. } => {
                format!("{code} {shown} bukan kelipatan {step}")
            }
            DataProblem::FarBelow { cell, beside, code, .. } => format!(
                "{code} {} di samping {}: persen kurang dari satu, atau bagian dari satu?",
                short(&cell.text),
                short(beside)
            ),
            DataProblem::NoParent { code, year: None, .. } => format!("{code} tidak punya induk"),
            DataProblem::NoParent { code, year: Some(year), .. } => format!("{code} tidak punya induk tahun {year}"),
            DataProblem::ParentCircle { codes, .. } => match codes.as_slice() {
                [only] => format!("{only} menjadi induk dirinya sendiri"),
                [first, second] => format!("{first} dan {second} saling menjadi induk"),
                codes => format!(
                    "induk berputar: {}",
                    codes.iter().chain(codes.first()).cloned().collect::<Vec<_>>().join(" → ")
                ),
            },
            DataProblem::UnknownParent { code, parent, .. } => {
                format!("induk {code}, \"{}\", tidak ada", short(parent))
            }
            DataProblem::AbsentParent { code, parent, year, .. } => {
                format!("induk {code}, \"{}\", tidak ada tahun {year}", short(parent))
            }
            DataProblem::More { count, .. } => {
                format!(
                    "… dan {} lagi seperti ini",
                    number::format(&count.to_string(), number::NumberStyle::Indonesian)
                )
            }
            DataProblem::Several { all } => all.first().map(DataProblem::message).unwrap_or_default(),
            DataProblem::NoCodeColumn { .. }
            | DataProblem::NoYearColumn { .. }
            | DataProblem::NearHeader { .. }
            | DataProblem::BareQuarters { .. }
            | DataProblem::DuplicateHeader { .. }
            | DataProblem::AmbiguousHeader { .. }
            | DataProblem::BothFilled { .. }
            | DataProblem::ColumnsWithoutYear { .. }
            | DataProblem::HeaderNotFirst { .. }
            | DataProblem::TooManyColumns { .. }
            | DataProblem::OtherHeading { .. }
            | DataProblem::UntitledColumn { .. }
            | DataProblem::NoSuchHeading { .. }
            | DataProblem::TwoRowHeader { .. }
            | DataProblem::SpendingAsValue { .. }
            | DataProblem::UnusedColumns { .. } => header_words::message(self),
            DataProblem::Value { .. }
            | DataProblem::Followed { .. }
            | DataProblem::BareShare { .. }
            | DataProblem::OutOfScale { .. }
            | DataProblem::NotInOrder { .. } => number_words::message(self),
            DataProblem::HeaderUnit { .. } | DataProblem::UnreadUnit { .. } | DataProblem::UnitAsWord { .. } => {
                header_unit::message(self)
            }
            DataProblem::FactorBeside { .. } => factor_words::message(self),
        }
    }

    /// `karena`: the reason or the consequence, when it helps.
    pub fn reasons(&self) -> Vec<String> {
        match self {
            DataProblem::Several { all } => {
                let reasons = all.first().map(DataProblem::reasons).unwrap_or_default();
                several_words::others(all).into_iter().chain(several_words::other_codes(all)).chain(reasons).collect()
            }
            DataProblem::FieldCount { .. } => {
                vec!["tidak jelas sel mana milik kolom mana, maka isi baris ini tidak dipakai".into()]
            }
            DataProblem::UnclosedQuote { .. } => {
                vec!["semua baris sesudahnya terbaca sebagai isi satu sel".into()]
            }
            DataProblem::UnknownCode { dated: Some(_), .. } => {
                vec!["Excel mengubah kode bertitik menjadi tanggal; baris ini tidak ikut dihitung".into()]
            }
            DataProblem::EmptyKey { .. }
            | DataProblem::UnknownCode { .. }
            | DataProblem::BadYear { .. }
            | DataProblem::BadQuarter { .. } => {
                vec!["baris ini tidak ikut dihitung".into()]
            }
            DataProblem::QuarterUnused { .. } => {
                vec!["tidak diketahui bagaimana empat triwulan menjadi satu tahun, maka isi baris-baris itu tidak dipakai".into()]
            }
            DataProblem::AttributeDiffers { kept, .. } => {
                vec![format!("yang dipakai yang pertama, \"{}\"", short(kept))]
            }
            DataProblem::OfficesDiffer { kept, .. } => {
                vec![format!("untuk semua unit dipakai yang pertama, \"{}\"", short(&kept.text))]
            }
            DataProblem::UnitDiffers { declared: None, .. } => {
                vec!["berkas yang dibaca per bagian dihitung dengan satuan dari aturan, maka angka baris ini tidak dipakai".into()]
            }
            DataProblem::UnitDiffers { .. } => vec!["angka di baris ini tidak dipakai sampai satuannya sama".into()],
            DataProblem::NearUnit { .. } => vec!["angka di baris ini tidak dipakai sampai satuannya jelas".into()],
            DataProblem::NotTaken { group: true, .. } => vec!["capaian kelompok dihitung dari anggotanya".into()],
            DataProblem::NotTaken { code, .. } => vec![format!("{code} sebuah besaran; hanya indikator punya target")],
            DataProblem::OffStep { step, .. } => vec![format!("aturannya menyatakan  langkah {step}")],
            DataProblem::FarBelow { shown: [own, _], .. } => vec![share_words::counted(own)],
            DataProblem::NoParent { parent, prefix, year, .. } => {
                let when = year.map_or(String::new(), |year| format!(" tahun {year}"));
                vec![format!(
                    "{parent} tidak ada{when}, padahal kode lain dalam  umum \"{prefix}\"  mulai dari tingkat itu"
                )]
            }
            DataProblem::ParentCircle { opened, .. } => {
                vec![format!("induk {opened} di sini tidak dipakai; dicari dari kodenya dan dari umum")]
            }
            DataProblem::UnknownParent { .. } => vec!["tidak ada baris dan aturan berkode itu".into()],
            DataProblem::AbsentParent { parent, .. } => {
                vec![format!("{} hanya ada di tahun lain, begitu juga yang memuatnya", short(parent))]
            }
            DataProblem::YearNotCovered { code, versions, .. } => {
                vec![format!("aturan {code} berlaku {}", versions.join(" dan "))]
            }
            DataProblem::Duplicate { .. } => {
                vec!["isi keduanya tidak dipakai sampai tinggal satu".into()]
            }
            DataProblem::Value { .. }
            | DataProblem::Followed { .. }
            | DataProblem::BareShare { .. }
            | DataProblem::OutOfScale { .. }
            | DataProblem::NotInOrder { .. } => number_words::reasons(self),
            DataProblem::UnreadUnit { .. } | DataProblem::UnitAsWord { .. } => header_unit::reasons(self),
            DataProblem::FactorBeside { .. } => factor_words::reasons(self),
            _ => header_words::reasons(self),
        }
    }

    /// `saran`: sentences with the edits that implement them.
    pub fn suggestions(&self) -> Vec<(String, Vec<Edit>)> {
        let one = |text: String, edit: Option<Edit>| edit.map(|edit| (text, vec![edit])).into_iter().collect();
        match self {
            DataProblem::Several { all } => several_words::suggestions(all),
            DataProblem::FieldCount { mends, .. } => {
                mends.iter().map(|(text, edit)| (text.clone(), vec![edit.clone()])).collect()
            }
            DataProblem::UnknownCode { cell, is_label, near: Some(near), .. } => {
                let text = match &near.label {
                    Some(label) => format!("apakah maksud Anda {} (\"{label}\")?", near.text),
                    None if *is_label => format!("apakah maksud Anda \"{}\"?", near.text),
                    None => format!("apakah maksud Anda {}?", near.text),
                };
                one(text, cell.replace(&near.text))
            }
            DataProblem::BadQuarter { cell, .. } if is_up_to(&cell.text) => Vec::new(),
            DataProblem::BadQuarter { cell, mend: Some(mend) } => {
                let text = match end_of_half(&cell.text) {
                    Some(_) => format!("tulis {mend}, bila angkanya keadaan pada akhir semester itu"),
                    None => format!("tulis {mend}"),
                };
                one(text, cell.replace(&mend.to_string()))
            }
            DataProblem::NearUnit { cell, near, .. } => one(format!("apakah maksud Anda {near}?"), cell.replace(near)),
            DataProblem::AttributeDiffers { cell, kept, .. } => {
                one(format!("samakan dengan yang pertama:  {}", short(kept)), cell.replace(kept))
            }
            // Figures would become a thousand times smaller.
            DataProblem::UnitDiffers { cell, declared: Some(_), .. } if says_factor(&cell.text) => Vec::new(),
            DataProblem::UnitDiffers { cell, declared: Some(declared), .. } => {
                one(format!("bila angkanya memang dalam {declared}, tulis  {declared}"), cell.replace(declared))
            }
            DataProblem::NotTaken { cell, .. } => one("kosongkan sel ini".into(), cell.replace("")),
            DataProblem::BadYear { cell, mend: Some(mend) } => one(format!("tulis {mend}"), cell.replace(mend)),
            DataProblem::Duplicate { row, same, .. } => {
                one(format!("hapus baris {}, isinya sama", row.row), same.clone())
            }
            DataProblem::Value { .. }
            | DataProblem::Followed { .. }
            | DataProblem::BareShare { .. }
            | DataProblem::OutOfScale { .. }
            | DataProblem::NotInOrder { .. } => number_words::suggestions(self),
            DataProblem::HeaderUnit { .. } => header_unit::suggestions(self),
            DataProblem::FactorBeside { mends, .. } => mends.clone(),
            _ => header_words::suggestions(self),
        }
    }

    /// `petunjuk`: what to do if no edit of this file is enough.
    pub fn advice(&self) -> Vec<String> {
        let text: String = match self {
            DataProblem::Several { all } => return several_words::advice(all),
            DataProblem::FarBelow { shown: [own, whole], .. } => share_words::either(own, whole),
            DataProblem::EmptyFile { .. } => "mulai dengan baris judul kolom:  kode;tahun;target;realisasi".into(),
            DataProblem::HeaderOnly { .. } => "isi satu baris untuk tiap kode dan tahun".into(),
            DataProblem::OfficesDiffer { other, name, .. } => match name.to_lowercase().as_str() {
                "satuan" => {
                    format!("samakan satuannya; bila {} memang mengukur hal lain, beri kode lain", short(&other.unit))
                }
                _ => format!("samakan {name} di semua unit"),
            },
            DataProblem::FieldCount { found, expected, delimiter: ',', .. } if found > expected => {
                "di berkas ini koma memisahkan kolom: tulis angka berkoma di antara tanda petik, \"3,68\"".into()
            }
            DataProblem::FieldCount { found: 1, delimiter, mends, .. } if mends.is_empty() => {
                format!("pisahkan sel-selnya dengan {}, seperti di baris judul", delimiter_word(*delimiter))
            }
            DataProblem::FieldCount { delimiter, mends, .. } if mends.is_empty() => {
                format!("teks yang memuat {} ditulis di antara tanda petik", delimiter_word(*delimiter))
            }
            DataProblem::UnclosedQuote { .. } => {
                "tutup dengan tanda petik di akhir sel itu, atau hapus tanda petik pembukanya".into()
            }
            DataProblem::EmptyKey { beside: Some(advice), .. } => advice.to_string(),
            DataProblem::EmptyKey { key, .. } => format!(
                "isi kolom \"{}\" di setiap baris; sel gabungan Excel hanya mengisi baris pertamanya",
                key.word()
            ),
            DataProblem::UnknownCode { near, dated: Some(codes), .. } => {
                let text = "agar Excel tidak mengubahnya lagi, jadikan kolom kode berjenis Text sebelum diisi";
                let maybe = match codes.as_slice() {
                    [] => "tulis kodenya seperti dalam dokumen aslinya".to_string(),
                    codes => format!("tulis kodenya seperti dalam dokumen aslinya, mungkin {}", codes.join(" atau ")),
                };
                return Some(maybe).filter(|_| near.is_none()).into_iter().chain([text.into()]).collect();
            }
            DataProblem::UnknownCode { zeros, .. } if !zeros.is_empty() => {
                let keep = "agar Excel tidak membuang nol lagi, jadikan kolom kode berjenis Text sebelum diisi";
                let maybe = format!("tulis kodenya seperti dalam dokumen aslinya, mungkin {}", zeros.join(" atau "));
                return vec![maybe, keep.into()];
            }
            DataProblem::UnknownCode { cell, near: Some(near), .. } if near.lost_zeros_in(&cell.text) => {
                "agar Excel tidak membuang nol lagi, jadikan kolom kode berjenis Text sebelum diisi".into()
            }
            DataProblem::UnknownCode { cell, near: None, .. } if let Some(advice) = row_beside(&cell.text) => {
                advice.into()
            }
            DataProblem::UnknownCode { near: None, is_label: true, .. } => {
                "tulis namanya seperti dalam aturan, atau tambahkan kolom \"kode\"".into()
            }
            // Beside sums of such codes, one with another prefix is more likely mistyped than meant.
            DataProblem::UnknownCode { cell, near: None, begin, .. }
                if cell.text.contains('.') && !begin.is_empty() =>
            {
                return vec![
                    format!("periksa awal kodenya: kode di paket ini diawali {}", begin.join(", ")),
                    format!(
                        "bila memang bagian lain, nyatakan  umum \"{}\" ; angkanya tidak ikut dijumlahkan dalam {}",
                        beginning(&cell.text),
                        begin.join(", ")
                    ),
                ];
            }
            DataProblem::UnknownCode { cell, near: None, .. } if cell.text.contains('.') => format!(
                "tulis kodenya seperti dalam aturan, atau nyatakan  umum \"{}\"  untuk semua kode yang berawalan itu",
                beginning(&cell.text)
            ),
            DataProblem::UnknownCode { near: None, .. } => {
                "tulis kodenya seperti dalam aturan, atau nyatakan kode ini dalam aturan".into()
            }
            DataProblem::AmbiguousLabel { .. } => "isi kolom \"kode\" di baris ini".into(),
            DataProblem::BadQuarter { cell, .. } if end_of_half(&cell.text).is_some() => {
                "bila angkanya dijumlahkan setahun, tambahkan baris triwulan 1 dan 3 yang berisi n/a".into()
            }
            DataProblem::BadQuarter { cell, .. } if is_up_to(&cell.text) => {
                return vec![
                    "angka sampai dengan suatu triwulan: tulis triwulannya saja (1, 2, 3, 4), dan pada aturannya  triwulan terakhir".into(),
                    "bila aturannya  triwulan jumlah , isi angka triwulan itu sendiri: kurangi dengan angka sampai triwulan sebelumnya".into(),
                ];
            }
            DataProblem::BadQuarter { .. } => "tulis 1, 2, 3, atau 4; kosongkan untuk angka setahun".into(),
            DataProblem::QuarterUnused { about, .. } => format!(
                "nyatakan pada {}:  triwulan jumlah   (atau terakhir, rata_rata, terbesar, terkecil)",
                about.block()
            ),
            DataProblem::NoParent { parent, year, .. } => {
                let when = year.map_or(String::new(), |year| format!(" tahun {year}"));
                format!("tambahkan baris {parent}{when}, atau isi kolom \"induk\"")
            }
            DataProblem::ParentCircle { .. } => {
                "tulis di kolom \"induk\" kode yang memuatnya, atau kosongkan yang paling atas".into()
            }
            DataProblem::More { .. } => "perbaiki dahulu yang sudah ditunjukkan, lalu hitung lagi".into(),
            DataProblem::UnknownParent { .. } => {
                "tulis kode induknya seperti di kolom \"kode\" atau dalam aturan".into()
            }
            DataProblem::AbsentParent { parent, year, by_rules: false, .. } => {
                format!("tulis induk yang ada tahun {year}, atau tambahkan baris {} tahun itu", short(parent))
            }
            DataProblem::AbsentParent { year, by_rules: true, .. } => {
                format!("nyatakan versi yang berlaku mulai {year} dengan  induk  yang baru, atau tanpa  induk")
            }
            DataProblem::OfficeOfSum { .. } => WITHOUT_SUM.into(),
            DataProblem::OfficesAlike { first, .. } => {
                format!("bila kantornya sama, tulis  {}  di semua barisnya", short(&first.unit))
            }
            DataProblem::UnitDiffers { cell, declared: None, code } => {
                format!("nyatakan  satuan {}  pada {code}", unit_clause(&unit_word(&cell.text)))
            }
            DataProblem::UnitDiffers { cell, declared: Some(declared), .. } if says_factor(&cell.text) => {
                format!("tulis angkanya dalam {declared}, tanpa pengali, lalu  {declared}  di kolom \"satuan\"")
            }
            DataProblem::UnitStated { unit, block, is_only: true, .. } => {
                format!("nyatakan  satuan {}  pada {block}", unit_clause(unit))
            }
            DataProblem::UnitStated { unit, .. } => {
                format!("tulis  {}  di kolom \"satuan\" baris-baris itu", short(unit))
            }
            DataProblem::BadYear { mend: None, .. } => "tulis empat angka, misalnya 2024".into(),
            DataProblem::YearNotCovered { year, .. } => {
                format!("tambahkan aturan yang berlaku tahun {year}, atau hapus baris ini bila tahunnya salah")
            }
            DataProblem::Duplicate { same: None, quarter: Some(_), .. } => {
                "hapus baris yang salah, atau perbaiki kode, tahun, atau triwulannya".into()
            }
            DataProblem::Duplicate { same: None, .. } => {
                "hapus baris yang salah, atau perbaiki kode atau tahunnya".into()
            }
            DataProblem::Value { .. }
            | DataProblem::Followed { .. }
            | DataProblem::BareShare { .. }
            | DataProblem::OutOfScale { .. }
            | DataProblem::NotInOrder { .. } => {
                return number_words::advice(self);
            }
            DataProblem::HeaderUnit { .. } | DataProblem::UnreadUnit { .. } | DataProblem::UnitAsWord { .. } => {
                return header_unit::advice(self);
            }
            DataProblem::FactorBeside { .. } => return factor_words::advice(self),
            _ => return header_words::advice(self),
        };
        vec![text]
    }
}
