//! The message of last resort: what could have stood there, and a good line of the same kind.

#![expect(clippy::wildcard_enum_match_arm, reason = "a line of the grammar has few of its rules")]

use super::Refused;
use crate::diagnostic::{Edit, Suggestion};
use crate::syntax::examples::example;
use crate::syntax::lines::{is_quote, leading_word};
use crate::syntax::parser::{Rule, describe};
use crate::syntax::problem::{Hints, Missing, WritingProblem, short};

/// What an operand can be.
const OPERAND: [&str; 3] = ["nama", "angka", "rumus"];

pub fn expected(refused: &Refused) -> WritingProblem {
    expected_with(refused, Vec::new())
}

/// The same with mends that come before the usual ones.
pub fn expected_with(refused: &Refused, mut mends: Vec<Suggestion>) -> WritingProblem {
    mends.extend(usual_mends(refused));
    let at_end = at_end_of(refused);
    let missing = match at_end {
        true => Missing::After(short(refused.last_token().trim_matches(is_quote))),
        false => Missing::Instead(refused.found()),
    };
    let advice = if refused.rest().starts_with('$') {
        Some("rumus memakai nama, bukan alamat sel seperti $A$2")
    } else if refused.before().ends_with('[') {
        Some("tahun lain ditulis  IKM[2022]  atau  IKM[tahun-1]")
    } else {
        None
    };
    let example = match refused.rule {
        Rule::rows_line if refused.before().contains("kelas") => Some("baris kelas capaian > 100 \"Melebihi target\""),
        Rule::rows_line if refused.before().contains("tahun") => Some("baris tahun 2022..2024"),
        rule if rule != Rule::case_line && refused.before().contains("jika ") && rule != Rule::assert_line => {
            Some("jika IKM >= 90 maka 1 selain itu 0")
        }
        Rule::field_line if refused.has('=') => Some("kolom kode = \"Kode Indikator\""),
        rule => example(rule),
    };
    let hints = Hints { mends, advice, example: example.filter(|_| advice.is_none()) };
    WritingProblem::Expected { span: refused.here(), missing, expected: wanted(refused, at_end), hints }
}

fn at_end_of(refused: &Refused) -> bool {
    refused.rest().trim().is_empty()
}

fn usual_mends(refused: &Refused) -> Vec<Suggestion> {
    let at = refused.mismatch.at;
    let token = refused.token();
    let mend = |text: String, edit: Edit| vec![Suggestion { text, edits: vec![edit] }];
    let starts_operand = refused.wants_operand();
    let digits = refused.rest().get(1..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    let wants_number = starts_operand || refused.wants(Rule::range) || refused.wants(Rule::signed);
    if token.starts_with([',', '.']) && digits && wants_number {
        return mend("tulis 0 di depan koma".into(), Edit::replace(refused.span(at, 0), "0"));
    }
    let inner = token.trim_matches(is_quote);
    let is_number = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || ",._".contains(c));
    if token.starts_with(is_quote) && is_number && !starts_operand && wants_number {
        let edit = Edit::replace(refused.span(at, token.len()), inner);
        return mend(format!("tulis {} tanpa tanda kutip", short(inner)), edit);
    }
    // Of `/ * 100` an operand may be lost as well.
    let is_again = token.starts_with('+') || refused.before().ends_with(token);
    let doubled = starts_operand && refused.before().ends_with(|c: char| "+-–−*×/÷^".contains(c)) && is_again;
    if doubled && token.starts_with(|c: char| "+*×/÷^".contains(c)) {
        return mend(format!("hapus tanda {token}"), Edit::replace(refused.span(at, token.len()), ""));
    }
    let year = refused.last_token();
    if refused.rule == Rule::plan_line
        && at_end_of(refused)
        && year.len() == 4
        && year.bytes().all(|c| c.is_ascii_digit())
    {
        let word = refused.span(0, leading_word(refused.line).len());
        let mut mends = mend(format!("bila itu tahun laporan, tulis  tahun {year}"), Edit::replace(word, "tahun"));
        let end = refused.span(refused.before().len(), 0);
        mends.extend(mend(
            format!("bila rencananya satu tahun, tulis  {year}..{year}"),
            Edit::replace(end, format!("..{year}")),
        ));
        return mends;
    }
    if refused.rule == Rule::unit_line && token == "%" {
        return mend("tulis persen".into(), Edit::replace(refused.span(at, 1), "persen"));
    }
    Vec::new()
}

/// What was expected, in words; what could only have gone on is left out where something else is missing.
fn wanted(refused: &Refused, at_end: bool) -> Vec<&'static str> {
    use Rule::*;
    let expected = &refused.mismatch.expected;
    let all: Vec<Rule> = if refused.after_operand() {
        let goes_on = [
            plus,
            minus,
            times,
            divide,
            power,
            comparison,
            and,
            or,
            percent,
            open_period,
            period,
            word,
            code,
            open,
            not_equal,
            less,
            less_equal,
            greater,
            greater_equal,
            equals,
        ];
        expected.iter().copied().filter(|rule| !goes_on.contains(rule)).collect()
    } else {
        expected.clone()
    };
    if all.is_empty() {
        return vec!["tanda hitung"];
    }
    let mut words: Vec<&'static str> = Vec::new();
    let starts_part = refused.wants_operand();
    if starts_part {
        words.extend(OPERAND);
    }
    let parts_of_operand = [
        expr,
        group,
        literal,
        number,
        text,
        quote,
        call,
        function,
        reference,
        word,
        code,
        open,
        negative,
        not,
        kw_jika,
        conditional,
        prefix,
        kw_tidak,
        undefined,
        outcome,
    ];
    let compares = refused.condition().is_some_and(|condition| !condition.contains(|c: char| "=<>≤≥≠".contains(c)));
    if refused.after_operand() && compares && !refused.before().ends_with(')') {
        words.push("pembanding (= < >)");
    }
    // A name that may go on is less likely than the sign that has to follow it.
    let assigned = all.contains(&equals) && !refused.after_operand();
    let goes_on = [word, code, name, open_period, period];
    let minor = [percent, kw_tampil, show, semicolon, EOI];
    let weighty = all.iter().any(|rule| !minor.contains(rule));
    let either = all.contains(&about);
    for &rule in all.iter().filter(|rule| !either || **rule != equals) {
        let part = starts_part && parts_of_operand.contains(&rule);
        let last = rule == EOI && all.len() > 1;
        let optional = last || weighty && (rule == percent || (at_end && minor.contains(&rule)));
        if part || optional || (assigned && goes_on.contains(&rule)) {
            continue;
        }
        let number_after_sign = rule == integer && refused.before().ends_with(['-', '+', '–', '−']);
        let described = if number_after_sign { Some("bilangan bulat") } else { describe(rule) };
        words.extend(described.filter(|described| !words.contains(described)));
    }
    words
}
