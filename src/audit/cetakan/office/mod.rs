//! Tables of workbooks, documents and web pages in the folder: which of them is which table of the rules. A declaration names it,
//! else its caption, its sheet or its file, else its columns and rows; what none of them tells is asked, and what is no table
//! of the rules is named and passed over.

mod apart;
mod caption;
mod continued;
mod fits;
mod problem;
mod shown;

pub(super) use fits::Fits;

use super::super::model::PrintedTable;
use super::layout::{Declared, From};
use super::{Found as Taken, stem};
use crate::diagnostic::Diagnostic;
use crate::office::{self, Book, Choice, Found, sheet_named, tables_with};
use caption::Caption;
use fits::Best;

/// A file with its name below the package.
struct Open<'f> {
    name: &'f str,
    book: Book,
}

/// A table of a file.
struct Candidate {
    /// Its file, by its place among those that were opened.
    book: usize,
    found: Found,
    printed: PrintedTable,
    is: Is,
}

/// Which table of the rules it is.
enum Is {
    /// Nobody knows yet.
    Open,
    /// One of another office or part of the year than one with the same rows: only a declaration makes it one of the rules. With
    /// the reason.
    Other(&'static str),
    /// A declaration leaves it out.
    Left,
    /// The one that a declaration names.
    Declared(usize),
    /// This one.
    Table(usize),
    /// One of these.
    Unclear(Vec<usize>),
}

/// The tables that are tables of the rules, and what is to be said of the others.
pub(super) fn tables(
    fits: &Fits,
    files: &[(&str, &[u8])],
    declared: &[Declared],
    left: &mut usize,
) -> (Vec<Taken>, Vec<Diagnostic>) {
    let (mut books, mut findings) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let short = name.rsplit('/').next().unwrap_or(name);
        match office::open(bytes, short) {
            Ok(book) => books.push(Open { name, book }),
            Err(refused) => findings.push(refused.into_diagnostic(name)),
        }
    }
    let (mut all, mut unread) = (Vec::new(), Vec::new());
    for (at, Open { name, book }) in books.iter().enumerate() {
        findings.extend(problem::hidden_sheets(name, book));
        for sheet in (0..book.sheets.len()).filter(|sheet| !book.sheets[*sheet].hidden) {
            let own = candidates(fits, &books, (at, sheet), &all, &Choice::default());
            if own.is_empty() {
                unread.extend(problem::unread(fits, name, &book.sheets[sheet]).map(|told| ((at, sheet), told)));
            }
            all.extend(own);
        }
    }
    let mut matching = Matching { fits, books: &books, declared, all, findings };
    for (at, one) in declared.iter().enumerate() {
        if let Some(from) = &one.from {
            matching.declare(at, one, from);
        }
    }
    for one in declared {
        one.left_out.iter().for_each(|from| matching.leave_out(one, from));
    }
    // A declaration may have had it read.
    let is_read = |place: (usize, usize)| matching.all.iter().any(|one| (one.book, one.found.sheet) == place);
    unread.retain(|(place, _)| !is_read(*place));
    matching.of_one_form();
    matching.by_names();
    matching.continued();
    matching.by_columns();
    matching.of_one_table();
    for (_, told) in &unread {
        matching.findings.push(told.clone());
    }
    let (mut taken, findings) = matching.finish(left);
    let bare =
        unread.iter().map(|((book, sheet), _)| shown::unread(books[*book].name, &books[*book].book.sheets[*sheet]));
    taken.extend(bare.map(|printed| (printed, None)));
    (taken, findings)
}

/// The tables of a sheet.
fn candidates(
    fits: &Fits,
    books: &[Open],
    (at, sheet): (usize, usize),
    before: &[Candidate],
    choice: &Choice,
) -> Vec<Candidate> {
    let Open { name, book } = &books[at];
    let choice = Choice { heads: fits.titles(), ..choice.clone() };
    let mut found = tables_with(&book.sheets[sheet], &choice);
    if found.is_empty() {
        found.extend(continued::without_heading(books, (at, sheet), before, &choice));
    }
    let of = |found: Found| {
        let found = Found { sheet, ..found };
        let printed = shown::printed(name, book, &found);
        Candidate { book: at, found, printed, is: Is::Open }
    };
    found.into_iter().map(of).collect()
}

/// A table whose score is so much more is another one.
const FAR: u32 = 40;

struct Matching<'m> {
    fits: &'m Fits,
    books: &'m [Open<'m>],
    declared: &'m [Declared<'m>],
    all: Vec<Candidate>,
    findings: Vec<Diagnostic>,
}

