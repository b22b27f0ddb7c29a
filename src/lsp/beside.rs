//! What may stand beside a printed table: the words that declare it, and behind them tables, columns and codes of the rules.

use super::choice::{Choice, RULE, VALUE, WORD};
use super::desk::View;
use super::mentions::{Kind, kind_of, label};
use super::protocol::{Position, Range};
use super::server::Client;
use crate::audit;
use crate::folder::files;
use crate::syntax::ast::{ClauseKind, Item};
use crate::syntax::is_quote;
use crate::syntax::meanings::Meaning;
use crate::syntax::words::Block;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The words that such a line begins with.
const WORDS: [Meaning; 7] = [
    Meaning {
        word: "cetakan",
        example: "cetakan T31 dari \"laporan.docx\" tabel 3",
        text: "tabel aturan yang tercetak di sini",
    },
    Meaning { word: "judul", example: "judul \"Tabel 3.1 Capaian\"", text: "judul tabel itu dalam dokumen" },
    Meaning { word: "halaman", example: "halaman 34", text: "halaman laporan tempat tabel itu tercetak" },
    Meaning { word: "kolom", example: "kolom 3 = realisasi", text: "isi sebuah kolom tercetak, seperti dalam aturan" },
    Meaning { word: "baris", example: "baris 4 = AKIP", text: "isi sebuah baris tercetak di bawah judul kolom" },
    Meaning { word: "persis", example: "persis AKIP; IKM", text: "kode yang angkanya tercetak tanpa dibulatkan" },
    Meaning {
        word: "klaim",
        example: "klaim \"naik 3 poin\"\n  capaian AKIP > 100",
        text: "pernyataan laporan yang diperiksa",
    },
];

/// Whether a text stands beside printed tables.
fn is_beside(view: &View) -> bool {
    let path = view.document.path.as_deref();
    let folder = path.and_then(|path| path.parent()?.file_name());
    let name = path.and_then(|path| path.file_name()?.to_str());
    folder.is_some_and(|folder| folder == files::PRINTED) && name.is_some_and(files::is_rule_file)
}

/// What the word at a place of a line means that declares a table.
pub fn meaning(view: &View, line: &str, start: usize, from: usize) -> Option<Meaning> {
    let begin = line.len() - line.trim_start().len();
    let word = line[begin..].split(char::is_whitespace).next()?;
    let is_it = from == begin && is_beside(view) && !in_claim(&view.document.text[..start + begin + word.len()]);
    WORDS.into_iter().find(|one| is_it && one.word == word)
}

/// What may stand at a place of a line that declares a table.
pub fn complete(view: &View, position: Position, can: Client) -> Value {
    let (text, lines) = (&*view.document.text, &view.document.lines);
    let offset = lines.offset(text, position);
    let start = lines.start(position.line);
    let (before, rest) = (&text[start..offset], text[offset..].lines().next().unwrap_or_default());
    let (at, until, choices) = choices(view, before);
    let typed = before[at..].trim_start_matches(is_quote).to_lowercase();
    // What is typed in ends where its word or its list ends.
    let end = rest.find(until).unwrap_or(rest.len());
    let end = offset + rest[..end].trim_end().len();
    let range = Range { start: lines.position(text, start + at), end: lines.position(text, end) };
    let fitting = choices.into_iter().filter(|choice| choice.text.to_lowercase().starts_with(&typed));
    let items: Vec<Value> = fitting.enumerate().map(|(number, choice)| choice.item(number, range, can)).collect();
    json!({ "isIncomplete": false, "items": items })
}

