//! Slips of words: names that are none, misspelt and missing key words, texts without quotes.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use super::expected::expected_with;
use super::{Refused, token};
use crate::diagnostic::{Edit, Suggestion, nearest};
use crate::syntax::lines::{is_name_char, is_quote, leading_word};
use crate::syntax::parser::{Rule, key_word, parse_line};
use crate::syntax::problem::{Extra, WritingProblem};
use crate::syntax::words::is_key_word;

/// Words for signs and words, as a person says them; the longer first where one begins with another.
const SPOKEN: &[(&str, &str)] = &[
    ("lebih dari atau sama dengan", ">="),
    ("kurang dari atau sama dengan", "<="),
    ("lebih besar dari", ">"),
    ("lebih kecil dari", "<"),
    ("tidak sama dengan", "<>"),
    ("sama dengan", "="),
    ("lebih dari", ">"),
    ("kurang dari", "<"),
    ("and", "dan"),
    ("or", "atau"),
    ("not", "tidak"),
    ("bukan", "tidak"),
    ("dikali", "*"),
    ("kali", "*"),
    ("dibagi", "/"),
    ("bagi", "/"),
    ("ditambah", "+"),
    ("tambah", "+"),
    ("dikurangi", "-"),
];

/// The sign or word that a spoken word inside a reference stands for.
pub fn spoken(word: &str) -> Option<&'static str> {
    SPOKEN.iter().find(|(spoken, _)| word.eq_ignore_ascii_case(spoken)).map(|&(_, instead)| instead)
}

/// A spoken word at the mismatch or among the words right before it.
pub fn foreign_word(refused: &Refused) -> Option<WritingProblem> {
    let before = refused.before();
    let run = before.rfind(|c: char| !is_name_char(c) && !c.is_whitespace());
    let run = run.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let words = refused.line.get(run..refused.mismatch.at)?;
    let starts = words.char_indices().filter(|&(at, c)| {
        is_name_char(c) && !words[..at].ends_with(is_name_char) && (run + at > 0 || refused.rule == Rule::formula_line)
    });
    let starts = starts.map(|(at, _)| run + at).chain([refused.mismatch.at]);
    for start in starts {
        let text = &refused.line[start..];
        let there = |spoken: &str| {
            text.get(..spoken.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(spoken))
                && !text[spoken.len()..].starts_with(is_name_char)
        };
        let Some(&(found, instead)) = SPOKEN.iter().find(|(spoken, _)| there(spoken)) else { continue };
        let prefix = instead == "tidak";
        if !refused.after_operand() && !refused.wants_operand() {
            return None;
        }
        if prefix || start > 0 {
            return Some(WritingProblem::ForeignOperator {
                span: refused.span(start, found.len()),
                found: text[..found.len()].to_string(),
                instead: instead.into(),
                edits: vec![refused.replace(start, found.len(), instead)],
            });
        }
    }
    None
}

/// A quoted title where the short name should come first.
pub fn missing_name(refused: &Refused) -> Option<WritingProblem> {
    let block = named_block(refused)?;
    if !refused.wants_name() || !refused.rest().starts_with(is_quote) {
        return None;
    }
    let label = refused.token();
    let after = refused.rest()[label.len()..].trim_start();
    let inner = label.trim_matches(is_quote);
    if after.starts_with(is_quote) && !inner.is_empty() && inner.chars().all(is_name_char) {
        return Some(bad_name_at(refused, label.to_string(), Some(inner.to_string())));
    }
    let words = label.split(|c: char| !is_name_char(c)).filter(|word| !word.is_empty()).take(3);
    let capitalised = words.map(|word| {
        let mut letters = word.chars();
        let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
        first + letters.as_str()
    });
    let span = refused.here();
    let (proposal, mut edits) = (as_name(&capitalised.collect::<String>()), Vec::new());
    // `indikator "Nilai AKIP" AKIP`: the name stands behind the title.
    let swapped = leading_word(after);
    let proposal = if swapped == after.trim_end() && !swapped.is_empty() && !is_key_word(swapped) {
        let gap = refused.mismatch.at + label.len();
        edits.push(Edit::replace(refused.span(gap, refused.line.len() - gap), ""));
        swapped.to_string()
    } else {
        proposal
    };
    edits.insert(0, Edit::insert_before(span, format!("{proposal} ")));
    Some(WritingProblem::MissingName { span, block, proposal, edits })
}

fn named_block(refused: &Refused) -> Option<&'static str> {
    Some(match refused.rule {
        Rule::quantity_line => "besaran",
        Rule::indicator_line => "indikator",
        Rule::group_line => "kelompok",
        Rule::table_line => "tabel",
        Rule::field_line => "kolom",
        Rule::rule_line if refused.before().contains(char::is_whitespace) => "aturan",
        _ => return None,
    })
}

