//! Findings of the band proof, with their wording and fixes.

use super::bands::Judged;
use super::overlap::Overlap;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity, nearest};
use crate::number::{Bound, Exact, Interval};
use crate::plan::SlotId;
use crate::program::intervals::{end, flip, say_on_grid, say_signed, write_signed};
use crate::program::{Band, BandRule, Uncovered};
use crate::source::Span;

/// What is wrong with a band rule.
#[derive(Debug)]
pub enum BandProblem<'r> {
    /// A value in another unit than that of the bands.
    UnlikeUnit {
        what: String,
        unit: Option<String>,
        bands: String,
        span: Span,
        place: Span,
        is_achievement: bool,
        is_only: bool,
    },
    /// A value without a grade.
    Hole(Hole<'r>),
    /// Bands printed on a grid that no rounding brings the values to.
    Unrounded { first: Hole<'r>, more: usize, places: i32 },
    /// A value with two.
    Overlap(Overlap<'r>),
    /// A band without a value.
    Empty(&'r Band),
    /// A band that no value reaches.
    Unreachable { band: &'r Band, judged: Option<Judged> },
    /// `tanpa predikat` for values that cannot occur.
    NeedlessUncovered { span: Span },
    /// `terima tak terjangkau` for a grade that can be reached.
    NeedlessAcceptance { grade: Option<&'r str>, span: Span },
    /// `terima tak terjangkau` for a grade that does not exist.
    UnknownGrade { grade: &'r str, span: Span },
}

/// A line of a band rule that covers a range.
#[derive(Debug, Clone, Copy)]
pub enum Part<'r> {
    /// With a grade.
    Band(&'r Band),
    /// Without a grade on purpose.
    Uncovered(&'r Uncovered),
}

/// Values without a grade, and the lines on both sides.
#[derive(Debug)]
pub struct Hole<'r> {
    /// The values that can occur.
    pub gap: Interval,
    /// The line just below.
    pub below: Option<Part<'r>>,
    /// The line just above.
    pub above: Option<Part<'r>>,
    /// One of them is certain to occur.
    pub occurs: bool,
    judged: Judged,
}

impl<'r> Part<'r> {
    /// The values that it covers.
    pub fn range(&self) -> &'r Interval {
        match self {
            Part::Band(band) => &band.range,
            Part::Uncovered(part) => &part.range,
        }
    }

    /// The range as written.
    pub fn range_span(self) -> Span {
        match self {
            Part::Band(band) => band.range_span,
            Part::Uncovered(part) => part.range_span,
        }
    }

    pub(super) fn span(self) -> Span {
        match self {
            Part::Band(band) => band.span,
            Part::Uncovered(part) => part.span,
        }
    }

    pub(super) fn words(self) -> String {
        match self {
            Part::Band(band) => format!("predikat \"{}\"", band.grade),
            Part::Uncovered(_) => "tanpa predikat".into(),
        }
    }
}

impl<'r> Hole<'r> {
    /// A gap among parts, which are sorted by their lower ends.
    pub fn new(parts: &[Part<'r>], gap: Interval, judged: &Judged) -> Self {
        let begins = |part: &Part| end(part.range().lo()).cloned();
        let up_to = end(gap.lo()).map_or(0, |low| parts.partition_point(|part| begins(part).as_ref() <= Some(low)));
        let below = parts[..up_to].iter().rev().find(|part| before(part.range(), &gap)).copied();
        let from =
            end(gap.hi()).map_or(parts.len(), |high| parts.partition_point(|part| begins(part).as_ref() < Some(high)));
        let above = parts[from..].iter().find(|part| before(&gap, part.range())).copied();
        Hole { gap, below, above, occurs: true, judged: judged.clone() }
    }

    /// The planned year and the slot of the values.
    pub fn at(&self) -> Option<(usize, SlotId)> {
        self.judged.at
    }

    fn into_diagnostic(self, rule: &BandRule) -> Diagnostic {
        let Hole { gap, below, above, occurs, judged } = &self;
        let in_percent = rule.ends.are_signed();
        let values = say_on_grid(gap, judged.grid, in_percent);
        let base = match occurs {
            true => Diagnostic::new(Code::K0210, Severity::Error, format!("nilai {values} tidak punya predikat")),
            false => {
                let title = format!("nilai {values} tidak punya predikat, bila memang dapat terjadi");
                Diagnostic::new(Code::K0210, Severity::Warning, title)
                    .because("rentang ini perkiraan terluar: data yang menghasilkannya tidak ditemukan")
            }
        };
        let base = match (below, above) {
            (Some(below), Some(above)) => {
                let said = |bound| end(bound).map(|value| say_signed(value, in_percent)).unwrap_or_default();
                let (low, high) = (said(below.range().hi()), said(above.range().lo()));
                let begins = if matches!(above.range().lo(), Bound::Excluded(_)) { "sesudah" } else { "dari" };
                let words = format!("berakhir di {low}, sedangkan rentang di atasnya mulai {begins} {high}");
                base.at(below.range_span(), words).at(above.range_span(), "")
            }
            (Some(below), None) => base.at(below.range_span(), "rentang tertinggi"),
            (None, Some(above)) => base.at(above.range_span(), "rentang terendah"),
            (None, None) => base.at(rule.span, ""),
        };
        let base = match (below, above) {
            (Some(_), Some(_)) => base,
            _ => judged.explain(base, in_percent),
        };
        let mends = self.mends(in_percent);
        let is_one = mends.len() == 1;
        let base = mends.into_iter().fold(base, |base, (band, range)| {
            let of = if is_one { String::new() } else { format!("  pada \"{}\"", band.grade) };
            base.propose(format!("tulis  {range}{of}"), vec![Edit::replace(band.range_span, range)])
        });
        let base = match self.cap(rule, in_percent) {
            Some(cap) => {
                base.advise(format!("bila capaiannya dibatasi, tambahkan pada aturan capaiannya:  batas {cap}"))
            }
            None => base,
        };
        match self.accepted(in_percent) {
            Some(range) => {
                let line = format!("tanpa predikat {range} \"belum diatur\"");
                let edit = Edit::insert_after(rule.last_line(), format!("\n  {line}"));
                base.suggest(format!("atau nyatakan  {line}"), vec![edit])
            }
            None => base,
        }
    }

    /// The bands that may be extended over the hole, the lower one first, with their ranges then.
    fn mends(&self, in_percent: bool) -> Vec<(&'r Band, String)> {
        let Hole { below, above, judged, .. } = self;
        let range = &judged.range;
        let lower = below.map_or_else(|| range.lo().clone(), |below| flip(below.range().hi()));
        let upper = above.map_or_else(|| range.hi().clone(), |above| flip(above.range().lo()));
        let of_below = below.map(|part| (part, Interval::new(part.range().lo().clone(), upper)));
        let of_above = above.map(|part| (part, Interval::new(lower, part.range().hi().clone())));
        let mend = |(part, range)| match part {
            Part::Band(band) => Some((band, write_signed(&range, in_percent)?)),
            Part::Uncovered(_) => None,
        };
        of_below.into_iter().chain(of_above).filter_map(mend).collect()
    }

    /// The cap of achievements that end where the bands do: `0..120`, where nothing bounds them.
    fn cap(&self, rule: &BandRule, in_percent: bool) -> Option<String> {
        let is_free = self.judged.limit.is_none() && self.judged.what.starts_with("capaian ");
        let ends = |of: fn(&Interval) -> &Bound<Exact>| rule.bands.iter().map(move |band| end(of(&band.range)));
        let low = ends(Interval::lo).collect::<Option<Vec<_>>>()?.into_iter().min()?.clone();
        let high = ends(Interval::hi).collect::<Option<Vec<_>>>()?.into_iter().max()?.clone();
        let is_outside = self.below.is_none() || self.above.is_none();
        let cap = Interval::new(Bound::Included(low), Bound::Included(high));
        (is_free && is_outside).then(|| write_signed(&cap, in_percent)).flatten()
    }

    /// The hole between the edges of its neighbours, `> 80 .. 90`, not by the grid points inside it.
    fn accepted(&self, in_percent: bool) -> Option<String> {
        let lower = self.below.map_or_else(|| self.gap.lo().clone(), |below| flip(below.range().hi()));
        let upper = self.above.map_or_else(|| self.gap.hi().clone(), |above| flip(above.range().lo()));
        write_signed(&Interval::new(lower, upper), in_percent)
    }
}

impl Judged {
    /// States what bounds the value, or that nothing does.
    fn explain(&self, base: Diagnostic, in_percent: bool) -> Diagnostic {
        let reach = say_on_grid(&self.range, self.grid, in_percent);
        match &self.limit {
            Some(limit) if limit.is_cap => base.at(limit.span, format!("{} dibatasi di sini: {reach}", self.what)),
            Some(limit) => base.at(limit.span, format!("{} dapat bernilai {reach}", self.what)),
            None => base.at(self.span, format!("{} dapat bernilai {reach}", self.what)),
        }
    }
}

impl BandRule {
    /// Where another line of ranges is inserted.
    fn last_line(&self) -> Span {
        let last = [self.bands.last().map(|band| band.span), self.uncovered.last().map(|part| part.span)];
        last.into_iter().flatten().max().unwrap_or(self.span)
    }
}

impl BandProblem<'_> {
    /// The whole message.
    pub fn into_diagnostic(self, rule: &BandRule) -> Diagnostic {
        let error = |code: Code, title: String| Diagnostic::new(code, Severity::Error, title);
        let warning = |code: Code, title: String| Diagnostic::new(code, Severity::Warning, title);
        let drop = |base: Diagnostic, span| base.suggest("hapus baris ini", vec![Edit::replace(span, "")]);
        match self {
            BandProblem::UnlikeUnit { what, unit, bands, span, place, is_achievement, is_only } => {
                let Some(unit) = unit else {
                    let title = format!("{what} tanpa satuan, padahal predikatnya untuk nilai bersatuan {bands}");
                    let base = error(Code::K0218, title).at(span, "").at(place, "");
                    let edits = rule.ends.signs.iter().map(|sign| Edit::replace(*sign, "")).collect();
                    return base
                        .suggest("tulis angkanya tanpa tanda persen", edits)
                        .advise("bila nilai itu memang persen, beri  satuan persen");
                };
                let title = format!("{what} bersatuan {unit}, padahal predikatnya untuk nilai bersatuan {bands}");
                let base = error(Code::K0218, title).at(span, "").at(place, "");
                let base = match is_achievement {
                    true => {
                        base.because("indikator dan kelompok mendapat predikat dari capaiannya, yang selalu persen")
                    }
                    false => base,
                };
                let is_declared = rule.bands.iter().all(|band| band.range_span != place);
                match is_only && is_declared {
                    true => {
                        let word = if unit.contains(' ') { format!("\"{unit}\"") } else { unit.clone() };
                        let edit = Edit::replace(place, format!("satuan {word}"));
                        base.suggest(format!("bila rentangnya memang dalam {unit}, tulis  satuan {word}"), vec![edit])
                    }
                    false => base.advise(format!("buat aturan predikat lain, dengan rentang dalam {unit}")),
                }
            }
            BandProblem::Hole(hole) => hole.into_diagnostic(rule),
            BandProblem::Unrounded { first, more, places } => {
                let step = Exact::from(10)
                    .checked_pow(-places)
                    .map(|step| say_signed(&step, rule.ends.are_signed()))
                    .unwrap_or_default();
                let values = say_on_grid(&first.gap, first.judged.grid, rule.ends.are_signed());
                let more = if more > 0 { format!(", begitu pula {more} celah lain") } else { String::new() };
                let title = format!("nilai {values} tidak punya predikat{more}: nilainya tidak dibulatkan");
                let (below, above) = (first.below, first.above);
                let base = below
                    .into_iter()
                    .chain(above)
                    .fold(error(Code::K0213, title), |base, part| base.at(part.range_span(), ""));
                let line = format!("bulat {places} biasa");
                let base = base
                    .because(format!("rentang-rentang ini ditulis berselang {step}"))
                    .propose(format!("tambahkan  {line}"), vec![Edit::insert_after(rule.span, format!("\n  {line}"))]);
                match first.mends(rule.ends.are_signed()).first() {
                    Some((_, range)) => base.advise(format!("atau tulis rentang yang bersambung, misalnya  {range}")),
                    None => base,
                }
            }
            BandProblem::Overlap(overlap) => overlap.into_diagnostic(rule.ends.are_signed()),
            BandProblem::Empty(band) => {
                let title = format!("rentang \"{}\" tidak memuat satu nilai pun", band.grade);
                let base = error(Code::K0212, title).at(band.range_span, "");
                let base = match &rule.round {
                    Some(round) => base.because(format!("nilai dibulatkan dulu ke {} desimal", round.places.get())),
                    None => base,
                };
                drop(base, band.span)
            }
            BandProblem::Unreachable { band, judged } => {
                let title = format!("predikat \"{}\" tidak akan pernah tercapai", band.grade);
                let base = warning(Code::K0214, title).at(band.range_span, "");
                let base = match judged {
                    Some(judged) => {
                        raised(judged.explain(base, rule.ends.are_signed()), &judged, band, rule.ends.are_signed())
                    }
                    None => base,
                };
                let line = format!("terima tak terjangkau \"{}\" \"alasannya\"", band.grade);
                let edit = Edit::insert_after(band.span, format!("\n  {line}"));
                drop(base, band.span).suggest(format!("atau nyatakan  {line}"), vec![edit])
            }
            BandProblem::NeedlessUncovered { span } => {
                let title = "\"tanpa predikat\" ini tidak diperlukan: nilai itu tidak mungkin muncul";
                drop(warning(Code::K0215, title.into()).at(span, ""), span)
            }
            BandProblem::NeedlessAcceptance { grade, span } => {
                let what = match grade {
                    Some(grade) => format!("predikat \"{grade}\" dapat tercapai"),
                    None => "semua predikat dapat tercapai".into(),
                };
                let title = format!("\"terima tak terjangkau\" ini tidak diperlukan: {what}");
                drop(warning(Code::K0216, title).at(span, ""), span)
            }
            BandProblem::UnknownGrade { grade, span } => {
                let base = error(Code::K0217, format!("predikat \"{grade}\" tidak ada dalam aturan ini")).at(span, "");
                match nearest(grade, rule.bands.iter().map(|band| band.grade.as_str())) {
                    Some(near) => base.advise(format!("apakah maksud Anda \"{near}\"?")),
                    None => drop(base, span),
                }
            }
        }
    }
}

/// Offers to raise the cap that keeps a band out of reach.
fn raised(base: Diagnostic, judged: &Judged, band: &Band, in_percent: bool) -> Diagnostic {
    let Some(limit) = judged.limit.as_ref().filter(|limit| limit.is_cap) else { return base };
    let (Some(top), Some(now)) = (end(band.range.hi()), end(limit.range.hi())) else { return base };
    if top <= now {
        return base;
    }
    match write_signed(&Interval::new(limit.range.lo().clone(), Bound::Included(top.clone())), in_percent) {
        Some(range) => base.suggest(
            format!("naikkan batas menjadi {range}"),
            vec![Edit::replace(limit.span, format!("batas {range}"))],
        ),
        None => base,
    }
}

/// Whether `low` lies wholly before `high`.
pub(super) fn before(low: &Interval, high: &Interval) -> bool {
    matches!((end(low.hi()), end(high.lo())), (Some(a), Some(b)) if a <= b)
}
