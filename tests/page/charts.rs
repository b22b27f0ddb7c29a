//! Charts: what they show is what the engine says, and where it lies.

use crate::read::{Piece, pieces};
use crate::{of_folder, place};

/// The bars of a chart: the label for those who hear it, lengths and lines in percent.
fn bars(page: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for piece in pieces(page) {
        let Piece::Open(name, given) = piece else { continue };
        match (name.as_str(), given.get("class").map(String::as_str)) {
            ("svg", None) if given.contains_key("width") => found.push((given["aria-label"].clone(), Vec::new())),
            ("rect", Some(class @ ("isi" | "lebih"))) => {
                found.last_mut().expect("a bar").1.push(format!("{class} {}", given["width"]));
            }
            ("line", Some(class @ ("penuh" | "batas"))) if given["x1"].ends_with('%') => {
                found.last_mut().expect("a bar").1.push(format!("{class} {}", given["x1"]));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn bars_end_where_their_figures_lie() {
    let (page, _) = of_folder("kecil");
    let told: Vec<String> =
        bars(&page).into_iter().map(|(label, parts)| format!("{label} | {}", parts.join(", "))).collect();
    // The scale goes to 135, the greatest achievement before its cap: 97,68 / 135 is 72,4 percent.
    insta::assert_snapshot!(told.join("\n"), @r#"
    Indeks Kepuasan <Masyarakat>: 97,68%, di bawah 100% | isi 72.4%, penuh 74.1%, batas 88.9%
    Aduan yang dijawab & selesai: 120,00%, di atas 100% | lebih 100%, isi 88.9%, penuh 74.1%, batas 88.9%
    Temuan yang belum ditindaklanjuti: 120,00%, di atas 100% | isi 88.9%, penuh 74.1%, batas 88.9%
    Nilai pengawasan arsip: belum diisi | penuh 74.1%, batas 88.9%
    Kejadian luar biasa: tidak terdefinisi | penuh 74.1%, batas 88.9%
    Rata-rata capaian: 112,56%, di atas 100% | isi 83.4%, penuh 74.1%
    Sekretariat: serapan 780.750.000 dari pagu 1.000.000.000 | isi 78.1%, penuh 100%
    Perencanaan "awal" & <akhir>: serapan 118.500.000 dari pagu 120.000.000 | isi 98.8%, penuh 100%
    Keuangan: serapan 662.250.000 dari pagu 880.000.000 | isi 75.3%, penuh 100%
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
