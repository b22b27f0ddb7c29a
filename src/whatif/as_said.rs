//! Questions of planners that can mean one line only: `dari mana capaian SERAP`, `yang paling berpengaruh terhadap IKU`,
//! `capaian SURAT sampai triwulan 2`, `selisih LAMA 2025 dan 2024`. Each is answered, below the line that it was read as. And lines
//! that may mean several, each of which is proposed.

use super::retyped::period;
use super::said::{is_amount, is_in, thing};
use super::scenario::Shelf;
use super::session::{Session, plain};
use super::spoken::undone;
use super::state::written_name;
use crate::calendar::printed_year;
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::number::{Bound, Interval};
use crate::program::intervals::write_signed;
use crate::program::{Role, StepKind};
use crate::source::Span;

/// Words that ask where a number comes from, and say nothing more.
const WHENCE: &[&str] = &[
    "dari",
    "mana",
    "darimana",
    "asal",
    "asalnya",
    "datang",
    "datangnya",
    "berasal",
    "didapat",
    "diperoleh",
    "dihitung",
    "angka",
    "angkanya",
    "itu",
];
/// Words that ask what moves a thing most.
const MOST_OF_ALL: &[&str] = &[
    "apa",
    "apakah",
    "yang",
    "mana",
    "manakah",
    "paling",
    "besar",
    "kuat",
    "masukan",
    "faktor",
    "indikator",
    "besaran",
    "pengaruh",
    "pengaruhnya",
    "berpengaruh",
    "memengaruhi",
    "mempengaruhi",
    "menentukan",
    "terhadap",
    "pada",
    "kepada",
    "ke",
    "bagi",
    "untuk",
    "atas",
];
const MOVES: &[&str] = &["pengaruh", "pengaruhnya", "berpengaruh", "memengaruhi", "mempengaruhi", "menentukan"];
/// So many lines are proposed.
const MOST_PROPOSED: usize = 4;
/// So many things are tried.
const MOST_TRIED: usize = 40;

impl Session {
    /// The one line that a question means; none where it is no such question.
    pub(super) fn one_meaning(&self, line: &str) -> Option<String> {
        let words = line.split_whitespace().map(|word| word.trim_end_matches(['?', '.', ',']));
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let is_asking = words.first().is_some_and(|word| is_in(&["berapa", "berapakah"], word));
        let words = if is_asking { &words[1..] } else { &words[..] };
        // `IKU sampai triwulan 2 berapa`
        let words = match words.split_last() {
            Some((word, before)) if is_in(&["berapa", "berapakah"], word) => before,
            _ => words,
        };
        words
            .split_first()
            .and_then(|(word, rest)| undone(word, &rest.join(" ")))
            .or_else(|| self.whence(words))
            .or_else(|| self.moved_most(words))
            .or_else(|| self.up_to_quarter(words))
            .or_else(|| self.between_years(words))
            .or_else(|| self.between_things(words))
            .or_else(|| self.why(words))
    }

    /// `jelaskan kenapa IKU 97`: who asks why may say the figure that is there.
    fn why(&self, words: &[&str]) -> Option<String> {
        let [first, why, of @ ..] = words else { return None };
        let is_it = is_in(&["jelaskan"], first) && is_in(&["kenapa", "mengapa"], why);
        let of = of.split_last().filter(|(last, _)| is_amount(last)).map_or(of, |(_, of)| of);
        Some(format!("jelaskan {}", self.whole_thing(of).filter(|_| is_it)?))
    }

    /// `selisih KB dengan target`, `selisih realisasi KB 2025 dan target KB 2025`, `selisih KUNJUNGAN triwulan 1 dan 2`: the
    /// first less the second, of quarters the later less the earlier.
    fn between_things(&self, words: &[&str]) -> Option<String> {
        let (_, words) =
            words.split_first().filter(|(first, _)| is_in(&["selisih", "beda", "perbedaan", "bandingkan"], first))?;
        let at = words.iter().rposition(|word| is_in(&["dan", "dengan", "terhadap", "ke"], word))?;
        let (one, other) = (&words[..at], &words[at + 1..]);
        if let ([of @ .., quarter, first], [second]) = (one, other)
            && is_in(&["triwulan", "tw"], quarter)
        {
            let time = |number: &str| period(&["triwulan", number]).map(|(when, _)| when);
            let (mut times, of) = ([time(first)?, time(second)?], self.whole_thing(of)?);
            times.sort();
            return (times[0] != times[1]).then(|| format!("{of}[{}] - {of}[{}]", times[1], times[0]));
        }
        let program = self.view.program();
        // `target` alone is that of the other.
        let of_other = |words: &[&str], other: &[&str]| match words {
            [role] => {
                let role = Role::from_word(&role.to_lowercase())?.word()?;
                let (thing, _) = thing(other, program).filter(|(_, rest)| rest.is_empty())?;
                Some(format!("{role} {}{}", written_name(&thing.name), thing.period))
            }
            _ => None,
        };
        let first = self.whole_thing(one).or_else(|| of_other(one, other))?;
        let second = self.whole_thing(other).or_else(|| of_other(other, one))?;
        (first != second).then(|| format!("{first} - {second}"))
    }

