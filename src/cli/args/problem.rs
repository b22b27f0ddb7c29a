//! What is wrong with a command line, in the planner's words; the parser's own English never shows.

use super::context::Context;
use super::definition::{self, AUDIT, CHECK, COMPARE, COMPOSE, EXPLAIN, FORMAT, HELP, NEW, RUN, SEEK, TEST, TRY};
use super::message::Message;
use super::{Exit, Stream, office};
use crate::diagnostic::Code;
use crate::diagnostic::nearest::nearest_or_begun;
use clap::error::{ContextKind, ErrorKind};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

const COMMANDS: [&str; 12] = [RUN, EXPLAIN, TRY, SEEK, CHECK, COMPOSE, TEST, AUDIT, COMPARE, FORMAT, NEW, HELP];

/// The words as text, or a message on the first that is none or that Word has spoilt.
pub(super) fn legible(args: impl Iterator<Item = OsString>) -> Result<Vec<String>, Exit> {
    let mut words = Vec::new();
    for arg in args {
        let word = arg.into_string().map_err(|raw| {
            Message::new(Code::B0009, format!("\"{}\" memuat huruf yang tidak dapat dibaca", raw.to_string_lossy()))
                .hint("ganti nama folder atau berkas itu dengan huruf biasa, lalu ulangi")
                .exit()
        })?;
        let plain = word.trim_start_matches(['–', '—', '−']);
        if plain.len() < word.len() && plain.starts_with(char::is_alphabetic) {
            return Err(Message::new(Code::B0011, format!("\"{word}\" diawali tanda pisah, bukan dua tanda hubung"))
                .mend(format!("tulis  --{plain}"))
                .hint("Word dapat mengubah -- menjadi – dengan sendirinya; ketik ulang tandanya")
                .exit());
        }
        words.push(word);
    }
    Ok(words)
}

