//! Figures that are right as a sum where the rules have something else, and titles and totals that say whose they are in full.

use super::{DATA_OF_FOUR, FOUR, RULES_OF_FOUR, audited, audited_as, lines};
use takar::audit;

const NAMES: [&str; 4] = ["Surat dijawab", "Aduan selesai", "Jalan mantap", "Arsip tertata"];
const KINDS: &str = "  kolom target \"Target\"\n  kolom realisasi \"Realisasi\"\n  kolom capaian \"% Capaian\"\n";
const MONEY: &str = "  kolom pagu \"Pagu\"\n  penutup jumlah(pagu) \"Jumlah\"\n";

/// What is found, as what figures agree or why they are not judged, and how it closes.
fn of(columns: &str, text: &str) -> String {
    let (audit, _) = audited(
        &format!("{RULES_OF_FOUR}{FOUR}  kolom nama \"Indikator\"\n{columns}"),
        DATA_OF_FOUR,
        &[("cetakan/T1.csv", text)],
    );
    let passed: Vec<String> = audit
        .judged
        .iter()
        .filter(|one| !one.why.is_empty())
        .map(|one| format!("{}: {} {}", one.verdict.word(), one.place.row, one.why))
        .collect();
    let all = audit::terminal(&audit);
    format!("{text}{:#?}\n{passed:?}\n{}\n\n", lines(&audit), all.lines().last().unwrap_or_default())
}

/// One budget for the rows of an objective: over the blank ones, or in each; what is no sum of them is wrong.
#[test]
fn money_of_several_rows_is_their_sum() {
    let table = |cells: [&str; 4], total: &str| {
        let rows = ["Mutu;Surat dijawab", ";Aduan selesai", "Tata kelola;Jalan mantap", ";Arsip tertata"];
        let rows: String = rows.iter().zip(cells).map(|(row, cell)| format!("{row};{cell}\n")).collect();
        of(MONEY, &format!("Sasaran;Indikator;Pagu\n{rows};Jumlah;{total}\n"))
    };
    let in_thousands =
        |cells: &str| of("  kolom pagu \"Pagu\"\n", &format!("Sasaran;Indikator;Pagu (Rp 000)\n{cells}"));
    let all = [
        in_thousands("Mutu;Surat dijawab;410.790\n;Aduan selesai;\n;Jalan mantap;51.907\n;Arsip tertata;76.218\n"),
        table(["410.790.000", "-", "51.907.000", "76.218.000"], "538.915.000"),
        table(["410.790.000", "idem", "51.907.000", "76.218.000"], "538.915.000"),
        table(["410.790.000", "", "51.907.000", "76.218.000"], "538.915.000"),
        table(["410.790.000", "", "128.125.000", ""], "538.915.000"),
        table(["538.915.000", "", "", ""], "538.915.000"),
        in_thousands(
            "Mutu;Surat dijawab;410.790\n;Aduan selesai;410.790\nTata kelola;Jalan mantap;128.125\n;Arsip tertata;128.125\n",
        ),
        table(["410.790.000", "410.790.000", "51.907.000", "76.218.000"], "538.915.000"),
        table(["410.970.000", "", "51.907.000", "76.218.000"], "538.915.000"),
        table(["287.334.000", "287.334.000", "51.907.000", "76.218.000"], "538.915.000"),
        table(["410.790.000", "410.970.000", "51.907.000", "76.218.000"], "538.915.000"),
        table(["410.970.000", "410.790.000", "51.907.000", "76.218.000"], "538.915.000"),
    ];
    insta::assert_snapshot!(all.concat());
}

