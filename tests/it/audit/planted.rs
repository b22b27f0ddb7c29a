//! Packages in which one thing was printed wrong on purpose, made in another language (`tests/audit_oracle/planted.py`): the
//! mistake is named, and no right figure is accused.

use super::audited_as;
use crate::sample::is_long;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use takar::audit::{Audit, PrintedTable, Verdict, Where};

#[derive(serde::Deserialize)]
struct Planted {
    kind: String,
    /// The verdicts that name the mistake.
    names: Vec<String>,
    rules: String,
    data: String,
    printed: String,
    /// Line and title of the printed cells that are wrong; no title for a whole row. A stroke stands between titles of several
    /// headings.
    cells: Vec<(u32, String)>,
    /// Cells that are merged with those below them: line, column from 0, and the line of the last of them.
    #[serde(default)]
    merged: Vec<(u32, usize, u32)>,
}

#[derive(Debug, Default)]
struct Told {
    named: usize,
    all: usize,
    kinds: BTreeMap<String, (usize, usize)>,
    accused: Vec<String>,
    /// Tables of which figures are neither judged nor said not to be.
    silent: Vec<String>,
}

#[test]
fn a_sample_of_planted_mistakes_is_named() {
    judge(&run(&sample("sample.txt"), !is_long()));
}

/// Made by `tests/audit_oracle/forms.py`: further headings, other years, near titles, totals under another label.
#[test]
fn a_sample_in_other_forms_is_named() {
    judge(&run(&sample("sample_forms.txt"), !is_long()));
}

/// Made by `tests/audit_oracle/offices.py`: budgets with totals and shares, several years under headings of two levels, targets
/// that are ranges, claims, cells that cannot be read.
#[test]
fn a_sample_of_offices_is_named() {
    judge(&run(&sample("sample_offices.txt"), false));
}

/// Made by `tests/audit_oracle/reports.py`: money of programmes over their parts, in millions too, performance beside budget under
/// titles that stand twice, objectives as rows.
#[test]
fn a_sample_of_reports_is_named() {
    judge(&run(&sample("sample_reports.txt"), false));
}

/// Made by `tests/audit_oracle/nearby.py`: rows of other indicators of one objective, near titles over one wrong figure, near names
/// over a misprinted input.
#[test]
fn a_sample_of_what_is_near_is_named() {
    judge(&run(&sample("sample_nearby.txt"), false));
}

/// Made by `tests/audit_oracle/laid.py`: blanks below figures, means of objectives among the rows, codes beside heading rows, rows of
/// others within totals, columns that are cut.
#[test]
fn a_sample_of_other_layouts_is_named() {
    judge(&run(&sample("sample_laid.txt"), false));
}

/// Made by `tests/audit_oracle/parts.py`: means of objectives under the words of that of all, a mere `%` below other titles, a
/// column filled wrongly beside one that has its figures.
#[test]
fn a_sample_of_words_that_stand_twice_is_named() {
    judge(&run(&sample("sample_parts.txt"), false));
}

/// Made by `tests/audit_oracle/marks.py`: marks of footnotes, arrows, brackets, currencies and words around every figure.
#[test]
fn a_sample_of_dressed_figures_is_named() {
    judge(&run(&sample("sample_marks.txt"), false));
}

/// Made by `tests/audit_oracle/left.py`: titles and names that leave one thing open, columns of other things under titles as near, means
/// of what is printed, rows twice, last year's column.
#[test]
fn a_sample_of_what_is_left_open_is_named() {
    judge(&run(&sample("sample_left.txt"), false));
}

/// Made by `tests/audit_oracle/heads.py`: headings of several lines, the office itself and years beside others, groups of one column.
#[test]
fn a_sample_of_headings_is_named() {
    judge(&run(&sample("sample_heads.txt"), false));
}

/// Made by `tests/audit_oracle/merged.py`: cells merged over several rows, and their figure written out in each of them.
#[test]
fn a_sample_of_figures_of_several_rows_is_named() {
    judge(&run(&sample("sample_merged.txt"), false));
}

/// Made by `tests/audit_oracle/whose.py`: columns in the words of the office itself, half of them wrong, and in those of others.
#[test]
fn a_sample_of_what_is_whose_is_named() {
    judge(&run(&sample("sample_whose.txt"), false));
}

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit_oracle").join(name);
    fs::read_to_string(path).expect("a sample")
}

#[test]
#[ignore = "long; run by tests/audit_oracle/full.sh"]
fn many_planted_mistakes_are_named() {
    let Some(file) = std::env::var_os("TAKAR_PLANTED") else { return };
    judge(&run(&fs::read_to_string(file).expect("cases"), false));
}

