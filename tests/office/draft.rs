//! A package drafted from a printed table: sound, computing what is printed, and saying what it cannot tell.

use std::fs;
use std::path::Path;
use takar::audit;
use takar::draft::{self, Asked, Draft, Lacks, Refused};
use takar::engine::Package;
use takar::office::{open, tables_of};

pub fn drafted(text: &str, year: Option<i32>) -> Draft {
    let all = tables_of(&open(text.as_bytes(), "iku.csv").expect("a text of cells"));
    let asked = Asked { title: "Kecamatan Sumberjo", source: "iku.csv", year, ..Asked::default() };
    match draft::draft(&all[0], &asked) {
        Ok(draft) => draft,
        Err(refused) => panic!("{refused:#?}"),
    }
}

pub fn file<'d>(draft: &'d Draft, name: &str) -> &'d str {
    draft.files.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text)
}

/// A file of the draft holds some words.
#[track_caller]
pub fn holds(draft: &Draft, name: &str, words: &str) {
    let text = file(draft, name);
    assert!(text.contains(words), "{text}");
}

/// Everything `takar audit` finds in the package: place, printed, right.
pub fn audited(draft: &Draft) -> Vec<String> {
    let is_rules = |name: &str| name.ends_with(".takar") && !name.contains('/');
    let rules = draft.files.iter().filter(|(name, _)| is_rules(name)).cloned();
    let mut package = Package::new("", rules);
    assert!(package.diagnostics().is_empty(), "{:#?}", package.diagnostics());
    let data = file(draft, "data/iku.csv").to_string();
    let (data, findings) = package.read_data(|_| Ok(data.clone()));
    assert!(findings.is_empty(), "{findings:#?}");
    let year = package.year(None, &data).expect("a year");
    let printed = draft.files.iter().filter(|(name, _)| name.starts_with("cetakan/"));
    let (printed, problems) = audit::read(printed.map(|(name, text)| (name.as_str(), text.as_str())));
    assert!(problems.is_empty(), "{problems:#?}");
    let audit = audit::audit(&package, &data, year, &printed).expect("sound rules");
    assert!(audit.remarks.is_empty(), "{:#?}", audit.remarks);
    audit.findings.iter().map(|finding| format!("{finding:?}")).collect()
}

/// All that a package holds, for a snapshot.
fn whole(draft: &Draft) -> String {
    let mut all = draft.told.join("\n") + "\n";
    for (name, text) in &draft.files {
        all.push_str(&format!("\n── {name}\n{text}"));
    }
    all
}

#[test]
fn the_table_of_a_shipped_report() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/mojoagung-2024/cetakan/T31.csv");
    let draft = drafted(&fs::read_to_string(path).expect("the printed table"), None);
    assert_eq!(audited(&draft), Vec::<String>::new());
    insta::assert_snapshot!(whole(&draft));
}

const MIXED: &str = "\
Capaian Kinerja Dinas Contoh Tahun 2024
No;Sasaran;Indikator Kinerja;Satuan;Target;Realisasi;Capaian (%);Predikat;Pagu;Realisasi Anggaran;Penanggung Jawab
1;Pelayanan membaik;Indeks Kepuasan Masyarakat (IKM);Nilai;82;80,1;97,68;Sangat Tinggi;120.000.000;118.500.000;Sekretariat
2;Pelayanan membaik;Pengaduan yang belum selesai;aduan;10;12;80,00;Tinggi;30.000.000;29.000.000;Sekretariat
3;Pelayanan membaik;Surat yang dijawab;surat;130;121;93,80;Sangat Tinggi;15.000.000;15.000.000;Bidang I
4;Akuntabilitas membaik;Temuan yang belum ditindaklanjuti;temuan;0;0;100,00;Sangat Tinggi;8.000.000;7.250.000;Bidang II
5;Akuntabilitas membaik;Nilai evaluasi AKIP;Nilai;70;78,2;100,00;Sangat Tinggi;12.000.000;11.000.000;Bidang II
6;Akuntabilitas membaik;Lama pelayanan;hari;5;9;20,00;Sangat Rendah;1.250.000;1.000.000;Bidang I
;Rata-rata;;;;;81,91;;;;
";

