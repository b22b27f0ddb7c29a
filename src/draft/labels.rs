//! Target, realisation and achievement, or quarters, that stand in rows below the name of an indicator: laid beside each other, a
//! row for each indicator.

use super::across::{Cell, cell, row};
use super::roles::{self, Role};
use crate::audit::words::tokens;
use crate::calendar::roman;
use crate::office::{Content, Found, FoundRow, Head, RowIs, is_up_to, names_quarter, quarter_of, said};
use std::collections::BTreeMap;

/// What the label of a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Target,
    Real,
    Achieved,
    Grade,
    /// A quarter, and whether its figures count from the beginning of the year.
    Quarter(u8, bool),
}

/// The rows of an indicator.
struct Group<'f> {
    first: &'f FoundRow,
    rows: BTreeMap<Label, &'f FoundRow>,
    /// Whether its first row has its own figures.
    is_own: bool,
}

/// A column of the table that is made: one of the old, of the rows with this label where there are such.
struct Column {
    old: usize,
    label: Option<Label>,
}

/// The table with a column for each label; none where they stand in no rows, or not in order.
pub fn laid(found: &Found) -> Option<Found> {
    let heads: Vec<Role> = found.heads.iter().map(|head| roles::said(head).role).collect();
    let named = |role: Role| heads.iter().position(|own| *own == role);
    let name = named(Role::Name).or_else(|| named(Role::Level)).or_else(|| named(Role::Objective))?;
    let label = |row: &FoundRow, at: usize| row.cells[at].as_ref().and_then(label);
    let rows = || found.rows.iter().filter(|row| row.is != RowIs::Total);
    let is_of_labels = |at: &usize| {
        let filled = || rows().filter(|row| row.cells[*at].is_some());
        *at != name && filled().count() > 1 && filled().all(|row| label(row, *at).is_some_and(is_measure))
    };
    let own = (0..heads.len()).find(is_of_labels);
    let groups = match own {
        Some(at) => beside(rows(), name, &|row| label(row, at)),
        None => below(rows(), name, &|row| label(row, name)),
    }?;
    let several = groups.iter().filter(|group| group.rows.len() > 1).count();
    let mut labels: Vec<Label> = groups.iter().flat_map(|group| group.rows.keys().copied()).collect();
    labels.sort_unstable();
    labels.dedup();
    if several * 2 < groups.len() || several == 0 || labels.len() < 2 {
        return None;
    }
    let is_key = |at: usize| {
        let fixed =
            [Role::Code, Role::Name, Role::Objective, Role::Level, Role::Counter, Role::Unit, Role::Way, Role::Person];
        at == name || Some(at) == own || fixed.contains(&heads[at])
    };
    let (measured, fixed): (Vec<usize>, Vec<usize>) =
        (0..heads.len()).filter(|at| Some(*at) != own).partition(|at| !is_key(*at));
    // Where headings say what is measured, rows say something else.
    let says =
        |at: &usize| matches!(heads[*at], Role::Target | Role::Real | Role::Achieved) && !is_bare(&found.heads[*at]);
    if measured.is_empty() || labels.iter().any(|label| is_measure(*label)) && measured.iter().any(says) {
        return None;
    }
    let has_own = groups.iter().any(|group| group.is_own && measured.iter().any(|at| group.first.cells[*at].is_some()));
    let all = labels.iter().map(|label| Some(*label)).chain(has_own.then_some(None));
    let columns: Vec<Column> = fixed
        .iter()
        .map(|old| Column { old: *old, label: None })
        .chain(all.flat_map(|label| measured.iter().map(move |old| Column { old: *old, label })))
        .collect();
    let row = |first: &FoundRow, of: &dyn Fn(&Column) -> Option<Cell>| row(first, columns.iter().map(of));
    let grouped = |group: &Group| {
        let made = row(group.first, &|column| match column.label {
            Some(label) => group.rows.get(&label).map(|row| cell(row, column.old)),
            None if fixed.contains(&column.old) || group.is_own => Some(cell(group.first, column.old)),
            None => None,
        });
        FoundRow { is: if group.rows.is_empty() { group.first.is } else { RowIs::Thing }, ..made }
    };
    let other = |old: &FoundRow| row(old, &|column| fixed.contains(&column.old).then(|| cell(old, column.old)));
    let mut made: Vec<FoundRow> = groups.iter().map(grouped).collect();
    made.extend(found.rows.iter().filter(|row| row.is == RowIs::Total).map(other));
    made.sort_by_key(|row| row.number);
    Some(Found { heads: columns.iter().map(|column| head(found, column)).collect(), rows: made, ..found.clone() })
}

