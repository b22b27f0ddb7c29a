//! What headers say besides what a column holds: the unit and the factor of its figures, and the quarter they are of. A file
//! that says so in its headers means what the same file means that writes it in every row.

use super::desk::Desk;
use super::dice::Dice;
use super::paths::told;

const RULES: &str = "\
paket \"K\"
  tahun 2025

aturan capaian B
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100

besaran J \"Jalan\"
  satuan km

indikator P \"Layanan\"
  satuan persen
  arah makin tinggi
  capaian B

indikator S \"Surat\"
  satuan surat
  arah makin tinggi
  triwulan jumlah
  capaian B

indikator D \"Daerah\"
  satuan rupiah
  arah makin tinggi
  capaian B

indikator R \"Hari\"
  satuan hari
  arah rentang
  capaian C

aturan capaian C
  rentang : jika realisasi < target_bawah maka 50 selain itu 100

umum \"7.01\"

tabel T \"t\"
  baris J; P; S; D; R; \"7.01\"
  kolom target
  kolom nilai
  kolom capaian
  kolom pagu
  kolom serapan
";

/// What is computed from a file under the lines that name it, and the codes of what is told.
fn computed(desk: &Desk, data: &str, file: &str) -> (String, String) {
    desk.put("p/aturan.takar", format!("{RULES}\n{data}\n"));
    desk.put("p/d.csv", file);
    let run = desk.run("hitung p --format csv --angka en");
    let rows: Vec<&str> = run.lines().filter(|line| line.contains(",baris,")).collect();
    // Notes name the cell that a value lacks, whose heading is another.
    let mut parts = rows.join("\n").split(" (d.csv, ").map(str::to_string).collect::<Vec<_>>();
    for part in parts.iter_mut().skip(1) {
        *part = part.split_once(')').map_or(part.clone(), |(_, rest)| rest.to_string());
    }
    (parts.concat(), told(&run))
}

const PLAIN: &str = "data \"d.csv\" angka id";

/// The same written out in every row and by its header is the same.
#[test]
fn a_unit_of_a_header_is_as_if_every_cell_had_it() {
    let desk = Desk::new();
    let money = "kode;pagu;serapan\n7.01;120500000;118500000\n";
    let named = "data \"d.csv\" angka id\n  kolom pagu = \"Anggaran (juta rupiah)\"\n  kolom serapan = \"Terpakai\"";
    let bracketed = "data \"d.csv\" angka id\n  kolom pagu = \"Anggaran (APBD)\"\n  kolom serapan = \"Terpakai [DAK]\"";
    for (data, header, plain) in [
        (PLAIN, "kode;Pagu (juta rupiah);Serapan (Rp)\n7.01;120,5;118500000\n", money),
        (PLAIN, "kode;Pagu (Rp juta);Serapan (dalam ribu rupiah)\n7.01;120,5;118500\n", money),
        (PLAIN, "kode;Pagu dalam jutaan Rp;Serapan (Rp000)\n7.01;120,5;118.500\n", money),
        (PLAIN, "kode;PAGU (M);Serapan [Jt. Rp]\n7.01;0,1205;118,5\n", money),
        (PLAIN, "kode;Pagu (juta rupiah) 2025;Serapan 2025 (juta)\n7.01;120,5;118,5\n", money),
        // A year behind the unit.
        (PLAIN, "kode;pagu_juta 2025;Serapan, juta rupiah 2025\n7.01;120,5;118,5\n", money),
        (PLAIN, "kode;Pagu/juta 2025;Serapan (juta) 2025\n7.01;120,5;118,5\n", money),
        (PLAIN, "kode;Pagu (Rp dlm jt);Serapan (Rupiah dalam juta)\n7.01;120,5;118,5\n", money),
        (PLAIN, "kode;Pagu (Rp x juta);Serapan (\"\"000\"\")\n7.01;120,5;118500\n", money),
        (PLAIN, "LAPORAN (dalam juta rupiah)\n\nkode;pagu;serapan\n7.01;120,5;118,5\n", money),
        (PLAIN, "dalam jutaan\nkode;pagu;serapan (Rp)\n7.01;120,5;118500000\n", money),
        (named, "kode;Anggaran (juta rupiah);Terpakai (miliar)\n7.01;120,5;0,1185\n", money),
        (bracketed, "kode;Anggaran (APBD) 2025;Terpakai [DAK] 2025\n7.01;120500000;118500000\n", money),
        (PLAIN, "kode;Nilai (km)\nJ;1.250\n", "kode;nilai\nJ;1250\n"),
        (PLAIN, "kode;Nilai (ribu km)\nJ;1,25\n", "kode;nilai\nJ;1250\n"),
        (PLAIN, "kode;target (%);realisasi (%)\nP;80;85\n", "kode;target;realisasi\nP;80%;85%\n"),
        (PLAIN, "kode;Target (Rp juta);Realisasi (Rp)\nD;1,5;750000\n", "kode;target;realisasi\nD;1500000;750000\n"),
        (PLAIN, "kode;Target (hari);Realisasi (hari)\nR;7-8;7,5\n", "kode;target;realisasi\nR;7-8;7,5\n"),
        (PLAIN, "kode;Target (ribu surat);Realisasi\nS;1,2;600\n", "kode;target;realisasi\nS;1200;600\n"),
        // The plain one counts beside another of the same name, and a budget in percent is no target.
        (PLAIN, "kode;target;realisasi;Realisasi (%)\nS;1200;600;50\n", "kode;target;realisasi\nS;1200;600\n"),
        (PLAIN, "kode;pagu;serapan;Serapan (%)\n7.01;120500000;118500000;98\n", money),
    ] {
        let (wanted, calm) = computed(&desk, PLAIN, plain);
        assert!(wanted.contains("7.01") && !calm.contains('D'), "{plain}: {calm}");
        let (found, codes) = computed(&desk, data, header);
        assert_eq!(found, wanted, "{header}: {codes}");
    }
}

