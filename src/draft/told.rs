//! What is told of a drafted package: what was found, what is asked, and what of the table is not used.

use super::beside;
use super::displayed;
use super::figures::Says;
use super::footers::Footer;
use super::names;
use super::package::{Known, value};
use super::questions::{self, Unlike};
use super::roles::Role;
use super::unsummed;
use super::until;
use crate::office::{Remark, RowIs, Titled, letters, merged_told};
use std::collections::BTreeSet;

/// What is told, line by line.
pub fn lines(known: &Known, unlike: &[Unlike], asked: usize) -> Vec<String> {
    let components = known.things.iter().filter(|thing| thing.component.is_some()).count();
    let (things, measured) = (known.things.len() - components, known.measured);
    let word = if known.has_targets { "indikator" } else { "besaran" };
    let mut years: BTreeSet<i32> = measured.years.iter().map(|year| year.year).collect();
    let earlier = known.earlier_money();
    if !earlier.is_empty() {
        years.extend(earlier.iter().map(|(year, _)| *year).chain([known.shape.year]));
    }
    let years: Vec<String> = years.iter().map(i32::to_string).collect();
    let years = if years.is_empty() { known.shape.year.to_string() } else { years.join(", ") };
    let beside = if components > 0 { format!(" dan {components} besaran") } else { String::new() };
    let mut lines = vec![format!("{things} {word}{beside}, tahun {years}")];
    if measured.counted_on {
        lines.push(format!("judul kolom tidak menyebut tahun: dihitung mulai {}", known.shape.year));
    }
    if let Some(year) = known.shape.says_year {
        lines.push(format!(
            "tabel ini menyebut tahun {year}; dibaca sebagai tahun {}, seperti diminta",
            known.shape.year
        ));
    }
    if let Some(rule) = &measured.rule {
        lines.push(format!("rumus capaian menjelaskan {} dari {} angka", rule.explained, rule.figures));
    }
    for one in unlike.iter().take(MOST) {
        let Unlike { place, code, printed, given } = one;
        lines.push(format!("  perlu dilihat: sel {place}, {code}: tercetak {printed}, menurut rumus {given}"));
    }
    if unlike.len() > MOST {
        lines.push(format!("  dan {} lagi, di aturan.takar", unlike.len() - MOST));
    }
    if let Some(found) = &known.scale {
        let graded = known.grades.len();
        lines.push(format!("predikat: skala {} menjelaskan {} dari {graded}", found.scale.rule.name, found.explained));
        let other = found.wrong.iter().filter_map(|at| known.grades.get(*at));
        let other: Vec<String> = other.map(|one| format!("{} \"{}\"", one.place, one.word.replace('"', "'"))).collect();
        if !other.is_empty() {
            lines.push(format!("  perlu dilihat: predikat {}", few(&other)));
        }
    }
    if asked > 0 {
        lines.push(format!("{asked} pertanyaan, bertanda TANYA, di aturan.takar"));
    }
    let words = questions::words(known.shape, known.things, &known.figures());
    if !words.is_empty() {
        let few = words.iter().take(MOST).map(|(at, row)| known.shape.place(*at, *row)).collect::<Vec<_>>().join(", ");
        lines.push(format!("{} sel berisi kata di tempat angka tidak dibaca: {few}", words.len()));
    }
    let figures = known.figures();
    let faulty = faulty(known, &figures);
    if !faulty.is_empty() {
        lines.push(format!(
            "{} sel galat, dicoret, atau rumus tanpa nilai tidak dibaca: {}",
            faulty.len(),
            few(&faulty)
        ));
    }
    lines.extend(displayed::open(known));
    lines.extend(below_zero(known));
    lines.extend(money_below_zero(known));
    lines.extend(part_of_title(known));
    lines.extend(until::told(known));
    lines.extend(known.left_aims());
    if known.is_of_quarters() {
        lines.push("tabel hanya memuat triwulan; setahunnya digabung dari triwulannya, dan tidak ada yang dicocokkan  takar audit".into());
    }
    lines.extend(known.factors().told(known));
    lines.extend(known.shape.told_restated());
    lines.extend(beside::lines(known));
    lines.extend(unsummed::told(known));
    lines.extend(unused(known));
    lines
}

