//! What people say of a number beside it: its unit, that it is rounded, that it goes up; and two columns in one line.

use super::Refused;
use crate::diagnostic::{Edit, Suggestion};
use crate::number;
use crate::syntax::lines::{is_name_char, is_quote, leading_word, significant};
use crate::syntax::parser::{Rule, parse_line};
use crate::syntax::problem::{Extra, WritingProblem};

/// Words before a number that is rounded.
const ABOUT: &[&str] = &["kira-kira", "kurang lebih", "sekitar", "kisaran", "hampir", "±", "+/-", "~"];

/// Words that begin what a column shows.
const COLUMNS: &[&str] =
    &["kode", "nama", "sasaran", "satuan", "target", "realisasi", "capaian", "predikat", "pagu", "serapan", "nilai"];

/// `TEMUAN = 12 temuan`: a number that is the whole value, and its unit.
pub fn unit(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest().split(['\n', '#', ';']).next().unwrap_or_default().trim_end();
    let is_word = |word: &str| word.chars().all(|c| is_name_char(c) || c == '/' || c == '-');
    let is_unit = !rest.is_empty()
        && rest.starts_with(char::is_lowercase)
        // What stands in capitals is a name: `2 orang TOTAL` is no unit.
        && rest.split_whitespace().all(|word| is_word(word) && word.starts_with(char::is_lowercase))
        && rest.split_whitespace().count() <= 3
        && refused.condition().is_none()
        && !super::operands::begins_line(rest);
    let number = refused.last_token();
    let value = refused.before().strip_suffix(number)?.trim_end();
    let whole =
        value.ends_with(['=', '≈', ';']) || value.ends_with("..") || matches!(value, "skala" | "langkah" | "batas");
    let is_many = number::zeros(&leading_word(rest).to_lowercase()).is_some();
    let ends = refused.after_operand() || matches!(refused.rule, Rule::scale_line | Rule::cap_line | Rule::step_line);
    if !(is_unit || is_many) || !ends || !whole || !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if is_many {
        return magnitude(refused, number, rest);
    }
    let gap = refused.before().len();
    let place = refused.span(gap, refused.mismatch.at + rest.len() - gap);
    let extra = Extra::Unit { place, unit: rest.to_string() };
    let span = refused.span(refused.mismatch.at, rest.len());
    Some(WritingProblem::ExtraText { span, found: format!("\"{rest}\""), extra })
}

/// `pagu "7.01" = 150 juta`: the number in full; both that `1.200 juta` may be.
fn magnitude(refused: &Refused, number: &str, rest: &str) -> Option<WritingProblem> {
    let zeros = number::zeros(&leading_word(rest).to_lowercase())?;
    let in_full = |read: &String| {
        let whole = number::with_zeros(number::parse_decimal(read).ok()?, zeros).filter(|whole| whole.is_integer())?;
        Some(number::format(&whole.to_string(), number::NumberStyle::Indonesian).replace('.', "_"))
    };
    let numbers: Vec<String> = readings(number).iter().map(in_full).collect::<Option<_>>()?;
    numbers.first()?;
    let start = refused.before().len() - number.len();
    let place = refused.span(start, refused.mismatch.at + rest.len() - start);
    let extra = Extra::Magnitude { place, numbers };
    Some(WritingProblem::ExtraText { span: place, found: format!("\"{number} {rest}\""), extra })
}

/// What the signs in a number may mean, thousands first, each with a point before decimals: `1.200` both, `1.200,5` one.
fn readings(number: &str) -> Vec<String> {
    let number = number.replace('_', "");
    let parted = |whole: &str, sign: char| {
        let mut groups = whole.split(sign);
        groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && first != "0")
            && groups.all(|group| group.len() == 3)
    };
    match (number.rfind('.'), number.rfind(',')) {
        (None, None) => vec![number],
        (Some(point), Some(comma)) => {
            let (at, sign) = if point > comma { (point, ',') } else { (comma, '.') };
            let (whole, part) = (&number[..at], &number[at + 1..]);
            let is_number = parted(whole, sign) && !part.contains(['.', ',']);
            is_number.then(|| format!("{}.{part}", whole.replace(sign, ""))).into_iter().collect()
        }
        (Some(_), None) if number.matches('.').count() == 1 => {
            let thousands = parted(&number, '.').then(|| number.replace('.', ""));
            thousands.into_iter().chain([number]).collect()
        }
        (None, Some(_)) if number.matches(',').count() == 1 => vec![number.replace(',', ".")],
        (Some(_), None) => parted(&number, '.').then(|| number.replace('.', "")).into_iter().collect(),
        (None, Some(_)) => parted(&number, ',').then(|| number.replace(',', "")).into_iter().collect(),
    }
}

