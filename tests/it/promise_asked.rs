//! `buktikan` at the prompt: what a file proves is proved there, whatever data lie beside it.

use super::whatif_parts::of_year;
use takar::engine::Package;

/// The first word of the answer at the prompt.
fn asked(rules: &str, statement: &str) -> String {
    let text = format!("paket \"P\"\n  tahun 2024\ndata \"d.csv\" angka id\n{rules}");
    let mut session = of_year(&text, "kode;tahun;pagu;serapan\n7.1;2024;10;5\n7.2;2024;20;10\n", 2024);
    let told = session.answer(&format!("buktikan {statement}"), &mut takar::whatif::Kept::default()).text;
    told.split(':').next().unwrap_or_default().to_string()
}

/// What a file says of the same statement.
fn filed(rules: &str, statement: &str) -> String {
    let text = format!("{rules}\nbuktikan {statement}\n");
    let package = Package::new("p", [("p.takar", text.as_str())]);
    assert!(package.program().is_some(), "{text}\n{:#?}", package.diagnostics());
    let found = package.prove_promises();
    match (found.proved, found.refuted) {
        (1, _) => "terbukti untuk semua data dalam skala".into(),
        (_, 1) => "terbantah".into(),
        (_, _) => "belum terputuskan".into(),
    }
}

/// A code in quotes is one wherever an `umum` speaks for it, with a row in the data or without, with parts or without.
#[test]
fn a_quoted_code_is_what_it_is_in_a_file() {
    let rules = "umum \"7\"\ncontoh \"satu\"\n  diketahui pagu \"7.4\" = 1\n  hasil pagu \"7.4\" = 1\n";
    for statement in [
        "pagu \"7.1\" >= 0",
        "pagu \"7.1\" >= pagu \"7.1.2\"",
        "pagu \"7.1.2\" >= 0",
        "pagu \"7.1.2\" <= 10",
        "pagu “7.9.9” <= pagu “7.9”",
        "pagu \"7.4\" >= serapan \"7.4\"",
        "pagu \"7\" = pagu \"7.1\" + pagu \"7.2\"",
        "pagu \"7.3\" tidak turun bila pagu \"7.3.1\" naik",
        "banyaknya(pagu rincian \"7\") <= 2",
    ] {
        assert_eq!(asked(rules, statement), filed(rules, statement), "{statement}");
    }
    assert!(asked(rules, "pagu \"8.1\" >= 0").contains("K0102"));
}
