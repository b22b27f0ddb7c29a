//! What a format writes around a number is read as if somebody had typed it there; what it leaves out or hides is asked about or told.

use super::compose::Room;
use super::raised::styled;
use std::fmt::Write;
use std::fs;

/// A cell: words, or a number and the format that shows it.
type Cell<'c> = (&'c str, &'c str);

/// A workbook whose numbers are shown so.
fn workbook(rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut codes: Vec<&str> = rows.iter().flatten().map(|(_, code)| *code).filter(|code| !code.is_empty()).collect();
    codes.sort_unstable();
    codes.dedup();
    let escaped =
        |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let mut formats = String::new();
    for (at, code) in codes.iter().enumerate() {
        write!(formats, "<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 164 + at, escaped(code)).expect("a string");
    }
    let looks: String = (0..codes.len()).map(|at| format!("<xf numFmtId=\"{}\"/>", 164 + at)).collect();
    let styles =
        format!("<styleSheet><numFmts>{formats}</numFmts><cellXfs><xf numFmtId=\"0\"/>{looks}</cellXfs></styleSheet>");
    let cell = |(text, code): &Cell| match codes.iter().position(|own| own == code) {
        Some(at) => format!("<c s=\"{}\"><v>{text}</v></c>", at + 1),
        None if text.parse::<f64>().is_ok() => format!("<c><v>{text}</v></c>"),
        None => format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text)),
    };
    let row = |cells: &Vec<Cell>| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    styled(&rows.iter().map(row).collect::<String>(), &styles)
}

/// What `hitung` shows of one row of a sheet: the unit of its indicator, the line above the table, the headings of figures and money,
/// and its cells.
fn hitung(unit: &str, above: &str, heads: [&str; 4], rows: &[[Cell; 4]]) -> String {
    let names = [("A", "Indeks Alfa"), ("B", "Indeks Beta"), ("C", "Indeks Gama")];
    let mut sheet: Vec<Vec<Cell>> = Vec::new();
    if !above.is_empty() {
        sheet.push(vec![(above, "")]);
    }
    sheet.push(["Indikator Kinerja"].into_iter().chain(heads).map(|head| (head, "")).collect());
    let own = names.iter().zip(rows);
    sheet.extend(own.map(|((_, name), cells)| [(*name, "")].into_iter().chain(*cells).collect()));
    let room = Room::new();
    fs::create_dir(room.path("p")).expect("a folder");
    fs::write(room.path("p/a.xlsx"), workbook(&sheet)).expect("a workbook");
    let unit = if unit.is_empty() { String::new() } else { format!("  satuan \"{unit}\"\n") };
    let things: String = names
        .iter()
        .take(rows.len())
        .map(|(code, name)| format!("indikator {code} \"{name}\"\n{unit}  arah makin tinggi\n  capaian Baku\n"))
        .collect();
    let codes: Vec<&str> = names.iter().take(rows.len()).map(|(code, _)| *code).collect();
    let rules = format!(
        "paket \"P\"\n  tahun 2024\ndata \"a.xlsx\" lembar \"A\"\n  kolom nama = \"Indikator Kinerja\"\n\
         aturan capaian Baku\n  makin tinggi : realisasi / target * 100\n{things}\
         tabel T \"T\"\n  baris {}\n  kolom target\n  kolom realisasi\n  kolom pagu\n  kolom serapan\n",
        codes.join("; ")
    );
    fs::write(room.path("p/a.takar"), rules).expect("rules");
    room.takar("hitung p --format csv")
}

const HEADS: [&str; 4] = ["Target", "Realisasi", "Pagu", "Serapan"];
const PLAIN: Cell = ("80", "");

/// The money of one row, and whether it is refused with this code.
fn money(heads: &str, cells: [Cell; 2]) -> String {
    let heads = [HEADS[0], HEADS[1], &format!("Pagu{heads}"), &format!("Serapan{heads}")].map(str::to_string);
    let heads = heads.each_ref().map(String::as_str);
    hitung("nilai", "", heads, &[[PLAIN, PLAIN, cells[0], cells[1]]])
}

