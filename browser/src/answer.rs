//! Requests and their answers. The word of a request is its `minta`; what it does not say has its usual value.

use crate::desk::{Desk, Opened};
use crate::report::Report;
use serde_json::{Value, json};

/// The answer to a request. A request that nobody understands is a mistake of the page, not of a person.
pub fn answer(desk: &mut Desk, request: &[u8]) -> String {
    let request: Value = serde_json::from_slice(request).unwrap_or_default();
    let text = |key: &str| request[key].as_str().unwrap_or_default();
    let answer = match text("minta") {
        "buka" => desk.open(opened(&request)),
        "tanya" => desk.ask(text("baris")),
        "geser" => desk.slide(text("hal"), text("baris"), request["lepas"] == true),
        "jelaskan" => desk.explain(text("hal")),
        "unit" => desk.unit(text("nama")),
        "uji" => desk.examples(),
        "tulis" => desk.written(text("bentuk")),
        "laporan" => {
            let (report, answer) = Report::open(&request);
            desk.report = report;
            answer
        }
        "andai" => desk.of_report(|report| report.assume(text("hal"), text("baris"), request["lepas"] == true)),
        "tercetak" => desk.of_report(Report::printed),
        "asal" => desk.of_report(|report| report.derivation(text("angka"))),
        other => json!({ "galat": format!("permintaan tidak dikenal: {other}") }),
    };
    answer.to_string()
}

fn opened(request: &Value) -> Opened {
    let files = request["berkas"].as_array().into_iter().flatten();
    let file = |pair: &Value| Some((pair[0].as_str()?.to_string(), pair[1].as_str()?.to_string()));
    Opened {
        title: request["judul"].as_str().unwrap_or("paket").to_string(),
        files: files.filter_map(file).collect(),
        year: request["tahun"].as_i64().and_then(|year| i32::try_from(year).ok()),
        unit: request["unit"].as_str().map(str::to_string),
        width: request["lebar"].as_u64().and_then(|width| usize::try_from(width).ok()).unwrap_or(80),
    }
}
