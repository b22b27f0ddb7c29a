//! `takar coba` at a terminal: lines in with history, completion and colours, answers out.

mod ended;
mod helper;
mod history;

use super::console::{self, Stream, Unwritten};
use super::shelf::Folder;
use super::{signals, trouble};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::whatif::complete::Vocabulary;
use crate::whatif::statement::{indented, statements};
use crate::whatif::{LONGEST_LINE, Session};
use ended::Ended;
use helper::LineHelper;
use rustyline::config::{CompletionType, Configurer};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Config, Editor, EventHandler, KeyEvent};
use std::cell::RefCell;
use std::io::ErrorKind;

/// Runs until the person leaves.
pub fn run(mut session: Session, mut shelf: Folder) -> Result<u8, Unwritten> {
    let config = Config::builder().auto_add_history(false).completion_type(CompletionType::List).build();
    let mut editor: Editor<LineHelper, FileHistory> = Editor::with_config(config).map_err(unusable)?;
    let colour = console::console(Stream::Out).color;
    if !colour {
        editor.set_color_mode(rustyline::ColorMode::Disabled);
    }
    signals::at_prompt();
    let history = history::file();
    if let Some(path) = &history {
        // None is there the first time.
        let _ = editor.load_history(path);
    }
    console::write(
        Stream::Out,
        &format!("{}\nketik  bantuan  untuk petunjuk, Ctrl-D untuk selesai\n", session.heading()),
    )?;
    let ended = Ended::default();
    editor.bind_sequence(KeyEvent::ctrl('D'), EventHandler::Conditional(Box::new(ended.clone())));
    let mut typed = (String::new(), String::new());
    loop {
        ended.begin();
        let words = Vocabulary::of(&session, &shelf);
        editor.set_helper(Some(LineHelper { words, colour, ended: ended.clone(), typed: RefCell::default() }));
        let (before, behind) = std::mem::take(&mut typed);
        match editor.readline_with_initial(&session.prompt(), (&before, &behind)) {
            Ok(line) => {
                // What was pasted by mistake is not kept.
                if !line.trim().is_empty() && line.len() <= LONGEST_LINE {
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
                    // Ctrl-C ends whatever else was pasted, too.
                    if signals::was_asked() {
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
