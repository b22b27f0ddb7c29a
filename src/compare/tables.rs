//! A comparison as two tables: where the meaning of the rules differs, and which values differ and why.

use super::causes::Cause;
use super::changes::Change;
use super::effects::{Effect, Effects, Gravity, Of, RowOf};
use super::joined::Joined;
use super::part::Part;
use super::said::MOST_PLACES;
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::program::Role;
use crate::report::table::{Cell, Column, Table};

/// Both tables; the second only if there are values.
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
    let has_grades = effects.all.iter().any(|effect| effect.grades.iter().any(|grade| !grade.shown.is_empty()));
    let mut titles = vec![("Nilai", false), ("Lama", true), ("Baru", true), ("Selisih", true)];
    if has_grades {
        titles.extend([("Predikat lama", false), ("Predikat baru", false)]);
    }
    titles.push(("Sebab", false));
    if has_units {
        titles.insert(0, ("Unit", false));
    }
    let rows = effects.all.iter().map(|effect| {
        let unit = has_units.then(|| text(effect.unit.clone()));
        let values = effect.values.clone();
        let grades = effect.grades.clone().into_iter().filter(|_| has_grades);
        let cells = std::iter::once(text(what(joined, effect))).chain(values).chain([difference(effect)]);
        let cells = unit.into_iter().chain(cells).chain(grades).chain([text(why(effect, changes))]);
        cells.map(|cell| Cell { notes: Vec::new(), ..cell }).collect()
    });
    let mut found =
        Table { columns: columns(&titles), rows: rows.collect(), ..table(joined, "AKIBAT", "Akibat pada data") };
    let of = |gravity: Gravity| effects.all.iter().filter(|effect| effect.gravity == gravity).count();
    let (grades, states) = (of(Gravity::Grade), of(Gravity::State));
    let all = effects.all.len();
    found.remarks.push(match (all, effects.looked_at) {
        (_, 0) => "Tidak ada nilai yang dihitung dari data tahun itu.".to_string(),
        (0, looked_at) => format!("Tidak ada yang berubah dari {looked_at} nilai yang dihitung."),
        (all, looked_at) => {
            format!("{all} dari {looked_at} nilai berubah: {grades} berganti predikat, {states} berganti keadaan.")
        }
    });
    let causes = || effects.all.iter().flat_map(|effect| [&effect.cause, &effect.grade_cause]).flatten();
    if changes.iter().any(|change| change.part == Part::Reading) {
        found.remarks.push("Data dibaca dengan cara yang baru; akibat perubahan cara baca tidak dihitung.".into());
    }
    if all > 0 {
        found.remarks.push("Sebab: nomor perubahan aturan yang cukup dan perlu untuk nilai baru itu.".into());
    }
    if causes().any(|cause| matches!(cause, Cause::Enough(_))) {
        let words = "\"cukup\" di depan sebab: semuanya perlu, tetapi gabungan lain yang lebih kecil tidak dicari.";
        found.remarks.push(words.into());
    }
    if causes().any(|cause| *cause == Cause::Unknown) {
        found.remarks.push("Sebab sebagian nilai tidak dicari: terlalu banyak gabungan perubahan.".into());
    }
    found
}

/// `capaian IKU`, `AKIP[triwulan 2]`, `T1: "Rata-rata", kolom "Capaian"`
pub(super) fn what(joined: &Joined, effect: &Effect) -> String {
    let (name, of, quarter) = match &effect.of {
        Of::Value(name, role, quarter) => (*name, role, quarter),
        Of::Cell { table, row, column } => {
            let row = match row {
                RowOf::Thing(words) => words.clone(),
                RowOf::Subtotal(group, label) => format!("{group}, \"{label}\""),
                RowOf::Footer(label) => format!("\"{label}\""),
            };
            return format!("{table}: {row}, kolom \"{column}\"");
        }
    };
    let (code, role) = (joined.host.code(name), role(*of));
    let quarter = quarter.map(|quarter| format!("[triwulan {quarter}]")).unwrap_or_default();
    if role.is_empty() { format!("{code}{quarter}") } else { format!("{role} {code}{quarter}") }
}

/// The prefix of a value before its code; a realisation has none.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Target => "target",
        Role::TargetLow => "target_bawah",
        Role::TargetHigh => "target_atas",
        Role::Budget => "pagu",
        Role::Spent => "serapan",
        Role::RawAchievement | Role::CappedAchievement | Role::Achievement => "capaian",
        Role::Main | Role::Value | Role::Band | Role::BandWords | Role::Weight | Role::ScaleLow => "",
        Role::ScaleHigh | Role::Label | Role::Goal | Role::UnitName | Role::Parent | Role::Code => "",
        Role::Field(_) => "",
    }
}

/// The difference, with enough decimals not to be zero.
pub(super) fn difference(effect: &Effect) -> Cell {
    let Some(difference) = effect.difference.as_ref().filter(|by| by.signum() != 0) else { return Cell::default() };
    let is_zero = |plain: &String| plain.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'-'));
    let said = (2..=MOST_PLACES).filter_map(Places::new).map(|places| difference.to_plain(places, Rounding::HalfAway));
    let mut plain = String::new();
    for one in said {
        plain = one;
        if !is_zero(&plain) {
            break;
        }
    }
    let shown = format(&plain, NumberStyle::Indonesian);
    Cell { plain: Some(plain), value: Some(difference.clone()), text: None, ..text(shown) }
}

/// `1 batas`, `nilai: 3 bobot; predikat: 2 rentang + 3 bobot`
fn why(effect: &Effect, changes: &[Change]) -> String {
    let set = |made: &Vec<usize>| {
        let said = made.iter().map(|at| format!("{} {}", at + 1, changes[*at].part.words()));
        said.collect::<Vec<_>>().join(" + ")
    };
    let say = |cause: &Option<Cause>| match cause {
        None => String::new(),
        Some(Cause::Unknown) => "tidak dicari".to_string(),
        Some(Cause::Least(sets)) => sets.iter().map(set).collect::<Vec<_>>().join(" atau "),
        Some(Cause::Enough(made)) => format!("cukup {}", set(made)),
    };
    let (value, grade) = (say(&effect.cause), say(&effect.grade_cause));
    match (value.is_empty(), grade.is_empty()) {
        (_, true) => value,
        (true, false) => grade,
        (false, false) if value == grade => value,
        (false, false) => format!("nilai: {value}; predikat: {grade}"),
    }
}