#[test]
fn words_behind_money_are_as_if_typed() {
    // The format, what the cell holds, and what is read of it or the code by which it is refused.
    for (format, held, wanted) in [
        ("#,##0\" juta\"", "1500", "D0028"),
        ("#,##0\" rb\"", "1500", "D0028"),
        ("#,##0.0\" M\"", "1.5", "D0028"),
        ("\"Rp\"#,##0\" jt\"", "1500", "D0028"),
        ("#,##0 [$juta]", "1500", "D0028"),
        ("#,##0\\ \\j\\t", "1500", "D0028"),
        ("General\" juta\"", "1500", "D0028"),
        ("[$$-409]#,##0", "1500", "D0015"),
        ("\"Rp\"#,##0", "1500", ",1500,"),
        ("[$Rp-421]#,##0.00", "1500", ",1500,"),
        ("_(\"Rp\"* #,##0_);_(\"Rp\"* (#,##0);_(\"Rp\"* \"-\"_);_(@_)", "1500", ",1500,"),
        ("_(\"Rp\"* #,##0_);_(\"Rp\"* (#,##0);_(\"Rp\"* \"-\"??_);_(@_)", "0", ",0,"),
        ("#,##0\" rupiah\"", "1500", ",1500,"),
        ("#,##0\",-\"", "1500", ",1500,"),
        ("#\\.##0", "1500", ",1500,"),
        ("# ##0", "1500", ",1500,"),
        // What the word says is what the format leaves out.
        ("#,##0,,\" juta\"", "1500000000", ",1500000000,"),
        ("#,##0.0,,,\" M\"", "1500000000", ",1500000000,"),
        ("#,##0,\" rb.\"", "1500000", ",1500000,"),
        ("#,##0,\" juta\"", "1500000", "D0065"),
        // Digits among the words are digits of the number to whoever reads them.
        ("0\".000\"", "80", "D0065"),
        ("\"1\"00", "72", "D0065"),
        ("0\"0\"", "80", "D0065"),
        ("0\\.00", "105", "D0065"),
        ("-0", "80", "D0065"),
        ("0;0", "-80", "D0065"),
    ] {
        let text = money("", [(held, format), ("1", "")]);
        assert!(text.contains(wanted), "{format} on {held}: {text}");
        assert_eq!(text.contains("kesalahan"), wanted.starts_with('D'), "{format} on {held}: {text}");
        assert!(!text.contains("B0135"), "{format} on {held}: {text}");
    }
}

#[test]
fn words_behind_figures_are_as_if_typed() {
    for (unit, format, held, wanted) in [
        ("nilai", "0\"%\"", "80", "D0015"),
        ("nilai", "0\\%", "80", "D0015"),
        ("nilai", "0\"‰\"", "80", "D0015"),
        ("persen", "0\"%\"", "80", "80,80"),
        ("persen", "0.0\\%", "80", "80,80"),
        ("persen", "0,%", "800", "D0065"),
        ("persen", "0%%", "0.008", "D00"),
        ("orang", "0\" orang\"", "80", "80,80"),
        ("km", "0\" orang\"", "80", "D0015"),
        ("m2", "0\" m2\"", "80", "80,80"),
        ("per 100.000 orang", "0\" per 100.000 orang\"", "80", "80,80"),
        ("nilai", "(0)", "80", "D0018"),
        ("nilai", "\"<\"0", "80", "D0016"),
        ("nilai", "0\".\"", "80", "80,80"),
    ] {
        let text = hitung(unit, "", HEADS, &[[PLAIN, (held, format), PLAIN, PLAIN]]);
        assert!(text.contains(wanted), "{format} in {unit}: {text}");
        assert_eq!(text.contains("kesalahan"), wanted.starts_with('D'), "{format} in {unit}: {text}");
    }
}