impl Matching<'_> {
    /// The table that a declaration names.
    fn declare(&mut self, at: usize, declared: &Declared, from: &From) {
        let Some((book, sheet)) = self.place(declared, from) else { return };
        let sheets = &self.books[book].book;
        if declared.first.is_some() || declared.hidden.is_some() {
            let only = sheets.sheets.len() == 1;
            let Some(sheet) = sheet.or(only.then_some(0)) else {
                return self.findings.push(problem::which_sheet(declared.name, from, sheets));
            };
            self.read_again((book, sheet), declared);
        }
        let is_it = |one: &Candidate| {
            one.book == book
                && sheet.is_none_or(|sheet| one.found.sheet == sheet)
                && matches!(one.is, Is::Open | Is::Other(_))
        };
        let mut own: Vec<usize> = (0..self.all.len()).filter(|at| is_it(&self.all[*at])).collect();
        if let Some(first) = declared.first {
            own.retain(|at| self.all[*at].found.rows.first().is_some_and(|row| row.number >= first));
            own.truncate(1);
        }
        if own.len() > 1
            && let Some(table) = self.fits.named(declared.table())
        {
            let scores = own.iter().filter_map(|at| Some((*at, self.fits.score(&self.all[*at].printed, table)?)));
            if let Best::One(only) = fits::best(scores) {
                own = vec![only];
            }
        }
        match own.as_slice() {
            [] => self.findings.push(problem::no_table(declared.name, from)),
            [only] => self.all[*only].is = Is::Declared(at),
            several => {
                let tables = several.iter().map(|at| &self.all[*at]).map(|one| (&one.printed, &one.found)).collect();
                self.findings.push(problem::several(declared.name, from, tables));
            }
        }
    }

    /// The file and the sheet that a declaration names.
    fn place(&mut self, declared: &Declared, from: &From) -> Option<(usize, Option<usize>)> {
        let same = |open: &Open| file_of(open.name).eq_ignore_ascii_case(&from.file);
        let Some(book) = self.books.iter().position(same) else {
            let names = self.books.iter().map(|open| file_of(open.name)).collect();
            self.findings.push(problem::no_file(declared.name, from, names));
            return None;
        };
        let sheets = &self.books[book].book;
        let Some(asked) = &from.sheet else { return Some((book, None)) };
        let sheet = sheet_named(sheets, asked);
        if sheet.is_none() {
            self.findings.push(problem::no_sheet(declared.name, from, sheets));
        }
        sheet.map(|sheet| (book, Some(sheet)))
    }

    /// Leaves out the tables of a file or of one sheet, but those that declarations name.
    fn leave_out(&mut self, declared: &Declared, from: &From) {
        let Some((book, sheet)) = self.place(declared, from) else { return };
        let is_it = |one: &&mut Candidate| {
            one.book == book
                && sheet.is_none_or(|sheet| one.found.sheet == sheet)
                && matches!(one.is, Is::Open | Is::Other(_))
        };
        self.all.iter_mut().filter(is_it).for_each(|one| one.is = Is::Left);
    }

    /// Reads a sheet as a declaration says; other tables of it stay.
    fn read_again(&mut self, place: (usize, usize), declared: &Declared) {
        let choice = Choice { first: declared.first, hidden: declared.hidden, ..Choice::default() };
        let anew = candidates(self.fits, self.books, place, &self.all, &choice);
        let rows = |one: &Candidate| {
            let first = one.found.rows.first().map_or(0, |row| row.number);
            first..=one.found.rows.last().map_or(0, |row| row.number)
        };
        let meets = |one: &Candidate| {
            let own = rows(one);
            anew.iter().map(rows).any(|other| own.start() <= other.end() && other.start() <= own.end())
        };
        self.all.retain(|one| (one.book, one.found.sheet) != place || matches!(one.is, Is::Declared(_)) || !meets(one));
        self.all.extend(anew);
    }

    /// Tables that say which they are: by a caption, by the name of their sheet, by that of their file.
    fn by_names(&mut self) {
        for at in 0..self.all.len() {
            let one = &self.all[at];
            if !matches!(one.is, Is::Open | Is::Other(_)) {
                continue;
            }
            let is_other = matches!(one.is, Is::Other(_));
            let caption = one.printed.title.as_deref().and_then(Caption::of);
            let mut tables = caption.as_ref().map(|caption| self.fits.captioned(caption)).unwrap_or_default();
            // Of another time or office, or below another caption, it is only what that says.
            if is_other && tables.is_empty() {
                continue;
            }
            // Reports number their tables anew: a mere number says nothing against columns and rows of another table.
            if let (Some(caption), [only], false) = (&caption, tables.as_slice(), is_other)
                && !caption.words.contains(' ')
            {
                self.all[at].is = self.by_number(at, *only);
                continue;
            }
            if tables.is_empty() {
                let sheet = &self.books[one.book].book.sheets[one.found.sheet].name;
                tables.extend(self.fits.called(sheet));
            }
            self.all[at].is = self.one_of(at, tables);
        }
        for book in 0..self.books.len() {
            let Some(table) = self.fits.called(stem(self.books[book].name)) else { continue };
            let own: Vec<usize> = (0..self.all.len()).filter(|at| self.all[*at].book == book).collect();
            let is_known = own.iter().any(|at| matches!(self.all[*at].is, Is::Table(known) if known == table));
            let open = own.iter().copied().filter(|at| matches!(self.all[*at].is, Is::Open));
            let best = match own.as_slice() {
                [only] => Best::One(*only),
                _ => fits::best(open.filter_map(|at| Some((at, self.fits.score(&self.all[at].printed, table)?)))),
            };
            if let Best::One(only) = best
                && !is_known
                && matches!(self.all[only].is, Is::Open)
            {
                self.all[only].is = Is::Table(table);
            }
        }
    }

    /// The table of the rules that has the number of a caption, unless columns and rows are rather those of another one.
    fn by_number(&self, at: usize, table: usize) -> Is {
        let score = |table: usize| self.fits.score(&self.all[at].printed, table);
        let own = score(table).unwrap_or(0);
        let others = self.fits.all().filter(|other| *other != table).filter_map(|other| Some((score(other)?, other)));
        match others.max() {
            Some((most, _)) if most >= own + FAR => Is::Open,
            Some((most, other)) if most > own => Is::Unclear(vec![table, other]),
            Some(_) | None => Is::Table(table),
        }
    }

    /// Of several tables of the rules the one whose columns and rows it has; where they say nothing, each may be it.
    fn one_of(&self, at: usize, tables: Vec<usize>) -> Is {
        match tables.as_slice() {
            [] => Is::Open,
            [only] => Is::Table(*only),
            _ => {
                let printed = &self.all[at].printed;
                let scores = tables.iter().filter_map(|table| Some((*table, self.fits.score(printed, *table)?)));
                match fits::best(scores) {
                    Best::One(only) => Is::Table(only),
                    Best::Several(several) => Is::Unclear(several),
                    Best::None => Is::Unclear(tables),
                }
            }
        }
    }

    /// The others by their columns and rows.
    fn by_columns(&mut self) {
        for at in 0..self.all.len() {
            if !matches!(self.all[at].is, Is::Open) {
                continue;
            }
            let Candidate { printed, book, .. } = &self.all[at];
            // One that says by its name which table it is, is that table in its file.
            let is_named = |table: usize| {
                let is_it = |one: &Candidate| match (&one.is, &one.printed.sheet) {
                    (Is::Table(own), Some(sheet)) => *own == table && !sheet.is_guessed,
                    (Is::Open | Is::Other(_) | Is::Left | Is::Declared(_) | Is::Table(_) | Is::Unclear(_), _) => false,
                };
                self.all.iter().any(|one| one.book == *book && is_it(one))
            };
            let free = self.fits.all().filter(|table| !is_named(*table));
            let scores = free.filter_map(|table| Some((table, self.fits.score(printed, table)?)));
            self.all[at].is = match fits::best(scores) {
                Best::None => continue,
                Best::One(only) => Is::Table(only),
                Best::Several(several) => Is::Unclear(several),
            };
            let one = &mut self.all[at];
            if let (Is::Table(_), Some(sheet)) = (&one.is, &mut one.printed.sheet) {
                sheet.is_guessed = true;
            }
        }
    }

    fn finish(self, left: &mut usize) -> (Vec<Taken>, Vec<Diagnostic>) {
        let Matching { fits, books, declared, all, mut findings } = self;
        let (mut taken, mut passed) = (Vec::new(), vec![Vec::new(); books.len()]);
        let mut rounded: Vec<problem::Rounded> = books.iter().map(|_| problem::Rounded::default()).collect();
        for Candidate { book, found, mut printed, is } in all {
            let declared = match is {
                Is::Open | Is::Other(_) => {
                    let why = if let Is::Other(why) = is { format!(": {why}") } else { String::new() };
                    passed[book].push(problem::told(&printed) + &why);
                    printed.is_passed = true;
                    None
                }
                Is::Left => {
                    printed.is_passed = true;
                    None
                }
                Is::Unclear(tables) => {
                    let names = tables.iter().map(|table| fits.name(*table)).collect();
                    findings.push(problem::unclear(&printed, file_of(books[book].name), names));
                    printed.is_passed = true;
                    None
                }
                Is::Declared(at) => Some(at),
                Is::Table(table) => {
                    printed.table = fits.name(table).to_string();
                    None
                }
            };
            let cells = printed.rows.iter().map(|row| row.cells.len()).sum();
            let Some(rest) = left.checked_sub(cells) else {
                if printed.is_passed {
                    continue;
                }
                findings.push(super::too_large(books[book].name, super::MOST_CELLS));
                continue;
            };
            *left = rest;
            if !printed.is_passed {
                findings.extend(problem::how_read(&printed, &found));
                rounded[book].add(&printed, &found);
            }
            taken.push((printed, declared));
        }
        for ((Open { name, .. }, passed), rounded) in books.iter().zip(passed).zip(rounded) {
            findings.extend(rounded.told(name));
            findings.extend(problem::passed_over(name, passed, fits.first(), declared));
        }
        (taken, findings)
    }
}

/// The name of a file without its folder.
fn file_of(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}
