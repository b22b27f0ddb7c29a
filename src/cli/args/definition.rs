//! Every command and option, with its help in Indonesian.

mod ask;
mod begin;
mod compare;
mod compose;
mod review;
#[cfg(feature = "lsp")]
mod serve;

use super::{CheckFormat, ExplainFormat, Format, Numbers, Template, office};
use clap::builder::{EnumValueParser, NonEmptyStringValueParser};
use clap::{Arg, ArgAction, Command, ValueEnum, value_parser};

/// `hitung`
pub(in crate::cli) const RUN: &str = "hitung";
/// `periksa`
pub(in crate::cli) const CHECK: &str = "periksa";
/// `uji`
pub(in crate::cli) const TEST: &str = "uji";
/// `rapikan`
pub(in crate::cli) const FORMAT: &str = "rapikan";
/// `jelaskan`
pub(super) const EXPLAIN: &str = "jelaskan";
/// `baru`
pub(super) const NEW: &str = "baru";
/// `audit`
pub(super) const AUDIT: &str = "audit";
/// `bandingkan`
pub(super) const COMPARE: &str = "bandingkan";
/// `coba`
pub(super) const TRY: &str = "coba";
/// `cari`
pub(super) const SEEK: &str = "cari";
/// `susun`
pub(super) const COMPOSE: &str = "susun";
/// `lsp`
#[cfg(feature = "lsp")]
pub(super) const SERVE: &str = "lsp";
/// `bantuan`
pub(super) const HELP: &str = "bantuan";

/// The years that can be asked for.
pub(super) use crate::calendar::YEARS;

// The parser's own headings are English, so the page is laid out here; only its last part brings a blank line.
const TOP_PAGE: &str = "\
{about}

Cara pakai:
  {usage}

Perintah:
{subcommands}

Pilihan:
{options}{after-help}";

const PAGE: &str = "\
{about}

Cara pakai:
  {usage}

Argumen:
{positionals}

Pilihan:
{options}{after-help}";

/// The whole command line.
pub(super) fn takar() -> Command {
    Command::new("takar")
        .about("Takar menghitung indikator kinerja dengan tepat, menurut aturan yang Anda tulis.")
        .override_usage("takar PERINTAH [PAKET] [PILIHAN]")
        .help_template(TOP_PAGE)
        .after_help("Contoh:\n  takar hitung kecamatan --tahun 2023\n  takar bantuan hitung")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            run(),
            explain(),
            ask::attempt(),
            ask::seek(),
            check(),
            compose::compose(),
            review::audit(),
            test(),
            compare::compare(),
            format(),
            begin::new(),
            #[cfg(feature = "lsp")]
            serve::serve(),
            help(),
        ])
        .arg(help_flag())
        .arg(
            Arg::new("versi")
                .short('V')
                .long("versi")
                .alias("version")
                .action(ArgAction::Version)
                .help("Tampilkan versi Takar (juga: --version)"),
        )
}

/// The main name of a command, by that name or its English one.
pub(super) fn command_named(word: &str) -> Option<&'static str> {
    match word {
        RUN | "run" => Some(RUN),
        CHECK | "check" => Some(CHECK),
        AUDIT => Some(AUDIT),
        TEST | "test" => Some(TEST),
        COMPARE | "compare" => Some(COMPARE),
        EXPLAIN | "explain" => Some(EXPLAIN),
        FORMAT | "fmt" => Some(FORMAT),
        NEW | "new" => Some(NEW),
        TRY | "try" => Some(TRY),
        SEEK | "seek" => Some(SEEK),
        COMPOSE | "compose" => Some(COMPOSE),
        #[cfg(feature = "lsp")]
        SERVE => Some(SERVE),
        HELP | "help" => Some(HELP),
        _ => None,
    }
}

/// The help page of a command, by its main name, or of the whole.
pub(super) fn help_text(command: Option<&str>) -> String {
    let takar = takar();
    let page = command.and_then(|name| takar.find_subcommand(name)).cloned();
    page.unwrap_or(takar).render_help().to_string()
}

/// `--timpa`
fn over() -> Arg {
    Arg::new("timpa")
        .long("timpa")
        .alias("overwrite")
        .action(ArgAction::SetTrue)
        .help("Dengan --keluar: ganti berkas itu walaupun bukan hasil\nTakar yang masih utuh (juga: --overwrite)")
}

/// `--tabel`
fn tables() -> Arg {
    option("tabel", "table", "NAMA")
        .value_parser(NonEmptyStringValueParser::new())
        .action(ArgAction::Append)
        .help("Hanya tabel ini; dapat ditulis beberapa kali\n(juga: --table)")
}

