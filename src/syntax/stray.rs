//! Lines that begin with no word of the language: what was probably meant.

use super::lines::{self, Line};
use super::mistakes;
use super::parser::{self, Rule};
use super::problem::{self, LineMend, WritingProblem};
use super::reader::{Current, Reader, head_block};
use super::ways::{self, Change};
use super::words::{self, Block};
use crate::diagnostic::{self, Edit, Suggestion};
use crate::source::{SourceId, Span};

/// Broken lines of a file beyond these are told without mends.
const MOST_WEIGHED: usize = 100;

impl Reader<'_> {
    /// Reports a line that begins with no word of the language.
    pub fn unknown(&mut self, line: &Line) {
        let mut block = match self.current {
            Current::Item(block) | Current::Lost(Some(block)) => Some(block),
            Current::Nothing | Current::Lost(None) => None,
        };
        let body = &self.text[line.span.range()];
        let word = &self.text[line.word.range()];
        let (source, start) = (self.source, line.span.start as usize);
        let part = |at: usize, length: usize| Span::new(source, start + at, start + at + length);
        if body.starts_with("//") {
            self.problems.push(WritingProblem::SlashComment { span: part(0, 2), divides: false });
            return;
        }
        self.mark_incomplete(line.span);
        let known = self.beginnings(line);
        // `pastikann AKIP` is a slip, and no `pastikan` of an `n`.
        let begun_so = mistakes::begun_so(word, body, &known).filter(|_| !word.is_empty());
        // One in capitals is a name, and so is one before a title alone: `besaranb "Beta"`.
        let is_titled = body[word.len()..].trim_start().starts_with(lines::is_quote);
        let is_letter = begun_so.is_some_and(|meant| {
            let is_named = is_titled && ["besaran", "indikator", "kelompok"].contains(&meant);
            let more = word.strip_prefix(meant).filter(|more| more.len() == 1 && !is_named);
            more.is_some_and(|more| !more.starts_with(char::is_uppercase))
        });
        if let Some(text) = mistakes::parted(word, body, &known).filter(|_| !is_letter) {
            let begin = lines::leading_word(&text);
            if let Some(rule) = words::head(begin) {
                self.lose(&text[begin.len()..], head_block(rule, &text));
            }
            let mend = LineMend::Whole { text, line: line.span };
            self.problems.push(WritingProblem::UnknownLine { span: line.word, word: word.to_string(), block, mend });
            return;
        }
        if let Some(meant) = begun_so {
            if let Some(rule) = words::head(lines::leading_word(meant)) {
                self.lose(&body[word.len()..], head_block(rule, &format!("{meant}{}", &body[word.len()..])));
            }
            let mend = LineMend::Near(meant);
            self.problems.push(WritingProblem::UnknownLine { span: line.word, word: word.to_string(), block, mend });
            return;
        }
        let begun = words::second_word(word).filter(|clause| {
            let first = lines::leading_word(clause);
            block.is_some_and(|block| block.clauses().any(|known| known == first))
        });
        if let Some(clause) = begun {
            let mend = LineMend::Near(clause);
            self.problems.push(WritingProblem::UnknownLine { span: line.word, word: word.to_string(), block, mend });
            return;
        }
        if let Some((span, sign)) = sign_after_name(body, word) {
            let span = part(span, sign.len());
            let edits = vec![Edit::replace(span, "=")];
            self.problems.push(WritingProblem::ForeignOperator {
                span,
                found: sign.into(),
                instead: "=".into(),
                edits,
            });
            return self.lose(word, Some(Block::Formula));
        }
        if let Some((length, proposal)) = mistakes::words_before_equals(body).filter(|_| !word.is_empty()) {
            let (span, written) = (part(0, length), body[..length].to_string());
            self.problems.push(WritingProblem::BadName { span, written, proposal: Some(proposal) });
            return self.lose(word, Some(Block::Formula));
        }
        if let Some(code) = code_before_equals(body).filter(|_| word.is_empty()) {
            let span = part(0, code.len());
            let proposal = Some(format!("\"{code}\""));
            self.problems.push(WritingProblem::BadName { span, written: code.to_string(), proposal });
            return self.lose(body, Some(Block::Formula));
        }
        let heads = words::HEADS.iter().map(|(word, _)| *word);
        let near = diagnostic::nearest(word, heads.chain(block.into_iter().flat_map(Block::clauses)));
        // A number in a word is no slip of one.
        let near = near.filter(|_| !word.contains(|c: char| c.is_ascii_digit()));
        let rest = body[word.len()..].trim_start();
        let is_reserved = words::reserved().any(|known| word.eq_ignore_ascii_case(known));
        let first_word = lines::leading_word(rest);
        let behind = rest[first_word.len()..].trim_start();
        let is_reckoned = !first_word.is_empty() && behind.starts_with(['+', '-', '*', '/', '^', '×', '÷', '(', '[']);
        // `RATA (A + 20) / 2` is no `data`; `B  A + C`.
        let formula = (near.is_none() || word.starts_with(char::is_uppercase))
            && !word.is_empty()
            && !is_reserved
            && (rest.starts_with(|c: char| c.is_ascii_digit() || c == '(')
                || self.indent_of(line) == 0 && is_reckoned && !words::reserved().any(|known| known == first_word));
        if formula && is_formula(rest) {
            let at = body.len() - rest.len();
            let first = first_number(rest).or((!first_word.is_empty()).then_some(first_word)).unwrap_or("(");
            let edit = Edit::replace(part(at, 0), "= ");
            let (span, before) = (part(at, first.len()), format!("\"{first}\""));
            self.problems.push(WritingProblem::MissingSign { span, sign: "=", before, edit });
            return self.lose(word, Some(Block::Formula));
        }
        if matches!(self.current, Current::Lost(None)) {
            return;
        }
        // `P` alone above what is indented: a head that has lost its first word.
        let is_alone = word == body && word.starts_with(char::is_uppercase) && !is_reserved && near.is_none();
        if is_alone && self.indent_of(line) < 2 && self.is_above_indented(line) {
            let mend = LineMend::Whole { text: format!("besaran {body}"), line: line.span };
            let (span, word) = (part(0, word.len()), word.to_string());
            self.problems.push(WritingProblem::UnknownLine { span, word, block: None, mend });
            return self.lose(body, Some(Block::Quantity));
        }
        let first = body.chars().next().map_or(0, char::len_utf8);
        let (shown, mend) = match word {
            "" => (
                first_number(body).or(first_text(body)).unwrap_or(&body[..first]),
                if is_rounding(body) {
                    LineMend::Rounding(body.to_string())
                } else {
                    formula_without_name(body, part(0, first))
                },
            ),
            word => {
                if let Some(rule) = near.and_then(words::head) {
                    self.lose(&body[word.len()..], head_block(rule, body));
                }
                // Without its first word a head looks like this; what follows is not of the definition before.
                let is_head = self.indent_of(line) == 0 && self.is_above_indented(line) && !rest.is_empty();
                if near.is_none() && (rest.starts_with(lines::is_quote) || block.is_none() || is_head) {
                    self.lose(body, None);
                }
                // Then the first words of definitions are named, and no clauses.
                block = block.filter(|_| near.is_some() || !is_head);
                let mend = match near {
                    Some(near) => LineMend::Near(near),
                    None if let Some(text) = cap(word, rest).filter(|_| block.is_some_and(has_cap)) => {
                        LineMend::Whole { text, line: line.span }
                    }
                    None if is_moved(rest) => LineMend::Assumption(body.to_string()),
                    None => LineMend::Unknown,
                };
                (word, mend)
            }
        };
        let lost = block.filter(|_| mend == LineMend::Unknown && self.indent_of(line) > 0);
        let lost = lost.and_then(|block| mistakes::lost_first(body, block, |word| self.has_clause(word)));
        let mend = match lost {
            Some(lost) => LineMend::Whole { text: format!("{lost} {body}"), line: line.span },
            None => mend,
        };
        let (span, word) = (part(0, shown.len()), shown.to_string());
        self.problems.push(WritingProblem::UnknownLine { span, word, block, mend });
    }

    /// Weighs what a line may mean that a quote or a bracket breaks.
    pub fn stray_sign(&mut self, line: Span, rule: Rule) {
        self.weighed += 1;
        if self.weighed <= MOST_WEIGHED {
            weigh(self.text, line, rule, &mut self.problems);
        }
    }

    /// The same of a sign that a line begins with.
    pub fn sign_in_front(&mut self, line: Span) {
        let Some(rest) = self.text[line.range()].strip_prefix(['"', '(', '[']) else { return };
        let word = lines::leading_word(rest);
        if let Some(rule) = words::clause(word).map(|(_, rule, _)| *rule).or_else(|| words::head(word)) {
            self.stray_sign(line, rule);
        }
    }

    /// Whether the definition at hand has a line that begins so.
    fn has_clause(&self, word: &str) -> bool {
        let clauses = self.items.last().map_or(&[][..], |item| &item.clauses);
        matches!(self.current, Current::Item(_)) && clauses.iter().any(|clause| clause.kind.word() == word)
    }

    /// Words that may begin a line here, with how it reads then: of one that is indented those of its block come first.
    fn beginnings(&self, line: &Line) -> Vec<(&'static str, Rule)> {
        let block = match self.current {
            Current::Item(block) | Current::Lost(Some(block)) => Some(block),
            Current::Nothing | Current::Lost(None) => None,
        };
        let clauses = block.into_iter().flat_map(Block::clauses).filter_map(words::clause);
        let clauses = clauses.map(|&(word, rule, _)| (word, rule));
        match self.indent_of(line) {
            0 => words::HEADS.iter().copied().chain(clauses).collect(),
            _ => clauses.chain(words::HEADS.iter().copied()).collect(),
        }
    }

    /// `hasi AKIP = 3`: no name is given by a line of which only the first word keeps it from being one of its block.
    pub fn is_slip(&self, line: &Line) -> bool {
        let (word, body) = (&self.text[line.word.range()], &self.text[line.span.range()]);
        !line.broken
            && self.indent_of(line) > 0
            && !word.is_empty()
            && parser::parse_line(Rule::formula_line, body).is_err()
            && (mistakes::begun_so(word, body, &self.beginnings(line))
                .is_some_and(|meant| words::head(meant).is_none())
                || mistakes::parted(word, body, &self.beginnings(line))
                    .is_some_and(|text| words::head(lines::leading_word(&text)).is_none()))
    }

    /// Whether the next line that says something stands further in.
    fn is_above_indented(&self, line: &Line) -> bool {
        let below = self.text[line.span.end as usize..].lines().skip(1);
        let next = below.into_iter().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        next.is_some_and(|line| line.starts_with([' ', '\t']))
    }
}

