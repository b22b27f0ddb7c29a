//! What is asked: a name, and perhaps which of its values.

use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::plan::Plan;
use crate::program::Program;
use crate::program::{Kind, NameId, Role, When};

/// Which value is to be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The thing that is asked about.
    pub name: NameId,
    /// Which of its values; all that its result rests on when none.
    pub role: Option<Role>,
    /// The year, and the quarter if one was named.
    pub when: When,
}

/// Why a question cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    /// There is no such name.
    UnknownName {
        /// The name that nobody has, as it was typed.
        name: String,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// The word before the name is no role.
    UnknownRole {
        /// The word that is no role, as it was typed.
        word: String,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// The name has no version in that year.
    NotInForce {
        /// Its code.
        name: String,
        /// The year asked for.
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

/// The roles that have a value of their own in the plan, the most telling first.
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

/// Reads a question such as `AKIP`, `capaian AKIP`, `serapan 7.01.01` or `serapan "7.01.01"`.
pub fn question(program: &Program, plan: &Plan, words: &str) -> Result<Question, Unclear> {
    let words = words.trim();
    let (role, code) = match words.split_once(char::is_whitespace) {
        Some((role, code)) => (Some(role), code.trim()),
        None => (None, words),
    };
    let code = code.trim_matches('"');
    let role = role.map(role_named).transpose()?;
    let name = named(program, code)?;
    let when = When::year(plan.year);
    let Some(definition) = program.version(name, when.year) else {
        return Err(Unclear::NotInForce { name: program.code(name).to_string(), year: when.year });
    };
    // The name alone is the realisation, or the achievement of a group; `nilai` is the same.
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

fn role_named(word: &str) -> Result<Role, Unclear> {
    let known = || EXPLAINED.into_iter().filter_map(Role::word);
    Role::from_word(&word.to_lowercase()).filter(|role| EXPLAINED.contains(role)).ok_or_else(|| Unclear::UnknownRole {
        word: word.to_string(),
        nearest: nearest(word, known()).map(str::to_string),
    })
}

/// A name as written, else the only one that differs in case alone.
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
    /// The question as asked: `capaian AKIP 2024`.
    pub fn words(&self, program: &Program) -> String {
        let role = self.role.and_then(Role::word).map(|word| format!("{word} ")).unwrap_or_default();
        format!("{role}{} {}", program.code(self.name), self.when.year)
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

    /// What else there is to say of a thing that was asked about as a whole.
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
            Unclear::UnknownRole { word, nearest } => {
                let base = error(Code::B0018, format!("\"{word}\" bukan peran suatu nilai"));
                match nearest {
                    Some(near) => base.advise(format!("apakah maksud Anda {near}?")),
                    None => base.advise(format!("yang dapat dijelaskan: {}", roles())),
                }
            }
            Unclear::NotInForce { name, year } => error(Code::B0017, format!("{name} tidak berlaku tahun {year}"))
                .advise("pilih tahun lain dengan  --tahun"),
            Unclear::NoSuchValue { name, role, known } => error(Code::B0018, format!("{name} tidak punya {role}"))
                .advise(format!("yang ada: {}", known.join(", "))),
        }
    }
}
