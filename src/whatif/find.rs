//! `cari … agar …`: the goal seek, and its answer in words.

use super::aligned::aligned;
use super::grid::{Entries, asked_decimals, entries, entries_within};
use super::reasons;
use super::show::{self, number};
use super::state::{Target, View};
use crate::data::Dataset;
use crate::number::{Exact, Interval};
use crate::plan::{Op, SlotId};
use crate::program::{Expr, ExprKind, Role};
use crate::seek::{self, Answer, Beside, Ended, Ground, Patience, Question, Stretch, Want};
use crate::source::Sources;
use crate::syntax::ast::Comparison;

/// Stretches of a solution that are told; more are counted.
const MOST_TOLD: usize = 6;

/// An answer in words.
#[derive(Debug, Default)]
pub struct Told {
    /// Ends with a line break.
    pub text: String,
    /// Whether something of the question is left unanswered.
    pub unfinished: bool,
}

/// Why a search did not come to its end.
pub fn why_unfinished(patience: &Patience) -> &'static str {
    match patience.ended() {
        Some(Ended::Late) => "karena waktunya habis",
        Some(Ended::Stopped) => "karena dihentikan",
        None => "karena terlalu banyak kemungkinan",
    }
}

/// What a goal seek is about.
pub struct Sought<'s> {
    /// The values as things are.
    pub view: &'s View,
    /// The data of the one unit.
    pub data: &'s Dataset,
    /// The texts, for quoting rules.
    pub sources: &'s Sources,
    /// The unknowns.
    pub unknowns: &'s [Target],
    /// What is to hold.
    pub want: Want,
    /// The same as a rule has it.
    pub goal: &'s Expr,
    /// How long may be searched.
    pub patience: &'s Patience,
    /// The goal as written.
    pub written: &'s str,
    /// The year.
    pub year: i32,
}

/// The answer in words; an error when the question cannot be put.
pub fn find(sought: &Sought) -> Result<Told, String> {
    let entries: Vec<Entries> =
        sought.unknowns.iter().map(|target| sought.entries(target)).collect::<Result<_, _>>()?;
    let slots: Vec<SlotId> = sought.unknowns.iter().map(|target| sought.slot(target)).collect::<Result<_, _>>()?;
    match (slots.as_slice(), entries.as_slice()) {
        ([slot], [entries]) => Ok(one(sought, *slot, entries)),
        ([first, second], [x, y]) if first != second => Ok(two(sought, [*first, *second], [x, y])),
        _ => Err("sebut dua masukan yang berbeda".into()),
    }
}

impl Sought<'_> {
    fn entries(&self, target: &Target) -> Result<Entries, String> {
        let asked = asked_decimals(self.view, self.written, &self.want.slots());
        // Where both ends of a range are sought, each goes as far as the other allows in its row.
        match self.second_beside_first() {
            Some(_) => entries_within(self.view, target, Some(&asked), &Interval::ALL),
            None => entries(self.view, target, Some(&asked)),
        }
    }

    /// Where both ends of one range are sought: how the second lies to the first.
    fn second_beside_first(&self) -> Option<Beside> {
        let [first, second] = self.unknowns else { return None };
        match (first.role, second.role) {
            _ if first.code != second.code || first.when != second.when => None,
            (Role::TargetLow, Role::TargetHigh) => Some(Beside::NotBelow),
            (Role::TargetHigh, Role::TargetLow) => Some(Beside::NotAbove),
            _ => None,
        }
    }

    fn slot(&self, target: &Target) -> Result<SlotId, String> {
        let slots = self.view.slots_of(target);
        slots.first().copied().ok_or_else(|| format!("{} tidak dipakai dalam hitungan tahun ini", self.words(target)))
    }

    /// The slot of a value as a table shows it.
    fn slot_shown(&self, target: &Target) -> Option<SlotId> {
        let role = target.role.as_read();
        let name = self.view.program().by_code.get(&target.code).filter(|_| target.when.quarter.is_none())?;
        self.view.slot(*name, role, target.when)
    }

    /// `realisasi AKIP`
    pub fn words(&self, target: &Target) -> String {
        target.words(self.view.program(), self.year)
    }

    /// The assumptions that stay, apart from what is sought.
    fn held(&self, unknowns: &[SlotId]) -> Vec<SlotId> {
        self.view.pins.iter().copied().filter(|pin| !unknowns.contains(pin)).collect()
    }

    pub fn ground<'g>(&'g self, held: &'g [SlotId]) -> Ground<'g> {
        Ground {
            plan: &self.view.plan,
            data: self.data,
            evaluation: &self.view.evaluation,
            held,
            patience: self.patience,
        }
    }

    /// The left side of the wish as written: `predikat IKU`.
    pub fn left_words(&self) -> String {
        if let ExprKind::Binary { left, .. } = &self.goal.kind {
            return self.sources.slice(left.span).trim().to_string();
        }
        self.written.to_string()
    }
}

