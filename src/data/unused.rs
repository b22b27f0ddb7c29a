//! Columns that nothing reads. Nothing in an office's file is skipped silently: they are reported, once per file, if
//! they have content. Row numbers and remarks, which every export has, are recognised by name and skipped, unless they
//! contain figures.

use super::Field;
use super::cell::is_blank;
use super::csv::{Row, Sheet};
use super::header::{
    HeaderColumn, Role, ValueKind, is_numbering, is_of_part, is_passed_over, is_remark, is_share, money_of, split_year,
    up_to, without_years_above, word_role,
};
use super::problem::{DataProblem, Use};
use super::schema::Schema;
use super::spending::Spending;
use crate::diagnostic::nearest::{nearest, one_slip, same as same_name};
use crate::source::sheet::{BELOW, quoted as as_written};

/// The columns of a file that nothing reads.
pub(super) struct Unused {
    columns: Vec<usize>,
    /// Those in which every cell so far is blank.
    blank: Vec<usize>,
    /// Those skipped by name, without a figure so far, each with the length up to which a number is not a figure there.
    by_name: Vec<(usize, usize)>,
    /// Those that contain figures although their names say otherwise.
    figures: Vec<usize>,
    /// Those in which every cell so far is a number.
    numbers: Vec<usize>,
    /// Those of which every cell so far is a formula without a value.
    uncomputed: Vec<usize>,
    /// Values that are likely spending.
    pub spending: Option<Spending>,
}

impl Unused {
    pub fn of(columns: &[HeaderColumn]) -> Unused {
        let is_unused = |column: &HeaderColumn| {
            let is_idle =
                matches!(column.role, Role::Unused | Role::Value(_, ValueKind::Printed | ValueKind::Undeclared));
            is_idle && !column.is_told
        };
        let spending = Spending::of(columns);
        let longest = |name: &str| match is_numbering(name) {
            true => Some(LONGEST_NUMBER),
            false => is_remark(name).then_some(0),
        };
        let (mut by_name, mut others) = (Vec::new(), Vec::new());
        for (at, column) in columns.iter().enumerate().filter(|(_, column)| is_unused(column)) {
            match longest(&column.name) {
                Some(longest) => by_name.push((at, longest)),
                None => others.push(at),
            }
        }
        let (blank, numbers, uncomputed) = (others.clone(), others.clone(), others.clone());
        Unused { columns: others, blank, by_name, figures: Vec::new(), numbers, uncomputed, spending }
    }

    /// Checks the cells of a row.
    pub fn look(&mut self, row: &Row) {
        self.blank.retain(|column| is_blank(row.get(*column)));
        self.numbers.retain(|column| is_number(row.get(*column)) || is_blank(row.get(*column)));
        self.uncomputed.retain(|column| row.get(*column).starts_with('=') || is_blank(row.get(*column)));
        let figures = self.by_name.extract_if(.., |(column, longest)| {
            let cell = row.get(*column);
            cell.len() > *longest && is_number(cell)
        });
        self.figures.extend(figures.map(|(column, _)| column));
    }

    /// Records that the content of a column is compared with what is computed.
    pub fn held(&mut self, column: usize) {
        self.columns.retain(|one| *one != column);
    }

    /// The findings about them; `is_bare` if there is no row at all, as when only a header is read. For a piece of a
    /// file only what its header could not tell is reported.
    pub fn told(
        &self,
        (sheet, header): (&Sheet, &Row),
        schema: &Schema,
        columns: &[HeaderColumn],
        is_bare: bool,
    ) -> Option<DataProblem> {
        let own = self.columns.iter().filter(|column| is_bare || !self.blank.contains(column));
        let mut told: Vec<usize> = own.filter(|_| sheet.is_whole()).chain(&self.figures).copied().collect();
        told.sort_unstable();
        let cells = told.iter().map(|column| sheet.cell(header, *column, header.get(*column))).collect();
        let is_uncomputed = |column: &usize| self.uncomputed.contains(column) && !self.blank.contains(column);
        let (uncomputed, computed): (Vec<usize>, Vec<usize>) = told.iter().copied().partition(is_uncomputed);
        let lines = self.lines(&computed, schema, columns);
        let (mut reasons, titles) = why(&computed, columns);
        reasons.extend(uncomputed.iter().take(MOST_LINES).map(|column| {
            let name = columns[*column].name.replace(BELOW, " di bawah ");
            format!("\"{name}\" berisi rumus tanpa nilai: buka berkasnya di Excel, biarkan dihitung, lalu simpan ulang")
        }));
        (!told.is_empty()).then_some(DataProblem::UnusedColumns { cells, reasons, lines, titles })
    }