/// What the rules work out of money is added up as the money is.
#[test]
fn what_is_left_of_several_rows_is_their_sum() {
    let columns = "  kolom pagu \"Pagu\"\n  kolom serapan \"Serapan\"\n  kolom pagu - serapan \"Sisa\"\n";
    let table = |left: &str| {
        of(
            columns,
            &format!(
                "Sasaran;Indikator;Pagu;Serapan;Sisa\nMutu;Surat dijawab;410.790.000;350.000.000;{left}\n;Aduan selesai;;;\nTata;Jalan mantap;51.907.000;50.000.000;1.907.000\n;Arsip tertata;76.218.000;70.000.000;6.218.000\n"
            ),
        )
    };
    insta::assert_snapshot!([table("60.790.000"), table("60.970.000"), table("23.456.000")].concat());
}

/// One share of the budgets of several rows: of their sums, or the mean of their shares; another one is wrong.
#[test]
fn a_share_of_several_rows_is_of_their_sums() {
    let table = |first: &str, second: &str| {
        of(
            "  kolom serapan / pagu * 100% \"% Serapan\" tampil 2\n",
            &format!(
                "Sasaran;Indikator;% Serapan\nMutu;Surat dijawab;{first}\n;Aduan selesai;{second}\n;Jalan mantap;96,33\n;Arsip tertata;91,84\n"
            ),
        )
    };
    let all = [
        // 350.000.000 / 410.790.000
        table("85,20", ""),
        table("85,20", "85,20"),
        table("84,01", ""),
        table("85,02", ""),
        table("81,00", "81,00"),
    ];
    insta::assert_snapshot!(all.concat());
}

/// One achievement of the whole table, the mean of its rows, where they are of several objectives; a slip of its own stays one.
#[test]
fn an_achievement_of_all_rows_is_their_mean() {
    let table = |first: &str| {
        of(
            KINDS,
            &format!(
                "Sasaran;Indikator;Target;Realisasi;% Capaian\nMutu;Surat dijawab;80;78;{first}\n;Aduan selesai;70;60;\nTata kelola;Jalan mantap;59;52;\n;Arsip tertata;40;31;\n"
            ),
        )
    };
    insta::assert_snapshot!(table("87,21") + &table("95,70"));
}

/// A mean that is written out in each row of one objective leaves the rows of another their own figures.
#[test]
fn a_repeated_mean_hides_no_misprint() {
    let table = |third: &str, fourth: &str| {
        of(
            KINDS,
            &format!(
                "Sasaran;Indikator;Target;Realisasi;% Capaian\nMutu;Surat dijawab;80;78;91,61\n;Aduan selesai;70;60;91,61\nTata kelola;Jalan mantap;59;52;{third}\n;Arsip tertata;40;31;{fourth}\n"
            ),
        )
    };
    insta::assert_snapshot!(table("88,41", "77,50") + &table("82,82", "82,82") + &table("82,82", "28,82"));
}

/// Where all money stands for several rows its sums say which column it is, and what is worked out from it is no achievement.
#[test]
fn sums_tell_columns_of_money() {
    let rules = format!(
        "{KINDS}  kolom pagu \"Pagu\"\n  kolom serapan \"Serapan\"\n  kolom serapan / pagu * 100% \"% Serapan\" tampil 2\n"
    );
    let table = |heading: &str, rows: [&str; 4]| {
        let names = ["Mutu;Surat dijawab", ";Aduan selesai", "Tata kelola;Jalan mantap", ";Arsip tertata"];
        let rows: String = names.iter().zip(rows).map(|(name, row)| format!("{name};{row}\n")).collect();
        of(&rules, &format!("Sasaran;Indikator;{heading}\n{rows}"))
    };
    let millions = "Pagu (juta rupiah);Serapan (juta rupiah)";
    let money = "Pagu;Serapan";
    let spans = ["410.790.000;350.000.000;85,20", ";;", "128.125.000;120.000.000;93,66", ";;"];
    let own = [
        "123.456.000;100.000.000;80,10",
        "287.334.000;250.000.000;",
        "51.907.000;50.000.000;96,33",
        "76.218.000;70.000.000;",
    ];
    let all = [
        table(millions, ["410,790;350,000", ";", "128,125;120,000", ";"]),
        table(millions, ["410,790;305,000", ";", "128,125;120,000", ";"]),
        table(&format!("{money};% Serapan"), spans),
        table(&format!("{money};Capaian (%)"), spans),
        table(&format!("{money};% Serapan"), own),
    ];
    insta::assert_snapshot!(all.concat());
}

