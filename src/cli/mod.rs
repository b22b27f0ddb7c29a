//! The command-line shell: words from the prompt, files from the disk, text to the screen. It computes nothing.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the one room that reads and writes files and asks the system about the screen"
)]

pub mod args;
pub mod blocks;
#[cfg(feature = "xlsx")]
mod books;
pub mod commands;
pub mod console;
#[cfg(feature = "lsp")]
mod editor;
pub mod packages;
#[cfg(feature = "html")]
mod pages;
pub mod progress;
#[cfg(feature = "repl")]
mod repl;
mod room;
pub mod shelf;
mod signals;
mod state;
pub mod window;
pub mod write;

pub use room::end_without_memory;
