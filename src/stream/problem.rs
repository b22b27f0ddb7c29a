//! What can be wrong with a data file as a whole, with its wording.

use crate::data::header::{factor_of, unit_above, without_factor};
use crate::data::problem::{DataProblem, OfOffice};
use crate::data::schema::Schema;
use crate::data::wide::{WideColumn, wide_column};
use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use crate::number::{NumberStyle, format};
use crate::source::sheet::BELOW;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No header line.
    Empty,
    /// Problems of the header line of a long file.
    Header(Vec<Diagnostic>),
    /// Two columns for one thing, counted from 1.
    Twice { header: String, first: usize, second: usize },
    /// No column that the rules know; `near` is the first header that nearly matches, and what it was perhaps meant to
    /// be.
    NothingKnown { headers: Vec<String>, near: Option<(String, String)> },
    /// Neither a column nor the rules give the year.
    NoYear,
    /// The rules compute nothing from a single row; what they compute otherwise.
    NothingToCompute { elsewhere: Vec<Elsewhere> },
    /// An unknown result was requested; the known ones.
    NoSuchResult { asked: String, nearest: Option<String>, known: Vec<String> },
}

/// A result that needs another year than that of its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Its title.
    pub result: String,
    /// What it needs, in rule syntax: `IKM[tahun-1]`.
    pub needs: String,
}

impl Refused {
    /// The messages, about a file.
    pub fn into_diagnostics(self, file: &str) -> Vec<Diagnostic> {
        let error = |code, title: &str| at_file(code, Severity::Error, title, file);
        let one = match self {
            Refused::Header(findings) => return findings,
            Refused::Empty => error(Code::D0101, "berkas ini tidak berisi baris judul"),
            Refused::Twice { header, first, second } => {
                error(Code::D0103, &format!("kolom \"{header}\" tertulis dua kali"))
                    .because(format!("kolom ke-{first} dan kolom ke-{second} berisi nilai yang sama"))
                    .advise("hapus salah satunya")
            }
            Refused::NothingKnown { headers, near } => {
                let names: Vec<String> = headers.iter().take(6).map(|header| format!("\"{header}\"")).collect();
                let found = error(Code::D0104, "tidak ada kolom yang dikenal aturan")
                    .because(format!("judul yang terbaca: {}", names.join(", ")));
                let found = match near {
                    Some((header, near)) => found.advise(format!("\"{header}\": apakah maksud Anda  {near} ?")),
                    None => found,
                };
                let found = found.advise("pakai kode dari aturan sebagai judul, misalnya  IKM  dan  target IKM");
                // Two lines were read as one.
                if headers.iter().any(|header| header.contains(BELOW)) {
                    return vec![found];
                }
                // Its unit stands in the heading already, where a table of one row for each office has none.
                let in_tens = headers.iter().find_map(|header| Some((header, factor_of(header)?.words)));
                if let Some((header, words)) = in_tens.filter(|(header, _)| without_factor(header).is_some()) {
                    return vec![found.advise(full_figures(header, &words))];
                }
                // If the user deleted that line, its unit would be lost.
                match headers.iter().find_map(|header| unit_above(header)) {
                    Some(unit) => found.advise(format!(
                        "judul kolom berdiri di baris pertama: tulis satuan \"{unit}\" di judul kolom yang memakainya, lalu hapus baris di atas judul"
                    )),
                    None => found.advise("judul kolom berdiri di baris pertama: hapus baris lain di atasnya"),
                }
            }
            Refused::NoYear => error(Code::D0105, "tahun data tidak diketahui")
                .advise("tambahkan kolom  tahun , atau tulis  --tahun 2024"),
            Refused::NothingToCompute { elsewhere } => {
                let found = error(Code::D0106, "tidak ada yang dapat dihitung dari satu baris");
                let needs = |found: Diagnostic, one: &Elsewhere| {
                    found.because(format!("{} memerlukan {}", one.result, one.needs))
                };
                elsewhere
                    .iter()
                    .take(SHOWN)
                    .fold(found, needs)
                    .advise("--data menghitung capaian, predikat, dan besaran berumus dalam tahun baris itu")
            }
            Refused::NoSuchResult { asked, nearest, known } => {
                let title = format!("tidak ada hasil \"{asked}\"");
                let finding = Diagnostic::new(Code::D0115, Severity::Error, title);
                match nearest {
                    Some(nearest) => finding.advise(format!("apakah maksud Anda  --kolom \"{nearest}\" ?")),
                    None => finding.advise(format!("hasil yang ada: {}", listed(&known))),
                }
            }
        };
        vec![one]
    }
}

