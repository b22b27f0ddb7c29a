//! Headings of several rows that leave open which column is meant, headings that stand again, and what a line above a table of a
//! document says: the same in workbooks, web pages and documents.

use super::compose::Room;
use super::manuscript_runs::report;
use std::fmt::Write;
use std::fs;

const RULES: &str = "\
paket \"Kantor\"
  tahun 2024

aturan capaian Baku
  makin tinggi : realisasi / target * 100

indikator A \"Alfa\"
  satuan SATUAN
  arah makin tinggi
  capaian Baku

tabel T \"Capaian\"
  baris A
  kolom nama \"Indikator\"
  kolom target \"Target\"
  kolom realisasi \"Realisasi\"
  kolom pagu \"Pagu\"
  kolom serapan \"Serapan\"
";

/// A table as a web page; `>>` goes on with the cell to its left, `^` with the one above.
fn page(cells: &str) -> Vec<u8> {
    let rows: Vec<Vec<&str>> = cells.lines().map(|line| line.split(';').collect()).collect();
    let mut text = String::from("<html><table>");
    for (at, row) in rows.iter().enumerate() {
        text += "<tr>";
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !matches!(**cell, ">>" | "^")) {
            let wide = 1 + row[column + 1..].iter().take_while(|next| **next == ">>").count();
            let tall = 1 + rows[at + 1..].iter().take_while(|next| next.get(column) == Some(&"^")).count();
            write!(text, "<td colspan={wide} rowspan={tall}>{cell}</td>").expect("a text");
        }
        text += "</tr>";
    }
    (text + "</table></html>").into_bytes()
}

/// A table as a document, lines above it.
fn document(lines: &[&str], cells: &str) -> Vec<u8> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row = |line: &str| format!("<w:tr>{}</w:tr>", line.split(';').map(cell).collect::<String>());
    let rows: String = cells.lines().map(row).collect();
    let above: String = lines.iter().map(|line| paragraph(line)).collect();
    report(&format!("{above}<w:tbl>{rows}</w:tbl>"))
}

