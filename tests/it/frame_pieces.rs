//! Rows of a table in pieces: what a cell means depends on no other row, and faults are told by rows.

use takar::diagnostic::Place;
use takar::engine::Package;
use takar::frame::{Asked, Cells, Frame, Given, Signs, Texts, Told};

const RULES: &str = "
besaran A
  satuan persen
  skala 0..100
besaran B
  satuan persen
  skala 0..100
Q = A * 2
R = A + B
";

struct Words<'w>(&'w [&'w str]);

impl Texts for Words<'_> {
    fn text(&self, row: usize) -> &str {
        self.0[row]
    }
}

fn frame<'p>(package: &'p Package, columns: &[(&str, bool)], results: &[&str]) -> Frame<'p> {
    let results = results.iter().map(|one| one.to_string()).collect();
    let asked = Asked { year: Some(2024), results, ..Asked::of("tabel", columns.iter().copied()) };
    Frame::new(package, asked).expect("a table")
}

/// The marks of the first result, row by row, and what is told; rows come in pieces of so many.
fn computed(frame: &Frame, cells: &[&str], many: usize) -> (Vec<u8>, Told) {
    let (mut marks, mut told) = (Vec::new(), Told::default());
    for (at, piece) in cells.chunks(many).enumerate() {
        let words = Words(piece);
        let given = [Given { cells: Cells::Texts(&words), valid: None }];
        told.add(frame.computing().rows(&given, piece.len(), (at * many) as u64, &mut |answered| {
            marks.extend_from_slice(answered.column(0).expect("a result").0)
        }));
    }
    (marks, told)
}

const CELLS: [&str; 6] = ["1", "5%", "0,5", "7", "0", "1%"];

#[test]
fn a_percentage_means_the_same_wherever_rows_are_cut() {
    let package = Package::new("p", [("a.takar", RULES)]);
    let asked = || frame(&package, &[("A", false)], &["Q"]);
    let pieces = asked().in_pieces();
    for many in 1..=CELLS.len() {
        let (marks, told) = computed(&pieces, &CELLS, many);
        assert_eq!((&marks[..], told.fault_count(), told.is_doubtful()), (&[4, 0, 4, 0, 0, 0][..], 2, false), "{many}");
        assert_eq!(told.faults()[0].title, "A = 1 tanpa tanda persen, dapat berarti 1% atau 100%");
        let why =
            "datanya dibaca sepotong demi sepotong, dan kolom \"A\" berisi teks: sel lainnya mungkin bertanda persen";
        assert_eq!(told.faults()[0].reasons, [why]);
        assert_eq!(told.faults()[0].labels.len(), 1);
        // All rows at once, read once more.
        let (_, first) = computed(&asked(), &CELLS, many);
        assert!(first.is_doubtful(), "{many}");
        let whole = asked().knowing(first.into_signs());
        let (again, told) = computed(&whole, &CELLS, many);
        assert_eq!((again, told.fault_count()), (marks, 2), "{many}");
        assert_eq!(told.kinds().collect::<Vec<_>>(), [("D0049", 2)]);
        // Somebody says what such numbers are.
        let (plain, told) = computed(&asked().knowing(Signs::new()), &CELLS, many);
        assert_eq!((plain, told.fault_count()), (vec![0; 6], 0), "{many}");
    }
    // Numbers have no signs.
    let numbers = frame(&package, &[("A", true)], &["Q"]);
    assert!(!numbers.may_doubt() && asked().may_doubt());
    let given = [Given { cells: Cells::Steps(&[1, 7], 0), valid: None }];
    assert_eq!(numbers.in_pieces().computing().rows(&given, 2, 0, &mut |_| {}).fault_count(), 0);
}

#[test]
fn faults_are_told_by_rows() {
    let package = Package::new("p", [("a.takar", RULES)]);
    let both = frame(&package, &[("A", true), ("B", true)], &["R"]);
    let (late, all) = ([vec![50; 10], vec![900; 590]].concat(), vec![900; 600]);
    let given =
        [Given { cells: Cells::Steps(&late, 0), valid: None }, Given { cells: Cells::Steps(&all, 0), valid: None }];
    let told = both.computing().rows(&given, 600, 0, &mut |_| {});
    let place = |at: usize| match &told.faults()[at].labels[0].place {
        Place::Cell(cell) => (cell.row, cell.column.clone().unwrap_or_default()),
        _ => panic!("a cell"),
    };
    assert_eq!((told.fault_count(), told.faulty_rows(), told.faults().len()), (1_190, 600, 20));
    let first = (1..=10).map(|row| (row, "B".to_string()));
    let then = (11..=15).flat_map(|row| ["A", "B"].map(|column| (row, column.to_string())));
    assert_eq!((0..20).map(place).collect::<Vec<_>>(), first.chain(then).collect::<Vec<_>>());
}

#[test]
fn what_no_result_uses_need_not_be_read() {
    let package = Package::new("p", [("a.takar", RULES)]);
    let columns = [("B", true), ("A", true), ("lain", false)];
    assert_eq!(frame(&package, &columns, &["Q"]).used().into_iter().collect::<Vec<_>>(), [1]);
    assert_eq!(frame(&package, &columns, &[]).used().into_iter().collect::<Vec<_>>(), [0, 1]);
}
