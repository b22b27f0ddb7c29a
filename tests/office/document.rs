//! Tables as a document: what Word is told of captions, heads, joined cells, sides and pages.

use std::io::{Cursor, Read};
use takar::document::document;
use takar::report::table::{Cell, Column, Footer, Missing, Note, Part, Table};

/// A part of a document.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a container");
    let mut text = String::new();
    zip.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

fn body(tables: &[Table]) -> String {
    let bytes = document(tables).expect("a document");
    let text = part(&bytes, "word/document.xml");
    let mut reader = quick_xml::Reader::from_str(&text);
    while reader.read_event().expect("well formed") != quick_xml::events::Event::Eof {}
    text
}

/// The words of a stretch of markup, cells parted by `|` and rows by `/`.
pub fn words(markup: &str) -> String {
    let marked = markup.replace("</w:tc>", "<w:t>|</w:t>").replace("</w:tr>", "<w:t>/</w:t>");
    let texts = marked.split("<w:t").skip(1).filter(|text| text.starts_with([' ', '>']));
    texts.filter_map(|text| text.split_once('>')?.1.split_once("</w:t>").map(|(words, _)| words)).collect()
}

fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

fn cell(shown: &str) -> Cell {
    Cell { shown: shown.into(), ..Cell::default() }
}

fn column(title: &str, numeric: bool) -> Column {
    Column { title: title.into(), numeric }
}

/// Two objectives, of which the first has two indicators; one figure is missing, one was reported.
fn table() -> Table {
    let missing = Cell {
        missing: Some(Missing { state: takar::data::State::NotFilled, reason: "belum ada survei".into() }),
        shown: "–".into(),
        notes: vec![1],
        ..Cell::default()
    };
    let reported = Cell { reported: true, ..cell("8,3") };
    Table {
        name: "T31".into(),
        title: "Tabel 3.1 Capaian <IKU> & \"lainnya\"".into(),
        package: "LKjIP".into(),
        year: 2024,
        columns: [("Sasaran", false), ("Indikator", false), ("Target 2024", true), ("Realisasi 2024", true)]
            .map(|(title, numeric)| column(title, numeric))
            .to_vec(),
        rows: vec![
            vec![cell("Layanan"), cell("IKM"), cell("90"), cell("91,2")],
            vec![cell("Layanan"), cell("IPP"), cell("8,7"), reported],
            vec![cell("Akuntabilitas"), cell("AKIP"), cell("73,5"), missing],
        ],
        footers: vec![Footer {
            from: 0,
            label: "Rata-rata".into(),
            cells: vec![Cell::default(), Cell::default(), Cell::default(), cell("97,69%")],
        }],
        notes: vec![Note { text: "belum ada survei".into(), is_joined: false }],
        remarks: vec!["angka sementara".into()],
        ..Table::default()
    }
}

#[test]
fn a_table_has_what_word_needs() {
    let text = body(&[table()]);
    assert!(text.contains("SEQ Tabel \\* ARABIC </w:instrText>"), "a caption field that follows from none before");
    let (caption, rest) = text.split_once("<w:tbl>").expect("a table");
    assert_eq!(words(caption), "Tabel 3.1 Capaian &lt;IKU&gt; &amp; &quot;lainnya&quot; Tahun 2024");
    let (grid, below) = rest.split_once("</w:tbl>").expect("its end");
    assert_eq!(
        words(grid),
        "Sasaran|Indikator|2024|/||Target|Realisasi|/\
         Layanan|IKM|90|91,2|/|IPP|8,7|8,3*|/Akuntabilitas|AKIP|73,5|– [1]|/Rata-rata|97,69%|/"
    );
    assert_eq!(words(below), "* dilaporkan, tidak dihitung dari rumusnya[1] belum ada surveiCatatan: angka sementara");
    assert_eq!(count(grid, "<w:tblHeader/>"), 2, "both rows of the head stand on every page");
    assert_eq!(count(grid, "<w:cantSplit/>"), 6, "no row is torn apart");
    // Sasaran and Indikator reach over both rows of the head; the first objective over its two indicators.
    assert_eq!((count(grid, "<w:vMerge w:val=\"restart\"/>"), count(grid, "<w:vMerge/>")), (3, 3));
    assert_eq!(count(grid, "<w:gridSpan w:val=\"2\"/>"), 1, "2024 over Target and Realisasi");
    assert_eq!(count(grid, "<w:gridSpan w:val=\"3\"/>"), 1, "the label of the footer up to its value");
    assert_eq!(count(grid, "<w:jc w:val=\"right\"/>"), 7, "figures stand right");
    assert!(!text.contains("landscape"));
}

/// What columns share stands once above them: a level of the printed heading, a measure with what it is in.
#[test]
fn a_heading_of_several_rows_is_two_rows_again() {
    for (titles, wanted) in [
        (["Nama", "KINERJA · TARGET", "KINERJA · CAPAIAN (%)", "KET"], "Nama|KINERJA|KET|/|TARGET|CAPAIAN (%)||/"),
        (["Nama", "Anggaran (Rp) Pagu", "Anggaran (Rp) Sisa", "KET"], "Nama|Anggaran (Rp)|KET|/|Pagu|Sisa||/"),
        (["Nama", "Anggaran (Rp)", "Realisasi (Rp)", "KET"], "Nama|Anggaran (Rp)|Realisasi (Rp)|KET|/"),
        (["Nama", "KINERJA · TARGET", "Lain", "KET"], "Nama|KINERJA · TARGET|Lain|KET|/"),
    ] {
        let columns = titles.map(|title| column(title, false)).to_vec();
        let own = Table { columns, rows: Vec::new(), footers: Vec::new(), ..table() };
        let text = body(&[own]);
        let grid = text.split_once("<w:tbl>").expect("a table").1;
        assert!(words(grid).starts_with(wanted), "{titles:?}: {}", words(grid));
    }
}

