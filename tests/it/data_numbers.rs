//! How cells read under each format: a table of (text, unit, id, en, undeclared).

use takar::data::cell::read_value;
use takar::data::cell_error::CellError;
use takar::data::schema::NumberFormat;
use takar::data::{Content, State};

/// `=x` a number, `'x` a text, else the name of the state or the error.
#[rustfmt::skip]
const TABLE: &[(&str, &str, &str, &str, &str)] = &[
    // text                  unit      angka id             angka en          undeclared
    ("1250",                 "",       "=1250",             "=1250",          "=1250"),
    ("007",                  "",       "=7",                "=7",             "=7"),
    ("1.250",                "",       "=1250",             "=1.250",         "two ways"),
    ("1,250",                "",       "=1.250",            "=1250",          "two ways"),
    ("1.250,5",              "",       "=1250.5",           "grouping",       "=1250.5"),
    ("1,250.5",              "",       "grouping",          "=1250.5",        "=1250.5"),
    ("1.250.000",            "",       "=1250000",          "grouping",       "=1250000"),
    ("1.250.000,00",         "",       "=1250000.00",       "grouping",       "=1250000.00"),
    ("1.25.000",             "",       "grouping",          "grouping",       "grouping"),
    ("12.50",                "",       "grouping",          "=12.50",         "=12.50"),
    ("3,68",                 "",       "=3.68",             "grouping",       "=3.68"),
    ("3.68",                 "",       "grouping",          "=3.68",          "=3.68"),
    ("0,125",                "",       "=0.125",            "grouping",       "=0.125"),
    ("0.125",                "",       "grouping",          "=0.125",         "=0.125"),
    ("1234,567",             "",       "=1234.567",         "grouping",       "=1234.567"),
    ("1234.567,8",           "",       "grouping",          "grouping",       "grouping"),
    ("73,50",                "",       "=73.50",            "grouping",       "=73.50"),
    ("1,2,3",                "",       "grouping",          "grouping",       "grouping"),
    (",5",                   "",       "malformed",         "malformed",      "malformed"),
    ("5,",                   "",       "malformed",         "malformed",      "malformed"),
    ("-5",                   "",       "=-5",               "=-5",            "=-5"),
    ("−1.250,5",             "",       "=-1250.5",          "grouping",       "=-1250.5"),
    ("–3,1",                 "",       "=-3.1",             "grouping",       "=-3.1"),
    ("--5",                  "",       "malformed",         "malformed",      "malformed"),
    ("- 5",                  "",       "=-5",               "=-5",            "=-5"),
    ("+5",                   "",       "malformed",         "malformed",      "malformed"),
    ("(5)",                  "",       "parentheses",       "parentheses",    "parentheses"),
    ("\u{a0}85 ",            "",       "=85",               "=85",            "=85"),
    ("1 250",                "",       "malformed",         "malformed",      "malformed"),
    ("85%",                  "persen", "=85",               "=85",            "=85"),
    ("0,26 %",               "persen", "=0.26",             "grouping",       "=0.26"),
    ("85 Persen",            "persen", "=85",               "=85",            "=85"),
    ("85%",                  "nilai",  "unit %",            "unit %",         "unit %"),
    ("85%",                  "",       "unit %",            "unit %",         "unit %"),
    ("100%%",                "persen", "note %",            "note %",         "note %"),
    ("Rp. 3.012.572.306,00", "rupiah", "=3012572306.00",    "grouping",      "=3012572306.00"),
    ("Rp3.000",              "rupiah", "=3000",             "=3.000",         "two ways"),
    ("Rp 5.000,-",           "rupiah", "=5000",             "malformed",      "=5000"),
    ("rp-5000",              "rupiah", "=-5000",            "=-5000",         "=-5000"),
    ("-Rp5000",              "rupiah", "=-5000",            "=-5000",         "=-5000"),
    ("-Rp-5000",             "rupiah", "malformed",         "malformed",      "malformed"),
    ("Rp 500",               "orang",  "unit Rp",           "unit Rp",        "unit Rp"),
    ("Rp 3,2 miliar",        "rupiah", "magnitude miliar",  "magnitude miliar", "magnitude miliar"),
    ("18 orang",             "orang",  "=18",               "=18",            "=18"),
    ("18 Orang",             "orang",  "=18",               "=18",            "=18"),
    ("18 dokumen",           "orang",  "unit dokumen",      "unit dokumen",   "unit dokumen"),
    ("18 borang",            "orang",  "unit borang",       "unit borang",    "unit borang"),
    ("73,50 (BB)",           "nilai",  "note (BB)",         "malformed",      "note (BB)"),
    ("38% (Semester 1)",     "persen", "note (Semester 1)", "note (Semester 1)", "note (Semester 1)"),
    ("73,50*",               "",       "note *",            "malformed",      "note *"),
    ("≥ 80",                 "",       "note ≥",            "note ≥",         "note ≥"),
    ("Level 3",              "",       "note Level",        "note Level",     "note Level"),
    ("69,1-69,5",            "",       "range",             "range",          "range"),
    ("69,1 s.d. 69,5",       "",       "range",             "range",          "range"),
    ("60%-70%",              "persen", "range",             "range",          "range"),
    ("03/04/2024",           "",       "date",              "date",           "date"),
    ("31-12-24",             "",       "date",              "date",           "date"),
    ("32/13/2024",           "",       "malformed",         "malformed",      "malformed"),
    ("Mar-68",               "",       "date",              "date",           "date"),
    ("3-Apr",                "",       "date",              "date",           "date"),
    ("3,01E+12",             "rupiah", "scientific",        "scientific",     "scientific"),
    ("#DIV/0!",              "",       "spreadsheet",       "spreadsheet",    "spreadsheet"),
    ("#N/A",                 "",       "spreadsheet",       "spreadsheet",    "spreadsheet"),
    ("####",                 "",       "spreadsheet",       "spreadsheet",    "spreadsheet"),
    ("1234567890123456789012345678",   "", "=1234567890123456789012345678", "=1234567890123456789012345678", "=1234567890123456789012345678"),
    ("123456789012345678901234567890", "", "30 digits",     "30 digits",      "30 digits"),
    ("",                     "",       "belum diisi",       "belum diisi",    "belum diisi"),
    (" ",                    "",       "belum diisi",       "belum diisi",    "belum diisi"),
    ("-",                    "",       "belum diisi",       "belum diisi",    "belum diisi"),
    ("–",                    "",       "belum diisi",       "belum diisi",    "belum diisi"),
    ("Belum diisi",          "",       "belum diisi",       "belum diisi",    "belum diisi"),
    ("n/a",                  "",       "tidak berlaku",     "tidak berlaku",  "tidak berlaku"),
    ("N/A",                  "",       "tidak berlaku",     "tidak berlaku",  "tidak berlaku"),
    ("Tidak berlaku",        "",       "tidak berlaku",     "tidak berlaku",  "tidak berlaku"),
    ("tidak terdefinisi",    "",       "tidak terdefinisi", "tidak terdefinisi", "tidak terdefinisi"),
    ("BB",                   "nilai",  "'BB",               "'BB",            "'BB"),
    ("WTP",                  "",       "'WTP",              "'WTP",           "'WTP"),
    ("A-",                   "",       "'A-",               "'A-",            "'A-"),
    ("5-",                   "",       "malformed",         "malformed",      "malformed"),
    ("5- orang",             "orang",  "malformed",         "malformed",      "malformed"),
    ("≥ -5",                 "",       "malformed",         "malformed",      "malformed"),
    ("?",                    "",       "malformed",         "malformed",      "malformed"),
    ("２３",                  "",       "malformed",         "malformed",      "malformed"),
];

