//! Changes: values that are assumed, rules that are altered.

use super::bands::with_copy;
use super::scenario;
use super::session::{Session, plain};
use super::state::{Assumed, Failure, RuleChange, Target, View};
use crate::diagnostic::{Code, Diagnostic, Edit, Place, Severity};
use crate::program::{Kind, NameId, Role};
use crate::resolve::asked;
use crate::source::{Sources, Span};
use crate::syntax::ast::{Assignment, Expr, ExprKind, Operator, Reference};

impl Session {
    /// `IKM = 92`, `IKPP = 1,5*(IKM/25) + IPP`: what data or a person give is assumed; of what a formula computes, the
    /// formula is altered.
    pub(super) fn assign(&mut self, list: &[Assignment], sources: &Sources) -> Result<String, Failure> {
        if let [one] = list
            && one.value.expr().is_some_and(|value| !is_constant(value))
            && let Some(rules) = self.as_rules(one, sources)
        {
            return self.change_rules(&rules);
        }
        if let Some(finding) = list.iter().find_map(|one| self.range_as_difference(one, sources)) {
            return Err((vec![finding], sources.clone()));
        }
        let failed = |findings: Vec<Diagnostic>| (findings.into_iter().map(instead_seek).collect(), sources.clone());
        let mut new = Vec::new();
        for one in list {
            if let Some(value) = one.value.expr().filter(|value| !is_literal(value)) {
                new.push(self.worked_out(one, value, sources).map_err(failed)?);
            }
        }
        let literal: Vec<Assignment> =
            list.iter().filter(|one| one.value.expr().is_none_or(is_literal)).cloned().collect();
        if !literal.is_empty() {
            let known = scenario::resolve(self.view.program(), sources, &literal, self.year).map_err(failed)?;
            new.extend(known.into_iter().map(|one| (one, String::new())));
        }
        let whole = list.iter().map(|one| one.target.span.to(one.value.span())).reduce(|a, b| a.to(b));
        self.assume_all(new, (whole.unwrap_or_else(super::state::no_place), ""), sources)
    }

    /// Takes assumptions over, each with what its right side has read of quarters; refused where they turn a target round.
    /// `how` says by what they came about.
    pub(super) fn assume_all(
        &mut self,
        new: Vec<(Assumed, String)>,
        (whole, how): (Span, &str),
        sources: &Sources,
    ) -> Result<String, Failure> {
        let mut state = self.state.clone();
        let mut lines = Vec::new();
        let mut all_read = String::new();
        for (one, read) in new {
            let (before, note) =
                (self.value_of(&one.of), self.off_grid(&one) + &self.far_smaller(&one) + self.over_formula(&one.of));
            let words = one.of.words(self.view.program(), self.year);
            let written = self.shown_value(&one);
            lines.push((format!("{words} = {written} (andaian; tadinya {before}{how}){note}\n{read}"), one.of.clone()));
            all_read.push_str(&read);
            state.assume(Assumed { unit: self.unit(), ..one });
        }
        let view = self.view_of(&state)?;
        if let Some(finding) = reversed_target(&view, &state.of_unit(&self.unit()), self.year) {
            return Err((vec![finding.at(whole, "")], sources.clone()));
        }
        let text = lines.into_iter().map(|(line, of)| line + &self.moved_to_date(&of, (&view, &state))).collect();
        self.read = all_read;
        Ok(self.apply(state, view, text))
    }

