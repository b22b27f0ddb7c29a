//! What is written beside an inferred rule: what it explains, what it does not, and what only the office can say.

use super::figures::{Says, shown};
use super::grades::Graded;
use super::infer::{By, Decimals, Down, Inferred, Shown, Way};
use super::names;
use super::package::Known;
use super::pairs::{Measured, YearColumns};
use super::roles::Role;
use super::shape::Shape;
use super::things::Thing;
use crate::number::{Exact, Places, Rounding};

/// The mark of a question.
pub const ASKED: &str = "TANYA: ";

/// A figure that the rule does not give.
#[derive(Debug, Clone, PartialEq)]
pub struct Unlike {
    /// Where it stands: `F9`.
    pub place: String,
    /// The code of its thing.
    pub code: String,
    /// As printed.
    pub printed: String,
    /// As the rule gives it.
    pub given: String,
}

/// The printed figures that the rule does not give.
pub fn unlike(shape: &Shape, things: &[Thing], measured: &Measured) -> Vec<Unlike> {
    let Some(rule) = &measured.rule else { return Vec::new() };
    let told = |at: &usize| {
        let (case, spot) = (&measured.cases[*at], &measured.spots[*at]);
        let Shown::Figure(figure, places) = &case.shown else { return None };
        let places = places_of(rule, *places);
        let value = rule.achieved(case).map(|value| if rule.rule.share { value * Exact::HUNDREDTH } else { value });
        let given =
            value.map_or("tidak terdefinisi".into(), |value| shown(&value.round(places, rule.rule.rounding), places));
        let (place, code) = (shape.place(spot.column, spot.row), things[case.thing].code.clone());
        Some(Unlike { place, code, printed: shown(figure, places), given })
    };
    rule.wrong.iter().filter_map(told).collect()
}

/// How many decimals figures are shown with.
fn places_of(rule: &Inferred, own: Places) -> Places {
    match rule.rule.decimals {
        Decimals::Column(places) => places,
        Decimals::Own => own,
        Decimals::Unrounded => own.min(Places::new(6).unwrap_or(own)),
    }
}

/// Questions about the rule that its figures leave open.
pub fn open(rule: &Inferred, things: &[Thing]) -> Vec<String> {
    let mut asked = Vec::new();
    if !rule.telling {
        asked.push(
            "rumusnya tidak dapat diketahui dari tabel ini: semua target sama dengan realisasinya. Tertulis rumus yang lazim; \
             periksa dengan pedoman kantor Anda."
                .to_string(),
        );
        return asked;
    }
    asked.extend(about_cap(rule));
    let is_down = rule.ways.iter().any(|told| told.way == Way::Down);
    let other_downs = rule.others(|rule| rule.down);
    if is_down && !other_downs.is_empty() {
        asked.push(format!(
            "rumus makin rendah: {} dan {} menjelaskan sama banyak. Yang menentukan: satu angka makin rendah di bawah batas \
             dengan realisasi yang berbeda dari target.",
            formula(rule.rule.down),
            formula(other_downs[0])
        ));
    }
    let roundings = rule.others(|rule| rule.rounding);
    if roundings.contains(&Rounding::Truncate) || rule.rule.rounding == Rounding::Truncate && !roundings.is_empty() {
        let all = std::iter::once(&rule.rule.rounding).chain(&roundings);
        let all: Vec<String> = all.map(|mode| mode.word().to_string()).collect();
        asked.push(format!(
            "cara membulatkan: {} memberi angka yang sama. Yang menentukan: satu angka yang desimal berikutnya 5 atau \
             lebih.",
            listed(&all)
        ));
    }
    let nobody: Vec<&str> = things
        .iter()
        .zip(&rule.ways)
        .filter(|(thing, told)| told.by == By::Nobody && thing.component.is_none())
        .map(|(thing, _)| thing.code.as_str())
        .collect();
    if !nobody.is_empty() {
        let few = if nobody.len() > 8 {
            format!("{}, dan {} lagi", nobody[..8].join(", "), nobody.len() - 8)
        } else {
            nobody.join(", ")
        };
        asked.push(format!(
            "arah tidak terlihat dari angka {few}; tertulis makin tinggi. Ganti bila makin rendah makin baik."
        ));
    }
    asked
}

fn about_cap(rule: &Inferred) -> Option<String> {
    let caps = rule.others(|rule| rule.cap.clone());
    if caps.is_empty() {
        return None;
    }
    let said = |cap: &Option<Exact>| {
        cap.as_ref().map_or("tanpa batas".to_string(), |cap| format!("batas {}", shown(cap, Places::WHOLE)))
    };
    let mut all = vec![format!("{} (tertulis di bawah)", said(&rule.rule.cap))];
    all.extend(caps.iter().map(said));
    Some(format!(
        "batas atas capaian tidak terlihat: {} menjelaskan sama banyak. Yang menentukan: pedoman \
         kantor, atau satu angka dengan realisasi jauh di atas target.",
        listed(&all)
    ))
}

/// `a`, `a dan b`, `a, b, dan c`
pub fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first, last] => format!("{first} dan {last}"),
        [firsts @ .., last] => format!("{}, dan {last}", firsts.join(", ")),
    }
}

/// Figures whose digits can be read as other numbers, in columns that are used.
pub fn doubtful(shape: &Shape, things: &[Thing], columns: &[usize]) -> Option<String> {
    let mut cells = Vec::new();
    for thing in things {
        for &at in columns {
            if let Says::Number(number) = shape.cell(at, thing.row)
                && number.doubtful
            {
                cells.push((shape.place(at, thing.row), shape.text(at, thing.row), number.typed()));
            }
        }
    }
    let (place, text, read) = cells.first()?;
    let more = if cells.len() > 1 { format!(", dan {} sel lain,", cells.len() - 1) } else { String::new() };
    Some(format!(
        "\"{text}\" di sel {place}{more} dapat berarti ribuan atau pecahan; dibaca {read}. Periksa di data/iku.csv."
    ))
}

