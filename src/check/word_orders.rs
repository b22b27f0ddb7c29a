//! Words that have an order: compared only within one order, only with words that can be, and converted only where every
//! word has its piece.

use super::possible_words::{self, Things, Words, hands_on_own_word};
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::program::*;
use crate::source::Span;
use crate::syntax::ast::{Combination, Comparison, Operator};
use std::collections::{BTreeMap, HashSet};

/// Findings about every place where words of an order are compared or converted.
pub fn check(program: &Program) -> Vec<Diagnostic> {
    let everything: Vec<&Definition> = program.definitions.iter().collect();
    let mut users: BTreeMap<&str, Vec<&Definition>> = BTreeMap::new();
    for definition in &program.definitions {
        if let Some(indicator) = definition.kind.indicator() {
            users.entry(&indicator.rule.0).or_default().push(definition);
        }
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut told: HashSet<(Option<Span>, String)> = HashSet::new();
    let mut add = |finding: Diagnostic| {
        // A rule is looked at for each thing that uses it.
        if told.insert((finding.span(), finding.title.clone())) {
            found.push(finding);
        }
    };
    let mut of_rules: HashSet<*const Expr> = HashSet::new();
    for rule in &program.achievement_rules {
        let users = users.get(rule.name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let users: Vec<&Definition> =
            users.iter().copied().filter(|one| one.in_force.overlaps(rule.in_force)).collect();
        for expr in rule.expressions() {
            of_rules.insert(expr);
            let all = Things { definitions: &users, certain: false };
            expr.each(&mut |expr| never(program, expr, all).into_iter().for_each(&mut add));
            for one in users.chunks(1) {
                let one = Things { definitions: one, certain: true };
                expr.each(&mut |expr| here(program, expr, one).into_iter().for_each(&mut add));
            }
        }
    }
    program.each_expression(&mut |expr| {
        if !of_rules.contains(&(expr as *const Expr)) {
            let any = Things { definitions: &everything, certain: false };
            expr.each(&mut |expr| {
                never(program, expr, any).into_iter().chain(here(program, expr, any)).for_each(&mut add);
            });
        }
    });
    found.extend(program.definitions.iter().filter_map(|definition| over_quarters(program, definition)));
    found
}

/// The same about an expression that somebody asks for.
pub fn in_question(program: &Program, expr: &Expr) -> Vec<Diagnostic> {
    let things = Things { definitions: &[], certain: false };
    let mut found = Vec::new();
    expr.each(&mut |expr| {
        let here = here(program, expr, things);
        let is_told = |never: &Diagnostic| here.iter().any(|one| one.code == never.code && one.span() == never.span());
        found.extend(never(program, expr, things).filter(|never| !is_told(never)));
        found.extend(here);
    });
    found
}

/// Words of quarters do not add up; only the last of them can stand for the year.
fn over_quarters(program: &Program, definition: &Definition) -> Option<Diagnostic> {
    let how = definition.quarters.filter(|how| !definition.order.is_empty() && *how != Combination::Last)?;
    let (code, way) = (program.code(definition.name), how.word());
    let title = format!("{code} berupa kata, dan kata tidak digabungkan dengan  triwulan {way}");
    Some(
        Diagnostic::new(Code::K0158, Severity::Error, title).at(definition.span, "").advise("tulis  triwulan terakhir"),
    )
}

/// A comparison with its sides.
fn comparison(expr: &Expr) -> Option<(Comparison, &Expr, &Expr)> {
    let ExprKind::Binary { operator: Operator::Compare(comparison), left, right } = &expr.kind else { return None };
    Some((*comparison, left, right))
}

/// A word beside which it is compared, where one side is written out.
fn beside_word(expr: &Expr) -> Option<(Comparison, &str, Span, &Expr)> {
    let (comparison, left, right) = comparison(expr)?;
    match (&left.kind, &right.kind) {
        (ExprKind::Text(_), ExprKind::Text(_)) => None,
        (ExprKind::Text(word), _) => Some((comparison, word, left.span, right)),
        (_, ExprKind::Text(word)) => Some((comparison, word, right.span, left)),
        _ => None,
    }
}

/// A word that no thing in question can have, in any year.
fn never<'p>(program: &'p Program, expr: &'p Expr, things: Things<'_, 'p>) -> Option<Diagnostic> {
    let (_, word, span, beside) = beside_word(expr)?;
    // A word that is written out on the other side, too, can be.
    if beside.handed_on().iter().any(|one| matches!(&one.kind, ExprKind::Text(written) if written == word)) {
        return None;
    }
    cannot_be(word, span, &possible_words::of(program, beside, things))
}

fn cannot_be(word: &str, span: Span, possible: &[Words]) -> Option<Diagnostic> {
    let first = possible.first()?;
    let all = || possible.iter().flat_map(|words| &words.order.words).copied();
    if all().any(|known| known == word) {
        return None;
    }
    let near = nearest(word, all());
    let named = possible.iter().find(|words| near.is_some_and(|near| words.order.words.contains(&near)));
    let of = named.unwrap_or(first);
    let base = Diagnostic::new(Code::K0157, Severity::Error, format!("\"{word}\" tidak ada dalam {}", of.title))
        .at(span, "")
        .because(format!("{}: {}", of.title, of.order.words.join(", ")));
    Some(match near {
        Some(near) => base.suggest(format!("tulis  \"{near}\""), vec![Edit::replace(span, format!("\"{near}\""))]),
        None => base.advise("tulis salah satu kata itu"),
    })
}

/// What is wrong for the one thing in question, or for named ones.
fn here<'p>(program: &'p Program, expr: &'p Expr, things: Things<'_, 'p>) -> Vec<Diagnostic> {
    let known = if things.certain { things } else { Things { definitions: &[], certain: false } };
    let words = |expr| possible_words::of(program, expr, known);
    let mut found = Vec::new();
    if let Some((comparison, left, right)) = comparison(expr) {
        let (a, b) = (words(left), words(right));
        let unlike = of_two(comparison, (left, &a), (right, &b), expr.span);
        let is_told = unlike.is_some();
        found.extend(unlike);
        if comparison.is_by_place() && !is_told {
            found.extend([(left, &a), (right, &b)].into_iter().find_map(|side| within(side, expr.span)));
            found.extend([left, right].into_iter().filter_map(|side| handed_on(side, &[a.as_slice(), &b].concat())));
            found.extend(a.iter().chain(&b).find_map(|words| in_two_places(words, expr.span)));
        }
    }
    if let Some((comparison, word, span, beside)) = beside_word(expr) {
        let possible = words(beside);
        if comparison.is_by_place() {
            found.extend(cannot_be(word, span, &possible));
        }
        found.extend(
            known.definitions.iter().find_map(|one| no_word(program, (beside, one), (comparison, expr.span), word)),
        );
    }
    if let ExprKind::Convert(name, inner) = &expr.kind {
        let rules = program.conversions.called(name);
        for words in words(inner) {
            let rules = rules.clone().filter(|rule| rule.in_force.overlaps(words.years));
            found.extend(rules.filter_map(|rule| without_piece(rule, &words, expr.span)));
        }
    }
    found
}

