//! What headings mean by the ones beside them: the same word is said of results and of money.

use super::figures::Says;
use super::roles::{Role, Said};
use crate::audit::words::tokens;
use crate::office::{Found, Head};

/// Settles what the columns hold by the others.
pub fn beside_others(found: &Found, heads: &mut [Said]) {
    works(found, heads);
    finance(found, heads);
    left_over(found, heads);
    money_alone(found, heads);
    money_behind(found, heads);
    achieved_alone(found, heads);
}

/// How far works have come is no target and no realisation of what is measured beside them: `Fisik` over `Target (%) | Realisasi (%)`
/// behind a target of another thing, or beside money.
fn works(found: &Found, heads: &mut [Said]) {
    let levels = |at: usize| found.heads[at].levels.iter().map(|level| tokens(level));
    let has = |level: &[String], words: &[&str]| level.iter().any(|word| words.contains(&word.as_str()));
    let is_of_works = |at: usize| {
        levels(at).any(|level| has(&level, &["fisik"]) && !has(&level, &["keuangan", "anggaran", "kinerja", "dana"]))
    };
    let of_figures = |role: Role| matches!(role, Role::Target | Role::Real | Role::Achieved);
    let own: Vec<usize> = (0..heads.len()).filter(|at| of_figures(heads[*at].role) && is_of_works(*at)).collect();
    let others = (0..heads.len()).filter(|at| !own.contains(at));
    let are_beside = others.clone().any(|at| matches!(heads[at].role, Role::Target | Role::Real));
    let has_money = others.into_iter().any(|at| matches!(heads[at].role, Role::Budget | Role::Spent));
    let in_percent = |at: usize| levels(at).next_back().is_some_and(|level| has(&level, &["persen"]));
    // `FISIK` over `TARGET | REAL | %` is measured in units of its own.
    let is_measured = own.iter().any(|at| matches!(heads[*at].role, Role::Target | Role::Real) && !in_percent(*at));
    for at in own {
        if are_beside || has_money && !is_measured {
            heads[at].role = Role::Note;
        }
    }
}

/// `Pagu (Rp) | Keuangan (Rp) | Keuangan (%)`: beside a budget that is called one, what is called finance was spent of it.
fn finance(found: &Found, heads: &mut [Said]) {
    let own = |at: usize| found.heads[at].levels.last().map(|level| tokens(level)).unwrap_or_default();
    let is_finance = |at: usize| {
        let own = own(at);
        own.iter().any(|word| word == "keuangan")
            && own.iter().all(|word| matches!(word.as_str(), "keuangan" | "rp" | "rupiah"))
    };
    let is_budget = |at: &usize| heads[*at].role == Role::Budget;
    let is_called = |at: usize| own(at).iter().any(|word| matches!(word.as_str(), "pagu" | "anggaran" | "alokasi"));
    let behind: Vec<usize> = (0..heads.len()).filter(is_budget).filter(|at| is_finance(*at)).collect();
    let has_budget = (0..heads.len()).filter(is_budget).any(is_called);
    if let ([only], true) = (behind.as_slice(), has_budget && !heads.iter().any(|head| head.role == Role::Spent)) {
        heads[*only].role = Role::Spent;
    }
}

/// `Pagu | Realisasi | Saldo`: beside a budget and what was spent of it, a balance is what is left, as `Sisa` is. Alone it is a figure.
fn left_over(found: &Found, heads: &mut [Said]) {
    let is_balance = |at: usize| {
        found.heads[at].levels.last().is_some_and(|level| tokens(level).first().is_some_and(|word| word == "saldo"))
    };
    let has = |role: Role| heads.iter().any(|head| head.role == role);
    let is_spent = has(Role::Spent) || has(Role::Real) && !has(Role::Target);
    if !has(Role::Budget) || !is_spent {
        return;
    }
    for at in (0..heads.len()).filter(|at| is_balance(*at)) {
        if heads[at].role == Role::Unknown {
            heads[at].role = Role::Note;
        }
    }
}

/// Words for what a budget was changed to.
pub const CHANGED: [&str; 7] = ["perubahan", "revisi", "pergeseran", "setelah", "sesudah", "dppa", "akhir"];

