//! No mend of a superfluous piece takes another member of the list with it.

use takar::diagnostic::apply_edits;
use takar::source::Sources;
use takar::syntax::parse;

/// Each list of the language: the head above it, its word, its members, and what ends the line.
const LISTS: &[(&str, &str, &[&str], &str)] = &[
    ("kelompok G", "anggota", &["AKIP", "IKPP", "\"7.01\""], ""),
    ("kelompok G", "bobot", &["AKIP 60%", "IKPP 30%", "\"7.01\" 10%"], ""),
    ("tabel T", "baris", &["AKIP", "IKPP", "\"7.01\""], ""),
    ("tabel T", "baris kelas capaian", &["> 100 \"Lebih\"", "= 100 \"Tepat\"", "< 100 \"Kurang\""], ""),
    ("tabel T", "sanding", &["AKIP", "IKPP"], ""),
    ("tabel T", "penutup", &["jumlah(pagu)", "jumlah(serapan) pada serapan"], " \"Jumlah\""),
    ("tabel T", "subtotal", &["jumlah(pagu)", "jumlah(serapan)"], " \"Jumlah\""),
    ("indikator A", "urutan", &["\"TMP\"", "\"WDP\"", "\"WTP\""], ""),
    ("contoh \"C\"", "diketahui", &["AKIP = 5", "IKPP = 6", "target IPP = 80..90"], ""),
    ("contoh \"C\"", "hasil", &["AKIP = 5", "capaian IKPP = 6", "IPP = tidak terdefinisi"], ""),
    ("klaim \"K\"", "", &["AKIP = 5", "capaian IKPP > 6"], ""),
    // What is written as a list by whom does not know that it is none.
    ("tabel T", "urut", &["capaian turun", "realisasi naik"], ""),
    ("tabel T", "kolom", &["capaian \"Capaian\"", "realisasi \"Realisasi\""], ""),
    ("tabel T", "penutup", &["jumlah(pagu) \"Jumlah pagu\"", "jumlah(serapan) \"Jumlah serapan\""], ""),
    ("umum", "triwulan", &["jumlah", "serapan terakhir"], ""),
    ("kelompok G", "terima", &["arah terbalik \"a\"", "anggota berbeda \"b\""], ""),
];

const PIECES: &[&str] = &[
    "15",
    "15%",
    "(15%)",
    "= 15%",
    ": 15%",
    "\"Judul\"",
    "\"Judul panjang\"",
    "lagi",
    "LAGI",
    ",",
    ";",
    ".",
    "%",
    "%%",
    "bobot 15%",
    "2024",
    "turun",
    ")",
    "x",
];

#[test]
fn a_mend_leaves_every_member_of_a_list() {
    let (mut tried, mut faults) = (0, Vec::new());
    for (head, word, members, end) in LISTS {
        for piece in PIECES {
            let every = (0..members.len()).map(Some).chain([None]);
            for at in every {
                let with = |(index, member): (usize, &&str)| match at.is_none_or(|at| at == index) {
                    true => format!("{member} {piece}"),
                    false => member.to_string(),
                };
                let list: Vec<String> = members.iter().enumerate().map(with).collect();
                let defined = "besaran AKIP\nbesaran IKPP \"Indeks\"\n";
                let text = format!("{defined}{head}\n  {word} {}{end}\n", list.join("; "));
                let mut sources = Sources::default();
                let id = sources.add("daftar.takar", &text);
                for finding in parse(id, &text).diagnostics {
                    for mend in &finding.suggestions {
                        tried += 1;
                        let mended = apply_edits(&text, &mend.edits);
                        let lost = words(&format!("{word} {}{end}", members.join(" "))).into_iter();
                        let lost: Vec<String> = lost.filter(|word| !words(&mended).contains(word)).collect();
                        if !lost.is_empty() {
                            faults.push(format!(
                                "{text}{}: \"{}\" loses {lost:?}:\n{mended}",
                                finding.code.as_str(),
                                mend.text
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(tried > 250, "only {tried} mends were tried");
}

/// What a text is made of, without signs.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).map(String::from).collect()
}
