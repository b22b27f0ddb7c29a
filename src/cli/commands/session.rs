//! `takar coba` and `takar cari`: a session at a terminal, from a pipe, or for one question.

use super::super::args::{SeekArgs, TryArgs};
use super::super::console::{self, Stream};
use super::super::packages::Asked;
use super::super::shelf::Folder;
use super::super::signals;
use super::{Stop, load, say_findings};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine;
use crate::folder::files;
use crate::program::EXAMPLE_YEAR;
use crate::whatif::blocks::statements;
use crate::whatif::{LONGEST_LINE, Reply, Screen, Session};
use std::io::{self, BufRead, IsTerminal, Read};
use std::path::Path;

/// The status of what Ctrl-C ended, as shells have it.
const INTERRUPTED: u8 = 130;

/// `takar coba`
pub fn attempt(args: &TryArgs) -> Result<u8, Stop> {
    let (mut session, mut shelf) = begin(&args.package, args.year)?;
    if io::stdin().is_terminal() && console::console(Stream::Out).terminal {
        return at_terminal(session, shelf);
    }
    let (mut failed, mut trouble, mut read) = (false, None, 0);
    let mut input = io::stdin().lock();
    let lines = std::iter::from_fn(|| {
        next_line(&mut input, &mut read).unwrap_or_else(|stop| {
            trouble = Some(stop);
            None
        })
    });
    // A lone carriage return ends a line, as in files.
    let lines = lines.flat_map(|line: String| line.split('\r').map(String::from).collect::<Vec<_>>());
    for statement in statements(lines) {
        let reply = signals::answer(&mut session, &statement, &mut shelf, signals::USUAL_SECONDS);
        failed |= reply.failed || reply.unfinished;
        show(&reply)?;
        if signals::was_asked() {
            return Ok(INTERRUPTED);
        }
        if reply.leave {
            break;
        }
    }
    match trouble {
        Some(stop) => Err(stop),
        None => Ok(u8::from(failed)),
    }
}

/// `takar cari`
pub fn seek(args: &SeekArgs) -> Result<u8, Stop> {
    let (mut session, mut shelf) = begin(&args.package, args.year)?;
    if let Some(unit) = &args.unit {
        let reply = session.answer(&format!("unit \"{unit}\""), &mut shelf);
        if reply.failed {
            show(&reply)?;
            return Ok(2);
        }
    }
    let mut read = String::new();
    for statement in &args.assumed {
        let before = session.steps();
        let reply = session.answer(statement, &mut shelf);
        if reply.failed {
            show(&reply)?;
            return Ok(2);
        }
        if session.steps() == before {
            let title = format!("--andaikan \"{statement}\" bukan andaian");
            let found = Diagnostic::new(Code::B0004, Severity::Error, title);
            return Err(Stop::unusable(vec![
                found.advise("andaian mengubah sesuatu, misalnya  --andaikan \"IPP = 3,74\""),
            ]));
        }
        read.push_str(&reply.read);
    }
    // A question that cannot be put is wrong use of the command; "mustahil" is an answer.
    let question = format!("cari {}", args.question);
    let reply = signals::answer(&mut session, &question, &mut shelf, args.seconds.unwrap_or(signals::USUAL_SECONDS));
    // The answer is about one unit; of several it says which, and how another one is meant.
    if let (Some(unit), true, false) = (session.unit(), session.units().len() > 1, reply.failed) {
        let others = if args.unit.is_none() { "; unit lain: --unit NAMA" } else { "" };
        console::write(Stream::Out, &format!("unit {unit}{others}\n"))?;
    }
    if !reply.failed {
        console::write(Stream::Out, &read)?;
    }
    show(&reply)?;
    Ok(match (reply.failed, reply.unfinished) {
        (true, _) => 2,
        (_, true) if signals::was_asked() => INTERRUPTED,
        (_, unfinished) => u8::from(unfinished),
    })
}

fn begin(package: &Path, year: Option<i32>) -> Result<(Session, Folder), Stop> {
    let loaded = load(&Asked::alone(package))?;
    let mut findings = loaded.package.diagnostics().to_vec();
    findings.extend(loaded.findings.iter().cloned());
    let errors: Vec<_> = findings.iter().filter(|one| engine::has_errors(std::slice::from_ref(one))).cloned().collect();
    say_findings(loaded.package.sources(), &errors);
    // A package of rules alone has no year of its own; what it says of itself holds in the year of its examples.
    let year = loaded.package.year(year, &loaded.data).unwrap_or(EXAMPLE_YEAR);
    let console = console::console(Stream::Out);
    let screen = Screen { width: console.width, colour: console.color };
    let sources = loaded.package.sources().clone();
    match Session::new(loaded.package, loaded.data, year, screen) {
        Some(mut session) => {
            session.draw_plainly(console::is_plain());
            Ok((session, Folder::of(&loaded.root).beside(loaded.inputs)))
        }
        None => Err(Stop { sources, findings, status: 1 }),
    }
}

/// Answers go where results go, messages where messages go.
fn show(reply: &Reply) -> Result<(), Stop> {
    let stream = if reply.failed { Stream::Err } else { Stream::Out };
    Ok(console::write(stream, &reply.text)?)
}

#[cfg(feature = "repl")]
fn at_terminal(session: Session, shelf: Folder) -> Result<u8, Stop> {
    Ok(super::super::repl::run(session, shelf)?)
}

#[cfg(not(feature = "repl"))]
fn at_terminal(_: Session, _: Folder) -> Result<u8, Stop> {
    use crate::diagnostic::{Code, Diagnostic, Severity};
    let finding = Diagnostic::new(Code::B0501, Severity::Error, "takar ini dibuat tanpa layar tanya jawab")
        .advise("kirim pertanyaannya lewat berkas:  takar coba PAKET < pertanyaan.txt");
    Err(Box::new(finding).into())
}

/// The next line of the input, behind so many that were read; none at its end. The first line says how it is saved.
fn next_line(input: &mut impl BufRead, read: &mut usize) -> Result<Option<String>, Stop> {
    let before = *read;
    *read += 1;
    let mut bytes = Vec::new();
    let most = LONGEST_LINE as u64 + 2;
    match input.by_ref().take(most).read_until(b'\n', &mut bytes) {
        Ok(0) => Ok(None),
        Err(error) => Err(files::broken_off("masukan", &error).into()),
        Ok(_) if bytes.len() as u64 == most && !bytes.ends_with(b"\n") => {
            // Too long for the session, which says so; the rest of the line goes unread.
            pass_over_line(input);
            Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
        }
        Ok(_) => {
            // How a whole file is saved shows in its first bytes; further down a stray zero is a slip in one line.
            let text = match String::from_utf8(bytes) {
                Ok(text) if before > 0 => text,
                Ok(text) => files::decode("masukan", text.as_bytes())?,
                Err(error) => files::decode_from("masukan", error.as_bytes(), before)?,
            };
            Ok(Some(text.trim_end_matches(['\r', '\n']).to_string()))
        }
    }
}

/// Reads to the end of the line at hand, keeping nothing.
fn pass_over_line(input: &mut impl BufRead) {
    while let Ok(bytes) = input.fill_buf() {
        let end = memchr::memchr(b'\n', bytes);
        let length = end.map_or(bytes.len(), |end| end + 1);
        input.consume(length);
        if end.is_some() || length == 0 {
            break;
        }
    }
}
