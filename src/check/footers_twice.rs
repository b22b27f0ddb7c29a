//! Footers that count a group beside its own members: each member would count twice.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::program::*;
use crate::source::{Sources, Span};
use std::collections::HashSet;

/// One finding for each value of a footer that runs over a group and over members of it.
pub fn findings(program: &Program, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in &program.tables {
        let mut first = 0;
        for block in &table.blocks {
            let columns = first..first + block.columns.len();
            first = columns.end;
            let Some(twice) = twice(program, block) else { continue };
            let footers = table.footers.iter().flat_map(|footer| &footer.values);
            let own = footers.filter(|(_, at)| columns.contains(at));
            let subtotals = block.subtotals.iter().flat_map(|footer| &footer.values);
            for (value, _) in own.chain(subtotals).filter(|(value, _)| counts_achievements(value)) {
                found.push(told(program, &twice, value, sources));
            }
        }
    }
    found
}

/// A group in the rows, and one of its members there.
struct Twice {
    member: NameId,
    /// All groups in the rows, in order.
    groups: Vec<NameId>,
    /// The members in the rows that are no groups, in order; none where other rows stand there too.
    members: Option<Vec<NameId>>,
}

fn twice(program: &Program, block: &Block) -> Option<Twice> {
    let Rows::Items(items) = &block.rows else { return None };
    let mut rows: Vec<NameId> = Vec::new();
    for item in items {
        match item {
            RowItem::Name(name, None) => rows.push(*name),
            RowItem::Members(SetRef { kind: SetKind::Members, of: Some(group), period: None, .. }) => {
                rows.extend(members(program, *group));
            }
            // Another year has a value of its own; parts are no members.
            RowItem::Name(_, Some(_)) | RowItem::Members(_) => {}
        }
    }
    let is_group = |name: &NameId| program.versions(*name).any(|version| version.kind.group().is_some());
    let mut groups: Vec<NameId> = rows.iter().copied().filter(is_group).collect();
    groups.dedup();
    let inside: HashSet<NameId> = groups.iter().flat_map(|group| all_members(program, *group)).collect();
    let member = rows.iter().copied().find(|name| inside.contains(name))?;
    let is_all = rows.iter().all(|name| groups.contains(name) || inside.contains(name));
    let members = is_all.then(|| rows.iter().copied().filter(|name| !is_group(name)).collect());
    Some(Twice { member, groups, members })
}

fn members(program: &Program, group: NameId) -> Vec<NameId> {
    let groups = program.versions(group).filter_map(|version| version.kind.group());
    groups.flat_map(|group| group.members.iter().map(|(name, _)| *name)).collect()
}

/// The members of a group, and theirs.
fn all_members(program: &Program, group: NameId) -> HashSet<NameId> {
    let (mut found, mut open) = (HashSet::new(), vec![group]);
    while let Some(next) = open.pop() {
        open.extend(members(program, next).into_iter().filter(|name| found.insert(*name)));
    }
    found
}

/// Whether a value of a footer adds up achievements of the rows, or takes their mean.
fn counts_achievements(expr: &Expr) -> bool {
    let own = matches!(&expr.kind, ExprKind::Aggregate { aggregate, over: Over::Rows(body) }
        if adds(*aggregate) && reads_achievement(body));
    own || expr.children().any(counts_achievements)
}

fn adds(aggregate: Aggregate) -> bool {
    let adding = [Aggregate::Sum, Aggregate::Mean, Aggregate::WeightedMean, Aggregate::GeometricMean];
    adding.contains(&aggregate)
}

fn reads_achievement(expr: &Expr) -> bool {
    let own = matches!(&expr.kind, ExprKind::Value(ValueRef { role, .. }) if role.is_achievement());
    own || expr.children().any(reads_achievement)
}

fn told(program: &Program, twice: &Twice, value: &Expr, sources: &Sources) -> Diagnostic {
    let member = program.code(twice.member);
    let of = twice.groups.iter().find(|group| all_members(program, **group).contains(&twice.member));
    let group = of.map_or("", |group| program.code(*group));
    let title = format!("penutup ini menghitung {member} dua kali: sendiri, dan di dalam {group}");
    let base = Diagnostic::new(Code::K0155, Severity::Error, title).at(value.span, "");
    let mends = mends(program, twice, value, sources);
    match mends.is_empty() {
        true => base.advise(format!("sebut yang dihitung, misalnya  rata_rata(capaian anggota {group}) pada capaian")),
        false => mends.into_iter().fold(base, |base, (text, edit)| base.suggest(text, vec![edit])),
    }
}

/// What the value may mean instead, where nothing else stands in the rows and it is one plain aggregate.
fn mends(program: &Program, twice: &Twice, value: &Expr, sources: &Sources) -> Vec<(String, Edit)> {
    let ExprKind::Aggregate { over: Over::Rows(body), .. } = &value.kind else { return Vec::new() };
    let is_plain = matches!(&body.kind, ExprKind::Value(ValueRef { period: None, subject: Subject::Each, .. }));
    let (whole, role) = (sources.slice(value.span).trim(), sources.slice(body.span).trim());
    let (Some((word, _)), Some(members), true) = (whole.split_once('('), &twice.members, is_plain) else {
        return Vec::new();
    };
    let under = if has_column(value.span, sources) { String::new() } else { format!(" pada {role}") };
    let of_each = |names: &[NameId]| {
        let each: Vec<String> =
            names.iter().map(|name| format!("{role} {}", written_name(program.code(*name)))).collect();
        if let [only] = each.as_slice() { only.clone() } else { format!("{word}({})", each.join("; ")) }
    };
    let of_members = match twice.groups.as_slice() {
        [only] if all_members(program, *only).len() == members.len() => {
            format!("{word}({role} anggota {})", written_name(program.code(*only)))
        }
        _ => of_each(members),
    };
    let mend = |which: &str, text: String| {
        let text = format!("{text}{under}");
        (format!("bila hanya {which}, tulis  {text}"), Edit::replace(value.span, text))
    };
    vec![mend("anggotanya", of_members), mend("kelompoknya", of_each(&twice.groups))]
}

/// Whether `pada` follows a value already.
fn has_column(span: Span, sources: &Sources) -> bool {
    let text = sources.get(span.source).text();
    let behind = text.get(span.end as usize..).unwrap_or_default().trim_start();
    behind.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("pada "))
}
