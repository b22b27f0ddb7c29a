//! Text to syntax tree. The only room that knows the grammar; it knows no indicator and resolves no name.
//!
//! [`parse`] never fails: a line that cannot be read becomes a message, and every other line of the file still counts.

pub mod ast;
mod build;
mod clause;
mod examples;
mod expression;
mod lines;
mod mistakes;
mod parser;
mod problem;
pub mod tokens;
pub mod words;

pub use lines::is_space;
pub use problem::Problem;

use crate::diagnostic::{Diagnostic, Edit};
use crate::source::{SourceId, Span};
use ast::{Clause, Item, Module};
use build::Builder;
use lines::Line;
use mistakes::Refused;
use parser::Rule;
use problem::LineMend;
use words::Block;

/// Most messages about one file; nobody reads more, and they cost more than the file.
const MOST_PROBLEMS: usize = 500;
/// Most messages about one line.
const MOST_IN_A_LINE: usize = 20;

/// The good half of a file, and what is wrong with the other.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// What could be read.
    pub module: Module,
    /// One message per mistaken line, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Words of head lines that could not be read: probably names, so nobody should call them unknown.
    pub lost_names: Vec<String>,
    /// The used package it belongs to; none for the package itself.
    pub package: Option<String>,
}

/// Parses one rule file. Linear in its length; never panics, whatever the text.
pub fn parse(source: SourceId, text: &str) -> Parsed {
    let (reader, cut) = read(source, text);
    let problems = at_most(reader.problems);
    Parsed {
        module: Module { source, items: reader.items, comments: cut.comments },
        diagnostics: problems.into_iter().map(Problem::into_diagnostic).collect(),
        lost_names: reader.lost_names,
        package: None,
    }
}

/// Cuts a text and reads every line of it.
fn read(source: SourceId, text: &str) -> (Reader<'_>, lines::Lines) {
    let mut cut = lines::cut(source, text);
    let mut reader = Reader {
        source,
        text,
        items: Vec::new(),
        problems: std::mem::take(&mut cut.problems),
        lost_names: Vec::new(),
        current: Current::Nothing,
        next_word: None,
        sound: Vec::new(),
    };
    for (index, line) in cut.lines.iter().enumerate() {
        reader.next_word = cut.lines.get(index + 1).map(|next| &text[next.word.range()]);
        reader.line(line);
    }
    (reader, cut)
}

struct Reader<'t> {
    source: SourceId,
    text: &'t str,
    items: Vec<Item>,
    problems: Vec<Problem>,
    lost_names: Vec<String>,
    current: Current,
    /// What the line after this one begins with.
    next_word: Option<&'t str>,
    /// The lines that could be read, each with its rule; without `ganti`.
    sound: Vec<(Span, Rule)>,
}

