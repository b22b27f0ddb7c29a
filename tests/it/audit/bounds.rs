//! Printed files larger than any report, files that hold nothing, and files of the wrong name.

use super::{DATA, RULES, T1, audited, is_clean, lines};
use crate::desk::{Desk, status};
use takar::audit;

fn said(files: &[(&str, &str)]) -> Vec<String> {
    let (_, problems) = audited(RULES, DATA, files);
    problems.iter().map(|one| format!("{}: {}", one.code, one.title)).collect()
}

#[test]
fn a_table_with_nothing_in_it_is_told() {
    let header = T1.lines().next().expect("a heading");
    for text in ["", "\n \n\n", "# halaman 4\n", ";;;\n"] {
        assert_eq!(said(&[("cetakan/T1.csv", text)]), ["C0008: \"cetakan/T1.csv\" kosong"], "{text:?}");
    }
    for text in [format!("{header}\n"), format!("{header}\n;;\n\n")] {
        let wanted = "C0008: \"cetakan/T1.csv\" tidak berisi baris di bawah judul kolomnya";
        assert_eq!(said(&[("cetakan/T1.csv", &text)]), [wanted], "{text:?}");
    }
}

#[test]
fn two_files_of_one_name_are_told() {
    let both = [("cetakan/T1.csv", T1), ("cetakan/t1.csv", T1)];
    assert_eq!(said(&both), ["C0009: \"cetakan/t1.csv\" dan \"cetakan/T1.csv\" sama-sama dibaca sebagai tabel t1"]);
    // Parts of one table that say so are not.
    let (head, rest) = T1.split_at(T1.find("Surat").expect("a row"));
    let rest = format!("{}\n{rest}", T1.lines().find(|line| line.contains("Target")).expect("a heading"));
    let parts = [("cetakan/T1.csv", head), ("cetakan/T1-2.csv", &rest), ("cetakan/T1-2.takar", "cetakan T1\n")];
    assert!(said(&parts).is_empty(), "{:?}", said(&parts));
}

#[test]
fn another_table_under_the_name_is_told() {
    let text = "Program;Pelaksana\nPelayanan;66,67\nLainnya;45\n";
    let all = said(&[("cetakan/T1.csv", text)]);
    let wanted = "C0013: tidak satu angka pun dalam \"cetakan/T1.csv\" berdiri di baris dan kolom tabel T1";
    assert!(all.iter().any(|one| one == wanted), "{all:?}");
}

#[test]
fn more_cells_than_any_report_has_are_not_read() {
    let text = format!("Indikator;Target{}\n", ";".repeat(1_000_001));
    let layout = [("cetakan/A.csv", &*text), ("cetakan/A.takar", "kolom 2 = target\n"), ("cetakan/T1.csv", T1)];
    let wanted =
        "C0012: \"cetakan/A.csv\" terlalu besar, tidak dibaca: lebih dari 1.000.000 sel dalam semua tabel tercetak";
    assert_eq!(said(&layout), [wanted]);
    // A long cell is cut where it is read, as it is quoted beside every figure.
    let long = T1.replace("Target", &format!("Target {}", "x".repeat(100_000)));
    let (audit, _) = audited(RULES, DATA, &[("cetakan/T1.csv", &long)]);
    assert!(is_clean(&audit) && audit::json(&audit).len() < 20_000);
}

/// Each statement had the cells of all before it, and was held against each of the others.
#[test]
fn thousands_of_claims() {
    let many = crate::sample::of(1_500, 5_000);
    let wrong: String = (0..many).map(|at| format!("  target AKIP ≈ {},{:02}\n", 100 + at / 100, at % 100)).collect();
    let right: String =
        (0..many).map(|at| format!("klaim \"kalimat {at}\" halaman 4\n  target AKIP ≈ 73,5\n")).collect();
    let text = format!("klaim \"satu kalimat\"\n{wrong}{right}");
    let (audit, _) = audited(RULES, DATA, &[("cetakan/bab3.takar", &text)]);
    assert_eq!((audit.judged.len(), audit.findings.len()), (2 * many, many));
    for form in [audit::markdown, audit::junit, audit::csv] {
        assert!(form(&audit).len() < 10_000_000);
    }
}

