//! Line after line: heads begin definitions, clauses join them, and what cannot be read is reported and passed over.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use super::ast::{Clause, Item};
use super::build::Builder;
use super::clause;
use super::lines::{self, Line};
use super::lost_heads;
use super::mistakes::{self, Refused};
use super::parser::{self, Mismatch, Rule};
use super::problem::{Hints, LineMend, Missing, WritingProblem};
use super::stray;
use super::words::{self, Block};
use crate::diagnostic::Edit;
use crate::source::{SourceId, Span};

/// Most messages about one line.
const MOST_IN_A_LINE: usize = 20;

/// What has been read so far.
pub struct Reader<'t> {
    pub source: SourceId,
    pub text: &'t str,
    pub items: Vec<Item>,
    pub problems: Vec<WritingProblem>,
    pub lost_names: Vec<String>,
    pub current: Current,
    /// How far the line is indented that begins it.
    pub indent: usize,
    /// What the line after this one begins with.
    pub next_word: Option<&'t str>,
    /// The lines that could be read, each with its rule; without `ganti`.
    pub sound: Vec<(Span, Rule)>,
    /// Lines before this place are told of already.
    pub passed: u32,
    /// The last line that could not be read by its rule.
    pub stopped: Option<(Span, Rule)>,
    /// How many broken lines have been weighed.
    pub weighed: usize,
}

/// The definition that clauses belong to.
pub enum Current {
    /// None yet.
    Nothing,
    /// The last item.
    Item(Block),
    /// One whose head could not be read: its clauses are checked for writing and dropped.
    Lost(Option<Block>),
}

