//! Adjacent words without a meaning, and what they were probably meant to be.

use super::expressions::Resolver;
use super::problem::{Defined, ExpressionProblem, Look, is_cell};
use super::program::*;
use super::said;
use super::sets::before_set;
use crate::diagnostic::nearest;
use crate::diagnostic::nearest::{is_sibling, one_slip};
use crate::source::Span;
use crate::syntax::ast::{self, Reference, Word};
use crate::syntax::is_quote;
use crate::syntax::words::{Block, is_word};

/// Words between a role and a name, or after them, that add nothing.
const SAYS_NOTHING: &[&str] = &[
    "dari",
    "pada",
    "untuk",
    "milik",
    "persen",
    "angka",
    "indikator",
    "kelompok",
    "semua",
    "seluruh",
    "tiap",
    "setiap",
];

/// Whether words are those that a code is short for: `IKM`, "Indeks Kepuasan Masyarakat"; `AKIP`, "Nilai evaluasi AKIP".
fn stands_for(code: &str, label: &str) -> bool {
    let words = || label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let initials: String = words().filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect();
    initials == code || words().any(|word| word == code)
}

impl Resolver<'_> {
    pub(super) fn phrase(&mut self, reference: &Reference) {
        let Some(first) = reference.words.first() else { return };
        if reference.words.iter().any(|word| self.names.lost.contains(&word.text)) {
            return;
        }
        let mends = match self.in_list(reference) {
            Some(both) => both,
            None => self.meant_phrase(reference, first).into_iter().collect(),
        };
        let phrase = self.sources.slice(reference.span).to_string();
        self.problems.push(ExpressionProblem::UnknownPhrase { span: reference.span, phrase, mends });
    }

    /// What tells more of an unknown name, beside the one that it is near.
    pub(super) fn look_of(&self, name: &str, near: Option<&str>, place: Span) -> Look {
        // `B2` beside `B1` is one of several things.
        let is_alone = || self.names.by_code.keys().all(|known| !is_sibling(known, name));
        Look {
            is_cell: is_cell(name) && is_alone(),
            is_own: near.is_some_and(|near| self.is_defined_here(near)),
            is_beside: near.is_some_and(|near| self.stands_beside(near, place)),
            is_said: near.is_some_and(|near| near.ends_with(']') || said::role(name) == Some(near)),
            ..Look::default()
        }
    }

    /// `capaian Baku predikat P`: where the line broke that two have become.
    pub(super) fn lost_break<'n>(&self, expr: &ast::Expr, mut rules: impl Iterator<Item = &'n str>) -> Option<Span> {
        let ast::ExprKind::Reference(reference) = &expr.kind else { return None };
        let [rule, line, _, ..] = reference.words.as_slice() else { return None };
        let is_it =
            Block::Indicator.clauses().any(|clause| is_word(&line.text, clause)) && rules.any(|one| one == rule.text);
        is_it.then_some(Span { start: rule.span.end, end: line.span.start, ..rule.span })
    }

    /// `A_2024`: a name with a year behind it, of which only the name is known.
    pub(super) fn of_year(&self, name: &str) -> Option<String> {
        let (code, year) = name.rsplit_once('_')?;
        let is_year = year.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year)) && year.len() == 4;
        (is_year && self.names.by_code.contains_key(code)).then(|| format!("{code}[{year}]"))
    }

    /// Notes of unknown names that the near one is used by nothing else: that may be the misspelt one.
    pub(super) fn note_unused(&mut self) {
        for problem in &mut self.problems {
            let ExpressionProblem::UnknownName { name, nearest: Some((near, _)), look, .. } = problem else { continue };
            let Some(id) = self.names.by_code.get(near.as_str()).filter(|id| !self.used.contains(id)) else { continue };
            let [only] = self.names.versions(*id) else { continue };
            let says = |code: &str| only.label.as_deref().is_some_and(|label| stands_for(code, label));
            look.defined = match (says(near), says(name)) {
                (true, false) => Defined::Rightly,
                (false, true) => Defined::Wrongly(only.span),
                _ => Defined::Unused(only.span),
            };
        }
    }

    /// Whether a name is that of the definition at hand.
    fn is_defined_here(&self, code: &str) -> bool {
        let versions = self.names.by_code.get(code).map(|id| self.names.versions(*id)).unwrap_or_default();
        versions.iter().any(|version| Some(version.head) == self.declare_at)
    }

    /// Whether a name stands in the same line already: in the place of another it would count twice.
    fn stands_beside(&self, code: &str, place: Span) -> bool {
        let text = self.sources.get(place.source).text();
        let (before, behind) = (&text[..place.start as usize], &text[place.end as usize..]);
        let before = before.rsplit('\n').next().unwrap_or_default();
        let behind = behind.split(['\n', '#']).next().unwrap_or_default();
        let words =
            [before, behind].into_iter().flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '_'));
        // What a line defines is told otherwise.
        let defined = before.split('=').next().filter(|_| before.contains('=')).map(str::trim);
        words.filter(|word| Some(*word) != defined).any(|word| word == code)
    }

    /// `rata-rata capaian`: the function without its brackets, which is told.
    pub(super) fn is_spoken_mean(&mut self, expr: &ast::Expr) -> bool {
        let ast::ExprKind::Binary { operator: ast::Operator::Subtract, left, right } = &expr.kind else { return false };
        let (ast::ExprKind::Reference(left), ast::ExprKind::Reference(right)) = (&left.kind, &right.kind) else {
            return false;
        };
        let is_half = |word: Option<&Word>| word.is_some_and(|word| is_word(&word.text, "rata"));
        let is_it = left.words.len() == 1 && [left, right].iter().all(|half| is_half(half.words.first()));
        let Some(of) = right.words.get(1).filter(|_| is_it && !self.names.by_code.contains_key("rata")) else {
            return false;
        };
        let behind = self.sources.slice(Span { start: of.span.start, ..right.span }).trim();
        let mends = vec![format!("rata_rata({behind})")];
        let phrase = self.sources.slice(expr.span).trim().to_string();
        self.problems.push(ExpressionProblem::UnknownPhrase { span: expr.span, phrase, mends });
        true
    }

    /// `min(IKM AKIP; 30)`: parts of a list, or of a formula in it.
    fn in_list(&self, reference: &Reference) -> Option<Vec<String>> {
        let [first, second] = reference.words.as_slice() else { return None };
        let are_names = [first, second].iter().all(|word| self.names.by_code.contains_key(&word.text));
        let is_other = first.text != second.text && self.is_beside_others(reference.span);
        let text = |span| self.sources.slice(span).trim();
        let behind = text(Span { start: second.span.start, ..reference.span });
        (are_names && is_other).then(|| [";", " *"].map(|sign| format!("{}{sign} {behind}", text(first.span))).to_vec())
    }

    /// What words without a meaning were meant to be.
    fn meant_phrase(&self, reference: &Reference, first: &Word) -> Option<String> {
        if !before_set(reference).is_empty() {
            return self.meant_before_set(reference);
        }
        let is_name = |word: &Word| self.names.by_code.contains_key(&word.text);
        let text = |span| self.sources.slice(span).trim();
        if let Some((last, before)) = reference.words.split_last()
            && self.sources.slice(last.span).starts_with(is_quote)
            && !is_name(last)
            && (is_name(first) || self.role(&first.text).is_some())
            && let Some(end) = before.last()
        {
            // `predikat AKIP "Baik"`
            return Some(format!("{} = {}", text(Span { end: end.span.end, ..reference.span }), text(last.span)));
        }
        // `itdak terdefinisi "nol"`
        if let [first, second, ..] = reference.words.as_slice()
            && one_slip(&first.text, "tidak")
            && one_slip(&second.text, "terdefinisi")
            && self.begins_outcome(reference.span)
        {
            let why = text(Span { start: second.span.end, ..reference.span });
            return Some(format!("tidak terdefinisi {why}").trim_end().to_string());
        }
        if let [first, second] = reference.words.as_slice() {
            let period = text(Span { start: second.span.end, ..reference.span });
            let (left, right) = (text(first.span), text(second.span));
            if left == right {
                return Some(format!("{left}{period}"));
            }
            if is_name(first) && is_name(second) {
                // In a formula it is unknown which operator was lost.
                return self.begins_list(reference.span).then(|| format!("{left}; {right}{period}"));
            }
            // `target bawah`
            let joined = format!("{left}_{right}");
            if !is_name(second) && Role::from_word(&joined).is_some() {
                return Some(format!("{joined}{period}"));
            }
            let is_role = |word: &Word| self.role(&word.text).is_some();
            // `kolom target Target`: a heading, not a share of the thing itself.
            if is_role(first) && left.to_lowercase() == right.to_lowercase() {
                return Some(format!("{left} \"{right}\""));
            }
            // `kolom "Realisasi" realisasi`: the heading stands behind.
            if left.starts_with(is_quote) && is_role(second) && !is_name(second) && self.begins_column(reference.span) {
                return Some(format!("{right}{period} {left}"));
            }
            let is_title = right.starts_with(char::is_uppercase) && left.starts_with(char::is_lowercase);
            if is_role(first) && is_title && !is_name(second) && self.begins_column(reference.span) {
                return Some(format!("{left} \"{right}\"{period}"));
            }
            if is_role(first) && is_role(second) && !is_name(second) && self.begins_column(reference.span) {
                return Some(format!("{left}\n  kolom {right}{period}"));
            }
            // In `2*target realisasi` another operator is as likely.
            let is_ratio = left.eq_ignore_ascii_case("realisasi") && right.eq_ignore_ascii_case("target");
            if is_ratio && !is_name(second) && self.begins_formula(reference.span) {
                return Some(format!("{left} / {right}{period}"));
            }
            if is_name(first) && is_role(second) {
                return Some(format!("{right} {left}{period}"));
            }
        }
        if let Some(mend) = self.role_and_name(reference) {
            return Some(mend);
        }
        if self.role(&first.text).is_some() {
            return None;
        }
        let near = nearest(&first.text, Role::words().chain(["anggota"]))?;
        Some(format!("{near} {}", self.mended_rest(reference)))
    }

    /// `baris GAB anggota IKU`, `capaian asli anggota IKU`, `capaian dari anggota IKU`: words before a set that ask nothing of it.
    fn meant_before_set(&self, reference: &Reference) -> Option<String> {
        let before = before_set(reference);
        let set = reference.words.get(before.len())?;
        let text = |span| self.sources.slice(span).trim();
        let set = text(Span { end: reference.span.end, ..set.span });
        if self.begins_list(reference.span) {
            let is_name = |word: &Word| self.names.by_code.contains_key(&word.text);
            let names: Vec<&str> = before.iter().map(|word| text(word.span)).collect();
            return before.iter().all(is_name).then(|| format!("{}; {set}", names.join("; ")));
        }
        if let [first, second] = before {
            let joined = format!("{}_{}", text(first.span), text(second.span));
            if Role::from_word(&joined).is_some() {
                return Some(format!("{joined} {set}"));
            }
        }
        let says = |word: &&Word| !SAYS_NOTHING.contains(&text(word.span).to_lowercase().as_str());
        let words: Vec<&Word> = before.iter().filter(says).collect();
        let [role] = words.as_slice() else { return None };
        self.role(&role.text).is_some().then(|| format!("{} {set}", text(role.span)))
    }

    /// `AKIP IKPP` where two parts are required: both of them.
    pub(super) fn two_names(&self, part: &ast::Expr) -> Option<String> {
        let ast::ExprKind::Reference(Reference { words, .. }) = &part.kind else { return None };
        let [first, second] = words.as_slice() else { return None };
        let are_names = [first, second].iter().all(|word| self.names.by_code.contains_key(&word.text));
        let text = |start: u32, end: u32| self.sources.slice(Span { start, end, ..part.span }).trim();
        let (left, right) = (text(first.span.start, first.span.end), text(second.span.start, part.span.end));
        are_names.then(|| format!("{left}; {right}"))
    }

    /// `capaian dari A`, `target target A`, `capaian A persen`: one role and one name, with words that add nothing.
    fn role_and_name(&self, reference: &Reference) -> Option<String> {
        let text = |word: &Word| self.sources.slice(word.span).trim();
        let says = |word: &&Word| !SAYS_NOTHING.contains(&text(word).to_lowercase().as_str());
        let mut words: Vec<&Word> = reference.words.iter().filter(says).collect();
        words.dedup_by(|next, one| text(next).eq_ignore_ascii_case(text(one)));
        let [role, name] = words.as_slice() else { return None };
        let is_name = self.names.by_code.contains_key(&name.text);
        let end = reference.words.last()?.span.end;
        let period = self.sources.slice(Span { start: end, ..reference.span }).trim();
        let is_shorter = words.len() < reference.words.len();
        (is_shorter && is_name && self.role(&role.text).is_some())
            .then(|| format!("{} {}{period}", text(role), text(name)))
    }

    /// Whether a place is in a list of things separated by semicolons.
    fn begins_list(&self, span: Span) -> bool {
        let before = self.sources.slice(Span { start: 0, end: span.start, ..span });
        let first = before.rsplit('\n').next().and_then(|line| line.split_whitespace().next());
        first.is_some_and(|first| ["anggota", "baris", "sanding"].iter().any(|word| first.eq_ignore_ascii_case(word)))
    }

    /// Whether a place is one of several parts: `min(IKM AKIP; 30)`.
    fn is_beside_others(&self, span: Span) -> bool {
        let text = self.sources.get(span.source).text();
        let (before, behind) = (&text[..span.start as usize], &text[span.end as usize..]);
        before.trim_end().ends_with(';') || before.trim_end().ends_with('(') && behind.trim_start().starts_with(';')
    }

    /// Whether a place is at the start of a formula.
    fn begins_formula(&self, span: Span) -> bool {
        let before = self.sources.slice(Span { start: 0, end: span.start, ..span }).trim_end();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        before.ends_with([':', '=', '(', ';', '<', '>']) || word.chars().all(char::is_lowercase)
    }

    /// Whether a place is right after a condition.
    fn begins_outcome(&self, span: Span) -> bool {
        self.sources.slice(Span { start: 0, end: span.start, ..span }).trim_end().ends_with(':')
    }

    /// Whether only `kolom` precedes a place on its line.
    fn begins_column(&self, span: Span) -> bool {
        let before = self.sources.slice(Span { start: 0, end: span.start, ..span });
        before.rsplit('\n').next().is_some_and(|line| line.trim().eq_ignore_ascii_case("kolom"))
    }
}
