//! A table in an office's own report: found again by a mark in its first cell, with the lines above and below that belong to it.

use super::caption::{Caption, Counted};
use super::grid::{Drawn, grid};
use super::heads::heads;
use super::kept::{id_of_beside, id_of_table, number};
use super::notes::notes;
use super::text::{Look, escaped};
use super::tree::{Element, Node};
use super::widths::widths;
use crate::report::table::Table;

/// Where a table goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    pub id: &'p str,
    /// The fonts of the place, as markup.
    pub fonts: &'p str,
    pub room: u32,
    /// The style of captions in this report.
    pub style: Option<&'p str>,
    /// Whether the office wrote a caption of its own above.
    pub captioned: bool,
}

/// The number that marks of tables begin with; each table has a thousand.
const MARKS: u32 = 72_000_000;

/// The markup of a table with its caption and what is said below.
pub(super) fn markup(table: &Table, place: &Place, counted: &mut Counted) -> String {
    let mut marks = Marks { id: place.id, next: MARKS + number(place.id) % 100_000 * 1_000 };
    let mut text = String::new();
    let caption = Caption::of(table, *counted);
    let bold = Look { fonts: place.fonts, bold: place.style.is_none(), ..Look::default() };
    let runs = caption.runs(bold, counted);
    if !place.captioned {
        let style = place.style.map(|style| format!("<w:pStyle w:val=\"{}\"/>", escaped(style))).unwrap_or_default();
        let (open, close) = marks.around("_judul1");
        text += &format!("<w:p><w:pPr>{style}<w:keepNext/><w:jc w:val=\"center\"/></w:pPr>{open}{runs}{close}</w:p>");
    }
    let (open, close) = marks.around("");
    let heads = heads(&table.columns);
    let widths = widths(table, &heads, place.room);
    let drawn = Drawn { heads: &heads, widths: &widths, fonts: place.fonts, around: (&open, &close) };
    text += &grid(table, &drawn);
    let mut lines = notes(table, place.fonts);
    if lines.is_empty() {
        // What follows may be a table, too.
        lines.push(String::new());
    }
    for (at, line) in lines.iter().enumerate() {
        let (open, close) = marks.around(&format!("_bawah{}", at + 1));
        let (before, after) = (if at == 0 { 80 } else { 20 }, if at + 1 == lines.len() { 160 } else { 20 });
        text += &format!(
            "<w:p><w:pPr><w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"240\" w:lineRule=\"auto\"/>\
             <w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/></w:pPr>{open}{line}{close}</w:p>"
        );
    }
    text
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

/// The id of a table that was filled before.
pub(super) fn mark(table: &Element) -> Option<String> {
    let cell = table.kid("w:tr")?.kid("w:tc")?;
    let mut found = None;
    cell.each(&mut |element| {
        if element.name == "w:bookmarkStart" && found.is_none() {
            found = element.get("w:name").filter(|name| id_of_table(name).is_some());
        }
    });
    found
}

/// The id of the table that a line belongs to.
pub(super) fn beside(paragraph: &Element, what: &str) -> Option<String> {
    let marks = paragraph.kids.iter().filter_map(|kid| kid.named("w:bookmarkStart"));
    marks.filter_map(|mark| mark.get("w:name")).find_map(|name| id_of_beside(&name, what).map(str::to_string))
}

/// The style of a paragraph.
pub(super) fn style(paragraph: &Element) -> Option<String> {
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
