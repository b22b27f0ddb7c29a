//! Excel's workbooks: parts by their links, sheets in the order of the tabs.

mod cell;
mod shared;
mod sheet;
mod styles;

use super::bounds::Bounds;
use super::format::Format;
use super::merges::settle;
use super::model::{Book, Kind, Sheet};
use super::pack::{Pack, target};
use super::refused::{Refusal, Refused};
use super::xml::Step;
use std::collections::HashMap;
use std::sync::Arc;
use styles::Style;

/// What cells point to.
struct Common {
    /// Texts that stand in more than one cell; an empty one is none.
    shared: Vec<Option<Arc<str>>>,
    formats: Vec<Format>,
    styles: Vec<Style>,
    /// Days are counted from 1904.
    from_1904: bool,
    /// No formula has a value: a script wrote zeros where Excel has yet to compute.
    uncomputed: bool,
}

/// The list of sheets.
#[derive(Default)]
struct Contents {
    /// Name, link, hidden.
    sheets: Vec<(String, String, bool)>,
    from_1904: bool,
    /// Excel is asked to compute everything when it opens the file.
    to_compute: bool,
}

/// Reads a workbook whose list of sheets is the part `main`.
pub(super) fn read(pack: &mut Pack, main: &str) -> Result<Book, Refused> {
    let mut bounds = Bounds::new();
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let contents = contents(pack, main)?;
    let links = links(pack, main)?;
    let by_kind = |kind: &str, usual: &str| {
        let linked = links.values().find(|link| link.kind.ends_with(kind));
        linked.map_or(target(folder, usual), |link| target(folder, &link.target))
    };
    let (formats, styles) = styles::read(pack, &by_kind("/styles", "styles.xml"), &mut bounds)?;
    let shared = shared::read(pack, &by_kind("/sharedStrings", "sharedStrings.xml"), &mut bounds)?;
    let mut common = Common { shared, formats, styles, from_1904: contents.from_1904, uncomputed: false };
    let mut sheets = Vec::new();
    let mut formulas = cell::Formulas::default();
    for (name, link, hidden) in contents.sheets {
        let Some(link) = links.get(&link).filter(|link| link.kind.ends_with("/worksheet")) else { continue };
        sheets.push((target(folder, &link.target), name, hidden));
    }
    if sheets.is_empty() {
        return Err(Refusal::NoTable.into());
    }
    let mut read = Vec::new();
    for (part, name, hidden) in &sheets {
        bounds.cell()?;
        read.push(one(pack, part, name, *hidden, &common, &mut bounds, &mut formulas)?);
    }
    // Excel keeps values; a script that knows none writes 0 and asks for them to be computed.
    if contents.to_compute && formulas.only_zeros() {
        common.uncomputed = true;
        read.clear();
        for (part, name, hidden) in &sheets {
            read.push(one(pack, part, name, *hidden, &common, &mut bounds, &mut formulas)?);
        }
    }
    Ok(Book { kind: Kind::Xlsx, sheets: read })
}

fn one(
    pack: &mut Pack,
    part: &str,
    name: &str,
    hidden: bool,
    common: &Common,
    bounds: &mut Bounds,
    formulas: &mut cell::Formulas,
) -> Result<Sheet, Refused> {
    let mut sheet = Sheet { name: name.to_string(), hidden, ..Sheet::default() };
    sheet::read(pack, part, &mut sheet, common, bounds, formulas).map_err(|refused| refused.on(name))?;
    settle(&mut sheet);
    Ok(sheet)
}

/// Where a link leads, and what kind of part that is.
struct Link {
    kind: String,
    target: String,
}

/// The links of a part; those out of the file are none.
fn links(pack: &mut Pack, main: &str) -> Result<HashMap<String, Link>, Refusal> {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let part = target(folder, &format!("_rels/{file}.rels"));
    let (mut links, mut bounds) = (HashMap::new(), Bounds::new());
    let mut xml = pack.xml(&part)?;
    loop {
        match xml.next()? {
            Step::Open(tag) if tag.name() == "Relationship" => {
                bounds.cell()?;
                let of = |name| tag.get(name).unwrap_or_default().into_owned();
                if of("TargetMode") != "External" {
                    links.insert(of("Id"), Link { kind: of("Type"), target: of("Target") });
                }
            }
            Step::Finish => return Ok(links),
            Step::Open(_) | Step::Close(_) | Step::Text(_) => {}
        }
    }
}

fn contents(pack: &mut Pack, main: &str) -> Result<Contents, Refusal> {
    let (mut contents, mut bounds) = (Contents::default(), Bounds::new());
    let mut xml = pack.xml(main)?;
    loop {
        match xml.next()? {
            Step::Open(tag) => match tag.name() {
                "sheet" => {
                    bounds.cell()?;
                    let of = |name| tag.get(name).unwrap_or_default().into_owned();
                    contents.sheets.push((of("name"), of("id"), matches!(&*of("state"), "hidden" | "veryHidden")));
                }
                "workbookPr" => contents.from_1904 |= tag.says("date1904"),
                "calcPr" => contents.to_compute |= tag.says("fullCalcOnLoad"),
                _ => {}
            },
            Step::Finish => return Ok(contents),
            Step::Close(_) | Step::Text(_) => {}
        }
    }
}
