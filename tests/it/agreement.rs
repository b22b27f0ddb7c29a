//! The printed report against what its rules compute, figure by figure; `docs/cocok.md` is written from it.
//!
//! Each `data/tercetak-*.csv` of the package holds the figures of a printed table by code. A printed number is compared
//! with the computed one, rounded half away from zero to the printed decimals. `TAKAR_PERBARUI=1 cargo test agreement`
//! writes the page anew.

mod compared;
mod printed;

use crate::package::{MOJOAGUNG, Texts};
use compared::{COMPARED, Compared};
use printed::Printed;
use similar::TextDiff;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use takar::number::{Exact, NumberStyle, Places, Rounding, format};
use takar::report::table::{Cell, Table};

const PAGE: &str = "docs/cocok.md";

/// The heading of the code column that stands before each block of rows.
const CODE: &str = "#";

/// Columns where a blank says that the figure is printed elsewhere.
const PRINTED_ELSEWHERE: [&str; 2] = ["tercetak_t312_pagu", "tercetak_t312_realisasi"];

/// What became of one printed figure.
enum Outcome {
    Agrees,
    Differs { computed: String, exact: String },
    Illegible,
    NotComputed(String),
}

struct Figure {
    code: String,
    column: String,
    printed: String,
    remark: String,
    outcome: Outcome,
}

#[test]
fn the_page_says_what_agrees() {
    let page = page();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let stands = fs::read_to_string(&path).unwrap_or_default();
    if page != stands && std::env::var_os("TAKAR_PERBARUI").is_some() {
        fs::write(&path, &page).expect("a writable page");
        return;
    }
    let diff = TextDiff::from_lines(stands.as_str(), page.as_str());
    let hint = "if what comes out is right, run TAKAR_PERBARUI=1 cargo test agreement";
    assert!(page == stands, "\n{}\n{hint}", diff.unified_diff().header(PAGE, "what comes out"));
}

#[test]
fn every_printed_file_is_compared() {
    let texts = Texts::read(MOJOAGUNG);
    for (name, text) in texts.data.iter().filter(|(name, _)| name.contains("/tercetak-")) {
        let header: Vec<&str> = text.lines().next().unwrap_or_default().split(';').collect();
        let file = name.trim_start_matches("data/").trim_end_matches(".csv");
        let compared: Vec<&Compared> = COMPARED.iter().filter(|compared| compared.file == file).collect();
        for column in header.iter().filter(|column| column.starts_with("tercetak_")) {
            let known = compared.iter().any(|one| one.columns.iter().any(|(known, _)| known == column));
            assert!(known || compared::WORDS.contains(column), "{file}: {column} is compared with nothing");
        }
    }
}

fn page() -> String {
    let mut texts = Texts::read(MOJOAGUNG);
    texts.rules.iter_mut().for_each(|(_, text)| *text = with_codes(text));
    let tables = texts.tables(None);
    let mut summary = String::new();
    let mut sections = String::new();
    let mut total = [0; 4];
    for compared in COMPARED {
        let figures = figures(compared, &texts, &tables);
        let counts = count(&figures);
        (0..4).for_each(|at| total[at] += counts[at]);
        writeln!(summary, "| {} | `{}` | {} |", compared.heading, compared.table, row(&counts)).expect("a string");
        sections.push_str(&section(compared, &figures, &counts));
    }
    writeln!(summary, "| **Semua** |  | {} |", row(&total)).expect("a string");
    format!("{}{summary}{sections}", compared::BEFORE)
}

/// The rules with a column of codes before the columns of every block that has codes.
fn with_codes(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        lines.push(line.to_string());
        let bare = line.trim_start();
        let rows = bare.strip_prefix("baris ").or_else(|| bare.strip_prefix("sanding "));
        if rows.is_some_and(|rows| !rows.starts_with("kelas ") && !rows.starts_with("tahun ")) {
            lines.push(format!("  kolom kode \"{CODE}\""));
        }
    }
    lines.join("\n") + "\n"
}

