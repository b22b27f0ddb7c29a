//! Differences in what tables show, and in assertions (`pastikan`). They change no value, so no cause is searched.

use super::changes::{Change, Thing};
use super::joined::Joined;
use super::part::Part;
use super::said::say_dates;
use crate::program::{Assertion, Block, Class, Column, Expr, Footer, Program, RowItem, Rows, SetRef, Table};
use crate::source::Sources;
use crate::syntax::ast::{Precision, Years};

/// Shown for what does not exist.
const NOTHING: &str = "tidak ada";

/// How many rows are named.
const NAMED: usize = 5;

/// Every difference, tables first.
pub(super) fn changes(joined: &Joined, old: &Sources, new: &Sources) -> Vec<Change> {
    let mut all = Vec::new();
    let [before, after] = &joined.tables;
    for (one, other) in paired(before, after, |a, b| a.name == b.name, |_, _| false) {
        let name = one.or(other).map(|table| table.name.clone()).unwrap_or_default();
        let called = if name.is_empty() { "tabel".to_string() } else { format!("tabel {name}") };
        let basis = other.and_then(|table| table.sources.basis.first().cloned());
        let mut found = Found { joined, old, new, of: Thing::Table(name), called, basis, all: &mut all };
        match (one, other) {
            (Some(one), Some(other)) => table(&mut found, one, other),
            (Some(_), None) => found.add(Part::Removed, String::new(), String::new()),
            (None, Some(_)) => found.add(Part::Added, String::new(), String::new()),
            (None, None) => {}
        }
    }
    let [before, after] = &joined.assertions;
    let same_words = |a: &Assertion, b: &Assertion| a.message == b.message;
    for (one, other) in paired(before, after, same_words, |a, b| a.condition == b.condition) {
        let Some(told) = one.or(other) else { continue };
        let called = format!("pastikan \"{}\"", other.unwrap_or(told).message);
        let of = Thing::Assertion(told.message.clone());
        let mut found = Found { joined, old, new, of, called, basis: None, all: &mut all };
        match (one, other) {
            (Some(one), Some(other)) => assertion(&mut found, one, other),
            (Some(one), None) => found.add(Part::Removed, old.one_line(one.condition.span), String::new()),
            (None, Some(other)) => found.add(Part::Added, String::new(), new.one_line(other.condition.span)),
            (None, None) => {}
        }
    }
    all
}

/// The differences of one thing.
struct Found<'f> {
    joined: &'f Joined,
    old: &'f Sources,
    new: &'f Sources,
    of: Thing,
    called: String,
    basis: Option<String>,
    all: &'f mut Vec<Change>,
}

impl Found<'_> {
    fn add(&mut self, part: Part, before: String, after: String) {
        let years = vec![Years { from: Some(self.joined.year), to: Some(self.joined.year) }];
        let (of, called, basis) = (vec![self.of.clone()], self.called.clone(), self.basis.clone());
        self.all.push(Change { of, part, years, called, before, after, basis });
    }

    /// Adds a difference if two texts differ.
    fn texts(&mut self, part: Part, [before, after]: [String; 2]) {
        if before != after {
            self.add(part, before, after);
        }
    }

    /// Adds a difference if two things differ, each worded by `say`.
    fn differ<T>(&mut self, part: Part, is_same: bool, [before, after]: [T; 2], say: impl Fn(T, &Sources) -> String) {
        if !is_same {
            let said = [say(before, self.old), say(after, self.new)];
            self.add(part, said[0].clone(), said[1].clone());
        }
    }
}

/// The things of both sides in pairs: first those with the same key, in order, then those that are nearly the same,
/// then the rest of each side.
pub(super) fn paired<'t, T>(
    before: &'t [T],
    after: &'t [T],
    is_key: impl Fn(&T, &T) -> bool,
    is_near: impl Fn(&T, &T) -> bool,
) -> Vec<(Option<&'t T>, Option<&'t T>)> {
    let mut with: Vec<Option<usize>> = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    for is_it in [&is_key as &dyn Fn(&T, &T) -> bool, &is_near] {
        for (at, one) in before.iter().enumerate().filter(|(at, _)| with[*at].is_none()).collect::<Vec<_>>() {
            let found = (0..after.len()).find(|other| !taken[*other] && is_it(one, &after[*other]));
            found.into_iter().for_each(|other| taken[other] = true);
            with[at] = found;
        }
    }
    let mut all: Vec<(Option<&T>, Option<&T>)> =
        before.iter().zip(&with).map(|(one, other)| (Some(one), other.map(|at| &after[at]))).collect();
    all.extend(after.iter().zip(taken).filter(|(_, taken)| !taken).map(|(other, _)| (None, Some(other))));
    all
}

