//! The door of a package: every path that a package names or contains is resolved here before it is read or written.
//!
//! Links are followed, and their targets have to be inside the package. A dangling link, a cycle of links and a file in
//! place of a folder each have their own message.

use super::files::{self, PackageFile, problem, read_limited, unreadable};
use super::missing;
use crate::diagnostic::{Code, Diagnostic};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The real path of something in a package, by a name with slashes; none if it does not exist.
pub fn find(root: &Path, name: &str) -> Result<Option<PathBuf>, Box<Diagnostic>> {
    match root.join(name).canonicalize() {
        Ok(real) => {
            refuse_escape(root, &real, name)?;
            Ok(Some(real))
        }
        Err(error) => on_the_way(root, name, &error).map(|()| None),
    }
}

/// A file of a package, under the name that messages show; none if there is none with that name.
pub fn read(root: &Path, name: &str, limit: u64) -> Result<Option<PackageFile>, Box<Diagnostic>> {
    let Some(real) = find(root, name)? else { return Ok(None) };
    let bytes = read_limited(&real, name, limit)?;
    Ok(Some(PackageFile { name: name.to_string(), bytes }))
}

/// The same for a name from a listing of the folder.
pub fn read_told(root: &Path, name: &str, limit: u64) -> Result<PackageFile, Box<Diagnostic>> {
    let gone = || unreadable(name, &io::Error::from(io::ErrorKind::NotFound));
    match read(root, name, limit)? {
        Some(file) => Ok(file),
        None if name.contains(char::REPLACEMENT_CHARACTER) => Err(Box::new(missing::illegible(name))),
        None => Err(Box::new(gone())),
    }
}

/// The names in a folder of a package; none if there is no such folder.
pub fn names(root: &Path, folder: &str) -> Result<Vec<String>, Box<Diagnostic>> {
    let Some(real) = find(root, folder)? else { return Ok(Vec::new()) };
    files::names_in(&real).map_err(|error| match error.kind() {
        io::ErrorKind::NotADirectory => Box::new(no_folder(folder)),
        _ => Box::new(unreadable(folder, &error)),
    })
}

/// Why nothing was found under a name; no error if it simply does not exist.
fn on_the_way(root: &Path, name: &str, error: &io::Error) -> Result<(), Box<Diagnostic>> {
    let parts: Vec<&str> = name.split('/').collect();
    for end in 1..=parts.len() {
        let part = parts[..end].join("/");
        let path = root.join(&part);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Box::new(unreadable(&part, &error))),
            Ok(kind) if kind.is_symlink() => match path.canonicalize() {
                Ok(real) => refuse_escape(root, &real, &part)?,
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    return Err(Box::new(unreadable(&part, &error)));
                }
                Err(error) => return Err(Box::new(dead_link(&part, error.kind() == io::ErrorKind::NotFound))),
            },
            Ok(kind) if end < parts.len() && !kind.is_dir() => return Err(Box::new(no_folder(&part))),
            Ok(_) => {}
        }
    }
    Err(Box::new(unreadable(name, error)))
}

fn refuse_escape(root: &Path, real: &Path, name: &str) -> Result<(), Box<Diagnostic>> {
    let inside = root.canonicalize().map_err(|error| Box::new(unreadable(name, &error)))?;
    if real.starts_with(inside) {
        return Ok(());
    }
    Err(Box::new(
        problem(Code::B0108, format!("\"{name}\" adalah tautan ke luar folder paket"), name)
            .because(super::place::WHOLE)
            .advise("salin aslinya ke dalam folder paket, sebagai pengganti tautan itu"),
    ))
}

fn dead_link(name: &str, gone: bool) -> Diagnostic {
    let title = match gone {
        true => format!("\"{name}\" adalah tautan ke berkas yang tidak ada"),
        false => format!("\"{name}\" adalah tautan yang berputar ke dirinya sendiri"),
    };
    problem(Code::B0116, title, name).advise("hapus tautan itu, atau ganti dengan berkas aslinya")
}

pub(crate) fn no_folder(name: &str) -> Diagnostic {
    problem(Code::B0117, format!("\"{name}\" adalah berkas, padahal di situ tempat sebuah folder"), name)
        .advise(format!("ganti nama berkas itu, agar \"{name}\" dapat menjadi folder"))
}
