//! See `readers::printed`.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "one target each")]
#[path = "../readers.rs"]
mod readers;

fuzz_target!(|text: &str| readers::printed(text));
