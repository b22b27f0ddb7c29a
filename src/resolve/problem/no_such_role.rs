//! The words for a role that a thing does not have.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::source::Span;

/// A name that nobody declared, asked for what only an indicator has.
#[derive(Debug, Clone)]
pub struct Undeclared {
    /// Where it would be declared.
    pub at: Span,
    /// The rule of achievement that it would have; none where there is none or several.
    pub rule: Option<String>,
}

pub(super) fn no_such_role(
    span: Span,
    (role, what): (&str, &str),
    name: &str,
    declare: Option<Undeclared>,
) -> Diagnostic {
    let error = |title: String| Diagnostic::new(Code::K0106, Severity::Error, title).at(span, "");
    let Some(Undeclared { at, rule }) = declare else {
        return error(format!("{name} adalah {what}, jadi tidak punya {role}")).advise(match what {
            "kelompok" => format!("kelompok punya capaian dan predikat, misalnya capaian {name}"),
            _ => format!("target dan capaian hanya dimiliki indikator; {name} hanya punya nilai"),
        });
    };
    let base = error(format!("{name} belum dinyatakan, padahal hanya indikator yang punya {role}"));
    match rule {
        Some(rule) => {
            let lines = format!("indikator {name}\n  arah makin tinggi\n  capaian {rule}\n");
            base.suggest(
                format!("bila makin tinggi makin baik, nyatakan  indikator {name}"),
                vec![Edit::insert_before(at, lines)],
            )
        }
        None => base.advise(format!("nyatakan  indikator {name} , dengan arah dan aturan capaiannya")),
    }
}
