//! Pieces too many in a list: a member of a list is never deleted, and what means something elsewhere is written there.

use super::Refused;
use super::expected::expected_with;
use super::signs::foreign;
use crate::diagnostic::{Edit, Suggestion};
use crate::source::Span;
use crate::syntax::lines::{self, is_name_char, is_quote, leading_word, significant};
use crate::syntax::parser::{Rule, parse_line};
use crate::syntax::problem::{Extra, WritingProblem};
use crate::syntax::{ways, words};
use std::ops::Range;

/// A name of a list and what stands behind it, as places in the line.
struct Named<'t> {
    name: &'t str,
    name_end: usize,
    /// Without the space before it; empty where the name stands alone.
    behind: Range<usize>,
}

/// Where in a list of names the first title stands, with which the line may be one of the grammar all the same: to it
/// `APK "Angka"` is a role and a code.
pub fn first_title(rule: Rule, line: &str) -> Option<usize> {
    if !matches!(rule, Rule::members_line | Rule::rows_line | Rule::beside_line) || !line.contains(is_quote) {
        return None;
    }
    let is_role = |name: &str| words::reserved().any(|role| words::is_word(name, role));
    let titled = named(line)?.into_iter().find(|item| is_text(&line[item.behind.clone()]) && !is_role(item.name))?;
    Some(titled.behind.start)
}

/// `anggota APK "Angka partisipasi"; PUTUS`: a title stands where the name is defined.
pub fn titles(refused: &Refused) -> Option<WritingProblem> {
    let at = first_title(refused.rule, refused.line)?;
    let mut edits = Vec::new();
    let mut settled = true;
    for item in named(refused.line)?.into_iter().filter(|item| !item.behind.is_empty()) {
        let title = &refused.line[item.behind.clone()];
        match definition(refused, item.name).filter(|_| is_text(title)) {
            Some((end, "")) => edits.push(Edit::replace(refused.file_span(end, 0), format!(" {title}"))),
            Some((_, there)) if there.trim_matches(is_quote) == title.trim_matches(is_quote) => {}
            _ => settled = false,
        }
        edits.push(Edit::replace(refused.span(item.name_end, item.behind.end - item.name_end), ""));
    }
    let text = "tulis judulnya di baris nama itu sendiri".to_string();
    let mends = if settled { vec![Suggestion::new(text, edits)] } else { Vec::new() };
    let advice = (!settled).then_some("di sini tulis namanya saja; judul yang tercetak adalah judul di baris nama itu");
    let (what, span) =
        (format!("judul tidak ditulis di baris \"{}\"", word(refused)), refused.span(at, text_end(refused, at)));
    Some(elsewhere(span, what, mends, advice))
}

/// `anggota APK 15%; PUTUS (85%)`: weights have a line of their own.
pub fn weights_of_members(refused: &Refused) -> Option<WritingProblem> {
    if refused.rule != Rule::members_line {
        return None;
    }
    let (start, end) = content(refused.line)?;
    let (items, signs) = weighted(refused.line, start, end)?;
    let first = items.iter().find(|(item, _)| !item.behind.is_empty())?.0.behind.clone();
    let mut edits: Vec<Edit> = items
        .iter()
        .filter(|(item, _)| !item.behind.is_empty())
        .map(|(item, _)| Edit::replace(refused.span(item.name_end, item.behind.end - item.name_end), ""))
        .collect();
    edits.extend(signs.into_iter().map(|sign| Edit::replace(refused.span(sign.start, sign.len()), ";")));
    let written: Vec<String> =
        items.iter().filter_map(|(item, weight)| Some(format!("{} {}", item.name, weight.as_ref()?))).collect();
    let line = format!("bobot {}", written.join("; "));
    let text = if has_weights(refused) {
        "hapus bobot di sini: bobot kelompok ini sudah ada di barisnya sendiri".to_string()
    } else {
        edits.push(Edit::replace(refused.span(end, 0), format!("\n  {line}")));
        "tulis bobotnya di baris tersendiri, \"bobot\"".to_string()
    };
    edits.sort_by_key(|edit| edit.span.start);
    let span = refused.span(first.start, first.len());
    let what = "bobot tidak ditulis di baris \"anggota\"".to_string();
    Some(elsewhere(span, what, vec![Suggestion::new(text, edits)], None))
}