/// `tampil 2 desimal`, `bulat 2 angka di belakang koma`: the number says it.
pub fn decimals(refused: &Refused) -> Option<WritingProblem> {
    let rest = refused.rest().split(['#', '"', '\n']).next().unwrap_or_default().trim_end();
    let is_said =
        ["desimal", "digit", "angka", "koma"].iter().any(|word| leading_word(rest).eq_ignore_ascii_case(word));
    let number = refused.last_token();
    let before = refused.before().strip_suffix(number)?.trim_end();
    let is_places = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty();
    let last = before.rsplit(|c| !is_name_char(c)).next().unwrap_or_default();
    let counts = ["tampil", "bulat"].iter().any(|word| last.eq_ignore_ascii_case(word));
    let gap = refused.before().len();
    let end = refused.mismatch.at + rest.len();
    let extra = Extra::Piece(refused.span(gap, end - gap));
    let span = refused.span(refused.mismatch.at, rest.len());
    (is_said && is_places && counts).then(|| WritingProblem::ExtraText { span, found: format!("\"{rest}\""), extra })
}

/// `target 25..30`: in rules a target is one number.
pub fn range_target(refused: &Refused) -> Option<WritingProblem> {
    let number = refused.last_token();
    let rest = refused.rest().split(['\n', '#']).next().unwrap_or_default().trim_end();
    let high = ["..", "s.d.", "s/d", "sampai", "hingga"].iter().find_map(|sign| rest.strip_prefix(sign))?.trim();
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if refused.rule != Rule::target_line || !is_number(number) || !is_number(high) {
        return None;
    }
    let start = refused.before().len() - number.len();
    let span = refused.span(start, refused.mismatch.at + rest.len() - start);
    let range = format!("{number}-{high}");
    Some(WritingProblem::ExtraText { span, found: range.clone(), extra: Extra::RangeInRules { range } })
}

/// `hasil X = kira-kira 107,81`: in an example there is a sign for it, elsewhere a number is a number.
pub fn about(refused: &Refused) -> Option<WritingProblem> {
    let before = refused.before();
    let number = refused.rest().starts_with(|c: char| c.is_ascii_digit());
    // The sign itself may be what cannot be read.
    let (start, length) = ABOUT.iter().find_map(|said| {
        let behind = number.then(|| before.len().checked_sub(said.len())).flatten();
        let here = Some(refused.mismatch.at).filter(|_| !said.starts_with(char::is_alphabetic));
        [behind, here].into_iter().flatten().find_map(|start| {
            let there = refused.line.get(start..start + said.len())?;
            let begins = !refused.line[..start].ends_with(is_name_char) || !said.starts_with(char::is_alphabetic);
            (there.eq_ignore_ascii_case(said) && begins).then_some((start, said.len()))
        })
    })?;
    let after = refused.line[start + length..].trim_start();
    let lead = refused.line[..start].trim_end();
    if !after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let found = refused.line[start..start + length].to_string();
    let span = refused.span(start, length);
    if refused.rule != Rule::expect_line {
        let end = refused.line.len() - after.len();
        let fits = lead.ends_with('=');
        let extra = Extra::Piece(refused.span(start, end - start));
        return fits.then(|| WritingProblem::ExtraText { span, found: format!("\"{found}\""), extra });
    }
    let from = lead.strip_suffix('=').map_or(start, |lead| lead.trim_end().len() + 1);
    let edits = vec![Edit::replace(refused.span(from, start + length - from), "≈")];
    Some(WritingProblem::ForeignOperator { span, found, instead: "≈".into(), edits })
}

/// `X = IKM naik 5`
pub fn moved(refused: &Refused) -> Option<WritingProblem> {
    let word = leading_word(refused.rest());
    let sign = match word.to_lowercase().as_str() {
        "naik" => "+",
        "turun" => "-",
        _ => return None,
    };
    let behind = refused.rest()[word.len()..].trim_start();
    let number = behind.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '_'));
    // `naik 2x`, `naik 2 kali` is no sum.
    let is_other = number.trim_start().starts_with(|c: char| c.is_alphabetic());
    let by = number.len() < behind.len() && !is_other;
    let at = refused.mismatch.at;
    let is_value = refused.before().ends_with(|c: char| is_name_char(c) || c == ')' || c == ']');
    (by && is_value && refused.rule != Rule::sort_line).then(|| WritingProblem::ForeignOperator {
        span: refused.span(at, word.len()),
        found: word.to_string(),
        instead: sign.into(),
        edits: vec![refused.replace(at, word.len(), sign)],
    })
}

