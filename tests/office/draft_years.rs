//! Years and quarters in the headings of a table: which is its own, and what of the others is read.

use super::draft::{audited, drafted, file, holds};
use super::draft_found::refused;
use takar::draft::Lacks;

/// Money of several years without a target: the last is that of the table, the others are earlier years of it.
#[test]
fn money_of_several_years() {
    for (heads, columns) in [
        ("Program;Pagu 2023;Realisasi 2023;Pagu 2024;Realisasi 2024\n", [0, 1, 2, 3]),
        ("Program;2023;;2024;\n;Anggaran;Realisasi;Anggaran;Realisasi\n", [0, 1, 2, 3]),
        ("Program;Pagu;;Realisasi;\n;2023;2024;2023;2024\n", [0, 2, 1, 3]),
    ] {
        let row = |name: &str, figures: [&str; 4]| {
            let mut own = [""; 4];
            for (at, figure) in columns.into_iter().zip(figures) {
                own[at] = figure;
            }
            format!("{name};{}\n", own.join(";"))
        };
        let rows = [["200", "190", "300", "280"], ["20", "19", "30", "28"], ["220", "209", "330", "308"]];
        let text = format!("{heads}{}{}{}", row("Alfa", rows[0]), row("Beta", rows[1]), row("Jumlah", rows[2]));
        let draft = drafted(&text, None);
        assert_eq!(draft.told[0], "2 besaran, tahun 2023, 2024", "{text}");
        let data = file(&draft, "data/iku.csv");
        assert!(data.contains("ALFA;2023;;200;190\n") && data.contains("BETA;2024;;30;28\n"), "{data}");
        assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
    }
    // In another unit than those of the year they are left, and told.
    let text = "Program;Pagu 2023 (Rp);Realisasi 2023 (Rp);Pagu 2024 (juta rupiah);Realisasi 2024 (juta rupiah)\nAlfa;200000000;190000000;300;280\n";
    let draft = drafted(text, None);
    assert!(draft.told.iter().any(|told| told.starts_with("2 kolom tidak dipakai")), "{:#?}", draft.told);
}

/// The target of the end of a plan is not of the year of the table.
#[test]
fn a_target_of_a_later_year() {
    let row = "IKM kota;nilai;79;80;81;85";
    let heads = "Indikator;Satuan;Realisasi 2023;Target 2024;Realisasi 2024;Target 2026";
    for (text, year) in [
        (format!("Kinerja Tahun 2024\n{heads}\n{row}\n"), 2024),
        (format!("{heads};Capaian (%)\n{row};101,25\n"), 2024),
        (format!("Rencana Tahun 2026\n{heads}\n{row}\n"), 2026),
        (format!("{heads}\n{row}\n"), 2026),
    ] {
        let draft = drafted(&text, None);
        assert!(file(&draft, "paket.takar").contains(&format!("  tahun {year}\n")), "{text}");
        assert!(file(&draft, "data/iku.csv").contains(";2024;80;81\n"), "{text}{}", file(&draft, "data/iku.csv"));
    }
}

/// `Jumlah` with a number, a unit and both figures is an indicator; behind all others it may be their total.
#[test]
fn an_indicator_called_total() {
    let text = "No;Indikator;Satuan;Target;Realisasi\n1;Jumlah;dokumen;10;9\n2;Produksi padi;ton;20;21\n";
    assert_eq!(drafted(text, Some(2024)).told[0], "2 indikator, tahun 2024");
    let text =
        "No;Kecamatan;Satuan;Target;Realisasi\n1;Utara;orang;10;9\n2;Selatan;orang;20;21\n3;Jumlah;orang;30;30\n";
    assert_eq!(drafted(text, Some(2024)).told[0], "2 indikator, tahun 2024");
}

/// Of rows of several years that of the title is proposed, else that of most rows.
#[test]
fn a_year_to_choose() {
    let rows = "Indikator;Satuan;Tahun;Target;Realisasi\nA kota;nilai;2024;8;8\nB kota;nilai;2024;8;8\nC kota;nilai;2042;8;8\n";
    assert_eq!(refused(rows, None), Some(Lacks::YearsInRows(2024)));
    assert_eq!(refused(&format!("Kinerja Tahun 2042\n{rows}"), None), Some(Lacks::YearsInRows(2042)));
}

/// A fraction of an earlier year among percent is asked; so is one in a quarter, unless the printed achievement tells it.
#[test]
fn a_fraction_of_another_year() {
    let asked = |text: &str| file(&drafted(text, None), "aturan.takar").contains("persen kurang dari satu");
    let of = |figures: &str| {
        asked(&format!(
            "Indikator;Satuan;Realisasi 2022;Realisasi 2023;Target 2024;Realisasi 2024\nA kota;%;{figures}\nB kota;%;60;61;62;63\n"
        ))
    };
    assert!(of("0,66;68;70;71") && of("66;0,68;70;71"));
    assert!(!of("66;68;70;71"));
    let text = "Indikator;Satuan;Target 2024;Realisasi TW I;Realisasi TW II;Realisasi TW III;Realisasi TW IV;Realisasi 2024;Capaian (%)\n\
                A kota;%;47,17;51,97;86,4;78,75;0,7397;0,7397;156,82\nB kota;%;50;50;50;50;50;50;100\n";
    let draft = drafted(text, None);
    holds(&draft, "data/iku.csv", ";2024;4;;73,97\n");
    holds(&draft, "iku.takar", "triwulan terakhir");
}