/// A unit that is not that of the number is refused, whoever says that the column is that one.
#[test]
fn another_unit_in_a_header_is_refused() {
    let desk = Desk::new();
    let named = |role: &str, header: &str| format!("{PLAIN}\n  kolom {role} = \"{header}\"");
    for (data, file) in [
        (PLAIN.to_string(), "kode;Nilai (m)\nJ;1250000\n"),
        (named("nilai", "Panjang (m)"), "kode;Panjang (m)\nJ;1250000\n"),
        (PLAIN.to_string(), "kode;Target (orang);Realisasi (%)\nP;80;85\n"),
        (named("serapan", "Terpakai (%)"), "kode;pagu;Terpakai (%)\n7.01;120;85\n"),
        (PLAIN.to_string(), "kode;Target (hari);Realisasi (jam)\nR;7-8;7,5\n"),
        (PLAIN.to_string(), "kode;Target (jam);Realisasi\nR;7-8;7,5\n"),
    ] {
        let (rows, codes) = computed(&desk, &data, file);
        assert_eq!(codes, "1 D0015", "{file}\n{rows}");
        assert!(rows.contains("keliru"), "{file}\n{rows}");
    }
}

/// Quarters that are columns are the rows of a file with a column of quarters.
#[test]
fn quarters_as_columns_are_quarters_in_rows() {
    let desk = Desk::new();
    let mut dice = Dice(5);
    let names = ["TW {}", "Triwulan {}", "TRIWULAN_{}", "tw{}", "(TW {})", "Tw. {}"];
    let numbers = [["1", "I"], ["2", "II"], ["3", "III"], ["4", "IV"]];
    for round in 0..40 {
        let name = names[dice.below(names.len() as u64) as usize];
        let style = dice.below(2) as usize;
        let year = [2024, 2025][dice.below(2) as usize];
        let in_years = dice.below(3) == 0;
        let (mut head, mut line) = ("kode;catatan".to_string(), "S;c".to_string());
        let mut rows = "kode;tahun;triwulan;target;realisasi\n".to_string();
        let yearly = dice.below(3) == 0;
        if yearly {
            let when = if in_years { format!(" {year}") } else { String::new() };
            head += &format!(";Target{when}");
            line += ";1200";
            rows += &format!("S;{year};;1200;\n");
        }
        if !in_years {
            head += ";tahun";
            line += &format!(";{year}");
        }
        for (at, number) in numbers.iter().enumerate() {
            let quarter = name.replace("{}", number[style]);
            let when = if in_years { format!(" {year}") } else { String::new() };
            let blank = dice.below(6) == 0;
            let target = if yearly { String::new() } else { (100 + dice.below(50)).to_string() };
            let value = if blank { String::new() } else { (100 + dice.below(50)).to_string() };
            if !yearly {
                head += &format!(";Target {quarter}{when}");
                line += &format!(";{target}");
            }
            head += &format!(";Realisasi {quarter}{when}");
            line += &format!(";{value}");
            rows += &format!("S;{year};{};{target};{value}\n", at + 1);
        }
        let found = computed(&desk, PLAIN, &format!("{head}\n{line}\n"));
        let wanted = computed(&desk, PLAIN, &rows);
        assert_eq!(found, wanted, "round {round}\n{head}\n{line}\n{rows}");
    }
}

