//! Packages that use packages that use packages: whose definition counts, in which years.

use takar::engine::Package;
use takar::report::diagnostics::render;

const RULE: &str =
    "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
const INDICATOR: &str = "indikator I\n  arah makin tinggi\n  capaian Baku\n";

/// What is told of rules, with packages beside them; nothing where all examples hold.
fn told(own: &str, others: &[(&str, &str)]) -> String {
    let find = |name: &str| {
        let text = others.iter().find(|(known, _)| *known == name)?.1;
        Some(vec![(format!("{name}/aturan.takar"), text.to_string())])
    };
    let package = Package::with_library("Kasus", [("iku.takar", own)], find);
    let found = [package.diagnostics().to_vec(), package.examples()].concat();
    render(package.sources(), &found, false)
}

/// An example that the achievement of 150 of 100 is so much in a year.
fn example(year: i32, hundredths: u32) -> String {
    format!(
        "contoh \"{year}\"\n  tahun {year}\n  diketahui target I = 100; I = 150\n  hasil capaian I = {hundredths}\n"
    )
}

fn rule(cap: u32) -> String {
    format!("{RULE}  batas 0..{cap}\n")
}

/// An own `umum` takes the place of one of a used package in its years; the others stay as they were.
#[test]
fn an_umum_is_replaced_in_its_years() {
    let own = format!("gunakan \"lain\"\n{RULE}{INDICATOR}");
    let check = |umum: &str, years: &[(i32, u32)], others: &[(&str, &str)]| {
        let examples: String = years.iter().map(|(year, value)| example(*year, *value)).collect();
        assert_eq!(told(&format!("{own}{umum}{examples}"), others), "", "{umum}");
    };
    let lain = [("lain", "umum\n  batas 0..100\n")];
    check("umum\n  berlaku mulai 2024\n  batas 0..120\n", &[(2023, 100), (2024, 120)], &lain);
    check("umum\n  berlaku 2024\n  batas 0..120\n", &[(2023, 100), (2024, 120), (2025, 100)], &lain);
    check("umum\n  batas 0..120\n", &[(2023, 120), (2024, 120)], &lain);
    let versions = [("lain", "umum\n  batas 0..100\numum\n  berlaku mulai 2022\n  batas 0..110\n")];
    check("umum\n  berlaku 2023\n  batas 0..120\n", &[(2021, 100), (2022, 110), (2023, 120), (2024, 110)], &versions);
    // A package that uses another stands above it, for whoever uses it.
    let nested = [
        ("lain", "gunakan \"dasar\"\numum\n  berlaku mulai 2023\n  batas 0..110\n"),
        ("dasar", "umum\n  batas 0..100\n"),
    ];
    check("umum\n  berlaku 2024\n  batas 0..120\n", &[(2022, 100), (2023, 110), (2024, 120), (2025, 110)], &nested);
}

#[test]
fn two_used_packages_clash_where_no_own_umum_speaks() {
    let others = [("satu", "umum\n  batas 0..100\n"), ("dua", "umum\n  batas 0..90\n")];
    let own = "gunakan \"satu\"\ngunakan \"dua\"\n";
    insta::assert_snapshot!(told(&format!("{own}umum\n  berlaku mulai 2024\n  batas 0..120\n"), &others));
    assert_eq!(told(&format!("{own}umum\n  batas 0..120\n"), &others), "");
}

/// `ganti` is a way out where two used packages have the same.
#[test]
fn replacing_what_two_packages_have() {
    let (first, second) = (rule(100), rule(90));
    let others = [("satu", first.as_str()), ("dua", second.as_str())];
    let own = format!("gunakan \"satu\"\ngunakan \"dua\"\n{INDICATOR}");
    let replaced = format!("{own}ganti {}{}", rule(120), example(2023, 120));
    assert_eq!(told(&replaced, &others), "");
    let partly = format!("{own}ganti {}  berlaku mulai 2024\n", rule(120));
    insta::assert_snapshot!(told(&partly, &others));
}

/// What a used package replaces itself is replaced for its users too.
#[test]
fn what_a_used_package_replaces() {
    let (lain, dasar) = (format!("gunakan \"dasar\"\nganti {}", rule(110)), rule(100));
    let others = [("lain", lain.as_str()), ("dasar", dasar.as_str())];
    let own = format!("gunakan \"lain\"\n{INDICATOR}{}", example(2024, 110));
    assert_eq!(told(&own, &others), "");
    assert_eq!(told(&own.replace("gunakan \"lain\"\n", "gunakan \"dasar\"\ngunakan \"lain\"\n"), &others), "");
    let again = format!("gunakan \"lain\"\n{INDICATOR}ganti {}  berlaku 2024\n", rule(120));
    assert_eq!(told(&format!("{again}{}{}", example(2024, 120), example(2023, 110)), &others), "");
    let later = format!("{lain}  berlaku mulai 2023\n");
    let others = [("lain", later.as_str()), ("dasar", dasar.as_str())];
    assert_eq!(told(&format!("{again}{}{}", example(2023, 110), example(2022, 100)), &others), "");
    // Without `ganti` it is a mistake of that package, which nobody else can mend but by an own version.
    let slip = lain.replace("ganti ", "");
    let others = [("lain", slip.as_str()), ("dasar", dasar.as_str())];
    insta::assert_snapshot!(told(&format!("gunakan \"lain\"\n{INDICATOR}"), &others));
}

/// An `umum` with a longer prefix takes the place of a shorter one in its years only, for named codes and codes of data.
#[test]
fn a_longer_prefix_speaks_in_its_years() {
    let long = "umum \"7.01\"\n  berlaku mulai 2024\n  arah makin tinggi\n  capaian Baku\n  batas 0..120\n";
    let named = "indikator \"7.01.02\"\n  arah makin tinggi\n  capaian Baku\n";
    let example = |year: i32, hundredths: u32| {
        let code = "\"7.01.02\"";
        format!(
            "contoh \"{year}\"\n  tahun {year}\n  diketahui target {code} = 100; {code} = 150\n  hasil capaian {code} = {hundredths}\n"
        )
    };
    let examples = [example(2023, 100), example(2024, 120)].concat();
    assert_eq!(told(&format!("{RULE}umum\n  batas 0..100\n{long}{named}{examples}"), &[]), "");
    let short = "umum \"7\"\n  arah makin tinggi\n  capaian Baku\n  batas 0..100\n";
    assert_eq!(told(&format!("{RULE}{short}{long}{examples}"), &[]), "");
    let package = ("lain", "umum \"7.01\"\n  arah makin tinggi\n  capaian Baku\n  batas 0..100\n");
    assert_eq!(told(&format!("gunakan \"lain\"\n{RULE}{long}{examples}"), &[package]), "");
}
