//! How long a search may go on: the core knows no clock, so whoever asks says when it is enough.

use std::fmt;
use std::sync::Arc;

/// Why a search had to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The time for it was over.
    Late,
    /// Somebody stopped it.
    Stopped,
}

/// Says when a search has to end with what it has. The default never does; a search ends after its own work anyway.
#[derive(Clone, Default)]
pub struct Patience(Option<Arc<dyn Fn() -> Option<Ended> + Send + Sync>>);

impl Patience {
    /// Ends when `over` says why; asked between any two steps of a search.
    pub fn until(over: impl Fn() -> Option<Ended> + Send + Sync + 'static) -> Patience {
        Patience(Some(Arc::new(over)))
    }

    /// Why it is enough; none while it is not.
    pub fn ended(&self) -> Option<Ended> {
        self.0.as_ref().and_then(|over| over())
    }

    /// Whether it is enough.
    pub fn is_over(&self) -> bool {
        self.ended().is_some()
    }
}

impl fmt::Debug for Patience {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(if self.0.is_some() { "Patience(until)" } else { "Patience" })
    }
}
