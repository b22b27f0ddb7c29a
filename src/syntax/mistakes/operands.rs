//! Slips between operands: a sign that is missing, a part too many, a formula that stops.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use super::Refused;
use super::expected::expected;
use super::listed::{piece_end, tail};
use super::stuck::joining;
use super::words::owns;
use crate::diagnostic::Edit;
use crate::diagnostic::nearest::one_slip;
use crate::syntax::functions::{Aggregate, Function};
use crate::syntax::lines::{is_name_char, is_operand, is_quote, leading_word, significant};
use crate::syntax::parser::{Rule, key_word, parse_line};
use crate::syntax::problem::{Extra, WritingProblem, short};
use crate::syntax::ways::{self, Way};
use crate::syntax::words::begins_a_line;

/// `bulat bulat 2`, `2 2 * IKM`
pub fn twice(refused: &Refused) -> Option<WritingProblem> {
    // `jika target = 0 0`: the second is the value.
    if refused.wants(Rule::colon) && !refused.has(':') {
        return None;
    }
    let at_word = |at: usize| {
        let word = leading_word(&refused.line[at..]);
        (at, if refused.line[at + word.len()..].starts_with(char::is_whitespace) { word } else { "" })
    };
    let first = leading_word(refused.line);
    let second = refused.line.len() - refused.line[first.len()..].trim_start().len();
    let here = (refused.mismatch.at, refused.token());
    let ends = refused.rest()[here.1.len()..].chars().next().is_none_or(|c| c.is_whitespace() || c == ')' || c == ';');
    // `indikator JALAN Jalan mantap`: a name without its quotes begins with the code.
    let is_name = (refused.wants(Rule::text) || refused.wants(Rule::quote)) && !refused.token().is_empty();
    if let Some((at, again)) = function_twice(refused) {
        let found = format!("\"{}\"", again.trim_end());
        return Some(WritingProblem::ExtraText { span: refused.span(at, again.len()), found, extra: Extra::Twice });
    }
    let same = |&(_, again): &(usize, &str), word: &str| {
        let is_one = if is_name { again == word } else { again.eq_ignore_ascii_case(word) };
        !word.is_empty() && is_one
    };
    let (at, again) = Some(at_word(second))
        .filter(|word| same(word, first))
        .or(Some(here).filter(|word| ends && same(word, refused.last_token()) && refused.before().len() < word.0))
        .or_else(|| word_twice(refused))?;
    let found = if at == here.0 { refused.found() } else { format!("\"{again}\"") };
    Some(WritingProblem::ExtraText { span: refused.span(at, again.len()), found, extra: Extra::Twice })
}

/// `aturan predikat predikat Mutu`: two equal words, the line whole without the second.
fn word_twice<'t>(refused: &Refused<'t>) -> Option<(usize, &'t str)> {
    let line = refused.line;
    let words = super::branch::words(line);
    words.windows(2).find_map(|pair| {
        let [(start, first), (at, again)] = *pair else { return None };
        let gap = &line[start + first.len()..at];
        let behind = &line[at + again.len()..];
        let are_one = first.eq_ignore_ascii_case(again) && gap.trim().is_empty() && at <= refused.mismatch.at;
        // `rata rata(…)` is one word.
        let is_whole = are_one
            && !behind.starts_with('(')
            && parse_line(refused.rule, &format!("{}{behind}", &line[..at])).is_ok();
        is_whole.then_some((at, again))
    })
}

/// `bulat bulat(A; 1)`: the first with the space behind it.
fn function_twice<'t>(refused: &Refused<'t>) -> Option<(usize, &'t str)> {
    let (at, name) = (refused.mismatch.at, refused.last_token());
    let first = refused.before().strip_suffix(name)?.trim_end();
    let start = first.strip_suffix(name).filter(|lead| !lead.ends_with(is_name_char))?.len();
    let is_function = Function::from_word(name).is_some() || Aggregate::from_word(name).is_some();
    (is_function && start > 0 && refused.rest().starts_with('('))
        .then(|| (start, &refused.line[start..at - name.len()]))
}

