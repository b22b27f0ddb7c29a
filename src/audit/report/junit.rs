//! An audit as JUnit XML, which servers of tests show: one case for each figure, failed where it is grave.

use super::super::outcome::{Audit, Cell, Finding, Verdict, Where};
use super::{all_notes, figures, note_line, place, reason};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

/// The document.
pub fn junit(audit: &Audit) -> String {
    let mut suites: BTreeMap<&str, Vec<(&Where, Verdict)>> = BTreeMap::new();
    for judged in &audit.judged {
        suites.entry(&judged.place.table).or_default().push((&judged.place, judged.verdict));
    }
    let judged: HashSet<(&Where, Verdict)> = audit.judged.iter().map(|one| (&one.place, one.verdict)).collect();
    // The finding that a figure belongs to, and the figure in it.
    let mut said: HashMap<(&Where, Verdict), (&Finding, &Cell)> = HashMap::new();
    for finding in &audit.findings {
        for cell in std::iter::once(&finding.cell).chain(&finding.cells) {
            said.entry((&cell.place, finding.verdict)).or_insert((finding, cell));
        }
    }
    for finding in audit.findings.iter().filter(|finding| !judged.contains(&(&finding.cell.place, finding.verdict))) {
        suites.entry(&finding.cell.place.table).or_default().push((&finding.cell.place, finding.verdict));
    }
    let why: HashMap<&Where, &str> = audit.judged.iter().map(|one| (&one.place, one.why.as_str())).collect();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (table, cases) in suites {
        let failed = cases.iter().filter(|(_, verdict)| verdict.is_grave()).count();
        let skipped = cases.iter().filter(|(_, verdict)| *verdict == Verdict::Unjudged).count();
        let skipped = if skipped > 0 { format!(" skipped=\"{skipped}\"") } else { String::new() };
        let (name, count) = (escaped(table), cases.len());
        let _ = writeln!(text, "  <testsuite name=\"{name}\" tests=\"{count}\" failures=\"{failed}\"{skipped}>");
        for (at, verdict) in cases {
            let name = escaped(&place(at));
            let head = format!("    <testcase classname=\"{}\" name=\"{name}\"", escaped(table));
            let said = said.get(&(at, verdict));
            let cell = said.map(|(_, cell)| *cell).filter(|cell| !cell.printed.is_empty()).map(figures);
            let words = [cell, said.map(|(finding, _)| reason(finding)).filter(|why| !why.is_empty())];
            let words = escaped(&words.into_iter().flatten().collect::<Vec<_>>().join(" · "));
            let word = verdict.word();
            let inner = match (verdict.is_grave(), said) {
                (true, _) => format!("<failure type=\"{word}\" message=\"{words}\"/>"),
                // A finding that fails nothing is one.
                (false, Some(_)) => format!("<system-out>{word}: {words}</system-out>"),
                (false, None) if verdict == Verdict::Unjudged => skipped_for(why.get(at)),
                (false, None) => {
                    let _ = writeln!(text, "{head}/>");
                    continue;
                }
            };
            let _ = writeln!(text, "{head}>\n      {inner}\n    </testcase>");
        }
        text.push_str("  </testsuite>\n");
    }
    let notes = all_notes(audit);
    if !notes.is_empty() {
        text.push_str("  <testsuite name=\"catatan\" tests=\"0\" failures=\"0\">\n    <system-out>");
        text.push_str(&notes.iter().map(|note| escaped(&note_line(note))).collect::<Vec<_>>().join("\n"));
        text.push_str("</system-out>\n  </testsuite>\n");
    }
    text + "</testsuites>\n"
}

/// What was not looked at, with the reason where one was told.
fn skipped_for(why: Option<&&str>) -> String {
    match why.filter(|why| !why.is_empty()) {
        Some(why) => format!("<skipped message=\"{}\"/>", escaped(why)),
        None => "<skipped/>".into(),
    }
}

fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|letter| !letter.is_control()).collect();
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
