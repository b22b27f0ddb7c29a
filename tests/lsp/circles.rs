//! What is made of a line is not proposed in it; what only looks so is.

use crate::client::Client;

const RULES: &str = "\
aturan capaian Baku
  makin tinggi : realisasi / target * 100

aturan predikat P
  > 50 : \"Baik\"
  <= 50 : \"Kurang\"

besaran S
besaran A

";

/// What is proposed at the sign `|` of rules behind those above, among other files.
fn proposed(rules: &str, others: &[(&str, &str)]) -> Vec<String> {
    let whole = format!("{RULES}{rules}");
    let at = whole.find('|').expect("a place");
    let text = whole.replacen('|', "", 1);
    let files = [others, &[("p/a.takar", text.as_str())]].concat();
    let mut client = Client::new(&files);
    client.open("p/a.takar");
    let line = text[..at].matches('\n').count() as u32;
    let column = text[..at].rsplit('\n').next().unwrap_or_default().chars().count() as u32;
    let found = client.at("textDocument/completion", "p/a.takar", (line, column)).expect("an answer");
    assert_eq!(client.leave(), Some(0));
    let label = |one: &serde_json::Value| one["label"].as_str().unwrap_or_default().to_string();
    found["items"].as_array().map_or(&[][..], Vec::as_slice).iter().map(label).collect()
}

#[test]
fn what_closes_a_circle_is_not_proposed() {
    let cases: [(&str, &[&str], &[&str]); 14] = [
        // Parts are made of what they are summed up into.
        (
            "indikator I\n  rumus jumlah(realisasi rincian)\n\nindikator J\n  induk I\n  rumus |\n\nX = I * 2\n",
            &["S"],
            &["I", "X", "J"],
        ),
        (
            "indikator I\n  rumus jumlah(realisasi rincian)\n\nindikator K\n\nindikator J\n  induk |\n  rumus I + S\n",
            &["K"],
            &["I", "J"],
        ),
        (
            "indikator I\n  rumus jumlah(realisasi turunan)\n\nindikator K\n  induk I\n\nindikator J\n  induk |\n  rumus I + S\n",
            &[],
            &["I", "K", "J"],
        ),
        // A bracket that is open takes in nothing of the lines below.
        ("X = maks(A; |\n\nY = X + 1\nZ = Y + 1\n", &["S"], &["X", "Y", "Z"]),
        ("X = maks(A; min(A; |\n\nY = X + 1\nZ = Y + 1\n", &["S"], &["X", "Y", "Z"]),
        // A role alone is that of the thing itself.
        (
            "indikator I\n  arah makin tinggi\n  capaian Baku\n  predikat P\n  target |\n",
            &["S", "realisasi"],
            &["capaian", "predikat", "target"],
        ),
        (
            "indikator I\n  arah makin tinggi\n  capaian B2\n\naturan capaian B2\n  makin tinggi : realisasi * 100 + |\n",
            &["S", "target"],
            &["capaian"],
        ),
        // What another facet is made of is no circle.
        ("indikator I4\n  arah makin tinggi\n  capaian Baku\n  target X2\n\nX2 = maks(A; |)\n", &["I4", "S"], &["X2"]),
        (
            "indikator I4\n  arah makin tinggi\n  capaian Baku\n  target X2\n\nX2 = maks(A; target |)\n",
            &[],
            &["I4", "X2"],
        ),
        (
            "indikator I\n  arah makin tinggi\n  capaian B2\n\naturan capaian B2\n  makin tinggi : realisasi |\n",
            &["I"],
            &[],
        ),
        (
            "indikator I\n  arah makin tinggi\n  capaian B2\nG = capaian I\n\naturan capaian B2\n  makin tinggi : realisasi + |\n",
            &["I", "S"],
            &["G"],
        ),
        // Names that stand no more, while there is an error.
        ("Q = S + NOPE\nX = A + |\n", &["S", "Q"], &["NOPE"]),
        (
            "kelompok G\n  anggota I\n  capaian rata_rata(capaian anggota)\n\nindikator I\n  arah makin tinggi\n  capaian Baku\n  rumus |\n",
            &["S"],
            &["G", "I"],
        ),
        ("besaran N\n  rumus KV(S)\n\naturan konversi KV\n  < 0 : |", &["A", "S"], &["N"]),
    ];
    let mut wrong = Vec::new();
    for (rules, wanted, unwanted) in cases {
        let found = proposed(rules, &[]);
        let missing: Vec<&&str> = wanted.iter().filter(|word| !found.iter().any(|one| one == **word)).collect();
        let closing: Vec<&&str> = unwanted.iter().filter(|word| found.iter().any(|one| one == **word)).collect();
        if !missing.is_empty() || !closing.is_empty() {
            wrong.push(format!("{rules:?}: without {missing:?}, with {closing:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `ganti` stands before a definition that is written as any other.
#[test]
fn what_replaces_is_proposed() {
    let base = "aturan capaian Dasar\n  makin tinggi : realisasi\n\nbesaran D1\n\nDUA = D1 * 2\n\nindikator ID\n  arah makin tinggi\n  capaian Dasar\n";
    let cases: [(&str, &[&str], &[&str]); 6] = [
        ("ganti |", &["aturan", "indikator", "DUA"], &["capaian", "predikat", "D1", "paket"]),
        ("ganti D|", &["DUA"], &["aturan"]),
        ("ganti aturan |", &["capaian", "predikat", "konversi"], &["DUA"]),
        ("ganti aturan capaian |", &["Dasar"], &["Baku"]),
        ("ganti indikator |", &["ID"], &["DUA"]),
        ("ganti DUA = S * |", &["A", "D1"], &["DUA"]),
    ];
    for (line, wanted, unwanted) in cases {
        let found = proposed(&format!("gunakan \"d\"\n\n{line}\n"), &[("d/d.takar", base)]);
        assert!(wanted.iter().all(|word| found.iter().any(|one| one == word)), "{line}: {found:?}");
        assert!(!unwanted.iter().any(|word| found.iter().any(|one| one == word)), "{line}: {found:?}");
    }
}
