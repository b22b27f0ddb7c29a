//! What planners ask in their own words: `berapa TATA kalau IKM 90`, `apakah IKM tercapai`, `skor IKU`, `tambah 5 pada IKM`,
//! and `naik 5` of nothing. Each is told as the line or the two lines that say it.

use super::said::{is_amount, is_in, moved, of_it, thing, way};
use super::scenario::Shelf;
use super::session::{Session, plain};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::source::Span;

pub(super) const IF: &[&str] = &[
    "kalau",
    "bila",
    "jika",
    "apabila",
    "andai",
    "andaikan",
    "seandainya",
    "seumpama",
    "umpama",
    "anggap",
    "misal",
    "misalkan",
];
pub(super) const HOW: &[&str] = &["berapa", "berapakah", "bagaimana", "gimana", "apakah", "apa"];
/// Words that stand between what is supposed and what is asked.
const BETWEEN: &[&str] = &[
    "jadi",
    "menjadi",
    "maka",
    "lalu",
    "nanti",
    "itu",
    "hasil",
    "hasilnya",
    "nilainya",
    "yang",
    "terjadi",
    "jadinya",
    "akibatnya",
    "dampaknya",
    "pengaruhnya",
];
const REACHED: &[&str] = &["tercapai", "terpenuhi", "tuntas"];
/// Words before a thing that ask for its figure.
const FIGURE: &[&str] = &["skor", "angka", "hasil", "besarnya", "nilainya", "jumlahnya"];
const ONTO: &[&str] = &["pada", "ke", "untuk", "di", "dari", "bagi"];

impl Session {
    /// What is said of such a line; none where it is none, or nothing that it may mean can be carried out.
    pub(super) fn in_own_words(&self, line: &str, whole: Span, shelf: &dyn Shelf) -> Option<Diagnostic> {
        let trimmed = line.split_whitespace().map(|word| word.trim_end_matches([',', ';', '?']));
        let words: Vec<&str> = trimmed.filter(|word| !word.is_empty()).collect();
        let told = self.of_nothing(&words, whole, shelf).or_else(|| self.what_lacks(line, whole, shelf));
        if told.is_some() {
            return told;
        }
        if let Some(meant) = self.asked_or_moved(&words).filter(|meant| self.trial(meant, shelf).is_ok()) {
            let finding = plain(Code::T0001, format!("\"{line}\" belum dapat dimengerti"));
            let mend = vec![Edit::replace(whole, meant.as_str())];
            return Some(finding.suggest(format!("apakah maksud Anda  {meant} ?"), mend));
        }
        // `Lama pelayanan izin = 5`: a thing by its title.
        let of_title =
            line.split_once('=').and_then(|(left, right)| Some(format!("{} = {}", self.of_label(left)?, right.trim())));
        if let Some(meant) = of_title.filter(|meant| self.trial(meant, shelf).is_ok()) {
            let finding = plain(Code::T0001, format!("\"{line}\" belum dapat dimengerti"));
            let mend = vec![Edit::replace(whole, meant.as_str())];
            return Some(finding.suggest(format!("apakah maksud Anda  {meant} ?"), mend));
        }
        let comma = line.split_whitespace().position(|word| word.ends_with(','));
        let (supposed, asked) = self.parted(&words, comma)?;
        let lines = self.supposed_line(&supposed, shelf)?;
        let of_supposed = || {
            let (of, _) = thing(&supposed, self.view.program())?;
            Some(vec![format!("capaian {}", super::state::written_name(&of.name))])
        };
        let mut then = asked.or_else(of_supposed).unwrap_or_default();
        then.retain(|then| self.trial(then, shelf).is_ok());
        let finding = plain(Code::T0001, "tulis andaian dan pertanyaannya di dua baris");
        let mend = vec![Edit::replace(whole, lines.as_str())];
        let finding = finding.suggest(format!("tulis dahulu  {lines}"), mend);
        Some(then.into_iter().fold(finding, |finding, then| finding.advise(format!("lalu:  {then}"))))
    }

    /// `IKM 90`, `IKM jadi 90`, `IKM naik 5` as a line that can be carried out.
    fn supposed_line(&self, words: &[&str], shelf: &dyn Shelf) -> Option<String> {
        let said = words.join(" ");
        let known = super::said::supposed(&format!("kalau {said}"), self.view.program());
        [Some(said), known].into_iter().flatten().find(|line| self.trial(line, shelf).is_ok())
    }

    /// `naik 5`: what rises?
    fn of_nothing(&self, words: &[&str], whole: Span, shelf: &dyn Shelf) -> Option<Diagnostic> {
        let [first, by] = words else { return None };
        let up = way(first).filter(|_| is_amount(by))?;
        let written = format!("IKM {} {by}", moved(up));
        let usual = format!("IKM {} 1%", moved(up));
        let example = self.example(&self.samples(), &[&written, &usual], shelf)?;
        let finding = plain(Code::T0001, format!("apa yang {}?", moved(up))).at(whole, "");
        Some(finding.advise(format!("sebut namanya, misalnya  {example}")))
    }

