//! A search as people speak of it: `berapa IKM supaya capaian TATA 100`, `cari SPBE agar IKU baik`.

use super::said::{Thing, is_amount, is_in, thing};
use super::state::written_name;
use crate::program::{NameId, Program, Role};
use crate::syntax::is_quote;

/// Words before what is to hold.
const SO_THAT: &[&str] = &["agar", "supaya", "biar", "sehingga", "untuk"];
const LEAST: &[&str] = &["minimal", "minimum", "sekurangnya", "setidaknya", "≥", "=>"];
const MOST: &[&str] = &["maksimal", "maksimum", "≤", "=<"];
/// Several words for one sign, the longer first.
const SIGNS: &[(&[&str], &str)] = &[
    (&["tidak", "kurang", "dari"], ">="),
    (&["tidak", "lebih", "dari"], "<="),
    (&["lebih", "besar", "dari"], ">"),
    (&["lebih", "tinggi", "dari"], ">"),
    (&["lebih", "kecil", "dari"], "<"),
    (&["lebih", "rendah", "dari"], "<"),
    (&["paling", "sedikit"], ">="),
    (&["paling", "rendah"], ">="),
    (&["paling", "banyak"], "<="),
    (&["paling", "tinggi"], "<="),
    (&["lebih", "dari"], ">"),
    (&["kurang", "dari"], "<"),
    (&["di", "atas"], ">"),
    (&["di", "bawah"], "<"),
    (&["diatas"], ">"),
    (&["dibawah"], "<"),
];
/// Words that stand between and say nothing more.
const EMPTY: &[&str] = &[
    "jadi", "menjadi", "mencapai", "sebesar", "adalah", "harus", "naik", "turun", "sampai", "ke", "bisa", "dapat",
    "nilai",
];

/// The line as the language has it.
pub fn goal(words: &[&str], program: &Program, year: i32) -> Option<String> {
    let so_that = words.iter().position(|word| is_in(SO_THAT, word))?;
    let (before, behind) = (&words[..so_that], &words[so_that + 1..]);
    let unknowns = things_in(before, program);
    // `supaya TATA 90 IKM berapa`: what is sought stands behind.
    let asked = behind.iter().position(|word| is_in(&["berapa", "harus"], word)).filter(|_| unknowns.is_empty());
    let (behind, unknowns) = match asked {
        Some(at) if at >= 1 && thing(&behind[at - 1..at], program).is_some() => {
            (&behind[..at - 1], things_in(&behind[at - 1..], program))
        }
        Some(at) => (&behind[..at], things_in(&behind[at..], program)),
        None => (behind, unknowns),
    };
    if unknowns.is_empty() || unknowns.len() > 2 {
        return None;
    }
    let wish = wish(behind, &unknowns[0], program, year)?;
    let written: Vec<String> = unknowns.iter().map(|one| one.written()).collect();
    Some(format!("cari {} agar {wish}", written.join("; ")))
}

/// Every thing that words name.
fn things_in(words: &[&str], program: &Program) -> Vec<Thing> {
    let (mut found, mut rest) = (Vec::new(), words);
    while let Some((_, next)) = rest.split_first() {
        match thing(rest, program) {
            Some((one, behind)) => {
                found.push(one);
                rest = behind;
            }
            None => rest = next,
        }
    }
    found
}

/// `capaian TATA >= 100`, `predikat IKU = "Baik"`: what is to hold; a role without its thing is that of what is sought.
fn wish(words: &[&str], sought: &Thing, program: &Program, year: i32) -> Option<String> {
    let (of, rest) = match thing(words, program) {
        Some(found) => found,
        None => {
            let (said, rest) = words.split_first()?;
            let said = said.to_lowercase();
            let role = Role::from_word(&said).or_else(|| Role::from_word(said.strip_suffix("nya")?));
            match role.and_then(Role::word) {
                Some(role) => (Thing { role: Some(role), ..sought.clone() }, rest),
                None => return grade_alone(words, sought, program, year),
            }
        }
    };
    let own = if of.role.is_none() { written_name(&of.name) } else { of.written() };
    let mut sign = None;
    let mut rest = rest;
    while let Some((word, next)) = rest.split_first() {
        let begins = |words: &[&str]| words.len() <= rest.len() && words.iter().zip(rest).all(|(a, b)| is_in(&[a], b));
        if let Some((words, meant)) = SIGNS.iter().find(|(words, _)| begins(words)) {
            (sign, rest) = (Some(*meant), &rest[words.len()..]);
            continue;
        }
        sign = match () {
            () if is_in(LEAST, word) => Some(">="),
            () if is_in(MOST, word) => Some("<="),
            () if matches!(*word, "=" | ">=" | "<=" | ">" | "<") => Some(*word),
            () if is_in(EMPTY, word) => sign,
            () => break,
        };
        rest = next;
    }
    let said = rest.join(" ");
    if let [amount] = rest
        && is_amount(amount)
    {
        // More of an achievement is better whatever the thing.
        let usual = if of.role == Some("capaian") { ">=" } else { "=" };
        return Some(format!("{own} {} {amount}", sign.unwrap_or(usual)));
    }
    let word = said.trim_matches(is_quote);
    let grade = grade(&of.name, word, program, year)?;
    let is_grade = matches!(of.role, None | Some("predikat" | "capaian"));
    is_grade.then(|| format!("predikat {} {} \"{grade}\"", written_name(&of.name), sign.unwrap_or("=")))
}

/// `agar baik`: a grade that is that of what is sought, else of a group that it is a member of.
fn grade_alone(words: &[&str], sought: &Thing, program: &Program, year: i32) -> Option<String> {
    let is_empty = |word: &&&str| is_in(EMPTY, word) || is_in(LEAST, word);
    let said = words.iter().skip_while(is_empty).copied().collect::<Vec<_>>().join(" ");
    let word = said.trim_matches(is_quote);
    let own = *program.by_code.get(&sought.name)?;
    let is_member = |id: &NameId| {
        let group = program.version(*id, year).and_then(|version| version.kind.group());
        group.is_some_and(|group| group.members.iter().any(|(member, _)| *member == own))
    };
    let groups = program.in_order().into_iter().filter(is_member);
    let mut graded = [own].into_iter().chain(groups).map(|id| program.code(id));
    let (name, grade) = graded.find_map(|name| Some((name, grade(name, word, program, year)?)))?;
    Some(format!("predikat {} = \"{grade}\"", written_name(name)))
}

/// The grade of a thing that a word names, whatever its case.
fn grade<'p>(name: &str, word: &str, program: &'p Program, year: i32) -> Option<&'p str> {
    let version = program.version(*program.by_code.get(name)?, year)?;
    let rule = program.band_rule(&version.band.as_ref()?.0, year)?;
    rule.bands.iter().map(|band| band.grade.as_str()).find(|grade| grade.eq_ignore_ascii_case(word))
}
