//! The units of the data by name, and the message about an unknown one.

use crate::data::Units;
use crate::diagnostic::{Code, Diagnostic, Severity, nearest};

/// The most units that a message names.
const MOST_TOLD: usize = 8;

/// The unit meant by a name: the one called so, else the only one that differs only in case.
pub(crate) fn unit_named(units: &Units, name: &str) -> Option<usize> {
    let exact = units.lane(name);
    exact.or_else(|| {
        let folded = name.to_lowercase();
        let mut alike = units.iter().enumerate().filter(|(_, unit)| unit.to_lowercase() == folded);
        alike.next().filter(|_| alike.next().is_none()).map(|(lane, _)| lane)
    })
}

/// No unit of the data has this name.
pub(crate) fn unknown_unit(units: &Units, name: &str) -> Box<Diagnostic> {
    let finding = Diagnostic::new(Code::T0009, Severity::Error, format!("tidak ada unit \"{name}\" dalam data"));
    Box::new(match nearest(name, units.iter()) {
        Some(near) => finding.advise(format!("apakah maksud Anda  unit \"{near}\" ?")),
        None => finding.advise(known(units)),
    })
}

/// The known names of units, for a message.
fn known(units: &Units) -> String {
    let named: Vec<&str> = units.iter().filter(|unit| !unit.is_empty()).collect();
    let told = named[..named.len().min(MOST_TOLD)].join(", ");
    match named.len().saturating_sub(MOST_TOLD) {
        _ if named.is_empty() => "data paket ini hanya tentang satu unit, jangan sebut unitnya".to_string(),
        0 => format!("yang ada: {told}"),
        more => format!("yang ada: {told}, dan {more} lagi"),
    }
}
