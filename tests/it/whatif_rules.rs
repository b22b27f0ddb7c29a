//! Sessions that change rules: what comes out is what the same rule in the file gives.

use super::whatif_parts::holds;
use takar::engine::{Package, has_errors};
use takar::whatif::{Kept, Screen, Session};

/// The answer to a line that has to be understood.
fn answer(session: &mut Session, line: &str, shelf: &mut Kept) -> String {
    let reply = session.answer(line, shelf);
    assert!(!reply.failed, "{line}\n{}", reply.text);
    reply.text
}

/// A package that uses others, over data.
fn over(rules: &str, used: &[(&str, &str)], data: &str) -> Session {
    let used: Vec<(String, String)> = used.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
    let find = move |name: &str| {
        let text = &used.iter().find(|(known, _)| known == name)?.1;
        Some(vec![(format!("{name}.takar"), text.clone())])
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

/// A session over data that may be wrong.
fn loose(rules: &str, data: &str) -> (Session, Vec<String>) {
    let mut package = Package::new("contoh", [("aturan.takar", rules)]);
    assert!(!has_errors(package.diagnostics()), "{rules}\n{:#?}", package.diagnostics());
    let (data, findings) = package.read_data(|_| Ok(data.to_string()));
    let codes =
        findings.iter().map(|one| format!("{:?}", one.code).replace("Code(", "").replace(['"', ')'], "")).collect();
    (Session::new(package, data, 2024, Screen { width: 200, colour: false }).expect("a session"), codes)
}

/// The data are read again under the changed rule: what comes out is what the rule in the file gives.
#[test]
fn data_are_read_under_the_changed_rule() {
    let rules = |a: &str, s: &str| {
        format!(
            "paket \"P\"\n  tahun 2024\naturan predikat Q\n  < 50 : \"Kurang\"\n  >= 50 : \"Baik\"\nbesaran A\n{a}  predikat Q\n\
             besaran S\n{s}F = S * 2\nG = jika ada(A) maka 1 selain itu 2\ndata \"d.csv\"\n"
        )
    };
    let (plain, quarters) = (
        "unit;kode;tahun;nilai\nU1;A;2024;20 orang\nU2;A;2024;7\nU1;S;2024;4\nU1;A;2023;30\n",
        "unit;kode;tahun;triwulan;nilai\nU1;S;2024;1;3\nU1;S;2024;2;4\nU1;A;2024;;20\n",
    );
    for (line, changed, data, code) in [
        ("ubah A skala 0..10", rules("  satuan orang\n  skala 0..10\n", ""), plain, "D0020"),
        ("ubah A satuan persen", rules("  satuan persen\n", ""), plain, "D0015"),
        ("ubah A satuan dokumen", rules("  satuan dokumen\n", ""), plain, "D0015"),
        ("ubah A skala 0..20", rules("  satuan orang\n  skala 0..20\n", ""), plain, "D0020"),
        ("ubah A langkah 15", rules("  satuan orang\n  langkah 15\n", ""), plain, "D"),
        ("ubah S triwulan jumlah", rules("  satuan orang\n", "  triwulan jumlah\n"), quarters, ""),
        ("ubah S tampil 1", rules("  satuan orang\n", "  tampil 1\n"), plain, ""),
    ] {
        let (mut session, before) = loose(&rules("  satuan orang\n", ""), data);
        let (mut written, after) = loose(&changed, data);
        let text = answer(&mut session, line, &mut Kept::default());
        assert!(code.is_empty() || after.iter().any(|one| one.contains(code)), "{line}: {after:?}");
        for new in after.iter().filter(|one| !before.contains(one)) {
            assert!(text.contains(new.as_str()), "{line}: {new}\n{text}");
        }
        for unit in ["U1", "U2"] {
            for question in ["A", "predikat A", "A[2023]", "S", "F", "G", "S[triwulan 2]"] {
                let [one, other] = [&mut session, &mut written].map(|session| {
                    session.answer(&format!("unit {unit}"), &mut Kept::default());
                    session.answer(question, &mut Kept::default()).text
                });
                assert_eq!(one, other, "{line}, {unit}: {question}");
            }
        }
        // What is taken back is read as before.
        answer(&mut session, "unit U1", &mut Kept::default());
        answer(&mut session, "awal", &mut Kept::default());
        let (mut first, _) = loose(&rules("  satuan orang\n", ""), data);
        assert_eq!(answer(&mut session, "A", &mut Kept::default()), answer(&mut first, "A", &mut Kept::default()));
    }
}

/// What came from memory has no file to be read again, and stays; a scenario is reviewed as its rules read the data.
#[test]
fn cells_of_memory_stay_and_scenarios_are_reviewed() {
    let rules =
        "paket \"P\"\n  tahun 2024\nbesaran A\n  satuan orang\nbesaran B\nF = A + B * 1 orang\ndata \"d.csv\"\n";
    let rules = rules.replace(" + B * 1 orang", "").replace("besaran B\n", "besaran B\nG = B * 2\n");
    let mut package = Package::new("contoh", [("aturan.takar", rules)]);
    let (mut data, _) = package.read_data(|_| Ok("kode;tahun;nilai\nA;2024;20\n".into()));
    data.set_number("B", takar::data::Field::Value, 2024, 5.into());
    let id = package.keep("skenario/s.takar", "skenario \"s\"\n  tahun 2024\n\nubah A\n  skala 0..10\n");
    let found = takar::whatif::review(&package, id, &data, 2024);
    assert!(found.len() == 1 && format!("{:?}", found[0].code).contains("D0020"), "{found:?}");
    let mut session = Session::new(package, data, 2024, Screen { width: 200, colour: false }).expect("a session");
    holds(&mut session, "ubah A skala 0..10", "di luar skala");
    holds(&mut session, "G", "G = 10");
    holds(&mut session, "F", "tidak dapat dihitung");
}

/// The steps that stand in a rule, an indicator, a group; and those of a change.
const STEPS: [&[&str]; 5] =
    [&[], &["batas 0..100"], &["bulat 0"], &["batas 0..100", "bulat 0"], &["bulat 0", "batas 0..100"]];
const CHANGED: [&[&str]; 5] = [
    &["batas 0..114,6"],
    &["bulat -1"],
    &["batas 0..114,6", "bulat -1"],
    &["bulat -1", "batas 0..114,6"],
    &["bulat -1", "catatan \"x\"", "batas 0..114,6"],
];

/// The steps as a person edits them: each changed one where the old one stands, a new one beside the other of the change,
/// else behind all.
fn edited(steps: &[&'static str], changed: &[&'static str]) -> Vec<&'static str> {
    let word = |step: &str| step.split(' ').next().unwrap_or_default().to_string();
    let changed: Vec<&str> = changed.iter().copied().filter(|step| !step.starts_with("catatan")).collect();
    let of_change = |step: &str| changed.iter().copied().find(|new| word(new) == word(step));
    let mut all: Vec<&str> = steps.iter().map(|step| of_change(step).unwrap_or(step)).collect();
    if all.iter().all(|step| !changed.contains(step)) {
        all.extend(changed);
    } else if let Some(new) = changed.iter().find(|step| !all.contains(step)) {
        let is_first = changed[0] == *new;
        let other = all.iter().position(|step| changed.contains(step)).unwrap_or_default();
        all.insert(other + usize::from(!is_first), new);
    }
    all
}

/// Each line of a change takes the place of the one of its kind, in whatever order the change has them.
#[test]
fn steps_of_a_change_stand_where_the_old_ones_stood() {
    let lines = |steps: &[&str]| steps.iter().map(|step| format!("  {step}\n")).collect::<String>();
    let rules = |owner: usize, steps: &[&str]| {
        let [rule, indicator, group] = [0, 1, 2].map(|at| if at == owner { lines(steps) } else { String::new() });
        let rule = format!(
            "aturan capaian R\n  jika target = 1 : 5\n  jika target = 2 : 6\n  makin tinggi : realisasi / target * 100\n{rule}  \
             terima arah terbalik \"x\"\n"
        );
        let rest = format!(
            "indikator A\n  arah makin tinggi\n{indicator}  capaian R\n\
             kelompok G\n{group}  anggota A\n  capaian rata_rata(capaian anggota)\n"
        );
        (rule, rest)
    };
    let (data, mut compared) = ("kode;tahun;target;nilai\nA;2024;40;60\n", 0);
    let asked = ["capaian A", "capaian G", "capaian_terbatas A"];
    let answers = |session: &mut Session| asked.map(|line| answer(session, line, &mut Kept::default()));
    for (owner, name) in ["R", "A", "G", "R"].into_iter().enumerate() {
        for steps in STEPS {
            let start = |steps: &[&str]| -> Session {
                let (rule, rest) = rules(owner % 3, steps);
                let head = "paket \"M\"\n  tahun 2024\ndata \"d.csv\"\n";
                let used = format!("paket \"D\"\n{rule}");
                match owner {
                    3 => over(&format!("{head}gunakan \"dasar\"\n{rest}"), &[("dasar", &used)], data),
                    _ => over(&format!("{head}{rule}{rest}"), &[], data),
                }
            };
            let begun = start(steps);
            for changed in CHANGED {
                let change = format!("ubah {name}\n{}", lines(changed));
                let right = answers(&mut start(&edited(steps, changed)));
                let mut session = begun.clone();
                answer(&mut session, &change, &mut Kept::default());
                assert_eq!(answers(&mut session), right, "{steps:?} after {change}");
                let mut shelf = Kept::default();
                answer(&mut session, "skenario simpan s", &mut shelf);
                let mut session = begun.clone();
                answer(&mut session, "skenario buka s", &mut shelf);
                assert_eq!(answers(&mut session), right, "{steps:?} after opening {change}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 100);
    // Rows that are one list take the place of the list, whatever stands between them.
    let (rule, rest) = rules(0, STEPS[3]);
    let mut session = over(&format!("paket \"M\"\n  tahun 2024\ndata \"d.csv\"\n{rule}{rest}"), &[], data);
    let change = "ubah R\n  batas 0..200\n  jika target = 40 : 150,6\n  makin tinggi : realisasi / target * 100\n  jika target = 41 : 7\n";
    answer(&mut session, change, &mut Kept::default());
    for (line, part) in [("capaian A", "= 151"), ("target A = 41", "7,00%"), ("target A = 2", "200,00%")] {
        holds(&mut session, line, part);
    }
}
