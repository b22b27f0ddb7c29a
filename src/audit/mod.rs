//! Is a printed report right, and if not, what was done? Its tables laid over those of the rules, figure by figure.
//!
//! A reader hands over [`PrintedTable`]s, plain values: [`read`] makes them of CSV as a reviewer types it, `read_with` of the
//! report itself, a workbook or document. [`audit`] says
//! of every figure whether it agrees, and of one that does not what explains it: columns first, then the ladder of
//! [`Verdict`]s from harmless to grave. What merely follows from a wrong figure is listed under it. Every other convention
//! is laid over the plan of the rules; no rule is told a second time here.
//!
//! ```
//! use takar::audit::{self, Verdict};
//! use takar::data::Field;
//! use takar::engine::Package;
//!
//! let rules = "besaran A\nbesaran B\nindikator C \"Cakupan\"\n  rumus A / B * 100%\n  satuan persen\n  arah makin tinggi\n  capaian X\n";
//! let base = "aturan capaian X\n  makin tinggi : realisasi\ntabel T1\n  baris C\n  kolom nama \"Indikator\"\n  kolom realisasi \"Realisasi\"\n";
//! let mut package = Package::new("contoh", [("aturan.takar", format!("{rules}{base}"))]);
//! let (mut data, _) = package.read_data(|_| unreachable!("the rules name no data file"));
//! data.set_number("A", Field::Value, 2024, 2.into());
//! data.set_number("B", Field::Value, 2024, 3.into());
//!
//! let (printed, problems) = audit::read([("cetakan/T1.csv", "Indikator;Realisasi\nCakupan;66,66%\n")]);
//! assert!(problems.is_empty());
//! let audit = audit::audit(&package, &data, 2024, &printed).unwrap();
//! assert_eq!(audit.findings[0].verdict, Verdict::OtherWay);
//! assert_eq!(audit.findings[0].why, "dipotong, tidak dibulatkan");
//! ```

#![deny(clippy::wildcard_enum_match_arm)]

mod above;
mod absent;
mod added;
mod akin;
mod bounds;
mod case;
mod cetakan;
mod claimed;
mod claims;
mod coded;
mod crossed;
mod dress;
mod evidence;
mod exactly;
mod exchanged;
mod extents;
pub(crate) mod figure;
mod finding;
mod follow;
pub(crate) mod footers;
mod from_wholes;
mod grades;
mod grouped;
mod halves;
mod headings;
mod held;
mod inside;
mod joint;
mod judgeable;
mod ladder;
mod last_part;
mod lines;
mod lower;
mod marks;
mod merged;
mod model;
mod money_words;
mod naming;
mod near_words;
mod notes;
mod ordered;
mod origins;
mod outcome;
mod over_page;
mod passed;
mod plans;
mod quarters;
mod ranges;
pub(crate) mod read;
mod readings;
mod remaining;
mod remark;
mod remarks;
mod report;
mod row_keys;
mod same_row;
mod same_title;
mod separators;
mod settle;
mod sheet;
pub(crate) mod signs;
mod slips;
mod spanned;
mod spots;
mod spread;
mod subtotals;
mod summed;
mod sums;
mod through;
mod titles;
mod together;
mod tried;
mod units;
mod wanted;
mod ways;
mod weigh;
mod wholes;
mod whose;
pub(crate) mod words;
mod world;
mod years;

#[cfg(feature = "office")]
pub use cetakan::read_with;
pub use cetakan::{FOLDER, Named, claimed_lines, codes_in, is_printed, is_read, read};
pub use claims::{Claims, claims, review};
pub use model::{Layout, PrintedRow, PrintedTable, RowIs, Sheet as OnSheet};
pub use outcome::{Audit, Cell, Finding, Judged, Verdict, Where};
pub use remark::Remark;
pub use remarks::diagnostics;
pub use report::{csv, github, github_below, json, junit, markdown, terminal};
#[cfg(feature = "lsp")]
pub(crate) use titles::{is_expression, is_title};

use crate::data::Dataset;
use crate::engine::Package;
use crate::engine::claims::of_claims;
use crate::eval::{self, Results};
use crate::plan::{self, Refused};
use crate::program::{Claim, Program};
use crate::resolve;
use crate::source::Sources;
use case::Case;
use sheet::Sheet;
use spots::Laid;
use std::collections::BTreeMap;
use world::World;

/// Holds printed tables against the rules, for the only unit of the data or for the first, and the claims that the rules
/// state; none when the rules have errors.
pub fn audit(package: &Package, data: &Dataset, year: i32, printed: &[PrintedTable]) -> Option<Audit> {
    audit_with(package, data, year, printed, &Claims::default())
}

/// The same with claims that stand beside the printed tables.
pub fn audit_with(
    package: &Package,
    data: &Dataset,
    year: i32,
    printed: &[PrintedTable],
    beside: &Claims,
) -> Option<Audit> {
    watched(package, data, year, printed, beside, &|_, _| {})
}