impl Reader<'_> {
    /// Reads the next line.
    pub fn line(&mut self, line: &Line) {
        if line.span.start < self.passed {
            return;
        }
        let word = &self.text[line.word.range()];
        let body = &self.text[line.span.range()];
        if self.states_claim(line) {
            self.read_clause(line, Rule::claimed_line);
        } else if word.eq_ignore_ascii_case(words::REPLACE) && !line.defines {
            self.replacement(line);
        } else if self.groups_rows(line) {
            self.mark_incomplete(line.span);
        } else if let Some(rule) = words::head(word).filter(|_| !line.defines) {
            self.head(line, rule, head_block(rule, body));
        } else if line.defines && !is_clause_in_capitals(word, body) && !self.is_slip(line) {
            self.head(line, Rule::formula_line, Some(Block::Formula));
        } else if let Some(&(word, rule, blocks)) = words::clause(word) {
            self.clause(line, word, rule, blocks);
        } else if let Some(text) =
            stray::turned_case(body).filter(|_| self.may_hold(Block::AchievementRule) && !line.broken)
        {
            // `0 jika target = 0`
            self.mark_incomplete(line.span);
            let span = Span::new(self.source, line.span.start as usize, line.span.start as usize + text.1);
            let mend = LineMend::Whole { text: text.0, line: line.span };
            let word = body[..text.1].to_string();
            self.problems.push(WritingProblem::UnknownLine { span, word, block: Some(Block::AchievementRule), mend });
        } else if let Some(length) = lost_heads::bullet(body).filter(|_| !line.broken) {
            self.mark_incomplete(line.span);
            let span = Span::new(self.source, line.span.start as usize, line.span.start as usize + length);
            let (word, mend) = (body[..length].trim_end().to_string(), LineMend::Bullet);
            self.problems.push(WritingProblem::UnknownLine { span, word, block: None, mend });
            // What stands below belongs to it, not to what stands above.
            let rest = &body[length..];
            let word = lines::leading_word(rest);
            if let Some(rule) = words::head(word) {
                self.lose(&rest[word.len()..], head_block(rule, rest));
            }
        } else if stray::is_rounding(body) {
            self.unknown(line);
        } else if word.is_empty()
            && self.may_hold(Block::ConversionRule)
            && !self.may_hold_bands()
            && !body.starts_with("//")
        {
            self.read_clause(line, Rule::piece_line);
        } else if word.is_empty() && self.may_hold_bands() && !body.starts_with("//") {
            // Of a rule of unknown kind such a line may be either.
            let is_band_rule =
                matches!(self.current, Current::Item(Block::BandRule) | Current::Lost(Some(Block::BandRule)));
            let band = is_band_rule || parser::parse_line(Rule::piece_line, body).is_err();
            self.read_clause(line, if band { Rule::band_line } else { Rule::piece_line });
        } else if !line.broken {
            self.unknown(line);
        } else {
            self.mark_incomplete(line.span);
            self.sign_in_front(line.span);
            // Already reported; but a misspelt head takes its clauses with it all the same.
            if let Some(rule) = words::near_head(word) {
                self.lose(&body[word.len()..], head_block(rule, body));
            }
        }
    }

    /// Whether a line says what a claim claims: it begins with no word that begins another line there. `IKPP = 8,3` does
    /// where it is indented below the claim; else it defines something.
    fn states_claim(&self, line: &Line) -> bool {
        let is_claim = matches!(self.current, Current::Item(Block::Claim) | Current::Lost(Some(Block::Claim)));
        let (word, body) = (&self.text[line.word.range()], &self.text[line.span.range()]);
        if !is_claim || body.starts_with("//") {
            return false;
        }
        if line.defines {
            return self.indent_of(line) > self.indent;
        }
        let is_clause = words::clause(word).is_some_and(|(.., blocks)| Block::Claim.takes(blocks));
        words::head(word).is_none() && !is_clause && !word.eq_ignore_ascii_case(words::REPLACE)
    }

    pub fn indent_of(&self, line: &Line) -> usize {
        let before = &self.text[..line.span.start as usize];
        before.rsplit('\n').next().unwrap_or_default().chars().filter(|c| *c != '\u{feff}').count()
    }

    fn may_hold(&self, wanted: Block) -> bool {
        let is_it = |block| block == wanted || block == Block::Alter;
        matches!(self.current, Current::Item(block) | Current::Lost(Some(block)) if is_it(block))
    }

    /// `ganti` before a head: the head is read as any other, and remembers that it replaces.
    fn replacement(&mut self, line: &Line) {
        let rest = &self.text[line.word.end as usize..line.span.end as usize];
        let start = line.word.end + (rest.len() - rest.trim_start().len()) as u32;
        let head = lines::leading_word(&self.text[start as usize..line.span.end as usize]);
        let span = Span { start, ..line.span };
        let word = Span { start, end: start + head.len() as u32, ..line.span };
        let defines = lines::defines(&self.text[span.range()], head);
        if head.is_empty() && !defines && !line.broken {
            // Nothing to replace follows: this much of a head is missing.
            self.problems.push(WritingProblem::Expected {
                span: line.word,
                missing: Missing::After(words::REPLACE.into()),
                expected: vec!["\"aturan …\"", "\"indikator …\"", "NAMA = rumus"],
                hints: Hints { example: Some("ganti aturan capaian Baku \"Rumus capaian baku\""), ..Hints::default() },
            });
            self.current = Current::Lost(None);
            return;
        }
        if words::head(head).is_none() && !defines && !line.broken {
            return self.unknown(&Line { span, word, defines, broken: false });
        }
        let items = self.items.len();
        let known = words::head(head).map(|rule| (rule, head_block(rule, &self.text[span.range()])));
        let (rule, block) = known.unwrap_or((Rule::formula_line, Some(Block::Formula)));
        self.head(&Line { span, word, defines, broken: line.broken }, rule, block);
        if let Some(item) = self.items.get_mut(items) {
            item.replaces = Some(line.word);
            item.span = item.span.to(line.word);
        }
    }

    fn may_hold_bands(&self) -> bool {
        match self.current {
            Current::Item(block) | Current::Lost(Some(block)) => matches!(block, Block::BandRule | Block::Alter),
            Current::Lost(None) => true,
            Current::Nothing => false,
        }
    }

    fn head(&mut self, line: &Line, rule: Rule, block: Option<Block>) {
        self.indent = self.indent_of(line);
        let head = self.read(line, rule, clause::head);
        match head {
            Some(head) => {
                let item = Item {
                    head,
                    head_span: line.span,
                    clauses: Vec::new(),
                    span: line.span,
                    incomplete: false,
                    replaces: None,
                };
                self.current = Current::Item(item.block());
                self.items.push(item);
            }
            None => {
                let body = &self.text[line.span.range()];
                self.lose(if rule == Rule::formula_line { body } else { &body[(line.word.range().len())..] }, block);
            }
        }
    }

    /// A head whose line cannot be read: what follows belongs to it all the same.
    pub fn lose(&mut self, names: &str, block: Option<Block>) {
        if block == Some(Block::General) {
            // `umum 4.01`: those who use the code mean it.
            self.lost_names
                .extend(names.split_whitespace().take(1).map(|code| code.trim_matches(lines::is_quote).into()));
        }
        let words = names.split(|c| !lines::is_name_char(c));
        let most = if block == Some(Block::Formula) { 1 } else { 4 };
        let words = words.filter(|word| word.starts_with(|c: char| !c.is_ascii_digit())).take(most);
        self.lost_names.extend(words.map(String::from));
        self.current = Current::Lost(block);
    }

    fn clause(&mut self, line: &Line, word: &'static str, rule: Rule, blocks: &'static [Block]) {
        if self.is_rule_head(line, word, blocks) {
            let (rest, body) = (line.word.end as usize..line.span.end as usize, &self.text[line.span.range()]);
            let edits = vec![Edit::replace(line.word, "aturan")];
            self.problems.push(WritingProblem::ForeignOperator {
                span: line.word,
                found: word.into(),
                instead: "aturan".into(),
                edits,
            });
            return self.lose(&self.text[rest], head_block(Rule::rule_line, body));
        }
        let block = match self.current {
            Current::Nothing => {
                if !line.broken {
                    self.problems.push(WritingProblem::ClauseOutside { span: line.word, word, blocks });
                }
                // One message is enough for all that follow.
                self.current = Current::Lost(None);
                return;
            }
            Current::Item(block) | Current::Lost(Some(block)) => block,
            Current::Lost(None) => return self.read_clause(line, rule),
        };
        // `predikat Ordinal` above bands is the head of a rule.
        if word == "predikat"
            && !line.broken
            && !self.may_hold_bands()
            && (self.is_above_band(line) || self.is_head(line))
        {
            self.problems.push(WritingProblem::MissingSign {
                span: line.word,
                sign: "aturan",
                before: format!("\"{word}\""),
                edit: Edit::insert_before(line.word, "aturan "),
            });
            return self.lose(&self.text[line.word.end as usize..line.span.end as usize], Some(Block::BandRule));
        }
        if !block.takes(blocks) {
            if !line.broken {
                let text = &self.text[line.span.start as usize..line.span.end as usize];
                // `makin tinggi` of an indicator; with a formula it is a line of a rule.
                self.problems.push(match word == "makin" && block == Block::Indicator && !text.contains(':') {
                    true => WritingProblem::MissingSign {
                        span: line.word,
                        sign: "arah",
                        before: format!("\"{word}\""),
                        edit: Edit::insert_before(line.word, "arah "),
                    },
                    false => {
                        let lost = mistakes::lost_word(text, block);
                        WritingProblem::ClauseMisplaced { span: line.word, lost, word, block }
                    }
                });
            }
            self.mark_incomplete(line.span);
            return;
        }
        let rule = match rule {
            Rule::column_line if block == Block::Data => Rule::field_line,
            Rule::rows_line if block == Block::Data => Rule::sheet_rows_line,
            rule => rule,
        };
        self.read_clause(line, rule);
    }

    fn read_clause(&mut self, line: &Line, rule: Rule) {
        match self.read(line, rule, clause::clause) {
            Some(kind) => {
                if let (Current::Item(_), Some(item)) = (&self.current, self.items.last_mut()) {
                    item.clauses.push(Clause { kind, span: line.span });
                    item.span = item.span.to(line.span);
                }
            }
            None => {
                self.mark_incomplete(line.span);
                let (from, body) = (line.span.end as usize, &self.text[line.span.range()]);
                if let Some((length, _)) = mistakes::below(&self.text[from..], rule, body) {
                    self.passed = (from + length) as u32;
                }
                self.lose_second_head();
            }
        }
    }

    /// Reads a line by its rule; none, and a message, when it does not fit.
    fn read<T>(
        &mut self,
        line: &Line,
        rule: Rule,
        build: impl Fn(&Builder, pest::iterators::Pair<Rule>) -> T,
    ) -> Option<T> {
        if line.broken {
            self.stray_sign(line.span, rule);
            return None;
        }
        let (built, problems) = read_line(self.text, line.span, rule, self.next_word, build);
        self.problems.extend(problems);
        match built.is_some() {
            true => self.sound.push((line.span, rule)),
            false => self.stopped = Some((line.span, rule)),
        }
        built
    }

    /// A line of this definition could not be read.
    pub fn mark_incomplete(&mut self, span: Span) {
        if let (Current::Item(_), Some(item)) = (&self.current, self.items.last_mut()) {
            item.incomplete = true;
            item.span = item.span.to(span);
        }
    }
}

