//! Aggregates inside an aggregate over the same members: the inner one cannot leave out whom the outer one leaves out.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::program::*;
use crate::source::Sources;
use std::collections::HashSet;

/// One finding for each aggregate that stands inside another over the same members.
pub fn nested(program: &Program, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for definition in &program.definitions {
        if let Some(group) = definition.kind.group() {
            let mut search = Search { program, sources, group: Some(definition.name), found: &mut found };
            search.inside(&group.achievement, &mut Vec::new());
        }
    }
    let mut search = Search { program, sources, group: None, found: &mut found };
    program.each_expression(&mut |expr| search.inside(expr, &mut Vec::new()));
    let mut told = HashSet::new();
    found.retain(|finding| told.insert(finding.span()));
    found
}

struct Search<'p> {
    program: &'p Program,
    sources: &'p Sources,
    /// The group whose `anggota` is meant where no group is named.
    group: Option<NameId>,
    found: &'p mut Vec<Diagnostic>,
}

impl Search<'_> {
    /// Depth is bounded by the parser.
    fn inside<'e>(&mut self, expr: &'e Expr, around: &mut Vec<(&'e SetRef, Aggregate)>) {
        let own = if let ExprKind::Aggregate { over: Over::Members(set, _), aggregate } = &expr.kind {
            Some((set, *aggregate))
        } else {
            None
        };
        if let Some((set, aggregate)) = own {
            if let Some((_, outer)) = around.iter().find(|(other, _)| self.same(set, other)) {
                let title = format!("{} di dalam hitungan atas anggota yang sama", aggregate.word());
                let told = Diagnostic::new(Code::K0149, Severity::Error, title)
                    .at(expr.span, "anggota yang tidak ikut di luar tetap ikut di sini");
                self.found.push(match outer.counts_conditions() {
                    true => told.advise(self.by_name(expr, set)),
                    false => told
                        .advise(
                            "bagi sesudah dijumlahkan:  jumlah(bobot anggota * capaian anggota) / jumlah(bobot anggota)",
                        )
                        .advise("atau pakai  rata_rata_tertimbang(capaian anggota)"),
                });
            }
            around.push((set, aggregate));
        }
        expr.children().for_each(|child| self.inside(child, around));
        if own.is_some() {
            around.pop();
        }
    }

    /// How many are above the mean: the mean is a value of its own.
    fn by_name(&self, inner: &Expr, set: &SetRef) -> String {
        let written = self.sources.slice(inner.span).trim();
        let written = match (set.of, self.group) {
            (None, Some(group)) => {
                let here = self.sources.slice(set.span).trim();
                written.replace(here, &format!("{here} {}", written_name(self.program.code(group))))
            }
            (_, _) => written.to_string(),
        };
        let names = ["BATAS", "BATAS_HITUNGAN", "BATAS_HITUNGAN_INI"];
        let is_free = |name: &&&str| !self.program.names.iter().any(|known| known.code.eq_ignore_ascii_case(name));
        let name = names.iter().find(is_free).unwrap_or(&names[0]);
        format!("beri nama hitungan yang di dalam:  {name} = {written} , lalu tulis  {name}  di sini")
    }

    /// Whether two sets have the same members, however they are written.
    fn same(&self, a: &SetRef, b: &SetRef) -> bool {
        if a.kind != b.kind || a.period != b.period {
            return false;
        }
        if a.of == b.of || a.kind != SetKind::Members {
            return a.of == b.of;
        }
        let (Some(first), Some(second)) = (a.of.or(self.group), b.of.or(self.group)) else { return false };
        first == second || self.members(first).iter().any(|members| self.members(second).contains(members))
    }

    /// The members of each version of a group.
    fn members(&self, group: NameId) -> Vec<Vec<NameId>> {
        let versions = self.program.names[group.0 as usize].versions.iter();
        let groups = versions.filter_map(|id| self.program.definitions[id.0 as usize].kind.group());
        groups.map(|group| group.members.iter().map(|(name, _)| *name).collect()).collect()
    }
}