fn assertion(found: &mut Found, one: &Assertion, other: &Assertion) {
    let say = |one: &Assertion, sources: &Sources| sources.one_line(one.condition.span);
    found.differ(Part::Condition, one.condition == other.condition, [one, other], say);
    found.texts(Part::Label, [one, other].map(|one| format!("\"{}\"", one.message)));
    let host = &found.joined.host;
    let except = [one, other].map(|one| {
        let codes: Vec<&str> = one.except.iter().map(|(name, _)| host.code(*name)).collect();
        if codes.is_empty() { NOTHING.to_string() } else { codes.join("; ") }
    });
    found.texts(Part::Except, except);
    if !found.joined.is_moved {
        found.texts(Part::Dates, [one, other].map(|one| say_dates(&[one.in_force])));
    }
}

fn table(found: &mut Found, one: &Table, other: &Table) {
    found.texts(Part::Title, [one, other].map(|table| format!("\"{}\"", table.title)));
    found.texts(Part::Show, [one, other].map(|table| say_show(table.show)));
    for at in 0..one.blocks.len().max(other.blocks.len()) {
        match (one.blocks.get(at), other.blocks.get(at)) {
            (Some(before), Some(after)) => block(found, before, after),
            (Some(before), None) => found.differ(Part::Beside, false, [Some(before), None], say_block),
            (None, Some(after)) => found.differ(Part::Beside, false, [None, Some(after)], say_block),
            (None, None) => {}
        }
    }
    let titles = |table: &Table| -> Vec<String> {
        table.blocks.iter().flat_map(|block| &block.columns).map(|column| column.title.clone()).collect()
    };
    footers(found, Part::Footer, (&one.footers, &titles(one)), (&other.footers, &titles(other)));
}

/// The titles of a block.
fn say_block(block: Option<&Block>, _: &Sources) -> String {
    let Some(block) = block else { return NOTHING.to_string() };
    let titles = block.columns.iter().map(|column| format!("\"{}\"", column.title));
    titles.collect::<Vec<_>>().join("; ")
}

fn block(found: &mut Found, one: &Block, other: &Block) {
    rows(found, &one.rows, &other.rows);
    columns(found, &one.columns, &other.columns);
    let filters = [one, other].map(|block| block.filter.as_ref());
    let say = |filter: Option<&Expr>, sources: &Sources| {
        filter.map_or_else(|| NOTHING.to_string(), |filter| sources.one_line(filter.span))
    };
    found.differ(Part::Filter, filters[0] == filters[1], filters, say);
    let sorts = [one, other].map(|block| block.sort.as_ref());
    let say = |sort: Option<&(Expr, bool)>, sources: &Sources| match sort {
        Some((expr, greatest)) => {
            format!("{}{}", sources.one_line(expr.span), if *greatest { " menurun" } else { "" })
        }
        None => NOTHING.to_string(),
    };
    found.differ(Part::Sort, sorts[0] == sorts[1], sorts, say);
    let groups = [one, other].map(|block| block.grouping);
    let say = |group: Option<crate::program::Role>, _: &Sources| match group {
        Some(role) => role.word().unwrap_or("kolom data").to_string(),
        None => NOTHING.to_string(),
    };
    found.differ(Part::Grouping, groups[0] == groups[1], groups, say);
    let titles = |block: &Block| block.columns.iter().map(|column| column.title.clone()).collect::<Vec<_>>();
    footers(found, Part::Subtotal, (&one.subtotals, &titles(one)), (&other.subtotals, &titles(other)));
}

fn columns(found: &mut Found, one: &[Column], other: &[Column]) {
    let same_title = |a: &Column, b: &Column| a.title == b.title;
    let pairs = paired(one, other, same_title, |a, b| a.value == b.value);
    let say = |column: Option<&Column>, sources: &Sources| {
        let Some(column) = column else { return NOTHING.to_string() };
        let show = column.show.map(|show| format!(" tampil {}", say_show(Some(show)))).unwrap_or_default();
        format!("{} \"{}\"{show}", sources.one_line(column.value.span), column.title)
    };
    let is_same = |a: Option<&Column>, b: Option<&Column>| match (a, b) {
        (Some(a), Some(b)) => (&a.title, &a.value, a.show, a.is_text) == (&b.title, &b.value, b.show, b.is_text),
        (Some(_), None) | (None, Some(_)) => false,
        (None, None) => true,
    };
    let is_whole = pairs.iter().all(|(a, b)| a.is_some() && b.is_some());
    for (a, b) in pairs {
        found.differ(Part::Column, is_same(a, b), [a, b], say);
    }
    let order = |columns: &[Column]| columns.iter().map(|column| format!("\"{}\"", column.title)).collect::<Vec<_>>();
    let (first, mut second) = (order(one), order(other));
    // It is a change of order only if each title also exists on the other side.
    let sorted = |titles: &[String]| {
        let mut titles = titles.to_vec();
        titles.sort();
        titles
    };
    if is_whole && sorted(&first) == sorted(&second) && first != second {
        found.add(Part::Column, first.join("; "), std::mem::take(&mut second).join("; "));
    }
}

