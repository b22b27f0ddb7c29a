//! The words for why there is no value.

use crate::plan::{Admitted, Input, Measured, Reason, RuleOf};
use crate::program::intervals::say_number;
use crate::syntax::ast::Operator;
use std::fmt::{self, Display, Formatter};

impl Display for Reason {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Reason::Unsaid => Ok(()),
            Reason::Assumed { what, state } => write!(f, "{what} diandaikan {}", state.words()),
            Reason::Stated(words) => f.write_str(words),
            Reason::NotFilled(input) => write!(f, "{} belum diisi", input.words()),
            Reason::InData { input, state, why } if why.is_empty() => write!(f, "{} {}", input.words(), state.words()),
            Reason::InData { input, state, why } => write!(f, "{} {}: {why}", input.words(), state.words()),
            Reason::NotInForce { name, year } => {
                write!(f, "{} tidak berlaku tahun {year}", name.as_deref().unwrap_or("kelompok"))
            }
            Reason::RuleNotInForce { kind, name, year } => {
                write!(f, "aturan {} {name} tidak berlaku tahun {year}", kind.word())
            }
            Reason::NoFormulaForDirection { rule } => {
                write!(f, "aturan capaian {rule} tidak punya rumus untuk arah ini")
            }
            Reason::HasNone { code, role } => write!(f, "{code} tidak punya {}", role.word().unwrap_or("nilai itu")),
            Reason::NoScale { code } => write!(f, "{code} tidak punya skala"),
            Reason::NoWeight { code } => write!(f, "{code} tidak diberi bobot di sini"),
            Reason::NothingInRow => f.write_str("tidak ada yang dimaksud di baris ini"),
            Reason::QuartersOnly { column, code, year } => {
                write!(f, "{column} {code} tahun {year} hanya terisi per triwulan")
            }
            Reason::SumOffScale { code, year, of_target } => {
                let what = if *of_target { "jumlah target triwulan" } else { "jumlah triwulan" };
                write!(f, "{what} {code} tahun {year} di luar skalanya")
            }
            Reason::TargetIsRange { code } => {
                write!(f, "target {code} berupa rentang: lihat target_bawah dan target_atas")
            }
            Reason::DifferentQuarters { sides, quarter } => {
                let [(one, year), (other, other_year)] = &**sides;
                let (one, other) = (side(one), side(other));
                write!(f, "{one} tahun {year} dan {other} tahun {other_year} tidak mencakup triwulan yang sama: ")?;
                write!(f, "triwulan {quarter}")
            }
            Reason::DifferentMembers { group, new, old } => {
                write!(f, "tidak dibandingkan: anggota {group} tahun {new} berbeda dari tahun {old}")
            }
            Reason::CountedTwice { part, whole, is_money: true } => {
                write!(f, "uang {part} sudah ada di dalam {whole}, padahal keduanya dihitung: sisakan salah satunya")
            }
            Reason::CountedTwice { part, whole, is_money: false } => {
                write!(f, "{part} terhitung dua kali: sendiri, dan di dalam {whole}")
            }
            Reason::Unlike { operator, sides } => {
                write!(f, "tidak dapat {}: {} dan {}", combined(*operator), sides[0], sides[1])
            }
            Reason::Mixed { what, sides } => write!(f, "{what} ini mencampur satuan: {} dan {}", sides[0], sides[1]),
            Reason::OtherUnitThanBands { rule, bands, value } => {
                write!(f, "predikat {rule} untuk nilai bersatuan {bands}, bukan {value}")
            }
            Reason::Refused(oddity) => write!(f, "rumusnya perlu diperbaiki: {oddity}"),
            Reason::NothingToConvert => f.write_str("tidak ada yang dikonversi"),
            Reason::NotInConversion { rule } => write!(f, "nilai ini tidak ada dalam aturan konversi {rule}"),
            Reason::DividedByZero(Some(dividend)) => write!(f, "pembagian {} dengan nol", say_number(dividend)),
            Reason::DividedByZero(None) => f.write_str("pembagian dengan nol"),
            Reason::ZeroToNegative => f.write_str("nol dipangkatkan bilangan negatif"),
            Reason::PowerTooLarge => f.write_str("hasil pangkat terlalu besar"),
            Reason::TooLong => f.write_str("hasilnya lebih dari dua ribu angka"),
            Reason::TooHard => f.write_str("akar ini terlalu rumit untuk diputuskan dengan tepat"),
            Reason::NothingCounted => f.write_str("tidak ada yang dihitung"),
            Reason::NobodyCounted => f.write_str("tidak ada anggota yang dihitung"),
            Reason::WeightsAreZero => f.write_str("bobot anggota yang dihitung berjumlah nol"),
            Reason::NegativeGeometric => f.write_str("rata-rata geometrik tidak ada untuk nilai negatif"),
            Reason::NegativeRoot => f.write_str("akar bilangan negatif tidak ada"),
            Reason::RankOfRange { code } => {
                write!(f, "peringkat {code} tidak ada, sebab arahnya rentang; pakai capaiannya")
            }
            Reason::RankOfTwoWays { lower } => {
                write!(f, "{lower} makin rendah makin baik, yang lain tidak; peringkat capaiannya saja")
            }
            Reason::RankInside { lower } => {
                write!(f, "{lower} makin rendah makin baik, tetapi hitungan atasnya tidak berarah; ")?;
                write!(
                    f,
                    "peringkat {lower} atau capaiannya saja, atau jadikan hitungannya indikator dengan arah sendiri"
                )
            }
            Reason::TextAgainstNumber => f.write_str("teks tidak dapat dibandingkan dengan angka"),
            Reason::NotNumber(text) => write!(f, "\"{text}\" bukan angka"),
            Reason::ConditionNotNumber => f.write_str("syarat bukan angka"),
            Reason::RootAsWeight => f.write_str("angka ini tidak dapat dipakai sebagai bobot"),
            Reason::NotCondition => f.write_str("bukan syarat"),
            Reason::NotInOrder(word) => write!(f, "\"{word}\" tidak ada dalam urutan"),
            Reason::NoOrder => f.write_str("kata tanpa urutan hanya dapat dibandingkan dengan = atau <>"),
            Reason::TwoOrders => f.write_str("kata dari dua urutan dibandingkan"),
            Reason::TwoPlaces(word) => write!(f, "\"{word}\" ada di dua tempat, jadi tidak dapat diurutkan"),
            Reason::NotOrdered => f.write_str("bukan kata yang berurutan"),
            Reason::Uncovered(why) => write!(f, "tanpa predikat: {why}"),
            Reason::OutsideBands(value) => write!(f, "{} di luar semua rentang predikat", say_number(value)),
            Reason::RootOutsideBands(digits) => write!(f, "{digits} di luar semua rentang predikat"),
        }
    }
}

