//! Files of office programs: where they can be had, and what is said where they cannot.

use super::context::Context;
use super::definition::RUN;
use super::message::Message;
use super::problem::quoted;
use super::{Exit, Format, Template};
use crate::diagnostic::Code;
use clap::error::ContextKind;
use clap::{Arg, value_parser};
use std::path::{Path, PathBuf};

/// `--hidup`: a page that answers, by the core of the page named, else of the one beside the program.
pub(super) fn live() -> Arg {
    Arg::new("hidup")
        .long("hidup")
        .alias("live")
        .value_name("HTML")
        .value_parser(value_parser!(std::ffi::OsString))
        .num_args(0..=1)
        .require_equals(true)
        .default_missing_value("")
        .help("Halaman HTML yang menjawab: di dalamnya angka masukan\ndapat digeser. Perlu takar.html di sebelah program ini,\natau disebut tempatnya (juga: --live)")
}

/// What an option can be; files of office programs only where a file is named that takes them.
pub(super) fn choices(about: &Context) -> Vec<String> {
    let is_output = |word: &String| word.starts_with("--keluar") || word.starts_with("--output");
    let has_place = about.command == Some(RUN) && about.words.iter().any(is_output);
    let office = [Format::Workbook, Format::Docx].map(Format::ending);
    let mut allowed = about.list(ContextKind::ValidValue);
    allowed.retain(|word| has_place || !office.contains(&word.as_str()));
    let has_pages = cfg!(feature = "html") && about.command == Some(RUN);
    allowed.retain(|word| has_pages || word != Format::Page.ending());
    allowed
}

/// Whether a file is a workbook by its name.
pub(super) fn is_workbook(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"))
}

/// Whether a file is one of an office program that tables can be written to.
pub(super) fn is_of_office(path: &Path) -> bool {
    is_workbook(path) || is_document(path)
}

/// Refuses a name whose ending says another kind of file than is written there.
fn refuse_other_name(path: &Path, what: &str, ending: &str) -> Result<(), Exit> {
    let others = ["csv", "tsv", "txt", "md", "json", "html", "docx", "xlsx"];
    let is = |other: &&&str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(other));
    let Some(other) = others.iter().find(is).filter(|other| **other != ending) else { return Ok(()) };
    let named = path.with_extension(ending).display().to_string();
    Err(Message::new(Code::B0013, format!("berkas .{other} tidak dapat berisi {what}"))
        .mend(format!("tulis  --keluar {}", quoted(&named)))
        .hint("atau hapus --format: bentuknya mengikuti akhiran nama berkas")
        .exit())
}

/// Whether a file is a document of Word by its name.
fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"))
}

/// Refuses a document where there is none to be had, as workbooks are.
pub(super) fn refuse_document(format: Format, output: Option<&Path>) -> Result<(), Exit> {
    let is_named = output.is_some_and(is_document);
    if format != Format::Docx && !is_named {
        return Ok(());
    }
    if cfg!(not(feature = "docx")) {
        return Err(Message::new(Code::B0013, "takar ini dibuat tanpa dokumen Word")
            .mend("pakai bentuk lain, misalnya  --keluar hasil.csv")
            .hint("yang membangun takar dapat menyertakannya: fitur docx")
            .exit());
    }
    match output {
        _ if format != Format::Docx => Err(Message::new(Code::B0013, "berkas .docx hanya dapat berisi dokumen Word")
            .mend("hapus --format, atau ganti akhiran nama berkasnya")
            .exit()),
        None => Err(Message::new(Code::B0023, "dokumen Word tidak dapat ditampilkan di layar")
            .mend("tambahkan  --keluar hasil.docx")
            .exit()),
        Some(path) => refuse_other_name(path, "dokumen Word", "docx"),
    }
}

/// Whether a file is a page by its name.
pub(super) fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["html", "htm"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Refuses a page where there is none to be had, or under another shape. A screen can have it: it is text.
pub(super) fn refuse_page(format: Format, output: Option<&Path>) -> Result<(), Exit> {
    let is_named = output.is_some_and(is_page);
    if format != Format::Page && !is_named {
        return Ok(());
    }
    if cfg!(not(feature = "html")) {
        return Err(Message::new(Code::B0013, "takar ini dibuat tanpa halaman HTML")
            .mend("pakai bentuk lain, misalnya  --keluar hasil.csv")
            .hint("yang membangun takar dapat menyertakannya: fitur html")
            .exit());
    }
    match output {
        _ if format != Format::Page => Err(Message::new(Code::B0013, "berkas .html hanya dapat berisi halaman HTML")
            .mend("hapus --format, atau ganti akhiran nama berkasnya")
            .exit()),
        Some(path) if !is_named => refuse_other_name(path, "halaman HTML", "html"),
        Some(_) | None => Ok(()),
    }
}

/// Refuses to let anything else answer than a page in a file, and a page of Takar in the place of a package.
pub(super) fn refuse_live(format: Format, output: Option<&Path>, packages: &[PathBuf]) -> Result<(), Exit> {
    let is_page = |path: &&PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("html"));
    if let Some(page) = packages.iter().find(is_page) {
        let page = page.display();
        return Err(Message::new(
            Code::B0023,
            format!("\"{page}\" terbaca sebagai paket, bukan sebagai tempat takar.html"),
        )
        .mend(format!("tulis melekat, dengan tanda =:  --hidup={page}"))
        .exit());
    }
    if format == Format::Page && output.is_some() {
        return Ok(());
    }
    Err(Message::new(Code::B0023, "--hidup hanya berarti bersama halaman HTML dalam berkas")
        .mend("tulis juga  --keluar rapat.html")
        .exit())
}

