//! The code, year, quarter and unit of a row.

use super::csv::{Row, Sheet};
use super::dated_codes;
use super::header::{HeaderColumn, Role};
use super::problem::{DataProblem, Near, RowKey, row_beside};
use super::quarter::read_quarter;
use super::schema::Schema;
use super::segments::{is_code, is_of_figures};
use crate::diagnostic::nearest::{fold, nearest};
use std::collections::HashMap;
use std::sync::Arc;

/// Years a row may be about; others are typing mistakes.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowId {
    pub code: Arc<str>,
    pub year: i32,
    /// None for the whole year.
    pub quarter: Option<u8>,
    /// Empty if the file has no unit column.
    pub unit: Arc<str>,
}

/// The codes and names the rules know.
pub(super) struct Codes<'a> {
    codes: HashMap<&'a str, Arc<str>>,
    /// By normalised label.
    labels: HashMap<String, Vec<&'a str>>,
    schema: &'a Schema,
}

impl<'a> Codes<'a> {
    pub fn new(schema: &'a Schema) -> Self {
        let mut labels: HashMap<String, Vec<&str>> = HashMap::new();
        for (code, what) in &schema.codes {
            for label in &what.labels {
                let codes = labels.entry(fold(label)).or_default();
                if !codes.contains(&code.as_str()) {
                    codes.push(code);
                }
            }
        }
        let codes = schema.codes.keys().map(|code| (code.as_str(), code.as_str().into()));
        Codes { codes: codes.collect(), labels, schema }
    }

    /// The code that a text names, by itself or under an `umum`.
    fn find(&self, text: &str) -> Option<Arc<str>> {
        let covered = || is_code(text) && self.schema.is_covered(text);
        self.codes.get(text).cloned().or_else(|| covered().then(|| text.into()))
    }

    /// The codes that a text names as code or by name; if any of them is in force in its year, only those.
    fn named(&self, text: &str, year: Option<i32>) -> Vec<Arc<str>> {
        let mut all: Vec<Arc<str>> = self.find(text).into_iter().collect();
        for code in self.labels.get(&fold(text)).into_iter().flatten() {
            if all.iter().all(|known| **known != **code) {
                all.push((*code).into());
            }
        }
        let is_there = |code: &Arc<str>| {
            let versions = self.schema.codes.get(&**code).map_or(&[][..], |code| &code.versions);
            versions.is_empty() || year.is_none_or(|year| versions.iter().any(|version| version.covers(year)))
        };
        if all.len() > 1 && all.iter().any(is_there) {
            all.retain(is_there);
        }
        all
    }

    fn near_code(&self, text: &str) -> Option<Near> {
        let otherwise = self.written_otherwise(text).or_else(|| self.covered_otherwise(text));
        if let Some(code) = otherwise.or_else(|| self.numbered(text)) {
            return Some(Near { text: code, label: None });
        }
        let first = text.split_whitespace().next().unwrap_or_default();
        // `NAIK 1`: its first word would make it the whole of `NAIK.2`.
        if let Some(code) = joined(text).filter(|code| self.find(code).is_some()) {
            return Some(Near { text: code, label: None });
        }
        if first != text && self.find(first).is_some() {
            return Some(Near { text: first.to_string(), label: None });
        }
        if let Some(code) = eaten(text).into_iter().find(|code| self.find(code).is_some()) {
            return Some(Near { text: code, label: None });
        }
        match self.other_zeros(text).as_slice() {
            [] => {}
            [code] => return Some(Near { text: code.clone(), label: None }),
            _ => return None,
        }
        let by_label = match self.labels.get(&fold(text)).map(Vec::as_slice) {
            Some([code]) => Some(*code),
            _ => None,
        };
        // Numeric codes are close to each other: a neighbour means nothing.
        let by_code = || nearest(text, self.schema.codes.keys().map(String::as_str)).filter(|_| !is_of_figures(text));
        // `P4` is not a misspelling of `P1`, either.
        let is_numbered =
            |code: &&str| code.contains(is_digit) && code.replace(is_digit, "") == text.replace(is_digit, "");
        let by_code = || by_code().filter(|code| !text.contains(is_digit) || !is_numbered(code));
        let code = by_label.or_else(by_code)?;
        let label = self.schema.codes.get(code).and_then(|what| what.labels.first().cloned());
        Some(Near { text: code.to_string(), label })
    }