/// What a line may mean that a quote or a bracket breaks: of a quote, whether the line is whole without it, and with the other
/// one at its end it is not, or is by chance (`saring" capaian < 200`); of a bracket, its mends.
pub fn weigh(text: &str, line: Span, rule: Rule, problems: &mut [WritingProblem]) {
    let reads = |line: &str| parser::parse_line(rule, line).is_ok();
    let body = &text[line.range()];
    let (source, base) = (line.source, line.start as usize);
    for problem in problems {
        let span = problem.span();
        let Some(at) = span.start.checked_sub(line.start).filter(|_| span.end <= line.end) else { continue };
        let at = at as usize;
        if let WritingProblem::UnclosedQuote { is_stray, .. } = problem {
            if body[at..].starts_with('"') {
                let without = format!("{}{}", &body[..at], &body[at + 1..]);
                let is_glued = body[..at].ends_with(lines::is_name_char) && body[at + 1..].starts_with(' ');
                *is_stray = reads(&without) && (!reads(&format!("{body}\"")) || is_glued);
            }
        } else if let WritingProblem::UnclosedBracket { missing, unfinished: false, mends, .. } = problem {
            // A bracket that was forgotten takes the line below with it.
            let first = alone(body, at).map(|first| closed(source, base, rule, first, missing)).unwrap_or_default();
            let whole = closed(source, base, rule, body, missing);
            let are_both = !first.is_empty() && !whole.is_empty();
            let all = first.into_iter().chain(whole);
            *mends = all.map(|(mend, line)| if are_both { Suggestion::new(line, mend.edits) } else { mend }).collect();
            if mends.len() > ways::MOST {
                mends.clear();
            }
        } else if let WritingProblem::UnexpectedClose { instead: Some(instead), mends, .. } = problem {
            let ways = ways::closing_otherwise(source, rule, body, at, *instead);
            *mends = ways::mends(source, base, body, &ways, |way| match () {
                () if way.0 == way.1 => format!("tambahkan {instead} sebelum tanda ini"),
                () if way.0 == at => format!("ganti dengan {instead}"),
                () => ways::becomes(&way.line(body)),
            });
        } else if let WritingProblem::UnexpectedClose { instead: None, mends, .. } = problem {
            let ways = ways::opening(source, rule, body, at);
            *mends = ways::mends(source, base, body, &ways, |way| match way.2 {
                "" => "hapus tanda ini".into(),
                _ => ways::becomes(&way.line(body)),
            });
        }
    }
}

