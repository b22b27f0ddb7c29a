//! What a printed cell says: numbers with the marks that reports put around them are read as what they are, and what is no
//! number is told.

use super::{audited, lines};
use takar::audit::{self, Audit, Verdict};

const RULES: &str = r#"
paket "K"
  tahun 2024
data "d.csv" angka id
aturan capaian Baku
  jika target = 0 : tidak terdefinisi "nol"
  makin tinggi : realisasi / target * 100
aturan predikat P
  > 90 : "Baik"
  .. 90 : "Kurang"
indikator A "Jumlah desa mandiri"
  satuan desa
  arah makin tinggi
  capaian Baku
  predikat P
indikator B "Nilai IKM"
  arah makin tinggi
  capaian Baku
  predikat P
kelompok G
  anggota A; B
  bobot A 60%; B 40%
  capaian rata_rata_tertimbang(capaian anggota)
tabel T1
  baris anggota G
  kolom nama "Indikator"
  kolom satuan "Satuan"
  kolom bobot "Bobot" tampil 2
  kolom pagu "Pagu"
  kolom target "Target"
  kolom realisasi "Realisasi"
  kolom realisasi / target "Rasio"
  kolom capaian "Capaian" tampil 2
  kolom predikat "Predikat"
"#;

const DATA: &str = "kode;tahun;target;realisasi;pagu
A;2024;40;38;150000000
B;2024;80;60;3012572306
";

fn of(text: &str) -> Audit {
    audited(RULES, DATA, &[("cetakan/T1.csv", text)]).0
}

/// The findings of a table of one column beside the names.
fn column(title: &str, a: &str, b: &str) -> Vec<String> {
    lines(&of(&format!("Indikator;{title}\nJumlah desa mandiri;{a}\nNilai IKM;{b}\n")))
}

#[test]
fn marks_around_a_number_are_no_part_of_it() {
    let cells = [
        "38*)",
        "38*",
        "38¹",
        "38¹)",
        "38 *)",
        "38 1)",
        "38a)",
        "38 (*)",
        "38 [1]",
        "≥ 38",
        ">=38",
        "±38",
        "'38",
        "３８",
        "38 desa*)",
        "38 desa¹",
        "38\u{200b}",
    ];
    for cell in cells {
        let audit = of(&format!("Indikator;Realisasi\nJumlah desa mandiri;{cell}\nNilai IKM;60\n"));
        assert_eq!((lines(&audit), audit.count(Verdict::Agrees)), (Vec::new(), 2), "{cell}");
        let other = cell.replace("38", "37").replace("３８", "３７");
        assert_eq!(column("Realisasi", &other, "60").len(), 1, "{other}");
    }
    for cell in ["75,00%¹", "75,00 *)", "75,001)", "75,00 prosen", "７５，００"] {
        assert_eq!(column("Capaian", "95,00", cell), Vec::<String>::new(), "{cell}");
    }
    assert_eq!(column("Pagu", "150 000 000", "3 012 572 306"), Vec::<String>::new());
    assert_eq!(column("Predikat", "Baik*)", "Kurang¹"), Vec::<String>::new());
}

#[test]
fn numbers_in_words_and_money() {
    for (a, b) in [("Rp150 juta", "Rp3,01 miliar"), ("150 jt", "3,0126 milyar"), ("Rp 150,0 Juta", "Rp. 3,01 M")] {
        assert_eq!(column("Pagu", a, b), Vec::<String>::new(), "{a} {b}");
    }
    for title in ["Pagu (juta rupiah)", "Pagu (Rp. Juta)", "Pagu (dalam jutaan)"] {
        assert_eq!(column(title, "150", "3.012,57"), Vec::<String>::new(), "{title}");
    }
    let audit = of("Indikator;Pagu\nJumlah desa mandiri;Rp150 juta\nNilai IKM;Rp3,10 miliar\n");
    assert_eq!(audit.findings.len(), 1);
    let cell = &audit.findings[0].cell;
    assert_eq!((cell.right.as_str(), cell.difference.as_str()), ("3,01 miliar", "0,09 miliar"));
}

