//! Rows of sums held against the rows above them: they are no data, but they tell where a sheet counts something twice.

use super::{Page, code};
use crate::data::digits::{only_format, read_digits};
use crate::number::{Exact, NumberFormat, NumberStyle, format, parse_decimal};
use crate::office::found::{RowIs, is_figure, said};
use crate::office::levels::tops;
use crate::office::model::{Content, Shown, letters};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Cells that are told one by one.
const MOST: usize = 4;

/// A row with a figure in the column.
#[derive(Clone)]
struct Part {
    row: u32,
    code: Option<String>,
    is: RowIs,
    value: Decimal,
    places: u32,
}

/// The cells of sums that are neither the sum nor the mean of rows above them.
pub(super) fn wrong(page: &Page, is_lettered: bool) -> Vec<String> {
    let heads = page.found.heads.iter().enumerate();
    // Shares and marks are not summed.
    let summed =
        heads.filter(|(at, head)| page.used[*at] && !page.codes[*at] && !head.levels.iter().any(|one| is_share(one)));
    let cell = |row: u32, column: u32| match is_lettered {
        true => format!("sel {}{row}", letters(column)),
        false => format!("baris {row}, kolom ke-{}", column + 1),
    };
    let mut told: Vec<String> = Vec::new();
    for (at, head) in summed {
        let (mut above, mut begin): (Vec<Part>, usize) = (Vec::new(), 0);
        let typed = typed(page, at);
        for (row, found) in page.found.rows.iter().enumerate() {
            let part = match part(page, row, at, typed) {
                Ok(Some(part)) => part,
                Ok(None) => continue,
                // What nobody can add up is in no sum that could be told.
                Err(Unread) => break,
            };
            if found.is == RowIs::Total {
                let own = above[begin..].iter().filter(|one| one.is != RowIs::Total).cloned().collect::<Vec<_>>();
                if let Some(words) = told_of(&part, &above, &own, is_sub(page, row), &|row| cell(row, head.column)) {
                    told.push(words);
                }
                begin = above.len() + 1;
            }
            above.push(part);
        }
    }
    let more = told.len().saturating_sub(MOST);
    told.truncate(MOST);
    told.extend((more > 0).then(|| format!("begitu pula {more} sel lain")));
    told
}

/// Whether a row says that it sums up a part of the rows, and others do too.
fn is_sub(page: &Page, row: usize) -> bool {
    let rows = &page.found.rows;
    let says_so = |row: usize| {
        let texts = rows[row].cells.iter().flatten().filter(|content| matches!(content, Content::Text(_)));
        rows[row].is == RowIs::Total && texts.map(said).any(|text| text.to_lowercase().starts_with("sub"))
    };
    says_so(row) && (0..rows.len()).filter(|row| says_so(*row)).count() > 1
}

