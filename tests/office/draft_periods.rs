//! Tables whose rows are of periods, and what stands below signatures or another title, as drafts read them.

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
