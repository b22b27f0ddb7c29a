//! What a question means: a name, and perhaps which of its values.

use super::period;
use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::plan::Plan;
use crate::program::Program;
use crate::program::{Definition, Kind, NameId, Role, When};

/// Which value is to be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The thing in question.
    pub name: NameId,
    /// Which of its values; if none, everything its result depends on.
    pub role: Option<Role>,
    /// The year, and the quarter if one was named.
    pub when: When,
}

/// Why a question cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    /// There is no such name.
    UnknownName {
        /// The unknown name, as typed.
        name: String,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// The name belongs to something that has no value.
    OtherThing {
        /// Its name, as typed.
        name: String,
        /// What it is.
        what: &'static str,
        /// What to ask instead.
        mend: Option<String>,
    },
    /// The word before the name is not a role.
    UnknownRole {
        /// The word that is not a role, as typed.
        word: String,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// The name has no version in that year.
    NotInForce {
        /// Its code.
        name: String,
        /// The requested year.
        year: i32,
    },
    /// The name has no such value.
    NoSuchValue {
        /// Its code.
        name: String,
        /// The word of the role.
        role: String,
        /// The words of the roles it has.
        known: Vec<&'static str>,
    },
}

/// The roles that have a value of their own in the plan, the most informative first.
const EXPLAINED: [Role; 11] = [
    Role::Band,
    Role::Achievement,
    Role::Value,
    Role::Target,
    Role::Budget,
    Role::Spent,
    Role::RawAchievement,
    Role::CappedAchievement,
    Role::BandWords,
    Role::TargetLow,
    Role::TargetHigh,
];

/// Reads a question such as `AKIP`, `capaian AKIP`, `serapan 7.01.01`, `serapan "7.01.01"` or `IKM[2023]`.
pub fn question(program: &Program, plan: &Plan, words: &str) -> Result<Question, Unclear> {
    let (role, name, when) = parts(program, plan.year, words)?;
    let Some(definition) = program.version(name, when.year) else {
        return Err(Unclear::NotInForce { name: program.code(name).to_string(), year: when.year });
    };
    // The name alone is the realisation, or the achievement of a group; `nilai` means the same.
    let role = match (role, &definition.kind) {
        (Some(Role::Main | Role::Value), Kind::Group(_)) => Some(Role::Achievement),
        (role, _) => role,
    };
    let has = |role: Role| plan.value(name, role, when).is_some();
    match role {
        Some(role) if !has(role) => Err(Unclear::NoSuchValue {
            name: program.code(name).to_string(),
            role: role.word().unwrap_or_default().to_string(),
            known: EXPLAINED.into_iter().filter(|role| has(*role)).filter_map(Role::word).collect(),
        }),
        role => Ok(Question { name, role, when }),
    }
}

/// The parts of a question, relative to a year.
pub(super) fn parts(program: &Program, year: i32, words: &str) -> Result<(Option<Role>, NameId, When), Unclear> {
    let (words, when) = period::split(words, year, program.package.plan);
    let (role, code) = match words.split_once(char::is_whitespace) {
        Some((role, code)) => (Some(role), code.trim()),
        None => (None, words),
    };
    let name = named(program, code.trim_matches('"'));
    // The name of a table or a rule is not a value, whatever precedes it.
    let name = name.map_err(|unclear| other_thing(program, code.trim_matches('"'), year).unwrap_or(unclear));
    Ok((role.map(role_named).transpose()?, name?, when))
}

/// A table or a rule of that name.
fn other_thing(program: &Program, name: &str, year: i32) -> Option<Unclear> {
    let is_it = |known: &str| known.eq_ignore_ascii_case(name);
    let user = |of: &dyn Fn(&Definition) -> bool| {
        let versions = program.in_order().into_iter().filter_map(|name| program.version(name, year));
        versions.filter(|version| of(version)).map(|version| program.code(version.name).to_string()).next()
    };
    let rule = |what: &'static str, role: Role, user: Option<String>| {
        let mend =
            user.map(|user| format!("jelaskan hasil yang memakainya:  {} {user}", role.word().unwrap_or_default()));
        Unclear::OtherThing { name: name.to_string(), what, mend }
    };
    if program.tables.iter().any(|table| is_it(&table.name)) {
        let mend = Some(format!("lihat dengan  tabel {name}  dalam takar coba, atau  takar hitung --tabel {name}"));
        return Some(Unclear::OtherThing { name: name.to_string(), what: "tabel", mend });
    }
    if program.band_rules.iter().any(|rule| is_it(&rule.name)) {
        let uses = |version: &Definition| version.band.as_ref().is_some_and(|(rule, _)| is_it(rule));
        return Some(rule("aturan predikat", Role::Band, user(&uses)));
    }
    if program.achievement_rules.iter().any(|rule| is_it(&rule.name)) {
        let uses = |version: &Definition| version.kind.indicator().is_some_and(|own| is_it(&own.rule.0));
        return Some(rule("aturan capaian", Role::Achievement, user(&uses)));
    }
    program.conversions.iter().any(|rule| is_it(&rule.name)).then(|| rule("aturan konversi", Role::Value, None))
}