    /// `dari mana capaian SERAP`, `IKM dari mana`
    fn whence(&self, words: &[&str]) -> Option<String> {
        let asks = |pair: &[&str]| is_in(&["dari"], pair[0]) && is_in(&["mana"], pair[1]);
        if !words.windows(2).any(asks) && !words.iter().any(|word| is_in(&["darimana"], word)) {
            return None;
        }
        let is_empty = |word: &&&str| is_in(WHENCE, word);
        let begin = words.iter().take_while(is_empty).count();
        let end = words.len() - words[begin..].iter().rev().take_while(is_empty).count();
        let of = words.get(begin..end)?;
        Some(format!("jelaskan {}", self.whole_thing(of).or_else(|| self.up_to_quarter(of))?))
    }

    /// `apa yang paling berpengaruh terhadap IKU`
    fn moved_most(&self, words: &[&str]) -> Option<String> {
        let count = words.iter().take_while(|word| is_in(MOST_OF_ALL, word)).count();
        let (asking, of) = words.split_at(count);
        let has = |known: &[&str]| asking.iter().any(|word| is_in(known, word));
        (has(&["paling"]) && has(MOVES)).then(|| Some(format!("kepekaan {}", self.whole_thing(of)?)))?
    }

    /// `berapa capaian SURAT sampai triwulan 2`: what has come together up to a quarter is how a quarter is read.
    fn up_to_quarter(&self, words: &[&str]) -> Option<String> {
        let at = words.iter().position(|word| is_in(&["sampai", "hingga", "s.d", "s/d"], word))?;
        let behind = words[at + 1..].strip_prefix(&["dengan"]).unwrap_or(&words[at + 1..]);
        let (when, _) = period(behind).filter(|(when, rest)| rest.is_empty() && when.starts_with("triwulan"))?;
        let of = self.whole_thing(&words[..at]).filter(|of| !of.contains('['))?;
        Some(format!("{of}[{when}]"))
    }

    /// `selisih LAMA 2025 dan 2024`: the later less the earlier.
    fn between_years(&self, words: &[&str]) -> Option<String> {
        let [first, of @ .., one, joins, other] = words else { return None };
        let (one, other) = (printed_year(one)?, printed_year(other)?);
        let is_it = is_in(&["selisih", "beda", "perbedaan"], first) && is_in(&["dan", "dengan", "ke", "-"], joins);
        let of = self.whole_thing(of).filter(|of| is_it && one != other && !of.contains('['))?;
        Some(format!("{of}[{}] - {of}[{}]", one.max(other), one.min(other)))
    }

    /// A thing that words name wholly, by its code or by what the reports call it.
    fn whole_thing(&self, words: &[&str]) -> Option<String> {
        words.first()?;
        let known = thing(words, self.view.program()).and_then(|(thing, rest)| match period(rest) {
            _ if rest.is_empty() => Some(thing.written()),
            // `IKU 2024`
            Some((when, [])) if thing.period.is_empty() => Some(format!("{}[{when}]", thing.written())),
            _ => None,
        });
        known.or_else(|| self.of_label(&words.join(" ")))
    }

    /// `skenario rapat`: what can be done with one of this name.
    pub(super) fn of_scenario(&self, line: &str, whole: Span, shelf: &dyn Shelf) -> Option<Diagnostic> {
        let [word, name] = line.split_whitespace().collect::<Vec<_>>()[..] else { return None };
        let name = Some(name).filter(|_| is_in(&["skenario"], word))?;
        let lines = ["buka", "simpan"].map(|verb| format!("skenario {verb} {name}"));
        let finding = plain(Code::T0001, format!("\"{line}\" belum lengkap")).at(whole, "");
        self.with_each(finding, &lines, whole, shelf)
    }

