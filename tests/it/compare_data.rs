//! Two sets of rules over one set of data: each side judges the cells by its own rules, and what comes, goes or is seen from
//! another year is told.

use takar::compare::{Side, compare};
use takar::engine::Package;

/// Changes and effects, row by row, of two sets of rules over data in a file.
fn told(old: &str, new: &str, data: &str) -> String {
    told_of([2024, 2024], old, new, data)
}

/// The same, of the rules of one year and of another.
fn told_of([before, now]: [i32; 2], old: &str, new: &str, data: &str) -> String {
    let package = |rules: &str| {
        let text =
            if rules.starts_with("paket") { rules.to_string() } else { format!("paket \"P\"\n  tahun 2024\n{rules}") };
        let text = if rules.contains("data \"") { text } else { format!("{text}\ndata \"d.csv\"\n") };
        let mut package = Package::new("p", [("p.takar", text.as_str())]);
        assert!(package.program().is_some(), "{text}\n{:#?}", package.diagnostics());
        let (read, _) = package.read_data(|_| Ok(data.to_string()));
        (package, read)
    };
    let ((old, _), (new, read)) = (package(old), package(new));
    let programs = [&old, &new].map(|one| one.program().expect("sound"));
    let sides = [
        Side { program: programs[0], sources: old.sources(), year: before },
        Side { program: programs[1], sources: new.sources(), year: now },
    ];
    let found = compare(sides[0], sides[1], &read, &|program| new.read_as(program, &read));
    let rows = found.tables.iter().flat_map(|table| &table.rows);
    let lines = rows.map(|row| row.iter().map(|cell| cell.shown.as_str()).collect::<Vec<_>>().join(" | "));
    lines.map(|line| line.trim_end_matches([' ', '|']).to_string()).collect::<Vec<_>>().join("\n")
}

const RULES: &str = "
aturan capaian C
  jika target = 0 : tidak terdefinisi \"nol\"
  makin tinggi : realisasi / target * 100
indikator A \"a\"
  arah makin tinggi
  capaian C
indikator B \"b\"
  arah makin tinggi
  capaian C
kelompok K
  anggota A; B
  capaian rata_rata(capaian anggota)
Z = capaian K / 100%
";

const DATA: &str = "kode;tahun;target;realisasi\nA;2024;10;9\nB;2024;10;7\n";

#[test]
fn a_scale_judges_the_cells_of_its_side() {
    let narrow = RULES.replace("\"a\"\n", "\"a\"\n  skala 0..8\n");
    let wide = RULES.replace("\"a\"\n", "\"a\"\n  skala 0..100\n");
    insta::assert_snapshot!(told(&narrow, &wide, DATA));
    insta::assert_snapshot!(told(RULES, &narrow, DATA));
}

#[test]
fn quarters_and_years_in_force_judge_the_cells_of_their_side() {
    let data = "kode;tahun;triwulan;target;realisasi\nA;2024;1;5;4\nA;2024;2;5;5\nB;2024;;10;7\n";
    let quarters = RULES.replace("\"a\"\n", "\"a\"\n  triwulan jumlah\n");
    insta::assert_snapshot!(told(&quarters, RULES, data));
    let until = RULES.replace("\"b\"\n", "\"b\"\n  berlaku sampai 2023\n");
    insta::assert_snapshot!(told(RULES, &until, DATA));
}

#[test]
fn what_comes_and_goes_is_an_effect() {
    let later = RULES.replace("kelompok K\n", "kelompok K\n  berlaku mulai 2025\n");
    insta::assert_snapshot!(told(RULES, &later, DATA));
    let more = format!("{RULES}Y = A + B\nN = A + C2\nbesaran C2\n");
    insta::assert_snapshot!(told(RULES, &more, DATA));
}

#[test]
fn the_years_of_the_plan_move_what_looks_at_them() {
    let data = "kode;tahun;realisasi\nX;2022;1\nX;2023;4\nX;2024;7\n";
    let rules = "  periode 2023..2025\nbesaran X\nAW = X + X[awal]\n";
    insta::assert_snapshot!(told(rules, &rules.replace("2023..", "2022.."), data));
}

