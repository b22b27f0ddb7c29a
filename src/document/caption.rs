//! The line above a table, with a number that Word counts and lists.

use super::kept::trace;
use super::text::{Look, escaped, run};
use crate::calendar;
use crate::report::table::Table;

/// What a caption says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Caption {
    /// Up to the number: `Tabel 3.`
    before: String,
    number: u32,
    /// Behind it: `Capaian Indikator Kinerja Utama Tahun 2024`
    behind: String,
}

/// How far tables were counted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counted(u32);

impl Caption {
    /// The caption of a table. One whose title has no number of its own takes the next.
    pub fn of(table: &Table, counted: Counted) -> Caption {
        let (before, number, rest) = match numbered(&table.title) {
            Some((before, number, rest)) => (format!("Tabel {before}"), number, rest),
            None => ("Tabel ".to_string(), counted.0 + 1, format!(" {}", table.title.trim())),
        };
        Caption { before, number, behind: rest + &added(table) }
    }

    /// The runs of the line, and how far tables are counted with it. Where its number does not follow from those before, the
    /// field says so, for Word counts anew whenever it likes.
    pub fn runs(&self, look: Look, counted: &mut Counted) -> [String; 2] {
        let anew = if self.number == counted.0 + 1 { String::new() } else { format!(" \\r {}", self.number) };
        counted.0 = self.number;
        let mark = |kind: &str| format!("<w:r>{}<w:fldChar w:fldCharType=\"{kind}\"/></w:r>", look.markup());
        let command = escaped(&format!(" SEQ Tabel \\* ARABIC{anew} "));
        let command =
            format!("<w:r>{}<w:instrText xml:space=\"preserve\">{command}</w:instrText></w:r>", look.markup());
        let counted = [
            run(look, &self.before),
            mark("begin"),
            command,
            mark("separate"),
            run(look, &self.number.to_string()),
            mark("end"),
        ];
        [counted.concat(), run(look, &self.behind)]
    }

    /// A trace of its words but for the number, which Word counts anew.
    pub fn trace(&self) -> String {
        trace(&format!("{}{}", self.before, self.behind))
    }
}

/// `Tabel 3.12b Rincian`: what stands between `Tabel` and the number, the number, and what follows.
fn numbered(title: &str) -> Option<(String, u32, String)> {
    let title = title.trim();
    let rest = title.get(..5).filter(|word| word.eq_ignore_ascii_case("tabel")).map(|_| &title[5..])?;
    let rest = rest.strip_prefix(char::is_whitespace)?.trim_start();
    let (label, words) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let label = label.trim_end_matches([':', '.']);
    let digits = label.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let begin = digits
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + digits[at..].chars().next().map_or(1, char::len_utf8));
    let number = digits[begin..].parse().ok().filter(|number| *number < 100_000)?;
    let words = if words.is_empty() { String::new() } else { format!(" {}", words.trim()) };
    Some((digits[..begin].to_string(), number, format!("{}{words}", &label[digits.len()..])))
}

/// Whom and which year a table is about, and under which scenario, as far as its title does not say so.
fn added(table: &Table) -> String {
    let mut added = String::new();
    if let Some(unit) = table.unit.as_ref().filter(|unit| !table.title.contains(unit.as_str())) {
        added += &format!(" {unit}");
    }
    let is_year = |word: &str| calendar::year(word).is_some();
    let says_year = table.title.split(|c: char| !c.is_ascii_digit()).any(is_year);
    if !says_year && table.year != 0 {
        added += &format!(" Tahun {}", table.year);
    }
    if let Some(name) = &table.scenario {
        added += &format!(" (skenario {name})");
    }
    added
}
