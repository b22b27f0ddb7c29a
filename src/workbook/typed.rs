//! What may be typed in a cell of inputs: what Excel checks, and what the working cells check again.

use super::inputs::Entered;
use super::state::States;
use super::terms;
use super::translate::Kind;
use crate::data::Content;
use crate::number::{Exact, Interval, NumberStyle, format};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, XlsxError};
use std::collections::BTreeSet;
use std::ops::Bound;

/// An input cell as formulas see it.
#[derive(Debug)]
pub struct Typed {
    pub cell: String,
    /// What it says: of an order the word of the rules, whatever its case.
    pub value: String,
    pub kind: Kind,
    /// What must hold of it, with `@` for the cell; pasting goes around what Excel checks.
    pub(super) fits: Option<String>,
    /// Of a target the two cells in which the ends of a range may be typed instead.
    pub(super) ends: Option<Ends>,
    /// Whether it may be a range as it stands there.
    pub is_range: bool,
    /// Whether it may be below zero.
    pub is_signed: bool,
}

/// The cells of both ends of a range.
#[derive(Debug)]
pub(super) struct Ends {
    pub low: String,
    pub high: String,
    /// What must hold of each, with `@` for its cell.
    pub fits: [Option<String>; 2],
}

impl Ends {
    /// Whether both are typed.
    pub fn are_there(&self) -> String {
        format!("AND(ISNUMBER({}),ISNUMBER({}))", self.low, self.high)
    }

    /// Whether they are the wrong way round, or one is what it may not be.
    pub fn are_wrong(&self) -> String {
        let Ends { low, high, fits } = self;
        let out = [low, high].into_iter().zip(fits);
        let out = out.filter_map(|(end, fits)| Some(format!("NOT({})", fits.as_ref()?.replace('@', end))));
        let wrong: Vec<String> = std::iter::once(format!("{low}>{high}")).chain(out).collect();
        if wrong.len() > 1 { format!("OR({})", wrong.join(",")) } else { wrong.concat() }
    }

    /// The target that they make: a range as it is printed, or the one number that both are.
    pub fn target(&self) -> String {
        let Ends { low, high, .. } = self;
        format!("IF({low}={high},{low},SUBSTITUTE({low}&\"–\"&{high},\".\",\",\"))")
    }
}

/// What must hold of what is typed in a cell, whether something stands there now or not; `other` is how an end of a range has
/// to stand to its other end.
pub(super) fn fits(entered: &Entered, other: Option<String>) -> Option<String> {
    match kept(entered)? {
        Allowed::Words(words) => {
            let exact = || words.iter().map(|word| format!("EXACT(@,{})", terms::text(word))).collect::<Vec<_>>();
            match found(words, "@") {
                Some(found) => Some(format!("ISNUMBER({found})")),
                None => Some(format!("OR({})", exact().join(","))).filter(|_| words.len() <= MOST_WORDS),
            }
        }
        Allowed::Within(range) => {
            let mut tests: Vec<String> = ends(range, "@").into_iter().map(|(test, ..)| test).collect();
            tests.extend(other);
            Some(format!("AND({})", tests.join(","))).filter(|_| !tests.is_empty())
        }
    }
}

/// What may be typed, unless what stands there now is something else: what is assumed at the prompt counts all the same.
fn kept(entered: &Entered) -> Option<Allowed<'_>> {
    let allowed = allowed(entered)?;
    let holds = match (&allowed, &entered.content) {
        (_, Content::Missing(..)) => true,
        (Allowed::Words(words), Content::Text(now)) => words.iter().any(|word| **word == **now),
        (Allowed::Within(range), Content::Number(now)) => range.contains(&Exact::from(*now)),
        (Allowed::Words(_), Content::Number(_)) | (Allowed::Within(_), Content::Text(_)) => false,
    };
    holds.then_some(allowed)
}

/// More words are no list in a formula.
const MOST_WORDS: usize = 30;

/// The place of a word among those of an order, whatever its case, as in data; none where a formula cannot find it.
fn found(words: &[String], cell: &str) -> Option<String> {
    let lower: BTreeSet<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_plain = |word: &String| !word.contains(['*', '?', '~']) && word.chars().count() < 250;
    let is_clear = lower.len() == words.len() && words.len() <= MOST_WORDS && words.iter().all(is_plain);
    is_clear.then(|| format!("MATCH({cell},{{{}}},0)", list(words)))
}

fn list(words: &[String]) -> String {
    words.iter().map(|word| terms::text(word)).collect::<Vec<_>>().join(",")
}

/// What a cell says in a formula.
pub(super) fn value(entered: &Entered, cell: &str) -> String {
    let Some(Allowed::Words(words)) = kept(entered) else { return cell.to_string() };
    found(words, cell).map_or(cell.to_string(), |found| format!("INDEX({{{}}},{found})", list(words)))
}

/// Whether a number in the cell may be below zero.
pub(super) fn is_signed(entered: &Entered) -> bool {
    match kept(entered) {
        Some(Allowed::Within(range)) => match range.lo() {
            Bound::Included(end) | Bound::Excluded(end) => end.is_negative(),
            Bound::Unbounded => true,
        },
        Some(Allowed::Words(_)) => false,
        None => true,
    }
}

