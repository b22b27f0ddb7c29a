//! The `takar` command.

use std::process::ExitCode;
use takar::cli::{args, commands, console};

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
    ExitCode::from(match args::parse(std::env::args_os()) {
        Ok(command) => commands::run(command),
        Err(exit) => match console::write(exit.stream, &exit.text) {
            Ok(()) => exit.status,
            Err(_) => 2,
        },
    })
}
