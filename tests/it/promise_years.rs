//! `buktikan` over years beside their quarters and over years that conditions name, and statements that say nothing.

use super::desk::Desk;
use takar::engine::Package;
use takar::prove::promise::{Answer, Speaks, judge};

fn judged(rules: &str, statement: &str) -> Answer {
    let text = format!("{rules}\nbuktikan {statement}\n");
    let package = Package::new("p", [("p.takar", text.as_str())]);
    let Some(program) = package.program() else { panic!("{text}\n{:#?}", package.diagnostics()) };
    judge(program, package.sources(), program.promises.first().expect("a statement"), &takar::seek::Patience::default())
}

fn proved(rules: &str, statement: &str) {
    let answer = judged(rules, statement);
    assert!(matches!(answer, Answer::Proved(Speaks::Of)), "{statement}: {answer:?}");
}

/// The data that refute a statement, in words.
fn refuted(rules: &str, statement: &str) -> String {
    match judged(rules, statement) {
        Answer::Refuted(refuted) => {
            refuted.cases.iter().map(|(given, _)| given.join("; ")).collect::<Vec<_>>().join(" | ")
        }
        answer => panic!("{statement}: {answer:?}"),
    }
}

const QUARTERS: &str = "
aturan capaian C
  makin tinggi : realisasi / target * 100

indikator A
  satuan surat
  skala 0..3
  langkah 1
  arah makin tinggi
  capaian C
  triwulan jumlah
";

#[test]
fn a_year_is_never_given_beside_its_quarters() {
    proved(QUARTERS, "A >= A[triwulan 1]");
    proved(QUARTERS, "A[triwulan 2] >= A[triwulan 1]");
    let mean = QUARTERS.replace("triwulan jumlah", "triwulan rata_rata");
    let given = refuted(&mean, "A >= A[triwulan 1]");
    assert!(given.contains("[triwulan") && !given.split("; ").any(|one| one.starts_with("A =")), "{given}");
    // Either may be given, so both ways refute.
    refuted(QUARTERS, "A <= 2");
    refuted(QUARTERS, "A tidak naik bila A[triwulan 1] naik");
    proved(QUARTERS, "A tidak turun bila A[triwulan 1] naik");
    proved(QUARTERS, "A tidak turun bila A naik");
}

/// What is proved of a year and its quarters rests on their being the same where both are given: whoever rounds one of them
/// is told. Only an average may have more decimals than a cell.
#[test]
fn a_year_beside_its_quarters_is_exactly_what_they_give() {
    proved(QUARTERS, "A >= A[triwulan 1]");
    let open = QUARTERS.replace("  langkah 1\n", "").replace("0..3", "0..500");
    let of = |way: &str| open.replace("triwulan jumlah", &format!("triwulan {way}"));
    let desk = Desk::new();
    let told = |rules: &str, rows: &str| {
        desk.put("p/p.takar", format!("paket \"P\"\n  tahun 2025\n{rules}\ndata \"d.csv\" angka id\n"));
        desk.put("p/d.csv", format!("kode;triwulan;realisasi\n{rows}"));
        desk.run("hitung p").contains("H0010")
    };
    for way in ["jumlah", "terakhir", "terbesar"] {
        let given = if way == "jumlah" { "A;1;50\nA;2;0\nA;3;0\nA;4;50,4\n" } else { "A;4;100,4\n" };
        assert!(told(&of(way), &format!("A;;100\n{given}")), "{way}");
        assert!(!told(&of(way), &format!("A;;100,4\n{given}")), "{way}");
    }
    assert!(told(&of("jumlah"), "A;;100\nA;1;100,4\n"));
    let mean = of("rata_rata");
    assert!(!told(&mean, "A;;66,67\nA;1;66\nA;2;67\nA;3;67\n"));
    assert!(told(&mean, "A;;66,66\nA;1;66\nA;2;67\nA;3;67\n"));
}

#[test]
fn quarters_that_refute_nothing_are_not_told() {
    let money = QUARTERS.replace("  triwulan jumlah\n", "  triwulan jumlah\n  triwulan serapan jumlah\n");
    let given = refuted(&money, "pagu A - serapan A >= 0");
    assert!(given.matches("triwulan").count() <= 4, "{given}");
}

#[test]
fn years_that_a_condition_names_part_the_years() {
    let rules = "besaran X\n  skala 0..6\n  langkah 1\nQ = X + 1\n";
    let later = "besaran X\n  skala 0..6\n  langkah 1\nQ = jika tahun >= 2024 maka X + 1 selain itu X\n";
    assert!(matches!(judged(rules, "jika tahun >= 2024 maka Q <> 7"), Answer::Refuted(_)));
    proved(rules, "jika tahun >= 2024 maka Q <= 7");
    proved(later, "jika tahun < 2024 maka Q <= 6");
    proved(later, "jika tahun >= 2024 maka Q >= 1");
    refuted(later, "Q <= 6");
    refuted(later, "jika tahun >= 2023 maka Q >= 1");
    proved("besaran X\n  skala 0..6\n  langkah 1\nQ = X + tahun\n", "jika tahun >= 2024 maka Q >= 2024");
}

