//! What a program that embeds Takar gets without the features `cli` and `repl`: texts in, values out, no disk.

use takar::data::State;
use takar::engine::Package;
use takar::library::PACKAGES;
use takar::report::table::Missing;
use takar::whatif::{Kept, Reply, Screen, Session};

const RULES: &str = "\
besaran IKM \"Kepuasan Masyarakat\"
  satuan nilai
  skala 25..100

indikator IKPP \"Pelayanan Publik\"
  rumus 1,25 * (IKM / 25)
  satuan nilai
  arah makin tinggi
  capaian Baku
  predikat Baik

aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100
  batas 0..100

aturan predikat Baik
  < 3 : \"Kurang\"
  >= 3 : \"Baik\"

kelompok IKU
  anggota IKPP
  capaian rata_rata(capaian anggota)

data \"iku.csv\"
";

const DATA: &str =
    "unit;kode;tahun;target;nilai\nTimur;IKPP;2024;5;\nTimur;IKM;2024;;81,5\nBarat;IKPP;2024;5;\nBarat;IKM;2024;;\n";

#[test]
fn one_value_is_had_in_one_line() {
    let mut package = Package::new("contoh", [("iku.takar", RULES)]);
    assert!(package.diagnostics().is_empty(), "{:#?}", package.diagnostics());
    let (data, findings) = package.read_data(|_| Ok(DATA.to_string()));
    assert!(findings.is_empty(), "{findings:#?}");
    let run = package.run(&data, 2024).expect("sound rules");

    let shown = |words, unit| run.value(words, unit).map(|cell| cell.words().to_string());
    assert_eq!(shown("capaian IKPP", "Timur").unwrap(), "81,50%");
    assert_eq!(shown("IKPP", "Timur").unwrap(), "4,075");
    assert_eq!(shown("predikat IKPP", "Timur").unwrap(), "Baik");
    assert_eq!(shown("IKU", "Timur").unwrap(), "81,50%", "the code of a group is its achievement");
    const CELL: &str = "realisasi IKM tahun 2024 belum diisi (iku.csv, baris 5, kolom \"nilai\")";
    let missing = run.value("capaian IKPP", "Barat").unwrap().missing.expect("no value");
    assert_eq!(missing, Missing { state: State::NotFilled, reason: CELL.to_string() });

    assert_eq!(
        run.value("IKPP", "Tengah").unwrap_err().to_string(),
        "T0009: tidak ada unit \"Tengah\" dalam data; yang ada: Timur, Barat"
    );
    assert_eq!(run.value("IKPQ", "Barat").unwrap_err().title, "tidak ada yang bernama \"IKPQ\"");
}

#[test]
fn the_packages_built_in_are_sound_and_their_examples_come_out() {
    for builtin in PACKAGES {
        let package = Package::new(builtin.name, builtin.files.iter().copied());
        assert!(package.program().is_some(), "{}: {:#?}", builtin.name, package.diagnostics());
        let examples = package.run_examples();
        assert_eq!((examples.sound, examples.findings.len()), (examples.all, 0), "{}", builtin.name);
    }
}

#[test]
fn questions_about_changes_need_no_disk() {
    let mut package = Package::new("contoh", [("iku.takar", RULES)]);
    let (data, _) = package.read_data(|_| Ok(DATA.to_string()));
    let screen = Screen { width: 80, colour: false };
    let mut session = Session::new(package, data, 2024, screen).expect("sound rules");
    let Reply { text, failed, .. } = session.answer("IKM = 60", &mut Kept::default());
    assert!(!failed, "{text}");
    assert!(text.contains("60,00%"), "{text}");
}

/// What reads a file may end in `?`; the finding tells where the rules name the file.
#[test]
fn a_file_that_is_missing_is_a_finding() {
    let mut package = Package::new("contoh", [("iku.takar", RULES)]);
    let missing = || Err(std::io::Error::from(std::io::ErrorKind::NotFound));
    let (_, findings) = package.read_data(|_| Ok(missing()?));
    let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
    assert_eq!(finding.to_string(), "B0111: berkas ini tidak ditemukan; periksa nama dan foldernya, lalu ulangi");
    let span = finding.span().expect("a place in the rules");
    assert_eq!(&RULES[span.range()], "\"iku.csv\"");
}

/// A name in other case will do where it can mean one unit only.
#[test]
fn the_unit_that_is_called_so_comes_before_one_in_other_case() {
    let rules = "besaran A\nF = A * 2\ndata \"x.csv\"\n";
    let data = "unit;kode;tahun;nilai\nKantor A;A;2024;1\nkantor a;A;2024;2\nBarat;A;2024;3\n";
    let mut package = Package::new("contoh", [("x.takar", rules)]);
    let (data, _) = package.read_data(|_| Ok(data.to_string()));
    let run = package.run(&data, 2024).expect("sound rules");
    let shown = |unit| run.value("F", unit).map(|cell| cell.shown);
    assert_eq!(
        (shown("Kantor A").unwrap(), shown("kantor a").unwrap(), shown("BARAT").unwrap()),
        ("2".into(), "4".into(), "6".into())
    );
    assert!(shown("KANTOR A").unwrap_err().title.contains("tidak ada unit"), "either could be meant");
    let screen = Screen { width: 80, colour: false };
    let mut session = Session::new(package, data, 2024, screen).expect("sound rules");
    assert!(session.answer("unit \"kantor a\"", &mut Kept::default()).text.contains("kantor a"));
    assert!(session.answer("F", &mut Kept::default()).text.contains('4'));
}
