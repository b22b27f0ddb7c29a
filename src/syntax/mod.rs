//! Text to syntax tree. The only room that knows the grammar; it knows no indicator and resolves no name.
//!
//! [`parse`] never fails: a line that cannot be read becomes a message, and every other line of the file still counts.

pub mod ast;
mod build;
mod clause;
mod expression;
mod lines;
mod mistakes;
mod parser;
mod problem;
pub mod words;

pub use problem::Problem;

use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use ast::{Clause, Item, Module};
use build::Builder;
use lines::Line;
use mistakes::Refused;
use parser::Rule;
use words::Block;

/// The good half of a file, and what is wrong with the other.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// What could be read.
    pub module: Module,
    /// One message per mistaken line, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Words of head lines that could not be read: probably names, so nobody should call them unknown.
    pub lost_names: Vec<String>,
}

/// Parses one rule file. Linear in its length; never panics, whatever the text.
pub fn parse(source: SourceId, text: &str) -> Parsed {
    let cut = lines::cut(source, text);
    let mut reader = Reader {
        source,
        text,
        items: Vec::new(),
        problems: cut.problems,
        lost_names: Vec::new(),
        current: Current::Nothing,
    };
    for line in &cut.lines {
        reader.line(line);
    }
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.span());
    Parsed {
        module: Module { source, items: reader.items, comments: cut.comments },
        diagnostics: problems.into_iter().map(Problem::into_diagnostic).collect(),
        lost_names: reader.lost_names,
    }
}

struct Reader<'t> {
    source: SourceId,
    text: &'t str,
    items: Vec<Item>,
    problems: Vec<Problem>,
    lost_names: Vec<String>,
    current: Current,
}

/// The definition that clauses belong to.
enum Current {
    /// None yet.
    Nothing,
    /// The last item.
    Item(Block),
    /// One whose head could not be read: its clauses are checked for writing and dropped.
    Lost(Option<Block>),
}

impl Reader<'_> {
    fn line(&mut self, line: &Line) {
        let word = &self.text[line.word.range()];
        let body = &self.text[line.span.range()];
        if let Some(rule) = words::head(word) {
            self.head(line, rule, head_block(rule, body));
        } else if line.defines {
            self.head(line, Rule::formula_line, Some(Block::Formula));
        } else if let Some(&(word, rule, blocks)) = words::clause(word) {
            self.clause(line, word, rule, blocks);
        } else if word.is_empty() && self.inside(Block::BandRule) {
            self.read_clause(line, Rule::band_line);
        } else if !line.broken {
            self.unknown(line);
        } else {
            self.mark_incomplete(line.span);
        }
    }

    fn inside(&self, block: Block) -> bool {
        matches!(self.current, Current::Item(current) | Current::Lost(Some(current)) if current == block)
    }

    fn head(&mut self, line: &Line, rule: Rule, block: Option<Block>) {
        let head = self.read(line, rule, clause::head);
        match head {
            Some(head) => {
                let item = Item { head, head_span: line.span, clauses: Vec::new(), span: line.span, incomplete: false };
                self.current = Current::Item(item.block());
                self.items.push(item);
            }
            None => {
                let words = self.text[line.span.range()].split(|c| !lines::is_name_char(c));
                self.lost_names.extend(words.filter(|word| !word.is_empty()).take(4).map(String::from));
                self.current = Current::Lost(block);
            }
        }
    }

    fn clause(&mut self, line: &Line, word: &'static str, rule: Rule, blocks: &'static [Block]) {
        let block = match self.current {
            Current::Nothing => {
                if !line.broken {
                    self.problems.push(Problem::ClauseOutside { span: line.word, word, blocks });
                }
                return;
            }
            Current::Item(block) | Current::Lost(Some(block)) => block,
            Current::Lost(None) => return,
        };
        if !blocks.contains(&block) {
            if !line.broken {
                self.problems.push(Problem::ClauseMisplaced { span: line.word, line: line.span, word, block });
            }
            self.mark_incomplete(line.span);
            return;
        }
        let rule = if rule == Rule::column_line && block == Block::Data { Rule::field_line } else { rule };
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
            None => self.mark_incomplete(line.span),
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
            return None;
        }
        let body = &self.text[line.span.range()];
        let base = line.span.start as usize;
        match parser::parse_line(rule, body) {
            Ok(pair) => {
                let builder = Builder::new(self.source, base);
                let built = build(&builder, pair);
                let problems = builder.into_problems();
                let sound = problems.iter().all(|p| p.severity() == crate::diagnostic::Severity::Warning);
                self.problems.extend(problems);
                sound.then_some(built)
            }
            Err(mismatch) => {
                let refused = Refused { source: self.source, base, line: body, rule, mismatch };
                self.problems.push(mistakes::recognise(&refused));
                None
            }
        }
    }

    fn unknown(&mut self, line: &Line) {
        let block = match self.current {
            Current::Item(block) | Current::Lost(Some(block)) => Some(block),
            Current::Nothing => None,
            Current::Lost(None) => return,
        };
        let body = &self.text[line.span.range()];
        let (word, span) = match &self.text[line.word.range()] {
            "" => {
                let first = body.chars().next().map_or(0, char::len_utf8);
                (body[..first].to_string(), Span { end: line.span.start + first as u32, ..line.span })
            }
            word => (word.to_string(), line.word),
        };
        if body.starts_with("//") {
            let span = Span { end: line.span.start + 2, ..line.span };
            self.problems.push(Problem::SlashComment { span });
            return;
        }
        let candidates = words::HEADS.iter().map(|(word, _)| *word).chain(block.into_iter().flat_map(Block::clauses));
        let nearest = crate::diagnostic::nearest(&word, candidates);
        self.problems.push(Problem::UnknownLine { span, word, block, nearest });
        self.mark_incomplete(line.span);
    }

    fn mark_incomplete(&mut self, span: Span) {
        if let (Current::Item(_), Some(item)) = (&self.current, self.items.last_mut()) {
            item.incomplete = true;
            item.span = item.span.to(span);
        }
    }
}

/// The definition a head line begins, as far as its words tell even when the line cannot be read.
fn head_block(rule: Rule, line: &str) -> Option<Block> {
    Some(match rule {
        Rule::package_line => Block::Package,
        Rule::quantity_line => Block::Quantity,
        Rule::indicator_line => Block::Indicator,
        Rule::group_line => Block::Group,
        Rule::table_line => Block::Table,
        Rule::data_line => Block::Data,
        Rule::example_line => Block::Example,
        Rule::assert_line => Block::Assert,
        _ if line.to_lowercase().contains("predikat") => Block::BandRule,
        _ if line.to_lowercase().contains("capaian") => Block::AchievementRule,
        _ => return None,
    })
}