fn run() -> Command {
    page_of_several(RUN, "run", "Hitung indikator dan tampilkan tabelnya")
        .after_help(
            "Contoh:\n  takar hitung kecamatan --tahun 2023\n  takar hitung kecamatan --tabel T31 --keluar t31.csv",
        )
        .arg(packages())
        .arg(year_option("Tahun yang dihitung (juga: --year)."))
        .arg(tables())
        .arg(format_option::<Format>("Bentuk hasil: terminal, md, csv, json, html (halaman\nuntuk dilihat), xlsx (buku kerja Excel dengan rumus),\natau docx (Word). Bila tidak ditulis: menurut akhiran\nberkas --keluar, csv bila itu folder, selain itu\nterminal"))
        .arg(
            Arg::new("grafik")
                .long("grafik")
                .alias("chart")
                .action(ArgAction::SetTrue)
                .help("Gambarkan capaian dan perkembangannya di bawah tiap\ntabel di layar (juga: --chart)"),
        )
        .arg(
            option("angka", "numbers", "GAYA")
                .value_parser(value_parser!(Numbers))
                .ignore_case(true)
                .hide_possible_values(true)
                .help("Penulisan angka dalam CSV: id untuk Excel Indonesia\n(1250,5 dipisah titik koma) atau en (1250.5 dipisah\nkoma). Bila tidak ditulis: seperti  angka  pada data\npaket, selain itu en (juga: --numbers)"),
        )
        .arg(
            option("keluar", "output", "BERKAS")
                .value_parser(value_parser!(std::path::PathBuf))
                .help("Simpan hasil ke berkas ini, atau ke folder ini:\ncsv satu berkas untuk tiap tabel (juga: --output)"),
        )
        .arg(over())
        .arg(
            option("skenario", "scenario", "NAMA")
                .value_parser(NonEmptyStringValueParser::new())
                .help("Hitung dengan skenario ini di atas data paket; tabelnya\nditandai dengan namanya (juga: --scenario)"),
        )
        .arg(office::live())
        .arg(
            Arg::new("data")
                .long("data")
                .value_name("BERKAS")
                .value_parser(value_parser!(std::path::PathBuf))
                .help("Hitung berkas besar ini sebagian demi sebagian, sebagai\nganti data paket. Lebar: satu baris untuk satu unit dan\ntahun, judul kolomnya seperti  IKM  dan  target IKM .\nPanjang: seperti berkas data, urut menurut unit.\nCSV, buku kerja, atau dokumen.\n-  membaca masukan dari perintah di depannya"),
        )
        .arg(
            option("lembar", "sheet", "LEMBAR")
                .value_parser(NonEmptyStringValueParser::new())
                .help("Dengan --data: lembar buku kerja ini, atau tabel\ndokumen ini, misalnya \"tabel 3\" (juga: --sheet)"),
        )
        .arg(
            option("kolom", "columns", "HASIL")
                .value_parser(NonEmptyStringValueParser::new())
                .action(ArgAction::Append)
                .help("Dengan --data: hanya hasil ini, menurut urutannya,\nmisalnya \"IKPP; predikat IKPP\" (juga: --columns)"),
        )
        .arg(
            option("desimal", "decimals", "N")
                .value_parser(value_parser!(u8).range(0..=15))
                .help("Dengan --data: desimal tiap angka, dibulatkan biasa.\nBila tidak ditulis: menurut aturan (juga: --decimals)"),
        )
        .arg(
            Arg::new("ketat")
                .long("ketat")
                .alias("strict")
                .action(ArgAction::SetTrue)
                .help("Dengan --data: berhenti pada kesalahan pertama\n(juga: --strict)"),
        )
        .arg(
            option("utas", "threads", "JUMLAH")
                .value_parser(value_parser!(u16).range(1..=256))
                .help("Dengan --data: banyaknya utas; hasilnya selalu sama\n(juga: --threads)"),
        )
        .arg(help_flag())
}

fn explain() -> Command {
    page(EXPLAIN, "explain", "Jelaskan asal suatu nilai atau arti kode pesan")
        .override_usage("takar jelaskan [PERAN] NAMA [PAKET] [PILIHAN]\n  takar jelaskan KODE")
        .after_help(
            "Contoh:\n  takar jelaskan capaian AKIP kecamatan\n  takar jelaskan IKU kecamatan --tahun 2023 --format md\n  takar jelaskan K0210",
        )
        .arg(
            Arg::new("kata")
                .value_name("NAMA")
                .required(true)
                .num_args(1..)
                .action(ArgAction::Append)
                .value_parser(NonEmptyStringValueParser::new())
                .help("Nama atau kode, boleh dengan peran di depannya:\nAKIP, capaian AKIP, predikat IKU, serapan 7.01.01.\nSesudahnya boleh paket: folder atau satu berkas .takar;\nbila tidak ditulis: folder tempat Anda berada.\nAtau kode pesan seperti K0210, tanpa paket"),
        )
        .arg(years_option().help("Tahun yang dijelaskan (juga: --year)"))
        .arg(unit_option("Unit yang dijelaskan, bila datanya memuat\nbeberapa unit (juga: --office)"))
        .arg(format_option::<ExplainFormat>("Bentuk penjelasan: teks, md, atau json.\nBila tidak ditulis: teks"))
        .arg(help_flag())
}

