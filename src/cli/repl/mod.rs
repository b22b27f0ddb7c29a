//! `takar coba` at a terminal: lines in with history, completion and colours, answers out.

mod helper;
mod history;
mod keys;

use super::console::{self, Stream, Unwritten};
use super::shelf::Folder;
use super::signals;
use crate::diagnostic::trouble;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::whatif::Session;
use crate::whatif::blocks::{indented, statements};
use crate::whatif::complete::Vocabulary;
use helper::LineHelper;
use keys::{Excess, Keys};
use rustyline::config::{CompletionType, Configurer};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Config, Editor, Event, EventHandler};
use std::cell::RefCell;
use std::io::ErrorKind;

/// Runs until the person leaves.
pub fn run(mut session: Session, mut shelf: Folder) -> Result<u8, Unwritten> {
    let colour = console::console(Stream::Out).color;
    let keys = Keys::default();
    let mut editor = line_editor(&keys, colour)?;
    signals::at_prompt();
    let history = history::file();
    if let Some(path) = &history {
        // None is there the first time.
        let _ = editor.load_history(path);
    }
    console::say(Stream::Out, &session.greeting())?;
    let mut typed = (String::new(), String::new());
    loop {
        keys.begin();
        let words = Vocabulary::of(&session, &shelf);
        editor.set_helper(Some(LineHelper { words, colour, keys: keys.clone(), typed: RefCell::default() }));
        let (before, behind) = std::mem::take(&mut typed);
        match editor.readline_with_initial(&session.prompt(), (&before, &behind)) {
            Ok(line) => {
                match keys.excess() {
                    None => {}
                    Some(Excess::Typed) => {
                        console::write(Stream::Out, &session.too_long())?;
                        continue;
                    }
                    Some(Excess::Pasted) => {
                        typed = editor.helper().map(|helper| helper.typed.take()).unwrap_or_default();
                        console::write(Stream::Out, &session.too_much())?;
                        continue;
                    }
                }
                if !line.trim().is_empty() {
                    let _ = editor.add_history_entry(&line);
                }
                if let Some(path) = &history {
                    history::keep(&mut editor, path);
                }
                // What is pasted may be several statements.
                let mut leave = false;
                for statement in statements(indented(&line).lines().map(String::from)) {
                    let reply = signals::answer(&mut session, &statement, &mut shelf, signals::USUAL_SECONDS);
                    console::write(Stream::Out, &reply.text)?;
                    leave |= reply.leave;
                    // Ctrl-C ends whatever else was pasted, too: also what the editor has read ahead.
                    if signals::was_asked() {
                        let earlier = std::mem::take(editor.history_mut());
                        editor = line_editor(&keys, colour)?;
                        *editor.history_mut() = earlier;
                        break;
                    }
                }
                if leave {
                    break;
                }
            }
            // The line is gone, the session stays.
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => break,
            // The line stays without what could not be read.
            Err(error) if is_unread(&error) => {
                typed = editor.helper().map(|helper| helper.typed.take()).unwrap_or_default();
                console::write(Stream::Out, &format!("\n{}", session.unread()))?;
            }
            Err(error) => {
                console::write(Stream::Out, &session.farewell())?;
                return Err(unusable(error));
            }
        }
    }
    console::write(Stream::Out, &session.farewell())?;
    Ok(0)
}

fn line_editor(keys: &Keys, colour: bool) -> Result<Editor<LineHelper, FileHistory>, Unwritten> {
    let config = Config::builder().auto_add_history(false).completion_type(CompletionType::List).build();
    let mut editor = Editor::with_config(config).map_err(unusable)?;
    if !colour {
        editor.set_color_mode(rustyline::ColorMode::Disabled);
    }
    editor.bind_sequence(Event::Any, EventHandler::Conditional(Box::new(keys.clone())));
    Ok(editor)
}

/// Whether bytes came that are no text.
fn is_unread(error: &ReadlineError) -> bool {
    matches!(error, ReadlineError::Io(error) if error.kind() == ErrorKind::InvalidData)
}

fn unusable(error: ReadlineError) -> Unwritten {
    Unwritten::Failed(Box::new(
        Diagnostic::new(Code::B0503, Severity::Error, "layar tanya jawab tidak dapat dipakai di sini")
            .because(match &error {
                ReadlineError::Io(error) => trouble::told(error),
                error => format!("pesan dari komputer: {error}"),
            })
            .advise("kirim pertanyaannya lewat berkas:  takar coba PAKET < pertanyaan.txt"),
    ))
}