#[test]
fn a_share_printed_as_percent() {
    assert_eq!(column("Bobot", "60%", "40%"), Vec::<String>::new());
    assert_eq!(column("Bobot (%)", "60", "40"), Vec::<String>::new());
    assert_eq!(column("Bobot", "60", "40"), Vec::<String>::new());
    assert_eq!(column("Bobot", "0,6", "0,40"), Vec::<String>::new());
    assert_eq!(column("Rasio", "95,00%", "75%"), Vec::<String>::new());
    // What is right is never shown as another number.
    let audit = of("Indikator;Bobot\nJumlah desa mandiri;65%\nNilai IKM;40%\n");
    let cell = &audit.findings[0].cell;
    assert_eq!((cell.right.as_str(), cell.difference.as_str()), ("60%", "5%"));
    let audit = of("Indikator;Bobot\nJumlah desa mandiri;7\nNilai IKM;0,4\n");
    assert_eq!((audit.findings[0].cell.right.as_str(), audit.findings.len()), ("0,6", 1));
}

#[test]
fn what_is_more_than_one_number_is_not_judged() {
    for cell in ["38/40", "38 dari 40", "2020-2024", "12 Januari 2024"] {
        let audit = of(&format!("Indikator;Realisasi\nJumlah desa mandiri;{cell}\nNilai IKM;60\n"));
        assert_eq!((lines(&audit), audit.count(Verdict::Unjudged)), (Vec::new(), 1), "{cell}");
    }
    for cell in ["3O", "3 8", "38,4 9"] {
        assert_eq!(of(&format!("Indikator;Realisasi\nJumlah desa mandiri;{cell}\n")).count(Verdict::Torn), 1, "{cell}");
    }
}

