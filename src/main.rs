//! The `takar` command.

use std::alloc::{GlobalAlloc, Layout, System};
use std::ffi::OsString;
use std::process::ExitCode;
use takar::cli::{args, commands, console, end_without_memory, window};

/// Gives what the system gives; where that is nothing, the program ends with words instead of those of the runtime.
struct Memory;

// SAFETY: every call goes to the allocator of the system as it came, and its answer comes back.
unsafe impl GlobalAlloc for Memory {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        given(unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        given(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        given(unsafe { System.realloc(place, layout, size) })
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static MEMORY: Memory = Memory;

fn given(place: *mut u8) -> *mut u8 {
    if place.is_null() {
        end_without_memory();
    }
    place
}

/// Runs before `main`, and before what the language does for it.
#[cfg(target_os = "linux")]
#[used]
#[unsafe(link_section = ".init_array")]
static BEFORE: extern "C" fn() = {
    extern "C" fn look() {
        console::look_for_output();
    }
    look
};

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    ExitCode::from(if window::is_own() { window::run_in_own(words, run) } else { run(words) })
}

fn run(words: Vec<OsString>) -> u8 {
    match args::parse(words.into_iter()) {
        Ok(command) => commands::run(command),
        Err(exit) => match console::say(exit.stream, &exit.text) {
            Ok(()) => exit.status,
            Err(_) => 2,
        },
    }
}