const X: &str = "paket \"P\"\n  tahun 2024\nbesaran X\n  skala 0..4\n  langkah 1\n";

#[test]
fn a_year_that_is_named_stands_alone() {
    let rules = format!("{X}F = X[2023] + 1\nL = X[tahun-1]\nM = L[tahun-1]\n");
    for statement in [
        "X[2024] = X",
        "X[2023] = X",
        "X[2023] = X[tahun-1]",
        "min(X[tahun-1]; X[2024]) <= X",
        "F > X[tahun-1]",
        "F > X",
        "X[2022] = M",
        "X[2023] = M[tahun-1]",
        "X[2023] = X\n  berlaku sampai 2023",
        "X = X[2025]\n  berlaku mulai 2025",
        "jika ada(X) maka ada(X[2023])\n  berlaku sampai 2023",
        "X[2023] = X\n  berlaku 2020..2023",
        "2*X[2022] - X tidak naik bila X naik",
        "X[2022] tidak naik bila X naik",
        "X[2022] tidak turun bila X[tahun-1] turun",
        "M tidak naik bila X[2020] naik",
    ] {
        refuted(&rules, statement);
    }
    proved(&rules, "X[2024] = X\n  berlaku 2024");
    proved(&rules, "F = X + 1\n  berlaku 2023");
    proved(&rules, "X[2022] = M\n  berlaku 2024");
    proved(&rules, "F <= 5");
    // With the years of a plan, too.
    let plan = rules.replace("  tahun 2024", "  tahun 2024\n  periode 2022..2026");
    refuted(&plan, "X[awal] = X[tahun-1]");
    refuted(&plan, "X[akhir] tidak naik bila X naik");
    proved(&plan, "X[awal] = X\n  berlaku 2022");
}

#[test]
fn a_version_that_is_seen_only_from_afar_counts() {
    let rules = format!("{X}Y = X\n  berlaku sampai 2023\nY = X + 1\n  berlaku mulai 2024\nZ = Y[tahun-1]\n");
    refuted(&rules, "Z[tahun-1] <= 4");
    proved(&rules, "Z[tahun-1] <= 4\n  berlaku sampai 2025");
    proved(&rules, "Z[tahun-1] <= 5");
}

#[test]
fn years_lie_where_data_can_have_them() {
    proved(X, "jika X >= 0 maka tahun <= 2999");
    proved(X, "jika X >= 0 maka tahun < 9999");
    proved(X, "jika X >= 0 maka tahun >= 1900");
    refuted(X, "jika X >= 0 maka tahun < 2999");
    // A year that is named beside one that is compared.
    refuted(X, "jika X[2023] >= 0 maka tahun >= 1950");
    proved(X, "jika X[2023] >= 0 maka tahun >= 1950\n  berlaku mulai 1950");
    proved(X, "jika tahun >= 2024 maka X[2023] <= 4");
    proved(&format!("{X}Q = X + tahun\n"), "jika X >= 0 maka Q[2023] >= 2023");
}

/// A refutation names years that an example may state; beyond them there are no data.
#[test]
fn refutations_state_years_that_a_file_may_state() {
    let cases = [
        ("X[tahun-1] <= 3", "  berlaku sampai 1901\n"),
        ("X[tahun-2] <= 3", "  berlaku sampai 1903\n"),
        ("X[tahun+1] <= 3", "  berlaku mulai 2990\n"),
        ("jika tahun < 1905 maka X[tahun-3] + X <= 3", ""),
        ("jika tahun > 2990 maka X[tahun+3] + X <= 3", ""),
        ("jika ada(X[tahun-1]) maka tahun > 1901", ""),
    ];
    for (statement, years) in cases {
        let statement = format!("{statement}\n{years}");
        let given = refuted(X, &statement);
        assert!(!given.contains("[18") && !given.contains("[3"), "{given}");
        let text = format!("{X}\nbuktikan {statement}\n");
        let package = Package::new("p", [("p.takar", text.as_str())]);
        let shown = takar::report::diagnostics::render(package.sources(), &package.prove_promises().findings, false);
        let pasted = shown.split("tempel:\n").nth(1).expect("an example");
        let pasted: Vec<&str> = pasted.lines().take_while(|line| !line.trim().is_empty()).map(str::trim).collect();
        let example = format!("{X}{}\n  {}\n", pasted[0], pasted[1..].join("\n  "));
        let package = Package::new("p", [("p.takar", example.as_str())]);
        assert!(package.program().is_some(), "{example}\n{:#?}", package.diagnostics());
        assert!(package.examples().is_empty(), "{example}\n{:#?}", package.examples());
    }
    for nothing in ["X[tahun-1] <= 3\n  berlaku sampai 1900", "X[tahun+1] <= 3\n  berlaku mulai 2999"] {
        let answer = judged(X, nothing);
        assert!(matches!(answer, Answer::Proved(Speaks::OfNothing)), "{nothing}: {answer:?}");
    }
}

