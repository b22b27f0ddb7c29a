//! Nothing counts twice in a footer. The value of a row may be contained in that of a row above it: its money in that
//! of what it is a part of, in the tree of the year whose money is read; its achievement in that of its group. Additive
//! money counts only in the row above; for everything else the right number is uncertain, so there is none where both
//! rows are shown.

use super::adds_up::{Made, Read, made, reads};
use super::lower::{Context, RowAt};
use super::planner::Planner;
use super::*;
use crate::data::State;
use crate::program::quick::{QuickMap, QuickSet};
use crate::program::{Aggregate, ExprKind, Over, Subject, ValueRef};
use std::rc::Rc;

/// A footer some of whose rows may contain what others have.
#[derive(Debug, Clone)]
pub struct Twice {
    /// The aggregate, which has no value where they do.
    pub slot: SlotId,
    /// The aggregate in the rules.
    pub span: Span,
    /// Its formula, if that is a plain achievement of the rows of the year.
    pub plain: Option<Span>,
    /// The reason, if it has no value whatever the data.
    pub certain: Option<Arc<Reason>>,
    /// The groups among the rows, in order.
    pub groups: Vec<Arc<str>>,
    /// Their members among the rows; none where there are other rows too, or some may be hidden.
    pub members: Option<Vec<Arc<str>>>,
    /// Whether these are all the members of the only group.
    pub is_whole_group: bool,
}

/// A row that stands above another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Above {
    row: usize,
    /// The row above certainly contains it: by the hierarchy, not by a group.
    is_sure: bool,
}

/// A row above another, where it is unknown which of them counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clash {
    below: usize,
    above: usize,
    read: Read,
    /// The rows above it in each of the other years that are read: if one is shown for each, it counts in none of them.
    others: Rc<[Vec<usize>]>,
}

/// The hierarchy of a year.
struct Tree<'a, 'p> {
    planner: &'a Planner<'p>,
    year: i32,
    /// The groups of each member.
    groups: QuickMap<NameId, Vec<NameId>>,
}

impl Tree<'_, '_> {
    fn of<'a, 'p>(planner: &'a Planner<'p>, year: i32) -> Tree<'a, 'p> {
        let mut groups: QuickMap<NameId, Vec<NameId>> = QuickMap::default();
        for definition in planner.program.definitions.iter().filter(|one| one.in_force.covers(year)) {
            for (member, _) in definition.kind.group().into_iter().flat_map(|group| &group.members) {
                groups.entry(*member).or_default().push(definition.name);
            }
        }
        Tree { planner, year, groups }
    }

    /// Everything above a name, and whether each is certain.
    fn above(&self, name: NameId, role: Role) -> Vec<(NameId, bool)> {
        let program = self.planner.program;
        let mut wholes = if role.is_achievement() { Vec::new() } else { program.wholes_in(name, self.year) };
        // In a year in which nothing stands above it, a thing keeps the name of a parent that does not exist.
        wholes.retain(|whole| program.version(*whole, self.year).is_some());
        let mut found: Vec<(NameId, bool)> = wholes.into_iter().map(|whole| (whole, true)).collect();
        if self.groups.is_empty() {
            return found;
        }
        let (mut open, mut seen) = (vec![name], QuickSet::default());
        seen.insert(name);
        while let Some(next) = open.pop() {
            let version = program.version(next, self.year).filter(|_| !role.is_achievement());
            let parent = version.and_then(|version| version.parent_in(self.year));
            for above in self.groups.get(&next).into_iter().flatten().copied().chain(parent) {
                if seen.insert(above) {
                    open.push(above);
                    if found.iter().all(|(known, _)| *known != above) {
                        found.push((above, false));
                    }
                }
            }
        }
        found
    }
}