/// Reads a line by its rule; none when it does not fit, and what is to be said of it either way.
pub fn read_line<T>(
    text: &str,
    span: Span,
    rule: Rule,
    next_word: Option<&str>,
    build: impl Fn(&Builder, pest::iterators::Pair<Rule>) -> T,
) -> (Option<T>, Vec<WritingProblem>) {
    let (line, base, source) = (&text[span.range()], span.start as usize, span.source);
    let parsed = parser::parse_line(rule, line).and_then(|pair| match mistakes::first_title(rule, line) {
        Some(at) => Err(Mismatch { at, expected: vec![Rule::semicolon, Rule::EOI] }),
        None => match mistakes::other_way(rule, line) {
            Some(at) => Err(Mismatch { at, expected: vec![Rule::kw_naik, Rule::kw_turun] }),
            None => Ok(pair),
        },
    });
    match parsed {
        Ok(pair) => {
            let builder = Builder::new(source, base);
            let built = build(&builder, pair);
            let mut problems = builder.into_problems();
            let sound = problems.is_empty();
            problems.truncate(MOST_IN_A_LINE);
            (sound.then_some(built), problems)
        }
        Err(mismatch) => {
            let refused = Refused { source, base, text, line, rule, mismatch, next_word };
            (None, vec![mistakes::recognise(&refused)])
        }
    }
}

