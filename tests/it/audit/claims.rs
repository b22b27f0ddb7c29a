//! What the running text of a report claims, held against the figures as the cells of its tables are.

use super::{DATA, RULES, T1, audited, lines};
use takar::audit::{self, Audit, Verdict};
use takar::engine::Package;
use takar::report::diagnostics::render;

/// An audit of one claim in the rules; with what is said of it.
fn of(claim: &str) -> (Audit, Vec<String>) {
    with(claim, &[])
}

fn with(claim: &str, files: &[(&str, &str)]) -> (Audit, Vec<String>) {
    let (audit, problems) = audited(&format!("{RULES}\n{claim}\n"), DATA, files);
    (audit, problems.iter().map(|one| format!("{}: {}", one.code, one.title)).collect())
}

/// The verdict on each statement, and nothing to say of how they are written.
fn verdicts(claim: &str) -> Vec<Verdict> {
    let (audit, said) = of(claim);
    assert!(said.is_empty(), "{claim}: {said:?}");
    audit.judged.iter().map(|judged| judged.verdict).collect()
}

fn why(claim: &str) -> String {
    let (audit, _) = of(claim);
    audit.findings.iter().map(|finding| format!("{}: {}", finding.verdict.word(), finding.why)).collect()
}

#[test]
fn claims_that_hold() {
    let all = [
        "klaim \"rata-rata 91,24%\" halaman 12\n  capaian IKU ≈ 91,24%",
        "klaim \"belum mencapai target\"\n  capaian IKU < 100",
        "klaim \"tercapai 99,97% dari target 73,5\"\n  capaian AKIP ≈ 99,97; target AKIP = 73,5",
        "klaim \"berkinerja baik\"\n  predikat AKIP = \"Baik\"",
        "klaim \"naik 0,36\"\n  selisih(AKIP; AKIP[2023]) ≈ 0,36",
        "klaim \"turun 2,25 poin\"\n  IKM - IKM[2023] ≈ -2,25",
        // A definition where it is not indented below the claim, a statement where it is.
        "klaim \"121 surat\"\n  SURAT = 121",
        "klaim \"121 surat dari 130\"\n  SURAT = 121\n  target SURAT = 130\n  berlaku 2024\n  dasar \"Bab III\"",
    ];
    for claim in all {
        let verdicts = verdicts(claim);
        assert!(!verdicts.is_empty() && verdicts.iter().all(|one| *one == Verdict::Agrees), "{claim}: {verdicts:?}");
    }
}

#[test]
fn figures_that_are_off_are_explained_as_those_of_tables() {
    // 83,333 + 93,077 + 88,587 + 99,973 = 364,970 / 4 = 91,2425
    assert_eq!(why("klaim \"98,31%\"\n  capaian AKIP ≈ 98,31"), "salah: ");
    assert_eq!(why("klaim \"93,07%\"\n  capaian SURAT ≈ 93,07"), "cara lain: dipotong, tidak dibulatkan");
    assert_eq!(why("klaim \"naik 0,36%\"\n  selisih(capaian AKIP; capaian AKIP[2023]) ≈ -0,03"), "");
    assert_eq!(
        why("klaim \"turun 4,47%\"\n  selisih(capaian IKM[2023]; capaian IKM) ≈ 4,47"),
        "satuan: poin tercetak sebagai persen"
    );
    assert_eq!(
        why("klaim \"turun 4,47%\"\n  selisih(capaian IKM[2023]; capaian IKM) ≈ 4,47%"),
        "satuan: poin tercetak sebagai persen"
    );
    assert_eq!(why("klaim \"39,08%\"\n  capaian SURAT ≈ 39,08%"), "ketik: dua angka tertukar: 93,08");
    let other = "bertentangan: lain dengan data paket (d.csv, baris 2, kolom \"realisasi\")";
    assert_eq!(why("klaim \"data 75,9\"\n  AKIP = 75,9"), other);
}

#[test]
fn statements_without_a_figure() {
    let said = why("klaim \"melampaui target\"\n  capaian AKIP > 100 dan capaian IKM > 80");
    assert_eq!(
        said,
        "klaim: capaian AKIP > 100 dan capaian IKM > 80 tidak benar: capaian AKIP 99,97%; capaian IKM 88,59%"
    );
    let (audit, _) = of("klaim \"kurang\" halaman 9\n  predikat AKIP = \"Kurang\"");
    let found = &audit.findings[0];
    assert_eq!((found.verdict, &*found.cell.printed, &*found.cell.right), (Verdict::Claim, "Kurang", "Baik"));
    assert_eq!((found.cell.place.page, &*found.cell.place.row), (Some(9), "\"kurang\""));
    assert!(audit.is_grave());
}

