//! `takar susun` and `takar hitung --format docx` at the command line: what is written, where, and what is not.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder to run commands in.
pub struct Room(TempDir);

impl Room {
    pub fn new() -> Room {
        Room(tempfile::tempdir().expect("a folder"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A report of the fixtures, under this name.
    fn report(&self, fixture: &str, name: &str) {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/naskah").join(fixture);
        fs::copy(from, self.path(name)).expect("a copy");
    }

    /// What a command prints, with its status; the shipped report is the package `P`.
    pub fn takar(&self, words: &str) -> String {
        let output = self.command(words).output().expect("the command runs");
        said(&output)
    }

    /// What a session about a package answers to lines.
    pub fn asked(&self, package: &str, lines: &str) -> String {
        let mut command = self.command(&format!("coba {package}"));
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command runs");
        child.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("lines");
        said(&child.wait_with_output().expect("an answer"))
    }

    fn command(&self, words: &str) -> Command {
        let package = format!("{}/rules/mojoagung-2024", env!("CARGO_MANIFEST_DIR"));
        let words = words.split(' ').map(|word| if word == "P" { package.as_str() } else { word });
        let mut command = Command::new(env!("CARGO_BIN_EXE_takar"));
        command
            .args(words)
            .current_dir(self.0.path())
            .env("XDG_STATE_HOME", self.path(".keadaan"))
            .env("LOCALAPPDATA", self.path(".keadaan"))
            .env("COLUMNS", "90")
            .env("NO_COLOR", "1");
        command
    }
}

/// What a command printed, with its status.
fn said(output: &Output) -> String {
    let [told, wrong] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    format!("{told}{wrong}(status {})\n", output.status.code().unwrap_or(-1))
}

#[test]
fn a_report_is_filled_into_another_file() {
    let room = Room::new();
    room.report("laporan.docx", "laporan.docx");
    let before = fs::read(room.path("laporan.docx")).expect("the report");
    let said = room.takar("susun P --naskah laporan.docx --keluar jadi.docx");
    assert!(said.starts_with("jadi.docx: 21 isian terisi, tahun 2024\n") && said.ends_with("(status 0)\n"), "{said}");
    // It is known as a result, and filled again in its place.
    assert!(room.takar("susun P --naskah laporan.docx --keluar jadi.docx").ends_with("(status 0)\n"));
    assert!(room.takar("susun P --naskah jadi.docx --keluar lagi.docx").ends_with("(status 0)\n"));
    // Never over what is read, whatever is asked.
    let said = room.takar("susun P --naskah laporan.docx --keluar laporan.docx --timpa");
    assert!(said.contains("B02") && said.ends_with("(status 2)\n"), "{said}");
    assert_eq!(fs::read(room.path("laporan.docx")).expect("the report"), before);
}

#[test]
fn nothing_is_written_where_a_field_is_not_understood() {
    let room = Room::new();
    room.report("ditolak.docx", "laporan.docx");
    let said = room.takar("susun P --naskah laporan.docx --keluar jadi.docx");
    assert!(said.contains("laporan.docx, paragraf 2") && said.ends_with("12 kesalahan\n(status 1)\n"), "{said}");
    assert!(!room.path("jadi.docx").exists());
    let left: Vec<_> = fs::read_dir(room.path("")).expect("the folder").flatten().map(|one| one.file_name()).collect();
    assert_eq!(left, ["laporan.docx"]);
}

/// Into a folder the report goes as one of all shapes, in the year and for the unit of the others.
#[test]
fn a_report_is_one_of_a_set() {
    let room = Room::new();
    room.report("laporan.docx", "laporan.docx");
    let alone = room.takar("susun P --naskah laporan.docx --keluar satu.docx --tahun 2024");
    assert!(alone.ends_with("(status 0)\n"), "{alone}");
    let said = room.takar("susun P --naskah laporan.docx --keluar hasil --tahun 2024");
    assert!(said.contains("  laporan.docx          naskah terisi, 21 isian\n"), "{said}");
    let bytes = |name: &str| fs::read(room.path(name)).expect("a document");
    assert!(bytes("hasil/laporan.docx") == bytes("satu.docx"), "it is filled as it is alone");
    assert_eq!(fs::read_dir(room.path("hasil")).expect("a folder").count(), 6);
    // A field that is not understood keeps all of them away.
    room.report("ditolak.docx", "laporan.docx");
    let said = room.takar("susun P --naskah laporan.docx --keluar lain");
    assert!(said.contains("laporan.docx, paragraf 2") && said.ends_with("(status 1)\n"), "{said}");
    assert!(!room.path("lain").exists());
}

/// The report of a package is filled without being named; under the name of the tables it takes another.
#[test]
fn a_package_has_a_report_of_its_own() {
    let room = Room::new();
    assert!(room.takar("baru naskah --templat lkjip").ends_with("(status 0)\n"));
    let said = room.takar("susun naskah");
    assert!(said.contains("  naskah-terisi.docx   naskah terisi, 15 isian\n"), "{said}");
    let said = room.takar("susun naskah --keluar hanya --naskah naskah/naskah.docx");
    assert!(said.contains("naskah-terisi.docx"), "{said}");
    assert!(room.takar("susun naskah --keluar naskah").contains("B0204"));
}

#[test]
fn what_is_asked_wrongly_is_told() {
    let room = Room::new();
    room.report("tanpa-isian.docx", "kosong.docx");
    fs::write(room.path("bukan.docx"), "teks").expect("a file");
    let told = [
        "susun P --keluar b.docx",
        "susun P --naskah a.docx --keluar hasil",
        "susun P --naskah a.docx --keluar b.pdf",
        "susun P --naskah tidak-ada.docx --keluar b.docx",
        "susun P --naskah kosong.docx --keluar b.docx",
        "susun P --naskah bukan.docx --keluar b.docx",
        "hitung P --format docx",
    ];
    let told: String = told.iter().map(|words| format!("> takar {words}\n{}\n", room.takar(words))).collect();
    insta::assert_snapshot!(told);
}

#[test]
fn tables_of_a_package_are_a_document() {
    let room = Room::new();
    assert!(room.takar("hitung P --tabel T31 --keluar t31.docx").ends_with("(status 0)\n"));
    assert!(room.takar("hitung P --format docx --keluar hasil/").ends_with("(status 0)\n"));
    let one = fs::read(room.path("t31.docx")).expect("a document");
    let words = crate::manuscript::paragraphs(&crate::document::part(&one, "word/document.xml"));
    assert_eq!(words[0], "Tabel 3.1 Capaian Indikator Kinerja Utama Tahun 2024");
    assert!(words.contains(&"97,69%".to_string()));
    let all: Vec<_> = fs::read_dir(room.path("hasil")).expect("a folder").flatten().collect();
    assert_eq!(all.len(), 1, "one document for a package");
    assert!(fs::metadata(all[0].path()).expect("a file").len() > one.len() as u64);
}

/// A year that was named counts when the report is filled again, until another is named.
#[test]
fn a_named_year_stays_with_the_report() {
    let room = Room::new();
    room.report("laporan.docx", "laporan.docx");
    let last = |said: String| said.lines().next().unwrap_or_default().to_string();
    let fill = |from: &str, to: &str, more: &str| {
        last(room.takar(format!("susun P --naskah {from} --keluar {to} {more}").trim_end()))
    };
    assert_eq!(fill("laporan.docx", "a.docx", "--tahun 2023"), "a.docx: 21 isian terisi, tahun 2023");
    assert_eq!(fill("a.docx", "b.docx", ""), "b.docx: 21 isian terisi, tahun 2023 (seperti isian sebelumnya)");
    assert_eq!(fill("b.docx", "c.docx", "--tahun 2024"), "c.docx: 21 isian terisi, tahun 2024");
    assert_eq!(fill("c.docx", "d.docx", ""), "d.docx: 21 isian terisi, tahun 2024 (seperti isian sebelumnya)");
}