/// Percents added up under the word for that, where the rules have their mean; under the word for a mean they are wrong.
#[test]
fn percents_added_up_are_their_sum() {
    let rows =
        "Surat dijawab;80;78;97,50\nAduan selesai;70;60;85,71\nJalan mantap;59;52;88,14\nArsip tertata;40;31;77,50\n";
    let table = |below: &str| {
        of(
            &format!("{KINDS}  penutup rata_rata(capaian) \"Jumlah\"\n"),
            &format!("Indikator;Target;Realisasi;% Capaian\n{rows}{below}"),
        )
    };
    let misprinted = of(
        &format!("{KINDS}  penutup rata_rata(capaian) \"Jumlah\"\n"),
        &format!("Indikator;Target;Realisasi;% Capaian\n{}Jumlah;;;348,85\n", rows.replace("88,14", "81,84")),
    );
    let with_dash = of(
        &format!("{KINDS}  penutup rata_rata(capaian) \"Jumlah\"\n"),
        "Indikator;% Capaian\nSurat dijawab;97,50\nAduan selesai;-\nJalan mantap;81,84\nArsip tertata;77,50\nJumlah;263,14\n",
    );
    insta::assert_snapshot!(
        misprinted
            + &with_dash
            + &table("Jumlah;;;348,85\nRata-rata;;;87,21\n")
            + &table("Jumlah;;;348,58\n")
            + &table("Rata-rata;;;348,85\n")
    );
}

/// The office by the words of its package behind a title, `Fisik` over all that is not money, and a total of all.
#[test]
fn what_a_table_is_of_is_said_in_full() {
    let table = |heading: &str| {
        let rows = "Surat dijawab;80;78;97,50\nAduan selesai;70;66;85,71\nJalan mantap;59;52;88,14\nArsip tertata;40;31;77,50\n";
        of(KINDS, &format!("{heading}\n{rows}"))
    };
    let all = [
        table("Indikator;Target;Realisasi Kabupaten Randu;% Capaian"),
        table("Indikator;Target;Realisasi Kabupaten Randu Tahun 2024;% Capaian"),
        table("Indikator;Target;Realisasi Kabupaten Randu Barat;% Capaian"),
        table("Indikator;Fisik;;\n;Target;Realisasi;% Capaian"),
        table("Indikator;Target;Fisik;\n;;Realisasi;% Capaian"),
    ];
    let money = "Indikator;Pagu\nSurat dijawab;123.456.000\nAduan selesai;287.334.000\nJalan mantap;51.907.000\nArsip tertata;76.218.000\n";
    let total = |rows: &str| of(MONEY, &format!("{money}{rows}"));
    let totals = [
        total("Jumlah;538.915.000\nJumlah Seluruhnya;538.951.000\n"),
        total("Total Belanja;538.915.000\nJumlah;900.000.000\n"),
        total("Jumlah;538.915.000\nJumlah;900.000.000\n"),
    ];
    insta::assert_snapshot!(all.concat() + &totals.concat());
}

