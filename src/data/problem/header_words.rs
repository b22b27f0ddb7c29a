//! The wording of the problems of header lines.

use super::texts::{data_line, list, short};
use super::{Cell, DataProblem, Stated, Use};
use crate::data::header::{is_permil, split_year, without_years_above};
use crate::data::unused::can_be_quoted;
use crate::diagnostic::Edit;
use crate::source::sheet::{BELOW, quoted as as_written};

/// Whether a header has a year, or several, and was declared with it.
fn names_year(cell: &Cell) -> bool {
    let has_years = |text: &str| text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4).count() > 1;
    split_year(&cell.text).is_some_and(|(words, _)| !words.is_empty()) || has_years(&cell.text)
}

pub(super) fn message(problem: &DataProblem) -> String {
    match problem {
        DataProblem::NoCodeColumn { .. } => "tidak ada kolom \"kode\"".into(),
        DataProblem::NoYearColumn { .. } => "tahun data ini tidak diketahui".into(),
        DataProblem::NearHeader { cell, meant, typo, .. } => match typo {
            true => format!("judul kolom \"{}\" tidak dikenal", short(&cell.text)),
            false => format!("kolom \"{}\" tidak dibaca sebagai {meant}", short(&cell.text)),
        },
        DataProblem::DuplicateHeader { cell, first, .. } if *first == cell.text => {
            format!("judul kolom \"{}\" dipakai dua kali", short(first))
        }
        DataProblem::DuplicateHeader { cell, first, .. } => {
            format!("kolom \"{}\" dan \"{}\" berarti sama", short(first), short(&cell.text))
        }
        DataProblem::AmbiguousHeader { cell, fields, .. } => {
            format!("kolom \"{}\" dapat berarti {}", short(&cell.text), fields.join(" atau "))
        }
        DataProblem::BothFilled { cell, first } => {
            let name = |cell: &Cell| short(cell.place.column.as_deref().unwrap_or_default());
            format!(
                "kolom \"{}\" ({}) dan \"{}\" ({}) berarti sama, isinya berbeda",
                name(first),
                short(&first.text),
                name(cell),
                short(&cell.text)
            )
        }
        DataProblem::BareQuarters { cells, words } => {
            let names: Vec<String> = cells.iter().map(|cell| cell.text.clone()).collect();
            format!("kolom {} tidak menyebut isinya, {}", list(&names), words.join(" atau "))
        }
        DataProblem::HeaderNotFirst { header, .. } => {
            format!("judul kolom baru ada di baris {}", header.row)
        }
        DataProblem::TooManyColumns { columns, limit, .. } => {
            format!("berkas ini punya {columns} kolom, paling banyak {limit}")
        }
        DataProblem::UntitledColumn { column, .. } => {
            format!("kolom ke-{column} berisi tetapi tidak berjudul")
        }
        DataProblem::ColumnsWithoutYear { cells, year } => {
            let names: Vec<String> = cells.iter().map(|cell| cell.text.clone()).collect();
            match year {
                Some(year) => format!("kolom {} tidak menyebut tahun, dipakai untuk {year}", list(&names)),
                None => format!("tahun kolom {} tidak diketahui", list(&names)),
            }
        }
        DataProblem::TwoRowHeader { .. } => "judul kolom ditulis dalam dua baris".into(),
        DataProblem::OtherHeading { row, first, was, now } => format!(
            "judul kolom ada lagi di baris {}, dan lain: \"{}\", di baris {} \"{}\"",
            row.row,
            short(now),
            first.row,
            short(was)
        ),
        DataProblem::NoSuchHeading { heading, .. } => {
            format!(
                "judul kolom \"{}\" tidak ada di berkas ini",
                short(&heading.header).replace(BELOW, "\" di bawah \"")
            )
        }
        DataProblem::UnusedColumns { cells, .. } => {
            let names: Vec<String> = cells.iter().map(|cell| cell.text.clone()).collect();
            format!("kolom {} tidak dipakai", list(&names))
        }
        DataProblem::SpendingAsValue { header, rows, .. } => {
            let header = short(header);
            format!(
                "kolom \"{header}\" berisi angka untuk {rows} kode beranggaran, tetapi tidak dibaca sebagai serapan"
            )
        }
        _ => String::new(),
    }
}

