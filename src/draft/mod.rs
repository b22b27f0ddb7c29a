//! A first package out of a table that an office has: indicators, targets, and the rules its printed figures follow.
//!
//! A table that was found on a sheet goes through these steps: `shape` tells its columns apart, `things` its indicators,
//! `pairs` what each printed achievement was computed from, [`infer`] which rule gives it, `grades` which known scale
//! the printed grades; `package` and `rules` write it all as rules, data and the table as printed. What cannot be told
//! stands in the rules as a question. At the end the package is checked; what is not sound is not handed out.

mod across;
mod among;
mod beside;
mod codes;
mod components;
mod displayed;
mod factors;
mod figures;
mod floors;
mod footers;
mod fractions;
mod grades;
pub mod infer;
mod joined;
mod kept;
mod labels;
mod means;
mod money;
mod names;
mod own_units;
mod package;
mod pairs;
mod parted;
mod printed;
mod proved;
mod questions;
mod roles;
mod rules;
mod shape;
mod subtotals;
mod things;
mod told;
mod unsummed;
mod until;
mod upright;
mod years;

pub use joined::{Part, alike, join};
pub use kept::Kept;
pub use shape::Lacks;

use crate::calendar::PRINTED_YEARS;
use crate::data::Dataset;
use crate::data::header::is_measure;
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Package;
use crate::format;
use crate::number::Exact;
use crate::office::{Found as Table, as_shown};
use crate::source::Sources;
use figures::Says;
use fractions::Fraction;
use grades::{Found, Graded};
use infer::{Down, Recipe, Way};
use kept::COPY;
use means::Mean;
use package::{ALL, Known, Once};
use pairs::Measured;
use shape::Shape;
use std::collections::{BTreeSet, HashMap};

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Asked<'a> {
    /// The title of the package.
    pub title: &'a str,
    /// Where the table stands, as it is told: `iku.xlsx, lembar "IKU"`.
    pub source: &'a str,
    /// The year; else one that the table names.
    pub year: Option<i32>,
    /// Names that may hold a year: of the sheet, of the file.
    pub hints: Vec<&'a str>,
    /// The tables that it is put together from, where there are several.
    pub parts: &'a [Part],
    /// The workbook or document itself, which may stay the data.
    pub kept: Option<Kept<'a>>,
}

/// A drafted package.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its files: names below its folder, and texts.
    pub files: Vec<(String, String)>,
    /// What is told of it.
    pub told: Vec<String>,
    /// Whether the file that the table was found in is its data.
    pub keeps: bool,
}

/// Why there is none.
#[derive(Debug)]
pub enum Refused {
    /// The table lacks something.
    Lacks(Lacks),
    /// What came of it is not sound.
    Unsound(Box<Sources>, Vec<Diagnostic>),
}

/// How much a table looks like one of indicators: the columns of targets, realisations, achievements and names that it has.
pub fn weight(table: &Table) -> usize {
    use roles::Role;
    let roles: BTreeSet<u8> = table.heads.iter().map(|head| roles::said(head).role as u8).collect();
    let sought = [Role::Name, Role::Target, Role::Real, Role::Achieved, Role::Grade, Role::Unit, Role::Budget];
    let known = sought.iter().filter(|role| roles.contains(&(**role as u8))).count();
    known * 1000 + table.rows.len().min(999)
}

/// More rows are figures of many units, or of many things in one list, and no indicators: the rules of each take memory of
/// their own (about 25 KB), and nobody reads them.
pub const MOST_THINGS: usize = 20_000;

const LABELLED: &str =
    "target, realisasi, capaian, atau triwulan yang tertulis di baris dibaca sebagai kolom indikator di atasnya";

/// Drafts a package of a table. Nobody is asked for the year of one that gives no package in any year.
pub fn draft(table: &Table, asked: &Asked) -> Result<Draft, Refused> {
    let (lacks, year) = match of_year(table, asked) {
        Err(Refused::Lacks(Lacks::YearsInRows(last))) => (Lacks::YearsInRows(last), last),
        Err(Refused::Lacks(lacks @ (Lacks::Year | Lacks::YearsInText(_) | Lacks::YearsApart(_)))) => {
            (lacks, *PRINTED_YEARS.start())
        }
        drafted => return drafted,
    };
    match of_year(table, &Asked { year: Some(year), kept: None, ..asked.clone() }) {
        Err(Refused::Lacks(other)) => Err(Refused::Lacks(other)),
        Ok(_) | Err(Refused::Unsound(..)) => Err(Refused::Lacks(lacks)),
    }
}

