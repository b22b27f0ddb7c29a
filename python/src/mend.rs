//! What a call does about findings, whose mends are written for files.

use crate::capsule::Header;
use crate::cells::is_float;
use crate::numbers::Floats;
use takar::diagnostic::{Diagnostic, Place};

/// The finding about a cell of a table, with what to do in the call that takes it.
pub fn in_call(mut fault: Diagnostic, headers: &[Header], floats: Floats) -> Diagnostic {
    let column = fault.labels.iter().find_map(|label| match &label.place {
        Place::Cell(place) => place.column.as_deref(),
        _ => None,
    });
    let is_of_floats = column.is_some_and(|column| {
        headers.iter().any(|header| header.name().trim() == column && is_float(header.field.data_type()))
    });
    match fault.code.as_str() {
        "D0012" => numbers(&mut fault),
        "D0049" => fault
            .advice
            .push("bila angka tanpa tanda memang sudah persen (0,5 berarti 0,5%), lewatkan bare_percent=True".into()),
        "D0019" if is_of_floats && floats == Floats::Exact => {
            fault.advice.insert(
                0,
                "lewatkan as_shortest=True, atau jadikan kolomnya desimal dengan desimal yang dimaksud".into(),
            );
        }
        "D0041" if is_of_floats => {
            fault.suggestions.clear();
            fault.advice = vec![
                "tak hingga bukan angka: kosongkan selnya (null), atau betulkan pembagian yang menghasilkannya".into(),
            ];
        }
        _ => {}
    }
    fault
}

/// The finding about a number with two readings, whose mend in a file is a line of the rules.
pub fn numbers(fault: &mut Diagnostic) {
    if fault.code.as_str() == "D0012" {
        fault.suggestions.clear();
        fault.advice = vec![
            "lewatkan numbers=\"id\" bila titik memisahkan ribuan dan koma desimal (1.250,5)".into(),
            "lewatkan numbers=\"en\" bila koma memisahkan ribuan dan titik desimal (1,250.5)".into(),
        ];
    }
}