#[test]
fn a_column_with_quarters_is_another_column() {
    let data = "kode;tahun;triwulan;realisasi;Lain\nA2;2024;1;1;3\nA2;2024;2;1;2\n";
    let rules = "besaran A2\n  triwulan jumlah\nSJ = lain A2\n";
    let old = format!("data \"d.csv\"\n  kolom lain \"Lain\"\n{rules}");
    insta::assert_snapshot!(told(&old, &old.replace("\"Lain\"", "\"Lain\" triwulan jumlah"), data));
}

#[test]
fn changes_are_told_as_they_are_written() {
    let new =
        RULES.replace("realisasi / target * 100", "realisasi / (2 * target) * 100").replace("\"nol\"", "\"kosong\"");
    let goal = new.replace("\"b\"\n", "\"b\"\n  sasaran \"S\"\n");
    insta::assert_snapshot!(told(RULES, &goal, DATA));
    let general = "umum \"7\"\n  arah makin tinggi\n  capaian C\n  batas 0..100\n";
    let rules = format!("{general}{}", RULES.replace("Z = capaian K / 100%\n", ""));
    let data = "kode;tahun;triwulan;target;realisasi\n7.1;2024;;10;12\n7.1.1;2024;;10;13\nA;2024;;10;9\nB;2024;;10;7\n";
    let capped = rules
        .replace("batas 0..100", "batas 0..120")
        .replace("umum \"7\"\n  arah makin tinggi", "umum \"7\"\n  arah makin rendah");
    let capped = capped
        .replace("  makin tinggi : realisasi", "  makin rendah : target / realisasi * 100\n  makin tinggi : realisasi");
    insta::assert_snapshot!(told(&rules, &capped, data));
}

/// A version that ends is a part of the same thing in the year of the data, whoever ends it: its own line, or an `umum`.
#[test]
fn a_version_of_before_keeps_what_it_is_a_part_of() {
    let rule = "aturan capaian C\n  makin tinggi : realisasi\n";
    let thing = |name: &str, more: &str| format!("indikator {name}\n  arah makin tinggi\n  capaian C\n{more}");
    let rows = ["IA;2023;60;20", "IA;2024;60;20", "IB;2023;60;20", "IB;2024;60;20", "7.1;2023;;5", "7.1;2024;;5"];
    let data = |codes: &[&str]| {
        let rows = rows.iter().filter(|row| codes.iter().any(|code| row.starts_with(code)));
        rows.fold("kode;tahun;realisasi;pagu\n".to_string(), |all, row| format!("{all}{row}\n"))
    };
    let (ip, ib) = (thing("IP", ""), thing("IB", "  induk IP\n"));
    let versions = |until: &str, from: &str| {
        let until = thing("IA", &format!("  berlaku sampai 2023\n{until}"));
        format!("{rule}{ip}{ib}{until}{}S = pagu IP\n", thing("IA", &format!("  berlaku mulai 2024\n{from}")))
    };
    let capped = versions("  induk IP\n", "  induk IP\n  batas 0..50\n");
    let moved = versions("  induk IP\n", "  induk IB\n");
    let rounded =
        format!("{rule}umum\n  berlaku sampai 2023\n  bulat 0\n{ip}{}S = pagu IP\n", thing("IA", "  induk IP\n"));
    let of_data = format!(
        "{rule}umum \"7\"\n  berlaku sampai 2023\n  arah makin tinggi\n  capaian C\n  bulat 0\n  induk IP\numum \"7\"\n  berlaku mulai 2024\n  arah makin tinggi\n  capaian C\n  induk IP\n{ip}{}S = pagu IP\n",
        thing("IA", "  induk IP\n")
    );
    let cases = [(capped, &["IA", "IB"][..]), (moved, &["IA", "IB"]), (rounded, &["IA"]), (of_data, &["IA", "7.1"])];
    let shown = cases.map(|(rules, codes)| {
        let (rules, data) = (format!("  periode 2023..2024\n{rules}"), data(codes));
        format!("{}\n", told_of([2023, 2024], &rules, &rules, &data))
    });
    insta::assert_snapshot!(shown.join("\n"));
}