#[test]
fn equal_words_of_the_last_naming_column_are_two_rows() {
    let mut own = table();
    own.rows.iter_mut().for_each(|row| row[1] = cell("IKM"));
    let text = body(&[own.clone()]);
    assert_eq!(count(&text, "<w:vMerge/>"), 3, "only the objective is joined");
    // Nor are words below others in the column before them.
    own.columns.insert(0, column("No", false));
    own.rows.iter_mut().enumerate().for_each(|(at, row)| row.insert(0, cell(&format!("{}", at + 1))));
    own.footers.clear();
    assert_eq!(count(&body(&[own]), "<w:vMerge/>"), 3, "those of the head alone");
}

#[test]
fn captions_count_as_word_counts() {
    let titled = |title: &str| Table { title: title.into(), year: 2024, ..Table::default() };
    let tables =
        ["Tabel 3.1 A", "Tabel 3.2 B 2023", "Tabel 3.12b C", "Ringkasan", "TABEL IV.2: D", "Tabel E"].map(titled);
    let text = body(&tables);
    let fields: Vec<&str> = text
        .split("SEQ Tabel \\* ARABIC")
        .skip(1)
        .filter_map(|rest| rest.split_once("</w:instrText>").map(|one| one.0))
        .collect();
    assert_eq!(fields, [" ", " ", " \\r 12 ", " ", " \\r 2 ", " "]);
    assert_eq!(
        words(&text),
        "Tabel 3.1 A Tahun 2024Tabel 3.2 B 2023Tabel 3.12b C Tahun 2024Tabel 13 Ringkasan Tahun 2024\
         Tabel IV.2 D Tahun 2024Tabel 3 Tabel E Tahun 2024"
    );
}

#[test]
fn heads_share_years_and_measures_side_by_side_only() {
    let shared = |titles: &[&str]| {
        let columns = titles.iter().map(|title| column(title, true)).collect();
        let rows = vec![titles.iter().map(|_| cell("1")).collect()];
        let text = body(&[Table { columns, rows, ..Table::default() }]);
        words(text.split_once("<w:tbl>").expect("a table").1)
    };
    assert_eq!(shared(&["Target 2023", "Nama", "Realisasi 2023"]), "Target 2023|Nama|Realisasi 2023|/1|1|1|/");
    assert_eq!(shared(&["Target 2023", "% 2023", "Target 2024", "% 2024"]), "2023|2024|/Target|%|Target|%|/1|1|1|1|/");
    assert_eq!(shared(&["Realisasi Kabupaten", "Realisasi Nasional"]), "Realisasi|/Kabupaten|Nasional|/1|1|/");
    assert_eq!(shared(&["Target triwulan 2", "Realisasi triwulan 2"]), "Triwulan 2|/Target|Realisasi|/1|1|/");
    // Twice the same would be told apart by nothing.
    assert_eq!(shared(&["Target 2023", "Target 2023"]), "Target 2023|Target 2023|/1|1|/");
    assert_eq!(shared(&["Kepuasan 2023", "2023"]), "Kepuasan 2023|2023|/1|1|/");
}

#[test]
fn headings_and_subtotals_reach_over_the_table() {
    let mut own = table();
    own.rows.insert(0, vec![cell("Sekretariat"), Cell::default(), Cell::default(), Cell::default()]);
    own.rows.push(vec![cell("Jumlah"), Cell::default(), cell("1"), cell("2")]);
    own.parts = vec![Part::Heading, Part::Row, Part::Row, Part::Row, Part::Subtotal];
    let text = body(&[own]);
    assert!(words(&text).contains("/Sekretariat|/Layanan|IKM"), "{}", words(&text));
    assert!(text.contains("<w:gridSpan w:val=\"4\"/>"));
}

#[test]
fn a_wide_table_lies_sideways_and_the_next_upright() {
    let mut wide = table();
    for at in 0..9 {
        wide.columns.push(column(&format!("Anggaran tahap {at}"), true));
        wide.rows.iter_mut().for_each(|row| row.push(cell("3.012.572.306,00")));
    }
    wide.footers.clear();
    let text = body(&[table(), wide, table()]);
    let pages: Vec<bool> = text.split("<w:pgSz").skip(1).map(|page| page[..60].contains("landscape")).collect();
    assert_eq!(pages, [false, true, false]);
}

#[test]
fn the_same_tables_are_the_same_bytes_and_nothing_forbidden_gets_in() {
    let mut own = table();
    own.title = "a\u{0}b\u{1f}c\u{fffe}d".into();
    own.rows[0][0] = cell("satu\ndua\tтри]]>");
    assert_eq!(document(&[own.clone()]), document(&[own.clone()]));
    let text = body(&[own]);
    assert!(!text.contains(['\u{0}', '\u{1f}', '\u{fffe}', '\t']));
    assert!(text.contains("satu</w:t><w:br/><w:t xml:space=\"preserve\">dua три]]&gt;"));
    // None at all is a document, too.
    assert!(body(&[]).contains("<w:sectPr>"));
    assert!(body(&[Table::default()]).contains("Tabel "));
}
