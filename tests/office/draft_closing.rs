//! Totals below the last row of a drafted table: of the whole table, or of its last part, whatever words they have.

use super::draft::{audited, drafted, file};

const HEAD: &str = "No;Sasaran;Indikator Kinerja;Satuan;Target;Realisasi;Capaian (%);Pagu (Rp)";

/// Objectives, each with its rows and the mean and sum of these: all figures are exact.
const PARTS: [(&str, &str, &str); 3] = [
    (
        "Meningkatnya mutu layanan",
        "1;{};Persentase jalan mantap;%;71,4;83,6;117,09;1000000\n2;;Nilai AKIP;nilai;59,2;62,9;106,25;2500000\n",
        "111,67;3500000",
    ),
    (
        "Meningkatnya tata kelola",
        "3;{};Indeks SPBE;indeks;51,65;40,87;79,13;4000000\n4;;Indeks Reformasi Birokrasi;indeks;70;66,5;95,00;500000\n",
        "87,06;4500000",
    ),
    ("Meningkatnya pelayanan publik", "5;{};Indeks Kepuasan Masyarakat;indeks;80;78;97,50;750000\n", "97,50;750000"),
];

/// The figures of all rows of so many parts.
const ALL: [&str; 3] = ["111,67;3500000", "99,37;8000000", "98,99;8750000"];

/// A table of so many parts; each part has its total by these words, the whole one by others.
fn table(parts: usize, label: impl Fn(usize) -> String, whole: Option<&str>) -> String {
    let mut text = format!("{HEAD}\n");
    for (at, (objective, rows, total)) in PARTS.iter().enumerate().take(parts) {
        text.push_str(&rows.replace("{}", objective));
        text.push_str(&format!(";;{};;;;{total}\n", label(at)));
    }
    text.extend(whole.map(|whole| format!(";;{whole};;;;{}\n", ALL[parts - 1])));
    text
}

/// The words that totals of parts have.
fn labels() -> Vec<[String; 3]> {
    let numbered = |words: &str| [1, 2, 3].map(|nth| format!("{words} {nth}"));
    let named = |words: &str| [0, 1, 2].map(|at| format!("{words} {}", PARTS[at].0));
    let own = |words: [&str; 3]| words.map(str::to_string);
    vec![
        numbered("Rata-rata sasaran"),
        numbered("Capaian Sasaran Strategis"),
        numbered("Jumlah Tujuan"),
        named("Rata-rata"),
        named("Jumlah"),
        own(["Rata-rata"; 3]),
        own(["Jumlah"; 3]),
        own(["Rata-rata mutu layanan", "Rata-rata tata kelola", "Rata-rata pelayanan publik"]),
        own(["Rata-rata IKU 1-2", "Rata-rata IKU 3-4", "Rata-rata IKU 5"]),
        own(["Rata-rata", "Rata-rata capaian sasaran", "Rata-rata capaian sasaran"]),
        own(["Rata-rata capaian sasaran", "Rata-rata", "Capaian rata-rata"]),
        own(["Rata-rata Sasaran I", "Rata-rata Sasaran II", "Rata-rata Sasaran III"]),
        own(["Rata-rata Bidang A", "Rata-rata Bidang B", "Rata-rata Bidang C"]),
    ]
}

/// Right totals are never accused, and only what is of all rows becomes a total of the rules.
#[test]
fn right_totals_of_parts_and_of_all() {
    for label in labels() {
        for parts in 2..=3 {
            for whole in [None, Some("Rata-rata"), Some("Jumlah capaian kinerja")] {
                let text = table(parts, |at| label[at].clone(), whole);
                let draft = drafted(&text, Some(2024));
                assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
                let rules = file(&draft, "tabel.takar");
                let footers: Vec<&str> = rules.lines().filter(|line| line.contains("penutup")).collect();
                assert_eq!(footers.len(), usize::from(whole.is_some()), "{text}{rules}");
            }
        }
    }
}

