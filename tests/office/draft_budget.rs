//! Budgets: in what their figures are, wherever that is said, and which rows of a sheet of money are none of its own.

use super::draft::{audited, drafted, file, holds};

/// What a heading, a line above or a cell says of money, and its zeros.
const UNITS: [(&str, u32); 5] =
    [("", 0), (" (Rp)", 0), (" (ribu rupiah)", 3), (" (juta rupiah)", 6), (" (Rp juta)", 6)];

/// Budget and spending of two programmes, in rupiah.
pub const FULL: [[i64; 2]; 2] = [[3_911_000_000, 3_207_000_000], [6_973_000_000, 4_462_700_000]];

/// A figure in so many tens, as a sheet has it.
pub fn printed(full: i64, zeros: u32) -> String {
    let tens = 10_i64.pow(zeros);
    let rest = format!("{:0width$}", full % tens, width = zeros as usize);
    let rest = rest.trim_end_matches('0');
    if zeros == 0 || rest.is_empty() { (full / tens).to_string() } else { format!("{},{rest}", full / tens) }
}

/// The money of the drafted data, in rupiah.
pub fn in_full(data: &str) -> Vec<[i64; 2]> {
    let mut lines = data.lines().map(|line| line.split(';').collect::<Vec<_>>());
    let heads = lines.next().expect("a heading");
    let at = |word: &str| heads.iter().position(|head| head.starts_with(word)).expect("its column");
    let zeros = |head: &str| match head {
        _ if head.contains("ribu") => 3,
        _ if head.contains("juta") => 6,
        _ if head.contains("miliar") => 9,
        _ => 0,
    };
    let full = |line: &[&str], at: usize| {
        let (whole, rest) = line[at].split_once(',').unwrap_or((line[at], ""));
        let zeros = zeros(heads[at]);
        format!("{whole}{rest:0<zeros$}").parse::<i64>().expect("a figure")
    };
    lines.map(|line| [full(&line, at("pagu")), full(&line, at("serapan"))]).collect()
}

/// A line above that speaks of two things is of both, also where no row counts one of them, and of cells with a word of their own.
#[test]
fn a_line_of_two_units_above() {
    for (line, pagu, wanted) in [
        ("(ribu orang dan juta rupiah)", ["1500", "250,5"], ["1500", "250,5"]),
        ("(dalam ribu orang dan juta rupiah)", ["1500", "250,5"], ["1500", "250,5"]),
        ("(dalam ribu orang dan juta rupiah)", ["782,8 juta", "428 juta"], ["782,8", "428"]),
    ] {
        let text = format!(
            "{line}\nNo;Indikator Kinerja;Satuan;Target;Realisasi;Pagu\n1;Alfa;nilai;78;52;{}\n2;Beta;nilai;78;52*;{}\n",
            pagu[0], pagu[1]
        );
        let draft = drafted(&text, Some(2024));
        let data = file(&draft, "data/iku.csv");
        assert!(data.contains(";pagu (juta rupiah)"), "{line}: {data}");
        wanted.iter().for_each(|figure| assert!(data.contains(&format!(";{figure};")), "{line} {figure}: {data}"));
    }
}

/// Whatever says the unit, the lowest words count, and the percent beside it are of the budget. Each pair of places has each pair of
/// units once.
#[test]
fn units_wherever_they_stand() {
    for (first, (top, of_top)) in UNITS.into_iter().enumerate() {
        for (second, (one, of_one)) in UNITS.into_iter().enumerate() {
            let third = (2 * UNITS.len() - first - second) % UNITS.len();
            let (other, of_other) = UNITS[third];
            let zeros = |own: &str, zeros: u32| if own.is_empty() { of_top } else { zeros };
            let zeros = [zeros(one, of_one), zeros(other, of_other)];
            let row = |at: usize, percent: &str| {
                let [budget, spent] = [0, 1].map(|column| printed(FULL[at][column], zeros[column]));
                format!("{};Nilai {};nilai;70;71;{budget};{spent};{percent}\n", at + 1, ["A", "B"][at])
            };
            let text = format!(
                "No;Indikator;Satuan;Target;Realisasi;Anggaran{top};;\n;;;;;Pagu{one};Realisasi{other};%\n{}{}",
                row(0, "82,00"),
                row(1, "64,00")
            );
            let draft = drafted(&text, Some(2024));
            let data = file(&draft, "data/iku.csv");
            assert_eq!(in_full(data), FULL, "{text}\n{data}");
            assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
            assert!(file(&draft, "tabel.takar").contains("serapan / pagu * 100%"), "{text}");
        }
    }
}

