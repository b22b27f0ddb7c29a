//! What titles and names leave open: a heading that can mean only one column of the rules, a total under other words, and what is done
//! with figures that are there.

use super::{FOUR, audited, lines};
use takar::audit;

const RULES: &str = r#"
paket "Dinas"
  tahun 2024
aturan capaian Baku
  makin tinggi : realisasi / target * 100
  tampil 2 biasa
aturan predikat Skala
  >= 90 : "Baik"
  .. < 90 : "Kurang"
umum
  arah makin tinggi
  capaian Baku
  predikat Skala
indikator A "Surat dijawab"
  sasaran "Tata kelola"
indikator B "Aduan selesai"
  sasaran "Layanan"
indikator C "Jalan mantap"
  sasaran "Layanan"
indikator D "Arsip tertata"
  sasaran "Layanan"
"#;

const DATA: &str = "kode;tahun;target;realisasi;pagu;serapan
A;2024;80;78;900000;700000
B;2024;70;60;800000;500000
C;2024;59;52;700000;650000
D;2024;40;31;600000;400000
A;2023;75;70;880000;640000
B;2023;66;61;790000;600000
C;2023;55;49;710000;500000
D;2023;44;30;620000;610000
";

const KINDS: &str = "  kolom nama \"Indikator\"\n  kolom target \"Target\"\n  kolom realisasi \"Realisasi\"\n  kolom capaian \"% Capaian\"\n  kolom predikat \"Predikat\"\n  penutup rata_rata(capaian) pada capaian \"Jumlah\"\n";
const MONEY: &str = "  kolom nama \"Indikator\"\n  kolom pagu \"Pagu\"\n  kolom serapan \"Serapan\"\n  penutup jumlah(pagu); jumlah(serapan) \"Jumlah\"\n";

/// What is found, what is noted and how it closes.
fn of(columns: &str, text: &str) -> String {
    let (audit, problems) = audited(&format!("{RULES}{FOUR}{columns}"), DATA, &[("cetakan/T1.csv", text)]);
    let said = problems.iter().map(|one| format!("{}: {}\n", one.code, one.title)).collect::<String>();
    let all = audit::terminal(&audit);
    let told =
        all.lines().filter(|line| line.starts_with("catatan")).map(|line| format!("{line}\n")).collect::<String>();
    let last = all.lines().last().unwrap_or_default();
    format!("{text}{:#?}\n{said}{told}{last}\n\n", lines(&audit))
}

/// The only column of the rules that is left, under a title that says less: one wrong figure of four, all of them, none.
#[test]
fn a_title_that_can_mean_one_column_alone_is_that_column() {
    let table = |title: &str, caps: [&str; 4]| {
        let rows = ["Surat dijawab;80;78", "Aduan selesai;70;60", "Jalan mantap;59;52", "Arsip tertata;40;31"];
        let rows: String = rows.iter().zip(caps).map(|(row, cap)| format!("{row};{cap}\n")).collect();
        of(KINDS, &format!("Indikator;Target;Realisasi;{title}\n{rows}"))
    };
    let one = table("%", ["97,50", "85,71", "85,71", "77,50"]);
    let targets = table("%", ["80", "70", "59", "40"]);
    let other = table("% Kenaikan", ["4,00", "12,50", "-3,20", "9,10"]);
    let foreign = table("Capaian Provinsi", ["97,50", "85,71", "80,00", "70,00"]);
    // Of what nothing explains nobody knows what it is.
    let any = table("Persen", ["12,00", "55,30", "41,07", "9,99"]);
    insta::assert_snapshot!(one + &targets + &other + &foreign + &any);
}

