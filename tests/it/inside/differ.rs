//! Two runs of tables set against each other.

use crate::sample;
use takar::cli::commands::differ::{Differ, MOST_LINES, Tables};

/// Tables at hand.
struct Texts(std::vec::IntoIter<String>);

impl Tables for Texts {
    type Failure = ();
    fn next(&mut self) -> Result<Option<String>, ()> {
        Ok(self.0.next())
    }
    fn refuse_without_room(&self, _: usize) -> Result<(), ()> {
        Ok(())
    }
}

fn table(unit: usize, value: &str) -> String {
    format!("### T1 · {unit}\n\n| a |\n| --- |\n| {value} |\n\n")
}

fn told(old: Vec<String>, new: Vec<String>) -> Option<String> {
    let (mut differ, mut old) = (Differ::default(), Texts(old.into_iter()));
    new.into_iter().for_each(|table| differ.add(table, &mut old).expect("a table"));
    differ.finish(&mut old).expect("an end")
}

#[test]
fn what_differs_is_told_whatever_waits() {
    let all = |units: std::ops::Range<usize>| units.map(|unit| table(unit, "1")).collect::<Vec<_>>();
    assert_eq!(told(all(0..9000), all(0..9000)), None);
    let mut new = all(0..9000);
    new[8000] = table(8000, "2");
    assert_eq!(told(all(0..9000), new.clone()).as_deref(), Some("  - | 1 |\n  + | 2 |\n"));
    new.remove(10);
    new.insert(5000, table(99_999, "3"));
    let text = told(all(0..9000), new).expect("a difference");
    assert_eq!(text.lines().count(), 6 + 6 + 2, "{text}");
    assert!(text.starts_with("  - ### T1 · 10\n") && text.contains("  + ### T1 · 99999\n"), "{text}");
    assert_eq!(told(all(0..2), Vec::new()).map(|text| text.lines().count()), Some(12));
    assert_eq!(told(all(0..1), all(0..2)).map(|text| text.lines().count()), Some(6));
}

#[test]
fn as_much_is_shown_whatever_differs() {
    let tables =
        |from: usize| (from..from + sample::of(3_000, 20_000)).map(|unit| table(unit, "1")).collect::<Vec<_>>();
    let text = told(tables(0), tables(50_000)).expect("a difference");
    assert_eq!(text.lines().count(), MOST_LINES + 1);
    assert!(text.ends_with(" baris lagi\n"), "{}", &text[text.len() - 100..]);
}
