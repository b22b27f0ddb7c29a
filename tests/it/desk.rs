//! A folder with a package on it, and the built program to run there.

use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The rules of the package `contoh`.
pub const RULES: &str = "\
paket \"Kecamatan Contoh\"
  tahun 2024

data \"data/iku.csv\" angka id

aturan capaian Baku
  jika target = 0 : tidak terdefinisi \"target nol\"
  makin tinggi : realisasi / target * 100
  batas 0..100
  tampil 2 biasa

indikator SAKIP \"Nilai SAKIP\"
  satuan nilai
  skala 0..100
  arah makin tinggi
  capaian Baku

indikator SKM \"Survei Kepuasan Masyarakat\"
  satuan nilai
  skala 25..100
  arah makin tinggi
  capaian Baku

kelompok IKU \"Indikator Kinerja Utama\"
  anggota SAKIP; SKM
  capaian rata_rata(capaian anggota)
  tampil 2 biasa

tabel T1 \"Capaian IKU\"
  baris anggota IKU
  kolom nama \"Indikator\"
  kolom target
  kolom realisasi
  kolom capaian \"% Capaian\"
  penutup rata_rata(capaian) \"Rata-rata\"

tabel T2 \"Capaian Kelompok\"
  baris IKU
  kolom nama \"Kelompok\"
  kolom capaian \"% Capaian\"

contoh \"SAKIP setengah\"
  diketahui target SAKIP = 80; SAKIP = 40
  hasil capaian SAKIP = 50
";

/// Its data.
pub const DATA: &str = "kode;tahun;target;realisasi\nSAKIP;2024;72,5;73,12\nSKM;2024;90;81,55\nSAKIP;2023;70;69\n";

/// A folder with the package `contoh` in it.
pub struct Desk {
    /// Gone with the desk.
    pub folder: TempDir,
}

impl Desk {
    /// With the package in it.
    pub fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a folder") };
        desk.put("contoh/aturan.takar", RULES);
        desk.put("contoh/data/iku.csv", DATA);
        desk
    }

    /// A place on the desk.
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and the folders above it.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    /// The text of a file.
    pub fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    /// Replaces text in a file, where it must stand exactly once.
    pub fn edit(&self, name: &str, old: &str, new: &str) {
        let text = self.get(name);
        assert_eq!(text.matches(old).count(), 1, "{old:?}");
        self.put(name, text.replace(old, new));
    }

    /// What a command line shows, in one text.
    pub fn run(&self, line: &str) -> String {
        self.run_words(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// The same for words that may hold spaces.
    pub fn run_words(&self, words: &[&str]) -> String {
        let line = words.join(" ");
        let output = command(self.folder.path(), "").args(words).output().expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        let (out, err) = (text(output.stdout), text(output.stderr));
        assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'), "colour in a pipe: {line}");
        let mut shown = format!("$ takar {line}\n");
        for (name, text) in [("stdout", out), ("stderr", err)] {
            if !text.is_empty() {
                let text = text.replace('\u{feff}', "<BOM>").replace('\r', "<CR>");
                shown += &format!("── {name} ──\n{text}");
            }
        }
        shown + &format!("── status {} ──\n", output.status.code().expect("a status"))
    }

    /// Several command lines, one below the other.
    pub fn runs(&self, lines: &[&str]) -> String {
        lines.iter().map(|line| self.run(line)).collect::<Vec<_>>().join("\n")
    }
}

impl Desk {
    /// What command lines show, and the file `hasil.csv` that they leave.
    pub fn runs_to_file(&self, lines: &[&str]) -> String {
        let shown = self.runs(lines);
        let result = self.get("hasil.csv").replace('\u{feff}', "<BOM>").replace('\r', "<CR>");
        format!("{shown}\n── hasil.csv ──\n{result}")
    }

    /// Computes with one thread and with several, of rows some of which are faulty; what is left is the same each time.
    pub fn same_with_any_threads(&self, line: &str) -> String {
        let seen = ["1", "2", "5"].map(|threads| {
            let shown = self.run(&format!("{line} --keluar hasil.csv --utas {threads}"));
            assert_eq!(status(&shown), Some("1"));
            (shown.split_once('\n').expect("lines").1.to_string(), self.get("hasil.csv"))
        });
        assert!(seen[0] == seen[1] && seen[0] == seen[2]);
        let [(_, result), ..] = seen;
        result
    }
}

/// The built program, with words parted by spaces, and nothing around it that changes what it shows.
pub fn command(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_takar"));
    command.args(line.split_whitespace()).current_dir(folder);
    for name in ["COLUMNS", "NO_COLOR", "TERM", "CLICOLOR_FORCE", "LC_ALL", "LC_CTYPE", "LANG"] {
        command.env_remove(name);
    }
    // What one desk remembers is nothing to another.
    for name in ["XDG_STATE_HOME", "LOCALAPPDATA"] {
        command.env(name, folder.join(".keadaan"));
    }
    command
}

/// The status in what a command line showed last.
pub fn status(shown: &str) -> Option<&str> {
    shown.trim_end().rsplit("── status ").next()?.split(' ').next()
}

/// What was said, with the broken lines of its remarks whole: where they break depends on the name of the folder.
pub fn unbroken(said: &str) -> String {
    let goes_on = |line: &str| line.starts_with(&" ".repeat("  = karena: ".len()));
    let mut whole: Vec<String> = Vec::new();
    for line in said.lines() {
        match whole.last_mut() {
            Some(before) if goes_on(line) => before.extend([" ", line.trim_start()]),
            _ => whole.push(line.to_string()),
        }
    }
    whole.join("\n")
}