/// The mends of a line that leaves brackets open, each with the line that it makes.
fn closed(source: SourceId, base: usize, rule: Rule, body: &str, missing: &str) -> Vec<(Suggestion, String)> {
    if missing == "))" {
        return titled(source, base, body, &ways::closing_two(source, rule, body), |_| None);
    }
    titled(source, base, body, &ways::closing(source, rule, body, missing), |way| match way.2 {
        "" => Some("hapus tanda kurung ini".into()),
        sign if way.0 == body.len() => Some(format!("tambahkan {sign} di akhir baris")),
        _ => None,
    })
}

/// Each change with the line that it makes, which is its title where it has none of its own.
fn titled<W: Change>(
    source: SourceId,
    base: usize,
    body: &str,
    ways: &[W],
    title: impl Fn(&W) -> Option<String>,
) -> Vec<(Suggestion, String)> {
    let becomes = |way: &W| ways::becomes(&way.line(body));
    let mends = ways::mends(source, base, body, ways, |way| title(way).unwrap_or_else(|| becomes(way)));
    mends.into_iter().zip(ways.iter().map(becomes)).collect()
}

/// The first of several lines that an open bracket made one, where it holds the bracket and none of the others goes on with it.
fn alone(body: &str, at: usize) -> Option<&str> {
    let (first, below) = body.split_once('\n').filter(|(first, _)| at < first.len())?;
    let next = below.trim_start();
    let goes_on = next
        .starts_with(['+', '-', '–', '−', '*', '×', '/', '÷', '^', ')', ']', ';', ',', '=', '<', '>', '#'])
        || ["dan", "atau", "maka", "selain"].iter().any(|word| lines::leading_word(next).eq_ignore_ascii_case(word));
    let end = lines::significant(first).filter(|(_, c, _)| !c.is_whitespace()).last();
    let (last, sign, _) = end.filter(|_| !goes_on)?;
    Some(&first[..last + sign.len_utf8()])
}

