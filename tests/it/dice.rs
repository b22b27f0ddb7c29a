//! A small generator, so that a case can be told by its seed.

/// Numbers that look random and are the same each time.
pub struct Dice(pub u64);

impl Dice {
    /// A number below an end.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }

    /// A place among so many; the first where there is none.
    pub fn at(&mut self, length: usize) -> usize {
        self.below(length.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    pub fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.at(all.len())]
    }
}

/// The sign of a comparison.
pub fn sign(dice: &mut Dice) -> &'static str {
    dice.pick(&["<", "<=", ">", ">=", "=", "<>"])
}