/// Below quarters that count from the beginning of the year, each alone in print: where figures agree it is the same one.
#[test]
fn a_quarter_is_the_one_of_the_rules_where_most_of_its_figures_agree() {
    let rules = RULES.replace("umum\n", "umum\n  triwulan terakhir\n");
    let columns = "  kolom nama \"Indikator\"\n  kolom target \"Target\"\n  kolom realisasi[triwulan 3] \"Realisasi s.d. TW III\"\n  kolom realisasi[triwulan 4] \"Realisasi s.d. TW IV\"\n";
    let data = "kode;tahun;triwulan;target;realisasi\nA;2024;;80;\nB;2024;;70;\nC;2024;;59;\nD;2024;;40;\nA;2024;3;;51\nB;2024;3;;47\nC;2024;3;;33\nD;2024;3;;22\nA;2024;4;;78\nB;2024;4;;60\nC;2024;4;;52\nD;2024;4;;31\n";
    let text = "Indikator;Target;TW III;TW IV\nSurat dijawab;80;51;78\nAduan selesai;70;74;60\nJalan mantap;59;33;25\nArsip tertata;40;22;31\n";
    let (audit, _) = audited(&format!("{rules}{FOUR}{columns}"), data, &[("cetakan/T1.csv", text)]);
    insta::assert_snapshot!(format!("{:#?}", lines(&audit)));
}

/// A total under the words for both kinds of it, and under those of the other kind with most of its figures right.
#[test]
fn a_total_with_the_words_of_both_kinds_is_either() {
    let rows = "Indikator;Target;Realisasi;% Capaian\nSurat dijawab;80;78;97,50\nAduan selesai;70;60;85,71\nJalan mantap;59;52;88,14\nArsip tertata;40;31;77,50\n";
    let money = "Indikator;Pagu;Serapan\nSurat dijawab;Rp900.000;Rp700.000\nAduan selesai;Rp800.000;Rp500.000\nJalan mantap;Rp700.000;Rp650.000\nArsip tertata;Rp600.000;Rp400.000\n";
    let both = of(KINDS, &format!("{rows}Jumlah / Rata-rata;;;78,21\n"));
    // What was spent the year before, under another word: the note names the word and no figure.
    let stale = of(MONEY, &format!("{money}Total;Rp3.000.000;Rp2.350.000\n"));
    insta::assert_snapshot!(both + &stale);
}

/// What a row is a part of stands beside its name, in the rules above their rows: the name decides.
#[test]
fn the_objective_beside_a_name_is_no_heading() {
    let columns =
        "  kelompokkan sasaran\n  kolom nama \"Indikator\"\n  kolom target \"Target\"\n  kolom capaian \"Capaian\"\n";
    let text = "No;Sasaran Strategis;Indikator Kinerja Sasaran;Target;Capaian\n1;Tata kelola;1. Surat dijawab;80;97,50\n2;Layanan;2. Aduan selesai;70;85,71\n3;Layanan;3. Jalan mantap;59;88,41\n4;Layanan;4. Arsip tertata;40;77,50\n";
    insta::assert_snapshot!(of(columns, text));
}

/// A mean of what is printed above it follows from what is wrong there: of all as printed, at more decimals, cut.
#[test]
fn a_mean_of_printed_figures_follows_from_the_wrong_one() {
    let table = |mean: &str| {
        let rows = "Surat dijawab;80;78;97,50\nAduan selesai;70;60;58,71\nJalan mantap;59;52;88,14\nArsip tertata;40;31;77,50\n";
        of(
            &KINDS.replace("Jumlah", "Rata-rata"),
            &format!("Indikator;Target;Realisasi;% Capaian\n{rows}Rata-rata;;;{mean}\n"),
        )
    };
    insta::assert_snapshot!(table("80,46") + &table("80,4625") + &table("80,463") + &table("80,4"));
}

/// Last year's column, the column moved down by one with its last figure on top, a point moved and filled up, a row twice.
#[test]
fn what_was_done_is_named() {
    let table = |caps: [&str; 4], more: &str| {
        let rows =
            ["Surat dijawab Kota Randu;80;78", "Aduan selesai;70;60", "Jalan mantap;59;52", "Arsip tertata;40;31"];
        let rows: String = rows.iter().zip(caps).map(|(row, cap)| format!("{row};{cap}\n")).collect();
        of(KINDS, &format!("Indikator;Target;Realisasi;% Capaian\n{rows}{more}"))
    };
    let year = table(["93,33", "92,42", "89,09", "68,18"], "");
    let moved = table(["77,50", "97,50", "85,71", "88,14"], "");
    let padded = table(["97,50", "857,10", "88,14", "77,50"], "");
    let twice = table(["97,50", "85,71", "88,14", "77,50"], "Surat dijawab Kota Randu;80;78;97,50\n");
    insta::assert_snapshot!(year + &moved + &padded + &twice);
}

