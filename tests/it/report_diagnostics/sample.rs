//! The messages of the design, over the files they speak of.

use takar::diagnostic::Severity::{Error, Warning};
use takar::diagnostic::{CellPlace, Code, Diagnostic, Edit, Place};
use takar::source::{SourceId, Sources, Span};

const IKPP: &str = "\
besaran IKM \"Indeks Kepuasan Masyarakat\"
  skala 25..100
besaran IPP

indikator IKPP \"Indeks Kualitas Pelayanan Publik\"
  skala 1,25..10
  rumus 1,25*IKM + IPP
  rumus 1,25*(IKN/25) + IPP
  rumus 1,25*(IKM/25 + IPP
";

const SCALE: &str = "\
aturan predikat Ordinal
  bulat 2 biasa
  > 110 .. 120 : \"Istimewa\" \"Sangat Berhasil\"
  > 90 .. 110 : \"Baik\" \"Berhasil\"
  > 70 .. 80  : \"Butuh Perbaikan\" \"Cukup\"
  > 50 .. 70  : \"Kurang\"
  0 .. 50     : \"Sangat Kurang\"


aturan capaian Baku
  makin tinggi : realisasi / target * 100
  batas 0..100
";

/// Files and messages, out of order.
pub fn all() -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let ikpp = sources.add("ikpp.takar", IKPP);
    let scale = sources.add("skala.takar", SCALE);
    let data = sources.add("data/iku.csv", "kode,Realisasi\n");
    let mut all = of_data(data);
    all.extend(of_scale(scale));
    all.extend(of_formula(ikpp));
    (sources, all)
}

/// The span of the first `piece` after `after`.
pub fn span(source: SourceId, text: &str, after: &str, piece: &str) -> Span {
    let from = text.find(after).expect("the text before stands there");
    let start = from + text[from..].find(piece).expect("the piece stands there");
    Span::new(source, start, start + piece.len())
}

fn of_formula(ikpp: SourceId) -> Vec<Diagnostic> {
    let factor = span(ikpp, IKPP, "  rumus 1,25*IKM", "1,25*IKM");
    let name = span(ikpp, IKPP, "IKN", "IKN");
    let bracket = span(ikpp, IKPP, "(IKM/25 + IPP", "(");
    let divided = span(ikpp, IKPP, "(IKM/25 + IPP", "IKM/25");
    vec![
        Diagnostic::new(Code::K0005, Error, "tanda kurung belum ditutup").at(bracket, "dibuka di sini").suggest(
            "tambahkan \")\" sesudah IKM/25 bila hanya IKM yang dibagi",
            vec![Edit::insert_after(divided, ")")],
        ),
        Diagnostic::new(Code::K0102, Error, "nama \"IKN\" tidak dikenal").at(name, "").suggest(
            "apakah maksud Anda IKM (\"Indeks Kepuasan Masyarakat\", ikpp.takar:1)?",
            vec![Edit::replace(name, "IKM")],
        ),
        Diagnostic::new(Code::K0301, Error, "IKPP dapat bernilai 31,25 sampai 130, padahal skalanya 1,25 sampai 10")
            .at(factor, "IKM berskala 25..100, maka bagian ini 31,25..125")
            .suggest(
                "bagi IKM dengan 25 agar berskala 1..4:  rumus 1,25*(IKM/25) + IPP",
                vec![Edit::replace(factor, "1,25*(IKM/25)")],
            ),
        Diagnostic::new(
            Code::K0108,
            Error,
            "IKPP dihitung dari dirinya sendiri\nIKPP (ikpp.takar:7) → NilaiLayanan (layanan.takar:3) → IKPP",
        )
        .advise("untuk mencari masukan yang menghasilkan suatu nilai, gunakan  takar cari"),
    ]
}

fn of_scale(scale: SourceId) -> Vec<Diagnostic> {
    let band = |start: &str, line: &str| span(scale, SCALE, start, line);
    let edge = span(scale, SCALE, "> 70 .. 80", "80");
    let cap = span(scale, SCALE, "batas", "0..100");
    vec![
        Diagnostic::new(Code::K0214, Warning, "predikat \"Istimewa\" tidak akan pernah tercapai")
            .at(band("> 110", "> 110 .. 120 : \"Istimewa\" \"Sangat Berhasil\""), "")
            .at(cap, "capaian dibatasi sampai 100")
            .advise("naikkan batas menjadi 0..120, atau hapus rentang itu"),
        Diagnostic::new(Code::K0210, Error, "nilai 80,01 sampai 90,00 tidak punya predikat")
            .at(edge, "berakhir di 80, sedangkan rentang di atasnya mulai sesudah 90")
            .at(band("> 90", "> 90 .. 110 : \"Baik\" \"Berhasil\""), "")
            .suggest(
                "tulis  > 70 .. 90 ; atau nyatakan  tanpa predikat > 80 .. 90 \"…\"",
                vec![Edit::replace(edge, "90")],
            ),
    ]
}

fn of_data(data: SourceId) -> Vec<Diagnostic> {
    let cell = Place::Cell(CellPlace { source: data, row: 5, column: Some("Realisasi".into()) });
    let sheet = Place::File("data/iku.xlsx, lembar \"IKM\", sel D7".into());
    vec![
        Diagnostic::new(Code::D0012, Error, "\"1.250\" dapat berarti 1250 atau 1,25").at_place(cell, "").advise(
            "nyatakan format angka berkas ini:  data \"data/iku.csv\" angka id   (1.250 = seribu dua ratus lima puluh)",
        ),
        Diagnostic::new(Code::D0020, Error, "IKM = 3,68 di luar skala 25..100")
            .at_place(sheet, "")
            .because("PermenPANRB 14/2017 mengenal dua bentuk, 1..4 dan 25..100")
            .advise("isi 92, atau nyatakan  besaran IKM skala 1..4  dan sesuaikan rumusnya"),
    ]
}
