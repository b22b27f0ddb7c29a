//! Decimals at the border: read without rounding, written only where the decimal is exact.

use std::error::Error;
use std::fmt;

use rust_decimal::Decimal;

use super::exact::Exact;

/// Why a text is not accepted as a decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// There is no text.
    Empty,
    /// This byte does not belong there, or the text ends too early.
    NotANumber {
        /// Offset in bytes from the start of the text.
        at: usize,
    },
    /// More than 28 decimals, even if they are zeros: a `Decimal` could not keep them.
    TooManyPlaces,
    /// More digits than 96 bits hold (28 always fit), so some would be lost.
    TooManyDigits,
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecimalError::Empty => f.write_str("angka kosong"),
            DecimalError::NotANumber { at } => write!(f, "bukan angka, mulai bita ke-{}", at + 1),
            DecimalError::TooManyPlaces => f.write_str("lebih dari 28 angka di belakang koma"),
            DecimalError::TooManyDigits => f.write_str("angka lebih dari 28 digit"),
        }
    }
}

impl Error for DecimalError {}

/// Reads digits with an optional sign and an optional decimal point. Nothing is rounded: what a `Decimal` cannot hold
/// digit for digit is refused. The number of decimals written is kept: `73.50` has two.
pub fn parse_decimal(text: &str) -> Result<Decimal, DecimalError> {
    if text.is_empty() {
        return Err(DecimalError::Empty);
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let start = text.len() - unsigned.len();
    let (mut mantissa, mut scale, mut point, mut after_digit) = (0_i128, 0_u32, false, false);
    for (at, byte) in unsigned.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                let digit = i128::from(byte - b'0');
                mantissa = append(mantissa, digit).ok_or(DecimalError::TooManyDigits)?;
                scale += u32::from(point);
            }
            b'.' if after_digit && !point => point = true,
            _ => return Err(DecimalError::NotANumber { at: start + at }),
        }
        if scale > Decimal::MAX_SCALE {
            return Err(DecimalError::TooManyPlaces);
        }
        after_digit = byte != b'.';
    }
    if !after_digit {
        return Err(DecimalError::NotANumber { at: text.len() });
    }
    let signed = if text.starts_with('-') { -mantissa } else { mantissa };
    Decimal::try_from_i128_with_scale(signed, scale).map_err(|_| DecimalError::TooManyDigits)
}

/// A decimal as rules and people write it, with every digit it has: `97,69`.
pub fn with_comma(number: Decimal) -> String {
    number.to_string().replace('.', ",")
}

/// Appends a digit, as long as the mantissa stays within the 96 bits of a `Decimal`.
fn append(mantissa: i128, digit: i128) -> Option<i128> {
    let longer = mantissa.checked_mul(10)?.checked_add(digit)?;
    (longer <= MAX_MANTISSA).then_some(longer)
}

const MAX_MANTISSA: i128 = (1 << 96) - 1;

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Exact {
        // The scale is at most 28, so neither fallback can be reached.
        let scale = 10_i128.checked_pow(value.scale()).unwrap_or(i128::MAX);
        Exact::ratio(value.mantissa(), scale).unwrap_or(Exact::ZERO)
    }
}

impl Exact {
    /// The same number as a decimal with as few places as possible; `None` if no decimal with at
    /// most 28 places and 96 bits is exactly this number.
    pub fn to_decimal(&self) -> Option<Decimal> {
        let places = self.terminating_places(Decimal::MAX_SCALE)?;
        let (num, den) = self.small_ratio()?;
        let scale = 10_i128.checked_pow(places)?;
        let mantissa = num.checked_mul(scale / den)?;
        Decimal::try_from_i128_with_scale(mantissa, places).ok()
    }
}