/// Points printed as percent down a column are one finding; of a column that is not known its figures are counted at the end.
#[test]
fn one_unit_for_another_is_told_once() {
    let columns = "  kolom nama \"Indikator\"\n  kolom capaian - serapan / pagu * 100% \"Efisiensi\" tampil 2\n";
    let text = "Indikator;Efisiensi;Rencana Aksi\nSurat dijawab;19,72%;1\nAduan selesai;23,21%;2\nJalan mantap;-4,72%;9\nArsip tertata;10,83%;4\n";
    insta::assert_snapshot!(of(columns, text));
}

/// A title that the rules have once over two columns is the one that has the figures, before or behind; where the figures tell neither
/// it is none. One without a year takes no column of another year by its words.
#[test]
fn of_two_columns_of_one_title_the_figures_tell() {
    let table = |kinds: &str, titles: &str, figures: [&str; 4]| {
        let names = ["Surat dijawab;80", "Aduan selesai;70", "Jalan mantap;59", "Arsip tertata;40"];
        let rows: String = names.iter().zip(figures).map(|(name, cells)| format!("{name};{cells}\n")).collect();
        of(kinds, &format!("Indikator;Target;{titles}\n{rows}"))
    };
    let twice = "Realisasi;Realisasi;% Capaian";
    let second = table(KINDS, twice, ["78;78;97,50", "60;60;85,71", "52;52;88,14", "30;31;77,50"]);
    let neither = table(KINDS, twice, ["78;78;97,50", "61;60;85,71", "52;53;88,14", "31;31;77,50"]);
    let years = KINDS.replace("  kolom capaian", "  kolom realisasi[2023] \"Realisasi 2023\"\n  kolom capaian");
    let year = table(&years, twice, ["78;78;97,50", "60;60;85,71", "52;52;88,14", "30;31;77,50"]);
    insta::assert_snapshot!(second + &neither + &year);
}

/// Where everything is attained a title of achievements and nothing else is theirs.
#[test]
fn a_column_of_hundreds_is_known_by_its_title() {
    let data = "kode;tahun;target;realisasi\nA;2024;80;80\nB;2024;70;70\nC;2024;59;59\nD;2024;40;40\n";
    let table = |title: &str| {
        let text = format!(
            "Indikator;Target;Realisasi;{title}\nSurat dijawab;80;80;100,00\nAduan selesai;70;70;100,00\nJalan mantap;59;59;110,00\nArsip tertata;40;40;100,00\n"
        );
        let (audit, _) = audited(&format!("{RULES}{FOUR}{KINDS}"), data, &[("cetakan/T1.csv", &text)]);
        format!("{text}{:#?}\n", lines(&audit))
    };
    insta::assert_snapshot!(table("Tingkat Pencapaian (%)") + &table("%") + &table("Fisik (%)"));
}

/// Thousands as budgets write them above their columns, and what the heading of the table says of its money.
#[test]
fn money_is_in_what_titles_and_headings_say() {
    let rows = "Surat dijawab;900;700\nAduan selesai;800;500\nJalan mantap;700;650\nArsip tertata;600;40\n";
    let titled = |mark: &str| of(MONEY, &format!("Indikator;Pagu {mark};Serapan {mark}\n{rows}"));
    let above = of(MONEY, &format!("# judul Tabel 3.5 Serapan (dalam ribu rupiah)\nIndikator;Pagu;Serapan\n{rows}"));
    insta::assert_snapshot!(titled("(Rp.000)") + &titled("(000)") + &titled("(x Rp1.000)") + &above);
}

/// The mean of the last objective alone, below rows that words stand above, is not that of all.
#[test]
fn a_mean_below_the_last_objective_is_not_of_all() {
    let rows = "Tata kelola;;;\nSurat dijawab;80;78;97,50\nLayanan;;;\nAduan selesai;70;60;85,71\nJalan mantap;59;52;88,14\nArsip tertata;40;31;77,50\n";
    let kinds = KINDS.replace("Jumlah", "Rata-rata");
    let below = |rest: &str| of(&kinds, &format!("Indikator;Target;Realisasi;% Capaian\n{rows}{rest}"));
    let alone = below("Rata-rata Sasaran;;;83,78\n");
    let both = below("Rata-rata;;;83,78\nRata-rata Keseluruhan;;;87,12\n");
    let between = of(
        &kinds,
        "Indikator;Target;Realisasi;% Capaian\nTata kelola;;;\nSurat dijawab;80;78;97,50\nJumlah;;;97,50\nLayanan;;;\nAduan selesai;70;60;85,71\nJalan mantap;59;52;88,14\nArsip tertata;40;31;77,50\nJumlah;;;83,78\n;;;87,21\n",
    );
    insta::assert_snapshot!(alone + &both + &between);
}

