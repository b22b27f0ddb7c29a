//! The sheet of sources: which rules the tables rest on, where they stand, which regulation they follow; and what is a
//! value in the place of a formula.

use super::lines::{Lines, write_text};
use super::style::{self, Look};
use super::tables::Sheets;
use crate::eval::Results;
use crate::plan::SlotId;
use crate::program::{Program, Sources as Said};
use crate::source::{Sources, Span};
use crate::syntax::ast::Years;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::collections::{BTreeMap, BTreeSet};

/// The name of the sheet.
pub const SHEET: &str = "Sumber";

/// A rule.
#[derive(Debug)]
struct Rule {
    name: String,
    place: String,
    in_force: String,
    basis: String,
    notes: String,
}

/// What the tables rest on.
#[derive(Debug, Default)]
pub struct Used {
    rules: BTreeMap<Span, Rule>,
    files: BTreeSet<String>,
    basis: Vec<String>,
    /// What is assumed beside the data and the rules: where it stands, and its lines.
    tried: Vec<(String, String)>,
}

impl Used {
    /// Notes what is tried, once: the name of a state, where that stands, and its text.
    pub fn tried(&mut self, name: &str, place: &str, text: &str) {
        let place = if place.is_empty() { name.to_string() } else { format!("{name}: {place}") };
        let is_new = !self.tried.iter().any(|(known, _)| *known == place);
        if is_new && !text.trim().is_empty() {
            self.tried.push((place, text.trim_end().to_string()));
        }
    }

    /// Notes what goals rest on.
    pub fn note(&mut self, results: Results, sources: &Sources, goals: &[SlotId]) {
        let Results { program, plan, data, .. } = results;
        let under = plan.under(goals, &[]);
        let spans: BTreeSet<Span> = under.iter().filter_map(|slot| plan.slot(*slot).span).collect();
        for (block, span, name, in_force, said) in rules(program) {
            let is_used = spans
                .range(Span { start: block.start, end: block.start, ..block }..)
                .take_while(|span| span.source == block.source && span.start <= block.end)
                .any(|span| span.end <= block.end);
            if is_used && !self.rules.contains_key(&span) {
                let (basis, notes) = (said.basis.join("; "), said.notes.join(" "));
                let place = sources.place(span);
                self.rules.insert(span, Rule { name, place, in_force: years(in_force), basis, notes });
            }
        }
        self.files.extend(data.files().iter().map(|file| file.name.clone()));
        self.basis = program.package.sources.basis.clone();
    }

