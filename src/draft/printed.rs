//! The table as printed: `cetakan/T1.csv`, which `takar audit` holds against the rules.

use super::codes;
use super::figures::Says;
use super::package::{Known, TABLE};
use super::things::{Thing, text};
use super::told;
use crate::audit::words::folded;
use crate::number::{Places, Rounding};
use crate::office::RowIs;
use std::collections::BTreeMap;

/// The printed table, and what its headings cannot tell.
pub fn files(known: &Known) -> Vec<(String, String)> {
    let shape = known.shape;
    // Its columns say nothing that the table shows.
    if known.is_of_quarters() && known.money().budget.is_none() {
        return Vec::new();
    }
    let shows: Vec<usize> = known.columns().into_iter().map(|(at, _)| at).collect();
    let used = told::used(known);
    // Beside numbers of persons any column may tell of them.
    let may = |at: &usize| !shape.is_personal(*at) && (!shape.has_persons() || used.contains(at));
    let printed: Vec<usize> = (0..shape.heads.len()).filter(may).collect();
    let quoted = |text: &str| {
        if text.contains([';', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_string() }
    };
    let mut text = format!("# judul {}\n", known.title);
    let line = |cells: Vec<String>| cells.join(";") + "\n";
    text.push_str(&line(printed.iter().map(|at| quoted(&known.titled(*at))).collect()));
    let own = known.things.iter().filter(|thing| thing.component.is_none());
    let things: BTreeMap<usize, &Thing> = own.map(|thing| (thing.row, thing)).collect();
    let last = things.last_key_value().map_or(0, |(row, _)| *row);
    let footers: Vec<usize> = known.footers().iter().map(|footer| footer.row).collect();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    known.things.iter().for_each(|thing| *names.entry(folded(&thing.name)).or_default() += 1);
    let is_coded = |thing: &Thing| {
        shape.code.is_some_and(|at| codes::is_printed(&cell(known, at, (thing.row, Some(thing))), &thing.code))
    };
    let (mut skipped, mut alike) = (Vec::new(), Vec::new());
    let mut count = 0;
    for row in 0..shape.found.rows.len() {
        let thing = things.get(&row).copied();
        let is_total = shape.found.rows[row].is == RowIs::Total && row > last;
        if thing.is_none() && !is_total {
            continue;
        }
        count += 1;
        if is_total && !footers.contains(&row) {
            skipped.push(count);
        }
        // Of two with one name only their place tells which is which.
        if let Some(thing) = thing.filter(|thing| names.get(&folded(&thing.name)) > Some(&1) && !is_coded(thing)) {
            alike.push(format!("baris {count} = {}\n", codes::written(&thing.code)));
        }
        text.push_str(&line(printed.iter().map(|at| quoted(&cell(known, *at, (row, thing)))).collect()));
    }
    let mut layout = format!("cetakan {TABLE}\n");
    for (nth, _) in printed.iter().enumerate().filter(|(_, at)| !shows.contains(at)) {
        layout.push_str(&format!("kolom {} = lewati\n", nth + 1));
    }
    layout.extend(alike);
    for row in skipped {
        layout.push_str(&format!("baris {row} = lewati\n"));
    }
    let mut files = vec![(format!("cetakan/{TABLE}.csv"), text)];
    if layout.lines().count() > 1 {
        files.push((format!("cetakan/{TABLE}.takar"), layout));
    }
    files
}

/// A cell as printed; a name as it is put together, a code that stands twice as the one that its row was given; one that was kept
/// in full with as many decimals as anybody reads.
fn cell(known: &Known, column: usize, (row, thing): (usize, Option<&Thing>)) -> String {
    const MOST: i32 = 8;
    if let Some(thing) = thing.filter(|_| column == known.shape.name) {
        let own = known.shape.text(column, row);
        return if text(&own) == thing.name { own } else { thing.name.clone() };
    }
    let of_code = thing.filter(|_| Some(column) == known.shape.code);
    if let Some(thing) = of_code.filter(|thing| codes::is_again(&known.shape.code_text(column, row), &thing.code)) {
        return thing.code.clone();
    }
    match known.shape.cell(column, row) {
        Says::Number(number) if number.places.get() > MOST => {
            let places = Places::new(MOST).unwrap_or(Places::WHOLE);
            number.value.to_plain(places, Rounding::HalfAway).replace('.', ",")
        }
        // `6,973 miliar` among figures in juta rupiah.
        Says::Number(number) if known.shape.restated.contains(&(column, row)) => number.typed(),
        Says::Nothing if known.shape.is_faulty(column, row) => String::new(),
        Says::Number(_) | Says::Blank | Says::Nothing | Says::Words(_) | Says::Range(_) => {
            known.shape.text(column, row)
        }
    }
}