#[test]
fn quarters_are_of_what_has_them() {
    let rules = format!("{X}besaran B\n  skala 0..4\n  langkah 1\n  triwulan jumlah\n");
    let answer = judged(&rules, "X[triwulan 4] <= 1");
    assert!(matches!(answer, Answer::Proved(Speaks::OfNothing)), "{answer:?}");
    refuted(&rules, "B[triwulan 4] <= 1");
    proved(&rules, "B[triwulan 4] <= 4");
}

#[test]
fn what_says_nothing_is_told() {
    let rules = "besaran X\n  skala 0..4\n  langkah 1\nbesaran Y\n  skala 0..4\n  langkah 1\nZ = X + 1\n";
    let nothing = |statement: &str| match judged(rules, statement) {
        Answer::Proved(speaks) => assert_ne!(speaks, Speaks::Of, "{statement}"),
        answer => panic!("{statement}: {answer:?}"),
    };
    nothing("jika tidak ada(X) maka Z > 3");
    nothing("jika X > 3 dan X < 2 maka Y > 1");
    nothing("jika X + Y > 8 maka Y > 1");
    nothing("jika tidak ada(X) dan Y > 1 maka Z + Y > 100");
    // No multiple of its step lies on its scale, so there are no data of it.
    let nowhere = "besaran W\n  skala 1..2\n  langkah 5\n";
    for statement in ["W >= 0", "W <= 1", "W + X > 100", "W tidak turun bila X naik"] {
        let answer = judged(&format!("{rules}{nowhere}"), statement);
        assert!(matches!(answer, Answer::Proved(Speaks::OfNothing)), "{statement}: {answer:?}");
    }
    proved(rules, "jika X > 3 maka Z > 4");
    proved(rules, "jika tidak ada(X) maka Y >= 0");
}

const BUDGETS: &str = "
umum \"7.01\"

besaran A
  rumus pagu \"7.01\"

besaran B
  rumus pagu \"7.01.02\"
";

#[test]
fn money_is_what_its_parts_say() {
    proved(BUDGETS, "A >= B");
    // A sister that nobody names may have the rest.
    let given = refuted(BUDGETS, "A = B");
    assert!(given.contains("7.01."), "{given}");
    // Only a statement of their own lets the two differ.
    let told = format!("{BUDGETS}\npastikan pagu \"7.01\" <= jumlah(pagu rincian \"7.01\") + 1 \"beda satu\"\n");
    assert!(!matches!(judged(&told, "A >= B"), Answer::Refuted(_)));
}

#[test]
fn a_refutation_over_money_can_be_pasted() {
    for statement in ["A = B", "A <= B", "A = 2 * B"] {
        let Answer::Refuted(refuted) = judged(BUDGETS, statement) else { panic!("{statement}") };
        for (given, _) in &refuted.cases {
            let example = format!("{BUDGETS}\ncontoh \"x\"\n  diketahui {}\n  hasil A = A\n", given.join("; "));
            let package = Package::new("p", [("p.takar", example.as_str())]);
            let examples = package.examples();
            let findings = format!("{:?} {examples:?}", package.diagnostics());
            assert!(!findings.contains("H0019"), "{statement}: {given:?}\n{findings}");
        }
    }
}

/// Money of a tree over some quarters and over others is not compared: what is refuted is so as an example too.
#[test]
fn a_refutation_over_quarters_of_money_comes_out() {
    let thing = |name: &str, of: &str| format!("indikator {name}\n  arah makin tinggi\n  capaian Baku\n{of}");
    let parts =
        [("P", ""), ("PA", "  induk P\n"), ("PB", "  induk P\n"), ("PAA", "  induk PA\n"), ("PAB", "  induk PA\n")];
    let things: String = parts.iter().map(|(name, of)| thing(name, of)).collect();
    let rules = format!("aturan capaian Baku\n  makin tinggi : realisasi\n{things}");
    for statement in [
        "serapan P - serapan P[triwulan 4] > 0",
        "serapan P[triwulan 4] > serapan P",
        "serapan P <> serapan P[triwulan 4]",
    ] {
        let answer = judged(&rules, statement);
        assert!(!matches!(answer, Answer::Proved(_)), "{statement}");
        let Answer::Refuted(refuted) = answer else { continue };
        for example in &refuted.examples {
            let package = Package::new("p", [("p.takar", format!("{rules}{example}").as_str())]);
            // How quarters add up may be warned of; the results come out.
            let failed = package.examples();
            let comes_out = failed.iter().all(|one| one.code.to_string() == "H0013");
            assert!(package.program().is_some() && comes_out, "{statement}: {example}\n{failed:?}");
        }
    }
}

