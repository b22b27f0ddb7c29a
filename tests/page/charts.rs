//! Charts: what they show is what the engine says, and where it lies.

use crate::read::{Piece, pieces};
use crate::{of_folder, place};
use takar::report::chart::{Pen, picture};

/// The bars of a chart: the label for those who hear it, lengths and lines in percent.
fn bars(page: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for piece in pieces(page) {
        let Piece::Open(name, given) = piece else { continue };
        match (name.as_str(), given.get("class").map(String::as_str)) {
            ("svg", None) if given.contains_key("width") => found.push((given["aria-label"].clone(), Vec::new())),
            ("rect", Some(class @ ("isi" | "lebih"))) => {
                let from = given["x"].trim_end_matches('%');
                let from = if from == "0" { String::new() } else { format!("{from}+") };
                found.last_mut().expect("a bar").1.push(format!("{class} {from}{}", given["width"]));
            }
            ("line", Some(class @ ("penuh" | "batas" | "nol"))) if given["x1"].ends_with('%') => {
                found.last_mut().expect("a bar").1.push(format!("{class} {}", given["x1"]));
            }
            ("text", Some("potong")) => found.last_mut().expect("a bar").1.push(format!("potong {}", given["x"])),
            _ => {}
        }
    }
    found
}

/// The bars of a page, line by line.
fn told(page: &str) -> String {
    let each = bars(page).into_iter().map(|(label, parts)| format!("{label} | {}", parts.join(", ")));
    each.collect::<Vec<_>>().join("\n")
}

#[test]
fn bars_end_where_their_figures_lie() {
    let (page, _) = of_folder("kecil");
    // The scale goes to 135, the greatest achievement before its cap: 100 lies at 740 of a thousand steps, 97,68 at 722.
    insta::assert_snapshot!(told(&page), @r#"
    Indeks Kepuasan <Masyarakat>: 97,68%, di bawah 100% | isi 72.2%, penuh 74%, batas 88.8%
    Aduan yang dijawab & selesai: 120,00%, di atas 100% | lebih 88.8+11.2%, isi 88.8%, penuh 74%, batas 88.8%
    Temuan yang belum ditindaklanjuti: 120,00%, di atas 100% | isi 88.8%, penuh 74%, batas 88.8%
    Nilai pengawasan arsip: belum diisi | penuh 74%, batas 88.8%
    Kejadian luar biasa: tidak terdefinisi | penuh 74%, batas 88.8%
    Rata-rata capaian: 112,56%, di atas 100% | isi 83.3%, penuh 74%
    Sekretariat: serapan 780.750.000 dari pagu 1.000.000.000 | isi 78%, penuh 100%
    Perencanaan "awal" & <akhir>: serapan 118.500.000 dari pagu 120.000.000 | isi 98.7%, penuh 100%
    Keuangan: serapan 662.250.000 dari pagu 880.000.000 | isi 75.2%, penuh 100%
    "#);
}

#[test]
fn trends_have_the_values_of_their_years() {
    let (page, _) = of_folder("kecil");
    let labels: Vec<String> = pieces(&page)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Open(name, given) if name == "svg" && given.contains_key("viewBox") => {
                given.get("aria-label").cloned()
            }
            Piece::Open(..) | Piece::Close(_) | Piece::Text(_) => None,
        })
        .collect();
    assert_eq!(labels.len(), 4, "{labels:?}");
    let mut folder = takar::folder::open(place("kecil")).expect("a package");
    let data = folder.read_data().expect("data").data;
    for (code, label) in ["IKM", "ADUAN", "TEMUAN", "IKU"].iter().zip(&labels) {
        let points: Vec<(&str, &str)> =
            label.rsplit_once(": ").expect("points").1.split("; ").filter_map(|point| point.split_once(' ')).collect();
        assert!(points.len() > 1, "{label}");
        for (year, words) in points {
            // Each year by itself, under its own rules.
            let run = folder.package.run(&data, year.parse().expect("a year")).expect("sound rules");
            let cell = run.value(&format!("capaian {code}"), "").expect("a value");
            let said = cell.missing.as_ref().map_or(cell.shown.as_str(), |missing| missing.state.words());
            assert_eq!(said, words, "{code} {year}");
        }
    }
}