#[test]
fn a_table_with_lower_is_better_a_cap_a_scale_a_zero_and_a_slip() {
    let draft = drafted(MIXED, None);
    let found = audited(&draft);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("93,80"), "{found:#?}");
    insta::assert_snapshot!(whole(&draft));
}

/// Factors in headings, in a line above, and in the heading of one of two columns of money.
const MILLIONS: &str = "\
No;Indikator Kinerja;Satuan;Target 2025 (ribu orang);Realisasi 2025 (ribu orang);Capaian (%);Pagu (juta rupiah);Realisasi Anggaran
1;Jumlah Peserta;orang;1,5;1,2;80,00;1.250,5;1.198,75
2;Jumlah Pengunjung;orang;8;10;125,00;640;611,4
;Jumlah;;;;;1.890,5;1.810,15
";

#[test]
fn factors_go_into_the_data() {
    let draft = drafted(MILLIONS, None);
    assert_eq!(audited(&draft), Vec::<String>::new());
    insta::assert_snapshot!(whole(&draft));
    let above = "(dalam juta rupiah)\nIndikator;Satuan;Target 2025;Realisasi 2025;Pagu;Serapan\nJumlah Peserta;orang;5;4;1.250,5;1.198,75\n";
    let draft = drafted(above, None);
    let heading = file(&draft, "data/iku.csv").lines().next();
    assert_eq!(heading, Some("kode;tahun;target;realisasi;pagu (juta rupiah);serapan (juta rupiah)"));
    // An indicator in the unit of the line has the factor in its own, whatever stands beside it.
    let above = "(dalam ribu orang)\n(dalam juta rupiah)\nIndikator;Satuan;Target 2025;Realisasi 2025;Pagu;Serapan\n\
                 Angka Harapan Hidup;Tahun;72,50;72,83;1.250,5;1.198,75\nPendapatan Daerah;Rupiah;8,5;10;640;611,4\n\
                 Jumlah Peserta;orang;1,25;1,5;640;611,4\n";
    let draft = drafted(above, None);
    assert_eq!(audited(&draft), Vec::<String>::new());
    let rules = file(&draft, "iku.takar");
    assert!(rules.contains("satuan \"juta rupiah\"") && rules.contains("satuan \"ribu orang\""), "{rules}");
    assert!(rules.contains("satuan \"Tahun\""), "{rules}");
    let table = file(&draft, "tabel.takar");
    assert!(table.contains("kolom target[tahun]\n"), "{table}");
    assert!(table.contains("kolom pagu / 1_000_000 \"Pagu (juta rupiah)\""), "{table}");
    assert!(draft.told.iter().any(|line| line.contains("satuan PENDAPATAN_DAERAH: juta rupiah")), "{:#?}", draft.told);
    let mixed =
        "Indikator;Satuan;Target 2025 (ribu orang);Realisasi 2025\nJumlah Peserta;orang;5;4\nJumlah Tamu;orang;7;4\n";
    let draft = drafted(mixed, None);
    assert!(
        draft.told.iter().any(|line| line.contains("satuan di judul \"Target 2025 (ribu orang)\" tidak dipakai")),
        "{:#?}",
        draft.told
    );
}

#[test]
fn a_mean_of_achievements_is_no_indicator() {
    let rows = "1;Jumlah Peserta;orang;5;4;80,00\n2;Jumlah Tamu;orang;8;10;125,00\n;Rata-rata capaian;;;;102,50\n";
    let draft = drafted(&format!("No;Indikator;Satuan;Target 2025;Realisasi 2025;Capaian\n{rows}"), None);
    assert!(!file(&draft, "iku.takar").contains("Rata-rata"), "{}", file(&draft, "iku.takar"));
    holds(&draft, "tabel.takar", "penutup rata_rata(capaian)");
}

