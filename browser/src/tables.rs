//! Tables as the page draws them, and what changed in them since it drew them last.

use serde_json::{Value, json};
use takar::report::table::{Cell, Part, Table};
use takar::whatif::Session;

/// The tables of a session.
pub fn of(session: &Session) -> Vec<Shown> {
    session.tables().into_iter().map(Shown).collect()
}

/// Every table whole, with what asks where its cells come from.
pub fn whole(session: &Session, tables: &[Shown]) -> Vec<Value> {
    let questions = session.questions();
    tables.iter().zip(&questions).map(|(table, questions)| table.whole(questions)).collect()
}

/// Takes over what moved since another session was shown, and gives it: single cells where the frame is the same, else the table
/// whole.
pub fn moved(session: &Session, before: &Session, shown: &mut Vec<Shown>) -> Value {
    let moved = session.moved_since(before);
    if moved.len() != shown.len() {
        *shown = of(session);
        return json!({ "semua": whole(session, shown) });
    }
    let mut tables = Vec::new();
    let mut questions = None;
    for (at, now) in session.tables_where(|at| moved[at]).into_iter().enumerate() {
        let Some(is) = now.map(Shown) else { continue };
        let was = std::mem::replace(&mut shown[at], is);
        let is = &shown[at];
        if !was.has_frame_of(is) {
            let questions = questions.get_or_insert_with(|| session.questions());
            tables.push(json!({ "ke": at, "utuh": is.whole(&questions[at]) }));
            continue;
        }
        let rows = was.rows().zip(is.rows()).enumerate();
        let cells = rows.flat_map(|(row, (was, is))| {
            let cells = was.iter().zip(is).enumerate().filter(|(_, (was, is))| was != is);
            cells.map(move |(column, (_, is))| json!([row, column, self::shown(is, None)]))
        });
        let cells: Vec<Value> = cells.collect();
        if !cells.is_empty() {
            tables.push(json!({ "ke": at, "sel": cells }));
        }
    }
    json!({ "tabel": tables })
}

/// A table as the page has it.
pub struct Shown(Table);

impl Shown {
    /// Rows of the body, then footers.
    fn rows(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.0.rows.iter().chain(self.0.footers.iter().map(|footer| &footer.cells))
    }

    /// Whether the other differs in single cells only, with the same things in its rows.
    fn has_frame_of(&self, other: &Shown) -> bool {
        let (one, two) = (&self.0, &other.0);
        let labels = |table: &Table| table.footers.iter().map(|footer| footer.label.clone()).collect::<Vec<_>>();
        // What a row is about stands in its first cells.
        let things =
            |one: &Vec<Cell>, two: &Vec<Cell>| one.iter().zip(two).take(2).all(|(one, two)| one.text == two.text);
        one.columns == two.columns
            && (one.rows.len(), &one.parts) == (two.rows.len(), &two.parts)
            && labels(one) == labels(two)
            && (&one.notes, &one.remarks) == (&two.notes, &two.remarks)
            && one.has_reported() == two.has_reported()
            && one.rows.iter().zip(&two.rows).all(|(one, two)| things(one, two))
    }

    /// Everything of it.
    fn whole(&self, questions: &[Vec<Option<String>>]) -> Value {
        let table = &self.0;
        let cells = |row: usize, cells: &[Cell]| -> Vec<Value> {
            let question =
                |column: usize| questions.get(row).and_then(|row| row.get(column)).and_then(Option::as_deref);
            cells.iter().enumerate().map(|(column, cell)| shown(cell, question(column))).collect()
        };
        let rows = table.parted_rows().enumerate().map(|(at, (part, row))| {
            let kind = match part {
                Part::Heading => Some("judul"),
                Part::Subtotal => Some("subtotal"),
                _ => None,
            };
            json!({ "jenis": kind, "sel": cells(at, row) })
        });
        let footers = table.footers.iter().enumerate().map(|(at, footer)| {
            let row = cells(table.rows.len() + at, &footer.cells);
            json!({ "label": footer.label, "dari": footer.from, "lebar": footer.until(), "sel": row })
        });
        json!({
            "nama": table.name,
            "judul": table.heading(),
            "kolom": table.columns.iter().map(|column| json!([column.title, column.numeric])).collect::<Vec<_>>(),
            "baris": rows.collect::<Vec<_>>(),
            "penutup": footers.collect::<Vec<_>>(),
            "catatan": table.notes.iter().map(|note| &note.text).collect::<Vec<_>>(),
            "keterangan": table.remarks,
            "dilaporkan": table.has_reported(),
        })
    }
}

/// What is shown of a cell: its words, its notes, whether it was reported, that it has no value, what asks for it.
fn shown(cell: &Cell, question: Option<&str>) -> Value {
    let mut shown = json!({ "t": cell.words() });
    if !cell.notes.is_empty() {
        shown["c"] = json!(cell.notes);
    }
    if cell.reported {
        shown["l"] = json!(true);
    }
    if let Some(missing) = &cell.missing {
        shown["k"] = json!(missing.state.words());
    }
    if let Some(question) = question {
        shown["h"] = json!(question);
    }
    shown
}