/// Cells with an error or a formula without a value among the figures, and among those that are held against them.
fn faulty(known: &Known, figures: &[usize]) -> Vec<String> {
    let shape = known.shape;
    let is_held = |at: &usize| matches!(shape.heads[*at].role, Role::Achieved | Role::Absorbed);
    let held = (0..shape.heads.len()).filter(is_held).filter(|at| !figures.contains(at));
    let columns: Vec<usize> = figures.iter().copied().chain(held).collect();
    let cells = known.things.iter().flat_map(|thing| columns.iter().map(|at| (*at, thing.row)));
    cells.filter(|(at, row)| shape.is_faulty(*at, *row)).map(|(at, row)| shape.place(at, row)).collect()
}

/// Scales that begin below 0, where the table does not say how far down they go.
fn below_zero(known: &Known) -> Option<String> {
    let floors: Vec<(&str, String)> =
        known.things.iter().filter_map(|thing| Some((thing.code.as_str(), known.floor(thing)?))).collect();
    let (code, floor) = floors.first()?;
    let ends: BTreeSet<&String> = floors.iter().map(|(_, floor)| floor).collect();
    let written = match ends.len() {
        1 => format!("skala >= {floor}"),
        _ => format!("skalanya, misalnya  skala >= {floor}  pada {code}"),
    };
    Some(format!(
        "{} hal berangka di bawah 0; tabel tidak menyebut batasnya, maka tertulis {written}. Ganti bila batasnya lain",
        floors.len()
    ))
}

/// Money below 0 in rows that stay for their other figures.
fn money_below_zero(known: &Known) -> Option<String> {
    let columns = [known.money().budget, known.money().spent];
    let cells = known.things.iter().flat_map(|thing| columns.into_iter().flatten().map(|at| (at, thing.row)));
    let is_below =
        |(at, row): &(usize, usize)| value(known.shape.cell(*at, *row)).is_some_and(|value| value.is_negative());
    let cells: Vec<String> = cells.filter(is_below).map(|(at, row)| known.shape.place(at, row)).collect();
    (!cells.is_empty())
        .then(|| format!("{} angka tidak dipakai (pagu dan serapan tidak di bawah 0): {}", cells.len(), few(&cells)))
}

/// A part of the year that the title names, where no column does: whether its figures are of it alone nobody says.
fn part_of_title(known: &Known) -> Option<String> {
    let (kind, number) = Titled::of(&known.shape.found.above).part?;
    let is_said = known.shape.heads.iter().any(|head| head.part.is_some() || head.until.is_some());
    (!is_said).then(|| {
        format!(
            "judul tabel menyebut {kind} {number}; angkanya ditulis sebagai angka tahun {}. Bila target atau realisasinya hanya {kind} itu, isi triwulannya di data",
            known.shape.year
        )
    })
}

/// So many figures are told on the screen; all of them stand in the rules.
pub const MOST: usize = 10;

/// Columns and rows that are not used.
fn unused(known: &Known) -> Vec<String> {
    let (shape, found) = (known.shape, known.shape.found);
    let used = used(known);
    let is_left = |at: &usize| !used.contains(at) && shape.heads[*at].role != Role::Counter && Some(*at) != shape.only;
    let left = (0..found.heads.len()).filter(|at| is_left(at) && !shape.is_personal(*at));
    let left: Vec<String> =
        left.map(|at| format!("{} \"{}\"", letters(found.heads[at].column), short(&shape.title(at)))).collect();
    let mut lines = Vec::new();
    if !left.is_empty() {
        lines.push(format!("{} kolom tidak dipakai: {}", left.len(), left.join("; ")));
    }
    let personal = (0..found.heads.len()).filter(|at| shape.is_personal(*at)).count();
    if personal > 0 {
        lines.push(format!("{personal} kolom tentang orang tidak dibaca"));
    }
    let others = (0..found.rows.len()).filter(|row| found.rows[*row].is == RowIs::Thing && !shape.is_of_year(*row));
    let others: Vec<usize> = others.collect();
    if !others.is_empty() {
        lines.push(format!("{} baris tahun lain tidak dibaca: {}", others.len(), shape.rows_said(&others)));
    }
    let footers: BTreeSet<usize> = known.footers().iter().map(|footer| footer.row).collect();
    let named: BTreeSet<usize> = known.things.iter().flat_map(|thing| thing.rows.iter().copied()).collect();
    let headings: BTreeSet<usize> = names::headings(shape, &named).into_iter().collect();
    let of = |is: RowIs| {
        let is_left = |row: &usize| {
            let is_used = named.contains(row) || footers.contains(row) || headings.contains(row);
            found.rows[*row].is == is && shape.is_of_year(*row) && !is_used && !shape.is_below_zero(*row)
        };
        (0..found.rows.len()).filter(is_left).collect::<Vec<usize>>()
    };
    let below = (0..found.rows.len()).filter(|row| found.rows[*row].is == RowIs::Thing && shape.is_below_zero(*row));
    let kinds = [
        (below.collect(), "pagu dan serapan tidak di bawah 0"),
        (of(RowIs::Level), "judul di antara baris"),
        (of(RowIs::Total), "jumlah"),
        (of(RowIs::Thing), "tanpa nama indikator"),
        (headings.iter().copied().collect(), "judul bagi baris di bawahnya"),
    ];
    for (rows, what) in kinds.iter().filter(|(rows, _)| !rows.is_empty()) {
        lines.push(format!("{} baris tidak dipakai ({what}): {}", rows.len(), shape.rows_said(rows)));
    }
    let footers = known.footers();
    let left_of = |footer: &Footer| -> Vec<String> {
        let is_used = |at: usize| footer.parts.iter().any(|part| part.column == at);
        let is_left =
            |at: &usize| matches!(shape.cell(*at, footer.row), Says::Number(_)) && used.contains(at) && !is_used(*at);
        (0..shape.heads.len()).filter(is_left).map(|at| shape.place(at, footer.row)).collect()
    };
    let left: Vec<String> = footers.iter().flat_map(left_of).collect();
    if !left.is_empty() {
        lines.push(format!(
            "{} angka di baris jumlah tidak dipakai, barisnya tidak memberi angka itu, atau terlalu banyak yang dijumlahkannya: {}",
            left.len(),
            few(&left)
        ));
    }
    let heads: Vec<String> = found.remarks.iter().filter_map(remark).collect();
    lines.extend(heads);
    lines
}

