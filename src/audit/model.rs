//! A printed table as plain values: what a reader hands over, whether it read CSV, a workbook or a document.

/// What stands between the titles of several levels: `Tahun 2024 · Target`.
pub(crate) const LEVELS: &str = " · ";

/// A table as it stands in a report. Cells are the printed text, untouched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedTable {
    /// The `tabel` of the rules that it prints.
    pub table: String,
    /// Where it was read, as messages name it.
    pub file: String,
    /// The page of the report.
    pub page: Option<u32>,
    /// The heading, when it was noted.
    pub title: Option<String>,
    /// Lines around it that say what its money is in: `(dalam juta rupiah)`.
    pub in_units: Vec<String>,
    /// The titles of its columns, those of several levels joined by ` · `.
    pub header: Vec<String>,
    /// The columns under each heading, left to right, where it has several: a table that goes on over a page, a second one
    /// below the first. Empty where all columns stand under one.
    pub parts: Vec<Vec<usize>>,
    /// Its rows in order, also totals.
    pub rows: Vec<PrintedRow>,
    /// What titles and names cannot tell.
    pub layout: Layout,
    /// Where it stands in a workbook or document.
    pub sheet: Option<Sheet>,
    /// Whether it is none of the rules', as far as the reader knows, and that was said: its figures are counted and no more.
    pub is_passed: bool,
}

/// Where a table stands in a workbook or document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The file, below the package.
    pub file: String,
    /// The name of the sheet; of a document `tabel 3`.
    pub name: String,
    /// Whether its columns have letters, as in a workbook.
    pub is_lettered: bool,
    /// Whether only its columns and rows say which table it is.
    pub is_guessed: bool,
}

/// A row as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedRow {
    /// The line of the file, from 1.
    pub line: u32,
    /// One per column; shorter rows are blank at the end.
    pub cells: Vec<String>,
    /// The year that it names or stands under, where the report says one.
    pub year: Option<i32>,
    /// Which heading it stands under, counted from 0.
    pub part: usize,
    /// The columns of the sheet that the cells stand in, from 0; empty where it is none.
    pub columns: Vec<u32>,
    /// Of each cell that is merged with those below it the line of the last of them, of the others 0; empty where none is.
    pub reach: Vec<u32>,
    /// Of each cell that is merged so and to the right as well the last column of the sheet that it is merged over, of the others 0;
    /// empty where none is.
    pub until: Vec<u32>,
    /// Whether it is hidden on its sheet.
    pub is_hidden: bool,
}

impl PrintedRow {
    /// The line of the last row that a cell is merged over, where it is.
    pub(super) fn reach_of(&self, column: usize) -> Option<u32> {
        self.reach.get(column).copied().filter(|last| *last > self.line)
    }

    /// The other columns that a cell is merged over, where it is.
    pub(super) fn merged_with(&self, column: usize) -> impl Iterator<Item = usize> {
        let own = self.columns.get(column).copied().unwrap_or(u32::MAX);
        let until = self.until.get(column).copied().unwrap_or(0);
        (0..self.columns.len()).filter(move |other| (own + 1..=until).contains(&self.columns[*other]))
    }
}

/// What was declared of a table, columns and rows counted from 1 as a person does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// What each of these columns holds, in the words of the rules: `realisasi`, `capaian[2023]`.
    pub columns: Vec<(usize, String)>,
    /// What each of these rows is.
    pub rows: Vec<(usize, RowIs)>,
    /// Codes whose figures are exact as the data write them: nothing was rounded.
    pub exact: Vec<String>,
}

/// What a printed row is, when its words cannot tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowIs {
    /// A total or mean below the table; with the words of the rules where there are several.
    Footer(Option<String>),
    /// The row of a thing, by its code.
    Thing(String),
    /// No row of the table: a heading between, a sum by hand.
    Nothing,
}

impl PrintedTable {
    /// Whether two columns stand under one heading, so that they cannot be one.
    pub(super) fn stand_together(&self, one: usize, other: usize) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|part| part.contains(&one) && part.contains(&other))
    }

    /// Where a column stands that only a further heading of the table has: which heading, and its column there, both from 1.
    pub(super) fn below(&self, column: usize) -> Option<(usize, usize)> {
        let found = self
            .parts
            .iter()
            .enumerate()
            .find_map(|(part, own)| Some((part, own.iter().position(|at| *at == column)?)));
        found.filter(|(part, _)| *part > 0).map(|(part, at)| (part + 1, at + 1))
    }

    /// Whether cells of a column are merged over several rows.
    pub(super) fn is_merged(&self, column: usize) -> bool {
        self.rows.iter().any(|row| row.reach_of(column).is_some())
    }

    /// A cell, blank where the row is shorter.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.cells.get(column)).map_or("", |cell| cell.trim())
    }
}
