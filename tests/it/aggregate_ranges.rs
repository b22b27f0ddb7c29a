//! What aggregates can give over ranges, against every choice of members and ends: nothing less, and nothing more.

use crate::dice::Dice;
use takar::number::{Exact, Interval};
use takar::plan::{AggregateOp, Op, SlotId};
use takar::program::{Aggregate, Share};
use takar::range::{Lacks, Possible, enclose};

/// A member: its ends, and whether it may stay out.
type Member = (i64, i64, bool);

/// All that comes of the ends of those who take part, as fractions of whole numbers.
fn outcomes(aggregate: Aggregate, members: &[Member]) -> Vec<(i64, i64)> {
    let mut found = Vec::new();
    // Each member is out, at its lower end or at its upper one.
    for mut choice in 0..3_usize.pow(members.len() as u32) {
        let mut values = Vec::new();
        let mut is_possible = true;
        for (low, high, may_stay_out) in members {
            match choice % 3 {
                0 => is_possible &= may_stay_out,
                1 => values.push(*low),
                _ => values.push(*high),
            }
            choice /= 3;
        }
        if !is_possible || values.is_empty() {
            continue;
        }
        let last = values[values.len() - 1];
        let (sum, count): (i64, i64) = (values.iter().sum(), values.len() as i64);
        values.sort_unstable();
        found.push(match aggregate {
            Aggregate::Sum | Aggregate::CountIf => (sum, 1),
            Aggregate::Place => (sum + 1, 1),
            Aggregate::Mean | Aggregate::WeightedMean => (sum, count),
            Aggregate::Median => (values[(values.len() - 1) / 2] + values[values.len() / 2], 2),
            Aggregate::Least => (values[0], 1),
            Aggregate::Greatest => (values[values.len() - 1], 1),
            Aggregate::Last => (last, 1),
            Aggregate::Percentile(Share(share)) => {
                let (place, whole) = ((count - 1) * i64::from(share), 1_000_000);
                let (at, part) = ((place / whole) as usize, place % whole);
                let next = values[(at + 1).min(values.len() - 1)];
                (values[at] * (whole - part) + next * part, whole)
            }
            Aggregate::GeometricMean | Aggregate::Count => unreachable!("not asked for"),
        });
    }
    found
}

#[test]
fn ranges_are_those_of_the_members_that_take_part() {
    let mut dice = Dice(20_241_127);
    for round in 0..3_000 {
        let members: Vec<Member> = (0..1 + dice.at(5))
            .map(|_| {
                let low = dice.below(13) as i64 - 6;
                (low, low + dice.below(6) as i64, !dice.one_in(3))
            })
            .collect();
        let known: Vec<Possible> = members
            .iter()
            .map(|(low, high, may_stay_out)| {
                let lacks = Lacks { not_applicable: *may_stay_out, ..Lacks::NONE };
                Possible::numbers(Interval::closed(Exact::from(*low), Exact::from(*high))).lacking(lacks)
            })
            .collect();
        for aggregate in [
            Aggregate::Sum,
            Aggregate::Mean,
            Aggregate::WeightedMean,
            Aggregate::Median,
            Aggregate::Least,
            Aggregate::Greatest,
            Aggregate::Last,
            Aggregate::CountIf,
            Aggregate::Place,
            Aggregate::Percentile(Share(0)),
            Aggregate::Percentile(Share(125_000)),
            Aggregate::Percentile(Share(750_000)),
            Aggregate::Percentile(Share::WHOLE),
        ] {
            let op = Op::Aggregate(Box::new(AggregateOp {
                aggregate,
                items: (0..members.len() as u32).map(SlotId).collect(),
                keep: None,
                weights: None,
                order: None,
                complete: true,
                of_quarters: false,
            }));
            let given = enclose(&op, &|slot: SlotId| &known[slot.0 as usize]);
            let number =
                |(above, below): &(i64, i64)| Exact::ratio(i128::from(*above), i128::from(*below)).expect("a ratio");
            let wanted = outcomes(aggregate, &members);
            let low = wanted.iter().map(number).min().expect("an outcome");
            let high = wanted.iter().map(number).max().expect("an outcome");
            // Who joins may move a percentile either way; there the members together are all that is known.
            if matches!(aggregate, Aggregate::Percentile(_)) && members.iter().any(|(_, _, out)| *out) {
                assert!(given.numbers.contains(&low) && given.numbers.contains(&high), "{aggregate:?} of {members:?}");
                continue;
            }
            assert_eq!(given.numbers, Interval::closed(low, high), "{round}: {aggregate:?} of {members:?}");
            assert_eq!(given.lacks.not_applicable, members.iter().all(|(_, _, out)| *out));
        }
    }
}
