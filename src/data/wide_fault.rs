//! The fault of a cell of a wide file, as its code only: where thousands are faulty, the wording of each is not needed.

use super::Content;
use super::cell::{read_value, trim};
use super::cell_error::CellError;
use super::wide::{CellReader, Steps};
use crate::diagnostic::Code;
use crate::number::Exact;
use rust_decimal::Decimal;

impl CellReader {
    /// The code of the finding that [`CellReader::read`] gives for a text; none if it gives none, or only reading it
    /// tells.
    pub fn fault_of(&self, text: &str) -> Option<Code> {
        if !self.is_plain() {
            return None;
        }
        match read_value(trim(text), self.format, self.unit.as_deref()) {
            Ok(Content::Number(number)) => self.fault_of_number(number),
            Ok(Content::Text(_)) => Some(Code::D0041),
            Ok(Content::Missing(..)) => None,
            Err(error) => Some(error.code()),
        }
    }

    /// The same for a number.
    pub fn fault_of_steps(&self, number: Steps) -> Option<Code> {
        self.is_plain().then(|| self.fault_of_number(number.into()))?
    }

    fn fault_of_number(&self, number: Decimal) -> Option<Code> {
        (!self.holds(&Exact::from(number))).then_some(Code::D0020)
    }
}

impl CellError {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            CellError::Ambiguous { .. } => Code::D0012,
            CellError::Grouping { .. } => Code::D0013,
            CellError::Malformed { .. } => Code::D0014,
            CellError::Words => Code::D0041,
            CellError::WrongUnit { .. } => Code::D0015,
            CellError::Note { .. } => Code::D0016,
            CellError::Range | CellError::Many => Code::D0017,
            CellError::Parentheses { .. } => Code::D0018,
            CellError::TooManyDigits { .. } => Code::D0019,
            CellError::Magnitude { .. } | CellError::Twice { is_amount: true, .. } => Code::D0028,
            CellError::Twice { is_amount: false, .. } => Code::D0015,
            CellError::Spreadsheet | CellError::Formula | CellError::Struck => Code::D0024,
            CellError::Seen | CellError::OtherTens(_) | CellError::InFull(_) => Code::D0065,
            CellError::Scientific => Code::D0025,
            CellError::Date => Code::D0026,
            CellError::Reversed { .. } => Code::D0036,
        }
    }
}
