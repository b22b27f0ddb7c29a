//! Words for units and factors, as offices spell them, in headings and in cells: understood or told, never dropped.

use super::desk::Desk;
use super::paths::told;

const RULES: &str = "\
paket \"M\"
  tahun 2025

aturan capaian B
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100

indikator J \"Jalan\"
  satuan km
  arah makin tinggi
  capaian B

indikator P \"Layanan\"
  satuan persen
  arah makin tinggi
  capaian B

indikator O \"Orang\"
  satuan orang
  arah makin tinggi
  capaian B

indikator D \"Daerah\"
  satuan rupiah
  arah makin tinggi
  capaian B

umum \"7.01\"

tabel T \"t\"
  baris J; P; O; D; \"7.01\"
  kolom target
  kolom nilai
  kolom pagu
  kolom serapan
";

/// What stands in the rows of the table, and the codes of what is told.
fn computed(desk: &Desk, headings: &str, file: &str) -> (String, String) {
    desk.put("p/aturan.takar", format!("{RULES}\ndata \"d.csv\" angka id\n{headings}"));
    desk.put("p/d.csv", file);
    let run = desk.run("hitung p --format csv --angka en");
    let rows: Vec<&str> = run.lines().filter(|line| line.contains(",baris,")).collect();
    let mut parts = rows.join("\n").split(" (d.csv, ").map(str::to_string).collect::<Vec<_>>();
    for part in parts.iter_mut().skip(1) {
        *part = part.split_once(')').map_or(part.clone(), |(_, rest)| rest.to_string());
    }
    (parts.concat(), told(&run))
}

fn sheet(rows: &[&[&str]]) -> String {
    let cell = |text: &str| match text.split_once('|') {
        Some((size, text)) => format!("<td {size}>{text}</td>"),
        None => format!("<td>{text}</td>"),
    };
    let row = |cells: &&[&str]| format!("<tr>{}</tr>", cells.iter().map(|text| cell(text)).collect::<String>());
    format!("<html><table>{}</table></html>", rows.iter().map(row).collect::<String>())
}

/// A factor counts however it is spelled, under a heading of the language and under one that the rules name.
#[test]
fn spellings_of_factors() {
    let desk = Desk::new();
    for (zeros, spellings) in [
        (3, vec!["'000", "*1000", "x 1.000", "ribu-an", "rbu Rp", "Rp000", "000 Rp", "10^3"]),
        (
            6,
            vec!["x 1 juta", "x Rp 1 juta", "Rp.Jt", "Rp-juta", "Juta Rp,-", "Rp/juta", "juta-an rupiah", "Jutaan Rp."],
        ),
        (6, vec!["mio", "million", "10^6", "x10⁶", "Rp. Juta,-", "juta IDR", "jt.rp", "jta"]),
        (9, vec!["milyard rupiah", "milliar", "Rp Miliyar", "M Rp", "Rp. M", "bio"]),
        (12, vec!["trilyun", "triliyun Rp", "dalam T"]),
    ] {
        let amount = format!("4{}", "0".repeat(zeros));
        let (wanted, _) = computed(&desk, "", &format!("kode;pagu\n7.01;{amount}\n"));
        assert!(wanted.contains(&amount), "{wanted}");
        for spelling in spellings {
            let named = format!("  kolom pagu = \"Anggaran ({spelling})\"\n");
            let (found, codes) = computed(&desk, &named, &format!("kode;Anggaran ({spelling})\n7.01;4\n"));
            assert_eq!(found, wanted, "{spelling}: {codes}");
            let (found, codes) = computed(&desk, "", &format!("kode;Pagu ({spelling})\n7.01;4\n"));
            assert_eq!(found, wanted, "{spelling}: {codes}");
        }
    }
    for money in ["USD", "US$", "$", "ribu USD", "EUR", "juta dolar", "per mil"] {
        let named = format!("  kolom pagu = \"Anggaran ({money})\"\n");
        let (found, codes) = computed(&desk, &named, &format!("kode;Anggaran ({money})\n7.01;4\n"));
        assert!(codes.contains("D0015") && found.contains("keliru"), "{money}: {codes}\n{found}");
    }
}

