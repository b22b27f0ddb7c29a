//! What happens when the process is told to end: it leaves no trace.

use super::write;
use std::sync::Once;

/// Begins to listen; before this a signal simply ends the process.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(system::listen);
}

#[cfg(unix)]
mod system {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    pub fn listen() {
        let wanted = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal));
        // Without signals, what is left behind is removed by the next run.
        let Ok(mut signals) = Signals::new(wanted) else { return };
        std::thread::spawn(move || {
            for signal in signals.forever() {
                super::write::remove_all();
                let _ = emulate_default_handler(signal);
            }
        });
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
            super::write::remove_all();
            // As the system itself ends a program at Ctrl-C.
            std::process::exit(0xC000_013A_u32 as i32);
        });
    }
}

#[cfg(not(any(unix, windows)))]
mod system {
    pub fn listen() {}
}
