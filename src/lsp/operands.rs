//! What a formula takes at a place: names with what is asked of them, functions with their bracket, and behind a value what
//! joins it to the next. Words come from those of `takar coba`.

use super::choice::{Choice, FUNCTION, VALUE, WORD};
use super::circles::{self, Circles, Computes};
use super::mentions::{Kind, kind_of, label};
use super::offers::{Line, is_in_text};
use crate::program::depend::Facet;
use crate::program::{Role, written_name};
use crate::syntax::ast::{ClauseKind, ExprKind, Item};
use crate::syntax::functions::{self, Aggregate, Function};
use crate::syntax::meanings;
use crate::syntax::words::{Block, is_key_word, is_word};
use crate::syntax::{is_quote, significant};
use crate::whatif::complete::{Candidate, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// What a name is of: what may be asked of it hangs on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Quantity,
    Indicator,
    Group,
}

/// A value: names, roles, functions, years in brackets, grades beside their sign.
pub fn value(line: &Line, before: &str) -> (usize, Vec<Choice>) {
    let vocabulary = vocabulary(line);
    let (at, found) = vocabulary.value(before);
    let (earlier, typed) = before.split_at(at);
    // Inside a text of one's own nothing is proposed.
    if is_in_text(before) && found.iter().all(|one| !typed.is_empty() && !one.text.starts_with(typed)) {
        return (at, Vec::new());
    }
    // In a rule a role alone is a value: `jika realisasi > target_atas `, and `maka` waits.
    let is_role = |word: &str| Role::from_word(word).is_some();
    let is_compared = earlier.rsplit("jika").next().is_some_and(|part| part.contains(['<', '>', '=', '≤', '≥', '≠']));
    let is_own = line.block() == Some(Block::AchievementRule)
        && is_compared
        && last_word(earlier).is_some_and(is_role)
        && !joining(earlier, typed).is_empty();
    if !is_in_text(before) && !earlier.ends_with('[') && (is_after_value(earlier) || is_own) {
        return (at, joining(earlier, typed));
    }
    // What would make a call of a bracket that stands alone, or one word with a text.
    let is_before_text = typed.is_empty() && line.rest.starts_with(is_quote);
    if line.called().is_some_and(|word| word.is_empty()) || is_before_text {
        return (at, Vec::new());
    }
    let sorts = sorts(line);
    let known: BTreeSet<&str> = vocabulary.names.iter().map(|(name, _)| bare(name)).collect();
    let around = Around { line, earlier, role: last_word(earlier).and_then(Role::from_word), sorts: &sorts };
    let circles = around.circles();
    let set = last_word(earlier).filter(|word| is_set(word));
    // Of `capaian anggota K` the role stands before the set.
    let role = match set {
        Some(set) => last_word(&earlier.trim_end()[..earlier.trim_end().len() - set.len()]).and_then(Role::from_word),
        None => around.role,
    };
    let closes = |name: &str, role| circles.as_ref().is_some_and(|circles| !circles.takes(name, role, set));
    // A role alone is that of the thing itself; where that closes a circle, it leads to another thing or nowhere.
    let leads = |role: Role| {
        let of_other = Around { line, earlier, role: Some(role), sorts: &sorts };
        known.iter().any(|name| of_other.takes_name(name) && !closes(name, Some(role)))
    };
    let choices = found.into_iter().filter_map(|one| {
        let name = bare(&one.text);
        if known.contains(name) {
            return (!closes(name, role) && around.takes_name(name)).then(|| choice(one, VALUE));
        }
        let own = Role::from_word(name).filter(|_| set.is_none() && around.open().is_none());
        let closing = own.filter(|role| circles.as_ref().is_some_and(|circles| !circles.takes_own(*role)));
        let word = around.word(one)?;
        match closing {
            Some(role) => leads(role).then_some(Choice { needs_name: true, ..word }),
            None => Some(word),
        }
    });
    (at, choices.collect())
}

/// Where a value is to stand.
pub struct Around<'l> {
    pub line: &'l Line<'l>,
    /// The line up to the word that is typed.
    pub earlier: &'l str,
    /// What is asked of the name that comes.
    pub role: Option<Role>,
    pub sorts: &'l BTreeMap<String, Sort>,
}