/// What the data still know by its name has not been renamed, however much it is like what came.
#[test]
fn what_the_data_still_call_so_is_not_renamed() {
    let bare = RULES.replace(" \"a\"", "").replace(" \"b\"", "");
    let new = bare.replace("indikator A", "indikator N").replace("anggota A", "anggota N");
    let both = "kode;tahun;target;realisasi\nA;2024;8;6\nB;2024;4;5\nN;2024;10;10\n";
    let shown = [both, &both.replace("A;2024;8;6\n", ""), &both.replace("N;2024;10;10\n", "")];
    insta::assert_snapshot!(shown.map(|data| told(&bare, &new, data)).join("\n\n"));
}

/// What is typed is shown too: a cell that only a changed scale refuses, and what goes with an indicator.
#[test]
fn what_is_typed_is_an_effect() {
    let rules = "besaran X\n  skala 0..8\nbesaran Y\n";
    let data = "kode;tahun;realisasi\nX;2024;9\nY;2024;1\n";
    insta::assert_snapshot!(told(rules, &rules.replace("0..8", "0..100"), data));
    let without = RULES.replace("indikator B \"b\"\n  arah makin tinggi\n  capaian C\n", "").replace("A; B", "A");
    insta::assert_snapshot!(told(RULES, &without, DATA));
}

/// Whatever a table prints and nothing else has: columns that compute, another value under the same heading, subtotals, footers
/// that come and go, a whole table. What is only called otherwise is no effect.
#[test]
fn cells_of_tables_are_effects() {
    let table = |rest: &str| format!("{RULES}\ntabel T1\n  baris anggota K\n  kolom nama \"Nama\"\n{rest}");
    let old =
        table("  kolom realisasi \"Hasil\"\n  kolom capaian / 2 \"Separuh\"\n  penutup jumlah(realisasi) \"Jumlah\"\n");
    let new = table(
        "  kolom target \"Hasil\"\n  kolom capaian / 4 \"Separuh\"\n  penutup jumlah(target) \"Jumlah\"\n  penutup terbesar(target) \"Terbesar\"\n",
    );
    insta::assert_snapshot!(told(&old, &new, DATA));
    let renamed = old.replace("\"Separuh\"", "\"Setengah\"").replace("\"Jumlah\"", "\"Total\"");
    insta::assert_snapshot!(told(&old, &renamed, DATA));
    // A footer and a column that compute follow from a rule of something else.
    let capped = old.replace("realisasi / target * 100\n", "realisasi / target * 100\n  batas 0..80\n");
    insta::assert_snapshot!(told(&old, &capped, DATA));
    insta::assert_snapshot!(told(RULES, &old, DATA));
}

/// What a package says at its head, and with how many decimals something is shown: a change, without an effect on values.
#[test]
fn heads_and_decimals_are_changes() {
    let old = format!("umum\n  tampil 1\n{RULES}");
    let head = "paket \"P\"\n  tahun 2024\n";
    let changes = |from: &str, to: &str| {
        let with_head = |text: &str| format!("{head}{text}");
        let new = with_head(&old).replacen(from, to, 1);
        assert_ne!(new, with_head(&old), "{from}");
        told_of([2024, 2024], &with_head(&old), &new, DATA)
    };
    let shown = [
        ("\"P\"", "\"Q\""),
        ("  tahun 2024\n", "  tahun 2025\n"),
        ("  tahun 2024\n", ""),
        ("  tahun 2024\n", "  tahun 2024\n  tampil 3\n"),
        ("  tahun 2024\n", "  tahun 2024\n  periode 2024..2026\n"),
        ("tampil 1\n", "tampil 2\n"),
        ("tampil 1\n", "tampil 1 genap\n"),
        ("indikator A \"a\"\n", "indikator A \"a\"\n  tampil 3\n"),
        ("aturan capaian C\n", "aturan capaian C\n  tampil 2\n"),
        ("kelompok K\n", "kelompok K\n  tampil 2\n"),
    ];
    insta::assert_snapshot!(shown.map(|(from, to)| changes(from, to)).join("\n\n"));
}

