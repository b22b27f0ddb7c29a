//! What a line may have meant that nobody can carry out; nothing is proposed that cannot be carried out either.

use super::as_said::as_cap;
use super::blocks::first_word;
use super::goal::goal;
use super::lossless::drops;
use super::mends;
use super::own_words::{HOW, IF};
use super::raised::{gathered, no_money, raised, written_out};
use super::retyped::{by_point, retyped};
use super::said::{
    all_at_once, altered, asked_behind, is_amount, is_in, last_year, nothing, other_unit, supposed, thing, unfinished,
    way, years,
};
use super::scenario::{Shelf, Written};
use super::session::{Session, TYPED, plain};
use super::spoken::{near_command, spoken};
use super::state::{Failure, written_name};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::program::{NameId, Role};
use crate::seek::{Ended, Patience};
use crate::source::{Sources, Span};
use std::sync::atomic::{AtomicU32, Ordering};

/// What these propose is a guess that the words of the line may tell better.
const GUESSED: &[Code] = &[Code::K0009, Code::K0010, Code::K0011, Code::K0021, Code::K0114];
const WHY: &[&str] = &["mengapa", "kenapa"];
/// Mistakes in writing: once they are mended, what is wrong with the line itself is what counts.
const MENDED: &[Code] = &[Code::K0013, Code::K0016, Code::K0021, Code::K0334];
/// How often a search that is only tried asks whether it is enough.
const SOON: u32 = 2_000;
/// Words that begin a search.
const SOUGHT: &[&str] = &["cari", "carikan", "berapa", "berapakah", "supaya", "agar"];
/// Words that ask for what is there already.
const SHOWN: &[&str] = &["lihat", "tampilkan", "tunjukkan", "hitung", "cetak", "buka", "cek"];

impl Session {
    /// What is said of a line that cannot be carried out; each mend of the line that it proposes makes one that can.
    pub(super) fn better(&self, line: &str, failure: Failure, shelf: &dyn Shelf) -> Failure {
        let failure = self.as_meant(line, &failure, shelf).unwrap_or(failure);
        mends::about_typed(line, self.without_vain_mends(failure, shelf))
    }

