//! How far a long run is, for whoever looks on.

use super::console::{self, Stream};
use crate::number::{NumberStyle, format};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The seconds of a search that somebody waits for, on a line that is gone when it ends.
#[derive(Debug, Default)]
pub struct Clock(AtomicU64);

impl Clock {
    /// Shows how many seconds have passed, from the first one on.
    pub fn show(&self, seconds: u64) {
        if seconds > self.0.load(Ordering::Relaxed) && console::console(Stream::Err).terminal {
            self.0.store(seconds, Ordering::Relaxed);
            // Nothing can be done, nor need be, about a line that cannot be written.
            let text = format!("masih dihitung, {seconds} detik; Ctrl-C menghentikan");
            let room = console::console(Stream::Err).width.saturating_sub(1);
            let _ = console::write(Stream::Err, &format!("\r{}", text.chars().take(room).collect::<String>()));
        }
    }

    /// Takes the line away.
    pub fn clear(&self) {
        if self.0.load(Ordering::Relaxed) > 0 {
            let room = console::console(Stream::Err).width.saturating_sub(1);
            let _ = console::write(Stream::Err, &format!("\r{}\r", " ".repeat(room.min(56))));
        }
    }
}

/// A bar of rows where somebody is looking; a hidden one elsewhere, and where the size of the work is not known.
pub fn bar(size: u64) -> ProgressBar {
    if size == 0 || !console::console(Stream::Err).terminal {
        return ProgressBar::hidden();
    }
    ProgressBar::new(1).with_style(style())
}

/// A bar that shows itself only where the work takes longer than a second.
pub fn late(watched: &ProgressBar, done: usize, all: usize) {
    if watched.is_hidden() && watched.elapsed() > Duration::from_secs(1) && console::console(Stream::Err).terminal {
        watched.set_style(figures());
        watched.set_draw_target(ProgressDrawTarget::stderr());
    }
    if !watched.is_hidden() {
        watched.set_length(all as u64);
        watched.set_position(done as u64);
    }
}

/// `█████░░░  25%  250 angka  sisa 12 detik`
fn figures() -> ProgressStyle {
    let style = ProgressStyle::with_template("{bar:24} {percent:>3}%  {figures} angka  sisa {left}");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█▌░");
    style.with_key("figures", key(|state| whole(state.pos()))).with_key("left", key(|state| words(state.eta())))
}

/// `█████░░░  25%  250.000 baris  1.380.000 baris/detik  sisa 12 detik`
pub fn style() -> ProgressStyle {
    let shape = "{bar:24} {percent:>3}%  {rows} baris  {rate} baris/detik  sisa {left}";
    let style = ProgressStyle::with_template(shape).unwrap_or_else(|_| ProgressStyle::default_bar());
    let rows = key(|state| whole(state.pos()));
    let rate = key(|state| whole(state.per_sec() as u64));
    let left = key(|state| words(state.eta()));
    style.progress_chars("█▌░").with_key("rows", rows).with_key("rate", rate).with_key("left", left)
}

fn key(text: fn(&ProgressState) -> String) -> impl Fn(&ProgressState, &mut dyn Write) + Clone + Send + Sync {
    move |state, to| {
        // Nothing can be done, nor need be, about a bar that cannot be written.
        let _ = to.write_str(&text(state));
    }
}

fn whole(number: u64) -> String {
    format(&number.to_string(), NumberStyle::Indonesian)
}

/// `1 jam 5 menit`, `3 menit 20 detik`, `42 detik`
pub fn words(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} detik"),
        (0, minutes, seconds) => format!("{minutes} menit {seconds} detik"),
        (hours, minutes, _) => format!("{hours} jam {minutes} menit"),
    }
}
