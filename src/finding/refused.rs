//! The words for formulas that cannot be meant: what is wrong with percent, and what each mend does.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::number::Exact;
use crate::plan::{Mend, Refused};
use crate::program::intervals::write_number;
use crate::program::measure::{Dimension, Oddity};
use crate::program::units::Unit;
use crate::resolve::problem::small_percent;
use std::fmt::{self, Display, Formatter};

impl Refused {
    /// The whole message.
    pub fn into_diagnostic(self) -> Diagnostic {
        let Refused { oddity, place, beside, is_product, mends, from_data, figures, is_left, .. } = self;
        let base = Diagnostic::new(code(&oddity), Severity::Error, oddity.to_string()).at(place, label(&oddity));
        let base = beside.into_iter().fold(base, |base, percent| base.at(percent, "persen"));
        let said = from_data.iter().map(|one| format!("satuan dari data: {one}"));
        let base = said.fold(base, Diagnostic::because);
        let advice = if oddity == Oddity::WeightsAsPercent && mends.is_empty() {
            Some(signed(&figures))
        } else {
            advice(&oddity, is_product, mends.is_empty())
        };
        let base = mends.into_iter().fold(base, |base, (mend, edits)| {
            if is_left { base.propose(mend.words(), edits) } else { base.suggest(mend.words(), edits) }
        });
        advice.into_iter().fold(base, Diagnostic::advise)
    }
}

/// What is wrong, as a title.
impl Display for Oddity {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Oddity::BareMultiple => f.write_str("hasil bagi kali bilangan ini belum persen"),
            Oddity::ShareBesidePoints => f.write_str(
                "hasil bagi ini sebagian dari satu, misalnya 0,75, sedangkan pembandingnya angka seperti 75",
            ),
            Oddity::MixedRatio => f.write_str("hasilnya kadang nisbah, kadang bukan"),
            Oddity::BareRatio => {
                f.write_str("hasil bagi ini akan tercetak seratus kali terlalu kecil: 0,75 menjadi 0,75%")
            }
            Oddity::Hundredfold => {
                f.write_str("persen sudah berarti per seratus, jadi tidak dikali atau dibagi 100 lagi")
            }
            Oddity::WeightHundredfold => {
                f.write_str("bobot sudah berarti bagian dari satu, jadi tidak dibagi 100 lagi")
            }
            Oddity::WeightsAsPercent => f.write_str(
                "persen di jumlah ini dikali bilangan tanpa tanda, sehingga hasilnya seratus kali terlalu besar",
            ),
            Oddity::PartOfUnitless => {
                f.write_str("nilai tanpa satuan dikali atau dibagi persen: bagiannya, atau bobotnya?")
            }
            Oddity::WholeOfUnitless => f.write_str("nilai tanpa satuan dikali 100%: nisbah, atau sudah persen?"),
            Oddity::Power => f.write_str("persen yang dipangkatkan tidak punya arti"),
            Oddity::ProductOfPoints(_) => f.write_str(
                "nilai berskala sampai 100 dikali nilai berskala sampai 100: 80 dari 50 menjadi 4.000, bukan 40",
            ),
            Oddity::Root(None) => {
                f.write_str("akar dari nisbah kali suatu bilangan: dari nisbahnya, atau dari hasil kalinya?")
            }
            Oddity::Root(Some(units)) => {
                write!(f, "akar memerlukan angka tanpa satuan atau kuadrat satuan, bukan {}", compound(units))
            }
            Oddity::CompoundAsPercent(None) => f.write_str("hasilnya bersatuan gabungan, bukan persen"),
            Oddity::CompoundAsPercent(Some(units)) => write!(f, "hasilnya bersatuan {}, bukan persen", compound(units)),
            Oddity::PartOfUnit(Some(word)) => write!(f, "hasilnya sebagian dari {word}, bukan persen"),
            Oddity::PartOfUnit(None) => f.write_str("hasilnya sebagian dari sebuah nilai: 0,75, bukan 75%"),
            Oddity::TargetInUnits(code, None) => write!(f, "{code} tidak bersatuan, padahal targetnya hasil bagi"),
            Oddity::TargetInUnits(code, Some(units)) => {
                write!(f, "{code} tidak bersatuan, padahal targetnya {}", compound(units))
            }
            Oddity::SmallLiteral(value) => f.write_str(&small_percent::title(value)),
            Oddity::UnitlessBeside => f.write_str("nilai tanpa satuan di samping persen: angkanya persen atau bukan?"),
            Oddity::Unlike(wanted, found) => {
                let (found, wanted) = (found.told_apart(wanted), wanted.told_apart(found));
                write!(f, "{found} tidak dapat berdampingan dengan {wanted}")
            }
        }
    }
}

