//! Money of a whole that has a figure of its own: what is assumed of its details moves nothing of it, and that is said.

use super::show::{self, Shown};
use super::state::{View, written_name};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::eval::twice::{Said, twice};
use crate::number::Exact;
use crate::program::{Role, When};

/// A whole that stays as it was written, or assumed.
struct Stands {
    /// `pagu "4"`
    what: String,
    /// As it is shown.
    own: String,
    /// What its details come to.
    sum: String,
    /// Its cell, in words; none where it is assumed itself.
    cell: Option<String>,
    /// `"4"`
    code: String,
    /// The line that has it follow its details.
    line: String,
}

/// A line for each whole that stands, at the prompt.
pub fn lines(view: &View, year: i32) -> Vec<String> {
    let line = |one: Stands| {
        let Stands { what, own, sum, line, .. } = &one;
        match &one.cell {
            Some(cell) => format!(
                "  data menang: {what} tetap {own} ({cell}), {sum} menurut rinciannya; untuk mengandaikannya, ketik  {line}\n"
            ),
            None => format!("  andaian menang: {what} tetap {own}, {sum} menurut rinciannya\n"),
        }
    };
    stands(view, year).into_iter().map(line).collect()
}

/// The same of a scenario that is laid over a package.
pub fn findings(view: &View, year: i32) -> Vec<Diagnostic> {
    let told = |one: Stands| {
        let Stands { what, own, sum, line, code, .. } = one;
        let title = format!("{what} tetap {own}, {sum} menurut rinciannya yang diandaikan");
        let told = Diagnostic::new(Code::B0506, Severity::Warning, title);
        let told = told.because(match one.cell {
            Some(cell) => format!("angka {code} tertulis sendiri ({cell})"),
            None => format!("{what} juga diandaikan"),
        });
        told.advise(format!("bila {code} mengikuti rinciannya, tulis dalam skenario:  diketahui {line}"))
    };
    stands(view, year).into_iter().map(told).collect()
}

fn stands(view: &View, year: i32) -> Vec<Stands> {
    let is_money = |role: Role| matches!(role, Role::Budget | Role::Spent);
    let money: Vec<_> = view.assumed.iter().filter(|of| is_money(of.role) && of.when.year == year).collect();
    // Most questions are not about money, and data are long.
    if money.is_empty() {
        return Vec::new();
    }
    let program = view.program();
    let found = twice(&view.plan, &view.evaluation, &view.data, 0).into_iter().filter_map(|one| {
        let Said::OtherParts { sum, open, .. } = &one.said else { return None };
        let of = |role: &Role| program.field_of(*role) == Some(one.field.clone());
        let role = [Role::Budget, Role::Spent].into_iter().find(of)?;
        let below = program.descendants_in(one.name, year);
        let is_below = |code: &str| program.by_code.get(code).is_some_and(|name| below.contains(name));
        let is_moved = one.when == When::year(year) && money.iter().any(|of| of.role == role && is_below(&of.code));
        let code = program.code(one.name);
        let own = Shown::of(view, code, role, one.when).filter(|_| is_moved)?.text;
        // Of a quarter, too, it is what is assumed that counts.
        let is_assumed = money.iter().any(|of| (of.role, &*of.code) == (role, code));
        let origin = one.origin.filter(|_| !is_assumed);
        let what = show::what(role, code);
        Some(Stands {
            own,
            sum: said(sum, open.is_some()),
            cell: origin.map(|origin| view.data.describe(origin)),
            code: written_name(code),
            line: format!("{what} = {}", show::number(sum)),
            what,
        })
    });
    found.collect()
}

fn said(sum: &Exact, is_open: bool) -> String {
    let least = if is_open { "paling sedikit " } else { "" };
    format!("{least}{}", show::number(sum))
}