#[test]
fn cells_read_as_the_table_says() {
    for (text, unit, id, en, undeclared) in TABLE {
        let unit = Some(*unit).filter(|unit| !unit.is_empty());
        let expected = [(Some(NumberFormat::Indonesian), *id), (Some(NumberFormat::English), *en), (None, *undeclared)];
        for (format, expected) in expected {
            let shown = show(read_value(text, format, unit));
            assert_eq!(shown, expected, "{text:?} with {unit:?} under {format:?}");
        }
    }
}

#[test]
fn a_mend_reads_as_a_number() {
    for (text, unit, ..) in TABLE {
        let unit = Some(*unit).filter(|unit| !unit.is_empty());
        for format in [Some(NumberFormat::Indonesian), Some(NumberFormat::English), None] {
            let mend = match read_value(text, format, unit) {
                Err(CellError::Grouping { mend } | CellError::Malformed { mend }) => mend,
                Err(
                    CellError::WrongUnit { number, .. }
                    | CellError::Note { number, .. }
                    | CellError::Parentheses { number },
                ) => Some(number),
                _ => None,
            };
            if let Some(mend) = mend {
                let read = read_value(&mend, format, unit);
                assert!(matches!(read, Ok(Content::Number(_))), "{text:?} -> {mend:?}: {read:?}");
            }
        }
    }
}

