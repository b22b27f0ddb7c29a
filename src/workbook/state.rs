//! The state of a cell as a number, the graver the greater, and the gravest of several as a formula.

use crate::data::State;

/// A code of a state: 0 where there is a value.
pub fn code(state: State) -> u8 {
    match state {
        State::NotApplicable => 1,
        State::NotFilled => 2,
        State::Undefined => 3,
        State::Faulty => 4,
    }
}

/// The words that stand in the place of a value, as tables print them.
pub fn words(code: u8) -> &'static str {
    match code {
        0 => "",
        1 | 2 => "–",
        3 => State::Undefined.words(),
        _ => State::Faulty.words(),
    }
}

/// What state something has: the greatest of a code that is certain and of some cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct States {
    /// Not less than this.
    pub least: u8,
    /// References or formulas, each once.
    pub cells: Vec<String>,
}

impl States {
    /// There is a value.
    pub fn there() -> States {
        States::default()
    }

    /// This state, whatever the data.
    pub fn always(least: u8) -> States {
        States { least, cells: Vec::new() }
    }

    /// What a cell or a formula says.
    pub fn cell(text: impl Into<String>) -> States {
        States { least: 0, cells: vec![text.into()] }
    }

    /// The gravest of all.
    pub fn worst<'s>(all: impl IntoIterator<Item = &'s States>) -> States {
        let mut worst = States::there();
        for one in all {
            worst.least = worst.least.max(one.least);
            for cell in &one.cells {
                if !worst.cells.contains(cell) {
                    worst.cells.push(cell.clone());
                }
            }
        }
        if worst.least >= 4 {
            worst.cells.clear();
        }
        worst
    }

    /// The state where no cell decides.
    pub fn constant(&self) -> Option<u8> {
        self.cells.is_empty().then_some(self.least)
    }

    /// Whether there is a value whatever the data.
    pub fn is_there(&self) -> bool {
        self.constant() == Some(0)
    }

    /// As a formula.
    pub fn text(&self) -> String {
        match (self.least, &self.cells[..]) {
            (least, []) => least.to_string(),
            (0, [one]) => one.clone(),
            (0, several) => format!("MAX({})", several.join(",")),
            (least, several) => format!("MAX({least},{})", several.join(",")),
        }
    }
}