fn role_named(word: &str) -> Result<Role, Unclear> {
    let known = || EXPLAINED.into_iter().filter_map(Role::word);
    Role::from_word(&word.to_lowercase()).filter(|role| EXPLAINED.contains(role)).ok_or_else(|| Unclear::UnknownRole {
        word: word.to_string(),
        nearest: nearest(word, known()).map(str::to_string),
    })
}

/// A name as written, else the only one that differs only in case.
fn named(program: &Program, code: &str) -> Result<NameId, Unclear> {
    if let Some(name) = program.by_code.get(code) {
        return Ok(*name);
    }
    let mut alike = program.by_code.iter().filter(|(known, _)| known.eq_ignore_ascii_case(code));
    if let (Some((_, name)), None) = (alike.next(), alike.next()) {
        return Ok(*name);
    }
    let nearest = nearest(code, program.by_code.keys().map(String::as_str)).map(str::to_string);
    Err(Unclear::UnknownName { name: code.to_string(), nearest })
}

impl Question {
    /// The question in full: `capaian AKIP 2024`.
    pub fn words(&self, program: &Program) -> String {
        let role = self.role.and_then(Role::word).map(|word| format!("{word} ")).unwrap_or_default();
        let quarter = self.when.quarter.map(|quarter| format!(" triwulan {quarter} tahun")).unwrap_or_default();
        format!("{role}{}{quarter} {}", program.code(self.name), self.when.year)
    }

    /// The values to explain first.
    pub(super) fn roots(&self, program: &Program, plan: &Plan) -> Vec<(NameId, Role, When)> {
        let of_result = match program.version(self.name, self.when.year).map(|one| &one.kind) {
            Some(Kind::Quantity) => &[Role::Band, Role::Value][..],
            _ => &[Role::Band, Role::Achievement][..],
        };
        let roles = self.role.as_ref().map_or(of_result, std::slice::from_ref);
        let has = |role: &Role| plan.value(self.name, *role, self.when).is_some();
        roles.iter().filter(|role| has(role)).map(|role| (self.name, *role, self.when)).collect()
    }

    /// The other values of a thing that was asked about as a whole.
    pub(super) fn others(&self, program: &Program, plan: &Plan) -> Vec<(NameId, Role, When)> {
        if self.role.is_some() {
            return Vec::new();
        }
        let roots = self.roots(program, plan);
        let roles = [Role::Budget, Role::Spent].into_iter().map(|role| (self.name, role, self.when));
        roles.filter(|key| !roots.contains(key)).collect()
    }
}

impl Unclear {
    /// The whole message.
    pub fn into_diagnostic(self) -> Diagnostic {
        let error = |code: Code, title: String| Diagnostic::new(code, Severity::Error, title);
        let roles = || EXPLAINED.into_iter().filter_map(Role::word).collect::<Vec<_>>().join(", ");
        match self {
            Unclear::UnknownName { name, nearest } => {
                let base = error(Code::B0017, format!("tidak ada yang bernama \"{name}\""));
                match nearest {
                    Some(near) => base.advise(format!("apakah maksud Anda {near}?")),
                    None => base.advise("pakai nama dalam aturan, atau kode dalam data"),
                }
            }
            Unclear::OtherThing { name, what, mend } => {
                let base = error(Code::B0017, format!("\"{name}\" adalah {what}, bukan nilai"));
                mend.into_iter().fold(base, Diagnostic::advise)
            }
            Unclear::UnknownRole { word, nearest } => {
                let base = error(Code::B0018, format!("\"{word}\" bukan peran suatu nilai"));
                let asks = ["kenapa", "mengapa", "bagaimana", "apa", "berapa", "naik", "turun"];
                match nearest {
                    _ if asks.contains(&word.to_lowercase().as_str()) => base
                        .advise("sebut nilainya saja, tanpa kata tanya, misalnya  jelaskan capaian NAMA")
                        .advise("naik atau turunnya dari tahun lalu:  NAMA - NAMA[tahun-1]  dalam  takar coba"),
                    Some(near) => base.advise(format!("apakah maksud Anda {near}?")),
                    None => base.advise(format!("yang dapat dijelaskan: {}", roles())),
                }
            }
            Unclear::NotInForce { name, year } => error(Code::B0017, format!("{name} tidak berlaku tahun {year}"))
                .advise(format!("sebut tahun lain, misalnya  {name}[{}]", year - 1)),
            Unclear::NoSuchValue { name, role, known } => error(Code::B0018, format!("{name} tidak punya {role}"))
                .advise(format!("yang ada: {}", known.join(", "))),
        }
    }
}
