//! Rules against scales: does a formula fit the scale of its quantity, and can a divisor be zero?

use super::intervals::{end, say, write_range};
use super::known::{Known, Variable, collect, variable};
use super::program::*;
use super::ranges::Ranges;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::{Exact, Interval};
use crate::source::{Sources as Texts, Span};
use crate::syntax::ast::Operator;

/// Factors between the scales in use: 25..100 and 1..4, 0..100 and 0..1, and so on.
const FACTORS: [i64; 6] = [25, 100, 10, 20, 5, 4];

/// Findings about every formula.
pub fn prove(program: &Program, texts: &Texts) -> Vec<Diagnostic> {
    let ranges = Ranges::new(program);
    let mut findings = Vec::new();
    for (index, definition) in program.definitions.iter().enumerate() {
        let code = program.code(definition.name);
        let known = Known::in_years(definition.in_force);
        let target = definition.kind.indicator().and_then(|indicator| indicator.target.as_ref());
        for (formula, what) in definition
            .formula
            .iter()
            .map(|f| (f, code.to_string()))
            .chain(target.map(|formula| (formula, format!("target {code}"))))
        {
            let known = match definition.kind {
                Kind::Indicator(_) => ranges.inside(DefinitionId(index as u32)),
                _ => known.clone(),
            };
            findings.extend(scale(&ranges, definition, formula, &what, &known, texts));
            divisors(formula, &known, &ranges, &mut |divisor, _| findings.push(zero(divisor, None, texts)));
        }
    }
    for rule in &program.achievement_rules {
        findings.extend(rule_divisors(program, &ranges, rule, texts));
    }
    findings
}

/// A formula whose range does not fit the scale of its quantity.
fn scale(
    ranges: &Ranges,
    definition: &Definition,
    formula: &Expr,
    what: &str,
    known: &Known,
    texts: &Texts,
) -> Option<Diagnostic> {
    let (allowed, scale_span) = definition.scale.as_ref()?;
    let reach = ranges.range(formula, known);
    if reach.intersect(allowed) == reach {
        return None;
    }
    let values = if reach == Interval::ALL { "berapa pun".to_string() } else { say(&reach) };
    let title = format!("{what} dapat bernilai {values}, padahal skalanya {}", say(allowed));
    let doubt = doubt(ranges, formula, known, allowed, texts);
    let severity = if doubt.is_none() { Severity::Error } else { Severity::Warning };
    let mut finding = Diagnostic::new(Code::K0301, severity, title);
    finding = match widest(ranges, formula, known, texts) {
        Some((span, words)) => finding.at(span, words),
        None => finding.at(formula.span, ""),
    };
    finding = finding.at(*scale_span, "");
    let mended = mends(ranges, formula, known, allowed, texts);
    if let Some((place, text, mended)) = mended {
        finding = finding.suggest(format!("tulis  {mended}"), vec![Edit::replace(place, text)]);
    }
    if let Some(doubt) = doubt {
        finding = finding.because(doubt.words);
        finding = doubt.mend.into_iter().fold(finding, Diagnostic::advise);
    }
    if let Some(range) = write_range(&reach) {
        let text = format!("bila rumusnya betul, sesuaikan skalanya:  skala {range}");
        finding = finding.suggest(text, vec![Edit::replace(*scale_span, range)]);
    }
    Some(finding)
}

/// Why a range may be wider than what occurs, and what would tell.
struct Doubt {
    words: String,
    mend: Option<String>,
}

/// Why the ends of a range may never occur; none where they are known to.
fn doubt(ranges: &Ranges, formula: &Expr, known: &Known, allowed: &Interval, texts: &Texts) -> Option<Doubt> {
    if ranges.corners(formula, known, allowed).is_some() {
        return None;
    }
    let mut variables = Vec::new();
    collect(formula, &mut variables);
    let is_open = |range: &Interval| end(range.lo()).is_none() || end(range.hi()).is_none();
    let open = variables.iter().find(|variable| is_open(&ranges.variable(variable, known)));
    if let Some(open) = open {
        let words = find(formula, open).map(|place| texts.slice(place).trim()).unwrap_or_default();
        let range = say(&ranges.variable(open, known));
        let own = ranges.is_achievement(open);
        let clause = if own { "batas" } else { "skala" };
        return Some(Doubt {
            words: format!("sejauh yang tertulis, {words} dapat bernilai {range}"),
            mend: Some(format!("bila {words} terbatas, nyatakan  {clause}  padanya")),
        });
    }
    let words = "satu nilai berpengaruh lewat lebih dari satu jalan, jadi ini perkiraan terluar";
    let is_rough = !ranges.reach(formula, known).is_tight;
    is_rough.then(|| Doubt { words: words.into(), mend: None })
}