/// A figure that is written out in each row of which two are wrong: those leave the others right, and are told against what all rows
/// have together; so is one that is wrong in each row.
#[test]
fn wrong_copies_leave_the_others_right() {
    let money = |cells: [&str; 4]| {
        let rows: String = NAMES.iter().zip(cells).map(|(row, cell)| format!("{row};{cell}\n")).collect();
        of("  kolom pagu \"Pagu\"\n", &format!("Indikator;Pagu\n{rows}"))
    };
    let achieved = |cells: [&str; 4]| {
        let rows = ["Surat dijawab;80;78", "Aduan selesai;70;60", "Jalan mantap;59;52", "Arsip tertata;40;31"];
        let rows: String = rows.iter().zip(cells).map(|(row, cell)| format!("{row};{cell}\n")).collect();
        of(KINDS, &format!("Indikator;Target;Realisasi;% Capaian\n{rows}"))
    };
    let all = [
        money(["538.915.000", "538.915.000", "538.915.000", "539.815.000"]),
        money(["538.915.000", "538.951.000", "538.915.000", "538.915.000"]),
        money(["583.915.000"; 4]),
        achieved(["87,21", "87,21", "90,21", "87,21"]),
        achieved(["87,21"; 4]),
        achieved(["78,21"; 4]),
    ];
    insta::assert_snapshot!(all.concat());
}

/// Cells merged over rows: right as what exactly these have together, and wrong as the figure of one of them.
#[test]
fn merged_cells_are_of_all_their_rows() {
    let table = |columns: &str, head: &str, cells: [&str; 4], last: u32| {
        let rows: String = NAMES.iter().zip(cells).map(|(row, cell)| format!("{row};{cell}\n")).collect();
        let text = format!("Indikator;{head}\n{rows}");
        let rules = format!("{RULES_OF_FOUR}{FOUR}  kolom nama \"Indikator\"\n{columns}");
        let (audit, _) = audited_as(&rules, DATA_OF_FOUR, &[("cetakan/T1.csv", &text)], &|table| {
            table.rows[0].reach = vec![0, last];
        });
        let all = audit::terminal(&audit);
        format!("{text}merged to line {last}\n{:#?}\n{}\n\n", lines(&audit), all.lines().last().unwrap_or_default())
    };
    let (money, share) = ("  kolom pagu \"Pagu\"\n", "  kolom serapan / pagu * 100% \"% Serapan\" tampil 2\n");
    let (achieved, target) = ("  kolom capaian \"% Capaian\"\n", "  kolom target \"Target\"\n");
    let all = [
        table(money, "Pagu", ["410.790.000", "", "51.907.000", "76.218.000"], 3),
        table(money, "Pagu", ["123.456.000", "", "51.907.000", "76.218.000"], 3),
        table(money, "Pagu", ["410.790.000", "", "", ""], 5),
        table(money, "Pagu", ["538.951.000", "", "", ""], 5),
        table(share, "% Serapan", ["85,20", "", "96,33", "91,84"], 3),
        table(share, "% Serapan", ["81,00", "", "96,33", "91,84"], 3),
        table(achieved, "% Capaian", ["87,21", "", "", ""], 5),
        table(achieved, "% Capaian", ["97,50", "", "", ""], 5),
        table(achieved, "% Capaian", ["87,12", "", "", ""], 5),
        table(achieved, "% Capaian", ["90,00", "", "", ""], 5),
        table(target, "Target", ["80", "", "59", "40"], 3),
    ];
    insta::assert_snapshot!(all.concat());
}

