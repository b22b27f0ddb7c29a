//! Tables whose rows are of periods, and what stands below signatures or another title, as drafts read them.

use super::draft::{drafted, file};
use super::draft_rows::worked;

/// A blank figure was not given: it is filled from no row above.
#[test]
fn a_target_that_stands_once_is_counted_once() {
    let all = worked("triwulan-kosong.xlsx");
    assert!(!all.contains("400") && !all.contains("24,50%"), "{all}");
    assert!(all.contains("2 indikator") && all.contains(";2024;4;60;45\n"), "{all}");
}

#[test]
fn cells_say_that_rows_are_of_quarters() {
    let all = worked("periode.xlsx");
    assert!(all.contains("2 indikator") && all.contains(";2024;2;30;27\n"), "{all}");
    assert!(!all.contains("judul di antara baris"), "{all}");
}

/// Four bare numbers of quarters under a heading of times are quarters; fewer are things of their own.
#[test]
fn quarters_under_periods() {
    for (numbers, is_quarters) in
        [(["I", "II", "III", "IV"], true), (["1", "2", "3", "4"], true), (["I", "II", "III", "V"], false)]
    {
        let rows: String = numbers.iter().map(|own| format!("1;Jumlah surat;surat;{own};10;9\n")).collect();
        let draft = drafted(&format!("No;Indikator;Satuan;Periode;Target;Realisasi\n{rows}"), Some(2024));
        assert_eq!(file(&draft, "data/iku.csv").contains("triwulan"), is_quarters, "{}", file(&draft, "data/iku.csv"));
        assert!(!draft.told.iter().any(|line| line.contains("Bila itu triwulan")), "{:?}", draft.told);
    }
    let rows = |head: &str| {
        format!(
            "No;Indikator;Satuan;{head};Target;Realisasi\n1;Surat;surat;I;10;9\n1;Surat;surat;II;20;19\n1;Surat;surat;III;10;9\n"
        )
    };
    let draft = drafted(&rows("Periode"), Some(2024));
    assert!(
        draft.told.iter().any(|line| line.starts_with("kolom \"Periode\" menyebut I, II, III;")),
        "{:?}",
        draft.told
    );
    // As it says.
    let draft = drafted(&rows("Triwulan"), Some(2024));
    assert!(file(&draft, "data/iku.csv").contains(";2024;2;20;19\n"), "{}", file(&draft, "data/iku.csv"));
}

/// Of two targets the later one counts, and is asked; where an achievement is printed that tells.
#[test]
fn targets_before_and_after_a_change() {
    let of = |achieved: &str, first: &str, second: &str| {
        let text = format!(
            "Indikator;Satuan;Target Awal;Target Perubahan;Realisasi{achieved}\nSurat;surat;10;12;9{first}\nRapat;kali;20;25;20{second}\n"
        );
        let draft = drafted(&text, Some(2024));
        (file(&draft, "data/iku.csv").to_string(), file(&draft, "aturan.takar").to_string())
    };
    let (data, rules) = of("", "", "");
    assert!(data.contains(";2024;12;9\n") && data.contains(";2024;25;20\n"), "{data}");
    assert!(
        rules.contains("TANYA: target dibaca dari kolom \"Target Perubahan\", satu dari 2 kolom target;"),
        "{rules}"
    );
    let (data, rules) = of(";Capaian (%)", ";90", ";100");
    assert!(data.contains(";2024;10;9\n") && !rules.contains("kolom target;"), "{data}{rules}");
}
