//! What if: a package and its data, changes laid over them, and answers to questions about the result.
//!
//! A [`Session`] takes one line at a time ([`Session::answer`]) and gives text back. It touches no disk: scenarios are read
//! and written through a [`Shelf`]; [`Kept`] is one in memory. The shell around it is `takar coba`, `takar cari`, or any other program.
//!
//! ```
//! use takar::data::{Dataset, Field};
//! use takar::engine::Package;
//! use takar::whatif::{Kept, Screen, Session};
//!
//! let package = Package::new("contoh", [("aturan.takar", "besaran A\nbesaran B\nC = A + B\n")]);
//! let mut data = Dataset::new();
//! data.set_number("A", Field::Value, 2024, 2.into());
//! data.set_number("B", Field::Value, 2024, 3.into());
//! let mut session = Session::new(package, data, 2024, Screen { width: 80, colour: false }).unwrap();
//! let reply = session.answer("A = 7", &mut Kept::default());
//! assert!(reply.text.contains("C") && reply.text.contains("10"), "{}", reply.text);
//! ```

#![deny(clippy::wildcard_enum_match_arm)]

#[doc(hidden)]
pub mod aligned;
mod as_said;
mod ask;
mod assume;
mod bands;
#[doc(hidden)]
pub mod blocks;
mod changed;
mod chart;
mod compare;
#[doc(hidden)]
pub mod complete;
mod find;
mod given;
mod goal;
mod greeting;
mod grid;
mod held;
mod help;
mod keep;
mod kept;
mod knobs;
mod lossless;
mod meant;
mod mends;
mod moves;
mod named;
mod nameless;
mod outdone;
mod overlay;
mod own_words;
mod phrases;
mod place;
mod quarter;
mod raised;
mod reasons;
mod remark;
mod retyped;
mod said;
mod samples;
mod scenario;
mod seen;
mod sensitivity;
mod session;
mod shift;
mod show;
mod sides;
mod spoken;
mod stand_quarters;
mod stands;
mod state;
#[doc(hidden)]
pub mod statement;
mod under;
mod unknown;
mod unread;
mod way_out;
mod weights;
mod wish;
mod word_at;
mod words;
mod worked_out;

#[doc(hidden)]
pub use aligned::wrapped;
pub use kept::Kept;
pub use knobs::Knob;
#[doc(hidden)]
pub use mends::Mend;
#[doc(hidden)]
pub use scenario::{BASE, is_fixed_state, review};
pub use scenario::{Shelf, Written};
pub use seen::Outcome;
pub use session::{LONGEST_LINE, Reply, Screen, Session};
#[doc(hidden)]
pub use sides::Side;
#[doc(hidden)]
pub use spoken::behind_saved_as;
#[doc(hidden)]
pub use statement::COMMANDS;
#[doc(hidden)]
pub use under::{Under, Unit};