#[test]
fn what_rests_on_a_wrong_printed_figure_follows_from_it() {
    let text = T1.replace("93,08", "99,08").replace("91,24", "92,74");
    let claim = "klaim \"rata-rata 92,74%\"\n  capaian IKU ≈ 92,74\n\nklaim \"di atas 92\"\n  capaian IKU > 92";
    let (audit, said) = with(claim, &[("cetakan/T1.csv", &text)]);
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(lines(&audit).len(), 1, "{:?}", lines(&audit));
    let finding = &audit.findings[0];
    assert_eq!(finding.cell.printed, "99,08");
    let follows: Vec<&str> = finding.followers.iter().map(|cell| cell.place.row.as_str()).collect();
    assert_eq!(follows, ["Rata-rata", "\"rata-rata 92,74%\"", "\"di atas 92\""]);
    assert_eq!(audit.count(Verdict::Follows), 3);
}

#[test]
fn what_is_not_there_yet_is_told() {
    let (audit, said) =
        of("besaran N \"Nasional\"\n  satuan nilai\n\nklaim \"di atas nasional\"\n  AKIP > N\n  N = belum diisi");
    assert!(said.is_empty(), "{said:?}");
    assert_eq!((audit.count(Verdict::Unjudged), audit.count(Verdict::Agrees)), (1, 1));
    let told = audit::terminal(&audit);
    let wanted = "catatan: belum dapat diperiksa: a: \"di atas nasional\": AKIP > N: belum diisi: realisasi N tahun 2024 belum diisi";
    assert!(told.contains(wanted), "{told}");
    assert!(!audit.is_grave());
}

#[test]
fn a_figure_that_is_rounded_is_right_and_written_with_its_own_sign() {
    let (audit, said) = of("klaim \"99,97%\"\n  capaian AKIP = 99,97");
    assert_eq!(said, ["C0010: 99,97% cocok setelah dibulatkan, tidak persis sama"]);
    assert!(!audit.is_grave());
    let (_, said) = of("klaim \"tercapai 99,79%\"\n  capaian AKIP ≈ 99,97");
    assert_eq!(said, ["C0011: angka 99,97 tidak ada dalam kalimatnya"]);
    let (_, said) = of("klaim \"pada tahun 2024 hampir tercapai\"\n  capaian AKIP ≈ 99,97");
    assert!(said.is_empty(), "{said:?}");
}

/// What is to be mended in how a claim is written stands under its line, and says how.
#[test]
fn how_claims_are_written() {
    let claims = "klaim \"tercapai 99,97%\" halaman 38\n  capaian AKIP = 99,97\n\nklaim \"tercapai 99,79%\"\n  capaian AKIP ≈ 99,97\n";
    let mut package = Package::new("uji", [("a.takar", RULES)]);
    let (data, _) = package.read_data(|_| Ok(DATA.to_string()));
    let (claims, found) = audit::claims(&mut package, [("cetakan/bab3.takar", claims)]);
    assert!(found.is_empty(), "{found:?}");
    let audit = audit::audit_with(&package, &data, 2024, &[], &claims).expect("an audit");
    insta::assert_snapshot!(render(package.sources(), &audit::diagnostics(&audit), false));
}

#[test]
fn one_that_names_nothing_leaves_the_others() {
    let rules = format!(
        "{RULES}\nklaim \"a\"\n  capaian XYZ > 1\nklaim \"b\"\n  capaian XYZ > 2; target AKIP[akhir] ≈ 3\nklaim \"c\"\n  capaian AKIP > 100\n"
    );
    let mut package = Package::new("uji", [("a.takar", &*rules)]);
    assert!(package.program().is_some());
    let said: Vec<&str> = package.diagnostics().iter().map(|one| one.title.as_str()).collect();
    assert_eq!(said, ["nama \"XYZ\" tidak dikenal", "nama \"XYZ\" tidak dikenal"]);
    let (data, _) = package.read_data(|_| Ok(DATA.to_string()));
    assert!(package.run(&data, 2024).is_some(), "rules that can be computed");
    let audit = audit::audit(&package, &data, 2024, &[]).expect("an audit");
    assert_eq!(lines(&audit), ["klaim: \"c\" / : capaian AKIP > 100 tidak benar: capaian AKIP 99,97%"]);
}

