//! Marks of footnotes above the line: no digit of a figure and no letter of a name, in every kind of file.

use crate::command::Package;
use crate::lines;
use crate::manuscript_runs::{packed, report};
use takar::office::open;

/// Pieces of one cell, those above the line marked.
type Cell<'c> = &'c [(bool, &'c str)];

const ON: bool = false;
const UP: bool = true;

/// Cells with a mark, and what they say.
const CELLS: [(Cell, &str); 14] = [
    (&[(ON, "93,75"), (UP, "2")], "93,75"),
    (&[(ON, "11"), (UP, "1")], "11"),
    (&[(ON, "1.250.000.000"), (UP, "12")], "1.250.000.000"),
    (&[(ON, "80"), (UP, "a")], "80"),
    (&[(ON, "80"), (UP, "1,2")], "80"),
    (&[(ON, "80"), (UP, "1"), (UP, ")")], "80"),
    (&[(ON, "Tinggi"), (UP, "1")], "Tinggi"),
    (&[(ON, "7"), (UP, "*"), (ON, " desa")], "7 desa"),
    // What stands above the line as a whole is no mark.
    (&[(UP, "75")], "75"),
    (&[(UP, "75"), (UP, ",5")], "75,5"),
    // Nor are squares, powers, and what is set in brackets.
    (&[(ON, "12 m"), (UP, "2")], "12 m2"),
    (&[(ON, "Rp 10"), (UP, "6")], "Rp 10⁶"),
    (&[(ON, "95,00"), (UP, "[1]")], "95,00[1]"),
    (&[(ON, "Capaian"), (UP, "kumulatif")], "Capaiankumulatif"),
];

fn read(bytes: &[u8], name: &str) -> Vec<String> {
    let book = open(bytes, name).unwrap_or_else(|refused| panic!("{name}: {refused:?}"));
    lines(&book.sheets[0]).iter().map(|line| line.split_once("A=").expect("a cell").1.to_string()).collect()
}

fn wanted() -> Vec<String> {
    CELLS.iter().map(|(_, said)| (*said).to_string()).collect()
}

/// Each cell as a row, its pieces written so.
fn rows(row: (&str, &str), piece: impl Fn(bool, &str) -> String) -> String {
    let cell = |(pieces, _): &(Cell, &str)| pieces.iter().map(|(up, text)| piece(*up, text)).collect::<String>();
    CELLS.iter().map(|one| format!("{}{}{}", row.0, cell(one), row.1)).collect()
}

#[test]
fn in_a_document() {
    let looks = [
        "<w:vertAlign w:val=\"superscript\"/>",
        "<w:position w:val=\"6\"/>",
        "<w:rStyle w:val=\"FootnoteReference\"/>",
    ];
    for look in looks {
        let run = |up: bool, text: &str| {
            let look = if up { look } else { "<w:vertAlign w:val=\"baseline\"/>" };
            format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
        };
        let table = rows(("<w:tr><w:tc><w:p>", "</w:p></w:tc></w:tr>"), run);
        assert_eq!(read(&report(&format!("<w:tbl>{table}</w:tbl>")), "a.docx"), wanted(), "{look}");
    }
}

#[test]
fn in_a_workbook() {
    let run = |up: bool, text: &str| {
        let look = if up { "<rPr><vertAlign val=\"superscript\"/></rPr>" } else { "" };
        format!("<r>{look}<t xml:space=\"preserve\">{text}</t></r>")
    };
    assert_eq!(read(&workbook(&rows(("<row><c t=\"inlineStr\"><is>", "</is></c></row>"), run)), "a.xlsx"), wanted());
}

/// A workbook of one sheet with these rows.
pub fn workbook(rows: &str) -> Vec<u8> {
    styled(rows, "<styleSheet/>")
}

/// The same with these looks of cells.
pub fn styled(rows: &str, styles: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let book = "<workbook><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>";
    let links = |all: &[(&str, &str)]| {
        let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let link = |(at, (kind, to)): (usize, &(&str, &str))| {
            format!("<Relationship Id=\"r{}\" Type=\"{of}/{kind}\" Target=\"{to}\"/>", at + 1)
        };
        format!("<Relationships>{}</Relationships>", all.iter().enumerate().map(link).collect::<String>())
    };
    let of_book = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")];
    let parts = [
        ("_rels/.rels", links(&[("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", book.to_string()),
        ("xl/_rels/workbook.xml.rels", links(&of_book)),
        ("xl/styles.xml", styles.to_string()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    packed(&parts)
}

#[test]
fn in_a_page_and_a_spreadsheet() {
    let run = |up: bool, text: &str| if up { format!("<sup>{text}</sup>") } else { text.to_string() };
    let page = format!("<html><table>{}</table></html>", rows(("<tr><td>", "</td></tr>"), run));
    assert_eq!(read(page.as_bytes(), "a.xls"), wanted());
    let run = |up: bool, text: &str| {
        format!("<text:span text:style-name=\"{}\">{text}</text:span>", if up { "T1" } else { "T2" })
    };
    let cell = (
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>",
        "</text:p></table:table-cell></table:table-row>",
    );
    let style = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>";
    let names = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"s\" xmlns:table=\"t\" xmlns:text=\"x\"";
    let flat = format!(
        "<?xml version=\"1.0\"?><office:document {names} office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:automatic-styles>{style}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"A\">{}</table:table></office:spreadsheet></office:body></office:document>",
        rows(cell, run)
    );
    assert_eq!(read(flat.as_bytes(), "a.fods"), wanted());
}

const RULES: &str = "paket \"K\"\n  tahun 2024\n  periode 2024..2026\ndata \"d.csv\" angka id\naturan capaian B\n  jika target = 0 : 0\n  makin tinggi : realisasi / target * 100\n\
    indikator A \"Jumlah desa mandiri\"\n  arah makin tinggi\n  capaian B\nindikator C \"Nilai SAKIP\"\n  arah makin tinggi\n  capaian B\n\
    indikator D \"Indeks inovasi\"\n  arah makin tinggi\n  capaian B\n\
    tabel T1 \"Tabel 3.1 Capaian Indikator\"\n  baris A; C; D\n  kolom nama \"Indikator\"\n  kolom target \"Target\"\n  kolom realisasi \"Realisasi\"\n  kolom capaian \"% Capaian\" tampil 2\n\
    tabel T3 \"Tabel 3.3 Kemajuan\"\n  baris A; C; D\n  kolom nama \"Indikator\"\n  kolom target[akhir] \"Target Akhir Renstra\"\n  kolom realisasi \"Realisasi\"\n  kolom realisasi / target[akhir] * 100% \"Kemajuan\" tampil 2\n";
const DATA: &str =
    "kode;tahun;target;realisasi\nA;2024;12;11\nC;2024;80;75\nD;2024;50;60\nA;2026;20;\nC;2026;90;\nD;2026;70;\n";

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn table(rows: &[&str]) -> String {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row = |row: &&str| format!("<w:tr>{}</w:tr>", row.split(';').map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A table over two pages is two tables of a document: the second is no other one of the rules.
#[test]
fn a_table_that_goes_on() {
    let head = "Indikator;Target;Realisasi;% Capaian";
    let first = table(&[head, "Jumlah desa mandiri;12;11;91,67"]);
    let second = table(&[head, "Nilai SAKIP;80;75;93,75", "Indeks inovasi;50;60;120,00"]);
    let all = [
        "",
        "Lanjutan Tabel 3.1",
        "Lanjutan Tabel 3.1 Capaian Indikator",
        "Tabel 3.1 Capaian Indikator",
        "Tabel 3.1 (Lanjutan)",
        "Lanjutan",
        "Catatan di antaranya.",
    ];
    for between in all {
        let body = format!("{}{first}{}{second}", paragraph("Tabel 3.1 Capaian Indikator"), paragraph(between));
        let package = Package::of(&[("aturan.takar", RULES), ("d.csv", DATA)]);
        package.put("cetakan/laporan.docx", &report(&body));
        let (out, told) = package.run(&["audit", "."]);
        assert!(out.contains("9 angka dalam 2 tabel: cocok 9") && !told.contains("T3"), "{between}: {out}{told}");
    }
}