/// Whether both have a period of their own or stand in the same year.
fn has_period(expr: &Expr) -> bool {
    let has = |one: &Expr| matches!(&one.kind, ExprKind::Value(reference) if reference.period.is_some());
    expr.handed_on().into_iter().any(has)
}

/// A word that one side may hand on beside words of an order that does not have it.
fn handed_on(side: &Expr, possible: &[Words]) -> Option<Diagnostic> {
    let all = side.handed_on();
    let written = all.into_iter().filter(|one| !std::ptr::eq(*one, side));
    let mut words =
        written.filter_map(|one| if let ExprKind::Text(word) = &one.kind { Some((word, one.span)) } else { None });
    words.find_map(|(word, span)| cannot_be(word, span, possible))
}

/// Words of one side that come of two orders in one year: `terakhir(O; MUTU) >= "WTP"`.
fn within((side, words): (&Expr, &Vec<Words>), span: Span) -> Option<Diagnostic> {
    if has_period(side) {
        return None;
    }
    let goes = |a: &Words, b: &Words| match a.of == b.of || a.order.of == b.order.of {
        true => a.order.with(&b.order).is_some(),
        false => a.order.words == b.order.words,
    };
    let pairs = words.iter().enumerate().flat_map(|(at, a)| words[at + 1..].iter().map(move |b| (a, b)));
    let (a, b) = pairs.into_iter().find(|(a, b)| a.meets(b) && !goes(a, b))?;
    Some(two_orders((a, b), span))
}

