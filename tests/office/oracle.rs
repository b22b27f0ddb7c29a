//! The same workbooks read by others: calamine now, openpyxl when the files were made (`fixtures/forms.json`).

use super::{bytes, forms};
use calamine::{Data, Reader};
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use takar::office::{Content, Sheet, Shown, letters, open};

/// A cell as both sides can say it. Percent is moved back, since the others know nothing of it.
fn plain(content: &Content) -> String {
    let number = |number: Decimal| number.normalize().to_string();
    match content {
        Content::Number(value, Shown::Percent(_)) => number(*value / Decimal::ONE_HUNDRED),
        Content::Number(value, _) => number(*value),
        Content::Worded(worded) => number(worded.number),
        Content::Text(text) | Content::Date(text) | Content::Error(text) => text.to_string(),
        Content::Vast(text) => text.parse().map_or(text.to_string(), float),
        Content::Truth(truth) => if *truth { "benar" } else { "salah" }.to_string(),
        Content::Uncomputed(_) => String::new(),
    }
}

/// A float at 15 significant digits.
fn float(value: f64) -> String {
    let text = format!("{value:.14e}");
    Decimal::from_scientific(&text).map_or(format!("besar {text}"), |value| value.normalize().to_string())
}

fn cells(sheet: &Sheet) -> BTreeMap<String, String> {
    let cells = sheet.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row.number, cell)));
    let said = cells.map(|(row, cell)| (format!("{}{row}", letters(cell.column)), plain(&cell.content)));
    said.filter(|(_, text)| !text.is_empty()).collect()
}

/// Whether both say the same; of a day only that it is one, which its format tells.
fn agree(place: &str, ours: Option<&String>, theirs: &Data) -> Result<(), String> {
    let theirs = match theirs {
        Data::Empty => return ours.map_or(Ok(()), |ours| Err(format!("{place}: {ours} against nothing"))),
        Data::String(text) if text.is_empty() => String::new(),
        Data::String(text) => text.replace("\r\n", "\n"),
        Data::Float(value) => float(*value),
        Data::Int(value) => value.to_string(),
        Data::Bool(truth) => if *truth { "benar" } else { "salah" }.to_string(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => {
            let is_day = ours.is_some_and(|ours| ours.contains('-') || ours.contains(':'));
            return if is_day { Ok(()) } else { Err(format!("{place}: {ours:?} is no day")) };
        }
    };
    let ours = ours.cloned().unwrap_or_default();
    if ours == theirs { Ok(()) } else { Err(format!("{place}: {ours} against {theirs}")) }
}

/// Places where calamine reads otherwise, each looked at: zeros that a script wrote, what lies below a merged cell.
const KNOWN: [(&str, &str); 4] = [
    ("formulas-zero.xlsx", "C2"),
    ("formulas-zero.xlsx", "C3"),
    ("merged.xlsx", "B4"),
    ("merged-libreoffice.ods", "B4"),
];

#[test]
fn calamine_reads_the_same() {
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for entry in std::fs::read_dir(forms()).expect("the files") {
        let name = entry.expect("a file").file_name().to_string_lossy().into_owned();
        let Ok(ours) = open(&bytes(&name), &name) else { continue };
        let mut theirs = match name.rsplit_once('.') {
            Some((_, "xlsx" | "xlsm" | "ods")) => match calamine::open_workbook_auto_from_rs(Cursor::new(bytes(&name)))
            {
                Ok(theirs) => theirs,
                // A page under the name of a workbook.
                Err(_) => continue,
            },
            _ => continue,
        };
        for sheet in &ours.sheets {
            let said = cells(sheet);
            let range = theirs.worksheet_range(&sheet.name).unwrap_or_else(|error| panic!("{name}: {error}"));
            let (top, left) = range.start().unwrap_or_default();
            let mut seen = BTreeMap::new();
            for (row, column, value) in range.used_cells() {
                seen.insert(format!("{}{}", letters(left + column as u32), top + row as u32 + 1), value.clone());
            }
            let places: BTreeSet<&String> = said.keys().chain(seen.keys()).collect();
            for place in places {
                compared += 1;
                let theirs = seen.get(place).cloned().unwrap_or_default();
                if let Err(why) = agree(place, said.get(place), &theirs)
                    && !KNOWN.contains(&(&*name, &**place))
                {
                    wrong.push(format!("{name}: {why}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 400, "{compared} cells");
}

#[test]
fn openpyxl_reads_the_same() {
    let path = forms().with_file_name("forms.json");
    let all: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("forms.json")).expect("JSON");
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for (name, sheets) in all.as_object().expect("files") {
        let Ok(ours) = open(&bytes(name), name) else { continue };
        for (sheet, theirs) in ours.sheets.iter().zip(sheets.as_array().expect("sheets")) {
            assert_eq!(theirs["name"], *sheet.name, "{name}");
            assert_eq!(theirs["hidden"], sheet.hidden, "{name}");
            let hidden: Vec<u32> = sheet.rows.iter().filter(|row| row.hidden).map(|row| row.number).collect();
            assert_eq!(theirs["rows"], serde_json::json!(hidden), "{name}");
            assert_eq!(theirs["merges"].as_array().map(Vec::len), Some(sheet.merges.len()), "{name}");
            let said = cells(sheet);
            let theirs = theirs["cells"].as_object().expect("cells");
            let places: BTreeSet<&String> = said.keys().chain(theirs.keys()).collect();
            for place in places {
                compared += 1;
                let theirs = theirs.get(place).and_then(Value::as_str).unwrap_or_default();
                let ours = said.get(place).map_or("", String::as_str);
                let same = ours == theirs || theirs.parse().is_ok_and(|theirs| float(theirs) == ours);
                let known = theirs == "lama" || KNOWN_OF_OPENPYXL.contains(&(&**name, &**place));
                if !same && !known {
                    wrong.push(format!("{name}: {place}: {ours} against {theirs}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 200, "{compared} cells");
}

/// Where openpyxl reads otherwise: the same two, and a line break of Windows.
const KNOWN_OF_OPENPYXL: [(&str, &str); 4] =
    [("formulas-zero.xlsx", "C2"), ("formulas-zero.xlsx", "C3"), ("merged.xlsx", "B4"), ("rich.xlsx", "C1")];