fn figures(compared: &Compared, texts: &Texts, tables: &[Table]) -> Vec<Figure> {
    let name = format!("data/{}.csv", compared.file);
    let (_, text) = texts.data.iter().find(|(known, _)| *known == name).expect(compared.file);
    let table = tables.iter().find(|table| table.name == compared.table).expect(compared.table);
    let mut lines = text.lines().map(|line| line.split(';').collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let at = |name: &str| header.iter().position(|known| *known == name).unwrap_or_else(|| panic!("{name}"));
    let mut figures = Vec::new();
    for line in lines.filter(|line| compared.year.is_none_or(|year| line[at("tahun")] == year.to_string())) {
        let (code, remark) = (line[at("kode")], line[at("catatan")]);
        for (column, title) in compared.columns {
            let printed = line[at(column)].trim();
            let title = title.replace("{tahun}", line[at("tahun")]);
            let cell = find(compared, table, code, &title);
            if printed.is_empty() && (PRINTED_ELSEWHERE.contains(column) || !is_illegible(remark, &cell)) {
                continue;
            }
            figures.push(Figure {
                code: code.to_string(),
                column: title,
                printed: printed.to_string(),
                remark: remark.to_string(),
                outcome: outcome(printed, cell),
            });
        }
    }
    figures
}

/// Whether a blank stands for something that is printed and cannot be read.
fn is_illegible(remark: &str, cell: &Result<&Cell, String>) -> bool {
    let says = ["tidak terbaca", "terpotong"].iter().any(|words| remark.contains(words));
    says && cell.as_ref().is_ok_and(|cell| !cell.is_blank())
}

/// The computed cell: in the row of a code, in the row that begins with the words of a code, or in a footer.
fn find<'t>(compared: &Compared, table: &'t Table, code: &str, title: &str) -> Result<&'t Cell, String> {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
    let column = columns.iter().position(|known| *known == title).ok_or("tabel ini tidak menghitungnya")?;
    let words = compared.names.iter().find(|(known, _)| *known == code).map(|(_, words)| *words);
    if let Some(footer) = table.footers.iter().find(|footer| Some(footer.label.as_str()) == words) {
        return Ok(&footer.cells[column]);
    }
    let key = columns[..column].iter().rposition(|known| *known == CODE).unwrap_or(0);
    let row = table.rows.iter().find(|row| row[key].shown == words.unwrap_or(code));
    row.map(|row| &row[column]).ok_or_else(|| "tidak ada barisnya".to_string())
}

fn outcome(printed: &str, cell: Result<&Cell, String>) -> Outcome {
    let cell = match cell {
        Ok(cell) => cell,
        Err(why) => return Outcome::NotComputed(why),
    };
    if printed.is_empty() {
        return Outcome::Illegible;
    }
    let dash = printed == "-";
    if let Some(missing) = &cell.missing {
        let why = if missing.reason.is_empty() { missing.state.words() } else { missing.reason.as_str() };
        return if dash { Outcome::Agrees } else { Outcome::NotComputed(bare(why)) };
    }
    if cell.is_blank() {
        return Outcome::NotComputed("tabel ini tidak menghitungnya".to_string());
    }
    let shown = || Outcome::Differs { computed: cell.shown.clone(), exact: String::new() };
    let Some(value) = &cell.value else {
        return if printed == cell.shown { Outcome::Agrees } else { shown() };
    };
    if dash {
        return shown();
    }
    let Some(figure) = Printed::read(printed) else { return Outcome::Illegible };
    let places = Places::new(figure.places).expect("few decimals");
    let round = |mode| value.round(places, mode);
    let unit = cell.unit.as_deref().map(str::to_lowercase);
    // The report prints points with a percent sign too.
    let like = |a: &str, b: &str| a == b || (a == "persen" && b == "poin");
    let units = figure.unit.as_deref().zip(unit.as_deref()).is_none_or(|(printed, own)| like(printed, own));
    if units && round(Rounding::HalfAway) == figure.value {
        return Outcome::Agrees;
    }
    let unit = match unit.as_deref() {
        Some("persen") => "%".to_string(),
        Some("rupiah") | None => String::new(),
        Some(other) => format!(" {other}"),
    };
    let number = |value: &str| format(value, NumberStyle::Indonesian);
    let rounded = number(&value.to_plain(places, Rounding::HalfAway)) + &unit;
    let cut = units && round(Rounding::Truncate) == figure.value;
    Outcome::Differs { computed: rounded, exact: exact(value, places) + if cut { "; dipotong, cocok" } else { "" } }
}