/// A heading again below, in another order, with a growth between two years in its words: it is no row.
#[test]
fn growth_in_a_heading_is_no_figure() {
    let text = "Indikator;Target;Realisasi;Peningkatan 2023–2024 (%);% Capaian\nSurat dijawab;80;78;11,43;97,50\nAduan selesai;70;60;-1,64;85,71\nIndikator;% Capaian;Peningkatan 2023–2024 (%);Realisasi;Target\nJalan mantap;88,14;6,12;52;59\nArsip tertata;77,05;3,33;31;40\n";
    insta::assert_snapshot!(of(KINDS, text));
}

/// `Jumlah` below each programme is its own, also below the last, whatever the total of all is called or whether there is one.
#[test]
fn totals_of_programmes_are_not_of_all() {
    let rows = [
        "Surat dijawab;900000;700000\nAduan selesai;800000;500000\nJumlah;1.700.000;1.200.000\n",
        "Jalan mantap;700000;650000\nArsip tertata;600000;400000\nJumlah;1.300.000;1.050.000\n",
    ]
    .concat();
    let table = |last: &str| of(MONEY, &format!("Indikator;Pagu;Serapan\n{rows}{last}"));
    let wrong = table("Jumlah;3.000.000;2.520.000\n");
    insta::assert_snapshot!(
        table("") + &table("Jumlah;3.000.000;2.250.000\n") + &table("TOTAL BELANJA;3.000.000;2.250.000\n") + &wrong
    );
}

/// Titles of money in other words are that column, whatever runs on from a wrong figure in it.
#[test]
fn money_has_several_names() {
    let rows = "Surat dijawab;900000;700000\nAduan selesai;80000;50000\nJalan mantap;700000;650000\nArsip tertata;600000;400000\nJumlah;2.280.000;1.800.000\n";
    let table = |titles: &str| of(MONEY, &format!("Indikator;{titles}\n{rows}"));
    let all = [
        "Anggaran;Realisasi Anggaran",
        "Pagu Anggaran (Rp);Penyerapan Anggaran (Rp)",
        "Alokasi Anggaran 2024;Realisasi Keuangan",
        "Anggaran Perubahan;Serapan",
    ];
    insta::assert_snapshot!(all.map(table).concat());
}

/// What a title says in figures of those below it, `(Rp.000)`, and the one purse that all comes from are no other thing; a mere
/// `Realisasi` beside money is what was spent. A wrong figure runs on into its total there, too.
#[test]
fn what_stands_beside_a_title_of_money_is_not_another_one() {
    let plain = "Surat dijawab;900000;700000\nAduan selesai;80000;50000\nJalan mantap;700000;650000\nArsip tertata;600000;400000\nJumlah;2.280.000;1.800.000\n";
    let thousands =
        "Surat dijawab;900;700\nAduan selesai;80;50\nJalan mantap;700;650\nArsip tertata;600;400\nJumlah;2.280;1.800\n";
    let tables = [
        ("Anggaran (APBD);Realisasi", plain),
        ("Anggaran (APBD);Realisasi Kinerja", plain),
        ("Anggaran (Rp.000);Realisasi (000)", thousands),
        ("Pagu (Rp000,-);Serapan (x Rp 1.000)", thousands),
        ("Anggaran (APBD) (Rp 000);Realisasi (Rp 000)", thousands),
    ];
    let told = tables.map(|(titles, rows)| of(MONEY, &format!("Indikator;{titles}\n{rows}")));
    // Of several purses nobody knows which is all of it.
    let purses = "Indikator;Anggaran (APBD);Anggaran (DAK);Serapan\nSurat dijawab;900000;0;700000\nAduan selesai;300000;500000;500000\nJalan mantap;100000;600000;650000\nArsip tertata;200000;400000;400000\n";
    insta::assert_snapshot!(told.concat() + &of(MONEY, purses));
}

