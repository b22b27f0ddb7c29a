//! Whole lines: one function per grammar rule that reads a head or a clause.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

mod classes;
mod given;
mod heading;
mod promise;

use super::ast::*;
use super::build::Builder;
use super::expression::{expr, reference};
use super::parser::Rule;
use super::problem::WritingProblem;
use super::words::Block;
use crate::diagnostic::Edit;
use crate::source::Span;
use pest::iterators::Pair;

/// Builds a head from the pair of its line.
pub fn head(builder: &Builder, line: Pair<Rule>) -> Head {
    let rule = line.as_rule();
    let parts = Parts::new(builder, line);
    match rule {
        Rule::package_line => Head::Package { title: parts.text(0) },
        Rule::formula_line => Head::Formula { name: parts.name(), formula: parts.expr(0) },
        Rule::general_line => Head::General { prefix: parts.code().or_else(|| parts.text(0)) },
        Rule::use_line => Head::Use { package: parts.text_or_empty(0) },
        Rule::data_line => {
            Head::Data { path: parts.text_or_empty(0), sheet: parts.text(1), format: number_format(&parts) }
        }
        Rule::example_line => Head::Example { title: parts.text_or_empty(0) },
        Rule::scenario_line => Head::Scenario { title: parts.text_or_empty(0) },
        Rule::alter_line => Head::Alter { name: parts.name() },
        Rule::prove_line => Head::Prove { promise: parts.promise() },
        Rule::claim_line => Head::Claim { words: parts.text_or_empty(0), page: parts.page() },
        Rule::assert_line => Head::Assert { condition: parts.expr(0), message: parts.text_or_empty(0) },
        _ => {
            let block = match rule {
                Rule::quantity_line => Block::Quantity,
                Rule::indicator_line => Block::Indicator,
                Rule::group_line => Block::Group,
                Rule::table_line => Block::Table,
                _ if parts.has(Rule::kw_predikat) => Block::BandRule,
                _ if parts.has(Rule::kw_konversi) => Block::ConversionRule,
                _ => Block::AchievementRule,
            };
            let (name, label) = (parts.name(), parts.text(0));
            if label.is_none() {
                parts.title_alone(&name, block);
            }
            Head::Named { block, name, label }
        }
    }
}