/// What to do about a heading that names a factor.
fn full_figures(header: &str, words: &str) -> String {
    format!(
        "\"{header}\" menyebut {words}: di sini angka ditulis penuh, dalam satuan yang disebut aturan, dan judulnya tanpa satuan"
    )
}

/// The first of some names, and how many more there are.
fn listed(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(12).map(String::as_str).collect();
    match names.len().saturating_sub(shown.len()) {
        0 => shown.join("; "),
        more => format!("{}; dan {more} lagi", shown.join("; ")),
    }
}

/// A code of a long file that the rules know only through an `umum`: what is computed for its parents would lack it.
pub(super) fn unknown_code(code: &str, file: &str) -> Box<Diagnostic> {
    let title = format!("kode {code} tidak tertulis dalam aturan");
    let finding = at_file(Code::D0112, Severity::Error, &title, file)
        .because(
            "--data menghitung sebagian demi sebagian, jadi kode yang hanya dicakup \"umum\" belum dikenal di depan",
        )
        .advise(format!("tulis  indikator \"{code}\"  dalam aturan"))
        .advise("atau sebut berkas ini dalam aturan,  data \"berkas.csv\" , lalu hitung tanpa --data");
    Box::new(finding)
}

/// A code that the data put below another parent than the rules do, or below none.
pub(super) fn moved_part(code: &str, parent: Option<&str>, file: &str) -> Box<Diagnostic> {
    let title = match parent {
        Some(parent) => format!("induk {code} di data, {parent}, tidak tertulis dalam aturan"),
        None => format!("induk {code} di data tidak tertulis dalam aturan"),
    };
    let finding = at_file(Code::D0116, Severity::Error, &title, file).because(
        "--data menghitung sebagian demi sebagian, jadi rincian yang hanya tertulis dalam data belum dikenal di depan",
    );
    let finding = match parent {
        Some(parent) => finding.advise(format!("tulis  induk {parent}  pada {code} dalam aturan")),
        None => finding,
    };
    Box::new(finding.advise("atau sebut berkas ini dalam aturan,  data \"berkas.csv\" , lalu hitung tanpa --data"))
}

/// A unit whose results are already written.
pub(super) fn unit_again(unit: &str, line: u32, file: &str) -> Box<Diagnostic> {
    let title = format!("unit \"{unit}\" muncul lagi di baris {line}, terpisah dari baris-barisnya yang lain");
    let finding = at_file(Code::D0113, Severity::Error, &title, file)
        .because("hasil satu unit dihitung begitu barisnya habis, supaya berkas sebesar apa pun dapat dibaca")
        .advise("urutkan berkas itu menurut kolom unit, lalu ulangi");
    Box::new(finding)
}

/// A unit whose name is nearly that of an earlier one, of which only a hash is kept.
pub(super) fn nearly_again(unit: &str, line: u32, file: &str) -> Diagnostic {
    let title =
        format!("unit \"{unit}\" di baris {line} sama dengan unit sebelumnya, kecuali huruf besar atau spasinya");
    at_file(Code::D0054, Severity::Warning, &title, file)
        .because("keduanya dihitung sebagai dua kantor")
        .advise("bila kantornya sama, samakan tulisan namanya di semua baris")
}

/// A sum row that is computed as if it were an office.
pub(super) fn unit_of_sum(unit: &str, place: CellPlace) -> Diagnostic {
    let office = OfOffice { place, text: "".into(), unit: unit.into() };
    DataProblem::OfficeOfSum { office }.into_diagnostic()
}

