//! What keys mean beyond what the editor makes of them: Ctrl-D behind a block ends it, and no line grows without end.
//!
//! The editor keeps whatever comes and draws it over and over. So what is pasted is collected here first, and letters behind
//! the longest line are passed over up to its end: either is refused then.

use crate::whatif::LONGEST_LINE;
use rustyline::{Cmd, ConditionalEventHandler, Event, EventContext, KeyCode, KeyEvent, Modifiers, RepeatCount};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What the keys of the line at hand have come to.
#[derive(Clone, Default)]
pub struct Keys(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    ended: bool,
    pasted: Option<String>,
    excess: Option<Excess>,
}

/// What was more than a line takes.
#[derive(Clone, Copy)]
pub enum Excess {
    /// Typed, or pasted at a terminal that does not say so.
    Typed,
    /// Pasted; the line is as it was before.
    Pasted,
}

impl Keys {
    /// A new line begins.
    pub fn begin(&self) {
        *self.state() = State::default();
    }

    /// Whether the block that is being typed was ended by hand: no more lines are wanted.
    pub fn has_ended(&self) -> bool {
        self.state().ended
    }

    /// Why the line is not to be answered.
    pub fn excess(&self) -> Option<Excess> {
        self.state().excess
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ConditionalEventHandler for Keys {
    fn handle(&self, event: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let Event::KeySeq(keys) = event else { return None };
        let [key] = keys.as_slice() else { return None };
        let mut state = self.state();
        if let Some(pasted) = state.pasted.take() {
            return Some(state.goes_on(pasted, *key, context.line()));
        }
        let is_full = context.line().len() >= LONGEST_LINE;
        match *key {
            KeyEvent(KeyCode::BracketedPasteStart, _) => {
                state.pasted = Some(String::new());
                Some(Cmd::Noop)
            }
            KeyEvent(KeyCode::Char('D'), Modifiers::CTRL) => {
                // Inside a text Ctrl-D takes away the character behind the cursor, as it always does.
                let at_end = context.pos() == context.line().len();
                if !context.line().contains('\n') || !at_end {
                    return None;
                }
                state.ended = true;
                Some(Cmd::AcceptLine)
            }
            KeyEvent(KeyCode::Enter, _) | KeyEvent(KeyCode::Char('J'), Modifiers::CTRL) if is_full => {
                // A block does not go on either.
                state.excess = Some(Excess::Typed);
                Some(Cmd::AcceptLine)
            }
            KeyEvent(KeyCode::Enter, _) | KeyEvent(KeyCode::Char('J'), Modifiers::CTRL) => {
                state.excess.map(|_| Cmd::AcceptLine)
            }
            KeyEvent(KeyCode::Char(_), Modifiers::NONE) | KeyEvent(KeyCode::Char('Y'), Modifiers::CTRL) if is_full => {
                state.excess = Some(Excess::Typed);
                Some(Cmd::Noop)
            }
            _ => None,
        }
    }
}

impl State {
    /// One key more of what is pasted into a line.
    fn goes_on(&mut self, mut pasted: String, key: KeyEvent, line: &str) -> Cmd {
        if key.0 == KeyCode::BracketedPasteEnd {
            if !fits(&pasted, line) {
                self.excess = Some(Excess::Pasted);
                return Cmd::AcceptLine;
            }
            return Cmd::Insert(1, pasted.replace("\r\n", "\n").replace('\r', "\n"));
        }
        // Of what does not fit nothing more is needed.
        if let Some(letter) = letter(key).filter(|_| pasted.len() <= LONGEST_LINE) {
            pasted.push(letter);
        }
        self.pasted = Some(pasted);
        Cmd::Noop
    }
}

/// Whether a line takes what is pasted. Lines of one letter are drawn as high as long ones, so each line counts.
fn fits(pasted: &str, line: &str) -> bool {
    let ends = |text: &str| text.matches(['\n', '\r']).count();
    pasted.len() + ends(pasted) + line.len() + ends(line) < LONGEST_LINE
}

/// The letter that a key was made of.
fn letter(KeyEvent(key, with): KeyEvent) -> Option<char> {
    match key {
        KeyCode::Char(letter) if with == Modifiers::NONE => Some(letter),
        KeyCode::Char(letter) if with == Modifiers::CTRL && letter.is_ascii() => Some(char::from(letter as u8 & 0x1f)),
        KeyCode::Enter => Some('\r'),
        KeyCode::Tab => Some('\t'),
        _ => None,
    }
}
