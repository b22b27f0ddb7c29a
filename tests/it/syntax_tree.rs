//! What good files mean: every construct is read without a message, and operators bind as a planner expects.

use super::syntax_cases::{files, read};
use super::syntax_spans::check_spans;
use takar::syntax::ast::*;

#[test]
fn good_files_draw_no_message() {
    for (name, text) in files("tests/cases/ok") {
        let (parsed, shown) = read(&name, &text);
        assert!(parsed.diagnostics.is_empty(), "{name} draws\n{shown}");
        assert!(parsed.lost_names.is_empty());
        assert!(parsed.module.items.iter().all(|item| !item.incomplete));
        check_spans(&parsed.module, &text);
    }
}

#[test]
fn places_are_right_beside_mistakes_too() {
    for (name, text) in files("tests/cases/syntax") {
        check_spans(&read(&name, &text).0.module, &text);
    }
}

#[test]
fn operators_bind_as_expected() {
    insta::assert_snapshot!(formulas("kekuatan-tanda.takar"));
}

#[test]
fn lines_go_on_where_they_should() {
    insta::assert_snapshot!(formulas("sambungan-baris.takar"));
}

#[test]
fn key_words_end_where_the_word_ends() {
    insta::assert_snapshot!(formulas("batas-kata.takar"));
}

#[test]
fn numbers_are_read_exactly() {
    insta::assert_snapshot!(formulas("angka.takar"));
}

#[test]
fn signs_of_text_processors_are_read() {
    insta::assert_snapshot!(formulas("word-dan-windows.takar"));
}

#[test]
fn every_clause_is_read() {
    let (_, text) = file("lengkap.takar");
    let module = read("lengkap.takar", &text).0.module;
    insta::assert_snapshot!(module.items.iter().map(outline).collect::<String>());
}

fn file(name: &str) -> (String, String) {
    files("tests/cases/ok").into_iter().find(|(known, _)| known == name).expect("the file")
}

/// The formulas of a file, each as nested brackets.
fn formulas(name: &str) -> String {
    let (name, text) = file(name);
    let module = read(&name, &text).0.module;
    module.items.iter().map(outline).collect()
}

/// A definition and its clauses, a line each.
fn outline(item: &Item) -> String {
    let head = match &item.head {
        Head::Formula { name, formula } => format!("{} = {}", name.text, shape(formula)),
        Head::Named { block, name, .. } => format!("{} {}", block.word(), name.text),
        Head::Assert { condition, .. } => format!("pastikan {}", shape(condition)),
        Head::Prove { promise: Promise::Holds(condition) } => format!("buktikan {}", shape(condition)),
        Head::Prove { promise: Promise::Follows { premise, conclusion } } => {
            format!("buktikan {} -> {}", shape(premise), shape(conclusion))
        }
        Head::Prove { promise: Promise::Keeps { value, along, with } } => {
            format!("buktikan {} {along} {}", shape(value), reference(with))
        }
        Head::Data { path, sheet: None, format } => format!("data {} {format:?}", path.text),
        Head::Data { path, sheet: Some(sheet), format } => {
            format!("data {} lembar {} {format:?}", path.text, sheet.text)
        }
        Head::Alter { name } => format!("ubah {}", name.text),
        Head::Claim { words, page } => format!("klaim {} {page:?}", words.text),
        Head::Package { .. } | Head::Example { .. } | Head::General { .. } => item.block().word().to_string(),
        Head::Use { .. } | Head::Scenario { .. } => item.block().word().to_string(),
    };
    let clauses = item.clauses.iter().map(|clause| format!("  {}\n", clause_shape(&clause.kind)));
    format!("{head}\n{}", clauses.collect::<String>())
}