/// The term of a sum that reaches farthest, with the scale of its variable.
fn widest(ranges: &Ranges, formula: &Expr, known: &Known, texts: &Texts) -> Option<(Span, String)> {
    let mut terms = vec![formula];
    while let Some(at) =
        terms.iter().position(|term| matches!(term.kind, ExprKind::Binary { operator: Operator::Add, .. }))
    {
        if let ExprKind::Binary { left, right, .. } = &terms[at].kind {
            terms.splice(at..=at, [&**left, &**right]);
        }
    }
    let (term, range) =
        terms.iter().map(|term| (*term, ranges.range(term, known))).max_by(|a, b| end(a.1.hi()).cmp(&end(b.1.hi())))?;
    let mut variables = Vec::new();
    collect(term, &mut variables);
    let only = match variables.as_slice() {
        [only] => only,
        _ => return None,
    };
    let place = find(term, only)?;
    let name = texts.slice(place).trim();
    let scale = ranges.variable(only, known);
    let (scale, range) = (write_range(&scale)?, write_range(&range)?);
    let words = match variable(term) {
        Some(_) => format!("{name} berskala {scale}"),
        None => format!("{name} berskala {scale}, maka bagian ini {range}"),
    };
    Some((term.span, words))
}

/// Where a variable stands.
fn find(expr: &Expr, wanted: &Variable) -> Option<Span> {
    if variable(expr).as_ref() == Some(wanted) {
        return Some(expr.span);
    }
    expr.children().find_map(|child| find(child, wanted))
}

/// Divisions of one variable that make the formula fit: the place, the new text, and the whole formula so written.
fn mends(
    ranges: &Ranges,
    formula: &Expr,
    known: &Known,
    allowed: &Interval,
    texts: &Texts,
) -> Option<(Span, String, String)> {
    let mut variables = Vec::new();
    collect(formula, &mut variables);
    variables.iter().find_map(|variable| {
        let once = variables.iter().filter(|other| *other == variable).count() == 1;
        let place = find(formula, variable).filter(|_| once)?;
        let range = ranges.variable(variable, known);
        FACTORS.iter().find_map(|&factor| {
            let scaled = range.div(&Interval::point(Exact::from(factor)))?;
            let reach = ranges.range(formula, &known.clone().with(*variable, scaled));
            if reach.intersect(allowed) != reach {
                return None;
            }
            let text = format!("({}/{factor})", texts.slice(place).trim());
            let written = texts.slice(formula.span);
            let (start, end) = ((place.start - formula.span.start) as usize, (place.end - formula.span.start) as usize);
            let mended = format!("{}{text}{}", written.get(..start)?, written.get(end..)?);
            Some((place, text, mended.trim().to_string()))
        })
    })
}

/// Calls `report` for every divisor whose range holds 0.
fn divisors(expr: &Expr, known: &Known, ranges: &Ranges, report: &mut impl FnMut(&Expr, &Known)) {
    if let ExprKind::If { condition, then, otherwise } = &expr.kind {
        divisors(condition, known, ranges, report);
        divisors(then, &known.clone().after(condition, true, ranges), ranges, report);
        divisors(otherwise, &known.clone().after(condition, false, ranges), ranges, report);
        return;
    }
    let divisor = match &expr.kind {
        ExprKind::Binary { operator: Operator::Divide, right, .. } => Some(right),
        ExprKind::Growth(_, old) => Some(old),
        _ => None,
    };
    if let Some(divisor) = divisor {
        let literal = matches!(divisor.kind, ExprKind::Number(..));
        let may_be_zero = || ranges.range(divisor, known).contains(&Exact::ZERO) && !known.is_not_zero(divisor);
        if !literal && may_be_zero() && divides_a_value(divisor) {
            report(divisor, known);
        }
    }
    expr.children().for_each(|child| divisors(child, known, ranges, report));
}

