//! What happens when the process is told to end: a search stops and shows what it has, anything else leaves no trace.

use super::progress::Clock;
use super::shelf::Folder;
use super::write;
use crate::seek::{Ended, Patience};
use crate::whatif::{Reply, Session};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

/// Whether somebody looks at [`ASKED`].
static LOOKED_AT: AtomicBool = AtomicBool::new(false);
/// Whether Ctrl-C was pressed.
static ASKED: AtomicBool = AtomicBool::new(false);
/// Whether that somebody ends well whatever signal says that it is over: a closed terminal as much as Ctrl-C.
static ENDS_WELL: AtomicBool = AtomicBool::new(false);
/// Whether somebody is at a prompt, who would lose what was assumed there.
static AT_PROMPT: AtomicBool = AtomicBool::new(false);

/// Begins to listen; before this a signal simply ends the process.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(system::listen);
}

/// Does work that asks from time to time whether it is enough: so many seconds after its begin, and at Ctrl-C.
fn stoppable<T>(seconds: u64, work: impl FnOnce(Patience) -> T) -> T {
    listen();
    ASKED.store(false, Ordering::Relaxed);
    LOOKED_AT.store(true, Ordering::Relaxed);
    let (begin, whole) = (Instant::now(), Duration::from_secs(seconds));
    let shown = Arc::new(Clock::default());
    let clock = Arc::clone(&shown);
    let done = work(Patience::until(move || match ASKED.load(Ordering::Relaxed) {
        true => Some(Ended::Stopped),
        false => {
            let passed = begin.elapsed();
            clock.show(passed.as_secs());
            (passed >= whole).then_some(Ended::Late)
        }
    }));
    shown.clear();
    LOOKED_AT.store(false, Ordering::Relaxed);
    done
}

/// Does work that goes on until Ctrl-C, or until the terminal is closed or the process is told to end; it asks from time to time
/// whether that is so. A second Ctrl-C ends it at once.
pub fn until_asked<T>(work: impl FnOnce(&dyn Fn() -> bool) -> T) -> T {
    listen();
    ASKED.store(false, Ordering::Relaxed);
    LOOKED_AT.store(true, Ordering::Relaxed);
    ENDS_WELL.store(true, Ordering::Relaxed);
    let done = work(&was_asked);
    ENDS_WELL.store(false, Ordering::Relaxed);
    LOOKED_AT.store(false, Ordering::Relaxed);
    done
}

/// The answer to a statement, whose searches go on for so many seconds.
pub fn answer(session: &mut Session, statement: &str, shelf: &mut Folder, seconds: u64) -> Reply {
    #[cfg(feature = "xlsx")]
    if let Some(reply) = super::books::answer(session, statement, shelf) {
        return reply;
    }
    stoppable(seconds, |patience| {
        session.be_patient(patience);
        session.answer(statement, shelf)
    })
}

/// Whether Ctrl-C was pressed since the last work that looks for it began.
pub fn was_asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// How long a search goes on when nobody says how long, in seconds.
pub const USUAL_SECONDS: u64 = 5;

/// From now on Ctrl-C between two statements, where nothing is at work, ends nothing.
#[cfg(feature = "repl")]
pub fn at_prompt() {
    listen();
    AT_PROMPT.store(true, Ordering::Relaxed);
}

/// Whether a press of Ctrl-C has been passed on; the second one ends the process like any other signal.
fn passed_on() -> bool {
    let is_first = !ASKED.swap(true, Ordering::Relaxed);
    if LOOKED_AT.load(Ordering::Relaxed) { is_first } else { AT_PROMPT.load(Ordering::Relaxed) }
}

/// Whether the end has been passed on to who ends well. A terminal that is closed says so more than once.
#[cfg(unix)]
fn end_passed_on() -> bool {
    let is_passed_on = ENDS_WELL.load(Ordering::Relaxed);
    ASKED.fetch_or(is_passed_on, Ordering::Relaxed);
    is_passed_on
}

#[cfg(unix)]
mod system {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    use std::sync::mpsc::channel;
    use std::thread::Builder;

    pub fn listen() {
        let wanted = [SIGINT, SIGTERM, SIGHUP, SIGXFSZ].into_iter().filter(|signal| !is_ignored(*signal));
        let (ready, listening) = channel();
        // First the thread, then the signals: taken over without somebody who listens, they would end nothing. Where the
        // system gives no thread they stay as they are, and what is left behind is removed by the next run.
        let thread = Builder::new().spawn(move || {
            let mut signals = Signals::new(wanted);
            let _ = ready.send(());
            for signal in signals.iter_mut().flat_map(Signals::forever) {
                let is_passed_on = match signal {
                    // A file that grows too long fails like one on a full disk.
                    SIGXFSZ => true,
                    SIGINT => super::passed_on(),
                    _ => super::end_passed_on(),
                };
                if is_passed_on {
                    continue;
                }
                super::write::remove_all();
                let _ = emulate_default_handler(signal);
            }
        });
        if thread.is_ok() {
            let _ = listening.recv();
        }
    }

    /// Whether whoever started the process wants it to live on: `nohup`, or a shell that goes on without it.
    fn is_ignored(signal: i32) -> bool {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
        mask >> (signal - 1) & 1 == 1
    }
}

#[cfg(windows)]
mod system {
    pub fn listen() {
        let _ = ctrlc::set_handler(|| {
            if !super::passed_on() {
                super::write::remove_all();
                // As the system itself ends a program at Ctrl-C.
                std::process::exit(0xC000_013A_u32 as i32);
            }
        });
    }
}

#[cfg(not(any(unix, windows)))]
mod system {
    pub fn listen() {}
}