fn one(sought: &Sought, slot: SlotId, entries: &Entries) -> Told {
    let held = sought.held(&[slot]);
    let ground = sought.ground(&held);
    let question = Question { unknown: slot, grid: entries.grid.clone(), want: sought.want.clone() };
    let answer = seek::seek(ground, &question);
    let name = sought.words(&sought.unknowns[0]);
    let mut lines = Vec::new();
    match &answer {
        Answer::Found(stretches) if stretches.as_slice() == [entries.grid.all()] => {
            lines.push(format!("{name} boleh berapa saja: dengan setiap nilainya {} terpenuhi", sought.written));
        }
        Answer::Found(stretches) => {
            lines.push(solution(&name, stretches, entries));
            let only = stretches.as_slice() == [Stretch { from: stretches[0].from, to: stretches[0].from }];
            for at in telling(stretches, entries) {
                if only {
                    lines.push(format!("  {}", result(sought, ground, slot, entries, at)));
                    continue;
                }
                lines.push(format!(
                    "  dengan {name} = {}: {}",
                    value(entries, at),
                    result(sought, ground, slot, entries, at)
                ));
            }
        }
        Answer::Between(pairs) => {
            lines.push(format!("tidak ada {name} yang tepat memberi {}; yang terdekat:", sought.written));
            for at in pairs.iter().take(MOST_TOLD).flat_map(|(below, above)| [*below, *above]) {
                lines.push(format!("  {name} = {}: {}", value(entries, at), result(sought, ground, slot, entries, at)));
            }
        }
        Answer::Impossible { of, greatest, least } => {
            lines.extend(reasons::impossible(sought, ground, slot, entries, (*of, *greatest, *least)));
        }
        Answer::Unrelated(holds) => {
            let now = reasons::without_value(sought)
                .unwrap_or_else(|| if *holds { "sudah terpenuhi" } else { "tidak terpenuhi" }.to_string());
            lines.push(format!("{} tidak bergantung pada {name}; sekarang {now}", sought.written));
        }
        Answer::Unfinished(found) => {
            if !found.stretches.is_empty() {
                lines.push(solution(&name, &found.stretches, entries));
            }
            let rest: Vec<String> =
                found.unsearched.iter().take(MOST_TOLD).map(|part| stretch(part, entries)).collect();
            let more = found.unsearched.len().saturating_sub(MOST_TOLD);
            let more = if more > 0 { format!(", dan {more} bagian lagi") } else { String::new() };
            let advice = match sought.patience.ended() {
                Some(Ended::Late) => {
                    "beri waktu lebih lama dengan  takar cari … --waktu 60 , atau persempit dengan skala"
                }
                Some(Ended::Stopped) => "ulangi pertanyaannya bila masih perlu, atau persempit dengan skala",
                None => "persempit dengan skala, atau perbesar langkah masukan itu",
            };
            let why = why_unfinished(sought.patience);
            lines.push(format!("belum diperiksa {why}: {name} {}{more}", rest.join(", ")));
            lines.push(format!("  {advice}"));
        }
    }
    // Of a year the quarters may tell what its own cell does not.
    let shown = sought.slot_shown(&sought.unknowns[0]).unwrap_or(slot);
    let now = match sought.view.evaluation.cell(shown, 0) {
        Err(fault) => fault.state.words().to_string(),
        cell => show::plain(cell, &sought.view.plan.slot(shown).unit),
    };
    lines.push(format!("  sekarang {name} {now}; dicari pada {}", entries.words));
    Told { text: lines.join("\n") + "\n", unfinished: matches!(answer, Answer::Unfinished(_)) }
}

/// `IKM paling rendah 99,2`, `IKM = 99,2`, `IKM 10 sampai 20, atau 45 sampai 60`
fn solution(name: &str, stretches: &[Stretch], entries: &Entries) -> String {
    let all = entries.grid.all();
    if let [only] = stretches {
        return match (only.single(), only.from == all.from, only.to == all.to) {
            (Some(at), ..) => format!("{name} = {}", value(entries, at)),
            (_, false, true) => format!("{name} paling rendah {}", end(only.from, entries)),
            (_, true, false) => format!("{name} paling tinggi {}", end(only.to, entries)),
            _ => format!("{name} {}", stretch(only, entries)),
        };
    }
    let mut parts: Vec<String> = stretches.iter().take(MOST_TOLD).map(|part| stretch(part, entries)).collect();
    if stretches.len() > MOST_TOLD {
        parts.push(format!("dan {} bagian lagi", stretches.len() - MOST_TOLD));
    }
    format!("{name} {}", parts.join(", atau "))
}

/// The values at which the result is shown: both ends of what was found, as far as they are no end of the grid.
fn telling(stretches: &[Stretch], entries: &Entries) -> Vec<i64> {
    let all = entries.grid.all();
    let ends = stretches.iter().take(2).flat_map(|part| {
        [part.from.filter(|_| part.from != all.from || part.single().is_some()), part.to.filter(|_| part.to != all.to)]
    });
    let mut told: Vec<i64> = ends.flatten().collect();
    told.dedup();
    if told.is_empty() {
        told.extend(stretches.first().and_then(|part| part.from));
    }
    told
}