impl Planner<'_> {
    /// Takes out of a sum of money the rows that are contained in a row above, as long as that is shown. Returns the
    /// rows for which it is unknown whether they count.
    pub(super) fn count_once(&mut self, op: &mut AggregateOp, over: &Over, context: &Context) -> Vec<Clash> {
        let (Over::Rows(body), Some(rows)) = (over, &context.rows) else { return Vec::new() };
        let (sums, means) = what_adds(op.aggregate);
        let mut read = reads(body);
        read.retain(|(role, _)| sums || means && role.is_achievement());
        if read.is_empty() || rows.len() < 2 || op.items.len() != rows.len() {
            return Vec::new();
        }
        let above: Vec<Vec<Vec<Above>>> = read.iter().map(|read| self.rows_above(*read, rows)).collect();
        let adds_up = match made(body) {
            Made::Money | Made::MoneyOfParts => true,
            Made::MoneyOrNothing => read.len() == 1,
            Made::Fixed | Made::Nothing | Made::Otherwise => false,
        };
        let (mut wholes, mut clashes) = (vec![Vec::<Vec<usize>>::new(); rows.len()], Vec::new());
        for below in 0..rows.len() {
            let of_each: Vec<&Vec<Above>> = above.iter().map(|above| &above[below]).collect();
            let sure: Vec<Vec<usize>> = of_each.iter().map(|above| surely(above)).collect();
            // With several years, the row may be elsewhere in one of them.
            let is_elsewhere = sure.iter().any(|other| *other != sure[0]);
            for (at, (read, above)) in read.iter().zip(&of_each).enumerate() {
                for one in above.iter().filter(|one| !adds_up || is_elsewhere || !one.is_sure) {
                    let others = sure.iter().enumerate().filter(|(year, _)| *year != at).map(|(_, rows)| rows.clone());
                    let others: Rc<[Vec<usize>]> = match adds_up && one.is_sure {
                        true => others.collect(),
                        false => Rc::default(),
                    };
                    let is_always =
                        |rows_there: &Vec<usize>| rows_there.iter().any(|row| self.is_always_there(&rows[*row]));
                    if others.is_empty() || !others.iter().all(is_always) {
                        clashes.push(Clash { below, above: one.row, read: *read, others });
                    }
                }
            }
            // Of several years it counts above only where it does in each of them.
            if adds_up && sure.iter().all(|rows| !rows.is_empty()) {
                wholes[below] = sure;
                wholes[below].dedup();
            }
        }
        let is_gone = |slot: SlotId| matches!(self.op(self.plain(slot)), Op::Missing(..));
        clashes.retain(|clash| ![clash.below, clash.above].into_iter().any(|row| is_gone(op.items[row])));
        self.leave_out(op, &wholes, rows, (made(body) == Made::MoneyOrNothing).then(|| read[0]));
        clashes
    }

    /// For each row those above it, by the hierarchy of the year whose value is read.
    fn rows_above(&self, (role, period): Read, rows: &[RowAt]) -> Vec<Vec<Above>> {
        let plan = self.program.package.plan;
        let when = |row: &RowAt| row.when.resolve(period, plan);
        let mut there: QuickMap<(NameId, When), Vec<usize>> = QuickMap::default();
        for (at, row) in rows.iter().enumerate() {
            if let Some(name) = row.name {
                there.entry((name, when(row))).or_default().push(at);
            }
        }
        let mut trees: QuickMap<i32, Tree> = QuickMap::default();
        let of_row = |row: &RowAt| {
            let Some(name) = row.name else { return Vec::new() };
            let when = when(row);
            let tree = trees.entry(when.year).or_insert_with(|| Tree::of(self, when.year));
            let mut found = Vec::new();
            for (above, is_sure) in tree.above(name, role) {
                let rows_there = there.get(&(above, when)).into_iter().flatten();
                found.extend(rows_there.map(|&row| Above { row, is_sure }));
            }
            found.retain(|one| self.comes_out(rows[one.row].filter) != Some(false));
            found
        };
        let found: Vec<Vec<Above>> = rows.iter().map(of_row).collect();
        let is_hidden = |row: &RowAt| self.comes_out(row.filter) == Some(false);
        rows.iter().zip(found).map(|(row, above)| if is_hidden(row) { Vec::new() } else { above }).collect()
    }

    /// Takes out the rows whose wholes are shown; if missing money reads as 0, only where the whole has some.
    fn leave_out(
        &mut self,
        op: &mut AggregateOp,
        wholes: &[Vec<Vec<usize>>],
        rows: &[RowAt],
        or_nothing: Option<Read>,
    ) {
        if wholes.iter().all(Vec::is_empty) {
            return;
        }
        let mut is_in = vec![true; rows.len()];
        let mut hidden: Vec<Option<SlotId>> = vec![None; rows.len()];
        for (at, years) in wholes.iter().enumerate().filter(|(_, years)| !years.is_empty()) {
            let mut each = None;
            for wholes in years {
                let holds = wholes.iter().map(|whole| {
                    let whole = &rows[*whole];
                    let has_money = or_nothing.map(|read| self.has(read, whole));
                    let shown = if self.is_always_there(whole) { None } else { whole.filter };
                    self.all_hold([shown, has_money])
                });
                // A whole that is always there needs no condition.
                let Some(holds) = holds.collect::<Option<Vec<SlotId>>>() else { continue };
                let any = holds.into_iter().reduce(|any, one| self.condition(Op::Or(any, one)));
                each = self.all_hold([each, any]);
            }
            is_in[at] = each.is_some();
            hidden[at] = each.map(|each| self.condition(Op::Not(each)));
        }
        if hidden.iter().zip(&is_in).any(|(hidden, is_in)| *is_in && hidden.is_some()) {
            op.keep = self.kept(op.keep.take(), &op.items.clone(), &hidden);
        }
        let retain = |slots: &mut Vec<SlotId>| {
            let mut is_in = is_in.iter();
            slots.retain(|_| is_in.next().copied().unwrap_or(true));
        };
        retain(&mut op.items);
        op.keep.as_mut().into_iter().for_each(retain);
    }

    /// An aggregate that has no value where a row and one above it both take part.
    pub(super) fn unless_twice(
        &mut self,
        slot: SlotId,
        (expr, clashes): (&Expr, &[Clash]),
        items: &[SlotId],
        context: &Context,
    ) -> SlotId {
        let (Some(rows), false) = (&context.rows, clashes.is_empty()) else { return slot };
        let (mut cases, mut certain) = (Vec::new(), None);
        for clash in clashes {
            let [below, above] = [clash.below, clash.above].map(|row| (&rows[row], items[row]));
            let shown = [below, above].map(|(row, _)| row.filter.filter(|_| !self.is_always_there(row)));
            let code = |row: &RowAt| row.name.map_or("", |name| self.program.code(name)).into();
            let is_money = !clash.read.0.is_achievement();
            let reason = Reason::CountedTwice { part: code(below.0), whole: code(above.0), is_money };
            let reason = Arc::new(reason);
            if shown == [None, None] && !is_money {
                certain = certain.or(Some(reason.clone()));
            }
            let elsewhere = self.not_everywhere(&clash.others, rows);
            let mut holds = self.all_hold(shown.into_iter().chain([elsewhere]));
            for (row, item) in [below, above] {
                let there = self.as_there(item);
                let has_value = self.condition(Op::Present(there));
                let has_money = is_money.then(|| self.has(clash.read, row));
                let has_both = self.all_hold([Some(has_value), has_money]);
                holds = self.all_hold([holds, has_both]);
            }
            let none = self.missing(State::Faulty, reason, Some(expr.span));
            cases.extend(holds.map(|holds| (holds, none)));
        }
        let unit = self.unit(slot);
        let measure = self.measure(slot);
        let unless = self.push(Op::Choose { cases, otherwise: slot }, unit, Some(expr.span));
        let unless = self.measured_as(unless, measure);
        let twice = self.twice(unless, (expr, certain), rows);
        self.plan.twice.push(twice);
        unless
    }

    /// Whether some year shows no row above; none where that is always so, or not needed.
    fn not_everywhere(&mut self, others: &[Vec<usize>], rows: &[RowAt]) -> Option<SlotId> {
        let mut any = None;
        for other in others {
            if other.iter().any(|row| self.is_always_there(&rows[*row])) {
                continue;
            }
            let shown = other.iter().filter_map(|row| rows[*row].filter).collect::<Vec<_>>();
            let shown = shown.into_iter().reduce(|any, one| self.condition(Op::Or(any, one)))?;
            let hidden = self.condition(Op::Not(shown));
            any = Some(any.map_or(hidden, |any| self.condition(Op::Or(any, hidden))));
        }
        any
    }

    fn twice(&self, slot: SlotId, (expr, certain): (&Expr, Option<Arc<Reason>>), rows: &[RowAt]) -> Twice {
        let names: Vec<NameId> = rows.iter().filter_map(|row| row.name).collect();
        let version = |name: NameId| self.program.version(name, self.year);
        let is_group = |name: &NameId| version(*name).is_some_and(|one| one.kind.group().is_some());
        let tree = Tree::of(self, self.year);
        let mut groups: Vec<NameId> = names.iter().copied().filter(is_group).collect();
        groups.dedup();
        let inside =
            |name: &NameId| tree.above(*name, Role::Achievement).iter().any(|(above, _)| groups.contains(above));
        let is_all = rows.iter().all(|row| row.filter.is_none() && row.when == When::year(self.year))
            && names.iter().all(|name| is_group(name) || inside(name));
        let members: Vec<NameId> = names.iter().copied().filter(|name| !is_group(name)).collect();
        let count = |name: NameId| version(name).and_then(|one| one.kind.group()).map(|group| group.members.len());
        let is_whole_group = matches!(groups.as_slice(), [only] if count(*only) == Some(members.len()));
        let code = |name: &NameId| Arc::from(self.program.code(*name));
        Twice {
            slot,
            span: expr.span,
            plain: plain(expr),
            certain,
            groups: groups.iter().map(code).collect(),
            members: is_all.then(|| members.iter().map(code).collect()),
            is_whole_group,
        }
    }

    /// Whether a row has money.
    fn has(&mut self, (role, period): Read, row: &RowAt) -> SlotId {
        let when = row.when.resolve(period, self.program.package.plan);
        let money = match row.name {
            Some(name) => self.role(name, role, when, None),
            None => self.missing(State::NotApplicable, Reason::NothingInRow, None),
        };
        self.condition(Op::Present(money))
    }

    fn is_always_there(&self, row: &RowAt) -> bool {
        row.filter.is_none() || self.comes_out(row.filter) == Some(true)
    }

    /// How a condition comes out whatever the data; none where that is not known.
    pub(super) fn comes_out(&self, condition: Option<SlotId>) -> Option<bool> {
        let op = self.op(condition?);
        if let Op::Compare(a, sign @ (Comparison::Equal | Comparison::NotEqual), b) = op {
            return self.same_words(*a, *b).map(|same| same == (*sign == Comparison::Equal));
        }
        if let Op::Not(inner) = op {
            return self.comes_out(Some(*inner)).map(|holds| !holds);
        }
        let (Op::And(a, b) | Op::Or(a, b)) = op else { return None };
        let decides = matches!(op, Op::Or(..));
        match (self.comes_out(Some(*a)), self.comes_out(Some(*b))) {
            (Some(one), _) | (_, Some(one)) if one == decides => Some(decides),
            (Some(_), Some(_)) => Some(!decides),
            (None, _) | (_, None) => None,
        }
    }

    fn same_words(&self, a: SlotId, b: SlotId) -> Option<bool> {
        match (self.op(self.plain(a)), self.op(self.plain(b))) {
            (Op::Text(a), Op::Text(b)) => Some(a == b),
            _ => None,
        }
    }
}

