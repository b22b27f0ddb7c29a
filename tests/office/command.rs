//! The program on a package of its own.

use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A package in a folder that goes with it.
pub struct Package(TempDir);

impl Package {
    /// A package of these files.
    pub fn of(files: &[(&str, &str)]) -> Package {
        let package = Package(tempfile::tempdir().expect("a folder"));
        files.iter().for_each(|(name, text)| package.write(name, text));
        package
    }

    /// A copy of a package of this repository.
    pub fn copy(folder: &str) -> Package {
        let package = Package::of(&[]);
        copy(&repository(folder), package.0.path());
        package
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        self.put(name, text.as_bytes());
    }

    /// Writes a file of any kind.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// Takes a file of this repository in.
    pub fn add(&self, from: &str, name: &str) {
        self.write(name, "");
        fs::copy(repository(from), self.0.path().join(name)).expect("a fixture");
    }

    /// Removes the files of a folder.
    pub fn empty(&self, folder: &str) {
        let files = fs::read_dir(self.0.path().join(folder)).expect("a folder");
        files.for_each(|file| fs::remove_file(file.expect("a file").path()).expect("a file"));
    }

    /// Gives a file another place.
    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.0.path().join(from), self.0.path().join(to)).expect("a file");
    }

    /// A file as text.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs the program in the folder: what it prints, and what it tells.
    pub fn run(&self, args: &[&str]) -> (String, String) {
        let mut takar = Command::new(env!("CARGO_BIN_EXE_takar"));
        takar.args(args).current_dir(self.0.path()).env("COLUMNS", "100").env("NO_COLOR", "1");
        for name in ["XDG_STATE_HOME", "LOCALAPPDATA"] {
            takar.env(name, self.0.path().join(".keadaan"));
        }
        let output = takar.output().expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (text(output.stdout), text(output.stderr))
    }

    /// Both, for a snapshot.
    pub fn shown(&self, args: &[&str]) -> String {
        let (out, told) = self.run(args);
        format!("{out}──\n{told}")
    }
}

fn repository(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a copy");
        }
    }
}