impl Around<'_> {
    fn takes_name(&self, name: &str) -> bool {
        if self.line.is_called() || self.is_given_value() || self.is_before_name() {
            return false;
        }
        let sort = self.sorts.get(name).copied();
        // What a group achieves is computed, and given by nobody.
        if sort == Some(Sort::Group) && self.clause().is_some_and(|word| is_word(word, "diketahui")) {
            return false;
        }
        if let Some(set) = last_word(self.earlier).filter(|word| is_set(word)) {
            return !is_word(set, "anggota") || sort.is_none_or(|sort| sort == Sort::Group);
        }
        // Rows stand below each other there, members beside each other here: one thing alone is neither.
        let is_column = self.is_footer() && (self.open().is_some() || self.is_under());
        if is_column || self.open() == Some(Aggregate::WeightedMean) {
            return false;
        }
        let Some(role) = self.role else { return true };
        let programs = [Some(self.line.view.checked.readable()), self.line.program()].into_iter().flatten();
        let known = programs.filter_map(|program| Some((program, *program.by_code.get(name)?))).next();
        match (known, sort) {
            (Some((program, id)), _) => program.versions(id).any(|version| version.has(role)),
            (None, Some(Sort::Quantity)) => !role.is_achievement() && !matches!(role, Role::Target),
            (None, Some(Sort::Group)) => !matches!(role, Role::Target | Role::Value),
            (None, Some(Sort::Indicator) | None) => true,
        }
    }

    /// A word of the language: a role, a set, a function with its bracket.
    fn word(&self, one: Candidate) -> Option<Choice> {
        let word = one.text.as_str();
        let is_fixed = meanings::of_word(word, false).is_some();
        // A grade or a year.
        if !is_fixed || word.ends_with([']', '"']) {
            return (!self.line.is_called()).then(|| choice(one, VALUE));
        }
        if self.is_given_value() || last_word(self.earlier).is_some_and(is_set) {
            return None;
        }
        if functions::help(word).is_some() {
            let text = if self.line.is_called() { word.to_string() } else { format!("{word}(") };
            let is_alike = self.line.called().is_none_or(|other| is_alike(word, &other));
            let choice = choice(one, FUNCTION);
            // Years stand behind names, and a footer stands under a column.
            let takes_name = self.line.has_years() || self.is_footer() && self.is_under();
            return (self.role.is_none() && is_alike && !takes_name).then_some(Choice { text, ..choice });
        }
        let is_rows = self.clause().is_some_and(|word| matches!(word, "baris" | "sanding"));
        let is_taken = match word {
            _ if self.line.is_called() => false,
            "kelas" => is_rows && self.words() == 1,
            "anggota" => self.open().is_some() || is_rows && self.words() == 1,
            // Parts have no weights.
            "rincian" | "turunan" => match self.open() {
                Some(aggregate) => !aggregate.is_weighted(),
                None => is_rows && self.words() == 1,
            },
            "unit" if !self.is_footer() => self.line.block() == Some(Block::Table),
            _ if is_rows => word == "tahun" && self.words() == 1,
            _ if self.is_footer() => self.is_column(word),
            // What is computed is given by nobody, and a conversion knows its value alone.
            _ if self.clause().is_some_and(|word| is_word(word, "diketahui")) => {
                Role::from_word(word).is_none_or(|role| !role.is_achievement())
            }
            _ if self.line.block() == Some(Block::ConversionRule) => Role::from_word(word).is_none() || word == "nilai",
            _ => true,
        };
        let needs_name = match word {
            "tahun" => false,
            "anggota" if self.line.block() == Some(Block::Group) => false,
            "anggota" | "rincian" | "turunan" => self.is_footer() || !self.has_row(),
            _ => !self.has_row() && self.open().is_none() && self.line.block() != Some(Block::ConversionRule),
        };
        is_taken.then(|| Choice { needs_name, ..choice(one, WORD) })
    }

    /// How many words stand before, with that of the clause.
    fn words(&self) -> usize {
        let own = usize::from(self.clause().is_some());
        own + self.earlier.split_whitespace().count()
    }

    fn clause(&self) -> Option<&str> {
        let word = self.line.before.split(|c| !is_name(c)).next()?;
        (!word.is_empty()).then_some(word)
    }

    /// The innermost aggregate that is open.
    fn open(&self) -> Option<Aggregate> {
        let mut open = Vec::new();
        for (at, c, _) in significant(self.earlier).filter(|(.., is_text)| !is_text) {
            match c {
                '(' => open.push(last_word(&self.earlier[..at]).and_then(Aggregate::from_word)),
                ')' => _ = open.pop(),
                _ => {}
            }
        }
        open.into_iter().rev().flatten().next()
    }

    /// Whether a role without a name is that of something: the row, the thing a rule is for.
    fn has_row(&self) -> bool {
        let is_rule = matches!(self.line.block(), Some(Block::AchievementRule | Block::Table));
        is_rule || self.clause().is_some_and(|word| is_word(word, "pastikan"))
    }

    /// Whether the column is to be named that a footer stands under.
    fn is_under(&self) -> bool {
        let last = self.earlier.rsplit(';').next().unwrap_or_default();
        words(last).any(|word| is_word(word, "pada"))
    }

    /// Whether a name stands behind already: two beside each other are none.
    fn is_before_name(&self) -> bool {
        let behind = self.line.rest.trim_start_matches(is_name);
        let next = behind.trim_start();
        let word = next.split(|c| !is_name(c)).next().unwrap_or_default();
        behind.len() > next.len() && next.starts_with(char::is_alphabetic) && !is_key_word(word)
    }

    fn is_footer(&self) -> bool {
        self.clause().is_some_and(|word| matches!(word, "penutup" | "subtotal"))
    }

    /// Whether the table shows a column of this.
    fn is_column(&self, word: &str) -> bool {
        let clauses = self.line.item.map_or(&[][..], |item| &item.clauses);
        clauses.iter().any(|clause| match &clause.kind {
            ClauseKind::Column { value, .. } => match &value.kind {
                ExprKind::Reference(reference) => {
                    reference.words.first().is_some_and(|first| is_word(&first.text, word))
                }
                _ => false,
            },
            _ => false,
        })
    }

    /// Whether a number or a word is to be given, nothing that is computed.
    fn is_given_value(&self) -> bool {
        let last = self.earlier.rsplit(';').next().unwrap_or_default();
        self.clause().is_some_and(|word| is_word(word, "diketahui")) && last.contains('=')
    }

    /// What this line cannot use, since it is made of what it computes.
    pub fn circles(&self) -> Option<Circles> {
        let own = self.line.own?;
        let clause = self.clause().filter(|_| !self.line.is_formula);
        let computes = match (clause, self.line.block()) {
            _ if self.line.is_formula => Computes::Own(Facet::Value),
            (clause, Some(Block::Formula)) if !clause.is_some_and(is_clause) => Computes::Own(Facet::Value),
            (clause, Some(Block::ConversionRule)) if !clause.is_some_and(is_clause) => Computes::ByConversion,
            (clause, block) => circles::of_clause(clause, block)?,
        };
        circles::circles(self.line, own, computes)
    }
}

