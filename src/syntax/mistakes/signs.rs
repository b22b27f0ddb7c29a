//! Slips of signs: those of spreadsheets and other languages, and those of the decimal comma.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use super::operands::in_list;
use super::{Refused, branch, sheets};
use crate::diagnostic::Edit;
use crate::number;
use crate::syntax::lines::{is_name_char, is_quote, leading_word, significant};
use crate::syntax::parser::{Rule, parse_line};
use crate::syntax::problem::{Extra, WritingProblem};
use crate::syntax::ways::{self, Way};

/// Signs of other languages; where one begins with another, the longer comes first.
const FOREIGN: &[(&str, &str)] = &[
    ("===", "="),
    ("==", "="),
    ("!=", "<>"),
    ("=>", ">="),
    ("=<", "<="),
    ("><", "<>"),
    ("&&", "dan"),
    ("||", "atau"),
    ("**", "^"),
    ("!", "tidak"),
    ("&", "dan"),
    ("|", "atau"),
];

/// What stands between the two ends of a range by habit.
const RANGE_SIGNS: &[&str] = &[
    "s.d.",
    "s.d",
    "s/d",
    "sd",
    "sampai dengan",
    "sampai",
    "hingga",
    "...",
    "…",
    "--",
    "-",
    "–",
    "−",
    ":",
    "~",
    ";",
    ",",
];

/// Signs that stand twice by a slip of the hand.
const SLIPS: [char; 4] = [',', '.', ';', ':'];

pub fn slash_comment(refused: &Refused) -> Option<WritingProblem> {
    let at = refused.mismatch.at;
    let doubled = refused.line.get(..at).is_some_and(|before| before.ends_with('/')) && refused.rest().starts_with('/');
    let start = if doubled { at - 1 } else { at };
    let found = refused.line.get(start..)?.starts_with("//");
    // `A // B`: what reads as the rest of a formula with one of them.
    let single = format!("{}/{}", &refused.line[..start], refused.line.get(start + 2..)?);
    let divides = found && parse_line(refused.rule, &single).is_ok();
    found.then(|| WritingProblem::SlashComment { span: refused.span(start, 2), divides })
}

/// `rumus = …`: the sign stands right behind the first word.
pub fn equals_after_clause(refused: &Refused) -> Option<WritingProblem> {
    let word = leading_word(refused.line);
    let sign = refused.rest().chars().next().filter(|sign| matches!(sign, '=' | ':'))?;
    let only_word = refused.before() == word && !word.is_empty();
    let needed = refused.wants(if sign == ':' { Rule::colon } else { Rule::equals });
    let length = refused.rest().len() - refused.rest().trim_start_matches(['=', ':']).len();
    let other = matches!(refused.rule, Rule::formula_line | Rule::case_line | Rule::by_direction_line);
    // A name that is assumed is no key word.
    let other = other || refused.rule == Rule::names_line;
    (only_word && !needed && !other).then(|| WritingProblem::EqualsAfterClause {
        span: refused.span(refused.mismatch.at, length),
        word: word.to_string(),
        sign,
        instead: parting(refused.line, refused.mismatch.at, length),
    })
}

/// What parts two words between which a sign goes.
fn parting(line: &str, at: usize, length: usize) -> &'static str {
    let is_apart = line[..at].ends_with(' ') || line[at + length..].starts_with([' ', '\t']);
    if is_apart { "" } else { " " }
}

/// `skala.0..100`, `aturan, capaian Baku`: a sign that goes nowhere, right behind the first word.
pub fn behind_first_word(refused: &Refused) -> Option<WritingProblem> {
    let (word, at) = (leading_word(refused.line), refused.mismatch.at);
    let sign = refused.line[word.len()..].chars().next().filter(|sign| matches!(sign, '.' | ',' | ';' | '_'))?;
    let instead = parting(refused.line, word.len(), 1);
    let is_whole = at <= word.len() + 1
        && !word.is_empty()
        && parse_line(refused.rule, &format!("{word}{instead}{}", &refused.line[word.len() + 1..])).is_ok();
    is_whole.then(|| WritingProblem::EqualsAfterClause {
        span: refused.span(word.len(), 1),
        word: word.to_string(),
        sign,
        instead,
    })
}

