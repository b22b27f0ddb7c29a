//! Chunks that leave many decisions open are decided by two floats a lane from the second chunk on: roots times budgets,
//! what is computed from them, and values that are given where others are computed.

use super::edges::lanes;
use super::*;

const RULES: &str = r#"
besaran A
besaran B
besaran C
besaran PAGU
besaran NYATA
kelompok L
  anggota A; B; C
  abaikan yang kosong
  capaian rata_rata_geometrik(nilai anggota)
kelompok M
  anggota A; SETARA; C
  abaikan yang kosong
  bobot A 20%; SETARA 50%; C 30%
  capaian rata_rata_tertimbang(nilai anggota)
aturan predikat Mutu
  bulat 2 biasa
  < 0 : "Z"
  0 .. 1000,5 : "C"
  > 1000,5 .. < 4000000 : "B"
  >= 4000000 : "A"
aturan predikat Tepat
  < 40 : "C"
  40 .. < 1000000,5 : "B"
  >= 1000000,5 : "A"
besaran SETARA
  rumus PAGU * rata_rata_geometrik(A; B) / 100
  predikat Tepat
besaran SISA
  rumus SETARA - NYATA
  predikat Mutu
besaran BAGIAN
  rumus SISA / SETARA * 100
besaran EFISIENSI
  rumus jika SETARA = 0 maka 0 selain itu maks(min(BAGIAN; 20); -20)
besaran NILAI
  rumus 50 + EFISIENSI / 20 * 50
besaran BEDA
  rumus abs(SETARA - PAGU * (capaian L / 100%))
besaran LEBIH
  rumus jika SETARA > PAGU * (capaian L / 100%) maka SETARA selain itu -BEDA
besaran AKAR
  rumus akar(PAGU * NYATA)
  predikat Tepat
besaran TIGA
  rumus rata_rata_geometrik(PAGU; NYATA; A) * 7 / 3
besaran JUMLAH
  rumus jumlah(SETARA; AKAR; NYATA) + 0,5
besaran RATA
  rumus rata_rata(AKAR; TIGA; SETARA)
besaran PER
  rumus SETARA / AKAR + NYATA / 9
besaran KALI
  rumus AKAR * rata_rata_geometrik(A; B) / 1000
besaran TERPILIH
  rumus maks(min(AKAR; SETARA); A * 1000) * 1,25
besaran SEPERSEMBILAN
  rumus (A + B + C) / 9 + NILAI
besaran TERKECIL
  rumus min(SEPERSEMBILAN; C) * 4
"#;

