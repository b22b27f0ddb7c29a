//! Numbers of office files: binary floats, which count as the decimal that the program shows, 15 significant digits. Whole numbers
//! count as they are written.

use rust_decimal::Decimal;

/// The digits that a binary float holds for certain.
const DIGITS: usize = 15;
/// Decimals of an amount.
const HUNDREDTHS: i32 = 2;
/// Decimals that a [`Decimal`] can have.
const MOST_DECIMALS: i32 = 28;

/// A number as a file writes it, shifted to the left by so many decimals; none where it is no number, or none that a decimal
/// of 28 digits can be.
///
/// More than 15 digits with a fraction among them are the tail of a binary float. They are rounded as the float that they stand for,
/// not as they are written: of `0.1234567890123455` the float lies below the half. Of a whole number no digit is such a tail: floats
/// hold each up to 2^53, and beyond it nothing lies nearer to what was meant than what is written. Nor of an amount with hundredths
/// at most, in the fewest digits that give its float.
pub(super) fn figure(text: &str, shift: i32) -> Option<Decimal> {
    let text = text.trim();
    let written = Written::of(text)?;
    if written.digits.len() <= DIGITS || written.power >= 0 {
        return written.decimal(shift);
    }
    // Amounts with hundredths have more digits than a program shows, and stand in the file as they were typed.
    let nearest = Written::of(&shortest(text)?)?;
    if (-HUNDREDTHS..0).contains(&nearest.power) {
        return nearest.decimal(shift);
    }
    Written::of(&fifteen(text)?)?.decimal(shift)
}

/// Whether a text is a number as files write it.
pub(super) fn is_number(text: &str) -> bool {
    Written::of(text.trim()).is_some()
}

#[expect(clippy::disallowed_types, reason = "the number in the file is a binary float; its shortest digits are taken")]
fn shortest(text: &str) -> Option<String> {
    let float: f64 = text.parse().ok()?;
    float.is_finite().then(|| format!("{float:e}"))
}

#[expect(clippy::disallowed_types, reason = "the number in the file is a binary float; its digits are taken exactly")]
fn fifteen(text: &str) -> Option<String> {
    let float: f64 = text.parse().ok()?;
    float.is_finite().then(|| format!("{float:.*e}", DIGITS - 1))
}

/// Digits without zeros around them, and the power of ten of the last one.
struct Written {
    negative: bool,
    digits: String,
    power: i32,
}

impl Written {
    fn of(text: &str) -> Option<Written> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i16>().ok()?.into()),
            None => (text, 0),
        };
        let (negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (whole, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        // No program writes a thousand digits; they would cost more than they say.
        if whole.len() + behind.len() == 0 || mantissa.len() > 1000 || !all_digits(whole) || !all_digits(behind) {
            return None;
        }
        let digits = format!("{whole}{behind}");
        let trimmed = digits.trim_end_matches('0');
        let power = exponent - behind.len() as i32 + (digits.len() - trimmed.len()) as i32;
        Some(Written { negative, digits: trimmed.trim_start_matches('0').to_string(), power })
    }

    fn decimal(&self, shift: i32) -> Option<Decimal> {
        if self.digits.is_empty() {
            return Some(Decimal::ZERO);
        }
        let digits: i128 = self.digits.parse().ok()?;
        let power = self.power + shift;
        let (number, decimals) = match u32::try_from(power) {
            Ok(zeros) => (digits.checked_mul(10i128.checked_pow(zeros)?)?, 0),
            Err(_) if power < -MOST_DECIMALS => return None,
            Err(_) => (digits, power.unsigned_abs()),
        };
        let number = if self.negative { -number } else { number };
        Decimal::try_from_i128_with_scale(number, decimals).ok()
    }
}