/// Builds a clause from the pair of its line.
pub fn clause(builder: &Builder, line: Pair<Rule>) -> ClauseKind {
    let rule = line.as_rule();
    let parts = Parts::new(builder, line);
    match rule {
        Rule::year_line => ClauseKind::Year(parts.year(0)),
        Rule::unit_line => ClauseKind::Unit(parts.text_or_word()),
        Rule::scale_line => ClauseKind::Scale(parts.range()),
        Rule::step_line => ClauseKind::Step(parts.number()),
        Rule::formula_clause_line => ClauseKind::Formula(parts.expr(0)),
        Rule::target_line => ClauseKind::Target(given::no_range(builder, parts.expr(0))),
        Rule::goal_line => ClauseKind::Goal(parts.text_or_empty(0)),
        Rule::direction_line => ClauseKind::Direction(parts.direction()),
        Rule::achievement_line => ClauseKind::Achievement(parts.expr(0)),
        Rule::band_name_line => ClauseKind::Band(parts.name()),
        Rule::cap_line => ClauseKind::Cap(parts.range()),
        Rule::round_line => ClauseKind::Round(parts.places().unwrap_or(Precision::WHOLE)),
        Rule::show_line => ClauseKind::Show(parts.places().unwrap_or(Precision::WHOLE)),
        Rule::in_force_line => ClauseKind::InForce(parts.years()),
        Rule::basis_line => ClauseKind::Basis(parts.text_or_empty(0)),
        Rule::case_line => ClauseKind::Case { condition: parts.expr(0), outcome: parts.outcome() },
        Rule::by_direction_line => ClauseKind::ByDirection {
            direction: parts.direction(),
            ranged: parts.has(Rule::ranged),
            outcome: parts.outcome(),
        },
        Rule::band_line => {
            ClauseKind::BandRow { range: parts.range(), grade: parts.text_or_empty(0), words: parts.text(1) }
        }
        Rule::no_band_line => ClauseKind::NoBand { range: parts.range(), reason: parts.text_or_empty(0) },
        Rule::accept_line => accept(&parts),
        Rule::piece_line => ClauseKind::Piece { from: parts.piece_from(), value: parts.expr(0) },
        Rule::weights_line => ClauseKind::Weights(parts.weights()),
        Rule::parent_line => ClauseKind::Parent(parts.name()),
        Rule::order_line => ClauseKind::Order(parts.texts()),
        Rule::quarter_line => match (parts.has(Rule::kw_pagu), parts.has(Rule::kw_serapan)) {
            (true, _) => ClauseKind::MoneyQuarters { money: Money::Budget, how: parts.combination() },
            (_, true) => ClauseKind::MoneyQuarters { money: Money::Spent, how: parts.combination() },
            (false, false) => ClauseKind::Quarters(parts.combination()),
        },
        Rule::except_line => ClauseKind::Except { name: parts.name(), reason: parts.text_or_empty(0) },
        Rule::plan_line => ClauseKind::Plan(parts.years()),
        Rule::grouping_line => ClauseKind::Grouping(parts.expr(0)),
        Rule::filter_line => ClauseKind::Filter(parts.expr(0)),
        Rule::sort_line => ClauseKind::Sort { by: parts.expr(0), descending: parts.has(Rule::kw_turun) },
        Rule::subtotal_line => {
            ClauseKind::Subtotal { values: parts.footer_values(), label: parts.text_or_empty(0), show: parts.show() }
        }
        Rule::members_line => ClauseKind::Members(parts.references()),
        Rule::complete_line => ClauseKind::Complete(true),
        Rule::skip_line => ClauseKind::Complete(false),
        Rule::rows_line => ClauseKind::Rows(parts.rows()),
        Rule::beside_line => ClauseKind::Beside(parts.rows()),
        Rule::column_line => ClauseKind::Column { value: parts.expr(0), title: parts.text(0), show: parts.show() },
        Rule::footer_line => {
            ClauseKind::Footer { values: parts.footer_values(), label: parts.text_or_empty(0), show: parts.show() }
        }
        Rule::field_line if parts.has(Rule::equals) => parts.heading(),
        Rule::field_line => ClauseKind::Field {
            name: parts.name(),
            header: parts.text_before(Rule::kw_satuan).map(|header| parts.below(header)),
            is_text: parts.has(Rule::kw_teks),
            unit: parts.without_unit().or_else(|| parts.unit()),
            quarters: parts.has(Rule::combination).then(|| parts.combination()),
        },
        Rule::sheet_rows_line if parts.has(Rule::kw_mulai) => ClauseKind::FirstRow(parts.row_number()),
        Rule::sheet_rows_line => ClauseKind::HiddenRows(parts.has(Rule::kw_ikut)),
        Rule::given_line => ClauseKind::Given(parts.assignments()),
        Rule::expect_line => ClauseKind::Expect(parts.expectations()),
        Rule::claimed_line => ClauseKind::Claimed(parts.claimed()),
        _ => ClauseKind::Note(parts.text_or_empty(0)),
    }
}

/// Builds the assignments of a `set_line`.
pub fn assignments(builder: &Builder, line: Pair<Rule>) -> Vec<Assignment> {
    Parts::new(builder, line).assignments()
}

/// Builds the expression of a `value_line`.
pub fn value(builder: &Builder, line: Pair<Rule>) -> Expr {
    Parts::new(builder, line).expr(0)
}

/// Builds what a `prove_line` states.
pub fn promise(builder: &Builder, line: Pair<Rule>) -> Promise {
    Parts::new(builder, line).promise()
}

/// Builds the references of a `names_line`.
pub fn names(builder: &Builder, line: Pair<Rule>) -> Vec<Reference> {
    Parts::new(builder, line).references()
}

/// The parts of a line by their rule, in order.
struct Parts<'b, 'i> {
    builder: &'b Builder,
    pairs: Vec<Pair<'i, Rule>>,
    span: Span,
}

impl<'b, 'i> Parts<'b, 'i> {
    fn new(builder: &'b Builder, line: Pair<'i, Rule>) -> Self {
        let span = builder.span(&line);
        Parts { builder, pairs: line.into_inner().collect(), span }
    }

