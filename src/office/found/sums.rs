//! Names of rows that are no thing of their own: totals, means, grades of all, and what stands over others.

/// Whether a text is that of a total or a mean of other rows. `Jumlah Dokumen` is one only where nothing else can be meant.
pub(super) fn is_total(text: &str, can_name: bool) -> bool {
    let lower = text.trim_end_matches([':', '.', ' ']).to_lowercase().replace(['-', '\u{2013}'], " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    // `Capaian rata-rata`.
    let words = words.strip_prefix(&["capaian"]).filter(|rest| rest.first() == Some(&"rata")).unwrap_or(&words);
    let rest = match words {
        ["sub", "total" | "jumlah", rest @ ..] | ["grand", "total", rest @ ..] => rest,
        ["rata", "rata" | "rata2", rest @ ..] => rest,
        ["jumlah" | "total" | "subtotal" | "rerata" | "rata2", rest @ ..] => rest,
        _ => return false,
    };
    let is_grand = |word: &&str| {
        matches!(*word, "total" | "seluruh" | "keseluruhan" | "seluruhnya" | "semua" | "besar" | "umum" | "akhir")
    };
    let is_roman = |word: &&str| word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) || word.len() == 1;
    // Of a mean of achievements nobody makes an indicator.
    let is_mean_of =
        |word: &&str| matches!(*word, "capaian" | "kinerja" | "iku" | "persentase" | "realisasi" | "indikator");
    let of_table = rest.first().is_some_and(|word| *word == "capaian")
        && rest.iter().all(|word| is_mean_of(word) || is_grand(word));
    of_table
        || rest.is_empty()
        || rest.iter().all(|word| is_grand(word) || is_roman(word))
        || (can_name && rest.len() <= 3)
}

/// Whether a text without a number sums up rows of a budget: `Jumlah Program Alfa`, `Total Belanja Operasi`.
pub(super) fn sums_money(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().filter(|word| !matches!(*word, "sub" | "grand")).or_else(|| words.next());
    matches!(first, Some("jumlah" | "total" | "subtotal" | "subjumlah"))
}

/// What stands over rows and has a sum of its own.
fn is_over(word: &str) -> bool {
    matches!(word, "sasaran" | "tujuan" | "misi" | "program" | "kegiatan" | "subkegiatan" | "urusan" | "bidang")
}

/// Whether a text sums up other rows, as nothing does that has a target: `Nilai akhir`, `Rata-rata capaian sasaran 1`.
pub(super) fn sums_up(text: &str) -> bool {
    let lower = text.trim_end_matches([':', '.', ' ']).to_lowercase().replace(['-', '\u{2013}'], " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let is_mean = |words: &[&str]| matches!(words, ["rata", "rata", ..] | ["rata2" | "rerata", ..]);
    let of_all =
        |word: &&str| matches!(*word, "sasaran" | "tujuan" | "kinerja" | "program" | "akhir" | "total" | "keseluruhan");
    match words.as_slice() {
        ["nilai", "akhir", ..] | ["capaian"] => true,
        // `Jumlah Sasaran 1`
        ["jumlah" | "total", part, rest @ ..] => is_over(part) && rest.len() < 4,
        ["capaian" | "nilai" | "persentase" | "prosentase" | "tingkat", rest @ ..] if is_mean(rest) => true,
        ["capaian", second, ..] => of_all(second),
        words => is_mean(words),
    }
}

/// Whether a text is that of a grade of all rows: `Predikat Kinerja`, `Kategori`.
pub(super) fn grades_all(text: &str) -> bool {
    let lower = text.trim_end_matches([':', '.', ' ']).to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let of_all = |word: &&str| {
        matches!(
            *word,
            "kinerja"
                | "capaian"
                | "sasaran"
                | "opd"
                | "skpd"
                | "perangkat"
                | "daerah"
                | "organisasi"
                | "akhir"
                | "total"
                | "keseluruhan"
        )
    };
    matches!(words.as_slice(), ["predikat" | "kategori" | "kesimpulan" | "kriteria", rest @ ..] if rest.iter().all(of_all))
}

/// Whether a name is that of an objective: `Meningkatnya …`, `Terwujudnya …`.
pub(super) fn aims(name: &str) -> bool {
    let first = name.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    let lower = first.to_lowercase();
    let begins = ["me", "ter", "ber", "opti", "kuat"].iter().any(|lead| lower.starts_with(lead));
    begins && lower.len() > 7 && lower.ends_with("nya")
}

/// Whether a name among those of indicators begins as that of what stands over them: `Sasaran 1: Pelayanan`; without a number
/// also `Program Pelayanan`.
pub(super) fn stands_over(text: &str, is_bare: bool) -> bool {
    const OVER: [&str; 9] =
        ["sasaran", "tujuan", "misi", "program", "kegiatan", "sub", "subkegiatan", "urusan", "bidang"];
    let lower = text.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_numbered = || {
        let before = lower.split_once(':').map(|(before, _)| before.trim_end());
        before.is_some_and(|before| before.split_whitespace().count() < 4)
    };
    OVER.contains(&first) && (is_bare || is_numbered())
}