/// Of the rows above one, those that certainly contain what it has.
fn surely(above: &[Above]) -> Vec<usize> {
    above.iter().filter(|one| one.is_sure).map(|one| one.row).collect()
}

/// The place of the formula of an aggregate that is a plain achievement of the rows of the year.
fn plain(expr: &Expr) -> Option<Span> {
    let ExprKind::Aggregate { over: Over::Rows(body), .. } = &expr.kind else { return None };
    let ExprKind::Value(ValueRef { period: None, subject: Subject::Each, role }) = &body.kind else { return None };
    role.is_achievement().then_some(body.span)
}

/// Whether an aggregate adds values up, and whether it takes a mean or a place between them, where a duplicate has
/// double weight. The least, the greatest, the last and the number are statements about the rows themselves; so is a
/// mean of money.
fn what_adds(aggregate: Aggregate) -> (bool, bool) {
    match aggregate {
        Aggregate::Sum => (true, false),
        Aggregate::Mean | Aggregate::WeightedMean | Aggregate::GeometricMean => (false, true),
        Aggregate::Median | Aggregate::Percentile(_) => (false, true),
        Aggregate::Least | Aggregate::Greatest | Aggregate::Last => (false, false),
        Aggregate::Count | Aggregate::CountIf | Aggregate::Place => (false, false),
    }
}
