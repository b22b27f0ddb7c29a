//! Weights (`bobot`): one for each member, and a formula that reads them.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::Exact;
use crate::program::intervals::say_number;
use crate::program::*;
use crate::source::{Sources, Span};
use std::collections::HashSet;

/// Groups whose weights no formula reads: whoever wrote them expects them to count.
/// Nothing is said of formulas that are `unclear`.
pub fn unread(program: &Program, sources: &Sources, unclear: impl Fn(Span) -> bool) -> Vec<Diagnostic> {
    let weighed = weighed_elsewhere(program);
    let mut found = Vec::new();
    for definition in &program.definitions {
        let Some(group) = definition.kind.group() else { continue };
        let Some((_, first)) = group.weights.first() else { continue };
        let is_read = weighed.contains(&definition.name) || reads_weights(&group.achievement, &|of| of.is_none());
        if is_read || unclear(group.achievement.span) {
            continue;
        }
        let code = program.code(definition.name);
        let title = format!("bobot {code} tidak dipakai rumus mana pun");
        let words = match aggregates_members(&group.achievement) {
            true => "rumus ini menghitung semua anggota sama berat",
            false => "rumus ini tidak membaca bobot; angka di dalamnya miliknya sendiri",
        };
        let found_here = Diagnostic::new(Code::K0144, Severity::Warning, title)
            .at(first.span, "bobot mulai di sini")
            .at(group.achievement.span, words);
        found.push(match mean_of_members(&group.achievement, sources) {
            Some(word) => {
                let weighted = "rata_rata_tertimbang";
                found_here
                    .suggest(format!("tulis  {weighted}  agar bobotnya dipakai"), vec![Edit::replace(word, weighted)])
            }
            None => found_here.advise("pakai  rata_rata_tertimbang(capaian anggota) , atau hapus bobotnya"),
        });
    }
    found
}

/// Weights that are read where there are none: of a group that has none in any year, or of a class of things that are
/// members of no group.
pub fn missing(program: &Program, sources: &Sources) -> Vec<Diagnostic> {
    let has_weights = |group: NameId| {
        program.versions(group).any(|one| one.kind.group().is_none_or(|group| !group.weights.is_empty()))
    };
    let mut found = Vec::new();
    program.each_expression(&mut |expr| {
        readers(expr, &mut |reader, of| {
            if let Some(group) = of.filter(|group| !has_weights(*group)) {
                found.push((reader.span, without_weights(program, sources, reader, Some(group))));
            }
        });
    });
    for block in program.tables.iter().flat_map(|table| &table.blocks) {
        let Rows::Classes { set, .. } = &block.rows else { continue };
        let group = set.as_ref().filter(|set| set.kind == SetKind::Members).and_then(|set| set.of);
        if group.is_some_and(has_weights) {
            continue;
        }
        for column in &block.columns {
            readers(&column.value, &mut |reader, of| {
                if of.is_none() {
                    found.push((reader.span, without_weights(program, sources, reader, group)));
                }
            });
        }
    }
    // Blocks of one table share their columns.
    let mut told = HashSet::new();
    found.into_iter().filter(|(span, _)| told.insert(*span)).map(|(_, one)| one).collect()
}

/// Calls `look` with every aggregate that reads weights of members, and the group that is named in it.
fn readers<'e>(expr: &'e Expr, look: &mut impl FnMut(&'e Expr, Option<NameId>)) {
    if let Some((of, true)) = aggregate_of_members(expr) {
        look(expr, of);
    }
    expr.children().for_each(|child| readers(child, look));
}

fn without_weights(program: &Program, sources: &Sources, reader: &Expr, group: Option<NameId>) -> Diagnostic {
    let weighted = Aggregate::WeightedMean.word();
    let written = Span { end: reader.span.start + weighted.len() as u32, ..reader.span };
    let word = sources.slice(reader.span).starts_with(weighted).then_some(written);
    let (title, advice) = match group {
        Some(group) => (
            format!("{} belum punya bobot", program.code(group)),
            "tulis  bobot NAMA 60%; NAMA 40%  di dalam kelompoknya",
        ),
        None => (
            "anggota kelas ini tidak punya bobot".to_string(),
            "sebut kelompok yang berbobot, misalnya  kelas capaian anggota IKU",
        ),
    };
    let base = Diagnostic::new(Code::K0137, Severity::Error, title).at(reader.span, "bobotnya dibaca di sini");
    let base = match word {
        Some(word) => base.suggest("tulis  rata_rata  bila semua sama berat", vec![Edit::replace(word, "rata_rata")]),
        None => base,
    };
    base.advise(advice)
}