type Cell = Option<(&'static str, i64, u32)>;

/// One unit: where decisions are hard in another way each.
fn cells(lane: i64) -> Vec<(&'static str, i64, u32)> {
    const SQUARES: [(i64, i64); 6] = [(80, 20), (100, 100), (90, 40), (120, 30), (64, 36), (45, 5)];
    let mut random = Random::new(lane as u64);
    let mut below = |end: u64| random.below(end) as i64;
    let some = |code: &'static str, steps: i64, scale: u32| Some((code, steps, scale));
    let (mut a, mut b, c) = (below(12_001), below(12_001), below(12_001));
    let (mut pagu, mut nyata) = ((1_000_000 + below(5_000_000_000), 0), (1_000_000 + below(5_000_000_000), 0));
    let mut given: Vec<Cell> = Vec::new();
    match lane % 12 {
        // Roots that end, and budgets that make them whole, ties, or a digit beside one.
        0..=2 => {
            let (x, y) = SQUARES[below(6) as usize];
            (a, b) = (x * 100, y * 100);
            let ties = [(1_000_000, 0), (12_345, 4), (1_250_001, 5), (1_249_999, 5), (125, 3), (1, 9)];
            pagu = ties[below(6) as usize];
        }
        // Products whose root is k + 1/2, and those beside.
        3 | 4 => {
            let k = 2 * below(3_000_000) + 1;
            pagu = (k * k * 25 + [0, 0, 1, -1][below(4) as usize], 2);
            nyata = (1, 0);
        }
        // Budgets beyond what a float holds at four decimals, and beyond 2^53.
        5 => pagu = (9_000_000_000_000 + below(1_000_000), 0),
        6 => (pagu, nyata) = ((below(9_000_000_000_000_000), 2), (below(9_000_000_000_000_000), 2)),
        7 => (pagu, nyata) = ((i64::MAX - below(100), 0), (below(100), 0)),
        8 => (pagu, nyata) = ((below(3), 0), (-below(3), 1)),
        9 => (a, b) = (below(3), below(3)),
        // Computed cells that are given: short, with a tie, long.
        10 => {
            given.push(some("SETARA", below(100_000_000), [0, 2, 3, 5, 9][below(5) as usize]));
            given.push(some("AKAR", 5 + 10 * below(1_000), 3));
            given.push(some("NILAI", below(10_000), 2));
        }
        11 => {
            given.push(some("BAGIAN", below(40_000) - 20_000, 3));
            given.push(some("SEPERSEMBILAN", below(100_000), [0, 2, 4][below(3) as usize]));
        }
        _ => {}
    }
    let mut blank = |cell: Cell| cell.filter(|_| below(9) > 0);
    let inputs = [some("A", a, 2), some("B", b, 2), some("C", c, 2)];
    let budgets = [some("PAGU", pagu.0, pagu.1), some("NYATA", nyata.0, nyata.1)];
    inputs.into_iter().chain(budgets).map(&mut blank).chain(given).flatten().collect()
}

#[test]
fn roots_times_budgets() {
    let package = Texts::new(RULES, "").package();
    let program = package.program().unwrap_or_else(|| panic!("{:?}", package.diagnostics()));
    let plan = plan::plan(program, 2024);
    let mut counts = Counts::default();
    for from in [0, 100_000] {
        let data = lanes(sample::of(1_300, 6_000) as i64, |lane| cells(from + lane));
        compare("seconds", &plan, &data, from as u64, &mut counts);
    }
    println!("{counts:?}");
    assert_eq!(counts.wrong, 0);
    assert!(counts.tally.lanes > 0 && counts.tally.columns > counts.tally.exact, "{counts:?}");
}

/// Random numbers leave hardly anything to lanes once their registers have second floats.
#[test]
fn few_lanes_are_decided_alone() {
    let package = Texts::new(RULES, "").package();
    let plan = plan::plan(package.program().expect("sound rules"), 2024);
    let name = |code: &str| package.program().expect("sound rules").by_code[code];
    let wanted = ["SETARA", "SISA", "EFISIENSI", "NILAI", "AKAR", "TIGA", "PER"].map(|code| {
        let slot = plan.value(name(code), takar::program::Role::Value, takar::program::When::year(2024));
        Wanted { slot: slot.expect("a slot"), decimals: Decimals::Automatic }
    });
    let usual = |lane: i64| -> Vec<(&'static str, i64, u32)> {
        let mut random = Random::new(lane as u64);
        let mut below = |end: u64| random.below(end) as i64;
        let budget = |below: i64| 1_000_000 + below;
        vec![
            ("A", 1 + below(12_000), 2),
            ("B", 1 + below(12_000), 2),
            ("PAGU", budget(below(5_000_000_000)), 0),
            ("NYATA", budget(below(5_000_000_000)), 0),
        ]
    };
    // Achievements and budgets whose roots end.
    let ending = |lane: i64| -> Vec<(&'static str, i64, u32)> {
        let budget = 1_000_000 + 1_000 * lane;
        vec![("A", 8_000, 2), ("B", 2_000, 2), ("PAGU", budget, 0), ("NYATA", budget, 0)]
    };
    for cells in [&usual as &dyn Fn(i64) -> Vec<(&'static str, i64, u32)>, &ending] {
        let tally = |count: i64| columns::evaluate(&plan, &lanes(count, cells), &wanted, |_, _| {});
        let (first, three) = (tally(512), tally(3 * 512));
        assert!(first.lanes > 1_000 && three.lanes < first.lanes + 300, "{first:?}, {three:?}");
        assert_eq!((three.exact, three.odd), (0, 0), "{three:?}");
    }
}
