//! Cells and rows that people read differently: a word for zero, a limit, a sum row, a row of column numbers.

use super::texts::{short, word};
use super::{About, Cell, Near, What};
use crate::data::cell::{strip_rupiah, trim};
use crate::data::header::{is_measure, unit_above};
use crate::data::schema::NumberFormat;
use crate::diagnostic::Edit;
use rust_decimal::Decimal;

/// `NIHIL`, `nol`, or `Rp -` as spreadsheets show a zero: zero, or not filled.
pub(super) fn says_nothing(text: &str) -> bool {
    let plain = trim(text).to_lowercase();
    let amount = strip_rupiah(&plain).is_some_and(|rest| matches!(rest, "-" | "–" | "—" | "−"));
    amount || matches!(plain.as_str(), "nihil" | "nol")
}

/// Both readings of a word for zero; only its author knows which is meant.
pub(super) fn zero_or_missing(cell: &Cell) -> Vec<(String, Vec<Edit>)> {
    let shown = short(&cell.text);
    let texts = [
        ("0", format!("tulis 0 bila \"{shown}\" berarti nol")),
        ("-", format!("tulis - bila \"{shown}\" berarti belum ada nilainya")),
    ];
    texts.into_iter().filter_map(|(new, text)| Some((text, vec![cell.replace(new)?]))).collect()
}

/// The names of sum rows: `Jumlah`, `Rata-rata OPD`.
const SUMS: [&str; 7] = ["jumlah", "total", "subtotal", "sub total", "grand total", "rata-rata", "rerata"];
/// What to do with them.
pub(super) const WITHOUT_SUM: &str =
    "bila ini baris jumlah atau rata-rata, hapus baris ini; jumlahnya dihitung sendiri";

/// Whether a text begins with the name of a sum row.
pub fn names_sum(text: &str) -> bool {
    // Of a million units only few begin like this.
    let may_be = text.trim_start().starts_with(['j', 'J', 't', 'T', 's', 'S', 'g', 'G', 'r', 'R']);
    may_be && begins_so(&trim(text).to_lowercase(), &SUMS)
}

fn begins_so(plain: &str, known: &[&str]) -> bool {
    let ends = |word: &str| plain.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    known.iter().any(|word| ends(word))
}

/// A row of the printed sheet that is not about a code: a sum, the column numbers, or a signature.
pub fn row_beside(code: &str) -> Option<&'static str> {
    let plain = trim(code).trim_end_matches([':', ',', '.']).to_lowercase();
    let begins = |known: &[&str]| begins_so(&plain, known);
    let number = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if begins(&SUMS) {
        return Some(WITHOUT_SUM);
    }
    if number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())) {
        return Some("bila baris ini nomor kolom, hapus baris ini");
    }
    if plain.starts_with('(') && is_measure(&plain) {
        return Some("bila baris ini satuan kolom, tulis satuannya di judul kolomnya, lalu hapus baris ini");
    }
    // `Catatan: dalam juta rupiah` below a table: deleting the line would lose the unit.
    if unit_above(&plain).or_else(|| unit_above(plain.rsplit(':').next()?.trim())).is_some() {
        return Some(
            "bila angkanya dalam satuan itu, tulis satuannya di judul kolomnya, misalnya  pagu (juta rupiah), lalu hapus baris ini",
        );
    }
    // `SASARAN 2: …` heads the rows of its group in many reports.
    let heads = ["tujuan", "sasaran", "misi", "bidang", "urusan", "program", "kegiatan", "sub kegiatan", "subkegiatan"];
    if plain.contains(' ') && begins(&heads) {
        return Some("bila ini judul kelompok baris di bawahnya, hapus baris ini; sasaran disebut dalam aturan");
    }
    let signs =
        ["mengetahui", "menyetujui", "nip", "ttd", "kepala dinas", "kepala badan", "catatan", "keterangan", "sumber"];
    begins(&signs).then_some("bila baris ini tanda tangan atau catatan di bawah tabel, hapus baris ini")
}

impl Near {
    /// Whether a cell has this code without the zeros that a spreadsheet removes from numbers: `7.1` for `07.01`, `7.1`
    /// for `7.10`.
    pub(in crate::data) fn lost_zeros_in(&self, text: &str) -> bool {
        let bare = |text: &str| text.chars().filter(|c| c.is_ascii_digit() && *c != '0').collect::<String>();
        let is_figures = |text: &str| text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        self.text.len() > text.len() && is_figures(text) && is_figures(&self.text) && bare(&self.text) == bare(text)
    }
}

/// Which side a limit before a number leaves open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    Most,
    Least,
}

/// `<=`, `maksimal` and their like.
pub(super) fn limit(note: &str) -> Option<Limit> {
    let note = note.to_lowercase();
    let is = |known: &[&str]| known.contains(&trim(&note));
    let most = ["<", "<=", "≤", "=<", "maks", "maks.", "maksimal", "maksimum", "paling banyak", "paling tinggi"];
    let least = [">", ">=", "≥", "=>", "min", "min.", "minimal", "minimum", "paling sedikit", "paling rendah"];
    if is(&most) || is(&["kurang dari", "di bawah"]) {
        return Some(Limit::Most);
    }
    (is(&least) || is(&["lebih dari", "di atas"])).then_some(Limit::Least)
}