/// `IKPP = 8,7`, with the grade where there is one.
pub fn result(sought: &Sought, ground: Ground, slot: SlotId, entries: &Entries, at: i64) -> String {
    let exact = entries.grid.value(at);
    let (goal, compares) = match sought.want {
        Want::Truth(goal) => (goal, false),
        Want::Compare(left, ..) => (left, true),
    };
    // A word that is compared by its place in an order is told as the word.
    let goal = if let Op::Rank(inner, _) = sought.view.plan.slot(goal).op { inner } else { goal };
    let grade = sought.view.grade_of(goal);
    // Behind a grade the number that decides it is worth telling too.
    let number = sought.view.plan.graded(goal).map(|(number, _)| number);
    let slots: Vec<SlotId> = [Some(goal), grade, number].into_iter().flatten().collect();
    let cells = seek::cells_at(ground, slot, &exact, &slots);
    let unit = |slot: SlotId| &sought.view.plan.slot(slot).unit;
    let mut text = match compares {
        false => format!("{} {}", sought.written, show::plain(&cells[0], unit(goal))),
        true => format!("{} = {}", sought.left_words(), show::plain(&cells[0], unit(goal))),
    };
    match (grade, number, cells.get(1)) {
        (Some(grade), _, Some(cell)) if cell.is_ok() => {
            text.push_str(&format!("; predikat {}", show::plain(cell, unit(grade))));
        }
        (None, Some(number), Some(cell)) if cell.is_ok() => {
            text.push_str(&format!(" (nilainya {})", show::plain(cell, unit(number))));
        }
        _ => {}
    }
    text
}

pub fn value(entries: &Entries, at: i64) -> String {
    number(&entries.grid.value(at))
}

fn end(at: Option<i64>, entries: &Entries) -> String {
    at.map_or_else(|| "tak terbatas".into(), |at| value(entries, at))
}

fn stretch(part: &Stretch, entries: &Entries) -> String {
    match (part.single(), part.from, part.to) {
        (Some(at), ..) => value(entries, at),
        (_, Some(from), None) => format!("{} ke atas", value(entries, from)),
        (_, None, Some(to)) => format!("{} ke bawah", value(entries, to)),
        _ => format!("{} sampai {}", end(part.from, entries), end(part.to, entries)),
    }
}

fn two(sought: &Sought, slots: [SlotId; 2], entries: [&Entries; 2]) -> Told {
    let held = sought.held(&slots);
    let ground = sought.ground(&held);
    let want = sought.want.clone();
    let trade = seek::trade(
        ground,
        [(slots[0], &entries[0].grid), (slots[1], &entries[1].grid)],
        sought.second_beside_first(),
        want,
    );
    let names: Vec<String> = sought.unknowns.iter().map(|target| sought.words(target)).collect();
    if trade.rows.is_empty() {
        let far = trade.feasible.iter().any(|part| part.from.is_none() || part.to.is_none());
        let text = match far {
            true => format!("{} tidak berskala; beri skala, atau cari satu per satu\n", names[0]),
            false => format!(
                "mustahil: tidak ada {} dan {} dengan mana {} terpenuhi\n  dicari pada {}: {}; {}: {}\n",
                names[0], names[1], sought.written, names[0], entries[0].words, names[1], entries[1].words
            ),
        };
        return Told { text, unfinished: far };
    }
    let mut rows = vec![vec![names[0].clone(), names[1].clone()]];
    for (at, found) in &trade.rows {
        let needed = match found.stretches.as_slice() {
            [] if !found.unsearched.is_empty() => "belum diperiksa seluruhnya".to_string(),
            [] => nearest(sought, ground, slots, entries, *at),
            [only] if *only == entries[1].grid.all() => "berapa saja".to_string(),
            parts => solution("", parts, entries[1]).trim_start_matches([' ', '=']).to_string(),
        };
        let is_partial = !found.stretches.is_empty() && !found.unsearched.is_empty();
        let needed = needed + if is_partial { "; sisanya belum diperiksa" } else { "" };
        rows.push(vec![value(entries[0], *at), needed]);
    }
    let mut text = format!("agar {}:\n", sought.written);
    text.push_str(&aligned(&rows, true));
    let unfinished = trade.rows.iter().any(|(_, found)| !found.unsearched.is_empty());
    if unfinished {
        text.push_str(&format!("  belum diperiksa seluruhnya {}\n", why_unfinished(sought.patience)));
    }
    text.push_str(&format!("  {}: {}; {}: {}\n", names[0], entries[0].words, names[1], entries[1].words));
    Told { text, unfinished }
}

/// For an equality that the grid misses: the values between which it lies.
fn nearest(sought: &Sought, ground: Ground, slots: [SlotId; 2], entries: [&Entries; 2], at: i64) -> String {
    let Want::Compare(left, Comparison::Equal, right) = &sought.want else { return "tidak ada".into() };
    let first: Exact = entries[0].grid.value(at);
    match seek::crossing(ground, slots, &first, &entries[1].grid, (*left, right)) {
        Some((below, above)) => {
            format!("antara {} dan {}", value(entries[1], below), value(entries[1], above))
        }
        None => "tidak ada".into(),
    }
}
