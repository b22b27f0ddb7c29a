//! What planners were promised, each as a test: rounding of bands, weights that change, comparisons that are refused.

use takar::data::Dataset;
use takar::engine::Package;
use takar::report::table::Table;

/// The examples of a package in one text come out as they say.
fn holds(rules: &str) {
    let package = Package::new("uji", [("uji.takar", rules)]);
    let findings = takar::report::diagnostics::render(package.sources(), package.diagnostics(), false);
    assert!(package.program().is_some(), "{findings}");
    let failed = package.examples();
    assert!(failed.is_empty(), "{}", takar::report::diagnostics::render(package.sources(), &failed, false));
}

fn tables(rules: &str, year: i32) -> Vec<Table> {
    let package = Package::new("uji", [("uji.takar", rules)]);
    let findings = takar::report::diagnostics::render(package.sources(), package.diagnostics(), false);
    let data = Dataset::new();
    let run = package.run(&data, year);
    run.unwrap_or_else(|| panic!("{findings}")).tables()
}

/// The lift of the office from Baik to Istimewa, with an uncapped mean: the mean of AKIP/73,5 and 8,3/8,7 passes 110
/// from AKIP 91,58 on where the band takes the value as it is, and from 91,59 on where it first rounds to two places.
#[test]
fn the_rounding_of_a_band_decides_the_band_only() {
    let rules = |round: &str, at_58: &str| {
        format!(
            "aturan capaian TanpaBatas
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100

aturan predikat Ordinal
{round}  > 110 : \"Istimewa\"
  > 90 .. 110 : \"Baik\"
  <= 90 : \"Cukup\"

indikator AKIP
  arah makin tinggi
  capaian TanpaBatas

indikator IKPP
  arah makin tinggi
  capaian TanpaBatas

kelompok IKU
  anggota AKIP; IKPP
  capaian rata_rata(capaian anggota)
  predikat Ordinal

contoh \"91,57\"
  diketahui target AKIP = 73,5; AKIP = 91,57; target IKPP = 8,7; IKPP = 8,3
  hasil predikat IKU = \"Baik\"

contoh \"91,58\"
  diketahui target AKIP = 73,5; AKIP = 91,58; target IKPP = 8,7; IKPP = 8,3
  hasil predikat IKU = \"{at_58}\"
  hasil IKU = (91,58/73,5*100 + 8,3/8,7*100) / 2

contoh \"91,59\"
  diketahui target AKIP = 73,5; AKIP = 91,59; target IKPP = 8,7; IKPP = 8,3
  hasil predikat IKU = \"Istimewa\"
"
        )
    };
    holds(&rules("", "Istimewa"));
    holds(&rules("  bulat 2 biasa\n", "Baik"));
}

/// New weights from 2025 on are one edit, and 2024 keeps its numbers.
#[test]
fn weights_change_from_a_year_on() {
    holds(
        "gunakan \"ipp\"

ganti kelompok AspekIPP \"Enam aspek, bobot baru\"
  berlaku mulai 2025
  anggota AspekKebijakan; AspekSDM; AspekSarpras; AspekSIPP; AspekKonsultasi; AspekInovasi
  bobot AspekKebijakan 20%; AspekSDM 20%; AspekSarpras 20%; AspekSIPP 20%; AspekKonsultasi 10%; AspekInovasi 10%
  capaian rata_rata_tertimbang(nilai anggota)

contoh \"tahun 2024\"
  tahun 2024
  diketahui AspekKebijakan = 5; AspekSDM = 4; AspekSarpras = 4; AspekSIPP = 4; AspekKonsultasi = 4; AspekInovasi = 4
  hasil IPP = 4,3

contoh \"tahun 2025\"
  tahun 2025
  diketahui AspekKebijakan = 5; AspekSDM = 4; AspekSarpras = 4; AspekSIPP = 4; AspekKonsultasi = 4; AspekInovasi = 4
  hasil IPP = 4,2
",
    );
}

const TWO_SETS: &str = "
aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100

indikator A
  arah makin tinggi
  capaian Baku

indikator B
  arah makin tinggi
  capaian Baku

kelompok IKU
  berlaku sampai 2023
  anggota A
  capaian rata_rata(capaian anggota)