/// A figure of several rows in another row than the first of them, below or between blank ones; one that is of nobody knows which rows is
/// not examined, a slip of its own row's stays one.
#[test]
fn figures_stand_between_blanks() {
    let table = |columns: &str, title: &str, cells: [&str; 4]| {
        let rows: String = NAMES
            .iter()
            .zip(["80", "70", "59", "40"])
            .zip(cells)
            .map(
                |((name, target), cell)| {
                    if title == "Target" { format!("{name};;{cell}\n") } else { format!("{name};{target};{cell}\n") }
                },
            )
            .collect();
        let (columns, other) = if title == "Target" {
            (format!("  kolom realisasi \"Realisasi\"\n{columns}"), "Realisasi")
        } else {
            (format!("  kolom target \"Target\"\n{columns}"), "Target")
        };
        of(&columns, &format!("Indikator;{other};{title}\n{rows}"))
    };
    let money = "  kolom pagu \"Pagu\"\n";
    let achieved = "  kolom capaian \"% Capaian\"\n";
    let value = "  kolom realisasi \"Realisasi\"\n";
    let all = [
        table(money, "Pagu", ["", "462.697.000", "", "76.218.000"]),
        table(money, "Pagu", ["", "410.790.000", "51.907.000", "76.218.000"]),
        table(money, "Pagu", ["", "287.334.001", "", "76.218.000"]),
        table(money, "Pagu", ["", "287.343.000", "51.907.000", "76.218.000"]),
        table(achieved, "% Capaian", ["", "90,45", "", "77,50"]),
        table(value, "Realisasi", ["", "190", "", "31"]),
        table(value, "Realisasi", ["", "191", "", "31"]),
        table(money, "Pagu", ["123.456.000", "idem", "51.907.000", "76.218.000"]),
    ];
    insta::assert_snapshot!(all.concat());
}

/// A cell that goes on behind a heading that stands again, its figure printed once or on both pages; what is no sum of both is not
/// examined.
#[test]
fn cells_go_on_over_a_page() {
    let table = |cells: [&str; 4], merged: &[(usize, u32)]| {
        let rows = NAMES.iter().zip(cells).map(|(row, cell)| format!("{row};{cell}\n")).collect::<Vec<_>>();
        let text = format!("Indikator;Pagu\n{}Indikator;Pagu\n{}", rows[..2].concat(), rows[2..].concat());
        let rules = format!("{RULES_OF_FOUR}{FOUR}  kolom nama \"Indikator\"\n  kolom pagu \"Pagu\"\n");
        let (audit, _) = audited_as(&rules, DATA_OF_FOUR, &[("cetakan/T1.csv", &text)], &|table| {
            merged.iter().for_each(|(row, last)| table.rows[*row].reach = vec![0, *last]);
        });
        let all = audit::terminal(&audit);
        format!("{text}merged {merged:?}\n{:#?}\n{}\n\n", lines(&audit), all.lines().last().unwrap_or_default())
    };
    let both: &[(usize, u32)] = &[(0, 3), (3, 6)];
    let all = [
        table(["538.915.000", "", "", ""], both),
        table(["538.915.000", "", "538.915.000", ""], both),
        table(["538.951.000", "", "", ""], both),
        table(["123.456.000", "", "538.915.000", ""], both),
        table(["410.790.000", "", "128.125.000", ""], both),
        table(["538.915.000", "", "538.915.000", ""], &[]),
        table(["538.951.000", "", "538.951.000", ""], &[]),
        table(["123.456.000", "415.459.000", "415.459.000", ""], &[(3, 6)]),
    ];
    insta::assert_snapshot!(all.concat());
}

