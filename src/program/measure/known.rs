//! What is known of a product whose values of unknown sort nobody has told the unit of.

use super::Factors;

impl Factors {
    /// The same where it is known all the same what values of unknown sort come to: over each other they are like over like.
    /// A written `100%` tells that they are so over what they cancel, and that one alone below the line is a plain number.
    pub fn with_known(mut self) -> Factors {
        if !self.has_unknown || self.has_absent {
            return self;
        }
        let unknown = self.unknown;
        let values = self.percent[0] - self.percent[1];
        let mut named = self.named.iter_mut().filter(|(_, count)| *count != 0);
        let is_known = match (self.unitless, values, named.next(), named.next()) {
            (..) if unknown == 0 => true,
            (..) if !self.whole[0] => false,
            (unitless, 0, None, _) if unitless + unknown == 0 => {
                self.unitless = 0;
                true
            }
            (0, values, None, _) if values + unknown == 0 => {
                let side = usize::from(unknown < 0);
                self.percent[side] += unknown.abs();
                true
            }
            (0, 0, Some((_, count)), None) if *count + unknown == 0 => {
                *count = 0;
                true
            }
            (_, 0, None, _) if unknown < 0 => {
                self.unitless += unknown;
                true
            }
            _ => false,
        };
        if is_known {
            (self.has_unknown, self.unknown) = (false, 0);
        }
        self
    }
}
