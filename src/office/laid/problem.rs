//! Why no table of a book can be laid out, in words.

use crate::diagnostic::{Code, Diagnostic, Place, Severity, nearest};
use crate::office::found::Head;
use crate::office::model::{Book, Kind, letters};
use crate::source::Span;
use crate::source::sheet::{Wanted, quoted};

/// What there is several of.
pub(super) enum Many {
    Sheets(Vec<String>),
    Tables { sheet: String, starts: Vec<(u32, Option<String>)> },
    Columns { header: String, span: Span, places: Vec<Head> },
}

/// The file has no such sheet.
pub(super) fn no_sheet(book: &Book, asked: &str, wanted: &Wanted) -> Box<Diagnostic> {
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let what = match book.kind {
        Kind::Docx => "tabel",
        Kind::Xlsx | Kind::Ods | Kind::Html | Kind::Csv => "lembar",
    };
    let title = format!("\"{}\" tidak punya {what} bernama \"{asked}\"", wanted.file);
    let told = at(Diagnostic::new(Code::B0131, Severity::Error, title), wanted);
    Box::new(match nearest(asked, names.iter().copied()) {
        Some(near) if wanted.span.is_none() => told.advise(format!("apakah maksud Anda  --lembar \"{near}\" ?")),
        Some(near) => told.advise(format!("apakah maksud Anda  lembar \"{near}\"?")),
        None => told.advise(format!("{what} yang ada: {}", list(&names))),
    })
}

/// There is no heading anywhere, or one without rows: it stands on that sheet, down to that row.
pub(super) fn no_table(book: &Book, sheet: usize, bare: Option<(usize, u32)>, wanted: &Wanted) -> Box<Diagnostic> {
    let name = book.sheets.get(sheet).map_or("", |sheet| &sheet.name);
    let place = match (wanted.sheet, book.kind) {
        (None, _) => format!("\"{}\"", wanted.file),
        (Some(_), Kind::Docx) => format!("{name} di \"{}\"", wanted.file),
        (Some(_), _) => format!("lembar \"{name}\" di \"{}\"", wanted.file),
    };
    let told = Diagnostic::new(Code::B0133, Severity::Error, format!("tidak ada tabel yang terbaca di {place}"));
    let told = at(told, wanted);
    Box::new(match wanted.first_row {
        Some(first) => told
            .because(format!("di atas baris {first} tidak ada judul kolom"))
            .advise("baris mulai  menyebut baris data yang pertama; judul kolom berada tepat di atasnya"),
        None if let Some((at, row)) = bare => {
            let place = match book.kind {
                Kind::Docx => format!("{}: ", book.sheets[at].name),
                Kind::Xlsx | Kind::Ods | Kind::Html if wanted.sheet.is_none() => {
                    format!("lembar \"{}\": ", book.sheets[at].name)
                }
                Kind::Xlsx | Kind::Ods | Kind::Html | Kind::Csv => String::new(),
            };
            told.because(format!("{place}judul kolomnya ada (baris {row}), tetapi tidak ada baris data di bawahnya"))
                .advise("isi barisnya di bawah judul itu; baris data berisi nama indikator atau angka")
        }
        None => told
            .because("tidak ada baris judul kolom, misalnya  Indikator | Target | Realisasi,  dengan angka di bawahnya")
            .advise("tambahkan baris judul di atas datanya, atau tulis baris data yang pertama:  baris mulai 5"),
    })
}

/// Several fit, and nobody says which is meant.
pub(super) fn many(many: Many, book: &Book, wanted: &Wanted) -> Box<Diagnostic> {
    let file = wanted.file;
    Box::new(match many {
        Many::Sheets(names) => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let title = format!("\"{file}\" punya {} lembar bertabel", names.len());
            at(Diagnostic::new(Code::B0132, Severity::Error, title), wanted)
                .because(format!("lembarnya: {}", list(&names)))
                .advise(match wanted.span {
                    Some(_) => format!("tulis lembar yang dipakai:  data \"{file}\" lembar \"{}\"", names[0]),
                    None => format!("tambahkan lembar yang dipakai:  --lembar \"{}\"", names[0]),
                })
        }
        Many::Tables { sheet, starts } => {
            let told = |(row, title): &(u32, Option<String>)| match title {
                Some(title) => format!("mulai baris {row} ({title})"),
                None => format!("mulai baris {row}"),
            };
            let title = format!("lembar \"{sheet}\" di \"{file}\" punya {} tabel yang cocok", starts.len());
            let rows: Vec<String> = starts.iter().map(told).collect();
            let first = starts[0].0;
            at(Diagnostic::new(Code::B0132, Severity::Error, title), wanted).because(rows.join("; ")).advise(
                match wanted.span {
                    Some(_) => format!("tulis baris data pertama tabel yang dipakai:  baris mulai {first}"),
                    None => format!(
                        "nyatakan dalam aturan:  data \"{file}\" lembar \"{sheet}\" , di bawahnya  baris mulai {first}"
                    ),
                },
            )
        }
        Many::Columns { header, span, places } => {
            let is_lettered = book.kind != Kind::Docx;
            let told = |head: &Head| match is_lettered {
                true => format!("kolom {}: {}", letters(head.column), quoted(&head.called())),
                false => format!("kolom ke-{}: {}", head.column + 1, quoted(&head.called())),
            };
            let all: Vec<String> = places.iter().map(told).collect();
            let title = format!("judul {} cocok dengan {} kolom di \"{file}\"", quoted(&header), places.len());
            let told = Diagnostic::new(Code::B0134, Severity::Error, title).at(span, "").because(all.join("; "));
            match places.first().filter(|head| head.levels.len() > 1) {
                Some(head) => told.advise(format!("tulis juga judul di atasnya, misalnya  {}", quoted(&head.called()))),
                None => told.advise("beri judul yang berbeda di berkasnya"),
            }
        }
    })
}

fn at(told: Diagnostic, wanted: &Wanted) -> Diagnostic {
    match wanted.span {
        Some(span) => told.at(span, ""),
        None => told.at_place(Place::File(wanted.file.to_string()), ""),
    }
}

fn list(names: &[&str]) -> String {
    const MOST: usize = 8;
    let shown: Vec<String> = names.iter().take(MOST).map(|name| format!("\"{name}\"")).collect();
    let more = if names.len() > MOST { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