fn judge(told: &Told) {
    println!("{} of {} named: {:?}", told.named, told.all, told.kinds);
    assert!(told.accused.is_empty(), "{} right figures accused: {:#?}", told.accused.len(), told.accused);
    assert!(told.silent.is_empty(), "{} tables lose figures: {:#?}", told.silent.len(), told.silent);
    assert!(told.all > 50 && told.named * 100 >= told.all * 95, "{} of {} named", told.named, told.all);
}

fn run(cases: &str, is_short: bool) -> Told {
    let (mut told, mut before) = (Told::default(), BTreeMap::<String, usize>::new());
    for line in cases.lines() {
        let case: Planted = serde_json::from_str(line).expect("a case");
        let of_kind = before.entry(case.kind.clone()).or_default();
        *of_kind += 1;
        // The first three of each kind, and of the others every eighth.
        if is_short && *of_kind > 3 && *of_kind % 8 != 0 {
            continue;
        }
        let (audit, _) =
            audited_as(&case.rules, &case.data, &[("cetakan/T1.csv", &case.printed)], &|table| merge(&case, table));
        let is_named = is_named(&case, &audit);
        told.all += 1;
        told.named += usize::from(is_named);
        if !is_named && std::env::var_os("TAKAR_SHOW").is_some() {
            println!("NOT NAMED {} {:?}\n{}{:#?}", case.kind, case.cells, case.printed, super::lines(&audit));
        }
        let kind = told.kinds.entry(case.kind.clone()).or_default();
        *kind = (kind.0 + usize::from(is_named), kind.1 + 1);
        accuse(&case, &audit, &mut told);
        let seen = audit.judged.iter().filter(|one| one.verdict != Verdict::Blank).count() + audit.unmatched;
        let printed = plain_figures(&case.printed);
        if seen < printed {
            told.silent.push(format!("{seen} of {printed}\n{}", case.printed));
        }
    }
    told
}

/// Merges cells as a workbook says it.
fn merge(case: &Planted, table: &mut PrintedTable) {
    for row in &mut table.rows {
        let own = case.merged.iter().filter(|(line, ..)| *line == row.line);
        for (_, column, last) in own {
            row.reach.resize(row.cells.len(), 0);
            row.reach[*column] = *last;
        }
    }
}

/// Cells that are figures and nothing else, counted without the reader: no running numbers, years or numbers of columns.
fn plain_figures(printed: &str) -> usize {
    let mark = if printed.lines().any(|line| line.contains(';')) { ';' } else { ',' };
    let cells = |line: &str| -> Vec<String> {
        let mut quoted = false;
        let split = line.split(|letter| {
            quoted ^= letter == '"';
            letter == mark && !quoted
        });
        split.map(|cell| cell.trim_matches('"').to_string()).collect()
    };
    let is_figure = |cell: &String| {
        let bare = cell.trim_end_matches(['%', ' ']);
        let decimals = bare.chars().filter(|letter| matches!(letter, '.' | ',')).count();
        bare.contains(',') && decimals == 1 && bare.chars().all(|letter| letter.is_ascii_digit() || letter == ',')
    };
    printed.lines().filter(|line| !line.starts_with('#')).flat_map(cells).filter(is_figure).count()
}

fn is_there(case: &Planted, place: &Where) -> bool {
    case.cells.iter().any(|(line, title)| *line == place.line && title.split('|').any(|title| title == place.column))
}

fn is_named(case: &Planted, audit: &Audit) -> bool {
    if case.cells.is_empty() {
        return audit.findings.is_empty();
    }
    let by_finding = audit.findings.iter().any(|finding| {
        let cells = std::iter::once(&finding.cell).chain(&finding.cells).chain(&finding.followers);
        case.names.iter().any(|name| name == finding.verdict.word())
            && cells.into_iter().any(|cell| is_there(case, &cell.place))
    });
    let by_figure = audit
        .judged
        .iter()
        .any(|one| case.names.iter().any(|name| name == one.verdict.word()) && is_there(case, &one.place));
    by_finding || by_figure
}

fn accuse(case: &Planted, audit: &Audit, told: &mut Told) {
    let figures = audit.judged.iter().filter(|one| one.verdict.is_grave()).map(|one| &one.place);
    let findings = audit.findings.iter().filter(|finding| finding.verdict.is_grave());
    let cells =
        findings.flat_map(|finding| std::iter::once(&finding.cell).chain(&finding.cells)).map(|cell| &cell.place);
    for place in figures.chain(cells).filter(|place| !is_there(case, place)) {
        told.accused.push(format!("{}: {place:?}\n{}\n{}{}", case.kind, case.printed, case.rules, case.data));
    }
}