    /// The change of rules that an assignment means: of a value or target that a formula computes, or of a new name.
    fn as_rules(&self, one: &Assignment, sources: &Sources) -> Option<String> {
        let (program, formula) = (self.view.program(), sources.slice(one.value.span()));
        if one.target.period.is_some() {
            return None;
        }
        let (role, name) = match one.target.words.as_slice() {
            [name] => (Role::Main, name),
            [role, name] => (Role::from_word(&role.text)?, name),
            _ => return None,
        };
        let written = sources.slice(name.span);
        let Some(&id) = program.by_code.get(&name.text) else {
            let whole = sources.slice(one.target.span.to(one.value.span()));
            return (role == Role::Main).then(|| format!("{whole}\n"));
        };
        let version = program.version(id, self.year)?;
        let computes_target = matches!(&version.kind, Kind::Indicator(indicator) if indicator.target.is_some());
        match role {
            Role::Main | Role::Value if version.formula.is_some() => {
                Some(format!("ubah {written}\n  rumus {formula}\n"))
            }
            Role::Target if computes_target => Some(format!("ubah {written}\n  target {formula}\n")),
            Role::Main
            | Role::Value
            | Role::Target
            | Role::RawAchievement
            | Role::CappedAchievement
            | Role::Achievement
            | Role::Band
            | Role::BandWords
            | Role::Label
            | Role::Code
            | Role::Goal
            | Role::UnitName
            | Role::Parent
            | Role::TargetLow
            | Role::TargetHigh
            | Role::ScaleLow
            | Role::ScaleHigh
            | Role::Weight
            | Role::Budget
            | Role::Spent
            | Role::Field(_) => None,
        }
    }

    /// `target EKO = 4-5` of a target that is a range: no difference is meant.
    fn range_as_difference(&self, one: &Assignment, sources: &Sources) -> Option<Diagnostic> {
        let ExprKind::Binary { operator: Operator::Subtract, left, right } = &one.value.expr()?.kind else {
            return None;
        };
        let [role, name] = one.target.words.as_slice() else { return None };
        let program = self.view.program();
        let version = program.version(*program.by_code.get(&name.text)?, self.year)?;
        let is_range = program.has_range_target(version);
        if !is_range || Role::from_word(&role.text) != Some(Role::Target) || !is_literal(left) || !is_literal(right) {
            return None;
        }
        let (name, low, high) =
            (sources.slice(name.span), sources.slice(left.span).trim(), sources.slice(right.span).trim());
        let title = format!("target {name} berupa rentang, ditulis dengan dua titik");
        let ends = format!("target {name} = {low}..{high}");
        let whole = one.target.span.to(one.value.span());
        Some(
            plain(Code::T0020, title)
                .at(one.value.span(), "")
                .suggest(format!("tulis  {ends}"), vec![Edit::replace(whole, ends)]),
        )
    }

    /// `OPINI = WTP`: a word of an order without its quotes.
    pub(super) fn unquoted(&self, of: &Target, value: &Expr) -> Option<Diagnostic> {
        let ExprKind::Reference(Reference { words, period: None, .. }) = &value.kind else { return None };
        let [word] = words.as_slice() else { return None };
        let program = self.view.program();
        let version = program.version(*program.by_code.get(&of.code)?, of.when.year)?;
        let meant = version.order.iter().find(|known| known.to_lowercase() == word.text.to_lowercase())?;
        let found =
            Diagnostic::new(Code::T0018, Severity::Error, format!("\"{}\" ditulis tanpa tanda kutip", word.text));
        Some(
            found
                .at(word.span, "")
                .suggest(format!("tulis \"{meant}\""), vec![Edit::replace(word.span, format!("\"{meant}\""))]),
        )
    }

    /// `batal IKM`: one assumption less.
    pub(super) fn drop_one(&mut self, name: &Reference, sources: &Sources) -> Result<String, Failure> {
        let program = self.view.program();
        let found = asked::unknowns(program, sources, std::slice::from_ref(name));
        let found = found.map_err(|findings| (self.or_changed(name, findings), sources.clone()))?;
        let target = found.first().and_then(|(reference, _)| Target::of(program, reference, self.year));
        let mut state = self.state.clone();
        let unit = self.unit();
        state.assumed.retain(|one| Some(&one.of) != target.as_ref() || one.unit != unit);
        let written = sources.slice(name.span).trim();
        if state == self.state {
            let finding = plain(Code::T0012, format!("{written} tidak sedang diandaikan"));
            let finding = match self.group_of(target.as_ref()) {
                Some(group) => finding.advise(format!(
                    "bila {written} hendak dikeluarkan dari {group}, ubah anggota (dan bobot) {group} dalam aturannya"
                )),
                None => finding,
            };
            let finding = finding.advise("lihat semua andaian dengan  andaian");
            return Err((vec![finding], sources.clone()));
        }
        let view = self.view_of(&state)?;
        Ok(self.apply(state, view, format!("{written} kembali menurut data\n")))
    }