/// What an `umum` makes a part of something is one although no code of it is named.
#[test]
fn what_an_umum_makes_a_part_counts() {
    let base = "aturan capaian Baku\n  makin tinggi : realisasi\n";
    let thing = |name: &str, of: &str| format!("indikator {name}\n  arah makin tinggi\n  capaian Baku\n{of}");
    let given = format!(
        "{base}umum \"7\"\n  arah makin tinggi\n  capaian Baku\n  induk P\n{}{}",
        thing("P", ""),
        thing("PA", "  induk P\n")
    );
    let own = format!(
        "{base}umum \"7\"\n  arah makin tinggi\n  capaian Baku\n{}{}",
        thing("\"7\"", ""),
        thing("\"7.1\"", "")
    );
    for (rules, statement) in
        [(&given, "pagu P = pagu PA"), (&given, "pagu P - pagu PA = 0"), (&own, "pagu \"7\" = pagu \"7.1\"")]
    {
        let answer = judged(rules, statement);
        assert!(matches!(answer, Answer::Refuted(_)), "{statement}: {answer:?}");
    }
    proved(&given, "pagu P >= pagu PA");
    let answer = judged(&given, "jumlah(serapan rincian P) >= serapan PA");
    assert!(matches!(answer, Answer::Proved(Speaks::Of)), "{answer:?}");
}

/// What is proved of money holds of all data that draw no finding, however little a whole is less than its parts.
#[test]
fn data_that_refute_what_is_proved_of_money_are_told() {
    let rules = "umum \"7\"\n\nbesaran JML\n  rumus pagu \"7\" - pagu \"7.1\"\n";
    proved(rules, "JML >= 0");
    let desk = Desk::new();
    desk.put("a.takar", format!("paket \"P\"\n  tahun 2024\n\ndata \"d.csv\"\n\n{rules}"));
    let told = |cells: &str| {
        desk.put("d.csv", format!("Kode;Tahun;Pagu\n{cells}"));
        desk.run("hitung a.takar").contains("H0019")
    };
    assert!(told("7;2024;100\n7.1;2024;100,4\n"));
    assert!(told("7;2024;101\n7.1;2024;100,6\n"));
    assert!(!told("7;2024;100,4\n7.1;2024;100,40\n"));
    // Nobody can tell what a part has; what is there is too much.
    assert!(told("7;2024;100\n7.1;2024;150\n7.2;2024;tidak terdefinisi\n"));
    assert!(!told("7;2024;100\n7.1;2024;60\n7.2;2024;tidak terdefinisi\n"));
}

/// A value beside itself says nothing where it is in force in none of the years.
#[test]
fn values_out_of_force_beside_themselves() {
    let rules = "besaran Z\n  skala 0..5\n  berlaku sampai 2021\n";
    for statement in ["Z <= Z", "Z < Z", "Z <= 3"] {
        let answer = judged(rules, &format!("{statement}\n  berlaku 2023"));
        assert!(matches!(answer, Answer::Proved(Speaks::OfNothing)), "{statement}: {answer:?}");
    }
    proved(rules, "Z <= Z\n  berlaku 2021");
}

/// Over a handful of values each of them is looked at, also where nothing says how the value goes from one to the next, and
/// whether something computed stands beside.
#[test]
fn a_direction_over_few_values_is_decided() {
    let rules = "
aturan capaian C
  jika target = 0 : tidak terdefinisi \"nol\"
  makin tinggi : realisasi / target * 100

aturan konversi Nil
  >= 100 : 4
  >= 60 .. < 100 : 2
  < 60 : 1
  terima loncatan \"demikian\"

aturan konversi Balik
  >= 100 : 1
  < 100 : 2
  terima loncatan \"demikian\"

indikator A
  arah makin tinggi
  capaian C
  skala 0..3
  langkah 1

NA = Nil(capaian A)
NB = Nil(capaian A) + A
NC = Balik(capaian A)
";
    proved(rules, "NA tidak turun bila A naik");
    proved(rules, "NB tidak turun bila A naik");
    proved(rules, "NC tidak naik bila A naik");
    refuted(rules, "NC tidak turun bila A naik");
    refuted(rules, "NA tidak turun bila target A naik");
    // Of a year that is the only one of its stretch nothing else is left open.
    let with_year = rules.replace("NB = Nil(capaian A) + A", "NB = Nil(capaian A) + tahun");
    proved(&with_year, "NB tidak turun bila A naik\n  berlaku 2024");
}
