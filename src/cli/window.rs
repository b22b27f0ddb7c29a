//! A window of Windows that was opened for this program alone, by a double click, and that vanishes with it.

use super::console::{self, Stream};
use crate::folder::files;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What to do in a window of one's own.
#[derive(Debug, PartialEq, Eq)]
pub enum Opened {
    /// What was asked for on a command line.
    Asked(Vec<OsString>),
    /// The prompt for a package, as `coba` gives it.
    Prompt(PathBuf),
    /// Nothing that can be opened: it is told how to begin.
    Lost,
}

/// What a double click means, from the words after the name of the program: the package of the folder it was made in, or what was
/// dragged onto the program. Words that no double click gives are left to the command line.
pub fn meant(words: &[OsString], current: &Path) -> Opened {
    let is_package =
        |path: &Path| files::has_rules(path) || path.is_file() && files::is_rule_file(&path.to_string_lossy());
    match words {
        [] if is_package(current) => Opened::Prompt(PathBuf::from(".")),
        [] => Opened::Lost,
        [dragged] if is_package(Path::new(dragged)) => Opened::Prompt(PathBuf::from(dragged)),
        _ => Opened::Asked(words.to_vec()),
    }
}

/// Runs in a window of its own: `run` takes a whole command line. Whoever left the prompt has read what stands there.
pub fn run_in_own(mut words: Vec<OsString>, run: impl FnOnce(Vec<OsString>) -> u8) -> u8 {
    let first = words.drain(..words.len().min(1)).collect::<Vec<_>>();
    let line = |rest: Vec<OsString>| first.into_iter().chain(rest).collect::<Vec<_>>();
    let (status, is_read) = match meant(&words, Path::new(".")) {
        Opened::Prompt(package) => {
            let status = run(line(vec!["coba".into(), package.into()]));
            (status, status == 0)
        }
        Opened::Lost => (console::write(Stream::Out, BEGINNING).map_or(2, |()| 0), false),
        Opened::Asked(words) => (run(line(words)), false),
    };
    if !is_read {
        wait();
    }
    status
}

/// What is said to somebody who opened the program like a document.
pub const BEGINNING: &str = "\
Takar bekerja pada sebuah folder paket: folder yang memuat aturan (.takar).
Di folder ini tidak ada aturan.

Cara mulai, pilih satu:
  - Seret folder paket ke takar.exe.
  - Buka folder paket di Explorer, klik kotak alamatnya, ketik cmd,
    tekan Enter, lalu ketik  takar hitung
  - Belum punya paket? Ketik di jendela cmd itu  takar baru kecamatan

Semua perintah:  takar bantuan
";

/// Keeps the window until somebody has read what stands in it.
fn wait() {
    if console::write(Stream::Out, "\nTekan Enter untuk menutup jendela ini.").is_ok() {
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}

/// Whether the window belongs to this process alone.
#[cfg(windows)]
pub fn is_own() -> bool {
    use std::io::IsTerminal;
    let mut processes = [0_u32; 2];
    // SAFETY: the list has room for the two that are asked for.
    let count = unsafe { windows_sys::Win32::System::Console::GetConsoleProcessList(processes.as_mut_ptr(), 2) };
    count == 1 && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// Whether the window belongs to this process alone: elsewhere than on Windows none does.
#[cfg(not(windows))]
pub fn is_own() -> bool {
    false
}

/// Has the console of Windows take colour codes as such; whether it does. Others need not be asked.
#[cfg(windows)]
pub fn takes_colors() -> bool {
    use windows_sys::Win32::System::Console::{
        ENABLE_VIRTUAL_TERMINAL_PROCESSING, GetConsoleMode, GetStdHandle, STD_ERROR_HANDLE, STD_OUTPUT_HANDLE,
        SetConsoleMode,
    };
    [STD_OUTPUT_HANDLE, STD_ERROR_HANDLE].into_iter().any(|stream| {
        let mut mode = 0;
        // SAFETY: the handle is that of a stream of this process, and the mode a place of its own.
        unsafe {
            let handle = GetStdHandle(stream);
            GetConsoleMode(handle, &mut mode) != 0
                && SetConsoleMode(handle, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0
        }
    })
}

/// Has the console of Windows take colour codes as such; whether it does. Others need not be asked.
#[cfg(not(windows))]
pub fn takes_colors() -> bool {
    true
}
