//! Rows of quarters, months or years of one thing, whose name stands in the first of them only.

use super::super::quarters::{is_of_quarters, names_period};
use super::super::words::{Looks, is_numbering, looks};
use super::super::{Head, Remark};
use super::Reader;
use crate::office::found::grid::said;
use crate::office::model::Content;
use std::collections::BTreeSet;

impl Reader<'_, '_> {
    /// A row of a period alone goes on with the thing above it: the words that stand left of the period are said once. A
    /// figure is not: a blank one was not given, and would be counted again.
    pub(super) fn fill_periods(&mut self) {
        let is_name = |head: &Head| begins(head, "indikator") || begins(head, "nama indikator");
        let Some(name) = self.heads.iter().position(is_name) else { return };
        let Some(period) = (name + 1..self.heads.len()).find(|at| self.is_of_periods(*at, name)) else { return };
        let is_said = |at: usize, content: &Content| {
            let is_number = self.heads[at].levels.last().is_some_and(|last| is_numbering(last));
            is_number || !is_measured(&self.heads[at]) && looks(content) != Looks::Figure
        };
        let (mut above, mut count, mut first) = (None::<Vec<(Option<Content>, u32)>>, 0, 0);
        for raw in &mut self.rows {
            let goes_on = raw.cells[name].is_none() && raw.cells[period].as_ref().is_some_and(says_period);
            match &above {
                Some(above) if goes_on => {
                    for (at, (content, row)) in above.iter().enumerate() {
                        let Some(content) = content.as_ref().filter(|content| is_said(at, content)) else { continue };
                        if raw.cells[at].is_none() {
                            (raw.cells[at], raw.from[at]) = (Some(content.clone()), *row);
                        }
                    }
                    first = if count == 0 { raw.number } else { first };
                    count += 1;
                }
                Some(_) | None => {
                    let own = raw.cells.iter().cloned().zip(raw.from.iter().copied()).take(period).collect();
                    above = raw.cells[name].is_some().then_some(own);
                }
            }
        }
        if count > 0 {
            self.found.remarks.push(Remark::FilledDown { head: name, count, first });
        }
    }

    /// Whether a column holds periods, of which some stand in rows without a name.
    fn is_of_periods(&self, at: usize, name: usize) -> bool {
        if is_of_quarters(&self.heads[at]) {
            return true;
        }
        let cells = || self.rows.iter().filter_map(|raw| Some((raw, raw.cells[at].as_ref()?)));
        let values: BTreeSet<String> = cells().map(|(_, content)| said(content).trim().to_lowercase()).collect();
        let is_alone = || cells().any(|(raw, _)| raw.cells[name].is_none());
        !is_measured(&self.heads[at])
            && values.len() > 1
            && is_alone()
            && cells().all(|(raw, content)| says_period(content) || raw.cells[name].is_none() && raw.own < 3)
    }
}

fn says_period(content: &Content) -> bool {
    names_period(&said(content))
}

fn begins(head: &Head, word: &str) -> bool {
    head.levels.iter().any(|level| level.to_lowercase().starts_with(word))
}

/// Whether a head is one of what is measured or paid.
fn is_measured(head: &Head) -> bool {
    const WORDS: [&str; 9] =
        ["target", "realisasi", "capaian", "pagu", "anggaran", "serapan", "nilai", "bobot", "baseline"];
    WORDS.iter().any(|word| begins(head, word))
}