/// A row of the heading may hold nothing but units.
#[test]
fn a_row_of_units() {
    for (unit, zeros) in [
        ("(Rp juta)", 6),
        ("(dalam juta rupiah)", 6),
        ("(ribuan rupiah)", 3),
        ("Rp juta", 6),
        ("(Rp M)", 9),
        ("(Rp)", 0),
    ] {
        for heads in ["No;Program;Pagu;Realisasi", "No;Indikator;Satuan;Target;Realisasi;Pagu;Serapan"] {
            let before = ";".repeat(heads.matches(';').count() - 1);
            let row = |at: usize| {
                let measured = if heads.contains("Target") { "nilai;70;71;" } else { "" };
                let [budget, spent] = FULL[at].map(|full| printed(full, zeros));
                format!("{};Nilai {};{measured}{budget};{spent}\n", at + 1, ["A", "B"][at])
            };
            let text = format!("{heads}\n{before}{unit};{unit}\n{}{}", row(0), row(1));
            let draft = drafted(&text, Some(2024));
            let data = file(&draft, "data/iku.csv");
            assert!(zeros < 9 || data.contains("M)"), "{data}");
            let read = if zeros == 9 { in_full(&data.replace("Rp M", "miliar")) } else { in_full(data) };
            assert_eq!(read, FULL, "{text}\n{data}");
            assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
        }
    }
}

/// A letter behind a figure of money is a factor, with `Rp` before it or without.
#[test]
fn letters_behind_money() {
    for (head, zeros) in [("", 0), (" (juta rupiah)", 6)] {
        for (sign, behind) in [("", " M"), ("", "M"), ("Rp", " M"), ("Rp. ", " M."), ("", " T")] {
            let tens = if behind.contains('T') { 12 } else { 9 };
            let cell = |full: i64| format!("{sign}{}{behind}", printed(full, tens));
            let text = format!(
                "No;Program;Pagu{head};Realisasi{head}\n1;Alfa;{};{}\n2;Beta;{};{}\n",
                cell(FULL[0][0]),
                printed(FULL[0][1], zeros),
                printed(FULL[1][0], zeros),
                cell(FULL[1][1])
            );
            let draft = drafted(&text, Some(2024));
            let data = file(&draft, "data/iku.csv");
            assert_eq!(in_full(data), FULL, "{text}\n{data}");
            assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
        }
    }
}

/// A cell with a unit of its own is in that, whatever its heading says.
#[test]
fn cells_with_their_own_unit() {
    for (head, zeros) in UNITS.into_iter().filter(|(_, zeros)| *zeros > 0) {
        for (cell, is_asked) in
            [("6,973 miliar", false), ("Rp6.973 juta", false), ("6.973 juta", false), ("Rp6.973.000.000", true)]
        {
            let (first, spent) = (printed(FULL[0][0], zeros), [0, 1].map(|at| printed(FULL[at][1], zeros)));
            let text = format!(
                "No;Program;Pagu{head};Realisasi{head}\n1;Program Alfa;{first};{}\n2;Program Beta;{cell};{}\n",
                spent[0], spent[1]
            );
            let draft = drafted(&text, Some(2024));
            let data = file(&draft, "data/iku.csv");
            assert_eq!(in_full(data), FULL, "{text}\n{data}");
            assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
            assert_eq!(file(&draft, "paket.takar").contains("TANYA"), is_asked, "{text}");
            assert!(draft.told.iter().any(|told| told.starts_with("bersatuan sendiri")), "{:#?}", draft.told);
        }
    }
    // One with the sign alone is as large as the others, which say it.
    let text = "No;Program;Pagu (juta rupiah);Realisasi (Rp juta)\n1;Program Alfa;3.911 juta;3.207 juta\n\
                2;Program Beta;Rp6.973.000.000;4.462,7 juta\n";
    let draft = drafted(text, Some(2024));
    assert_eq!(in_full(file(&draft, "data/iku.csv")), FULL);
    assert_eq!(audited(&draft), Vec::<String>::new());
    // Where every cell has the sign it says nothing, but what no budget can be.
    for (cell, value, is_asked) in
        [("Rp3.911", "3911", false), ("Rp3.911.000", "3911000", true), ("Rp3.911.000.000", "3911", true)]
    {
        let draft = drafted(&format!("No;Program;Pagu (Rp juta)\n1;Program Alfa;{cell}\n"), Some(2024));
        assert!(file(&draft, "data/iku.csv").contains(&format!(";{value};\n")), "{}", file(&draft, "data/iku.csv"));
        assert_eq!(file(&draft, "paket.takar").contains("TANYA"), is_asked, "{cell}");
    }
}