#[test]
fn a_number_that_is_not_shown_is_told() {
    for (format, held) in [
        ("0;-0;\"n/a\"", "0"),
        ("0;-0;\"nihil\"", "0"),
        ("0;-0;;@", "0"),
        ("#,###", "0"),
        (";;;", "72"),
        ("\"tercapai\"", "72"),
        ("0;-0;\"-\"", "0"),
    ] {
        let text = hitung("nilai", "", HEADS, &[[PLAIN, (held, format), PLAIN, PLAIN]]);
        assert!(text.contains(&format!(",{held},")), "{format}: {text}");
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = format!("sel C2 tidak menampilkan angkanya, isinya {held}; isinya yang dihitung");
        // Accounts write a dash for nothing.
        assert_eq!(flat.contains(&told), !format.ends_with("\"-\""), "{format}: {text}");
    }
}

#[test]
fn what_a_format_leaves_out_is_what_the_heading_names() {
    let scaled = |thousands: usize| format!("#,##0{}", ",".repeat(thousands));
    for (above, head, thousands, held, wanted) in [
        ("", " (juta rupiah)", 2, "1500000000", ",1500000000,"),
        ("(dalam juta rupiah)", "", 2, "1500000000", ",1500000000,"),
        ("(ribu orang dan juta rupiah)", "", 2, "1500000000", ",1500000000,"),
        ("", " (ribu rupiah)", 1, "1500000", ",1500000,"),
        ("", "", 2, "1500000000", ",1500000000,"),
        ("", " (ribu rupiah)", 2, "1500000000", "D0065"),
        ("", " (miliar rupiah)", 2, "1500000000", "D0065"),
        ("(dalam ribu rupiah)", "", 2, "1500000000", "D0065"),
    ] {
        let format = scaled(thousands);
        let heads = [HEADS[0], HEADS[1], &format!("Pagu{head}"), &format!("Serapan{head}")].map(str::to_string);
        let money: Cell = (held, &format);
        let text = hitung("orang", above, heads.each_ref().map(String::as_str), &[[PLAIN, PLAIN, money, money]]);
        assert!(text.contains(wanted), "{above}{head}, {format}: {text}");
    }
    // Both readings are offered.
    let text = money(" (ribu rupiah)", [("1500000000", "#,##0,,"); 2]);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in [
        "1.500.000.000 tampil sebagai 1.500: format selnya menghilangkan juta, padahal satuan angkanya ribu rupiah",
        "ketik 1500000 di sel D2, dengan format angka biasa bila isi selnya yang benar",
        "ketik 1500 di sel D2, dengan format angka biasa bila yang tampil yang benar",
    ] {
        assert!(flat.contains(wanted), "{wanted}: {text}");
    }
    // People are not money: a line above speaks of figures in its unit.
    let people: Cell = ("80000", "#,##0,");
    for (unit, wanted) in
        [("orang", "80000,80000"), ("ribu orang", "80,80"), ("km", "80000,80000"), ("juta orang", "D0065")]
    {
        let above = if unit == "orang" { "(dalam ribu orang)" } else { "" };
        let text = hitung(unit, above, HEADS, &[[people, people, PLAIN, PLAIN]]);
        assert!(text.contains(wanted), "{unit}: {text}");
    }
    // Putting the unit of the line into the heading, as is advised, changes nothing.
    let text = hitung("orang", "(dalam ribu orang)", HEADS, &[[people, PLAIN, PLAIN, PLAIN]]);
    assert!(text.contains("80000,80000") && text.contains("D0007"), "{text}");
    assert!(!text.contains("80000 menjadi"), "{text}");
}