/// What to write for a limit: the number alone is right only with the matching direction.
pub(super) fn limit_advice(limit: Limit, about: &About, number: &str) -> Vec<String> {
    let number = short(number);
    let zero = if number.ends_with('%') { "0%" } else { "0" };
    match (&about.what, limit) {
        (What::Target, Limit::Most) => vec![format!(
            "tulis {number} bila {code} berarah makin rendah; bila semua di bawahnya sama baiknya, nyatakan  arah rentang  pada {block} dan tulis kedua batasnya, misalnya {zero}-{number}",
            code = about.code,
            block = about.block()
        )],
        (What::Target, Limit::Least) => vec![format!(
            "tulis {number} bila {code} berarah makin tinggi; bila semua di atasnya sama baiknya, nyatakan  arah rentang  pada {block} dan tulis kedua batasnya",
            code = about.code,
            block = about.block()
        )],
        _ => vec!["tulis angka yang sebenarnya, tanpa tanda batas".into()],
    }
}

/// `80%` where no percentages are expected: either the sign is wrong, or the fraction is meant. Removing only the sign
/// would multiply a fraction by a hundred.
pub(super) fn without_percent(
    cell: &Cell,
    number: &str,
    is_plain: bool,
    format: Option<NumberFormat>,
) -> Vec<(String, Vec<Edit>)> {
    let share = part_of(number, format).filter(|_| is_plain);
    let share = share.map(|share| (format!("tulis {share} bila yang dimaksud bagiannya"), share));
    let bare = (format!("tulis {number} bila tanda persennya keliru"), number.to_string());
    let all = share.into_iter().chain([bare]);
    all.filter_map(|(text, new)| Some((text, vec![cell.replace(&new)?]))).collect()
}

/// `0,8` for the number of `80%`; none if the meaning of its separator is unknown.
fn part_of(number: &str, format: Option<NumberFormat>) -> Option<String> {
    let mut parts = number.split(['.', ',']);
    let is_read_alike = parts.nth(1).is_none_or(|decimals| decimals.len() != 3) && parts.next().is_none();
    let mark = if number.contains('.') || format == Some(NumberFormat::English) { "." } else { "," };
    let read = Decimal::from_str_exact(&number.replace(',', ".")).ok().filter(|_| is_read_alike)?;
    Some((read / Decimal::ONE_HUNDRED).normalize().to_string().replace('.', mark))
}

/// Percent as a sign, or in a word.
pub(super) fn is_percent(found: &str) -> bool {
    found == "%" || found.eq_ignore_ascii_case("persen")
}

/// What the error values of a spreadsheet mean.
pub(super) fn spreadsheet_reason(text: &str) -> Option<String> {
    let reason = match text.to_uppercase().as_str() {
        "#DIV/0!" => "rumus di sel itu membagi dengan nol",
        "#N/A" => "rumus di sel itu tidak menemukan yang dicarinya",
        "#REF!" => "rumus di sel itu menunjuk sel yang sudah dihapus",
        "#NAME?" => "rumus di sel itu memakai nama yang tidak dikenal Excel",
        "#VALUE!" => "rumus di sel itu menghitung sesuatu yang bukan angka",
        hashes if hashes.chars().all(|c| c == '#') => "kolomnya terlalu sempit di Excel",
        _ => return None,
    };
    Some(reason.into())
}

/// `tidak diukur`, `NA`: words for "not applicable".
fn is_not_measured(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let known = ["na", "n.a", "n.a.", "n/a.", "non aktif"];
    text.starts_with("tidak di") || text.starts_with("tdk di") || known.contains(&text.as_str())
}

/// The fixes for a cell that says in words that there is no number; none if it says something else.
pub(super) fn without_value(cell: &Cell) -> Option<Vec<(String, Vec<Edit>)>> {
    if says_nothing(&cell.text) {
        return Some(zero_or_missing(cell));
    }
    let ways = [("n/a", "bila memang tidak berlaku, tulis n/a"), ("-", "bila nilainya belum ada, tulis -")];
    let mends = ways.into_iter().filter_map(|(mend, text)| Some((text.to_string(), vec![cell.replace(mend)?])));
    is_not_measured(&cell.text).then(|| mends.collect())
}

/// Why a number has two readings where the cells beside it are no help.
pub(super) fn torn(cells: &[Cell], format: Option<NumberFormat>) -> Option<String> {
    let [first, ..] = cells else { return None };
    let Some(format) = format else { return Some("sel-sel lain di kolom ini ditulis dengan dua cara".into()) };
    let shown = short(&first.text);
    Some(format!("berkas ini dinyatakan  angka {} , tetapi \"{shown}\" tidak ditulis begitu", word(format)))
}

/// Both readings of a number in a file that is not written as it says, each as it has to be written there.
pub(super) fn both_readings(
    cell: &Cell,
    [whole, decimal]: [&str; 2],
    format: NumberFormat,
) -> Vec<(String, Vec<Edit>)> {
    let mark = if format == NumberFormat::Indonesian { "," } else { "." };
    let readings = [whole, decimal].map(|reading| (reading.replace('.', mark), reading.replace('.', ",")));
    let mend = |(new, shown): (String, String)| Some((format!("bila {shown}, tulis {new}"), vec![cell.replace(&new)?]));
    readings.into_iter().filter_map(mend).collect()
}