impl Typed {
    /// What it says as a formula: of a target whose ends are typed the range that they make.
    pub fn says(&self) -> String {
        match &self.ends {
            Some(ends) => format!("IF({},{},{})", ends.are_there(), ends.target(), self.value),
            None => self.value.clone(),
        }
    }

    /// Its state as a formula.
    pub fn states(&self) -> States {
        let own = self.own_state();
        States::cell(match &self.ends {
            Some(ends) => {
                let half = format!("OR(ISNUMBER({}),ISNUMBER({}))", ends.low, ends.high);
                format!("IF({},IF({},4,0),IF({half},2,{own}))", ends.are_there(), ends.are_wrong())
            }
            None => own,
        })
    }

    fn own_state(&self) -> String {
        let Typed { cell, kind, fits, .. } = self;
        let there = fits.as_ref().map_or("0".to_string(), |fits| format!("IF({},0,4)", fits.replace('@', cell)));
        let blank = format!("OR({cell}=\"\",{cell}=\"-\",{cell}=\"–\",LOWER({cell})=\"belum diisi\")");
        let other = format!("IF(OR(LOWER({cell})=\"n/a\",LOWER({cell})=\"tidak berlaku\"),1");
        let undefined = format!("IF(LOWER({cell})=\"tidak terdefinisi\",3");
        match kind {
            Kind::Word => format!("IF({blank},2,{other},{undefined},IF({cell}=\"keliru\",4,{there}))))"),
            Kind::Number | Kind::Truth => {
                format!("IF(ISNUMBER({cell}),{there},IF({blank},2,{other},{undefined},4))))")
            }
        }
    }
}

/// What may be typed.
#[derive(Debug, PartialEq)]
pub(super) enum Allowed<'c> {
    Within(&'c Interval),
    Words(&'c [String]),
}

pub(super) fn allowed(cell: &Entered) -> Option<Allowed<'_>> {
    match (cell.is_asked, cell.kind, &cell.range) {
        (true, Kind::Word, _) if !cell.order.is_empty() => Some(Allowed::Words(&cell.order)),
        (true, Kind::Number, Some(range)) => Some(Allowed::Within(range)),
        _ => None,
    }
}

impl Allowed<'_> {
    /// `low` is the cell of the lower end, where the cell is the upper one.
    pub(super) fn validation(
        &self,
        cell: &str,
        low: Option<&str>,
        is_percent: bool,
    ) -> Result<DataValidation, XlsxError> {
        let (validation, words) = match self {
            Allowed::Words(words) => {
                let all: Vec<&str> = words.iter().map(String::as_str).chain(["-", "n/a"]).collect();
                // A list of words may not be longer in a file.
                let fits = all.iter().map(|word| word.chars().count() + 1).sum::<usize>() <= 255
                    && all.iter().all(|word| !word.contains(','));
                let validation = match fits {
                    true => DataValidation::new().allow_list_strings(&all)?,
                    false => DataValidation::new().allow_any_value(),
                };
                (validation, "Pilih salah satu kata dari daftar.".to_string())
            }
            Allowed::Within(range) => {
                let ends = ends(range, cell);
                let mut tests: String = ends.iter().map(|(test, ..)| format!(",{test}")).collect();
                tests.extend(low.map(|low| format!(",{cell}>={low}")));
                let rule = format!("=OR({cell}=\"-\",LOWER({cell})=\"n/a\",AND(ISNUMBER({cell}){tests}))");
                let said: String = ends
                    .iter()
                    .map(|(_, end, word)| {
                        let plain = end.to_exact_plain().unwrap_or_default();
                        format!(" {word} {}", format(&plain, NumberStyle::Indonesian))
                    })
                    .collect();
                let above = if low.is_some() { ", tidak di bawah Target bawah" } else { "" };
                let words = format!("Isi angka{said}{above}; - bila belum ada, n/a bila tidak berlaku.");
                (DataValidation::new().allow_custom(Formula::new(rule)), words)
            }
        };
        let hint = if is_percent { "Ketik 95 untuk 95%." } else { "" };
        validation
            .set_input_message(hint)?
            .set_error_title("Masukan")?
            .set_error_message(&words)
            .map(|validation| validation.set_error_style(DataValidationErrorStyle::Stop))
    }
}

/// The ends of a range: the test of a cell, the end, the word for it.
fn ends<'r>(range: &'r Interval, cell: &str) -> Vec<(String, &'r Exact, &'static str)> {
    let low = match range.lo() {
        Bound::Included(end) => Some((format!("{cell}>={}", terms::number(end)), end, "dari")),
        Bound::Excluded(end) => Some((format!("{cell}>{}", terms::number(end)), end, "di atas")),
        Bound::Unbounded => None,
    };
    let high = match range.hi() {
        Bound::Included(end) => Some((format!("{cell}<={}", terms::number(end)), end, "sampai")),
        Bound::Excluded(end) => Some((format!("{cell}<{}", terms::number(end)), end, "di bawah")),
        Bound::Unbounded => None,
    };
    [low, high].into_iter().flatten().collect()
}