/// The first problems in order of place; one more counts the rest.
fn at_most(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.span());
    if problems.len() > MOST_PROBLEMS {
        let count = problems.len() - MOST_PROBLEMS;
        let span = problems[MOST_PROBLEMS].span();
        problems.truncate(MOST_PROBLEMS);
        problems.push(Problem::More { span, count });
    }
    problems
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
        if word.eq_ignore_ascii_case(words::REPLACE) && !line.defines {
            self.replacement(line);
        } else if let Some(rule) = words::head(word) {
            self.head(line, rule, head_block(rule, body));
        } else if line.defines {
            self.head(line, Rule::formula_line, Some(Block::Formula));
        } else if let Some(&(word, rule, blocks)) = words::clause(word) {
            self.clause(line, word, rule, blocks);
        } else if let Some(length) = bullet(body).filter(|_| !line.broken) {
            self.mark_incomplete(line.span);
            let span = Span::new(self.source, line.span.start as usize, line.span.start as usize + length);
            let (word, mend) = (body[..length].trim_end().to_string(), LineMend::Bullet);
            self.problems.push(Problem::UnknownLine { span, word, block: None, mend });
        } else if word.is_empty() && self.may_hold(Block::ConversionRule) && !body.starts_with("//") {
            self.read_clause(line, Rule::piece_line);
        } else if word.is_empty() && self.may_hold_bands() && !body.starts_with("//") {
            self.read_clause(line, Rule::band_line);
        } else if !line.broken {
            self.unknown(line);
        } else {
            self.mark_incomplete(line.span);
        }
    }

    fn may_hold(&self, wanted: Block) -> bool {
        matches!(self.current, Current::Item(block) | Current::Lost(Some(block)) if block == wanted)
    }

    /// `ganti` before a head: the head is read as any other, and remembers that it replaces.
    fn replacement(&mut self, line: &Line) {
        let rest = &self.text[line.word.end as usize..line.span.end as usize];
        let start = line.word.end + (rest.len() - rest.trim_start().len()) as u32;
        let head = lines::leading_word(&self.text[start as usize..line.span.end as usize]);
        let span = Span { start, ..line.span };
        let word = Span { start, end: start + head.len() as u32, ..line.span };
        let defines = words::head(head).is_none();
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
            Current::Item(block) | Current::Lost(Some(block)) => block == Block::BandRule,
            Current::Lost(None) => true,
            Current::Nothing => false,
        }
    }

    fn head(&mut self, line: &Line, rule: Rule, block: Option<Block>) {
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
    fn lose(&mut self, names: &str, block: Option<Block>) {
        let words = names.split(|c| !lines::is_name_char(c));
        let most = if block == Some(Block::Formula) { 1 } else { 4 };
        let words = words.filter(|word| word.starts_with(|c: char| !c.is_ascii_digit())).take(most);
        self.lost_names.extend(words.map(String::from));
        self.current = Current::Lost(block);
    }

    fn clause(&mut self, line: &Line, word: &'static str, rule: Rule, blocks: &'static [Block]) {
        let block = match self.current {
            Current::Nothing => {
                if !line.broken {
                    self.problems.push(Problem::ClauseOutside { span: line.word, word, blocks });
                }
                // One message is enough for all that follow.
                self.current = Current::Lost(None);
                return;
            }
            Current::Item(block) | Current::Lost(Some(block)) => block,
            Current::Lost(None) => return self.read_clause(line, rule),
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
                self.problems.extend(problems.into_iter().take(MOST_IN_A_LINE));
                if sound {
                    self.sound.push((line.span, rule));
                }
                sound.then_some(built)
            }
            Err(mismatch) => {
                let refused =
                    Refused { source: self.source, base, line: body, rule, mismatch, next_word: self.next_word };
                self.problems.push(mistakes::recognise(&refused));
                None
            }
        }
    }

    fn unknown(&mut self, line: &Line) {
        let block = match self.current {
            Current::Item(block) | Current::Lost(Some(block)) => Some(block),
            Current::Nothing | Current::Lost(None) => None,
        };
        let body = &self.text[line.span.range()];
        let word = &self.text[line.word.range()];
        let (source, start) = (self.source, line.span.start as usize);
        let part = |at: usize, length: usize| Span::new(source, start + at, start + at + length);
        if body.starts_with("//") {
            self.problems.push(Problem::SlashComment { span: part(0, 2) });
            return;
        }
        self.mark_incomplete(line.span);
        if let Some((span, sign)) = sign_after_name(body, word) {
            let span = part(span, sign.len());
            let edits = vec![Edit::replace(span, "=")];
            self.problems.push(Problem::ForeignOperator { span, found: sign.into(), instead: "=", edits });
            return self.lose(word, Some(Block::Formula));
        }
        if let Some((length, proposal)) = mistakes::words_before_equals(body).filter(|_| !word.is_empty()) {
            let (span, written) = (part(0, length), body[..length].to_string());
            self.problems.push(Problem::BadName { span, written, proposal: Some(proposal) });
            return self.lose(word, Some(Block::Formula));
        }
        if matches!(self.current, Current::Lost(None)) {
            return;
        }
        let first = body.chars().next().map_or(0, char::len_utf8);
        let (shown, mend) = match word {
            "" => (first_number(body).unwrap_or(&body[..first]), formula_without_name(body, part(0, first))),
            word => {
                let heads = words::HEADS.iter().map(|(word, _)| *word);
                let near = crate::diagnostic::nearest(word, heads.chain(block.into_iter().flat_map(Block::clauses)));
                if let Some(rule) = near.and_then(words::head) {
                    self.lose(&body[word.len()..], head_block(rule, body));
                }
                (word, near.map_or(LineMend::Unknown, LineMend::Near))
            }
        };
        let (span, word) = (part(0, shown.len()), shown.to_string());
        self.problems.push(Problem::UnknownLine { span, word, block, mend });
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
        Rule::general_line => Block::General,
        Rule::use_line => Block::Use,
        Rule::data_line => Block::Data,
        Rule::example_line => Block::Example,
        Rule::assert_line => Block::Assert,
        _ if line.to_lowercase().contains("predikat") => Block::BandRule,
        _ if line.to_lowercase().contains("konversi") => Block::ConversionRule,
        _ if line.to_lowercase().contains("capaian") => Block::AchievementRule,
        _ => return None,
    })
}

/// `NAMA :`, `NAMA :=` or `NAMA ==`: where the sign stands, and the sign.
fn sign_after_name<'t>(body: &'t str, word: &str) -> Option<(usize, &'t str)> {
    let rest = body[word.len()..].trim_start();
    let at = body.len() - rest.len();
    let sign = [":=", "==", ":"].into_iter().find(|sign| rest.starts_with(sign) && !word.is_empty())?;
    Some((at, &body[at..at + sign.len()]))
}

/// The length of what a list in a text processor puts before a line that is good otherwise.
fn bullet(body: &str) -> Option<usize> {
    let rest = body.trim_start_matches(|c: char| c.is_ascii_digit() || " \t-–—•·*.)@>|".contains(c));
    let length = body.len() - rest.len();
    (length > 0 && words::begins_a_line(lines::leading_word(rest))).then_some(length)
}

/// The number a line begins with.
fn first_number(body: &str) -> Option<&str> {
    let end = body.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(body.len());
    (end > 0).then(|| body[..end].trim_end_matches([',', '.'])).filter(|number| !number.is_empty())
}

/// A line that begins with `=`, a digit or a bracket is a formula that nobody gave a name.
fn formula_without_name(body: &str, first: Span) -> LineMend {
    let sign = body.starts_with('=').then_some(first);
    let text = body.trim_start_matches('=').trim_start();
    match sign.is_some() || body.starts_with(|c: char| c.is_ascii_digit() || c == '(') {
        true => LineMend::Formula { text: problem::short(text), sign },
        false => LineMend::Unknown,
    }
}
