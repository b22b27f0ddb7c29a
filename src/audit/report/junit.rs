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
            match verdict.is_grave() {
                false if verdict == Verdict::Unjudged => {
                    let _ = writeln!(text, "{head}>\n      <skipped/>\n    </testcase>");
                }
                false => drop(writeln!(text, "{head}/>")),
                true => {
                    let said = said.get(&(at, verdict));
                    let cell = said.map(|(_, cell)| *cell).filter(|cell| !cell.printed.is_empty()).map(figures);
                    let said = [cell, said.map(|(finding, _)| reason(finding)).filter(|why| !why.is_empty())];
                    let words = said.into_iter().flatten().collect::<Vec<_>>().join(" · ");
                    let _ = writeln!(
                        text,
                        "{head}>\n      <failure type=\"{}\" message=\"{}\"/>\n    </testcase>",
                        verdict.word(),
                        escaped(&words)
                    );
                }
            }
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

fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|letter| !letter.is_control()).collect();
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
