//! Sums of several rows: of rows that nobody printed, of too few among blank cells, below blank cells beside another column, and in
//! columns that were exchanged.

use super::{DATA_OF_FOUR, FOUR, RULES_OF_FOUR, audited, audited_as, lines};

const MONEY: &str = "  kolom pagu \"Pagu (Rp)\"\n  kolom serapan \"Realisasi (Rp)\"\n  kolom serapan / pagu * 100% \"% Serapan\" tampil 2\n";

fn rules(columns: &str) -> String {
    format!("{RULES_OF_FOUR}{FOUR}  kolom nama \"Indikator\"\n{columns}")
}

fn found(columns: &str, text: &str) -> Vec<String> {
    lines(&audited(&rules(columns), DATA_OF_FOUR, &[("cetakan/T1.csv", text)]).0)
}

/// In the only row of a first page a sum of all rows is not examined; what is none of them is wrong.
#[test]
fn a_sum_of_rows_that_nobody_printed() {
    let columns = format!("  kolom target \"Target\"\n{MONEY}");
    let table =
        |money: &str| format!("Indikator;Target;Pagu (Rp);Realisasi (Rp);% Serapan\nSurat dijawab;80;{money}\n");
    assert_eq!(found(&columns, &table("538.915.000;470.000.000;87,21")), Vec::<String>::new());
    assert_eq!(found(&columns, &table("538.999.000;100.000.000;81,00")).len(), 1);
}

/// Beside sums of four rows the sum of three of them is wrong.
#[test]
fn a_sum_of_too_few_rows() {
    let text = "Indikator;Pagu (Rp);Realisasi (Rp);% Serapan\nSurat dijawab;462.697.000;470.000.000;87,21\nAduan selesai;;;\nJalan mantap;;;\nArsip tertata;;;\n";
    let all = found(MONEY, text);
    assert_eq!(all, ["salah: A Surat dijawab / Pagu (Rp): jumlah 3 baris saja, di samping jumlah 4 baris"]);
    assert_eq!(found(MONEY, &text.replace("462.697", "538.915")), Vec::<String>::new());
}

/// Sums below blank cells are right for their column, which so is the one that its title says, and not one with a misprint.
#[test]
fn sums_below_blank_cells_tell_their_column() {
    let columns = "  kolom pagu \"Pagu (Rp)\"\n  penutup jumlah(pagu) \"Jumlah\"\n";
    let text = "Indikator;Pagu SKPD;Pagu (Rp)\nSurat dijawab;123.456.000;\nAduan selesai;278.533.000;\nJalan mantap;51.907.000;462.697.000\nArsip tertata;76.218.000;76.218.000\nJumlah;538.915.000;538.915.000\n";
    assert_eq!(found(columns, text), Vec::<String>::new());
}

/// Two columns below `Anggaran` that hold each other's figures are one finding.
#[test]
fn columns_below_a_heading_are_exchanged() {
    let cells = [
        ["123.456.000", "100.000.000", "81,00"],
        ["287.334.000", "250.000.000", "87,01"],
        ["51.907.000", "50.000.000", "96,33"],
        ["76.218.000", "70.000.000", "91,84"],
    ];
    let names = ["Surat dijawab", "Aduan selesai", "Jalan mantap", "Arsip tertata"];
    let found = |order: [usize; 3]| {
        let row = |(name, own): (&&str, &[&str; 3])| format!("{name};{}\n", order.map(|at| own[at]).join(";"));
        let rows: String = names.iter().zip(&cells).map(row).collect();
        let text = format!("Indikator;Pagu;Realisasi;%\n{rows}");
        let (audit, _) = audited_as(&rules(MONEY), DATA_OF_FOUR, &[("cetakan/T1.csv", &text)], &|table| {
            table.header[1..].iter_mut().for_each(|title| *title = format!("Anggaran · {title}"));
        });
        lines(&audit)
    };
    assert_eq!(found([0, 1, 2]), Vec::<String>::new());
    for order in [[1, 0, 2], [2, 1, 0], [0, 2, 1]] {
        let all = found(order);
        assert!(all.len() == 1 && all[0].starts_with("kolom: ") && all[0].contains("tertukar"), "{order:?} {all:?}");
    }
}
