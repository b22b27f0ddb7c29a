//! The wording for incompatible units.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::source::Span;

/// A value as written, and the word of its unit.
pub type InUnit = (String, String);

/// A unit that is most likely a misspelling of another.
pub(super) fn near(span: Span, written: &str, near: &'static str) -> Diagnostic {
    Diagnostic::new(Code::K0341, Severity::Error, format!("satuan \"{written}\" hampir sama dengan {near}"))
        .at(span, "")
        .because(format!("angka bersatuan {near} dihitung lain dari angka bersatuan lain"))
        .suggest(format!("apakah maksud Anda  satuan {near}?"), vec![Edit::replace(span, near)])
}

/// Two sides.
pub(super) fn unlike(span: Span, left: InUnit, right: InUnit, verb: &str, column: Option<String>) -> Diagnostic {
    let title = format!("{} tidak dapat {verb} {}", left.1, right.1);
    let base = Diagnostic::new(Code::K0302, Severity::Error, title)
        .at(span, "")
        .because(format!("{} bersatuan {}, {} bersatuan {}", left.0, left.1, right.0, right.1))
        .advise("ubah salah satunya ke satuan yang sama, misalnya dengan pembagian");
    of_column(base, column)
}

/// The things that an aggregate runs over.
pub(super) fn mixed(
    span: Span,
    aggregate: &str,
    first: InUnit,
    second: InUnit,
    mend: Option<Edit>,
    column: Option<String>,
) -> Diagnostic {
    let title = format!("{aggregate} ini mencampur {} ({}) dan {} ({})", first.1, first.0, second.1, second.0);
    let base = Diagnostic::new(Code::K0312, Severity::Error, title).at(span, "");
    let base = match mend {
        Some(edit) => base.propose("pakai capaian, yang selalu persen", vec![edit]),
        None => base.advise("hitung hanya yang sesatuan, masing-masing dengan daftarnya sendiri"),
    };
    of_column(base, column)
}

/// An extra column without a unit has that of each row; it may state one for all of them.
pub(super) fn of_column(finding: Diagnostic, column: Option<String>) -> Diagnostic {
    let Some(column) = column else { return finding };
    finding.advise(format!(
        "kolom {column} ikut satuan barisnya; bila satuannya satu, tulis di baris  kolom {column}  di bawah data, \
         misalnya  satuan orang , atau  tanpa satuan"
    ))
}

/// A formula with another unit than declared.
pub(super) fn formula_unit(
    span: Span,
    (what, found, declared): (&str, &str, &str),
    column: Option<String>,
    mend: Option<Edit>,
) -> Diagnostic {
    let title = format!("{what} menghasilkan {found}, padahal satuannya {declared}");
    let base = Diagnostic::new(Code::K0310, Severity::Error, title).at(span, "");
    let base = match mend {
        Some(edit) => base
            .suggest(format!("bila hasilnya memang {found}, tulis  satuan {}", edit.text), vec![edit])
            .advise("kalau tidak, perbaiki rumusnya"),
        None => base.advise("sesuaikan  satuan , atau perbaiki rumusnya"),
    };
    of_column(base, column)
}