/// Help, version or message for whatever stopped the parser; `words` are those after the program's name.
pub(super) fn reword(error: &clap::Error, words: &[String]) -> Exit {
    let about = Context::new(error, words);
    match error.kind() {
        ErrorKind::DisplayHelp => Exit::help(definition::help_text(about.command)),
        ErrorKind::DisplayVersion => Exit::help(version()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => no_command(),
        ErrorKind::InvalidSubcommand => unknown_command(&about.text(ContextKind::InvalidSubcommand), words),
        ErrorKind::UnknownArgument => unknown_word(&about),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => wrong_value(&about),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => missing_value(&about),
        ErrorKind::TooManyValues => surplus_value(&about),
        ErrorKind::ArgumentConflict => repeated(&about),
        ErrorKind::MissingRequiredArgument if about.command == Some(SEEK) => {
            Message::new(Code::B0016, "yang dicari belum ditulis")
                .mend("tulis pertanyaannya, misalnya  takar cari \"IKM agar IKPP = 8,7\"")
                .exit()
        }
        ErrorKind::MissingRequiredArgument if about.command == Some(EXPLAIN) => {
            Message::new(Code::B0016, "nama yang dijelaskan belum ditulis")
                .mend("tulis namanya, misalnya  takar jelaskan capaian AKIP")
                .exit()
        }
        ErrorKind::MissingRequiredArgument => Message::new(Code::B0016, "nama folder yang dibuat belum ditulis")
            .mend("tulis namanya, misalnya  takar baru kecamatan")
            .exit(),
        // Nothing else is required, every word is UTF-8 by now, and help is rendered in memory: these do not occur. The
        // list of kinds is open, though, and a new one must not end in English.
        _ => Message::new(Code::B0010, "perintah itu tidak dapat dimengerti").hint(about.see_help()).exit(),
    }
}

/// `takar 0.1.0`, and behind it the commit, where the program was built to be handed out (`.ci/rilis`).
fn version() -> String {
    let commit = option_env!("TAKAR_COMMIT").map_or(String::new(), |commit| format!(" ({commit})"));
    format!("takar {}{commit}\n", env!("CARGO_PKG_VERSION"))
}

/// `takar` alone: the page of commands, as a message.
pub(super) fn no_command() -> Exit {
    Exit { text: definition::help_text(None), stream: Stream::Err, status: 2 }
}

/// A word in the place of a command that is none, in the line as it was typed.
pub(super) fn unknown_command(word: &str, words: &[String]) -> Exit {
    let message = Message::new(Code::B0002, format!("perintah \"{word}\" tidak dikenal"));
    let meant = |command: &str| {
        let kept = words.iter().map(|typed| if typed == word { command.to_string() } else { quoted(typed) });
        let mut line = kept.collect::<Vec<_>>().join(" ");
        // Some say nothing without what they are about.
        if words.len() == 1 {
            line += match definition::command_named(command) {
                Some(EXPLAIN) => " capaian AKIP",
                Some(SEEK) => " \"IKM agar IKPP = 8,7\"",
                Some(NEW) => " kecamatan",
                _ => "",
            };
        }
        format!("apakah maksud Anda  takar {line} ?")
    };
    // `takar kecamatan/` and `takar skala.takar` can only mean a package.
    if word.contains(['/', '\\', '.']) {
        return message.mend(format!("tulis  takar hitung {}", quoted(word))).exit();
    }
    let english = ["run", "explain", "try", "seek", "check", "test", "fmt", "new", "help"];
    let spoken = [
        ("cek", CHECK),
        ("lihat", RUN),
        ("tampilkan", RUN),
        ("tabel", RUN),
        ("tes", TEST),
        ("buat", NEW),
        ("simulasi", TRY),
        ("andaikan", TRY),
        ("mengapa", EXPLAIN),
    ];
    if let Some((_, command)) = spoken.iter().find(|(said, _)| word.eq_ignore_ascii_case(said)) {
        return message.mend(meant(command)).exit();
    }
    match nearest_or_begun(word, COMMANDS.into_iter().chain(english)) {
        Some(found) => message.mend(meant(found)).exit(),
        None => message.hint(format!("perintah yang ada: {}", COMMANDS.join(", "))).exit(),
    }
}

/// Refuses an output file that would harm or mislead: a rule file, or a workbook that Takar cannot write.
pub(super) fn refuse_output(path: &Path) -> Result<(), Exit> {
    let shown = path.display();
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending.as_str() {
        "takar" => {
            Err(Message::new(Code::B0012, format!("hasil tidak dapat disimpan ke \"{shown}\": itu berkas aturan"))
                .mend("pilih nama lain, misalnya  --keluar hasil.csv")
                .exit())
        }
        "xlsx" | "xls" | "docx" | "doc" | "pdf" => {
            // What opens in the same program, where this one writes that.
            let (instead, hint) = match ending.as_str() {
                "xls" if cfg!(feature = "xlsx") => ("xlsx", "berkas .xlsx dapat dibuka di Excel"),
                "doc" if cfg!(feature = "docx") => ("docx", "berkas .docx dapat dibuka di Word"),
                _ => ("csv", "berkas .csv dapat dibuka di Excel"),
            };
            let named = path.with_extension(instead);
            Err(Message::new(Code::B0013, format!("Takar belum dapat menulis berkas .{ending}"))
                .mend(format!("tulis  --keluar {}", quoted(&named.display().to_string())))
                .hint(hint)
                .exit())
        }
        _ => Ok(()),
    }
}

/// Why a result would not be CSV.
pub(super) enum OtherThanCsv {
    /// Another shape was asked for.
    Asked,
    /// The name of the file says another one.
    Named(PathBuf),
}

/// `--data` gives one CSV file, and every value.
pub(super) fn wide(tables: bool, other: Option<OtherThanCsv>) -> Exit {
    match (tables, other) {
        (true, _) => Message::new(Code::B0022, "--tabel tidak dapat dipakai bersama --data")
            .mend("hapus --tabel; hasil --data memuat semua nilai yang dihitung")
            .exit(),
        (false, Some(OtherThanCsv::Asked)) => {
            Message::new(Code::B0022, "hasil --data selalu berbentuk csv").mend("hapus --format").exit()
        }
        (false, Some(OtherThanCsv::Named(path))) => {
            let named = path.with_extension("csv").display().to_string();
            let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            let title = format!("berkas .{ending} tidak dapat berisi hitungan data besar, hanya .csv");
            Message::new(Code::B0022, title).mend(format!("tulis  --keluar {}", quoted(&named))).exit()
        }
        (false, None) => {
            Message::new(Code::B0022, "--data belum diberi berkas hasil").mend("tulis juga  --keluar hasil.csv").exit()
        }
    }
}

/// A scenario assumes figures of the package's own data.
pub(super) fn scenario_of_wide() -> Exit {
    Message::new(Code::B0022, "--skenario tidak dapat dipakai bersama --data")
        .mend("hapus salah satunya; sebuah skenario diletakkan di atas data paket")
        .exit()
}

/// An option that means nothing without `--data`.
pub(super) fn only_wide() -> Exit {
    Message::new(Code::B0023, "--lembar, --ketat, --utas, --kolom, dan --desimal hanya berarti bersama --data")
        .mend("hapus pilihan itu, atau tambahkan  --data besar.csv")
        .exit()
}

/// An option that means nothing without `--keluar`.
pub(super) fn only_with_output() -> Exit {
    Message::new(Code::B0023, "--timpa hanya berarti bersama --keluar")
        .mend("hapus pilihan itu, atau tambahkan  --keluar hasil.csv")
        .exit()
}

/// An option that means nothing without `--dari`, or without what else a package may be made of.
pub(super) fn only_with_source(is_sheet: bool) -> Exit {
    let title = match is_sheet {
        true => "--lembar hanya berarti bersama --dari",
        false => "--tahun hanya berarti bersama --dari atau --templat",
    };
    Message::new(Code::B0023, title).mend("hapus pilihan itu, atau tambahkan  --dari iku.xlsx").exit()
}

fn unknown_word(about: &Context) -> Exit {
    let told = about.option();
    if !told.starts_with('-') {
        return surplus_word(about, &told);
    }
    // Of `-tahun` the parser tells only `-t`; the word as typed says more.
    let typed = about.words.iter().find(|word| word.starts_with(&told) && !told.starts_with("--"));
    let typed = typed.map_or(told.as_str(), |word| word.split('=').next().unwrap_or(word));
    let bare = typed.trim_start_matches('-');
    let owns = |name: &&str| options(Some(name)).iter().any(|option| option == bare);
    if let Some(owner) = COMMANDS.into_iter().find(owns).filter(|_| typed.starts_with("--")) {
        return misplaced(about, typed, owner);
    }
    let message = Message::new(Code::B0001, format!("pilihan \"{typed}\" tidak dikenal"));
    match nearest_or_begun(bare, options(about.command).iter().map(String::as_str)) {
        Some(found) => message.mend(format!("apakah maksud Anda  --{found}?")).exit(),
        None => message.hint(about.see_help()).exit(),
    }
}

fn misplaced(about: &Context, option: &str, owner: &str) -> Exit {
    match about.command {
        Some(command) if command == owner => behind_dashes(option),
        Some(command) => Message::new(Code::B0014, format!("perintah {command} tidak memakai pilihan {option}"))
            .hint(format!("{option} milik  takar {owner}"))
            .exit(),
        None => Message::new(Code::B0014, format!("pilihan {option} ditulis tanpa perintah"))
            .mend(format!("tulis perintahnya dahulu:  takar {owner} {}", about.line()))
            .exit(),
    }
}

/// An option in the place of a name.
pub(super) fn behind_dashes(option: &str) -> Exit {
    Message::new(Code::B0014, format!("{option} di belakang  --  terbaca sebagai nama, bukan pilihan"))
        .mend(format!("tulis {option} sebelum  --"))
        .exit()
}

/// The question of a search; refused where it stands behind the package.
pub(super) fn in_order(question: String, package: &Path) -> Result<String, Exit> {
    let second = package.to_string_lossy();
    if question.contains("agar") || !second.contains(" agar ") {
        return Ok(question);
    }
    Err(Message::new(Code::B0008, format!("\"{question}\" ditulis di tempat pertanyaan"))
        .mend(format!("tulis pertanyaannya dahulu:  takar cari \"{second}\" {}", quoted(&question)))
        .exit())
}

/// A word behind the package.
pub(super) fn one_package(word: &str) -> Exit {
    Message::new(Code::B0008, format!("\"{word}\" berlebih: cukup satu paket"))
        .hint("cara pakainya:  takar bantuan jelaskan")
        .exit()
}

fn surplus_word(about: &Context, word: &str) -> Exit {
    let (title, command) = match about.command {
        Some(HELP) => (format!("\"{word}\" berlebih: bantuan hanya menerima satu perintah"), HELP),
        Some(NEW) => (format!("\"{word}\" berlebih: cukup satu nama folder"), NEW),
        #[cfg(feature = "lsp")]
        Some(command @ definition::SERVE) => {
            (format!("\"{word}\" berlebih: {command} tidak memerlukan nama paket"), command)
        }
        command => (format!("\"{word}\" berlebih: cukup satu paket"), command.unwrap_or(RUN)),
    };
    let message = Message::new(Code::B0008, title);
    if let Some(meant) = about.meant(word) {
        return message.mend(format!("tulis  {meant}")).exit();
    }
    match about.with_words_around(word).filter(|_| command != HELP) {
        Some(line) => {
            let command = if about.command.is_none() { format!("{command} ") } else { String::new() };
            message.mend(format!("bila itu satu nama, apit dengan tanda petik:  takar {command}{line}"))
        }
        None => message.hint(about.see_help()),
    }
    .exit()
}

fn wrong_value(about: &Context) -> Exit {
    let value = about.text(ContextKind::InvalidValue);
    let option = about.option();
    if value.is_empty() {
        return missing_value(about);
    }
    if option == "--tahun" {
        return wrong_year(&value);
    }
    if option == "--utas" {
        return Message::new(Code::B0004, format!("\"{value}\" tidak dapat dipakai untuk --utas"))
            .mend("tulis bilangan 1 sampai 256, misalnya  --utas 2")
            .exit();
    }
    if option == "--desimal" {
        return Message::new(Code::B0004, format!("\"{value}\" tidak dapat dipakai untuk --desimal"))
            .mend("tulis banyaknya desimal, 0 sampai 15, misalnya  --desimal 6")
            .exit();
    }
    if option == "--waktu" {
        return Message::new(Code::B0004, format!("\"{value}\" tidak dapat dipakai untuk --waktu"))
            .mend("tulis lamanya dalam detik, 1 sampai 3600, misalnya  --waktu 30")
            .exit();
    }
    let allowed = office::choices(about);
    let message = Message::new(Code::B0004, format!("\"{value}\" tidak dapat dipakai untuk {option}"))
        .mend(format!("pilih salah satu: {}", allowed.join(", ")));
    let excel = matches!(value.to_lowercase().as_str(), "xls" | "xlsx" | "excel");
    if excel && allowed.iter().any(|word| word == "csv") {
        return message.hint("untuk Excel, pakai csv").exit();
    }
    message.exit()
}

fn wrong_year(value: &str) -> Exit {
    let (first, last) = (definition::YEARS.start(), definition::YEARS.end());
    let digits = value.trim().trim_start_matches(['-', '+']);
    let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let title = if whole {
        format!("tahun {value} di luar {first} sampai {last}")
    } else {
        format!("tahun \"{value}\" bukan bilangan bulat")
    };
    Message::new(Code::B0005, title).mend("tulis tahun dengan empat angka, misalnya  --tahun 2023").exit()
}

fn missing_value(about: &Context) -> Exit {
    let option = about.option();
    if !option.starts_with('-') {
        return Message::new(Code::B0003, "nama yang ditulis kosong").hint(about.see_help()).exit();
    }
    let allowed = office::choices(about);
    let message = Message::new(Code::B0003, format!("pilihan {option} belum diberi nilai"));
    if !allowed.is_empty() {
        return message.mend(format!("pilih salah satu: {}", allowed.join(", "))).exit();
    }
    let example = match option.as_str() {
        "--tahun" => "2023",
        "--tabel" => "T31",
        "--waktu" => "30",
        "--desimal" => "6",
        "--kolom" => "IKPP",
        "--judul" => "\"LKjIP Kecamatan\"",
        "--dari" => "iku.xlsx",
        "--lembar" => "IKU",
        "--naskah" => "laporan.docx",
        _ => "hasil.csv",
    };
    message.mend(format!("tulis nilainya, misalnya  {option} {example}")).exit()
}

fn surplus_value(about: &Context) -> Exit {
    let option = about.option();
    Message::new(Code::B0007, format!("pilihan {option} tidak memakai nilai"))
        .mend(format!("tulis  {option}  saja"))
        .exit()
}

fn repeated(about: &Context) -> Exit {
    let option = about.option();
    Message::new(Code::B0006, format!("pilihan {option} ditulis lebih dari sekali")).mend("hapus salah satunya").exit()
}

/// The long options of a command, by all their names.
fn options(command: Option<&str>) -> Vec<String> {
    let takar = definition::takar();
    let found = command.and_then(|name| takar.find_subcommand(name)).unwrap_or(&takar);
    let names = |arg: &clap::Arg| {
        let english = arg.get_all_aliases().unwrap_or_default();
        arg.get_long().into_iter().chain(english).map(str::to_string).collect::<Vec<_>>()
    };
    found.get_arguments().flat_map(names).collect()
}

pub(super) fn quoted(name: &str) -> String {
    if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name.to_string() }
}