#[test]
fn cells_of_one_column_that_leave_out_different_thousands_are_asked_about() {
    let (scaled, full) = ("#,##0,,", "#,##0");
    let lazy = "[>999999]#,##0,,;#,##0";
    let heads = [HEADS[0], HEADS[1], "Pagu (juta rupiah)", "Serapan (juta rupiah)"];
    let row = |pagu: Cell<'static>, serapan: Cell<'static>| [PLAIN, PLAIN, pagu, serapan];
    for (rows, cells) in [
        ([row(("1500000000", scaled), ("1", scaled)), row(("500000000", full), ("1", scaled))], vec!["D3"]),
        ([row(("1500000000", lazy), ("0", lazy)), row(("200000", lazy), ("0", lazy))], vec!["D3"]),
        // A column beside it, of the size of what the cells hold.
        (
            [row(("1500000000", scaled), ("1200000000", "")), row(("500000000", scaled), ("450000000", ""))],
            vec!["E2", "E3"],
        ),
        // Of the size of what they show it is typed in millions.
        ([row(("1500000000", scaled), ("1200", "")), row(("500000000", scaled), ("450", ""))], vec![]),
    ] {
        let text = hitung("nilai", "", heads, &rows);
        assert_eq!(text.contains("D0065"), !cells.is_empty(), "{text}");
        for cell in cells {
            assert!(text.contains(&format!("sel {cell}")), "{cell}: {text}");
        }
    }
}

/// Where figures are copied, what a reader of the sheet would say of them is said, or they are not taken.
#[test]
fn what_is_copied_from_a_sheet_is_told_first() {
    let sheet = |head: &str, format: &'static str, total: &'static str| {
        let titles = ["Indikator Kinerja", "Satuan", "Target", "Realisasi", &format!("Pagu{head}")].map(str::to_string);
        let mut rows: Vec<Vec<Cell>> = vec![titles.iter().map(|title| (title.as_str(), "")).collect()];
        rows.push(vec![("Indeks Alfa", ""), ("nilai", ""), ("80", ""), ("72.4", "0"), ("1500000000", format)]);
        rows.push(vec![("Indeks Beta", ""), ("nilai", ""), ("80", ""), ("82*", ""), ("500000000", format)]);
        rows.push(vec![("Jumlah", ""), ("", ""), ("", ""), ("", ""), (total, format)]);
        let room = Room::new();
        fs::write(room.path("iku.xlsx"), workbook(&rows)).expect("a workbook");
        let told = room.takar("baru --dari iku.xlsx --tahun 2024 kantor");
        let data = fs::read_to_string(room.path("kantor/data/iku.csv")).unwrap_or_default();
        (told.split_whitespace().collect::<Vec<_>>().join(" "), data)
    };
    let (told, data) = sheet(" (juta rupiah)", "#,##0,,", "2000000000");
    assert!(told.contains("sel D2 menampilkan 72, isinya 72,4; isinya yang disalin"), "{told}");
    assert!(!told.contains("baris jumlah lain") && data.contains(";1500;"), "{told} {data}");
    let (told, _) = sheet(" (juta rupiah)", "#,##0,,", "999000000");
    let wanted = "baris jumlah lain dari jumlah baris-barisnya: sel E4 999, jumlah sel E2 sampai E3 2.000";
    assert!(told.contains(wanted), "{told}");
    let (told, data) = sheet(" (ribu rupiah)", "#,##0,,", "2000000000");
    let wanted = "2 sel menampilkan angka lain dari isinya, tidak dibaca: E2 (1.500, isinya 1500000000), E3";
    assert!(told.contains(wanted) && !data.contains("1500000000"), "{told} {data}");
    // Words of a format count as typed ones do.
    let (told, data) = sheet("", "#,##0\" juta\"", "2000000000");
    assert!(data.contains(";1500000000000000;"), "{told} {data}");
}

