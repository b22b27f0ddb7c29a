//! The folder in which Takar keeps what it remembers for the person who is logged in, outside every package.

use std::env;
use std::path::PathBuf;

/// None where the system has no place for such files; it need not be there yet.
pub fn folder() -> Option<PathBuf> {
    let place = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let around = match cfg!(windows) {
        true => place("LOCALAPPDATA")?,
        false => place("XDG_STATE_HOME").or_else(|| Some(place("HOME")?.join(".local/state")))?,
    };
    // A relative one would be another folder in each folder.
    around.is_absolute().then(|| around.join("takar"))
}
