//! What an editor can have done: tables of a package, and why a value is what it is.

use super::desk::Desk;
use super::package::{Home, Job, Whole};
use super::protocol::Position;
use super::things::thing_at;
use super::wire::{Failure, INVALID_PARAMS, METHOD_NOT_FOUND, REQUEST_FAILED};
use crate::report::{self, explanation};
use serde_json::{Value, json};
use std::sync::Arc;

/// Their names.
pub const ALL: [&str; 2] = ["takar.hitung", "takar.jelaskan"];

/// Runs one of them. Both give `{ judul, isi }`, the second in Markdown.
pub fn run(desk: &mut Desk, command: &str, arguments: &[Value]) -> Result<Value, Failure> {
    let uri = arguments.first().and_then(Value::as_str);
    let uri = uri.ok_or_else(|| Failure::new(INVALID_PARAMS, "sebut berkasnya"))?;
    match command {
        "takar.hitung" => {
            let whole = whole(desk, uri)?;
            compute(&whole)
        }
        "takar.jelaskan" => {
            let position: Option<Position> = arguments.get(1).and_then(|at| serde_json::from_value(at.clone()).ok());
            explain(desk, uri, position.ok_or_else(|| Failure::new(INVALID_PARAMS, "sebut letaknya"))?)
        }
        _ => Err(Failure::new(METHOD_NOT_FOUND, format!("perintah {command} tidak dikenal"))),
    }
}

/// The package of a text, computed with the texts as they are now.
pub fn whole(desk: &mut Desk, uri: &str) -> Result<Arc<Whole>, Failure> {
    let refused = || Failure::new(REQUEST_FAILED, "berkas ini tidak terletak dalam paket aturan yang terbaca");
    let view = desk.view(uri).ok_or_else(refused)?;
    if let Some(whole) = view.whole.filter(|_| view.is_current) {
        return Ok(whole);
    }
    let home: Home = view.document.home.clone().ok_or_else(refused)?;
    Ok(Arc::new(Job { home, stamp: 0, checked: view.checked }.run()))
}

fn compute(whole: &Whole) -> Result<Value, Failure> {
    let planned = whole.folder.package.planned(&whole.data, whole.year).ok_or_else(has_errors)?;
    let mut tables = Vec::new();
    for run in planned.groups() {
        (0..run.evaluation().lanes()).for_each(|lane| tables.extend(run.tables_of(lane)));
    }
    let found: Vec<String> = tables.iter().map(report::markdown).collect();
    Ok(json!({ "judul": format!("{} {}", planned.program().package.title, whole.year), "isi": found.join("\n") }))
}

fn explain(desk: &mut Desk, uri: &str, position: Position) -> Result<Value, Failure> {
    let view = desk.view(uri);
    let thing = view.as_ref().and_then(|view| thing_at(view, position));
    let thing = thing
        .ok_or_else(|| Failure::new(REQUEST_FAILED, "letakkan kursor pada nama indikator, besaran, atau kelompok"))?;
    let whole = whole(desk, uri)?;
    let planned = whole.folder.package.planned(&whole.data, whole.year).ok_or_else(has_errors)?;
    let words = crate::program::written_name(&thing.name);
    let question = planned.question(&words).map_err(|why| Failure::new(REQUEST_FAILED, why.title.clone()))?;
    let why = planned.unit(0).explain(&question, 0);
    Ok(json!({ "judul": format!("{} {}", thing.name, whole.year), "isi": explanation::markdown(&why) }))
}

fn has_errors() -> Failure {
    Failure::new(REQUEST_FAILED, "aturannya masih keliru: betulkan dulu yang bertanda merah")
}
