//! Which known scale gives the printed grades.

use crate::audit::words::folded;
use crate::engine::Package;
use crate::library::{PACKAGES, is_example};
use crate::number::Exact;
use crate::program::BandRule;

/// A scale of a built-in package.
#[derive(Debug, Clone)]
pub struct Scale {
    /// The package that `gunakan` takes.
    pub package: &'static str,
    /// What else the package gives a name to.
    pub names: Vec<String>,
    /// Its rules of achievement.
    pub achievements: Vec<String>,
    /// The scale.
    pub rule: BandRule,
}

/// A printed grade and the achievement beside it: as computed, and as printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Graded {
    /// The grade.
    pub word: String,
    /// The achievement as computed, where it is.
    pub computed: Option<Exact>,
    /// The achievement as printed, where it is.
    pub printed: Option<Exact>,
    /// Where it stands: `G9`.
    pub place: String,
}

/// A scale that explains most grades.
#[derive(Debug, Clone)]
pub struct Found {
    /// The scale.
    pub scale: Scale,
    /// How many grades it explains.
    pub explained: usize,
    /// Which it does not.
    pub wrong: Vec<usize>,
    /// Whether the words behind its grades are printed, and not the grades.
    pub by_words: bool,
}

/// The scales that explain most grades, if they explain the most part of them.
pub fn find(grades: &[Graded]) -> Vec<Found> {
    let scales = known();
    // A column shows either its grades or the words behind them, not now one and now the other.
    let found = |scale: Scale| {
        let wrong = |by_words: bool| {
            let is_wrong = |at: &usize| !scale.gives(&grades[*at], by_words);
            (0..grades.len()).filter(is_wrong).collect::<Vec<_>>()
        };
        let (by_grades, by_words) = (wrong(false), wrong(true));
        let is_by_words = by_words.len() < by_grades.len();
        let wrong = if is_by_words { by_words } else { by_grades };
        Found { scale, explained: grades.len() - wrong.len(), wrong, by_words: is_by_words }
    };
    let all: Vec<Found> = scales.into_iter().map(found).collect();
    let least = all.iter().map(|found| found.wrong.len()).min().unwrap_or(grades.len());
    all.into_iter().filter(|found| found.wrong.len() == least && least * 2 < grades.len()).collect()
}

impl Found {
    /// What it shows for a value.
    pub fn shown(&self, value: &Exact) -> Option<&str> {
        self.scale.band(value).map(|(grade, words)| words.filter(|_| self.by_words).unwrap_or(grade))
    }
}

/// The scales of the built-in packages that grade achievements or values up to 100.
fn known() -> Vec<Scale> {
    let mut scales = Vec::new();
    for package in PACKAGES {
        let files = package.files.iter().filter(|(name, _)| !is_example(name)).copied();
        let read = Package::new(package.name, files);
        let Some(program) = read.program() else { continue };
        // What it uses of another package is that one's.
        let heads = |rule: &BandRule| format!("aturan predikat {} ", rule.name);
        let own = |rule: &&BandRule| package.files.iter().any(|(_, text)| text.contains(&heads(rule)));
        let names: Vec<String> = program.by_code.keys().cloned().collect();
        let achievements: Vec<String> = program.achievement_rules.iter().map(|rule| rule.name.clone()).collect();
        for rule in program.band_rules.iter().filter(own) {
            let (names, achievements) = (names.clone(), achievements.clone());
            scales.push(Scale { package: package.name, names, achievements, rule: rule.clone() });
        }
    }
    scales
}

impl Scale {
    /// Whether a grade is the one of its achievement, or the words behind that are.
    fn gives(&self, graded: &Graded, by_words: bool) -> bool {
        let word = folded(&graded.word);
        [&graded.computed, &graded.printed].into_iter().flatten().any(|value| {
            let band = self.band(value);
            band.is_some_and(|(grade, words)| folded(words.filter(|_| by_words).unwrap_or(grade)) == word)
        })
    }

    /// The grade of a value, and its words.
    pub fn band(&self, value: &Exact) -> Option<(&str, Option<&str>)> {
        let value = match &self.rule.round {
            Some(precision) => value.round(precision.places, precision.mode),
            None => value.clone(),
        };
        let band = self.rule.bands.iter().find(|band| band.range.contains(&value))?;
        Some((&band.grade, band.words.as_deref()))
    }

    /// Whether every value from a floor up to a cap has a grade; where there is none, every value.
    pub fn reaches(&self, floor: Option<&Exact>, cap: Option<&Exact>) -> bool {
        let far = Exact::from(1_000_000);
        self.band(floor.unwrap_or(&Exact::from(-1_000_000))).is_some() && self.band(cap.unwrap_or(&far)).is_some()
    }
}
