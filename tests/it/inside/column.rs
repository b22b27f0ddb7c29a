//! Packed values.

use takar::data::column::{CHUNK, Column, PACKED};
use takar::data::{CellOrigin, Content, Datum, State};

#[test]
fn what_is_packed_comes_out_as_it_was() {
    let number = |text: &str| Content::Number(text.parse().expect("a number"));
    let missing = |state, reason: &str| Content::Missing(state, reason.into());
    let contents = [
        number("0"),
        number("-0.00"),
        number("73.480"),
        number("-9223372036854775808"),
        number("9223372036854775808"),
        number("79228162514264337593543950335"),
        number("-0.0000000000000000000000000001"),
        Content::Text("WTP".into()),
        Content::Text("".into()),
        missing(State::NotFilled, ""),
        missing(State::Faulty, "bukan angka"),
        missing(State::Undefined, "bukan angka"),
        missing(State::NotApplicable, ""),
    ];
    let origins =
        [None, Some(CellOrigin { file: 0, column: 3, row: 7 }), Some(CellOrigin { file: 2, column: 1, row: u32::MAX })];
    let data: Vec<Datum> = contents
        .into_iter()
        .flat_map(|content| origins.map(|origin| Datum { content: content.clone(), origin }))
        .collect();
    // Neighbours, and units far apart.
    for step in [1, 3, CHUNK - 1, 2 * CHUNK + 1] {
        let mut column = Column::default();
        for (at, datum) in data.iter().enumerate().rev() {
            column.set(at * step, Datum { content: Content::Text("lain".into()), origin: None });
            column.set(at * step, datum.clone());
        }
        let shown = |datum: &Datum| format!("{datum:?}");
        for (at, datum) in data.iter().enumerate() {
            assert_eq!(column.get(at * step).as_ref().map(shown), Some(shown(datum)));
            assert!(column.has(at * step) && (step == 1 || !column.has(at * step + 1)));
        }
        let all: Vec<(usize, Datum)> = column.iter().collect();
        assert_eq!(all.len(), data.len());
        for (from, to) in [(0, 1), (1, 5 * CHUNK), (CHUNK - 1, CHUNK + 1), (7, 2000 * CHUNK)] {
            let part = column.part(from..to);
            let inside: Vec<(usize, Datum)> =
                all.iter().filter(|(lane, _)| (from..to).contains(lane)).cloned().collect();
            assert_eq!(part.is_some(), !inside.is_empty());
            let found: Vec<(usize, Datum)> =
                part.iter().flat_map(|part| part.iter().map(|(lane, datum)| (lane + from, datum))).collect();
            assert_eq!(found, inside);
        }
    }
    assert_eq!(PACKED, 14);
}