/// The same; `watch` is told of how many figures, of how many, there is a verdict.
pub fn watched(
    package: &Package,
    data: &Dataset,
    year: i32,
    printed: &[PrintedTable],
    beside: &Claims,
    watch: &dyn Fn(usize, usize),
) -> Option<Audit> {
    let program = resolve::with_data(package.program()?, data);
    let unread = printed.iter().filter(|table| table.is_passed).map(passed::figures).sum();
    let mut printed = in_order(&program, printed);
    let now = years::now(&program, year);
    for table in &mut printed {
        under_one_heading(&program, package.sources(), table, now);
    }
    let program = years::beside(program, &printed, now);
    let mut claims: Vec<Claim> = program.claims_of(year).cloned().collect();
    let (found, mut unclaimed) = beside.resolved(&program, package.sources());
    claims.extend(found.into_iter().filter(|claim| claim.in_force.covers(year)));
    let plan = plan::plan_claims(&program, year, Some(data), &claims);
    let refused = of_claims(plan.refused.clone(), &claims);
    unclaimed.extend(refused.into_iter().map(Refused::into_diagnostic));
    let evaluation = eval::evaluate(&plan, data);
    let mut world = World::new(Results { program: &program, plan: &plan, evaluation: &evaluation, data }, &claims);
    world.exact = printed.iter().flat_map(|table| table.layout.exact.iter().cloned()).collect();
    let world = world;
    let (tables, sheets) = (printed.len(), sheets(&printed));
    let mut laid = spots::lay(&world, package.sources(), &printed);
    tried::leave(&world, &printed, &mut laid);
    laid.remarks.splice(0..0, printed.iter().filter_map(near));
    laid.remarks.extend(strange(&world, &printed, &laid));
    laid.remarks.extend(absent::rows(&world, &printed, &laid));
    let claimed = claimed::lay(&world, package.sources(), &claims, &mut printed, &mut laid.spots);
    let case = Case::new(&world, &printed, &laid.spots, &claimed);
    let (findings, judged) = finding::findings(&case, &laid, watch);
    let signs = case.signs.iter().map(|one| Remark::OtherSigns {
        place: finding::place(&case, one.at),
        text: case.text(one.at).to_string(),
        own: one.own.clone(),
        says: one.says.clone(),
    });
    laid.remarks.extend(signs);
    let (remarks, told) = claimed::remarks(&case, &claims, &claimed);
    unclaimed.extend(told);
    let unit = data.units().get(0).filter(|unit| !unit.is_empty()).map(|unit| unit.to_string());
    Some(Audit {
        package: program.package.title.clone(),
        year,
        unit,
        findings,
        judged,
        remarks: laid.remarks.into_iter().chain(remarks).collect(),
        unmatched: laid.unmatched,
        unread,
        sheets,
        tables,
        claims: claims.len(),
        unclaimed,
        passed: Vec::new(),
    })
}

/// The printed tables in the order of the rules, so that of two prints of one figure the first is the first.
fn in_order(program: &Program, printed: &[PrintedTable]) -> Vec<PrintedTable> {
    let place = |table: &PrintedTable| {
        let own = |name: &str| name.eq_ignore_ascii_case(&table.table);
        program.tables.iter().position(|one| own(&one.name)).unwrap_or(usize::MAX)
    };
    let mut printed: Vec<PrintedTable> = printed.iter().filter(|table| !table.is_passed).cloned().collect();
    printed.sort_by_key(place);
    printed
}

/// The sheets that tables stand on, each with its file.
fn sheets(printed: &[PrintedTable]) -> BTreeMap<String, String> {
    let sheets = printed.iter().filter_map(|table| Some((table.file.clone(), table.sheet.as_ref()?.file.clone())));
    sheets.collect()
}

/// A table that was taken for one of the rules by its columns and rows.
fn near(table: &PrintedTable) -> Option<Remark> {
    table.sheet.as_ref().filter(|sheet| sheet.is_guessed)?;
    Some(Remark::NearTable { file: table.file.clone(), table: table.table.clone() })
}

/// Brings a printed table that the rules have under one heading.
fn under_one_heading(program: &Program, sources: &Sources, printed: &mut PrintedTable, now: naming::Now) {
    let Some(table) = program.tables.iter().find(|one| one.name.eq_ignore_ascii_case(&printed.table)) else { return };
    let wanted = years::wanted(program, sources, table, now);
    let labels = program.definitions.iter().filter_map(|definition| definition.label.as_deref());
    let codes = program.by_code.keys().map(String::as_str);
    let footers = table.all_footers().map(|footer| footer.label.as_str());
    let names = labels.chain(codes).chain(footers).map(words::folded).collect();
    settle::settle(printed, &wanted, &names, now);
}

/// Printed tables with figures of which none stands where the table of their name has one.
fn strange(world: &World, printed: &[PrintedTable], laid: &Laid) -> Vec<Remark> {
    let mut met = vec![false; printed.len()];
    laid.spots.iter().for_each(|spot| met[spot.table] = true);
    let tables = printed.iter().zip(met).filter(|(_, met)| !met).filter_map(|(table, _)| {
        let own = world.plan().tables.iter().find(|planned| planned.name.eq_ignore_ascii_case(&table.table))?;
        let has_figures = Sheet::new(table).figures().next().is_some();
        has_figures.then(|| Remark::StrangeTable { file: table.file.clone(), table: own.name.clone() })
    });
    tables.collect()
}
