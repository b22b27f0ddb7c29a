//! Which printed row is which row of the rules: by its code, else by its names, else by its place between others.

use super::coded;
use super::evidence::Evidence;
use super::exactly::{self, Together};
use super::footers::{self, Sums};
use super::model::{PrintedTable, RowIs};
use super::naming;
use super::near_words;
use super::row_keys::RowKeys;
use super::same_row::{
    Bare, bare_names, disagree, has_name, has_other_code, in_its_place, is_it, is_same, is_there, is_whole_of, likest,
    own_name,
};
use super::subtotals;
use super::words::folded;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// A row of the rules as it can be recognised.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Its code; empty for totals.
    pub code: String,
    /// Its words by column of the rules.
    pub words: Vec<(usize, String)>,
    /// Its names wherever they stand.
    pub names: Vec<String>,
    /// The column of the rules that has its name, beside those that say what it is a part of.
    pub named: Option<usize>,
    /// The column of the rules that has its code.
    pub coded: Option<usize>,
    /// Below the table.
    pub is_footer: bool,
    /// Below the rows of one objective or programme, or above them.
    pub is_subtotal: bool,
    pub is_heading: bool,
    /// What a footer makes of the figures above it.
    pub sums: Option<Sums>,
    /// The year of its figures.
    pub year: i32,
    /// Of totals the office of the package.
    pub office: Option<String>,
}

/// What became of the rows of a printed table, for one block.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    /// For each printed row the row of the rules.
    pub found: Vec<Option<usize>>,
    /// Those that were found by a name that is near, or by their place: with what is printed there.
    pub guessed: Vec<(usize, String)>,
    /// Printed rows that repeat another one, with it.
    pub again: Vec<(usize, usize)>,
    /// Printed rows that are as near to two rows.
    pub unclear: Vec<usize>,
    /// Declared for a row, and nothing of the kind is there.
    pub unknown: Vec<String>,
    /// Printed rows that were declared to be none.
    pub nothing: Vec<usize>,
    /// Printed totals of rows of which the rules have none.
    pub sums: Vec<usize>,
    /// Totals of the rules that are known by a declaration or by all of their figures.
    pub settled: Vec<usize>,
    /// Printed rows that are looked at elsewhere, or not at all.
    pub closed: Vec<bool>,
}

/// More comparisons than this are not made; rows are found by code and equal words then.
pub(super) const MOST_COMPARED: usize = 400_000;

/// What the figures of a printed row say of a row of the rules.
pub(super) type Speaks<'s> = dyn Fn(usize, usize) -> Evidence + 's;

/// A printed table with what its rows say of themselves.
pub(super) type Print<'p> = (&'p PrintedTable, &'p [RowKeys]);

/// Finds the rows of a block among some printed ones; `columns` has the column of the rules for each printed one, `own` those of
/// the block.
pub(super) fn rows(
    (table, among): (&PrintedTable, &[usize]),
    known: &[Known],
    columns: &[Option<usize>],
    own: &Range<usize>,
    (speaks, together): (&Speaks, &Together),
) -> Rows {
    let mut closed = vec![true; table.rows.len()];
    among.iter().for_each(|row| closed[*row] = false);
    let mut rows = Rows { found: vec![None; table.rows.len()], closed, ..Rows::default() };
    let mut taken: Vec<Option<usize>> = vec![None; known.len()];
    declared(table, known, &mut rows, &mut taken);
    let now = known.first().map_or(0, |known| known.year);
    let mut keys: Vec<RowKeys> =
        (0..table.rows.len()).map(|row| RowKeys::of((table, now), row, columns, own)).collect();
    footers::without_office(&mut keys, known);
    footers::wait(&mut keys, known, &rows);
    exactly::settle(&mut keys, known, &mut rows, &mut taken, speaks);
    coded::by_code(&keys, known, &mut rows, &mut taken);
    // Beside its own name what a row is a part of says nothing, and the rules have no figure above the rows of a part: which row
    // one with figures is, is looked for among the things first.
    by_equal_words(&keys, known, &mut rows, &mut taken, (Pass::Things, speaks));
    by_bare_names(&keys, known, &mut rows, &mut taken, Pass::Things);
    near_words::by_near_words(&keys, known, &mut rows, &mut taken, (Pass::Things, speaks));
    // What is only words, a name above its rows, takes none from one with figures and nearly that name.
    by_equal_words(&keys, known, &mut rows, &mut taken, (Pass::Words, speaks));
    by_equal_words(&keys, known, &mut rows, &mut taken, (Pass::Headings, speaks));
    near_words::by_near_words(&keys, known, &mut rows, &mut taken, (Pass::Headings, speaks));
    exactly::leave((table, &keys), known, &mut rows, &mut taken, (speaks, together));
    subtotals::by_rows((table, &keys), known, &mut rows, &mut taken, speaks);
    footers::by_label((table, &keys), known, &mut rows, &mut taken, speaks);
    footers::by_grade(&keys, known, &mut rows, &mut taken);
    near_words::twice(&keys, known, &mut rows, &mut taken, speaks);
    by_place((table, &keys), known, &mut rows, &mut taken, speaks);
    // A row whose figures stand in merged cells above it says no more than its name.
    by_bare_names(&keys, known, &mut rows, &mut taken, Pass::Words);
    near_words::by_near_words(&keys, known, &mut rows, &mut taken, (Pass::Words, speaks));
    rows.guessed.sort_by_key(|(row, _)| *row);
    rows
}