/// The year behind a heading that the rules name does not take its unit, nor does it hide the heading.
#[test]
fn units_with_a_year_behind() {
    let desk = Desk::new();
    let (wanted, _) = computed(&desk, "", "kode;pagu\n7.01;4000000\n");
    for (named, header) in [
        ("Juta Rupiah", "Juta Rupiah 2025"),
        ("Anggaran (juta rupiah)", "Anggaran (juta rupiah) 2025"),
        ("Anggaran (juta rupiah)", "Anggaran 2025 (juta rupiah)"),
        ("Anggaran", "Anggaran (juta rupiah) 2025"),
    ] {
        let (found, codes) =
            computed(&desk, &format!("  kolom pagu = \"{named}\"\n"), &format!("kode;{header}\n7.01;4\n"));
        assert_eq!((found.as_str(), codes.contains("D0057")), (wanted.as_str(), false), "{named}: {codes}");
    }
    let other = computed(&desk, "  kolom pagu = \"Anggaran (juta rupiah)\"\n", "kode;Anggaran 2025 (ribu)\n7.01;4\n");
    assert!(other.1.contains("D0057"), "{other:?}");
}

/// `Pagu` below `Keuangan (juta rupiah)` is in millions also where the rules name it by its lowest word alone, and a row
/// of units below the heading counts with brackets and without, also below the row of numbers.
#[test]
fn units_of_other_rows_of_a_heading() {
    let desk = Desk::new();
    let money = |amount: &str| computed(&desk, "", &format!("kode;pagu;serapan\n7.01;{amount}\n")).0;
    let millions = money("4000000;2000000");
    let headings = "  kolom pagu = \"Pagu\"\n  kolom serapan = \"Serapan\"\n";
    for above in ["Keuangan (juta rupiah)", "Keuangan dalam juta rupiah", "Juta rupiah", "Anggaran 2025 (juta rupiah)"]
    {
        let file =
            sheet(&[&["rowspan=2|Kode", &format!("colspan=2|{above}")], &["Pagu", "Serapan"], &["7.01", "4", "2"]]);
        let (found, codes) = computed(&desk, headings, &file);
        assert_eq!(found, millions, "{above}: {codes}");
    }
    for (above, code) in [("Keuangan (USD)", "D0015"), ("Kinerja (%)", "D0015")] {
        let file =
            sheet(&[&["rowspan=2|Kode", &format!("colspan=2|{above}")], &["Pagu", "Serapan"], &["7.01", "4", "2"]]);
        let (found, codes) = computed(&desk, headings, &file);
        assert!(codes.contains(code), "{above}: {codes}\n{found}");
    }
    // What is no money has no unit of money, nor a column of words any.
    let file = sheet(&[
        &["colspan=2|Kinerja (ribu orang)", "rowspan=2|Indikator"],
        &["Target", "Realisasi"],
        &["4", "2", "Orang"],
    ]);
    let named = "  kolom target = \"Target\"\n  kolom realisasi = \"Realisasi\"\n";
    let people = computed(&desk, "", "kode;target;realisasi\nO;4000;2000\n").0;
    assert_eq!(computed(&desk, named, &file).0, people);
    let (head, figures): (&[&str], &[&str]) = (&["Kode", "Pagu", "Serapan"], &["7.01", "4", "2"]);
    let numbers: &[&str] = &["(1)", "(2)", "(3)"];
    let below: &[&str] = &["", "juta rupiah", "Rp juta"];
    let wide: &[&str] = &["", "colspan=2|(dalam juta rupiah)"];
    let in_brackets: &[&str] = &["", "(juta rupiah)", "(jutaan Rp)"];
    for rows in [
        vec![head, below, figures],
        vec![head, numbers, below, figures],
        vec![head, below, numbers, figures],
        vec![head, numbers, in_brackets, figures],
        vec![head, wide, figures],
        vec![head, numbers, wide, figures],
    ] {
        let file = sheet(&rows);
        for headings in ["", headings] {
            let (found, codes) = computed(&desk, headings, &file);
            assert_eq!(found, millions, "{file}: {codes}");
        }
    }
    let letters = sheet(&[head, &["", "(M)", "Rp M"], figures]);
    assert_eq!(computed(&desk, "", &letters).0, money("4000000000;2000000000"));
    let long = sheet(&[&["Kode", "Target", "Realisasi"], &["", "km", "ribu km"], &["J", "4", "2"]]);
    assert_eq!(computed(&desk, "", &long).0, computed(&desk, "", "kode;target;realisasi\nJ;4;2000\n").0);
}