/// Refuses a template beside a table, or from a program that cannot write the workbook it is filled in with.
pub(super) fn refuse_template(template: Option<Template>, from: Option<&Path>) -> Result<(), Exit> {
    if template.is_none() {
        return Ok(());
    }
    if from.is_some() {
        return Err(Message::new(Code::B0022, "--templat tidak dapat dipakai bersama --dari")
            .mend("hapus salah satunya; tabel yang sudah ada dibaca dengan --dari")
            .exit());
    }
    if cfg!(not(feature = "xlsx")) {
        return Err(Message::new(Code::B0013, "takar ini dibuat tanpa buku kerja Excel")
            .mend("hapus --templat; paket contoh diisi dengan CSV")
            .hint("yang membangun takar dapat menyertakannya: fitur xlsx")
            .exit());
    }
    Ok(())
}

/// What two sets of rules mean differently is read, not handed in.
pub(super) fn no_document_of_comparison() -> Exit {
    Message::new(Code::B0013, "perbandingan aturan belum dapat ditulis sebagai .docx").mend("tulis  --format md").exit()
}

/// Nor is it a page of figures.
pub(super) fn no_page_of_comparison() -> Exit {
    Message::new(Code::B0013, "perbandingan aturan belum dapat ditulis sebagai .html").mend("tulis  --format md").exit()
}

/// A file for a filled report, without a report.
pub(super) fn nothing_to_compose(output: &Path) -> Exit {
    let shown = quoted(&output.display().to_string());
    Message::new(Code::B0708, "naskah yang disusun belum disebut")
        .mend(format!("tulis  takar susun PAKET --naskah laporan.docx --keluar {shown}"))
        .hint("untuk semua bentuk sekaligus cukup  takar susun PAKET")
        .exit()
}

/// One file for what is several.
pub(super) fn no_folder(output: &Path) -> Exit {
    let shown = output.display().to_string();
    Message::new(Code::B0023, format!("susun menulis beberapa berkas; \"{shown}\" nama satu berkas"))
        .mend("tulis nama folder, misalnya  --keluar hasil/")
        .hint(format!("untuk satu berkas saja:  takar hitung PAKET --keluar {}", quoted(&shown)))
        .exit()
}

/// What a single report is not made with.
pub(super) fn only_of_folder(option: &str) -> Exit {
    Message::new(Code::B0022, format!("{option} tidak berlaku untuk satu naskah"))
        .mend(format!("hapus {option}"))
        .hint("atau tulis nama folder sebagai ganti nama berkasnya")
        .exit()
}

/// Fields are asked of the data as they are.
pub(super) fn no_report_of_scenario() -> Exit {
    Message::new(Code::B0022, "naskah belum dapat diisi menurut skenario")
        .mend("hapus  --naskah  atau  --skenario")
        .exit()
}

/// Charts of letters stand below tables of letters.
pub(super) fn no_charts(format: Format, is_wide: bool) -> Exit {
    let message = Message::new(Code::B0022, "--grafik menggambar di layar, di bawah tabelnya");
    match format {
        _ if is_wide => message.mend("hapus  --grafik; --data menulis hasilnya ke berkas"),
        Format::Page => message.mend("hapus  --grafik; halaman HTML sudah bergambar"),
        Format::Terminal | Format::Markdown | Format::Csv | Format::Json | Format::Workbook | Format::Docx => {
            message.mend("hapus  --grafik, atau tulis halaman bergambar:  --keluar hasil.html")
        }
    }
    .exit()
}

/// A filled report is what the report was.
pub(super) fn no_report(path: &Path) -> Exit {
    let shown = path.with_extension("docx").display().to_string();
    Message::new(Code::B0013, format!("naskah yang terisi tidak dapat disimpan sebagai \"{}\"", path.display()))
        .mend(format!("tulis  --keluar {}", quoted(&shown)))
        .exit()
}

/// Refuses a workbook where there is none to be had: on a screen, under another shape, or from a program that was built
/// without them.
pub(super) fn refuse_workbook(format: Format, output: Option<&Path>) -> Result<(), Exit> {
    let is_named = output.is_some_and(is_workbook);
    if format != Format::Workbook && !is_named {
        return Ok(());
    }
    if cfg!(not(feature = "xlsx")) {
        return Err(Message::new(Code::B0013, "takar ini dibuat tanpa buku kerja Excel")
            .mend("pakai bentuk lain, misalnya  --keluar hasil.csv")
            .hint("yang membangun takar dapat menyertakannya: fitur xlsx")
            .exit());
    }
    match output {
        _ if format != Format::Workbook => {
            Err(Message::new(Code::B0013, "berkas .xlsx hanya dapat berisi buku kerja Excel")
                .mend("hapus --format, atau ganti akhiran nama berkasnya")
                .exit())
        }
        None => Err(Message::new(Code::B0023, "buku kerja Excel tidak dapat ditampilkan di layar")
            .mend("tambahkan  --keluar hasil.xlsx")
            .exit()),
        Some(path) => refuse_other_name(path, "buku kerja Excel", "xlsx"),
    }
}

/// What two sets of rules mean differently is told and not computed: there are no formulas to keep alive.
pub(super) fn no_workbook_of_comparison() -> Exit {
    Message::new(Code::B0013, "perbandingan aturan belum dapat ditulis sebagai .xlsx")
        .mend("tulis  --format csv")
        .hint("berkas .csv dapat dibuka di Excel")
        .exit()
}