fn code(oddity: &Oddity) -> Code {
    match oddity {
        Oddity::BareRatio | Oddity::BareMultiple | Oddity::MixedRatio | Oddity::ShareBesidePoints => Code::K0330,
        Oddity::TargetInUnits(_, None) => Code::K0330,
        Oddity::TargetInUnits(_, Some(_)) => Code::K0336,
        Oddity::Hundredfold | Oddity::WeightHundredfold | Oddity::WeightsAsPercent => Code::K0331,
        Oddity::PartOfUnitless | Oddity::WholeOfUnitless => Code::K0332,
        Oddity::Power | Oddity::ProductOfPoints(_) => Code::K0333,
        Oddity::Root(_) => Code::K0337,
        Oddity::SmallLiteral(_) => Code::K0334,
        Oddity::UnitlessBeside => Code::K0335,
        Oddity::Unlike(..) | Oddity::CompoundAsPercent(_) | Oddity::PartOfUnit(_) => Code::K0336,
    }
}

fn label(oddity: &Oddity) -> String {
    match oddity {
        Oddity::UnitlessBeside => "tanpa satuan".into(),
        Oddity::Unlike(wanted, found) => {
            format!("bersatuan {}, bukan {}", found.told_apart(wanted), wanted.told_apart(found))
        }
        Oddity::BareRatio
        | Oddity::BareMultiple
        | Oddity::MixedRatio
        | Oddity::ShareBesidePoints
        | Oddity::SmallLiteral(_)
        | Oddity::Power
        | Oddity::ProductOfPoints(_)
        | Oddity::Root(_)
        | Oddity::CompoundAsPercent(_)
        | Oddity::PartOfUnit(_)
        | Oddity::WeightsAsPercent
        | Oddity::TargetInUnits(..)
        | Oddity::WholeOfUnitless => String::new(),
        Oddity::Hundredfold | Oddity::WeightHundredfold | Oddity::PartOfUnitless => String::new(),
    }
}