/// What is wrong with a sum of the rows above it; `own` are those since the sum before.
fn told_of(sum: &Part, above: &[Part], own: &[Part], is_sub: bool, cell: &dyn Fn(u32) -> String) -> Option<String> {
    let kind = |is: RowIs| above.iter().filter(move |one| one.is == is).cloned().collect::<Vec<Part>>();
    let (things, levels, sums) = (kind(RowIs::Thing), kind(RowIs::Level), kind(RowIs::Total));
    if things.len() + levels.len() < 2 {
        return None;
    }
    let of_kind = |is: RowIs| own.iter().filter(|one| one.is == is).cloned().collect::<Vec<Part>>();
    let (tops, leaves) = (by_code(own), leaves(own));
    // What says that it is of a part is not of all of them.
    let of_all = if is_sub { Default::default() } else { [things.clone(), levels, sums] };
    let [all_things, all_levels, all_sums] = of_all;
    // Programmes above their activities, without codes: only the highest are summed up.
    // One alone is that figure, and not near it.
    let is_it = |parts: &Vec<Part>| parts.len() != 1 || parts[0].value == sum.value;
    let heads = Some(heads(above)).filter(|parts| !is_sub && is_it(parts)).unwrap_or_default();
    let own_heads = Some(self::heads(own)).filter(is_it).unwrap_or_default();
    // The row that heads its part has the same figure, and the others are its parts.
    let below_head = own.split_first().filter(|(head, _)| head.value == sum.value).map(|(_, rest)| rest.to_vec());
    let right = [
        all_things,
        all_levels,
        all_sums,
        of_kind(RowIs::Thing),
        of_kind(RowIs::Level),
        tops,
        leaves,
        heads,
        own_heads.clone(),
        below_head.unwrap_or_default(),
    ];
    let is_right = |parts: &Vec<Part>| {
        is_sum(sum, parts) || is_mean(sum, parts) || parts.last().is_some_and(|last| last.value == sum.value)
    };
    let nested = nested(own);
    let place = cell(sum.row);
    // Nothing is contained in anything: all of them.
    if right.iter().enumerate().any(|(at, parts)| is_right(parts) && (nested.is_none() || !matches!(at, 0 | 3))) {
        return None;
    }
    if let Some((whole, part)) = nested.filter(|_| is_sum(sum, own) || is_sum(sum, &of_kind(RowIs::Thing))) {
        let (whole, part) = (cell(whole), cell(part));
        return Some(format!(
            "{place} {} menjumlahkan juga baris yang sudah terkandung dalam baris lain: {whole} memuat {part}",
            said_of(sum.value)
        ));
    }
    if is_right(&own.to_vec()) {
        let level = own.iter().find(|one| one.is == RowIs::Level).map(|level| cell(level.row));
        return level.map(|level| {
            format!("{place} {} menjumlahkan juga {level}, baris di atas rinciannya", said_of(sum.value))
        });
    }
    // Headings hold the rows below them once more.
    let below = || of_kind(RowIs::Thing);
    let own = if nested.is_some() {
        right[5].clone()
    } else if !own_heads.is_empty() {
        own_heads
    } else if below().is_empty() {
        own.to_vec()
    } else {
        below()
    };
    let all = if own.is_empty() { things } else { own };
    let total: Decimal = all.iter().map(|one| one.value).sum();
    Some(format!(
        "{place} {}, jumlah {} {} (selisih {})",
        said_of(sum.value),
        rows_of(&all, above, cell)?,
        said_of(total),
        said_of(sum.value - total)
    ))
}

/// The cells that were added up: `sel F3 sampai F5`, or where rows between them were not, `sel F3, F6, F9`.
fn rows_of(parts: &[Part], above: &[Part], cell: &dyn Fn(u32) -> String) -> Option<String> {
    let (first, last) = (parts.first()?, parts.last()?);
    let short = |row: u32| cell(row).trim_start_matches("sel ").to_string();
    let between = above.iter().filter(|one| one.is != RowIs::Total && (first.row..=last.row).contains(&one.row));
    if parts.len() == 1 || between.count() == parts.len() {
        return Some(match parts.len() {
            1 => cell(first.row),
            _ => format!("{} sampai {}", cell(first.row), short(last.row)),
        });
    }
    let mut named: Vec<String> = parts.iter().take(MOST_NAMED).map(|one| short(one.row)).collect();
    if parts.len() > MOST_NAMED {
        named.push(format!("… {}", short(last.row)));
    }
    Some(format!("{}{}", if cell(first.row).starts_with("sel ") { "sel " } else { "" }, named.join(", ")))
}

/// So many of the cells that were added up are named.
const MOST_NAMED: usize = 6;

/// A figure whose value is not certain.
struct Unread;

/// How the texts of a column are typed that have one reading, where that is the same for all.
fn typed(page: &Page, head: usize) -> Option<NumberFormat> {
    let texts = page.found.rows.iter().filter_map(|row| row.cells[head].as_ref());
    let formats =
        texts.filter(|content| matches!(content, Content::Text(_))).filter_map(|text| only_format(&said(text)));
    let formats: BTreeSet<bool> = formats.map(|format| format == NumberFormat::English).collect();
    match (formats.len(), formats.first()) {
        (1, Some(true)) => Some(NumberFormat::English),
        (1, Some(false)) => Some(NumberFormat::Indonesian),
        _ => None,
    }
}

