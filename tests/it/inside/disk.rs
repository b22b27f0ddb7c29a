//! A word to those who wait for the disk.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;
use takar::cli::write::disk::told_after;

#[test]
fn a_long_wait_is_told_while_it_lasts() {
    let (told, heard) = channel();
    let tell = || told.send(()).expect("somebody listens");
    let done = told_after(Duration::from_millis(1), tell, || {
        heard.recv().expect("the work is not done yet");
        7
    });
    assert_eq!(done, 7);
}

#[test]
fn a_short_wait_is_not_told() {
    let told = AtomicBool::new(false);
    let done = told_after(Duration::from_secs(3_600), || told.store(true, Ordering::Relaxed), || 7);
    assert_eq!((done, told.into_inner()), (7, false));
}
