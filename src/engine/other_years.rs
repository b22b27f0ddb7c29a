//! Rows of the data with another year than that of the package: their values are in no table of its year, and nothing
//! there would show it. This happens by a typing mistake in the year column.

use crate::calendar::roman;
use crate::data::schema::Schema;
use crate::data::{CellOrigin, Content, Dataset, Datum, Field};
use crate::diagnostic::nearest::fold;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::program::Program;
use std::collections::{BTreeMap, BTreeSet};

/// A code of the data that has no row in the year.
struct Absent<'d> {
    code: &'d str,
    /// The year nearest to that of the package.
    year: i32,
    origin: CellOrigin,
}

/// The years of each code.
type Years<'d> = BTreeMap<&'d str, BTreeSet<i32>>;

/// How many are named.
const MOST: usize = 3;

/// A realisation this many years after that of the package cannot have happened yet.
const AHEAD: i32 = 10;

/// The findings about mistyped years.
pub(super) fn slipped(program: &Program, schema: &Schema, data: &Dataset) -> Vec<Diagnostic> {
    let rows = [other_years(program, schema, data), other_quarters(program, data), other_money(program, data)];
    rows.into_iter().chain([far_ahead(program, data)]).flatten().collect()
}

/// The finding about things with a realisation far ahead and none in the year of the package. If it has both, one may
/// be a projection.
fn far_ahead(program: &Program, data: &Dataset) -> Option<Diagnostic> {
    let year = program.package.year?;
    let filled = || {
        let values = data.columns().filter(|(key, _)| key.field == Field::Value);
        values.filter_map(|(key, column)| {
            let is_number = |datum: &Datum| matches!(datum.content, Content::Number(_));
            Some((key, column.iter().find(|(_, datum)| is_number(datum))?.1.origin?))
        })
    };
    let own: BTreeSet<&str> = filled().filter(|(key, _)| key.year == year).map(|(key, _)| &*key.code).collect();
    let mut ahead = filled().filter(|(key, _)| key.year > year + AHEAD && !own.contains(&*key.code));
    let (key, origin) = ahead.next()?;
    let more = ahead.count();
    let more = if more > 0 { format!(", dan {more} lagi") } else { String::new() };
    let title = format!("realisasi {} bertahun {}, padahal tahun {year} tidak berisi{more}", key.code, key.year);
    Some(told(data, origin, title, "bila memang tahun itu"))
}

/// The finding about codes that only the data name.
fn other_years(program: &Program, schema: &Schema, data: &Dataset) -> Option<Diagnostic> {
    let year = program.package.year?;
    let mut all: BTreeMap<&str, Vec<(i32, Option<CellOrigin>)>> = BTreeMap::new();
    for (key, column) in data.columns() {
        let is_of_data = !schema.codes.contains_key(&*key.code) && schema.prefix(&key.code, year).is_some();
        if is_of_data {
            let origin = column.iter().find_map(|(_, datum)| datum.origin);
            all.entry(&key.code).or_default().push((key.year, origin));
        }
    }
    // A file with several years for one code is a history, where codes come and go; one without the year is about
    // another.
    let mut files: BTreeMap<u16, Years> = BTreeMap::new();
    for (code, rows) in &all {
        for (own, origin) in rows.iter().filter_map(|(own, origin)| Some((*own, (*origin)?))) {
            files.entry(origin.file).or_default().entry(code).or_default().insert(own);
        }
    }
    let is_of_year = |file: u16| {
        files.get(&file).is_some_and(|codes| {
            codes.values().all(|years| years.len() == 1) && codes.values().any(|years| years.contains(&year))
        })
    };
    let absent = all.iter().filter(|(_, rows)| rows.iter().all(|(own, _)| *own != year));
    let absent = absent.filter_map(|(code, rows)| {
        let (year, origin) = rows.iter().min_by_key(|(own, _)| (own - year).abs())?;
        let origin = origin.filter(|origin| is_of_year(origin.file))?;
        Some(Absent { code, year: *year, origin })
    });
    let absent: Vec<Absent> = absent.collect();
    let first = absent.first()?;
    let title = match absent.as_slice() {
        [only] => format!("kode {} hanya berisi tahun {}, tidak tampil tahun {year}", only.code, only.year),
        all => {
            let named: Vec<String> = all.iter().take(MOST).map(|one| format!("{} ({})", one.code, one.year)).collect();
            let more = if all.len() > MOST { format!(", dan {} lagi", all.len() - MOST) } else { String::new() };
            format!("{} kode hanya berisi tahun lain, tidak tampil tahun {year}: {}{more}", all.len(), named.join(", "))
        }
    };
    Some(told(data, first.origin, title, "bila memang tidak ada tahun itu"))
}

