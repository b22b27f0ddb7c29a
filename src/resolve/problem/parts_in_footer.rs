//! Parts without a whole in a footer: it runs over the rows that are shown, and is not one of them.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::source::Span;

/// The finding about `pagu rincian` there; `role` is what is summed.
pub fn parts_in_footer(span: Span, set: &str, role: String) -> Diagnostic {
    let title = format!("\"{set}\" dalam penutup belum jelas rincian siapa");
    let base = Diagnostic::new(Code::K0113, Severity::Error, title).at(span, "");
    let base = base.because("penutup merangkum baris yang tampil");
    let base = match set.eq_ignore_ascii_case(&role) {
        true => base,
        false => {
            let words = format!("tulis  {role}  bila yang dimaksud {role} baris tabel ini");
            base.suggest(words, vec![Edit::replace(span, role)])
        }
    };
    base.advise(format!("sebut namanya, misalnya  {set} \"7.01.01\""))
}
