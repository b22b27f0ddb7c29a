//! Which table of a book is meant, and what its columns are called in the text.

use super::problem::{self, Many};
use crate::data::header::{is_like_measure, is_measure};
use crate::diagnostic::Diagnostic;
use crate::number;
use crate::office::found::{Choice, Found, Head, bare_heading, tables_with};
use crate::office::model::{Book, Kind, Sheet};
use crate::source::sheet::{BELOW, Wanted, quoted};
use std::collections::BTreeSet;

/// The table that is meant.
pub(super) struct Chosen {
    pub found: Found,
    /// What its heads are called, one for each.
    pub names: Vec<String>,
    /// The first rows of the other tables on its sheet.
    pub others: Vec<u32>,
}

/// Chooses it; a refusal names what there is.
pub(super) fn choose(book: &Book, wanted: &Wanted) -> Result<Chosen, Box<Diagnostic>> {
    let lowest = |header: &str| header.split(BELOW).next().unwrap_or_default().to_string();
    let choice = Choice {
        first: wanted.first_row,
        hidden: wanted.hidden_rows,
        heads: wanted.headers.iter().map(|(header, _)| lowest(header)).collect(),
    };
    let all = |at: usize| -> Vec<Found> {
        let found = tables_with(&book.sheets[at], &choice);
        found.into_iter().map(|found| Found { sheet: at, ..found }).collect()
    };
    let sheet = match wanted.sheet {
        Some(asked) => sheet_named(book, asked).ok_or_else(|| problem::no_sheet(book, asked, wanted))?,
        None => alone(book, &choice, &all, wanted)?,
    };
    let mut tables = all(sheet);
    if tables.is_empty() {
        let bare = bare_heading(&book.sheets[sheet], &choice).map(|row| (sheet, row));
        return Err(problem::no_table(book, sheet, bare, wanted));
    }
    let fits = |found: &Found| wanted.headers.iter().all(|(header, _)| is_there(found, header, wanted));
    let is_keyed = |found: &Found| found.heads.iter().any(|head| (wanted.is_known)(&name_of(head, wanted)));
    let starts = |found: &Found| found.rows.first().map_or(0, |row| row.number);
    let fitting: Vec<usize> = (0..tables.len()).filter(|at| fits(&tables[*at])).collect();
    let mut chosen = if fitting.is_empty() { (0..tables.len()).collect() } else { fitting };
    if chosen.len() > 1 && wanted.headers.is_empty() {
        let keyed: Vec<usize> = chosen.iter().copied().filter(|at| is_keyed(&tables[*at])).collect();
        chosen = if keyed.is_empty() { chosen } else { keyed };
    }
    if chosen.len() > 1 {
        let first = &tables[chosen[0]];
        let told = |at: &usize| {
            let other = if *at == chosen[0] { &tables[chosen[1]] } else { first };
            own_heads(&tables[*at], other).or_else(|| title(&tables[*at]))
        };
        let starts = chosen.iter().map(|at| (starts(&tables[*at]), told(at))).collect();
        return Err(problem::many(Many::Tables { sheet: book.sheets[sheet].name.clone(), starts }, book, wanted));
    }
    let found = tables.swap_remove(chosen.first().copied().unwrap_or(0));
    let others = tables.iter().map(starts).collect();
    let names = names(&found, book, wanted)?;
    Ok(Chosen { found, names, others })
}

/// The sheet of a name; of a document also by the caption above a table.
pub fn sheet_named(book: &Book, asked: &str) -> Option<usize> {
    let exact = book.sheets.iter().position(|sheet| sheet.name == asked);
    let same = |name: &str| name.trim().to_lowercase() == asked.trim().to_lowercase();
    let captioned = |sheet: &Sheet| {
        let begins = |line: &String| line.to_lowercase().starts_with(&asked.trim().to_lowercase());
        book.kind == Kind::Docx && sheet.above.iter().any(begins)
    };
    exact.or_else(|| book.sheets.iter().position(|sheet| same(&sheet.name))).or_else(|| {
        let mut all = book.sheets.iter().enumerate().filter(|(_, sheet)| captioned(sheet));
        all.next().map(|(at, _)| at).filter(|_| all.next().is_none())
    })
}

