//! `takar lsp`: an editor at the other end of standard input and output. One thread reads, one computes, one answers.

use super::console::{self, Stream, Unwritten};
use crate::lsp::package::{Home, Job, Whole};
use crate::lsp::server::{Server, Stage};
use crate::lsp::wire::{self, Incoming};
use std::io::{self, BufReader, BufWriter, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// Nobody types for so long before data are read and values computed, unless somebody has typed all this while.
const QUIET: Duration = Duration::from_millis(120);
const LONGEST: Duration = Duration::from_millis(1500);

/// So many messages wait at most; whoever sends more waits.
const MOST_WAITING: usize = 1024;

/// What a thread that computes may put down, as deep as a package may be.
const STACK: usize = 32 << 20;

/// Something happened.
enum Event {
    /// The editor said something.
    Said(Incoming),
    /// It says nothing more.
    Ended(io::Result<()>),
    /// Something was computed, or could not be.
    Computed(Result<Box<Whole>, Home>),
}

/// Serves until the editor leaves; 0 where it took its leave.
pub fn serve() -> Result<u8, Unwritten> {
    if io::stdin().is_terminal() {
        console::say(Stream::Err, FOR_EDITORS)?;
        return Ok(2);
    }
    let (send, events) = sync_channel(MOST_WAITING);
    let (jobs, waiting) = channel();
    let heard = send.clone();
    thread::spawn(move || listen(&heard));
    let computed = thread::Builder::new().stack_size(STACK).spawn(move || compute(&waiting, &send));
    let answering = thread::Builder::new().stack_size(STACK).spawn(move || converse(&events, &jobs));
    let Ok(Ok(ended)) = answering.map(thread::JoinHandle::join) else { return Ok(2) };
    drop(computed);
    match ended {
        Ok(status) => Ok(status),
        Err(error) => {
            console::say(Stream::Err, &format!("takar lsp berhenti: {error}\n"))?;
            Ok(2)
        }
    }
}

const FOR_EDITORS: &str = "takar lsp  melayani editor seperti VS Code, dan tidak dijalankan sendiri\n\
    cara memasangnya: docs/editor.md\n";

fn listen(to: &SyncSender<Event>) {
    let mut input = BufReader::new(io::stdin());
    loop {
        let event = match wire::read(&mut input) {
            Ok(Some(message)) => Event::Said(message),
            Ok(None) => Event::Ended(Ok(())),
            Err(error) => Event::Ended(Err(error)),
        };
        let is_last = matches!(event, Event::Ended(_));
        if to.send(event).is_err() || is_last {
            return;
        }
    }
}

/// One job after the other; one that fails takes none of the others with it.
fn compute(jobs: &Receiver<Job>, to: &SyncSender<Event>) {
    while let Ok(job) = jobs.recv() {
        let home = job.home.clone();
        let done = catch_unwind(AssertUnwindSafe(|| Box::new(job.run())));
        if to.send(Event::Computed(done.map_err(|_| home))).is_err() {
            return;
        }
    }
}

fn converse(events: &Receiver<Event>, jobs: &Sender<Job>) -> io::Result<u8> {
    let mut server = Server::default();
    let mut output = BufWriter::new(io::stdout());
    // Since when something is to be computed.
    let mut since: Option<Instant> = None;
    loop {
        let first = match since {
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(since) if since.elapsed() > LONGEST => Err(RecvTimeoutError::Timeout),
            Some(_) => events.recv_timeout(QUIET),
        };
        let first = match first {
            Ok(event) => event,
            Err(RecvTimeoutError::Disconnected) => return Ok(1),
            Err(RecvTimeoutError::Timeout) => {
                // Of several packages one after the other.
                since = server.next_job().and_then(|job| jobs.send(job).ok()).map(|()| Instant::now());
                continue;
            }
        };
        let (mut said, mut ended, mut out) = (Vec::new(), None, Vec::new());
        for event in std::iter::once(first).chain(events.try_iter().take(MOST_WAITING)) {
            match event {
                Event::Said(message) => said.push(message),
                Event::Ended(how) => ended = Some(how),
                Event::Computed(done) => out.extend(server.finish(done.map(|whole| *whole))),
            }
        }
        out.extend(server.take(said));
        since = since.or(Some(Instant::now()));
        for message in &out {
            wire::write(&mut output, message)?;
        }
        match (server.stage(), ended) {
            (Stage::Left { well }, _) => return Ok(u8::from(!well)),
            (_, Some(Err(error))) => return Err(error),
            (stage, Some(Ok(()))) => return Ok(u8::from(stage != Stage::ShutDown)),
            (_, None) => {}
        }
    }
}