    /// The only code with these letters and figures, whatever stands between them: `NAIK.1` for `naik.1`, `NAIK1`, `NAIK 1`. Of figures
    /// alone the signs tell codes apart.
    fn written_otherwise(&self, text: &str) -> Option<String> {
        let bare = |code: &str| -> String {
            code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let own = bare(text);
        let mut alike = self.schema.codes.keys().filter(|code| bare(code) == own);
        let only = alike.next().filter(|_| own.contains(char::is_alphabetic))?;
        alike.next().is_none().then(|| only.to_string())
    }

    /// `NAIK.1` for `naik.1`, `NAIK 1`, `NAIK-1` where an `umum` covers what begins with `NAIK`.
    fn covered_otherwise(&self, text: &str) -> Option<String> {
        let code = |prefix: &str| {
            let rest = text
                .get(..prefix.len())
                .filter(|begin| begin.eq_ignore_ascii_case(prefix))
                .map(|_| &text[prefix.len()..])?;
            let rest = rest.trim_start_matches([' ', '.', '-', '_', ',', '/']);
            let is_code = !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
            is_code.then(|| format!("{prefix}.{rest}")).filter(|code| self.find(code).is_some())
        };
        let prefixes = self.schema.prefixes.iter().map(|prefix| prefix.prefix.trim_end_matches('.'));
        prefixes.filter(|prefix| prefix.contains(char::is_alphabetic)).find_map(code)
    }

    /// `IKM` of `1. IKM`: a code behind the number of its row.
    fn numbered(&self, text: &str) -> Option<String> {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let code = rest.strip_prefix(')').unwrap_or(rest).trim_start();
        let is_parted = code.len() < text.len() && text.starts_with(is_digit) && code.contains(char::is_alphabetic);
        (is_parted && self.find(code).is_some()).then(|| code.to_string())
    }

    /// The codes that a text may be except for leading zeros, by the known codes or prefixes: `07.01.02` and `7.1.02`
    /// for `7.01.02`. The following segments may have lost theirs, too: `7.1.2` is `7.01.02` or `7.01.2`.
    fn other_zeros(&self, text: &str) -> Vec<String> {
        let segments: Vec<&str> = text.split('.').collect();
        let number =
            |segment: &&str| segment.parse::<u64>().ok().filter(|_| segment.bytes().all(|b| b.is_ascii_digit()));
        let same = |known: &&str| {
            let known: Vec<&str> = known.split('.').collect();
            let pairs = || known.iter().zip(&segments);
            known.len() <= segments.len()
                && pairs().all(|(own, typed)| number(own).is_some_and(|own| number(typed) == Some(own)))
        };
        let prefixes = self.schema.prefixes.iter().map(|prefix| prefix.prefix.trim_end_matches('.'));
        let known =
            self.schema.codes.keys().map(String::as_str).chain(prefixes).filter(same).max_by_key(|known| known.len());
        let Some(known) = known else { return Vec::new() };
        let (own, rest) = segments.split_at(known.split('.').count());
        let has_lost = own.iter().zip(known.split('.')).any(|(typed, known)| typed.len() < known.len());
        let as_typed = || vec![[&[known][..], rest].concat().join(".")];
        let mut all = if has_lost { dated_codes::with_zeros(known, rest) } else { as_typed() };
        all.retain(|code| code != text && self.find(code).is_some());
        all
    }

    /// The codes that a text may have been before a spreadsheet turned it into a date; none if it is not a date, or if
    /// no code here is numeric with points.
    fn dated(&self, text: &str, year: Option<i32>) -> Option<Vec<String>> {
        let typed = dated_codes::typed(text, year);
        let known = || self.schema.codes.keys().map(String::as_str);
        let prefixes = || self.schema.prefixes.iter().map(|prefix| prefix.prefix.trim_end_matches('.'));
        let is_pointed = |code: &str| code.contains('.') && is_of_figures(code);
        if typed.is_empty() || !known().chain(prefixes()).any(is_pointed) {
            return None;
        }
        let mut all: Vec<String> = Vec::new();
        for typed in typed {
            let of_rules = known().filter(|code| figures(code).as_ref() == Some(&typed)).map(str::to_string);
            let of_prefix = |prefix: &str| match figures(prefix) {
                Some(own) if typed.starts_with(&own) => dated_codes::written(prefix, &typed[own.len()..]),
                Some(_) | None => Vec::new(),
            };
            for code in of_rules.chain(prefixes().flat_map(of_prefix)) {
                if !all.contains(&code) {
                    all.push(code);
                }
            }
        }
        all.truncate(3);
        Some(all)
    }

    /// Up to three numeric prefixes that an `umum` covers.
    fn beginnings(&self) -> Vec<String> {
        let figures = |prefix: &&str| prefix.starts_with(|c: char| c.is_ascii_digit());
        let prefixes = self.schema.prefixes.iter().map(|prefix| prefix.prefix.as_str());
        prefixes.filter(figures).take(3).map(str::to_string).collect()
    }

    fn near_label(&self, text: &str) -> Option<Near> {
        let labels = self.schema.codes.values().flat_map(|what| &what.labels).map(String::as_str);
        let label = nearest(text, labels)?;
        Some(Near { text: label.to_string(), label: None })
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A code of short pieces with blanks between them, as a code with points.
fn joined(text: &str) -> Option<String> {
    const SHORT: usize = 3;
    let mut pieces = text.split_whitespace();
    let first = pieces.next()?;
    let rest: Vec<&str> = pieces.collect();
    let is_piece = |piece: &&str| piece.len() <= SHORT && piece.bytes().all(|byte| byte.is_ascii_digit());
    (!rest.is_empty() && rest.iter().all(is_piece)).then(|| format!("{first}.{}", rest.join(".")))
}

/// The codes that may have become this text: `4.01` for `4,01`.
fn eaten(text: &str) -> Vec<String> {
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if text.contains(',') && text.split([',', '.']).all(|part| is_number(&part)) {
        return vec![text.replace(',', ".")];
    }
    // `7.01.02.` and `7 01 02`, as budgets are printed.
    let joined = text.trim_end_matches('.').split_whitespace().collect::<Vec<_>>().join(".");
    if joined != text && joined.split('.').all(|part| is_number(&part)) {
        return vec![joined];
    }
    Vec::new()
}

/// The numbers of a code, if it has nothing else.
fn figures(code: &str) -> Option<Vec<u32>> {
    code.split('.').map(|part| part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()))).collect()
}

/// Reads all of them, and reports every one that fails. If years are columns, for one of them.
pub(super) fn read_id(
    (sheet, row, columns): (&Sheet, &Row, &[HeaderColumn]),
    in_year: Option<i32>,
    codes: &Codes,
) -> Result<RowId, Vec<DataProblem>> {
    let keys = KeyCells { sheet, row, columns };
    let year = in_year.map_or_else(|| keys.year(codes.schema), Ok);
    let code = keys.code(codes, year.as_ref().ok().copied());
    let quarter = keys.quarter();
    let unit = keys.unit();
    match (code, year, quarter, unit) {
        (Ok(code), Ok(year), Ok(quarter), Ok(unit)) => Ok(RowId { code, year, quarter, unit }),
        // A sum row, or the row of column numbers, has no year either.
        (Err(code), ..) if code.is_beside() => Err(vec![*code]),
        (code, year, quarter, unit) => {
            let failed = [code.err(), year.err(), quarter.err(), unit.err()];
            Err(failed.into_iter().flatten().map(|problem| *problem).collect())
        }
    }
}

/// Only the code, if a row names one.
pub(super) fn read_code(
    (sheet, row, columns): (&Sheet, &Row, &[HeaderColumn]),
    in_year: Option<i32>,
    codes: &Codes,
) -> Option<Arc<str>> {
    let keys = KeyCells { sheet, row, columns };
    keys.code(codes, in_year.or_else(|| keys.year(codes.schema).ok())).ok()
}

/// A year is exactly four digits; else returns the only year in the text, as a suggestion.
pub fn read_year(text: &str) -> Result<i32, Option<String>> {
    let year = |digits: &str| {
        let year = digits.parse().ok().filter(|year| YEARS.contains(year))?;
        (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(year)
    };
    if let Some(year) = year(text) {
        return Ok(year);
    }
    let joined = text.replace(['.', ','], "");
    let mut runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| year(run).is_some());
    let only = match (runs.next(), runs.next()) {
        (Some(run), None) => Some(run.to_string()),
        _ => None,
    };
    // `25` in the second column of a hastily made sheet.
    let short = || year(&format!("20{text}")).filter(|_| text.len() == 2).map(|year: i32| year.to_string());
    Err(only.or_else(short).or_else(|| year(&joined).map(|year: i32| year.to_string())))
}

struct KeyCells<'a> {
    sheet: &'a Sheet<'a>,
    row: &'a Row,
    columns: &'a [HeaderColumn],
}