/// `1 250 000`
pub fn spaced_thousands(refused: &Refused) -> Option<WritingProblem> {
    let first = refused.last_token();
    let start = refused.before().len() - first.len();
    let is_group = |part: &str| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit());
    let leads = (1..=3).contains(&first.len()) && !first.starts_with('0') && first.bytes().all(|b| b.is_ascii_digit());
    let result = refused.wants(Rule::colon) && !refused.has(':');
    if !leads || result || start == 0 || refused.before().len() == refused.mismatch.at {
        return None;
    }
    let mut end = refused.before().len();
    while let Some(rest) = refused.line.get(end..) {
        let group = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let digits = &group[..group.find(|c: char| !c.is_ascii_digit()).unwrap_or(group.len())];
        if group.len() == rest.len() || !is_group(digits) {
            break;
        }
        end = refused.line.len() - group.len() + digits.len();
    }
    let written = &refused.line[start..end];
    let plain = written.split_whitespace().collect::<Vec<_>>().join("_");
    (end > refused.before().len()).then(|| WritingProblem::GroupedNumber {
        span: refused.span(start, end - start),
        written: written.to_string(),
        plain,
    })
}

/// `Rp 1_250_000`
pub fn currency(refused: &Refused) -> Option<WritingProblem> {
    let before = refused.before().trim_end_matches('.');
    let number = refused.rest().trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit());
    let word = before.rsplit(|c| !is_name_char(c)).next().unwrap_or_default();
    if !number || !word.eq_ignore_ascii_case("rp") || word.len() == before.len() {
        return None;
    }
    let end = refused.mismatch.at + refused.rest().find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let start = before.len() - word.len();
    let span = refused.span(start, end - start);
    Some(WritingProblem::ExtraText { span, found: format!("\"{word}\""), extra: Extra::Currency })
}

/// The line stops after a sign.
pub fn unfinished(refused: &Refused) -> Option<WritingProblem> {
    if !refused.rest().trim().is_empty() {
        return None;
    }
    let before = refused.before();
    let sign = before.chars().next_back().filter(|c| "+-–−*×/÷^;".contains(*c))?;
    let span = refused.span(before.len() - sign.len_utf8(), sign.len_utf8());
    Some(WritingProblem::Unfinished { span, sign })
}

/// One sign or word that always stands at this place.
pub fn missing_sign(refused: &Refused) -> Option<WritingProblem> {
    let signs = [
        (Rule::colon, ":"),
        (Rule::dots, ".."),
        (Rule::kw_maka, "maka"),
        (Rule::kw_itu, "itu"),
        (Rule::kw_selain, "selain"),
        (Rule::kw_tak, "tak"),
        (Rule::kw_yang, "yang"),
        (Rule::kw_jumlah, "jumlah"),
        (Rule::kw_anggota, "anggota"),
        (Rule::equals, "="),
    ];
    let rest = refused.rest();
    let word = leading_word(rest);
    let is_word = |known: &str| word.eq_ignore_ascii_case(known);
    let makin =
        (refused.wants(Rule::kw_makin) || refused.wants(Rule::direction)) && (is_word("tinggi") || is_word("rendah"));
    // Where several words could stand, the next one tells which of them is missing.
    let leads = |rule: Rule| match rule {
        Rule::kw_selain => is_word("itu"),
        Rule::kw_tak => is_word("terjangkau"),
        Rule::kw_yang => is_word("kosong"),
        Rule::kw_jumlah => is_word("bobot"),
        Rule::kw_anggota => is_word("berbeda") || is_word("ganda"),
        _ => true,
    };
    let (rule, sign) = match makin {
        true => (Rule::kw_makin, "makin"),
        false => *signs.iter().find(|(rule, _)| refused.wants(*rule) && leads(*rule))?,
    };
    let begins_part = refused.is_operand_start() || rest.starts_with(is_quote);
    // Between two operands the sign of a formula is as likely; only these words make sure that the formula has ended.
    let undefined = rule == Rule::colon && is_word("tidak");
    let fits = match rule {
        Rule::colon => {
            let ends = undefined || rest.starts_with(is_quote) || !refused.has(':');
            // `>= 90 dan <= 100` is a range.
            !is_word("dan") && (!refused.after_operand() || (ends && condition_is_whole(refused)))
        }
        Rule::kw_maka => !refused.after_operand() || rest.starts_with(is_quote),
        Rule::equals => !refused.after_operand() && !refused.wants(Rule::times),
        Rule::dots => rest.starts_with(|c: char| c.is_ascii_digit()) || !refused.wants(Rule::EOI),
        _ => true,
    };
    // `target_atas maak 2`: the word is there, and nearly right.
    let last = refused.last_token();
    if begins_part && fits && sign == "maka" && one_slip(last, sign) && last != sign {
        let span = refused.span(refused.before().len() - last.len(), last.len());
        let edits = vec![Edit::replace(span, sign)];
        return Some(WritingProblem::ForeignOperator { span, found: last.into(), instead: sign.into(), edits });
    }
    (begins_part && fits).then(|| WritingProblem::MissingSign {
        span: refused.here(),
        sign,
        before: refused.found(),
        edit: refused.insert(sign),
    })
}

