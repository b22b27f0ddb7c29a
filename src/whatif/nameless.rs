//! A role without its thing, `target 2025 = 10`: the one thing that can be meant is proposed, else how it is named.

use super::mends;
use super::retyped::period;
use super::said::{BECOMES, is_amount, is_in, way};
use super::scenario::Shelf;
use super::session::{Session, plain};
use super::state::written_name;
use crate::data::{Content, Key};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::program::{NameId, Role};
use crate::source::Span;
use crate::syntax::is_quote;

/// So many things are tried; a package may have thousands.
const MOST_TRIED: usize = 40;
/// So many are named.
const MOST_NAMED: usize = 8;

impl Session {
    /// What is said of a line with roles of nothing; none where each has its thing, or no thing makes it a line.
    pub(super) fn of_whom(&self, line: &str, whole: Span, shelf: &dyn Shelf) -> Option<Diagnostic> {
        let bare = bare_roles(line);
        let (first, role) = *bare.first()?;
        let named = |name: &NameId| {
            let (mut said, name) = (line.to_string(), written_name(self.view.program().code(*name)));
            bare.iter().rev().for_each(|(at, _)| said.insert_str(*at, &format!(" {name}")));
            Some((name, self.as_typed(&said, shelf)?))
        };
        let program = self.view.program();
        let fits = |name: &NameId| {
            let version = program.version(*name, self.year);
            version.is_some_and(|version| {
                let (is_indicator, is_group) = (version.kind.indicator().is_some(), version.kind.group().is_some());
                (role != Role::Target || is_indicator)
                    && (role != Role::Achievement || is_indicator || is_group)
                    && (role != Role::Band || version.band.is_some())
                    && (!matches!(role, Role::Budget | Role::Spent) || self.has_money(*name))
            })
        };
        let names: Vec<NameId> = program.in_order().into_iter().filter(fits).take(MOST_TRIED).collect();
        let meant: Vec<(String, String)> = names.iter().filter_map(named).take(MOST_NAMED + 1).collect();
        let word = role.word().unwrap_or_default();
        let place = Span::new(whole.source, whole.range().start + first - word.len(), whole.range().start + first);
        let finding = plain(Code::K0113, format!("\"{word}\" di sini belum jelas milik siapa")).at(place, "");
        let Some((_, example)) = meant.first() else {
            // A time that nothing has values of is no name.
            let words: Vec<&str> = line[first..].split_whitespace().collect();
            let name = names.first().filter(|_| period(&words).is_some())?;
            return Some(
                finding.advise(format!("sebut namanya, misalnya  {word} {}", written_name(program.code(*name)))),
            );
        };
        if let [(_, only)] = meant.as_slice() {
            let mend = vec![Edit::replace(whole, only.as_str())];
            return Some(finding.suggest(format!("apakah maksud Anda  {only} ?"), mend));
        }
        let all: Vec<&str> = meant.iter().take(MOST_NAMED).map(|(name, _)| name.as_str()).collect();
        let more = if meant.len() > MOST_NAMED { ", …" } else { "" };
        let finding = finding.advise(format!("sebut namanya, misalnya  {example}"));
        Some(finding.advise(format!("yang dapat disebut: {}{more}", all.join(", "))))
    }

    /// Whether the data have money of it.
    fn has_money(&self, name: NameId) -> bool {
        let code = self.view.program().code(name);
        let is_filled = |key: &Key| {
            let found = self.data.get(0, key);
            found.is_some_and(|datum| matches!(datum.content, Content::Number(_)))
        };
        self.data.columns().any(|(key, _)| key.field.is_money() && *key.code == *code && is_filled(key))
    }

    /// Several changes in one line, one of which says by how much: `A naik 5; B turun 1`. Each can be typed by itself.
    pub(super) fn one_by_one(&self, line: &str, whole: Span, shelf: &dyn Shelf) -> Option<Diagnostic> {
        let parts = line.split(';').flat_map(|part| part.split(", ")).flat_map(|part| part.split(" dan "));
        let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
        let moves = |part: &&str| part.split_whitespace().any(|word| way(word).is_some());
        if parts.len() < 2 || !parts.iter().any(moves) {
            return None;
        }
        let finding = plain(Code::T0001, "tulis tiap perubahan di barisnya sendiri").at(whole, "");
        let told = |lines: Vec<String>| {
            lines.iter().enumerate().fold(finding.clone(), |finding, (at, line)| {
                finding.advise(format!("{}:  {line}", if at == 0 { "tulis" } else { "lalu" }))
            })
        };
        let lines: Option<Vec<String>> = parts.iter().map(|part| self.as_typed(part, shelf)).collect();
        if let Some(lines) = lines {
            return Some(told(lines));
        }
        // A semicolon parts changes for certain; what is wrong with one of them is told of it alone.
        let parts: Vec<&str> = line.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
        // One alone is the line itself.
        if parts.len() < 2 {
            return None;
        }
        let (mut lines, mut wrong) = (Vec::new(), Vec::new());
        for part in &parts {
            match (self.as_typed(part, shelf), self.trial(part, shelf)) {
                (Some(line), _) => lines.push(line),
                (None, Err((findings, _))) => {
                    wrong.extend(findings.first().map(|one| format!("{part}:  {}", one.title)))
                }
                (None, Ok(())) => {}
            }
        }
        (!lines.is_empty()).then(|| wrong.into_iter().fold(told(lines), Diagnostic::advise))
    }

    /// The line itself, or the first mend of it, that can be carried out.
    fn as_typed(&self, line: &str, shelf: &dyn Shelf) -> Option<String> {
        let Err(failure) = self.trial(line, shelf) else { return Some(line.to_string()) };
        let (findings, sources) = self.better(line, failure, shelf);
        let mut made = mends::of(&findings, &sources).into_iter().map(|mend| mend.statement.trim().to_string());
        made.find(|made| self.trial(made, shelf).is_ok())
    }
}

/// The roles that stand where nothing names their thing, each with where its word ends in the line.
fn bare_roles(line: &str) -> Vec<(usize, Role)> {
    let mut found = Vec::new();
    let words: Vec<&str> = line.split_whitespace().collect();
    let place = |word: &str| word.as_ptr() as usize - line.as_ptr() as usize;
    let is_quoted = |at: usize| line[..at].matches(is_quote).count() % 2 == 1;
    for (at, word) in words.iter().enumerate() {
        let length = word.find(['[', '=']).unwrap_or(word.len());
        let Some(role) = Role::from_word(&word[..length].to_lowercase()) else { continue };
        let rest = &words[at + 1..];
        let is_bare = length < word.len()
            || match rest {
                [] => true,
                [next, ..] => {
                    next.starts_with(['=', '<', '>', '≤', '≥', '['])
                        || (is_amount(next) && !is_like_a_code(next))
                        || way(next).is_some()
                        || is_in(BECOMES, next)
                        || is_in(&["agar", "supaya"], next)
                        || period(rest).is_some()
                }
            };
        if is_bare && role.word().is_some() && !is_quoted(place(word)) {
            found.push((place(word) + length, role));
        }
    }
    found
}

/// Segments with points between them that are no thousands, `4.01`: a code that lacks its quotes rather than an amount.
fn is_like_a_code(word: &str) -> bool {
    word.split('.').skip(1).any(|segment| segment.len() != 3)
}