/// Whether one function may take the place of another: as many parts, and of one kind.
fn is_alike(word: &str, other: &str) -> bool {
    let sort = |word: &str| {
        let of_function = Function::from_word(word).map(|one| (0, one.arity().least, one.arity().most));
        of_function.or_else(|| {
            Aggregate::from_word(word).map(|one| (aggregate_sort(one), one.arity().least, one.arity().most))
        })
    };
    sort(other).is_none_or(|other| sort(word) == Some(other))
}

fn aggregate_sort(one: Aggregate) -> u8 {
    match (one.counts_conditions(), one.only_counts(), one.is_weighted()) {
        (true, ..) => 1,
        (_, true, _) => 2,
        (.., true) => 3,
        _ => 4,
    }
}

fn is_clause(word: &str) -> bool {
    crate::syntax::words::clause(word).is_some()
}

/// The words of the last rules without errors, with names that were given since.
pub fn vocabulary(line: &Line) -> Vocabulary {
    let mut vocabulary =
        line.program().map_or_else(Vocabulary::default, |program| Vocabulary::of_rules(program, line.year()));
    let whole = line.view.whole.iter();
    vocabulary.years = whole.flat_map(|whole| whole.data.years()).map(|year| year.to_string()).collect();
    vocabulary.years.push("tahun-1".into());
    // Of names that the rules gave once only those count that they give now.
    let now: BTreeSet<&str> = given(line).filter_map(|item| Some(item.name()?.text.as_str())).collect();
    let is_of_data = |name: &str| {
        let program = line.program();
        let versions = program.and_then(|program| Some(program.versions(*program.by_code.get(name)?)));
        versions.is_some_and(|mut versions| versions.all(|version| version.from_data))
    };
    vocabulary.names.retain(|(name, _)| now.contains(bare(name)) || is_of_data(bare(name)));
    let mut known: BTreeSet<String> = vocabulary.names.iter().map(|(name, _)| name.clone()).collect();
    for item in given(line) {
        let written = item.name().map(|name| written_name(&name.text)).unwrap_or_default();
        if known.insert(written.clone()) {
            vocabulary.names.push((written, label(item).unwrap_or_default().to_string()));
        }
    }
    vocabulary
}

