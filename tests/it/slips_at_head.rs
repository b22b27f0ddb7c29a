//! A formula in the line of its name.

use crate::slips::{RULES, changed, first_mend};

/// A formula in the line of its name, with the clause that it becomes below it.
const AT_HEAD: [(&str, &str); 7] = [
    ("besaran X = 1,25*AKIP + IKPP", "rumus 1,25*AKIP + IKPP"),
    ("besaran X: 1,25*AKIP + IKPP  # dua nilai", "rumus 1,25*AKIP + IKPP  # dua nilai"),
    ("besaran X \"Judul\" = AKIP + IKPP\n  satuan nilai", "rumus AKIP + IKPP"),
    ("besaran X = 5", "rumus 5"),
    ("besaran X = jika AKIP > 3 maka 1 selain itu 0", "rumus jika AKIP > 3 maka 1 selain itu 0"),
    ("indikator X = AKIP + IKPP\n  skala 0..200\n  arah makin tinggi\n  capaian Baku", "rumus AKIP + IKPP"),
    ("kelompok X = rata_rata(capaian anggota)\n  anggota AKIP; IKPP", "capaian rata_rata(capaian anggota)"),
];

#[test]
fn a_formula_in_the_line_of_its_name_gets_one_of_its_own() {
    for (lines, clause) in AT_HEAD {
        let text = format!("{RULES}\n{lines}\n");
        let (errors, new) = first_mend(&text);
        let new = new.unwrap_or_else(|| panic!("{lines}: no mend for {errors:?}"));
        assert_eq!(changed(&text, &new).last().map(String::as_str), Some(clause), "{lines}");
        assert_eq!(first_mend(&new).0, [""; 0], "{lines}");
    }
}