/// Two operands side by side.
pub fn missing_operator(refused: &Refused) -> Option<WritingProblem> {
    let word = leading_word(refused.rest());
    let known =
        ["maka", "selain", "tampil", "pada", "tidak", "jika"].iter().any(|known| word.eq_ignore_ascii_case(known));
    let own_line =
        refused.wants(Rule::EOI) && begins_line(refused.rest()) && !is_operand(&refused.rest()[word.len()..], word);
    // Beside what is assumed stands another such thing; a weight is one number.
    let of_list =
        refused.rule == Rule::weights_line || refused.rule == Rule::given_line && refused.rest().contains('=');
    if of_list
        || !refused.after_operand()
        || !(refused.is_operand_start() || code_follows(refused))
        || known
        || own_line
    {
        return None;
    }
    // `AKIP > 3 dn IKPP > 2`, `capaian A tiak turun bila …`
    let joins = joining(word).filter(|_| refused.condition().is_some() && condition_is_whole(refused));
    let denied = refused.last_token();
    let slip = match joins {
        Some(joins) => Some((refused.mismatch.at, word, joins)),
        None if ["turun", "naik"].contains(&word) && denied != "tidak" && one_slip(denied, "tidak") => {
            Some((refused.before().len() - denied.len(), denied, "tidak"))
        }
        None => None,
    };
    if let Some((at, found, instead)) = slip {
        let span = refused.span(at, found.len());
        let edits = vec![Edit::replace(span, instead)];
        return Some(WritingProblem::ForeignOperator { span, found: found.into(), instead: instead.into(), edits });
    }
    let left = match refused.last_token() {
        ")" => "( … )".to_string(),
        "]" => "[ … ]".to_string(),
        token => token.trim_matches(is_quote).to_string(),
    };
    let code = refused.token();
    if owns(&left) && code.starts_with(|c: char| c.is_ascii_digit()) && code.contains(['.', ',']) {
        let text = code.replace(',', ".");
        return Some(WritingProblem::UnquotedText { span: refused.here(), text });
    }
    let right = match refused.token() {
        "(" => "( … )".to_string(),
        number if percentage(refused).len() > number.len() => percentage(refused).to_string(),
        token => token.trim_matches(is_quote).to_string(),
    };
    if ["turun", "naik"].contains(&word) && leading_word(refused.rest()[word.len()..].trim_start()) == "bila" {
        return Some(WritingProblem::MissingOperator {
            span: refused.here(),
            left,
            right,
            sign: "tidak",
            mends: Vec::new(),
        });
    }
    if is_assumed(refused) {
        let (span, before, edit) = (refused.here(), refused.found(), refused.insert("="));
        return Some(WritingProblem::MissingSign { span, sign: "=", before, edit });
    }
    // Which of the signs of a formula was lost nobody knows: in a list it may be the one that parts, in a whole condition `dan`
    // or `atau`, and each is told with the line that it makes.
    let (sign, ways): (_, &[&'static str]) = match refused.condition() {
        Some(_) if condition_is_whole(refused) => ("dan", &[" dan ", " atau "]),
        Some(_) if !in_list(refused) => ("=", &[]),
        _ if in_list(refused) => (";", &["; ", " * "]),
        _ => ("*", &[]),
    };
    let (gap, at) = (refused.before().len(), refused.mismatch.at);
    let ways = ways.iter().map(|sign| Way(gap, at, sign)).collect();
    let mut ways = ways::distinct(refused.source, refused.rule, refused.line, ways);
    if let [Way(.., " * ")] = ways.as_slice() {
        ways.clear();
    }
    // `A / B 100%`: a quotient in percent.
    if sign == "*" && ["100", "100%"].contains(&percentage(refused)) && refused.line.contains('/') {
        ways = ways::distinct(refused.source, refused.rule, refused.line, vec![Way(gap, at, " * ")]);
    }
    // `1 0 * A`: a blank may have parted one number.
    let are_digits = [&left, &right].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    // At the end of a line the second may be one of its own.
    let goes_on = refused.rest()[refused.token().len()..].trim_start().starts_with(|c: char| !"\"#;".contains(c));
    if are_digits && !left.is_empty() && sign != "dan" && goes_on {
        let all = ways.iter().map(|way| Way(way.0, way.1, way.2)).chain([Way(gap, at, "")]).collect();
        ways = ways::distinct(refused.source, refused.rule, refused.line, all);
    }
    let mends = ways::mends(refused.source, refused.base, refused.line, &ways, |way| match way.2 {
        "" => format!("tulis {left}{right} bila satu angka"),
        sign => format!("tulis {}{sign}{}", short(&left), short(&right)),
    });
    let sign = if sign == ";" && !ways.iter().any(|way| way.2 == "; ") { "*" } else { sign };
    Some(WritingProblem::MissingOperator { span: refused.here(), left, right, sign, mends })
}

/// The number at the mismatch with its sign.
fn percentage<'t>(refused: &Refused<'t>) -> &'t str {
    let number = refused.token();
    let end = number.len() + usize::from(refused.line[refused.mismatch.at + number.len()..].starts_with('%'));
    &refused.line[refused.mismatch.at..refused.mismatch.at + end]
}