/// Years that no heading names.
pub fn about_years(known: &Known) -> Option<String> {
    let years = &known.measured.years;
    let (first, last) = (years.first()?, years.last()?);
    let title = |year: &YearColumns| year.real.map(|at| known.shape.title(at)).unwrap_or_default();
    known.measured.counted_on.then(|| {
        format!(
            "judul kolom tidak menyebut tahun: \"{}\" dihitung sebagai tahun {}, \"{}\" sebagai {}. Bila tahun pertamanya \
             lain, susun lagi dengan  --tahun  tahun pertama itu.",
            title(first),
            first.year,
            title(last),
            last.year
        )
    })
}

/// Of several targets of a year which one counts, where no printed achievement says it.
pub fn about_targets(known: &Known) -> Option<String> {
    let shape = known.shape;
    let open = |year: &YearColumns| year.target.filter(|_| year.achieved.is_none());
    known.measured.years.iter().filter_map(open).find_map(|at| {
        let is_filled = |at: usize| known.things.iter().any(|thing| matches!(shape.cell(at, thing.row), Says::Number(_)));
        let is_other = |other: &usize| {
            let (own, other_head) = (shape.heads[at], shape.heads[*other]);
            *other != at && own.year == other_head.year && own.elsewhere == other_head.elsewhere && is_filled(*other)
        };
        let others = shape.columns(Role::Target).iter().filter(|other| is_other(other)).count();
        (others > 0).then(|| {
            format!(
                "target dibaca dari kolom \"{}\", satu dari {} kolom target; tabel tidak mencetak capaian yang menentukannya. Ganti bila lain.",
                shape.title(at),
                others + 1
            )
        })
    })
}

/// Words where figures are looked for: which figure they mean only the office can say.
pub fn about_words(known: &Known) -> Option<String> {
    let shape = known.shape;
    let of_column = shape.reals_in_words.map(|at| {
        let filled = known.things.iter().map(|thing| thing.row).filter(|row| *shape.cell(at, *row) != Says::Blank);
        let rows: Vec<usize> = filled.collect();
        (rows.first().map(|row| (at, *row)), rows.len())
    });
    let cells = words(shape, known.things, &known.figures());
    let (first, count) = of_column.unwrap_or((cells.first().copied(), cells.len()));
    let (at, row) = first?;
    let text = shape.text(at, row).replace('"', "'");
    let text: String = if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text };
    let more = if count > 1 { format!(", dan {} sel lain,", count - 1) } else { String::new() };
    Some(format!(
        "sel {}{more} berisi kata di tempat angka: \"{text}\". Berapa angkanya? Yang kosong di data dihitung belum diisi.",
        shape.place(at, row)
    ))
}

/// Cells that hold two indicators.
pub fn doubled(shape: &Shape, things: &[Thing]) -> Option<String> {
    let own = things.iter().filter(|thing| names::double(&thing.name));
    let cells: Vec<String> =
        own.map(|thing| format!("{} ({})", shape.place(shape.name, thing.row), thing.code)).collect();
    (!cells.is_empty()).then(|| {
        format!(
            "sel {} memuat lebih dari satu indikator dalam satu baris. Angka siapa di situ? Pisahkan bila tiap indikator punya angka.",
            cells.join(", ")
        )
    })
}

/// Words where figures are looked for; they are left out.
pub fn words(shape: &Shape, things: &[Thing], columns: &[usize]) -> Vec<(usize, usize)> {
    let is_word = |at: usize, row: usize| match shape.cell(at, row) {
        Says::Words(_) => true,
        // What was realised is no range.
        Says::Range(_) => shape.heads[at].role != Role::Target,
        Says::Blank | Says::Nothing | Says::Number(_) => false,
    };
    let cells = things.iter().flat_map(|thing| columns.iter().map(|at| (*at, thing.row)));
    cells.filter(|(at, row)| is_word(*at, *row)).collect()
}

/// A formula of the lower the better, as rules write it.
pub fn formula(down: Down) -> &'static str {
    match down {
        Down::Mirror => "(2*target - realisasi) / target * 100",
        Down::Inverse => "target / realisasi * 100",
    }
}

/// The ranges of printed grades, where no known scale gives them, or those that do have no grade for all achievements.
pub fn about_grades(grades: &[Graded], alike: &[String]) -> String {
    let mut ranges: Vec<(&str, Exact, Exact)> = Vec::new();
    for graded in grades {
        let Some(value) = graded.printed.clone().or(graded.computed.clone()) else { continue };
        match ranges.iter_mut().find(|(word, _, _)| *word == graded.word) {
            Some((_, low, high)) => {
                *low = low.clone().min(value.clone());
                *high = high.clone().max(value);
            }
            None => ranges.push((&graded.word, value.clone(), value)),
        }
    }
    ranges.sort_by(|one, other| other.1.cmp(&one.1));
    let two = Places::new(2).unwrap_or(Places::WHOLE);
    let said = |(word, low, high): &(&str, Exact, Exact)| {
        format!("\"{word}\" {} sampai {}", shown(low, two), shown(high, two))
    };
    let ranges: Vec<String> = ranges.iter().map(said).collect();
    let known = match alike {
        [] => "predikat tidak cocok dengan skala yang dikenal".to_string(),
        names => format!(
            "predikat cocok dengan skala {}, tetapi skala itu tidak memuat semua capaian yang dapat terjadi",
            listed(names)
        ),
    };
    format!("{known}. Yang tercetak: {}. Tulis  aturan predikat  kantor Anda.", ranges.join("; "))
}
