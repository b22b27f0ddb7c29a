//! What was done to read a sheet, in words: said once for each table.

use super::{Page, captions_of_money};
use crate::data::header::unit_above;
use crate::diagnostic::nearest::fold;
use crate::office::found::{Found, Remark, RowIs, Titled, said, year_of};
use crate::office::model::{Content, Shown, letters};
use crate::source::sheet::Wanted;
use rust_decimal::Decimal;

/// The remarks of a table.
pub(super) fn told(found: &Found, page: &Page, wanted: &Wanted, others: &[u32]) -> Vec<String> {
    let mut told: Vec<String> = found.remarks.iter().filter_map(|remark| remark_told(page, remark, wanted)).collect();
    let left = |is: RowIs| -> Vec<u32> {
        let rows = found.rows.iter().enumerate().filter(|(at, row)| row.is == is && !page.rows.contains(at));
        rows.map(|(_, row)| row.number).collect()
    };
    let (levels, totals) = (left(RowIs::Level), left(RowIs::Total));
    if !levels.is_empty() {
        told.push(format!("{} tanpa indikator tidak dibaca ({})", count_told(levels.len()), rows_told(&levels)));
    }
    if !totals.is_empty() {
        told.push(format!("{} jumlah tidak dibaca ({})", count_told(totals.len()), rows_told(&totals)));
    }
    told.extend(labels_in_rows(page));
    told.extend(hidden_digits(page));
    // A caption of a document stands in no row.
    let captions = found.above.iter().filter(|line| line.row == 0);
    let of_money = captions_of_money(found);
    told.extend(captions.filter_map(|line| Some((line, unit_above(&line.text)?))).map(|(line, words)| {
        let how = match of_money.contains(&line.text) {
            true => "dipakai untuk angka uang yang judulnya tidak menyebut satuan",
            false => "tidak dibaca; tulis di judul kolom yang memakainya",
        };
        format!("satuan di atas tabel, \"{words}\", {how}")
    }));
    told.extend(other_year(found, wanted));
    if !others.is_empty() {
        told.push(format!("tabel lain di lembar ini tidak dibaca (mulai {})", rows_told(others)));
    }
    told
}

/// Lines above that speak of another year than the one whose figures these are taken for, because nothing in the table
/// names it: last year's sheet in a package that has gone on.
fn other_year(found: &Found, wanted: &Wanted) -> Option<String> {
    let names_year = |words: &str| fold(words) == "tahun" || year_of(words).is_some();
    if found.heads.iter().any(|head| head.levels.iter().any(|level| names_year(level))) {
        return None;
    }
    let (above, year) = (Titled::of(&found.above).year?, wanted.year?);
    (above != year).then(|| {
        format!(
            "baris di atas tabel menyebut tahun {above}, sedangkan angkanya dibaca sebagai tahun {year}; bila angka tahun \
             {above}, tambahkan kolom Tahun di lembar itu"
        )
    })
}

/// A column whose cells say which row is the target and which the realisation: each row was read as the same thing.
fn labels_in_rows(page: &Page) -> Option<String> {
    let says = |at: usize, word: &str| {
        let mut cells = page.found.rows.iter().filter_map(|row| row.cells[at].as_ref());
        cells.any(|content| said(content).trim().eq_ignore_ascii_case(word))
    };
    let at = (0..page.found.heads.len()).find(|at| says(*at, "target") && says(*at, "realisasi"))?;
    Some(format!(
        "kolom \"{}\" menyebut target dan realisasi di baris-baris; semuanya dibaca sebagai satu hal. Tulis target dan realisasi \
         sebagai kolom, atau susun paketnya dengan  takar baru --dari",
        short(&page.found.heads[at].called())
    ))
}