/// The figure of a row under a head.
fn part(page: &Page, row: usize, head: usize, typed: Option<NumberFormat>) -> Result<Option<Part>, Unread> {
    let found = &page.found.rows[row];
    let own = |at: usize| found.cells[at].as_ref().filter(|_| found.from[at] == found.number);
    let Some(content) = own(head) else { return Ok(None) };
    let (value, places) = match content {
        // They are added up as they are shown.
        Content::Number(number, shown @ Shown::Scaled { thousands, .. })
            if page.scaled.zeros(found, head) == Some(3 * u32::from(*thousands)) =>
        {
            let number = shown.scaled(*number).ok_or(Unread)?;
            (number, number.normalize().scale())
        }
        Content::Number(_, Shown::Percent(_) | Shown::Padded(_)) => return Ok(None),
        Content::Number(number, Shown::Decimals(places) | Shown::Money(places)) => (*number, u32::from(*places)),
        Content::Number(number, Shown::General | Shown::Hidden | Shown::Other | Shown::Scaled { .. }) => {
            (*number, number.normalize().scale())
        }
        Content::Text(_) if !is_figure(content) => return Ok(None),
        Content::Text(_) => {
            let text = said(content);
            let bare = text.trim().trim_start_matches("Rp").trim_start_matches('.').trim();
            let digits = read_digits(bare, typed).map_err(|_| Unread)?;
            let number = parse_decimal(&digits).map_err(|_| Unread)?;
            (number, number.scale())
        }
        Content::Date(_) | Content::Truth(_) => return Ok(None),
        Content::Worded(_) | Content::Vast(_) | Content::Error(_) | Content::Uncomputed(_) => return Err(Unread),
    };
    let codes = (0..page.codes.len()).filter(|at| page.codes[*at]).find_map(own);
    Ok(Some(Part { row: found.number, code: codes.map(code), is: found.is, value, places }))
}

/// Whether it is their sum; each may have been rounded before.
fn is_sum(sum: &Part, parts: &[Part]) -> bool {
    let total: Decimal = parts.iter().map(|one| one.value).sum();
    !parts.is_empty() && is_near(sum, total, parts, parts.len())
}

fn is_mean(sum: &Part, parts: &[Part]) -> bool {
    let total: Decimal = parts.iter().map(|one| one.value).sum();
    parts.len() > 1 && is_near(sum, total / Decimal::from(parts.len()), parts, 1)
}

fn is_near(sum: &Part, value: Decimal, parts: &[Part], count: usize) -> bool {
    let places = parts.iter().map(|one| one.places).chain([sum.places]).min().unwrap_or(0);
    let is_exact = sum.value.is_integer() && parts.iter().all(|one| one.value.is_integer()) && value.is_integer();
    let half = if is_exact { Decimal::ZERO } else { Decimal::new(5, (places + 1).min(28)) * Decimal::from(count + 1) };
    (sum.value - value).abs() <= half
}

/// A row with one whose code begins with its own: `1.01` and `1.01.02`.
fn nested(parts: &[Part]) -> Option<(u32, u32)> {
    let known: BTreeSet<&str> = parts.iter().filter_map(|one| one.code.as_deref()).collect();
    let whole = |code: &str| above(code).find(|above| known.contains(above)).map(str::to_string);
    parts.iter().find_map(|one| {
        let whole = whole(one.code.as_deref()?)?;
        Some((parts.iter().find(|other| other.code.as_deref() == Some(&whole))?.row, one.row))
    })
}

/// Rows that are part of no other.
fn by_code(parts: &[Part]) -> Vec<Part> {
    let known: BTreeSet<&str> = parts.iter().filter_map(|one| one.code.as_deref()).collect();
    let is_top = |one: &&Part| !one.code.as_deref().is_some_and(|code| above(code).any(|above| known.contains(above)));
    parts.iter().filter(is_top).cloned().collect()
}

/// Rows that hold others by their figures, and those beside them that no other holds; none where no row holds another.
fn heads(parts: &[Part]) -> Vec<Part> {
    let rows: Vec<&Part> = parts.iter().filter(|one| one.is != RowIs::Total).collect();
    let values: Vec<Exact> = rows.iter().map(|one| Exact::from(one.value)).collect();
    tops(&values).unwrap_or_default().into_iter().map(|at| rows[at].clone()).collect()
}

/// Rows that no other is a part of.
fn leaves(parts: &[Part]) -> Vec<Part> {
    let wholes: BTreeSet<&str> = parts.iter().filter_map(|one| one.code.as_deref()).flat_map(above).collect();
    let is_leaf = |one: &&Part| !one.code.as_deref().is_some_and(|code| wholes.contains(code));
    parts.iter().filter(is_leaf).cloned().collect()
}

/// The codes that a code is below: `1.01` and `1` of `1.01.02`.
fn above(code: &str) -> impl Iterator<Item = &str> {
    code.rmatch_indices('.').map(|(at, _)| &code[..at])
}

/// Whether a heading is that of shares, marks and rates.
fn is_share(level: &str) -> bool {
    let lower = level.to_lowercase();
    lower.contains('%')
        || ["persen", "capaian", "tingkat", "indeks", "nilai", "bobot", "rata", "tahun"]
            .iter()
            .any(|word| lower.contains(word))
}

fn said_of(value: Decimal) -> String {
    format(&value.normalize().to_string(), NumberStyle::Indonesian)
}
