//! The `takar` command.

use std::process::ExitCode;
use takar::cli::{args, commands, console};

fn main() -> ExitCode {
    ExitCode::from(match args::parse(std::env::args_os()) {
        Ok(command) => commands::run(command),
        Err(exit) => match console::write(exit.stream, &exit.text) {
            Ok(()) => exit.status,
            Err(_) => 2,
        },
    })
}
