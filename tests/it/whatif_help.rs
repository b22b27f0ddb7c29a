//! Every example of the help at the prompt can be typed as it stands, whatever the package.

use super::whatif_parts::of_year;
use std::fs;
use std::path::Path;
use takar::engine::Package;
use takar::folder::files::{decode, read_data, read_package};
use takar::seek::{Ended, Patience};
use takar::whatif::{COMMANDS, Kept, Screen, Session};

#[test]
fn of_every_shipped_package() {
    for entry in fs::read_dir("rules").expect("rules") {
        let path = entry.expect("a package").path();
        let mut session = shipped(&path);
        // What is refused is refused before the search.
        session.be_patient(Patience::until(|| Some(Ended::Late)));
        let shown = format!("{}\n{}", path.display(), every_example_goes(&mut session));
        assert!(shown.contains("cari ") || path.ends_with("permenpanrb-8-2021"), "{shown}");
    }
}

fn shipped(path: &Path) -> Session {
    let read = read_package(path).expect("rule files");
    let text = |bytes: &[u8]| decode("berkas", bytes).expect("text");
    let files: Vec<(String, String)> = read.files.iter().map(|file| (file.name.clone(), text(&file.bytes))).collect();
    let mut package = Package::new("contoh", files);
    let (data, _) = package.read_data(|name| Ok(text(&read_data(&read.root, name)?.bytes)));
    Session::new(package, data, 2024, Screen { width: 400, colour: false }).expect("a session")
}

/// Packages with one thing that examples stumble over each.
#[test]
fn of_packages_that_are_unlike_the_usual() {
    let achieved = "aturan capaian R\n  jika target = 0 : tidak terdefinisi \"nol\"\n  makin tinggi : realisasi / target * 100\n  \
         makin rendah : (2*target - realisasi) / target * 100\n  batas 0..120\n\naturan predikat P\n  < 50 : \"Kurang\"\n  \
         >= 50 : \"Baik\"\n\n";
    let packages = [
        // Inputs of two units, small scales, a result that rests on the second input alone.
        (
            "besaran A\n  satuan orang\n  skala 0..5\nbesaran B\n  skala 0..1\n  langkah 0,01\nbesaran C\n  skala 0..1\n\
             R = (B + C) / 2\n",
            "kode;tahun;nilai\nA;2024;3\nB;2024;0,5\nC;2024;0,25\n",
        ),
        // Percent, quarters, another year, units of data.
        (
            "besaran K\n  satuan persen\n  skala 0..100%\nbesaran L\n  satuan persen\n  triwulan jumlah\nM = K * L\n",
            "unit;kode;tahun;triwulan;nilai\nX;K;2023;;40\nX;K;2024;;50\nX;L;2024;1;5\nX;L;2024;2;6\nY;K;2024;;60\n",
        ),
        // Nothing is computed: words and a range beside one number.
        (
            "indikator W\n  urutan \"TMP\"; \"WTP\"\n  arah makin tinggi\n  capaian Kata\naturan capaian Kata\n  \
             makin tinggi : jika realisasi >= target maka 100 selain itu 50\nindikator N\n  arah makin rendah\n  \
             capaian R\n  predikat P\n  skala 0..10\n  langkah 1\n",
            "kode;tahun;target;realisasi\nW;2024;WTP;TMP\nN;2024;4;5\n",
        ),
        // Codes of the data in quotes, a group with weights, a table.
        (
            "umum \"7\"\n  arah makin tinggi\n  capaian R\nindikator S\n  satuan nilai\n  skala 1..4\n  arah makin tinggi\n  \
             capaian R\n  predikat P\nindikator T\n  rumus S * 25\n  skala 0..100\n  arah makin tinggi\n  capaian R\n\
             kelompok G\n  anggota S; T\n  capaian rata_rata(capaian anggota)\n  bobot S 40%; T 60%\n  predikat P\n\
             tabel T1 \"Judul\"\n  baris anggota G\n  kolom nama\n  kolom capaian\n",
            "kode;tahun;target;realisasi\nS;2024;3;3,5\nT;2024;80;\n7.01;2024;5;4\n",
        ),
        // No data at all, and a name in force only later.
        ("besaran A\n  berlaku mulai 2025\nbesaran B\n  skala 10..20\nC = B * 2\n", "kode;tahun;nilai\nB;2023;15\n"),
        ("besaran A\n  skala 0..5\n", "kode;tahun;nilai\nA;2024;\n"),
    ];
    for (rules, data) in packages {
        let needs = if rules.contains("capaian R") { achieved } else { "" };
        let rules = format!("paket \"P\"\n  tahun 2024\n\ndata \"d.csv\" angka id\n\n{needs}{rules}");
        every_example_goes(&mut of_year(&rules, data, 2024));
    }
}

/// Types each example of a session; all of its help.
fn every_example_goes(session: &mut Session) -> String {
    let topics = COMMANDS.iter().map(|(word, _)| format!("bantuan {word}"));
    let topics = ["bantuan".to_string(), "bantuan triwulan".to_string()].into_iter().chain(topics);
    let mut shown = String::new();
    for topic in topics {
        let reply = session.answer(&topic, &mut Kept::default());
        assert!(!reply.failed, "{topic}\n{}", reply.text);
        for line in reply.text.lines().filter_map(|line| line.strip_prefix("  ")) {
            let example = line.split("  ").next().unwrap_or(line);
            let is_text = line.starts_with(char::is_whitespace) || line.ends_with('.') || example.ends_with(',');
            if is_text || shown.lines().any(|known| known == example) {
                continue;
            }
            let answer = session.clone().answer(example, &mut Kept::default());
            assert!(!answer.failed, "{topic}\n{}\n{}", reply.text, answer.text);
            for useless in ["tidak bergantung pada", "adalah masukan"] {
                assert!(
                    !answer.text.contains(useless) || answer.text.contains("belum diisi"),
                    "{example}\n{}",
                    answer.text
                );
            }
            shown.push_str(example);
            shown.push('\n');
        }
    }
    shown
}
