//! Every case in `tests/cases/check` is one mistake, named by it; its snapshot shows the rules with their messages.
//! The cases in `tests/cases/clean` look much the same and draw no message.

use crate::packages::{Files, cases, check, mended, read, shown};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use takar::diagnostic::{Code, Diagnostic, Edit, registry};
use takar::engine::Package;
use takar::report::diagnostics::render;
use takar::source::Span;

/// The cases of mistakes, checked once for all tests that look at them.
static CHECKED: LazyLock<Vec<(String, Files, Package)>> = LazyLock::new(|| {
    let checked = |(name, files): (String, Files)| {
        let package = check(&files);
        (name, files, package)
    };
    cases("check").into_iter().map(checked).collect()
});

#[test]
fn each_mistake_has_its_message() {
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots/check" }, {
        for (name, files, package) in CHECKED.iter() {
            assert!(!package.diagnostics().is_empty(), "{name} draws no message");
            let messages = render(package.sources(), package.diagnostics(), false);
            insta::assert_snapshot!(name.as_str(), format!("{}\n\n{}", shown(files), messages.trim_end()));
        }
    });
}

#[test]
fn sound_rules_draw_no_message() {
    for (name, files) in cases("clean") {
        let package = check(&files);
        let messages = render(package.sources(), package.diagnostics(), false);
        assert!(package.diagnostics().is_empty(), "{name}\n{messages}");
        assert!(package.program().is_some(), "{name} gives no program");
    }
}

#[test]
fn the_shipped_package_draws_no_message() {
    let package = check(&read("rules/mojoagung-2024"));
    assert!(package.diagnostics().is_empty(), "{}", render(package.sources(), package.diagnostics(), false));
}

#[test]
fn a_suggestion_mends_its_finding() {
    let mut mends = 0;
    for (name, files, package) in CHECKED.iter() {
        for diagnostic in package.diagnostics() {
            for suggestion in &diagnostic.suggestions {
                let better = mended(package.sources(), files, &suggestion.edits);
                assert_ne!(&better, files, "{name}: \"{}\" changes nothing", suggestion.text);
                let after = check(&better);
                let same = |other: &Diagnostic| other.code == diagnostic.code && other.title == diagnostic.title;
                let many = |all: &[Diagnostic]| all.iter().filter(|one| same(one)).count();
                // Another of the same title may stand elsewhere.
                let place = diagnostic.span().map(|span| (span.source, moved(span, &suggestion.edits)));
                let at = |one: &Diagnostic| one.span().map(|span| (span.source, i64::from(span.start)));
                let stays = after.diagnostics().iter().any(|one| same(one) && at(one) == place);
                let unread = |all: &[Diagnostic]| all.iter().filter(|one| one.code.as_str().starts_with("K00")).count();
                assert!(
                    !stays
                        && many(after.diagnostics()) < many(package.diagnostics())
                        && unread(after.diagnostics()) <= unread(package.diagnostics()),
                    "{name}: \"{}\" leaves\n{}\nin\n{}",
                    suggestion.text,
                    render(after.sources(), after.diagnostics(), false),
                    shown(&better)
                );
                mends += 1;
            }
        }
    }
    assert!(mends >= 60, "only {mends} mends were tried");
}

/// Where a place begins after edits of its file.
fn moved(span: Span, edits: &[Edit]) -> i64 {
    let before = edits.iter().filter(|edit| edit.span.source == span.source && edit.span.end <= span.start);
    let longer = |edit: &Edit| edit.text.len() as i64 - i64::from(edit.span.end - edit.span.start);
    i64::from(span.start) + before.map(longer).sum::<i64>()
}

#[test]
fn every_code_of_the_check_has_a_case() {
    // K00 is about writing, see `syntax_cases`.
    let rules = |code: &Code| code.as_str().starts_with('K') && !code.as_str().starts_with("K00");
    let written: BTreeSet<String> =
        registry::ALL.iter().map(|(code, _)| *code).filter(rules).map(|code| code.to_string()).collect();
    let codes =
        |package: &Package| package.diagnostics().iter().map(|one| one.code.as_str().to_string()).collect::<Vec<_>>();
    let mut drawn: BTreeSet<String> = CHECKED.iter().flat_map(|(_, _, package)| codes(package)).collect();
    drawn.extend(codes(&two_packages()));
    drawn.extend(of_changes());
    let without: Vec<&String> = written.difference(&drawn).collect();
    assert!(without.is_empty(), "no case draws {without:?}");
}

/// The codes that changes of rules and questions draw; `whatif.rs` shows them with their words.
fn of_changes() -> BTreeSet<String> {
    let rules = "besaran IKM\nIKPP = IKM / 25\npastikan IKPP >= 0 \"tidak negatif\"\n";
    let package = Package::new("Kasus", [("iku.takar", rules)]);
    let changes = ["umum\n  langkah 1\n", "ubah IKMM\n  langkah 1\n", "ubah IKM\n  batas 0..10\n"];
    let altered = changes.map(|text| package.altered("coba", text, 2024));
    let mut codes: BTreeSet<String> =
        altered.iter().flat_map(|package| package.diagnostics()).map(|one| one.code.as_str().to_string()).collect();
    let mut sources = package.sources().clone();
    let question = "predikat IKPP";
    let id = sources.add("tanya", question);
    let names = takar::syntax::typed::names(question, takar::source::Span::new(id, 0, question.len()));
    let program = package.program().expect("sound rules");
    let asked = takar::resolve::asked::unknowns(program, &sources, &names.expect("a name"));
    codes.extend(asked.expect_err("a result").iter().map(|one| one.code.as_str().to_string()));
    codes
}

#[test]
fn one_name_from_two_packages() {
    let package = two_packages();
    insta::assert_snapshot!(render(package.sources(), package.diagnostics(), false));
}

/// An `umum` for the same codes in two used packages is told where the package at hand uses them; one of its own counts.
#[test]
fn one_umum_from_two_packages() {
    let general = "umum \"7.01\"\n  satuan orang\numum \"7.02\"\n  berlaku sampai 2023\n  satuan orang\n";
    let other = "umum \"7.01\"\n  satuan dokumen\numum \"7.02\"\n  berlaku mulai 2024\n  satuan dokumen\n";
    let find = |name: &str| {
        let text = if name == "satu" { general } else { other };
        Some(vec![(format!("{name}/aturan.takar"), text.to_string())])
    };
    let uses = "gunakan \"satu\"\ngunakan \"dua\"\n";
    let package = Package::with_library("Kasus", [("iku.takar", uses)], find);
    insta::assert_snapshot!(render(package.sources(), package.diagnostics(), false));
    let own = format!("{uses}umum \"7.01\"\n  satuan unit\n");
    let package = Package::with_library("Kasus", [("iku.takar", own.as_str())], find);
    assert_eq!(render(package.sources(), package.diagnostics(), false), "");
}

/// Rules that use two packages which both have a `Baku`.
fn two_packages() -> Package {
    let rule = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
    let find = |name: &str| Some(vec![(format!("{name}/aturan.takar"), rule.to_string())]);
    let text = "gunakan \"satu\"\ngunakan \"dua\"\nindikator AKIP\n  arah makin tinggi\n  capaian Baku\n";
    Package::with_library("Kasus", [("iku.takar", text)], find)
}
