//! A new document of tables.

use super::caption::{Caption, Counted};
use super::grid::{Drawn, grid};
use super::heads::heads;
use super::notes::notes;
use super::pages::Lies;
use super::text::{Look, escaped};
use super::widths::{OWN_FACE, fits, widths};
use crate::report::table::Table;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The bytes of a document with these tables, the same for the same tables; none where there is no room to make it.
pub fn document(tables: &[Table]) -> Option<Vec<u8>> {
    let title = tables.first().map(|table| escaped(&table.package)).unwrap_or_default();
    let parts = [
        ("[Content_Types].xml", TYPES.to_string()),
        ("_rels/.rels", RELATIONS.to_string()),
        ("docProps/core.xml", CORE.replace("{title}", &title)),
        ("word/_rels/document.xml.rels", OF_DOCUMENT.to_string()),
        ("word/styles.xml", STYLES.to_string()),
        ("word/footer1.xml", FOOTER.to_string()),
        ("word/document.xml", body(tables)),
    ];
    packed(&parts).ok()
}

fn packed(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn body(tables: &[Table]) -> String {
    let mut text = format!("{XML}<w:document xmlns:w=\"{WORDS}\" xmlns:r=\"{LINKS}\"><w:body>");
    let (mut counted, mut lies) = (Counted::default(), None);
    for table in tables {
        let heads = heads(&table.columns);
        let own = if fits(table, &heads, Lies::Upright.room()) { Lies::Upright } else { Lies::Sideways };
        if let Some(before) = lies.replace(own).filter(|before| *before != own) {
            // The pages before end here.
            text += &format!("<w:p><w:pPr><w:pStyle w:val=\"CatatanTabel\"/>{}</w:pPr></w:p>", before.section("rId2"));
        }
        let caption = Caption::of(table, counted).runs(Look::default(), &mut counted).concat();
        text += &format!("<w:p><w:pPr><w:pStyle w:val=\"Caption\"/></w:pPr>{caption}</w:p>");
        if !table.columns.is_empty() {
            let widths = widths(table, &heads, own.room(), OWN_FACE);
            text += &grid(table, &Drawn { heads: &heads, widths: &widths, fonts: "", around: ("", ""), name: "" });
        }
        for (at, line) in notes(table, "").iter().enumerate() {
            // A little off the lines of the table.
            let space = if at == 0 { "<w:spacing w:before=\"80\" w:after=\"20\"/>" } else { "" };
            text += &format!("<w:p><w:pPr><w:pStyle w:val=\"CatatanTabel\"/>{space}</w:pPr>{line}</w:p>");
        }
        // Two tables without a paragraph between them would be one.
        text += "<w:p><w:pPr><w:pStyle w:val=\"CatatanTabel\"/></w:pPr></w:p>";
    }
    text + &lies.unwrap_or(Lies::Upright).section("rId2") + "</w:body></w:document>"
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = include_str!("parts/types.xml");
const RELATIONS: &str = include_str!("parts/relations.xml");
const CORE: &str = include_str!("parts/core.xml");
const OF_DOCUMENT: &str = include_str!("parts/of_document.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const FOOTER: &str = include_str!("parts/footer.xml");
