//! A text as the words and signs of its lines: what a formatter rearranges. Lines that cannot be read stay whole.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use super::build::is_ambiguous;
use super::lines::{self, Line};
use super::parser::{self, Rule};
use super::words;
use crate::source::{SourceId, Span};
use pest::iterators::Pair;

/// The lines and comments of a text, in order.
#[derive(Debug, Default)]
pub struct Tokens {
    /// Every logical line.
    pub lines: Vec<TokenLine>,
    /// Every comment, from `#` to before the line break.
    pub comments: Vec<Span>,
    /// How many comments and texts hold a sign that looks like the end of a line.
    pub hidden: usize,
}

/// One logical line.
#[derive(Debug)]
pub struct TokenLine {
    /// From its first to its last significant character.
    pub span: Span,
    /// Whether it begins a definition, or means to.
    pub head: bool,
    /// Whether it is a row of bands: a range or a text, a colon, what it gives.
    pub band: bool,
    /// All that it consists of; none for a line that cannot be read.
    pub tokens: Option<Vec<Token>>,
}

/// A word or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// As written, but with a decimal comma.
    pub text: String,
    /// What it does in its line.
    pub kind: Kind,
}

/// What a word or sign does in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A fixed word of the language, `dan` and `atau` among them.
    Key,
    /// A name, a role, a unit.
    Name,
    /// The name of a function, before its bracket.
    Function,
    /// A text or a quoted code.
    Text,
    /// Digits.
    Number,
    /// `%`
    Percent,
    /// A minus before a value.
    Negative,
    /// `+` or `-` between two values.
    Sum,
    /// `*` or `/`
    Product,
    /// `^`
    Power,
    /// `=`, `<` and their like.
    Compare,
    /// `+` or `-` of another year: `[tahun-1]`.
    Shift,
    /// `..`; `wide` among bands and beside `<` or `>`.
    Dots { wide: bool },
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `[`
    OpenPeriod,
    /// `]`
    ClosePeriod,
}

/// Takes a text apart. Every sign outside comments belongs to one line; between the tokens of a line that could be read
/// there is nothing but space and comments.
pub fn tokens(source: SourceId, text: &str) -> Tokens {
    let (reader, cut) = super::read(source, text);
    let mut sound = reader.sound.iter().peekable();
    let lines = cut.lines.iter().map(|line| {
        let read = sound.next_if(|(span, _)| span.end <= line.span.end && line.span.start <= span.start);
        let tokens = read.and_then(|&(span, rule)| token_line(text, line, span, rule));
        let word = &text[line.word.range()];
        let replaces = word.eq_ignore_ascii_case(words::REPLACE);
        let states = read.is_some_and(|(_, rule)| *rule == Rule::claimed_line);
        TokenLine {
            span: line.span,
            head: !states && (line.defines || replaces || words::head(word).is_some()),
            band: tokens.is_some() && read.is_some_and(|(_, rule)| is_band(*rule)),
            tokens,
        }
    });
    let hidden = reader.problems.iter().filter(|problem| problem.is_hidden_break()).count();
    Tokens { lines: lines.collect(), comments: cut.comments, hidden }
}

fn is_band(rule: Rule) -> bool {
    matches!(rule, Rule::band_line | Rule::piece_line)
}

/// The tokens of a line that could be read; none if some of it would be lost.
fn token_line(text: &str, line: &Line, span: Span, rule: Rule) -> Option<Vec<Token>> {
    let mut taker = Taker { base: span, wide: is_band(rule) || rule == Rule::no_band_line, tokens: Vec::new() };
    if line.span.start < span.start {
        let span = line.word;
        taker.tokens.push(Token { span, text: text[span.range()].to_string(), kind: Kind::Key });
    }
    taker.take(parser::parse_line(rule, &text[span.range()]).ok()?, rule);
    keep_single_arguments(text, &mut taker.tokens);
    let whole = covers(text, line.span, &taker.tokens);
    whole.then_some(taker.tokens)
}

/// Whether only space and comments stand between the tokens.
fn covers(text: &str, line: Span, tokens: &[Token]) -> bool {
    let mut at = line.start;
    for token in tokens {
        if token.span.start < at || !is_blank(&text[at as usize..token.span.start as usize]) {
            return false;
        }
        at = token.span.end;
    }
    at == line.end
}