/// What is said of them, and of what they cannot mean.
#[test]
fn headers_are_told() {
    let desk = Desk::new();
    let mut shown = String::new();
    let named = |role: &str, header: &str| format!("{PLAIN}\n  kolom {role} = \"{header}\"");
    for (data, file) in [
        (PLAIN.to_string(), "kode;Nilai (m)\nJ;1250000\n"),
        (named("nilai", "Panjang (m)"), "kode;Panjang (m)\nJ;1250000\n"),
        (PLAIN.to_string(), "kode;Target (%);Realisasi (%)\nP;80;85\nS;1;2\nD;1;2\n"),
        (PLAIN.to_string(), "kode;Pagu (Rp);Realisasi (Rp);Realisasi (%)\n7.01;120;90;75\n"),
        (PLAIN.to_string(), "(dalam juta rupiah)\nkode;target;realisasi\nP;80;85\n"),
        (PLAIN.to_string(), "kode;target;TW I;TW II;TW III;TW IV\nS;100;20;30;20;30\n"),
        (PLAIN.to_string(), "kode;target;Realisasi TW 1;Realisasi TW 2\nP;80;70;85\n"),
        (PLAIN.to_string(), "kode;target;Realisasi s.d. TW 2;Realisasi Semester 1;Realisasi Januari\nP;80;70;85;70\n"),
        (PLAIN.to_string(), "kode;Target 2025;Target Akhir Renstra;Realisasi 2025\nP;80;90;85\n"),
        (PLAIN.to_string(), "kode;Target 2024-2025;Realisasi 2025\nP;80;85\n"),
        (PLAIN.to_string(), "kode;Target;Capaian\nP;80;85\n"),
        (PLAIN.to_string(), "kode;realisai (km);Target (T);Realisasi (R)\nP;80;85;90\n"),
    ] {
        desk.put("p/aturan.takar", format!("{RULES}\n{data}\n"));
        desk.put("p/d.csv", file);
        shown += &format!("{file}{}\n", desk.run("periksa p"));
    }
    desk.put("p/aturan.takar", format!("{RULES}\n{PLAIN}\n"));
    desk.put("p/d.csv", "kode;Pagu (juta rupiah)\n7.01;120,5\n");
    shown += &desk.run_words(&["jelaskan", "pagu \"7.01\"", "p"]);
    insta::assert_snapshot!(shown);
}

/// On a sheet the unit may stand below the heading or above the table.
#[test]
fn units_of_sheets_count() {
    let desk = Desk::new();
    let row = |cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr>{}</tr>", cells.concat())
    };
    let sheet = |rows: &[&[&str]]| {
        let rows: Vec<String> = rows.iter().map(|cells| row(cells)).collect();
        format!("<html><table>{}</table></html>", rows.concat())
    };
    let head: &[&str] = &["Kode", "Pagu", "Serapan"];
    let figures: &[&str] = &["7.01", "120,5", "118,5"];
    let below = sheet(&[head, &["", "(juta rupiah)", "(Rp juta)"], figures]);
    let one = sheet(&[&["Kode", "Pagu (juta rupiah)", "Serapan (juta Rp)"], figures]);
    let above = sheet(&[&["LAPORAN REALISASI ANGGARAN"], &["(dalam juta rupiah)"], head, figures]);
    let (wanted, _) = computed(&desk, PLAIN, "kode;pagu;serapan\n7.01;120500000;118500000\n");
    for file in [&below, &one, &above] {
        let (found, codes) = computed(&desk, PLAIN, file);
        assert_eq!(found, wanted, "{file}: {codes}");
    }
    let named = format!("{PLAIN}\n  kolom pagu = \"Anggaran\"\n  kolom serapan = \"Terpakai\"");
    let other = below.replace("Pagu", "Anggaran").replace("Serapan", "Terpakai");
    assert_eq!(computed(&desk, &named, &other).0, wanted);
    desk.put("p/d.csv", below);
    desk.put("p/aturan.takar", format!("{RULES}\n{PLAIN}\n"));
    let why = desk.run_words(&["jelaskan", "pagu \"7.01\"", "p"]);
    desk.put("p/d.csv", above);
    insta::assert_snapshot!(format!("{why}\n{}", desk.run("periksa p")));
}

/// Cells that name a unit or an amount of their own under a heading that has a factor have two readings.
#[test]
fn cells_with_their_own_unit_are_not_multiplied() {
    let desk = Desk::new();
    let mut shown = String::new();
    for file in [
        "kode;Pagu (juta rupiah)\n7.01;Rp120.000.000\n",
        "kode;Pagu (juta rupiah)\n7.01;120 juta\n",
        "kode;Pagu (M);Serapan (jt)\n7.01;120 M;5 rb\n",
        "(dalam juta rupiah)\nkode;pagu\n7.01;1.250 rupiah\n",
        "kode;Target (ribu surat);Realisasi (ribu surat)\nS;12000 surat;1,5 ribu\n",
        "kode;Target (ribu hari);Realisasi (ribu hari)\nR;7 s.d. 8;7 hari\n",
        "kode;Target (ribu surat);Realisasi\nS;12000 dokumen;1\n",
    ] {
        desk.put("p/aturan.takar", format!("{RULES}\n{PLAIN}\n"));
        desk.put("p/d.csv", file);
        shown += &format!("{file}{}\n", desk.run("periksa p"));
    }
    insta::assert_snapshot!(shown);
}

