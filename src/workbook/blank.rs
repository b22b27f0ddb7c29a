//! A workbook to fill in: sheets of cells that say what belongs in them, and one that explains their columns.

use super::style;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule as Limits, DocProperties, ExcelDateTime, Format,
    Formula, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;

/// What one sheet holds, as text whose cells are parted by `;`: the first row heads the columns.
#[derive(Debug, Clone, Copy)]
pub struct Blank<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its rows; figures as people type them: `1.250.000`, `81,5`.
    pub text: &'a str,
}

/// The sheet that explains the others.
const GUIDE: &str = "Petunjuk";
/// How many rows below those of the example look as if they wait for something.
const ROOM: u32 = 20;
/// As far down cells say what belongs in them.
const LAST: u32 = 499;
/// The longest explanation that a cell can show beside itself.
const LONGEST: usize = 255;

/// The bytes of the workbook: first the guide, whose lines explain a column or several (`Target, Realisasi;Angka …`), then
/// the sheets.
///
/// # Errors
///
/// A sheet that a workbook cannot hold: a name longer than 31 letters, or one that is there twice.
pub fn to_fill(title: &str, guide: &str, sheets: &[Blank]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same template gives the same bytes, whenever it is.
    let moment = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&moment));
    let guide: Vec<(&str, &str)> = guide.lines().filter_map(|line| line.split_once(';')).collect();
    explain(book.add_worksheet().set_name(GUIDE)?, &guide)?;
    for blank in sheets {
        fill(book.add_worksheet().set_name(blank.name)?, title, blank.text, &guide)?;
    }
    book.save_to_buffer()
}

fn explain(page: &mut Worksheet, guide: &[(&str, &str)]) -> Result<(), XlsxError> {
    const WIDTHS: [f64; 2] = [26.0, 92.0];
    for (column, width) in (0..).zip(WIDTHS) {
        page.set_column_width(column, width)?;
    }
    page.write_string_with_format(0, 0, "Kolom", &style::header())?;
    page.write_string_with_format(0, 1, "Yang diisikan", &style::header())?;
    for (row, (what, how)) in (1..).zip(guide) {
        page.write_string_with_format(row, 0, *what, &style::words(style::Look::Strong))?;
        page.write_string_with_format(row, 1, *how, &style::words(style::Look::Plain))?;
        let lines = |text: &str, width: f64| style::lines_of(text, style::letters_in(width));
        page.set_row_height(row, style::height(lines(what, WIDTHS[0]).max(lines(how, WIDTHS[1]))))?;
    }
    style::page(page, GUIDE, 0, true)
}

/// What a column holds, as its heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Year,
    Quarter,
    Money,
    Figure,
    Words,
}

impl Kind {
    fn of(head: &str) -> Kind {
        match head.split(' ').next().unwrap_or_default() {
            "Kode" => Kind::Code,
            "Tahun" => Kind::Year,
            "Triwulan" => Kind::Quarter,
            "Pagu" | "Serapan" => Kind::Money,
            "Target" | "Realisasi" | "Pembanding" => Kind::Figure,
            _ => Kind::Words,
        }
    }

    /// As wide as what is usually typed there.
    fn width(self, head: &str) -> f64 {
        match self {
            Kind::Code => 11.0,
            Kind::Year | Kind::Quarter => 9.0,
            Kind::Money => 16.0,
            Kind::Figure => 11.5,
            Kind::Words if head == "Satuan" => 12.0,
            Kind::Words => 38.0,
        }
    }

    /// All rows of a column look alike, so that what is typed into a row is shown whatever stood there before.
    fn format(self) -> Format {
        match self {
            Kind::Code | Kind::Words => style::input_words(),
            Kind::Money => style::input(0, false),
            Kind::Year | Kind::Quarter => style::input_words().set_num_format("0"),
            Kind::Figure => style::input(0, false).set_num_format("General"),
        }
    }

