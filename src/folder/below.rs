//! The packages below a folder: for a command on a folder of packages, and for an editor that has one open.

use super::files::{PARTS, is_hidden, is_rule_file, names_in};
use std::fs;
use std::path::{Path, PathBuf};

/// The most folders that are searched.
const MOST_FOLDERS: usize = 20_000;

/// The search result.
#[derive(Debug, Default)]
pub struct Below {
    /// The packages, in order; including the folder itself if it is one.
    pub packages: Vec<PathBuf>,
    /// Whether nothing was skipped for being too deep or too much.
    pub is_all: bool,
}

/// The packages in a folder and a number of levels below it. Packages may be beside or inside each other; folders that
/// belong to one (its data, its scenarios) are not packages.
pub fn packages_below(folder: &Path, deep: usize) -> Below {
    let mut found = Below { packages: Vec::new(), is_all: true };
    let mut waiting = vec![(folder.to_path_buf(), 0)];
    let mut looked = 0;
    while let Some((folder, level)) = waiting.pop() {
        looked += 1;
        if looked > MOST_FOLDERS {
            found.is_all = false;
            break;
        }
        let names = names_in(&folder).unwrap_or_default();
        let is_package = names.iter().any(|name| is_rule_file(name));
        let is_part = |name: &str| is_package && PARTS.iter().any(|part| name.eq_ignore_ascii_case(part));
        let below = names.iter().filter(|name| !is_hidden(name) && !is_rule_file(name) && !is_part(name));
        // A folder given as `.` is not repeated before every name.
        let below = below.map(|name| if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) });
        // The target of a link is elsewhere.
        let folders: Vec<PathBuf> =
            below.filter(|path| fs::symlink_metadata(path).is_ok_and(|kind| kind.is_dir())).collect();
        match level < deep {
            true => waiting.extend(folders.into_iter().map(|folder| (folder, level + 1))),
            false => found.is_all &= folders.is_empty(),
        }
        if is_package {
            found.packages.push(folder);
        }
    }
    found.packages.sort_by_cached_key(|path| (path.to_string_lossy().to_lowercase(), path.clone()));
    found
}