/// `Pagu Murni | Pergeseran I | Perubahan`: beside a budget, below the same words, what it was changed to may be it. What has a figure
/// below 0 is by how much.
pub fn budgets_changed(found: &Found, heads: &mut [Said], says: &[Vec<Says>]) {
    let above = |at: usize| found.heads[at].levels.split_last().map(|(_, above)| above);
    let is_number =
        |word: &String| word.len() < 4 && word.chars().all(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v'));
    let says_so = |at: usize| {
        let own = found.heads[at].levels.last().map(|level| tokens(level)).unwrap_or_default();
        let is_known = |word: &String| CHANGED.contains(&word.as_str()) || word == "ke" || is_number(word);
        own.iter().any(|word| CHANGED.contains(&word.as_str())) && own.iter().all(is_known)
    };
    let is_below = |says: &Says| matches!(says, Says::Number(number) if number.value.is_negative());
    let is_filled =
        |at: usize| says[at].iter().any(|says| matches!(says, Says::Number(_))) && !says[at].iter().any(is_below);
    for at in 1..heads.len() {
        let is_behind = heads[at - 1].role == Role::Budget && above(at - 1) == above(at);
        let is_budget = is_behind && says_so(at) && is_filled(at);
        if is_budget && heads[at].role == Role::Unknown {
            heads[at].role = Role::Budget;
        }
    }
}

/// Beside budgets, and without a target or a unit, what is realised is money, and its percent are of the budget. Where a heading
/// says of another that it is money spent, this is so of those below one word with a budget: `Total` over `Anggaran | Realisasi`.
fn money_alone(found: &Found, heads: &mut [Said]) {
    let has = |role: Role| heads.iter().any(|head| head.role == role);
    if !has(Role::Budget) || has(Role::Target) || has(Role::Unit) {
        return;
    }
    let is_said = has(Role::Spent);
    let above =
        |at: usize| found.heads[at].levels.split_last().map(|(_, above)| above).filter(|above| !above.is_empty());
    let budgets: Vec<usize> = (0..heads.len()).filter(|at| heads[*at].role == Role::Budget).collect();
    let is_money =
        |at: usize| !is_said || above(at).is_some() && budgets.iter().any(|budget| above(*budget) == above(at));
    for (_, head) in heads.iter_mut().enumerate().filter(|(at, _)| is_money(*at)) {
        if head.role == Role::Real {
            head.role = Role::Spent;
        } else if head.role == Role::Achieved {
            head.role = Role::Absorbed;
        }
    }
}

/// `Target | Realisasi | Capaian | Anggaran | Realisasi | %`: what is realised a second time, behind the budget, is money,
/// and the percent behind it are of it.
fn money_behind(found: &Found, heads: &mut [Said]) {
    let has = |role: Role| heads.iter().any(|head| head.role == role);
    let Some(budget) = heads.iter().position(|head| head.role == Role::Budget) else { return };
    let real = |range: std::ops::Range<usize>| range.clone().find(|at| heads[*at].role == Role::Real);
    let (Some(first), Some(second)) = (real(0..budget), real(budget + 1..heads.len())) else { return };
    let is_same = found.heads[first].levels == found.heads[second].levels && heads[first].year == heads[second].year;
    if !is_same || has(Role::Spent) {
        return;
    }
    heads[second].role = Role::Spent;
    let has_own = heads[..budget].iter().any(|head| head.role == Role::Achieved);
    for head in heads[second..].iter_mut().filter(|head| has_own && head.role == Role::Achieved) {
        head.role = Role::Absorbed;
    }
}

/// A heading without a lowest row that names its unit only: `Target` over `(%)`, and nothing else below `Target`.
pub fn without_units(head: &Head, all: &[Head]) -> Head {
    let (Some(lowest), true) = (head.levels.last(), head.levels.len() > 1) else { return head.clone() };
    let above = &head.levels[..head.levels.len() - 1];
    let is_unit = lowest.trim().starts_with('(') && lowest.trim().ends_with(')');
    let others = all.iter().filter(|other| other.column != head.column && other.levels.starts_with(above)).count();
    if is_unit && others == 0 { Head { levels: above.to_vec(), ..head.clone() } } else { head.clone() }
}

/// `Target | Capaian | Persentase Capaian`: without a realisation, what is achieved beside its percentage is one.
fn achieved_alone(found: &Found, heads: &mut [Said]) {
    if heads.iter().any(|head| head.role == Role::Real) {
        return;
    }
    percent_alone(found, heads);
    if heads.iter().any(|head| head.role == Role::Real) {
        return;
    }
    let is_compared = |at: usize| {
        let words = found.heads[at].levels.iter().flat_map(|level| tokens(level)).collect::<Vec<_>>();
        words.iter().any(|word| matches!(word.as_str(), "persen" | "tingkat" | "rasio"))
    };
    let achieved: Vec<usize> = (0..heads.len()).filter(|at| heads[*at].role == Role::Achieved).collect();
    if achieved.iter().any(|at| is_compared(*at)) {
        achieved.into_iter().filter(|at| !is_compared(*at)).for_each(|at| heads[at].role = Role::Real);
    }
}

/// `Target (%) | Realisasi (%)`: the percent are the unit of both, and nothing is compared.
fn percent_alone(found: &Found, heads: &mut [Said]) {
    let says = |at: usize, word: &str| {
        found.heads[at].levels.last().is_some_and(|level| tokens(level).iter().any(|own| own == word))
    };
    let is_percent = |at: &usize| heads[*at].role == Role::Target && says(*at, "persen");
    let of_money = heads.iter().any(|head| matches!(head.role, Role::Budget | Role::Spent));
    if of_money || !(0..heads.len()).any(|at| is_percent(&at)) {
        return;
    }
    for (at, head) in heads.iter_mut().enumerate() {
        if head.role == Role::Achieved && says(at, "realisasi") && !says(at, "capaian") && !says(at, "tingkat") {
            head.role = Role::Real;
        }
    }
}