    /// The group that a thing is a member of.
    fn group_of(&self, of: Option<&Target>) -> Option<String> {
        let program = self.view.program();
        let own = *program.by_code.get(&of.filter(|of| of.role == Role::Main)?.code)?;
        let is_member = |name: &NameId| {
            let group = program.version(*name, self.year).and_then(|version| version.kind.group());
            group.is_some_and(|group| group.members.iter().any(|(member, _)| *member == own))
        };
        program.in_order().into_iter().find(is_member).map(|group| program.code(group).to_string())
    }

    /// Where rules of a thing were changed, what is said of taking its assumption back.
    fn or_changed(&self, name: &Reference, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let Some(word) = name.words.last().map(|word| &word.text) else { return findings };
        let about = |change: &RuleChange| {
            let head = change.text.lines().next().unwrap_or_default();
            head.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
        };
        if !self.state.rules.iter().any(about) {
            return findings;
        }
        let finding = plain(Code::T0012, format!("{word} tidak diandaikan, aturannya yang diubah")).at(name.span, "");
        vec![finding.advise("mundur satu per satu dengan  batal , atau kembali ke data dengan  awal")]
    }

    /// A change of rules, checked like a file before it counts.
    pub(super) fn change_rules(&mut self, text: &str) -> Result<String, Failure> {
        let mut state = self.state.clone();
        state.rules.push(RuleChange { text: text.to_string(), year: self.year });
        // Those of earlier changes were told then; those about files stand in the files.
        let is_known = |finding: &Diagnostic| self.view.rules.findings.contains(finding);
        let view = self.view_of(&state).map_err(|(findings, sources)| {
            let is_new_error = |one: &Diagnostic| one.severity == Severity::Error && !is_known(one);
            let new = findings.into_iter().filter(is_new_error);
            (new.map(|finding| with_copy(self.or_of_data(finding, &sources))).collect(), sources)
        })?;
        let sources = view.rules.package.sources();
        let in_change = |finding: &Diagnostic| {
            finding.labels.iter().any(|label| match label.place {
                Place::Text(span) => sources.get(span.source).name() == "coba",
                Place::Cell(_) | Place::File(_) => true,
            })
        };
        let new = view.rules.findings.iter().filter(|one| !is_known(one) && in_change(one));
        let warnings = self.tell(&new.cloned().collect::<Vec<_>>(), sources);
        Ok(self.apply(state, view, format!("{warnings}aturan diubah: {}\n", in_a_line(text))))
    }

    /// A code of the data has no rules of its own that could be changed.
    fn or_of_data(&self, finding: Diagnostic, sources: &Sources) -> Diagnostic {
        let Some(Place::Text(span)) = finding.labels.first().map(|label| label.place.clone()) else { return finding };
        let code = sources.slice(span).trim_matches('"');
        if finding.code != Code::K0162 || !self.view.program().by_code.contains_key(code) {
            return finding;
        }
        let title = format!("{code} berasal dari data dan mengikuti \"umum\" dalam aturan");
        let own = Diagnostic::new(finding.code, finding.severity, title).at(span, "");
        own.advise(format!("untuk mengubahnya sendiri, tulis aturannya lengkap, mulai dengan  indikator \"{code}\""))
    }