/// Below zero, far beyond, next to a hundred, capped and only rounded: a page and a terminal draw and say the same.
#[test]
fn page_and_terminal_say_the_same_at_the_edges() {
    insta::assert_snapshot!(both("tepi", 2025, &[2024]));
}

/// All alike, all zero, one row, all below zero, at the very ends, faults in the middle, years that are missing.
#[test]
fn page_and_terminal_say_the_same_at_gaps() {
    insta::assert_snapshot!(both("celah", 2025, &[2020, 2021, 2022, 2023, 2024]));
}

/// One thing on both sides, things and footers of one name: none is dropped, and each is told from the others.
#[test]
fn names_that_are_the_same_are_told_apart() {
    insta::assert_snapshot!(both("sanding", 2024, &[2023]));
}

/// A bar has the name of its row, a subtotal's its label, whichever columns stand beside the figure.
#[test]
fn bars_have_the_names_of_their_rows() {
    insta::assert_snapshot!(both("nama", 2024, &[]));
}

/// Where the groups of one side stand beside rows of another, rows cannot be sorted or filtered by the script.
#[test]
fn groups_beside_other_rows_stay_where_they_are() {
    let classes = |package: &str| {
        let (page, tables) = of_folder(package);
        let sections = pieces(&page).into_iter().filter_map(|piece| match piece {
            Piece::Open(name, given) if name == "section" => given.get("class").cloned(),
            Piece::Open(..) | Piece::Close(_) | Piece::Text(_) => None,
        });
        let sections = sections.filter(|class| class.split(' ').any(|one| one == "tabel"));
        let named = sections.zip(tables).filter(|(class, _)| class.split(' ').any(|one| one == "tetap"));
        named.map(|(_, table)| table.name).collect::<Vec<_>>()
    };
    assert_eq!(classes("sanding"), ["T7"]);
    assert!(classes("nama").is_empty());
}

/// The charts of a package: its bars, what is said of them, the years and where they lie; then all of it in letters.
fn both(package: &str, year: i32, before: &[i32]) -> String {
    let (page, _) = of_folder(package);
    let legends: Vec<&str> =
        page.split("<figcaption>").skip(1).filter_map(|rest| rest.split("</figcaption>").next()).collect();
    let legends = legends.into_iter().filter(|one| one.contains("<p>")).map(|one| format!("{one}\n"));
    let mut folder = takar::folder::open(place(package)).expect("a package");
    let data = folder.read_data().expect("data").data;
    let planned = folder.package.planned(&data, year).expect("sound rules");
    let run = planned.looking_back().unit(0);
    let (tables, mut drawn) = (planned.unit(0).tables_of(0), Default::default());
    let pen = Pen { width: 80, colour: false, plain: false };
    let letters = tables.iter().map(|table| picture(run.results(), 0, (table, before), &mut drawn, pen));
    let letters: Vec<String> = letters.collect();
    [told(&page), legends.collect(), trends(&page), letters.join("\n")].join("\n\n")
}

/// The trends of a page: what is heard of each, its lines, its points.
fn trends(page: &str) -> String {
    let mut found = Vec::new();
    for piece in pieces(page) {
        let Piece::Open(name, given) = piece else { continue };
        match name.as_str() {
            "svg" if given.contains_key("viewBox") => {
                found.push(given.get("aria-label").cloned().unwrap_or_default());
            }
            "polyline" => *found.last_mut().expect("a trend") += &format!("\n  garis {}", given["points"]),
            "circle" => {
                *found.last_mut().expect("a trend") += &format!("\n  titik {},{}", given["cx"], given["cy"]);
            }
            _ => {}
        }
    }
    found.join("\n")
}
