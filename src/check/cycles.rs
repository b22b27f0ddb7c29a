//! Values computed from themselves, found without recursion: a chain may be as long as the file.
//!
//! Whatever hangs together in one knot is one finding, told by a shortest way through it. A value of another year may
//! lead back to the same name, as long as the years run out: every way must come to a version that begins (or ends).

use crate::program::depend::{self, Facet, needs};
use crate::program::*;
use crate::resolve::problem::StructureProblem;
use crate::source::Span;
use crate::syntax::ast::{Period, YearOf, Years};
use std::collections::{HashMap, HashSet, VecDeque};

/// The facets of a definition are nodes; what was spent adds up as the budget does, and is told with it.
const NODES: [Facet; 5] = [Facet::Value, Facet::Target, Facet::Achievement, Facet::ValueBand, Facet::Budget];

/// The place of a facet among the nodes of its definition; each has one, so that no way is lost.
fn node_of(facet: Facet) -> usize {
    match facet {
        Facet::Value => 0,
        Facet::Target => 1,
        Facet::Achievement => 2,
        Facet::ValueBand => 3,
        Facet::Budget | Facet::Spent => 4,
    }
}

/// How the year changes from a value to what it needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Same,
    Fixed,
    Past,
    Future,
}

#[derive(Clone, Copy)]
struct Edge {
    to: usize,
    span: Span,
    way: Way,
}

/// One finding for each knot.
pub fn find(program: &Program) -> Vec<StructureProblem> {
    let edges = edges(program);
    // Mostly nothing leads back to itself, whichever ways are kept.
    if knots(&edges, &|_, _| true).is_empty() {
        return Vec::new();
    }
    let years = |node: usize| program.definitions[node / NODES.len()].in_force;
    let mut told = vec![false; edges.len()];
    let mut problems = Vec::new();
    // A way into the past ends at a version that begins, one into the future at a version that ends.
    type Keep<'k> = &'k dyn Fn(usize, &Edge) -> bool;
    let passes: [Keep; 4] = [
        &|_, edge| matches!(edge.way, Way::Same | Way::Fixed),
        &|node, edge| edge.way != Way::Future && years(node).from.is_none(),
        &|node, edge| edge.way != Way::Past && years(node).to.is_none(),
        &|_, _| true,
    ];
    for (pass, keep) in passes.iter().enumerate() {
        for knot in knots(&edges, keep) {
            let within = |edge: &&Edge| knot.binary_search(&edge.to).is_ok();
            let ways: Vec<Way> =
                knot.iter().flat_map(|&node| edges[node].iter().filter(within)).map(|e| e.way).collect();
            // Years that run both ways, or back to a fixed one, need not run out.
            let kinds = [Way::Past, Way::Future, Way::Fixed].into_iter().filter(|way| ways.contains(way)).count();
            let is_endless = pass < 3 || kinds > 1;
            if is_endless && !knot.iter().any(|&node| told[node]) {
                knot.iter().for_each(|&node| told[node] = true);
                problems.push(tell(&edges, &knot, keep, |node| words(program, node)));
            }
        }
    }
    problems
}

/// Names whose values lead to themselves through other years.
pub fn through_years(program: &Program) -> HashSet<NameId> {
    let knots = knots(&edges(program), &|_, _| true);
    knots.into_iter().flatten().map(|node| program.definitions[node / NODES.len()].name).collect()
}

/// How many knots there are.
pub fn circles(program: &Program) -> usize {
    find(program).len()
}

/// The facets of definitions that are made of some of them, these among them: none may become a part of those. What is of
/// another year counts where its version is the one.
pub fn made_of(program: &Program, is_meant: &dyn Fn(&Definition, Facet) -> bool) -> HashSet<(DefinitionId, Facet)> {
    let edges = edges(program);
    let mut back = vec![Vec::new(); edges.len()];
    for (node, edges) in edges.iter().enumerate() {
        edges.iter().filter(|edge| is_at_once(edge)).for_each(|edge| back[edge.to].push(node));
    }
    let at = |node: usize| (DefinitionId((node / NODES.len()) as u32), NODES[node % NODES.len()]);
    let meant = |node: &usize| is_meant(&program.definitions[node / NODES.len()], NODES[node % NODES.len()]);
    reached((0..edges.len()).filter(meant).collect(), |node| back[node].iter().copied()).into_iter().map(at).collect()
}

