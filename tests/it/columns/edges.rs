//! Ties, edges, and plans of which only a part fits columns.

use super::*;

/// Six achievements whose mean is exactly 78,925, and numbers around every edge.
#[test]
fn ties_and_edges() {
    let rules = "
aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100
  batas 0..120
aturan predikat P
  > 90 : \"A\"
  > 78,925 .. 90 : \"B\"
  > 50 .. 78,925 : \"C\"
  <= 50 : \"D\"
indikator A
  arah makin tinggi
  capaian Baku
  predikat P
indikator B
  arah makin tinggi
  capaian Baku
indikator C
  arah makin tinggi
  capaian Baku
indikator D
  arah makin tinggi
  capaian Baku
indikator E
  arah makin tinggi
  capaian Baku
indikator F
  arah makin tinggi
  capaian Baku
kelompok K
  anggota A; B; C; D; E; F
  capaian rata_rata(capaian anggota)
  predikat P
";
    let package = Texts::new(rules, "").package();
    let program = package.program().unwrap_or_else(|| panic!("{:?}", package.diagnostics()));
    let plan = plan::plan(program, 2024);
    let mut counts = Counts::default();
    let mut data = Dataset::new();
    let realised = [6082, 6062, 4476, 5579, 3089, 3125];
    for lane in 0..1000usize {
        data.lane(&lane.to_string());
        let mut random = Random::new(lane as u64);
        for (at, code) in ["A", "B", "C", "D", "E", "F"].iter().enumerate() {
            for (field, value) in [
                (takar::data::Field::Target, Decimal::new(60, 0)),
                (
                    takar::data::Field::Value,
                    Decimal::new(
                        realised[(at + lane) % 6]
                            + [0, 0, 0, 1, -1, 3][random.below(if lane % 2 == 0 { 1 } else { 6 }) as usize],
                        2,
                    ),
                ),
            ] {
                let key = takar::data::Key { code: (*code).into(), field, year: 2024, quarter: None };
                data.set(lane, key, Datum { content: Content::Number(value), origin: None });
            }
        }
    }
    compare("ties", &plan, &data, 5, &mut counts);
    println!("{counts:?}");
    assert_eq!(counts.wrong, 0);
    // The tie itself, as it is printed.
    let name = program.by_code["K"];
    let slot = plan.value(name, takar::program::Role::Achievement, takar::program::When::year(2024));
    let two = Precision { places: Places::new(2).expect("places"), mode: Rounding::HalfAway };
    let wanted = [Wanted { slot: slot.expect("a slot"), decimals: Decimals::Declared(two) }];
    let tally = columns::evaluate(&plan, &data, &wanted, |from, results| {
        if from == 0 {
            assert_eq!(results.get(0, 0), Found::Number { steps: 7893, scale: 2, trim: false });
        }
    });
    assert!(tally.exact == 0 && tally.lanes >= 500, "{tally:?}");
}

/// Roots, percentiles, ranks and quotients of them, beside orders of words, which no column holds.
const MIXED: &str = r#"
aturan capaian Baku
  jika target = 0 : tidak terdefinisi "target nol"
  makin tinggi : realisasi / target * 100
  batas 0..120
aturan capaian Rendah
  jika target = 0 : tidak terdefinisi "target nol"
  makin rendah : (2*target - realisasi) / target * 100
aturan capaian Kata
  jika realisasi >= target : 100
  makin tinggi : 50
aturan predikat Mutu
  >= 90 : "A"
  50 .. < 90 : "B"
  < 50 : "C"
indikator A
  arah makin tinggi
  capaian Baku
  predikat Mutu
indikator B
  arah makin tinggi
  capaian Baku
indikator C
  arah makin rendah
  capaian Rendah
indikator OPINI
  urutan "TMP"; "WDP"; "WTP"
  arah makin tinggi
  capaian Kata
besaran X
  skala -1000..1000
besaran Y
kelompok G
  anggota A; B
  capaian rata_rata_geometrik(capaian anggota)
  predikat Mutu
kelompok L
  anggota A; B; C
  abaikan yang kosong
  capaian rata_rata_geometrik(capaian anggota)
kelompok M
  anggota A; B; C; OPINI
  abaikan yang kosong
  capaian rata_rata(capaian anggota)
TENGAH = median(X; Y; 7; 3)
TENGAH_CAPAIAN = median(capaian A; capaian B; capaian C) * 1
ATAS = persentil(75%; capaian anggota L)
SEPEREMPAT = persentil(12,5%; X; Y; 10)
AKAR = akar(X)
AKAR_NISBAH = bulat(akar(Y / 7); 1)
DUA_KALI = akar(akar(Y)) + AKAR
SEBANDING = (X - Y * (capaian G / 100%)) / (Y * (capaian G / 100%) + 1) * 100
PER_AKAR = Y / akar(X) + 1
SELISIH_RATA = rata_rata_geometrik(X; Y; 3) - rata_rata_geometrik(Y; 3)
KE_A = peringkat(capaian A; capaian anggota L)
KE_X = peringkat(X; Y; 7; X)
LEBIH = banyaknya_bila(capaian anggota L >= 90)
HURUF = jika predikat A >= "B" maka KE_A selain itu LEBIH
CAMPUR = jika HURUF > 1 maka AKAR selain itu TENGAH
"#;

