//! Many files, many edits, many packages: answers in time, and no more memory than at the beginning.

use crate::client::{Client, spot};
use serde_json::json;
use std::time::{Duration, Instant};

/// A package of so many files, each with a few definitions that rest on those of the file before.
fn many(count: usize) -> Vec<(String, String)> {
    let file = |at: usize| {
        let before = if at == 0 { "1".to_string() } else { format!("HASIL{}", at - 1) };
        let text = format!(
            "besaran MASUK{at} \"Masukan {at}\"\n  satuan nilai\n  skala 0..100\n\nHASIL{at} = MASUK{at} / 2 + {before}\n"
        );
        (format!("berkas-{at:03}.takar"), text)
    };
    (0..count).map(file).collect()
}

#[test]
fn three_hundred_files_are_one_package() {
    let files = many(300);
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut client = Client::new(&files);
    let found = client.open("berkas-150.takar");
    let errors = found.as_array().expect("findings").iter().filter(|one| one["severity"] == 1).count();
    assert_eq!(errors, 0, "{found}");
    let text = files[150].1;
    let definition =
        client.at("textDocument/definition", "berkas-150.takar", spot(text, "HASIL149")).expect("an answer");
    assert!(definition[0]["uri"].as_str().expect("an address").ends_with("berkas-149.takar"), "{definition}");
    client.set("berkas-150.takar", 2, &text.replace("HASIL150 =", "HASILX ="));
    let uri = client.uri("berkas-151.takar");
    client.wait(|message| message["params"]["uri"] == json!(uri) && message["params"]["diagnostics"] != json!([]));
    assert_eq!(client.leave(), Some(0));
}

/// Who types for hours finds the program as it was.
#[test]
fn ten_thousand_edits_leave_nothing_behind() {
    let mut client = Client::over("mojoagung-2024");
    client.open("iku.takar");
    client.computed();
    let text = std::fs::read_to_string(client.path("iku.takar")).expect("rules");
    let (line, column) = spot(&text, "1,25*(IKM/25)");
    let edits = |client: &mut Client, from: i32, to: i32| {
        for version in from..to {
            let (end, new) = if version % 2 == 0 { (column, "7") } else { (column + 1, "") };
            let range =
                json!({ "start": { "line": line, "character": column }, "end": { "line": line, "character": end } });
            client.change("iku.takar", version, json!([{ "range": range, "text": new }]));
            // What waits is told together; now and then somebody looks.
            if version % 500 == 0 {
                client.diagnostics("iku.takar", version);
            }
        }
        client.diagnostics("iku.takar", to - 1);
        client.so_far("textDocument/publishDiagnostics");
    };
    edits(&mut client, 2, 2_002);
    let early = client.memory();
    edits(&mut client, 2_002, 12_002);
    if let (Some(early), Some(late)) = (early, client.memory()) {
        assert!(late < early + 50_000, "{early} kB after 2.000 edits, {late} kB after 12.000");
    }
    assert_eq!(client.leave(), Some(0));
}

/// From a key to what is said about it, in the largest shipped package. The bound counts for a release build on a machine
/// with nothing else to do; `TAKAR_LATENCY` asks for it.
#[test]
fn a_key_is_answered_in_time() {
    let mut client = Client::over("mojoagung-2024");
    client.open("iku.takar");
    client.computed();
    let text = std::fs::read_to_string(client.path("iku.takar")).expect("rules");
    let (line, start) = spot(&text, "rumus 1,25");
    let mut took: Vec<(Duration, Duration)> = Vec::new();
    let typed = "IKM + maks(IPP; 2) * 3 - capaian AKIP / 100 + ".chars();
    for (nth, letter) in typed.enumerate() {
        let (version, column) = (nth as i32 + 2, start + "rumus ".len() as u32 + nth as u32);
        let at = json!({ "line": line, "character": column });
        let begin = Instant::now();
        client.change("iku.takar", version, json!([{ "range": { "start": at, "end": at }, "text": letter }]));
        let asked = client.begin_ask("textDocument/completion", json!({
            "textDocument": { "uri": client.uri("iku.takar") }, "position": { "line": line, "character": column + 1 },
        }));
        client.answer(asked).expect("an answer");
        let completed = begin.elapsed();
        client.diagnostics("iku.takar", version);
        took.push((completed, begin.elapsed()));
    }
    let part = |mut all: Vec<Duration>, percent: usize| {
        all.sort();
        all[(all.len() * percent / 100).min(all.len() - 1)]
    };
    let completed: Vec<Duration> = took.iter().map(|(completed, _)| *completed).collect();
    let told: Vec<Duration> = took.iter().map(|(_, told)| *told).collect();
    let (median, late) = (part(told.clone(), 50), part(told, 95));
    println!(
        "key to findings: median {median:?}, 95 of 100 within {late:?}; to completion: {:?}, {:?}",
        part(completed.clone(), 50),
        part(completed, 95)
    );
    let bound = std::env::var("TAKAR_LATENCY")
        .ok()
        .and_then(|told| told.parse().ok())
        .map_or(Duration::from_secs(20), Duration::from_millis);
    assert!(late <= bound, "{late:?} is more than {bound:?}");
    assert_eq!(client.leave(), Some(0));
}