/// How a table was laid out anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Laid {
    Labels,
    Quarters,
    Upright,
}

fn laid(table: &Table) -> Option<(Table, Laid)> {
    let labels = labels::laid(table).map(|table| (table, Laid::Labels));
    let quarters = || across::laid(table).map(|table| (table, Laid::Quarters));
    let upright = || upright::laid(table).map(|table| (table, Laid::Upright));
    labels.or_else(quarters).or_else(upright)
}

fn of_year(table: &Table, asked: &Asked) -> Result<Draft, Refused> {
    // What is put together from several tables stands as it is.
    let shown = as_shown(table);
    let printed = table;
    let table = &shown;
    let laid = if asked.parts.is_empty() { laid(table) } else { None };
    let printed = Some(printed).filter(|_| asked.parts.is_empty() && laid.is_none());
    let (table, way) = laid.as_ref().map_or((table, None), |(table, way)| (table, Some(*way)));
    let mut shape = Shape::of(table, asked.parts, asked.year, &asked.hints).map_err(Refused::Lacks)?;
    let rows = things::rows(&shape);
    if rows.len() > MOST_THINGS {
        return Err(Refused::Lacks(Lacks::Bounds));
    }
    for at in pairs::absorbed(&shape, &rows) {
        shape.heads[at].role = roles::Role::Absorbed;
    }
    let fractions = fractions::settle(&mut shape, &rows);
    let ways = things::ways(&shape, &rows);
    let mut measured = pairs::measured(&shape, &rows, &ways);
    let grades = printed_grades(&shape, &rows, &measured);
    let (scale, other_scales) = scale(&grades, &mut measured);
    let columns: Vec<usize> = measured.years.iter().flat_map(|year| [year.target, year.real]).flatten().collect();
    let has_targets = pairs::settle_targets(&shape, &rows, &mut measured);
    let mut taken = vec![ALL.to_string()];
    taken.extend(rules::NAMES.iter().chain(&rules::OTHER_NAMES).map(|name| name.to_string()));
    taken.extend(scale.iter().flat_map(|found| found.scale.names.clone()));
    let mut things = things::things(&shape, &rows, &columns, &taken);
    if has_targets {
        components::mark(&shape, &mut things, &measured);
    }
    let lines = || table.above.iter().map(|line| line.text.trim()).filter(|text| !text.is_empty() && !is_measure(text));
    // A caption says which table it is; else the first line.
    let title = lines().rfind(|text| text.to_lowercase().starts_with("tabel ")).or_else(|| lines().next());
    let title = title.unwrap_or(asked.title);
    let title = things::text(title.trim_start_matches('#').trim_start().trim_start_matches("judul "));
    let mut known = Known {
        shape: &shape,
        things: &things,
        measured: &measured,
        scale,
        other_scales,
        grades: &grades,
        title: &title,
        has_targets,
        once: Once::default(),
    };
    let has_figures = known.data().lines().count() > 1;
    if things.is_empty() || !has_figures {
        let unnamed: Vec<String> = shape.unknown_figures().into_iter().map(|at| shape.column_said(at)).collect();
        return Err(Refused::Lacks(match unnamed.len() {
            _ if things.is_empty() => Lacks::Names,
            0 | 1 => Lacks::Figures,
            _ => Lacks::Unnamed(unnamed),
        }));
    }
    let drafted = |known: &Known| {
        let (files, mut told) = written(known, asked, &fractions);
        told.extend(fractions::told(&fractions));
        told.extend(if way == Some(Laid::Labels) { Some(LABELLED.to_string()) } else { labels::told(table) });
        told.extend(across::told(table));
        checked(files, told)
    };
    let mut draft = match (drafted(&known), known.scale.take()) {
        // What the rule can give is known for sure only now: where the scale does not grade all of it, it stays a question.
        (Err(Refused::Unsound(..)), Some(found)) => {
            known.other_scales.insert(0, found.scale.rule.name);
            drafted(&known)?
        }
        (draft, scale) => {
            known.scale = scale;
            draft?
        }
    };
    let is_upright = way == Some(Laid::Upright);
    if is_upright {
        draft.told.push(
            "tahun berada di baris: tiap kolom dibaca sebagai satu besaran, tiap baris sebagai satu tahun".into(),
        );
    }
    match asked.kept.as_ref().filter(|_| !is_upright).map(|file| (file, kept::kept(&known, &draft.files, file))) {
        Some((file, Ok(files))) => {
            draft.told.push(kept::told_kept(file));
            (draft.files, draft.keeps) = (files, true);
        }
        Some((_, Err(copied))) => {
            draft.told.push(kept::told(&copied.why));
            draft.told.extend(displayed::copied(&known, printed));
            if let Some(asked) = copied.asked {
                draft.told.push("1 pertanyaan, bertanda TANYA, di paket.takar".to_string());
                kept::ask(&mut draft.files, &asked);
            }
        }
        None if !asked.parts.is_empty() => {
            draft.told.push(kept::told("barisnya dari beberapa tabel"));
            draft.told.extend(displayed::copied(&known, printed));
        }
        None => draft.told.extend(displayed::copied(&known, printed)),
    }
    Ok(draft)
}

