//! Values reported where the formula has none, though it could never give them: what depends on them contradicts the
//! proofs.

use super::Run;
use crate::eval;
use crate::finding::Finding;

/// Those of a unit, in every year that the requested year reads.
pub(super) fn impossible(run: &Run, lane: usize) -> Vec<Finding> {
    let pairs = run.plan.reported.iter().filter(|pair| run.evaluation.cell(pair.computed, lane).is_err());
    let found = pairs.filter_map(|pair| {
        let reported = eval::rational(run.evaluation.cell(pair.reported, lane))?.clone();
        let definition = run.program.version(pair.name, pair.when.year)?;
        let range = run.computed.get(&definition.span).filter(|range| !range.is_empty())?;
        let code = run.program.code(pair.name);
        let what = match pair.when.year == run.plan.year {
            true => code.to_string(),
            false => format!("{code} tahun {}", pair.when.year),
        };
        let range = (!range.contains(&reported)).then(|| range.clone())?;
        Some(Finding::ReportedImpossible { what, reported, range, span: pair.span })
    });
    found.collect()
}