/// `bobot A = 15%`, `bobot A: 15%`, `bobot 15% A`, `bobot A 15% B 85%`: name, weight, and `;` between them.
pub fn weights(refused: &Refused) -> Option<WritingProblem> {
    if refused.rule != Rule::weights_line {
        return None;
    }
    let (start, end) = content(refused.line)?;
    let written: Vec<String> = match weighted(refused.line, start, end) {
        Some((items, _)) => items
            .iter()
            .map(|(item, weight)| Some(format!("{} {}", item.name, weight.as_ref()?)))
            .collect::<Option<_>>()?,
        None => {
            parts(refused.line, start).into_iter().map(|part| turned(&refused.line[part])).collect::<Option<_>>()?
        }
    };
    let list = written.join("; ");
    let edits = vec![Edit::replace(refused.span(start, end - start), list.as_str())];
    let text = format!("tulis  bobot {}", crate::syntax::problem::to_type(&list));
    Some(expected_with(refused, vec![Suggestion::new(text, edits)]))
}

/// The lines below one that is nothing but the first word of a list, each of them a member: how long they are, and the
/// list in one line.
pub fn below(text: &str, rule: Rule, line: &str) -> Option<(usize, String)> {
    let word = line.trim();
    if !matches!(rule, Rule::members_line | Rule::weights_line) || leading_word(word).len() != word.len() {
        return None;
    }
    let (mut length, mut at, mut members) = (0, 0, Vec::new());
    for line in text.split_inclusive('\n') {
        let member = line.split('#').next().unwrap_or_default().trim().trim_end_matches([';', ',']);
        let is_first = at == 0 && member.is_empty();
        let is_member =
            !words::begins_a_line(leading_word(member)) && parse_line(rule, &format!("{word} {member}")).is_ok();
        if !is_first && !is_member {
            break;
        }
        if is_member {
            members.push(member);
            length = at + line.trim_end().len();
        }
        at += line.len();
    }
    (!members.is_empty()).then(|| (length, members.join("; ")))
}

/// Something behind a complete line, up to the next member of the list.
pub fn tail(refused: &Refused) -> Option<WritingProblem> {
    let (at, gap) = (refused.mismatch.at, refused.before().len());
    let rest = refused.rest();
    let sign = rest.chars().next().filter(|sign| matches!(sign, ';' | ',' | '.'));
    let behind = rest.trim_start_matches(|c: char| Some(c) == sign).trim_start();
    if sign.is_some_and(|sign| sign != '.') && !behind.is_empty() {
        return Some(behind_a_sign(refused, behind));
    }
    let end = piece_end(refused.line, at);
    let piece = &refused.line[at..end];
    if is_text(piece) && refused.last_token().starts_with(is_quote) {
        let (what, advice) = ("satu baris memuat satu judul saja".to_string(), "hapus salah satu judulnya");
        return Some(elsewhere(refused.span(at, end - at), what, Vec::new(), Some(advice)));
    }
    if let Some((span, instead)) = superfluous(refused) {
        let extra = if instead.is_empty() { Extra::Tail } else { Extra::Between };
        let found = format!("\"{}\"", &refused.text[span.range()]);
        return Some(WritingProblem::ExtraText { span, found, extra });
    }
    let is_list = refused.wants(Rule::semicolon) || end < refused.line.trim_end().len();
    // Another member may be meant by what has letters.
    let names = is_list && piece.chars().any(|c| c.is_alphabetic() || is_quote(c));
    let extra = match names {
        true => Extra::Unparted,
        // What says something is nothing to throw away.
        false if piece.contains(|c: char| c.is_alphanumeric() || is_quote(c)) => Extra::Saying,
        false if refused.line[gap..at].trim().is_empty() && sign.is_none() => {
            Extra::Piece(refused.span(gap, end - gap))
        }
        false => Extra::Tail,
    };
    Some(WritingProblem::ExtraText { span: refused.span(at, end - at), found: refused.found(), extra })
}

