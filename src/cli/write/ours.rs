//! Whether a file is a result that Takar wrote, told from its shape: the forms of a result are narrow enough that what
//! a person writes or adds does not have them.

use serde::Deserialize;
use serde::de::IgnoredAny;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// No table is longer; a longer file is looked at so far.
const LOOKED_AT: u64 = 64 << 20;

/// Whether a file may be replaced: it is empty, or a result. `head` is the first line of the result that would.
pub(super) fn is_ours(path: &Path, head: Option<&[u8]>) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(3).read_to_end(&mut start)?;
    let bytes = BufReader::new(File::open(path)?.take(LOOKED_AT));
    Ok(match start.as_slice() {
        [] => true,
        [b'{', ..] => is_json(bytes),
        [b'#', ..] => is_markdown(bytes),
        _ => is_rows(path, head)? || is_screen(bytes),
    })
}

/// Both forms of CSV: the rectangle of all tables, and the lines of `--data`.
fn is_rows(path: &Path, head: Option<&[u8]>) -> io::Result<bool> {
    let mut first = Vec::new();
    BufReader::new(File::open(path)?.take(LOOKED_AT)).read_until(b'\n', &mut first)?;
    let first = bare(&first);
    let delimiter = if first.contains(&b';') { b';' } else { b',' };
    let reader = BufReader::new(File::open(path)?.take(LOOKED_AT));
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(reader);
    let Ok(header) = rows.headers().cloned() else { return Ok(false) };
    let titles: Vec<&str> = header.iter().map(|title| title.trim_start_matches('\u{feff}')).collect();
    if let (["tabel", "unit", "tahun", "bagian", ..], Some(&"catatan")) = (titles.as_slice(), titles.last()) {
        return Ok(each_row(rows, |row| matches!(row.get(3), Some(b"baris" | b"penutup" | b"catatan"))));
    }
    let keys = usize::from(titles.first() == Some(&"unit"));
    let computed = |title: &&str| title.starts_with("capaian ") || title.starts_with("predikat ");
    let long = titles.get(keys) == Some(&"tahun") && titles.iter().any(computed);
    let same = head.is_some_and(|head| bare(head) == first);
    // Every row has as many cells as the header, else it is no result, or was added to.
    Ok((long || same) && each_row(rows, |_| true))
}

/// Whether every row can be read and is as it should be, up to where the look ends. One record serves all rows: a
/// result of a million lines is looked at before it is replaced.
fn each_row(mut rows: csv::Reader<impl Read>, is_right: impl Fn(&csv::ByteRecord) -> bool) -> bool {
    let mut row = csv::ByteRecord::new();
    let is_cut = |at: Option<u64>| at.is_some_and(|at| at + (1 << 16) > LOOKED_AT);
    loop {
        match rows.read_byte_record(&mut row) {
            Ok(false) => return true,
            Ok(true) if is_cut(row.position().map(csv::Position::byte)) => return true,
            // What Takar writes is UTF-8.
            Ok(true) if std::str::from_utf8(row.as_slice()).is_ok() && is_right(&row) => {}
            Err(error) if is_cut(error.position().map(csv::Position::byte)) => return true,
            Ok(true) | Err(_) => return false,
        }
    }
}

/// A line without its break and without the mark of UTF-8.
fn bare(line: &[u8]) -> &[u8] {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    line.trim_ascii_end()
}

#[derive(Deserialize)]
struct Tables {
    versi: IgnoredAny,
    tabel: Vec<Table>,
}

#[derive(Deserialize)]
struct Table {
    nama: IgnoredAny,
    judul: IgnoredAny,
    tahun: IgnoredAny,
    kolom: IgnoredAny,
    baris: IgnoredAny,
}

fn is_json(bytes: impl Read) -> bool {
    let read = serde_json::from_reader::<_, Tables>(bytes);
    read.is_ok_and(|Tables { versi, tabel }| {
        let whole = |table: &Table| {
            let Table { nama, judul, tahun, kolom, baris } = table;
            [nama, judul, tahun, kolom, baris].into_iter().all(|part| *part == IgnoredAny)
        };
        versi == IgnoredAny && tabel.iter().all(whole)
    })
}

fn is_markdown(bytes: impl BufRead) -> bool {
    let numbered = |line: &str| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < line.len() && rest.starts_with(". ")
    };
    let row = |line: &str| line.starts_with("| ") && line.ends_with(" |");
    let ours = |line: &str| {
        line.is_empty()
            || line.starts_with("### ")
            || row(line)
            || numbered(line)
            || line.starts_with("\\* ")
            || line.starts_with("Catatan: ")
    };
    bytes.lines().all(|line| line.is_ok_and(|line| ours(line.trim_end_matches('\r'))))
}

/// What a screen shows: a heading that ends in a year, an empty line, and lines drawn across.
fn is_screen(bytes: impl BufRead) -> bool {
    let lines: Vec<String> = bytes.lines().take(64).map_while(Result::ok).collect();
    let heading: Vec<&str> = lines.iter().map(|line| line.trim_end()).take_while(|line| !line.is_empty()).collect();
    let year = heading.last().and_then(|line| line.rsplit(' ').next()).and_then(|word| word.parse::<u16>().ok());
    let across = |line: &String| line.starts_with("──") || line.trim_end() == "(tidak ada baris)";
    year.is_some_and(|year| (1900..3000).contains(&year)) && lines.iter().skip(heading.len()).any(across)
}