fn check() -> Command {
    page_of_several(CHECK, "check", "Tunjukkan semua kesalahan dalam aturan dan data")
        .after_help("Contoh:\n  takar periksa\n  takar periksa kecamatan/skala.takar")
        .arg(packages())
        .arg(format_option::<CheckFormat>("Bentuk temuan: terminal atau json.\nBila tidak ditulis: terminal"))
        .arg(
            Arg::new("tanpa-data")
                .long("tanpa-data")
                .alias("no-data")
                .action(ArgAction::SetTrue)
                .help("Periksa aturan saja, bila datanya besar\n(juga: --no-data)"),
        )
        .arg(help_flag())
}

fn test() -> Command {
    page_of_several(TEST, "test", "Uji semua contoh, bandingkan tabel dengan acuannya")
        .after_help("Contoh:\n  takar uji kecamatan\n  takar uji kecamatan --terima")
        .arg(packages())
        .arg(
            Arg::new("terima")
                .long("terima")
                .alias("accept")
                .action(ArgAction::SetTrue)
                .help("Tunjukkan bedanya, lalu jadikan tabel yang baru\nsebagai acuan (juga: --accept)"),
        )
        .arg(help_flag())
}

fn format() -> Command {
    page_of_several(FORMAT, "fmt", "Rapikan tulisan berkas aturan tanpa mengubah artinya")
        .after_help("Contoh:\n  takar rapikan kecamatan\n  takar rapikan kecamatan --periksa")
        .arg(packages())
        .arg(
            Arg::new("periksa")
                .long("periksa")
                .alias("check")
                .action(ArgAction::SetTrue)
                .help("Tunjukkan saja apa yang belum rapi, tanpa mengubah\nberkas apa pun (juga: --check)"),
        )
        .arg(help_flag())
}

fn year_option(about: &str) -> Arg {
    years_option().help(format!("{about}\nBila tidak ditulis: tahun paket, atau tahun terakhir\nyang berisi realisasi"))
}

fn years_option() -> Arg {
    option("tahun", "year", "TAHUN").value_parser(year).allow_negative_numbers(true)
}

fn unit_option(help: &'static str) -> Arg {
    option("unit", "office", "UNIT").value_parser(NonEmptyStringValueParser::new()).help(help)
}

fn format_option<F: ValueEnum + Send + Sync + 'static>(help: &'static str) -> Arg {
    let forms = EnumValueParser::<F>::new();
    let format = Arg::new("format").long("format").value_name("BENTUK").value_parser(forms);
    format.ignore_case(true).hide_possible_values(true).help(help)
}

fn help() -> Command {
    page(HELP, "help", "Tampilkan bantuan umum, atau bantuan satu perintah")
        .override_usage("takar bantuan [PERINTAH]")
        .after_help("Contoh:\n  takar bantuan hitung")
        .arg(
            Arg::new("perintah")
                .value_name("PERINTAH")
                .value_parser(NonEmptyStringValueParser::new())
                .help("hitung, jelaskan, coba, cari, periksa, susun, audit,\nuji, bandingkan, rapikan, baru, atau lsp"),
        )
        .arg(help_flag())
}

fn page(name: &'static str, english: &'static str, about: &str) -> Command {
    Command::new(name)
        .alias(english)
        .about(format!("{about} (juga: {english})"))
        .override_usage(format!("takar {name} [PAKET] [PILIHAN]"))
        .help_template(PAGE)
        .disable_help_flag(true)
        .disable_version_flag(true)
}

/// A command that takes several packages.
fn page_of_several(name: &'static str, english: &'static str, about: &str) -> Command {
    page(name, english, about).override_usage(format!("takar {name} [PAKET …] [PILIHAN]"))
}

fn package() -> Arg {
    Arg::new("paket")
        .value_name("PAKET")
        .value_parser(NonEmptyStringValueParser::new())
        .help("Folder berisi berkas .takar, atau satu berkas .takar.\nBila tidak ditulis: folder tempat Anda berada")
}

fn packages() -> Arg {
    package().num_args(0..).action(ArgAction::Append).help(
        "Folder berisi berkas .takar, satu berkas .takar,\natau folder berisi beberapa paket; boleh beberapa.\nBila tidak ditulis: folder tempat Anda berada",
    )
}

fn option(name: &'static str, english: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).alias(english).value_name(value)
}

fn help_flag() -> Arg {
    Arg::new("bantuan")
        .short('h')
        .long("bantuan")
        .alias("help")
        .action(ArgAction::Help)
        .help("Tampilkan bantuan ini (juga: --help)")
}

// The text of the error is never shown: `problem` words it from the value.
fn year(word: &str) -> Result<i32, String> {
    match word.trim().parse() {
        Ok(year) if YEARS.contains(&year) => Ok(year),
        _ => Err(String::new()),
    }
}
