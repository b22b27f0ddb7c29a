//! `takar susun --pantau`: the set is made again whenever something that it is made of changes, until Ctrl-C
//! or the end of the terminal.

use super::super::{Stop, told};
use super::set::{self, Order, Set};
use super::watched::{Watched, as_read};
use crate::cli::console::{self, Stream};
use crate::cli::signals;
use crate::cli::write::{self, Became, Fresh, Inputs, Memory};
use crate::folder::files;
use std::time::{Duration, SystemTime};

/// So long after a failure that may pass by itself, such as a file that another program holds, it is tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// Makes a set, and makes it again, until somebody presses Ctrl-C or closes the terminal. However that ends, the page that is left
/// looks for no newer one.
pub(super) fn watch(order: &Order) -> Result<u8, Stop> {
    signals::until_asked(|is_over| {
        let mut shown = Shown::default();
        let ended = again_and_again(order, &mut shown, is_over);
        let left = shown.leave(order);
        ended.and(left)?;
        shown.end(order)
    })
}

fn again_and_again(order: &Order, shown: &mut Shown, is_over: &dyn Fn() -> bool) -> Result<(), Stop> {
    let mut watched = Watched::of(order);
    let mut why = String::new();
    loop {
        let (since, before) = (SystemTime::now(), watched.stamps());
        let made = set::make(order, true, |folder| watched.see(folder));
        let patience = match made {
            Ok(set) => {
                shown.done(order, &why, set)?;
                None
            }
            // A name that leads nowhere is a slip of the command, not of a file.
            Err(stop) if shown.is_first() && !order.asked.path.exists() => return Err(stop),
            Err(stop) => shown.failed(order, &why, stop)?,
        };
        let now = watched.stamps();
        match watched.changed(&as_read(before, &now, since), patience, is_over) {
            Some(changed) => why = changed,
            None => return Ok(()),
        }
    }
}

/// What was told last.
#[derive(Default)]
struct Shown {
    /// The messages, where there was any try.
    messages: Option<String>,
    has_failed: bool,
    /// The name of the page and its text as it is without anybody who watches, and what was read for it.
    page: Option<(String, Vec<u8>, Inputs)>,
    is_made: bool,
}

impl Shown {
    fn is_first(&self) -> bool {
        self.messages.is_none()
    }

    fn done(&mut self, order: &Order, why: &str, mut set: Set) -> Result<(), Stop> {
        // Before anything is said: a screen that is gone must not keep the page from being left well.
        let page = set.page.take().map(|(name, text)| (name, text, std::mem::take(&mut set.inputs)));
        self.page = page;
        let renewed = set.files.iter().filter(|(.., became)| *became != Became::Same).count();
        let text = match (self.is_made, renewed) {
            (false, _) => {
                console::write(Stream::Out, &set.list(order))?;
                String::new()
            }
            // Tried again, with nothing to tell.
            (true, 0) if why.is_empty() && !self.has_failed => String::new(),
            (true, 0) => format!("{}hasilnya tetap sama\n", begun(why)),
            (true, _) => format!("{}{renewed} berkas diperbarui\n", begun(why)),
        };
        console::say(Stream::Out, &text)?;
        self.say(told(&set.sources, &set.findings));
        if !std::mem::replace(&mut self.is_made, true) {
            console::say(Stream::Out, &waiting(order))?;
        }
        self.has_failed = false;
        Ok(())
    }

    /// Tells why nothing was made; gives how long to wait before it is tried again whatever changes.
    fn failed(&mut self, order: &Order, why: &str, stop: Stop) -> Result<Option<Duration>, Stop> {
        if stop.findings.is_empty() {
            return Err(stop);
        }
        let is_first = self.is_first();
        let is_new = self.say(told(&stop.sources, &stop.findings));
        if is_new || !why.is_empty() {
            let kept = if self.is_made { "hasil sebelumnya tetap" } else { "belum ada hasil" };
            let text = format!("{}{kept}; disusun lagi begitu kesalahannya diperbaiki\n", begun(why));
            console::say(Stream::Out, &text)?;
        }
        if is_first {
            console::say(Stream::Out, &waiting(order))?;
        }
        self.has_failed = true;
        Ok((stop.status == 2).then_some(AGAIN))
    }

    /// Says messages that are not those said last; whether they are.
    fn say(&mut self, messages: String) -> bool {
        let is_new = self.messages.as_ref() != Some(&messages);
        if is_new && !messages.is_empty() {
            // Nothing is left to say it with when the error stream itself fails.
            let _ = console::write(Stream::Err, &messages);
        }
        self.messages = Some(messages);
        is_new
    }

    /// Leaves the set as it is without anybody who watches. One that another command wrote meanwhile is its own.
    fn leave(&mut self, order: &Order) -> Result<(), Stop> {
        let Some((name, text, inputs)) = self.page.take() else { return Ok(()) };
        let _turn = write::turn_in(&order.folder)?;
        if !order.is_watched(&name, &text) {
            return Ok(());
        }
        let mut page = Fresh::result(&order.folder.join(name), order.guard(&inputs), None)?;
        page.add(&text)?;
        page.finish()?;
        write::withdraw(&order.signal(), &Memory::of_person());
        Ok(())
    }

    fn end(self, order: &Order) -> Result<u8, Stop> {
        let line = if console::console(Stream::Out).terminal { "\n" } else { "" };
        let text = match self.is_made {
            true => format!("{line}selesai; hasil terakhir ada di {}\n", order.shown()),
            false => format!("{line}selesai, tanpa hasil\n"),
        };
        console::say(Stream::Out, &text)?;
        Ok(0)
    }
}

fn begun(why: &str) -> String {
    if why.is_empty() { String::new() } else { format!("{why}: ") }
}

fn waiting(order: &Order) -> String {
    format!("memantau {}; Ctrl-C selesai\n", files::slashed(&order.args.package))
}
