//! How long a search may go on: the core knows no clock, so whoever asks says when it is enough.

use std::fmt;
use std::sync::Arc;

/// Says when a search has to end with what it has. The default never does; a search ends after its own work anyway.
#[derive(Clone, Default)]
pub struct Patience(Option<Arc<dyn Fn() -> bool + Send + Sync>>);

impl Patience {
    /// Ends when `over` is true; asked between any two steps of a search.
    pub fn until(over: impl Fn() -> bool + Send + Sync + 'static) -> Patience {
        Patience(Some(Arc::new(over)))
    }

    /// Whether it is enough.
    pub fn is_over(&self) -> bool {
        self.0.as_ref().is_some_and(|over| over())
    }
}

impl fmt::Debug for Patience {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(if self.0.is_some() { "Patience(until)" } else { "Patience" })
    }
}
