//! The reference work: rules with 18 inputs and 30 results a row, rows without a pattern, and the same work written by
//! hand ([`limit`]).

#![allow(dead_code, reason = "each bench and test uses a part")]
#![allow(clippy::disallowed_types, reason = "whole numbers below 2^53, as in the room that is measured")]
#![allow(clippy::too_many_arguments, clippy::needless_range_loop, reason = "loops written for the machine")]

pub mod limit;

use std::io::Write;

/// The rules.
pub const RULES: &str = include_str!("acuan.takar");

/// The inputs, as headers of a wide file.
pub const INPUTS: [&str; 18] = [
    "IKM",
    "IPP",
    "target IKPP",
    "target I2",
    "I2",
    "target I3",
    "I3",
    "target I4",
    "I4",
    "target I5",
    "I5",
    "target I6",
    "I6",
    "target I7",
    "I7",
    "target I8",
    "pagu I2",
    "serapan I2",
];

/// Decimals of each input.
pub const SCALES: [u32; 18] = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0];

/// Rows, the same for one seed.
pub struct Rows {
    state: u64,
}

impl Rows {
    pub fn new(seed: u64) -> Rows {
        Rows { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1 }
    }

    fn below(&mut self, end: u64) -> i64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        ((self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) % end) as i64
    }

    /// The next row, in steps. Targets are round, one in a thousand is 0; budgets are whole rupiah.
    pub fn next(&mut self) -> [i64; 18] {
        let mut row = [0; 18];
        row[0] = 100 + self.below(301);
        row[1] = self.below(501);
        for at in [2, 3, 5, 7, 9, 11, 13, 15] {
            row[at] = match self.below(1000) {
                0 => 0,
                1..=499 => (1 + self.below(20)) * 500,
                _ => 100 + self.below(9_900),
            };
        }
        row[2] = if row[2] == 0 { 0 } else { 400 + row[2] / 20 };
        for at in [4, 6, 8, 10, 12, 14] {
            row[at] = row[at - 1] * (300 + self.below(900)) / 1000 + self.below(100);
        }
        row[16] = 1_000_000 + self.below(5_000_000_000);
        row[17] = row[16] * self.below(1001) / 1000;
        row
    }
}

/// A wide file of so many rows.
pub fn write_csv(rows: u64, seed: u64, to: &mut impl Write) -> std::io::Result<()> {
    let mut random = Rows::new(seed);
    let mut line = format!("unit;tahun;{}\n", INPUTS.join(";"));
    for unit in 0..rows {
        line.push_str(&format!("U{unit:07};2024"));
        for (steps, scale) in random.next().iter().zip(SCALES) {
            match scale {
                0 => line.push_str(&format!(";{steps}")),
                _ => line.push_str(&format!(";{},{:02}", steps / 100, steps % 100)),
            }
        }
        line.push('\n');
        if line.len() > 1 << 16 {
            to.write_all(line.as_bytes())?;
            line.clear();
        }
    }
    to.write_all(line.as_bytes())
}