fn clause_shape(kind: &ClauseKind) -> String {
    let list = |references: &[Reference]| references.iter().map(reference).collect::<Vec<_>>().join("; ");
    let assignments = |all: &[Assignment]| {
        all.iter()
            .map(|each| format!("{} = {}", reference(&each.target), wanted_shape(&each.value)))
            .collect::<Vec<_>>()
    };
    let rows = |rows: &Rows| match rows {
        Rows::Items(references) => list(references),
        Rows::Years { from, to, .. } => format!("{from}..{to}"),
        Rows::Classes { value, classes } => {
            let classes = classes.iter().map(|class| format!("{} {}", class.comparison.sign(), class.value));
            format!("{}: {}", reference(value), classes.collect::<Vec<_>>().join("; "))
        }
    };
    match kind {
        ClauseKind::Scale(of) => format!("skala {}", range(of)),
        ClauseKind::Cap(of) => format!("batas {}", range(of)),
        ClauseKind::Formula(of) => format!("rumus {}", shape(of)),
        ClauseKind::Target(of) => format!("target {}", shape(of)),
        ClauseKind::Achievement(of) => format!("capaian {}", shape(of)),
        ClauseKind::Case { condition, outcome } => format!("jika {} : {}", shape(condition), outcome_shape(outcome)),
        ClauseKind::ByDirection { direction, ranged, outcome } => {
            format!("{direction:?}{} : {}", if *ranged { " of ranges" } else { "" }, outcome_shape(outcome))
        }
        ClauseKind::BandRow { range: of, grade, words } => {
            let words = words.as_ref().map(|words| words.text.as_str());
            format!("{} : {} {words:?}", range(of), grade.text)
        }
        ClauseKind::NoBand { range: of, reason } => format!("tanpa {} {}", range(of), reason.text),
        ClauseKind::Members(references) => format!("anggota {}", list(references)),
        ClauseKind::Rows(of) => format!("baris {}", rows(of)),
        ClauseKind::Beside(of) => format!("sanding {}", rows(of)),
        ClauseKind::Column { value, title, show } => {
            format!("kolom {} {:?} {show:?}", shape(value), title.as_ref().map(|title| &title.text))
        }
        ClauseKind::Footer { values, label, show } => {
            let value = |value: &FooterValue| (shape(&value.value), value.under.as_ref().map(shape));
            format!("penutup {:?} {} {show:?}", values.iter().map(value).collect::<Vec<_>>(), label.text)
        }
        ClauseKind::Field { name, header, is_text, unit, .. } => {
            let text = |word: &Option<Word>| word.as_ref().map(|word| word.text.clone());
            format!("kolom {} {:?} {is_text} {:?}", name.text, text(header), text(unit))
        }
        ClauseKind::Given(all) => format!("diketahui {}", assignments(all).join("; ")),
        ClauseKind::Expect(all) => format!("hasil {}", all.iter().map(expectation).collect::<Vec<_>>().join("; ")),
        ClauseKind::Claimed(all) => {
            let one = |one: &Claimed| match one {
                Claimed::Is(expected) => expectation(expected),
                Claimed::Holds(condition) => shape(condition),
            };
            format!("klaim: {}", all.iter().map(one).collect::<Vec<_>>().join("; "))
        }
        ClauseKind::Unit(word) => format!("satuan {}", word.text),
        ClauseKind::Goal(word) => format!("sasaran {}", word.text),
        ClauseKind::Band(word) => format!("predikat {}", word.text),
        ClauseKind::Basis(word) => format!("dasar {}", word.text),
        ClauseKind::Note(word) => format!("catatan {}", word.text),
        ClauseKind::AcceptUnreachable { grade, reason } => {
            format!("terima {:?} {}", grade.as_ref().map(|grade| &grade.text), reason.text)
        }
        other => format!("{other:?}"),
    }
}

fn wanted_shape(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Value(wanted) => shape(wanted),
        Wanted::State(state, _) => format!("{state:?}"),
    }
}

fn expectation(one: &Expectation) -> String {
    let wanted = wanted_shape(&one.wanted);
    format!("{} {} {wanted}", shape(&one.value), if one.about { "≈" } else { "=" })
}

fn outcome_shape(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Value(expr) => shape(expr),
        Outcome::Undefined(reason) => format!("tidak terdefinisi {}", reason.text),
    }
}

/// `[25, 100)`, open ends as `…`.
fn range(range: &Range) -> String {
    let lower = range.lower.as_ref().map(|edge| format!("{}{}", if edge.included { '[' } else { '(' }, edge.value));
    let upper = range.upper.as_ref().map(|edge| format!("{}{}", edge.value, if edge.included { ']' } else { ')' }));
    format!("{}, {}", lower.unwrap_or("…".into()), upper.unwrap_or("…".into()))
}

fn reference(reference: &Reference) -> String {
    let words: Vec<&str> = reference.words.iter().map(|word| word.text.as_str()).collect();
    let period = reference.period.map(|period| format!("[{period:?}]"));
    words.join(" ") + &period.unwrap_or_default()
}

/// An expression in nested brackets, the operator first.
fn shape(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Number { value, percent } => format!("{value}{}", if *percent { "%" } else { "" }),
        ExprKind::Text(text) => format!("{text:?}"),
        ExprKind::Reference(of) => reference(of),
        ExprKind::Call { function, arguments } => {
            format!("{}({})", function.text, arguments.iter().map(shape).collect::<Vec<_>>().join("; "))
        }
        ExprKind::Negate(inner) => format!("(-{})", shape(inner)),
        ExprKind::Not(inner) => format!("(tidak {})", shape(inner)),
        ExprKind::Binary { operator, left, right } => {
            let sign = match operator {
                Operator::Add => "+",
                Operator::Subtract => "-",
                Operator::Multiply => "*",
                Operator::Divide => "/",
                Operator::Power => "^",
                Operator::And => "dan",
                Operator::Or => "atau",
                Operator::Compare(comparison) => comparison.sign(),
            };
            format!("({} {sign} {})", shape(left), shape(right))
        }
        ExprKind::If { condition, then, otherwise } => {
            format!("(jika {} maka {} selain {})", shape(condition), shape(then), shape(otherwise))
        }
    }
}
