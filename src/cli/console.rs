//! The screen: is anyone there, how wide, in colour or not, and writing to it without a fuss.
//!
//! Output is UTF-8 everywhere. A Windows console shows it right whatever its code page, since the standard library
//! hands it over as UTF-16. A redirection in PowerShell (`> hasil.csv`) does not: it re-encodes the text. That is why
//! results are saved with `--keluar` and not with `>`.

use crate::diagnostic::trouble;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::whatif::wrapped;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Where a text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Results: standard output.
    Out,
    /// Messages: standard error.
    Err,
}

/// What a stream can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Console {
    /// A person is looking, not a file or a pipe.
    pub terminal: bool,
    /// Columns; never under [`NARROWEST`].
    pub width: usize,
    /// Whether colour codes may be written.
    pub color: bool,
}

/// Width when nothing is known.
pub const USUAL_WIDTH: usize = 80;

/// No table is readable below this, so smaller claims are not believed.
pub const NARROWEST: usize = 20;

/// What a stream can show, asked of the system and the environment.
pub fn console(stream: Stream) -> Console {
    let (terminal, measured) = match stream {
        Stream::Out => (io::stdout().is_terminal(), terminal_size::terminal_size_of(io::stdout())),
        Stream::Err => (io::stderr().is_terminal(), terminal_size::terminal_size_of(io::stderr())),
    };
    let measured = measured.map(|(width, _)| usize::from(width.0));
    decide(terminal, measured, super::window::takes_colors(), |name| std::env::var_os(name))
}

/// The decision behind [`console`], from plain values.
///
/// Colour needs a terminal that takes it, `NO_COLOR` unset or empty, and `TERM` other than `dumb`.
pub fn decide(
    terminal: bool,
    measured: Option<usize>,
    takes_colors: bool,
    env: impl Fn(&str) -> Option<OsString>,
) -> Console {
    let columns = || env("COLUMNS")?.to_str()?.trim().parse().ok();
    let width =
        measured.filter(|_| terminal).or_else(columns).filter(|&width| width >= NARROWEST).unwrap_or(USUAL_WIDTH);
    let refused = env("NO_COLOR").is_some_and(|value| !value.is_empty());
    let able = takes_colors && env("TERM").is_none_or(|term| term != "dumb");
    Console { terminal, width, color: terminal && able && !refused }
}

/// Whether charts are drawn with signs that every screen knows.
pub fn is_plain() -> bool {
    decide_plain(|name| std::env::var_os(name))
}

/// The decision behind [`is_plain`]: where no colour is wanted, where the terminal is a dumb one, and where the language of the
/// system is written in other letters than UTF-8.
pub fn decide_plain(env: impl Fn(&str) -> Option<OsString>) -> bool {
    let set =
        |name: &str| env(name).filter(|value| !value.is_empty()).map(|value| value.to_string_lossy().to_lowercase());
    let language = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    let is_other = language.is_some_and(|language| !language.contains("utf-8") && !language.contains("utf8"));
    // Windows names a language there without its letters, and its console knows all.
    set("NO_COLOR").is_some() || set("TERM").is_some_and(|term| term == "dumb") || is_other && !cfg!(windows)
}

/// Why a text was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unwritten {
    /// The reader has gone away, as in `takar hitung | head -1`: there is nobody to tell, and nothing more to do.
    Gone,
    /// Something a person has to know, such as a full disk.
    Failed(Box<Diagnostic>),
}

/// Writes sentences as they fit on the screen; into a file or a pipe they go as they are.
pub fn say(stream: Stream, text: &str) -> Result<(), Unwritten> {
    write(stream, &fitted(stream, text))
}

/// Sentences as they fit on the screen.
pub fn fitted(stream: Stream, text: &str) -> String {
    let console = console(stream);
    let is_known = console.terminal || std::env::var_os("COLUMNS").is_some();
    if is_known { wrapped(text, console.width) } else { text.to_string() }
}

/// Shows somebody who looks on what is at work, on a line that is gone with the next text.
pub fn pass(text: &str) {
    if console(Stream::Err).terminal && write(Stream::Err, text).is_ok() {
        PASSING.store(text.chars().count(), Ordering::Relaxed);
    }
}

/// How long the line is that goes with the next text; see [`pass`].
static PASSING: AtomicUsize = AtomicUsize::new(0);

/// Writes a text.
pub fn write(stream: Stream, text: &str) -> Result<(), Unwritten> {
    let passing = PASSING.swap(0, Ordering::Relaxed);
    if passing > 0 {
        // Nothing can be done, nor need be, about a line that cannot be taken away.
        let _ = write_to(io::stderr().lock(), &format!("\r{}\r", " ".repeat(passing)));
    }
    let result = match stream {
        Stream::Out if CLOSED.load(Ordering::Relaxed) => Err(io::Error::other("keluaran ditutup (>&-)")),
        Stream::Out => write_to(io::stdout().lock(), text),
        Stream::Err => write_to(io::stderr().lock(), text),
    };
    match result {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Unwritten::Gone),
        Err(error) => Err(Unwritten::Failed(Box::new(
            Diagnostic::new(Code::B0301, Severity::Error, "hasil tidak dapat dituliskan ke layar")
                .because(trouble::told(&error))
                .advise("simpan hasil ke berkas dengan  --keluar BERKAS"),
        ))),
    }
}

/// Whether there was no standard output when the process began; see [`look_for_output`].
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Notes whether there is a standard output. Has to run before the runtime of the language does, which puts the null
/// device in the place of a closed one: then results would be lost in silence.
pub fn look_for_output() {
    let missing =
        std::fs::symlink_metadata("/proc/self/fd").is_ok() && std::fs::symlink_metadata("/proc/self/fd/1").is_err();
    CLOSED.store(missing, Ordering::Relaxed);
}

fn write_to(mut sink: impl Write, text: &str) -> io::Result<()> {
    sink.write_all(text.as_bytes())?;
    sink.flush()
}