fn of_two(
    comparison: Comparison,
    (left, a): (&Expr, &[Words]),
    (right, b): (&Expr, &[Words]),
    span: Span,
) -> Option<Diagnostic> {
    let goes = |a: &Words, b: &Words| match comparison.is_by_place() {
        true if a.of == b.of || a.order.of == b.order.of => a.order.with(&b.order).is_some(),
        true => a.order.words == b.order.words,
        false => a.order.words.iter().any(|word| b.order.words.contains(word)),
    };
    let pairs = || a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    let of_one_year = !has_period(left) && !has_period(right);
    // In one year both have what they have then; over the years some two of them have to go together.
    let (a, b) = match of_one_year {
        true => pairs().find(|(a, b)| a.meets(b) && !goes(a, b))?,
        false if pairs().any(|(a, b)| goes(a, b)) => return None,
        false => pairs().next()?,
    };
    Some(two_orders((a, b), span))
}

fn two_orders((a, b): (&Words, &Words), span: Span) -> Diagnostic {
    let title = format!("kata dari dua urutan dibandingkan: {} dan {}", a.title, b.title);
    Diagnostic::new(Code::K0145, Severity::Error, title)
        .at(span, "")
        .because(format!("{}: {}", a.title, a.order.words.join(", ")))
        .because(format!("{}: {}", b.title, b.order.words.join(", ")))
        .advise("beri keduanya urutan yang sama, atau ubah dulu menjadi angka dengan  aturan konversi")
}

fn in_two_places(words: &Words, span: Span) -> Option<Diagnostic> {
    let twice = words.order.twice()?;
    let title = format!("\"{twice}\" ada di dua tempat dalam {}, jadi tidak dapat diurutkan", words.title);
    Some(
        Diagnostic::new(Code::K0146, Severity::Error, title)
            .at(span, "")
            .advise("bandingkan capaiannya, atau beri kedua rentang itu nama yang berbeda"),
    )
}

/// A rule that compares with a word, used by a thing whose values are numbers.
fn no_word(
    program: &Program,
    (beside, user): (&Expr, &Definition),
    whole: (Comparison, Span),
    word: &str,
) -> Option<Diagnostic> {
    if !user.order.is_empty() || !hands_on_own_word(beside) {
        return None;
    }
    let code = program.code(user.name);
    let place = user.kind.indicator().map_or(user.span, |indicator| indicator.rule.1);
    let told = Diagnostic::new(Code::K0304, Severity::Error, "angka tidak dapat dibandingkan dengan teks")
        .at(whole.1, "")
        .at(place, format!("nilai {code} angka, sebab tidak punya  urutan"));
    Some(match beside.lack_of(whole, word) {
        Some((text, edits)) => told.suggest(text, edits),
        None => told.advise(format!("beri {code} aturan lain, atau sebutkan kata-katanya dengan  urutan")),
    })
}

fn without_piece(rule: &ConversionRule, order: &Words, span: Span) -> Option<Diagnostic> {
    let has = |word: &str| {
        rule.pieces.iter().any(|piece| match &piece.from {
            PieceFrom::Text(known) => known == word,
            PieceFrom::Range(_) => false,
        })
    };
    let by_words = rule.pieces.iter().any(|piece| matches!(piece.from, PieceFrom::Text(_)));
    let missing: Vec<String> =
        order.order.words.iter().filter(|word| !has(word)).map(|word| format!("\"{word}\"")).collect();
    if missing.is_empty() || !by_words {
        return None;
    }
    let title = format!("konversi {} tidak punya hasil untuk {}", rule.name, missing.join(", "));
    let base = Diagnostic::new(Code::K0147, Severity::Error, title)
        .at(span, format!("dapat bernilai kata dari {}", order.title));
    let lines: Vec<String> = missing.iter().map(|word| format!("{word} : …")).collect();
    Some(base.at(rule.span, "").advise(format!("tambahkan pada konversinya  {}", lines.join("   "))))
}