#[test]
fn what_cannot_be_told_is_asked() {
    let same =
        "Indikator;Target 2024;Realisasi 2024;Capaian 2024\nDokumen rencana;4;4;100%\nLaporan bulanan;12;12;100%\n";
    let draft = drafted(same, None);
    assert!(file(&draft, "aturan.takar").contains("# TANYA: rumusnya tidak dapat diketahui"), "{}", whole(&draft));
    assert_eq!(audited(&draft), Vec::<String>::new());
    let own = "Indikator;Target;Realisasi;Capaian;Predikat\nA baru;80;76;95%;Hijau\nB baru;50;30;60%;Merah\nC baru;40;36;90%;Hijau\n";
    let draft = drafted(own, Some(2024));
    let rules = file(&draft, "aturan.takar").replace("\n#  ", "");
    assert!(rules.contains("\"Hijau\" 90,00 sampai 95,00; \"Merah\" 60,00 sampai 60,00"), "{rules}");
}

#[test]
fn what_a_table_lacks_is_told() {
    let refused = |text: &str| {
        let all = tables_of(&open(text.as_bytes(), "iku.csv").expect("a text of cells"));
        let asked = Asked { title: "Kantor", source: "iku.csv", ..Asked::default() };
        match draft::draft(&all[0], &asked) {
            Err(Refused::Lacks(lacks)) => Some(lacks),
            Ok(_) | Err(Refused::Unsound(..)) => None,
        }
    };
    assert_eq!(refused("Indikator;Target;Realisasi\nIKM;80;81\n"), Some(Lacks::Year));
}

const HEAD: &str = "Tabel 3.1 Capaian Kinerja Dinas Contoh Tahun 2024\nNo;Sasaran;Indikator Kinerja;Satuan;Target;Realisasi;Capaian (%)";

/// A scale of a package that has the names of the draft, and one that does not grade all that the rule can give: a draft comes
/// of both, and of the second its grades are a question.
#[test]
fn scales_that_clash_or_do_not_reach_are_no_end() {
    let clash = "1;;Indeks Kepuasan Masyarakat;nilai;80;78;97,50;Baik\n2;;Surat yang dijawab;surat;130;121;93,08;Baik\n3;;Layanan selesai;layanan;50;20;40,00;Sangat Kurang\n";
    let gap = "1;;Indeks Kepuasan Masyarakat;nilai;80;68;85,00;Baik\n2;;Surat yang dijawab;surat;130;113;86,92;Baik\n3;;Layanan selesai;layanan;50;42;84,00;Baik\n";
    let shown = [clash, gap].map(|rows| {
        let draft = drafted(&format!("{HEAD};Predikat\n{rows}"), None);
        format!("{}\n{}", file(&draft, "aturan.takar"), file(&draft, "iku.takar"))
    });
    insta::assert_snapshot!(shown.join("\n────\n"));
}

/// Whatever scale of the built-in packages a table is graded by, a draft comes of it.
#[test]
fn every_built_in_scale_has_a_draft() {
    let words = ["Baik", "Sangat Tinggi", "Istimewa", "AA", "CC", "Prima", "Cukup", "Kurang"];
    for (word, real, shown) in words.iter().flat_map(|word| [(word, "78", "97,50"), (word, "20", "25,00")]) {
        let rows = format!("1;;Nilai;nilai;80;{real};{shown};{word}\n2;;Temuan;buah;10;12;80,00;\n");
        let draft = drafted(&format!("{HEAD};Predikat\n{rows}"), None);
        assert!(file(&draft, "data/iku.csv").contains(";80;"), "{word} {shown}");
    }
}

/// A column that shows now the grades of a scale and now the words behind them is of no scale that is known: each such cell is told.
#[test]
fn grades_and_words_are_not_mixed() {
    let rows = "1;;Nilai;nilai;80;78;97,50;Baik\n2;;Surat;surat;70;60;85,71;Cukup\n3;;Tamu;orang;100;95;95,00;Baik\n";
    let draft = drafted(&format!("{HEAD};Predikat\n{rows}"), None);
    let rules = file(&draft, "aturan.takar");
    assert!(rules.contains("sel H4: tercetak \"Cukup\", menurut skala \"Butuh Perbaikan\""), "{rules}");
}

