//! What if: a package and its data, changes laid over them, and answers to questions about the result.
//!
//! A [`Session`] takes one line at a time ([`Session::answer`]) and gives text back. It touches no disk: scenarios are read
//! and written through a [`Shelf`]. The shell around it is `takar coba`, `takar cari`, or any other program.

mod ask;
mod assume;
mod compare;
pub mod complete;
mod find;
mod grid;
mod help;
mod keep;
mod moves;
mod place;
mod reasons;
mod scenario;
mod sensitivity;
mod session;
mod show;
mod state;
pub mod statement;
mod table;

pub use scenario::{BASE, Shelf, Written, review};
pub use session::{Reply, Screen, Session};
pub use statement::COMMANDS;