/// The only visible sheet with a table; where there are several, the only one that has the columns the rules name.
fn alone(
    book: &Book,
    choice: &Choice,
    all: &dyn Fn(usize) -> Vec<Found>,
    wanted: &Wanted,
) -> Result<usize, Box<Diagnostic>> {
    let shown = || (0..book.sheets.len()).filter(|at| !book.sheets[*at].hidden);
    let with = shown().map(|at| (at, all(at)));
    let with: Vec<(usize, Vec<Found>)> = with.filter(|(_, tables)| !tables.is_empty()).collect();
    let fits = |found: &Found| match wanted.headers.is_empty() {
        true => found.heads.iter().filter(|head| (wanted.is_known)(&name_of(head, wanted))).count() > 1,
        false => wanted.headers.iter().all(|(header, _)| is_there(found, header, wanted)),
    };
    match with.as_slice() {
        [] => {
            let bare = shown().find_map(|at| Some((at, bare_heading(&book.sheets[at], choice)?)));
            Err(problem::no_table(book, 0, bare, wanted))
        }
        [(only, _)] => Ok(*only),
        several => {
            let mut fitting = several.iter().filter(|(_, tables)| tables.iter().any(fits));
            match (fitting.next(), fitting.next()) {
                (Some((only, _)), None) => Ok(*only),
                _ => {
                    let names = several.iter().map(|(at, _)| book.sheets[*at].name.clone()).collect();
                    Err(problem::many(Many::Sheets(names), book, wanted))
                }
            }
        }
    }
}

fn is_there(found: &Found, header: &str, wanted: &Wanted) -> bool {
    found.heads.iter().any(|head| is_called(head, header, wanted))
}

/// Whether a header that rules write is that of a column: its lowest word, and those above it in order.
fn is_called(head: &Head, header: &str, wanted: &Wanted) -> bool {
    // What stands in brackets below says what the figures are in; the rules need not write it.
    let bare = without_unit(&head.levels).or_else(|| without_factor(&head.levels));
    let bare = bare.map(|levels| Head { levels: levels.to_vec(), ..head.clone() });
    if bare.is_some_and(|bare| is_called(&bare, header, wanted)) {
        return true;
    }
    let mut levels = head.levels.iter().rev();
    let mut words = header.split(BELOW);
    let lowest = words.next().unwrap_or_default();
    if words.clone().next().is_none() && same(&name_of(head, wanted), header) {
        return true;
    }
    levels.next().is_some_and(|level| same(level, lowest)) && words.all(|word| levels.any(|level| same(level, word)))
}

/// Whether two headers say the same: case, spaces and marks do not count.
fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric() || *c == '%').flat_map(char::to_lowercase).collect()
    };
    one.trim() == other.trim() || (letters(one) == letters(other) && !letters(one).is_empty())
}

/// The levels of a heading above what stands in brackets at its end.
fn without_unit(levels: &[String]) -> Option<&[String]> {
    let (last, above) = levels.split_last()?;
    (!above.is_empty() && last.starts_with('(') && last.ends_with(')')).then_some(above)
}

/// The same above a factor without brackets: `juta rupiah`. `Rp` and `%` below one word are two columns.
fn without_factor(levels: &[String]) -> Option<&[String]> {
    let (last, above) = levels.split_last()?;
    let has_factor = last.split_whitespace().any(|word| number::zeros(&word.to_lowercase()).is_some());
    (!above.is_empty() && has_factor && is_measure(last)).then_some(above)
}

/// What a column is called in the text, with its unit if one stands below: `Pagu (juta rupiah)`.
pub(super) fn name_of(head: &Head, wanted: &Wanted) -> String {
    let Some(levels) = without_unit(&head.levels) else {
        let name = measured(name_in(head, &head.levels), &head.levels, wanted);
        // `km` below `Target`.
        let below = head.levels.split_last().filter(|(unit, above)| !above.is_empty() && is_measure(unit));
        let with = below.filter(|_| !(wanted.is_known)(&name)).map(|(unit, above)| {
            format!("{} ({unit})", name_in(&Head { levels: above.to_vec(), ..head.clone() }, above))
        });
        return with.filter(|with| (wanted.is_known)(with)).unwrap_or(name);
    };
    let name = name_in(&Head { levels: levels.to_vec(), ..head.clone() }, levels);
    let unit = head.levels.last().map_or("", String::as_str);
    let with = format!("{name} {unit}");
    // `(5)` and `(K)` are labels of the column.
    if is_like_measure(unit) || (wanted.is_known)(&with) { with } else { name }
}

