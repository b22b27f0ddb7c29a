//! Aggregates inside an aggregate over the same members: the inner one cannot leave out whom the outer one leaves out.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::program::*;
use std::collections::HashSet;

/// One finding for each aggregate that stands inside another over the same members.
pub fn nested(program: &Program) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for definition in &program.definitions {
        if let Some(group) = definition.kind.group() {
            let mut search = Search { program, group: Some(definition.name), found: &mut found };
            search.inside(&group.achievement, &mut Vec::new());
        }
    }
    let mut search = Search { program, group: None, found: &mut found };
    program.each_expression(&mut |expr| search.inside(expr, &mut Vec::new()));
    let mut told = HashSet::new();
    found.retain(|finding| told.insert(finding.span()));
    found
}

struct Search<'p> {
    program: &'p Program,
    /// The group whose `anggota` is meant where no group is named.
    group: Option<NameId>,
    found: &'p mut Vec<Diagnostic>,
}

impl Search<'_> {
    /// Depth is bounded by the parser.
    fn inside<'e>(&mut self, expr: &'e Expr, around: &mut Vec<&'e SetRef>) {
        let own = if let ExprKind::Aggregate { over: Over::Members(set, _), aggregate } = &expr.kind {
            Some((set, *aggregate))
        } else {
            None
        };
        if let Some((set, aggregate)) = own {
            if around.iter().any(|other| self.same(set, other)) {
                let title = format!("{} di dalam hitungan atas anggota yang sama", aggregate.word());
                self.found.push(
                    Diagnostic::new(Code::K0149, Severity::Error, title)
                        .at(expr.span, "anggota yang tidak ikut di luar tetap ikut di sini")
                        .advise(
                            "bagi sesudah dijumlahkan:  jumlah(bobot anggota * capaian anggota) / jumlah(bobot anggota)",
                        )
                        .advise("atau pakai  rata_rata_tertimbang(capaian anggota)"),
                );
            }
            around.push(set);
        }
        expr.children().for_each(|child| self.inside(child, around));
        if own.is_some() {
            around.pop();
        }
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
