//! A package with its data as one value, to be transferred: texts as they were read, not their files.

use super::{Contents, Package};
use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Source;
use crate::source::sheet::{Laid, OnSheet};
use serde_json::{Value, json};
use std::collections::BTreeMap;

impl Package {
    /// Its rules, those of the packages it uses, and its data, which have been read; the inverse of
    /// [`Package::unpacked`].
    #[doc(hidden)]
    pub fn packed(&self) -> Value {
        // Rules were registered first, in the order of their modules; then each data file in the order of the rules.
        let texts: Vec<&Source> = self.sources.iter().map(|(_, source)| source).collect();
        let (rules, others) = texts.split_at(self.modules.len().min(texts.len()));
        let rules = rules.iter().zip(&self.modules).map(|(source, module)| {
            let own =
                module.package.as_ref().and_then(|used| source.name().strip_prefix(used.as_str())?.strip_prefix('/'));
            json!([module.package, own.unwrap_or(source.name()), source.text()])
        });
        let files = self.program.as_ref().map_or(0, |program| program.data.len());
        let data = others.iter().take(files).map(|source| json!([source.name(), source.text(), sheet(source)]));
        json!({ "judul": self.title, "aturan": rules.collect::<Vec<_>>(), "data": data.collect::<Vec<_>>() })
    }

    /// A package and its data from one value; none if the value is malformed.
    #[doc(hidden)]
    pub fn unpacked(packed: &Value) -> Option<(Package, Dataset)> {
        let mut own = Vec::new();
        let mut used: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
        for one in packed["aturan"].as_array()? {
            let file = (one[1].as_str()?.to_string(), one[2].as_str()?.to_string());
            match one[0].as_str() {
                Some(package) => used.entry(package).or_default().push(file),
                None => own.push(file),
            }
        }
        let mut package = Package::with_library(packed["judul"].as_str()?, own, |name| used.get(name).cloned());
        let mut rest = packed["data"].as_array()?.iter();
        let (data, _) = package.read_sheets_while(
            |wanted| {
                let missing = || Box::new(Diagnostic::new(Code::B0110, Severity::Error, wanted.file.to_string()));
                rest.next().and_then(contents).ok_or_else(missing)
            },
            &|| true,
        );
        Some((package, data))
    }
}

/// The position of a text on its sheet; nothing for a file that was text already.
fn sheet(source: &Source) -> Option<Value> {
    let OnSheet { file, name, headers, filled, is_lettered, worded, above } = &**source.sheet()?;
    let filled: Vec<Value> =
        filled.iter().map(|((row, column), (from, own))| json!([row, column, from, own])).collect();
    Some(
        json!({ "berkas": file, "nama": name, "judul": headers, "isi": filled, "berhuruf": is_lettered, "berkata": worded, "di_atas": above }),
    )
}

fn contents(packed: &Value) -> Option<Contents> {
    let (name, text) = (packed[0].as_str()?.to_string(), packed[1].as_str()?.to_string());
    let sheet = &packed[2];
    if sheet.is_null() {
        return Some(Contents::Text(text));
    }
    let words = |value: &Value| value.as_str().map(str::to_string);
    let number = |value: &Value| u32::try_from(value.as_u64()?).ok();
    let filled = |one: &Value| Some(((number(&one[0])?, number(&one[1])?), (number(&one[2])?, number(&one[3])?)));
    let place = |one: &Value| Some((number(&one[0])?, number(&one[1])?));
    let sheet = OnSheet {
        file: words(&sheet["berkas"])?,
        name: words(&sheet["nama"])?,
        headers: sheet["judul"].as_array()?.iter().map(words).collect::<Option<_>>()?,
        filled: sheet["isi"].as_array()?.iter().map(filled).collect::<Option<_>>()?,
        is_lettered: sheet["berhuruf"].as_bool()?,
        worded: sheet["berkata"].as_array()?.iter().map(place).collect::<Option<_>>()?,
        above: sheet["di_atas"].as_array()?.iter().map(words).collect::<Option<_>>()?,
    };
    Some(Contents::Sheet(Box::new(Laid { name, text, sheet, told: Vec::new(), sums: Vec::new() })))
}