    /// What may be typed, and the words where it is something else; it may be typed all the same.
    fn validation(self, column: u16, rows: &[Vec<&str>]) -> Result<Option<DataValidation>, XlsxError> {
        let cell = format!("{}2", letter(column));
        let (validation, words) = match self {
            Kind::Words => return Ok(None),
            Kind::Code => {
                let known: BTreeSet<&str> =
                    rows.iter().skip(1).filter_map(|row| row.first()?.split('.').next()).collect();
                let begins = known.iter().map(|word| format!("EXACT(LEFT({cell},{}),\"{word}.\")", word.len() + 1));
                let begins = format!("OR({})", begins.collect::<Vec<_>>().join(","));
                // Where quarters have a row each, a code comes back.
                let once = !rows.first().is_some_and(|heads| heads.contains(&"Triwulan"));
                let (from, to) = (letter(column), LAST + 1);
                let once = if once { format!(",COUNTIF(${from}$2:${from}${to},{cell})=1") } else { String::new() };
                let said: Vec<String> = known.iter().map(|word| format!("{word}.1")).collect();
                let often = if once.is_empty() { "" } else { ", tiap kode sekali saja" };
                let words = format!("Kode diawali seperti {}{often}.", said.join(" atau "));
                (DataValidation::new().allow_custom(Formula::new(format!("=AND({begins}{once})"))), words)
            }
            Kind::Year => {
                let whole = DataValidation::new().allow_whole_number(Limits::Between(1900, 2999));
                (whole, "Tahun dengan empat angka, misalnya 2025.".to_string())
            }
            Kind::Quarter => {
                let whole = DataValidation::new().allow_whole_number(Limits::Between(1, 4));
                (whole, "Triwulan 1 sampai 4.".to_string())
            }
            Kind::Money | Kind::Figure => {
                let rule = format!("=OR({cell}=\"-\",LOWER({cell})=\"n/a\",AND(ISNUMBER({cell}),{cell}>=0))");
                let words = "Angkanya saja. Yang belum ada dikosongkan; n/a bila memang tidak diukur.".to_string();
                (DataValidation::new().allow_custom(Formula::new(rule)), words)
            }
        };
        let validation =
            validation.set_error_style(DataValidationErrorStyle::Warning).set_error_title("Periksa isian ini")?;
        validation.set_error_message(words).map(Some)
    }
}

fn fill(sheet: &mut Worksheet, title: &str, text: &str, guide: &[(&str, &str)]) -> Result<(), XlsxError> {
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(';').map(str::trim).collect()).collect();
    let heads = rows.first().cloned().unwrap_or_default();
    let mut lines = vec![1; rows.len()];
    for (column, head) in (0..).zip(&heads) {
        let kind = Kind::of(head);
        let width = kind.width(head);
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, *head, &style::header())?;
        if let Some(explained) = explained(head, guide)? {
            sheet.add_data_validation(0, column, 0, column, &explained)?;
        }
        let format = kind.format();
        for (at, row) in (0..).zip(&rows) {
            let cell = row.get(usize::from(column)).copied().unwrap_or_default();
            lines[at as usize] = lines[at as usize].max(style::lines_of(cell, style::letters_in(width)));
            if at > 0 {
                typed(sheet, (at, column), cell, &format)?;
            }
        }
        let below = rows.len() as u32;
        for row in below..below + ROOM {
            sheet.write_blank(row, column, &format)?;
        }
        if let Some(validation) = kind.validation(column, &rows)? {
            sheet.add_data_validation(1, column, LAST, column, &validation)?;
        }
    }
    for (row, lines) in (0..).zip(lines) {
        sheet.set_row_height(row, style::height(lines))?;
    }
    let wide: f64 = heads.iter().map(|head| Kind::of(head).width(head)).sum();
    style::page(sheet, title, 0, wide > 90.0)?;
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

/// What the guide says of a column, shown where its heading is chosen: of its whole heading, else of its first word.
fn explained(head: &str, guide: &[(&str, &str)]) -> Result<Option<DataValidation>, XlsxError> {
    let says = |name: &str| guide.iter().find(|(what, _)| what.split(", ").any(|one| one == name));
    let first = head.split(' ').next().unwrap_or_default();
    let Some((_, how)) = says(head).or_else(|| says(first)).filter(|(_, how)| how.chars().count() <= LONGEST) else {
        return Ok(None);
    };
    let shown = DataValidation::new().allow_any_value().set_input_title(head)?;
    shown.set_input_message(*how).map(Some)
}

/// A cell as a person would type it into the program.
fn typed(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &str, format: &Format) -> Result<(), XlsxError> {
    let is_figure = cell.starts_with(|c: char| c.is_ascii_digit());
    let figure = cell.replace('.', "").replace(',', ".");
    match figure.parse::<f64>().ok().filter(|_| is_figure) {
        Some(number) => sheet.write_number_with_format(row, column, number, format)?,
        None if cell.is_empty() => sheet.write_blank(row, column, format)?,
        None => sheet.write_string_with_format(row, column, cell, format)?,
    };
    Ok(())
}

/// The letter of a column among the first twenty-six, which are more than a sheet to fill in has.
fn letter(column: u16) -> char {
    char::from(b'A' + column.min(25) as u8)
}