/// A value of a quarter that rests on no data of quarters is a value of the year seen again: not told by itself, but told where
/// a table prints it, also where something else has quarters.
#[test]
fn cells_of_quarters_without_data_of_quarters_are_effects() {
    let rules = RULES.replace("  capaian C\n", "  capaian C\n  triwulan terakhir\n");
    let rules = rules.replacen("indikator B \"b\"\n", "indikator B \"b\"\n  target 10\n", 1);
    let table = "\ntabel T1\n  baris anggota K\n  kolom nama \"Nama\"\n  kolom target[triwulan 1] \"TW I\"\n  kolom capaian[triwulan 1] \"Capaian\"\n";
    let old = format!("{rules}{table}");
    let new = old.replace("  target 10\n", "  target 20\n");
    let data = |quarter: &str| format!("kode;tahun;triwulan;target;realisasi\nA;2024;{quarter};10;9\nB;2024;;;7\n");
    insta::assert_snapshot!(told(&old, &new, &data("")));
    assert_eq!(told(&old, &new, &data("1")), told(&old, &new, &data("")));
}

/// What a code of the data is, is what the rules of each side make of it: whether it is there, how it is judged, what it is a
/// part of. In which years it has rows says nothing of that.
#[test]
fn codes_of_the_data_have_the_rules_of_their_side() {
    let rules = |generals: &[&str]| {
        let generals = generals.iter().map(|one| {
            let (head, more) = one.split_once(' ').unwrap_or((one, ""));
            let more: String =
                more.split(", ").filter(|line| !line.is_empty()).map(|line| format!("  {line}\n")).collect();
            format!("umum \"{head}\"\n  arah makin tinggi\n  capaian C\n{more}")
        });
        let thing = |name: &str| format!("indikator {name}\n  arah makin tinggi\n  capaian C\n");
        let head = "aturan capaian C\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n";
        let all: String = generals.collect();
        format!("{head}{}{}{all}RINCI = rata_rata(capaian rincian A)\n", thing("A"), thing("B"))
    };
    let of_new = "kode;tahun;target;realisasi;pagu\nA;2024;80;70;\n7.01;2024;10;5;50\n7.02;2024;10;9;60\n";
    let of_both = format!("{of_new}7.01;2023;10;5;\n");
    let folders = |old: &[&str], new: &[&str]| told(&rules(old), &rules(new), of_new);
    let dates = |generals: &[&str], data: &str| told_of([2023, 2024], &rules(generals), &rules(generals), data);
    let capped = ["7 berlaku sampai 2023, induk A", "7 berlaku mulai 2024, batas 0..40, induk A"];
    let narrowed = ["7 berlaku sampai 2023, induk A", "7.02 berlaku mulai 2024, induk A"];
    let moved = ["7 berlaku sampai 2023, induk A", "7 berlaku mulai 2024, induk B"];
    let own = rules(&["7 induk A"]) + "indikator \"7.01\"\n  arah makin tinggi\n  capaian C\n";
    let shown = [
        ("dua folder: batas", folders(&["7 induk A"], &["7 batas 0..40, induk A"])),
        ("dua tahun: batas", dates(&capped, of_new)),
        ("dua tahun: batas, satu kode lebih tua", dates(&capped, &of_both)),
        ("dua folder: dipersempit", folders(&["7 induk A"], &["7.02 induk A"])),
        ("dua folder: diperluas", folders(&["7.02 induk A"], &["7 induk A"])),
        ("dua folder: dihapus", folders(&["7 induk A"], &[])),
        ("dua tahun: dipersempit", dates(&narrowed, of_new)),
        ("dua folder: induk", folders(&["7 induk A"], &["7 induk B"])),
        ("dua folder: induk dihapus", folders(&["7 induk A"], &["7"])),
        ("dua tahun: induk", dates(&moved, of_new)),
        ("dua folder: tahun", folders(&["7 induk A"], &["7 berlaku mulai 2024, induk A"])),
        ("dua folder: menjadi indikator", told(&rules(&["7 induk A"]), &own, of_new)),
    ];
    insta::assert_snapshot!(shown.map(|(what, told)| format!("{what}\n{told}\n")).join("\n"));
}

