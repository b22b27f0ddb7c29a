//! The command-line shell: words from the prompt, files from the disk, text to the screen. It computes nothing.

pub mod args;
pub mod commands;
pub mod console;
pub mod files;
mod nearest;
pub mod write;