tabel T
  baris IKU
  kolom selisih(capaian IKU; capaian IKU[2023]) \"Selisih\"
";

/// Years of a group whose members differ are not compared, unless the group says why they may be.
#[test]
fn years_with_other_members_are_not_compared() {
    let group = "
kelompok IKU
  berlaku mulai 2024
  anggota A; B
  capaian rata_rata(capaian anggota)
";
    let refused = tables(&format!("{TWO_SETS}{group}"), 2024);
    let reason = refused[0].rows[0][0].missing.as_ref().expect("refused").reason.clone();
    assert_eq!(reason, "tidak dibandingkan: anggota IKU tahun 2024 berbeda dari tahun 2023");

    let admitted = tables(&format!("{TWO_SETS}{group}  terima anggota berbeda \"Renstra baru\"\n"), 2024);
    let reason = admitted[0].rows[0][0].missing.as_ref().expect("no data").reason.clone();
    assert_eq!(reason, "target A tahun 2024 belum diisi");
    assert_eq!(admitted[0].remarks, ["IKU dibandingkan walaupun anggotanya berbeda: Renstra baru"]);
}

/// What refutes a promise is offered for pasting, as a screen of 80 columns shows it: pasted so, it is an example that comes out.
#[test]
fn a_refutation_survives_the_width_of_a_screen() {
    let long = "PENGADUAN_SELESAI_TEPAT";
    let quarterly = |name: &str| {
        format!(
            "indikator {name}\n  satuan nilai\n  skala 0..3\n  langkah 1\n  arah makin tinggi\n  triwulan jumlah\n  capaian Baku\n"
        )
    };
    let base = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
    let cases = [
        format!("{base}{}buktikan A <= A[triwulan 1]\n", quarterly("A")),
        format!("{base}{}buktikan pagu A - serapan A >= 0\n", quarterly("A")),
        format!("{base}{}buktikan {long} <= {long}[triwulan 1]\n", quarterly(long)),
        format!("{base}{0}buktikan capaian {long} <= 100 dan {long} > target {long}\n", quarterly(long)),
        // A part that is not filled is one by its row, and only in the years of its rows.
        "umum \"7\"\nbuktikan jika ada(pagu \"7.01.02\") maka ada(pagu \"7.01\")\n".to_string(),
        "umum \"7\"\nF = jumlah(serapan rincian \"7.1\")\nbuktikan jika F[2023] >= pagu \"7.1.1\" atau pagu \"7.2\" > 2 maka tahun = 2023\n".to_string(),
        format!("{base}  rentang : jika realisasi > target_atas maka target_atas / realisasi * 100 selain itu 100\nindikator A\n  arah rentang\n  capaian Baku\nbuktikan jika target_bawah A < target_atas A dan target A < 10 maka A > 5\n"),
    ];
    for rules in cases {
        let package = Package::new("uji", [("uji.takar", rules.as_str())]);
        let found = package.prove_promises();
        assert_eq!(found.refuted, 1, "{rules}");
        let shown = takar::report::diagnostics::render_within(package.sources(), &found.findings, 80, false);
        let pasted: Vec<&str> = shown.split("tempel:\n").nth(1).expect("an example").lines().collect();
        let end = pasted.iter().position(|line| line.trim().is_empty()).unwrap_or(pasted.len());
        let indent = pasted[0].len() - pasted[0].trim_start().len();
        let example: Vec<&str> = pasted[..end].iter().map(|line| line.get(indent..).unwrap_or_default()).collect();
        assert!(pasted[..end].iter().all(|line| line.chars().count() <= 80), "{shown}");
        let rules = rules.split("buktikan").next().expect("rules");
        let with = format!("{rules}\n{}\n", example.join("\n"));
        let package = Package::new("uji", [("uji.takar", with.as_str())]);
        let findings = takar::report::diagnostics::render(package.sources(), package.diagnostics(), false);
        assert!(package.program().is_some(), "{shown}\n{findings}");
        assert!(example[0].starts_with("contoh"), "{with}");
        // Quarters that do not make up the year of their own are told; the results come out.
        let failed = package.examples();
        assert!(failed.iter().all(|one| one.code.to_string() == "H0010"), "{with}\n{failed:?}");
    }
}

