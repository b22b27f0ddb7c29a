//! The rule text of an inferred rule: `aturan.takar`.

use super::grades::{Found, Graded};
use super::infer::{Decimals, Down, Inferred, Outcome, Recipe, Shown, Way};
use super::package::Known;
use super::questions::{ASKED, Unlike, formula};
use crate::number::{Exact, Places, Rounding};

/// The name of the rule, and of the one where less is better, where it needs its own.
pub const NAMES: [&str; 2] = ["Baku", "BakuTurun"];
/// The same where the package of a scale has such a name already.
pub const OTHER_NAMES: [&str; 2] = ["BakuTabel", "BakuTabelTurun"];

/// What the rules are called beside those of the package that a scale comes from.
pub fn names(scale: Option<&Found>) -> [&'static str; 2] {
    let is_taken = |name: &&str| scale.is_some_and(|found| found.scale.achievements.iter().any(|one| one == name));
    if NAMES.iter().any(is_taken) { OTHER_NAMES } else { NAMES }
}

/// Whether the lower the better has a rule of its own: it divides by what the other does not, or has an answer to targets of zero that
/// the other has not.
pub fn is_split(rule: &Inferred) -> bool {
    let has = |way: Way| rule.ways.iter().any(|told| told.way == way);
    has(Way::Down) && (rule.rule.down == Down::Inverse || rule.zero_is_below() && has(Way::Up))
}

/// Targets below zero, where a table may have them: there the formulas turn round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Below {
    /// Nothing is below zero.
    Nothing,
    /// The table prints achievements of such targets, and the formulas give them.
    Printed,
    /// It does not say what they achieve.
    Open,
}

/// The whole file. `ranges` tells that some targets are ranges.
pub fn text(
    rule: Option<&Inferred>,
    unlike: &[Unlike],
    asked: &[String],
    scale: Option<(&Found, &[Graded])>,
    ranges: bool,
    below: Below,
) -> String {
    let mut text =
        String::from("# Aturan yang disimpulkan dari angka yang tercetak. Periksa dengan pedoman kantor Anda.\n");
    if let Some((found, _)) = scale {
        text.push_str(&format!("\ngunakan \"{}\"\n", found.scale.package));
    }
    text.push('\n');
    if let Some(rule) = rule {
        text.push_str(&comment(&format!(
            "Rumus ini menjelaskan {} dari {} angka capaian.",
            rule.explained, rule.figures
        )));
        if !unlike.is_empty() {
            text.push_str("# Yang lain perlu dilihat:\n");
        }
        for one in unlike {
            let Unlike { place, code, printed, given } = one;
            text.push_str(&format!("#   sel {place}, {code}: tercetak {printed}, menurut rumus {given}\n"));
        }
    } else {
        text.push_str("# Tabel ini tidak mencetak capaian; rumusnya yang lazim.\n");
    }
    if let Some((found, grades)) = scale {
        let (name, all) = (&found.scale.rule.name, grades.len());
        text.push_str(&comment(&format!("Skala {name} menjelaskan {} dari {all} predikat.", found.explained)));
        for graded in found.wrong.iter().map(|at| &grades[*at]) {
            let value = graded.computed.as_ref().or(graded.printed.as_ref());
            let given = value.and_then(|value| found.shown(value)).unwrap_or("tanpa predikat");
            text.push_str(&format!(
                "#   sel {}: tercetak \"{}\", menurut skala \"{given}\"
",
                graded.place, graded.word
            ));
        }
    }
    for question in asked {
        text.push_str(&comment(&format!("{ASKED}{question}")));
    }
    let plain = Recipe {
        down: Down::Mirror,
        cap: None,
        floor: false,
        rounding: Rounding::HalfAway,
        decimals: Decimals::Column(two()),
        share: false,
    };
    let (own, split) = (rule.map_or(&plain, |rule| &rule.rule), rule.is_some_and(is_split));
    let both = !split;
    let [name, down] = names(scale.map(|(found, _)| found));
    text.push_str(&head(name, "Capaian menurut tabel", rule, (false, below)));
    text.push_str("  makin tinggi : realisasi / target * 100\n");
    if both {
        text.push_str(&format!("  makin rendah : {}\n", formula(own.down)));
    }
    if ranges {
        text.push_str(RANGES);
    }
    text.push_str(&steps(own));
    if below == Below::Printed || rule.is_some_and(|rule| rule.zero.falls() && rule.zero_above) {
        text.push_str(TURNED);
    }
    if split {
        text.push('\n');
        text.push_str(&head(down, "Capaian yang makin rendah makin baik", rule, (true, below)));
        text.push_str(&format!("  makin rendah : {}\n", formula(own.down)));
        text.push_str(&steps(own));
        text.push_str(if below == Below::Printed { TURNED } else { "" });
    }
    text
}

