//! What may stand where a person is typing: completion and hints, as plain values.

use super::session::{CURRENT, Session};
use super::state::written_name;
use super::statement::COMMANDS;
use super::{BASE, Shelf};
use crate::program::Role;
use crate::syntax::{functions, words};

/// The words of a session that can be typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Names of things, as rules write them, with their words.
    pub names: Vec<(String, String)>,
    /// Grades.
    pub grades: Vec<String>,
    /// Tables.
    pub tables: Vec<String>,
    /// Units.
    pub units: Vec<String>,
    /// Scenarios.
    pub scenarios: Vec<String>,
    /// Names of rules, which can be changed as things can.
    pub rules: Vec<String>,
    /// What is assumed.
    pub assumed: Vec<String>,
    /// Years in which something counts.
    pub years: Vec<String>,
    /// The commands, each with how it is written about things of the package.
    pub examples: Vec<(&'static str, String)>,
}

/// A word that may stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What is put there.
    pub text: String,
    /// What is shown of it.
    pub shown: String,
}

impl Vocabulary {
    /// The words of a session as it is now.
    pub fn of(session: &Session, shelf: &dyn Shelf) -> Vocabulary {
        let program = &session.view.program();
        let in_force = program.names.iter().enumerate().filter_map(|(at, name)| {
            let version = program.version(crate::program::NameId(at as u32), session.year)?;
            Some((written_name(&name.code), version.label.clone().unwrap_or_default()))
        });
        let mut grades: Vec<String> = Vec::new();
        for band in program.band_rules.iter().flat_map(|rule| &rule.bands) {
            if !grades.contains(&band.grade) {
                grades.push(band.grade.clone());
            }
        }
        Vocabulary {
            names: in_force.collect(),
            grades,
            tables: session.view.plan.tables.iter().map(|table| table.name.clone()).collect(),
            units: session.units(),
            // A folder that cannot be read offers no names; opening one will say why.
            scenarios: shelf.names().unwrap_or_default(),
            rules: {
                let achievements = program.achievement_rules.iter().map(|rule| rule.name.clone());
                let mut rules: Vec<String> =
                    achievements.chain(program.band_rules.iter().map(|rule| rule.name.clone())).collect();
                rules.sort();
                rules.dedup();
                rules
            },
            assumed: {
                let own = session.state.of_unit(&session.unit());
                own.iter().map(|one| one.of.words(program, session.year)).collect()
            },
            years: session.years(),
            examples: {
                let names = session.help_names();
                COMMANDS.iter().map(|(word, example)| (*word, names.put(example))).collect()
            },
        }
    }

    /// Where the word at the end of a line begins, and what may stand there.
    pub fn complete(&self, before: &str) -> (usize, Vec<Candidate>) {
        let quoted = before.matches('"').count() % 2 == 1;
        if quoted {
            let start = before.rfind('"').map_or(0, |at| at + 1);
            let of_units = before.trim_start().to_lowercase().starts_with("unit");
            let words = if of_units { &self.units } else { &self.grades };
            // Behind a role a code is quoted, beside one of words a grade.
            let earlier = &before[..start.saturating_sub(1)];
            let (is_named, is_grade) = (ends_with_role(earlier), compares_grades(earlier));
            let texts = words.iter().filter(|_| !is_named).map(|text| (format!("{text}\""), text.clone()));
            let codes = self.names.iter().filter(|_| !of_units && !is_grade).filter_map(|(name, label)| {
                let code = name.strip_prefix('"')?;
                Some((code.to_string(), format!("{}  {label}", code.trim_end_matches('"')).trim_end().to_string()))
            });
            return (start, matching(&before[start..], codes.chain(texts)));
        }
        let start = before
            .rfind(|c: char| !c.is_alphanumeric() && c != '_')
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        if let Some(found) = self.unquoted(before) {
            return found;
        }
        let typed = &before[start..];
        let (first, second) = {
            let mut earlier = before[..start].split_whitespace();
            (earlier.next().unwrap_or_default().to_lowercase(), earlier.next().unwrap_or_default().to_lowercase())
        };
        let plain = |words: &[String]| words.iter().map(|word| (word.clone(), word.clone())).collect::<Vec<_>>();
        let own = |words: &[&str]| words.iter().map(|word| (word.to_string(), word.to_string())).collect::<Vec<_>>();
        let reserved = || words::reserved().map(|word| (word.to_string(), explained(word)));
        let last = before[..start].split_whitespace().next_back().unwrap_or_default();
        let choices = match (first.as_str(), second.as_str()) {
            _ if before[..start].trim_end().ends_with('[') => self.periods(),
            _ if compares_grades(&before[..start]) => {
                self.grades.iter().map(|grade| (format!("\"{grade}\""), grade.clone())).collect()
            }
            // Behind a role stands a name.
            _ if Role::from_word(last).is_some() => {
                self.named().chain(own(&["anggota", "rincian", "turunan"])).collect()
            }
            ("", _) => own(&COMMANDS.iter().map(|(word, _)| *word).collect::<Vec<_>>())
                .into_iter()
                .chain(self.named())
                .collect(),
            ("tabel", "") => plain(&self.tables),
            ("grafik", "") => plain(&self.tables).into_iter().chain(self.named()).collect(),
            ("bantuan", "") => own(&COMMANDS.iter().map(|(word, _)| *word).collect::<Vec<_>>()),
            ("skenario", "") => own(&["simpan", "buka", "daftar"]),
            ("skenario", "buka" | "simpan") => plain(&self.scenarios),
            ("maju", "") => own(&["lagi"]),
            ("ubah", "") => plain(&self.rules).into_iter().chain(self.named()).collect(),
            ("batal", "") => plain(&self.assumed),
            ("tahun", "") => plain(&self.years),
            ("unit", "") => self.units.iter().map(|unit| (format!("\"{unit}\""), unit.clone())).collect(),
            ("bandingkan", _) => plain(&self.scenarios).into_iter().chain(own(&[BASE, CURRENT])).collect(),
            ("ubah", name) if !name.is_empty() => {
                own(&words::CLAUSES.iter().map(|(word, ..)| *word).collect::<Vec<_>>())
            }
            ("cari", _) => self.named().chain(reserved()).chain(own(&["agar"])).collect::<Vec<_>>(),
            _ => self.named().chain(reserved()).collect(),
        };
        (start, matching(typed, choices))
    }