/// Which rows are looked for at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    /// Those with figures, among things and totals.
    Things,
    /// Those that are only words.
    Words,
    /// Those with figures, among the words above the rows of a part.
    Headings,
}

impl Pass {
    pub(super) fn is_of(self, keys: &RowKeys) -> bool {
        keys.says == (self != Pass::Words)
    }

    pub(super) fn may_be(self, known: &Known) -> bool {
        self == Pass::Words || known.is_heading == (self == Pass::Headings)
    }
}

/// The rows in their order, those that are more than words first.
pub(super) fn in_order(keys: &[RowKeys]) -> impl Iterator<Item = (usize, &RowKeys)> {
    let of = |says: bool| keys.iter().enumerate().filter(move |(_, keys)| keys.says == says);
    of(true).chain(of(false))
}

fn declared(table: &PrintedTable, known: &[Known], rows: &mut Rows, taken: &mut [Option<usize>]) {
    for (at, is) in &table.layout.rows {
        let row = at - 1;
        if rows.closed.get(row).copied().unwrap_or(false) {
            continue;
        }
        let free = |taken: &[Option<usize>], one: usize| taken[one].is_none();
        let of = match is {
            RowIs::Nothing => {
                rows.nothing.push(row);
                rows.close(row);
                continue;
            }
            RowIs::Footer(None) => (0..known.len()).find(|one| known[*one].is_footer && free(taken, *one)),
            RowIs::Footer(Some(words)) => (0..known.len()).find(|one| {
                known[*one].is_footer && known[*one].names.iter().any(|name| folded(name) == folded(words))
            }),
            RowIs::Thing(code) => (0..known.len()).find(|one| known[*one].code == *code),
        };
        match (of, rows.found.get(row).is_some()) {
            (Some(of), true) => {
                rows.found[row] = Some(of);
                taken[of] = Some(row);
            }
            _ => rows.unknown.push(match is {
                RowIs::Thing(code) => format!("baris {at} = {code}"),
                RowIs::Footer(Some(words)) => format!("baris {at} = penutup \"{words}\""),
                RowIs::Footer(None) | RowIs::Nothing => format!("baris {at} = penutup"),
            }),
        }
    }
}

impl Rows {
    /// Adds what became of some of the rows.
    pub(super) fn add(&mut self, among: &[usize], other: Rows) {
        among.iter().for_each(|row| self.found[*row] = other.found[*row]);
        self.guessed.extend(other.guessed);
        self.again.extend(other.again);
        self.unclear.extend(other.unclear);
        self.nothing.extend(other.nothing);
        self.sums.extend(other.sums);
        let unknown = other.unknown.into_iter().filter(|line| !self.unknown.contains(line)).collect::<Vec<_>>();
        self.unknown.extend(unknown);
    }

    pub(super) fn is_open(&self, row: usize) -> bool {
        !self.closed[row] && self.found[row].is_none()
    }

    /// Nobody looks at a row any more.
    pub(super) fn close(&mut self, row: usize) {
        if let Some(closed) = self.closed.get_mut(row) {
            *closed = true;
        }
    }

    /// Notes what is printed where a row was found by words that are not the same.
    pub(super) fn guess(&mut self, row: usize, keys: &RowKeys, known: &Known) {
        if let Some((.., cell)) = likest(keys, known).filter(|(_, words, cell)| folded(words) != folded(cell)) {
            self.guessed.push((row, cell.clone()));
        }
    }

    /// A row that is another one once more.
    pub(super) fn repeat(&mut self, row: usize, first: usize) {
        self.again.push((row, first));
        self.close(row);
    }

