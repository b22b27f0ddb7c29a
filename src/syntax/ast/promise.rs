//! What `buktikan` states.

use super::{Expr, Reference};

/// Something that is to hold for all data.
#[derive(Debug, Clone, PartialEq)]
pub enum Promise {
    /// `capaian IKU <= 100`
    Holds(Expr),
    /// `jika capaian AKIP >= 100 maka predikat IKU >= "Baik"`
    Follows {
        /// Behind `jika`.
        premise: Expr,
        /// Behind `maka`.
        conclusion: Expr,
    },
    /// `capaian IKU tidak turun bila realisasi AKIP naik`
    Keeps {
        /// What does not move the one way.
        value: Expr,
        /// It does not fall where the other rises, or does not rise where the other falls; else the other way about.
        along: bool,
        /// What moves.
        with: Reference,
    },
}