pub(super) fn reasons(problem: &DataProblem) -> Vec<String> {
    match problem {
        DataProblem::NoCodeColumn { names, .. } => vec![match names.as_slice() {
            [only] => format!("hanya satu kolom terbaca, berjudul \"{}\"", short(only)),
            names => format!("judul kolom yang terbaca: {}", list(names)),
        }],
        DataProblem::NoYearColumn { .. } => {
            vec!["tidak ada kolom \"tahun\", dan aturan tidak menyebut tahunnya".into()]
        }
        DataProblem::NearHeader { keys: true, .. } => {
            vec!["baris-baris di bawahnya tidak dibaca sampai judulnya betul".into()]
        }
        DataProblem::NearHeader { typo: true, .. } => {
            vec!["isi kolom ini tidak dibaca sampai judulnya betul".into()]
        }
        DataProblem::HeaderNotFirst { stated, unread, .. } if stated.is_empty() && unread.is_empty() => {
            vec!["baris di atasnya tidak dibaca".into()]
        }
        DataProblem::HeaderNotFirst { stated, unread, .. } => {
            let used = stated.iter().map(used_for);
            let unread = Some(list(unread)).filter(|_| !unread.is_empty());
            let unread = unread.map(|all| format!("baris di atasnya tidak dibaca, padahal menyebut satuan {all}"));
            used.chain(unread).collect()
        }
        DataProblem::BareQuarters { .. } => vec!["isi kolom itu tidak dibaca sampai judulnya betul".into()],
        DataProblem::DuplicateHeader { .. } | DataProblem::BothFilled { .. } => {
            vec!["isi keduanya tidak dipakai sampai jelas mana yang benar".into()]
        }
        DataProblem::TwoRowHeader { .. } => vec!["berkas ini tidak dibaca sampai judulnya satu baris".into()],
        DataProblem::OtherHeading { .. } => {
            vec!["baris itu dan semua baris di bawahnya tidak dibaca".into()]
        }
        DataProblem::NoSuchHeading { heading, .. } => {
            vec![format!("kolom {} tidak dibaca sampai judulnya betul", heading.role)]
        }
        DataProblem::UnusedColumns { reasons, .. } => reasons.clone(),
        DataProblem::AmbiguousHeader { .. } => vec!["isinya tidak dipakai sampai jelas mana yang dimaksud".into()],
        DataProblem::ColumnsWithoutYear { year: Some(_), .. } => {
            vec!["kolom lain di berkas ini menyebut tahunnya; yang tidak, memakai tahun paket".into()]
        }
        DataProblem::ColumnsWithoutYear { year: None, .. } => {
            vec!["kolom lain di berkas ini menyebut tahunnya; isi kolom ini tidak dipakai".into()]
        }
        _ => Vec::new(),
    }
}