/// Inside a bracket a line goes on below with a value of a kind that begins a field elsewhere; of the ways of a statement the
/// two that there are are offered.
#[test]
fn values_below_a_bracket_and_the_two_ways() {
    let base = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\nindikator IA\n  arah makin tinggi\n  capaian Baku\n";
    for formula in ["(jika IA > 0 maka 3 selain itu\n  capaian IA)", "min(300;\n  capaian IA)", "(\n  capaian IA)"] {
        let text = format!("{base}G = {formula}\n");
        let package = Package::new("uji", [("uji.takar", text.as_str())]);
        assert!(package.program().is_some(), "{text}{:?}", package.diagnostics());
    }
    // Where no value has to come, the bracket alone is told, and the field is one.
    let open = format!("H = (3\n{base}");
    let package = Package::new("uji", [("uji.takar", open.as_str())]);
    assert_eq!(package.diagnostics().len(), 1, "{:?}", package.diagnostics());
    let ways = ["capaian IA turun bila target IA naik", "IA naik bila IA naik"];
    let shown = ways.map(|way| {
        let text = format!("{base}buktikan {way}\n");
        let package = Package::new("uji", [("uji.takar", text.as_str())]);
        takar::report::diagnostics::render(package.sources(), package.diagnostics(), false)
    });
    insta::assert_snapshot!(shown.join("\n"));
}

/// Of what only the data tell nothing is proved: how many parts there are, which of them a statement does not name, and words.
#[test]
fn what_only_the_data_tell_is_not_proved() {
    let scaled = "F = nilai \"7.1\"\numum \"7\"\n  skala 0..2\n  langkah 1\n  arah makin tinggi\n  capaian Baku\naturan capaian Baku\n  makin tinggi : realisasi\n";
    let money = "umum \"7\"\nbesaran X\n";
    let open = [
        (scaled, "jika nilai \"7.1\" = 1 maka jumlah(nilai rincian \"7\") <= 3"),
        (scaled, "jika nilai \"7.1\" >= 0 maka banyaknya(nilai rincian \"7\") <= 2"),
        (scaled, "jika nilai \"7.1\" = 0 maka rata_rata(nilai rincian \"7\") <= 1"),
        (scaled, "(jika nilai \"7.1\" = 0 maka median(nilai rincian \"7\") selain itu 0) <= 1"),
        (money, "jika pagu \"7.2\" > 0 maka peringkat(pagu \"7.1\"; pagu rincian \"7\") <= 3"),
        (money, "banyaknya(pagu rincian \"7.1\") = 0"),
        (money, "jumlah(pagu rincian \"7.1\") <= 5"),
        (money, "jumlah(pagu turunan \"7\") >= pagu \"7.1\""),
        (money, "sasaran \"7.1\" <> \"Pelayanan\""),
        (money, "nama \"7.1\" = \"7.1\""),
        (money, "(jika satuan X = \"orang\" maka 1 selain itu 0) = 0"),
    ];
    let judged = |(rules, says): (&str, &str)| {
        let text = format!("{rules}buktikan {says}\n");
        let package = Package::new("uji", [("uji.takar", text.as_str())]);
        let findings = takar::report::diagnostics::render(package.sources(), package.diagnostics(), false);
        assert!(package.program().is_some(), "{text}{findings}");
        let found = package.prove_promises();
        (found.proved, takar::report::diagnostics::render(package.sources(), &found.findings, false))
    };
    let told = open.map(|one| {
        let (proved, told) = judged(one);
        assert_eq!(proved, 0, "{one:?}");
        told
    });
    insta::assert_snapshot!(told.join("\n"));
    // What holds for any number of parts is: sums of amounts without an end, and what lies between values of which each
    // may be any.
    let proved = [
        (money, "jumlah(pagu rincian \"7\") >= pagu \"7.1\""),
        (scaled, "rata_rata(nilai rincian \"7\") <= 2"),
        (scaled, "0 <= terkecil(capaian rincian \"7\")"),
    ];
    for one in proved {
        let (proved, told) = judged(one);
        assert_eq!((proved, told.as_str()), (1, ""), "{one:?}");
    }
}
