//! Cells of a workbook that were written cell by cell: long numbers, errors, formulas without a value.

use super::compose::Room;
use super::raised::workbook;
use std::fs;
use takar::office::{Content, Shown, open};

/// A cell: a number as it is written, words, or an element of its own.
fn cell(text: &str) -> String {
    match text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        _ if text.starts_with('<') => text.to_string(),
        true => format!("<c><v>{text}</v></c>"),
        false => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    }
}

fn row(cells: &[&str]) -> String {
    format!("<row>{}</row>", cells.iter().map(|text| cell(text)).collect::<String>())
}

/// Whole numbers are what the file says of them; of others the digits behind the fifteenth are the tail of a float.
#[test]
fn whole_numbers_count_to_their_last_digit() {
    for (written, wanted) in [
        ("1234567890123456", "1234567890123456"),
        ("-1234567890123456", "-1234567890123456"),
        ("3621313700000456", "3621313700000456"),
        ("12345678901234567", "12345678901234567"),
        ("1.234567890123456E+15", "1234567890123456"),
        ("1234567890123456.0", "1234567890123456"),
        ("1234567890123456000", "1234567890123456000"),
        ("97.689999999999998", "97.69"),
        ("0.1234567890123455", "0.123456789012345"),
        ("1234567890123.4561", "1234567890123.46"),
        // Amounts with hundredths are as they were typed.
        ("12345678901234.56", "12345678901234.56"),
        ("123456789012345.5", "123456789012345.5"),
        ("12345678901234.561", "12345678901234.56"),
    ] {
        let book = open(&workbook(&row(&[written])), "a.xlsx").expect("a workbook");
        let Some(Content::Number(number, _)) = book.sheets[0].rows[0].get(0) else { panic!("{written}") };
        assert_eq!(number.to_string(), wanted, "{written}");
    }
}

/// The part of a format that a number is shown by, where it has several: by the number's sign, by its size.
#[test]
fn a_number_is_shown_by_its_part_of_the_format() {
    let part =
        |name: &str, inside: &str| format!("<number:number-style style:name=\"{name}\">{inside}</number:number-style>");
    let millions =
        "<number:number number:decimal-places=\"1\" number:grouping=\"true\" number:display-factor=\"1000000\"/>";
    let map = |condition: &str, name: &str| {
        format!("<style:map style:condition=\"value(){condition}\" style:apply-style-name=\"{name}\"/>")
    };
    let below = format!("<number:text>-</number:text>{millions}");
    let dash = format!("<number:text>-</number:text>{}{}", map("&gt;0", "P"), map("&lt;0", "M"));
    let large =
        format!("<number:number number:decimal-places=\"0\" number:grouping=\"true\"/>{}", map("&gt;=1000000", "P"));
    let cell = |look: &str, value: &str| {
        format!(
            "<table:table-row><table:table-cell table:style-name=\"{look}\" office:value-type=\"float\" office:value=\"{value}\"><text:p>x</text:p></table:table-cell></table:table-row>"
        )
    };
    let cells = [("c1", "1500000"), ("c1", "-1500000"), ("c1", "0"), ("c2", "1500000"), ("c2", "999999")];
    let style = |name: &str, format: &str| {
        format!("<style:style style:name=\"{name}\" style:family=\"table-cell\" style:data-style-name=\"{format}\"/>")
    };
    let text = format!(
        "<?xml version=\"1.0\"?><office:document xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:number=\"n\" \
         office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:automatic-styles>{}{}{}{}{}{}</office:automatic-styles>\
         <office:body><office:spreadsheet><table:table table:name=\"A\">{}</table:table></office:spreadsheet></office:body></office:document>",
        part("P", millions),
        part("M", &below),
        part("N1", &dash),
        part("N2", &large),
        style("c1", "N1"),
        style("c2", "N2"),
        cells.map(|(look, value)| cell(look, value)).concat()
    );
    let book = open(text.as_bytes(), "a.fods").expect("a sheet");
    let looks = book.sheets[0].rows.iter().map(|row| match row.get(0) {
        Some(Content::Number(_, how)) => *how,
        other => panic!("{other:?}"),
    });
    let scaled = Shown::Scaled { thousands: 2, decimals: 1, named: false };
    assert_eq!(looks.collect::<Vec<_>>(), [scaled, scaled, Shown::General, scaled, Shown::Decimals(0)]);
}

/// What the heading of a table says of its figures is of no other table below it; what stands over both is of both.
#[test]
fn an_upper_table_says_nothing_of_a_lower_one() {
    let of = |above: &str, rows: &str| {
        let upper = [&["Uraian", "Pagu (juta rupiah)", "Serapan (juta rupiah)"], &["Program Alfa", "66", "54"]];
        let lower = [&["Uraian", "Pagu", "Serapan"], &["Program Beta", "42000000", "25600000"]];
        let sheet = upper.iter().chain(&lower).map(|cells| row(*cells)).collect::<String>();
        let room = Room::new();
        fs::create_dir(room.path("p")).expect("a folder");
        fs::write(room.path("p/a.xlsx"), workbook(&(row(&[above]) + &sheet))).expect("a workbook");
        let rules = format!(
            "paket \"P\"\n  tahun 2024\nbesaran B \"Program Beta\"\nbesaran A \"Program Alfa\"\ndata \"a.xlsx\" lembar \"A\"\n{rows}  kolom nama = \"Uraian\"\ntabel T \"T\"\n  baris A; B\n  kolom pagu \"Pagu\"\n"
        );
        fs::write(room.path("p/a.takar"), rules).expect("rules");
        room.takar("hitung p --format csv")
    };
    let lower = of("Anggaran 2024", "  baris mulai 5\n");
    assert!(lower.contains(",42000000,"), "{lower}");
    let both = of("(dalam juta rupiah)", "  baris mulai 5\n");
    assert!(both.contains(",42000000000000,"), "{both}");
}

/// What a printed achievement does not say is named where the table is drafted, and where it is read as data.
#[test]
fn printed_achievements_without_a_value_are_named() {
    let head = ["Indikator Kinerja", "Satuan", "Target 2024", "Realisasi 2024", "Capaian (%)"];
    let of = |achieved: [&str; 3]| {
        let names = ["Indeks Kepuasan Masyarakat", "Persentase aduan selesai", "Surat dijawab"];
        let figures = [("nilai", "80", "82"), ("persen", "90", "81"), ("surat", "200", "150")];
        let rows = names.iter().zip(figures).zip(achieved);
        let rows = rows.map(|((name, (unit, target, value)), achieved)| row(&[name, unit, target, value, achieved]));
        let room = Room::new();
        fs::write(room.path("iku.xlsx"), workbook(&(row(&head) + &rows.collect::<String>()))).expect("a workbook");
        room.takar("baru --dari iku.xlsx kantor") + &room.takar("hitung kantor")
    };
    let formula = "<c><f>D2/C2*100</f></c>";
    let wrong = of(["102.5", "<c t=\"e\"><v>#REF!</v></c>", "75"]);
    assert!(wrong.contains("1 sel galat, dicoret, atau rumus tanpa nilai tidak dibaca: E3\n"), "{wrong}");
    let uncomputed = of([formula; 3]);
    assert!(
        uncomputed.contains("3 sel galat, dicoret, atau rumus tanpa nilai tidak dibaca: E2, E3, E4\n"),
        "{uncomputed}"
    );
    let flat = uncomputed.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("\"Capaian (%)\" berisi rumus tanpa nilai: buka berkasnya di Excel, biarkan dihitung"),
        "{uncomputed}"
    );
}