    /// What an unfinished line could go on with, in grey: the rest of a command's example.
    pub fn hint(&self, line: &str) -> Option<String> {
        let typed = line.trim_start();
        // Nothing else shows that a block waits for more.
        if line.ends_with('\n') {
            return Some("  … baris kosong atau Ctrl-D untuk selesai".to_string());
        }
        if typed.is_empty() || typed.contains('\n') {
            return None;
        }
        if let Some((_, label)) = self.names.iter().find(|(name, label)| name == typed && !label.is_empty()) {
            return Some(format!("   {label}"));
        }
        let (_, example) = self.examples.iter().find(|(word, _)| *word == typed)?;
        example.strip_prefix(typed).filter(|rest| !rest.is_empty()).map(str::to_string)
    }

    /// `1.02.0` without its quotes, which a code of figures has.
    fn unquoted(&self, before: &str) -> Option<(usize, Vec<Candidate>)> {
        let start = before
            .rfind(|c: char| !c.is_ascii_digit() && c != '.')
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let typed = before.get(start..).filter(|typed| typed.contains('.') && !before[..start].ends_with('"'))?;
        let codes = self.names.iter().filter(|(name, _)| name.trim_start_matches('"').starts_with(typed));
        let found: Vec<Candidate> =
            codes.map(|(name, label)| Candidate { text: name.clone(), shown: format!("{name}  {label}") }).collect();
        (!found.is_empty()).then_some((start, found))
    }

    /// What may stand in the brackets behind a name.
    fn periods(&self) -> Vec<(String, String)> {
        let quarters = (1..=4).map(|quarter| format!("triwulan {quarter}]"));
        let years = self.years.iter().map(|year| format!("{year}]"));
        quarters.chain(years).map(|text| (text.clone(), text.trim_end_matches(']').to_string())).collect()
    }

    fn named(&self) -> impl Iterator<Item = (String, String)> {
        self.names.iter().map(|(name, label)| match label.is_empty() {
            true => (name.clone(), name.clone()),
            false => (name.clone(), format!("{name}  {label}")),
        })
    }
}

/// Whether the last word is that of a role.
fn ends_with_role(before: &str) -> bool {
    before.split_whitespace().next_back().is_some_and(|word| Role::from_word(word).is_some())
}

/// Whether what stands next is held against a grade: `predikat IKU = `.
fn compares_grades(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    let is_sign = |word: &str| matches!(word, "=" | "<>" | "!=" | "≠");
    let is_of_words = |word: &str| matches!(word.to_lowercase().as_str(), "predikat" | "sebutan");
    matches!(words.as_slice(), [.., role, _, sign] if is_of_words(role) && is_sign(sign))
}

/// A word with what it gives, where it is a function.
fn explained(word: &str) -> String {
    match functions::help(word) {
        Some((_, gives)) => format!("{word}  {gives}"),
        None => word.to_string(),
    }
}

fn matching(typed: &str, choices: impl IntoIterator<Item = (String, String)>) -> Vec<Candidate> {
    let lower = typed.to_lowercase();
    let mut found: Vec<Candidate> = Vec::new();
    for (text, shown) in choices {
        let fits = text.to_lowercase().starts_with(&lower);
        if fits && !found.iter().any(|known| known.text == text) {
            found.push(Candidate { text, shown });
        }
    }
    // Who types capitals means a name.
    if found.iter().any(|one| one.text.starts_with(typed)) {
        found.retain(|one| one.text.starts_with(typed));
    }
    found
}