/// `0_.. 80`, `.._80`, `dan _AKIP`: a `_` at the edge of a word, without which the line is whole.
pub fn lone_underscore(refused: &Refused) -> Option<WritingProblem> {
    let line = refused.line;
    let is_part = |at: usize| line[at..].starts_with(is_name_char);
    let edges = significant(line).filter(|(_, c, quoted)| *c == '_' && !quoted).map(|(at, ..)| at);
    let edges = edges.take_while(|at| *at <= refused.mismatch.at + refused.token().len());
    edges.into_iter().find_map(|at| {
        let start = line[..at].rfind(|c| !is_name_char(c));
        let start = start.map_or(0, |before| before + line[before..].chars().next().map_or(1, char::len_utf8));
        let end = at + line[at..].find(|c| !is_name_char(c)).unwrap_or(line.len() - at);
        let (written, bare) = (&line[start..end], line[start..end].trim_matches('_'));
        let is_whole = is_part(start)
            && written != bare
            && parse_line(refused.rule, &format!("{}{bare}{}", &line[..start], &line[end..])).is_ok();
        if !is_whole {
            return None;
        }
        let span = refused.span(start, end - start);
        Some(match bare {
            "" => WritingProblem::ExtraText { span, found: format!("\"{written}\""), extra: Extra::Tail },
            _ => WritingProblem::ForeignOperator {
                span,
                found: written.to_string(),
                instead: bare.to_string().into(),
                edits: vec![Edit::replace(span, bare)],
            },
        })
    })
}

/// `KV(IKM,)`, `maks(A; 3;)`: a sign before the closing bracket that parts nothing.
pub fn comma_at_end(refused: &Refused) -> Option<WritingProblem> {
    let (line, at) = (refused.line, refused.mismatch.at);
    let before = refused.before();
    let last = before.ends_with([',', ';']).then(|| before.len() - 1);
    let here = if refused.rest().starts_with([',', ';']) { at } else { last? };
    let sign = &line[here..here + 1];
    let is_last = line[here + 1..].trim_start().starts_with(')');
    let is_whole = is_last && parse_line(refused.rule, &format!("{}{}", &line[..here], &line[here + 1..])).is_ok();
    let (span, found) = (refused.span(here, 1), format!("\"{sign}\""));
    is_whole.then_some(WritingProblem::ExtraText { span, found, extra: Extra::Tail })
}

/// `skala = 25..100`, `= 80..100 : "Baik"`, `25..=100`: one number may be compared by `=`, a range is not.
pub fn equals_before_range(refused: &Refused) -> Option<WritingProblem> {
    let (line, at) = (refused.line, refused.mismatch.at);
    let word = leading_word(line);
    let start = line.len() - line[word.len()..].trim_start().len();
    let is_first = line[start..].starts_with('=') && refused.rest().starts_with("..");
    let is_upper = refused.before().ends_with("..") && refused.rest().starts_with('=');
    let has_range = matches!(refused.rule, Rule::scale_line | Rule::cap_line | Rule::band_line | Rule::piece_line);
    if !has_range || !(is_first || is_upper) {
        return None;
    }
    let start = if is_first { start } else { at };
    if is_first && !word.is_empty() {
        return Some(WritingProblem::EqualsAfterClause {
            span: refused.span(start, 1),
            word: word.to_string(),
            sign: '=',
            instead: parting(line, start, 1),
        });
    }
    let end = line.len() - line[start + 1..].trim_start().len();
    let extra = Extra::Piece(refused.span(start, end - start));
    Some(WritingProblem::ExtraText { span: refused.span(start, 1), found: "\"=\"".into(), extra })
}

pub fn range_sign(refused: &Refused) -> Option<WritingProblem> {
    let at = refused.mismatch.at;
    let rest = refused.rest();
    // `25...100` and `25..,100` are read as far as `25..`.
    if rest.starts_with(SLIPS) && refused.before().ends_with("..") && refused.before().len() == at {
        let more = rest.len() - rest.trim_start_matches(SLIPS).len();
        let found = refused.line[at - 2..at + more].to_string();
        return Some(WritingProblem::RangeSign { span: refused.span(at - 2, more + 2), found });
    }
    // `>= 90 dan <= 100 : "Baik"`
    let below = rest.get("dan".len()..).unwrap_or_default().trim_start();
    let is_band = refused.wants(Rule::colon) && refused.before().starts_with(['>', '≥']);
    if is_band && leading_word(rest).eq_ignore_ascii_case("dan") && below.starts_with(['<', '≤']) {
        return Some(WritingProblem::RangeSign { span: refused.span(at, 3), found: rest[..3].to_string() });
    }
    if !refused.wants(Rule::dots) {
        return None;
    }
    if let Some(slip) = doubled(refused) {
        return Some(slip);
    }
    let begins = |sign: &str| rest.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign));
    let found = RANGE_SIGNS.iter().find(|sign| begins(sign))?;
    let after = rest[found.len()..].trim_start();
    let followed = after.starts_with(|c: char| c.is_ascii_digit() || "<>≤≥-−–".contains(c));
    let colon = *found == ":" && refused.wants(Rule::colon);
    (followed && !colon).then(|| WritingProblem::RangeSign {
        span: refused.span(at, found.len()),
        found: rest[..found.len()].to_string(),
    })
}

