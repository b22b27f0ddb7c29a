//! The mean of all achievements: plain, by printed weights, or with something done about those that are undefined because their
//! target is zero; what the printed mean says, and what it leaves open.

use super::codes::written;
use super::figures::{Number, Says, is_printed, plain, shown};
use super::infer::{Inferred, Outcome};
use super::package::{Known, value};
use super::told::few;
use crate::audit::words::tokens;
use crate::number::{Exact, Places};

/// How the achievements of indicators make one.
#[derive(Debug, Clone)]
pub enum Mean {
    /// Their plain mean.
    Plain,
    /// By weights that sum to 100, one for each indicator.
    Weighted(Vec<Exact>),
    /// Without those that are undefined.
    LeftOut(Undefined),
    /// With so many percent for those that are undefined.
    Counted(Undefined, i64),
    /// The table does not say; the question.
    Open(String),
}

/// Which achievements are undefined: conditions on a member.
#[derive(Debug, Clone)]
pub struct Undefined {
    /// Those that are.
    are: &'static str,
    /// Those that are not.
    are_not: &'static str,
    /// Their cells.
    cells: Vec<String>,
}

impl Known<'_> {
    /// How the printed mean is made.
    pub fn mean(&self) -> &Mean {
        self.once.mean.get_or_init(|| settled(self))
    }

    /// The lines of a group that make its mean; `codes` are its members, as rules write them.
    pub fn mean_lines(&self, is_all: bool, codes: &[&str]) -> String {
        let plain_mean = "  capaian rata_rata(capaian anggota)\n".to_string();
        match self.mean() {
            Mean::Weighted(weights) if is_all => {
                let weights =
                    codes.iter().zip(weights).map(|(code, weight)| format!("{} {}%", written(code), plain(weight)));
                let weights = weights.collect::<Vec<_>>().join("; ");
                format!("  bobot {weights}\n  capaian rata_rata_tertimbang(capaian anggota)\n")
            }
            Mean::LeftOut(own) if is_all || self.is_mixed(codes) => {
                // Some target is not zero, else nothing would be printed; a divisor of zero is warned of all the same.
                format!(
                    "  capaian jumlah(jika {} maka 0 selain itu capaian anggota) / maks(1; banyaknya_bila({}))\n",
                    own.are, own.are_not
                )
            }
            Mean::Counted(own, percent) if is_all || self.is_mixed(codes) => {
                format!("  capaian rata_rata(jika {} maka {percent} selain itu capaian anggota)\n", own.are)
            }
            Mean::Plain | Mean::Weighted(_) | Mean::LeftOut(_) | Mean::Counted(..) | Mean::Open(_) => plain_mean,
        }
    }

    /// Whether the group of all has its own mean, which stands below the table too.
    pub fn has_own_mean(&self) -> bool {
        matches!(self.mean(), Mean::Weighted(_) | Mean::LeftOut(_) | Mean::Counted(..))
    }

    /// Whether some of these are undefined and others are not: of those alone there is no mean.
    fn is_mixed(&self, codes: &[&str]) -> bool {
        let own = |at: &&usize| codes.contains(&self.things[self.measured.cases[**at].thing].code.as_str());
        let undefined = undefined(self).iter().filter(own).count();
        undefined > 0 && undefined < codes.len()
    }

    /// What is told of it.
    pub fn told_mean(&self) -> Option<String> {
        match self.mean() {
            Mean::Plain | Mean::Open(_) => None,
            Mean::Weighted(_) => Some("rata-rata tercetak tertimbang menurut kolom bobot".to_string()),
            Mean::LeftOut(own) => {
                Some(format!("rata-rata tercetak tidak menghitung yang tidak terdefinisi: {}", few(&own.cells)))
            }
            Mean::Counted(own, percent) => Some(format!(
                "rata-rata tercetak menghitung yang tidak terdefinisi sebagai {percent}: {}",
                few(&own.cells)
            )),
        }
    }
}

/// The column of printed achievements of the year.
fn column(known: &Known) -> Option<usize> {
    known.measured.years.iter().find(|year| year.year == known.shape.year)?.achieved
}

/// The cases of the year that have no achievement.
fn undefined(known: &Known) -> Vec<usize> {
    let (Some(rule), Some(column)) = (&known.measured.rule, column(known)) else { return Vec::new() };
    let own = known.measured.cases.iter().zip(&known.measured.spots).enumerate();
    let own = own.filter(|(_, (case, spot))| spot.column == column && rule.achieved(case).is_none());
    own.map(|(at, _)| at).collect()
}

