//! What may stand where a person is typing: completion and hints, as plain values.

use super::session::{CURRENT, Session};
use super::state::written_name;
use super::statement::COMMANDS;
use super::{BASE, Shelf};
use crate::program::{NameId, Program, Role};
use crate::syntax::{meanings, words};

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
    /// What it means, where that is known.
    pub about: String,
}

impl Vocabulary {
    /// The words of rules in a year.
    pub fn of_rules(program: &Program, year: i32) -> Vocabulary {
        let in_force = program.names.iter().enumerate().filter_map(|(at, name)| {
            let version = program.version(NameId(at as u32), year)?;
            Some((written_name(&name.code), version.label.clone().unwrap_or_default()))
        });
        let mut grades: Vec<String> = Vec::new();
        for band in program.band_rules.iter().flat_map(|rule| &rule.bands) {
            if !grades.contains(&band.grade) {
                grades.push(band.grade.clone());
            }
        }
        let achievements = program.achievement_rules.iter().map(|rule| rule.name.clone());
        let mut rules: Vec<String> =
            achievements.chain(program.band_rules.iter().map(|rule| rule.name.clone())).collect();
        rules.sort();
        rules.dedup();
        Vocabulary { names: in_force.collect(), grades, rules, ..Vocabulary::default() }
    }

    /// The words of a session as it is now.
    pub fn of(session: &Session, shelf: &dyn Shelf) -> Vocabulary {
        let program = &session.view.program();
        Vocabulary {
            tables: session.view.plan.tables.iter().map(|table| table.name.clone()).collect(),
            units: session.units(),
            // A folder that cannot be read offers no names; opening one will say why.
            scenarios: shelf.names().unwrap_or_default(),
            assumed: {
                let own = session.state.of_unit(&session.unit());
                own.iter().map(|one| one.of.words(program, session.year)).collect()
            },
            years: session.years(),
            examples: {
                let names = session.help_names();
                COMMANDS.iter().map(|(word, example)| (*word, names.put(example))).collect()
            },
            ..Vocabulary::of_rules(program, session.year)
        }
    }

    /// What may stand at the end of a piece of a formula, and where that word begins.
    pub fn value(&self, before: &str) -> (usize, Vec<Candidate>) {
        // No command begins so.
        let (start, found) = self.complete(&format!("= {before}"));
        (start.saturating_sub(2), found)
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
            let texts = words.iter().filter(|_| !is_named).map(|text| plain(format!("{text}\""), text));
            let codes = self.names.iter().filter(|_| !of_units && !is_grade).filter_map(|(name, label)| {
                let code = name.strip_prefix('"')?;
                Some(told(code.to_string(), code.trim_end_matches('"'), label))
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
        let these = |words: &[String]| words.iter().map(|word| plain(word.clone(), word)).collect::<Vec<_>>();
        let own = |words: &[&str]| words.iter().map(|word| plain(word.to_string(), word)).collect::<Vec<_>>();
        let reserved = || words::reserved().map(|word| told(word.to_string(), word, explained(word)));
        let last = last_word(&before[..start]);
        let choices = match (first.as_str(), second.as_str()) {
            _ if before[..start].trim_end().ends_with('[') => self.periods(),
            _ if compares_grades(&before[..start]) => {
                self.grades.iter().map(|grade| plain(format!("\"{grade}\""), grade)).collect()
            }
            // Behind a role stands a name.
            _ if Role::from_word(last).is_some() => {
                self.named().chain(own(&["anggota", "rincian", "turunan"])).collect()
            }
            ("", _) => own(&COMMANDS.iter().map(|(word, _)| *word).collect::<Vec<_>>())
                .into_iter()
                .chain(self.named())
                .collect(),
            ("tabel", "") => these(&self.tables),
            ("grafik", "") => these(&self.tables).into_iter().chain(self.named()).collect(),
            ("bantuan", "") => own(&COMMANDS.iter().map(|(word, _)| *word).collect::<Vec<_>>()),
            ("skenario", "") => own(&["simpan", "buka", "daftar"]),
            ("skenario", "buka" | "simpan") => these(&self.scenarios),
            ("maju", "") => own(&["lagi"]),
            ("ubah", "") => these(&self.rules).into_iter().chain(self.named()).collect(),
            ("batal", "") => these(&self.assumed),
            ("tahun", "") => these(&self.years),
            ("unit", "") => self.units.iter().map(|unit| plain(format!("\"{unit}\""), unit)).collect(),
            ("bandingkan", _) => these(&self.scenarios).into_iter().chain(own(&[BASE, CURRENT])).collect(),
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
        let found: Vec<Candidate> = codes.map(|(name, label)| told(name.clone(), name, label)).collect();
        (!found.is_empty()).then_some((start, found))
    }

    /// What may stand in the brackets behind a name.
    fn periods(&self) -> Vec<Candidate> {
        let quarters = (1..=4).map(|quarter| format!("triwulan {quarter}]"));
        let years = self.years.iter().map(|year| format!("{year}]"));
        quarters.chain(years).map(|text| plain(text.clone(), text.trim_end_matches(']'))).collect()
    }

    fn named(&self) -> impl Iterator<Item = Candidate> {
        self.names.iter().map(|(name, label)| told(name.clone(), name, label))
    }
}

/// Whether the last word is that of a role.
fn ends_with_role(before: &str) -> bool {
    Role::from_word(last_word(before)).is_some()
}

/// The word at the end, behind whatever bracket or sign.
fn last_word(before: &str) -> &str {
    before.trim_end().rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// Whether what stands next is held against a grade: `predikat IKU = `.
fn compares_grades(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    let is_sign = |word: &str| matches!(word, "=" | "<>" | "!=" | "≠");
    let is_of_words = |word: &str| matches!(word.to_lowercase().as_str(), "predikat" | "sebutan");
    matches!(words.as_slice(), [.., role, _, sign] if is_of_words(role.trim_start_matches('(')) && is_sign(sign))
}

/// What a word of a formula gives.
fn explained(word: &str) -> &'static str {
    meanings::of_word(word, false).map_or("", |meaning| meaning.text)
}

fn plain(text: String, shown: &str) -> Candidate {
    Candidate { text, shown: shown.to_string(), about: String::new() }
}

fn told(text: String, shown: &str, about: &str) -> Candidate {
    Candidate { text, shown: format!("{shown}  {about}").trim_end().to_string(), about: about.to_string() }
}

fn matching(typed: &str, choices: impl IntoIterator<Item = Candidate>) -> Vec<Candidate> {
    let lower = typed.to_lowercase();
    let mut found: Vec<Candidate> = Vec::new();
    for choice in choices {
        let fits = choice.text.to_lowercase().starts_with(&lower);
        if fits && !found.iter().any(|known| known.text == choice.text) {
            found.push(choice);
        }
    }
    // Who types capitals means a name.
    if found.iter().any(|one| one.text.starts_with(typed)) {
        found.retain(|one| one.text.starts_with(typed));
    }
    found
}