/// Signs at the mismatch without which the line is whole, and what parts its words then: `AKIP.+ IKPP`, `nama."N"`. Two
/// numbers never become one.
fn superfluous(refused: &Refused) -> Option<(Span, &'static str)> {
    let (at, rest) = (refused.mismatch.at, refused.rest());
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !is_quote(c) && !"_()[]{}#".contains(c);
    let run = rest.find(|c| !is_sign(c)).filter(|length| *length > 0)?;
    let before = &refused.line[..at];
    rest[..run].char_indices().map(|(start, c)| start + c.len_utf8()).find_map(|length| {
        let behind = &rest[length..];
        let goes_on = behind.trim_start_matches([',', '.']).starts_with(|c: char| c.is_ascii_digit());
        if before.ends_with(|c: char| c.is_ascii_digit()) && goes_on {
            return None;
        }
        let are_words = before.ends_with(is_name_char) && behind.starts_with(|c: char| is_name_char(c) || is_quote(c));
        let instead = if are_words { " " } else { "" };
        let is_whole = parse_line(refused.rule, &format!("{before}{instead}{behind}")).is_ok();
        is_whole.then(|| (refused.span(at, length), instead))
    })
}

/// A `;` or `,` behind which the line goes on: too many signs, or several of what has a line each.
fn behind_a_sign(refused: &Refused, behind: &str) -> WritingProblem {
    let (at, found) = (refused.mismatch.at, refused.found());
    let run = refused.rest().len() - refused.rest().trim_start_matches([';', ',']).len();
    let digits = behind.starts_with(|c: char| c.is_ascii_digit()) && refused.rest()[run..].len() == behind.len();
    let length = if digits && run > 1 { run - 1 } else { run };
    // `1;5`: without its sign it is another number.
    if digits && run == 1 && refused.line[..at].ends_with(|c: char| c.is_ascii_digit()) {
        let as_decimal = format!("{},{behind}", &refused.line[..at]);
        let is_whole = ways::is_sound(refused.source, refused.rule, &as_decimal);
        let extra = WritingProblem::ExtraText { span: refused.span(at, 1), found, extra: Extra::Saying };
        return if is_whole { foreign(refused, at, 1, ",") } else { extra };
    }
    let without = format!("{}{}", &refused.line[..at], &refused.line[at + length..]);
    if !behind.starts_with(char::is_alphabetic) && parse_line(refused.rule, &without).is_ok() {
        return WritingProblem::ExtraText { span: refused.span(at, length), found, extra: Extra::Tail };
    }
    let word = word(refused);
    let gaps = lines_apart(refused).unwrap_or_default();
    WritingProblem::ExtraText { span: refused.span(at, run), found, extra: Extra::Apart { word, gaps } }
}

/// What parts the line into good ones of the same kind, where a definition may have several of them.
fn lines_apart(refused: &Refused) -> Option<Vec<Span>> {
    let several = [Rule::quarter_line, Rule::footer_line, Rule::subtotal_line, Rule::accept_line, Rule::note_line];
    if !several.contains(&refused.rule) {
        return None;
    }
    let (line, word) = (refused.line, word(refused));
    let (mut gaps, mut whole) = (Vec::new(), None::<Range<usize>>);
    let parts = parts(line, word.len());
    for (index, part) in parts.iter().enumerate() {
        let start = whole.as_ref().map_or(part.start, |whole| whole.start);
        whole = Some(start..part.end);
        if parse_line(refused.rule, &format!("{word} {}", &line[start..part.end])).is_ok() {
            whole = None;
            gaps.extend(parts.get(index + 1).map(|next| refused.span(part.end, next.start - part.end)));
        }
    }
    whole.is_none().then_some(gaps)
}

