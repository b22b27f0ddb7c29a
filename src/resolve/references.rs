//! Adjacent words to values: names, roles of names, members of groups.

use super::expressions::{Each, Here, Resolver, Scope, Type};
use super::names::{Entry, RuleKind, Version};
use super::problem::{ExpressionProblem, Undeclared};
use super::program::*;
use super::said;
use super::units::Unit;
use crate::diagnostic::nearest::{all_nearest, is_sibling, one_slip};
use crate::number::Exact;
use crate::source::Span;
use crate::syntax::ast::{self, Reference, Word, YearOf};
use crate::syntax::is_quote;
use crate::syntax::words::{Block, is_word};

/// For how many unknown names a near one is searched; more are reported without.
const MOST_NEAREST: usize = 40;

impl Resolver<'_> {
    /// Resolves words that mean a value.
    pub fn reference(&mut self, reference: &Reference, scope: Scope) -> (ExprKind, Type) {
        let unknown = (ExprKind::Number(Exact::ZERO, Unit::Any), Type::Unknown);
        if is_set(reference) && scope.each == Each::Member {
            return self.member_value(reference);
        }
        if is_set(reference) {
            let written = self.sources.slice(reference.span).to_string();
            self.problems.push(ExpressionProblem::SetAsValue { span: reference.span, written, is_weighted: false });
            return unknown;
        }
        let found = match reference.words.as_slice() {
            [word] if is_word(&word.text, "tahun") && reference.period.is_none() && !self.is_name(word) => {
                return (ExprKind::Year, Type::COUNT);
            }
            [word] if scope.here == Here::Conversion && is_word(&word.text, "nilai") && !self.is_name(word) => {
                return (ExprKind::Argument, Type::of(Unit::Any));
            }
            [word] => self.single(word, reference, scope),
            [role, name] => self.role_of(role, name, reference),
            _ => {
                self.phrase(reference);
                None
            }
        };
        let Some((value, type_)) = found else {
            self.unclear.push(reference.span);
            return unknown;
        };
        if let Some(period) = value.period {
            if let (YearOf::Fixed(year), Subject::Name(name)) = (period.year, value.subject) {
                self.check_year(name, year, reference.span);
            }
            self.check_plan(period, reference.span);
        }
        (ExprKind::Value(value), type_)
    }

    /// Whether a word, with this spelling, names something.
    fn is_name(&self, word: &Word) -> bool {
        self.names.by_code.contains_key(&word.text)
    }

    fn single(&mut self, word: &Word, reference: &Reference, scope: Scope) -> Option<(ValueRef, Type)> {
        if let Some(&name) = self.names.by_code.get(&word.text) {
            return Some(self.named(Role::Main, name, reference));
        }
        if let Some(role) = self.role(&word.text) {
            return self.own(role, word, reference, scope);
        }
        let name = self.unknown_name(word)?;
        Some(self.named(Role::Main, name, reference))
    }

    /// A role without a name: of the rule's indicator, of the row, or of the member an aggregate is at.
    fn own(&mut self, role: Role, word: &Word, reference: &Reference, scope: Scope) -> Option<(ValueRef, Type)> {
        let subject = match scope.here {
            _ if scope.each == Each::Row => Subject::Each,
            Here::Indicator | Here::Row => Subject::This,
            Here::Node => {
                self.used_node = true;
                Subject::This
            }
            Here::Class | Here::Year if role == Role::Label => Subject::This,
            Here::Class => {
                self.problems
                    .push(ExpressionProblem::ClassWithoutSet { span: reference.span, role: word.text.clone() });
                return None;
            }
            Here::Nothing | Here::Group | Here::Year | Here::Conversion => {
                // A definition with this word as its name has its own finding.
                if !self.names.lost.contains(&word.text) {
                    let has_role = |entry: &&Entry| entry.versions.iter().any(|version| supports(version.block, role));
                    let owner = self.names.values.iter().find(has_role);
                    let example = owner.map(|entry| format!("{} {}", word.text, entry.code));
                    let in_group = scope.here == Here::Group;
                    self.problems.push(ExpressionProblem::NoSubject {
                        span: word.span,
                        role: word.text.clone(),
                        example,
                        in_group,
                    });
                }
                return None;
            }
        };
        let type_ = self.type_of(role, None);
        Some((ValueRef { role, subject, period: reference.period }, type_))
    }

    /// Any name that has a value.
    pub(super) fn any_name(&mut self, word: &Word) -> Option<NameId> {
        let id = match self.names.by_code.get(&word.text) {
            Some(&id) => id,
            None => self.unknown_name(word)?,
        };
        self.used.insert(id);
        Some(id)
    }

    fn role_of(&mut self, role: &Word, name: &Word, reference: &Reference) -> Option<(ValueRef, Type)> {
        let Some(known_role) = self.role(&role.text) else {
            self.phrase(reference);
            return None;
        };
        let is_one_word = || Role::from_word(&format!("{}_{}", role.text, name.text)).is_some();
        if !self.names.by_code.contains_key(&name.text) && (self.role(&name.text).is_some() || is_one_word()) {
            self.phrase(reference);
            return None;
        }
        let is_grade = known_role == Role::Band && self.sources.slice(name.span).starts_with(is_quote);
        let id = match self.names.by_code.get(&name.text) {
            Some(&id) => id,
            None if is_grade => {
                self.phrase(reference);
                return None;
            }
            None => self.unknown_name(name)?,
        };
        let meant = |version: &&Version| match reference.period {
            Some(ast::Period { year: YearOf::Fixed(year), .. }) => version.years.covers(year),
            _ => true,
        };
        let mut versions = self.names.versions(id).iter().filter(meant).peekable();
        // A year without any version has its own finding.
        if let Some(first) = versions.peek().map(|version| version.block)
            && !versions.any(|version| supports(version.block, known_role))
        {
            let (role, name) = (known_role.word().unwrap_or("kolom itu"), name.text.clone());
            let (declare, what) = (self.undeclared(&name), first.word());
            self.problems.push(ExpressionProblem::NoSuchRole { span: reference.span, role, name, what, declare });
            return None;
        }
        Some(self.named(known_role, id, reference))
    }

    /// Where a name would be declared that a sketch took for an input.
    fn undeclared(&self, name: &str) -> Option<Undeclared> {
        let first = self.assumed.iter().find(|word| word.text == name)?;
        let mut rules = self.names.rules.keys().filter(|(kind, _)| *kind == RuleKind::Achievement);
        let rule = rules.next().filter(|_| rules.next().is_none()).map(|(_, name)| name.clone());
        Some(Undeclared { at: Span { start: 0, end: 0, ..first.span }, rule })
    }

    fn named(&mut self, role: Role, name: NameId, reference: &Reference) -> (ValueRef, Type) {
        self.used.insert(name);
        let asked = ValueRef { role, subject: Subject::Name(name), period: reference.period };
        let worked = self.worked(&asked).filter(|worked| worked.is_known());
        let known = worked.map(|worked| Type::Number(worked.measure.clone()));
        (asked, known.unwrap_or_else(|| self.type_of(role, Some(name))))
    }

    /// The role or extra column that a word names.
    pub(super) fn role(&self, word: &str) -> Option<Role> {
        Role::from_word(word).or_else(|| self.names.field(word).map(Role::Field))
    }

    pub(super) fn type_of(&self, role: Role, name: Option<NameId>) -> Type {
        let versions = name.map(|name| self.names.versions(name)).unwrap_or_default();
        let is_group = versions.iter().any(|version| version.block == Block::Group);
        if let Some(unit) = role.own_unit() {
            return Type::of(unit);
        }
        match role {
            Role::Main if is_group => Type::of(Unit::Percent),
            Role::Main | Role::Value | Role::Target if self.is_worded(name) => Type::Text,
            Role::Weight => Type::of(Unit::Any),
            // If versions differ in unit, nothing can be said before the year is known.
            Role::Main | Role::Value | Role::Target | Role::TargetLow | Role::TargetHigh => {
                Type::of(self.names.unit(name))
            }
            Role::ScaleLow | Role::ScaleHigh => Type::of(self.names.unit(name)),
            Role::Field(field) => match self.names.fields.get(field.0 as usize) {
                Some(field) if field.is_text => Type::Text,
                Some(field) => Type::of(field.unit.clone().unwrap_or_else(|| match is_group {
                    true => Unit::Percent,
                    false => self.names.unit(name),
                })),
                None => Type::Unknown,
            },
            Role::Band | Role::BandWords | Role::Label | Role::Code => Type::Text,
            Role::Goal | Role::UnitName | Role::Parent => Type::Text,
            // They have a unit of their own, reported above.
            Role::RawAchievement | Role::CappedAchievement | Role::Achievement => Type::Unknown,
            Role::Budget | Role::Spent => Type::Unknown,
        }
    }

    /// Whether the values of a name are words with an order.
    pub(super) fn is_worded(&self, name: Option<NameId>) -> bool {
        name.is_some_and(|name| self.names.worded.contains(&self.names.values[name.0 as usize].code))
    }

    /// `[awal]` and `[akhir]` need a plan period.
    fn check_plan(&mut self, period: ast::Period, span: Span) {
        let word = match period.year {
            YearOf::First => "awal",
            YearOf::Last => "akhir",
            YearOf::Fixed(_) | YearOf::Shift(_) => return,
        };
        if !self.has_plan {
            self.no_plan.push((span, word));
        }
    }

    pub(super) fn check_year(&mut self, name: NameId, year: i32, span: Span) {
        let versions = self.names.versions(name);
        if !versions.iter().any(|version| version.years.covers(year)) {
            let years: Vec<String> = versions.iter().map(|v| super::said::say_years(v.years)).collect();
            let name = self.names.values[name.0 as usize].code.clone();
            self.problems.push(ExpressionProblem::NoVersion { span, name, year, years: years.join("; ") });
        }
    }

    /// The name that a word was meant to be: assumed in a sketch, else reported.
    fn unknown_name(&mut self, word: &Word) -> Option<NameId> {
        if self.names.is_lost(&word.text) || self.again(word) || self.has_dash(word) {
            return None;
        }
        let names = self.names.by_code.keys().map(String::as_str);
        // In a sketch every name is undeclared, so only a difference in case can be told from a new name.
        let near: Vec<String> = match self.names.is_sketch {
            true => names.filter(|known| known.eq_ignore_ascii_case(&word.text)).take(1).map(str::to_string).collect(),
            false if self.unknown.len() > MOST_NEAREST => Vec::new(),
            // A word in capitals is a name; `targett` is a misspelling of a word of the language.
            false => {
                let names = names.chain(self.names.generals.keys().map(String::as_str));
                let own =
                    self.way_sorted(word).or_else(|| self.grown_together(word)).or_else(|| self.of_year(&word.text));
                let own = own.or_else(|| said::role(&word.text).map(str::to_string));
                let is_meant = |near: &&str| {
                    near.eq_ignore_ascii_case(&word.text)
                        || !is_sibling(near, &word.text) && !self.is_cut_off(word, near)
                };
                let near = || {
                    let mut all = all_nearest(&word.text, names);
                    all.extend(near_role(&word.text).filter(|_| all.is_empty()));
                    // Names come in no order of their own; what is left of several is none of them.
                    all.sort_unstable();
                    Some(all).filter(|all| !all.is_empty() && all.iter().all(is_meant))
                };
                let own = own.map(|own| vec![own]);
                let near = own.or_else(|| near().map(|all| all.into_iter().map(str::to_string).collect()));
                near.unwrap_or_else(|| said::number(&word.text).into_iter().collect())
            }
        };
        if let Some(id) = self.names.assume_covered(word) {
            self.covered.push(word.clone());
            self.used.insert(id);
            return Some(id);
        }
        if self.names.is_sketch && near.is_empty() {
            self.assumed.push(word.clone());
            let id = self.names.assume(word);
            self.used.insert(id);
            return Some(id);
        }
        self.unknown_near(word, near, self.declare_at);
        None
    }

    /// `capaianAKIP`, `capaian_turun`, `_80`: two words written as one, a number after a `_`.
    fn grown_together(&self, word: &Word) -> Option<String> {
        let text = word.text.as_str();
        let digits = text.trim_matches('_');
        if digits.len() < text.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(digits.to_string());
        }
        let is_known = |rest: &str| self.names.by_code.contains_key(rest) || ["turun", "naik"].contains(&rest);
        let parts = Role::words().filter_map(|role| Some((role, text.strip_prefix(role)?.trim_start_matches('_'))));
        let mut parts = parts.filter(|(_, rest)| !rest.is_empty() && is_known(rest));
        parts.next().map(|(role, rest)| format!("{role} {rest}"))
    }

    /// Whether this unknown name is reported already; then the place is added to its finding.
    pub(super) fn again(&mut self, word: &Word) -> bool {
        let Some(ExpressionProblem::UnknownName { spans, .. }) =
            self.unknown.get(&word.text).and_then(|&at| self.problems.get_mut(at))
        else {
            return false;
        };
        spans.push(word.span);
        true
    }

    /// Told with the names that are nearest: of several each is asked about.
    pub(super) fn unknown_near(&mut self, word: &Word, near: Vec<String>, declare: Option<Span>) {
        let mut near = near.into_iter().map(|near| (near.clone(), self.known_as(&near)));
        let nearest = near.next();
        let rivals: Vec<(String, String)> = near.collect();
        self.unknown.insert(word.text.clone(), self.problems.len());
        let name = word.text.clone();
        let beginnings = self.names.beginnings_beside(&name);
        let look = self.look_of(&name, nearest.as_ref().map(|(near, _)| near.as_str()), word.span);
        let (spans, is_column) = (vec![word.span], false);
        let told =
            ExpressionProblem::UnknownName { spans, name, nearest, rivals, declare, is_column, beginnings, look };
        self.problems.push(told);
    }

    /// ` ("Indeks Kepuasan Masyarakat", skm.takar:3)`
    fn known_as(&self, code: &str) -> String {
        let Some(version) = self.names.by_code.get(code).and_then(|&id| self.names.versions(id).first()) else {
            return String::new();
        };
        let place = self.sources.place(version.span);
        match &version.label {
            Some(label) => format!(" (\"{label}\", {place})"),
            None => format!(" ({place})"),
        }
    }

    /// A group named after `anggota`.
    pub fn group(&mut self, word: &Word, reference: &Reference) -> Option<NameId> {
        let Some(&id) = self.names.by_code.get(&word.text) else {
            // An assumed input can never be a group, so this is reported even in a sketch.
            if !self.names.lost.contains(&word.text) && !self.again(word) {
                let groups = self.names.values.iter().filter(|entry| entry.versions.iter().any(is_group));
                let near = all_nearest(&word.text, groups.map(|entry| entry.code.as_str()));
                self.unknown_near(word, near.into_iter().map(str::to_string).collect(), None);
            }
            self.unclear.push(reference.span);
            return None;
        };
        self.used.insert(id);
        if !self.names.versions(id).iter().any(is_group) {
            self.problems.push(ExpressionProblem::NotAGroup { span: word.span, name: word.text.clone() });
            return None;
        }
        if let Some(period) = reference.period {
            if let YearOf::Fixed(year) = period.year {
                self.check_year(id, year, reference.span);
            }
            self.check_plan(period, reference.span);
        }
        Some(id)
    }
}

