//! The meaning of a message code, as a plain value and in each format.

use crate::report::json::{VERSION, document};
use crate::report::markdown::escape;
use crate::report::text::{paint, wrap};
use anstyle::Style;
use serde::Serialize;

/// What a message code means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Meaning {
    /// `K0102`
    #[serde(rename = "kode")]
    pub code: &'static str,
    /// In a few words.
    #[serde(rename = "judul")]
    pub title: &'static str,
    /// In a sentence or two.
    #[serde(rename = "arti")]
    pub meaning: &'static str,
    /// An example that produces the message.
    #[serde(rename = "contoh")]
    pub example: Vec<Text>,
    /// The corrected texts; only the files that change.
    #[serde(rename = "perbaikan")]
    pub mend: Vec<Text>,
    /// What to do, if no text can show it.
    #[serde(rename = "tindakan")]
    pub action: Option<&'static str>,
    /// Other rules that the example needs, by name.
    #[serde(skip)]
    pub with: Option<&'static str>,
}

/// A text of an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Text {
    /// Its file; none for commands.
    #[serde(rename = "berkas")]
    pub file: Option<&'static str>,
    /// Without the last line break.
    #[serde(rename = "isi")]
    pub text: &'static str,
}

/// For a terminal.
pub fn text(meaning: &Meaning, width: usize, colour: bool) -> String {
    let bold = if colour { Style::new().bold() } else { Style::new() };
    let mut lines = vec![paint(bold, &format!("{} · {}", meaning.code, meaning.title)), String::new()];
    lines.extend(wrap(meaning.meaning, width));
    for (heading, texts) in parts(meaning) {
        lines.extend([String::new(), format!("{heading}:")]);
        for one in texts {
            let named = one.file.filter(|_| is_named(meaning, one));
            lines.extend(named.map(|file| format!("  {file}")));
            // Examples get copied, so they are never wrapped.
            lines.extend(shown(one).lines().map(|line| format!("    {line}")));
        }
    }
    if let Some(action) = meaning.action {
        lines.extend([String::new(), "Yang dapat dilakukan:".to_string()]);
        lines.extend(wrap(action, width.saturating_sub(4)).into_iter().map(|line| format!("    {line}")));
    }
    lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// For a report.
pub fn markdown(meaning: &Meaning) -> String {
    let mut lines = vec![format!("## {} · {}", meaning.code, escape(meaning.title)), String::new()];
    lines.push(escape(meaning.meaning));
    for (heading, texts) in parts(meaning) {
        lines.extend([String::new(), format!("{heading}:")]);
        for one in texts {
            let named = one.file.filter(|_| is_named(meaning, one));
            let info = named.map_or_else(|| "```".to_string(), |file| format!("```text {file}"));
            lines.extend([String::new(), info, shown(one).to_string(), "```".into()]);
        }
    }
    if let Some(action) = meaning.action {
        lines.extend([String::new(), format!("Yang dapat dilakukan: {}", escape(action))]);
    }
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

/// For programs, ending in a line break.
pub fn json(meaning: &Meaning) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        versi: u32,
        #[serde(flatten)]
        meaning: &'a Meaning,
    }
    document(&Document { versi: VERSION, meaning })
}

fn parts(meaning: &Meaning) -> impl Iterator<Item = (&'static str, &Vec<Text>)> {
    let parts = [("Contoh", &meaning.example), ("Perbaikan", &meaning.mend)];
    parts.into_iter().filter(|(_, texts)| !texts.is_empty())
}

/// Whether a text needs its file named: there are several, or it is not a rule file.
fn is_named(meaning: &Meaning, text: &Text) -> bool {
    meaning.example.len() > 1 || text.file.is_some_and(|file| !file.ends_with(".takar"))
}

fn shown(text: &Text) -> &'static str {
    if text.text.is_empty() { "(kosong)" } else { text.text }
}
