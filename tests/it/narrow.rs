//! Narrow screens: what is said wraps, at the prompt and on the command line.

use super::desk::{Desk, command};
use super::whatif::{DATA, RULES};
use takar::engine::Package;
use takar::whatif::{Kept, Screen, Session};

/// The lines of a text that are wider than a screen.
fn too_wide(text: &str, width: usize) -> Vec<String> {
    text.lines().filter(|line| line.chars().count() > width).map(str::to_string).collect()
}

#[test]
fn answers_fit_the_screen() {
    let mut package = Package::new("contoh", [("aturan.takar", RULES)]);
    let (data, _) = package.read_data(|_| Ok(DATA.to_string()));
    for width in [40, 60, 80] {
        let screen = Screen { width, colour: false };
        let mut session = Session::new(package.clone(), data.clone(), 2024, screen).expect("a session");
        let mut shelf = Kept::default();
        let lines = [
            "bantuan",
            "bantuan cari",
            "bantuan ubah",
            "bantuan triwulan",
            "bantuan fungsi",
            "SAKIP = 80; Aduan = 9",
            "kepekaan IKU",
            "cari SAKIP agar predikat IKU = \"Istimewa\"",
            "cari SAKIP; Aduan agar IKU >= 100",
            "cari SAKIP agar IKU >= 200",
            "buktikan capaian IKU tidak turun bila realisasi SAKIP naik",
            "jelaskan capaian IKU",
            "tabel T1",
            "skenario simpan coba",
            "bandingkan coba; dasar",
            "andaian",
            "kalau SAKIP turun jadi 60, bagaimana IKU",
            "total(capaian anggota IKU)",
            "grafik SAKIP per bulan",
            "daftar",
            "awal",
        ];
        for line in lines {
            let told = session.answer(line, &mut shelf).text;
            assert!(too_wide(&told, width).is_empty(), "{width}: {line}\n{told}");
        }
    }
}

#[test]
fn pages_and_messages_fit_the_screen() {
    let desk = Desk::new();
    desk.put("salah/a.takar", "besaran A\nX = total(A; B)\n");
    for width in [40, 80] {
        for line in
            ["bantuan", "bantuan hitung", "hitng", "coba --thun", "periksa salah", "periksa contoh", "hitung contoh"]
        {
            let output = command(desk.folder.path(), line).env("COLUMNS", width.to_string()).output().expect("it runs");
            let told = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
            assert!(too_wide(&told, width).is_empty(), "{width}: {line}\n{told}");
        }
    }
}