/// Weights below zero: a member that does better would make its group worse.
pub fn negative(program: &Program) -> Vec<Diagnostic> {
    let groups = program.definitions.iter().filter_map(|definition| Some((definition, definition.kind.group()?)));
    let weights = groups.flat_map(|(definition, group)| group.weights.iter().map(move |weight| (definition, weight)));
    let below = weights.filter_map(|(definition, (member, weight))| {
        let written = crate::resolve::written_weight(weight).filter(|written| written.part < Exact::ZERO)?;
        let (value, unit) = match written.in_percent {
            true => (&written.part * &Exact::HUNDRED, "%"),
            false => (written.part, ""),
        };
        let (member, code) = (program.code(*member), program.code(definition.name));
        let title = format!("bobot {member} dalam {code} adalah {}{unit}, kurang dari nol", say_number(&value));
        Some(
            Diagnostic::new(Code::K0148, Severity::Error, title).at(weight.span, "").advise("tulis bobot 0 atau lebih"),
        )
    });
    below.collect()
}

/// The groups whose weights are read from outside: `rata_rata_tertimbang(capaian anggota IKU)`.
fn weighed_elsewhere(program: &Program) -> HashSet<NameId> {
    let mut weighed = HashSet::new();
    program.each_expression(&mut |expr| readers(expr, &mut |_, of| weighed.extend(of)));
    // A footer that weighs its rows weighs the members that stand in them.
    for table in &program.tables {
        let footers = table.all_footers().flat_map(|footer| &footer.values);
        if !footers.into_iter().any(|(value, _)| weighs_rows(value)) {
            continue;
        }
        for block in &table.blocks {
            match &block.rows {
                Rows::Items(items) => weighed.extend(items.iter().filter_map(|item| match item {
                    RowItem::Members(set) => set.of,
                    RowItem::Name(..) => None,
                })),
                Rows::Classes { set, .. } => weighed.extend(set.as_ref().and_then(|set| set.of)),
                Rows::Years(..) => {}
            }
        }
    }
    weighed
}

fn weighs_rows(expr: &Expr) -> bool {
    let weighs = |aggregate: &Aggregate, body: &Expr| *aggregate == Aggregate::WeightedMean || mentions_weight(body);
    let rows =
        matches!(&expr.kind, ExprKind::Aggregate { aggregate, over: Over::Rows(body) } if weighs(aggregate, body));
    rows || expr.children().any(weighs_rows)
}

/// Whether an expression runs over members, all in the same way.
fn aggregates_members(expr: &Expr) -> bool {
    let own = matches!(&expr.kind, ExprKind::Aggregate { over: Over::Members(..), .. });
    own || expr.children().any(aggregates_members)
}

/// Whether an expression reads weights over the members of a group that `counts` picks.
fn reads_weights(expr: &Expr, counts: &impl Fn(Option<NameId>) -> bool) -> bool {
    let here = matches!(aggregate_of_members(expr), Some((of, true)) if counts(of));
    here || expr.children().any(|child| reads_weights(child, counts))
}

/// The group that an aggregate runs over, and whether it reads its weights.
fn aggregate_of_members(expr: &Expr) -> Option<(Option<NameId>, bool)> {
    let ExprKind::Aggregate { aggregate, over: Over::Members(set, body) } = &expr.kind else { return None };
    let reads = *aggregate == Aggregate::WeightedMean || mentions_weight(body);
    (set.kind == SetKind::Members).then_some((set.of, reads))
}

fn mentions_weight(expr: &Expr) -> bool {
    let here = matches!(&expr.kind, ExprKind::Value(reference) if reference.role == Role::Weight);
    here || expr.children().any(mentions_weight)
}

/// The word `rata_rata` of a plain mean over the members of the group at hand.
fn mean_of_members(expr: &Expr, sources: &Sources) -> Option<Span> {
    const WORD: &str = "rata_rata";
    let is_mean = matches!(
        &expr.kind,
        ExprKind::Aggregate {
            aggregate: Aggregate::Mean,
            over: Over::Members(SetRef { kind: SetKind::Members, of: None, .. }, _)
        }
    );
    let word = Span { end: expr.span.start + WORD.len() as u32, ..expr.span };
    let is_written = is_mean && sources.slice(word).eq_ignore_ascii_case(WORD);
    is_written.then_some(word).or_else(|| expr.children().find_map(|child| mean_of_members(child, sources)))
}
