//! Why there is no number.

/// Why there is no number; the graver the later, so that the worst of several is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// *tidak berlaku*: `n/a`.
    NotApplicable,
    /// *belum diisi*: empty or `-`.
    NotFilled,
    /// *tidak terdefinisi*: a rule said so, or the arithmetic has no answer.
    Undefined,
    /// *keliru*: the cell or a computation is wrong, and a message says how.
    Faulty,
}

impl State {
    /// Every state, the graver the later.
    pub const ALL: [State; 4] = [State::NotApplicable, State::NotFilled, State::Undefined, State::Faulty];

    /// The worse of two: what a value rests on decides by its worst state, in whatever order it stands.
    pub fn worst(self, other: State) -> State {
        self.max(other)
    }

    /// Whether there is no answer because something is wrong: not for want of a figure, nor because none applies.
    pub fn is_fault(self) -> bool {
        matches!(self, State::Undefined | State::Faulty)
    }

    /// The words people see.
    pub fn words(self) -> &'static str {
        match self {
            State::NotFilled => "belum diisi",
            State::NotApplicable => "tidak berlaku",
            State::Undefined => "tidak terdefinisi",
            State::Faulty => "keliru",
        }
    }
}