/// What is printed of targets of zero and below stays as it is.
const TURNED: &str = "  terima arah terbalik \"target nol atau di bawahnya dihitung seperti tercetak di tabel\"\n";

const RANGES: &str = "  rentang makin tinggi : jika realisasi > target_atas maka realisasi / target_atas * 100 selain itu \
    jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu 100\n";

/// What is asked of targets below zero.
pub const BELOW: &str = "ada hal berangka di bawah nol; pada target di bawah nol rumus yang lazim terbalik arahnya, maka tertulis \
    tidak terdefinisi. Bagaimana kantor Anda menghitungnya?";

impl Known<'_> {
    /// What the table says of targets below zero.
    pub fn below(&self) -> Below {
        if !self.things.iter().any(|thing| self.floor(thing).is_some()) {
            return Below::Nothing;
        }
        let is_printed = |rule: &Inferred| {
            let own = self.measured.cases.iter().enumerate();
            own.filter(|(_, case)| case.target.is_negative())
                .any(|(at, case)| matches!(case.shown, Shown::Figure(..)) && !rule.wrong.contains(&at))
        };
        if self.measured.rule.as_ref().is_some_and(is_printed) { Below::Printed } else { Below::Open }
    }
}

/// The head of a rule with what it does about zeros.
fn head(name: &str, title: &str, rule: Option<&Inferred>, (is_down, below): (bool, Below)) -> String {
    let mut text = format!("aturan capaian {name} \"{title}\"\n");
    let is_below = |rule: &&Inferred| !is_down && is_split(rule) && rule.zero_is_below();
    let zero = rule.filter(|rule| !is_below(rule)).map(|rule| rule.zero.clone()).unwrap_or_default();
    let said = |outcome: &Option<Outcome>, why: &str| match outcome {
        Some(Outcome::Percent(value)) => number(value),
        Some(Outcome::Undefined) | None => format!("tidak terdefinisi \"{why}\""),
    };
    let (both, target) = (said(&zero.both, "target nol"), said(&zero.target, "target nol"));
    if zero.both.is_some() && both != target {
        text.push_str(&format!("  jika target = 0 dan realisasi = 0 : {both}\n"));
    }
    text.push_str(&format!("  jika target = 0 : {target}\n"));
    if below == Below::Open {
        text.push_str("  jika target < 0 : tidak terdefinisi \"target di bawah nol\"\n");
    }
    if is_down && rule.is_some_and(|rule| rule.rule.down == Down::Inverse) {
        text.push_str(&format!("  jika realisasi = 0 : {}\n", said(&zero.real, "realisasi nol")));
    }
    text
}

/// Bounds and decimals.
fn steps(rule: &Recipe) -> String {
    let mut text = String::new();
    match (&rule.cap, rule.floor) {
        (Some(cap), true) => text.push_str(&format!("  batas 0..{}\n", number(cap))),
        (Some(cap), false) => text.push_str(&format!("  batas <= {}\n", number(cap))),
        (None, true) => text.push_str("  batas >= 0\n"),
        (None, false) => {}
    }
    let places = match rule.decimals {
        Decimals::Column(places) => places,
        Decimals::Own | Decimals::Unrounded => two(),
    };
    text.push_str(&format!("  tampil {} {}\n", places.get(), rule.rounding.word()));
    text
}

fn number(value: &Exact) -> String {
    super::figures::plain(value)
}

fn two() -> Places {
    Places::new(2).unwrap_or(Places::WHOLE)
}

/// A text as lines of remarks, broken between words.
pub fn comment(text: &str) -> String {
    const MOST: usize = 110;
    let mut lines = vec![String::from("#")];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        if lines[last].chars().count() + word.chars().count() >= MOST {
            lines.push(String::from("#  "));
        }
        let last = lines.len() - 1;
        lines[last].push(' ');
        lines[last].push_str(word);
    }
    lines.join("\n") + "\n"
}