/// Rows whose label stands in a column of its own; the name stands in the first of them, or in each.
fn beside<'f>(
    rows: impl Iterator<Item = &'f FoundRow>,
    name: usize,
    label: &dyn Fn(&FoundRow) -> Option<Label>,
) -> Option<Vec<Group<'f>>> {
    let mut groups: Vec<Group> = Vec::new();
    let said = |row: &FoundRow| row.cells[name].as_ref().map(|content| said(content).into_owned());
    for row in rows {
        let Some(label) = label(row) else {
            groups.push(Group { first: row, rows: BTreeMap::new(), is_own: true });
            continue;
        };
        let goes_on = |group: &&mut Group| {
            let is_same = said(row).is_none_or(|own| said(group.first).is_some_and(|first| first == own));
            is_same && !group.rows.is_empty() && !group.rows.contains_key(&label)
        };
        match groups.last_mut().filter(goes_on) {
            Some(group) => drop(group.rows.insert(label, row)),
            None => {
                said(row)?;
                groups.push(Group { first: row, rows: BTreeMap::from([(label, row)]), is_own: false });
            }
        }
    }
    Some(groups)
}

/// Rows whose label stands below the name.
fn below<'f>(
    rows: impl Iterator<Item = &'f FoundRow>,
    name: usize,
    label: &dyn Fn(&FoundRow) -> Option<Label>,
) -> Option<Vec<Group<'f>>> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows.filter(|row| row.cells[name].is_some()) {
        match label(row) {
            Some(label) => {
                let group = groups.last_mut()?;
                if group.rows.insert(label, row).is_some() {
                    return None;
                }
            }
            None => groups.push(Group { first: row, rows: BTreeMap::new(), is_own: true }),
        }
    }
    Some(groups)
}

/// What is told of a table whose labels were not laid beside each other.
pub fn told(found: &Found) -> Option<String> {
    let says = |at: usize, wanted: Label| {
        found.rows.iter().filter_map(|row| row.cells[at].as_ref()).filter_map(label).any(|own| own == wanted)
    };
    let at = (0..found.heads.len()).find(|at| says(*at, Label::Target) && says(*at, Label::Real))?;
    Some(format!(
        "kolom \"{}\" menyebut target dan realisasi di baris-baris, tetapi susunannya tidak dikenali; baris-baris itu dibaca sebagai satu hal atau tidak dibaca",
        found.heads[at].called()
    ))
}

/// What the label of a row says: `Realisasi`, `Capaian (%)`, `TW II`, `s.d. Triwulan III`.
fn label(content: &Content) -> Option<Label> {
    if names_quarter(content) {
        return quarter_of(content).map(|quarter| Label::Quarter(quarter, is_up_to(content)));
    }
    let words = tokens(&said(content));
    let plain: Vec<&str> = words.iter().map(String::as_str).filter(|word| !BESIDE.contains(word)).collect();
    match plain.as_slice() {
        ["target"] | ["t"] => Some(Label::Target),
        ["realisasi"] | ["real"] | ["r"] => Some(Label::Real),
        ["capaian"] | ["tingkat", "capaian"] | ["persentase", "capaian"] => Some(Label::Achieved),
        ["predikat"] | ["kategori"] => Some(Label::Grade),
        // `%` below target and realisation.
        [] if words.iter().any(|word| word == "persen") => Some(Label::Achieved),
        _ => None,
    }
}

/// Words that change nothing of a label.
const BESIDE: [&str; 4] = ["kinerja", "persen", "tahun", "indikator"];

fn is_measure(label: Label) -> bool {
    match label {
        Label::Target | Label::Real | Label::Achieved | Label::Grade => true,
        Label::Quarter(..) => false,
    }
}

/// Whether a text in the place of a name is a label, and names nothing.
pub fn is_label(text: &str) -> bool {
    label(&Content::Text(text.into())).is_some()
}

/// `Nilai`, which says nothing of what is measured.
fn is_bare(head: &Head) -> bool {
    head.levels.last().is_some_and(|level| matches!(tokens(level).as_slice(), [only] if only == "nilai"))
}

/// The heading of a column that is made.
fn head(found: &Found, column: &Column) -> Head {
    let mut head = found.heads[column.old].clone();
    match column.label {
        Some(Label::Quarter(quarter, is_up_to)) => {
            head.levels.insert(0, format!("{}Triwulan {}", if is_up_to { "s.d. " } else { "" }, roman(quarter)));
        }
        Some(Label::Target) => head.levels.push("Target".to_string()),
        Some(Label::Real) => head.levels.push("Realisasi".to_string()),
        Some(Label::Achieved) => head.levels.push("Capaian (%)".to_string()),
        Some(Label::Grade) => head.levels.push("Predikat".to_string()),
        None => {}
    }
    head
}