/// `NAMA :`, `NAMA :=` or `NAMA ==`: where the sign stands, and the sign.
fn sign_after_name<'t>(body: &'t str, word: &str) -> Option<(usize, &'t str)> {
    let rest = body[word.len()..].trim_start();
    let at = body.len() - rest.len();
    let sign = [":=", "==", ":"].into_iter().find(|sign| rest.starts_with(sign) && !word.is_empty())?;
    Some((at, &body[at..at + sign.len()]))
}

/// `1a1 = …`: a code without its quotes.
fn code_before_equals(body: &str) -> Option<&str> {
    let (code, _) = body.split_once('=')?;
    let code = code.trim_end();
    let plain = code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.');
    (plain && code.contains(|c: char| c.is_ascii_alphabetic())).then_some(code)
}

fn has_cap(block: Block) -> bool {
    block.clauses().any(|clause| clause == "batas")
}

/// `maksimal 110%` as a line of rules has it.
pub(super) fn cap(word: &str, rest: &str) -> Option<String> {
    let is = |known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    let number = rest.trim_end();
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.trim_end_matches('%').chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    match is_number {
        true if is(&["maksimal", "maksimum", "maks", "max", "tertinggi"]) => Some(format!("batas .. {number}")),
        true if is(&["minimal", "minimum", "min", "terendah"]) => Some(format!("batas {number} ..")),
        _ => None,
    }
}

/// `0 jika target = 0` as a line of rules has it, and how long the value is that stands in front.
pub(super) fn turned_case(body: &str) -> Option<(String, usize)> {
    let value = &body[..body.find(char::is_whitespace)?];
    let case = body[value.len()..].trim();
    let is_case =
        lines::leading_word(case).eq_ignore_ascii_case("jika") && value.starts_with(|c: char| c.is_ascii_digit());
    let text = format!("{case} : {value}");
    (is_case && parser::parse_line(Rule::case_line, &text).is_ok()).then_some((text, value.len()))
}

/// `2 biasa`: how to round, without the word that says so.
pub(super) fn is_rounding(body: &str) -> bool {
    let places = body.trim_start_matches(|c: char| c.is_ascii_digit());
    let way = places.trim_start();
    let parts = places.len() < body.len() && way.len() < places.len() && !way.is_empty();
    parts && parser::parse_line(Rule::round_line, &format!("bulat {body}")).is_ok()
}

/// `naik 5` behind a name.
fn is_moved(rest: &str) -> bool {
    let way = lines::leading_word(rest);
    let moves = ["naik", "turun"].iter().any(|known| way.eq_ignore_ascii_case(known));
    moves && rest[way.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// The number a line begins with.
fn first_number(body: &str) -> Option<&str> {
    let end = body.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(body.len());
    (end > 0).then(|| body[..end].trim_end_matches([',', '.'])).filter(|number| !number.is_empty())
}

/// The quoted text a line begins with.
fn first_text(body: &str) -> Option<&str> {
    let mut quotes = body.char_indices().filter(|&(_, c)| lines::is_quote(c));
    let (first, last) = (quotes.next()?, quotes.next()?);
    (first.0 == 0).then(|| &body[..last.0 + last.1.len_utf8()])
}

/// Whether a text is a formula that computes something.
fn is_formula(text: &str) -> bool {
    let line = format!("rumus {text}");
    text.contains(|c| "+-*/^×÷(".contains(c)) && parser::parse_line(Rule::formula_clause_line, &line).is_ok()
}

/// A line that begins with `=`, a digit or a bracket is a formula that nobody gave a name.
fn formula_without_name(body: &str, first: Span) -> LineMend {
    let sign = body.starts_with('=').then_some(first);
    let text = body.trim_start_matches('=').trim_start();
    match is_formula(text) {
        true => LineMend::Formula { text: problem::to_type(text), sign },
        false => LineMend::Unknown,
    }
}