/// Percent of a budget whose unit a line above or another heading says are of the budget all the same.
#[test]
fn percent_of_money_whose_unit_stands_elsewhere() {
    for (line, heads, budgets) in [
        ("Satuan: juta rupiah\n", "Pagu (juta rupiah);Realisasi Anggaran", ["4285", "355,5"]),
        ("", "Pagu;Realisasi Anggaran (juta rupiah)", ["4285", "355,5"]),
        ("dalam juta rupiah\n", "Pagu (Rp);Realisasi Anggaran", ["4285000000", "355500000"]),
    ] {
        let text = format!(
            "{line}No;Indikator;Satuan;Target;Realisasi;{heads};%\n1;Nilai A;nilai;70;71;{};3685,1;86\n2;Nilai B;nilai;70;71;{};188,4;53\n",
            budgets[0], budgets[1]
        );
        let draft = drafted(&text, Some(2024));
        assert!(file(&draft, "tabel.takar").contains("serapan / pagu * 100%"), "{text}");
        assert_eq!(audited(&draft), Vec::<String>::new(), "{text}");
    }
}

/// `Jumlah Program Alfa` between programmes is no row of a budget, and the total below is that of the rows.
#[test]
fn subtotals_of_a_budget() {
    let levels = [
        ["Sub Jumlah", "Sub Jumlah"],
        ["Jumlah Program Alfa", "Jumlah Program Beta"],
        ["JUMLAH PROGRAM I", "JUMLAH PROGRAM II"],
        ["Jumlah (I)", "Jumlah (II)"],
        ["Total Belanja Operasi", "Total Belanja Modal"],
        ["Jumlah Anggaran Sasaran 1", "Jumlah Anggaran Sasaran 2"],
    ];
    for [first, second] in levels {
        for number in ["No;", ""] {
            let row =
                |at: &str, rest: &str| if number.is_empty() { format!("{rest}\n") } else { format!("{at};{rest}\n") };
            let lines = [
                row("1", "Kegiatan Satu;100;90"),
                row("2", "Kegiatan Dua;200;180"),
                row("", &format!("{first};300;270")),
                row("3", "Kegiatan Tiga;500;400"),
                row("4", "Kegiatan Empat;7;4"),
                row("", &format!("{second};507;404")),
                row("", "Jumlah;807;674"),
            ];
            let draft = drafted(&format!("{number}Uraian;Pagu;Realisasi\n{}", lines.concat()), Some(2024));
            assert_eq!(draft.told[0], "4 besaran, tahun 2024", "{first}");
            assert!(file(&draft, "tabel.takar").contains("penutup jumlah(pagu) pada pagu"), "{first}");
            assert_eq!(audited(&draft), Vec::<String>::new(), "{first}");
        }
    }
    // A number or a code of its own makes it a row.
    let text = "Kode;Uraian;Pagu\n5.1;Jumlah Belanja Operasi;100\n5.2;Jumlah Belanja Modal;200\n5.3;Lainnya;5\n";
    assert_eq!(drafted(text, Some(2024)).told[0], "3 besaran, tahun 2024");
}

