//! One sheet, in one pass over its text.

use super::super::bounds::{Bounds, MOST_COLUMNS, MOST_ROWS};
use super::super::model::{Cell, Merge, Row, Sheet};
use super::super::pack::Pack;
use super::super::refused::{Refusal, Refused};
use super::super::xml::{Step, Tag, Xml, is_yes};
use super::Common;
use super::cell::{Formulas, Written};
use std::io::BufRead;

/// Reads rows, columns and merged cells of a part into a sheet. What it says of its own size is not asked.
pub(super) fn read(
    pack: &mut Pack,
    part: &str,
    sheet: &mut Sheet,
    common: &Common,
    bounds: &mut Bounds,
    formulas: &mut Formulas,
) -> Result<(), Refused> {
    let mut xml = pack.xml(part)?;
    let (mut last, mut written) = (0, Written::default());
    loop {
        match xml.next().map_err(|why| Refused::from(why).in_row(last + 1))? {
            Step::Open(tag) => match tag.name() {
                "row" => {
                    let mut row = row(&tag, last)?;
                    last = row.number;
                    let end = |why: Refusal| Refused::from(why).in_row(last);
                    cells(&mut xml, &mut row, &mut written, common, bounds, formulas).map_err(end)?;
                    if !row.cells.is_empty() {
                        row.cells.shrink_to_fit();
                        bounds.row().map_err(end)?;
                        sheet.rows.push(row);
                    }
                }
                "col" => column(&tag, sheet, bounds)?,
                "mergeCell" => {
                    bounds.cell()?;
                    sheet.merges.extend(tag.get("ref").and_then(|area| merge(&area)));
                }
                // Extensions repeat names of elements in other meanings.
                "extLst" | "conditionalFormatting" | "dataValidations" => xml.skip()?,
                _ => {}
            },
            Step::Finish => return Ok(()),
            Step::Close(_) | Step::Text(_) => {}
        }
    }
}

/// A row without its cells. One without a number follows the last.
fn row(tag: &Tag, last: u32) -> Result<Row, Refusal> {
    let (mut number, mut hidden, mut height, mut own_height) = (last + 1, false, false, false);
    for (name, value) in tag.attributes() {
        match name {
            "r" => number = value.parse().map_err(|_| Refusal::Damaged)?,
            "hidden" => hidden = is_yes(&value),
            "ht" => height = is_nothing(&value),
            "customHeight" => own_height = is_yes(&value),
            _ => {}
        }
    }
    if number == 0 || number > MOST_ROWS {
        return Err(Refusal::Damaged);
    }
    Ok(Row { number, hidden: hidden || (height && own_height), cells: Vec::new() })
}

/// Whether a height or a width is 0.
fn is_nothing(size: &str) -> bool {
    size.bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

fn cells<R: BufRead>(
    xml: &mut Xml<R>,
    row: &mut Row,
    written: &mut Written,
    common: &Common,
    bounds: &mut Bounds,
    formulas: &mut Formulas,
) -> Result<(), Refusal> {
    let mut next = 0;
    loop {
        match xml.next()? {
            Step::Open(tag) if tag.name() == "c" => {
                let mut column = next;
                written.kind.clear();
                written.style = 0;
                for (name, value) in tag.attributes() {
                    match name {
                        "r" => column = place(&value).ok_or(Refusal::Damaged)?.0,
                        "t" => written.kind.push_str(&value),
                        "s" => written.style = value.parse().unwrap_or(usize::MAX),
                        _ => {}
                    }
                }
                if column >= MOST_COLUMNS {
                    return Err(Refusal::Damaged);
                }
                next = column + 1;
                written.fill(xml)?;
                if let Some(content) = written.content(common, bounds, formulas)? {
                    bounds.cell()?;
                    row.cells.push(Cell { column, content });
                }
            }
            Step::Open(_) => xml.skip()?,
            Step::Close(_) => return Ok(()),
            Step::Finish => return Err(Refusal::Damaged),
            Step::Text(_) => {}
        }
    }
}

fn column(tag: &Tag, sheet: &mut Sheet, bounds: &mut Bounds) -> Result<(), Refusal> {
    let narrow = tag.get("width").is_some_and(|width| is_nothing(&width));
    if !tag.says("hidden") && !narrow {
        return Ok(());
    }
    let of = |name| tag.get(name).and_then(|number| number.parse::<u32>().ok()?.checked_sub(1));
    if let (Some(first), Some(last)) = (of("min"), of("max"))
        && first <= last
        && first < MOST_COLUMNS
    {
        bounds.cell()?;
        sheet.hidden_columns.push(first..=last.min(MOST_COLUMNS - 1));
    }
    Ok(())
}

/// `A1:B2`; none where it is one cell, or no place of a sheet.
fn merge(area: &str) -> Option<Merge> {
    let (first, last) = area.split_once(':')?;
    let ((left, top), (right, bottom)) = (place(first)?, place(last)?);
    let (left, right) = (left.min(right), left.max(right));
    let (top, bottom) = (top.min(bottom), top.max(bottom));
    let fits = top >= 1 && bottom <= MOST_ROWS && right < MOST_COLUMNS && (left, top) != (right, bottom);
    fits.then_some(Merge { rows: top..=bottom, columns: left..=right })
}

/// Column from 0 and row from 1 of `$B$7`; of `B` alone the row is 0.
fn place(text: &str) -> Option<(u32, u32)> {
    let (mut column, mut row) = (0u32, 0u32);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 => {
                column = column.checked_mul(26)?.checked_add(u32::from(byte.to_ascii_uppercase() - b'A') + 1)?;
            }
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            b'$' => {}
            _ => return None,
        }
    }
    Some((column.checked_sub(1)?, row))
}