/// A name with signs or spaces in it, a code without quotes, a word that is taken.
pub fn bad_name(refused: &Refused) -> Option<WritingProblem> {
    let named = named_block(refused).is_some();
    let gives_name = named || matches!(refused.rule, Rule::formula_line | Rule::band_name_line | Rule::field_line);
    if !gives_name {
        return None;
    }
    let rest = refused.rest();
    if refused.wants_name() && !refused.before().ends_with(['=', '"']) {
        // In a formula a bracket ends a number as a space does.
        let ends = |c: char| c.is_whitespace() || is_quote(c) || c == '=' || !named && matches!(c, ')' | ';');
        let written = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if is_key_word(written) {
            return Some(bad_name_at(refused, written.to_string(), None));
        }
        let number = written.trim_end_matches('%').chars().all(|c| c.is_ascii_digit() || c == ',');
        // A bracket or a point in front is no part of a name.
        let usable = written.contains(is_name_char) && (named || !number && written.starts_with(is_name_char));
        return usable.then(|| bad_name_at(refused, written.to_string(), Some(proposal_in(refused, written))));
    }
    // `Nilai-AKIP`: the name was read up to a sign that stands right behind it.
    let at = refused.mismatch.at;
    let name = refused.line.get(..at)?.rsplit(|c| !is_name_char(c)).next().unwrap_or_default();
    let start = at - name.len();
    let glued =
        !name.is_empty() && !rest.starts_with(|c: char| c.is_whitespace() || is_quote(c) || ":;=([{".contains(c));
    if glued && !rest.is_empty() && refused.wants(Rule::EOI) {
        let text = &refused.line[start..];
        let end = text.find(|c: char| c.is_whitespace() || is_quote(c) || c == '=').unwrap_or(text.len());
        let written = &text[..end];
        // `3.+ AKIP` is a number and a sign.
        let is_code = written.chars().all(|c| c.is_alphanumeric() || ".-_".contains(c));
        if name.bytes().all(|byte| byte.is_ascii_digit()) && !is_code {
            return None;
        }
        let only_stop = written.trim_end_matches(['.', ',', ';', ':']) == name;
        return (!only_stop).then(|| WritingProblem::BadName {
            span: refused.span(start, end),
            written: written.to_string(),
            proposal: Some(proposal_in(refused, written)),
        });
    }
    // `indikator Nilai AKIP "Nilai Evaluasi AKIP"`: more words before the title.
    if named && refused.wants(Rule::text) && rest.starts_with(is_name_char) {
        let name_start = refused.before().len() - leading_back(refused.before()).len();
        let quote = rest.find(is_quote)?;
        let end = at + rest[..quote].trim_end().len();
        let written = &refused.line[name_start..end];
        let plain = written.chars().all(|c| is_name_char(c) || c.is_whitespace()) && !written.contains('\n');
        return plain.then(|| WritingProblem::BadName {
            span: refused.span(name_start, end - name_start),
            written: written.to_string(),
            proposal: Some(proposal(written)),
        });
    }
    None
}

/// The same as [`proposal`]; in a formula a code stands behind a role, since alone it would be a text.
fn proposal_in(refused: &Refused, written: &str) -> String {
    let proposal = proposal(written);
    let in_formula = refused.rule == Rule::formula_line && proposal.starts_with('"') && !owns(refused.last_token());
    if in_formula { format!("nilai {proposal}") } else { proposal }
}

fn leading_back(text: &str) -> &str {
    text.rsplit(|c| !is_name_char(c)).next().unwrap_or_default()
}

/// Whether a word says which value of what is named behind it.
pub(super) fn owns(word: &str) -> bool {
    let roles = ["pagu", "serapan", "target", "realisasi", "capaian", "predikat", "nilai"];
    roles.iter().any(|role| word.eq_ignore_ascii_case(role))
}

fn bad_name_at(refused: &Refused, written: String, proposal: Option<String>) -> WritingProblem {
    WritingProblem::BadName { span: refused.span(refused.mismatch.at, written.len()), written, proposal }
}

