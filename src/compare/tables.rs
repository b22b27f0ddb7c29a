//! A comparison as two tables: what the rules mean differently, and which values are others because of what.

use super::changes::Change;
use super::effects::{Effect, Effects, Gravity};
use super::joined::Joined;
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::program::Role;
use crate::report::table::{Cell, Column, Table};

/// Both tables; the second only where there are values.
pub fn tables(joined: &Joined, changes: &[Change], effects: &Effects) -> Vec<Table> {
    vec![of_changes(joined, changes), of_effects(joined, changes, effects)]
}

fn text(words: impl Into<String>) -> Cell {
    let words: String = words.into();
    Cell { text: Some(words.clone()), shown: words, ..Cell::default() }
}

fn columns(titles: &[(&str, bool)]) -> Vec<Column> {
    titles.iter().map(|(title, numeric)| Column { title: title.to_string(), numeric: *numeric }).collect()
}

fn table(joined: &Joined, name: &str, title: &str) -> Table {
    Table {
        name: name.into(),
        title: title.into(),
        package: joined.host.package.title.clone(),
        year: joined.year,
        ..Table::default()
    }
}

fn of_changes(joined: &Joined, changes: &[Change]) -> Table {
    let titles =
        [("No", true), ("Pada", false), ("Yang berubah", false), ("Lama", false), ("Baru", false), ("Dasar", false)];
    let rows = changes.iter().enumerate().map(|(at, change)| {
        let number = (at + 1).to_string();
        let number =
            Cell { plain: Some(number.clone()), value: Some(Exact::from(at as i64 + 1)), text: None, ..text(number) };
        let basis = change.basis.clone().unwrap_or_default();
        let words = [&change.called, change.part.words(), &change.before, &change.after, &basis];
        std::iter::once(number).chain(words.map(text)).collect()
    });
    Table { columns: columns(&titles), rows: rows.collect(), ..table(joined, "ATURAN", "Perubahan aturan") }
}

fn of_effects(joined: &Joined, changes: &[Change], effects: &Effects) -> Table {
    let has_units = effects.all.iter().any(|effect| !effect.unit.is_empty());
    let mut titles = vec![("Nilai", false), ("Lama", true), ("Baru", true), ("Selisih", true)];
    titles.extend([("Predikat lama", false), ("Predikat baru", false), ("Sebab", false)]);
    if has_units {
        titles.insert(0, ("Unit", false));
    }
    let rows = effects.all.iter().map(|effect| {
        let code = joined.host.code(effect.name);
        let what = if effect.role == Role::Achievement { format!("capaian {code}") } else { code.to_string() };
        let unit = has_units.then(|| text(effect.unit.clone()));
        let [before, after] = effect.values.clone();
        let [old, new] = effect.grades.clone();
        let cells = [text(what), before, after, difference(effect), old, new, text(why(effect, changes))];
        unit.into_iter().chain(cells).map(|cell| Cell { notes: Vec::new(), ..cell }).collect()
    });
    let mut found =
        Table { columns: columns(&titles), rows: rows.collect(), ..table(joined, "AKIBAT", "Akibat pada data") };
    let grades = effects.all.iter().filter(|effect| effect.gravity == Gravity::Grade).count();
    let states = effects.all.iter().filter(|effect| effect.gravity == Gravity::State).count();
    found.remarks.push(format!(
        "{} dari {} nilai berubah: {grades} berganti predikat, {states} menjadi ada atau tidak ada.",
        effects.all.len(),
        effects.looked_at
    ));
    found.remarks.push("Sebab: nomor perubahan aturan yang cukup dan perlu untuk nilai baru itu.".into());
    if !effects.is_whole {
        found.remarks.push("Sebab sebagian nilai belum dicari: terlalu banyak gabungan perubahan.".into());
    }
    found
}

fn difference(effect: &Effect) -> Cell {
    let Some(difference) = effect.difference.as_ref().filter(|by| by.signum() != 0) else { return Cell::default() };
    let places = Places::new(2).unwrap_or(Places::WHOLE);
    let plain = difference.to_plain(places, Rounding::HalfAway);
    let shown = format(&plain, NumberStyle::Indonesian);
    Cell { plain: Some(plain), value: Some(difference.clone()), text: None, ..text(shown) }
}

/// `1 batas`, `nilai: 3 bobot; predikat: 2 rentang + 3 bobot`
fn why(effect: &Effect, changes: &[Change]) -> String {
    let set = |made: &Vec<usize>| {
        let said = made.iter().map(|at| format!("{} {}", at + 1, changes[*at].part.words()));
        said.collect::<Vec<_>>().join(" + ")
    };
    let say = |causes: &Option<Vec<Vec<usize>>>| match causes {
        None => "sebab lain".to_string(),
        Some(causes) => causes.iter().map(set).collect::<Vec<_>>().join(" atau "),
    };
    let (value, grade) = (say(&effect.causes), say(&effect.grade_causes));
    match (value.is_empty(), grade.is_empty()) {
        (_, true) => value,
        (true, false) => grade,
        (false, false) if value == grade => value,
        (false, false) => format!("nilai: {value}; predikat: {grade}"),
    }
}
