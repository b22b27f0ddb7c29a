//! `cetakan/T31.takar`: what titles and names cannot tell, one statement a line.

use super::super::model::{Layout, PrintedTable, RowIs};
use super::stem;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// Lays the statements of a file over its table; what is wrong with them.
pub(super) fn read(name: &str, text: &str, table: Option<&mut PrintedTable>) -> Vec<Diagnostic> {
    let mut nobody = PrintedTable::default();
    let mut findings = Vec::new();
    let table = match table {
        Some(table) => table,
        None => {
            let title = format!("\"{name}\" tidak menemani tabel mana pun: \"{}.csv\" tidak ada", stem(name));
            findings.push(problem(title, name).advise("beri nama yang sama dengan berkas CSV tabelnya"));
            &mut nobody
        }
    };
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let statement = without_remark(line);
        if !statement.is_empty() && lay(&mut table.layout, &mut table.page, &mut table.title, statement).is_none() {
            match named(statement) {
                Some(own) => table.table = own.to_string(),
                None => {
                    let title = format!("baris {} \"{name}\" tidak dimengerti: {statement}", at + 1);
                    let shapes = "tulis seperti  kolom 3 = realisasi ,  baris 4 = penutup ,  halaman 34 ,  persis AKIP , atau  judul \"Tabel 3.1\"";
                    findings.push(problem(title, name).advise(shapes));
                }
            }
        }
    }
    findings
}

fn problem(title: String, name: &str) -> Diagnostic {
    Diagnostic::new(Code::C0004, Severity::Error, title).at_place(Place::File(name.to_string()), "")
}

/// A line up to its remark; a `#` inside quotes is none.
fn without_remark(line: &str) -> &str {
    let mut quoted = false;
    let end = line.char_indices().find(|(_, letter)| {
        quoted ^= *letter == '"';
        *letter == '#' && !quoted
    });
    end.map_or(line, |(at, _)| &line[..at]).trim()
}

/// `cetakan T31`
fn named(statement: &str) -> Option<&str> {
    let name = statement.strip_prefix("cetakan")?.trim();
    (!name.is_empty() && !name.contains(char::is_whitespace)).then_some(name)
}

fn lay(layout: &mut Layout, page: &mut Option<u32>, title: &mut Option<String>, statement: &str) -> Option<()> {
    let (word, rest) = statement.split_once(char::is_whitespace)?;
    let rest = rest.trim();
    match word {
        "halaman" => *page = Some(rest.parse().ok()?),
        // The second of two tables with one heading: what a reader of documents needs, and a person wants to see.
        "judul" => {
            let (words, behind) = rest.strip_prefix('"')?.split_once('"')?;
            match behind.split_whitespace().collect::<Vec<_>>().as_slice() {
                [] => *title = Some(words.to_string()),
                ["ke", which] => *title = Some(format!("{words} (ke-{})", which.parse::<u32>().ok()?)),
                _ => return None,
            }
        }
        "persis" => {
            let codes = rest.split(';').map(|code| code.trim().trim_matches('"').to_string());
            let codes: Vec<String> = codes.filter(|code| !code.is_empty()).collect();
            (!codes.is_empty()).then(|| layout.exact.extend(codes))?;
        }
        "kolom" => {
            let (at, holds) = counted(rest)?;
            layout.columns.push((at, holds.to_string()));
        }
        "baris" => {
            let (at, is) = counted(rest)?;
            let (word, behind) = is.split_once(char::is_whitespace).unwrap_or((is, ""));
            let words = || behind.trim().trim_matches('"').to_string();
            let is = match word {
                "penutup" => RowIs::Footer((!behind.trim().is_empty()).then(words)),
                "lewati" => RowIs::Nothing,
                _ => RowIs::Thing(is.trim_matches('"').to_string()),
            };
            layout.rows.push((at, is));
        }
        _ => return None,
    }
    Some(())
}

/// `3 = realisasi`
fn counted(text: &str) -> Option<(usize, &str)> {
    let (at, what) = text.split_once('=')?;
    let at: usize = at.trim().parse().ok()?;
    let what = what.trim();
    (at > 0 && !what.is_empty()).then_some((at, what))
}
