//! What things are parts of, once the data are known; and what would be a part of itself.

use super::data_codes::{About, instances};
use super::program::*;
use crate::data::problem::DataProblem;
use crate::data::{CellOrigin, Dataset};
use crate::syntax::ast::Years;
use std::collections::BTreeSet;

/// Things of which each is a part of the next, and the last of the first.
#[derive(Debug)]
pub struct Circle {
    /// The codes, each with the cell that says so.
    codes: Vec<(String, Option<CellOrigin>)>,
    /// The one whose parent is not used.
    opened: String,
}

/// What may name the parent of a thing, the nearest first: what it says itself, the data, the longest code that its own
/// begins with, its `umum`.
struct Candidates {
    own: Option<NameId>,
    by_data: Option<(NameId, Option<CellOrigin>)>,
    by_code: Option<NameId>,
    by_general: Option<NameId>,
}

impl Candidates {
    fn first(&self) -> Option<NameId> {
        self.own.or(self.by_data.map(|(parent, _)| parent)).or(self.by_code).or(self.by_general)
    }

    fn is_of_data(&self) -> bool {
        self.own.is_none() && self.by_data.is_some()
    }

    /// Gives up the candidate that counts.
    fn drop_first(&mut self) {
        if self.own.take().is_none() && self.by_data.take().is_none() && self.by_code.take().is_none() {
            self.by_general = None;
        }
    }
}

/// Finds the parent of every definition. Of things that would be parts of themselves one loses its parent, so that all
/// stay in sight.
pub(super) fn find(program: &mut Program, about: &About) -> Vec<Circle> {
    let mut candidates: Vec<Candidates> =
        program.definitions.iter().map(|definition| candidates(program, definition, about)).collect();
    let mut circles = Vec::new();
    while let Some(members) = circle(program, &candidates) {
        let cell = |id: &DefinitionId| candidates[id.0 as usize].by_data.and_then(|(_, cell)| cell);
        let code = |id: &DefinitionId| program.code(program.definitions[id.0 as usize].name).to_string();
        // Opened at one place only, so that all stay together: where the data say it, at the least code.
        let order = |id: &&DefinitionId| (!candidates[id.0 as usize].is_of_data(), code(id));
        let Some(open) = members.iter().min_by_key(order).copied() else { break };
        circles.push(Circle { codes: members.iter().map(|id| (code(id), cell(id))).collect(), opened: code(&open) });
        candidates[open.0 as usize].drop_first();
    }
    for (definition, candidates) in program.definitions.iter_mut().zip(&candidates) {
        definition.parent = candidates.first();
    }
    program.find_parts();
    circles
}

fn candidates(program: &Program, definition: &Definition, about: &About) -> Candidates {
    let code = program.code(definition.name);
    let general = program.general(code).filter(|general| general.prefix.is_some());
    let by_data = about
        .parent(code, definition.in_force)
        .and_then(|(parent, _, cell)| Some((*program.by_code.get(parent)?, cell)));
    // `7.01.05-2` is a second indicator beside `7.01.05`, not a part of it.
    let own = code.rsplit_once('-').map_or(code, |(own, _)| own);
    let by_code = general.and_then(|_| {
        let cuts = own.char_indices().rev().filter(|(_, c)| *c == '.');
        cuts.filter_map(|(at, _)| program.by_code.get(&own[..at])).next().copied()
    });
    Candidates {
        own: definition.parent,
        by_data,
        by_code,
        by_general: general.and_then(|general| general.parent).filter(|parent| *parent != definition.name),
    }
}

/// Some definitions that go round, in years that they share.
fn circle(program: &Program, candidates: &[Candidates]) -> Option<Vec<DefinitionId>> {
    let mut settled: BTreeSet<DefinitionId> = BTreeSet::new();
    for start in 0..program.definitions.len() {
        let mut path: Vec<DefinitionId> = Vec::new();
        let mut at = DefinitionId(start as u32);
        let mut years = program.definitions[start].in_force;
        while settled.insert(at) || path.contains(&at) {
            if let Some(from) = path.iter().position(|known| *known == at) {
                return Some(path.split_off(from));
            }
            path.push(at);
            let Some(parent) = candidates[at.0 as usize].first() else { break };
            let version = |id: &&DefinitionId| program.definitions[id.0 as usize].in_force.overlaps(years);
            let Some(next) = program.names[parent.0 as usize].versions.iter().find(version) else { break };
            years = shared(years, program.definitions[next.0 as usize].in_force);
            at = *next;
        }
    }
    None
}

/// The years of both.
fn shared(a: Years, b: Years) -> Years {
    Years { from: a.from.max(b.from), to: [a.to, b.to].into_iter().flatten().min() }
}

/// A finding for each circle, with the cells that make it.
pub fn circles(program: &Program, data: &Dataset) -> Vec<DataProblem> {
    let (_, circles) = instances(program, data);
    let problem = |circle: Circle| {
        let cells = circle.codes.iter().filter_map(|(_, cell)| data.place((*cell)?)).collect();
        DataProblem::ParentCircle {
            cells,
            opened: circle.opened,
            codes: circle.codes.into_iter().map(|(code, _)| code).collect(),
        }
    };
    circles.into_iter().map(problem).collect()
}