/// `maks(A; B 3)`: inside of a function that takes several parts.
pub fn in_list(refused: &Refused) -> bool {
    let before = refused.before();
    let mut open = Vec::new();
    for (at, c, _) in significant(before).filter(|(.., is_text)| !is_text) {
        match c {
            '(' | '[' => open.push(at),
            ')' | ']' => _ = open.pop(),
            _ => {}
        }
    }
    let Some(at) = open.pop() else { return false };
    let name = before[..at].trim_end().rsplit(|c| !is_name_char(c)).next().unwrap_or_default();
    let of_function = Function::from_word(name).map(Function::arity);
    of_function.or_else(|| Aggregate::from_word(name).map(Aggregate::arity)).is_some_and(|arity| arity.most > 1)
}

/// `target A 9` where a person asks, `hasil capaian A 105%` in an example: names, and a number that ends the line.
fn is_assumed(refused: &Refused) -> bool {
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || ",.% ".contains(c));
    let before = refused.before();
    let is_name = before.chars().all(|c| is_name_char(c) || c == ' ') && before.starts_with(char::is_alphabetic);
    let of_example = ["hasil", "diketahui"].iter().any(|word| leading_word(before).eq_ignore_ascii_case(word));
    (refused.rule == Rule::value_line || of_example)
        && is_number(refused.rest().split('#').next().unwrap_or_default())
        && is_name
}

