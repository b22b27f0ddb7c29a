//! Charts at the prompt: those of tables, and that of one thing.

use super::session::{Screen, Session, plain};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::engine::{earlier, years_before};
use crate::explain::{self, Question, Unclear};
use crate::program::{Role, When};
use crate::report::build;
use crate::report::chart::{NOTHING_DRAWN, Pen, picture, picture_of, planned};
use crate::report::table::Table;
use std::collections::HashSet;

impl Session {
    /// The achievements of a table as bars, or those of all, as things are assumed now and were in earlier years; of what is no
    /// table but a thing, its own.
    pub(super) fn chart(&self, name: Option<&str>) -> Result<String, Box<Diagnostic>> {
        let years = years_before(&self.data, self.year);
        let wanted = earlier(self.view.program(), &self.view.plan, &self.data);
        let view = self.asking(&wanted.iter().collect::<Vec<_>>());
        let tables = build::tables(view.results(), 0);
        let is_meant = |table: &&Table| name.is_none_or(|name| table.name.eq_ignore_ascii_case(name));
        let meant: Vec<&Table> = tables.iter().filter(is_meant).collect();
        if let (Some(name), true) = (name, meant.is_empty()) {
            return self.chart_of_thing(name, &tables);
        }
        let mut told = HashSet::new();
        let drawn =
            meant.iter().map(|table| (table, picture(view.results(), 0, (table, &years), &mut told, self.pen())));
        let drawn = drawn.filter(|(_, picture)| !picture.is_empty());
        let shown: Vec<String> = drawn.map(|(table, picture)| format!("{}\n\n{picture}", table.heading())).collect();
        if shown.is_empty() {
            return Ok(format!("{NOTHING_DRAWN}\n"));
        }
        let planned = meant.iter().filter_map(|table| planned(view.results(), table));
        let slots = planned.flat_map(|planned| planned.cells()).map(|cell| cell.slot);
        Ok(format!("{}{}", self.with_changes(&view, slots), shown.join("\n")))
    }

    /// The bar of a thing, and how its values were in earlier years.
    fn chart_of_thing(&self, words: &str, tables: &[Table]) -> Result<String, Box<Diagnostic>> {
        let Question { name, role, when } = explain::question(self.view.program(), &self.view.plan, words)
            .map_err(|unclear| self.not_drawn(words, unclear, tables))?;
        let code = self.view.program().code(name).to_string();
        if when != When::year(self.year) {
            return Ok(format!(
                "yang digambar ialah tahun {}; pindah dahulu, dengan  tahun {}\n",
                self.year, when.year
            ));
        }
        if role.is_some_and(|role| role.as_read() != Role::Value && !role.is_achievement()) {
            let own = super::state::written_name(&code);
            return Ok(format!("yang digambar hanya capaian dan nilainya; tulis  grafik {own}\n"));
        }
        let years = years_before(&self.data, self.year);
        let wanted = explain::earlier(self.view.program(), &[name], &years);
        let view = self.asking(&wanted.iter().collect::<Vec<_>>());
        let drawn = picture_of(view.results(), 0, (name, &years), self.pen());
        if drawn.is_empty() {
            return Ok(format!(
                "tidak ada yang digambar: {code} tidak punya angka capaian tahun ini, dan nilainya belum dua tahun\n"
            ));
        }
        let label = view.program().version(name, self.year).and_then(|version| version.label.clone());
        let unit = self.unit().map(|unit| unit.to_string());
        let heading = [Some(code), label, unit, Some(self.year.to_string())];
        let heading: Vec<String> = heading.into_iter().flatten().collect();
        let slots = [Role::Value, Role::Achievement].into_iter().filter_map(|role| view.slot(name, role, when));
        Ok(format!("{}{}\n\n{drawn}", self.with_changes(&view, slots), heading.join(" · ")))
    }

    fn pen(&self) -> Pen {
        let Screen { width, colour } = self.screen;
        Pen { width, colour, plain: self.is_plain }
    }

    /// Why there is no chart of what was named: what may have been meant, or what there is.
    fn not_drawn(&self, words: &str, unclear: Unclear, tables: &[Table]) -> Box<Diagnostic> {
        let name = match &unclear {
            Unclear::UnknownName { name, .. } => name.as_str(),
            Unclear::UnknownRole { .. } => words,
            Unclear::OtherThing { .. } | Unclear::NotInForce { .. } | Unclear::NoSuchValue { .. } => {
                return Box::new(unclear.into_diagnostic());
            }
        };
        let known = || tables.iter().map(|table| table.name.as_str());
        let codes = self.view.program().names.iter().map(|name| name.code.as_str());
        let finding = plain(Code::T0007, format!("tidak ada tabel \"{words}\", juga tidak ada yang bernama demikian"));
        Box::new(match nearest(name, known().chain(codes)) {
            Some(near) => finding.advise(format!("apakah maksud Anda  grafik {near} ?")),
            None => finding.advise(format!("yang ada: {}", known().collect::<Vec<_>>().join(", "))),
        })
    }
}
