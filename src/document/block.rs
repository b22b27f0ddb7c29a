//! A table in an office's own report: found again by a mark in its first cell, with the lines above and below that belong to it.

use super::caption::{Caption, Counted};
use super::grid::{Drawn, grid};
use super::heads::heads;
use super::kept::{id_of_beside, number, trace};
use super::notes::notes;
use super::old::words;
use super::standing::{Above, Record, size};
use super::text::{Look, escaped};
use super::tree::{Element, Node, parse};
use super::widths::{face, widths};
use crate::report::table::Table;

/// Where a table goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    pub id: &'p str,
    /// What its field says.
    pub says: &'p str,
    /// The fonts of the place, as markup.
    pub fonts: &'p str,
    pub room: u32,
    /// The style of captions in this report.
    pub style: Option<&'p str>,
    /// The line above; none where the office wrote one of its own.
    pub caption: Option<&'p Above>,
    /// Whether a paragraph of the office follows, so that none is needed to part it from what comes.
    pub parted: bool,
}

/// The number that marks of tables begin with; each table has a thousand.
const MARKS: u32 = 72_000_000;

/// The markup of a table with its caption and what is said below, a trace of it all, and whether its words are torn for want of room.
pub(super) fn markup(table: &Table, place: &Place, counted: &mut Counted) -> (String, Record, bool) {
    let mut marks = Marks { id: place.id, next: MARKS + number(place.id) % 100_000 * 1_000 };
    let mut text = String::new();
    let caption = Caption::of(table, *counted);
    let bold = Look { fonts: place.fonts, bold: place.style.is_none(), ..Look::default() };
    let [number, behind] = caption.runs(bold, counted);
    let mut record = Record { caption: caption.trace(), ..Record::default() };
    if let Some(above) = place.caption {
        let style = place.style.map(|style| format!("<w:pStyle w:val=\"{}\"/>", escaped(style))).unwrap_or_default();
        let anew = if above.is_on_new_page { "<w:pageBreakBefore/>" } else { "" };
        let plain = || format!("<w:pPr>{style}<w:keepNext/>{anew}<w:jc w:val=\"center\"/></w:pPr>");
        let look = above.properties.clone().unwrap_or_else(plain);
        let (open, close) = marks.around("_judul1");
        let [first, middle, last] = &above.between;
        text += &format!("<w:p>{look}{first}{open}{number}{middle}{behind}{close}{last}</w:p>");
    }
    let (open, close) = marks.around("");
    let heads = heads(&table.columns);
    let widths = widths(table, &heads, place.room, face(place.fonts));
    let name = format!("{} {{{}}}", place.id, place.says);
    let drawn = Drawn { heads: &heads, widths: &widths, fonts: place.fonts, around: (&open, &close), name: &name };
    let grid = grid(table, &drawn);
    if let Ok(nodes) = parse(&grid)
        && let Some(own) = nodes.first().and_then(Node::element)
    {
        record.size = size(own);
        record.table = trace(&words(&nodes, "w:t"));
    }
    text += &grid;
    let mut lines = notes(table, place.fonts);
    if lines.is_empty() && !place.parted {
        // What follows may be a table, too.
        lines.push(String::new());
    }
    for (at, line) in lines.iter().enumerate() {
        let (open, close) = marks.around(&format!("_bawah{}", at + 1));
        let (before, after) = (if at == 0 { 80 } else { 20 }, if at + 1 == lines.len() { 160 } else { 20 });
        record.below.push(parse(line).map_or(String::new(), |nodes| trace(&words(&nodes, "w:t"))));
        text += &format!(
            "<w:p><w:pPr><w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"240\" w:lineRule=\"auto\"/>\
             <w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/></w:pPr>{open}{line}{close}</w:p>"
        );
    }
    (text, record, widths.torn)
}

struct Marks<'p> {
    id: &'p str,
    next: u32,
}

impl Marks<'_> {
    fn around(&mut self, what: &str) -> (String, String) {
        self.next += 1;
        let (number, id) = (self.next, self.id);
        (
            format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{id}{what}\"/>"),
            format!("<w:bookmarkEnd w:id=\"{number}\"/>"),
        )
    }
}

/// The id of the table that a line belongs to.
pub(super) fn beside(paragraph: &Element, what: &str) -> Option<String> {
    let marks = paragraph.kids.iter().filter_map(|kid| kid.named("w:bookmarkStart"));
    marks.filter_map(|mark| mark.get("w:name")).find_map(|name| id_of_beside(&name, what).map(str::to_string))
}

/// Whether a mark is one around a line below a table.
pub(super) fn is_mark_beside(name: &str) -> bool {
    id_of_beside(name, "_bawah").is_some()
}

/// The style of a paragraph.
fn style(paragraph: &Element) -> Option<String> {
    paragraph.kid("w:pPr")?.kid("w:pStyle")?.value()
}

/// Whether a line is a caption of a table.
pub(super) fn is_caption(paragraph: &Element, style: Option<&str>) -> bool {
    if paragraph.name != "w:p" {
        return false;
    }
    let own = self::style(paragraph);
    let (mut words, mut is_counted) = (String::new(), false);
    paragraph.each(&mut |element| match element.name {
        "w:t" => words += &element.text(),
        "w:instrText" => is_counted |= element.text().contains("SEQ "),
        "w:fldSimple" => is_counted |= element.get("w:instr").is_some_and(|says| says.contains("SEQ ")),
        _ => {}
    });
    let begins = words.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("tabel "));
    is_counted || begins || style.is_some() && own.as_deref() == style
}

/// The fonts of the first run that says some.
pub(super) fn fonts(element: &Element) -> Option<String> {
    let mut found = None;
    element.each(&mut |element| {
        if element.name == "w:r" && found.is_none() {
            let own = element.kid("w:rPr").and_then(|own| own.kids.iter().find(|kid| kid.named("w:rFonts").is_some()));
            found = Some(own.map(Node::markup).unwrap_or_default());
        }
    });
    found
}

/// The paragraph that keeps the end of a section, where one ends with this paragraph.
pub(super) fn section(paragraph: &Element) -> Option<String> {
    let properties = paragraph.kid("w:pPr")?;
    let own = properties.kids.iter().find(|kid| kid.named("w:sectPr").is_some())?;
    Some(format!("<w:p><w:pPr>{}</w:pPr></w:p>", own.markup()))
}

/// The room of the section that ends with a block.
pub(super) fn room_at(element: &Element) -> Option<u32> {
    room(element).or_else(|| room(element.kid("w:pPr")?.kid("w:sectPr")?))
}

/// The room between the margins of a section.
pub(super) fn room(section: &Element) -> Option<u32> {
    let size = section.kid("w:pgSz").filter(|_| section.name == "w:sectPr")?;
    let margins = section.kid("w:pgMar");
    let number = |element: Option<&Element>, name: &str| -> i64 {
        element.and_then(|element| element.get(name)).and_then(|value| value.parse().ok()).unwrap_or(0)
    };
    let sides = ["w:left", "w:right", "w:gutter"].map(|name| number(margins, name));
    let room = number(Some(size), "w:w") - sides.iter().sum::<i64>();
    u32::try_from(room).ok().filter(|room| (1_000..100_000).contains(room))
}