/// The definition a head line begins, as far as its words tell even when the line cannot be read.
pub fn head_block(rule: Rule, line: &str) -> Option<Block> {
    Some(match rule {
        Rule::package_line => Block::Package,
        Rule::quantity_line => Block::Quantity,
        Rule::indicator_line => Block::Indicator,
        Rule::group_line => Block::Group,
        Rule::table_line => Block::Table,
        Rule::general_line => Block::General,
        Rule::use_line => Block::Use,
        Rule::data_line => Block::Data,
        Rule::example_line => Block::Example,
        Rule::assert_line => Block::Assert,
        Rule::prove_line => Block::Prove,
        Rule::claim_line => Block::Claim,
        Rule::scenario_line => Block::Scenario,
        Rule::alter_line => Block::Alter,
        _ if line.to_lowercase().contains("predikat") => Block::BandRule,
        _ if line.to_lowercase().contains("konversi") => Block::ConversionRule,
        _ if line.to_lowercase().contains("capaian") => Block::AchievementRule,
        _ => return None,
    })
}

/// `BATAS = 0..100`: no formula, so the clause is meant after all.
fn is_clause_in_capitals(word: &str, body: &str) -> bool {
    words::clause(word).is_some() && parser::parse_line(Rule::formula_line, body).is_err()
}
