//! `bandingkan`: two states side by side, with their differences.

use super::aligned::within;
use super::moves::{self, Held, RESULTS, both_shown, codes, same, slot};
use super::show;
use super::state::View;
use crate::eval::Value;
use crate::program::When;

/// What differs between two views, names that only one of them has among them.
pub fn side_by_side(names: [&str; 2], views: [&View; 2], (year, width): (i32, usize)) -> String {
    let when = When::year(year);
    let mut rows = vec![vec![String::new(), names[0].to_string(), names[1].to_string(), "selisih".to_string()]];
    let mut missing = Vec::new();
    rows.extend(moves::assumed_beside_results(views, year).into_iter().map(|(of, held)| {
        let difference = match &held {
            [Held { number: Some(a), .. }, Held { number: Some(b), .. }] => {
                show::signed(&(a - b), &show::difference_unit(&of.unit(views[0].program())))
            }
            _ => String::new(),
        };
        let [first, second] = held.map(|held| held.text);
        let program = views.map(View::program).into_iter().find(|program| program.by_code.contains_key(&of.code));
        vec![of.words(program.unwrap_or(views[0].program()), year), first, second, difference]
    }));
    let assumed = rows.len();
    for code in codes(views) {
        for role in RESULTS {
            let slots = views.map(|view| slot(view, code, role, when));
            if same(views[0], slots[0], views[1], slots[1]) {
                continue;
            }
            let cell = |at: usize| slots[at].map(|slot| views[at].evaluation.cell(slot, 0));
            let difference = match (cell(0), cell(1), slots[0]) {
                (Some(Ok(Value::Number(a))), Some(Ok(Value::Number(b))), Some(first)) => {
                    let unit = show::difference_unit(&views[0].plan.slot(first).unit);
                    show::signed(&(a - b), &unit)
                }
                _ => String::new(),
            };
            let what = show::what(role, code);
            let [first, second] = both_shown(views, code, role, when);
            for (name, (_, reason)) in names.iter().zip([&first, &second]) {
                missing.extend(reason.clone().map(|reason| (format!("{what} ({name})"), reason)));
            }
            rows.push(vec![what, first.0, second.0, difference]);
        }
    }
    let table = if rows.len() > 1 { within(&rows, width) } else { String::new() };
    if rows.len() > assumed {
        return table + &moves::reasons(&missing);
    }
    let [first, second] = names;
    let tables = moves::tables(views[0], views[1]);
    let tables =
        if tables.is_empty() { tables.join("") } else { format!("; yang berbeda: tabel {}", tables.join(", ")) };
    format!("{table}{first} dan {second} memberi hasil yang sama{tables}\n")
}