/// What merged cells leave open, and what they do not: a budget of each row printed once, a row that the rules do not have, a cell merged to
/// the right as well, a mean of shares beside sums, a total over a wrong sum, a hidden row.
#[test]
fn merged_cells_leave_something_open() {
    let columns = "  kolom pagu \"Pagu\"\n  kolom serapan \"Serapan\"\n  kolom serapan / pagu * 100% \"% Serapan\" tampil 2\n  penutup jumlah(pagu); jumlah(serapan); jumlah(serapan) / jumlah(pagu) * 100% pada serapan / pagu * 100% \"Jumlah\"\n";
    let rest = "Jalan mantap;51.907.000;50.000.000;96,33\nArsip tertata;76.218.000;70.000.000;91,84\n";
    let total = "Jumlah;538.915.000;470.000.000;87,21\n";
    let of = |data: &str, text: &str, lay: &dyn Fn(&mut audit::PrintedTable)| {
        let rules = format!("{RULES_OF_FOUR}{FOUR}  kolom nama \"Indikator\"\n{columns}");
        let (audit, _) = audited_as(&rules, data, &[("cetakan/T1.csv", text)], &|table| lay(table));
        let followers = audit.findings.iter().flat_map(|one| &one.followers).map(|one| one.printed.clone());
        let followers: Vec<String> = followers.collect();
        let all = audit::terminal(&audit);
        let last = all.lines().last().unwrap_or_default().to_string();
        format!("{text}{:#?}\nikut {followers:?}\n{last}\n\n", lines(&audit))
    };
    let table = |first: &str, second: &str, total: &str| {
        format!("Indikator;Pagu;Serapan;% Serapan\nSurat dijawab;{first}\nAduan selesai;{second}\n{rest}{total}")
    };
    let sums = |table: &mut audit::PrintedTable| table.rows[0].reach = vec![0, 3, 3, 3];
    let only = |table: &mut audit::PrintedTable| table.rows[0].reach = vec![0, 3, 0, 0];
    let alike = DATA_OF_FOUR.replace("287334000", "123456000");
    let all = [
        of(DATA_OF_FOUR, &table("410.790.000;350.000.000;85,20", ";;", total), &sums),
        of(DATA_OF_FOUR, &table("410.790.000;350.000.000;84,01", ";;", total), &sums),
        of(
            DATA_OF_FOUR,
            &table("401.790.000;350.000.000;87,11", ";;", "Jumlah;529.915.000;470.000.000;88,69\n"),
            &sums,
        ),
        of(&alike, &table("123.456.000;100.000.000;81,00", ";250.000.000;202,50", ""), &only),
        of(
            DATA_OF_FOUR,
            &format!(
                "Indikator;Pagu;Serapan;% Serapan\nSurat dijawab;123.456.000;100.000.000;81,00\nKegiatan lain;;9.000.000;90,00\nAduan selesai;287.334.000;250.000.000;87,01\n{rest}"
            ),
            &only,
        ),
        of(DATA_OF_FOUR, &table("123.456.000;;81,00", ";;87,01", total), &|table| {
            table.rows[0].reach = vec![0, 3, 0, 0];
            table.rows[0].columns = vec![0, 1, 2, 3];
            table.rows[0].until = vec![0, 2, 0, 0];
        }),
        of(DATA_OF_FOUR, &table("123.456.000;100.000.000;81,00", ";250.000.000;87,01", total), &|table| {
            table.rows[0].reach = vec![0, 3, 0, 0];
            table.rows[1].is_hidden = true;
        }),
    ];
    insta::assert_snapshot!(all.concat());
}

/// Among the blanks of a sum beside it one row's own money is wrong; and a row with a figure before a heading that stands again is no line
/// of that heading.
#[test]
fn own_money_beside_a_sum_and_a_row_before_a_heading() {
    let columns = "  kolom pagu \"Pagu\"\n  kolom serapan \"Serapan\"\n";
    let rules = format!("{RULES_OF_FOUR}{FOUR}  kolom nama \"Indikator\"\n{columns}");
    let found = |text: &str| lines(&audited(&rules, DATA_OF_FOUR, &[("cetakan/T1.csv", text)]).0);
    let beside = "Indikator;Pagu;Serapan\nSurat dijawab;;\nAduan selesai;287.334.000;400.000.000\nJalan mantap;;\nArsip tertata;76.218.000;70.000.000\n";
    assert_eq!(found(beside), ["salin: B Aduan selesai / Pagu: angka B Aduan selesai saja, di samping jumlah 3 baris"]);
    let head = "Indikator;Pagu;Serapan;Serapan Provinsi\n";
    let broken = format!(
        "{head}Surat dijawab;538.915.000;470.000.000;1.204.763\nAduan selesai;;;1.051.763\n{head}Jalan mantap;;;1.763.221\nArsip tertata;;;1.902.004\n"
    );
    assert_eq!(found(&broken), Vec::<String>::new());
}