/// Of a budget before and after its change the one that the printed percent are of is taken; without percent it is asked.
#[test]
fn a_budget_that_was_changed() {
    for (percent, taken, is_asked) in [
        (["96,00", "90,00"], "Pagu Perubahan", false),
        (["120,00", "81,00"], "Pagu Murni", false),
        (["", ""], "Pagu Perubahan", true),
    ] {
        let text = format!(
            "No;Program;Pagu Murni;Pagu Perubahan;Realisasi;%\n1;Program Alfa;2000;2500;2400;{}\n2;Program Beta;1000;900;810;{}\n",
            percent[0], percent[1]
        );
        let draft = drafted(&text, Some(2024));
        let table = file(&draft, "tabel.takar");
        assert!(table.contains(&format!("kolom pagu \"{taken}\"")), "{table}");
        assert_eq!(file(&draft, "paket.takar").contains("TANYA: pagu dibaca dari kolom"), is_asked, "{percent:?}");
        assert_eq!(audited(&draft), Vec::<String>::new(), "{percent:?}");
    }
}

/// Headings that say no more than a change are budgets beside one, where the printed percent are of them; else it is asked.
#[test]
fn a_budget_that_was_changed_twice() {
    for (percent, taken, is_asked) in [
        (["96", "90"], "Perubahan", false),
        (["109,09", "81"], "Pergeseran I", false),
        (["120", "81"], "Pagu Murni", false),
        (["", ""], "Pagu Murni", true),
    ] {
        let text = format!(
            "No;Program;Pagu Murni;Pergeseran I;Perubahan;Realisasi;%\n1;Program Alfa;2000;2200;2500;2400;{}\n\
             2;Program Beta;1000;1000;900;810;{}\n",
            percent[0], percent[1]
        );
        let draft = drafted(&text, Some(2024));
        let table = file(&draft, "tabel.takar");
        assert!(table.contains(&format!("kolom pagu \"{taken}\"")), "{table}");
        assert_eq!(file(&draft, "paket.takar").contains("TANYA: pagu dibaca dari kolom"), is_asked, "{percent:?}");
        assert_eq!(audited(&draft), Vec::<String>::new(), "{percent:?}");
    }
    // By how much it was changed is no budget.
    let text = "No;Program;Pagu;Perubahan;Realisasi\n1;Alfa;2000;500;1900\n2;Beta;1000;-100;810\n";
    let draft = drafted(text, Some(2024));
    holds(&draft, "data/iku.csv", ";1000;810");
}

