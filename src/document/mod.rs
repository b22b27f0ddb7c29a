//! Tables of a run as a document, and the report of an office with its fields filled.
//!
//! A new document ([`document`]): each table is a caption that Word can count and list, a grid whose head stands on every page, and its notes. Where a table
//! is too wide for a page it stands on pages turned sideways.
//!
//! A report ([`Manuscript`]) is a packed file of parts; each part that people read is a tree that writes back byte for byte
//! (`tree.rs`). It is walked twice in one order (`walk.rs`): first every field is found and asked of the engine, then each is put
//! in the place of its letters (`edit.rs`) or, a table, of its paragraph (`block.rs`). What a field says is kept with the document
//! (`kept.rs`), with a trace of what was written, so that it is found and filled again (`old.rs`, `standing.rs`): what the office
//! put there in between stays, or keeps the report from being filled.

mod block;
mod caption;
mod container;
mod edit;
mod field;
mod grid;
mod heads;
mod kept;
mod line;
mod manuscript;
mod new;
mod notes;
mod old;
mod pages;
mod standing;
mod text;
mod tree;
mod trouble;
mod walk;
mod walk_controls;
mod walk_tables;
mod widths;

pub use manuscript::{Filled, Manuscript};
pub use new::document;
pub use trouble::Unreadable;
