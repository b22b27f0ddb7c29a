//! What reads texts that others wrote, each with all that follows on it. Nothing may panic, whatever the text.
//!
//! The targets call one each; `tests/it/readers.rs` calls all of them, a few rounds with every `cargo test`.

use takar::audit;
use takar::data::Dataset;
use takar::diagnostic::{Diagnostic, Place, apply_edits};
use takar::engine::Package;
use takar::report::csv::CsvStyle;
use takar::report::diagnostics::render;
use takar::source::{Sources, Span};
use takar::stream::{Job, Options, Worker};
use takar::syntax::Parsed;
use takar::whatif::{Kept, Screen, Session};

/// Rules that have what data can be about: quarters, words, ranges, money, codes of the data.
pub const RULES: &str = r#"paket "Contoh"
  tahun 2024
data "data/iku.csv" angka id
aturan capaian Baku
  jika target = 0 : tidak terdefinisi "nol"
  makin tinggi : realisasi / target * 100
  makin rendah : (2*target - realisasi) / target * 100
  batas 0..120
aturan predikat Ordinal
  > 90 : "Baik"
  <= 90 : "Kurang"
besaran IKM "Kepuasan"
  skala 0..100
indikator A "Nilai"
  satuan nilai
  arah makin tinggi
  capaian Baku
  predikat Ordinal
indikator B "Temuan"
  satuan dokumen
  arah makin rendah
  capaian Baku
  triwulan jumlah
indikator OPINI
  urutan "TMP"; "WDP"; "WTP"
  arah makin tinggi
  capaian 100
umum "7.01"
  satuan persen
  arah makin tinggi
  capaian Baku
kelompok K
  anggota A; B
  capaian rata_rata(capaian anggota)
C = IKM / 4 + capaian A
"#;

/// A small data file of these rules.
pub const DATA: &str = "kode;tahun;triwulan;target;realisasi;pagu;serapan\nA;2024;;80;75,5;Rp 1.000.000;50%\nB;2024;1;3;4;;\n\
    B;2024;2;3;-;;\nIKM;2024;;;85,2;;\nOPINI;2024;;WTP;WDP;;\n7.01.02;2024;;90%;n/a;100;\nA;2023;;80;70;;\n";

/// Two printed tables of these rules, one under the other, and what beside them says of the file.
pub const PRINTED: &str = "Tabel 3.1 Capaian;;;;\n;;;;\nIndikator;Target;Realisasi;Capaian;Predikat\n(1);(2);(3);(4);(5)\n\
    Nilai;80,00;75,50;94,38%;Baik\nTemuan;3;4 dokumen;66,67 %*);Kurang\nRata-rata;;;80,52;\n\
    Indikator;Realisasi 2023;Capaian\nNilai;70;87,50 (Kurang)\n*) sampai triwulan I;;\n";

/// Claims of a report on these rules, with where they stand.
pub const CLAIMS: &str = "klaim \"capaian kelompok\" halaman 38\n  capaian K \u{2248} 80,52\n  predikat A = \"Baik\"\n\
    klaim \"naik\"\n  capaian A - capaian A[2023] \u{2248} 6,88\n  C > 100\n";

/// Any text as a rule file: its messages point into it, and their mends can be applied.
pub fn parse(text: &str) {
    let parsed = parsed(text);
    for suggestion in parsed.diagnostics.iter().flat_map(|diagnostic| &diagnostic.suggestions).take(16) {
        self::parsed(&apply_edits(text, &suggestion.edits));
    }
}

fn parsed(text: &str) -> Parsed {
    let mut sources = Sources::default();
    let parsed = takar::syntax::parse(sources.add("fuzz.takar", text), text);
    render(&sources, &parsed.diagnostics, false);
    for span in parsed.diagnostics.iter().flat_map(spans) {
        assert!(text.get(span.range()).is_some(), "{span:?} is no piece of the text");
    }
    let lines = parsed.module.items.iter().flat_map(|item| item.clauses.iter().map(|clause| (clause.span, item.span)));
    for (clause, item) in lines {
        let slice = text.get(clause.range()).expect("a clause is a piece of the text");
        assert_eq!(slice, slice.trim(), "no space around a clause");
        assert!(item.start <= clause.start && clause.end <= item.end, "a clause lies in its definition");
    }
    parsed
}

/// Every place that a message speaks of or changes.
fn spans(diagnostic: &Diagnostic) -> Vec<Span> {
    let labels = diagnostic.labels.iter().filter_map(|label| match label.place {
        Place::Text(span) => Some(span),
        _ => None,
    });
    let edits = diagnostic.suggestions.iter().flat_map(|suggestion| &suggestion.edits).map(|edit| edit.span);
    labels.chain(edits).collect()
}

