//! `buktikan`, checked by trying every value: random statements over small scales with blanks and states, judged in
//! Python (tests/promise_oracle/statements.py). No proof has a counterexample, no refutation is wrong, and every
//! counterexample runs as the `contoh` it is reported as.

use crate::sample;
use takar::diagnostic::Severity;
use takar::engine::Package;
use takar::prove::promise::{Answer, judge};

#[test]
fn a_sample_agrees() {
    let cases = include_str!("../promise_oracle/sample.txt").split("==== ").skip(1);
    let told = run(sample::kinds(cases));
    println!("{told:?}");
    assert!(
        told.proved >= sample::of(25, 60) && told.refuted >= sample::of(45, 100),
        "the sample is lopsided: {told:?}"
    );
    assert!(told.open * 10 <= told.statements, "too much is left open: {told:?}");
}

#[test]
fn quarters_money_and_years_agree() {
    let told = run(sample::kinds(include_str!("../promise_oracle/quarters.txt").split("==== ").skip(1)));
    println!("{told:?}");
    let least = sample::of(8, 20);
    assert!(told.proved >= least && told.refuted >= least, "the sample is lopsided: {told:?}");
    assert!(told.open * 5 <= told.statements, "too much is left open: {told:?}");
}

/// Made by `tests/promise_oracle/related.py`: values that hang together, between whose values there are others.
#[test]
fn values_that_hang_together_agree() {
    let told = run(sample::kinds(include_str!("../promise_oracle/related.txt").split("==== ").skip(1)));
    println!("{told:?}");
    let least = sample::of(10, 30);
    assert!(told.proved >= least && told.refuted >= least, "the sample is lopsided: {told:?}");
    assert!(told.open * 5 <= told.statements, "too much is left open: {told:?}");
}

/// A realisation that does not apply is no number; at the target 0 there is one all the same, and a count sees it come and go.
#[test]
fn what_is_counted_comes_and_goes() {
    let rules = |scale: &str, way: &str| {
        format!(
            "aturan capaian C\n  jika target = 0 : 100\n  makin tinggi : realisasi / target * 100\n  batas 50..110\n\
             indikator X\n  skala 1..3\n  arah makin tinggi\n  capaian C\n\
             indikator Y\n  skala {scale}\n  arah makin tinggi\n  capaian C\n\
             kelompok G\n  anggota X; Y\n  capaian banyaknya_bila(capaian anggota >= 50)\n\
             buktikan capaian G tidak {way} bila target Y naik\n"
        )
    };
    for (scale, way, holds) in
        [("-2..2", "naik", false), ("-2..2", "turun", false), ("0..3", "turun", false), ("0..3", "naik", true)]
    {
        let told =
            run(std::iter::once(format!("{}\n{}", if holds { "benar" } else { "salah" }, rules(scale, way)).as_str()));
        assert_eq!((told.proved, told.refuted), (usize::from(holds), usize::from(!holds)), "{scale} {way}");
    }
}

#[test]
#[ignore = "needs a generated file, see tests/promise_oracle/full.sh"]
fn many_agree() {
    let path = std::env::var("TAKAR_PROMISE_ORACLE").expect("the file that full.sh makes");
    let text = std::fs::read_to_string(path).expect("a readable file");
    println!("{:?}", run(text.split("==== ").skip(1)));
}

#[derive(Debug, Default)]
struct Told {
    statements: usize,
    proved: usize,
    refuted: usize,
    /// Neither, of such as hold and of such as do not.
    open: usize,
    open_false: usize,
}

fn run<'t>(cases: impl Iterator<Item = &'t str>) -> Told {
    let mut told = Told::default();
    for case in cases {
        let (head, rules) = case.split_once('\n').expect("a head");
        // Of what has values between those that were tried, nobody knows that it holds.
        let (holds, is_known) = (!head.starts_with("salah"), !head.starts_with("entah"));
        let package = Package::new("acak", [("acak.takar", rules)]);
        let Some(program) = package.program() else { panic!("{head}\n{rules}\n{:#?}", package.diagnostics()) };
        let promise = program.promises.first().expect("a statement");
        told.statements += 1;
        match judge(program, package.sources(), promise, &takar::seek::Patience::default()) {
            Answer::Proved(_) => {
                assert!(holds, "proved, and wrong: {head}\n{rules}");
                told.proved += 1;
            }
            Answer::Refuted(refuted) => {
                assert!(!holds || !is_known, "refuted, and right: {head}\n{rules}\n{refuted:?}");
                told.refuted += 1;
                let pasted = format!("{rules}\n{}", refuted.examples.join("\n").replace("yang membantah", "a"));
                let package = Package::new("acak", [("acak.takar", pasted.as_str())]);
                let examples = package.run_examples();
                // Of quarters added up it is told that they are.
                let is_wrong = examples.findings.iter().any(|finding| finding.severity == Severity::Error);
                assert!(
                    examples.all == refuted.examples.len() && !is_wrong,
                    "{head}\n{pasted}\n{:#?}",
                    (package.diagnostics(), examples.findings)
                );
            }
            Answer::Open { .. } | Answer::OfData { .. } => {
                told.open += 1;
                told.open_false += usize::from(!holds);
            }
        }
    }
    told
}
