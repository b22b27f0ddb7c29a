//! A table as the markup of a document.

use super::heads::Head;
use super::text::{Look, escaped, run};
use super::widths::Widths;
use crate::report::mark;
use crate::report::table::{Cell, Footer, Part, Table};

/// What a grid is drawn with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn<'a> {
    pub heads: &'a [Head],
    pub widths: &'a Widths,
    /// The fonts of the place, as markup.
    pub fonts: &'a str,
    /// What stands before and behind the words of the first cell.
    pub around: (&'a str, &'a str),
    /// By what the whole table is told; none where it need not be.
    pub name: &'a str,
}

/// How a cell is joined to those above and below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joined {
    No,
    Begins,
    Goes,
}

/// How the words of a cell stand.
#[derive(Debug, Clone, Copy)]
struct Place {
    side: &'static str,
    bold: bool,
    shade: bool,
    joined: Joined,
    span: usize,
}

const PLAIN: Place = Place { side: "left", bold: false, shade: false, joined: Joined::No, span: 1 };
const HEAD: Place = Place { side: "center", bold: true, shade: true, joined: Joined::No, span: 1 };

/// What stands in the place of rows where there are none.
const NO_ROWS: &str = "belum ada baris";

/// The whole table.
pub(super) fn grid(table: &Table, drawn: &Drawn) -> String {
    let width: u32 = drawn.widths.columns.iter().sum();
    let border = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    let margin = |side: &str, width: u32| format!("<w:{side} w:w=\"{width}\" w:type=\"dxa\"/>");
    let columns: String = drawn.widths.columns.iter().map(|one| format!("<w:gridCol w:w=\"{one}\"/>")).collect();
    let name = match drawn.name {
        "" => String::new(),
        name => format!("<w:tblDescription w:val=\"{}\"/>", escaped(name)),
    };
    let mut text = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/><w:tblCellMar>{}{}{}{}</w:tblCellMar><w:tblLook w:val=\"0020\"/>{name}</w:tblPr>\
         <w:tblGrid>{columns}</w:tblGrid>",
        margin("top", 30),
        margin("left", drawn.widths.padding),
        margin("bottom", 30),
        margin("right", drawn.widths.padding)
    );
    text += &head(drawn);
    let joined = joined(table);
    for (at, (part, row)) in table.parted_rows().enumerate() {
        let joined = |column: usize| joined.get(column).map_or(Joined::No, |column| column[at]);
        text += &body(table, drawn, (part, row), joined);
    }
    if table.rows.is_empty() {
        let place = Place { span: table.columns.len(), ..PLAIN };
        text += &row(false, &cell(drawn, (0, place), &words(drawn, place, NO_ROWS), ("", "")));
    }
    for footer in &table.footers {
        text += &foot(table, drawn, footer);
    }
    text + "</w:tbl>"
}

/// The rows of the head: two where columns share something, and cells that share nothing then reach over both.
fn head(drawn: &Drawn) -> String {
    let (open, close) = drawn.around;
    let heads = drawn.heads;
    if heads.iter().all(|head| head.above.is_none()) {
        let cells = heads.iter().enumerate().map(|(at, head)| {
            let around = if at == 0 { (open, close) } else { ("", "") };
            cell(drawn, (at, HEAD), &words(drawn, HEAD, &head.own), around)
        });
        return row(true, &cells.collect::<String>());
    }
    let (mut above, mut below) = (String::new(), String::new());
    let mut at = 0;
    while at < heads.len() {
        let around = if at == 0 { (open, close) } else { ("", "") };
        match &heads[at].above {
            None => {
                let top = Place { joined: Joined::Begins, ..HEAD };
                above += &cell(drawn, (at, top), &words(drawn, HEAD, &heads[at].own), around);
                below += &cell(drawn, (at, Place { joined: Joined::Goes, ..HEAD }), "", ("", ""));
                at += 1;
            }
            Some(shared) => {
                let span = heads[at..].iter().take_while(|head| head.above.as_ref() == Some(shared)).count();
                above += &cell(drawn, (at, Place { span, ..HEAD }), &words(drawn, HEAD, shared), around);
                for (own, head) in heads.iter().enumerate().skip(at).take(span) {
                    below += &cell(drawn, (own, HEAD), &words(drawn, HEAD, &head.own), ("", ""));
                }
                at += span;
            }
        }
    }
    row(true, &above) + &row(true, &below)
}

