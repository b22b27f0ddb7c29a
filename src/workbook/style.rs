//! How cells look, and the page they are printed on.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// The font of the whole workbook.
const FONT: &str = "Calibri";

const LINE: Color = Color::RGB(0xBFBFBF);
const HEAD: Color = Color::RGB(0xDCE6F1);
const INPUT: Color = Color::RGB(0xFFF8DC);
const FIXED: Color = Color::RGB(0xFCE4D6);
const GROUP: Color = Color::RGB(0xF2F2F2);

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// A cell like others.
    Plain,
    /// A value in the place of a formula, or resting on one.
    Fixed,
    /// Of a heading or subtotal of a group of rows, of a footer.
    Strong,
    /// The same, resting on a value in the place of a formula.
    StrongFixed,
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::Top)
}

fn boxed(look: Look) -> Format {
    let format = base().set_border(FormatBorder::Thin).set_border_color(LINE);
    match look {
        Look::Plain => format,
        Look::Fixed => format.set_background_color(FIXED),
        Look::Strong => format.set_background_color(GROUP).set_bold(),
        Look::StrongFixed => format.set_background_color(FIXED).set_bold(),
    }
}

/// The title of a sheet.
pub fn title() -> Format {
    Format::new().set_font_name(FONT).set_font_size(13).set_bold()
}

/// The line below it.
pub fn subtitle() -> Format {
    base().set_font_color(Color::RGB(0x595959))
}

/// A note below a table, or above one.
pub fn note() -> Format {
    base().set_text_wrap().set_font_size(9)
}

/// A heading.
pub fn header() -> Format {
    boxed(Look::Plain)
        .set_bold()
        .set_background_color(HEAD)
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// The name of a unit above its rows.
pub fn group() -> Format {
    base().set_bold().set_font_size(11)
}

/// Words.
pub fn words(look: Look) -> Format {
    boxed(look).set_text_wrap().set_align(FormatAlign::Left).set_indent(1)
}

/// A figure with a format of its own.
pub fn number(look: Look, code: &str) -> Format {
    boxed(look).set_num_format(code).set_align(FormatAlign::Right)
}

/// Words in a column of figures.
pub fn words_right(look: Look) -> Format {
    boxed(look).set_text_wrap().set_align(FormatAlign::Right)
}

/// A whole number in the middle.
pub fn whole(look: Look) -> Format {
    boxed(look).set_align(FormatAlign::Center)
}

/// A working value.
pub fn value(look: Look) -> Format {
    boxed(look).set_align(FormatAlign::Right)
}

/// An end of a scale; no end where it is endless.
pub fn edge() -> Format {
    number(Look::Plain, "[<-1E+299]\"–∞\";[>1E+299]\"∞\";General")
}

/// A year.
pub fn year() -> Format {
    number(Look::Plain, "0").set_align(FormatAlign::Center)
}

/// A cell to fill in, with so many decimals.
pub fn input(places: usize, is_percent: bool) -> Format {
    // A sign that is shown and no format of percents: 95 is 95 percent.
    let sign = if is_percent { "\"%\"" } else { "" };
    number(Look::Plain, &(plain(places) + sign))
        .set_background_color(INPUT)
        .set_font_color(Color::RGB(0x1F3864))
        .set_unlocked()
}

/// A cell to fill in that holds words.
pub fn input_words() -> Format {
    words(Look::Plain).set_background_color(INPUT).set_font_color(Color::RGB(0x1F3864)).set_unlocked()
}

/// Thousands and so many decimals; the separators are those of whoever opens it.
pub fn plain(places: usize) -> String {
    if places == 0 { "#,##0".to_string() } else { format!("#,##0.{}", "0".repeat(places.min(30))) }
}

/// The longest title in a footer.
const LONGEST: usize = 180;

/// Paper, margins, what is repeated and frozen: the heading row and all above it stay in sight.
pub fn page(sheet: &mut Worksheet, title: &str, head: u32, is_wide: bool) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
    sheet.set_screen_gridlines(false);
    if is_wide {
        sheet.set_landscape();
    }
    sheet.set_repeat_rows(head, head)?.set_freeze_panes(head + 1, 0)?;
    // A footer has 255 letters, its own marks with them.
    let mut title: String = title.replace('&', "&&");
    if title.chars().count() > LONGEST {
        title = title.chars().take(LONGEST).collect::<String>().trim_end_matches('&').to_string() + "…";
    }
    sheet.set_footer(format!("&L&8{title}&C&8&A&R&8halaman &P dari &N"));
    Ok(())
}

/// Words in several columns that are one cell, as high as they need.
pub fn across(
    sheet: &mut Worksheet,
    row: u32,
    (first, last): (u16, u16),
    words: &str,
    format: &Format,
    lines: usize,
) -> Result<(), XlsxError> {
    match first < last {
        true => sheet.merge_range(row, first, row, last, words, format)?,
        false => sheet.write_string_with_format(row, first, words, format)?,
    };
    sheet.set_row_height(row, height(lines))?;
    Ok(())
}

/// The height of a row of so many lines. Programs do not measure wrapped words when they open a file.
pub fn height(lines: usize) -> f64 {
    2.5 + 12.75 * lines.max(1) as f64
}

/// How many lines words take in so many letters, broken between words.
pub fn lines_of(words: &str, letters: usize) -> usize {
    let letters = letters.max(4);
    let lines = words.split('\n').map(|line| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split(' ') {
            let long = word.chars().count();
            if used > 0 && used + 1 + long > letters {
                (lines, used) = (lines + 1, 0);
            }
            used += long + usize::from(used > 0);
            while used > letters {
                (lines, used) = (lines + 1, used - letters);
            }
        }
        lines
    });
    lines.sum()
}

/// The letters that fit into a column of some width, between its borders.
pub fn letters_in(width: f64) -> usize {
    (width - 1.5).max(1.0) as usize
}
