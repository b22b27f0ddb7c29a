//! Every place in a syntax tree: inside its line, without space around it, and over the very text it stands for.

use takar::source::Span;
use takar::syntax::ast::*;

/// Panics where a span of the module is not the text of its node.
pub fn check_spans(module: &Module, text: &str) {
    let walk = Walk { text };
    for comment in &module.comments {
        walk.within(*comment, *comment);
        assert!(text[comment.range()].starts_with('#') && !text[comment.range()].contains('\n'));
    }
    let mut end = 0;
    for item in &module.items {
        walk.within(item.span, item.span);
        walk.within(item.head_span, item.span);
        assert!(item.span.start >= end, "definitions in order");
        end = item.head_span.end;
        walk.head(&item.head, item.head_span);
        for clause in &item.clauses {
            assert!(clause.span.start >= end, "clauses in order");
            end = clause.span.end;
            walk.within(clause.span, item.span);
            walk.clause(&clause.kind, clause.span);
        }
        end = item.span.end.max(end);
    }
}

struct Walk<'t> {
    text: &'t str,
}

impl Walk<'_> {
    fn within(&self, span: Span, line: Span) {
        assert!(line.start <= span.start && span.end <= line.end, "{span:?} lies in {line:?}");
        let slice = self.text.get(span.range()).unwrap_or_else(|| panic!("{span:?} is no piece of the text"));
        assert!(!slice.is_empty(), "{span:?} is empty in {:?}", &self.text[line.range()]);
        let space = |c: char| c.is_whitespace() || c == '\u{feff}';
        assert_eq!(slice, slice.trim_matches(space), "no space around {span:?}");
    }

    fn word(&self, word: &Word, line: Span) {
        self.within(word.span, line);
        let quote = |c| matches!(c, '"' | '“' | '”' | '„');
        let written = self.text[word.span.range()].trim_matches(quote);
        // `target R = 80..90` says both ends of one target.
        let is_end =
            ["target_bawah", "target_atas"].contains(&word.text.as_str()) && written.eq_ignore_ascii_case("target");
        // `"K" di bawah "II"` is one header.
        let levels = written.split(quote).map(str::trim).collect::<Vec<_>>().join(" ");
        assert!(word.text == written || word.text == levels || is_end, "{} at {:?}", word.text, word.span);
    }

    fn words<'w>(&self, words: impl IntoIterator<Item = &'w Word>, line: Span) {
        words.into_iter().for_each(|word| self.word(word, line));
    }

    fn head(&self, head: &Head, line: Span) {
        match head {
            Head::Package { title } => self.words(title, line),
            Head::Named { name, label, .. } => self.words([name].into_iter().chain(label), line),
            Head::Formula { name, formula } => {
                self.word(name, line);
                self.expr(formula, line);
            }
            Head::General { prefix } => self.words(prefix, line),
            Head::Use { package } => self.word(package, line),
            Head::Data { path, .. } => self.word(path, line),
            Head::Example { title } | Head::Scenario { title } => self.word(title, line),
            Head::Alter { name } => self.word(name, line),
            Head::Claim { words, .. } => self.word(words, line),
            Head::Prove { promise } => match promise {
                Promise::Holds(condition) => self.expr(condition, line),
                Promise::Follows { premise, conclusion } => {
                    self.expr(premise, line);
                    self.expr(conclusion, line);
                }
                Promise::Keeps { value, with, .. } => {
                    self.expr(value, line);
                    self.reference(with, line);
                }
            },
            Head::Assert { condition, message } => {
                self.expr(condition, line);
                self.word(message, line);
            }
        }
    }

    fn expectation(&self, one: &Expectation, line: Span) {
        self.expr(&one.value, line);
        self.within(one.sign, line);
        let sign = &self.text[one.sign.range()];
        assert_eq!(one.about, sign != "=", "the sign {sign}");
        match &one.wanted {
            Wanted::Value(wanted) => self.expr(wanted, line),
            Wanted::State(_, span) => {
                self.within(*span, line);
                assert_eq!(self.text[span.range()].split_whitespace().count(), 2, "a state is two words");
            }
        }
    }

    fn clause(&self, clause: &ClauseKind, line: Span) {
        match clause {
            ClauseKind::Unit(word)
            | ClauseKind::Goal(word)
            | ClauseKind::Band(word)
            | ClauseKind::Basis(word)
            | ClauseKind::Note(word) => self.word(word, line),
            ClauseKind::Scale(range) | ClauseKind::Cap(range) => self.range(range, line),
            ClauseKind::Formula(expr) | ClauseKind::Target(expr) | ClauseKind::Achievement(expr) => {
                self.expr(expr, line);
            }
            ClauseKind::Case { condition, outcome } => {
                self.expr(condition, line);
                self.outcome(outcome, line);
            }
            ClauseKind::ByDirection { outcome, .. } => self.outcome(outcome, line),
            ClauseKind::BandRow { range, grade, words } => {
                self.range(range, line);
                self.words([grade].into_iter().chain(words), line);
            }
            ClauseKind::NoBand { range, reason } => {
                self.range(range, line);
                self.word(reason, line);
            }
            ClauseKind::AcceptUnreachable { grade, reason } => self.words([reason].into_iter().chain(grade), line),
            ClauseKind::Members(references) => references.iter().for_each(|each| self.reference(each, line)),
            ClauseKind::Rows(rows) | ClauseKind::Beside(rows) => self.rows(rows, line),
            ClauseKind::Column { value, title, .. } => {
                self.expr(value, line);
                self.words(title, line);
            }
            ClauseKind::Footer { values, label, .. } | ClauseKind::Subtotal { values, label, .. } => {
                for value in values {
                    self.expr(&value.value, line);
                    value.under.iter().for_each(|under| self.expr(under, line));
                }
                self.word(label, line);
            }
            ClauseKind::Heading { role, header } => {
                self.words([role, header], line);
            }
            ClauseKind::Field { name, header, unit, .. } => {
                self.words([name].into_iter().chain(header).chain(unit), line);
            }
            ClauseKind::AcceptWeights { reason }
            | ClauseKind::AcceptJump { reason }
            | ClauseKind::AcceptBackwards { reason }
            | ClauseKind::AcceptOtherMembers { reason }
            | ClauseKind::AcceptTwice { reason }
            | ClauseKind::Parent(reason) => self.word(reason, line),
            ClauseKind::Piece { from, value } => {
                match from {
                    PieceFrom::Range(range) => self.range(range, line),
                    PieceFrom::Text(word) => self.word(word, line),
                }
                self.expr(value, line);
            }
            ClauseKind::Weights(weights) => {
                for (name, weight) in weights {
                    self.word(name, line);
                    self.expr(weight, line);
                }
            }
            ClauseKind::Except { name, reason } => self.words([name, reason], line),
            ClauseKind::Order(words) => self.words(words, line),
            ClauseKind::Grouping(expr) | ClauseKind::Filter(expr) | ClauseKind::Sort { by: expr, .. } => {
                self.expr(expr, line);
            }
            ClauseKind::Given(assignments) => {
                for assignment in assignments {
                    self.reference(&assignment.target, line);
                    match &assignment.value {
                        Wanted::Value(value) => self.expr(value, line),
                        Wanted::State(_, span) => self.within(*span, line),
                    }
                }
            }
            ClauseKind::Expect(expectations) => {
                expectations.iter().for_each(|one| self.expectation(one, line));
            }
            ClauseKind::Claimed(statements) => {
                for one in statements {
                    match one {
                        Claimed::Is(expected) => self.expectation(expected, line),
                        Claimed::Holds(condition) => self.expr(condition, line),
                    }
                }
            }
            ClauseKind::Year(_)
            | ClauseKind::Step(_)
            | ClauseKind::Direction(_)
            | ClauseKind::Round(_)
            | ClauseKind::Show(_)
            | ClauseKind::InForce(_)
            | ClauseKind::Quarters(_)
            | ClauseKind::Plan(_)
            | ClauseKind::MoneyQuarters { .. }
            | ClauseKind::FirstRow(_)
            | ClauseKind::HiddenRows(_)
            | ClauseKind::Complete(_) => {}
        }
    }

    fn outcome(&self, outcome: &Outcome, line: Span) {
        match outcome {
            Outcome::Value(expr) => self.expr(expr, line),
            Outcome::Undefined(reason) => self.word(reason, line),
        }
    }

    fn rows(&self, rows: &Rows, line: Span) {
        match rows {
            Rows::Items(references) => references.iter().for_each(|each| self.reference(each, line)),
            Rows::Years { span, .. } => self.within(*span, line),
            Rows::Classes { value, classes } => {
                self.reference(value, line);
                for class in classes {
                    self.within(class.span, line);
                    self.word(&class.label, class.span);
                }
            }
        }
    }

    fn range(&self, range: &Range, line: Span) {
        self.within(range.span, line);
        for edge in [&range.lower, &range.upper].into_iter().flatten() {
            self.within(edge.span, range.span);
            let slice = &self.text[edge.span.range()];
            assert!(slice.ends_with(|c: char| c.is_ascii_digit() || c == '%'), "an edge ends with its number: {slice}");
        }
    }

    fn reference(&self, reference: &Reference, line: Span) {
        self.within(reference.span, line);
        self.words(&reference.words, reference.span);
        let closed = self.text[reference.span.range()].ends_with(']');
        assert_eq!(closed, reference.period.is_some());
    }

    fn expr(&self, expr: &Expr, line: Span) {
        self.within(expr.span, line);
        let slice = &self.text[expr.span.range()];
        let bracket = slice.starts_with('(');
        match &expr.kind {
            ExprKind::Number { percent, .. } => {
                assert!(bracket || slice.ends_with(|c: char| if *percent { c == '%' } else { c.is_ascii_digit() }));
            }
            ExprKind::Text(text) => assert!(bracket || slice.contains(text.as_str())),
            ExprKind::Reference(reference) => {
                self.reference(reference, expr.span);
                assert!(bracket || reference.span == expr.span, "a reference is all of {slice}");
            }
            ExprKind::Call { function, arguments } => {
                self.word(function, expr.span);
                assert!(slice.ends_with(')'));
                arguments.iter().for_each(|argument| self.expr(argument, expr.span));
            }
            ExprKind::Negate(inner) | ExprKind::Not(inner) => {
                self.expr(inner, expr.span);
                assert!(inner.span.start > expr.span.start);
            }
            ExprKind::Binary { left, right, .. } => {
                assert!(left.span.end <= right.span.start);
                self.expr(left, expr.span);
                self.expr(right, expr.span);
            }
            ExprKind::If { condition, then, otherwise } => {
                [condition, then, otherwise].into_iter().for_each(|part| self.expr(part, expr.span));
            }
        }
    }
}
