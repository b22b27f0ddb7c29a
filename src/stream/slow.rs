//! What made a run slow: results that columns do not support, and the rules that exclude them.

use super::{Job, Year};
use crate::columns::left_out;
use crate::source::Sources;

/// With fewer rows the time is not noticeable.
const MANY: u64 = 10_000;

/// How many results of one rule are named; more are counted.
const NAMED: usize = 3;

/// Results that are computed row by row, and why.
struct Slow<'j> {
    reason: String,
    titles: Vec<&'j str>,
}

impl Job<'_> {
    /// What made a run over so many rows slow, rule by rule; none if nothing did. Does not depend on threads.
    pub fn slow(&self, rows: u64, sources: &Sources) -> Option<String> {
        if rows < MANY {
            return None;
        }
        let mut found: Vec<Slow> = Vec::new();
        for year in self.planned_years() {
            for (title, reason) in self.slow_in(year, sources) {
                let at = found.iter().position(|slow| slow.reason == reason).unwrap_or(found.len());
                if at == found.len() {
                    found.push(Slow { reason, titles: Vec::new() });
                }
                if !found[at].titles.contains(&title) {
                    found[at].titles.push(title);
                }
            }
        }
        let lines: String = found.iter().map(Slow::line).collect();
        (!found.is_empty()).then(|| format!("lambat, karena dihitung baris demi baris:\n{lines}"))
    }

    /// The results of a year that columns do not support, each with the rule that excludes it.
    fn slow_in<'j>(&'j self, year: &'j Year, sources: &'j Sources) -> impl Iterator<Item = (&'j str, String)> {
        let left_out = left_out(&year.plan, &year.wanted);
        left_out.into_iter().filter_map(|(place, misfit)| {
            let column = year.places.iter().position(|own| *own == Some(place))?;
            // A constant has no place of its own; then the place of the result is used.
            let span = year.plan.slot(misfit.slot).span.or(year.plan.slot(year.wanted[place].slot).span);
            let place = span.map(|span| format!("{}: ", sources.place(span))).unwrap_or_default();
            Some((self.out[column].title.as_str(), place + words(misfit.why)))
        })
    }
}

impl Slow<'_> {
    /// `  LAYAK; capaian IKU (aturan.takar:12: urutan kata)`
    fn line(&self) -> String {
        let named = self.titles.iter().take(NAMED).copied().collect::<Vec<_>>().join("; ");
        let more = match self.titles.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" dan {more} hasil lagi"),
        };
        format!("  {named}{more} ({})\n", self.reason)
    }
}

/// The reason, worded for planners.
fn words(why: &str) -> &'static str {
    match why {
        "an order of words" | "words against numbers" | "words or numbers" | "words without an order" => "urutan kata",
        "arithmetic with words" | "a grade of words" | "a power of words" | "a range of words" => {
            "hitungan dengan kata"
        }
        "a weight that is computed" => "bobot yang dihitung",
        "a limit has no decimals" | "a number has no decimals" | "an edge has no decimals" => "desimal tanpa akhir",
        "a weight without decimals" | "no quotient" | "a float is no quotient" => "desimal tanpa akhir",
        "the last of sorted rows" => "baris terakhir menurut urutan",
        _ => "angka yang terlalu panjang",
    }
}
