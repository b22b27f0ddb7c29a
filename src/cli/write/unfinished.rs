//! Several files that belong together: renamed one after the other, so a run that is killed between two of them leaves some of
//! each. A file beside them says so as long as that can be, and a rename that fails takes the others back.

use super::leftover::Beside;
use super::remembered::{Known, Memory, Origin};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How the file of a set is called: a name that is seen, and one for each set, since the end of another says nothing of it.
fn name_of(set: &str) -> String {
    format!("BELUM SELESAI {set}.txt")
}

/// How its text begins, by which it is known.
const HEAD: &str = "Penggantian berkas di folder ini terputus di tengah jalan: sebagian lama, sebagian baru.\n";

/// Files that belong together.
pub struct Together {
    /// The folder that they stand in.
    pub folder: PathBuf,
    /// What they are called, before their endings.
    pub name: String,
    /// The command that makes them again.
    pub again: String,
}

/// A file that tells of what is not finished.
pub(super) struct Notice {
    path: PathBuf,
}

impl Notice {
    /// The place of that of a set in a folder; none where somebody else has a file there.
    pub fn of(folder: &Path, set: &str) -> Result<Notice, PathBuf> {
        let path = folder.join(name_of(set));
        match fs::symlink_metadata(&path) {
            Ok(kind) if kind.is_file() && is_ours(&path) => Ok(Notice { path }),
            Ok(_) => Err(path),
            Err(_) => Ok(Notice { path }),
        }
    }

    /// Sets it up; one that a killed run has left serves as well.
    pub fn set(&self, set: &Together) -> io::Result<()> {
        match fs::File::create_new(&self.path) {
            Ok(mut file) => file.write_all(text(set).as_bytes()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Takes it away, when it is there.
    pub fn lift(&self) {
        // One that stays asks for a run that changes nothing.
        let _ = fs::remove_file(&self.path);
    }
}

fn is_ours(path: &Path) -> bool {
    // A run that is killed while it writes the text leaves the beginning of it.
    fs::read(path).is_ok_and(|bytes| bytes.starts_with(HEAD.as_bytes()) || HEAD.as_bytes().starts_with(&bytes))
}

fn text(Together { name, again, .. }: &Together) -> String {
    format!(
        "{HEAD}Jangan pakai berkas {name} dahulu. Jalankan sekali lagi:\n\n  {again}\n\nBerkas ini hilang sendiri sesudah perintah itu selesai.\n"
    )
}

/// What stood in a place, kept beside it until all of them are taken.
pub(super) struct Old {
    real: PathBuf,
    kept: Option<PathBuf>,
    of: Option<Origin>,
}

impl Old {
    /// Keeps what stands in a place, as the file it is where the disk can name one twice.
    pub fn keep(real: &Path, beside: &Beside, number: usize, known: &Known) -> io::Result<Old> {
        let of = known.of(real).cloned();
        if fs::symlink_metadata(real).is_err() {
            return Ok(Old { real: real.to_path_buf(), kept: None, of });
        }
        let kept = beside.within(&format!("lama{number}"));
        fs::hard_link(real, &kept).or_else(|_| fs::copy(real, &kept).map(drop))?;
        Ok(Old { real: real.to_path_buf(), kept: Some(kept), of })
    }

    /// Puts it back; false where that fails too.
    pub fn restore(&self, memory: &Memory) -> bool {
        let back = match &self.kept {
            Some(kept) => fs::rename(kept, &self.real),
            None => fs::remove_file(&self.real),
        };
        // A copy has another time than what it was copied from.
        memory.note(&Vec::from_iter(Memory::entry(&self.real, &self.real, self.of.as_ref())));
        back.is_ok()
    }
}

/// Removes a result that no run needs any more, where nobody touched it.
pub fn withdraw(path: &Path, memory: &Memory) {
    if memory.known().has(path) {
        // It does no harm where it is.
        let _ = fs::remove_file(path);
    }
}
