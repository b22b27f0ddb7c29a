//! Budgets and spending of quarters of which no rule says how they come to a year.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::number::Exact;
use crate::program::intervals::say_number;

/// Budgets of two quarters that differ.
pub(super) fn changed(what: &str, code: &str, before: &(u8, Exact), after: &(u8, Exact)) -> Diagnostic {
    let amount = |(quarter, amount): &(u8, Exact)| format!("triwulan {quarter} {}", say_number(amount));
    let title = format!("{what} berubah: {}, {}", amount(before), amount(after));
    Diagnostic::new(Code::H0012, Severity::Warning, title)
        .because("yang dipakai adalah pagu triwulan terakhir yang terisi")
        .advise(format!("bila pagunya memang diubah, tulis  triwulan pagu terakhir  untuk {code}"))
        .advise("bila angkanya pagu tiap triwulan, tulis  triwulan pagu jumlah")
}

/// A budget that is the same in several quarters, and less than what is spent over the year.
pub(super) fn outspent(what: &str, code: &str, (budget, spent): (&Exact, &Exact), quarters: &str) -> Diagnostic {
    let (budget, spent) = (say_number(budget), say_number(spent));
    let title = format!("{what}: {budget} di {quarters}, sedangkan serapannya {spent}");
    Diagnostic::new(Code::H0012, Severity::Warning, title)
        .because("yang dipakai adalah pagu triwulan terakhir yang terisi")
        .advise(format!("bila angkanya pagu tiap triwulan, tulis  triwulan pagu jumlah  untuk {code}"))
        .advise("bila angkanya pagu setahun, tulis  triwulan pagu terakhir")
}

/// Spending of quarters that is added up.
pub(super) fn added(what: &str, code: &str, sum: &Exact, quarters: &str) -> Diagnostic {
    let title = format!("{what} dijumlahkan dari {quarters}: {}", say_number(sum));
    Diagnostic::new(Code::H0013, Severity::Warning, title)
        .because("aturan tidak menyebut apakah serapan tiap triwulan sudah kumulatif")
        .advise(format!("tulis  triwulan serapan jumlah  untuk {code}, atau  triwulan serapan terakhir"))
}