/// A table of one row for each office: its columns are headed by codes.
#[test]
fn a_wide_sheet_is_told_of_too() {
    let room = Room::new();
    let of = |head: &str, format: &str| {
        let rows = [vec![("unit", ""), ("tahun", ""), (head, "")], vec![("Mojo", ""), ("2024", ""), ("80000", format)]];
        fs::write(room.path("w.xlsx"), workbook(&rows)).expect("a workbook");
        let rules = "paket \"P\"\n  tahun 2024\nbesaran A \"Alfa\"\nbesaran DUA \"Dua\"\n  rumus A * 2\n";
        fs::create_dir_all(room.path("p")).expect("a folder");
        fs::write(room.path("p/a.takar"), rules).expect("rules");
        let said = room.takar("hitung p --data w.xlsx --keluar h.csv --timpa");
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let said = of("A", "#,##0,");
    assert!(said.contains("sel C2 menampilkan 80, isinya 80000; isinya yang dihitung"), "{said}");
    assert!(of("A", "0\".000\"").contains("D0065"), "digits among words");
    let said = of("A (juta rupiah)", "");
    assert!(said.contains("menyebut juta rupiah: di sini angka ditulis penuh"), "{said}");
    assert!(!said.contains("hapus baris di atas judul"), "{said}");
}

/// The same formats in another kind of file.
#[test]
fn words_of_formats_in_a_spreadsheet() {
    let digits =
        |more: &str| format!("<number:number number:decimal-places=\"0\" number:min-integer-digits=\"1\"{more}/>");
    let (plain, millions) = (digits(""), digits(" number:display-factor=\"1000000\""));
    let words = |text: &str| format!("<number:text>{text}</number:text>");
    // A format with a part for words is one of words, with maps to those of numbers.
    let of_words = "<number:text-content/><style:map style:condition=\"value()&gt;0\" style:apply-style-name=\"P\"/>";
    for (inside, held, wanted) in [
        (of_words.to_string(), "1500000000", "1500000000 Scaled { thousands: 2, decimals: 0, named: false }"),
        (of_words.to_string(), "-5", "-5 General"),
        (plain.clone() + &words(" juta"), "1500", "1500 Decimals(0) terbaca 1500 juta"),
        (words("Rp") + &plain, "1500", "1500 Money(0)"),
        (words("Rp") + &plain + &words(" jt"), "1500", "1500 Money(0) terbaca 1500 jt"),
        (plain.clone() + &words("%"), "80", "80 Decimals(0) terbaca 80%"),
        (plain.clone() + &words(".000"), "80", "80 Decimals(0) terbaca 80.000"),
        (
            millions.clone() + &words(" juta"),
            "1500000000",
            "1500000000 Scaled { thousands: 2, decimals: 0, named: true }",
        ),
        (words("nihil"), "0", "0 Hidden"),
        (words("-"), "0", "0 General"),
        (String::new(), "72", "72 Hidden"),
    ] {
        let kind = if inside.contains("text-content") { "text-style" } else { "number-style" };
        let text = format!(
            "<?xml version=\"1.0\"?><office:document xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:number=\"n\" \
             office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:automatic-styles>\
             <number:number-style style:name=\"P\">{millions}</number:number-style>\
             <number:{kind} style:name=\"N\">{inside}</number:{kind}>\
             <style:style style:name=\"c\" style:family=\"table-cell\" style:data-style-name=\"N\"/></office:automatic-styles>\
             <office:body><office:spreadsheet><table:table table:name=\"A\"><table:table-row>\
             <table:table-cell table:style-name=\"c\" office:value-type=\"float\" office:value=\"{held}\"><text:p>x</text:p></table:table-cell>\
             </table:table-row></table:table></office:spreadsheet></office:body></office:document>"
        );
        let book = takar::office::open(text.as_bytes(), "a.fods").expect("a sheet");
        let content = book.sheets[0].rows[0].get(0).expect("a cell");
        assert_eq!(super::said(content), wanted, "{inside}");
    }
}

#[test]
fn a_sheet_titled_with_another_year_is_told() {
    let told = "baris di atas tabel menyebut tahun 2023, sedangkan angkanya dibaca sebagai tahun 2024";
    let shown = |above: &str| {
        let shown = hitung("", above, HEADS, &[[PLAIN; 4]]);
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(shown("Pengukuran Kinerja Tahun 2023").contains(told));
    for above in ["Pengukuran Kinerja Tahun 2024", "Pengukuran Kinerja", "Renstra 2021-2026"] {
        assert!(!shown(above).contains("menyebut tahun"), "{above}");
    }
}
