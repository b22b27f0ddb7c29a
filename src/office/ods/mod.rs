//! OpenDocument spreadsheets, packed or as one flat XML.

mod cell;
mod sheet;
mod styles;

use super::bounds::Bounds;
use super::merges::settle;
use super::model::{Book, Kind, Sheet};
use super::pack::Pack;
use super::refused::{Refusal, Refused};
use super::xml::{Step, Xml};
use sheet::Reading;
use std::io::BufRead;
use styles::Styles;

/// Reads a packed spreadsheet.
pub(super) fn read(pack: &mut Pack) -> Result<Book, Refused> {
    if is_locked(pack)? {
        return Err(Refusal::Password.into());
    }
    let (mut styles, mut bounds) = (Styles::default(), Bounds::new());
    if pack.has("styles.xml") {
        let mut xml = pack.xml("styles.xml")?;
        read_part(&mut xml, &mut styles, &mut bounds, &mut Vec::new())?;
    }
    let mut sheets = Vec::new();
    read_part(&mut pack.xml("content.xml")?, &mut styles, &mut bounds, &mut sheets)?;
    book(sheets)
}

/// Reads a spreadsheet that is one XML.
pub(super) fn read_flat(bytes: &[u8]) -> Result<Book, Refused> {
    let mut sheets = Vec::new();
    read_part(&mut Xml::new(bytes), &mut Styles::default(), &mut Bounds::new(), &mut sheets)?;
    book(sheets)
}

fn book(mut sheets: Vec<Sheet>) -> Result<Book, Refused> {
    if sheets.is_empty() {
        return Err(Refusal::NoTable.into());
    }
    sheets.iter_mut().for_each(settle);
    Ok(Book { kind: Kind::Ods, sheets })
}

/// Styles and sheets, in the order in which they come.
fn read_part<R: BufRead>(
    xml: &mut Xml<R>,
    styles: &mut Styles,
    bounds: &mut Bounds,
    sheets: &mut Vec<Sheet>,
) -> Result<(), Refused> {
    loop {
        match xml.next()? {
            Step::Open(tag) => match tag.name() {
                "table" => {
                    bounds.cell()?;
                    let hidden = tag.get("style-name").is_some_and(|name| styles.hides(&name));
                    let name = tag.get("name").unwrap_or_default().into_owned();
                    let mut reading = Reading::new(Sheet { name, hidden, ..Sheet::default() }, styles, bounds);
                    reading.all(xml)?;
                    sheets.push(reading.sheet);
                }
                // What changed, and pictures of tables.
                "tracked-changes" | "shapes" => xml.skip()?,
                name if styles::is_style(name) => {
                    let tag = tag.own();
                    styles.read(&tag, xml, bounds)?;
                }
                _ => {}
            },
            Step::Finish => return Ok(()),
            Step::Close(_) | Step::Text(_) => {}
        }
    }
}

/// Whether the list of parts says that they are locked.
fn is_locked(pack: &mut Pack) -> Result<bool, Refusal> {
    if pack.has("encrypted-package") {
        return Ok(true);
    }
    let manifest = "META-INF/manifest.xml";
    if !pack.has(manifest) {
        return Ok(false);
    }
    let mut xml = pack.xml(manifest)?;
    loop {
        match xml.next()? {
            Step::Open(tag) if tag.name() == "encryption-data" => return Ok(true),
            Step::Finish => return Ok(false),
            Step::Open(_) | Step::Close(_) | Step::Text(_) => {}
        }
    }
}
