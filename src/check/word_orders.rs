//! Words that have an order: compared only within one order, and converted only where every word has its piece.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::program::*;
use crate::source::Span;
use crate::syntax::ast::{Comparison, Operator};

/// The words that a value can be, lowest first, and what they are called.
struct Order<'p> {
    /// `urutan X` or `predikat Skala`.
    name: String,
    words: Vec<&'p str>,
}

/// Findings about every place where words of an order are compared or converted.
pub fn check(program: &Program) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    program.each_expression(&mut |expr| inside(program, expr, &mut found));
    found
}

/// Depth is bounded by the parser.
fn inside(program: &Program, expr: &Expr, found: &mut Vec<Diagnostic>) {
    if let ExprKind::Binary { operator: Operator::Compare(comparison), left, right } = &expr.kind {
        found.extend(compared(program, *comparison, left, right, expr.span));
    }
    if let ExprKind::Convert(name, inner) = &expr.kind
        && let Some(order) = order_of(program, inner)
    {
        let rules = program.conversions.iter().filter(|rule| rule.name == *name);
        found.extend(rules.filter_map(|rule| without_piece(rule, &order, expr.span)));
    }
    expr.children().for_each(|child| inside(program, child, found));
}

fn compared(program: &Program, comparison: Comparison, left: &Expr, right: &Expr, span: Span) -> Option<Diagnostic> {
    let (a, b) = (order_of(program, left), order_of(program, right));
    let by_place = match comparison {
        Comparison::Equal | Comparison::NotEqual => false,
        Comparison::Less | Comparison::LessEqual | Comparison::Greater | Comparison::GreaterEqual => true,
    };
    if let (Some(a), Some(b)) = (&a, &b)
        && a.words != b.words
        && (by_place || !a.words.iter().any(|word| b.words.contains(word)))
    {
        let title = format!("kata dari dua urutan dibandingkan: {} dan {}", a.name, b.name);
        return Some(
            Diagnostic::new(Code::K0145, Severity::Error, title)
                .at(span, "")
                .because(format!("{}: {}", a.name, a.words.join(", ")))
                .because(format!("{}: {}", b.name, b.words.join(", ")))
                .advise("beri keduanya urutan yang sama, atau ubah dulu menjadi angka dengan  aturan konversi"),
        );
    }
    let order = a.or(b).filter(|_| by_place)?;
    let twice = twice(&order.words)?;
    let title = format!("\"{twice}\" ada di dua tempat dalam {}, jadi tidak dapat diurutkan", order.name);
    Some(
        Diagnostic::new(Code::K0146, Severity::Error, title)
            .at(span, "")
            .advise("bandingkan capaiannya, atau beri kedua rentang itu nama yang berbeda"),
    )
}

/// A word that stands in two places with another between them. Side by side they are one place.
fn twice<'p>(words: &[&'p str]) -> Option<&'p str> {
    let mut places = words.to_vec();
    places.dedup();
    let again = |(at, word): (usize, &&'p str)| places[..at].contains(word).then_some(*word);
    places.iter().enumerate().find_map(again)
}

fn without_piece(rule: &ConversionRule, order: &Order, span: Span) -> Option<Diagnostic> {
    let has = |word: &str| {
        rule.pieces.iter().any(|piece| match &piece.from {
            PieceFrom::Text(known) => known == word,
            PieceFrom::Range(_) => false,
        })
    };
    let by_words = rule.pieces.iter().any(|piece| matches!(piece.from, PieceFrom::Text(_)));
    let missing: Vec<String> = order.words.iter().filter(|word| !has(word)).map(|word| format!("\"{word}\"")).collect();
    if missing.is_empty() || !by_words {
        return None;
    }
    let title = format!("konversi {} tidak punya hasil untuk {}", rule.name, missing.join(", "));
    let base = Diagnostic::new(Code::K0147, Severity::Error, title)
        .at(span, format!("dapat bernilai kata dari {}", order.name));
    let lines: Vec<String> = missing.iter().map(|word| format!("{word} : …")).collect();
    Some(base.at(rule.span, "").advise(format!("tambahkan pada konversinya  {}", lines.join("   "))))
}

/// The order that the words of a value come from, where it is one and certain.
fn order_of<'p>(program: &'p Program, expr: &Expr) -> Option<Order<'p>> {
    if let ExprKind::Rank(inner, _) = &expr.kind {
        return order_of(program, inner);
    }
    let ExprKind::Value(ValueRef { role, subject: Subject::Name(name), .. }) = &expr.kind else { return None };
    let definition = program.versions(*name).next()?;
    if *role == Role::Band {
        let (rule, _) = definition.band.as_ref()?;
        let rule = program.band_rules.iter().find(|one| one.name == *rule)?;
        return Some(Order { name: format!("predikat {}", rule.name), words: grades(rule) });
    }
    let is_word = matches!(role, Role::Main | Role::Value | Role::Target) && !definition.order.is_empty();
    let words = || definition.order.iter().map(String::as_str).collect();
    is_word.then(|| Order { name: format!("urutan {}", program.code(*name)), words: words() })
}

/// The grades of a rule, lowest first.
fn grades(rule: &BandRule) -> Vec<&str> {
    let mut bands: Vec<&Band> = rule.bands.iter().collect();
    bands.sort_by(|a, b| {
        crate::program::intervals::end(a.range.lo()).cmp(&crate::program::intervals::end(b.range.lo()))
    });
    bands.into_iter().map(|band| band.grade.as_str()).collect()
}