pub(super) fn suggestions(problem: &DataProblem) -> Vec<(String, Vec<Edit>)> {
    let one = |text: String, edit: Option<Edit>| edit.map(|edit| (text, vec![edit])).into_iter().collect();
    match problem {
        // A heading of several rows cannot be written into one cell.
        DataProblem::NearHeader { cell, .. } if cell.text.contains(BELOW) => Vec::new(),
        DataProblem::NearHeader { cell, meant, typo, .. } => {
            let text = match typo {
                true => format!("apakah maksud Anda \"{meant}\"?"),
                false => format!("beri judul \"{meant}\" bila memang itu isinya"),
            };
            one(text, cell.replace(meant))
        }
        // If the user deleted that line, its unit would be lost.
        DataProblem::HeaderNotFirst { header, above, stated, unread, .. } if stated.is_empty() && unread.is_empty() => {
            one(lines_above(header.row), Some(Edit::replace(*above, "")))
        }
        DataProblem::HeaderNotFirst { mend, .. } => mend.iter().cloned().collect(),
        DataProblem::BareQuarters { cells, words } => {
            let renamed = |word: &&'static str| {
                let title = |cell: &Cell| format!("{word} {}", cell.text);
                let edits = cells.iter().map(|cell| cell.replace(&title(cell))).collect::<Option<Vec<Edit>>>()?;
                let titles: Vec<String> = cells.iter().map(title).collect();
                Some((format!("bila isinya {word}, beri judul  {}", few(&titles)), edits))
            };
            words.iter().filter_map(renamed).collect()
        }
        DataProblem::TwoRowHeader { names, edit, .. } => {
            one(format!("satukan menjadi satu baris:  {}", few(names)), Some(edit.clone()))
        }
        DataProblem::NoSuchHeading { heading, near: Some(near), .. } => {
            let near = as_written(near);
            one(format!("apakah maksud Anda {near}?"), Some(Edit::replace(heading.span, near)))
        }
        DataProblem::ColumnsWithoutYear { cells, year: Some(year) } if !cells.iter().any(names_year) => {
            let edits = cells.iter().map(|cell| cell.replace(&format!("{} {year}", cell.text))).collect::<Option<_>>();
            let first = cells.first().map_or("", |cell| &cell.text);
            edits
                .map(|edits| (format!("tulis tahunnya di judul:  {} {year}", short(first)), edits))
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

pub(super) fn advice(problem: &DataProblem) -> Vec<String> {
    let text: String = match problem {
        DataProblem::NoCodeColumn { names, .. } => match names.as_slice() {
            [_] => "pisahkan kolom dengan titik koma, koma, atau tab:  kode;tahun;target;realisasi".into(),
            _ => "beri judul \"kode\" pada kolom kode, atau \"indikator\" pada kolom nama".into(),
        },
        DataProblem::NoYearColumn { .. } => "tambahkan kolom \"tahun\", atau nyatakan  tahun 2024  pada paket".into(),
        DataProblem::HeaderNotFirst { header, stated, unread, mend: None, .. }
            if !stated.is_empty() || !unread.is_empty() =>
        {
            unit_in_header(&lines_above(header.row), stated, unread)
        }
        DataProblem::BothFilled { .. } => "kosongkan salah satunya di baris ini".into(),
        DataProblem::DuplicateHeader { .. } => "hapus salah satu, atau beri judul lain".into(),
        DataProblem::AmbiguousHeader { cell, fields, file } => {
            let field = fields.first().map_or("", String::as_str);
            format!("nyatakan di bawah  {} , misalnya:  kolom {field} \"{}\"", data_line(file), short(&cell.text))
        }
        DataProblem::TooManyColumns { .. } => "pecah menjadi beberapa berkas".into(),
        DataProblem::OtherHeading { .. } => {
            "pindahkan tabel kedua ke berkas sendiri, atau samakan judulnya lalu hapus baris judul yang kedua".into()
        }
        DataProblem::UntitledColumn { .. } => "beri judul kolom itu, atau hapus isinya".into(),
        DataProblem::ColumnsWithoutYear { cells, .. }
            if let Some(cell) = cells.iter().find(|cell| names_year(cell)) =>
        {
            let Some((words, _)) = split_year(&cell.text) else {
                return vec!["beri judul dengan satu tahun bila isinya memang dari satu tahun".into()];
            };
            format!("judul yang dinyatakan di bawah  data  tanpa tahunnya:  \"{}\"", short(&words))
        }
        DataProblem::ColumnsWithoutYear { cells, year: None } => {
            let first = cells.first().map_or("", |cell| &cell.text);
            format!("tulis tahunnya di judul, misalnya  {} 2024, atau nyatakan  tahun 2024  pada paket", short(first))
        }
        DataProblem::NearHeader { cell, role, typo: false, .. } if can_be_quoted(&cell.text) => {
            let header = without_years_above(&cell.text);
            format!("atau nyatakan di bawah  data :  kolom {} = {}", heading_word(role), as_written(&header))
        }
        DataProblem::NoSuchHeading { near: None, names, .. } => format!("judul yang ada: {}", list(names)),
        DataProblem::SpendingAsValue { header, is_mixed: false, .. } => {
            format!("bila itu serapan anggaran, nyatakan di bawah  data :  kolom serapan = \"{header}\"")
        }
        DataProblem::SpendingAsValue { .. } => {
            "bila itu serapan anggaran, pindahkan ke kolom tersendiri berjudul \"Serapan\"".into()
        }
        DataProblem::UnusedColumns { lines, titles, .. } => {
            let told = |line: &Use| match line {
                Use::Meant(line) => format!("bila dipakai, nyatakan di bawah  data :  {line}"),
                Use::Lacked(word, line) => format!("bila isinya {word}, nyatakan di bawah  data :  {line}"),
                Use::Further(line) => format!("bila dipakai sebagai kolom tambahan, nyatakan di bawah  data :  {line}"),
            };
            let titled = |title: &String| format!("bila aturannya  triwulan terakhir , beri judul  {title}");
            return lines.iter().map(told).chain(titles.iter().map(titled)).collect();
        }
        _ => return Vec::new(),
    };
    vec![text]
}

/// `hapus baris 1 sampai 2`
pub(in crate::data) fn lines_above(header: u32) -> String {
    match header {
        2 => "hapus baris 1".into(),
        row => format!("hapus baris 1 sampai {}", row.saturating_sub(1)),
    }
}

/// What a line above is used for.
fn used_for(Stated { words, of, whole, parts, .. }: &Stated) -> String {
    let columns = (!whole.is_empty()).then(|| format!("kolom {}", list(whole)));
    let some = (!parts.is_empty()).then(|| format!("angka bersatuan {} di kolom {}", short(of), list(parts)));
    let whose: Vec<String> = columns.into_iter().chain(some).collect();
    let whose = if whose.is_empty() { format!("angka bersatuan {}", short(of)) } else { whose.join(" dan ") };
    format!("satuan di atasnya, \"{}\", dipakai untuk {whose}", short(words))
}

/// What to do with units above a header if no edit is enough.
fn unit_in_header(away: &str, stated: &[Stated], unread: &[String]) -> String {
    let parts: Vec<String> = stated.iter().flat_map(|one| one.parts.clone()).collect();
    let unit = unread.iter().map(|words| words.trim_matches(['(', ')', '[', ']']));
    let units: Vec<&str> = unit.chain(stated.iter().map(|one| one.unit.as_str())).collect();
    match units.as_slice() {
        _ if !parts.is_empty() => {
            format!("tulis angka di kolom {} selengkapnya, satuan kolom lain di judulnya, lalu {away}", list(&parts))
        }
        [unit] if unread.is_empty() => {
            format!("tulis satuannya di judul kolom yang memakainya, misalnya  target ({unit}), lalu {away}")
        }
        [unit] if !unit.contains(" dan ") && !unit.contains(',') => {
            let column = if is_permil(unit) { "target" } else { "pagu" };
            format!("tulis satuannya di judul kolom yang memakainya, misalnya  {column} ({}), lalu {away}", short(unit))
        }
        _ => format!("tulis satuan setiap kolom di judulnya, misalnya  pagu (juta rupiah), lalu {away}"),
    }
}

/// What rules call a column of the language.
fn heading_word(role: &str) -> &str {
    match role {
        "indikator" => "nama",
        "tw" => "triwulan",
        other => other,
    }
}

/// The first titles of a row.
fn few(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let shown = names.iter().take(SHOWN).map(|name| short(name)).collect::<Vec<_>>().join("; ");
    if names.len() > SHOWN { format!("{shown}; …") } else { shown }
}