/// The value beyond the printed decimals, where there is more.
fn exact(value: &Exact, places: Places) -> String {
    if value.round(places, Rounding::Truncate) == *value {
        return String::new();
    }
    let more = Places::new(places.get() + 4).expect("few decimals");
    let text = format(&value.to_plain(more, Rounding::Truncate), NumberStyle::Indonesian);
    let ends = value.round(more, Rounding::Truncate) == *value;
    if ends { text.trim_end_matches('0').to_string() } else { text + "…" }
}

/// A reason without the place in a file, which changes with every line added there.
fn bare(reason: &str) -> String {
    reason.split(" (data/").next().unwrap_or(reason).to_string()
}

fn count(figures: &[Figure]) -> [usize; 4] {
    let mut counts = [0; 4];
    for figure in figures {
        counts[match figure.outcome {
            Outcome::Agrees => 0,
            Outcome::Differs { .. } => 1,
            Outcome::Illegible => 2,
            Outcome::NotComputed(_) => 3,
        }] += 1;
    }
    counts
}

fn row(counts: &[usize; 4]) -> String {
    let all: usize = counts.iter().sum();
    let [agrees, differs, illegible, not_computed] = counts;
    format!("{all} | {agrees} | {differs} | {illegible} | {not_computed}")
}

fn section(compared: &Compared, figures: &[Figure], counts: &[usize; 4]) -> String {
    let mut text = format!("\n## {}\n\n", compared.heading);
    if !compared.note.is_empty() {
        writeln!(text, "{}\n", compared.note).expect("a string");
    }
    let mut columns: Vec<&str> = Vec::new();
    for figure in figures {
        if !columns.contains(&figure.column.as_str()) {
            columns.push(&figure.column);
        }
    }
    let parts = columns.iter().filter_map(|column| {
        let of: Vec<&Figure> = figures.iter().filter(|figure| figure.column == *column).collect();
        let agrees = of.iter().filter(|figure| matches!(figure.outcome, Outcome::Agrees)).count();
        (agrees > 0).then(|| format!("{column} {agrees} dari {}", of.len()))
    });
    let parts: Vec<String> = parts.collect();
    match counts[1..].iter().sum::<usize>() {
        0 => writeln!(text, "Semua {} angka cocok: {}.", counts[0], parts.join("; ")),
        _ if parts.is_empty() => writeln!(text, "Tidak ada yang cocok."),
        _ => writeln!(text, "Cocok: {}.", parts.join("; ")),
    }
    .expect("a string");
    let others: Vec<String> = figures.iter().filter_map(line).collect();
    if !others.is_empty() {
        let head = "| Baris | Kolom | Tercetak | Takar | Keterangan |\n| --- | --- | ---: | ---: | --- |\n";
        write!(text, "\n{head}{}\n", others.join("\n")).expect("a string");
    }
    text
}

fn line(figure: &Figure) -> Option<String> {
    let (computed, why) = match &figure.outcome {
        Outcome::Agrees => return None,
        Outcome::Differs { computed, exact } if exact.is_empty() => (computed.clone(), String::new()),
        Outcome::Differs { computed, exact } => (computed.clone(), format!("tepatnya {exact}")),
        Outcome::Illegible => (String::new(), "tidak terbaca".to_string()),
        Outcome::NotComputed(why) => (String::new(), format!("tidak dihitung: {why}")),
    };
    let why: Vec<&str> =
        [why.as_str(), figure.remark.trim_end_matches('.')].into_iter().filter(|part| !part.is_empty()).collect();
    let Figure { code, column, printed, .. } = figure;
    Some(format!("| `{code}` | {column} | {printed} | {computed} | {} |", why.join(". ")))
}