    /// Writes the sheet.
    pub fn write(&self, book: &mut Workbook, title: &str, lines: &Lines, sheets: &Sheets) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(SHEET)?;
        style::page(sheet, title, 2, true)?;
        sheet.write_string_with_format(0, 0, "Sumber", &style::title())?;
        let basis = self.basis.join("; ");
        let words = match basis.is_empty() {
            true => format!("Aturan paket {title} yang dipakai tabel di buku kerja ini."),
            false => format!("Aturan paket {title} yang dipakai tabel di buku kerja ini. Dasar: {basis}."),
        };
        style::across(sheet, 1, (0, 4), &words, &style::note(), style::lines_of(&words, 160))?;
        for (at, head) in ["Aturan", "Tempat", "Berlaku", "Dasar", "Catatan"].into_iter().enumerate() {
            sheet.write_string_with_format(2, at as u16, head, &style::header())?;
        }
        for (column, width) in [(0, 44.0), (1, 26.0), (2, 14.0), (3, 44.0), (4, 44.0)] {
            sheet.set_column_width(column, width)?;
        }
        let plain = style::words(Look::Plain);
        let mut row = 3;
        for rule in self.rules.values() {
            for (at, text) in
                [&rule.name, &rule.place, &rule.in_force, &rule.basis, &rule.notes].into_iter().enumerate()
            {
                write_text(sheet, row, at as u16, text, &plain)?;
            }
            let lines = [(&rule.name, 42), (&rule.place, 24), (&rule.basis, 42), (&rule.notes, 42)];
            let lines = lines.into_iter().map(|(text, letters)| style::lines_of(text, letters)).max();
            sheet.set_row_height(row, style::height(lines.unwrap_or(1)))?;
            row += 1;
        }
        row += 1;
        sheet.write_string_with_format(row, 0, "Berkas data", &style::group())?;
        row += 1;
        for file in &self.files {
            write_text(sheet, row, 0, file, &plain)?;
            row += 1;
        }
        if !self.tried.is_empty() {
            row += 1;
            sheet.write_string_with_format(row, 0, "Skenario dan anggapan", &style::group())?;
            row += 1;
        }
        for (place, text) in &self.tried {
            for (at, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
                write_text(sheet, row, 0, if at == 0 { place } else { "" }, &plain)?;
                write_text(sheet, row, 3, line, &plain)?;
                sheet.set_row_height(row, style::height(style::lines_of(line, 42)))?;
                row += 1;
            }
        }
        row += 1;
        sheet.write_string_with_format(row, 0, "Sel yang berupa nilai, bukan rumus", &style::group())?;
        row += 1;
        let words = "Hitungan Takar pasti; hitungan Excel biner, lima belas angka. Di mana keduanya dapat berbeda, yang ditulis nilainya, dan selnya berwarna. Nilai itu tidak ikut berubah bila Masukan diubah: hitung lagi dengan takar.";
        style::across(sheet, row, (0, 4), words, &style::note(), 2)?;
        row += 1;
        let of_lines = lines.values().map(|(cell, line, unit)| {
            let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
            (format!("{}{unit}", line.name), cell, line.why.map(|why| why.words()).unwrap_or_default())
        });
        let of_sheets = sheets.values().into_iter().map(|(cell, why)| ("sel tabel".to_string(), cell, why.words()));
        let mut is_none = true;
        for (name, cell, why) in of_lines.chain(of_sheets) {
            is_none = false;
            write_text(sheet, row, 0, &name, &plain)?;
            write_text(sheet, row, 1, &cell, &plain)?;
            write_text(sheet, row, 3, why, &plain)?;
            let lines = style::lines_of(&name, 42).max(style::lines_of(why, 42)).max(style::lines_of(&cell, 24));
            sheet.set_row_height(row, style::height(lines))?;
            row += 1;
        }
        if is_none {
            write_text(sheet, row, 0, "Tidak ada.", &plain)?;
            row += 1;
        }
        row += 1;
        let words =
            "Baris, urutan, catatan di bawah tabel, dan jumlah desimal adalah menurut data saat buku kerja ini dibuat.";
        style::across(sheet, row, (0, 4), words, &style::note(), 1)?;
        Ok(())
    }
}

type Head<'p> = (Span, Span, String, Years, &'p Said);

/// Every rule with its block, head line, name and what it rests on.
fn rules(program: &Program) -> Vec<Head<'_>> {
    let mut all: Vec<Head> = Vec::new();
    for rule in &program.achievement_rules {
        all.push((rule.block, rule.span, format!("aturan capaian {}", rule.name), rule.in_force, &rule.sources));
    }
    for rule in &program.band_rules {
        all.push((rule.block, rule.span, format!("aturan predikat {}", rule.name), rule.in_force, &rule.sources));
    }
    for rule in &program.conversions {
        all.push((rule.block, rule.span, format!("aturan konversi {}", rule.name), rule.in_force, &rule.sources));
    }
    for rule in &program.generals {
        let prefix = rule.prefix.as_ref().map(|prefix| format!(" \"{prefix}\"")).unwrap_or_default();
        all.push((rule.block, rule.span, format!("umum{prefix}"), rule.in_force, &rule.sources));
    }
    for one in program.definitions.iter().filter(|one| !one.from_data) {
        let code = program.code(one.name);
        let label = one.label.as_ref().map(|label| format!(" — {label}")).unwrap_or_default();
        let word = match one.kind {
            crate::program::Kind::Quantity => "besaran",
            crate::program::Kind::Indicator(_) => "indikator",
            crate::program::Kind::Group(_) => "kelompok",
        };
        all.push((one.block, one.span, format!("{word} {code}{label}"), one.in_force, &one.sources));
    }
    all
}

/// `2022–2023`, `mulai 2024`.
fn years(years: Years) -> String {
    match (years.from, years.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(from), None) => format!("mulai {from}"),
        (None, Some(to)) => format!("sampai {to}"),
        (None, None) => String::new(),
    }
}
