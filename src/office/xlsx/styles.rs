//! Which format each style of a cell has, and whether it strikes the cell through.

use super::super::bounds::Bounds;
use super::super::format::Format;
use super::super::pack::Pack;
use super::super::refused::Refusal;
use super::super::xml::Step;
use super::shared::is_on;
use std::collections::HashMap;

/// A style of a cell.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// Which of the formats.
    pub(super) format: u32,
    /// A line goes through what stands there.
    pub(super) strikes: bool,
}

/// The formats, and the styles of cells; a workbook without styles has one format.
pub(super) fn read(pack: &mut Pack, part: &str, bounds: &mut Bounds) -> Result<(Vec<Format>, Vec<Style>), Refusal> {
    let (mut formats, mut styles) = (vec![Format::general()], Vec::new());
    // For each font whether it strikes through; fonts of conditions stand elsewhere.
    let (mut fonts, mut in_fonts): (Vec<bool>, bool) = (Vec::new(), false);
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
                "fonts" => in_fonts = true,
                "font" if in_fonts => {
                    bounds.cell()?;
                    fonts.push(false);
                }
                "strike" if in_fonts => fonts.last_mut().into_iter().for_each(|font| *font |= is_on(&tag)),
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    bounds.cell()?;
                    let id: u32 = tag.get("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    let number = *numbers.entry(id).or_insert_with(|| {
                        formats.push(own.get(&id).cloned().unwrap_or_else(|| Format::numbered(id)));
                        formats.len() as u32 - 1
                    });
                    let font: Option<usize> = tag.get("fontId").and_then(|id| id.parse().ok());
                    let strikes = font.and_then(|font| fonts.get(font)).is_some_and(|strikes| *strikes);
                    styles.push(Style { format: number, strikes });
                }
                _ => {}
            },
            Step::Close(end) if end.name() == "cellXfs" => in_cells = false,
            Step::Close(end) if end.name() == "fonts" => in_fonts = false,
            Step::Finish => return Ok((formats, styles)),
            Step::Close(_) | Step::Text(_) => {}
        }
    }
}
