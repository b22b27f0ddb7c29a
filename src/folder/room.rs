//! How much memory is still available.
//!
//! Determined from the system where it reports it: on Linux, from the free memory, the limits of the process (`ulimit
//! -v`) and those of its control groups (containers). Elsewhere memory is assumed to be sufficient.

use std::fs;
use std::path::{Path, PathBuf};

/// How many bytes stay free for what is computed from the data.
const MARGIN: u64 = 24 << 20;

/// A smaller file never fills the memory.
const SMALL: u64 = 1 << 20;

/// Whether there is memory for the text of a file with so many bytes.
pub fn has(length: u64) -> bool {
    length < SMALL || left().is_none_or(|left| left >= length + MARGIN)
}

/// The memory in use at some time.
pub struct Room {
    held: u64,
}

impl Room {
    /// The memory in use now.
    pub fn now() -> Room {
        Room { held: held() }
    }

    /// Whether there is enough to continue, given what was allocated since. A growing hash table needs, for a moment,
    /// part of its size once more.
    pub fn is_enough(&self) -> bool {
        let taken = held().saturating_sub(self.held);
        left().is_none_or(|left| left >= MARGIN + taken / 4)
    }
}

/// The memory that this process uses, in bytes; 0 if unknown.
fn held() -> u64 {
    of_status("VmRSS:").unwrap_or(0)
}

/// How many more bytes this process may use, if the system reports it.
fn left() -> Option<u64> {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let limit = |limit: &str, taken: &str| {
        let line = limits.lines().find_map(|line| line.strip_prefix(limit))?;
        // `unlimited` is not a number.
        let most: u64 = line.split_whitespace().next()?.parse().ok()?;
        Some(most.saturating_sub(of_status(taken)?))
    };
    let own = [limit("Max address space", "VmSize:"), limit("Max data size", "VmData:"), free()];
    own.into_iter().flatten().chain(groups()).min()
}

/// What all processes together may use.
fn free() -> Option<u64> {
    let told = fs::read_to_string("/proc/meminfo").ok()?;
    Some(kilobytes(&told, "MemAvailable:")? + kilobytes(&told, "SwapFree:").unwrap_or(0))
}

/// What is left in each control group of this process, version 2 and version 1.
fn groups() -> Vec<u64> {
    let told = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let mut left = Vec::new();
    for line in told.lines() {
        let mut parts = line.splitn(3, ':').skip(1);
        let (Some(kinds), Some(path)) = (parts.next(), parts.next()) else { continue };
        let (root, names) = match kinds {
            "" => ("/sys/fs/cgroup", ["memory.max", "memory.current", "inactive_file "]),
            _ if kinds.split(',').any(|kind| kind == "memory") => {
                ("/sys/fs/cgroup/memory", ["memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file "])
            }
            _ => continue,
        };
        let folder: PathBuf = Path::new(root).join(path.trim_start_matches('/'));
        let above = folder.ancestors().take_while(|folder| folder.starts_with(root));
        left.extend(above.filter_map(|folder| left_of(folder, names)));
    }
    left
}

fn left_of(folder: &Path, [most, taken, files]: [&str; 3]) -> Option<u64> {
    let number = |name: &str| fs::read_to_string(folder.join(name)).ok()?.trim().parse::<u64>().ok();
    let stat = fs::read_to_string(folder.join("memory.stat")).unwrap_or_default();
    // Cached files that have not been used for a while are freed on demand.
    let files = stat.lines().find_map(|line| line.strip_prefix(files)?.trim().parse::<u64>().ok());
    Some(number(most)?.saturating_sub(number(taken)?.saturating_sub(files.unwrap_or(0))))
}

fn of_status(name: &str) -> Option<u64> {
    kilobytes(&fs::read_to_string("/proc/self/status").ok()?, name)
}

fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? << 10)
}