fn advice(oddity: &Oddity, is_product: bool, is_unmended: bool) -> Option<String> {
    let words = match oddity {
        Oddity::CompoundAsPercent(Some(units)) if is_product => {
            return Some(format!("{}; banyaknya untuk tiap seratus ditulis  * 100", without_units(units)));
        }
        Oddity::CompoundAsPercent(units) => return units.as_deref().map(without_units),
        Oddity::PartOfUnitless => Some("bila yang dimaksud bagian dari nilai itu, beri nilai itu  satuan"),
        Oddity::UnitlessBeside if is_unmended => {
            Some("samakan dahulu skalanya: nilai 1..5 ditulis  X / 5 * 100 ; persen ditulis  K / 100% * 100")
        }
        Oddity::UnitlessBeside if !is_product => Some("bila nilai itu memang persen, beri  satuan persen"),
        Oddity::WholeOfUnitless if !is_product && is_unmended => {
            Some("beri nilai itu  satuan , atau hapus  * 100%  bila angkanya sudah persen")
        }
        Oddity::BareRatio if is_unmended => Some(
            "bila hasilnya nisbah, tulis  * 100%  di belakangnya; bila bilangan di dalamnya yang persen, tulis tandanya",
        ),
        Oddity::UnitlessBeside | Oddity::WholeOfUnitless | Oddity::BareRatio => None,
        Oddity::WeightsAsPercent => None,
        Oddity::BareMultiple if is_unmended => {
            Some("tulis tanda persen pada bilangan itu, juga bila berasal dari sebuah nama")
        }
        Oddity::SmallLiteral(_) if is_unmended => Some(
            "tulis tanda persen pada angka yang dimaksud persen; bagian sebuah skala ditulis seperti  (X - 1) / (5 - 1) * 100",
        ),
        Oddity::Hundredfold if is_unmended => Some(
            "hapus angka 100 itu, juga bila berasal dari sebuah nama; bagiannya sebagai angka biasa ditulis  K / 100%",
        ),
        Oddity::WeightHundredfold if is_unmended => Some("hapus angka 100 itu, juga bila berasal dari sebuah nama"),
        Oddity::Root(None) if is_unmended => {
            Some("tulis  * 100%  di belakang hasil baginya, sebagai ganti bilangan itu")
        }
        Oddity::PartOfUnit(_) if is_unmended => {
            Some("bila yang dimaksud nisbahnya, tulis  * 100  di belakangnya; bobot dari seratus tidak dibagi 100 lagi")
        }
        Oddity::PartOfUnit(_) => None,
        Oddity::Root(Some(_)) => Some("bagi dahulu dengan nilai yang satuannya sama"),
        Oddity::MixedRatio if is_unmended => Some("tulis  * 100%  di belakang hasil baginya saja"),
        Oddity::ShareBesidePoints if is_unmended => Some("tulis  * 100  di belakang hasil baginya"),
        Oddity::BareMultiple | Oddity::MixedRatio | Oddity::ShareBesidePoints => None,
        Oddity::ProductOfPoints(_) if is_unmended => Some("bagi dengan 100 untuk tiap nilai sesudah yang pertama"),
        Oddity::Hundredfold | Oddity::WeightHundredfold | Oddity::Power | Oddity::Root(None) => None,
        Oddity::ProductOfPoints(_) => None,
        Oddity::Unlike(Unit::Named(_), Unit::Named(_)) => {
            Some("ubah salah satunya ke satuan yang sama, misalnya dengan pembagian")
        }
        Oddity::SmallLiteral(_) | Oddity::Unlike(..) | Oddity::TargetInUnits(..) => None,
    };
    words.map(str::to_string)
}

/// How weights are written, by their own figures.
fn signed(figures: &[Exact]) -> String {
    let mut written: Vec<String> = figures.iter().filter_map(write_number).collect();
    written.dedup();
    let all = |sign: &str| {
        let signed: Vec<String> = written.iter().map(|figure| format!("{figure}{sign}")).collect();
        listed(&signed)
    };
    let figures = match written.is_empty() {
        true => "bilangan pengalinya ditulis dengan tanda persen".to_string(),
        false => format!("{} ditulis {}", all(""), all("%")),
    };
    format!("{figures}, dan angka 100 dihapus, juga bila berasal dari sebuah nama")
}

/// `20, 30 dan 50`
fn listed(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} dan {last}", others.join(", ")),
    }
}

/// `rupiah per orang`
fn compound(units: &[Dimension]) -> String {
    let all = |wanted: fn(i32) -> bool| {
        let wanted = units.iter().filter(|(_, count)| wanted(*count));
        let words = wanted.flat_map(|(word, count)| vec![unit_word(word); count.unsigned_abs() as usize]);
        words.collect::<Vec<&str>>()
    };
    let (above, below) = (all(|count| count > 0), all(|count| count < 0));
    let above = if above.is_empty() { "angka".to_string() } else { above.join(" kali ") };
    below.into_iter().fold(above, |all, word| format!("{all} per {word}"))
}

