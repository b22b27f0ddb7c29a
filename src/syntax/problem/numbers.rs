//! Numbers with too many signs in them, and what each may mean.

use super::{Extra, short};
use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Span;

/// Whether the signs in a number can be meant to part thousands: groups of three, but for a last one after another sign.
pub fn are_thousands(written: &str) -> bool {
    let signs: Vec<char> = written.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let decimals = usize::from(signs.len() > 1 && signs.last() != signs.first());
    let groups: Vec<&str> = written.split(['.', ',']).collect();
    let parted = groups.get(1..groups.len() - decimals).unwrap_or_default();
    let alike = signs[..signs.len() - decimals].windows(2).all(|pair| pair.first() == pair.last());
    written.contains(char::is_whitespace) || alike && parted.iter().all(|group| group.len() == 3)
}

/// `92,5.0`: the second sign is a slip, or all that stands behind it.
pub fn one_decimal_sign(base: Diagnostic, span: Span, written: &str) -> Diagnostic {
    let mut parts = written.split(['.', ',']);
    let (whole, fraction) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let rest: String = parts.collect();
    let short_one = format!("{whole},{fraction}");
    let mut readings = vec![format!("{short_one}{rest}")];
    // Zeros at the end change nothing.
    if rest.bytes().all(|digit| digit == b'0') {
        readings.clear();
    }
    readings.push(short_one);
    let base = readings.into_iter().fold(base, |base, reading| {
        base.suggest(format!("tulis {}", short(&reading)), vec![Edit::replace(span, &reading)])
    });
    match written.contains(',') {
        true => base,
        false => base.advise(format!("bila itu kode:  nilai \"{}\"", short(written))),
    }
}

/// `1.250` as a decimal.
pub fn as_decimal(written: &str) -> String {
    written.replace('.', ",")
}

/// What parts the groups of a number.
pub fn separators(written: &str) -> &'static str {
    match (written.contains(char::is_whitespace), written.matches('.').count(), written.matches(',').count()) {
        (true, ..) => "spasi",
        (_, points, commas) if points >= commas.max(1) => "titik",
        _ => "koma",
    }
}

/// What is to be written where a text says more than may stand there.
pub(super) fn in_other_words(base: Diagnostic, extra: Extra) -> Diagnostic {
    match extra {
        Extra::Unit { place, unit } => {
            let unit = if unit.contains([' ', '/', '-']) { format!("\"{unit}\"") } else { unit };
            let unit = short(&unit);
            base.suggest(format!("tulis angkanya saja bila satuannya memang {unit}"), vec![Edit::replace(place, "")])
                .advise(format!("satuan disebut sekali, di bawah nama itu:  satuan {unit}"))
                .advise("bila satuan di sana lain, hitung dahulu angkanya dalam satuan itu")
        }
        Extra::Magnitude { place, numbers } => {
            let meant: &[&str] = if numbers.len() > 1 {
                &[" bila titiknya tanda ribuan", " bila titiknya tanda desimal"]
            } else {
                &[""]
            };
            numbers.into_iter().zip(meant).fold(base, |base, (number, meant)| {
                base.suggest(format!("tulis {number}{meant}"), vec![Edit::replace(place, number)])
            })
        }
        Extra::RangeInRules { range } => base
            .advise(format!("tulis rentangnya di kolom target berkas data: {range}"))
            .advise("hapus baris ini bila target hanya ada di data"),
        Extra::Title { title, place, end } => {
            let edits = vec![Edit::replace(place, ""), Edit::replace(end, format!(" {title}"))];
            base.suggest(format!("pindahkan judulnya, {title}, ke akhir baris"), edits)
        }
        Extra::BandOf => base
            .advise("predikat indikator dan kelompok selalu membaca capaiannya")
            .advise("untuk predikat atas nilainya sendiri, pakai  besaran  dengan rumus dan predikat itu"),
        Extra::Apart { gaps, .. } if gaps.is_empty() => base.advise("tulis satu saja yang dimaksud"),
        Extra::Apart { word, gaps } => {
            let edits = gaps.into_iter().map(|gap| Edit::replace(gap, format!("\n  {word} "))).collect();
            let each = if word == "kolom" { "kolom" } else { "isi" };
            base.suggest(format!("tulis tiap {each} di baris tersendiri"), edits)
        }
        Extra::Saying => base.advise("lengkapi penghubungnya, atau hapus bagian ini bila tidak dimaksud"),
        Extra::Unparted => base.advise("antara dua isi daftar ada titik koma (;)"),
        Extra::Elsewhere { mends, advice, .. } => {
            let base = mends.into_iter().fold(base, Diagnostic::mend);
            advice.into_iter().fold(base, |base, advice| base.advise(advice))
        }
        Extra::Tail | Extra::Between | Extra::Line(_) | Extra::Twice | Extra::Currency | Extra::Piece(_) => base,
    }
}
