//! Stretches of years: what they cover, and where two meet.

use super::Years;

impl Years {
    /// Always.
    pub const ALWAYS: Years = Years { from: None, to: None };

    /// Whether a year lies inside.
    pub fn covers(self, year: i32) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }

    /// The years in which it begins and ceases to count.
    pub fn turns(self) -> impl Iterator<Item = i32> {
        self.from.into_iter().chain(self.to.map(|last| last + 1))
    }

    /// Whether the two share a year.
    pub fn overlaps(self, other: Years) -> bool {
        let starts_before_end = |a: Years, b: Years| match (a.from, b.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        starts_before_end(self, other) && starts_before_end(other, self)
    }

    /// The years that both hold.
    pub fn shared(self, other: Years) -> Option<Years> {
        let to = match (self.to, other.to) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.overlaps(other).then_some(Years { from: self.from.max(other.from), to })
    }

    /// Spans of years without those of another span.
    pub fn without(spans: &[Years], taken: Years) -> Vec<Years> {
        let mut rest = Vec::new();
        for span in spans {
            if !span.overlaps(taken) {
                rest.push(*span);
                continue;
            }
            if let Some(from) = taken.from.filter(|from| span.from.is_none_or(|own| own < *from)) {
                rest.push(Years { to: Some(from - 1), ..*span });
            }
            if let Some(to) = taken.to.filter(|to| span.to.is_none_or(|own| own > *to)) {
                rest.push(Years { from: Some(to + 1), ..*span });
            }
        }
        rest
    }
}
