//! Which format each style of a cell has.

use super::super::bounds::Bounds;
use super::super::format::Format;
use super::super::pack::Pack;
use super::super::refused::Refusal;
use super::super::xml::Step;
use std::collections::HashMap;

/// The formats, and for each style of a cell which of them; a workbook without styles has one.
pub(super) fn read(pack: &mut Pack, part: &str, bounds: &mut Bounds) -> Result<(Vec<Format>, Vec<u32>), Refusal> {
    let (mut formats, mut styles) = (vec![Format::general()], Vec::new());
    if !pack.has(part) {
        return Ok((formats, styles));
    }
    let mut own: HashMap<u32, Format> = HashMap::new();
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    let mut in_cells = false;
    let mut xml = pack.xml(part)?;
    loop {
        match xml.next()? {
            Step::Open(tag) => match tag.name() {
                "numFmt" => {
                    bounds.cell()?;
                    let id = tag.get("numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, tag.get("formatCode")) {
                        // What looks of a condition ask for stands behind, and takes no other's place.
                        own.entry(id).or_insert_with(|| Format::read(&code));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    bounds.cell()?;
                    let id: u32 = tag.get("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    let number = *numbers.entry(id).or_insert_with(|| {
                        formats.push(own.get(&id).cloned().unwrap_or_else(|| Format::numbered(id)));
                        formats.len() as u32 - 1
                    });
                    styles.push(number);
                }
                _ => {}
            },
            Step::Close(end) if end.name() == "cellXfs" => in_cells = false,
            Step::Finish => return Ok((formats, styles)),
            Step::Close(_) | Step::Text(_) => {}
        }
    }
}