fn body(table: &Table, drawn: &Drawn, (part, cells): (Part, &[Cell]), joined: impl Fn(usize) -> Joined) -> String {
    let bold = part != Part::Row;
    // Words above a group reach over the whole table.
    let alone = part == Part::Heading && cells.iter().skip(1).all(Cell::is_blank);
    if let (true, Some(first)) = (alone, cells.first()) {
        let place = Place { bold, span: table.columns.len(), ..PLAIN };
        return row(false, &cell(drawn, (0, place), &content(drawn, place, first), ("", "")));
    }
    let cells = cells.iter().enumerate().map(|(at, one)| {
        let place = Place { bold, joined: joined(at), ..side(table, at) };
        let words = if place.joined == Joined::Goes { String::new() } else { content(drawn, place, one) };
        cell(drawn, (at, place), &words, ("", ""))
    });
    row(false, &cells.collect::<String>())
}

/// The label of a footer stands in the columns of its side before its first value, or beside it where there are none.
fn foot(table: &Table, drawn: &Drawn, footer: &Footer) -> String {
    let from = footer.from;
    let until = footer.until().max(from + 1).min(table.columns.len().max(from + 1));
    let place = Place { bold: true, span: until - from, ..PLAIN };
    let mut first = words(drawn, place, &footer.label);
    if let Some(beside) = footer.cells.get(from).filter(|cell| !cell.is_blank()) {
        first += &words(drawn, place, " ");
        first += &content(drawn, place, beside);
    }
    let before = Place { span: from, ..PLAIN };
    let mut text = if from > 0 { cell(drawn, (0, before), "", ("", "")) } else { String::new() };
    text += &cell(drawn, (from, place), &first, ("", ""));
    for (at, one) in footer.cells.iter().enumerate().skip(until) {
        let place = Place { bold: true, ..side(table, at) };
        text += &cell(drawn, (at, place), &content(drawn, place, one), ("", ""));
    }
    row(false, &text)
}

fn side(table: &Table, column: usize) -> Place {
    let numeric = table.columns.get(column).is_some_and(|column| column.numeric);
    Place { side: if numeric { "right" } else { "left" }, ..PLAIN }
}

fn row(is_head: bool, cells: &str) -> String {
    let head = if is_head { "<w:tblHeader/>" } else { "" };
    format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")
}

fn cell(drawn: &Drawn, (column, place): (usize, Place), words: &str, (open, close): (&str, &str)) -> String {
    let own = drawn.widths.columns.iter().skip(column).take(place.span).sum::<u32>();
    let mut properties = format!("<w:tcW w:w=\"{own}\" w:type=\"dxa\"/>");
    if place.span > 1 {
        properties += &format!("<w:gridSpan w:val=\"{}\"/>", place.span);
    }
    properties += match place.joined {
        Joined::No => "",
        Joined::Begins => "<w:vMerge w:val=\"restart\"/>",
        Joined::Goes => "<w:vMerge/>",
    };
    if place.shade {
        properties += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7E6E6\"/><w:vAlign w:val=\"center\"/>";
    }
    let side = place.side;
    format!(
        "<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>\
         <w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"{side}\"/></w:pPr>{open}{words}{close}</w:p></w:tc>"
    )
}

fn words(drawn: &Drawn, place: Place, words: &str) -> String {
    run(look(drawn, place), words)
}

fn look<'a>(drawn: &Drawn<'a>, place: Place) -> Look<'a> {
    Look { fonts: drawn.fonts, bold: place.bold, size: Some(drawn.widths.size), raised: false }
}

/// The words of a cell, with the mark of its notes raised behind them.
fn content(drawn: &Drawn, place: Place, cell: &Cell) -> String {
    let look = look(drawn, place);
    run(look, cell.words()) + &run(Look { raised: true, ..look }, &mark(cell))
}

/// How each cell of the columns before the one that names the row is joined.
fn joined(table: &Table) -> Vec<Vec<Joined>> {
    let column = |again: Vec<bool>| {
        let joined = (0..again.len()).map(|at| match (again[at], again.get(at + 1)) {
            (true, _) => Joined::Goes,
            (false, Some(true)) => Joined::Begins,
            (false, _) => Joined::No,
        });
        joined.collect()
    };
    table.said_again().into_iter().map(column).collect()
}