#[test]
fn another_unit_is_said_and_hides_no_row() {
    let text = "Satuan;Indikator;Realisasi\norang;Jumlah desa mandiri;38\n-;Nilai IKM;60\n";
    let (audit, problems) = audited(RULES, DATA, &[("cetakan/T1.csv", text)]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(lines(&audit), ["satuan: A Jumlah desa mandiri / Satuan: tercetak orang, seharusnya desa"]);
}

#[test]
fn a_grade_of_a_rounded_number_and_of_none() {
    let data = DATA.replace("B;2024;80;60", "B;2024;1000000;900001");
    let text = "Indikator;Capaian;Predikat\nJumlah desa mandiri;95,00;Baik\nNilai IKM;90,00;Kurang\n";
    let (audit, _) = audited(RULES, &data, &[("cetakan/T1.csv", text)]);
    assert_eq!(lines(&audit), ["cara lain: B Nilai IKM / Predikat: predikat angka yang sudah dibulatkan, 90,00"]);
    // Without data for what is printed nothing follows from anything.
    let (audit, _) = audited(RULES, &DATA.replace("B;2024;80;60", "B;2024;80;"), &[("cetakan/T1.csv", text)]);
    assert_eq!((audit.count(Verdict::Follows), audit.count(Verdict::Unjudged)), (0, 2));
    // And a grade that follows stands below its cause.
    let text = "Indikator;Capaian;Predikat\nJumlah desa mandiri;59,00;Kurang\nNilai IKM;75,00;Kurang\n";
    let audit = of(text);
    assert_eq!((audit.findings.len(), audit.findings[0].followers.len()), (1, 1));
}

#[test]
fn a_figure_of_another_quarter_is_a_copy() {
    let rules =
        RULES.replace("indikator B \"Nilai IKM\"\n", "indikator B \"Nilai IKM\"\n  triwulan terakhir\n").replace(
            "  kolom realisasi \"Realisasi\"",
            "  kolom realisasi[triwulan 1] \"TW I\"\n  kolom realisasi \"Realisasi\"",
        );
    let data = "kode;tahun;triwulan;target;realisasi\nA;2024;;40;38\nB;2024;;80;\nB;2024;1;;70\nB;2024;2;;75,5\nB;2024;3;;77\nB;2024;4;;79\n";
    let text = "Indikator;Target;TW I\nNilai IKM;80;75,5\n";
    let (audit, _) = audited(&rules, data, &[("cetakan/T1.csv", text)]);
    assert_eq!(lines(&audit), ["salin: B Nilai IKM / TW I: angka triwulan 2"]);
    // A target is computed from nothing.
    let (audit, _) = audited(&rules, data, &[("cetakan/T1.csv", &text.replace("75,5", "44,1"))]);
    assert_eq!(audit.findings[0].verdict, Verdict::Contradicts);
}

/// Every form of an audit says what was not looked at.
#[test]
fn notes_are_in_every_form() {
    let text = "Indikator;Realisasi;Lain\nJumlah desa mandiri;belum rilis;7\nNilai IKM (Indeks);60;8\n";
    let audit = of(text);
    for form in [audit::terminal, audit::markdown, audit::csv, audit::json, audit::junit, audit::github] {
        let shown = form(&audit);
        for note in ["tidak diperiksa: T1: A Jumlah desa mandiri", "Nilai IKM (Indeks)", "2 angka tidak diperiksa"] {
            assert!(shown.contains(note), "{note} in\n{shown}");
        }
    }
}

#[test]
fn a_unit_cut_short_is_the_unit() {
    for unit in ["ds", "Ds.", "DS", "des."] {
        assert_eq!(column("Realisasi", &format!("38 {unit}"), "60"), Vec::<String>::new(), "{unit}");
        assert_eq!(column("Satuan", unit, "-"), Vec::<String>::new(), "{unit}");
    }
    for unit in ["org", "dok", "kg"] {
        assert_eq!(column("Realisasi", &format!("38 {unit}"), "60").len(), 1, "{unit}");
    }
    let rules = RULES.replace("satuan desa", "satuan dokumen");
    for unit in ["Dok", "dok.", "doc", "dokmn"] {
        let text = format!("Indikator;Realisasi\nJumlah desa mandiri;38 {unit}\n");
        assert_eq!(lines(&audited(&rules, DATA, &[("cetakan/T1.csv", &text)]).0), Vec::<String>::new(), "{unit}");
    }
}

/// Points printed as percent are that in every row, however many: a convention that changes nothing explains nothing.
#[test]
fn points_printed_as_percent_are_no_column_of_another_rule() {
    let rules = RULES
        .replace("  kolom predikat", "  kolom capaian - serapan / pagu * 100% \"Efisiensi\" tampil 2\n  kolom predikat")
        .replace(
            "indikator B",
            "indikator C \"Jumlah kelurahan sehat\"\n  arah makin tinggi\n  capaian Baku\n  predikat P\nindikator B",
        )
        .replace("anggota A; B\n  bobot A 60%; B 40%", "anggota A; B; C\n  bobot A 50%; B 40%; C 10%");
    let data = "kode;tahun;target;realisasi;pagu;serapan\nA;2024;40;38;1000;905\nB;2024;80;60;1000;703\nC;2024;50;45;1000;877\n";
    let text = "Indikator;Efisiensi\nJumlah desa mandiri;4,50%\nNilai IKM;4,70%\nJumlah kelurahan sehat;2,30%\n";
    let (audit, _) = audited(&rules, data, &[("cetakan/T1.csv", text)]);
    assert_eq!((audit.findings.len(), audit.count(Verdict::Unit)), (1, 3), "{:?}", lines(&audit));
}

/// Figures under a title of words are the number column that it names besides, or are counted as none.
#[test]
fn figures_under_a_title_of_words_are_no_words() {
    assert_eq!(column("Target / Satuan", "40 Desa", "80"), Vec::<String>::new());
    for title in ["Target / Satuan", "Satuan Target", "Target (Satuan)"] {
        assert_eq!(column(title, "4 Desa", "8").len(), 2, "{title}");
    }
    let text = "Indikator;Satuan;Realisasi\nJumlah desa mandiri;40;38\nNilai IKM;80;60\n";
    let (audit, problems) = audited(RULES, DATA, &[("cetakan/T1.csv", text)]);
    assert_eq!((audit.unmatched, lines(&audit)), (2, Vec::new()));
    assert_eq!(problems[0].title, "kolom \"Satuan\" tidak dikenal; angkanya tidak diperiksa");
    // One figure among units is told, too.
    let audit = of("Indikator;Satuan;Realisasi\nJumlah desa mandiri;desa;38\nNilai IKM;80;60\n");
    assert_eq!((audit.count(Verdict::Unjudged), lines(&audit)), (1, Vec::new()));
}

/// Besides the two above a target that is a range, and a thing in words.
const MORE: &str = r#"
aturan capaian Rentang
  jika target_bawah = 0 : tidak terdefinisi "nol"
  rentang : realisasi / target_bawah * 100
aturan capaian Kata
  jika realisasi >= target : 100
  makin tinggi : 0
indikator R "Rasio belanja"
  satuan persen
  arah rentang
  capaian Rentang
indikator O "Opini BPK"
  urutan "TMP"; "TW"; "WDP"; "WTP"
  arah makin tinggi
  capaian Kata
tabel T2
  baris R; O
  kolom nama "Indikator"
  kolom target "Target"
  kolom realisasi "Realisasi"
"#;

fn more(range: &str, word: &str) -> Audit {
    let data = format!("{DATA}R;2024;25%-30%;32;\nO;2024;WDP;WDP;\n");
    let text = format!("Indikator;Target;Realisasi\nRasio belanja;{range};32\nOpini BPK;WDP;{word}\n");
    audited(&format!("{RULES}{MORE}"), &data, &[("cetakan/T2.csv", &text)]).0
}

/// A printed range is read as one of the data is: with signs at either end, whatever stands between.
#[test]
fn ranges_are_read_as_those_of_data_are() {
    let right =
        ["25-30", "25%-30%", "25% - 30%", "25%–30%", "25 %-30 %", "25,00%-30,00%", "25..30", "25 sampai dengan 30"];
    for cell in
        right.into_iter().chain(["25 sd 30", "25 s.d. 30", "25 hingga 30", "25 persen - 30 persen", "25%-30%*)"])
    {
        let audit = more(cell, "WDP");
        assert_eq!((lines(&audit), audit.count(Verdict::Agrees)), (Vec::new(), 4), "{cell}");
    }
    for cell in ["20,5%-31%", "20 sampai dengan 35", "25..31", "35-20"] {
        let audit = more(cell, "WDP");
        assert_eq!((audit.findings.len(), audit.findings[0].verdict), (1, Verdict::Contradicts), "{cell}");
    }
    // What is no range is told.
    for cell in ["25/35", "antara 20 dan 35", "25-30-35", "maksimal 30", "seimbang", "30", "≤ 30"] {
        let audit = more(cell, "WDP");
        assert_eq!((lines(&audit), audit.count(Verdict::Unjudged)), (Vec::new(), 1), "{cell}");
        let told = audit::markdown(&audit);
        assert!(told.contains("tidak diperiksa: T2: R Rasio belanja, kolom \"Target\""), "{told}");
    }
}

/// In a table whose points stand before decimals those of a range do, too.
#[test]
fn ranges_have_the_signs_of_their_table() {
    let data = format!("{DATA}R;2024;1180-1250;1200;\n");
    let rules = format!(
        "{RULES}{}",
        MORE.replace("  satuan persen\n  arah rentang", "  arah rentang").replace("baris R; O", "baris R; B")
    );
    let of = |range: &str, beside: &str| {
        let text = format!("Indikator;Target;Realisasi\nRasio belanja;{range};\"1,200\"\nNilai IKM;80;{beside}\n");
        audited(&rules, &data, &[("cetakan/T2.csv", &text)]).0
    };
    assert_eq!(lines(&of("1,180 - 1,250", "60.00")), Vec::<String>::new());
    assert_eq!(of("1,180 - 1,520", "60.00").findings.len(), 1);
    assert_eq!(lines(&of("1.180 - 1.250", "60,00")), Vec::<String>::new());
    assert_eq!(of("1,180 - 1,250", "60,00").findings[0].verdict, Verdict::Contradicts);
}

/// Words with an order are figures of their own: another one of them is found, and what is none is told.
#[test]
fn words_with_an_order_are_judged() {
    for word in ["WDP", "wdp", "WDP*)", "WDP (Wajar Dengan Pengecualian)"] {
        let audit = more("25-30", word);
        assert_eq!((lines(&audit), audit.count(Verdict::Agrees)), (Vec::new(), 4), "{word}");
    }
    insta::assert_snapshot!(audit::terminal(&more("25-30", "WTP")));
    for word in ["Wajar", "baik sekali", "4"] {
        let audit = more("25-30", word);
        assert_eq!((lines(&audit), audit.count(Verdict::Unjudged)), (Vec::new(), 1), "{word}");
    }
    assert_eq!(more("25-30", "").count(Verdict::Blank), 1);
}

/// Of money every factor is read that data may have, and the letters for one.
#[test]
fn factors_of_money_are_those_of_data() {
    let all = ["1,5 M", "1,5M", "1,5 milyard", "1,5 mlr", "1.500 mio", "1500 jta", "0,0015 T", "1,5 Milyar", "Rp1,5 M"];
    for cell in all {
        let audit = audited(
            RULES,
            &DATA.replace("150000000\n", "1500000000\n"),
            &[("cetakan/T1.csv", &format!("Indikator;Pagu\nJumlah desa mandiri;{cell}\nNilai IKM;3.012.572.306\n"))],
        );
        assert_eq!((lines(&audit.0), audit.0.count(Verdict::Agrees)), (Vec::new(), 2), "{cell}");
        let other = cell.replace(['5'], "6");
        assert_eq!(column("Pagu", &other, "3.012.572.306").len(), 1, "{other}");
    }
    // A letter behind what is no money is none.
    assert_eq!(of("Indikator;Realisasi\nJumlah desa mandiri;0,000000038 M\nNilai IKM;60\n").count(Verdict::Agrees), 1);
    assert_eq!(column("Pagu (Rp M)", "0,15", "3,01"), Vec::<String>::new());
}