/// Where what is chosen begins in the line, the sign before which it ends, and what may stand there.
fn choices(view: &View, before: &str) -> (usize, &'static [char], Vec<Choice>) {
    const WORD_ENDS: &[char] = &[' ', '\t', '#'];
    const LIST_ENDS: &[char] = &[';', '#'];
    let begin = before.len() - before.trim_start().len();
    let line = &before[begin..];
    let nothing = || (before.len(), WORD_ENDS, Vec::new());
    let Some((word, rest)) = line.split_once(char::is_whitespace) else {
        let choice = |one: &Meaning| Choice { example: one.example, ..Choice::new(one.word, one.text, WORD) };
        return (begin, WORD_ENDS, WORDS.iter().map(choice).collect());
    };
    let behind = |rest: &str| before.len() - rest.trim_start().len();
    let fixed = |words: &[(&str, &str)]| words.iter().map(|(word, about)| Choice::new(*word, *about, WORD)).collect();
    match (word, rest.split_once('=')) {
        ("cetakan", _) if !rest.trim_start().contains(char::is_whitespace) => (behind(rest), WORD_ENDS, tables(view)),
        ("persis", _) => (behind(rest.rsplit(';').next().unwrap_or(rest)), LIST_ENDS, codes(view)),
        ("baris", Some((_, is))) => {
            let mut all: Vec<Choice> = fixed(&[
                ("penutup", "baris jumlah atau rata-rata tabel itu"),
                ("lewati", "baris yang bukan bagian tabel itu"),
            ]);
            all.extend(codes(view));
            (behind(is), LIST_ENDS, all)
        }
        ("baris", None) => {
            let all = [("mulai", ""), ("tersembunyi ikut", ""), ("tersembunyi tidak", "")];
            (behind(rest), &['#'], fixed(&all))
        }
        ("kolom", Some((_, holds))) => (behind(holds), &['#'], columns(view)),
        _ => nothing(),
    }
}

fn items<'v>(view: &'v View) -> impl Iterator<Item = &'v Item> {
    view.checked.modules().flat_map(|parsed| &parsed.module.items)
}

fn tables(view: &View) -> Vec<Choice> {
    let tables = items(view).filter(|item| item.block() == Block::Table);
    tables.filter_map(|item| Some(Choice::new(&*item.name()?.text, label(item).unwrap_or_default(), RULE))).collect()
}

/// The columns of all tables as their rules write them, each once with its title.
fn columns(view: &View) -> Vec<Choice> {
    let mut known = BTreeMap::new();
    for clause in items(view).flat_map(|item| &item.clauses) {
        if let ClauseKind::Column { value, title, .. } = &clause.kind
            && let Some(written) = view.checked.text(value.span.source).get(value.span.range())
            && !written.contains('\n')
        {
            known
                .entry(written.to_string())
                .or_insert_with(|| title.as_ref().map_or("", |title| &*title.text).to_string());
        }
    }
    known.into_iter().map(|(written, title)| Choice::new(written, title, VALUE)).collect()
}

/// What has a value, by its code; that of a row stands without quotes.
fn codes(view: &View) -> Vec<Choice> {
    let mut known = BTreeMap::new();
    for item in items(view).filter(|item| kind_of(item.block()) == Some(Kind::Value)) {
        if let Some(name) = item.name() {
            known.entry(name.text.clone()).or_insert_with(|| label(item).unwrap_or_default().to_string());
        }
    }
    let of_data = view.whole.as_ref().and_then(|whole| whole.program.as_ref());
    for definition in of_data.into_iter().flat_map(|program| &program.definitions).filter(|one| one.from_data) {
        let code = of_data.map(|program| program.code(definition.name).to_string()).unwrap_or_default();
        known.entry(code).or_insert_with(|| definition.label.clone().unwrap_or_default());
    }
    known.into_iter().map(|(code, about)| Choice::new(code, about, VALUE)).collect()
}

/// Whether the line of a place, up to it, declares a table: beside printed ones, and outside of claims, which are written as in
/// rules. What stands at the margin below one may be either.
pub fn declares(view: &View, offset: usize, before: &str) -> bool {
    let is_first = !before.contains(char::is_whitespace);
    is_beside(view) && (is_first || !in_claim(&view.document.text[..offset]))
}

fn in_claim(text: &str) -> bool {
    // A letter stands for whatever is typed there.
    audit::claimed_lines(&format!("{text}x")).ends_with('x')
}
