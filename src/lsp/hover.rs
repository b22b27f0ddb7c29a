//! What is shown of the word under the pointer: meaning, unit, scale, version, and this year's value.

use super::beside;
use super::desk::View;
use super::mentions::Kind;
use super::package::{Whole, kind_words, path};
use super::protocol::{Position, Range};
use super::things::{Thing, meant, module, thing_at};
use crate::program::{Definition, Program, Role};
use crate::resolve::say_years;
use crate::source::{Sources, Span};
use crate::syntax::ast::{ClauseKind, Item};
use crate::syntax::fits;
use crate::syntax::meanings;
use crate::syntax::words::Block;
use serde_json::{Value, json};

/// A card about the word at a place.
pub fn hover(view: &View, position: Position) -> Value {
    let card = thing_at(view, position).and_then(|thing| Some((about(view, &thing)?, thing.range)));
    match card.or_else(|| word(view, position)) {
        Some((text, range)) => json!({ "contents": { "kind": "markdown", "value": text }, "range": range }),
        None => Value::Null,
    }
}

fn about(view: &View, thing: &Thing) -> Option<String> {
    match thing.kind {
        Kind::Value | Kind::Changed | Kind::Prefix => value(view, thing).or_else(|| block(view, thing)),
        Kind::Achievement | Kind::Band | Kind::Conversion | Kind::Table | Kind::Column | Kind::Text => {
            block(view, thing)
        }
        Kind::Package => {
            let of = view.checked.modules().filter(|parsed| parsed.package.as_deref() == Some(&thing.name));
            let files: Vec<String> = of
                .filter_map(|parsed| path(&view.checked.folder, parsed.module.source))
                .map(|path| path.to_string_lossy().into_owned())
                .collect();
            let is_built_in = files.iter().all(|file| file.starts_with(super::address::BUILT_IN));
            let place = if is_built_in { "paket bawaan Takar".to_string() } else { files.join("  \n") };
            Some(format!("**{}**  \n{place}", thing.name))
        }
        Kind::File => {
            let whole = view.whole.as_ref()?;
            let named = |name: &str| name.replace('\\', "/") == thing.name.replace('\\', "/");
            let file = whole
                .data
                .files()
                .iter()
                .find(|file| named(&file.name) || file.sheet.as_ref().is_some_and(|sheet| named(&sheet.file)))?;
            Some(format!("**{}**  \nkolom: {}", thing.name, file.headers.join(", ")))
        }
    }
}

/// A thing that has a value: what the rules say of it, and what it is this year. Inside of one of its versions it is that one.
fn value(view: &View, thing: &Thing) -> Option<String> {
    let name = thing.name.as_str();
    let whole = view.whole.as_deref();
    let of_data = whole.and_then(|whole| Some((whole.program.as_ref()?, whole.folder.package.sources())));
    // As it is written now, with errors too: what was right once is told by nobody.
    let now = Some((view.checked.readable(), view.checked.folder.package.sources()));
    let (program, sources) = now.filter(|(program, _)| program.by_code.contains_key(name)).or(of_data)?;
    let id = *program.by_code.get(name)?;
    let own_year = whole.map(|whole| whole.year).or(program.package.year);
    let year = year_at(view, thing, own_year);
    let in_force = year.and_then(|year| program.version(id, year));
    let here = place(view, thing).and_then(|place| program.versions(id).find(|version| version.span.holds(place)));
    let version = here.or(in_force).or_else(|| program.versions(id).last())?;
    let is_shown = own_year.is_some_and(|year| version.in_force.covers(year)) || program.versions(id).count() == 1;
    let mut lines = vec![match version.label.as_deref().filter(|label| *label != name) {
        Some(label) => format!("**{name}** — {}", harmless(label)),
        None => format!("**{name}**"),
    }];
    lines.push(facts(program, version));
    let others = program.versions(id).filter(|other| !std::ptr::eq(*other, version));
    let others: Vec<String> = others.map(|other| say_years(other.in_force)).collect();
    let is_limited = version.in_force.from.is_some() || version.in_force.to.is_some();
    if is_limited || !others.is_empty() {
        let others = if others.is_empty() { String::new() } else { format!("; versi lain: {}", others.join(", ")) };
        lines.push(format!("berlaku {}{others}", say_years(version.in_force)));
    }
    lines.extend(version.formula.as_ref().map(|formula| format!("rumus `{}`", sources.one_line(formula.span))));
    // Of texts that are being changed the value is not known yet, of rules with errors there is none.
    if let Some(whole) = whole.filter(|_| view.checked.program().is_some() && is_shown) {
        lines.extend(values(whole, name, view.is_current));
    }
    let basis = version.sources.basis.iter().map(|basis| format!("dasar: {}", harmless(basis)));
    lines.extend(basis.chain(version.sources.notes.iter().map(|note| format!("catatan: {}", harmless(note)))));
    Some(lines.join("  \n"))
}

