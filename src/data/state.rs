//! Why there is no number.

/// Why there is no number; in order of severity, so that the worst of several is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// *tidak berlaku*: `n/a`.
    NotApplicable,
    /// *belum diisi*: empty or `-`.
    NotFilled,
    /// *tidak terdefinisi*: a rule says so, or the arithmetic has no result.
    Undefined,
    /// *keliru*: the cell or a computation is faulty, and a message says how.
    Faulty,
}

impl State {
    /// Every state, in order of severity.
    pub const ALL: [State; 4] = [State::NotApplicable, State::NotFilled, State::Undefined, State::Faulty];

    /// The worse of two: the state of a result is the worst state of its inputs, whatever their order.
    pub fn worst(self, other: State) -> State {
        self.max(other)
    }

    /// Whether there is no result because of a fault: not because a figure is missing or does not apply.
    pub fn is_fault(self) -> bool {
        matches!(self, State::Undefined | State::Faulty)
    }

    /// The words shown to people.
    pub fn words(self) -> &'static str {
        match self {
            State::NotFilled => "belum diisi",
            State::NotApplicable => "tidak berlaku",
            State::Undefined => "tidak terdefinisi",
            State::Faulty => "keliru",
        }
    }
}
