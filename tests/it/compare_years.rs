//! `bandingkan` over codes that `umum` makes of the data, under every pair of a list of `umum`: one package at two dates tells
//! what two folders tell, what is told of a side is what that side computes by itself, nothing else is other, and the way back
//! tells the same turned round.

use super::compare_oracle;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use takar::compare::{Side, compare};
use takar::data::Dataset;
use takar::engine::Package;
use takar::program::Role;
use takar::resolve;

const RULES: &str = "paket \"P\"
  tahun 2024
data \"d.csv\"
aturan capaian C
  jika target = 0 : tidak terdefinisi \"nol\"
  makin tinggi : realisasi / target * 100
  makin rendah : (2 * target - realisasi) / target * 100
aturan capaian D
  makin tinggi : realisasi
  makin rendah : 100 - realisasi
indikator A
  arah makin tinggi
  capaian C
indikator B
  arah makin tinggi
  capaian C
besaran Q
RA = rata_rata(capaian rincian A)
RB = jumlah(pagu rincian B)
";

/// What may be said of codes of the data, in one version.
const GENERALS: [&[&str]; 11] = [
    &[],
    &["7 arah makin tinggi, capaian C, induk A"],
    &["7 arah makin tinggi, capaian C, induk B"],
    &["7 arah makin tinggi, capaian C"],
    &["7 arah makin rendah, capaian C, induk A"],
    &["7 arah makin tinggi, capaian D, batas 0..8, induk A"],
    &["7 arah makin tinggi, capaian C, skala 0..6, induk A"],
    &["7.02 arah makin tinggi, capaian C, induk A"],
    &["7 arah makin tinggi, capaian C, induk A", "7.01 arah makin tinggi, capaian D, induk B"],
    &["7 satuan nilai, induk A"],
    &["7.01 arah makin tinggi, capaian C, bulat 0, induk B", "8 arah makin tinggi, capaian C, induk A"],
];

/// The first and the second have rows of 2024 of every code.
const DATA: [&str; 4] = [
    "A;2024;80;70;\n7.01;2024;10;5;50\n7.01.01;2024;10;4;30\n7.02;2024;9;7;60\n8.1;2024;3;3;5\n",
    "A;2024;80;70;\n7.01;2023;10;6;40\n7.01;2024;10;5;50\n7.01.01;2023;5;4;3\n7.01.01;2024;10;4;30\n7.02;2024;9;7;60\n8.1;2024;3;3;5\n",
    "A;2024;80;70;\nA;2023;80;60;\n7.01;2023;10;5;50\n7.02;2023;9;7;60\n8.1;2023;3;3;5\n",
    "A;2024;80;70;\n7.01;2023;10;6;40\n7.01;2024;10;5;50\n7.02;2024;9;7;60\n7.03;2022;1;1;1\n7.03;2025;2;1;1\n8.1;2023;3;3;5\n",
];

fn blocks(generals: &[&str], years: &str) -> String {
    let one = |general: &&str| {
        let (prefix, lines) = general.split_once(' ').expect("a prefix and lines");
        let lines = lines.split(", ").filter(|line| !line.is_empty());
        lines.fold(format!("umum \"{prefix}\"\n{years}"), |text, line| format!("{text}  {line}\n"))
    };
    generals.iter().map(one).collect()
}

fn package(generals: &str, data: &str) -> (Package, Dataset) {
    let rules = format!("{RULES}{generals}");
    let mut package = Package::new("p", [("p.takar", rules.as_str())]);
    assert!(package.program().is_some(), "{rules}\n{:#?}", package.diagnostics());
    let (read, _) = package.read_data(|_| Ok(format!("kode;tahun;target;realisasi;pagu\n{data}")));
    (package, read)
}

/// Every value that rules compute of 2024, by code and role, as `hitung` does it; the data are of one unit.
fn values((package, data): &(Package, Dataset)) -> BTreeMap<(String, &'static str), String> {
    const ROLES: &[(Role, &str)] =
        &[(Role::Achievement, "capaian"), (Role::Value, "nilai"), (Role::Target, "target"), (Role::Budget, "pagu")];
    let program = resolve::with_data(package.program().expect("sound"), data);
    let all = compare_oracle::values(&program, data, 2024, ROLES);
    all.into_iter().map(|((_, role, code), value)| ((code, role), value)).collect()
}