/// The year that a use is of: the one in its brackets, else one in which what it is used in is in force, else that of an example
/// or of a scenario.
fn year_at(view: &View, thing: &Thing, own: Option<i32>) -> Option<i32> {
    let around = around(view, thing, own);
    let end = view.document.lines.offset(&view.document.text, thing.range.end);
    let behind = view.document.text.get(end..).unwrap_or_default().trim_start_matches('"');
    match behind.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((inside, _)) => in_brackets(inside, around),
        None => around,
    }
}

/// The year of what a use stands in; beside printed tables that of the package.
fn around(view: &View, thing: &Thing, own: Option<i32>) -> Option<i32> {
    let (Some(place), Some(parsed)) = (place(view, thing), module(view)) else { return own };
    let items = &parsed.module.items;
    let Some(item) = items.iter().find(|item| item.span.holds(place)) else { return own };
    let stated = |item: &Item| {
        item.clauses
            .iter()
            .find_map(|clause| if let ClauseKind::Year(year) = &clause.kind { Some(*year) } else { None })
    };
    let of_example = || stated(item).filter(|_| item.block() == Block::Example);
    let of_scenario = || items.iter().filter(|item| item.block() == Block::Scenario).find_map(stated);
    match item.in_force() {
        Some(years) if own.is_none_or(|own| !years.covers(own)) => years.to.or(years.from).or(own),
        Some(_) => own,
        None => of_example().or_else(of_scenario).or(own),
    }
}

/// `2022`, `triwulan 3 2022`, `tahun-1`
fn in_brackets(inside: &str, around: Option<i32>) -> Option<i32> {
    let plain: String = inside.split_whitespace().collect();
    if let Some(by) = plain.to_lowercase().split_once("tahun").and_then(|(_, by)| by.parse::<i32>().ok()) {
        return around.map(|year| year.saturating_add(by));
    }
    let is_year = |word: &&str| word.len() == 4;
    inside.split(|c: char| !c.is_ascii_digit()).filter(is_year).find_map(|word| word.parse().ok()).or(around)
}

/// Where a thing stands in the rules.
fn place(view: &View, thing: &Thing) -> Option<Span> {
    let source = module(view)?.module.source;
    let (text, lines) = (&*view.document.text, &view.document.lines);
    let at = |position| u32::try_from(lines.offset(text, position)).ok();
    Some(Span { source, start: at(thing.range.start)?, end: at(thing.range.end)? })
}

fn facts(program: &Program, version: &Definition) -> String {
    let mut facts = vec![kind_words(&version.kind).to_string()];
    facts.extend(version.from_data.then(|| "dari data".to_string()));
    facts.extend(version.unit.word().map(|unit| format!("satuan {unit}")));
    facts.extend(version.scale.as_ref().map(|(scale, _)| format!("skala {}", crate::program::intervals::say(scale))));
    if let Some(indicator) = version.kind.indicator() {
        facts.push(indicator.direction.words().to_string());
        facts.push(format!("capaian {}", indicator.rule.0));
    }
    if let crate::program::Kind::Group(group) = &version.kind {
        let members: Vec<&str> = group.members.iter().map(|(member, _)| program.code(*member)).collect();
        facts.push(format!("anggota {}", members.join("; ")));
    }
    facts.extend(version.band.as_ref().map(|(band, _)| format!("predikat {band}")));
    facts.join(" · ")
}