    /// What is said of a line in the place of what keeps it from being carried out; none where that says it best.
    fn as_meant(&self, line: &str, failure: &Failure, shelf: &dyn Shelf) -> Option<Failure> {
        let program = self.view.program();
        if line.trim().contains('\n') {
            return None;
        }
        let mut sources = self.view.rules.package.sources().clone();
        let id = sources.add_rules(TYPED, line);
        let whole = Span::new(id, line.len() - line.trim_start().len(), line.trim_end().len());
        let line = line.trim();
        let first = failure.0.first()?;
        // What is wrong elsewhere, in a scenario or the data, is told as it is.
        let is_typed = |span: Span| failure.1.get(span.source).name() == TYPED;
        // So is why something that is named rightly cannot be sought.
        if !first.span().is_none_or(is_typed) || first.code == Code::T0006 {
            return None;
        }
        if let Some(told) = self.with_percent_sign(line, first, whole, &sources, shelf) {
            return Some(told);
        }
        if let Some(told) = self.behind_if(line, shelf) {
            return Some(told);
        }
        if first.code == Code::K0010
            && let Some(finding) = other_unit(line, program, self.year)
        {
            let at = first.span().map_or(finding.clone(), |span| finding.at(span, ""));
            return Some((vec![at], failure.1.clone()));
        }
        if let Some(finding) = no_money(line, program, self.year) {
            return Some((vec![finding.at(whole, "")], sources));
        }
        // `= 1.200 juta` says so itself.
        let is_told = first.code == Code::K0010 && !first.suggestions.is_empty();
        if let Some(told) = self.by_point(line, whole, &sources, shelf).filter(|_| !is_told) {
            return Some(told);
        }
        let said = [raised(line, program, self.year), written_out(line, program, self.year), retyped(line)];
        let said: Vec<String> = said.into_iter().flatten().collect();
        if let Some(meant) = said.iter().find(|one| self.trial(one, shelf).is_ok()) {
            let finding = plain(Code::T0001, format!("\"{line}\" belum dapat dimengerti"));
            let mend = vec![Edit::replace(whole, meant.as_str())];
            return Some((vec![finding.suggest(format!("apakah maksud Anda  {meant} ?"), mend)], sources));
        }
        let word = first_word(line).len();
        let own = match first.code {
            Code::T0002 => self.of_which_rule(line, word, whole, shelf),
            Code::T0001 => {
                self.of_scenario(line, whole, shelf).or_else(|| self.of_which_rule(&as_cap(line)?, word, whole, shelf))
            }
            _ => None,
        };
        if let Some(finding) = own {
            return Some((vec![finding], sources));
        }
        // What nobody can do here says so, not how it would be written.
        if let Some(said) = spoken(line).filter(|said| said.starts_with("skenario hapus")) {
            return self.trial(&said, shelf).err();
        }
        // `IKU 98` assumes what is computed as `IKU = 98` does.
        let assumed = if first.code == Code::T0003 { Some(line.to_string()) } else { self.computed(failure, shelf) };
        if let Some(finding) = assumed.and_then(|assumed| self.sought_instead(&assumed, whole, shelf)) {
            return Some((vec![finding], sources));
        }
        // `IKM ditambah 5` asks for a sum as little as `IKM naik 5` does.
        let is_moved = first.code == Code::K0016
            && first.span().is_some_and(|span| is_typed(span) && way(failure.1.slice(span)).is_some());
        if !GUESSED.contains(&first.code) && !is_moved && self.mends_itself(failure, shelf) {
            return None;
        }
        if let Some(finding) = unfinished(line, program) {
            return Some((vec![finding.at(whole, "")], sources));
        }
        if let Some(finding) = self.weights(line, whole, shelf) {
            return Some((vec![finding], sources));
        }
        if let Some((thing, by)) = all_at_once(line, program, self.year) {
            let finding = plain(Code::T0001, "satu baris mengandaikan satu hal, bukan semua").at(whole, "");
            return Some((vec![finding.advise(format!("satu per satu, misalnya  {thing} {by}"))], sources));
        }
        let (meant, refused): (Vec<String>, Vec<String>) =
            self.lossless(line).into_iter().filter(|one| one != line).partition(|one| self.trial(one, shelf).is_ok());
        let finding = plain(Code::T0001, format!("\"{line}\" belum dapat dimengerti"));
        if meant.is_empty() {
            let told = self.one_by_one(line, whole, shelf).or_else(|| self.of_whom(line, whole, shelf));
            if let Some(finding) = told.or_else(|| self.in_own_words(line, whole, shelf)) {
                return Some((vec![finding], sources));
            }
            // What cannot be done now shows how it is written all the same.
            return match refused.first() {
                // What is not assumed, or is no thing, cannot be taken back.
                Some(written) if spoken(line).is_some() && written.starts_with("batal ") => {
                    let why = self.trial(written, shelf).err();
                    let is_told = |one: &Diagnostic| one.code == Code::T0012;
                    let told = why.filter(|(findings, _)| findings.iter().any(is_told));
                    told.or_else(|| self.with_unknown(line, failure))
                }
                Some(written) if spoken(line).is_some() => {
                    Some((vec![finding.advise(format!("tulis  {written}"))], sources))
                }
                // What keeps that from being done is told at once.
                Some(written) => match other_unit(written, program, self.year) {
                    Some(finding) => Some((vec![finding.at(whole, "")], sources)),
                    None => self.trial(written, shelf).err(),
                },
                None if first.code != Code::K0011 && self.mends_itself(failure, shelf) => None,
                // Nor what the words of a sheet are short for.
                None => {
                    // What was read as it is meant says itself why it cannot be done: `tahun 2019`.
                    let is_writing = first.code == Code::T0001 || first.code.as_str().starts_with('K');
                    let mut why = said.iter().filter(|_| is_writing).filter_map(|one| self.trial(one, shelf).err());
                    match why.next() {
                        Some(why) if why.0.first().is_some_and(|why| why.code != first.code) => Some(why),
                        _ => self.with_unknown(line, failure),
                    }
                }
            };
        }
        let finding = meant.into_iter().fold(finding, |finding, meant| {
            finding.suggest(format!("apakah maksud Anda  {meant} ?"), vec![Edit::replace(whole, meant)])
        });
        let finding = asked_behind(line.trim_end_matches(['?', ' ']), program)
            .into_iter()
            .fold(finding, |one, then| one.advise(format!("lalu:  {then}")));
        Some((vec![finding], sources))
    }

    /// `STUNTING = STUNTING[2024] - 1` of percentages: the number with its sign, where that can be done.
    fn with_percent_sign(
        &self,
        line: &str,
        first: &Diagnostic,
        whole: Span,
        sources: &Sources,
        shelf: &dyn Shelf,
    ) -> Option<Failure> {
        let (last, before) = line.rsplit_once(char::is_whitespace).map(|(before, last)| (last, before))?;
        let is_bare = is_amount(last) && !last.ends_with('%') && before.ends_with(['+', '-', '−']);
        let meant = format!("{line}%");
        let is_it = first.code == Code::T0017 && is_bare && self.trial(&meant, shelf).is_ok();
        let finding = is_it.then(|| Diagnostic { suggestions: Vec::new(), ..first.clone() })?;
        let finding = finding.suggest(format!("tulis  {meant}"), vec![Edit::replace(whole, meant)]);
        Some((vec![Diagnostic { labels: Vec::new(), ..finding }], sources.clone()))
    }