fn remark_told(page: &Page, remark: &Remark, wanted: &Wanted) -> Option<String> {
    let found = page.found;
    let column = |column: u32| format!("kolom {}", letters(column));
    Some(match remark {
        Remark::FilledDown { head, .. } if !page.used[*head] => return None,
        Remark::FilledDown { head, count, .. } => {
            format!("{count} sel kosong di \"{}\" diisi dari sel di atasnya", short(&found.heads[*head].called()))
        }
        Remark::HiddenRows { rows: hidden, taken } => match (taken, wanted.hidden_rows) {
            (_, Some(true)) => return None,
            (true, _) => format!(
                "{} tersembunyi ikut dibaca ({}); bila tidak dipakai, tulis  baris tersembunyi tidak",
                count_told(hidden.len()),
                rows_told(hidden)
            ),
            (false, _) => format!("{} tersembunyi tidak dibaca ({})", count_told(hidden.len()), rows_told(hidden)),
        },
        Remark::StruckRows(rows) => {
            format!("{} dicoret tidak dibaca ({})", count_told(rows.len()), rows_told(rows))
        }
        Remark::HiddenColumns(columns) => {
            let is_used = |column: &&u32| {
                found.heads.iter().zip(&page.used).any(|(head, is_used)| head.column == **column && *is_used)
            };
            let columns: Vec<String> = columns.iter().filter(is_used).map(|column| letters(*column)).collect();
            if columns.is_empty() {
                return None;
            }
            format!("kolom tersembunyi ikut dibaca ({})", columns.join(", "))
        }
        Remark::Untitled(columns) => {
            let first = columns.first().copied().unwrap_or_default();
            match columns.len() {
                1 => format!("{} berisi angka tetapi tidak berjudul, tidak dibaca", column(first)),
                count => {
                    format!("{count} kolom berisi angka tetapi tidak berjudul, tidak dibaca (mulai {})", column(first))
                }
            }
        }
        Remark::BelowSignatures(rows) => {
            format!("baris berangka di bawah tanda tangan tidak dibaca ({})", rows_told(rows))
        }
        Remark::MergedFigures(cells) => {
            let own = cells.iter().filter(|(_, _, column)| {
                found.heads.iter().zip(&page.used).any(|(head, is_used)| head.column == *column && *is_used)
            });
            let own: Vec<_> = own.copied().collect();
            if own.is_empty() {
                return None;
            }
            merged_told(&own)
        }
        Remark::HeadingTurned(rows) => {
            format!("judul kolom di {} lain urutannya; baris di bawahnya dibaca menurut judul itu", rows_told(rows))
        }
        Remark::HeadingAgain(_) | Remark::JoinedCodes { .. } | Remark::Signatures { .. } => return None,
    })
}

/// Figures in merged cells: whose they are below the first row nothing says.
pub fn merged_told(cells: &[(u32, u32, u32)]) -> String {
    const MOST: usize = 6;
    let cell = |(first, last, column): &(u32, u32, u32)| {
        let column = letters(*column);
        format!("{column}{first}:{column}{last}")
    };
    let names: Vec<String> = cells.iter().take(MOST).map(cell).collect();
    let more = if cells.len() > MOST { ", …" } else { "" };
    format!("satu angka di sel gabungan {}{more} dibaca untuk baris pertamanya saja", names.join(", "))
}

/// Cells that show other digits than they hold: what they hold counts.
fn hidden_digits(page: &Page) -> Option<String> {
    let rows = page.rows.iter().map(|at| &page.found.rows[*at]);
    let cells = rows.flat_map(|row| row.cells.iter().enumerate().map(move |(at, cell)| (row, at, cell)));
    let mut other = cells.filter(|(_, at, _)| page.used[*at]).filter_map(|(row, at, cell)| {
        Some((row.number, page.found.heads[at].column, seen(cell.as_ref()?, &|| page.scaled.zeros(row, at))?))
    });
    let (row, column, seen) = other.next()?;
    let more = other.count();
    let others = if more > 0 { format!(", begitu pula {more} sel lain") } else { String::new() };
    Some(format!("sel {}{row} {seen}; isinya yang dihitung{others}", letters(column)))
}

/// What a cell shows where it holds something else: `menampilkan 1, isinya 0,75`; `zeros` of its heading.
pub fn seen(content: &Content, zeros: &dyn Fn() -> Option<u32>) -> Option<String> {
    let (number, shown) = match content {
        Content::Number(number, shown) => (*number, *shown),
        Content::Worded(worded) if worded.seen.is_none() => (worded.number, worded.shown),
        _ => return None,
    };
    let form = if matches!(shown, Shown::Percent(_)) { shown } else { Shown::General };
    let said = |number: Decimal| said(&Content::Number(number, form)).into_owned();
    let (seen, held) = match shown {
        Shown::Hidden => return Some(format!("tidak menampilkan angkanya, isinya {}", said(number))),
        // What is left out is said: of the rest no digit may be lost.
        Shown::Scaled { thousands, named, .. } if named || zeros() == Some(3 * u32::from(thousands)) => {
            (shown.seen(number)?, shown.scaled(number)?)
        }
        _ => (shown.seen(number)?, number),
    };
    (seen != held).then(|| format!("menampilkan {}, isinya {}", said(seen), said(held)))
}

fn count_told(count: usize) -> String {
    format!("{count} baris")
}

/// `baris 10-12, 91`
pub fn rows_told(numbers: &[u32]) -> String {
    const MOST: usize = 6;
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let run = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    let shown: Vec<String> = runs.iter().take(MOST).map(run).collect();
    format!("baris {}{}", shown.join(", "), if runs.len() > MOST { ", …" } else { "" })
}

fn short(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_string(),
    }
}