    pub(super) fn take(&mut self, (row, keys): (usize, &RowKeys), of: usize, taken: &mut [Option<usize>]) {
        match taken[of] {
            None => {
                self.found[row] = Some(of);
                taken[of] = Some(row);
            }
            // Of two prints the first is the row, whichever was known sooner.
            Some(first) if keys.says && row < first => {
                (self.found[row], self.found[first]) = (Some(of), None);
                taken[of] = Some(row);
                self.again.push((first, row));
                self.close(first);
            }
            Some(first) if keys.says => self.repeat(row, first),
            // The name once more, above its row or in a note.
            Some(_) => {}
        }
    }
}

/// Words that are the same but for the year of their figures, and told apart by the others of their row where several rows
/// have them.
fn by_equal_words(
    all: &[RowKeys],
    known: &[Known],
    rows: &mut Rows,
    taken: &mut [Option<usize>],
    (pass, speaks): (Pass, &Speaks),
) {
    // With their year and without: who has all of the words comes first.
    let (mut index, mut bare): (HashMap<String, Vec<usize>>, HashMap<String, Vec<usize>>) = Default::default();
    for (at, one) in known.iter().enumerate() {
        for words in one.words.iter().map(|(_, words)| words).chain(&one.names) {
            for (index, words) in [(&mut index, folded(words)), (&mut bare, naming::without_year(words, one.year))] {
                let entry = index.entry(words).or_default();
                if entry.last() != Some(&at) && !entry.contains(&at) {
                    entry.push(at);
                }
            }
        }
    }
    let likely = |year: i32, cell: &str| {
        let own = index.get(&folded(cell)).filter(|_| !folded(cell).is_empty());
        own.or_else(|| bare.get(&naming::without_year(cell, year)))
    };
    // Who says its name comes before who says what it is a part of, as the row of an objective above its indicators does.
    let places = [true, false].into_iter().flat_map(|names_it| (0..all.len()).map(move |row| (row, names_it)));
    for (row, names_it) in places {
        let keys = &all[row];
        if !rows.is_open(row) || !pass.is_of(keys) || keys.waits {
            continue;
        }
        let mut votes: HashMap<usize, u32> = HashMap::new();
        for (column, cell) in &keys.words {
            let likely = likely(keys.year, cell).into_iter().flatten();
            for at in likely.filter(|at| pass.may_be(&known[**at])) {
                // Words under a column count where the rules have them under it, too, or anywhere in a total.
                let one = &known[*at];
                let is_same = |words: &String| is_same((words, one.year), (cell, keys.year));
                let fits = column.is_none_or(|column| {
                    one.is_footer
                        || one.names.iter().any(is_same)
                        || one.words.iter().any(|(own, words)| *own == column && is_same(words))
                });
                *votes.entry(*at).or_default() += u32::from(fits);
            }
        }
        let most = votes.values().copied().max().unwrap_or(0);
        let mut best: Vec<usize> = votes.iter().filter(|(_, count)| **count == most).map(|(at, _)| *at).collect();
        best.sort_unstable();
        // Of the one row with that name another word under `satuan` says nothing against it.
        // Beside a code of its own a name needs figures that agree.
        let is_coded = |at: &usize| !has_other_code(keys, &known[*at].code) || speaks(row, *at).is_most();
        let named: Vec<usize> =
            votes.keys().copied().filter(|at| has_name(keys, &known[*at])).filter(is_coded).collect();
        if named.is_empty() == names_it {
            continue;
        }
        match named.as_slice() {
            [only] => best = vec![*only],
            _ => best.retain(|at| {
                let one = &known[*at];
                // Another name under the same objective is another row.
                let is_told = || own_name(keys, one).is_none_or(|pair| is_it(Some(pair), keys.year, speaks(row, *at)));
                !disagree(keys, one) && is_told()
            }),
        }
        // Of a row that is known by its name this is no second one.
        let is_second = |at: usize| taken[at].is_some_and(|first| !names_it && has_name(&all[first], &known[at]));
        // Nor is it the row whose name stands below it, or above.
        let is_whole = |at: usize| !names_it && is_whole_of(all, row, &known[at]);
        match best.as_slice() {
            [only] if most > 0 && !is_second(*only) && !is_whole(*only) => rows.take((row, keys), *only, taken),
            _ => {}
        }
    }
}

