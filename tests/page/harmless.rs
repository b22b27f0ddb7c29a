//! Nothing that a package says becomes markup, and nothing of a page comes from elsewhere.

use crate::read::{Piece, pieces, tables};
use crate::{made, of_folder};
use std::collections::BTreeSet;
use takar::engine::Package;

/// Texts that would do harm, or that would be seen as something else.
const SIGNS: &str = "<img src=x onerror=alert(1)> & 'satu' </script><!-- </style> {{ 1 }} {% raw %} \u{7}\u{202E}";

fn hostile() -> (Package, takar::data::Dataset) {
    let rules = format!(
        "paket \"Paket {SIGNS}\"\n  tahun 2025\n  dasar \"Dasar {SIGNS}\"\n\ndata \"data/iku.csv\" angka id\n\n\
         aturan capaian Baku \"Rumus {SIGNS}\"\n  jika target = 0 : tidak terdefinisi \"Sebab {SIGNS}\"\n  makin tinggi : realisasi / target * 100\n  batas 0..100\n  dasar \"Aturan {SIGNS}\"\n\n\
         indikator A \"Hal {SIGNS}\"\n  sasaran \"Sasaran {SIGNS}\"\n  skala 0..100\n  arah makin tinggi\n  capaian Baku\n\n\
         indikator B \"Lain\"\n  skala 0..100\n  arah makin tinggi\n  capaian Baku\n\n\
         tabel T1 \"Judul {SIGNS}\"\n  baris A; B\n  kolom sasaran \"Kolom {SIGNS}\"\n  kolom nama\n  kolom target\n  kolom realisasi\n  kolom capaian\n  penutup rata_rata(capaian) \"Penutup {SIGNS}\"\n  catatan \"Catatan {SIGNS}\"\n"
    );
    let mut package = Package::new("uji", [("<aturan> & \"x\".takar", rules)]);
    let errors: Vec<_> = package.diagnostics().iter().map(|one| one.title.clone()).collect();
    assert!(package.program().is_some(), "{errors:?}");
    let unit = SIGNS.replace('"', "\"\"");
    let csv = format!(
        "unit;kode;tahun;target;realisasi;catatan\n\"Unit {unit}\";A;2025;80;70;\"Baris {unit}\"\n\"Unit {unit}\";A;2024;80;60;\n\"Unit {unit}\";B;2025;0;1;\nDua;A;2025;1;1;\nDua;B;2025;;1;\n"
    );
    let (data, findings) = package.read_data(|_| Ok(csv.clone()));
    assert!(findings.iter().all(|one| one.severity != takar::diagnostic::Severity::Error), "{findings:?}");
    (package, data)
}

#[test]
fn texts_are_texts() {
    let (package, data) = hostile();
    let (page, _) = made(&package, &data);
    let (safe, _) = of_folder("kecil");
    let kinds = |page: &str| -> BTreeSet<String> {
        let open = pieces(page).into_iter();
        let name = open.filter_map(|piece| if let Piece::Open(name, _) = piece { Some(name) } else { None });
        name.collect()
    };
    let mut known = kinds(&safe);
    known.extend(["h3", "h4"].map(String::from));
    assert!(kinds(&page).is_subset(&known), "{:?}", kinds(&page));
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(!page.contains("<!--") && !page.contains("<img"));
    // Whoever reads it sees what was written, with what is invisible made visible.
    let shown = &tables(&page)[0];
    let seen = SIGNS.replace('\u{7}', "␇").replace('\u{202E}', "\u{FFFD}");
    assert_eq!(shown.heading, format!("T1 · Judul {seen} · Unit {seen} · 2025"));
    assert_eq!(shown.columns[0], format!("Kolom {seen}"));
    assert_eq!(shown.rows[0][0].words, format!("Sasaran {seen}"));
    assert_eq!(shown.rows[0][1].words, format!("Hal {seen}"));
    assert!(shown.below.iter().any(|line| line.starts_with(&format!("Catatan: Baris {seen}"))), "{:?}", shown.below);
    assert!(page.chars().all(|c| c == '\n' || !c.is_control()), "a sign that steers");
}

#[test]
fn nothing_comes_from_elsewhere() {
    for package in ["mojoagung-2024", "kecil", "unit"] {
        let (page, _) = of_folder(package);
        for word in
            ["http:", "https:", "://", "@import", "<link", "<iframe", "<img", "javascript:", "fetch(", "XMLHttpRequest"]
        {
            assert!(!page.contains(word), "{package}: {word}");
        }
        let mut ids = BTreeSet::new();
        let mut links = BTreeSet::new();
        for piece in pieces(&page) {
            match piece {
                Piece::Open(name, given) => {
                    assert!(
                        !given.contains_key("src") && !given.keys().any(|key| key.starts_with("on")),
                        "{name} {given:?}"
                    );
                    if let Some(id) = given.get("id") {
                        assert!(ids.insert(id.clone()), "{package}: {id} twice");
                    }
                    if let Some(href) = given.get("href") {
                        links.insert(href.strip_prefix('#').unwrap_or_else(|| panic!("{package}: {href}")).to_string());
                    }
                }
                Piece::Text(text) => assert!(!text.replace("url(#arsir)", "").contains("url("), "{package}"),
                Piece::Close(_) => {}
            }
        }
        assert!(links.is_subset(&ids), "{package}: {:?}", links.difference(&ids).next());
        assert!(page.contains("content=\"default-src 'none';"), "no policy");
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"id\">"));
    }
}

#[test]
fn units_stand_one_after_the_other() {
    let (page, made) = of_folder("unit");
    let contents = page.split_once("<nav").and_then(|(_, rest)| rest.split_once("</nav>")).expect("contents").0;
    assert_eq!(contents.matches("<h3>").count(), 2);
    assert_eq!(contents.matches("<li>").count(), made.len());
    assert!(contents.contains("Kec. Mojoagung &amp; &lt;sekitar&gt;"), "{contents}");
}

#[test]
fn a_page_without_end_is_refused() {
    let mut folder = takar::folder::open(crate::place("unit")).expect("a package");
    let data = folder.read_data().expect("data").data;
    let planned = folder.package.planned(&data, 2025).expect("sound rules");
    let mut page = takar::page::Page::new(planned.program(), planned.plan(), &data).expect("templates");
    let mut tables = planned.unit(0).tables_of(0);
    let row = tables[0].rows[0].clone();
    tables[0].rows = vec![row; takar::page::MOST_CELLS];
    let refused = page.add(&planned.unit(0), 0, &tables, folder.package.sources());
    assert_eq!(refused, Err(takar::page::Refused::TooLarge));
}