impl KeyCells<'_> {
    fn column(&self, role: &Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == *role)
    }

    fn cell(&self, index: usize) -> super::problem::Cell {
        let header = self.columns.get(index).map_or("", |column| &column.name);
        self.sheet.cell(self.row, index, header)
    }

    fn empty(&self, key: RowKey) -> Box<DataProblem> {
        let row = self.sheet.place(self.row, None);
        let beside = match key {
            RowKey::Code => (0..self.row.len()).find_map(|column| row_beside(self.row.get(column))),
            RowKey::Year | RowKey::Unit => None,
        };
        Box::new(DataProblem::EmptyKey { row, key, beside })
    }

    /// The column `indikator` is used if there is no code. A text that is the name of one thing and the code of another
    /// may mean either.
    /// of another may mean either.
    fn code(&self, codes: &Codes, year: Option<i32>) -> Result<Arc<str>, Box<DataProblem>> {
        let filled = |index: &usize| !self.row.get(*index).is_empty();
        if let Some(index) = self.column(&Role::Code).filter(filled) {
            let text = self.row.get(index);
            return codes.find(text).ok_or_else(|| {
                let (cell, dated) = (self.cell(index), codes.dated(text, year));
                let near = match dated.as_deref() {
                    None => codes.near_code(text),
                    // A text that begins as an `umum` says may be any such code.
                    Some([code]) if codes.codes.contains_key(code.as_str()) => {
                        Some(Near { text: code.clone(), label: None })
                    }
                    Some(_) => None,
                };
                let zeros = if near.is_none() && dated.is_none() { codes.other_zeros(text) } else { Vec::new() };
                let begin = codes.beginnings();
                Box::new(DataProblem::UnknownCode { cell, is_label: false, near, begin, dated, zeros })
            });
        }
        let Some(index) = self.column(&Role::Label).filter(filled) else {
            return Err(self.empty(RowKey::Code));
        };
        let text = self.row.get(index);
        match codes.named(text, year).as_slice() {
            [code] => Ok(Arc::clone(code)),
            [] => {
                let (cell, near) = (self.cell(index), codes.near_label(text));
                let (begin, zeros) = (Vec::new(), Vec::new());
                Err(Box::new(DataProblem::UnknownCode { cell, is_label: true, near, begin, dated: None, zeros }))
            }
            several => Err(Box::new(DataProblem::AmbiguousLabel {
                cell: self.cell(index),
                codes: several.iter().map(ToString::to_string).collect(),
            })),
        }
    }

    fn year(&self, schema: &Schema) -> Result<i32, Box<DataProblem>> {
        let Some(index) = self.column(&Role::Year) else {
            return schema.default_year.ok_or_else(|| self.empty(RowKey::Year));
        };
        match self.row.get(index) {
            "" => Err(self.empty(RowKey::Year)),
            text => read_year(text).map_err(|mend| {
                let cell = self.cell(index);
                Box::new(DataProblem::BadYear { cell, mend })
            }),
        }
    }

    fn quarter(&self) -> Result<Option<u8>, Box<DataProblem>> {
        let Some(index) = self.column(&Role::Quarter) else { return Ok(None) };
        read_quarter(self.row.get(index))
            .map_err(|mend| Box::new(DataProblem::BadQuarter { cell: self.cell(index), mend }))
    }

    fn unit(&self) -> Result<Arc<str>, Box<DataProblem>> {
        match self.column(&Role::Unit).map(|index| self.row.get(index)) {
            None => Ok("".into()),
            Some("") => Err(self.empty(RowKey::Unit)),
            Some(unit) => Ok(unit.into()),
        }
    }
}