/// Names that are the same but for what numbers them or says what kind of thing they are, `2. Kegiatan: …`, where no other row
/// has them.
fn by_bare_names(keys: &[RowKeys], known: &[Known], rows: &mut Rows, taken: &mut [Option<usize>], pass: Pass) {
    let free: Vec<usize> = (0..known.len()).filter(|at| taken[*at].is_none() && !known[*at].is_footer).collect();
    let mut index: HashMap<String, Vec<(Bare, usize)>> = HashMap::new();
    for at in free {
        let own: BTreeSet<Bare> = bare_names(&known[at]).collect();
        own.into_iter().for_each(|bare| index.entry(bare.rest.clone()).or_default().push((bare, at)));
    }
    let found = |row: usize| {
        let own: Vec<Bare> = keys[row].words.iter().map(|(_, cell)| Bare::of(cell, keys[row].year)).collect();
        let fits = own.iter().flat_map(|bare| {
            let all = index.get(&bare.rest).into_iter().flatten();
            all.filter(move |(other, _)| other.may_be(bare)).map(|(_, at)| *at)
        });
        let fits: BTreeSet<usize> = fits.filter(|at| !disagree(&keys[row], &known[*at])).collect();
        if fits.len() == 1 { fits.into_iter().next() } else { None }
    };
    let open = (0..keys.len()).filter(|row| rows.is_open(*row) && pass.is_of(&keys[*row]));
    let mut by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, at) in open.filter_map(|row| Some((row, found(row)?))) {
        by.entry(at).or_default().push(row);
    }
    for (at, own) in by {
        if own.iter().all(|row| is_same_name(keys, (*row, own[0]), &known[at])) {
            own.iter().for_each(|row| rows.take((*row, &keys[*row]), at, taken));
        }
    }
}

/// Whether two printed rows that may be one of the rules have the same words for it: one is printed twice, wherever the words beside
/// its name are blank below others.
pub(super) fn is_same_name(keys: &[RowKeys], (row, other): (usize, usize), known: &Known) -> bool {
    let words = |row: usize| keys[row].words.iter().map(|(_, cell)| folded(cell));
    let name = |row: usize| likest(&keys[row], known).map(|(.., cell)| folded(cell));
    words(row).eq(words(other)) || name(row).is_some() && name(row) == name(other)
}

/// Rows between two that are known, as many as rows of the rules between these, none saying that it is another.
fn by_place((table, keys): Print, known: &[Known], rows: &mut Rows, taken: &mut [Option<usize>], speaks: &Speaks) {
    // What is known further down, and above.
    let mut after: Vec<Option<usize>> = rows.found.clone();
    (1..after.len()).rev().for_each(|row| after[row - 1] = after[row - 1].or(after[row]));
    let (mut last, mut row) = (None, 0);
    while row < keys.len() {
        let open = |row: usize, rows: &Rows| row < keys.len() && rows.is_open(row) && keys[row].has_figures;
        if !open(row, rows) {
            last = rows.found[row].or(last);
            row += 1;
            continue;
        }
        let start = row;
        while open(row, rows) {
            row += 1;
        }
        let before = last;
        let after = after.get(row).copied().flatten();
        let low = before.map_or(0, |at| at + 1);
        let high = after.unwrap_or(known.len());
        let own: Vec<usize> = (low..high.max(low)).filter(|at| taken[*at].is_none()).collect();
        let all_fit = own.len() == row - start && low <= high && own.len() == high - low;
        let is_of_part = |row: usize, at: usize| footers::is_of_part((table, keys), known, rows, (row, at));
        let differs = |row: usize, at: usize| {
            let is_whole = is_whole_of(keys, row, &known[at]);
            let (keys, known) = (&keys[row], &known[at]);
            is_whole
                || footers::is_other(keys, known)
                || known.is_footer && is_of_part(row, at)
                || footers::is_named_otherwise(keys, known) && !speaks(row, at).is_most()
                || disagree(keys, known)
                || !is_there(in_its_place(keys, known), keys.year, speaks(row, at))
        };
        let none_differs = || (start..row).zip(&own).all(|(row, at)| !differs(row, *at));
        // Of a table where nothing else is known, the order alone says little.
        let is_held = before.is_some() || after.is_some() || rows.found.len() == row - start;
        if all_fit && is_held && none_differs() {
            for (row, at) in (start..row).zip(own) {
                rows.guess(row, &keys[row], &known[at]);
                rows.take((row, &keys[row]), at, taken);
                rows.unclear.retain(|one| *one != row);
            }
        }
        last = rows.found[start..row].iter().rev().find_map(|at| *at).or(last);
    }
}