/// Whether what is being compared has its comparison already.
fn condition_is_whole(refused: &Refused) -> bool {
    let sign = |c: char| "=<>≤≥≠".contains(c);
    refused.condition().is_none_or(|condition| condition.contains(sign) || refused.before().ends_with(')'))
}

/// A quoted code right behind an operand is one of two operands, where no text may follow.
fn code_follows(refused: &Refused) -> bool {
    let code = refused.token().trim_matches(is_quote);
    refused.rest().starts_with(is_quote) && code.contains('.') && !code.contains(' ') && !refused.wants(Rule::text)
}

/// Whether a text begins with a word that begins a line.
pub fn begins_line(text: &str) -> bool {
    begins_a_line(leading_word(text))
}

/// A complete line goes on.
pub fn extra(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest().trim_end();
    if !refused.wants(Rule::EOI) || rest.is_empty() {
        return None;
    }
    let at = refused.mismatch.at;
    let gap = refused.before().len();
    // `diketahui target A = 60..85 B = 88`
    let next = leading_word(rest);
    if refused.rule == Rule::given_line && !next.is_empty() && rest.contains('=') {
        let (before, edit) = (format!("\"{next}\""), Edit::replace(refused.span(gap, at - gap), "; "));
        let parted = format!("{}; {}", &refused.line[..gap], refused.rest());
        let is_whole = parse_line(refused.rule, &parted).is_ok();
        let problem = WritingProblem::MissingSign { span: refused.here(), sign: ";", before, edit };
        if is_whole {
            return Some(problem);
        }
    }
    if begins_line(rest) && gap < at {
        let found = format!("\"{}\"", leading_word(rest));
        let extra = Extra::Line(refused.span(gap, at - gap));
        return Some(WritingProblem::ExtraText { span: refused.here(), found, extra });
    }
    let span = refused.span(at, piece_end(refused.line, at) - at);
    let choice =
        refused.mismatch.expected.iter().any(|&rule| {
            key_word(rule).is_some() && !matches!(rule, Rule::show | Rule::kw_tampil | Rule::and | Rule::or)
        });
    if choice && !leading_word(rest).is_empty() {
        return Some(expected(refused));
    }
    let is_of = |word: &str| ["realisasi", "nilai", "capaian"].iter().any(|role| word.eq_ignore_ascii_case(role));
    let behind = ["pada", "dari", "atas", "untuk", "menurut"].into_iter().find_map(|word| rest.strip_prefix(word));
    let of = leading_word(behind.unwrap_or(rest).trim_start_matches(['(', '[', ' ']));
    if refused.rule == Rule::band_name_line && (is_of(of) || is_of(refused.last_token())) {
        return Some(WritingProblem::ExtraText { span, found: refused.found(), extra: Extra::BandOf });
    }
    match title_first(refused) {
        Some(extra) => Some(WritingProblem::ExtraText { span: refused.here(), found: refused.found(), extra }),
        None => tail(refused),
    }
}

/// `penutup rata_rata(capaian) "Rata-rata"; predikat IKU pada predikat`: the title stands behind all formulas.
fn title_first(refused: &Refused) -> Option<Extra> {
    let (before, title, at) = (refused.before(), refused.last_token(), refused.mismatch.at);
    let rest = refused.rest().strip_prefix(';')?;
    let is_alone = !significant(refused.line).any(|(place, _, quoted)| quoted && place > at);
    if !matches!(refused.rule, Rule::footer_line | Rule::subtotal_line) || !title.starts_with(is_quote) || !is_alone {
        return None;
    }
    let formulas = before.strip_suffix(title)?.trim_end().len();
    let end =
        significant(refused.line).filter(|(_, c, _)| !c.is_whitespace()).last().map(|(at, c, _)| at + c.len_utf8());
    let place = refused.span(formulas, before.len() - formulas);
    let whole = !rest.trim().is_empty();
    whole.then_some(Extra::Title { title: title.to_string(), place, end: refused.span(end?, 0) })
}
