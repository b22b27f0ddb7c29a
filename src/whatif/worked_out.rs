//! `IKM = IKM + 5`: assumptions whose right side is to be worked out.

use super::scenario;
use super::session::Session;
use super::show;
use super::state::{Assumed, Given, Target};
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::eval::Value;
use crate::number::Exact;
use crate::plan;
use crate::program::Expr as Resolved;
use crate::resolve::asked;
use crate::source::Sources;
use crate::syntax::ast::{Assignment, Expr};

impl Session {
    /// `IKM = IKM + 5`: the right side worked out once, as things are, and what it has read of quarters.
    pub(super) fn worked_out(
        &self,
        one: &Assignment,
        given: &Expr,
        sources: &Sources,
    ) -> Result<(Assumed, String), Vec<Diagnostic>> {
        let program = self.view.program();
        let target = asked::unknowns(program, sources, std::slice::from_ref(&one.target))?;
        let target = target.first().and_then(|(reference, _)| Target::of(program, reference, self.year));
        // A reference that can be given always means a target.
        let Some(of) = target else { return Err(Vec::new()) };
        if let Some(word) = self.unquoted(&of, given) {
            return Err(vec![word]);
        }
        let (expr, _) = asked::value(program, sources, given)?;
        let quarters = self.quarters_read(&of, &expr);
        if let Some(finding) = self.unlike_quarters(one, (&of, given), &quarters, sources) {
            return Err(vec![finding]);
        }
        let view = self.asking(&[&expr]);
        let cell = view.asked.last().map(|cell| view.evaluation.cell(cell.slot, 0));
        let refused = |reason: String| {
            let written = sources.slice(one.value.span()).trim();
            let found = Diagnostic::new(Code::T0017, Severity::Error, format!("{written} {reason}"));
            found.at(one.value.span(), "")
        };
        let value = match cell {
            Some(Ok(Value::Number(number))) => match self.in_unit(&of, &expr, number)?.to_decimal() {
                Some(decimal) => Given::Number(decimal.normalize()),
                None => {
                    let reason = format!("= {}, tidak dapat ditulis habis", show::number(number));
                    let whole = one.value.span();
                    let rounded = format!("bulat({}; 2)", sources.slice(whole).trim());
                    let mend = vec![Edit::replace(whole, rounded.as_str())];
                    return Err(vec![refused(reason).suggest(format!("bulatkan dahulu:  {rounded}"), mend)]);
                }
            },
            Some(Ok(Value::Text(word))) => Given::Word(word.to_string()),
            Some(Err(fault)) => return Err(vec![refused(format!("tidak dapat dihitung: {}", fault.reason))]),
            _ => {
                return Err(vec![
                    refused("bukan angka yang dapat diandaikan".into())
                        .advise("bulatkan dahulu, misalnya  bulat(…; 2)"),
                ]);
            }
        };
        let span = one.target.span.to(one.value.span());
        let one = scenario::accepted(program, of, value, self.year, span).map_err(|finding| vec![*finding])?;
        Ok((one, self.told_of(&quarters)))
    }

    /// A number worked out, as the value that data would hold.
    fn in_unit(&self, of: &Target, expr: &Resolved, number: &Exact) -> Result<Exact, Vec<Diagnostic>> {
        let program = self.view.program();
        match plan::typed(program, self.year, expr, &of.unit(program)) {
            Ok(true) => Ok(number * &Exact::HUNDRED),
            Ok(false) => Ok(number.clone()),
            Err(refused) => Err(vec![refused.into_diagnostic()]),
        }
    }
}
