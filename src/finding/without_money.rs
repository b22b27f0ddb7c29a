//! A formula that reads `pagu` or `serapan` of its own thing, which has none.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::source::Span;

/// The formula of a thing without money in the data.
#[derive(Debug, Clone)]
pub struct WithoutMoney {
    /// The thing.
    pub code: String,
    /// Where its formula reads money, each with its word.
    pub places: Vec<(Span, &'static str)>,
    /// The only code that has money, with what is below it.
    pub of: Option<String>,
}

impl WithoutMoney {
    /// `serapan "7.01" / pagu "7.01"` for `serapan / pagu`.
    pub(super) fn told(self) -> Diagnostic {
        let WithoutMoney { code, places, of } = self;
        let title = format!("{code} tidak punya pagu dan serapan di data, padahal rumusnya membacanya");
        let base = Diagnostic::new(Code::H0028, Severity::Warning, title);
        let base = places.iter().take(1).fold(base, |base, (span, _)| base.at(*span, ""));
        let Some(of) = of else { return base.advise("sebut kode anggarannya, misalnya  pagu \"7.01\"") };
        let said: Vec<String> = places.iter().map(|(_, word)| format!("{word} \"{of}\"")).collect();
        let edits = places.iter().zip(&said).map(|((span, _), said)| Edit::replace(*span, said.clone())).collect();
        base.suggest(format!("tulis  {}", said.join(" , ")), edits)
    }
}