    /// The lines that would make columns be read: those that resemble a word of the language as what they probably are,
    /// then money; else the first, as the realisation that the file lacks or as a further column.
    fn lines(&self, told: &[usize], schema: &Schema, columns: &[HeaderColumn]) -> Vec<Use> {
        let is_free =
            |field: &Field| !columns.iter().any(|column| matches!(&column.role, Role::Value(of, _) if of == field));
        let is_alone = |name: &str| columns.iter().filter(|column| same_name(&column.name, name)).count() == 1;
        let names = told.iter().map(|column| (*column, &*columns[*column].name));
        let names = names.filter(|(_, name)| is_alone(name) && can_be_quoted(name));
        let mut lacked: Vec<(&str, &str)> = Vec::new();
        for (_, name) in names.clone() {
            // A part of the year is never suggested as the year.
            let is_other = is_of_part(name) || money_of(name).is_some();
            let lacks = |word: &&str| !is_other && column_of(word, columns).is_none();
            let Some(word) = leading_word(name).filter(lacks) else { continue };
            if !lacked.iter().any(|(known, _)| *known == word) {
                lacked.push((word, name));
            }
        }
        if !lacked.is_empty() {
            return lacked.into_iter().take(MOST_LINES).map(heading_line).map(Use::Meant).collect();
        }
        let in_years = columns.iter().any(|column| column.year.is_some());
        let is_text = |column: usize| !self.blank.contains(&column) && !self.numbers.contains(&column);
        // If years are columns, a header is declared without its year.
        let header =
            |name: &str| in_years.then(|| split_year(name)).flatten().map_or(name.to_string(), |(words, _)| words);
        let mut near: Vec<(&str, String)> = Vec::new();
        for (column, name) in names.clone().filter(|(_, name)| !is_of_part(name) && !is_share(name)) {
            let word = resembled(name).filter(|_| money_of(name).is_none());
            let word = word.or_else(|| is_of_names(name).then_some("nama").filter(|_| is_text(column)));
            let is_lacked = |word: &&str| match *word {
                "nama" => column_of("nama", columns).or_else(|| column_of("uraian", columns)).is_none(),
                word => column_of(word, columns).is_none(),
            };
            if let Some(word) = word.filter(is_lacked).filter(|word| near.iter().all(|(known, _)| known != word)) {
                near.push((word, header(name)));
            }
        }
        if !near.is_empty() {
            let near = near.iter().take(MOST_LINES).map(|(word, header)| heading_line((word, header)));
            return near.map(Use::Meant).collect();
        }
        let mut money: Vec<(&str, &str)> = Vec::new();
        for (_, name) in names.clone() {
            let Some(word) = money_of(name).filter(|_| !is_share(name)) else { continue };
            let field = if word == "pagu" { Field::Budget } else { Field::Spent };
            if is_free(&field) && !money.iter().any(|(known, _)| *known == word) {
                money.push((word, name));
            }
        }
        if !money.is_empty() {
            return money.into_iter().take(MOST_LINES).map(heading_line).map(Use::Meant).collect();
        }
        let is_stated = schema.headings.iter().any(|heading| word_role(&heading.role) == word_role("realisasi"));
        let lacks = |word: &str| column_of(word, columns).is_none();
        let lacks_realisation = !in_years && !is_stated && !lacks("target") && lacks("realisasi");
        let line = |(column, name): (usize, &str)| {
            let header = header(name);
            if lacks_realisation && !is_text(column) && !is_of_part(name) && !is_share(name) {
                return Some(Use::Lacked("realisasi", heading_line(("realisasi", name))));
            }
            (!header.is_empty()).then(|| Use::Further(own_column(&header, is_text(column), schema)))
        };
        names.filter(|(_, name)| !is_passed_over(name)).find_map(line).into_iter().collect()
    }
}