/// `0,,120`, `25.,100`, `25 . . 100`: signs between two numbers that are each one of a range or of a decimal. Where the second
/// number is no greater than the first it goes on with it: `>= 80,,5`.
fn doubled(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest();
    let signs = rest[..rest.len() - rest.trim_start_matches(|c| c == ' ' || SLIPS.contains(&c)).len()].trim_end();
    let after = rest[signs.len()..].trim_start();
    let is_one = matches!(signs, "," | ";" | ":");
    if !signs.starts_with(SLIPS) || is_one || !after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let at = refused.mismatch.at;
    let number = |text: &str| number::parse_decimal(&text.replace('_', "").replace(',', ".")).ok();
    let digits = &after[..after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len())];
    let goes_on = signs.chars().all(|c| c == ',') && number(refused.last_token()) >= number(digits);
    if goes_on {
        return Some(foreign(refused, at, signs.len(), ","));
    }
    Some(WritingProblem::RangeSign { span: refused.span(at, signs.len()), found: signs.to_string() })
}

/// `S : 2`, as division is written at school.
pub fn colon_for_divide(refused: &Refused) -> Option<WritingProblem> {
    let after = refused.rest().strip_prefix(':')?.trim_start();
    let text = super::token(after).trim_matches(is_quote);
    let is_code = text.contains('.') && !text.contains(' ');
    let divides = after.starts_with(|c: char| is_name_char(c) || c == '(') || after.starts_with(is_quote) && is_code;
    // `hasil AKIP : 3`
    let assigns = matches!(refused.rule, Rule::expect_line | Rule::given_line) && refused.wants(Rule::equals);
    // `jika target : 0 : …` compares.
    let compares = refused.rule == Rule::case_line && (!refused.has_comparison() || after.contains(':'));
    if !divides || !refused.after_operand() || refused.wants(Rule::colon) || assigns || compares {
        return None;
    }
    let cell = leading_word(after);
    if sheets::is_cell(refused.last_token()) && sheets::is_cell(cell) {
        let (span, what) = (refused.here(), format!("{}:{cell} adalah sel Excel", refused.last_token()));
        let advice = Some("sebut nama besarannya; nilai menurut rentang ditulis sebagai aturan konversi");
        let extra = Extra::Elsewhere { what, mends: Vec::new(), advice };
        return Some(WritingProblem::ExtraText { span, found: String::new(), extra });
    }
    // In `jika A = 1 : 2 selain itu 3` the sign stands for `maka`; where `maka` follows, it does not.
    let is_then =
        refused.wants(Rule::kw_maka) && !branch::words(after).iter().any(|(_, word)| word.eq_ignore_ascii_case("maka"));
    if is_then {
        return None;
    }
    // In a list it may part as well.
    let at = refused.mismatch.at;
    if in_list(refused) {
        let behind = refused.line.len() - refused.rest()[1..].trim_start().len();
        let ways = ["; ", " / "].map(|sign| Way(refused.before().len(), behind, sign));
        let ways = ways::distinct(refused.source, refused.rule, refused.line, ways.to_vec());
        let title = |way: &Way| format!("tulis {}", way.2.trim());
        let mends = ways::mends(refused.source, refused.base, refused.line, &ways, title);
        return Some(WritingProblem::ColonInList { span: refused.span(at, 1), mends });
    }
    Some(foreign(refused, at, 1, "/"))
}

/// `:` where `=` or `maka` belongs, `=` or `maka` where `:` belongs.
pub fn colon_or_equals(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest();
    let table = [
        (":=", Rule::equals, "="),
        (":", Rule::equals, "="),
        (":", Rule::kw_maka, "maka"),
        ("=>", Rule::colon, ":"),
        ("->", Rule::colon, ":"),
        ("→", Rule::colon, ":"),
        ("=", Rule::colon, ":"),
        ("maka", Rule::colon, ":"),
        ("then", Rule::colon, ":"),
        ("persen", Rule::percent, "%"),
    ];
    let is_there = |sign: &str| match sign.starts_with(is_name_char) {
        true => leading_word(rest).eq_ignore_ascii_case(sign),
        false => rest.starts_with(sign),
    };
    let fits = |rule: Rule| match rule {
        // Inside an expression these signs mean something else.
        Rule::colon => refused.wants(rule) && (!refused.after_operand() || !rest.starts_with('=')),
        Rule::equals => refused.wants(rule) && !refused.wants(Rule::colon) && !refused.wants(Rule::kw_maka),
        _ => refused.wants(rule),
    };
    let &(sign, _, instead) = table.iter().find(|&&(sign, rule, _)| is_there(sign) && fits(rule))?;
    Some(foreign(refused, refused.mismatch.at, sign.len(), instead))
}