/// The names of all that some definitions are made of, these among them.
pub fn needed_by(program: &Program, is_meant: &dyn Fn(&Definition) -> bool) -> HashSet<NameId> {
    let edges = edges(program);
    let meant = |node: &usize| is_meant(&program.definitions[node / NODES.len()]);
    let next = |node: usize| edges[node].iter().filter(|edge| is_at_once(edge)).map(|edge| edge.to);
    let found = reached((0..edges.len()).filter(meant).collect(), next);
    found.into_iter().map(|node| program.definitions[node / NODES.len()].name).collect()
}

/// Whether a way leads to a version that is fixed, not to one that years decide on.
fn is_at_once(edge: &Edge) -> bool {
    matches!(edge.way, Way::Same | Way::Fixed)
}

fn reached<N: Iterator<Item = usize>>(mut open: Vec<usize>, next: impl Fn(usize) -> N) -> HashSet<usize> {
    let mut found: HashSet<usize> = open.iter().copied().collect();
    while let Some(node) = open.pop() {
        open.extend(next(node).filter(|node| found.insert(*node)));
    }
    found
}

/// Most conversions that one may go through: each is worked out wherever it is called.
const MAX_CALLS: usize = 3;

/// Conversions that call each other in a circle, or too many one after the other.
pub fn conversions(program: &Program) -> Vec<StructureProblem> {
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, rule) in program.conversions.iter().enumerate() {
        by_name.entry(&rule.name).or_default().push(index);
    }
    let calls = |rule: &ConversionRule| {
        let mut edges = Vec::new();
        for piece in &rule.pieces {
            let mut called = Vec::new();
            depend::conversions(&piece.value, &mut called);
            let targets = called.into_iter().filter_map(|name| by_name.get(name)).flatten();
            edges.extend(targets.map(|&to| Edge { to, span: piece.value.span, way: Way::Same }));
        }
        edges
    };
    let edges: Vec<Vec<Edge>> = program.conversions.iter().map(calls).collect();
    let found = knots(&edges, &|_, _| true);
    if !found.is_empty() {
        let words = |node: usize| format!("konversi {}", program.conversions[node].name);
        return found.iter().map(|knot| tell(&edges, knot, &|_, _| true, words)).collect();
    }
    // Those that call, those that call these, and so on.
    let mut deep: Vec<bool> = vec![true; edges.len()];
    for _ in 0..=MAX_CALLS {
        deep = edges.iter().map(|edges| edges.iter().any(|edge| deep[edge.to])).collect();
    }
    let too_deep = program.conversions.iter().zip(deep).filter(|(_, deep)| *deep);
    too_deep.map(|(rule, _)| StructureProblem::DeepConversion { span: rule.span, name: rule.name.clone() }).collect()
}

fn edges(program: &Program) -> Vec<Vec<Edge>> {
    let mut all = Vec::with_capacity(program.definitions.len() * NODES.len());
    for (index, definition) in program.definitions.iter().enumerate() {
        for facet in NODES {
            all.push(edges_of(program, index, definition, facet));
        }
    }
    all
}

fn edges_of(program: &Program, index: usize, definition: &Definition, facet: Facet) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (need, span) in needs(program, definition, facet) {
        let facet = node_of(need.facet);
        let way = match need.period {
            None | Some(Period { year: YearOf::Shift(0), .. }) => Way::Same,
            Some(Period { year: YearOf::Shift(..0), .. }) => Way::Past,
            Some(Period { year: YearOf::Shift(_), .. }) => Way::Future,
            Some(_) => Way::Fixed,
        };
        let mut add =
            |version: DefinitionId| edges.push(Edge { to: version.0 as usize * NODES.len() + facet, span, way });
        if need.name.is_none() && need.period.is_none() {
            add(DefinitionId(index as u32));
            continue;
        }
        for &version in &program.names[need.name.unwrap_or(definition.name).0 as usize].versions {
            let years = program.definitions[version.0 as usize].in_force;
            let is_meant = match need.period {
                None => years.overlaps(definition.in_force),
                Some(Period { year: YearOf::Fixed(year), .. }) => years.covers(year),
                // Which year the plan begins or ends with does not matter here.
                Some(Period { year: YearOf::First | YearOf::Last, .. }) => true,
                Some(Period { year: YearOf::Shift(by), .. }) => {
                    let moved = |year: Option<i32>| year.map(|year| year.saturating_add(by));
                    let (from, to) = (moved(definition.in_force.from), moved(definition.in_force.to));
                    let seen = Years { from, to };
                    years.overlaps(seen)
                }
            };
            if is_meant {
                add(version);
            }
        }
    }
    edges
}