/// More units than are kept in memory.
pub(super) fn too_many_units(most: usize, file: &str) -> Box<Diagnostic> {
    let most = format(&most.to_string(), NumberStyle::Indonesian);
    let finding = at_file(Code::D0114, Severity::Error, &format!("berkas ini memuat lebih dari {most} unit"), file)
        .advise("bagi berkas itu menjadi beberapa, masing-masing dengan unit yang utuh");
    Box::new(finding)
}

/// The warning about unknown columns.
pub(super) fn unknown_columns(
    headers: &[String],
    columns: &[WideColumn],
    schema: &Schema,
    file: &str,
) -> Option<Diagnostic> {
    let unknown = headers.iter().zip(columns).filter_map(|(header, column)| match column {
        WideColumn::Unknown(near) if !header.is_empty() => Some((header, near.as_ref())),
        _ => None,
    });
    let (names, near): (Vec<&String>, Vec<Option<&String>>) = unknown.unzip();
    let title = format!("kolom {} tidak dikenal aturan, jadi tidak dipakai", few(&names)?);
    let warning = at_file(Code::D0107, Severity::Warning, &title, file);
    let in_tens = names.iter().find_map(|name| Some((name, factor_of(name)?.words)));
    let warning = match in_tens {
        Some((name, words)) => warning.advise(full_figures(name, &words)),
        None => warning,
    };
    let near = names.iter().zip(near).filter_map(|(name, near)| Some((name, near?))).take(SHOWN);
    let warning = near.fold(warning, |warning, (name, near)| match names.len() {
        1 => warning.advise(format!("apakah maksud Anda  {near} ?")),
        _ => warning.advise(format!("\"{name}\": apakah maksud Anda  {near} ?")),
    });
    let mut wanted: Vec<String> = names.iter().filter_map(|name| wanted(name, schema)).collect();
    wanted.dedup();
    Some(wanted.into_iter().take(SHOWN).fold(warning, Diagnostic::advise))
}

/// What would make the rules know a column.
fn wanted(header: &str, schema: &Schema) -> Option<String> {
    let is_known = |header: &str| matches!(wide_column(header, schema), WideColumn::Value(..));
    if let Some((bare, _)) = header.split_once(" (").filter(|(bare, _)| is_known(bare)) {
        // Thousands and millions are reported above.
        return factor_of(header)
            .is_none()
            .then(|| format!("\"{header}\": tulis  {bare} , dengan angka dalam satuannya di aturan"));
    }
    let code = header.rsplit_once(' ').map_or(header, |(_, code)| code);
    let is_of = |prefix: &str| code.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let is_general = schema.prefixes.iter().any(|one| is_of(&one.prefix));
    is_general.then(|| format!("{code} hanya dicakup  umum : nyatakan  besaran \"{code}\"  agar kolomnya dikenal"))
}

/// How many names are listed in a title, and how many suggestions below it.
const SHOWN: usize = 8;

/// `"A", "B" dan 3 lagi`; none for no names.
fn few(names: &[&String]) -> Option<String> {
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("\"{name}\"")).collect();
    let more = names.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" dan {more} lagi") } else { String::new() };
    (!shown.is_empty()).then(|| shown.join(", ") + &more)
}

/// Results that depend on codes for which no table has a column.
pub(super) fn of_prefix_alone(results: &[String], codes: &[String], year: i32, file: &str) -> Diagnostic {
    let title = format!("belum diisi di semua baris tahun {year}: {}", listed(results));
    at_file(Code::D0108, Severity::Warning, &title, file)
        .because(format!(
            "nilai itu memerlukan {}, yang hanya dicakup \"umum\": tabel tidak punya kolom untuknya",
            listed(codes)
        ))
        .advise("tulis kode itu dalam aturan, atau hitung dari data paket")
}

/// Results that one row cannot give.
pub(super) fn other_years(names: &[String], file: &str) -> Diagnostic {
    at_file(Code::D0108, Severity::Warning, &format!("tidak ikut dihitung: {}", names.join(", ")), file)
        .because("nilai itu memerlukan tahun lain, sedangkan satu baris memuat satu tahun")
}

fn at_file(code: Code, severity: Severity, title: &str, file: &str) -> Diagnostic {
    Diagnostic::new(code, severity, title).at_place(Place::File(file.to_string()), "")
}
