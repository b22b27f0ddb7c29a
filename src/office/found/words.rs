//! What cells of printed tables say: headings, figures, numbers of columns, totals, signatures.

use super::grid::{one_line, said};
use crate::calendar::{MONTHS, printed_year};
use crate::office::model::Content;

/// What a cell is, as far as its looks go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// Words.
    Word,
    /// A year.
    Year,
    /// A figure, perhaps with its unit; also a formula without a value, and an error.
    Figure,
    /// A mark for nothing: `-`, `n/a`.
    Mark,
    /// A code, or the number of a row: `1.01.02`, `X.XX.01`, `1.`.
    Code,
}

/// What a cell looks like.
pub(super) fn looks(content: &Content) -> Looks {
    match content {
        Content::Text(text) => text_looks(&one_line(text)),
        Content::Worded(worded) => text_looks(&one_line(&worded.said())),
        Content::Number(number, _) if number.is_integer() && is_year(&number.normalize().to_string()) => Looks::Year,
        Content::Number(..) | Content::Vast(_) | Content::Error(_) | Content::Uncomputed(_) | Content::Date(_) => {
            Looks::Figure
        }
        Content::Truth(_) => Looks::Word,
    }
}

/// Whether a cell holds a figure, perhaps with its unit.
pub fn is_figure(content: &Content) -> bool {
    looks(content) == Looks::Figure
}

fn is_year(text: &str) -> bool {
    printed_year(text).is_some()
}

fn text_looks(text: &str) -> Looks {
    if is_year(text) {
        return Looks::Year;
    }
    if matches!(text.to_lowercase().as_str(), "-" | "–" | "—" | "−" | "n/a" | "na" | "nihil" | "…" | "...") {
        return Looks::Mark;
    }
    let bare = text.strip_prefix(['-', '−', '–', '(', '<', '>', '≤', '≥']).unwrap_or(text).trim_start();
    let lower = bare.to_lowercase();
    let bare = match lower.strip_prefix("rp.").or_else(|| lower.strip_prefix("rp")) {
        Some(rest) if rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) => rest.trim_start(),
        _ => lower.as_str(),
    };
    // `Rp 2024` is a heading: nobody prints so few rupiah.
    if bare.len() < text.len() && is_year(bare) {
        return Looks::Word;
    }
    let end = bare.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(bare.len());
    let (digits, rest) = bare.split_at(end);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return if is_code(text) { Looks::Code } else { Looks::Word };
    }
    if is_code(text) && !is_number(digits) {
        return Looks::Code;
    }
    // `1. Meningkatnya …` and `1) …` number a text.
    let rest = rest.trim_start();
    if digits.ends_with('.') || (rest.starts_with(')') && digits.len() < 3 && !text.starts_with('(')) {
        return if rest.trim_start_matches(')').trim().is_empty() { Looks::Code } else { Looks::Word };
    }
    let words = rest.split_whitespace().count();
    let has_unit = rest.is_empty() || rest.starts_with(['%', '(', '-', '–', ')']) || words <= 4;
    if is_number(digits) && has_unit { Looks::Figure } else { Looks::Word }
}

/// Digits with marks that are one number: not `1.01.02`.
fn is_number(digits: &str) -> bool {
    let parts: Vec<&str> = digits.trim_end_matches(',').split(['.', ',']).collect();
    parts.len() <= 2 || parts[1..parts.len() - 1].iter().all(|part| part.len() == 3)
}

/// `1.01.02`, `X.XX.01`, `5.1.02.01.001.00024`, `7`: digits, dots and place holders, and no letter else.
pub(super) fn is_code(text: &str) -> bool {
    let parts: Vec<&str> = text.trim_end_matches('.').split(['.', '-']).collect();
    let is_part = |part: &&str| {
        !part.is_empty() && (part.bytes().all(|b| b.is_ascii_digit()) || part.bytes().all(|b| matches!(b, b'X' | b'x')))
    };
    let has_points = parts.len() > 1 || text.ends_with('.');
    has_points && parts.iter().all(is_part)
}

/// What numbers a column: `(3)`, `3`, `c`, `14 = 13/8*100`. Its number, and what it says beyond.
pub(super) fn column_number(content: &Content) -> Option<(u32, Option<String>)> {
    let text = said(content);
    let text = text.trim();
    // `(5) = 4/3*100` says the same as `(5 = 4/3*100)`.
    let whole = match text.strip_prefix(['(', '[']).and_then(|inner| inner.split_once([')', ']'])) {
        Some((inner, behind)) if behind.trim().is_empty() => inner.to_string(),
        Some((inner, behind)) => format!("{inner} {}", behind.trim()),
        None => text.to_string(),
    };
    let inner = whole.trim();
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = match digits {
        1 | 2 => (inner[..digits].parse().ok()?, &inner[digits..]),
        0 => {
            let letter = inner.bytes().next().filter(u8::is_ascii_alphabetic)?;
            (u32::from(letter.to_ascii_lowercase() - b'a') + 1, &inner[1..])
        }
        _ => return None,
    };
    let rest = rest.trim();
    let is_alone = rest.is_empty() || rest == "." || rest == ")";
    let says = rest.starts_with(['=', ':']) && rest.len() > 1;
    (is_alone || says).then(|| (number, says.then(|| inner.to_string())))
}

/// Whether a level of a heading speaks of money and of nothing beside it.
pub(in crate::office) fn of_money(level: &str) -> bool {
    let lower = level.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        matches!(
            word,
            "pagu"
                | "anggaran"
                | "keuangan"
                | "alokasi"
                | "serapan"
                | "penyerapan"
                | "belanja"
                | "rp"
                | "rupiah"
                | "apbd"
        )
    }) && !["kinerja", "fisik", "output", "keluaran"].iter().any(|word| lower.contains(word))
}