/// What is computed and told of a file, as one line.
fn computed(room: &Room, name: &str, bytes: &[u8], unit: &str, more: &str) -> String {
    fs::write(room.path(name), bytes).expect("a file");
    let rules = RULES.replace("SATUAN", unit);
    fs::write(room.path("aturan.takar"), format!("{rules}\ndata \"{name}\"\n{more}")).expect("rules");
    let told = room.takar("hitung . --format csv");
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Realisasi` over `K | %`: what is measured and its percent. Nobody says which is meant, so it is asked, and either can be named.
#[test]
fn a_quantity_beside_its_percent_is_asked_about() {
    let room = Room::new();
    for (quantity, unit) in
        [("K", "nilai"), ("K", "persen"), ("Volume", "dokumen"), ("Fisik", "persen"), ("Angka", "nilai")]
    {
        for (beside, figure) in [("%", "75"), ("(%)", "75"), ("Rp", "7500")] {
            let cells = format!("Indikator;Target;Realisasi;>>\n^;^;{quantity};{beside}\nAlfa;80;60;{figure}\n");
            let asked = computed(&room, "a.xls", &page(&cells), unit, "");
            let line = format!("kolom realisasi = \"{quantity}\" di bawah \"Realisasi\"");
            assert!(asked.contains("D0005") && asked.contains(&line), "{cells}\n{asked}");
            assert!(asked.contains(",80,belum diisi,"), "{cells}\n{asked}");
            let named = computed(&room, "a.xls", &page(&cells), unit, &format!("  {line}\n"));
            assert!(named.contains(",80,60,"), "{cells}\n{named}");
        }
    }
    // Alone, beside words, or where the heading itself is over one of them, it is clear.
    for cells in [
        "Indikator;Target;Realisasi\n^;(%);(%)\nAlfa;80;60\n",
        "Indikator;Target;Realisasi;>>\n^;^;%;Kategori\nAlfa;80;60;Baik\n",
    ] {
        let told = computed(&room, "a.xls", &page(cells), "persen", "");
        assert!(told.contains(",80,60,"), "{cells}\n{told}");
    }
}

/// One line names a column of each year, whether the year stands above or between.
#[test]
fn a_named_column_stands_below_each_year() {
    let room = Room::new();
    let named = "  kolom target = \"K\" di bawah \"Target\"\n  kolom realisasi = \"K\" di bawah \"Realisasi\"\n  \
                 kolom pagu = \"Rp\" di bawah \"Target\"\n  kolom serapan = \"Rp\" di bawah \"Realisasi\"\n";
    let above = "Indikator;2023;>>;>>;>>;2024;>>;>>;>>\n^;Target;>>;Realisasi;>>;Target;>>;Realisasi;>>\n^;K;Rp;K;Rp;K;Rp;K;Rp\n\
                 Alfa;70;1000;65;900;80;2000;60;1500\n";
    let between = "Indikator;Target;>>;>>;>>;Realisasi;>>;>>;>>\n^;2023;>>;2024;>>;2023;>>;2024;>>\n^;K;Rp;K;Rp;K;Rp;K;Rp\n\
                   Alfa;70;1000;80;2000;65;900;60;1500\n";
    for cells in [above, between] {
        let asked = computed(&room, "a.xls", &page(cells), "nilai", "");
        for line in named.lines() {
            assert!(asked.contains(line.trim()), "{line}\n{asked}");
        }
        let told = computed(&room, "a.xls", &page(cells), "nilai", named);
        assert!(told.contains(",80,60,2000,1500"), "{told}");
        let before = room.takar("hitung . --format csv --tahun 2023").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(before.contains(",70,65,1000,900"), "{before}");
    }
}

/// Both headings are named, each with its row.
#[test]
fn a_heading_again_is_told_with_both_headings() {
    let room = Room::new();
    for title in ["", "Tabel 3.1 Capaian\n"] {
        let cells = format!(
            "{title}Indikator;Satuan;Target;Pagu (juta rupiah)\nAlfa;nilai;80;500\nIndikator;Satuan;Target;Pagu\nBeta;nilai;70;600\n"
        );
        let told = computed(&room, "a.xls", &page(&cells), "nilai", "");
        let row = if title.is_empty() { 1 } else { 2 };
        for (row, heading) in [(row, "Pagu (juta rupiah)"), (row + 2, "Pagu")] {
            let said = format!("judul di baris {row}: \"{heading}\"");
            assert!(told.contains("B0132") && told.contains(&said), "{said}\n{told}");
        }
    }
}

/// What stands above a table of a document is said of its money, for data as for the audit.
#[test]
fn a_line_above_a_table_of_a_document_says_what_money_is_in() {
    let room = Room::new();
    let cells = "Indikator;Target;Realisasi;Pagu;Serapan\nAlfa;80;60;500;400\n";
    let full = "Indikator;Target;Realisasi;Pagu;Serapan\nAlfa;80;60;500000000;400000000\n";
    for lines in [
        &["(dalam juta rupiah)"][..],
        &["Tabel 3.1 Capaian", "(Rp juta)"],
        &["Tabel 3.1 Capaian (dalam juta rupiah)"],
        &["Dalam jutaan rupiah"],
    ] {
        let told = computed(&room, "a.docx", &document(lines, cells), "nilai", "");
        assert!(told.contains(",80,60,500000000,400000000"), "{lines:?}\n{told}");
        assert!(told.contains("dipakai untuk angka uang"), "{lines:?}\n{told}");
        computed(&room, "a.docx", &document(&[], full), "nilai", "");
        fs::create_dir_all(room.path("cetakan")).expect("a folder");
        fs::write(room.path("cetakan/laporan.docx"), document(lines, cells)).expect("a report");
        let audited = room.takar("audit .");
        assert!(audited.contains("cocok 4") && audited.contains("tidak ada temuan"), "{lines:?}\n{audited}");
        fs::remove_dir_all(room.path("cetakan")).expect("a folder");
    }
    // Two that differ say nothing.
    let lines = ["(dalam juta rupiah)", "(dalam ribu rupiah)"];
    let told = computed(&room, "a.docx", &document(&lines, cells), "nilai", "");
    assert!(told.contains(",80,60,500,400") && told.contains("tidak dibaca"), "{told}");
}