    /// `bagaimana kalau batas capaian 100`: what is said of the line alone, where that mends it.
    fn behind_if(&self, line: &str, shelf: &dyn Shelf) -> Option<Failure> {
        let mut words = line.split_whitespace();
        let mut inner = line;
        let mut is_if = false;
        while let Some(word) = words.next().filter(|word| is_in(IF, word) || is_in(HOW, word)) {
            is_if |= is_in(IF, word);
            inner = inner.trim_start().strip_prefix(word)?.trim_start();
        }
        let known = supposed(line, self.view.program());
        if !is_if || inner.is_empty() || known.is_some_and(|line| self.trial(&line, shelf).is_ok()) {
            return None;
        }
        let failure = self.trial(inner, shelf).err()?;
        let told = self.as_meant(inner, &failure, shelf)?;
        told.0.first().is_some_and(|one| !one.suggestions.is_empty() || one.code == Code::T0003).then_some(told)
    }

    /// The line with which a line that is not complete would assume what is computed.
    fn computed(&self, failure: &Failure, shelf: &dyn Shelf) -> Option<String> {
        let is_incomplete = failure.0.first().is_some_and(|one| one.code == Code::T0001);
        let all = if is_incomplete { mends::of(&failure.0, &failure.1) } else { Vec::new() };
        let [only] = all.as_slice() else { return None };
        let why = self.trial(&only.statement, shelf).err()?;
        why.0.iter().any(|one| one.code == Code::T0003).then(|| only.statement.clone())
    }

    /// `pagu A naik 1.200 juta`: what each reading of the point makes of it, or why neither can be done.
    fn by_point(&self, line: &str, whole: Span, sources: &Sources, shelf: &dyn Shelf) -> Option<Failure> {
        let mut all = by_point(line);
        let refused = self.trial(&all.first()?.0, shelf).err();
        all.retain(|(meant, _)| self.trial(meant, shelf).is_ok());
        if all.is_empty() {
            // What is written otherwise besides has words of its own.
            let is_writing = |one: &Diagnostic| one.code.as_str().starts_with('K');
            return refused.filter(|(findings, _)| !findings.iter().any(is_writing));
        }
        let finding = plain(Code::T0001, format!("\"{line}\" belum ditulis lengkap dengan angka")).at(whole, "");
        let finding = all.into_iter().fold(finding, |finding, (meant, when)| {
            finding.suggest(format!("tulis  {meant}  {when}"), vec![Edit::replace(whole, meant)])
        });
        Some((vec![finding], sources.clone()))
    }

    /// Whether a line can be carried out, whatever comes of it; a search is not gone through.
    pub(super) fn trial(&self, line: &str, shelf: &dyn Shelf) -> Result<(), Failure> {
        let mut trial = self.clone();
        trial.be_patient(Patience::until(|| Some(Ended::Late)));
        trial.done(line, &mut Untouched(shelf)).map(|_| ())
    }

    /// Whether a search says soon that there is nothing to find.
    pub(super) fn ends_in_vain(&self, line: &str, shelf: &dyn Shelf) -> bool {
        let (mut trial, asked) = (self.clone(), AtomicU32::new(0));
        let over = move || (asked.fetch_add(1, Ordering::Relaxed) > SOON).then_some(Ended::Late);
        trial.be_patient(Patience::until(over));
        trial.done(line, &mut Untouched(shelf)).is_ok_and(|reply| reply.text.trim_start().starts_with("mustahil"))
    }

    /// Whether some mend of a failure makes a line that can be carried out.
    fn mends_itself(&self, failure: &Failure, shelf: &dyn Shelf) -> bool {
        mends::of(&failure.0, &failure.1).iter().any(|mend| self.trial(&mend.statement, shelf).is_ok())
    }

    /// A failure without the mends of the line that lead to another one; where its only mend does, that one is told.
    pub(super) fn without_vain_mends(&self, failure: Failure, shelf: &dyn Shelf) -> Failure {
        let (mut findings, sources) = failure;
        let known: Vec<String> = findings.iter().map(|one| one.title.clone()).collect();
        let is_writing = matches!(findings.as_slice(), [one] if MENDED.contains(&one.code));
        let mut other = None;
        for finding in &mut findings {
            let title = finding.title.clone();
            let all = std::mem::take(&mut finding.suggestions);
            for mend in all {
                let Some(Err(left)) = mends::statement(&mend, &sources).map(|line| self.trial(&line, shelf)) else {
                    finding.suggestions.push(mend);
                    continue;
                };
                // Of several mistakes each is mended by itself.
                if left.0.iter().all(|one| one.title != title && known.contains(&one.title)) {
                    finding.suggestions.push(mend);
                    continue;
                }
                // A name that is nearly this one helps all the same.
                if mend.text.starts_with("apakah maksud Anda") && finding.code != Code::K0114 {
                    finding.advice.insert(0, mend.text);
                }
                other = other.or(Some(left));
            }
        }
        if let Some(other) = other.filter(|_| is_writing && findings.iter().all(|one| one.suggestions.is_empty())) {
            return other;
        }
        (findings, sources)
    }