/// Aggregates and words of other rows have no range of their own here; only what a scale speaks for is judged.
fn divides_a_value(divisor: &Expr) -> bool {
    let mut variables = Vec::new();
    collect(divisor, &mut variables);
    !variables.is_empty() && variables.iter().all(|variable| variable.subject != Subject::Each)
}

fn zero(divisor: &Expr, rule: Option<(Span, String)>, texts: &Texts) -> Diagnostic {
    let words = one_line(divisor, texts);
    let title = format!("{words} dapat bernilai 0, dan pembagian dengan 0 tidak ada hasilnya");
    let finding = Diagnostic::new(Code::K0311, Severity::Warning, title).at(divisor.span, "");
    match rule {
        Some((before, line)) => finding
            .suggest(format!("tambahkan baris  {line}"), vec![Edit::insert_before(before, format!("{line}\n  "))]),
        None if variable(divisor).is_some() => {
            finding.advise(format!("tulis  jika {words} = 0 maka … selain itu …, atau beri {words} skala tanpa 0"))
        }
        None => finding.advise(format!("tulis  jika {words} = 0 maka … selain itu …")),
    }
}

/// An expression as written, in one line.
fn one_line(expr: &Expr, texts: &Texts) -> String {
    texts.slice(expr.span).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Divisors of a rule, over every indicator that uses it and after the cases that come first.
fn rule_divisors(program: &Program, ranges: &Ranges, rule: &AchievementRule, texts: &Texts) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    for (index, definition) in program.definitions.iter().enumerate() {
        let Some(indicator) = definition.kind.indicator() else { continue };
        if indicator.rule.0 != rule.name || !rule.in_force.overlaps(definition.in_force) {
            continue;
        }
        let mut known = ranges.inside(DefinitionId(index as u32));
        for (condition, outcome) in &rule.cases {
            if let Outcome::Value(expr) = outcome {
                let here = known.clone().after(condition, true, ranges);
                divisors(expr, &here, ranges, &mut |divisor, _| findings.push(zero(divisor, None, texts)));
            }
            known = known.after(condition, false, ranges);
        }
        for outcome in rule.formulas_for(indicator.direction) {
            let Outcome::Value(expr) = outcome else { continue };
            divisors(expr, &known, ranges, &mut |divisor, _| {
                let own = variable(divisor).and_then(|variable| variable.role.word());
                let line = match own {
                    Some(word) => format!("jika {word} = 0 : tidak terdefinisi \"{word} nol\""),
                    None => format!("jika {} = 0 : tidak terdefinisi \"pembagi nol\"", one_line(divisor, texts)),
                };
                // The new case goes behind those that are there, which may be narrower.
                let place = line_start(expr.span, texts);
                let place = if rule.cases.is_empty() { place } else { first_formula(rule, texts).unwrap_or(place) };
                findings.push(zero(divisor, Some((place, line)), texts));
            });
        }
    }
    findings.sort_by_key(|finding| finding.span());
    findings.dedup_by_key(|finding| finding.span());
    findings
}

/// The start of the first formula line of a rule.
fn first_formula(rule: &AchievementRule, texts: &Texts) -> Option<Span> {
    let formulas = [&rule.higher, &rule.lower, &rule.range, &rule.higher_range, &rule.lower_range];
    let spans = formulas.into_iter().flatten().map(|outcome| match outcome {
        Outcome::Value(expr) => expr.span,
        Outcome::Undefined(_, span) => *span,
    });
    spans.min().map(|span| line_start(span, texts))
}

/// The first word of the line that a span lies in.
fn line_start(span: Span, texts: &Texts) -> Span {
    let source = texts.get(span.source);
    let (start, line) = source.line(source.position(span.start as usize).line);
    let indent = line.len() - line.trim_start().len();
    Span::new(span.source, start + indent, start + indent)
}
