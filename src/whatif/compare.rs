//! `bandingkan`: two states side by side, with their differences.

use super::aligned::aligned;
use super::moves::RESULTS;
use super::show::{self, Shown};
use super::state::View;
use crate::data::Dataset;
use crate::eval::Value;
use crate::program::{NameId, Role, When};

/// What differs between two views, and what of the rest has a grade.
pub fn side_by_side(names: [&str; 2], views: [&View; 2], data: &Dataset, year: i32) -> String {
    let when = When::year(year);
    let mut rows = vec![vec![String::new(), names[0].to_string(), names[1].to_string(), "selisih".to_string()]];
    for (at, name) in views[0].program().names.iter().enumerate() {
        for role in RESULTS {
            let first = views[0].slot(NameId(at as u32), role, when);
            let second = views[1].program().by_code.get(&name.code).and_then(|id| views[1].slot(*id, role, when));
            let (Some(first), Some(second)) = (first, second) else { continue };
            let cells = [views[0].evaluation.cell(first, 0), views[1].evaluation.cell(second, 0)];
            let same = match cells {
                [Ok(a), Ok(b)] => a == b,
                [Err(_), Err(_)] => true,
                _ => false,
            };
            if same {
                continue;
            }
            let shown = |view: &View| {
                Shown::of(view, data, &name.code, role, when).map_or_else(|| "–".to_string(), |shown| shown.text)
            };
            let difference = match cells {
                [Ok(Value::Number(a)), Ok(Value::Number(b))] => {
                    let unit = show::difference_unit(&views[0].plan.slot(first).unit);
                    show::signed(&(a - b), &unit)
                }
                _ if role == Role::Band => String::new(),
                _ => "–".to_string(),
            };
            rows.push(vec![show::what(role, &name.code), shown(views[0]), shown(views[1]), difference]);
        }
    }
    match rows.len() {
        1 => format!("{} dan {} memberi hasil yang sama\n", names[0], names[1]),
        _ => aligned(&rows, true),
    }
}
