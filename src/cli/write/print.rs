//! What tells whether a file is still what was read of it, without holding it: its length, and a sum over its bytes.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Of a file, in pieces of any size: FNV-1a over 128 bits. Two texts that people write do not share one by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    /// In bytes.
    length: u64,
    /// Of all of them.
    pub sum: u128,
}

impl Default for Print {
    fn default() -> Self {
        Print { length: 0, sum: 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d }
    }
}

impl Print {
    /// Adds what comes next.
    pub fn add(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        for byte in bytes {
            self.sum = (self.sum ^ u128::from(*byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b);
        }
    }

    /// That of a file as it is now.
    pub fn of(path: &Path) -> io::Result<Print> {
        let (mut file, mut print, mut piece) = (File::open(path)?, Print::default(), vec![0; 1 << 16]);
        loop {
            match file.read(&mut piece) {
                Ok(0) => return Ok(print),
                Ok(read) => print.add(&piece[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}