/// Where the piece at this place ends: before the next `;` or at the end of the line, outside brackets and texts.
pub fn piece_end(line: &str, at: usize) -> usize {
    let (mut depth, mut end) = (0_i32, at);
    for (place, c, quoted) in significant(line).filter(|(place, ..)| *place >= at) {
        match c {
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth -= 1,
            ';' if !quoted && depth <= 0 && place > at => break,
            _ => {}
        }
        if !c.is_whitespace() {
            end = place + c.len_utf8();
        }
    }
    end
}

/// The members of a list from this place on, each from its first to its last sign.
fn parts(line: &str, from: usize) -> Vec<Range<usize>> {
    let (mut parts, mut part, mut depth) = (Vec::new(), None::<Range<usize>>, 0_i32);
    for (at, c, quoted) in significant(line).filter(|(at, c, _)| *at >= from && !c.is_whitespace()) {
        match c {
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth -= 1,
            ';' if !quoted && depth <= 0 => {
                parts.extend(part.take());
                continue;
            }
            _ => {}
        }
        part.get_or_insert(at..at).end = at + c.len_utf8();
    }
    parts.extend(part);
    parts
}

/// Where what follows the first word begins and ends.
fn content(line: &str) -> Option<(usize, usize)> {
    let parts = parts(line, leading_word(line).len());
    Some((parts.first()?.start, parts.last()?.end))
}

/// Names, each with at most one piece behind it; none where a member is no name.
fn named(line: &str) -> Option<Vec<Named<'_>>> {
    let one = |part: Range<usize>| {
        let text = &line[part.clone()];
        let name = name(text)?;
        let behind = text[name.len()..].trim_start();
        Some(Named { name, name_end: part.start + name.len(), behind: part.end - behind.len()..part.end })
    };
    parts(line, leading_word(line).len()).into_iter().map(one).collect()
}

/// Names with their weights, and where a `;` between two of them is missing, or what stands in its place; none where anything else stands there, or no
/// weight at all.
#[expect(clippy::type_complexity, reason = "two lists, read together")]
fn weighted(line: &str, start: usize, end: usize) -> Option<(Vec<(Named<'_>, Option<String>)>, Vec<Range<usize>>)> {
    let (mut items, mut signs) = (Vec::new(), Vec::new());
    for part in parts(&line[..end], start) {
        let mut at = part.start;
        while at < part.end {
            let name = name(&line[at..part.end])?;
            let name_end = at + name.len();
            let gap = line[name_end..part.end].len() - line[name_end..part.end].trim_start().len();
            let (weight, length) = match &line[name_end + gap..part.end] {
                "" => (None, 0),
                behind => weight(behind).map(|(weight, length)| (Some(weight), length))?,
            };
            let behind = name_end + gap..name_end + gap + length;
            // `40%. B 60%`
            let is_percent = line[..behind.end].ends_with('%');
            let sign = line[behind.end..part.end].starts_with(['.', ',']) && is_percent;
            let gap = behind.end..behind.end + usize::from(sign);
            at = gap.end + line[gap.end..part.end].len() - line[gap.end..part.end].trim_start().len();
            if at < part.end {
                signs.push(gap);
            }
            items.push((Named { name, name_end, behind }, weight));
        }
    }
    items.iter().any(|(_, weight)| weight.is_some()).then_some((items, signs))
}

/// The weight that a text begins with, as a line of weights has it, and how much of the text it is: `15%`, `(15%)`, `= 15%`.
fn weight(text: &str) -> Option<(String, usize)> {
    let said = ["=", ":", "bobot", "sebesar"].into_iter().find_map(|lead| {
        let rest = text.strip_prefix(lead)?;
        (!lead.starts_with(is_name_char) || !rest.starts_with(is_name_char)).then(|| rest.trim_start())
    });
    let bare = said.unwrap_or(text);
    let inner = bare.strip_prefix('(');
    let number = inner.unwrap_or(bare).trim_start();
    let digits = &number[..number.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(number.len())];
    let digits = digits.trim_end_matches(',');
    let after = number[digits.len()..].trim_start();
    let percent = after.strip_prefix('%').or_else(|| {
        let rest = after.strip_prefix("persen")?;
        (!rest.starts_with(is_name_char)).then_some(rest)
    });
    let rest = percent.unwrap_or(&number[digits.len()..]);
    let rest = if inner.is_some() { rest.trim_start().strip_prefix(')')? } else { rest };
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit()) && !rest.starts_with(is_name_char);
    let sign = if percent.is_some() { "%" } else { "" };
    is_number.then(|| (format!("{digits}{sign}"), text.len() - rest.len()))
}

