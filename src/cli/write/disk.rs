//! A file that has to reach the disk, and those who wait for it.
//!
//! A disk that others keep busy takes minutes for that. Whoever looks on is told so.

use crate::cli::console::{self, Stream};
use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::{Builder, scope};
use std::time::Duration;

/// So long a wait needs no word.
const PATIENCE: Duration = Duration::from_secs(1);

/// One sentence in a run is enough.
static TOLD: AtomicBool = AtomicBool::new(false);

/// Brings a file to the disk.
pub(super) fn reach(file: &File) -> io::Result<()> {
    waiting(|| file.sync_all())
}

/// Does what waits for the disk, and tells who looks on when it takes long.
pub(super) fn waiting<T>(work: impl FnOnce() -> T) -> T {
    if TOLD.load(Ordering::Relaxed) || !console::console(Stream::Err).terminal {
        return work();
    }
    told_after(PATIENCE, tell, work)
}

fn tell() {
    if !TOLD.swap(true, Ordering::Relaxed) {
        // Who cannot be told waits all the same.
        let _ = console::write(Stream::Err, "Menunggu disk selesai menyimpan; jangan matikan komputer.\n");
    }
}

/// Does some work, and meanwhile tells something when it is not done by then.
pub fn told_after<T>(patience: Duration, tell: impl FnOnce() + Send, work: impl FnOnce() -> T) -> T {
    let (working, ended) = channel::<()>();
    scope(|scope| {
        // Where there is no thread to be had, nothing is told.
        let _ = Builder::new().spawn_scoped(scope, move || {
            if ended.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                tell();
            }
        });
        let done = work();
        drop(working);
        done
    })
}