/// So does an achievement that is the better the lower, and the figure of the year.
#[test]
fn a_fraction_that_its_row_tells() {
    let heads = "Indikator;Satuan;Target 2024;Realisasi 2024;Capaian (%)\n";
    let text = format!("{heads}Angka kemiskinan;%;0,8349;79,78;104,44\nAngka stunting;%;20;21;95,00\n");
    assert!(file(&drafted(&text, None), "data/iku.csv").contains(";2024;83,49;79,78\n"));
    let heads =
        "Indikator;Satuan;Target 2024;Realisasi TW I;Realisasi TW II;Realisasi TW III;Realisasi TW IV;Realisasi 2024\n";
    let draft = drafted(&format!("{heads}A kota;%;76;67,75;68;70,24;0,8101;81,01\n"), None);
    holds(&draft, "data/iku.csv", ";2024;4;;81,01\n");
}

/// A target of a quarter below 0 has its scale as one of a year has.
#[test]
fn a_target_of_a_quarter_below_zero() {
    let text = "Indikator;Satuan;Target TW I;Target TW II;Target TW III;Target TW IV;Target\nPertumbuhan ekonomi;%;1;-1;2;2;2\n";
    assert!(file(&drafted(text, Some(2024)), "iku.takar").contains("skala >= -100%"));
}

/// A heading that is a word and its year is written by the report, so that it moves on with the year of the package.
#[test]
fn headings_move_on_with_the_year() {
    let text = "Kinerja Tahun 2024\nIndikator;Satuan;Target 2024;Realisasi 2023;Realisasi 2024;Capaian 2024 (%)\nIKM kota;nilai;80;79;81;101,25\n";
    let draft = drafted(text, None);
    let table = file(&draft, "tabel.takar");
    for line in ["  kolom target[tahun]\n", "  kolom realisasi[tahun-1]\n", "  kolom realisasi[tahun]\n"] {
        assert!(table.contains(line), "{table}");
    }
    assert_eq!(audited(&draft), Vec::<String>::new());
    // Of a plan every year stays.
    let plan = "Indikator;Satuan;Target 2023;Target 2024;Target 2025;Realisasi 2024\nIKM kota;nilai;79;80;82;81\n";
    let table = file(&drafted(plan, None), "tabel.takar").to_string();
    assert!(!table.contains("[tahun"), "{table}");
}

/// `Realisasi 2023` beside `Realisasi`: what names no year is of another one, which the title or the office says.
#[test]
fn a_plain_heading_beside_one_with_a_year() {
    let table =
        "Indikator;Satuan;Realisasi 2023;Target;Realisasi;Capaian\nIKM;nilai;70;80;60;75\nSurat;surat;45;50;40;80\n";
    assert_eq!(refused(table, None), Some(Lacks::Year));
    for draft in [drafted(&format!("Capaian Kinerja Tahun 2024\n{table}"), None), drafted(table, Some(2024))] {
        let data = file(&draft, "data/iku.csv");
        assert!(data.contains(";2023;;70\n") && data.contains(";2024;80;60\n"), "{data}");
    }
}

/// Where the title names another year than the headings, those that name none may be of either.
#[test]
fn a_title_of_another_year_than_the_headings() {
    let rows = "IKM;nilai;80;60;75\nSurat;surat;50;40;80\n";
    for (heads, title, apart) in [
        ("Indikator;Satuan;Target;Realisasi 2024;Capaian", "Kinerja Tahun 2025", Some(vec![2024, 2025])),
        ("Indikator;Satuan;Target 2025;Realisasi;Capaian", "Kinerja Tahun 2024", Some(vec![2024, 2025])),
        ("Indikator;Satuan;Target;Realisasi 2024;Capaian", "Kinerja Tahun 2024", None),
        ("Indikator;Satuan;Target;Realisasi 2024;Capaian", "Capaian Kinerja", None),
        ("Indikator;Satuan;Target 2024;Realisasi 2024;Capaian 2024", "Kinerja Tahun 2025", None),
    ] {
        let text = format!("{title}\n{heads}\n{rows}");
        match apart {
            Some(years) => assert_eq!(refused(&text, None), Some(Lacks::YearsApart(years)), "{text}"),
            None => assert!(file(&drafted(&text, None), "data/iku.csv").contains(";2024;80;60\n"), "{text}"),
        }
        assert!(file(&drafted(&text, Some(2024)), "data/iku.csv").contains(";2024;80;60\n"), "{text}");
    }
}