/// A heading that the rules name keeps its factor, or is refused.
#[test]
fn named_headings_keep_their_unit() {
    let desk = Desk::new();
    let money = "kode;pagu;serapan\n7.01;4000000000;2000000000\n";
    let named = |role: &str, header: &str| format!("{PLAIN}\n  kolom {role} = \"{header}\"");
    let (wanted, _) = computed(&desk, PLAIN, money);
    for (header, figure) in [
        ("Anggaran (M)", "4"),
        ("Tersedia (M)", "4"),
        ("Anggaran (Rp M)", "4"),
        ("Anggaran dalam M", "4"),
        ("Juta Rupiah", "4000"),
        ("Tersedia (T)", "0,004"),
        ("(Rp)", "4000000000"),
    ] {
        let file = format!("kode;{header};serapan\n7.01;{figure};2000000000\n");
        let (found, codes) = computed(&desk, &named("pagu", header), &file);
        assert_eq!(found, wanted, "{header}: {codes}");
    }
    for (header, code) in [
        ("Target (M)", "D"),
        ("Target (T)", "D"),
        ("km", "S"),
        ("%", "S"),
        ("Target (‰)", "P"),
        ("Target (permil)", "P"),
        ("Target (poin)", "P"),
    ] {
        let file = format!("kode;{header};realisasi\n{code};4;2\n");
        let (rows, codes) = computed(&desk, &named("target", header), &file);
        assert!(codes.contains("D0015") && rows.contains("keliru"), "{header}: {codes}\n{rows}");
    }
    // Of what is no money a capital letter is what formulas call the column.
    let (found, codes) = computed(&desk, &named("target", "Target (T)"), "kode;Target (T);realisasi\nS;4;2\n");
    assert_eq!(found, computed(&desk, PLAIN, "kode;target;realisasi\nS;4;2\n").0, "{codes}");
    let mut shown = String::new();
    for file in ["kode;Target (M);Realisasi\nD;4;2\n", "kode;target (‰);realisasi (permil)\nP;950;930\n"] {
        desk.put("p/aturan.takar", format!("{RULES}\n{PLAIN}\n"));
        desk.put("p/d.csv", file);
        shown += &format!("{file}{}\n", desk.run("periksa p"));
    }
    insta::assert_snapshot!(shown);
}

/// The sign of a heading is that of every cell below it.
#[test]
fn percent_of_a_heading_is_that_of_its_cells() {
    let desk = Desk::new();
    let (_, codes) = computed(&desk, PLAIN, "kode;target (%);realisasi\nP;95;0,95\n");
    assert_eq!(codes, "1 D0049");
    let (found, _) = computed(&desk, PLAIN, "kode;target;realisasi (%)\nP;95%;0,95\n");
    assert_eq!(found, computed(&desk, PLAIN, "kode;target;realisasi\nP;95%;0,95%\n").0);
}

/// A heading keeps the factor that other rows need.
#[test]
fn no_mend_takes_a_factor_from_other_rows() {
    let desk = Desk::new();
    desk.put("p/aturan.takar", format!("{RULES}\n{PLAIN}\n"));
    desk.put("p/d.csv", "kode;target (juta rupiah);realisasi (juta rupiah)\nD;4;2\nS;4;2\n");
    insta::assert_snapshot!(desk.run("periksa p"));
}

/// Months and parts of a year are never offered as the year's.
#[test]
fn parts_of_a_year_are_no_slips() {
    let desk = Desk::new();
    for part in [
        "jan",
        "feb",
        "Okt",
        "Ags",
        "Agst",
        "Sept",
        "Des",
        "(Jan)",
        "Jan 2025",
        "Jan-25",
        "s.d. Jun",
        "sem 1",
        "kuartal 1",
        "Trib I",
        "tribulan 1",
        "caturwulan",
        "bln 1",
        "minggu 1",
        "tengah tahun",
        "I",
        "1",
        "tahun lalu",
        "n-1",
        "provinsi",
    ] {
        desk.put("p/aturan.takar", format!("{RULES}\n{PLAIN}\n"));
        desk.put("p/d.csv", format!("kode;target;realisasi {part}\nS;100;18\n"));
        let told = desk.run("periksa p");
        assert!(!told.contains("D0005") && !told.contains("kolom realisasi ="), "{part}\n{told}");
    }
}
