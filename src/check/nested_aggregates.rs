//! Aggregates inside an aggregate over the same members: the inner one cannot leave out whom the outer one leaves out.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::program::*;

/// One finding for each aggregate that stands inside another over the same members.
pub fn nested(program: &Program) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    program.each_expression(&mut |expr| inside(expr, &mut Vec::new(), &mut found));
    found
}

/// Depth is bounded by the parser.
fn inside<'e>(expr: &'e Expr, around: &mut Vec<&'e SetRef>, found: &mut Vec<Diagnostic>) {
    let own = if let ExprKind::Aggregate { over: Over::Members(set, _), aggregate } = &expr.kind {
        Some((set, *aggregate))
    } else {
        None
    };
    if let Some((set, aggregate)) = own {
        if around.contains(&set) {
            let title = format!("{} di dalam hitungan atas anggota yang sama", aggregate.word());
            found.push(
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
    expr.children().for_each(|child| inside(child, around, found));
    if own.is_some() {
        around.pop();
    }
}