/// What takes the units away.
fn without_units(units: &[Dimension]) -> String {
    let steps = units.iter().map(|(word, count)| {
        let done = if *count > 0 { "bagi" } else { "kalikan" };
        match word.is_empty() {
            true => format!("{done} dengan nilai tanpa satuan"),
            false => format!("{done} dengan nilai bersatuan {word}"),
        }
    });
    format!("{}, supaya satuannya habis", steps.collect::<Vec<_>>().join(" dan "))
}

fn unit_word(word: &str) -> &str {
    if word.is_empty() { "angka" } else { word }
}

impl Mend {
    fn words(&self) -> String {
        match self {
            Mend::Remove => "hapus bagian ini".into(),
            Mend::HundredPercent => "tulis  100%".into(),
            Mend::OverHundredPercent => {
                "tulis  / 100%  bila yang dimaksud bagiannya sebagai angka biasa: 80% menjadi 0,8".into()
            }
            Mend::OverHundred => "bagi 100: 80 dari 50 menjadi 40".into(),
            Mend::AsNumber => "tulis persennya sebagai angka biasa, dengan  / 100%".into(),
            Mend::AsPart => "tulis  / 100%  bila nilai di sampingnya bagian dari satu: 0,8, bukan 80".into(),
            Mend::AsScore => "tulis  / 100% * 100  bila nilai di sampingnya berskala sampai 100: 80, bukan 0,8".into(),
            Mend::WithoutSign => "tulis angkanya tanpa tanda persen".into(),
            Mend::TimesHundredPercent => "tambahkan  * 100%".into(),
            Mend::RemoveWhole => "bila angkanya sudah persen, hapus  * 100%".into(),
            Mend::PlainHundred => "bila angkanya nisbah, tulis  * 100".into(),
            Mend::InPoints => "ubah menjadi angka persennya: 75, bukan 0,75".into(),
            Mend::InPointsBesideEnds => "ubah menjadi 75, bukan 0,75, dan hapus tanda persen ujung-ujungnya".into(),
            Mend::AsPercent(many) => format!("tulis  {many}%"),
            Mend::AsPercentOfAll(many) => format!("tulis  {many}%  dan hapus  / 100  di sampingnya"),
            Mend::AsDecimal(part) => {
                format!("bila nilai tanpa satuan itu pengali biasa, tulis  {part}  dan  * 100  di belakangnya")
            }
            Mend::OfPercent(many) => format!("bila yang dimaksud terhadap {many}%, tulis  {many}%  dan hapus  * 100"),
            Mend::WithoutBrackets => "bila nilai tanpa satuan itu sudah angka persen, hapus tanda kurungnya".into(),
            Mend::NumberWithSign => "bila bilangannya yang persen, tulis tandanya".into(),
            Mend::NumbersWithSigns => "tulis tanda persen pada bilangannya".into(),
            Mend::AsNumberOfHundred(many) => format!("tulis  {many}  bila nilai di sampingnya berskala sampai 100"),
            Mend::AsOne(part) => {
                format!("tulis  {part} : nisbah di sampingnya pun bagian dari satu, 0,75 dan bukan 75")
            }
            Mend::AsManyPercent(many) => format!("bila memang sebanyak itu, tulis  {many}%  tanpa kali 100"),
            Mend::TimesDecimal => "bila memang sebagian kecil nilainya, tulis dikali desimal, misalnya  * 0,2".into(),
            Mend::InBrackets => "beri tanda kurung pada nilai yang dibobot, sampai  100%".into(),
            Mend::Unit(unit) => format!("beri satuan, misalnya  satuan {unit}"),
            Mend::RatiosInPoints => "tulis  * 100  di belakang nisbahnya: 75, bukan 0,75".into(),
            Mend::AllInPoints => "samakan skalanya sampai 100: 80 dan 75, bukan 80% dan 0,75".into(),
            Mend::Becoming(first, line) => format!("{}; menjadi:  {line}", first.words()),
            Mend::WithSign => "bila memang sekecil itu, tulis tanda persennya".into(),
        }
    }
}