    fn nth(&self, rule: Rule, index: usize) -> Option<Pair<'i, Rule>> {
        self.pairs.iter().filter(|pair| pair.as_rule() == rule).nth(index).cloned()
    }

    fn has(&self, rule: Rule) -> bool {
        self.nth(rule, 0).is_some()
    }

    fn text(&self, index: usize) -> Option<Word> {
        self.nth(Rule::text, index).map(|pair| self.builder.text(&pair))
    }

    fn texts(&self) -> Vec<Word> {
        let texts = self.pairs.iter().filter(|pair| pair.as_rule() == Rule::text);
        texts.map(|pair| self.builder.text(pair)).collect()
    }

    fn code(&self) -> Option<Word> {
        self.nth(Rule::code, 0).map(|pair| self.builder.name(&pair))
    }

    fn piece_from(&self) -> PieceFrom {
        match self.text(0) {
            Some(word) => PieceFrom::Text(word),
            None => PieceFrom::Range(self.range()),
        }
    }

    fn weights(&self) -> Vec<(Word, Expr)> {
        let weights = self.pairs.iter().filter(|pair| pair.as_rule() == Rule::weight);
        weights
            .map(|pair| {
                let inner = Parts::new(self.builder, pair.clone());
                (inner.name(), inner.expr(0))
            })
            .collect()
    }

    fn combination(&self) -> Combination {
        let word = self.nth(Rule::combination, 0).and_then(|pair| pair.into_inner().next());
        match word.map(|pair| pair.as_rule()) {
            Some(Rule::kw_terakhir) => Combination::Last,
            Some(Rule::kw_rata_rata) => Combination::Mean,
            Some(Rule::kw_terbesar) => Combination::Greatest,
            Some(Rule::kw_terkecil) => Combination::Least,
            _ => Combination::Sum,
        }
    }

    fn text_or_empty(&self, index: usize) -> Word {
        self.text(index).unwrap_or(Word { text: String::new(), span: self.span })
    }

    fn text_before(&self, rule: Rule) -> Option<Word> {
        let end = self.pairs.iter().position(|pair| pair.as_rule() == rule).unwrap_or(self.pairs.len());
        let text = self.pairs.iter().take(end).find(|pair| pair.as_rule() == Rule::text)?;
        Some(self.builder.text(text))
    }

    fn text_or_word(&self) -> Word {
        match (self.nth(Rule::text, 0), self.nth(Rule::word, 0)) {
            (Some(text), _) => self.builder.text(&text),
            (None, Some(word)) => self.builder.name(&word),
            (None, None) => self.text_or_empty(0),
        }
    }

    /// `indikator "Kepuasan"`: one word in quotes and nothing behind it is a title, not a code.
    fn title_alone(&self, name: &Word, block: Block) {
        let quoted = (name.span.end - name.span.start) as usize > name.text.len();
        if quoted && name.text.chars().all(|c| c.is_alphabetic() || c == '_') {
            let (proposal, span) = (name.text.clone(), name.span);
            let edits = vec![Edit::insert_before(span, format!("{proposal} "))];
            self.builder.report(WritingProblem::MissingName { span, block: block.word(), proposal, edits });
        }
    }

    /// A `name`, or the text that is a code of one segment.
    fn name(&self) -> Word {
        match self.nth(Rule::name, 0).or_else(|| self.nth(Rule::plain_name, 0)) {
            Some(pair) => self.builder.name(&pair),
            None => self.text_or_empty(0),
        }
    }

    fn expr(&self, index: usize) -> Expr {
        match self.nth(Rule::expr, index) {
            Some(pair) => expr(self.builder, pair),
            None => Expr { kind: ExprKind::Text(String::new()), span: self.span },
        }
    }

    fn outcome(&self) -> Outcome {
        let inner = self.nth(Rule::outcome, 0).and_then(|pair| pair.into_inner().next());
        match inner {
            Some(pair) if pair.as_rule() == Rule::undefined => {
                let text = pair.into_inner().find(|inner| inner.as_rule() == Rule::text);
                Outcome::Undefined(text.map_or_else(|| self.text_or_empty(0), |text| self.builder.text(&text)))
            }
            Some(pair) => Outcome::Value(expr(self.builder, pair)),
            None => Outcome::Value(self.expr(0)),
        }
    }

    fn range(&self) -> Range {
        match self.nth(Rule::range, 0) {
            Some(pair) => self.builder.range(&pair),
            None => Range { lower: None, upper: None, span: self.span },
        }
    }

    fn number(&self) -> rust_decimal::Decimal {
        self.nth(Rule::signed, 0).map(|pair| self.builder.number(&pair)).unwrap_or_default()
    }

    fn year(&self, index: usize) -> i32 {
        self.nth(Rule::integer, index).map_or(1900, |pair| self.builder.year(&pair))
    }

    fn years(&self) -> Years {
        let Some(pair) = self.pairs.iter().find(|pair| {
            matches!(pair.as_rule(), Rule::from_year | Rule::until_year | Rule::year_range | Rule::integer)
        }) else {
            return Years::ALWAYS;
        };
        let year = |index| {
            let inner = pair.clone().into_inner().filter(|inner| inner.as_rule() == Rule::integer).nth(index);
            inner.map(|inner| self.builder.year(&inner))
        };
        match pair.as_rule() {
            Rule::from_year => Years { from: year(0), to: None },
            Rule::until_year => Years { from: None, to: year(0) },
            Rule::year_range => {
                let (from, to) = self.builder.year_range(pair);
                Years { from: Some(from), to: Some(to) }
            }
            _ => {
                let only = self.builder.year(pair);
                Years { from: Some(only), to: Some(only) }
            }
        }
    }

    fn direction(&self) -> Direction {
        let words: Vec<Rule> = self
            .nth(Rule::direction, 0)
            .or_else(|| self.nth(Rule::ranged, 0))
            .map(|pair| pair.into_inner().map(|inner| inner.as_rule()).collect())
            .unwrap_or_default();
        match words.as_slice() {
            [Rule::kw_rentang] => Direction::Range,
            [.., Rule::kw_rendah] => Direction::Lower,
            _ => Direction::Higher,
        }
    }

    fn places(&self) -> Option<Precision> {
        self.nth(Rule::rounding, 0).map(|pair| self.builder.places(&pair))
    }

    fn show(&self) -> Option<Precision> {
        let show = self.nth(Rule::show, 0)?;
        let rounding = show.into_inner().find(|inner| inner.as_rule() == Rule::rounding)?;
        Some(self.builder.places(&rounding))
    }

    fn references(&self) -> Vec<Reference> {
        let pairs = self.pairs.iter().filter(|pair| pair.as_rule() == Rule::reference);
        pairs.map(|pair| reference(self.builder, pair.clone())).collect()
    }

    fn footer_values(&self) -> Vec<FooterValue> {
        let values = self.pairs.iter().filter(|pair| pair.as_rule() == Rule::footer_value);
        values
            .map(|value| {
                let inner = Parts::new(self.builder, value.clone());
                FooterValue {
                    value: inner.expr(0),
                    under: inner.nth(Rule::expr, 1).map(|pair| expr(self.builder, pair)),
                }
            })
            .collect()
    }

    fn rows(&self) -> Rows {
        let Some(rows) = self.nth(Rule::rows, 0) else { return Rows::Items(Vec::new()) };
        let parts = Parts::new(self.builder, rows);
        if let Some(pair) = parts.nth(Rule::year_rows, 0) {
            let range = Parts::new(self.builder, pair).nth(Rule::year_range, 0);
            let (from, to) = range.map_or((1900, 1900), |range| self.builder.year_range(&range));
            return Rows::Years { from, to, span: parts.span };
        }
        if let Some(pair) = parts.nth(Rule::class_rows, 0) {
            return classes::class_rows(&Parts::new(self.builder, pair));
        }
        Rows::Items(parts.references())
    }
}