/// `> =`
pub fn spaced_sign(refused: &Refused) -> Option<WritingProblem> {
    let (before, at) = (refused.before(), refused.mismatch.at);
    let table = [('>', '=', ">="), ('<', '=', "<="), ('<', '>', "<>")];
    let (.., instead) = table.into_iter().find(|&(first, second, _)| {
        before.ends_with(first) && refused.rest().starts_with(second) && before.len() < at
    })?;
    let start = before.len() - 1;
    Some(foreign(refused, start, at + 1 - start, instead))
}

/// Signs of other languages, at the mismatch or one sign before it.
pub fn foreign_sign(refused: &Refused) -> Option<WritingProblem> {
    let at = refused.mismatch.at;
    let before = refused.line.get(..at)?;
    let one_back = before.char_indices().next_back().map(|(at, _)| at);
    one_back.into_iter().chain([at]).find_map(|start| {
        let text = refused.line.get(start..)?;
        let &(sign, instead) = FOREIGN.iter().find(|(sign, _)| text.starts_with(sign))?;
        (start + sign.len() > at).then(|| foreign(refused, start, sign.len(), instead))
    })
}

pub fn foreign(refused: &Refused, at: usize, length: usize, instead: &'static str) -> WritingProblem {
    WritingProblem::ForeignOperator {
        span: refused.span(at, length),
        found: refused.line[at..at + length].to_string(),
        instead: instead.into(),
        edits: vec![refused.replace(at, length, instead)],
    }
}

pub fn lone_x(refused: &Refused) -> Option<WritingProblem> {
    let before = refused.before();
    let word_before = before.rsplit(|c| !is_name_char(c)).next().unwrap_or_default();
    // `target X 9`: behind nothing, a sign, or a role it is a name.
    let left = before[..before.len() - word_before.len()].trim_end();
    let role = left.rsplit(|c| !is_name_char(c)).next().unwrap_or_default();
    let role = word_before == "X" && !role.is_empty() && role.chars().all(|c| c.is_lowercase() || c == '_');
    let is_name = role || !left.ends_with(|c: char| is_name_char(c) || is_quote(c) || ")]%".contains(c));
    if word_before.eq_ignore_ascii_case("x") && refused.is_operand_start() && refused.after_operand() && !is_name {
        return Some(WritingProblem::LoneX { span: refused.span(before.len() - 1, 1) });
    }
    if !refused.after_operand() {
        return None;
    }
    let word = leading_word(refused.rest());
    let glued = word.starts_with(['x', 'X']) && before.ends_with(|c: char| c.is_ascii_digit() || c == ')');
    let alone = word.eq_ignore_ascii_case("x");
    let grown = glued && before.len() == refused.mismatch.at;
    (alone || grown).then(|| WritingProblem::LoneX { span: refused.span(refused.mismatch.at, 1) })
}

/// A comma where `;` separates; every such comma of the line is mended at once.
pub fn comma(refused: &Refused) -> Option<WritingProblem> {
    let at = refused.mismatch.at;
    let list = refused.wants(Rule::semicolon) || refused.wants(Rule::close);
    if !refused.rest().starts_with(',') || !list {
        return None;
    }
    let decimal = |index: usize| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        digit(refused.line[..index].chars().next_back()) && digit(refused.line[index + 1..].chars().next())
    };
    let commas = significant(refused.line)
        .filter(|&(index, c, quoted)| c == ',' && !quoted && (!decimal(index) || index == at))
        .map(|(index, ..)| refused.span(index, 1))
        .collect();
    Some(WritingProblem::CommaSeparator { span: refused.span(at, 1), commas })
}

/// `[a + b]` and `{a + b}` for `(a + b)`.
pub fn foreign_brackets(refused: &Refused) -> Option<WritingProblem> {
    let open = refused.rest().chars().next()?;
    let close = match open {
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    if !refused.wants_operand() {
        return None;
    }
    let at = refused.mismatch.at;
    let end = refused.rest().find(close)?;
    // `kolom [tahun-1]`: what lacks its name.
    let first = leading_word(refused.rest()[1..].trim_start()).to_lowercase();
    if open == '[' && ["tahun", "triwulan", "awal", "akhir"].contains(&first.as_str()) {
        return None;
    }
    let edits = vec![Edit::replace(refused.span(at, 1), "("), Edit::replace(refused.span(at + end, 1), ")")];
    Some(WritingProblem::ForeignOperator {
        span: refused.span(at, 1),
        found: format!("{open} … {close}"),
        instead: "( … )".into(),
        edits,
    })
}