/// The definitions of what has a value, as they are written now.
fn given<'l>(line: &'l Line) -> impl Iterator<Item = &'l Item> {
    let items = line.view.checked.modules().flat_map(|parsed| &parsed.module.items);
    items.filter(|item| kind_of(item.block()) == Some(Kind::Value) && item.name().is_some())
}

pub fn sorts(line: &Line) -> BTreeMap<String, Sort> {
    let sort = |block| match block {
        Block::Indicator => Sort::Indicator,
        Block::Group => Sort::Group,
        _ => Sort::Quantity,
    };
    given(line).filter_map(|item| Some((item.name()?.text.clone(), sort(item.block())))).collect()
}

fn choice(one: Candidate, kind: u8) -> Choice {
    let example =
        if kind == VALUE { "" } else { meanings::of_word(&one.text, false).map_or("", |meaning| meaning.example) };
    Choice { example, ..Choice::new(one.text, one.about, kind) }
}

/// What joins a value to what comes behind it, where a choice waits for it.
fn joining(earlier: &str, typed: &str) -> Vec<Choice> {
    let all: Vec<&str> = words(earlier).collect();
    let count = |word: &str| all.iter().filter(|one| is_word(one, word)).count();
    let (asked, given, other) = (count("jika"), count("maka"), count("selain"));
    let next = match () {
        () if asked > given => "maka",
        () if given > other => "selain itu",
        () => return Vec::new(),
    };
    let about = if next == "maka" { "lalu nilainya bila syarat itu benar" } else { "lalu nilainya bila tidak" };
    let is_meant = next.starts_with(&typed.to_lowercase());
    is_meant.then(|| Choice::new(next, about, WORD)).into_iter().collect()
}

/// Whether a value has ended: what follows joins it to another, or is none.
pub fn is_after_value(before: &str) -> bool {
    let before = before.trim_end();
    match before.chars().next_back() {
        None => false,
        Some(c) if c.is_ascii_digit() || is_quote(c) || matches!(c, ')' | ']' | '%') => true,
        Some(c) if is_name(c) => last_word(before).is_some_and(|word| {
            let waits = is_key_word(word) || is_word(word, "itu") || is_set(word) || is_word(word, "kelas");
            !waits && Role::from_word(word).is_none() && !is_first(before, word)
        }),
        Some(_) => false,
    }
}

/// Whether a word is the only one.
fn is_first(before: &str, word: &str) -> bool {
    before.len() == word.len() && is_clause(word)
}

fn is_set(word: &str) -> bool {
    ["anggota", "rincian", "turunan"].iter().any(|set| is_word(word, set))
}

fn last_word(before: &str) -> Option<&str> {
    let before = before.trim_end();
    let word = &before[before.trim_end_matches(is_name).len()..];
    (!word.is_empty()).then_some(word)
}

/// The words outside of texts, and what stands in quotes.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_name(c) && c != '.').filter(|word| !word.is_empty())
}

pub fn bare(name: &str) -> &str {
    name.trim_matches(is_quote)
}

pub fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
