//! Checks rules and plans them over unknown data, before there is a package.

use crate::check;
use crate::plan::{self, Judged};
use crate::prove;
use crate::resolve;
use crate::source::{Sources, Span};
use crate::syntax;
use std::collections::{HashMap, HashSet};

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