/// A rule file: checked, proved and, where it is sound, computed.
pub fn rules(text: &str) {
    let mut package = Package::new("fuzz", [("fuzz.takar", text)]);
    let (data, found) = package.read_data(|_| Ok(DATA.into()));
    render(package.sources(), package.diagnostics(), false);
    render(package.sources(), &found, false);
    computed(&package, &data);
}

/// A data file of a package.
pub fn data(text: &str) {
    let mut package = Package::new("fuzz", [("fuzz.takar", RULES)]);
    let (data, found) = package.read_data(|_| Ok(text.into()));
    render(package.sources(), &found, false);
    computed(&package, &data);
}

fn computed(package: &Package, data: &Dataset) {
    let Some(run) = package.year(None, data).and_then(|year| package.run(data, year)) else { return };
    std::hint::black_box(run.tables());
    render(package.sources(), &run.findings(), false);
}

/// A file for `--data`, long or wide by its header.
pub fn columns(text: &str) {
    let package = Package::new("fuzz", [("fuzz.takar", RULES)]);
    let mut sources = Sources::default();
    let (header, body) = text.split_once('\n').unwrap_or((text, ""));
    let options = Options {
        source: sources.add("d.csv", text),
        name: "d.csv".into(),
        below: body.into(),
        format: None,
        style: CsvStyle::En,
        year: Some(2024),
        results: Vec::new(),
        places: None,
    };
    let Some(program) = package.program() else { return };
    let Ok(job) = Job::new(program, package.schema(), header, options) else { return };
    render(&sources, job.warnings(), false);
    job.cut(body.as_bytes());
    Worker::new(&job).block(body, 2, &mut Vec::new());
}

/// A printed table under `cetakan/`, with all that an audit says of it.
pub fn printed(text: &str) {
    let (tables, problems) = audit::read([("cetakan/T1.csv", text)]);
    audited(&tables, "", &problems);
}

/// A rule file under `cetakan/`: what a report claims, and how its tables are laid out.
pub fn claims(text: &str) {
    let (tables, problems) = audit::read([("cetakan/T1.csv", PRINTED), ("cetakan/T1.takar", text)]);
    audited(&tables, text, &problems);
}

fn audited(printed: &[audit::PrintedTable], beside: &str, problems: &[Diagnostic]) {
    let table = "tabel T1 \"Capaian\"\n  baris A; B\n  kolom nama \"Indikator\"\n  kolom target\n  kolom realisasi\n  kolom capaian\n  \
        kolom predikat\n  kolom capaian[2023]\n  penutup rata_rata(capaian) \"Rata-rata\"\n";
    let mut package = Package::new("fuzz", [("fuzz.takar", format!("{RULES}{table}"))]);
    let (data, _) = package.read_data(|_| Ok(DATA.into()));
    let (claims, found) = audit::claims(&mut package, [("cetakan/T1.takar", beside)]);
    for list in [problems, &found, &audit::review(&package, &data, &claims)] {
        render(package.sources(), list, false);
    }
    let Some(audit) = audit::audit_with(&package, &data, 2024, printed, &claims) else { return };
    render(package.sources(), &audit::diagnostics(&audit), false);
    for tell in [audit::terminal, audit::markdown, audit::csv, audit::json, audit::junit, audit::github] {
        std::hint::black_box(tell(&audit));
    }
}

/// Lines at the prompt.
pub fn prompt(text: &str) {
    answered(text, Kept::default());
}

/// A file under `skenario/`, opened and compared.
pub fn scenario(text: &str) {
    let kept = Kept([("asing".to_string(), text.to_string())].into());
    answered(
        "skenario daftar\nskenario buka asing\nA\nbandingkan asing; dasar\nskenario simpan lagi\nskenario buka lagi",
        kept,
    );
}

fn answered(lines: &str, mut shelf: Kept) {
    let mut package = Package::new("fuzz", [("fuzz.takar", RULES)]);
    let (data, _) = package.read_data(|_| Ok(DATA.into()));
    let screen = Screen { width: 80, colour: false };
    let Some(mut session) = Session::new(package, data, 2024, screen) else { return };
    // Searches end by their own bounds; a few lines are enough.
    for line in lines.lines().take(8) {
        if session.answer(line, &mut shelf).leave {
            break;
        }
    }
    session.farewell();
}