const UNDEFINED: &str = "1;Pelayanan;Indeks Kepuasan Masyarakat;nilai;80;78;97,50\n2;Pelayanan;Surat yang dijawab;surat;70;60;85,71\n3;Akuntabilitas;Temuan;buah;0;0;n/a\n";

/// What a printed mean does about achievements that are undefined: it leaves them out, counts them, or says nothing.
#[test]
fn a_mean_beside_a_target_of_zero() {
    let of = |mean: &str| drafted(&format!("{HEAD}\n{UNDEFINED}{mean}"), None);
    for mean in ["91,60", "61,07", "94,40"] {
        let draft = of(&format!(";;Rata-rata;;;;{mean}\n"));
        let found = audited(&draft);
        assert!(!file(&draft, "aturan.takar").contains("ikutkah"), "{}", whole(&draft));
        assert!(found.iter().all(|one| !one.contains("terdefinisi")), "{found:#?}");
    }
    for mean in ["", ";;Rata-rata;;;;88,00\n"] {
        let rules = file(&of(mean), "aturan.takar").replace("\n#  ", "");
        assert!(rules.contains("TANYA: capaian di sel G5 tidak terdefinisi: ikutkah dalam rata-rata"), "{rules}");
    }
    insta::assert_snapshot!(whole(&of(";;Rata-rata;;;;91,61\n")));
}

/// Means between the rows are held against the rows above them, and are no indicators; so are other names of the last row.
#[test]
fn means_between_the_rows() {
    let rows = "1;Pelayanan;Indeks Kepuasan Masyarakat;nilai;80;78;97,50\n2;Pelayanan;Surat yang dijawab;surat;70;60;85,71\n;;Rata-rata sasaran;;;;91,60\n3;Akuntabilitas;Nilai AKIP;nilai;70;63;90,00\n;;Rata-rata sasaran;;;;90,00\n;;Rata-rata;;;;91,07\n";
    let draft = drafted(&format!("{HEAD}\n{rows}"), None);
    assert_eq!(audited(&draft), Vec::<String>::new());
    insta::assert_snapshot!(whole(&draft));
    for label in [
        "Capaian rata-rata",
        "Nilai rata-rata",
        "Rata-rata capaian indikator kinerja utama",
        "Rata-rata Capaian Sasaran Strategis 1",
        "RATA-RATA CAPAIAN KINERJA SASARAN I",
        "Persentase rata-rata",
        "Capaian Sasaran 1",
        "Capaian Kinerja Dinas",
        "Nilai Akhir",
    ] {
        let rows = format!(
            "1;;Indeks Kepuasan Masyarakat;nilai;80;78;97,50\n2;;Surat yang dijawab;surat;70;60;85,71\n;;{label};;;;91,61\n"
        );
        let draft = drafted(&format!("{HEAD}\n{rows}"), None);
        assert!(draft.told[0].starts_with("2 indikator"), "{label}: {:#?}", draft.told);
        assert_eq!(audited(&draft), Vec::<String>::new(), "{label}");
    }
}

/// A printed mean by printed weights.
#[test]
fn a_mean_by_weights() {
    let rows = "1;;Indeks Kepuasan Masyarakat;nilai;80;68;85,00;40\n2;;Surat yang dijawab;surat;130;113;86,92;35\n3;;Layanan selesai;layanan;50;42;84,00;25\n;;Nilai akhir;;;;85,42;\n";
    let draft = drafted(&format!("{HEAD};Bobot\n{rows}"), None);
    assert_eq!(audited(&draft), Vec::<String>::new());
    assert!(file(&draft, "iku.takar").contains("rata_rata_tertimbang(capaian anggota)"), "{}", whole(&draft));
    let open = rows.replace(";25\n", ";20\n");
    let rules = drafted(&format!("{HEAD};Bobot\n{open}"), None);
    assert!(file(&rules, "aturan.takar").contains("bukan rata-rata biasa"), "{}", whole(&rules));
}
