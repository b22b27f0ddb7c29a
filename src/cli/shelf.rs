//! The scenarios of a package: the files of its folder `skenario`.

use super::files::{self, PackageFile};
use super::write;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::whatif::{Shelf, Written};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder beside the rules.
const FOLDER: &str = "skenario";

/// A folder of scenarios; it need not be there yet.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The scenarios of the package in a folder.
    pub fn of(root: &Path) -> Folder {
        Folder { path: root.join(FOLDER) }
    }

    /// Every scenario as it stands on disk, under the name that messages show; every one that cannot be read.
    pub fn files(&self) -> Result<Vec<PackageFile>, Vec<Diagnostic>> {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for file in self.file_names().map_err(|problem| vec![*problem])? {
            let name = format!("{FOLDER}/{file}");
            match files::read_limited(&self.path.join(&file), &name, files::RULE_LIMIT) {
                Ok(bytes) => files.push(PackageFile { name, bytes }),
                Err(problem) => problems.push(*problem),
            }
        }
        if problems.is_empty() { Ok(files) } else { Err(problems) }
    }

    /// The names of the files that hold scenarios, in order.
    fn file_names(&self) -> Result<Vec<String>, Box<Diagnostic>> {
        let mut names = match files::names_in(&self.path) {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Box::new(files::unreadable(FOLDER, &error))),
        };
        names.retain(|name| files::is_rule_file(name) && !name.starts_with('~'));
        names.sort();
        Ok(names)
    }

    fn file(&self, name: &str) -> Result<PathBuf, Box<Diagnostic>> {
        if files::safe_name(name) != name || name.contains('"') {
            let title = format!("\"{name}\" tidak dapat menjadi nama skenario");
            return Err(Box::new(
                Diagnostic::new(Code("B0502"), Severity::Error, title)
                    .because("nama itu menjadi nama berkas, juga di Windows")
                    .advise("pakai huruf, angka, spasi, dan tanda hubung saja"),
            ));
        }
        Ok(self.path.join(format!("{name}.takar")))
    }
}

impl Shelf for Folder {
    fn names(&self) -> Result<Vec<String>, Box<Diagnostic>> {
        let stem = |name: &String| Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        Ok(self.file_names()?.iter().filter_map(stem).collect())
    }

    fn read(&self, name: &str) -> Result<Option<String>, Box<Diagnostic>> {
        let path = self.file(name)?;
        let shown = format!("{FOLDER}/{name}.takar");
        match fs::metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            _ => {
                let bytes = files::read_limited(&path, &shown, files::RULE_LIMIT)?;
                files::decode(&shown, &bytes).map(Some)
            }
        }
    }

    fn write(&mut self, name: &str, text: &str, over: bool) -> Result<Written, Box<Diagnostic>> {
        let path = self.file(name)?;
        let shown = path.display().to_string();
        write::create_folder(&self.path)?;
        if over {
            write::write(&path, text.as_bytes())?;
            return Ok(Written::Done(shown));
        }
        match write::write_new(&path, text.as_bytes())? {
            true => Ok(Written::Done(shown)),
            false => Ok(Written::Exists(shown)),
        }
    }
}
