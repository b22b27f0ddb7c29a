//! Units in print beside those of the rules: in a column of their own, or behind a number.

use super::case::First;
use super::figure::{Beside, Printed};
use super::outcome::Verdict;
use super::spots::Spot;
use super::words::{folded, same_in_print, tokens};
use crate::data::header;
use crate::eval::{Cell, Value};
use crate::plan::Plan;
use crate::program::units::Unit;

/// A cell that names the unit of its row: another one is said.
pub(super) fn named(spot: &Spot, right: &Cell) -> First {
    if !spot.printed.figures().is_empty() {
        return First::Plain(Verdict::Unjudged, "angka di tempat satuan".into());
    }
    let (Printed::Words(printed), Ok(Value::Text(own))) = (&spot.printed, right) else { return First::Passed };
    // Rules that name no unit are not contradicted by one.
    if own.is_empty() {
        return First::Passed;
    }
    let is_percent = |word: &str| matches!(folded(word).as_str(), "persen" | "prosen" | "poin persen");
    let is_share = is_percent(printed) && is_percent(own);
    match other(&Beside::Word(printed.clone()), &Unit::Named(own.to_string().into())) {
        Some(words) if !is_share => First::Plain(Verdict::Unit, words),
        // It is no figure that would count as one.
        Some(_) | None => First::Passed,
    }
}

/// What is wrong with the unit that a number is printed with.
pub(super) fn other(beside: &Beside, unit: &Unit) -> Option<String> {
    const SCORES: [&str; 6] = ["nilai", "indeks", "skor", "poin", "angka", "kategori"];
    let is_score = |word: &str| SCORES.iter().any(|score| same_in_print(score, word));
    match (beside, unit) {
        (Beside::Nothing, _) | (_, Unit::Any) => None,
        (Beside::Percent, Unit::Percent) => None,
        (Beside::Percent, Unit::Points) => Some("poin tercetak sebagai persen".into()),
        (Beside::Percent, Unit::Named(word)) => Some(format!("tercetak persen, seharusnya {word}")),
        (Beside::Rupiah, Unit::Percent | Unit::Points) => Some("tercetak rupiah, seharusnya persen".into()),
        (Beside::Rupiah, Unit::Named(_)) => None,
        (Beside::Word(word), Unit::Percent | Unit::Points) => {
            let is_same = is_score(word) || word.to_lowercase().contains("persen") || word.contains('%');
            (!is_same).then(|| format!("tercetak {word}, seharusnya persen"))
        }
        (Beside::Word(word), Unit::Named(own)) => {
            let fits =
                same_in_print(word, own) || is_score(word) || is_score(own) || is_part(word, own) || is_part(own, word);
            let fits = fits || is_short(word, own) || is_short(own, word) || is_alike(word, own);
            (!fits).then(|| format!("tercetak {word}, seharusnya {own}"))
        }
    }
}

/// Whether what stands behind a number says what its row is called: `1.100 wisatawan` of `Jumlah wisatawan`.
pub(super) fn is_of_name(beside: &Beside, unit: &Unit, name: &str) -> bool {
    let (Beside::Word(words), Unit::Named(_)) = (beside, unit) else { return false };
    let own = tokens(name);
    tokens(words).iter().all(|word| own.contains(word))
}

/// Whether words behind a number are a unit: one that the rules know, or one of those that offices count in. Of other words nobody
/// knows what they are.
pub(super) fn is_known(words: &str, plan: &Plan) -> bool {
    let is_of =
        |own: &str| same_in_print(words, own) || is_part(own, words) || is_short(words, own) || is_alike(words, own);
    let named = |unit: &Unit| matches!(unit, Unit::Named(own) if is_of(own));
    tokens(words).iter().any(|word| MEASURES.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit())))
        || COUNTED.split_whitespace().any(is_of)
        || plan.slots.iter().any(|slot| named(&slot.unit))
}

/// What offices count in.
const COUNTED: &str = "dokumen laporan orang jiwa unit kegiatan paket buah kali kasus bulan minggu hari jam menit tahun desa kelurahan \
    kecamatan kabupaten kota provinsi keluarga rumah sekolah siswa guru peserta kelompok lembaga organisasi ton kuintal kilogram \
    gram liter ekor hektar hektare kilometer meter titik lokasi surat berkas sertifikat izin aplikasi sistem inovasi produk usaha \
    koperasi perusahaan industri pelaku perangkat pasien kunjungan wisatawan tenaga pegawai event kejadian pengaduan aduan \
    rekomendasi temuan perkara putusan kebijakan regulasi perda ruas jembatan embung saluran pohon batang bibit lembar eksemplar \
    set layanan pelayanan data publikasi rupiah triwulan semester persen";

/// Whether two units are one: `jiwa` and `orang`, `Rp` and `rupiah`.
fn is_alike(one: &str, other: &str) -> bool {
    let is_money = |word: &str| matches!(folded(word).as_str(), "rp" | "rupiah");
    header::is_alike(&folded(one), &folded(other)) || is_money(one) && is_money(other)
}

/// Whether one unit is said within another: `orang` in `orang/bulan`, `dokumen` in `dokumen LRA`.
fn is_part(one: &str, other: &str) -> bool {
    tokens(other).iter().any(|word| same_in_print(word, one))
}

/// Signs of measure, which stand for nothing but themselves: `kg` is no `kegiatan`.
const MEASURES: [&str; 14] = ["mm", "cm", "m", "km", "mg", "g", "gr", "kg", "ha", "ml", "kw", "mw", "kwh", "rp"];

/// Whether one unit is another one cut short: `Dok.`, `doc`, `ds` for `dokumen`, `desa`.
fn is_short(short: &str, long: &str) -> bool {
    let own = tokens(long);
    let is_one = |short: &String| {
        let is_measure = MEASURES.contains(&short.as_str());
        !is_measure && own.iter().any(|long| short == long || cut_of(short, long))
    };
    let words = tokens(short);
    !words.is_empty() && words.iter().all(is_one)
}

/// Letters of a word in their order, the first among them, and fewer than it has.
fn cut_of(short: &str, long: &str) -> bool {
    let plain = |text: &str| text.replace('c', "k");
    let (short, long) = (plain(short), plain(long));
    let mut rest = long.chars();
    (2..=5).contains(&short.len())
        && short.len() < long.len()
        && short.chars().all(char::is_alphabetic)
        && short.chars().next() == long.chars().next()
        && short.chars().all(|letter| rest.any(|own| own == letter))
}
