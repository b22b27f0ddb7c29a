//! Completions of shells and pages of the manual, out of the one definition of the command line.

use crate::put;
use clap_complete::{Shell, generate};
use std::io;
use std::path::Path;

/// Shells, with the names under which they look for completions.
const SHELLS: [(Shell, &str); 4] = [
    (Shell::Bash, "takar.bash"),
    (Shell::Zsh, "_takar"),
    (Shell::Fish, "takar.fish"),
    (Shell::PowerShell, "takar.ps1"),
];

/// Writes `pelengkap/` and `man/`.
pub fn write(folder: &Path) -> io::Result<()> {
    for (shell, name) in SHELLS {
        let mut text = Vec::new();
        generate(shell, &mut takar::cli::args::definition(), "takar", &mut text);
        put(&folder.join("pelengkap").join(name), text)?;
    }
    let takar = takar::cli::args::definition();
    page(takar.clone(), "takar", folder)?;
    for command in takar.get_subcommands() {
        // A name lives as long as the program.
        page(command.clone(), format!("takar-{}", command.get_name()).leak(), folder)?;
    }
    Ok(())
}

fn page(command: clap::Command, name: &'static str, folder: &Path) -> io::Result<()> {
    let mut text = Vec::new();
    // The layout of the help on the screen is laid aside: a page of the manual has its own.
    let command = command.name(name).help_template("{about}").version(env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command).render(&mut text)?;
    put(&folder.join("man").join(format!("{name}.1")), text)
}
