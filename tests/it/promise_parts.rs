//! `buktikan` over many parts: what regulations promise of means, weights, sums and ratios is proved for thirty as for three.

use takar::engine::Package;

const PARTS: usize = 30;

/// Something for each part, joined.
fn each(between: &str, part: impl Fn(usize) -> String) -> String {
    (0..PARTS).map(part).collect::<Vec<_>>().join(between)
}

/// Of statements about rules those that are not proved.
fn unproved(rules: &str, statements: &[String]) -> Vec<String> {
    let text = |statement: &String| format!("{rules}buktikan {statement}\n");
    let is_open = |statement: &&String| {
        let package = Package::new("p", [("p.takar", text(statement).as_str())]);
        assert!(package.program().is_some(), "{}\n{:#?}", text(statement), package.diagnostics());
        package.prove_promises().proved != 1
    };
    statements.iter().filter(is_open).map(|statement| statement.chars().take(80).collect()).collect()
}

const RULE: &str = "
aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"nol\"
  makin tinggi : realisasi / target * 100
  batas 0..120
aturan predikat O
  > 100 : \"Istimewa\"
  > 90 .. 100 : \"Baik\"
  .. 90 : \"Kurang\"
";

#[test]
fn groups_of_many() {
    let indicators = each("", |at| format!("indikator A{at}\n  skala 0..100\n  arah makin tinggi\n  capaian Baku\n"));
    let weights = each("; ", |at| format!("A{at} 1/{PARTS}"));
    let ways = [
        "  capaian rata_rata(capaian anggota)\n".to_string(),
        format!("  bobot {weights}\n  capaian rata_rata_tertimbang(capaian anggota)\n"),
        format!("  capaian jumlah(capaian anggota) / {PARTS}\n"),
    ];
    let all = each(" dan ", |at| format!("capaian A{at} >= 100"));
    let mut statements = vec![
        "capaian K <= 120".to_string(),
        "capaian K >= 0".into(),
        "capaian K tidak turun bila A0 naik".into(),
        "capaian K tidak naik bila target A7 naik".into(),
        "predikat K tidak turun bila A29 naik".into(),
        format!("jika {all} maka predikat K >= \"Baik\""),
    ];
    let members = each("; ", |at| format!("A{at}"));
    for (at, way) in ways.iter().enumerate() {
        if at < 2 {
            statements.push("capaian K <= terbesar(capaian anggota K)".into());
            statements.push("capaian K >= terkecil(capaian anggota K)".into());
        }
        let rules = format!("{RULE}{indicators}kelompok K\n  anggota {members}\n{way}  predikat O\n");
        let told = if at == 2 { &statements[..6] } else { &statements[..] };
        assert_eq!(unproved(&rules, told), [""; 0], "{way}");
    }
}

#[test]
fn sums_and_ratios_of_many() {
    let values = |name: &str, scale: &str| each("", |at| format!("besaran {name}{at}\n  skala {scale}\n"));
    let some = |name: &str, between: &str| each(between, |at| format!("{name}{at}"));
    let mean = format!("{}M = rata_rata({}) * 25\n", values("Q", "1..4"), some("Q", "; "));
    let of_all = [
        "M tidak turun bila Q0 naik".to_string(),
        format!("M <= 25 * terbesar({})", some("Q", "; ")),
        format!("M >= 25 * min({})", some("Q", "; ")),
    ];
    assert_eq!(unproved(&mean, &of_all), [""; 0]);
    let weighted = each(" + ", |at| format!("Q{at} * W{at}"));
    let weighted = format!("{}{}M = ({weighted}) / ({})\n", values("Q", "1..4"), values("W", "0..1"), some("W", " + "));
    let within = ["M <= 4", "M >= 1", "M tidak turun bila Q0 naik"].map(str::to_string);
    assert_eq!(unproved(&weighted, &within), [""; 0]);
    let ratio = format!(
        "{}{}X = ({}) / ({}) * 100\n",
        values("R", "0..100"),
        values("T", "0..100"),
        some("R", " + "),
        some("T", " + ")
    );
    let kept = each(" dan ", |at| format!("R{at} <= T{at}"));
    let of_ratio = [
        "X tidak turun bila R0 naik".to_string(),
        "X tidak naik bila T0 naik".into(),
        format!("jika {kept} maka X <= 100"),
    ];
    assert_eq!(unproved(&ratio, &of_ratio), [""; 0]);
    let capped = each("", |at| format!("C{at} = min(Q{at} / 3 * 100; 100)\n"));
    let capped = format!("{}{capped}M = ({}) / {PARTS}\n", values("Q", "1..4"), some("C", " + "));
    let enough = each(" dan ", |at| format!("Q{at} >= 3"));
    let of_cap = ["M <= 100".to_string(), format!("jika M = 100 maka {enough}"), format!("jika {enough} maka M = 100")];
    assert_eq!(unproved(&capped, &of_cap), [""; 0]);
}
