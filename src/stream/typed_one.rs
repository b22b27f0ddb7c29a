//! One row of a table as data, to explain a value: its headers and cells mean the same as in a table of many rows.

use super::typed_job::{Table, Unfit, unfit};
use super::wide::Wide;
use super::{YEARS, problem::Refused};
use crate::data::schema::Schema;
use crate::data::wide::{CellReader, WideColumn, is_stray, place, stray};
use crate::data::{Content, Dataset, Datum, Field, Key, State, keys};
use crate::number::NumberFormat;
use std::sync::Arc;

/// A row that was read.
#[derive(Debug)]
pub struct One {
    /// Its content as a dataset.
    pub data: Dataset,
    /// Its year.
    pub year: i32,
    /// The unknown headers, and what was perhaps meant by each.
    pub unknown: Vec<(String, Option<String>)>,
}

/// The row of a table with these cell texts; those of number columns have a decimal comma.
pub fn one_row(schema: &Schema, table: Table, cells: &[String]) -> Result<One, Unfit> {
    let Table { source, name, columns, format, year, .. } = table;
    let schema = Schema { default_year: year.or(schema.default_year), ..schema.clone() };
    let (headers, typed): (Vec<String>, Vec<bool>) =
        columns.into_iter().map(|(header, typed)| (header.trim().to_string(), typed)).unzip();
    let wide = match Wide::of((headers.clone(), b';'), &schema, &name, source) {
        Ok(Some((wide, _))) => wide,
        Ok(None) => return Err(Unfit::Long(super::typed_job::long(&headers, &schema))),
        Err(refused) => return Err(unfit(refused)),
    };
    let cell = |at: usize| cells.get(at).map_or("", String::as_str);
    let own = wide.year.and_then(|at| keys::read_year(cell(at).trim()).ok()).filter(|year| YEARS.contains(year));
    let year = if wide.year.is_some() { own } else { schema.default_year };
    let year = year.ok_or_else(|| unfit(Refused::NoYear))?;
    let mut data = Dataset::new();
    let lane = data.lane(wide.unit.map_or("", |at| cell(at).trim()));
    let (mut unknown, mut findings) = (Vec::new(), Vec::new());
    for (at, column) in wide.columns.iter().enumerate() {
        let (code, field) = match column {
            WideColumn::Value(code, field) => (code, field),
            WideColumn::Unknown(near) => {
                unknown.push((headers[at].clone(), near.clone()));
                continue;
            }
            WideColumn::Unit | WideColumn::Year => continue,
        };
        let here = || place(source, 1, &headers[at]);
        if is_stray(&schema, code, year) {
            findings.extend(stray(&schema, code, year, cell(at), here()));
            continue;
        }
        let format = if typed[at] { Some(NumberFormat::Indonesian) } else { format };
        let mut put = |field: &Field, is_told: bool| {
            let reader = CellReader::new(&schema, code, field, year, format);
            match reader.read(cell(at), year, here(), &name) {
                Ok(Content::Missing(State::NotFilled, why)) if why.is_empty() => {}
                Ok(content) => {
                    let key = Key { code: Arc::clone(code), field: field.clone(), year, quarter: None };
                    data.set(lane, key, Datum { content, origin: None });
                }
                Err(problem) if is_told => findings.push(*problem),
                Err(_) => {}
            }
        };
        put(field, true);
        let versions = schema.codes.get(&**code).map_or(&[][..], |code| &code.versions);
        if *field == Field::Target && versions.iter().any(|version| version.range_target) {
            // Both ends of a range are in the cell of the target.
            put(&Field::TargetLow, false);
            put(&Field::TargetHigh, false);
        }
    }
    match findings.is_empty() {
        true => Ok(One { data, year, unknown }),
        false => Err(Unfit::Findings(findings.into_iter().map(|problem| problem.into_diagnostic()).collect())),
    }
}