/// A name that is another tells of those that name it; a rule that says the same is the same, whoever uses it.
#[test]
fn names_that_hang_on_others_are_renamed_with_them() {
    let chain = RULES.replace(" \"a\"", "").replace(" \"b\"", "")
        + "kelompok L\n  anggota K; B\n  terima anggota ganda \"x\"\n  capaian rata_rata(capaian anggota)\nF = Z * 2\nG = F * 3\n";
    let new = chain
        .replace("kelompok K", "kelompok K1")
        .replace("anggota K;", "anggota K1;")
        .replace("capaian K ", "capaian K1 ")
        .replace("kelompok L", "kelompok L1")
        .replace("F = Z", "F1 = Z")
        .replace("G = F", "G1 = F1");
    let two = format!(
        "{}aturan capaian D\n  makin tinggi : realisasi\n",
        RULES.replace("\"b\"\n  arah makin tinggi\n  capaian C\n", "\"b\"\n  arah makin tinggi\n  capaian D\n")
    );
    let used = two
        .replace("capaian D", "capaian E")
        .replace("\"a\"\n  arah makin tinggi\n  capaian C\n", "\"a\"\n  arah makin tinggi\n  capaian E\n");
    let idle = format!("{RULES}aturan konversi V\n  > 10 : 5\n  .. 10 : 3\n  terima loncatan \"x\"\n");
    let graded = RULES.replace("  capaian C\n", "  capaian C\n  predikat S\n")
        + "aturan predikat S\n  > 80 : \"Baik\"\n  .. 80 : \"Kurang\"\n";
    let rounded = graded
        .replace("predikat S\n  >", "predikat S2\n  bulat 0\n  >")
        .replace("predikat S\n", "predikat S2\n")
        .replacen("  predikat S2\n", "", 1);
    let shown = [
        told(&chain, &new, DATA),
        told(&two, &used, DATA),
        told(&graded, &rounded, DATA),
        told(&idle, &idle.replace(" V\n", " W\n"), DATA),
    ];
    insta::assert_snapshot!(shown.join("\n\n"));
}

/// A cap of an `umum` counts where neither the indicator nor its rule has one.
#[test]
fn a_cap_that_does_not_count_is_no_change() {
    let own = RULES.replace("\"a\"\n", "\"a\"\n  batas 0..110\n");
    let both = format!("umum\n  batas 0..60\n{own}");
    insta::assert_snapshot!([told(&both, &own, DATA), told(&own, &both, DATA)].join("\n\n"));
    let ruled = |rules: &str| rules.replace("target * 100\n", "target * 100\n  batas 0..80\n");
    assert_eq!(told(&ruled(&both), &ruled(&own), DATA), "");
}

#[test]
fn how_a_file_is_read_is_told() {
    let reads = |clauses: &str| format!("{RULES}data \"d.csv\"{clauses}\n");
    let data = "kode;tahun;target;Hasil;Hasil Lain\nA;2024;10;9.500;7\nB;2024;10;7.000;6\n";
    let old = reads(" angka id\n  kolom realisasi = \"Hasil\"\n  kolom pagu_awal \"Hasil Lain\"");
    let new = reads(" angka en\n  kolom realisasi = \"Hasil Lain\"");
    insta::assert_snapshot!(told(&old, &new, data));
    // A file of another year is no change of rules.
    assert_eq!(told(&reads(""), &format!("{RULES}data \"e.csv\"\n"), data), told(RULES, RULES, data));
}

/// What is computed otherwise and called otherwise is one thing where the same ones use it and it is made of the same things;
/// of what nobody uses, and of two that are alike, nobody knows.
#[test]
fn computed_things_that_are_changed_and_renamed() {
    let old = format!("{RULES}F1 = Z * 2\nG1 = Z * 3\nH = F1 + 1\nL = Z * 4\nT = Z * 5\nU = Z * 6\nV = T + U\n");
    let new = format!("{RULES}F9 = Z * 4\nG9 = Z * 9\nH = F9 + 2\nL = Z * 4\nTX = Z * 7\nUX = Z * 8\nV = TX + UX\n");
    insta::assert_snapshot!(told(&old, &new, DATA));
}