/// `15% A`, or what is right already.
fn turned(part: &str) -> Option<String> {
    if parse_line(Rule::weights_line, &format!("bobot {part}")).is_ok() {
        return Some(part.to_string());
    }
    let (weight, length) = weight(part)?;
    let behind = part[length..].trim();
    name(behind).filter(|name| name.len() == behind.len()).map(|name| format!("{name} {weight}"))
}

/// The name a text begins with: a word, or a code in quotes.
fn name(text: &str) -> Option<&str> {
    let word = leading_word(text);
    if !word.is_empty() {
        return Some(word);
    }
    let code = super::token(text);
    let inner = code.trim_matches(is_quote);
    let is_code = code.starts_with(is_quote) && inner.contains('.') && !inner.contains(char::is_whitespace);
    is_code.then_some(code)
}

fn is_text(text: &str) -> bool {
    text.starts_with(is_quote) && super::token(text).len() == text.len() && text.chars().count() > 2
}

/// Where the name ends in the line that defines it, and the title there.
fn definition<'t>(refused: &Refused<'t>, wanted: &str) -> Option<(usize, &'t str)> {
    let mut start = 0;
    refused.text.split_inclusive('\n').find_map(|line| {
        let from = start;
        start += line.len();
        let head = leading_word(line.trim_start());
        if !["besaran", "indikator", "kelompok"].iter().any(|known| words::is_word(head, known)) {
            return None;
        }
        let at = line.len() - line.trim_start().len() + head.len();
        let rest = &line[at..];
        let name = name(rest.trim_start()).filter(|name| *name == wanted)?;
        let end = at + rest.len() - rest.trim_start().len() + name.len();
        let title = super::token(line[end..].trim_start());
        Some((from + end, if is_text(title) { title } else { "" }))
    })
}

/// Whether the group of this line has a line of weights.
fn has_weights(refused: &Refused) -> bool {
    let is_head = |line: &str| {
        let (line, word) = (line.trim_start(), leading_word(line.trim_start()));
        words::head(word).is_some() || lines::defines(line, word)
    };
    let has = |line: &str| words::is_word(leading_word(line.trim_start()), "bobot");
    let (above, below) = (&refused.text[..refused.base], &refused.text[refused.base + refused.line.len()..]);
    above.lines().rev().take_while(|line| !is_head(line)).any(has)
        || below.lines().take_while(|line| !is_head(line)).any(has)
}

fn word(refused: &Refused) -> String {
    leading_word(refused.line).to_lowercase()
}

fn text_end(refused: &Refused, at: usize) -> usize {
    super::token(&refused.line[at..]).len()
}

fn elsewhere(span: Span, what: String, mends: Vec<Suggestion>, advice: Option<&'static str>) -> WritingProblem {
    WritingProblem::ExtraText { span, found: String::new(), extra: Extra::Elsewhere { what, mends, advice } }
}