/// All files, and what is told.
fn written(known: &Known, asked: &Asked, fractions: &[Fraction]) -> (Vec<(String, String)>, Vec<String>) {
    let (shape, measured) = (known.shape, known.measured);
    let subtotals = known.subtotals();
    let mut unlike = questions::unlike(shape, known.things, measured);
    unlike.extend(subtotals.iter().filter_map(|one| one.unlike.clone()));
    let mut open = measured.rule.as_ref().map(|rule| questions::open(rule, known.things)).unwrap_or_default();
    match &known.scale {
        None if known.grades.is_empty() => {}
        None => open.push(questions::about_grades(known.grades, &known.other_scales)),
        Some(_) if known.other_scales.is_empty() => {}
        Some(found) => open.push(format!(
            "skala predikat: {} menjelaskan sama banyak dengan {}.",
            known.other_scales.join(", "),
            found.scale.rule.name
        )),
    }
    open.extend(questions::about_years(known));
    open.extend(questions::about_targets(known));
    open.extend(questions::about_words(known));
    open.extend(fractions::asked(fractions, &known.figures()));
    open.extend(components::asked(shape, known.things));
    let of_money: Vec<String> = [
        known.factors().asked(known),
        shape.asked_signed(),
        shape.asked_units(),
        shape.asked_unread(),
        known.asked_budget(),
    ]
    .into_iter()
    .flatten()
    .collect();
    open.extend(of_money.iter().cloned());
    open.extend(questions::doubled(shape, known.things));
    open.extend(fractions::unsigned(shape, known.things, measured));
    open.extend(questions::doubtful(shape, known.things, &known.figures()));
    let unsure = (0..known.things.len()).filter(|at| known.rolled(*at).is_some_and(|(_, told)| !told)).count();
    if unsure > 0 {
        open.push(format!("cara menggabungkan triwulan {unsure} indikator tidak terlihat dari tabel; tertulis jumlah, atau terakhir bila angka atau target setahunnya yang terakhir, bila satuannya nilai atau indeks, dan bila jumlahnya lebih dari 100%. Ganti bila lain."));
    }
    if let Mean::Open(question) = known.mean() {
        open.push(question.clone());
    }
    if !known.objectives().is_empty() && !subtotals::are_of_objectives(known) {
        open.push("capaian sasaran tertulis rata-rata capaian indikatornya; tabel tidak mencetaknya.".into());
    }
    let ranges = measured
        .years
        .iter()
        .filter_map(|year| year.target)
        .any(|at| known.things.iter().any(|thing| matches!(shape.cell(at, thing.row), Says::Range(_))));
    let mut files = vec![
        ("paket.takar".to_string(), known.package(asked.title, asked.source)),
        ("iku.takar".to_string(), known.indicators()),
        ("tabel.takar".to_string(), known.table()),
        (COPY.to_string(), known.data()),
    ];
    if known.has_targets {
        let below = known.below();
        open.extend((below == rules::Below::Open).then(|| rules::BELOW.to_string()));
        let scale = known.scale.as_ref().map(|found| (found, known.grades));
        files.insert(
            1,
            ("aturan.takar".to_string(), rules::text(measured.rule.as_ref(), &unlike, &open, scale, ranges, below)),
        );
    } else {
        open.clear();
        of_money.iter().for_each(|asked| kept::ask(&mut files, asked));
    }
    files.extend(printed::files(known));
    let mut told = told::lines(known, &unlike, open.len());
    told.extend(known.told_mean());
    if !known.has_targets && !of_money.is_empty() {
        told.push(format!("{} pertanyaan, bertanda TANYA, di paket.takar", of_money.len()));
    }
    let fitting = subtotals.iter().filter(|one| one.unlike.is_none()).map(|one| one.place.clone());
    let fitting: Vec<String> = fitting.collect();
    if !fitting.is_empty() {
        told.push(format!("rata-rata di antara baris sesuai dengan capaian di atasnya: {}", told::few(&fitting)));
    }
    (files, told)
}