/// The finding about quarters of another year that are missing in that of the package: if the other quarters of the
/// code are there, this one is probably not of another year. The whole year before, or the same quarter of it, is a
/// history.
fn other_quarters(program: &Program, data: &Dataset) -> Option<Diagnostic> {
    let year = program.package.year?;
    let mut codes: BTreeMap<(&str, &str), BTreeMap<i32, Quarters>> = BTreeMap::new();
    for (key, column) in data.columns().filter(|(key, _)| !matches!(key.field, Field::Budget | Field::Spent)) {
        let Some(origin) = column.iter().find_map(|(_, datum)| datum.origin) else { continue };
        let years = codes.entry((&key.code, key.field.word())).or_default();
        years.entry(key.year).or_default().insert(key.quarter, origin);
    }
    let slipped = codes.iter().filter_map(|((code, _), years)| {
        let own = years.get(&year)?;
        let mut others = years.iter().filter(|(other, _)| **other != year);
        let ((other, quarters), None) = (others.next()?, others.next()) else { return None };
        let is_lacking = quarters.keys().all(|quarter| quarter.is_some() && !own.contains_key(quarter));
        let own_quarters = own.keys().filter(|quarter| quarter.is_some()).count();
        let ((quarter, origin), None) = (quarters.first_key_value()?, quarters.keys().nth(1)) else { return None };
        (is_lacking && own_quarters > 1).then_some((*code, *quarter.as_ref()?, *other, *origin))
    });
    let mut slipped: Vec<(&str, u8, i32, CellOrigin)> = slipped.collect();
    // The target and the realisation come from one row.
    slipped.dedup_by_key(|(code, quarter, ..)| (*code, *quarter));
    let (code, quarter, other, origin) = *slipped.first()?;
    let more = if slipped.len() > 1 { format!(", dan {} lagi", slipped.len() - 1) } else { String::new() };
    let title = format!("triwulan {} {code} bertahun {other}, triwulannya yang lain {year}{more}", roman(quarter));
    Some(told(data, origin, title, "bila memang tahun lain"))
}

/// A figure of a code: its year, its quarter, and its cell.
type Figure<'d> = (&'d str, i32, Option<u8>, CellOrigin);

/// The finding about money of another year that is missing in that of the package, if it is the only one of its kind
/// and the code has other money in the year: a row of a programme among its quarters.
fn other_money(program: &Program, data: &Dataset) -> Option<Diagnostic> {
    let year = program.package.year?;
    let mut kinds: BTreeMap<(&str, u16), Vec<Figure>> = BTreeMap::new();
    for (key, column) in data.columns().filter(|(key, _)| key.field.is_money()) {
        let mut figures = column.iter().filter(|(_, datum)| matches!(datum.content, Content::Number(_)));
        let Some(origin) = figures.find_map(|(_, datum)| datum.origin) else { continue };
        kinds.entry((key.field.word(), origin.file)).or_default().push((&key.code, key.year, key.quarter, origin));
    }
    let has_money = |code: &str| kinds.values().flatten().any(|(own, of_year, ..)| *own == code && *of_year == year);
    let (word, (code, other, quarter, origin)) = kinds.iter().find_map(|((word, _), rows)| {
        let mut others = rows.iter().filter(|(_, own, ..)| *own != year);
        let (only, None) = (others.next()?, others.next()) else { return None };
        let (code, _, quarter, _) = only;
        let has_own = |row: &Figure| row.1 == year && row.0 == *code && row.2 == *quarter;
        let is_lacking = !rows.iter().any(has_own);
        // The whole previous year beside quarters of this one is a history.
        let are_others = rows.iter().any(|row| row.1 == year && row.0 != *code && row.2 == *quarter);
        (is_lacking && are_others && has_money(code)).then_some((*word, *only))
    })?;
    let part = quarter.map_or(String::new(), |quarter| format!(" triwulan {}", roman(quarter)));
    let title = format!("{word}{part} {code} bertahun {other}, uangnya yang lain {year}");
    Some(told(data, origin, title, "bila memang tahun lain"))
}

/// The quarters of a year with values, or none for the year as a whole, and their cells.
type Quarters = BTreeMap<Option<u8>, CellOrigin>;

/// The finding at the year cell of a row; `meant` says when the year is no mistake.
fn told(data: &Dataset, origin: CellOrigin, title: String, meant: &str) -> Diagnostic {
    let base = Diagnostic::new(Code::D0063, Severity::Warning, title)
        .advise(format!("bila tahunnya salah ketik, betulkan; {meant}, abaikan pesan ini"));
    match data.place(year_cell(data, origin)) {
        Some(place) => base.at_place(Place::Cell(place), ""),
        None => base,
    }
}

/// The cell of the year in the row of another cell, if a column has it.
fn year_cell(data: &Dataset, origin: CellOrigin) -> CellOrigin {
    let headers = data.files().get(usize::from(origin.file)).map(|file| file.headers.as_slice()).unwrap_or_default();
    let column = headers.iter().position(|header| fold(header) == "tahun").and_then(|at| u16::try_from(at).ok());
    CellOrigin { column: column.unwrap_or(origin.column), ..origin }
}
