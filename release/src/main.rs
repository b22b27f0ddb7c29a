//! Writes into a folder what is handed out beside the program: `takar-release FOLDER`, run from the root of the repository.

mod handbook;
mod manual;
mod notices;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("takar-release FOLDER");
        return ExitCode::from(2);
    };
    let done = manual::write(&folder)
        .and_then(|()| handbook::write(Path::new("docs"), &folder.join("buku")))
        .and_then(|()| notices::write(&folder));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes a file, its folder with it.
fn put(path: &Path, text: impl AsRef<[u8]>) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