    pub(super) fn changes(&self) -> String {
        if self.state.is_empty() {
            return "belum ada andaian; semua angka menurut data\n".to_string();
        }
        let mut text = String::new();
        for one in &self.state.of_unit(&self.unit()) {
            text.push_str(&format!("  {}\n", self.assumed_words(one)));
        }
        let others = self.state.assumed.len() - self.state.of_unit(&self.unit()).len();
        if others > 0 {
            text.push_str(&format!("  dan {others} andaian untuk unit lain\n"));
        }
        for change in &self.state.rules {
            let year = if change.year == self.year { String::new() } else { format!("   (untuk {})", change.year) };
            let mut lines = change.text.trim_end().lines();
            text.push_str(&format!("  {}{year}\n", lines.next().unwrap_or_default()));
            lines.for_each(|line| text.push_str(&format!("  {line}\n")));
        }
        text
    }

    pub(super) fn changes_in_a_line(&self) -> String {
        let others = self.state.assumed.len() - self.state.of_unit(&self.unit()).len();
        let others = (others > 0).then(|| format!("{others} andaian untuk unit lain"));
        self.own_changes().chain(others).collect::<Vec<_>>().join("; ")
    }

    /// What is assumed of the unit at hand, and every change of rules, each on a line.
    pub(super) fn own_changes(&self) -> impl Iterator<Item = String> {
        let own = self.state.of_unit(&self.unit()).into_iter();
        let rules = self.state.rules.iter().map(|change| in_a_line(&change.text));
        own.map(|one| self.assumed_words(&one)).chain(rules)
    }

    pub(super) fn assumed_words(&self, one: &Assumed) -> String {
        format!("{} = {}", one.of.words(self.view.program(), self.year), one.written(self.view.program()))
    }
}

fn is_literal(expr: &Expr) -> bool {
    let is_number = |expr: &Expr| matches!(expr.kind, ExprKind::Number { .. });
    let is_negative = matches!(&expr.kind, ExprKind::Negate(inner) if is_number(inner));
    is_negative || is_number(expr) || matches!(expr.kind, ExprKind::Text(_))
}

/// A change of rules on one line, however many it has.
pub(super) fn in_a_line(rules: &str) -> String {
    let lines: Vec<&str> = rules.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    match lines.len() {
        0..=3 => lines.join(" "),
        more => format!("{} … ({more} baris)", lines[0]),
    }
}

/// Who wants a result to be something may mean to seek.
pub(super) fn instead_seek(finding: Diagnostic) -> Diagnostic {
    match (finding.code, finding.labels.first().map(|label| label.place.clone())) {
        (Code::K0405 | Code::K0409, Some(place)) => {
            let title = "hasil hitungan tidak dapat diandaikan, hanya masukannya";
            Diagnostic::new(Code::T0003, Severity::Error, title)
                .at_place(place, "")
                .advise("untuk mencari masukan yang memberi hasil itu:  cari … agar …")
        }
        _ => finding,
    }
}

/// A target whose lower end would lie above its upper one, by what is assumed of either.
pub(super) fn reversed_target(view: &View, assumed: &[Assumed], year: i32) -> Option<Diagnostic> {
    assumed.iter().filter(|one| one.of.role.is_target_end()).find_map(|one| {
        let [Some(low), Some(high)] = view.ends(&one.of) else { return None };
        scenario::is_turned(view.program(), &one.of, [&low, &high], year)
    })
}

/// Whether an expression names nothing, so that its value is always the same.
fn is_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number { .. } | ExprKind::Text(_) => true,
        ExprKind::Reference(_) => false,
        ExprKind::Call { arguments, .. } => arguments.iter().all(is_constant),
        ExprKind::Negate(inner) | ExprKind::Not(inner) => is_constant(inner),
        ExprKind::Binary { left, right, .. } => is_constant(left) && is_constant(right),
        ExprKind::If { condition, then, otherwise } => {
            [condition, then, otherwise].into_iter().all(|part| is_constant(part))
        }
    }
}
