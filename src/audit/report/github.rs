//! An audit as annotations of a code host: one line for each finding, beside the printed row.

use super::super::outcome::Audit;
use super::{all_notes, figures, place, reason};

/// The lines; findings that are not grave are notices.
pub fn github(audit: &Audit) -> String {
    github_below(audit, "")
}

/// The same of a package in a folder of the repository, `kinerja/`: a host finds the files from its top.
pub fn github_below(audit: &Audit, folder: &str) -> String {
    let mut text = String::new();
    for finding in &audit.findings {
        let level = if finding.verdict.is_grave() { "error" } else { "notice" };
        let at = &finding.cell.place;
        let cell = if finding.cell.printed.is_empty() { String::new() } else { figures(&finding.cell) + "; " };
        let follows = match finding.followers.len() {
            0 => String::new(),
            count => format!("; {count} angka ikut"),
        };
        let words = format!("{}: {cell}{}{follows}", place(at), reason(finding));
        let (file, title) = (property(&format!("{folder}{}", at.file)), property(finding.verdict.word()));
        text.push_str(&format!("::{level} file={file},line={},title={title}::{}\n", at.line.max(1), data(&words)));
    }
    for (file, note) in all_notes(audit) {
        let file = audit.sheets.get(&file).unwrap_or(&file);
        // A statement is named with its line.
        let (file, line) = match file.rsplit_once(':') {
            Some((name, line)) if line.parse::<u32>().is_ok() => (name, line),
            Some(_) | None => (file.as_str(), "1"),
        };
        let at = if file.is_empty() {
            String::new()
        } else {
            format!(" file={},line={line},", property(&format!("{folder}{file}")))
        };
        let title = if file.is_empty() { " title=catatan" } else { "title=catatan" };
        text.push_str(&format!("::notice{at}{title}::{}\n", data(&note)));
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
