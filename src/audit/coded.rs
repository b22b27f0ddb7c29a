//! Rows that are known by their code.

use super::lines::{Known, Rows, in_order};
use super::row_keys::{RowKeys, is_code};
use super::same_row::{is_whole_of, own_name};
use std::collections::HashMap;

/// A word of a printed row, with the column of the rules that it stands in.
type Word = (Option<usize>, String);

/// Takes the rows that say a code.
pub(super) fn by_code(all: &[RowKeys], known: &[Known], rows: &mut Rows, taken: &mut [Option<usize>]) {
    let mut codes: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, one) in known.iter().enumerate().filter(|(_, one)| !one.code.is_empty()) {
        codes.entry(plain(&one.code)).or_default().push(at);
    }
    for (row, keys) in in_order(all) {
        let of = |word: &Word| match codes.get(&plain(&word.1)).filter(|_| is_code(&word.1)).map(Vec::as_slice) {
            Some(&[only]) if !says_code(all, row, word, &known[only]) => None,
            found => found,
        };
        if let Some(&[only]) = keys.words.iter().find_map(of)
            && rows.is_open(row)
        {
            rows.take((row, keys), only, taken);
        }
    }
}

fn plain(code: &str) -> String {
    code.trim_matches('.').to_lowercase()
}

/// Whether a cell with the code of a row of the rules says which row it stands in. A code that is a word, `SURAT`, may be the unit
/// or the objective of another row: outside the column of codes it says so only where nothing else of the row does.
fn says_code(all: &[RowKeys], row: usize, (column, cell): &Word, known: &Known) -> bool {
    let keys = &all[row];
    let is_own = column.is_some() && (*column == known.coded || *column == known.named);
    if is_own || keys.codes.contains(cell) || cell.bytes().any(|c| c.is_ascii_digit()) {
        return true;
    }
    let has_code = !keys.codes.is_empty() || keys.words.iter().any(|(at, _)| at.is_some() && *at == known.coded);
    !has_code && own_name(keys, known).is_none() && !is_whole_of(all, row, known)
}