    /// `apakah IKM tercapai`, `skor IKU`, `tambah 5 pada IKM`
    fn asked_or_moved(&self, words: &[&str]) -> Option<String> {
        let program = self.view.program();
        let (first, rest) = words.split_first()?;
        let (by, rest_of) = match rest {
            [by, unit, of @ ..] if is_in(&["persen"], unit) && !by.ends_with('%') => (format!("{by}%"), of),
            [by, of @ ..] => (by.to_string(), of),
            [] => return None,
        };
        if let [onto, of @ ..] = rest_of
            && let Some(up) = way(first)
            && is_amount(&by)
            && is_in(ONTO, onto)
        {
            let (of, _) = thing(of, program).filter(|(_, rest)| rest.is_empty())?;
            return Some(format!("{} {} {by}", of.written(), moved(up)));
        }
        if is_in(FIGURE, first) {
            return self.asked(rest);
        }
        let (last, before) = words.split_last()?;
        let passed = |word: &&&str| is_in(HOW, word) || is_in(&["sudah", "akan", "bisa", "sudahkah"], word);
        if is_in(REACHED, last) {
            let begin = before.iter().take_while(passed).count();
            let end = before.len() - before.iter().rev().take_while(passed).count();
            let of = before.get(begin..end)?;
            let (of, _) = thing(of, program).filter(|(_, rest)| rest.is_empty())?;
            return Some(format!("capaian {}{}", super::state::written_name(&of.name), of.period));
        }
        None
    }

    /// What words ask for: a thing, by its code or by what the reports call it.
    fn asked(&self, words: &[&str]) -> Option<String> {
        let program = self.view.program();
        let whole = thing(words, program).filter(|(_, rest)| rest.is_empty()).map(|(thing, _)| thing.written());
        whole.or_else(|| self.of_label(&words.join(" ")))
    }

    /// `TATA dan IKU`: one thing, or each of several.
    fn all_asked(&self, words: &[&str]) -> Option<Vec<String>> {
        if let Some(one) = self.asked(words) {
            return Some(vec![one]);
        }
        let parts = words.split(|word| is_in(&["dan", "serta"], word)).flat_map(|part| match self.asked(part) {
            Some(one) => vec![Some(one)],
            None => part.iter().map(|word| self.asked(&[*word])).collect(),
        });
        parts.collect::<Option<Vec<String>>>().filter(|all| !all.is_empty())
    }

    /// The same; `capaiannya` is that of what is supposed.
    fn all_of(&self, asked: &[&str], supposed: &[&str]) -> Option<Vec<String>> {
        self.all_asked(asked).or_else(|| Some(vec![of_it(asked, supposed, self.view.program())?]))
    }

    /// The words that suppose something, and what is asked, where a line does both.
    fn parted<'w>(&self, words: &[&'w str], comma: Option<usize>) -> Option<(Vec<&'w str>, Option<Vec<String>>)> {
        let without = |words: &[&'w str]| -> Vec<&'w str> {
            let is_empty = |word: &&&str| is_in(HOW, word) || is_in(BETWEEN, word);
            let begin = words.iter().take_while(is_empty).count();
            let end = words.len() - words[begin..].iter().rev().take_while(is_empty).count();
            words[begin..end].to_vec()
        };
        let at = words.iter().position(|word| is_in(IF, word));
        if let Some(at) = at.filter(|at| *at > 0) {
            let (asked, supposed) = (without(&words[..at]), without(&words[at + 1..]));
            let all = self.all_of(&asked, &supposed);
            return if asked.is_empty() { Some((supposed, None)) } else { Some((supposed, Some(all?))) };
        }
        // `kalau KB = 75, IKU?`
        if let (Some(0), Some(comma)) = (at, comma)
            && let (Some(supposed), Some(asked)) = (words.get(1..=comma), words.get(comma + 1..))
            && let Some(all) = self.all_of(&without(asked), supposed)
        {
            return Some((without(supposed), Some(all)));
        }
        let rest = &words[at.map_or(0, |at| at + 1)..];
        let how = rest.iter().position(|word| is_in(HOW, word)).filter(|how| *how > 0)?;
        let (before, behind) = (without(&rest[..how]), without(&rest[how..]));
        if !behind.is_empty() {
            let all = self.all_of(&behind, &before)?;
            return Some((before, Some(all)));
        }
        // `kalau IKM 90, TATA berapa`
        for count in [2, 1] {
            let split = before.len().saturating_sub(count);
            let (supposed, asked) = before.split_at(split);
            if let Some(asked) = self.asked(asked).filter(|_| supposed.len() > 1) {
                return Some((without(supposed), Some(vec![asked])));
            }
        }
        Some((before, None))
    }
}