/// Lays the rules out, and refuses what `takar periksa` would not take.
fn checked(mut files: Vec<(String, String)>, told: Vec<String>) -> Result<Draft, Refused> {
    let is_rules = |name: &str| name.ends_with(".takar") && !name.contains('/');
    let mut sources = Sources::default();
    for (name, text) in files.iter_mut().filter(|(name, _)| is_rules(name)) {
        let source = sources.add_rules(name.clone(), text.clone());
        if let Some(laid) = format::format(source, text) {
            *text = laid;
        }
    }
    let rules = files.iter().filter(|(name, _)| is_rules(name)).cloned();
    let mut package = Package::new("", rules);
    let data = files.iter().find(|(name, _)| name == "data/iku.csv").map(|(_, text)| text.clone()).unwrap_or_default();
    let (_, of_data): (Dataset, _) = package.read_data(|_| Ok(data.clone()));
    let mut findings: Vec<Diagnostic> = package.diagnostics().to_vec();
    findings.extend(of_data);
    findings.retain(|finding| finding.severity == Severity::Error);
    if findings.is_empty() {
        Ok(Draft { files, told, keeps: false })
    } else {
        Err(Refused::Unsound(Box::new(package.sources().clone()), findings))
    }
}

/// The first of the scales that explain most grades and that grade all that the rule gives, with the names of others that
/// do; where none does, the names of all. A scale that begins or ends somewhere asks for bounds there.
fn scale(grades: &[Graded], measured: &mut Measured) -> (Option<Found>, Vec<String>) {
    let all = grades::find(grades);
    let name = |found: &Found| found.scale.rule.name.clone();
    let Some(rule) = &measured.rule else { return (None, Vec::new()) };
    let has_down = rule.ways.iter().any(|told| told.way == Way::Down);
    let fits = |found: &Found, rule: &Recipe| {
        // Only what is mirrored comes below 0.
        let is_below = has_down && rule.down == Down::Mirror && !rule.floor;
        found.scale.reaches((!is_below).then_some(&Exact::ZERO), rule.cap.as_ref())
    };
    let fitting = |found: &Found| rule.ties.iter().find(|rule| fits(found, rule)).cloned();
    let mut own = all.iter().filter_map(|found| Some((found, fitting(found)?)));
    let Some((first, recipe)) = own.next() else { return (None, all.iter().map(name).collect()) };
    let others = own.map(|(found, _)| name(found)).collect();
    if !fits(first, &rule.rule) {
        measured.rule = Some(rule.with(recipe, &measured.cases, &measured.given));
    }
    (Some(first.clone()), others)
}

/// The printed grades, each beside its achievement.
fn printed_grades(shape: &Shape, rows: &[usize], measured: &Measured) -> Vec<Graded> {
    let mut grades = Vec::new();
    let spots = measured.spots.iter().enumerate().map(|(at, spot)| ((spot.row, spot.column), at));
    let spots: HashMap<(usize, usize), usize> = spots.collect();
    for year in &measured.years {
        let (Some(column), Some(achieved)) = (year.grade, year.achieved) else { continue };
        for &row in rows {
            let Says::Words(word) = shape.cell(column, row) else { continue };
            let at = spots.get(&(row, achieved));
            let computed = at.and_then(|at| measured.rule.as_ref()?.achieved(&measured.cases[*at]));
            let printed = package::value(shape.cell(achieved, row));
            grades.push(Graded { word: word.clone(), computed, printed, place: shape.place(column, row) });
        }
    }
    grades
}
