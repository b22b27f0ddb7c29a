//! Values computed from themselves, found without recursion: a chain may be as long as the file.

use super::depend::{Facet, needs};
use super::program::*;
use super::structure::Problem;
use crate::source::Span;
use crate::syntax::ast::{Period, YearOf};
use std::collections::{HashMap, HashSet};

type Node = (DefinitionId, Facet);

/// One finding for each cycle.
pub fn find(program: &Program) -> Vec<Problem> {
    let mut search = Search { program, done: HashSet::new(), problems: Vec::new() };
    for index in 0..program.definitions.len() {
        for facet in [Facet::Value, Facet::Target, Facet::Achievement, Facet::Budget, Facet::Spent] {
            search.from((DefinitionId(index as u32), facet));
        }
    }
    search.problems
}

struct Search<'p> {
    program: &'p Program,
    done: HashSet<Node>,
    problems: Vec<Problem>,
}

/// A node on the path, what it still has to visit, and the place that led from it to the next.
struct Visit {
    node: Node,
    rest: Vec<(Node, Span, bool)>,
    span: Span,
    through_time: bool,
}

impl Search<'_> {
    fn from(&mut self, root: Node) {
        let mut path: Vec<Visit> = Vec::new();
        let mut on_path: HashMap<Node, usize> = HashMap::new();
        let mut next = Some((root, false));
        loop {
            if let Some((node, _)) = next.take().filter(|(node, _)| !self.done.contains(node)) {
                on_path.insert(node, path.len());
                let span = self.program.definitions[node.0.0 as usize].span;
                path.push(Visit { node, rest: self.edges(node), span, through_time: false });
            }
            let Some(top) = path.last_mut() else { return };
            let Some((target, span, through_time)) = top.rest.pop() else {
                self.done.insert(top.node);
                on_path.remove(&top.node);
                path.pop();
                continue;
            };
            top.span = span;
            top.through_time = through_time;
            match on_path.get(&target) {
                Some(&start) => self.report(&path[start..]),
                None => next = Some((target, through_time)),
            }
        }
    }

    fn edges(&self, (id, facet): Node) -> Vec<(Node, Span, bool)> {
        let definition = &self.program.definitions[id.0 as usize];
        let mut edges = Vec::new();
        for (need, span) in needs(self.program, definition, facet) {
            let versions = &self.program.names[need.name.unwrap_or(definition.name).0 as usize].versions;
            for &version in versions {
                let years = self.program.definitions[version.0 as usize].in_force;
                let meant = match need.period {
                    None => years.overlaps(definition.in_force),
                    Some(Period { year: YearOf::Fixed(year), .. }) => years.covers(year),
                    Some(_) => true,
                };
                let own = need.name.is_none() && need.period.is_none();
                if meant && (!own || version == id) {
                    edges.push(((version, need.facet), span, need.period.is_some()));
                }
            }
        }
        edges.sort_by_key(|(node, ..)| std::cmp::Reverse(*node));
        edges.dedup_by_key(|(node, ..)| *node);
        edges
    }

    fn report(&mut self, cycle: &[Visit]) {
        let path = cycle.iter().map(|visit| {
            let name = self.program.definitions[visit.node.0.0 as usize].name;
            (self.program.code(name).to_string(), visit.span)
        });
        let through_time = cycle.iter().any(|visit| visit.through_time);
        self.problems.push(Problem::Cycle { path: path.collect(), through_time });
    }
}
