//! `takar lsp` over its pipes, driven by a small client; `client.py` drives it with one that others wrote.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests lay packages on a disk, and one watches the clock"
)]

mod circles;
mod client;
mod complete;
mod elsewhere;
mod findings;
mod grammar;
mod hostile;
mod large;
mod lines;
mod offers;
mod places;
mod rename;
#[path = "../it/sample.rs"]
mod sample;
mod session;
mod shape;
mod values;
