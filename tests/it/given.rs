//! What examples and scenarios give: nothing of it counts for nothing in silence.

use super::whatif::session;
use takar::engine::{Package, has_errors};
use takar::whatif::{Kept, review};

fn told(rules: &str) -> Vec<String> {
    let package = Package::new("contoh", [("aturan.takar", rules)]);
    assert!(!has_errors(package.diagnostics()), "{:#?}", package.diagnostics());
    let examples = package.run_examples();
    assert_eq!(examples.sound, examples.all - usize::from(!examples.findings.is_empty()));
    examples.findings.into_iter().map(|one| format!("{:?} {}", one.code, one.title)).collect()
}

const RULES: &str = "paket \"P\"\n  tahun 2024\nbesaran A\nbesaran F\n  rumus A * 2\nbesaran Q\n  triwulan jumlah\n\
     G = Q * 2 + F\n";

/// A figure beside the result of its formula, a year beside its quarters: as data are told.
#[test]
fn what_does_not_count_in_an_example_is_told() {
    let with =
        |given: &str, expected: &str| told(&format!("{RULES}contoh \"a\"\n  diketahui {given}\n  hasil {expected}\n"));
    let one = with("A = 1; F = 9", "F = 2");
    assert!(one.len() == 1 && one[0].contains("H0001") && one[0].contains("dilaporkan 9"), "{one:?}");
    let one = with("Q[triwulan 1] = 3; Q[triwulan 2] = 4; Q = 9; A = 1", "G = 20");
    assert!(one.len() == 1 && one[0].contains("H0010"), "{one:?}");
    assert!(with("A = 1; F = 2", "F = 2").is_empty());
    assert!(with("F = 9", "F = 9").is_empty());
    assert!(with("Q[triwulan 1] = 3; Q[triwulan 2] = 4; A = 1", "G = 16").is_empty());
}

const RANGED: &str = "paket \"P\"\n  tahun 2024\naturan capaian R\n  \
     jika target_bawah = 0 atau target_atas = 0 : tidak terdefinisi \"nol\"\n  \
     rentang : jika realisasi < target_bawah maka realisasi / target_bawah * 100 selain itu 100\n\
     indikator I\n  skala > 0 .. 100\n  arah rentang\n  capaian R\nbesaran A\ndata \"d.csv\"\n";

/// A scenario is held to the same, by `periksa` as when it is opened.
#[test]
fn scenarios_are_held_to_the_same() {
    let data = "kode;tahun;target;realisasi\nI;2024;20-30;6\nA;2024;;1\n";
    for (given, code) in [
        ("A = 5\n  diketahui realisasi A = 6", "K0408"),
        ("A = 5\n  diketahui A[2024] = 6", "K0408"),
        ("A = belum diisi\n  diketahui A = 6", "K0408"),
        ("target I = 4..6\n  diketahui target I = 5", "K0408"),
        ("target_bawah I = 6\n  diketahui target_atas I = 4", "K0411"),
        ("target_atas I = 10", "T0021"),
        ("A[triwulan 1] = 3", "T0004"),
    ] {
        let text = format!("skenario \"s\"\n  tahun 2024\n  diketahui {given}\n");
        let mut package = Package::new("contoh", [("aturan.takar", RANGED)]);
        let (read, _) = package.read_data(|_| Ok(data.to_string()));
        let id = package.keep("skenario/s.takar", text.clone());
        let codes: Vec<_> = review(&package, id, &read, 2024).iter().map(|one| format!("{:?}", one.code)).collect();
        assert!(codes.iter().any(|one| one.contains(code)), "{given}: {codes:?}");
        let mut shelf = Kept::default();
        shelf.0.insert("s".into(), text);
        let opened = session(RANGED, data).answer("skenario buka s", &mut shelf);
        assert!(opened.failed && opened.text.contains(code), "{given}: {}", opened.text);
    }
    // What a session keeps can be opened: a whole becomes its ends when one of them is assumed.
    let (mut session, mut shelf) = (session(RANGED, data), Kept::default());
    for line in ["target I = 20", "target_atas I = 40", "skenario simpan u", "awal", "skenario buka u"] {
        let reply = session.answer(line, &mut shelf);
        assert!(!reply.failed, "{line}: {}", reply.text);
    }
    assert!(session.answer("andaian", &mut shelf).text.contains("target_bawah I = 20\n  target_atas I = 40"));
}

/// What is told beside a result that comes out does not make it a wrong one: the count and the status agree.
#[test]
fn an_example_that_is_right_counts_as_right() {
    let rules = |result: u8| {
        format!(
            "paket \"P\"\n  tahun 2024\nbesaran D\ncontoh \"a\"\n  diketahui serapan D[triwulan 1] = 15; \
             serapan D[triwulan 2] = 5\n  hasil serapan D = {result}\n"
        )
    };
    for (result, sound) in [(20, 1), (21, 0)] {
        let package = Package::new("P", [("a.takar", rules(result))]);
        let examples = package.run_examples();
        assert_eq!((examples.all, examples.sound), (1, sound), "{result}");
        assert!(examples.findings.iter().any(|one| one.code.as_str() == "H0013"));
        assert_eq!(takar::engine::has_errors(&examples.findings), sound == 0);
    }
}