/// A title as far as it is needed to know it.
fn short(title: &str) -> String {
    const MOST: usize = 40;
    let count = title.chars().count();
    if count <= MOST {
        return title.to_string();
    }
    let first: String = title.chars().take(MOST / 2).collect();
    let last: String = title.chars().skip(count - MOST / 2).collect();
    format!("{}…{}", first.trim_end(), last.trim_start())
}

/// The columns that something is read from.
pub fn used(known: &Known) -> Vec<usize> {
    let shape = known.shape;
    let mut used: Vec<usize> = known.columns().into_iter().map(|(at, _)| at).collect();
    used.extend(known.quarters().into_iter().map(|(at, _)| at));
    used.extend(known.aim_columns());
    used.extend(
        [Some(shape.name), shape.code, shape.objective, shape.unit, shape.way, shape.apart].into_iter().flatten(),
    );
    used
}

fn remark(remark: &Remark) -> Option<String> {
    match remark {
        Remark::HiddenRows { rows, taken } => {
            let what = if *taken { "ikut dibaca" } else { "tidak dibaca" };
            Some(format!("{} baris tersembunyi {what}: {}", rows.len(), spans(rows)))
        }
        Remark::StruckRows(rows) => Some(format!("{} baris dicoret tidak dibaca: {}", rows.len(), spans(rows))),
        Remark::Untitled(columns) => {
            let names: Vec<String> = columns.iter().map(|column| letters(*column)).collect();
            Some(format!("kolom tanpa judul tidak dibaca: {}", names.join(", ")))
        }
        Remark::Signatures { first, last } => Some(format!("tanda tangan tidak dibaca: baris {first} sampai {last}")),
        Remark::BelowSignatures(rows) => {
            Some(format!("baris berangka di bawah tanda tangan tidak dibaca: {}", spans(rows)))
        }
        Remark::MergedFigures(cells) => Some(merged_told(cells)),
        Remark::HeadingTurned(rows) => Some(format!(
            "judul kolom di baris {} lain urutannya; baris di bawahnya dibaca menurut judul itu",
            spans(rows)
        )),
        Remark::FilledDown { .. } | Remark::HiddenColumns(_) | Remark::HeadingAgain(_) | Remark::JoinedCodes { .. } => {
            None
        }
    }
}

/// The first of them, and how many more.
pub fn few(all: &[String]) -> String {
    let more = if all.len() > MOST { format!(", dan {} lagi", all.len() - MOST) } else { String::new() };
    all.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ") + &more
}

/// `3, 7–12, 40`
pub fn spans(numbers: &[u32]) -> String {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => spans.push((number, number)),
        }
    }
    let said = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    spans.iter().map(said).collect::<Vec<_>>().join(", ")
}