/// `besaran IKPP = 1,25*IKM + IPP`: below its head a formula has a line of its own.
pub fn formula_at_head(refused: &Refused) -> Option<WritingProblem> {
    let (clause, word) = if matches!(refused.rule, Rule::quantity_line | Rule::indicator_line | Rule::alter_line) {
        (Rule::formula_clause_line, "rumus")
    } else if refused.rule == Rule::group_line {
        (Rule::achievement_line, "capaian")
    } else {
        return None;
    };
    let formula = refused.rest().strip_prefix(['=', ':'])?.trim_start();
    // `besaran X: "Judul"`
    let is_title = formula.starts_with(is_quote);
    parse_line(clause, &format!("{word} {formula}")).ok().filter(|_| !is_title)?;
    let gap = refused.before().len();
    let start = refused.line.len() - formula.len();
    let edits = vec![Edit::replace(refused.span(gap, start - gap), format!("\n  {word} "))];
    let mends = vec![Suggestion { text: format!("tulis  {word}  di baris baru"), edits }];
    let what = format!("di bawah nama itu rumusnya ditulis di baris tersendiri, diawali  {word}");
    let extra = Extra::Elsewhere { what, mends, advice: None };
    Some(WritingProblem::ExtraText { span: refused.here(), found: String::new(), extra })
}

/// `90% persen`, `90 persen`: the sign alone.
pub fn percent(refused: &Refused) -> Option<WritingProblem> {
    let (word, number) = (leading_word(refused.rest()), refused.last_token());
    if !word.eq_ignore_ascii_case("persen") || !refused.after_operand() {
        return None;
    }
    let gap = refused.before().len();
    let length = refused.mismatch.at + word.len() - gap;
    let (found, sign) = match number.starts_with(|c: char| c.is_ascii_digit()) && !number.ends_with('%') {
        true => (word.to_string(), "%"),
        false if refused.before().ends_with('%') => (format!("% {word}"), ""),
        false => return None,
    };
    let edits = vec![refused.replace(gap, length, sign)];
    Some(WritingProblem::ForeignOperator { span: refused.here(), found, instead: "%".into(), edits })
}

/// `kolom nama, capaian`: a line of its own for each.
pub fn columns(refused: &Refused) -> Option<WritingProblem> {
    let is_titled = refused.before().ends_with(['"', '”']) && refused.rest().starts_with(char::is_lowercase);
    // `kolom "Realisasi" realisasi` is one column, its heading in front.
    let is_title_alone =
        refused.before()[leading_word(refused.before()).len()..].trim_start().starts_with(['"', '“', '„']);
    let is_titled = is_titled && !is_title_alone;
    if refused.rule == Rule::column_line && is_titled && COLUMNS.contains(&leading_word(refused.rest())) {
        // `kolom target "Target" realisasi "Realisasi"`
        let gap = refused.before().len();
        let gaps = vec![refused.span(gap, refused.mismatch.at - gap)];
        let extra = Extra::Apart { word: "kolom".into(), gaps };
        return Some(WritingProblem::ExtraText { span: refused.here(), found: refused.found(), extra });
    }
    if refused.rule != Rule::column_line || !refused.rest().starts_with([',', ';']) {
        return None;
    }
    let apart: Vec<(usize, usize)> = significant(refused.line)
        .filter(|&(at, c, quoted)| !quoted && matches!(c, ',' | ';') && at >= refused.mismatch.at)
        .map(|(at, ..)| (at, refused.line[at + 1..].len() - refused.line[at + 1..].trim_start().len() + 1))
        .collect();
    let begins = |&(at, length): &(usize, usize)| refused.line[at + length..].starts_with(char::is_alphabetic);
    let gaps = apart.iter().map(|&(at, length)| refused.span(at, length)).collect();
    apart.iter().all(begins).then(|| WritingProblem::ExtraText {
        span: refused.here(),
        found: refused.found(),
        extra: Extra::Apart { word: "kolom".into(), gaps },
    })
}
