//! What can be wrong when names are resolved, one enum for each kind of place, with the wording.

pub mod changes;
mod column_words;
mod counted;
mod expression;
mod footer_words;
mod mends;
mod no_such_role;
pub mod small_percent;
mod structure;
mod structure_words;
mod unlike_units;

pub(super) use column_words::is_cell;
pub use column_words::{Defined, Look};
pub use expression::{ExpressionProblem, SYARAT};
pub use no_such_role::Undeclared;
pub use structure::{Begun, Lack, ReservedColumn, StructureProblem};
