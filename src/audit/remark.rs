//! What an audit says of printed tables rather than of their figures, as plain values.

use super::outcome::Where;

/// What is to be said of a printed table rather than of its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remark {
    /// A table of a workbook or document was taken for one of the rules by its columns and rows.
    NearTable {
        /// The file and sheet.
        file: String,
        /// The table of the rules.
        table: String,
    },
    /// The rules have no such table.
    UnknownTable {
        /// The file.
        file: String,
        /// The name it was taken for.
        table: String,
        /// One of nearly that name.
        near: Option<String>,
    },
    /// A column with figures is none of the table's.
    UnknownColumn {
        /// The file.
        file: String,
        /// Where it stands, from 1, as `kolom 3 = …` counts.
        column: usize,
        /// Where only a further heading of the table has it: which heading, and its column there, from 1.
        below: Option<(usize, usize)>,
        /// Its title.
        title: String,
        /// Whether another column has the same title.
        twin: bool,
        /// The printed column that was read in its place, where its own title is the one of the rules.
        instead: Option<String>,
        /// How many figures and grades it has.
        figures: usize,
        /// Titles of the rules that it may be, the likeliest first.
        may_be: Vec<String>,
        /// The same in the words of `kolom 3 = …`.
        holds: Vec<String>,
    },
    /// Figures stand right of all titles.
    Beyond {
        /// The file.
        file: String,
        /// Each with its row and column, counted from 1 as `baris 3 = …` and `kolom 3 = …` count.
        cells: Vec<(usize, usize, String)>,
    },
    /// A column has one figure for several rows at once, such as that of an objective.
    OfSeveral {
        /// The file.
        file: String,
        /// Where it stands, from 1, as `kolom 3 = …` counts.
        column: usize,
        /// Where only a further heading of the table has it: which heading, and its column there, from 1.
        below: Option<(usize, usize)>,
        /// Rows of which it is so, as `baris 3 = …` counts; none where it is so of all.
        rows: Vec<usize>,
        /// Its title.
        title: String,
        /// What it would be by its title, in the words of the rules.
        of: String,
        /// Whether these are the means of the rows, and not only something between.
        is_sure: bool,
    },
    /// A column was taken for one of nearly the same title, or by its figures.
    NearColumn {
        /// The file.
        file: String,
        /// The printed title.
        title: String,
        /// The title in the rules.
        of: String,
        /// By its figures.
        by_figures: bool,
    },
    /// A row was taken for one of nearly the same name.
    NearRow {
        /// The file.
        file: String,
        /// Where it stands below the titles, from 1, as `baris 3 = …` counts.
        row: usize,
        /// What it is called in print.
        words: String,
        /// What it is called in the rules.
        of: String,
    },
    /// A row with figures is none of the table's, or as near to two.
    UnknownRow {
        /// The file.
        file: String,
        /// Where it stands below the titles, from 1, as `baris 3 = …` counts.
        row: usize,
        /// Its first words.
        words: String,
        /// As near to two.
        unclear: bool,
        /// The sum or the mean of rows above it, of which the rules have none.
        is_sum: bool,
    },
    /// Rows of the rules' table are in no print of it.
    AbsentRows {
        /// The file, the first where several print it.
        file: String,
        /// The table.
        table: String,
        /// What they are called.
        rows: Vec<String>,
    },
    /// A row has figures of a year of which the rules have none.
    OtherYear {
        /// The file.
        file: String,
        /// Where it stands below the titles, from 1, as `baris 3 = …` counts.
        row: usize,
        /// Its first words.
        words: String,
        /// The year.
        year: i32,
    },
    /// No figure of a table stands where the table of its name has one: it may be another table, or of another package.
    StrangeTable {
        /// The file.
        file: String,
        /// The table of the rules.
        table: String,
    },
    /// A figure is right only where its point and comma mean something else than those of the others in its column.
    OtherSigns {
        /// Where it stands.
        place: Where,
        /// What is printed.
        text: String,
        /// What it is read as.
        own: String,
        /// What it would say by the signs of the others.
        says: String,
    },
    /// A claim of which nothing can be told yet.
    OpenClaim {
        /// Where it stands.
        place: Where,
        /// Why.
        why: String,
    },
    /// A declaration beside the table means nothing there.
    UnknownLine {
        /// The file.
        file: String,
        /// The declaration.
        line: String,
    },
}
