//! Every figure of a page is that of the terminal, and leads to its derivation.

use crate::of_folder;
use crate::read::{Piece, Shown, pieces, tables};
use std::collections::BTreeMap;
use takar::report::table::{Cell, Table};
use takar::report::terminal::{REPORTED, mark};

/// Wide enough for any table in one grid.
const WIDE: usize = 4_000;

fn words(cell: &Cell) -> String {
    format!("{}{}", cell.words(), mark(cell))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn held(shown: &Shown, table: &Table) {
    let name = &table.name;
    assert_eq!(shown.heading, table.heading());
    assert_eq!(shown.columns, table.columns.iter().map(|column| column.title.clone()).collect::<Vec<_>>(), "{name}");
    assert_eq!(shown.rows.len(), table.rows.len() + table.footers.len(), "{name}");
    for (row, cells) in shown.rows.iter().zip(&table.rows) {
        let seen: Vec<&str> = row.iter().map(|cell| cell.words.as_str()).collect();
        assert_eq!(seen, cells.iter().map(words).collect::<Vec<_>>(), "{name}");
    }
    for (row, footer) in shown.rows[table.rows.len()..].iter().zip(&table.footers) {
        let seen: Vec<&str> = row.iter().map(|cell| cell.words.as_str()).collect();
        let mut wanted: Vec<String> = footer.cells.iter().map(words).collect();
        wanted[footer.from] = [footer.label.clone(), wanted[footer.from].clone()].join(" ").trim().to_string();
        assert_eq!(seen, wanted, "{name}");
    }
    let reported = table.has_reported().then(|| format!("* {REPORTED}"));
    let notes = table.notes.iter().enumerate().map(|(at, note)| format!("[{}] {}", at + 1, note.text));
    let remarks = table.remarks.iter().map(|remark| format!("Catatan: {remark}"));
    assert_eq!(shown.below, reported.into_iter().chain(notes).chain(remarks).collect::<Vec<_>>(), "{name}");
    // And the same as letters on a screen.
    let screen = squeezed(&takar::report::terminal(table, WIDE, false));
    for row in &shown.rows {
        let line: String = row.iter().map(|cell| squeezed(&cell.words)).collect();
        assert!(screen.contains(&line), "{name}: the screen has no {line}");
    }
}

#[test]
fn every_figure_is_the_one_of_the_terminal() {
    for package in ["mojoagung-2024", "kecil", "unit", "celah", "sanding"] {
        let (page, made) = of_folder(package);
        let shown = tables(&page);
        assert_eq!(shown.len(), made.len(), "{package}");
        shown.iter().zip(&made).for_each(|(shown, table)| held(shown, table));
    }
}

/// The derivations of a page by their names, each with its title.
fn derivations(page: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut panel = None;
    let mut title = false;
    for piece in pieces(page) {
        match piece {
            Piece::Open(name, given) if name == "section" => {
                panel = given.get("id").filter(|_| given.get("class").is_some_and(|class| class == "panel")).cloned();
            }
            Piece::Open(name, given) => {
                title = name.starts_with('h')
                    && panel.as_ref().is_some_and(|id| given.get("id") == Some(&format!("{id}j")));
            }
            Piece::Text(text) if title => {
                let known = found.insert(panel.clone().expect("a panel"), text);
                assert!(known.is_none(), "a derivation twice");
                title = false;
            }
            Piece::Text(_) | Piece::Close(_) => {}
        }
    }
    found
}

#[test]
fn every_figure_opens_its_derivation() {
    for package in ["mojoagung-2024", "kecil", "unit"] {
        let (page, made) = of_folder(package);
        let derivations = derivations(&page);
        for (shown, table) in tables(&page).iter().zip(&made) {
            let cells = table.rows.iter().chain(table.footers.iter().map(|footer| &footer.cells));
            for (row, cells) in shown.rows.iter().zip(cells) {
                for (seen, cell) in row.iter().zip(cells) {
                    if cell.plain.is_none() && cell.missing.is_none() {
                        continue;
                    }
                    let link =
                        seen.link.as_ref().unwrap_or_else(|| panic!("{}: {} opens nothing", table.name, seen.words));
                    let title = derivations.get(link.trim_start_matches('#')).expect("a derivation");
                    let value = title.rsplit_once(" = ").expect("a value").1;
                    // It may be shown with other decimals there, and one reading of an achievement explains the others.
                    assert_eq!(
                        cell.missing.is_some(),
                        value.parse::<String>().is_ok_and(|value| is_state(&value)),
                        "{title}"
                    );
                }
            }
        }
    }
}

fn is_state(words: &str) -> bool {
    takar::data::State::ALL.iter().any(|state| state.words() == words)
}

#[test]
fn what_has_no_value_says_why() {
    let (page, _) = of_folder("kecil");
    let derivations = derivations(&page);
    let of = |name: &str| {
        let (id, title) = derivations.iter().find(|(_, title)| title.starts_with(name)).expect("a derivation");
        let from = page.find(&format!("id=\"{id}\"")).expect("its place");
        (title.clone(), page[from..].split("</section>").next().expect("its text").to_string())
    };
    let (title, text) = of("realisasi ARSIP 2025");
    assert_eq!(title, "realisasi ARSIP 2025 = belum diisi");
    assert!(text.contains("<dt>sebab</dt><dd>realisasi ARSIP tahun 2025 belum diisi"), "{text}");
    let (title, text) = of("capaian NIHIL 2025");
    assert_eq!(title, "capaian NIHIL 2025 = tidak terdefinisi");
    assert!(text.contains("target nol (data&#x2f;iku.csv, baris 12, kolom &quot;target&quot;)"), "{text}");
    let (_, text) = of("capaian ADUAN 2025");
    for told in [
        "<code>realisasi &#x2f; target * 100</code>",
        "= 121,5% &#x2f; 90% * 100",
        "paket.takar:10",
        "0..120: 135% → 120%",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(text.contains("data&#x2f;iku.csv, baris 8, kolom &quot;realisasi&quot;"), "{text}");
    assert!(text.contains("dasar Peraturan Bupati 12&#x2f;2024, lampiran II"), "{text}");
}

#[test]
fn the_same_run_gives_the_same_page() {
    let (page, _) = of_folder("kecil");
    assert_eq!(page, of_folder("kecil").0);
    let body = page.split_once("<body>").expect("a body").1;
    let (body, rest) = body.split_once("<script>").expect("a script");
    let end = rest.split_once("</script>").expect("its end").1;
    insta::assert_snapshot!("kecil", format!("{body}<script>…</script>{end}"));
}

/// A footer of the right side has its label there.
#[test]
fn a_footer_stands_on_its_side() {
    let (_, tables) = of_folder("sanding");
    let tables: Vec<Table> = tables.into_iter().filter(|table| ["T1", "T4"].contains(&&*table.name)).collect();
    let shown: Vec<String> = tables.iter().map(|table| takar::report::terminal(table, 80, false)).collect();
    let csv = takar::report::csv(&tables, takar::report::CsvStyle::Id);
    insta::assert_snapshot!(format!(
        "{}\n{}\n{csv}",
        shown.join("\n"),
        tables.iter().map(takar::report::markdown).collect::<String>()
    ));
}
