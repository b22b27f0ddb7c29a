//! What a file is by its first bytes, whatever its name ends in.

use super::html;
use super::model::Book;
use super::ods;
use super::pack::Pack;
use super::refused::{Foreign, Refusal, Refused};
use super::text;
use super::xml::Step;
use super::{docx, xlsx};
use memchr::memmem;

/// How far a text is looked at for what it is.
const LOOKED_AT: usize = 4096;

/// Reads a workbook, a document, a web page or a text of cells; the only sheet of such a text has the name of the file.
pub fn open(bytes: &[u8], name: &str) -> Result<Book, Refused> {
    match bytes {
        [] => Err(Refusal::Empty.into()),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => packed(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Err(compound(bytes).into()),
        // What Excel wrote before it had a folder in its files.
        [9, 0 | 2 | 4 | 8, ..] => Err(Refusal::OldExcel.into()),
        bytes => match foreign(bytes) {
            Some(kind) => Err(Refusal::Foreign(kind).into()),
            None => written(bytes, name),
        },
    }
}

/// What is written in letters.
fn written(bytes: &[u8], name: &str) -> Result<Book, Refused> {
    let beginning = html::decode(&bytes[..bytes.len().min(LOOKED_AT)]).trim_start().to_ascii_lowercase();
    // A page may begin with its table, or with a remark; a text of cells does not begin with `<`.
    if beginning.starts_with('<') {
        if beginning.contains("urn:schemas-microsoft-com:office:spreadsheet") && !beginning.contains("<html") {
            return Err(Refusal::Foreign(Foreign::OldXml).into());
        }
        if beginning.contains("office:document") {
            return ods::read_flat(bytes);
        }
        return html::read(&html::decode(bytes));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Letters)?;
    // No text holds a zero: letters of two bytes, or no letters.
    if text.contains('\0') {
        return Err(Refusal::Letters.into());
    }
    text::read(text, name)
}

/// Other kinds of files by their first bytes.
fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    if begins(b"%PDF") {
        Some(Foreign::Pdf)
    } else if begins(b"{\\rtf") {
        Some(Foreign::Rtf)
    } else if begins(b"MIME-Version:") || begins(b"From: <Saved by") {
        Some(Foreign::WebArchive)
    } else if begins(b"\x89PNG") || begins(b"\xFF\xD8\xFF") || begins(b"GIF8") {
        Some(Foreign::Picture)
    } else if begins(b"Rar!") || begins(b"7z\xBC\xAF") || begins(b"\x1F\x8B") {
        Some(Foreign::Archive)
    } else {
        None
    }
}

/// A file of parts: which kind says its main part.
fn packed(bytes: &[u8]) -> Result<Book, Refused> {
    let mut pack = Pack::of(bytes)?;
    if pack.has("content.xml") || pack.has("encrypted-package") {
        let kind = if pack.has("mimetype") { pack.beginning("mimetype", 100)? } else { Vec::new() };
        return match memmem::find(&kind, b"opendocument.text") {
            Some(_) => Err(Refusal::Foreign(Foreign::Odt).into()),
            None if memmem::find(&kind, b"opendocument.presentation").is_some() => {
                Err(Refusal::Foreign(Foreign::Slides).into())
            }
            None => ods::read(&mut pack),
        };
    }
    let main = main_part(&mut pack)?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    match folder {
        _ if file.ends_with(".bin") => Err(Refusal::Binary.into()),
        "xl" => xlsx::read(&mut pack, &main),
        "word" => docx::read(&mut pack, &main),
        "ppt" => Err(Refusal::Foreign(Foreign::Slides).into()),
        _ => Err(Refusal::Foreign(Foreign::Archive).into()),
    }
}

/// The part that the file begins with, by its link; where that is missing by its usual name.
fn main_part(pack: &mut Pack) -> Result<String, Refusal> {
    if pack.has("_rels/.rels") {
        let mut xml = pack.xml("_rels/.rels")?;
        loop {
            match xml.next()? {
                Step::Open(tag) if tag.name() == "Relationship" => {
                    if tag.get("Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
                        return Ok(super::pack::target("", &tag.get("Target").unwrap_or_default()));
                    }
                }
                Step::Finish => break,
                Step::Open(_) | Step::Close(_) | Step::Text(_) => {}
            }
        }
    }
    let usual = ["xl/workbook.xml", "word/document.xml", "xl/workbook.bin"];
    Ok(usual.into_iter().find(|name| pack.has(name)).unwrap_or_default().to_string())
}

/// A file of the programs until 2003, or a newer one behind a password: the names in its folder tell.
pub(crate) fn compound(bytes: &[u8]) -> Refusal {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = wide.len() as u8 + 2;
        // An entry takes 128 bytes, the name first, its length behind 64.
        memmem::find_iter(bytes, &wide).any(|at| at % 128 == 0 && bytes.get(at + 64) == Some(&length))
    };
    if has("EncryptedPackage") || has("EncryptionInfo") {
        Refusal::Password
    } else if has("Workbook") || has("Book") {
        Refusal::OldExcel
    } else if has("WordDocument") {
        Refusal::OldWord
    } else {
        Refusal::OldOther
    }
}
