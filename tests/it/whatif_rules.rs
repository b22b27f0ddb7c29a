//! Sessions that change rules: what comes out is what the same rule in the file gives.

use takar::engine::{Package, has_errors};
use takar::whatif::{Kept, Screen, Session};

/// The answer to a line that has to be understood.
fn answer(session: &mut Session, line: &str, shelf: &mut Kept) -> String {
    let reply = session.answer(line, shelf);
    assert!(!reply.failed, "{line}\n{}", reply.text);
    reply.text
}

fn holds(session: &mut Session, line: &str, part: &str) {
    let text = answer(session, line, &mut Kept::default());
    assert!(text.contains(part), "{line}\n{text}");
}

/// A package that uses others, over data.
fn over(rules: &str, used: &'static [(&str, &str)], data: &str) -> Session {
    let find = |name: &str| {
        let text = used.iter().find(|(known, _)| *known == name)?.1;
        Some(vec![(format!("{name}.takar"), text.to_string())])
    };
    let mut package = Package::with_library("contoh", [("aturan.takar", rules)], find);
    assert!(!has_errors(package.diagnostics()), "{:#?}", package.diagnostics());
    let (data, findings) = package.read_data(|_| Ok(data.to_string()));
    assert!(findings.is_empty(), "{findings:#?}");
    Session::new(package, data, 2024, Screen { width: 200, colour: false }).expect("a session")
}

const USED: &[(&str, &str)] = &[
    (
        "dasar",
        "paket \"D\"\nbesaran A\nbesaran F\n  rumus A * 1\nbesaran G\n  rumus A * 1\n\ntabel T\n  baris A\n  kolom nilai\n",
    ),
    (
        "lain",
        "paket \"L\"\ngunakan \"dasar\"\nganti besaran F\n  rumus A * 2\n\
         ganti besaran G\n  berlaku mulai 2024\n  rumus A * 2\n",
    ),
];
const USING: &str = "paket \"M\"\n  tahun 2024\ngunakan \"lain\"\ndata \"d.csv\"\n";

/// A change falls on the definition that counts, not on one that a used package has already replaced.
#[test]
fn what_a_used_package_replaced_is_not_changed() {
    let data = "kode;tahun;nilai\nA;2024;7\nA;2023;5\n";
    let mut session = over(USING, USED, data);
    for (line, part) in [
        ("F", "F = 14"),
        ("F = A * 3", "14  →  21"),
        ("awal", "21  →  14"),
        ("ubah F rumus A * 3", "14  →  21"),
        ("awal", "21  →  14"),
        ("besaran F\n  rumus A * 3\n", "14  →  21"),
        // Of each year the version that counts there.
        ("G = A * 5", "G  14  →  35"),
        ("tahun 2023", "2023"),
        ("G", "G = 5"),
        ("G = A * 10", "G  5  →  50"),
    ] {
        holds(&mut session, line, part);
    }
    let mut shelf = Kept::default();
    shelf.0.insert("s".into(), "skenario \"s\"\n  tahun 2024\n  diketahui A = 9\n\nubah F\n  rumus A * 3\n".into());
    let text = answer(&mut over(USING, USED, data), "skenario buka s", &mut shelf);
    assert!(text.contains("14  →  27"), "{text}");
    // An own `ganti` stays one.
    let own = format!("{USING}ganti besaran F\n  rumus A * 4\n");
    let mut session = over(&own, USED, data);
    holds(&mut session, "besaran F\n  rumus A * 3\n", "28  →  21");
    // The tables of used packages are theirs.
    assert!(session.answer("ubah T\n  baris F\n", &mut Kept::default()).failed);
}