/// The sets of nodes that lead to each other along kept edges, in order of their first node (Tarjan, with a stack of its
/// own).
fn knots(edges: &[Vec<Edge>], keep: &dyn Fn(usize, &Edge) -> bool) -> Vec<Vec<usize>> {
    const NEW: usize = usize::MAX;
    let (mut number, mut lowest) = (vec![NEW; edges.len()], vec![NEW; edges.len()]);
    let mut open = vec![false; edges.len()];
    let (mut stack, mut knots, mut next) = (Vec::new(), Vec::new(), 0);
    for root in 0..edges.len() {
        let mut path = if number[root] == NEW { vec![(root, 0)] } else { Vec::new() };
        while let Some((node, at)) = path.last_mut() {
            let node = *node;
            if *at == 0 {
                (number[node], lowest[node]) = (next, next);
                next += 1;
                open[node] = true;
                stack.push(node);
            }
            if let Some(edge) = edges[node].get(*at) {
                *at += 1;
                // The first visit has numbered the node, so the place must move on even where there is no edge.
                if !keep(node, edge) {
                    continue;
                }
                if number[edge.to] == NEW {
                    path.push((edge.to, 0));
                } else if open[edge.to] {
                    lowest[node] = lowest[node].min(number[edge.to]);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                lowest[*parent] = lowest[*parent].min(lowest[node]);
            }
            if lowest[node] == number[node] {
                let start = stack.iter().rposition(|&member| member == node).unwrap_or(0);
                let mut knot = stack.split_off(start);
                knot.iter().for_each(|&member| open[member] = false);
                knot.sort_unstable();
                let is_own = edges[node].iter().any(|edge| edge.to == node && keep(node, edge));
                if knot.len() > 1 || is_own {
                    knots.push(knot);
                }
            }
        }
    }
    knots.sort();
    knots
}

/// A shortest way from the first node of a knot back to it.
fn tell(
    edges: &[Vec<Edge>],
    knot: &[usize],
    keep: &dyn Fn(usize, &Edge) -> bool,
    words: impl Fn(usize) -> String,
) -> StructureProblem {
    let start = knot[0];
    let mut came: HashMap<usize, (usize, Edge)> = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for edge in edges[node].iter().filter(|edge| keep(node, edge)) {
            if knot.binary_search(&edge.to).is_ok() && !came.contains_key(&edge.to) {
                came.insert(edge.to, (node, *edge));
                queue.push_back(edge.to);
            }
        }
        if came.contains_key(&start) {
            break;
        }
    }
    let mut path = Vec::new();
    let mut through_time = false;
    let mut node = start;
    while let Some((before, edge)) = came.get(&node) {
        path.push((words(*before), edge.span));
        through_time |= edge.way != Way::Same;
        node = *before;
        if node == start {
            break;
        }
    }
    path.reverse();
    StructureProblem::Cycle { path, through_time }
}

/// `IKPP`, `target IKPP`
fn words(program: &Program, node: usize) -> String {
    let definition = &program.definitions[node / NODES.len()];
    let code = program.code(definition.name);
    match (NODES[node % NODES.len()], &definition.kind) {
        (Facet::Target, _) => format!("target {code}"),
        (Facet::Achievement, Kind::Indicator(_)) => format!("capaian {code}"),
        (Facet::ValueBand, _) => format!("predikat {code}"),
        (Facet::Budget | Facet::Spent, _) => format!("pagu {code}"),
        (Facet::Value, _) | (Facet::Achievement, Kind::Quantity | Kind::Group(_)) => code.to_string(),
    }
}