/// Its word, the year or quarter behind it where one stands above or below, else all of its words from the lowest up.
fn name_in(head: &Head, levels: &[String]) -> String {
    let is_year = |text: &str| year_alone(text).map(|year| year.to_string());
    match levels {
        [one] => one.clone(),
        [above, below] => match (is_year(above), is_year(below)) {
            (Some(year), None) => format!("{below} {year}"),
            (None, Some(year)) => format!("{above} {year}"),
            _ => head.called(),
        },
        _ => head.called(),
    }
}

/// A name with what the words of its heading say of the figures and it does not: `Pagu` below `Keuangan (juta rupiah)`. The
/// lowest of them counts, and what the name says itself before all.
fn measured(name: String, levels: &[String], wanted: &Wanted) -> String {
    let is_share = |word: &str| ["persen", "%", "prosen"].iter().any(|mark| word.to_lowercase().contains(mark));
    if is_share(&name) || (wanted.measure)(&name).is_some() {
        return name;
    }
    let said = levels.iter().rev().find_map(|level| (wanted.measure)(level));
    let with = said.map(|said| format!("{name} ({said})"));
    // A column of words has no unit.
    with.filter(|with| (wanted.is_known)(with)).unwrap_or(name)
}

/// Whether a name is a header with its year behind, and perhaps its unit.
fn is_in_year(name: &str, header: &str) -> bool {
    let rest = name.strip_prefix(header).map(str::trim);
    let year = rest.map(|rest| rest.split_once(" (").map_or(rest, |(year, _)| year));
    year.is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The years that headings have above or below their other words, where each has another one.
fn years_of<'f>(heads: impl Iterator<Item = &'f Head>) -> Option<Vec<i32>> {
    let year = |head: &Head| {
        let mut years = head.levels.iter().filter_map(|level| year_alone(level));
        years.next().filter(|_| years.next().is_none())
    };
    let all: Vec<i32> = heads.map(year).collect::<Option<_>>()?;
    (all.iter().collect::<BTreeSet<_>>().len() == all.len()).then_some(all)
}

/// The year that is all a level of a heading says: `2024`, `Tahun 2024`.
fn year_alone(level: &str) -> Option<i32> {
    crate::calendar::printed_year(level.trim().trim_start_matches(|c: char| !c.is_ascii_digit()))
}

/// The names of all heads: as the rules write them, where they do.
fn names(found: &Found, book: &Book, wanted: &Wanted) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut names: Vec<String> = found.heads.iter().map(|head| name_of(head, wanted)).collect();
    for (header, span) in wanted.headers {
        let fitting: Vec<usize> = (0..names.len()).filter(|at| is_called(&found.heads[*at], header, wanted)).collect();
        match fitting.as_slice() {
            // The reader of the data tells which headers there are.
            [] => {}
            [only] => names[*only] = measured(header.clone(), &found.heads[*only].levels, wanted),
            // A header without its year is that of each of them.
            several if several.iter().all(|at| is_in_year(&names[*at], header)) => {}
            // `K` below `Target` below each year.
            several if let Some(years) = years_of(several.iter().map(|at| &found.heads[*at])) => {
                for (at, year) in several.iter().zip(years) {
                    names[*at] = measured(format!("{header} {year}"), &found.heads[*at].levels, wanted);
                }
            }
            several => {
                let places = several.iter().map(|at| found.heads[*at].clone()).collect();
                let many = Many::Columns { header: header.clone(), span: *span, places };
                return Err(problem::many(many, book, wanted));
            }
        }
    }
    Ok(names)
}

/// The nearest line above a table.
fn title(found: &Found) -> Option<String> {
    found.above.last().map(|line| line.text.clone())
}

/// The headings of a table that another one does not have, with their row and the line above.
fn own_heads(found: &Found, other: &Found) -> Option<String> {
    const MOST: usize = 3;
    let is_own = |head: &&Head| !other.heads.iter().any(|other| other.levels == head.levels);
    let own: Vec<&Head> = found.heads.iter().filter(is_own).collect();
    let row = own.iter().map(|head| head.row).max()?;
    let mut names: Vec<String> = own.iter().take(MOST).map(|head| quoted(&head.called())).collect();
    names.extend((own.len() > MOST).then(|| "…".to_string()));
    let title = title(found).map(|title| format!("{title}; ")).unwrap_or_default();
    Some(format!("{title}judul di baris {row}: {}", names.join(", ")))
}