/// Below a money title `Target` is what may be spent, also moved by a row; `Target RPJMD 2026` is that year's target where nearly all
/// figures are.
#[test]
fn a_target_is_of_what_its_title_names() {
    let moved = "Indikator;Anggaran;\n;Target;Realisasi\nSurat dijawab;800000;700000\nAduan selesai;700000;500000\nJalan mantap;600000;650000\nArsip tertata;900000;400000\n";
    let plan = |title: &str, last: &str| {
        let rows = format!("Surat dijawab;78;90\nAduan selesai;60;81\nJalan mantap;52;73\nArsip tertata;31;{last}\n");
        let data = format!("{DATA}A;2026;90;;;\nB;2026;81;;;\nC;2026;73;;;\nD;2026;64;;;\n");
        let (audit, _) = audited(
            &format!("{RULES}{FOUR}{KINDS}"),
            &data,
            &[("cetakan/T1.csv", &format!("Indikator;Realisasi;{title}\n{rows}"))],
        );
        format!("{title} {last} {:?}\n", lines(&audit))
    };
    let plans =
        [plan("Target RPJMD 2026", "46"), plan("Target Akhir RPJMD (2026)", "46"), plan("Target Provinsi 2026", "46")];
    insta::assert_snapshot!(of(MONEY, moved) + &plans.concat());
}

/// Below the only part stand its total and that of all: both are what the rules have. Above another total none is near it.
#[test]
fn the_last_total_is_the_one_of_all() {
    let rows =
        "Surat dijawab;80;78;97,50\nAduan selesai;70;60;85,71\nJalan mantap;59;52;88,14\nArsip tertata;40;31;77,50\n";
    let mean = KINDS.replace("\"Jumlah\"", "\"Rata-rata\"");
    let table = |below: &str| of(&mean, &format!("Indikator;Target;Realisasi;% Capaian\n{rows}{below}"));
    let all = [
        "Rata-rata;;;87,21\nRata-rata;;;87,21\n",
        "Rata-rata;;;87,21\nRata-rata Keseluruhan;;;78,21\n",
        "Rata-rata;;;78,21\nRata-rata;;;87,21\n",
        "Rata-rata Tata kelola;;;87,21\nRerata;;;78,21\n",
        "Rata-rata;;;87,21\nRata-rata Keseluruhan;;;91,64\n",
    ];
    insta::assert_snapshot!(all.map(table).concat());
}

/// Words of another office are no grades of this one, where most are the same, too; groups of one column beside a group within a
/// group are a line of the heading, whatever stands below them.
#[test]
fn words_and_groups_of_others_are_theirs() {
    let table = |heading: &str, others: [&str; 4]| {
        let rows = [
            "Surat dijawab;80;78;97,50",
            "Aduan selesai;70;60;85,71",
            "Jalan mantap;59;52;88,14",
            "Arsip tertata;40;31;77,50",
        ];
        let rows: String = rows.iter().zip(others).map(|(row, other)| format!("{row};{other}\n")).collect();
        let rules = RULES.replace("\"Dinas\"", "\"LKjIP Kabupaten Jatiasri\"");
        let text = format!("{heading}\n{rows}");
        let (audit, _) = audited(&format!("{rules}{FOUR}{KINDS}"), DATA, &[("cetakan/T1.csv", &text)]);
        format!("{text}{:#?} {} {}\n\n", lines(&audit), audit.judged.len(), audit.unknown())
    };
    let words = ["Baik", "Baik", "Kurang", "Kurang"];
    let first = "Indikator;Tahun 2024;;;Provinsi\n;Kabupaten Jatiasri;;;";
    let last = "\n;Target;Realisasi;% Capaian;";
    let all = [
        table(&format!("{first}Kondisi{last}"), words),
        table(&format!("{first}{last}Kondisi"), words),
        table(&format!("{first}Realisasi{last}"), ["77", "61", "55", "29"]),
        table(
            "Indikator;Tahun 2024;;;Provinsi;Nasional\n;Kabupaten Jatiasri;;;Kondisi;Makna\n;Target;Realisasi;% Capaian;;",
            ["Baik;Baik", "Baik;Kurang", "Kurang;Baik", "Kurang;Kurang"],
        ),
    ];
    insta::assert_snapshot!(all.concat());
}