#[test]
fn claims_beside_the_printed_tables() {
    let own = "halaman 12\nkolom 2 = target\nklaim \"rata-rata 91,42%\" halaman 13\n  capaian IKU ≈ 91,42\nbaris 5 = penutup\n";
    let text = "# Bab III\n\nklaim \"naik\"\n  capaian YYY > 1\n\nklaim \"turun\"\n  AKIP < AKIP[2023]\nindikator B\n";
    let files = [("cetakan/T1.csv", T1), ("cetakan/T1.takar", own), ("cetakan/bab3.takar", text)];
    let (audit, problems) = audited(RULES, DATA, &files);
    let said: Vec<String> = problems.iter().map(|one| format!("{}: {}", one.code, one.title)).collect();
    let wanted = ["C0004: di samping tabel tercetak hanya berdiri  klaim", "K0102: nama \"YYY\" tidak dikenal"];
    assert_eq!(said, wanted);
    let found = lines(&audit);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], "klaim: \"turun\" / : AKIP < AKIP[2023] tidak benar: AKIP 73,48; AKIP[2023] 73,12");
    assert_eq!(found[1], "ketik: \"rata-rata 91,42%\" / : dua angka tertukar: 91,24");
    let place = &audit.findings[1].cell.place;
    assert_eq!((&*place.file, place.line, place.page, &*place.table), ("cetakan/T1.takar", 4, Some(13), "T1"));
    assert_eq!((audit.tables, audit.claims), (1, 2));
}

#[test]
fn every_form() {
    let claims = "klaim \"rata-rata 91,42%\" halaman 13\n  capaian IKU ≈ 91,42\n\nklaim \"melampaui target\" halaman 38\n  capaian IKU > 100\n  capaian IKU >= 90\n";
    let (audit, _) = audited(RULES, DATA, &[("cetakan/bab3.takar", claims)]);
    let forms = [audit::terminal, audit::markdown, audit::csv, audit::json, audit::junit, audit::github];
    insta::assert_snapshot!(forms.map(|form| form(&audit)).join("\n────\n"));
}

/// What is said again follows from the first; another word for the same grade is a mistake of its own.
#[test]
fn two_claims_on_one_grade() {
    let claim = |first: &str, second: &str| {
        format!("klaim \"a\"\n  predikat AKIP = \"{first}\"\nklaim \"b\"\n  predikat AKIP = \"{second}\"")
    };
    assert_eq!(verdicts(&claim("Baik", "Kurang")), [Verdict::Agrees, Verdict::Claim]);
    assert_eq!(verdicts(&claim("Kurang", "Kurang")), [Verdict::Claim, Verdict::Follows]);
    assert_eq!(verdicts(&claim("Kurang", "Cukup")), [Verdict::Claim, Verdict::Claim]);
}

/// A report that prints a ratio where points are due has printed it; nobody who wrote rules meant half a percent.
#[test]
fn figures_below_one() {
    assert_eq!(why("klaim \"1,00\"\n  capaian AKIP ≈ 1,00"), "satuan: ÷100");
    assert_eq!(why("klaim \"0,93\"\n  capaian SURAT ≈ 0,93"), "satuan: ÷100");
}

#[test]
fn a_page_is_written_out() {
    let said = |line: &str| {
        let (_, said) = with("", &[("cetakan/b.takar", &format!("{line}\n  target AKIP ≈ 73,5\n"))]);
        said
    };
    assert_eq!(said("klaim \"a\" hal 38"), ["K0009: di sini perlu \"halaman\" dan nomornya, bukan \"hal\""]);
    assert_eq!(said("klaim \"a\" halaman -3"), ["K0009: di sini perlu nomor halaman, bukan \"-\""]);
    let mut package = Package::new("uji", [("a.takar", RULES)]);
    let (_, found) = audit::claims(&mut package, [("cetakan/b.takar", "klaim \"a\" hlm. 38\n  target AKIP ≈ 73,5\n")]);
    let edits = &found[0].suggestions[0].edits;
    assert_eq!((edits[0].text.as_str(), edits[0].span.end - edits[0].span.start), ("halaman", 4));
}

/// Among a few small numbers every wrong one is near some other convention: it explains no count.
#[test]
fn a_wrong_count_is_no_other_convention() {
    for wrong in 0..=5 {
        let why = why(&format!("klaim \"{wrong} indikator\"\n  banyaknya_bila(capaian anggota IKU >= 93) = {wrong}"));
        assert!(!why.contains("cara lain"), "{wrong}: {why}");
    }
}
