//! `takar baru --templat`: rules, a workbook to fill in and a report with fields, for what every office hands in.

use super::super::args::Template;
use crate::workbook::{Blank, to_fill};

/// A package made for something.
pub struct Prepared {
    /// Its files, what is filled in first.
    pub files: Vec<File>,
    /// What the filled report may be called.
    pub result: &'static str,
}

/// A file of it.
pub struct File {
    /// Its name below the folder.
    pub name: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
pub enum Content {
    /// Lines of text.
    Text(String),
    /// What an office program reads.
    Bytes(Vec<u8>),
}

/// What the files are made of.
struct Parts {
    package: &'static str,
    rules: &'static str,
    tables: &'static str,
    measures: &'static str,
    money: &'static str,
    guide: &'static str,
    report: &'static [u8],
    purpose: &'static str,
    result: &'static str,
}

macro_rules! parts {
    ($folder:literal, $purpose:literal, $result:literal) => {
        Parts {
            package: include_str!(concat!("../baru/", $folder, "/paket.takar")),
            rules: include_str!(concat!("../baru/", $folder, "/aturan.takar")),
            tables: include_str!(concat!("../baru/", $folder, "/tabel.takar")),
            measures: include_str!(concat!("../baru/", $folder, "/Kinerja.csv")),
            money: include_str!(concat!("../baru/", $folder, "/Anggaran.csv")),
            guide: include_str!(concat!("../baru/", $folder, "/petunjuk.txt")),
            report: include_bytes!(concat!("../baru/", $folder, "/naskah.docx")),
            purpose: $purpose,
            result: $result,
        }
    };
}

const REPORT: Parts = parts!("lkjip", "Bab III dengan isian; sunting dengan Word", "bab-3.docx");
const AGREEMENT: Parts = parts!("pk", "perjanjian kinerja dengan isian; sunting dengan Word", "pk.docx");
const QUARTERS: Parts = parts!("triwulan", "laporan triwulan dengan isian; sunting dengan Word", "triwulan.docx");

/// No result depends on a clock, and neither does a template.
const YEAR: i32 = 2025;

/// A package for a year, filled with an example.
///
/// # Errors
///
/// What the writer of workbooks refuses.
pub fn prepared(template: Template, title: &str, year: Option<i32>) -> Result<Prepared, impl std::error::Error> {
    let parts = match template {
        Template::Report => &REPORT,
        Template::Agreement => &AGREEMENT,
        Template::Quarters => &QUARTERS,
    };
    let dated = |text: &str| dated(text, title, year.unwrap_or(YEAR)).replace("{hasil}", parts.result);
    let (measures, money) = (without_twins(&dated(parts.measures)), dated(parts.money));
    let sheets = [Blank { name: "Kinerja", text: &measures }, Blank { name: "Anggaran", text: &money }];
    let rules = |name, purpose, text: &str| File { name, purpose, content: Content::Text(dated(text)) };
    let bytes = |name, purpose, bytes| File { name, purpose, content: Content::Bytes(bytes) };
    to_fill(title, &dated(parts.guide), &sheets).map(|book| Prepared {
        files: vec![
            bytes("masukan.xlsx", "isi dengan Excel; lembar Petunjuk menjelaskan kolomnya", book),
            bytes("naskah.docx", parts.purpose, parts.report.to_vec()),
            rules("paket.takar", "judul, tahun, dan masukannya", parts.package),
            rules("aturan.takar", "rumus capaian dan predikat", parts.rules),
            rules("tabel.takar", "tabel yang dicetak", parts.tables),
            rules("BACA.txt", "petunjuk singkat", include_str!("../baru/templat.txt")),
        ],
        result: parts.result,
    })
}

/// In the last year of a plan its target is that of the year: a column whose heading stands there already goes.
fn without_twins(text: &str) -> String {
    let heads: Vec<&str> = text.lines().next().unwrap_or_default().split(';').collect();
    let is_first = |at: &usize| heads.iter().position(|head| head == &heads[*at]) == Some(*at);
    let kept: Vec<usize> = (0..heads.len()).filter(is_first).collect();
    let line = |line: &str| {
        let cells: Vec<&str> = line.split(';').collect();
        let kept: Vec<&str> = kept.iter().filter_map(|at| cells.get(*at).copied()).collect();
        kept.join(";") + "\n"
    };
    text.lines().map(line).collect()
}

/// A text of a template with its title and years: that of the report, those before, and the ends of the plan of five
/// years that it lies in (2025 to 2029).
fn dated(text: &str, title: &str, year: i32) -> String {
    let first = 2025 + 5 * (year - 2025).div_euclid(5);
    let years = [
        ("{tahun-2}", year - 2),
        ("{tahun-1}", year - 1),
        ("{tahun}", year),
        ("{tahun+1}", year + 1),
        ("{awal}", first),
        ("{akhir}", first + 4),
    ];
    let text = text.replace("{judul}", title);
    years.iter().fold(text, |text, (mark, year)| text.replace(mark, &year.to_string()))
}