fn settled(known: &Known) -> Mean {
    let (Some(rule), Some(column)) = (&known.measured.rule, column(known)) else { return Mean::Plain };
    let undefined = undefined(known);
    let own = known.measured.cases.iter().zip(&known.measured.spots).filter(|(_, spot)| spot.column == column);
    let values: Vec<(usize, Exact)> = own.filter_map(|(case, _)| Some((case.thing, rule.achieved(case)?))).collect();
    let printed = known.closing_rows().iter().find_map(|row| {
        let Says::Number(number) = known.shape.cell(column, *row) else { return None };
        Some((known.shape.place(column, *row), number))
    });
    let sum: Exact = values.iter().map(|(_, value)| value).sum();
    let near = |mean: Option<Exact>| match (&printed, mean) {
        (Some((_, number)), Some(mean)) => (number.value.clone() - mean).abs() <= step(number.places),
        (_, _) => false,
    };
    if undefined.is_empty() {
        let Some((place, number)) = printed.as_ref().filter(|_| !near(mean(sum.clone(), values.len()))) else {
            return Mean::Plain;
        };
        return match weights(known) {
            Some(weights) if near(weighted(&weights, &values)) => Mean::Weighted(weights),
            None if has_weights(known) && number.value != sum => Mean::Open(format!(
                "{} tercetak di sel {place} bukan rata-rata biasa, dan kolom bobot tidak lengkap atau tidak berjumlah 100. \
                 Bagaimana dihitung? Tertulis rata-rata biasa.",
                shown(&number.value, number.places)
            )),
            Some(_) | None => Mean::Plain,
        };
    }
    let cells: Vec<String> =
        undefined.iter().map(|at| known.shape.place(column, known.measured.spots[*at].row)).collect();
    let open = || {
        Mean::Open(format!(
            "capaian di sel {} tidak terdefinisi: ikutkah dalam rata-rata, dan sebagai berapa? Tabel tidak menunjukkannya; \
             rata-rata yang memuatnya tertulis tidak terdefinisi.",
            few(&cells)
        ))
    };
    let Some((are, are_not)) = conditions(known, rule, &undefined) else { return open() };
    let own = Undefined { are, are_not, cells: cells.clone() };
    let count = values.len() + undefined.len();
    let hundreds = Exact::from(100 * i64::try_from(undefined.len()).unwrap_or(0));
    let ways = [
        (near(mean(sum.clone(), values.len())), Mean::LeftOut(own.clone())),
        (near(mean(sum.clone(), count)), Mean::Counted(own.clone(), 0)),
        (near(mean(sum + hundreds, count)), Mean::Counted(own, 100)),
    ];
    let mut fitting = ways.into_iter().filter(|(fits, _)| *fits);
    match (fitting.next(), fitting.next()) {
        (Some((_, way)), None) => way,
        (_, _) => open(),
    }
}

/// Whether a figure may be the mean of all achievements of a column: by weights, or with those that are undefined as 0 or 100.
pub(super) fn may_be_of_all(known: &Known, column: usize, printed: &Number) -> bool {
    let Some(rule) = &known.measured.rule else { return false };
    let own = known.measured.cases.iter().zip(&known.measured.spots).filter(|(_, spot)| spot.column == column);
    let all: Vec<(usize, Option<Exact>)> = own.map(|(case, _)| (case.thing, rule.achieved(case))).collect();
    let defined: Vec<(usize, Exact)> = all.iter().filter_map(|(at, value)| Some((*at, value.clone()?))).collect();
    let sum: Exact = defined.iter().map(|(_, value)| value).sum();
    let hundreds = Exact::from(100 * i64::try_from(all.len() - defined.len()).unwrap_or(0));
    let by_weights = weights(known).and_then(|weights| weighted(&weights, &defined));
    let may = [mean(sum.clone(), all.len()), mean(sum + hundreds, all.len()), by_weights];
    may.into_iter().flatten().any(|value| is_printed(&value, &printed.value, printed.places))
}

/// A sum over how many there are; none of nobody.
pub(super) fn mean(sum: Exact, count: usize) -> Option<Exact> {
    Exact::ratio(1, i128::try_from(count).ok()?).map(|part| sum * part)
}

/// The last place that is printed: a mean of rounded figures may differ by one there.
fn step(places: Places) -> Exact {
    Exact::ratio(1, 10_i128.pow(places.get().clamp(0, 8).unsigned_abs())).unwrap_or(Exact::ONE)
}

/// The conditions under which achievements are undefined, and are not; none where they are more than targets of zero.
fn conditions(known: &Known, rule: &Inferred, undefined: &[usize]) -> Option<(&'static str, &'static str)> {
    let is_defined = |outcome: &Option<Outcome>| matches!(outcome, Some(Outcome::Percent(_)));
    let of_target = |at: &usize| known.measured.cases[*at].target.is_zero();
    if !undefined.iter().all(of_target) || rule.rule.share {
        return None;
    }
    Some(match (is_defined(&rule.zero.both), is_defined(&rule.zero.target)) {
        (false, false) => ("target anggota = 0", "target anggota <> 0"),
        (true, _) => {
            ("target anggota = 0 dan realisasi anggota <> 0", "target anggota <> 0 atau realisasi anggota = 0")
        }
        (false, true) => {
            ("target anggota = 0 dan realisasi anggota = 0", "target anggota <> 0 atau realisasi anggota <> 0")
        }
    })
}

/// The column of weights.
fn weight_column(known: &Known) -> Option<usize> {
    let is_weight = |at: &usize| {
        let levels = &known.shape.found.heads[*at].levels;
        levels.last().is_some_and(|level| tokens(level).first().is_some_and(|word| word == "bobot"))
    };
    (0..known.shape.heads.len()).find(is_weight)
}

fn has_weights(known: &Known) -> bool {
    weight_column(known).is_some()
}

/// The printed weights in percent, one for each indicator, where they sum to a whole.
fn weights(known: &Known) -> Option<Vec<Exact>> {
    let at = weight_column(known)?;
    let own = known.things.iter().map(|thing| value(known.shape.cell(at, thing.row)).filter(|one| !one.is_negative()));
    let weights: Vec<Exact> = own.collect::<Option<_>>()?;
    let sum: Exact = weights.iter().sum();
    let times = if sum == Exact::ONE { Exact::HUNDRED } else { Exact::ONE };
    (sum.clone() * times.clone() == Exact::HUNDRED)
        .then(|| weights.into_iter().map(|weight| weight * times.clone()).collect())
}

fn weighted(weights: &[Exact], values: &[(usize, Exact)]) -> Option<Exact> {
    let all = values.iter().map(|(thing, value)| Some(weights.get(*thing)?.clone() * value.clone()));
    let sum = all.sum::<Option<Exact>>()?;
    (values.len() == weights.len()).then(|| sum * Exact::HUNDREDTH)
}