/// A factor without a currency is that of the figures, whatever they count; two headings of money are money both.
#[test]
fn factors_without_a_currency() {
    let desk = Desk::new();
    let plain = computed(&desk, "", "kode;target;realisasi\nO;4000;2000\n").0;
    for factor in ["x 1.000", "000", "'000"] {
        assert_eq!(computed(&desk, "", &format!("kode;target;realisasi ({factor})\nO;4000;2\n")).0, plain, "{factor}");
    }
    let (_, codes) = computed(&desk, "", "kode;Pagu (Rp);Pagu (juta)\n7.01;4000000;4\n");
    assert_eq!(codes, "1 D0006");
}

/// No mend of a cell drops a factor, a digit or a unit without saying so.
#[test]
fn mends_of_cells_keep_their_factor() {
    let desk = Desk::new();
    let mut shown = String::new();
    for (code, cell) in [
        ("D", "2 M,-"),
        ("D", "Rp 2 M,-"),
        ("D", "2 M*"),
        ("D", "2,5 T (APBN)"),
        ("D", "M 2"),
        ("D", "2 milyard"),
        ("D", "2 trilyun"),
        ("D", "2 jutaan"),
        ("D", "2 mio"),
        ("D", "2 ratus"),
        ("D", "$5"),
        ("D", "5 USD"),
        ("O", "l2"),
        ("O", "S2"),
        ("O", "3k"),
        ("J", "5 ton*"),
        ("J", "5 km*"),
        ("P", "92 ‰ (sementara)"),
        ("P", "920 per mil"),
        ("P", "92%o"),
    ] {
        desk.put("p/aturan.takar", format!("{RULES}\ndata \"d.csv\" angka id\n"));
        desk.put("p/d.csv", format!("kode;target;realisasi\n{code};5;{cell}\n"));
        shown += &format!("{}\n", desk.run("periksa p"));
    }
    insta::assert_snapshot!(shown);
}

/// A line above the headings that names a unit is never offered to be deleted as if it said nothing.
#[test]
fn lines_above_that_name_a_unit() {
    let desk = Desk::new();
    let mut shown = String::new();
    for line in ["(M)", "(dalam milyard rupiah)", "(dalam juta USD)", "LAPORAN KINERJA (‰)", "LAPORAN KINERJA"] {
        desk.put("p/aturan.takar", format!("{RULES}\ndata \"d.csv\" angka id\n"));
        desk.put("p/d.csv", format!("{line}\nkode;pagu\n7.01;4\n"));
        shown += &format!("{line}\n{}\n", desk.run("periksa p"));
    }
    insta::assert_snapshot!(shown);
}

/// What looks like a unit and is none that anybody knows is told wherever it stands, with what to write; labels are not.
#[test]
fn units_that_nobody_understands() {
    let desk = Desk::new();
    let mut shown = String::new();
    for (headings, file) in [
        ("  kolom target = \"Kolom X (puluh orang)\"\n", "kode;Kolom X (puluh orang)\nO;4\n"),
        ("", "kode;pagu dalam M;serapan, M\n7.01;4;2\n"),
        ("", "kode;target (Rp jutra)\nD;4\n"),
        ("", "kode;pagu (K)\n7.01;4\n"),
        ("", "kode;target (0/00);realisasi (desimal)\nP;4;2\n"),
        ("", "kode;target dalam Rp (juta)\nP;4\n"),
        ("", "kode;target (IKU);realisasi\nO;4;2\n"),
    ] {
        desk.put("p/aturan.takar", format!("{RULES}\ndata \"d.csv\" angka id\n{headings}"));
        desk.put("p/d.csv", file);
        shown += &format!("{file}{}\n", desk.run("periksa p"));
    }
    insta::assert_snapshot!(shown);
}

