//! The shipped report: its findings, the page `docs/cocok.md`, and every form of an audit.

use super::{DATA, RULES, T1, audited};
use crate::package::{MOJOAGUNG, Texts};
use similar::TextDiff;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use takar::audit::{self, Audit, Verdict};

const PAGE: &str = "docs/cocok.md";

/// It is audited once for all that look at it.
static SHIPPED: LazyLock<Audit> = LazyLock::new(shipped);

fn shipped() -> Audit {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(MOJOAGUNG);
    let names = fs::read_dir(root.join(audit::FOLDER)).expect("printed tables");
    let mut names: Vec<String> =
        names.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
    names.sort();
    let files: Vec<(String, String)> = names
        .into_iter()
        .map(|name| {
            (
                format!("{}/{name}", audit::FOLDER),
                fs::read_to_string(root.join(audit::FOLDER).join(&name)).expect("text"),
            )
        })
        .collect();
    let (printed, problems) = audit::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    assert!(problems.is_empty(), "{problems:?}");
    Texts::read(MOJOAGUNG).run(None, |seen| {
        let mut package = seen.package.clone();
        let (claims, unreadable) =
            audit::claims(&mut package, files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        assert!(unreadable.is_empty(), "{unreadable:?}");
        let audit = audit::audit_with(&package, seen.data, 2024, &printed, &claims).expect("sound rules");
        assert!(audit::diagnostics(&audit).is_empty(), "{:?}", audit::diagnostics(&audit));
        audit
    })
}

#[test]
fn the_shipped_report() {
    insta::assert_snapshot!(audit::terminal(&SHIPPED));
}

#[test]
fn the_page_is_what_the_audit_says() {
    let page = audit::markdown(&SHIPPED);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let stands = fs::read_to_string(&path).unwrap_or_default();
    if page != stands && std::env::var_os("TAKAR_PERBARUI").is_some() {
        fs::write(&path, &page).expect("a writable page");
        return;
    }
    let diff = TextDiff::from_lines(stands.as_str(), page.as_str());
    let hint = "if what comes out is right, run TAKAR_PERBARUI=1 cargo test the_page_is_what";
    assert!(page == stands, "\n{}\n{hint}", diff.unified_diff().header(PAGE, "what comes out"));
}

/// What a reviewer of this report has to be told.
#[test]
fn what_the_report_has_wrong_is_found() {
    let audit = &*SHIPPED;
    let has = |verdict: Verdict, table: &str, printed: &str| {
        audit.findings.iter().any(|finding| {
            let cells = std::iter::once(&finding.cell).chain(&finding.cells);
            finding.verdict == verdict
                && cells.into_iter().any(|cell| cell.place.table == table && cell.printed == printed)
        })
    };
    assert!(has(Verdict::OtherWay, "T36", "98,69%"), "a mean that is cut");
    assert!(has(Verdict::Torn, "T313b", "3.012.572.30,00"), "a digit lost");
    assert!(
        has(Verdict::Column, "T35", "3 dokumen") && has(Verdict::Column, "T35b", "3 dokumen"),
        "targets for achievements"
    );
    assert!(has(Verdict::Column, "T39", "95,40%"), "achievements for efficiency");
    assert!(has(Verdict::Sum, "T312", "96.124.760"), "a sum off by 10.000");
    // 16.650.000 for 16.950.000 runs into its activity and, cut, into the totals of five tables and three sentences.
    let origin = audit.findings.iter().find(|finding| finding.verdict == Verdict::Input).expect("a misprinted input");
    assert_eq!(origin.cell.printed, "98.23%");
    let follows = |printed: &str| origin.followers.iter().filter(|cell| cell.printed == printed).count();
    assert!(follows("99.64%") == 1 && follows("91,40%") == 8, "{:?}", origin.followers);
    assert!(has(Verdict::Wrong, "T313", "11,65% (Efisiensi Tercapai)"), "an efficiency of 6,15");
    assert!(has(Verdict::Wrong, "bab3", "3,32") && has(Verdict::Unit, "bab3", "6,15%"), "figures of sentences");
    let says = |words: &str| {
        let mut claims = audit.findings.iter().filter(|finding| finding.verdict == Verdict::Claim);
        claims.any(|finding| finding.cell.place.row.contains(words))
    };
    assert!(says("terlampauinya target") && says("telah berhasil mencapai target"), "sentences without a figure");
    assert!(has(Verdict::OtherWay, "T34", "104,9") && has(Verdict::OtherWay, "T35", "112,89%"), "no cap");
}

#[test]
fn every_form() {
    let text = T1.replace("93,08", "39,08").replace("91,24", "77,74");
    let (audit, _) = audited(RULES, DATA, &[("cetakan/T1.csv", &text)]);
    let forms = [audit::terminal, audit::markdown, audit::csv, audit::json, audit::junit, audit::github];
    insta::assert_snapshot!(forms.map(|form| form(&audit)).join("\n────\n"));
}

/// What Takar prints as CSV is no strange table when it is held against the rules: every figure stands where it belongs.
#[test]
fn its_own_csv_agrees() {
    let of_shipped = Texts::read(MOJOAGUNG).run(None, |seen| own(seen.package, seen.data, 2024));
    let mut package = takar::engine::Package::new("uji", [("a.takar", RULES)]);
    let (data, _) = package.read_data(|_| Ok(DATA.to_string()));
    for (tables, figures) in [of_shipped, own(&package, &data, 2024)] {
        assert!(tables > 1 && figures > 20, "{tables} {figures}");
    }
    // A figure that was changed in it is found, and a table beside others in one file by the name of the file.
    let run = package.run(&data, 2024).expect("sound rules");
    let all = takar::report::csv(&run.tables(), takar::report::CsvStyle::En);
    let (audit, problems) = super::audited(RULES, DATA, &[("cetakan/T1.csv", &all.replace("88.59", "88.95"))]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(audit.findings.len(), 1, "{}", audit::terminal(&audit));
}

/// Audits the tables of a package as CSV, in both styles; how many there are, and how many figures agree.
fn own(package: &takar::engine::Package, data: &takar::data::Dataset, year: i32) -> (usize, usize) {
    use takar::report::{CsvStyle, csv};
    let run = package.run(data, year).expect("sound rules");
    let tables = run.tables();
    let mut agree = Vec::new();
    for style in [CsvStyle::Id, CsvStyle::En] {
        let files =
            tables.iter().map(|table| (format!("cetakan/{}.csv", table.name), csv(std::slice::from_ref(table), style)));
        let files: Vec<(String, String)> = files.collect();
        let (printed, problems) = audit::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let audit = audit::audit(package, data, year, &printed).expect("sound rules");
        let said: Vec<_> = problems.into_iter().chain(audit::diagnostics(&audit)).collect();
        assert!(said.is_empty(), "{style:?} {said:?}");
        assert_eq!(audit.unmatched, 0, "{style:?}");
        assert!(audit.judged.iter().all(|one| matches!(one.verdict, Verdict::Agrees | Verdict::Unjudged)), "{style:?}");
        // Data that contradict themselves do so in print, too.
        assert!(audit.findings.iter().all(|one| one.verdict == Verdict::Sum), "{}", audit::terminal(&audit));
        agree.push(audit.count(Verdict::Agrees));
    }
    assert_eq!(agree[0], agree[1]);
    (tables.len(), agree[0])
}