/// `2024: realisasi 8,3 · target 8,7 · capaian 95,40%`
fn values(whole: &Whole, name: &str, is_current: bool) -> Option<String> {
    let shown = [Role::Value, Role::Target, Role::Achievement, Role::Band].into_iter().filter_map(|role| {
        let cell = whole.value(name, role)?;
        let reason = cell.missing.as_ref().map(|missing| missing.reason.as_str()).filter(|reason| !reason.is_empty());
        let reason = reason.map(|reason| format!(" ({})", harmless(reason))).unwrap_or_default();
        Some(format!("{} {}{reason}", role.word().unwrap_or("nilai"), harmless(cell.words())))
    });
    let shown: Vec<String> = shown.collect();
    let unit = whole.unit.as_ref().map(|unit| format!(", {unit}")).unwrap_or_default();
    let before = if is_current { "" } else { " (sebelum perubahan ini)" };
    (!shown.is_empty()).then(|| format!("**{}{unit}**{before}: {}", whole.year, shown.join(" · ")))
}

/// A rule or a table: its lines as they are.
fn block(view: &View, thing: &Thing) -> Option<String> {
    let given: Vec<Span> =
        meant(&view.checked, thing.kind, &thing.name).filter(|(_, one)| one.defines).map(|(_, one)| one.span).collect();
    let sources: &Sources = view.checked.folder.package.sources();
    let holds = |item: &&Item| given.iter().any(|span| item.span.holds(*span));
    let items = view.checked.modules().flat_map(|parsed| &parsed.module.items).filter(holds);
    let texts: Vec<String> =
        items.map(|item| format!("```takar\n{}\n```", first_lines(sources.slice(item.span)))).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// So many lines of a block are shown.
const MOST_LINES: usize = 16;

fn first_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().take(MOST_LINES + 1).collect();
    let more = if lines.len() > MOST_LINES { "\n  …" } else { "" };
    format!("{}{more}", lines[..lines.len().min(MOST_LINES)].join("\n"))
}

/// A word of the language.
fn word(view: &View, position: Position) -> Option<(String, Range)> {
    let (text, lines) = (&*view.document.text, &view.document.lines);
    let (start, offset) = (lines.start(position.line), lines.offset(text, position));
    let line = lines.content(text, position.line);
    // A place behind the last line, of a text that has grown shorter, is none of a word.
    let at = offset.checked_sub(start).filter(|at| *at <= line.len())?;
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let from = line[..at]
        .rfind(|c| !is_word(c))
        .map_or(0, |before| before + line[before..].chars().next().map_or(1, char::len_utf8));
    let to = line[at..].find(|c| !is_word(c)).map_or(line.len(), |behind| at + behind);
    let is_text = line[..from].matches('"').count() % 2 == 1;
    if is_text || line[..from].contains('#') {
        return None;
    }
    let meaning = beside::meaning(view, line, start, from).or_else(|| {
        module(view)?;
        meanings::of_word(&line[from..to], begins_a_clause(view, &line[from..to], start + from))
    })?;
    let shown = format!("{}\n```takar\n{}\n```", meaning.text, meaning.example);
    Some((shown, lines.range(text, start + from..start + to)))
}

/// Whether a word begins a line of its own kind: a line that goes on does not begin anew, and in a claim, as in a table's row below
/// a bracket, `capaian` is that of a thing.
fn begins_a_clause(view: &View, word: &str, at: usize) -> bool {
    let text = &*view.document.text;
    let source = Sources::default().add_rules("", text);
    let items = module(view).into_iter().flat_map(|parsed| &parsed.module.items);
    let is_claimed = items
        .filter(|item| item.block() == Block::Claim)
        .any(|item| item.span.range().contains(&at) && Role::from_word(&word.to_lowercase()).is_some());
    !is_claimed && fits::line_at_end(source, &text[..at]) == at
}

/// Words of a person as they are, whatever signs they have.
fn harmless(text: &str) -> String {
    text.chars()
        .flat_map(|c| matches!(c, '*' | '_' | '`' | '<' | '[' | '\\').then_some('\\').into_iter().chain([c]))
        .collect()
}