#[test]
fn what_fits_stays_in_columns_beside_what_does_not() {
    let package = Texts::new(MIXED, "").package();
    let program = package.program().unwrap_or_else(|| panic!("{:?}", package.diagnostics()));
    let plan = plan::plan(program, 2024);
    let mut counts = Counts::default();
    for (seed, kind) in [(1, Kind::Usual), (2, Kind::Rough), (3, Kind::Wide), (4, Kind::Usual)] {
        compare("mixed", &plan, &fill(&plan, 60, seed, kind), seed, &mut counts);
    }
    println!("{counts:?}");
    assert_eq!(counts.wrong, 0);
    assert!(counts.tally.parted > 0 && counts.tally.odd > 0, "{counts:?}");
    // Only what rests on an order of words is kept out, and a result with more decimals than a float has.
    let kept_out: Vec<&str> = counts.unfit.keys().copied().collect();
    assert_eq!(kept_out, ["a result is too long", "an order of words"], "{counts:?}");
}

/// Edges between the steps of the rounding before a band: what is decided is the rounded value, in doubt too.
#[test]
fn bands_finer_than_their_rounding() {
    let bands = [
        ("0", "0 .. 7 : \"P0\"\n  7,1 .. 8 : \"P1\"\n  8,1 .. : \"P2\""),
        ("1 ke_atas", "..  7,54 : \"P0\"\n  > 7,54 .. < 50,05 : \"P1\"\n  >= 50,05 : \"P2\""),
        ("2 genap", "< 33,3333 : \"P0\"\n  33,3333 .. 66,6667 : \"P1\"\n  > 66,6667 : \"P2\""),
        ("-1 pangkas", "< 15 : \"P0\"\n  15 .. 99,5 : \"P1\"\n  > 99,5 : \"P2\""),
    ];
    let values =
        ["X", "X / 2", "X / 3", "min(X; Y)", "jika X > 5 maka X selain itu Y / 7", "rata_rata(X; Y)", "X * Y / 100"];
    let mut rules = "besaran X\nbesaran Y\n".to_string();
    for (at, (round, bands)) in bands.iter().enumerate() {
        rules += &format!("aturan predikat B{at}\n  bulat {round}\n  {bands}\n");
        for (number, value) in values.iter().enumerate() {
            rules += &format!("besaran V{at}_{number}\n  rumus {value}\n  predikat B{at}\n");
        }
    }
    let package = Texts::new(&rules, "").package();
    let program = package.program().unwrap_or_else(|| panic!("{:?}", package.diagnostics()));
    let plan = plan::plan(program, 2024);
    let mut counts = Counts::default();
    for (seed, kind) in [(1, Kind::Usual), (2, Kind::Rough), (3, Kind::Wide), (4, Kind::Usual)] {
        compare("bands", &plan, &fill(&plan, sample::of(120, 300), seed, kind), seed, &mut counts);
    }
    assert_eq!(counts.wrong, 0, "{counts:?}");
    // Numbers of one and two decimals around every edge.
    let data = lanes(2400, |lane| vec![("X", 5 * lane, 2), ("Y", 7 * lane % 2400, 2)]);
    compare("edges of bands", &plan, &data, 0, &mut counts);
    assert_eq!(counts.wrong, 0, "{counts:?}");
}