/// One part has no other: its total is that of all.
#[test]
fn a_total_of_the_only_part() {
    for label in labels() {
        let text = table(1, |at| label[at].clone(), None);
        let draft = drafted(&text, Some(2024));
        assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
        assert_eq!(file(&draft, "tabel.takar").matches("penutup").count(), 1, "{text}");
    }
}

/// Without totals between the rows the figures tell of the last rows alone, or of all.
#[test]
fn one_total_below_all_rows() {
    let rows = || PARTS.iter().take(2).map(|(objective, rows, _)| rows.replace("{}", objective)).collect::<String>();
    for (label, figures, is_whole) in [
        ("Rata-rata", "99,37;8000000", true),
        ("Rata-rata tata kelola", "99,37;8000000", true),
        ("Rata-rata", "87,06;4500000", false),
        ("Rata-rata tata kelola", "87,06;4500000", false),
    ] {
        let text = format!("{HEAD}\n{};;{label};;;;{figures}\n", rows());
        let draft = drafted(&text, Some(2024));
        assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
        assert_eq!(file(&draft, "tabel.takar").contains("penutup"), is_whole, "{text}");
    }
}

/// A wrong figure is told: against the rows of its part where its words name that, else against all.
#[test]
fn wrong_totals_below_the_last_row() {
    for (label, asked, found) in [
        ("Rata-rata Meningkatnya tata kelola", true, 0),
        ("Rata-rata tata kelola", true, 0),
        ("Rata-rata seluruh sasaran", false, 1),
    ] {
        let text = table(2, |at| ["Rata-rata mutu layanan", label][at].to_string(), None).replace("87,06", "90,06");
        let text = text.replace(";4500000", ";");
        let draft = drafted(&text, Some(2024));
        let rules = file(&draft, "aturan.takar");
        assert_eq!(
            rules.contains("rata-rata di antara baris, tercetak 90,06") || rules.contains("90,06"),
            asked,
            "{rules}"
        );
        assert_eq!(audited(&draft).len(), found, "{label}: {:#?}", audited(&draft));
    }
}

/// Parts of parts: the last total of either level is of its own rows.
#[test]
fn totals_on_two_levels() {
    for labels in [["Rata-rata Sasaran", "Rata-rata Tujuan"], ["Rata-rata", "Rata-rata tujuan"]] {
        for whole in [false, true] {
            let of = |label: &str, nth: usize| {
                if label.ends_with("Sasaran") || label.ends_with("Tujuan") {
                    format!("{label} {nth}")
                } else {
                    label.to_string()
                }
            };
            let mut text = String::from("No;Sasaran;Indikator Kinerja;Satuan;Target;Realisasi;Capaian (%)\n");
            for (nth, (first, second)) in [(90, 80), (70, 60), (50, 95), (85, 65)].into_iter().enumerate() {
                let (no, mean) = (nth + 1, (first + second) * 5);
                text.push_str(&format!(
                    "{no};Sasaran {};Indeks mutu {no} awal;nilai;100;{first};{first},00\n",
                    ["alfa", "beta", "gama", "delta"][nth]
                ));
                text.push_str(&format!(
                    "{no};Sasaran {};Indeks mutu {no} akhir;nilai;100;{second};{second},00\n",
                    ["alfa", "beta", "gama", "delta"][nth]
                ));
                text.push_str(&format!(";;{};;;;{},{}0\n", of(labels[0], no), mean / 10, mean % 10));
                if nth % 2 == 1 {
                    text.push_str(&format!(";;{};;;;{}\n", of(labels[1], nth / 2 + 1), ["75,00", "73,75"][nth / 2]));
                }
            }
            text.push_str(if whole { ";;Rata-rata capaian;;;;74,38\n" } else { "" });
            let draft = drafted(&text, Some(2024));
            assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
            assert_eq!(file(&draft, "tabel.takar").contains("penutup"), whole, "{text}");
        }
    }
}
