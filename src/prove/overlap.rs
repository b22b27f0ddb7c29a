//! Values with two grades: which of the two they have nobody knows, so that each way to write it is told.

use super::band_findings::Part;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::{Bound, Exact, Interval};
use crate::program::intervals::{end, flip, say_on_grid, write_signed};
use crate::source::Span;
use crate::syntax::ast::Precision;

/// Two lines of a band rule that speak for the same values.
#[derive(Debug)]
pub struct Overlap<'r> {
    pub lower: Part<'r>,
    pub upper: Part<'r>,
    pub shared: Interval,
    pub grid: Option<Precision>,
    /// The lines on both sides of these values.
    pub beside: (Option<Part<'r>>, Option<Part<'r>>),
}

/// What is put in the place of a range.
type Mend = (Span, String);

impl Overlap<'_> {
    pub fn into_diagnostic(self, in_percent: bool) -> Diagnostic {
        let Overlap { lower, upper, shared, grid, .. } = &self;
        let values = say_on_grid(shared, *grid, in_percent);
        let title = format!("nilai {values} termasuk dua rentang: {} dan {}", lower.words(), upper.words());
        let base = Diagnostic::new(Code::K0211, Severity::Error, title);
        let base = base.at(upper.range_span(), "").at(lower.range_span(), "");
        let of_upper = shorter(*lower, *upper, in_percent).map(|mend| (mend, *upper));
        let of_lower = later(*lower, *upper, in_percent).map(|mend| (mend, *lower));
        let mut all: Vec<(Mend, Part)> = of_upper.into_iter().chain(of_lower).chain(self.beyond(in_percent)).collect();
        // `>= 50`, `50`: the number may have its own grade, too.
        if let ([_], Some(mend)) = (all.as_slice(), higher(*lower, *upper, in_percent)) {
            let point = if lower.range() == shared { lower } else { upper };
            all.push((mend, *point));
        }
        let edit = |span, range: &str| vec![Edit::replace(span, range)];
        match all.as_slice() {
            [] => match higher(*lower, *upper, in_percent) {
                Some((span, range)) => base.suggest(format!("tulis  {range}"), edit(span, &range)),
                None => {
                    let needless = [lower, upper].into_iter().find(|part| matches!(part, Part::Uncovered(_)));
                    match needless {
                        Some(part) => base.suggest(format!("hapus baris {}", part.words()), edit(part.span(), "")),
                        None => base.advise(
                            "tulis rentang keduanya tanpa nilai yang sama, atau hapus baris yang tidak dimaksud",
                        ),
                    }
                }
            },
            [((span, range), _)] => base.suggest(format!("tulis  {range}"), edit(*span, range)),
            all => all.iter().fold(base, |base, ((span, range), of)| {
                let title = format!("tulis  {range}  bila {values} mendapat {}", of.words());
                base.suggest(title, edit(*span, range))
            }),
        }
    }

    /// A band of one number at the end of another one, `50` beside `<= 50`: its sign may be what was lost, so that it goes on
    /// from there to the next band.
    fn beyond(&self, in_percent: bool) -> Option<(Mend, Part<'_>)> {
        let is_point = |part: &Part| part.range().lo() == part.range().hi() && *part.range() == self.shared;
        let (point, other) = if is_point(&self.upper) { (self.upper, self.lower) } else { (self.lower, self.upper) };
        let are_bands = matches!((point, other), (Part::Band(_), Part::Band(_)));
        if !are_bands || !is_point(&point) || is_point(&other) {
            return None;
        }
        let (range, (below, above)) = (other.range(), self.beside);
        let left = match (range.hi() == self.shared.hi(), range.lo() == self.shared.lo()) {
            (true, _) => {
                let top = above.map_or(Bound::Unbounded, |above| flip(above.range().lo()));
                Interval::new(flip(range.hi()), top)
            }
            (_, true) => {
                let bottom = below.map_or(Bound::Unbounded, |below| flip(below.range().hi()));
                Interval::new(bottom, flip(range.lo()))
            }
            _ => return None,
        };
        let range = (!left.is_empty()).then(|| write_signed(&left, in_percent))??;
        Some(((point.range_span(), range), other))
    }
}

/// The upper of two overlapping bands, begun where the lower one ends.
fn later(lower: Part, upper: Part, in_percent: bool) -> Option<Mend> {
    let start = |part: Part| end(part.range().lo()).cloned();
    if !matches!((lower, upper), (Part::Band(_), Part::Band(_))) || start(lower) == start(upper) {
        return None;
    }
    end(lower.range().hi())?;
    let left = Interval::new(flip(lower.range().hi()), upper.range().hi().clone());
    let range = (!left.is_empty()).then(|| write_signed(&left, in_percent))??;
    Some((upper.range_span(), range))
}

/// The upper of two bands that begin alike, begun where the lower one ends: `<= 60`, `<= 80`.
fn higher(lower: Part, upper: Part, in_percent: bool) -> Option<Mend> {
    let start = |part: Part| end(part.range().lo()).cloned();
    let past = |part: Part| end(part.range().hi()).cloned();
    if !matches!((lower, upper), (Part::Band(_), Part::Band(_))) || start(lower) != start(upper) {
        return None;
    }
    let (low, high) = match (past(lower), past(upper)) {
        (Some(a), Some(b)) if a > b => (upper, lower),
        (Some(a), Some(b)) if a == b => return None,
        (None, Some(_)) => (upper, lower),
        (Some(_), _) => (lower, upper),
        (None, None) => return None,
    };
    let left = Interval::new(flip(low.range().hi()), high.range().hi().clone());
    (!left.is_empty()).then(|| Some((high.range_span(), write_signed(&left, in_percent)?)))?
}

/// The lower of two overlapping bands, ending where the upper one begins; none where nothing would be left of it or the
/// upper one lies inside it, and where values are left without a grade on purpose.
fn shorter(lower: Part, upper: Part, in_percent: bool) -> Option<Mend> {
    if !matches!((lower, upper), (Part::Band(_), Part::Band(_))) {
        return None;
    }
    let edge = flip(upper.range().lo());
    let past = |bound: &Bound<Exact>| end(bound).cloned();
    // Of `>= 60` below `> 80 .. 120` the open end is left to the band above.
    let inside = matches!((past(lower.range().hi()), past(upper.range().hi())), (Some(low), Some(high)) if low > high);
    let is_point = upper.range().lo() == upper.range().hi();
    let inside = inside || is_point && end(lower.range().hi()).is_none();
    let left = Interval::new(lower.range().lo().clone(), edge);
    if inside || left.is_empty() || past(lower.range().lo()) == past(upper.range().lo()) {
        return None;
    }
    Some((lower.range_span(), write_signed(&left, in_percent)?))
}
