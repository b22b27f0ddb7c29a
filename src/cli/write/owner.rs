//! Whose a written file is, and who may read it.

use std::fs::File;
use std::io;
use std::path::Path;
use tempfile::{Builder, NamedTempFile, TempDir};

/// A new file with the rights that files have here.
pub(super) fn create(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(super::leftover::PREFIX).suffix(super::leftover::SUFFIX);
    // A temporary file is private by itself; a result is to be shared like any other file.
    #[cfg(unix)]
    builder.permissions(shared(0o666));
    builder.tempfile_in(folder)
}

/// The same for a folder.
pub(super) fn create_folder(parent: &Path) -> io::Result<TempDir> {
    let mut builder = Builder::new();
    builder.prefix(super::leftover::PREFIX).suffix(super::leftover::SUFFIX);
    #[cfg(unix)]
    builder.permissions(shared(0o777));
    builder.tempdir_in(parent)
}

#[cfg(unix)]
fn shared(mode: u32) -> std::fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(mode)
}

/// Gives a new file the owner, the group and the rights of the one it will replace; false when they cannot be kept.
#[cfg(unix)]
pub(super) fn inherit(file: &File, target: &Path) -> bool {
    use std::os::unix::fs::{MetadataExt, fchown};
    let (Ok(old), Ok(new)) = (std::fs::metadata(target), file.metadata()) else { return true };
    let same = (old.uid(), old.gid()) == (new.uid(), new.gid());
    if !same && fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
        return false;
    }
    // Some disks know no permissions; the content matters more.
    let _ = file.set_permissions(old.permissions());
    true
}

/// On Windows a file has the rights of its folder.
#[cfg(not(unix))]
pub(super) fn inherit(_: &File, _: &Path) -> bool {
    true
}
