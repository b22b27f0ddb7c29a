//! How long a search may take: the core knows no clock, so the caller decides when to stop.

use std::fmt;
use std::sync::Arc;

/// Why a search was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Its time was over.
    Late,
    /// The user stopped it.
    Stopped,
}

/// Decides when a search has to stop with what it has. The default never stops it; a search ends after its own work
/// limit anyway.
#[derive(Clone, Default)]
pub struct Patience(Option<Arc<dyn Fn() -> Option<Ended> + Send + Sync>>);

impl Patience {
    /// Stops when `over` returns a reason; called between any two steps of a search.
    pub fn until(over: impl Fn() -> Option<Ended> + Send + Sync + 'static) -> Patience {
        Patience(Some(Arc::new(over)))
    }

    /// Why the search has to stop; none while it may go on.
    pub fn ended(&self) -> Option<Ended> {
        self.0.as_ref().and_then(|over| over())
    }

    /// Whether the search has to stop.
    pub fn is_over(&self) -> bool {
        self.ended().is_some()
    }
}

impl fmt::Debug for Patience {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(if self.0.is_some() { "Patience(until)" } else { "Patience" })
    }
}
