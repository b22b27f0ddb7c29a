//! Whatever a cell holds, no format breaks, and a terminal shows all of it within its width.

use proptest::prelude::*;
use std::collections::HashMap;
use takar::data::State;
use takar::report::table::{Cell, Column, Footer, Missing, Note, Table};
use takar::report::terminal::MIN_WIDTH;
use takar::report::{CsvStyle, csv, json, markdown, terminal};
use unicode_width::UnicodeWidthStr;

proptest! {
    #[test]
    fn terminal_holds_all_text_within_its_width(table in tables(), width in 0_usize..160) {
        let text = terminal(&table, width, false);
        for line in text.lines() {
            prop_assert!(line.width() <= width.max(MIN_WIDTH), "at {width}: {line:?}");
        }
        prop_assert!(text.chars().all(|c| c == '\n' || !steers(c)), "{text:?}");
        let shown = tally(text.chars());
        for (c, count) in tally(all_text(&table).chars()) {
            let enough = shown.get(&c).is_some_and(|shown| *shown >= count);
            prop_assert!(enough || c.is_whitespace() || steers(c), "{c:?} is missing in {text:?}");
        }
    }

    #[test]
    fn colour_changes_no_text(table in tables(), width in 0_usize..160) {
        let coloured = super::without_escapes(&terminal(&table, width, true));
        prop_assert_eq!(coloured, terminal(&table, width, false));
    }

    #[test]
    fn csv_reads_back(table in tables()) {
        for (style, delimiter) in [(CsvStyle::En, b','), (CsvStyle::Id, b';')] {
            let text = csv(&[table.clone(), table.clone()], style);
            let text = text.strip_prefix('\u{FEFF}').filter(|_| style == CsvStyle::Id).unwrap_or(&text);
            let mut reader = super::csv_reader(text, delimiter);
            let mut rows = 0;
            for record in reader.records() {
                let record = record.map_err(|error| TestCaseError::fail(error.to_string()))?;
                rows += usize::from(&record[3] == "baris");
            }
            prop_assert_eq!(rows, table.rows.len() * 2);
        }
    }

    #[test]
    fn markdown_has_one_line_per_row(table in tables()) {
        let text = markdown(&table);
        let rows = if table.columns.is_empty() { 0 } else { 2 + table.rows.len() + table.footers.len() };
        prop_assert_eq!(text.lines().filter(|line| line.starts_with("| ")).count(), rows);
        prop_assert!(text.chars().all(|c| c == '\n' || !steers(c)));
    }

    #[test]
    fn json_is_valid(table in tables()) {
        let read: Result<serde_json::Value, _> = serde_json::from_str(&json(&[table]));
        prop_assert!(read.is_ok());
    }
}

/// Characters that move the cursor, start a command or turn the direction of writing.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn tally(chars: impl Iterator<Item = char>) -> HashMap<char, usize> {
    let mut tally = HashMap::new();
    chars.for_each(|c| *tally.entry(c).or_default() += 1);
    tally
}

fn all_text(table: &Table) -> String {
    let footers = table.footers.iter();
    let cells = table.rows.iter().chain(footers.clone().map(|footer| &footer.cells)).flatten();
    let cells = cells.map(Cell::words);
    // In records, headings stand beside every value; a column without values has none there.
    let filled = |at: usize| table.rows.iter().any(|row| !row[at].is_blank());
    let titles = table.columns.iter().enumerate().filter(|(at, _)| filled(*at));
    let titles = titles.map(|(_, column)| column.title.as_str());
    let notes = table.notes.iter().map(|note| note.text.as_str());
    let labels = footers.map(|footer| footer.label.as_str());
    let remarks = table.remarks.iter().map(String::as_str);
    cells.chain(titles).chain(notes).chain(remarks).chain(labels).chain([table.title.as_str()]).collect()
}

/// Text with everything that upsets layouts: controls, wide and combining characters, joined emoji, long words.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z]{1,9}( [a-z]{1,12}){0,6}",
        2 => "(?s).{0,30}",
        2 => "[ \t\r\n\u{1b}\u{7}|*=+;,\"a-f\u{301}\u{FE0F}\u{200D}\u{202E}\u{2028}語👩❤🇮🇩ﷺ]{0,30}",
        1 => "[0-9a-z]{20,90}",
    ]
}

fn cells() -> impl Strategy<Value = Cell> {
    let missing = prop_oneof![
        4 => Just(None),
        1 => Just(Some(State::NotFilled)),
        1 => Just(Some(State::Faulty)),
    ];
    let parts = (text(), any::<bool>(), missing, prop::collection::vec(0_usize..4, 0..3), any::<bool>());
    parts.prop_map(|(shown, number, state, notes, reported)| Cell {
        plain: (number && state.is_none()).then(|| "1.5".to_string()),
        missing: state.map(|state| Missing { state, reason: shown.clone() }),
        shown,
        notes,
        reported,
        ..Cell::default()
    })
}

fn tables() -> impl Strategy<Value = Table> {
    (0_usize..16).prop_flat_map(|count| {
        let column = (text(), any::<bool>()).prop_map(|(title, numeric)| Column { title, numeric });
        let row = || prop::collection::vec(prop_oneof![Just(Cell::default()), cells()], count);
        let footer = (text(), row()).prop_map(|(label, cells)| Footer { label, from: 0, cells });
        let parts = (
            text(),
            prop::collection::vec(column, count),
            prop::collection::vec(row(), 0..4),
            prop::collection::vec(footer, 0..3),
            prop::collection::vec(text().prop_map(|text| Note { text, is_joined: false }), 0..3),
            prop::collection::vec(text(), 0..2),
        );
        parts.prop_map(|(title, columns, rows, footers, notes, remarks)| Table {
            title,
            year: 2023,
            columns,
            rows,
            footers,
            notes,
            remarks,
            ..Table::default()
        })
    })
}
