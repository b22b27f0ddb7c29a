//! Heads of columns: what several columns side by side share stands once above them.

use crate::calendar;
use crate::report::table::Column;

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// What it shares with the columns beside it: a year, or what is measured.
    pub above: Option<String>,
    /// Its own words; all of them where nothing is shared.
    pub own: String,
}

/// What columns measure of several places or times: `Realisasi Kabupaten`, `Realisasi Nasional`.
const MEASURES: [&str; 8] = ["Target", "Realisasi", "Capaian", "Pagu", "Serapan", "Anggaran", "Selisih", "Predikat"];

/// The heads of columns, left to right. Columns are put together where they stand side by side and their titles name the same level
/// above (`KINERJA · TARGET`), end in the same year or quarter, or begin with the same measure.
pub(super) fn heads(columns: &[Column]) -> Vec<Head> {
    let whole = |column: &Column| Head { above: None, own: column.title.clone() };
    let mut heads: Vec<Head> = columns.iter().map(whole).collect();
    for split in [at_level, at_time, by_measure] {
        let parts: Vec<Option<(String, String)>> =
            heads.iter().map(|head| if head.above.is_none() { split(head.own.trim()) } else { None }).collect();
        let mut from = 0;
        while from < heads.len() {
            let above = parts[from].as_ref().map(|(above, _)| above);
            let same = |at: &usize| above.is_some() && parts[*at].as_ref().map(|(above, _)| above) == above;
            let to = (from..heads.len()).take_while(same).last().map_or(from, |last| last) + 1;
            let own: Vec<&str> = parts[from..to].iter().flatten().map(|(_, own)| own.as_str()).collect();
            let distinct = own.iter().enumerate().all(|(at, one)| !own[..at].contains(one));
            if own.len() > 1 && distinct {
                for (head, part) in heads[from..to].iter_mut().zip(&parts[from..to]) {
                    let Some((above, own)) = part else { continue };
                    *head = Head { above: Some(above.clone()), own: own.clone() };
                }
            }
            from = to;
        }
    }
    heads
}

/// `KINERJA · TARGET`: a heading of several rows in one line.
fn at_level(title: &str) -> Option<(String, String)> {
    let (above, own) = title.rsplit_once(LEVEL)?;
    Some((above.trim().to_string(), own.trim().to_string()))
}

/// What stands between the rows of such a heading.
const LEVEL: &str = " · ";

/// `Target 2024`, `Realisasi tahun 2024`, `Target triwulan 2`
fn at_time(title: &str) -> Option<(String, String)> {
    let (rest, last) = title.rsplit_once(' ')?;
    let year = calendar::year(last).is_some();
    let (own, before) = rest.rsplit_once(' ').unwrap_or(("", rest));
    let own = own.trim();
    match before.to_lowercase().as_str() {
        "tahun" | "th." | "th" if year && !own.is_empty() => Some((format!("Tahun {last}"), own.to_string())),
        "triwulan" | "tw" if !own.is_empty() && ["1", "2", "3", "4", "I", "II", "III", "IV"].contains(&last) => {
            Some((format!("Triwulan {last}"), own.to_string()))
        }
        _ if year => Some((last.to_string(), rest.trim().to_string())),
        _ => None,
    }
}

/// `Realisasi Kabupaten`, `Anggaran (Rp) Pagu`
fn by_measure(title: &str) -> Option<(String, String)> {
    let (first, rest) = title.split_once(' ')?;
    let known = MEASURES.iter().any(|known| known.eq_ignore_ascii_case(first));
    // What its figures are in belongs to it.
    let bracket = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let (above, own) = match bracket {
        Some((unit, own)) => (format!("{first} ({unit})"), own.trim()),
        None => (first.to_string(), rest.trim()),
    };
    (known && !own.is_empty()).then(|| (above, own.to_string()))
}
