//! Checks rules and plans them over unknown data.

use super::{Package, claims, has_errors, own_version, tried};
use crate::check;
use crate::diagnostic::{Diagnostic, few::Few};
use crate::finding::about_formulas;
use crate::plan::{self, Judged};
use crate::prove;
use crate::resolve;
use crate::source::{Sources, Span};
use crate::syntax;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

impl Package {
    /// Checks modules and proves what holds of them; the mends of formulas are tried where `is_tried`.
    pub(super) fn judged(
        title: &str,
        sources: Sources,
        modules: Vec<syntax::Parsed>,
        problems: Vec<Diagnostic>,
        is_tried: bool,
    ) -> Package {
        let (checked, judged) = judged_with_units(&modules, &sources, title);
        let Judged { mut refused, twice, plan, .. } = judged;
        if is_tried {
            tried::keep_working(&mut refused, &checked, &modules, &sources, title);
        }
        let places = refused.iter().map(|one| one.span).chain(twice.iter().map(|one| one.span));
        let unclear: Vec<Span> = checked.unclear.iter().copied().chain(places).collect();
        let refused = about_formulas(refused, &twice, &sources);
        let is_sound = checked.is_sound && !has_errors(&refused);
        let judged = resolve::with_samples(&checked.program);
        let proved = prove::prove(&judged, &unclear, is_sound, plan.as_ref(), &sources);
        let is_whole = is_sound && !has_errors(&proved.findings) && !has_errors(&problems);
        drop(judged);
        let program = is_whole.then_some(checked.program);
        let mut diagnostics: Vec<Diagnostic> = modules.iter().flat_map(|one| &one.diagnostics).cloned().collect();
        diagnostics.extend(checked.diagnostics.into_iter().chain(refused).chain(proved.findings));
        let of_claims = program.iter().flat_map(claims::refused);
        diagnostics.extend(problems.iter().cloned().chain(checked.unclaimed).chain(of_claims));
        own_version::name_packages(&mut diagnostics, &modules, &sources);
        diagnostics.sort_by_key(|diagnostic| diagnostic.span());
        let mut few = Few::by_code();
        few.extend(diagnostics);
        let diagnostics = few.into_findings();
        let (computed, steps) = (proved.computed, proved.steps);
        let (title, tried) = (title.to_string(), OnceLock::new());
        Package { title, sources, modules, program, computed, diagnostics, problems, tried, steps }
    }
}

/// The same with what the plan tells of units: what reads numbers reads them as the plan does.
pub(super) fn judged_with_units(
    modules: &[syntax::Parsed],
    sources: &Sources,
    title: &str,
) -> (check::Checked, Judged) {
    let (checked, found) = judged(modules, sources, title, &HashMap::new());
    match found.percentages.is_empty() {
        true => (checked, found),
        false => judged(modules, sources, title, &found.percentages),
    }
}

/// Modules checked, and their formulas judged.
fn judged(
    modules: &[syntax::Parsed],
    sources: &Sources,
    title: &str,
    percentages: &HashMap<Span, crate::program::units::Unit>,
) -> (check::Checked, Judged) {
    let checked = check::check(modules, sources, title, percentages);
    let program = resolve::with_samples(&checked.program);
    let found = match checked.is_sound {
        true => plan::judge(&program, resolve::with_stand_ins(&program).as_ref(), &HashSet::new()),
        false => {
            let certain = prove::certain(&program, &checked.unclear, modules);
            let found = certain.map(|certain| {
                let stand_ins = resolve::with_stand_ins(&certain);
                plan::judge(&certain, stand_ins.as_ref(), &check::through_years(&certain))
            });
            found.unwrap_or_default()
        }
    };
    drop(program);
    (checked, found)
}