fn show(read: Result<Content, CellError>) -> String {
    match read {
        Ok(Content::Number(number)) => format!("={number}"),
        Ok(Content::Text(text)) => format!("'{text}"),
        Ok(Content::Missing(state, _)) => {
            assert_ne!(state, State::Faulty);
            state.words().to_string()
        }
        Err(error) => match error {
            CellError::Ambiguous { .. } => "two ways".into(),
            CellError::Grouping { .. } => "grouping".into(),
            CellError::Malformed { .. } => "malformed".into(),
            CellError::Words => "words".into(),
            CellError::WrongUnit { found, .. } => format!("unit {found}"),
            CellError::Twice { .. } => "twice".into(),
            CellError::Magnitude { word, .. } => format!("magnitude {word}"),
            CellError::Note { note, .. } => format!("note {note}"),
            CellError::Range => "range".into(),
            CellError::Reversed { .. } => "reversed".into(),
            CellError::Parentheses { .. } => "parentheses".into(),
            CellError::TooManyDigits { digits } => format!("{digits} digits"),
            CellError::Spreadsheet => "spreadsheet".into(),
            CellError::Scientific => "scientific".into(),
            CellError::Date => "date".into(),
            CellError::Formula => "formula".into(),
            CellError::Many => "many".into(),
            CellError::Struck => "struck".into(),
            CellError::Seen => "seen".into(),
            CellError::OtherTens(_) => "other tens".into(),
            CellError::InFull(_) => "in full".into(),
        },
    }
}

/// A letter in a figure is the digit that it looks like, whether or not the marks are clear; no proposal loses a digit.
#[test]
fn letters_for_digits() {
    let cases = [
        ("11.40O", "", "11.400"),
        ("11.4O0", "", "11.400"),
        ("1l.400", "", "11.400"),
        ("1I", "", "11"),
        ("Rp 11.40O.000", "rupiah", "Rp 11.400.000"),
        ("11.40O surat", "surat", "11.400 surat"),
    ];
    for (text, unit, wanted) in cases {
        for format in [Some(NumberFormat::Indonesian), None] {
            let unit = Some(unit).filter(|unit| !unit.is_empty());
            match read_value(text, format, unit) {
                Err(CellError::Malformed { mend: Some(mend) }) => assert_eq!(mend, wanted),
                other => panic!("{text}: {other:?}"),
            }
        }
    }
    let litres = read_value("12,5l", None, None);
    assert!(matches!(&litres, Err(CellError::WrongUnit { number, .. }) if number.is_empty()), "{litres:?}");
}
