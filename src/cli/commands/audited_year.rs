//! Whether printed tables are those of another year than the one they are held against: after a package has gone on to
//! the next year, the report of the last one still lies beside it.

use super::Loaded;
use super::audit::{Beside, read};
use crate::audit::{self, Audit, Claims, Verdict};
use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// Beyond so many figures a report is not audited twice.
const MOST: usize = 5_000;

/// The warning where most figures are not those of the year, and most are those of another year of the data.
pub(super) fn other_year(
    loaded: &Loaded,
    (data, unit): (&Dataset, Option<usize>),
    (beside, claims): (&Beside, &Claims),
    audit: &Audit,
) -> Option<Diagnostic> {
    let (agreeing, all) = agreeing(audit);
    if agreeing * 2 > all || all > MOST || !audit.is_grave() {
        return None;
    }
    let others = data.years().into_iter().rev().filter(|year| *year < audit.year);
    let held = others.filter_map(|year| {
        let (printed, _) = read(loaded, (year, unit), &beside.texts, &beside.office);
        let (agreeing, all) = self::agreeing(&audit::audit_with(&loaded.package, data, year, &printed, claims)?);
        (agreeing * 3 >= all * 2 && all > 0).then_some((agreeing, all, year))
    });
    let (agreeing, all, year) = held.max_by_key(|(agreeing, _, year)| (*agreeing, *year))?;
    let title = format!("yang tercetak tampaknya angka tahun {year}, bukan tahun {}", audit.year);
    let found = Diagnostic::new(Code::C0017, Severity::Warning, title);
    let found = found.because(format!("{agreeing} dari {all} angka cocok dengan hitungan tahun {year}"));
    Some(found.advise(format!("periksa dengan tahunnya:  --tahun {year}")))
}

/// How many of the figures that were held against the rules agree, and how many there are.
fn agreeing(audit: &Audit) -> (usize, usize) {
    let held = audit.judged.iter().filter(|one| !matches!(one.verdict, Verdict::Blank | Verdict::Unjudged));
    let (agreeing, other): (Vec<_>, Vec<_>) = held.partition(|one| one.verdict == Verdict::Agrees);
    (agreeing.len(), agreeing.len() + other.len())
}