/// Quotients and roots that are chosen, limited, multiplied and rounded: what they are made of is made anew at more
/// decimals, and a number without a ratio is held between two floats.
#[test]
fn what_is_made_of_quotients_and_roots() {
    let bases = [
        "X / 3",
        "X / 9 * 25",
        "X / Y",
        "akar(X)",
        "rata_rata_geometrik(X; Y)",
        "rata_rata_geometrik(X; Y; 7)",
        "Z * akar(X) / 7",
    ];
    let shapes = [
        "?",
        "maks(min(?; 20); -20)",
        "maks(?; 2,5) * 25",
        "jika X > 5 maka ? selain itu Y / 7",
        "(jika X > 5 maka ? selain itu Y) * Z",
        "(jika X > 5 maka ? selain itu 0,11) * 10 * 3",
        "min(?; 4) / 4 * 100",
        "bulat(min(?; 4) * 2,5; 2)",
        "jika min(?; 4) = 4 maka 1 selain itu ?",
        "50 + maks(min((Y - ?) / Y * 100; 20); -20) / 20 * 50",
    ];
    let mut rules =
        "besaran X\nbesaran Y\nbesaran Z\naturan predikat B\n  < 1,5 : \"P0\"\n  1,5 .. 20 : \"P1\"\n  > 20 : \"P2\"\n"
            .to_string();
    for (at, base) in bases.iter().enumerate() {
        for (number, shape) in shapes.iter().enumerate() {
            let formula = shape.replace('?', &format!("({base})"));
            rules += &format!("besaran V{at}_{number}\n  rumus {formula}\n  predikat B\n");
            rules += &format!("W{at}_{number} = V{at}_{number} * 1,5\n");
        }
    }
    let package = Texts::new(&rules, "").package();
    let program = package.program().unwrap_or_else(|| panic!("{:?}", package.diagnostics()));
    let plan = plan::plan(program, 2024);
    let mut counts = Counts::default();
    for (seed, kind) in [(1, Kind::Usual), (2, Kind::Rough), (3, Kind::Wide), (4, Kind::Usual)] {
        compare("made", &plan, &fill(&plan, sample::of(16, 24), seed, kind), seed, &mut counts);
    }
    assert_eq!(counts.wrong, 0, "{counts:?}");
    // Values that are also given, squares and products whose roots end, and quotients that fall on the limits.
    let data = lanes(sample::of(160, 400), |lane| {
        let root = lane % 37 + 1;
        let mut cells =
            vec![("X", root * root * 100, 2), ("Y", (lane / 37 + 1) * 400, 2), ("Z", lane % 5 * 987_654_321, 0)];
        if lane % 3 == 0 {
            cells.extend([("V0_0", lane, 2), ("V1_2", lane * 25, 2), ("V3_1", lane, 1)]);
        }
        cells
    });
    compare("edges of what is made", &plan, &data, 0, &mut counts);
    assert_eq!(counts.wrong, 0, "{counts:?}");
    assert!(counts.tally.lanes > 0 && counts.tally.columns > counts.tally.exact, "{counts:?}");
}

/// Budgets of nine digits times roots: a float of that size does not hold the decimals, two floats do, and no lane is left to
/// the evaluator.
#[test]
fn budgets_times_roots() {
    let rules = "
besaran X
besaran Y
besaran Z
G = rata_rata_geometrik(X; Y)
TIGA = rata_rata_geometrik(X; Y; 7)
SETARA = Z * G / 100
SISA = SETARA - Z / 3
AKAR = Z * akar(X * Y) / 8
EFISIENSI = maks(min(SISA / SETARA * 100; 20); -20)
NILAI = 50 + EFISIENSI / 20 * 50
LAYAK = jika SETARA >= Z * 0,8 maka NILAI selain itu TIGA * Z / 7
";
    let package = Texts::new(rules, "").package();
    let program = package.program().unwrap_or_else(|| panic!("{:?}", package.diagnostics()));
    let plan = plan::plan(program, 2024);
    let mut counts = Counts::default();
    for seed in 0..sample::of(8, 2_000) {
        let mut random = Random::new(seed);
        // Percent of two decimals: often both at the cap, often squares or the same, at times 0.
        let mut percent = |square: bool| match random.below(6) {
            0 => 12_000,
            1 => 0,
            2 | 3 if square => (random.below(110) as i64).pow(2),
            _ => random.below(12_001) as i64,
        };
        let cells: Vec<(i64, i64)> = (0..256).map(|lane| (percent(lane % 2 == 0), percent(lane % 2 == 0))).collect();
        let data = lanes(256, |lane| {
            let (x, y) = cells[lane as usize];
            let y = if lane % 7 == 0 { x } else { y };
            let budget = (lane * 982_451_653 + seed as i64 * 15_485_863) % 500_000_000 + 1_000_000;
            vec![("X", x, 2), ("Y", y, 2), ("Z", if lane % 3 == 0 { budget / 1000 * 1000 } else { budget }, 0)]
        });
        compare("budgets", &plan, &data, seed, &mut counts);
    }
    println!("{counts:?}");
    assert_eq!(counts.wrong, 0, "{counts:?}");
    assert!(counts.tally.lanes > 500 && counts.tally.odd == 0 && counts.tally.exact == 0, "{counts:?}");
}

/// Units, each with the values of its number: a code, its steps and its decimals.
pub fn lanes(count: i64, cells: impl Fn(i64) -> Vec<(&'static str, i64, u32)>) -> Dataset {
    let mut data = Dataset::new();
    for lane in 0..count {
        let at = data.lane(&lane.to_string());
        for (code, steps, scale) in cells(lane) {
            let key =
                takar::data::Key { code: code.into(), field: takar::data::Field::Value, year: 2024, quarter: None };
            data.set(at, key, Datum { content: Content::Number(Decimal::new(steps, scale)), origin: None });
        }
    }
    data
}