/// A word at the end of a heading that is a unit elsewhere is pointed out over figures in another one, and over no others.
#[test]
fn a_unit_as_the_last_word_of_a_heading() {
    let desk = Desk::new();
    let mut shown = String::new();
    for (headings, file, is_told) in [
        ("  kolom target = \"Panjang Jalan km\"\n", "kode;Panjang Jalan km\nO;4\nJ;4\n", true),
        ("  kolom target = \"Panjang Jalan km\"\n", "kode;Panjang Jalan km\nJ;4\n", false),
        ("  kolom target = \"Panjang Jalan\"\n", "kode;Panjang Jalan (km)\nO;4\n", true),
        ("  kolom realisasi = \"Jumlah orang\"\n", "kode;target;Jumlah orang\nO;4;5\nJ;4;5\n", true),
    ] {
        desk.put("p/aturan.takar", format!("{RULES}\ndata \"d.csv\" angka id\n{headings}"));
        desk.put("p/d.csv", file);
        let run = desk.run("periksa p");
        assert_eq!(run.contains("di judul") || run.contains("padahal satuan"), is_told, "{file}\n{run}");
        shown += &format!("{file}{run}\n");
    }
    insta::assert_snapshot!(shown);
}

/// `(T)` and `(R)` are what formulas call a column, but below them nothing in rupiah counts: there a letter may be a factor.
#[test]
fn letters_that_formulas_call_a_column_by() {
    let desk = Desk::new();
    for (target, realised) in
        [("Target (T)", "Realisasi (R)"), ("target (A)", "realisasi (M)"), ("Target (K)", "Nilai (N)")]
    {
        let (found, codes) = computed(&desk, "", &format!("kode;{target};{realised}\nO;4;2\nP;90%;80%\n"));
        assert_eq!((found, codes), computed(&desk, "", "kode;target;realisasi\nO;4;2\nP;90%;80%\n"), "{target}");
        let (found, codes) = computed(&desk, "", &format!("kode;{target};{realised}\nD;4;2\n"));
        assert!(codes.contains("D0015") && found.contains("keliru"), "{target}: {codes}\n{found}");
    }
}

/// The same on sheets: in a line above, in the row of units, in the heading above; and what is understood there counts.
#[test]
fn units_above_and_below_on_sheets() {
    let desk = Desk::new();
    let people = |amount: &str| computed(&desk, "", &format!("kode;target;realisasi\nO;{amount}\n")).0;
    let head: &[&str] = &["Kode", "Target", "Realisasi"];
    let figures: &[&str] = &["O", "4", "2"];
    for line in ["(dalam ribu orang)", "(000 orang)", "Satuan : ribu orang"] {
        let (found, codes) = computed(&desk, "", &sheet(&[&[line], head, figures]));
        assert_eq!((found, codes.contains("D0007")), (people("4000;2000"), true), "{line}: {codes}");
    }
    let (found, codes) = computed(&desk, "", &sheet(&[&["(dalam USD)"], head, figures]));
    assert_eq!((found, codes.contains("D0007")), (people("4;2"), true), "{codes}");
    let below: &[&str] = &["", "(10^3 orang)", "(000 orang)"];
    assert_eq!(computed(&desk, "", &sheet(&[head, below, figures])).0, people("4000;2000"));
    for unit in ["(puluh orang)", "(Rp jutra)"] {
        let below: &[&str] = &["", unit, unit];
        let (found, codes) = computed(&desk, "", &sheet(&[head, below, figures]));
        assert!(codes.contains("D0060") && found.contains("keliru"), "{unit}: {codes}\n{found}");
        let over = format!("colspan=2|Kinerja {unit}");
        let named = "  kolom target = \"KX\"\n  kolom realisasi = \"KY\"\n";
        let file = sheet(&[&["rowspan=2|Kode", &over], &["KX", "KY"], figures]);
        let (found, codes) = computed(&desk, named, &file);
        assert!(codes.contains("D0060") && found.contains("keliru"), "{unit}: {codes}\n{found}");
    }
}