impl RuleOf {
    fn word(self) -> &'static str {
        match self {
            RuleOf::Achievement => "capaian",
            RuleOf::Band => "predikat",
            RuleOf::Conversion => "konversi",
        }
    }
}

fn combined(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "dijumlahkan",
        Operator::Subtract => "dikurangkan",
        Operator::Multiply => "dikalikan",
        Operator::Divide => "dibagi",
        Operator::Compare(_) => "dibandingkan",
        Operator::Power | Operator::And | Operator::Or => "digabungkan",
    }
}

/// `orang (7.01.02, data/a.csv, baris 2, kolom "satuan")`
impl Display for Measured {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str(self.unit.as_deref().unwrap_or("angka"))?;
        match (&self.code, &self.cell, self.year) {
            (None, ..) => Ok(()),
            (Some(code), Some(cell), _) => write!(f, " ({code}, {cell})"),
            (Some(code), None, Some(year)) => write!(f, " ({code} {year})"),
            (Some(code), None, None) => write!(f, " ({code})"),
        }
    }
}

/// `IKU dibandingkan walaupun anggotanya berbeda: satu indikator diganti`
impl Display for Admitted {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        write!(f, "{} dibandingkan walaupun anggotanya berbeda: {}", self.group, self.why)
    }
}

impl Input {
    /// `realisasi IKPP tahun 2024`
    pub fn words(&self) -> String {
        let field = self.field.word();
        match self.when.quarter {
            Some(quarter) => format!("{field} {} triwulan {quarter} tahun {}", self.code, self.when.year),
            None => format!("{field} {} tahun {}", self.code, self.when.year),
        }
    }
}

/// A side of values over different quarters; the empty word stands for those before it in a list.
pub(super) fn side(what: &str) -> &str {
    if what.is_empty() { "nilai lain" } else { what }
}