/// A name like the one written: codes get quotes, other signs become `_`.
fn proposal(written: &str) -> String {
    let segments = || written.split('.');
    let plain = |segment: &str| {
        !segment.is_empty() && segment.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    let is_code = segments().count() > 1 || written.starts_with(|c: char| c.is_ascii_digit());
    if is_code && segments().all(plain) {
        return format!("\"{written}\"");
    }
    as_name(&written.split(|c| !is_name_char(c)).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_"))
}

fn as_name(text: &str) -> String {
    let begins_well = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    if begins_well && !is_key_word(text) { text.to_string() } else { format!("N{text}") }
}

/// `Indeks Pelayanan = …`: the words before `=`, and a name made of them.
pub fn words_before_equals(line: &str) -> Option<(usize, String)> {
    let end = line.find(['=', '\n']).filter(|&at| line[at..].starts_with('=') && !line[at..].starts_with("=="))?;
    let words = line[..end].trim_end();
    let plain = words.chars().all(|c| is_name_char(c) || c == ' ' || c == '-' || c == '.');
    let several = words.contains([' ', '-', '.']) && words.starts_with(is_name_char);
    (plain && several && words.split_whitespace().count() <= 6).then(|| (words.len(), proposal(words)))
}

/// Which way is better, as a person says it.
const TURNED: &[(&str, &str)] = &[
    ("turun", "rendah"),
    ("menurun", "rendah"),
    ("kecil", "rendah"),
    ("sedikit", "rendah"),
    ("kurang", "rendah"),
    ("negatif", "rendah"),
    ("minimal", "rendah"),
    ("minimalkan", "rendah"),
    ("minimum", "rendah"),
    ("minimasi", "rendah"),
    ("minimize", "rendah"),
    ("naik", "tinggi"),
    ("positif", "tinggi"),
    ("maksimal", "tinggi"),
    ("maksimalkan", "tinggi"),
    ("maksimum", "tinggi"),
    ("maksimasi", "tinggi"),
    ("maximize", "tinggi"),
    ("meningkat", "tinggi"),
    ("besar", "tinggi"),
    ("banyak", "tinggi"),
];

/// The direction that a person says so.
pub(super) fn meant(said: &str) -> Option<&'static str> {
    TURNED.iter().find(|(known, _)| said.eq_ignore_ascii_case(known)).map(|(_, meant)| *meant)
}

/// `arah makin turun`, `arah naik`.
pub fn turned(refused: &Refused) -> Option<WritingProblem> {
    let word = leading_word(refused.rest());
    let meant = meant(word)?;
    let whole = format!("makin {meant}");
    let new = match () {
        () if refused.wants(Rule::kw_tinggi) => meant,
        () if refused.wants(Rule::kw_makin) || refused.wants(Rule::direction) => whole.as_str(),
        () => return None,
    };
    let edit = Edit::replace(refused.span(refused.mismatch.at, word.len()), new);
    let mut problem = expected_with(refused, vec![Suggestion::new(format!("tulis {new}"), vec![edit])]);
    // The mend says it already, and another direction would confuse.
    if let WritingProblem::Expected { hints, .. } = &mut problem {
        hints.example = None;
    }
    Some(problem)
}

/// How people shorten `halaman`.
const PAGE: [&str; 4] = ["hal", "hlm", "h", "pg"];

/// A word that looks like one of the key words that could stand here.
pub fn misspelt(refused: &Refused) -> Option<WritingProblem> {
    let word = leading_word(refused.rest());
    // A number in a word is no slip of one.
    if word.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if refused.wants(Rule::kw_halaman) && PAGE.iter().any(|short| short.eq_ignore_ascii_case(word)) {
        let point = usize::from(refused.rest()[word.len()..].starts_with('.'));
        let edit = Edit::replace(refused.span(refused.mismatch.at, word.len() + point), "halaman");
        return Some(expected_with(refused, vec![Suggestion::new("tulis  halaman", vec![edit])]));
    }
    // Of two letters little is known, but that they join two parts.
    let behind = refused.rest()[word.len()..].trim_start();
    let joins = refused.after_operand() && behind.starts_with(|c: char| is_name_char(c) || is_quote(c) || c == '(');
    if word.chars().count() < if joins { 2 } else { 3 } {
        return None;
    }
    let key_words = refused.mismatch.expected.iter().filter_map(|&rule| key_word(rule)).flatten().copied();
    let key_words = key_words.chain(refused.wants(Rule::kw_itu).then_some("itu"));
    let near = nearest(word, key_words.filter(|known| word.chars().count() > 2 || *known == "dan"))?;
    let edit = refused.replace(refused.mismatch.at, word.len(), near);
    let mend = Suggestion::new(format!("apakah maksud Anda \"{near}\"?"), vec![edit]);
    Some(expected_with(refused, vec![mend]))
}

pub fn missing_otherwise(refused: &Refused) -> Option<WritingProblem> {
    let ends = refused.rest().is_empty() || refused.rest().starts_with([')', ';']);
    (refused.wants(Rule::kw_selain) && ends).then(|| WritingProblem::MissingOtherwise { span: refused.here() })
}

/// `""Baik""`: each quote twice, as spreadsheets write it in CSV.
pub fn doubled_quotes(refused: &Refused) -> Option<WritingProblem> {
    let line = refused.line;
    let is_begun = refused.before().len() == refused.mismatch.at && refused.before().ends_with("\"\"");
    let places: Vec<usize> = line.match_indices("\"\"").map(|(at, _)| at).collect();
    if !is_begun || places.len() % 2 == 1 || parse_line(refused.rule, &line.replace("\"\"", "\"")).is_err() {
        return None;
    }
    let edits = places.iter().map(|at| Edit::replace(refused.span(*at, 1), "")).collect();
    let (first, last) = (places.first()?, places.last()?);
    Some(WritingProblem::DoubledQuotes { span: refused.span(*first, last + 2 - first), edits })
}

/// `"Surat "Edaran" Bupati"`: a word stands right behind a text, and a quote follows.
pub fn nested_quotes(refused: &Refused) -> Option<WritingProblem> {
    let at = refused.mismatch.at;
    let rest = refused.rest().split(['\n', '#']).next().unwrap_or_default();
    let glued = refused.before().len() == at && refused.before().ends_with(is_quote) && rest.starts_with(is_name_char);
    let start = at - refused.last_token().len();
    let end = at + rest.rfind(is_quote).filter(|_| glued)?;
    let inside = refused.line[start..end].char_indices().skip(1).filter(|&(_, c)| is_quote(c));
    let edits = inside.map(|(at, c)| Edit::replace(refused.span(start + at, c.len_utf8()), "'")).collect();
    Some(WritingProblem::NestedQuotes { span: refused.span(start, at + rest.trim_end().len() - start), edits })
}

/// `kolom "Target" target`: the title stands behind what it is of.
pub fn title_first(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest().split('#').next().unwrap_or_default().trim_end();
    let title = refused.before().strip_prefix("kolom")?.trim();
    let is_title = title.len() > 2 && title.starts_with(is_quote) && title.matches(is_quote).count() == 2;
    let begins = is_title && title.ends_with(is_quote) && rest.starts_with(char::is_alphabetic);
    if refused.rule != Rule::column_line || !begins || rest.contains(is_quote) {
        return None;
    }
    let start = refused.line.find(title)?;
    let place = refused.span(start, refused.mismatch.at + rest.len() - start);
    let (found, instead) = (format!("{title} {rest}"), format!("{rest} {title}"));
    let edits = vec![Edit::replace(place, instead.as_str())];
    Some(WritingProblem::ForeignOperator { span: place, found, instead: instead.into(), edits })
}

/// Words where a quoted text belongs.
pub fn unquoted(refused: &Refused) -> Option<WritingProblem> {
    let at = refused.mismatch.at;
    let rest = refused.rest().split(['\n', '#']).next().unwrap_or_default().trim_end();
    if refused.rule == Rule::unit_line
        && refused.wants(Rule::EOI)
        && leading_word(rest.trim_start_matches(['/', '-'])).len() > 2
    {
        let start = refused.line.len() - refused.line["satuan".len()..].trim_start().len();
        let text = refused.line[start..at].to_string() + rest;
        let usable = !text.contains(is_quote) && !super::operands::begins_line(rest);
        return usable.then(|| WritingProblem::UnquotedText { span: refused.span(start, text.len()), text });
    }
    if !refused.wants(Rule::text) && !refused.wants(Rule::quote) {
        return None;
    }
    // `besaran K satuan persen`: what begins a line of its own is no title.
    let is_line = refused.wants(Rule::EOI) && super::operands::begins_line(rest);
    if is_line && rest.starts_with(char::is_lowercase) {
        return None;
    }
    let begins_text = match refused.rule {
        // After a formula only a word can begin a title; anything else is a slip of the formula.
        Rule::assert_line | Rule::footer_line | Rule::column_line => {
            refused.after_operand() && rest.starts_with(|c: char| c.is_alphabetic() || c == '%')
        }
        _ => !refused.after_operand() && !refused.wants_operand(),
    };
    let single = rest.starts_with(['\'', '‘', '’', '`', '«', '‚']);
    if !(begins_text || single && refused.wants(Rule::text)) {
        return None;
    }
    let written = match refused.rule {
        Rule::data_line => rest.split_whitespace().next().unwrap_or_default(),
        Rule::unit_line | Rule::field_line if !single => return None,
        _ => rest,
    };
    let text = written.trim_matches(['\'', '‘', '’', '`', '«', '»', '‚']).trim();
    // `aturan konversi Bayar 0 .. < 80% : 50%`: a line of the rule, not its title.
    let is_range = text.contains("..") && refused.wants(Rule::EOI) && begins_text;
    if is_range {
        let (gap, found) = (refused.before().len(), format!("\"{}\"", token(written)));
        let extra = Extra::Line(refused.span(gap, at - gap));
        return Some(WritingProblem::ExtraText { span: refused.here(), found, extra });
    }
    let usable = text.contains(char::is_alphanumeric) && !text.contains(is_quote);
    let joins = token(written).starts_with([',', ';', ':', '=']);
    (usable && !joins)
        .then(|| WritingProblem::UnquotedText { span: refused.span(at, written.len()), text: text.to_string() })
}