/// Why columns are not read although their headers begin with a word of the language: they are about a part of the
/// year, or another column is used for it; and headers with which figures up to a quarter would be read as such.
fn why(told: &[usize], columns: &[HeaderColumn]) -> (Vec<String>, Vec<String>) {
    let (mut reasons, mut titles) = (Vec::new(), Vec::new());
    for name in told.iter().map(|at| &*columns[*at].name) {
        let Some(word) = leading_word(name).filter(|_| reasons.len() < MOST_LINES) else { continue };
        let (shown, quarter) = (name.replace(BELOW, " di bawah "), up_to(name).filter(|quarter| *quarter < 4));
        if let Some(quarter) = quarter {
            reasons.push(format!("\"{shown}\" dari awal tahun sampai triwulan {quarter}, bukan setahun"));
            let is_open = matches!(word, "target" | "realisasi");
            titles.extend(is_open.then(|| format!("\"{word} TW {quarter}\"")));
        } else if is_of_part(name) {
            reasons.push(format!("judul \"{shown}\" menyebut sebagian tahun, atau lebih dari setahun"));
        } else if let Some(used) = column_of(word, columns).filter(|used| **used != *name) {
            reasons.push(format!("yang dibaca sebagai {word} adalah kolom \"{used}\""));
        }
    }
    (reasons, titles)
}

/// The word of the language for figures at the start of a header.
fn leading_word(header: &str) -> Option<&'static str> {
    let words = ["target", "realisasi", "nilai", "pagu", "serapan"];
    let first = header.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
    words.into_iter().find(|word| first.eq_ignore_ascii_case(word) && !is_share(header))
}

/// The word for figures that a header begins with, shortened or mistyped: `Real`, `realisai (km)`.
fn resembled(header: &str) -> Option<&'static str> {
    const SHORTEST: usize = 3;
    let first = header.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?.to_lowercase();
    let words = ["target", "realisasi", "pagu", "serapan"];
    let begun = words.into_iter().find(|word| first.len() >= SHORTEST && word.starts_with(&*first));
    // `harapan` is no `serapan`.
    let is_open = |word: &&str| matches!(*word, "target" | "realisasi") || one_slip(&first, word);
    begun.or_else(|| {
        nearest(&first, words.into_iter().filter(is_open)).and_then(|near| words.into_iter().find(|word| *word == near))
    })
}

/// Whether a header is one of what sheets of budgets name their rows by.
fn is_of_names(header: &str) -> bool {
    const WORDS: [&str; 5] = ["nama", "program", "kegiatan", "subkegiatan", "sub"];
    let words = header.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words = words.peekable();
    words.peek().is_some() && words.all(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// The header of the column that is read as a word of the language.
fn column_of<'c>(word: &str, columns: &'c [HeaderColumn]) -> Option<&'c str> {
    let role = word_role(word);
    columns.iter().find(|column| column.role == role).map(|column| &*column.name)
}

fn heading_line((word, header): (&str, &str)) -> String {
    format!("kolom {word} = {}", as_written(&without_years_above(header)))
}

/// How many lines of rules are suggested.
const MOST_LINES: usize = 2;

/// The greatest length of row numbers.
const LONGEST_NUMBER: usize = 6;

/// How many words of a header make a name.
const MOST_WORDS: usize = 5;

/// Whether a cell reads as a figure: digits and surrounding signs.
fn is_number(cell: &str) -> bool {
    let bare = cell.strip_prefix("Rp").unwrap_or(cell);
    let is_part = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,%+-−–()".contains(c);
    bare.contains(|c: char| c.is_ascii_digit()) && bare.chars().all(is_part)
}

/// Whether rules can write a header in quotes.
pub(super) fn can_be_quoted(header: &str) -> bool {
    !header.contains(|c: char| matches!(c, '"' | '“' | '”' | '„') || c.is_control())
}

/// `kolom penanggung_jawab "Penanggung Jawab" teks`
fn own_column(header: &str, is_text: bool, schema: &Schema) -> String {
    let bare = header.replace(BELOW, " ");
    let words = bare.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.take(MOST_WORDS).map(str::to_lowercase).collect::<Vec<_>>().join("_");
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic()) && schema.can_name.is_none_or(|can| can(&name));
    let name = match name.as_str() {
        _ if is_name => name,
        "" if header.contains('%') => "persen".to_string(),
        "" => "kolom_lain".to_string(),
        _ => format!("kolom_{name}"),
    };
    let is_free = |name: &String| {
        let mut taken = schema.fields.iter().map(|field| &field.name).chain(schema.codes.keys());
        taken.all(|taken| !taken.eq_ignore_ascii_case(name))
    };
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let name = std::iter::once(name.clone()).chain(numbered).find(is_free).unwrap_or(name);
    let title = if name == header { String::new() } else { format!(" {}", as_written(header)) };
    format!("kolom {name}{title}{}", if is_text { " teks" } else { "" })
}