    /// What the line may mean, where that drops nothing of what it says; an example in the place of a thought is none of it.
    fn lossless(&self, line: &str) -> Vec<String> {
        let program = self.view.program();
        if spoken(line).is_some() {
            return self.meant(line);
        }
        let then = asked_behind(line.trim_end_matches(['?', ' ']), program);
        let is_whole = |one: &String| !drops(line, one, then.as_deref(), program, self.year);
        self.meant(line).into_iter().filter(is_whole).collect()
    }

    /// What the line may mean, the likeliest first.
    fn meant(&self, line: &str) -> Vec<String> {
        let (program, year) = (self.view.program(), self.year);
        let line = line.trim_end_matches(['?', '.', '!', ' ']);
        let words: Vec<&str> = line.split_whitespace().collect();
        let Some(&first) = words.first() else { return Vec::new() };
        if let Some(state) = nothing(line, program) {
            return state;
        }
        if let Some(meant) = spoken(line) {
            // What was typed may have the words of a sample.
            return vec![if words.len() == 1 { self.help_names().put(&meant) } else { meant }];
        }
        if let Some(gathered) = gathered(line, program, year) {
            return vec![gathered];
        }
        let one = match () {
            () if is_in(&["bandingkan"], first) => years(&words, program, year),
            () if is_in(&["ubah"], first) => altered(&words, program),
            () if is_in(WHY, first) => {
                thing(&words[1..], program).map(|(thing, _)| format!("jelaskan {}", thing.written()))
            }
            () if is_in(&["buka", "muat"], first)
                && words.len() == 2
                && !self.is_table(words[1])
                && thing(&words[1..], program).is_none() =>
            {
                Some(format!("skenario buka {}", words[1]))
            }
            () if is_in(SHOWN, first) => self.shown(&words[1..]),
            () if is_in(SOUGHT, first) => goal(&words, program, year),
            () => last_year(line, program, year).or_else(|| self.of_label(line)),
        };
        let one = one
            .or_else(|| goal(&words, program, year))
            .or_else(|| supposed(line, program))
            .or_else(|| near_command(line));
        one.into_iter().collect()
    }

    /// `lihat tabel T1`, `tampilkan IKU`, `hitung`
    fn shown(&self, words: &[&str]) -> Option<String> {
        let words = if words.first().is_some_and(|word| is_in(&["tabel"], word)) { &words[1..] } else { words };
        match words {
            [] | ["semua"] => Some("tabel".to_string()),
            [name] if self.is_table(name) => Some(format!("tabel {}", super::statement::bare(name))),
            _ => match thing(words, self.view.program()) {
                Some((thing, [])) => Some(thing.written()),
                _ => None,
            },
        }
    }

    /// The thing that has this name in the reports, and a value of it where its role stands in front.
    pub(super) fn of_label(&self, line: &str) -> Option<String> {
        let (first, rest) = line.trim().split_once(' ').unwrap_or_default();
        let role = Role::from_word(&first.to_lowercase()).and_then(Role::word);
        let of_role = || Some(format!("{} {}", role?, self.called(rest.trim())?));
        self.called(line).or_else(of_role)
    }

    fn called(&self, line: &str) -> Option<String> {
        let program = self.view.program();
        let wanted = super::statement::bare(line);
        let is_it = |name: &NameId| {
            let label = program.version(*name, self.year).and_then(|version| version.label.as_deref());
            label.is_some_and(|label| label.eq_ignore_ascii_case(wanted))
        };
        program.in_order().into_iter().find(is_it).map(|name| written_name(program.code(name)))
    }
}

/// A shelf on which a trial leaves nothing.
struct Untouched<'s>(&'s dyn Shelf);

impl Shelf for Untouched<'_> {
    fn names(&self) -> Result<Vec<String>, Box<Diagnostic>> {
        self.0.names()
    }

    fn read(&self, name: &str) -> Result<Option<String>, Box<Diagnostic>> {
        self.0.read(name)
    }

    fn write(&mut self, name: &str, _: &str, over: bool) -> Result<Written, Box<Diagnostic>> {
        let is_there = self.0.names()?.iter().any(|known| known == name);
        Ok(if is_there && !over { Written::Exists(name.into()) } else { Written::Done(name.into()) })
    }
}