type Said = (Vec<String>, BTreeMap<(String, String), [String; 2]>);

/// Changes in words, and the shown values of both sides by code and role; every value has its causes.
fn said(sides: [Side; 2], data: &Dataset, package: &Package) -> Said {
    let json = compare(sides[0], sides[1], data, &|program| package.read_as(program, data)).json;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let words = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_string();
    let changes = json["perubahan"].as_array().expect("changes").iter();
    let changes = changes.map(|one| ["pada", "bagian", "lama", "baru"].map(|key| words(one, key)).join(" | "));
    let mut changes: Vec<String> = changes.collect();
    changes.sort();
    let effects = json["akibat"].as_array().expect("effects").iter().map(|one| {
        let causes = one["sebab"]["gabungan"].as_array().map_or(0, Vec::len);
        assert!(causes > 0, "no cause: {one}\n{:#}", json["perubahan"]);
        ((words(one, "kode"), words(one, "peran")), ["lama", "baru"].map(|side| words(&one[side], "tampil")))
    });
    (changes, effects.collect())
}

#[test]
fn two_dates_tell_what_two_folders_tell() {
    let mut silent = 0;
    let mut told = 0;
    for (first, second) in (0..GENERALS.len()).flat_map(|a| (0..GENERALS.len()).map(move |b| (a, b))) {
        // Each pair with other data; with all of them where there is time.
        let is_meant = |at: &usize| crate::sample::is_long() || (first * 3 + second) % DATA.len() == *at;
        for (at, data) in DATA.into_iter().enumerate().filter(|(at, _)| is_meant(at)) {
            let [old, new] = [first, second].map(|at| package(&blocks(GENERALS[at], ""), data));
            let side = |one: &(Package, Dataset), year| (one.0.program().expect("sound").clone(), year);
            let of = |one: &(Package, Dataset), other: &(Package, Dataset), years: [i32; 2]| {
                let programs = [side(one, years[0]), side(other, years[1])];
                let sources = [one.0.sources(), other.0.sources()];
                let sides =
                    [0, 1].map(|at| Side { program: &programs[at].0, sources: sources[at], year: programs[at].1 });
                said(sides, &other.1, &other.0)
            };
            let context = format!("{:?}\n{:?}\n{data}", GENERALS[first], GENERALS[second]);
            let folders = of(&old, &new, [2024, 2024]);

            // What is told is what each side has, and what is not told is the same.
            let own = [values(&old), values(&new)];
            let keys: BTreeSet<&(String, &str)> = own.iter().flat_map(BTreeMap::keys).collect();
            let codes: BTreeSet<&String> = folders.1.keys().map(|(code, _)| code).collect();
            for key in keys {
                let sides = [0, 1].map(|side| own[side].get(key));
                let is_told = folders.1.get(&(key.0.clone(), key.1.to_string()));
                let is_blank =
                    |side: Option<&String>| side.is_none_or(|it| ["belum diisi", "tidak berlaku"].contains(&&**it));
                let is_aside = sides.into_iter().all(is_blank)
                    && (codes.contains(&key.0) || sides[0].is_some() == sides[1].is_some());
                assert!(
                    is_told.is_some() == (sides[0] != sides[1]) || is_aside,
                    "{key:?} {sides:?} {is_told:?}\n{context}"
                );
                for (said, side) in is_told.into_iter().flatten().zip(sides) {
                    assert_eq!(said == "tidak ada", side.is_none(), "{key:?}\n{context}");
                }
            }

            // The way back.
            let back = of(&new, &old, [2024, 2024]);
            let turned = back.1.iter().map(|(key, [a, b])| (key.clone(), [b.clone(), a.clone()]));
            assert_eq!(folders.1, turned.collect(), "{context}");

            let rules = blocks(GENERALS[first], "  berlaku sampai 2023\n")
                + &blocks(GENERALS[second], "  berlaku mulai 2024\n");
            let one = package(&rules, data);
            // A row before the first year of an `umum` is not read, so codes of older rows alone are others at two dates.
            if first != second && at < 2 {
                let dates = of(&one, &one, [2023, 2024]);
                assert_eq!(folders.1, dates.1, "{context}");
                assert_eq!(folders.0, dates.0, "{context}");
            }
            silent += usize::from(folders.1.is_empty());
            told += folders.1.len();
        }
    }
    assert!(silent >= 11 && told > 300, "{silent} {told}");
}