/// Documents of a budget are budgets by their short names, and the printed percent choose.
#[test]
fn documents_of_a_budget() {
    let text = "No;Uraian;DPA;DPPA;Serapan;%\n1;Alfa;2000;2500;2400;96\n2;Beta;1000;900;810;90\n";
    let draft = drafted(text, Some(2024));
    holds(&draft, "data/iku.csv", ";2500;2400\n");
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// What stands behind money and is no unit of it is asked; a line above is of what is realised where nothing else is money.
#[test]
fn units_of_money_elsewhere() {
    let draft = drafted("No;Program;Pagu\n1;Alfa;130 K\n2;Beta;200\n", Some(2024));
    holds(&draft, "paket.takar", "tidak dimengerti: C2 (\"130 K\")");
    let text = "(Rp.000)\nNo;Program;Realisasi 2023;Realisasi 2024\n1;Alfa;629200;124200\n2;Beta;529200;224200\n";
    let draft = drafted(text, Some(2024));
    holds(&draft, "iku.takar", "ribu rupiah");
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// What is called finance beside a budget was spent of it.
#[test]
fn finance_beside_a_budget() {
    let text = "No;Indikator;Satuan;Target;Realisasi;Pagu (Rp);Keuangan (Rp);Keuangan (%);Fisik (%)\n\
                1;Nilai A;nilai;70;71;2000;1900;95;100\n2;Nilai B;nilai;80;72;1000;870;87;98,5\n";
    let draft = drafted(text, Some(2024));
    holds(&draft, "data/iku.csv", ";70;71;2000;1900\n");
    holds(&draft, "tabel.takar", "kolom serapan / pagu * 100%");
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// Money below 0 beside other figures is told, and a total that holds it is not accused.
#[test]
fn money_below_zero_beside_figures() {
    let text = "No;Indikator;Satuan;Target;Realisasi;Pagu;Serapan\n1;Nilai A;nilai;70;71;400;300\n\
                2;Koreksi;nilai;70;71;-100;-50\n;Jumlah;;;;300;250\n";
    let draft = drafted(text, Some(2024));
    let told = "2 angka tidak dipakai (pagu dan serapan tidak di bawah 0): F3, G3";
    assert!(draft.told.iter().any(|line| line == told), "{:#?}", draft.told);
    assert_eq!(audited(&draft), Vec::<String>::new());
}

/// How far works have come is no target of what is measured, nor its realisation.
#[test]
fn works_beside_figures() {
    let money = "No;Program;Pagu (Rp);Keuangan;;Fisik;\n;;;Realisasi (Rp);%;Target (%);Realisasi (%)\n\
                 1;Program Alfa;2000;1900;95;100;100\n2;Program Beta;1000;870;87;90;98,5\n";
    let measured = "No;Indikator;Satuan;Target;Realisasi;Fisik;\n;;;;;Target (%);Realisasi (%)\n\
                    1;Nilai A;nilai;70;71;100;95\n2;Nilai B;nilai;70;71;90;85\n";
    for (text, data) in [(money, "2024;;2000;1900\n"), (measured, "2024;70;71\n")] {
        let draft = drafted(text, Some(2024));
        assert!(file(&draft, "data/iku.csv").contains(data), "{}", file(&draft, "data/iku.csv"));
        assert!(draft.told.iter().any(|told| told.starts_with("2 kolom tidak dipakai")), "{:#?}", draft.told);
        assert_eq!(audited(&draft), Vec::<String>::new());
    }
}

/// The achievement of a total may be that of its sums.
#[test]
fn a_total_with_the_achievement_of_its_sums() {
    for (total, formula) in
        [("95,33", "jumlah(realisasi) / jumlah(target) * 100% pada capaian"), ("95,71", "rata_rata(capaian)")]
    {
        let text = format!(
            "No;Indikator;Satuan;Target;Realisasi;Capaian (%)\n1;Surat masuk;surat;70;71;101,43\n2;Surat keluar;surat;80;72;90\n\
             ;Jumlah;;150;143;{total}\n"
        );
        let draft = drafted(&text, Some(2024));
        assert!(file(&draft, "tabel.takar").contains(formula), "{}", file(&draft, "tabel.takar"));
        assert_eq!(audited(&draft), Vec::<String>::new());
    }
}

/// What is below 0 is no budget, and told.
#[test]
fn a_deficit_is_no_row() {
    let text =
        "No;Uraian;Anggaran;Realisasi\n1;Pendapatan;1000;1100\n2;Belanja;8000;7500\n;SURPLUS/(DEFISIT);-7000;-6400\n";
    let draft = drafted(text, Some(2024));
    assert_eq!(draft.told[0], "2 besaran, tahun 2024");
    assert!(
        draft.told.contains(&"1 baris tidak dipakai (pagu dan serapan tidak di bawah 0): 4".to_string()),
        "{:#?}",
        draft.told
    );
    assert_eq!(audited(&draft), Vec::<String>::new());
    // A total that counts it is right, and no sum of the rows that are there.
    let text = "No;Uraian;Pagu;Realisasi\n1;Belanja Pegawai;400;300\n2;Pengembalian;-100;-50\n;Jumlah;300;250\n";
    let draft = drafted(text, Some(2024));
    assert_eq!(audited(&draft), Vec::<String>::new());
    assert!(draft.told.iter().any(|told| told.contains("(jumlah): 4")), "{:#?}", draft.told);
}

/// A row of the year among those of its quarters is the year.
#[test]
fn the_year_among_rows_of_quarters() {
    for word in ["Setahun", "Tahunan", "Jumlah", "Tahun 2024"] {
        let text = format!(
            "No;Indikator;Satuan;Triwulan;Target;Realisasi\n1;Jumlah surat;surat;I;10;9\n1;Jumlah surat;surat;II;10;12\n\
             1;Jumlah surat;surat;III;10;8\n1;Jumlah surat;surat;IV;10;11\n1;Jumlah surat;surat;{word};40;40\n"
        );
        let draft = drafted(&text, Some(2024));
        assert_eq!(draft.told[0], "1 indikator, tahun 2024", "{word}");
        let data = file(&draft, "data/iku.csv");
        assert!(data.lines().any(|line| line.ends_with(";2024;;40;40")), "{data}");
        assert!(data.lines().any(|line| line.ends_with(";2024;4;10;11")), "{data}");
    }
}