/// Footers by their labels; their cells by the title of the column, wherever that is.
fn footers(
    found: &mut Found,
    part: Part,
    (one, titles): (&[Footer], &[String]),
    (other, other_titles): (&[Footer], &[String]),
) {
    let values = |footer: &Footer, titles: &[String]| -> Vec<(String, Expr)> {
        footer.values.iter().map(|(expr, at)| (titles.get(*at).cloned().unwrap_or_default(), expr.clone())).collect()
    };
    let is_same_values = |a: &Footer, b: &Footer| values(a, titles) == values(b, other_titles);
    let pairs = paired(one, other, |a, b| a.label == b.label, is_same_values);
    for (a, b) in pairs {
        let is_same = match (a, b) {
            (Some(a), Some(b)) => a.label == b.label && a.show == b.show && is_same_values(a, b),
            (Some(_), None) | (None, Some(_)) => false,
            (None, None) => true,
        };
        let say = |footer: Option<&Footer>, sources: &Sources| {
            footer.map_or_else(|| NOTHING.to_string(), |footer| said_footer(&sources.one_line(footer.span)))
        };
        found.differ(part, is_same, [a, b], say);
    }
}

/// Without the word that already names the part.
fn said_footer(line: &str) -> String {
    let rest = ["penutup ", "subtotal "].iter().find_map(|word| line.strip_prefix(word));
    rest.unwrap_or(line).to_string()
}

/// The number of decimals, or the default.
pub(super) fn say_show(show: Option<Precision>) -> String {
    show.map_or_else(|| "bawaan".to_string(), say_precision)
}

/// `2`, `2 ke atas`
pub(super) fn say_precision(Precision { places, mode }: Precision) -> String {
    let mode = if mode == Precision::WHOLE.mode { String::new() } else { format!(" {}", mode.word()) };
    format!("{}{mode}", places.get())
}

fn rows(found: &mut Found, one: &Rows, other: &Rows) {
    if let (Rows::Classes { set, value, .. }, Rows::Classes { set: set_after, value: value_after, .. }) = (one, other) {
        let say = |(set, value): (&Option<SetRef>, &Expr), sources: &Sources| {
            let of = set.as_ref().map_or(String::new(), |set| format!(" {}", sources.one_line(set.span)));
            format!("kelas {}{of}", sources.one_line(value.span))
        };
        let is_same = (set, value) == (set_after, value_after);
        found.differ(Part::TableRows, is_same, [(set, value), (set_after, value_after)], say);
    }
    let host = &found.joined.host;
    let [before, after] = [(one, found.old), (other, found.new)].map(|(rows, sources)| items(rows, host, sources));
    let keys = |all: &[(String, String)]| all.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    let (first, second) = (keys(&before), keys(&after));
    if first == second {
        return;
    }
    let only = |own: &[(String, String)], others: &[String]| -> Vec<String> {
        let others: std::collections::BTreeSet<&String> = others.iter().collect();
        own.iter().filter(|(key, _)| !others.contains(key)).map(|(_, words)| words.clone()).collect()
    };
    let (gone, come) = (only(&before, &second), only(&after, &first));
    if gone.is_empty() && come.is_empty() {
        // A different order, from the first difference on.
        let at = first.iter().zip(&second).take_while(|(a, b)| a == b).count();
        let words =
            |all: &[(String, String)]| all[at.min(all.len())..].iter().map(|(_, words)| words.clone()).collect();
        found.add(Part::TableRows, few(words(&before)), few(words(&after)));
    } else {
        found.add(Part::TableRows, few(gone), few(come));
    }
}

fn few(words: Vec<String>) -> String {
    let more = words.len().saturating_sub(NAMED);
    let named = words.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
    match more {
        0 => named,
        more => format!("{named} dan {more} lain"),
    }
}

/// The rows, each with its key and its wording.
fn items(rows: &Rows, host: &Program, sources: &Sources) -> Vec<(String, String)> {
    match rows {
        Rows::Items(items) => items
            .iter()
            .map(|item| match item {
                RowItem::Name(name, period) => {
                    (format!("{} {period:?}", host.code(*name)), host.code(*name).to_string())
                }
                RowItem::Members(set) => {
                    let of = set.of.map(|of| host.code(of));
                    (format!("{:?} {of:?} {:?}", set.kind, set.period), sources.one_line(set.span))
                }
            })
            .collect(),
        Rows::Years(from, to) => vec![(format!("{from}..{to}"), format!("tahun {from} .. {to}"))],
        Rows::Classes { classes, .. } => {
            let key =
                |class: &Class| format!("{:?} {} {:?} {}", class.comparison, class.value, class.upper, class.label);
            classes.iter().map(|class| (key(class), sources.one_line(class.span))).collect()
        }
    }
}
