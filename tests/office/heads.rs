//! Headings of several lines in documents, with their cells merged across, down, both or not at all: the audit says the same of them as
//! of the same cells in CSV. The tables are made in another language (`tests/audit_oracle/heads.py`).

use crate::manuscript_runs::report;
use serde_json::Value;
use std::fs;
use std::path::Path;
use takar::audit::{self, Audit};
use takar::engine::Package;

/// Which cells of a heading are merged.
#[derive(Debug, Clone, Copy)]
struct Merged {
    across: bool,
    down: bool,
}

const WAYS: [Merged; 4] = [
    Merged { across: false, down: false },
    Merged { across: true, down: false },
    Merged { across: false, down: true },
    Merged { across: true, down: true },
];

type Cells<'c> = [Vec<&'c str>];

fn cells(printed: &str) -> Vec<Vec<&str>> {
    printed.lines().map(|line| line.split(';').collect()).collect()
}

/// How many lines the heading has: those below the first begin blank.
fn depth(cells: &Cells) -> usize {
    1 + cells[1..].iter().take_while(|row| row[0].is_empty()).count()
}

/// How many columns a title stands over: those to its right that are blank up to its line and have titles below.
fn width(heading: &Cells, row: usize, column: usize) -> usize {
    let has_below = |at: usize| heading[row + 1..].iter().any(|line| !line[at].is_empty());
    let is_over = |at: &usize| has_below(*at) && heading[..=row].iter().all(|line| line[*at].is_empty());
    match has_below(column) {
        true => 1 + (column + 1..heading[row].len()).take_while(is_over).count(),
        false => 1,
    }
}

/// The table as a document has it.
fn document(printed: &str, merged: Merged) -> Vec<u8> {
    let cells = cells(printed);
    let heading = &cells[..depth(&cells)];
    let mut table = String::new();
    for (row, line) in cells.iter().enumerate() {
        let (mut own, mut at) = (String::new(), 0);
        while at < line.len() {
            let is_title = row < heading.len() && !line[at].is_empty();
            let wide = if is_title && merged.across { width(heading, row, at) } else { 1 };
            let is_blank = |lines: &Cells| lines.iter().all(|line| line[at].is_empty());
            let goes_down = merged.down && row < heading.len() && heading.len() > 1;
            let look = match goes_down {
                true if is_title && row + 1 < heading.len() && is_blank(&heading[row + 1..]) => {
                    "<w:vMerge w:val=\"restart\"/>"
                }
                true if row > 0 && is_blank(&heading[row..]) => "<w:vMerge/>",
                _ => "",
            };
            own += &format!(
                "<w:tc><w:tcPr><w:gridSpan w:val=\"{wide}\"/>{look}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>",
                line[at]
            );
            at += wide;
        }
        table += &format!("<w:tr>{own}</w:tr>");
    }
    report(&format!("<w:tbl>{table}</w:tbl>"))
}

fn audited(case: &Value, texts: &[(&str, &str)], office: &[(&str, &[u8])]) -> Audit {
    let text = |name: &str| case[name].as_str().expect("a text").to_string();
    let mut package = Package::new("uji", [("a.takar", text("rules"))]);
    let (data, found) = package.read_data(|_| Ok(text("data")));
    assert!(found.is_empty(), "{found:?}");
    let year = package.year(None, &data).expect("a year");
    let (printed, problems) = audit::read_with((&package, &data, year, None), texts, office);
    assert!(problems.is_empty(), "{problems:?}");
    audit::audit(&package, &data, year, &printed).expect("sound rules")
}

/// What is said of every figure, and how many are of nobody.
fn said(audit: &Audit) -> (Vec<String>, usize) {
    let of = |one: &audit::Judged| format!("{} {} {}", one.place.row, one.place.column, one.verdict.word());
    (audit.judged.iter().map(of).collect(), audit.unmatched)
}

fn sample() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit_oracle/sample_heads.txt");
    let text = fs::read_to_string(path).expect("a sample");
    text.lines().map(|line| serde_json::from_str(line).expect("a case")).collect()
}

#[test]
fn a_heading_says_the_same_however_its_cells_are_merged() {
    // Every fifth, in five forms each.
    for case in sample().iter().step_by(5) {
        let printed = case["printed"].as_str().expect("a table");
        let typed = said(&audited(case, &[("cetakan/T1.csv", printed)], &[]));
        for merged in WAYS {
            let bytes = document(printed, merged);
            let shown = said(&audited(case, &[], &[("cetakan/T1.docx", &bytes)]));
            assert_eq!(shown, typed, "{merged:?}\n{printed}");
        }
    }
}

/// Words that no heading has, over figures: the columns are not known, and none of their figures is lost.
#[test]
fn figures_below_no_title_are_counted() {
    let case = &sample()[0];
    let rules = case["rules"].as_str().expect("rules");
    let name = rules.lines().find_map(|line| line.strip_prefix("indikator K0 ")).expect("a name").trim_matches('"');
    let printed = format!("No;Indikator Kinerja;Target;;\n1;{name};70;80,5;90,5\n2;Yang lain;71;81,5;91,5\n");
    let audit = audited(case, &[], &[("cetakan/T1.docx", &document(&printed, WAYS[0]))]);
    assert_eq!(audit.judged.len() + audit.unmatched, 6, "{:?}", said(&audit));
}

/// A line of a heading with more groups over words than over figures.
#[test]
fn groups_over_words_are_a_line_of_the_heading() {
    let case = &sample()[0];
    let rules = case["rules"].as_str().expect("rules");
    let name = rules.lines().find_map(|line| line.strip_prefix("indikator K0 ")).expect("a name").trim_matches('"');
    let heading = "No;Indikator Kinerja;Nasional;RPJMD;Tahun 2024;;\n;;Kondisi;Makna;Kabupaten Jatiasri;;\n;;;;Target;Realisasi;% Capaian\n";
    let printed = format!("{heading}1;{name};Baik;Kurang;70;80,5;90,5\n");
    let typed = said(&audited(case, &[("cetakan/T1.csv", &printed)], &[]));
    assert_eq!(typed.0.len(), 3, "{typed:?}");
    for merged in WAYS {
        let shown = said(&audited(case, &[], &[("cetakan/T1.docx", &document(&printed, merged))]));
        assert_eq!(shown, typed, "{merged:?}\n{printed}");
    }
}
