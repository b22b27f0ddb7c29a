//! Ctrl-D behind an open block ends the block, as an empty line does; on an empty line it ends the session.

use rustyline::{Cmd, ConditionalEventHandler, Event, EventContext, RepeatCount};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the block that is being typed was ended by hand.
#[derive(Clone, Default)]
pub struct Ended(Arc<AtomicBool>);

impl Ended {
    /// A new line begins.
    pub fn begin(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    /// Whether no more lines are wanted.
    pub fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl ConditionalEventHandler for Ended {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        // Inside a text Ctrl-D takes away the character behind the cursor, as it always does.
        let at_end = context.pos() == context.line().len();
        if !context.line().contains('\n') || !at_end {
            return None;
        }
        self.0.store(true, Ordering::Relaxed);
        Some(Cmd::AcceptLine)
    }
}