/// Whether words mean the members of a group.
pub fn is_set(reference: &Reference) -> bool {
    reference.words.iter().any(|word| set_kind(word).is_some())
}

/// The role, or the set of members, that a word is a misspelling of.
fn near_role(word: &str) -> Option<&'static str> {
    let is_written_small = word.starts_with(char::is_lowercase);
    let is_near = |known: &&str| is_written_small && known.len() > 3 && one_slip(word, known);
    let role = Role::words().find(|role| is_near(role) || word.eq_ignore_ascii_case(role));
    role.or_else(|| SETS.iter().map(|(set, _)| *set).find(is_near))
}

/// The set a word means.
pub fn set_kind(word: &Word) -> Option<SetKind> {
    SETS.iter().find(|(known, _)| is_word(&word.text, known)).map(|(_, kind)| *kind)
}

const SETS: &[(&str, SetKind)] =
    &[("anggota", SetKind::Members), ("rincian", SetKind::Parts), ("turunan", SetKind::Descendants)];

pub(super) fn is_group(version: &Version) -> bool {
    version.block == Block::Group
}

/// Whether a kind of definition has a value in a role.
pub(super) fn supports(block: Block, role: Role) -> bool {
    match role {
        Role::Target | Role::TargetLow | Role::TargetHigh => block == Block::Indicator,
        Role::RawAchievement | Role::CappedAchievement | Role::Achievement => {
            matches!(block, Block::Indicator | Block::Group)
        }
        Role::Value => block != Block::Group,
        Role::Main | Role::Band | Role::BandWords | Role::Label | Role::Code | Role::Goal | Role::UnitName => true,
        Role::Parent | Role::ScaleLow | Role::ScaleHigh | Role::Weight => true,
        Role::Budget | Role::Spent | Role::Field(_) => true,
    }
}
