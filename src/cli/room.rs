//! What is said when the system gives no more memory; see `folder/room.rs` for what is asked before.

use super::write;
use std::io::{self, Write};
use std::process::{abort, exit};
use std::sync::atomic::{AtomicBool, Ordering};

/// As every message looks, and made before there is a need for it.
const FULL: &str = "\
kesalahan B0120: memori komputer habis
  = petunjuk: hitung data yang besar sebagian demi sebagian:
              takar hitung PAKET --data BERKAS --keluar hasil.csv
  = petunjuk: atau tutup program lain, lalu ulangi

1 kesalahan
";

/// Ends the process when the system gives no more memory, where the runtime would end it with words of its own. Nothing is
/// allocated on the way.
pub fn end_without_memory() -> ! {
    static BEGUN: AtomicBool = AtomicBool::new(false);
    if BEGUN.swap(true, Ordering::Relaxed) {
        abort();
    }
    let _ = io::stderr().write_all(FULL.as_bytes());
    write::try_to_remove_all();
    exit(2)
}