    /// `batas capaian 110`: the rules that have such a line, each with the new one.
    /// Its first word is so long as it was typed.
    pub(super) fn of_which_rule(&self, line: &str, word: usize, whole: Span, shelf: &dyn Shelf) -> Option<Diagnostic> {
        let program = self.view.program();
        let words: Vec<&str> = line.split_whitespace().collect();
        let (clause, rest) = words.split_first()?;
        let amount = match rest {
            [amount] | ["capaian" | "atas", amount] if is_in(&["batas"], clause) && is_amount(amount) => Some(amount),
            _ => None,
        };
        let in_force = program.achievement_rules.iter().filter(|rule| rule.in_force.covers(self.year));
        let of_cap = in_force.map(|rule| {
            let cap = rule.steps.iter().find_map(|step| match &step.kind {
                StepKind::Cap(range) => Some(range),
                StepKind::Round(_) => None,
            });
            let clause = match amount {
                Some(range) if range.contains("..") => format!("batas {range}"),
                Some(amount) => {
                    let low = cap.map_or(Bound::Unbounded, |range| range.lo().clone());
                    let low = write_signed(&Interval::new(low, Bound::Unbounded), false);
                    let low = low.map(|low| low.trim_start_matches([' ', '>', '=']).to_string()).unwrap_or_default();
                    format!("batas {low}..{amount}")
                }
                None => line.to_string(),
            };
            (cap.is_some(), format!("ubah {} {clause}", written_name(&rule.name)))
        });
        let (with, without): (Vec<_>, Vec<_>) = of_cap.partition(|(has, _)| *has || amount.is_none());
        let of_caps = if with.is_empty() { without } else { with };
        let bands = program.band_rules.iter().filter(|rule| rule.in_force.covers(self.year));
        let of_bands = bands.map(|rule| format!("ubah {} {line}", written_name(&rule.name)));
        let names = program.in_order().into_iter().filter(|name| program.version(*name, self.year).is_some());
        let of_things = names.take(MOST_TRIED).map(|name| format!("ubah {} {line}", written_name(program.code(name))));
        // `arah STUNTING makin tinggi`
        let named = rest.split_first().and_then(|(name, rest)| {
            let (thing, _) = thing(&[name], program).filter(|(_, behind)| behind.is_empty())?;
            (!rest.is_empty()).then(|| format!("ubah {} {clause} {}", written_name(&thing.name), rest.join(" ")))
        });
        let of_caps = named.map(|line| (true, line)).into_iter().chain(of_caps);
        let lines: Vec<String> = of_caps.into_iter().map(|(_, line)| line).chain(of_bands).chain(of_things).collect();
        let finding = plain(Code::T0002, format!("\"{clause}\" milik siapa?"));
        let place = Span::new(whole.source, whole.range().start, whole.range().start + word);
        self.with_each(finding.at(place, ""), &lines, whole, shelf)
    }

    /// `IKU kurang berapa supaya 98`: how much that is, and which inputs bring it.
    pub(super) fn what_lacks(&self, line: &str, whole: Span, shelf: &dyn Shelf) -> Option<Diagnostic> {
        let words = line.split_whitespace().map(|word| word.trim_end_matches(['?', ',']));
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let at = words.windows(2).position(|pair| is_in(&["kurang"], pair[0]) && is_in(&["berapa"], pair[1]))?;
        let so_that = words.iter().position(|word| is_in(&["agar", "supaya", "untuk"], word))?;
        let (amount, _) = words.split_last().filter(|(amount, _)| is_amount(amount))?;
        let named = [&words[..at], words.get(at + 2..so_that)?, words.get(so_that + 1..words.len() - 1)?];
        let of = named.into_iter().find_map(|words| self.whole_thing(words))?;
        let finding = plain(Code::T0001, format!("\"{line}\" belum dapat dimengerti"));
        let gaps = ["", "%"].map(|sign| format!("{}{sign} - {of}", amount.trim_end_matches('%')));
        let gap = gaps.into_iter().find(|gap| self.trial(gap, shelf).is_ok());
        let wish = format!("{of} = {amount}");
        let searches = self.searches(&wish).map(|(_, lines)| lines).unwrap_or_default();
        let searches = searches.into_iter().filter(|line| self.may_be_found(line, shelf)).take(MOST_PROPOSED - 1);
        let lines: Vec<String> = gap.into_iter().chain(searches).collect();
        self.with_each(finding, &lines, whole, shelf)
    }

    /// A finding with each line that can be carried out; none where none can.
    fn with_each(&self, finding: Diagnostic, lines: &[String], whole: Span, shelf: &dyn Shelf) -> Option<Diagnostic> {
        let good = lines.iter().filter(|line| self.trial(line, shelf).is_ok()).take(MOST_PROPOSED);
        let good: Vec<&String> = good.collect();
        (!good.is_empty()).then(|| {
            good.into_iter().fold(finding, |finding, line| {
                finding.suggest(format!("apakah maksud Anda  {line} ?"), vec![Edit::replace(whole, line.as_str())])
            })
        })
    }
}

/// `maksimal 110`: a cap by another word.
pub(super) fn as_cap(line: &str) -> Option<String> {
    let [word, amount] = line.split_whitespace().collect::<Vec<_>>()[..] else { return None };
    let is_it = is_in(&["maksimal", "maksimum", "maks", "tertinggi"], word) && is_amount(amount);
    is_it.then(|| format!("batas {amount}"))
}
