//! How bad the findings of a code are, whatever one of them says.

use super::Severity;

/// How bad the findings of a code are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// Always a `kesalahan`.
    Error,
    /// Always a `peringatan`.
    Warning,
    /// The one or the other, as the finding itself decides.
    Either,
}

impl Gravity {
    /// Whether a finding may be so bad.
    pub fn allows(self, severity: Severity) -> bool {
        match self {
            Gravity::Error => severity == Severity::Error,
            Gravity::Warning => severity == Severity::Warning,
            Gravity::Either => true,
        }
    }
}