fn accept(line: &Parts) -> ClauseKind {
    let Some(what) = line.pairs.first().filter(|pair| pair.as_rule() == Rule::kw_terima).and(line.pairs.get(1)) else {
        return ClauseKind::Note(line.text_or_empty(0));
    };
    let parts = Parts::new(line.builder, what.clone());
    match (what.as_rule(), parts.text(1)) {
        (Rule::weight_sum, _) => ClauseKind::AcceptWeights { reason: parts.text_or_empty(0) },
        (Rule::jump, _) => ClauseKind::AcceptJump { reason: parts.text_or_empty(0) },
        (Rule::backwards, _) => ClauseKind::AcceptBackwards { reason: parts.text_or_empty(0) },
        (Rule::other_members, _) => ClauseKind::AcceptOtherMembers { reason: parts.text_or_empty(0) },
        (Rule::members_twice, _) => ClauseKind::AcceptTwice { reason: parts.text_or_empty(0) },
        (_, Some(reason)) => ClauseKind::AcceptUnreachable { grade: parts.text(0), reason },
        (_, None) => ClauseKind::AcceptUnreachable { grade: None, reason: parts.text_or_empty(0) },
    }
}

fn number_format(parts: &Parts) -> Option<NumberFormat> {
    let format = parts.nth(Rule::number_format, 0)?;
    let english = format.into_inner().any(|inner| inner.as_rule() == Rule::kw_en);
    Some(if english { NumberFormat::English } else { NumberFormat::Indonesian })
}