#[test]
fn messages_of_one_kind_are_few() {
    let desk = Desk::new();
    desk.put("kantor/a.takar", RULES);
    desk.put("kantor/d.csv", DATA);
    let titles: String = (0..300).map(|at| format!(";Lajur {at}")).collect();
    let cells = ";1".repeat(300);
    let lines: Vec<&str> = T1.lines().collect();
    let text: String = lines
        .iter()
        .map(|line| if line.contains("Target") { format!("{line}{titles}\n") } else { format!("{line}{cells}\n") })
        .collect();
    desk.put("kantor/cetakan/T1.csv", text);
    let shown = desk.run("audit kantor");
    assert_eq!(shown.matches("peringatan C0002").count(), 101, "{shown}");
    assert!(shown.contains("peringatan C0002: … dan 200 lagi seperti ini") && status(&shown) == Some("0"), "{shown}");
}

#[test]
fn a_host_finds_the_files_from_the_top_of_the_repository() {
    let desk = Desk::new();
    desk.put(".git/HEAD", "ref: x");
    desk.put("kinerja/kantor/a.takar", RULES);
    desk.put("kinerja/kantor/d.csv", DATA);
    desk.put(
        "kinerja/kantor/cetakan/T1.csv",
        T1.replace("93,08", "39,08").replace("Indeks Kepuasan", "Indeks Kepuassan"),
    );
    let shown = desk.run("audit kinerja/kantor --format github");
    assert!(shown.contains("::error file=kinerja/kantor/cetakan/T1.csv,line="), "{shown}");
    let (_, problems) = audited(RULES, DATA, &[("cetakan/T1.csv", T1)]);
    assert!(problems.is_empty());
    // Notes stand beside their file, too.
    assert!(shown.lines().all(|line| !line.contains("file=cetakan/")), "{shown}");
    let (audit, _) = audited(RULES, DATA, &[("cetakan/T1.csv", &T1.replace("Indeks Kepuasan", "Indeks Kepuassan"))]);
    let told = audit::github_below(&audit, "kinerja/");
    assert!(told.contains("::notice file=kinerja/cetakan/T1.csv,line=1,title=catatan::"), "{told}");
    assert!(lines(&audit).is_empty());
}

/// An empty file, one in other letters, a claim about nothing, a column that nobody knows: a form that is kept tells them too.
#[test]
fn what_was_not_read_is_told_in_every_form() {
    let desk = Desk::new();
    desk.put("kantor/a.takar", RULES);
    desk.put("kantor/d.csv", DATA);
    desk.put("kantor/cetakan/T1.csv", T1.replace("Predikat\n", "Predikat;Sisa\n").replace("Kurang\n", "Kurang;12\n"));
    desk.put("kantor/cetakan/T2.csv", "");
    desk.put("kantor/cetakan/T3.csv", b"\xff\xfeI\0n\0d\0");
    desk.put("kantor/cetakan/klaim.takar", "klaim \"hampir semua\" halaman 3\n  capaian BB ≈ 99,99%\n");
    let forms = ["md", "csv", "json", "junit", "github"];
    let shown = forms.map(|form| {
        // What is kept, without the messages.
        desk.run(&format!("audit kantor --format {form} --keluar hasil.{form} --timpa"));
        let kept = desk.get(&format!("hasil.{form}"));
        for told in ["T2.csv", "T3.csv", "klaim.takar", "Sisa"] {
            assert!(kept.contains(told), "{form}: {told}\n{kept}");
        }
        format!("--- {form}\n{kept}")
    });
    insta::assert_snapshot!(shown.join("\n"));
}
