//! Grades and words as a person types them: `"baik"` where the rule says "Baik".

use super::session::{Session, plain};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::explain::{self, Unclear};
use crate::program::{Expr, ExprKind, Role, Subject, ValueRef, When};
use crate::syntax::ast::Operator;

impl Session {
    /// Whether a text is the name of a table and of nothing else.
    pub(super) fn is_table(&self, text: &str) -> bool {
        let name = super::statement::bare(text);
        let known = |table: &crate::plan::PlannedTable| !table.name.is_empty() && table.name.eq_ignore_ascii_case(name);
        !self.view.program().by_code.contains_key(name) && self.view.plan.tables.iter().any(known)
    }

    /// What is said of a question whose words are not known: the name may be that of a table or a rule.
    pub(super) fn with_near_thing(&self, mut findings: Vec<Diagnostic>, text: &str) -> Vec<Diagnostic> {
        let text = text.trim();
        if let Err(unclear @ Unclear::OtherThing { .. }) = explain::question(self.view.program(), &self.view.plan, text)
        {
            let place = findings.first().and_then(Diagnostic::span);
            let told = unclear.into_diagnostic();
            return vec![place.map_or(told.clone(), |span| told.at(span, ""))];
        }
        let tables = self.view.plan.tables.iter().map(|table| table.name.as_str());
        let near = nearest(super::statement::bare(text), tables);
        if let (Some(near), Some(first)) = (near, findings.first_mut().filter(|first| first.suggestions.is_empty())) {
            first.advice = vec![format!("apakah maksud Anda  tabel {near} ?")];
        }
        findings
    }

    /// An expression with the words as the rules have them; a slip is refused.
    pub(super) fn with_words(&self, expr: Expr) -> Result<Expr, Box<Diagnostic>> {
        let Expr { kind, span } = expr;
        let kind = match kind {
            ExprKind::Binary { operator: operator @ Operator::Compare(_), left, right } => {
                let known = self.words_of(&left);
                let right = match (&right.kind, known) {
                    (ExprKind::Text(word), Some((what, known))) => {
                        let meant = meant(word, &what, &known).map_err(|finding| finding.at(right.span, ""))?;
                        Box::new(Expr { kind: ExprKind::Text(meant), span: right.span })
                    }
                    _ => right,
                };
                ExprKind::Binary { operator, left, right }
            }
            ExprKind::Binary { operator, left, right } => ExprKind::Binary {
                operator,
                left: Box::new(self.with_words(*left)?),
                right: Box::new(self.with_words(*right)?),
            },
            ExprKind::Not(inner) => ExprKind::Not(Box::new(self.with_words(*inner)?)),
            kind @ (ExprKind::Number(..)
            | ExprKind::Text(_)
            | ExprKind::Year
            | ExprKind::Argument
            | ExprKind::Convert(..)
            | ExprKind::Difference(..)
            | ExprKind::Growth(..)
            | ExprKind::Value(_)
            | ExprKind::Negate(_)
            | ExprKind::If { .. }
            | ExprKind::Least(_)
            | ExprKind::Greatest(_)
            | ExprKind::Round(..)
            | ExprKind::Absolute(_)
            | ExprKind::Root(_)
            | ExprKind::Present(_)
            | ExprKind::Aggregate { .. }) => kind,
        };
        Ok(Expr { kind, span })
    }

    /// The words that a value can be, and what they are called: grades, or an order; none where it may be any.
    fn words_of(&self, expr: &Expr) -> Option<(String, Vec<String>)> {
        let ExprKind::Value(ValueRef { role, subject: Subject::Name(name), period }) = expr.kind else { return None };
        let program = self.view.program();
        let year = When::year(self.year).resolve(period, program.package.plan).year;
        let version = program.version(name, year)?;
        match role {
            Role::Band => {
                let rule = program.band_rule(&version.band.as_ref()?.0, year)?;
                Some(("predikat".into(), rule.bands.iter().map(|band| band.grade.clone()).collect()))
            }
            Role::Main | Role::Value | Role::Target if !version.order.is_empty() => {
                Some((program.code(name).to_string(), version.order.iter().map(ToString::to_string).collect()))
            }
            Role::Main
            | Role::Value
            | Role::Target
            | Role::RawAchievement
            | Role::CappedAchievement
            | Role::Achievement
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
}

/// The word that is meant by one that was typed.
fn meant(word: &str, what: &str, known: &[String]) -> Result<String, Box<Diagnostic>> {
    let lower = word.to_lowercase();
    let own = known.iter().find(|one| *one == word).or_else(|| known.iter().find(|one| one.to_lowercase() == lower));
    if let Some(own) = own {
        return Ok(own.clone());
    }
    let finding = plain(Code::T0019, format!("{what} \"{word}\" tidak ada"));
    match nearest(word, known.iter().map(String::as_str)) {
        Some(near) => Err(Box::new(finding.advise(format!("apakah maksud Anda \"{near}\"?")))),
        // Whoever looks at the question or seeks an answer tells what there is.
        None => Ok(word.to_string()),
    }
}
