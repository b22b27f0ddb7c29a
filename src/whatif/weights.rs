//! A weight alone, `ubah bobot J 20%`: the weights of a group change together, so the line that changes them all is told.

use super::said::{BECOMES, is_in, thing, way, with_percent_signs};
use super::scenario::Shelf;
use super::session::{Session, plain};
use super::state::written_name;
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::number::{Exact, parse_decimal, with_comma};
use crate::program::{Group, NameId, Program};
use crate::resolve::{WrittenWeight, written_weight};
use crate::source::Span;

/// Words that say nothing more than that something changes.
const BEGUN: &[&str] =
    &["ubah", "ganti", "atur", "set", "isi", "kalau", "jika", "misalkan", "andaikan", "anggota", "dan", "kelompok"];

/// A weight as it is typed.
struct Wished {
    member: NameId,
    amount: Exact,
    in_percent: bool,
    /// By how much more or less; else it is the new weight itself.
    moved: Option<bool>,
}

impl Session {
    /// The lines that give members the weights typed, in each group that weighs them; none where a line says anything else.
    pub(super) fn weights(&self, line: &str, whole: Span, shelf: &dyn Shelf) -> Option<Diagnostic> {
        let program = self.view.program();
        let (group, wished) = wished(line, program)?;
        let weighs = |name: &NameId| Some((*name, program.version(*name, self.year)?.kind.group()?));
        let is_it = |(name, of): &(NameId, &Group)| {
            group.is_none_or(|group| group == *name) && wished.iter().all(|wish| has(of, wish.member))
        };
        let groups: Vec<(NameId, &Group)> = program.in_order().iter().filter_map(weighs).filter(is_it).collect();
        let (first, _) = groups.first()?;
        let first = written_name(program.code(*first));
        let title = format!("bobot anggota {first} diubah bersama, agar jumlahnya tetap");
        let mut finding = plain(Code::T0003, title).at(whole, "");
        for (name, group) in groups {
            let name = written_name(program.code(name));
            let Some((line, is_certain)) = together(group, &wished).map(|(all, is_certain)| {
                let all =
                    all.iter().map(|(member, weight)| format!("{} {weight}", written_name(program.code(*member))));
                (format!("ubah {name} bobot {}", all.collect::<Vec<_>>().join("; ")), is_certain)
            }) else {
                let all = group.weights.iter().map(|(member, _)| format!("{} …", written_name(program.code(*member))));
                finding = finding.advise(format!("tulis  ubah {name} bobot {}", all.collect::<Vec<_>>().join("; ")));
                continue;
            };
            finding = match (is_certain, self.trial(&line, shelf)) {
                (true, Ok(())) => finding.suggest(format!("tulis  {line}"), vec![Edit::replace(whole, line)]),
                _ => finding.advise(format!("misalnya  {line}")),
            };
        }
        Some(finding)
    }
}

fn has(group: &Group, member: NameId) -> bool {
    group.weights.iter().any(|(known, _)| *known == member)
}

/// All weights of a group with those typed among them, and whether no others can be meant: where several members are left,
/// the largest of them takes what the others leave. None where some are no plain numbers, or nothing is left.
fn together(group: &Group, wished: &[Wished]) -> Option<(Vec<(NameId, String)>, bool)> {
    let known: Vec<(NameId, WrittenWeight)> =
        group.weights.iter().map(|(member, weight)| Some((*member, written_weight(weight)?))).collect::<Option<_>>()?;
    let total: Exact = known.iter().map(|(_, weight)| &weight.part).sum();
    let in_percent = known.iter().all(|(_, weight)| weight.in_percent);
    let mut parts: Vec<(NameId, Exact, bool)> = Vec::new();
    for (member, weight) in &known {
        let wish = wished.iter().find(|wish| wish.member == *member);
        let part = match wish {
            None => weight.part.clone(),
            Some(wish) => {
                // `bobot J 20` beside weights in percent are 20 %.
                let amount = match (in_percent, wish.in_percent) {
                    (true, _) => &wish.amount * &Exact::HUNDREDTH,
                    (false, true) => &(&wish.amount * &Exact::HUNDREDTH) * &total,
                    (false, false) => wish.amount.clone(),
                };
                match wish.moved {
                    Some(true) => weight.part.clone() + amount,
                    Some(false) => weight.part.clone() - amount,
                    None => amount,
                }
            }
        };
        parts.push((*member, part, wish.is_some()));
    }
    let lacking = total - parts.iter().map(|(_, part, _)| part).sum::<Exact>();
    let open: Vec<usize> = (0..parts.len()).filter(|at| !parts[*at].2).collect();
    if !lacking.is_zero() {
        let largest = open.iter().copied().reduce(|a, b| if parts[b].1 > parts[a].1 { b } else { a })?;
        parts[largest].1 = parts[largest].1.clone() + lacking.clone();
    }
    let is_certain = lacking.is_zero() || open.len() == 1;
    let written = |(member, part, _): &(NameId, Exact, bool)| {
        let (part, sign) = if in_percent { (part * &Exact::HUNDRED, "%") } else { (part.clone(), "") };
        let number = part.to_decimal().filter(|_| !part.is_negative())?;
        Some((*member, format!("{}{sign}", with_comma(number.normalize()))))
    };
    Some((parts.iter().map(written).collect::<Option<_>>()?, is_certain))
}

/// The group that a line names, and the weights it wants: `bobot J = 20%`, `naikkan bobot J 10%`, `ubah K bobot J 20%`,
/// `bobot J 20% dan L 30%`; none where some word of it is none of these.
fn wished(line: &str, program: &Program) -> Option<(Option<NameId>, Vec<Wished>)> {
    let spaced = line.replace('=', " = ").replace([';', ':'], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let words = with_percent_signs(&words);
    let words: Vec<&str> = words.iter().map(|word| word.trim_end_matches(',')).collect();
    let (mut rest, mut is_weight, mut moved) = (words.as_slice(), false, None);
    let (mut group, mut open, mut wished) = (None, None, Vec::new());
    while let Some((word, next)) = rest.split_first() {
        rest = next;
        if is_in(&["bobot"], word) {
            is_weight = true;
        } else if let Some(up) = way(word) {
            moved = Some(up);
        } else if is_in(BECOMES, word) || *word == "=" {
            moved = None;
        } else if let Some((one, [])) = thing(&[word], program)
            && one.period.is_empty()
        {
            // A name without a weight behind it is that of the group.
            group = open.replace(*program.by_code.get(&one.name)?).or(group);
        } else if let Some(amount) = amount(word) {
            let (amount, in_percent) = amount;
            wished.push(Wished { member: open.take()?, amount, in_percent, moved });
        } else if !is_in(BEGUN, word) {
            return None;
        }
    }
    // `naikkan bobot J 10% dan L 5%` does not say whether both are raised.
    let is_clear = wished.len() == 1 || wished.iter().all(|wish: &Wished| wish.moved.is_none());
    (is_weight && is_clear && open.is_none() && !wished.is_empty()).then_some((group, wished))
}

fn amount(word: &str) -> Option<(Exact, bool)> {
    let number = word.strip_suffix('%').unwrap_or(word);
    let read = parse_decimal(&number.replace(',', ".")).ok()?;
    Some((Exact::from(read), number.len() < word.len()))
}
