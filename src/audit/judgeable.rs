//! What of a printed table is judged, or said not to be: figures, also two in one cell, grades and ordered words of the rules.

use super::figure::Printed;
use super::grades;
use super::held::Held;
use super::lines::Rows;
use super::read;
use super::row_keys::is_numbered;
use super::world::cell_at;

/// Words with more letters are no grade.
const LONGEST_GRADE: usize = 60;

impl Held<'_, '_> {
    /// Whether a printed cell is one that is judged or said not to be: figures, or a word of the rules.
    pub fn is_judgeable(&self, row: usize, column: usize) -> bool {
        match self.sheet.cell(row, column) {
            Printed::Number(_) | Printed::Torn(_) => !is_numbered(self.sheet.table.cell(row, column)),
            Printed::Words(words) => !read::pair(words).is_empty() || self.is_grade(words) || self.is_ordered(words),
            Printed::Blank | Printed::Dash | Printed::Fault => false,
        }
    }

    /// The cells of that kind.
    pub fn judgeable(&self) -> impl Iterator<Item = (usize, usize)> {
        let rows = 0..self.sheet.table.rows.len();
        let columns = |row: usize| (0..self.sheet.width(row)).map(move |column| (row, column));
        rows.flat_map(columns).filter(|(row, column)| self.is_judgeable(*row, *column))
    }

    /// Whether words are a grade that the rules give.
    fn is_grade(&self, words: &str) -> bool {
        let rules = self.world.program().band_rules.iter();
        let mut grades = rules.flat_map(|rule| rule.bands.iter().map(|band| &*band.grade));
        words.chars().count() <= LONGEST_GRADE && grades.any(|grade| grades::is_named(words, grade))
    }

    /// Whether words have an order that the rules give.
    fn is_ordered(&self, words: &str) -> bool {
        words.chars().count() <= LONGEST_GRADE && self.world.is_ordered(words)
    }

    /// Whether a printed column holds the grades that a column of the rules gives, right or wrong.
    pub fn holds_grades(&self, rows: &[Rows], column: usize, of: usize) -> bool {
        let (mut same, mut all) = (0, 0);
        for row in 0..self.sheet.table.rows.len() {
            let cell = self.place(rows, row, of).and_then(|position| cell_at(self.world.plan(), position));
            let table = cell.and_then(|cell| self.world.plan().graded(cell.slot)).map(|(_, table)| table);
            if let (Some(table), Printed::Words(words)) = (table, self.sheet.cell(row, column)) {
                all += 1;
                same += usize::from(table.bands.iter().any(|(_, grade)| grades::is_named(words, grade)));
            }
        }
        all > 0 && same * 3 >= all * 2
    }
}