/// Whether a line is the caption of a table.
pub(super) fn is_caption(text: &str) -> bool {
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("tabel ").unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x'))
}

/// Whether a line is a note below a table.
pub fn is_note(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.starts_with(['*', '†'])
        || ["sumber", "catatan", "keterangan:", "ket.", "ket:"].iter().any(|word| lower.starts_with(word))
}

/// Whether a line is the beginning of signatures: names and numbers of persons stand below.
pub(super) fn is_signature(text: &str, is_apart: bool) -> bool {
    const SIGNED: [&str; 19] = [
        "mengetahui",
        "menyetujui",
        "disetujui",
        "disahkan oleh",
        "disusun oleh",
        "dievaluasi oleh",
        "diperiksa oleh",
        "dibuat oleh",
        "pihak pertama",
        "pihak kedua",
        "pihak kesatu",
        "nip ",
        "nip.",
        "nip:",
        "ttd",
        "tertanda",
        "ditetapkan di",
        "penyusun,",
        "evaluator,",
    ];
    const OFFICES: [&str; 17] = [
        "kepala",
        "plt",
        "plh",
        "pj.",
        "bupati",
        "walikota",
        "wali kota",
        "gubernur",
        "camat",
        "sekretaris",
        "lurah",
        "direktur",
        "ketua",
        "inspektur",
        "a.n.",
        "an.",
        "pembina",
    ];
    let lower = text.to_lowercase();
    if lower == "nip" || SIGNED.iter().any(|word| lower.starts_with(word)) || is_place_and_day(text) {
        return true;
    }
    let is_office = |word: &&str| {
        lower.strip_prefix(*word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', '.', '/']))
    };
    is_apart && OFFICES.iter().any(is_office)
}

/// `Boyolali, 2 Januari 2026`, `Lubuk Pakam,      Desember 2025`.
pub(super) fn is_place_and_day(text: &str) -> bool {
    let Some((place, day)) = text.split_once(',') else { return false };
    let words: Vec<String> = day.split_whitespace().map(str::to_lowercase).collect();
    let is_place = place.split_whitespace().count() <= 3
        && place.starts_with(char::is_uppercase)
        && !place.contains(|c: char| c.is_ascii_digit());
    let is_day = |word: &String| MONTHS.contains(&word.as_str()) || *word == "tanggal" || word.starts_with("20");
    is_place && !words.is_empty() && words.len() <= 4 && words.iter().any(is_day)
}

/// Whether a text reads as a heading of tables of offices do.
pub(super) fn is_heading(text: &str) -> bool {
    const ALONE: [&str; 55] = [
        "no",
        "nomor",
        "kode",
        "kd",
        "id",
        "k",
        "rp",
        "%",
        "i",
        "ii",
        "iii",
        "iv",
        "uraian",
        "sasaran",
        "tujuan",
        "misi",
        "visi",
        "program",
        "kegiatan",
        "sub kegiatan",
        "subkegiatan",
        "urusan",
        "bidang",
        "satuan",
        "unit",
        "target",
        "realisasi",
        "real",
        "capaian",
        "pagu",
        "anggaran",
        "alokasi",
        "serapan",
        "tahun",
        "triwulan",
        "bobot",
        "nilai",
        "keterangan",
        "ket",
        "predikat",
        "kategori",
        "status",
        "kinerja",
        "fisik",
        "keuangan",
        "nama",
        "opd",
        "skpd",
        "kabupaten",
        "kecamatan",
        "kelurahan",
        "provinsi",
        "wilayah",
        "instansi",
        "rumus",
    ];
    const FIRST: [&str; 31] = [
        "indikator",
        "target",
        "realisasi",
        "capaian",
        "satuan",
        "pagu",
        "anggaran",
        "alokasi",
        "serapan",
        "tingkat",
        "persentase",
        "kode",
        "nomor",
        "tahun",
        "penanggung",
        "formula",
        "sumber",
        "kondisi",
        "baseline",
        "keterangan",
        "unit",
        "perangkat",
        "bobot",
        "nilai",
        "rumus",
        "kriteria",
        "sisa",
        "kinerja",
        "cara",
        "formulasi",
        "definisi",
    ];
    const GROUPS: [&str; 9] =
        ["sasaran", "tujuan", "program", "kegiatan", "urusan", "bidang", "uraian", "nama", "kelompok"];
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
    if ALONE.contains(&bare) {
        return true;
    }
    let words: Vec<&str> = bare.split(|c: char| c.is_whitespace() || c == '/' || c == '_').collect();
    // `% Capaian`, `(%) Realisasi`
    let mut letters = words.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let first = letters.find(|word| !word.is_empty()).unwrap_or_default();
    let first = first.trim_end_matches(|c: char| c.is_ascii_digit());
    (FIRST.contains(&first) && words.len() <= 12)
        || (GROUPS.contains(&first) && (words.len() <= 3 || lower.contains('/')))
}

/// Whether a head is that of the numbers of rows.
pub(super) fn is_numbering(head: &str) -> bool {
    let letters: String = head.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    matches!(letters.as_str(), "no" | "nomor" | "nourut" | "nomorurut" | "nr" | "id")
}

/// Whether a head is that of codes.
pub(super) fn is_code_head(head: &str) -> bool {
    let lower = head.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| matches!(word, "kode" | "kd" | "koderek"))
}