fn is_blank(between: &str) -> bool {
    between.split('\n').all(|line| line.split('#').next().unwrap_or_default().trim_matches(lines::is_space).is_empty())
}

struct Taker {
    /// Where the line starts.
    base: Span,
    /// Whether `..` of this line stands between spaces.
    wide: bool,
    tokens: Vec<Token>,
}

impl Taker {
    /// Puts down the innermost pairs in order. No deeper than the brackets of a line may be.
    fn take(&mut self, pair: Pair<Rule>, parent: Rule) {
        let rule = pair.as_rule();
        let leaf =
            matches!(rule, Rule::text | Rule::code | Rule::short_code) || pair.clone().into_inner().next().is_none();
        if !leaf {
            let before = self.wide;
            self.wide |= rule == Rule::range && has_sign(&pair);
            pair.into_inner().for_each(|inner| self.take(inner, rule));
            self.wide = before;
            return;
        }
        if rule != Rule::EOI {
            let start = self.base.start + pair.as_span().start() as u32;
            let written = written(&pair);
            let span = Span { start, end: start + written.len() as u32, ..self.base };
            let kind = self.kind(rule, parent);
            self.tokens.push(Token { span, text: spelling(rule, written), kind });
        }
    }

    fn kind(&self, rule: Rule, parent: Rule) -> Kind {
        match rule {
            Rule::text | Rule::code | Rule::short_code => Kind::Text,
            Rule::number | Rule::integer | Rule::page => Kind::Number,
            Rule::percent => Kind::Percent,
            Rule::negative => Kind::Negative,
            Rule::plus | Rule::minus => match parent {
                Rule::shift => Kind::Shift,
                Rule::signed => Kind::Negative,
                _ => Kind::Sum,
            },
            Rule::times | Rule::divide => Kind::Product,
            Rule::power => Kind::Power,
            Rule::equals
            | Rule::about
            | Rule::not_equal
            | Rule::less_equal
            | Rule::greater_equal
            | Rule::less
            | Rule::greater => Kind::Compare,
            Rule::dots => Kind::Dots { wide: self.wide },
            Rule::colon => Kind::Colon,
            Rule::semicolon => Kind::Semicolon,
            Rule::open => Kind::Open,
            Rule::close => Kind::Close,
            Rule::open_period => Kind::OpenPeriod,
            Rule::close_period => Kind::ClosePeriod,
            Rule::word if parent == Rule::function => Kind::Function,
            Rule::word => Kind::Name,
            _ => Kind::Key,
        }
    }
}

/// Whether an end of a range says that it is in or out.
fn has_sign(range: &Pair<Rule>) -> bool {
    let signs = [Rule::less, Rule::less_equal, Rule::greater, Rule::greater_equal, Rule::equals];
    range.clone().into_inner().flat_map(Pair::into_inner).any(|end| signs.contains(&end.as_rule()))
}

/// A leaf without the space and comments that a look ahead may count in.
fn written<'t>(leaf: &Pair<'t, Rule>) -> &'t str {
    let whole = leaf.as_str();
    match leaf.as_rule() {
        Rule::text | Rule::code | Rule::short_code => whole,
        _ => whole.split(|c| c == '\n' || c == '#' || lines::is_space(c)).next().unwrap_or(whole),
    }
}

/// As written, but for the decimal point of a number that reads in one way only.
fn spelling(rule: Rule, written: &str) -> String {
    match rule {
        Rule::number if !is_ambiguous(written) => written.replace('.', ","),
        _ => written.to_string(),
    }
}

/// `bulat(1.5)` keeps its point: with a comma it would read as two arguments.
fn keep_single_arguments(text: &str, tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let around = |distance: usize| {
            let after = tokens[at + 1..].iter().filter(|token| token.kind != Kind::Percent).nth(distance - 1)?;
            Some((tokens[at.checked_sub(distance)?].kind, after.kind))
        };
        let mut depth = 1;
        while around(depth) == Some((Kind::Open, Kind::Close)) {
            depth += 1;
        }
        let called = at.checked_sub(depth).is_some_and(|before| tokens[before].kind == Kind::Function);
        if tokens[at].kind == Kind::Number && depth > 1 && called {
            tokens[at].text = text[tokens[at].span.range()].to_string();
        }
    }
}
