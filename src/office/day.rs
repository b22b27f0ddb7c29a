//! Days and times that a workbook keeps as numbers, or as XML writes them.

use crate::calendar::sheet_day;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const SECONDS: i64 = 86_400;

/// A day, `2024-12-31`, with the time behind where there is one; of less than a day the time alone. None where no program
/// shows a day: below zero, or behind the year 9999.
pub(super) fn day(serial: Decimal, from_1904: bool) -> Option<String> {
    if serial.is_sign_negative() && !serial.is_zero() {
        return None;
    }
    let whole = serial.trunc();
    let seconds = ((serial - whole) * Decimal::from(SECONDS)).round().to_i64()?;
    let (days, seconds) = (whole.to_i64()? + seconds / SECONDS, seconds % SECONDS);
    let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if days == 0 && seconds > 0 {
        return Some(time);
    }
    let date = date(days, from_1904)?;
    Some(if seconds == 0 { date } else { format!("{date} {time}") })
}

/// Hours, minutes and seconds of so many days: `36:00:00`.
pub(super) fn elapsed(days: Decimal) -> Option<String> {
    let seconds = days.checked_mul(Decimal::from(SECONDS))?.round().to_i64().filter(|seconds| *seconds >= 0)?;
    Some(format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
}

fn date(days: i64, from_1904: bool) -> Option<String> {
    const TO_1904: i64 = 1462;
    let (year, month, day) = sheet_day(if from_1904 { days + TO_1904 } else { days });
    (year <= 9999).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// A day as XML writes it: `2024-12-31T13:45:00` or without the time, in fractions of a second too.
pub(super) fn iso(text: &str) -> String {
    let text = text.trim().trim_end_matches('Z');
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let time = time.split_once('.').map_or(time, |(time, _)| time);
    if time.is_empty() || time == "00:00:00" { day.to_string() } else { format!("{day} {time}") }
}

/// A time as XML writes it: `PT13H45M00S`.
pub(super) fn span(text: &str) -> String {
    let mut part = String::new();
    let (mut hours, mut minutes, mut seconds) = (String::new(), String::new(), String::new());
    for sign in text.trim().trim_start_matches("PT").chars() {
        match sign {
            'H' => hours = std::mem::take(&mut part),
            'M' => minutes = std::mem::take(&mut part),
            'S' => seconds = std::mem::take(&mut part),
            sign => part.push(sign),
        }
    }
    let whole = seconds.split(['.', ',']).next().unwrap_or_default();
    format!("{hours:0>2}:{minutes:0>2}:{whole:0>2}")
}
