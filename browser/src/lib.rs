//! Takar behind a raw C interface: the page writes a request, calls, and reads the answer. Both are JSON in UTF-8.
//!
//! `alloc(n)` gives room for a request, `call(n)` answers it, `answer()` and `answer_len()` say where the answer stands. After a
//! trap the same two say what went wrong; the page then starts the core anew, so nothing here has to be saved from a panic.

mod answer;
mod desk;
mod report;
mod tables;

use desk::Desk;
use std::cell::RefCell;
use std::sync::Once;

thread_local! {
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static DESK: RefCell<Desk> = RefCell::new(Desk::default());
}

/// Room for a request of so many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    REQUEST.with_borrow_mut(|request| {
        request.clear();
        request.resize(length, 0);
        request.as_mut_ptr()
    })
}

/// Answers what stands in the room given last.
#[unsafe(no_mangle)]
pub extern "C" fn call() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|info| keep(info.to_string()))));
    let request = REQUEST.take();
    let answer = DESK.with_borrow_mut(|desk| answer::answer(desk, &request));
    keep(answer);
}

/// Where the answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    ANSWER.with_borrow(|answer| answer.as_ptr())
}

/// How many bytes it has.
#[unsafe(no_mangle)]
pub extern "C" fn answer_len() -> usize {
    ANSWER.with_borrow(Vec::len)
}

fn keep(text: String) {
    ANSWER.set(text.into_bytes());
}
